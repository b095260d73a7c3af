//! Tables: the records of one kind, by identity and by text id.

use std::collections::{BTreeMap, HashMap};

use super::{Change, EditError, Network, RecordId};

/// What all records of a network have in common.
pub(super) trait Record: Clone + PartialEq {
    /// The name of the table in messages.
    const TABLE: &'static str;
    /// The text id, unique in the table.
    fn key(&self) -> &str;
    /// Whether everything that the record refers to is there, and its numbers are in range.
    fn check(&self, network: &Network) -> Result<(), EditError>;
}

/// The records of one kind, in the order of their identities. Identities are never handed out twice.
#[derive(Clone, Debug)]
pub struct Table<I, T> {
    records: BTreeMap<I, T>,
    by_key: HashMap<String, I>,
    next: u32,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self {
            records: BTreeMap::new(),
            by_key: HashMap::new(),
            next: 0,
        }
    }
}

impl<I: RecordId, T> Table<I, T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records with their identities, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + Clone {
        self.records.iter().map(|(&id, record)| (id, record))
    }

    /// The record with this identity.
    pub fn get(&self, id: I) -> Option<&T> {
        self.records.get(&id)
    }

    /// Whether there is a record with this identity.
    pub fn contains(&self, id: I) -> bool {
        self.records.contains_key(&id)
    }

    /// The identity of the record with this text id.
    pub fn by_key(&self, key: &str) -> Option<I> {
        self.by_key.get(key).copied()
    }

    /// The identity that the next new record gets. It has never been used.
    pub fn next_id(&self) -> I {
        I::from_index(self.next)
    }
}

#[expect(private_bounds, reason = "only the model changes tables")]
impl<I: RecordId, T: Record> Table<I, T> {
    /// Whether a change fits what is there.
    pub(super) fn expect(&self, change: &Change<I, T>) -> Result<(), EditError> {
        if self.records.get(&change.id) != change.before.as_deref() {
            return Err(EditError::Stale { table: T::TABLE });
        }
        if let Some(after) = change.after.as_deref() {
            if after.key().is_empty() {
                return Err(EditError::EmptyKey { table: T::TABLE });
            }
            if self
                .by_key
                .get(after.key())
                .is_some_and(|&id| id != change.id)
            {
                return Err(EditError::DuplicateKey {
                    table: T::TABLE,
                    key: after.key().to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Makes a change that fits.
    pub(super) fn put(&mut self, change: &Change<I, T>) {
        if let Some(before) = self.records.remove(&change.id) {
            self.by_key.remove(before.key());
        }
        if let Some(after) = change.after.as_deref() {
            self.by_key.insert(after.key().to_owned(), change.id);
            self.records.insert(change.id, after.clone());
            self.next = self.next.max(change.id.index() + 1);
        }
    }

    /// Checks every record.
    pub(super) fn check(&self, network: &Network) -> Result<(), EditError> {
        self.records
            .values()
            .try_for_each(|record| record.check(network))
    }
}
