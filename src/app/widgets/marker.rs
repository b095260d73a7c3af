//! The marker of a sector, small, in tables, legends and sentences.

use egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

use crate::model::MarkerShape;

/// Paints a marker around `center`. All shapes cover about the area of a circle of this radius.
pub(crate) fn paint_marker(
    painter: &Painter,
    center: Pos2,
    radius: f32,
    shape: MarkerShape,
    color: Color32,
) {
    let polygon = |points: Vec<Pos2>| Shape::convex_polygon(points, color, Stroke::NONE);
    match shape {
        MarkerShape::Circle => {
            painter.circle_filled(center, radius, color);
        }
        MarkerShape::Square => {
            let half = radius * 0.89;
            painter.rect_filled(
                egui::Rect::from_center_size(center, vec2(2.0 * half, 2.0 * half)),
                1.0,
                color,
            );
        }
        MarkerShape::Diamond => {
            let half = radius * 1.25;
            painter.add(polygon(vec![
                center - vec2(0.0, half),
                center + vec2(half, 0.0),
                center + vec2(0.0, half),
                center - vec2(half, 0.0),
            ]));
        }
        MarkerShape::Triangle => {
            let half = radius * 1.25;
            let top = center - vec2(0.0, radius * 1.3);
            let bottom = center.y + radius * 0.9;
            painter.add(polygon(vec![
                top,
                pos2(center.x + half, bottom),
                pos2(center.x - half, bottom),
            ]));
        }
        MarkerShape::Hexagon => {
            let points = (0..6_u8)
                .map(|corner| {
                    let angle = f32::from(corner) * std::f32::consts::FRAC_PI_3;
                    center + radius * 1.1 * vec2(angle.cos(), angle.sin())
                })
                .collect();
            painter.add(polygon(points));
        }
    }
}
