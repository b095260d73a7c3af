//! Identities of records: small numbers that a network hands out once and never again.
//!
//! They are identity in memory only. Files and scripts call a record by its text id, its `key`.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl RecordId for $name {
            fn from_index(index: u32) -> Self {
                Self(index)
            }

            fn index(self) -> u32 {
                self.0
            }
        }
    )*};
}

/// What all identities share: a number in the order in which the records came into the network.
pub trait RecordId: Copy + Ord + std::fmt::Debug {
    /// The identity with this number.
    fn from_index(index: u32) -> Self;
    /// The number of this identity.
    fn index(self) -> u32;
}

ids! {
    /// An actor of the network.
    ActorId,
    /// A tie between two actors.
    TieId,
    /// A sector of the network's scheme.
    SectorId,
    /// An activity that actors take part in.
    ActivityId,
    /// A portfolio of activities.
    PortfolioId,
    /// A commitment of one party to another.
    CommitmentId,
    /// A need of an actor.
    NeedId,
    /// An offer of an actor.
    OfferId,
    /// An introduction of two actors.
    IntroductionId,
    /// An entry of the journal.
    JournalEntryId,
    /// A note on the map.
    NoteId,
}
