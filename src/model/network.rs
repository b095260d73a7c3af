//! The network: actors and ties on a petgraph graph, and the records around them.

use std::collections::HashMap;

use petgraph::Direction;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};

use super::table::Record;
use super::{
    Activity, ActivityId, Actor, ActorId, Attributes, Change, Commitment, CommitmentId, EditError,
    Introduction, IntroductionId, JournalEntry, JournalEntryId, Need, NeedId, NetworkEdit, Offer,
    OfferId, Portfolio, PortfolioId, RecordId as _, SectorScheme, Table, Tie, TieId,
};

/// What is said about a network as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkInfo {
    /// The name that people read.
    pub name: String,
    /// A few sentences: what it shows, how good the data are.
    pub description: String,
    /// Where the data come from; empty if not stated.
    pub source: String,
    /// Under which terms they may be used; empty if not stated.
    pub license: String,
    /// Whatever else the source says.
    pub attributes: Attributes,
}

/// A network of actors, with everything that is known about what they do together.
///
/// Identities are handed out once and never again; iteration is in the order of identities, which is the order of the
/// file. All references between records hold at all times. Changes come as [`NetworkEdit`]s.
#[derive(Clone, Debug, Default)]
pub struct Network {
    info: NetworkInfo,
    sectors: SectorScheme,
    graph: StableDiGraph<Actor, (TieId, Tie)>,
    /// Where actors and ties are in the graph, by identity. Graph indices never leave this module: petgraph reuses them.
    nodes: Vec<Option<NodeIndex>>,
    edges: Vec<Option<EdgeIndex>>,
    actor_by_key: HashMap<String, ActorId>,
    activities: Table<ActivityId, Activity>,
    portfolios: Table<PortfolioId, Portfolio>,
    commitments: Table<CommitmentId, Commitment>,
    needs: Table<NeedId, Need>,
    offers: Table<OfferId, Offer>,
    introductions: Table<IntroductionId, Introduction>,
    journal: Table<JournalEntryId, JournalEntry>,
}

impl Network {
    /// An empty network with the default sectors.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is said about the network as a whole.
    pub fn info(&self) -> &NetworkInfo {
        &self.info
    }

    /// The sectors.
    pub fn sectors(&self) -> &SectorScheme {
        &self.sectors
    }

    /// How many actors there are.
    pub fn num_actors(&self) -> usize {
        self.graph.node_count()
    }

    /// How many declared ties there are, parallel ones and self-ties included.
    pub fn num_ties(&self) -> usize {
        self.graph.edge_count()
    }

    /// The actors with their identities, in order.
    pub fn actors(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        self.nodes.iter().enumerate().filter_map(|(index, node)| {
            Some((
                ActorId::from_index(index as u32),
                self.graph.node_weight((*node)?)?,
            ))
        })
    }

    /// The ties with their identities, in order.
    pub fn ties(&self) -> impl Iterator<Item = (TieId, &Tie)> {
        self.edges
            .iter()
            .filter_map(|edge| self.graph.edge_weight((*edge)?))
            .map(|(id, tie)| (*id, tie))
    }

