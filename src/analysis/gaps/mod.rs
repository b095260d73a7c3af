//! Gaps: ties that are missing, between sectors and between actors.

mod link_candidates;
mod missing_ties;
mod sector_mixing;
mod segregation;
mod shuffles;
mod synergy;
mod triads;

pub use link_candidates::{LinkCandidate, link_candidates};
pub use missing_ties::missing_ties;
pub use sector_mixing::{AgainstChance, SectorMixingAnalysis, internal_ties, sector_mixing};
pub use segregation::{
    Contact, Segregation, SegregationAnalysis, arcs_between, coleman_directed, degree_assortativity,
};
pub use synergy::{Synergy, SynergyAnalysis, synergy};
pub use triads::{Closure, ClosureAnalysis, Triads, cliques_of_four_sectors, triads};
