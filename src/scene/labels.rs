//! Where names are written: beside their markers, never over another name, nor over a marker.

use std::ops::Range;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::kept_names::num_first;
use super::pick::tie_path;
use super::{ActorMark, Camera, Emphasis, LabelCandidate, Scene, TieMark, shapes};
use crate::layout::Position;
use crate::model::MarkerShape;

/// The size of names in pixels at 100 %.
pub const LABEL_PX: f32 = 12.0;

/// Between a marker and its name.
const GAP: f32 = 4.0;
/// Around names: no other name comes nearer.
const MARGIN: Vec2 = vec2(3.0, 0.5);
/// The same where there are many markers, so that the map does not become a page of text.
const WIDE_MARGIN: Vec2 = vec2(14.0, 7.0);
/// So many markers are many.
const CROWD: usize = 130;
/// The part of the screen, in square pixels, for which there is one name where there are many markers.
const AREA_PER_NAME: f32 = 20_000.0;
/// The rim of markers, which names keep off as well.
const RIM: f32 = 1.5;
/// How far rings reach beyond the disc around their markers.
const RING: f32 = 5.0;
/// Names are kept off lines that stand out if there are no more than so many.
const MAX_TIES: usize = 240;
/// Among more markers than this, there is no empty place: names may lie over the smallest, on a plate of their own.
const MANY_MARKERS: usize = 5000;
/// And these are the smallest, in pixels.
const SMALL_RADIUS: f32 = 4.0;
/// The part of the screen, in square pixels, for which there is one name on a plate.
const AREA_PER_PLATE: f32 = 65_000.0;
/// So many names, the most important ones, may lie over small markers where there are many.
const NUM_FIRST: usize = 12;

/// What names are placed on.
#[derive(Clone, Copy, Debug)]
pub struct LabelSpace<'a> {
    /// The scene whose names are placed.
    pub scene: &'a Scene,
    /// Where its markers are.
    pub positions: &'a [Position],
    /// Where that is on the screen.
    pub camera: &'a Camera,
    /// The marker under the pointer: its name comes first, and is always written.
    pub hovered: Option<u32>,
    /// What else is on the screen: the legend, buttons.
    pub avoid: &'a [Rect],
    /// How many names are tried at most.
    pub max_tries: usize,
    /// How many times as many names as on a screen there may be on the same space, where they have to be few: paper is read
    /// from near.
    pub density: f32,
    /// The names of the frame before: see [`Kept`].
    pub kept: Kept<'a>,
}

#[cfg(test)]
impl<'a> LabelSpace<'a> {
    /// Nothing in the way, nothing before.
    pub(super) fn new(scene: &'a Scene, positions: &'a [Position], camera: &'a Camera) -> Self {
        Self {
            scene,
            positions,
            camera,
            hovered: None,
            avoid: &[],
            max_tries: 1000,
            density: 1.0,
            kept: Kept::default(),
        }
    }
}

/// The names that were written a moment ago: as long as they fit where they are they stay, so that none flickers while the
/// map moves. Those of another scene come after what that one is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept<'a> {
    /// The names in their places then.
    pub labels: &'a [PlacedLabel],
    /// The zoom then. Unless the camera has gone further out since, names may go on standing close together.
    pub zoom: f32,
    /// They were of another scene, see [`carried_names`](super::carried_names).
    pub is_of_another: bool,
}

/// A name in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedLabel {
    /// The index in [`Scene::labels`].
    pub label: u32,
    /// The index of the marker.
    pub mark: u32,
    /// The text's rectangle on the screen.
    pub rect: Rect,
    /// It lies over markers: a plate in the colour of the canvas is drawn under it, see [`PlacedLabel::plate`].
    pub has_plate: bool,
    /// Which of the places that are tried it has.
    pub place: u8,
    /// The line that leads from the marker to a text that could not stand beside it.
    pub leader: Option<[Pos2; 2]>,
}

impl PlacedLabel {
    /// The plate under the text, and how round its corners are.
    pub fn plate(&self) -> Option<(Rect, f32)> {
        self.has_plate
            .then(|| (self.rect.expand2(vec2(4.0, 1.0)), 3.0))
    }
}

/// How opaque plates are.
pub const PLATE_OPACITY: f32 = 0.86;

