//! Commands of the menu. Each has its words, its shortcut and its place; the menu, the palette and the shortcut help are
//! made from this list.

use egui::{Key, KeyboardShortcut, Modifiers};
use lucide_icons::Icon;

use crate::layout::{LAYOUTS, TWO_MODE};
use crate::text::words::{self, CommandWords};
use crate::workspace::{CollapseWhat, LENSES, Lens, Selection, Workspace, has_coordinates};

/// A command of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MenuCommand {
    /// Begin with an empty network.
    New,
    /// Open a file.
    Open,
    /// Open a folder of CSV files.
    OpenFolder,
    /// Bring the open network up to date with a file.
    Merge,
    /// Read a table from the clipboard.
    Paste,
    /// Save.
    Save,
    /// Save to another file.
    SaveAs,
    /// Save a copy for another program.
    Export,
    /// Write a picture of the map.
    Picture,
    /// The report of the last import.
    ImportReport,
    /// What has changed since an earlier state.
    Compare,
    /// Back to the welcome screen.
    Close,
    /// Close the window.
    Quit,
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
    /// Open the palette.
    Search,
    /// Select all that is shown.
    SelectAll,
    /// Add an actor.
    AddActor,
    /// Tie the selected actors.
    AddTie,
    /// Ask what would be without them.
    SupposeLeft,
    /// Ask what would be if they were tied.
    SupposeTied,
    /// Ask what would be if they were not.
    SupposeApart,
    /// Write a note on the map.
    AddNote,
    /// Write one at the place of the menu.
    AddNoteHere,
    /// Change what the selected note says.
    EditNote,
    /// Select the next note.
    NextNote,
    /// Pin or release them.
    Pin,
    /// Show what is near them.
    Neighborhood,
    /// Show the way between two.
    Paths,
    /// Show the next fragment.
    NextFragment,
    /// Add a filter.
    Filter,
    /// Show only their sectors.
    OnlySector,
    /// Show only their fragments.
    OnlyFragment,
    /// Hide them.
    Hide,
    /// Hide all others.
    ShowOnly,
    /// Remove all filters.
    ShowAll,
    /// Draw actors as one marker.
    Collapse(CollapseWhat),
    /// Draw them one by one again.
    Expand,
    /// Give such a marker another name.
    RenameGroup,
    /// Delete them.
    Delete,
    /// Bring the whole map into sight.
    Fit,
    /// Make the map larger.
    ZoomIn,
    /// Make the map smaller.
    ZoomOut,
    /// Run or stop a layout.
    Layout,
    /// Run the layout with this id.
    Arrange(&'static str),
    /// Look through a lens.
    Lens(Lens),
    /// Show or hide the panel.
    Panel,
    /// The map alone.
    Chrome,
    /// Light or dark.
    Theme,
    /// Make the interface larger.
    Larger,
    /// Make the interface smaller.
    Smaller,
    /// The interface at 100 %.
    DefaultSize,
    /// Look, size, motion.
    Settings,
    /// All shortcuts.
    Shortcuts,
}

/// A group of commands: its id for words, and what is in it.
pub(super) struct Group {
    /// Its id.
    pub id: &'static str,
    /// Its commands.
    pub commands: Vec<MenuCommand>,
}

