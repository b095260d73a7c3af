//! Components: the parts of a network that have no tie between them.

use crate::model::{Adjacency, Snapshot};

/// The actors of each component in increasing order; largest component first, equal ones in the order of actors.
///
/// Direction and weights: ignored. An isolate is a component. Time O(V + E).
pub fn components(snapshot: &Snapshot) -> Vec<Vec<u32>> {
    components_without(snapshot.adjacency(), &vec![false; snapshot.num_actors()])
}

/// The components of the actors that are not gone.
pub(crate) fn components_without(adjacency: &Adjacency, is_gone: &[bool]) -> Vec<Vec<u32>> {
    let mut is_found = is_gone.to_vec();
    let mut components = Vec::new();
    for actor in 0..is_gone.len() as u32 {
        if is_found[actor as usize] {
            continue;
        }
        is_found[actor as usize] = true;
        let mut members = vec![actor];
        let mut next = 0;
        while let Some(&member) = members.get(next) {
            next += 1;
            for &neighbor in adjacency.neighbors(member) {
                if !is_found[neighbor as usize] {
                    is_found[neighbor as usize] = true;
                    members.push(neighbor);
                }
            }
        }
        members.sort_unstable();
        components.push(members);
    }
    components.sort_by_key(|members| std::cmp::Reverse(members.len()));
    components
}
