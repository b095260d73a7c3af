//! Cores: how deep inside the network an actor sits.

use crate::model::Snapshot;

/// For each actor the largest k such that it belongs to a set of actors who each have k contacts within the set.
///
/// Seidman 1983, Social Networks 5:269; found by taking away the actors with the fewest contacts first (Batagelj &
/// Zaveršnik 2003). Direction and weights: ignored. 0 for an isolate.
///
/// Time O(V + E).
pub fn core_numbers(snapshot: &Snapshot) -> Vec<u32> {
    let adjacency = snapshot.adjacency();
    let n = snapshot.num_actors();
    let mut left: Vec<usize> = (0..n as u32).map(|actor| adjacency.degree(actor)).collect();
    let largest = left.iter().copied().max().unwrap_or_default();
    // Actors sorted by contacts left; `start` says where those with so many begin.
    let mut start = vec![0_usize; largest + 2];
    for &degree in &left {
        start[degree + 1] += 1;
    }
    for degree in 1..start.len() {
        start[degree] += start[degree - 1];
    }
    let mut next = start.clone();
    let mut sorted = vec![0_u32; n];
    let mut place = vec![0_usize; n];
    for actor in 0..n {
        place[actor] = next[left[actor]];
        sorted[place[actor]] = actor as u32;
        next[left[actor]] += 1;
    }
    let mut core = vec![0_u32; n];
    for position in 0..n {
        let actor = sorted[position];
        let own = left[actor as usize];
        core[actor as usize] = own as u32;
        for &neighbor in adjacency.neighbors(actor) {
            let neighbor = neighbor as usize;
            let degree = left[neighbor];
            if degree > own {
                // To the front of those with as many, who then begin one later.
                let front = start[degree].max(position + 1);
                let other = sorted[front] as usize;
                sorted.swap(place[neighbor], front);
                place.swap(neighbor, other);
                start[degree] = front + 1;
                left[neighbor] -= 1;
            }
        }
    }
    core
}
