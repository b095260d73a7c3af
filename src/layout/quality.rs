//! How good a layout is: two measures that say the same for every layout and scale.

use super::Position;
use super::component::Component;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How well positions show a network.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutQuality {
    /// How far distances on the map are from steps in the network, 0 (as they should be) to 1: the mean of
    /// (1 − s·map / steps)² over pairs, at the scale s at which it is lowest.
    pub stress: f64,
    /// How far those next to an actor in the network are also those next to it on the map, 0 to 1: the mean Jaccard
    /// similarity of its neighbours and its equally many nearest.
    pub preservation: f64,
}

/// The quality of positions for the largest component of a network, with steps from so many sources, evenly sampled. Zero
/// in both, if nobody has a neighbour.
///
/// Time O(sources · (V + E) + V²).
pub fn layout_quality(
    snapshot: &Snapshot,
    positions: &[Position],
    num_sources: usize,
    task: &TaskContext,
) -> Result<LayoutQuality, Cancelled> {
    let components = Component::all(snapshot);
    let Some(component) = components.first().filter(|component| component.len() > 1) else {
        return Ok(LayoutQuality::default());
    };
    let places: Vec<Position> = component.pick(positions);
    let len = component.len();
    let distance = |a: usize, b: usize| {
        f64::from(places[a][0] - places[b][0]).hypot(f64::from(places[a][1] - places[b][1]))
    };

    let num_sources = num_sources.clamp(1, len);
    let sums = task.map_chunks(num_sources, |range| {
        let mut sums = [0.0; 2];
        for sample in range {
            task.keep_going()?;
            let source = sample * len / num_sources;
            for (other, &steps) in component.steps_from(source).iter().enumerate() {
                if other != source {
                    let ratio = distance(source, other) / f64::from(steps);
                    sums[0] += ratio;
                    sums[1] += ratio * ratio;
                }
            }
        }
        Ok(sums)
    })?;
    let [ratios, squares] = sums
        .iter()
        .fold([0.0; 2], |a, b| [a[0] + b[0], a[1] + b[1]]);
    let num_pairs = (num_sources * (len - 1)) as f64;
    let stress = if squares > 0.0 {
        1.0 - ratios * ratios / squares / num_pairs
    } else {
        1.0
    };

    let shares = task.map_chunks(len, |range| {
        let mut sum = 0.0;
        for member in range {
            task.keep_going()?;
            let neighbors = component.neighbors(member);
            let mut others: Vec<(f64, u32)> = (0..len)
                .filter(|&other| other != member)
                .map(|other| (distance(member, other), other as u32))
                .collect();
            let num = neighbors.len();
            others.select_nth_unstable_by(num - 1, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let nearest = others.iter().take(num);
            let num_common = nearest
                .filter(|(_, other)| neighbors.binary_search(other).is_ok())
                .count();
            sum += num_common as f64 / (2 * num - num_common) as f64;
        }
        Ok(sum)
    })?;
    Ok(LayoutQuality {
        stress: stress.max(0.0),
        preservation: shares.iter().sum::<f64>() / len as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{complete, network_of, path};
    use super::*;

    #[test]
    fn a_straight_path_is_perfect() {
        let snapshot = path(5);
        let straight: Vec<Position> = (0..5).map(|x| [x as f32 * 7.0, 1.0]).collect();
        let quality = layout_quality(&snapshot, &straight, 300, &TaskContext::new()).unwrap();
        assert!(quality.stress < 1e-12);
        // Every actor but the ends has its two neighbours nearest; so do the ends.
        assert!((quality.preservation - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_square_of_four_who_all_know_each_other() {
        let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
        let quality = layout_quality(&complete(4), &corners, 300, &TaskContext::new()).unwrap();
        // Four sides of 1 and two diagonals of √2: 1 − (4 + 2√2)² / (6 · (4 + 4)).
        let expected = 1.0 - (4.0 + 2.0 * 2.0_f64.sqrt()).powi(2) / 48.0;
        assert!((quality.stress - expected).abs() < 1e-6);
        assert!((quality.preservation - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nobody_has_a_neighbor() {
        let quality = layout_quality(
            &network_of(2, &[]),
            &[[0.0; 2]; 2],
            300,
            &TaskContext::new(),
        )
        .unwrap();
        assert_eq!(quality, LayoutQuality::default());
    }
}
