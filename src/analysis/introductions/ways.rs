//! The distances of all pairs, and how much a new tie would shorten them.

use std::collections::VecDeque;

use crate::model::Adjacency;
use crate::task::{Cancelled, TaskContext};

/// No path.
const FAR: u16 = u16::MAX;
/// How many actors stand for all in an estimate.
const NUM_SAMPLED: usize = 256;

/// The distances of all pairs, in steps. Space O(V²), for networks of a few thousand actors.
pub(super) struct Ways {
    n: usize,
    steps: Vec<u16>,
}

impl Ways {
    pub(super) fn new(adjacency: &Adjacency, task: &TaskContext) -> Result<Self, Cancelled> {
        let n = adjacency.num_actors();
        let parts = task.map_chunks(n, |sources| {
            let mut rows = Vec::with_capacity(sources.len() * n);
            let mut queue = VecDeque::new();
            for source in sources {
                task.keep_going()?;
                let start = rows.len();
                rows.resize(start + n, FAR);
                search(adjacency, source as u32, &mut rows[start..], &mut queue);
            }
            Ok(rows)
        })?;
        Ok(Self {
            n,
            steps: parts.concat(),
        })
    }

    /// The distances from an actor.
    pub(super) fn from(&self, actor: u32) -> &[u16] {
        &self.steps[actor as usize * self.n..(actor as usize + 1) * self.n]
    }

    /// How much a tie would add to the sum of the inverse distances of all unordered pairs, exactly.
    ///
    /// A way from x to y over the tie from a to b is shorter than one before only if x is nearer to a by two steps and
    /// more, and y to b: for all others the way was there already, through one of the two.
    pub(super) fn gain(&self, a: u32, b: u32) -> f64 {
        let (from_a, from_b) = (self.from(a), self.from(b));
        let nearer = |here: &[u16], there: &[u16]| -> Vec<(usize, u16)> {
            let steps = here.iter().zip(there).enumerate();
            steps
                .filter(|(_, (here, there))| **here != FAR && **here + 1 < **there)
                .map(|(actor, (&here, _))| (actor, here))
                .collect()
        };
        let (at_a, at_b) = (nearer(from_a, from_b), nearer(from_b, from_a));
        let mut sum = 0.0;
        for &(x, to_a) in &at_a {
            let from_x = self.from(x as u32);
            for &(y, to_b) in &at_b {
                let (before, after) = (from_x[y], to_a + 1 + to_b);
                if after < before {
                    sum += inverse(after) - inverse(before);
                }
            }
        }
        sum
    }

    /// The same for some of the actors, spread evenly.
    pub(super) fn sample(&self) -> Sample {
        let num = NUM_SAMPLED.min(self.n);
        let actors: Vec<usize> = (0..num).map(|i| i * self.n / num).collect();
        let rows = self.steps.chunks(self.n.max(1));
        Sample {
            times: self.n as f64 / num.max(1) as f64,
            steps: rows
                .flat_map(|row| actors.iter().map(|&actor| row[actor]))
                .collect(),
            actors,
        }
    }

    /// How many actors are at each distance from an actor, itself at 0.
    pub(super) fn levels_of(&self, actor: u32) -> Vec<f64> {
        let mut levels = Vec::new();
        for &steps in self.from(actor).iter().filter(|&&steps| steps != FAR) {
            let steps = usize::from(steps);
            if levels.len() <= steps {
                levels.resize(steps + 1, 0.0);
            }
            levels[steps] += 1.0;
        }
        levels
    }

    /// The same without the distances of all pairs.
    pub(super) fn levels(adjacency: &Adjacency, actor: u32) -> Vec<f64> {
        let fronts = Fronts::new(adjacency, actor);
        fronts.map(|front| front.len() as f64).collect()
    }

    /// How many steps there are between two actors; `None` without a path.
    pub(super) fn steps_between(adjacency: &Adjacency, from: u32, to: u32) -> Option<usize> {
        Fronts::new(adjacency, from).position(|front| front.contains(&to))
    }
}

/// Who is at distance 0, 1, 2 … from an actor.
struct Fronts<'a> {
    adjacency: &'a Adjacency,
    is_seen: Vec<bool>,
    front: Vec<u32>,
}