    /// The actor with this identity.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.graph.node_weight(self.node(id)?)
    }

    /// The tie with this identity.
    pub fn tie(&self, id: TieId) -> Option<&Tie> {
        self.graph.edge_weight(self.edge(id)?).map(|(_, tie)| tie)
    }

    /// The actor with this text id.
    pub fn actor_by_key(&self, key: &str) -> Option<ActorId> {
        self.actor_by_key.get(key).copied()
    }

    /// The ties at an actor, out of it and into it, in order; a self-tie comes once.
    pub fn ties_of(&self, id: ActorId) -> Vec<TieId> {
        let Some(node) = self.node(id) else {
            return Vec::new();
        };
        let mut ties: Vec<TieId> = [Direction::Outgoing, Direction::Incoming]
            .into_iter()
            .flat_map(|direction| self.graph.edges_directed(node, direction))
            .map(|edge| edge.weight().0)
            .collect();
        ties.sort_unstable();
        ties.dedup();
        ties
    }

    /// The activities.
    pub fn activities(&self) -> &Table<ActivityId, Activity> {
        &self.activities
    }

    /// The portfolios.
    pub fn portfolios(&self) -> &Table<PortfolioId, Portfolio> {
        &self.portfolios
    }

    /// The commitments.
    pub fn commitments(&self) -> &Table<CommitmentId, Commitment> {
        &self.commitments
    }

    /// The needs.
    pub fn needs(&self) -> &Table<NeedId, Need> {
        &self.needs
    }

    /// The offers.
    pub fn offers(&self) -> &Table<OfferId, Offer> {
        &self.offers
    }

    /// The introductions.
    pub fn introductions(&self) -> &Table<IntroductionId, Introduction> {
        &self.introductions
    }

    /// The journal.
    pub fn journal(&self) -> &Table<JournalEntryId, JournalEntry> {
        &self.journal
    }

    /// The identity that the next new actor gets. It has never been used.
    pub fn next_actor_id(&self) -> ActorId {
        ActorId::from_index(self.nodes.len() as u32)
    }

    /// The identity that the next new tie gets. It has never been used.
    pub fn next_tie_id(&self) -> TieId {
        TieId::from_index(self.edges.len() as u32)
    }

    /// Adds an actor under the next identity, without going through an edit: for readers that build a new network.
    pub fn add_actor(&mut self, actor: Actor) -> Result<ActorId, EditError> {
        let id = self.next_actor_id();
        actor.check(self)?;
        let change = Change::add(id, actor);
        self.expect_actor(&change)?;
        self.put_actor(&change);
        Ok(id)
    }

    /// Adds a tie under the next identity, without going through an edit: for readers that build a new network.
    pub fn add_tie(&mut self, tie: Tie) -> Result<TieId, EditError> {
        let id = self.next_tie_id();
        check_tie(self, id, &tie)?;
        self.insert_tie(id, tie);
        Ok(id)
    }

    /// Applies edits in order: all of them, or none.
    pub fn apply(&mut self, edits: &[NetworkEdit]) -> Result<(), EditError> {
        let mut done = 0;
        let mut outcome = Ok(());
        for edit in edits {
            outcome = self.expect(edit);
            if outcome.is_err() {
                break;
            }
            self.put(edit);
            done += 1;
        }
        let outcome = outcome.and_then(|()| self.check_edits(edits));
        if outcome.is_err() {
            for edit in edits.iter().take(done).rev() {
                self.put(&edit.clone().inverse());
            }
        }
        outcome
    }

    /// Whether an edit fits what is there.
    fn expect(&self, edit: &NetworkEdit) -> Result<(), EditError> {
        match edit {
            NetworkEdit::Info(before, _) => {
                expect_equal(&self.info, before, "description of the network")
            }
            NetworkEdit::Sectors(before, _) => expect_equal(&self.sectors, before, "sector scheme"),
            NetworkEdit::Actor(change) => self.expect_actor(change),
            NetworkEdit::Tie(change) => self.expect_tie(change),
            NetworkEdit::Activity(change) => self.activities.expect(change),
            NetworkEdit::Portfolio(change) => self.portfolios.expect(change),
            NetworkEdit::Commitment(change) => self.commitments.expect(change),
            NetworkEdit::Need(change) => self.needs.expect(change),
            NetworkEdit::Offer(change) => self.offers.expect(change),
            NetworkEdit::Introduction(change) => self.introductions.expect(change),
            NetworkEdit::JournalEntry(change) => self.journal.expect(change),
        }
    }

    /// Makes an edit that fits.
    fn put(&mut self, edit: &NetworkEdit) {
        match edit {
            NetworkEdit::Info(_, after) => self.info.clone_from(after),
            NetworkEdit::Sectors(_, after) => self.sectors.clone_from(after),
            NetworkEdit::Actor(change) => self.put_actor(change),
            NetworkEdit::Tie(change) => self.put_tie(change),
            NetworkEdit::Activity(change) => self.activities.put(change),
            NetworkEdit::Portfolio(change) => self.portfolios.put(change),
            NetworkEdit::Commitment(change) => self.commitments.put(change),
            NetworkEdit::Need(change) => self.needs.put(change),
            NetworkEdit::Offer(change) => self.offers.put(change),
            NetworkEdit::Introduction(change) => self.introductions.put(change),
            NetworkEdit::JournalEntry(change) => self.journal.put(change),
        }
    }

    fn expect_actor(&self, change: &Change<ActorId, Actor>) -> Result<(), EditError> {
        const TABLE: &str = Actor::TABLE;
        if self.actor(change.id) != change.before.as_deref() {
            return Err(EditError::Stale { table: TABLE });
        }
        match (change.before.as_deref(), change.after.as_deref()) {
            (_, Some(after)) if after.key.is_empty() => Err(EditError::EmptyKey { table: TABLE }),
            (_, Some(after))
                if self
                    .actor_by_key
                    .get(&after.key)
                    .is_some_and(|&id| id != change.id) =>
            {
                Err(EditError::DuplicateKey {
                    table: TABLE,
                    key: after.key.clone(),
                })
            }
            (Some(before), None) if !self.ties_of(change.id).is_empty() => {
                Err(EditError::Dangling {
                    table: Tie::TABLE,
                    key: before.key.clone(),
                    field: "source or target",
                })
            }
            _ => Ok(()),
        }
    }

    fn put_actor(&mut self, change: &Change<ActorId, Actor>) {
        if let Some(before) = change.before.as_deref() {
            self.actor_by_key.remove(&before.key);
        }
        match (self.node(change.id), change.after.as_deref()) {
            (Some(node), Some(after)) => {
                if let Some(actor) = self.graph.node_weight_mut(node) {
                    actor.clone_from(after);
                }
            }
            (Some(node), None) => {
                self.graph.remove_node(node);
                set(&mut self.nodes, change.id.index(), None);
            }
            (None, Some(after)) => {
                let node = self.graph.add_node(after.clone());
                set(&mut self.nodes, change.id.index(), Some(node));
            }
            (None, None) => {}
        }
        if let Some(after) = change.after.as_deref() {
            self.actor_by_key.insert(after.key.clone(), change.id);
        }
    }

    fn expect_tie(&self, change: &Change<TieId, Tie>) -> Result<(), EditError> {
        if self.tie(change.id) != change.before.as_deref() {
            return Err(EditError::Stale { table: Tie::TABLE });
        }
        change
            .after
            .as_deref()
            .map_or(Ok(()), |after| check_tie_ends(self, change.id, after))
    }

    fn put_tie(&mut self, change: &Change<TieId, Tie>) {
        if let Some(edge) = self.edge(change.id) {
            self.graph.remove_edge(edge);
            set(&mut self.edges, change.id.index(), None);
        }
        if let Some(after) = change.after.as_deref() {
            self.insert_tie(change.id, after.clone());
        }
    }

    fn insert_tie(&mut self, id: TieId, tie: Tie) {
        if let (Some(source), Some(target)) = (self.node(tie.source), self.node(tie.target)) {
            let edge = self.graph.add_edge(source, target, (id, tie));
            set(&mut self.edges, id.index(), Some(edge));
        }
    }

    /// Checks what edits have touched; everything, when something was removed that others may refer to.
    fn check_edits(&self, edits: &[NetworkEdit]) -> Result<(), EditError> {
        let removes = |edit: &NetworkEdit| match edit {
            NetworkEdit::Actor(change) => change.after.is_none(),
            NetworkEdit::Activity(change) => change.after.is_none(),
            NetworkEdit::Portfolio(change) => change.after.is_none(),
            NetworkEdit::Need(change) => change.after.is_none(),
            NetworkEdit::Offer(change) => change.after.is_none(),
            NetworkEdit::Introduction(change) => change.after.is_none(),
            NetworkEdit::Sectors(..) => true,
            NetworkEdit::Info(..)
            | NetworkEdit::Tie(_)
            | NetworkEdit::Commitment(_)
            | NetworkEdit::JournalEntry(_) => false,
        };
        if edits.iter().any(removes) {
            return self.check();
        }
        edits.iter().try_for_each(|edit| match edit {
            NetworkEdit::Info(..) | NetworkEdit::Sectors(..) => Ok(()),
            NetworkEdit::Actor(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::Tie(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |tie| check_tie(self, change.id, tie)),
            NetworkEdit::Activity(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::Portfolio(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::Commitment(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::Need(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::Offer(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::Introduction(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
            NetworkEdit::JournalEntry(change) => change
                .after
                .as_ref()
                .map_or(Ok(()), |record| record.check(self)),
        })
    }

    /// Checks every record of the network.
    fn check(&self) -> Result<(), EditError> {
        self.actors().try_for_each(|(_, actor)| actor.check(self))?;
        self.ties()
            .try_for_each(|(id, tie)| check_tie(self, id, tie))?;
        self.activities.check(self)?;
        self.portfolios.check(self)?;
        self.commitments.check(self)?;
        self.needs.check(self)?;
        self.offers.check(self)?;
        self.introductions.check(self)?;
        self.journal.check(self)
    }

    fn node(&self, id: ActorId) -> Option<NodeIndex> {
        self.nodes.get(id.index() as usize).copied().flatten()
    }

    fn edge(&self, id: TieId) -> Option<EdgeIndex> {
        self.edges.get(id.index() as usize).copied().flatten()
    }
}

fn expect_equal<T: PartialEq>(there: &T, before: &T, table: &'static str) -> Result<(), EditError> {
    if there == before {
        Ok(())
    } else {
        Err(EditError::Stale { table })
    }
}

/// Sets an element of a list that grows to hold it.
fn set<T: Copy>(list: &mut Vec<Option<T>>, index: u32, value: Option<T>) {
    let index = index as usize;
    if list.len() <= index {
        list.resize(index + 1, None);
    }
    if let Some(place) = list.get_mut(index) {
        *place = value;
    }
}

fn tie_key(id: TieId) -> String {
    (id.index() + 1).to_string()
}

/// A reference to another record, checked.
fn refers<R: Record>(record: &R, field: &'static str, is_there: bool) -> Result<(), EditError> {
    if is_there {
        Ok(())
    } else {
        Err(EditError::Dangling {
            table: R::TABLE,
            key: record.key().to_owned(),
            field,
        })
    }
}

/// A number that may be absent, checked.
fn in_range<R: Record>(
    record: &R,
    field: &'static str,
    value: Option<f64>,
    (low, high, range): (f64, f64, &'static str),
) -> Result<(), EditError> {
    match value {
        Some(value) if !(value.is_finite() && low <= value && value <= high) => {
            Err(EditError::OutOfRange {
                table: R::TABLE,
                key: record.key().to_owned(),
                field,
                range,
                value,
            })
        }
        _ => Ok(()),
    }
}

const FINITE: (f64, f64, &str) = (f64::MIN, f64::MAX, "a finite number");

fn check_tie_ends(network: &Network, id: TieId, tie: &Tie) -> Result<(), EditError> {
    for (end, field) in [(tie.source, "source"), (tie.target, "target")] {
        if network.node(end).is_none() {
            return Err(EditError::Dangling {
                table: Tie::TABLE,
                key: tie_key(id),
                field,
            });
        }
    }
    Ok(())
}

fn check_tie(network: &Network, id: TieId, tie: &Tie) -> Result<(), EditError> {
    check_tie_ends(network, id, tie)?;
    let dangling = |field| EditError::Dangling {
        table: Tie::TABLE,
        key: tie_key(id),
        field,
    };
    if tie
        .introduction
        .is_some_and(|introduction| !network.introductions.contains(introduction))
    {
        return Err(dangling("introduction"));
    }
    let out_of_range = |field, range, value| EditError::OutOfRange {
        table: Tie::TABLE,
        key: tie_key(id),
        field,
        range,
        value,
    };
    if !tie.weight.is_finite() || tie.weight < 0.0 {
        return Err(out_of_range("weight", "0 or more", tie.weight));
    }
    match tie.confidence {
        Some(confidence) if !(0.0..=1.0).contains(&confidence) => {
            Err(out_of_range("confidence", "between 0 and 1", confidence))
        }
        _ => Ok(()),
    }
}

impl Tie {
    const TABLE: &'static str = "tie";
}

impl Record for Actor {
    const TABLE: &'static str = "actor";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(
            self,
            "sector",
            self.sector
                .is_none_or(|sector| network.sectors.get(sector).is_some()),
        )?;
        in_range(
            self,
            "latitude",
            self.coordinates.map(|[latitude, _]| latitude),
            (-90.0, 90.0, "between −90 and 90"),
        )?;
        in_range(
            self,
            "longitude",
            self.coordinates.map(|[_, longitude]| longitude),
            (-180.0, 180.0, "between −180 and 180"),
        )
    }
}

impl Record for Activity {
    const TABLE: &'static str = "activity";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(
            self,
            "portfolio",
            self.portfolio
                .is_none_or(|portfolio| network.portfolios.contains(portfolio)),
        )?;
        in_range(
            self,
            "budget",
            self.budget.as_ref().map(|budget| budget.amount),
            FINITE,
        )?;
        self.participants.iter().try_for_each(|part| {
            refers(self, "participants", network.node(part.actor).is_some())?;
            in_range(self, "amount", part.amount, FINITE)
        })
    }
}

impl Record for Portfolio {
    const TABLE: &'static str = "portfolio";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(
            self,
            "holder",
            self.holder
                .is_none_or(|holder| network.node(holder).is_some()),
        )?;
        refers(
            self,
            "parent",
            self.parent
                .is_none_or(|parent| network.portfolios.contains(parent)),
        )
    }
}

impl Record for Commitment {
    const TABLE: &'static str = "commitment";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(self, "by", network.node(self.by).is_some())?;
        refers(
            self,
            "to",
            self.to.is_none_or(|to| network.node(to).is_some()),
        )?;
        refers(
            self,
            "activity",
            self.activity
                .is_none_or(|activity| network.activities.contains(activity)),
        )
    }
}

