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

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Params;
    use crate::model::{Actor, Network, SectorId, SnapshotOptions, Tie};
    use crate::task::TaskContext;

    /// A network of actors `A0`, `A1` … with these sectors (b, c, u, v for civil society, anything else for none), tied
    /// in pairs.
    pub(crate) fn network(sectors: &str, ties: &[(usize, usize)]) -> Network {
        let mut network = Network::new();
        let ids: Vec<_> = sectors
            .chars()
            .enumerate()
            .map(|(index, sector)| {
                let mut actor = Actor::new(format!("a{index}"), format!("A{index}"));
                actor.sector = "bcuv".find(sector).map(|place| SectorId(place as u32));
                network.add_actor(actor).unwrap()
            })
            .collect();
        for &(a, b) in ties {
            network.add_tie(Tie::new(ids[a], ids[b])).unwrap();
        }
        network
    }

    pub(crate) fn results(network: &Network) -> Results {
        let snapshot = Snapshot::new(network, &SnapshotOptions::default());
        let params = Params {
            num_shuffles: 99,
            ..Params::default()
        };
        Results::compute(Arc::new(snapshot), &params, &TaskContext::new()).unwrap()
    }

    pub(crate) fn findings_of(topic: Topic, network: &Network) -> Vec<Finding> {
        findings(topic, &results(network), network.sectors())
    }

    /// The invented town of the reference values (CC0): 18 actors, two of them without a tie. In order: five companies
    /// (0 bakery, 1 solar, 2 bank, 3 shop, 4 IT), four public bodies (5 mayor, 6 planning, 7 water, 8 library), four of
    /// research (9 university, 10 mobility lab, 11 applied sciences, 12 institute), five of civil society (13 neighbours,
    /// 14 bikes, 15 seniors, 16 makers, 17 art).
    pub(crate) fn riverside() -> Network {
        network(
            "bbbbbccccuuuuvvvvv",
            &[
                (0, 3),
                (0, 2),
                (1, 2),
                (1, 4),
                (1, 4),
                (4, 2),
                (5, 6),
                (5, 7),
                (6, 7),
                (5, 8),
                (9, 10),
                (9, 11),
                (10, 11),
                (13, 14),
                (13, 15),
                (14, 15),
                (1, 10),
                (10, 6),
                (2, 5),
                (6, 14),
                (8, 13),
                (10, 6),
                (16, 11),
            ],
        )
    }

    #[test]
    fn without_actors_or_ties_that_is_all_there_is_to_say() {
        for topic in Topic::ALL {
            assert_eq!(
                findings_of(topic, &network("", &[])),
                [Finding::NoActors],
                "{topic:?}"
            );
            let findings = findings_of(topic, &network("bcuv", &[]));
            assert_eq!(
                findings.last(),
                Some(&Finding::NoTies { num_actors: 4 }),
                "{topic:?}"
            );
        }
    }

    #[test]
    fn results_that_are_not_there_yet_are_left_out() {
        let network = riverside();
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let nothing_yet = Results::new(Arc::new(snapshot));
        for topic in [Topic::Brokers, Topic::Gaps, Topic::Fragmentation] {
            assert_eq!(findings(topic, &nothing_yet, network.sectors()), []);
        }
    }
}
