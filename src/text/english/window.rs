//! Words of the window: commands, top bar, welcome screen, dialogs, settings.

use super::counted;
use crate::text::count;

/// What is said about a command of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandWords {
    /// Its name; ends in `…` if it asks for more.
    pub name: &'static str,
    /// What it does, in one line.
    pub tooltip: &'static str,
}

/// What is said about the command with this id.
pub fn command(id: &str) -> CommandWords {
    let (name, tooltip) = match id {
        "new" => ("New network", "Begin with an empty map"),
        "open" => ("Open…", "Open a network from a file"),
        "open_folder" => (
            "Open CSV folder…",
            "Open a folder with actors.csv and ties.csv",
        ),
        "paste" => (
            "Paste a table",
            "Read actors or ties that were copied from a spreadsheet",
        ),
        "merge" => (
            "Merge a file…",
            "Bring the open network up to date with a file; shows what changes first",
        ),
        "compare" => (
            "Compare with an earlier state…",
            "What has changed since the network was as it is in a file: who came and went, and every number then and now",
        ),
        "export" => (
            "Save a copy as…",
            "Write the network for another program; says first what is not kept",
        ),
        "import_report" => (
            "Import report",
            "What was read, guessed and skipped when the network was opened",
        ),
        "save" => ("Save", "Write the network to its file"),
        "save_as" => ("Save as…", "Write the network to another file"),
        "export_picture" => (
            "Export picture…",
            "Write the map, or the part that is seen, to a PNG, SVG or PDF file",
        ),
        "close" => ("Close network", "Back to the welcome screen"),
        "quit" => ("Quit", "Close the window"),
        "undo" => ("Undo", "Take the last step back"),
        "redo" => ("Redo", "Do the step again that was taken back"),
        "search" => ("Search…", "Find an actor, an activity or a command"),
        "add_actor" => ("New actor…", "Add an actor to the network"),
        "add_tie" => ("New tie", "Tie the selected actors to each other"),
        "suppose_left" => (
            "What if they left?",
            "What every number of the network would be without the selected actors; nothing is deleted",
        ),
        "suppose_tied" => (
            "What if they worked together?",
            "What every number of the network would be if the selected actors were all tied",
        ),
        "suppose_apart" => (
            "What if they no longer worked together?",
            "What every number of the network would be without the ties among the selected actors",
        ),
        "add_note" => (
            "Write a note",
            "Write a short text on the map; beside the selected actor, it goes along with it",
        ),
        "add_note_here" => (
            "Write a note here",
            "Write a short text at this place of the map",
        ),
        "edit_note" => ("Edit note", "Change what the selected note says"),
        "next_note" => ("Next note", "Select one note on the map after the other"),
        "pin" => (
            "Pin or release",
            "Selected actors stay where they are when a layout runs",
        ),
        "hide" => ("Hide", "Hide the selected actors; nothing is deleted"),
        "show_only" => ("Show only these", "Hide everybody but the selected actors"),
        "show_all" => ("Show all", "Remove all filters"),
        "neighborhood" => (
            "Show neighbourhood",
            "Who is one step from the selected actors; again for two and three steps",
        ),
        "paths" => (
            "Show shortest path",
            "How the two selected actors are connected",
        ),
        "next_fragment" => (
            "Next fragment",
            "One part of the network without ties to the rest after the other, largest first",
        ),
        "filter" => (
            "Add filter…",
            "Show or hide by sector, contacts, property, date and more",
        ),
        "only_sector" => (
            "Show only their sector",
            "Hide actors of other sectors than the selected",
        ),
        "only_fragment" => (
            "Show only its fragment",
            "Hide everybody that the selected actor has no path to",
        ),
        "collapse" => (
            "Collapse into one marker",
            "Draw the selected actors as one marker; measures go on counting them one by one",
        ),
        "collapse_sector" => (
            "Collapse by sector",
            "Draw the sectors of the selected actors as one marker each; all sectors if nobody is selected",
        ),
        "collapse_community" => (
            "Collapse by community",
            "Draw the communities of the selected actors as one marker each; all if nobody is selected",
        ),
        "collapse_fragment" => (
            "Collapse by fragment",
            "Draw the fragments of the selected actors as one marker each; all if nobody is selected",
        ),
        "expand" => (
            "Open collapsed markers",
            "Draw actors one by one again: those that are selected, or all",
        ),
        "rename_group" => (
            "Rename marker…",
            "Give the marker that stands for several actors another name",
        ),
        "delete" => (
            "Delete",
            "Delete the selected actors with their ties, or the selected note",
        ),
        "select_all" => ("Select all", "Select all actors that are shown"),
        "fit" => ("Fit map", "Bring the whole map into sight"),
        "zoom_in" => ("Zoom in", "Make the map larger"),
        "zoom_out" => ("Zoom out", "Make the map smaller"),
        "layout" => ("Run or stop layout", "Arrange the map anew"),
        "panel" => ("Show or hide panel", "The panel at the right"),
        "chrome" => ("Map alone", "Hide everything but the map, or bring it back"),
        "theme" => (
            "Light or dark",
            "Change between the light and the dark look",
        ),
        "larger" => ("Larger interface", "Make text and controls larger"),
        "smaller" => ("Smaller interface", "Make text and controls smaller"),
        "default_size" => ("Normal size", "Text and controls at 100 %"),
        "reduced_motion" => ("Reduced motion", "Nothing moves by itself"),
        "settings" => ("Settings…", "Look, size and motion"),
        "shortcuts" => ("Keyboard shortcuts", "All keys at a glance"),
        "lens_network" => ("Network lens", "Who is here?"),
        "lens_brokers" => ("Brokers lens", "Who connects the sectors?"),
        "lens_gaps" => ("Gaps lens", "Which connections are missing?"),
        "lens_fragmentation" => ("Fragmentation lens", "What falls apart?"),
        "lens_introductions" => ("Introductions lens", "Whom should we introduce?"),
        _ => ("", ""),
    };
    CommandWords { name, tooltip }
}

