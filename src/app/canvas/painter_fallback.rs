//! The map drawn by egui's painter: on machines where wgpu is missing, and in tests without a GPU.
//!
//! It looks like what the GPU draws, but costs more time on the interface thread; of very many lines it draws those that matter
//! most.

use egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke, Vec2};

use crate::gpu::{self, Frame, Stripe};
use crate::scene::{
    ActorMark, GROUP_INSET, GROUP_LINE_PX, MarkId, Ring, TieMark, rim_px, ring_share, shapes,
    tie_detail,
};

use super::canvas::color32;
use super::legend::paint_shape;

/// About so many lines are drawn at most.
const MAX_TIES: usize = 20_000;
/// How many pieces a bent line has.
const NUM_SEGMENTS: u32 = 24;
/// The widest rim of markers.
const RIM_PX: f32 = 1.5;
const RING_GAP_PX: f32 = 2.0;
const RING_PX: f32 = 2.0;
const HALO_PX: f32 = 8.0;
/// Dashes, alone and with their gaps, in points for thin lines.
const DASH: f32 = 6.0;
const PERIOD: f32 = 10.0;

/// Paints a frame.
pub(super) fn paint(painter: &Painter, frame: &Frame) {
    for area in &frame.areas {
        painter.add(Shape::convex_polygon(
            area.outline.clone(),
            color32(area.color),
            Stroke::NONE,
        ));
    }
    let mut lines = Lines {
        mesh: Mesh::default(),
        frame,
        pixel: 1.0 / painter.ctx().pixels_per_point(),
    };
    let stripes_are_above = frame.scene.bands_are_above_ties();
    if !stripes_are_above {
        lines.stripes();
    }
    let ties = &frame.scene.ties;
    let most = MAX_TIES as f32 / ties.len().max(1) as f32;
    let detail = tie_detail(ties.len(), &frame.camera).min(most);
    for tie in ties.iter().filter(|tie| tie.rank < detail) {
        lines.add(tie);
    }
    if stripes_are_above {
        lines.stripes();
    }
    let lit = frame.lit_ties.iter();
    for tie in lit.filter_map(|&tie| frame.scene.ties.get(tie as usize)) {
        lines.add(&TieMark {
            color_a: gpu::lit_color(tie.color_a),
            color_b: gpu::lit_color(tie.color_b),
            width_px: tie.width_px.max(gpu::LIT_WIDTH_PX),
            ..*tie
        });
    }
    painter.add(lines.mesh);
    for &index in &frame.scene.draw_order {
        paint_actor(painter, frame, index);
    }
}

/// Lines, collected in one mesh.
struct Lines<'a> {
    mesh: Mesh,
    frame: &'a Frame,
    /// A physical pixel, in points.
    pixel: f32,
}

