//! What lies over the map: names, the card of the actor under the mouse, the box of a selection, the focus.

use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Galley, Painter, Rect, Shape, Stroke, StrokeKind,
    Vec2, pos2, vec2,
};

use crate::scene::{
    AreaColors, AreaLabel, AreaSpace, Camera, Kept, LABEL_PX, LabelCandidate, LabelSpace,
    MapColors, MarkId, PLATE_OPACITY, PlacedLabel, band_shapes, carried_names, place_area_labels,
    place_labels,
};
use crate::text::in_visual_order;

use super::super::{fonts, theme};
use super::canvas::color32;
use super::interaction::Gesture;
use super::{Canvas, CanvasInput};

/// For at most so many names it is tried whether they have room.
const MAX_TRIES: usize = 700;
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

/// The text of a name; egui keeps it from frame to frame.
fn galley(painter: &Painter, [regular, bold]: &[FontId; 2], label: &LabelCandidate) -> Arc<Galley> {
    let font = if label.strong { bold } else { regular };
    let text = in_visual_order(&label.text).into_owned();
    painter.layout_no_wrap(text, font.clone(), Color32::PLACEHOLDER)
}

/// The text of an area's name.
fn area_galley(
    painter: &Painter,
    [regular, bold]: &[FontId; 2],
    text: &str,
    size_px: f32,
    strong: bool,
) -> Arc<Galley> {
    let family = &if strong { bold } else { regular }.family;
    let font = FontId::new(size_px, family.clone());
    let text = in_visual_order(text).into_owned();
    painter.layout_no_wrap(text, font, Color32::PLACEHOLDER)
}

