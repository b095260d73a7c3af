//! How big markers are: their area shows a measure.

use crate::analysis::{Measure, Results, Scores};

/// The smallest and the largest radius in a small network, in screen pixels at fit.
const RADII: (f32, f32) = (5.0, 26.0);

/// The radius of a marker whose score is this share of the largest score, 0 to 1.
///
/// Markers shrink as the network grows, so that about the same part of the canvas stays free.
pub fn marker_radius(share: f64, num_actors: usize) -> f32 {
    let shrink = (120.0 / num_actors.max(1) as f32).sqrt().clamp(0.12, 1.0);
    let (low, high) = (RADII.0 * shrink.max(0.35), RADII.1 * shrink.max(0.28));
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0) as f32
    } else {
        0.0
    };
    (low * low + (high * high - low * low) * share).sqrt()
}

/// The radius of every marker when area shows these scores. Scores below 0 and those that do not exist are smallest.
pub fn radii_of(scores: &Scores) -> Vec<f32> {
    let max = scores.iter().flatten().copied().fold(0.0, f64::max);
    let share = |score: &Option<f64>| {
        if max > 0.0 {
            score.unwrap_or(0.0).max(0.0) / max
        } else {
            0.0
        }
    };
    scores
        .iter()
        .map(|score| marker_radius(share(score), scores.len()))
        .collect()
}

/// The room that every marker needs, whatever lens looks at it: its largest radius over the lenses' usual measures.
pub fn marker_radii(results: &Results) -> Vec<f32> {
    let degrees: Scores = (0..results.snapshot.num_actors() as u32)
        .map(|v| Some(results.snapshot.adjacency().degree(v) as f64))
        .collect();
    let mut radii = radii_of(&degrees);
    if let Some(scores) = results.scores(Measure::CrossBetweennessNorm) {
        for (radius, other) in radii.iter_mut().zip(radii_of(scores)) {
            *radius = radius.max(other);
        }
    }
    radii
}
