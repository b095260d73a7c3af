//! Algebraic connectivity: how hard the network is to pull apart.

use super::components;
use crate::analysis::centrality::eigen::{EigenPair, dot, largest_eigenpair};
use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params};
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// A system of equations is solved when the error of its right side is this small, relatively.
const SOLVED: f64 = 1e-15;

/// How hard the network is to pull apart: the second smallest eigenvalue of its Laplacian, of all of it and of its largest
/// component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlgebraicConnectivity {
    /// Of the whole network: 0 as soon as it falls apart; `None` with fewer than two actors.
    pub whole: Option<f64>,
    /// Of the largest component, the first of equal ones; `None` if that is a single actor.
    pub largest: Option<f64>,
}

/// How hard the network is to pull apart: the second smallest eigenvalue of its Laplacian (Fiedler 1973, Czech. Math. J.
/// 23:298).
///
/// Direction: ignored. Weights: ignored on purpose. Found as the largest eigenvalue of the inverse, by Lanczos's method
/// over conjugate gradients, to about 1e-12.
///
/// Time O(E) per step of the gradients, some hundreds or thousands of steps.
pub fn algebraic_connectivity(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<AlgebraicConnectivity, Cancelled> {
    let components = components(snapshot);
    let largest = match components.first() {
        Some(members) if members.len() > 1 => {
            Some(fiedler(snapshot.adjacency(), members, task)?.value)
        }
        _ => None,
    };
    Ok(AlgebraicConnectivity {
        whole: if components.len() == 1 {
            largest
        } else {
            (components.len() > 1).then_some(0.0)
        },
        largest,
    })
}

/// The second smallest eigenvalue of the Laplacian of some connected actors, in increasing order, and its vector of length 1:
/// where the signs of its entries part is where the network is easiest to part (Fiedler 1973).
pub(crate) fn fiedler(
    adjacency: &Adjacency,
    members: &[u32],
    task: &TaskContext,
) -> Result<EigenPair, Cancelled> {
    Laplacian::new(adjacency, members).second_smallest(task)
}

/// The Laplacian of a connected network, on vectors that add up to 0.
struct Laplacian {
    starts: Vec<u32>,
    contacts: Vec<u32>,
}

impl Laplacian {
    fn new(adjacency: &Adjacency, members: &[u32]) -> Self {
        let mut laplacian = Self {
            starts: vec![0],
            contacts: Vec::new(),
        };
        for &member in members {
            let contacts = adjacency.neighbors(member).iter();
            laplacian.contacts.extend(
                contacts
                    .filter_map(|contact| members.binary_search(contact).ok())
                    .map(|i| i as u32),
            );
            laplacian.starts.push(laplacian.contacts.len() as u32);
        }
        laplacian
    }

    fn rows(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|ends| {
            self.contacts
                .get(ends[0] as usize..ends[1] as usize)
                .unwrap_or_default()
        })
    }

    fn apply(&self, vector: &[f64]) -> Vec<f64> {
        self.rows()
            .zip(vector)
            .map(|(row, x)| {
                let around: f64 = row.iter().map(|&contact| vector[contact as usize]).sum();
                row.len() as f64 * x - around
            })
            .collect()
    }

    /// The solution of L·x = `right` that adds up to 0, by conjugate gradients, preconditioned with the degrees.
    fn solve(&self, right: &[f64], task: &TaskContext) -> Result<Vec<f64>, Cancelled> {
        let n = right.len();
        let degrees: Vec<f64> = self.rows().map(|row| row.len() as f64).collect();
        let mut solution = vec![0.0; n];
        let mut rest = right.to_vec();
        center(&mut rest);
        let goal = SOLVED * dot(&rest, &rest).sqrt();
        let eased = |rest: &[f64]| {
            let mut eased: Vec<f64> = rest.iter().zip(&degrees).map(|(x, d)| x / d).collect();
            center(&mut eased);
            eased
        };
        let mut z = eased(&rest);
        let mut direction = z.clone();
        let mut product = dot(&rest, &z);
        let mut best = f64::INFINITY;
        let mut num_worse = 0;
        for _ in 0..20 * n + 100 {
            task.keep_going()?;
            let length = dot(&rest, &rest).sqrt();
            if length <= goal || product <= 0.0 {
                break;
            }
            // At the limit of precision it gets no better.
            if length < 0.9 * best {
                best = length;
                num_worse = 0;
            } else {
                num_worse += 1;
                if num_worse > 50 && length < 1e-12 * goal / SOLVED {
                    break;
                }
            }
            let image = self.apply(&direction);
            let step = product / dot(&direction, &image);
            for i in 0..n {
                solution[i] += step * direction[i];
                rest[i] -= step * image[i];
            }
            z = eased(&rest);
            let next = dot(&rest, &z);
            for (direction, z) in direction.iter_mut().zip(&z) {
                *direction = z + next / product * *direction;
            }
            product = next;
        }
        center(&mut solution);
        Ok(solution)
    }

    fn second_smallest(&self, task: &TaskContext) -> Result<EigenPair, Cancelled> {
        let n = self.starts.len() - 1;
        // Anything that is orthogonal to no eigenvector, and the same on every machine.
        let mut start: Vec<f64> = (0..n as u64)
            .map(|i| {
                let mixed = (i + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 11) as f64
                    / (1_u64 << 53) as f64
            })
            .collect();
        center(&mut start);
        let mut outcome = Ok(());
        let pair = largest_eigenpair(start, task, |vector| {
            self.solve(vector, task).unwrap_or_else(|cancelled| {
                outcome = Err(cancelled);
                vector.to_vec()
            })
        })?;
        outcome?;
        // From the vector itself: the Rayleigh quotient is twice as precise.
        let mut vector = pair.map_or_else(|| vec![0.0; n], |pair| pair.vector);
        center(&mut vector);
        let length = dot(&vector, &vector);
        let value = if length > 0.0 {
            dot(&vector, &self.apply(&vector)) / length
        } else {
            0.0
        };
        Ok(EigenPair { value, vector })
    }
}

/// Takes the mean away.
fn center(vector: &mut [f64]) {
    let mean = vector.iter().sum::<f64>() / vector.len().max(1) as f64;
    for x in vector {
        *x -= mean;
    }
}

/// Algebraic connectivity.
pub struct ConnectivityAnalysis;

impl Analysis for ConnectivityAnalysis {
    fn id(&self) -> &'static str {
        "algebraic_connectivity"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Connectivity(algebraic_connectivity(snapshot, task)?),
            estimate: None,
        })
    }
}
