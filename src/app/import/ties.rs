//! What ties, weights and activities mean, and what becomes of actors and activities that are named but not
//! listed.

use egui::Ui;

use super::{Review, decision_ui};
use crate::app::widgets::{remark, segmented};
use crate::format::{TableKind, Unlisted};
use crate::text::words::import as words;
use crate::workspace::{ActivityUse, ImportChoices, WeightMeaning};

pub(super) fn ties_ui(ui: &mut Ui, review: &Review<'_>) {
    let pending = review.pending;
    let choices = pending.choices();
    let resolution = pending.resolution();
    let lists = |kind| choices.tables.iter().any(|table| table.kind == kind);
    let has_ties = lists(TableKind::Ties);
    let has_activities = lists(TableKind::Activities) || lists(TableKind::Participation);
    if has_ties {
        let place = match choices.directed {
            None => 0,
            Some(true) => 1,
            Some(false) => 2,
        };
        decision_ui(ui, review, words::DIRECTION, words::DIRECTION_TEXT, |ui| {
            let names = [
                (words::DIRECTION_AS_READ, ""),
                (words::DIRECTION_YES, ""),
                (words::DIRECTION_NO, ""),
            ];
            if let Some(clicked) = segmented(ui, &names, place) {
                let directed = [None, Some(true), Some(false)].get(clicked).copied();
                review.choose(|it| it.directed = directed.flatten());
            }
        });
    }
    if let Some((least, greatest)) = resolution.weights {
        weights_ui(ui, review, least, greatest);
    }
    if has_activities {
        let (place, meaning) = match choices.activities {
            ActivityUse::Keep => (0, words::ACTIVITIES_KEEP_TEXT),
            ActivityUse::Project => (1, words::ACTIVITIES_PROJECT_TEXT),
        };
        decision_ui(ui, review, words::ACTIVITIES, meaning, |ui| {
            let names = [
                (words::ACTIVITIES_KEEP, words::ACTIVITIES_KEEP_TEXT),
                (words::ACTIVITIES_PROJECT, words::ACTIVITIES_PROJECT_TEXT),
            ];
            if let Some(clicked) = segmented(ui, &names, place) {
                review.choose(|it| {
                    it.activities = if clicked == 1 {
                        ActivityUse::Project
                    } else {
                        ActivityUse::Keep
                    };
                });
            }
        });
    }
    let (num_rows, num_actors) = resolution.dangling;
    if num_rows > 0 {
        let read = pending.foreign().draft.unknown_actors;
        let now = choices.unknown_actors.unwrap_or(read);
        let meaning = words::unlisted(num_rows, num_actors);
        let names = [words::UNLISTED_ADD, words::UNLISTED_SKIP];
        unlisted_ui(
            ui,
            review,
            (words::UNLISTED, &meaning),
            names,
            now,
            |it, new| {
                it.unknown_actors = Some(new);
            },
        );
    }
    let (num_rows, num_activities) = resolution.dangling_activities;
    if num_rows > 0 {
        let read = pending.foreign().draft.unknown_activities;
        let now = choices.unknown_activities.unwrap_or(read);
        let meaning = words::unlisted_activities(num_rows, num_activities);
        let names = [
            words::UNLISTED_ACTIVITIES_ADD,
            words::UNLISTED_ACTIVITIES_SKIP,
        ];
        let told = (words::UNLISTED_ACTIVITIES, &*meaning);
        unlisted_ui(ui, review, told, names, now, |it, new| {
            it.unknown_activities = Some(new);
        });
    }
    if !has_ties && !has_activities {
        remark(ui, words::NOTHING_TO_DECIDE);
    }
}

/// What becomes of rows that name somebody, or something, that is not listed: added or skipped, as the names say.
fn unlisted_ui(
    ui: &mut Ui,
    review: &Review<'_>,
    (title, meaning): (&str, &str),
    [add, skip]: [&str; 2],
    now: Unlisted,
    set: impl FnOnce(&mut ImportChoices, Unlisted),
) {
    decision_ui(ui, review, title, meaning, |ui| {
        let names = [(add, ""), (skip, "")];
        if let Some(clicked) = segmented(ui, &names, usize::from(now == Unlisted::Skip)) {
            let new = if clicked == 1 {
                Unlisted::Skip
            } else {
                Unlisted::Add
            };
            review.choose(|it| set(it, new));
        }
    });
}

fn weights_ui(ui: &mut Ui, review: &Review<'_>, least: f64, greatest: f64) {
    let (place, meaning) = match review.pending.choices().weights {
        WeightMeaning::Strength => (0, words::WEIGHT_STRENGTH_TEXT),
        WeightMeaning::Distance => (1, words::WEIGHT_DISTANCE_TEXT),
        WeightMeaning::Rank => (2, words::WEIGHT_RANK_TEXT),
    };
    let meaning = format!("{}. {meaning}", words::weight_range(least, greatest));
    decision_ui(ui, review, words::WEIGHT, &meaning, |ui| {
        let names = [
            (words::WEIGHT_STRENGTH, words::WEIGHT_STRENGTH_TEXT),
            (words::WEIGHT_DISTANCE, words::WEIGHT_DISTANCE_TEXT),
            (words::WEIGHT_RANK, words::WEIGHT_RANK_TEXT),
        ];
        if let Some(clicked) = segmented(ui, &names, place) {
            let new = match clicked {
                0 => WeightMeaning::Strength,
                1 => WeightMeaning::Distance,
                _ => WeightMeaning::Rank,
            };
            review.choose(|it| it.weights = new);
        }
    });
}
