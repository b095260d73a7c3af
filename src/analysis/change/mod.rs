//! Change: two states of a network side by side, one of which may be supposed.

mod compare;
mod handover;
mod indicators;
mod what_if;

pub use compare::{Comparison, State, Stayer, Turnover, compare};
pub use handover::{Handover, Standing, handover};
pub use indicators::{Indicator, IndicatorChange, Indicators, indicator_changes};
pub use what_if::{Baseline, WhatIf, what_if};
