//! The key players of a network: a set whose absence would hurt most, and one to tell so that everybody hears.

use super::key_players::{Chosen, Objective, choose_best, choose_greedily, value};
use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How many actors a set has.
const SIZE: usize = 3;

/// Up to so many actors every set is tried.
const MAX_ALL_SETS: usize = 32;

/// Up to so many actors a set is chosen by distances; beyond, only by whether there is a path at all.
const MAX_DISTANCE: usize = 200;

/// A set of key players.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPlayerSet {
    /// What it is chosen for.
    pub objective: Objective,
    /// Whether every set was tried; otherwise the set grew one by one and need not be the best.
    pub is_best: bool,
    /// How many sets are as good as this one; 1 if it grew one by one.
    pub num_as_good: usize,
    /// The value without anybody.
    pub before: f64,
    /// The members, with the value after each of them; the best sets list their members in the order of actors and have
    /// the value of the whole at the last.
    pub actors: Vec<u32>,
    /// The value of the set.
    pub value: f64,
}

/// Key players, for both of Borgatti's questions.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPlayers {
    /// Whose absence would hurt most (KPP-Neg): by distance-weighted fragmentation of the others, and by plain
    /// fragmentation in large networks.
    pub negative: KeyPlayerSet,
    /// Who is nearest to everybody (KPP-Pos).
    pub positive: KeyPlayerSet,
}

/// Whose absence would hurt most, and whom to tell so that everybody hears: three actors each (Borgatti 2006, Comput.
/// Math. Organ. Theory 12:21).
///
/// Every set is tried in networks of up to 32 actors, the first of the best ones is told; beyond, sets grow one by one.
/// Absence is judged by distance-weighted fragmentation of the actors that remain, in networks of more than 200 actors by
/// plain fragmentation. Who to tell is judged by the mean inverse distance of everybody from the nearest member. Direction
/// and weights: ignored. A set stops growing when nobody adds anything.
pub fn key_players(snapshot: &Snapshot, task: &TaskContext) -> Result<KeyPlayers, Cancelled> {
    let negative = if snapshot.num_actors() > MAX_DISTANCE {
        Objective::Fragment
    } else {
        Objective::Distance
    };
    Ok(KeyPlayers {
        negative: choose(snapshot, negative, task)?,
        positive: choose(snapshot, Objective::Nearness, task)?,
    })
}

fn choose(
    snapshot: &Snapshot,
    objective: Objective,
    task: &TaskContext,
) -> Result<KeyPlayerSet, Cancelled> {
    let n = snapshot.num_actors();
    let before = value(snapshot, &[], objective);
    let mut set = KeyPlayerSet {
        objective,
        is_best: n <= MAX_ALL_SETS,
        num_as_good: 1,
        before,
        actors: Vec::new(),
        value: before,
    };
    // Nobody is missed where nobody is tied to anybody.
    if snapshot.edges().is_empty() {
        return Ok(set);
    }
    if set.is_best {
        let best = choose_best(snapshot, objective, SIZE.min(n), task)?;
        set.num_as_good = best.len();
        if let Some(Chosen { actors, value }) = best.into_iter().next() {
            (set.actors, set.value) = (actors, value);
        }
        return Ok(set);
    }
    for Chosen { actors, value } in choose_greedily(snapshot, objective, SIZE, task)? {
        if value <= set.value {
            break;
        }
        (set.actors, set.value) = (actors, value);
    }
    Ok(set)
}

/// Key players.
pub struct KeyPlayersAnalysis;

impl Analysis for KeyPlayersAnalysis {
    fn id(&self) -> &'static str {
        "key_players"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::KeyPlayers(key_players(snapshot, task)?),
            estimate: None,
        })
    }
}
