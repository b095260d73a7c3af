//! Reach and prominence of single actors.

mod betweenness;
mod degree;

pub use betweenness::{BetweennessAnalysis, BetweennessScores, betweenness, cross_pairs};
pub use degree::{DegreeAnalysis, degrees, strengths, tie_counts};
