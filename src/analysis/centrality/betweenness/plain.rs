//! Brandes' algorithm as it is in the paper.

use super::BetweennessScores;
use crate::model::Adjacency;
use crate::task::{Cancelled, TaskContext};

/// Betweenness over ordered pairs, one search for each actor, nothing folded away: slow, and what the fast ways are
/// measured by.
///
/// Direction: as in `adjacency`; halve the scores of a symmetric one, where each pair came twice.
///
/// Time O(V·E), space O(V) per chunk. Stops within one source after a cancel. The same bits for every number of workers.
pub fn betweenness_plain(
    adjacency: &Adjacency,
    sectors: &[Option<u16>],
    task: &TaskContext,
) -> Result<BetweennessScores, Cancelled> {
    let num_actors = sectors.len();
    let parts = task.map_chunks(num_actors, |sources| {
        let mut search = Search::new(num_actors);
        for source in sources {
            task.keep_going()?;
            search.add_source(adjacency, sectors, source as u32);
        }
        Ok(search.scores)
    })?;
    let mut scores = BetweennessScores {
        all: vec![0.0; num_actors],
        cross: vec![0.0; num_actors],
    };
    for part in parts {
        add(&mut scores.all, &part.all);
        add(&mut scores.cross, &part.cross);
    }
    Ok(scores)
}

fn add(sums: &mut [f64], parts: &[f64]) {
    for (sum, part) in sums.iter_mut().zip(parts) {
        *sum += part;
    }
}

/// The search from one source after the other, with what it has found so far.
struct Search {
    scores: BetweennessScores,
    /// Actors in the order in which they were reached.
    order: Vec<u32>,
    distance: Vec<u32>,
    num_paths: Vec<f64>,
    /// What lies behind an actor, seen from the source: over all pairs, and over pairs of different sectors.
    behind: Vec<[f64; 2]>,
}

impl Search {
    fn new(num_actors: usize) -> Self {
        Self {
            scores: BetweennessScores {
                all: vec![0.0; num_actors],
                cross: vec![0.0; num_actors],
            },
            order: Vec::with_capacity(num_actors),
            distance: vec![u32::MAX; num_actors],
            num_paths: vec![0.0; num_actors],
            behind: vec![[0.0; 2]; num_actors],
        }
    }

    fn add_source(&mut self, adjacency: &Adjacency, sectors: &[Option<u16>], source: u32) {
        let Self {
            scores,
            order,
            distance,
            num_paths,
            behind,
        } = self;
        order.push(source);
        distance[source as usize] = 0;
        num_paths[source as usize] = 1.0;
        let mut next = 0;
        while let Some(&actor) = order.get(next) {
            next += 1;
            let (here, paths) = (distance[actor as usize], num_paths[actor as usize]);
            for &neighbor in adjacency.neighbors(actor) {
                let there = &mut distance[neighbor as usize];
                if *there == u32::MAX {
                    *there = here + 1;
                    order.push(neighbor);
                }
                if *there == here + 1 {
                    num_paths[neighbor as usize] += paths;
                }
            }
        }
        // Backwards, each actor collects from those one step further, in the order of its neighbours.
        let from = sectors[source as usize];
        for &actor in order.iter().skip(1).rev() {
            let here = distance[actor as usize];
            let mut sum = [0.0; 2];
            for &neighbor in adjacency.neighbors(actor) {
                if distance[neighbor as usize] == here + 1 {
                    let [all, cross] = behind[neighbor as usize];
                    sum[0] += all;
                    sum[1] += cross;
                }
            }
            let paths = num_paths[actor as usize];
            let [all, cross] = [sum[0] * paths, sum[1] * paths];
            scores.all[actor as usize] += all;
            scores.cross[actor as usize] += cross;
            let counts = from.is_some()
                && sectors[actor as usize].is_some()
                && from != sectors[actor as usize];
            // Per path, so that whoever collects it multiplies once.
            behind[actor as usize] = [
                (1.0 + all) / paths,
                (f64::from(u8::from(counts)) + cross) / paths,
            ];
        }
        for actor in order.drain(..) {
            distance[actor as usize] = u32::MAX;
            num_paths[actor as usize] = 0.0;
        }
    }
}
