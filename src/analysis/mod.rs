//! What is measured: pure functions from a snapshot to scores, groups and findings.

pub mod brokerage;
pub mod centrality;
pub mod change;
pub mod community;
pub mod finding;
mod findings;
pub mod fragmentation;
pub mod gaps;
pub mod introductions;
mod measure;
pub mod missing_data;
mod outcome;
pub mod overview;
mod random;
mod registry;
mod shared_contacts;

pub use finding::{Finding, Topic};
pub use findings::findings;
#[cfg(test)]
pub(crate) use findings::tests as finding_tests;
pub use measure::Measure;
pub use outcome::{
    Bridge, BrokeredPair, Cohesion, CutActor, Detail, Distances, EiIndex, Estimate, MissingTie,
    Outcome, Results, Role, RoleCounts, Roles, Scores, SectorMatrix, SectorMixing, SectorReach,
};
pub use registry::{ANALYSES, Analysis, Aspect, Choice, Params};
