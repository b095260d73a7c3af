//! A network while introductions are added to it, and what they are chosen for.

use crate::analysis::fragmentation::{components_without, fiedler};
use crate::analysis::overview::distance_sums;
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// What introductions are chosen for. More is better for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// Fewer pairs without a path: the fall of fragmentation F.
    DropF,
    /// Shorter ways for everybody, with no path as the longest: the fall of distance-weighted fragmentation DF.
    DropDf,
    /// More pairs of different sectors within two steps.
    CrossReach2,
    /// More pairs of different sectors with a path at all.
    CrossReachAny,
    /// A network that is harder to pull apart: the rise of algebraic connectivity λ2.
    Connectivity,
    /// Fewer missing ties between sectors: the fall of the shortfall against shuffled sectors.
    SectorShortfall,
}

impl Goal {
    /// All goals.
    pub const ALL: [Self; 6] = [
        Self::DropF,
        Self::DropDf,
        Self::CrossReach2,
        Self::CrossReachAny,
        Self::Connectivity,
        Self::SectorShortfall,
    ];

    /// The stable name in scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::DropF => "drop_F",
            Self::DropDf => "drop_DF",
            Self::CrossReach2 => "cross_reach_2",
            Self::CrossReachAny => "cross_reach_any",
            Self::Connectivity => "lambda2",
            Self::SectorShortfall => "sector_shortfall",
        }
    }
}

/// The undirected projection with the introductions so far, and what follows from it.
pub(super) struct State {
    pub(super) adjacency: Adjacency,
    pub(super) sectors: Vec<Option<u16>>,
    /// How many actors each sector has.
    sector_sizes: Vec<u64>,
    /// Largest first.
    pub(super) components: Vec<Vec<u32>>,
    pub(super) component_of: Vec<u32>,
    /// How many actors of each sector each component has.
    sectors_in: Vec<Vec<u64>>,
    /// Tied pairs of each two sectors, both ways round; inside a sector once.
    pub(super) ties: Vec<Vec<u64>>,
}

