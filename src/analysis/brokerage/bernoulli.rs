//! What brokerage roles would be if arcs were drawn independently: the expectation that R sna prints.

use crate::analysis::RoleCounts;
use crate::model::Snapshot;

/// Expectation and standard deviation of the roles of an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    /// The mean.
    pub expected: RoleCounts,
    /// The standard deviation.
    pub deviation: RoleCounts,
}

impl Expectation {
    /// How many standard deviations counts are from the mean, role by role; `None` where there is no deviation.
    pub fn z(&self, counts: &RoleCounts) -> [Option<f64>; 6] {
        let [counts, means, deviations] = [counts, &self.expected, &self.deviation].map(values);
        std::array::from_fn(|i| {
            (deviations[i] > 0.0).then(|| (counts[i] - means[i]) / deviations[i])
        })
    }
}

/// The counts in the order coordinator, consultant, gatekeeper, representative, liaison, total.
fn values(roles: &RoleCounts) -> [f64; 6] {
    [
        roles.coordinator,
        roles.consultant,
        roles.gatekeeper,
        roles.representative,
        roles.liaison,
        roles.total,
    ]
}

/// What the roles of an actor of each sector would be in a directed network of the same density whose arcs are drawn
/// independently (Gould & Fernandez 1989, as in R sna 2.7).
///
/// Wrong for networks without direction. `None` without direction, with an unassigned actor, or with fewer than three actors.
/// Time O(V + arcs + k²).
pub fn bernoulli_roles(snapshot: &Snapshot) -> Option<Vec<Expectation>> {
    let directed = snapshot.directed()?;
    let n = snapshot.num_actors();
    if n < 3 || snapshot.sectors().iter().any(Option::is_none) {
        return None;
    }
    let mut sizes = vec![0.0; snapshot.sector_ids().len()];
    for &sector in snapshot.sectors().iter().flatten() {
        sizes[usize::from(sector)] += 1.0;
    }
    let n = n as f64;
    let density = directed.arcs.len() as f64 / (n * (n - 1.0));
    let q = density.powi(2) * (1.0 - density);
    let kappa = (density * (1.0 - density)).powi(3);
    let pairs = |x: f64| x * (x - 1.0) / 2.0;
    let expectation = |own: usize| {
        let size: f64 = sizes[own];
        let others = || {
            let sizes = sizes.iter().enumerate();
            sizes.filter(move |&(r, _)| r != own).map(|(_, &size)| size)
        };
        let outside = n - size;
        let squares: f64 = others().map(|r| r * r).sum();
        let moments = |triples: f64, overlaps: f64| {
            let mean = q * triples;
            (mean, (mean * (1.0 - q) + overlaps * kappa).max(0.0).sqrt())
        };
        let inside = (size - 1.0) * (size - 2.0);
        let coordinator = moments(inside, 2.0 * inside * (size - 3.0));
        let consultant = moments(
            others().map(|r| r * (r - 1.0)).sum(),
            2.0 * others().map(|r| r * (r - 1.0) * (r - 2.0)).sum::<f64>(),
        );
        let border = moments(
            outside * (size - 1.0),
            2.0 * ((size - 1.0) * pairs(outside) + outside * pairs(size - 1.0)),
        );
        let liaison = moments(
            outside * outside - squares,
            4.0 * others().map(|r| r * pairs(outside - r)).sum::<f64>(),
        );
        let total = moments(
            (n - 1.0) * (n - 2.0),
            2.0 * (n - 1.0) * (n - 2.0) * (n - 3.0),
        );
        let roles = |of: fn((f64, f64)) -> f64| RoleCounts {
            coordinator: of(coordinator),
            consultant: of(consultant),
            gatekeeper: of(border),
            representative: of(border),
            liaison: of(liaison),
            total: of(total),
        };
        Expectation {
            expected: roles(|moments| moments.0),
            deviation: roles(|moments| moments.1),
        }
    };
    Some((0..sizes.len()).map(expectation).collect())
}
