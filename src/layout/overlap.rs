//! Markers that lie on each other are pushed apart.

use std::ops::RangeInclusive;

use super::tiles::extent;
use super::{AREA, Position};
use crate::task::{Cancelled, TaskContext};

/// After so many rounds that were not enough, everything is stretched a little.
const ROUNDS_BEFORE_STRETCH: usize = 40;
/// So many rounds [`parted`] has: nothing is stretched.
const MAX_ROUNDS: usize = ROUNDS_BEFORE_STRETCH - 1;
/// By how much.
const STRETCH: f32 = 1.05;

/// Half of what is left free between two markers, in world units,
const MARGIN: f32 = 1.5;
/// or, where there are many, this share of the even distance.
const MARGIN_SHARE: f32 = 0.06;

/// How far actors are apart if all are equally far from the next.
pub(super) fn even_distance(num_actors: usize) -> f32 {
    (AREA[0] * AREA[1] / num_actors.max(1) as f32).sqrt()
}

/// Radii with a margin around, and such that markers are at least a share `room` of the even distance apart.
pub(super) fn with_room(radii: &[f32], room: f32) -> Vec<f32> {
    let even = even_distance(radii.len());
    let margin = MARGIN.min(MARGIN_SHARE * even);
    let radii = radii.iter();
    radii
        .map(|radius| (radius + margin).max(room * even / 2.0))
        .collect()
}

/// Moves markers apart that lie on each other.
///
/// Those that move easily move more than others, and those with an ease of 0 not at all. `radii` include the room between
/// markers. What cannot be parted in a few rounds stays. The three lists are equally long.
pub fn parted(positions: &mut [Position], radii: &[f32], ease: &[f32]) {
    let task = TaskContext::new();
    let mut removal = OverlapRemoval::new(radii.to_vec(), ease.to_vec(), MAX_ROUNDS);
    while matches!(removal.round(positions, &task), Ok(false)) {}
}

/// Pushes overlapping markers apart, one round after the other.
pub(super) struct OverlapRemoval {
    radii: Vec<f32>,
    /// How easily each marker moves; 0 for those that stay.
    ease: Vec<f32>,
    /// Larger markers first: each looks for overlaps with those that are not larger.
    order: Vec<u32>,
    /// The place of each marker in that order.
    rank: Vec<u32>,
    num_rounds: usize,
    round: usize,
}

impl OverlapRemoval {
    /// For markers with such radii, the room between them included, over so many rounds at most.
    pub(super) fn new(radii: Vec<f32>, ease: Vec<f32>, num_rounds: usize) -> Self {
        let radius = |index: u32| radii[index as usize];
        let mut order: Vec<u32> = (0..radii.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| radius(b).total_cmp(&radius(a)).then(a.cmp(&b)));
        let mut rank = vec![0; radii.len()];
        for (place, &index) in order.iter().enumerate() {
            rank[index as usize] = place as u32;
        }
        Self {
            radii,
            ease,
            order,
            rank,
            num_rounds,
            round: 0,
        }
    }

    /// One round; `true` if nothing overlapped any more, or it was the last. Those that stay do so also where they lie
    /// on each other.
    pub(super) fn round(
        &mut self,
        positions: &mut [Position],
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        self.round += 1;
        // Most markers look no further than the cells around them.
        let common = self
            .order
            .get(self.order.len() / 20)
            .map(|&index| self.radii[index as usize]);
        let grid = Grid::new(positions, 2.0 * common.unwrap_or(1.0));
        let mut num_overlaps = 0;
        for (place, &a) in self.order.iter().enumerate() {
            if place % 256 == 0 {
                task.keep_going()?;
            }
            let reach = 2.0 * self.radii[a as usize];
            let [columns, rows] = grid.cells_around(positions[a as usize], reach);
            for row in rows {
                for &b in grid.bodies(row, columns.clone()) {
                    if self.rank[b as usize] > place as u32 {
                        num_overlaps += usize::from(self.part(positions, a as usize, b as usize));
                    }
                }
            }
        }
        if num_overlaps > 0 && self.round.is_multiple_of(ROUNDS_BEFORE_STRETCH) {
            for (position, &ease) in positions.iter_mut().zip(&self.ease) {
                if ease > 0.0 {
                    *position = position.map(|coordinate| coordinate * STRETCH);
                }
            }
        }
        Ok(num_overlaps == 0 || self.round >= self.num_rounds)
    }

