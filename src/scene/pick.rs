//! What is under the pointer: hit tests on the CPU, by a grid over the positions.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{Camera, MIN_RADIUS_PX, Scene, TieMark, shapes};
use crate::layout::{MAX_RADIUS, Position};

/// About how many actors a cell of the grid holds.
const ACTORS_PER_CELL: usize = 4;

/// The positions of actors, sorted into the cells of a grid. Build it anew when positions have changed.
#[derive(Clone, Debug, Default)]
pub struct PickGrid {
    min: Position,
    cell_size: f32,
    num_columns: usize,
    num_rows: usize,
    /// Where the actors of each cell begin in `actors`; one more at the end.
    starts: Vec<u32>,
    actors: Vec<u32>,
}

impl PickGrid {
    /// The grid over positions by snapshot index.
    pub fn new(positions: &[Position]) -> Self {
        let Some(bounds) = super::bounds(positions) else {
            return Self::default();
        };
        let area = (bounds.width() * bounds.height()).max(1.0);
        let num_cells = (positions.len() / ACTORS_PER_CELL).max(1);
        let longest = bounds.width().max(bounds.height());
        let cell_size = (area / num_cells as f32)
            .sqrt()
            .max(longest / 2000.0)
            .max(1e-3);
        let num_columns = (bounds.width() / cell_size) as usize + 1;
        let num_rows = (bounds.height() / cell_size) as usize + 1;
        let mut grid = Self {
            min: [bounds.min.x, bounds.min.y],
            cell_size,
            num_columns,
            num_rows,
            starts: vec![0; num_columns * num_rows + 1],
            actors: vec![0; positions.len()],
        };
        // Counting sort: how many in each cell, where each begins, then everybody to their place.
        let cells: Vec<usize> = positions
            .iter()
            .map(|&[x, y]| {
                let (column, row) = grid.cell_of(pos2(x, y));
                row * num_columns + column
            })
            .collect();
        for &cell in &cells {
            if let Some(count) = grid.starts.get_mut(cell + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut grid.starts {
            sum += *start;
            *start = sum;
        }
        let mut next = grid.starts.clone();
        for (actor, &cell) in cells.iter().enumerate() {
            if let Some(place) = next.get_mut(cell) {
                if let Some(slot) = grid.actors.get_mut(*place as usize) {
                    *slot = actor as u32;
                }
                *place += 1;
            }
        }
        grid
    }

    /// Column and row of a place; places outside belong to the nearest cell.
    fn cell_of(&self, pos: Pos2) -> (usize, usize) {
        let [min_x, min_y] = self.min;
        // A cast of a negative number gives 0.
        let column = ((pos.x - min_x) / self.cell_size) as usize;
        let row = ((pos.y - min_y) / self.cell_size) as usize;
        (
            column.min(self.num_columns.saturating_sub(1)),
            row.min(self.num_rows.saturating_sub(1)),
        )
    }

    /// The actors in the cells that a rectangle touches.
    fn near(&self, rect_in_world: Rect) -> impl Iterator<Item = u32> {
        let (first_column, first_row) = self.cell_of(rect_in_world.min);
        let (last_column, last_row) = self.cell_of(rect_in_world.max);
        let rows = if self.actors.is_empty() {
            0..0
        } else {
            first_row..last_row + 1
        };
        rows.flat_map(move |row| {
            // The cells of a row are one after the other.
            let start = |column: usize| {
                let start = self.starts.get(row * self.num_columns + column);
                start.map_or(0, |&start| start as usize)
            };
            let range = start(first_column)..start(last_column + 1);
            self.actors.get(range).unwrap_or_default().iter().copied()
        })
    }

    /// The actor whose marker is under a point of the screen, or at most `slop_px` beside it: the one in front, or if
    /// none is hit, the nearest.
    pub fn actor_at(
        &self,
        scene: &Scene,
        positions: &[Position],
        camera: &Camera,
        pos_in_screen: Pos2,
        slop_px: f32,
    ) -> Option<u32> {
        let largest = (MAX_RADIUS * camera.marker_scale()).max(MIN_RADIUS_PX);
        let reach = (largest * shapes::TRIANGLE_RADIUS + slop_px) / camera.zoom;
        let around = Rect::from_center_size(
            camera.world_from_screen(pos_in_screen),
            Vec2::splat(2.0 * reach),
        );
        let mut hit = None;
        let mut nearest = None;
        for index in self.near(around) {
            let (Some(mark), Some(&[x, y])) = (
                scene.actors.get(index as usize),
                positions.get(index as usize),
            ) else {
                continue;
            };
            let offset = pos_in_screen - camera.screen_from_world(pos2(x, y));
            let radius = camera.radius_in_screen(mark);
            if shapes::contains(mark.shape, radius, offset, 1.0) {
                // As in the order of drawing: what stands out is in front, then the smaller.
                let in_front = (mark.emphasis, -radius, index);
                if hit.is_none_or(|other| in_front > other) {
                    hit = Some(in_front);
                }
            } else if hit.is_none() && shapes::contains(mark.shape, radius, offset, slop_px) {
                let distance = (offset.length() - radius, index);
                if nearest.is_none_or(|other| distance < other) {
                    nearest = Some(distance);
                }
            }
        }
        hit.map(|(_, _, index)| index)
            .or_else(|| nearest.map(|(_, index)| index))
    }

    /// The actors whose middle is inside a rectangle, in increasing order.
    pub fn actors_in(&self, positions: &[Position], rect_in_world: Rect) -> Vec<u32> {
        let mut inside: Vec<u32> = self
            .near(rect_in_world)
            .filter(|&index| {
                positions
                    .get(index as usize)
                    .is_some_and(|&[x, y]| rect_in_world.contains(pos2(x, y)))
            })
            .collect();
        inside.sort_unstable();
        inside
    }
}

/// The places on the screen through which a line is drawn: its ends, and between them the bow if it bends.
pub fn tie_path(tie: &TieMark, positions: &[Position], camera: &Camera) -> Option<TiePath> {
    let end = |mark: u32| {
        let &[x, y] = positions.get(mark as usize)?;
        Some(camera.screen_from_world(pos2(x, y)))
    };
    let (a, b) = (end(tie.a)?, end(tie.b)?);
    let way = b - a;
    // To the left of the way from a to b, with y down.
    let left = vec2(way.y, -way.x);
    // The control point of a quadratic curve lies twice as far out as the curve goes.
    let control = a + way * 0.5 + left * (2.0 * tie.bend);
    Some(TiePath { a, control, b })
}

/// A line on the screen: a quadratic curve; straight if the control point is between the ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TiePath {
    /// Where it begins.
    pub a: Pos2,
    /// Where it is drawn to on the way.
    pub control: Pos2,
    /// Where it ends.
    pub b: Pos2,
}

impl TiePath {
    /// The place after a share of the way.
    pub fn at(&self, share: f32) -> Pos2 {
        let rest = 1.0 - share;
        (self.a.to_vec2() * (rest * rest)
            + self.control.to_vec2() * (2.0 * rest * share)
            + self.b.to_vec2() * (share * share))
            .to_pos2()
    }

