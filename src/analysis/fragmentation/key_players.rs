//! Key players: whose absence would hurt most, and whom to tell so that everybody hears (Borgatti 2006, Comput. Math.
//! Organ. Theory 12:21).

use super::components::components_without;
use super::cut_actors::DepthFirst;
use crate::model::{Adjacency, Snapshot};
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

impl Objective {
    /// What somebody at this distance from the set counts for.
    fn worth(self, distance: u32) -> f64 {
        match self {
            Self::Reach(steps) => f64::from(u8::from(distance <= steps)),
            _ => 1.0 / f64::from(distance.max(1)),
        }
    }
}

/// How good a set of actors is for an objective.
///
/// Direction and weights: ignored. For the first two, of the actors that remain, 1 if fewer than two do; for the others a
/// share of all. 0 in an empty network. Time O(V + E); [`Objective::Distance`] O(V·E / 256) and up.
pub fn value(snapshot: &Snapshot, set: &[u32], objective: Objective) -> f64 {
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    let mut is_chosen = vec![false; n];
    for &actor in set {
        is_chosen[actor as usize] = true;
    }
    match objective {
        Objective::Fragment => {
            let components = components_without(adjacency, &is_chosen).into_iter();
            let connected = components.map(|c| c.len() as u64 * (c.len() as u64 - 1));
            fragmentation(n.saturating_sub(set.len()), connected.sum())
        }
        Objective::Distance => {
            let left = n.saturating_sub(set.len());
            if left < 2 {
                return 1.0;
            }
            let pairs = left as f64 * (left as f64 - 1.0);
            1.0 - inverse_distances(adjacency, &is_chosen) / pairs
        }
        Objective::Reach(_) | Objective::Nearness => {
            let mut nearest = vec![None; n];
            let gain = approach(snapshot, set, objective, &mut nearest);
            if n == 0 { 0.0 } else { gain / n as f64 }
        }
    }
}

/// The share of ordered pairs of `left` actors that are not connected; 1 if there are not two.
fn fragmentation(left: usize, connected: u64) -> f64 {
    let pairs = left as f64 * (left as f64 - 1.0);
    if left < 2 {
        1.0
    } else {
        (pairs - connected as f64) / pairs
    }
}

/// The sum of the inverse distances of all ordered pairs of the actors that are not gone.
fn inverse_distances(adjacency: &Adjacency, is_gone: &[bool]) -> f64 {
    const NUM_WORDS: usize = 4;
    let n = is_gone.len();
    let here: Vec<u32> = (0..n as u32)
        .filter(|&actor| !is_gone[actor as usize])
        .collect();
    let mut num_at: Vec<u64> = Vec::new();
    let (mut fresh, mut next) = (vec![[0_u64; NUM_WORDS]; n], vec![[0; NUM_WORDS]; n]);
    let mut seen = vec![[0; NUM_WORDS]; n];
    for sources in here.chunks(64 * NUM_WORDS) {
        fresh.fill([0; NUM_WORDS]);
        for (bit, &source) in sources.iter().enumerate() {
            fresh[source as usize][bit / 64] |= 1 << (bit % 64);
        }
        seen.copy_from_slice(&fresh);
        for distance in 0.. {
            let mut count = 0;
            for &actor in &here {
                let mut bits = [0; NUM_WORDS];
                for &neighbor in adjacency.neighbors(actor) {
                    for (bits, fresh) in bits.iter_mut().zip(&fresh[neighbor as usize]) {
                        *bits |= fresh;
                    }
                }
                for (bits, seen) in bits.iter_mut().zip(&mut seen[actor as usize]) {
                    *bits &= !*seen;
                    *seen |= *bits;
                    count += u64::from(bits.count_ones());
                }
                next[actor as usize] = bits;
            }
            if count == 0 {
                break;
            }
            if num_at.len() <= distance {
                num_at.push(0);
            }
            num_at[distance] += count;
            std::mem::swap(&mut fresh, &mut next);
        }
    }
    num_at
        .iter()
        .zip(1_u32..)
        .map(|(&count, distance)| count as f64 / f64::from(distance))
        .sum()
}

