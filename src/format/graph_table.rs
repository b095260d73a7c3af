//! A table of a draft that is filled while a graph file is read: a row for each record, a column for each name.
//!
//! Graph files name values record by record, so columns turn up at any time. What the format itself says about a record
//! (its id, the ends of a tie) goes into columns of a field; names of the file get their meaning at the end, when all of
//! them are known.

use std::collections::HashMap;

use compact_str::CompactString;

use super::draft::{CellValue, Column, DraftRow, DraftTable};
use super::field::{Field, TableKind};
use super::issues::{ImportIssues, IssueKind};
use super::room::{max_records, too_many};
use super::rows::PREFIX;
use super::spot::Spot;

/// Empty and repeated cells that a table may have for each byte of its file, and in any case. A file with ever new names,
/// or with a long default value, could otherwise need memory far beyond its size.
const EXTRA_CELLS_PER_BYTE: usize = 2;
const EXTRA_CELLS: usize = 1 << 20;

/// More names than this are no columns.
const MAX_COLUMNS: usize = 2000;

/// A finished row keeps room for so many cells more.
const MAX_SPARE: usize = 3;

/// The place of a name beyond them.
const NO_COLUMN: usize = usize::MAX;

/// The table of a kind of records.
pub(super) struct GraphTable {
    table: DraftTable,
    kind: TableKind,
    by_name: HashMap<String, usize>,
    extra_cells_left: usize,
    max_rows: usize,
    /// Where the first row is that had no room, if there is one.
    first_refused: Option<Spot>,
    /// The names whose values had no room.
    without_room: Vec<String>,
}

impl GraphTable {
    /// An empty table of the records in a file with so many bytes.
    pub(super) fn new(kind: TableKind, file: &str, num_bytes: usize) -> Self {
        Self {
            table: DraftTable::new(file),
            kind,
            by_name: HashMap::new(),
            extra_cells_left: num_bytes
                .saturating_mul(EXTRA_CELLS_PER_BYTE)
                .saturating_add(EXTRA_CELLS),
            max_rows: max_records(num_bytes),
            first_refused: None,
            without_room: Vec::new(),
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.table.rows.len()
    }

    /// The column of a field.
    pub(super) fn field(&mut self, field: Field) -> usize {
        self.table.add_column(self.kind.name(field), Some(field))
    }

    /// The column of a name in the file. A name beyond [`MAX_COLUMNS`] has none, and setting it does nothing but be told.
    pub(super) fn name(&mut self, name: &str) -> usize {
        if let Some(&column) = self.by_name.get(name) {
            return column;
        }
        let column = self.table.columns.len();
        if column >= MAX_COLUMNS {
            self.tell_no_room(name);
            return NO_COLUMN;
        }
        self.table.columns.push(Column {
            name: name.to_owned(),
            field: None,
        });
        self.by_name.insert(name.to_owned(), column);
        column
    }

    /// The column of a name, if some record had it already.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Adds a row and gives its number. If there are [too many](max_records), nothing is read of the file in the end; till
    /// then a row that had no room is one in which setting a cell does nothing.
    pub(super) fn add_row(&mut self, spot: impl Into<Spot>) -> usize {
        let spot = spot.into();
        if self.table.rows.len() >= self.max_rows {
            self.first_refused.get_or_insert(spot);
            return self.max_rows;
        }
        if let Some(last) = self.table.rows.last_mut()
            && last.cells.capacity() > last.cells.len() + MAX_SPARE
        {
            last.cells.shrink_to_fit();
        }
        let Spot { line, character } = spot;
        let mut row = DraftRow {
            character,
            ..DraftRow::new(line)
        };
        row.cells.reserve_exact(self.table.columns.len().min(8));
        self.table.rows.push(row);
        self.table.rows.len() - 1
    }

    /// The line of a row.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.table.rows.get(row).map_or(0, |row| row.line)
    }

    /// Sets the line of a row.
    pub(super) fn set_line(&mut self, row: usize, line: u64) {
        if let Some(row) = self.table.rows.get_mut(row) {
            row.line = line;
        }
    }