/// All commands, in groups.
pub(super) fn groups() -> Vec<Group> {
    use MenuCommand as C;
    let group = |id, commands| Group { id, commands };
    vec![
        group(
            "file",
            vec![
                C::New,
                C::Open,
                C::OpenFolder,
                C::Paste,
                C::Merge,
                C::Compare,
                C::Save,
                C::SaveAs,
                C::Export,
                C::Picture,
                C::ImportReport,
                C::Close,
                C::Quit,
            ],
        ),
        group("edit", vec![C::Undo, C::Redo, C::Search, C::SelectAll]),
        group(
            "actors",
            vec![
                C::AddActor,
                C::AddTie,
                C::SupposeLeft,
                C::SupposeTied,
                C::SupposeApart,
                C::Pin,
                C::Neighborhood,
                C::Paths,
                C::Hide,
                C::ShowOnly,
                C::OnlySector,
                C::OnlyFragment,
                C::Filter,
                C::ShowAll,
                C::Collapse(CollapseWhat::Selected),
                C::Collapse(CollapseWhat::Sectors),
                C::Collapse(CollapseWhat::Communities),
                C::Collapse(CollapseWhat::Fragments),
                C::Expand,
                C::RenameGroup,
                C::Delete,
            ],
        ),
        group(
            "arrange",
            LAYOUTS
                .iter()
                .map(|layout| C::Arrange(layout.id()))
                .collect(),
        ),
        group(
            "map",
            vec![
                C::Fit,
                C::ZoomIn,
                C::ZoomOut,
                C::NextFragment,
                C::Layout,
                C::AddNote,
                C::EditNote,
                C::NextNote,
            ],
        ),
        group("lenses", LENSES.into_iter().map(C::Lens).collect()),
        group(
            "view",
            vec![
                C::Panel,
                C::Chrome,
                C::Theme,
                C::Larger,
                C::Smaller,
                C::DefaultSize,
                C::Settings,
            ],
        ),
        group("help", vec![C::Shortcuts]),
    ]
}

/// All commands.
pub(super) fn all() -> impl Iterator<Item = MenuCommand> {
    groups().into_iter().flat_map(|group| group.commands)
}

