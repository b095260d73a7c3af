//! Where groups of actors are on the map, and the bands between them.
//!
//! A band runs from the middle of one sector to that of another. It is as wide as the ties between the two are many, of
//! those that would be expected; where they are fewer, a dashed edge shows how wide it would be with all of them.

use emath::{Pos2, Rect, Vec2, pos2};

use super::{Band, Camera, Rgba, Scene, colors};
use crate::layout::Position;

/// The width of a band with as many ties as expected, in screen pixels at fit.
const WIDTH_PX: f32 = 26.0;
/// A band is at least this share of that width, and at most that.
const WIDTHS: std::ops::RangeInclusive<f32> = 0.05..=2.2;
/// Bands with at least so many of the expected ties have no dashed edge.
const NEARLY_ALL: f32 = 0.93;
/// How long the soft ends are, as a share of the band.
const SOFT: f32 = 0.16;
/// Groups are apart if so many of their members are nearest to the middle of their own.
const NEAREST: f32 = 0.8;

/// Where a group is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupPlace {
    /// The middle of its members, by the median: a few far away do not move it.
    pub middle: Pos2,
    /// The median distance of its members from there.
    pub spread: f32,
    /// Where eight of ten of its members are, across and up and down.
    pub core: Rect,
}

/// Where the groups of a scene are, in world units. Found anew when positions have changed, not when the camera moves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupPlaces {
    /// By group of the scene; `None` for those without members.
    pub places: Vec<Option<GroupPlace>>,
    /// Whether each has a part of the map to itself, so that it can be named there.
    pub are_apart: bool,
    /// Where one group is at home among very many actors; the largest first.
    pub regions: Vec<Region>,
}

/// A part of the map in which one group is at home: most of those there are of it, and more than elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// The index of the group.
    pub group: u32,
    /// How many actors are there, of whatever group.
    pub num_actors: usize,
    /// The middle of them.
    pub middle: Pos2,
}

/// With fewer markers one sees single ones; with more, parts of the map.
const MANY_MARKERS: usize = 3000;
/// Into how many columns and rows the map is divided to find regions.
const NUM_CELLS: [usize; 2] = [16, 12];
/// A cell is of a group that has such a share of the actors in it,
const LEAST_SHARE: f32 = 0.5;
/// and so many times its share of all, or nearly everybody.
const LEAST_LIFT: f32 = 1.5;
const NEARLY_EVERYBODY: f32 = 0.9;
/// Regions with a smaller share of all actors are not told.
const LEAST_OF_ALL: f32 = 0.01;

impl GroupPlaces {
    /// Finds the groups of a scene.
    ///
    /// Time O(actors · groups).
    pub fn new(scene: &Scene, positions: &[Position]) -> Self {
        let at = |mark: &u32| {
            let &[x, y] = positions.get(*mark as usize)?;
            Some(pos2(x, y))
        };
        let places: Vec<Option<GroupPlace>> = scene
            .groups
            .iter()
            .map(|group| {
                let members: Vec<Pos2> = group.marks.iter().filter_map(at).collect();
                let mut across: Vec<f32> = members.iter().map(|pos| pos.x).collect();
                let mut down: Vec<f32> = members.iter().map(|pos| pos.y).collect();
                let mut at = |share| {
                    Some(pos2(
                        quantile(&mut across, share)?,
                        quantile(&mut down, share)?,
                    ))
                };
                let (min, middle, max) = (at(0.1)?, at(0.5)?, at(0.9)?);
                let distances = members.iter().map(|pos| pos.distance(middle));
                let spread = quantile(&mut distances.collect::<Vec<f32>>(), 0.5)?;
                Some(GroupPlace {
                    middle,
                    spread,
                    core: Rect::from_two_pos(min, max),
                })
            })
            .collect();
        let (mut num_nearest, mut num) = (0, 0);
        for (index, (group, own)) in scene.groups.iter().zip(&places).enumerate() {
            let Some(own) = own else { continue };
            let others = || {
                let others = places.iter().enumerate();
                others.filter_map(move |(other, place)| place.filter(|_| other != index))
            };
            for pos in group.marks.iter().filter_map(at) {
                let distance = pos.distance_sq(own.middle);
                let is_nearest = others().all(|other| distance < pos.distance_sq(other.middle));
                num_nearest += usize::from(is_nearest);
                num += 1;
            }
        }
        let are_apart = places.iter().flatten().count() > 1
            && num_nearest as f32 >= NEAREST * num.max(1) as f32;
        let regions = if scene.actors.len() > MANY_MARKERS && !are_apart {
            regions(scene, positions)
        } else {
            Vec::new()
        };
        Self {
            places,
            are_apart,
            regions,
        }
    }
}

