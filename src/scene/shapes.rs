//! The outlines of markers. All shapes of one radius have the same area, that of the disc, so that area compares.

use emath::{Pos2, Vec2, pos2, vec2};

use crate::model::MarkerShape;

/// The corners of a polygon whose area is that of a disc of radius 1, y down, or that it is the disc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outline {
    /// The disc of radius 1.
    Disc,
    /// The corners in order.
    Polygon(&'static [[f32; 2]]),
}

/// Half the side of the square, √π / 2.
pub const SQUARE_HALF: f32 = 0.886_227;
/// Half the diagonal of the diamond, √(π/2).
pub const DIAMOND_HALF: f32 = 1.253_314;
/// From the middle of the triangle to its corners.
pub const TRIANGLE_RADIUS: f32 = 1.555_119;
/// From the middle of the hexagon to its corners.
pub const HEXAGON_RADIUS: f32 = 1.099_636;

const SQUARE: [[f32; 2]; 4] = [
    [-SQUARE_HALF, -SQUARE_HALF],
    [SQUARE_HALF, -SQUARE_HALF],
    [SQUARE_HALF, SQUARE_HALF],
    [-SQUARE_HALF, SQUARE_HALF],
];
const DIAMOND: [[f32; 2]; 4] = [
    [0.0, -DIAMOND_HALF],
    [DIAMOND_HALF, 0.0],
    [0.0, DIAMOND_HALF],
    [-DIAMOND_HALF, 0.0],
];
/// cos 30°.
const COS_30: f32 = 0.866_025_4;
const TRIANGLE: [[f32; 2]; 3] = [
    [0.0, -TRIANGLE_RADIUS],
    [TRIANGLE_RADIUS * COS_30, TRIANGLE_RADIUS * 0.5],
    [-TRIANGLE_RADIUS * COS_30, TRIANGLE_RADIUS * 0.5],
];
const HEXAGON: [[f32; 2]; 6] = [
    [HEXAGON_RADIUS, 0.0],
    [HEXAGON_RADIUS * 0.5, HEXAGON_RADIUS * COS_30],
    [-HEXAGON_RADIUS * 0.5, HEXAGON_RADIUS * COS_30],
    [-HEXAGON_RADIUS, 0.0],
    [-HEXAGON_RADIUS * 0.5, -HEXAGON_RADIUS * COS_30],
    [HEXAGON_RADIUS * 0.5, -HEXAGON_RADIUS * COS_30],
];

/// The outline of a shape at radius 1.
pub fn outline(shape: MarkerShape) -> Outline {
    match shape {
        MarkerShape::Circle => Outline::Disc,
        MarkerShape::Square => Outline::Polygon(&SQUARE),
        MarkerShape::Diamond => Outline::Polygon(&DIAMOND),
        MarkerShape::Triangle => Outline::Polygon(&TRIANGLE),
        MarkerShape::Hexagon => Outline::Polygon(&HEXAGON),
    }
}

/// The corners of a marker with a middle and a radius; `None` for a disc.
pub fn corners(shape: MarkerShape, center: Pos2, radius: f32) -> Option<Vec<Pos2>> {
    match outline(shape) {
        Outline::Disc => None,
        Outline::Polygon(corners) => Some(
            corners
                .iter()
                .map(|&[x, y]| center + vec2(x, y) * radius)
                .collect(),
        ),
    }
}

/// How far a marker of radius 1 reaches from its middle to the left, to the top, to the right and to the bottom, as a
/// rectangle around the origin.
pub fn extent(shape: MarkerShape) -> emath::Rect {
    match outline(shape) {
        Outline::Disc => emath::Rect::from_min_max(pos2(-1.0, -1.0), pos2(1.0, 1.0)),
        Outline::Polygon(corners) => {
            let mut rect = emath::Rect::NOTHING;
            for &[x, y] in corners {
                rect.extend_with(pos2(x, y));
            }
            rect
        }
    }
}

/// The radius of the disc around a marker of radius 1.
pub fn reach(shape: MarkerShape) -> f32 {
    match shape {
        MarkerShape::Circle => 1.0,
        MarkerShape::Square => SQUARE_HALF * std::f32::consts::SQRT_2,
        MarkerShape::Diamond => DIAMOND_HALF,
        MarkerShape::Triangle => TRIANGLE_RADIUS,
        MarkerShape::Hexagon => HEXAGON_RADIUS,
    }
}

/// How far the sides of a marker of radius 1 are from its middle.
pub fn inner(shape: MarkerShape) -> f32 {
    match shape {
        MarkerShape::Circle => 1.0,
        MarkerShape::Square | MarkerShape::Diamond => SQUARE_HALF,
        MarkerShape::Triangle => TRIANGLE_RADIUS * 0.5,
        MarkerShape::Hexagon => HEXAGON_RADIUS * COS_30,
    }
}

/// Whether a point, seen from the middle of a marker, is within it or at most `slop` away.
pub fn contains(shape: MarkerShape, radius: f32, offset: Vec2, slop: f32) -> bool {
    match outline(shape) {
        Outline::Disc => offset.length() <= radius + slop,
        Outline::Polygon(corners) => {
            // All outlines are convex and run clockwise on the screen: the point is inside if it is on the inner side
            // of every side.
            let next = corners.iter().cycle().skip(1);
            corners.iter().zip(next).all(|(&[ax, ay], &[bx, by])| {
                let side = vec2(bx - ax, by - ay).normalized();
                let from_corner = offset - vec2(ax, ay) * radius;
                side.x * from_corner.y - side.y * from_corner.x >= -slop
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [MarkerShape; 5] = [
        MarkerShape::Square,
        MarkerShape::Diamond,
        MarkerShape::Circle,
        MarkerShape::Triangle,
        MarkerShape::Hexagon,
    ];

    /// The shoelace formula.
    fn area(corners: &[[f32; 2]]) -> f32 {
        let next = corners.iter().cycle().skip(1);
        corners
            .iter()
            .zip(next)
            .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
            .sum::<f32>()
            / 2.0
    }

    #[test]
    fn every_shape_has_the_area_of_the_disc() {
        for shape in ALL {
            if let Outline::Polygon(corners) = outline(shape) {
                let area = area(corners);
                assert!(
                    (area - std::f32::consts::PI).abs() < 1e-3,
                    "{shape:?} {area}"
                );
            }
        }
    }

    #[test]
    fn corners_are_in_and_far_points_are_out() {
        for shape in ALL {
            assert!(contains(shape, 10.0, Vec2::ZERO, 0.0));
            assert!(!contains(shape, 10.0, vec2(16.0, 0.0), 0.0));
            assert!(contains(
                shape,
                10.0,
                vec2(0.0, -extent(shape).max.y.min(0.8) * 9.0),
                0.0
            ));
            for corner in corners(shape, pos2(0.0, 0.0), 10.0).unwrap_or_default() {
                assert!(contains(shape, 10.0, corner.to_vec2(), 0.01), "{shape:?}");
                assert!(
                    !contains(shape, 10.0, corner.to_vec2() * 1.05, 0.0),
                    "{shape:?}"
                );
            }
            assert!(reach(shape) + 1e-3 >= extent(shape).max.x);
        }
    }
}
