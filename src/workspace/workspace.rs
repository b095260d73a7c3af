//! The workspace: what is open, and everything that is going on with it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::export::{export, losses};
use super::import::{Memory, resolve};
use super::layout_run::{self, Published};
use super::questions::{Answer, AnswerState, Questions};
use super::recovery::{self, LeftBehind, Recovery};
use super::results::{OutcomeKey, ResultStore};
use super::scope::{SnapshotKey, snapshot};
use super::{
    Action, Destination, Focus, Foreign, Hit, ImportAction, ImportChoices, ImportReport, Lens,
    Notice, PendingImport, Resolution, Selection, SelectionChange, Severity, open, placing, search,
};
use crate::analysis::{ANALYSES, Measure, Outcome, Params, Results};
use crate::document::{Appearance, Aspect, Command, Content, Document, Revisions};
use crate::format::FORMATS;
use crate::jobs::{Arrival, Jobs, Wake};
use crate::layout::{LAYOUTS, Position};
use crate::model::{ActorId, Network, Snapshot};
use crate::text::words;

/// How long old results stay while quick analyses of the new state run.
const PATIENCE: Duration = Duration::from_millis(250);

/// The seed of layouts and analyses in the window.
const SEED: u64 = 1;

/// A place for background work. Newer work in a place ends what runs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Opening a file.
    Open,
    /// Working out what comes of a pending import.
    Import,
    /// Remembering what was decided about an import.
    Memory,
    /// Finding out what formats do not keep.
    Losses,
    /// Writing a copy for another program.
    Export,
    /// Saving.
    Save,
    /// Copying unsaved work.
    Recovery,
    /// Preparing what is shown for analysis.
    Snapshot,
    /// An analysis, by its place in [`ANALYSES`].
    Analysis(usize),
    /// A layout.
    Layout,
}

/// Work that is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Running {
    /// Where.
    pub slot: Slot,
    /// How far it is, 0 to 1, if that is known.
    pub progress: Option<f32>,
}

/// What jobs return.
enum Output {
    Opened(Box<open::Opened>),
    NotOpened(Notice),
    Review {
        foreign: Arc<Foreign>,
        resolution: Arc<Resolution>,
        is_remembered: bool,
    },
    Resolved(Arc<Resolution>),
    Losses(Revisions, Vec<Vec<String>>),
    Exported(Notice),
    Remembered,
    Saved(PathBuf, Revisions),
    Copied,
    NotCopied(Notice),
    NotSaved(Notice),
    Snapshot(SnapshotKey, Arc<Snapshot>),
    /// What is shown until the outcome is there.
    Estimate(Arc<Outcome>),
    Outcome(OutcomeKey, Arc<Outcome>),
    LaidOut(String, Arc<Snapshot>, Vec<Position>),
}

/// What is open, and everything that is going on with it: the whole product without a window.
///
/// [`Workspace::dispatch`] never waits; work goes on in the background and comes in through [`Workspace::poll`].
pub struct Workspace {
    jobs: Jobs<Slot, Output>,
    wake: Wake,
    open: Option<Open>,
    lens: Lens,
    notices: Vec<Notice>,
    revision: u64,
    /// Counts the documents that have been opened.
    opening: u64,
    recovery: Option<Recovery>,
    memory: Option<Memory>,
    pending: Option<PendingImport>,
    report: Option<Arc<ImportReport>>,
    losses: Option<(Revisions, Vec<Vec<String>>)>,
}

/// What is open.
struct Open {
    document: Document,
    path: Option<PathBuf>,
    /// The copy that it was recovered from, as long as there is no other.
    recovered: Option<LeftBehind>,
    selection: Selection,
    focus: Focus,
    store: ResultStore,
    params: Params,
    /// What was asked besides what runs by itself.
    questions: Questions,
    /// What is shown, with what is known about it.
    shown: Shown,
    /// What is to be shown next, while its quick analyses run.
    coming: Option<(Shown, Instant)>,
    positions: Vec<Position>,
    positions_revision: u64,
    placed: u64,
    layout: Option<(String, Published)>,
}

