//! What can be read of a workspace at any time, without waiting.

use std::path::Path;
use std::sync::Arc;

use super::questions::{Answer, AnswerState};
use super::results::OutcomeKey;
use super::scope::SnapshotKey;
use super::slot::Running;
use super::workspace::Workspace;
use super::{Focus, Hit, ImportReport, Lens, PendingImport, Selection, search};
use crate::analysis::{ANALYSES, Measure, Params, Results};
use crate::document::{Content, Document, Style};
use crate::layout::Position;
use crate::model::{Network, Snapshot};

impl Workspace {
    /// What each of the [formats](crate::format::FORMATS) would not keep of the open network as it is now, once that is
    /// known. Ask for it with [`Action::FindLosses`](super::Action::FindLosses).
    pub fn losses(&self) -> Option<&[Vec<String>]> {
        let (revisions, losses) = self.losses.as_ref()?;
        (self.document()?.revisions() == revisions).then_some(losses.as_slice())
    }

    /// The import that waits for the user, if one does.
    pub fn pending_import(&self) -> Option<&PendingImport> {
        self.pending.as_ref()
    }

    /// The report of the last import into what is open.
    pub fn import_report(&self) -> Option<&ImportReport> {
        self.report.as_deref()
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

    /// The whole network, whatever is hidden. It may be that of a moment ago while a change is on its way.
    pub fn whole(&self) -> Option<&Arc<Snapshot>> {
        self.open.as_ref().map(|open| &open.whole.1)
    }

    /// What is known about [`Workspace::snapshot`]; more comes in while analyses run.
    pub fn results(&self) -> Option<&Results> {
        self.open.as_ref().map(|open| &open.shown.results)
    }

    /// Whether the results are those of the document as it is now, and complete.
    pub fn results_are_current(&self) -> bool {
        let open = self.open.as_ref();
        self.results_are_of_now() && open.is_none_or(|open| open.shown.missing.is_empty())
    }

    /// Whether the results are those of the document as it is now, as far as they are there.
    pub fn results_are_of_now(&self) -> bool {
        self.open.as_ref().is_none_or(|open| {
            open.coming.is_none() && open.shown.key == SnapshotKey::of(&open.document)
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

    /// The measures that the marks on the map stand for, those that the user has chosen.
    pub fn style_measures(&self) -> Vec<Measure> {
        let style = self.content().map(|content| &content.appearance.style);
        let names = style.into_iter().flat_map(Style::names);
        let mut measures: Vec<Measure> = names.filter_map(Measure::by_id).collect();
        measures.dedup();
        measures
    }

    /// The id of the layout that runs, if one does.
    pub fn running_layout(&self) -> Option<&str> {
        self.open
            .as_ref()?
            .layout
            .as_ref()
            .map(|running| running.id.as_str())
    }

    /// What is going on.
    pub fn running(&self) -> Vec<Running> {
        self.jobs
            .running()
            .map(|(&slot, progress)| Running { slot, progress })
            .collect()
    }

    /// Actors and activities of the open network that match a query, best first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.network()
            .map_or_else(Vec::new, |network| search(network, query, limit))
    }
}
