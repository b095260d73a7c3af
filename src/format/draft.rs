//! Drafts: what a file says, in tables, before it becomes a network.

use std::borrow::Cow;

use compact_str::CompactString;

use super::field::{Field, TableKind};
use super::input::Input;
use super::issues::ImportIssues;
use super::spot::Spot;
use crate::model::{AttributeValue, NetworkInfo, SectorScheme};

/// The content of a cell; `None` if it is empty. Plain text gets the type that fits all of its column; readers of formats
/// that have types give values.
pub type Cell = Option<CellValue>;

/// What is in a cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Text whose type is not known. Short ones, as most are, take no room of their own.
    Plain(CompactString),
    /// A value whose type the file states.
    Typed(AttributeValue),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file; also that of the attribute, if it becomes one.
    pub name: String,
    /// What it means; `None` for an attribute.
    pub field: Option<Field>,
}

impl CellValue {
    /// Text whose type is not known.
    pub fn plain(text: impl Into<CompactString>) -> Self {
        Self::Plain(text.into())
    }

    /// The value as text, without surrounding space.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Plain(text) => Cow::Borrowed(text.trim()),
            Self::Typed(AttributeValue::Text(text)) => Cow::Borrowed(text.trim()),
            Self::Typed(value) => Cow::Owned(super::value::text_of(value)),
        }
    }

    /// The value as text, without surrounding space.
    pub fn into_text(self) -> String {
        match self {
            Self::Typed(AttributeValue::Text(text)) if text.trim().len() == text.len() => text,
            value => value.text().into_owned(),
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct DraftRow {
    /// The line of the file on which it begins; 0 if lines mean nothing there.
    pub line: u64,
    /// The character of that line, counted from 1; 0 if a row has lines of its own.
    pub character: u32,
    /// Which of the [files of its table](DraftTable::file_of) it comes from.
    pub part: u16,
    /// Its cells, in the order of the columns; missing ones are empty.
    pub cells: Vec<Cell>,
}

/// A table of a draft.
#[derive(Clone, Debug)]
pub struct DraftTable {
    /// The file that it comes from, for messages.
    pub file: String,
    /// Further files, or further sheets of the file, that rows come from.
    pub more_files: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<DraftRow>,
    /// Whether numbers may have a comma for the point.
    pub decimal_comma: bool,
}

impl DraftTable {
    /// An empty table without columns.
    pub fn new(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            more_files: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            decimal_comma: false,
        }
    }

    /// The file that a row comes from.
    pub fn file_of(&self, row: &DraftRow) -> &str {
        let more = usize::from(row.part).checked_sub(1);
        more.and_then(|part| self.more_files.get(part))
            .unwrap_or(&self.file)
    }

    /// Adds the rows of another table of the same kind. Columns are the same if they mean the same, or if they mean
    /// nothing and have the same name.
    pub fn append(&mut self, other: Self) {
        let places: Vec<usize> = other
            .columns
            .iter()
            .map(|column| self.add_column(&column.name, column.field))
            .collect();
        let first_part = self.more_files.len() as u16 + 1;
        self.more_files.push(other.file);
        self.more_files.extend(other.more_files);
        self.decimal_comma |= other.decimal_comma;
        self.rows.extend(other.rows.into_iter().map(|row| {
            let mut moved = DraftRow {
                part: row.part + first_part,
                character: row.character,
                ..DraftRow::new(row.line)
            };
            for (cell, &place) in row.cells.into_iter().zip(&places) {
                if let Some(value) = cell {
                    moved.set(place, value);
                }
            }
            moved
        }));
    }

    /// The place of the column with this meaning.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
    }

    /// The number in a cell, if there is one.
    pub fn number(&self, row: &DraftRow, column: usize) -> Option<f64> {
        super::value::number(&row.text(Some(column)), self.decimal_comma)
    }

    /// Gives columns the meaning that their names have in a table of this kind. Of two columns with the same meaning
    /// the second becomes an attribute.
    pub fn map_columns(&mut self, kind: TableKind) {
        let mut taken = Vec::new();
        for column in &mut self.columns {
            column.field = kind
                .field(&column.name)
                .filter(|field| !taken.contains(field));
            taken.extend(column.field);
        }
    }

    /// Leaves out the columns, by index, that are not to be kept, with what is in them.
    pub(super) fn keep_columns(&mut self, is_kept: impl Fn(usize) -> bool) {
        let mut columns = 0..;
        self.columns
            .retain(|_| columns.next().is_some_and(&is_kept));
        for row in &mut self.rows {
            let mut columns = 0..;
            row.cells.retain(|_| columns.next().is_some_and(&is_kept));
        }
    }

    /// The index of the column of this name, which is added if it is not there yet.
    pub fn add_column(&mut self, name: &str, field: Option<Field>) -> usize {
        let same = |column: &Column| match field {
            Some(field) => column.field == Some(field),
            None => column.field.is_none() && column.name == name,
        };
        self.columns.iter().position(same).unwrap_or_else(|| {
            self.columns.push(Column {
                name: name.to_owned(),
                field,
            });
            self.columns.len() - 1
        })
    }
}

