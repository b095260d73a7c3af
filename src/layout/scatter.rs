//! Layouts in which both directions of the map mean something: two scores, or the place on Earth.

use super::placed::PlacedRun;
use super::{AREA, Layout, LayoutInput, LayoutRun, Position};

/// `options.values[0]` to the right and `options.values[1]` upwards, each from its lowest value to its highest. Without
/// them, the number of contacts and how much an actor brokers. Who lacks one of them is below the map.
pub(super) struct ScatterLayout;

/// On the map of the world: `options.values[0]` is the longitude and `options.values[1]` the latitude, in degrees. North is
/// up and, at the middle latitude of all, a mile is as long in every direction (equirectangular projection). Who has no
/// place stands amid those it is tied to, or else below the map. The shortest stretch of longitude that holds everybody is
/// shown, so that networks around the Pacific stay in one piece.
pub(super) struct GeographicLayout;

impl Layout for ScatterLayout {
    fn id(&self) -> &'static str {
        "scatter"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        let num_actors = input.snapshot.num_actors();
        let [right, up] = &input.options.values;
        let adjacency = input.snapshot.adjacency();
        let across = |actor: usize| {
            if right.is_empty() {
                Some(adjacency.degree(actor as u32) as f64)
            } else {
                value(right, actor)
            }
        };
        let upwards = |actor: usize| {
            if up.is_empty() {
                input.broker_scores.get(actor).copied()
            } else {
                value(up, actor)
            }
        };
        let points: Vec<Option<[f64; 2]>> = (0..num_actors)
            .map(|actor| Some([across(actor)?, -upwards(actor)?]))
            .collect();
        let to_map = |axis: usize| {
            let (low, high) = range(points.iter().flatten().map(|point| point[axis]));
            let side = f64::from(AREA[axis]);
            move |value: f64| {
                if high > low {
                    ((value - low) / (high - low) - 0.5) * side
                } else {
                    0.0
                }
            }
        };
        let (x, y) = (to_map(0), to_map(1));
        let places = points
            .iter()
            .map(|point| point.map(|point| [x(point[0]) as f32, y(point[1]) as f32]))
            .collect();
        Box::new(PlacedRun::new(&input, places))
    }
}

impl Layout for GeographicLayout {
    fn id(&self) -> &'static str {
        "geographic"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        let [longitudes, latitudes] = &input.options.values;
        let points: Vec<Option<[f64; 2]>> = (0..input.snapshot.num_actors())
            .map(|actor| {
                let latitude = value(latitudes, actor).filter(|degrees| degrees.abs() <= 90.0)?;
                let longitude =
                    value(longitudes, actor).filter(|degrees| degrees.abs() <= 360.0)?;
                Some([longitude.rem_euclid(360.0), latitude])
            })
            .collect();
        let mut places = on_earth(&points);
        place_amid_contacts(&input, &mut places);
        Box::new(PlacedRun::new(&input, places))
    }
}

/// The places of points on Earth, so that they fill the map.
fn on_earth(points: &[Option<[f64; 2]>]) -> Vec<Option<Position>> {
    // The widest stretch of longitude without anybody is cut open.
    let mut longitudes: Vec<f64> = points.iter().flatten().map(|point| point[0]).collect();
    longitudes.sort_by(f64::total_cmp);
    let mut west = longitudes.first().copied().unwrap_or_default();
    let mut widest = west + 360.0 - longitudes.last().copied().unwrap_or_default();
    for pair in longitudes.windows(2) {
        if pair[1] - pair[0] > widest {
            widest = pair[1] - pair[0];
            west = pair[1];
        }
    }
    let points: Vec<Option<[f64; 2]>> = points
        .iter()
        .map(|point| {
            point.map(|[longitude, latitude]| [(longitude - west).rem_euclid(360.0), latitude])
        })
        .collect();
    let (south, north) = range(points.iter().flatten().map(|point| point[1]));
    let (left, right) = range(points.iter().flatten().map(|point| point[0]));
    let middle = f64::midpoint(south, north);
    let shrink = middle.to_radians().cos().max(0.05);
    let [width, height] = [(right - left) * shrink, north - south];
    let scale = (f64::from(AREA[0]) / width.max(1e-6)).min(f64::from(AREA[1]) / height.max(1e-6));
    let scale = if width.max(height) > 0.0 { scale } else { 0.0 };
    points
        .iter()
        .map(|point| {
            point.map(|[longitude, latitude]| {
                let x = (longitude - f64::midpoint(left, right)) * shrink * scale;
                let y = (middle - latitude) * scale;
                [x as f32, y as f32]
            })
        })
        .collect()
}

