//! Mixing between sectors: which two have fewer ties than chance would give them.

use super::shuffles::count_extremes;
use crate::analysis::{
    Analysis, Aspect, Choice, Detail, EiIndex, Outcome, Params, SectorMatrix, SectorMixing,
};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Below this a variance is none.
const NO_VARIANCE: f64 = 1e-12;

/// x·(x−1)·…, `k` factors; 0 as soon as one of them is.
fn falling(x: u64, k: u64) -> f64 {
    (0..k).map(|i| x.saturating_sub(i) as f64).product()
}

/// `part / whole`, and 0 where there is no whole.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// What stays the same when sectors are shuffled over the actors that have one.
struct Shuffling {
    /// How many actors have a sector.
    n: u64,
    /// How many edges there are among them.
    m: f64,
    /// How many ordered pairs of these edges meet in an actor.
    meeting: f64,
}

impl Shuffling {
    /// Mean and variance of a count of edges. Edges count with chance `one`, two that meet both count with chance
    /// `two_meeting`, and two that do not meet with chance `one`·`two_apart`, whose excess over `one` is exact in `excess`.
    fn moments(&self, one: f64, two_meeting: f64, two_apart: f64, excess: f64) -> (f64, f64) {
        let Self { m, meeting, .. } = *self;
        let apart = one * two_apart;
        // E[X²] − E[X]², so ordered that nothing large is subtracted from something large.
        let variance = m * (one - apart) + meeting * (two_meeting - apart) + m * m * one * excess;
        (m * one, variance.max(0.0))
    }

    /// Mean and variance of the edges between two sectors of such sizes.
    fn between(&self, a: u64, b: u64) -> (f64, f64) {
        let n = self.n;
        let both = (a * b) as f64;
        let (apart, excess) = self.apart(2, (a.saturating_sub(1), b.saturating_sub(1)), (a, b));
        self.moments(
            share(2.0 * both, falling(n, 2)),
            share(both * ((a + b) as f64 - 2.0), falling(n, 3)),
            apart,
            excess,
        )
    }

    /// Mean and variance of the edges inside a sector of such a size.
    fn inside(&self, a: u64) -> (f64, f64) {
        let n = self.n;
        let rest = (a.saturating_sub(2), a.saturating_sub(3));
        let (apart, excess) = self.apart(1, rest, (a, a.saturating_sub(1)));
        self.moments(
            share(falling(a, 2), falling(n, 2)),
            share(falling(a, 3), falling(n, 3)),
            apart,
            excess,
        )
    }

    /// Mean and variance of the edges inside all sectors of such sizes together.
    fn inside_all(&self, sizes: &[u64]) -> (f64, f64) {
        let n = self.n;
        let sum = |k| sizes.iter().map(|&size| falling(size, k)).sum::<f64>();
        let pairs = sum(2);
        let unlike: f64 = sizes
            .iter()
            .map(|&size| falling(size, 2) * (pairs - falling(size, 2)))
            .sum();
        let one = share(pairs, falling(n, 2));
        // What two that do not meet do is a number of its own here, not a multiple of what one does.
        let apart = share(sum(4) + unlike, falling(n, 4));
        let (m, meeting) = (self.m, self.meeting);
        let square =
            m * one + meeting * share(sum(3), falling(n, 3)) + (m * (m - 1.0) - meeting) * apart;
        (m * one, (square - (m * one).powi(2)).max(0.0))
    }

    /// The chance that an edge counts when one that does not meet it does, `times`·rest/((n−2)(n−3)), and by how much that is
    /// more than its chance alone, `times`·all/(n(n−1)).
    fn apart(&self, times: i128, rest: (u64, u64), all: (u64, u64)) -> (f64, f64) {
        let n = i128::from(self.n);
        let product = |(a, b): (u64, u64)| times * i128::from(a) * i128::from(b);
        let (rest, all) = (product(rest), product(all));
        let (pairs, pairs_left) = (n * (n - 1), (n - 2) * (n - 3));
        if self.n < 4 {
            return (0.0, -share(all as f64, pairs as f64));
        }
        let excess = (rest * pairs - all * pairs_left) as f64 / (pairs * pairs_left) as f64;
        (rest as f64 / pairs_left as f64, excess)
    }
}

/// A number of tied pairs against what shuffled sectors would give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgainstChance {
    /// How many there are.
    pub observed: u32,
    /// How many shuffling gives on average.
    pub mean: f64,
    /// The variance under shuffling.
    pub variance: f64,
    /// How many standard deviations there are between the two; `None` without variance.
    pub z: Option<f64>,
}

