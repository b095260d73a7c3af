//! What panels show that is derived from results: kept until the results change, and computed in the background where the
//! network is large.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::brokerage::brokered_pairs;
use crate::analysis::fragmentation::components;
use crate::analysis::gaps::missing_ties;
use crate::analysis::{BrokeredPair, Finding, Measure, MissingTie, Results, Topic, findings};
use crate::app::wishes::PanelContext;
use crate::document::{Aspect, Content, Property, properties};
use crate::jobs::{Arrival, Jobs};
use crate::model::{ActorId, Network, SectorScheme, Snapshot};
use crate::scene::map_names;
use crate::workspace::Lens;

/// Up to so many tied pairs everything is computed at once, in less than a frame.
const NUM_EDGES_AT_ONCE: usize = 3_000;
/// Up to so many actors are named and ordered at once.
const NUM_ACTORS_AT_ONCE: usize = 3_000;
/// How many pairs of a broker are kept.
const NUM_PAIRS: usize = 200;
/// How many fragments are kept.
const NUM_FRAGMENTS: usize = 200;
/// How many missing ties are kept.
const NUM_MISSING: usize = 12;

/// What a table is ordered by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Order {
    /// By score, best first unless turned round.
    Score(Measure, bool),
    /// By name, A first unless turned round.
    Name(bool),
}

/// What is derived from the results that are shown.
pub(crate) struct Derived {
    snapshot: Option<Arc<Snapshot>>,
    known: u64,
    findings: BTreeMap<Lens, Arc<Vec<Finding>>>,
    ranking: Option<(RankingKey, Arc<Vec<u32>>)>,
    pairs: Option<(u32, Arc<Vec<BrokeredPair>>)>,
    missing: Option<BySectors<MissingTie>>,
    ties: Option<BySectors<u32>>,
    names: Option<(NamesKey, Arc<Vec<String>>)>,
    properties: Option<([u64; 2], Arc<Vec<Property>>)>,
    fragments: Option<(Arc<Snapshot>, Arc<Fragments>)>,
    jobs: Jobs<Slot, Output>,
}

/// What a ranking depends on: the order, the results that are known, the state of the names.
type RankingKey = (Order, u64, u64);

/// What names depend on: who is there, and what they are called.
type NamesKey = [u64; 2];

/// Fragments of a whole network: the best connected actor of each, and how many there are.
type Fragments = Vec<(ActorId, usize)>;

/// A list that belongs to two sectors.
type BySectors<T> = ((usize, usize), Arc<Vec<T>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Findings(Lens),
    Pairs(u32),
    Missing(usize, usize),
    Names,
    Ranking,
    Ties,
    Properties,
    Fragments,
}

enum Output {
    Findings(Arc<Snapshot>, u64, Lens, Vec<Finding>),
    Pairs(Arc<Snapshot>, u32, Vec<BrokeredPair>),
    Missing(Arc<Snapshot>, (usize, usize), Vec<MissingTie>),
    Names(Arc<Snapshot>, NamesKey, Vec<String>),
    Ranking(Arc<Snapshot>, RankingKey, Vec<u32>),
    Ties(Arc<Snapshot>, (usize, usize), Vec<u32>),
    Properties([u64; 2], Vec<Property>),
    Fragments(Arc<Snapshot>, Fragments),
}

impl std::fmt::Debug for Derived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Derived").finish_non_exhaustive()
    }
}

