//! Two states of a network: who came and went, which ties were formed and dissolved, and what became of the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{IndicatorChange, Indicators, indicator_changes};
use crate::model::{ActorId, Network, Snapshot, TieSources};
use crate::task::{Cancelled, TaskContext};

/// One state of a network.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// Its records.
    pub network: &'a Network,
    /// What of it counts.
    pub snapshot: &'a Snapshot,
}

/// How many of some things there still are, are new, and are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// In both states.
    pub kept: usize,
    /// In the second only.
    pub formed: usize,
    /// In the first only.
    pub dissolved: usize,
}

impl Turnover {
    fn of<T: Ord>(before: &BTreeSet<T>, after: &BTreeSet<T>) -> Self {
        let kept = before.intersection(after).count();
        Self {
            kept,
            formed: after.len() - kept,
            dissolved: before.len() - kept,
        }
    }

    /// How alike the two states are: kept as a share of all, 0 to 1 (Jaccard); `None` if there is nothing in either. Below
    /// 0.3 they are nearly different networks (Snijders, van de Bunt & Steglich 2010, Social Networks 32:44).
    pub fn jaccard(&self) -> Option<f64> {
        let all = self.kept + self.formed + self.dissolved;
        (all > 0).then(|| self.kept as f64 / all as f64)
    }
}

/// An actor that is in both states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stayer {
    /// Who it is in the first state.
    pub before: ActorId,
    /// Who it is in the second.
    pub after: ActorId,
    /// Whether its sector is another one.
    pub sector_changed: bool,
}

/// What has changed between two states of a network.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Who is in the second state only, as it calls them.
    pub joined: Vec<ActorId>,
    /// Who is in the first state only, as it calls them.
    pub left: Vec<ActorId>,
    /// Of those who left, who had no tie: without them the share of pairs with a path rises although nothing was built.
    pub left_without_ties: Vec<ActorId>,
    /// Who is in both.
    pub stayed: Vec<Stayer>,
    /// Tied pairs.
    pub ties: Turnover,
    /// Tied pairs of those who stayed: the fair measure of how much ties change.
    pub ties_of_stayers: Turnover,
    /// Declared ties, by pair and kind.
    pub ties_by_kind: Turnover,
    /// The same for each kind, in alphabetical order.
    pub kinds: BTreeMap<String, Turnover>,
    /// Ordered pairs with a tie from the one to the other; `None` if neither state has direction.
    pub arcs: Option<Turnover>,
    /// The pairs that are tied in the second state only, as it calls them.
    pub formed: Vec<(ActorId, ActorId)>,
    /// The pairs that are tied in the first state only, as it calls them.
    pub dissolved: Vec<(ActorId, ActorId)>,
    /// All indicators before and after.
    pub indicators: Vec<IndicatorChange>,
    /// How much the betweenness of each that stayed has changed: undirected, raw, each pair once. Read it with the change of
    /// the number of actors.
    pub betweenness: Vec<f64>,
}

impl Comparison {
    /// Actors.
    pub fn actors(&self) -> Turnover {
        Turnover {
            kept: self.stayed.len(),
            formed: self.joined.len(),
            dissolved: self.left.len(),
        }
    }
}

