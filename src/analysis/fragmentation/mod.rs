//! Fragmentation: what holds the network together, and what would not.

mod algebraic_connectivity;
mod clustering;
mod cohesion;
mod components;
mod cores;
mod cut_actors;

pub use algebraic_connectivity::{
    AlgebraicConnectivity, ConnectivityAnalysis, algebraic_connectivity,
};
pub use clustering::{Clustering, clustering};
pub use cohesion::{CohesionAnalysis, cohesion};
pub use components::components;
pub use cores::core_numbers;
