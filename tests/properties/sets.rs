//! Laws of what is about sets of actors: blocks, communities, key players, removals; and what odd networks give.

use std::sync::Arc;
use std::time::{Duration, Instant};

use helixmap::analysis::fragmentation::{
    Objective, blocks, choose_greedily, components, removal_curve, resilience, value,
};
use helixmap::analysis::{ANALYSES, Measure, Params, Results, community};
use helixmap::model::{Actor, Network, SectorId, Snapshot, SnapshotOptions, Tie};
use helixmap::task::TaskContext;
use proptest::prelude::*;

use super::measures::{ON_DEMAND, Plan, plans};

/// Greedy choice as its definition says: everybody is tried.
fn naive_greedy(snapshot: &Snapshot, objective: Objective, size: usize) -> Vec<(u32, f64)> {
    let mut set = Vec::new();
    let mut steps = Vec::new();
    for _ in 0..size.min(snapshot.num_actors()) {
        let mut best: Option<(u32, f64)> = None;
        for actor in (0..snapshot.num_actors() as u32).filter(|actor| !set.contains(actor)) {
            let mut with = set.clone();
            with.push(actor);
            let value = value(snapshot, &with, objective);
            if best.is_none_or(|(_, best)| value > best + 1e-12) {
                best = Some((actor, value));
            }
        }
        set.push(best.unwrap().0);
        steps.push(best.unwrap());
    }
    steps
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whoever_is_in_two_blocks_is_a_cut_actor(plan in plans()) {
        let snapshot = plan.snapshot();
        let results = plan.results();
        let cohesion = results.cohesion().unwrap();
        let blocks = blocks(&snapshot);
        prop_assert_eq!(blocks.num_blocks, cohesion.num_blocks);
        let at_actors = blocks.at_actors(&snapshot);
        for (actor, num) in (0..).zip(&at_actors) {
            let is_cut = cohesion.cut_actors.iter().any(|cut| cut.actor == actor);
            prop_assert_eq!(*num > 1, is_cut, "{} is in {} blocks", actor, num);
            prop_assert_eq!(*num == 0, cohesion.isolates.contains(&actor));
        }
        // In a forest of blocks and cut actors there is one less than both together in each component.
        let more: u32 = at_actors.iter().map(|num| num.saturating_sub(1)).sum();
        let num_tied = cohesion.components.len() - cohesion.isolates.len();
        prop_assert_eq!(blocks.num_blocks, num_tied + more as usize);
        for bridge in &cohesion.bridges {
            let own = blocks.block_of[bridge.edge as usize];
            prop_assert_eq!(blocks.block_of.iter().filter(|&&block| block == own).count(), 1);
        }
    }

    #[test]
    fn greedy_key_players_are_those_that_trying_everybody_gives(plan in plans()) {
        let snapshot = plan.snapshot();
        for objective in [
            Objective::Fragment, Objective::Distance, Objective::Reach(1), Objective::Reach(2), Objective::Nearness,
        ] {
            let found = choose_greedily(&snapshot, objective, 4, &TaskContext::new()).unwrap();
            let expected = naive_greedy(&snapshot, objective, 4);
            prop_assert_eq!(found.len(), expected.len());
            for (step, (actor, best)) in found.iter().zip(expected) {
                prop_assert_eq!(step.actors.last(), Some(&actor), "{:?}", objective);
                prop_assert!((step.value - best).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn removals_leave_what_is_left(plan in plans(), scores in prop::collection::vec(0_u8..4, 18)) {
        let snapshot = plan.snapshot();
        let n = snapshot.num_actors();
        let scores: Vec<f64> = scores.iter().take(n).map(|&score| score.into()).collect();
        let curve = removal_curve(&snapshot, &scores, &TaskContext::new()).unwrap();
        prop_assert_eq!(curve.len(), n);
        let mut gone = Vec::new();
        for remains in curve {
            if let Some(&last) = gone.last() {
                let (before, now) = (scores[last as usize], scores[remains.removed as usize]);
                prop_assert!(before > now || (before == now && last < remains.removed));
            }
            gone.push(remains.removed);
            let left = snapshot.thinned(|actor| !gone.contains(&actor), |_| true);
            let parts = components(&left);
            prop_assert_eq!(remains.largest, parts.first().map_or(0, Vec::len));
            prop_assert_eq!(remains.num_components, parts.len());
            let num_left = left.num_actors();
            let connected: usize = parts.iter().map(|part| part.len() * (part.len() - 1)).sum();
            let expected = (num_left > 1)
                .then(|| 1.0 - connected as f64 / (num_left * (num_left - 1)) as f64);
            match (remains.fragmentation, expected) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-12),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }
    }

    #[test]
    fn nobody_would_add_to_modularity_by_moving(plan in plans(), seed in any::<u64>(), weighted in any::<bool>()) {
        let snapshot = plan.snapshot();
        let found = community::leiden(&snapshot, weighted, seed, &TaskContext::new()).unwrap();
        let num = found.iter().max().map_or(0, |&last| last + 1);
        for own in 0..num {
            // Each community holds together.
            let part = snapshot.thinned(|actor| found[actor as usize] == own, |_| true);
            prop_assert_eq!(components(&part).len(), 1);
        }
        let Some(quality) = community::modularity(&snapshot, &found, weighted) else {
            prop_assert!(snapshot.edges().is_empty());
            return Ok(());
        };
        for actor in 0..found.len() {
            for other in 0..=num {
                let mut moved = found.clone();
                moved[actor] = other;
                let after = community::modularity(&snapshot, &moved, weighted).unwrap();
                prop_assert!(after <= quality + 1e-9, "{} gains by moving to {}", actor, other);
            }
        }
    }
}

/// Networks at the edge of what a network can be.
fn odd_networks() -> Vec<(&'static str, Network)> {
    let network = |num_actors: usize, sector: Option<u32>, ties: &[(usize, usize, f64)]| {
        let mut network = Network::new();
        let actors: Vec<_> = (0..num_actors)
            .map(|index| {
                let actor = Actor {
                    sector: sector
                        .map(|sector| SectorId(if sector > 3 { index as u32 % 4 } else { sector })),
                    ..Actor::new(format!("a{index}"), "")
                };
                network.add_actor(actor).unwrap()
            })
            .collect();
        for &(a, b, weight) in ties {
            // A weight may be refused; then the tie is not there.
            let _ignored = network.add_tie(Tie {
                weight,
                ..Tie::new(actors[a], actors[b])
            });
        }
        network
    };
    let ring: Vec<(usize, usize, f64)> = (0..6).map(|i| (i, (i + 1) % 6, 1.0)).collect();
    let with_weight =
        |weight: f64| -> Vec<_> { ring.iter().map(|&(a, b, _)| (a, b, weight)).collect() };
    let mixed: Vec<_> = (0..6).map(|i| (i, (i + 1) % 6, i as f64 - 3.0)).collect();
    vec![
        ("nobody", network(0, None, &[])),
        ("one actor", network(1, None, &[])),
        (
            "one actor tied to itself",
            network(1, Some(0), &[(0, 0, 1.0)]),
        ),
        ("two strangers", network(2, Some(9), &[])),
        ("two friends", network(2, Some(9), &[(0, 1, 1.0)])),
        ("no sectors", network(6, None, &ring)),
        ("one sector", network(6, Some(1), &ring)),
        ("four sectors", network(6, Some(9), &ring)),
        ("no weight", network(6, Some(9), &with_weight(0.0))),
        ("tiny weights", network(6, Some(9), &with_weight(1e-300))),
        ("huge weights", network(6, Some(9), &with_weight(1e300))),
        ("negative weights", network(6, Some(9), &with_weight(-1.0))),
        ("weights of all kinds", network(6, Some(9), &mixed)),
        (
            "many parallel ties",
            network(3, Some(9), &[(0, 1, 1.0); 5_000]),
        ),
    ]
}

#[test]
fn odd_networks_give_numbers_or_nothing() {
    for (name, network) in odd_networks() {
        let snapshot = Arc::new(Snapshot::new(&network, &SnapshotOptions::default()));
        for weighted in [false, true] {
            for num_samples in [None, Some(2)] {
                let params = Params {
                    num_shuffles: 99,
                    weighted,
                    num_samples,
                    ..Params::default()
                };
                let task = TaskContext::new();
                let mut results = Results::compute(Arc::clone(&snapshot), &params, &task).unwrap();
                for id in ON_DEMAND {
                    results.run(id, &params, &task).unwrap();
                }
                for measure in Measure::ALL {
                    for score in results.scores(measure).into_iter().flatten().flatten() {
                        assert!(score.is_finite(), "{name}: {measure:?} is {score}");
                    }
                }
                let resilience = resilience(&snapshot, 1, &TaskContext::new()).unwrap();
                let all = format!(
                    "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                    results.mixing(),
                    results.cohesion(),
                    results.distances(),
                    results.communities(),
                    results.key_players(),
                    resilience,
                    results.connectivity(),
                    results.synergy(),
                );
                let is_number = |word: &str| !["NaN", "inf", "-inf"].contains(&word);
                let mut words = all.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
                assert!(words.all(is_number), "{name}: {all}");
            }
        }
    }
}

#[test]
fn an_estimate_gives_way_to_the_truth() {
    let plan = Plan {
        sectors: (0..60).map(|index| Some(index % 3)).collect(),
        ties: (0..59).map(|i| (i, i + 1, false, 1.0)).collect(),
        activities: Vec::new(),
    };
    let snapshot = plan.snapshot();
    let task = TaskContext::new();
    let analysis = ANALYSES
        .iter()
        .find(|analysis| analysis.id() == "betweenness")
        .unwrap();
    let outcome = |num_samples| {
        let params = Params {
            num_samples,
            ..Params::default()
        };
        Arc::new(analysis.run(&snapshot, &params, &task).unwrap())
    };
    let mut results = Results::new(Arc::clone(&snapshot));
    results.add(outcome(Some(30)));
    assert_eq!(
        results.estimate(Measure::Betweenness).unwrap().num_samples,
        30
    );
    assert!(results.bound(Measure::Betweenness, 30).unwrap() > 0.0);
    results.add(outcome(None));
    assert!(results.estimate(Measure::Betweenness).is_none());
    // In a path, whoever has i before and j behind carries i · j pairs.
    assert_eq!(results.score(Measure::Betweenness, 30), Some(30.0 * 29.0));
}

#[test]
fn cancelled_analyses_stop_soon() {
    // Overlapping activities of a few hundred actors each: much work in every analysis.
    let plan = Plan {
        sectors: (0..4_000).map(|index| Some(index % 4)).collect(),
        ties: Vec::new(),
        activities: (0..120)
            .map(|i| {
                (0..60 + i % 90)
                    .map(|j| (i * 131 + j * j * 7) % 4_000)
                    .collect()
            })
            .collect(),
    };
    let snapshot = plan.snapshot();
    let params = Params::default();
    for analysis in ANALYSES {
        let task = TaskContext::new();
        let waited = std::thread::scope(|scope| {
            let work = scope.spawn(|| {
                // Either of the two is fine: it may have been done already.
                let _outcome = analysis.run(&snapshot, &params, &task);
                Instant::now()
            });
            std::thread::sleep(Duration::from_millis(30));
            let cancelled = Instant::now();
            task.cancel();
            work.join().unwrap().saturating_duration_since(cancelled)
        });
        // A tenth of a second where nothing else runs; tests run side by side and without optimization.
        assert!(
            waited < Duration::from_secs(1),
            "{} stopped after {waited:?}",
            analysis.id()
        );
    }
}
