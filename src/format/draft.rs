//! Drafts: what a file says, in tables, before it becomes a network.

use super::field::{Field, TableKind};
use super::issues::ImportIssues;
use crate::model::{AttributeValue, NetworkInfo, SectorScheme};

/// The content of a cell; `None` if it is empty. Plain text gets the type that fits all of its column; readers of formats
/// that have types give values.
pub type Cell = Option<CellValue>;

/// What is in a cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Text whose type is not known.
    Plain(String),
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

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct DraftRow {
    /// The line of the file on which it begins; 0 if lines mean nothing there.
    pub line: u64,
    /// Its cells, in the order of the columns; missing ones are empty.
    pub cells: Vec<Cell>,
}

/// A table of a draft.
#[derive(Clone, Debug)]
pub struct DraftTable {
    /// The file that it comes from, for messages.
    pub file: String,
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
            columns: Vec::new(),
            rows: Vec::new(),
            decimal_comma: false,
        }
    }

    /// The place of the column with this meaning.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == Some(field))
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
            cells: Vec::new(),
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
    pub fn text(&self, column: Option<usize>) -> String {
        match column.and_then(|column| self.cells.get(column)) {
            Some(Some(CellValue::Plain(text))) => text.trim().to_owned(),
            Some(Some(CellValue::Typed(value))) => super::value::text_of(value),
            Some(None) | None => String::new(),
        }
    }
}

/// What becomes of a tie or a participation that names an actor who is not listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownActors {
    /// The row is skipped.
    #[default]
    Skip,
    /// The actor is added.
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
    /// What becomes of rows that name an actor who is not listed.
    pub unknown_actors: UnknownActors,
    /// What has happened so far.
    pub issues: ImportIssues,
}
