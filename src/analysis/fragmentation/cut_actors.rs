//! The depth-first tree of a network: components, cut actors and bridges all follow from it.

use crate::model::{Adjacency, Snapshot};

/// No actor.
pub(super) const NOBODY: u32 = u32::MAX;

/// A depth-first tree of each component.
///
/// The actors of a subtree stand side by side in `order`, beginning with its root; so do those of a component.
pub(super) struct DepthFirst {
    /// The actors in the order in which they were found.
    pub(super) order: Vec<u32>,
    /// The place of each actor in `order`.
    pub(super) place: Vec<u32>,
    /// From where each actor was found; `NOBODY` for a root.
    pub(super) parent: Vec<u32>,
    /// The first place that the subtree of an actor reaches, by at most one edge out of the tree.
    pub(super) low: Vec<u32>,
    /// How many actors the subtree of an actor has, itself included.
    pub(super) size: Vec<u32>,
}

impl DepthFirst {
    /// Searches from each actor in order (Hopcroft & Tarjan 1973, CACM 16:372), without recursion.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let num_actors = snapshot.num_actors();
        let mut tree = Self {
            order: Vec::with_capacity(num_actors),
            place: vec![NOBODY; num_actors],
            parent: vec![NOBODY; num_actors],
            low: vec![0; num_actors],
            size: vec![1; num_actors],
        };
        // For each actor on the way, how many of its neighbours have been looked at.
        let mut way: Vec<(u32, usize)> = Vec::new();
        for root in 0..num_actors as u32 {
            if tree.place[root as usize] == NOBODY {
                tree.search(snapshot.adjacency(), root, &mut way);
            }
        }
        tree
    }

    fn find(&mut self, actor: u32, parent: u32) {
        let place = self.order.len() as u32;
        self.place[actor as usize] = place;
        self.low[actor as usize] = place;
        self.parent[actor as usize] = parent;
        self.order.push(actor);
    }

    fn search(&mut self, adjacency: &Adjacency, root: u32, way: &mut Vec<(u32, usize)>) {
        self.find(root, NOBODY);
        way.push((root, 0));
        while let Some((actor, next)) = way.last_mut() {
            let actor = *actor;
            let parent = self.parent[actor as usize];
            if let Some(&neighbor) = adjacency.neighbors(actor).get(*next) {
                *next += 1;
                if self.place[neighbor as usize] == NOBODY {
                    self.find(neighbor, actor);
                    way.push((neighbor, 0));
                } else if neighbor != parent {
                    let reached = self.place[neighbor as usize];
                    let low = &mut self.low[actor as usize];
                    *low = reached.min(*low);
                }
                continue;
            }
            way.pop();
            if parent != NOBODY {
                let reached = self.low[actor as usize];
                let low = &mut self.low[parent as usize];
                *low = reached.min(*low);
                self.size[parent as usize] += self.size[actor as usize];
            }
        }
    }

    /// The actors of the subtree of an actor.
    pub(super) fn subtree(&self, actor: u32) -> &[u32] {
        let first = self.place[actor as usize] as usize;
        self.order
            .get(first..first + self.size[actor as usize] as usize)
            .unwrap_or_default()
    }

    /// Whether removing the parent of an actor cuts off its subtree. The root needs two such children to be a cut actor.
    pub(super) fn is_cut_off(&self, actor: u32) -> bool {
        let parent = self.parent[actor as usize];
        parent != NOBODY && self.low[actor as usize] >= self.place[parent as usize]
    }

    /// Whether the edge to the parent of an actor is the only way between the two.
    pub(super) fn is_bridge(&self, actor: u32) -> bool {
        let parent = self.parent[actor as usize];
        parent != NOBODY && self.low[actor as usize] > self.place[parent as usize]
    }
}
