//! Shuffles: how often chance alone gives as few, or as many, ties between two sectors.
//!
//! 256 shuffles are counted side by side, one bit each: for each sector an actor has a row of bits that say in which
//! shuffles it is of that sector, and the ties between two sectors are added up by adders made of bit operations (as in
//! Muła, Kurz & Lemire 2018, The Computer Journal 61:111).

use crate::analysis::Params;
use crate::analysis::random::Random;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// For each two sectors (`a·k + b`, a ≤ b), in how many shuffles there were at most, and at least, as many ties as in
/// truth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Extremes {
    pub(super) at_most: Vec<u32>,
    pub(super) at_least: Vec<u32>,
}

impl Extremes {
    fn new(num_cells: usize) -> Self {
        Self {
            at_most: vec![0; num_cells],
            at_least: vec![0; num_cells],
        }
    }

    /// Takes note of the ties of one shuffle.
    fn note(&mut self, counts: &[u32], truth: &[u32]) {
        for (cell, (count, truth)) in counts.iter().zip(truth).enumerate() {
            self.at_most[cell] += u32::from(count <= truth);
            self.at_least[cell] += u32::from(count >= truth);
        }
    }
}

const NUM_WORDS: usize = 4;
/// How many shuffles are counted side by side.
const NUM_LANES: usize = 64 * NUM_WORDS;
type Bits = [u64; NUM_WORDS];

/// With more sectors than this there are so many pairs of them that counting each shuffle by itself is faster.
const MAX_SECTORS: usize = 12;

/// How many ties are added up at once.
const NUM_AT_ONCE: usize = 8;

/// After so many ties it is asked whether to go on.
const TIES_PER_CHECK: usize = 1 << 15;

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
    let num_shuffles = params.num_shuffles as usize;
    let ties = Ties::new(snapshot);
    let parts = task.map_chunks(num_shuffles.div_ceil(NUM_LANES), |batches| {
        let mut extremes = Extremes::new(truth.len());
        for batch in batches {
            let first = batch * NUM_LANES;
            let shuffles = first..num_shuffles.min(first + NUM_LANES);
            let each = |counts: &[u32]| extremes.note(counts, truth);
            if ties.num_sectors <= MAX_SECTORS {
                ties.count_together(shuffles, params.seed, task, each)?;
            } else {
                ties.count_apart(shuffles, params.seed, task, each)?;
            }
        }
        Ok(extremes)
    })?;
    let mut extremes = Extremes::new(truth.len());
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
    num_sectors: usize,
    /// The sector of each actor.
    labels: Vec<u16>,
    /// How many ties each actor has.
    degrees: Vec<u32>,
    ends: Vec<(u32, u32)>,
}

impl Ties {
    fn new(snapshot: &Snapshot) -> Self {
        let sectors = snapshot.sectors();
        let mut number = vec![0_u32; sectors.len()];
        let mut labels = Vec::with_capacity(sectors.len());
        for (number, sector) in number.iter_mut().zip(sectors) {
            *number = labels.len() as u32;
            labels.extend(sector);
        }
        let known = |actor: u32| sectors[actor as usize].is_some();
        let ends: Vec<(u32, u32)> = snapshot
            .edges()
            .iter()
            .filter(|&&(a, b)| known(a) && known(b))
            .map(|&(a, b)| (number[a as usize], number[b as usize]))
            .collect();
        let mut degrees = vec![0; labels.len()];
        for &(a, b) in &ends {
            degrees[a as usize] += 1;
            degrees[b as usize] += 1;
        }
        Self {
            num_sectors: snapshot.sector_ids().len(),
            labels,
            degrees,
            ends,
        }
    }

    fn shuffled(&self, labels: &mut Vec<u16>, seed: u64, shuffle: usize) {
        labels.clone_from(&self.labels);
        Random::new(seed, shuffle as u64).shuffle(labels);
    }

    /// Tells the ties between each two sectors in each shuffle, `a·k + b` with a ≤ b.
    fn count_apart(
        &self,
        shuffles: std::ops::Range<usize>,
        seed: u64,
        task: &TaskContext,
        mut each: impl FnMut(&[u32]),
    ) -> Result<(), Cancelled> {
        let k = self.num_sectors;
        let mut labels = Vec::new();
        let mut counts = vec![0_u32; k * k];
        for shuffle in shuffles {
            task.keep_going()?;
            self.shuffled(&mut labels, seed, shuffle);
            counts.fill(0);
            for &(a, b) in &self.ends {
                let [a, b] = [a, b].map(|end| usize::from(labels[end as usize]));
                counts[a.min(b) * k + a.max(b)] += 1;
            }
            each(&counts);
        }
        Ok(())
    }

