//! Markers that lie on each other are pushed apart.

use super::Position;
use crate::task::{Cancelled, TaskContext};

/// So much room there is between two markers, in world units.
pub(super) const MARGIN: f32 = 2.0;

/// After so many rounds that were not enough, everything is stretched a little.
const ROUNDS_BEFORE_STRETCH: usize = 40;

/// Pushes overlapping markers apart, one round after the other, until none is left.
pub(super) struct OverlapRemoval {
    round: usize,
    order: Vec<u32>,
}

impl OverlapRemoval {
    /// Nothing done yet.
    pub(super) fn new(num_actors: usize) -> Self {
        Self {
            round: 0,
            order: (0..num_actors as u32).collect(),
        }
    }

    /// One round; `true` if nothing overlapped any more. Pinned markers stay, also where they lie on each other.
    pub(super) fn round(
        &mut self,
        positions: &mut [Position],
        radii: &[f32],
        pinned: &[bool],
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        self.round += 1;
        let sweep_axis = 0;
        self.order.sort_unstable_by(|&a, &b| {
            let at = |index: u32| positions[index as usize][sweep_axis] - radii[index as usize];
            at(a).total_cmp(&at(b)).then(a.cmp(&b))
        });
        let mut num_overlaps = 0;
        for (place, &a) in self.order.iter().enumerate() {
            if place % 256 == 0 {
                task.keep_going()?;
            }
            let a = a as usize;
            let reach = positions[a][0] + radii[a] + MARGIN;
            for &b in &self.order[place + 1..] {
                let b = b as usize;
                if positions[b][0] - radii[b] > reach + MARGIN {
                    break;
                }
                num_overlaps += usize::from(part(positions, radii, pinned, a, b));
            }
        }
        if num_overlaps > 0 && self.round.is_multiple_of(ROUNDS_BEFORE_STRETCH) {
            for (position, pinned) in positions.iter_mut().zip(pinned) {
                if !pinned {
                    *position = position.map(|coordinate| coordinate * 1.05);
                }
            }
        }
        Ok(num_overlaps == 0)
    }
}

/// Pushes two markers apart if they overlap, and says whether they did and could be.
fn part(positions: &mut [Position], radii: &[f32], pinned: &[bool], a: usize, b: usize) -> bool {
    let (share_a, share_b) = match (pinned[a], pinned[b]) {
        (true, true) => return false,
        (true, false) => (0.0, 1.0),
        (false, true) => (1.0, 0.0),
        (false, false) => (0.5, 0.5),
    };
    let wanted = radii[a] + radii[b] + MARGIN;
    let mut way = [
        positions[b][0] - positions[a][0],
        positions[b][1] - positions[a][1],
    ];
    let distance = way[0].hypot(way[1]);
    if distance >= wanted - 0.01 {
        return false;
    }
    if distance < 1e-3 {
        // On the very same spot: part them in a direction that depends on who they are.
        let angle = (a * 7 + b * 13) as f32;
        way = [angle.cos(), angle.sin()];
        for (axis, way) in way.iter().enumerate() {
            positions[a][axis] -= way * share_a * wanted;
            positions[b][axis] += way * share_b * wanted;
        }
        return true;
    }
    let push = (wanted - distance) / distance * 1.02;
    for (axis, way) in way.iter().enumerate() {
        positions[a][axis] -= way * share_a * push;
        positions[b][axis] += way * share_b * push;
    }
    true
}
