//! The parts of the JSON of `analyze` that are about sets of actors: key players, communities, removals.

use serde_json::{Map, Value, json};

use super::Report;
use crate::analysis::Measure;
use crate::analysis::community::Communities;
use crate::analysis::fragmentation::{KeyPlayerSet, Objective, Remains, Resilience, robustness};
use crate::analysis::missing_data::Missing;

/// At how many places a curve of removals is told at most.
const MAX_POINTS: usize = 100;

/// Key players: their ids, and what they were chosen for.
pub(super) fn brokers(report: &Report<'_>) -> Value {
    let mut brokers = Map::new();
    if let Some(players) = report.results.key_players() {
        let ids = |set: &KeyPlayerSet| keys(report, &set.actors);
        brokers.insert(
            "key_players_negative".to_owned(),
            ids(&players.negative).into(),
        );
        brokers.insert(
            "key_players_positive".to_owned(),
            ids(&players.positive).into(),
        );
        brokers.insert(
            "key_players".to_owned(),
            json!({
                "negative": key_player_set(&players.negative),
                "positive": key_player_set(&players.positive),
            }),
        );
    }
    if let Some(estimate) = report.results.estimate(Measure::Betweenness) {
        let bounds = estimate.bounds.iter().map(|(measure, _)| {
            let bound = estimate.largest_bound(*measure);
            (measure.id().to_owned(), json!(bound))
        });
        let bounds: Map<String, Value> = bounds.collect();
        brokers.insert(
            "estimated".to_owned(),
            json!({
                "samples": estimate.num_samples,
                "confidence": estimate.confidence,
                "error_bounds": bounds,
            }),
        );
    }
    if let Some(intervals) = &report.intervals {
        let options = &intervals.options;
        let missing = match options.missing {
            Missing::Ties => "ties",
            Missing::Actors => "actors",
        };
        brokers.insert(
            "rank_intervals".to_owned(),
            json!({
                "measure": intervals.measure.id(),
                "missing": missing,
                "share": options.share,
                "repeats": options.num_repeats,
                "points": [0.05, 0.95],
            }),
        );
    }
    brokers.into()
}

fn keys<'a>(report: &'a Report<'_>, actors: &[u32]) -> Vec<&'a str> {
    actors.iter().map(|&actor| report.key(actor)).collect()
}

fn key_player_set(set: &KeyPlayerSet) -> Value {
    let objective = match set.objective {
        Objective::Fragment => "fragmentation",
        Objective::Distance => "distance_weighted_fragmentation",
        Objective::Reach(_) => "reach",
        Objective::Nearness => "mean_inverse_distance",
    };
    json!({
        "objective": objective,
        "method": if set.is_best { "exhaustive" } else { "greedy" },
        "before": set.before,
        "value": set.value,
        "equally_good_sets": set.num_as_good,
    })
}

/// The communities against sectors, and how sure they are.
pub(super) fn communities(report: &Report<'_>, communities: &Communities) -> Value {
    let names = (0..report.snapshot().sector_ids().len())
        .map(|place| json!(report.sector_key(place)))
        .chain([Value::Null]);
    json!({
        "sizes": communities.members.iter().map(Vec::len).collect::<Vec<_>>(),
        "weighted": communities.weighted,
        "runs": communities.num_runs,
        "adjusted_rand_index": communities.rand_index,
        "mutual_information": communities.mutual_information,
        "sectors": names.collect::<Value>(),
        "by_sector": communities.by_sector,
    })
}

/// What is left when actors leave, at up to 100 places each.
pub(super) fn resilience(report: &Report<'_>, resilience: &Resilience) -> Value {
    let Resilience {
        by_degree,
        by_betweenness,
        at_random,
        robustness_at_random,
        num_orders,
    } = resilience;
    let steps = places(at_random.len());
    let targeted = |curve: &[Remains]| {
        let at = steps.iter().filter_map(|&step| curve.get(step));
        let first: Vec<u32> = curve
            .iter()
            .take(10)
            .map(|remains| remains.removed)
            .collect();
        json!({
            "robustness": robustness(curve),
            "first_removed": keys(report, &first),
            "largest": at.clone().map(|remains| remains.largest).collect::<Vec<_>>(),
            "fragmentation": at.map(|remains| remains.fragmentation).collect::<Vec<_>>(),
        })
    };
    let random = steps.iter().filter_map(|&step| at_random.get(step));
    json!({
        "removed": steps.iter().map(|step| step + 1).collect::<Vec<_>>(),
        "degree": targeted(by_degree),
        "betweenness": targeted(by_betweenness),
        "random": {
            "robustness": robustness_at_random,
            "orders": num_orders,
            "largest": random.clone().map(|left| left.mean).collect::<Vec<_>>(),
            "largest_5_percent": random.clone().map(|left| left.low).collect::<Vec<_>>(),
            "largest_95_percent": random.map(|left| left.high).collect::<Vec<_>>(),
        },
    })
}

/// Places of a curve: all of a short one; of a long one evenly spread ones, the last among them.
fn places(len: usize) -> Vec<usize> {
    let num = len.min(MAX_POINTS);
    (1..=num).map(|point| point * len / num - 1).collect()
}
