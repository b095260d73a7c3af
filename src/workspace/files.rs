//! Files of a workspace: what is open gives way to what is opened; saving goes on in the background.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::ledger::Ledger;
use super::opened::{Open, Shown};
use super::questions::{Questions, is_on_demand};
use super::results::ResultStore;
use super::scope::SnapshotKey;
use super::slot::{Output, Slot};
use super::workspace::{SEED, Workspace};
use super::{Destination, Focus, Selection, open, placing};
use crate::analysis::{ANALYSES, Params, Results};
use crate::document::{Aspect, Document};

impl Workspace {
    /// Opens a document in the place of what is open.
    pub(super) fn take_in(&mut self, opened: open::Opened) {
        self.close();
        let open::Opened {
            content,
            path,
            is_modified,
            recovered,
            snapshot,
            whole,
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
        let whole = (SnapshotKey::whole(&document), whole);
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
            ledger: Ledger::default(),
            compared: None,
            whole,
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

    pub(super) fn close(&mut self) {
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

    pub(super) fn open_in_background(&mut self, source: open::Source) {
        self.read_in_background(source, Destination::New, false);
    }

    pub(super) fn read_in_background(
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

    pub(super) fn save(&mut self, path: PathBuf) {
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
}
