//! Which connections are missing?

use super::{absent_sectors, nothing_to_tell, sector_of};
use crate::analysis::finding::{MixingCell, SectorPair};
use crate::analysis::gaps::{internal_ties, missing_ties};
use crate::analysis::{Finding, MissingTie, Results, SectorMixing};
use crate::model::{SectorId, SectorScheme, Snapshot};

/// How many findings a panel holds.
const MAX_FINDINGS: usize = 5;
/// How many of them are gaps.
const MAX_GAPS: usize = 2;
/// From here on a deviation is not chance; the bar that `SectorMixing::is_gap` sets.
const CLEAR: f64 = 1.96;
/// From here on a shortfall is worth a word, though it may be chance.
const NOTICEABLE: f64 = -1.0;
/// With fewer ties than these nothing is said about where they lead.
const MIN_TIES: u32 = 5;
/// How many look-ups are spent on the missing ties between two sectors: a moment's work.
const MAX_LOOK_UPS: usize = 100_000_000;

/// Sectors with fewer ties than chance would give, the best introduction between them, and whether the network looks
/// inward or outward.
pub(super) fn gaps(results: &Results, scheme: &SectorScheme) -> Vec<Finding> {
    let snapshot = &*results.snapshot;
    if let Some(finding) = nothing_to_tell(snapshot) {
        return vec![finding];
    }
    if let [] | [_] = snapshot.sector_ids() {
        return vec![Finding::NoSectors {
            only: snapshot.sector_ids().first().copied(),
        }];
    }
    let Some(mixing) = results.mixing() else {
        return Vec::new();
    };
    let cells = cells(mixing);
    let mut gaps: Vec<Cell> = cells
        .iter()
        .filter(|cell| mixing.is_gap(cell.row, cell.column))
        .copied()
        .collect();
    // Between sectors first: that is what introductions can change.
    gaps.sort_by(|x, y| {
        (x.row == x.column)
            .cmp(&(y.row == y.column))
            .then(x.mixing.z.total_cmp(&y.mixing.z))
    });

    let closest = if gaps.is_empty() {
        closest(&cells)
    } else {
        Vec::new()
    };
    let mut findings = gap_findings(mixing, &gaps);
    if findings.is_empty() {
        findings.push(Finding::NoGaps {
            closest: closest
                .iter()
                .map(|cell| (cell.sectors, cell.mixing))
                .collect(),
        });
    }
    if let Some(&worst) = gaps.first().or_else(|| closest.first()) {
        findings.extend(reach(results, worst));
        findings.extend(best_missing_tie(snapshot, worst));
    }
    findings.extend(absent_sectors(snapshot, scheme));
    findings.extend(outlook(snapshot, mixing));
    findings.extend(too_small(mixing));
    findings.extend(surplus(&cells));
    findings.truncate(MAX_FINDINGS);
    findings
}

/// One cell of the matrix, at or above its diagonal.
#[derive(Clone, Copy)]
struct Cell {
    row: usize,
    column: usize,
    sectors: SectorPair,
    mixing: MixingCell,
}

/// All cells of which something can be told.
fn cells(mixing: &SectorMixing) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (row, &a) in mixing.sectors.iter().enumerate() {
        for (column, &b) in mixing.sectors.iter().enumerate().skip(row) {
            let (Some(&ties), Some(expected), Some(z)) = (
                at(&mixing.ties, row, column),
                at(&mixing.expected, row, column).copied().flatten(),
                at(&mixing.z, row, column).copied().flatten(),
            ) else {
                continue;
            };
            if expected.is_finite() && z.is_finite() {
                cells.push(Cell {
                    row,
                    column,
                    sectors: SectorPair(a, b),
                    mixing: MixingCell { ties, expected, z },
                });
            }
        }
    }
    cells
}

/// Where there is no clear gap: the two pairs of sectors that have least of what chance would give, if they are at least
/// noticeably below it.
fn closest(cells: &[Cell]) -> Vec<Cell> {
    let ratio = |cell: &Cell| f64::from(cell.mixing.ties) / cell.mixing.expected;
    let mut below: Vec<Cell> = cells
        .iter()
        .filter(|cell| {
            cell.row != cell.column && cell.mixing.z <= NOTICEABLE && cell.mixing.expected >= 1.0
        })
        .copied()
        .collect();
    below.sort_by(|x, y| ratio(x).total_cmp(&ratio(y)));
    below.truncate(2);
    below
}

