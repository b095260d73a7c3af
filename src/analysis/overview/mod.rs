//! The network as a whole.

mod distances;

pub use distances::{DistanceSums, DistancesAnalysis, closeness, distance_sums, harmonic};
