//! Fragmentation: what holds the network together, and what would not.

mod algebraic_connectivity;
mod blocks;
mod clustering;
mod cohesion;
mod components;
mod cores;
mod cut_actors;
mod key_player_sets;
mod key_players;
mod resilience;
mod strong_components;

pub(crate) use algebraic_connectivity::fiedler;
pub use algebraic_connectivity::{
    AlgebraicConnectivity, ConnectivityAnalysis, algebraic_connectivity,
};
pub use blocks::{Blocks, blocks};
pub use clustering::{Clustering, clustering};
pub use cohesion::{CohesionAnalysis, cohesion};
pub use components::components;
pub(crate) use components::components_without;
pub use cores::core_numbers;
pub use key_player_sets::{KeyPlayerSet, KeyPlayers, KeyPlayersAnalysis, key_players};
pub use key_players::{Chosen, Objective, choose_best, choose_greedily, value};
pub use resilience::{
    AtRandom, Remains, Resilience, ResilienceAnalysis, removal_curve, resilience, resilience_by,
    robustness,
};
pub use strong_components::strong_components;
