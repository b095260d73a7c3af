//! The ledger of what-ifs: what is supposed, what it would do, and all of them side by side.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Align2, Rect, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::analysis::change::{Indicator, WhatIf};
use crate::app::fonts;
use crate::app::panels::{PanelState, STALE, Shown, asked_ui, findings_ui, number_card};
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{
    Look, fold, icon_button, icon_button_chosen, paint_elided, remark, text_button,
};
use crate::app::wishes::PanelContext;
use crate::document::{Command, Filter, SavedScenario};
use crate::model::Scenario;
use crate::text::words::{self, ledger};
use crate::workspace::{Action, AnswerState, Slot, scenario_words, what_if_sentences};

/// The numbers that say most, as long as nobody asks for all.
const MAIN: [Indicator; 9] = [
    Indicator::Actors,
    Indicator::TiedPairs,
    Indicator::Components,
    Indicator::LargestComponent,
    Indicator::Fragmentation,
    Indicator::DistanceWeightedFragmentation,
    Indicator::CrossReach2,
    Indicator::CutActors,
    Indicator::SectorGaps,
];
/// So wide is a column of the table.
const COLUMN_PX: f32 = 54.0;
/// So wide are the names of indicators at least.
const NAMES_PX: f32 = 120.0;
/// Names have at most so many characters.
const MAX_NAME: usize = 60;

/// Paints the ledger.
pub(super) fn scenarios_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    if state.is_wanted("scenarios") {
        ui.scroll_to_cursor(Some(egui::Align::TOP));
    }
    if !fold(ui, state.unfolded("scenarios"), ledger::LEDGER, "") {
        return;
    }
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    let scenarios = &content.scenarios;
    if scenarios.is_empty() {
        remark(ui, ledger::NONE);
        return;
    }
    let answers: Vec<Option<(&WhatIf, bool)>> = scenarios
        .iter()
        .map(|saved| ctx.workspace.what_if(&saved.scenario))
        .collect();
    let standing = ctx.workspace.what_ifs_state();
    let is_stale = answers.iter().any(Option::is_some);
    let ask = Action::ComputeWhatIfs;
    asked_ui(ui, ctx, standing, Slot::WhatIf, is_stale, ask);
    for (place, saved) in scenarios.iter().enumerate() {
        scenario_ui(ui, ctx, &content.filter, scenarios, place);
        let Some((answer, is_current)) = answers.get(place).copied().flatten() else {
            continue;
        };
        ui.scope(|ui| {
            if !is_current {
                ui.multiply_opacity(STALE);
            }
            if !saved.name.is_empty() {
                remark(
                    ui,
                    &scenario_words(&saved.scenario, shown.network).join("; "),
                );
            }
            findings_ui(ui, ctx, &what_if_sentences(answer, shown.network));
        });
        ui.add_space(8.0);
    }
    let known: Vec<(usize, &WhatIf)> = (1..)
        .zip(&answers)
        .filter_map(|(number, answer)| Some((number, answer.as_ref()?.0)))
        .collect();
    ui.scope(|ui| {
        if standing != AnswerState::Known {
            ui.multiply_opacity(STALE);
        }
        table_ui(ui, ctx, &known, *state.unfolded("all_indicators"));
    });
    let all = state.unfolded("all_indicators");
    let icon = if *all {
        Icon::ChevronUp
    } else {
        Icon::ChevronDown
    };
    if text_button(ui, Some(icon), ledger::ALL_NUMBERS, Look::Quiet).clicked() {
        *all = !*all;
    }
}

/// The name of a what-if, and what can be done with it.
fn scenario_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    filter: &Filter,
    scenarios: &[SavedScenario],
    place: usize,
) {
    let (Some(saved), Some(network)) = (scenarios.get(place), ctx.workspace.network()) else {
        return;
    };
    let change = |change: &dyn Fn(&mut Vec<SavedScenario>)| {
        let mut after = scenarios.to_vec();
        change(&mut after);
        ctx.wishes.command(Command::SetScenarios(after));
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.label(egui::RichText::new(ledger::numbered(place + 1)).font(fonts::bold(BODY_PX)));
        let id = ui.scope_id().with(("scenario", place));
        let typed: Option<Arc<str>> = ui.data(|data| data.get_temp(id));
        let mut name = typed.map_or_else(|| saved.name.clone(), |typed| typed.to_string());
        let supposed = scenario_words(&saved.scenario, network).join("; ");
        let field = TextEdit::singleline(&mut name)
            .hint_text(&supposed)
            .char_limit(MAX_NAME)
            .desired_width(ui.available_width() - 72.0);
        let field = ui.add(field).on_hover_text(&supposed);
        let field = field.accessible_name(ledger::NAME);
        if field.lost_focus() {
            ui.data_mut(|data| data.remove_temp::<Arc<str>>(id));
            let name = name.trim();
            if name != saved.name {
                change(&|after| {
                    if let Some(saved) = after.get_mut(place) {
                        name.clone_into(&mut saved.name);
                    }
                });
            }
        } else if field.has_focus() {
            ui.data_mut(|data| data.insert_temp::<Arc<str>>(id, name.into()));
        }
        let is_shown = filter.supposed == saved.scenario;
        let (label, tooltip) = (ledger::SHOW, ledger::SHOW_TOOLTIP);
        if icon_button_chosen(ui, Icon::Eye, label, tooltip, Some(is_shown)).clicked() {
            let supposed = if is_shown {
                Scenario::default()
            } else {
                saved.scenario.clone()
            };
            let filter = Filter {
                supposed,
                ..filter.clone()
            };
            ctx.wishes.command(Command::SetFilter(Box::new(filter)));
        }
        if icon_button(ui, Icon::Trash2, ledger::FORGET, ledger::FORGET).clicked() {
            change(&|after| drop(after.remove(place)));
        }
    });
}

