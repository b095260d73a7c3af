//! The components of a network: each is laid out by itself.

use crate::model::Snapshot;

/// One component of a network, with dense indices of its own, in the order of the snapshot.
#[derive(Debug)]
pub(super) struct Component {
    /// The snapshot index of each member.
    pub(super) actors: Vec<u32>,
    offsets: Vec<u32>,
    neighbors: Vec<u32>,
}

impl Component {
    /// The components of a snapshot, larger ones first, then those with the lowest index.
    pub(super) fn all(snapshot: &Snapshot) -> Vec<Self> {
        const NONE: u32 = u32::MAX;
        let mut local = vec![NONE; snapshot.num_actors()];
        let mut queue = Vec::new();
        let mut components = Vec::new();
        for root in 0..snapshot.num_actors() as u32 {
            if local[root as usize] != NONE {
                continue;
            }
            queue.clear();
            queue.push(root);
            local[root as usize] = 0;
            let mut next = 0;
            while next < queue.len() {
                for &neighbor in snapshot.adjacency().neighbors(queue[next]) {
                    if local[neighbor as usize] == NONE {
                        local[neighbor as usize] = 0;
                        queue.push(neighbor);
                    }
                }
                next += 1;
            }
            queue.sort_unstable();
            for (index, &actor) in queue.iter().enumerate() {
                local[actor as usize] = index as u32;
            }
            let mut offsets = Vec::with_capacity(queue.len() + 1);
            let mut neighbors = Vec::new();
            offsets.push(0);
            for &actor in &queue {
                let of_actor = snapshot.adjacency().neighbors(actor);
                neighbors.extend(of_actor.iter().map(|&neighbor| local[neighbor as usize]));
                offsets.push(neighbors.len() as u32);
            }
            components.push(Self {
                actors: queue.clone(),
                offsets,
                neighbors,
            });
        }
        components.sort_by_key(|component| std::cmp::Reverse(component.len()));
        components
    }

    /// How many actors it has.
    pub(super) fn len(&self) -> usize {
        self.actors.len()
    }

    /// What a list by snapshot index holds for each member.
    pub(super) fn pick<T: Copy + Default>(&self, list: &[T]) -> Vec<T> {
        let at = |&actor: &u32| list.get(actor as usize).copied().unwrap_or_default();
        self.actors.iter().map(at).collect()
    }

    /// How many neighbours all its actors have together.
    pub(super) fn num_neighbors(&self) -> usize {
        self.neighbors.len()
    }

    /// The neighbours of a member, in increasing order.
    pub(super) fn neighbors(&self, member: usize) -> &[u32] {
        &self.neighbors[self.slots(member)]
    }

    /// Where the neighbours of a member are in a list of those of all members.
    pub(super) fn slots(&self, member: usize) -> std::ops::Range<usize> {
        self.offsets[member] as usize..self.offsets[member + 1] as usize
    }

    /// The weight of the tie to each neighbour of each member, in the order of [`Component::neighbors`].
    pub(super) fn weights(&self, snapshot: &Snapshot) -> Vec<f64> {
        let edges = self.actors.iter();
        edges
            .flat_map(|&actor| snapshot.adjacency().edges(actor))
            .map(|&edge| snapshot.weights()[edge as usize])
            .collect()
    }

    /// How many steps each member is away from one of them.
    pub(super) fn steps_from(&self, source: usize) -> Vec<u16> {
        let mut steps = vec![u16::MAX; self.len()];
        let mut queue = Vec::with_capacity(self.len());
        queue.push(source as u32);
        steps[source] = 0;
        let mut next = 0;
        while next < queue.len() {
            let member = queue[next] as usize;
            let beyond = steps[member].saturating_add(1).min(u16::MAX - 1);
            for &neighbor in self.neighbors(member) {
                if steps[neighbor as usize] == u16::MAX {
                    steps[neighbor as usize] = beyond;
                    queue.push(neighbor);
                }
            }
            next += 1;
        }
        steps
    }
}
