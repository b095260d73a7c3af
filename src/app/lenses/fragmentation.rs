//! Fragmentation: what falls apart? Pieces, single points of failure, bridges, and who reaches whom.

use egui::accesskit::Role;
use egui::{Align2, Color32, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::{Cohesion, Distances, SectorReach};
use crate::app::areas::{self, Area};
use crate::app::fonts;
use crate::app::panels::{
    HoverCard, PanelState, Shown, hover_card_ui, marker_of, more_ui, pair_block_ui,
};
use crate::app::theme::{BODY_PX, RADIUS, ROW_PX, SMALL_PX};
use crate::app::widgets::{
    divider, focus_ring, heading, heading_with, paint_elided, paint_marker, pointing, quiet_ground,
    remark, stacked_bar,
};
use crate::app::wishes::{PanelContext, Wish};
use crate::text::{count, number, percent, words};
use crate::workspace::Focus;

const NUM_PIECES: usize = 5;
const NUM_ROWS: usize = 6;

/// Paints what stands below the findings.
pub(crate) fn fragmentation_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    if let Some(cohesion) = shown.results.cohesion() {
        divider(ui);
        single_points_ui(ui, ctx, state, shown, cohesion);
        if !cohesion.bridges.is_empty() {
            ui.add_space(16.0);
            bridges_ui(ui, ctx, state, shown, cohesion);
        }
        if cohesion.components.len() > 1 {
            divider(ui);
            pieces_ui(ui, ctx, shown, cohesion);
        }
    }
    if let Some(distances) = shown.results.distances() {
        if distances.sectors.len() > 1 {
            divider(ui);
            reach_ui(ui, ctx, shown, distances);
        }
        divider(ui);
        numbers_ui(ui, ctx, shown, distances);
    }
}

fn single_points_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    cohesion: &Cohesion,
) {
    if cohesion.cut_actors.is_empty() {
        heading(ui, words::SINGLE_POINTS);
        remark(ui, words::NOTHING_BREAKS);
        return;
    }
    heading_with(ui, words::SINGLE_POINTS, words::CUT_OFF);
    let mut cuts: Vec<_> = cohesion.cut_actors.iter().collect();
    cuts.sort_by_key(|cut| std::cmp::Reverse(cut.num_cut_off()));
    let unfolded = state.unfolded("cut_actors");
    let num_shown = if *unfolded { 200 } else { NUM_ROWS };
    ui.spacing_mut().item_spacing.y = 0.0;
    for cut in cuts.iter().take(num_shown) {
        let cut_off: Vec<u32> = cut.cut_off.iter().flatten().copied().collect();
        let names: Vec<&str> = cut_off
            .iter()
            .take(3)
            .map(|&index| shown.short_name(index))
            .collect();
        let names = words::some_names(&names, cut_off.len() - names.len());
        let name = shown.short_name(cut.actor);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
        let label = words::cut_row(name, cut_off.len(), &names);
        let id = shown.id(cut.actor);
        let is_selected = ctx
            .workspace
            .selection()
            .is_some_and(|selection| selection.actors().contains(&id));
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_selected, &label));
        areas::note(ui, Area::Panel, response.id);
        let ground = rect.expand2(vec2(8.0, 0.0));
        let fill = quiet_ground(ctx.palette, &response, is_selected);
        ui.painter().rect_filled(ground, RADIUS, fill);
        let line = Stroke::new(1.0, ctx.palette.hairline);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        let (shape, color) = marker_of(ctx, shown.network, id);
        let center = pos2(rect.left() + 8.0, rect.center().y);
        ui.painter()
            .circle_stroke(center, 8.0, Stroke::new(1.5, ctx.palette.danger));
        paint_marker(ui.painter(), center, 4.0, shape, color);
        let upper = Rect::from_min_max(
            pos2(rect.left() + 26.0, rect.top() + 3.0),
            pos2(rect.right() - 40.0, rect.center().y),
        );
        let font = fonts::regular(BODY_PX);
        paint_elided(ui, upper, Align2::LEFT_CENTER, name, font, ctx.palette.text);
        let lower = Rect::from_min_max(
            pos2(upper.left(), rect.center().y),
            pos2(upper.right(), rect.bottom() - 3.0),
        );
        let small = fonts::regular(SMALL_PX);
        paint_elided(
            ui,
            lower,
            Align2::LEFT_CENTER,
            &names,
            small,
            ctx.palette.weak,
        );
        ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            count(cut_off.len()),
            fonts::bold(BODY_PX),
            ctx.palette.text,
        );
        focus_ring(ui, &response, ground);
        if response.hovered() || response.has_focus() {
            let lost = cut_off.iter().map(|&index| shown.id(index));
            ctx.wishes.spotlight(lost.chain([id]));
        }
        if pointing(response).on_hover_text(label).clicked() {
            ctx.wishes.select(id);
        }
    }
    if cuts.len() > NUM_ROWS {
        more_ui(ui, unfolded, cuts.len().min(200) - NUM_ROWS);
    }
}

