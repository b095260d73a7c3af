//! The matrix of sectors: ties found against ties to be expected, a cell for every two sectors.

use egui::accesskit::Role;
use egui::{
    Align2, Color32, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};
use egui::{pos2, vec2};

use crate::analysis::SectorMixing;
use crate::app::areas::{self, Area};
use crate::app::fonts;
use crate::app::panels::Shown;
use crate::app::theme::{BODY_PX, Palette, RADIUS, SMALL_PX};
use crate::app::widgets::{focus_ring, paint_elided, paint_marker, pointing};
use crate::app::wishes::PanelContext;
use crate::text::{count, words};

const CELL_HEIGHT_PX: f32 = 40.0;
const LEAST_CELL_PX: f32 = 38.0;
const HEAD_PX: f32 = 22.0;
const GAP_PX: f32 = 2.0;

/// Paints the lower half of the matrix. Returns the cell that was clicked, the smaller place first.
pub(super) fn matrix_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    mixing: &SectorMixing,
    chosen: Option<(usize, usize)>,
) -> Option<(usize, usize)> {
    let num_sectors = mixing.sectors.len();
    let room = ui.available_width();
    let names = (room * 0.28).clamp(48.0, 88.0);
    let width = ((room - names) / num_sectors.max(1) as f32).clamp(LEAST_CELL_PX, 64.0);
    let mut clicked = None;
    ScrollArea::horizontal().id_salt("matrix").show(ui, |ui| {
        let size = vec2(
            names + width * num_sectors as f32,
            HEAD_PX + CELL_HEIGHT_PX * num_sectors as f32,
        );
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        for row in 0..num_sectors {
            names_ui(ui, ctx, shown, rect, (row, names, width));
            for column in 0..=row {
                let cell = Rect::from_min_size(
                    pos2(
                        rect.left() + names + width * column as f32,
                        rect.top() + HEAD_PX + CELL_HEIGHT_PX * row as f32,
                    ),
                    vec2(width - GAP_PX, CELL_HEIGHT_PX - GAP_PX),
                );
                let is_chosen = chosen == Some((column, row));
                let matrix = Cell {
                    ctx,
                    shown,
                    mixing,
                    place: (column, row),
                };
                if matrix.ui(ui, cell, is_chosen) {
                    clicked = Some((column, row));
                }
            }
        }
    });
    ui.add_space(4.0);
    key_ui(ui, ctx);
    clicked
}

/// The name of a row, and the marker above the column of the same sector.
fn names_ui(
    ui: &Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    rect: Rect,
    (place, names, width): (usize, f32, f32),
) {
    let Some(sector) = shown.sector(place) else {
        return;
    };
    let color = ctx.palette.sector(Some(sector));
    let top = pos2(
        rect.left() + names + width * (place as f32 + 0.5) - GAP_PX / 2.0,
        rect.top() + 10.0,
    );
    paint_marker(ui.painter(), top, 5.0, sector.shape, color);
    let name = Rect::from_min_size(
        pos2(
            rect.left(),
            rect.top() + HEAD_PX + CELL_HEIGHT_PX * place as f32,
        ),
        vec2(names - 8.0, CELL_HEIGHT_PX - GAP_PX),
    );
    let font = fonts::regular(SMALL_PX);
    paint_elided(
        ui,
        name,
        Align2::LEFT_CENTER,
        &sector.name,
        font,
        ctx.palette.weak,
    );
}

/// What the colours mean.
fn key_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let [fewer, more] = words::FEWER_MORE;
        let small = |text: &str| {
            RichText::new(text)
                .font(fonts::regular(11.0))
                .color(ctx.palette.weak)
        };
        ui.label(small(fewer));
        ui.add_space(2.0);
        for step in [-1.0, -0.5, 0.0, 0.5, 1.0] {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 8.0), Sense::hover());
            ui.painter()
                .rect_filled(rect, 1.0, fill(ctx.palette, step, true));
        }
        ui.add_space(2.0);
        ui.label(small(more));
    });
    ui.label(
        RichText::new(words::MATRIX_CAPTION)
            .font(fonts::regular(SMALL_PX))
            .color(ctx.palette.weak),
    );
}

