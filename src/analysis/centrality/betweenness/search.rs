//! Brandes' searches over the core, several sources at a time.
//!
//! Each actor has a row of [`LANES`] numbers, one for each source of a batch, so that one look at who is next to whom
//! serves all sources of the batch, and the sums run in the vector units of the processor. A search goes level by level.
//! Whoever is not reached yet has contacts on the level before at the earliest, so the number of shortest paths to it is
//! the plain sum over all its contacts, as long as those not reached count 0: no test is needed within the sum. On the
//! way back likewise: contacts on the same level or nearer to the source count 0 until their own level is done.

use super::reduce::{Core, Mass, Rows, Source};
use crate::task::{Cancelled, TaskContext};

/// How many sources are searched from at once.
pub(super) const LANES: usize = 8;

type Lanes = [f64; LANES];
type Mask = [u64; LANES];

const NOT_REACHED: f64 = f64::INFINITY;

/// When there are more shortest paths than this, their numbers are scaled down: only their ratios matter.
const MANY_PATHS: f64 = 1e150;

/// The searches of a chunk of sources, and what they have found. `CHANNELS` is 1 for all pairs, 2 for pairs of different
/// sectors besides.
pub(super) struct Search<'a, const CHANNELS: usize> {
    core: &'a Core,
    /// What has been found, by place.
    pub(super) scores: Vec<[f64; CHANNELS]>,
    /// The squares of what each source has found, by place, if they are asked for.
    pub(super) squares: Option<Vec<[f64; CHANNELS]>>,
    level: Vec<Lanes>,
    num_paths: Vec<Lanes>,
    /// What lies behind an actor, seen from the source, per shortest path.
    behind: Vec<[Lanes; CHANNELS]>,
    /// Sums on their way: numbers of paths on the way out, what lies behind on the way back.
    pending: Vec<[Lanes; CHANNELS]>,
    /// Those with a pending number of paths.
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// Sums in the order of a list of actors.
    path_sums: Vec<Lanes>,
    sums: Vec<[Lanes; CHANNELS]>,
    /// Actors by level, one that is on different levels for different sources more than once.
    reached: Vec<u32>,
    levels: Vec<Level>,
    /// Actors that some source has not reached.
    open: Vec<u32>,
    batch: Batch,
}

/// A level of a search.
#[derive(Clone, Copy)]
struct Level {
    /// Where it starts in `reached`.
    start: usize,
    end: usize,
    /// How many ties lead away from its actors, and to them.
    num_out: usize,
    num_into: usize,
    /// By how much the numbers of paths have been scaled since the level before.
    scale: f64,
}

/// The sources of one search.
struct Batch {
    component: u32,
    sources: [Source; LANES],
    /// For how many actors each source stands.
    weights: Lanes,
    /// For each sector, with how many of them an actor of it makes a pair of different sectors.
    cross: Vec<Lanes>,
}

/// Cuts the sources into batches, none across components.
pub(super) fn batches(core: &Core) -> Vec<&[(u32, Source)]> {
    core.sources
        .chunk_by(|(one, _), (other, _)| one == other)
        .flat_map(|sources| sources.chunks(LANES))
        .collect()
}

impl<'a, const CHANNELS: usize> Search<'a, CHANNELS> {
    pub(super) fn new(core: &'a Core) -> Self {
        let n = core.actors.len();
        Self {
            core,
            scores: vec![[0.0; CHANNELS]; n],
            squares: None,
            level: vec![[NOT_REACHED; LANES]; n],
            num_paths: vec![[0.0; LANES]; n],
            behind: vec![[[0.0; LANES]; CHANNELS]; n],
            pending: vec![[[0.0; LANES]; CHANNELS]; n],
            touched: Vec::new(),
            is_touched: vec![false; n],
            path_sums: Vec::new(),
            sums: Vec::new(),
            reached: Vec::new(),
            levels: Vec::new(),
            open: Vec::new(),
            batch: Batch {
                component: 0,
                sources: [Source::Core(0); LANES],
                weights: [0.0; LANES],
                cross: vec![[0.0; LANES]; core.num_sectors + 1],
            },
        }
    }

    /// Searches from a batch of sources.
    pub(super) fn add(
        &mut self,
        sources: &[(u32, Source)],
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        self.add_times(sources, |_| 1.0, task)
    }