impl Derived {
    /// Nothing yet.
    pub(crate) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            snapshot: None,
            known: 0,
            findings: BTreeMap::new(),
            ranking: None,
            pairs: None,
            missing: None,
            ties: None,
            names: None,
            properties: None,
            fragments: None,
            jobs: Jobs::new(Arc::new(wake)),
        }
    }

    /// Takes in what was computed, and forgets what belongs to other results. Call it once a frame.
    pub(crate) fn update(&mut self, ctx: &PanelContext<'_>) {
        for arrival in self.jobs.poll() {
            let Arrival::Done(_, output) = arrival else {
                continue;
            };
            let is_shown = |snapshot: &Arc<Snapshot>| {
                self.snapshot
                    .as_ref()
                    .is_some_and(|shown| Arc::ptr_eq(shown, snapshot))
            };
            match output {
                Output::Findings(snapshot, known, lens, found)
                    if is_shown(&snapshot) && known == self.known =>
                {
                    self.findings.insert(lens, Arc::new(found));
                }
                Output::Pairs(snapshot, broker, pairs) if is_shown(&snapshot) => {
                    self.pairs = Some((broker, Arc::new(pairs)));
                }
                Output::Missing(snapshot, cell, missing) if is_shown(&snapshot) => {
                    self.missing = Some((cell, Arc::new(missing)));
                }
                Output::Names(snapshot, key, names) if is_shown(&snapshot) => {
                    self.names = Some((key, Arc::new(names)));
                }
                Output::Ranking(snapshot, key, ranking) if is_shown(&snapshot) => {
                    self.ranking = Some((key, Arc::new(ranking)));
                }
                Output::Ties(snapshot, cell, ties) if is_shown(&snapshot) => {
                    self.ties = Some((cell, Arc::new(ties)));
                }
                Output::Properties(state, properties) => {
                    self.properties = Some((state, Arc::new(properties)));
                }
                Output::Fragments(whole, fragments) => {
                    self.fragments = Some((whole, Arc::new(fragments)));
                }
                _ => {}
            }
        }
        let results = ctx.workspace.results();
        let is_same = match (&self.snapshot, results) {
            (Some(shown), Some(results)) => Arc::ptr_eq(shown, &results.snapshot),
            (None, None) => true,
            _ => false,
        };
        let known = results.map_or(0, known);
        if !is_same {
            self.snapshot = results.map(|results| Arc::clone(&results.snapshot));
            self.pairs = None;
            self.missing = None;
            self.ties = None;
            self.names = None;
            self.ranking = None;
        }
        if !is_same || known != self.known {
            self.known = known;
            self.findings.clear();
        }
    }

    /// Short names of all actors, as on the map; those of before, or none, while they are being made.
    pub(crate) fn names(&mut self, ctx: &PanelContext<'_>) -> Arc<Vec<String>> {
        let Some((document, snapshot)) = ctx.workspace.document().zip(ctx.workspace.snapshot())
        else {
            return Arc::default();
        };
        let key = [Aspect::Structure, Aspect::Attributes].map(|it| document.revisions().of(it));
        if self.names.as_ref().is_none_or(|(known, _)| *known != key) {
            if snapshot.num_actors() <= NUM_ACTORS_AT_ONCE {
                let names = map_names(&document.content().network, snapshot);
                self.names = Some((key, Arc::new(names)));
            } else if !self.jobs.is_running(&Slot::Names) {
                let (content, snapshot) = (Arc::clone(document.content()), Arc::clone(snapshot));
                self.jobs.submit(Slot::Names, move |_, _| {
                    let names = map_names(&content.network, &snapshot);
                    Ok(Output::Names(snapshot, key, names))
                });
            }
        }
        let names = self.names.as_ref();
        names.map_or_else(Arc::default, |(_, names)| Arc::clone(names))
    }

    /// The findings of a lens; `None` while they are being made.
    pub(crate) fn findings(
        &mut self,
        ctx: &PanelContext<'_>,
        lens: Lens,
    ) -> Option<Arc<Vec<Finding>>> {
        if let Some(found) = self.findings.get(&lens) {
            return Some(Arc::clone(found));
        }
        let Some(topic) = topic(lens) else {
            return Some(Arc::default());
        };
        let results = ctx.workspace.results()?;
        let scheme = ctx.workspace.network()?.sectors();
        if at_once(&results.snapshot) {
            let found = Arc::new(findings(topic, results, scheme));
            self.findings.insert(lens, Arc::clone(&found));
            return Some(found);
        }
        let slot = Slot::Findings(lens);
        if !self.jobs.is_running(&slot) {
            let (results, known): (Results, u64) = (results.clone(), self.known);
            let scheme: SectorScheme = scheme.clone();
            self.jobs.submit(slot, move |_, _| {
                let found = findings(topic, &results, &scheme);
                Ok(Output::Findings(results.snapshot, known, lens, found))
            });
        }
        None
    }

    /// All actors in an order, those without a score last; in that of before, or none, while it is being found.
    pub(crate) fn ranking(&mut self, ctx: &PanelContext<'_>, order: Order) -> Arc<Vec<u32>> {
        let Some((results, document)) = ctx.workspace.results().zip(ctx.workspace.document())
        else {
            return Arc::default();
        };
        // Names change with the document, scores with the results alone.
        let key = match order {
            Order::Score(..) => (order, self.known, 0),
            Order::Name(_) => (order, 0, document.revisions().of(Aspect::Attributes)),
        };
        if self.ranking.as_ref().is_none_or(|(known, _)| *known != key) {
            if results.snapshot.num_actors() <= NUM_ACTORS_AT_ONCE {
                let ranking = ranking(results, &document.content().network, order);
                self.ranking = Some((key, Arc::new(ranking)));
            } else if !self.jobs.is_running(&Slot::Ranking) {
                let content: Arc<Content> = Arc::clone(document.content());
                let results = results.clone();
                self.jobs.submit(Slot::Ranking, move |_, _| {
                    let ranking = ranking(&results, &content.network, order);
                    Ok(Output::Ranking(results.snapshot, key, ranking))
                });
            }
        }
        let ranking = self.ranking.as_ref();
        ranking.map_or_else(Arc::default, |(_, ranking)| Arc::clone(ranking))
    }

    /// The pairs that a broker connects, those first that nobody else does; `None` while they are being looked for.
    pub(crate) fn pairs(
        &mut self,
        ctx: &PanelContext<'_>,
        broker: u32,
    ) -> Option<Arc<Vec<BrokeredPair>>> {
        if let Some((known, pairs)) = &self.pairs
            && *known == broker
        {
            return Some(Arc::clone(pairs));
        }
        let snapshot = ctx.workspace.snapshot()?;
        if at_once(snapshot) {
            let pairs = Arc::new(brokered_pairs(snapshot, broker, NUM_PAIRS));
            self.pairs = Some((broker, Arc::clone(&pairs)));
            return Some(pairs);
        }
        let slot = Slot::Pairs(broker);
        if !self.jobs.is_running(&slot) {
            let snapshot = Arc::clone(snapshot);
            self.jobs.submit(slot, move |_, _| {
                let pairs = brokered_pairs(&snapshot, broker, NUM_PAIRS);
                Ok(Output::Pairs(snapshot, broker, pairs))
            });
        }
        None
    }

    /// The best missing ties between two sectors; `None` while they are being looked for.
    pub(crate) fn missing(
        &mut self,
        ctx: &PanelContext<'_>,
        cell: (usize, usize),
    ) -> Option<Arc<Vec<MissingTie>>> {
        if let Some((known, missing)) = &self.missing
            && *known == cell
        {
            return Some(Arc::clone(missing));
        }
        let snapshot = ctx.workspace.snapshot()?;
        let sectors = snapshot.sector_ids();
        let (a, b) = (*sectors.get(cell.0)?, *sectors.get(cell.1)?);
        if at_once(snapshot) {
            let missing = Arc::new(missing_ties(snapshot, a, b, NUM_MISSING));
            self.missing = Some((cell, Arc::clone(&missing)));
            return Some(missing);
        }
        let slot = Slot::Missing(cell.0, cell.1);
        if !self.jobs.is_running(&slot) {
            let snapshot = Arc::clone(snapshot);
            self.jobs.submit(slot, move |_, _| {
                let missing = missing_ties(&snapshot, a, b, NUM_MISSING);
                Ok(Output::Missing(snapshot, cell, missing))
            });
        }
        None
    }

    /// The properties of the actors of the whole network; `None` while they are being collected.
    pub(crate) fn properties(&mut self, ctx: &PanelContext<'_>) -> Option<Arc<Vec<Property>>> {
        let document = ctx.workspace.document()?;
        let revisions = document.revisions();
        let state = [Aspect::Structure, Aspect::Attributes].map(|aspect| revisions.of(aspect));
        if let Some((known, properties)) = &self.properties
            && *known == state
        {
            return Some(Arc::clone(properties));
        }
        if !self.jobs.is_running(&Slot::Properties) {
            let content = Arc::clone(document.content());
            self.jobs.submit(Slot::Properties, move |task, _| {
                let properties = properties(&content.network, task)?;
                Ok(Output::Properties(state, properties))
            });
        }
        None
    }

    /// The fragments of the whole network with at least two actors, largest first; `None` while they are being found.
    pub(crate) fn fragments(&mut self, ctx: &PanelContext<'_>) -> Option<Arc<Fragments>> {
        let whole = ctx.workspace.whole()?;
        if let Some((known, fragments)) = &self.fragments
            && Arc::ptr_eq(known, whole)
        {
            return Some(Arc::clone(fragments));
        }
        if !self.jobs.is_running(&Slot::Fragments) {
            let whole = Arc::clone(whole);
            self.jobs.submit(Slot::Fragments, move |_, _| {
                let components = components(&whole);
                let large = components.iter().filter(|members| members.len() > 1);
                let named = large.filter_map(|members| {
                    let degree = |actor: &u32| whole.adjacency().degree(*actor);
                    // Of equally connected ones the first.
                    let best = members.iter().rev().max_by_key(|actor| degree(actor))?;
                    Some((whole.actor(*best), members.len()))
                });
                let fragments = named.take(NUM_FRAGMENTS).collect();
                Ok(Output::Fragments(whole, fragments))
            });
        }
        None
    }

    /// The tied pairs between two sectors, strongest first, as edges of the snapshot; none while they are being found.
    pub(crate) fn ties(&mut self, ctx: &PanelContext<'_>, cell: (usize, usize)) -> Arc<Vec<u32>> {
        if let Some((known, ties)) = &self.ties
            && *known == cell
        {
            return Arc::clone(ties);
        }
        let Some(snapshot) = ctx.workspace.snapshot() else {
            return Arc::default();
        };
        if at_once(snapshot) {
            let ties = Arc::new(ties_between(snapshot, cell));
            self.ties = Some((cell, Arc::clone(&ties)));
            return ties;
        }
        if !self.jobs.is_running(&Slot::Ties) {
            let snapshot = Arc::clone(snapshot);
            self.jobs.submit(Slot::Ties, move |_, _| {
                let ties = ties_between(&snapshot, cell);
                Ok(Output::Ties(snapshot, cell, ties))
            });
        }
        Arc::default()
    }
}

