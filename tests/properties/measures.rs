//! Laws of measures.

#![allow(
    clippy::needless_range_loop,
    reason = "the naive algorithms read like the formulas"
)]

use std::sync::Arc;

use helixmap::analysis::{Measure, Params, Results, Scores, fragmentation};
use helixmap::model::{
    Activity, Actor, Change, Network, NetworkEdit, Participation, SectorId, Snapshot,
    SnapshotOptions, Tie,
};
use helixmap::task::TaskContext;
use proptest::prelude::*;

/// A network in a few numbers: the sector of each actor, ties with their ends, direction and weight, and who takes part in which
/// activity.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) sectors: Vec<Option<u32>>,
    pub(super) ties: Vec<(usize, usize, bool, f64)>,
    pub(super) activities: Vec<Vec<usize>>,
}

impl Plan {
    pub(super) fn network(&self) -> Network {
        let mut network = Network::new();
        let actors: Vec<_> = self
            .sectors
            .iter()
            .enumerate()
            .map(|(index, sector)| {
                let actor = Actor {
                    sector: sector.map(SectorId),
                    ..Actor::new(format!("a{index}"), "")
                };
                network.add_actor(actor).unwrap()
            })
            .collect();
        for &(source, target, directed, weight) in &self.ties {
            let tie = Tie {
                directed,
                weight,
                ..Tie::new(actors[source], actors[target])
            };
            network.add_tie(tie).unwrap();
        }
        for (index, members) in self.activities.iter().enumerate() {
            let key = format!("activity {index}");
            let participants = members.iter();
            let activity = Activity {
                participants: participants
                    .map(|&i| Participation::new(actors[i]))
                    .collect(),
                ..Activity::new(key.clone(), key)
            };
            let id = network.activities().next_id();
            network
                .apply(&[NetworkEdit::Activity(Change::add(id, activity))])
                .unwrap();
        }
        network
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::new(Snapshot::new(&self.network(), &SnapshotOptions::default()))
    }

    pub(crate) fn results(&self) -> Results {
        let params = Params {
            num_shuffles: 99,
            ..Params::default()
        };
        Results::compute(self.snapshot(), &params, &TaskContext::new()).unwrap()
    }
}

/// Analyses that run only when somebody asks, and give scores and groups.
pub(crate) const ON_DEMAND: [&str; 6] = [
    "communities",
    "key_players",
    "broker_scores",
    "weighted",
    "compactness",
    "closure",
];

/// Small networks with islands, isolates, self-ties, parallel ties and unassigned actors; some with direction, some with
/// activities.
pub(super) fn plans() -> impl Strategy<Value = Plan> {
    let shape = (1_usize..18, any::<bool>(), 0_usize..30, 0_usize..7);
    shape.prop_flat_map(|(n, directed, num_ties, num_activities)| {
        let sector = prop_oneof![1 => Just(None), 6 => (0_u32..4).prop_map(Some)];
        let tie = (0..n, 0..n, any::<bool>(), 1_u32..9);
        let tie = tie.prop_map(move |(a, b, arc, weight)| (a, b, directed && arc, weight.into()));
        let activity = prop::collection::vec(0..n, 0..7);
        let parts = (
            prop::collection::vec(sector, n),
            prop::collection::vec(tie, 0..=num_ties),
            prop::collection::vec(activity, num_activities),
        );
        parts.prop_map(|(sectors, ties, activities)| Plan {
            sectors,
            ties,
            activities,
        })
    })
}

fn scores(results: &Results, measure: Measure) -> Scores {
    results.scores(measure).cloned().unwrap_or_default()
}

pub(super) fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + a.abs()),
        (a, b) => a == b,
    }
}

/// Hop distances and numbers of shortest paths between all actors, by the plainest of means.
pub(super) fn all_paths(
    n: usize,
    has: impl Fn(usize, usize) -> bool,
) -> (Vec<Vec<usize>>, Vec<Vec<f64>>) {
    let far = usize::MAX / 4;
    let mut distance = vec![vec![far; n]; n];
    for a in 0..n {
        for b in 0..n {
            if a == b {
                distance[a][b] = 0;
            } else if has(a, b) {
                distance[a][b] = 1;
            }
        }
    }
    for via in 0..n {
        for a in 0..n {
            for b in 0..n {
                distance[a][b] = distance[a][b].min(distance[a][via] + distance[via][b]);
            }
        }
    }
    let mut paths = vec![vec![0.0; n]; n];
    for a in 0..n {
        paths[a][a] = 1.0;
        let mut by_distance: Vec<usize> = (0..n).filter(|&b| distance[a][b] < far).collect();
        by_distance.sort_by_key(|&b| distance[a][b]);
        for &b in by_distance.iter().skip(1) {
            paths[a][b] = (0..n)
                .filter(|&last| has(last, b) && distance[a][last] + 1 == distance[a][b])
                .map(|last| paths[a][last])
                .sum();
        }
    }
    (distance, paths)
}

