//! Who connects the sectors?

use super::{EQUAL, cuts, median_contacts, nothing_to_tell, sector_of};
use crate::analysis::finding::{Broker, Brokered, Cut};
use crate::analysis::{Finding, Measure, Results};
use crate::model::Snapshot;

/// How many findings a panel holds.
const MAX_FINDINGS: usize = 5;
/// Below this share of the routes nobody is called a broker who stands out.
const MIN_SHARE: f64 = 0.01;
/// How many look-ups are spent on the pairs of one broker: a moment's work.
const MAX_LOOK_UPS: usize = 50_000_000;

/// Who carries the routes between sectors, who depends on one broker alone, and who brokers without being a hub.
pub(super) fn brokers(results: &Results) -> Vec<Finding> {
    let snapshot = &*results.snapshot;
    if let Some(finding) = nothing_to_tell(snapshot) {
        return vec![finding];
    }
    let num_sectors = snapshot.sector_ids().len();
    let mut findings = Vec::new();
    let between_sectors = num_sectors > 1;
    let measure = if between_sectors {
        Measure::CrossBetweennessNorm
    } else {
        Measure::BetweennessNorm
    };
    let ranking = ranking(results, measure).unwrap_or_default();
    if !between_sectors || (ranking.is_empty() && results.scores(measure).is_some()) {
        findings.push(Finding::NoBrokers {
            has_cross_ties: has_cross_ties(snapshot),
            num_sectors,
        });
    }
    let only_path = only_path(results);
    let Some(best) = ranking.first() else {
        findings.extend(only_path.map(Finding::OnlyPath));
        return findings;
    };
    let num_top = ranking
        .iter()
        .take_while(|broker| best.share - broker.share <= EQUAL)
        .count();
    let (top, others) = ranking.split_at(num_top);

    findings.push(Finding::TopBrokers {
        brokers: top.to_vec(),
        next: others.first().map(|broker| broker.share),
        between_sectors,
    });
    let is_large = only_path.as_ref().is_some_and(|cut| cut.cut_off.len() > 2);
    if is_large {
        findings.extend(only_path.clone().map(Finding::OnlyPath));
    }
    let next: Vec<Broker> = others
        .iter()
        .take(2)
        .filter(|broker| broker.share >= MIN_SHARE)
        .copied()
        .collect();
    let outside = outside(snapshot, &ranking).filter(|outside| {
        // Not those again who have just been named.
        !matches!(outside, Finding::BrokersOutside { brokers, .. }
            if brokers.iter().all(|broker| next.contains(broker)))
    });
    if num_top <= 2 && !next.is_empty() {
        findings.push(Finding::NextBrokers(next));
    }
    if num_top == 1 {
        findings.extend(brokered(snapshot, best.actor).map(Finding::Brokered));
    }
    findings.extend(outside);
    if between_sectors {
        findings.extend(quiet(snapshot, &ranking));
    }
    if !is_large {
        findings.extend(only_path.map(Finding::OnlyPath));
    }
    findings.truncate(MAX_FINDINGS);
    findings
}

/// Everybody with a share of the routes, best first, earlier actors first where equal; `None` while the shares are not
/// known. Empty if no route needs anybody.
fn ranking(results: &Results, measure: Measure) -> Option<Vec<Broker>> {
    let mut ranking: Vec<Broker> = results
        .scores(measure)?
        .iter()
        .enumerate()
        .filter_map(|(actor, share)| {
            let share = share.filter(|share| share.is_finite() && *share > EQUAL)?;
            Some(Broker {
                actor: actor as u32,
                share,
            })
        })
        .collect();
    // Sums in another order may differ in the last bits; a rank must not.
    let rounded = |broker: &Broker| (broker.share / EQUAL).round();
    ranking.sort_by(|x, y| {
        rounded(y)
            .total_cmp(&rounded(x))
            .then(x.actor.cmp(&y.actor))
    });
    Some(ranking)
}

