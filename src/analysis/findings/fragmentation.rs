//! What falls apart?

use super::{EQUAL, cuts, nothing_to_tell};
use crate::analysis::finding::SectorPair;
use crate::analysis::{Cohesion, Distances, Finding, Results};
use crate::model::Snapshot;

/// How many cut actors are told of, one by one.
const MAX_CUTS: usize = 3;

/// How many findings a panel holds.
const MAX_FINDINGS: usize = 5;
/// Two sectors are told of as furthest apart when so small a share of what is usual can meet within two steps.
const FURTHER: f64 = 0.8;

/// Pieces, who stands alone, single points of failure, and which sectors are furthest from each other.
pub(super) fn fragmentation(results: &Results) -> Vec<Finding> {
    let snapshot = &*results.snapshot;
    if let Some(finding) = nothing_to_tell(snapshot) {
        return vec![finding];
    }
    let mut findings = Vec::new();
    let distances = results.distances();
    if let Some(cohesion) = results.cohesion() {
        findings.extend(pieces(snapshot, cohesion, distances));
        findings.extend(isolates(cohesion));
        single_points(results, cohesion, &mut findings);
    }
    if let Some(distances) = distances {
        findings.extend(furthest_sectors(distances));
        if results
            .cohesion()
            .is_none_or(|cohesion| cohesion.components.len() > 1)
        {
            findings.extend(steps(distances));
        }
    }
    findings.truncate(MAX_FINDINGS);
    findings
}

fn pieces(
    snapshot: &Snapshot,
    cohesion: &Cohesion,
    distances: Option<&Distances>,
) -> Option<Finding> {
    let (largest, others) = cohesion.components.split_first()?;
    if others.is_empty() {
        return Some(Finding::InOnePiece {
            num_actors: snapshot.num_actors(),
            mean_steps: distances
                .and_then(|d| d.average_path_length)
                .filter(|mean| mean.is_finite()),
            max_steps: distances.map(|d| d.diameter),
        });
    }
    let mut outside: Vec<u32> = others.iter().flatten().copied().collect();
    outside.sort_unstable();
    Some(Finding::InPieces {
        num_pieces: cohesion.components.len(),
        largest: largest.clone(),
        is_tied: others
            .first()
            .is_some_and(|second| second.len() == largest.len()),
        outside,
        unreachable: cohesion.fragmentation.filter(|f| f.is_finite()),
    })
}

/// Those who stand alone, unless that is what the number of pieces says already.
fn isolates(cohesion: &Cohesion) -> Option<Finding> {
    let num_small = cohesion.components.len().saturating_sub(1);
    (!cohesion.isolates.is_empty() && cohesion.isolates.len() < num_small)
        .then(|| Finding::Isolates(cohesion.isolates.clone()))
}

fn single_points(results: &Results, cohesion: &Cohesion, findings: &mut Vec<Finding>) {
    let bridges: Vec<(u32, u32)> = cohesion.bridges.iter().map(|b| (b.a, b.b)).collect();
    if cohesion.cut_actors.is_empty() && bridges.is_empty() {
        // Two actors or fewer have nothing that could fall apart.
        if cohesion
            .components
            .first()
            .is_some_and(|largest| largest.len() > 2)
        {
            findings.push(Finding::NoSinglePoints);
        }
        return;
    }
    findings.push(Finding::SinglePoints {
        actors: cohesion.cut_actors.iter().map(|cut| cut.actor).collect(),
        bridges,
    });
    let mut cuts = cuts(results);
    cuts.truncate(MAX_CUTS);
    if !cuts.is_empty() {
        findings.push(Finding::Cuts {
            cuts,
            unreachable_now: cohesion.fragmentation.filter(|f| f.is_finite()),
        });
    }
    findings.extend(worst_bridge(&results.snapshot, cohesion));
}

/// A bridge is worth a word of its own when it holds more than a single actor.
fn worst_bridge(snapshot: &Snapshot, cohesion: &Cohesion) -> Option<Finding> {
    let mut worst = None;
    for bridge in &cohesion.bridges {
        if worst.is_none_or(|w: crate::analysis::Bridge| bridge.num_cut_off > w.num_cut_off) {
            worst = Some(*bridge);
        }
    }
    let bridge = worst.filter(|bridge| bridge.num_cut_off > 1)?;
    let one = side(snapshot, bridge.a, bridge.b);
    let other = side(snapshot, bridge.b, bridge.a);
    let cut_off = if other.len() <= one.len() { other } else { one };
    Some(Finding::WorstBridge {
        a: bridge.a,
        b: bridge.b,
        num_ties: bridge.num_ties,
        cut_off,
    })
}

/// Who can be reached from one end of a bridge without crossing it.
fn side(snapshot: &Snapshot, from: u32, other_end: u32) -> Vec<u32> {
    let mut seen = vec![false; snapshot.num_actors()];
    let mut found = vec![from];
    if let Some(flag) = seen.get_mut(from as usize) {
        *flag = true;
    }
    let mut next = 0;
    while let Some(&actor) = found.get(next) {
        next += 1;
        for &to in snapshot.adjacency().neighbors(actor) {
            if actor == from && to == other_end {
                continue;
            }
            if let Some(flag) = seen.get_mut(to as usize)
                && !*flag
            {
                *flag = true;
                found.push(to);
            }
        }
    }
    found.sort_unstable();
    found
}

