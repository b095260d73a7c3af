//! The selection: which actors and which ties, or which note, the user has picked. Not saved, not undoable.

use std::collections::BTreeSet;

use crate::document::Content;
use crate::model::{ActorId, NoteId, TieId};

/// What is picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    actors: BTreeSet<ActorId>,
    primary: Option<ActorId>,
    ties: BTreeSet<TieId>,
    note: Option<NoteId>,
}

/// A change of what is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionChange {
    /// Only this actor.
    Only(ActorId),
    /// This actor too; or no longer, if it is picked already.
    Toggle(ActorId),
    /// Only these actors.
    Set(BTreeSet<ActorId>),
    /// These actors too.
    Add(BTreeSet<ActorId>),
    /// Only these ties, and no actor.
    Ties(BTreeSet<TieId>),
    /// Only this note of the map.
    Note(NoteId),
    /// Nothing.
    Clear,
}

impl Selection {
    /// The actors.
    pub fn actors(&self) -> &BTreeSet<ActorId> {
        &self.actors
    }

    /// The actor that was picked last: the one whose card is shown.
    pub fn primary(&self) -> Option<ActorId> {
        self.primary
    }

    /// The ties.
    pub fn ties(&self) -> &BTreeSet<TieId> {
        &self.ties
    }

    /// The note.
    pub fn note(&self) -> Option<NoteId> {
        self.note
    }

    /// Whether nothing is picked.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.ties.is_empty() && self.note.is_none()
    }

    /// Changes what is picked; `false` when nothing changes.
    pub(super) fn change(&mut self, change: SelectionChange) -> bool {
        let before = self.clone();
        self.note = None;
        match change {
            SelectionChange::Only(actor) => {
                *self = Self {
                    actors: BTreeSet::from([actor]),
                    primary: Some(actor),
                    ..Self::default()
                };
            }
            SelectionChange::Toggle(actor) => {
                if self.actors.remove(&actor) {
                    self.primary = self.actors.last().copied();
                } else {
                    self.actors.insert(actor);
                    self.primary = Some(actor);
                }
            }
            SelectionChange::Set(actors) => {
                let primary = self
                    .primary
                    .filter(|actor| actors.contains(actor))
                    .or_else(|| only(&actors));
                *self = Self {
                    actors,
                    primary,
                    ..Self::default()
                };
            }
            SelectionChange::Add(actors) => {
                self.actors.extend(actors);
                self.primary = self.primary.or_else(|| only(&self.actors));
            }
            SelectionChange::Ties(ties) => {
                *self = Self {
                    ties,
                    ..Self::default()
                }
            }
            SelectionChange::Note(note) => {
                *self = Self {
                    note: Some(note),
                    ..Self::default()
                }
            }
            SelectionChange::Clear => *self = Self::default(),
        }
        *self != before
    }

    /// Forgets what is no longer there.
    pub(super) fn keep_to(&mut self, content: &Content) {
        let network = &content.network;
        self.note = self.note.filter(|&note| content.notes.get(note).is_some());
        self.actors.retain(|&actor| network.actor(actor).is_some());
        self.ties.retain(|&tie| network.tie(tie).is_some());
        self.primary = self.primary.filter(|actor| self.actors.contains(actor));
    }
}

/// The only one, if there is just one.
fn only(actors: &BTreeSet<ActorId>) -> Option<ActorId> {
    if actors.len() == 1 {
        actors.first().copied()
    } else {
        None
    }
}
