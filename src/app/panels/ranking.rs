//! The ranked table of actors: rank, marker, name, bar and value. A row leads to the map.

use std::ops::Range;

use egui::accesskit::Role;
use egui::{Align2, Key, Popup, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::derived::Order;
use super::hover_card::measure_card_ui;
use super::measure_menu::{ask_measure_ui, measure_menu_ui};
use super::{PanelState, Shown, marker_of};
use crate::analysis::{Measure, Results};
use crate::app::areas::{self, Area};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, RADIUS, ROW_PX, SMALL_PX};
use crate::app::widgets::{
    Look, focus_ring, paint_elided, paint_icon, paint_marker, pointing, quiet_ground, remark,
    text_button,
};
use crate::app::wishes::PanelContext;
use crate::text::{count, percent_cell, score_cell, words};
use crate::workspace::measure_words;

/// So many rows stand in the short table.
const NUM_ROWS: usize = 8;
/// So high is the long table at most.
const LONG_PX: f32 = 420.0;

/// How a table is ordered and how long it is. View state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankingState {
    /// What is ranked.
    pub measure: Measure,
    by_name: bool,
    turned: bool,
    is_long: bool,
}

impl RankingState {
    /// A short table, best first.
    pub(crate) fn new(measure: Measure) -> Self {
        Self {
            measure,
            by_name: false,
            turned: false,
            is_long: false,
        }
    }

    fn order(self) -> Order {
        if self.by_name {
            Order::Name(self.turned)
        } else {
            Order::Score(self.measure, self.turned)
        }
    }
}

/// A value of a measure in a column.
pub(super) fn value_cell(measure: Measure, value: Option<f64>) -> String {
    match measure {
        Measure::BetweennessNorm | Measure::CrossBetweennessNorm => percent_cell(value),
        _ => score_cell(value),
    }
}

/// Paints the table with a choice of measures.
pub(crate) fn ranking_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    choices: &[Measure],
) {
    let lens = ctx.workspace.lens();
    let mut ranking = *state.ranking(lens);
    head_ui(ui, ctx, &mut ranking, choices);
    ask_measure_ui(ui, ctx, ranking.measure);
    let estimate = shown.results.estimate(ranking.measure);
    if let Some(estimate) = estimate {
        let text = words::estimated(estimate.num_samples, estimate.confidence);
        remark(ui, &text);
    }
    let order = state.derived.ranking(ctx, ranking.order());
    let table = Table {
        ctx,
        shown,
        measure: ranking.measure,
        order: &order,
        largest: largest(shown.results, ranking.measure),
        has_ranks: !ranking.by_name,
        is_estimate: estimate.is_some(),
    };
    let num_rows = order.len();
    if num_rows <= NUM_ROWS + 2 {
        table.rows_ui(ui, 0..num_rows);
    } else if ranking.is_long {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("ranking")
            .max_height(LONG_PX)
            .show_rows(ui, ROW_PX, num_rows, |ui, rows| table.rows_ui(ui, rows));
        ui.add_space(4.0);
        if text_button(ui, Some(Icon::ChevronUp), words::SHOW_FEWER, Look::Quiet).clicked() {
            ranking.is_long = false;
        }
    } else {
        table.rows_ui(ui, 0..NUM_ROWS);
        ui.add_space(4.0);
        let more = words::show_more(num_rows - NUM_ROWS);
        if text_button(ui, Some(Icon::ChevronDown), &more, Look::Quiet).clicked() {
            ranking.is_long = true;
        }
    }
    *state.ranking(lens) = ranking;
}

fn largest(results: &Results, measure: Measure) -> f64 {
    let scores = results.scores(measure).into_iter().flatten().flatten();
    scores.fold(0.0, |largest, &score| f64::max(largest, score.abs()))
}

