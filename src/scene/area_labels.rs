//! What is written on areas of the map: the names of sectors that have a part of it to themselves, what tinted areas are,
//! and the numbers on bands. They are placed before the names of actors, which keep off them.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::groups::{BandShape, GroupPlaces};
use super::{Axis, Emphasis, LabelSpace, MarkId, Rgba, RingLine, Scene, shapes};
use crate::text::words;

/// The size of the names of sectors, in pixels at 100 %.
const NAME_PX: f32 = 14.0;
/// The size of all else.
const SMALL_PX: f32 = 11.5;
/// Between a text and what is around it.
const GAP: f32 = 3.0;
/// How many lines further out it is tried to place a name.
const NUM_LINES: u8 = 4;
/// How far along a band, from its middle, its numbers may stand.
const ALONG_BAND: [f32; 5] = [0.5, 0.42, 0.58, 0.34, 0.66];
/// At most so many tinted areas are named.
const MAX_HULLS: usize = 14;
/// With more markers than this, small ones may lie under an area's name.
const MANY_MARKERS: usize = 3000;
const SMALL_RADIUS: f32 = 5.0;

/// A text on an area, in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaLabel {
    /// What is written.
    pub text: String,
    /// Its rectangle on the screen.
    pub rect: Rect,
    /// The size of its letters, in pixels at 100 %.
    pub size_px: f32,
    /// Whether it is written in bold.
    pub strong: bool,
    /// The colour of its letters.
    pub color: Rgba,
    /// Which of the places that are tried it has.
    pub place: usize,
    /// It lies over markers: a plate in the colour of the canvas is drawn under it, see [`AreaLabel::plate`].
    pub has_plate: bool,
}

impl AreaLabel {
    /// The plate under the text, and how round its corners are.
    pub fn plate(&self) -> Option<(Rect, f32)> {
        self.has_plate
            .then(|| (self.rect.expand2(vec2(5.0, 1.0)), 3.0))
    }
}

/// The colours that areas are named in, where they have none of their own.
#[derive(Clone, Copy, Debug)]
pub struct AreaColors {
    /// As usual.
    pub muted: Rgba,
    /// Of what it is about.
    pub text: Rgba,
}

/// What areas are named by.
#[derive(Clone, Copy, Debug)]
pub struct AreaSpace<'a> {
    /// Where the sectors are.
    pub groups: &'a GroupPlaces,
    /// The bands between them, by band of the scene.
    pub bands: &'a [Option<BandShape>],
    /// The names of tinted areas, each with the outline of its area on the screen.
    pub hulls: &'a [(&'a str, Vec<Pos2>)],
    /// The colours.
    pub colors: AreaColors,
    /// The axes of the map.
    pub axes: &'a [Axis],
    /// The rings of the map.
    pub rings: &'a [RingLine],
    /// What was written a moment ago: as long as it fits where it is, it stays there.
    pub kept: &'a [AreaLabel],
}

/// A text that looks for a place: the best first.
struct Wanted {
    label: AreaLabel,
    places: Vec<Rect>,
}

/// Places the texts of areas where they cover neither markers nor what `space` avoids nor each other.
///
/// Those without such a place are left out. `measure` gives the width and height of a text of a size, in bold if told so.
///
/// Time O(actors · texts).
pub fn place_area_labels(
    space: &LabelSpace<'_>,
    areas: &AreaSpace<'_>,
    mut measure: impl FnMut(&str, f32, bool) -> Vec2,
) -> Vec<AreaLabel> {
    let &AreaSpace {
        groups,
        bands,
        hulls: outlines,
        colors,
        axes,
        rings,
        kept,
    } = areas;
    let mut wanted: Vec<Wanted> = Vec::new();
    for axis in axes {
        let texts = axis.texts(space.camera, colors, &mut measure).into_iter();
        wanted.extend(texts.map(|label| Wanted {
            places: vec![label.rect],
            label,
        }));
    }
    for ring in rings {
        let texts = ring.texts(space.camera, colors, &mut measure).into_iter();
        wanted.extend(texts.map(|(label, places)| Wanted { label, places }));
    }
    if groups.are_apart {
        names(space, groups, &mut measure, &mut wanted);
    }
    numbers(space.scene, bands, colors, &mut measure, &mut wanted);
    regions(space, groups, &mut measure, &mut wanted);
    hulls(outlines, colors, &mut measure, &mut wanted);
    let is_free = free_places(space, &wanted);
    let mut placed: Vec<AreaLabel> = Vec::new();
    for (Wanted { mut label, places }, is_free) in wanted.into_iter().zip(is_free) {
        let fits = |place: &Rect, is_free: bool| {
            let around = place.expand(GAP);
            is_free && placed.iter().all(|other| !around.intersects(other.rect))
        };
        let mut free = places
            .into_iter()
            .zip(is_free)
            .enumerate()
            .filter(|(_, (place, is_free))| fits(place, *is_free));
        let before = kept.iter().find(|kept| kept.text == label.text);
        let first = free.next();
        let same = before.and_then(|before| {
            let is_same = |(place, _): &(usize, _)| *place == before.place;
            first.filter(is_same).or_else(|| free.find(is_same))
        });
        if let Some((place, (rect, _))) = same.or(first) {
            (label.rect, label.place) = (rect, place);
            placed.push(label);
        }
    }
    placed
}

