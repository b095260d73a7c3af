//! Ties: who works with whom.

use super::{ActorId, Attributes, IntroductionId, PartialDate};

/// How far a tie has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieStatus {
    /// The two work together.
    #[default]
    Active,
    /// They mean to.
    Planned,
    /// They did, and may again.
    Dormant,
    /// They did.
    Ended,
}

/// A tie between two actors. Several ties of different kinds between the same two are normal.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The actor that the tie comes from; without direction, the one named first.
    pub source: ActorId,
    /// The actor that the tie goes to.
    pub target: ActorId,
    /// What connects them, such as “funding”; empty if not known.
    pub kind: String,
    /// Strength, finite and at least 0; bigger means closer.
    pub weight: f64,
    /// Whether the direction means something.
    pub directed: bool,
    /// When it began, if known.
    pub since: Option<PartialDate>,
    /// When it ended, if it did.
    pub until: Option<PartialDate>,
    /// How far it has come.
    pub status: TieStatus,
    /// How sure we are, 0 to 1, if stated.
    pub confidence: Option<f64>,
    /// Where this is known from; empty if not stated.
    pub origin: String,
    /// The introduction that it came from, if any.
    pub introduction: Option<IntroductionId>,
    /// Whatever else the source says.
    pub attributes: Attributes,
}

impl Tie {
    /// An undirected tie of weight 1 of which nothing else is known.
    pub fn new(source: ActorId, target: ActorId) -> Self {
        Self {
            source,
            target,
            kind: String::new(),
            weight: 1.0,
            directed: false,
            since: None,
            until: None,
            status: TieStatus::default(),
            confidence: None,
            origin: String::new(),
            introduction: None,
            attributes: Attributes::new(),
        }
    }
}