    /// Searches from a batch of sources, and counts what each finds so many times.
    pub(super) fn add_times(
        &mut self,
        sources: &[(u32, Source)],
        times: impl Fn(Source) -> f64,
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        task.keep_going()?;
        self.start(sources, times);
        self.forward();
        task.keep_going()?;
        self.add_rims();
        self.backward();
        Ok(())
    }

    /// Forgets the search before, and sets out.
    fn start(&mut self, sources: &[(u32, Source)], times: impl Fn(Source) -> f64) {
        let Some(&(component, last)) = sources.last() else {
            return;
        };
        let core = self.core;
        let Batch {
            component: of_batch,
            sources: lanes,
            weights,
            cross,
        } = &mut self.batch;
        *of_batch = component;
        let no_sector = core.num_sectors;
        for lane in 0..LANES {
            // Lanes without a source of their own go along with the last one, and count for nothing.
            lanes[lane] = sources.get(lane).map_or(last, |&(_, source)| source);
            let mut mass = core.source_mass(lanes[lane]);
            if lane >= sources.len() {
                mass = Mass::default();
            }
            let times = times(lanes[lane]);
            weights[lane] = mass.total as f64 * times;
            let mut known = mass.total;
            let mut of_sector = vec![0; no_sector + 1];
            for &(sector, count) in &mass.by_sector {
                of_sector[usize::from(sector)] = count;
            }
            known -= of_sector[no_sector];
            for (sector, row) in cross.iter_mut().enumerate() {
                row[lane] = if sector == no_sector {
                    0.0
                } else {
                    (known - of_sector[sector]) as f64 * times
                };
            }
        }

        let members = core.components.row(component);
        for &place in members {
            let place = place as usize;
            self.level[place] = [NOT_REACHED; LANES];
            self.num_paths[place] = [0.0; LANES];
            self.behind[place] = [[0.0; LANES]; CHANNELS];
            self.pending[place] = [[0.0; LANES]; CHANNELS];
        }
        self.reached.clear();
        self.levels.clear();
        self.open.clear();
        self.open.extend_from_slice(members);

        for (lane, &source) in self.batch.sources.iter().enumerate() {
            if let Source::Core(place) = source {
                self.level[place as usize][lane] = 0.0;
                self.num_paths[place as usize][lane] = 1.0;
            }
        }
        self.levels.push(Level {
            start: 0,
            end: 0,
            num_out: 0,
            num_into: 0,
            scale: 1.0,
        });
        for (lane, &source) in self.batch.sources.iter().enumerate() {
            for &place in core.seeds(source) {
                let level = &mut self.level[place as usize];
                if !level.contains(&1.0) {
                    self.reached.push(place);
                }
                level[lane] = 1.0;
                self.num_paths[place as usize][lane] = 1.0;
            }
        }
        self.close_level(1.0);
    }

    /// What has been reached since the last level makes a level.
    fn close_level(&mut self, scale: f64) {
        let start = self.levels.last().map_or(0, |level| level.end);
        let actors = &self.reached[start..];
        let ties = |rows: &Rows| actors.iter().map(|&place| rows.row(place).len()).sum();
        self.levels.push(Level {
            start,
            end: self.reached.len(),
            num_out: ties(&self.core.out),
            num_into: ties(self.core.into()),
            scale,
        });
    }

    /// Finds all levels and numbers of shortest paths.
    fn forward(&mut self) {
        let core = self.core;
        loop {
            let Some(&last) = self.levels.last() else {
                return;
            };
            if last.start == last.end {
                self.levels.pop();
                return;
            }
            let level = &self.level;
            self.open
                .retain(|&place| level[place as usize].contains(&NOT_REACHED));
            let num_open: usize = self
                .open
                .iter()
                .map(|&place| core.into().row(place).len())
                .sum();
            let mut most = 0.0;
            if 2 * last.num_out < num_open {
                self.tell(last, &mut most);
            } else {
                self.ask(&mut most);
            }
            let mut scale = 1.0;
            if most > MANY_PATHS {
                scale = 1.0 / MANY_PATHS;
                let depth = self.levels.len() as f64;
                for &place in &self.reached[last.end..] {
                    let level = &self.level[place as usize];
                    let num_paths = &mut self.num_paths[place as usize];
                    for lane in 0..LANES {
                        num_paths[lane] *= if level[lane] == depth { scale } else { 1.0 };
                    }
                }
            }
            self.close_level(scale);
        }
    }

