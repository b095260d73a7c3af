//! Grids: the cells of a text or a sheet before anybody knows what they mean.

use std::collections::HashSet;

use super::draft::{Column, DraftRow, DraftTable};
use super::issues::{ImportIssues, IssueKind, IssuePlace};

/// Rows with more cells than this are refused: no table of a network is so wide, and cells take memory.
pub(super) const MAX_COLUMNS: usize = 16_384;

/// Cells in rows. Rows in which all cells are empty are left out; the numbers of the lines show the gaps.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// The file, and the sheet if it has several, for messages.
    pub(super) file: String,
    /// What the file or the sheet is called, in lower case and without ending.
    pub(super) name: String,
    /// The rows.
    pub(super) rows: Vec<DraftRow>,
    /// Whether numbers may have a comma for the point.
    pub(super) decimal_comma: bool,
}

impl Grid {
    /// The texts of a row, without surrounding space.
    pub(super) fn texts(&self, row: usize) -> Vec<String> {
        let Some(row) = self.rows.get(row) else {
            return Vec::new();
        };
        (0..row.cells.len())
            .map(|column| row.text(Some(column)).into_owned())
            .collect()
    }

    /// The table whose columns the given row names. What is above it is left out. Columns have no meaning yet.
    ///
    /// Rows may be shorter. What is beyond the last column is kept in columns of its own, and told.
    pub(super) fn into_table(mut self, header: usize, issues: &mut ImportIssues) -> DraftTable {
        let names = self.texts(header);
        let line = self.rows.get(header).map_or(1, |row| row.line);
        let mut table = DraftTable::new(self.file);
        table.decimal_comma = self.decimal_comma;
        let mut taken = HashSet::new();
        for (index, name) in names.into_iter().enumerate() {
            let wanted = if name.is_empty() {
                format!("column {}", index + 1)
            } else {
                name
            };
            let free = free_name(&mut taken, &wanted);
            if free != wanted {
                let message =
                    format!("there are two columns of this name; the second is called ‘{free}’");
                let place = IssuePlace {
                    file: table.file.clone(),
                    line: Some(line),
                    character: None,
                    column: Some(wanted),
                };
                issues.add(IssueKind::Guess, place, message);
            }
            table.columns.push(Column {
                name: free,
                field: None,
            });
        }
        let num_named = table.columns.len();
        let rows = self.rows.split_off((header + 1).min(self.rows.len()));
        for row in &rows {
            for (index, cell) in row.cells.iter().enumerate().skip(num_named) {
                let Some(value) = cell else {
                    continue;
                };
                let text = value.text();
                issues.add_line(
                    IssueKind::Guess,
                    &table.file,
                    row.line,
                    format!(
                        "the row is longer than the first; ‘{text}’ is kept as the attribute ‘column {}’",
                        index + 1
                    ),
                );
            }
            while table.columns.len() < row.cells.len() {
                let wanted = format!("column {}", table.columns.len() + 1);
                let name = free_name(&mut taken, &wanted);
                table.columns.push(Column { name, field: None });
            }
        }
        table.rows = rows;
        table
    }
}

/// A name that no column has yet: this one, or with a number.
fn free_name(taken: &mut HashSet<String>, name: &str) -> String {
    let mut free = name.to_owned();
    let mut number = 1_usize;
    while taken.contains(&free) {
        number += 1;
        free = format!("{name} ({number})");
    }
    taken.insert(free.clone());
    free
}
