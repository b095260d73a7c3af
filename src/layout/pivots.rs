//! A good start: pivot multidimensional scaling, which places actors so that their distances on the map are about as
//! many steps as between them in the network (Brandes and Pich 2007).

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use super::Position;
use super::component::Component;
use crate::task::{Cancelled, TaskContext};

/// From so many actors distances are measured.
const MAX_PIVOTS: usize = 50;

/// Places the members of a component, a step being about one unit long. Actors that no distance tells apart are spread
/// a little, by chance.
pub(super) fn pivot_start(
    component: &Component,
    seed: u64,
    task: &TaskContext,
) -> Result<Vec<Position>, Cancelled> {
    let num_actors = component.len();
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut jitter = || (random.random::<f32>() - 0.5) * 0.1;
    if num_actors < 3 {
        return Ok((0..num_actors)
            .map(|member| [member as f32, jitter()])
            .collect());
    }

    // The pivots: each one as far from those before it as can be.
    let num_pivots = num_actors.min(MAX_PIVOTS);
    let mut nearest = vec![u16::MAX; num_actors];
    let mut pivot = (0..num_actors)
        .max_by_key(|&member| (component.neighbors(member).len(), num_actors - member))
        .unwrap_or_default();
    let mut columns: Vec<Vec<f64>> = Vec::with_capacity(num_pivots);
    for _ in 0..num_pivots {
        task.keep_going()?;
        let steps = component.steps_from(pivot);
        for (nearest, &steps) in nearest.iter_mut().zip(&steps) {
            *nearest = (*nearest).min(steps);
        }
        pivot = (0..num_actors)
            .max_by_key(|&member| (nearest[member], num_actors - member))
            .unwrap_or_default();
        columns.push(
            steps
                .iter()
                .map(|&steps| f64::from(steps).powi(2))
                .collect(),
        );
    }

    // Doubly centred, the squared distances become inner products.
    let row_means: Vec<f64> = (0..num_actors)
        .map(|row| columns.iter().map(|column| column[row]).sum::<f64>() / num_pivots as f64)
        .collect();
    let mean = row_means.iter().sum::<f64>() / num_actors as f64;
    for column in &mut columns {
        let column_mean = column.iter().sum::<f64>() / num_actors as f64;
        for (value, row_mean) in column.iter_mut().zip(&row_means) {
            *value = -0.5 * (*value - column_mean - row_mean + mean);
        }
    }
    let inner = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let products: Vec<Vec<f64>> = columns
        .iter()
        .map(|a| columns.iter().map(|b| inner(a, b)).collect())
        .collect();
    task.keep_going()?;

    let mut axes: Vec<Vec<f64>> = Vec::new();
    let mut positions = vec![[0.0; 2]; num_actors];
    for axis in 0..2 {
        let vector = largest_eigenvector(&products, &axes, &mut jitter);
        let mut along = vec![0.0; num_actors];
        for (column, factor) in columns.iter().zip(&vector) {
            for (along, value) in along.iter_mut().zip(column) {
                *along += value * factor;
            }
        }
        // The length of the column is the product of two spreads, that of all actors and that of the pivots.
        let length = inner(&along, &along).sqrt();
        let scale = if length > 1e-9 {
            1.0 / length.sqrt()
        } else {
            0.0
        };
        for (position, along) in positions.iter_mut().zip(&along) {
            position[axis] = (along * scale) as f32;
        }
        axes.push(vector);
    }
    let mean_steps = {
        let steps = component.steps_from(pivot);
        let place = positions[pivot];
        let (mut on_map, mut in_network) = (0.0, 0.0);
        for (position, &steps) in positions.iter().zip(&steps) {
            on_map += (position[0] - place[0]).hypot(position[1] - place[1]);
            in_network += f32::from(steps);
        }
        if on_map > 0.0 {
            in_network / on_map
        } else {
            1.0
        }
    };
    for position in &mut positions {
        for coordinate in position {
            *coordinate = *coordinate * mean_steps + jitter();
        }
    }
    Ok(positions)
}

/// The eigenvector with the largest eigenvalue of a symmetric matrix, at right angles to those already found.
fn largest_eigenvector(
    matrix: &[Vec<f64>],
    found: &[Vec<f64>],
    jitter: &mut impl FnMut() -> f32,
) -> Vec<f64> {
    let mut vector: Vec<f64> = matrix.iter().map(|_| f64::from(jitter())).collect();
    for _ in 0..100 {
        for other in found {
            let overlap: f64 = vector.iter().zip(other).map(|(a, b)| a * b).sum();
            for (value, other) in vector.iter_mut().zip(other) {
                *value -= overlap * other;
            }
        }
        let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
        if length < 1e-12 {
            return vec![0.0; matrix.len()];
        }
        for value in &mut vector {
            *value /= length;
        }
        vector = matrix
            .iter()
            .map(|row| row.iter().zip(&vector).map(|(a, b)| a * b).sum())
            .collect();
    }
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    for value in &mut vector {
        *value /= length.max(f64::MIN_POSITIVE);
    }
    vector
}
