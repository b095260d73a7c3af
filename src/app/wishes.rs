//! What the user wants, collected while the window is painted and done afterwards. Painting changes nothing itself.

use std::cell::RefCell;
use std::panic::Location;

use super::menu_command::MenuCommand;
use super::picture::PictureChoice;
use super::settings::Settings;
use super::theme::Palette;
use crate::document::Command;
use crate::model::{ActorId, Scenario};
use crate::workspace::{Action, Focus, Workspace};

/// Something that the user wants.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// Something of the workspace.
    Do(Action),
    /// A command of the menu.
    Menu(MenuCommand),
    /// Select this actor, and let the lens show what it has to say about it.
    Choose(ActorId),
    /// Bring these actors into sight.
    Reveal(Vec<ActorId>),
    /// Ask what would be.
    Suppose(Scenario),
    /// Other settings.
    Settings(Box<Settings>),
    /// Put text on the clipboard.
    Copy(String),
    /// Ask where to save a copy in the format with this place in the list.
    Export(usize),
    /// Another choice of what a picture shall be like.
    ChoosePicture(PictureChoice),
    /// Ask where to write such a picture.
    WritePicture(PictureChoice),
}

/// What the user wants in this frame.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    list: RefCell<Vec<(Wish, &'static Location<'static>)>>,
    spotlight: RefCell<Vec<ActorId>>,
}

impl Wishes {
    /// Adds a wish. Where it was made is remembered, for the log of a debugger.
    #[track_caller]
    pub(super) fn add(&self, wish: Wish) {
        self.list.borrow_mut().push((wish, Location::caller()));
    }

    /// Adds an action.
    #[track_caller]
    pub(super) fn act(&self, action: Action) {
        self.add(Wish::Do(action));
    }

    /// Adds an undoable command.
    #[track_caller]
    pub(super) fn command(&self, command: Command) {
        self.add(Wish::Do(Action::Do(command)));
    }

    /// Selects an actor and brings it into sight.
    #[track_caller]
    pub(super) fn select(&self, actor: ActorId) {
        self.add(Wish::Choose(actor));
        self.add(Wish::Reveal(vec![actor]));
    }

    /// Singles something out on the map.
    #[track_caller]
    pub(super) fn focus(&self, focus: Focus) {
        self.act(Action::SetFocus(focus));
    }

    /// Rings actors on the map while the pointer stays.
    pub(super) fn spotlight(&self, actors: impl IntoIterator<Item = ActorId>) {
        self.spotlight.borrow_mut().extend(actors);
    }

    /// All wishes so far, in order.
    pub(super) fn take(&self) -> Vec<(Wish, &'static Location<'static>)> {
        self.list.take()
    }

    /// The actors in the spotlight.
    pub(super) fn take_spotlight(&self) -> Vec<ActorId> {
        self.spotlight.take()
    }
}

/// What panels see. Nothing of it can be changed while painting.
#[derive(Clone, Copy)]
pub(super) struct PanelContext<'a> {
    /// What is open.
    pub workspace: &'a Workspace,
    /// Settings.
    pub settings: &'a Settings,
    /// Colours.
    pub palette: &'static Palette,
    /// Where wishes go.
    pub wishes: &'a Wishes,
}
