//! An import that waits for the user: what was read, what is decided so far, and what would come of it.

use std::sync::Arc;

use super::choices::{
    self, ActivityUse, Destination, ImportChoices, SectorWord, merge_duplicates, number_range,
    sector_words,
};
use super::duplicates::{self, DuplicatePair};
use super::merge::{MergePlan, Said, plan};
use super::project::project;
use super::report::{Counts, ImportReport, decisions, table_reports};
use crate::document::Content;
use crate::format::{Draft, Field, ImportIssues, Imported, IssueKind, Positions, TableKind};
use crate::model::Network;
use crate::task::{Cancelled, TaskContext};

/// A file that was read and understood, but is no network yet.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// What it is called.
    pub name: String,
    /// The format, by id.
    pub format: &'static str,
    /// What it says.
    pub draft: Draft,
    /// Whether it comes from the clipboard, so that it is nowhere else.
    pub is_pasted: bool,
}

/// What comes of a draft with certain choices.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// The choices.
    pub choices: ImportChoices,
    /// The network, or nothing, if there is an error.
    pub network: Option<Arc<Network>>,
    /// Where the file has its actors; empty, if it has no map.
    pub positions: Positions,
    /// What was read, guessed, changed and skipped.
    pub report: ImportReport,
    /// The words of the sector column.
    pub sector_words: Vec<SectorWord>,
    /// The least and the greatest weight, as the file has them.
    pub weights: Option<(f64, f64)>,
    /// How many rows name an actor who is not listed, and how many such actors there are.
    pub dangling: (usize, usize),
    /// How many rows name an activity that is not listed, and how many such activities there are.
    pub dangling_activities: (usize, usize),
    /// Actors that may be the same, the likeliest first.
    pub duplicates: Vec<DuplicatePair>,
    /// What it does to the open network, if it goes there.
    pub plan: Option<MergePlan>,
}

impl Resolution {
    /// How much would be read.
    pub fn counts(&self) -> Counts {
        self.report.counts
    }

    /// What happened on the way.
    pub fn issues(&self) -> &ImportIssues {
        &self.report.issues
    }

    /// Whether nothing was guessed, skipped or doubtful, so that there is nothing to ask.
    pub fn is_clean(&self) -> bool {
        let issues = self.issues();
        self.network.is_some()
            && self.duplicates.is_empty()
            && issues.count(IssueKind::Guess) + issues.count(IssueKind::Skipped) == 0
    }
}

/// Works out what comes of a file with these choices. `open` is the network that it may be merged into; of what came of
/// earlier choices that is taken which must be the same.
pub(crate) fn resolve(
    foreign: &Foreign,
    choices: &ImportChoices,
    before: Option<&Resolution>,
    open: Option<&Content>,
    task: &TaskContext,
) -> Result<Resolution, Cancelled> {
    let mut draft = choices.apply(foreign.draft.clone(), task)?;
    let (actors, num_rows, num_actors) = choices::actors(&draft);
    let dangling_activities = choices::unlisted_activities(&draft);
    let before = before.filter(|before| before.choices.tables == choices.tables);
    let duplicates = match before {
        Some(before) => before.duplicates.clone(),
        None => duplicates::find(&actors, &draft, task)?,
    };
    merge_duplicates(&mut draft, &choices.merged);
    let said = Said::new(&draft);
    let name = (foreign.name.clone(), foreign.format);
    let (read, mut report) = of_draft(draft, name, choices, task)?;
    let plan = match (&read, open, choices.destination) {
        (Some((network, positions)), Some(open), Destination::Merge) => {
            let new = (network, positions);
            Some(plan(open, new, said, choices.match_by, task)?)
        }
        _ => None,
    };
    let (network, positions) = read.unzip();
    if let Some(plan) = &plan {
        report.add_plan(plan);
    }
    Ok(Resolution {
        choices: choices.clone(),
        network: network.map(Arc::new),
        positions: positions.unwrap_or_default(),
        report,
        sector_words: sector_words_as_read(foreign, choices),
        weights: weights_as_read(foreign, choices),
        dangling: (num_rows, num_actors),
        dangling_activities,
        duplicates,
        plan,
    })
}

