//! A file that updates the open network: what it adds and changes, worked out before anything is done.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::choices::MatchBy;
use super::places::{MergedMap, places};
use crate::document::Content;
use crate::format::{Draft, Field, Positions, TableKind};
use crate::model::{
    Activity, ActivityId, Actor, ActorId, AttributeValue, Attributes, Change, Network, NetworkEdit,
    PartialDate, Participation, PortfolioId, RecordId as _, SectorId, SectorScheme, Tie, TieId,
};
use crate::task::{Cancelled, TaskContext};

/// A field that gets another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field, as tables call it; the name of an attribute.
    pub field: String,
    /// What it was; empty if nothing was known.
    pub before: String,
    /// What it will be.
    pub after: String,
}

/// A record that gets other values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// What people call it.
    pub name: String,
    /// What changes.
    pub fields: Vec<FieldChange>,
}

/// What becomes of one kind of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The names of those that are new.
    pub added: Vec<String>,
    /// Those that get other values.
    pub changed: Vec<RecordChange>,
    /// How many are in both and the same.
    pub num_unchanged: usize,
    /// The names of those that the file does not have; they stay as they are.
    pub missing: Vec<String>,
}

/// What a file does to the open network.
#[derive(Clone, Debug, Default)]
pub struct MergePlan {
    /// By what actors were found.
    pub match_by: MatchBy,
    /// How many actors of the file are in the open network.
    pub num_found: usize,
    /// Actors.
    pub actors: Changes,
    /// Ties.
    pub ties: Changes,
    /// Activities.
    pub activities: Changes,
    /// The names of sectors that the open network does not have yet.
    pub sectors: Vec<String>,
    /// What becomes of the file's map.
    pub map: MergedMap,
    /// Where actors are put that have no place yet.
    pub(in crate::workspace) places: Vec<(ActorId, [f32; 2])>,
    /// The edits that do it.
    pub(in crate::workspace) edits: Vec<NetworkEdit>,
}

impl MergePlan {
    /// Whether the file has nothing new to say.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.places.is_empty()
    }

    fn all(&self) -> [&Changes; 3] {
        [&self.actors, &self.ties, &self.activities]
    }

    /// How many records are added.
    pub fn num_added(&self) -> usize {
        self.all().iter().map(|changes| changes.added.len()).sum()
    }

    /// How many records get other values.
    pub fn num_changed(&self) -> usize {
        self.all().iter().map(|changes| changes.changed.len()).sum()
    }
}

/// Works out what `new` does to `open`, with where the file has its actors. What the file does not say changes nothing, and an empty cell never erases anything.
pub(super) fn plan(
    open: &Content,
    (new, positions): (&Network, &Positions),
    said: Said,
    match_by: MatchBy,
    task: &TaskContext,
) -> Result<MergePlan, Cancelled> {
    let mut planner = Planner {
        open: &open.network,
        new,
        said,
        plan: MergePlan {
            match_by,
            ..MergePlan::default()
        },
        actor_ids: Vec::new(),
        sector_ids: Vec::new(),
        portfolio_ids: HashMap::new(),
    };
    planner.sectors();
    planner.actors(match_by, task)?;
    planner.ties(task)?;
    planner.portfolios();
    planner.activities(match_by, task)?;
    let Planner {
        mut plan,
        actor_ids,
        ..
    } = planner;
    (plan.map, plan.places) = places(open, positions, &actor_ids);
    Ok(plan)
}

/// What the tables say at all: fields whose default cannot be told from a value.
pub(super) struct Said {
    fields: BTreeSet<(TableKind, Field)>,
    entity: HashSet<String>,
    confirmed: HashSet<String>,
}

impl Said {
    pub(super) fn new(draft: &Draft) -> Self {
        let mut fields = BTreeSet::new();
        for (kind, table) in draft.tables() {
            let known = table.columns.iter().filter_map(|column| column.field);
            fields.extend(known.map(|field| (kind, field)));
        }
        let with = |field: Field| {
            let Some(table) = &draft.actors else {
                return HashSet::new();
            };
            let (id, label) = (table.column(Field::Id), table.column(Field::Label));
            let Some(column) = table.column(field) else {
                return HashSet::new();
            };
            table
                .rows
                .iter()
                .filter(|row| !row.text(Some(column)).is_empty())
                .map(|row| match row.text(id) {
                    id if id.is_empty() => row.text(label).into_owned(),
                    id => id.into_owned(),
                })
                .collect()
        };
        Self {
            entity: with(Field::Entity),
            confirmed: with(Field::Confirmed),
            fields,
        }
    }