impl Lines<'_> {
    fn place(&self, mark: u32) -> Option<(Pos2, f32)> {
        let &[x, y] = self.frame.positions.get(mark as usize)?;
        let actor = self.frame.scene.actors.get(mark as usize)?;
        let camera = &self.frame.camera;
        Some((
            camera.screen_from_world(egui::pos2(x, y)),
            camera.radius_in_screen(actor),
        ))
    }

    fn add(&mut self, tie: &TieMark) {
        let (Some((a, radius_a)), Some((b, radius_b))) = (self.place(tie.a), self.place(tie.b))
        else {
            return;
        };
        let camera = &self.frame.camera;
        let way = b - a;
        let control = a + way * 0.5 + Vec2::new(way.y, -way.x) * (2.0 * tie.bend);
        let around = egui::Rect::from_points(&[a, b, control]);
        if !camera.viewport.expand(16.0).intersects(around) {
            return;
        }
        let length = way.length().max(1e-3) * (1.0 + 2.6667 * tie.bend * tie.bend);
        let width = tie.width_px * camera.tie_scale();
        let trim_b = if tie.arrow {
            radius_b + 2.0
        } else {
            0.75 * radius_b
        };
        let start = (0.75 * radius_a / length).min(0.45);
        let tip = 1.0 - (trim_b / length).min(0.45);
        let arrow_length = 7.0 + 1.5 * width;
        let end = if tie.arrow {
            (tip - 0.8 * arrow_length / length).max(start)
        } else {
            tip
        };
        let curve = Curve { a, control, b };
        let color = |t: f32, share: f32| {
            let [a, b] = [tie.color_a, tie.color_b].map(|color| color.map(f32::from));
            let mut mixed = [0.0; 4];
            for (mixed, (a, b)) in mixed.iter_mut().zip(a.into_iter().zip(b)) {
                *mixed = a + (b - a) * t;
            }
            let [red, green, blue, alpha] = mixed.map(|value| value.round() as u8);
            Color32::from_rgba_unmultiplied(red, green, blue, alpha).gamma_multiply(share)
        };
        let share = (width / self.pixel).min(1.0);
        let half_width = 0.5 * width.max(self.pixel);
        let mut piece = |from: f32, to: f32, num_segments: u32| {
            let points: Vec<(Pos2, Vec2, Color32)> = (0..=num_segments)
                .map(|step| {
                    let t = from + (to - from) * step as f32 / num_segments as f32;
                    (curve.point(t), curve.direction(t), color(t, share))
                })
                .collect();
            self.strip(&points, half_width);
        };
        let num_segments = if tie.bend == 0.0 { 1 } else { NUM_SEGMENTS };
        if tie.dashed {
            // As on the GPU: dashes are centred in their periods, counted from the first end.
            let (from, to) = (start * length, end * length);
            let unit = (0.8 * half_width).max(1.0);
            let (dash, period) = (DASH * unit, PERIOD * unit);
            let first = (from / period).floor() as i32;
            let last = (to / period).ceil() as i32;
            for number in first..last {
                let middle = (number as f32 + 0.5) * period;
                let dash = (middle - 0.5 * dash).max(from)..(middle + 0.5 * dash).min(to);
                if !dash.is_empty() {
                    piece(dash.start / length, dash.end / length, 1);
                }
            }
        } else {
            piece(start, end, num_segments);
        }
        if tie.arrow {
            let (tip, direction) = (curve.point(tip), curve.direction(tip));
            let back = tip - direction * arrow_length;
            let aside = direction.rot90() * (0.42 * arrow_length);
            let color = color(1.0, 1.5);
            let first = self.mesh.vertices.len() as u32;
            for corner in [tip, back + aside, back - aside] {
                self.mesh.colored_vertex(corner, color);
            }
            self.mesh.add_triangle(first, first + 1, first + 2);
        }
    }

    fn stripes(&mut self) {
        for stripe in &self.frame.stripes {
            self.stripe(stripe);
        }
    }

    fn stripe(&mut self, stripe: &Stripe) {
        let (Some(&(first, _)), Some(&(last, _))) = (stripe.places.first(), stripe.places.last())
        else {
            return;
        };
        let direction = (last - first).normalized();
        let points: Vec<_> = stripe
            .places
            .iter()
            .map(|&(pos, color)| (pos, direction, color32(color)))
            .collect();
        self.strip(&points, stripe.half_width);
    }

    /// A line through points, with edges that fade over a pixel.
    fn strip(&mut self, points: &[(Pos2, Vec2, Color32)], half_width: f32) {
        let first = self.mesh.vertices.len() as u32;
        let inner = (half_width - 0.5 * self.pixel).max(0.0);
        let outer = half_width + 0.5 * self.pixel;
        for &(point, direction, color) in points {
            let normal = direction.rot90();
            self.mesh
                .colored_vertex(point - normal * outer, Color32::TRANSPARENT);
            self.mesh.colored_vertex(point - normal * inner, color);
            self.mesh.colored_vertex(point + normal * inner, color);
            self.mesh
                .colored_vertex(point + normal * outer, Color32::TRANSPARENT);
        }
        for step in 0..points.len().saturating_sub(1) as u32 {
            for column in 0..3 {
                let corner = first + step * 4 + column;
                self.mesh.add_triangle(corner, corner + 1, corner + 4);
                self.mesh.add_triangle(corner + 1, corner + 4, corner + 5);
            }
        }
    }
}

/// A quadratic curve.
struct Curve {
    a: Pos2,
    control: Pos2,
    b: Pos2,
}

impl Curve {
    fn point(&self, t: f32) -> Pos2 {
        self.a
            .lerp(self.control, t)
            .lerp(self.control.lerp(self.b, t), t)
    }

    fn direction(&self, t: f32) -> Vec2 {
        let (first, last) = (self.control - self.a, self.b - self.control);
        (first + (last - first) * t).normalized()
    }
}

