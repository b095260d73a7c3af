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

/// Puts positions into a tile: turned so that they are longest where it is, and stretched to fill it.
pub(super) fn fit(positions: &[Position], tile: Tile) -> Vec<Position> {
    let mut fitted = turned(positions, tile.size[0] >= tile.size[1]);
    let mut scale = [0.0_f32; 2];
    let mut middle = [0.0_f32; 2];
    for axis in 0..2 {
        let (low, high) = extent(&fitted, axis);
        middle[axis] = f32::midpoint(low, high);
        scale[axis] = tile.size[axis] / (high - low).max(1e-6);
    }
    let smaller = scale[0].min(scale[1]);
    for position in &mut fitted {
        for axis in 0..2 {
            let scale = scale[axis].min(smaller * MAX_STRETCH);
            position[axis] = tile.center[axis] + (position[axis] - middle[axis]) * scale;
        }
    }
    fitted
}

/// So much more may one axis be stretched than the other.
const MAX_STRETCH: f32 = 1.5;

/// The lowest and the highest coordinate.
fn extent(positions: &[Position], axis: usize) -> (f32, f32) {
    let mut range = (f32::INFINITY, f32::NEG_INFINITY);
    for position in positions {
        range = (range.0.min(position[axis]), range.1.max(position[axis]));
    }
    range
}

/// Turned around their mean so that they spread most along x, or along y.
fn turned(positions: &[Position], wide: bool) -> Vec<Position> {
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
