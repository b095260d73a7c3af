//! Fragmentation: what holds the network together, and what would not.

mod clustering;
mod cohesion;
mod cut_actors;

pub use clustering::{Clustering, clustering};
pub use cohesion::{CohesionAnalysis, cohesion};