/// The groups of the menu and of the shortcut help.
pub fn command_group(id: &str) -> &'static str {
    match id {
        "file" => "File",
        "edit" => "Edit",
        "actors" => "Actors",
        "arrange" => "Arrange",
        "map" => "Map",
        "lenses" => "Lenses",
        "view" => "View",
        _ => "Help",
    }
}

/// The name of the program.
pub const PROGRAM: &str = "Helixmap";
/// The menu button.
pub const MENU: &str = "Menu";
/// The search field.
pub const SEARCH_HINT: &str = "Search actors, activities, commands";
/// What a screen reader calls the list of hits.
pub const SEARCH_HITS: &str = "Search results";
/// The group of actors in the list of hits.
pub const HIT_ACTOR: &str = "Actor";
/// The group of activities in the list of hits.
pub const HIT_ACTIVITY: &str = "Activity";
/// The group of commands in the list of hits.
pub const HIT_COMMAND: &str = "Command";
/// The name of a network without a name.
pub const UNTITLED: &str = "Untitled";
/// What a screen reader calls the lens rail.
pub const LENSES: &str = "Lenses";
/// Button: collapse the panel.
pub const HIDE_PANEL: &str = "Hide panel";
/// Button: bring the panel back.
pub const SHOW_PANEL: &str = "Show panel";
/// Button beside running work.
pub const CANCEL: &str = "Cancel";
/// Button: close a notification or a dialog.
pub const CLOSE: &str = "Close";
/// Button: put the details of a notification on the clipboard.
pub const COPY_DETAILS: &str = "Copy details";

/// Tooltip of undo: what it takes back.
pub fn undo_step(step: Option<&str>) -> String {
    step.map_or_else(
        || "Nothing to undo".to_owned(),
        |step| format!("Undo: {step}"),
    )
}

/// Tooltip of redo: what it does again.
pub fn redo_step(step: Option<&str>) -> String {
    step.map_or_else(
        || "Nothing to redo".to_owned(),
        |step| format!("Redo: {step}"),
    )
}

/// The theme toggle says what it changes to.
pub fn to_theme(dark: bool) -> &'static str {
    if dark {
        "Change to the dark look"
    } else {
        "Change to the light look"
    }
}

