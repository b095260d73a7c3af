//! The map on the screen: it shows a scene and positions, and turns what the user does there into events.
//!
//! It holds view state only (camera, hover, running movements) and never changes the workspace.

mod accessibility;
#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod canvas;
mod hulls;
mod input;
mod interaction;
mod legend;
mod motion;
mod notes;
mod overlay;
mod painter_fallback;

pub use canvas::Canvas;
pub use input::{
    ActorDescription, CanvasEvent, CanvasInput, CanvasOptions, CanvasResponse, CanvasWords,
};
