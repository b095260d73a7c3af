//! A list of introductions, one after the other, each the best at its turn.

use super::gains::{Ranked, Ranking, Rules, SAME, StillFar, rank};
use super::matches::match_score;
use super::reasons::{Reason, reasons};
use super::room::{RoomOptions, who_should_be_in_the_room};
use super::state::{Goal, State};
use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params};
use crate::model::{Snapshot, Wishes};
use crate::task::{Cancelled, TaskContext};

/// How many of the best pairs are listed besides the chosen ones.
const NUM_TOP: usize = 15;

/// Which of several pairs that bring the same is proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TieBreak {
    /// The one that helps most besides: more pairs of different sectors within two steps, then needs that are met, then
    /// shared contacts (resource allocation), then the order of actors.
    #[default]
    People,
    /// The first in the order of actors, as the reference values have it.
    ActorOrder,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct IntroduceOptions {
    /// What introductions are chosen for.
    pub goal: Goal,
    /// How many.
    pub num: usize,
    /// Whether the two may be of one sector, or have none; otherwise they are of different known sectors.
    pub any_pair: bool,
    /// Which of equal ones.
    pub tie_break: TieBreak,
}

impl IntroduceOptions {
    /// So many introductions for a goal, between different sectors.
    pub fn new(goal: Goal, num: usize) -> Self {
        Self {
            goal,
            num,
            any_pair: false,
            tie_break: TieBreak::default(),
        }
    }
}

/// An introduction that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The earlier of the two.
    pub a: u32,
    /// The later of the two.
    pub b: u32,
    /// The rise of what is aimed at, when the proposals before it have been made: recomputed from the network with and
    /// without the tie.
    pub gain: f64,
    /// What is aimed at afterwards.
    pub value_after: f64,
    /// How many other pairs would bring as much at this turn.
    pub num_as_good: usize,
    /// Why, the strongest kinds first.
    pub reasons: Vec<Reason>,
}

/// Introductions that are proposed for a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Introductions {
    /// What they are chosen for.
    pub goal: Goal,
    /// What is aimed at before any of them; F, DF and shortfall are negative, so that more is better. `None` where it does not
    /// exist, as in a network without sectors.
    pub value_before: Option<f64>,
    /// How many pairs could be introduced.
    pub num_candidates: u64,
    /// Of how many of them the gain was computed, if the network is too large to do it for all.
    pub shortlist: Option<usize>,
    /// What the best pair would bring now.
    pub best_gain: Option<f64>,
    /// How many pairs would bring that.
    pub num_best: usize,
    /// The best pairs now, at most 15: what each would bring alone.
    pub top: Vec<Ranked>,
    /// The introductions in the order in which they should be made.
    pub proposals: Vec<Proposal>,
}

/// Proposes introductions: pairs of actors that are not tied, and what a tie of theirs would do for the network as a whole.
///
/// Greedy: the best pair is taken, its tie added, everything computed again, and so on, until the best would bring 1e-9
/// or less. There is no guarantee that another set of so many is not better. Direction and weights: ignored; a new tie has
/// weight 1. Pairs that have an introduction already are not proposed. Gains of reach, F and shortfall are exact for all
/// candidates of networks of up to 4,096 actors; of DF up to 200 actors, above that between islands, and inside them for the
/// 400 best estimates; of λ2 up to 300 candidates, above that for the 60 that are furthest apart in the Fiedler vector (Ghosh
/// & Boyd 2006, CDC). In larger networks only actors with many contacts, or of each island, are looked at: see
/// [`Introductions::shortlist`]. The gain of each proposal is exact in any case.
///
/// Time per proposal: O(V·E) up to 4,096 actors, O(V²) for the candidates. Cancelled within one actor's candidates.
pub fn introductions(
    snapshot: &Snapshot,
    options: &IntroduceOptions,
    task: &TaskContext,
) -> Result<Introductions, Cancelled> {
    let goal = options.goal;
    let wishes = snapshot.wishes();
    let rules = Rules {
        any_pair: options.any_pair,
        excluded: snapshot.introduced().iter().copied().collect(),
    };
    let mut state = State::new(snapshot);
    let mut value = state.value(goal, task)?;
    let ranking = rank(&state, goal, &rules, task)?;
    let best_gain = best_of(&ranking.found);
    let mut introductions = Introductions {
        goal,
        value_before: value,
        num_candidates: ranking.num_candidates,
        shortlist: ranking.shortlist,
        best_gain,
        num_best: num_best(&ranking, best_gain),
        top: top(&ranking.found),
        proposals: Vec::new(),
    };
    let mut next = Some(ranking);
    while introductions.proposals.len() < options.num {
        let ranking = match next.take() {
            Some(ranking) => ranking,
            None => rank(&state, goal, &rules, task)?,
        };
        let best = best_of(&ranking.found).filter(|&best| best > SAME);
        let (Some(best), Some(before)) = (best, value) else {
            break;
        };
        let equals: Vec<Ranked> = ranking
            .found
            .iter()
            .filter(|pair| pair.gain >= best - SAME)
            .copied()
            .collect();
        let chosen = match options.tie_break {
            TieBreak::ActorOrder => equals.first().copied(),
            TieBreak::People => most_helpful(&state, wishes, &equals, task)?,
        };
        let Some(Ranked { a, b, .. }) = chosen else {
            break;
        };
        let reasons = reasons(&state, snapshot.sector_ids(), wishes, (a, b), task)?;
        state = state.with_tie(a, b);
        value = state.value(goal, task)?;
        let Some(after) = value else { break };
        introductions.proposals.push(Proposal {
            a,
            b,
            gain: after - before,
            value_after: after,
            num_as_good: equals.len() - 1,
            reasons,
        });
    }
    Ok(introductions)
}

