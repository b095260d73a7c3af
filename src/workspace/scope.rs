//! The scope: which part of a network is shown and analysed. Here the conditions of a filter are evaluated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::fragmentation::components;
use crate::analysis::{ANALYSES, Measure, Outcome, Params, Results};
use crate::document::{Aspect, Condition, Content, Document, Filter, Period, Range, Test};
use crate::document::{number, values};
use crate::model::{ActivityId, Actor, ActorId, Snapshot, SnapshotOptions, Tie, TieId, TieSources};
use crate::task::{Cancelled, TaskContext};

/// Which part of a document something is about, by state: equal scopes of equal networks hold the same actors and ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Scope([u64; 5]);

impl Scope {
    /// What a document shows.
    pub(super) fn of(document: &Document) -> Self {
        let filter = &document.content().filter;
        if !filter.hides() {
            return Self::whole(document);
        }
        let reads = reads(filter);
        let number = |aspect| {
            if reads.contains(&aspect) {
                document.revisions().of(aspect)
            } else {
                0
            }
        };
        Self([
            1,
            document.revisions().of(Aspect::Filter),
            number(Aspect::Sectors),
            number(Aspect::Weights),
            number(Aspect::Attributes),
        ])
    }

    /// The whole network, with ties from where the filter says.
    pub(super) fn whole(document: &Document) -> Self {
        let ties = match document.content().filter.ties {
            TieSources::All => 0,
            TieSources::Declared => 1,
            TieSources::Activities => 2,
        };
        Self([0, ties, 0, 0, 0])
    }
}

/// What decides about who is shown, besides the structure of the network and the filter itself.
fn reads(filter: &Filter) -> BTreeSet<Aspect> {
    let mut reads = BTreeSet::new();
    if !filter.hidden_sectors.is_empty() {
        reads.insert(Aspect::Sectors);
    }
    for condition in &filter.conditions {
        match condition.test {
            Test::Sectors(_) => reads.extend([Aspect::Sectors]),
            Test::Weight(_) => reads.extend([Aspect::Weights]),
            Test::Score(..) => reads.extend([Aspect::Sectors, Aspect::Weights]),
            Test::OneOf(..) | Test::Contains(..) | Test::Within(..) | Test::Time(_) => {
                reads.extend([Aspect::Attributes]);
            }
            Test::Kinds(_) | Test::FragmentOf(_) | Test::FragmentSize(_) => {}
        }
    }
    reads
}

/// What makes the whole network, whatever a filter hides: only where ties come from.
pub(super) fn whole_options(filter: &Filter) -> SnapshotOptions {
    SnapshotOptions {
        ties: filter.ties,
        ..SnapshotOptions::default()
    }
}

/// What a snapshot was made from: equal keys, equal snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotKey(Scope, [u64; 4]);

impl SnapshotKey {
    /// The key of the snapshot that shows this document as it is.
    pub fn of(document: &Document) -> Self {
        Self::with(Scope::of(document), document)
    }

    /// The key of the snapshot of the whole network.
    pub(super) fn whole(document: &Document) -> Self {
        Self::with(Scope::whole(document), document)
    }

    fn with(scope: Scope, document: &Document) -> Self {
        let aspects = [
            Aspect::Structure,
            Aspect::Weights,
            Aspect::Sectors,
            Aspect::Wishes,
        ];
        Self(scope, aspects.map(|aspect| document.revisions().of(aspect)))
    }
}

/// What is known about a whole network, so that it need not be found out again.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Its snapshot.
    pub(super) whole: Option<Arc<Snapshot>>,
    /// Outcomes of analyses, by place in [`ANALYSES`].
    pub(super) outcomes: BTreeMap<usize, Arc<Outcome>>,
    /// What analyses are to be run with.
    pub(super) params: Params,
}

/// What a content shows, with what was found out on the way.
#[derive(Debug)]
pub(super) struct Scoped {
    /// What is shown.
    pub(super) snapshot: Arc<Snapshot>,
    /// The whole network.
    pub(super) whole: Arc<Snapshot>,
    /// Analyses of the whole network that the filter asks about and nobody had run, by place in [`ANALYSES`].
    pub(super) outcomes: Vec<(usize, Arc<Outcome>)>,
}

