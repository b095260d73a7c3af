//! Markers that lie on each other are pushed apart.

use super::Position;
use crate::task::{Cancelled, TaskContext};

/// After so many rounds that were not enough, everything is stretched a little.
const ROUNDS_BEFORE_STRETCH: usize = 40;
/// By how much.
const STRETCH: f32 = 1.05;

/// Pushes overlapping markers apart, one round after the other.
pub(super) struct OverlapRemoval {
    radii: Vec<f32>,
    /// How easily each marker moves; 0 for those that stay.
    ease: Vec<f32>,
    order: Vec<u32>,
    num_rounds: usize,
    round: usize,
}

impl OverlapRemoval {
    /// For markers with such radii, the room between them included, over so many rounds at most.
    pub(super) fn new(radii: Vec<f32>, ease: Vec<f32>, num_rounds: usize) -> Self {
        Self {
            order: (0..radii.len() as u32).collect(),
            radii,
            ease,
            num_rounds,
            round: 0,
        }
    }

    /// One round; `true` if nothing overlapped any more, or it was the last. Those that stay do so also where they lie
    /// on each other.
    pub(super) fn round(
        &mut self,
        positions: &mut [Position],
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        self.round += 1;
        let left = |index: u32| positions[index as usize][0] - self.radii[index as usize];
        self.order
            .sort_unstable_by(|&a, &b| left(a).total_cmp(&left(b)).then(a.cmp(&b)));
        let mut num_overlaps = 0;
        for (place, &a) in self.order.iter().enumerate() {
            if place % 256 == 0 {
                task.keep_going()?;
            }
            let a = a as usize;
            for &b in &self.order[place + 1..] {
                let b = b as usize;
                if positions[b][0] - self.radii[b] > positions[a][0] + self.radii[a] {
                    break;
                }
                num_overlaps += usize::from(self.part(positions, a, b));
            }
        }
        if num_overlaps > 0 && self.round.is_multiple_of(ROUNDS_BEFORE_STRETCH) {
            for (position, &ease) in positions.iter_mut().zip(&self.ease) {
                if ease > 0.0 {
                    *position = position.map(|coordinate| coordinate * STRETCH);
                }
            }
        }
        Ok(num_overlaps == 0 || self.round >= self.num_rounds)
    }

    /// Pushes two markers apart if they overlap and can be, and says whether that was so.
    fn part(&self, positions: &mut [Position], a: usize, b: usize) -> bool {
        let wanted = self.radii[a] + self.radii[b];
        let mut way = [0, 1].map(|axis| positions[b][axis] - positions[a][axis]);
        if way[1].abs() >= wanted {
            return false;
        }
        let mut distance = way[0].hypot(way[1]);
        let ease = self.ease[a] + self.ease[b];
        if distance >= wanted * 0.999 || ease <= 0.0 {
            return false;
        }
        if distance < 1e-3 {
            // On the very same spot: any direction will do that is not the same for all.
            let (sin, cos) = ((a * 7 + b * 13) as f32).sin_cos();
            way = [cos, sin];
            distance = 1.0;
        }
        let push = (wanted * 1.01 - distance.min(wanted)) / distance / ease;
        for (axis, way) in way.into_iter().enumerate() {
            positions[a][axis] -= way * push * self.ease[a];
            positions[b][axis] += way * push * self.ease[b];
        }
        true
    }
}
