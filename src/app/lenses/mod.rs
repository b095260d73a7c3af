//! The panels of the lenses: what stands between the findings and the card of the selected actor.

mod arrange;
mod brokers;
mod communities;
mod fragmentation;
mod gap_numbers;
mod gaps;
mod indicators;
mod introductions;
mod key_players;
mod matrix;
mod network;
mod rank_intervals;
mod resilience;
mod scenarios;
mod style;
mod tie_betweenness;

pub(super) use brokers::brokers_ui;
pub(super) use fragmentation::fragmentation_ui;
pub(super) use gaps::gaps_ui;
pub(super) use indicators::indicators_ui;
pub(super) use introductions::introductions_ui;
pub(super) use key_players::KeyPlayersState;
pub(super) use network::network_ui;
