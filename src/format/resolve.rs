//! From a draft to a network: ids, sectors, duplicates and references, once for all formats.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::draft::{CellValue, Draft, DraftRow, DraftTable, UnknownActors};
use super::field::{Field, TableKind};
use super::issues::{ImportIssues, IssueKind, IssuePlace};
use super::sectors::{SectorWords, interpret, is_unknown};
use super::value::{ColumnType, attribute, list, number};
use super::words::{
    ACTIVITY_KINDS, DIRECTIONS, ENTITIES, FACETS, FLAGS, LAYERS, TIE_STATUSES, meaning, zones,
};
use crate::model::{
    Activity, ActivityId, Actor, ActorId, AttributeValue, Attributes, Change, Money, Network,
    NetworkEdit, PartialDate, Participation, Portfolio, PortfolioId, RecordId as _, SectorScheme,
    Tie,
};
use crate::task::{Cancelled, TaskContext};

/// A network that was read, and what happened on the way.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The network.
    pub network: Network,
    /// What happened.
    pub issues: ImportIssues,
}

impl Draft {
    /// The network that the draft means, or why there is none.
    pub fn resolve(self, task: &TaskContext) -> Result<Result<Imported, ImportIssues>, Cancelled> {
        let Self {
            info,
            sectors,
            actors,
            ties,
            activities,
            participation,
            directed,
            unknown_actors,
            issues,
        } = self;
        let mut network = Network::new();
        let done = network.apply(&[NetworkEdit::Info(Box::default(), Box::new(info))]);
        debug_assert!(done.is_ok(), "a new network says nothing about itself");
        let mut resolver = Resolver {
            network,
            unknown_actors: if actors.is_some() {
                unknown_actors
            } else {
                UnknownActors::Add
            },
            added: Vec::new(),
            by_label: HashMap::new(),
            issues,
        };
        if resolver.issues.is_fatal() {
            return Ok(Err(resolver.issues));
        }
        if let Some(scheme) = sectors {
            resolver.set_sectors(scheme);
        }
        if let Some(table) = &actors {
            resolver.actors(&Rows::new(TableKind::Actors, table), task)?;
        }
        // Actors that only ties and participations name come in the order of the ties, then of the participations.
        let ties = ties
            .as_ref()
            .map(|table| resolver.ties(&Rows::new(TableKind::Ties, table), directed, task));
        let ties = ties.transpose()?.unwrap_or_default();
        resolver.activities(activities.as_ref(), participation.as_ref(), task)?;
        for (line, file, tie) in ties {
            if let Err(error) = resolver.network.add_tie(tie) {
                resolver
                    .issues
                    .add_line(IssueKind::Skipped, &file, line, error.to_string());
            }
        }
        resolver.tell_added();
        if resolver.issues.is_fatal() {
            return Ok(Err(resolver.issues));
        }
        Ok(Ok(Imported {
            network: resolver.network,
            issues: resolver.issues,
        }))
    }
}

/// A table with what its columns mean.
struct Rows<'t> {
    kind: TableKind,
    table: &'t DraftTable,
    fields: HashMap<Field, usize>,
    types: Vec<ColumnType>,
}

