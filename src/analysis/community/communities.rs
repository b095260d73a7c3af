//! The communities of a network, how sure they are, and what they have to do with sectors.

use super::agreement::{adjusted_rand_index, mutual_information, same_company};
use super::leiden;
use super::partition::{community_participation, modularity, within_community_z};
use crate::analysis::{Analysis, Aspect, Choice, Detail, Measure, Outcome, Params, Scores};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How communities are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CommunityOptions {
    /// Whether the weights of ties count.
    pub weighted: bool,
    /// The first seed; every run has one of its own.
    pub seed: u64,
    /// How many runs; at least one.
    pub num_runs: usize,
}

impl Default for CommunityOptions {
    fn default() -> Self {
        Self {
            weighted: false,
            seed: Params::default().seed,
            num_runs: 10,
        }
    }
}

/// The communities of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// Whether the weights of ties counted.
    pub weighted: bool,
    /// The community of each actor.
    pub community_of: Vec<u32>,
    /// The actors of each community, largest first.
    pub members: Vec<Vec<u32>>,
    /// How good the division is (Newman & Girvan); `None` without ties.
    pub modularity: Option<f64>,
    /// How many runs with different seeds stand behind the rest; the best of them is what is told here.
    pub num_runs: usize,
    /// How far two runs agree on average: the adjusted Rand index; `None` with a single run.
    pub rand_index: Option<f64>,
    /// The same as normalized mutual information.
    pub mutual_information: Option<f64>,
    /// For each actor how far its community is the same in the other runs, 0 to 1; 1 with a single run.
    pub stability: Vec<f64>,
    /// For each community how many members each sector of the snapshot has; those without a sector come last.
    pub by_sector: Vec<Vec<u32>>,
}

/// Groups of actors with more ties among them than chance would give, by the Leiden algorithm, and how sure they are.
///
/// The best of several runs with different seeds, by modularity, the earlier one of equals. Resolution 1. For direction and
/// weights see [`leiden`]. How far the runs agree tells whether the groups are a fact of the network or of the seed: the
/// mean over all pairs of runs of the adjusted Rand index and of normalized mutual information, and for each actor the mean
/// over the other runs of how much of its company stays (members in both, as a share of members in either).
///
/// Time about O(runs · E + runs² · V log V). The same bits for every number of workers.
pub fn communities(
    snapshot: &Snapshot,
    options: &CommunityOptions,
    task: &TaskContext,
) -> Result<Communities, Cancelled> {
    let &CommunityOptions {
        weighted,
        seed,
        num_runs,
    } = options;
    let runs: Vec<Vec<u32>> = task
        .map_chunks(num_runs.max(1), |runs| {
            runs.map(|run| leiden(snapshot, weighted, seed.wrapping_add(run as u64), task))
                .collect::<Result<Vec<_>, _>>()
        })?
        .concat();
    let qualities: Vec<Option<f64>> = runs
        .iter()
        .map(|run| modularity(snapshot, run, weighted))
        .collect();
    let quality = |run: usize| qualities.get(run).copied().flatten();
    let best = (1..runs.len()).fold(0, |best, run| {
        if quality(run) > quality(best) {
            run
        } else {
            best
        }
    });
    let community_of = runs.get(best).cloned().unwrap_or_default();

    let pairs: Vec<(usize, usize)> = (0..runs.len())
        .flat_map(|a| (a + 1..runs.len()).map(move |b| (a, b)))
        .collect();
    let agreements: Vec<[f64; 2]> = task
        .map_chunks(pairs.len(), |range| {
            let pairs = pairs.get(range).unwrap_or_default().iter();
            pairs
                .map(|&(a, b)| {
                    task.keep_going()?;
                    let (a, b) = (&runs[a], &runs[b]);
                    Ok([adjusted_rand_index(a, b), mutual_information(a, b)])
                })
                .collect::<Result<Vec<_>, _>>()
        })?
        .concat();
    let mean = |which: usize| {
        let sum: f64 = agreements.iter().map(|both| both[which]).sum();
        (!agreements.is_empty()).then(|| sum / agreements.len() as f64)
    };
    let mut stability = vec![0.0; community_of.len()];
    for (run, other) in runs.iter().enumerate().filter(|&(run, _)| run != best) {
        task.checkpoint(run, runs.len())?;
        for (sum, same) in stability.iter_mut().zip(same_company(&community_of, other)) {
            *sum += same;
        }
    }
    let num_others = runs.len().saturating_sub(1);
    for share in &mut stability {
        *share = if num_others > 0 {
            *share / num_others as f64
        } else {
            1.0
        };
    }

    let num = community_of
        .iter()
        .max()
        .map_or(0, |&last| last as usize + 1);
    let num_sectors = snapshot.sector_ids().len();
    let mut members = vec![Vec::new(); num];
    let mut by_sector = vec![vec![0; num_sectors + 1]; num];
    for (actor, (&community, sector)) in community_of.iter().zip(snapshot.sectors()).enumerate() {
        members[community as usize].push(actor as u32);
        by_sector[community as usize][sector.map_or(num_sectors, usize::from)] += 1;
    }
    Ok(Communities {
        weighted,
        modularity: quality(best),
        num_runs: runs.len(),
        rand_index: mean(0),
        mutual_information: mean(1),
        community_of,
        members,
        stability,
        by_sector,
    })
}

/// Communities, and the place of each actor in and between them.
pub struct CommunitiesAnalysis;

impl Analysis for CommunitiesAnalysis {
    fn id(&self) -> &'static str {
        "communities"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Weights, Aspect::Sectors]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn uses(&self) -> &'static [Choice] {
        &[Choice::Seed, Choice::Weights]
    }

    fn measures(&self) -> &'static [Measure] {
        &[
            Measure::CommunityParticipation,
            Measure::WithinCommunityZ,
            Measure::CommunityStability,
        ]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let options = CommunityOptions {
            weighted: params.weighted,
            seed: params.seed,
            ..CommunityOptions::default()
        };
        let found = communities(snapshot, &options, task)?;
        let stability: Scores = found.stability.iter().copied().map(Some).collect();
        Ok(Outcome {
            columns: vec![
                (
                    Measure::CommunityParticipation,
                    community_participation(snapshot, &found.community_of),
                ),
                (
                    Measure::WithinCommunityZ,
                    within_community_z(snapshot, &found.community_of),
                ),
                (Measure::CommunityStability, stability),
            ],
            detail: Detail::Communities(found),
            estimate: None,
        })
    }
}
