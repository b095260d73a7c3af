//! Network: who is here? Counts, sectors, what is shown and how the map is drawn.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Align2, Label, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::arrange::arrange_ui;
use super::communities::communities_ui;
use super::style::style_ui;
use crate::analysis::Measure;
use crate::analysis::overview::betweenness_centralization;
use crate::app::fonts;
use crate::app::panels::{PanelState, Shown, filters_ui, number_ui, ranking_ui};
use crate::app::theme::{BODY_PX, RADIUS, SMALL_PX};
use crate::app::widgets::{
    divider, focus_ring, fold, heading, labeled, paint_elided, paint_icon, paint_marker, pointing,
    quiet_ground, remark, segmented,
};
use crate::app::wishes::PanelContext;
use crate::document::{Command, Filter};
use crate::model::{MarkerShape, SectorId, TieSources};
use crate::text::{count, words};

/// Paints what stands below the findings.
pub(crate) fn network_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    divider(ui);
    stats_ui(ui, ctx, shown);
    ui.add_space(16.0);
    sectors_ui(ui, ctx, shown);
    ui.add_space(16.0);
    filters_ui(ui, ctx, state, shown);
    divider(ui);
    ranking_ui(ui, ctx, state, shown, &Measure::ALL);
    ui.add_space(8.0);
    communities_ui(ui, ctx, state, shown);
    cohesion_ui(ui, ctx, state, shown);
    divider(ui);
    drawing_ui(ui, ctx, state);
    kinds_ui(ui, ctx, shown);
    about_ui(ui, ctx, shown);
}

/// The big numbers.
fn stats_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>) {
    let snapshot = &shown.results.snapshot;
    let numbers = [
        snapshot.num_actors(),
        snapshot.edges().len(),
        shown.network.activities().len(),
    ];
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::hover());
    let width = rect.width() / 3.0;
    for (place, (number, name)) in numbers.into_iter().zip(words::STAT_NAMES).enumerate() {
        let left = rect.left() + width * place as f32;
        let number = count(number);
        let at = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let response = ui.interact(at, ui.scope_id().with(("stat", place)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{number} {name}")));
        ui.painter().text(
            at.left_top(),
            Align2::LEFT_TOP,
            number,
            fonts::regular(20.0),
            ctx.palette.text,
        );
        ui.painter().text(
            at.left_bottom(),
            Align2::LEFT_BOTTOM,
            name,
            fonts::regular(SMALL_PX),
            ctx.palette.weak,
        );
    }
}

/// Sectors with how many actors they have in the whole network; a click hides a sector or shows it.
fn sectors_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>) {
    heading(ui, words::SECTOR_MIX);
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    let mut sizes: BTreeMap<Option<SectorId>, usize> = BTreeMap::new();
    for (_, actor) in shown.network.actors() {
        *sizes.entry(actor.sector).or_default() += 1;
    }
    let total = shown.network.num_actors().max(1);
    let largest = sizes.values().copied().max().unwrap_or(1);
    let sectors = shown.network.sectors().iter().map(|(id, _)| Some(id));
    for sector in sectors.chain([None]) {
        let size = sizes.get(&sector).copied().unwrap_or_default();
        if size == 0 {
            continue;
        }
        let is_hidden = content.filter.hidden_sectors.contains(&sector);
        let record = sector.and_then(|sector| shown.network.sectors().get(sector));
        let name = record.map_or("", |sector| sector.name.as_str());
        let name = if record.is_none() {
            words::unassigned()
        } else {
            name
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::CheckBox,
                true,
                !is_hidden,
                words::sector_row(name, size),
            )
        });
        let ground = rect.expand2(vec2(8.0, 0.0));
        let fill = quiet_ground(ctx.palette, &response, false);
        ui.painter().rect_filled(ground, RADIUS, fill);
        let strength = if is_hidden { 0.3 } else { 1.0 };
        let color = ctx.palette.tint(ctx.palette.sector(record), strength);
        let text_color = ctx
            .palette
            .tint(ctx.palette.text, if is_hidden { 0.5 } else { 1.0 });
        let shape = record.map_or(MarkerShape::Hexagon, |sector| sector.shape);
        let center = pos2(rect.left() + 6.0, rect.center().y);
        paint_marker(ui.painter(), center, 5.0, shape, color);
        let text = Rect::from_min_max(
            pos2(rect.left() + 20.0, rect.top()),
            pos2(rect.left() + rect.width() * 0.45, rect.bottom()),
        );
        let font = fonts::regular(BODY_PX);
        paint_elided(
            ui,
            text,
            Align2::LEFT_CENTER,
            name,
            font.clone(),
            text_color,
        );
        let bar = Rect::from_min_max(
            pos2(text.right() + 8.0, rect.center().y - 4.0),
            pos2(rect.right() - 44.0, rect.center().y + 4.0),
        );
        let mut filled = bar;
        filled.set_width((bar.width() * size as f32 / largest as f32).max(1.0));
        ui.painter().rect_filled(filled, 2.0, color);
        ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            count(size),
            font,
            text_color,
        );
        focus_ring(ui, &response, ground);
        if response.hovered() && !is_hidden {
            let actors = shown.network.actors();
            let of_sector = actors.filter(|(_, actor)| actor.sector == sector);
            ctx.wishes.spotlight(of_sector.map(|(id, _)| id));
        }
        let share = size as f64 / total as f64;
        let tooltip = format!(
            "{}\n{}",
            words::sector_share(size, share),
            words::TOGGLE_SECTOR
        );
        if pointing(response).on_hover_text(tooltip).clicked() {
            let mut filter = content.filter.clone();
            if !filter.hidden_sectors.remove(&sector) {
                filter.hidden_sectors.insert(sector);
            }
            set_filter(ctx, filter);
        }
    }
}

