//! How everybody pushes everybody off, on a grid: fine where it matters, and cheap for tens of thousands.
//!
//! Bodies are spread over the nodes of a grid, nodes push each other off through a quadtree, and bodies read the push off
//! the nodes around them. Spreading and reading weigh nodes alike, so that nobody pushes himself.

use super::Position;
use super::quadtree::Quadtree;
use super::tiles::extent;
use crate::task::{Cancelled, TaskContext};

/// How far nodes are apart, in steps between neighbours: well below the distance at which pushing falls off.
const SPACING: f32 = 1.0;
/// Along one axis there are not more nodes than that.
const MAX_NODES: f32 = 512.0;
/// How exact pushing is.
const OPENING: f32 = 1.2;

/// The push at every node of a grid.
pub(super) struct Field {
    low: Position,
    spacing: f32,
    num_columns: usize,
    pushes: Vec<Position>,
}

/// The nodes around a place: the first of three columns and three rows, and how much each weighs (a quadratic spline).
struct Nodes {
    first: usize,
    columns: [f32; 3],
    rows: [f32; 3],
}

impl Field {
    /// The push of bodies with such masses. At a squared distance s it is (1 + s)⁻² for each unit of way and mass.
    pub(super) fn new(
        positions: &[Position],
        masses: &[f32],
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let [(left, right), (top, bottom)] = [extent(positions, 0), extent(positions, 1)];
        let longest = (right - left).max(bottom - top);
        let spacing = SPACING.max(longest / MAX_NODES);
        let num_nodes = |length: f32| (length / spacing) as usize + 5;
        let num_columns = num_nodes(right - left);
        let num_rows = num_nodes(bottom - top);
        let mut field = Self {
            low: [left - 1.5 * spacing, top - 1.5 * spacing],
            spacing,
            num_columns,
            pushes: vec![[0.0; 2]; num_columns * num_rows],
        };
        let mut masses_on_grid = vec![0.0_f32; field.pushes.len()];
        for (&at, mass) in positions.iter().zip(masses) {
            let nodes = field.around(at);
            for (row, weight_of_row) in nodes.rows.iter().enumerate() {
                let first = nodes.first + row * num_columns;
                for (node, weight) in masses_on_grid[first..first + 3]
                    .iter_mut()
                    .zip(nodes.columns)
                {
                    *node += mass * weight_of_row * weight;
                }
            }
        }
        let occupied: Vec<usize> = (0..masses_on_grid.len())
            .filter(|&node| masses_on_grid[node] > 0.0)
            .collect();
        let places: Vec<Position> = occupied
            .iter()
            .map(|&node| [node % num_columns, node / num_columns].map(|at| at as f32 * spacing))
            .collect();
        let masses: Vec<f32> = occupied.iter().map(|&node| masses_on_grid[node]).collect();
        let tree = Quadtree::new(&places, &masses, OPENING);
        let order = tree.order();
        let pushes = task.map_chunks(order.len(), |range| {
            let places = order[range].iter().map(|&node| places[node as usize]);
            Ok(places
                .map(|place| tree.push(place, |squared| (1.0 + squared).powi(-2)))
                .collect::<Vec<_>>())
        })?;
        for (&node, push) in order.iter().zip(pushes.into_iter().flatten()) {
            field.pushes[occupied[node as usize]] = push;
        }
        Ok(field)
    }

    /// The push at the place of a body.
    pub(super) fn at(&self, at: Position) -> Position {
        let nodes = self.around(at);
        let mut sum = [0.0; 2];
        for (row, weight_of_row) in nodes.rows.iter().enumerate() {
            let first = nodes.first + row * self.num_columns;
            for (push, weight) in self.pushes[first..first + 3].iter().zip(nodes.columns) {
                sum[0] += weight_of_row * weight * push[0];
                sum[1] += weight_of_row * weight * push[1];
            }
        }
        sum
    }

    fn around(&self, at: Position) -> Nodes {
        let [(column, columns), (row, rows)] =
            [0, 1].map(|axis| spline((at[axis] - self.low[axis]) / self.spacing));
        Nodes {
            first: (row - 1) * self.num_columns + column - 1,
            columns,
            rows,
        }
    }
}

/// The node nearest to a place on an axis, at least the second, and the weights of the one before, itself and the one after.
fn spline(at: f32) -> (usize, [f32; 3]) {
    let node = at.round().max(1.0);
    let off = at - node;
    let weights = [
        0.5 * (0.5 - off) * (0.5 - off),
        0.75 - off * off,
        0.5 * (0.5 + off) * (0.5 + off),
    ];
    (node as usize, weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_pushes_himself() {
        for at in [[0.0, 0.0], [0.3, -7.2], [1e3, 0.49]] {
            let task = TaskContext::new();
            let field = Field::new(&[at], &[3.0], &task).unwrap();
            assert!(field.at(at).iter().all(|push| push.abs() < 1e-5), "{at:?}");
        }
    }

    /// Two bodies, far enough from each other that the grid is finer than what happens: (1 + s)⁻² times the way.
    #[test]
    fn two_push_each_other_off() {
        let positions = [[0.0, 0.0], [3.3, 2.1]];
        let field = Field::new(&positions, &[1.0, 2.0], &TaskContext::new()).unwrap();
        let squared = 3.3_f32.powi(2) + 2.1_f32.powi(2);
        let strength = (1.0 + squared).powi(-2);
        for (at, sign) in [(positions[0], -2.0), (positions[1], 1.0)] {
            let push = field.at(at);
            for (push, way) in push.into_iter().zip([3.3, 2.1]) {
                let expected = sign * strength * way;
                assert!(
                    (push - expected).abs() < 0.15 * expected.abs(),
                    "{push} {expected}"
                );
            }
        }
    }
}
