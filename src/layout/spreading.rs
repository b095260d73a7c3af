//! Large components are spread over the map: where it is crowded, everything moves apart, smoothly, so that who is near
//! stays near.
//!
//! The density of markers flows, within one unit of time, into one that is more even: at every time it is the blend of
//! both, and the velocity that makes it so is the gradient of the solution of one Poisson equation (Moser 1965; for maps,
//! Gastner, Seguy and More 2018, “Fast flow-based algorithm for creating density-equalizing map projections”). Positions
//! are carried along.

use std::f64::consts::PI;

use super::Position;
use super::tiles::{Tile, stretch, turned};
use crate::task::{Cancelled, TaskContext};

/// The density is known on so many cells along each axis.
const NUM_CELLS: usize = 128;
/// How far the density is evened out, 0 to 1.
const EVENNESS: f64 = 0.7;
/// The disc that is filled has radius 1; what happens is computed on a square of this half side around it.
const HALF_SIDE: f32 = 1.35;
/// From this radius on, positions are drawn in before the flow begins, so that nobody is left far out.
const NEAR_THE_EDGE: f32 = 0.8;
/// Densities are blurred by so many cells, and by this share of the distance between actors.
const BLUR_IN_CELLS: f64 = 2.0;
const BLUR_SHARE: f64 = 0.6;
/// The density that there is everywhere, as a share of the mean: bounds the velocity.
const BACKGROUND: f64 = 0.05;
/// In so many steps time passes.
const NUM_STEPS: usize = 30;
/// One axis of the map is at most so many times longer than the other: distances should not depend on the direction.
const MAX_ASPECT: f32 = 1.2;

/// Positions on their way to where they are less crowded.
pub(super) struct Spreading {
    tile: Tile,
    aspect: [f32; 2],
    positions: Vec<Position>,
    /// The densities before and after.
    densities: [Vec<f64>; 2],
    /// What flows along each axis.
    flux: [Vec<f64>; 2],
    step: usize,
}

impl Spreading {
    /// Of positions with weights, the more room the more weight, over a tile.
    ///
    /// Time O(V), and a constant that is about that of 30,000 actors.
    pub(super) fn new(positions: &[Position], weights: &[f32], tile: Tile) -> Self {
        let ratio = (tile.size[0] / tile.size[1].max(f32::MIN_POSITIVE))
            .clamp(1.0 / MAX_ASPECT, MAX_ASPECT);
        let aspect = [ratio.sqrt(), ratio.sqrt().recip()];
        let positions = in_disc(positions, ratio >= 1.0, aspect);
        let spectrum = Spectrum::new();
        let mut before = spectrum.of(&density(&positions, weights));
        let after = spectrum.of(&even_disc());
        let mut after: Vec<f64> = before
            .iter()
            .zip(after)
            .map(|(before, after)| before + (after - before) * EVENNESS)
            .collect();
        let blur =
            BLUR_IN_CELLS + BLUR_SHARE * NUM_CELLS as f64 / (positions.len().max(1) as f64).sqrt();
        for density in [&mut before, &mut after] {
            blur_out(density, blur);
        }
        // Continuity: what a cell gains flows in. With the flux the gradient of a potential, its Laplacian is the loss.
        let mut flux = [vec![0.0; before.len()], vec![0.0; before.len()]];
        for (place, (before, after)) in before.iter().zip(&after).enumerate() {
            let waves = [place % NUM_CELLS, place / NUM_CELLS].map(|wave| PI * wave as f64);
            let squared = waves[0] * waves[0] + waves[1] * waves[1];
            if squared > 0.0 {
                for (flux, wave) in flux.iter_mut().zip(waves) {
                    flux[place] = (before - after) / squared * wave;
                }
            }
        }
        let [along_x, along_y] = flux;
        Self {
            tile,
            aspect,
            positions,
            flux: [
                spectrum.field(&along_x, [Wave::Sine, Wave::Cosine]),
                spectrum.field(&along_y, [Wave::Cosine, Wave::Sine]),
            ],
            densities: [before, after]
                .map(|density| spectrum.field(&density, [Wave::Cosine, Wave::Cosine])),
            step: 0,
        }
    }

    /// Lets a little time pass; `true` when it is over.
    pub(super) fn advance(&mut self, task: &TaskContext) -> Result<bool, Cancelled> {
        let pass = 1.0 / NUM_STEPS as f64;
        let start = self.step as f64 * pass;
        let parts = task.map_chunks(self.positions.len(), |range| {
            let carried = self.positions[range].iter().map(|&at| {
                let half = moved(at, self.velocity(at, start), pass / 2.0);
                moved(at, self.velocity(half, start + pass / 2.0), pass)
            });
            Ok(carried.collect::<Vec<_>>())
        })?;
        self.positions = parts.concat();
        self.step += 1;
        Ok(self.step >= NUM_STEPS)
    }

