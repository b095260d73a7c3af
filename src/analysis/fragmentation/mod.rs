//! Fragmentation: what holds the network together, and what would not.

mod algebraic_connectivity;
mod clustering;
mod cohesion;
mod components;
mod cores;
mod cut_actors;
mod key_players;
mod strong_components;

pub use algebraic_connectivity::{
    AlgebraicConnectivity, ConnectivityAnalysis, algebraic_connectivity,
};
pub use clustering::{Clustering, clustering};
pub use cohesion::{CohesionAnalysis, cohesion};
pub use components::components;
pub use cores::core_numbers;
pub use key_players::{
    Chosen, Objective, Remains, choose_best, choose_greedily, removal_curve, robustness, value,
};
pub use strong_components::strong_components;