/// Settings: light or dark.
pub const THEME: &str = "Look";
/// Settings: theme of the system, light, dark.
pub const THEMES: [&str; 3] = ["System", "Light", "Dark"];
/// Settings: size of the interface.
pub const SIZE: &str = "Size";
/// Settings: motion.
pub const MOTION: &str = "Motion";
/// Settings: motion on, or reduced.
pub const MOTIONS: [&str; 2] = ["Normal", "Reduced"];
/// Title of the settings.
pub const SETTINGS: &str = "Settings";
/// Title of the shortcut help.
pub const SHORTCUTS: &str = "Keyboard shortcuts";
/// Shortcuts that belong to the map rather than to a command, with what they do.
pub const MAP_KEYS: [(&str, &str); 10] = [
    ("Drag", "Pan the map"),
    ("Wheel, pinch", "Zoom to the pointer"),
    ("Shift drag", "Select with a box"),
    ("Ctrl drag", "Select with a lasso"),
    ("Double-click", "Show the neighbourhood; E widens it"),
    ("Arrows", "Walk to a contact, or move the selected note"),
    ("Enter", "Open the card, or the selected note"),
    ("Shift Enter", "In a note: begin a line"),
    ("Esc", "Back out one step"),
    ("F6", "Go on to the next area of the window"),
];

/// The welcome screen's heading.
pub const WELCOME: &str = "Welcome to Helixmap";
/// What Helixmap does, in one sentence.
pub const WELCOME_TEXT: &str = "Map who works with whom in a city, and see who connects the sectors, what is missing and what would fall apart.";
/// Heading of the sample networks.
pub const SAMPLES: &str = "Begin with a sample network";
/// Heading of recent files.
pub const RECENT: &str = "Recent files";
/// How files get in without a dialog.
pub const DROP_HINT: &str =
    "Or drop a file or a folder of CSV files anywhere in this window, or paste a table with Ctrl V";
/// Over the window while a file is held above it.
pub const DROP_HERE: &str = "Drop to open";
/// The invented teaching network.
pub const INVENTED: &str = "Invented, for teaching";
/// The tooltip of a sample that was opened before.
pub const OPEN_SAMPLE: &str = "Open this network";

/// How large a sample is.
pub fn sample_counts(actors: usize) -> String {
    counted(actors, "actor", "actors")
}

/// What a screen reader calls the button that opens a sample.
pub fn open_sample(title: &str) -> String {
    format!("Open sample {title}")
}

/// Dialog: the title of opening a file.
pub const DIALOG_OPEN: &str = "Open a network";
/// Dialog: why a path is to be typed.
pub const NO_FILE_DIALOG: &str = "This desktop has no file dialog that Helixmap can open. Type the path instead; ~ is your home folder.";
/// Dialog: the label of the field for a path.
pub const PATH: &str = "Path";
/// Button: open.
pub const OPEN: &str = "Open";
/// Button: save in the place of another file.
pub const REPLACE: &str = "Replace";
/// Dialog: saving would replace a file.
pub fn would_replace(name: &str) -> String {
    format!("There is a file ‘{name}’ already. Its content will be kept as ‘{name}.bak’.")
}
/// Dialog: the title of saving a file.
pub const DIALOG_SAVE: &str = "Save the network";
/// Dialog: the title of exporting a picture.
pub const DIALOG_EXPORT: &str = "Export a picture of the map";
/// Dialog: a copy for another program.
pub const DIALOG_COPY: &str = "Save a copy";
/// Dialog: a file that updates the network.
pub const DIALOG_MERGE: &str = "Merge a file into the network";
/// Dialog: the name of the kind of files that can be opened.
pub const FILES_NETWORK: &str = "Networks";

/// The question before unsaved work is lost.
pub fn unsaved_question(name: &str) -> String {
    format!("Save the changes to {name}?")
}
/// What happens otherwise.
pub const UNSAVED_TEXT: &str = "Without saving they are lost.";
/// Button: save.
pub const SAVE: &str = "Save";
/// Button: do not save.
pub const DISCARD: &str = "Discard";

/// A new actor's name, until it has one.
pub const NEW_ACTOR: &str = "New actor";
/// The kind of a tie that was drawn in the window.
pub const NEW_TIE_KIND: &str = "works with";
/// Field of the actor card: name.
pub const FIELD_NAME: &str = "Name";
/// Field of the actor card: sector.
pub const FIELD_SECTOR: &str = "Sector";
/// Field of the actor card: kind.
pub const FIELD_KIND: &str = "Kind";
/// Button: edit the actor.
pub const EDIT: &str = "Edit";
/// Button: done editing.
pub const DONE: &str = "Done";
/// Two actors must be selected before they can be tied.
pub const SELECT_TWO: &str = "Select two or more actors first: Shift and click";
/// An actor must be selected first.
pub const SELECT_ONE: &str = "Select an actor first";

