//! Findings as sentences: short, with names, and what follows from them.

mod brokers;
mod fragmentation;
mod gaps;
mod network;

pub use brokers::*;
pub use fragmentation::*;
pub use gaps::*;
pub use network::*;

use super::{counted, members, sector, sector_start};
use crate::text::{Members, SectorName, count};

/// `Business and civil society`.
fn both(a: &SectorName, b: &SectorName) -> String {
    format!("{} and {}", sector_start(a), sector(b))
}

fn none_or(n: u32) -> String {
    if n == 0 {
        "none".to_owned()
    } else {
        count(n as usize)
    }
}

fn no_or_ties(n: u32) -> String {
    if n == 0 {
        "no tie".to_owned()
    } else {
        counted(n as usize, "tie", "ties")
    }
}

fn and(of: &[Members]) -> String {
    join(&of.iter().map(members).collect::<Vec<_>>(), " and ")
}

fn or(words: &[String]) -> String {
    join(words, " or ")
}

fn join(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}
