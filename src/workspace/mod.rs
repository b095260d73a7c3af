//! The whole product without a window: document, selection, lens, results, jobs, the running layout.

mod action;
mod analyze;
mod changes;
mod chips;
mod collapse;
mod compare;
mod export;
mod files;
mod headline;
mod import;
mod layout_run;
mod ledger;
mod lens;
mod load;
mod marker_size;
mod names;
mod notice;
mod open;
mod opened;
mod placing;
mod questions;
mod reading;
mod recovery;
mod results;
mod save;
mod scope;
mod search;
mod selection;
mod sentences;
mod slot;
mod walks;
mod whom;
#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod workspace;

pub use action::{Action, ImportAction};
pub use changes::{
    comparison_sentences, guest_sentence, proposal_sentence, scenario_words, what_if_sentences,
};
pub use chips::{Chip, chips, condition_words};
pub use collapse::{CollapseWhat, collapsed_name};
pub use compare::ComparedWith;
pub use export::{export, losses, written};
pub use headline::headline;
pub use import::{
    ActivityUse, Changes, ColumnUse, Counts, Destination, DuplicatePair, FieldChange, Foreign,
    ImportChoices, ImportReport, MatchBy, MergePlan, MergedMap, NamedActor, PendingImport,
    RecordChange, Resolution, SectorChoice, SectorWord, TableChoice, TableReport, WeightMeaning,
    kind_word, project,
};
pub use lens::{Focus, LENSES, Lens};
pub use load::{LoadError, Loaded, gather, load, load_input, load_path, load_sample};
pub use marker_size::marker_radii;
pub use notice::{Notice, Severity};
pub use placing::{
    actor_values, find_groups, has_coordinates, layout_input, layout_options, scatter_values,
};
pub use questions::{Answer, AnswerState};
pub use recovery::{LeftBehind, left_behind};
pub use save::{backup_path, save_atomically};
pub use scope::{SnapshotKey, snapshot};
pub use search::{Hit, is_direct, search};
pub use selection::{Selection, SelectionChange};
pub use sentences::{Link, measure_words, role_words, sentence};
pub use slot::{Running, Slot};
pub use whom::{Deed, Whom};
pub use workspace::Workspace;
