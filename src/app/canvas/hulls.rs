//! The tinted areas behind actors that belong together: hulls with round corners.

use egui::{Pos2, Vec2, pos2};

use crate::gpu::Area;
use crate::layout::Position;
use crate::scene::{Camera, Scene};

/// How far an area reaches beyond the markers in it, in points.
const MARGIN_PX: f32 = 14.0;
/// How many corners a round corner has, if it went all the way round.
const NUM_STEPS: u32 = 24;

/// The hulls of the middles of markers, kept while nothing moves.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// By area of the scene: the markers at its corners with their places in world units, in order.
    corners: Vec<Vec<(Pos2, u32)>>,
    revisions: Option<(u64, u64)>,
}

impl Outlines {
    /// Brings the hulls up to date, if the revisions of scene and positions are others than before.
    pub(super) fn update(&mut self, scene: &Scene, positions: &[Position], revisions: (u64, u64)) {
        if self.revisions == Some(revisions) {
            return;
        }
        self.revisions = Some(revisions);
        self.corners = scene
            .hulls
            .iter()
            .map(|hull| {
                let mut places: Vec<(Pos2, u32)> = hull
                    .marks
                    .iter()
                    .filter_map(|&mark| {
                        let &[x, y] = positions.get(mark as usize)?;
                        Some((pos2(x, y), mark))
                    })
                    .collect();
                convex_hull(&mut places)
            })
            .collect();
    }

    /// The areas of the scene as they are on the screen.
    pub(super) fn areas(&self, scene: &Scene, camera: &Camera) -> Vec<Area> {
        let mut areas = Vec::new();
        for (hull, corners) in scene.hulls.iter().zip(&self.corners) {
            // The hull of the discs around all corners.
            let mut outline = Vec::new();
            for &(place, mark) in corners {
                let Some(actor) = scene.actors.get(mark as usize) else {
                    continue;
                };
                let middle = camera.screen_from_world(place);
                let reach = camera.radius_in_screen(actor) + MARGIN_PX;
                for step in 0..NUM_STEPS {
                    let angle = std::f32::consts::TAU * step as f32 / NUM_STEPS as f32;
                    outline.push((middle + reach * Vec2::angled(angle), mark));
                }
            }
            let outline: Vec<Pos2> = convex_hull(&mut outline)
                .into_iter()
                .map(|(point, _)| point)
                .collect();
            let on_screen = egui::Rect::from_points(&outline).intersects(camera.viewport);
            if outline.len() > 2 && on_screen {
                areas.push(Area {
                    outline,
                    color: hull.color,
                });
            }
        }
        areas
    }
}

/// The convex hull of points, clockwise on the screen, without points on its sides.
fn convex_hull(points: &mut Vec<(Pos2, u32)>) -> Vec<(Pos2, u32)> {
    points.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup_by(|(a, _), (b, _)| a == b);
    if points.len() < 3 {
        return points.clone();
    }
    let mut hull: Vec<(Pos2, u32)> = Vec::with_capacity(points.len());
    let turns_left = |hull: &[(Pos2, u32)], next: Pos2| match hull {
        [.., (a, _), (b, _)] => {
            let (first, second) = (*b - *a, next - *b);
            first.x * second.y - first.y * second.x <= 0.0
        }
        _ => false,
    };
    let lower = points.iter().copied();
    for (point, mark) in lower {
        while turns_left(&hull, point) {
            hull.pop();
        }
        hull.push((point, mark));
    }
    let num_lower = hull.len();
    for &(point, mark) in points.iter().rev().skip(1) {
        while hull.len() > num_lower && turns_left(&hull, point) {
            hull.pop();
        }
        hull.push((point, mark));
    }
    hull.pop();
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hull_of_a_square_with_points_inside_is_the_square() {
        let mut points: Vec<(Pos2, u32)> = [
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (0.0, 4.0),
            (1.0, 2.0),
            (2.0, 0.0),
            (3.0, 3.0),
        ]
        .iter()
        .zip(0..)
        .map(|(&(x, y), mark)| (pos2(x, y), mark))
        .collect();
        let marks: Vec<u32> = convex_hull(&mut points)
            .into_iter()
            .map(|(_, mark)| mark)
            .collect();
        assert_eq!(marks, [0, 1, 2, 3]);
    }
}
