//! Where the actors that a merge adds stand on the open map.

use crate::document::Content;
use crate::format::Positions;
use crate::model::ActorId;

/// So many actors must stand on both maps to tell whether they are the same.
const MIN_SHARED: usize = 3;

/// The share of where they stand on the open map that the file's does not explain, at most, if the maps are the same.
const MAX_REST: f64 = 0.05;

/// What becomes of the map of a file that is merged into the open network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MergedMap {
    /// The file has none.
    #[default]
    None,
    /// The open network has none; that of the file is taken over.
    Taken,
    /// It is the open map, perhaps of another size, so that new actors stand where the file has them.
    Same,
    /// It is another one and is not used: new actors stand beside their neighbours.
    Other,
}

/// Where a merge puts actors, by their identities in the open network. `ids` are those of the file's actors there, by index.
///
/// Actors that have a place keep it. Maps are the same if the actors that stand on both make the same picture, only moved
/// and scaled: least squares, with the share of the variance that is left.
pub(super) fn places(
    open: &Content,
    positions: &Positions,
    ids: &[Option<ActorId>],
) -> (MergedMap, Vec<(ActorId, [f32; 2])>) {
    let of_file = || {
        positions.iter().filter_map(|(new, &place)| {
            let id = ids.get(new.0 as usize).copied().flatten()?;
            Some((id, place))
        })
    };
    if positions.is_empty() {
        return (MergedMap::None, Vec::new());
    }
    if open.placements.is_empty() {
        return (MergedMap::Taken, of_file().collect());
    }
    let shared: Vec<[[f64; 2]; 2]> = of_file()
        .filter_map(|(id, place)| {
            let here = open.placements.get(&id)?.position;
            Some([place.map(f64::from), here.map(f64::from)])
        })
        .collect();
    let Some(frame) = Frame::between(&shared) else {
        return (MergedMap::Other, Vec::new());
    };
    let new = of_file().filter(|(id, _)| !open.placements.contains_key(id));
    let placed = new.map(|(id, place)| (id, frame.apply(place)));
    (MergedMap::Same, placed.collect())
}

/// How places of one map become those of another.
struct Frame {
    scale: f64,
    shift: [f64; 2],
}

impl Frame {
    fn between(shared: &[[[f64; 2]; 2]]) -> Option<Self> {
        if shared.len() < MIN_SHARED {
            return None;
        }
        let num = shared.len() as f64;
        let mut middles = [[0.0; 2]; 2];
        for pair in shared {
            for (middle, place) in middles.iter_mut().zip(pair) {
                for (middle, at) in middle.iter_mut().zip(place) {
                    *middle += at / num;
                }
            }
        }
        let [from_middle, to_middle] = middles;
        let (mut from_square, mut to_square, mut product) = (0.0, 0.0, 0.0);
        for [from, to] in shared {
            for axis in 0..2 {
                let part = |place: &[f64; 2], middle: &[f64; 2]| {
                    Some(place.get(axis)? - middle.get(axis)?)
                };
                let from = part(from, &from_middle)?;
                let to = part(to, &to_middle)?;
                from_square += from * from;
                to_square += to * to;
                product += from * to;
            }
        }
        let is_spread = from_square > 0.0 && to_square > 0.0 && product > 0.0;
        let rest = 1.0 - product * product / (from_square * to_square);
        if !is_spread || rest > MAX_REST {
            return None;
        }
        let scale = product / from_square;
        let ([from_x, from_y], [to_x, to_y]) = (from_middle, to_middle);
        Some(Self {
            scale,
            shift: [to_x - scale * from_x, to_y - scale * from_y],
        })
    }

    fn apply(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [right, down] = self.shift;
        let at = |at: f32, shift: f64| (f64::from(at) * self.scale + shift) as f32;
        [at(x, right), at(y, down)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_that_is_moved_and_scaled_is_the_same() {
        let places = [[0.0, 0.0], [10.0, 5.0], [4.0, 20.0], [7.0, 7.0]];
        let shared = places.map(|[x, y]| [[x, y], [3.0 * x + 100.0, 3.0 * y - 50.0]]);
        let frame = Frame::between(&shared).unwrap();
        assert_eq!(frame.apply([2.0, 1.0]), [106.0, -47.0]);
    }

    #[test]
    fn another_arrangement_is_another_map() {
        let turned = [[0.0, 0.0], [10.0, 5.0], [4.0, 20.0]].map(|[x, y]| [[x, y], [-y, x]]);
        assert!(Frame::between(&turned).is_none());
        let one_place = [[[1.0, 1.0], [0.0, 0.0]]; 4];
        assert!(Frame::between(&one_place).is_none());
        let two = [[[0.0, 0.0], [0.0, 0.0]], [[1.0, 1.0], [2.0, 2.0]]];
        assert!(Frame::between(&two).is_none());
    }
}
