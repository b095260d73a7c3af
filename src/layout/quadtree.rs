//! A quadtree over positions, for forces between all of them at once (Barnes and Hut 1986).

use super::Position;

/// So many bodies, and not more, stay together in a leaf.
const LEAF_SIZE: usize = 8;
/// So often a square is cut into four, at most.
const MAX_DEPTH: u32 = 16;

struct Cell {
    center: Position,
    mass: f32,
    /// The square of its side, over that of the opening angle; 0 for what is always looked into.
    reach: f32,
    /// The cell after all that lie within this one.
    next: u32,
    /// The bodies within, if it is a leaf.
    bodies: std::ops::Range<u32>,
}

/// A quadtree over bodies with masses.
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    bodies: Vec<[f32; 3]>,
    order: Vec<u32>,
}

impl Quadtree {
    /// Over positions with a mass each. A smaller `opening` is more exact and slower; 0 is exact.
    pub(super) fn new(positions: &[Position], masses: &[f32], opening: f32) -> Self {
        let mut low = [f32::INFINITY; 2];
        let mut high = [f32::NEG_INFINITY; 2];
        for position in positions {
            for axis in 0..2 {
                low[axis] = low[axis].min(position[axis]);
                high[axis] = high[axis].max(position[axis]);
            }
        }
        let side = (high[0] - low[0])
            .max(high[1] - low[1])
            .max(f32::MIN_POSITIVE);
        let to_grid = 65535.0 / side;
        let mut keyed: Vec<u64> = positions
            .iter()
            .enumerate()
            .map(|(index, position)| {
                let x = spread_bits(((position[0] - low[0]) * to_grid) as u32);
                let y = spread_bits(((position[1] - low[1]) * to_grid) as u32);
                (u64::from(x | (y << 1)) << 32) | index as u64
            })
            .collect();
        keyed.sort_unstable();
        let order: Vec<u32> = keyed.iter().map(|&key| key as u32).collect();
        let bodies = order
            .iter()
            .map(|&index| {
                let [x, y] = positions[index as usize];
                [x, y, masses[index as usize]]
            })
            .collect();
        let keys: Vec<u32> = keyed.iter().map(|&key| (key >> 32) as u32).collect();
        let mut tree = Self {
            cells: Vec::with_capacity(positions.len() / 2 + 1),
            bodies,
            order,
        };
        if !keys.is_empty() {
            let reach = if opening > 0.0 {
                (side / opening).powi(2)
            } else {
                f32::INFINITY
            };
            tree.add_cell(&keys, 0..keys.len(), 0, reach);
        }
        tree
    }

    /// The bodies in the order of the tree, so that those after each other lie near each other.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// Adds the cell of some bodies and, before what comes after it, all within; returns its centre and mass.
    fn add_cell(
        &mut self,
        keys: &[u32],
        range: std::ops::Range<usize>,
        depth: u32,
        reach: f32,
    ) -> [f32; 3] {
        let place = self.cells.len();
        let is_leaf = range.len() <= LEAF_SIZE || depth == MAX_DEPTH;
        self.cells.push(Cell {
            center: [0.0; 2],
            mass: 0.0,
            reach,
            next: 0,
            bodies: if is_leaf {
                range.start as u32..range.end as u32
            } else {
                0..0
            },
        });
        let mut sum = [0.0_f32; 3];
        let mut add = |[x, y, mass]: [f32; 3]| {
            sum[0] += x * mass;
            sum[1] += y * mass;
            sum[2] += mass;
        };
        if is_leaf {
            self.bodies[range].iter().copied().for_each(&mut add);
        } else {
            let shift = 30 - 2 * depth;
            let mut start = range.start;
            for quarter in 0..4 {
                let num_inside =
                    keys[start..range.end].partition_point(|key| (key >> shift) & 3 <= quarter);
                if num_inside > 0 {
                    let inside = start..start + num_inside;
                    add(self.add_cell(keys, inside, depth + 1, reach / 4.0));
                }
                start += num_inside;
            }
        }
        let mass = sum[2].max(f32::MIN_POSITIVE);
        let center = [sum[0] / mass, sum[1] / mass];
        let next = self.cells.len() as u32;
        let cell = &mut self.cells[place];
        cell.center = center;
        cell.mass = sum[2];
        cell.next = next;
        [center[0], center[1], sum[2]]
    }

    /// The sum, over all bodies, of mass × `kernel`(squared distance) × the way from the body to `at`.
    pub(super) fn push(&self, at: Position, kernel: impl Fn(f32) -> f32) -> Position {
        let mut sum = [0.0; 2];
        let mut place = 0;
        while let Some(cell) = self.cells.get(place) {
            let way = [at[0] - cell.center[0], at[1] - cell.center[1]];
            let squared = way[0] * way[0] + way[1] * way[1];
            if cell.reach < squared {
                let strength = cell.mass * kernel(squared);
                sum[0] += strength * way[0];
                sum[1] += strength * way[1];
                place = cell.next as usize;
                continue;
            }
            for &[x, y, mass] in &self.bodies[cell.bodies.start as usize..cell.bodies.end as usize]
            {
                let way = [at[0] - x, at[1] - y];
                let strength = mass * kernel(way[0] * way[0] + way[1] * way[1]);
                sum[0] += strength * way[0];
                sum[1] += strength * way[1];
            }
            place += 1;
        }
        sum
    }
}

/// Puts a zero between any two of the lower 16 bits.
fn spread_bits(bits: u32) -> u32 {
    let mut bits = bits & 0xffff;
    bits = (bits | (bits << 8)) & 0x00ff_00ff;
    bits = (bits | (bits << 4)) & 0x0f0f_0f0f;
    bits = (bits | (bits << 2)) & 0x3333_3333;
    (bits | (bits << 1)) & 0x5555_5555
}
