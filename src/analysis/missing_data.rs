//! How sure a ranking is when some of the data are missing.

use super::centrality::betweenness_columns;
use super::random::Random;
use super::{ANALYSES, Analysis, Aspect, Choice, Detail, Measure, Outcome, Params, Scores};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Scores that differ by no more than this share a rank.
const EQUAL: f64 = 1e-9;

/// What might be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Tied pairs.
    #[default]
    Ties,
    /// Actors, with their ties.
    Actors,
}

/// How missing data are played through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntervalOptions {
    /// What is left out.
    pub missing: Missing,
    /// The share that is left out each time, 0 to 1.
    pub share: f64,
    /// How many times.
    pub num_repeats: usize,
    /// The seed.
    pub seed: u64,
}

impl Default for IntervalOptions {
    fn default() -> Self {
        Self {
            missing: Missing::Ties,
            share: 0.1,
            num_repeats: 200,
            seed: Params::default().seed,
        }
    }
}

/// The rank of an actor, and where it lies when data are missing. The best has rank 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankInterval {
    /// With all data.
    pub rank: u32,
    /// In 5 % of all repetitions the rank was at most this.
    pub low: u32,
    /// In 95 % of all repetitions the rank was at most this.
    pub high: u32,
}

/// How far the ranks of actors by a measure depend on data that may be missing.
///
/// A share of the tied pairs, or of the actors, drawn at random, is left out; scores and ranks are computed again; and so on.
/// Told are the 5 % and 95 % points of the ranks of each actor over those repetitions in which it was there and had a score
/// (Costenbader & Valente 2003, Social Networks 25:283; Borgatti, Carley & Krackhardt 2006, Social Networks 28:124). A rank
/// is one more than the number of actors with a higher score; differences up to 1e-9 do not count. `None` for an actor
/// without a score, and for all if nothing gives the measure.
///
/// Time `num_repeats` times that of the measure. The same for every number of workers.
pub fn rank_intervals(
    snapshot: &Snapshot,
    measure: Measure,
    options: &IntervalOptions,
    task: &TaskContext,
) -> Result<Vec<Option<RankInterval>>, Cancelled> {
    let n = snapshot.num_actors();
    let &IntervalOptions {
        missing,
        share,
        num_repeats,
        seed,
    } = options;
    let now = ranks(&scores(snapshot, measure, &task.part())?, n);
    let parts = task.map_chunks(num_repeats, |repeats| {
        let mut found = Vec::new();
        for repeat in repeats {
            task.keep_going()?;
            let mut random = Random::new(seed, repeat as u64);
            let thinned = thinned(snapshot, missing, share, &mut random);
            let thinned_ranks = ranks(
                &scores(&thinned, measure, &task.part())?,
                thinned.num_actors(),
            );
            // Whoever is not there has no rank.
            let mut of_all = vec![None; n];
            for (&actor, rank) in thinned.actors().iter().zip(thinned_ranks) {
                if let Some(index) = snapshot.index_of(actor) {
                    of_all[index as usize] = rank;
                }
            }
            found.push(of_all);
        }
        Ok(found)
    })?;
    let repeats = parts.concat();
    let mut ranks = Vec::new();
    Ok(now
        .into_iter()
        .enumerate()
        .map(|(actor, rank)| {
            ranks.clear();
            ranks.extend(repeats.iter().filter_map(|repeat| repeat[actor]));
            ranks.sort_unstable();
            let point = |share: f64| {
                let place = (share * ranks.len() as f64).ceil() as usize;
                ranks.get(place.saturating_sub(1)).copied()
            };
            Some(RankInterval {
                rank: rank?,
                low: point(0.05)?,
                high: point(0.95)?,
            })
        })
        .collect())
}

/// The snapshot without a share of its ties or actors.
fn thinned(snapshot: &Snapshot, missing: Missing, share: f64, random: &mut Random) -> Snapshot {
    let num = match missing {
        Missing::Ties => snapshot.edges().len(),
        Missing::Actors => snapshot.num_actors(),
    };
    let mut order: Vec<u32> = (0..num as u32).collect();
    random.shuffle(&mut order);
    let num_gone = ((share.clamp(0.0, 1.0) * num as f64).round() as usize).min(num);
    let mut is_kept = vec![true; num];
    for &gone in order.iter().take(num_gone) {
        is_kept[gone as usize] = false;
    }
    let is_kept = |place: u32| is_kept[place as usize];
    match missing {
        Missing::Ties => snapshot.thinned(|_| true, is_kept),
        Missing::Actors => snapshot.thinned(is_kept, |_| true),
    }
}

