//! What the file changes in the open network.

use egui::{Grid, Label, RichText, Ui};

use super::{Review, decision_ui};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{heading_with, remark, segmented};
use crate::format::TableKind;
use crate::text::words::import as words;
use crate::workspace::{Changes, MatchBy, MergePlan, kind_word};

/// More names than this nobody reads.
const MAX_SHOWN: usize = 200;

pub(super) fn changes_ui(ui: &mut Ui, review: &Review<'_>) {
    let by = review.pending.choices().match_by;
    let Some(plan) = &review.pending.resolution().plan else {
        remark(ui, words::WORKING);
        return;
    };
    let meaning = words::merged_by(plan.match_by == MatchBy::Name, plan.num_found);
    decision_ui(ui, review, words::MATCH_BY, &meaning, |ui| {
        let names = [(words::MATCH_ID, ""), (words::MATCH_NAME, "")];
        let place = usize::from(by == MatchBy::Name);
        if let Some(clicked) = segmented(ui, &names, place) {
            review.choose(|choices| {
                choices.match_by = if clicked == 1 {
                    MatchBy::Name
                } else {
                    MatchBy::Id
                };
            });
        }
    });
    counts_ui(ui, review, plan);
    if plan.is_empty() {
        ui.add_space(12.0);
        ui.label(words::NO_CHANGES);
    }
    if !plan.sectors.is_empty() {
        ui.add_space(8.0);
        ui.label(words::new_sectors(&plan.sectors));
    }
    for (kind, changes) in parts(plan) {
        let fields = kind_word(kind);
        let kind = words::table_kind(fields);
        let title = |what: &str| format!("{kind}: {}", what.to_lowercase());
        list_ui(
            ui,
            &title(words::CHANGED),
            changes.changed.len(),
            |ui, place| {
                if let Some(change) = changes.changed.get(place) {
                    ui.add(
                        Label::new(RichText::new(&change.name).font(fonts::bold(BODY_PX))).wrap(),
                    );
                    for it in &change.fields {
                        let field = words::field(fields, &it.field);
                        let text = words::field_change(field, &it.before, &it.after);
                        remark(ui, &text);
                    }
                    ui.add_space(4.0);
                }
            },
        );
        names_ui(ui, &title(words::ADDED), &changes.added);
        names_ui(ui, &title(words::MISSING), &changes.missing);
    }
}

fn parts(plan: &MergePlan) -> [(TableKind, &Changes); 3] {
    [
        (TableKind::Actors, &plan.actors),
        (TableKind::Ties, &plan.ties),
        (TableKind::Activities, &plan.activities),
    ]
}

/// How many of everything are added, changed, unchanged and missing.
fn counts_ui(ui: &mut Ui, review: &Review<'_>, plan: &MergePlan) {
    let weak = review.ctx.palette.weak;
    Grid::new("changes")
        .num_columns(5)
        .spacing([24.0, 6.0])
        .show(ui, |ui| {
            ui.label("");
            for title in [
                words::ADDED,
                words::CHANGED,
                words::UNCHANGED,
                words::MISSING,
            ] {
                let text = RichText::new(title).font(fonts::regular(SMALL_PX));
                ui.label(text.color(weak));
            }
            ui.end_row();
            for (kind, changes) in parts(plan) {
                ui.label(words::table_kind(kind_word(kind)));
                for num in [
                    changes.added.len(),
                    changes.changed.len(),
                    changes.num_unchanged,
                    changes.missing.len(),
                ] {
                    ui.label(crate::text::count(num));
                }
                ui.end_row();
            }
        });
}

fn names_ui(ui: &mut Ui, title: &str, names: &[String]) {
    list_ui(ui, title, names.len(), |ui, place| {
        if let Some(name) = names.get(place) {
            ui.add(Label::new(name).wrap());
        }
    });
}

fn list_ui(ui: &mut Ui, title: &str, num: usize, mut add: impl FnMut(&mut Ui, usize)) {
    if num == 0 {
        return;
    }
    ui.add_space(20.0);
    heading_with(ui, title, &crate::text::count(num));
    for place in 0..num.min(MAX_SHOWN) {
        add(ui, place);
    }
    if num > MAX_SHOWN {
        remark(ui, &words::more(num - MAX_SHOWN));
    }
}
