//! What can be decided about an import, and what becomes of a draft when it is decided.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::format::{
    CellValue, Column, Draft, DraftRow, DraftTable, Field, IssueKind, IssuePlace, TableKind,
    Unlisted, is_unknown_sector,
};
use crate::model::{AttributeValue, SectorScheme};
use crate::task::{Cancelled, TaskContext};
use crate::text::words;

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUse {
    /// It has a meaning that Helixmap knows.
    Field(Field),
    /// It is kept under its own name.
    Attribute,
    /// It is not taken in.
    LeaveOut,
}

/// What a table lists, and what becomes of each of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableChoice {
    /// What it lists.
    pub kind: TableKind,
    /// Its columns, in their order.
    pub columns: Vec<ColumnUse>,
}

/// What becomes of the words of the sector column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SectorChoice {
    /// What the reader makes of them.
    #[default]
    AsRead,
    /// They become sectors themselves.
    Own,
    /// Each word is one of the four sectors of the quadruple helix, by key, or none.
    Helix(BTreeMap<String, Option<String>>),
}

/// What the numbers of the weight column mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeightMeaning {
    /// Bigger is closer.
    #[default]
    Strength,
    /// Bigger is farther: the strength is 1 / number.
    Distance,
    /// Ranks, of which 1 is the closest: the strength is greatest + smallest − number.
    Rank,
}

/// What becomes of activities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivityUse {
    /// They stay: who takes part in what.
    #[default]
    Keep,
    /// Actors with common activities are tied, and the activities go.
    Project,
}

/// By what a file’s actors are found in the open network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatchBy {
    /// The text id.
    #[default]
    Id,
    /// The name, without regard to case.
    Name,
}

/// Where an import goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// A new network in the place of what is open.
    #[default]
    New,
    /// The open network, which it updates.
    Merge,
}

/// Everything that can be decided about an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportChoices {
    /// The tables, in the order of [`Draft::tables`].
    pub tables: Vec<TableChoice>,
    /// Sectors.
    pub sectors: SectorChoice,
    /// Whether ties have a direction; `None` leaves it to the file.
    pub directed: Option<bool>,
    /// Weights.
    pub weights: WeightMeaning,
    /// Activities.
    pub activities: ActivityUse,
    /// What becomes of rows that name an actor who is not listed; `None` leaves it to the reader.
    pub unknown_actors: Option<Unlisted>,
    /// What becomes of rows that name an activity which is not listed; `None` leaves it to the reader.
    pub unknown_activities: Option<Unlisted>,
    /// Actors that are the same as another: the id that goes, and the one that stays.
    pub merged: BTreeMap<String, String>,
    /// Where it goes.
    pub destination: Destination,
    /// By what actors are found in the open network.
    pub match_by: MatchBy,
}

impl ImportChoices {
    /// What the reader of the format proposes.
    pub fn proposed(draft: &Draft) -> Self {
        let tables = draft
            .tables()
            .map(|(kind, table)| TableChoice {
                kind,
                columns: table
                    .columns
                    .iter()
                    .map(|column| column.field.map_or(ColumnUse::Attribute, ColumnUse::Field))
                    .collect(),
            })
            .collect();
        Self {
            tables,
            ..Self::default()
        }
    }

    /// Gives a column another use. Of two columns with the same meaning the other becomes an attribute.
    pub fn use_column(&mut self, table: usize, column: usize, new: ColumnUse) {
        let Some(choice) = self.tables.get_mut(table) else {
            return;
        };
        if matches!(new, ColumnUse::Field(_)) {
            for other in &mut choice.columns {
                if *other == new {
                    *other = ColumnUse::Attribute;
                }
            }
        }
        if let Some(place) = choice.columns.get_mut(column) {
            *place = new;
        }
    }

    /// Says what a table lists; its columns get the meaning that their names have there. A table that listed that before
    /// takes the other’s part.
    pub fn use_table(&mut self, draft: &Draft, table: usize, kind: TableKind) {
        let Some(before) = self.tables.get(table).map(|choice| choice.kind) else {
            return;
        };
        for (place, (choice, (_, read))) in self.tables.iter_mut().zip(draft.tables()).enumerate() {
            let new = if place == table {
                kind
            } else if choice.kind == kind {
                before
            } else {
                continue;
            };
            if choice.kind != new {
                let mut mapped = DraftTable::new("");
                mapped.columns.clone_from(&read.columns);
                mapped.map_columns(new);
                *choice = TableChoice {
                    kind: new,
                    columns: mapped
                        .columns
                        .iter()
                        .map(|column| column.field.map_or(ColumnUse::Attribute, ColumnUse::Field))
                        .collect(),
                };
            }
        }
    }

