//! Dialogs: of the platform for files, off the interface thread; our own for settings, shortcuts and unsaved work.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Frame, Id, Margin, Modal, RichText, Ui};
use rfd::AsyncFileDialog;

use super::export::writes_folder;
use super::fonts;
use super::menu_command;
use super::picture::{PictureChoice, picture_ui};
use super::settings::ThemeChoice;
use super::theme::{BODY_PX, CONTROL_PX, Palette, SMALL_PX, TITLE_PX};
use super::widgets::{Look, icon_button, labeled, over_window, segmented, text_button};
use super::wishes::{PanelContext, Wish};
use crate::format::FORMATS;
use crate::jobs::{Arrival, Jobs};
use crate::scene::PictureKind;
use crate::text::words;

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FilePurpose {
    /// To open it.
    Open,
    /// To open a folder of CSV files.
    OpenFolder,
    /// To save to it.
    Save,
    /// To bring the open network up to date with it.
    Merge,
    /// To compare the open network with what is in it.
    Compare,
    /// To write a copy to it, in the format with this place in the list.
    Export(usize),
    /// To write a picture of the map to it.
    Picture,
}

impl FilePurpose {
    /// The title of the dialog that asks for the file.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Open | Self::OpenFolder => words::DIALOG_OPEN,
            Self::Merge => words::DIALOG_MERGE,
            Self::Compare => words::comparison::DIALOG,
            Self::Export(_) => words::DIALOG_COPY,
            Self::Picture => words::DIALOG_EXPORT,
            Self::Save => words::DIALOG_SAVE,
        }
    }

    /// Whether a file is to be written, not read.
    pub(super) fn is_saving(self) -> bool {
        match self {
            Self::Open | Self::OpenFolder | Self::Merge | Self::Compare => false,
            Self::Save | Self::Export(_) | Self::Picture => true,
        }
    }
}

/// What came of a dialog of the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Files, or a folder; at least one.
    Paths(Vec<PathBuf>),
    /// There was no dialog: this desktop has none, or it could not be reached. With a path to begin with.
    NoDialog(PathBuf),
}

/// A dialog that ends with nothing sooner than this, on systems where dialogs are programs of their own, never opened.
const SOONEST: Duration = Duration::from_millis(700);

/// The dialogs of the platform. At most one is open for a purpose.
pub(super) struct FileDialogs {
    jobs: Jobs<FilePurpose, Option<Chosen>>,
}