fn at<T>(matrix: &[Vec<T>], row: usize, column: usize) -> Option<&T> {
    matrix.get(row)?.get(column)
}

/// The gaps; those of the sector that has most of them together, if it has more than one.
fn gap_findings(mixing: &SectorMixing, gaps: &[Cell]) -> Vec<Finding> {
    let between: Vec<&Cell> = gaps.iter().filter(|gap| gap.row != gap.column).collect();
    let num_gaps = |sector: usize| {
        between
            .iter()
            .filter(|gap| gap.row == sector || gap.column == sector)
            .count()
    };
    let mut lonely: Option<(usize, usize)> = None;
    for sector in 0..mixing.sectors.len() {
        let n = num_gaps(sector);
        if n > 1 && lonely.is_none_or(|(_, most)| n > most) {
            lonely = Some((sector, n));
        }
    }
    let mut findings = Vec::new();
    let lonely = lonely.map(|(sector, _)| sector);
    if let Some(lonely) = lonely
        && let Some(&sector) = mixing.sectors.get(lonely)
    {
        let others: Vec<(SectorId, MixingCell)> = between
            .iter()
            .filter(|gap| gap.row == lonely || gap.column == lonely)
            .map(|gap| {
                let other = if gap.row == lonely {
                    gap.sectors.1
                } else {
                    gap.sectors.0
                };
                (other, gap.mixing)
            })
            .collect();
        findings.push(Finding::SectorGaps {
            sector,
            gaps: others,
        });
    }
    findings.extend(
        gaps.iter()
            .filter(|gap| {
                gap.row == gap.column || (Some(gap.row) != lonely && Some(gap.column) != lonely)
            })
            .map(|gap| Finding::Gap(gap.sectors, gap.mixing)),
    );
    findings.truncate(MAX_GAPS);
    findings
}

fn reach(results: &Results, gap: Cell) -> Option<Finding> {
    let distances = results.distances()?;
    let place = |sector| distances.sectors.iter().position(|&s| s == sector);
    let reach = at(
        &distances.reach,
        place(gap.sectors.0)?,
        place(gap.sectors.1)?,
    )?;
    let share = |share: Option<f64>| share.filter(|share| share.is_finite());
    Some(Finding::GapReach {
        sectors: gap.sectors,
        num_pairs: reach.pairs,
        within_2: share(reach.within_2)?,
        within_3: share(reach.within_3)?,
        unreachable: share(reach.unreachable)?,
    })
}

/// `None` if no two share a contact, or there are too many to look at.
fn best_missing_tie(snapshot: &Snapshot, gap: Cell) -> Option<Finding> {
    let adjacency = snapshot.adjacency();
    let place = |sector| snapshot.sector_ids().iter().position(|&s| s == sector);
    let one = place(gap.sectors.0)? as u16;
    let num_look_ups: usize = (0..snapshot.num_actors() as u32)
        .filter(|&actor| sector_of(snapshot, actor) == Some(one))
        .flat_map(|actor| adjacency.neighbors(actor))
        .map(|&via| adjacency.degree(via))
        .sum();
    if num_look_ups > MAX_LOOK_UPS {
        return None;
    }

    let best = missing_ties(snapshot, gap.sectors.0, gap.sectors.1, 1);
    let MissingTie {
        a, b, mut shared, ..
    } = best.into_iter().next()?;
    shared.sort_by_key(|&via| (adjacency.degree(via), via));
    Some(Finding::BestMissingTie {
        sectors: gap.sectors,
        a,
        b,
        shared,
    })
}

fn outlook(snapshot: &Snapshot, mixing: &SectorMixing) -> Option<Finding> {
    let ei = &mixing.ei;
    if ei.internal + ei.external < MIN_TIES {
        return None;
    }
    let index = ei.index.filter(|index| index.is_finite())?;
    let expected_index = ei.expected.filter(|expected| expected.is_finite())?;
    Some(Finding::Outlook {
        internal: ei.internal,
        external: ei.external,
        expected_share: f64::midpoint(1.0, expected_index),
        z_internal: internal_ties(snapshot).and_then(|internal| internal.z),
        index,
        expected_index,
    })
}

