//! The open network beside an earlier state, in the window.

use super::counted;

/// The title of the dialog that asks for the file.
pub const DIALOG: &str = "Compare with an earlier state";
/// The column of the earlier state.
pub const THEN: &str = "Then";
/// The column of the open network.
pub const NOW: &str = "Now";
/// The file is being read and compared.
pub const WAITING: &str = "Comparing…";
/// There is nothing to show: it was stopped, or the file could not be read.
pub const NONE: &str = "Nothing has been compared.";
/// The network has changed in the meantime.
pub const STALE: &str = "The network has changed since this was worked out.";

/// The title of the dialog with what has changed.
pub fn title(file: &str) -> String {
    format!("Since {file}")
}

/// How many indicators are as they were.
pub fn unchanged(num: usize) -> String {
    format!("{} as before.", counted(num, "number is", "numbers are"))
}
