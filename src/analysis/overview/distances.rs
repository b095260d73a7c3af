//! Distances: how far actors are from each other, and which sectors reach which.

use crate::analysis::{
    Analysis, Aspect, Detail, Distances, Measure, Outcome, Params, Scores, SectorReach,
};
use crate::model::{Adjacency, SectorId, Snapshot};
use crate::task::{Cancelled, NUM_CHUNKS, TaskContext};

/// How many searches run side by side, as the bits of words.
const NUM_WORDS: usize = 4;
const NUM_SOURCES: usize = 64 * NUM_WORDS;
type Bits = [u64; NUM_WORDS];

/// For each actor, how far everybody is who can reach it.
///
/// On a symmetric adjacency this is also how far everybody is that it reaches; for distances *from* an actor in a
/// directed network, search the reversed one.
#[derive(Clone, Debug, PartialEq)]
pub struct DistanceSums {
    /// How many others reach the actor.
    pub num_reached: Vec<u32>,
    /// The sum of their distances.
    pub sum: Vec<u64>,
    /// The sum of their inverse distances.
    pub inverse_sum: Vec<f64>,
    /// The largest of their distances; 0 if there is none.
    pub eccentricity: Vec<u32>,
    /// For each sector of a source, sector of a target, and distance: how many ordered pairs. Actors without a sector
    /// are left out.
    pub pairs: Vec<Vec<Vec<u64>>>,
}

impl DistanceSums {
    fn new(num_actors: usize, num_sectors: usize) -> Self {
        Self {
            num_reached: vec![0; num_actors],
            sum: vec![0; num_actors],
            inverse_sum: vec![0.0; num_actors],
            eccentricity: vec![0; num_actors],
            pairs: vec![vec![Vec::new(); num_sectors]; num_sectors],
        }
    }

    fn add(&mut self, other: Self) {
        let Self {
            num_reached,
            sum,
            inverse_sum,
            eccentricity,
            pairs,
        } = other;
        for actor in 0..self.sum.len() {
            self.num_reached[actor] += num_reached[actor];
            self.sum[actor] += sum[actor];
            self.inverse_sum[actor] += inverse_sum[actor];
            self.eccentricity[actor] = self.eccentricity[actor].max(eccentricity[actor]);
        }
        for (mine, theirs) in self.pairs.iter_mut().zip(pairs) {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.resize(mine.len().max(theirs.len()), 0);
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    *mine += theirs;
                }
            }
        }
    }
}

/// The distances of all pairs, summed up for each actor and for each two sectors.
///
/// Direction: as in `adjacency`. Weights: ignored, a distance is a number of steps. Actors that cannot reach each other
/// add nothing.
///
/// Searches run 256 at a time, one bit each (Then and others 2014, PVLDB 8:449). Time O(V·E / 256) and up, space O(V)
/// per chunk. The same bits for every number of workers.
pub fn distance_sums(
    adjacency: &Adjacency,
    sectors: &[Option<u16>],
    task: &TaskContext,
) -> Result<DistanceSums, Cancelled> {
    let num_actors = sectors.len();
    let num_sectors = sectors
        .iter()
        .flatten()
        .max()
        .map_or(0, |&last| usize::from(last) + 1);
    let num_batches = num_actors.div_ceil(NUM_SOURCES);
    // A small network would keep one worker busy; narrower batches share the work.
    let batch_size = if num_batches < NUM_CHUNKS {
        num_actors.div_ceil(NUM_CHUNKS).clamp(64, NUM_SOURCES)
    } else {
        NUM_SOURCES
    };
    let parts = task.map_chunks(num_actors.div_ceil(batch_size), |batches| {
        let mut sums = DistanceSums::new(num_actors, num_sectors);
        let mut search = Search::new(num_actors, num_sectors);
        for batch in batches {
            let first = batch * batch_size;
            let sources = first..num_actors.min(first + batch_size);
            search.run(adjacency, sectors, sources, &mut sums, task)?;
        }
        Ok(sums)
    })?;
    let mut sums = DistanceSums::new(num_actors, num_sectors);
    for part in parts {
        sums.add(part);
    }
    Ok(sums)
}

