//! The dialog that says what has changed since an earlier state.

use egui::{ScrollArea, Ui};

use super::dialogs::title_ui;
use super::lenses::indicators_ui;
use super::panels::findings_ui;
use super::widgets::remark;
use super::wishes::PanelContext;
use crate::text::words::comparison as words;
use crate::workspace::Slot;

/// Paints the dialog. Returns whether it was closed.
pub(super) fn comparison_ui(ui: &mut Ui, ctx: &PanelContext<'_>) -> bool {
    let screen = ui.ctx().content_rect();
    ui.set_width(560.0_f32.min(screen.width() - 80.0));
    let running = ctx.workspace.running();
    let is_running = running.iter().any(|work| work.slot == Slot::Compare);
    let compared = ctx.workspace.comparison().filter(|_| !is_running);
    let Some((compared, is_current)) = compared else {
        let closed = title_ui(ui, words::DIALOG);
        if is_running {
            ui.horizontal(|ui| super::status_line::running_ui(ui, ctx));
        } else {
            remark(ui, words::NONE);
        }
        return closed;
    };
    let closed = title_ui(ui, &words::title(&compared.name));
    if !is_current {
        remark(ui, words::STALE);
        ui.add_space(4.0);
    }
    ScrollArea::vertical()
        .max_height((screen.height() - 200.0).max(120.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            findings_ui(ui, ctx, &compared.sentences);
            let titles = [words::THEN.to_owned(), words::NOW.to_owned()];
            let rows = compared.indicators.iter();
            let rows: Vec<_> = rows
                .map(|change| (change.indicator, vec![change.before, change.after]))
                .collect();
            let num_shown = indicators_ui(ui, ctx, &titles, &rows);
            if num_shown < rows.len() {
                ui.add_space(4.0);
                remark(ui, &words::unchanged(rows.len() - num_shown));
            }
        });
    closed
}
