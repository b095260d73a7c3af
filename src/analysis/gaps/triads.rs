//! Triads: whether actors of several sectors who share a contact also know each other.

use std::collections::BTreeMap;

use crate::analysis::shared_contacts::shared_contacts;
use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Triples of actors that are tied by two or three ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Triads {
    /// Triples in which all know each other.
    pub triangles: u64,
    /// Triples in which two who are not tied share the third.
    pub open: u64,
}

impl Triads {
    /// How many connected triples are closed, a triangle counted from each of its actors; `None` if there is none.
    pub fn closure(self) -> Option<f64> {
        let closed = 3 * self.triangles;
        let all = closed + self.open;
        (all > 0).then(|| closed as f64 / all as f64)
    }
}

/// Triads of actors with known sectors, by the sorted places of their three sectors.
///
/// Direction and weights: ignored (Holland & Leinhardt 1971; reading by sectors: ours). Combinations without a triad are
/// left out. Time O(Σ min(degree) over edges · k), space O(E · k).
pub fn triads(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<BTreeMap<[u16; 3], Triads>, Cancelled> {
    let sectors = snapshot.sectors();
    let k = snapshot.sector_ids().len();
    let shared = shared_contacts(snapshot, task, |_, shared| {
        let mut counts = vec![0_u32; k];
        for sector in shared.iter().filter_map(|&third| sectors[third as usize]) {
            counts[usize::from(sector)] += 1;
        }
        counts
    })?;
    // Every triangle is seen from its three edges; every path of two ties from its middle.
    let mut closed: BTreeMap<[u16; 3], u64> = BTreeMap::new();
    let mut all: BTreeMap<[u16; 3], u64> = BTreeMap::new();
    let sorted = |mut three: [u16; 3]| {
        three.sort_unstable();
        three
    };
    for (&(a, b), counts) in snapshot.edges().iter().zip(&shared) {
        if let (Some(a), Some(b)) = (sectors[a as usize], sectors[b as usize]) {
            for (third, &count) in counts.iter().enumerate().filter(|&(_, &count)| count > 0) {
                *closed.entry(sorted([a, b, third as u16])).or_default() += u64::from(count);
            }
        }
    }
    let mut sizes = vec![0_u64; k];
    for actor in 0..snapshot.num_actors() as u32 {
        let Some(own) = sectors[actor as usize] else {
            continue;
        };
        sizes.fill(0);
        let contacts = snapshot.adjacency().neighbors(actor).iter();
        for sector in contacts.filter_map(|&contact| sectors[contact as usize]) {
            sizes[usize::from(sector)] += 1;
        }
        for a in 0..k {
            for b in a..k {
                let pairs = if a == b {
                    sizes[a] * sizes[a].saturating_sub(1) / 2
                } else {
                    sizes[a] * sizes[b]
                };
                if pairs > 0 {
                    *all.entry(sorted([own, a as u16, b as u16])).or_default() += pairs;
                }
            }
        }
    }
    Ok(all
        .into_iter()
        .map(|(three, paths)| {
            let closed = closed.get(&three).copied().unwrap_or_default();
            let triads = Triads {
                triangles: closed / 3,
                open: paths - closed,
            };
            (three, triads)
        })
        .collect())
}

/// How many sets of four actors there are who all know each other and are of four different sectors.
///
/// Time O(Σ min(degree)² over edges) at worst.
pub fn cliques_of_four_sectors(snapshot: &Snapshot, task: &TaskContext) -> Result<u64, Cancelled> {
    let (sectors, adjacency) = (snapshot.sectors(), snapshot.adjacency());
    let counts = shared_contacts(snapshot, task, |(a, b), shared| {
        let (Some(of_a), Some(of_b)) = (sectors[a as usize], sectors[b as usize]) else {
            return 0;
        };
        if of_a == of_b {
            return 0;
        }
        let mut count = 0_u64;
        // Each clique is seen once, from the edge of its two first actors.
        let later: Vec<u32> = shared.iter().copied().filter(|&c| c > b).collect();
        for (place, &c) in later.iter().enumerate() {
            let of_c = sectors[c as usize];
            if of_c.is_none() || of_c == Some(of_a) || of_c == Some(of_b) {
                continue;
            }
            for &d in later.get(place + 1..).unwrap_or_default() {
                let of_d = sectors[d as usize];
                let differs =
                    of_d.is_some() && of_d != of_c && of_d != Some(of_a) && of_d != Some(of_b);
                count += u64::from(differs && adjacency.has(c, d));
            }
        }
        count
    })?;
    Ok(counts.into_iter().sum())
}

/// Whether those who share a partner meet, across sectors.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// Triads by the sorted places of their three sectors.
    pub by_sectors: BTreeMap<[u16; 3], Triads>,
    /// Sets of four actors of four different sectors who all know each other.
    pub cliques_of_four: u64,
}

impl Closure {
    /// The triads of all combinations with so many different sectors.
    pub fn of_distinct(&self, num_sectors: usize) -> Triads {
        let mut sum = Triads::default();
        for (sectors, triads) in &self.by_sectors {
            let mut sectors = sectors.to_vec();
            sectors.dedup();
            if sectors.len() == num_sectors {
                sum.triangles += triads.triangles;
                sum.open += triads.open;
            }
        }
        sum
    }
}

/// Closure across sectors.
#[derive(Debug)]
pub struct ClosureAnalysis;

impl Analysis for ClosureAnalysis {
    fn id(&self) -> &'static str {
        "closure"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let closure = Closure {
            by_sectors: triads(snapshot, task)?,
            cliques_of_four: cliques_of_four_sectors(snapshot, task)?,
        };
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Closure(closure),
            estimate: None,
        })
    }
}
