//! The scene: what is drawn, as plain data. Window, pictures and reports draw the same one.

use emath::Rect;

use super::axes::{ROOM, Scale, axes};
use super::rings::rings;
use super::standing::Standing;
use super::{Camera, NoteMark, Rgba, TieEnds, tie_detail};
use crate::layout::Position;
use crate::model::{ActivityId, ActorId, MarkerShape, NoteId, SectorId};
use crate::workspace::Whom;

/// What a marker stands for. Markers are in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkId {
    /// An actor.
    Actor(ActorId),
    /// An activity.
    Activity(ActivityId),
    /// Actors that are drawn as one, by place in [`Appearance::collapsed`](crate::document::Appearance::collapsed).
    Group(u32),
}

impl MarkId {
    /// The actor, if it is one.
    pub fn actor(self) -> Option<ActorId> {
        match self {
            Self::Actor(actor) => Some(actor),
            Self::Activity(_) | Self::Group(_) => None,
        }
    }
}

/// The ring around a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ring {
    /// Without this actor its component falls apart: red.
    Cut,
    /// The actor is what the lens is about.
    Accent,
}

/// How far in front or back something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emphasis {
    /// Context: faded; its name too, and only where there is room.
    Ghost,
    /// As it is.
    #[default]
    Normal,
    /// What the lens is about.
    Strong,
}

/// A marker: one actor on the map, or several as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActorMark {
    /// Who or what it stands for.
    pub id: MarkId,
    /// The fill; its opacity is that of the whole marker.
    pub color: Rgba,
    /// The shape of its sector.
    pub shape: MarkerShape,
    /// Its size at fit, in screen pixels at 100 %: the radius of a disc of the same area. Shapes of one radius have one
    /// area, see [`super::shapes`].
    pub radius_px: f32,
    /// How much it stands out.
    pub emphasis: Emphasis,
    /// A ring around it.
    pub ring: Option<Ring>,
    /// Not confirmed: only the outline is drawn.
    pub hollow: bool,
    /// Stays where it is: a dot marks it.
    pub pinned: bool,
}

/// A line: one tied pair, or a tie that is proposed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieMark {
    /// The index of the marker at one end.
    pub a: u32,
    /// The index of the marker at the other end.
    pub b: u32,
    /// The colour at one end; the line runs from it to the other.
    pub color_a: Rgba,
    /// The colour at the other end.
    pub color_b: Rgba,
    /// Width in screen pixels at 100 %.
    pub width_px: f32,
    /// How much it stands out. Strong lines are drawn above the others.
    pub emphasis: Emphasis,
    /// Dashed: it does not exist yet.
    pub dashed: bool,
    /// Whether an arrowhead is drawn at `b`.
    pub arrow: bool,
    /// How far it bends to the left of its way from `a` to `b`, as a share of its length; 0 is straight.
    pub bend: f32,
    /// The share of all lines that matter more, 0 to 1. Of very many only the first are drawn, see
    /// [`tie_detail`](super::tie_detail); those that stand out have 0.
    pub rank: f32,
}

/// A name that wants to be written beside its marker.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelCandidate {
    /// The index of the marker.
    pub mark: u32,
    /// What is written, already shortened.
    pub text: String,
    /// Whether it is written in bold.
    pub strong: bool,
    /// Its opacity, 0 to 1.
    pub opacity: f32,
}

/// A tinted area behind actors that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Hull {
    /// The indices of the markers inside.
    pub marks: Vec<u32>,
    /// Its fill.
    pub color: Rgba,
    /// What it stands for; empty if it is not named on the map.
    pub label: String,
}

/// The actors of a sector, for what the map says about all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The indices of its markers.
    pub marks: Vec<u32>,
    /// What it is called.
    pub name: String,
    /// The colour of its name.
    pub color: Rgba,
}

