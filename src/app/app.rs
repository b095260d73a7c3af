//! The program in its window: it takes in what background work has brought, paints, and then does what the user wants.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Context, Frame, Key, Modifiers, ViewportCommand};

use super::command_palette::CommandPalette;
use super::dialogs::{Answer, Chosen, FileDialogs, FilePurpose, OwnDialog, Pending, own_dialog_ui};
use super::import::ImportReview;
use super::lens_rail::lens_rail_ui;
use super::map_view::MapView;
use super::menu_command::{self, MenuCommand};
use super::missing_letters::MissingLetters;
use super::notifications::Notifications;
use super::panels::{PanelState, side_panel_ui};
use super::path_dialog::{PathAnswer, PathDialog};
use super::picture::{PictureChoice, PictureWriter};
use super::settings::Settings;
use super::status_line::status_line_ui;
use super::theme::{self, Palette};
use super::top_bar::top_bar_ui;
use super::welcome::welcome_ui;
use super::wishes::{PanelContext, Wish, Wishes};
use crate::format::FORMATS;
use crate::text::words;
use crate::workspace::{
    Action, Destination, Focus, ImportAction, LeftBehind, Notice, SelectionChange, Severity, Slot,
    Workspace, left_behind,
};

/// How often the window looks how far running work is.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(150);
/// The same where the processor draws: a frame costs what the work would otherwise have.
const PROGRESS_INTERVAL_IN_SOFTWARE: Duration = Duration::from_secs(1);

/// The key of the settings in the storage of eframe.
const SETTINGS_KEY: &str = "settings";

/// The program in its window.
pub struct App {
    pub(super) workspace: Workspace,
    pub(super) settings: Settings,
    progress_interval: Duration,
    pub(super) map: MapView,
    pub(super) palette: CommandPalette,
    missing_letters: MissingLetters,
    pictures: PictureWriter,
    /// What the picture shall be like for which a file is being chosen.
    picture: Option<PictureChoice>,
    pub(super) panels: PanelState,
    pub(super) dialog: Option<OwnDialog>,
    pub(super) files: FileDialogs,
    path_dialog: Option<PathDialog>,
    pub(super) is_map_alone: bool,
    /// What waits for unsaved work to be saved.
    pub(super) after_save: Option<Pending>,
    pub(super) may_quit: bool,
    /// Whether the user has agreed to lose unsaved work to the file that is being read.
    may_replace: bool,
    review: ImportReview,
    left_behind: Vec<LeftBehind>,
    notifications: Notifications,
    wishes: Wishes,
    title: String,
    seen_path: Option<PathBuf>,
}

