//! Strong components: parts in which everybody reaches everybody along the direction of ties.

use crate::model::Directed;

/// The actors of each strong component in increasing order; largest first, equal ones in the order of actors (Tarjan 1972,
/// SIAM J. Comput. 1:146). Time O(V + arcs), without recursion.
pub fn strong_components(directed: &Directed, num_actors: usize) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let mut place = vec![NEW; num_actors];
    let mut low = vec![0_u32; num_actors];
    let mut is_open = vec![false; num_actors];
    let mut open: Vec<u32> = Vec::new();
    let mut num_found = 0;
    let mut components = Vec::new();
    for root in 0..num_actors as u32 {
        if place[root as usize] != NEW {
            continue;
        }
        let mut way: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some((actor, next)) = way.last_mut() {
            let actor = *actor;
            let index = actor as usize;
            if *next == 0 {
                place[index] = num_found;
                low[index] = num_found;
                num_found += 1;
                is_open[index] = true;
                open.push(actor);
            }
            if let Some(&target) = directed.out.neighbors(actor).get(*next) {
                *next += 1;
                if place[target as usize] == NEW {
                    way.push((target, 0));
                } else if is_open[target as usize] {
                    low[index] = low[index].min(place[target as usize]);
                }
                // The first look is over even if there was nothing new.
                continue;
            }
            way.pop();
            if let Some(&(before, _)) = way.last() {
                low[before as usize] = low[before as usize].min(low[index]);
            }
            if low[index] == place[index] {
                let first = open
                    .iter()
                    .rposition(|&other| other == actor)
                    .unwrap_or_default();
                let mut members = open.split_off(first);
                for &member in &members {
                    is_open[member as usize] = false;
                }
                members.sort_unstable();
                components.push(members);
            }
        }
    }
    components.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    components
}