fn bridges_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    cohesion: &Cohesion,
) {
    heading_with(ui, words::BRIDGES, words::BRIDGES_REMARK);
    let mut bridges: Vec<_> = cohesion.bridges.iter().collect();
    bridges.sort_by_key(|bridge| std::cmp::Reverse(bridge.num_cut_off));
    let unfolded = state.unfolded("bridges");
    let num_shown = if *unfolded { 200 } else { NUM_ROWS };
    for bridge in bridges.iter().take(num_shown) {
        let (a, b) = (bridge.a, bridge.b);
        let is_chosen = *ctx.workspace.focus() == Focus::Pair(a, b);
        let response = pair_block_ui(ui, ctx, shown, (a, None, b), is_chosen);
        let tooltip = words::bridge_tooltip(bridge.num_cut_off as usize);
        if response.on_hover_text(tooltip).clicked() {
            ctx.wishes.focus(Focus::Pair(a, b));
            ctx.wishes.add(Wish::Reveal(vec![shown.id(a), shown.id(b)]));
        }
    }
    if bridges.len() > NUM_ROWS {
        more_ui(ui, unfolded, bridges.len().min(200) - NUM_ROWS);
    }
}

fn pieces_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, cohesion: &Cohesion) {
    heading_with(ui, words::PIECES, &count(cohesion.components.len()));
    let pieces: Vec<&Vec<u32>> = cohesion
        .components
        .iter()
        .filter(|piece| piece.len() > 1)
        .collect();
    for piece in pieces.iter().take(NUM_PIECES) {
        let name = words::piece(piece.len());
        if line_ui(ui, ctx, &name, piece, shown) {
            ctx.wishes.focus(Focus::Actors((*piece).clone()));
            let actors = piece.iter().map(|&index| shown.id(index)).collect();
            ctx.wishes.add(Wish::Reveal(actors));
        }
        let mix = shown.mix(piece.iter().copied());
        let parts: Vec<(usize, Color32, String)> = mix
            .iter()
            .enumerate()
            .filter(|&(_, &number)| number > 0)
            .map(|(place, &number)| {
                let color = ctx.palette.sector(shown.sector(place));
                (number, color, shown.sector_name(place).to_owned())
            })
            .collect();
        stacked_bar(ui, ui.available_width(), &parts);
        ui.add_space(6.0);
    }
    if pieces.len() > NUM_PIECES {
        remark(ui, &words::more_pieces(pieces.len() - NUM_PIECES));
    }
    if !cohesion.isolates.is_empty() {
        let name = words::isolates(cohesion.isolates.len());
        if line_ui(ui, ctx, &name, &cohesion.isolates, shown) {
            ctx.wishes.focus(Focus::Actors(cohesion.isolates.clone()));
        }
    }
}

/// A line that stands for actors. Returns whether it was clicked.
fn line_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    text: &str,
    actors: &[u32],
    shown: &Shown<'_>,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let ground = rect.expand2(vec2(8.0, 0.0));
    let fill = quiet_ground(ctx.palette, &response, false);
    ui.painter().rect_filled(ground, RADIUS, fill);
    let font = fonts::regular(BODY_PX);
    paint_elided(ui, rect, Align2::LEFT_CENTER, text, font, ctx.palette.text);
    focus_ring(ui, &response, ground);
    if response.hovered() && actors.len() <= 2_000 {
        ctx.wishes
            .spotlight(actors.iter().map(|&index| shown.id(index)));
    }
    let names: Vec<&str> = actors
        .iter()
        .take(8)
        .map(|&index| shown.name(index))
        .collect();
    let tooltip = words::some_names(&names, actors.len() - names.len());
    pointing(response).on_hover_text(tooltip).clicked()
}