    fn says(&self, kind: TableKind, field: Field) -> bool {
        self.fields.contains(&(kind, field))
    }
}

struct Planner<'n> {
    open: &'n Network,
    new: &'n Network,
    said: Said,
    plan: MergePlan,
    /// The actor of the open network for each of the file, by index.
    actor_ids: Vec<Option<ActorId>>,
    sector_ids: Vec<SectorId>,
    portfolio_ids: HashMap<PortfolioId, PortfolioId>,
}

impl Planner<'_> {
    /// Sectors are found by key, or by what their name means; others are added.
    fn sectors(&mut self) {
        let mut sectors: Vec<_> = self
            .open
            .sectors()
            .iter()
            .map(|(_, it)| it.clone())
            .collect();
        let used: HashSet<SectorId> = self.new.actors().filter_map(|(_, it)| it.sector).collect();
        for (id, sector) in self.new.sectors().iter() {
            let open = self.open.sectors();
            let found = open
                .by_key(&sector.key)
                .or_else(|| open.by_word(&sector.key));
            let found = found.unwrap_or_else(|| {
                if used.contains(&id) {
                    sectors.push(sector.clone());
                    self.plan.sectors.push(sector.name.clone());
                    SectorId::from_index(sectors.len() as u32 - 1)
                } else {
                    id
                }
            });
            self.sector_ids.push(found);
        }
        if !self.plan.sectors.is_empty()
            && let Ok(scheme) = SectorScheme::new(sectors)
        {
            let before = Box::new(self.open.sectors().clone());
            let edit = NetworkEdit::Sectors(before, Box::new(scheme));
            self.plan.edits.push(edit);
        }
    }

    fn sector(&self, sector: SectorId) -> Option<SectorId> {
        self.sector_ids.get(sector.index() as usize).copied()
    }

    fn sector_name(&self, sector: Option<SectorId>) -> String {
        let Some(sector) = sector else {
            return String::new();
        };
        let place = sector.index() as usize;
        let known = self.open.sectors().get(sector).map(|it| it.name.clone());
        known
            .or_else(|| {
                let added = place.checked_sub(self.open.sectors().len())?;
                self.plan.sectors.get(added).cloned()
            })
            .unwrap_or_default()
    }

    fn actors(&mut self, match_by: MatchBy, task: &TaskContext) -> Result<(), Cancelled> {
        let mut by_name: HashMap<String, Option<ActorId>> = HashMap::new();
        for (id, actor) in self.open.actors() {
            by_name
                .entry(folded(&actor.label))
                .and_modify(|other| *other = None)
                .or_insert(Some(id));
        }
        let mut next = self.open.next_actor_id().index();
        let mut found = HashSet::new();
        let num_actors = self.new.num_actors();
        for (number, (new_id, actor)) in self.new.actors().enumerate() {
            task.checkpoint(number, num_actors)?;
            let same = match match_by {
                MatchBy::Id => self.open.actor_by_key(&actor.key),
                MatchBy::Name => by_name.get(&folded(&actor.label)).copied().flatten(),
            };
            // Of two that are the same as one the second adds nothing that could be told apart.
            let same = same.filter(|id| match_by == MatchBy::Id || !found.contains(id));
            let place = new_id.index() as usize;
            if self.actor_ids.len() <= place {
                self.actor_ids.resize(place + 1, None);
            }
            let id = if let Some(id) = same {
                found.insert(id);
                self.change_actor(id, actor);
                id
            } else {
                let id = ActorId::from_index(next);
                next += 1;
                let mut added = actor.clone();
                added.sector = added.sector.and_then(|sector| self.sector(sector));
                added.key = self.free_key(&added.key);
                self.plan.actors.added.push(added.label.clone());
                self.plan
                    .edits
                    .push(NetworkEdit::Actor(Change::add(id, added)));
                id
            };
            if let Some(at) = self.actor_ids.get_mut(place) {
                *at = Some(id);
            }
        }
        self.plan.num_found = found.len();
        let missing = self.open.actors().filter(|(id, _)| !found.contains(id));
        self.plan.actors.missing = missing.map(|(_, actor)| actor.label.clone()).collect();
        Ok(())
    }

    /// An id that the open network has no actor for: where names decide, an id may mean somebody else there.
    fn free_key(&self, key: &str) -> String {
        if self.open.actor_by_key(key).is_none() {
            return key.to_owned();
        }
        let is_free = |key: &String| {
            self.open.actor_by_key(key).is_none() && self.new.actor_by_key(key).is_none()
        };
        (2..u32::MAX)
            .map(|number| format!("{key}-{number}"))
            .find(is_free)
            .unwrap_or_default()
    }

    fn change_actor(&mut self, id: ActorId, new: &Actor) {
        let Some(before) = self.open.actor(id) else {
            return;
        };
        let mut after = before.clone();
        let mut fields = FieldChanges::new(TableKind::Actors);
        let said = &self.said;
        if self.plan.match_by == MatchBy::Id && said.says(TableKind::Actors, Field::Label) {
            fields.text(Field::Label, &mut after.label, &new.label);
        }
        if let Some(sector) = new.sector.and_then(|sector| self.sector(sector))
            && after.sector != Some(sector)
        {
            let (old, new) = (
                self.sector_name(after.sector),
                self.sector_name(Some(sector)),
            );
            fields.add(Field::Sector, old, new);
            after.sector = Some(sector);
        }
        if said.entity.contains(&new.key) && after.entity != new.entity {
            let word = crate::format::entity_word;
            fields.add(Field::Entity, word(after.entity), word(new.entity));
            after.entity = new.entity;
        }
        fields.text(Field::Kind, &mut after.kind, &new.kind);
        fields.text(Field::Description, &mut after.description, &new.description);
        fields.text(Field::Country, &mut after.country, &new.country);
        fields.text(Field::City, &mut after.city, &new.city);
        if let Some([latitude, longitude]) = new.coordinates
            && after.coordinates != new.coordinates
        {
            let [old_latitude, old_longitude] = match after.coordinates {
                Some(old) => old.map(|number| number.to_string()),
                None => [String::new(), String::new()],
            };
            fields.add(Field::Latitude, old_latitude, latitude.to_string());
            fields.add(Field::Longitude, old_longitude, longitude.to_string());
            after.coordinates = new.coordinates;
        }
        fields.text(Field::Url, &mut after.url, &new.url);
        fields.list(Field::Tags, &mut after.tags, &new.tags);
        fields.date(Field::Since, &mut after.since, new.since);
        fields.date(Field::Until, &mut after.until, new.until);
        if said.confirmed.contains(&new.key) && after.confirmed != new.confirmed {
            let (old, new) = (after.confirmed.to_string(), new.confirmed.to_string());
            fields.add(Field::Confirmed, old, new);
            after.confirmed = !after.confirmed;
        }
        fields.text(Field::Origin, &mut after.source, &new.source);
        fields.attributes(&mut after.attributes, &new.attributes);
        let name = after.label.clone();
        fields.into_changes(name, &mut self.plan.actors);
        if after != *before {
            let change = Change::replace(id, before.clone(), after);
            self.plan.edits.push(NetworkEdit::Actor(change));
        }
    }

    fn actor(&self, new: ActorId) -> Option<ActorId> {
        self.actor_ids.get(new.index() as usize).copied().flatten()
    }

    /// Ties are found by their two actors and their kind; of several such the first belongs to the first.
    fn ties(&mut self, task: &TaskContext) -> Result<(), Cancelled> {
        let mut open: BTreeMap<TieKey<'_>, VecDeque<(TieId, &Tie)>> = BTreeMap::new();
        for (id, tie) in self.open.ties() {
            let (source, target) = ends(tie.source, tie.target, tie.directed);
            let key = (source, target, tie.directed, tie.kind.as_str());
            open.entry(key).or_default().push_back((id, tie));
        }
        let says_weight = self.said.says(TableKind::Ties, Field::Weight);
        let says_status = self.said.says(TableKind::Ties, Field::Status);
        let says_kind = self.said.says(TableKind::Ties, Field::Kind);
        let mut next = self.open.next_tie_id().index();
        let num_ties = self.new.num_ties();
        let new_network = self.new;
        for (number, (_, new)) in new_network.ties().enumerate() {
            task.checkpoint(number, num_ties)?;
            let (Some(source), Some(target)) = (self.actor(new.source), self.actor(new.target))
            else {
                continue;
            };
            let (first, second) = ends(source, target, new.directed);
            let key = (first, second, new.directed, new.kind.as_str());
            let mut same = open.get_mut(&key).and_then(VecDeque::pop_front);
            if same.is_none() && !says_kind {
                // The file knows no kinds: whatever ties the two is meant.
                let range = (first, second, new.directed, "")..;
                let mut candidates = open.range_mut(range);
                same = candidates
                    .by_ref()
                    .take_while(|(key, _)| (key.0, key.1, key.2) == (first, second, new.directed))
                    .find_map(|(_, ties)| ties.pop_front());
            }
            let Some((id, before)) = same else {
                let added = Tie {
                    source,
                    target,
                    ..new.clone()
                };
                let name = tie_name(new_network, new);
                self.plan.ties.added.push(name);
                let add = Change::add(TieId::from_index(next), added);
                self.plan.edits.push(NetworkEdit::Tie(add));
                next += 1;
                continue;
            };
            let mut after = before.clone();
            let mut fields = FieldChanges::new(TableKind::Ties);
            if says_weight && after.weight != new.weight {
                let (old, new_weight) = (after.weight.to_string(), new.weight.to_string());
                fields.add(Field::Weight, old, new_weight);
                after.weight = new.weight;
            }
            fields.date(Field::Since, &mut after.since, new.since);
            fields.date(Field::Until, &mut after.until, new.until);
            if says_status && after.status != new.status {
                let word = crate::format::status_word;
                fields.add(Field::Status, word(after.status), word(new.status));
                after.status = new.status;
            }
            if let Some(confidence) = new.confidence
                && after.confidence != Some(confidence)
            {
                let old = after
                    .confidence
                    .map_or_else(String::new, |it| it.to_string());
                fields.add(Field::Confidence, old, confidence.to_string());
                after.confidence = Some(confidence);
            }
            fields.text(Field::Origin, &mut after.origin, &new.origin);
            fields.attributes(&mut after.attributes, &new.attributes);
            let name = tie_name(new_network, new);
            fields.into_changes(name, &mut self.plan.ties);
            if after != *before {
                let change = Change::replace(id, before.clone(), after);
                self.plan.edits.push(NetworkEdit::Tie(change));
            }
        }
        let left: BTreeSet<TieId> = open.values().flatten().map(|&(id, _)| id).collect();
        let left = left.into_iter().filter_map(|id| self.open.tie(id));
        self.plan.ties.missing = left.map(|tie| tie_name(self.open, tie)).collect();
        Ok(())
    }

    fn portfolios(&mut self) {
        let mut next = self.open.portfolios().next_id().index();
        for (id, portfolio) in self.new.portfolios().iter() {
            let found = self.open.portfolios().by_key(&portfolio.key);
            let found = found.unwrap_or_else(|| {
                let added = PortfolioId::from_index(next);
                next += 1;
                let add = Change::add(added, portfolio.clone());
                self.plan.edits.push(NetworkEdit::Portfolio(add));
                added
            });
            self.portfolio_ids.insert(id, found);
        }
    }

    fn activities(&mut self, match_by: MatchBy, task: &TaskContext) -> Result<(), Cancelled> {
        let mut by_title: HashMap<String, Option<ActivityId>> = HashMap::new();
        for (id, activity) in self.open.activities().iter() {
            by_title
                .entry(folded(&activity.title))
                .and_modify(|other| *other = None)
                .or_insert(Some(id));
        }
        let mut next = self.open.activities().next_id().index();
        let mut found = HashSet::new();
        let num_activities = self.new.activities().len();
        let new_network = self.new;
        for (number, (_, new)) in new_network.activities().iter().enumerate() {
            task.checkpoint(number, num_activities)?;
            let by_key = self.open.activities().by_key(&new.key);
            let same = match match_by {
                MatchBy::Id => by_key,
                MatchBy::Name => by_title.get(&folded(&new.title)).copied().flatten(),
            };
            let mut participants: Vec<Participation> = Vec::new();
            for part in &new.participants {
                if let Some(actor) = self.actor(part.actor) {
                    participants.push(Participation {
                        actor,
                        ..part.clone()
                    });
                }
            }
            let portfolio = new
                .portfolio
                .and_then(|id| self.portfolio_ids.get(&id).copied());
            match same.filter(|id| !found.contains(id)) {
                Some(id) => {
                    found.insert(id);
                    self.change_activity(id, new, participants, portfolio);
                }
                None if match_by == MatchBy::Id || by_key.is_none() => {
                    let added = Activity {
                        portfolio,
                        participants,
                        ..new.clone()
                    };
                    self.plan.activities.added.push(new.title.clone());
                    let add = Change::add(ActivityId::from_index(next), added);
                    self.plan.edits.push(NetworkEdit::Activity(add));
                    next += 1;
                }
                None => {
                    // Another title under a known id: the id decides.
                    if let Some(id) = by_key.filter(|id| found.insert(*id)) {
                        self.change_activity(id, new, participants, portfolio);
                    }
                }
            }
        }
        let missing = self.open.activities().iter();
        let missing = missing.filter(|(id, _)| !found.contains(id));
        self.plan.activities.missing = missing.map(|(_, it)| it.title.clone()).collect();
        Ok(())
    }

    fn change_activity(
        &mut self,
        id: ActivityId,
        new: &Activity,
        participants: Vec<Participation>,
        portfolio: Option<PortfolioId>,
    ) {
        let Some(before) = self.open.activities().get(id) else {
            return;
        };
        let mut after = before.clone();
        let mut fields = FieldChanges::new(TableKind::Activities);
        if self.said.says(TableKind::Activities, Field::Label) {
            fields.text(Field::Label, &mut after.title, &new.title);
        }
        fields.text(Field::Description, &mut after.description, &new.description);
        fields.text(Field::Topic, &mut after.topic, &new.topic);
        fields.text(Field::Programme, &mut after.programme, &new.programme);
        fields.date(Field::Since, &mut after.start, new.start);
        fields.date(Field::Until, &mut after.end, new.end);
        let word = crate::format::activity_kind_word;
        fields.option(Field::Kind, &mut after.kind, new.kind, word);
        let word = crate::format::facet_word;
        fields.option(Field::Facet, &mut after.facet, new.facet, word);
        let word = crate::format::layer_word;
        fields.option(Field::Layer, &mut after.layer, new.layer, word);
        if !new.zones.is_empty() && after.zones != new.zones {
            let word = crate::format::zones_text;
            fields.add(Field::Zones, word(&after.zones), word(&new.zones));
            after.zones.clone_from(&new.zones);
        }
        if let Some(budget) = &new.budget
            && after.budget.as_ref() != Some(budget)
        {
            let text = |money: &crate::model::Money| {
                format!("{} {}", money.amount, money.currency)
                    .trim()
                    .to_owned()
            };
            let old = after.budget.as_ref().map_or_else(String::new, text);
            fields.add(Field::Budget, old, text(budget));
            after.budget = Some(budget.clone());
        }
        if let Some(portfolio) = portfolio
            && after.portfolio != Some(portfolio)
        {
            let name = |network: &Network, id: Option<PortfolioId>| {
                id.and_then(|id| network.portfolios().get(id))
                    .map_or_else(String::new, |it| it.name.clone())
            };
            let names = (
                name(self.open, after.portfolio),
                name(self.new, new.portfolio),
            );
            fields.add(Field::Portfolio, names.0, names.1);
            after.portfolio = Some(portfolio);
        }
        fields.text(Field::Url, &mut after.url, &new.url);
        fields.list(Field::Tags, &mut after.tags, &new.tags);
        fields.text(Field::Origin, &mut after.source, &new.source);
        fields.attributes(&mut after.attributes, &new.attributes);
        for part in participants {
            let same = after.participants.iter_mut().find(|other| {
                other.actor == part.actor && (part.role.is_empty() || other.role == part.role)
            });
            if let Some(other) = same {
                if let Some(amount) = part.amount
                    && other.amount != Some(amount)
                {
                    let old = other.amount.map_or_else(String::new, |it| it.to_string());
                    fields.add(Field::Amount, old, amount.to_string());
                    other.amount = Some(amount);
                }
                fields.attributes(&mut other.attributes, &part.attributes);
            } else {
                let name = self.plan_name(part.actor);
                fields.add(Field::Actor, String::new(), name);
                after.participants.push(part);
            }
        }
        let name = after.title.clone();
        fields.into_changes(name, &mut self.plan.activities);
        if after != *before {
            let change = Change::replace(id, before.clone(), after);
            self.plan.edits.push(NetworkEdit::Activity(change));
        }
    }

    /// The name of an actor of the open network, or of one that is to be added.
    fn plan_name(&self, id: ActorId) -> String {
        let known = self.open.actor(id).map(|actor| actor.label.clone());
        known
            .or_else(|| {
                let first = self.open.next_actor_id().index();
                let added = id.index().checked_sub(first)? as usize;
                self.plan.actors.added.get(added).cloned()
            })
            .unwrap_or_default()
    }
}

