//! How much each possible introduction would bring: exact short cuts where there are some, a shortlist where there are none.

use std::collections::BTreeSet;

use super::state::{Goal, Near, State};
use super::ways::Ways;
use crate::analysis::fragmentation::fiedler;
use crate::task::{Cancelled, TaskContext};

/// Gains this close are equal, and no gain below this is one.
pub(super) const SAME: f64 = 1e-9;
/// How many of the pairs that bring nothing are kept, in case there are no others to show.
const NUM_USELESS: usize = 15;
/// In larger networks not every pair is looked at.
const MAX_ALL_PAIRS: usize = 4096;
/// How many actors are looked at there.
const NUM_ACTORS: usize = 2000;
/// In larger networks the gain in distances is estimated first.
const MAX_ALL_WAYS: usize = 200;
/// Of how many of the best estimates the gain is computed.
const NUM_WAYS: usize = 400;
/// Up to so many pairs the gain in connectivity is computed for all; otherwise for the most promising.
const MAX_ALL_SPECTRA: usize = 300;
const NUM_SPECTRA: usize = 60;
const NUM_SPECTRA_LARGE: usize = 10;

/// A pair that could be introduced, and what it would bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The earlier of the two.
    pub a: u32,
    /// The later of the two.
    pub b: u32,
    /// The rise of what is aimed at.
    pub gain: f64,
}

/// Which pairs may be introduced.
pub(super) struct Rules {
    /// Whether the two may be of the same sector, or have none.
    pub(super) any_pair: bool,
    /// Pairs that may not, earlier end first.
    pub(super) excluded: BTreeSet<(u32, u32)>,
}

impl Rules {
    fn allow(&self, state: &State, a: u32, b: u32) -> bool {
        (self.any_pair || state.crosses(a, b)) && !self.excluded.contains(&(a, b))
    }
}

/// What all candidates would bring.
pub(super) struct Ranking {
    /// How many candidates there are.
    pub(super) num_candidates: u64,
    /// Of how many the gain was computed, if not of all.
    pub(super) shortlist: Option<usize>,
    /// Those that bring something and a few that do not, in the order of actors.
    pub(super) found: Vec<Ranked>,
}