/// The names of sectors: outside of the thick of their actors, on the side that faces away from the middle of the map.
fn names(
    space: &LabelSpace<'_>,
    groups: &GroupPlaces,
    measure: &mut impl FnMut(&str, f32, bool) -> Vec2,
    wanted: &mut Vec<Wanted>,
) {
    let middle = super::bounds(space.positions).map_or(Pos2::ZERO, |bounds| bounds.center());
    // A sector that is drawn as one marker is named beside it already.
    let is_one = |marks: &[u32]| {
        let &[only] = marks else { return false };
        let mark = space.scene.actors.get(only as usize);
        mark.is_some_and(|mark| matches!(mark.id, MarkId::Group(_)))
    };
    for (group, place) in space.scene.groups.iter().zip(&groups.places) {
        let is_named = !group.name.is_empty() && !is_one(&group.marks);
        let Some(place) = place.filter(|_| is_named) else {
            continue;
        };
        let size = measure(&group.name, NAME_PX, true);
        let core = Rect::from_two_pos(
            space.camera.screen_from_world(place.core.min),
            space.camera.screen_from_world(place.core.max),
        );
        wanted.push(Wanted {
            label: AreaLabel {
                text: group.name.clone(),
                rect: Rect::NOTHING,
                size_px: NAME_PX,
                strong: true,
                color: group.color,
                place: 0,
                has_plate: false,
            },
            places: around(
                core,
                space.camera.screen_from_world(place.middle).x,
                size,
                place.middle.y < middle.y,
            ),
        });
    }
}

/// Nearer than this times the zoom at which everything fits, one sees who is there.
const FAR_OUT: f32 = 1.6;
/// At most so many regions are named.
const MAX_REGIONS: usize = 8;

/// Where one sector is at home among very many actors, as long as nothing stands out and the camera is far out.
fn regions(
    space: &LabelSpace<'_>,
    groups: &GroupPlaces,
    measure: &mut impl FnMut(&str, f32, bool) -> Vec2,
    wanted: &mut Vec<Wanted>,
) {
    let scene = space.scene;
    let front = scene.draw_order.last();
    let front = front.and_then(|&mark| scene.actors.get(mark as usize));
    let stands_out = front.is_some_and(|mark| mark.emphasis == Emphasis::Strong);
    if stands_out || space.camera.zoom > FAR_OUT * space.camera.fit_zoom {
        return;
    }
    for region in groups.regions.iter().take(MAX_REGIONS) {
        let Some(group) = scene.groups.get(region.group as usize) else {
            continue;
        };
        let text = words::region(&group.name, region.num_actors);
        let size = measure(&text, NAME_PX, true);
        let middle = space.camera.screen_from_world(region.middle);
        let places = [0_i8, -1, 1, -2, 2, -3, 3, -4, 4].map(|line| {
            let aside = vec2(0.0, f32::from(line) * (size.y + GAP));
            Rect::from_center_size(middle + aside, size)
        });
        wanted.push(Wanted {
            label: AreaLabel {
                text,
                rect: Rect::NOTHING,
                size_px: NAME_PX,
                strong: true,
                color: group.color,
                place: 0,
                has_plate: true,
            },
            places: places.to_vec(),
        });
    }
}

