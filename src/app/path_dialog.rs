//! A path typed by hand, for desktops that have no file dialog to show.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Align, Context, Id, Key, Layout, Margin, Modal, RichText, TextEdit, Ui};

use super::dialogs::FilePurpose;
use super::fonts;
use super::theme::{CONTROL_PX, Palette, TITLE_PX};
use super::widgets::{Look, over_window, text_button};
use crate::jobs::{Arrival, Jobs};
use crate::text::words;

/// The dialog, as long as it is open.
pub(super) struct PathDialog {
    purpose: FilePurpose,
    text: String,
    /// The file that would be replaced, once that is known.
    replaces: Option<PathBuf>,
    /// Looks whether a file is there: on some drives that takes its time.
    looking: Jobs<(), (PathBuf, bool)>,
    is_new: bool,
}

/// How the dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathAnswer {
    /// With a path.
    Path(PathBuf),
    /// With nothing.
    Cancelled,
}

impl PathDialog {
    /// Opens the dialog, with a path to begin with.
    pub(super) fn new(
        purpose: FilePurpose,
        begin: &Path,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            purpose,
            text: begin.display().to_string(),
            replaces: None,
            looking: Jobs::new(Arc::new(wake)),
            is_new: true,
        }
    }

    /// What the path is for.
    pub(super) fn purpose(&self) -> FilePurpose {
        self.purpose
    }

    /// Paints it over the window. Returns the answer if there is one.
    pub(super) fn ui(&mut self, egui: &Context, palette: &Palette) -> Option<PathAnswer> {
        let answer = self.looked();
        let frame = over_window(egui, palette).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("path_dialog"))
            .frame(frame)
            .backdrop_color(palette.backdrop)
            .show(egui, |ui| self.contents_ui(ui, palette));
        let left = modal.should_close().then_some(PathAnswer::Cancelled);
        answer.or(modal.inner).or(left)
    }

    fn contents_ui(&mut self, ui: &mut Ui, palette: &Palette) -> Option<PathAnswer> {
        ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 80.0));
        let is_saving = self.purpose.is_saving();
        ui.label(RichText::new(self.purpose.title()).font(fonts::bold(TITLE_PX)));
        ui.add_space(4.0);
        ui.label(RichText::new(words::NO_FILE_DIALOG).color(palette.weak));
        ui.add_space(12.0);
        let label = ui.label(RichText::new(words::PATH).color(palette.weak));
        let field = ui
            .add_sized(
                [ui.available_width(), CONTROL_PX],
                TextEdit::singleline(&mut self.text)
                    .id(Id::unique("path_field"))
                    .align(egui::Align2::LEFT_CENTER),
            )
            .labelled_by(label.id);
        if std::mem::take(&mut self.is_new) {
            field.request_focus();
        }
        if field.changed() {
            self.replaces = None;
        }
        if let Some(path) = &self.replaces {
            ui.add_space(8.0);
            let name = path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            );
            ui.label(RichText::new(words::would_replace(&name)).color(palette.warning));
        }
        ui.add_space(16.0);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let mut answer = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let confirm = match (is_saving, &self.replaces) {
                (true, None) => words::SAVE,
                (true, Some(_)) => words::REPLACE,
                (false, _) => words::OPEN,
            };
            let can = !self.text.trim().is_empty() && !self.looking.is_running(&());
            let clicked = ui
                .add_enabled_ui(can, |ui| {
                    text_button(ui, None, confirm, Look::Primary).clicked()
                })
                .inner;
            if can && (clicked || entered) {
                answer = self.confirm();
            }
            if text_button(ui, None, words::CANCEL, Look::Framed).clicked() {
                answer = Some(PathAnswer::Cancelled);
            }
        });
        answer
    }

    /// What is open needs no second look; what is saved may not replace another file unasked.
    fn confirm(&mut self) -> Option<PathAnswer> {
        let mut path = from_home(self.text.trim());
        if !self.purpose.is_saving() {
            return Some(PathAnswer::Path(path));
        }
        if path.extension().is_none() {
            path.set_extension("ron");
        }
        if self.replaces.as_ref() == Some(&path) {
            return Some(PathAnswer::Path(path));
        }
        self.looking.submit((), move |_, _| {
            let is_there = path.exists();
            Ok((path, is_there))
        });
        None
    }

    fn looked(&mut self) -> Option<PathAnswer> {
        let mut answer = None;
        for arrival in self.looking.poll() {
            if let Arrival::Done((), (path, is_there)) = arrival {
                if is_there {
                    self.replaces = Some(path);
                } else {
                    answer = Some(PathAnswer::Path(path));
                }
            }
        }
        answer
    }
}

/// The path that was meant: `~` stands for the user's own folder.
fn from_home(text: &str) -> PathBuf {
    let inside = if text == "~" {
        Some("")
    } else {
        text.strip_prefix("~/")
    };
    match (inside, std::env::home_dir()) {
        (Some(inside), Some(home)) => home.join(inside),
        _ => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = std::env::home_dir().unwrap();
        assert_eq!(from_home("~/a/b.ron"), home.join("a/b.ron"));
        assert_eq!(from_home("~"), home.join(""));
        assert_eq!(from_home("/a/~b.ron"), Path::new("/a/~b.ron"));
        assert_eq!(from_home("~b.ron"), Path::new("~b.ron"));
    }
}
