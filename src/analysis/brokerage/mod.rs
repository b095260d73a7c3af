//! Brokers: who connects others, and which others.

mod bernoulli;
mod bridging;
mod broker_scores;
mod broker_scores_analysis;
mod compactness;
mod compactness_analysis;
mod pairs;
mod roles;
mod structural_holes;
mod weighted_holes;

pub use bernoulli::{Expectation, bernoulli_roles};
pub use bridging::{BridgingAnalysis, ei_nodes, participation};
pub use broker_scores::{
    DirectedBrokerage, bridging_centrality, directed_everett_valente, everett_valente,
    sectors_reached,
};
pub use broker_scores_analysis::BrokerScoresAnalysis;
pub use compactness::valente_fujimoto;
pub use compactness_analysis::CompactnessAnalysis;
pub use pairs::brokered_pairs;
pub use roles::{RolesAnalysis, directed_roles, expected_roles, undirected_roles};
pub use structural_holes::{StructuralHoles, StructuralHolesAnalysis, structural_holes};
pub use weighted_holes::weighted_structural_holes;