    /// Where the positions are by now, on the tile.
    pub(super) fn places(&self) -> Vec<Position> {
        let mut places: Vec<Position> = self
            .positions
            .iter()
            .map(|at| [at[0] * self.aspect[0], at[1] * self.aspect[1]])
            .collect();
        stretch(&mut places, &[], self.tile, 1.0);
        places
    }

    /// How fast what is at a place moves at a time.
    fn velocity(&self, at: Position, time: f64) -> [f64; 2] {
        let [(column, right), (row, down)] = at.map(|coordinate| {
            let cell = cell_of(coordinate).clamp(0.0, NUM_CELLS as f32 - 1.001);
            (cell as usize, f64::from(cell.fract()))
        });
        let between = |field: &[f64]| {
            let first = row * NUM_CELLS + column;
            let in_row = |first: usize| field[first] * (1.0 - right) + field[first + 1] * right;
            in_row(first) * (1.0 - down) + in_row(first + NUM_CELLS) * down
        };
        let [before, after] = &self.densities;
        let density = between(before) * (1.0 - time) + between(after) * time;
        let background = BACKGROUND / (NUM_CELLS * NUM_CELLS) as f64;
        // The flux is in widths of the square, which is two half sides wide.
        let scale = f64::from(2.0 * HALF_SIDE) / (density + background).max(f64::MIN_POSITIVE);
        [0, 1].map(|axis| between(&self.flux[axis]) * scale)
    }
}

fn moved(at: Position, velocity: [f64; 2], time: f64) -> Position {
    [0, 1].map(|axis| at[axis] + (velocity[axis] * time) as f32)
}

/// The cell of a coordinate, counted from the middle of the first.
fn cell_of(coordinate: f32) -> f32 {
    (coordinate / HALF_SIDE * 0.5 + 0.5) * NUM_CELLS as f32 - 0.5
}

/// Turns positions so that they are longest where the tile is, and scales them to a disc of radius 1: its second moments
/// are theirs. What is far out is drawn to its edge.
fn in_disc(positions: &[Position], wide: bool, aspect: [f32; 2]) -> Vec<Position> {
    /// So much more may one axis be stretched than the other.
    const MAX_STRETCH: f32 = 1.6;
    let mut positions = turned(positions, wide);
    let len = positions.len().max(1) as f32;
    let scales = [0, 1].map(|axis| {
        let squares = positions.iter().map(|at| at[axis] * at[axis]).sum::<f32>();
        let spread = (squares / len).sqrt().max(f32::MIN_POSITIVE);
        aspect[axis] * 0.5 / spread
    });
    let smaller = scales[0].min(scales[1]);
    for at in &mut positions {
        for axis in 0..2 {
            at[axis] *= scales[axis].min(smaller * MAX_STRETCH) / aspect[axis];
        }
        let radius = at[0].hypot(at[1]);
        if radius > NEAR_THE_EDGE {
            let room = HALF_SIDE * 0.97 - NEAR_THE_EDGE;
            let drawn_in = NEAR_THE_EDGE + room * (1.0 - (-(radius - NEAR_THE_EDGE) / room).exp());
            *at = at.map(|coordinate| coordinate * drawn_in / radius);
        }
    }
    positions
}

/// The share of the weight in each cell.
fn density(positions: &[Position], weights: &[f32]) -> Vec<f64> {
    let mut density = vec![0.0; NUM_CELLS * NUM_CELLS];
    let total: f64 = weights.iter().map(|&weight| f64::from(weight)).sum();
    for (at, &weight) in positions.iter().zip(weights) {
        let [(column, right), (row, down)] = at.map(|coordinate| {
            let cell = cell_of(coordinate).clamp(0.0, NUM_CELLS as f32 - 1.001);
            (cell as usize, f64::from(cell.fract()))
        });
        let weight = f64::from(weight) / total.max(f64::MIN_POSITIVE);
        for (row, share) in [(row, 1.0 - down), (row + 1, down)] {
            density[row * NUM_CELLS + column] += weight * share * (1.0 - right);
            density[row * NUM_CELLS + column + 1] += weight * share * right;
        }
    }
    density
}

/// A density that is the same everywhere in the disc.
fn even_disc() -> Vec<f64> {
    let at = |cell: usize| ((cell as f32 + 0.5) / NUM_CELLS as f32 * 2.0 - 1.0) * HALF_SIDE;
    let inside = |place: usize| at(place % NUM_CELLS).hypot(at(place / NUM_CELLS)) < 1.0;
    let num = (0..NUM_CELLS * NUM_CELLS)
        .filter(|&place| inside(place))
        .count();
    (0..NUM_CELLS * NUM_CELLS)
        .map(|place| if inside(place) { 1.0 / num as f64 } else { 0.0 })
        .collect()
}

