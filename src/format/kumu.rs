//! Workbooks for Kumu: the sheets `Elements` and `Connections`. They are read like any other workbook.

use super::draft::{CellValue, Column, Draft, DraftTable};
use super::field::{Field, TableKind};
use super::input::{Input, NamedBytes};
use super::losses::Losses;
use super::own_tables::table;
use super::positions::Positions;
use super::registry::Format;
use super::rows::{OutRow, actor_row, tie_row};
use super::workbook::Workbook;
use super::workbook_write;
use crate::model::Network;
use crate::task::{Cancelled, TaskContext};

/// A workbook that Kumu imports.
#[derive(Clone, Copy, Debug)]
pub struct KumuWorkbook;

/// What Kumu calls the fields that it knows, in its order; the others keep their names.
const ELEMENTS: &[(Field, &str)] = &[
    (Field::Label, "Label"),
    (Field::Kind, "Type"),
    (Field::Description, "Description"),
    (Field::Tags, "Tags"),
    (Field::Url, "URL"),
    (Field::Id, "ID"),
    (Field::Sector, "Sector"),
];
const CONNECTIONS: &[(Field, &str)] = &[
    (Field::Source, "From"),
    (Field::Target, "To"),
    (Field::Kind, "Type"),
    (Field::Directed, "Direction"),
    (Field::Weight, "Strength"),
];

/// Names that Kumu allows for no field.
const FORBIDDEN: [&str; 6] = ["yes", "no", "on", "off", "true", "false"];

impl Format for KumuWorkbook {
    fn id(&self) -> &'static str {
        "kumu"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx"]
    }

    fn sniff(&self, input: &Input) -> bool {
        Workbook.sniff(input)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        Workbook.read(input, task)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_tables(network);
        losses.two_mode(network);
        losses.scheme(network);
        let keys = network
            .actors()
            .filter(|(_, actor)| actor.key.contains('|'));
        losses.add(
            keys.count(),
            "id as it is: Kumu takes ‘|’ for several values",
            "ids as they are: Kumu takes ‘|’ for several values",
        );
        workbook_write::add_losses(&tables(network), &mut losses);
        losses.0
    }

    fn write(&self, network: &Network, _: &Positions) -> Vec<NamedBytes> {
        workbook_write::workbook(&tables(network))
    }
}

fn tables(network: &Network) -> Vec<(String, DraftTable)> {
    let actors: Vec<OutRow<'_>> = network
        .actors()
        .map(|(_, actor)| actor_row(network, actor))
        .collect();
    let ties: Vec<OutRow<'_>> = network
        .ties()
        .map(|(_, tie)| tie_row(network, tie))
        .collect();
    let mut connections = table(TableKind::Ties, &ties);
    direction(&mut connections, "directed", "undirected");
    let elements = renamed(table(TableKind::Actors, &actors), ELEMENTS);
    vec![
        ("Elements".to_owned(), elements),
        ("Connections".to_owned(), renamed(connections, CONNECTIONS)),
    ]
}

/// Says the direction of every tie in these words.
pub(super) fn direction(ties: &mut DraftTable, directed: &str, undirected: &str) {
    let column = ties.add_column("directed", Some(Field::Directed));
    for row in &mut ties.rows {
        let is_directed = row.text(Some(column)) == "true";
        let word = if is_directed { directed } else { undirected };
        row.set(column, CellValue::plain(word));
    }
}

/// The table with these columns first, called so.
fn renamed(table: DraftTable, names: &[(Field, &str)]) -> DraftTable {
    let mut order: Vec<usize> = names
        .iter()
        .filter_map(|&(field, _)| table.column(field))
        .collect();
    order.extend((0..table.columns.len()).filter(|place| {
        let field = table.columns.get(*place).and_then(|column| column.field);
        field.is_none_or(|field| names.iter().all(|(other, _)| *other != field))
    }));
    let mut renamed = DraftTable::new(table.file.clone());
    for &place in &order {
        if let Some(column) = table.columns.get(place) {
            let found = names.iter().find(|(field, _)| Some(*field) == column.field);
            let own = if FORBIDDEN.contains(&column.name.to_lowercase().as_str()) {
                format!("{} value", column.name)
            } else {
                column.name.clone()
            };
            renamed.columns.push(Column {
                name: found.map_or(own, |(_, name)| (*name).to_owned()),
                field: column.field,
            });
        }
    }
    renamed.rows = table.rows;
    for row in &mut renamed.rows {
        row.cells = order
            .iter()
            .map(|&place| row.cells.get_mut(place).and_then(Option::take))
            .collect();
    }
    renamed
}