fn set_filter(ctx: &PanelContext<'_>, filter: Filter) {
    ctx.wishes.command(Command::SetFilter(Box::new(filter)));
}

/// How the network hangs together, in single numbers.
fn cohesion_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState, shown: &Shown<'_>) {
    let unfolded = state.unfolded("cohesion");
    if !fold(ui, unfolded, words::COHESION, words::COHESION_REMARK) {
        return;
    }
    let results = shown.results;
    let (cohesion, distances) = (results.cohesion(), results.distances());
    let deepest = results.scores(Measure::Core).map(|scores| {
        let cores = scores.iter().flatten();
        cores.fold(0.0, |deepest, &core| f64::max(deepest, core))
    });
    // Along direction betweenness is another one than the centralization of the literature is made of.
    let routes = results
        .scores(Measure::Betweenness)
        .filter(|_| results.snapshot.directed().is_none())
        .and_then(|scores| {
            let scores: Vec<f64> = scores.iter().copied().flatten().collect();
            betweenness_centralization(&scores)
        });
    for (id, value) in [
        ("density", cohesion.and_then(|cohesion| cohesion.density)),
        (
            "average_path_length",
            distances.and_then(|distances| distances.average_path_length),
        ),
        (
            "diameter",
            distances.map(|distances| f64::from(distances.diameter)),
        ),
        (
            "transitivity",
            cohesion.and_then(|cohesion| cohesion.transitivity),
        ),
        (
            "average_clustering",
            cohesion.and_then(|cohesion| cohesion.average_clustering),
        ),
        (
            "degree_centralization",
            results
                .shape()
                .and_then(|shape| shape.degree_centralization),
        ),
        ("betweenness_centralization", routes),
        ("degeneracy", deepest),
    ] {
        if value.is_some() {
            number_ui(ui, ctx, id, value);
        }
    }
}