struct Shown {
    key: SnapshotKey,
    results: Results,
    /// Analyses that run by themselves and are not there yet.
    missing: BTreeSet<usize>,
    /// Those of them that will not come, because they were stopped or broke down.
    stopped: BTreeSet<usize>,
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
            losses: None,
        }
    }

    /// What each of the [formats](FORMATS) would not keep of the open network as it is now, once that is known. Ask for it
    /// with [`Action::FindLosses`].
    pub fn losses(&self) -> Option<&[Vec<String>]> {
        let (revisions, losses) = self.losses.as_ref()?;
        (self.document()?.revisions() == revisions).then_some(losses.as_slice())
    }

    /// Remembers in this folder what is decided about imports, for the next file with the same columns.
    pub fn remember_imports_in(&mut self, folder: &Path) {
        self.memory = Some(Memory::new(folder));
    }

    /// The import that waits for the user, if one does.
    pub fn pending_import(&self) -> Option<&PendingImport> {
        self.pending.as_ref()
    }

    /// The report of the last import into what is open.
    pub fn import_report(&self) -> Option<&ImportReport> {
        self.report.as_deref()
    }

    /// Copies unsaved work to this folder once a minute, where [`left_behind`](super::left_behind) finds it after a crash.
    pub fn keep_recovery_in(&mut self, folder: &Path) {
        match Recovery::new(folder) {
            Ok(recovery) => self.recovery = Some(recovery),
            Err(error) => {
                let message = words::work::no_recovery(&error.to_string());
                self.tell(Notice::new(Severity::Warning, message));
            }
        }
    }

    /// What is open; `None` before anything is.
    pub fn document(&self) -> Option<&Document> {
        self.open.as_ref().map(|open| &open.document)
    }

    /// What the open document holds.
    pub fn content(&self) -> Option<&Content> {
        self.document().map(|document| &**document.content())
    }

    /// The open network.
    pub fn network(&self) -> Option<&Network> {
        self.content().map(|content| &content.network)
    }

    /// The file that the open document was read from or saved to; `None` for samples and new networks.
    pub fn path(&self) -> Option<&Path> {
        self.open.as_ref()?.path.as_deref()
    }

    /// What is picked.
    pub fn selection(&self) -> Option<&Selection> {
        self.open.as_ref().map(|open| &open.selection)
    }

    /// The lens.
    pub fn lens(&self) -> Lens {
        self.lens
    }

    /// What is singled out inside the lens.
    pub fn focus(&self) -> &Focus {
        self.open.as_ref().map_or(&Focus::None, |open| &open.focus)
    }

    /// What is shown and analysed.
    pub fn snapshot(&self) -> Option<&Arc<Snapshot>> {
        self.results().map(|results| &results.snapshot)
    }

    /// What is known about [`Workspace::snapshot`]; more comes in while analyses run.
    pub fn results(&self) -> Option<&Results> {
        self.open.as_ref().map(|open| &open.shown.results)
    }

    /// Whether the results are those of the document as it is now, and complete.
    pub fn results_are_current(&self) -> bool {
        self.open.as_ref().is_none_or(|open| {
            open.coming.is_none()
                && open.shown.missing.is_empty()
                && open.shown.key == SnapshotKey::of(&open.document)
        })
    }

    /// The ids of analyses that run by themselves, but were stopped or broke down.
    pub fn stopped_analyses(&self) -> Vec<&'static str> {
        let stopped = self.open.iter().flat_map(|open| &open.shown.stopped);
        stopped
            .filter_map(|&place| Some(ANALYSES.get(place)?.id()))
            .collect()
    }

    /// What an analysis on demand has answered last; perhaps about an earlier state of the network, or with other
    /// parameters.
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        let place = ANALYSES.iter().position(|analysis| analysis.id() == id)?;
        self.open.as_ref()?.questions.answer(place)
    }

    /// How it stands with an analysis on demand, with these parameters, of the network as it is now.
    pub fn answer_state(&self, id: &str, params: &Params) -> AnswerState {
        let place = ANALYSES.iter().position(|analysis| analysis.id() == id);
        let (Some(place), Some(open)) = (place, &self.open) else {
            return AnswerState::Unasked;
        };
        let key = OutcomeKey::of(place, &open.document, params);
        open.questions.state(place, &key)
    }

    /// Where actors are, by index of [`Workspace::snapshot`]; live while a layout runs.
    pub fn positions(&self) -> &[Position] {
        self.open.as_ref().map_or(&[], |open| &open.positions)
    }

    /// A number that changes when positions do.
    pub fn positions_revision(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.positions_revision)
    }

    /// A number that changes when anything but positions may look different.
    pub fn scene_revision(&self) -> u64 {
        self.revision
    }

    /// A number that changes when another document is opened.
    pub fn opening(&self) -> u64 {
        self.opening
    }

    /// The measure that the area of markers shows, if the user has chosen one.
    pub fn size_by(&self) -> Option<Measure> {
        let id = self.content()?.appearance.size_by.as_deref()?;
        Measure::ALL.into_iter().find(|measure| measure.id() == id)
    }

    /// The id of the layout that runs, if one does.
    pub fn running_layout(&self) -> Option<&str> {
        self.open
            .as_ref()?
            .layout
            .as_ref()
            .map(|(id, _)| id.as_str())
    }

    /// What is going on.
    pub fn running(&self) -> Vec<Running> {
        self.jobs
            .running()
            .map(|(&slot, progress)| Running { slot, progress })
            .collect()
    }

    /// What there is to tell since the last call.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Actors and activities of the open network that match a query, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.network()
            .map_or_else(Vec::new, |network| search(network, query, limit))
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
            Action::SetSizeBy(measure) => {
                if let Some(content) = self.content() {
                    let size_by = measure.map(|measure| measure.id().to_owned());
                    let appearance = Appearance {
                        size_by,
                        ..content.appearance.clone()
                    };
                    self.step(|document| {
                        document.commit(&Command::SetAppearance(Box::new(appearance)))
                    });
                }
            }
            Action::RunLayout(id) => self.run_layout(&id),
            Action::StopLayout | Action::Cancel(Slot::Layout) => self.stop_layout(),
            Action::Compute(id, params) => self.compute(&id, params),
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
                .and_then(|(_, published)| published.take())
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

    fn copy_unsaved_work(&mut self) {
        let (Some(open), Some(recovery)) = (&self.open, &mut self.recovery) else {
            return;
        };
        if !open.document.is_modified() {
            return;
        }
        if let Some(copy) = recovery.due(open.document.revisions()) {
            let (content, file) = (Arc::clone(open.document.content()), open.path.clone());
            self.jobs.submit(Slot::Recovery, move |_, _| {
                Ok(match recovery::copy(&content, file.as_deref(), &copy) {
                    Ok(()) => Output::Copied,
                    Err(error) => {
                        let message = words::work::no_recovery(&error.to_string());
                        Output::NotCopied(Notice::new(Severity::Warning, message))
                    }
                })
            });
        }
    }

    /// How long it is until [`Workspace::poll`] has unsaved work to copy; `None` if there is none.
    pub fn copy_due_in(&self) -> Option<Duration> {
        let document = &self.open.as_ref()?.document;
        let recovery = self.recovery.as_ref()?;
        document
            .is_modified()
            .then(|| recovery.due_in(document.revisions()))?
    }

    /// The copy that the open document was recovered from is no longer the only one.
    fn discard_recovered(&mut self) {
        let recovered = self.open.as_mut().and_then(|open| open.recovered.take());
        if let Some(recovered) = recovered {
            recovery::discard(&recovered);
        }
    }

    /// Whether [`Workspace::poll`] should be called again soon although nothing has woken us.
    pub fn is_waiting(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.coming.is_some())
    }

    fn receive(&mut self, output: Output) {
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
            Output::Snapshot(key, snapshot) => {
                if self
                    .open
                    .as_ref()
                    .is_some_and(|open| SnapshotKey::of(&open.document) == key)
                {
                    self.analyze(key, &snapshot);
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
            Output::LaidOut(id, snapshot, positions) => {
                if let Some(open) = &mut self.open {
                    open.layout = None;
                }
                let moves = snapshot.actors().iter().copied().zip(positions).collect();
                self.place(|moves| Command::LayOut(id, moves), moves);
            }
        }
    }

    /// Opens a document in the place of what is open.
    fn take_in(&mut self, opened: open::Opened) {
        self.close();
        let open::Opened {
            content,
            path,
            is_modified,
            recovered,
            snapshot,
            notice,
            report,
        } = opened;
        if recovered.is_some()
            && let Some(recovery) = &mut self.recovery
        {
            recovery.hurry();
        }
        let mut document = Document::new(content);
        if is_modified {
            document.mark_unsaved();
        }
        let key = SnapshotKey::of(&document);
        let results = Results::new(Arc::clone(&snapshot));
        self.open = Some(Open {
            placed: document.revisions().of(Aspect::Positions),
            positions: placing::positions(&results, &document.content().placements),
            positions_revision: self.revision,
            document,
            path,
            recovered,
            selection: Selection::default(),
            focus: Focus::None,
            store: ResultStore::default(),
            params: Params {
                seed: SEED,
                ..Params::default()
            },
            questions: Questions::default(),
            shown: Shown {
                key,
                results,
                missing: (0..ANALYSES.len())
                    .filter(|&place| !is_on_demand(place))
                    .collect(),
                stopped: BTreeSet::new(),
            },
            coming: None,
            layout: None,
        });
        self.opening += 1;
        self.notices.extend(notice);
        self.report = report;
        self.analyze(key, &snapshot);
        self.revision += 1;
    }

    fn close(&mut self) {
        let slots: Vec<Slot> = self.jobs.running().map(|(&slot, _)| slot).collect();
        // What is being saved goes on being saved.
        let goes_on = |slot: &Slot| matches!(slot, Slot::Save | Slot::Export | Slot::Memory);
        for slot in slots.into_iter().filter(|slot| !goes_on(slot)) {
            self.jobs.cancel(&slot);
        }
        self.discard_recovered();
        self.pending = None;
        self.report = None;
        if self.open.take().is_some() {
            if let Some(recovery) = &mut self.recovery {
                recovery.forget();
            }
            self.revision += 1;
        }
    }

    fn open_in_background(&mut self, source: open::Source) {
        self.read_in_background(source, Destination::New, false);
    }

    fn read_in_background(
        &mut self,
        source: open::Source,
        destination: Destination,
        always_reviewed: bool,
    ) {
        let how = open::How {
            seed: SEED,
            always_reviewed,
            destination,
            content: self.document().map(|it| Arc::clone(it.content())),
            memory: self.memory.clone(),
        };
        self.jobs.submit(Slot::Open, move |task, _| {
            Ok(match open::open(&source, &how, task)? {
                Ok(open::Outcome::Opened(opened)) => Output::Opened(opened),
                Ok(open::Outcome::Review {
                    foreign,
                    resolution,
                    is_remembered,
                }) => Output::Review {
                    foreign,
                    resolution,
                    is_remembered,
                },
                Err(notice) => Output::NotOpened(notice),
            })
        });
    }

    fn import(&mut self, action: ImportAction) {
        match action {
            ImportAction::Review(paths, destination) => {
                self.read_in_background(open::Source::Files(paths), destination, true);
            }
            ImportAction::Paste(text, destination) => {
                self.read_in_background(open::Source::Pasted(text), destination, true);
            }
            ImportAction::Choose(choices) => self.choose(*choices),
            ImportAction::Accept => self.accept_import(),
            ImportAction::Cancel => {
                self.jobs.cancel(&Slot::Import);
                self.pending = None;
                self.revision += 1;
            }
            ImportAction::KeepReport => {
                if let Some(report) = &self.report {
                    let entry = super::import::journal_entry(report, self.network());
                    self.step(|document| document.commit(&Command::AddJournalEntry(entry)));
                    self.tell(Notice::new(Severity::Info, words::import::REPORT_KEPT));
                }
            }
        }
    }

    fn find_losses(&mut self) {
        let Some(document) = self.document() else {
            return;
        };
        let (content, revisions) = (Arc::clone(document.content()), *document.revisions());
        self.jobs.submit(Slot::Losses, move |task, _| {
            let mut all = Vec::with_capacity(FORMATS.len());
            for &format in FORMATS {
                task.keep_going()?;
                all.push(losses(&content, format));
            }
            Ok(Output::Losses(revisions, all))
        });
    }

    fn export(&mut self, id: &str, path: PathBuf) {
        let format = FORMATS.iter().find(|format| format.id() == id);
        let (Some(content), Some(&format)) =
            (self.document().map(|it| Arc::clone(it.content())), format)
        else {
            return;
        };
        self.jobs.submit(Slot::Export, move |_, _| {
            let name = path.display().to_string();
            Ok(Output::Exported(match export(&content, format, &path) {
                Ok(_) => Notice::new(Severity::Info, words::import::exported(&name)),
                Err(error) => Notice::new(
                    Severity::Error,
                    words::import::not_exported(&error.to_string(), &name),
                ),
            }))
        });
    }

    fn choose(&mut self, choices: ImportChoices) {
        let content = self.document().map(|it| Arc::clone(it.content()));
        let Some(pending) = &mut self.pending else {
            return;
        };
        pending.choose(choices.clone());
        let foreign = Arc::clone(pending.foreign());
        let before = Arc::clone(pending.resolution());
        self.jobs.submit(Slot::Import, move |task, _| {
            let content = content.as_deref();
            let resolution = resolve(&foreign, &choices, Some(&before), content, task)?;
            Ok(Output::Resolved(Arc::new(resolution)))
        });
        self.revision += 1;
    }

    fn accept_import(&mut self) {
        let Some(pending) = self.pending.as_ref().filter(|it| it.is_current()) else {
            return;
        };
        let resolution = Arc::clone(pending.resolution());
        let is_decided = *pending.choices() != pending.proposed();
        if resolution.network.is_none() {
            return;
        }
        self.remember_choices();
        if let Some(plan) = &resolution.plan {
            let (added, changed) = (plan.num_added(), plan.num_changed());
            let command = Command::Merge(added + changed, plan.edits.clone());
            self.pending = None;
            let before = self.document().map(|it| *it.revisions());
            self.step(|document| document.commit(&command));
            // A step that failed has told why.
            if self.document().map(|it| *it.revisions()) != before || plan.is_empty() {
                self.report = Some(Arc::new(resolution.report.clone()));
                let message = words::import::merged_in(&resolution.report.name, added, changed);
                self.tell(Notice {
                    shows_report: true,
                    ..Notice::new(Severity::Info, message)
                });
            }
            self.revision += 1;
        } else {
            self.jobs.submit(Slot::Open, move |task, _| {
                let opened = open::Opened::imported(&resolution, SEED, task)?;
                Ok(match opened {
                    Some(opened) => Output::Opened(Box::new(open::Opened {
                        is_modified: is_decided,
                        ..opened
                    })),
                    None => Output::Remembered,
                })
            });
        }
    }

    /// Keeps what was decided otherwise than proposed, for the next file with the same columns.
    fn remember_choices(&mut self) {
        let (Some(memory), Some(pending)) = (&self.memory, &self.pending) else {
            return;
        };
        if *pending.choices() == pending.proposed() && !pending.is_remembered() {
            return;
        }
        let (memory, foreign) = (memory.clone(), Arc::clone(pending.foreign()));
        let choices = pending.choices().clone();
        self.jobs.submit(Slot::Memory, move |_, _| {
            Ok(match memory.remember(&foreign.draft, &choices) {
                Ok(()) => Output::Remembered,
                Err(error) => Output::NotCopied(Notice::new(
                    Severity::Warning,
                    words::import::not_remembered(&error.to_string()),
                )),
            })
        });
    }

    fn save(&mut self, path: PathBuf) {
        let Some(document) = self.document() else {
            return;
        };
        let (content, revisions) = (Arc::clone(document.content()), *document.revisions());
        self.jobs.submit(Slot::Save, move |_, _| {
            Ok(match open::save(&content, &path) {
                Ok(()) => Output::Saved(path, revisions),
                Err(notice) => Output::NotSaved(notice),
            })
        });
    }

    /// Changes the document, and starts what follows from the change.
    fn step<F>(&mut self, change: F)
    where
        F: FnOnce(
            &mut Document,
        ) -> Result<Option<crate::document::Committed>, crate::model::EditError>,
    {
        let Some(open) = &mut self.open else { return };
        match change(&mut open.document) {
            Ok(None) => {}
            Ok(Some(committed)) => {
                let network = &open.document.content().network;
                open.selection.keep_to(network);
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

    /// Brings what is derived from the document up to date with it.
    fn refresh(&mut self) {
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
        let content = Arc::clone(open.document.content());
        self.jobs.submit(Slot::Snapshot, move |_, _| {
            Ok(Output::Snapshot(key, Arc::new(snapshot(&content))))
        });
    }

    /// Starts the analyses of a snapshot that are not known yet, and shows it when the quick ones are there.
    fn analyze(&mut self, key: SnapshotKey, snapshot: &Arc<Snapshot>) {
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
    fn compute(&mut self, id: &str, params: Params) {
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
    fn stopped(&mut self, slot: Slot) {
        let (Slot::Analysis(place), Some(open)) = (slot, &mut self.open) else {
            return;
        };
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

    fn run_layout(&mut self, id: &str) {
        let Some(open) = &mut self.open else { return };
        let Some(&layout) = LAYOUTS.iter().find(|layout| layout.id() == id) else {
            return;
        };
        let content = open.document.content();
        let results = &open.shown.results;
        let warm = content.appearance.layout == id;
        let mut input = placing::layout_input(results, content, SEED, warm);
        input.options = placing::layout_options(id, results, &content.network);
        // Around whom, if somebody is selected.
        input.options.center = open.selection.primary().and_then(|selected| {
            let place = results.snapshot.actors().binary_search(&selected);
            place.ok().map(|place| place as u32)
        });
        let published = Published::default();
        open.layout = Some((id.to_owned(), published.clone()));
        let (id, wake) = (id.to_owned(), Arc::clone(&self.wake));
        self.jobs.submit(Slot::Layout, move |task, _| {
            let snapshot = Arc::clone(&input.snapshot);
            let positions = layout_run::run(layout, input, &published, task, &*wake)?;
            Ok(Output::LaidOut(id, snapshot, positions))
        });
        self.revision += 1;
    }

    fn stop_layout(&mut self) {
        self.jobs.cancel(&Slot::Layout);
        let Some(open) = &mut self.open else { return };
        if let Some((id, _)) = open.layout.take() {
            let moves = open
                .shown
                .results
                .snapshot
                .actors()
                .iter()
                .copied()
                .zip(open.positions.clone())
                .collect();
            self.place(|moves| Command::LayOut(id, moves), moves);
        }
    }

    /// Places actors by a command, leaving the selection alone.
    fn place(
        &mut self,
        command: impl FnOnce(Vec<(ActorId, Position)>) -> Command,
        mut moves: Vec<(ActorId, Position)>,
    ) {
        let Some(open) = &mut self.open else { return };
        let network = &open.document.content().network;
        moves.retain(|&(actor, _)| network.actor(actor).is_some());
        let selection = open.selection.clone();
        self.step(|document| document.commit(&command(moves)));
        if let Some(open) = &mut self.open {
            open.selection = selection;
        }
    }

    fn tell(&mut self, notice: Notice) {
        self.notices.push(notice);
        self.revision += 1;
    }
}

impl Open {
    /// What belongs to the document as it is now.
    fn latest(&mut self) -> &mut Shown {
        self.coming
            .as_mut()
            .map_or(&mut self.shown, |(coming, _)| coming)
    }

    /// Shows the snapshot that was waiting.
    fn show_what_comes(&mut self) {
        let Some((coming, _)) = self.coming.take() else {
            return;
        };
        self.shown = coming;
        self.focus = Focus::None;
        self.placed = self.document.revisions().of(Aspect::Positions);
        self.positions =
            placing::positions(&self.shown.results, &self.document.content().placements);
        self.positions_revision += 1;
    }
}

/// Whether the analysis at a place of [`ANALYSES`] runs only when somebody asks.
fn is_on_demand(place: usize) -> bool {
    ANALYSES
        .get(place)
        .is_some_and(|analysis| analysis.is_on_demand())
}
