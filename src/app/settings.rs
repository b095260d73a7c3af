//! What the window remembers between starts. Never part of a file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many recent files are remembered.
const NUM_RECENT: usize = 8;
/// The sizes of the interface, in percent.
const SIZES: [u16; 10] = [75, 85, 100, 110, 125, 150, 175, 200, 225, 250];

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// All choices, in the order of menus.
    pub(super) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The same for egui.
    pub(super) fn preference(self) -> egui::ThemePreference {
        match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        }
    }
}

/// What the window remembers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The size of the interface in percent, 75 to 250.
    pub size_percent: u16,
    /// Whether nothing moves.
    pub reduced_motion: bool,
    /// Whether the panel is open.
    pub panel_open: bool,
    /// Files that were open, the latest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            size_percent: 100,
            reduced_motion: false,
            panel_open: true,
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// The next larger size of the interface.
    pub(super) fn larger(&mut self) {
        let size = SIZES.into_iter().find(|&size| size > self.size_percent);
        self.size_percent = size.unwrap_or(250);
    }

    /// The next smaller size of the interface.
    pub(super) fn smaller(&mut self) {
        let size = SIZES
            .into_iter()
            .rev()
            .find(|&size| size < self.size_percent);
        self.size_percent = size.unwrap_or(75);
    }

    /// Remembers that a file was open.
    pub(super) fn remember(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(NUM_RECENT);
    }

    /// Makes the window look as these settings say.
    pub(super) fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(self.theme.preference());
        ctx.set_zoom_factor(f32::from(self.size_percent.clamp(75, 250)) / 100.0);
        super::theme::set_motion(ctx, self.reduced_motion);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_step_between_their_ends() {
        let mut settings = Settings::default();
        settings.larger();
        assert_eq!(settings.size_percent, 110);
        for _ in 0..20 {
            settings.larger();
        }
        assert_eq!(settings.size_percent, 250);
        for _ in 0..20 {
            settings.smaller();
        }
        assert_eq!(settings.size_percent, 75);
    }

    #[test]
    fn recent_files_come_once_and_the_latest_first() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
