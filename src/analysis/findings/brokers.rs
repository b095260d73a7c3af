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
pub fn brokers(results: &Results) -> Vec<Finding> {
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
