//! Where a file has its actors, on the scale of our map.

use std::collections::BTreeMap;

use crate::model::ActorId;

/// Where actors are on the map, in its units: x to the right, y downwards.
pub type Positions = BTreeMap<ActorId, [f32; 2]>;

/// How much room a map has for each actor, in square units: what a layout of ours gives each of a hundred.
const ROOM: f64 = 1200.0 * 800.0 / 100.0;

/// A map this many times narrower or wider than it should be is scaled; others keep their numbers.
const TOLERANCE: f64 = 4.0;

/// The positions on our map: the picture stays what it is, only its size changes, if labels would not find room otherwise
/// or everybody would be far apart. Empty, if all are in the same place.
///
/// Files count from 0 to 1 (Pajek), in pixels, or in thousands (Gephi); only a common scale keeps the picture.
pub(super) fn on_map(found: &[(ActorId, [f64; 2])], y_is_up: bool) -> Positions {
    let side = |axis: usize| {
        let all = found.iter().filter_map(|(_, place)| place.get(axis));
        let [low, high] = all.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], &at| {
            [low.min(at), high.max(at)]
        });
        (low, high - low)
    };
    let ((left, width), (top, height)) = (side(0), side(1));
    let has = width.max(height);
    if !(has.is_finite() && has > 0.0) {
        return Positions::new();
    }
    let wanted = (ROOM * found.len() as f64).sqrt();
    let ratio = wanted / has;
    let is_fine = (1.0 / TOLERANCE..=TOLERANCE).contains(&ratio);
    let scale = if is_fine { 1.0 } else { ratio };
    let upwards = if y_is_up { -1.0 } else { 1.0 };
    let middle = [left + width / 2.0, top + height / 2.0];
    found
        .iter()
        .map(|&(id, [x, y])| {
            // What is fine stays where it is, so that a file that we wrote comes back as it was.
            let [from_x, from_y] = if is_fine { [0.0, 0.0] } else { middle };
            let place = [
                ((x - from_x) * scale) as f32,
                ((y - from_y) * scale * upwards) as f32,
            ];
            (id, place)
        })
        .collect()
}

/// The positions for a format in which y grows upwards.
pub(super) fn upwards(positions: &Positions) -> Positions {
    let turned = positions.iter().map(|(&id, &[x, y])| (id, [x, -y]));
    turned.collect()
}

/// The positions for a format that counts from 0 to 1: the middle of the larger side is 0.5, a border is left.
pub(super) fn within_one(positions: &Positions) -> BTreeMap<ActorId, [f64; 2]> {
    const USED: f64 = 0.9;
    let range = |axis: usize| {
        let all = positions.values().filter_map(|place| place.get(axis));
        all.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], &at| {
            [low.min(f64::from(at)), high.max(f64::from(at))]
        })
    };
    let [[left, right], [top, bottom]] = [range(0), range(1)];
    let side = (right - left).max(bottom - top);
    let scale = if side > 0.0 { USED / side } else { 0.0 };
    let place = |at: f32, low: f64, high: f64| 0.5 + (f64::from(at) - low.midpoint(high)) * scale;
    positions
        .iter()
        .map(|(&id, &[x, y])| (id, [place(x, left, right), place(y, top, bottom)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(found: &[[f64; 2]], y_is_up: bool) -> Vec<[f32; 2]> {
        let found: Vec<_> = (0..).map(ActorId).zip(found.iter().copied()).collect();
        on_map(&found, y_is_up).into_values().collect()
    }

    #[test]
    fn a_map_of_our_size_stays_as_it_is() {
        let ours = [[0.0, 0.0], [120.5, -30.0], [60.0, 100.0]];
        let kept = ours.map(|place| place.map(|at| at as f32));
        assert_eq!(places(&ours, false), kept);
        let turned = kept.map(|[x, y]| [x, -y]);
        assert_eq!(places(&ours, true), turned);
    }

    #[test]
    fn a_map_from_0_to_1_gets_room_and_keeps_its_shape() {
        let found = places(&[[0.0, 0.0], [1.0, 0.5], [0.5, 0.25]], false);
        let [first, last, middle] = found[..] else {
            panic!("{found:?}")
        };
        assert!(last[0] - first[0] > 100.0, "{found:?}");
        assert!(((last[0] - first[0]) - 2.0 * (last[1] - first[1])).abs() < 1e-3);
        assert_eq!(middle, [0.0, 0.0]);
    }

    #[test]
    fn one_place_for_all_is_no_map() {
        assert!(places(&[[3.0, 3.0], [3.0, 3.0]], false).is_empty());
        assert!(places(&[], false).is_empty());
    }
}
