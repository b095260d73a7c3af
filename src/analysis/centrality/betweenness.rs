//! Betweenness: who sits on the shortest paths, between all actors or between actors of different sectors.

mod plain;
mod reduce;
mod sample;
mod search;

use reduce::Core;
use search::{Search, batches};

pub use plain::betweenness_plain;
pub use sample::{
    BetweennessEstimate, estimate_directed_betweenness, estimate_undirected_betweenness,
};

use crate::analysis::{
    Analysis, Aspect, Choice, Detail, Estimate, Measure, Outcome, Params, Scores,
};
use crate::model::{Directed, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// Betweenness over all pairs, and over pairs of different sectors, on the same paths.
#[derive(Clone, Debug, PartialEq)]
pub struct BetweennessScores {
    /// Over all pairs.
    pub all: Vec<f64>,
    /// Over pairs of different known sectors.
    pub cross: Vec<f64>,
}

/// How much an actor sits on the shortest paths between others: the classic sign of a broker.
///
/// For actor *v*, the sum over pairs *s*, *t* of the share of shortest *s*–*t* paths through *v* (Freeman 1977, Sociometry
/// 40:35; computed as in Brandes 2001, J. Math. Sociology 25:163), in the undirected projection. `cross` takes only pairs
/// of different known sectors, over paths through anybody (Brandes 2008, Social Networks 30:136). Weights: ignored. Actors
/// that cannot reach each other add nothing. Not normalized.
///
/// Exact, but not actor by actor: whoever only knows actors that know each other is folded away first (after Sarıyüce,
/// Kaya, Saule & Çatalyürek 2017, ACM TKDD 11:3), and several sources share a search.
///
/// Time O(C·E) with C sources and E ties left, space O(V + E), and O(C) for each of the chunks. Stops within two searches
/// after a cancel. The same bits for every number of workers.
pub fn undirected_betweenness(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<BetweennessScores, Cancelled> {
    let core = Core::of_undirected(snapshot);
    let mut scores = score(&core, snapshot.num_actors(), task)?;
    // The searches from both ends of a pair have found the same.
    for score in scores.all.iter_mut().chain(&mut scores.cross) {
        *score /= 2.0;
    }
    Ok(scores)
}

/// Betweenness along directed ties: as [`undirected_betweenness`], but over
/// ordered pairs, and with nothing folded away.
pub fn directed_betweenness(
    directed: &Directed,
    sectors: &[Option<u16>],
    task: &TaskContext,
) -> Result<BetweennessScores, Cancelled> {
    score(&Core::of_directed(directed, sectors), sectors.len(), task)
}

/// What is known of a core, and what its searches find, by actor.
fn score(
    core: &Core,
    num_actors: usize,
    task: &TaskContext,
) -> Result<BetweennessScores, Cancelled> {
    let found = if core.num_sectors > 1 {
        search::<2>(core, task)?
    } else {
        search::<1>(core, task)?
            .into_iter()
            .map(|[all]| [all, 0.0])
            .collect()
    };
    let mut scores = BetweennessScores {
        all: vec![0.0; num_actors],
        cross: vec![0.0; num_actors],
    };
    for ((&actor, known), found) in core.actors.iter().zip(&core.scores).zip(found) {
        scores.all[actor as usize] = known[0] + found[0];
        scores.cross[actor as usize] = known[1] + found[1];
    }
    Ok(scores)
}

fn search<const CHANNELS: usize>(
    core: &Core,
    task: &TaskContext,
) -> Result<Vec<[f64; CHANNELS]>, Cancelled> {
    let batches = batches(core);
    let parts = task.map_chunks(batches.len(), |range| {
        let mut search = Search::<CHANNELS>::new(core);
        for batch in &batches[range] {
            search.add(batch, task)?;
        }
        Ok(search.scores)
    })?;
    let mut scores = vec![[0.0; CHANNELS]; core.actors.len()];
    for part in parts {
        for (sum, part) in scores.iter_mut().zip(part) {
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += part;
            }
        }
    }
    Ok(scores)
}

/// For each actor, how many unordered pairs of others are in different known sectors: what cross-sector betweenness is
/// a share of.
pub fn cross_pairs(snapshot: &Snapshot) -> Vec<u64> {
    let mut sizes = vec![0_u64; snapshot.sector_ids().len()];
    for &sector in snapshot.sectors().iter().flatten() {
        sizes[usize::from(sector)] += 1;
    }
    let labelled: u64 = sizes.iter().sum();
    let all = (labelled * labelled - sizes.iter().map(|size| size * size).sum::<u64>()) / 2;
    snapshot
        .sectors()
        .iter()
        .map(|sector| sector.map_or(all, |own| all - (labelled - sizes[usize::from(own)])))
        .collect()
}

/// Betweenness and cross-sector betweenness, plain and as shares of all pairs.
///
/// Betweenness follows direction if there is any; cross-sector betweenness never does. Normalization is by all pairs of
/// others, reachable or not, so that actors of different components compare. Without sectors there is no cross-sector
/// betweenness.
pub struct BetweennessAnalysis;

impl Analysis for BetweennessAnalysis {
    fn id(&self) -> &'static str {
        "betweenness"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn uses(&self) -> &'static [Choice] {
        &[Choice::Samples]
    }

    fn measures(&self) -> &'static [Measure] {
        &[
            Measure::Betweenness,
            Measure::BetweennessNorm,
            Measure::CrossBetweenness,
            Measure::CrossBetweennessNorm,
        ]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let num_samples = params.num_samples.map(|num| num as usize);
        match num_samples.filter(|&num| num < snapshot.num_actors()) {
            Some(num_samples) => estimated(snapshot, num_samples, params.seed, task),
            None => Ok(Outcome {
                columns: betweenness_columns(snapshot, task)?,
                detail: Detail::None,
                estimate: None,
            }),
        }
    }

    fn has_first_answer(&self) -> bool {
        true
    }

    fn first_answer(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Option<Outcome>, Cancelled> {
        let effort = snapshot.num_actors() as f64 * snapshot.edges().len() as f64;
        if params.num_samples.is_some() || effort < LARGE {
            return Ok(None);
        }
        estimated(snapshot, NUM_FIRST_SAMPLES, params.seed, task).map(Some)
    }
}

