//! What is measured: pure functions from a snapshot to scores, groups and findings.

mod measure;
mod outcome;
mod registry;

pub use measure::Measure;
pub use outcome::{
    Bridge, BrokeredPair, Cohesion, CutActor, Detail, Distances, EiIndex, MissingTie, Outcome,
    Results, Role, RoleCounts, Roles, Scores, SectorMatrix, SectorMixing, SectorReach,
};
pub use registry::{ANALYSES, Analysis, Aspect, Params};
