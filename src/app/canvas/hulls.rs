//! What is behind actors that belong together, as it is on the screen: tinted areas, and bands between sectors.

use egui::Pos2;

use crate::gpu::{Area, Stripe};
use crate::layout::Position;
use crate::scene::{Camera, GroupPlaces, HullEdges, Scene, band_dashes, band_shapes};

/// The edges of areas and the places of sectors, kept while nothing moves.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    edges: HullEdges,
    groups: GroupPlaces,
    key: Option<(u64, u64, f32)>,
}

impl Outlines {
    /// Brings them up to date. `revisions` are those of scene and positions.
    pub(super) fn update(
        &mut self,
        scene: &Scene,
        positions: &[Position],
        revisions: (u64, u64),
        camera: &Camera,
    ) {
        let key = (revisions.0, revisions.1, camera.fit_zoom);
        if self.key != Some(key) {
            self.edges = HullEdges::new(scene, positions, camera);
            let are_same = self.key.is_some_and(|key| (key.0, key.1) == revisions);
            if !are_same {
                self.groups = GroupPlaces::new(scene, positions);
            }
            self.key = Some(key);
        }
    }

    /// Where the sectors are.
    pub(super) fn groups(&self) -> &GroupPlaces {
        &self.groups
    }

    /// The areas of the scene that it was brought up to date for, on the screen.
    pub(super) fn areas(
        &self,
        scene: &Scene,
        positions: &[Position],
        camera: &Camera,
    ) -> Vec<Area> {
        self.edges
            .outlines(scene, positions, camera)
            .filter(|(_, outline)| egui::Rect::from_points(outline).intersects(camera.viewport))
            .map(|(hull, outline)| Area {
                outline,
                color: hull.color,
            })
            .collect()
    }

    /// The names of areas, each with the outline of its area.
    pub(super) fn named<'s>(
        &self,
        scene: &'s Scene,
        positions: &[Position],
        camera: &Camera,
    ) -> Vec<(&'s str, Vec<Pos2>)> {
        self.edges
            .outlines(scene, positions, camera)
            .filter(|(hull, _)| !hull.label.is_empty())
            .map(|(hull, outline)| (hull.label.as_str(), outline))
            .collect()
    }

    /// The bands of the scene on the screen, with their dashed edges.
    pub(super) fn stripes(&self, scene: &Scene, camera: &Camera) -> Vec<Stripe> {
        let mut stripes = Vec::new();
        let shapes = band_shapes(scene, &self.groups, camera);
        for shape in shapes.into_iter().flatten() {
            let at = |&(share, color): &(f32, _)| (shape.at(share), color);
            stripes.push(Stripe {
                places: shape.stops.iter().map(at).collect(),
                half_width: shape.half_width,
            });
            let dashes = band_dashes(&shape).into_iter();
            stripes.extend(dashes.map(|(from, to)| Stripe {
                places: vec![(from, shape.edge), (to, shape.edge)],
                half_width: 0.5,
            }));
        }
        stripes
    }
}