/// Places names in the order of their importance, each on the best free side of its marker; what finds no room is left
/// out. `measure` gives the width and height of a text, in bold if told so.
///
/// What stands out and finds no room beside its marker stands a little apart, with a line that leads there. The same input
/// gives the same places, and an important name never yields to a less important one, other than one that was there before.
pub fn place_labels(
    space: &LabelSpace<'_>,
    mut measure: impl FnMut(&LabelCandidate) -> Vec2,
) -> Vec<PlacedLabel> {
    let camera = space.camera;
    let viewport = camera.viewport;
    let Obstacles {
        markers,
        around,
        num_visible,
    } = obstacles(space);
    let is_crowded = num_visible > MANY_MARKERS;
    let (margin, most) = if num_visible <= CROWD {
        (MARGIN, usize::MAX)
    } else {
        let area_per_name = if is_crowded {
            AREA_PER_PLATE
        } else {
            AREA_PER_NAME
        };
        let density = space.density.max(1.0);
        let most = (viewport.area() / area_per_name * density) as usize;
        (WIDE_MARGIN / density.sqrt(), most.max(12))
    };
    let mut taken = Rects::new(viewport);
    for &rect in space.avoid {
        taken.add(rect, u32::MAX);
    }
    let hovered = space.hovered.and_then(|mark| {
        let labels = &space.scene.labels;
        labels.iter().position(|label| label.mark == mark)
    });
    let mut kept: Vec<PlacedLabel> = space.kept.labels.to_vec();
    kept.sort_unstable_by_key(|kept| kept.label);
    let is_kept = |index: usize| {
        let found = kept.binary_search_by_key(&(index as u32), |kept| kept.label);
        found.ok().and_then(|place| kept.get(place))
    };
    let has_room = camera.zoom >= space.kept.zoom && !space.kept.is_of_another;
    let num = space.scene.labels.len();
    let num_first = num_first(space.scene, &space.kept).min(num);
    let before = kept.iter().map(|kept| kept.label as usize);
    let before = (0..num_first).chain(before.filter(|&index| index >= num_first));
    let others = (num_first..num).filter(|&index| is_kept(index).is_none());
    let mut placer = Placer {
        space,
        markers,
        around,
        num_visible,
        lines: strong_lines(space),
        middle: super::bounds(space.positions).map_or(Pos2::ZERO, |bounds| bounds.center()),
        taken,
        placed: Vec::new(),
        num_callouts: 0,
    };
    let mut num_tries = 0;
    for index in hovered
        .into_iter()
        .chain(before.chain(others).filter(|&it| Some(it) != hovered))
    {
        let Some(label) = space.scene.labels.get(index) else {
            continue;
        };
        let Some(&[x, y]) = space.positions.get(label.mark as usize) else {
            continue;
        };
        let center = camera.screen_from_world(pos2(x, y));
        if !viewport.contains(center) {
            continue;
        }
        // Who lies under a note, or under the legend, is not seen.
        let is_covered = space.avoid.iter().any(|rect| rect.contains(center));
        if is_covered && Some(index) != hovered {
            continue;
        }
        let mark = space.scene.actors.get(label.mark as usize);
        let is_context = mark.is_some_and(|mark| mark.emphasis == Emphasis::Ghost);
        if is_crowded && is_context && Some(index) != hovered {
            // Where there is no empty place, context goes without names.
            continue;
        }
        let before = is_kept(index);
        let stays = before.is_some() && has_room;
        num_tries += 1;
        if !stays && (num_tries > space.max_tries || placer.placed.len() >= most) {
            break;
        }
        let wish = Wish {
            index,
            size: measure(label),
            margin: if stays { MARGIN } else { margin },
            must: Some(index) == hovered,
            before,
        };
        placer.place(label, &wish);
    }
    placer.placed
}

/// A name that looks for a place.
struct Wish<'a> {
    /// Its index in the scene.
    index: usize,
    /// How large it is.
    size: Vec2,
    /// What is kept free around it.
    margin: Vec2,
    /// It is written, whatever it covers.
    must: bool,
    /// Where it was before.
    before: Option<&'a PlacedLabel>,
}

/// Names, while they are being placed.
struct Placer<'a> {
    space: &'a LabelSpace<'a>,
    markers: Rects,
    around: Vec<Rect>,
    num_visible: usize,
    /// The lines that stand out.
    lines: Vec<Line>,
    /// The middle of the map.
    middle: Pos2,
    taken: Rects,
    placed: Vec<PlacedLabel>,
    num_callouts: usize,
}

