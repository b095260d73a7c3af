//! Gaps: which connections are missing? The matrix, the ties of a cell, and the best that are missing from it.

use egui::accesskit::Role;
use egui::{Align2, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::gap_numbers::{closure_ui, pairs_ui, segregation_ui, synergy_ui};
use super::matrix::matrix_ui;
use crate::analysis::SectorMixing;
use crate::analysis::gaps::LinkCandidate;
use crate::app::fonts;
use crate::app::panels::{PanelState, Shown, more_ui, pair_block_ui};
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{divider, heading, heading_with, paint_elided, paint_marker, remark};
use crate::app::wishes::{PanelContext, Wish};
use crate::text::words;
use crate::workspace::Focus;

/// How many missing ties are drawn on the map and listed.
const NUM_MISSING: usize = 6;
const NUM_TIES: usize = 5;

/// Paints what stands below the findings.
pub(crate) fn gaps_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let Some(mixing) = shown.results.mixing() else {
        return;
    };
    let num_sectors = mixing.sectors.len();
    // What the map shows is what is chosen here; a single pair leaves the choice as it is.
    match ctx.workspace.focus() {
        Focus::Sectors(a, b, _) => state.cell = Some((*a.min(b), *a.max(b))),
        Focus::None
        | Focus::Actors(_)
        | Focus::Near { .. }
        | Focus::Paths(..)
        | Focus::Fragment(..)
        | Focus::Groups(_)
        | Focus::Broker(..) => state.cell = None,
        Focus::Pair(..) => {}
    }
    state.cell = state.cell.filter(|&(_, last)| last < num_sectors);

    divider(ui);
    heading(ui, words::MATRIX);
    if let Some(cell) = matrix_ui(ui, ctx, shown, mixing, state.cell) {
        if state.cell == Some(cell) {
            ctx.wishes.focus(Focus::None);
        } else {
            let missing = state.derived.missing(ctx, cell).unwrap_or_default();
            let missing = missing.iter().take(NUM_MISSING).map(|tie| (tie.a, tie.b));
            ctx.wishes
                .focus(Focus::Sectors(cell.0, cell.1, missing.collect()));
        }
    }
    divider(ui);
    match state.cell {
        Some(cell) => cell_ui(ui, ctx, state, shown, cell),
        None => remark(ui, words::CHOOSE_CELL),
    }
    if mixing.ei.index.is_some() {
        divider(ui);
        outlook_ui(ui, ctx, shown, mixing);
    }
    ui.add_space(8.0);
    pairs_ui(ui, ctx, state, shown, mixing);
    segregation_ui(ui, ctx, state, shown, mixing);
    closure_ui(ui, ctx, state, shown);
    synergy_ui(ui, ctx, state, shown);
}

fn cell_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    cell: (usize, usize),
) {
    let pair = words::sector_pair(shown.sector_name(cell.0), shown.sector_name(cell.1));
    let ties = state.derived.ties(ctx, cell);
    heading_with(ui, &pair, &words::its_ties(ties.len()));
    facts_ui(ui, shown, cell);
    remark(ui, words::INTRODUCTIONS);
    ui.add_space(4.0);
    match state.derived.missing(ctx, cell) {
        None => remark(ui, words::COMPUTING),
        Some(missing) if missing.is_empty() => remark(ui, words::NO_INTRODUCTIONS),
        Some(missing) => {
            // A cell that was chosen by a link or a script gets its missing ties now.
            if let Focus::Sectors(a, b, drawn) = ctx.workspace.focus()
                && drawn.is_empty()
            {
                let missing = missing.iter().take(NUM_MISSING).map(|tie| (tie.a, tie.b));
                ctx.wishes.focus(Focus::Sectors(*a, *b, missing.collect()));
            }
            for tie in missing.iter().take(NUM_MISSING) {
                let is_chosen = *ctx.workspace.focus() == Focus::Pair(tie.a, tie.b);
                let response = pair_block_ui(ui, ctx, shown, (tie.a, None, tie.b), is_chosen);
                let names: Vec<&str> = tie
                    .shared
                    .iter()
                    .take(6)
                    .map(|&index| shown.name(index))
                    .collect();
                let num_more = tie.shared.len() - names.len();
                let shared = words::some_names(&names, num_more);
                let tooltip = words::introduction_tooltip(
                    shown.name(tie.a),
                    shown.name(tie.b),
                    tie.shared.len(),
                    &shared,
                );
                let LinkCandidate {
                    jaccard,
                    adamic_adar,
                    resource_allocation,
                    ..
                } = LinkCandidate::of(&shown.results.snapshot, tie.a, tie.b);
                let indices = words::link_indices(jaccard, adamic_adar, resource_allocation);
                let rect = response.rect;
                let response = response.on_hover_text(format!("{tooltip}\n{indices}"));
                if response.hovered() {
                    let shared = tie.shared.iter().map(|&index| shown.id(index));
                    ctx.wishes.spotlight(shared);
                }
                number_ui(ui, ctx, rect, tie.shared.len());
                if response.clicked() {
                    if is_chosen {
                        ctx.wishes.focus(Focus::Sectors(cell.0, cell.1, Vec::new()));
                    } else {
                        ctx.wishes.focus(Focus::Pair(tie.a, tie.b));
                    }
                    let ends = vec![shown.id(tie.a), shown.id(tie.b)];
                    ctx.wishes.add(Wish::Reveal(ends));
                }
            }
        }
    }
    if ties.is_empty() {
        return;
    }
    ui.add_space(10.0);
    remark(ui, words::STRONGEST_TIES);
    ui.add_space(4.0);
    let unfolded = state.unfolded("cell_ties");
    let num_shown = if *unfolded { 60 } else { NUM_TIES };
    for &edge in ties.iter().take(num_shown) {
        let Some(&(a, b)) = shown.results.snapshot.edges().get(edge as usize) else {
            continue;
        };
        let is_chosen = *ctx.workspace.focus() == Focus::Pair(a, b);
        if pair_block_ui(ui, ctx, shown, (a, None, b), is_chosen).clicked() {
            ctx.wishes.focus(Focus::Pair(a, b));
            ctx.wishes.add(Wish::Reveal(vec![shown.id(a), shown.id(b)]));
        }
    }
    if ties.len() > NUM_TIES {
        more_ui(ui, unfolded, ties.len().min(60) - NUM_TIES);
    }
}

