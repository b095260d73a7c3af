//! The workspace: what is open, and everything that is going on with it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::import::Memory;
use super::opened::Open;
use super::questions::is_on_demand;
use super::recovery::{self, Recovery};
use super::scope::SnapshotKey;
use super::slot::{Output, Slot};
use super::{
    Action, Focus, ImportReport, Lens, Notice, PendingImport, SelectionChange, Severity, open,
};
use crate::document::{Command, Committed, Document, Revisions};
use crate::jobs::{Arrival, Jobs, Wake};
use crate::model::{ActorId, EditError};
use crate::text::words;

/// How long old results stay while quick analyses of the new state run.
const PATIENCE: Duration = Duration::from_millis(250);

/// The seed of layouts and analyses in the window.
pub(super) const SEED: u64 = 1;

/// What is open, and everything that is going on with it: the whole product without a window.
///
/// [`Workspace::dispatch`] never waits; work goes on in the background and comes in through [`Workspace::poll`].
pub struct Workspace {
    pub(super) jobs: Jobs<Slot, Output>,
    pub(super) wake: Wake,
    pub(super) open: Option<Open>,
    pub(super) lens: Lens,
    pub(super) notices: Vec<Notice>,
    pub(super) revision: u64,
    /// Counts the documents that have been opened.
    pub(super) opening: u64,
    pub(super) recovery: Option<Recovery>,
    pub(super) memory: Option<Memory>,
    pub(super) pending: Option<PendingImport>,
    pub(super) report: Option<Arc<ImportReport>>,
    pub(super) in_sight: Vec<ActorId>,
    pub(super) losses: Option<(Revisions, Vec<Vec<String>>)>,
}

