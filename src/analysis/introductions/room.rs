//! Who should be in the room: a small group in which every sector is present and that reaches most of the network.

use super::state::Near;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// What the group must achieve.
#[derive(Clone, Debug)]
pub struct RoomOptions {
    /// The share of the actors with a tie that must be in the group or within two steps of it.
    pub target: f64,
    /// Who comes in any case.
    pub invited: Vec<u32>,
    /// Who cannot come.
    pub absent: Vec<u32>,
}

impl Default for RoomOptions {
    fn default() -> Self {
        Self {
            target: 0.8,
            invited: Vec::new(),
            absent: Vec::new(),
        }
    }
}

/// Somebody in the room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guest {
    /// Who.
    pub actor: u32,
    /// Whether it is the first of its sector.
    pub brings_sector: bool,
    /// How many actors within two steps, itself included, nobody before it has within two steps.
    pub num_new: usize,
}

/// Who should be in the room.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    /// In the order in which they were chosen.
    pub guests: Vec<Guest>,
    /// How many actors are in the room or within two steps of it.
    pub num_reached: usize,
    /// How many actors have a tie: more cannot be reached without inviting them.
    pub num_reachable: usize,
    /// Whether every sector is present and the target is met.
    pub is_enough: bool,
}

/// The smallest group, as far as a greedy choice finds it, with at least one actor of every sector and enough of the network
/// within two steps.
///
/// First those of sectors that are still missing, whoever adds most to the reach (KPP-Pos R2, Borgatti 2006); then whoever
/// adds most, until the target is met or nobody adds anything. If equal, whoever has more contacts, then the earlier
/// actor. Our own definition. A greedy group
/// need not be the smallest. Direction and weights: ignored.
///
/// Time O(size of the group · Σ degree²).
pub fn who_should_be_in_the_room(
    snapshot: &Snapshot,
    options: &RoomOptions,
    task: &TaskContext,
) -> Result<Room, Cancelled> {
    let n = snapshot.num_actors();
    let adjacency = snapshot.adjacency();
    let mut near = Near::new(n);
    let mut is_reached = vec![false; n];
    let mut has_sector = vec![false; snapshot.sector_ids().len()];
    let mut room = Room {
        guests: Vec::new(),
        num_reached: 0,
        num_reachable: (0..n as u32).filter(|&a| adjacency.degree(a) > 0).count(),
        is_enough: false,
    };
    let goal = (options.target * room.num_reachable as f64 - 1e-9)
        .ceil()
        .max(0.0) as usize;
    let mut num_tied_reached = 0;
    let mut invited = options
        .invited
        .iter()
        .copied()
        .filter(|&a| (a as usize) < n);
    let mut can_come = vec![true; n];
    for &actor in &options.absent {
        if let Some(can_come) = can_come.get_mut(actor as usize) {
            *can_come = false;
        }
    }
    loop {
        let is_missing = |actor: u32| {
            let sector = snapshot.sectors()[actor as usize];
            sector.is_some_and(|sector| !has_sector[usize::from(sector)])
        };
        let candidates = (0..n as u32).filter(|&actor| can_come[actor as usize]);
        let chosen = if let Some(actor) = invited.next() {
            Some((actor, 0))
        } else {
            let missing: Vec<u32> = candidates.clone().filter(|&a| is_missing(a)).collect();
            let is_covered = missing.is_empty();
            if is_covered && num_tied_reached >= goal {
                room.is_enough = has_sector.iter().all(|&has| has);
                break;
            }
            let candidates = if is_covered {
                candidates.collect()
            } else {
                missing
            };
            let new = most_new(snapshot, &candidates, &is_reached, task)?;
            new.filter(|&(_, num_new)| num_new > 0 || !is_covered)
        };
        let Some((actor, _)) = chosen else { break };
        can_come[actor as usize] = false;
        let brings_sector = is_missing(actor);
        let reached = near.find(adjacency, actor).iter().copied();
        let mut num_new = 0;
        for other in reached.chain([actor]) {
            if !std::mem::replace(&mut is_reached[other as usize], true) {
                num_new += 1;
                num_tied_reached += usize::from(adjacency.degree(other) > 0);
            }
        }
        room.num_reached += num_new;
        if let Some(sector) = snapshot.sectors()[actor as usize] {
            has_sector[usize::from(sector)] = true;
        }
        room.guests.push(Guest {
            actor,
            brings_sector,
            num_new,
        });
    }
    Ok(room)
}

/// Who of some has most within two steps that is not reached, itself included; if equal, whoever has more contacts, then the
/// earlier one.
fn most_new(
    snapshot: &Snapshot,
    candidates: &[u32],
    is_reached: &[bool],
    task: &TaskContext,
) -> Result<Option<(u32, usize)>, Cancelled> {
    let n = snapshot.num_actors();
    let parts = task.map_chunks(candidates.len(), |places| {
        let mut near = Near::new(n);
        let mut best: Option<(u32, (usize, usize))> = None;
        for &actor in &candidates[places] {
            task.keep_going()?;
            let reached = near.find(snapshot.adjacency(), actor).iter().copied();
            let all = reached.chain([actor]);
            let num_new = all.filter(|&other| !is_reached[other as usize]).count();
            let score = (num_new, snapshot.adjacency().degree(actor));
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((actor, score));
            }
        }
        Ok(best)
    })?;
    let mut best: Option<(u32, (usize, usize))> = None;
    for (actor, score) in parts.into_iter().flatten() {
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((actor, score));
        }
    }
    Ok(best.map(|(actor, (num_new, _))| (actor, num_new)))
}
