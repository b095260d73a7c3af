//! What follows from a division of the actors into communities.

use crate::analysis::Scores;
use crate::model::Snapshot;

/// The amount of contact that an edge stands for: its weight, or 1. An edge without a positive weight is none.
pub(super) fn amount(snapshot: &Snapshot, weighted: bool, edge: u32) -> f64 {
    if weighted {
        snapshot
            .weights()
            .get(edge as usize)
            .copied()
            .filter(|&weight| weight > 0.0)
            .unwrap_or(0.0)
    } else {
        1.0
    }
}

/// How many more ties are inside communities than the actors' numbers of ties would give by chance, as a share of all
/// ties.
///
/// Q = Σ over communities of L/m − (K/2m)², with L ties inside a community, K tie ends in it and m ties in all (Newman &
/// Girvan 2004, Phys Rev E 69:026113). Direction: ignored. Weights: if `weighted`, amounts of contact in the place of
/// numbers of ties. −0.5 to 1; `None` without ties. `community_of` has the community of each actor.
///
/// Time O(V + E).
pub fn modularity(snapshot: &Snapshot, community_of: &[u32], weighted: bool) -> Option<f64> {
    let num = community_of
        .iter()
        .max()
        .map_or(0, |&last| last as usize + 1);
    let (mut inside, mut ends) = (vec![0.0; num], vec![0.0; num]);
    let mut total = 0.0;
    for (edge, &(a, b)) in snapshot.edges().iter().enumerate() {
        let amount = amount(snapshot, weighted, edge as u32);
        let [a, b] = [a, b].map(|end| community_of[end as usize] as usize);
        total += amount;
        ends[a] += amount;
        ends[b] += amount;
        if a == b {
            inside[a] += amount;
        }
    }
    (total > 0.0).then(|| {
        inside
            .iter()
            .zip(&ends)
            .map(|(inside, ends)| inside / total - (ends / (2.0 * total)).powi(2))
            .sum()
    })
}

/// How evenly the contacts of each actor are spread over communities: 1 − Σ over communities of (share of the contacts
/// in it)² (Guimerà & Amaral 2005, Nature 433:895).
///
/// Direction: ignored. Weights: ignored. 0: all contacts in one community; `None` without contacts.
///
/// Time O(V + E).
pub fn community_participation(snapshot: &Snapshot, community_of: &[u32]) -> Scores {
    let mut counts = vec![0_u32; community_of.len()];
    (0..snapshot.num_actors() as u32)
        .map(|actor| {
            let contacts = snapshot.adjacency().neighbors(actor);
            for &contact in contacts {
                counts[community_of[contact as usize] as usize] += 1;
            }
            let mut squares = 0_u64;
            for &contact in contacts {
                let count = std::mem::take(&mut counts[community_of[contact as usize] as usize]);
                squares += u64::from(count).pow(2);
            }
            let all = (contacts.len() as f64).powi(2);
            (all > 0.0).then(|| 1.0 - squares as f64 / all)
        })
        .collect()
}

/// How many contacts each actor has in its own community, in standard deviations from the mean of its community.
///
/// Guimerà & Amaral 2005, Nature 433:895, with the deviation of the population. Direction: ignored. Weights: ignored. 0 where all members have as many.
///
/// Time O(V + E).
pub fn within_community_z(snapshot: &Snapshot, community_of: &[u32]) -> Scores {
    let inside: Vec<f64> = (0..snapshot.num_actors() as u32)
        .map(|actor| {
            let own = community_of[actor as usize];
            let contacts = snapshot.adjacency().neighbors(actor).iter();
            contacts
                .filter(|&&contact| community_of[contact as usize] == own)
                .count() as f64
        })
        .collect();
    let num = community_of
        .iter()
        .max()
        .map_or(0, |&last| last as usize + 1);
    // Number of members, sum and sum of squares: whole numbers, so that equal members have exactly no deviation.
    let mut sums = vec![[0.0_f64; 3]; num];
    for (&community, inside) in community_of.iter().zip(&inside) {
        let [members, sum, squares] = &mut sums[community as usize];
        *members += 1.0;
        *sum += inside;
        *squares += inside * inside;
    }
    community_of
        .iter()
        .zip(&inside)
        .map(|(&community, inside)| {
            let [members, sum, squares] = sums[community as usize];
            let variance = (members * squares - sum * sum) / (members * members);
            let from_mean = inside - sum / members;
            Some(if variance > 0.0 {
                from_mean / variance.sqrt()
            } else {
                0.0
            })
        })
        .collect()
}
