//! From grids to the tables of a draft: what each grid holds is recognised by what is in it, whatever program wrote it.

use std::collections::HashSet;

use super::cordis;
use super::draft::{CellValue, Column, Draft, DraftRow, DraftTable, Unlisted};
use super::field::{Field, TableKind};
use super::grid::Grid;
use super::headers::{hint_of, kind_of, map_columns};
use super::intervals;
use super::issues::IssueKind;
use super::matrix::matrix;
use super::room::{max_records, too_many};
use super::value::{list, number};

/// How many rows may stand above the one that names the columns.
const MAX_ABOVE: usize = 10;

/// Where the header of a grid is, and what it heads.
fn header(grid: &Grid) -> Option<(usize, TableKind)> {
    let hint = hint_of(&grid.name);
    (0..grid.rows.len().min(MAX_ABOVE)).find_map(|row| {
        let kind = kind_of(&grid.texts(row), hint)?;
        Some((row, kind))
    })
}

/// Whether a grid has a header that says what it holds.
pub(super) fn is_recognized(grid: &Grid) -> bool {
    header(grid).is_some()
}

/// Puts what grids hold into a draft. Actors that only ties name are added, as all programs do that write such tables.
pub(super) fn add_grids(draft: &mut Draft, grids: Vec<Grid>) {
    draft.unknown_actors = Unlisted::Add;
    let is_cordis = grids
        .iter()
        .any(|grid| cordis::is_organization(&grid.texts(0)));
    let is_alone = grids.len() == 1;
    let has_known = grids.iter().any(is_recognized);
    let is_any_filled = grids.iter().any(|grid| grid.rows.len() > 1);
    for grid in grids {
        if grid.rows.is_empty() {
            draft
                .issues
                .add_file(IssueKind::Note, &grid.file, "there is nothing in it");
        } else if is_cordis {
            add_cordis(draft, grid);
        } else if let Err(file) = add_grid(draft, grid, is_alone || !has_known) {
            draft.issues.add_file(
                IssueKind::Skipped,
                &file,
                "not read: no row names columns of actors, ties, activities or participation",
            );
        }
    }
    if !is_any_filled {
        let file = draft.info.name.clone();
        draft.issues.add_file(
            IssueKind::Fatal,
            &file,
            "there is no row below the names of the columns",
        );
    }
}

fn add_cordis(draft: &mut Draft, grid: Grid) {
    let names = grid.texts(0);
    if cordis::is_organization(&names) {
        let table = grid.into_table(0, &mut draft.issues);
        let (actors, parts) = cordis::split(table);
        add_table(draft, TableKind::Actors, actors);
        add_table(draft, TableKind::Participation, parts);
    } else if cordis::is_project(&names) {
        let mut table = grid.into_table(0, &mut draft.issues);
        map_columns(&mut table, TableKind::Activities);
        cordis::add_currency(&mut table);
        add_table(draft, TableKind::Activities, table);
    } else {
        draft.issues.add_file(
            IssueKind::Note,
            &grid.file,
            "the file was not read: Helixmap reads the organisations and projects of CORDIS",
        );
    }
}

/// Puts what a grid holds into a draft; the file, if nobody can tell what that is. `may_guess`: what a table without a known
/// header holds is guessed from its content.
fn add_grid(draft: &mut Draft, grid: Grid, may_guess: bool) -> Result<(), String> {
    let head = header(&grid);
    // A matrix may have a column that is called like a field, and a table of actors may have numbers only; a header that
    // names ties or participations is never a matrix.
    let may_be_matrix = !matches!(
        head,
        Some((
            _,
            TableKind::Ties | TableKind::Participation | TableKind::Activities
        ))
    ) && (head.is_none() || grid.texts(0).len() > 3);
    if may_be_matrix && let Some(found) = matrix(&grid, &mut draft.issues) {
        draft.directed |= found.directed;
        add_table(draft, TableKind::Actors, found.actors);
        add_table(draft, found.kind, found.table);
        return Ok(());
    }
    match head {
        Some((row, kind)) => {
            if row > 0 {
                let line = grid.rows.get(row).map(|row| row.line);
                draft.issues.add_line(
                    IssueKind::Note,
                    &grid.file,
                    line,
                    "the columns are named here; what is above was left out",
                );
            }
            let mut table = grid.into_table(row, &mut draft.issues);
            map_columns(&mut table, kind);
            finish(&mut table, kind, draft);
            add_table(draft, kind, table);
            Ok(())
        }
        None if may_guess => guess(draft, grid),
        None => Err(grid.file),
    }
}

fn finish(table: &mut DraftTable, kind: TableKind, draft: &mut Draft) {
    if kind == TableKind::Ties {
        fan_out(table, draft);
    }
    if matches!(kind, TableKind::Ties | TableKind::Actors) {
        intervals::read(table, &mut draft.issues);
    }
}

