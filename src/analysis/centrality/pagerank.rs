//! `PageRank`: where a walker along the ties spends its time.

use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// The chance to follow a tie, rather than to start again anywhere.
const FOLLOW: f64 = 0.85;
/// The walk has settled when all shares together change by less.
const SETTLED: f64 = 1e-14;
const MAX_STEPS: usize = 1000;

/// On which ties the walker goes, and how it chooses among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// Without direction, all contacts alike.
    Undirected,
    /// Without direction, in proportion to the strength of ties.
    Weighted,
    /// Along direction, all targets alike; without direction in the network, the same as [`Walk::Undirected`].
    Directed,
}

/// Where a walker spends its time that mostly follows ties, and else starts again anywhere.
///
/// Brin & Page 1998, Computer Networks 30:107, with α = 0.85; where there is no way on, it starts again anywhere. Direction
/// and weights: as `walk` says. The scores add up to 1; none is 0.
///
/// Time O(E) per step, about 200 steps.
pub fn pagerank(
    snapshot: &Snapshot,
    walk: Walk,
    task: &TaskContext,
) -> Result<Vec<f64>, Cancelled> {
    let ones: Vec<f64>;
    let (into, weights): (&Adjacency, &[f64]) = match (walk, snapshot.directed()) {
        (Walk::Weighted, _) => (snapshot.adjacency(), snapshot.weights()),
        (Walk::Directed, Some(directed)) => {
            ones = vec![1.0; directed.arcs.len()];
            (&directed.into, &ones)
        }
        _ => {
            ones = vec![1.0; snapshot.edges().len()];
            (snapshot.adjacency(), &ones)
        }
    };
    let n = snapshot.num_actors();
    let mut leaving = vec![0.0; n];
    for actor in 0..n as u32 {
        for (&source, &tie) in into.neighbors(actor).iter().zip(into.edges(actor)) {
            leaving[source as usize] += weights[tie as usize];
        }
    }
    let everywhere = 1.0 / n as f64;
    let mut share = vec![everywhere; n];
    let mut outflow = vec![0.0; n];
    for _ in 0..MAX_STEPS {
        task.keep_going()?;
        let mut stuck = 0.0;
        for actor in 0..n {
            if leaving[actor] > 0.0 {
                outflow[actor] = share[actor] / leaving[actor];
            } else {
                outflow[actor] = 0.0;
                stuck += share[actor];
            }
        }
        let base = (1.0 - FOLLOW + FOLLOW * stuck) * everywhere;
        let mut change = 0.0;
        for actor in 0..n as u32 {
            let sources = into.neighbors(actor).iter().zip(into.edges(actor));
            let inflow: f64 = sources
                .map(|(&source, &tie)| outflow[source as usize] * weights[tie as usize])
                .sum();
            let new = base + FOLLOW * inflow;
            change += (new - share[actor as usize]).abs();
            share[actor as usize] = new;
        }
        if change < SETTLED {
            break;
        }
    }
    Ok(share)
}
