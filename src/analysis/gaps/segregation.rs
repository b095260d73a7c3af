//! Segregation: how far sectors keep to themselves, by the indices of the literature.

use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params, SectorMatrix};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How much contact there is within and between sectors: tie ends and what is inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Tied pairs or their weight; symmetric.
    pub amounts: SectorMatrix<f64>,
    /// How many actors each sector has.
    pub sizes: Vec<f64>,
}

impl Contact {
    /// Tied pairs with both sectors known, or their summed weights.
    pub fn new(snapshot: &Snapshot, weighted: bool) -> Self {
        let k = snapshot.sector_ids().len();
        let mut contact = Self {
            amounts: vec![vec![0.0; k]; k],
            sizes: vec![0.0; k],
        };
        for &sector in snapshot.sectors().iter().flatten() {
            contact.sizes[usize::from(sector)] += 1.0;
        }
        for (&(a, b), weight) in snapshot.edges().iter().zip(snapshot.weights()) {
            let sectors = (
                snapshot.sectors()[a as usize],
                snapshot.sectors()[b as usize],
            );
            if let (Some(first), Some(second)) = sectors {
                let (first, second) = (usize::from(first), usize::from(second));
                let amount = if weighted { *weight } else { 1.0 };
                contact.amounts[first][second] += amount;
                if first != second {
                    contact.amounts[second][first] += amount;
                }
            }
        }
        contact
    }

    fn inside(&self) -> f64 {
        self.amounts.iter().enumerate().map(|(a, row)| row[a]).sum()
    }

    /// Tie ends of each sector: what is inside counts at both ends.
    fn ends(&self) -> Vec<f64> {
        let rows = self.amounts.iter().enumerate();
        rows.map(|(a, row)| row.iter().sum::<f64>() + row[a])
            .collect()
    }

    fn total(&self) -> f64 {
        self.ends().iter().sum::<f64>() / 2.0
    }

    fn by_chance(&self) -> f64 {
        let total = self.total();
        self.ends()
            .iter()
            .map(|ends| (ends / (2.0 * total)).powi(2))
            .sum()
    }

    /// Newman's assortativity by sector (2003, Phys Rev E 67:026126): 1 if nobody works across; `None` if all tie ends lie
    /// in one sector, or there are none.
    pub fn assortativity(&self) -> Option<f64> {
        let num_active = self.ends().iter().filter(|&&ends| ends > 0.0).count();
        let by_chance = self.by_chance();
        (num_active > 1).then(|| (self.inside() / self.total() - by_chance) / (1.0 - by_chance))
    }

    /// Modularity with sectors as communities, −0.5 to 1 (Newman & Girvan 2004, Phys Rev E 69:026113); `None` without ties.
    pub fn modularity(&self) -> Option<f64> {
        let total = self.total();
        (total > 0.0).then(|| self.inside() / total - self.by_chance())
    }

    /// Freeman's segregation (1978, Soc. Methods & Research 6:411), not truncated: 1 if nobody works across, negative if
    /// more do than by chance; `None` if chance gives no tie across. For tied pairs.
    pub fn freeman(&self) -> Option<f64> {
        let n: f64 = self.sizes.iter().sum();
        let squares: f64 = self.sizes.iter().map(|size| size * size).sum();
        let total = self.total();
        let across = total * (n * n - squares) / (n * (n - 1.0));
        (n > 1.0 && across > 0.0).then(|| (across - (total - self.inside())) / across)
    }

    /// How many times likelier a tie is inside a sector than across (odds ratio; Moody 2001, AJS 107:679). For tied pairs.
    pub fn odds_ratio(&self) -> Option<f64> {
        let n: f64 = self.sizes.iter().sum();
        let possible: f64 = self
            .sizes
            .iter()
            .map(|size| size * (size - 1.0) / 2.0)
            .sum();
        let possible_across = n * (n - 1.0) / 2.0 - possible;
        let inside = self.inside();
        let across = self.total() - inside;
        let divisor = across * (possible - inside);
        (divisor > 0.0).then(|| inside * (possible_across - across) / divisor)
    }

    /// How far each sector keeps to itself beyond its size, −1 to 1 (Coleman 1958, Human Organization 17:28). Every tie
    /// counts as one in both directions. `None` for a sector without ties, or of a single actor. For tied pairs.
    pub fn coleman(&self) -> Vec<Option<f64>> {
        let sent = self.ends();
        let inside = self.amounts.iter().enumerate().map(|(a, row)| 2.0 * row[a]);
        coleman(&sent, &inside.collect::<Vec<_>>(), &self.sizes)
    }
}

