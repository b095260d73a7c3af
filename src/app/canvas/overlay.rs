//! What lies over the map: names, the card of the actor under the mouse, the box of a selection, the focus.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Galley, Painter, Rect, Stroke, StrokeKind,
    Vec2, pos2, vec2,
};

use super::super::{fonts, theme};
use super::canvas::color32;
use super::interaction::Gesture;
use super::{Canvas, CanvasInput};

/// The size of names.
const LABEL_PX: f32 = 12.0;
/// At most so many names are looked at in a frame.
const MAX_CANDIDATES: usize = 1500;
/// At most so many names are written.
const MAX_LABELS: usize = 220;
/// The width of the card at most.
const CARD_PX: f32 = 280.0;

/// The bold family, if the fonts of the window are there.
fn bold_family(ctx: &egui::Context) -> FontFamily {
    let bold = fonts::bold_family();
    if ctx.fonts(|fonts| fonts.definitions().families.contains_key(&bold)) {
        bold
    } else {
        FontFamily::Proportional
    }
}

/// Paints a text with a soft edge in another colour, so that it can be read over lines.
fn paint_with_halo(
    painter: &Painter,
    pos: egui::Pos2,
    galley: &Arc<Galley>,
    color: Color32,
    halo: Color32,
) {
    for step in 0..8 {
        let offset = 1.5 * Vec2::angled(std::f32::consts::TAU * step as f32 / 8.0);
        painter.galley_with_override_text_color(pos + offset, Arc::clone(galley), halo);
    }
    painter.galley_with_override_text_color(pos, Arc::clone(galley), color);
}

/// The ring around the canvas when it has the keyboard.
pub(super) fn paint_focus(painter: &Painter, rect: Rect) {
    let color = theme::Palette::shown(painter.ctx()).focus;
    painter.rect_stroke(
        rect.shrink(1.0),
        CornerRadius::same(theme::RADIUS),
        Stroke::new(1.5, color),
        StrokeKind::Inside,
    );
}

impl Canvas {
    /// Writes the names that have room. Returns the indices of the actors that are named.
    pub(super) fn paint_labels(&self, painter: &Painter, input: &CanvasInput<'_>) -> Vec<u32> {
        let scene = &self.looks.scene;
        let camera = &self.motion.camera;
        let colors = input.theme.colors();
        let bold = FontId::new(LABEL_PX, bold_family(painter.ctx()));
        let regular = FontId::new(LABEL_PX, FontFamily::Proportional);
        let (text, halo) = (color32(colors.text), color32(colors.canvas));
        let hovered = self.hovered_index();
        let mut taken: Vec<Rect> = self.covers.clone();
        let mut labeled = Vec::new();
        let is_first = |mark: u32| {
            hovered == Some(mark)
                || scene
                    .actors
                    .get(mark as usize)
                    .is_some_and(|mark| input.selection.contains(&mark.actor))
        };
        let first = scene.labels.iter().filter(|label| is_first(label.mark));
        let rest = scene.labels.iter().filter(|label| !is_first(label.mark));
        for label in first.chain(rest).take(MAX_CANDIDATES) {
            if labeled.len() >= MAX_LABELS {
                break;
            }
            let (Some(mark), Some(place)) = (
                scene.actors.get(label.mark as usize),
                self.places.get(label.mark),
            ) else {
                continue;
            };
            let pos = camera.screen_from_world(place);
            if !painter.clip_rect().contains(pos) {
                continue;
            }
            let strong = label.strong || is_first(label.mark);
            let font = if strong { &bold } else { &regular };
            let galley = painter.layout_no_wrap(label.text.clone(), font.clone(), text);
            let gap = camera.radius_in_screen(mark) * 1.2 + 5.0;
            let rect = Align2::LEFT_CENTER.anchor_size(pos + vec2(gap, 0.0), galley.size());
            if taken.iter().any(|other| other.intersects(rect)) {
                continue;
            }
            taken.push(rect);
            labeled.push(label.mark);
            let opacity = if is_first(label.mark) {
                1.0
            } else {
                label.opacity
            };
            paint_with_halo(
                painter,
                rect.min,
                &galley,
                text.gamma_multiply(opacity),
                halo.gamma_multiply(0.85),
            );
        }
        labeled
    }

