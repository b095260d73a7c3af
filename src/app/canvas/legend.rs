//! The legend and the buttons in the corners of the map.

use egui::{
    Align2, Color32, FontFamily, FontId, Key, Mesh, Modifiers, Painter, Pos2, Rect, Sense, Shape,
    Stroke, Vec2, pos2, vec2,
};

use crate::model::{MarkerShape, SectorId};
use crate::scene::{LegendEntry, LegendSymbol, shapes};
use crate::text::words;

use super::super::theme;
use super::canvas::color32;
use super::interaction::ZOOM_STEP;
use super::motion::Clock;
use super::{Canvas, CanvasEvent, CanvasInput, overlay};

/// How far from the corner of the canvas.
const MARGIN_PX: f32 = 16.0;
const ROW_PX: f32 = 20.0;
const PADDING: Vec2 = Vec2::new(12.0, 8.0);
/// From the edge of the legend to the words.
const SYMBOL_PX: f32 = 24.0;
const BUTTON_PX: f32 = 28.0;
/// Between the legend and the buttons below it.
const GAP_PX: f32 = 8.0;
/// A legend that would take more than this share of the width or the height of the canvas is folded.
const MAX_SHARE: Vec2 = Vec2::new(0.45, 0.4);

impl Canvas {
    /// The legend, bottom left: a click on a sector shows or hides it, the mouse over it brings it out.
    pub(super) fn legend_ui(
        &mut self,
        ui: &egui::Ui,
        canvas: Rect,
        input: &CanvasInput<'_>,
        events: &mut Vec<CanvasEvent>,
    ) {
        let has_bands = self.outlines.shapes().groups.are_apart;
        let thinned = self.thinned();
        let entries: Vec<&LegendEntry> = input
            .scene
            .legend
            .iter()
            .filter(|entry| has_bands || !entry.symbol.is_band())
            .chain(&thinned)
            .collect();
        let mut hovered_sector = None;
        if !entries.is_empty() {
            let palette = theme::Palette::shown(ui.ctx());
            let painter = ui.painter_at(canvas);
            let font = FontId::new(theme::SMALL_PX, FontFamily::Proportional);
            let galley = |text: &str| {
                painter.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER)
            };
            let rows: Vec<_> = entries
                .iter()
                .map(|entry| {
                    let count = entry.count.map(crate::text::count);
                    (
                        entry,
                        galley(&entry.text),
                        count.map(|count| galley(&count)),
                    )
                })
                .collect();
            let width = rows
                .iter()
                .map(|(entry, text, count)| {
                    let indent = if entry.symbol == LegendSymbol::Note {
                        0.0
                    } else {
                        SYMBOL_PX
                    };
                    let count = count.as_ref().map_or(0.0, |count| 16.0 + count.size().x);
                    indent + text.size().x + count
                })
                .fold(120.0, f32::max);
            // A hairline between the sectors and the rest.
            let num_sectors = entries
                .iter()
                .filter(|entry| entry.sector().is_some())
                .count();
            let gap = if num_sectors > 0 && num_sectors < entries.len() {
                9.0
            } else {
                0.0
            };
            let size = vec2(width, ROW_PX * entries.len() as f32 + gap) + 2.0 * PADDING;
            let insets = input.insets;
            let mut corner =
                canvas.left_bottom() + vec2(MARGIN_PX + insets.left, -MARGIN_PX - insets.bottom);
            let room = MAX_SHARE * canvas.size();
            if size.x > room.x || size.y > room.y {
                let folded = self.folded_ui(ui, canvas, corner, input);
                self.covers.push(folded);
                if !self.legend_unfolded {
                    self.tell_hovered_sector(None, events);
                    return;
                }
                corner.y = folded.min.y - GAP_PX;
            } else {
                corner.y -= Self::lift(ui, canvas, corner.x + size.x, input);
                self.covers
                    .push(Rect::from_min_size(corner - vec2(0.0, size.y), size));
            }
            let rect = Rect::from_min_size(corner - vec2(0.0, size.y), size);
            let block = ui.interact(rect, ui.scope_id().with("legend"), Sense::click_and_drag());
            block.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Group, true, &input.words.legend)
            });
            overlay::card(&painter, rect);

            let mut y = rect.min.y + PADDING.y;
            let mut was_sector = true;
            for (place, (entry, text, count)) in rows.into_iter().enumerate() {
                if gap > 0.0 && was_sector && entry.sector().is_none() && place > 0 {
                    let line = y + 4.0;
                    painter.hline(
                        rect.x_range().shrink(PADDING.x),
                        line,
                        Stroke::new(1.0, palette.hairline),
                    );
                    y += gap;
                }
                was_sector = entry.sector().is_some();
                let row = Rect::from_min_size(
                    pos2(rect.min.x + 4.0, y),
                    vec2(rect.width() - 8.0, ROW_PX),
                );
                y += ROW_PX;
                if let Some(whom) = &entry.whom {
                    let id = ui.scope_id().with(("legend", place));
                    let response = ui.interact(row, id, Sense::click());
                    response.widget_info(|| legend_row_info(entry));
                    if response.hovered() || response.has_focus() {
                        painter.rect_filled(row, 4.0, palette.hover);
                        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
                        hovered_sector = entry.sector();
                    }
                    if response.has_focus() {
                        let stroke = Stroke::new(1.5, palette.focus);
                        painter.rect_stroke(row, 4.0, stroke, egui::StrokeKind::Inside);
                    }
                    let wants_menu = response.secondary_clicked()
                        || response.clicked() && entry.sector().is_none()
                        || response.has_focus()
                            && ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::F10));
                    if wants_menu {
                        events.push(CanvasEvent::LegendMenu {
                            whom: whom.clone(),
                            pos_in_screen: row.right_top(),
                        });
                    } else if let Some(sector) = entry.sector().filter(|_| response.clicked()) {
                        events.push(CanvasEvent::ToggleSector(sector));
                    }
                }
                let opacity = if entry.hidden { 0.35 } else { 1.0 };
                let is_note = entry.symbol == LegendSymbol::Note;
                let left = rect.min.x + PADDING.x;
                let middle = pos2(left + 7.0, row.center().y);
                paint_symbol(&painter, entry.symbol, middle, opacity);
                let color = if entry.hidden || is_note {
                    palette.weak
                } else {
                    palette.text
                };
                let x = if is_note { left } else { left + SYMBOL_PX };
                let at = Align2::LEFT_CENTER.anchor_size(pos2(x, row.center().y), text.size());
                painter.galley(at.min, text, color);
                if entry.hidden {
                    painter.hline(at.x_range(), at.center().y, Stroke::new(1.0, palette.weak));
                }
                if let Some(count) = count {
                    let right = pos2(rect.max.x - PADDING.x, row.center().y);
                    let at = Align2::RIGHT_CENTER.anchor_size(right, count.size());
                    painter.galley(at.min, count, palette.weak);
                }
            }
        }
        self.tell_hovered_sector(hovered_sector, events);
    }

    /// That not all ties are drawn, if that is so; the nearer one looks the more are.
    fn thinned(&self) -> Option<LegendEntry> {
        let scene = &self.looks.scene;
        let num_drawn = scene.num_ties_drawn(&self.motion.camera);
        (num_drawn < scene.ties.len()).then(|| {
            LegendEntry::new(
                LegendSymbol::Note,
                words::ties_drawn(num_drawn, scene.ties.len()),
                None,
            )
        })
    }

    #[expect(
        clippy::option_option,
        reason = "no line of the legend, or that of a sector or of the unassigned"
    )]
    fn tell_hovered_sector(
        &mut self,
        sector: Option<Option<SectorId>>,
        events: &mut Vec<CanvasEvent>,
    ) {
        if sector != self.hovered_sector {
            self.hovered_sector = sector;
            events.push(CanvasEvent::SpotlightSector(sector));
        }
    }

    /// How far something in the lower left corner that reaches to `right` must be lifted to be clear of the buttons.
    fn lift(ui: &egui::Ui, canvas: Rect, right: f32, input: &CanvasInput<'_>) -> f32 {
        let buttons = Self::buttons(ui, canvas, input);
        let left = buttons
            .iter()
            .map(|(rect, _, _)| rect.min.x)
            .fold(f32::INFINITY, f32::min);
        if right + GAP_PX > left {
            BUTTON_PX + GAP_PX
        } else {
            0.0
        }
    }

    /// The legend where there is no room for it: the markers of the sectors alone. A click unfolds it, and folds it again.
    /// Returns where it is.
    fn folded_ui(
        &mut self,
        ui: &egui::Ui,
        canvas: Rect,
        corner: Pos2,
        input: &CanvasInput<'_>,
    ) -> Rect {
        let palette = theme::Palette::shown(ui.ctx());
        let painter = ui.painter_at(canvas);
        let sectors: Vec<&LegendEntry> = input
            .scene
            .legend
            .iter()
            .filter(|entry| entry.sector().is_some())
            .collect();
        let size = vec2(12.0 + ROW_PX * sectors.len().max(1) as f32, BUTTON_PX);
        let lift = Self::lift(ui, canvas, corner.x + size.x, input);
        let rect = Rect::from_min_size(corner - vec2(0.0, size.y + lift), size);
        let id = ui.scope_id().with("folded legend");
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| {
            let is_open = self.legend_unfolded;
            let role = egui::accesskit::Role::Button;
            egui::WidgetInfo::selected(role, true, is_open, &input.words.legend)
        });
        overlay::card(&painter, rect);
        if response.hovered() || response.has_focus() || self.legend_unfolded {
            painter.rect_filled(rect.shrink(2.0), 4.0, palette.hover);
        }
        for (place, entry) in sectors.into_iter().enumerate() {
            let middle = rect.left_center() + vec2(6.0 + ROW_PX * (place as f32 + 0.5), 0.0);
            let opacity = if entry.hidden { 0.35 } else { 1.0 };
            paint_symbol(&painter, entry.symbol, middle, opacity);
        }
        if response.on_hover_text(&input.words.legend).clicked() {
            self.legend_unfolded = !self.legend_unfolded;
        }
        rect
    }

    /// The buttons, bottom right: zoom, fit, layout.
    #[expect(
        clippy::needless_pass_by_ref_mut,
        reason = "functions that paint take the interface mutably"
    )]
    pub(super) fn buttons_ui(
        &mut self,
        ui: &mut egui::Ui,
        canvas: Rect,
        input: &CanvasInput<'_>,
        clock: Clock,
        events: &mut Vec<CanvasEvent>,
    ) {
        let mut covered = Rect::NOTHING;
        let buttons = Self::buttons(ui, canvas, input);
        for (place, (rect, text, name)) in buttons.into_iter().enumerate() {
            covered |= rect;
            if self.button(ui, rect, text, name) {
                match place {
                    0 => events.push(CanvasEvent::ToggleLayout),
                    1 => self.fit(),
                    2 => self.zoom_now(ZOOM_STEP, clock),
                    _ => self.zoom_now(1.0 / ZOOM_STEP, clock),
                }
            }
        }
        self.covers.push(covered);
    }

    /// Where the buttons are, what stands on them, and what they are called; from right to left.
    fn buttons<'i>(
        ui: &egui::Ui,
        canvas: Rect,
        input: &CanvasInput<'i>,
    ) -> [(Rect, std::sync::Arc<egui::Galley>, &'i str); 4] {
        let words = input.words;
        let mut right = canvas.max.x - MARGIN_PX - input.insets.right;
        let bottom = canvas.max.y - MARGIN_PX - input.insets.bottom;
        let font = FontId::new(theme::BODY_PX, FontFamily::Proportional);
        [
            (words.layout.as_str(), words.layout.as_str()),
            (words.fit.as_str(), words.fit.as_str()),
            ("+", words.zoom_in.as_str()),
            ("−", words.zoom_out.as_str()),
        ]
        .map(|(shown, name)| {
            let text =
                ui.painter()
                    .layout_no_wrap(shown.to_owned(), font.clone(), Color32::PLACEHOLDER);
            let width = (text.size().x + 20.0).max(BUTTON_PX);
            let rect =
                Rect::from_min_max(pos2(right - width, bottom - BUTTON_PX), pos2(right, bottom));
            right -= width + 6.0;
            (rect, text, name)
        })
    }

    fn button(
        &self,
        ui: &egui::Ui,
        rect: Rect,
        text: std::sync::Arc<egui::Galley>,
        name: &str,
    ) -> bool {
        let palette = theme::Palette::shown(ui.ctx());
        let id = ui.scope_id().with(("canvas button", name));
        let response = ui.interact(rect, id, Sense::click());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        let painter = ui.painter_at(self.motion.camera.viewport);
        let fill = if response.is_pointer_button_down_on() {
            palette.pressed
        } else if response.hovered() {
            palette.hover
        } else {
            palette.panel
        };
        let stroke = if response.has_focus() {
            Stroke::new(1.5, palette.focus)
        } else {
            Stroke::new(1.0, palette.outline)
        };
        painter.rect(
            rect,
            f32::from(theme::RADIUS),
            fill,
            stroke,
            egui::StrokeKind::Inside,
        );
        let at = Align2::CENTER_CENTER.anchor_size(rect.center(), text.size());
        painter.galley(at.min, text, palette.text);
        response.on_hover_text(name).clicked()
    }
}

