//! The window: frame, lenses, panels, dialogs, settings. It paints what the workspace holds and sends it actions; it
//! decides nothing itself.

#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod app;
mod areas;
pub mod canvas;
mod command_palette;
mod comparison;
mod connections;
mod describe;
mod dialogs;
mod export;
mod fonts;
mod import;
mod lens_rail;
mod lenses;
mod map_view;
mod menu_command;
mod missing_letters;
mod notifications;
mod panels;
mod path_dialog;
mod perform;
mod picture;
mod scene_source;
mod settings;
mod status_line;
mod step_words;
mod theme;
mod top_bar;
mod welcome;
mod widgets;
mod wishes;

pub use app::{App, run};
