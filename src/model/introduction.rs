//! Introductions: connections that somebody has suggested or made, and their way to a tie.

use super::{ActorId, Attributes, NeedId, OfferId, PartialDate};

/// How far an introduction has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntroductionStatus {
    /// Somebody thinks that they should meet.
    Suggested,
    /// They have been introduced.
    Introduced,
    /// They have met.
    Met,
    /// They work together.
    WorkingTogether,
    /// It is over.
    Ended,
    /// One of them said no.
    Declined,
}

/// A dated step of an introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntroductionStep {
    /// What was reached.
    pub status: IntroductionStatus,
    /// When, if known.
    pub date: Option<PartialDate>,
    /// A remark; empty if there is none.
    pub note: String,
}

/// An introduction of two actors. A tie that results names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Introduction {
    /// The text id, unique among introductions.
    pub key: String,
    /// One of the two.
    pub first: ActorId,
    /// The other.
    pub second: ActorId,
    /// Who makes it, if an actor of the network does.
    pub by: Option<ActorId>,
    /// Why they should meet.
    pub reason: String,
    /// The need behind it, if any.
    pub need: Option<NeedId>,
    /// The offer behind it, if any.
    pub offer: Option<OfferId>,
    /// Its history, oldest first; the last step is where it stands.
    pub steps: Vec<IntroductionStep>,
    /// Whatever else the source says.
    pub attributes: Attributes,
}
