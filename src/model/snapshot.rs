//! Snapshots: a network as algorithms want it, dense and immutable.
//!
//! Here, once, it is decided what becomes of parallel ties, self-ties, direction and activities. Algorithms never see
//! the network itself.

use std::collections::BTreeSet;

use petgraph::csr::Csr;

use super::{ActivityId, ActorId, Network, RecordId as _, SectorId, TieId, Wishes};

/// From which records the ties of a snapshot come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieSources {
    /// Declared ties, and those that follow from common activities.
    #[default]
    All,
    /// Declared ties only.
    Declared,
    /// Only the ties that follow from common activities: two actors are tied when they take part in at least one
    /// activity together; the weight is the number of such activities.
    Activities,
}

/// What goes into a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SnapshotOptions {
    /// Where ties come from.
    pub ties: TieSources,
    /// Only these actors, and the ties among them; everybody, if `None`. Any order; unknown ones are ignored.
    pub actors: Option<Vec<ActorId>>,
    /// Declared ties that are left out.
    pub hidden_ties: BTreeSet<TieId>,
    /// Activities that are left out.
    pub hidden_activities: BTreeSet<ActivityId>,
    /// What is supposed to be different from what the network says.
    pub scenario: Scenario,
}

/// A what-if: changes that are made to a snapshot on its way, never to the network.
///
/// Whoever is not in the network, or tied to itself, is ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scenario {
    /// Actors that leave, with all of their ties and their places in activities.
    pub removed: Vec<ActorId>,
    /// Undirected ties of weight 1 that come.
    pub added: Vec<(ActorId, ActorId)>,
    /// Pairs of actors that lose whatever ties them: declared ties of any direction, and those that follow from common
    /// activities.
    pub dissolved: Vec<(ActorId, ActorId)>,
}

impl Scenario {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty() && self.dissolved.is_empty()
    }
}

/// Who is next to whom, as compressed sparse rows: for each actor its neighbours in increasing order, and with each the
/// index of the edge.
#[derive(Clone, Debug)]
pub struct Adjacency {
    rows: Csr<(), u32, petgraph::Directed, u32>,
}

impl Adjacency {
    /// From pairs of neighbours with the index of their edge, sorted and without repetition, all below `num_actors`.
    fn from_sorted(num_actors: usize, pairs: &[(u32, u32, u32)]) -> Self {
        // Not sorted would be a mistake of ours; an empty graph is then better than a panic.
        let mut rows = Csr::from_sorted_edges(pairs).unwrap_or_default();
        debug_assert_eq!(rows.edge_count(), pairs.len(), "the pairs are sorted");
        while rows.node_count() < num_actors {
            rows.add_node(());
        }
        Self { rows }
    }

    /// How many actors there are, tied or not.
    pub fn num_actors(&self) -> usize {
        self.rows.node_count()
    }

    /// From edges without direction, lower index first, without repetition.
    fn of_edges(num_actors: usize, edges: &[(u32, u32)]) -> Self {
        let mut slots: Vec<(u32, u32, u32)> = Vec::with_capacity(edges.len() * 2);
        for (edge, &(a, b)) in edges.iter().enumerate() {
            slots.push((a, b, edge as u32));
            slots.push((b, a, edge as u32));
        }
        slots.sort_unstable();
        Self::from_sorted(num_actors, &slots)
    }

    /// The neighbours of an actor, in increasing order.
    pub fn neighbors(&self, actor: u32) -> &[u32] {
        self.rows.neighbors_slice(actor)
    }

    /// The indices of the edges to the neighbours, in the order of [`Adjacency::neighbors`].
    pub fn edges(&self, actor: u32) -> &[u32] {
        self.rows.edges_slice(actor)
    }

    /// How many neighbours an actor has.
    pub fn degree(&self, actor: u32) -> usize {
        self.neighbors(actor).len()
    }

    /// The index of the edge from one actor to another.
    pub fn edge_between(&self, from: u32, to: u32) -> Option<u32> {
        let place = self.neighbors(from).binary_search(&to).ok()?;
        self.edges(from).get(place).copied()
    }

