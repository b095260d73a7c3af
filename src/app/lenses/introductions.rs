//! Introductions: whom should we introduce? Proposals with their reasons, those under way, and who should be in the room.

use egui::{Popup, Ui};
use lucide_icons::Icon;

use super::scenarios::scenarios_ui;
use crate::analysis::introductions::{Goal, Proposal, Room};
use crate::analysis::{Params, Results};
use crate::app::panels::{PanelState, Shown, answer_ui, findings_ui, pair_block_ui};
use crate::app::widgets::{Look, divider, fold, heading, remark, text_button};
use crate::app::wishes::{PanelContext, Wish};
use crate::document::Command;
use crate::model::{
    Attributes, Introduction, IntroductionId, IntroductionStatus, IntroductionStep, Scenario,
    Snapshot,
};
use crate::text::Sentence;
use crate::text::words::{introductions as words, ledger};
use crate::workspace::{Focus, Link, guest_sentence, proposal_sentence};

/// What introductions can be for, the most useful first.
const GOALS: [Goal; 6] = [
    Goal::DropDf,
    Goal::CrossReach2,
    Goal::SectorShortfall,
    Goal::DropF,
    Goal::CrossReachAny,
    Goal::Connectivity,
];

/// How far an introduction can come, in order.
const STATUSES: [IntroductionStatus; 6] = [
    IntroductionStatus::Suggested,
    IntroductionStatus::Introduced,
    IntroductionStatus::Met,
    IntroductionStatus::WorkingTogether,
    IntroductionStatus::Ended,
    IntroductionStatus::Declined,
];

/// Paints the panel of the lens.
pub(crate) fn introductions_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    // What was asked stands first; what could be asked, last.
    let has_what_ifs = ctx
        .workspace
        .content()
        .is_some_and(|content| !content.scenarios.is_empty());
    if has_what_ifs {
        scenarios_ui(ui, ctx, state, shown);
        divider(ui);
    }
    goal_ui(ui, &mut state.goal);
    let params = Params {
        goal: state.goal,
        ..Params::default()
    };
    answer_ui(ui, ctx, "introductions", &params, |ui, answer| {
        if let Some((found, _)) = answer.results.introductions() {
            let shown = shown.about(&answer.results);
            if found.proposals.is_empty() {
                remark(
                    ui,
                    &words::no_introduction(found.goal.id(), found.num_candidates),
                );
                return;
            }
            let mut before = found.value_before.unwrap_or_default();
            for proposal in &found.proposals {
                proposal_ui(ui, ctx, &shown, proposal, (found.goal, before));
                before = proposal.value_after;
            }
            let basis = words::introductions_basis(found.num_candidates, found.shortlist);
            remark(ui, &basis);
        }
    });
    divider(ui);
    under_way_ui(ui, ctx, shown);
    let unfolded = state.unfolded("room");
    if fold(ui, unfolded, words::ROOM, "") {
        answer_ui(ui, ctx, "introductions", &params, |ui, answer| {
            if let Some((_, room)) = answer.results.introductions() {
                room_ui(ui, ctx, &shown.about(&answer.results), room);
            }
        });
    }
    if !has_what_ifs {
        scenarios_ui(ui, ctx, state, shown);
    }
}

/// What they are for: a click opens the choice.
fn goal_ui(ui: &mut Ui, goal: &mut Goal) {
    let chosen = words::goal(goal.id());
    let button = text_button(ui, Some(Icon::ChevronDown), chosen.name, Look::Framed);
    Popup::menu(&button).accessible_name(words::AIM).show(|ui| {
        for choice in GOALS {
            let words = words::goal(choice.id());
            let icon = (choice == *goal).then_some(Icon::Check);
            let row = text_button(ui, icon, words.name, Look::Quiet);
            if row.on_hover_text(words.meaning).clicked() {
                *goal = choice;
                ui.close();
            }
        }
    });
    ui.add_space(4.0);
    remark(ui, chosen.meaning);
    ui.add_space(8.0);
}

