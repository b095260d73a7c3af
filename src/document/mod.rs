//! What is saved: the network, positions, appearance, filter; commands, history, revisions, the native file.

mod arrangement;
mod collapsed;
mod command;
mod content;
#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod document;
mod edit;
mod filter;
mod history;
pub mod native;
mod note;
mod property;
mod revision;
mod samples;
mod scenario;
mod style;
mod synthetic;

pub use arrangement::{Arrangement, Together};
pub use collapsed::Collapsed;
pub use command::{Command, Step};
pub use content::{Appearance, Content, Placement};
pub use document::{Committed, Document};
pub use edit::Edit;
pub use filter::{Condition, Filter, Period, Range, Test};
pub use note::{Note, Notes};
pub use property::{PROPERTIES, Property, number, properties, values};
pub use revision::{Aspect, Revisions};
pub use samples::{SAMPLES, Sample};
pub use scenario::SavedScenario;
pub use style::{COMMUNITIES, SavedStyle, Style};
pub use synthetic::{MAX_SYNTHETIC_ACTORS, MIN_SYNTHETIC_ACTORS, Planted, synthetic};