    /// The same with one more edge between two actors, known by the next index. What is there already, an edge of an actor
    /// to itself, and actors that are not here change nothing. Time O(V + E).
    #[must_use]
    pub fn with_edge(&self, a: u32, b: u32) -> Self {
        let num_actors = self.rows.node_count();
        if a == b || a.max(b) as usize >= num_actors || self.has(a, b) {
            return self.clone();
        }
        let mut slots = self.slots(|_| true);
        let edge = slots.iter().map(|&(_, _, edge)| edge + 1).max();
        let edge = edge.unwrap_or_default();
        for slot in [(a, b, edge), (b, a, edge)] {
            let place = slots.partition_point(|other| *other < slot);
            slots.insert(place, slot);
        }
        Self::from_sorted(num_actors, &slots)
    }

    /// The same without the edges of some actors, who stay as isolates. Time O(V + E).
    #[must_use]
    pub fn without(&self, is_gone: &[bool]) -> Self {
        let is_here = |actor: u32| is_gone.get(actor as usize) != Some(&true);
        Self::from_sorted(self.rows.node_count(), &self.slots(is_here))
    }

    /// All pairs of neighbours with their edges, sorted, both of a kind.
    fn slots(&self, is_wanted: impl Fn(u32) -> bool) -> Vec<(u32, u32, u32)> {
        let actors = (0..self.rows.node_count() as u32).filter(|&actor| is_wanted(actor));
        actors
            .flat_map(|actor| {
                let row = self.neighbors(actor).iter().zip(self.edges(actor));
                row.map(move |(&neighbor, &edge)| (actor, neighbor, edge))
            })
            .filter(|&(_, neighbor, _)| is_wanted(neighbor))
            .collect()
    }

    /// How many steps each actor is from the nearest of some; `None` beyond `most` steps, and without a way. Time O(V + E).
    pub fn steps_from(&self, starts: &[u32], most: u32) -> Vec<Option<u32>> {
        let mut steps = vec![None; self.num_actors()];
        let mut queue = Vec::new();
        let mut reach = |actor: u32, at: u32, queue: &mut Vec<u32>| {
            if let Some(place) = steps.get_mut(actor as usize)
                && place.is_none()
            {
                *place = Some(at);
                queue.push(actor);
            }
        };
        for &start in starts {
            reach(start, 0, &mut queue);
        }
        let mut next = 0;
        for further in 1..=most {
            let end = queue.len();
            if next == end {
                break;
            }
            while next < end {
                let actor = queue[next];
                next += 1;
                for &neighbor in self.neighbors(actor) {
                    reach(neighbor, further, &mut queue);
                }
            }
        }
        steps
    }

    /// Whether there is an edge from one actor to another.
    pub fn has(&self, from: u32, to: u32) -> bool {
        self.neighbors(from).binary_search(&to).is_ok()
    }
}

/// The directed projection of a network: self-ties dropped, parallel ties of the same direction joined, an undirected tie
/// as two arcs that each have its full weight.
#[derive(Clone, Debug)]
pub struct Directed {
    /// Arcs by where they come from; the edge index is that of the arc.
    pub out: Adjacency,
    /// Arcs by where they go to; the edge index is that of the arc.
    pub into: Adjacency,
    /// The summed weight of each arc.
    pub weights: Vec<f64>,
    /// The two ends of each arc, sorted.
    pub arcs: Vec<(u32, u32)>,
}

impl Directed {
    /// From sorted arcs, each once.
    fn new(num_actors: usize, arcs: Vec<(u32, u32)>, weights: Vec<f64>) -> Self {
        let out: Vec<(u32, u32, u32)> = (0..)
            .zip(&arcs)
            .map(|(arc, &(from, to))| (from, to, arc))
            .collect();
        let mut into: Vec<(u32, u32, u32)> =
            out.iter().map(|&(from, to, arc)| (to, from, arc)).collect();
        into.sort_unstable();
        Self {
            out: Adjacency::from_sorted(num_actors, &out),
            into: Adjacency::from_sorted(num_actors, &into),
            weights,
            arcs,
        }
    }
}

/// A network as algorithms want it: dense indices, sorted rows, immutable.
///
/// Actors are in the order of their identities, which is the order of the file; an index below [`Snapshot::num_actors`]
/// stands for an actor. Two projections are at hand. The *undirected* one drops self-ties and joins everything between
/// two actors into one edge whose weight is the sum. The *directed* one is [`Directed`], and exists when at least one tie
/// has a direction.
#[derive(Clone, Debug)]
pub struct Snapshot {
    actors: Vec<ActorId>,
    sectors: Vec<Option<u16>>,
    sector_ids: Vec<SectorId>,
    adjacency: Adjacency,
    edges: Vec<(u32, u32)>,
    weights: Vec<f64>,
    num_parallel: Vec<u32>,
    directed: Option<Directed>,
    num_ties: usize,
    num_self_ties: usize,
    tie_sources: TieSources,
    activities: Vec<(ActivityId, Vec<u32>)>,
    wishes: Wishes,
    introduced: Vec<(u32, u32)>,
}

