//! Blocks: the parts of a network that no single actor can cut in two.

use super::cut_actors::{DepthFirst, NOBODY};
use crate::model::Snapshot;

/// The biconnected components of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocks {
    /// How many there are.
    pub num_blocks: usize,
    /// The block of each edge, by the index of the edge.
    pub block_of: Vec<u32>,
}

impl Blocks {
    /// For each actor, in how many blocks it has ties: more than one for a cut actor, none for an isolate.
    ///
    /// Time O(E log E).
    pub fn at_actors(&self, snapshot: &Snapshot) -> Vec<u32> {
        let adjacency = snapshot.adjacency();
        let mut blocks = Vec::new();
        (0..snapshot.num_actors() as u32)
            .map(|actor| {
                let edges = adjacency.edges(actor).iter();
                blocks.extend(edges.map(|&edge| self.block_of[edge as usize]));
                blocks.sort_unstable();
                blocks.dedup();
                let num = blocks.len() as u32;
                blocks.clear();
                num
            })
            .collect()
    }
}

/// The biconnected components of a network: the largest sets of edges within which any two lie on a circle, or single
/// edges, the bridges.
///
/// Hopcroft & Tarjan 1973, CACM 16:372. Direction and weights: ignored. Two blocks meet in one cut actor at most; an
/// isolate is in none. Blocks are numbered in the order in which a depth-first search meets them.
///
/// Time O(V + E).
pub fn blocks(snapshot: &Snapshot) -> Blocks {
    let tree = DepthFirst::new(snapshot);
    // The block of the edge from each actor to its parent. Parents come before their children.
    let mut above = vec![NOBODY; snapshot.num_actors()];
    let mut num_blocks = 0;
    for &actor in &tree.order {
        let parent = tree.parent[actor as usize];
        if parent == NOBODY {
            continue;
        }
        above[actor as usize] = if tree.is_cut_off(actor) {
            num_blocks += 1;
            num_blocks - 1
        } else {
            above[parent as usize]
        };
    }
    // An edge out of the tree goes up from the later of its ends, so it closes a circle over that end's way up.
    let block_of = snapshot
        .edges()
        .iter()
        .map(|&(a, b)| {
            let is_later = tree.place[a as usize] > tree.place[b as usize];
            above[if is_later { a } else { b } as usize]
        })
        .collect();
    Blocks {
        num_blocks: num_blocks as usize,
        block_of,
    }
}