/// The colour of a cell: −1 is far fewer than expected, 1 far more. What chance may explain is paler.
fn fill(palette: &Palette, lean: f32, is_sure: bool) -> Color32 {
    let base = if lean < 0.0 {
        palette.fewer
    } else {
        palette.more
    };
    let strength = lean.abs() * if is_sure { 0.95 } else { 0.5 };
    palette.raised.lerp_to_gamma(base, strength.clamp(0.0, 1.0))
}

struct Cell<'a> {
    ctx: &'a PanelContext<'a>,
    shown: &'a Shown<'a>,
    mixing: &'a SectorMixing,
    place: (usize, usize),
}

impl Cell<'_> {
    fn get<T: Copy>(&self, matrix: &[Vec<T>]) -> Option<T> {
        matrix.get(self.place.1)?.get(self.place.0).copied()
    }

    /// Returns whether it was clicked.
    fn ui(&self, ui: &Ui, rect: Rect, is_chosen: bool) -> bool {
        let palette = self.ctx.palette;
        let Some(ties) = self.get(&self.mixing.ties) else {
            return false;
        };
        let expected = self
            .get(&self.mixing.expected)
            .flatten()
            .unwrap_or_default();
        let z = self.get(&self.mixing.z).flatten();
        let is_sure = z.is_some_and(|z| z.abs() >= 1.96);
        let lean = if expected > 0.0 {
            ((f64::from(ties) + 0.01) / expected)
                .log2()
                .clamp(-1.0, 1.0) as f32
        } else {
            0.0
        };
        let id = ui.scope_id().with(("cell", self.place));
        let response = ui.interact(rect, id, Sense::click());
        let (a, b) = (
            self.shown.sector_name(self.place.0),
            self.shown.sector_name(self.place.1),
        );
        response.widget_info(|| {
            let label = words::matrix_cell(a, b, ties as usize, expected);
            WidgetInfo::selected(Role::Cell, true, is_chosen, label)
        });
        if self.place == (0, 0) {
            areas::note(ui, Area::Panel, response.id);
        }
        let painter = ui.painter();
        painter.rect_filled(rect, RADIUS - 2, fill(palette, lean, is_sure));
        if is_chosen {
            let stroke = Stroke::new(2.0, palette.accent);
            painter.rect_stroke(rect, RADIUS - 2, stroke, StrokeKind::Inside);
        } else if response.hovered() {
            let stroke = Stroke::new(1.0, palette.weak);
            painter.rect_stroke(rect, RADIUS - 2, stroke, StrokeKind::Inside);
        }
        painter.text(
            rect.center() - vec2(0.0, 7.0),
            Align2::CENTER_CENTER,
            count(ties as usize),
            fonts::bold(BODY_PX),
            palette.text,
        );
        let line = Rect::from_center_size(
            rect.center() + vec2(0.0, 9.0),
            vec2(rect.width() - 4.0, 14.0),
        );
        let expected_text = words::of_expected(expected);
        let color = palette.text.gamma_multiply(0.72);
        let font = fonts::regular(10.5);
        paint_elided(ui, line, Align2::CENTER_CENTER, &expected_text, font, color);
        focus_ring(ui, &response, rect);
        let response = pointing(response).on_hover_ui(|ui| self.card_ui(ui, ties, expected));
        response.clicked()
    }

    fn card_ui(&self, ui: &mut Ui, ties: u32, expected: f64) {
        let weak = self.ctx.palette.weak;
        ui.set_max_width(280.0);
        let (a, b) = (
            self.shown.sector_name(self.place.0),
            self.shown.sector_name(self.place.1),
        );
        ui.label(RichText::new(words::sector_pair(a, b)).font(fonts::bold(BODY_PX)));
        let possible = self.get(&self.mixing.possible);
        let density = self.get(&self.mixing.density).flatten();
        if let Some((possible, density)) = possible.zip(density) {
            ui.label(words::cell_density(ties as usize, possible, density));
        }
        ui.label(words::cell_expected(expected));
        if let Some(z) = self.get(&self.mixing.z).flatten() {
            let p = self.get(&self.mixing.p).flatten();
            ui.label(words::cell_surprise(z, p));
            ui.add_space(2.0);
            ui.label(
                RichText::new(words::CELL_NOTE)
                    .font(fonts::regular(SMALL_PX))
                    .color(weak),
            );
        }
    }
}
