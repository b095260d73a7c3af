//! Resilience: how much of the network holds together while actors leave, the most important first or anybody.

use petgraph::unionfind::UnionFind;

use crate::analysis::centrality::undirected_betweenness;
use crate::analysis::random::Random;
use crate::analysis::{Analysis, Aspect, Choice, Detail, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// So many random orders are tried.
const NUM_ORDERS: usize = 100;

/// What is left after removing the first actors of an order, one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remains {
    /// Who was removed last.
    pub removed: u32,
    /// The size of the largest component.
    pub largest: usize,
    /// How many components there are.
    pub num_components: usize,
    /// The share of pairs without a path; `None` if fewer than two actors are left.
    pub fragmentation: Option<f64>,
}

/// What is left while actors are removed one after the other.
///
/// The highest score goes first, equal scores go in the order of actors
/// (Albert, Jeong & Barabási 2000, Nature 406:378). Scores are not computed again in between.
///
/// Time O(V log V + E).
pub fn removal_curve(
    snapshot: &Snapshot,
    scores: &[f64],
    task: &TaskContext,
) -> Result<Vec<Remains>, Cancelled> {
    let mut order: Vec<u32> = (0..snapshot.num_actors() as u32).collect();
    let rank = |actor: u32| (scores[actor as usize] * 1e9).round();
    order.sort_by(|&a, &b| rank(b).total_cmp(&rank(a)));
    remove_in_order(snapshot, &order, task)
}

/// The same in a given order. Nothing is taken away: from the end, actors come back one after the other, and join what is
/// there.
fn remove_in_order(
    snapshot: &Snapshot,
    order: &[u32],
    task: &TaskContext,
) -> Result<Vec<Remains>, Cancelled> {
    let n = order.len();
    let mut components = UnionFind::<u32>::new(n);
    let mut sizes = vec![0_u32; n];
    let (mut largest, mut num_components, mut connected) = (0, 0, 0_u64);
    let pairs = |size: u32| u64::from(size) * u64::from(size.saturating_sub(1));
    let mut curve = Vec::with_capacity(n);
    for (step, &removed) in order.iter().enumerate().rev() {
        if step.is_multiple_of(256) {
            task.keep_going()?;
        }
        let all = pairs((n - step - 1) as u32);
        curve.push(Remains {
            removed,
            largest: largest as usize,
            num_components,
            fragmentation: (all > 0).then(|| (all - connected) as f64 / all as f64),
        });
        sizes[removed as usize] = 1;
        num_components += 1;
        largest = largest.max(1);
        for &contact in snapshot.adjacency().neighbors(removed) {
            if sizes[contact as usize] == 0 {
                continue;
            }
            let (here, there) = (components.find_mut(removed), components.find_mut(contact));
            if components.union(here, there) {
                let (a, b) = (sizes[here as usize], sizes[there as usize]);
                connected += pairs(a + b) - pairs(a) - pairs(b);
                num_components -= 1;
                largest = largest.max(a + b);
                // Members keep the size that they had, so that they are known to be there; only that of the root counts.
                sizes[components.find_mut(here) as usize] = a + b;
            }
        }
    }
    curve.reverse();
    Ok(curve)
}

/// How well a network stands removals: the mean share of the largest component over all of them, 0 to 0.5 (Schneider and
/// others 2011, PNAS 108:3838); `None` without actors.
pub fn robustness(curve: &[Remains]) -> Option<f64> {
    let n = curve.len() as f64;
    let sum: f64 = curve.iter().map(|remains| remains.largest as f64 / n).sum();
    (n > 0.0).then(|| sum / n)
}

/// How much of the network holds together while actors leave in several orders.
#[derive(Clone, Debug, PartialEq)]
pub struct Resilience {
    /// Those with the most contacts first.
    pub by_degree: Vec<Remains>,
    /// Those on the most shortest paths first.
    pub by_betweenness: Vec<Remains>,
    /// Anybody: how large the largest component is after each removal.
    pub at_random: Vec<AtRandom>,
    /// The mean robustness over the random orders; `None` without actors.
    pub robustness_at_random: Option<f64>,
    /// How many random orders were tried.
    pub num_orders: usize,
}

/// The size of the largest component after so many removals, over random orders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtRandom {
    /// The mean.
    pub mean: f64,
    /// Nine of ten orders leave at least this,
    pub low: u32,
    /// and at most this.
    pub high: u32,
}

/// What is left of the network while actors leave: the best connected first, the go-betweens first, or anybody.
///
/// Scores are those of the whole network (static attack; Albert, Jeong & Barabási 2000, Nature 406:378). The random orders
/// follow from the seed. Direction and weights: ignored.
///
/// Time that of betweenness, and O(V log V + E) for each order.
pub fn resilience(
    snapshot: &Snapshot,
    seed: u64,
    task: &TaskContext,
) -> Result<Resilience, Cancelled> {
    let betweenness = undirected_betweenness(snapshot, task)?;
    resilience_by(snapshot, &betweenness.all, seed, task)
}