/// Searches from many sources at once: bit *i* of an actor is set when source *i* has reached it.
struct Search {
    seen: Vec<Bits>,
    fresh: Vec<Bits>,
    next: Vec<Bits>,
    front: Vec<u32>,
    next_front: Vec<u32>,
    /// The sources of each sector.
    of_sector: Vec<Bits>,
}

impl Search {
    fn new(num_actors: usize, num_sectors: usize) -> Self {
        Self {
            seen: vec![[0; NUM_WORDS]; num_actors],
            fresh: vec![[0; NUM_WORDS]; num_actors],
            next: vec![[0; NUM_WORDS]; num_actors],
            front: Vec::new(),
            next_front: Vec::new(),
            of_sector: vec![[0; NUM_WORDS]; num_sectors],
        }
    }

    fn run(
        &mut self,
        adjacency: &Adjacency,
        sectors: &[Option<u16>],
        sources: std::ops::Range<usize>,
        sums: &mut DistanceSums,
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        let Self {
            seen,
            fresh,
            next,
            front,
            next_front,
            of_sector,
        } = self;
        seen.fill([0; NUM_WORDS]);
        of_sector.fill([0; NUM_WORDS]);
        front.clear();
        for (bit, source) in sources.enumerate() {
            let mark = 1_u64 << (bit % 64);
            seen[source][bit / 64] |= mark;
            fresh[source][bit / 64] |= mark;
            front.push(source as u32);
            if let Some(sector) = sectors[source] {
                of_sector[usize::from(sector)][bit / 64] |= mark;
            }
        }
        let mut distance = 0_u32;
        while !front.is_empty() {
            task.keep_going()?;
            distance += 1;
            for actor in front.drain(..) {
                let bits = std::mem::take(&mut fresh[actor as usize]);
                for &neighbor in adjacency.neighbors(actor) {
                    let (there, known) = (&mut next[neighbor as usize], &seen[neighbor as usize]);
                    let was_empty = *there == [0; NUM_WORDS];
                    let mut any = 0;
                    for word in 0..NUM_WORDS {
                        let new = bits[word] & !known[word];
                        there[word] |= new;
                        any |= new;
                    }
                    if was_empty && any != 0 {
                        next_front.push(neighbor);
                    }
                }
            }
            for &actor in next_front.iter() {
                let actor = actor as usize;
                let bits = std::mem::take(&mut next[actor]);
                let mut count = 0;
                for word in 0..NUM_WORDS {
                    seen[actor][word] |= bits[word];
                    count += bits[word].count_ones();
                }
                fresh[actor] = bits;
                sums.num_reached[actor] += count;
                sums.sum[actor] += u64::from(count) * u64::from(distance);
                sums.inverse_sum[actor] += f64::from(count) / f64::from(distance);
                sums.eccentricity[actor] = sums.eccentricity[actor].max(distance);
                if let Some(to) = sectors[actor] {
                    for (members, row) in of_sector.iter().zip(&mut sums.pairs) {
                        let num_pairs: u32 = (0..NUM_WORDS)
                            .map(|word| (bits[word] & members[word]).count_ones())
                            .sum();
                        if num_pairs > 0 {
                            let counts = &mut row[usize::from(to)];
                            if counts.len() <= distance as usize {
                                counts.resize(distance as usize + 1, 0);
                            }
                            counts[distance as usize] += u64::from(num_pairs);
                        }
                    }
                }
            }
            std::mem::swap(front, next_front);
        }
        Ok(())
    }
}

/// How the pairs of a set reach each other, from how many there are and how many are at each distance.
fn reach(pairs: u64, counts: &[u64]) -> SectorReach {
    let share = |count: u64| (pairs > 0).then(|| count as f64 / pairs as f64);
    let within = |limit: usize| share(counts.iter().take(limit + 1).sum());
    let reached: u64 = counts.iter().sum();
    let steps: u64 = counts
        .iter()
        .zip(0_u64..)
        .map(|(count, distance)| count * distance)
        .sum();
    let inverse: f64 = counts
        .iter()
        .enumerate()
        .skip(1)
        .map(|(distance, &count)| count as f64 / distance as f64)
        .sum();
    SectorReach {
        pairs,
        within_1: within(1),
        within_2: within(2),
        within_3: within(3),
        unreachable: share(pairs - reached),
        mean_distance: (reached > 0).then(|| steps as f64 / reached as f64),
        mean_inverse_distance: (pairs > 0).then(|| inverse / pairs as f64),
    }
}

