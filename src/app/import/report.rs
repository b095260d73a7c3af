//! The report of an import: in short, and row by row.

use egui::{Label, RichText, Ui, vec2};
use lucide_icons::Icon;

use super::tag_ui;
use crate::app::fonts;
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{Look, divider, remark, text_button};
use crate::app::wishes::{PanelContext, Wish};
use crate::format::{Issue, IssueKind};
use crate::text::words;
use crate::workspace::ImportReport;

/// More issues than this are laid out nowhere but in the copied text.
const MAX_SHOWN: usize = 500;

/// Paints a report with a button that copies it.
pub(in crate::app) fn report_ui(ui: &mut Ui, ctx: &PanelContext<'_>, report: &ImportReport) {
    for (place, line) in report.summary().into_iter().enumerate() {
        let font = if place == 0 {
            fonts::bold(BODY_PX)
        } else {
            fonts::regular(BODY_PX)
        };
        ui.add(Label::new(RichText::new(line).font(font)).wrap());
    }
    ui.add_space(8.0);
    let copy = text_button(
        ui,
        Some(Icon::Copy),
        words::import::COPY_REPORT,
        Look::Framed,
    );
    if copy.clicked() {
        ctx.wishes.add(Wish::Copy(report.text()));
    }
    divider(ui);
    if report.issues.is_empty() {
        remark(ui, words::import::NO_ISSUES);
        return;
    }
    // The worst first; of equals the first first.
    let mut issues: Vec<&Issue> = report.issues.iter().collect();
    issues.sort_by_key(|issue| std::cmp::Reverse(issue.kind));
    for issue in issues.iter().take(MAX_SHOWN) {
        issue_ui(ui, ctx, issue);
    }
    if issues.len() > MAX_SHOWN {
        remark(ui, &words::import::more_in_copy(issues.len() - MAX_SHOWN));
    }
}

fn issue_ui(ui: &mut Ui, ctx: &PanelContext<'_>, issue: &Issue) {
    let palette = ctx.palette;
    let (place, color) = match issue.kind {
        IssueKind::Note => (0, palette.weak),
        IssueKind::Guess => (1, palette.text),
        IssueKind::Skipped => (2, palette.warning),
        IssueKind::Fatal => (3, palette.danger),
    };
    let kind = words::import::ISSUE_KINDS.get(place).copied();
    ui.horizontal_top(|ui| {
        ui.allocate_ui(vec2(64.0, 20.0), |ui| {
            ui.set_width(64.0);
            tag_ui(ui, kind.unwrap_or_default(), color, palette.raised);
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(&issue.message).wrap().selectable(true));
            let place = RichText::new(issue.place.to_string());
            let place = place.font(fonts::regular(SMALL_PX)).color(palette.weak);
            ui.add(Label::new(place).wrap());
        });
    });
    ui.add_space(6.0);
}
