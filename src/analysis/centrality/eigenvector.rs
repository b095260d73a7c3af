//! Eigenvector centrality: connected to the well connected.

use super::eigen::{EigenPair, largest_eigenpair};
use super::{Walk, pagerank};
use crate::analysis::fragmentation::components;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params, Scores};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Two spectral radii this close, relatively, are equal.
const SAME_RADIUS: f64 = 1e-9;

/// How well connected each actor is, where a contact counts for more the better connected it is itself.
///
/// The principal eigenvector of the adjacency matrix, scaled to a maximum of 1 (Bonacich 1972, J. Math. Sociology 2:113).
/// Direction and weights: ignored. In a network that falls apart it lives on the component with the largest spectral
/// radius, all others score 0; if two components share that radius, or nobody is tied, it does not exist.
///
/// Time O(E) per step of Lanczos's method, some dozens of steps.
pub fn eigenvector(snapshot: &Snapshot, task: &TaskContext) -> Result<Scores, Cancelled> {
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    // A spectral radius is at most the largest degree, so most components need no look.
    let mut candidates: Vec<(usize, Vec<u32>)> = components(snapshot)
        .into_iter()
        .map(|members| {
            let degrees = members.iter().map(|&member| adjacency.degree(member));
            (degrees.max().unwrap_or_default(), members)
        })
        .filter(|(bound, _)| *bound > 0)
        .collect();
    candidates.sort_by_key(|(bound, _)| std::cmp::Reverse(*bound));
    let mut best: Option<(EigenPair, Vec<u32>)> = None;
    let mut is_shared = false;
    let mut place = vec![0_u32; n];
    for (bound, members) in candidates {
        let radius = best.as_ref().map_or(0.0, |(pair, _)| pair.value);
        if (bound as f64) < radius * (1.0 - SAME_RADIUS) {
            break;
        }
        for (index, &member) in members.iter().enumerate() {
            place[member as usize] = index as u32;
        }
        let apply = |vector: &[f64]| -> Vec<f64> {
            let sum = |&member: &u32| {
                let neighbors = adjacency.neighbors(member).iter();
                neighbors
                    .map(|&neighbor| vector[place[neighbor as usize] as usize])
                    .sum()
            };
            members.iter().map(sum).collect()
        };
        let Some(pair) = largest_eigenpair(vec![1.0; members.len()], task, apply)? else {
            continue;
        };
        if (pair.value - radius).abs() <= SAME_RADIUS * pair.value {
            is_shared = true;
        } else if pair.value > radius {
            is_shared = false;
            best = Some((pair, members));
        }
    }
    let Some((pair, members)) = best.filter(|_| !is_shared) else {
        return Ok(vec![None; n]);
    };
    let largest = pair.vector.iter().map(|x| x.abs()).fold(0.0, f64::max);
    let mut scores = vec![Some(0.0); n];
    for (member, x) in members.into_iter().zip(pair.vector) {
        scores[member as usize] = Some(x.abs() / largest);
    }
    Ok(scores)
}

/// Eigenvector centrality, and `PageRank`, which follows direction if there is any.
pub struct ProminenceAnalysis;

impl Analysis for ProminenceAnalysis {
    fn id(&self) -> &'static str {
        "prominence"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::Eigenvector, Measure::PageRank]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let ranks = pagerank(snapshot, Walk::Directed, task)?;
        Ok(Outcome {
            columns: vec![
                (Measure::Eigenvector, eigenvector(snapshot, task)?),
                (Measure::PageRank, ranks.into_iter().map(Some).collect()),
            ],
            detail: Detail::None,
            estimate: None,
        })
    }
}
