//! Drawing the map with the GPU: wgpu pipelines, and the callback through which egui paints them.
//!
//! It knows scenes and positions, not what they mean. What lives on the GPU is keyed by revisions: a layout step uploads
//! positions only, and nothing is uploaded when only the camera moves. Where positions are looked up in a texture, not in
//! a storage buffer, because OpenGL backends may lack these in the vertex stage.
//!
//! Software renderers fill few pixels a second, so many lines are drawn into a picture, a slice each frame, that is laid
//! under the markers and moved with the camera until the next one is finished; see `renderer`.

mod actors;
mod ground;
mod layer;
mod renderer;
mod ties;

use std::sync::Arc;

use crate::layout::Position;
use crate::scene::{Camera, Rgba, Scene, Theme, faded};

pub use renderer::{Gpu, install};
pub use ties::Lines;

/// Flag of an actor: it is selected.
pub const SELECTED: u8 = 1;
/// Flag of an actor: the mouse is over it somewhere else, it is ringed.
pub const SPOTLIT: u8 = 2;

/// Lines that are lit are at least this wide, in screen pixels at 100 %.
pub const LIT_WIDTH_PX: f32 = 1.5;

/// The colour of a line when it is lit: as it is, but well seen.
pub fn lit_color([red, green, blue, alpha]: Rgba) -> Rgba {
    [red, green, blue, alpha.max(200)]
}

/// A tinted area behind everything else: a convex outline on the screen, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The corners in order.
    pub outline: Vec<egui::Pos2>,
    /// The fill.
    pub color: Rgba,
}

impl Area {
    /// The same with so much of its opacity.
    #[must_use]
    pub fn faded(self, share: f32) -> Self {
        Self {
            color: faded(self.color, share),
            ..self
        }
    }
}

/// A stripe behind lines and markers, straight, with soft edges and a colour for each place on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Stripe {
    /// The places on its way, at least two, in points.
    pub places: Vec<(egui::Pos2, Rgba)>,
    /// Half its width, in points.
    pub half_width: f32,
}

impl Stripe {
    /// The same with so much of its opacity.
    #[must_use]
    pub fn faded(mut self, share: f32) -> Self {
        for (_, color) in &mut self.places {
            *color = faded(*color, share);
        }
        self
    }
}

/// Everything that is drawn in one frame. What is large is shared; the numbers beside say when it has changed.
#[derive(Clone)]
pub struct Frame {
    /// What is drawn.
    pub scene: Arc<Scene>,
    /// How it was drawn before, if markers are on their way from there.
    pub before: Option<Arc<Scene>>,
    /// The state of the two scenes.
    pub scene_revision: u64,
    /// How far markers have come from how they looked before, 0 to 1.
    pub progress: f32,
    /// Where markers are, in the order of `scene.actors`.
    pub positions: Arc<Vec<Position>>,
    /// The state of the positions.
    pub positions_revision: u64,
    /// [`SELECTED`] and [`SPOTLIT`], in the order of `scene.actors`.
    pub flags: Arc<Vec<u8>>,
    /// The state of the flags.
    pub flags_revision: u64,
    /// The lines of the scene on the GPU, if they have been put there; otherwise they are now.
    pub lines: Option<Arc<Lines>>,
    /// The state of the lines.
    pub lines_revision: u64,
    /// The time in seconds since some moment, if lines may fade; otherwise they are at once what they are.
    pub clock: Option<f64>,
    /// The tinted areas.
    pub areas: Vec<Area>,
    /// The stripes above them; above lines too if [`Scene::bands_are_above_ties`].
    pub stripes: Vec<Stripe>,
    /// The lines that are lit, as indices of `scene.ties`.
    pub lit_ties: Arc<Vec<u32>>,
    /// The state of the lit lines.
    pub lit_revision: u64,
    /// The marker under the mouse.
    pub hovered: Option<u32>,
    /// Where the map is on the screen.
    pub camera: Camera,
    /// The colours of what is not coloured by the scene.
    pub theme: Theme,
    /// Positions are about to change again: lines may be few.
    pub is_moving: bool,
    /// Is asked for another frame while lines are still being drawn.
    pub repaint: egui::Context,
}

/// The shape through which egui draws a frame. [`install`] must have returned true.
pub fn shape(frame: Frame) -> egui::Shape {
    let rect = frame.camera.viewport;
    eframe::egui_wgpu::Callback::new_paint_callback(rect, renderer::PaintFrame(frame)).into()
}
