//! The room that markers need on the map, whatever lens looks at them.

use crate::analysis::{Measure, Results};
use crate::layout::{self, AREA};

/// Corners, rim and ring reach beyond the disc that has the marker's area.
const CORNERS: f32 = 1.2;
/// In world units,
const RIM: f32 = 2.5;
/// or, where there are so many that it would be the rims that fill the map, this share of the distance that actors have if all
/// are equally far from the next.
const RIM_SHARE: f32 = 0.08;

/// The room that every marker needs: its largest radius over the lenses' usual measures, and its rim.
pub fn marker_radii(results: &Results) -> Vec<f32> {
    let snapshot = &results.snapshot;
    let degrees = (0..snapshot.num_actors() as u32)
        .map(|actor| Some(snapshot.adjacency().degree(actor) as f64));
    let mut radii = layout::marker_radii(degrees);
    if let Some(scores) = results.scores(Measure::CrossBetweennessNorm) {
        for (radius, other) in radii
            .iter_mut()
            .zip(layout::marker_radii(scores.iter().copied()))
        {
            *radius = radius.max(other);
        }
    }
    let even = (AREA[0] * AREA[1] / radii.len().max(1) as f32).sqrt();
    let rim = RIM.min(RIM_SHARE * even);
    for radius in &mut radii {
        *radius = *radius * CORNERS + rim;
    }
    radii
}