impl<'t> Rows<'t> {
    fn new(kind: TableKind, table: &'t DraftTable) -> Self {
        let mut fields = HashMap::new();
        let types = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| match column.field {
                Some(field) => {
                    fields.entry(field).or_insert(index);
                    ColumnType::Text
                }
                None => ColumnType::of(&table.rows.iter().filter_map(move |row| {
                    match row.cells.get(index)?.as_ref()? {
                        CellValue::Plain(text) => Some(text.trim()),
                        CellValue::Typed(_) => None,
                    }
                })),
            })
            .collect();
        Self {
            kind,
            table,
            fields,
            types,
        }
    }

    fn place(&self, row: &DraftRow, field: Option<Field>) -> IssuePlace {
        IssuePlace {
            file: self.table.file.clone(),
            line: (row.line > 0).then_some(row.line),
            column: field
                .and_then(|field| self.table.columns.get(*self.fields.get(&field)?))
                .map(|column| column.name.clone()),
        }
    }

    fn text(&self, row: &DraftRow, field: Field) -> String {
        row.text(self.fields.get(&field).copied())
    }

    /// The texts of a list, from a typed list or from one cell.
    fn list(&self, row: &DraftRow, field: Field) -> Vec<String> {
        let cell = self.fields.get(&field).and_then(|&at| row.cells.get(at));
        match cell {
            Some(Some(CellValue::Typed(AttributeValue::List(texts)))) => texts.clone(),
            _ => list(&self.text(row, field)),
        }
    }

    /// What cells that mean nothing in particular become.
    fn attributes(&self, row: &DraftRow) -> Attributes {
        self.table
            .columns
            .iter()
            .zip(&self.types)
            .zip(&row.cells)
            .filter(|((column, _), _)| column.field.is_none())
            .filter_map(|((column, &kind), cell)| {
                Some((column.name.clone(), attribute(cell.clone()?, kind)))
            })
            .collect()
    }

    /// What a cell means; if it means nothing, it is kept as an attribute.
    fn parsed<T>(
        &self,
        row: &DraftRow,
        field: Field,
        parse: impl Fn(&str) -> Option<T>,
        rest: (&mut Attributes, &mut ImportIssues, &str),
    ) -> Option<T> {
        let text = self.text(row, field);
        if text.is_empty() {
            return None;
        }
        let parsed = parse(&text);
        if parsed.is_none() {
            let (attributes, issues, expected) = rest;
            let place = self.place(row, Some(field));
            let name = place
                .column
                .clone()
                .unwrap_or_else(|| self.kind.name(field).to_owned());
            issues.add(
                IssueKind::Guess,
                place,
                format!("‘{text}’ is {expected}; kept as the attribute ‘{name}’"),
            );
            attributes.insert(name, AttributeValue::Text(text));
        }
        parsed
    }

    fn date(
        &self,
        row: &DraftRow,
        field: Field,
        (attributes, issues): (&mut Attributes, &mut ImportIssues),
    ) -> Option<PartialDate> {
        let parse = |text: &str| date(text);
        let expected = "no date like 2024, 2024-05 or 2024-05-17";
        self.parsed(row, field, parse, (attributes, issues, expected))
    }

    fn number(
        &self,
        row: &DraftRow,
        field: Field,
        range: (f64, f64),
        (attributes, issues): (&mut Attributes, &mut ImportIssues),
    ) -> Option<f64> {
        let parse = |text: &str| {
            number(text, self.table.decimal_comma)
                .filter(|value| range.0 <= *value && *value <= range.1)
        };
        let expected = match range {
            (0.0, 1.0) => "no number from 0 to 1".to_owned(),
            (0.0, _) => "no number of 0 or more".to_owned(),
            ANY => "no number".to_owned(),
            (low, high) => format!("no number from {low} to {high}"),
        };
        self.parsed(row, field, parse, (attributes, issues, &expected))
    }

    /// Whether all cells of a row are empty.
    fn is_blank(row: &DraftRow) -> bool {
        row.cells.iter().all(|cell| match cell {
            None => true,
            Some(CellValue::Plain(text)) => text.trim().is_empty(),
            Some(CellValue::Typed(_)) => false,
        })
    }
}

/// More sectors than this are no sectors.
const MAX_SECTORS: usize = 100;

const ANY: (f64, f64) = (f64::MIN, f64::MAX);

/// A date; of a date with a time of day the date.
fn date(text: &str) -> Option<PartialDate> {
    text.parse().ok().or_else(|| {
        let (date, time) = text.split_once(['T', ' '])?;
        let is_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(':');
        is_time.then(|| date.parse().ok())?
    })
}

struct Resolver {
    network: Network,
    unknown_actors: UnknownActors,
    /// Actors that only ties and participations name.
    added: Vec<String>,
    /// Actors by name, for ties that name them so; `None` if several have the name.
    by_label: HashMap<String, Option<ActorId>>,
    issues: ImportIssues,
}

impl Resolver {
    fn set_sectors(&mut self, scheme: SectorScheme) {
        let before = self.network.sectors().clone();
        let edit = NetworkEdit::Sectors(Box::new(before), Box::new(scheme));
        if let Err(error) = self.network.apply(&[edit]) {
            self.issues
                .add_file(IssueKind::Fatal, "sectors", error.to_string());
        }
    }