/// Betweenness over ordered pairs, as its definition says.
fn naive_betweenness(
    n: usize,
    has: impl Fn(usize, usize) -> bool,
    counts: impl Fn(usize, usize) -> bool,
) -> Vec<f64> {
    let (distance, paths) = all_paths(n, has);
    (0..n)
        .map(|v| {
            let mut sum = 0.0;
            for s in (0..n).filter(|&s| s != v) {
                for t in (0..n).filter(|&t| t != v && t != s && counts(s, t)) {
                    let is_between = paths[s][t] > 0.0
                        && paths[s][v] > 0.0
                        && paths[v][t] > 0.0
                        && distance[s][v] + distance[v][t] == distance[s][t];
                    if is_between {
                        sum += paths[s][v] * paths[v][t] / paths[s][t];
                    }
                }
            }
            sum
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn betweenness_is_what_its_definition_says(plan in plans()) {
        let snapshot = plan.snapshot();
        let results = plan.results();
        let n = snapshot.num_actors();
        let tied = |a: usize, b: usize| snapshot.adjacency().has(a as u32, b as u32);
        let plain = match snapshot.directed() {
            None => naive_betweenness(n, tied, |_, _| true).into_iter().map(|x| x / 2.0).collect(),
            Some(directed) => {
                let arc = |a: usize, b: usize| directed.out.has(a as u32, b as u32);
                naive_betweenness(n, arc, |_, _| true)
            }
        };
        let plain: Vec<f64> = plain;
        for (score, expected) in scores(&results, Measure::Betweenness).into_iter().zip(plain) {
            prop_assert!(close(score, Some(expected)), "{score:?} is not {expected}");
        }
        let sectors = snapshot.sectors();
        let apart = |a: usize, b: usize| {
            sectors[a].is_some() && sectors[b].is_some() && sectors[a] != sectors[b]
        };
        let cross = naive_betweenness(n, tied, apart);
        for (score, expected) in scores(&results, Measure::CrossBetweenness).into_iter().zip(cross) {
            prop_assert!(close(score, Some(expected / 2.0)), "{score:?} is not {}", expected / 2.0);
        }
    }

    #[test]
    fn betweenness_adds_up_to_the_steps_between_all_pairs(plan in plans()) {
        let snapshot = plan.snapshot();
        let n = snapshot.num_actors();
        let has = |a: usize, b: usize| match snapshot.directed() {
            None => snapshot.adjacency().has(a as u32, b as u32),
            Some(directed) => directed.out.has(a as u32, b as u32),
        };
        let (distance, paths) = all_paths(n, has);
        let mut steps = 0.0;
        for a in 0..n {
            for b in (0..n).filter(|&b| b != a && paths[a][b] > 0.0) {
                steps += distance[a][b] as f64 - 1.0;
            }
        }
        if snapshot.directed().is_none() {
            steps /= 2.0;
        }
        let sum: f64 = scores(&plan.results(), Measure::Betweenness).into_iter().flatten().sum();
        prop_assert!(close(Some(sum), Some(steps)), "{sum} is not {steps}");
    }

    #[test]
    fn the_order_of_actors_changes_no_score(plan in plans(), seed in any::<u64>()) {
        let n = plan.sectors.len();
        // Somewhere else for everybody: sorted by a hash of the seed.
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by_key(|&i| (i as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let mut place = vec![0; n];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let ties = plan.ties.iter();
        let other = Plan {
            sectors: order.iter().map(|&old| plan.sectors[old]).collect(),
            ties: ties.rev().map(|&(a, b, arc, weight)| (place[a], place[b], arc, weight)).collect(),
            activities: plan.activities.iter().map(|members| members.iter().map(|&i| place[i]).collect()).collect(),
        };
        let (before, after) = (plan.results(), other.results());
        // Which of several communities that are as good is found depends on the order.
        let of_communities = [Measure::CommunityParticipation, Measure::WithinCommunityZ, Measure::CommunityStability];
        for measure in Measure::ALL.into_iter().filter(|measure| !of_communities.contains(measure)) {
            let (before, after) = (scores(&before, measure), scores(&after, measure));
            for (old, score) in before.iter().enumerate() {
                prop_assert!(close(*score, after[place[old]]), "{measure:?} of {old}");
            }
        }
        let (before, after) = (before.cohesion().unwrap(), after.cohesion().unwrap());
        prop_assert_eq!(before.fragmentation, after.fragmentation);
        prop_assert_eq!(before.cut_actors.len(), after.cut_actors.len());
        prop_assert_eq!(before.bridges.len(), after.bridges.len());
    }

    #[test]
    fn an_isolate_changes_only_shares_of_everybody(plan in plans()) {
        let mut other = plan.clone();
        other.sectors.push(None);
        let (before, after) = (plan.results(), other.results());
        for measure in [
            Measure::Degree, Measure::Strength, Measure::TieCount, Measure::Betweenness,
            Measure::CrossBetweenness, Measure::CrossBetweennessNorm, Measure::Constraint,
            Measure::EffectiveSize, Measure::Hierarchy, Measure::Clustering, Measure::BrokeredPairs,
            Measure::Participation, Measure::EiIndex,
        ] {
            let (before, mut after) = (scores(&before, measure), scores(&after, measure));
            after.pop();
            prop_assert_eq!(before, after, "{:?}", measure);
        }
        let (before, after) = (before.cohesion().unwrap(), after.cohesion().unwrap());
        prop_assert_eq!(before.components.len() + 1, after.components.len());
        prop_assert_eq!(&before.bridges, &after.bridges);
        prop_assert!(after.fragmentation >= before.fragmentation);
    }

    #[test]
    fn heavier_ties_change_only_strength(mut plan in plans()) {
        plan.activities.clear();
        let mut other = plan.clone();
        for tie in &mut other.ties {
            tie.3 *= 4.0;
        }
        let (before, after) = (plan.results(), other.results());
        for measure in Measure::ALL {
            let (mut before, after) = (scores(&before, measure), scores(&after, measure));
            if measure == Measure::Strength {
                for score in before.iter_mut().flatten() {
                    *score *= 4.0;
                }
            }
            prop_assert_eq!(before, after, "{:?}", measure);
        }
    }

    #[test]
    fn cut_actors_cut_off_what_they_say(plan in plans()) {
        let results = plan.results();
        let cohesion = results.cohesion().unwrap();
        let n = plan.sectors.len();
        for actor in 0..n {
            // Without the actor: the same plan, with all of its ties gone and itself an isolate.
            let mut other = plan.clone();
            other.ties.retain(|&(a, b, ..)| a != actor && b != actor);
            for members in &mut other.activities {
                members.retain(|&member| member != actor);
            }
            let after = other.results();
            let after = after.cohesion().unwrap();
            let mut pieces: Vec<Vec<u32>> = after.components.clone();
            pieces.retain(|piece| {
                cohesion.component_of[piece[0] as usize] == cohesion.component_of[actor]
                    && piece[0] as usize != actor
            });
            let cut = cohesion.cut_actors.iter().find(|cut| cut.actor as usize == actor);
            match cut {
                None => prop_assert!(pieces.len() <= 1, "{actor} cuts off {pieces:?}"),
                Some(cut) => {
                    prop_assert_eq!(&cut.cut_off[..], &pieces[1..]);
                    let connected: usize = after.components.iter().map(|c| c.len() * (c.len() - 1)).sum();
                    let pairs = (n - 1) * (n - 2);
                    prop_assert!(close(
                        cut.fragmentation_after,
                        Some(1.0 - connected as f64 / pairs as f64),
                    ));
                }
            }
        }
    }
}

#[test]
fn the_number_of_workers_changes_no_bit() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reference/city_800");
    let mut ties = Vec::new();
    let mut reader = csv::Reader::from_path(folder.join("edges.csv")).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let end = |column: usize| {
            row[column]
                .trim_start_matches(char::is_alphabetic)
                .parse::<usize>()
                .unwrap()
                - 1
        };
        ties.push((end(0), end(1), false, 1.0));
    }
    let plan = Plan {
        sectors: (0..800).map(|index| Some(index % 4)).collect(),
        ties,
        activities: (0..60)
            .map(|i| (0..3 + i % 9).map(|j| (i * 13 + j * 7) % 800).collect())
            .collect(),
    };
    let snapshot = plan.snapshot();
    let params = Params {
        num_shuffles: 200,
        ..Params::default()
    };
    let bits = |num_threads: usize| {
        let task = TaskContext::with_num_threads(num_threads).unwrap();
        let mut results = Results::compute(Arc::clone(&snapshot), &params, &task).unwrap();
        for id in ON_DEMAND {
            results.run(id, &params, &task).unwrap();
        }
        let columns: Vec<Vec<Option<u64>>> = Measure::ALL
            .into_iter()
            .map(|measure| {
                let scores = scores(&results, measure).into_iter();
                scores.map(|score| score.map(f64::to_bits)).collect()
            })
            .collect();
        (
            columns,
            format!("{:?}", results.mixing()),
            format!("{:?}", results.distances()),
            format!("{:?}", results.communities()),
            format!("{:?}", results.key_players()),
            format!(
                "{:?}",
                fragmentation::resilience(&snapshot, 1, &task).unwrap()
            ),
        )
    };
    let one = bits(1);
    for num_threads in [2, 3, 7] {
        assert!(bits(num_threads) == one, "{num_threads} workers");
    }
}