impl Placer<'_> {
    /// Gives a name the best of its places, or the one it had, if that is still free.
    fn place(&mut self, label: &LabelCandidate, wish: &Wish<'_>) {
        let space = self.space;
        let (Some(mark), Some(&[x, y]), Some(&body)) = (
            space.scene.actors.get(label.mark as usize),
            space.positions.get(label.mark as usize),
            self.around.get(label.mark as usize),
        ) else {
            return;
        };
        let outward = [x - self.middle.x, y - self.middle.y];
        let shape = if mark.ring.is_some() {
            MarkerShape::Circle
        } else {
            mark.shape
        };
        let sides = sides(shape, body, wish.size, outward);
        let apart = callouts(body, wish.size, outward);
        let may_be_apart = self.may_be_apart(mark, wish);
        let places = sides
            .into_iter()
            .chain(apart.into_iter().filter(|_| may_be_apart))
            .zip(0_u8..);
        let mut best: Option<(f32, PlacedLabel)> = None;
        for ((rect, side_cost), place) in places {
            let Some((cost, has_plate)) = self.cost(label, mark, wish, rect) else {
                continue;
            };
            let is_apart = usize::from(place) >= NUM_SIDES;
            let leader = is_apart.then(|| {
                let end = rect.expand2(vec2(2.0, -2.0)).clamp(body.center());
                let way = (end - body.center()).normalized();
                [
                    body.center() + way * (0.5 * body.width().max(body.height()) + 1.0),
                    end,
                ]
            });
            // A line that leads across another name, or a marker, leads nowhere.
            if let Some(leader) = leader
                && !self.is_clear(leader, label.mark)
            {
                continue;
            }
            let was_here = wish.before.is_some_and(|before| before.place == place);
            let cost = if was_here {
                f32::NEG_INFINITY
            } else {
                cost + side_cost
            };
            if best.is_none_or(|(other, _)| cost < other) {
                let place = PlacedLabel {
                    label: wish.index as u32,
                    mark: label.mark,
                    rect,
                    has_plate: has_plate && !is_apart,
                    place,
                    leader,
                };
                best = Some((cost, place));
            }
        }
        if let Some((_, place)) = best {
            self.taken.add(place.rect, u32::MAX);
            self.num_callouts += usize::from(place.leader.is_some());
            self.placed.push(place);
        }
    }

    /// Whether a name may stand apart from its marker.
    fn may_be_apart(&self, mark: &ActorMark, wish: &Wish<'_>) -> bool {
        let was_apart = wish.before.is_some_and(|before| before.leader.is_some());
        let stands_out = mark.emphasis == Emphasis::Strong && self.num_callouts < MAX_CALLOUTS;
        was_apart || (stands_out && self.num_visible <= MANY_MARKERS)
    }

    /// What speaks against a place, and whether a plate is needed there; `None` if it is not free.
    fn cost(
        &self,
        label: &LabelCandidate,
        mark: &ActorMark,
        wish: &Wish<'_>,
        rect: Rect,
    ) -> Option<(f32, bool)> {
        let camera = self.space.camera;
        if !camera.viewport.contains_rect(rect.expand2(MARGIN))
            || self.taken.any(rect.expand2(wish.margin), |_| true)
        {
            return None;
        }
        let may_cover =
            self.placed.len() < NUM_FIRST || wish.before.is_some_and(|before| before.has_plate);
        let parts = &self.space.scene.parts;
        let mut num_ghosts = 0_u8;
        let hidden = self.markers.any(rect.expand(0.5), |owner| {
            let other = self.space.scene.actors.get(owner as usize);
            // What stands out may write its name over context, if there is no other place.
            let yields = other.is_some_and(|other| {
                let is_context =
                    mark.emphasis == Emphasis::Strong && other.emphasis == Emphasis::Ghost;
                // Other parts of the map keep their markers: they have few, and names of their own.
                let is_small = self.num_visible > CROWD
                    && may_cover
                    && parts.get(owner as usize) == parts.get(label.mark as usize)
                    && other.emphasis < Emphasis::Strong
                    && camera.radius_in_screen(other) < SMALL_RADIUS
                    && other.radius_px < 0.8 * mark.radius_px;
                is_context || is_small
            });
            // More than a few are as bad as very many.
            num_ghosts = num_ghosts.saturating_add(u8::from(yields && owner != label.mark));
            owner != label.mark && !yields
        });
        if hidden && !wish.must {
            return None;
        }
        let num_crossed = self.lines.iter().filter(|line| line.crosses(rect)).count();
        // Context does not get into the way of what the picture is about.
        if mark.emphasis == Emphasis::Ghost && num_crossed > 1 && !wish.must {
            return None;
        }
        let mut cost = f32::from(num_ghosts) * 5.0 + num_crossed as f32 * 0.7;
        if hidden {
            cost += 100.0;
        }
        let has_plate = self.num_visible > MANY_MARKERS || num_ghosts > 0 || hidden;
        Some((cost, has_plate))
    }

    /// Whether a line that leads to a name crosses neither another name nor a marker that stands out.
    fn is_clear(&self, [a, b]: [Pos2; 2], own: u32) -> bool {
        let line = Line { a, b };
        let around = Rect::from_two_pos(a, b);
        let crosses_marker = self.markers.any(around, |owner| {
            let other = self.space.scene.actors.get(owner as usize);
            let is_context = other.is_some_and(|other| other.emphasis == Emphasis::Ghost);
            let rect = self.around.get(owner as usize);
            owner != own && !is_context && rect.is_some_and(|&rect| line.crosses(rect))
        });
        !crosses_marker && self.placed.iter().all(|other| !line.crosses(other.rect))
    }
}

