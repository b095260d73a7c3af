//! Distances in the network from a sample of actors: what a layout is pulled to, and judged by.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use super::Position;
use super::component::Component;
use crate::task::{Cancelled, TaskContext};

/// From so many actors distances are measured.
const NUM_SOURCES: usize = 64;
/// With so many actors, evenly taken, the scale is found.
const NUM_FOR_SCALE: usize = 500;
/// Longer ways count as so long.
const MAX_STEPS: u16 = 255;

/// The steps from some members of a component to all.
pub(super) struct SampledDistances {
    sources: Vec<u32>,
    /// For each source the steps to every member.
    steps: Vec<Vec<u8>>,
    /// The mean of 1 / steps².
    mean_weight: f32,
}

impl SampledDistances {
    /// From a sample of the members.
    ///
    /// Time O(V + E) for each of 64 sources.
    pub(super) fn new(
        component: &Component,
        seed: u64,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let len = component.len();
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let num_sources = len.min(NUM_SOURCES);
        // One out of each of equally large parts.
        let sources: Vec<u32> = (0..num_sources)
            .map(|part| {
                let [start, end] = [part, part + 1].map(|part| part * len / num_sources);
                let offset = random.random::<f64>() * (end - start) as f64;
                (start + offset as usize).min(end - 1) as u32
            })
            .collect();
        let parts = task.map_chunks(sources.len(), |range| {
            let mut parts = Vec::with_capacity(range.len());
            for &source in &sources[range] {
                task.keep_going()?;
                let steps = component.steps_from(source as usize);
                parts.push(
                    steps
                        .into_iter()
                        .map(|steps| steps.min(MAX_STEPS) as u8)
                        .collect(),
                );
            }
            Ok(parts)
        })?;
        let steps: Vec<Vec<u8>> = parts.concat();
        let mut num_at = [0_u32; MAX_STEPS as usize + 1];
        for &steps in steps.iter().flatten() {
            num_at[usize::from(steps)] += 1;
        }
        let (mut sum, mut num) = (0.0, 0.0);
        for (steps, &num_pairs) in num_at.iter().enumerate().skip(1) {
            sum += f64::from(num_pairs) / (steps * steps) as f64;
            num += f64::from(num_pairs);
        }
        Ok(Self {
            sources,
            steps,
            mean_weight: (sum / num.max(1.0)) as f32,
        })
    }

    /// How many sources there are.
    pub(super) fn num_sources(&self) -> usize {
        self.sources.len()
    }

    /// A source and the steps from it to every member.
    pub(super) fn source(&self, index: usize) -> (usize, &[u8]) {
        let index = index % self.sources.len().max(1);
        (self.sources[index] as usize, &self.steps[index])
    }

    /// The mean of 1 / steps² over all pairs.
    pub(super) fn mean_weight(&self) -> f32 {
        self.mean_weight
    }

    /// How long a step is on a map at the scale at which distances differ least from steps.
    pub(super) fn unit(&self, positions: &[Position]) -> f32 {
        let [_, ratios, squares] = self.sums(positions);
        if ratios > 0.0 {
            (squares / ratios) as f32
        } else {
            1.0
        }
    }

    /// The stress of a map at its best scale, 0 to 1, see [`super::LayoutQuality`].
    pub(super) fn stress(&self, positions: &[Position]) -> f64 {
        let [num, ratios, squares] = self.sums(positions);
        if squares > 0.0 {
            (1.0 - ratios * ratios / squares / num).max(0.0)
        } else {
            1.0
        }
    }

    /// How many pairs are looked at, the sum over them of distance / steps, and that of its squares.
    fn sums(&self, positions: &[Position]) -> [f64; 3] {
        let stride = (positions.len() / NUM_FOR_SCALE).max(1);
        let mut sums = [0.0; 3];
        for (&source, steps) in self.sources.iter().zip(&self.steps) {
            let from = positions[source as usize];
            for (at, &steps) in positions.iter().zip(steps).step_by(stride) {
                if steps > 0 {
                    let distance = (at[0] - from[0]).hypot(at[1] - from[1]);
                    let ratio = f64::from(distance / f32::from(steps));
                    sums[0] += 1.0;
                    sums[1] += ratio;
                    sums[2] += ratio * ratio;
                }
            }
        }
        sums
    }
}
