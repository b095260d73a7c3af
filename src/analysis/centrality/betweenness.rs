//! Betweenness: who sits on the shortest paths, between all actors or between actors of different sectors.

use super::folded_search::FoldedSearch;
use super::folding::Folded;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params, Scores};
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// Betweenness over all pairs, and over pairs of different sectors, on the same paths.
#[derive(Clone, Debug, PartialEq)]
pub struct BetweennessScores {
    /// Over all pairs.
    pub all: Vec<f64>,
    /// Over pairs of different known sectors.
    pub cross: Vec<f64>,
}

/// How much an actor sits on the shortest paths between others: the classic sign of a broker.
///
/// For actor *v*, the sum over **ordered** pairs *s*, *t* of the share of shortest *s*–*t* paths through *v* (Freeman
/// 1977, Sociometry 40:35; computed as in Brandes 2001, J. Math. Sociology 25:163). `cross` takes only pairs of
/// different known sectors, over paths through anybody (Brandes 2008, Social Networks 30:136). Direction: as in
/// `adjacency`; halve the scores of a symmetric one, where each pair came twice. Weights: ignored. Actors that cannot
/// reach each other add nothing. Not normalized.
///
/// Time O(V·E), space O(V) per chunk. Stops within one source after a cancel. The same bits for every number of workers.
pub fn betweenness(
    adjacency: &Adjacency,
    sectors: &[Option<u16>],
    task: &TaskContext,
) -> Result<BetweennessScores, Cancelled> {
    let num_actors = sectors.len();
    let parts = task.map_chunks(num_actors, |sources| {
        let mut search = Search::new(num_actors);
        for source in sources {
            task.keep_going()?;
            search.add_source(adjacency, sectors, source as u32);
        }
        Ok(search.scores)
    })?;
    let mut scores = BetweennessScores {
        all: vec![0.0; num_actors],
        cross: vec![0.0; num_actors],
    };
    for part in parts {
        add(&mut scores.all, &part.all);
        add(&mut scores.cross, &part.cross);
    }
    Ok(scores)
}

fn add(sums: &mut [f64], parts: &[f64]) {
    for (sum, part) in sums.iter_mut().zip(parts) {
        *sum += part;
    }
}

/// The search from one source after the other, with what it has found so far.
struct Search {
    scores: BetweennessScores,
    /// Actors in the order in which they were reached.
    order: Vec<u32>,
    distance: Vec<u32>,
    num_paths: Vec<f64>,
    /// What lies behind an actor, seen from the source: over all pairs, and over pairs of different sectors.
    behind: Vec<[f64; 2]>,
}

impl Search {
    fn new(num_actors: usize) -> Self {
        Self {
            scores: BetweennessScores {
                all: vec![0.0; num_actors],
                cross: vec![0.0; num_actors],
            },
            order: Vec::with_capacity(num_actors),
            distance: vec![u32::MAX; num_actors],
            num_paths: vec![0.0; num_actors],
            behind: vec![[0.0; 2]; num_actors],
        }
    }

    fn add_source(&mut self, adjacency: &Adjacency, sectors: &[Option<u16>], source: u32) {
        let Self {
            scores,
            order,
            distance,
            num_paths,
            behind,
        } = self;
        order.push(source);
        distance[source as usize] = 0;
        num_paths[source as usize] = 1.0;
        let mut next = 0;
        while let Some(&actor) = order.get(next) {
            next += 1;
            let (here, paths) = (distance[actor as usize], num_paths[actor as usize]);
            for &neighbor in adjacency.neighbors(actor) {
                let there = &mut distance[neighbor as usize];
                if *there == u32::MAX {
                    *there = here + 1;
                    order.push(neighbor);
                }
                if *there == here + 1 {
                    num_paths[neighbor as usize] += paths;
                }
            }
        }
        // Backwards, each actor collects from those one step further, in the order of its neighbours.
        let from = sectors[source as usize];
        for &actor in order.iter().skip(1).rev() {
            let here = distance[actor as usize];
            let mut sum = [0.0; 2];
            for &neighbor in adjacency.neighbors(actor) {
                if distance[neighbor as usize] == here + 1 {
                    let [all, cross] = behind[neighbor as usize];
                    sum[0] += all;
                    sum[1] += cross;
                }
            }
            let paths = num_paths[actor as usize];
            let [all, cross] = [sum[0] * paths, sum[1] * paths];
            scores.all[actor as usize] += all;
            scores.cross[actor as usize] += cross;
            let counts = from.is_some()
                && sectors[actor as usize].is_some()
                && from != sectors[actor as usize];
            // Per path, so that whoever collects it multiplies once.
            behind[actor as usize] = [
                (1.0 + all) / paths,
                (f64::from(u8::from(counts)) + cross) / paths,
            ];
        }
        for actor in order.drain(..) {
            distance[actor as usize] = u32::MAX;
            num_paths[actor as usize] = 0.0;
        }
    }
}

