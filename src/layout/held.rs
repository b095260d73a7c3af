//! Actors that already have a place: they hold it, and others come to them.

use super::AREA;
use super::Position;
use super::component::Component;
use super::tiles::{Tile, extent};

/// How often what is pinned pulls its surroundings along.
const NUM_PULLS: usize = 30;
/// How much of the way of its neighbours an actor goes along.
const FOLLOWING: f32 = 0.8;
/// How much room there is between the map so far and what comes beside it.
const GAP: f32 = 60.0;

/// Places the members of a component that have no place yet beside their neighbours. At least one member has a place.
pub(super) fn place_beside(component: &Component, places: &mut [Option<Position>], distance: f32) {
    let mut num_new = 0;
    loop {
        // Those next to a placed one, all at once, so that the order does not matter.
        let found: Vec<(usize, Position)> = (0..component.len())
            .filter(|&member| places[member].is_none())
            .filter_map(|member| {
                let near = component.neighbors(member).iter();
                let near: Vec<Position> =
                    near.filter_map(|&other| places[other as usize]).collect();
                let num = near.len() as f32;
                let sum = |axis: usize| near.iter().map(|at| at[axis]).sum::<f32>();
                (!near.is_empty()).then(|| (member, [sum(0) / num, sum(1) / num]))
            })
            .collect();
        if found.is_empty() {
            return;
        }
        for (member, [x, y]) in found {
            // The golden angle spreads several new ones around the same spot.
            num_new += 1;
            let (sin, cos) = (2.399_963 * num_new as f32).sin_cos();
            places[member] = Some([x + distance * cos, y + distance * sin]);
        }
    }
}

/// Moves the members of a component so that the pinned ones come to their places, and others follow them the more the
/// closer they are tied. First the whole is mirrored if that brings the pinned ones nearer.
pub(super) fn pull_to_pins(
    component: &Component,
    positions: &mut [Position],
    pins: &[Option<Position>],
    center: Position,
) {
    let mirrored = |at: Position, mirror: [f32; 2]| {
        [0, 1].map(|axis| center[axis] + (at[axis] - center[axis]) * mirror[axis])
    };
    let miss = |mirror: [f32; 2]| {
        let both = positions.iter().zip(pins);
        both.filter_map(|(&at, pin)| {
            let at = mirrored(at, mirror);
            pin.map(|pin| (at[0] - pin[0]).powi(2) + (at[1] - pin[1]).powi(2))
        })
        .sum::<f32>()
    };
    let mut mirror = [1.0, 1.0];
    for other in [[-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]] {
        if miss(other) < miss(mirror) {
            mirror = other;
        }
    }
    for position in positions.iter_mut() {
        *position = mirrored(*position, mirror);
    }
    let way_to_pin = |member: usize| {
        let at = positions[member];
        pins[member].map(|pin| [pin[0] - at[0], pin[1] - at[1]])
    };
    let mut ways: Vec<Position> = (0..positions.len())
        .map(|member| way_to_pin(member).unwrap_or_default())
        .collect();
    for _ in 0..NUM_PULLS {
        ways = (0..positions.len())
            .map(|member| {
                way_to_pin(member).unwrap_or_else(|| {
                    let neighbors = component.neighbors(member);
                    let share = FOLLOWING / neighbors.len().max(1) as f32;
                    let sum = |axis: usize| {
                        let ways = neighbors.iter().map(|&other| ways[other as usize][axis]);
                        ways.sum::<f32>() * share
                    };
                    [sum(0), sum(1)]
                })
            })
            .collect();
    }
    for (position, way) in positions.iter_mut().zip(ways) {
        *position = [position[0] + way[0], position[1] + way[1]];
    }
}

/// A tile to the right of the map so far, for so many new actors, as dense as the rest.
pub(super) fn tile_beside(placed: &[Position], num_new: usize) -> Tile {
    let (left, right) = extent(placed, 0);
    let (top, bottom) = extent(placed, 1);
    let area_each = ((right - left) * (bottom - top) / placed.len().max(1) as f32)
        .clamp(1000.0, AREA[0] * AREA[1] / 20.0);
    let area = area_each * num_new as f32;
    let height = (bottom - top).max(area.sqrt()).min(area.sqrt() * 3.0);
    let width = area / height;
    Tile {
        center: [right + GAP + width / 2.0, f32::midpoint(top, bottom)],
        size: [width, height],
    }
}
