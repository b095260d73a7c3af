//! How the map is arranged: the layouts, and what the chosen one is told.

use egui::{Label, RichText, Ui};
use lucide_icons::Icon;

use super::network::row_ui;
use super::style::{Choice, choice_ui};
use crate::app::panels::PanelState;
use crate::app::theme::CONTROL_PX;
use crate::app::widgets::{Look, remark, segmented, text_button};
use crate::app::wishes::PanelContext;
use crate::document::{Arrangement, Content, Together};
use crate::layout::{LAYOUTS, TWO_MODE};
use crate::text::words;
use crate::workspace::{Action, Selection, has_coordinates};

/// Paints the choice of layouts, and below it what the one that runs, or ran last, is told.
pub(super) fn arrange_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState) {
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    let appearance = &content.appearance;
    let running = ctx.workspace.running_layout();
    ui.horizontal_wrapped(|ui| {
        let label = Label::new(RichText::new(words::ARRANGE).color(ctx.palette.weak));
        ui.add_sized([68.0, CONTROL_PX], label.halign(egui::Align::LEFT));
        // A map of the world is offered where somebody has coordinates, activities where there are any.
        let is_possible = |id: &str| match id {
            "geographic" => has_coordinates(&content.network),
            TWO_MODE => !content.network.activities().is_empty(),
            _ => true,
        };
        let ids = LAYOUTS.iter().map(|layout| layout.id());
        for id in ids.filter(|id| is_possible(id)) {
            let (icon, text) = if running == Some(id) {
                (Some(Icon::Square), words::STOP)
            } else if running.is_none() && appearance.layout == id {
                (Some(Icon::Check), words::layout_name(id))
            } else {
                (None, words::layout_name(id))
            };
            let response = text_button(ui, icon, text, Look::Framed);
            if response.on_hover_text(words::layout_meaning(id)).clicked() {
                ctx.wishes.act(if running == Some(id) {
                    Action::StopLayout
                } else {
                    Action::RunLayout(id.to_owned(), appearance.arrangement.clone())
                });
            }
        }
    });
    let id = running.unwrap_or(&appearance.layout);
    let wanted = match id {
        "force" => force_ui(ui, &appearance.arrangement),
        "concentric" => middle_ui(ui, ctx, state, &appearance.arrangement),
        "scatter" => axes_ui(ui, ctx, state, &appearance.arrangement),
        "ego" => {
            around_ui(ui, ctx, content);
            None
        }
        _ => None,
    };
    if let Some(arrangement) = wanted {
        ctx.wishes
            .act(Action::RunLayout(id.to_owned(), arrangement));
    }
    ui.add_space(4.0);
}

fn force_ui(ui: &mut Ui, now: &Arrangement) -> Option<Arrangement> {
    const CHOICES: [Together; 3] = [Together::Nothing, Together::Sectors, Together::Communities];
    let mut wanted = None;
    row_ui(ui, words::TOGETHER, |ui| {
        let chosen = CHOICES.iter().position(|&choice| choice == now.together);
        let clicked = segmented(ui, &words::TOGETHER_BY, chosen.unwrap_or_default());
        if let Some(&together) = clicked.and_then(|clicked| CHOICES.get(clicked)) {
            wanted = Some(Arrangement {
                together,
                ..now.clone()
            });
        }
    });
    row_ui(ui, words::STRENGTH, |ui| {
        let chosen = usize::from(now.strong_ties_closer);
        if let Some(clicked) = segmented(ui, &words::STRENGTHS, chosen) {
            wanted = Some(Arrangement {
                strong_ties_closer: clicked == 1,
                ..now.clone()
            });
        }
    });
    wanted
}

fn middle_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    now: &Arrangement,
) -> Option<Arrangement> {
    let mut wanted = now.clone();
    let labels = [words::MIDDLE, words::MOST_CONTACTS];
    value_ui(ui, ctx, state, labels, &mut wanted.middle);
    (wanted != *now).then_some(wanted)
}

fn axes_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    now: &Arrangement,
) -> Option<Arrangement> {
    let mut wanted = now.clone();
    let labels = [words::ACROSS, words::INTEREST_OR_CONTACTS];
    value_ui(ui, ctx, state, labels, &mut wanted.across);
    let labels = [words::UP, words::INFLUENCE_OR_BROKERAGE];
    value_ui(ui, ctx, state, labels, &mut wanted.up);
    (wanted != *now).then_some(wanted)
}

/// Who is in the middle of the layout around one.
fn around_ui(ui: &mut Ui, ctx: &PanelContext<'_>, content: &Content) {
    let selected = ctx.workspace.selection().and_then(Selection::primary);
    if selected.is_none() {
        remark(ui, words::SELECT_FOR_MIDDLE);
    } else if text_button(ui, None, words::PUT_IN_MIDDLE, Look::Framed).clicked() {
        let arrangement = content.appearance.arrangement.clone();
        ctx.wishes
            .act(Action::RunLayout("ego".to_owned(), arrangement));
    }
}

/// The choice of a measure or of a property that is a number. `labels` are its name, and what stands for none.
fn value_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    [label, default]: [&'static str; 2],
    chosen: &mut Option<String>,
) {
    let choice = Choice {
        label,
        default,
        communities: false,
        known_only: true,
        fits: |property| property.numbers.is_some(),
    };
    choice_ui(ui, ctx, state, &choice, chosen);
}
