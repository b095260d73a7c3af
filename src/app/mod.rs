//! The window: frame, lenses, panels, dialogs, settings. It paints what the workspace holds and sends it actions; it
//! decides nothing itself.

mod app;
pub mod canvas;
mod fonts;
mod settings;
mod theme;

pub use app::{App, run};
