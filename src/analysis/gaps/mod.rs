//! Gaps: ties that are missing, between sectors and between actors.

mod missing_ties;
mod sector_mixing;
mod shuffles;

pub use missing_ties::missing_ties;
pub use sector_mixing::{SectorMixingAnalysis, sector_mixing};