fn proposal_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    proposal: &Proposal,
    (goal, before): (Goal, f64),
) {
    let Proposal { a, b, .. } = *proposal;
    let is_chosen = *ctx.workspace.focus() == Focus::Pair(a, b);
    if pair_block_ui(ui, ctx, shown, (a, None, b), is_chosen).clicked() {
        ctx.wishes.focus(if is_chosen {
            Focus::None
        } else {
            Focus::Pair(a, b)
        });
        ctx.wishes.add(Wish::Reveal(vec![shown.id(a), shown.id(b)]));
    }
    ui.add_space(4.0);
    let sentence = proposal_sentence(
        proposal,
        goal,
        before,
        shown.network,
        &shown.results.snapshot,
    );
    findings_ui(ui, ctx, std::slice::from_ref(&sentence));
    ui.horizontal(|ui| {
        let note = text_button(ui, Some(Icon::Plus), words::NOTE, Look::Framed);
        if note.on_hover_text(words::NOTE_TOOLTIP).clicked() {
            let record = record(proposal, &sentence, &shown.results.snapshot);
            ctx.wishes.command(Command::AddIntroductions(vec![record]));
        }
        let what_if = text_button(ui, Some(Icon::FlaskConical), ledger::ASK, Look::Quiet);
        if what_if.on_hover_text(ledger::ASK_TOOLTIP).clicked() {
            ctx.wishes.add(Wish::Suppose(Scenario {
                added: vec![(shown.id(a), shown.id(b))],
                ..Scenario::default()
            }));
        }
    });
    ui.add_space(12.0);
}

/// The introduction that a proposal becomes when it is noted.
fn record(proposal: &Proposal, sentence: &Sentence<Link>, snapshot: &Snapshot) -> Introduction {
    Introduction {
        key: String::new(),
        first: snapshot.actor(proposal.a),
        second: snapshot.actor(proposal.b),
        by: None,
        reason: sentence.to_string(),
        need: None,
        offer: None,
        steps: vec![IntroductionStep {
            status: IntroductionStatus::Suggested,
            date: None,
            note: String::new(),
        }],
        attributes: Attributes::new(),
    }
}

/// The introductions that are noted, and how far they have come.
fn under_way_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>) {
    heading(ui, words::UNDER_WAY);
    let records = shown.network.introductions();
    if records.is_empty() {
        remark(ui, words::NONE_UNDER_WAY);
    }
    for (id, record) in records.iter() {
        let snapshot = &shown.results.snapshot;
        let ends = snapshot
            .index_of(record.first)
            .zip(snapshot.index_of(record.second));
        let Some((a, b)) = ends else { continue };
        let is_chosen = *ctx.workspace.focus() == Focus::Pair(a, b);
        let block = pair_block_ui(ui, ctx, shown, (a, None, b), is_chosen);
        if block.on_hover_text(&record.reason).clicked() {
            ctx.wishes.focus(Focus::Pair(a, b));
            ctx.wishes
                .add(Wish::Reveal(vec![record.first, record.second]));
        }
        steps_ui(ui, ctx, id, record);
        ui.add_space(8.0);
    }
}

/// Where an introduction stands, and the buttons that take it further.
fn steps_ui(ui: &mut Ui, ctx: &PanelContext<'_>, id: IntroductionId, record: &Introduction) {
    let status = record.steps.last().map(|step| step.status);
    let place = status.and_then(|status| STATUSES.iter().position(|&other| other == status));
    ui.horizontal(|ui| {
        let step = place.unwrap_or_default();
        remark(ui, words::status(step));
        let advance = |status: IntroductionStatus| {
            ctx.wishes.command(Command::AdvanceIntroduction(id, status));
        };
        // After working together it can only end; what has ended or was declined stays so.
        if step < 4
            && let Some(&next) = STATUSES.get(step + 1)
        {
            let button = text_button(
                ui,
                Some(Icon::ArrowRight),
                words::next_step(step + 1),
                Look::Quiet,
            );
            if button
                .on_hover_text(words::next_step_tooltip(step + 1))
                .clicked()
            {
                advance(next);
            }
        }
        if step < 3 && text_button(ui, None, words::DECLINE, Look::Quiet).clicked() {
            advance(IntroductionStatus::Declined);
        }
    });
}

/// The smallest group that brings all sectors together, as far as a greedy choice finds it.
fn room_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, room: &Room) {
    let results: &Results = shown.results;
    let reached = room.num_reached as f64 / results.snapshot.num_actors().max(1) as f64;
    let heading = words::room_heading(room.guests.len(), reached, room.is_enough);
    remark(ui, &heading);
    ui.add_space(4.0);
    let sentences: Vec<Sentence<Link>> = room
        .guests
        .iter()
        .map(|guest| guest_sentence(guest, shown.network, &results.snapshot))
        .collect();
    findings_ui(ui, ctx, &sentences);
}