/// How far from its marker a name may stand, with a line that leads there.
const CALLOUTS: [f32; 3] = [16.0, 34.0, 56.0];
const NUM_DIRECTIONS: usize = 10;
/// At most so many names do.
const MAX_CALLOUTS: usize = 14;
/// What speaks against a place apart.
const CALLOUT_COST: f32 = 12.0;

/// The places apart from a marker that are tried for its name, the nearest first.
fn callouts(
    body: Rect,
    size: Vec2,
    [out_x, out_y]: [f32; 2],
) -> [(Rect, f32); NUM_DIRECTIONS * CALLOUTS.len()] {
    let outward = vec2(out_x, out_y).normalized();
    std::array::from_fn(|index| {
        let distance = CALLOUTS
            .get(index / NUM_DIRECTIONS)
            .copied()
            .unwrap_or_default();
        // Half a step from the upright: lines that are neither level nor upright are told from others.
        let turn = ((index % NUM_DIRECTIONS) as f32 + 0.5) / NUM_DIRECTIONS as f32;
        let way = Vec2::angled(std::f32::consts::TAU * turn);
        let reach = body.size() * 0.5 + size * 0.5 + Vec2::splat(distance);
        // On the ellipse around the marker on which the text keeps the distance.
        let center = body.center() + vec2(way.x * reach.x, way.y * reach.y);
        let cost = CALLOUT_COST + 0.1 * distance - way.dot(outward);
        (Rect::from_center_size(center, size), cost)
    })
}

/// Where markers are on the screen.
struct Obstacles {
    /// The rectangles that names keep off.
    markers: Rects,
    /// The rectangle around every marker, with rim or ring.
    around: Vec<Rect>,
    /// How many are on the screen.
    num_visible: usize,
}

fn obstacles(space: &LabelSpace<'_>) -> Obstacles {
    let camera = space.camera;
    let mut markers = Rects::new(camera.viewport);
    let reach = markers.area.expand(60.0);
    let visible = |&[x, y]: &Position| reach.contains(camera.screen_from_world(pos2(x, y)));
    let num_visible = space.positions.iter().filter(|pos| visible(pos)).count();
    let marks = space.scene.actors.iter().zip(space.positions).enumerate();
    let radius_of = camera.radii();
    let around = marks
        .map(|(index, (mark, pos))| {
            let center = camera.screen_from_world(pos2(pos[0], pos[1]));
            let radius = radius_of(mark);
            let rect = if mark.ring.is_some() {
                let ring = radius * shapes::reach(mark.shape) + RING;
                Rect::from_center_size(center, Vec2::splat(2.0 * ring))
            } else {
                let extent = shapes::extent(mark.shape) * radius;
                extent.translate(center.to_vec2()).expand(RIM)
            };
            if visible(pos) && (num_visible <= MANY_MARKERS || radius >= SMALL_RADIUS) {
                markers.add(rect, index as u32);
            }
            rect
        })
        .collect();
    Obstacles {
        markers,
        around,
        num_visible,
    }
}

/// How many places beside a marker are tried.
const NUM_SIDES: usize = 8;

/// The places that are tried for a name, each with what speaks against it: best at the side, on the side that faces
/// away from the middle of the map.
fn sides(
    shape: MarkerShape,
    body: Rect,
    size: Vec2,
    [out_x, out_y]: [f32; 2],
) -> [(Rect, f32); NUM_SIDES] {
    let center = body.center();
    // How far the corners of the rectangle around the marker are filled, from its middle: a name may come that near.
    let (top, bottom) = match shape {
        MarkerShape::Square => (1.0, 1.0),
        MarkerShape::Hexagon => (0.8, 0.8),
        MarkerShape::Circle => (0.74, 0.74),
        MarkerShape::Diamond => (0.56, 0.56),
        MarkerShape::Triangle => (0.4, 1.0),
    };
    let corner = |filled: f32| body.size() * 0.5 * filled;
    let (top, bottom) = (corner(top), corner(bottom));
    let half = size * 0.5;
    let right = body.max.x + GAP + half.x;
    let left = body.min.x - GAP - half.x;
    let above = body.min.y - 1.0 - half.y;
    let below = body.max.y + 1.0 + half.y;
    let (cost_left, cost_right) = if out_x < -80.0 {
        (0.0, 0.4)
    } else {
        (0.4, 0.0)
    };
    let (cost_above, cost_below) = if out_y < 0.0 { (0.6, 0.7) } else { (0.7, 0.6) };
    let at = |x, y| Rect::from_center_size(pos2(x, y), size);
    [
        (at(right, center.y), cost_right),
        (at(left, center.y), cost_left),
        (at(center.x, below), cost_below),
        (at(center.x, above), cost_above),
        (
            at(center.x + top.x + 2.0 + half.x, center.y - top.y - half.y),
            0.8 + cost_right,
        ),
        (
            at(
                center.x + bottom.x + 2.0 + half.x,
                center.y + bottom.y + half.y,
            ),
            0.8 + cost_right,
        ),
        (
            at(center.x - top.x - 2.0 - half.x, center.y - top.y - half.y),
            0.8 + cost_left,
        ),
        (
            at(
                center.x - bottom.x - 2.0 - half.x,
                center.y + bottom.y + half.y,
            ),
            0.8 + cost_left,
        ),
    ]
}

