//! Notes: short texts that somebody has written on the map.

use std::collections::{BTreeMap, BTreeSet};

use super::Placement;
use crate::model::{ActorId, NoteId, RecordId as _};

/// A short text at a place of the map. Saved and undoable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Where its middle is, in world units: x to the right, y down. Counted from the actor if it is beside one. Finite.
    pub place: [f32; 2],
    /// The actor that it goes along with; without one it stays where it is, whatever a layout does.
    pub beside: Option<ActorId>,
}

/// The notes of a map, in the order in which they were written. Identities are never handed out twice.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    records: BTreeMap<NoteId, Note>,
    next: u32,
}

impl Notes {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The notes with their identities, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (NoteId, &Note)> + Clone {
        self.records.iter().map(|(&id, note)| (id, note))
    }

    /// The note with this identity.
    pub fn get(&self, id: NoteId) -> Option<&Note> {
        self.records.get(&id)
    }

    /// The identity that the next new note gets. It has never been used.
    pub fn next_id(&self) -> NoteId {
        NoteId::from_index(self.next)
    }

    /// Puts a note in its place, or removes it.
    pub(super) fn put(&mut self, id: NoteId, note: Option<Note>) {
        match note {
            Some(note) => self.records.insert(id, note),
            None => self.records.remove(&id),
        };
        self.next = self.next.max(id.index() + 1);
    }
}

/// Notes in the order of a list, as a file has them.
impl FromIterator<Note> for Notes {
    fn from_iter<T: IntoIterator<Item = Note>>(list: T) -> Self {
        let records: BTreeMap<NoteId, Note> = (0..).map(NoteId::from_index).zip(list).collect();
        let next = records.len() as u32;
        Self { records, next }
    }
}

impl Note {
    /// The same note when actors are gone: it stays where it was.
    pub(super) fn without_actors(
        &self,
        gone: &BTreeSet<ActorId>,
        placements: &BTreeMap<ActorId, Placement>,
    ) -> Self {
        match self.beside.filter(|actor| gone.contains(actor)) {
            None => self.clone(),
            Some(actor) => {
                let from = placements.get(&actor).copied().unwrap_or_default().position;
                Self {
                    place: [0, 1].map(|axis| from[axis] + self.place[axis]),
                    beside: None,
                    ..self.clone()
                }
            }
        }
    }
}
