//! Key players: whose absence would hurt most, and whom to tell so that everybody hears (Borgatti 2006, Comput. Math.
//! Organ. Theory 12:21).

use super::components::components_without;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Values this close are equal; the earlier actor is then chosen.
const SAME: f64 = 1e-12;

/// What a set of key players is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Objective {
    /// Without them as many pairs as possible have no path (KPP-Neg with F).
    Fragment,
    /// Without them the others are as far from each other as possible (KPP-Neg with DF).
    Distance,
    /// As many actors as possible are within so many steps of them (KPP-Pos).
    Reach(u32),
    /// Everybody is as near to them as possible: the mean inverse distance, 1 for themselves (KPP-Pos).
    Nearness,
}

/// How good a set of actors is for an objective.
///
/// Direction and weights: ignored. For the first two, of the actors that remain, 1 if fewer than two do; for the others a
/// share of all. 0 in an empty network. Time O(V + E); [`Objective::Distance`] O(V·E).
pub fn value(snapshot: &Snapshot, set: &[u32], objective: Objective) -> f64 {
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    let mut is_chosen = vec![false; n];
    for &actor in set {
        is_chosen[actor as usize] = true;
    }
    match objective {
        Objective::Fragment | Objective::Distance => {
            let left = n.saturating_sub(set.len());
            if left < 2 {
                return 1.0;
            }
            let pairs = left as f64 * (left as f64 - 1.0);
            if objective == Objective::Fragment {
                let components = components_without(adjacency, &is_chosen).into_iter();
                let connected: usize = components.map(|c| c.len() * (c.len() - 1)).sum();
                return (pairs - connected as f64) / pairs;
            }
            let mut sum = 0.0;
            for source in (0..n as u32).filter(|&source| !is_chosen[source as usize]) {
                let distances = distances(snapshot, &[source], |actor| is_chosen[actor as usize]);
                sum += distances
                    .iter()
                    .flatten()
                    .filter(|&&d| d > 0)
                    .map(|&d| 1.0 / f64::from(d))
                    .sum::<f64>();
            }
            1.0 - sum / pairs
        }
        Objective::Reach(_) | Objective::Nearness => {
            let distances = distances(snapshot, set, |_| false);
            let worth = |distance: u32| match objective {
                Objective::Reach(steps) => f64::from(u8::from(distance <= steps)),
                _ => 1.0 / f64::from(distance.max(1)),
            };
            let sum: f64 = distances.into_iter().flatten().map(worth).sum();
            if n == 0 { 0.0 } else { sum / n as f64 }
        }
    }
}

/// The distance of each actor from the nearest of a set, on paths that avoid some actors.
fn distances(snapshot: &Snapshot, set: &[u32], avoid: impl Fn(u32) -> bool) -> Vec<Option<u32>> {
    let adjacency = snapshot.adjacency();
    let mut distance = vec![None; snapshot.num_actors()];
    let mut order = set.to_vec();
    for &actor in set {
        distance[actor as usize] = Some(0);
    }
    let mut next = 0;
    while let Some(&actor) = order.get(next) {
        next += 1;
        let here = distance[actor as usize].unwrap_or_default();
        for &neighbor in adjacency.neighbors(actor) {
            if distance[neighbor as usize].is_none() && !avoid(neighbor) {
                distance[neighbor as usize] = Some(here + 1);
                order.push(neighbor);
            }
        }
    }
    distance
}

/// A set of actors with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The actors.
    pub actors: Vec<u32>,
    /// How good the set is.
    pub value: f64,
}

/// Chooses actors one after the other, always the one that gives the best value, the earlier one if equal. What is
/// returned first, second … is the set after so many. Greedy sets need not be the best.
///
/// Time O(size · V) values.
pub fn choose_greedily(
    snapshot: &Snapshot,
    objective: Objective,
    size: usize,
    task: &TaskContext,
) -> Result<Vec<Chosen>, Cancelled> {
    let mut steps: Vec<Chosen> = Vec::new();
    let mut set: Vec<u32> = Vec::new();
    for _ in 0..size.min(snapshot.num_actors()) {
        let parts = task.map_chunks(snapshot.num_actors(), |actors| {
            let mut values = Vec::new();
            for actor in actors {
                task.keep_going()?;
                let actor = actor as u32;
                if !set.contains(&actor) {
                    let mut with = set.clone();
                    with.push(actor);
                    values.push((actor, value(snapshot, &with, objective)));
                }
            }
            Ok(values)
        })?;
        let mut best: Option<(u32, f64)> = None;
        for (actor, value) in parts.into_iter().flatten() {
            if best.is_none_or(|(_, best)| value > best + SAME) {
                best = Some((actor, value));
            }
        }
        let Some((actor, value)) = best else { break };
        set.push(actor);
        steps.push(Chosen {
            actors: set.clone(),
            value,
        });
    }
    Ok(steps)
}

/// All best sets of a size, in the order of actors, by trying every set.
///
/// For few actors and sizes up to 3. Time O(V^size) values.
pub fn choose_best(
    snapshot: &Snapshot,
    objective: Objective,
    size: usize,
    task: &TaskContext,
) -> Result<Vec<Chosen>, Cancelled> {
    let n = snapshot.num_actors() as u32;
    let mut best: Vec<Chosen> = Vec::new();
    let mut set: Vec<u32> = (0..size as u32).collect();
    if size as u32 > n {
        return Ok(best);
    }
    loop {
        task.keep_going()?;
        let value = value(snapshot, &set, objective);
        let record = best
            .first()
            .map_or(f64::NEG_INFINITY, |chosen| chosen.value);
        if value > record + SAME {
            best.clear();
        }
        if value >= record - SAME {
            best.push(Chosen {
                actors: set.clone(),
                value,
            });
        }
        // The next set in order: the last place that can still move on does, those behind it follow.
        let Some(place) = (0..size)
            .rev()
            .find(|&place| set[place] < n - (size - place) as u32)
        else {
            return Ok(best);
        };
        set[place] += 1;
        for later in place + 1..size {
            set[later] = set[later - 1] + 1;
        }
    }
}