/// Where sectors work together, or one with itself, most clearly beyond what chance would give.
fn surplus(cells: &[Cell]) -> Option<Finding> {
    cells
        .iter()
        .filter(|cell| cell.mixing.z >= CLEAR && cell.mixing.expected >= 1.0)
        .max_by(|x, y| x.mixing.z.total_cmp(&y.mixing.z))
        .map(|cell| Finding::Surplus(cell.sectors, cell.mixing))
}

fn too_small(mixing: &SectorMixing) -> Option<Finding> {
    let mut pairs = Vec::new();
    for (row, &a) in mixing.sectors.iter().enumerate() {
        for (column, &b) in mixing.sectors.iter().enumerate().skip(row + 1) {
            if at(&mixing.expected, row, column)
                .is_some_and(|expected| expected.is_some_and(|expected| expected < 1.0))
            {
                pairs.push(SectorPair(a, b));
            }
        }
    }
    (!pairs.is_empty()).then_some(Finding::TooSmallToTell(pairs))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings_of, network, riverside};
    use super::*;
    use crate::analysis::Topic;

    fn gaps_of(sectors: &str, ties: &[(usize, usize)]) -> Vec<Finding> {
        findings_of(Topic::Gaps, &network(sectors, ties))
    }

    #[test]
    fn the_invented_town() {
        let findings = findings_of(Topic::Gaps, &riverside());
        let [
            Finding::Gap(sectors, cell),
            Finding::GapReach {
                num_pairs: 25,
                within_2,
                within_3,
                unreachable,
                ..
            },
            Finding::Outlook {
                internal: 15,
                external: 6,
                expected_share,
                ..
            },
            ..,
        ] = findings.as_slice()
        else {
            panic!("{findings:?}");
        };
        assert_eq!(sectors, &SectorPair(SectorId(0), SectorId(3)));
        assert_eq!(cell.ties, 0);
        assert!((cell.expected - 3.431_372_549_019_6).abs() < 1e-9);
        assert!((cell.z + 2.210_942_820_704_5).abs() < 1e-9);
        assert_eq!((*within_2, *within_3, *unreachable), (0.0, 0.16, 0.2));
        // 121 of the 153 possible pairs cross sectors.
        assert!((expected_share - 121.0 / 153.0).abs() < 1e-12);
        // No tie can be told of: no company and no association share a contact.
        assert!(
            !findings
                .iter()
                .any(|f| matches!(f, Finding::BestMissingTie { .. }))
        );
    }

    #[test]
    fn one_sector_has_no_gaps() {
        assert_eq!(
            gaps_of("bb-", &[(0, 1)]),
            [Finding::NoSectors {
                only: Some(SectorId(0))
            }]
        );
        assert_eq!(
            gaps_of("--", &[(0, 1)]),
            [Finding::NoSectors { only: None }]
        );
    }

    #[test]
    fn strangers_with_shared_contacts_are_introduced() {
        // Each company knows all companies and the one public body in between, which knows every association.
        let mut ties = Vec::new();
        for first in [0, 5] {
            for a in first..first + 5 {
                for b in a + 1..first + 5 {
                    ties.push((a, b));
                }
                ties.push((a, 10));
            }
        }
        let findings = gaps_of("bbbbbvvvvvc", &ties);
        let Some(Finding::Gap(sectors, MixingCell { ties: 0, .. })) = findings.first() else {
            panic!("{findings:?}");
        };
        assert_eq!(sectors, &SectorPair(SectorId(0), SectorId(3)));
        assert!(findings.contains(&Finding::BestMissingTie {
            sectors: *sectors,
            a: 0,
            b: 5,
            shared: vec![10],
        }));
        assert!(findings.contains(&Finding::AbsentSectors(vec![SectorId(2)])));
    }

    #[test]
    fn small_sectors_are_said_to_be_small() {
        let findings = gaps_of("bcu", &[(0, 1), (1, 2)]);
        let pair = |a, b| SectorPair(SectorId(a), SectorId(b));
        assert!(
            findings.contains(&Finding::TooSmallToTell(vec![
                pair(0, 1),
                pair(0, 2),
                pair(1, 2)
            ])),
            "{findings:?}"
        );
    }
}