/// The network that a file becomes with these choices and where it has its actors, for whoever does not ask anybody.
pub(crate) fn resolve_only(
    foreign: Foreign,
    choices: &ImportChoices,
    task: &TaskContext,
) -> Result<(Option<(Network, Positions)>, ImportReport), Cancelled> {
    let mut draft = choices.apply(foreign.draft, task)?;
    merge_duplicates(&mut draft, &choices.merged);
    of_draft(draft, (foreign.name, foreign.format), choices, task)
}

fn of_draft(
    draft: Draft,
    (name, format): (String, &'static str),
    choices: &ImportChoices,
    task: &TaskContext,
) -> Result<(Option<(Network, Positions)>, ImportReport), Cancelled> {
    let tables = table_reports(&draft);
    let (read, issues) = match draft.resolve(task)? {
        Ok(Imported {
            network,
            positions,
            issues,
        }) => (Some((network, positions)), issues),
        Err(issues) => (None, issues),
    };
    let read = match (read, choices.activities) {
        // Records of a file that was just read refer to nothing that is not there.
        (Some((network, positions)), ActivityUse::Project) => {
            project(&network).ok().map(|network| (network, positions))
        }
        (read, _) => read,
    };
    let report = ImportReport {
        name,
        format,
        tables,
        counts: read
            .as_ref()
            .map_or_else(Counts::default, |(network, _)| Counts::of(network)),
        decisions: decisions(choices),
        issues,
    };
    Ok((read, report))
}

/// The words of the column that is the sector column by these choices, before any of them becomes a sector.
fn sector_words_as_read(foreign: &Foreign, choices: &ImportChoices) -> Vec<SectorWord> {
    let tables = foreign.draft.tables().zip(&choices.tables);
    for ((_, table), choice) in tables {
        let column = choice
            .columns
            .iter()
            .position(|it| *it == choices::ColumnUse::Field(Field::Sector));
        if let (TableKind::Actors, Some(column)) = (choice.kind, column) {
            return sector_words(table, column);
        }
    }
    Vec::new()
}

fn weights_as_read(foreign: &Foreign, choices: &ImportChoices) -> Option<(f64, f64)> {
    let mut tables = foreign.draft.tables().zip(&choices.tables);
    tables.find_map(|((_, table), choice)| {
        let weight = choices::ColumnUse::Field(Field::Weight);
        let column = choice.columns.iter().position(|it| *it == weight)?;
        (choice.kind == TableKind::Ties).then(|| number_range(table, column))?
    })
}

/// An import that waits for the user.
pub struct PendingImport {
    foreign: Arc<Foreign>,
    choices: ImportChoices,
    is_remembered: bool,
    resolution: Arc<Resolution>,
}

impl PendingImport {
    pub(crate) fn new(
        foreign: Arc<Foreign>,
        resolution: Arc<Resolution>,
        is_remembered: bool,
    ) -> Self {
        Self {
            foreign,
            choices: resolution.choices.clone(),
            is_remembered,
            resolution,
        }
    }

    /// What was read.
    pub fn foreign(&self) -> &Arc<Foreign> {
        &self.foreign
    }

    /// What is decided so far.
    pub fn choices(&self) -> &ImportChoices {
        &self.choices
    }

    /// What the reader of the format proposes, for where it goes now.
    pub fn proposed(&self) -> ImportChoices {
        ImportChoices {
            destination: self.choices.destination,
            match_by: self.choices.match_by,
            ..ImportChoices::proposed(&self.foreign.draft)
        }
    }

    /// Whether the choices began as those of an earlier file with the same columns.
    pub fn is_remembered(&self) -> bool {
        self.is_remembered
    }

    /// What would come of it; of earlier choices, while that is being worked out.
    pub fn resolution(&self) -> &Arc<Resolution> {
        &self.resolution
    }

    /// Whether the resolution is that of the choices as they are.
    pub fn is_current(&self) -> bool {
        self.resolution.choices == self.choices
    }

    pub(crate) fn choose(&mut self, choices: ImportChoices) {
        self.choices = choices;
    }

    pub(crate) fn resolved(&mut self, resolution: Arc<Resolution>) {
        self.resolution = resolution;
    }
}