/// A size of the interface.
pub fn size_percent(percent: u16) -> String {
    format!("{percent}\u{a0}%")
}

/// How many actors are selected.
pub fn selected(n: usize) -> String {
    format!("{} selected", counted(n, "actor", "actors"))
}

/// Chip: a sector is hidden.
pub fn chip_sector(name: &str) -> String {
    format!("without {name}")
}

/// Chip: single actors are hidden.
pub fn chip_actors(n: usize) -> String {
    format!("{} hidden", counted(n, "actor", "actors"))
}

/// Chip: a kind of tie is hidden.
pub fn chip_kind(kind: &str) -> String {
    format!("without {kind} ties")
}

/// Chip: ties come from declared ties or from activities alone.
pub fn chip_ties(declared: bool) -> &'static str {
    if declared {
        "declared ties only"
    } else {
        "shared activities only"
    }
}

/// Chip: the map shows what would be, not what is.
pub fn chip_supposed(parts: &[String]) -> String {
    match parts {
        [first, _, rest @ ..] if !first.is_empty() => {
            format!("what if {first} and {} more", rest.len() + 1)
        }
        _ => format!("what if {}", parts.join(", ")),
    }
}

/// What clicking a chip does, for a screen reader.
pub fn remove_filter(chip: &str) -> String {
    format!("Remove filter: {chip}")
}

/// Button of the status line: chips for which there is no room.
pub fn more_filters(n: usize) -> String {
    match n {
        1 => "1 more filter".to_owned(),
        n => format!("{} more filters", count(n)),
    }
}

/// Running work with how far it is.
pub fn running(name: &str, progress: Option<f32>) -> String {
    progress.map_or_else(
        || format!("{name}…"),
        |progress| format!("{name} {:.0}\u{a0}%", progress * 100.0),
    )
}

/// How many rows of a table are not shown.
pub fn show_more(n: usize) -> String {
    format!("Show {} more", count(n))
}
/// Back to the short table.
pub const SHOW_FEWER: &str = "Show fewer";

/// The Ctrl key.
pub const KEY_CTRL: &str = "Ctrl";
/// The Shift key.
pub const KEY_SHIFT: &str = "Shift";
/// The keys of the map, as a title.
pub const MAP_KEYS_TITLE: &str = "On the map";
/// Dialog: the name of our own kind of file.
pub const FILES_HELIXMAP: &str = "Helixmap networks";

/// What a screen reader calls the map.
pub const MAP: &str = "Map";
/// Where a note is to be written.
pub const NOTE_HINT: &str = "Write a note";
/// Button of the map: everything into sight.
pub const FIT: &str = "Fit";
/// Button of the map: run or stop a layout.
pub const LAYOUT: &str = "Layout";
/// What a screen reader calls the legend.
pub const LEGEND: &str = "Legend";

/// How many contacts an actor has.
pub fn contacts(n: usize) -> String {
    counted(n, "contact", "contacts")
}

/// A broker's share of the routes.
pub fn carries_routes(share: &str) -> String {
    format!("Carries {share} of the shortest routes between sectors")
}

/// What happens without a cut actor.
pub fn without_it(num_cut_off: usize) -> String {
    match num_cut_off {
        1 => "Without it, 1 actor is cut off".to_owned(),
        n => format!("Without it, {} actors are cut off", count(n)),
    }
}

/// The window's title.
pub fn window_title(name: &str) -> String {
    format!("{name} – {PROGRAM}")
}

/// There is no window to be had.
pub fn no_window(why: &str) -> String {
    format!("The window does not open: {why}")
}

/// Unsaved work from before a crash; with the name of its file if it had one.
pub fn left_behind(file: Option<&str>) -> String {
    file.map_or_else(
        || "Helixmap ended without saving a new network. It is still here.".to_owned(),
        |file| format!("Helixmap ended without saving changes to {file}. They are still here."),
    )
}
/// Button: open that work.
pub const RECOVER: &str = "Recover";
