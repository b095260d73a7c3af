//! Ways from actor to actor: who is near, and the shortest paths between two.

use crate::model::Adjacency;
use crate::task::{Cancelled, TaskContext};

/// The shortest paths between two actors.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortestPaths {
    /// One of them, from end to end: of equal ones the first in the order of actors.
    pub one: Vec<u32>,
    /// How many there are. Exact up to 2⁵³.
    pub num: f64,
    /// The tied pairs that lie on any of them, lower index first, sorted.
    pub ties: Vec<(u32, u32)>,
}

/// The shortest paths from one actor to another; `None` if there is no way, or the two are the same.
///
/// Direction and weights: ignored; every tie is one step. Time O(V + E).
pub fn shortest_paths(
    adjacency: &Adjacency,
    from: u32,
    to: u32,
    task: &TaskContext,
) -> Result<Option<ShortestPaths>, Cancelled> {
    let to_goal = adjacency.steps_from(&[to], u32::MAX);
    let left = |actor: u32| to_goal.get(actor as usize).copied().flatten();
    let Some(length) = left(from).filter(|&length| length > 0) else {
        return Ok(None);
    };
    // Step by step towards the goal, with the number of ways to get there.
    let mut ties = Vec::new();
    let mut layer = std::collections::BTreeMap::from([(from, 1.0_f64)]);
    for further in (0..length).rev() {
        task.keep_going()?;
        let mut next = std::collections::BTreeMap::new();
        for (&actor, &num) in &layer {
            let nearer = adjacency.neighbors(actor).iter();
            for &neighbor in nearer.filter(|&&it| left(it) == Some(further)) {
                *next.entry(neighbor).or_insert(0.0) += num;
                ties.push((actor.min(neighbor), actor.max(neighbor)));
            }
        }
        layer = next;
    }
    ties.sort_unstable();
    let mut one = vec![from];
    let mut at = from;
    while let Some(further) = left(at).filter(|&left| left > 0) {
        let mut neighbors = adjacency.neighbors(at).iter().copied();
        let Some(nearer) = neighbors.find(|&it| left(it) == Some(further - 1)) else {
            break;
        };
        one.push(nearer);
        at = nearer;
    }
    let num = layer.get(&to).copied().unwrap_or_default();
    Ok(Some(ShortestPaths { one, num, ties }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Network, Snapshot, SnapshotOptions, Tie};

    /// A square 0–1–2–3 with a tail 3–4, and an isolate.
    fn square() -> Snapshot {
        let mut network = Network::new();
        let ids: Vec<_> = (0..6)
            .map(|i| network.add_actor(Actor::new(format!("a{i}"), "")).unwrap())
            .collect();
        for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)] {
            network.add_tie(Tie::new(ids[a], ids[b])).unwrap();
        }
        Snapshot::new(&network, &SnapshotOptions::default())
    }

    #[test]
    fn all_shortest_paths_are_counted_and_their_ties_known() {
        let snapshot = square();
        let task = TaskContext::new();
        let paths = |from, to| shortest_paths(snapshot.adjacency(), from, to, &task).unwrap();
        // 1–0–3–4 and 1–2–3–4.
        assert_eq!(
            paths(1, 4),
            Some(ShortestPaths {
                one: vec![1, 0, 3, 4],
                num: 2.0,
                ties: vec![(0, 1), (0, 3), (1, 2), (2, 3), (3, 4)],
            })
        );
        assert_eq!(paths(0, 1).unwrap().one, [0, 1]);
        assert_eq!(paths(0, 5), None);
        assert_eq!(paths(2, 2), None);
    }

    #[test]
    fn steps_end_where_they_shall() {
        let snapshot = square();
        let steps = |most| snapshot.adjacency().steps_from(&[4], most);
        assert_eq!(steps(1), [None, None, None, Some(1), Some(0), None]);
        let all = [Some(2), Some(3), Some(2), Some(1), Some(0), None];
        assert_eq!(steps(9), all);
    }
}