/// What is found, what chance would give, and how near the two sectors are.
fn facts_ui(ui: &mut Ui, shown: &Shown<'_>, (a, b): (usize, usize)) {
    let Some(mixing) = shown.results.mixing() else {
        return;
    };
    let Some(&ties) = mixing.ties.get(a).and_then(|row| row.get(b)) else {
        return;
    };
    let at = |matrix: &[Vec<Option<f64>>]| matrix.get(a)?.get(b).copied().flatten();
    let reach = shown.results.distances();
    let within_2 = reach.and_then(|distances| distances.reach.get(a)?.get(b)?.within_2);
    let facts = words::cell_facts(ties as usize, at(&mixing.expected), at(&mixing.z), within_2);
    let facts = ui.label(facts);
    if let Some(expected) = at(&mixing.expected_configuration) {
        facts.on_hover_text(words::cell_configuration(expected));
    }
    ui.add_space(8.0);
}

/// How many contacts two share, at the right end of their block.
fn number_ui(ui: &Ui, ctx: &PanelContext<'_>, rect: Rect, number: usize) {
    ui.painter().text(
        rect.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        crate::text::count(number),
        fonts::bold(SMALL_PX),
        ctx.palette.weak,
    );
}

/// Every sector between looking inward and looking outward, and the whole network against chance.
fn outlook_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, mixing: &SectorMixing) {
    heading(ui, words::OUTLOOK);
    let palette = ctx.palette;
    let rows = mixing
        .ei
        .by_sector
        .iter()
        .enumerate()
        .filter_map(|(place, index)| Some((place, (*index)?)));
    for (place, index) in rows {
        let sector = shown.sector(place);
        let name = shown.sector_name(place);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
        let text = words::outlook_of(name, index);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        let color = palette.sector(sector);
        if let Some(sector) = sector {
            let center = pos2(rect.left() + 6.0, rect.center().y);
            paint_marker(ui.painter(), center, 4.5, sector.shape, color);
        }
        let label = Rect::from_min_max(
            pos2(rect.left() + 18.0, rect.top()),
            pos2(rect.left() + 118.0, rect.bottom()),
        );
        let font = fonts::regular(BODY_PX);
        paint_elided(ui, label, Align2::LEFT_CENTER, name, font, palette.text);
        let scale = Rect::from_min_max(
            pos2(label.right() + 8.0, rect.top()),
            pos2(rect.right() - 6.0, rect.bottom()),
        );
        let y = rect.center().y;
        ui.painter()
            .hline(scale.x_range(), y, Stroke::new(2.0, palette.pressed));
        let x = |index: f64| scale.left() + scale.width() * f64::midpoint(index, 1.0) as f32;
        if let Some(expected) = mixing.ei.expected {
            ui.painter().vline(
                x(expected),
                y - 5.0..=y + 5.0,
                Stroke::new(1.0, palette.weak),
            );
        }
        ui.painter().circle_filled(pos2(x(index), y), 4.5, color);
        response.on_hover_text(text);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let [inward, outward] = words::OUTLOOK_ENDS;
    let small = fonts::regular(11.0);
    let left = pos2(rect.left() + 126.0, rect.center().y);
    ui.painter().text(
        left,
        Align2::LEFT_CENTER,
        inward,
        small.clone(),
        palette.weak,
    );
    let right = rect.right_center();
    ui.painter()
        .text(right, Align2::RIGHT_CENTER, outward, small, palette.weak);
    if mixing.ei.expected.is_some() {
        ui.label(
            RichText::new(words::OUTLOOK_CAPTION)
                .font(fonts::regular(SMALL_PX))
                .color(palette.weak),
        );
    }
}