/// A line of the legend in words.
fn legend_row_info(entry: &LegendEntry) -> egui::WidgetInfo {
    let label = match entry.count {
        Some(count) => format!("{} {}", entry.text, crate::text::count(count)),
        None => entry.text.clone(),
    };
    if entry.sector().is_none() {
        return egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, label);
    }
    egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, !entry.hidden, label)
}

/// Paints what stands before the words of a legend line.
fn paint_symbol(painter: &Painter, symbol: LegendSymbol, middle: Pos2, opacity: f32) {
    let faded = |color| color32(color).gamma_multiply(opacity);
    let (left, right) = (middle - vec2(7.0, 0.0), middle + vec2(7.0, 0.0));
    match symbol {
        LegendSymbol::Marker(shape, color) => {
            paint_shape(painter, shape, middle, 5.0, (faded(color), Stroke::NONE));
        }
        LegendSymbol::Shape(shape, color) => {
            let stroke = Stroke::new(1.5, faded(color));
            paint_shape(painter, shape, middle, 4.8, (Color32::TRANSPARENT, stroke));
        }
        LegendSymbol::HollowMarker(color) => {
            let stroke = Stroke::new(1.75, faded(color));
            painter.circle_stroke(middle, 4.5, stroke);
        }
        LegendSymbol::Group(color) => {
            painter.circle_filled(middle, 6.5, faded(color));
            let line = theme::Palette::shown(painter.ctx()).panel;
            painter.circle_stroke(middle, 4.25, Stroke::new(1.25, line));
        }
        LegendSymbol::Ring(color) => {
            painter.circle_stroke(middle, 5.5, Stroke::new(2.0, faded(color)));
        }
        LegendSymbol::Line(color, dashed) => {
            let stroke = Stroke::new(2.0, faded(color));
            if dashed {
                painter.extend(Shape::dashed_line(&[left, right], stroke, 4.0, 3.0));
            } else {
                painter.line_segment([left, right], stroke);
            }
        }
        LegendSymbol::Gradient(from, to) => {
            let mut mesh = Mesh::default();
            for (pos, color) in [(left, faded(from)), (right, faded(to))] {
                mesh.colored_vertex(pos - vec2(0.0, 1.0), color);
                mesh.colored_vertex(pos + vec2(0.0, 1.0), color);
            }
            mesh.add_triangle(0, 1, 2);
            mesh.add_triangle(1, 2, 3);
            painter.add(mesh);
        }
        LegendSymbol::Band([from, to, edge]) => {
            let mut mesh = Mesh::default();
            for (pos, color) in [(left, faded(from)), (right, faded(to))] {
                mesh.colored_vertex(pos - vec2(0.0, 2.5), color);
                mesh.colored_vertex(pos + vec2(0.0, 2.5), color);
            }
            mesh.add_triangle(0, 1, 2);
            mesh.add_triangle(1, 2, 3);
            painter.add(mesh);
            let stroke = Stroke::new(1.0, faded(edge));
            for aside in [vec2(0.0, -5.0), vec2(0.0, 5.0)] {
                let line = [left + aside, right + aside];
                painter.extend(Shape::dashed_line(&line, stroke, 3.0, 2.0));
            }
        }
        LegendSymbol::Area(color) => {
            let rect = Rect::from_center_size(middle, vec2(14.0, 12.0));
            painter.rect_filled(rect, 4.0, faded(color));
        }
        LegendSymbol::Note => {}
    }
}

/// Paints the outline of a marker, filled. The stroke runs along the middle of its line, for every shape.
pub(super) fn paint_shape(
    painter: &Painter,
    shape: MarkerShape,
    middle: Pos2,
    radius: f32,
    (fill, stroke): (Color32, Stroke),
) {
    match shapes::corners(shape, middle, radius) {
        Some(corners) => painter.add(Shape::convex_polygon(corners, fill, stroke)),
        // egui strokes polygons along the line, and circles outside of it.
        None => painter.circle(middle, radius - 0.5 * stroke.width, fill, stroke),
    };
}
