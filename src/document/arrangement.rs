//! What layouts are told by the user, apart from the network.

/// What draws actors together in a layout by closeness, besides their ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Together {
    /// Nothing.
    #[default]
    Nothing,
    /// Being in the same sector.
    Sectors,
    /// Being in the same community.
    Communities,
}

/// What the layouts of a map are told. Each reads what concerns it; saved and undoable.
///
/// Values are named by the id of a measure or the name of an attribute that is a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// By closeness: what draws actors together besides their ties.
    pub together: Together,
    /// By closeness: whether strong ties pull more than weak ones.
    pub strong_ties_closer: bool,
    /// Rings: what is in the middle; `None` for the number of contacts.
    pub middle: Option<String>,
    /// Two scores: what grows to the right; `None` for interest if actors have it, otherwise the number of contacts.
    pub across: Option<String>,
    /// Two scores: what grows upwards; `None` for influence if actors have it, otherwise brokerage.
    pub up: Option<String>,
}