/// The places in [`ANALYSES`] of the analyses whose scores a filter asks about.
pub(super) fn needs(filter: &Filter) -> BTreeSet<usize> {
    let tests = filter.conditions.iter().map(|condition| &condition.test);
    let ids = tests.filter_map(|test| match test {
        Test::Score(id, _) => measure(id),
        _ => None,
    });
    let place = |measure| {
        ANALYSES
            .iter()
            .position(|analysis| analysis.measures().contains(&measure))
    };
    ids.filter_map(place).collect()
}

/// The measure with this id.
fn measure(id: &str) -> Option<Measure> {
    Measure::by_id(id)
}

/// The snapshot of what a content shows.
pub fn snapshot(content: &Content, task: &TaskContext) -> Result<Arc<Snapshot>, Cancelled> {
    Ok(scoped(content, Known::default(), task)?.snapshot)
}

/// What a content shows.
///
/// Conditions about scores run the analyses that they need over the whole network, unless the outcome is known.
pub(super) fn scoped(
    content: &Content,
    known: Known,
    task: &TaskContext,
) -> Result<Scoped, Cancelled> {
    let filter = &content.filter;
    let whole = known
        .whole
        .unwrap_or_else(|| Arc::new(Snapshot::new(&content.network, &whole_options(filter))));
    if !filter.hides() {
        return Ok(Scoped {
            snapshot: Arc::clone(&whole),
            whole,
            outcomes: Vec::new(),
        });
    }
    task.keep_going()?;
    let mut results = Results::new(Arc::clone(&whole));
    let mut outcomes = Vec::new();
    for place in needs(filter) {
        let outcome = match (known.outcomes.get(&place), ANALYSES.get(place)) {
            (Some(outcome), _) => Arc::clone(outcome),
            (None, Some(analysis)) => {
                let outcome = Arc::new(analysis.run(&whole, &known.params, task)?);
                outcomes.push((place, Arc::clone(&outcome)));
                outcome
            }
            (None, None) => continue,
        };
        results.add(outcome);
    }
    task.keep_going()?;
    let snapshot = Arc::new(filtered(content, &results));
    Ok(Scoped {
        snapshot,
        whole,
        outcomes,
    })
}

/// The part of a network that a filter lets be seen; `results` are those of the whole.
fn filtered(content: &Content, results: &Results) -> Snapshot {
    let Content {
        network, filter, ..
    } = content;
    let whole = &results.snapshot;
    let fragments = asks_about_fragments(filter).then(|| Fragments::of(whole));
    let actors = (0..whole.num_actors() as u32)
        .map(|index| (index, whole.actor(index)))
        .filter(|&(index, id)| {
            let Some(actor) = network.actor(id) else {
                return false;
            };
            !filter.hidden_actors.contains(&id)
                && !filter.hidden_sectors.contains(&actor.sector)
                && filter.conditions.iter().all(|condition| {
                    let score = |measure| results.score(measure, index);
                    let is_so = asks_of_actor(&condition.test, actor, score, || {
                        let fragments = fragments.as_ref()?;
                        Some((fragments, index))
                    });
                    is_so != Some(condition.is_not)
                })
        })
        .map(|(_, id)| id)
        .collect();
    let mut hidden_ties = BTreeSet::new();
    let has_shown_kind = |tie: &Tie| !filter.hidden_kinds.contains(&tie.kind);
    let meets = |condition: &Condition, tie: &Tie| {
        let is_so = match &condition.test {
            Test::Kinds(kinds) => kinds.contains(&Some(tie.kind.clone())),
            Test::Time(period) => period.meets(tie.since, tie.until),
            _ => return true,
        };
        is_so != condition.is_not
    };
    let hides_ties = !filter.hidden_kinds.is_empty() || !filter.conditions.is_empty();
    if hides_ties {
        let hidden = network.ties().filter(|(_, tie)| {
            !(has_shown_kind(tie) && filter.conditions.iter().all(|it| meets(it, tie)))
        });
        hidden_ties = hidden.map(|(id, _): (TieId, _)| id).collect();
    }
    let mut ties = filter.ties;
    let shows_activities = filter.conditions.iter().all(|condition| {
        let Test::Kinds(kinds) = &condition.test else {
            return true;
        };
        kinds.contains(&None) != condition.is_not
    });
    if !shows_activities {
        if ties == TieSources::Activities {
            hidden_ties = network.ties().map(|(id, _)| id).collect();
        }
        ties = TieSources::Declared;
    }
    let periods: Vec<(Period, bool)> = filter
        .conditions
        .iter()
        .filter_map(|condition| match condition.test {
            Test::Time(period) => Some((period, condition.is_not)),
            _ => None,
        })
        .collect();
    let activities = network.activities().iter();
    let hidden_activities: BTreeSet<ActivityId> = activities
        .filter(|(_, activity)| {
            periods
                .iter()
                .any(|(period, is_not)| period.meets(activity.start, activity.end) == *is_not)
        })
        .map(|(id, _)| id)
        .collect();
    let snapshot = Snapshot::new(
        network,
        &SnapshotOptions {
            ties,
            actors: Some(actors),
            hidden_ties,
            hidden_activities,
            scenario: filter.supposed.clone(),
        },
    );
    let weights: Vec<(Range, bool)> = filter
        .conditions
        .iter()
        .filter_map(|condition| match condition.test {
            Test::Weight(range) => Some((range, condition.is_not)),
            _ => None,
        })
        .collect();
    if weights.is_empty() {
        return snapshot;
    }
    snapshot.thinned(
        |_| true,
        |edge| {
            let weight = snapshot.weights().get(edge as usize);
            let weight = weight.copied().unwrap_or_default();
            weights
                .iter()
                .all(|(range, is_not)| range.holds(weight) != *is_not)
        },
    )
}

