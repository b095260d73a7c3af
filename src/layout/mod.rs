//! Where actors go on the map: pure functions from a snapshot to positions.
//!
//! World units are pixels of a nominal canvas of 1200 × 800 at fit: a finished layout fills about that area, centred on
//! the origin, x to the right and y down, for every number of actors. It is larger only where so many or so large markers
//! would overlap otherwise, or where actors hold places outside.

mod circular;
mod component;
mod distances;
mod field;
mod force;
mod held;
mod marker_size;
mod overlap;
mod pivots;
mod placed;
mod quadtree;
mod quality;
mod refine;
mod region;
mod registry;
mod rings;
mod scatter;
mod sectors;
mod spreading;
#[cfg(test)]
mod testing;
mod tiles;
mod two_mode;

pub use marker_size::{MAX_RADIUS, marker_radii};
pub use overlap::parted;
pub use placed::HALF as HALF_OF_RINGS;
pub use quality::{LayoutQuality, layout_quality};
pub use registry::{
    LAYOUTS, Layout, LayoutInput, LayoutOptions, LayoutRun, settle, settle_in_sight,
};
pub use two_mode::TWO_MODE;

/// A place on the map in world units.
pub type Position = [f32; 2];

/// Width and height of the area that a finished layout fills, in world units.
pub const AREA: [f32; 2] = [1200.0, 800.0];