/// Paints a text with a soft edge in another colour, so that it can be read over lines.
fn paint_with_halo(
    painter: &Painter,
    pos: egui::Pos2,
    galley: &Arc<Galley>,
    color: Color32,
    halo: Color32,
) {
    for offset in [
        vec2(-1.0, -1.0),
        vec2(1.0, -1.0),
        vec2(-1.0, 1.0),
        vec2(1.0, 1.0),
    ] {
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

/// The names that are written, kept while nothing moves.
#[derive(Debug, Default)]
pub(super) struct Labels {
    placed: Vec<PlacedLabel>,
    /// What their markers stand for.
    named: Vec<MarkId>,
    /// What is written on areas.
    areas: Vec<AreaLabel>,
    key: Option<LabelKey>,
    /// The sizes of the names of the scene by marker, once they have been measured.
    sizes: Vec<Option<Vec2>>,
    sizes_of: Option<(u64, u32)>,
}

/// What the places of names depend on.
#[derive(Clone, Debug, PartialEq)]
struct LabelKey {
    scene_revision: u64,
    positions_revision: u64,
    camera: Camera,
    hovered: Option<u32>,
    covers: Vec<Rect>,
    notes: Vec<Rect>,
}

impl Canvas {
    /// Finds room for names. Does nothing if nothing has moved.
    fn place_labels(&mut self, painter: &Painter, fonts: &[FontId; 2], colors: &MapColors) {
        let scene = Arc::clone(&self.looks.scene);
        let key = LabelKey {
            scene_revision: self.looks.revision,
            positions_revision: self.places.revision,
            camera: self.motion.camera,
            hovered: self.hovered_index(),
            covers: self.covers.clone(),
            notes: self.notes.placed.iter().map(|note| note.rect).collect(),
        };
        if self.labels.key.as_ref() == Some(&key) {
            return;
        }
        let sizes_of = (
            self.looks.revision,
            painter.ctx().pixels_per_point().to_bits(),
        );
        if self.labels.sizes_of != Some(sizes_of) {
            self.labels.sizes = vec![None; scene.actors.len()];
            self.labels.sizes_of = Some(sizes_of);
        }
        let before = self.labels.key.as_ref();
        let is_same = before.is_some_and(|before| before.scene_revision == key.scene_revision);
        let mut kept = std::mem::take(&mut self.labels.placed);
        if self.is_new() {
            // Nobody has seen them yet, and the camera was elsewhere.
            kept.clear();
        }
        if !is_same {
            let named = self.labels.named.iter().copied();
            let named: Vec<(MarkId, PlacedLabel)> = named.zip(kept).collect();
            kept = carried_names(&named, &scene);
        }
        let kept_areas = std::mem::take(&mut self.labels.areas);
        let plates = key.notes.iter().map(|plate| plate.expand(2.0));
        let avoid: Vec<Rect> = plates.chain(self.covers.iter().copied()).collect();
        let mut space = LabelSpace {
            scene: &scene,
            positions: &self.places.shown,
            camera: &self.motion.camera,
            hovered: key.hovered,
            avoid: &avoid,
            max_tries: MAX_TRIES,
            density: 1.0,
            kept: Kept {
                labels: &kept,
                zoom: before.map_or(0.0, |before| before.camera.zoom),
                is_of_another: !is_same,
            },
        };
        let shapes = self.outlines.shapes();
        let groups = &shapes.groups;
        let bands = band_shapes(&scene, groups, space.camera);
        let hulls = self
            .outlines
            .named(&scene, &self.places.shown, space.camera);
        let areas = AreaSpace {
            groups,
            bands: &bands,
            hulls: &hulls,
            colors: AreaColors {
                muted: colors.text_muted,
                text: colors.text,
            },
            axes: &shapes.axes,
            rings: &shapes.rings,
            kept: &kept_areas,
        };
        self.labels.areas = place_area_labels(&space, &areas, |text, size, strong| {
            area_galley(painter, fonts, text, size, strong).size()
        });
        let areas = self.labels.areas.iter().map(|label| label.rect);
        let avoid: Vec<Rect> = areas.chain(avoid.iter().copied()).collect();
        space.avoid = &avoid;
        let sizes = &mut self.labels.sizes;
        self.labels.placed = place_labels(&space, |label| {
            let measure = || galley(painter, fonts, label).size();
            match sizes.get_mut(label.mark as usize) {
                Some(size) => *size.get_or_insert_with(measure),
                None => measure(),
            }
        });
        let of = |placed: &PlacedLabel| Some(scene.actors.get(placed.mark as usize)?.id);
        self.labels.named = self.labels.placed.iter().filter_map(of).collect();
        self.labels.key = Some(key);
    }

    /// Writes the names that have room. Returns the indices of the actors that are named.
    pub(super) fn paint_labels(&mut self, painter: &Painter, input: &CanvasInput<'_>) -> Vec<u32> {
        let fonts = [
            FontId::new(LABEL_PX, FontFamily::Proportional),
            FontId::new(LABEL_PX, bold_family(painter.ctx())),
        ];
        let colors = input.theme.colors();
        self.place_labels(painter, &fonts, colors);
        let (text, halo) = (color32(colors.text), color32(colors.canvas));
        let hovered = self.hovered_index();
        for label in &self.labels.areas {
            let galley = area_galley(painter, &fonts, &label.text, label.size_px, label.strong);
            if let Some((plate, radius)) = label.plate() {
                painter.rect_filled(plate, radius, halo.gamma_multiply(PLATE_OPACITY));
            }
            paint_with_halo(
                painter,
                label.rect.min.round_to_pixels(painter.pixels_per_point()),
                &galley,
                color32(label.color),
                halo.gamma_multiply(0.9),
            );
        }
        let scene = &self.looks.scene;
        for placed in &self.labels.placed {
            let Some(label) = scene.labels.get(placed.label as usize) else {
                continue;
            };
            let opacity = if hovered == Some(placed.mark) {
                1.0
            } else {
                label.opacity
            };
            let galley = galley(painter, &fonts, label);
            let aside = self.clear_of_ring(placed, input);
            let pos = placed.rect.min + aside;
            if let Some(leader) = placed.leader {
                let color = color32(colors.text_muted).gamma_multiply(opacity);
                painter.line_segment(leader.map(|pos| pos + aside), Stroke::new(1.0, color));
            }
            if let Some((plate, radius)) = placed.plate() {
                painter.rect_filled(
                    plate.translate(aside),
                    radius,
                    halo.gamma_multiply(PLATE_OPACITY),
                );
            }
            paint_with_halo(
                painter,
                pos.round_to_pixels(painter.pixels_per_point()),
                &galley,
                text.gamma_multiply(opacity),
                halo.gamma_multiply(0.9),
            );
        }
        self.labels
            .placed
            .iter()
            .map(|placed| placed.mark)
            .collect()
    }

    /// How far a name moves away from its marker if that is ringed because it is selected or hovered.
    fn clear_of_ring(&self, placed: &PlacedLabel, input: &CanvasInput<'_>) -> Vec2 {
        const RING_PX: f32 = 5.0;
        let (Some(mark), Some(place)) = (
            self.looks.scene.actors.get(placed.mark as usize),
            self.places.get(placed.mark),
        ) else {
            return Vec2::ZERO;
        };
        let is_ringed = self.hovered == Some(mark.id) || self.is_selected(placed.mark, input);
        if !is_ringed {
            return Vec2::ZERO;
        }
        let pos = self.motion.camera.screen_from_world(place);
        if placed.rect.min.x > pos.x {
            vec2(RING_PX, 0.0)
        } else if placed.rect.max.x < pos.x {
            vec2(-RING_PX, 0.0)
        } else if placed.rect.center().y < pos.y {
            vec2(0.0, -RING_PX)
        } else {
            vec2(0.0, RING_PX)
        }
    }

    /// The box or the lasso of a selection.
    pub(super) fn paint_gesture(&self, painter: &Painter, input: &CanvasInput<'_>) {
        let color = color32(input.theme.colors().selection);
        let stroke = Stroke::new(1.0, color.gamma_multiply(0.7));
        match &self.gesture {
            Gesture::Box { from, to } => {
                let rect = Rect::from_two_pos(*from, *to);
                let fill = color.gamma_multiply(0.06);
                painter.rect(rect, 2.0, fill, stroke, StrokeKind::Inside);
            }
            Gesture::Lasso(line) => {
                painter.line(line.clone(), Stroke::new(1.5, stroke.color));
                if let [first, .., last] = line[..] {
                    // What will close it.
                    painter.extend(Shape::dashed_line(&[last, first], stroke, 4.0, 4.0));
                }
            }
            Gesture::None | Gesture::Pan | Gesture::Actors { .. } | Gesture::Note { .. } => {}
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
