//! Words about work: what was done or is going on, and what went wrong with it.

use super::counted;

/// Saving a network that has no file yet.
pub const NO_FILE_YET: &str = "This network has no file yet. Choose one with Save as…";

/// Background work that broke down.
pub fn job_failed(what: &str) -> String {
    format!(
        "Something went wrong inside Helixmap, and the work was dropped. Nothing is lost. ({what})"
    )
}

/// A change that could not be made.
pub fn not_done(why: &str) -> String {
    format!("That could not be done: {why}. Nothing was changed.")
}

/// A file that could not be opened.
pub fn not_opened(why: &str, file: &str) -> String {
    format!("Could not open the file: {why} ({file})")
}

/// A file that could not be saved.
pub fn not_saved(why: &str, file: &str) -> String {
    format!(
        "Could not save: {why}. Your work is still open; try another folder with Save as… ({file})"
    )
}

/// Unsaved work that could not be copied.
pub fn no_recovery(why: &str) -> String {
    format!("Unsaved work cannot be kept safe from a crash: {why}. Save often.")
}

/// A sample network that does not exist.
pub fn no_such_sample(name: &str) -> String {
    format!("There is no sample network called ‘{name}’")
}

/// A step of the history, as in “Undo: Move 3 actors”.
pub mod step {
    use super::counted;

    /// Actors were added.
    pub fn add_actors(num: usize) -> String {
        format!("Add {}", counted(num, "actor", "actors"))
    }

    /// Actors were edited.
    pub fn edit_actors(num: usize) -> String {
        format!("Edit {}", counted(num, "actor", "actors"))
    }

    /// Actors were removed.
    pub fn remove_actors(num: usize) -> String {
        format!("Remove {}", counted(num, "actor", "actors"))
    }

    /// Ties were added.
    pub fn add_ties(num: usize) -> String {
        format!("Add {}", counted(num, "tie", "ties"))
    }

    /// Ties were edited.
    pub fn edit_ties(num: usize) -> String {
        format!("Edit {}", counted(num, "tie", "ties"))
    }

    /// Ties were removed.
    pub fn remove_ties(num: usize) -> String {
        format!("Remove {}", counted(num, "tie", "ties"))
    }

    /// Actors were moved.
    pub fn move_actors(num: usize) -> String {
        format!("Move {}", counted(num, "actor", "actors"))
    }

    /// A marker for several actors was renamed.
    pub const RENAME_COLLAPSED: &str = "Rename marker";
    /// A note was written on the map.
    pub const ADD_NOTE: &str = "Write note";
    /// The text of a note was changed.
    pub const EDIT_NOTE: &str = "Edit note";
    /// A note was moved.
    pub const MOVE_NOTE: &str = "Move note";
    /// A note was removed.
    pub const REMOVE_NOTE: &str = "Delete note";

    /// Actors were pinned.
    pub fn pin(num: usize) -> String {
        format!("Pin {}", counted(num, "actor", "actors"))
    }

    /// Actors were let go.
    pub fn unpin(num: usize) -> String {
        format!("Unpin {}", counted(num, "actor", "actors"))
    }

    /// Introductions were added.
    pub fn add_introductions(num: usize) -> String {
        format!("Suggest {}", counted(num, "introduction", "introductions"))
    }

    /// An introduction went a step further.
    pub const ADVANCE_INTRODUCTION: &str = "Next step of an introduction";

    /// A file was merged into the network.
    pub fn merge(num: usize) -> String {
        format!("Merge a file ({})", counted(num, "change", "changes"))
    }

    /// A note was added to the journal.
    pub const ADD_JOURNAL_ENTRY: &str = "Add journal entry";
    /// The description of the network was edited.
    pub const EDIT_INFO: &str = "Edit description";
    /// Actors became one marker.
    pub fn collapse(num: usize) -> String {
        format!("Collapse into {}", counted(num, "marker", "markers"))
    }

    /// A marker became its actors again.
    pub fn expand(num: usize) -> String {
        format!("Open {}", counted(num, "marker", "markers"))
    }

    /// A layout was run.
    pub const LAY_OUT: &str = "Layout";
    /// The filter was changed.
    pub const FILTER: &str = "Filter";
    /// The look was changed.
    pub const APPEARANCE: &str = "Appearance";
    /// The what-ifs were changed.
    pub const SCENARIOS: &str = "What if";
}

/// Work that is going on, for the status line.
pub mod running {
    /// A file is being opened.
    pub const OPEN: &str = "Opening…";
    /// What would come of an import is being worked out.
    pub const IMPORT: &str = "Reading…";
    /// A file is being saved.
    pub const SAVE: &str = "Saving…";
    /// The network is being prepared.
    pub const SNAPSHOT: &str = "Preparing…";
    /// An analysis is running.
    pub const ANALYSIS: &str = "Computing…";
    /// Two states are being compared.
    pub const COMPARE: &str = "Comparing…";
    /// What-ifs are being worked out.
    pub const WHAT_IF: &str = "What if…";
    /// A layout is running.
    pub const LAYOUT: &str = "Layout";
}
