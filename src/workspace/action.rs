//! Actions: everything that a user or a script can ask of the workspace.

use std::path::PathBuf;

use super::{Focus, LeftBehind, Lens, SelectionChange, Slot};
use crate::analysis::{Measure, Params};
use crate::document::Command;

/// Something asked of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens an empty network.
    New,
    /// Opens a file, or a folder of CSV files.
    Open(PathBuf),
    /// Opens a sample network by name.
    OpenSample(String),
    /// Opens unsaved work of a process that is gone.
    Recover(LeftBehind),
    /// Throws such work away.
    Discard(LeftBehind),
    /// Saves to the file it came from. A document without one stays unsaved, with a notice.
    Save,
    /// Saves to this file from now on.
    SaveAs(PathBuf),
    /// Closes what is open, saved or not.
    Close,
    /// Takes back the last step.
    Undo,
    /// Does the last undone step again.
    Redo,
    /// Changes the document.
    Do(Command),
    /// Changes the selection.
    Select(SelectionChange),
    /// Looks through another lens.
    SetLens(Lens),
    /// Singles something out inside the lens.
    SetFocus(Focus),
    /// Lets the area of markers show a measure; `None` leaves it to the lens.
    SetSizeBy(Option<Measure>),
    /// Runs a layout, by id.
    RunLayout(String),
    /// Ends the running layout, and keeps where things are.
    StopLayout,
    /// Runs an analysis on demand, by id, unless its answer is known. One that runs by itself is run if it was stopped.
    Compute(String, Params),
    /// Stops what runs in a slot.
    Cancel(Slot),
}