fn has_cross_ties(snapshot: &Snapshot) -> bool {
    snapshot.edges().iter().any(|&(a, b)| {
        matches!(
            (sector_of(snapshot, a), sector_of(snapshot, b)),
            (Some(a), Some(b)) if a != b
        )
    })
}

/// The actor without whom most others are cut off from a larger rest.
fn only_path(results: &Results) -> Option<Cut> {
    cuts(results)
        .into_iter()
        .find(|cut| cut.num_rest > cut.cut_off.len())
}

/// The pairs of contacts in different sectors that are not tied, and those of them who have only this contact in common.
/// `None` if there are none, or too many to look at.
fn brokered(snapshot: &Snapshot, broker: u32) -> Option<Brokered> {
    let adjacency = snapshot.adjacency();
    let contacts = adjacency.neighbors(broker);
    let reach: usize = contacts.iter().map(|&c| adjacency.degree(c)).sum();
    if reach.saturating_mul(2) + contacts.len().saturating_pow(2) > MAX_LOOK_UPS {
        return None;
    }
    let mut num_pairs = 0;
    let mut num_only_here = 0;
    // How many contacts each actor shares with the one in hand.
    let mut shared = vec![0_u32; snapshot.num_actors()];
    for (place, &from) in contacts.iter().enumerate() {
        let second = || {
            adjacency
                .neighbors(from)
                .iter()
                .flat_map(|&via| adjacency.neighbors(via))
        };
        for &to in second() {
            if let Some(count) = shared.get_mut(to as usize) {
                *count += 1;
            }
        }
        for &to in contacts.get(place + 1..).unwrap_or_default() {
            let differ = matches!(
                (sector_of(snapshot, from), sector_of(snapshot, to)),
                (Some(a), Some(b)) if a != b
            );
            if differ && !adjacency.has(from, to) {
                num_pairs += 1;
                num_only_here += usize::from(shared.get(to as usize) == Some(&1));
            }
        }
        for &to in second() {
            if let Some(count) = shared.get_mut(to as usize) {
                *count = 0;
            }
        }
    }
    (num_pairs > 0).then_some(Brokered {
        broker,
        num_pairs,
        num_only_here,
    })
}

/// Where the two best brokers are of one sector: the best two of other sectors.
fn outside(snapshot: &Snapshot, ranking: &[Broker]) -> Option<Finding> {
    let [first, second, rest @ ..] = ranking else {
        return None;
    };
    let sector = sector_of(snapshot, first.actor)?;
    if sector_of(snapshot, second.actor) != Some(sector) {
        return None;
    }
    let brokers: Vec<Broker> = rest
        .iter()
        .filter(|broker| {
            broker.share >= MIN_SHARE
                && sector_of(snapshot, broker.actor).is_some_and(|other| other != sector)
        })
        .take(2)
        .copied()
        .collect();
    (!brokers.is_empty()).then_some(Finding::BrokersOutside {
        sector: *snapshot.sector_ids().get(sector as usize)?,
        brokers,
    })
}

