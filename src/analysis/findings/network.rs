//! Who is here?

use super::{absent_sectors, median_contacts, nothing_to_tell, sector_of};
use crate::analysis::Finding;
use crate::analysis::Results;
use crate::analysis::finding::Size;
use crate::model::{SectorScheme, Snapshot, TieSources};

/// An activity is worth a word when so large a share of the tied pairs is there only because of it.
const LARGE_ACTIVITY: f64 = 0.2;

/// Size and mix, hubs, an activity that makes up much of the network, and who is missing.
pub(super) fn network(results: &Results, scheme: &SectorScheme) -> Vec<Finding> {
    let snapshot = &*results.snapshot;
    if snapshot.num_actors() == 0 {
        return vec![Finding::NoActors];
    }
    let mut findings = vec![Finding::Size(size(snapshot))];
    findings.extend(nothing_to_tell(snapshot));
    findings.extend(most_contacts(snapshot));
    findings.extend(absent_sectors(snapshot, scheme));
    findings.extend(unassigned(snapshot));
    findings.extend(largest_activity(snapshot));
    findings
}

fn size(snapshot: &Snapshot) -> Size {
    let mut counts = vec![0; snapshot.sector_ids().len()];
    let mut num_unassigned = 0;
    for sector in snapshot.sectors() {
        match sector.and_then(|sector| counts.get_mut(sector as usize)) {
            Some(count) => *count += 1,
            None => num_unassigned += 1,
        }
    }
    let mut sectors: Vec<_> = snapshot
        .sector_ids()
        .iter()
        .map(|&sector| Some(sector))
        .zip(counts)
        .collect();
    sectors.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    if num_unassigned > 0 {
        sectors.push((None, num_unassigned));
    }
    let crosses = |&&(a, b): &&(u32, u32)| {
        matches!(
            (sector_of(snapshot, a), sector_of(snapshot, b)),
            (Some(a), Some(b)) if a != b
        )
    };
    Size {
        sectors,
        num_pairs: snapshot.edges().len(),
        num_cross_pairs: (snapshot.sector_ids().len() > 1)
            .then(|| snapshot.edges().iter().filter(crosses).count()),
    }
}

/// Nothing where all have the same number of contacts: then nobody stands out.
fn most_contacts(snapshot: &Snapshot) -> Option<Finding> {
    let all = 0..snapshot.num_actors() as u32;
    let degree = |actor| snapshot.adjacency().degree(actor);
    let num_contacts = all.clone().map(degree).max()?;
    let median = median_contacts(snapshot);
    let actors: Vec<u32> = all.filter(|&actor| degree(actor) == num_contacts).collect();
    (num_contacts > median && actors.len() <= 3).then(|| Finding::MostContacts {
        actors,
        num_contacts,
        num_others: snapshot.num_actors() - 1,
        median,
    })
}

fn unassigned(snapshot: &Snapshot) -> Option<Finding> {
    let actors: Vec<u32> = (0..snapshot.num_actors() as u32)
        .filter(|&actor| sector_of(snapshot, actor).is_none())
        .collect();
    (!actors.is_empty() && actors.len() < snapshot.num_actors())
        .then_some(Finding::UnassignedActors(actors))
}

fn largest_activity(snapshot: &Snapshot) -> Option<Finding> {
    if snapshot.tie_sources() == TieSources::Declared {
        return None;
    }
    let (activity, actors) = snapshot
        .activities()
        .iter()
        .filter(|(_, actors)| actors.len() > 2)
        .max_by(|(a, x), (b, y)| x.len().cmp(&y.len()).then(b.cmp(a)))?;
    // One tie that stands for one activity: the pair meets here and nowhere else.
    let mut is_member = vec![false; snapshot.num_actors()];
    for &actor in actors {
        if let Some(flag) = is_member.get_mut(actor as usize) {
            *flag = true;
        }
    }
    let takes_part = |actor: u32| is_member.get(actor as usize).copied().unwrap_or_default();
    let num_only_here = snapshot
        .edges()
        .iter()
        .zip(snapshot.num_parallel().iter().zip(snapshot.weights()))
        .filter(|&(&(a, b), (&num_ties, &weight))| {
            num_ties == 1 && weight == 1.0 && takes_part(a) && takes_part(b)
        })
        .count();
    let num_pairs = snapshot.edges().len();
    (num_only_here as f64 >= LARGE_ACTIVITY * num_pairs as f64).then(|| Finding::LargestActivity {
        activity: *activity,
        actors: actors.clone(),
        num_only_here,
        num_pairs,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings_of, network, riverside};
    use super::*;
    use crate::analysis::Topic;
    use crate::model::{
        Activity, ActivityId, ActorId, Change, NetworkEdit, Participation, SectorId,
    };

    #[test]
    fn tells_who_is_here() {
        let findings = findings_of(Topic::Network, &riverside());
        let sectors = [(0, 5), (3, 5), (1, 4), (2, 4)];
        assert_eq!(
            findings,
            [Finding::Size(Size {
                sectors: sectors
                    .into_iter()
                    .map(|(sector, count)| (Some(SectorId(sector)), count))
                    .collect(),
                num_pairs: 21,
                num_cross_pairs: Some(6),
            })],
            "four actors share the most contacts, so nobody stands out"
        );
    }

    #[test]
    fn tells_who_stands_out_and_who_is_missing() {
        let findings = findings_of(Topic::Network, &network("bbc-", &[(0, 1), (0, 2), (0, 3)]));
        let [
            Finding::Size(size),
            Finding::MostContacts {
                actors,
                num_contacts: 3,
                num_others: 3,
                median: 1,
            },
            absent,
            unassigned,
        ] = findings.as_slice()
        else {
            panic!("{findings:?}");
        };
        assert_eq!(size.sectors.last(), Some(&(None, 1)));
        assert_eq!(size.num_cross_pairs, Some(1));
        assert_eq!(actors, &[0]);
        assert_eq!(
            absent,
            &Finding::AbsentSectors(vec![SectorId(2), SectorId(3)])
        );
        assert_eq!(unassigned, &Finding::UnassignedActors(vec![3]));
    }

    #[test]
    fn an_activity_that_makes_up_the_network_is_told() {
        let mut network = network("bcuv", &[(0, 1)]);
        let activity = Activity {
            participants: (0..4).map(|i| Participation::new(ActorId(i))).collect(),
            ..Activity::new("x", "X")
        };
        let edit = NetworkEdit::Activity(Change::add(ActivityId(0), activity));
        network.apply(&[edit]).unwrap();
        let findings = findings_of(Topic::Network, &network);
        // Of the six pairs, one has a tie of its own.
        assert_eq!(
            findings.last(),
            Some(&Finding::LargestActivity {
                activity: ActivityId(0),
                actors: vec![0, 1, 2, 3],
                num_only_here: 5,
                num_pairs: 6,
            })
        );
    }
}
