//! The refinement of a component by forces: ties pull, everybody pushes everybody off.

use super::Position;
use super::component::Component;
use super::quadtree::Quadtree;
use crate::task::{Cancelled, TaskContext};

/// With so many actors the work is shared out.
const PARALLEL_FROM: usize = 600;

/// A component under forces. A step between neighbours is about one unit long.
pub(super) struct Refinement {
    positions: Vec<Position>,
    masses: Vec<f32>,
    iteration: usize,
    num_iterations: usize,
}

impl Refinement {
    /// From a start, over so many iterations.
    pub(super) fn new(positions: Vec<Position>, num_iterations: usize) -> Self {
        let masses = vec![1.0; positions.len()];
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

    /// One iteration; `true` when it was the last.
    pub(super) fn iterate(
        &mut self,
        component: &Component,
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        if self.iteration >= self.num_iterations {
            return Ok(true);
        }
        let heat = 1.0 - self.iteration as f32 / self.num_iterations as f32;
        let tree = Quadtree::new(&self.positions, &self.masses, 0.9);
        let positions = &self.positions;
        let moved = |member: usize| {
            let at = positions[member];
            let push = tree.push(at, |squared| {
                let fall = 1.0 / (1.0 + squared);
                fall * fall
            });
            let mut pull = [0.0; 2];
            let mut stiffness = 1e-3;
            for &neighbor in component.neighbors(member) {
                let other = positions[neighbor as usize];
                let way = [other[0] - at[0], other[1] - at[1]];
                let squared = way[0] * way[0] + way[1] * way[1];
                let strength = 0.1 * (1.0 + 8.0 / (1.0 + squared));
                pull[0] += strength * way[0];
                pull[1] += strength * way[1];
                stiffness += strength;
            }
            let force = [push[0] + pull[0], push[1] + pull[1]];
            let mut way = force.map(|force| force / stiffness.max(1.0));
            let length = way[0].hypot(way[1]);
            let longest = 0.02 + heat;
            if length > longest {
                way = way.map(|way| way * longest / length);
            }
            [at[0] + way[0], at[1] + way[1]]
        };
        let order = tree.order();
        let work = |range: std::ops::Range<usize>| {
            Ok(order[range]
                .iter()
                .map(|&member| moved(member as usize))
                .collect::<Vec<_>>())
        };
        let parts = if order.len() < PARALLEL_FROM {
            vec![work(0..order.len())?]
        } else {
            task.map_chunks(order.len(), work)?
        };
        let mut updated = vec![[0.0; 2]; positions.len()];
        for (&member, position) in order.iter().zip(parts.into_iter().flatten()) {
            updated[member as usize] = position;
        }
        self.positions = updated;
        self.iteration += 1;
        Ok(self.iteration == self.num_iterations)
    }
}
