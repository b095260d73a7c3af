//! Layouts whose places follow from a rule at once: what is left to do is to part markers that lie on each other.

use super::overlap::{OverlapRemoval, with_room};
use super::tiles::{Tile, block};
use super::{AREA, LayoutInput, LayoutRun, Position};
use crate::task::{Cancelled, TaskContext};

/// So many rounds are spent on overlaps.
const MAX_ROUNDS: usize = 800;
/// So many rounds are done in one step.
const ROUNDS_PER_STEP: usize = 8;
/// How much room there is between the map and those who have no place on it.
const GAP: f32 = 60.0;
/// Those are not further apart.
const MAX_SPACING: f32 = 40.0;

/// Half the width and height of the area for layouts of rings: rounder than the map.
pub const HALF: [f32; 2] = [500.0, 385.0];

/// A run that begins with its places.
pub(super) struct PlacedRun {
    positions: Vec<Position>,
    removal: OverlapRemoval,
    is_done: bool,
}

impl PlacedRun {
    /// From the place that the rule gives each actor. Those that get none stand in a block below the map; pinned actors
    /// stay where they are.
    pub(super) fn new(input: &LayoutInput, mut places: Vec<Option<Position>>) -> Self {
        let num_actors = input.snapshot.num_actors();
        places.resize(num_actors, None);
        let is_finite = |at: &Position| at.iter().all(|coordinate| coordinate.is_finite());
        let pin = |actor: usize| {
            let is_pinned = input.pinned.get(actor).copied().unwrap_or_default();
            let start = input.start.get(actor).copied().flatten();
            start.filter(|at| is_pinned && is_finite(at))
        };
        let num_left = places.iter().filter(|place| place.is_none()).count();
        let bottom = places.iter().flatten().map(|at| at[1]).reduce(f32::max);
        let height = AREA[1] / 5.0;
        let tile = match bottom {
            Some(bottom) => Tile {
                center: [0.0, bottom + GAP + height / 2.0],
                size: [AREA[0] * 0.8, height],
            },
            None => Tile {
                center: [0.0; 2],
                size: AREA.map(|side| side * 0.8),
            },
        };
        let mut left = block(tile, num_left, MAX_SPACING).into_iter();
        let positions: Vec<Position> = places
            .into_iter()
            .enumerate()
            .map(|(actor, place)| {
                let place = place.or_else(|| left.next()).unwrap_or_default();
                pin(actor).unwrap_or(place)
            })
            .collect();
        let ease = (0..num_actors)
            .map(|actor| if pin(actor).is_some() { 0.0 } else { 1.0 })
            .collect();
        let mut radii = input.radii.clone();
        radii.resize(num_actors, 0.0);
        Self {
            positions,
            removal: OverlapRemoval::new(with_room(&radii, 0.0), ease, MAX_ROUNDS),
            is_done: false,
        }
    }
}

impl LayoutRun for PlacedRun {
    fn step(&mut self, task: &TaskContext) -> Result<bool, Cancelled> {
        task.keep_going()?;
        for _ in 0..ROUNDS_PER_STEP {
            if self.is_done {
                break;
            }
            self.is_done = self.removal.round(&mut self.positions, task)?;
        }
        Ok(self.is_done)
    }

    fn positions(&self) -> &[Position] {
        &self.positions
    }

    fn progress(&self) -> f32 {
        if self.is_done { 1.0 } else { 0.5 }
    }
}