/// Places those without a place in the middle of their contacts that have one.
fn place_amid_contacts(input: &LayoutInput, places: &mut [Option<Position>]) {
    let found: Vec<(usize, Position)> = (0..places.len())
        .filter(|&actor| places[actor].is_none())
        .filter_map(|actor| {
            let contacts = input.snapshot.adjacency().neighbors(actor as u32);
            let near: Vec<Position> = contacts
                .iter()
                .filter_map(|&other| places[other as usize])
                .collect();
            let num = near.len() as f32;
            let mean = |axis: usize| near.iter().map(|at| at[axis]).sum::<f32>() / num;
            (!near.is_empty()).then(|| (actor, [mean(0), mean(1)]))
        })
        .collect();
    for (actor, place) in found {
        places[actor] = Some(place);
    }
}

fn value(values: &[Option<f64>], actor: usize) -> Option<f64> {
    let value = values.get(actor).copied().flatten();
    value.filter(|value| value.is_finite())
}

fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .map(|value| (value, value))
        .reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::settle;
    use super::super::testing::{input, network_of, num_overlaps};
    use super::*;
    use crate::task::TaskContext;

    fn laid_out(layout: &dyn Layout, input: &LayoutInput) -> Vec<Position> {
        settle(layout, input.clone(), &TaskContext::new()).unwrap()
    }

    fn near(at: Position, x: f32, y: f32) {
        assert!(
            (at[0] - x).hypot(at[1] - y) < 2.0,
            "{at:?} is not at {x}, {y}"
        );
    }

    #[test]
    fn two_scores_are_two_directions() {
        let mut input = input(&network_of(4, &[(0, 1)]));
        input.options.values = [
            vec![Some(0.0), Some(10.0), Some(5.0), Some(2.0)],
            vec![Some(1.0), Some(3.0), Some(2.0), None],
        ];
        let positions = laid_out(&ScatterLayout, &input);
        near(positions[0], -600.0, 400.0);
        near(positions[1], 600.0, -400.0);
        near(positions[2], 0.0, 0.0);
        assert!(positions[3][1] > 400.0, "who has no score is below");
    }

    /// Malmö, Kiruna, Stockholm; differences in degrees, those of longitude shortened by the cosine of the middle latitude.
    #[test]
    fn north_is_up_and_east_is_right() {
        let mut input = input(&network_of(5, &[(2, 3)]));
        input.radii.fill(1.0);
        let [malmo, kiruna, stockholm] = [(13.0, 55.6), (20.2, 67.9), (18.1, 59.3)];
        input.options.values = [
            vec![Some(malmo.0), Some(kiruna.0), Some(stockholm.0), None, None],
            vec![Some(malmo.1), Some(kiruna.1), Some(stockholm.1), None, None],
        ];
        let positions = laid_out(&GeographicLayout, &input);
        let way = |a: usize, b: usize| [0, 1].map(|axis| positions[b][axis] - positions[a][axis]);
        let shrink = 61.75_f32.to_radians().cos();
        let [x, y] = way(0, 1);
        assert!(x > 0.0 && y < 0.0);
        assert!((x / y + 7.2 * shrink / 12.3).abs() < 0.01, "{x} {y}");
        let [_, up] = way(0, 2);
        assert!((up / y - 3.7 / 12.3).abs() < 0.01);
        // Tied to Stockholm only, hence beside it; tied to nobody, hence below.
        let [x, y] = way(2, 3);
        // Two markers of radius 1 with the margins that keep markers apart are 10 from each other.
        assert!(x.hypot(y) < 12.0, "{x} {y}");
        assert!(positions[4][1] > positions[0][1]);
        assert_eq!(num_overlaps(&positions, &input.radii), 0);
    }

    #[test]
    fn the_pacific_stays_in_one_piece() {
        let places = on_earth(&[
            Some([179.0, 10.0]),
            Some([181.0, 10.0]),
            Some([175.0, 12.0]),
        ]);
        let [fiji, samoa, _] = [places[0].unwrap(), places[1].unwrap(), places[2].unwrap()];
        assert!(samoa[0] > fiji[0] && samoa[0] - fiji[0] < 600.0);
    }
}
