//! How sure a ranking is: where the ranks of the first actors lie when some ties are missing, as whiskers.

use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::missing_data::RankInterval;
use crate::analysis::{Measure, Params};
use crate::app::fonts;
use crate::app::panels::{PanelState, Shown, answer_ui, findings_ui, marker_of};
use crate::app::theme::{BODY_PX, RADIUS, ROW_PX};
use crate::app::widgets::{
    focus_ring, fold, paint_elided, paint_marker, pointing, quiet_ground, remark,
};
use crate::app::wishes::PanelContext;
use crate::text::{Name, count, words};
use crate::workspace::{Link, measure_words};

/// So many actors are listed.
const NUM_ROWS: usize = 12;
/// The scale ends here: whiskers that go on have no end.
const LAST: u32 = 30;

/// Paints what is unfolded: a sentence, and a whisker for each of the first actors.
pub(super) fn rank_intervals_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let unfolded = state.unfolded("rank_intervals");
    if !fold(ui, unfolded, words::RANKS, words::RANKS_REMARK) {
        return;
    }
    let measure = state.ranking(ctx.workspace.lens()).measure;
    let params = Params {
        ranked_by: measure,
        ..Params::default()
    };
    answer_ui(ui, ctx, "rank_intervals", &params, |ui, answer| {
        let Some(found) = answer.results.rank_intervals() else {
            return;
        };
        let shown = shown.about(&answer.results);
        let mut first: Vec<(u32, RankInterval)> = found
            .intervals
            .iter()
            .enumerate()
            .filter_map(|(index, interval)| Some((index as u32, (*interval)?)))
            .collect();
        first.sort_by_key(|&(index, interval)| (interval.rank, index));
        let num_ranked = first.len();
        first.truncate(NUM_ROWS);
        whiskers_ui(ui, ctx, &shown, &first, (found.measure, num_ranked));
    });
}

fn whiskers_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    first: &[(u32, RankInterval)],
    (measure, num_ranked): (Measure, usize),
) {
    let Some(&(leader, interval)) = first.first() else {
        remark(ui, words::NO_RANKS);
        return;
    };
    let name = Name {
        text: shown.name(leader).to_owned(),
        link: Some(Link::Actor(shown.id(leader))),
    };
    let num_sure = first
        .windows(2)
        .take_while(|pair| match pair {
            [(_, one), (_, next)] => one.high < next.low,
            _ => false,
        })
        .count();
    let sentence = words::rank_sentence(name, interval.high, num_sure);
    findings_ui(ui, ctx, &[sentence]);
    remark(ui, &words::ranks_by(measure_words(measure).name));
    ui.add_space(4.0);
    let last = first.iter().map(|(_, interval)| interval.high).max();
    let last = last
        .unwrap_or(1)
        .clamp(NUM_ROWS.min(num_ranked) as u32, LAST);
    axis_ui(ui, ctx, last);
    ui.spacing_mut().item_spacing.y = 0.0;
    for &(index, interval) in first {
        row_ui(ui, ctx, shown, (index, interval), last);
    }
}

/// The part of a row that is the scale.
fn scale(rect: Rect) -> Rect {
    let left = rect.left() + (rect.width() * 0.5).round();
    Rect::from_min_max(
        pos2(left, rect.top()),
        pos2(rect.right() - 8.0, rect.bottom()),
    )
}

/// Where a rank is on the scale.
fn place(scale: Rect, rank: u32, last: u32) -> f32 {
    let share = (rank.clamp(1, last.max(1)) - 1) as f32 / (last.max(2) - 1) as f32;
    scale.left() + scale.width() * share
}

fn axis_ui(ui: &mut Ui, ctx: &PanelContext<'_>, last: u32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let scale = scale(rect);
    let weak = ctx.palette.weak;
    for rank in [1, last] {
        let at = pos2(place(scale, rank, last), rect.center().y);
        let font = fonts::regular(11.0);
        ui.painter()
            .text(at, Align2::CENTER_CENTER, count(rank as usize), font, weak);
    }
    let middle = pos2(scale.center().x, rect.center().y);
    let font = fonts::regular(11.0);
    ui.painter()
        .text(middle, Align2::CENTER_CENTER, words::RANK, font, weak);
}

fn row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    (index, interval): (u32, RankInterval),
    last: u32,
) {
    let palette = ctx.palette;
    let id = shown.id(index);
    let label = words::rank_row(
        shown.name(index),
        interval.rank,
        interval.low,
        interval.high,
    );
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &label));
    let ground = rect.expand2(vec2(8.0, 0.0));
    let fill = quiet_ground(palette, &response, false);
    ui.painter().rect_filled(ground, RADIUS, fill);
    let line = Stroke::new(1.0, palette.hairline);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let (shape, color) = marker_of(ctx, shown.network, id);
    let center = pos2(rect.left() + 6.0, rect.center().y);
    paint_marker(ui.painter(), center, 4.5, shape, color);
    let scale = scale(rect);
    let at = Rect::from_min_max(
        pos2(rect.left() + 20.0, rect.top()),
        pos2(scale.left() - 12.0, rect.bottom()),
    );
    let font = fonts::regular(BODY_PX);
    let name = shown.short_name(index);
    paint_elided(ui, at, Align2::LEFT_CENTER, name, font, palette.text);
    let y = rect.center().y;
    let (low, high) = (
        place(scale, interval.low, last),
        place(scale, interval.high, last),
    );
    let stroke = Stroke::new(1.5, palette.weak);
    ui.painter().hline(low..=high, y, stroke);
    for (end, rank) in [(low, interval.low), (high, interval.high)] {
        if rank <= last {
            ui.painter().vline(end, y - 4.0..=y + 4.0, stroke);
        }
    }
    let dot = pos2(place(scale, interval.rank, last), y);
    ui.painter().circle_filled(dot, 4.5, color);
    focus_ring(ui, &response, ground);
    if response.hovered() || response.has_focus() {
        ctx.wishes.spotlight([id]);
    }
    if pointing(response).on_hover_text(label).clicked() {
        ctx.wishes.select(id);
    }
}