/// Places above and below a rectangle, the nearest first, in its middle if that is free; inside of it if there is no other.
fn around(core: Rect, middle: f32, size: Vec2, above_first: bool) -> Vec<Rect> {
    let columns = [
        middle,
        core.center().x,
        core.min.x + 0.5 * size.x,
        core.max.x - 0.5 * size.x,
    ];
    let at = |x: f32, y: f32| Rect::from_center_size(pos2(x, y), size);
    let step = size.y + GAP;
    let mut places = Vec::new();
    for above in [above_first, !above_first] {
        for line in 0..NUM_LINES {
            let out = 10.0 + 0.5 * size.y + f32::from(line) * step;
            let y = if above {
                core.min.y - out
            } else {
                core.max.y + out
            };
            places.extend(columns.map(|x| at(x, y)));
        }
    }
    for line in 0..NUM_LINES {
        let inside = 0.5 * size.y + f32::from(line) * step;
        let y = if above_first {
            core.min.y + inside
        } else {
            core.max.y - inside
        };
        places.extend(columns.map(|x| at(x, y)));
    }
    places
}

/// The numbers on bands, those that say most first.
fn numbers(
    scene: &Scene,
    bands: &[Option<BandShape>],
    colors: AreaColors,
    measure: &mut impl FnMut(&str, f32, bool) -> Vec2,
    wanted: &mut Vec<Wanted>,
) {
    for (band, shape) in scene.bands.iter().zip(bands).rev() {
        let Some(shape) = shape.filter(|_| !band.text.is_empty()) else {
            continue;
        };
        let size = measure(&band.text, SMALL_PX, band.is_stressed);
        wanted.push(Wanted {
            label: AreaLabel {
                text: band.text.clone(),
                rect: Rect::NOTHING,
                size_px: SMALL_PX,
                strong: band.is_stressed,
                color: if band.is_stressed {
                    colors.text
                } else {
                    colors.muted
                },
                place: 0,
                has_plate: false,
            },
            places: ALONG_BAND
                .map(|share| Rect::from_center_size(shape.at(share), size))
                .to_vec(),
        });
    }
}

/// What tinted areas are, above or below them; the largest first.
fn hulls(
    outlines: &[(&str, Vec<Pos2>)],
    colors: AreaColors,
    measure: &mut impl FnMut(&str, f32, bool) -> Vec2,
    wanted: &mut Vec<Wanted>,
) {
    let mut outlines: Vec<(&str, Rect)> = outlines
        .iter()
        .map(|(name, outline)| (*name, Rect::from_points(outline)))
        .collect();
    outlines.sort_by(|(_, a), (_, b)| b.area().total_cmp(&a.area()));
    for (name, bounds) in outlines.into_iter().take(MAX_HULLS) {
        let size = measure(name, SMALL_PX, false);
        let out = vec2(0.0, 0.5 * size.y + GAP);
        let at = |pos: Pos2| Rect::from_center_size(pos, size);
        wanted.push(Wanted {
            label: AreaLabel {
                text: name.to_owned(),
                rect: Rect::NOTHING,
                size_px: SMALL_PX,
                strong: false,
                color: colors.muted,
                place: 0,
                has_plate: false,
            },
            places: vec![
                at(bounds.center_top() - out),
                at(bounds.center_bottom() + out),
                at(bounds.center_top() + out),
                at(bounds.center_bottom() - out),
                at(bounds.left_center() - vec2(0.5 * size.x + GAP, 0.0)),
                at(bounds.right_center() + vec2(0.5 * size.x + GAP, 0.0)),
            ],
        });
    }
}

