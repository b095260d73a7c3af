//! The tinted areas behind actors that belong together, as they are on the screen.

use crate::gpu::Area;
use crate::layout::Position;
use crate::scene::{Camera, HullEdges, Scene};

/// The edges of areas, kept while nothing moves.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    edges: HullEdges,
    key: Option<(u64, u64, f32)>,
}

impl Outlines {
    /// The areas of a scene on the screen. `revisions` are those of scene and positions.
    pub(super) fn areas(
        &mut self,
        scene: &Scene,
        positions: &[Position],
        revisions: (u64, u64),
        camera: &Camera,
    ) -> Vec<Area> {
        let key = (revisions.0, revisions.1, camera.fit_zoom);
        if self.key != Some(key) {
            self.edges = HullEdges::new(scene, positions, camera);
            self.key = Some(key);
        }
        self.edges
            .outlines(scene, positions, camera)
            .filter(|(_, outline)| egui::Rect::from_points(outline).intersects(camera.viewport))
            .map(|(hull, outline)| Area {
                outline,
                color: hull.color,
            })
            .collect()
    }
}
