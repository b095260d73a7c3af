//! Answers of analyses on demand: asked for as long as somebody looks, dimmed while they are out of date.

use egui::accesskit::Role;
use egui::{Align, Layout, Sense, Ui, WidgetInfo, vec2};
use lucide_icons::Icon;

use crate::analysis::{ANALYSES, Params};
use crate::app::widgets::{Look, remark, text_button};
use crate::app::wishes::PanelContext;
use crate::text::words;
use crate::workspace::{Action, Answer, AnswerState, Slot};

/// How strong an answer is that is out of date.
pub(crate) const STALE: f32 = 0.5;

/// Asks an analysis, and paints its answer with what it takes to know how good it still is.
///
/// Nothing is asked twice: an answer that was stopped waits for a click.
pub(crate) fn answer_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    id: &'static str,
    params: &Params,
    add_contents: impl FnOnce(&mut Ui, &Answer),
) {
    let state = ctx.workspace.answer_state(id, params);
    let answer = ctx.workspace.answer(id);
    let place = ANALYSES.iter().position(|analysis| analysis.id() == id);
    if let Some(place) = place {
        let ask = Action::Compute(id.to_owned(), *params);
        asked_ui(ui, ctx, state, Slot::Analysis(place), answer.is_some(), ask);
    }
    if let Some(answer) = answer {
        ui.scope(|ui| {
            if state != AnswerState::Known {
                ui.multiply_opacity(STALE);
            }
            add_contents(ui, answer);
        });
    }
}

/// Says how it stands with what is looked at and computed in a slot, and asks for it, once, if nobody has.
pub(crate) fn asked_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: AnswerState,
    slot: Slot,
    is_stale: bool,
    ask: Action,
) {
    match state {
        AnswerState::Known => {}
        AnswerState::Unasked => {
            ctx.wishes.act(ask);
            waiting_ui(ui, ctx, slot, is_stale);
        }
        AnswerState::Waiting => waiting_ui(ui, ctx, slot, is_stale),
        AnswerState::Stopped => {
            remark(ui, words::stopped(is_stale));
            let compute = text_button(ui, Some(Icon::Play), words::COMPUTE, Look::Framed);
            if compute.clicked() {
                ctx.wishes.act(ask);
            }
            ui.add_space(6.0);
        }
    }
}

/// How far the computation is, with a way to stop it.
fn waiting_ui(ui: &mut Ui, ctx: &PanelContext<'_>, slot: Slot, is_stale: bool) {
    let running = ctx.workspace.running();
    let progress = running
        .iter()
        .find(|work| work.slot == slot)
        .and_then(|work| work.progress);
    ui.horizontal(|ui| {
        remark(ui, &words::computing(is_stale, progress));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if text_button(ui, Some(Icon::X), words::STOP, Look::Quiet).clicked() {
                ctx.wishes.act(Action::Cancel(slot));
            }
        });
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, words::COMPUTING);
        info.value = progress.map(f64::from);
        info
    });
    ui.painter().rect_filled(rect, 2.0, ctx.palette.pressed);
    let mut done = rect;
    done.set_width(rect.width() * progress.unwrap_or_default().clamp(0.0, 1.0));
    ui.painter().rect_filled(done, 2.0, ctx.palette.weak);
    ui.add_space(6.0);
}