impl Record for Need {
    const TABLE: &'static str = "need";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(self, "actor", network.node(self.actor).is_some())
    }
}

impl Record for Offer {
    const TABLE: &'static str = "offer";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(self, "actor", network.node(self.actor).is_some())
    }
}

impl Record for Introduction {
    const TABLE: &'static str = "introduction";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(self, "first", network.node(self.first).is_some())?;
        refers(self, "second", network.node(self.second).is_some())?;
        refers(
            self,
            "by",
            self.by.is_none_or(|by| network.node(by).is_some()),
        )?;
        refers(
            self,
            "need",
            self.need.is_none_or(|need| network.needs.contains(need)),
        )?;
        refers(
            self,
            "offer",
            self.offer
                .is_none_or(|offer| network.offers.contains(offer)),
        )
    }
}

impl Record for JournalEntry {
    const TABLE: &'static str = "journal entry";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self, network: &Network) -> Result<(), EditError> {
        refers(
            self,
            "actors",
            self.actors
                .iter()
                .all(|&actor| network.node(actor).is_some()),
        )?;
        refers(
            self,
            "activities",
            self.activities
                .iter()
                .all(|&activity| network.activities.contains(activity)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_actors() -> (Network, ActorId, ActorId) {
        let mut network = Network::new();
        let first = network.add_actor(Actor::new("a", "A")).unwrap();
        let second = network.add_actor(Actor::new("b", "B")).unwrap();
        (network, first, second)
    }

    #[test]
    fn identities_are_never_handed_out_twice() {
        let (mut network, first, _) = two_actors();
        let actor = network.actor(first).unwrap().clone();
        network
            .apply(&[NetworkEdit::Actor(Change::remove(first, actor))])
            .unwrap();
        let third = network.add_actor(Actor::new("c", "C")).unwrap();
        assert_ne!(third, first);
        assert_eq!(network.actor(first), None);
    }

    #[test]
    fn a_failing_edit_leaves_nothing_behind() {
        let (mut network, first, second) = two_actors();
        let tie = network.next_tie_id();
        let edits = [
            NetworkEdit::Tie(Change::add(tie, Tie::new(first, second))),
            NetworkEdit::Actor(Change::add(
                network.next_actor_id(),
                Actor::new("a", "another A"),
            )),
        ];
        assert_eq!(
            network.apply(&edits),
            Err(EditError::DuplicateKey {
                table: "actor",
                key: "a".to_owned()
            })
        );
        assert_eq!((network.num_actors(), network.num_ties()), (2, 0));
    }

    #[test]
    fn a_number_that_is_none_leaves_nothing_behind() {
        let (mut network, first, second) = two_actors();
        let tie = Tie {
            weight: f64::NAN,
            ..Tie::new(first, second)
        };
        let edit = NetworkEdit::Tie(Change::add(network.next_tie_id(), tie));
        assert!(matches!(
            network.apply(&[edit]),
            Err(EditError::OutOfRange { .. })
        ));
        assert_eq!(network.num_ties(), 0);
    }

    #[test]
    fn what_others_refer_to_cannot_be_removed() {
        let (mut network, first, second) = two_actors();
        network.add_tie(Tie::new(first, second)).unwrap();
        let actor = network.actor(first).unwrap().clone();
        let error = network
            .apply(&[NetworkEdit::Actor(Change::remove(first, actor))])
            .unwrap_err();
        assert!(matches!(error, EditError::Dangling { .. }));
        assert_eq!(network.ties_of(first), vec![TieId(0)]);
    }

    #[test]
    fn parallel_ties_and_self_ties_are_kept() {
        let (mut network, first, second) = two_actors();
        for (source, target) in [(first, second), (second, first), (first, first)] {
            network.add_tie(Tie::new(source, target)).unwrap();
        }
        assert_eq!(network.ties_of(first), vec![TieId(0), TieId(1), TieId(2)]);
        assert_eq!(network.ties_of(second), vec![TieId(0), TieId(1)]);
    }
}
