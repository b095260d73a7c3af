//! Actors that may be the same, side by side.

use egui::{Frame, Label, Margin, RichText, Stroke, Ui, vec2};

use super::Review;
use crate::app::fonts;
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{Look, remark, segmented, text_button};
use crate::format::DuplicateReason;
use crate::text::words::import as words;
use crate::workspace::{DuplicatePair, NamedActor};

/// More pairs than this nobody goes through one by one.
const MAX_SHOWN: usize = 200;

pub(super) fn duplicates_ui(ui: &mut Ui, review: &Review<'_>) {
    let found = &review.pending.resolution().duplicates;
    if found.is_empty() {
        remark(ui, words::NO_DUPLICATES);
        return;
    }
    ui.label(words::duplicates_text(found.len()));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if text_button(ui, None, words::MAKE_ONE_ALL, Look::Framed).clicked() {
            review.choose(|choices| {
                for pair in found {
                    merge(&mut choices.merged, pair);
                }
            });
        }
        if text_button(ui, None, words::KEEP_ALL, Look::Quiet).clicked() {
            review.choose(|choices| choices.merged.clear());
        }
    });
    ui.add_space(12.0);
    for (place, pair) in found.iter().take(MAX_SHOWN).enumerate() {
        ui.push_id(place, |ui| pair_ui(ui, review, pair));
        ui.add_space(8.0);
    }
    if found.len() > MAX_SHOWN {
        remark(ui, &words::more(found.len() - MAX_SHOWN));
    }
}

fn reason(reason: DuplicateReason) -> &'static str {
    match reason {
        DuplicateReason::SameName => words::SAME_NAME,
        DuplicateReason::SameWords => words::SAME_WORDS,
        DuplicateReason::Misspelling => words::MISSPELLING,
        DuplicateReason::PlaceAdded => words::PLACE_ADDED,
        DuplicateReason::Initials => words::INITIALS,
    }
}

/// The second of a pair becomes one with the first.
fn merge(merged: &mut std::collections::BTreeMap<String, String>, pair: &DuplicatePair) {
    // Not if the first already goes into the second, by way of others.
    let mut kept = pair.first.key.as_str();
    while let Some(next) = merged.get(kept) {
        kept = next;
    }
    if kept != pair.second.key {
        merged.insert(pair.second.key.clone(), pair.first.key.clone());
    }
}

fn pair_ui(ui: &mut Ui, review: &Review<'_>, pair: &DuplicatePair) {
    let palette = review.ctx.palette;
    let merged = &review.pending.choices().merged;
    let is_one = merged.get(&pair.second.key) == Some(&pair.first.key);
    Frame::NONE
        .stroke(Stroke::new(1.0, palette.hairline))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            let width = ui.available_width();
            let choice_width = 196.0;
            let side = ((width - choice_width - 24.0) / 2.0).max(80.0);
            ui.horizontal_top(|ui| {
                actor_ui(ui, review, &pair.first, side, false);
                actor_ui(ui, review, &pair.second, side, is_one);
                ui.vertical(|ui| {
                    ui.set_width(choice_width);
                    let names = [(words::KEEP_BOTH, ""), (words::MAKE_ONE, "")];
                    let place = usize::from(is_one);
                    match segmented(ui, &names, place) {
                        Some(0) if is_one => review.choose(|choices| {
                            choices.merged.remove(&pair.second.key);
                        }),
                        Some(1) if !is_one => {
                            review.choose(|choices| merge(&mut choices.merged, pair));
                        }
                        _ => {}
                    }
                    remark(ui, reason(pair.reason));
                });
            });
        });
}

fn actor_ui(ui: &mut Ui, review: &Review<'_>, actor: &NamedActor, width: f32, goes: bool) {
    let palette = review.ctx.palette;
    ui.allocate_ui(vec2(width, 20.0), |ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 1.0;
            let mut name = RichText::new(&actor.label).font(fonts::bold(BODY_PX));
            if goes {
                name = name.color(palette.weak).strikethrough();
            }
            ui.add(Label::new(name).wrap());
            for (column, value) in &actor.details {
                let text = RichText::new(format!("{column} {value}"));
                let text = text.font(fonts::regular(SMALL_PX)).color(palette.weak);
                ui.add(Label::new(text).truncate());
            }
        });
    });
}