    /// The same for up to [`NUM_LANES`] shuffles.
    fn count_together(
        &self,
        shuffles: std::ops::Range<usize>,
        seed: u64,
        task: &TaskContext,
        mut each: impl FnMut(&[u32]),
    ) -> Result<(), Cancelled> {
        let k = self.num_sectors;
        let num_lanes = shuffles.len();
        // In which shuffles an actor is of a sector; behind the last actor is one that never is of any.
        let nobody = self.labels.len();
        let mut is_of = vec![[0_u64; NUM_WORDS]; (nobody + 1) * k];
        // The tie ends of each sector.
        let mut sums = vec![0_u32; num_lanes * k];
        let mut labels = Vec::new();
        for (lane, shuffle) in shuffles.enumerate() {
            task.keep_going()?;
            self.shuffled(&mut labels, seed, shuffle);
            for (actor, (&label, &degree)) in labels.iter().zip(&self.degrees).enumerate() {
                is_of[actor * k + usize::from(label)][lane / 64] |= 1 << (lane % 64);
                sums[lane * k + usize::from(label)] += degree;
            }
        }
        let pairs: Vec<(usize, usize)> = (0..k)
            .flat_map(|a| (a + 1..k).map(move |b| (a, b)))
            .collect();
        let mut counters = vec![Counter::default(); pairs.len()];
        for (turn, ties) in self.ends.chunks(NUM_AT_ONCE).enumerate() {
            if turn.is_multiple_of(TIES_PER_CHECK / NUM_AT_ONCE) {
                task.keep_going()?;
            }
            let mut rows = [(nobody * k, nobody * k); NUM_AT_ONCE];
            for (row, &(a, b)) in rows.iter_mut().zip(ties) {
                *row = (a as usize * k, b as usize * k);
            }
            for (&(one, other), counter) in pairs.iter().zip(&mut counters) {
                counter.add(rows.map(|(a, b)| {
                    or(
                        and(is_of[a + one], is_of[b + other]),
                        and(is_of[a + other], is_of[b + one]),
                    )
                }));
            }
        }
        let mut counts = vec![0; k * k];
        for lane in 0..num_lanes {
            // The ends that are left lie inside a sector, two for each tie.
            let mut left = sums[lane * k..(lane + 1) * k].to_vec();
            for (&(a, b), counter) in pairs.iter().zip(&counters) {
                let count = counter.count(lane);
                counts[a * k + b] = count;
                left[a] -= count;
                left[b] -= count;
            }
            for (sector, left) in left.into_iter().enumerate() {
                counts[sector * k + sector] = left / 2;
            }
            each(&counts);
        }
        Ok(())
    }
}

/// A number for each lane: bit *i* of all of them in plane *i*.
#[derive(Clone)]
struct Counter {
    planes: [Bits; 32],
}

impl Default for Counter {
    fn default() -> Self {
        Self {
            planes: [[0; NUM_WORDS]; 32],
        }
    }
}

impl Counter {
    /// Adds eight bits to each lane.
    fn add(&mut self, bits: [Bits; NUM_AT_ONCE]) {
        let [b0, b1, b2, b3, b4, b5, b6, b7] = bits;
        let [ones, twos, fours, more @ ..] = &mut self.planes;
        let two_a = add_to(ones, b0, b1);
        let two_b = add_to(ones, b2, b3);
        let two_c = add_to(ones, b4, b5);
        let two_d = add_to(ones, b6, b7);
        let four_a = add_to(twos, two_a, two_b);
        let four_b = add_to(twos, two_c, two_d);
        let mut carry = add_to(fours, four_a, four_b);
        for plane in more {
            if carry == [0; NUM_WORDS] {
                break;
            }
            let next = and(*plane, carry);
            *plane = xor(*plane, carry);
            carry = next;
        }
    }

    fn count(&self, lane: usize) -> u32 {
        let bits = self.planes.iter().enumerate();
        bits.map(|(place, plane)| ((plane[lane / 64] >> (lane % 64) & 1) as u32) << place)
            .sum()
    }
}

/// Adds two bits to a plane, and returns what goes to the next.
fn add_to(plane: &mut Bits, a: Bits, b: Bits) -> Bits {
    let either = xor(a, b);
    let carry = or(and(a, b), and(either, *plane));
    *plane = xor(either, *plane);
    carry
}

fn and(a: Bits, b: Bits) -> Bits {
    std::array::from_fn(|word| a[word] & b[word])
}

fn or(a: Bits, b: Bits) -> Bits {
    std::array::from_fn(|word| a[word] | b[word])
}

fn xor(a: Bits, b: Bits) -> Bits {
    std::array::from_fn(|word| a[word] ^ b[word])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_together_is_counting_apart() {
        let mut random = Random::new(7, 7);
        for (num_actors, num_sectors, num_ties) in
            [(1, 1, 0), (9, 2, 20), (70, 4, 500), (200, 5, 3_001)]
        {
            let labels: Vec<u16> = (0..num_actors)
                .map(|_| random.below(num_sectors) as u16)
                .collect();
            let ends: Vec<(u32, u32)> = (0..num_ties)
                .map(|_| [(); 2].map(|()| random.below(num_actors) as u32))
                .map(|[a, b]| (a, b))
                .collect();
            let mut degrees = vec![0; num_actors];
            for &(a, b) in &ends {
                degrees[a as usize] += 1;
                degrees[b as usize] += 1;
            }
            let ties = Ties {
                num_sectors,
                labels,
                degrees,
                ends,
            };
            let task = TaskContext::new();
            let (mut together, mut apart) = (Vec::new(), Vec::new());
            for shuffles in [0..256, 256..500] {
                let each = |counts: &[u32]| together.push(counts.to_vec());
                ties.count_together(shuffles.clone(), 3, &task, each)
                    .unwrap();
                let each = |counts: &[u32]| apart.push(counts.to_vec());
                ties.count_apart(shuffles, 3, &task, each).unwrap();
            }
            assert_eq!(together.len(), 500);
            assert!(together == apart, "{num_actors} actors");
        }
    }
}
