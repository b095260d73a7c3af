//! Reach and prominence of single actors.

mod betweenness;
mod degree;
pub(super) mod eigen;
mod eigenvector;
mod pagerank;
mod tie_betweenness;
mod weighted_analysis;
mod weighted_betweenness;

pub(super) use betweenness::betweenness_columns;
pub use betweenness::{
    BetweennessAnalysis, BetweennessEstimate, BetweennessScores, betweenness_plain, cross_pairs,
    directed_betweenness, estimate_directed_betweenness, estimate_undirected_betweenness,
    undirected_betweenness,
};
pub use degree::{DegreeAnalysis, degrees, strengths, tie_counts};
pub use eigenvector::{ProminenceAnalysis, eigenvector};
pub use pagerank::{Walk, pagerank};
pub use tie_betweenness::{TieBetweenness, TieBetweennessAnalysis};
pub use weighted_analysis::WeightedAnalysis;
pub use weighted_betweenness::{edge_betweenness, weighted_betweenness};
