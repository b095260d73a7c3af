//! The canvas widget.

use crate::model::ActorId;

use super::{CanvasInput, CanvasResponse};

/// The state of the view: camera, hover, what is being dragged, animations. Not saved, not undoable.
#[derive(Debug, Default)]
pub struct Canvas {
    hovered: Option<ActorId>,
}

impl Canvas {
    /// A view of everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// The actor under the mouse.
    pub fn hovered(&self) -> Option<ActorId> {
        self.hovered
    }

    /// Shows everything, in the next frame.
    pub fn fit(&mut self) {}

    /// Moves the camera, in the next frame, so that these actors are in sight. Does nothing if they are already.
    pub fn reveal(&mut self, _actors: &[ActorId]) {}

    /// Zooms around the middle, in the next frame: 2 makes everything twice as large.
    pub fn zoom_by(&mut self, _factor: f32) {}

    /// Fills the space that is left in `ui` with the map.
    pub fn ui(&mut self, ui: &mut egui::Ui, input: CanvasInput<'_>) -> CanvasResponse {
        let (rect, response) =
            ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
        ui.painter()
            .rect_filled(rect, 0.0, egui::Color32::from_rgb(0xFA, 0xFA, 0xF8));
        CanvasResponse {
            response,
            events: Vec::new(),
        }
    }
}
