//! What is open, and what is known about it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::layout_run::RunningLayout;
use super::ledger::Ledger;
use super::questions::Questions;
use super::recovery::LeftBehind;
use super::results::{OutcomeKey, ResultStore};
use super::scope::{Known, Scoped, SnapshotKey, needs};
use super::{ComparedWith, Focus, Selection, placing};
use crate::analysis::{Params, Results};
use crate::document::{Aspect, Document};
use crate::layout::Position;
use crate::model::Snapshot;

/// What is open.
pub(super) struct Open {
    pub(super) document: Document,
    pub(super) path: Option<PathBuf>,
    /// The copy that it was recovered from, as long as there is no other.
    pub(super) recovered: Option<LeftBehind>,
    pub(super) selection: Selection,
    pub(super) focus: Focus,
    pub(super) store: ResultStore,
    pub(super) params: Params,
    /// What was asked besides what runs by itself.
    pub(super) questions: Questions,
    pub(super) ledger: Ledger,
    /// The open network beside an earlier state.
    pub(super) compared: Option<Box<ComparedWith>>,
    /// The whole network, whatever is hidden, with what it was made from.
    pub(super) whole: (SnapshotKey, Arc<Snapshot>),
    /// What is shown, with what is known about it.
    pub(super) shown: Shown,
    /// What is to be shown next, while its quick analyses run.
    pub(super) coming: Option<(Shown, Instant)>,
    pub(super) positions: Vec<Position>,
    pub(super) positions_revision: u64,
    pub(super) placed: u64,
    pub(super) layout: Option<RunningLayout>,
}

pub(super) struct Shown {
    pub(super) key: SnapshotKey,
    pub(super) results: Results,
    /// Analyses that run by themselves and are not there yet.
    pub(super) missing: BTreeSet<usize>,
    /// Those of them that will not come, because they were stopped or broke down.
    pub(super) stopped: BTreeSet<usize>,
}

impl Open {
    /// What a filter may ask about the whole network, as far as it is known.
    pub(super) fn known(&self) -> Known {
        let (key, whole) = &self.whole;
        let is_current = *key == SnapshotKey::whole(&self.document);
        let outcome = |place| {
            let key = OutcomeKey::whole(place, &self.document, &self.params);
            Some((place, self.store.get(&key)?))
        };
        let needed = needs(&self.document.content().filter).into_iter();
        Known {
            whole: is_current.then(|| Arc::clone(whole)),
            outcomes: needed.filter_map(outcome).collect(),
            params: self.params,
        }
    }

    /// Keeps what was found out about the whole network.
    pub(super) fn remember(&mut self, scoped: &Scoped) {
        let key = SnapshotKey::whole(&self.document);
        self.whole = (key, Arc::clone(&scoped.whole));
        for (place, outcome) in &scoped.outcomes {
            let key = OutcomeKey::whole(*place, &self.document, &self.params);
            self.store.insert(key, Arc::clone(outcome));
        }
    }

    /// What belongs to the document as it is now.
    pub(super) fn latest(&mut self) -> &mut Shown {
        self.coming
            .as_mut()
            .map_or(&mut self.shown, |(coming, _)| coming)
    }

    /// Shows the snapshot that was waiting.
    pub(super) fn show_what_comes(&mut self) {
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