impl FileDialogs {
    /// None is open.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            jobs: Jobs::new(Arc::new(wake)),
        }
    }

    /// Opens a dialog, unless one is open for this purpose. `suggestion` is a name for the file.
    pub(super) fn ask(&mut self, purpose: FilePurpose, suggestion: &str, beside: Option<&Path>) {
        if self.jobs.is_running(&purpose) {
            return;
        }
        let mut dialog = AsyncFileDialog::new().set_title(purpose.title());
        if let Some(folder) = beside.and_then(Path::parent) {
            dialog = dialog.set_directory(folder);
        }
        let name = format!("{}.ron", plain_name(suggestion));
        let folder = beside
            .and_then(Path::parent)
            .unwrap_or_else(|| Path::new("~"));
        let picture = format!("{}.png", plain_name(suggestion));
        let name_in_folder = match purpose {
            FilePurpose::Picture => &picture,
            _ => &name,
        };
        let begin = if purpose.is_saving() {
            folder.join(name_in_folder)
        } else {
            folder.join("")
        };
        let file = match purpose {
            FilePurpose::Open | FilePurpose::Merge | FilePurpose::Compare => {
                let dialog = dialog.add_filter(words::FILES_NETWORK, &known_endings());
                Dialog::Open(Box::pin(dialog.pick_files()))
            }
            FilePurpose::OpenFolder => Dialog::Folder(Box::pin(dialog.pick_folder())),
            FilePurpose::Export(place) => {
                let Some(format) = FORMATS.get(place) else {
                    return;
                };
                let endings = format.extensions();
                match endings.first() {
                    Some(&ending) if !writes_folder(*format) => {
                        let name = format!("{}.{ending}", plain_name(suggestion));
                        let dialog = dialog
                            .add_filter(words::import::format(format.id()), endings)
                            .set_file_name(name);
                        Dialog::Save(Box::pin(dialog.save_file()), ending)
                    }
                    _ => Dialog::Folder(Box::pin(dialog.pick_folder())),
                }
            }
            FilePurpose::Picture => {
                let mut dialog = dialog.set_file_name(picture);
                for kind in PictureKind::ALL {
                    let ending = kind.ending();
                    dialog = dialog.add_filter(ending.to_uppercase(), &[ending]);
                }
                Dialog::Save(Box::pin(dialog.save_file()), "png")
            }
            FilePurpose::Save => {
                let dialog = dialog
                    .add_filter(words::FILES_HELIXMAP, &["ron"])
                    .set_file_name(name);
                Dialog::Save(Box::pin(dialog.save_file()), "ron")
            }
        };
        self.jobs.submit(purpose, move |_, _| {
            let asked = Instant::now();
            let paths: Vec<PathBuf> = match file {
                Dialog::Open(files) => pollster::block_on(files)
                    .unwrap_or_default()
                    .iter()
                    .map(|file| file.path().to_path_buf())
                    .collect(),
                Dialog::Folder(folder) => pollster::block_on(folder)
                    .iter()
                    .map(|folder| folder.path().to_path_buf())
                    .collect(),
                Dialog::Save(file, extension) => pollster::block_on(file)
                    .iter()
                    .map(|file| {
                        let path = file.path().to_path_buf();
                        if path.extension().is_none() {
                            path.with_extension(extension)
                        } else {
                            path
                        }
                    })
                    .collect(),
            };
            // The library that opens dialogs does not tell a dialog that was left from one that never came.
            let is_a_program = !cfg!(any(target_os = "windows", target_os = "macos"));
            let never_came = is_a_program && paths.is_empty() && asked.elapsed() < SOONEST;
            Ok(if never_came {
                Some(Chosen::NoDialog(begin))
            } else if paths.is_empty() {
                None
            } else {
                Some(Chosen::Paths(paths))
            })
        });
    }

    /// Whether a dialog is open for this purpose.
    pub(super) fn is_asking(&self, purpose: FilePurpose) -> bool {
        self.jobs.is_running(&purpose)
    }

    /// What was chosen since the last call.
    pub(super) fn poll(&mut self) -> Vec<(FilePurpose, Chosen)> {
        self.jobs
            .poll()
            .into_iter()
            .filter_map(|arrival| match arrival {
                Arrival::Done(purpose, Some(chosen)) => Some((purpose, chosen)),
                _ => None,
            })
            .collect()
    }
}

type Asked<T> = std::pin::Pin<Box<dyn Future<Output = Option<T>> + Send>>;

enum Dialog {
    Open(Asked<Vec<rfd::FileHandle>>),
    Folder(Asked<rfd::FileHandle>),
    Save(Asked<rfd::FileHandle>, &'static str),
}

/// The endings of all files that can be read.
fn known_endings() -> Vec<&'static str> {
    let mut endings = vec!["ron"];
    for format in FORMATS {
        for ending in format.extensions() {
            if !endings.contains(ending) {
                endings.push(ending);
            }
        }
    }
    endings
}

/// A name without the signs that file systems do not like.
fn plain_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        words::UNTITLED.to_owned()
    } else {
        name
    }
}

/// What waits until unsaved work is saved or discarded.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pending {
    /// A new network.
    New,
    /// Files that belong together.
    Open(Vec<PathBuf>),
    /// The import that waits.
    Import,
    /// A sample network.
    Sample(String),
    /// Back to the welcome screen.
    Close,
    /// Close the window.
    Quit,
}

