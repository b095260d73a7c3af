//! Communities: groups of actors with more ties among them than their numbers of ties would give by chance.

mod agreement;
mod communities;
mod leiden;
mod partition;

pub use agreement::{adjusted_rand_index, mutual_information};
pub use communities::{Communities, CommunitiesAnalysis, CommunityOptions, communities};
pub use leiden::leiden;
pub use partition::{community_participation, modularity, within_community_z};