    fn actors(&mut self, rows: &Rows<'_>, task: &TaskContext) -> Result<(), Cancelled> {
        let table = rows.table;
        let has_id = rows.fields.contains_key(&Field::Id);
        if !has_id && !rows.fields.contains_key(&Field::Label) {
            self.issues.add_line(
                IssueKind::Fatal,
                &table.file,
                1,
                "there is neither a column ‘id’ nor a column ‘label’",
            );
            return Ok(());
        }
        if !has_id {
            self.issues.add_file(
                IssueKind::Guess,
                &table.file,
                "there is no column ‘id’; the names serve as ids",
            );
        }
        let sector_words = self.sector_words(rows);
        let mut lines: HashMap<String, u64> = HashMap::new();
        for (number, row) in table.rows.iter().enumerate() {
            task.checkpoint(number, table.rows.len())?;
            let label = rows.text(row, Field::Label);
            let mut id = rows.text(row, Field::Id);
            if id.is_empty() {
                id.clone_from(&label);
                if has_id && !id.is_empty() {
                    self.issues.add(
                        IssueKind::Guess,
                        rows.place(row, Some(Field::Id)),
                        format!("there is no id; the name ‘{id}’ serves as one"),
                    );
                }
            }
            if id.is_empty() {
                let what = if Rows::is_blank(row) {
                    "the row is empty"
                } else {
                    "there is neither an id nor a name"
                };
                self.issues
                    .add(IssueKind::Skipped, rows.place(row, None), what);
                continue;
            }
            match lines.entry(id.clone()) {
                Entry::Occupied(first) => {
                    let first = first.get();
                    self.issues.add(
                        IssueKind::Skipped,
                        rows.place(row, None),
                        format!("the id ‘{id}’ is already used in line {first}; that row is kept"),
                    );
                    continue;
                }
                Entry::Vacant(place) => place.insert(row.line),
            };
            let actor = self.actor(rows, row, id, label, sector_words.as_ref());
            self.add_actor(actor, rows.place(row, None));
        }
        Ok(())
    }

