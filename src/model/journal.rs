//! The journal: the dated notes of the learning history.

use super::{ActivityId, ActorId, Attributes, PartialDate};

/// What kind of note it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JournalKind {
    /// Something seen.
    #[default]
    Observation,
    /// Something decided.
    Decision,
    /// A critical incident: it turned the course of things.
    CriticalIncident,
    /// Something learned.
    Insight,
}

/// A dated note, linked to actors and activities.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalEntry {
    /// The text id, unique in the journal.
    pub key: String,
    /// When, if known.
    pub date: Option<PartialDate>,
    /// What kind of note it is.
    pub kind: JournalKind,
    /// The note.
    pub text: String,
    /// Who wrote it; empty if not stated.
    pub author: String,
    /// The actors it is about.
    pub actors: Vec<ActorId>,
    /// The activities it is about.
    pub activities: Vec<ActivityId>,
    /// Whatever else the source says.
    pub attributes: Attributes,
}