/// Coleman's index from what each sector sends, what of it stays inside, and its size.
fn coleman(sent: &[f64], inside: &[f64], sizes: &[f64]) -> Vec<Option<f64>> {
    let n: f64 = sizes.iter().sum();
    (0..sizes.len())
        .map(|r| {
            let (sent, inside) = (sent[r], inside[r]);
            let expected = sent * (sizes[r] - 1.0) / (n - 1.0);
            (sent > 0.0 && expected > 0.0).then(|| {
                if inside > expected {
                    // All by chance already: nothing can be beyond it.
                    (inside - expected) / (sent - expected)
                } else {
                    (inside - expected) / expected
                }
            })
        })
        .collect()
}

/// How many arcs go from each sector to each; `None` without direction.
pub fn arcs_between(snapshot: &Snapshot) -> Option<SectorMatrix<u32>> {
    let k = snapshot.sector_ids().len();
    let directed = snapshot.directed()?;
    let mut arcs = vec![vec![0; k]; k];
    for &(from, to) in &directed.arcs {
        if let (Some(from), Some(to)) = (
            snapshot.sectors()[from as usize],
            snapshot.sectors()[to as usize],
        ) {
            arcs[usize::from(from)][usize::from(to)] += 1;
        }
    }
    Some(arcs)
}

/// Coleman's index of each sector over arcs; `None` without direction.
pub fn coleman_directed(snapshot: &Snapshot) -> Option<Vec<Option<f64>>> {
    let arcs = arcs_between(snapshot)?;
    let sent: Vec<f64> = arcs
        .iter()
        .map(|row| row.iter().copied().map(f64::from).sum())
        .collect();
    let inside: Vec<f64> = arcs
        .iter()
        .enumerate()
        .map(|(a, row)| f64::from(row[a]))
        .collect();
    Some(coleman(
        &sent,
        &inside,
        &Contact::new(snapshot, false).sizes,
    ))
}

/// Whether actors with many contacts are tied to others with many: the correlation of degrees over ties (Newman 2003);
/// `None` if all ends have as many.
pub fn degree_assortativity(snapshot: &Snapshot) -> Option<f64> {
    let degree = |actor: u32| snapshot.adjacency().degree(actor) as f64;
    let ends = 2.0 * snapshot.edges().len() as f64;
    let (mut sum, mut squares, mut products) = (0.0, 0.0, 0.0);
    for &(a, b) in snapshot.edges() {
        let (a, b) = (degree(a), degree(b));
        sum += a + b;
        squares += a * a + b * b;
        products += 2.0 * a * b;
    }
    // Whole numbers, so the variance is exactly 0 where it is.
    let variance = squares * ends - sum * sum;
    (variance > 0.0).then(|| (products * ends - sum * sum) / variance)
}

/// How far sectors keep to themselves, in the numbers of the literature.
#[derive(Clone, Debug, PartialEq)]
pub struct Segregation {
    /// Modularity with sectors as communities.
    pub modularity: Option<f64>,
    /// Freeman's segregation.
    pub freeman: Option<f64>,
    /// How many times likelier a tie is inside a sector.
    pub odds_ratio: Option<f64>,
    /// Coleman's index of each sector, over arcs if there is direction.
    pub coleman: Vec<Option<f64>>,
    /// Newman's assortativity by sector over the weights of ties.
    pub weighted_assortativity: Option<f64>,
    /// Whether actors with many contacts are tied to others with many.
    pub degree_assortativity: Option<f64>,
}

/// Segregation by sector, and assortativity by degree.
#[derive(Debug)]
pub struct SegregationAnalysis;

impl Analysis for SegregationAnalysis {
    fn id(&self) -> &'static str {
        "segregation"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Weights, Aspect::Sectors]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        task.keep_going()?;
        let contact = Contact::new(snapshot, false);
        let segregation = Segregation {
            modularity: contact.modularity(),
            freeman: contact.freeman(),
            odds_ratio: contact.odds_ratio(),
            coleman: coleman_directed(snapshot).unwrap_or_else(|| contact.coleman()),
            weighted_assortativity: Contact::new(snapshot, true).assortativity(),
            degree_assortativity: degree_assortativity(snapshot),
        };
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Segregation(segregation),
            estimate: None,
        })
    }
}