/// One tie between two different actors of a snapshot, before joining.
struct RawTie {
    source: u32,
    target: u32,
    weight: f64,
    directed: bool,
}

impl Snapshot {
    /// The snapshot of a network.
    pub fn new(network: &Network, options: &SnapshotOptions) -> Self {
        let mut actors: Vec<ActorId> = network.actors().map(|(id, _)| id).collect();
        if let Some(only) = &options.actors {
            let only: BTreeSet<ActorId> = only.iter().copied().collect();
            actors.retain(|id| only.contains(id));
        }
        let Scenario {
            removed,
            added,
            dissolved,
        } = &options.scenario;
        actors.retain(|id| !removed.contains(id));
        let mut index_of = vec![u32::MAX; network.next_actor_id().index() as usize];
        for (index, actor) in actors.iter().enumerate() {
            if let Some(place) = index_of.get_mut(actor.index() as usize) {
                *place = index as u32;
            }
        }
        let index = |actor: ActorId| {
            index_of
                .get(actor.index() as usize)
                .copied()
                .filter(|&index| index != u32::MAX)
        };

        let mut ties = Vec::new();
        let mut num_self_ties = 0;
        if options.ties != TieSources::Activities {
            let is_shown = |id| !options.hidden_ties.contains(&id);
            for (_, tie) in network.ties().filter(|&(id, _)| is_shown(id)) {
                let (Some(source), Some(target)) = (index(tie.source), index(tie.target)) else {
                    continue;
                };
                if source == target {
                    num_self_ties += 1;
                } else {
                    ties.push(RawTie {
                        source,
                        target,
                        weight: tie.weight,
                        directed: tie.directed,
                    });
                }
            }
        }
        let activities: Vec<(ActivityId, Vec<u32>)> = network
            .activities()
            .iter()
            .filter(|(id, _)| !options.hidden_activities.contains(id))
            .map(|(id, activity)| {
                let mut members: Vec<u32> = activity
                    .participants
                    .iter()
                    .filter_map(|part| index(part.actor))
                    .collect();
                members.sort_unstable();
                members.dedup();
                (id, members)
            })
            .collect();
        if options.ties != TieSources::Declared {
            ties.extend(project(actors.len(), &activities));
        }
        let pairs = |pairs: &[(ActorId, ActorId)]| -> Vec<(u32, u32)> {
            let ends = pairs.iter().map(|&(a, b)| index(a).zip(index(b)));
            let known = ends.flatten().filter(|(a, b)| a != b);
            known.map(|(a, b)| (a.min(b), a.max(b))).collect()
        };
        let dissolved = pairs(dissolved);
        if !dissolved.is_empty() {
            ties.retain(|tie| {
                let ends = (tie.source.min(tie.target), tie.source.max(tie.target));
                !dissolved.contains(&ends)
            });
        }
        ties.extend(pairs(added).into_iter().map(|(source, target)| RawTie {
            source,
            target,
            weight: 1.0,
            directed: false,
        }));
        let num_ties = ties.len() + num_self_ties;

        let (edges, weights, num_parallel) = join(
            ties.iter()
                .map(|tie| {
                    (
                        tie.source.min(tie.target),
                        tie.source.max(tie.target),
                        tie.weight,
                    )
                })
                .collect(),
        );
        let adjacency = Adjacency::of_edges(actors.len(), &edges);
        let directed = ties
            .iter()
            .any(|tie| tie.directed)
            .then(|| direct(actors.len(), &ties));

        let wishes = Wishes::new(network, actors.len(), index);
        let records = network.introductions().iter();
        let introduced: Vec<_> = records.map(|(_, it)| (it.first, it.second)).collect();
        let mut introduced = pairs(&introduced);
        introduced.sort_unstable();
        introduced.dedup();
        let sector_of: Vec<Option<SectorId>> = actors
            .iter()
            .map(|&id| network.actor(id).and_then(|actor| actor.sector))
            .collect();
        let sector_ids = present(&sector_of);
        let sectors = places_of(&sector_of, &sector_ids);
        Self {
            actors,
            sectors,
            sector_ids,
            adjacency,
            edges,
            weights,
            num_parallel,
            directed,
            num_ties,
            num_self_ties,
            tie_sources: options.ties,
            activities,
            wishes,
            introduced,
        }
    }

