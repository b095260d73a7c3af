//! Scores of brokers that build on betweenness.

use crate::model::Snapshot;

/// Brokerage per contact, which finds bridges that are not hubs (Everett & Valente 2016, Social Networks 44:202).
///
/// (2·betweenness + size of its component − 1) / degree, 0 with at most one contact: the mean edge betweenness of its own
/// ties. Direction and weights: ignored; `betweenness` is plain, each pair once. Time O(V).
pub fn everett_valente(
    snapshot: &Snapshot,
    betweenness: &[f64],
    component_size: &[u32],
) -> Vec<f64> {
    (0..snapshot.num_actors())
        .map(|actor| {
            let degree = snapshot.adjacency().degree(actor as u32) as f64;
            if degree <= 1.0 {
                0.0
            } else {
                (2.0 * betweenness[actor] + f64::from(component_size[actor]) - 1.0) / degree
            }
        })
        .collect()
}

/// Betweenness of actors between hubs (Hwang, Cho, Zhang & Ramanathan 2008, KDD 2008:336).
///
/// betweenness · (1/degree) / Σ 1/degree over its contacts; 0 for isolates. Direction and weights: ignored. Time O(V + E).
pub fn bridging_centrality(snapshot: &Snapshot, betweenness: &[f64]) -> Vec<f64> {
    let adjacency = snapshot.adjacency();
    (0..snapshot.num_actors())
        .map(|actor| {
            let contacts = adjacency.neighbors(actor as u32);
            if contacts.is_empty() {
                return 0.0;
            }
            let around: f64 = contacts
                .iter()
                .map(|&c| 1.0 / adjacency.degree(c) as f64)
                .sum();
            betweenness[actor] / contacts.len() as f64 / around
        })
        .collect()
}

/// In how many sectors each actor has contacts. Time O(V + E).
pub fn sectors_reached(snapshot: &Snapshot) -> Vec<usize> {
    (0..snapshot.num_actors() as u32)
        .map(|actor| {
            let contacts = snapshot.adjacency().neighbors(actor).iter();
            let mut sectors: Vec<u16> = contacts
                .filter_map(|&contact| snapshot.sectors()[contact as usize])
                .collect();
            sectors.sort_unstable();
            sectors.dedup();
            sectors.len()
        })
        .collect()
}