impl DraftRow {
    /// An empty row.
    pub fn new(line: u64) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Where it begins.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            line: self.line,
            character: self.character,
        }
    }

    /// Puts a value into a cell.
    pub fn set(&mut self, column: usize, value: CellValue) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, None);
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = Some(value);
        }
    }

    /// The text in a cell, without surrounding space; empty if there is none.
    pub fn text(&self, column: Option<usize>) -> Cow<'_, str> {
        match column.and_then(|column| self.cells.get(column)) {
            Some(Some(value)) => value.text(),
            Some(None) | None => Cow::Borrowed(""),
        }
    }

    /// The text in a cell as it is; empty if there is none.
    pub(super) fn raw_text(&self, column: usize) -> Cow<'_, str> {
        match self.cells.get(column).and_then(Option::as_ref) {
            Some(CellValue::Plain(text)) => Cow::Borrowed(text.as_str()),
            Some(CellValue::Typed(AttributeValue::Text(text))) => Cow::Borrowed(text.as_str()),
            Some(value) => value.text(),
            None => Cow::Borrowed(""),
        }
    }

    /// Takes the text out of a cell, without surrounding space; empty if there is none.
    pub fn take_text(&mut self, column: Option<usize>) -> String {
        let cell = column.and_then(|column| self.cells.get_mut(column));
        match cell.and_then(Option::take) {
            Some(value) => value.into_text(),
            None => String::new(),
        }
    }

    /// Whether all cells are empty.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().flatten().all(|value| match value {
            CellValue::Plain(text) => text.trim().is_empty(),
            CellValue::Typed(AttributeValue::Text(text)) => text.trim().is_empty(),
            CellValue::Typed(_) => false,
        })
    }
}

/// What becomes of a row that names an actor, or an activity, that is not listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unlisted {
    /// The row is skipped.
    #[default]
    Skip,
    /// What it names is added.
    Add,
}

/// What a file says, in its own words.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What is said about the network as a whole.
    pub info: NetworkInfo,
    /// The sectors, if the file lists them.
    pub sectors: Option<SectorScheme>,
    /// The actors; they follow from ties and participations, if there is no table.
    pub actors: Option<DraftTable>,
    /// The ties.
    pub ties: Option<DraftTable>,
    /// The activities; they follow from participations, if there is no table.
    pub activities: Option<DraftTable>,
    /// Who takes part in what.
    pub participation: Option<DraftTable>,
    /// Whether ties have a direction, where nothing is said about it.
    pub directed: bool,
    /// Whether the second coordinate of a position grows upwards, as in Gephi; it grows downwards on a screen.
    pub y_is_up: bool,
    /// What becomes of rows that name an actor who is not listed.
    pub unknown_actors: Unlisted,
    /// What becomes of participations that name an activity which is not listed, if there is a list.
    pub unknown_activities: Unlisted,
    /// How many bytes it comes from; how many records it may have depends on that.
    pub num_bytes: usize,
    /// What has happened so far.
    pub issues: ImportIssues,
}

impl Draft {
    /// The empty draft of an input, named after it.
    pub(super) fn of(input: &Input) -> Self {
        let info = NetworkInfo {
            name: input.stem().to_owned(),
            ..NetworkInfo::default()
        };
        Self {
            info,
            num_bytes: input.files.iter().map(|file| file.bytes.len()).sum(),
            ..Self::default()
        }
    }

    /// The tables that there are, in a fixed order.
    pub fn tables(&self) -> impl Iterator<Item = (TableKind, &DraftTable)> {
        TableKind::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, self.table(kind)?)))
    }

    /// The table of a kind, if there is one.
    pub fn table(&self, kind: TableKind) -> Option<&DraftTable> {
        match kind {
            TableKind::Actors => self.actors.as_ref(),
            TableKind::Ties => self.ties.as_ref(),
            TableKind::Activities => self.activities.as_ref(),
            TableKind::Participation => self.participation.as_ref(),
        }
    }

    /// The place for the table of a kind.
    pub fn table_mut(&mut self, kind: TableKind) -> &mut Option<DraftTable> {
        match kind {
            TableKind::Actors => &mut self.actors,
            TableKind::Ties => &mut self.ties,
            TableKind::Activities => &mut self.activities,
            TableKind::Participation => &mut self.participation,
        }
    }
}