/// The pair of different sectors of which fewest can meet within two steps, if it is clearly worse off than the rest.
fn furthest_sectors(distances: &Distances) -> Option<Finding> {
    let overall = distances.cross.within_2.filter(|share| share.is_finite())?;
    let mut worst: Option<(SectorPair, f64, f64)> = None;
    let mut num_pairs = 0;
    for (row, (&a, reaches)) in distances.sectors.iter().zip(&distances.reach).enumerate() {
        for (&b, reach) in distances.sectors.iter().zip(reaches).skip(row + 1) {
            let (Some(within_2), Some(unreachable)) = (reach.within_2, reach.unreachable) else {
                continue;
            };
            num_pairs += 1;
            if worst.is_none_or(|(_, least, _)| within_2 < least - EQUAL) {
                worst = Some((SectorPair(a, b), within_2, unreachable));
            }
        }
    }
    let (sectors, within_2, unreachable) = worst?;
    (num_pairs > 1 && within_2 < FURTHER * overall).then_some(Finding::FurthestSectors {
        sectors,
        within_2,
        unreachable,
        within_2_overall: overall,
    })
}

fn steps(distances: &Distances) -> Option<Finding> {
    let mean = distances.average_path_length.filter(|m| m.is_finite())?;
    (distances.diameter > 1).then_some(Finding::Steps {
        mean,
        max: distances.diameter,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings_of, network, riverside};
    use super::*;
    use crate::analysis::Topic;
    use crate::analysis::finding::Cut;

    fn fragmentation_of(sectors: &str, ties: &[(usize, usize)]) -> Vec<Finding> {
        findings_of(Topic::Fragmentation, &network(sectors, ties))
    }

    #[test]
    fn a_star_is_in_one_piece_until_its_centre_leaves() {
        let findings = fragmentation_of("bbbbb", &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        assert_eq!(
            findings,
            [
                Finding::InOnePiece {
                    num_actors: 5,
                    mean_steps: Some(1.6),
                    max_steps: Some(2),
                },
                Finding::SinglePoints {
                    actors: vec![0],
                    bridges: vec![(0, 1), (0, 2), (0, 3), (0, 4)],
                },
                Finding::Cuts {
                    cuts: vec![Cut {
                        actor: 0,
                        cut_off: vec![2, 3, 4],
                        num_pieces: 4,
                        num_rest: 1,
                        unreachable_after: Some(1.0),
                    }],
                    unreachable_now: Some(0.0),
                },
            ]
        );
    }

    #[test]
    fn two_triangles_hang_on_one_tie() {
        let ties = [
            (0, 1),
            (0, 2),
            (1, 2),
            (2, 3),
            (2, 3),
            (3, 4),
            (3, 5),
            (4, 5),
        ];
        let findings = fragmentation_of("bbbvvv", &ties);
        assert!(findings.contains(&Finding::WorstBridge {
            a: 2,
            b: 3,
            num_ties: 2,
            cut_off: vec![3, 4, 5],
        }));
        assert!(findings.contains(&Finding::SinglePoints {
            actors: vec![2, 3],
            bridges: vec![(2, 3)],
        }));
    }

    #[test]
    fn two_triangles_apart_have_no_largest() {
        let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)];
        let findings = fragmentation_of("bbbvvv", &ties);
        assert_eq!(
            findings,
            [
                Finding::InPieces {
                    num_pieces: 2,
                    largest: vec![0, 1, 2],
                    is_tied: true,
                    outside: vec![3, 4, 5],
                    unreachable: Some(0.6),
                },
                Finding::NoSinglePoints,
            ]
        );
    }

    #[test]
    fn those_who_stand_alone_are_told_apart_from_islands() {
        let findings = fragmentation_of("bbbvvv", &[(0, 1), (1, 2), (0, 2), (3, 4)]);
        assert!(findings.contains(&Finding::Isolates(vec![5])));
        let findings = fragmentation_of("bbbv", &[(0, 1), (1, 2), (0, 2)]);
        assert!(!findings.iter().any(|f| matches!(f, Finding::Isolates(_))));
    }

    #[test]
    fn a_pair_has_nothing_that_could_fall_apart_but_its_tie() {
        let findings = fragmentation_of("bc", &[(0, 1)]);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(matches!(
            findings.first(),
            Some(Finding::InOnePiece { num_actors: 2, .. })
        ));
    }

    #[test]
    fn the_invented_town() {
        let findings = findings_of(Topic::Fragmentation, &riverside());
        let [
            Finding::InPieces {
                num_pieces: 3,
                outside,
                unreachable: Some(unreachable),
                ..
            },
            Finding::SinglePoints { actors, bridges },
            Finding::Cuts { cuts, .. },
            ..,
        ] = findings.as_slice()
        else {
            panic!("{findings:?}");
        };
        assert_eq!(outside, &[12, 17]);
        assert!((unreachable - 0.215_686_274_509_8).abs() < 1e-12);
        assert_eq!(actors, &[0, 2, 10, 11]);
        assert_eq!(bridges, &[(0, 2), (0, 3), (11, 16)]);
        assert_eq!(cuts.first().map(|cut| cut.actor), Some(10));
    }
}
