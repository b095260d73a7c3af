//! The outlines of tinted areas: the tightest convex ones that keep a distance from their markers.

use emath::{Pos2, pos2, vec2};

use super::{Camera, Hull, Scene};
use crate::layout::Position;

/// How far an area reaches beyond its markers, in pixels at fit.
const PADDING: f32 = 12.0;
/// The corners of the circle around each marker.
const NUM_CORNERS: u8 = 24;

/// The markers at the edges of the tinted areas of a scene. They are the same wherever the camera is, and few.
#[derive(Clone, Debug, Default)]
pub struct HullEdges {
    /// By area: indices of markers.
    edges: Vec<Vec<u32>>,
}

impl HullEdges {
    /// Those of a scene with its markers at these places. Of the camera, only what fits into it matters. Time O(m log m) for
    /// m markers in areas.
    pub fn new(scene: &Scene, positions: &[Position], camera: &Camera) -> Self {
        let at_fit = Camera {
            zoom: camera.fit_zoom,
            ..*camera
        };
        let edge = |hull: &Hull| {
            // Large markers reach beyond what their middles span, the more the further out the camera is.
            let mut edge: Vec<u32> = [0.0, 1.0]
                .into_iter()
                .flat_map(|share| {
                    let radius = |radius: f32| share * (radius + PADDING.min(room(radius)));
                    let mut points = circles(hull, scene, positions, &at_fit, radius);
                    convex(&mut points).into_iter().map(|(_, mark)| mark)
                })
                .collect();
            edge.sort_unstable();
            edge.dedup();
            edge
        };
        Self {
            edges: scene.hulls.iter().map(edge).collect(),
        }
    }

    /// The areas with their corners on the screen, in order; without those that have no place. `scene` and `positions` must be
    /// those that this was made from.
    pub fn outlines<'a>(
        &self,
        scene: &'a Scene,
        positions: &[Position],
        camera: &Camera,
    ) -> impl Iterator<Item = (&'a Hull, Vec<Pos2>)> {
        let padding = PADDING * camera.marker_scale().clamp(0.5, 2.0);
        scene
            .hulls
            .iter()
            .zip(&self.edges)
            .filter_map(move |(hull, edge)| {
                let edge = Hull {
                    marks: edge.clone(),
                    label: String::new(),
                    ..*hull
                };
                let mut points = circles(&edge, scene, positions, camera, |radius| {
                    radius + padding.min(room(radius))
                });
                let outline: Vec<Pos2> = convex(&mut points)
                    .into_iter()
                    .map(|(pos, _)| pos)
                    .collect();
                (outline.len() > 2).then_some((hull, outline))
            })
    }
}

/// Around points it is less.
fn room(radius: f32) -> f32 {
    3.0 + 2.5 * radius
}

/// Points on the screen all around the markers of an area, each with its marker.
fn circles(
    hull: &Hull,
    scene: &Scene,
    positions: &[Position],
    camera: &Camera,
    reach: impl Fn(f32) -> f32,
) -> Vec<(Pos2, u32)> {
    let marks = hull.marks.iter().filter_map(|&mark| {
        let &[x, y] = positions.get(mark as usize)?;
        let radius = reach(camera.radius_in_screen(scene.actors.get(mark as usize)?));
        Some((camera.screen_from_world(pos2(x, y)), radius, mark))
    });
    marks
        .flat_map(|(center, radius, mark)| {
            let num_corners = if radius > 0.0 { NUM_CORNERS } else { 1 };
            (0..num_corners).map(move |corner| {
                let angle = std::f32::consts::TAU * f32::from(corner) / f32::from(NUM_CORNERS);
                (center + vec2(angle.cos(), angle.sin()) * radius, mark)
            })
        })
        .collect()
}

/// The convex hull of points (Andrew 1979), without points on its sides.
fn convex(points: &mut [(Pos2, u32)]) -> Vec<(Pos2, u32)> {
    points.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let mut outline = half(points.iter().copied());
    if outline.len() > 1 {
        outline.pop();
        outline.extend(half(points.iter().rev().copied()));
        outline.pop();
    }
    outline
}

/// One side of the hull, from the first point to the last.
fn half(points: impl Iterator<Item = (Pos2, u32)>) -> Vec<(Pos2, u32)> {
    let mut side: Vec<(Pos2, u32)> = Vec::new();
    for point in points {
        while let [.., (before, _), (last, _)] = side.as_slice() {
            let (a, b) = (*last - *before, point.0 - *last);
            if a.x * b.y - a.y * b.x > 0.0 {
                break;
            }
            side.pop();
        }
        side.push(point);
    }
    side
}

#[cfg(test)]
mod tests {
    use emath::{Rect, Vec2};

    use super::*;
    use crate::model::{ActorId, MarkerShape};
    use crate::scene::{ActorMark, Emphasis, Insets, MarkId};

    #[test]
    fn points_inside_and_on_sides_are_no_corners() {
        let mut points: Vec<(Pos2, u32)> = [
            (0.0, 0.0),
            (10.0, 0.0),
            (5.0, 4.0),
            (10.0, 10.0),
            (0.0, 10.0),
            (5.0, 0.0),
        ]
        .iter()
        .zip(0..)
        .map(|(&(x, y), mark)| (pos2(x, y), mark))
        .collect();
        let mut corners: Vec<u32> = convex(&mut points).into_iter().map(|it| it.1).collect();
        corners.sort_unstable();
        assert_eq!(corners, [0, 1, 3, 4]);
        assert!(convex(&mut []).is_empty());
        assert_eq!(convex(&mut [(Pos2::ZERO, 7)]).len(), 1);
    }

    #[test]
    fn areas_hold_their_markers_wherever_the_camera_is() {
        let places: Vec<Position> = (0..60_u8)
            .map(|index| {
                let (column, row) = (index % 10, index / 10);
                [
                    f32::from(column) * 40.0 + f32::from(row * row % 7) * 5.0,
                    f32::from(row) * 60.0,
                ]
            })
            .collect();
        let mark = |index: u8| ActorMark {
            id: MarkId::Actor(ActorId(index.into())),
            color: [0; 4],
            shape: MarkerShape::Circle,
            // A large one just inside the edge.
            radius_px: if index == 11 { 28.0 } else { 4.0 },
            emphasis: Emphasis::Normal,
            ring: None,
            hollow: false,
            pinned: false,
        };
        let scene = Scene {
            actors: (0..60).map(mark).collect(),
            hulls: vec![Hull {
                marks: (0..60).collect(),
                color: [0; 4],
                label: String::new(),
            }],
            ..Scene::default()
        };
        let mut camera = Camera::fit(
            crate::scene::bounds(&places),
            Rect::from_min_size(Pos2::ZERO, vec2(900.0, 700.0)),
            Insets::same(40.0),
        );
        let edges = HullEdges::new(&scene, &places, &camera);
        assert!(edges.edges[0].len() < 30, "not those in the middle");
        for zoom in [1.0, 3.0, 0.1] {
            camera.zoom = camera.fit_zoom * zoom;
            let (_, outline) = edges.outlines(&scene, &places, &camera).next().unwrap();
            let ends = outline.iter().cycle().skip(1);
            for (mark, &[x, y]) in scene.actors.iter().zip(&places) {
                let center = camera.screen_from_world(pos2(x, y));
                for (&from, &to) in outline.iter().zip(ends.clone()) {
                    let way: Vec2 = (to - from).normalized();
                    let inwards = way.x * (center - from).y - way.y * (center - from).x;
                    assert!(inwards > camera.radius_in_screen(mark), "{zoom} {mark:?}");
                }
            }
        }
    }
}
