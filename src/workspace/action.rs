//! Actions: everything that a user or a script can ask of the workspace.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{
    CollapseWhat, Destination, Focus, ImportChoices, LeftBehind, Lens, SelectionChange, Slot,
};
use crate::analysis::Params;
use crate::document::{Arrangement, Command};
use crate::model::ActorId;

/// Something asked of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens an empty network.
    New,
    /// Opens a file, or a folder of CSV files. A file of another program about which something is unclear waits as a
    /// pending import.
    Open(PathBuf),
    /// Opens files that belong together, in the same way.
    OpenFiles(Vec<PathBuf>),
    /// Something about files of other programs.
    Import(ImportAction),
    /// Finds out what each format would not keep of the open network.
    FindLosses,
    /// Writes a copy in the format with this id to a file or into a folder.
    Export(String, PathBuf),
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
    /// Singles out what is near actors: one step, and one step more each time it is asked again, up to three.
    ShowNeighborhood(BTreeSet<ActorId>),
    /// Singles out the shortest paths between two actors.
    ShowPaths(ActorId, ActorId),
    /// Singles out the next fragment, largest first.
    ShowNextFragment,
    /// Draws actors as one marker; whom, depends on the selection.
    Collapse(CollapseWhat),
    /// Draws the actors of markers for several one by one again: of those that selected actors are in, or of all.
    Expand,
    /// Runs a layout, by id, and tells it what it has to know.
    RunLayout(String, Arrangement),
    /// Ends the running layout, and keeps where things are.
    StopLayout,
    /// Runs an analysis on demand, by id, unless its answer is known. One that runs by itself is run if it was stopped.
    Compute(String, Params),
    /// Compares the open network with an earlier state of it, in a file.
    CompareWith(PathBuf),
    /// Finds out what the kept what-ifs would do to the whole network.
    ComputeWhatIfs,
    /// Stops what runs in a slot.
    Cancel(Slot),
}

/// Something asked about files of other programs.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportAction {
    /// Reads files, and lets them wait as a pending import whose proposed destination is this.
    Review(Vec<PathBuf>, Destination),
    /// The same with the text of a table.
    Paste(String, Destination),
    /// Decides about the pending import.
    Choose(Box<ImportChoices>),
    /// Takes the pending import in, as a new network or as one undoable step.
    Accept,
    /// Forgets the pending import; nothing has happened.
    Cancel,
    /// Writes the report of the last import into the journal of the open network.
    KeepReport,
}