/// The whole-network numbers that follow from the distances of the undirected projection.
pub(crate) fn summary(snapshot: &Snapshot, sums: &DistanceSums) -> Distances {
    let n = snapshot.num_actors();
    let pairs = n as f64 * (n as f64 - 1.0);
    let inverse: f64 = sums.inverse_sum.iter().sum();
    let steps: u64 = sums.sum.iter().sum();
    let reached: u64 = sums.num_reached.iter().copied().map(u64::from).sum();
    let sectors: Vec<SectorId> = snapshot.sector_ids().to_vec();
    let mut sizes = vec![0_u64; sectors.len()];
    for &sector in snapshot.sectors().iter().flatten() {
        sizes[usize::from(sector)] += 1;
    }
    let mut cross = Vec::new();
    let mut num_cross = 0;
    let matrix = (0..sectors.len())
        .map(|a| {
            (0..sectors.len())
                .map(|b| {
                    // Inside a sector each pair came from both ends.
                    if a == b {
                        let counts: Vec<u64> =
                            sums.pairs[a][b].iter().map(|count| count / 2).collect();
                        return reach(sizes[a] * (sizes[a] - 1) / 2, &counts);
                    }
                    let counts = &sums.pairs[a][b];
                    if a < b {
                        num_cross += sizes[a] * sizes[b];
                        cross.resize(cross.len().max(counts.len()), 0);
                        for (sum, count) in cross.iter_mut().zip(counts) {
                            *sum += count;
                        }
                    }
                    reach(sizes[a] * sizes[b], counts)
                })
                .collect()
        })
        .collect();
    Distances {
        distance_weighted_fragmentation: (n > 1).then(|| 1.0 - inverse / pairs),
        average_path_length: (reached > 0).then(|| steps as f64 / reached as f64),
        diameter: sums.eccentricity.iter().copied().max().unwrap_or(0),
        sectors,
        reach: matrix,
        cross: reach(num_cross, &cross),
    }
}

/// Closeness and harmonic closeness, and how far actors and sectors are from each other.
///
/// Closeness is that of Wasserman & Faust (1994, p. 201) for networks that fall apart: (r/(n−1))·(r/Σ distances) over the
/// r actors that can be reached, 0 if there is none. Harmonic closeness is the mean of the inverse distances to all
/// others, 0 for those out of reach (Marchiori & Latora 2000; Boldi & Vigna 2014); it does not exist for a single actor.
/// Both follow direction, outwards, if there is any. All that is about the whole network ignores direction.
pub struct DistancesAnalysis;

impl Analysis for DistancesAnalysis {
    fn id(&self) -> &'static str {
        "distances"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::Closeness, Measure::Harmonic]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let sums = distance_sums(snapshot.adjacency(), snapshot.sectors(), task)?;
        let detail = Detail::Distances(summary(snapshot, &sums));
        let from = match snapshot.directed() {
            None => sums,
            // The distances from an actor are those to it in the reversed network.
            Some(directed) => distance_sums(&directed.into, snapshot.sectors(), task)?,
        };
        Ok(Outcome {
            columns: vec![
                (Measure::Closeness, closeness(&from)),
                (Measure::Harmonic, harmonic(&from)),
            ],
            detail,
            estimate: None,
        })
    }
}

/// Closeness of each actor (Wasserman & Faust 1994); 0 for one that reaches nobody.
pub fn closeness(sums: &DistanceSums) -> Scores {
    let others = sums.sum.len() as f64 - 1.0;
    sums.num_reached
        .iter()
        .zip(&sums.sum)
        .map(|(&reached, &sum)| {
            let reached = f64::from(reached);
            Some(if sum == 0 {
                0.0
            } else {
                reached / others * (reached / sum as f64)
            })
        })
        .collect()
}

/// Harmonic closeness of each actor; none for a single actor.
pub fn harmonic(sums: &DistanceSums) -> Scores {
    let others = sums.sum.len() as f64 - 1.0;
    sums.inverse_sum
        .iter()
        .map(|sum| (others > 0.0).then(|| sum / others))
        .collect()
}
