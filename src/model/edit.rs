//! Edits: the only way in which a network changes.

use super::{
    Activity, ActivityId, Actor, ActorId, Commitment, CommitmentId, Introduction, IntroductionId,
    JournalEntry, JournalEntryId, Need, NeedId, NetworkInfo, Offer, OfferId, Portfolio,
    PortfolioId, SectorScheme, Tie, TieId,
};

/// One record before and after. Absent before: it is added; absent after: it is removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<I, T> {
    /// Which record.
    pub id: I,
    /// The record before the change.
    pub before: Option<Box<T>>,
    /// The record after the change.
    pub after: Option<Box<T>>,
}

impl<I, T> Change<I, T> {
    /// Adds a record.
    pub fn add(id: I, record: T) -> Self {
        Self {
            id,
            before: None,
            after: Some(Box::new(record)),
        }
    }

    /// Puts one record in the place of another.
    pub fn replace(id: I, before: T, after: T) -> Self {
        Self {
            id,
            before: Some(Box::new(before)),
            after: Some(Box::new(after)),
        }
    }

    /// Removes a record.
    pub fn remove(id: I, record: T) -> Self {
        Self {
            id,
            before: Some(Box::new(record)),
            after: None,
        }
    }

    fn inverse(self) -> Self {
        Self {
            id: self.id,
            before: self.after,
            after: self.before,
        }
    }
}

/// The replacement of one record of a network. Its inverse swaps before and after, so it is exact by construction.
#[derive(Clone, Debug, PartialEq)]
pub enum NetworkEdit {
    /// What is said about the network as a whole.
    Info(Box<NetworkInfo>, Box<NetworkInfo>),
    /// The scheme of sectors.
    Sectors(Box<SectorScheme>, Box<SectorScheme>),
    /// An actor.
    Actor(Change<ActorId, Actor>),
    /// A tie.
    Tie(Change<TieId, Tie>),
    /// An activity.
    Activity(Change<ActivityId, Activity>),
    /// A portfolio.
    Portfolio(Change<PortfolioId, Portfolio>),
    /// A commitment.
    Commitment(Change<CommitmentId, Commitment>),
    /// A need.
    Need(Change<NeedId, Need>),
    /// An offer.
    Offer(Change<OfferId, Offer>),
    /// An introduction.
    Introduction(Change<IntroductionId, Introduction>),
    /// A journal entry.
    JournalEntry(Change<JournalEntryId, JournalEntry>),
}

impl NetworkEdit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Info(before, after) => Self::Info(after, before),
            Self::Sectors(before, after) => Self::Sectors(after, before),
            Self::Actor(change) => Self::Actor(change.inverse()),
            Self::Tie(change) => Self::Tie(change.inverse()),
            Self::Activity(change) => Self::Activity(change.inverse()),
            Self::Portfolio(change) => Self::Portfolio(change.inverse()),
            Self::Commitment(change) => Self::Commitment(change.inverse()),
            Self::Need(change) => Self::Need(change.inverse()),
            Self::Offer(change) => Self::Offer(change.inverse()),
            Self::Introduction(change) => Self::Introduction(change.inverse()),
            Self::JournalEntry(change) => Self::JournalEntry(change.inverse()),
        }
    }
}

/// Why an edit cannot be applied. The network is then as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The record is not what the edit expects it to be.
    #[error("the {table} is not as expected")]
    Stale {
        /// The table.
        table: &'static str,
    },
    /// Two records of a table would have the same text id.
    #[error("there are two {table} records with the id ‘{key}’")]
    DuplicateKey {
        /// The table.
        table: &'static str,
        /// The text id.
        key: String,
    },
    /// A record has no text id.
    #[error("a {table} record has an empty id")]
    EmptyKey {
        /// The table.
        table: &'static str,
    },
    /// A record refers to one that is not there.
    #[error("{table} ‘{key}’: {field} refers to a record that is not there")]
    Dangling {
        /// The table of the record that refers.
        table: &'static str,
        /// Its text id; the tie's number for a tie.
        key: String,
        /// The field that refers.
        field: &'static str,
    },
    /// A number is out of its range.
    #[error("{table} ‘{key}’: {field} must be {range}, and is {value}")]
    OutOfRange {
        /// The table.
        table: &'static str,
        /// The record's text id; the tie's number for a tie.
        key: String,
        /// The field.
        field: &'static str,
        /// What is allowed.
        range: &'static str,
        /// What was given.
        value: f64,
    },
}