    /// The same network with only some of its actors and edges. Edges go by their index; arcs go with their edge, and all
    /// edges of an actor that goes go with it.
    ///
    /// Time O(V + E log E).
    #[must_use]
    pub fn thinned(
        &self,
        keeps_actor: impl Fn(u32) -> bool,
        keeps_edge: impl Fn(u32) -> bool,
    ) -> Self {
        let mut actors = Vec::new();
        let mut index_of = vec![u32::MAX; self.num_actors()];
        for (index, &actor) in (0..).zip(&self.actors) {
            if keeps_actor(index) {
                index_of[index as usize] = actors.len() as u32;
                actors.push(actor);
            }
        }
        // The order of actors stays, so what is sorted stays sorted.
        let renamed = |(a, b): (u32, u32)| {
            let [a, b] = [a, b].map(|end| index_of[end as usize]);
            (a != u32::MAX && b != u32::MAX).then_some((a, b))
        };
        let (mut edges, mut weights, mut num_parallel) = (Vec::new(), Vec::new(), Vec::new());
        let all = self.edges.iter().zip(&self.weights).zip(&self.num_parallel);
        for (edge, ((&ends, &weight), &num)) in (0..).zip(all) {
            if let Some(ends) = renamed(ends).filter(|_| keeps_edge(edge)) {
                edges.push(ends);
                weights.push(weight);
                num_parallel.push(num);
            }
        }
        let directed = self.directed.as_ref().map(|directed| {
            let arcs = directed.arcs.iter().zip(&directed.weights);
            let kept = arcs.filter_map(|(&(from, to), &weight)| {
                let edge = self.adjacency.edge_between(from, to)?;
                let ends = renamed((from, to)).filter(|_| keeps_edge(edge))?;
                Some((ends, weight))
            });
            let (arcs, weights) = kept.unzip();
            Directed::new(actors.len(), arcs, weights)
        });
        let sector_of: Vec<Option<SectorId>> = (0..)
            .zip(&self.sectors)
            .filter(|&(index, _)| index_of[index as usize] != u32::MAX)
            .map(|(_, place)| self.sector_ids.get(usize::from((*place)?)).copied())
            .collect();
        let sector_ids = present(&sector_of);
        let activities = self.activities.iter().map(|(id, members)| {
            let members = members.iter().map(|&member| index_of[member as usize]);
            (*id, members.filter(|&member| member != u32::MAX).collect())
        });
        Self {
            sectors: places_of(&sector_of, &sector_ids),
            sector_ids,
            adjacency: Adjacency::of_edges(actors.len(), &edges),
            num_ties: num_parallel.iter().map(|&num| num as usize).sum(),
            num_self_ties: 0,
            tie_sources: self.tie_sources,
            activities: activities.collect(),
            wishes: self
                .wishes
                .of(|actor| index_of.get(actor).is_some_and(|&index| index != u32::MAX)),
            introduced: self
                .introduced
                .iter()
                .copied()
                .filter_map(renamed)
                .collect(),
            actors,
            edges,
            weights,
            num_parallel,
            directed,
        }
    }

    /// How many actors there are.
    pub fn num_actors(&self) -> usize {
        self.actors.len()
    }

    /// The actors, in the order of their indices.
    pub fn actors(&self) -> &[ActorId] {
        &self.actors
    }

    /// The identity behind an index.
    pub fn actor(&self, index: u32) -> ActorId {
        self.actors.get(index as usize).copied().unwrap_or_default()
    }

    /// The index of an actor; `None` if it is not in the snapshot.
    pub fn index_of(&self, actor: ActorId) -> Option<u32> {
        self.actors
            .binary_search(&actor)
            .ok()
            .map(|index| index as u32)
    }

    /// The sectors that have at least one actor here, in the order of the scheme.
    pub fn sector_ids(&self) -> &[SectorId] {
        &self.sector_ids
    }

    /// For each actor the place of its sector in [`Snapshot::sector_ids`]; `None` if it is unassigned.
    pub fn sectors(&self) -> &[Option<u16>] {
        &self.sectors
    }

    /// Who is next to whom in the undirected projection.
    pub fn adjacency(&self) -> &Adjacency {
        &self.adjacency
    }

    /// The edges of the undirected projection, lower index first, sorted: the tied pairs.
    pub fn edges(&self) -> &[(u32, u32)] {
        &self.edges
    }

