//! Missing ties: strangers who share contacts.

use std::cmp::Ordering;

use crate::analysis::MissingTie;
use crate::model::{SectorId, Snapshot};

/// Pairs of actors of two sectors who are not tied but share a contact, at most `limit` of them, best first.
///
/// The score is resource allocation, Σ 1/degree over the shared contacts (Zhou, Lü & Zhang 2009, Eur. Phys. J. B 71:623):
/// a shared contact counts for more if it has few others. Equal scores (up to 1e-9) are ranked by the number of shared
/// contacts, then by the order of actors. Direction and weights: ignored. `a` is of the first sector; within one sector it
/// is the earlier of the two. Such ties close triangles: they never join components.
///
/// Time O(Σ degree² over the contacts of the smaller sector), space O(V + found pairs).
pub fn missing_ties(
    snapshot: &Snapshot,
    sector_a: SectorId,
    sector_b: SectorId,
    limit: usize,
) -> Vec<MissingTie> {
    let place = |sector| {
        let place = snapshot.sector_ids().binary_search(&sector).ok();
        place.map(|place| place as u16)
    };
    let (Some(from), Some(to)) = (place(sector_a), place(sector_b)) else {
        return Vec::new();
    };
    let (adjacency, sectors) = (snapshot.adjacency(), snapshot.sectors());
    let num_actors = snapshot.num_actors();
    let mut found: Vec<Candidate> = Vec::new();
    let mut sums = vec![(0.0, 0_u32); num_actors];
    let mut met = Vec::new();
    let of_sector = |sector| {
        (0..num_actors as u32).filter(move |&actor| sectors[actor as usize] == Some(sector))
    };
    for a in of_sector(from) {
        for &shared in adjacency.neighbors(a) {
            let contacts = adjacency.neighbors(shared);
            let part = 1.0 / contacts.len() as f64;
            for &b in contacts {
                if sectors[b as usize] == Some(to) && b != a && (from != to || a < b) {
                    let (sum, count) = &mut sums[b as usize];
                    if *count == 0 {
                        met.push(b);
                    }
                    *sum += part;
                    *count += 1;
                }
            }
        }
        for b in met.drain(..) {
            let (score, num_shared) = std::mem::take(&mut sums[b as usize]);
            if !adjacency.has(a, b) {
                found.push(Candidate {
                    a,
                    b,
                    score,
                    num_shared,
                });
            }
        }
        // Only the best can still be among those asked for.
        if found.len() > 4 * limit + 4096 {
            found.select_nth_unstable_by(limit, Candidate::compare);
            found.truncate(limit);
        }
    }
    found.sort_unstable_by(Candidate::compare);
    found.truncate(limit);
    found
        .into_iter()
        .map(|Candidate { a, b, score, .. }| MissingTie {
            a,
            b,
            shared: adjacency
                .neighbors(a)
                .iter()
                .copied()
                .filter(|&contact| adjacency.has(contact, b))
                .collect(),
            score,
        })
        .collect()
}

struct Candidate {
    a: u32,
    b: u32,
    score: f64,
    num_shared: u32,
}

impl Candidate {
    fn compare(&self, other: &Self) -> Ordering {
        // Sums of the same parts in another order may differ in the last bits; a rank must not.
        let rounded = |score: f64| (score * 1e9).round();
        rounded(other.score)
            .total_cmp(&rounded(self.score))
            .then_with(|| other.num_shared.cmp(&self.num_shared))
            .then_with(|| (self.a, self.b).cmp(&(other.a, other.b)))
    }
}