/// A band between two groups: how many ties there are of those that would be expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The index of the group at one end.
    pub a: u32,
    /// The index of the group at the other end.
    pub b: u32,
    /// The opaque colour at one end; the band runs from it to the other.
    pub color_a: Rgba,
    /// The opaque colour at the other end.
    pub color_b: Rgba,
    /// The colour of the dashed edge that it has where ties are missing.
    pub edge: Rgba,
    /// The ties found, as a share of those expected.
    pub share: f32,
    /// Its opacity, 0 to 1.
    pub opacity: f32,
    /// Whether it is the one that it is about.
    pub is_stressed: bool,
    /// What is written on it: the two numbers. Empty if nothing is.
    pub text: String,
    /// The same with the names of the groups.
    pub title: String,
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// What stands before the words.
    pub symbol: LegendSymbol,
    /// The words.
    pub text: String,
    /// How many there are, if that is told.
    pub count: Option<usize>,
    /// Which actors it is about, if it is about some of them; the sector, if it is of one.
    pub whom: Option<Whom>,
    /// Whether it is filtered out.
    pub hidden: bool,
}

impl LegendEntry {
    /// A line that is about nobody in particular.
    pub fn new(symbol: LegendSymbol, text: impl Into<String>, count: Option<usize>) -> Self {
        Self {
            symbol,
            text: text.into(),
            count,
            whom: None,
            hidden: false,
        }
    }

    /// The sector that a click shows or hides; `Some(None)` for unassigned actors, `None` for other lines.
    pub fn sector(&self) -> Option<Option<SectorId>> {
        match self.whom {
            Some(Whom::Sector(sector)) => Some(sector),
            _ => None,
        }
    }
}

/// What stands before the words of a legend line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LegendSymbol {
    /// A marker.
    Marker(MarkerShape, Rgba),
    /// A shape that stands for a sector, where colours stand for something else.
    Shape(MarkerShape, Rgba),
    /// The outline of a marker, for actors that nobody has confirmed.
    HollowMarker(Rgba),
    /// The marker of several actors that are drawn as one.
    Group(Rgba),
    /// A ring.
    Ring(Rgba),
    /// A line; dashed if the flag is set.
    Line(Rgba, bool),
    /// A line that runs from one colour to another.
    Gradient(Rgba, Rgba),
    /// A tinted area.
    Area(Rgba),
    /// A band that runs from one colour to another, between dashed edges in a third.
    Band([Rgba; 3]),
    /// Nothing: a remark, such as what size means.
    Note,
}

impl LegendSymbol {
    /// Whether it stands for the bands between sectors, which are drawn only where sectors are apart.
    pub fn is_band(&self) -> bool {
        matches!(self, Self::Band(_))
    }
}

/// Everything that is drawn, apart from where it is.
///
/// Markers are in the order of what they stand for, so that those of actors are in the order of the snapshot; positions
/// come beside, in the same order, so that a layout step changes nothing here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The markers; by snapshot index as long as each is one actor.
    pub actors: Vec<ActorMark>,
    /// For each, a number that is the same for all that lines connect, directly or not.
    pub parts: Vec<u32>,
    /// Whom they stand for, if it is not one actor each.
    pub standing: Option<Standing>,
    /// The lines, those further back first.
    pub ties: Vec<TieMark>,
    /// Their ranks, rising, if they are so many that not all are drawn.
    pub tie_ranks: Vec<f32>,
    /// Which of them end at which marker.
    pub tie_ends: TieEnds,
    /// The names, most important first.
    pub labels: Vec<LabelCandidate>,
    /// The tinted areas.
    pub hulls: Vec<Hull>,
    /// The sectors, in the order of the snapshot's list.
    pub groups: Vec<Group>,
    /// The bands between them, those further back first.
    pub bands: Vec<Band>,
    /// What the directions of the map mean: to the right, and upwards.
    pub scales: Option<[Scale; 2]>,
    /// What somebody has written on the map, those further back first.
    pub notes: Vec<NoteMark>,
    /// What it means to be near to the middle.
    pub nearness: Option<Scale>,
    /// The legend.
    pub legend: Vec<LegendEntry>,
    /// The order in which markers are drawn, those further back first.
    pub draw_order: Vec<u32>,
}

/// Bands are drawn above more lines than this, which would cover them.
const MANY_TIES: usize = 4000;

impl Scene {
    /// The index of a marker.
    pub fn index_of(&self, id: MarkId) -> Option<u32> {
        let place = self.actors.binary_search_by_key(&id, |mark| mark.id);
        place.ok().map(|place| place as u32)
    }