fn scores(snapshot: &Snapshot, measure: Measure, task: &TaskContext) -> Result<Scores, Cancelled> {
    let columns = match measure {
        // Without what else that analysis has to tell.
        Measure::Betweenness
        | Measure::BetweennessNorm
        | Measure::CrossBetweenness
        | Measure::CrossBetweennessNorm => betweenness_columns(snapshot, task)?,
        _ => {
            let params = Params {
                num_shuffles: 0,
                ..Params::default()
            };
            let mut analyses = ANALYSES.iter();
            match analyses.find(|analysis| analysis.measures().contains(&measure)) {
                Some(analysis) => analysis.run(snapshot, &params, task)?.columns,
                None => Vec::new(),
            }
        }
    };
    let mut columns = columns.into_iter();
    let found = columns.find(|&(id, _)| id == measure);
    Ok(found.map_or_else(Vec::new, |(_, scores)| scores))
}

/// The rank of each actor that has a score.
fn ranks(scores: &[Option<f64>], num_actors: usize) -> Vec<Option<u32>> {
    let score = |actor: u32| scores.get(actor as usize).copied().flatten();
    let mut order: Vec<(u32, f64)> = (0..num_actors as u32)
        .filter_map(|actor| Some((actor, score(actor)?)))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut ranks = vec![None; num_actors];
    let (mut rank, mut shared) = (1, f64::INFINITY);
    for (place, &(actor, score)) in (1..).zip(&order) {
        if score < shared - EQUAL {
            (rank, shared) = (place, score);
        }
        ranks[actor as usize] = Some(rank);
    }
    ranks
}

/// How sure the ranking by a measure is.
#[derive(Clone, Debug, PartialEq)]
pub struct RankIntervals {
    /// What is ranked by.
    pub measure: Measure,
    /// How missing data were played through.
    pub options: IntervalOptions,
    /// The rank of each actor, and where it lies.
    pub intervals: Vec<Option<RankInterval>>,
}

/// Rank intervals if a tenth of the ties is missing.
#[derive(Debug)]
pub struct RankIntervalsAnalysis;

impl Analysis for RankIntervalsAnalysis {
    fn id(&self) -> &'static str {
        "rank_intervals"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Weights, Aspect::Sectors]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn uses(&self) -> &'static [Choice] {
        &[Choice::Seed, Choice::Ranking]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let options = IntervalOptions {
            seed: params.seed,
            ..IntervalOptions::default()
        };
        let measure = params.ranked_by;
        let intervals = rank_intervals(snapshot, measure, &options, task)?;
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::RankIntervals(RankIntervals {
                measure,
                options,
                intervals,
            }),
            estimate: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding_tests::network;
    use crate::model::SnapshotOptions;

    fn star_with_tail() -> Snapshot {
        // The centre 0 knows 1 to 12; 12 knows 13.
        let ties: Vec<(usize, usize)> = (1..=12).map(|i| (0, i)).chain([(12, 13)]).collect();
        let network = network("bbbbbbbcccccuv", &ties);
        Snapshot::new(&network, &SnapshotOptions::default())
    }

    #[test]
    fn ranks_share_what_is_equal() {
        let scores = [Some(1.0), None, Some(3.0), Some(1.0 + 1e-12), Some(0.0)];
        assert_eq!(
            ranks(&scores, 5),
            [Some(2), None, Some(1), Some(2), Some(4)]
        );
    }

    #[test]
    fn a_clear_winner_stays_and_nothing_missing_changes_nothing() {
        let snapshot = star_with_tail();
        let task = TaskContext::new();
        for missing in [Missing::Ties, Missing::Actors] {
            let options = IntervalOptions {
                missing,
                ..IntervalOptions::default()
            };
            let found = rank_intervals(&snapshot, Measure::Betweenness, &options, &task).unwrap();
            let center = found[0].unwrap();
            assert_eq!((center.rank, center.low, center.high), (1, 1, 1));
            // The second becomes the first only when the first is not there.
            let second = found[12].unwrap();
            let low = if missing == Missing::Ties { 2 } else { 1 };
            assert_eq!((second.rank, second.low), (2, low));
            for interval in found.iter().flatten() {
                assert!(interval.low <= interval.high);
            }
            let nothing = IntervalOptions {
                share: 0.0,
                ..options
            };
            let found = rank_intervals(&snapshot, Measure::Degree, &nothing, &task).unwrap();
            for interval in found.into_iter().flatten() {
                assert_eq!(
                    (interval.low, interval.high),
                    (interval.rank, interval.rank)
                );
            }
        }
    }

    #[test]
    fn the_same_for_every_number_of_workers_and_none_after_a_cancel() {
        let snapshot = star_with_tail();
        let options = IntervalOptions::default();
        let found = [1, 2, 3, 7].map(|num_threads| {
            let task = TaskContext::with_num_threads(num_threads).unwrap();
            rank_intervals(&snapshot, Measure::Constraint, &options, &task).unwrap()
        });
        assert!(found.iter().all(|other| *other == found[0]));
        let task = TaskContext::new();
        task.cancel();
        let stopped = rank_intervals(&snapshot, Measure::Degree, &options, &task);
        assert_eq!(stopped, Err(Cancelled));
    }
}