impl Workspace {
    /// Nothing is open. `wake` is called from other threads when [`Workspace::poll`] has something to take in.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let wake: Wake = Arc::new(wake);
        Self {
            jobs: Jobs::new(Arc::clone(&wake)),
            wake,
            open: None,
            lens: Lens::default(),
            notices: Vec::new(),
            revision: 1,
            opening: 0,
            recovery: None,
            memory: None,
            pending: None,
            report: None,
            in_sight: Vec::new(),
            losses: None,
        }
    }

    /// What there is to tell since the last call.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Does what was asked, or starts it in the background. Trouble becomes a notice.
    pub fn dispatch(&mut self, action: Action) {
        match action {
            Action::New => self.take_in(open::Opened::empty()),
            Action::Open(path) => self.open_in_background(open::Source::Files(vec![path])),
            Action::OpenFiles(paths) => self.open_in_background(open::Source::Files(paths)),
            Action::Import(action) => self.import(action),
            Action::FindLosses => self.find_losses(),
            Action::Export(id, path) => self.export(&id, path),
            Action::OpenSample(name) => self.open_in_background(open::Source::Sample(name)),
            Action::Recover(left_behind) => {
                self.open_in_background(open::Source::LeftBehind(left_behind));
            }
            Action::Discard(left_behind) => recovery::discard(&left_behind),
            Action::Save => match self.path().map(Path::to_path_buf) {
                Some(path) => self.save(path),
                None => self.tell(Notice::new(Severity::Warning, words::work::NO_FILE_YET)),
            },
            Action::SaveAs(path) => self.save(path),
            Action::Close => self.close(),
            Action::Undo => self.step(Document::undo),
            Action::Redo => self.step(Document::redo),
            Action::Do(command) => self.step(|document| document.commit(&command)),
            Action::Select(change) => {
                if self
                    .open
                    .as_mut()
                    .is_some_and(|open| open.selection.change(change))
                {
                    self.revision += 1;
                }
            }
            Action::SetLens(lens) => {
                if self.lens != lens {
                    self.lens = lens;
                    if let Some(open) = &mut self.open {
                        open.focus = Focus::None;
                    }
                    self.revision += 1;
                }
            }
            Action::SetFocus(focus) => {
                if let Some(open) = &mut self.open
                    && open.focus != focus
                {
                    open.focus = focus;
                    self.revision += 1;
                }
            }
            Action::ShowNeighborhood(actors) => self.show_neighborhood(&actors),
            Action::ShowPaths(from, to) => self.show_paths(from, to),
            Action::ShowNextFragment => self.show_next_fragment(),
            Action::Collapse(what) => self.collapse(what),
            Action::Expand => self.expand(),
            Action::RunLayout(id, arrangement) => self.run_layout(&id, arrangement),
            Action::StopLayout | Action::Cancel(Slot::Layout) => self.stop_layout(),
            Action::Compute(id, params) => self.compute(&id, params),
            Action::CompareWith(path) => self.compare_with(path),
            Action::ComputeWhatIfs => self.compute_what_ifs(),
            Action::Cancel(slot) => {
                self.jobs.cancel(&slot);
                self.stopped(slot);
                self.revision += 1;
            }
        }
    }

    /// Takes in what background work has brought. Call it once a frame; `true` if anything has changed.
    pub fn poll(&mut self) -> bool {
        let arrivals = self.jobs.poll();
        let mut changed = !arrivals.is_empty();
        for arrival in arrivals {
            match arrival {
                Arrival::Part(_, output) | Arrival::Done(_, output) => self.receive(output),
                Arrival::Failed(slot, message) => {
                    if slot == Slot::Layout
                        && let Some(open) = &mut self.open
                    {
                        open.layout = None;
                    }
                    self.stopped(slot);
                    let message = words::work::job_failed(&message);
                    self.tell(Notice::new(Severity::Error, message));
                }
            }
        }
        if let Some(open) = &mut self.open {
            if let Some(positions) = open
                .layout
                .as_ref()
                .and_then(|running| running.published.take())
                && positions.len() == open.positions.len()
            {
                open.positions = positions;
                open.positions_revision += 1;
                changed = true;
            }
            if open.coming.as_ref().is_some_and(|(coming, since)| {
                coming.missing.is_empty() || since.elapsed() > PATIENCE
            }) {
                open.show_what_comes();
                self.revision += 1;
                changed = true;
            }
        }
        self.copy_unsaved_work();
        changed
    }

    /// Whether [`Workspace::poll`] should be called again soon although nothing has woken us.
    pub fn is_waiting(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.coming.is_some())
    }

    pub(super) fn receive(&mut self, output: Output) {
        match output {
            Output::Opened(opened) => self.take_in(*opened),
            Output::NotOpened(notice) | Output::NotSaved(notice) | Output::NotCopied(notice) => {
                self.tell(notice);
            }
            Output::Review {
                foreign,
                resolution,
                is_remembered,
            } => {
                self.pending = Some(PendingImport::new(foreign, resolution, is_remembered));
                self.revision += 1;
            }
            Output::Resolved(resolution) => {
                if let Some(pending) = &mut self.pending {
                    pending.resolved(resolution);
                    self.revision += 1;
                }
            }
            Output::Losses(revisions, losses) => {
                self.losses = Some((revisions, losses));
                self.revision += 1;
            }
            Output::Exported(notice) => self.tell(notice),
            Output::Saved(path, revisions) => {
                if let Some(open) = &mut self.open {
                    open.document.mark_saved(revisions);
                    open.path = Some(path);
                    if let Some(recovery) = &mut self.recovery
                        && !open.document.is_modified()
                    {
                        recovery.forget();
                    }
                    self.discard_recovered();
                    self.revision += 1;
                }
            }
            Output::Copied => self.discard_recovered(),
            Output::Remembered => {}
            Output::Snapshot(key, scoped) => {
                let Some(open) = &mut self.open else { return };
                if SnapshotKey::of(&open.document) == key {
                    open.remember(&scoped);
                    self.analyze(key, &scoped.snapshot);
                }
            }
            Output::Found(found) => self.found(found),
            Output::Baseline(key, baseline) => {
                if let Some(open) = &mut self.open {
                    open.ledger.receive_baseline(key, baseline);
                }
            }
            Output::Compared(compared) => {
                if let Some(open) = &mut self.open {
                    open.compared = Some(compared);
                    self.revision += 1;
                }
            }
            Output::WhatIf(key, scenario, answer) => {
                if let Some(open) = &mut self.open {
                    open.ledger.receive(key, scenario, answer);
                }
            }
            Output::Estimate(estimate) => {
                if let Some(open) = &mut self.open {
                    open.latest().results.add(estimate);
                    self.revision += 1;
                }
            }
            Output::Outcome(key, outcome) => {
                let Some(open) = &mut self.open else { return };
                let shown = open
                    .coming
                    .as_mut()
                    .map_or(&mut open.shown, |(coming, _)| coming);
                if is_on_demand(key.analysis()) {
                    let snapshot = &shown.results.snapshot;
                    let earlier = open.questions.receive(&key, &outcome, snapshot);
                    shown
                        .results
                        .replace(earlier.as_ref(), Arc::clone(&outcome));
                } else {
                    shown.results.add(Arc::clone(&outcome));
                    shown.missing.remove(&key.analysis());
                }
                open.store.insert(key, outcome);
                self.revision += 1;
            }
            Output::LaidOut(id, arrangement, snapshot, positions) => {
                if let Some(open) = &mut self.open {
                    open.layout = None;
                }
                let moves = snapshot.actors().iter().copied().zip(positions).collect();
                self.place(|moves| Command::LayOut(id, arrangement, moves), moves);
            }
        }
    }

    /// Changes the document, and starts what follows from the change.
    pub(super) fn step<F>(&mut self, change: F)
    where
        F: FnOnce(&mut Document) -> Result<Option<Committed>, EditError>,
    {
        let Some(open) = &mut self.open else { return };
        match change(&mut open.document) {
            Ok(None) => {}
            Ok(Some(committed)) => {
                open.selection.keep_to(open.document.content());
                if !committed.actors.is_empty() && committed.actors.len() <= 50 {
                    open.selection
                        .change(SelectionChange::Set(committed.actors));
                }
                self.revision += 1;
                self.refresh();
            }
            Err(error) => {
                let message = words::work::not_done(&error.to_string());
                self.tell(Notice::new(Severity::Error, message));
            }
        }
    }

    pub(super) fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
        self.revision += 1;
    }
}
