//! Imports: files of other programs, from what was read to what is open. Nothing of the open network changes before the
//! user has seen what would come of it.

mod accept;
mod choices;
mod duplicates;
mod journal;
mod memory;
mod merge;
mod pending;
mod places;
mod project;
mod report;

pub use choices::{
    ActivityUse, ColumnUse, Destination, ImportChoices, MatchBy, SectorChoice, SectorWord,
    TableChoice, WeightMeaning,
};
pub use duplicates::{DuplicatePair, NamedActor};
pub(super) use journal::journal_entry;
pub(super) use memory::Memory;
pub use merge::{Changes, FieldChange, MergePlan, RecordChange};
pub use pending::{Foreign, PendingImport, Resolution};
pub(super) use pending::{resolve, resolve_only};
pub use places::MergedMap;
pub use project::project;
pub use report::{Counts, ImportReport, TableReport, kind_word};