    /// Says which sectors of the quadruple helix words mean, by key, name or alias; an empty text or `unassigned` is none of
    /// them. Words are found without regard to case; those that are not given keep their usual meaning. The error says what
    /// is wrong.
    pub fn map_sectors(&mut self, draft: &Draft, pairs: &[(&str, &str)]) -> Result<(), String> {
        let column = draft
            .tables()
            .zip(&self.tables)
            .find_map(|((_, table), choice)| {
                let sector = ColumnUse::Field(Field::Sector);
                let column = choice.columns.iter().position(|it| *it == sector)?;
                (choice.kind == TableKind::Actors).then_some((table, column))
            });
        let Some((table, column)) = column else {
            return Err(words::import::NO_SECTOR_COLUMN.to_owned());
        };
        let helix = SectorScheme::quadruple_helix();
        let mut decided = Vec::new();
        for &(word, sector) in pairs {
            let found = helix.by_word(sector).and_then(|sector| helix.get(sector));
            if found.is_none() && !is_unknown_sector(sector) {
                let keys: Vec<&str> = helix.iter().map(|(_, it)| it.key.as_str()).collect();
                return Err(words::import::no_such_sector(sector, &keys));
            }
            decided.push((word.to_lowercase(), found.map(|sector| sector.key.clone())));
        }
        let meanings = sector_words(table, column).into_iter().map(|word| {
            let folded = word.word.to_lowercase();
            let given = decided.iter().find(|(word, _)| *word == folded);
            let sector = match given {
                Some((_, sector)) => sector.clone(),
                None => word.proposal,
            };
            (word.word, sector)
        });
        self.sectors = SectorChoice::Helix(meanings.collect());
        Ok(())
    }

    /// The draft as it is after these choices, but for duplicates, which [`merge_duplicates`] sees to.
    pub(super) fn apply(&self, draft: Draft, task: &TaskContext) -> Result<Draft, Cancelled> {
        let mut out = draft;
        if let Some(unknown_actors) = self.unknown_actors {
            out.unknown_actors = unknown_actors;
        }
        if let Some(unknown_activities) = self.unknown_activities {
            out.unknown_activities = unknown_activities;
        }
        let tables: Vec<DraftTable> = TableKind::ALL
            .into_iter()
            .filter_map(|kind| out.table_mut(kind).take())
            .collect();
        for (mut table, choice) in tables.into_iter().zip(&self.tables) {
            task.keep_going()?;
            for (column, chosen) in table.columns.iter_mut().zip(&choice.columns) {
                column.field = match chosen {
                    ColumnUse::Field(field) => Some(*field),
                    ColumnUse::Attribute | ColumnUse::LeaveOut => None,
                };
            }
            leave_out(&mut table, &choice.columns, &mut out);
            *out.table_mut(choice.kind) = Some(table);
        }
        if let Some(directed) = self.directed {
            out.directed = directed;
            if let Some(ties) = &mut out.ties
                && let Some(column) = ties.column(Field::Directed)
                && let Some(column) = ties.columns.get_mut(column)
            {
                column.field = None;
            }
        }
        task.keep_going()?;
        self.apply_sectors(&mut out);
        task.keep_going()?;
        self.apply_weights(&mut out);
        Ok(out)
    }

