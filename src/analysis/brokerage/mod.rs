//! Brokers: who connects others, and which others.

mod bridging;
mod pairs;
mod roles;
mod structural_holes;

pub use bridging::{BridgingAnalysis, ei_nodes, participation};
pub use pairs::brokered_pairs;
pub use roles::{RolesAnalysis, directed_roles, expected_roles, undirected_roles};
pub use structural_holes::{StructuralHoles, StructuralHolesAnalysis, structural_holes};