/// Introductions for the goal of the parameters, and who should be in the room.
pub struct IntroductionsAnalysis;

impl Analysis for IntroductionsAnalysis {
    fn id(&self) -> &'static str {
        "introductions"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors, Aspect::Wishes]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let options = IntroduceOptions::new(params.goal, params.num_introductions as usize);
        let found = introductions(snapshot, &options, task)?;
        let room = who_should_be_in_the_room(snapshot, &RoomOptions::default(), task)?;
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Introductions(found, room),
            estimate: None,
        })
    }
}

fn best_of(found: &[Ranked]) -> Option<f64> {
    found.iter().map(|pair| pair.gain).reduce(f64::max)
}

/// How many candidates bring the best gain. Those that bring nothing are not all kept.
fn num_best(ranking: &Ranking, best: Option<f64>) -> usize {
    match best {
        None => 0,
        Some(best) if best <= SAME => ranking.num_candidates as usize,
        Some(best) => {
            let is_best = |pair: &&Ranked| pair.gain >= best - SAME;
            ranking.found.iter().filter(is_best).count()
        }
    }
}

/// The best pairs, equal ones in the order of actors.
fn top(found: &[Ranked]) -> Vec<Ranked> {
    let mut pairs = found.to_vec();
    pairs.sort_by(|x, y| y.gain.total_cmp(&x.gain));
    let mut start = 0;
    while start < pairs.len().min(NUM_TOP) {
        let best = pairs[start].gain;
        let num = pairs[start..].partition_point(|pair| pair.gain >= best - SAME);
        pairs[start..start + num].sort_by_key(|pair| (pair.a, pair.b));
        start += num;
    }
    pairs.truncate(NUM_TOP);
    pairs
}

/// Of pairs that bring the same, the one that helps most besides.
fn most_helpful(
    state: &State,
    wishes: &Wishes,
    equals: &[Ranked],
    task: &TaskContext,
) -> Result<Option<Ranked>, Cancelled> {
    if let [only] = equals {
        return Ok(Some(*only));
    }
    let mut ends: Vec<u32> = equals.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    ends.sort_unstable();
    ends.dedup();
    let brought = StillFar::new(state, &ends, task)?;
    let mut best: Option<([f64; 3], Ranked)> = None;
    for (step, &pair) in equals.iter().enumerate() {
        if step % 1024 == 0 {
            task.keep_going()?;
        }
        let Ranked { a, b, .. } = pair;
        let adjacency = &state.adjacency;
        let shared = adjacency
            .neighbors(a)
            .iter()
            .filter(|&&c| adjacency.has(c, b));
        let scores = [
            f64::from(brought.pairs_brought(state, a, b)),
            match_score(wishes, a, b),
            shared.map(|&c| 1.0 / adjacency.degree(c) as f64).sum(),
        ];
        let is_better = best.as_ref().is_none_or(|(known, _)| {
            let differs = scores
                .iter()
                .zip(known)
                .find(|(x, y)| (*x - *y).abs() > SAME);
            differs.is_some_and(|(x, y)| x > y)
        });
        if is_better {
            best = Some((scores, pair));
        }
    }
    Ok(best.map(|(_, pair)| pair))
}