    /// Sets a cell, unless there is no room for the empty ones before it.
    pub(super) fn set(&mut self, row: usize, column: usize, value: CellValue) {
        let Some(row) = self.table.rows.get_mut(row) else {
            return;
        };
        let num_empty = column.saturating_sub(row.cells.len());
        if num_empty > self.extra_cells_left || column == NO_COLUMN {
            self.tell_no_room_in(column);
        } else {
            self.extra_cells_left -= num_empty;
            row.set(column, value);
        }
    }

    /// Sets a cell to a text.
    pub(super) fn set_text(&mut self, row: usize, column: usize, text: impl Into<CompactString>) {
        self.set(row, column, CellValue::plain(text));
    }

    /// Whether a cell has a value.
    pub(super) fn has(&self, row: usize, column: usize) -> bool {
        let row = self.table.rows.get(row);
        row.is_some_and(|row| matches!(row.cells.get(column), Some(Some(_))))
    }

    /// The value of a cell.
    pub(super) fn get(&self, row: usize, column: usize) -> Option<&CellValue> {
        self.table.rows.get(row)?.cells.get(column)?.as_ref()
    }

    /// Takes the value out of a cell.
    pub(super) fn take(&mut self, row: usize, column: usize) -> Option<CellValue> {
        self.table.rows.get_mut(row)?.cells.get_mut(column)?.take()
    }

    /// Gives the cells of a column that are empty a value, while there is room.
    pub(super) fn fill(&mut self, column: usize, value: &CellValue) {
        if column == NO_COLUMN {
            return;
        }
        let num_cells = 1 + value.text().len() / 32;
        for row in 0..self.table.rows.len() {
            if self.has(row, column) {
                continue;
            }
            if num_cells > self.extra_cells_left {
                self.tell_no_room_in(column);
                return;
            }
            self.extra_cells_left -= num_cells;
            self.set(row, column, value.clone());
        }
    }

    fn tell_no_room_in(&mut self, column: usize) {
        if let Some(Column { name, .. }) = self.table.columns.get(column) {
            let name = name.clone();
            self.tell_no_room(&name);
        }
    }

    fn tell_no_room(&mut self, name: &str) {
        let is_known = self.without_room.iter().any(|other| other == name);
        if !is_known && self.without_room.len() < 10 {
            self.without_room.push(name.to_owned());
        }
    }

    /// The table, in which names have their meaning. Of several names for a field the usual one wins.
    pub(super) fn finish(mut self, issues: &mut ImportIssues) -> DraftTable {
        let needed: &[Field] = match self.kind {
            TableKind::Actors | TableKind::Activities => &[Field::Id],
            TableKind::Ties => &[Field::Source, Field::Target],
            TableKind::Participation => &[Field::Actor, Field::Activity],
        };
        for &field in needed {
            self.field(field);
        }
        if let Some(spot) = self.first_refused {
            let what = match self.kind {
                TableKind::Actors => "nodes",
                TableKind::Ties => "ties",
                TableKind::Activities => "activities",
                TableKind::Participation => "parts in activities",
            };
            let place = spot.in_file(&self.table.file);
            issues.add(IssueKind::Fatal, place, too_many(self.max_rows, what));
        }
        if !self.without_room.is_empty() {
            issues.add_file(
                IssueKind::Skipped,
                &self.table.file,
                format!(
                    "the file has so many different names that some values were left out: ‘{}’ …",
                    self.without_room.join("’, ‘")
                ),
            );
        }
        for (field, _) in self.kind.fields() {
            if self.table.column(field).is_some() {
                continue;
            }
            let rank = |column: &Column| {
                let is_free = column.field.is_none() && !column.name.starts_with(PREFIX);
                is_free.then(|| self.kind.rank(field, &column.name))?
            };
            let ranked = self.table.columns.iter().enumerate();
            let best = ranked
                .filter_map(|(index, column)| Some((rank(column)?, index)))
                .min();
            if let Some((_, index)) = best
                && let Some(column) = self.table.columns.get_mut(index)
            {
                column.field = Some(field);
            }
        }
        for column in &mut self.table.columns {
            if column.field.is_none()
                && let Some(name) = column.name.strip_prefix(PREFIX)
            {
                column.name = name.to_owned();
            }
        }
        self.table
    }
}
