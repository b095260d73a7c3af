//! The refinement of a component by forces: ties pull, everybody pushes everybody off.
//!
//! The forces are those of Zhong, Xue, Zhang and others (2023, “Force-directed graph layouts revisited: a new force
//! based on the t-distribution”): both fall off with distance, so that groups stay together and apart from each other,
//! while a good start keeps the whole in shape. Who has many ties also pushes more, which opens the crowd around hubs.

use super::Position;
use super::component::Component;
use super::quadtree::Quadtree;
use crate::task::{Cancelled, TaskContext};

/// With so many actors the work is shared out.
const PARALLEL_FROM: usize = 600;
/// How much a tie pulls for each unit of length.
const PULL: f32 = 0.05;
/// So many times more it pulls when it is short.
const PULL_NEAR: f32 = 8.0;
/// An actor with d neighbours pushes as much as d to this power.
const MASS_EXPONENT: f32 = 0.4;
/// How exact pushing is.
const OPENING: f32 = 1.2;

/// A component under forces. A step between neighbours is about one unit long.
pub(super) struct Refinement {
    positions: Vec<Position>,
    masses: Vec<f32>,
    iteration: usize,
    num_iterations: usize,
}

impl Refinement {
    /// From a start, over so many iterations.
    pub(super) fn new(
        component: &Component,
        positions: Vec<Position>,
        num_iterations: usize,
    ) -> Self {
        let mut masses: Vec<f32> = (0..positions.len())
            .map(|member| (component.neighbors(member).len() as f32).powf(MASS_EXPONENT))
            .collect();
        let mean = masses.iter().sum::<f32>() / masses.len().max(1) as f32;
        for mass in &mut masses {
            *mass /= mean;
        }
        Self {
            positions,
            masses,
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

    /// One iteration; `true` when it was the last.
    pub(super) fn iterate(
        &mut self,
        component: &Component,
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        let tree = Quadtree::new(&self.positions, &self.masses, OPENING);
        let longest = 1.0 - self.iteration as f32 / self.num_iterations as f32;
        let order = tree.order();
        let work = |range: std::ops::Range<usize>| {
            let members = order[range].iter().map(|&member| member as usize);
            Ok(members
                .map(|member| self.moved(member, component, &tree, longest))
                .collect::<Vec<_>>())
        };
        let parts = if order.len() < PARALLEL_FROM {
            vec![work(0..order.len())?]
        } else {
            task.map_chunks(order.len(), work)?
        };
        let mut positions = vec![[0.0; 2]; order.len()];
        for (&member, position) in order.iter().zip(parts.into_iter().flatten()) {
            positions[member as usize] = position;
        }
        self.positions = positions;
        self.iteration += 1;
        Ok(self.iteration >= self.num_iterations)
    }

    /// Where forces take a member, not further than `longest`.
    fn moved(
        &self,
        member: usize,
        component: &Component,
        tree: &Quadtree,
        longest: f32,
    ) -> Position {
        let at = self.positions[member];
        let mut force = tree.push(at, |squared| (1.0 + squared).powi(-2));
        force = force.map(|push| push * self.masses[member]);
        // Who is held by many ties moves less under the same force.
        let mut stiffness = 0.0;
        for &neighbor in component.neighbors(member) {
            let other = self.positions[neighbor as usize];
            let way = [other[0] - at[0], other[1] - at[1]];
            let squared = way[0] * way[0] + way[1] * way[1];
            let strength = PULL * (1.0 + PULL_NEAR / (1.0 + squared));
            force[0] += strength * way[0];
            force[1] += strength * way[1];
            stiffness += strength;
        }
        let way = force.map(|force| force / f32::max(stiffness, 1.0));
        let length = way[0].hypot(way[1]);
        let share = if length > longest {
            longest / length
        } else {
            1.0
        };
        [at[0] + way[0] * share, at[1] + way[1] * share]
    }
}
