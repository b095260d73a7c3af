//! Tiles: the map is cut into rectangles, one for each component and one for the isolates, as large as they need.

use super::Position;

/// A rectangle on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tile {
    /// Its middle.
    pub(super) center: Position,
    /// Width and height.
    pub(super) size: [f32; 2],
}

impl Tile {
    /// The same with less on each side, though never less than half of it.
    pub(super) fn inset(self, by: f32) -> Self {
        Self {
            center: self.center,
            size: self.size.map(|side| (side - 2.0 * by).max(side / 2.0)),
        }
    }
}

/// Cuts a tile into parts with the given shares of it, largest first, each about as wide as high (a squarified treemap,
/// Bruls, Huizing and van Wijk 2000).
pub(super) fn cut(tile: Tile, shares: &[f32]) -> Vec<Tile> {
    let total: f32 = shares.iter().sum();
    if total <= 0.0 {
        return vec![tile; shares.len()];
    }
    let to_area = tile.size[0] * tile.size[1] / total;
    let mut corner = [0, 1].map(|axis| tile.center[axis] - tile.size[axis] / 2.0);
    let mut left = tile.size;
    let mut tiles = Vec::with_capacity(shares.len());
    let mut rest = shares;
    while let Some(&largest) = rest.first() {
        // A row along the shorter side, as long as that makes its parts squarer.
        let along = usize::from(left[0] > left[1]);
        let side = left[along];
        let worst = |sum: f32, smallest: f32| {
            let depth = sum * to_area / side;
            let longest =
                (largest * to_area / depth / depth).max(depth * depth / (largest * to_area));
            longest.max(depth * depth / (smallest * to_area))
        };
        let mut sum = largest;
        let mut len = 1;
        while let Some(&next) = rest.get(len) {
            if worst(sum + next, next) > worst(sum, rest[len - 1]) {
                break;
            }
            sum += next;
            len += 1;
        }
        let depth = (sum * to_area / side).min(left[1 - along]);
        let mut start = corner[along];
        for share in &rest[..len] {
            let length = side * share / sum;
            let mut part = Tile::default();
            part.size[along] = length;
            part.size[1 - along] = depth;
            part.center[along] = start + length / 2.0;
            part.center[1 - along] = corner[1 - along] + depth / 2.0;
            tiles.push(part);
            start += length;
        }
        corner[1 - along] += depth;
        left[1 - along] -= depth;
        rest = &rest[len..];
    }
    tiles
}

/// So much more may one axis be stretched than the other.
const MAX_STRETCH: f32 = 1.5;
/// How far coordinates are evened out.
const EVENNESS: f32 = 0.3;

/// Puts positions into a tile: turned so that they are longest where it is, evened out, and stretched to fill it.
pub(super) fn fit(positions: &[Position], tile: Tile) -> Vec<Position> {
    let mut fitted = turned(positions, tile.size[0] >= tile.size[1]);
    for axis in 0..2 {
        even_out(&mut fitted, axis);
    }
    stretch(&mut fitted, &[], tile, MAX_STRETCH);
    fitted
}

/// Stretches or shrinks positions so that markers with such radii (none, where the list ends) fill a tile, one axis at
/// most `max_stretch` times more than the other.
pub(super) fn stretch(positions: &mut [Position], radii: &[f32], tile: Tile, max_stretch: f32) {
    let mut scale = [0.0_f32; 2];
    let mut middle = [0.0_f32; 2];
    for axis in 0..2 {
        let (low, high) = extent(positions, axis);
        let margin = radii.iter().copied().fold(0.0, f32::max);
        middle[axis] = f32::midpoint(low, high);
        scale[axis] = (tile.size[axis] - 2.0 * margin).max(1.0) / (high - low).max(1e-6);
    }
    let smaller = scale[0].min(scale[1]);
    for position in positions {
        for axis in 0..2 {
            let scale = scale[axis].min(smaller * max_stretch);
            position[axis] = tile.center[axis] + (position[axis] - middle[axis]) * scale;
        }
    }
}