/// Compares two states. Actors match by their text id, ties by the two actors, without direction unless it is said.
///
/// Time: twice that of [`Indicators`].
pub fn compare(
    before: State<'_>,
    after: State<'_>,
    task: &TaskContext,
) -> Result<Comparison, Cancelled> {
    let (keys, keys_after) = (keys(before), keys(after));
    let by_key: BTreeMap<&str, u32> = (0..).zip(&keys).map(|(i, &key)| (key, i)).collect();
    let by_key_after: BTreeMap<&str, u32> =
        (0..).zip(&keys_after).map(|(i, &key)| (key, i)).collect();
    let left: Vec<u32> = (0..keys.len() as u32)
        .filter(|&i| !by_key_after.contains_key(keys[i as usize]))
        .collect();
    let stays = |key: &str| by_key.contains_key(key) && by_key_after.contains_key(key);

    let values = Indicators::compute(before.snapshot, task)?;
    let values_after = Indicators::compute(after.snapshot, task)?;
    let (mut joined, mut stayed, mut betweenness) = (Vec::new(), Vec::new(), Vec::new());
    for (index, key) in (0..).zip(&keys_after) {
        let id = after.snapshot.actor(index);
        let Some(&index_before) = by_key.get(key) else {
            joined.push(id);
            continue;
        };
        let id_before = before.snapshot.actor(index_before);
        stayed.push(Stayer {
            before: id_before,
            after: id,
            sector_changed: sector_key(before, id_before) != sector_key(after, id),
        });
        let rise =
            values_after.betweenness[index as usize] - values.betweenness[index_before as usize];
        betweenness.push(rise);
    }

    let (pairs, pairs_after) = (pairs(before, &keys), pairs(after, &keys_after));
    let of_stayers = |pairs: &BTreeSet<(&'_ str, &'_ str)>| -> BTreeSet<(String, String)> {
        let staying = pairs.iter().filter(|(a, b)| stays(a) && stays(b));
        staying
            .map(|&(a, b)| (a.to_owned(), b.to_owned()))
            .collect()
    };
    let ids = |state: State<'_>, by_key: &BTreeMap<&str, u32>, pairs: Vec<&(&str, &str)>| {
        let id = |key: &str| by_key.get(key).map(|&index| state.snapshot.actor(index));
        let mut ids: Vec<(ActorId, ActorId)> = pairs
            .into_iter()
            .filter_map(|(a, b)| id(a).zip(id(b)))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        ids.sort_unstable();
        ids
    };
    let formed = pairs_after.difference(&pairs).collect();
    let dissolved = pairs.difference(&pairs_after).collect();
    let (kinds, kinds_after) = (by_kind(before), by_kind(after));
    let none = BTreeSet::new();
    let all_kinds: BTreeSet<&str> = kinds.keys().chain(kinds_after.keys()).copied().collect();
    let turnover_of_kind = |kind: &str| {
        Turnover::of(
            kinds.get(kind).unwrap_or(&none),
            kinds_after.get(kind).unwrap_or(&none),
        )
    };
    let kinds: BTreeMap<String, Turnover> = all_kinds
        .into_iter()
        .map(|kind| (kind.to_owned(), turnover_of_kind(kind)))
        .collect();
    let has_direction = before.snapshot.directed().is_some() || after.snapshot.directed().is_some();
    let has_no_tie = |&&actor: &&u32| before.snapshot.adjacency().degree(actor) == 0;
    Ok(Comparison {
        left_without_ties: left
            .iter()
            .filter(has_no_tie)
            .map(|&i| before.snapshot.actor(i))
            .collect(),
        ties: Turnover::of(&pairs, &pairs_after),
        ties_of_stayers: Turnover::of(&of_stayers(&pairs), &of_stayers(&pairs_after)),
        ties_by_kind: kinds
            .values()
            .fold(Turnover::default(), |sum, kind| Turnover {
                kept: sum.kept + kind.kept,
                formed: sum.formed + kind.formed,
                dissolved: sum.dissolved + kind.dissolved,
            }),
        kinds,
        arcs: has_direction.then(|| Turnover::of(&arcs(before, &keys), &arcs(after, &keys_after))),
        formed: ids(after, &by_key_after, formed),
        dissolved: ids(before, &by_key, dissolved),
        indicators: indicator_changes(&values, &values_after),
        left: left.iter().map(|&i| before.snapshot.actor(i)).collect(),
        joined,
        stayed,
        betweenness,
    })
}

fn keys(state: State<'_>) -> Vec<&str> {
    let actors = 0..state.snapshot.num_actors() as u32;
    actors
        .map(|index| state.snapshot.key(state.network, index))
        .collect()
}

/// The key of the sector of an actor; nothing if it has none.
fn sector_key(state: State<'_>, actor: ActorId) -> Option<&str> {
    let sector = state.network.actor(actor)?.sector?;
    Some(state.network.sectors().get(sector)?.key.as_str())
}

/// The smaller text id first.
fn in_order<'k>(a: &'k str, b: &'k str) -> (&'k str, &'k str) {
    if a <= b { (a, b) } else { (b, a) }
}

fn pairs<'k>(state: State<'_>, keys: &[&'k str]) -> BTreeSet<(&'k str, &'k str)> {
    let edges = state.snapshot.edges().iter();
    edges
        .map(|&(a, b)| in_order(keys[a as usize], keys[b as usize]))
        .collect()
}

fn arcs<'k>(state: State<'_>, keys: &[&'k str]) -> BTreeSet<(&'k str, &'k str)> {
    let key = |actor: u32| keys[actor as usize];
    if let Some(directed) = state.snapshot.directed() {
        let arcs = directed.arcs.iter();
        return arcs.map(|&(a, b)| (key(a), key(b))).collect();
    }
    let edges = state.snapshot.edges().iter();
    edges
        .flat_map(|&(a, b)| [(key(a), key(b)), (key(b), key(a))])
        .collect()
}

/// The pairs with a declared tie of each kind.
fn by_kind(state: State<'_>) -> BTreeMap<&str, BTreeSet<(&str, &str)>> {
    let State { network, snapshot } = state;
    let mut kinds: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    if snapshot.tie_sources() == TieSources::Activities {
        return kinds;
    }
    for (_, tie) in network.ties().filter(|(_, tie)| tie.source != tie.target) {
        let ends = [tie.source, tie.target].map(|end| {
            let is_here = snapshot.index_of(end).is_some();
            network.actor(end).filter(|_| is_here)
        });
        if let [Some(source), Some(target)] = ends {
            let pairs = kinds.entry(&tie.kind).or_default();
            pairs.insert(in_order(&source.key, &target.key));
        }
    }
    kinds
}
