//! Clustering: whether the contacts of an actor know each other.

use crate::analysis::shared_contacts::count_shared_contacts;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How closed the circles of contacts are.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// For each actor the share of the pairs of its contacts who know each other; 0 with fewer than two contacts.
    pub local: Vec<f64>,
    /// 3 × triangles as a share of connected triples; `None` if there is no such triple.
    pub transitivity: Option<f64>,
}

/// Whether the contacts of each actor know each other: triangles as a share of pairs of contacts.
///
/// Watts & Strogatz 1998, Nature 393:440; transitivity as in Newman 2001. Direction and weights: ignored. Actors with
/// fewer than two contacts score 0.
///
/// Time O(Σ min(degree) over edges), space O(V) per chunk.
pub fn clustering(snapshot: &Snapshot, task: &TaskContext) -> Result<Clustering, Cancelled> {
    let shared = count_shared_contacts(snapshot, task)?;
    let adjacency = snapshot.adjacency();
    let (mut all_closed, mut all_triples) = (0, 0);
    let local = (0..snapshot.num_actors() as u32)
        .map(|actor| {
            let edges = adjacency.edges(actor);
            let closed: u64 = edges
                .iter()
                .map(|&edge| u64::from(shared[edge as usize]))
                .sum();
            let degree = edges.len() as u64;
            let triples = degree * degree.saturating_sub(1);
            all_closed += closed;
            all_triples += triples;
            if triples == 0 {
                0.0
            } else {
                closed as f64 / triples as f64
            }
        })
        .collect();
    Ok(Clustering {
        local,
        transitivity: (all_triples > 0).then(|| all_closed as f64 / all_triples as f64),
    })
}