impl MenuCommand {
    /// The id for words.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::OpenFolder => "open_folder",
            Self::Merge => "merge",
            Self::Paste => "paste",
            Self::Save => "save",
            Self::SaveAs => "save_as",
            Self::Export => "export",
            Self::Picture => "export_picture",
            Self::ImportReport => "import_report",
            Self::Compare => "compare",
            Self::Close => "close",
            Self::Quit => "quit",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Search => "search",
            Self::SelectAll => "select_all",
            Self::AddActor => "add_actor",
            Self::AddTie => "add_tie",
            Self::SupposeLeft => "suppose_left",
            Self::SupposeTied => "suppose_tied",
            Self::SupposeApart => "suppose_apart",
            Self::AddNote => "add_note",
            Self::AddNoteHere => "add_note_here",
            Self::EditNote => "edit_note",
            Self::NextNote => "next_note",
            Self::Pin => "pin",
            Self::Neighborhood => "neighborhood",
            Self::Paths => "paths",
            Self::NextFragment => "next_fragment",
            Self::Filter => "filter",
            Self::OnlySector => "only_sector",
            Self::OnlyFragment => "only_fragment",
            Self::Hide => "hide",
            Self::ShowOnly => "show_only",
            Self::ShowAll => "show_all",
            Self::Collapse(CollapseWhat::Selected) => "collapse",
            Self::Collapse(CollapseWhat::Sectors) => "collapse_sector",
            Self::Collapse(CollapseWhat::Communities) => "collapse_community",
            Self::Collapse(CollapseWhat::Fragments) => "collapse_fragment",
            Self::Expand => "expand",
            Self::RenameGroup => "rename_group",
            Self::Delete => "delete",
            Self::Fit => "fit",
            Self::ZoomIn => "zoom_in",
            Self::ZoomOut => "zoom_out",
            Self::Layout => "layout",
            Self::Arrange(id) => id,
            Self::Lens(Lens::Network) => "lens_network",
            Self::Lens(Lens::Brokers) => "lens_brokers",
            Self::Lens(Lens::Gaps) => "lens_gaps",
            Self::Lens(Lens::Fragmentation) => "lens_fragmentation",
            Self::Lens(Lens::Introductions) => "lens_introductions",
            Self::Panel => "panel",
            Self::Chrome => "chrome",
            Self::Theme => "theme",
            Self::Larger => "larger",
            Self::Smaller => "smaller",
            Self::DefaultSize => "default_size",
            Self::Settings => "settings",
            Self::Shortcuts => "shortcuts",
        }
    }

    /// Its words.
    pub(super) fn words(self) -> CommandWords {
        match self {
            Self::Arrange(id) => words::layout_command(id),
            _ => words::command(self.id()),
        }
    }

    /// Its icon.
    pub(super) fn icon(self) -> Icon {
        match self {
            Self::New => Icon::FilePlus,
            Self::Open => Icon::FolderOpen,
            Self::OpenFolder => Icon::FolderTree,
            Self::Merge => Icon::FileInput,
            Self::Paste => Icon::ClipboardPaste,
            Self::Save => Icon::Save,
            Self::SaveAs => Icon::FilePen,
            Self::Export => Icon::FileOutput,
            Self::Picture => Icon::Image,
            Self::ImportReport => Icon::FileText,
            Self::Compare => Icon::GitCompareArrows,
            Self::Close => Icon::House,
            Self::Quit => Icon::LogOut,
            Self::Undo => Icon::Undo2,
            Self::Redo => Icon::Redo2,
            Self::Search => Icon::Search,
            Self::SelectAll => Icon::BoxSelect,
            Self::AddActor => Icon::CirclePlus,
            Self::AddTie => Icon::Link,
            Self::SupposeLeft | Self::SupposeTied | Self::SupposeApart => Icon::FlaskConical,
            Self::AddNote | Self::AddNoteHere | Self::NextNote => Icon::StickyNote,
            Self::EditNote | Self::RenameGroup => Icon::Pencil,
            Self::Pin => Icon::Pin,
            Self::Neighborhood => Icon::Radius,
            Self::Paths => Icon::Route,
            Self::NextFragment => Icon::Puzzle,
            Self::Filter => Icon::ListFilter,
            Self::OnlySector => Icon::Shapes,
            Self::OnlyFragment => Icon::Component,
            Self::Hide => Icon::EyeOff,
            Self::ShowOnly => Icon::Focus,
            Self::ShowAll => Icon::Eye,
            Self::Collapse(_) => Icon::Group,
            Self::Expand => Icon::Ungroup,
            Self::Delete => Icon::Trash2,
            Self::Fit => Icon::Maximize,
            Self::ZoomIn => Icon::ZoomIn,
            Self::ZoomOut => Icon::ZoomOut,
            Self::Layout | Self::Arrange(_) => Icon::Sparkles,
            Self::Lens(lens) => lens_icon(lens),
            Self::Panel => Icon::PanelRight,
            Self::Chrome => Icon::Fullscreen,
            Self::Theme => Icon::SunMoon,
            Self::Larger => Icon::AArrowUp,
            Self::Smaller => Icon::AArrowDown,
            Self::DefaultSize => Icon::ALargeSmall,
            Self::Settings => Icon::Settings,
            Self::Shortcuts => Icon::Keyboard,
        }
    }

    /// Its shortcut. Shortcuts without Ctrl work while no text is being written.
    pub(super) fn shortcut(self) -> Option<KeyboardShortcut> {
        let plain = |key| Some(KeyboardShortcut::new(Modifiers::NONE, key));
        let ctrl = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        let shift = |key| Some(KeyboardShortcut::new(Modifiers::SHIFT, key));
        let ctrl_shift = |key| {
            Some(KeyboardShortcut::new(
                Modifiers::COMMAND | Modifiers::SHIFT,
                key,
            ))
        };
        match self {
            Self::New => ctrl(Key::N),
            Self::Open => ctrl(Key::O),
            // The system turns it into an event of its own, which the window heeds.
            Self::Paste => ctrl(Key::V),
            Self::Save => ctrl(Key::S),
            Self::SaveAs => ctrl_shift(Key::S),
            Self::Close => ctrl(Key::W),
            Self::Quit => ctrl(Key::Q),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => ctrl(Key::Y),
            Self::Search => ctrl(Key::K),
            Self::SelectAll => ctrl(Key::A),
            Self::AddActor => plain(Key::N),
            Self::AddTie => plain(Key::T),
            Self::SupposeLeft => plain(Key::W),
            Self::AddNote => plain(Key::M),
            Self::NextNote => shift(Key::M),
            Self::Pin => plain(Key::P),
            Self::Neighborhood => plain(Key::E),
            Self::Paths => plain(Key::R),
            Self::NextFragment => plain(Key::C),
            Self::Filter => shift(Key::F),
            Self::Hide => plain(Key::H),
            Self::ShowOnly => shift(Key::H),
            Self::Collapse(CollapseWhat::Selected) => plain(Key::G),
            Self::Expand => shift(Key::G),
            Self::RenameGroup => plain(Key::F2),
            Self::Delete => plain(Key::Delete),
            Self::Fit => plain(Key::F),
            Self::ZoomIn => plain(Key::Plus),
            Self::ZoomOut => plain(Key::Minus),
            Self::Layout => plain(Key::L),
            Self::Lens(lens) => {
                let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
                let place = LENSES.iter().position(|&other| other == lens)?;
                plain(*keys.get(place)?)
            }
            Self::Chrome => plain(Key::Tab),
            Self::Larger => ctrl(Key::Plus),
            Self::Smaller => ctrl(Key::Minus),
            Self::DefaultSize => ctrl(Key::Num0),
            Self::Shortcuts => plain(Key::F1),
            Self::OpenFolder
            | Self::Merge
            | Self::Compare
            | Self::Export
            | Self::Picture
            | Self::ImportReport
            | Self::SupposeTied
            | Self::SupposeApart
            | Self::AddNoteHere
            | Self::EditNote
            | Self::Arrange(_)
            | Self::ShowAll
            | Self::OnlySector
            | Self::OnlyFragment
            | Self::Collapse(_)
            | Self::Panel
            | Self::Theme
            | Self::Settings => None,
        }
    }

    /// Its shortcut in words: `Ctrl Shift S`.
    pub(super) fn shortcut_text(self) -> String {
        self.shortcut().map_or_else(String::new, shortcut_text)
    }

    /// Whether it can be done now.
    pub(super) fn is_enabled(self, workspace: &Workspace) -> bool {
        let document = workspace.document();
        let num_selected = workspace
            .selection()
            .map_or(0, |selection| selection.actors().len());
        let note = workspace.selection().and_then(Selection::note);
        match self {
            Self::New
            | Self::Open
            | Self::OpenFolder
            | Self::Paste
            | Self::Quit
            | Self::Search
            | Self::Theme
            | Self::Larger
            | Self::Smaller
            | Self::DefaultSize
            | Self::Settings
            | Self::Shortcuts => true,
            Self::ImportReport => workspace.import_report().is_some(),
            Self::Undo => document.is_some_and(|document| document.undo_step().is_some()),
            Self::Redo => document.is_some_and(|document| document.redo_step().is_some()),
            Self::SupposeLeft
            | Self::Pin
            | Self::Neighborhood
            | Self::Hide
            | Self::ShowOnly
            | Self::OnlySector
            | Self::OnlyFragment => num_selected > 0,
            Self::Delete => num_selected > 0 || note.is_some(),
            Self::EditNote => note.is_some(),
            Self::NextNote => document.is_some_and(|it| !it.content().notes.is_empty()),
            Self::Collapse(what) => workspace.may_collapse(what),
            Self::Expand => !workspace.expandable().is_empty(),
            Self::RenameGroup => workspace.renamable().is_some(),
            Self::Paths => num_selected == 2,
            Self::AddTie | Self::SupposeTied | Self::SupposeApart => num_selected > 1,
            Self::ShowAll => document.is_some_and(|document| {
                document.content().filter != crate::document::Filter::default()
            }),
            Self::Arrange(TWO_MODE) => {
                document.is_some_and(|it| !it.content().network.activities().is_empty())
            }
            Self::Arrange("geographic") => {
                document.is_some_and(|document| has_coordinates(&document.content().network))
            }
            Self::Merge
            | Self::Compare
            | Self::Arrange(_)
            | Self::Export
            | Self::Picture
            | Self::Save
            | Self::SaveAs
            | Self::Close
            | Self::SelectAll
            | Self::AddActor
            | Self::AddNote
            | Self::AddNoteHere
            | Self::Filter
            | Self::NextFragment
            | Self::Fit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::Layout
            | Self::Lens(_)
            | Self::Panel
            | Self::Chrome => document.is_some(),
        }
    }
}