/// The same as [`betweenness`] without direction, each pair once, and much faster where many actors share activities.
///
/// Searches run on a folded network, in which twins are one, actors who are on no path between others only begin and end
/// paths, and cliques stand for the edges among their members (after Sarıyüce and others 2013; Puzis and others 2015).
/// The result is the same but for the last digits.
///
/// Time O(classes · (memberships in cliques + edges outside)), space O(V) per chunk. Stops within one source after a
/// cancel. The same bits for every number of workers.
pub fn undirected_betweenness(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<BetweennessScores, Cancelled> {
    let folded = Folded::new(snapshot, task)?;
    let num_classes = folded.size.len();
    let parts = task.map_chunks(num_classes + folded.members.len(), |sources| {
        let mut search = FoldedSearch::new(&folded);
        for source in sources {
            task.keep_going()?;
            match source.checked_sub(num_classes) {
                None => search.add_class(source as u32),
                Some(clique) => search.add_clique(clique as u32),
            }
        }
        Ok(search.scores)
    })?;
    let mut sums = vec![[0.0; 2]; num_classes];
    for part in parts {
        for (sum, part) in sums.iter_mut().zip(part) {
            sum[0] += part[0];
            sum[1] += part[1];
        }
    }
    let of = |which: usize| {
        let classes = folded.class_of.iter();
        classes
            .map(|class| class.map_or(0.0, |class| sums[class as usize][which] / 2.0))
            .collect()
    };
    Ok(BetweennessScores {
        all: of(0),
        cross: of(1),
    })
}

/// For each actor, how many unordered pairs of others are in different known sectors: what cross-sector betweenness is
/// a share of.
pub fn cross_pairs(snapshot: &Snapshot) -> Vec<u64> {
    let mut sizes = vec![0_u64; snapshot.sector_ids().len()];
    for &sector in snapshot.sectors().iter().flatten() {
        sizes[usize::from(sector)] += 1;
    }
    let labelled: u64 = sizes.iter().sum();
    let all = (labelled * labelled - sizes.iter().map(|size| size * size).sum::<u64>()) / 2;
    snapshot
        .sectors()
        .iter()
        .map(|sector| sector.map_or(all, |own| all - (labelled - sizes[usize::from(own)])))
        .collect()
}

/// Betweenness and cross-sector betweenness, plain and as shares of all pairs.
///
/// Betweenness follows direction if there is any; cross-sector betweenness never does. Normalization is by all pairs of
/// others, reachable or not, so that actors of different components compare. Without sectors there is no cross-sector
/// betweenness.
pub struct BetweennessAnalysis;

impl Analysis for BetweennessAnalysis {
    fn id(&self) -> &'static str {
        "betweenness"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let undirected = undirected_betweenness(snapshot, task)?;
        let n = snapshot.num_actors() as f64;
        let ordered_pairs = (n - 1.0) * (n - 2.0);
        let (all, pairs) = match snapshot.directed() {
            None => (undirected.all, ordered_pairs / 2.0),
            Some(directed) => (
                betweenness(&directed.out, snapshot.sectors(), task)?.all,
                ordered_pairs,
            ),
        };
        let norm: Scores = all
            .iter()
            .map(|score| (n > 2.0).then(|| score / pairs))
            .collect();
        let mut columns = vec![
            (Measure::Betweenness, all.into_iter().map(Some).collect()),
            (Measure::BetweennessNorm, norm),
        ];
        if !snapshot.sector_ids().is_empty() {
            let norm = undirected
                .cross
                .iter()
                .zip(cross_pairs(snapshot))
                .map(|(score, pairs)| (pairs > 0).then(|| score / pairs as f64))
                .collect();
            columns.push((
                Measure::CrossBetweenness,
                undirected.cross.into_iter().map(Some).collect(),
            ));
            columns.push((Measure::CrossBetweennessNorm, norm));
        }
        Ok(Outcome {
            columns,
            detail: Detail::None,
        })
    }
}
