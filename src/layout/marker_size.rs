//! How large markers are: area shows a value, and all of them together leave the map room to breathe.

use super::AREA;

/// The largest radius of a marker in world units; also in screen pixels at fit.
pub const MAX_RADIUS: f32 = 28.0;

/// The smallest radius of a marker of a small network.
const MIN_RADIUS: f32 = 4.0;

/// The smallest radius of a marker of a very large one.
const LEAST_RADIUS: f32 = 0.6;

/// The share of the area that markers may cover together.
const COVERAGE: f32 = 0.035;

/// The radii of markers whose area shows values, in world units.
///
/// They are 4 to 28, less where there are so many that they would cover the map. What has no value is as small as the smallest. Values below 0 count from the least of them.
pub fn marker_radii(values: impl IntoIterator<Item = Option<f64>>) -> Vec<f32> {
    let values: Vec<Option<f64>> = values
        .into_iter()
        .map(|value| value.filter(|value| value.is_finite()))
        .collect();
    let least = values.iter().flatten().fold(0.0_f64, |a, &b| a.min(b));
    let most = values.iter().flatten().fold(least, |a, &b| a.max(b));
    let span = most - least;
    let raw: Vec<f32> = values
        .iter()
        .map(|value| {
            let share = match value {
                Some(value) if span > 0.0 => ((value - least) / span) as f32,
                // All the same: neither large nor small.
                Some(_) => 0.15,
                None => 0.0,
            };
            MAX_RADIUS * share.sqrt()
        })
        .collect();
    let floor =
        (MIN_RADIUS * (250.0 / values.len().max(1) as f32).sqrt()).clamp(LEAST_RADIUS, MIN_RADIUS);
    let covered: f32 = raw
        .iter()
        .map(|radius| std::f32::consts::PI * radius * radius)
        .sum();
    let scale = (COVERAGE * AREA[0] * AREA[1] / covered.max(1.0))
        .sqrt()
        .min(1.0);
    raw.into_iter()
        .map(|radius| (radius * scale).max(floor))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_shows_the_value() {
        let radii = marker_radii([Some(4.0), Some(16.0), Some(1.0), None]);
        assert!((radii[1] - MAX_RADIUS).abs() < 1e-3);
        assert!((radii[0] / radii[1] - 0.5).abs() < 1e-3);
        assert!((radii[2] / radii[1] - 0.25).abs() < 1e-3);
        assert!((radii[3] - MIN_RADIUS).abs() < 1e-3);
    }

    #[test]
    fn many_markers_leave_room() {
        let radii = marker_radii((0..5000).map(|value| Some(f64::from(value % 50))));
        let covered: f32 = radii.iter().map(|r| std::f32::consts::PI * r * r).sum();
        assert!(covered < 0.1 * AREA[0] * AREA[1]);
        assert!(radii.iter().all(|&radius| radius >= LEAST_RADIUS));
    }

    #[test]
    fn every_list_has_radii() {
        assert!(marker_radii([]).is_empty());
        for values in [
            vec![None],
            vec![Some(0.0); 3],
            vec![Some(f64::NAN)],
            vec![Some(-1.0), Some(1.0)],
        ] {
            assert!(
                marker_radii(values)
                    .iter()
                    .all(|r| (MIN_RADIUS..=MAX_RADIUS).contains(r))
            );
        }
    }
}