    /// The box of a selection.
    pub(super) fn paint_gesture(&self, painter: &Painter, input: &CanvasInput<'_>) {
        if let Gesture::Box { from, to, .. } = &self.gesture {
            let color = color32(input.theme.colors().selection);
            let rect = Rect::from_two_pos(*from, *to);
            painter.rect(
                rect,
                2.0,
                color.gamma_multiply(0.06),
                Stroke::new(1.0, color.gamma_multiply(0.7)),
                StrokeKind::Inside,
            );
        }
    }

    /// What is known about the actor under the mouse.
    pub(super) fn paint_hover_card(&self, painter: &Painter, input: &CanvasInput<'_>) {
        let is_idle = matches!(self.gesture, Gesture::None);
        let Some(index) = self.hovered_index().filter(|_| is_idle) else {
            return;
        };
        let (Some(mark), Some(place)) = (
            self.looks.scene.actors.get(index as usize),
            self.places.get(index),
        ) else {
            return;
        };
        let palette = theme::Palette::shown(painter.ctx());
        let description = (input.describe)(index);
        let mut job = LayoutJob::default();
        job.wrap.max_width = CARD_PX - 24.0;
        let bold = bold_family(painter.ctx());
        let mut line = |text: &str, size: f32, family: FontFamily, color: Color32| {
            let is_first = job.text.is_empty();
            let text = if is_first {
                text.to_owned()
            } else {
                format!("\n{text}")
            };
            let format = TextFormat {
                font_id: FontId::new(size, family),
                color,
                line_height: Some(size * 1.4),
                ..TextFormat::default()
            };
            job.append(&text, 0.0, format);
        };
        line(&description.name, theme::BODY_PX, bold, palette.text);
        for fact in &description.facts {
            line(
                fact,
                theme::SMALL_PX,
                FontFamily::Proportional,
                palette.weak,
            );
        }
        if let Some(remark) = &description.remark {
            line(
                remark,
                theme::SMALL_PX,
                FontFamily::Proportional,
                palette.text,
            );
        }
        let galley = painter.layout_job(job);
        let size = galley.size() + vec2(24.0, 16.0);

        let camera = &self.motion.camera;
        let pos = camera.screen_from_world(place);
        let gap = camera.radius_in_screen(mark) * 1.3 + 14.0;
        // To the right below, and on the other side where there is no room.
        let room = camera.viewport.shrink(8.0);
        let x = if pos.x + gap + size.x <= room.max.x {
            pos.x + gap
        } else {
            pos.x - gap - size.x
        };
        let y = if pos.y + gap + size.y <= room.max.y {
            pos.y + gap
        } else {
            pos.y - gap - size.y
        };
        let min = pos2(x.max(room.min.x), y.max(room.min.y));
        let rect = Rect::from_min_size(min, size);
        card(painter, rect);
        painter.galley(rect.min + vec2(12.0, 8.0), galley, palette.text);
    }
}

/// A quiet card on the map.
pub(super) fn card(painter: &Painter, rect: Rect) {
    let palette = theme::Palette::shown(painter.ctx());
    let corner_radius = CornerRadius::same(theme::RADIUS);
    painter.add(
        egui::Shadow {
            offset: [0, 2],
            blur: 10,
            spread: 0,
            color: palette.shadow.gamma_multiply(0.6),
        }
        .as_shape(rect, corner_radius),
    );
    painter.rect(
        rect,
        corner_radius,
        palette.panel,
        Stroke::new(1.0, palette.hairline),
        StrokeKind::Inside,
    );
}