fn tie_name(network: &Network, tie: &Tie) -> String {
    let name = |id| network.actor(id).map_or("", |actor| actor.label.as_str());
    crate::text::words::import::tie(name(tie.source), name(tie.target), &tie.kind)
}

/// What two ties have in common that are the same: ends, direction, kind.
type TieKey<'n> = (ActorId, ActorId, bool, &'n str);

/// The two ends of a tie; without direction the smaller first.
fn ends(source: ActorId, target: ActorId, directed: bool) -> (ActorId, ActorId) {
    if directed || source <= target {
        (source, target)
    } else {
        (target, source)
    }
}

/// A name without regard to case and to how much space is between its words.
fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The fields of a record that get other values.
struct FieldChanges {
    kind: TableKind,
    changes: Vec<FieldChange>,
}

impl FieldChanges {
    fn new(kind: TableKind) -> Self {
        Self {
            kind,
            changes: Vec::new(),
        }
    }

    fn add(&mut self, field: Field, before: impl Into<String>, after: impl Into<String>) {
        let name = match self.kind.name(field) {
            "" => TableKind::Participation.name(field),
            name => name,
        };
        self.changes.push(FieldChange {
            field: name.to_owned(),
            before: before.into(),
            after: after.into(),
        });
    }

    fn text(&mut self, field: Field, old: &mut String, new: &str) {
        if !new.is_empty() && old != new {
            self.add(field, std::mem::take(old), new);
            new.clone_into(old);
        }
    }

