//! What matters most about a network: pure functions from results to findings, best first.
//!
//! They use what is known already and leave out what is not there yet; they are true of every network.

mod brokers;
mod fragmentation;
mod gaps;
mod network;

use brokers::brokers;
use fragmentation::fragmentation;
use gaps::gaps;
use network::network;

use super::finding::Cut;
use super::{Finding, Results, Topic};
use crate::model::{SectorScheme, Snapshot};

/// Scores that differ by no more than this are equal.
const EQUAL: f64 = 1e-9;

/// The findings of a topic, best first.
pub fn findings(topic: Topic, results: &Results, scheme: &SectorScheme) -> Vec<Finding> {
    match topic {
        Topic::Network => network(results, scheme),
        Topic::Brokers => brokers(results),
        Topic::Gaps => gaps(results, scheme),
        Topic::Fragmentation => fragmentation(results),
    }
}

/// The finding that is all there is to say about a network without actors or ties.
fn nothing_to_tell(snapshot: &Snapshot) -> Option<Finding> {
    if snapshot.num_actors() == 0 {
        Some(Finding::NoActors)
    } else if snapshot.edges().is_empty() {
        Some(Finding::NoTies {
            num_actors: snapshot.num_actors(),
        })
    } else {
        None
    }
}

/// The place of an actor's sector in [`Snapshot::sector_ids`].
fn sector_of(snapshot: &Snapshot, actor: u32) -> Option<u16> {
    snapshot.sectors().get(actor as usize).copied().flatten()
}

/// Half of all actors have so many contacts or fewer (the lower median).
fn median_contacts(snapshot: &Snapshot) -> usize {
    let mut contacts: Vec<usize> = (0..snapshot.num_actors() as u32)
        .map(|actor| snapshot.adjacency().degree(actor))
        .collect();
    contacts.sort_unstable();
    let middle = contacts.len().saturating_sub(1) / 2;
    contacts.get(middle).copied().unwrap_or_default()
}

/// Sectors without an actor. Only where some sector has actors: a network without any sector has not been sorted yet.
fn absent_sectors(snapshot: &Snapshot, scheme: &SectorScheme) -> Option<Finding> {
    let present = snapshot.sector_ids();
    let absent: Vec<_> = scheme
        .iter()
        .map(|(id, _)| id)
        .filter(|id| !present.contains(id))
        .collect();
    (!present.is_empty() && !absent.is_empty()).then_some(Finding::AbsentSectors(absent))
}

/// What happens without each cut actor: those first without whom most others lose the rest, then those without whom most
/// pairs have no path, then earlier actors.
fn cuts(results: &Results) -> Vec<Cut> {
    let Some(cohesion) = results.cohesion() else {
        return Vec::new();
    };
    let mut cuts: Vec<Cut> = cohesion
        .cut_actors
        .iter()
        .map(|cut| {
            let mut cut_off: Vec<u32> = cut.cut_off.iter().flatten().copied().collect();
            cut_off.sort_unstable();
            let size = cohesion
                .component_of
                .get(cut.actor as usize)
                .and_then(|&component| cohesion.components.get(component as usize))
                .map_or(0, Vec::len);
            Cut {
                actor: cut.actor,
                num_pieces: cut.cut_off.len() + 1,
                num_rest: size.saturating_sub(1 + cut_off.len()),
                unreachable_after: cut.fragmentation_after.filter(|f| f.is_finite()),
                cut_off,
            }
        })
        .collect();
    cuts.sort_by(|x, y| {
        let after = |cut: &Cut| cut.unreachable_after.unwrap_or_default();
        (y.cut_off.len().cmp(&x.cut_off.len()))
            .then(after(y).total_cmp(&after(x)))
            .then(x.actor.cmp(&y.actor))
    });
    cuts
}
