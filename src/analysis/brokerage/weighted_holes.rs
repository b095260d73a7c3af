//! Structural holes with the strength of ties: who has time for whom.

use super::structural_holes::StructuralHoles;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How free each actor is to broker, where every contact gets the share of its strength.
///
/// Burt 1992, pp. 51–71: p(v,j) = weight / strength of v. Effective size is Σ (1 − Σ p(v,q)·m(j,q)) over contacts j, with
/// m(j,q) = weight of j and q / largest weight of j. Direction: ignored, an arc counts at both ends. Isolates, and actors
/// whose ties all weigh nothing, have no value.
///
/// Time O(Σ degree² over actors), space O(V) per chunk.
pub fn weighted_structural_holes(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<StructuralHoles, Cancelled> {
    let (adjacency, weights) = (snapshot.adjacency(), snapshot.weights());
    let n = snapshot.num_actors();
    let ties = |actor: u32| {
        let neighbors = adjacency.neighbors(actor).iter().copied();
        neighbors.zip(adjacency.edges(actor).iter().map(|&e| weights[e as usize]))
    };
    let strength: Vec<f64> = (0..n as u32)
        .map(|i| ties(i).map(|(_, w)| w).sum())
        .collect();
    let strongest: Vec<f64> = (0..n as u32)
        .map(|i| ties(i).map(|(_, w)| w).fold(0.0, f64::max))
        .collect();
    let parts = task.map_chunks(n, |actors| {
        let mut share = vec![0.0; n];
        let mut rows = Vec::new();
        for actor in actors {
            task.keep_going()?;
            let actor = actor as u32;
            let own = strength[actor as usize];
            if own <= 0.0 {
                rows.push(None);
                continue;
            }
            for (contact, weight) in ties(actor) {
                share[contact as usize] = weight / own;
            }
            let mut parts = Vec::new();
            let mut effective_size = 0.0;
            for (contact, _) in ties(actor) {
                let (mut detours, mut overlap) = (0.0, 0.0);
                for (third, weight) in ties(contact) {
                    let to_third = share[third as usize];
                    if third != actor && to_third > 0.0 {
                        detours += to_third * weight / strength[third as usize];
                        overlap += to_third * weight / strongest[contact as usize];
                    }
                }
                parts.push((share[contact as usize] + detours).powi(2));
                effective_size += 1.0 - overlap;
            }
            for (contact, _) in ties(actor) {
                share[contact as usize] = 0.0;
            }
            rows.push(Some((parts, effective_size)));
        }
        Ok(rows)
    })?;
    let rows: Vec<Option<(Vec<f64>, f64)>> = parts.into_iter().flatten().collect();
    let score = |of: &dyn Fn(&[f64], f64) -> f64| {
        let rows = rows.iter();
        rows.map(|row| row.as_ref().map(|(parts, size)| of(parts, *size)))
            .collect()
    };
    Ok(StructuralHoles {
        constraint: score(&|parts, _| parts.iter().sum()),
        effective_size: score(&|_, size| size),
        efficiency: score(&|parts, size| size / parts.len() as f64),
        hierarchy: score(&|parts, _| super::structural_holes::hierarchy(parts)),
    })
}
