//! What is drawn, as plain data: markers, lines, names, legend; camera, picking, and the pictures that are exported.
//!
//! No GPU, no widgets.

pub mod shapes;

mod activities;
mod area_labels;
mod axes;
mod build;
mod camera;
mod collapse;
mod colors;
mod detail;
mod drawing;
mod groups;
mod hull;
mod kept_names;
mod labels;
mod legend;
mod lens;
mod names;
mod notes;
mod paper;
mod pdf;
mod pick;
mod picture;
mod picture_kind;
mod png;
mod rings;
#[expect(
    clippy::module_inception,
    reason = "the module and its main type share the name of the thing"
)]
mod scene;
mod standing;
mod style;
mod svg;
mod text_width;

pub use crate::workspace::{Focus, LENSES, Lens};
pub use area_labels::{AreaColors, AreaLabel, AreaSpace, place_area_labels};
pub use axes::{Axis, Scale, axes};
pub use build::SceneInput;
pub use camera::{Camera, GROUP_INSET, GROUP_LINE_PX, Insets, MIN_RADIUS_PX, rim_px, ring_share};
pub use colors::{MapColors, Rgba, Theme, contrast, faded, mixed, over};
pub use detail::{NUM_TIES_AT_FIT, TieEnds, tie_detail};
pub use drawing::{letters_without_font, scripts_of};
pub use groups::{BandShape, GroupPlace, GroupPlaces, Region, band_dashes, band_shapes};
pub use hull::HullEdges;
pub use kept_names::carried_names;
pub use labels::{Kept, LABEL_PX, LabelSpace, PLATE_OPACITY, PlacedLabel, place_labels};
pub use lens::worst_gap;
pub use names::{full_names, map_names, shortened};
pub use notes::{
    NOTE_FOLD_PX, NOTE_PADDING, NOTE_PX, NOTE_WIDTH_PX, NoteMark, PlacedNote, fit, note_line_px,
    place_notes,
};
pub use paper::Paper;
pub use pdf::{PdfError, pdf};
pub use pick::{PickGrid, TiePath, tie_at, tie_path};
pub use picture::PictureInput;
pub use picture_kind::{PictureError, PictureKind};
pub use png::{PngError, png};
pub use rings::{RingLine, rings};
pub use scene::{
    ActorMark, Band, Emphasis, Group, Hull, LabelCandidate, LegendEntry, LegendSymbol, MarkId,
    Ring, Scene, TieMark, bounds,
};
pub use standing::Standing;
pub use svg::svg;
pub use text_width::{Fonts, Weight};
