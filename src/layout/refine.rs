//! The refinement of a component by forces: ties pull, everybody pushes everybody off, and distances on the map are drawn
//! to the steps between actors in the network.
//!
//! Pull and push are those of Zhong, Xue, Zhang and others (2023, “Force-directed graph layouts revisited: a new force
//! based on the t-distribution”): both fall off with distance, so that groups stay together and apart from each other.
//! What they leave open, the large shape of the map, is given by the third force, the gradient of stress over a sample of
//! pairs (as in Ortmann, Klimenta and Brandes 2017, “A sparse stress model”), a few sources in each iteration in turn.

use std::ops::Range;

use super::Position;
use super::component::Component;
use super::distances::SampledDistances;
use super::field::Field;
use crate::task::{Cancelled, TaskContext};

/// With so many actors the work is shared out.
const PARALLEL_FROM: usize = 600;
/// How much a tie pulls for each unit of length.
const PULL: f32 = 0.02;
/// So many times more it pulls when it is short: the root of the number of actors, within these bounds. Large networks
/// have many groups, which must hold together more to be seen.
const PULL_NEAR: [f32; 2] = [8.0, 40.0];
/// An actor with d neighbours pushes as much as d to this power.
const MASS_EXPONENT: f32 = 0.4;
/// From so many sources distances are looked at in one iteration.
const SOURCES_PER_ITERATION: usize = 8;

/// What draws the members of a component, besides their ties.
#[derive(Clone, Debug, Default)]
pub(super) struct Attraction {
    /// How much each tie pulls, in the order of [`Component::neighbors`]; 1 on average. All the same, if empty.
    pub(super) pulls: Vec<f32>,
    /// The group of each member; nobody has one, if empty.
    pub(super) groups: Vec<Option<u32>>,
    /// How much members are drawn to the middle of their group, compared with their ties.
    pub(super) to_group: f32,
}

/// A component under forces. A step between neighbours is about one unit long.
pub(super) struct Refinement {
    positions: Vec<Position>,
    masses: Vec<f32>,
    pull_near: f32,
    mean_degree: f32,
    distances: SampledDistances,
    attraction: Attraction,
    iteration: usize,
    num_iterations: usize,
}

/// What is the same for all members in one iteration.
struct Iteration<'a> {
    component: &'a Component,
    field: Field,
    longest: f32,
    /// The length of a step on the map, and how much distances weigh.
    unit: f32,
    weight: f32,
    /// The middle of each group.
    centers: Vec<Position>,
}

impl Refinement {
    /// From a start, over so many iterations.
    pub(super) fn new(
        component: &Component,
        positions: Vec<Position>,
        distances: SampledDistances,
        attraction: Attraction,
        num_iterations: usize,
    ) -> Self {
        let len = positions.len().max(1) as f32;
        let mut masses: Vec<f32> = (0..positions.len())
            .map(|member| (component.neighbors(member).len() as f32).powf(MASS_EXPONENT))
            .collect();
        let mean = masses.iter().sum::<f32>() / len;
        for mass in &mut masses {
            *mass /= mean;
        }
        let [least, most] = PULL_NEAR;
        Self {
            positions,
            masses,
            pull_near: len.sqrt().clamp(least, most),
            mean_degree: component.num_neighbors() as f32 / len,
            distances,
            attraction,
            iteration: 0,
            num_iterations,
        }
    }

    /// The positions so far.
    pub(super) fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// How many iterations are done.
    pub(super) fn iteration(&self) -> usize {
        self.iteration
    }

    /// The distances that it goes by.
    pub(super) fn into_distances(self) -> SampledDistances {
        self.distances
    }

    /// One iteration; `true` when it was the last.
    pub(super) fn iterate(
        &mut self,
        component: &Component,
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        let num_sources = self.distances.num_sources().min(SOURCES_PER_ITERATION);
        let weight = self.mean_degree * PULL
            / (num_sources as f32 * self.distances.mean_weight()).max(f32::MIN_POSITIVE);
        let iteration = Iteration {
            component,
            field: Field::new(&self.positions, &self.masses, task)?,
            longest: 1.0 - self.iteration as f32 / self.num_iterations as f32,
            unit: self.distances.unit(&self.positions),
            weight,
            centers: self.centers(),
        };
        let work = |range: Range<usize>| Ok(self.moved(range, &iteration));
        let len = self.positions.len();
        self.positions = if len < PARALLEL_FROM {
            work(0..len)?
        } else {
            task.map_chunks(len, work)?.concat()
        };
        self.iteration += 1;
        Ok(self.iteration >= self.num_iterations)
    }

