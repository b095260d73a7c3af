//! Copies for other programs, with what each format does not keep; and the report of the last import.

use egui::{Label, RichText, ScrollArea, Ui};

use super::dialogs::title_ui;
use super::fonts;
use super::import::report_ui;
use super::theme::{BODY_PX, SMALL_PX};
use super::widgets::{Look, divider, remark, text_button};
use super::wishes::{PanelContext, Wish};
use crate::format::{FORMATS, Format};
use crate::text::words;
use crate::workspace::{Action, ImportAction};

const WIDTH_PX: f32 = 600.0;

/// Whether a format writes several files whatever is in the network, so that a folder is asked for.
pub(super) fn writes_folder(format: &dyn Format) -> bool {
    format.id() == "csv-folder"
}

/// Paints the list of formats. Returns whether the dialog is closed.
pub(super) fn export_ui(ui: &mut Ui, ctx: &PanelContext<'_>) -> bool {
    let screen = ui.ctx().content_rect();
    ui.set_width(WIDTH_PX.min(screen.width() - 80.0));
    let closed = title_ui(ui, words::import::EXPORT_TITLE);
    remark(ui, words::import::EXPORT_TEXT);
    ui.add_space(12.0);
    let losses = ctx.workspace.losses();
    // The bar gets room of its own.
    ui.spacing_mut().scroll.floating_allocated_width = 12.0;
    ScrollArea::vertical()
        .max_height((screen.height() - 200.0).max(120.0))
        .show(ui, |ui| {
            for (place, format) in FORMATS.iter().enumerate() {
                if place > 0 {
                    divider(ui);
                }
                let losses = losses.and_then(|losses| losses.get(place));
                format_ui(ui, ctx, place, *format, losses.map(Vec::as_slice));
            }
        });
    closed
}

fn format_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    place: usize,
    format: &dyn Format,
    losses: Option<&[String]>,
) {
    let name = words::import::format(format.id());
    let action = if writes_folder(format) {
        words::import::EXPORT_CHOOSE_FOLDER
    } else {
        words::import::EXPORT_CHOOSE
    };
    ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
        let button = text_button(ui, None, action, Look::Framed);
        let label = words::import::export_as(name);
        button
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &label));
        if button.clicked() {
            ctx.wishes.add(Wish::Export(place));
        }
        ui.add_space(12.0);
        ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
            let heading = words::import::format_heading(format.id());
            ui.label(RichText::new(heading).font(fonts::bold(BODY_PX)));
            let text = match losses {
                None => words::import::WORKING.to_owned(),
                Some([]) => words::import::KEEPS_ALL.to_owned(),
                Some(losses) => words::import::does_not_keep(losses),
            };
            let text = RichText::new(text).font(fonts::regular(SMALL_PX));
            ui.add(Label::new(text.color(ctx.palette.weak)).wrap());
        });
    });
}

/// Paints the report of the last import. Returns whether the dialog is closed.
pub(super) fn import_report_ui(ui: &mut Ui, ctx: &PanelContext<'_>) -> bool {
    let screen = ui.ctx().content_rect();
    ui.set_width(760.0_f32.min(screen.width() - 80.0));
    let closed = title_ui(ui, words::import::REPORT_TITLE);
    let Some(report) = ctx.workspace.import_report() else {
        return true;
    };
    ScrollArea::vertical()
        .max_height((screen.height() - 220.0).max(120.0))
        .auto_shrink([false, true])
        .show(ui, |ui| report_ui(ui, ctx, report));
    ui.add_space(12.0);
    let is_kept = ctx.workspace.network().is_some_and(|network| {
        let mut entries = network.journal().iter();
        !network.journal().is_empty()
            && entries.any(|(_, it)| it.text == words::import::journal(&report.text()))
    });
    ui.add_enabled_ui(!is_kept, |ui| {
        if text_button(ui, None, words::import::KEEP_REPORT, Look::Framed).clicked() {
            ctx.wishes.act(Action::Import(ImportAction::KeepReport));
        }
    });
    closed
}
