//! The network as a whole.

mod distances;
mod paths;
mod shape;

pub(crate) use distances::summary;
pub use distances::{DistanceSums, DistancesAnalysis, closeness, distance_sums, harmonic};
pub use paths::{ShortestPaths, shortest_paths};
pub use shape::{
    Shape, ShapeAnalysis, arc_density, betweenness_centralization, component_heterogeneity,
    degree_centralization, reciprocity,
};
