//! The panels of the lenses: what stands between the findings and the card of the selected actor.

mod brokers;
mod fragmentation;
mod gaps;
mod matrix;
mod network;

pub(super) use brokers::brokers_ui;
pub(super) use fragmentation::fragmentation_ui;
pub(super) use gaps::gaps_ui;
pub(super) use network::network_ui;
