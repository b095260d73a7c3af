//! Needs and offers: what an actor looks for and what it can give.

use super::{ActorId, Attributes, PartialDate};

/// Whether a need or an offer still stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedStatus {
    /// It stands.
    #[default]
    Open,
    /// A match has been found.
    Matched,
    /// It is settled or withdrawn.
    Closed,
}

/// What an actor looks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The text id, unique among needs.
    pub key: String,
    /// Whose need.
    pub actor: ActorId,
    /// What is looked for.
    pub text: String,
    /// Keywords by which needs and offers find each other.
    pub tags: Vec<String>,
    /// Whether it still stands.
    pub status: NeedStatus,
    /// Since when, if known.
    pub since: Option<PartialDate>,
    /// Whatever else the source says.
    pub attributes: Attributes,
}

/// What an actor can give.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The text id, unique among offers.
    pub key: String,
    /// Whose offer.
    pub actor: ActorId,
    /// What can be had.
    pub text: String,
    /// Keywords by which needs and offers find each other.
    pub tags: Vec<String>,
    /// Whether it still stands.
    pub status: NeedStatus,
    /// Since when, if known.
    pub since: Option<PartialDate>,
    /// Whatever else the source says.
    pub attributes: Attributes,
}