    /// The summed weight of each edge.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// How many ties each edge stands for.
    pub fn num_parallel(&self) -> &[u32] {
        &self.num_parallel
    }

    /// The directed projection, if a tie has a direction.
    pub fn directed(&self) -> Option<&Directed> {
        self.directed.as_ref()
    }

    /// How many ties went in, parallel ties and self-ties included.
    pub fn num_ties(&self) -> usize {
        self.num_ties
    }

    /// How many of them tie an actor to itself.
    pub fn num_self_ties(&self) -> usize {
        self.num_self_ties
    }

    /// From which records the ties come.
    pub fn tie_sources(&self) -> TieSources {
        self.tie_sources
    }

    /// What the actors look for and can give.
    pub fn wishes(&self) -> &Wishes {
        &self.wishes
    }

    /// The pairs that have an introduction, whatever became of it, earlier end first, sorted.
    pub fn introduced(&self) -> &[(u32, u32)] {
        &self.introduced
    }

    /// The activities with those of their participants who are here, each once, in increasing order.
    pub fn activities(&self) -> &[(ActivityId, Vec<u32>)] {
        &self.activities
    }
}

/// The ties that follow from common activities, one for each pair of actors, weight = number of common activities.
fn project(num_actors: usize, activities: &[(ActivityId, Vec<u32>)]) -> Vec<RawTie> {
    let mut activities_of: Vec<Vec<u32>> = vec![Vec::new(); num_actors];
    for (activity, (_, members)) in activities.iter().enumerate() {
        for &member in members {
            if let Some(list) = activities_of.get_mut(member as usize) {
                list.push(activity as u32);
            }
        }
    }
    let mut ties = Vec::new();
    let mut counts = vec![0_u32; num_actors];
    let mut met = Vec::new();
    for (source, list) in activities_of.iter().enumerate() {
        for &activity in list {
            let members = activities
                .get(activity as usize)
                .map_or(&[][..], |(_, members)| members);
            let later = members.partition_point(|&member| member as usize <= source);
            for &member in members.get(later..).unwrap_or_default() {
                let Some(count) = counts.get_mut(member as usize) else {
                    continue;
                };
                if *count == 0 {
                    met.push(member);
                }
                *count += 1;
            }
        }
        met.sort_unstable();
        for target in met.drain(..) {
            let Some(count) = counts.get_mut(target as usize) else {
                continue;
            };
            ties.push(RawTie {
                source: source as u32,
                target,
                weight: f64::from(*count),
                directed: false,
            });
            *count = 0;
        }
    }
    ties
}

/// Sorted pairs, the summed weight of each, and how many went into each.
type Joined = (Vec<(u32, u32)>, Vec<f64>, Vec<u32>);

/// Joins equal pairs. Weights are added in the order in which the pairs came.
fn join(mut pairs: Vec<(u32, u32, f64)>) -> Joined {
    pairs.sort_by_key(|&(a, b, _)| (a, b));
    let mut joined: Joined = (
        Vec::with_capacity(pairs.len()),
        Vec::with_capacity(pairs.len()),
        Vec::with_capacity(pairs.len()),
    );
    for (a, b, weight) in pairs {
        match (joined.0.last(), joined.1.last_mut(), joined.2.last_mut()) {
            (Some(&last), Some(sum), Some(count)) if last == (a, b) => {
                *sum += weight;
                *count += 1;
            }
            _ => {
                joined.0.push((a, b));
                joined.1.push(weight);
                joined.2.push(1);
            }
        }
    }
    joined
}

fn direct(num_actors: usize, ties: &[RawTie]) -> Directed {
    let mut pairs = Vec::with_capacity(ties.len() * 2);
    for tie in ties {
        pairs.push((tie.source, tie.target, tie.weight));
        if !tie.directed {
            pairs.push((tie.target, tie.source, tie.weight));
        }
    }
    let (arcs, weights, _) = join(pairs);
    Directed::new(num_actors, arcs, weights)
}

/// The sectors that have an actor, in the order of the scheme.
fn present(sector_of: &[Option<SectorId>]) -> Vec<SectorId> {
    let mut sector_ids: Vec<SectorId> = sector_of.iter().flatten().copied().collect();
    sector_ids.sort_unstable();
    sector_ids.dedup();
    sector_ids
}

/// The place of each actor's sector among those that are there.
fn places_of(sector_of: &[Option<SectorId>], sector_ids: &[SectorId]) -> Vec<Option<u16>> {
    sector_of
        .iter()
        .map(|sector| {
            let place = sector_ids.binary_search(sector.as_ref()?).ok()?;
            Some(place as u16)
        })
        .collect()
}

