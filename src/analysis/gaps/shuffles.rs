//! Shuffles: how often chance alone gives as few, or as many, ties between two sectors.

use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use crate::analysis::Params;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// For each two sectors (`a·k + b`, a ≤ b), in how many shuffles there were at most, and at least, as many ties as in
/// truth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extremes {
    pub(super) at_most: Vec<u32>,
    pub(super) at_least: Vec<u32>,
}

/// Shuffles the sectors over the actors that have one, keeping all ties, and compares the ties between sectors to the
/// truth.
///
/// Every shuffle has its own stream of random numbers, made of the seed and its number, so neither the number of workers
/// nor the number of shuffles changes it.
pub(super) fn count_extremes(
    snapshot: &Snapshot,
    truth: &[u32],
    params: &Params,
    task: &TaskContext,
) -> Result<Extremes, Cancelled> {
    let num_sectors = snapshot.sector_ids().len();
    let labels: Vec<u16> = snapshot.sectors().iter().copied().flatten().collect();
    let ties = Ties::new(snapshot);
    let parts = task.map_chunks(params.num_shuffles as usize, |shuffles| {
        let mut extremes = Extremes {
            at_most: vec![0; truth.len()],
            at_least: vec![0; truth.len()],
        };
        let mut shuffled = labels.clone();
        let mut counts = vec![0_u32; truth.len()];
        for number in shuffles {
            task.keep_going()?;
            shuffled.copy_from_slice(&labels);
            shuffle(&mut shuffled, params.seed, number as u64);
            counts.fill(0);
            ties.count(&shuffled, num_sectors, &mut counts);
            for a in 0..num_sectors {
                for b in a..num_sectors {
                    let cell = a * num_sectors + b;
                    // Both orders of the two ends were counted apart.
                    let ties = counts[cell]
                        + if a == b {
                            0
                        } else {
                            counts[b * num_sectors + a]
                        };
                    extremes.at_most[cell] += u32::from(ties <= truth[cell]);
                    extremes.at_least[cell] += u32::from(ties >= truth[cell]);
                }
            }
        }
        Ok(extremes)
    })?;
    let mut extremes = Extremes {
        at_most: vec![0; truth.len()],
        at_least: vec![0; truth.len()],
    };
    for part in parts {
        for cell in 0..truth.len() {
            extremes.at_most[cell] += part.at_most[cell];
            extremes.at_least[cell] += part.at_least[cell];
        }
    }
    Ok(extremes)
}

/// The ties among actors that have a sector, by their numbers among these.
struct Ties {
    /// For each actor where its row of `later` ends.
    ends: Vec<u32>,
    /// The later contacts of each actor.
    later: Vec<u32>,
}

impl Ties {
    fn new(snapshot: &Snapshot) -> Self {
        let sectors = snapshot.sectors();
        let mut number = vec![0_u32; sectors.len()];
        let mut num_known = 0;
        for (number, sector) in number.iter_mut().zip(sectors) {
            *number = num_known;
            num_known += u32::from(sector.is_some());
        }
        let mut ties = Self {
            ends: Vec::with_capacity(num_known as usize),
            later: Vec::with_capacity(snapshot.edges().len()),
        };
        for actor in (0..sectors.len() as u32).filter(|&actor| sectors[actor as usize].is_some()) {
            let contacts = snapshot.adjacency().neighbors(actor).iter();
            ties.later.extend(
                contacts
                    .filter(|&&contact| contact > actor && sectors[contact as usize].is_some())
                    .map(|&contact| number[contact as usize]),
            );
            ties.ends.push(ties.later.len() as u32);
        }
        ties
    }

    fn count(&self, labels: &[u16], num_sectors: usize, counts: &mut [u32]) {
        let mut start = 0;
        for (&end, &label) in self.ends.iter().zip(labels) {
            let contacts = self
                .later
                .get(start as usize..end as usize)
                .unwrap_or_default();
            let first = usize::from(label) * num_sectors;
            if let Some(row) = counts.get_mut(first..first + num_sectors) {
                for &contact in contacts {
                    row[usize::from(labels[contact as usize])] += 1;
                }
            }
            start = end;
        }
    }
}

/// Puts items into an order that is drawn at random (Fisher & Yates). The draws are written out here so that a seed
/// means the same with every version of the random number crates.
pub(in crate::analysis) fn shuffle<T>(items: &mut [T], seed: u64, number: u64) {
    let mut random =
        Pcg64Mcg::seed_from_u64(seed ^ number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    for last in (1..items.len()).rev() {
        // The high half of a product maps 64 random bits to 0..=last; the bias is below 2⁻³².
        let place = (u128::from(random.next_u64()) * (last as u128 + 1)) >> 64;
        items.swap(last, place as usize);
    }
}
