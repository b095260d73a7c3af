//! The window: frame, lenses, panels, dialogs, settings. It paints what the workspace holds and sends it actions; it
//! decides nothing itself.

mod app;
mod menu_command;
mod wishes;
pub mod canvas;
mod fonts;
mod settings;
mod theme;
mod widgets;

pub use app::{App, run};