/// Among those in the first ten places who have no more contacts than most, and at most half as many as anybody, the best.
fn quiet(snapshot: &Snapshot, ranking: &[Broker]) -> Option<Finding> {
    let median = median_contacts(snapshot);
    let most = (0..snapshot.num_actors() as u32)
        .map(|actor| snapshot.adjacency().degree(actor))
        .max()?;
    ranking
        .iter()
        .take(10)
        .map(|&broker| (broker, snapshot.adjacency().degree(broker.actor)))
        .find(|&(broker, num_contacts)| {
            num_contacts <= median && 2 * num_contacts <= most && broker.share >= 2.0 * MIN_SHARE
        })
        .map(|(broker, num_contacts)| Finding::QuietBroker {
            broker,
            num_contacts,
            median,
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{findings_of, network, riverside};
    use super::*;
    use crate::analysis::Topic;

    fn brokers_of(sectors: &str, ties: &[(usize, usize)]) -> Vec<Finding> {
        findings_of(Topic::Brokers, &network(sectors, ties))
    }

    #[test]
    fn the_centre_of_a_star_carries_all() {
        let findings = brokers_of("cbuvv", &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        let [
            Finding::TopBrokers {
                brokers,
                next: None,
                between_sectors: true,
            },
            brokered,
        ] = findings.as_slice()
        else {
            panic!("{findings:?}");
        };
        assert_eq!(
            brokers.as_slice(),
            [Broker {
                actor: 0,
                share: 1.0
            }]
        );
        assert_eq!(
            brokered,
            &Finding::Brokered(Brokered {
                broker: 0,
                num_pairs: 5,
                num_only_here: 5
            })
        );
    }

    #[test]
    fn equals_are_named_together() {
        // Two triangles, 0–1–2 and 3–4–5, joined by the tie of 2 and 3.
        let ties = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
        let findings = brokers_of("bbbvvv", &ties);
        let Some(Finding::TopBrokers {
            brokers,
            next: None,
            ..
        }) = findings.first()
        else {
            panic!("{findings:?}");
        };
        let actors: Vec<u32> = brokers.iter().map(|broker| broker.actor).collect();
        assert_eq!(actors, [2, 3]);
        // Each carries the two others of its triangle, to all three of the other: of 2 × 3 pairs, all.
        assert!(
            brokers
                .iter()
                .all(|broker| (broker.share - 1.0).abs() < 1e-12)
        );
    }

    #[test]
    fn without_sectors_all_routes_count() {
        let findings = brokers_of("---", &[(0, 1), (1, 2)]);
        let [
            Finding::NoBrokers {
                has_cross_ties: false,
                num_sectors: 0,
            },
            Finding::TopBrokers {
                brokers,
                next: None,
                between_sectors: false,
            },
        ] = findings.as_slice()
        else {
            panic!("{findings:?}");
        };
        assert_eq!(
            brokers.as_slice(),
            [Broker {
                actor: 1,
                share: 1.0
            }]
        );
    }

    #[test]
    fn nobody_brokers_where_all_are_tied_or_nobody_can_be_reached() {
        let none = |has_cross_ties| Finding::NoBrokers {
            has_cross_ties,
            num_sectors: 2,
        };
        assert_eq!(brokers_of("bcc", &[(0, 1), (0, 2), (1, 2)]), [none(true)]);
        assert_eq!(brokers_of("bbcc", &[(0, 1), (2, 3)]), [none(false)]);
    }

    #[test]
    fn a_tie_with_two_ways_round_is_shared() {
        // 0 and 3 are not tied, and meet through 1 or 2.
        let findings = brokers_of("bccu", &[(0, 1), (0, 2), (1, 3), (2, 3), (0, 0)]);
        let Some(Finding::TopBrokers { brokers, .. }) = findings.first() else {
            panic!("{findings:?}");
        };
        assert!(brokers.len() > 1, "{findings:?}");
    }

    #[test]
    fn the_invented_town() {
        let findings = findings_of(Topic::Brokers, &riverside());
        let [
            Finding::TopBrokers {
                brokers,
                next: Some(next),
                between_sectors: true,
            },
            Finding::OnlyPath(cut),
            Finding::NextBrokers(followers),
            Finding::Brokered(brokered),
            Finding::QuietBroker {
                broker: quiet,
                num_contacts: 2,
                ..
            },
        ] = findings.as_slice()
        else {
            panic!("{findings:?}");
        };
        // Values of metrics that established tools agree on, by actor.
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert_eq!(brokers.first().map(|broker| broker.actor), Some(10));
        assert!(near(brokers[0].share, 0.358_255_451_713_4), "{brokers:?}");
        assert!(near(*next, 0.319_314_641_744_55));
        assert_eq!(
            (cut.actor, &cut.cut_off, cut.num_rest),
            (10, &vec![9, 11, 16], 12)
        );
        assert_eq!([followers[0].actor, followers[1].actor], [6, 2]);
        // The lab's contacts: solar (business), planning (city), university and applied sciences (its own sector, tied).
        assert_eq!((brokered.broker, brokered.num_pairs), (10, 5));
        assert_eq!(quiet.actor, 0);
    }
}
