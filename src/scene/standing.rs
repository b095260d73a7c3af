//! Whom markers stand for where that is not one actor each, and where they are then.

use std::collections::BTreeMap;

use super::{ActorMark, MarkId};
use crate::layout::{Position, parted};
use crate::model::ActorId;

/// What is left free around a marker that stands for several actors, in world units.
const GAP: f32 = 6.0;
/// How far beside its only participant an activity lies, in world units.
const BESIDE: f32 = 22.0;
/// With more markers than this, only those around groups are moved.
const MANY: usize = 1500;

/// Whom markers stand for, and where their actors are found among the positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// By marker: the places of its actors in the snapshot.
    places: Vec<Vec<u32>>,
    /// By marker: its actors.
    members: Vec<Vec<ActorId>>,
    /// The markers of those who have none of their own.
    marks: BTreeMap<ActorId, u32>,
}

impl Standing {
    /// Adds the next marker, with its actors by place in the snapshot.
    pub(super) fn add(&mut self, members: impl IntoIterator<Item = (u32, ActorId)>) -> u32 {
        let mark = self.places.len() as u32;
        let (places, members): (Vec<u32>, Vec<ActorId>) = members.into_iter().unzip();
        self.places.push(places);
        self.members.push(members);
        mark
    }

    /// Says that the actors of a marker have none of their own.
    pub(super) fn have_no_other(&mut self, mark: u32) {
        let members = self.members.get(mark as usize).into_iter().flatten();
        self.marks.extend(members.map(|&actor| (actor, mark)));
    }

    /// Whom a marker stands for, by place in the snapshot.
    pub(super) fn of(&self, mark: u32) -> impl Iterator<Item = (u32, ActorId)> + '_ {
        let places = self.places.get(mark as usize).into_iter().flatten();
        places.copied().zip(self.members(mark).iter().copied())
    }

    pub(super) fn mark_of(&self, actor: ActorId) -> Option<u32> {
        self.marks.get(&actor).copied()
    }

    pub(super) fn members(&self, mark: u32) -> &[ActorId] {
        self.members
            .get(mark as usize)
            .map_or(&[], |members| members.as_slice())
    }

    /// The places of the markers, see [`Scene::places`](super::Scene::places).
    pub(super) fn places(
        &self,
        marks: &[ActorMark],
        positions: &[Position],
        is_moving: bool,
    ) -> Vec<Position> {
        let mut places: Vec<Position> = self
            .places
            .iter()
            .map(|members| middle(members, positions))
            .collect();
        if is_moving || places.len() != marks.len() {
            return places;
        }
        self.lead_out(marks, &mut places);
        let is_group = |mark: &ActorMark| matches!(mark.id, MarkId::Group(_));
        let groups: Vec<usize> = (0..marks.len())
            .filter(|&mark| marks.get(mark).is_some_and(is_group))
            .collect();
        let radius = |mark: usize| marks.get(mark).map_or(0.0, |mark| mark.radius_px);
        // The groups among each other, then everybody around them.
        let radii: Vec<f32> = groups.iter().map(|&mark| radius(mark) + GAP).collect();
        let mut of_groups: Vec<Position> = groups
            .iter()
            .filter_map(|&mark| places.get(mark).copied())
            .collect();
        parted(&mut of_groups, &radii, &vec![1.0; radii.len()]);
        for (&mark, &place) in groups.iter().zip(&of_groups) {
            if let Some(own) = places.get_mut(mark) {
                *own = place;
            }
        }
        for (mark, place) in places.iter_mut().enumerate() {
            if marks.get(mark).is_some_and(is_group) {
                continue;
            }
            for (&center, &room) in of_groups.iter().zip(&radii) {
                *place = aside(*place, center, room + radius(mark));
            }
        }
        if places.len() <= MANY {
            // Actors stay where they are unless a group comes among them; activities make room for both.
            let ease = |mark: &ActorMark| match mark.id {
                MarkId::Group(_) => 0.0,
                MarkId::Actor(_) if groups.is_empty() => 0.0,
                MarkId::Actor(_) | MarkId::Activity(_) => 1.0,
            };
            let ease: Vec<f32> = marks.iter().map(ease).collect();
            let room = |mark: &ActorMark| mark.radius_px + if is_group(mark) { GAP } else { 2.5 };
            let radii: Vec<f32> = marks.iter().map(room).collect();
            parted(&mut places, &radii, &ease);
        }
        places
    }
}

impl Standing {
    /// Activities of a single actor go beside it, on the side that is further out.
    fn lead_out(&self, marks: &[ActorMark], places: &mut [Position]) {
        let num = places.len().max(1) as f32;
        let center = [0, 1].map(|axis| places.iter().map(|at| at[axis]).sum::<f32>() / num);
        for ((mark, members), place) in marks.iter().zip(&self.places).zip(places) {
            if matches!(mark.id, MarkId::Activity(_)) && members.len() == 1 {
                let way = [place[0] - center[0], place[1] - center[1]];
                let length = way[0].hypot(way[1]).max(1e-3);
                *place = [0, 1].map(|axis| place[axis] + way[axis] / length * BESIDE);
            }
        }
    }
}

/// The middle of some positions.
fn middle(members: &[u32], positions: &[Position]) -> Position {
    let found = members
        .iter()
        .filter_map(|&place| positions.get(place as usize));
    let (sum, num) = found.fold(([0.0, 0.0], 0.0), |([x, y], num), at| {
        ([x + at[0], y + at[1]], num + 1.0_f32)
    });
    sum.map(|sum| sum / num.max(1.0))
}

/// Where a place goes when a disc is inserted into the plane that takes no room from anybody: what was at a distance *d*
/// of its middle is at √(*d*² + *r*²) then, so that areas stay what they are and far away nothing moves.
fn aside(place: Position, center: Position, radius: f32) -> Position {
    let [x, y] = [place[0] - center[0], place[1] - center[1]];
    let distance = x.hypot(y);
    if distance < 1e-3 {
        return [place[0], place[1] + radius];
    }
    let grown = distance.hypot(radius) / distance;
    [center[0] + x * grown, center[1] + y * grown]
}