    /// What the words of the sector column mean, or `None` if the file lists its sectors or there is no such column.
    fn sector_words(&mut self, rows: &Rows<'_>) -> Option<SectorWords> {
        rows.fields.get(&Field::Sector)?;
        if *self.network.sectors() != SectorScheme::default() {
            return None;
        }
        let mut words: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        for row in &rows.table.rows {
            let word = rows.text(row, Field::Sector);
            if !is_unknown(&word) && seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let file = &rows.table.file;
        let num_words = words.len();
        if num_words > MAX_SECTORS {
            words.clear();
            self.issues.add_file(
                IssueKind::Guess,
                file,
                format!(
                    "{num_words} different sectors are too many; all actors are unassigned, and what the column says \
                     is kept as an attribute"
                ),
            );
        }
        let found = interpret(&words);
        if found.is_own {
            self.issues.add_file(
                IssueKind::Guess,
                file,
                format!(
                    "the sectors {} are kept as they are: they are not those of the quadruple helix",
                    quoted(&words)
                ),
            );
            self.set_sectors(found.scheme.clone());
        } else if !found.renamed.is_empty() {
            let renamed: Vec<String> = found
                .renamed
                .iter()
                .map(|(word, sector)| format!("‘{word}’ as {sector}"))
                .collect();
            self.issues.add_file(
                IssueKind::Guess,
                file,
                format!("sectors were understood: {}", renamed.join(", ")),
            );
        }
        Some(found)
    }

    fn actor(
        &mut self,
        rows: &Rows<'_>,
        row: &DraftRow,
        id: String,
        label: String,
        sectors: Option<&SectorWords>,
    ) -> Actor {
        let mut attributes = rows.attributes(row);
        let issues = &mut self.issues;
        let word = rows.text(row, Field::Sector);
        let sector = match sectors {
            _ if is_unknown(&word) => None,
            Some(words) => {
                let sector = words.by_word.get(&word).copied();
                if sector.is_none() {
                    attributes.insert("sector".to_owned(), AttributeValue::Text(word));
                }
                sector
            }
            None => {
                let scheme = self.network.sectors();
                let parse = |word: &str| scheme.by_key(word).or_else(|| scheme.by_word(word));
                let rest = (&mut attributes, &mut *issues, "no sector of the list");
                rows.parsed(row, Field::Sector, parse, rest)
            }
        };
        let latitude = rows.number(
            row,
            Field::Latitude,
            (-90.0, 90.0),
            (&mut attributes, issues),
        );
        let longitude = rows.number(
            row,
            Field::Longitude,
            (-180.0, 180.0),
            (&mut attributes, issues),
        );
        Actor {
            label: if label.is_empty() { id.clone() } else { label },
            key: id,
            sector,
            entity: rows
                .parsed(
                    row,
                    Field::Entity,
                    |text| meaning(ENTITIES, text),
                    (
                        &mut attributes,
                        issues,
                        "none of organization, department, team, person",
                    ),
                )
                .unwrap_or_default(),
            kind: rows.text(row, Field::Kind),
            description: rows.text(row, Field::Description),
            country: rows.text(row, Field::Country),
            city: rows.text(row, Field::City),
            coordinates: latitude
                .zip(longitude)
                .map(|(latitude, longitude)| [latitude, longitude]),
            url: rows.text(row, Field::Url),
            tags: rows.list(row, Field::Tags),
            since: rows.date(row, Field::Since, (&mut attributes, issues)),
            until: rows.date(row, Field::Until, (&mut attributes, issues)),
            confirmed: rows
                .parsed(
                    row,
                    Field::Confirmed,
                    |text| meaning(FLAGS, text),
                    (&mut attributes, issues, "neither true nor false"),
                )
                .unwrap_or(true),
            source: rows.text(row, Field::Origin),
            attributes,
        }
    }

    fn add_actor(&mut self, actor: Actor, place: IssuePlace) -> Option<ActorId> {
        let label = actor.label.clone();
        match self.network.add_actor(actor) {
            Ok(id) => {
                self.by_label
                    .entry(label)
                    .and_modify(|other| *other = None)
                    .or_insert(Some(id));
                Some(id)
            }
            Err(error) => {
                self.issues
                    .add(IssueKind::Skipped, place, error.to_string());
                None
            }
        }
    }

    /// The actor that a row names by id, or by a name that only one has.
    fn named_actor(&mut self, rows: &Rows<'_>, row: &DraftRow, field: Field) -> Option<ActorId> {
        let name = rows.text(row, field);
        if name.is_empty() {
            let what = if Rows::is_blank(row) {
                "the row is empty".to_owned()
            } else {
                format!("there is no {}", rows.kind.name(field))
            };
            self.issues
                .add(IssueKind::Skipped, rows.place(row, None), what);
            return None;
        }
        if let Some(id) = self.network.actor_by_key(&name) {
            return Some(id);
        }
        match self.by_label.get(&name) {
            Some(Some(id)) => return Some(*id),
            Some(None) => {
                self.issues.add(
                    IssueKind::Skipped,
                    rows.place(row, Some(field)),
                    format!("several actors are called ‘{name}’; name one by its id"),
                );
                return None;
            }
            None => {}
        }
        match self.unknown_actors {
            UnknownActors::Skip => {
                self.issues.add(
                    IssueKind::Skipped,
                    rows.place(row, Some(field)),
                    format!("there is no actor ‘{name}’"),
                );
                None
            }
            UnknownActors::Add => {
                self.added.push(name.clone());
                let place = rows.place(row, Some(field));
                self.add_actor(Actor::new(name.clone(), name), place)
            }
        }
    }

    fn tell_added(&mut self) {
        let [first, rest @ ..] = self.added.as_slice() else {
            return;
        };
        let message = match rest.len() {
            0 => format!("the actor ‘{first}’ is not listed and was added"),
            others => format!(
                "{} actors are not listed and were added: ‘{first}’ and {others} more",
                others + 1
            ),
        };
        let place = IssuePlace {
            file: "actors".to_owned(),
            ..IssuePlace::default()
        };
        self.issues.add(IssueKind::Note, place, message);
    }

    fn ties(
        &mut self,
        rows: &Rows<'_>,
        directed: bool,
        task: &TaskContext,
    ) -> Result<Vec<(u64, String, Tie)>, Cancelled> {
        let table = rows.table;
        if !self.has_columns(rows, &[Field::Source, Field::Target]) {
            return Ok(Vec::new());
        }
        let mut ties = Vec::with_capacity(table.rows.len());
        for (number, row) in table.rows.iter().enumerate() {
            task.checkpoint(number, table.rows.len())?;
            let Some(source) = self.named_actor(rows, row, Field::Source) else {
                continue;
            };
            let Some(target) = self.named_actor(rows, row, Field::Target) else {
                continue;
            };
            let mut attributes = rows.attributes(row);
            let issues = &mut self.issues;
            let tie = Tie {
                source,
                target,
                kind: rows.text(row, Field::Kind),
                weight: rows
                    .number(
                        row,
                        Field::Weight,
                        (0.0, f64::MAX),
                        (&mut attributes, issues),
                    )
                    .unwrap_or(1.0),
                directed: rows
                    .parsed(
                        row,
                        Field::Directed,
                        |text| meaning(DIRECTIONS, text),
                        (&mut attributes, issues, "neither directed nor undirected"),
                    )
                    .unwrap_or(directed),
                since: rows.date(row, Field::Since, (&mut attributes, issues)),
                until: rows.date(row, Field::Until, (&mut attributes, issues)),
                status: rows
                    .parsed(
                        row,
                        Field::Status,
                        |text| meaning(TIE_STATUSES, text),
                        (
                            &mut attributes,
                            issues,
                            "none of active, planned, dormant, ended",
                        ),
                    )
                    .unwrap_or_default(),
                confidence: rows.number(
                    row,
                    Field::Confidence,
                    (0.0, 1.0),
                    (&mut attributes, issues),
                ),
                origin: rows.text(row, Field::Origin),
                introduction: None,
                attributes,
            };
            ties.push((row.line, table.file.clone(), tie));
        }
        Ok(ties)
    }

    fn has_columns(&mut self, rows: &Rows<'_>, fields: &[Field]) -> bool {
        let mut has_all = true;
        for &field in fields {
            if !rows.fields.contains_key(&field) {
                has_all = false;
                self.issues.add_line(
                    IssueKind::Fatal,
                    &rows.table.file,
                    1,
                    format!("there is no column ‘{}’", rows.kind.name(field)),
                );
            }
        }
        has_all
    }

    fn activities(
        &mut self,
        table: Option<&DraftTable>,
        participation: Option<&DraftTable>,
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        let mut activities: Vec<Activity> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut portfolios = Portfolios::default();
        if let Some(table) = table {
            let rows = Rows::new(TableKind::Activities, table);
            if !self.has_columns(&rows, &[Field::Id]) {
                return Ok(());
            }
            let mut lines: HashMap<String, u64> = HashMap::new();
            for (number, row) in table.rows.iter().enumerate() {
                task.checkpoint(number, table.rows.len())?;
                let id = rows.text(row, Field::Id);
                if id.is_empty() {
                    let what = if Rows::is_blank(row) {
                        "the row is empty"
                    } else {
                        "there is no id"
                    };
                    self.issues
                        .add(IssueKind::Skipped, rows.place(row, None), what);
                } else if let Some(first) = lines.get(&id) {
                    self.issues.add(
                        IssueKind::Skipped,
                        rows.place(row, None),
                        format!("the id ‘{id}’ is already used in line {first}; that row is kept"),
                    );
                } else {
                    lines.insert(id.clone(), row.line);
                    by_id.insert(id.clone(), activities.len());
                    activities.push(self.activity(&rows, row, id, &mut portfolios));
                }
            }
        }
        if let Some(participation) = participation {
            let rows = Rows::new(TableKind::Participation, participation);
            if !self.has_columns(&rows, &[Field::Actor, Field::Activity]) {
                return Ok(());
            }
            let num_listed = activities.len();
            for (number, row) in participation.rows.iter().enumerate() {
                task.checkpoint(number, participation.rows.len())?;
                let Some((activity, part)) = self.participation(&rows, row) else {
                    continue;
                };
                let index = match by_id.entry(activity) {
                    Entry::Occupied(index) => *index.get(),
                    Entry::Vacant(place) if table.is_none() => {
                        let id = place.key().clone();
                        activities.push(Activity::new(id.clone(), id));
                        *place.insert(activities.len() - 1)
                    }
                    Entry::Vacant(place) => {
                        self.issues.add(
                            IssueKind::Skipped,
                            rows.place(row, Some(Field::Activity)),
                            format!("there is no activity ‘{}’", place.key()),
                        );
                        continue;
                    }
                };
                if let Some(activity) = activities.get_mut(index) {
                    activity.participants.push(part);
                }
            }
            if activities.len() > num_listed {
                self.issues.add_file(
                    IssueKind::Note,
                    &participation.file,
                    format!(
                        "no list of activities was found; {} follow from who takes part",
                        activities.len()
                    ),
                );
            }
        }
        let portfolios = portfolios
            .names
            .into_iter()
            .enumerate()
            .map(|(index, name)| {
                let id = PortfolioId::from_index(index as u32);
                NetworkEdit::Portfolio(Change::add(id, portfolio(name)))
            });
        let activities = activities.into_iter().enumerate().map(|(index, activity)| {
            NetworkEdit::Activity(Change::add(ActivityId::from_index(index as u32), activity))
        });
        let edits: Vec<NetworkEdit> = portfolios.chain(activities).collect();
        if let Err(error) = self.network.apply(&edits) {
            self.issues
                .add_file(IssueKind::Fatal, "activities", error.to_string());
        }
        Ok(())
    }

    fn activity(
        &mut self,
        rows: &Rows<'_>,
        row: &DraftRow,
        id: String,
        portfolios: &mut Portfolios,
    ) -> Activity {
        let mut attributes = rows.attributes(row);
        let issues = &mut self.issues;
        let title = rows.text(row, Field::Label);
        let amount = rows.number(row, Field::Budget, ANY, (&mut attributes, issues));
        let currency = rows.text(row, Field::Currency);
        if amount.is_none() && !currency.is_empty() {
            let text = AttributeValue::Text(currency.clone());
            attributes.insert("currency".to_owned(), text);
        }
        Activity {
            title: if title.is_empty() { id.clone() } else { title },
            key: id,
            kind: rows.parsed(
                row,
                Field::Kind,
                |text| meaning(ACTIVITY_KINDS, text),
                (
                    &mut attributes,
                    issues,
                    "none of project, lab, event, pre-study, challenge",
                ),
            ),
            description: rows.text(row, Field::Description),
            topic: rows.text(row, Field::Topic),
            programme: rows.text(row, Field::Programme),
            start: rows.date(row, Field::Since, (&mut attributes, issues)),
            end: rows.date(row, Field::Until, (&mut attributes, issues)),
            zones: rows
                .parsed(
                    row,
                    Field::Zones,
                    zones,
                    (
                        &mut attributes,
                        issues,
                        "no zone: write ‘yellow 2021 | green 2023-05’",
                    ),
                )
                .unwrap_or_default(),
            facet: rows.parsed(
                row,
                Field::Facet,
                |text| meaning(FACETS, text),
                (
                    &mut attributes,
                    issues,
                    "none of enhancement, mission, adaptive, anticipatory",
                ),
            ),
            layer: rows.parsed(
                row,
                Field::Layer,
                |text| meaning(LAYERS, text),
                (&mut attributes, issues, "none of L1, L2, L3, L4"),
            ),
            budget: amount.map(|amount| Money { amount, currency }),
            portfolio: portfolios.id(rows.text(row, Field::Portfolio)),
            participants: Vec::new(),
            url: rows.text(row, Field::Url),
            tags: rows.list(row, Field::Tags),
            source: rows.text(row, Field::Origin),
            attributes,
        }
    }

    fn participation(
        &mut self,
        rows: &Rows<'_>,
        row: &DraftRow,
    ) -> Option<(String, Participation)> {
        let activity = rows.text(row, Field::Activity);
        if activity.is_empty() {
            let what = if Rows::is_blank(row) {
                "the row is empty"
            } else {
                "there is no activity_id"
            };
            self.issues
                .add(IssueKind::Skipped, rows.place(row, None), what);
            return None;
        }
        let actor = self.named_actor(rows, row, Field::Actor)?;
        let mut attributes = rows.attributes(row);
        let part = Participation {
            actor,
            role: rows.text(row, Field::Role),
            amount: rows.number(row, Field::Amount, ANY, (&mut attributes, &mut self.issues)),
            source: rows.text(row, Field::Origin),
            attributes,
        };
        Some((activity, part))
    }
}

/// The portfolios that activities name, in the order in which they come.
#[derive(Default)]
struct Portfolios {
    names: Vec<String>,
    ids: HashMap<String, PortfolioId>,
}

impl Portfolios {
    fn id(&mut self, name: String) -> Option<PortfolioId> {
        if name.is_empty() {
            return None;
        }
        let next = PortfolioId::from_index(self.names.len() as u32);
        let id = *self.ids.entry(name.clone()).or_insert(next);
        if id == next {
            self.names.push(name);
        }
        Some(id)
    }
}

fn portfolio(name: String) -> Portfolio {
    Portfolio {
        key: name.clone(),
        name,
        holder: None,
        level: None,
        parent: None,
        description: String::new(),
        attributes: Attributes::new(),
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
    words.join(", ")
}
