//! What each lens emphasizes on the canvas: one file per lens.

mod bands;
mod brokers;
mod draft;
mod focus;
mod fragmentation;
mod gaps;
mod introductions;
mod network;

pub(super) use draft::{Draft, TieDraft};
pub use gaps::worst_gap;

use crate::analysis::Measure;
use crate::workspace::Lens;

/// The measure that marker area shows if the user has not chosen one.
pub(super) fn default_measure(lens: Lens) -> Measure {
    match lens {
        Lens::Network | Lens::Gaps | Lens::Fragmentation | Lens::Introductions => Measure::Degree,
        Lens::Brokers => Measure::CrossBetweennessNorm,
    }
}

/// Brings forward what the lens is about, then what is singled out.
pub(super) fn emphasize(draft: &mut Draft<'_>) {
    match draft.input.lens {
        Lens::Network => network::emphasize(draft),
        Lens::Brokers => brokers::emphasize(draft),
        Lens::Gaps => gaps::emphasize(draft),
        Lens::Fragmentation => fragmentation::emphasize(draft),
        Lens::Introductions => introductions::emphasize(draft),
    }
    focus::emphasize(draft);
}
