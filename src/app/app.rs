//! The program in its window.

use super::settings::Settings;
use super::theme;

/// The key of the settings in the storage of eframe.
const SETTINGS_KEY: &str = "settings";

/// The program in its window.
pub struct App {
    settings: Settings,
}

/// Opens the window, and `file` in it: a path, or `sample:NAME`.
pub fn run(file: Option<String>) -> anyhow::Result<()> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("helixmap")
            .with_title("Helixmap")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 400.0]),
        ..Default::default()
    };
    eframe::run_native(
        "helixmap",
        options,
        Box::new(|creation| Ok(Box::new(App::new(creation, file)))),
    )
    .map_err(|error| anyhow::anyhow!("The window does not open: {error}"))
}

impl App {
    /// The program as it is at its start.
    pub fn new(creation: &eframe::CreationContext<'_>, _file: Option<String>) -> Self {
        let settings: Settings = creation
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS_KEY))
            .unwrap_or_default();
        theme::install(&creation.egui_ctx);
        settings.apply(&creation.egui_ctx);
        Self { settings }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| ui.heading("Helixmap"));
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS_KEY, &self.settings);
    }
}
