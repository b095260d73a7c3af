//! The contacts that the two ends of an edge share: what constraint, clustering and brokerage roles have in common.

use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Looks at the contacts that the two ends of each edge share, in increasing order, and returns what came out for each
/// edge, in their order.
///
/// Goes through the shorter list of neighbours of each edge. Time O(Σ min(degree) over edges), space O(V) per chunk.
pub(crate) fn shared_contacts<T: Clone + Default + Send>(
    snapshot: &Snapshot,
    task: &TaskContext,
    look: impl Fn((u32, u32), &[u32]) -> T + Sync,
) -> Result<Vec<T>, Cancelled> {
    let adjacency = snapshot.adjacency();
    let num_actors = snapshot.num_actors();
    let parts = task.map_chunks(num_actors, |actors| {
        let mut is_contact = vec![false; num_actors];
        let mut shared = Vec::new();
        let mut found = Vec::new();
        for actor in actors {
            task.keep_going()?;
            let actor = actor as u32;
            let contacts = adjacency.neighbors(actor);
            for &contact in contacts {
                is_contact[contact as usize] = true;
            }
            let rank = (contacts.len(), actor);
            for (&other, &edge) in contacts.iter().zip(adjacency.edges(actor)) {
                if (adjacency.degree(other), other) < rank {
                    shared.clear();
                    shared.extend(
                        adjacency
                            .neighbors(other)
                            .iter()
                            .filter(|&&third| is_contact[third as usize]),
                    );
                    found.push((edge, look((actor.min(other), actor.max(other)), &shared)));
                }
            }
            for &contact in contacts {
                is_contact[contact as usize] = false;
            }
        }
        Ok(found)
    })?;
    let mut of_edge = vec![T::default(); snapshot.edges().len()];
    for (edge, value) in parts.into_iter().flatten() {
        of_edge[edge as usize] = value;
    }
    Ok(of_edge)
}

/// How many contacts the two ends of each edge share: the triangles at the edge.
pub(crate) fn count_shared_contacts(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<Vec<u32>, Cancelled> {
    shared_contacts(snapshot, task, |_, shared| shared.len() as u32)
}
