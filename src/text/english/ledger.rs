//! What-ifs in the window.

/// The heading over what-ifs.
pub const LEDGER: &str = "What if?";
/// What there is to do as long as there are none.
pub const NONE: &str = "Select somebody on the map and ask what would happen if they left, or two and ask what would happen \
    if they worked together. The network stays as it is.";
/// Supposes that those who are proposed work together.
pub const ASK: &str = "What if?";
/// What that does.
pub const ASK_TOOLTIP: &str = "Shows below what the introduction would do to every number of the network, if it came to something";
/// The field with the name of a what-if.
pub const NAME: &str = "Name of the what-if";
/// Shows the map as if it were so.
pub const SHOW: &str = "Look at it";
/// What that does.
pub const SHOW_TOOLTIP: &str = "Shows the map and all lenses as if it were so, until you take it back in the line below the map";
/// Takes it off the list.
pub const FORGET: &str = "Forget it";
/// Shows every number, not only those that say most.
pub const ALL_NUMBERS: &str = "All numbers";
/// The column of the network as it is.
pub const NOW: &str = "Now";
/// Nothing of what is listed changes.
pub const NO_CHANGE: &str = "None of these numbers would change.";

/// The number of a what-if in the list.
pub fn numbered(number: usize) -> String {
    format!("{number}.")
}
