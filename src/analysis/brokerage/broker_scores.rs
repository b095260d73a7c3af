//! Scores of brokers that build on betweenness.

use crate::analysis::overview::distance_sums;
use crate::model::{Directed, Snapshot};
use crate::task::{Cancelled, TaskContext};

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

/// Brokerage per contact along directed ties.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DirectedBrokerage {
    /// Per actor that it hears from.
    pub incoming: f64,
    /// Per actor that hears from it.
    pub outgoing: f64,
    /// The mean of the two.
    pub mean: f64,
}

/// Brokerage per contact along directed ties (Everett & Valente 2016, Social Networks 44:202).
///
/// With directed betweenness b over ordered pairs: (b + how many can reach it) / in-degree, (b + how many it can reach) /
/// out-degree, and their mean; all 0 where b is. Weights: ignored. Time O(V·E / 256).
pub fn directed_everett_valente(
    directed: &Directed,
    betweenness: &[f64],
    task: &TaskContext,
) -> Result<Vec<DirectedBrokerage>, Cancelled> {
    let nobody = vec![None; betweenness.len()];
    let reaching = distance_sums(&directed.out, &nobody, task)?.num_reached;
    let reached = distance_sums(&directed.into, &nobody, task)?.num_reached;
    Ok((0..betweenness.len())
        .map(|actor| {
            let score = betweenness[actor];
            if score == 0.0 {
                return DirectedBrokerage::default();
            }
            let per = |others: u32, degree: usize| (score + f64::from(others)) / degree as f64;
            let incoming = per(reaching[actor], directed.into.degree(actor as u32));
            let outgoing = per(reached[actor], directed.out.degree(actor as u32));
            DirectedBrokerage {
                incoming,
                outgoing,
                mean: f64::midpoint(incoming, outgoing),
            }
        })
        .collect())
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