/// Indicators as they are, and as they would be in each what-if.
fn table_ui(ui: &mut Ui, ctx: &PanelContext<'_>, known: &[(usize, &WhatIf)], all: bool) {
    let Some((_, first)) = known.first() else {
        return;
    };
    let width = ui.available_width();
    let num_columns = known.len() + 1;
    let names = (width - COLUMN_PX * num_columns as f32).max(NAMES_PX);
    let full = names + COLUMN_PX * num_columns as f32;
    ScrollArea::horizontal()
        .id_salt("what_if_table")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let weak = ctx.palette.weak;
            let (head, _) = ui.allocate_exact_size(vec2(full, 18.0), Sense::hover());
            let titles = known.iter().map(|(number, _)| ledger::numbered(*number));
            let titles = std::iter::once(ledger::NOW.to_owned()).chain(titles);
            for (place, title) in titles.enumerate() {
                let at = cell_rect(head, names, place);
                paint_elided(
                    ui,
                    at,
                    Align2::RIGHT_CENTER,
                    &title,
                    fonts::regular(11.0),
                    weak,
                );
            }
            let mut num_rows = 0;
            for (row, change) in first.indicators.iter().enumerate() {
                let after: Vec<Option<f64>> = known
                    .iter()
                    .filter_map(|(_, answer)| answer.indicators.get(row))
                    .map(|change| change.after)
                    .collect();
                // What cannot be seen to change, does not.
                let write = |value| words::indicator_value(change.indicator.id(), value);
                let is_same = after
                    .iter()
                    .all(|&after| write(after) == write(change.before));
                if is_same || !(all || MAIN.contains(&change.indicator)) {
                    continue;
                }
                num_rows += 1;
                row_ui(
                    ui,
                    ctx,
                    change.indicator,
                    (change.before, &after),
                    (names, full),
                );
            }
            if num_rows == 0 {
                remark(ui, ledger::NO_CHANGE);
            }
        });
    ui.add_space(4.0);
}

fn cell_rect(row: Rect, names: f32, place: usize) -> Rect {
    let left = row.left() + names + COLUMN_PX * place as f32;
    Rect::from_min_size(pos2(left, row.top()), vec2(COLUMN_PX, row.height()))
}

/// An indicator now and in each what-if; what would be different stands out.
fn row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    indicator: Indicator,
    (now, after): (Option<f64>, &[Option<f64>]),
    (names, full): (f32, f32),
) {
    let id = indicator.id();
    let name = words::indicator(id).name;
    let write = |value| words::indicator_value(id, value);
    let (rect, response) = ui.allocate_exact_size(vec2(full, 24.0), Sense::hover());
    let all = std::iter::once(now).chain(after.iter().copied());
    let texts: Vec<String> = all.map(write).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, ledger::row(name, &texts)));
    let line = Stroke::new(1.0, ctx.palette.hairline);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let at = Rect::from_min_size(rect.min, vec2(names - 4.0, rect.height()));
    let text = ctx.palette.text;
    paint_elided(
        ui,
        at,
        Align2::LEFT_CENTER,
        name,
        fonts::regular(SMALL_PX),
        text,
    );
    for (place, written) in texts.iter().enumerate() {
        let (font, color) = if Some(written) == texts.first() {
            (fonts::regular(SMALL_PX), ctx.palette.weak)
        } else {
            (fonts::bold(SMALL_PX), text)
        };
        let at = cell_rect(rect, names, place);
        paint_elided(ui, at, Align2::RIGHT_CENTER, written, font, color);
    }
    match network_number(indicator) {
        Some(number) => drop(number_card(response, ctx, number, now)),
        None => drop(response.on_hover_text(name)),
    }
}

/// The number of the whole network that explains an indicator; the others are counts that their names explain.
fn network_number(indicator: Indicator) -> Option<&'static str> {
    Some(match indicator {
        Indicator::Fragmentation => "fragmentation",
        Indicator::DistanceWeightedFragmentation => "distance_weighted_fragmentation",
        Indicator::ComponentHeterogeneity => "component_heterogeneity",
        Indicator::Density => "density",
        Indicator::ArcDensity => "arc_density",
        Indicator::Reciprocity => "reciprocity",
        Indicator::Transitivity => "transitivity",
        Indicator::AverageClustering => "average_clustering",
        Indicator::AveragePathLength => "average_path_length",
        Indicator::Diameter => "diameter",
        Indicator::DegreeCentralization => "degree_centralization",
        Indicator::BetweennessCentralization => "betweenness_centralization",
        Indicator::Degeneracy => "degeneracy",
        Indicator::AlgebraicConnectivity => "algebraic_connectivity",
        Indicator::AlgebraicConnectivityLargest => "algebraic_connectivity_largest",
        Indicator::EiIndex => "ei_index",
        Indicator::SectorAssortativity => "assortativity",
        Indicator::SectorModularity => "sector_modularity",
        Indicator::Segregation => "freeman_segregation",
        Indicator::OddsRatioWithin => "odds_ratio",
        Indicator::DegreeAssortativity => "degree_assortativity",
        Indicator::CrossReach2 => "within_2",
        Indicator::CrossReach3 => "within_3",
        Indicator::InternalTiesZ => "mixing_z",
        Indicator::Actors
        | Indicator::Ties
        | Indicator::TiedPairs
        | Indicator::Isolates
        | Indicator::Components
        | Indicator::LargestComponent
        | Indicator::CrossReach1
        | Indicator::CrossReachAny
        | Indicator::CutActors
        | Indicator::Bridges
        | Indicator::SectorGaps => return None,
    })
}
