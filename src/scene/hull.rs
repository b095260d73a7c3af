//! The outline of a tinted area: the tightest convex one that keeps a distance from its markers.

use emath::{Pos2, pos2, vec2};

use super::{Camera, Hull, Scene};
use crate::layout::Position;

/// How far the area reaches beyond its markers, in pixels at fit.
const PADDING: f32 = 9.0;
/// The corners of the circle around each marker.
const NUM_CORNERS: u8 = 16;

/// The corners of a tinted area on the screen, in order; empty if none of its markers has a place.
pub fn hull_outline(
    hull: &Hull,
    scene: &Scene,
    positions: &[Position],
    camera: &Camera,
) -> Vec<Pos2> {
    let padding = PADDING * camera.marker_scale().clamp(0.5, 2.0);
    let mut points: Vec<Pos2> = hull
        .marks
        .iter()
        .filter_map(|&mark| {
            let &[x, y] = positions.get(mark as usize)?;
            let radius = camera.radius_in_screen(scene.actors.get(mark as usize)?);
            Some((camera.screen_from_world(pos2(x, y)), radius + padding))
        })
        .flat_map(|(center, radius)| {
            (0..NUM_CORNERS).map(move |corner| {
                let angle = std::f32::consts::TAU * f32::from(corner) / f32::from(NUM_CORNERS);
                center + vec2(angle.cos(), angle.sin()) * radius
            })
        })
        .collect();
    convex(&mut points)
}

/// The convex hull of points (Andrew 1979).
fn convex(points: &mut [Pos2]) -> Vec<Pos2> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let mut outline: Vec<Pos2> = half(points.iter().copied());
    outline.pop();
    outline.extend(half(points.iter().rev().copied()));
    outline.pop();
    outline
}

/// One side of the hull, from the first point to the last.
fn half(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut side: Vec<Pos2> = Vec::new();
    for point in points {
        while let [.., before, last] = side.as_slice() {
            let (a, b) = (*last - *before, point - *last);
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
    use super::*;

    #[test]
    fn points_inside_are_no_corners() {
        let mut points = vec![
            pos2(0.0, 0.0),
            pos2(10.0, 0.0),
            pos2(5.0, 4.0),
            pos2(10.0, 10.0),
            pos2(0.0, 10.0),
            pos2(5.0, 0.0),
        ];
        let outline = convex(&mut points);
        assert_eq!(outline.len(), 4);
        assert!(!outline.contains(&pos2(5.0, 4.0)));
        assert!(convex(&mut []).is_empty());
    }
}