fn paint_actor(painter: &Painter, frame: &Frame, index: u32) {
    let (Some(mark), Some(&[x, y])) = (
        frame.scene.actors.get(index as usize),
        frame.positions.get(index as usize),
    ) else {
        return;
    };
    let camera = &frame.camera;
    let middle = camera.screen_from_world(egui::pos2(x, y));
    let radius = camera.radius_in_screen(mark);
    let whole = radius * shapes::reach(mark.shape);
    if !camera.viewport.expand(whole + 24.0).contains(middle) {
        return;
    }
    let colors = frame.theme.colors();
    let flags = frame.flags.get(index as usize).copied().unwrap_or(0);
    let is_selected = flags & gpu::SELECTED != 0;
    let is_marked = flags != 0 || frame.hovered == Some(index);
    let share = ring_share(radius);
    let own_ring_at = whole + (RIM_PX + RING_GAP_PX) * share;
    let ring_at = whole + RIM_PX + RING_GAP_PX;
    if is_marked {
        let outer = if mark.ring.is_some() {
            ring_at + RING_GAP_PX + RING_PX
        } else {
            ring_at
        };
        if is_selected {
            paint_halo(painter, middle, outer, color32(colors.selection_halo));
        }
        let (width, share) = if is_selected {
            (RING_PX, 1.0)
        } else {
            (1.25, 0.6)
        };
        let color = color32(colors.selection).gamma_multiply(share);
        // egui strokes a circle outside of it.
        painter.circle_stroke(middle, outer, Stroke::new(width, color));
    }
    if let Some(ring) = mark.ring {
        let color = color32(match ring {
            Ring::Cut => colors.breaks,
            Ring::Accent => colors.selection,
        });
        painter.circle_stroke(middle, own_ring_at, Stroke::new(RING_PX * share, color));
    }
    paint_body(painter, mark, middle, radius, color32(colors.canvas));
}

fn paint_body(painter: &Painter, mark: &ActorMark, middle: Pos2, radius: f32, canvas: Color32) {
    let [red, green, blue, alpha] = mark.color;
    let opacity = f32::from(alpha) / 255.0;
    let fill = Color32::from_rgb(red, green, blue).gamma_multiply(opacity);
    let rim = canvas.gamma_multiply(opacity);
    // What lies the width of the rim outside of every side.
    let inner = shapes::inner(mark.shape);
    let rim_width = rim_px(radius);
    let grown = |by: f32| radius + by / inner;
    paint_shape(
        painter,
        mark.shape,
        middle,
        grown(0.5 * rim_width),
        (Color32::TRANSPARENT, Stroke::new(rim_width, rim)),
    );
    paint_shape(painter, mark.shape, middle, radius, (fill, Stroke::NONE));
    if matches!(mark.id, MarkId::Group(_)) {
        let line = (Color32::TRANSPARENT, Stroke::new(GROUP_LINE_PX, rim));
        let inset = grown(-GROUP_INSET * radius);
        paint_shape(painter, mark.shape, middle, inset, line);
    }
    if mark.hollow {
        let wall = (0.16 * radius).max(1.75);
        let inside = grown(-wall).max(0.0);
        paint_shape(painter, mark.shape, middle, inside, (rim, Stroke::NONE));
    }
    if mark.pinned {
        let color = if mark.hollow { fill } else { rim };
        painter.circle_filled(middle, (0.24 * radius).clamp(1.25, 4.0), color);
    }
}

/// A disc that fades out.
fn paint_halo(painter: &Painter, middle: Pos2, radius: f32, color: Color32) {
    const NUM_CORNERS: u32 = 32;
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, color);
    let rings = [
        (radius, 1.0),
        (radius + 0.25 * HALO_PX, 0.5625),
        (radius + 0.5 * HALO_PX, 0.25),
        (radius + HALO_PX, 0.0),
    ];
    for corner in 0..NUM_CORNERS {
        let direction = Vec2::angled(std::f32::consts::TAU * corner as f32 / NUM_CORNERS as f32);
        for (radius, share) in rings {
            mesh.colored_vertex(middle + direction * radius, color.gamma_multiply(share));
        }
    }
    let num_rings = rings.len() as u32;
    for corner in 0..NUM_CORNERS {
        let here = 1 + corner * num_rings;
        let next = 1 + (corner + 1) % NUM_CORNERS * num_rings;
        mesh.add_triangle(0, here, next);
        for ring in 0..num_rings - 1 {
            mesh.add_triangle(here + ring, here + ring + 1, next + ring);
            mesh.add_triangle(here + ring + 1, next + ring, next + ring + 1);
        }
    }
    painter.add(Shape::mesh(mesh));
}