    /// One level further: those on the last level tell their contacts how many paths there are.
    fn tell(&mut self, last: Level, most: &mut f64) {
        let depth = self.levels.len() as f64;
        self.touched.clear();
        for &place in &self.reached[last.start..last.end] {
            let is_last = equal(&self.level[place as usize], &[depth - 1.0; LANES]);
            let paths = masked(&self.num_paths[place as usize], &is_last);
            for &other in self.core.out.row(place) {
                if !self.is_touched[other as usize] {
                    self.is_touched[other as usize] = true;
                    self.touched.push(other);
                }
                add(&mut self.pending[other as usize][0], &paths);
            }
        }
        for &place in &self.touched {
            self.is_touched[place as usize] = false;
            let sum = std::mem::replace(&mut self.pending[place as usize][0], [0.0; LANES]);
            let level = &mut self.level[place as usize];
            let num_paths = &mut self.num_paths[place as usize];
            if reach(level, num_paths, &sum, depth, most) {
                self.reached.push(place);
            }
        }
    }

    /// One level further: those not reached yet ask their contacts how many paths there are.
    fn ask(&mut self, most: &mut f64) {
        let depth = self.levels.len() as f64;
        let num_paths = &self.num_paths;
        self.path_sums.clear();
        self.path_sums.extend(self.open.iter().map(|&place| {
            let mut sum = [0.0; LANES];
            for &other in self.core.into().row(place) {
                add(&mut sum, &num_paths[other as usize]);
            }
            sum
        }));
        for (&place, sum) in self.open.iter().zip(&self.path_sums) {
            let level = &mut self.level[place as usize];
            let num_paths = &mut self.num_paths[place as usize];
            if reach(level, num_paths, sum, depth, most) {
                self.reached.push(place);
            }
        }
    }

    /// The rims as ends of paths: their contacts next to the source carry what goes there.
    fn add_rims(&mut self) {
        let core = self.core;
        for &rim in core.rims_of_component.row(self.batch.component) {
            let contacts = core.contacts.row(rim);
            let mut nearest = [NOT_REACHED; LANES];
            for &place in contacts {
                let level = &self.level[place as usize];
                for lane in 0..LANES {
                    nearest[lane] = if level[lane] < nearest[lane] {
                        level[lane]
                    } else {
                        nearest[lane]
                    };
                }
            }
            let mut num_paths = [0.0; LANES];
            for &place in contacts {
                let is_nearest = equal(&self.level[place as usize], &nearest);
                add(
                    &mut num_paths,
                    &masked(&self.num_paths[place as usize], &is_nearest),
                );
            }
            let mass = &core.rims[rim as usize];
            let mut ends = self.batch.ends::<CHANNELS>(mass);
            for (lane, &source) in self.batch.sources.iter().enumerate() {
                for channel in &mut ends {
                    if source == Source::Rim(rim) {
                        channel[lane] = 0.0;
                    } else {
                        channel[lane] /= num_paths[lane];
                    }
                }
            }
            for &place in contacts {
                let is_nearest = equal(&self.level[place as usize], &nearest);
                for (sum, ends) in self.pending[place as usize].iter_mut().zip(&ends) {
                    add(sum, &masked(ends, &is_nearest));
                }
            }
        }
    }

    /// Collects, level by level back to the source, what lies behind each actor.
    fn backward(&mut self) {
        let core = self.core;
        for depth in (1..self.levels.len()).rev() {
            let here = self.levels[depth];
            self.sums.clear();
            match self.levels.get(depth + 1) {
                Some(next) if 2 * next.num_into >= here.num_out => {
                    let behind = &self.behind;
                    let scale = next.scale;
                    self.sums
                        .extend(self.reached[here.start..here.end].iter().map(|&place| {
                            let mut sums = [[0.0; LANES]; CHANNELS];
                            for &other in core.out.row(place) {
                                add_channels(&mut sums, &behind[other as usize]);
                            }
                            sums.map(|sum| sum.map(|sum| sum * scale))
                        }));
                }
                Some(next) => {
                    for &place in &self.reached[next.start..next.end] {
                        let level = &self.level[place as usize];
                        let is_next = equal(level, &[depth as f64 + 1.0; LANES]);
                        let behind = self.behind[place as usize]
                            .map(|behind| masked(&behind, &is_next).map(|x| x * next.scale));
                        for &other in core.into().row(place) {
                            add_channels(&mut self.pending[other as usize], &behind);
                        }
                    }
                }
                None => {}
            }
            self.sums
                .resize(here.end - here.start, [[0.0; LANES]; CHANNELS]);
            self.collect(here, depth as f64);
        }
    }