/// The same where betweenness, without direction, is known already.
///
/// Time O(V log V + E) for each order.
pub fn resilience_by(
    snapshot: &Snapshot,
    betweenness: &[f64],
    seed: u64,
    task: &TaskContext,
) -> Result<Resilience, Cancelled> {
    let n = snapshot.num_actors();
    let degree = |actor: u32| snapshot.adjacency().degree(actor) as f64;
    let degrees: Vec<f64> = (0..n as u32).map(degree).collect();
    let parts = task.map_chunks(NUM_ORDERS, |numbers| {
        let mut curves = Vec::new();
        for number in numbers {
            let mut order: Vec<u32> = (0..n as u32).collect();
            Random::new(seed, number as u64).shuffle(&mut order);
            curves.push(remove_in_order(snapshot, &order, task)?);
        }
        Ok(curves)
    })?;
    let curves: Vec<Vec<Remains>> = parts.into_iter().flatten().collect();
    let at_random = (0..n).map(|step| {
        let largest = curves.iter().filter_map(|curve| curve.get(step));
        let mut sizes: Vec<u32> = largest.map(|remains| remains.largest as u32).collect();
        sizes.sort_unstable();
        let sum: f64 = sizes.iter().copied().map(f64::from).sum();
        let at = |place: usize| sizes.get(place).copied().unwrap_or_default();
        AtRandom {
            mean: sum / NUM_ORDERS as f64,
            low: at(NUM_ORDERS / 20),
            high: at(NUM_ORDERS - 1 - NUM_ORDERS / 20),
        }
    });
    let at_random = at_random.collect();
    let sum: f64 = curves.iter().filter_map(|curve| robustness(curve)).sum();
    Ok(Resilience {
        by_degree: removal_curve(snapshot, &degrees, task)?,
        by_betweenness: removal_curve(snapshot, betweenness, task)?,
        at_random,
        robustness_at_random: (n > 0).then(|| sum / NUM_ORDERS as f64),
        num_orders: NUM_ORDERS,
    })
}

/// What is left while actors leave.
#[derive(Debug)]
pub struct ResilienceAnalysis;

impl Analysis for ResilienceAnalysis {
    fn id(&self) -> &'static str {
        "resilience"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn uses(&self) -> &'static [Choice] {
        &[Choice::Seed]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let resilience = resilience(snapshot, params.seed, task)?;
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Resilience(resilience),
            estimate: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::components::components_without;
    use super::*;
    use crate::analysis::finding_tests::network;
    use crate::model::SnapshotOptions;

    fn snapshot(num_actors: usize, ties: &[(usize, usize)]) -> Snapshot {
        let network = network(&"b".repeat(num_actors), ties);
        Snapshot::new(&network, &SnapshotOptions::default())
    }

    #[test]
    fn coming_back_finds_the_same_components_as_leaving() {
        // Two triangles with an actor between, a pair, and one alone.
        let ties = [
            (0, 1),
            (1, 2),
            (2, 0),
            (2, 3),
            (3, 4),
            (4, 5),
            (5, 6),
            (6, 4),
            (7, 8),
        ];
        let snapshot = snapshot(10, &ties);
        let task = TaskContext::new();
        for seed in 0..50 {
            let mut order: Vec<u32> = (0..10).collect();
            Random::new(seed, 0).shuffle(&mut order);
            let curve = remove_in_order(&snapshot, &order, &task).unwrap();
            let mut is_gone = vec![false; 10];
            for remains in curve {
                is_gone[remains.removed as usize] = true;
                let left = components_without(snapshot.adjacency(), &is_gone);
                let n: usize = left.iter().map(Vec::len).sum();
                let connected: usize = left.iter().map(|c| c.len() * (c.len() - 1)).sum();
                assert_eq!(remains.num_components, left.len());
                assert_eq!(remains.largest, left.first().map_or(0, Vec::len));
                let all = n * n.saturating_sub(1);
                let expected = (all > 0).then(|| (all - connected) as f64 / all as f64);
                assert_eq!(remains.fragmentation, expected);
            }
        }
    }

    #[test]
    fn random_removal_of_a_complete_network_shrinks_it_one_by_one() {
        let pairs: Vec<(usize, usize)> = (0..6).flat_map(|a| (0..a).map(move |b| (b, a))).collect();
        let resilience = resilience(&snapshot(6, &pairs), 1, &TaskContext::new()).unwrap();
        let sizes: Vec<f64> = resilience.at_random.iter().map(|left| left.mean).collect();
        assert_eq!(sizes, [5.0, 4.0, 3.0, 2.0, 1.0, 0.0]);
        assert!(
            resilience
                .at_random
                .iter()
                .all(|left| left.low == left.high)
        );
        let (random, by_degree) = (
            resilience.robustness_at_random.unwrap(),
            robustness(&resilience.by_degree).unwrap(),
        );
        assert!((random - by_degree).abs() < 1e-12);
    }
}