    /// A rectangle that the line does not leave.
    pub(super) fn bounds(&self) -> Rect {
        Rect::from_points(&[self.a, self.control, self.b])
    }

    fn distance(&self, pos: Pos2, bends: bool) -> f32 {
        if !bends {
            return distance_to_segment(pos, self.a, self.b);
        }
        let num_pieces = 12_u8;
        (0..num_pieces)
            .map(|piece| {
                let share = |piece| f32::from(piece) / f32::from(num_pieces);
                distance_to_segment(pos, self.at(share(piece)), self.at(share(piece + 1)))
            })
            .fold(f32::INFINITY, f32::min)
    }
}

/// The line nearest to a point of the screen, if one is within `slop_px`: what stands out goes before context.
pub fn tie_at(
    scene: &Scene,
    positions: &[Position],
    camera: &Camera,
    pos_in_screen: Pos2,
    slop_px: f32,
) -> Option<u32> {
    let mut best = None;
    for (index, tie) in scene.ties.iter().enumerate() {
        let Some(path) = tie_path(tie, positions, camera) else {
            continue;
        };
        let slop = slop_px + tie.width_px * 0.5;
        let mut around = Rect::from_two_pos(path.a, path.b);
        around.extend_with(path.control);
        if !around.expand(slop).contains(pos_in_screen) {
            continue;
        }
        let distance = path.distance(pos_in_screen, tie.bend != 0.0);
        let key = (tie.emphasis, -distance);
        if distance <= slop && best.is_none_or(|(other, _)| key > other) {
            best = Some((key, index as u32));
        }
    }
    best.map(|(_, index)| index)
}

fn distance_to_segment(pos: Pos2, a: Pos2, b: Pos2) -> f32 {
    let way = b - a;
    let share = ((pos - a).dot(way) / way.length_sq().max(1e-12)).clamp(0.0, 1.0);
    (pos - (a + way * share)).length()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use rand::{RngExt as _, SeedableRng as _};
    use rand_pcg::Pcg64Mcg;

    use super::*;
    use crate::model::{ActorId, MarkerShape};
    use crate::scene::{ActorMark, Emphasis, Insets, MarkId};

    fn random_scene(num: u32, seed: u64) -> (Scene, Vec<Position>) {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let shapes = [
            MarkerShape::Square,
            MarkerShape::Diamond,
            MarkerShape::Circle,
            MarkerShape::Triangle,
            MarkerShape::Hexagon,
        ];
        let actors = (0..num)
            .map(|index| ActorMark {
                id: MarkId::Actor(ActorId(index)),
                color: [0, 0, 0, 255],
                shape: shapes[index as usize % shapes.len()],
                radius_px: random.random_range(1.6..28.0),
                emphasis: [Emphasis::Ghost, Emphasis::Normal, Emphasis::Strong]
                    [random.random_range(0..3)],
                ring: None,
                hollow: false,
                pinned: false,
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
            ..Scene::default()
        };
        (scene, positions)
    }

    fn camera() -> Camera {
        Camera::fit(
            Some(Rect::from_center_size(Pos2::ZERO, vec2(1200.0, 800.0))),
            Rect::from_min_size(pos2(0.0, 0.0), vec2(1050.0, 800.0)),
            Insets::same(24.0),
        )
    }

    /// What one finds by looking at every marker.
    fn by_looking_at_all(
        scene: &Scene,
        positions: &[Position],
        camera: &Camera,
        pos: Pos2,
    ) -> Option<u32> {
        (0..positions.len())
            .filter(|&index| {
                let [x, y] = positions[index];
                let mark = &scene.actors[index];
                let offset = pos - camera.screen_from_world(pos2(x, y));
                shapes::contains(mark.shape, camera.radius_in_screen(mark), offset, 1.0)
            })
            .max_by(|&a, &b| {
                let (mark_a, mark_b) = (&scene.actors[a], &scene.actors[b]);
                mark_a
                    .emphasis
                    .cmp(&mark_b.emphasis)
                    .then(mark_b.radius_px.total_cmp(&mark_a.radius_px))
                    .then(a.cmp(&b))
            })
            .map(|index| index as u32)
    }

    #[test]
    fn finds_what_looking_at_all_markers_finds() {
        let (scene, positions) = random_scene(400, 7);
        let grid = PickGrid::new(&positions);
        let mut random = Pcg64Mcg::seed_from_u64(1);
        let mut camera = camera();
        for round in 0..600 {
            if round == 200 {
                camera.zoom_to(pos2(300.0, 300.0), 6.0);
            }
            if round == 400 {
                camera.zoom_to(pos2(300.0, 300.0), 0.01);
            }
            let pos = pos2(
                random.random_range(0.0..1050.0),
                random.random_range(0.0..800.0),
            );
            assert_eq!(
                grid.actor_at(&scene, &positions, &camera, pos, 1.0),
                by_looking_at_all(&scene, &positions, &camera, pos)
            );
        }
    }

    #[test]
    fn a_near_miss_finds_the_nearest() {
        let (mut scene, _) = random_scene(2, 3);
        for mark in &mut scene.actors {
            mark.shape = MarkerShape::Circle;
            mark.radius_px = 10.0;
        }
        let positions = [[0.0, 0.0], [100.0, 0.0]];
        let grid = PickGrid::new(&positions);
        let camera = camera();
        let beside = camera.screen_from_world(pos2(100.0, 0.0)) + vec2(12.0, 0.0);
        assert_eq!(
            grid.actor_at(&scene, &positions, &camera, beside, 6.0),
            Some(1)
        );
        assert_eq!(
            grid.actor_at(&scene, &positions, &camera, beside, 0.0),
            None
        );
    }

    #[test]
    fn a_box_holds_who_is_inside() {
        let (_, positions) = random_scene(500, 11);
        let grid = PickGrid::new(&positions);
        let rect = Rect::from_min_max(pos2(-50.0, -300.0), pos2(210.0, 20.0));
        let expected: Vec<u32> = (0..500)
            .filter(|&index| {
                let [x, y] = positions[index as usize];
                rect.contains(pos2(x, y))
            })
            .collect();
        assert_eq!(grid.actors_in(&positions, rect), expected);
        assert_eq!(grid.actors_in(&positions, Rect::EVERYTHING).len(), 500);
    }

    #[test]
    fn odd_positions_do_no_harm() {
        let camera = camera();
        for positions in [
            vec![],
            vec![[1.0, 1.0]],
            vec![[3.0, 3.0]; 20],
            vec![[0.0, 0.0], [1e6, 0.0]],
        ] {
            let (scene, _) = random_scene(positions.len() as u32, 1);
            let grid = PickGrid::new(&positions);
            grid.actor_at(&scene, &positions, &camera, pos2(10.0, 10.0), 4.0);
            assert_eq!(
                grid.actors_in(&positions, Rect::EVERYTHING).len(),
                positions.len()
            );
        }
    }

    #[test]
    fn a_hit_test_takes_no_time() {
        let (scene, positions) = random_scene(36_000, 5);
        let grid = PickGrid::new(&positions);
        let camera = camera();
        let start = Instant::now();
        let num_tests = 200_u16;
        for index in 0..num_tests {
            let pos = pos2(f32::from(index) * 5.0, f32::from(index) * 3.0);
            grid.actor_at(&scene, &positions, &camera, pos, 4.0);
        }
        let each = start.elapsed() / u32::from(num_tests);
        // The bar is 0.2 ms; this machine may be busy, and this is not a release build.
        assert!(each.as_secs_f64() < 0.001, "{each:?}");
    }

    #[test]
    fn a_tie_is_found_along_its_bow() {
        let tie = TieMark {
            a: 0,
            b: 1,
            color_a: [0; 4],
            color_b: [0; 4],
            width_px: 1.0,
            emphasis: Emphasis::Normal,
            dashed: false,
            arrow: false,
            bend: 0.2,
            rank: 0.0,
        };
        let scene = Scene {
            ties: vec![tie],
            ..Scene::default()
        };
        let positions = [[-100.0, 0.0], [100.0, 0.0]];
        let camera = camera();
        let middle = camera.screen_from_world(pos2(0.0, -40.0));
        assert_eq!(tie_at(&scene, &positions, &camera, middle, 3.0), Some(0));
        let straight = camera.screen_from_world(pos2(0.0, 0.0));
        assert_eq!(tie_at(&scene, &positions, &camera, straight, 3.0), None);
    }
}