/// What a test says about an actor: `None` if it is about something else.
///
/// An actor without a score or a value is never what was asked for.
fn asks_of_actor<'a>(
    test: &Test,
    actor: &Actor,
    score: impl Fn(Measure) -> Option<f64>,
    fragment: impl Fn() -> Option<(&'a Fragments<'a>, u32)>,
) -> Option<bool> {
    let is_in = |range: &Range, value: Option<f64>| value.is_some_and(|it| range.holds(it));
    Some(match test {
        Test::Kinds(_) | Test::Weight(_) => return None,
        Test::Sectors(sectors) => sectors.contains(&actor.sector),
        Test::Score(id, range) => is_in(range, measure(id).and_then(score)),
        Test::OneOf(property, texts) => values(actor, property)
            .iter()
            .any(|value| texts.contains(&**value)),
        Test::Contains(property, text) => {
            let text = text.to_lowercase();
            values(actor, property)
                .iter()
                .any(|value| value.to_lowercase().contains(&text))
        }
        Test::Within(property, range) => is_in(range, number(actor, property)),
        Test::Time(period) => period.meets(actor.since, actor.until),
        Test::FragmentOf(other) => {
            fragment().is_some_and(|(fragments, actor)| fragments.are_together(*other, actor))
        }
        Test::FragmentSize(range) => {
            let size = fragment().and_then(|(fragments, actor)| fragments.size(actor));
            is_in(range, size)
        }
    })
}

fn asks_about_fragments(filter: &Filter) -> bool {
    let mut tests = filter.conditions.iter().map(|condition| &condition.test);
    tests.any(|test| matches!(test, Test::FragmentOf(_) | Test::FragmentSize(_)))
}

/// Who is in which fragment of a whole network.
struct Fragments<'a> {
    whole: &'a Snapshot,
    fragment_of: Vec<u32>,
    sizes: Vec<usize>,
}

impl<'a> Fragments<'a> {
    fn of(whole: &'a Snapshot) -> Self {
        let components = components(whole);
        let mut fragment_of = vec![0; whole.num_actors()];
        for (fragment, members) in (0..).zip(&components) {
            for &member in members {
                if let Some(place) = fragment_of.get_mut(member as usize) {
                    *place = fragment;
                }
            }
        }
        Self {
            whole,
            fragment_of,
            sizes: components.iter().map(Vec::len).collect(),
        }
    }

    fn of_actor(&self, actor: u32) -> Option<u32> {
        self.fragment_of.get(actor as usize).copied()
    }

    /// How many actors are in the fragment of this one.
    fn size(&self, actor: u32) -> Option<f64> {
        let size = self.sizes.get(self.of_actor(actor)? as usize)?;
        Some(*size as f64)
    }

    /// Whether two actors are in one fragment.
    fn are_together(&self, other: ActorId, actor: u32) -> bool {
        let other = self.whole.index_of(other);
        other.is_some_and(|other| self.of_actor(other) == self.of_actor(actor))
    }
}