/// How many pairs are tied inside their sector, all sectors together, against sectors shuffled over the actors that have
/// one: whether the network looks inward.
///
/// Mean and variance are exact (join counts: Moran 1948, JRSS B 10:243). Direction and weights: ignored. `None` with fewer
/// than three actors that have a sector, or without ties among them. Time O(V + E).
pub fn internal_ties(snapshot: &Snapshot) -> Option<AgainstChance> {
    let Counts {
        sizes,
        truth,
        shuffling,
    } = Counts::new(snapshot);
    if shuffling.n < 3 || shuffling.m == 0.0 {
        return None;
    }
    let k = sizes.len();
    let observed = (0..k).map(|sector| truth[sector * k + sector]).sum();
    let (mean, variance) = shuffling.inside_all(&sizes);
    let z = (variance >= NO_VARIANCE).then(|| (f64::from(observed) - mean) / variance.sqrt());
    Some(AgainstChance {
        observed,
        mean,
        variance,
        z,
    })
}

/// What is counted once: sizes of sectors, tied pairs of each two, in the upper triangle, and what shuffling keeps.
struct Counts {
    sizes: Vec<u64>,
    truth: Vec<u32>,
    shuffling: Shuffling,
}

impl Counts {
    fn new(snapshot: &Snapshot) -> Self {
        let k = snapshot.sector_ids().len();
        let sectors = snapshot.sectors();
        let mut sizes = vec![0_u64; k];
        for &sector in sectors.iter().flatten() {
            sizes[usize::from(sector)] += 1;
        }
        let mut truth = vec![0_u32; k * k];
        let mut degrees = vec![0_u64; sectors.len()];
        for &(a, b) in snapshot.edges() {
            if let (Some(first), Some(second)) = (sectors[a as usize], sectors[b as usize]) {
                truth[usize::from(first.min(second)) * k + usize::from(first.max(second))] += 1;
                degrees[a as usize] += 1;
                degrees[b as usize] += 1;
            }
        }
        let shuffling = Shuffling {
            n: sizes.iter().sum(),
            m: f64::from(truth.iter().sum::<u32>()),
            meeting: degrees.iter().map(|&d| falling(d, 2)).sum(),
        };
        Self {
            sizes,
            truth,
            shuffling,
        }
    }
}

/// Which sectors are tied to which, and how many ties chance would give them.
///
/// Counts are tied pairs of the undirected projection with both sectors known. Expectation and variance are exact for
/// sectors shuffled over the actors, keeping all ties (join counts: Moran 1948, JRSS B 10:243; the idea of QAP, Krackhardt
/// 1988, Social Networks 10:359); z is (ties − expected)/√variance. p comes from random shuffles and is two-sided,
/// 2·min(low, high) up to 1, with one added to all counts so that it is never 0 (Phipson & Smyth 2010). The expectation by
/// configuration asks what the sectors' own activity would give (Newman & Girvan 2004, Phys Rev E 69:026113). Direction
/// and weights: ignored.
///
/// Time O(E · shuffles).
pub fn sector_mixing(
    snapshot: &Snapshot,
    params: &Params,
    task: &TaskContext,
) -> Result<SectorMixing, Cancelled> {
    let k = snapshot.sector_ids().len();
    let Counts {
        sizes,
        truth,
        shuffling,
    } = Counts::new(snapshot);
    let m: u32 = truth.iter().sum();
    let extremes = count_extremes(snapshot, &truth, params, task)?;

    let cell = |a: usize, b: usize| a.min(b) * k + a.max(b);
    let ties = matrix(k, |a, b| truth[cell(a, b)]);
    let possible = matrix(k, |a, b| {
        if a == b {
            sizes[a] * (sizes[a] - 1) / 2
        } else {
            sizes[a] * sizes[b]
        }
    });
    let density = matrix(k, |a, b| {
        (possible[a][b] > 0).then(|| f64::from(ties[a][b]) / possible[a][b] as f64)
    });
    let moments = matrix(k, |a, b| {
        if a == b {
            shuffling.inside(sizes[a])
        } else {
            shuffling.between(sizes[a], sizes[b])
        }
    });
    let exists = shuffling.n > 1;
    let expected = matrix(k, |a, b| exists.then_some(moments[a][b].0));
    let variance = matrix(k, |a, b| exists.then_some(moments[a][b].1));
    let z = matrix(k, |a, b| {
        let (mean, variance) = moments[a][b];
        (variance >= NO_VARIANCE).then(|| (f64::from(ties[a][b]) - mean) / variance.sqrt())
    });
    let p = matrix(k, |a, b| {
        let draws = f64::from(params.num_shuffles) + 1.0;
        let low = (f64::from(extremes.at_most[cell(a, b)]) + 1.0) / draws;
        let high = (f64::from(extremes.at_least[cell(a, b)]) + 1.0) / draws;
        (params.num_shuffles > 0).then(|| (2.0 * low.min(high)).min(1.0))
    });
    let ends: Vec<f64> = (0..k)
        .map(|a| ties[a].iter().copied().map(f64::from).sum::<f64>() + f64::from(ties[a][a]))
        .collect();
    let expected_configuration = matrix(k, |a, b| {
        let halved = if a == b { 4.0 } else { 2.0 };
        (m > 0).then(|| ends[a] * ends[b] / (halved * f64::from(m)))
    });
    Ok(SectorMixing {
        sectors: snapshot.sector_ids().to_vec(),
        ei: ei_index(&sizes, &ties, &ends, m),
        assortativity: assortativity(&ties, &ends, m),
        sizes: sizes.into_iter().map(|size| size as u32).collect(),
        ties,
        possible,
        density,
        expected,
        expected_configuration,
        variance,
        z,
        p,
    })
}

