//! Matrices: who is tied to whom, or who takes part in what, with the names of rows and columns beside and above.

use std::collections::{HashMap, HashSet};

use super::draft::{CellValue, Column, DraftRow, DraftTable};
use super::field::{Field, TableKind};
use super::grid::Grid;
use super::issues::{ImportIssues, IssueKind};
use super::room::{max_records, too_many};
use super::value::number;
use crate::model::AttributeValue;

/// What a matrix means.
pub(super) struct Matrix {
    /// Ties, if rows and columns have the same names; otherwise who takes part in what.
    pub(super) kind: TableKind,
    pub(super) table: DraftTable,
    /// The actors that the rows are named after.
    pub(super) actors: DraftTable,
    /// Whether ties have a direction: the matrix is not the same on both sides of its diagonal.
    pub(super) directed: bool,
}

/// The matrix in a grid, if it holds one: numbers with names beside and above them, or as many numbers in a row as there
/// are rows.
pub(super) fn matrix(grid: &Grid, issues: &mut ImportIssues) -> Option<Matrix> {
    if let Some(matrix) = labelled(grid, issues) {
        return Some(matrix);
    }
    let size = grid.rows.len();
    let is_square = size > 2 && grid.rows.iter().all(|row| row.cells.len() == size);
    let names: Vec<String> = (1..=size).map(|number| number.to_string()).collect();
    let rows: Vec<(&DraftRow, Vec<f64>)> = grid
        .rows
        .iter()
        .filter(|_| is_square)
        .map(|row| Some((row, numbers(grid, row, 0, size, false)?)))
        .collect::<Option<_>>()?;
    if rows.is_empty() {
        return None;
    }
    issues.add_file(
        IssueKind::Guess,
        &grid.file,
        format!("read as a matrix of ties between {size} actors without names; they are called 1 to {size}"),
    );
    Some(adjacency(grid, &names, &names, &rows, issues))
}

fn labelled(grid: &Grid, issues: &mut ImportIssues) -> Option<Matrix> {
    let header = grid.texts(0);
    let (corner, columns) = header.split_first()?;
    let num_columns = columns.len();
    let rows: Vec<(&DraftRow, Vec<f64>)> = grid
        .rows
        .iter()
        .skip(1)
        .map(|row| Some((row, numbers(grid, row, 1, num_columns, true)?)))
        .collect::<Option<_>>()?;
    let names: Vec<String> = grid
        .rows
        .iter()
        .skip(1)
        .map(|row| row.text(Some(0)).into_owned())
        .collect();
    let are_names = |names: &[String]| {
        let different: HashSet<&String> = names.iter().collect();
        different.len() == names.len() && names.iter().all(|name| !name.is_empty())
    };
    if names.is_empty() || columns.is_empty() || !are_names(&names) || !are_names(columns) {
        return None;
    }
    let set: HashSet<&String> = names.iter().collect();
    let is_adjacency =
        columns.len() == names.len() && columns.iter().all(|name| set.contains(name));
    if is_adjacency {
        issues.add_file(
            IssueKind::Note,
            &grid.file,
            format!("read as a matrix of ties between {} actors", names.len()),
        );
        return Some(adjacency(grid, &names, columns, &rows, issues));
    }
    // A table of actors with numbers looks like a matrix too; this is one only if nothing names the first column, or if
    // all numbers say no more than yes or no.
    let is_yes_or_no = |value: &f64| matches!(*value, 0.0 | 1.0);
    let are_flags = rows
        .iter()
        .all(|(_, values)| values.iter().all(is_yes_or_no));
    let is_incidence = corner.is_empty() || (are_flags && columns.len() > 2);
    if !is_incidence || columns.iter().any(|name| name.parse::<f64>().is_ok()) {
        return None;
    }
    issues.add_file(
        IssueKind::Guess,
        &grid.file,
        format!(
            "read as a matrix of {} actors and {} activities that they take part in",
            names.len(),
            columns.len()
        ),
    );
    Some(incidence(grid, &names, columns, &rows, issues))
}

/// The numbers of a row from a column on: nothing means 0, and a mark means 1. `None` if something else is there.
fn numbers(
    grid: &Grid,
    row: &DraftRow,
    first: usize,
    count: usize,
    may_be_empty: bool,
) -> Option<Vec<f64>> {
    if row.cells.len() > first + count {
        return None;
    }
    (first..first + count)
        .map(|column| {
            let text = row.text(Some(column));
            match &*text {
                "" => may_be_empty.then_some(0.0),
                "x" | "X" => may_be_empty.then_some(1.0),
                text => number(text, grid.decimal_comma),
            }
        })
        .collect()
}

