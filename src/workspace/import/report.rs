//! The report of an import: what was read, guessed, changed and skipped, with places.

use super::choices::{ActivityUse, Destination, ImportChoices, MatchBy, SectorChoice};
use super::merge::MergePlan;
use super::places::MergedMap;
use crate::format::{Draft, ImportIssues, IssueKind, TableKind, Unlisted};
use crate::model::Network;
use crate::text::words;

/// A table as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableReport {
    /// The file.
    pub file: String,
    /// What it lists.
    pub kind: TableKind,
    /// How many rows it has.
    pub num_rows: usize,
    /// Columns with a meaning: their name, and the field.
    pub fields: Vec<(String, &'static str)>,
    /// Columns that are kept as attributes.
    pub attributes: Vec<String>,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Actors.
    pub actors: usize,
    /// Declared ties.
    pub ties: usize,
    /// Activities.
    pub activities: usize,
    /// Parts of actors in activities.
    pub participations: usize,
}

impl Counts {
    /// How much a network has.
    pub fn of(network: &Network) -> Self {
        let activities = network.activities();
        Self {
            actors: network.num_actors(),
            ties: network.num_ties(),
            activities: activities.len(),
            participations: activities.iter().map(|(_, it)| it.participants.len()).sum(),
        }
    }
}

/// What was read, guessed, changed and skipped. The same words are shown in the window, written into the journal and told
/// on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// What was read.
    pub name: String,
    /// The format, by id.
    pub format: &'static str,
    /// The tables.
    pub tables: Vec<TableReport>,
    /// What came of them.
    pub counts: Counts,
    /// What was decided, in words.
    pub decisions: Vec<String>,
    /// What happened on the way, with places.
    pub issues: ImportIssues,
}

impl ImportReport {
    /// Adds what a merge does.
    pub(super) fn add_plan(&mut self, plan: &MergePlan) {
        let by_name = plan.match_by == MatchBy::Name;
        self.decisions
            .push(words::import::merged_by(by_name, plan.num_found));
        let map = match plan.map {
            MergedMap::None => None,
            MergedMap::Taken => Some(words::import::MAP_TAKEN),
            MergedMap::Same => Some(words::import::MAP_SAME),
            MergedMap::Other => Some(words::import::MAP_OTHER),
        };
        self.decisions.extend(map.map(str::to_owned));
        for (kind, changes) in [
            (TableKind::Actors, &plan.actors),
            (TableKind::Ties, &plan.ties),
            (TableKind::Activities, &plan.activities),
        ] {
            self.decisions.push(words::import::changes(
                kind_word(kind),
                changes.added.len(),
                changes.changed.len(),
                changes.num_unchanged,
                changes.missing.len(),
            ));
        }
    }

    /// What was read, in short: one line for the whole and one for each table, and what was decided.
    pub fn summary(&self) -> Vec<String> {
        let Counts {
            actors,
            ties,
            activities,
            participations,
        } = self.counts;
        let format = words::import::format(self.format);
        let counts = words::import::counts(actors, ties, activities, participations);
        let mut lines = vec![words::import::read(&self.name, format, &counts)];
        for table in &self.tables {
            let fields = table.fields.iter().map(|(name, field)| {
                if name.eq_ignore_ascii_case(field) {
                    name.clone()
                } else {
                    words::import::column_as(name, field)
                }
            });
            lines.push(words::import::table(
                &table.file,
                kind_word(table.kind),
                table.num_rows,
                &fields.collect::<Vec<_>>(),
                &table.attributes,
            ));
        }
        lines.extend(self.decisions.iter().cloned());
        let num = |kind| self.issues.count(kind);
        let [notes, guesses, skipped, errors] = [
            num(IssueKind::Note),
            num(IssueKind::Guess),
            num(IssueKind::Skipped),
            num(IssueKind::Fatal),
        ];
        lines.push(words::import::issue_counts(notes, guesses, skipped, errors));
        lines
    }

    /// The whole report as text: the summary, then one line for each issue.
    pub fn text(&self) -> String {
        let mut lines = self.summary();
        lines.extend(self.issues.iter().map(ToString::to_string));
        lines.join("\n")
    }
}

/// The tables of a draft and what their columns mean.
pub(super) fn table_reports(draft: &Draft) -> Vec<TableReport> {
    let tables = draft.tables().map(|(kind, table)| {
        let mut report = TableReport {
            file: table.file.clone(),
            kind,
            num_rows: table.rows.len(),
            fields: Vec::new(),
            attributes: Vec::new(),
        };
        for column in &table.columns {
            match column.field {
                Some(field) => report.fields.push((column.name.clone(), kind.name(field))),
                None => report.attributes.push(column.name.clone()),
            }
        }
        report
    });
    tables.collect()
}

/// The id under which words are found for what a table lists.
pub fn kind_word(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Actors => "actors",
        TableKind::Ties => "ties",
        TableKind::Activities => "activities",
        TableKind::Participation => "participation",
    }
}

/// What differs from what the reader proposes, in words. Weights and left-out columns are told by the issues.
pub(super) fn decisions(choices: &ImportChoices) -> Vec<String> {
    let mut told = Vec::new();
    match &choices.sectors {
        SectorChoice::AsRead => {}
        SectorChoice::Own => told.push(words::import::SECTORS_ARE_OWN.to_owned()),
        SectorChoice::Helix(words) => {
            let pairs = words.iter().map(|(word, sector)| {
                words::import::sector_as(word, sector.as_deref().unwrap_or_default())
            });
            told.push(words::import::sectors_mapped(&pairs.collect::<Vec<_>>()));
        }
    }
    if let Some(directed) = choices.directed {
        told.push(words::import::directed(directed).to_owned());
    }
    if choices.activities == ActivityUse::Project {
        told.push(words::import::PROJECTED.to_owned());
    }
    match choices.unknown_actors {
        Some(Unlisted::Add) => told.push(words::import::UNLISTED_ADDED.to_owned()),
        Some(Unlisted::Skip) => told.push(words::import::UNLISTED_SKIPPED.to_owned()),
        None => {}
    }
    match choices.unknown_activities {
        Some(Unlisted::Add) => told.push(words::import::UNLISTED_ACTIVITIES_ADDED.to_owned()),
        Some(Unlisted::Skip) => told.push(words::import::UNLISTED_ACTIVITIES_SKIPPED.to_owned()),
        None => {}
    }
    if !choices.merged.is_empty() {
        told.push(words::import::num_merged(choices.merged.len()));
    }
    if choices.destination == Destination::Merge {
        told.push(words::import::MERGED_INTO_OPEN.to_owned());
    }
    told
}
