//! What is behind actors that belong together, as it is on the screen: tinted areas, and bands between sectors.

use egui::Pos2;

use crate::gpu::{Area, Stripe};
use crate::layout::Position;
use crate::scene::{
    Axis, Camera, GroupPlaces, HullEdges, RingLine, Scene, axes, band_dashes, band_shapes, rings,
};

use super::motion::Looks;

/// What is read off a scene and the places of its markers.
#[derive(Clone, Debug, Default)]
pub(super) struct Shapes {
    /// Where the sectors are.
    pub(super) groups: GroupPlaces,
    /// The axes of the map.
    pub(super) axes: Vec<Axis>,
    /// The rings of the map.
    pub(super) rings: Vec<RingLine>,
}

/// The edges of areas and what else is read off the map, kept while nothing moves.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    edges: HullEdges,
    shapes: Shapes,
    key: Option<(u64, u64, f32)>,
    /// Those of the scene before, while it fades, with the state of the scene after it.
    before: Option<(u64, HullEdges, Shapes)>,
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
            let edges = HullEdges::new(scene, positions, camera);
            let edges = std::mem::replace(&mut self.edges, edges);
            if self.key.is_some_and(|key| key.0 != revisions.0) {
                self.before = Some((revisions.0, edges, self.shapes.clone()));
            }
            let are_same = self.key.is_some_and(|key| (key.0, key.1) == revisions);
            if !are_same {
                self.shapes = Shapes {
                    groups: GroupPlaces::new(scene, positions),
                    axes: axes(scene, positions),
                    rings: rings(scene, positions),
                };
            }
            self.key = Some(key);
        }
    }

    /// What was read off the map.
    pub(super) fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// The areas and bands of the scene that it was brought up to date for, on the screen; on their way from those of the
    /// scene before, if that was one of the same actors.
    pub(super) fn shown(
        &self,
        looks: &Looks,
        positions: &[Position],
        camera: &Camera,
    ) -> (Vec<Area>, Vec<Stripe>) {
        let scene = &looks.scene;
        let areas = || areas(&self.edges, scene, positions, camera);
        let stripes = || stripes(&self.shapes, scene, camera);
        let (Some(before), Some((revision, edges, shapes))) = (&looks.before, &self.before) else {
            return (areas(), stripes());
        };
        if *revision != looks.revision || before.actors.len() != scene.actors.len() {
            return (areas(), stripes());
        }
        let (gone, here) = (1.0 - looks.progress, looks.progress);
        let mut all = (Vec::new(), Vec::new());
        // What stays as it is does not fade out and in again.
        if before.hulls == scene.hulls {
            all.0 = areas();
        } else {
            let before = self::areas(edges, before, positions, camera);
            all.0.extend(before.into_iter().map(|it| it.faded(gone)));
            all.0.extend(areas().into_iter().map(|it| it.faded(here)));
        }
        let are_same = before.bands == scene.bands
            && before.scales == scene.scales
            && before.nearness == scene.nearness;
        if are_same {
            all.1 = stripes();
        } else {
            let before = self::stripes(shapes, before, camera);
            all.1.extend(before.into_iter().map(|it| it.faded(gone)));
            all.1.extend(stripes().into_iter().map(|it| it.faded(here)));
        }
        all
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
}

fn areas(edges: &HullEdges, scene: &Scene, positions: &[Position], camera: &Camera) -> Vec<Area> {
    edges
        .outlines(scene, positions, camera)
        .filter(|(_, outline)| egui::Rect::from_points(outline).intersects(camera.viewport))
        .map(|(hull, outline)| Area {
            outline,
            color: hull.color,
        })
        .collect()
}

/// The bands of a scene on the screen, with their dashed edges.
fn stripes(shapes: &Shapes, scene: &Scene, camera: &Camera) -> Vec<Stripe> {
    let Shapes {
        groups,
        axes,
        rings,
    } = shapes;
    let mut stripes = Vec::new();
    for axis in axes {
        let strokes = axis.strokes(camera).into_iter();
        stripes.extend(strokes.map(|ends| Stripe {
            places: ends.map(|end| (end, axis.color)).to_vec(),
            half_width: 0.5,
        }));
    }
    for ring in rings {
        // Stripes are straight.
        stripes.extend(ring.line(camera).windows(2).map(|ends| Stripe {
            places: ends.iter().map(|&end| (end, ring.color)).collect(),
            half_width: 0.5,
        }));
    }
    let shapes = band_shapes(scene, groups, camera);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scale;

    /// Stripes are drawn as wide as they are across their ends: one along a bend would vanish at its sides.
    #[test]
    fn rings_are_made_of_straight_stripes() {
        let positions = [[0.0, 0.0], [250.0, 0.0], [-250.0, 10.0], [500.0, 0.0]];
        let scene = Scene {
            nearness: Some(Scale {
                name: "score".to_owned(),
                values: [9.0, 5.0, 4.0, 1.0].map(Some).to_vec(),
                color: [0, 0, 0, 255],
            }),
            ..Scene::default()
        };
        let rings = rings(&scene, &positions);
        assert!(!rings.is_empty());
        let shapes = Shapes {
            rings,
            ..Shapes::default()
        };
        let stripes = stripes(&shapes, &scene, &Camera::default());
        assert!(stripes.len() >= 90 * shapes.rings.len());
        assert!(stripes.iter().all(|stripe| stripe.places.len() == 2));
    }
}
