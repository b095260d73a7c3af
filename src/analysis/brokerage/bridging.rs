//! Sector bridging: whether an actor's contacts are in one sector or in many.

use crate::analysis::fragmentation::clustering;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params, Scores};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How much of an actor's contact goes to each sector, in the order of the snapshot's sectors.
fn contacts_by_sector(snapshot: &Snapshot, actor: u32, amount: impl Fn(u32) -> f64) -> Vec<f64> {
    let adjacency = snapshot.adjacency();
    let mut sums = vec![0.0; snapshot.sector_ids().len()];
    for (&contact, &edge) in adjacency
        .neighbors(actor)
        .iter()
        .zip(adjacency.edges(actor))
    {
        if let Some(sector) = snapshot.sectors()[contact as usize] {
            sums[usize::from(sector)] += amount(edge);
        }
    }
    sums
}

/// Whether each actor knows all sectors or just one: the Blau index of its contacts, also called participation.
///
/// 1 − Σ (share of its contacts in a sector)², from 0 for one sector to 1 − 1/k for equal shares of k (Blau 1977;
/// Guimerà & Amaral 2005, Nature 433:895). Direction: ignored. Weights: shares of contact if `weighted`, otherwise of
/// contacts. Contacts without a sector are left out; no value without contacts.
///
/// Time O(V·k + E).
pub fn participation(snapshot: &Snapshot, weighted: bool) -> Scores {
    let weights = snapshot.weights();
    (0..snapshot.num_actors() as u32)
        .map(|actor| {
            let sums = contacts_by_sector(snapshot, actor, |edge| {
                if weighted {
                    weights[edge as usize]
                } else {
                    1.0
                }
            });
            let total: f64 = sums.iter().sum();
            (total > 0.0).then(|| 1.0 - sums.iter().map(|sum| (sum / total).powi(2)).sum::<f64>())
        })
        .collect()
}

/// Whether each actor looks outward: (E − I)/(E + I) over its contacts in other sectors and in its own.
///
/// From −1, own sector only, to 1, others only (Krackhardt & Stern 1988, Soc. Psych. Quarterly 51:123). Direction and
/// weights: ignored. No value for an actor without a sector, or without contacts that have one.
///
/// Time O(V·k + E).
pub fn ei_nodes(snapshot: &Snapshot) -> Scores {
    (0..snapshot.num_actors() as u32)
        .map(|actor| {
            let own = snapshot.sectors()[actor as usize]?;
            let sums = contacts_by_sector(snapshot, actor, |_| 1.0);
            let total: f64 = sums.iter().sum();
            let inside = sums[usize::from(own)];
            (total > 0.0).then(|| (total - 2.0 * inside) / total)
        })
        .collect()
}

/// Participation, the E-I index of actors, and clustering.
pub struct BridgingAnalysis;

impl Analysis for BridgingAnalysis {
    fn id(&self) -> &'static str {
        "bridging"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn measures(&self) -> &'static [Measure] {
        &[
            Measure::Clustering,
            Measure::Participation,
            Measure::EiIndex,
        ]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let clustering = clustering(snapshot, task)?.local.into_iter().map(Some);
        let mut columns = vec![(Measure::Clustering, clustering.collect())];
        if !snapshot.sector_ids().is_empty() {
            columns.push((Measure::Participation, participation(snapshot, false)));
            columns.push((Measure::EiIndex, ei_nodes(snapshot)));
        }
        Ok(Outcome {
            columns,
            detail: Detail::None,
            estimate: None,
        })
    }
}
