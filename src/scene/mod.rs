//! What is drawn, as plain data: markers, lines, names, legend; camera, picking, and the pictures that are exported.
//!
//! No GPU, no widgets.

pub mod shapes;

mod camera;
mod colors;
mod lens;
#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod scene;

pub use crate::workspace::{Focus, LENSES, Lens};
pub use camera::{Camera, Insets, MIN_RADIUS_PX};
pub use colors::{MapColors, Rgba, Theme, contrast, faded, mixed, over};
pub use scene::{
    ActorMark, Emphasis, Hull, LabelCandidate, LegendEntry, LegendSymbol, Ring, Scene, TieMark,
    bounds,
};
