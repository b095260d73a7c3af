//! Introductions: who should meet next, why, and what it would do for the network.

mod gains;
mod introduce;
mod matches;
mod reasons;
mod room;
mod state;
mod ways;

pub use gains::Ranked;
pub use introduce::{
    IntroduceOptions, Introductions, IntroductionsAnalysis, Proposal, TieBreak, introductions,
};
pub use matches::{Match, match_score, matches};
pub use reasons::Reason;
pub use room::{Guest, Room, RoomOptions, who_should_be_in_the_room};
pub use state::Goal;