/// A dialog of ours.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum OwnDialog {
    /// Look, size, motion.
    Settings,
    /// All keys.
    Shortcuts,
    /// Unsaved work would be lost.
    Unsaved(Pending),
    /// In which format to save a copy.
    Export,
    /// What a picture of the map shall be like.
    Picture(PictureChoice),
    /// The report of the last import.
    ImportReport,
    /// What has changed since an earlier state.
    Comparison,
}

/// What was answered to the question about unsaved work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Save first.
    Save,
    /// Let it go.
    Discard,
    /// Stay.
    Cancel,
}

/// Paints a dialog over the window. Returns whether it is closed, and the answer if it was a question.
pub(super) fn own_dialog_ui(
    egui: &Context,
    ctx: &PanelContext<'_>,
    dialog: &OwnDialog,
) -> (bool, Option<Answer>) {
    let palette = ctx.palette;
    let frame = over_window(egui, palette).inner_margin(Margin::same(20));
    let modal = Modal::new(Id::unique("own_dialog"))
        .frame(frame)
        .backdrop_color(palette.backdrop)
        .show(egui, |ui| match dialog {
            OwnDialog::Settings => (settings_ui(ui, ctx), None),
            OwnDialog::Shortcuts => (shortcuts_ui(ui, palette), None),
            OwnDialog::Export => (super::export::export_ui(ui, ctx), None),
            OwnDialog::Picture(choice) => (picture_ui(ui, ctx, choice), None),
            OwnDialog::ImportReport => (super::export::import_report_ui(ui, ctx), None),
            OwnDialog::Comparison => (super::comparison::comparison_ui(ui, ctx), None),
            OwnDialog::Unsaved(_) => {
                let answer = unsaved_ui(ui, ctx);
                (answer.is_some(), answer)
            }
        });
    let should_close = modal.should_close();
    let (closed, answer) = modal.inner;
    (closed || should_close, answer)
}

/// The title of a dialog with a button that closes it. Returns whether it was clicked.
pub(super) fn title_ui(ui: &mut Ui, title: &str) -> bool {
    let mut closed = false;
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(fonts::bold(TITLE_PX)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let icon = lucide_icons::Icon::X;
            closed = icon_button(ui, icon, words::CLOSE, words::CLOSE).clicked();
        });
    });
    ui.add_space(8.0);
    closed
}