fn matrix<T>(k: usize, cell: impl Fn(usize, usize) -> T) -> SectorMatrix<T> {
    (0..k)
        .map(|a| (0..k).map(|b| cell(a, b)).collect())
        .collect()
}

/// Ties across sectors against ties within them (Krackhardt & Stern 1988, Soc. Psych. Quarterly 51:123).
///
/// What chance would give depends on the sizes of sectors (about +0.5 with four equal ones), and what is possible on the
/// number of ties too: never read the index bare. The index of a sector counts tie ends, internal ties at both (UCINET).
fn ei_index(sizes: &[u64], ties: &SectorMatrix<u32>, ends: &[f64], m: u32) -> EiIndex {
    let internal: u32 = ties.iter().enumerate().map(|(a, row)| row[a]).sum();
    let external = m - internal;
    let n: u64 = sizes.iter().sum();
    let possible_internal: f64 = sizes.iter().map(|&size| falling(size, 2) / 2.0).sum();
    let possible = falling(n, 2) / 2.0;
    let possible_external = possible - possible_internal;
    let m = f64::from(m);
    let any = |value: f64| (m > 0.0).then_some(value);
    let index = any((f64::from(external) - f64::from(internal)) / m);
    let max = any((2.0 * m.min(possible_external) - m) / m);
    let min = any((m - 2.0 * m.min(possible_internal)) / m);
    let rescaled = match (index, min, max) {
        (Some(index), Some(min), Some(max)) if max > min => {
            Some(2.0 * (index - min) / (max - min) - 1.0)
        }
        _ => None,
    };
    EiIndex {
        internal,
        external,
        index,
        expected: (possible > 0.0).then(|| (possible_external - possible_internal) / possible),
        min,
        max,
        rescaled,
        by_sector: ends
            .iter()
            .enumerate()
            .map(|(a, &ends)| (ends > 0.0).then(|| (ends - 4.0 * f64::from(ties[a][a])) / ends))
            .collect(),
    }
}

/// Whether actors keep to their own sector: Newman's assortativity (2003, Phys Rev E 67:026126), 1 if nobody works across;
/// `None` if all tie ends lie in one sector, or there are none.
fn assortativity(ties: &SectorMatrix<u32>, ends: &[f64], m: u32) -> Option<f64> {
    let m = f64::from(m);
    if m == 0.0 || ends.iter().filter(|&&ends| ends > 0.0).count() < 2 {
        return None;
    }
    let inside: f64 = ties
        .iter()
        .enumerate()
        .map(|(a, row)| f64::from(row[a]) / m)
        .sum();
    let by_chance: f64 = ends.iter().map(|ends| (ends / (2.0 * m)).powi(2)).sum();
    Some((inside - by_chance) / (1.0 - by_chance))
}

/// Ties between sectors against chance, the E-I index, assortativity.
pub struct SectorMixingAnalysis;

impl Analysis for SectorMixingAnalysis {
    fn id(&self) -> &'static str {
        "sector_mixing"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn uses(&self) -> &'static [Choice] {
        &[Choice::Seed, Choice::Shuffles]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Mixing(sector_mixing(snapshot, params, task)?),
            estimate: None,
        })
    }
}