    fn apply_sectors(&self, draft: &mut Draft) {
        let decided = match &self.sectors {
            SectorChoice::AsRead => return,
            SectorChoice::Own => {
                let table = draft.actors.as_ref();
                if let Some(table) = table
                    && let Some(column) = table.column(Field::Sector)
                {
                    let words = sector_words(table, column).into_iter();
                    let words = words.map(|word| word.word);
                    draft.sectors = Some(SectorScheme::from_values(words));
                }
                return;
            }
            SectorChoice::Helix(decided) => decided,
        };
        draft.sectors = Some(SectorScheme::quadruple_helix());
        let Draft { actors, issues, .. } = draft;
        let Some(table) = actors else {
            return;
        };
        let Some(column) = table.column(Field::Sector) else {
            return;
        };
        // Words that nothing was decided about mean what they usually mean, if anything.
        let mut meanings = decided.clone();
        let mut unknown = Vec::new();
        for SectorWord { word, proposal, .. } in sector_words(table, column) {
            if let Entry::Vacant(place) = meanings.entry(word) {
                if proposal.is_none() {
                    unknown.push(place.key().clone());
                }
                place.insert(proposal);
            }
        }
        if !unknown.is_empty() {
            let place = IssuePlace {
                file: table.file.clone(),
                line: None,
                character: None,
                column: table.columns.get(column).map(|column| column.name.clone()),
            };
            let message = words::import::unknown_sectors(&unknown);
            issues.add(IssueKind::Guess, place, message);
        }
        let mut sectors = HashSet::new();
        let loses = meanings
            .values()
            .any(|sector| sector.as_ref().is_none_or(|sector| !sectors.insert(sector)));
        // What several words have become one for, stays readable beside it.
        let kept = loses.then(|| {
            let name = table.columns.get(column).map(|column| column.name.clone());
            table.columns.push(Column {
                name: name.unwrap_or_default(),
                field: None,
            });
            table.columns.len() - 1
        });
        for row in &mut table.rows {
            let word = row.text(Some(column)).into_owned();
            if is_unknown_sector(&word) {
                continue;
            }
            let sector = meanings.get(&word).cloned().flatten();
            if let Some(kept) = kept {
                row.set(kept, CellValue::plain(word));
            }
            match sector {
                Some(sector) => row.set(column, CellValue::plain(sector)),
                None => clear(row, column),
            }
        }
    }

    fn apply_weights(&self, draft: &mut Draft) {
        let Draft { ties, issues, .. } = draft;
        let Some(table) = ties else { return };
        let Some(column) = table.column(Field::Weight) else {
            return;
        };
        let range = number_range(table, column);
        let (meaning, (least, greatest)) = match (self.weights, range) {
            (WeightMeaning::Strength, _) | (_, None) => return,
            (meaning, Some(range)) => (meaning, range),
        };
        let what = match meaning {
            WeightMeaning::Distance => words::import::WEIGHTS_AS_DISTANCES.to_owned(),
            WeightMeaning::Rank | WeightMeaning::Strength => {
                words::import::weights_as_ranks(least, greatest)
            }
        };
        let name = table.columns.get(column).map(|column| column.name.clone());
        let place = |file: &str, line| IssuePlace {
            file: file.to_owned(),
            line,
            character: None,
            column: name.clone(),
        };
        issues.add(IssueKind::Note, place(&table.file, None), what);
        let numbers: Vec<Option<f64>> = table
            .rows
            .iter()
            .map(|row| table.number(row, column))
            .collect();
        let mut zeros = Vec::new();
        for (at, number) in numbers.into_iter().enumerate() {
            let (Some(number), Some(row)) = (number, table.rows.get_mut(at)) else {
                continue;
            };
            let strength = match meaning {
                WeightMeaning::Distance => 1.0 / number,
                WeightMeaning::Rank | WeightMeaning::Strength => greatest + least - number,
            };
            if strength.is_finite() {
                row.set(column, CellValue::Typed(AttributeValue::Number(strength)));
            } else {
                clear(row, column);
                zeros.push(at);
            }
        }
        for row in zeros.iter().filter_map(|&at| table.rows.get(at)) {
            let place = place(table.file_of(row), line_of(row));
            issues.add(IssueKind::Guess, place, words::import::NO_DISTANCE);
        }
    }
}

/// The line of a row, if lines mean anything there.
fn line_of(row: &DraftRow) -> Option<u64> {
    (row.line > 0).then_some(row.line)
}

fn clear(row: &mut DraftRow, column: usize) {
    if let Some(cell) = row.cells.get_mut(column) {
        *cell = None;
    }
}

fn leave_out(table: &mut DraftTable, columns: &[ColumnUse], draft: &mut Draft) {
    let stays: Vec<bool> = columns
        .iter()
        .map(|chosen| *chosen != ColumnUse::LeaveOut)
        .collect();
    if stays.iter().all(|&stays| stays) {
        return;
    }
    let stays = |place: usize| stays.get(place).copied().unwrap_or(true);
    let mut place = 0;
    table.columns.retain(|column| {
        place += 1;
        if !stays(place - 1) {
            let of = IssuePlace {
                file: table.file.clone(),
                line: None,
                character: None,
                column: Some(column.name.clone()),
            };
            draft
                .issues
                .add(IssueKind::Note, of, words::import::LEFT_OUT);
        }
        stays(place - 1)
    });
    for row in &mut table.rows {
        let mut place = 0;
        row.cells.retain(|_| {
            place += 1;
            stays(place - 1)
        });
    }
}

