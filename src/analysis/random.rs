//! Random numbers that mean the same with every version of the random number crates: the draws are written out here.

use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(super) struct Random(Pcg64Mcg);

impl Random {
    /// The stream with this number of those that belong to a seed.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let mixed = seed ^ number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(Pcg64Mcg::seed_from_u64(mixed))
    }

    /// A whole number below `limit`, all as likely; 0 if there is none.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        // The high half of a product maps 64 random bits to the range; the bias is below 2⁻³².
        ((u128::from(self.0.next_u64()) * limit as u128) >> 64) as usize
    }

    /// Puts items into an order that is drawn at random (Fisher & Yates).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let place = self.below(last + 1);
            items.swap(last, place);
        }
    }
}
