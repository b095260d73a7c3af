//! Bridging by what a network loses: how much longer all ways get when a tie goes.

use std::collections::VecDeque;

use crate::analysis::Scores;
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// How much each actor's ties shorten the ways of everybody: the mean fall of compactness over its ties, each removed
/// alone (Valente & Fujimoto 2010, Social Networks 32:212).
///
/// Compactness is the mean inverse distance over all ordered pairs, 0 for pairs without a path. 0 for isolates; no value
/// with fewer than two actors. Direction and weights: ignored. Not bounded by the degree: an actor with one important tie
/// scores more than one with ten that have detours.
///
/// Removing an edge changes the distances from a source only if the further end has no other contact that is one step
/// nearer, so that at most one edge for each two actors is searched again. Time O(V²·E) at worst; up to a few hundred actors.
pub fn valente_fujimoto(snapshot: &Snapshot, task: &TaskContext) -> Result<Scores, Cancelled> {
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    let pairs = n as f64 * (n as f64 - 1.0);
    if n < 2 {
        return Ok(vec![None; n]);
    }
    let parts = task.map_chunks(n, |sources| {
        let mut losses = vec![0.0; snapshot.edges().len()];
        let mut search = Search::new(n);
        for source in sources {
            let source = source as u32;
            let before = search.run(adjacency, source, None);
            let only_ways = search.only_ways(adjacency, source);
            for (near, far, edge) in only_ways {
                task.keep_going()?;
                let after = search.run(adjacency, source, Some((near, far)));
                losses[edge as usize] += before - after;
            }
        }
        Ok(losses)
    })?;
    let mut losses = vec![0.0; snapshot.edges().len()];
    for part in parts {
        for (loss, more) in losses.iter_mut().zip(part) {
            *loss += more;
        }
    }
    Ok((0..n as u32)
        .map(|actor| {
            let edges = adjacency.edges(actor);
            let sum: f64 = edges.iter().map(|&edge| losses[edge as usize]).sum();
            Some(if edges.is_empty() {
                0.0
            } else {
                sum / pairs / edges.len() as f64
            })
        })
        .collect())
}

/// A breadth-first search whose memory is used again.
struct Search {
    distance: Vec<u32>,
    queue: VecDeque<u32>,
}

const FAR: u32 = u32::MAX;

impl Search {
    fn new(num_actors: usize) -> Self {
        Self {
            distance: vec![FAR; num_actors],
            queue: VecDeque::new(),
        }
    }

    /// The sum of the inverse distances from an actor, without using one of the edges.
    fn run(&mut self, adjacency: &Adjacency, source: u32, without: Option<(u32, u32)>) -> f64 {
        self.distance.fill(FAR);
        self.distance[source as usize] = 0;
        self.queue.push_back(source);
        let mut sum = 0.0;
        while let Some(actor) = self.queue.pop_front() {
            let next = self.distance[actor as usize] + 1;
            for &neighbor in adjacency.neighbors(actor) {
                // The edge can only be used away from the source: its further end comes later.
                if self.distance[neighbor as usize] == FAR && without != Some((actor, neighbor)) {
                    self.distance[neighbor as usize] = next;
                    sum += 1.0 / f64::from(next);
                    self.queue.push_back(neighbor);
                }
            }
        }
        sum
    }

    /// The edges that alone lead on to their further end on shortest paths from the source of the last search: near end, far
    /// end, edge.
    fn only_ways(&self, adjacency: &Adjacency, source: u32) -> Vec<(u32, u32, u32)> {
        let mut ways = Vec::new();
        for (actor, &distance) in self.distance.iter().enumerate() {
            let actor = actor as u32;
            if distance == FAR || actor == source {
                continue;
            }
            let contacts = adjacency.neighbors(actor).iter();
            let mut nearer = contacts
                .zip(adjacency.edges(actor))
                .filter(|(contact, _)| self.distance[**contact as usize] + 1 == distance);
            if let (Some((&near, &edge)), None) = (nearer.next(), nearer.next()) {
                ways.push((near, actor, edge));
            }
        }
        ways
    }
}