/// Evens out the crowd: moves coordinates some way from where they are to where they would be in an even disc. Their order
/// stays; what is crowded gets more room, and what is far out takes less.
fn even_out(positions: &mut [Position], axis: usize) {
    /// In so many strips the disc is measured.
    const NUM_STRIPS: usize = 64;
    let (low, high) = extent(positions, axis);
    let mut order: Vec<u32> = (0..positions.len() as u32).collect();
    let at = |index: u32| positions[index as usize][axis];
    order.sort_unstable_by(|&a, &b| at(a).total_cmp(&at(b)).then(a.cmp(&b)));
    // The share of a disc of radius 1 that lies before x.
    let share_before =
        |x: f32| 0.5 + (x * (1.0 - x * x).max(0.0).sqrt() + x.asin()) / std::f32::consts::PI;
    let strip_end = |strip: usize| -1.0 + 2.0 * strip as f32 / NUM_STRIPS as f32;
    let last = order.len().saturating_sub(1).max(1) as f32;
    let mut strip = 0;
    for (rank, &index) in order.iter().enumerate() {
        let share = rank as f32 / last;
        while strip + 1 < NUM_STRIPS && share_before(strip_end(strip + 1)) < share {
            strip += 1;
        }
        let [start, end] = [strip, strip + 1].map(strip_end);
        let [before, after] = [start, end].map(share_before);
        let in_disc = start + (end - start) * ((share - before) / (after - before)).clamp(0.0, 1.0);
        let even = low + (high - low) * f32::midpoint(1.0, in_disc);
        let coordinate = &mut positions[index as usize][axis];
        *coordinate += (even - *coordinate) * EVENNESS;
    }
}

/// Places in rows and columns within a tile, row by row.
pub(super) fn block(tile: Tile, num_places: usize, max_spacing: f32) -> Vec<Position> {
    let [width, height] = tile.size;
    let num_columns = (num_places as f32 * width / height).sqrt().ceil() as usize;
    let num_columns = num_columns.clamp(1, num_places.max(1));
    let num_rows = num_places.div_ceil(num_columns);
    let spacing = (width / num_columns as f32)
        .min(height / num_rows.max(1) as f32)
        .min(max_spacing);
    (0..num_places)
        .map(|place| {
            let column = (place % num_columns) as f32 - (num_columns - 1) as f32 / 2.0;
            let row = (place / num_columns) as f32 - num_rows.saturating_sub(1) as f32 / 2.0;
            [
                tile.center[0] + column * spacing,
                tile.center[1] + row * spacing,
            ]
        })
        .collect()
}

/// The lowest and the highest coordinate; 0 and 0 without positions.
pub(super) fn extent(positions: &[Position], axis: usize) -> (f32, f32) {
    let mut range = (f32::INFINITY, f32::NEG_INFINITY);
    for position in positions {
        range = (range.0.min(position[axis]), range.1.max(position[axis]));
    }
    if positions.is_empty() {
        (0.0, 0.0)
    } else {
        range
    }
}

/// Turned around their mean so that they spread most along x, or along y.
pub(super) fn turned(positions: &[Position], wide: bool) -> Vec<Position> {
    let num = positions.len().max(1) as f32;
    let mut mean = [0.0; 2];
    for position in positions {
        mean[0] += position[0] / num;
        mean[1] += position[1] / num;
    }
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for position in positions {
        let [x, y] = [position[0] - mean[0], position[1] - mean[1]];
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    let mut angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    if !wide {
        angle -= std::f32::consts::FRAC_PI_2;
    }
    let (sin, cos) = angle.sin_cos();
    positions
        .iter()
        .map(|position| {
            let [x, y] = [position[0] - mean[0], position[1] - mean[1]];
            [x * cos + y * sin, y * cos - x * sin]
        })
        .collect()
}