/// Brings a set nearer to everybody by more members, and returns by how much its worth grows. `nearest` has the distance
/// of each actor from the set.
fn approach(
    snapshot: &Snapshot,
    members: &[u32],
    objective: Objective,
    nearest: &mut [Option<u32>],
) -> f64 {
    let mut num_at: Vec<u64> = Vec::new();
    let mut before = 0.0;
    let mut front = members.to_vec();
    let mut next = Vec::new();
    for distance in 0.. {
        num_at.push(0);
        for actor in front.drain(..) {
            let old = &mut nearest[actor as usize];
            // Who is as near already brings nobody nearer.
            if old.is_some_and(|old| old <= distance) {
                continue;
            }
            before += old.map_or(0.0, |old| objective.worth(old));
            *old = Some(distance);
            num_at[distance as usize] += 1;
            next.extend_from_slice(snapshot.adjacency().neighbors(actor));
        }
        if next.is_empty() {
            break;
        }
        std::mem::swap(&mut front, &mut next);
    }
    let after = num_at.iter().zip(0_u32..);
    let after: f64 = after
        .map(|(&count, distance)| count as f64 * objective.worth(distance))
        .sum();
    after - before
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
/// Time O(size · (V + E)) for [`Objective::Fragment`], O(size · V) values for [`Objective::Distance`]; for the others a
/// search from those actors that, by their contacts, might be the best.
pub fn choose_greedily(
    snapshot: &Snapshot,
    objective: Objective,
    size: usize,
    task: &TaskContext,
) -> Result<Vec<Chosen>, Cancelled> {
    let mut steps: Vec<Chosen> = Vec::new();
    let mut choice = Choice::new(snapshot, objective);
    for _ in 0..size.min(snapshot.num_actors()) {
        task.keep_going()?;
        let values = match objective {
            Objective::Fragment => choice.fragment(),
            Objective::Distance => choice.distance(task)?,
            Objective::Reach(_) | Objective::Nearness => choice.approach(task)?,
        };
        let mut best: Option<(u32, f64)> = None;
        for (actor, value) in values {
            if best.is_none_or(|(_, best)| value > best + SAME) {
                best = Some((actor, value));
            }
        }
        let Some((actor, value)) = best else { break };
        choice.take(actor);
        steps.push(Chosen {
            actors: choice.set.clone(),
            value,
        });
    }
    Ok(steps)
}

/// A set that grows.
struct Choice<'a> {
    snapshot: &'a Snapshot,
    objective: Objective,
    set: Vec<u32>,
    is_chosen: Vec<bool>,
    /// The distance of each actor from the set.
    nearest: Vec<Option<u32>>,
}

impl<'a> Choice<'a> {
    fn new(snapshot: &'a Snapshot, objective: Objective) -> Self {
        Self {
            snapshot,
            objective,
            set: Vec::new(),
            is_chosen: vec![false; snapshot.num_actors()],
            nearest: vec![None; snapshot.num_actors()],
        }
    }

    fn take(&mut self, actor: u32) {
        self.set.push(actor);
        self.is_chosen[actor as usize] = true;
        if matches!(self.objective, Objective::Reach(_) | Objective::Nearness) {
            approach(self.snapshot, &[actor], self.objective, &mut self.nearest);
        }
    }

    fn others(&self) -> impl Iterator<Item = u32> {
        (0..self.is_chosen.len() as u32).filter(|&actor| !self.is_chosen[actor as usize])
    }

    /// The value with each of the others, from one depth-first tree.
    fn fragment(&self) -> Vec<(u32, f64)> {
        let tree = DepthFirst::without(self.snapshot.adjacency(), &self.is_chosen);
        let connected = tree.connected_without_each();
        let left = self.is_chosen.len() - self.set.len() - 1;
        self.others()
            .map(|actor| (actor, fragmentation(left, connected[actor as usize])))
            .collect()
    }

    fn distance(&self, task: &TaskContext) -> Result<Vec<(u32, f64)>, Cancelled> {
        let others: Vec<u32> = self.others().collect();
        let parts = task.map_chunks(others.len(), |range| {
            let others = others.get(range).unwrap_or_default().iter();
            others
                .map(|&actor| {
                    task.keep_going()?;
                    let mut with = self.set.clone();
                    with.push(actor);
                    Ok((actor, value(self.snapshot, &with, self.objective)))
                })
                .collect::<Result<Vec<_>, _>>()
        })?;
        Ok(parts.concat())
    }

    /// The value with each of the others that may be the best, in their order.
    fn approach(&self, task: &TaskContext) -> Result<Vec<(u32, f64)>, Cancelled> {
        let (objective, adjacency) = (self.objective, self.snapshot.adjacency());
        let now = |actor: u32| {
            self.nearest[actor as usize].map_or(0.0, |distance| objective.worth(distance))
        };
        let everybody = 0..self.is_chosen.len() as u32;
        let already: f64 = everybody.clone().map(now).sum();
        // Whoever is not a contact comes as near as two steps at best.
        let beyond: f64 = everybody
            .map(|actor| (objective.worth(2) - now(actor)).max(0.0))
            .sum();
        let mut candidates: Vec<(u32, f64)> = self
            .others()
            .map(|actor| {
                let contacts = adjacency.neighbors(actor).iter();
                let gain = |actor: u32, distance| (objective.worth(distance) - now(actor)).max(0.0);
                let near: f64 = contacts.map(|&contact| gain(contact, 1)).sum();
                let beyond = if adjacency.degree(actor) == 0 {
                    0.0
                } else {
                    beyond
                };
                (actor, gain(actor, 0) + near + beyond)
            })
            .collect();
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1));
        let n = self.is_chosen.len() as f64;
        let mut values: Vec<(u32, f64)> = Vec::new();
        let mut best = f64::NEG_INFINITY;
        for (actor, at_most) in candidates {
            if at_most + SAME * n < best {
                break;
            }
            task.keep_going()?;
            let mut nearest = self.nearest.clone();
            let gain = approach(self.snapshot, &[actor], objective, &mut nearest);
            best = best.max(gain);
            values.push((actor, (already + gain) / n));
        }
        values.sort_by_key(|&(actor, _)| actor);
        Ok(values)
    }
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