/// Blurs a spectrum by a Gaussian whose standard deviation is so many cells.
fn blur_out(spectrum: &mut [f64], cells: f64) {
    for (place, value) in spectrum.iter_mut().enumerate() {
        let waves = [place % NUM_CELLS, place / NUM_CELLS].map(|wave| {
            let angle = PI * wave as f64 / NUM_CELLS as f64 * cells;
            angle * angle
        });
        *value *= (-0.5 * (waves[0] + waves[1])).exp();
    }
}

#[derive(Clone, Copy)]
enum Wave {
    Cosine,
    Sine,
}

/// The cosine transform on a square, by plain matrix products: it happens a few times only.
struct Spectrum {
    /// For each wave, its cosine in each cell.
    cosines: Vec<f64>,
    /// For each cell, the cosine and the sine of each wave.
    by_cell: [Vec<f64>; 2],
}

impl Spectrum {
    fn new() -> Self {
        let angle =
            |wave: usize, cell: usize| PI * wave as f64 * (cell as f64 + 0.5) / NUM_CELLS as f64;
        let table = |value: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            (0..NUM_CELLS * NUM_CELLS)
                .map(|place| value(place / NUM_CELLS, place % NUM_CELLS))
                .collect()
        };
        Self {
            cosines: table(&|wave, cell| angle(wave, cell).cos()),
            by_cell: [
                table(&|cell, wave| angle(wave, cell).cos()),
                table(&|cell, wave| angle(wave, cell).sin()),
            ],
        }
    }

    /// How much of each wave there is in a field; row by row, as the field is.
    fn of(&self, field: &[f64]) -> Vec<f64> {
        let mut spectrum = product(&self.cosines, &product(&self.cosines, field));
        for (place, value) in spectrum.iter_mut().enumerate() {
            let times = [place % NUM_CELLS, place / NUM_CELLS]
                .map(|wave| if wave == 0 { 1.0 } else { 2.0 });
            *value *= times[0] * times[1] / (NUM_CELLS * NUM_CELLS) as f64;
        }
        spectrum
    }

    /// The field of a spectrum of such waves along x and y.
    fn field(&self, spectrum: &[f64], [along_x, along_y]: [Wave; 2]) -> Vec<f64> {
        let [cosines, sines] = &self.by_cell;
        let table = |wave| match wave {
            Wave::Cosine => cosines,
            Wave::Sine => sines,
        };
        product(table(along_y), &product(table(along_x), spectrum))
    }
}

/// The product of a square matrix and the transpose of another.
fn product(a: &[f64], b: &[f64]) -> Vec<f64> {
    let row =
        |matrix: &'_ [f64], row: usize| row * NUM_CELLS..((row + 1) * NUM_CELLS).min(matrix.len());
    (0..NUM_CELLS * NUM_CELLS)
        .map(|place| {
            let a = &a[row(a, place / NUM_CELLS)];
            let b = &b[row(b, place % NUM_CELLS)];
            a.iter().zip(b).map(|(a, b)| a * b).sum()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_and_its_spectrum_are_inverse() {
        let spectrum = Spectrum::new();
        let field = even_disc();
        let again = spectrum.field(&spectrum.of(&field), [Wave::Cosine; 2]);
        for (before, after) in field.iter().zip(again) {
            assert!((before - after).abs() < 1e-12);
        }
    }

    /// A crowd in the middle of a sparse disc, on spirals: afterwards the crowd takes up more room, nobody has left the
    /// tile, and nobody has overtaken anybody on the way out.
    #[test]
    fn what_is_crowded_gets_more_room() {
        let crowded = |place: usize| {
            let (reach, num) = if place < 2000 {
                (0.2, 2000.0)
            } else {
                (1.0, 1000.0)
            };
            let share = (place % 2000) as f32 / num;
            let (sin, cos) = (2.399_963 * place as f32).sin_cos();
            let radius = reach * share.sqrt() * 10.0;
            [radius * cos, radius * sin]
        };
        let positions: Vec<Position> = (0..3000).map(crowded).collect();
        let tile = Tile {
            center: [0.0; 2],
            size: [800.0; 2],
        };
        let mut spreading = Spreading::new(&positions, &vec![1.0; positions.len()], tile);
        let mean_radius = |places: &[Position]| {
            places[..2000]
                .iter()
                .map(|at| at[0].hypot(at[1]))
                .sum::<f32>()
                / 2000.0
        };
        let before = mean_radius(&spreading.places());
        while !spreading.advance(&TaskContext::new()).unwrap() {}
        let places = spreading.places();
        assert!(mean_radius(&places) > 1.5 * before, "{before}");
        assert!(places.iter().flatten().all(|side| side.abs() <= 400.1));
        let mut order: Vec<usize> = (0..3000).collect();
        let radius = |at: Position| at[0].hypot(at[1]);
        order.sort_by(|&a, &b| radius(positions[a]).total_cmp(&radius(positions[b])));
        let overtaken = order
            .windows(20)
            .filter(|some| radius(places[some[19]]) < radius(places[some[0]]) - 4.0);
        assert_eq!(overtaken.count(), 0);
    }
}