/// Parts of the map in which one group is at home: neighbouring cells of a grid that are of the same group. Time O(actors +
/// cells).
fn regions(scene: &Scene, positions: &[Position]) -> Vec<Region> {
    let Some(bounds) = super::bounds(positions) else {
        return Vec::new();
    };
    let [num_columns, num_rows] = NUM_CELLS;
    let cell_of = |pos: Pos2| {
        let share = (pos - bounds.min) / bounds.size().max(Vec2::splat(1e-3));
        let column = ((share.x * num_columns as f32) as usize).min(num_columns - 1);
        let row = ((share.y * num_rows as f32) as usize).min(num_rows - 1);
        row * num_columns + column
    };
    // How many there are in each cell, the sum of their places, and how many of each group.
    let mut cells = vec![(0_usize, Vec2::ZERO); num_columns * num_rows];
    // Those without a tie stand in a block of their own, which is no part of the network.
    let place_of = |mark: u32| {
        let &[x, y] = positions.get(mark as usize)?;
        (!scene.tie_ends.of(mark).is_empty()).then_some(pos2(x, y))
    };
    let mut num_tied = 0;
    for pos in (0..positions.len() as u32).filter_map(place_of) {
        num_tied += 1;
        if let Some((num, sum)) = cells.get_mut(cell_of(pos)) {
            *num += 1;
            *sum += pos.to_vec2();
        }
    }
    let mut owners = vec![None; cells.len()];
    for (index, group) in scene.groups.iter().enumerate() {
        let mut nums = vec![0_usize; cells.len()];
        for pos in group.marks.iter().filter_map(|&mark| place_of(mark)) {
            if let Some(num) = nums.get_mut(cell_of(pos)) {
                *num += 1;
            }
        }
        let of_all = nums.iter().sum::<usize>() as f32 / num_tied.max(1) as f32;
        for ((owner, num), (all, _)) in owners.iter_mut().zip(nums).zip(&cells) {
            let share = num as f32 / (*all).max(1) as f32;
            let stands_out = share >= LEAST_LIFT * of_all || share >= NEARLY_EVERYBODY;
            if share >= LEAST_SHARE && stands_out {
                *owner = Some(index);
            }
        }
    }
    let mut regions = Vec::new();
    let mut is_done = vec![false; cells.len()];
    for start in 0..cells.len() {
        let Some(group) = owners.get(start).copied().flatten() else {
            continue;
        };
        let (mut num_actors, mut sum) = (0, Vec2::ZERO);
        let mut waiting = vec![start];
        while let Some(cell) = waiting.pop() {
            let is_of_it = owners.get(cell).copied().flatten() == Some(group);
            match is_done.get_mut(cell) {
                Some(done) if is_of_it && !*done => *done = true,
                _ => continue,
            }
            if let Some((num, places)) = cells.get(cell) {
                num_actors += num;
                sum += *places;
            }
            let (column, row) = (cell % num_columns, cell / num_columns);
            if column > 0 {
                waiting.push(cell - 1);
            }
            if column + 1 < num_columns {
                waiting.push(cell + 1);
            }
            if row > 0 {
                waiting.push(cell - num_columns);
            }
            if row + 1 < num_rows {
                waiting.push(cell + num_columns);
            }
        }
        if num_actors as f32 >= LEAST_OF_ALL * num_tied as f32 {
            regions.push(Region {
                group: group as u32,
                num_actors,
                middle: (sum / num_actors.max(1) as f32).to_pos2(),
            });
        }
    }
    regions.sort_by_key(|region| std::cmp::Reverse(region.num_actors));
    regions
}

/// The value below which there is such a share of all; of two, the one nearer to the middle. `None` without any.
fn quantile(values: &mut [f32], share: f32) -> Option<f32> {
    let last = values.len().checked_sub(1)?;
    let place = share * last as f32;
    // Among few, the one who is far away from the others is left out.
    let place = if share < 0.5 {
        place.ceil()
    } else {
        place.floor()
    } as usize;
    let (_, &mut value, _) = values.select_nth_unstable_by(place.min(last), f32::total_cmp);
    Some(value)
}

