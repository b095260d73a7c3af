//! What is drawn, as plain data: markers, lines, names, legend; camera, picking, and the pictures that are exported.
//!
//! No GPU, no widgets.

mod lens;
#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod scene;

pub use crate::workspace::{Focus, LENSES, Lens};
pub use scene::{
    ActorMark, Emphasis, Hull, LabelCandidate, LegendEntry, LegendSymbol, Rgba, Ring, Scene,
    TieMark, bounds,
};