/// Share of pairs of every two sectors within two and three steps.
fn reach_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, distances: &Distances) {
    heading_with(ui, words::REACH, words::REACH_REMARK);
    let cell_width = 58.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    for (place, title) in words::STEPS.into_iter().enumerate() {
        let right = head.right() - cell_width * (1 - place) as f32;
        let center = pos2(right - cell_width / 2.0, head.center().y);
        let font = fonts::regular(11.0);
        ui.painter()
            .text(center, Align2::CENTER_CENTER, title, font, ctx.palette.weak);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let num_sectors = distances.sectors.len();
    for a in 0..num_sectors {
        for b in a + 1..num_sectors {
            let reach = distances.reach.get(a).and_then(|row| row.get(b));
            if let Some(reach) = reach.filter(|reach| reach.pairs > 0) {
                reach_row_ui(ui, ctx, shown, (a, b), reach, cell_width);
            }
        }
    }
}

fn reach_row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    (a, b): (usize, usize),
    reach: &SectorReach,
    cell_width: f32,
) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    let name = words::sector_pair(shown.sector_name(a), shown.sector_name(b));
    let shares = [reach.within_2, reach.within_3];
    let texts = shares.map(words::share_cell);
    response.widget_info(|| {
        let [two, three] = &texts;
        WidgetInfo::labeled(Role::Row, true, words::reach_row(&name, two, three))
    });
    let text = Rect::from_min_max(
        rect.min,
        pos2(rect.right() - 2.0 * cell_width - 8.0, rect.bottom()),
    );
    let font = fonts::regular(BODY_PX);
    paint_elided(ui, text, Align2::LEFT_CENTER, &name, font, ctx.palette.text);
    for (place, (share, text)) in shares.into_iter().zip(&texts).enumerate() {
        let right = rect.right() - cell_width * (1 - place) as f32;
        let cell = Rect::from_min_max(
            pos2(right - cell_width + 1.0, rect.top() + 1.0),
            pos2(right - 1.0, rect.bottom() - 1.0),
        );
        let strength = share.unwrap_or_default().powf(1.5) as f32;
        let fill = ctx
            .palette
            .raised
            .lerp_to_gamma(ctx.palette.more, strength * 0.9);
        ui.painter().rect_filled(cell, 3.0, fill);
        let font = fonts::regular(SMALL_PX);
        let inner = cell.shrink2(vec2(2.0, 0.0));
        paint_elided(
            ui,
            inner,
            Align2::CENTER_CENTER,
            text,
            font,
            ctx.palette.text,
        );
    }
    let tooltip = words::reach_tooltip(
        &name,
        reach.pairs,
        reach.mean_distance,
        reach.unreachable.unwrap_or_default(),
    );
    response.on_hover_text(tooltip);
}

/// The numbers of the whole network, each with its plain meaning below it.
fn numbers_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, distances: &Distances) {
    heading(ui, words::HOW_FRAGMENTED);
    let cohesion = shown.results.cohesion();
    let rows: [(&str, Option<String>); 6] = [
        (
            "fragmentation",
            cohesion
                .and_then(|cohesion| cohesion.fragmentation)
                .map(percent),
        ),
        (
            "distance_weighted_fragmentation",
            distances.distance_weighted_fragmentation.map(number),
        ),
        (
            "average_path_length",
            distances.average_path_length.map(number),
        ),
        ("diameter", Some(count(distances.diameter as usize))),
        (
            "density",
            cohesion.and_then(|cohesion| cohesion.density).map(percent),
        ),
        (
            "transitivity",
            cohesion
                .and_then(|cohesion| cohesion.transitivity)
                .map(percent),
        ),
    ];
    for (id, value) in rows {
        let Some(value) = value else {
            continue;
        };
        let words = words::network_number(id);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Label, true, format!("{}: {value}", words.name))
        });
        let upper = Rect::from_min_max(
            rect.min + vec2(0.0, 2.0),
            pos2(rect.right() - 90.0, rect.top() + 20.0),
        );
        let font = fonts::regular(BODY_PX);
        paint_elided(
            ui,
            upper,
            Align2::LEFT_CENTER,
            words.name,
            font,
            ctx.palette.text,
        );
        ui.painter().text(
            pos2(rect.right(), upper.center().y),
            Align2::RIGHT_CENTER,
            &value,
            fonts::bold(BODY_PX),
            ctx.palette.text,
        );
        let lower = Rect::from_min_max(pos2(rect.left(), rect.top() + 19.0), rect.max);
        let small = fonts::regular(SMALL_PX);
        paint_elided(
            ui,
            lower,
            Align2::LEFT_TOP,
            words.short,
            small,
            ctx.palette.weak,
        );
        response.on_hover_ui(|ui| {
            let card = HoverCard {
                name: words.name,
                value: Some(value),
                meaning: words.meaning.to_owned(),
                formula: words.formula,
                source: words.source,
            };
            hover_card_ui(ui, ctx, &card);
        });
    }
}