/// Networks whose number of actors times number of ties is this large get an estimate first.
const LARGE: f64 = 1e9;

/// From how many actors the first estimate is made.
const NUM_FIRST_SAMPLES: usize = 512;

fn estimated(
    snapshot: &Snapshot,
    num_samples: usize,
    seed: u64,
    task: &TaskContext,
) -> Result<Outcome, Cancelled> {
    let undirected = estimate_undirected_betweenness(snapshot, num_samples, seed, task)?;
    let (all, of_all) = match snapshot.directed() {
        None => (undirected.scores.all, undirected.bounds.all),
        Some(directed) => {
            let sectors = snapshot.sectors();
            let found = estimate_directed_betweenness(directed, sectors, num_samples, seed, task)?;
            (found.scores.all, found.bounds.all)
        }
    };
    let bounds = columns(snapshot, of_all, undirected.bounds.cross);
    Ok(Outcome {
        columns: columns(snapshot, all, undirected.scores.cross),
        detail: Detail::None,
        estimate: Some(Estimate {
            num_samples,
            confidence: sample::CONFIDENCE,
            bounds,
        }),
    })
}

/// All scores of [`BetweennessAnalysis`], exact, and nothing else.
pub(in crate::analysis) fn betweenness_columns(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<Vec<(Measure, Scores)>, Cancelled> {
    let undirected = undirected_betweenness(snapshot, task)?;
    let all = match snapshot.directed() {
        None => undirected.all,
        Some(directed) => directed_betweenness(directed, snapshot.sectors(), task)?.all,
    };
    Ok(columns(snapshot, all, undirected.cross))
}

/// Scores as they are and as shares of all pairs of others.
fn columns(snapshot: &Snapshot, all: Vec<f64>, cross: Vec<f64>) -> Vec<(Measure, Scores)> {
    let n = snapshot.num_actors() as f64;
    let ordered_pairs = (n - 1.0) * (n - 2.0);
    let pairs = if snapshot.directed().is_some() {
        ordered_pairs
    } else {
        ordered_pairs / 2.0
    };
    let norm: Scores = all
        .iter()
        .map(|score| (n > 2.0).then(|| score / pairs))
        .collect();
    let mut columns = vec![
        (Measure::Betweenness, all.into_iter().map(Some).collect()),
        (Measure::BetweennessNorm, norm),
    ];
    if !snapshot.sector_ids().is_empty() {
        let norm = cross
            .iter()
            .zip(cross_pairs(snapshot))
            .map(|(score, pairs)| (pairs > 0).then(|| score / pairs as f64))
            .collect();
        columns.push((
            Measure::CrossBetweenness,
            cross.into_iter().map(Some).collect(),
        ));
        columns.push((Measure::CrossBetweennessNorm, norm));
    }
    columns
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{
        Activity, Actor, Change, Network, NetworkEdit, Participation, RecordId as _,
        SnapshotOptions, Tie,
    };

    /// A network as it may come: activities overlap, ties repeat, go from an actor to itself, or have a direction.
    #[derive(Clone, Debug)]
    struct Case {
        sectors: Vec<Option<u16>>,
        activities: Vec<Vec<usize>>,
        ties: Vec<(usize, usize, bool)>,
    }

    impl Case {
        fn snapshot(&self) -> Snapshot {
            let mut network = Network::new();
            let sectors: Vec<_> = network.sectors().iter().map(|(id, _)| id).collect();
            let actors: Vec<_> = self
                .sectors
                .iter()
                .enumerate()
                .map(|(i, sector)| {
                    let actor = Actor {
                        sector: sector.map(|sector| sectors[usize::from(sector)]),
                        ..Actor::new(format!("a{i}"), format!("A{i}"))
                    };
                    network.add_actor(actor).unwrap()
                })
                .collect();
            for &(source, target, directed) in &self.ties {
                let tie = Tie {
                    directed,
                    ..Tie::new(actors[source], actors[target])
                };
                network.add_tie(tie).unwrap();
            }
            for (i, members) in self.activities.iter().enumerate() {
                let participants = members
                    .iter()
                    .map(|&member| Participation::new(actors[member]))
                    .collect();
                let activity = Activity {
                    participants,
                    ..Activity::new(format!("x{i}"), "X")
                };
                let id = crate::model::ActivityId::from_index(i as u32);
                network
                    .apply(&[NetworkEdit::Activity(Change::add(id, activity))])
                    .unwrap();
            }
            Snapshot::new(&network, &SnapshotOptions::default())
        }
    }

    fn case(directed: bool) -> impl Strategy<Value = Case> {
        (1_usize..40).prop_flat_map(move |n| {
            let sectors = prop_oneof![
                3 => prop::collection::vec(prop::option::weighted(0.8, 0_u16..4), n),
                1 => Just(vec![None; n]),
                1 => Just(vec![Some(2); n]),
            ];
            let activities =
                prop::collection::vec(prop::collection::vec(0..n, 1..8.min(n + 1)), 0..n / 3 + 2);
            let ties = prop::collection::vec((0..n, 0..n, Just(directed)), 0..n + 1);
            // A long tail gives pendants, and levels that only a few sources have.
            (sectors, activities, ties, 0..n).prop_map(
                move |(sectors, activities, mut ties, tail)| {
                    ties.extend((0..tail / 2).map(|i| (i, i + 1, directed)));
                    Case {
                        sectors,
                        activities,
                        ties,
                    }
                },
            )
        })
    }

    #[track_caller]
    fn assert_close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (actor, (found, expected)) in found.iter().zip(expected).enumerate() {
            let difference = (found - expected).abs();
            assert!(
                difference <= 1e-11 * expected.abs(),
                "actor {actor}: {found} instead of {expected}"
            );
        }
    }

    fn halves(scores: Vec<f64>) -> Vec<f64> {
        scores.into_iter().map(|score| score / 2.0).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_core_tells_what_the_whole_tells(case in case(false)) {
            let snapshot = case.snapshot();
            let task = TaskContext::new();
            let found = undirected_betweenness(&snapshot, &task).unwrap();
            let plain = betweenness_plain(snapshot.adjacency(), snapshot.sectors(), &task).unwrap();
            assert_close(&found.all, &halves(plain.all));
            assert_close(&found.cross, &halves(plain.cross));
        }

        #[test]
        fn several_sources_tell_what_each_tells(case in case(true)) {
            let snapshot = case.snapshot();
            let task = TaskContext::new();
            let Some(directed) = snapshot.directed() else { return Ok(()) };
            let found = directed_betweenness(directed, snapshot.sectors(), &task).unwrap();
            let plain = betweenness_plain(&directed.out, snapshot.sectors(), &task).unwrap();
            assert_close(&found.all, &plain.all);
            assert_close(&found.cross, &plain.cross);
        }
    }

    /// Gaps of `width` actors between one actor and the next.
    fn ladder(num_gaps: usize, width: usize) -> Case {
        let step = width + 1;
        let ties = (0..num_gaps)
            .flat_map(|gap| (1..=width).map(move |i| (gap * step, gap * step + i)))
            .flat_map(|(hub, between)| {
                let next = hub - hub % step + step;
                [(hub, between, false), (between, next, false)]
            })
            .collect();
        Case {
            sectors: vec![None; num_gaps * step + 1],
            activities: Vec::new(),
            ties,
        }
    }

    #[test]
    fn more_shortest_paths_than_a_number_can_count() {
        let (num_gaps, width) = (300, 20);
        let snapshot = ladder(num_gaps, width).snapshot();
        let found = undirected_betweenness(&snapshot, &TaskContext::new()).unwrap();
        // Between the actors of a gap, all that comes from one side and goes to the other is shared.
        for gap in 1..num_gaps - 1 {
            let left = (gap * (width + 1) + 1) as f64;
            let right = ((num_gaps - gap - 1) * (width + 1) + 1) as f64;
            let score = found.all[gap * (width + 1) + 1];
            let expected = left * right / width as f64;
            assert!((score / expected - 1.0).abs() < 1e-9, "{score} {expected}");
        }
    }

    #[test]
    fn the_same_bits_for_every_number_of_workers() {
        let case = Case {
            sectors: (0..600).map(|i| (i % 7 != 0).then_some(i % 4)).collect(),
            activities: (0..300)
                .map(|i| (0..2 + i % 9).map(|j| (i * i + 37 * j * j) % 600).collect())
                .collect(),
            ties: Vec::new(),
        };
        let snapshot = case.snapshot();
        let scores = [1, 2, 3, 7].map(|num_threads| {
            let task = TaskContext::with_num_threads(num_threads).unwrap();
            undirected_betweenness(&snapshot, &task).unwrap()
        });
        assert!(scores[0].all.iter().any(|&score| score > 0.0));
        assert!(scores.iter().all(|other| *other == scores[0]));
    }

    /// A network of 400 actors with cliques, cut actors, islands and isolates.
    fn varied() -> Case {
        Case {
            sectors: (0..400).map(|i| (i % 7 != 0).then_some(i % 4)).collect(),
            activities: (0..150)
                .map(|i| (0..2 + i % 9).map(|j| (i * i + 37 * j * j) % 400).collect())
                .collect(),
            ties: (0..60).map(|i| (i, i + 1, i % 3 == 0)).collect(),
        }
    }

    #[test]
    fn estimates_keep_to_their_bounds_and_come_near() {
        let snapshot = varied().snapshot();
        let task = TaskContext::new();
        let exact = undirected_betweenness(&snapshot, &task).unwrap();
        let directed = snapshot.directed().unwrap();
        let exact_directed = directed_betweenness(directed, snapshot.sectors(), &task).unwrap();
        let top = exact.all.iter().copied().fold(0.0, f64::max);
        for seed in 0..20 {
            for num_samples in [20, 200, 2_000] {
                let found =
                    estimate_undirected_betweenness(&snapshot, num_samples, seed, &task).unwrap();
                assert_within(&found, &exact);
                let off = found.scores.all.iter().zip(&exact.all);
                let off = off
                    .map(|(found, exact)| (found - exact).abs())
                    .fold(0.0, f64::max);
                // Five standard deviations of a mean of numbers that are at most about twice the top score.
                assert!(
                    off < 5.0 * 2.0 * top / (num_samples as f64).sqrt(),
                    "{off} {top}"
                );
                let found = estimate_directed_betweenness(
                    directed,
                    snapshot.sectors(),
                    num_samples,
                    seed,
                    &task,
                );
                assert_within(&found.unwrap(), &exact_directed);
            }
        }
    }

    #[track_caller]
    fn assert_within(found: &BetweennessEstimate, exact: &BetweennessScores) {
        for (found, bounds, exact) in [
            (&found.scores.all, &found.bounds.all, &exact.all),
            (&found.scores.cross, &found.bounds.cross, &exact.cross),
        ] {
            for ((found, bound), exact) in found.iter().zip(bounds).zip(exact) {
                assert!(bound.is_finite());
                assert!(
                    (found - exact).abs() <= bound + 1e-9,
                    "{found} ± {bound}, not {exact}"
                );
            }
        }
    }

    #[test]
    fn all_samples_together_are_the_truth() {
        let snapshot = varied().snapshot();
        let task = TaskContext::new();
        let exact = undirected_betweenness(&snapshot, &task).unwrap();
        let mut mean = vec![0.0; exact.all.len()];
        let num_seeds = 400;
        for seed in 0..num_seeds {
            let found = estimate_undirected_betweenness(&snapshot, 100, seed, &task).unwrap();
            for (mean, score) in mean.iter_mut().zip(&found.scores.all) {
                *mean += score / num_seeds as f64;
            }
        }
        let top = exact.all.iter().copied().fold(0.0, f64::max);
        for (mean, exact) in mean.iter().zip(&exact.all) {
            assert!((mean - exact).abs() < 0.05 * top, "{mean} is not {exact}");
        }
    }

    #[test]
    fn stops_when_told_to() {
        let snapshot = ladder(100, 3).snapshot();
        let task = TaskContext::new();
        task.cancel();
        let found = undirected_betweenness(&snapshot, &task);
        assert_eq!(found, Err(Cancelled));
    }
}
