//! The key players of a network: a set whose absence would hurt most, and one to tell so that everybody hears.

use super::key_players::{Chosen, Objective, choose_best, choose_greedily, value};
use crate::analysis::{Analysis, Aspect, Choice, Detail, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Up to so many sets all are tried.
const MAX_SETS: u64 = 40_000;

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

/// Whose absence would hurt most, and whom to tell so that everybody hears, in sets of a size (Borgatti 2006, Comput. Math.
/// Organ. Theory 12:21).
///
/// Where there are at most 40,000 sets (three of 60 actors), all are tried, and the first of the best ones is told; beyond,
/// sets grow one by one. Absence is judged by distance-weighted fragmentation of the actors that remain, in networks of
/// more than 200 actors by plain fragmentation. Who to tell is judged by the mean inverse distance of everybody from the
/// nearest member. Direction and weights: ignored. A set stops growing when nobody adds anything.
pub fn key_players(
    snapshot: &Snapshot,
    size: usize,
    task: &TaskContext,
) -> Result<KeyPlayers, Cancelled> {
    let negative = if snapshot.num_actors() > MAX_DISTANCE {
        Objective::Fragment
    } else {
        Objective::Distance
    };
    Ok(KeyPlayers {
        negative: choose(snapshot, negative, size, task)?,
        positive: choose(snapshot, Objective::Nearness, size, task)?,
    })
}

fn choose(
    snapshot: &Snapshot,
    objective: Objective,
    size: usize,
    task: &TaskContext,
) -> Result<KeyPlayerSet, Cancelled> {
    let n = snapshot.num_actors();
    let before = value(snapshot, &[], objective);
    let mut set = KeyPlayerSet {
        objective,
        is_best: num_sets(n, size) <= MAX_SETS,
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
        let best = choose_best(snapshot, objective, size.min(n), task)?;
        set.num_as_good = best.len();
        if let Some(Chosen { actors, value }) = best.into_iter().next() {
            (set.actors, set.value) = (actors, value);
        }
        return Ok(set);
    }
    for Chosen { actors, value } in choose_greedily(snapshot, objective, size, task)? {
        if value <= set.value {
            break;
        }
        (set.actors, set.value) = (actors, value);
    }
    Ok(set)
}

/// How many sets of a size there are, as far as it matters.
fn num_sets(num_actors: usize, size: usize) -> u64 {
    let n = num_actors as u64;
    (0..(size as u64).min(n)).fold(1, |sets: u64, taken| {
        sets.saturating_mul(n - taken) / (taken + 1)
    })
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

    fn is_on_demand(&self) -> bool {
        true
    }

    fn uses(&self) -> &'static [Choice] {
        &[Choice::Size]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let size = params.num_key_players as usize;
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::KeyPlayers(key_players(snapshot, size, task)?),
            estimate: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_counted_up_to_what_matters() {
        assert_eq!(num_sets(60, 3), 34_220);
        assert_eq!(num_sets(5, 5), 1);
        assert_eq!(num_sets(2, 3), 1);
        assert!(num_sets(36_000, 10) > MAX_SETS);
    }
}
