//! What the canvas is given, and what it answers: everything is read-only, and every wish of the user is an event.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::gpu::Lines;
use crate::layout::Position;
use crate::model::{ActorId, NoteId, SectorId};
use crate::scene::{Insets, MarkId, Scene, Theme};
use crate::workspace::Whom;

/// Everything that the canvas shows in one frame.
///
/// Its appearance is cached by the three revisions: give a new number whenever the thing behind it has changed, and only
/// then.
#[derive(Clone, Copy)]
pub struct CanvasInput<'a> {
    /// What is drawn.
    pub scene: &'a Arc<Scene>,
    /// Where, in the order of `scene.actors`.
    pub positions: &'a [Position],
    /// Its lines on the GPU, if they have been put there in the background; otherwise the canvas does it.
    pub lines: Option<&'a Arc<Lines>>,
    /// The state of the scene.
    pub scene_revision: u64,
    /// The state of the positions.
    pub positions_revision: u64,
    /// The actors that are selected.
    pub selection: &'a BTreeSet<ActorId>,
    /// The one among them that the panel speaks of; the keyboard walks on from it.
    pub primary: Option<ActorId>,
    /// The note that is selected.
    pub note: Option<NoteId>,
    /// Actors that the mouse is over somewhere else: a row of a table, a name in a sentence. They are ringed.
    pub spotlight: &'a [ActorId],
    /// Whom the actor under the mouse connects, as far as that is known and asked for: they are ringed, and of its ties only
    /// those to them are lit. Otherwise all its ties are.
    pub connected: &'a [ActorId],
    /// The colours of the map; cards and buttons on it take theirs from the window's palette.
    pub theme: Theme,
    /// Words.
    pub words: &'a CanvasWords,
    /// What is known about the marker at an index of the scene, for the hover card and for screen readers.
    pub describe: &'a dyn Fn(u32) -> ActorDescription,
    /// How the map moves and is drawn.
    pub options: CanvasOptions,
    /// How much of each edge is covered by something else, in points. Fit keeps clear of it.
    pub insets: Insets,
}

/// How the map moves and is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CanvasOptions {
    /// Draw with the GPU; [`crate::gpu::install`] says whether one is there. Otherwise with egui's painter.
    pub gpu: bool,
    /// Nothing moves by itself.
    pub reduced_motion: bool,
    /// A layout is running: positions are shown as they come, without easing between them.
    pub layout_running: bool,
}

/// The words on the canvas, from `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CanvasWords {
    /// What a screen reader calls the canvas.
    pub map: String,
    /// The button that zooms in.
    pub zoom_in: String,
    /// The button that zooms out.
    pub zoom_out: String,
    /// The button that shows everything.
    pub fit: String,
    /// The button that runs a layout, or stops the running one.
    pub layout: String,
    /// What a screen reader calls the legend.
    pub legend: String,
    /// What stands where a note is to be written.
    pub note_hint: String,
    /// The same for the name of a marker.
    pub name_hint: String,
}

/// What is known about an actor, or about several that are drawn as one, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorDescription {
    /// Its full name.
    pub name: String,
    /// Short facts, one a line: sector and kind, number of contacts.
    pub facts: Vec<String>,
    /// What the lens says about it.
    pub remark: Option<String>,
}

/// Something that the user wants.
#[derive(Clone, Debug, PartialEq)]
pub enum CanvasEvent {
    /// The mouse is over a marker, or over none any more. Sent when it changes.
    Hover(Option<MarkId>),
    /// Select what this marker stands for alone, or with `add` add it to the selection (or take it out if it is in).
    Click {
        /// Which marker.
        mark: MarkId,
        /// Shift, Ctrl or Cmd was held.
        add: bool,
    },
    /// Add the actors in a box or a lasso to the selection.
    Enclose(Vec<ActorId>),
    /// Show more of what this marker stands for.
    DoubleClick(MarkId),
    /// These markers have been dragged to these places. `finished` on release: only then is it an edit.
    DragActors {
        /// The markers with their places in world units.
        moved: Vec<(MarkId, Position)>,
        /// Whether the button was released.
        finished: bool,
    },
    /// Select this note.
    ClickNote(NoteId),
    /// Change what this note says.
    EditNote(NoteId),
    /// This note has been moved by so much, in world units.
    MoveNote {
        /// Which note.
        id: NoteId,
        /// How far.
        by: Position,
    },
    /// A note has been written.
    WriteNote {
        /// Which note; a new one if none.
        note: Option<NoteId>,
        /// What it says now; nothing if it shall go.
        text: String,
        /// Where its middle is, in world units; counted from the actor if there is one.
        place: Position,
        /// The actor that it goes along with.
        beside: Option<ActorId>,
    },
    /// Give the marker for several with this place in the list another name.
    RenameGroup(usize, String),
    /// Pin these actors where they are, or release them.
    Pin {
        /// The actors.
        actors: Vec<ActorId>,
        /// Whether they shall stay.
        pinned: bool,
    },
    /// The keyboard went along a tie, to this marker.
    Walk(MarkId),
    /// Enter: open the card of this actor.
    OpenCard(ActorId),
    /// A click on nothing.
    Background,
    /// A right click, or the menu key: a menu is wanted at this place of the screen; for the map itself if `None`.
    ContextMenu {
        /// For which marker.
        mark: Option<MarkId>,
        /// For which note.
        note: Option<NoteId>,
        /// Where, in points.
        pos_in_screen: egui::Pos2,
    },
    /// A menu is wanted for a line of the legend.
    LegendMenu {
        /// Whom it is about.
        whom: Whom,
        /// Where, in points.
        pos_in_screen: egui::Pos2,
    },
    /// A click on a sector in the legend: show it, or hide it. `None` stands for unassigned actors.
    ToggleSector(Option<SectorId>),
    /// The mouse is over a sector in the legend, or over none any more. Sent when it changes.
    SpotlightSector(Option<Option<SectorId>>),
    /// The button that runs or stops a layout.
    ToggleLayout,
}

/// What happened on the canvas in one frame.
#[derive(Debug)]
pub struct CanvasResponse {
    /// The canvas as a widget.
    pub response: egui::Response,
    /// What the user wants, in the order in which it happened.
    pub events: Vec<CanvasEvent>,
}