    /// Pushes two markers apart if they overlap and can be, and says whether that was so.
    fn part(&self, positions: &mut [Position], a: usize, b: usize) -> bool {
        let wanted = self.radii[a] + self.radii[b];
        let mut way = [0, 1].map(|axis| positions[b][axis] - positions[a][axis]);
        if way[1].abs() >= wanted {
            return false;
        }
        let mut distance = way[0].hypot(way[1]);
        let ease = self.ease[a] + self.ease[b];
        if distance >= wanted * 0.999 || ease <= 0.0 {
            return false;
        }
        if distance < 1e-3 {
            // On the very same spot: any direction will do that is not the same for all.
            let (sin, cos) = ((a * 7 + b * 13) as f32).sin_cos();
            way = [cos, sin];
            distance = 1.0;
        }
        let push = (wanted * 1.01 - distance.min(wanted)) / distance / ease;
        for (axis, way) in way.into_iter().enumerate() {
            positions[a][axis] -= way * push * self.ease[a];
            positions[b][axis] += way * push * self.ease[b];
        }
        true
    }
}

/// Who is in which cell of a square grid, row by row.
struct Grid {
    low: Position,
    side: f32,
    num: [usize; 2],
    starts: Vec<u32>,
    bodies: Vec<u32>,
}

impl Grid {
    /// With cells of about such a side; larger ones, if there would be many more cells than positions.
    fn new(positions: &[Position], side: f32) -> Self {
        let ranges = [0, 1].map(|axis| extent(positions, axis));
        let low = ranges.map(|(low, _)| low);
        let sides = ranges.map(|(low, high)| high - low);
        let least = (sides[0] * sides[1] / (4.0 * positions.len().max(1) as f32)).sqrt();
        let side = side.max(least).max(sides[0].max(sides[1]) / 1e4).max(1e-3);
        let num = sides.map(|length| (length / side) as usize + 1);
        let mut grid = Self {
            low,
            side,
            num,
            starts: vec![0; num[0] * num[1] + 1],
            bodies: vec![0; positions.len()],
        };
        let cells: Vec<usize> = positions
            .iter()
            .map(|&at| grid.cell(at, 1) * num[0] + grid.cell(at, 0))
            .collect();
        for &cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 1..grid.starts.len() {
            grid.starts[cell] += grid.starts[cell - 1];
        }
        let mut next = grid.starts.clone();
        for (index, &cell) in cells.iter().enumerate() {
            grid.bodies[next[cell] as usize] = index as u32;
            next[cell] += 1;
        }
        grid
    }

    /// The column (axis 0) or row (axis 1) of a place; the nearest, if it is outside.
    fn cell(&self, at: Position, axis: usize) -> usize {
        (((at[axis] - self.low[axis]) / self.side) as usize).min(self.num[axis] - 1)
    }

    /// The columns and rows of cells that are within reach of a place.
    fn cells_around(&self, at: Position, reach: f32) -> [RangeInclusive<usize>; 2] {
        let low = at.map(|coordinate| coordinate - reach);
        let high = at.map(|coordinate| coordinate + reach);
        [0, 1].map(|axis| self.cell(low, axis)..=self.cell(high, axis))
    }

    /// Those in some columns of a row.
    fn bodies(&self, row: usize, columns: RangeInclusive<usize>) -> &[u32] {
        let first = row * self.num[0];
        let start = self.starts[first + columns.start()] as usize;
        let end = self.starts[first + columns.end() + 1] as usize;
        &self.bodies[start..end]
    }
}