    /// Adds up what lies behind the actors of a level.
    fn collect(&mut self, here: Level, depth: f64) {
        let core = self.core;
        let weights = [self.batch.weights, [1.0; LANES]];
        let places = &self.reached[here.start..here.end];
        for (&place, sums) in places.iter().zip(&self.sums) {
            let index = place as usize;
            let level = &self.level[index];
            let num_paths = &self.num_paths[index];
            let own = [
                [1.0; LANES],
                self.batch.cross[usize::from(core.sectors[index])],
            ];
            let leaves = &core.leaves[index];
            let leaves = if leaves.total == 0 {
                [[0.0; LANES]; CHANNELS]
            } else {
                self.batch.ends(leaves)
            };
            let is_here = equal(level, &[depth; LANES]);
            for channel in 0..CHANNELS {
                let mut sum = sums[channel];
                add(&mut sum, &self.pending[index][channel]);
                let carried: Lanes =
                    std::array::from_fn(|lane| sum[lane] * num_paths[lane] + leaves[channel][lane]);
                let all = std::array::from_fn(|lane| {
                    (carried[lane] + own[channel][lane]) / num_paths[lane]
                });
                let behind = &mut self.behind[index][channel];
                *behind = select(&is_here, &all, behind);
                let share: Lanes =
                    std::array::from_fn(|lane| carried[lane] * weights[channel][lane]);
                let share = masked(&share, &is_here);
                self.scores[index][channel] += share.iter().sum::<f64>();
                if let Some(squares) = &mut self.squares {
                    squares[index][channel] += share.iter().map(|share| share * share).sum::<f64>();
                }
            }
        }
    }
}

impl Batch {
    /// How many paths from each source end in this mass: of all, and of those between different sectors.
    fn ends<const CHANNELS: usize>(&self, mass: &Mass) -> [Lanes; CHANNELS] {
        let mut ends = [[0.0; LANES]; CHANNELS];
        for (channel, ends) in ends.iter_mut().enumerate() {
            if channel == 0 {
                *ends = [mass.total as f64; LANES];
            } else {
                for &(sector, count) in &mass.by_sector {
                    let cross = &self.cross[usize::from(sector)];
                    for lane in 0..LANES {
                        ends[lane] += cross[lane] * count as f64;
                    }
                }
            }
        }
        ends
    }
}

/// Reaches an actor from all sources that have not reached it before and have a path to it now; says whether any has.
fn reach(
    level: &mut Lanes,
    num_paths: &mut Lanes,
    sum: &Lanes,
    depth: f64,
    most: &mut f64,
) -> bool {
    let new: Mask = std::array::from_fn(|lane| {
        u64::from(level[lane] == NOT_REACHED && sum[lane] > 0.0).wrapping_neg()
    });
    if new == [0; LANES] {
        return false;
    }
    *level = select(&new, &[depth; LANES], level);
    *num_paths = select(&new, sum, num_paths);
    *most = masked(sum, &new).into_iter().fold(*most, f64::max);
    true
}

/// Where two rows have the same number: all bits set.
fn equal(one: &Lanes, other: &Lanes) -> Mask {
    std::array::from_fn(|lane| u64::from(one[lane] == other[lane]).wrapping_neg())
}

/// The numbers where all bits are set, 0 elsewhere: without a branch, eight at a time.
fn masked(numbers: &Lanes, mask: &Mask) -> Lanes {
    std::array::from_fn(|lane| f64::from_bits(numbers[lane].to_bits() & mask[lane]))
}

/// One number where all bits are set, the other elsewhere.
fn select(mask: &Mask, one: &Lanes, other: &Lanes) -> Lanes {
    std::array::from_fn(|lane| {
        f64::from_bits((one[lane].to_bits() & mask[lane]) | (other[lane].to_bits() & !mask[lane]))
    })
}

fn add(sum: &mut Lanes, part: &Lanes) {
    for lane in 0..LANES {
        sum[lane] += part[lane];
    }
}

fn add_channels<const CHANNELS: usize>(sums: &mut [Lanes; CHANNELS], parts: &[Lanes; CHANNELS]) {
    for (sum, part) in sums.iter_mut().zip(parts) {
        add(sum, part);
    }
}
