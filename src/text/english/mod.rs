//! English (British).
//!
//! Sentence case; no full stop after a single sentence that stands alone; `…` on what asks for more; no colon after
//! labels. A measure is never named without its plain meaning within reach.

mod actors;
pub mod analyze;
mod answers;
pub mod change;
pub mod comparison;
mod filters;
pub mod findings;
pub mod import;
mod indicators;
mod interface;
pub mod introductions;
pub mod ledger;
mod lenses;
mod measures;
pub mod methods;
mod network_numbers;
mod panels;
mod pictures;
mod roles;
mod walks;
mod window;
pub mod work;

pub use actors::{counted, group, list, members, sector, sector_start, unassigned};
pub use answers::*;
pub use filters::*;
pub use indicators::{IndicatorWords, indicator, indicator_row, indicator_value};
pub use interface::*;
pub use lenses::{LensWords, lens};
pub use measures::{MeasureWords, measure, measure_convention};
pub use network_numbers::{NumberWords, network_number};
pub use panels::*;
pub use pictures::*;
pub use roles::{RoleWords, role};
pub use walks::*;
pub use window::*;