/// The names of actors and sectors by index, for reports: a convenience over network and snapshot.
impl Snapshot {
    /// The text id of the actor with this index; empty if it has left the network since.
    pub fn key<'a>(&self, network: &'a Network, index: u32) -> &'a str {
        network
            .actor(self.actor(index))
            .map_or("", |actor| actor.key.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Activity, Actor, Change, NetworkEdit, Participation, Tie};

    fn network() -> (Network, Vec<ActorId>) {
        let mut network = Network::new();
        let ids = (0..4)
            .map(|i| {
                network
                    .add_actor(Actor::new(format!("a{i}"), format!("A{i}")))
                    .unwrap()
            })
            .collect::<Vec<_>>();
        let tie = |source: usize, target: usize, weight, directed| Tie {
            weight,
            directed,
            ..Tie::new(ids[source], ids[target])
        };
        for tie in [
            tie(1, 0, 2.0, true),
            tie(0, 1, 3.0, false),
            tie(2, 2, 1.0, false),
        ] {
            network.add_tie(tie).unwrap();
        }
        for (key, members) in [("x", vec![0, 1, 2]), ("y", vec![2, 0, 2])] {
            let participants = members
                .into_iter()
                .map(|member: usize| Participation::new(ids[member]))
                .collect();
            let activity = Activity {
                participants,
                ..Activity::new(key, key)
            };
            let id = network.activities().next_id();
            network
                .apply(&[NetworkEdit::Activity(Change::add(id, activity))])
                .unwrap();
        }
        (network, ids)
    }

    #[test]
    fn joins_what_is_between_two_actors() {
        let (network, _) = network();
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        assert_eq!(snapshot.edges(), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(snapshot.weights(), [6.0, 2.0, 1.0]);
        assert_eq!(snapshot.num_parallel(), [3, 1, 1]);
        assert_eq!((snapshot.num_ties(), snapshot.num_self_ties()), (6, 1));
        assert_eq!(snapshot.adjacency().neighbors(0), [1, 2]);
        assert!(snapshot.adjacency().neighbors(3).is_empty());
        assert_eq!(snapshot.adjacency().edge_between(2, 1), Some(2));
    }

    #[test]
    fn an_undirected_tie_is_two_arcs() {
        let (network, _) = network();
        let options = SnapshotOptions {
            ties: TieSources::Declared,
            ..SnapshotOptions::default()
        };
        let snapshot = Snapshot::new(&network, &options);
        let directed = snapshot.directed().unwrap();
        assert_eq!(directed.arcs, [(0, 1), (1, 0)]);
        assert_eq!(directed.weights, [3.0, 5.0]);
    }

    #[test]
    fn keeps_to_its_scope() {
        let (network, ids) = network();
        let options = SnapshotOptions {
            ties: TieSources::Activities,
            actors: Some(vec![ids[2], ids[0]]),
            ..SnapshotOptions::default()
        };
        let snapshot = Snapshot::new(&network, &options);
        assert_eq!(snapshot.actors(), [ids[0], ids[2]]);
        assert_eq!(
            (snapshot.edges(), snapshot.weights()),
            (&[(0, 1)][..], &[2.0][..])
        );
        assert!(snapshot.directed().is_none());
    }

    #[test]
    fn thinning_is_what_leaving_out_is() {
        let (network, ids) = network();
        let whole = Snapshot::new(&network, &SnapshotOptions::default());
        let two = SnapshotOptions {
            actors: Some(vec![ids[0], ids[1]]),
            ..SnapshotOptions::default()
        };
        let left = Snapshot::new(&network, &two);
        let thinned = whole.thinned(|actor| actor < 2, |_| true);
        assert_eq!(thinned.actors(), left.actors());
        assert_eq!(thinned.edges(), left.edges());
        assert_eq!(thinned.weights(), left.weights());
        let arcs = |snapshot: &Snapshot| snapshot.directed().unwrap().arcs.clone();
        assert_eq!(arcs(&thinned), arcs(&left));

        let fewer = whole.thinned(|_| true, |edge| edge != 0);
        assert_eq!(fewer.edges(), [(0, 2), (1, 2)]);
        assert!(!fewer.directed().unwrap().arcs.contains(&(0, 1)));
        assert_eq!(fewer.num_ties(), 2);
    }
}