/// The head: click to turn the order round; the measure can be chosen.
fn head_ui(ui: &mut Ui, ctx: &PanelContext<'_>, ranking: &mut RankingState, choices: &[Measure]) {
    let palette = ctx.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let measure = measure_words(ranking.measure);
    let font = fonts::regular(SMALL_PX);
    let arrow = if ranking.turned {
        Icon::ArrowUp
    } else {
        Icon::ArrowDown
    };

    let name_rect = Rect::from_min_max(rect.min, pos2(rect.left() + 110.0, rect.bottom()));
    let name = ui.interact(name_rect, ui.scope_id().with("by_name"), Sense::click());
    name.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, words::ACTOR));
    let color = |response: &egui::Response, chosen: bool| {
        if response.hovered() || chosen {
            palette.text
        } else {
            palette.weak
        }
    };
    let place = pos2(rect.left() + 42.0, rect.center().y);
    let name_color = color(&name, ranking.by_name);
    let text = ui.painter().text(
        place,
        Align2::LEFT_CENTER,
        words::ACTOR,
        font.clone(),
        name_color,
    );
    if ranking.by_name {
        let place = pos2(text.right() + 10.0, rect.center().y);
        paint_icon(ui, place, 12.0, arrow, palette.text);
    }
    focus_ring(ui, &name, name_rect);
    if pointing(name).clicked() {
        ranking.turned = ranking.by_name && !ranking.turned;
        ranking.by_name = true;
    }

    // The head of the values: a click turns the order round, the chevron opens the choice.
    let choose_rect = Rect::from_min_max(pos2(rect.right() - 22.0, rect.top()), rect.max);
    let choose = ui.interact(
        choose_rect,
        ui.scope_id().with("choose_measure"),
        Sense::click(),
    );
    choose.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::RANK_BY));
    let ground = quiet_ground(palette, &choose, false);
    ui.painter().rect_filled(choose_rect, RADIUS, ground);
    let chevron = choose_rect.center();
    paint_icon(ui, chevron, 14.0, Icon::ChevronDown, palette.weak);
    focus_ring(ui, &choose, choose_rect);
    Popup::menu(&choose)
        .accessible_name(words::RANK_BY)
        .show(|ui| {
            if let Some(choice) = measure_menu_ui(ui, ctx, choices, Some(ranking.measure)) {
                *ranking = RankingState {
                    is_long: ranking.is_long,
                    ..RankingState::new(choice)
                };
                ui.close();
            }
        });
    let choose = pointing(choose).on_hover_text(words::RANK_BY);
    drop(choose);

    let value_rect = Rect::from_min_max(
        pos2(name_rect.right() + 8.0, rect.top()),
        pos2(choose_rect.left(), rect.bottom()),
    );
    let value = ui.interact(value_rect, ui.scope_id().with("by_value"), Sense::click());
    value.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, measure.name));
    let value_color = color(&value, !ranking.by_name);
    let mut job =
        egui::text::LayoutJob::simple_singleline(measure.name.to_owned(), font, value_color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(value_rect.width() - 18.0);
    let galley = ui.painter().layout_job(job);
    let place = pos2(
        value_rect.right() - galley.size().x - 2.0,
        rect.center().y - galley.size().y / 2.0,
    );
    if !ranking.by_name {
        let place = pos2(place.x - 9.0, rect.center().y);
        paint_icon(ui, place, 12.0, arrow, palette.text);
    }
    ui.painter().galley(place, galley, value_color);
    focus_ring(ui, &value, value_rect);
    let value = pointing(value).on_hover_ui(|ui| measure_card_ui(ui, ctx, ranking.measure, None));
    if value.clicked() {
        ranking.turned = !ranking.by_name && !ranking.turned;
        ranking.by_name = false;
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.outline),
    );
}

struct Table<'a> {
    ctx: &'a PanelContext<'a>,
    shown: &'a Shown<'a>,
    measure: Measure,
    order: &'a [u32],
    largest: f64,
    has_ranks: bool,
    is_estimate: bool,
}