/// A shortcut in words.
pub(super) fn shortcut_text(shortcut: KeyboardShortcut) -> String {
    let mut text = String::new();
    if shortcut.modifiers.command {
        text.push_str(words::KEY_CTRL);
        text.push(' ');
    }
    if shortcut.modifiers.shift {
        text.push_str(words::KEY_SHIFT);
        text.push(' ');
    }
    text.push_str(match shortcut.logical_key {
        Key::Plus => "+",
        Key::Minus => "−",
        key => key.name(),
    });
    text
}

/// The icon of a lens.
pub(super) fn lens_icon(lens: Lens) -> Icon {
    match lens {
        Lens::Network => Icon::Network,
        Lens::Brokers => Icon::Waypoints,
        Lens::Gaps => Icon::Grid3x3,
        Lens::Fragmentation => Icon::Unlink,
        Lens::Introductions => Icon::Handshake,
    }
}

/// The command whose shortcut was pressed in this frame, if any; the key is consumed.
pub(super) fn pressed(ctx: &egui::Context) -> Option<MenuCommand> {
    let is_writing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        all().find(|command| {
            let Some(shortcut) = command.shortcut() else {
                return false;
            };
            let belongs_to_text = matches!(
                command,
                MenuCommand::Undo | MenuCommand::Redo | MenuCommand::SelectAll
            );
            // Tab goes from widget to widget, unless nothing but the map has the keyboard: see `App::raw_input_hook`.
            if shortcut.logical_key == Key::Tab {
                return false;
            }
            if is_writing
                && (!shortcut.modifiers.command || belongs_to_text)
                && shortcut.logical_key != Key::F1
            {
                return false;
            }
            let equal_keys: &[Key] = match shortcut.logical_key {
                Key::Plus => &[Key::Plus, Key::Equals],
                _ => &[shortcut.logical_key],
            };
            let place = input.events.iter().position(|event| {
                matches!(event, egui::Event::Key { key, pressed: true, modifiers, .. }
                    if equal_keys.contains(key) && matches_modifiers(*modifiers, shortcut))
            });
            if let Some(place) = place {
                input.events.remove(place);
            }
            place.is_some()
        })
    })
}

/// Exactly the modifiers of the shortcut; with `+` Shift does not matter, for it is above another sign on most keyboards.
fn matches_modifiers(modifiers: Modifiers, shortcut: KeyboardShortcut) -> bool {
    let shift_matters = shortcut.logical_key != Key::Plus;
    modifiers.command == shortcut.modifiers.command
        && (!shift_matters || modifiers.shift == shortcut.modifiers.shift)
        && !modifiers.alt
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_has_words_and_a_shortcut_of_its_own() {
        let mut shortcuts = BTreeSet::new();
        for command in all() {
            assert_ne!(command.words().name, "", "{command:?}");
            assert_ne!(command.words().tooltip, "", "{command:?}");
            let shortcut = command.shortcut_text();
            assert!(
                shortcut.is_empty() || shortcuts.insert(shortcut),
                "{command:?}"
            );
        }
    }
}