impl<'a> Fronts<'a> {
    fn new(adjacency: &'a Adjacency, actor: u32) -> Self {
        let mut is_seen = vec![false; adjacency.num_actors()];
        is_seen[actor as usize] = true;
        Self {
            adjacency,
            is_seen,
            front: vec![actor],
        }
    }
}

impl Iterator for Fronts<'_> {
    type Item = Vec<u32>;

    fn next(&mut self) -> Option<Vec<u32>> {
        if self.front.is_empty() {
            return None;
        }
        let mut next = Vec::new();
        for &actor in &self.front {
            for &neighbor in self.adjacency.neighbors(actor) {
                if !std::mem::replace(&mut self.is_seen[neighbor as usize], true) {
                    next.push(neighbor);
                }
            }
        }
        Some(std::mem::replace(&mut self.front, next))
    }
}

fn search(adjacency: &Adjacency, source: u32, steps: &mut [u16], queue: &mut VecDeque<u32>) {
    steps[source as usize] = 0;
    queue.push_back(source);
    while let Some(actor) = queue.pop_front() {
        let next = steps[actor as usize] + 1;
        for &neighbor in adjacency.neighbors(actor) {
            if steps[neighbor as usize] == FAR {
                steps[neighbor as usize] = next;
                queue.push_back(neighbor);
            }
        }
    }
}

fn inverse(steps: u16) -> f64 {
    if steps == FAR {
        0.0
    } else {
        1.0 / f64::from(steps)
    }
}

/// Some actors that stand for all.
pub(super) struct Sample {
    actors: Vec<usize>,
    /// For every actor the distances from those in the sample.
    steps: Vec<u16>,
    times: f64,
}

impl Sample {
    fn from(&self, actor: u32) -> &[u16] {
        let num = self.actors.len();
        &self.steps[actor as usize * num..(actor as usize + 1) * num]
    }

    /// About how much a tie would add to the sum of the inverse distances: for the two themselves and everybody behind
    /// them, as far as the sample knows. Right on average; only for choosing whom to look at.
    pub(super) fn gain(&self, a: u32, b: u32) -> f64 {
        let mut at_a = Vec::new();
        let mut at_b = Vec::new();
        let mut alone = 0.0;
        for (place, (&to_a, &to_b)) in self.from(a).iter().zip(self.from(b)).enumerate() {
            if to_a.abs_diff(to_b) < 2 {
                continue;
            }
            let (near, far) = (to_a.min(to_b), to_a.max(to_b));
            alone += inverse(near + 1) - inverse(far);
            if to_a < to_b {
                at_a.push((place, near));
            } else {
                at_b.push((place, near));
            }
        }
        let mut both = 0.0;
        for &(x, to_a) in &at_a {
            let from_x = self.from(self.actors[x] as u32);
            for &(y, to_b) in &at_b {
                let (before, after) = (from_x[y], to_a + 1 + to_b);
                if after < before {
                    both += inverse(after) - inverse(before);
                }
            }
        }
        self.times * alone + self.times * self.times * both
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding_tests::network;
    use crate::model::{Snapshot, SnapshotOptions};

    #[test]
    fn the_gain_is_what_the_sum_of_inverse_distances_rises_by() {
        // A path of five, an island of two, and somebody alone.
        let ties = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)];
        let snapshot = Snapshot::new(&network("bbbbbbbb", &ties), &SnapshotOptions::default());
        let task = TaskContext::new();
        let sum = |adjacency: &Adjacency| {
            let ways = Ways::new(adjacency, &task).unwrap();
            let all = ways.steps.iter().filter(|&&steps| steps > 0);
            all.map(|&steps| inverse(steps)).sum::<f64>() / 2.0
        };
        let adjacency = snapshot.adjacency();
        let (before, ways) = (sum(adjacency), Ways::new(adjacency, &task).unwrap());
        for a in 0..8 {
            for b in a + 1..8 {
                if !adjacency.has(a, b) {
                    let rise = sum(&adjacency.with_edge(a, b)) - before;
                    let gain = ways.gain(a, b);
                    assert!((gain - rise).abs() < 1e-12, "{a} {b}: {gain}, not {rise}");
                }
            }
        }
    }
}
