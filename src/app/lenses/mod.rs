//! The panels of the lenses: what stands between the findings and the card of the selected actor.

mod brokers;
mod fragmentation;
mod gap_numbers;
mod gaps;
mod matrix;
mod network;
mod resilience;

pub(super) use brokers::brokers_ui;
pub(super) use fragmentation::fragmentation_ui;
pub(super) use gaps::gaps_ui;
pub(super) use network::network_ui;