/// A band on the screen: a straight stripe with soft ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandShape {
    /// Where it begins and ends.
    pub ends: [Pos2; 2],
    /// Half its width, in pixels.
    pub half_width: f32,
    /// Half the width that it would have with all expected ties, if that is much more.
    pub half_expected: Option<f32>,
    /// The colours along it, each with the share of the way: transparent at both ends.
    pub stops: [(f32, Rgba); 4],
    /// The colour of the dashed edges.
    pub edge: Rgba,
}

impl BandShape {
    /// The place at a share of the way.
    pub fn at(&self, share: f32) -> Pos2 {
        let [from, to] = self.ends;
        from.lerp(to, share)
    }

    /// What points across it, one pixel long.
    pub fn across(&self) -> Vec2 {
        let [from, to] = self.ends;
        (to - from).normalized().rot90()
    }
}

/// The bands of a scene on the screen, in its order.
///
/// `None` for those that are too short to be seen, and for all where sectors lie among each other: what would run between
/// their middles would say nothing.
pub fn band_shapes(scene: &Scene, groups: &GroupPlaces, camera: &Camera) -> Vec<Option<BandShape>> {
    if !groups.are_apart {
        return vec![None; scene.bands.len()];
    }
    let scale = camera.marker_scale();
    let place = |group: u32| groups.places.get(group as usize).copied().flatten();
    let shape = |band: &Band| {
        let (a, b) = (place(band.a)?, place(band.b)?);
        let (from, to) = (
            camera.screen_from_world(a.middle),
            camera.screen_from_world(b.middle),
        );
        let way = to - from;
        let length = way.length();
        let expected = 0.5 * WIDTH_PX * scale;
        // It begins inside the groups, but leaves their middles to the actors there.
        let trimmed = |place: GroupPlace| (0.3 * place.spread * camera.zoom).min(0.14 * length);
        let direction = way.normalized();
        let ends = [from + direction * trimmed(a), to - direction * trimmed(b)];
        if (ends[1] - ends[0]).length() < 3.0 * expected {
            return None;
        }
        let share = band.share.clamp(*WIDTHS.start(), *WIDTHS.end());
        let [color_a, color_b] =
            [band.color_a, band.color_b].map(|color| colors::faded(color, band.opacity));
        let clear = |[red, green, blue, _]: Rgba| [red, green, blue, 0];
        Some(BandShape {
            ends,
            half_width: expected * share,
            half_expected: (share < NEARLY_ALL).then_some(expected),
            stops: [
                (0.0, clear(color_a)),
                (SOFT, color_a),
                (1.0 - SOFT, color_b),
                (1.0, clear(color_b)),
            ],
            edge: band.edge,
        })
    };
    scene.bands.iter().map(shape).collect()
}

