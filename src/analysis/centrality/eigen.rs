//! The largest eigenvalue of a symmetric operator, and its vector: Lanczos's method.

use crate::task::{Cancelled, TaskContext};

/// How many directions are kept before the search starts again from the best that it has.
const MAX_DIRECTIONS: usize = 160;
/// After so many starts whatever has been found is taken.
const MAX_STARTS: usize = 60;
/// How far from an eigenvector the result may be, relative to the eigenvalue.
const PRECISION: f64 = 1e-13;

/// An eigenvalue and its vector of length 1.
#[derive(Clone, Debug)]
pub(crate) struct EigenPair {
    pub(crate) value: f64,
    pub(crate) vector: Vec<f64>,
}

/// The largest eigenvalue of `apply`, a symmetric operator, among those whose vectors are not orthogonal to `start`.
///
/// Lanczos 1950, with full orthogonalization and restarts, until the residual is 1e-13 of the eigenvalue. `None` if `start`
/// is 0. Stops within one application after a cancel.
pub(crate) fn largest_eigenpair(
    start: Vec<f64>,
    task: &TaskContext,
    mut apply: impl FnMut(&[f64]) -> Vec<f64>,
) -> Result<Option<EigenPair>, Cancelled> {
    let mut current = start;
    if scale_to_one(&mut current) == 0.0 {
        return Ok(None);
    }
    let n = current.len();
    let mut value = 0.0;
    for _ in 0..MAX_STARTS {
        let mut basis = vec![current];
        let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let (pair, residual) = loop {
            task.keep_going()?;
            let last = basis.len() - 1;
            let mut next = apply(&basis[last]);
            diagonal.push(dot(&next, &basis[last]));
            // Twice is enough (Kahan): what is left is orthogonal to working precision.
            for _ in 0..2 {
                for direction in &basis {
                    let part = dot(&next, direction);
                    subtract(&mut next, part, direction);
                }
            }
            let rest = scale_to_one(&mut next);
            let size = diagonal.iter().map(|x| x.abs()).fold(1e-300, f64::max);
            let is_complete = basis.len() == n || rest <= 1e-14 * size;
            let is_due = basis.len().is_multiple_of(8) || basis.len() == MAX_DIRECTIONS;
            if is_complete || is_due {
                let (value, coordinates) = largest_of_tridiagonal(&diagonal, &beside);
                let tip = coordinates.last().copied().unwrap_or_default().abs();
                let residual = if is_complete { 0.0 } else { rest * tip };
                if residual <= PRECISION * value.abs() || basis.len() == MAX_DIRECTIONS {
                    break ((value, coordinates), residual);
                }
            }
            beside.push(rest);
            basis.push(next);
        };
        value = pair.0;
        current = vec![0.0; n];
        for (direction, &part) in basis.iter().zip(&pair.1) {
            subtract(&mut current, -part, direction);
        }
        scale_to_one(&mut current);
        if residual <= PRECISION * value.abs() {
            break;
        }
    }
    Ok(Some(EigenPair {
        value,
        vector: current,
    }))
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn subtract(from: &mut [f64], times: f64, what: &[f64]) {
    for (from, what) in from.iter_mut().zip(what) {
        *from -= times * what;
    }
}

/// Scales a vector to length 1 and returns the length that it had.
fn scale_to_one(vector: &mut [f64]) -> f64 {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        for x in vector {
            *x /= length;
        }
    }
    length
}

/// The largest eigenvalue of a symmetric tridiagonal matrix and its vector, by bisection on Sturm sequences and inverse
/// iteration.
fn largest_of_tridiagonal(diagonal: &[f64], beside: &[f64]) -> (f64, Vec<f64>) {
    let n = diagonal.len();
    let side = |i: usize| beside.get(i).copied().unwrap_or_default().abs();
    let reach = |i: usize| side(i) + if i > 0 { side(i - 1) } else { 0.0 };
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for (i, &x) in diagonal.iter().enumerate() {
        low = low.min(x - reach(i));
        high = high.max(x + reach(i));
    }
    let tiny = f64::EPSILON * low.abs().max(high.abs()).max(1e-130);
    // Whether all eigenvalues are below x: no pivot of x − T is negative.
    let all_below = |x: f64| {
        let mut pivot = 1.0;
        diagonal.iter().enumerate().all(|(i, &d)| {
            let beside = if i > 0 { beside[i - 1] } else { 0.0 };
            pivot = x - d - if i > 0 { beside * beside / pivot } else { 0.0 };
            pivot > 0.0
        })
    };
    high += tiny;
    while high - low > 2.0 * tiny {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if all_below(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    let value = f64::midpoint(low, high);
    // Just above the largest eigenvalue x − T is positive definite, so elimination needs no pivoting.
    let mut shift = high + tiny;
    while !all_below(shift) {
        shift += tiny;
    }
    let mut vector = vec![1.0; n];
    for _ in 0..4 {
        let mut pivots = Vec::with_capacity(n);
        for (i, &d) in diagonal.iter().enumerate() {
            let mut pivot = shift - d;
            if i > 0 {
                let share = beside[i - 1] / pivots[i - 1];
                pivot -= share * beside[i - 1];
                vector[i] += share * vector[i - 1];
            }
            pivots.push(if pivot > 0.0 { pivot } else { tiny });
        }
        for i in (0..n).rev() {
            if i + 1 < n {
                vector[i] += beside[i] * vector[i + 1];
            }
            vector[i] /= pivots[i];
        }
        scale_to_one(&mut vector);
    }
    (value, vector)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tridiagonal_of_a_path() {
        // The eigenvalues of a path of n actors are 2 cos(πk/(n+1)).
        for n in [1, 2, 5, 40] {
            let (value, vector) = largest_of_tridiagonal(&vec![0.0; n], &vec![1.0; n - 1]);
            let expected = 2.0 * (std::f64::consts::PI / (n as f64 + 1.0)).cos();
            assert!(
                (value - expected).abs() < 1e-14,
                "{value} is not {expected}"
            );
            assert!(vector.iter().all(|&x| x > 0.0));
        }
    }
}
