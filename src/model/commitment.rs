//! Commitments: who has promised what to whom, and what became of it.

use super::{ActivityId, ActorId, Attributes};

/// What became of a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommitmentStatus {
    /// Promised, nothing more is known.
    #[default]
    Promised,
    /// Under way.
    Underway,
    /// Kept.
    Kept,
    /// Changed by agreement.
    Revised,
    /// Not kept.
    Broken,
}

/// A promise of one party to another, usually in a contract of a certain year.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// The text id, unique among commitments.
    pub key: String,
    /// Who promised.
    pub by: ActorId,
    /// To whom, if to somebody in particular.
    pub to: Option<ActorId>,
    /// What was promised.
    pub promise: String,
    /// The contract in which it was; empty if in none.
    pub contract: String,
    /// The year of the contract, if known.
    pub year: Option<i16>,
    /// What became of it.
    pub status: CommitmentStatus,
    /// The activity that is to keep it, if any.
    pub activity: Option<ActivityId>,
    /// What came out of it; empty if nothing is known.
    pub outcome: String,
    /// Where this is known from; empty if not stated.
    pub source: String,
    /// Whatever else the source says.
    pub attributes: Attributes,
}
