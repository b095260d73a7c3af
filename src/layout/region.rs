//! Regions: the parts of the map that belong to one sector each, arranged around the middle.

use super::{AREA, Position};

/// No region is larger than this share of the map, so that each is convex.
const MAX_SHARE: f32 = 0.5;
/// Of each region's share, so much is the same for all; the rest goes by the root of the number of actors.
const EQUAL_PART: f32 = 0.5;
/// From a border between two regions so much is left free.
const BORDER: f32 = 16.0;
/// Within so large a share of the way from the middle to the edge, only brokers are placed.
const MIDDLE: f32 = 0.3;

/// A wedge of the map from the middle to its edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    /// The direction of its borders, clockwise on the map, of length 1; the same twice if it is the whole map.
    borders: [Position; 2],
    /// Where it is, roughly: halfway out.
    pub(super) anchor: Position,
    is_all: bool,
    /// Where it begins and ends, as shares of the map clockwise from the left.
    shares: [f32; 2],
}

impl Region {
    /// One region for each group, by how many actors it has, clockwise from the left. With four groups of the same size
    /// these are the quarters of the map, the first at the top left.
    pub(super) fn around(sizes: &[usize]) -> Vec<Self> {
        let roots: Vec<f32> = sizes.iter().map(|&size| (size as f32).sqrt()).collect();
        let total = roots.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let equal = 1.0 / sizes.len().max(1) as f32;
        let mut shares: Vec<f32> = roots
            .iter()
            .map(|root| EQUAL_PART * equal + (1.0 - EQUAL_PART) * root / total)
            .collect();
        let largest = shares.iter().copied().fold(0.0, f32::max);
        if largest > MAX_SHARE && shares.len() > 1 {
            for share in &mut shares {
                *share *= if *share == largest {
                    MAX_SHARE / largest
                } else {
                    MAX_SHARE / (1.0 - largest)
                };
            }
        }
        let mut start = 0.0;
        shares
            .iter()
            .map(|share| {
                let end = start + share;
                let middle = point_on_edge(f32::midpoint(start, end));
                let region = Self {
                    borders: [start, end].map(|at| direction(point_on_edge(at))),
                    anchor: middle.map(|coordinate| coordinate * 0.56),
                    is_all: sizes.len() == 1,
                    shares: [start, end],
                };
                start = end;
                region
            })
            .collect()
    }

    /// The nearest place, or about that, that lies within the region, away from its borders and the middle.
    pub(super) fn nearest(&self, at: Position, margin: f32) -> Position {
        let mut at = at;
        if !self.is_all {
            for _ in 0..2 {
                for ([x, y], inward) in self.borders.into_iter().zip([1.0, -1.0]) {
                    // Clockwise on a map with y down: the inside is to the right of the first border.
                    let depth = (x * at[1] - y * at[0]) * inward;
                    let missing = BORDER + margin - depth;
                    if missing > 0.0 {
                        at[0] -= y * missing * inward;
                        at[1] += x * missing * inward;
                    }
                }
            }
            let outness = outness(at);
            if outness < MIDDLE {
                let way = if outness > 1e-3 { at } else { self.anchor };
                let factor = MIDDLE / self::outness(way).max(f32::MIN_POSITIVE);
                at = way.map(|coordinate| coordinate * factor);
            }
        }
        [0, 1].map(|axis| {
            let most = (AREA[axis] / 2.0 - margin).max(0.0);
            at[axis].clamp(-most, most)
        })
    }
}

impl Region {
    /// Spreads places over the region: each gets a cell of the same size, and the order among them is kept as well as can
    /// be, around the middle as well as outwards.
    pub(super) fn spread(&self, places: &[Position]) -> Vec<Position> {
        let mut bodies: Vec<Body> = places
            .iter()
            .enumerate()
            .map(|(index, &at)| Body {
                coordinates: self.coordinates(at),
                index,
            })
            .collect();
        let mut spread = vec![[0.0; 2]; places.len()];
        let inner = if self.is_all { 0.0 } else { MIDDLE * MIDDLE };
        self.share_out(&mut bodies, [[0.0, 1.0], [inner, 1.0]], &mut spread);
        spread
    }

    /// Cuts a cell in two until each body has its own.
    fn share_out(&self, bodies: &mut [Body], cell: [[f32; 2]; 2], spread: &mut [Position]) {
        let [around, outward] = cell;
        let middle = cell.map(|[low, high]| f32::midpoint(low, high));
        if let [Body { index, .. }] = bodies {
            spread[*index] = self.place(middle);
            return;
        }
        if bodies.is_empty() {
            return;
        }
        let distance = |a: Position, b: Position| (a[0] - b[0]).hypot(a[1] - b[1]);
        let width = distance(
            self.place([around[0], middle[1]]),
            self.place([around[1], middle[1]]),
        );
        let depth = distance(
            self.place([middle[0], outward[0]]),
            self.place([middle[0], outward[1]]),
        );
        let axis = usize::from(depth > width);
        bodies.sort_unstable_by(|a, b| {
            a.coordinates[axis]
                .total_cmp(&b.coordinates[axis])
                .then(a.index.cmp(&b.index))
        });
        let half = bodies.len() / 2;
        let [low, high] = cell[axis];
        let cut = low + (high - low) * half as f32 / bodies.len() as f32;
        let (before, after) = bodies.split_at_mut(half);
        let mut cells = [cell, cell];
        cells[0][axis][1] = cut;
        cells[1][axis][0] = cut;
        self.share_out(before, cells[0], spread);
        self.share_out(after, cells[1], spread);
    }

