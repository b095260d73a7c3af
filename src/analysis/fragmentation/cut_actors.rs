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
        Self::without(snapshot.adjacency(), &vec![false; snapshot.num_actors()])
    }

    /// The trees of the actors that are not gone.
    pub(super) fn without(adjacency: &Adjacency, is_gone: &[bool]) -> Self {
        let num_actors = is_gone.len();
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
            if tree.place[root as usize] == NOBODY && !is_gone[root as usize] {
                tree.search(adjacency, is_gone, root, &mut way);
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

    fn search(
        &mut self,
        adjacency: &Adjacency,
        is_gone: &[bool],
        root: u32,
        way: &mut Vec<(u32, usize)>,
    ) {
        self.find(root, NOBODY);
        way.push((root, 0));
        while let Some((actor, next)) = way.last_mut() {
            let actor = *actor;
            let parent = self.parent[actor as usize];
            if let Some(&neighbor) = adjacency.neighbors(actor).get(*next) {
                *next += 1;
                if is_gone[neighbor as usize] {
                    continue;
                }
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

    /// For each actor how many ordered pairs of the others keep a path without it; of nobody for one that is gone.
    pub(super) fn connected_without_each(&self) -> Vec<u64> {
        let pairs = |size: u64| size * size.saturating_sub(1);
        let num_actors = self.place.len();
        // What is cut off below each actor: how many actors, and how many ordered pairs of them keep a path.
        let (mut num_below, mut below) = (vec![0_u64; num_actors], vec![0_u64; num_actors]);
        let mut root_of = vec![NOBODY; num_actors];
        let mut all = 0;
        for &actor in &self.order {
            let parent = self.parent[actor as usize];
            let size = u64::from(self.size[actor as usize]);
            if parent == NOBODY {
                root_of[actor as usize] = actor;
                all += pairs(size);
            } else {
                root_of[actor as usize] = root_of[parent as usize];
                if self.is_cut_off(actor) {
                    num_below[parent as usize] += size;
                    below[parent as usize] += pairs(size);
                }
            }
        }
        let mut connected = vec![0; num_actors];
        for &actor in &self.order {
            let own = u64::from(self.size[root_of[actor as usize] as usize]);
            let above = own - 1 - num_below[actor as usize];
            connected[actor as usize] = all - pairs(own) + below[actor as usize] + pairs(above);
        }
        connected
    }

    /// Whether removing the parent of an actor cuts off its subtree. The root needs two such children to be a cut actor.
    pub(super) fn is_cut_off(&self, actor: u32) -> bool {
        let parent = self.parent[actor as usize];
        parent != NOBODY && self.low[actor as usize] >= self.place[parent as usize]
    }

    /// How many blocks there are: one begins at each tie of the tree that another actor cuts off.
    pub(super) fn num_blocks(&self) -> usize {
        let actors = self.order.iter();
        actors.filter(|&&actor| self.is_cut_off(actor)).count()
    }

    /// Whether the edge to the parent of an actor is the only way between the two.
    pub(super) fn is_bridge(&self, actor: u32) -> bool {
        let parent = self.parent[actor as usize];
        parent != NOBODY && self.low[actor as usize] > self.place[parent as usize]
    }
}