    /// The middle of each group.
    fn centers(&self) -> Vec<Position> {
        let groups = &self.attraction.groups;
        let num_groups = groups.iter().flatten().max().map_or(0, |&last| last + 1);
        let mut sums = vec![[0.0_f32; 3]; num_groups as usize];
        for (at, group) in self.positions.iter().zip(groups) {
            if let Some(sum) = group.and_then(|group| sums.get_mut(group as usize)) {
                sum[0] += at[0];
                sum[1] += at[1];
                sum[2] += 1.0;
            }
        }
        sums.into_iter()
            .map(|[x, y, num]| [x, y].map(|sum| sum / num.max(1.0)))
            .collect()
    }

    /// Where forces take some members.
    fn moved(&self, range: Range<usize>, iteration: &Iteration<'_>) -> Vec<Position> {
        let mut forces: Vec<Force> = range
            .clone()
            .map(|member| self.force_of_ties(member, iteration))
            .collect();
        self.add_distances(range.clone(), iteration, &mut forces);
        if self.attraction.to_group > 0.0 {
            self.add_groups(range.clone(), iteration, &mut forces);
        }
        self.positions[range]
            .iter()
            .zip(forces)
            .map(|(at, Force { force, stiffness })| {
                // Who is held by much moves less under the same force.
                let way = force.map(|force| force / f32::max(stiffness, 1.0));
                let length = way[0].hypot(way[1]);
                let share = if length > iteration.longest {
                    iteration.longest / length
                } else {
                    1.0
                };
                [at[0] + way[0] * share, at[1] + way[1] * share]
            })
            .collect()
    }

    fn force_of_ties(&self, member: usize, iteration: &Iteration<'_>) -> Force {
        let at = self.positions[member];
        let push = iteration.field.at(at);
        let mut sum = Force {
            force: push.map(|push| push * self.masses[member]),
            stiffness: 0.0,
        };
        let component = iteration.component;
        let neighbors = component.neighbors(member);
        let pulls = self.attraction.pulls.get(component.slots(member));
        for (place, &neighbor) in neighbors.iter().enumerate() {
            let other = self.positions[neighbor as usize];
            let way = [other[0] - at[0], other[1] - at[1]];
            let squared = way[0] * way[0] + way[1] * way[1];
            let pull = pulls.map_or(PULL, |pulls| PULL * pulls[place]);
            sum.pull(way, pull * (1.0 + self.pull_near / (1.0 + squared)));
        }
        sum
    }

    fn add_distances(&self, range: Range<usize>, iteration: &Iteration<'_>, forces: &mut [Force]) {
        for turn in 0..SOURCES_PER_ITERATION.min(self.distances.num_sources()) {
            let index = self.iteration * SOURCES_PER_ITERATION + turn;
            let (source, steps) = self.distances.source(index);
            let from = self.positions[source];
            let members = self.positions[range.clone()].iter();
            for ((at, &steps), sum) in members.zip(&steps[range.clone()]).zip(&mut *forces) {
                if steps > 0 {
                    let steps = f32::from(steps);
                    let way = [from[0] - at[0], from[1] - at[1]];
                    let distance = (way[0] * way[0] + way[1] * way[1]).sqrt().max(1e-3);
                    let strength = iteration.weight / (steps * steps);
                    let share = strength * (1.0 - steps * iteration.unit / distance);
                    sum.force[0] += share * way[0];
                    sum.force[1] += share * way[1];
                    sum.stiffness += strength;
                }
            }
        }
    }

    fn add_groups(&self, range: Range<usize>, iteration: &Iteration<'_>, forces: &mut [Force]) {
        let strength = self.attraction.to_group * self.mean_degree * PULL;
        let groups = self
            .attraction
            .groups
            .get(range.clone())
            .unwrap_or_default();
        let members = self.positions[range].iter();
        for ((at, group), sum) in members.zip(groups).zip(forces) {
            if let Some(center) = group.and_then(|group| iteration.centers.get(group as usize)) {
                sum.pull([center[0] - at[0], center[1] - at[1]], strength);
            }
        }
    }
}

/// A force on a member, and how much of a spring it is: how much it falls for each unit of way.
struct Force {
    force: Position,
    stiffness: f32,
}

impl Force {
    fn pull(&mut self, way: Position, strength: f32) {
        self.force[0] += strength * way[0];
        self.force[1] += strength * way[1];
        self.stiffness += strength;
    }
}