    /// The index of the marker that an actor is, or is in.
    pub fn mark_of(&self, actor: ActorId) -> Option<u32> {
        let own = self.index_of(MarkId::Actor(actor));
        own.or_else(|| self.standing.as_ref()?.mark_of(actor))
    }

    /// The note with an identity.
    pub fn note(&self, id: NoteId) -> Option<&NoteMark> {
        self.notes.iter().find(|note| note.id == id)
    }

    /// The actors that a marker stands for; of an activity, those that take part in it.
    pub fn members(&self, mark: u32) -> &[ActorId] {
        let standing = self.standing.as_ref();
        standing.map_or(&[], |standing| standing.members(mark))
    }

    /// What has to be in sight when all of the map is: the places of markers, and the axes; `None` without any.
    pub fn bounds(&self, positions: &[Position]) -> Option<Rect> {
        let mut rect = bounds(positions)?;
        for axis in axes(self, positions) {
            for [x, y] in axis.ends {
                rect.extend_with(emath::pos2(x, y));
            }
            let beyond = if axis.is_up {
                emath::pos2(rect.min.x - ROOM, rect.min.y)
            } else {
                emath::pos2(rect.min.x, rect.max.y + ROOM)
            };
            rect.extend_with(beyond);
        }
        for ring in rings(self, positions) {
            rect = rect.union(ring.bounds());
        }
        Some(rect)
    }

    /// Where markers are, from where actors are, by snapshot index.
    ///
    /// Actors that are drawn as one are in the middle of where they are. Where markers then lie on each other, they are
    /// moved apart, unless `is_moving`: on its way, nobody looks so closely. Time O(markers · groups).
    pub fn places(&self, positions: &[Position], is_moving: bool) -> Vec<Position> {
        match &self.standing {
            None => positions.to_vec(),
            Some(standing) => standing.places(&self.actors, positions, is_moving),
        }
    }

    /// Whether bands are drawn above lines; otherwise they are behind everything.
    pub fn bands_are_above_ties(&self) -> bool {
        self.ties.len() > MANY_TIES
    }

    /// How many lines are drawn with a camera: all but in scenes with very many.
    pub fn num_ties_drawn(&self, camera: &Camera) -> usize {
        let detail = tie_detail(self.ties.len(), camera);
        let num_left = self.tie_ranks.partition_point(|&rank| rank < detail);
        if self.tie_ranks.is_empty() {
            self.ties.len()
        } else {
            num_left
        }
    }
}

/// The rectangle around positions, in world units; `None` without any.
pub fn bounds(positions: &[[f32; 2]]) -> Option<Rect> {
    let mut rect = Rect::NOTHING;
    for &[x, y] in positions {
        rect.extend_with(emath::pos2(x, y));
    }
    rect.is_finite().then_some(rect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::NUM_TIES_AT_FIT;

    #[test]
    fn of_very_many_lines_it_is_known_how_many_are_drawn() {
        let mut camera = Camera::default();
        let num_ties = 4 * NUM_TIES_AT_FIT;
        let tie = |place: usize| TieMark {
            a: 0,
            b: 1,
            color_a: [0; 4],
            color_b: [0; 4],
            width_px: 1.0,
            emphasis: Emphasis::Normal,
            dashed: false,
            arrow: false,
            bend: 0.0,
            rank: place as f32 / num_ties as f32,
        };
        let scene = |num: usize| {
            let ties: Vec<TieMark> = (0..num).map(tie).collect();
            let tie_ranks = if num > NUM_TIES_AT_FIT {
                ties.iter().map(|tie| tie.rank).collect()
            } else {
                Vec::new()
            };
            Scene {
                ties,
                tie_ranks,
                ..Scene::default()
            }
        };
        assert_eq!(scene(100).num_ties_drawn(&camera), 100);
        let many = scene(num_ties);
        assert_eq!(many.num_ties_drawn(&camera), NUM_TIES_AT_FIT);
        camera.zoom = 2.0 * camera.fit_zoom;
        assert_eq!(many.num_ties_drawn(&camera), 2 * NUM_TIES_AT_FIT);
        camera.zoom = 100.0 * camera.fit_zoom;
        assert_eq!(many.num_ties_drawn(&camera), num_ties);
    }
}
