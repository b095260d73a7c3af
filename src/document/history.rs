//! History: what was done, so that it can be undone and done again.

use std::collections::VecDeque;

use super::command::{MergeKey, Step};
use super::{Edit, Revisions};

/// How much memory the edits of a history may take, roughly, in bytes. Older steps are forgotten.
const MAX_BYTES: usize = 256 << 20;

/// One step that can be undone.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) step: Step,
    pub(super) edits: Vec<Edit>,
    pub(super) before: Revisions,
    pub(super) after: Revisions,
    pub(super) merge_key: Option<MergeKey>,
}

impl Entry {
    fn num_bytes(&self) -> usize {
        // A record with its texts is a few hundred bytes; before and after are both kept.
        size_of::<Self>() + self.edits.len() * 1024
    }
}

/// The steps that were done, and those that were undone.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: VecDeque<Entry>,
    undone: Vec<Entry>,
    num_bytes: usize,
}

impl History {
    /// Takes in a new step. What was undone before is gone.
    pub(super) fn push(&mut self, entry: Entry) {
        self.undone.clear();
        match self.done.back_mut() {
            Some(last)
                if entry.merge_key.is_some()
                    && last.merge_key == entry.merge_key
                    && last.after == entry.before =>
            {
                last.edits.extend(entry.edits);
                last.after = entry.after;
            }
            _ => self.done.push_back(entry),
        }
        self.num_bytes = self.done.iter().map(Entry::num_bytes).sum();
        while self.num_bytes > MAX_BYTES && self.done.len() > 1 {
            if let Some(forgotten) = self.done.pop_front() {
                self.num_bytes -= forgotten.num_bytes();
            }
        }
    }

    /// The step that undo takes back.
    pub(super) fn last_done(&self) -> Option<&Entry> {
        self.done.back()
    }

    /// The step that redo does again.
    pub(super) fn last_undone(&self) -> Option<&Entry> {
        self.undone.last()
    }

    /// Marks the last step as undone.
    pub(super) fn undone(&mut self) {
        self.undone.extend(self.done.pop_back());
    }

    /// Marks the last undone step as done.
    pub(super) fn redone(&mut self) {
        self.done.extend(self.undone.pop());
    }
}