/// A row for each of several targets in one cell, as Kumu writes them: `A | B`.
///
/// What else is in the row is repeated; there are limits to that.
fn fan_out(table: &mut DraftTable, draft: &mut Draft) {
    let Some(target) = table.column(Field::Target) else {
        return;
    };
    let is_kumu = table
        .columns
        .get(target)
        .is_some_and(|column| column.name.eq_ignore_ascii_case("to"));
    let has_several = |row: &DraftRow| row.text(Some(target)).contains('|');
    if !is_kumu || !table.rows.iter().any(has_several) {
        return;
    }
    let max = max_records(draft.num_bytes);
    let mut num_cells = 0;
    let rows = std::mem::take(&mut table.rows);
    for row in rows {
        if !has_several(&row) {
            table.rows.push(row);
            continue;
        }
        let num_bytes: usize = row
            .cells
            .iter()
            .flatten()
            .map(|cell| cell.text().len())
            .sum();
        for name in list(&row.text(Some(target))) {
            // Cells, and for long ones as many as would have their bytes.
            num_cells += 1 + row.cells.len() / 4 + (num_bytes - name.len().min(num_bytes)) / 64;
            if num_cells > max {
                let message = too_many(max, "ties");
                let line = row.line;
                let issues = &mut draft.issues;
                issues.add_line(IssueKind::Fatal, table.file_of(&row), line, message);
                return;
            }
            let mut single = row.clone();
            single.set(target, CellValue::plain(name));
            table.rows.push(single);
        }
    }
}

fn add_table(draft: &mut Draft, kind: TableKind, table: DraftTable) {
    let place = match kind {
        TableKind::Actors => &mut draft.actors,
        TableKind::Ties => &mut draft.ties,
        TableKind::Activities => &mut draft.activities,
        TableKind::Participation => &mut draft.participation,
    };
    match place {
        Some(first) => first.append(table),
        None => *place = Some(table),
    }
}

/// What the content of two or three columns says that no header explains.
///
/// Two columns that name the same things are ties. Two columns without a name in common, of which both name things several
/// times, are actors and what they take part in. The first row is a header if what it names is nowhere below.
fn guess(draft: &mut Draft, grid: Grid) -> Result<(), String> {
    let widths = grid.rows.iter().map(|row| row.cells.len());
    let width = widths.max().unwrap_or_default();
    if !(2..=3).contains(&width) || grid.rows.len() < 2 {
        return Err(grid.file);
    }
    let column = |index: usize, first: usize| -> Vec<String> {
        let rows = grid.rows.iter().skip(first);
        rows.map(|row| row.text(Some(index)).into_owned()).collect()
    };
    let is_number = |text: &str| number(text, grid.decimal_comma).is_some();
    let third_are_numbers = column(2, 1)
        .iter()
        .all(|text| text.is_empty() || is_number(text));
    if width == 3 && !third_are_numbers {
        return Err(grid.file);
    }
    let first = grid.texts(0);
    let lower: HashSet<String> = column(0, 1).into_iter().chain(column(1, 1)).collect();
    let is_repeated = first.iter().take(2).any(|name| lower.contains(name));
    let numbers_below = width == 3 && column(2, 1).iter().any(|text| is_number(text));
    let first_is_number = first.get(2).is_some_and(|text| is_number(text));
    let ids_are_numbers = first.iter().take(2).all(|text| is_number(text));
    let is_header =
        !is_repeated && !ids_are_numbers && (width == 2 || (numbers_below && !first_is_number));
    let start = usize::from(is_header);
    let sources: Vec<String> = column(0, start);
    let targets: Vec<String> = column(1, start);
    let from: HashSet<&String> = sources.iter().collect();
    let to: HashSet<&String> = targets.iter().collect();
    let is_two_mode = is_header
        && width == 2
        && from.is_disjoint(&to)
        && from.len() < sources.len()
        && to.len() < targets.len();
    let (kind, fields, what) = if is_two_mode {
        (
            TableKind::Participation,
            [Field::Actor, Field::Activity, Field::Amount],
            "read as actors and the activities that they take part in",
        )
    } else {
        (
            TableKind::Ties,
            [Field::Source, Field::Target, Field::Weight],
            "read as ties: from, to and, if there is a third column, weight",
        )
    };
    let about_header = if is_header {
        "the names of the columns are not known"
    } else {
        "no row names the columns"
    };
    draft.issues.add_line(
        IssueKind::Guess,
        &grid.file,
        grid.rows.first().map(|row| row.line),
        format!("{about_header}; {what}"),
    );
    let mut table = if is_header {
        grid.into_table(0, &mut draft.issues)
    } else {
        let mut table = DraftTable::new(grid.file);
        table.decimal_comma = grid.decimal_comma;
        table.rows = grid.rows;
        table.columns = fields
            .iter()
            .take(width)
            .map(|&field| Column {
                name: kind.name(field).to_owned(),
                field: None,
            })
            .collect();
        table
    };
    for (column, field) in table.columns.iter_mut().zip(fields) {
        column.field = Some(field);
    }
    add_table(draft, kind, table);
    Ok(())
}
