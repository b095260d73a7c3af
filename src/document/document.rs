//! The document: content that changes only by commands, each of which can be undone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::command::Step;
use super::edit::apply;
use super::history::{Entry, History};
use super::{Aspect, Command, Content, Edit, Revisions};
use crate::model::{ActorId, EditError, NetworkEdit};

/// What is open: a content with its history.
///
/// The content is shared with background work; it is copied when it changes while somebody else still reads it.
#[derive(Clone, Debug)]
pub struct Document {
    content: Arc<Content>,
    history: History,
    revisions: Revisions,
    saved: Revisions,
    last_number: u64,
}

/// What a commit, an undo or a redo has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The kind of step.
    pub step: Step,
    /// The actors that it touched and that are still there.
    pub actors: BTreeSet<ActorId>,
}

impl Document {
    /// A document with this content and no history; it counts as saved.
    pub fn new(content: Content) -> Self {
        let mut revisions = Revisions::default();
        revisions.renew(&Aspect::ALL, 1);
        Self {
            content: Arc::new(content),
            history: History::default(),
            revisions,
            saved: revisions,
            last_number: 1,
        }
    }

    /// Says that no file holds this state.
    pub fn mark_unsaved(&mut self) {
        self.saved = Revisions::default();
    }

    /// What it holds.
    pub fn content(&self) -> &Arc<Content> {
        &self.content
    }

    /// The state that it is in.
    pub fn revisions(&self) -> &Revisions {
        &self.revisions
    }

    /// Whether it differs from what was last saved.
    pub fn is_modified(&self) -> bool {
        self.revisions != self.saved
    }

    /// Says that this state has been saved.
    pub fn mark_saved(&mut self, revisions: Revisions) {
        self.saved = revisions;
    }

    /// The step that undo takes back, if any.
    pub fn undo_step(&self) -> Option<Step> {
        self.history.last_done().map(|entry| entry.step)
    }

    /// The step that redo does again, if any.
    pub fn redo_step(&self) -> Option<Step> {
        self.history.last_undone().map(|entry| entry.step)
    }

    /// Does what a command means: all of it, or nothing. `None` when it has no effect.
    pub fn commit(&mut self, command: &Command) -> Result<Option<Committed>, EditError> {
        let edits = command.compile(&self.content)?;
        if edits.is_empty() {
            return Ok(None);
        }
        apply(Arc::make_mut(&mut self.content), &edits)?;
        let before = self.revisions;
        self.last_number += 1;
        for edit in &edits {
            self.revisions.renew(edit.aspects(), self.last_number);
        }
        let committed = Committed {
            step: command.step(),
            actors: self.touched(&edits),
        };
        self.history.push(Entry {
            step: command.step(),
            edits,
            before,
            after: self.revisions,
            merge_key: command.merge_key(),
        });
        Ok(Some(committed))
    }

    /// Takes back the last step.
    pub fn undo(&mut self) -> Result<Option<Committed>, EditError> {
        let Some(entry) = self.history.last_done() else {
            return Ok(None);
        };
        let edits: Vec<Edit> = entry
            .edits
            .iter()
            .rev()
            .cloned()
            .map(Edit::inverse)
            .collect();
        let (step, revisions) = (entry.step, entry.before);
        apply(Arc::make_mut(&mut self.content), &edits)?;
        self.revisions = revisions;
        self.history.undone();
        Ok(Some(Committed {
            step,
            actors: self.touched(&edits),
        }))
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> Result<Option<Committed>, EditError> {
        let Some(entry) = self.history.last_undone() else {
            return Ok(None);
        };
        let (step, revisions, edits) = (entry.step, entry.after, entry.edits.clone());
        apply(Arc::make_mut(&mut self.content), &edits)?;
        self.revisions = revisions;
        self.history.redone();
        Ok(Some(Committed {
            step,
            actors: self.touched(&edits),
        }))
    }

    /// The actors that edits are about. The ends of ties that came or went with an actor are not: nobody has touched them.
    fn touched(&self, edits: &[Edit]) -> BTreeSet<ActorId> {
        let network = &self.content.network;
        let of_actor = |edit: &&Edit| matches!(edit, Edit::Network(NetworkEdit::Actor(_)));
        let is_about_actors = edits.iter().any(|edit| of_actor(&edit));
        edits
            .iter()
            .filter(|edit| !is_about_actors || of_actor(edit))
            .flat_map(Edit::actors)
            .filter(|&id| network.actor(id).is_some())
            .collect()
    }
}