/// A piece of a line that stands out.
struct Line {
    a: Pos2,
    b: Pos2,
}

impl Line {
    /// Whether the line and a rectangle have a point in common (Liang & Barsky 1984).
    fn crosses(&self, rect: Rect) -> bool {
        let way = self.b - self.a;
        let (mut from, mut to) = (0.0_f32, 1.0_f32);
        let slabs = [
            (way.x, rect.min.x - self.a.x, rect.max.x - self.a.x),
            (way.y, rect.min.y - self.a.y, rect.max.y - self.a.y),
        ];
        for (way, low, high) in slabs {
            if way.abs() < 1e-6 {
                if low > 0.0 || high < 0.0 {
                    return false;
                }
            } else {
                let (enter, leave) = (low / way, high / way);
                from = from.max(enter.min(leave));
                to = to.min(enter.max(leave));
            }
        }
        from <= to
    }
}

fn strong_lines(space: &LabelSpace<'_>) -> Vec<Line> {
    // They are the last ones.
    let ties = space.scene.ties.iter().rev();
    let strong: Vec<&TieMark> = ties
        .take_while(|tie| tie.emphasis == Emphasis::Strong)
        .take(MAX_TIES + 1)
        .collect();
    if strong.len() > MAX_TIES {
        return Vec::new();
    }
    strong
        .into_iter()
        .rev()
        .filter_map(|tie| {
            Some((
                tie.bend != 0.0,
                tie_path(tie, space.positions, space.camera)?,
            ))
        })
        .flat_map(|(bends, path)| {
            let num_pieces = if bends { 6_u8 } else { 1 };
            (0..num_pieces).map(move |piece| {
                let share = |piece: u8| f32::from(piece) / f32::from(num_pieces);
                Line {
                    a: path.at(share(piece)),
                    b: path.at(share(piece + 1)),
                }
            })
        })
        .collect()
}

/// Rectangles on the screen, sorted into cells.
struct Rects {
    area: Rect,
    num_columns: usize,
    num_rows: usize,
    /// The first entry of each cell.
    heads: Vec<Option<u32>>,
    /// Index of the rectangle, and the next entry of the same cell.
    entries: Vec<(u32, Option<u32>)>,
    /// Each with whose it is.
    taken: Vec<(Rect, u32)>,
}

impl Rects {
    const CELL: f32 = 40.0;