fn table<const N: usize>(grid: &Grid, fields: [(Field, &str); N]) -> DraftTable {
    let mut table = DraftTable::new(grid.file.clone());
    table.columns = fields
        .into_iter()
        .map(|(field, name)| Column {
            name: name.to_owned(),
            field: Some(field),
        })
        .collect();
    table
}

/// How many ties may be in a matrix. A cell has two bytes, with what separates it from the next.
fn max_ties(grid: &Grid) -> usize {
    let num_cells: usize = grid.rows.iter().map(|row| row.cells.len()).sum();
    max_records(2 * num_cells)
}

fn refuse(grid: &Grid, row: &DraftRow, max: usize, issues: &mut ImportIssues) {
    let message = too_many(max, "ties");
    issues.add_line(IssueKind::Fatal, &grid.file, row.line, message);
}

fn weight(value: f64) -> CellValue {
    CellValue::Typed(AttributeValue::Number(value))
}

fn adjacency(
    grid: &Grid,
    names: &[String],
    columns: &[String],
    rows: &[(&DraftRow, Vec<f64>)],
    issues: &mut ImportIssues,
) -> Matrix {
    let max = max_ties(grid);
    let place: HashMap<&String, usize> = columns
        .iter()
        .enumerate()
        .map(|(place, name)| (name, place))
        .collect();
    let places: Vec<usize> = names
        .iter()
        .map(|name| place.get(name).copied().unwrap_or_default())
        .collect();
    let at = |row: usize, other: usize| {
        let values = rows.get(row).map(|(_, values)| values);
        values
            .and_then(|values| values.get(*places.get(other)?))
            .copied()
    };
    let is_symmetric =
        (0..names.len()).all(|row| (0..row).all(|other| at(row, other) == at(other, row)));
    let mut ties = table(
        grid,
        [
            (Field::Source, "source"),
            (Field::Target, "target"),
            (Field::Weight, "weight"),
        ],
    );
    'rows: for (row_place, ((row, _), source)) in rows.iter().zip(names).enumerate() {
        for (column, target) in names.iter().enumerate() {
            let value = at(row_place, column).unwrap_or_default();
            if value == 0.0 || (is_symmetric && column < row_place) {
                continue;
            }
            if ties.rows.len() >= max {
                refuse(grid, row, max, issues);
                ties.rows.clear();
                break 'rows;
            }
            let mut tie = DraftRow::new(row.line);
            tie.set(0, CellValue::plain(source.as_str()));
            tie.set(1, CellValue::plain(target.as_str()));
            tie.set(2, weight(value));
            ties.rows.push(tie);
        }
    }
    Matrix {
        kind: TableKind::Ties,
        table: ties,
        actors: actors(grid, names, rows),
        directed: !is_symmetric,
    }
}

fn incidence(
    grid: &Grid,
    names: &[String],
    columns: &[String],
    rows: &[(&DraftRow, Vec<f64>)],
    issues: &mut ImportIssues,
) -> Matrix {
    let max = max_ties(grid);
    let mut parts = table(
        grid,
        [(Field::Actor, "actor_id"), (Field::Activity, "activity_id")],
    );
    'rows: for ((row, values), actor) in rows.iter().zip(names) {
        for (&value, activity) in values.iter().zip(columns) {
            if value == 0.0 {
                continue;
            }
            if parts.rows.len() >= max {
                refuse(grid, row, max, issues);
                parts.rows.clear();
                break 'rows;
            }
            let mut part = DraftRow::new(row.line);
            part.set(0, CellValue::plain(actor.as_str()));
            part.set(1, CellValue::plain(activity.as_str()));
            if value != 1.0 {
                let column = parts.add_column("weight", None);
                part.set(column, weight(value));
            }
            parts.rows.push(part);
        }
    }
    Matrix {
        kind: TableKind::Participation,
        table: parts,
        actors: actors(grid, names, rows),
        directed: false,
    }
}

/// The names of the rows as a table of actors, so that those without a tie are there too.
fn actors(grid: &Grid, names: &[String], rows: &[(&DraftRow, Vec<f64>)]) -> DraftTable {
    let mut actors = table(grid, [(Field::Id, "id")]);
    actors.rows = rows
        .iter()
        .zip(names)
        .map(|((row, _), name)| {
            let mut actor = DraftRow::new(row.line);
            actor.set(0, CellValue::plain(name.as_str()));
            actor
        })
        .collect();
    actors
}
