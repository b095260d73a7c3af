//! Cohesion: components, cut actors, bridges, and the shares that describe the network as a whole.

use super::cut_actors::{DepthFirst, NOBODY};
use super::{Clustering, clustering, core_numbers};
use crate::analysis::{
    Analysis, Aspect, Bridge, Cohesion, CutActor, Detail, Measure, Outcome, Params,
};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// What holds the network together: its components, the actors and edges without which one would fall apart, and the share
/// of pairs of actors that have no path between them.
///
/// Fragmentation is Borgatti's F (2006, Comput. Math. Organ. Theory 12:21), 1 − Σ s(s−1) / (n(n−1)) over component sizes
/// s; after the removal of a cut actor it counts the n − 1 others. Direction and weights: ignored. An isolate is a
/// component. A bridge may stand for several parallel ties. What an actor or edge cuts off follows from one depth-first
/// tree, nothing is removed and searched again.
///
/// Time O(V + E) besides clustering and what is written down.
pub fn cohesion(snapshot: &Snapshot, task: &TaskContext) -> Result<Cohesion, Cancelled> {
    task.keep_going()?;
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    let tree = DepthFirst::new(snapshot);

    let mut components: Vec<Vec<u32>> = (0..n as u32)
        .filter(|&actor| tree.parent[actor as usize] == NOBODY)
        .map(|root| sorted(tree.subtree(root)))
        .collect();
    // Roots come in the order of actors, and the sort keeps it.
    components.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let mut component_of = vec![0_u32; n];
    for (component, members) in components.iter().enumerate() {
        for &member in members {
            component_of[member as usize] = component as u32;
        }
    }
    let connected: u64 = components
        .iter()
        .map(|members| ordered_pairs(members.len()))
        .sum();

    let mut num_pieces = vec![0_u32; n];
    for actor in 0..n as u32 {
        if tree.is_cut_off(actor) {
            num_pieces[tree.parent[actor as usize] as usize] += 1;
        }
    }
    let mut cut_actors = Vec::new();
    let mut bridges = Vec::new();
    for actor in 0..n as u32 {
        let members = components
            .get(component_of[actor as usize] as usize)
            .map_or(&[][..], Vec::as_slice);
        let is_root = tree.parent[actor as usize] == NOBODY;
        if num_pieces[actor as usize] > u32::from(is_root) {
            task.keep_going()?;
            let Pieces {
                cut_off,
                connected: after,
            } = pieces(snapshot, &tree, actor, members);
            let before = ordered_pairs(members.len());
            cut_actors.push(CutActor {
                actor,
                cut_off,
                fragmentation_after: fragmentation(n - 1, connected - before + after),
            });
        }
        if tree.is_bridge(actor) {
            let parent = tree.parent[actor as usize];
            if let Some(edge) = adjacency.edge_between(actor, parent) {
                let below = tree.size[actor as usize];
                bridges.push(Bridge {
                    edge,
                    a: actor.min(parent),
                    b: actor.max(parent),
                    num_ties: snapshot.num_parallel()[edge as usize],
                    num_cut_off: below.min(members.len() as u32 - below),
                });
            }
        }
    }
    bridges.sort_unstable_by_key(|bridge| bridge.edge);

    let pairs = ordered_pairs(n);
    let Clustering {
        local,
        transitivity,
    } = clustering(snapshot, task)?;
    Ok(Cohesion {
        components,
        component_of,
        isolates: (0..n as u32)
            .filter(|&actor| adjacency.degree(actor) == 0)
            .collect(),
        cut_actors,
        bridges,
        num_blocks: tree.num_blocks(),
        fragmentation: fragmentation(n, connected),
        density: (pairs > 0).then(|| 2.0 * snapshot.edges().len() as f64 / pairs as f64),
        transitivity,
        average_clustering: (n > 0).then(|| local.iter().sum::<f64>() / n as f64),
    })
}

fn ordered_pairs(num_actors: usize) -> u64 {
    num_actors as u64 * (num_actors as u64).saturating_sub(1)
}

fn fragmentation(num_actors: usize, connected: u64) -> Option<f64> {
    let pairs = ordered_pairs(num_actors);
    (pairs > 0).then(|| (pairs - connected) as f64 / pairs as f64)
}

fn sorted(actors: &[u32]) -> Vec<u32> {
    let mut actors = actors.to_vec();
    actors.sort_unstable();
    actors
}

/// What the component of a cut actor falls into without it.
struct Pieces {
    /// All but the largest, largest first.
    cut_off: Vec<Vec<u32>>,
    /// How many ordered pairs of its other members keep a path.
    connected: u64,
}

fn pieces(snapshot: &Snapshot, tree: &DepthFirst, actor: u32, members: &[u32]) -> Pieces {
    let mut cut_off: Vec<Vec<u32>> = snapshot
        .adjacency()
        .neighbors(actor)
        .iter()
        .filter(|&&child| tree.parent[child as usize] == actor && tree.is_cut_off(child))
        .map(|&child| sorted(tree.subtree(child)))
        .collect();
    // Above the actor, with those branches below it that hang on it by another way.
    let num_above = members.len() - 1 - cut_off.iter().map(Vec::len).sum::<usize>();
    let connected = ordered_pairs(num_above)
        + cut_off
            .iter()
            .map(|piece| ordered_pairs(piece.len()))
            .sum::<u64>();
    // Nearly always the largest rest is above, and need not be written down.
    let is_largest = cut_off.iter().all(|piece| piece.len() < num_above);
    if !is_largest && num_above > 0 {
        let mut below = cut_off.concat();
        below.push(actor);
        below.sort_unstable();
        let above = members
            .iter()
            .filter(|member| below.binary_search(member).is_err());
        cut_off.push(above.copied().collect());
    }
    cut_off.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    if !is_largest {
        cut_off.remove(0);
    }
    Pieces { cut_off, connected }
}

/// Components, cut actors, bridges, cores, fragmentation, density and transitivity.
pub struct CohesionAnalysis;

impl Analysis for CohesionAnalysis {
    fn id(&self) -> &'static str {
        "cohesion"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::Core]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let cores = core_numbers(snapshot).into_iter();
        Ok(Outcome {
            columns: vec![(
                Measure::Core,
                cores.map(|core| Some(f64::from(core))).collect(),
            )],
            detail: Detail::Cohesion(cohesion(snapshot, task)?),
            estimate: None,
        })
    }
}
