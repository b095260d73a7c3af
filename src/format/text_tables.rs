//! Tables as text that are called as they like: lists of actors and ties, edge lists, matrices, CORDIS tables, what is
//! copied from a spreadsheet. Several files are read together.

use super::draft::{Draft, DraftTable};
use super::field::{Field, TableKind};
use super::input::{Input, NamedBytes};
use super::issues::ImportIssues;
use super::kumu::direction;
use super::losses::Losses;
use super::own_tables::table;
use super::positions::Positions;
use super::registry::Format;
use super::rows::{OutRow, PREFIX, placed_rows, tie_row};
use super::tables::{add_grids, is_recognized};
use super::text_table;
use crate::model::Network;
use crate::task::{Cancelled, TaskContext};

/// Tables as text; written as a pair of files, `nodes.csv` and `edges.csv`, that Gephi and many others read.
#[derive(Clone, Copy, Debug)]
pub struct TextTables;

/// So much of a file is looked at to find out whether it is a table.
const SNIFFED: usize = 1 << 14;

impl Format for TextTables {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "txt"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.files.iter().any(looks_like_table)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        let mut draft = Draft::of(input);
        let mut grids = Vec::with_capacity(input.files.len());
        for file in &input.files {
            grids.push(text_table::grid(
                &file.name,
                &file.bytes,
                &mut draft.issues,
                task,
            )?);
        }
        if !draft.issues.is_fatal() {
            add_grids(&mut draft, grids);
        }
        for name in &input.ignored {
            super::own_tables::tell_ignored(name, &mut draft.issues);
        }
        Ok(draft)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_tables(network);
        losses.two_mode(network);
        losses.scheme(network);
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        let actors: Vec<OutRow<'_>> = placed_rows(network, positions).collect();
        let ties: Vec<OutRow<'_>> = network
            .ties()
            .map(|(_, tie)| tie_row(network, tie))
            .collect();
        let mut ties = table(TableKind::Ties, &ties);
        direction(&mut ties, "Directed", "Undirected");
        for column in &mut ties.columns {
            // What Gephi calls the direction may not be called so by an attribute.
            if column.field == Some(Field::Directed) {
                "type".clone_into(&mut column.name);
            } else if column.name.eq_ignore_ascii_case("type") {
                column.name = format!("{PREFIX}{}", column.name);
            }
        }
        let file = |name: &str, table: &DraftTable| NamedBytes {
            name: name.to_owned(),
            bytes: text_table::write(table),
        };
        vec![
            file("nodes.csv", &table(TableKind::Actors, &actors)),
            file("edges.csv", &ties),
        ]
    }
}

/// Whether a file has the ending of a table and is text, or its first rows are those of a table that can be recognised.
fn looks_like_table(file: &NamedBytes) -> bool {
    let start = file.bytes.get(..SNIFFED.min(file.bytes.len()));
    let mut start = start.unwrap_or_default();
    if start.len() == SNIFFED {
        // Not in the middle of a line, nor of a character.
        let end = start.iter().rposition(|&byte| byte == b'\n');
        start = end.and_then(|end| start.get(..=end)).unwrap_or(start);
    }
    let is_marked = [&b"\xFF\xFE"[..], b"\xFE\xFF"]
        .iter()
        .any(|mark| start.starts_with(mark));
    let zeros = start.split(|&byte| byte == 0).skip(1).count();
    let is_binary = !is_marked && zeros > 0 && zeros * 3 < start.len();
    if start.trim_ascii().is_empty() || is_binary {
        return false;
    }
    let is_called = file
        .name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| matches!(ending.to_lowercase().as_str(), "csv" | "tsv" | "tab"));
    if is_called {
        return true;
    }
    let mut issues = ImportIssues::new();
    let grid = text_table::grid(&file.name, start, &mut issues, &TaskContext::new());
    grid.is_ok_and(|grid| {
        let is_wide = grid.rows.iter().take(5).all(|row| row.cells.len() > 1);
        grid.rows.len() > 1 && is_wide && is_recognized(&grid)
    })
}