impl State {
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let sectors = snapshot.sectors().to_vec();
        Self::of(
            snapshot.adjacency().clone(),
            sectors,
            snapshot.sector_ids().len(),
        )
    }

    fn of(adjacency: Adjacency, sectors: Vec<Option<u16>>, num_sectors: usize) -> Self {
        let n = sectors.len();
        let mut sector_sizes = vec![0; num_sectors];
        for &sector in sectors.iter().flatten() {
            sector_sizes[usize::from(sector)] += 1;
        }
        let components = components_without(&adjacency, &vec![false; n]);
        let mut component_of = vec![0; n];
        let mut sectors_in = vec![vec![0; num_sectors]; components.len()];
        for (component, members) in components.iter().enumerate() {
            for &member in members {
                component_of[member as usize] = component as u32;
                if let Some(sector) = sectors[member as usize] {
                    sectors_in[component][usize::from(sector)] += 1;
                }
            }
        }
        let mut ties = vec![vec![0; num_sectors]; num_sectors];
        for a in 0..n as u32 {
            for &b in adjacency.neighbors(a).iter().filter(|&&b| b > a) {
                if let (Some(r), Some(s)) = (sectors[a as usize], sectors[b as usize]) {
                    ties[usize::from(r)][usize::from(s)] += 1;
                    if r != s {
                        ties[usize::from(s)][usize::from(r)] += 1;
                    }
                }
            }
        }
        Self {
            adjacency,
            sectors,
            sector_sizes,
            components,
            component_of,
            sectors_in,
            ties,
        }
    }

    pub(super) fn with_tie(&self, a: u32, b: u32) -> Self {
        Self::of(
            self.adjacency.with_edge(a, b),
            self.sectors.clone(),
            self.sector_sizes.len(),
        )
    }

    pub(super) fn num_actors(&self) -> usize {
        self.sectors.len()
    }

    /// Ordered pairs of actors.
    pub(super) fn num_pairs(&self) -> f64 {
        let n = self.num_actors() as f64;
        n * (n - 1.0)
    }

    /// Whether two actors are of different known sectors.
    pub(super) fn crosses(&self, a: u32, b: u32) -> bool {
        let both = self.sectors[a as usize].zip(self.sectors[b as usize]);
        both.is_some_and(|(one, other)| one != other)
    }

    /// How many pairs are of different known sectors.
    pub(super) fn num_cross_pairs(&self) -> f64 {
        let all: u64 = self.sector_sizes.iter().sum();
        let rest = |&size: &u64| size * (all - size);
        self.sector_sizes.iter().map(rest).sum::<u64>() as f64 / 2.0
    }

    /// The component of an actor.
    pub(super) fn component(&self, actor: u32) -> &[u32] {
        &self.components[self.component_of[actor as usize] as usize]
    }

    /// How many pairs of different sectors two actors' components have between them; 0 in the same one.
    pub(super) fn pairs_joined(&self, a: u32, b: u32) -> u64 {
        let (one, other) = (
            self.component_of[a as usize] as usize,
            self.component_of[b as usize] as usize,
        );
        if one == other {
            return 0;
        }
        let (ours, theirs) = (&self.sectors_in[one], &self.sectors_in[other]);
        let all: u64 = theirs.iter().sum();
        ours.iter()
            .zip(theirs)
            .map(|(ours, theirs)| ours * (all - theirs))
            .sum()
    }

    /// How many tied pairs of two sectors shuffled sectors would give, with so many tied pairs more than there are.
    pub(super) fn expected(&self, r: usize, s: usize, num_more: f64) -> f64 {
        let size = |sector: usize| self.sector_sizes[sector] as f64;
        let all: u64 = self.sector_sizes.iter().sum();
        let all = all as f64;
        let num_ties = self.num_sector_ties() + num_more;
        let pairs = if r == s {
            size(r) * (size(r) - 1.0) / 2.0
        } else {
            size(r) * size(s)
        };
        if all < 2.0 {
            return 0.0;
        }
        num_ties * pairs / (all * (all - 1.0) / 2.0)
    }

    /// How many tied pairs have both sectors known.
    fn num_sector_ties(&self) -> f64 {
        let k = self.ties.len();
        let upper = (0..k).flat_map(|r| self.ties[r][r..].iter());
        upper.sum::<u64>() as f64
    }

    /// The share of the ties that shuffled sectors would give across sectors that are missing, cell by cell, 0 to 1; with one
    /// more tie between two sectors, if given. `None` if none would be given.
    pub(super) fn shortfall(&self, more: Option<(usize, usize)>) -> Option<f64> {
        let k = self.ties.len();
        let num_more = f64::from(u8::from(more.is_some()));
        let (mut missing, mut all) = (0.0, 0.0);
        for r in 0..k {
            for s in r + 1..k {
                let is_more = more == Some((r, s)) || more == Some((s, r));
                let ties = self.ties[r][s] as f64 + f64::from(u8::from(is_more));
                let expected = self.expected(r, s, num_more);
                missing += (expected - ties).max(0.0);
                all += expected;
            }
        }
        (all > 0.0).then(|| missing / all)
    }

    /// What a goal is at, computed from nothing but the ties; `None` where it does not exist.
    pub(super) fn value(&self, goal: Goal, task: &TaskContext) -> Result<Option<f64>, Cancelled> {
        task.keep_going()?;
        let n = self.num_actors();
        Ok(match goal {
            Goal::DropF => {
                let connected = self.components.iter().map(Vec::len);
                let connected: f64 = connected.map(|s| s as f64 * (s as f64 - 1.0)).sum();
                (n > 1).then(|| connected / self.num_pairs() - 1.0)
            }
            Goal::DropDf => {
                let sums = distance_sums(&self.adjacency, &self.sectors, task)?;
                let inverse: f64 = sums.inverse_sum.iter().sum();
                (n > 1).then(|| inverse / self.num_pairs() - 1.0)
            }
            Goal::CrossReachAny => {
                let pairs = self.num_cross_pairs();
                let reached: u64 = self
                    .sectors_in
                    .iter()
                    .map(|counts| {
                        let all: u64 = counts.iter().sum();
                        counts
                            .iter()
                            .map(|count| count * (all - count))
                            .sum::<u64>()
                            / 2
                    })
                    .sum();
                (pairs > 0.0).then(|| reached as f64 / pairs)
            }
            Goal::CrossReach2 => {
                let pairs = self.num_cross_pairs();
                let parts = task.map_chunks(n, |actors| {
                    let mut near = Near::new(n);
                    let mut count = 0_u64;
                    for actor in actors {
                        task.keep_going()?;
                        let actor = actor as u32;
                        let found = near.find(&self.adjacency, actor).iter();
                        count += found.filter(|&&other| self.crosses(actor, other)).count() as u64;
                    }
                    Ok(count)
                })?;
                let reached = parts.iter().sum::<u64>() as f64 / 2.0;
                (pairs > 0.0).then(|| reached / pairs)
            }
            Goal::Connectivity => match self.components.as_slice() {
                [] => None,
                [members] if members.len() > 1 => {
                    Some(fiedler(&self.adjacency, members, task)?.value)
                }
                _ => (n > 1).then_some(0.0),
            },
            Goal::SectorShortfall => self.shortfall(None).map(|missing| -missing),
        })
    }
}

/// Who is within two steps of an actor.
pub(super) struct Near {
    last_seen: Vec<u32>,
    found: Vec<u32>,
    round: u32,
}

impl Near {
    pub(super) fn new(num_actors: usize) -> Self {
        Self {
            last_seen: vec![0; num_actors],
            found: Vec::new(),
            round: 0,
        }
    }

    /// All others within two steps, each once.
    pub(super) fn find(&mut self, adjacency: &Adjacency, actor: u32) -> &[u32] {
        self.round += 1;
        self.found.clear();
        self.last_seen[actor as usize] = self.round;
        for &contact in adjacency.neighbors(actor) {
            for &other in std::iter::once(&contact).chain(adjacency.neighbors(contact)) {
                if self.last_seen[other as usize] != self.round {
                    self.last_seen[other as usize] = self.round;
                    self.found.push(other);
                }
            }
        }
        &self.found
    }
}