/// A word of the sector column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectorWord {
    /// The word.
    pub word: String,
    /// How many actors have it.
    pub count: usize,
    /// The sector of the quadruple helix that it means, by key, if it is known.
    pub proposal: Option<String>,
}

/// The words of a sector column in the order in which they come; words for “not known” are not among them.
pub(super) fn sector_words(table: &DraftTable, column: usize) -> Vec<SectorWord> {
    let helix = SectorScheme::quadruple_helix();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut words: Vec<SectorWord> = Vec::new();
    for row in &table.rows {
        let word = row.text(Some(column));
        if is_unknown_sector(&word) {
            continue;
        }
        if let Some(word) = places.get(&*word).and_then(|&place| words.get_mut(place)) {
            word.count += 1;
            continue;
        }
        let word = word.into_owned();
        places.insert(word.clone(), words.len());
        let sector = helix.by_word(&word).and_then(|sector| helix.get(sector));
        words.push(SectorWord {
            proposal: sector.map(|sector| sector.key.clone()),
            word,
            count: 1,
        });
    }
    words
}

/// The least and the greatest number of a column.
pub(super) fn number_range(table: &DraftTable, column: usize) -> Option<(f64, f64)> {
    table
        .rows
        .iter()
        .filter_map(|row| table.number(row, column))
        .fold(None, |range, number| match range {
            None => Some((number, number)),
            Some((least, greatest)) => Some((number.min(least), number.max(greatest))),
        })
}

/// An actor as the tables name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The id.
    pub(super) key: String,
    /// The name.
    pub(super) label: String,
    /// Country, if its row says so.
    pub(super) country: String,
    /// City, if its row says so.
    pub(super) city: String,
}

/// The id and the name of a row of the table of actors.
fn named(table: &DraftTable, row: &DraftRow) -> Named {
    let text = |field| row.text(table.column(field)).into_owned();
    let label = text(Field::Label);
    let id = text(Field::Id);
    let key = if id.is_empty() { label.clone() } else { id };
    Named {
        label: if label.is_empty() { key.clone() } else { label },
        key,
        country: text(Field::Country),
        city: text(Field::City),
    }
}

/// The columns in which tables name actors.
const REFERENCES: [(TableKind, &[Field]); 2] = [
    (TableKind::Ties, &[Field::Source, Field::Target]),
    (TableKind::Participation, &[Field::Actor]),
];

/// All actors that the tables list, and how many rows name one that is not listed, of how many such actors.
pub(super) fn actors(draft: &Draft) -> (Vec<Named>, usize, usize) {
    let mut all = Vec::new();
    let mut seen = HashSet::new();
    if let Some(table) = &draft.actors {
        for row in &table.rows {
            let named = named(table, row);
            if !named.key.is_empty() && seen.insert(named.key.clone()) {
                all.push(named);
            }
        }
    }
    let is_listed = draft.actors.is_some();
    let labels: HashSet<String> = all.iter().map(|named| named.label.clone()).collect();
    let mut num_rows = 0;
    let mut unlisted = HashSet::new();
    for (kind, fields) in REFERENCES {
        let Some(table) = draft.table(kind) else {
            continue;
        };
        let columns: Vec<usize> = fields.iter().filter_map(|&it| table.column(it)).collect();
        for row in &table.rows {
            let mut is_dangling = false;
            for &column in &columns {
                let name = row.text(Some(column));
                if name.is_empty() || labels.contains(&*name) || seen.contains(&*name) {
                    continue;
                }
                let name = name.into_owned();
                if is_listed {
                    is_dangling = true;
                    unlisted.insert(name);
                } else {
                    seen.insert(name.clone());
                    all.push(Named {
                        key: name.clone(),
                        label: name,
                        country: String::new(),
                        city: String::new(),
                    });
                }
            }
            num_rows += usize::from(is_dangling);
        }
    }
    (all, num_rows, unlisted.len())
}

/// How many rows name an activity that is not listed, if there is a list, and how many such activities there are.
pub(super) fn unlisted_activities(draft: &Draft) -> (usize, usize) {
    let (Some(listed), Some(parts)) = (&draft.activities, &draft.participation) else {
        return (0, 0);
    };
    let (Some(id), Some(activity)) = (listed.column(Field::Id), parts.column(Field::Activity))
    else {
        return (0, 0);
    };
    let rows = listed.rows.iter();
    let ids: HashSet<_> = rows.map(|row| row.text(Some(id))).collect();
    let mut num_rows = 0;
    let mut unlisted = HashSet::new();
    for row in &parts.rows {
        let name = row.text(Some(activity));
        if !name.is_empty() && !ids.contains(&name) {
            num_rows += 1;
            unlisted.insert(name);
        }
    }
    (num_rows, unlisted.len())
}

