//! Betweenness where a stronger tie is shorter, and betweenness of ties.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Lengths this close, relatively, are equal: 1/3 + 1/6 is 1/2.
const SAME_LENGTH: f64 = 1e-10;

/// A length in a queue; lengths are never NaN.
#[derive(Clone, Copy, PartialEq)]
struct Length(f64);

impl Eq for Length {}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME_LENGTH * a.max(b)
}

/// How much an actor sits on the shortest paths between others, where a stronger tie is shorter: length = 1 / weight.
///
/// As betweenness otherwise (Newman 2001, Phys Rev E 64:016132; Brandes 2001). Direction: ignored. Ties of weight 0 count
/// as absent. Equal lengths are told with a relative tolerance of 1e-10. Not normalized; each pair counts once.
///
/// Time O(V·E + V² log V), space O(V) per chunk. Stops within one source after a cancel. The same bits for every number of
/// workers.
pub fn weighted_betweenness(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<Vec<f64>, Cancelled> {
    let n = snapshot.num_actors();
    let lengths: Vec<f64> = snapshot
        .weights()
        .iter()
        .map(|weight| 1.0 / weight)
        .collect();
    let parts = task.map_chunks(n, |sources| {
        let mut scores = vec![0.0; n];
        for source in sources {
            task.keep_going()?;
            add_source(snapshot, &lengths, source as u32, &mut scores);
        }
        Ok(scores)
    })?;
    let mut scores = vec![0.0; n];
    for part in parts {
        for (score, part) in scores.iter_mut().zip(part) {
            *score += part / 2.0;
        }
    }
    Ok(scores)
}

fn add_source(snapshot: &Snapshot, lengths: &[f64], source: u32, scores: &mut [f64]) {
    let adjacency = snapshot.adjacency();
    let ties = |actor: u32| {
        let neighbors = adjacency.neighbors(actor).iter().copied();
        let edges = adjacency.edges(actor).iter();
        neighbors
            .zip(edges.map(|&edge| lengths[edge as usize]))
            .filter(|(_, length)| length.is_finite())
    };
    let n = snapshot.num_actors();
    let mut distance = vec![f64::INFINITY; n];
    let mut place = vec![usize::MAX; n];
    let mut order = Vec::new();
    let mut queue = BinaryHeap::from([Reverse((Length(0.0), source))]);
    distance[source as usize] = 0.0;
    while let Some(Reverse((Length(here), actor))) = queue.pop() {
        if place[actor as usize] != usize::MAX || here > distance[actor as usize] {
            continue;
        }
        place[actor as usize] = order.len();
        order.push(actor);
        for (neighbor, length) in ties(actor) {
            let there = here + length;
            if there < distance[neighbor as usize] {
                distance[neighbor as usize] = there;
                queue.push(Reverse((Length(there), neighbor)));
            }
        }
    }
    // Whether the tie from the one to the other is the end of a shortest path to it.
    let leads = |from: u32, to: u32, length: f64| {
        place[from as usize] < place[to as usize]
            && is_same(distance[from as usize] + length, distance[to as usize])
    };
    let mut num_paths = vec![0.0; n];
    num_paths[source as usize] = 1.0;
    for &actor in order.iter().skip(1) {
        num_paths[actor as usize] = ties(actor)
            .filter(|&(from, length)| leads(from, actor, length))
            .map(|(from, _)| num_paths[from as usize])
            .sum();
    }
    let mut behind = vec![0.0; n];
    for &actor in order.iter().skip(1).rev() {
        let sum: f64 = ties(actor)
            .filter(|&(to, length)| leads(actor, to, length))
            .map(|(to, _)| behind[to as usize])
            .sum();
        let paths: f64 = num_paths[actor as usize];
        let through: f64 = sum * paths;
        scores[actor as usize] += through;
        behind[actor as usize] = (1.0 + through) / paths;
    }
}

/// How much each edge sits on the shortest paths between actors, its own ends included (Girvan & Newman 2002, PNAS 99:7821),
/// in the order of edges.
///
/// Direction and weights: ignored. Not normalized; each pair counts once. Time O(V·E), space O(E) per chunk.
pub fn edge_betweenness(snapshot: &Snapshot, task: &TaskContext) -> Result<Vec<f64>, Cancelled> {
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    let num_edges = snapshot.edges().len();
    let parts = task.map_chunks(n, |sources| {
        let mut scores = vec![0.0; num_edges];
        let mut distance = vec![u32::MAX; n];
        let mut num_paths = vec![0.0; n];
        let mut behind = vec![0.0; n];
        let mut order: Vec<u32> = Vec::with_capacity(n);
        for source in sources {
            task.keep_going()?;
            order.push(source as u32);
            distance[source] = 0;
            num_paths[source] = 1.0;
            let mut next = 0;
            while let Some(&actor) = order.get(next) {
                next += 1;
                let here = distance[actor as usize];
                for &neighbor in adjacency.neighbors(actor) {
                    if distance[neighbor as usize] == u32::MAX {
                        distance[neighbor as usize] = here + 1;
                        order.push(neighbor);
                    }
                    if distance[neighbor as usize] == here + 1 {
                        num_paths[neighbor as usize] += num_paths[actor as usize];
                    }
                }
            }
            for &actor in order.iter().rev() {
                let (here, paths) = (distance[actor as usize], num_paths[actor as usize]);
                let mut sum = 0.0;
                let neighbors = adjacency.neighbors(actor).iter();
                for (&neighbor, &edge) in neighbors.zip(adjacency.edges(actor)) {
                    if distance[neighbor as usize] == here + 1 {
                        sum += behind[neighbor as usize];
                        scores[edge as usize] += behind[neighbor as usize] * paths;
                    }
                }
                behind[actor as usize] = (1.0 + sum * paths) / paths;
            }
            for actor in order.drain(..) {
                distance[actor as usize] = u32::MAX;
                num_paths[actor as usize] = 0.0;
            }
        }
        Ok(scores)
    })?;
    let mut scores = vec![0.0; num_edges];
    for part in parts {
        for (score, part) in scores.iter_mut().zip(part) {
            *score += part / 2.0;
        }
    }
    Ok(scores)
}