/// All actors in an order; those without a score last.
fn ranking(results: &Results, network: &Network, order: Order) -> Vec<u32> {
    let mut ranking: Vec<u32> = (0..results.snapshot.num_actors() as u32).collect();
    match order {
        Order::Score(measure, turned) => {
            let scores = results.scores(measure);
            let score = |actor: &u32| *scores?.get(*actor as usize)?;
            ranking.sort_by(|a, b| {
                let (a, b) = (score(a), score(b));
                let is_missing = a.is_none().cmp(&b.is_none());
                let (a, b) = (a.unwrap_or_default(), b.unwrap_or_default());
                is_missing.then(if turned {
                    a.total_cmp(&b)
                } else {
                    b.total_cmp(&a)
                })
            });
        }
        Order::Name(turned) => {
            let name = |actor: u32| {
                network
                    .actor(results.snapshot.actor(actor))
                    .map_or_else(String::new, |actor| actor.label.to_lowercase())
            };
            ranking.sort_by_cached_key(|&actor| name(actor));
            if turned {
                ranking.reverse();
            }
        }
    }
    ranking
}

/// The tied pairs between two sectors, strongest first.
fn ties_between(snapshot: &Snapshot, cell: (usize, usize)) -> Vec<u32> {
    let sector = |actor: u32| {
        let sector = snapshot.sectors().get(actor as usize).copied().flatten();
        sector.map(usize::from)
    };
    let mut ties: Vec<u32> = snapshot
        .edges()
        .iter()
        .enumerate()
        .filter(|&(_, &(a, b))| {
            let ends = (sector(a), sector(b));
            ends == (Some(cell.0), Some(cell.1)) || ends == (Some(cell.1), Some(cell.0))
        })
        .map(|(edge, _)| edge as u32)
        .collect();
    let weight = |edge: u32| {
        let weight = snapshot.weights().get(edge as usize);
        weight.copied().unwrap_or_default()
    };
    ties.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)));
    ties
}

fn at_once(snapshot: &Snapshot) -> bool {
    snapshot.edges().len() <= NUM_EDGES_AT_ONCE
}

/// What the findings of a lens are about; `None` where what it shows is computed on demand.
fn topic(lens: Lens) -> Option<Topic> {
    match lens {
        Lens::Network => Some(Topic::Network),
        Lens::Brokers => Some(Topic::Brokers),
        Lens::Gaps => Some(Topic::Gaps),
        Lens::Fragmentation => Some(Topic::Fragmentation),
        Lens::Introductions => None,
    }
}

/// Which results are there, one bit each.
fn known(results: &Results) -> u64 {
    let details = [
        results.roles().is_some(),
        results.mixing().is_some(),
        results.cohesion().is_some(),
        results.distances().is_some(),
        results.communities().is_some(),
        results.key_players().is_some(),
        results.resilience().is_some(),
        results.estimate(Measure::Betweenness).is_some(),
    ];
    let measures = Measure::ALL
        .into_iter()
        .map(|measure| results.scores(measure).is_some());
    details
        .into_iter()
        .chain(measures)
        .fold(1, |bits, is_there| bits << 1 | u64::from(is_there))
}