/// What marks mean, where ties come from, how the map is arranged.
fn drawing_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState) {
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    heading(ui, words::DRAWING);
    style_ui(ui, ctx, state, &content.appearance);
    row_ui(ui, words::TIES_FROM, |ui| {
        let sources = [
            TieSources::All,
            TieSources::Declared,
            TieSources::Activities,
        ];
        let chosen = sources
            .iter()
            .position(|&source| source == content.filter.ties);
        let clicked = segmented(ui, &words::TIE_SOURCES, chosen.unwrap_or_default());
        if let Some(&ties) = clicked.and_then(|clicked| sources.get(clicked)) {
            let filter = Filter {
                ties,
                ..content.filter.clone()
            };
            set_filter(ctx, filter);
        }
    });
    arrange_ui(ui, ctx, state);
}

/// A control with its name before it.
pub(super) fn row_ui(ui: &mut Ui, label: &str, add_control: impl FnOnce(&mut Ui)) {
    labeled(ui, 68.0, label, add_control);
    ui.add_space(4.0);
}

/// A line of words in a menu. Returns whether it was clicked.
pub(super) fn plain_row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    text: &str,
    is_chosen: bool,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_chosen, text));
    let fill = quiet_ground(ctx.palette, &response, false);
    ui.painter().rect_filled(rect, RADIUS, fill);
    if is_chosen {
        let place = pos2(rect.left() + 14.0, rect.center().y);
        paint_icon(ui, place, 14.0, Icon::Check, ctx.palette.text);
    }
    let mut at = rect.shrink2(vec2(8.0, 0.0));
    at.min.x = rect.left() + 28.0;
    let font = fonts::regular(BODY_PX);
    paint_elided(ui, at, Align2::LEFT_CENTER, text, font, ctx.palette.text);
    focus_ring(ui, &response, rect);
    response.clicked()
}

/// The kinds of declared ties, if there are several.
fn kinds_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>) {
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, tie) in shown.network.ties() {
        *kinds.entry(tie.kind.as_str()).or_default() += 1;
    }
    if kinds.len() < 2 {
        return;
    }
    ui.add_space(8.0);
    heading(ui, words::KINDS);
    for (kind, number) in kinds {
        let is_hidden = content.filter.hidden_kinds.contains(kind);
        let name = if kind.is_empty() {
            words::NO_KIND
        } else {
            kind
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, !is_hidden, name));
        let ground = rect.expand2(vec2(8.0, 0.0));
        let fill = quiet_ground(ctx.palette, &response, false);
        ui.painter().rect_filled(ground, RADIUS, fill);
        let icon = if is_hidden { Icon::EyeOff } else { Icon::Eye };
        let center = pos2(rect.left() + 7.0, rect.center().y);
        paint_icon(ui, center, 14.0, icon, ctx.palette.weak);
        let color = if is_hidden {
            ctx.palette.weak
        } else {
            ctx.palette.text
        };
        let text = Rect::from_min_max(
            pos2(rect.left() + 22.0, rect.top()),
            pos2(rect.right() - 48.0, rect.bottom()),
        );
        let font = fonts::regular(BODY_PX);
        paint_elided(ui, text, Align2::LEFT_CENTER, name, font.clone(), color);
        ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            count(number),
            font,
            color,
        );
        focus_ring(ui, &response, ground);
        if pointing(response).clicked() {
            let mut filter = content.filter.clone();
            if !filter.hidden_kinds.remove(kind) {
                filter.hidden_kinds.insert(kind.to_owned());
            }
            set_filter(ctx, filter);
        }
    }
}

/// What the file says about itself.
fn about_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>) {
    let info = shown.network.info();
    if info.description.is_empty() && info.source.is_empty() {
        return;
    }
    divider(ui);
    heading(ui, words::ABOUT);
    if !info.description.is_empty() {
        ui.add(Label::new(&info.description).wrap().selectable(true));
    }
    for (label, text) in [
        (words::SOURCE, &info.source),
        (words::LICENSE, &info.license),
    ] {
        if !text.is_empty() {
            ui.add_space(6.0);
            ui.label(
                RichText::new(label)
                    .font(fonts::bold(SMALL_PX))
                    .color(ctx.palette.weak),
            );
            remark(ui, text);
        }
    }
}