    fn list(&mut self, field: Field, old: &mut Vec<String>, new: &[String]) {
        if !new.is_empty() && old != new {
            self.add(field, old.join(" | "), new.join(" | "));
            new.clone_into(old);
        }
    }

    fn date(&mut self, field: Field, old: &mut Option<PartialDate>, new: Option<PartialDate>) {
        self.option(field, old, new, |date| date.to_string());
    }

    fn option<T: Copy + PartialEq, W: Into<String>>(
        &mut self,
        field: Field,
        old: &mut Option<T>,
        new: Option<T>,
        word: impl Fn(T) -> W,
    ) {
        if let Some(new) = new
            && *old != Some(new)
        {
            let before = old.map_or_else(String::new, |old| word(old).into());
            self.add(field, before, word(new));
            *old = Some(new);
        }
    }

    fn attributes(&mut self, old: &mut Attributes, new: &Attributes) {
        for (name, value) in new {
            if old.get(name) == Some(value) {
                continue;
            }
            let before = old.get(name).map_or_else(String::new, value_text);
            self.changes.push(FieldChange {
                field: name.clone(),
                before,
                after: value_text(value),
            });
            old.insert(name.clone(), value.clone());
        }
    }

    fn into_changes(self, name: String, changes: &mut Changes) {
        if self.changes.is_empty() {
            changes.num_unchanged += 1;
        } else {
            changes.changed.push(RecordChange {
                name,
                fields: self.changes,
            });
        }
    }
}

fn value_text(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Flag(flag) => flag.to_string(),
        AttributeValue::Integer(integer) => integer.to_string(),
        AttributeValue::Number(number) => number.to_string(),
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::List(texts) => texts.join(" | "),
    }
}