/// The dashes at both edges of a band that lacks ties, each from one place to another.
pub fn band_dashes(shape: &BandShape) -> Vec<(Pos2, Pos2)> {
    const DASH_PX: f32 = 5.0;
    const PERIOD_PX: f32 = 9.0;
    let Some(half) = shape.half_expected else {
        return Vec::new();
    };
    let [from, to] = shape.ends;
    let length = (to - from).length();
    let across = shape.across() * half;
    // They begin and end where the band is no longer soft.
    let (first, last) = (SOFT * length, (1.0 - SOFT) * length);
    let num = ((last - first) / PERIOD_PX) as usize;
    (0..=num)
        .map(|place| first + place as f32 * PERIOD_PX)
        .filter(|start| start + DASH_PX <= last)
        .flat_map(|start| {
            let (a, b) = (
                shape.at(start / length),
                shape.at((start + DASH_PX) / length),
            );
            [(a + across, b + across), (a - across, b - across)]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Group, Insets};
    use emath::vec2;

    /// Two groups of three on a line, so far apart.
    fn scene(distance: f32, share: f32) -> (Scene, Vec<Position>) {
        let group = |marks: &[u32]| Group {
            marks: marks.to_vec(),
            name: String::new(),
            color: [0, 0, 0, 255],
        };
        let scene = Scene {
            groups: vec![group(&[0, 1, 2]), group(&[3, 4, 5])],
            bands: vec![Band {
                a: 0,
                b: 1,
                color_a: [255, 0, 0, 255],
                color_b: [0, 0, 255, 255],
                edge: [0, 0, 0, 255],
                share,
                is_stressed: false,
                opacity: 0.5,
                text: String::new(),
                title: String::new(),
            }],
            ..Scene::default()
        };
        let positions = vec![
            [-10.0, 0.0],
            [0.0, 0.0],
            [10.0, 0.0],
            [distance - 10.0, 0.0],
            [distance, 0.0],
            [distance + 10.0, 0.0],
        ];
        (scene, positions)
    }

    fn camera() -> Camera {
        let bounds = Rect::from_center_size(pos2(300.0, 0.0), vec2(800.0, 600.0));
        let viewport = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0));
        Camera::fit(Some(bounds), viewport, Insets::default())
    }

    #[test]
    fn groups_are_apart_if_nearly_all_are_nearest_to_their_own_middle() {
        for (distance, expected) in [(100.0, true), (30.0, true), (10.0, false), (0.0, false)] {
            let (scene, positions) = scene(distance, 1.0);
            let groups = GroupPlaces::new(&scene, &positions);
            assert_eq!(groups.are_apart, expected, "{distance}");
            assert_eq!(groups.places[1].unwrap().middle, pos2(distance, 0.0));
            assert_eq!(groups.places[1].unwrap().spread, 10.0);
        }
        assert!(!GroupPlaces::new(&Scene::default(), &[]).are_apart);
    }

    #[test]
    fn among_very_many_one_sees_where_a_group_is_at_home() {
        // Two squares of 2,500 actors: in one, both groups are among each other, in the other there is only the second.
        let num = 5000_u32;
        let is_of_first = |index: u32| index < 2500 && index % 5 < 2;
        let group = |first: bool| Group {
            marks: (0..num).filter(|&it| is_of_first(it) == first).collect(),
            name: String::new(),
            color: [0; 4],
        };
        let mark = crate::scene::ActorMark {
            id: crate::scene::MarkId::Actor(crate::model::ActorId(0)),
            color: [0; 4],
            shape: crate::model::MarkerShape::Circle,
            radius_px: 2.0,
            emphasis: crate::scene::Emphasis::Normal,
            ring: None,
            hollow: false,
            pinned: false,
        };
        // Everybody has a tie but the last hundred.
        let tie = |index: u32| crate::scene::TieMark {
            a: index,
            b: (index + 1) % (num - 100),
            color_a: [0; 4],
            color_b: [0; 4],
            width_px: 1.0,
            emphasis: crate::scene::Emphasis::Normal,
            dashed: false,
            arrow: false,
            bend: 0.0,
            rank: 0.0,
        };
        let ties: Vec<_> = (0..num - 100).map(tie).collect();
        let scene = Scene {
            actors: vec![mark; num as usize],
            tie_ends: crate::scene::TieEnds::new(num as usize, &ties),
            groups: vec![group(true), group(false)],
            ..Scene::default()
        };
        let positions: Vec<Position> = (0..num)
            .map(|index| {
                let place = index % 2500;
                let left = if index < 2500 { 0.0 } else { 3000.0 };
                [
                    left + (place % 50) as f32 * 10.0,
                    (place / 50) as f32 * 10.0,
                ]
            })
            .collect();
        let groups = GroupPlaces::new(&scene, &positions);
        let [region] = groups.regions[..] else {
            panic!("{:?}", groups.regions);
        };
        // Two rows of fifty less.
        assert_eq!((region.group, region.num_actors), (1, 2400));
        assert!((region.middle - pos2(3245.0, 235.0)).length() < 1.0);
        let few = Scene {
            actors: vec![mark; 100],
            ..scene
        };
        assert!(GroupPlaces::new(&few, &positions[..100]).regions.is_empty());
    }

    #[test]
    fn bands_are_as_wide_as_the_share_of_the_expected_ties() {
        let width = |share| {
            let (scene, positions) = scene(600.0, share);
            let groups = GroupPlaces::new(&scene, &positions);
            let shapes = band_shapes(&scene, &groups, &camera());
            shapes[0].map(|shape| (shape.half_width, shape.half_expected))
        };
        let (all, edge) = width(1.0).unwrap();
        assert_eq!(edge, None);
        let (half, edge) = width(0.5).unwrap();
        assert!((half - 0.5 * all).abs() < 1e-3);
        assert_eq!(edge, Some(all), "the edge is where all would be");
        let (more, _) = width(1.5).unwrap();
        assert!((more - 1.5 * all).abs() < 1e-3);
    }

    #[test]
    fn groups_on_top_of_each_other_have_no_band() {
        let (scene, positions) = scene(20.0, 1.0);
        let groups = GroupPlaces::new(&scene, &positions);
        assert_eq!(band_shapes(&scene, &groups, &camera()), [None]);
    }
}
