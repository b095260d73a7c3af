//! The circular layout: everybody on one ring, sector by sector, so that ties between sectors cross the middle.

use std::f32::consts::TAU;

use super::placed::{HALF, PlacedRun};
use super::{Layout, LayoutInput, LayoutRun, Position};

/// The circular layout.
pub(super) struct CircularLayout;

/// How often the order within sectors is improved.
const NUM_SWEEPS: usize = 12;
/// Between two sectors there is as much room as so many actors take.
const GAP: f32 = 2.0;
/// Where one ring is too short for all, rings are this share of the radius apart,
const RING_DISTANCE: f32 = 0.035;
/// and not more than so many.
const MAX_RINGS: usize = 20;
/// Around each marker so much is left free, in world units.
const MARGIN: f32 = 2.0;

impl Layout for CircularLayout {
    fn id(&self) -> &'static str {
        "circular"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        let places = places(&input);
        Box::new(PlacedRun::new(
            &input,
            places.into_iter().map(Some).collect(),
        ))
    }
}

fn places(input: &LayoutInput) -> Vec<Position> {
    let snapshot = &input.snapshot;
    let num_actors = snapshot.num_actors();
    let num_sectors = snapshot.sector_ids().len();
    let group = |actor: u32| snapshot.sectors()[actor as usize].map_or(num_sectors, usize::from);
    let mut order: Vec<u32> = (0..num_actors as u32).collect();
    order.sort_by_key(|&actor| group(actor));
    let mut angles = angles_in_order(&order, &group);
    for _ in 0..NUM_SWEEPS {
        // Nearest to the middle of its contacts, as seen from the middle of its own sector.
        let directions: Vec<(f32, f32)> = angles.iter().map(|angle| angle.sin_cos()).collect();
        let wanted: Vec<f32> = (0..num_actors as u32)
            .map(|actor| {
                let [mut x, mut y] = [0.0_f32; 2];
                for &other in snapshot.adjacency().neighbors(actor) {
                    let (sin, cos) = directions[other as usize];
                    x += cos;
                    y += sin;
                }
                y.atan2(x)
            })
            .collect();
        let middles = middles(&order, &group, &angles, num_sectors + 1);
        let offset = |actor: u32| {
            let from_middle = wanted[actor as usize] - middles[group(actor)];
            (from_middle + TAU / 2.0).rem_euclid(TAU)
        };
        order.sort_by(|&a, &b| {
            group(a)
                .cmp(&group(b))
                .then(offset(a).total_cmp(&offset(b)))
                .then(a.cmp(&b))
        });
        angles = angles_in_order(&order, &group);
    }
    // How much longer the markers are than the ring.
    let length: f32 = input
        .radii
        .iter()
        .map(|radius| 2.0 * (radius + MARGIN))
        .sum();
    let ring = TAU / 2.0 * (HALF[0] + HALF[1]);
    let num_rings = ((length / ring).ceil() as usize).clamp(1, MAX_RINGS);
    let mut places = vec![[0.0; 2]; num_actors];
    for (place, &actor) in order.iter().enumerate() {
        let share = 1.0 - RING_DISTANCE * (place % num_rings) as f32;
        let (sin, cos) = angles[actor as usize].sin_cos();
        places[actor as usize] = [HALF[0] * share * cos, HALF[1] * share * sin];
    }
    places
}

/// Evenly around the ring, with a gap between sectors, from the top clockwise.
fn angles_in_order(order: &[u32], group: &impl Fn(u32) -> usize) -> Vec<f32> {
    let mut at = 0.0;
    let mut slots = vec![0.0; order.len()];
    let mut previous = None;
    for &actor in order {
        if previous.is_some_and(|previous| previous != group(actor)) {
            at += GAP;
        }
        previous = Some(group(actor));
        slots[actor as usize] = at;
        at += 1.0;
    }
    let all = (at + GAP).max(1.0);
    slots
        .into_iter()
        .map(|slot| TAU * slot / all - TAU / 4.0)
        .collect()
}

/// The angle of the middle of each group.
fn middles(
    order: &[u32],
    group: &impl Fn(u32) -> usize,
    angles: &[f32],
    num_groups: usize,
) -> Vec<f32> {
    let mut ends = vec![[f32::INFINITY, f32::NEG_INFINITY]; num_groups];
    for &actor in order {
        let angle = angles[actor as usize];
        let [low, high] = &mut ends[group(actor)];
        *low = low.min(angle);
        *high = high.max(angle);
    }
    ends.into_iter()
        .map(|[low, high]| f32::midpoint(low, high))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::settle;
    use super::super::testing::{cliques, input, num_overlaps};
    use super::*;
    use crate::task::TaskContext;

    /// On the ring, each sector is one piece: going around, the sector changes as often as there are groups.
    #[test]
    fn sectors_stay_together_on_the_ring() {
        let mut input = input(&cliques(4, 12));
        input.radii.fill(4.0);
        let positions = settle(&CircularLayout, input.clone(), &TaskContext::new()).unwrap();
        assert_eq!(num_overlaps(&positions, &input.radii), 0);
        let mut around: Vec<(f32, Option<u16>)> = positions
            .iter()
            .zip(input.snapshot.sectors())
            .map(|(at, &sector)| ((at[1] / HALF[1]).atan2(at[0] / HALF[0]), sector))
            .collect();
        around.sort_by(|a, b| a.0.total_cmp(&b.0));
        let num = around.len();
        let changes = (0..num).filter(|&place| around[place].1 != around[(place + 1) % num].1);
        assert_eq!(changes.count(), 5);
        for at in positions {
            let outness = (at[0] / HALF[0]).hypot(at[1] / HALF[1]);
            assert!((outness - 1.0).abs() < 0.02, "{outness}");
        }
    }
}
