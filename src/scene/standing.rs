//! Whom markers stand for where that is not one actor each, and where they are then.

use std::collections::BTreeMap;

use super::{ActorMark, MarkId};
use crate::layout::{Position, parted};
use crate::model::ActorId;

/// What is left free around a marker that stands for several actors, in world units.
const GAP: f32 = 6.0;
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
    pub(super) fn add(&mut self, members: impl IntoIterator<Item = (u32, ActorId)>) {
        let mark = self.places.len() as u32;
        let (places, members): (Vec<u32>, Vec<ActorId>) = members.into_iter().unzip();
        if members.len() > 1 {
            self.marks
                .extend(members.iter().map(|&actor| (actor, mark)));
        }
        self.places.push(places);
        self.members.push(members);
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
            let ease: Vec<f32> = marks
                .iter()
                .map(|mark| if is_group(mark) { 0.0 } else { 1.0 })
                .collect();
            let room = |mark: &ActorMark| mark.radius_px + if is_group(mark) { GAP } else { 2.5 };
            let radii: Vec<f32> = marks.iter().map(room).collect();
            parted(&mut places, &radii, &ease);
        }
        places
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
