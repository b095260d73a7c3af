//! The panels of the lenses: what stands between the findings and the card of the selected actor.

mod brokers;
mod fragmentation;
mod gaps;
mod matrix;
mod network;

pub use brokers::brokers_ui;
pub use fragmentation::fragmentation_ui;
pub use gaps::gaps_ui;
pub use network::network_ui;
