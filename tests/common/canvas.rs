//! The map of the window by itself, drawn by the GPU or by egui's painter.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::wgpu;
use helixmap::app::canvas::{ActorDescription, Canvas, CanvasInput, CanvasOptions, CanvasWords};
use helixmap::model::ActorId;
use helixmap::scene::{Insets, Scene, Theme};

/// What the legend is called.
pub(crate) const LEGEND: &str = "The legend";
/// What the buttons on the map are called.
pub(crate) const BUTTONS: [&str; 4] = ["Zoom in", "Zoom out", "Fit", "Layout"];

/// A window with nothing but the map.
pub(crate) struct CanvasApp {
    pub(crate) canvas: Canvas,
    pub(crate) scene: Arc<Scene>,
    pub(crate) positions: Vec<[f32; 2]>,
    pub(crate) selection: BTreeSet<ActorId>,
    pub(crate) theme: Theme,
    pub(crate) gpu: bool,
}

impl eframe::App for CanvasApp {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let [zoom_in, zoom_out, fit, layout] = BUTTONS.map(str::to_owned);
        let words = CanvasWords {
            map: "Map".to_owned(),
            zoom_in,
            zoom_out,
            fit,
            layout,
            legend: LEGEND.to_owned(),
            note_hint: String::new(),
            name_hint: String::new(),
        };
        let input = CanvasInput {
            scene: &self.scene,
            lines: None,
            positions: &self.positions,
            scene_revision: 1,
            positions_revision: 1,
            selection: &self.selection,
            primary: None,
            note: None,
            spotlight: &[],
            connected: &[],
            theme: self.theme,
            words: &words,
            describe: &|index| ActorDescription {
                name: format!("Actor {index}"),
                ..ActorDescription::default()
            },
            options: CanvasOptions {
                gpu: self.gpu,
                reduced_motion: true,
                layout_running: false,
            },
            insets: Insets::default(),
        };
        self.canvas.ui(ui, input);
    }
}

/// Whether there is anything that draws as a GPU does, if only in software. Without, the pictures of it are not looked at.
pub(crate) fn has_gpu() -> bool {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::PRIMARY));
    if adapters.is_empty() {
        println!("not drawn: there is no Vulkan, Metal or Direct3D on this machine");
    }
    !adapters.is_empty()
}
