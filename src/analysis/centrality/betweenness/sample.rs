//! Betweenness from a sample of sources, with a bound on the error.

use super::BetweennessScores;
use super::reduce::{Core, Source};
use super::search::{LANES, Search};
use crate::analysis::random::Random;
use crate::model::{Directed, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// How sure it is that all bounds hold at once.
pub(super) const CONFIDENCE: f64 = 0.95;

/// Betweenness as estimated from some of the actors.
#[derive(Clone, Debug, PartialEq)]
pub struct BetweennessEstimate {
    /// The estimates.
    pub scores: BetweennessScores,
    /// By how much each may be off, up or down; they hold for all actors at once with a chance of 95 %.
    pub bounds: BetweennessScores,
}

/// Betweenness as [`undirected_betweenness`](super::undirected_betweenness), estimated from shortest paths that start at
/// some actors only.
///
/// Actors are drawn from the seed, each as likely and any number of times (Brandes & Pich 2007, International Journal of
/// Bifurcation and Chaos 17:2303); what they find counts for all. What is known without a search stays exact. The bounds
/// are the empirical Bernstein inequality (Maurer & Pontil 2009, COLT) or that of Hoeffding (1963, JASA 58:13), whichever
/// is closer, for all actors and both kinds of pairs at once. They promise much, so most estimates are far better.
///
/// Time O(samples · E), space O(V + E). The same bits for every number of workers.
pub fn estimate_undirected_betweenness(
    snapshot: &Snapshot,
    num_samples: usize,
    seed: u64,
    task: &TaskContext,
) -> Result<BetweennessEstimate, Cancelled> {
    let core = Core::of_undirected(snapshot);
    let mut estimate = sample(&core, snapshot.num_actors(), num_samples, seed, task)?;
    let BetweennessEstimate { scores, bounds } = &mut estimate;
    for numbers in [scores, bounds] {
        for number in numbers.all.iter_mut().chain(&mut numbers.cross) {
            *number /= 2.0;
        }
    }
    Ok(estimate)
}

/// Betweenness along directed ties, estimated as in [`estimate_undirected_betweenness`].
pub fn estimate_directed_betweenness(
    directed: &Directed,
    sectors: &[Option<u16>],
    num_samples: usize,
    seed: u64,
    task: &TaskContext,
) -> Result<BetweennessEstimate, Cancelled> {
    let core = Core::of_directed(directed, sectors);
    sample(&core, sectors.len(), num_samples, seed, task)
}

fn sample(
    core: &Core,
    num_actors: usize,
    num_samples: usize,
    seed: u64,
    task: &TaskContext,
) -> Result<BetweennessEstimate, Cancelled> {
    let num_samples = num_samples.max(2);
    // A source stands for so many actors, and is as likely as all of them together.
    let masses: Vec<u64> = core
        .sources
        .iter()
        .map(|&(_, source)| core.source_mass(source).total)
        .collect();
    let ends: Vec<u64> = masses
        .iter()
        .scan(0, |sum, mass| {
            *sum += mass;
            Some(*sum)
        })
        .collect();
    let all = ends.last().copied().unwrap_or_default();
    let largest = largest_component(core, &masses);
    let mut random = Random::new(seed, 0);
    let mut drawn: Vec<usize> = (0..if all > 0 { num_samples } else { 0 })
        .map(|_| {
            let actor = random.below(all as usize) as u64;
            ends.partition_point(|&end| end <= actor)
        })
        .collect();
    // Sources that lie side by side reach the same actors at the same time.
    drawn.sort_unstable();
    let drawn: Vec<(u32, Source)> = drawn.iter().map(|&source| core.sources[source]).collect();
    let batches: Vec<&[(u32, Source)]> = drawn
        .chunk_by(|(one, _), (other, _)| one == other)
        .flat_map(|sources| sources.chunks(LANES))
        .collect();

    let k = num_samples as f64;
    let parts = task.map_chunks(batches.len(), |range| {
        let mut search = Search::<2>::new(core);
        search.squares = Some(vec![[0.0; 2]; core.actors.len()]);
        for batch in batches.get(range).unwrap_or_default() {
            let times = |source| all as f64 / (k * core.source_mass(source).total as f64);
            search.add_times(batch, times, task)?;
        }
        Ok((search.scores, search.squares.unwrap_or_default()))
    })?;
    let mut sums = vec![[[0.0; 2]; 2]; core.actors.len()];
    for (scores, squares) in parts {
        for ((sums, score), square) in sums.iter_mut().zip(scores).zip(squares) {
            for channel in 0..2 {
                sums[channel][0] += score[channel];
                sums[channel][1] += square[channel];
            }
        }
    }

    let none = BetweennessScores {
        all: vec![0.0; num_actors],
        cross: vec![0.0; num_actors],
    };
    let mut estimate = BetweennessEstimate {
        scores: none.clone(),
        bounds: none,
    };
    // One sample finds at most every pair of any actor and any in the largest component.
    let range = all as f64 * largest as f64;
    let chance = (1.0 - CONFIDENCE) / (2.0 * core.actors.len() as f64);
    let hoeffding = ((2.0 / chance).ln() / (2.0 * k)).sqrt();
    for (place, &actor) in core.actors.iter().enumerate() {
        let of = |channel: usize| {
            // Each part is 1/k of what one sample says, so that the sum is the mean.
            let [mean, squares] = sums[place][channel];
            let variance = (k * k * squares - k * mean * mean).max(0.0) / (k - 1.0);
            let spread = variance / (range * range);
            let log = (4.0 / chance).ln();
            let bernstein = (2.0 * spread * log / k).sqrt() + 7.0 * log / (3.0 * (k - 1.0));
            let score = core.scores[place][channel] + mean;
            (score, range * hoeffding.min(bernstein))
        };
        let actor = actor as usize;
        (estimate.scores.all[actor], estimate.bounds.all[actor]) = of(0);
        (estimate.scores.cross[actor], estimate.bounds.cross[actor]) = of(1);
    }
    Ok(estimate)
}

/// How many actors the sources of the largest component stand for.
fn largest_component(core: &Core, masses: &[u64]) -> u64 {
    let mut sums = vec![0; core.components.len()];
    for (&(component, _), mass) in core.sources.iter().zip(masses) {
        sums[component as usize] += mass;
    }
    sums.into_iter().max().unwrap_or_default()
}
