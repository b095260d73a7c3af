//! The ledger of what-ifs: what is supposed, what it would do, and all of them side by side.

use std::sync::Arc;

use egui::{TextEdit, Ui};
use lucide_icons::Icon;

use super::indicators::indicators_ui;
use crate::analysis::change::{Indicator, WhatIf};
use crate::app::fonts;
use crate::app::panels::{PanelState, STALE, Shown, asked_ui, findings_ui};
use crate::app::theme::BODY_PX;
use crate::app::widgets::{Look, fold, icon_button, icon_button_chosen, remark, text_button};
use crate::app::wishes::PanelContext;
use crate::document::{Command, Filter, SavedScenario};
use crate::model::Scenario;
use crate::text::words::ledger;
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
    let all = state.unfolded("all_indicators");
    ui.scope(|ui| {
        if standing != AnswerState::Known {
            ui.multiply_opacity(STALE);
        }
        table_ui(ui, ctx, &known, *all);
    });
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
    let titles = known.iter().map(|(number, _)| ledger::numbered(*number));
    let titles: Vec<String> = std::iter::once(ledger::NOW.to_owned())
        .chain(titles)
        .collect();
    let mut rows = Vec::new();
    for (place, change) in first.indicators.iter().enumerate() {
        if all || MAIN.contains(&change.indicator) {
            let after = known
                .iter()
                .filter_map(|(_, answer)| answer.indicators.get(place));
            let values = std::iter::once(change.before).chain(after.map(|change| change.after));
            rows.push((change.indicator, values.collect()));
        }
    }
    if indicators_ui(ui, ctx, &titles, &rows) == 0 {
        remark(ui, ledger::NO_CHANGE);
    }
    ui.add_space(4.0);
}