/// Which places cover nothing, by text and place.
fn free_places(space: &LabelSpace<'_>, wanted: &[Wanted]) -> Vec<Vec<bool>> {
    let camera = space.camera;
    let viewport = camera.viewport;
    let mut is_free: Vec<Vec<bool>> = wanted
        .iter()
        .map(|wanted| {
            let is_free = |place: &Rect| {
                let in_sight = viewport.contains_rect(place.expand(GAP));
                in_sight && space.avoid.iter().all(|rect| !rect.intersects(*place))
            };
            wanted.places.iter().map(is_free).collect()
        })
        .collect();
    let all = wanted
        .iter()
        .flat_map(|wanted| &wanted.places)
        .fold(Rect::NOTHING, |all, &place| all.union(place));
    let has_many = space.scene.actors.len() > MANY_MARKERS;
    let radius_of = camera.radii();
    for (mark, &[x, y]) in space.scene.actors.iter().zip(space.positions) {
        let center = camera.screen_from_world(pos2(x, y));
        let radius = radius_of(mark);
        if (has_many && radius < SMALL_RADIUS) || !all.expand(radius * 2.0).contains(center) {
            continue;
        }
        let body = shapes::extent(mark.shape) * radius;
        let body = body.translate(center.to_vec2()).expand(GAP);
        for (wanted, is_free) in wanted.iter().zip(&mut is_free) {
            for (place, is_free) in wanted.places.iter().zip(is_free) {
                *is_free = *is_free && !place.intersects(body);
            }
        }
    }
    is_free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorId, MarkerShape};
    use crate::scene::{ActorMark, Camera, Group, Insets, band_shapes};

    fn mark(index: u32) -> ActorMark {
        ActorMark {
            id: MarkId::Actor(ActorId(index)),
            color: [0, 0, 0, 255],
            shape: MarkerShape::Circle,
            radius_px: 10.0,
            emphasis: Emphasis::Normal,
            ring: None,
            hollow: false,
            pinned: false,
        }
    }

    /// Two sectors of nine actors each, in squares.
    fn scene() -> (Scene, Vec<crate::layout::Position>) {
        let positions: Vec<_> = (0..18_u8)
            .map(|index| {
                let (group, row, column) = (index / 9, index % 9 / 3, index % 3);
                [
                    f32::from(group) * 600.0 + f32::from(column) * 60.0,
                    f32::from(row) * 60.0,
                ]
            })
            .collect();
        let group = |name: &str, marks: std::ops::Range<u32>| Group {
            marks: marks.collect(),
            name: name.to_owned(),
            color: [9, 9, 9, 255],
        };
        let scene = Scene {
            actors: (0..18).map(mark).collect(),
            groups: vec![group("Business", 0..9), group("City", 9..18)],
            ..Scene::default()
        };
        (scene, positions)
    }

    #[test]
    fn areas_are_named_where_nothing_is_covered() {
        let (scene, positions) = scene();
        let camera = Camera::fit(
            super::super::bounds(&positions),
            Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 600.0)),
            Insets::same(60.0),
        );
        let avoid = [Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 200.0))];
        let space = LabelSpace {
            avoid: &avoid,
            ..LabelSpace::new(&scene, &positions, &camera)
        };
        let groups = GroupPlaces::new(&scene, &positions);
        let bands = band_shapes(&scene, &groups, &camera);
        let colors = AreaColors {
            muted: [1; 4],
            text: [2; 4],
        };
        let measure = |text: &str, size: f32, _| vec2(text.len() as f32 * size * 0.6, size * 1.3);
        let corners = [pos2(700.0, 250.0), pos2(960.0, 250.0), pos2(800.0, 420.0)];
        let areas = AreaSpace {
            groups: &groups,
            bands: &bands,
            hulls: &[("9 actors", corners.to_vec())],
            colors,
            axes: &[],
            rings: &[],
            kept: &[],
        };
        let labels = place_area_labels(&space, &areas, measure);
        let texts: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(texts, ["Business", "City", "9 actors"]);
        for (index, label) in labels.iter().enumerate() {
            assert!(!label.rect.intersects(avoid[0]), "{label:?}");
            for &[x, y] in &positions {
                let center = camera.screen_from_world(pos2(x, y));
                assert!(!label.rect.expand(9.0).contains(center), "{label:?}");
            }
            for other in &labels[..index] {
                assert!(!label.rect.intersects(other.rect));
            }
        }
    }

    #[test]
    fn a_sector_that_is_one_marker_is_named_by_it_alone() {
        let (mut scene, positions) = scene();
        let camera = Camera::fit(
            super::super::bounds(&positions),
            Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 600.0)),
            Insets::same(60.0),
        );
        let groups = GroupPlaces::new(&scene, &positions);
        scene.actors[0].id = MarkId::Group(0);
        scene.groups[0].marks = vec![0];
        let space = LabelSpace::new(&scene, &positions, &camera);
        let mut wanted = Vec::new();
        let mut measure = |_: &str, _: f32, _: bool| vec2(50.0, 20.0);
        names(&space, &groups, &mut measure, &mut wanted);
        let texts: Vec<&str> = wanted.iter().map(|it| it.label.text.as_str()).collect();
        assert_eq!(texts, ["City"]);
    }

    #[test]
    fn sectors_among_each_other_have_no_names() {
        let (scene, mut positions) = scene();
        positions.sort_by(|a, b| a[1].total_cmp(&b[1]));
        let groups = GroupPlaces::new(&scene, &positions);
        assert!(!groups.are_apart);
    }
}