    fn new(area: Rect) -> Self {
        let num_columns = (area.width().clamp(0.0, 1e5) / Self::CELL) as usize + 1;
        let num_rows = (area.height().clamp(0.0, 1e5) / Self::CELL) as usize + 1;
        Self {
            area,
            num_columns,
            num_rows,
            heads: vec![None; num_columns * num_rows],
            entries: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// The columns and rows that a rectangle touches; none if it is outside.
    fn cells(&self, rect: Rect) -> (Range<usize>, Range<usize>) {
        if !rect.intersects(self.area) {
            return (0..0, 0..0);
        }
        let rect = rect.intersect(self.area);
        let place = |pos: Pos2| {
            let offset = (pos - self.area.min) / Self::CELL;
            (
                (offset.x as usize).min(self.num_columns - 1),
                (offset.y as usize).min(self.num_rows - 1),
            )
        };
        let ((first_column, first_row), (last_column, last_row)) =
            (place(rect.min), place(rect.max));
        (first_column..last_column + 1, first_row..last_row + 1)
    }

    fn add(&mut self, rect: Rect, owner: u32) {
        let index = self.taken.len() as u32;
        self.taken.push((rect, owner));
        let (columns, rows) = self.cells(rect);
        for row in rows {
            for column in columns.clone() {
                if let Some(head) = self.heads.get_mut(row * self.num_columns + column) {
                    self.entries.push((index, *head));
                    *head = Some(self.entries.len() as u32 - 1);
                }
            }
        }
    }

    /// Whether one of those that overlap a rectangle counts; asked by owner until one does, more than once for one that
    /// is in several cells.
    fn any(&self, rect: Rect, mut counts: impl FnMut(u32) -> bool) -> bool {
        let (columns, rows) = self.cells(rect);
        for row in rows {
            for column in columns.clone() {
                let mut next = self
                    .heads
                    .get(row * self.num_columns + column)
                    .copied()
                    .flatten();
                while let Some(&(index, following)) =
                    next.and_then(|entry| self.entries.get(entry as usize))
                {
                    if let Some(&(other, owner)) = self.taken.get(index as usize)
                        && other.intersects(rect)
                        && counts(owner)
                    {
                        return true;
                    }
                    next = following;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt as _, SeedableRng as _};
    use rand_pcg::Pcg64Mcg;

    use super::*;
    use crate::model::ActorId;
    use crate::scene::{ActorMark, Insets, MarkId, Ring};

    fn random_scene(num: u32, seed: u64) -> (Scene, Vec<Position>) {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let shapes = [
            MarkerShape::Square,
            MarkerShape::Diamond,
            MarkerShape::Circle,
            MarkerShape::Triangle,
        ];
        let actors: Vec<ActorMark> = (0..num)
            .map(|index| ActorMark {
                id: MarkId::Actor(ActorId(index)),
                color: [0, 0, 0, 255],
                shape: shapes[index as usize % shapes.len()],
                radius_px: random.random_range(4.0..20.0),
                emphasis: Emphasis::Normal,
                ring: (index % 9 == 0).then_some(Ring::Cut),
                hollow: false,
                pinned: false,
            })
            .collect();
        let labels = (0..num)
            .map(|mark| LabelCandidate {
                mark,
                text: "n".repeat(random.random_range(4..28)),
                strong: mark < 5,
                opacity: 1.0,
            })
            .collect();
        let positions = (0..num)
            .map(|_| {
                [
                    random.random_range(-600.0..600.0),
                    random.random_range(-400.0..400.0),
                ]
            })
            .collect();
        let scene = Scene {
            actors,
            labels,
            ..Scene::default()
        };
        (scene, positions)
    }

    fn camera() -> Camera {
        Camera::fit(
            Some(Rect::from_center_size(Pos2::ZERO, vec2(1200.0, 800.0))),
            Rect::from_min_size(pos2(64.0, 44.0), vec2(1050.0, 800.0)),
            Insets::same(30.0),
        )
    }

    fn text_size(label: &LabelCandidate) -> Vec2 {
        vec2(label.text.len() as f32 * 6.5, 16.0)
    }

    fn marker_rect(scene: &Scene, positions: &[Position], camera: &Camera, mark: usize) -> Rect {
        let radius = camera.radius_in_screen(&scene.actors[mark]);
        let [x, y] = positions[mark];
        let extent = shapes::extent(scene.actors[mark].shape) * radius;
        extent.translate(camera.screen_from_world(pos2(x, y)).to_vec2())
    }

    #[test]
    fn names_touch_neither_names_nor_markers_nor_the_legend() {
        for seed in 0..20 {
            let (scene, positions) = random_scene(90, seed);
            let mut camera = camera();
            if seed % 2 == 1 {
                camera.zoom_to(pos2(500.0, 400.0), 1.8);
            }
            let legend = Rect::from_min_size(pos2(80.0, 640.0), vec2(180.0, 180.0));
            let space = LabelSpace {
                avoid: &[legend],
                ..LabelSpace::new(&scene, &positions, &camera)
            };
            let placed = place_labels(&space, text_size);
            assert!(placed.len() >= 20, "{}", placed.len());
            for (index, label) in placed.iter().enumerate() {
                assert!(camera.viewport.contains_rect(label.rect));
                assert!(!label.rect.intersects(legend));
                for other in &placed[..index] {
                    assert!(!label.rect.intersects(other.rect));
                }
                for mark in 0..90 {
                    if mark == label.mark as usize {
                        // Beside its own marker a name may come nearer than the rectangle around it.
                        let radius = camera.radius_in_screen(&scene.actors[mark]);
                        let [x, y] = positions[mark];
                        let center = camera.screen_from_world(pos2(x, y));
                        let rect = label.rect;
                        for corner in [
                            rect.left_top(),
                            rect.right_top(),
                            rect.left_bottom(),
                            rect.right_bottom(),
                            rect.clamp(center),
                        ] {
                            let offset = corner - center;
                            let shape = scene.actors[mark].shape;
                            assert!(!shapes::contains(shape, radius, offset, 0.0), "seed {seed}");
                        }
                        continue;
                    }
                    let marker = marker_rect(&scene, &positions, &camera, mark);
                    assert!(
                        !label.rect.intersects(marker),
                        "seed {seed}: {label:?} over {mark}"
                    );
                }
            }
            assert_eq!(placed, place_labels(&space, text_size), "the same again");
        }
    }

    #[test]
    fn the_important_name_wins_and_the_hovered_one_is_always_there() {
        let (mut scene, _) = random_scene(2, 1);
        scene.labels[0].text = "n".repeat(20);
        scene.labels[1].text = "n".repeat(20);
        // So near each other that every place of the second name is taken by the first or by a marker.
        let positions = [[0.0, 0.0], [3.0, 1.0]];
        let camera = camera();
        let mut space = LabelSpace::new(&scene, &positions, &camera);
        assert_eq!(place_labels(&space, text_size)[0].mark, 0);
        space.hovered = Some(1);
        assert_eq!(place_labels(&space, text_size)[0].mark, 1);
    }

    /// The names that are written while the map is moved, frame by frame.
    struct Moving {
        scene: Scene,
        positions: Vec<Position>,
        camera: Camera,
        shown: Vec<PlacedLabel>,
        zoom: f32,
    }

    impl Moving {
        fn new(num: u32) -> Self {
            let (mut scene, positions) = random_scene(num, 7);
            for mark in &mut scene.actors {
                mark.radius_px *= 0.6;
            }
            let mut camera = camera();
            camera.zoom_to(camera.viewport.center(), 2.0);
            let mut moving = Self {
                scene,
                positions,
                camera,
                shown: Vec::new(),
                zoom: 0.0,
            };
            moving.frame();
            moving
        }

        /// Places the names anew. Returns the markers that have lost theirs.
        fn frame(&mut self) -> Vec<u32> {
            let space = LabelSpace {
                kept: Kept {
                    labels: &self.shown,
                    zoom: self.zoom,
                    is_of_another: false,
                },
                ..LabelSpace::new(&self.scene, &self.positions, &self.camera)
            };
            let placed = place_labels(&space, text_size);
            for (index, label) in placed.iter().enumerate() {
                let others = &placed[..index];
                assert!(others.iter().all(|it| !it.rect.intersects(label.rect)));
            }
            let is_shown = |mark| placed.iter().any(|label| label.mark == mark);
            let before = self.shown.iter().map(|label| label.mark);
            let lost = before.filter(|&mark| !is_shown(mark)).collect();
            (self.shown, self.zoom) = (placed, self.camera.zoom);
            lost
        }

        /// Whether a marker is so far from the edge that its name has room.
        fn is_inside(&self, mark: u32) -> bool {
            let [x, y] = self.positions[mark as usize];
            let pos = self.camera.screen_from_world(pos2(x, y));
            self.camera.viewport.shrink(230.0).contains(pos)
        }
    }

    #[test]
    fn no_name_vanishes_while_the_map_is_moved() {
        // Few markers, and so many that names are thinned out, with numbers on the screen that go up and down.
        for num in [90, 200, 500] {
            let mut moving = Moving::new(num);
            let ways = [
                vec2(1.0, 0.0),
                vec2(0.0, -1.0),
                vec2(-1.3, 0.4),
                vec2(0.7, 1.1),
            ];
            for way in ways {
                for step in 0..150 {
                    moving.camera.pan(way);
                    let lost = moving.frame();
                    let flickers: Vec<_> = lost
                        .into_iter()
                        .filter(|&mark| moving.is_inside(mark))
                        .collect();
                    assert!(flickers.is_empty(), "{num} {way:?} {step}: {flickers:?}");
                }
            }
        }
    }

    #[test]
    fn names_stay_on_their_side_while_the_map_is_moved() {
        let mut moving = Moving::new(200);
        for _ in 0..100 {
            let before = moving.shown.clone();
            moving.camera.pan(vec2(-1.0, 1.0));
            moving.frame();
            for label in &moving.shown {
                let same = before.iter().find(|it| it.mark == label.mark);
                if let Some(before) = same.filter(|_| moving.is_inside(label.mark)) {
                    assert_eq!(label.place, before.place);
                }
            }
        }
    }

    /// As another lens does: the same markers, to which other things matter.
    #[test]
    fn names_stay_when_another_scene_has_them_too() {
        let (mut stayed, mut would_have, mut on_their_side, mut num) = (0, 0, 0, 0);
        for seed in 0..10 {
            let (scene, positions) = random_scene(200, seed);
            let mut next = scene.clone();
            for label in &mut next.labels {
                label.strong = false;
            }
            next.labels.reverse();
            for mark in &mut next.actors {
                mark.ring = None;
            }
            next.actors[150].emphasis = Emphasis::Strong;
            let front = next.labels.iter().position(|label| label.mark == 150);
            let front = next.labels.remove(front.unwrap());
            next.labels.insert(0, front);
            let camera = camera();
            let place = |scene: &Scene, kept: Kept<'_>| {
                let space = LabelSpace {
                    kept,
                    ..LabelSpace::new(scene, &positions, &camera)
                };
                place_labels(&space, text_size)
            };
            let before = place(&scene, Kept::default());
            let named: Vec<(MarkId, PlacedLabel)> = before
                .iter()
                .map(|it| (scene.actors[it.mark as usize].id, *it))
                .collect();
            let carried = crate::scene::carried_names(&named, &next);
            let kept = Kept {
                labels: &carried,
                zoom: camera.zoom,
                is_of_another: true,
            };
            let (alone, after) = (place(&next, Kept::default()), place(&next, kept));
            // What matters most is as it would be.
            let of_front = |placed: &[PlacedLabel]| placed.iter().any(|it| it.mark == 150);
            assert_eq!(of_front(&after), of_front(&alone));
            let was_there = |it: &&PlacedLabel| before.iter().find(|old| old.mark == it.mark);
            stayed += after.iter().filter(|it| was_there(it).is_some()).count();
            would_have += alone.iter().filter(|it| was_there(it).is_some()).count();
            let same = after.iter().filter(|it| {
                was_there(it).is_some_and(|old| old.place == it.place && old.rect == it.rect)
            });
            on_their_side += same.count();
            num += before.len();
        }
        assert!(stayed * 4 >= num * 3, "{stayed} of {num}");
        assert!(would_have * 10 <= num * 6, "{would_have} of {num}");
        assert!(
            on_their_side * 6 >= stayed * 5,
            "{on_their_side} of {stayed}"
        );
    }

    #[test]
    fn zooming_in_takes_hardly_a_name_away() {
        for num in [90, 200, 500] {
            let mut moving = Moving::new(num);
            let mut vanished = std::collections::BTreeSet::new();
            for _ in 0..60 {
                let middle = moving.camera.viewport.center();
                moving.camera.zoom_to(middle, 1.02);
                let lost = moving.frame();
                vanished.extend(lost.into_iter().filter(|&mark| moving.is_inside(mark)));
            }
            assert!(vanished.len() < 3, "{num}: {vanished:?}");
        }
    }

    #[test]
    fn what_stands_out_has_its_name_apart_if_there_is_no_room_beside_it() {
        // One in the middle of a close ring of others.
        let (mut scene, _) = random_scene(7, 3);
        for mark in &mut scene.actors {
            (mark.radius_px, mark.ring) = (12.0, None);
        }
        scene.actors[0].emphasis = Emphasis::Strong;
        let positions: Vec<Position> = (0..7_u8)
            .map(|index| {
                let way = Vec2::angled(std::f32::consts::TAU * f32::from(index) / 6.0);
                if index == 0 {
                    [0.0, 0.0]
                } else {
                    (way * 40.0).into()
                }
            })
            .collect();
        let camera = Camera {
            viewport: Rect::from_center_size(Pos2::ZERO, vec2(800.0, 600.0)),
            zoom: 1.0,
            fit_zoom: 1.0,
            ..Camera::default()
        };
        let space = LabelSpace::new(&scene, &positions, &camera);
        let placed = place_labels(&space, text_size);
        let label = placed.iter().find(|label| label.mark == 0).unwrap();
        let [from, to] = label.leader.unwrap();
        assert!(label.rect.expand(3.0).contains(to));
        assert!(from.distance(pos2(0.0, 0.0)) < 20.0);
        for other in placed.iter().filter(|label| label.mark != 0) {
            assert_eq!(other.leader, None, "only for what stands out");
            assert!(!Line { a: from, b: to }.crosses(other.rect));
        }
    }

    #[test]
    fn a_line_crosses_what_it_runs_through() {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 4.0));
        let line = |ax, ay, bx, by| Line {
            a: pos2(ax, ay),
            b: pos2(bx, by),
        };
        assert!(line(-5.0, 2.0, 15.0, 2.0).crosses(rect));
        assert!(line(5.0, -5.0, 5.0, 15.0).crosses(rect));
        assert!(line(2.0, 2.0, 3.0, 3.0).crosses(rect));
        assert!(!line(-5.0, 5.0, 15.0, 5.0).crosses(rect));
        assert!(!line(-5.0, 0.0, 0.0, 9.0).crosses(rect));
    }

    /// More than can be counted with a byte, which once ended the program.
    #[test]
    fn a_name_may_lie_over_very_much_context() {
        let (mut scene, mut positions) = random_scene(1, 3);
        scene.actors[0].emphasis = Emphasis::Strong;
        for index in 1..4000_u32 {
            scene.actors.push(ActorMark {
                id: MarkId::Actor(ActorId(index)),
                radius_px: 2.0,
                emphasis: Emphasis::Ghost,
                ring: None,
                ..scene.actors[0]
            });
            let angle = index as f32 * 2.4;
            let radius = 2.0 * (index as f32).sqrt();
            positions.push([
                positions[0][0] + radius * angle.cos(),
                positions[0][1] + radius * angle.sin(),
            ]);
        }
        let camera = camera();
        let space = LabelSpace {
            hovered: Some(0),
            ..LabelSpace::new(&scene, &positions, &camera)
        };
        assert_eq!(place_labels(&space, |_| vec2(200.0, 60.0)).len(), 1);
    }
}