fn settings_ui(ui: &mut Ui, ctx: &PanelContext<'_>) -> bool {
    ui.set_width(380.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    let closed = title_ui(ui, words::SETTINGS);
    let mut settings = ctx.settings.clone();
    row_ui(ui, words::THEME, |ui| {
        let choices = words::THEMES.map(|theme| (theme, ""));
        let chosen = ThemeChoice::ALL
            .iter()
            .position(|&theme| theme == settings.theme);
        if let Some(theme) = segmented(ui, &choices, chosen.unwrap_or_default())
            .and_then(|clicked| ThemeChoice::ALL.get(clicked))
        {
            settings.theme = *theme;
        }
    });
    row_ui(ui, words::SIZE, |ui| {
        let smaller = menu_command::MenuCommand::Smaller;
        let larger = menu_command::MenuCommand::Larger;
        if icon_button(
            ui,
            smaller.icon(),
            smaller.words().name,
            &smaller.shortcut_text(),
        )
        .clicked()
        {
            settings.smaller();
        }
        let percent = words::size_percent(settings.size_percent);
        ui.add_sized([64.0, CONTROL_PX], egui::Label::new(percent));
        if icon_button(
            ui,
            larger.icon(),
            larger.words().name,
            &larger.shortcut_text(),
        )
        .clicked()
        {
            settings.larger();
        }
    });
    row_ui(ui, words::MOTION, |ui| {
        let choices = words::MOTIONS.map(|motion| (motion, ""));
        if let Some(clicked) = segmented(ui, &choices, usize::from(settings.reduced_motion)) {
            settings.reduced_motion = clicked == 1;
        }
    });
    if settings != *ctx.settings {
        ctx.wishes.add(Wish::Settings(Box::new(settings)));
    }
    closed
}

fn row_ui(ui: &mut Ui, label: &str, add_control: impl FnOnce(&mut Ui)) {
    labeled(ui, 96.0, label, add_control);
    ui.add_space(8.0);
}

fn shortcuts_ui(ui: &mut Ui, palette: &Palette) -> bool {
    let screen = ui.ctx().content_rect();
    let num_columns = if screen.width() > 860.0 { 2 } else { 1 };
    ui.set_width((380.0 * num_columns as f32).min(screen.width() - 80.0));
    let closed = title_ui(ui, words::SHORTCUTS);
    let mut parts: Vec<(&str, Vec<(String, &str)>)> = menu_command::groups()
        .into_iter()
        .map(|group| {
            let keys = group
                .commands
                .into_iter()
                .filter(|command| command.shortcut().is_some())
                .map(|command| (command.shortcut_text(), command.words().name))
                .collect();
            (words::command_group(group.id), keys)
        })
        .filter(|(_, keys): &(_, Vec<_>)| !keys.is_empty())
        .collect();
    let map_keys = words::MAP_KEYS.map(|(keys, what)| (keys.to_owned(), what));
    parts.push((words::MAP_KEYS_TITLE, map_keys.to_vec()));
    let num_rows: usize = parts.iter().map(|(_, keys)| keys.len() + 2).sum();
    egui::ScrollArea::vertical()
        .max_height((screen.height() - 160.0).max(120.0))
        .show(ui, |ui| {
            ui.columns(num_columns, |columns| {
                let mut num_done = 0;
                for (title, keys) in &parts {
                    // The first column takes the first half.
                    let place = usize::from(num_columns == 2 && num_done * 2 >= num_rows);
                    num_done += keys.len() + 2;
                    let Some(ui) = columns.get_mut(place) else {
                        continue;
                    };
                    ui.label(
                        RichText::new(*title)
                            .font(fonts::bold(SMALL_PX))
                            .color(palette.weak),
                    );
                    for (shortcut, what) in keys {
                        key_ui(ui, palette, shortcut, what);
                    }
                    ui.add_space(12.0);
                }
            });
        });
    closed
}

fn key_ui(ui: &mut Ui, palette: &Palette, shortcut: &str, what: &str) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(what).font(fonts::regular(BODY_PX)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(12.0);
            Frame::NONE
                .fill(palette.raised)
                .corner_radius(4)
                .inner_margin(Margin::symmetric(6, 1))
                .show(ui, |ui| {
                    ui.label(
                        RichText::new(shortcut)
                            .font(fonts::regular(SMALL_PX))
                            .color(palette.weak),
                    );
                });
        });
    });
}

fn unsaved_ui(ui: &mut Ui, ctx: &PanelContext<'_>) -> Option<Answer> {
    ui.set_width(360.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    let name = super::top_bar::file_name(ctx);
    ui.label(RichText::new(words::unsaved_question(&name)).font(fonts::bold(TITLE_PX)));
    ui.add_space(4.0);
    ui.label(RichText::new(words::UNSAVED_TEXT).color(ctx.palette.weak));
    ui.add_space(16.0);
    let mut answer = None;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if text_button(ui, None, words::SAVE, Look::Primary).clicked() {
            answer = Some(Answer::Save);
        }
        if text_button(ui, None, words::CANCEL, Look::Framed).clicked() {
            answer = Some(Answer::Cancel);
        }
        if text_button(ui, None, words::DISCARD, Look::Quiet).clicked() {
            answer = Some(Answer::Discard);
        }
    });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(plain_name("Lund: climate / action?"), "Lund climate action");
        assert_eq!(plain_name(" // "), words::UNTITLED);
    }
}
