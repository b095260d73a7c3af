//! What is derived from the open document: its snapshot, and the analyses of that.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use super::opened::Shown;
use super::placing;
use super::questions::is_on_demand;
use super::results::OutcomeKey;
use super::scope::{SnapshotKey, scoped};
use super::slot::{Output, Slot};
use super::workspace::Workspace;
use crate::analysis::{ANALYSES, Params, Results};
use crate::document::Aspect;
use crate::model::Snapshot;

impl Workspace {
    /// Brings what is derived from the document up to date with it.
    pub(super) fn refresh(&mut self) {
        let Some(open) = &mut self.open else { return };
        let placed = open.document.revisions().of(Aspect::Positions);
        if placed != open.placed && open.layout.is_none() {
            open.placed = placed;
            open.positions =
                placing::positions(&open.shown.results, &open.document.content().placements);
            open.positions_revision += 1;
        }
        let key = SnapshotKey::of(&open.document);
        let latest = open
            .coming
            .as_ref()
            .map_or(open.shown.key, |(coming, _)| coming.key);
        if key == latest {
            return;
        }
        if key == open.shown.key {
            // Back to what is shown before anything else came: nothing to do but to finish its analyses.
            open.coming = None;
            let snapshot = Arc::clone(&open.shown.results.snapshot);
            self.analyze(key, &snapshot);
            return;
        }
        let (content, known) = (Arc::clone(open.document.content()), open.known());
        self.jobs.submit(Slot::Snapshot, move |task, _| {
            Ok(Output::Snapshot(key, scoped(&content, known, task)?))
        });
    }

    /// Starts the analyses of a snapshot that are not known yet, and shows it when the quick ones are there.
    pub(super) fn analyze(&mut self, key: SnapshotKey, snapshot: &Arc<Snapshot>) {
        for analysis in 0..ANALYSES.len() {
            self.jobs.cancel(&Slot::Analysis(analysis));
        }
        let Some(open) = &mut self.open else { return };
        if open.layout.is_some() && open.shown.key != key {
            // Its positions would be those of other actors.
            open.layout = None;
            self.jobs.cancel(&Slot::Layout);
        }
        let mut results = Results::new(Arc::clone(snapshot));
        let mut missing = BTreeSet::new();
        for (place, &analysis) in ANALYSES.iter().enumerate() {
            if analysis.is_on_demand() {
                continue;
            }
            let outcome_key = OutcomeKey::of(place, &open.document, &open.params);
            if let Some(outcome) = open.store.get(&outcome_key) {
                results.add(outcome);
                continue;
            }
            missing.insert(place);
            let (snapshot, params) = (Arc::clone(snapshot), open.params);
            // What has an estimate to show begins; the others are in order, quick ones first.
            let rank = if analysis.has_first_answer() {
                0
            } else {
                1 + place
            };
            self.jobs
                .enqueue(Slot::Analysis(place), rank, move |task, parts| {
                    if let Some(estimate) = analysis.first_answer(&snapshot, &params, task)? {
                        parts.send(Output::Estimate(Arc::new(estimate)));
                    }
                    Ok(Output::Outcome(
                        outcome_key,
                        Arc::new(analysis.run(&snapshot, &params, task)?),
                    ))
                });
        }
        for outcome in open.questions.still_true(&open.document, snapshot) {
            results.add(outcome);
        }
        let unanswered = open.questions.unanswered(&open.document);
        let coming = Shown {
            key,
            results,
            missing,
            stopped: BTreeSet::new(),
        };
        if open.shown.key == key {
            open.shown = coming;
        } else {
            let is_complete = coming.missing.is_empty();
            open.coming = Some((coming, Instant::now()));
            if is_complete {
                open.show_what_comes();
            }
        }
        for (place, params) in unanswered {
            self.run_analysis(place, params, snapshot);
        }
        self.revision += 1;
    }

    /// Starts an analysis, unless its outcome is known from before.
    fn run_analysis(&mut self, place: usize, params: Params, snapshot: &Arc<Snapshot>) {
        let (Some(open), Some(&analysis)) = (&self.open, ANALYSES.get(place)) else {
            return;
        };
        let key = OutcomeKey::of(place, &open.document, &params);
        if let Some(outcome) = open.store.get(&key) {
            self.receive(Output::Outcome(key, outcome));
            return;
        }
        let snapshot = Arc::clone(snapshot);
        self.jobs.submit(Slot::Analysis(place), move |task, _| {
            let outcome = analysis.run(&snapshot, &params, task)?;
            Ok(Output::Outcome(key, Arc::new(outcome)))
        });
    }

    /// Runs an analysis that somebody has asked for.
    pub(super) fn compute(&mut self, id: &str, params: Params) {
        let (Some(open), Some(place)) = (
            &mut self.open,
            ANALYSES.iter().position(|analysis| analysis.id() == id),
        ) else {
            return;
        };
        let now = SnapshotKey::of(&open.document);
        let shown = open
            .coming
            .as_mut()
            .map_or(&mut open.shown, |(coming, _)| coming);
        let params = if is_on_demand(place) {
            let key = OutcomeKey::of(place, &open.document, &params);
            if !open.questions.ask(place, params, key) {
                return;
            }
            params
        } else if shown.stopped.remove(&place) {
            shown.missing.insert(place);
            open.params
        } else {
            return;
        };
        self.jobs.cancel(&Slot::Analysis(place));
        // Otherwise it starts when the snapshot of what is there now has come.
        if shown.key == now {
            let snapshot = Arc::clone(&shown.results.snapshot);
            self.run_analysis(place, params, &snapshot);
        }
        self.revision += 1;
    }

    /// Remembers that what ran in a slot will not come.
    pub(super) fn stopped(&mut self, slot: Slot) {
        let Some(open) = &mut self.open else { return };
        if slot == Slot::WhatIf {
            open.ledger.stop();
        }
        let Slot::Analysis(place) = slot else { return };
        if is_on_demand(place) {
            open.questions.stop(place);
            return;
        }
        let shown = open
            .coming
            .as_mut()
            .map_or(&mut open.shown, |(coming, _)| coming);
        if shown.missing.remove(&place) {
            shown.stopped.insert(place);
        }
    }
}