impl Table<'_> {
    /// How wide the column of values is.
    fn value_width(&self) -> f32 {
        match self.measure {
            _ if self.is_estimate => 104.0,
            Measure::Degree | Measure::InDegree | Measure::OutDegree | Measure::TieCount => 42.0,
            _ => 58.0,
        }
    }

    fn rows_ui(&self, ui: &mut Ui, rows: Range<usize>) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for place in rows {
                if let Some(&index) = self.order.get(place) {
                    self.row_ui(ui, place, index);
                }
            }
        });
    }

    fn row_ui(&self, ui: &mut Ui, place: usize, index: u32) {
        let (ctx, palette) = (self.ctx, self.ctx.palette);
        let id = self.shown.id(index);
        let (name, short_name) = (self.shown.name(index), self.shown.short_name(index));
        let value = self.shown.results.score(self.measure, index);
        let cell = value_cell(self.measure, value);
        let cell = match self.shown.results.bound(self.measure, index) {
            Some(bound) => words::give_or_take(&cell, &value_cell(self.measure, Some(bound))),
            None => cell,
        };
        let is_selected = ctx
            .workspace
            .selection()
            .is_some_and(|selection| selection.actors().contains(&id));

        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
        response.widget_info(|| {
            let label = words::ranking_row(place + 1, name, &cell);
            WidgetInfo::selected(Role::Row, true, is_selected, label)
        });
        if place == 0 {
            areas::note(ui, Area::Panel, response.id);
        }
        if response.has_focus() {
            response.scroll_to_me(None);
        }
        let (marker, color) = marker_of(ctx, self.shown.network, id);
        let mut is_elided = false;
        if ui.is_rect_visible(rect) {
            let ground = rect.expand2(vec2(8.0, 0.0));
            let fill = if is_selected {
                palette.raised
            } else {
                quiet_ground(palette, &response, false)
            };
            ui.painter().rect_filled(ground, RADIUS, fill);
            if !is_selected && !response.hovered() {
                let line = Stroke::new(1.0, palette.hairline);
                ui.painter().hline(rect.x_range(), rect.bottom(), line);
            }
            let small = fonts::regular(SMALL_PX);
            if self.has_ranks {
                ui.painter().text(
                    pos2(rect.left() + 20.0, rect.center().y),
                    Align2::RIGHT_CENTER,
                    count(place + 1),
                    small,
                    palette.weak,
                );
            }
            let center = pos2(rect.left() + 31.0, rect.center().y);
            paint_marker(ui.painter(), center, 4.5, marker, color);
            let value_rect = Rect::from_min_max(
                pos2(rect.right() - self.value_width(), rect.top()),
                rect.max,
            );
            ui.painter().text(
                value_rect.right_center(),
                Align2::RIGHT_CENTER,
                &cell,
                fonts::regular(BODY_PX),
                palette.text,
            );
            let bar_width = (rect.width() * 0.2).clamp(36.0, 96.0);
            let bar = Rect::from_min_size(
                pos2(value_rect.left() - bar_width, rect.center().y - 4.0),
                vec2(bar_width, 8.0),
            );
            if let Some(value) = value
                && self.largest > 0.0
            {
                let share = (value.abs() / self.largest) as f32;
                let mut filled = bar;
                filled.min.x = bar.right() - (bar_width * share).max(1.0);
                let color = palette.tint(color, 0.85);
                ui.painter().rect_filled(filled, 2.0, color);
            }
            let text = Rect::from_min_max(
                pos2(rect.left() + 42.0, rect.top()),
                pos2(bar.left() - 8.0, rect.bottom()),
            );
            let font = if is_selected {
                fonts::bold(BODY_PX)
            } else {
                fonts::regular(BODY_PX)
            };
            let align = Align2::LEFT_CENTER;
            is_elided = paint_elided(ui, text, align, short_name, font, palette.text);
            focus_ring(ui, &response, ground);
        }
        if response.hovered() || response.has_focus() {
            ctx.wishes.spotlight([id]);
        }
        let mut response = pointing(response);
        if is_elided || short_name != name {
            response = response.on_hover_text(name);
        }
        let opened = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.clicked() || opened {
            ctx.wishes.select(id);
        }
    }
}
