//! Fragmentation: what falls apart? Pieces, single points of failure, bridges, and who reaches whom.

use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::key_players::key_players_ui;
use super::resilience::resilience_ui;
use crate::analysis::overview::component_heterogeneity;
use crate::analysis::{Cohesion, Distances, SectorReach};
use crate::app::areas::{self, Area};
use crate::app::fonts;
use crate::app::panels::{
    PanelState, Shown, findings_ui, marker_of, more_ui, number_ui, pair_block_ui, sector_bar,
};
use crate::app::theme::{BODY_PX, RADIUS, ROW_PX, SMALL_PX};
use crate::app::widgets::{
    divider, focus_ring, fold, heading, heading_with, paint_elided, paint_marker, pointing,
    quiet_ground, remark,
};
use crate::app::wishes::{PanelContext, Wish};
use crate::text::{count, words};
use crate::workspace::{Focus, Link};

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
    if let Some(distances) = shown.results.distances()
        && distances.sectors.len() > 1
    {
        divider(ui);
        reach_ui(ui, ctx, shown, distances);
    }
    ui.add_space(8.0);
    key_players_ui(ui, ctx, state, shown);
    resilience_ui(ui, ctx, state);
    strong_ui(ui, ctx, state, shown);
    numbers_ui(ui, ctx, state, shown);
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
        sector_bar(ui, ctx, shown, &mix);
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
    let cell_width = 47.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    for (place, title) in words::STEPS.into_iter().enumerate() {
        let right = head.right() - cell_width * (2 - place) as f32;
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
    let shares = [reach.within_2, reach.within_3, reach.unreachable];
    let texts = shares.map(words::share_cell);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, words::reach_row(&name, &texts)));
    let text = Rect::from_min_max(
        rect.min,
        pos2(rect.right() - 3.0 * cell_width - 8.0, rect.bottom()),
    );
    let font = fonts::regular(BODY_PX);
    paint_elided(ui, text, Align2::LEFT_CENTER, &name, font, ctx.palette.text);
    for (place, (share, text)) in shares.into_iter().zip(&texts).enumerate() {
        let right = rect.right() - cell_width * (2 - place) as f32;
        let cell = Rect::from_min_max(
            pos2(right - cell_width + 1.0, rect.top() + 1.0),
            pos2(right - 1.0, rect.bottom() - 1.0),
        );
        let strength = share.unwrap_or_default().powf(1.5) as f32;
        // The last column is what is lost.
        let color = if place == 2 {
            ctx.palette.fewer
        } else {
            ctx.palette.more
        };
        let fill = ctx.palette.raised.lerp_to_gamma(color, strength * 0.9);
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
fn numbers_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState, shown: &Shown<'_>) {
    let unfolded = state.unfolded("how_fragmented");
    if !fold(
        ui,
        unfolded,
        words::HOW_FRAGMENTED,
        words::HOW_FRAGMENTED_REMARK,
    ) {
        return;
    }
    let results = shown.results;
    let (cohesion, distances) = (results.cohesion(), results.distances());
    let connectivity = results.connectivity();
    let heterogeneity = cohesion.and_then(|cohesion| component_heterogeneity(&cohesion.components));
    for (id, value) in [
        (
            "fragmentation",
            cohesion.and_then(|cohesion| cohesion.fragmentation),
        ),
        (
            "distance_weighted_fragmentation",
            distances.and_then(|distances| distances.distance_weighted_fragmentation),
        ),
        ("component_heterogeneity", heterogeneity),
        (
            "blocks",
            cohesion.map(|cohesion| cohesion.num_blocks as f64),
        ),
        (
            "algebraic_connectivity",
            connectivity.and_then(|connectivity| connectivity.whole),
        ),
        (
            "algebraic_connectivity_largest",
            connectivity.and_then(|connectivity| connectivity.largest),
        ),
        (
            "within_2",
            distances.and_then(|distances| distances.cross.within_2),
        ),
        (
            "within_3",
            distances.and_then(|distances| distances.cross.within_3),
        ),
    ] {
        if value.is_some() {
            number_ui(ui, ctx, id, value);
        }
    }
}

/// Who reaches whom along the direction of ties, where there is direction.
fn strong_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState, shown: &Shown<'_>) {
    let Some((shape, pieces)) = shown
        .results
        .shape()
        .and_then(|shape| Some((shape, shape.strong_components.as_ref()?)))
    else {
        return;
    };
    if !fold(ui, state.unfolded("strong"), words::STRONG, "") {
        return;
    }
    let largest = pieces.first().map_or(&[][..], Vec::as_slice);
    let link = Link::Actors(largest.iter().map(|&index| shown.id(index)).collect());
    let num_actors = shown.results.snapshot.num_actors();
    let sentence = words::strong_pieces(largest.len(), num_actors, pieces.len(), Some(link));
    findings_ui(ui, ctx, &[sentence]);
    number_ui(ui, ctx, "reciprocity", shape.reciprocity);
    number_ui(ui, ctx, "arc_density", shape.arc_density);
}