/// What every candidate would bring for a goal.
pub(super) fn rank(
    state: &State,
    goal: Goal,
    rules: &Rules,
    task: &TaskContext,
) -> Result<Ranking, Cancelled> {
    let n = state.num_actors();
    let actors = shortlisted_actors(state, goal, rules);
    let is_short = actors.len() < n;
    let all = |scan: Scan| Ranking {
        num_candidates: scan.num_candidates,
        shortlist: is_short.then_some(scan.num_candidates as usize),
        found: scan.found,
    };
    let pairs = state.num_cross_pairs();
    Ok(match goal {
        Goal::DropF => {
            let size = |actor: u32| state.component(actor).len() as f64;
            let joins =
                |a: u32, b: u32| state.component_of[a as usize] != state.component_of[b as usize];
            all(scan(state, rules, &actors, task, |a, b| {
                if joins(a, b) {
                    2.0 * size(a) * size(b) / state.num_pairs()
                } else {
                    0.0
                }
            })?)
        }
        Goal::CrossReachAny => all(scan(state, rules, &actors, task, |a, b| {
            share(state.pairs_joined(a, b) as f64, pairs)
        })?),
        Goal::CrossReach2 => {
            let within = StillFar::new(state, &actors, task)?;
            all(scan(state, rules, &actors, task, |a, b| {
                share(f64::from(within.pairs_brought(state, a, b)), pairs)
            })?)
        }
        Goal::SectorShortfall => {
            let k = state.ties.len();
            let now = state.shortfall(None).unwrap_or_default();
            let of_cell =
                |r: usize, s: usize| state.shortfall(Some((r, s))).map_or(0.0, |then| now - then);
            let cells: Vec<Vec<f64>> = (0..k)
                .map(|r| (0..k).map(|s| of_cell(r, s)).collect())
                .collect();
            all(scan(state, rules, &actors, task, |a, b| {
                match (state.sectors[a as usize], state.sectors[b as usize]) {
                    (Some(r), Some(s)) => cells[usize::from(r)][usize::from(s)],
                    _ => 0.0,
                }
            })?)
        }
        Goal::DropDf if is_short => by_levels(state, rules, &actors, task)?,
        Goal::DropDf => by_distances(state, rules, &actors, task)?,
        Goal::Connectivity => by_spectra(state, rules, &actors, task)?,
    })
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Everybody, or in a large network those who are worth looking at, in order: for goals that join islands the
/// best-connected of each sector in each island, the largest islands first; for the others those with the most contacts.
fn shortlisted_actors(state: &State, goal: Goal, rules: &Rules) -> Vec<u32> {
    let n = state.num_actors() as u32;
    if n as usize <= MAX_ALL_PAIRS {
        return (0..n).collect();
    }
    let degree = |actor: u32| state.adjacency.degree(actor);
    let is_wanted = |actor: &u32| rules.any_pair || state.sectors[*actor as usize].is_some();
    let mut actors: Vec<u32> = match goal {
        Goal::DropF | Goal::DropDf | Goal::CrossReachAny => {
            let mut chosen = Vec::new();
            for members in &state.components {
                let mut best: Vec<Option<u32>> = vec![None; state.ties.len() + 1];
                for &member in members.iter().filter(|member| is_wanted(member)) {
                    let sector =
                        state.sectors[member as usize].map_or(state.ties.len(), usize::from);
                    let best = &mut best[sector];
                    if best.is_none_or(|best| degree(member) > degree(best)) {
                        *best = Some(member);
                    }
                }
                chosen.extend(best.into_iter().flatten());
                if chosen.len() >= NUM_ACTORS / 3 {
                    break;
                }
            }
            chosen
        }
        Goal::CrossReach2 | Goal::Connectivity | Goal::SectorShortfall => {
            let mut all: Vec<u32> = (0..n).filter(is_wanted).collect();
            all.sort_by_key(|&actor| (std::cmp::Reverse(degree(actor)), actor));
            all.truncate(NUM_ACTORS);
            all
        }
    };
    actors.sort_unstable();
    actors
}

/// What a look at all candidates has found.
#[derive(Default)]
struct Scan {
    num_candidates: u64,
    found: Vec<Ranked>,
}

/// Looks at all candidates among some actors, who are in order.
fn scan(
    state: &State,
    rules: &Rules,
    actors: &[u32],
    task: &TaskContext,
    gain: impl Fn(u32, u32) -> f64 + Sync,
) -> Result<Scan, Cancelled> {
    let parts = task.map_chunks(actors.len(), |places| {
        let mut part = Scan::default();
        let mut num_useless = 0;
        let mut is_contact = vec![false; state.num_actors()];
        for place in places {
            task.keep_going()?;
            let a = actors[place];
            let contacts = state.adjacency.neighbors(a);
            for &contact in contacts {
                is_contact[contact as usize] = true;
            }
            for &b in &actors[place + 1..] {
                if is_contact[b as usize] || !rules.allow(state, a, b) {
                    continue;
                }
                part.num_candidates += 1;
                let gain = gain(a, b);
                if gain <= SAME {
                    num_useless += 1;
                    if num_useless > NUM_USELESS {
                        continue;
                    }
                }
                part.found.push(Ranked { a, b, gain });
            }
            for &contact in contacts {
                is_contact[contact as usize] = false;
            }
        }
        Ok(part)
    })?;
    let mut scan = Scan::default();
    for part in parts {
        scan.num_candidates += part.num_candidates;
        scan.found.extend(part.found);
    }
    Ok(scan)
}

/// Which pairs of different sectors are more than two steps apart, for some actors: a row of bits each.
pub(super) struct StillFar {
    rows: Vec<u64>,
    num_words: usize,
    place_of: Vec<u32>,
}

impl StillFar {
    pub(super) fn new(
        state: &State,
        actors: &[u32],
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let n = state.num_actors();
        let num_words = n.div_ceil(64);
        let mut place_of = vec![u32::MAX; n];
        for (place, &actor) in actors.iter().enumerate() {
            place_of[actor as usize] = place as u32;
        }
        // Of each sector: who is of another one.
        let k = state.ties.len();
        let mut others = vec![vec![0_u64; num_words]; k];
        for (actor, sector) in state.sectors.iter().enumerate() {
            let Some(sector) = *sector else { continue };
            for (other, bits) in others.iter_mut().enumerate() {
                if other != usize::from(sector) {
                    bits[actor / 64] |= 1 << (actor % 64);
                }
            }
        }
        let parts = task.map_chunks(actors.len(), |places| {
            let mut near = Near::new(n);
            let mut rows = Vec::with_capacity(places.len() * num_words);
            for place in places {
                task.keep_going()?;
                let actor = actors[place];
                let start = rows.len();
                match state.sectors[actor as usize] {
                    Some(sector) => rows.extend_from_slice(&others[usize::from(sector)]),
                    None => rows.resize(start + num_words, 0),
                }
                for &other in near.find(&state.adjacency, actor) {
                    rows[start + other as usize / 64] &= !(1 << (other % 64));
                }
            }
            Ok(rows)
        })?;
        Ok(Self {
            rows: parts.concat(),
            num_words,
            place_of,
        })
    }

    fn is_far(&self, row: usize, other: u32) -> bool {
        self.rows[row + other as usize / 64] >> (other % 64) & 1 == 1
    }

    /// How many pairs of different sectors a tie would bring within two steps: the two, each with the contacts of the other.
    pub(super) fn pairs_brought(&self, state: &State, a: u32, b: u32) -> u32 {
        let row = |actor: u32| self.place_of[actor as usize] as usize * self.num_words;
        let (row_a, row_b) = (row(a), row(b));
        let with_contacts = |row: usize, of: u32| {
            let contacts = state.adjacency.neighbors(of).iter();
            contacts
                .filter(|&&contact| self.is_far(row, contact))
                .count() as u32
        };
        u32::from(self.is_far(row_a, b)) + with_contacts(row_a, b) + with_contacts(row_b, a)
    }
}

/// By the distances of all pairs: of every candidate in a small network, of the most promising in a larger one.
fn by_distances(
    state: &State,
    rules: &Rules,
    actors: &[u32],
    task: &TaskContext,
) -> Result<Ranking, Cancelled> {
    let ways = Ways::new(&state.adjacency, task)?;
    let pairs = state.num_pairs();
    let gain = |a: u32, b: u32| 2.0 * ways.gain(a, b) / pairs;
    if actors.len() <= MAX_ALL_WAYS {
        let Scan {
            num_candidates,
            found,
        } = scan(state, rules, actors, task, gain)?;
        return Ok(Ranking {
            num_candidates,
            shortlist: None,
            found,
        });
    }
    // Between two islands the gain follows from the numbers of actors at each distance; inside one it is estimated.
    let sample = ways.sample();
    let levels: Vec<Vec<f64>> = actors.iter().map(|&actor| ways.levels_of(actor)).collect();
    let joins =
        |pair: &Ranked| state.component_of[pair.a as usize] != state.component_of[pair.b as usize];
    let Scan {
        num_candidates,
        found,
    } = scan(state, rules, actors, task, |a, b| {
        if joins(&Ranked { a, b, gain: 0.0 }) {
            2.0 * joined(&levels[a as usize], &levels[b as usize]) / pairs
        } else {
            2.0 * sample.gain(a, b) / pairs
        }
    })?;
    let (mut found, inside): (Vec<Ranked>, Vec<Ranked>) = found.into_iter().partition(joins);
    let inside = best_of(inside, NUM_WAYS, |pair| pair.gain);
    found.extend(exactly(&inside, task, |a, b| Ok(gain(a, b)))?);
    found.sort_unstable_by_key(|pair| (pair.a, pair.b));
    Ok(Ranking {
        num_candidates,
        shortlist: Some(found.len()),
        found,
    })
}

/// By the numbers of actors at each distance, which are all that matters between two islands; pairs of one island are left out.
fn by_levels(
    state: &State,
    rules: &Rules,
    actors: &[u32],
    task: &TaskContext,
) -> Result<Ranking, Cancelled> {
    let parts = task.map_chunks(actors.len(), |places| {
        let mut levels = Vec::new();
        for place in places {
            task.keep_going()?;
            levels.push(Ways::levels(&state.adjacency, actors[place]));
        }
        Ok(levels)
    })?;
    let levels = parts.concat();
    let of = |actor: u32| {
        actors
            .binary_search(&actor)
            .map_or(&[][..], |place| &levels[place])
    };
    let Scan {
        num_candidates,
        mut found,
    } = scan(state, rules, actors, task, |a, b| {
        if state.component_of[a as usize] == state.component_of[b as usize] {
            return 0.0;
        }
        2.0 * joined(of(a), of(b)) / state.num_pairs()
    })?;
    found.retain(|pair| pair.gain > SAME);
    Ok(Ranking {
        num_candidates,
        shortlist: Some(found.len()),
        found,
    })
}

/// The sum of the inverse distances of the pairs that a tie of two actors in different islands would join, from how many
/// actors are at each distance from the two.
fn joined(from_a: &[f64], from_b: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (i, here) in from_a.iter().enumerate() {
        for (j, there) in from_b.iter().enumerate() {
            sum += here * there / (i + j + 1) as f64;
        }
    }
    sum
}

/// By the second smallest eigenvalue of the Laplacian, computed again with each tie.
fn by_spectra(
    state: &State,
    rules: &Rules,
    actors: &[u32],
    task: &TaskContext,
) -> Result<Ranking, Cancelled> {
    let everybody: Vec<u32> = (0..state.num_actors() as u32).collect();
    let (before, vector) = match state.components.as_slice() {
        [only] if only.len() > 1 => {
            let pair = fiedler(&state.adjacency, only, task)?;
            (pair.value, pair.vector)
        }
        _ => (0.0, Vec::new()),
    };
    let num_components = state.components.len();
    // A first guess: how far apart the two are in the Fiedler vector (Ghosh & Boyd 2006), or how well connected in the two
    // islands that they join.
    let Scan {
        num_candidates,
        found,
    } = scan(state, rules, actors, task, |a, b| match num_components {
        1 => (vector[a as usize] - vector[b as usize]).powi(2),
        2 if state.component_of[a as usize] != state.component_of[b as usize] => {
            (state.adjacency.degree(a) + state.adjacency.degree(b) + 1) as f64
        }
        // With three or more, no single tie makes one piece of them.
        _ => 0.0,
    })?;
    if num_components > 2 {
        return Ok(Ranking {
            num_candidates,
            shortlist: None,
            found,
        });
    }
    // No gain is larger than the first guess: a pair that is not apart at all brings nothing.
    let limit = if num_candidates as usize <= MAX_ALL_SPECTRA {
        found.len()
    } else if state.num_actors() <= 1000 {
        NUM_SPECTRA
    } else {
        NUM_SPECTRA_LARGE
    };
    let (useful, useless): (Vec<Ranked>, Vec<Ranked>) =
        found.into_iter().partition(|pair| pair.gain > SAME);
    let is_all = useful.len() <= limit;
    let found = best_of(useful, limit, |pair| pair.gain);
    let mut found = exactly(&found, task, |a, b| {
        let adjacency = state.adjacency.with_edge(a, b);
        Ok(fiedler(&adjacency, &everybody, task)?.value - before)
    })?;
    let num_computed = found.len();
    if is_all {
        found.extend(useless.into_iter().map(|pair| Ranked { gain: 0.0, ..pair }));
        found.sort_by_key(|pair| (pair.a, pair.b));
    }
    Ok(Ranking {
        num_candidates,
        shortlist: (!is_all).then_some(num_computed),
        found,
    })
}

/// Those with the highest scores, earlier pairs if equal, in the order of actors.
fn best_of(mut pairs: Vec<Ranked>, limit: usize, score: impl Fn(&Ranked) -> f64) -> Vec<Ranked> {
    if pairs.len() > limit {
        pairs.sort_by(|x, y| {
            let order = score(y).total_cmp(&score(x));
            order.then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
        });
        pairs.truncate(limit);
    }
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// The same pairs with their gains computed.
fn exactly(
    pairs: &[Ranked],
    task: &TaskContext,
    gain: impl Fn(u32, u32) -> Result<f64, Cancelled> + Sync,
) -> Result<Vec<Ranked>, Cancelled> {
    let parts = task.map_chunks(pairs.len(), |places| {
        let mut part = Vec::new();
        for &Ranked { a, b, .. } in &pairs[places] {
            task.keep_going()?;
            part.push(Ranked {
                a,
                b,
                gain: gain(a, b)?,
            });
        }
        Ok(part)
    })?;
    Ok(parts.concat())
}
