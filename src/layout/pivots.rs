//! A good start: pivot multidimensional scaling, which places actors so that their distances on the map are about as
//! many steps as between them in the network (Brandes and Pich 2007).

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use super::Position;
use super::component::Component;
use crate::task::{Cancelled, TaskContext};

/// From so many actors distances are measured.
const NUM_PIVOTS: usize = 50;

/// By so much actors are spread that no distance tells apart.
const JITTER: f32 = 0.1;

/// The start of one component on its way.
pub(super) struct PivotStart {
    random: Pcg64Mcg,
    pivot: usize,
    /// How far each member is from the pivots so far.
    nearest: Vec<u16>,
    /// For each pivot, the squared steps to each member.
    columns: Vec<Vec<f64>>,
}

impl PivotStart {
    /// Nothing measured yet. The first pivot is the member with the most neighbours.
    pub(super) fn new(component: &Component, seed: u64) -> Self {
        Self {
            random: Pcg64Mcg::seed_from_u64(seed),
            pivot: first_max(component.len(), |member| component.neighbors(member).len()),
            nearest: vec![u16::MAX; component.len()],
            columns: Vec::with_capacity(NUM_PIVOTS),
        }
    }

    /// Measures from one more pivot, as far from those before it as can be; `true` if there are enough of them.
    pub(super) fn advance(&mut self, component: &Component) -> bool {
        let steps = component.steps_from(self.pivot);
        for (nearest, &steps) in self.nearest.iter_mut().zip(&steps) {
            *nearest = (*nearest).min(steps);
        }
        self.pivot = first_max(component.len(), |member| self.nearest[member]);
        let squares = steps.iter().map(|&steps| f64::from(steps).powi(2));
        self.columns.push(squares.collect());
        self.columns.len() >= component.len().min(NUM_PIVOTS)
    }

    /// The positions of the members, a step being about one unit long.
    pub(super) fn finish(mut self, task: &TaskContext) -> Result<Vec<Position>, Cancelled> {
        let num_actors = self.nearest.len();
        let num_pivots = self.columns.len().max(1);
        let mut jitter = || (self.random.random::<f32>() - 0.5) * JITTER;
        let steps_of_last: Vec<f64> = self
            .columns
            .last()
            .map(|column| column.iter().map(|square| square.sqrt()).collect())
            .unwrap_or_default();

        // Doubly centred, the squared distances become inner products.
        let mut row_means = vec![0.0; num_actors];
        for column in &self.columns {
            for (mean, value) in row_means.iter_mut().zip(column) {
                *mean += value / num_pivots as f64;
            }
        }
        let mean = row_means.iter().sum::<f64>() / num_actors.max(1) as f64;
        for column in &mut self.columns {
            let column_mean = column.iter().sum::<f64>() / num_actors.max(1) as f64;
            for (value, row_mean) in column.iter_mut().zip(&row_means) {
                *value = -0.5 * (*value - column_mean - row_mean + mean);
            }
        }
        let columns = &self.columns;
        let products = task
            .map_chunks(columns.len(), |rows| {
                rows.map(|row| {
                    task.keep_going()?;
                    Ok(columns
                        .iter()
                        .map(|other| inner(&columns[row], other))
                        .collect())
                })
                .collect::<Result<Vec<Vec<f64>>, Cancelled>>()
            })?
            .concat();

        let mut positions = vec![[0.0; 2]; num_actors];
        let mut axes: Vec<Vec<f64>> = Vec::new();
        for axis in 0..2 {
            let start = columns.iter().map(|_| f64::from(jitter())).collect();
            let vector = largest_eigenvector(&products, &axes, start);
            let mut along = vec![0.0; num_actors];
            for (column, factor) in columns.iter().zip(&vector) {
                for (along, value) in along.iter_mut().zip(column) {
                    *along += value * factor;
                }
            }
            // The length of the column is the product of two spreads, that of all actors and that of the pivots.
            let length = inner(&along, &along).sqrt();
            let scale = if length > 1e-9 {
                length.sqrt().recip()
            } else {
                0.0
            };
            for (position, along) in positions.iter_mut().zip(&along) {
                position[axis] = (along * scale) as f32;
            }
            axes.push(vector);
        }

        // Up to here the scale is arbitrary: make a step one unit long.
        let unit = match steps_of_last.iter().position(|&steps| steps == 0.0) {
            Some(pivot) => {
                let [x, y] = positions[pivot];
                let on_map: f32 = positions
                    .iter()
                    .map(|at| (at[0] - x).hypot(at[1] - y))
                    .sum();
                let in_steps = steps_of_last.iter().sum::<f64>() as f32;
                if on_map > 1e-6 {
                    in_steps / on_map
                } else {
                    1.0
                }
            }
            None => 1.0,
        };
        for coordinate in positions.iter_mut().flatten() {
            *coordinate = *coordinate * unit + jitter();
        }
        Ok(positions)
    }
}

/// The first of those with the highest value.
fn first_max<T: Ord>(len: usize, value: impl Fn(usize) -> T) -> usize {
    (0..len)
        .max_by_key(|&member| (value(member), std::cmp::Reverse(member)))
        .unwrap_or_default()
}

fn inner(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The eigenvector with the largest eigenvalue of a symmetric matrix, at right angles to those already found, by power
/// iteration; zero if there is none.
fn largest_eigenvector(matrix: &[Vec<f64>], found: &[Vec<f64>], start: Vec<f64>) -> Vec<f64> {
    let mut vector = start;
    for _ in 0..100 {
        for other in found {
            let overlap = inner(&vector, other);
            for (value, other) in vector.iter_mut().zip(other) {
                *value -= overlap * other;
            }
        }
        let length = inner(&vector, &vector).sqrt();
        if length < 1e-12 {
            return vec![0.0; matrix.len()];
        }
        for value in &mut vector {
            *value /= length;
        }
        vector = matrix.iter().map(|row| inner(row, &vector)).collect();
    }
    let length = inner(&vector, &vector).sqrt();
    if length < 1e-12 {
        return vec![0.0; matrix.len()];
    }
    vector.iter().map(|value| value / length).collect()
}