/// Opens the window, and `file` in it: a path, or `sample:NAME`.
pub fn run(file: Option<String>) -> anyhow::Result<()> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("helixmap")
            .with_title(words::PROGRAM)
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 400.0])
            .with_drag_and_drop(true),
        ..Default::default()
    };
    eframe::run_native(
        "helixmap",
        options,
        Box::new(|creation| {
            let mut app = App::new(creation, file);
            app.keep_recovery();
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| anyhow::anyhow!(words::no_window(&error.to_string())))
}

impl App {
    /// The program as it is at its start.
    pub fn new(creation: &eframe::CreationContext<'_>, file: Option<String>) -> Self {
        let settings: Settings = creation
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS_KEY))
            .unwrap_or_default();
        let egui = &creation.egui_ctx;
        theme::install(egui);
        settings.apply(egui);
        let (wake, wake_map) = (egui.clone(), egui.clone());
        let (wake_dialogs, wake_panels) = (egui.clone(), egui.clone());
        let gpu = crate::gpu::install(creation);
        let (wake_palette, wake_letters) = (egui.clone(), egui.clone());
        let wake_pictures = egui.clone();
        let mut app = Self {
            progress_interval: if gpu.as_ref().is_some_and(|gpu| !gpu.in_software()) {
                PROGRESS_INTERVAL
            } else {
                PROGRESS_INTERVAL_IN_SOFTWARE
            },
            workspace: Workspace::new(move || wake.request_repaint()),
            settings,
            map: MapView::new(gpu, move || {
                wake_map.request_repaint();
            }),
            palette: CommandPalette::new(move || wake_palette.request_repaint()),
            missing_letters: MissingLetters::new(move || wake_letters.request_repaint()),
            pictures: PictureWriter::new(move || wake_pictures.request_repaint()),
            picture: None,
            panels: PanelState::new(move || wake_panels.request_repaint()),
            dialog: None,
            files: FileDialogs::new(move || wake_dialogs.request_repaint()),
            path_dialog: None,
            is_map_alone: false,
            after_save: None,
            may_quit: false,
            may_replace: false,
            review: ImportReview::default(),
            left_behind: Vec::new(),
            notifications: Notifications::default(),
            wishes: Wishes::default(),
            title: String::new(),
            seen_path: None,
        };
        if let Some(file) = file {
            app.workspace.dispatch(match file.strip_prefix("sample:") {
                Some(name) => Action::OpenSample(name.to_owned()),
                None => Action::Open(PathBuf::from(file)),
            });
        }
        app
    }

    /// Copies unsaved work where it is found after a crash, and looks whether there is any.
    fn keep_recovery(&mut self) {
        if let Some(folder) = eframe::storage_dir("helixmap") {
            let folder = folder.join("recovery");
            self.left_behind = left_behind(&folder);
            self.workspace.keep_recovery_in(&folder);
        }
        if let Some(folder) = eframe::storage_dir("helixmap") {
            self.workspace.remember_imports_in(&folder);
        }
    }

    /// What is open, for tests.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    fn take_in(&mut self, egui: &Context) {
        if self.workspace.poll() || self.workspace.is_waiting() {
            egui.request_repaint();
        }
        self.notifications.add(self.workspace.take_notices());
        let in_sight = self.workspace.take_in_sight();
        if !in_sight.is_empty() {
            self.map.canvas.reveal(&in_sight);
        }
        if let Some(message) = self.map.take_failure() {
            let message = words::work::job_failed(&message);
            self.notifications
                .add(vec![Notice::new(Severity::Error, message)]);
        }
        if !self.workspace.running().is_empty() {
            egui.request_repaint_after(self.progress_interval);
        }
        self.notifications.add(self.pictures.poll());
        if let Some(notice) = self.missing_letters.update(&self.workspace) {
            self.notifications.add(vec![notice]);
        }
        if let Some(wait) = self.workspace.copy_due_in() {
            egui.request_repaint_after(wait);
        }
        for (purpose, chosen) in self.files.poll() {
            match chosen {
                Chosen::Paths(paths) => self.chosen(purpose, paths),
                Chosen::NoDialog(begin) => {
                    let wake = egui.clone();
                    let dialog = PathDialog::new(purpose, &begin, move || wake.request_repaint());
                    self.path_dialog = Some(dialog);
                }
            }
        }
        let is_reading = self
            .workspace
            .running()
            .iter()
            .any(|running| running.slot == Slot::Open);
        if !is_reading && self.workspace.pending_import().is_none() && self.after_save.is_none() {
            self.may_replace = false;
        }
        if self.workspace.path() != self.seen_path.as_deref() {
            self.seen_path = self.workspace.path().map(Path::to_path_buf);
            if let Some(path) = &self.seen_path {
                self.settings.remember(path);
            }
        }
        let is_asking = self.files.is_asking(FilePurpose::Save) || self.path_dialog.is_some();
        if self.after_save.is_some() && !is_asking {
            let is_saving = self
                .workspace
                .running()
                .iter()
                .any(|running| running.slot == Slot::Save);
            if !self.is_modified() {
                if let Some(pending) = self.after_save.take() {
                    self.go_on(egui, pending);
                }
            } else if !is_saving {
                // The dialog was left, or saving failed: nothing is lost, and nothing happens.
                self.after_save = None;
            }
        }
        let title = self.window_title();
        if title != self.title {
            self.title.clone_from(&title);
            egui.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    fn chosen(&mut self, purpose: FilePurpose, mut paths: Vec<PathBuf>) {
        match purpose {
            FilePurpose::Open | FilePurpose::OpenFolder => self.replace(Pending::Open(paths)),
            FilePurpose::Merge => {
                let review = ImportAction::Review(paths, Destination::Merge);
                self.workspace.dispatch(Action::Import(review));
            }
            FilePurpose::Compare => {
                if let Some(path) = paths.pop() {
                    self.workspace.dispatch(Action::CompareWith(path));
                    self.dialog = Some(OwnDialog::Comparison);
                }
            }
            FilePurpose::Save => {
                if let Some(path) = paths.pop() {
                    self.workspace.dispatch(Action::SaveAs(path));
                }
            }
            FilePurpose::Picture => {
                if let (Some(path), Some(choice)) = (paths.pop(), self.picture.take()) {
                    let camera = *self.map.canvas.camera();
                    self.pictures.write(&self.workspace, camera, choice, path);
                }
            }
            FilePurpose::Export(place) => {
                if let (Some(path), Some(format)) = (paths.pop(), FORMATS.get(place)) {
                    let id = format.id().to_owned();
                    self.workspace.dispatch(Action::Export(id, path));
                }
            }
        }
    }

    fn window_title(&self) -> String {
        let name = self
            .workspace
            .network()
            .map(|network| network.info().name.trim())
            .filter(|name| !name.is_empty());
        match (name, self.workspace.document().is_some()) {
            (Some(name), _) => words::window_title(name),
            (None, true) => words::window_title(words::UNTITLED),
            (None, false) => words::PROGRAM.to_owned(),
        }
    }

    pub(super) fn is_modified(&self) -> bool {
        self.workspace
            .document()
            .is_some_and(crate::document::Document::is_modified)
    }

    /// Puts something else in the place of what is open; asks first if work would be lost.
    pub(super) fn replace(&mut self, pending: Pending) {
        if self.is_modified() {
            self.dialog = Some(OwnDialog::Unsaved(pending));
        } else {
            self.after_save = Some(pending);
        }
    }

    fn go_on(&mut self, egui: &Context, pending: Pending) {
        self.dialog = None;
        match pending {
            Pending::New => self.workspace.dispatch(Action::New),
            Pending::Open(paths) => {
                self.may_replace = true;
                self.workspace.dispatch(Action::OpenFiles(paths));
            }
            Pending::Import => self
                .workspace
                .dispatch(Action::Import(ImportAction::Accept)),
            Pending::Sample(name) => self.workspace.dispatch(Action::OpenSample(name)),
            Pending::Close => self.workspace.dispatch(Action::Close),
            Pending::Quit => {
                self.may_quit = true;
                egui.send_viewport_cmd(ViewportCommand::Close);
            }
        }
        egui.request_repaint();
    }

    /// Takes the pending import in; asks first if work would be lost.
    fn accept_import(&mut self) {
        let is_new = self
            .workspace
            .pending_import()
            .is_some_and(|pending| pending.choices().destination == Destination::New);
        if is_new && !self.may_replace {
            self.replace(Pending::Import);
        } else {
            self.workspace
                .dispatch(Action::Import(ImportAction::Accept));
        }
    }

    fn answer(&mut self, egui: &Context, answer: Answer) {
        let Some(OwnDialog::Unsaved(pending)) = self.dialog.take() else {
            return;
        };
        match answer {
            Answer::Save => {
                self.after_save = Some(pending);
                self.save();
            }
            Answer::Discard => self.go_on(egui, pending),
            Answer::Cancel => {}
        }
    }

    /// Files that are dropped are opened; the window does not close over unsaved work.
    fn heed_window(&mut self, egui: &Context) {
        let dropped: Vec<PathBuf> = egui.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_path_buf()).collect()
        });
        if !dropped.is_empty() {
            self.take_dropped(dropped);
        }
        let wants_to_close = egui.input(|input| input.viewport().close_requested());
        if wants_to_close && self.is_modified() && !self.may_quit {
            egui.send_viewport_cmd(ViewportCommand::CancelClose);
            self.dialog = Some(OwnDialog::Unsaved(Pending::Quit));
        }
    }

    /// Whether keys are meant for something that lies over the window.
    fn has_dialog(&self) -> bool {
        self.dialog.is_some()
            || self.path_dialog.is_some()
            || self.palette.is_open()
            || self.workspace.pending_import().is_some()
    }

    /// What is dropped on an open network may belong to it: the review asks. What is native takes its place.
    fn take_dropped(&mut self, paths: Vec<PathBuf>) {
        let is_native = |path: &PathBuf| path.extension().is_some_and(|it| it == "ron");
        if self.workspace.document().is_none() || paths.iter().any(is_native) {
            self.replace(Pending::Open(paths));
        } else {
            let review = ImportAction::Review(paths, Destination::New);
            self.workspace.dispatch(Action::Import(review));
        }
    }

    /// A table that is pasted outside text fields is reviewed; it goes into what is open, if anything is.
    fn heed_paste(&mut self, egui: &Context) {
        if egui.text_edit_focused() {
            return;
        }
        let pasted = egui.input_mut(|input| {
            let is_paste = |event: &egui::Event| matches!(event, egui::Event::Paste(_));
            let place = input.events.iter().position(is_paste)?;
            match input.events.remove(place) {
                egui::Event::Paste(text) => Some(text),
                _ => None,
            }
        });
        if let Some(text) = pasted {
            let destination = if self.workspace.document().is_some() {
                Destination::Merge
            } else {
                Destination::New
            };
            let paste = ImportAction::Paste(text, destination);
            self.workspace.dispatch(Action::Import(paste));
        }
    }

    fn heed_keys(&mut self, egui: &Context) {
        if self.has_dialog() {
            return;
        }
        self.heed_paste(egui);
        if let Some(command) = menu_command::pressed(egui) {
            self.perform(egui, command);
        }
        if egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6)) {
            super::areas::go_on(egui);
        }
        let has_popup = egui::Popup::is_any_open(egui);
        if !has_popup
            && !egui.text_edit_focused()
            && egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.step_back(egui);
        }
    }

    fn paint(&mut self, ui: &mut egui::Ui) {
        let settings = self.settings.clone();
        let ctx = PanelContext {
            workspace: &self.workspace,
            settings: &settings,
            palette: Palette::shown(ui),
            wishes: &self.wishes,
        };
        let is_open = self.workspace.document().is_some();
        let has_chrome = !self.is_map_alone || !is_open;
        if has_chrome {
            top_bar_ui(ui, &ctx);
        }
        let below = if is_open {
            if has_chrome {
                status_line_ui(ui, &ctx);
                lens_rail_ui(ui, &ctx);
                if self.map.take_card_wanted() {
                    self.settings.panel_open = true;
                }
                side_panel_ui(ui, &ctx, &mut self.panels, &mut self.settings.panel_open);
            }
            egui::CentralPanel::default()
                .frame(Frame::NONE.fill(ctx.palette.canvas))
                .show(ui, |ui| self.map.ui(ui, &ctx))
                .response
                .rect
        } else {
            egui::CentralPanel::default()
                .frame(Frame::NONE.fill(ctx.palette.canvas))
                .show(ui, |ui| welcome_ui(ui, &ctx, &self.left_behind))
                .response
                .rect
        };
        let egui = ui.ctx().clone();
        super::welcome::drop_hint_ui(&egui, &ctx);
        self.notifications.ui(&egui, &ctx, below);
        self.review.ui(&egui, &ctx);
        let mut answer = None;
        if let Some(dialog) = &self.dialog {
            let (closed, given) = own_dialog_ui(&egui, &ctx, dialog);
            answer = given;
            if closed && answer.is_none() {
                self.dialog = None;
            }
        }
        let typed = self
            .path_dialog
            .as_mut()
            .and_then(|dialog| Some((dialog.purpose(), dialog.ui(&egui, ctx.palette)?)));
        self.palette.ui(&egui, &ctx);
        if let Some(answer) = answer {
            self.answer(&egui, answer);
        }
        if let Some((purpose, typed)) = typed {
            self.path_dialog = None;
            if let PathAnswer::Path(path) = typed {
                self.chosen(purpose, vec![path]);
            }
        }
    }

    /// Does what the user wanted in this frame.
    fn fulfil(&mut self, egui: &Context) {
        for (wish, _) in self.wishes.take() {
            match wish {
                Wish::Do(action) => match action {
                    Action::OpenSample(name) => self.replace(Pending::Sample(name)),
                    Action::Open(path) => self.replace(Pending::Open(vec![path])),
                    Action::Import(ImportAction::Accept) => self.accept_import(),
                    Action::Recover(work) => {
                        self.left_behind.retain(|other| *other != work);
                        self.workspace.dispatch(Action::Recover(work));
                    }
                    Action::Discard(work) => {
                        self.left_behind.retain(|other| *other != work);
                        self.workspace.dispatch(Action::Discard(work));
                    }
                    action => self.workspace.dispatch(action),
                },
                Wish::Menu(command) => self.perform(egui, command),
                Wish::Choose(actor) => {
                    let change = SelectionChange::Only(actor);
                    self.workspace.dispatch(Action::Select(change));
                    self.workspace.dispatch(Action::SetFocus(Focus::None));
                    self.panels.chosen(actor);
                }
                Wish::Suppose(scenario) => self.suppose(scenario),
                Wish::Reveal(actors) => self.map.canvas.reveal(&actors),
                Wish::Settings(settings) => {
                    self.settings = *settings;
                    self.settings.apply(egui);
                }
                Wish::Copy(text) => egui.copy_text(text),
                Wish::ChoosePicture(choice) => self.dialog = Some(OwnDialog::Picture(choice)),
                Wish::WritePicture(choice) => {
                    self.dialog = None;
                    self.picture = Some(choice);
                    self.ask(FilePurpose::Picture);
                }
                Wish::Export(place) => {
                    self.dialog = None;
                    self.ask(FilePurpose::Export(place));
                }
            }
            egui.request_repaint();
        }
        let spotlight = self.wishes.take_spotlight();
        if self.map.set_spotlight(spotlight) {
            egui.request_repaint();
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, egui: &Context, _frame: &mut eframe::Frame) {
        self.take_in(egui);
        self.heed_window(egui);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let egui = ui.ctx().clone();
        self.heed_keys(&egui);
        if egui.input(|input| !input.raw.events.is_empty()) {
            // One frame more after every input: some drivers show a frame only when the next one comes.
            egui.request_repaint();
        }
        self.paint(ui);
        self.fulfil(&egui);
    }

    /// Tab hides everything but the map while the map has the keyboard; otherwise it goes from widget to widget.
    fn raw_input_hook(&mut self, egui: &Context, raw_input: &mut egui::RawInput) {
        if self.has_dialog()
            || self.workspace.document().is_none()
            || !super::areas::is_on_map(egui)
            || egui::Popup::is_any_open(egui)
        {
            return;
        }
        let is_tab = |event: &egui::Event, is_pressed: bool| {
            matches!(event, egui::Event::Key { key: Key::Tab, pressed, modifiers, .. }
                if *pressed == is_pressed && modifiers.is_none())
        };
        let is_pressed = raw_input.events.iter().any(|event| is_tab(event, true));
        raw_input.events.retain(|event| !is_tab(event, true));
        if is_pressed {
            self.perform(egui, MenuCommand::Chrome);
        }
    }

    /// Whatever is unsaved now was not wanted: it is not to be offered at the next start.
    fn on_exit(&mut self) {
        self.workspace.dispatch(Action::Close);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS_KEY, &self.settings);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
