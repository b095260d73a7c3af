//! The status line: how much is shown, filters, running work, where the network comes from.

use egui::accesskit::Role;
use egui::{Align, Align2, Frame, Layout, Margin, Panel, Rect, RichText, Sense, Ui};
use egui::{UiBuilder, WidgetInfo, vec2};
use lucide_icons::Icon;

use super::fonts;
use super::menu_command::MenuCommand;
use super::theme::SMALL_PX;
use super::widgets::{
    Look, focus_ring, paint_elided, paint_icon, pointing, removable_chip, text_button,
};
use super::wishes::{PanelContext, Wish};
use crate::analysis::ANALYSES;
use crate::document::Command;
use crate::text::words;
use crate::workspace::{Action, Chip, Running, Slot, chips};

const HEIGHT_PX: f32 = 26.0;
/// A chip is only begun where so much room is left.
const CHIP_ROOM_PX: f32 = 260.0;
/// So much room the source has at most.
const SOURCE_PX: f32 = 480.0;

/// Paints the status line.
pub(super) fn status_line_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let frame = Frame::NONE
        .fill(ctx.palette.panel)
        .inner_margin(Margin::symmetric(16, 0));
    Panel::bottom("status_line")
        .exact_size(HEIGHT_PX)
        .frame(frame)
        .show(ui, |ui| {
            let bar = ui.max_rect();
            let left = ui
                .scope_builder(
                    UiBuilder::new()
                        .max_rect(bar)
                        .layout(Layout::left_to_right(Align::Center)),
                    |ui| {
                        ui.spacing_mut().item_spacing.x = 8.0;
                        counts_ui(ui, ctx);
                        running_ui(ui, ctx);
                        chips_ui(ui, ctx);
                    },
                )
                .response
                .rect;
            let start = (left.right() + 24.0).max(bar.right() - SOURCE_PX);
            let room = Rect::from_min_max(egui::pos2(start, bar.top()), bar.max);
            if room.width() > 80.0 {
                source_ui(ui, ctx, room);
            }
        });
}

fn counts_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let (Some(network), Some(snapshot), Some(whole)) = (
        ctx.workspace.network(),
        ctx.workspace.snapshot(),
        ctx.workspace.whole(),
    ) else {
        return;
    };
    let text = words::shown(
        (snapshot.num_actors(), whole.num_actors()),
        (snapshot.edges().len(), whole.edges().len()),
        network.activities().len(),
    );
    small(ui, ctx, &text);
    let num_selected = ctx
        .workspace
        .selection()
        .map_or(0, |selection| selection.actors().len());
    if num_selected > 1 {
        small(ui, ctx, &words::selected(num_selected));
    }
}

fn small(ui: &mut Ui, ctx: &PanelContext<'_>, text: &str) {
    ui.label(
        RichText::new(text)
            .font(fonts::regular(SMALL_PX))
            .color(ctx.palette.weak),
    );
}

/// What runs in the background, how far each is, and a button to stop it.
pub(super) fn running_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let running = ctx.workspace.running();
    // One line for all analyses that run by themselves: they are one thing to the user.
    // Copies of unsaved work are made without a word.
    let (analyses, others): (Vec<Running>, Vec<Running>) = running
        .into_iter()
        .filter(|running| !matches!(running.slot, Slot::Recovery | Slot::Memory | Slot::Losses))
        .partition(|running| on_demand(running.slot).is_none() && is_analysis(running.slot));
    for work in &others {
        let name = match work.slot {
            Slot::Open => words::work::running::OPEN,
            Slot::Import => words::work::running::IMPORT,
            Slot::Save | Slot::Export | Slot::Recovery | Slot::Memory | Slot::Losses => {
                words::work::running::SAVE
            }
            Slot::Snapshot | Slot::Reading => words::work::running::SNAPSHOT,
            Slot::Layout => words::work::running::LAYOUT,
            Slot::WhatIf => words::work::running::WHAT_IF,
            Slot::Compare => words::work::running::COMPARE,
            Slot::Analysis(_) => {
                on_demand(work.slot).map_or(words::work::running::ANALYSIS, words::on_demand)
            }
        };
        work_ui(ui, ctx, name, work.progress, &[work.slot]);
    }
    if !analyses.is_empty() {
        let sum: f32 = analyses
            .iter()
            .map(|work| work.progress.unwrap_or_default())
            .sum();
        let progress = Some(sum / analyses.len() as f32);
        let slots: Vec<Slot> = analyses.iter().map(|work| work.slot).collect();
        work_ui(ui, ctx, words::work::running::ANALYSIS, progress, &slots);
    }
}

fn is_analysis(slot: Slot) -> bool {
    matches!(slot, Slot::Analysis(_))
}

/// The id of the analysis in a slot, if somebody has asked for it.
fn on_demand(slot: Slot) -> Option<&'static str> {
    let Slot::Analysis(place) = slot else {
        return None;
    };
    let analysis = ANALYSES.get(place)?;
    analysis.is_on_demand().then(|| analysis.id())
}

fn work_ui(ui: &mut Ui, ctx: &PanelContext<'_>, name: &str, progress: Option<f32>, slots: &[Slot]) {
    small(ui, ctx, name);
    let (rect, response) = ui.allocate_exact_size(vec2(72.0, 6.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = progress.map(f64::from);
        info
    });
    ui.painter().rect_filled(rect, 3.0, ctx.palette.pressed);
    if let Some(progress) = progress {
        let mut done = rect;
        done.set_width(rect.width() * progress.clamp(0.0, 1.0));
        ui.painter().rect_filled(done, 3.0, ctx.palette.weak);
    }
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::CANCEL));
    let color = if response.hovered() {
        ctx.palette.text
    } else {
        ctx.palette.weak
    };
    paint_icon(ui, rect.center(), 13.0, Icon::X, color);
    focus_ring(ui, &response, rect);
    if pointing(response).on_hover_text(words::CANCEL).clicked() {
        for &slot in slots {
            ctx.wishes.act(Action::Cancel(slot));
        }
    }
}

/// Filters; a click on one removes it.
fn chips_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    let chips = chips(&content.filter, &content.network);
    let num = chips.len();
    for (place, Chip { words, without }) in chips.into_iter().enumerate() {
        // The rest is in the panel; a click leads there.
        if place > 0 && ui.available_width() < CHIP_ROOM_PX {
            let more = words::more_filters(num - place);
            if text_button(ui, None, &more, Look::Quiet).clicked() {
                ctx.wishes.add(Wish::Menu(MenuCommand::Filter));
            }
            break;
        }
        if removable_chip(ui, &words, &words::remove_filter(&words)).clicked() {
            ctx.wishes.command(Command::SetFilter(Box::new(without)));
        }
    }
}

fn source_ui(ui: &Ui, ctx: &PanelContext<'_>, room: Rect) {
    let Some(network) = ctx.workspace.network() else {
        return;
    };
    let source = network.info().source.trim();
    if source.is_empty() {
        return;
    }
    let response = ui.interact(room, ui.scope_id().with("source"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, source));
    let font = fonts::regular(SMALL_PX);
    if paint_elided(
        ui,
        room,
        Align2::RIGHT_CENTER,
        source,
        font,
        ctx.palette.weak,
    ) {
        response.on_hover_text(source);
    }
}
