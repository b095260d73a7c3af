//! A folder of CSV tables: `actors.csv`, `ties.csv`, `activities.csv`, `participation.csv`, any of which may be missing;
//! `network.csv` and `sectors.csv` beside them.

use super::draft::Draft;
use super::input::{Input, NamedBytes};
use super::losses::Losses;
use super::own_tables;
use super::positions::Positions;
use super::registry::Format;
use super::text_table;
use crate::model::Network;
use crate::task::{Cancelled, TaskContext};

/// A folder of CSV tables.
#[derive(Clone, Copy, Debug)]
pub struct CsvFolder;

impl Format for CsvFolder {
    fn id(&self) -> &'static str {
        "csv-folder"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input
            .files
            .iter()
            .any(|file| own_tables::table_kind(table_name(&file.name).as_str()).is_some())
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        let mut draft = Draft::of(input);
        for file in &input.files {
            let name = table_name(&file.name);
            if name.is_empty() {
                own_tables::tell_ignored(&file.name, &mut draft.issues);
                continue;
            }
            let grid = text_table::grid(&file.name, &file.bytes, &mut draft.issues, task)?;
            own_tables::add(&mut draft, grid);
        }
        for name in &input.ignored {
            own_tables::tell_ignored(name, &mut draft.issues);
        }
        Ok(draft)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        Losses::of_tables(network).0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        let tables = own_tables::of(network, positions).into_iter();
        tables
            .map(|(name, table)| NamedBytes {
                name: format!("{name}.csv"),
                bytes: text_table::write(&table),
            })
            .collect()
    }
}

/// The name of the table that a file holds; empty if its ending is not one of tables.
fn table_name(file: &str) -> String {
    let is_table = file
        .rsplit_once('.')
        .is_some_and(|(_, ending)| matches!(ending.to_lowercase().as_str(), "csv" | "tsv"));
    if is_table {
        text_table::stem(file)
    } else {
        String::new()
    }
}