/// Makes one actor of those that are the same: its row takes in what the other rows say beyond it, and ties and
/// participations of the others become its own. A tie between two that become one goes.
pub(super) fn merge_duplicates(draft: &mut Draft, merged: &BTreeMap<String, String>) {
    if merged.is_empty() {
        return;
    }
    let root = |key: &str| {
        let mut kept = key;
        // As many steps as there are entries, so that a circle ends.
        for _ in 0..merged.len() {
            match merged.get(kept) {
                Some(next) => kept = next,
                None => break,
            }
        }
        kept.to_owned()
    };
    let mut names: HashMap<String, String> =
        merged.keys().map(|key| (key.clone(), root(key))).collect();
    if let Some(table) = &mut draft.actors {
        let keys: Vec<Named> = table.rows.iter().map(|row| named(table, row)).collect();
        let mut places = HashMap::new();
        for (place, named) in keys.iter().enumerate() {
            places.entry(named.key.clone()).or_insert(place);
        }
        let mut gone = vec![false; table.rows.len()];
        for (place, named) in keys.iter().enumerate() {
            let Some(kept) = names.get(&named.key).cloned() else {
                continue;
            };
            let Some(&to) = places.get(&kept).filter(|&&to| to != place) else {
                continue;
            };
            let message = words::import::merged(&named.label, &kept);
            if let Some(row) = table.rows.get(place) {
                let file = table.file_of(row);
                let (kind, line) = (IssueKind::Note, line_of(row));
                draft.issues.add_line(kind, file, line, message);
            }
            names.entry(named.label.clone()).or_insert(kept);
            let cells = table
                .rows
                .get_mut(place)
                .map(|row| std::mem::take(&mut row.cells));
            if let (Some(cells), Some(row)) = (cells, table.rows.get_mut(to)) {
                for (column, cell) in cells.into_iter().enumerate() {
                    if let Some(cell) = cell
                        && row.text(Some(column)).is_empty()
                    {
                        row.set(column, cell);
                    }
                }
            }
            if let Some(gone) = gone.get_mut(place) {
                *gone = true;
            }
        }
        let mut gone = gone.into_iter();
        table.rows.retain(|_| !gone.next().unwrap_or_default());
        // A name that another actor still has is that actor's.
        let kept = table.rows.iter().map(|row| named(table, row));
        for named in kept {
            names.remove(&named.key);
            names.remove(&named.label);
        }
    }
    for (kind, fields) in REFERENCES {
        let (Some(table), issues) = (match kind {
            TableKind::Ties => (&mut draft.ties, &mut draft.issues),
            _ => (&mut draft.participation, &mut draft.issues),
        }) else {
            continue;
        };
        let columns: Vec<usize> = fields.iter().filter_map(|&it| table.column(it)).collect();
        let mut files = vec![table.file.clone()];
        files.extend(table.more_files.iter().cloned());
        table.rows.retain_mut(|row| {
            let mut has_changed = false;
            for &column in &columns {
                if let Some(kept) = names.get(&*row.text(Some(column))) {
                    row.set(column, CellValue::plain(kept.as_str()));
                    has_changed = true;
                }
            }
            let is_self_tie = has_changed
                && match columns.as_slice() {
                    &[a, b] => row.text(Some(a)) == row.text(Some(b)),
                    _ => false,
                };
            if is_self_tie {
                let file = files.get(usize::from(row.part)).map_or("", String::as_str);
                let (kind, line) = (IssueKind::Skipped, line_of(row));
                issues.add_line(kind, file, line, words::import::TIE_OF_MERGED);
            }
            !is_self_tie
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[(&str, Field)], rows: &[&[&str]]) -> DraftTable {
        let mut table = DraftTable::new("x.csv");
        for &(name, field) in names {
            table.add_column(name, Some(field));
        }
        for (number, cells) in rows.iter().enumerate() {
            let mut row = DraftRow::new(number as u64 + 2);
            for (column, cell) in cells.iter().enumerate() {
                if !cell.is_empty() {
                    row.set(column, CellValue::plain(*cell));
                }
            }
            table.rows.push(row);
        }
        table
    }

    fn draft() -> Draft {
        Draft {
            actors: Some(table(
                &[
                    ("id", Field::Id),
                    ("name", Field::Label),
                    ("type", Field::Sector),
                    ("town", Field::City),
                ],
                &[
                    &["1", "Lunds universitet", "HES", ""],
                    &["2", "LUNDS UNIVERSITET", "research", "Lund"],
                    &["3", "Firma", "weather", ""],
                    &["4", "Kommunen", "?", ""],
                ],
            )),
            ties: Some(table(
                &[
                    ("from", Field::Source),
                    ("to", Field::Target),
                    ("rank", Field::Weight),
                ],
                &[
                    &["1", "2", "1"],
                    &["LUNDS UNIVERSITET", "3", "4"],
                    &["9", "4", "0"],
                ],
            )),
            ..Draft::default()
        }
    }

    fn texts(table: &DraftTable, field: Field) -> Vec<String> {
        let column = table.column(field);
        table
            .rows
            .iter()
            .map(|row| row.text(column).into_owned())
            .collect()
    }

    #[test]
    fn words_become_sectors_and_stay_readable() {
        let draft = draft();
        let mut choices = ImportChoices::proposed(&draft);
        choices.sectors = SectorChoice::Helix(BTreeMap::from([
            ("HES".to_owned(), Some("university".to_owned())),
            ("research".to_owned(), Some("university".to_owned())),
            ("weather".to_owned(), None),
        ]));
        let done = choices.apply(draft.clone(), &TaskContext::new()).unwrap();
        let actors = done.actors.unwrap();
        assert_eq!(
            texts(&actors, Field::Sector),
            ["university", "university", "", "?"]
        );
        let kept = actors.columns.iter().rposition(|it| it.name == "type");
        let kept: Vec<String> = actors
            .rows
            .iter()
            .map(|row| row.text(kept).into_owned())
            .collect();
        assert_eq!(kept, ["HES", "research", "weather", ""]);
    }

    #[test]
    fn weights_can_mean_three_things() {
        let draft = draft();
        for (meaning, expected, num_issues) in [
            (WeightMeaning::Strength, ["1", "4", "0"], 0),
            (WeightMeaning::Distance, ["1", "0.25", ""], 2),
            (WeightMeaning::Rank, ["3", "0", "4"], 1),
        ] {
            let choices = ImportChoices {
                weights: meaning,
                ..ImportChoices::proposed(&draft)
            };
            let done = choices.apply(draft.clone(), &TaskContext::new()).unwrap();
            assert_eq!(texts(&done.ties.unwrap(), Field::Weight), expected);
            assert_eq!(done.issues.len(), num_issues);
        }
    }

    #[test]
    fn the_same_actor_twice_becomes_one() {
        let mut draft = draft();
        let merged = BTreeMap::from([("2".to_owned(), "1".to_owned())]);
        merge_duplicates(&mut draft, &merged);
        let actors = draft.actors.unwrap();
        assert_eq!(texts(&actors, Field::Id), ["1", "3", "4"]);
        assert_eq!(texts(&actors, Field::Label)[0], "Lunds universitet");
        assert_eq!(texts(&actors, Field::City)[0], "Lund");
        let ties = draft.ties.unwrap();
        assert_eq!(texts(&ties, Field::Source), ["1", "9"]);
        let told: Vec<IssueKind> = draft.issues.iter().map(|issue| issue.kind).collect();
        assert_eq!(told, [IssueKind::Note, IssueKind::Skipped]);
    }

    #[test]
    fn who_is_named_but_not_listed_is_counted() {
        let (all, num_rows, num_actors) = actors(&draft());
        assert_eq!((all.len(), num_rows, num_actors), (4, 1, 1));
    }

    #[test]
    fn a_meaning_belongs_to_one_column() {
        let draft = draft();
        let mut choices = ImportChoices::proposed(&draft);
        choices.use_column(0, 3, ColumnUse::Field(Field::Label));
        let columns = &choices.tables[0].columns;
        assert_eq!(columns[1], ColumnUse::Attribute);
        assert_eq!(columns[3], ColumnUse::Field(Field::Label));
        choices.use_table(&draft, 0, TableKind::Ties);
        let kinds: Vec<TableKind> = choices.tables.iter().map(|table| table.kind).collect();
        assert_eq!(kinds, [TableKind::Ties, TableKind::Actors]);
    }
}