    /// How far around the region a place is, 0 to 1 within, and which share of the region is further in.
    fn coordinates(&self, at: Position) -> [f32; 2] {
        let [start, end] = self.shares;
        let middle = f32::midpoint(start, end);
        let from_middle = (share_of_edge(at) - middle + 0.5).rem_euclid(1.0) - 0.5;
        [from_middle / (end - start) + 0.5, outness(at).powi(2)]
    }

    /// The place with such coordinates.
    fn place(&self, [around, outward]: [f32; 2]) -> Position {
        let [start, end] = self.shares;
        point_on_edge(start + (end - start) * around).map(|coordinate| coordinate * outward.sqrt())
    }
}

/// A place that is being spread.
struct Body {
    coordinates: [f32; 2],
    index: usize,
}

/// How far out a place is: 0 in the middle of the map, 1 on its edge.
pub(super) fn outness(at: Position) -> f32 {
    (at[0] * 2.0 / AREA[0])
        .abs()
        .max((at[1] * 2.0 / AREA[1]).abs())
}

/// The point of the edge of the map that bounds such a share of its area, clockwise from the middle of the left side.
fn point_on_edge(share: f32) -> Position {
    // Of a square, shares of the area are shares of the edge; the map is one that was stretched.
    let along = share.rem_euclid(1.0) * 8.0;
    let [x, y] = match along {
        a if a < 1.0 => [-1.0, -a],
        a if a < 3.0 => [a - 2.0, -1.0],
        a if a < 5.0 => [1.0, a - 4.0],
        a if a < 7.0 => [6.0 - a, 1.0],
        a => [-1.0, 8.0 - a],
    };
    [x * AREA[0] / 2.0, y * AREA[1] / 2.0]
}

/// The share of the map's area that lies before a place, clockwise from the middle of the left side.
fn share_of_edge(at: Position) -> f32 {
    let [x, y] = [0, 1].map(|axis| at[axis] * 2.0 / AREA[axis]);
    let outness = x.abs().max(y.abs());
    if outness <= 0.0 {
        return 0.0;
    }
    let [x, y] = [x / outness, y / outness];
    let along = if y <= -x.abs() {
        2.0 + x
    } else if x >= y.abs() {
        4.0 + y
    } else if y >= x.abs() {
        6.0 - x
    } else if y <= 0.0 {
        -y
    } else {
        8.0 - y
    };
    along / 8.0
}

fn direction(at: Position) -> Position {
    let length = at[0].hypot(at[1]).max(f32::MIN_POSITIVE);
    at.map(|coordinate| coordinate / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_equal_sectors_get_the_quarters() {
        let regions = Region::around(&[5, 5, 5, 5]);
        let signs: Vec<[bool; 2]> = regions
            .iter()
            .map(|region| region.anchor.map(|coordinate| coordinate > 0.0))
            .collect();
        assert_eq!(
            signs,
            [[false, false], [true, false], [true, true], [false, true]]
        );
        for region in &regions {
            // From anywhere, the nearest place is on the right side of both borders.
            for at in [[0.0, 0.0], [900.0, 10.0], [-300.0, 200.0], [1.0, -399.0]] {
                let near = region.nearest(at, 5.0);
                for axis in 0..2 {
                    assert!(near[axis] * region.anchor[axis].signum() >= BORDER + 4.9);
                    assert!(near[axis].abs() <= AREA[axis] / 2.0 - 5.0);
                }
                assert!(outness(near) >= MIDDLE - 1e-3);
            }
        }
    }

    #[test]
    fn shares_of_the_edge_and_places_on_it_are_inverse() {
        for step in 0_u8..40 {
            let share = f32::from(step) / 40.0;
            let [x, y] = point_on_edge(share);
            assert!(
                (share_of_edge([x * 0.3, y * 0.3]) - share).abs() < 1e-5,
                "{share}"
            );
        }
    }

    #[test]
    fn places_are_spread_within_the_region() {
        for sizes in [&[4][..], &[4, 9], &[4, 1, 1], &[9, 9, 4, 1, 30]] {
            for region in Region::around(sizes) {
                let places = region.spread(&[[3.0, 5.0]; 20]);
                for (index, &at) in places.iter().enumerate() {
                    let [around, outward] = region.coordinates(at);
                    assert!((0.0..=1.0).contains(&around) && outward <= 1.0);
                    assert!(places[..index].iter().all(|other| *other != at));
                }
            }
        }
    }
}
