//! What a network is: actors, sectors, ties, activities and the records around them; edits, and snapshots for algorithms.
//!
//! No interface, no files, no threads, no clocks.

mod activity;
mod actor;
mod attribute;
mod commitment;
mod date;
mod edit;
mod ids;
mod introduction;
mod journal;
mod need;
mod network;
mod portfolio;
mod sector;
mod snapshot;
mod table;
mod tie;
mod wishes;

pub use activity::{
    Activity, ActivityKind, Facet, Money, Participation, ResourceLayer, Zone, ZoneStep,
};
pub use actor::{Actor, ActorEntity};
pub use attribute::{AttributeValue, Attributes};
pub use commitment::{Commitment, CommitmentStatus};
pub use date::{DateError, PartialDate};
pub use edit::{Change, EditError, NetworkEdit};
pub use ids::{
    ActivityId, ActorId, CommitmentId, IntroductionId, JournalEntryId, NeedId, NoteId, OfferId,
    PortfolioId, RecordId, SectorId, TieId,
};
pub use introduction::{Introduction, IntroductionStatus, IntroductionStep};
pub use journal::{JournalEntry, JournalKind};
pub use need::{Need, NeedStatus, Offer};
pub use network::{Network, NetworkInfo};
pub use portfolio::{Portfolio, PortfolioLevel};
pub use sector::{MarkerShape, Rgb, Sector, SectorScheme, UNASSIGNED_COLORS};
pub use snapshot::{Adjacency, Directed, Scenario, Snapshot, SnapshotOptions, TieSources};
pub use table::Table;
pub use tie::{Tie, TieStatus};
pub use wishes::Wishes;
