//! What was decided about files, for the next file with the same columns. Kept in the folder of the settings, never in a
//! network’s file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::choices::{
    ActivityUse, ColumnUse, ImportChoices, SectorChoice, TableChoice, WeightMeaning,
};
use super::report::kind_word;
use crate::format::{Draft, TableKind, Unlisted};
use crate::workspace::save::save_atomically;

/// How many shapes of files are remembered.
const NUM_REMEMBERED: usize = 100;

/// Where decisions are remembered.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    file: PathBuf,
}

impl Memory {
    /// In this folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            file: folder.join("import-choices.json"),
        }
    }

    /// What was decided about the last file with the same columns; a memory that cannot be read is none.
    pub(crate) fn recall(&self, draft: &Draft) -> Option<ImportChoices> {
        let shape = shape(draft);
        let entry = self
            .entries()
            .into_iter()
            .find(|it| it["columns"] == shape)?;
        from_json(&entry["choices"], draft)
    }

    /// Remembers what was decided. Actors that are the same, and where it went, belong to one file only.
    pub(crate) fn remember(&self, draft: &Draft, choices: &ImportChoices) -> std::io::Result<()> {
        let shape = shape(draft);
        let mut entries = self.entries();
        entries.retain(|entry| entry["columns"] != shape);
        entries.insert(0, json!({ "columns": shape, "choices": to_json(choices) }));
        entries.truncate(NUM_REMEMBERED);
        let all = json!({ "version": 1, "files": entries });
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        save_atomically(&self.file, format!("{all:#}\n").as_bytes())
    }

    fn entries(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        let all: Value = serde_json::from_str(&text).unwrap_or_default();
        match &all["files"] {
            Value::Array(entries) => entries.clone(),
            _ => Vec::new(),
        }
    }
}

/// The names of all columns: what makes two files the same kind of file.
fn shape(draft: &Draft) -> Value {
    let tables = draft.tables().map(|(_, table)| {
        let names = table.columns.iter().map(|column| json!(column.name));
        Value::Array(names.collect())
    });
    Value::Array(tables.collect())
}

fn to_json(choices: &ImportChoices) -> Value {
    let ImportChoices {
        tables,
        sectors,
        directed,
        weights,
        activities,
        unknown_actors,
        unknown_activities,
        merged: _,
        destination: _,
        match_by: _,
    } = choices;
    let tables = tables.iter().map(|table| {
        let columns = table.columns.iter().map(|column| match column {
            ColumnUse::Field(field) => json!(table.kind.name(*field)),
            ColumnUse::Attribute => json!(""),
            ColumnUse::LeaveOut => Value::Null,
        });
        json!({ "kind": kind_word(table.kind), "columns": columns.collect::<Vec<_>>() })
    });
    json!({
        "tables": tables.collect::<Vec<_>>(),
        "sectors": match sectors {
            SectorChoice::AsRead => json!("as read"),
            SectorChoice::Own => json!("own"),
            SectorChoice::Helix(words) => json!(words),
        },
        "directed": directed,
        "weights": match weights {
            WeightMeaning::Strength => "strength",
            WeightMeaning::Distance => "distance",
            WeightMeaning::Rank => "rank",
        },
        "activities": match activities {
            ActivityUse::Keep => "keep",
            ActivityUse::Project => "project",
        },
        "unlisted_actors": unlisted_word(*unknown_actors),
        "unlisted_activities": unlisted_word(*unknown_activities),
    })
}

fn unlisted_word(unlisted: Option<Unlisted>) -> Value {
    match unlisted {
        None => Value::Null,
        Some(Unlisted::Add) => json!("add"),
        Some(Unlisted::Skip) => json!("skip"),
    }
}

fn unlisted(word: &Value) -> Option<Unlisted> {
    match word.as_str() {
        Some("add") => Some(Unlisted::Add),
        Some("skip") => Some(Unlisted::Skip),
        _ => None,
    }
}

/// Choices as they were written; nothing, if they do not fit this draft or were written by somebody else.
fn from_json(value: &Value, draft: &Draft) -> Option<ImportChoices> {
    let mut choices = ImportChoices::proposed(draft);
    let tables = value["tables"].as_array()?;
    if tables.len() != choices.tables.len() {
        return None;
    }
    for (choice, table) in choices.tables.iter_mut().zip(tables) {
        let kind = TableKind::ALL
            .into_iter()
            .find(|&kind| table["kind"] == kind_word(kind))?;
        let columns = table["columns"].as_array()?;
        if columns.len() != choice.columns.len() {
            return None;
        }
        let columns = columns.iter().map(|column| match column.as_str() {
            None => Some(ColumnUse::LeaveOut),
            Some("") => Some(ColumnUse::Attribute),
            Some(name) => {
                let field = kind.fields().find(|&(_, word)| word == name);
                field.map(|(field, _)| ColumnUse::Field(field))
            }
        });
        *choice = TableChoice {
            kind,
            columns: columns.collect::<Option<Vec<_>>>()?,
        };
    }
    choices.sectors = match &value["sectors"] {
        Value::String(word) if word == "own" => SectorChoice::Own,
        Value::Object(words) => {
            let words = words.iter().map(|(word, sector)| {
                let sector = sector.as_str().map(str::to_owned);
                (word.clone(), sector)
            });
            SectorChoice::Helix(words.collect::<BTreeMap<_, _>>())
        }
        _ => SectorChoice::AsRead,
    };
    choices.directed = value["directed"].as_bool();
    choices.weights = match value["weights"].as_str() {
        Some("distance") => WeightMeaning::Distance,
        Some("rank") => WeightMeaning::Rank,
        _ => WeightMeaning::Strength,
    };
    choices.activities = match value["activities"].as_str() {
        Some("project") => ActivityUse::Project,
        _ => ActivityUse::Keep,
    };
    choices.unknown_actors = unlisted(&value["unlisted_actors"]);
    choices.unknown_activities = unlisted(&value["unlisted_activities"]);
    Some(choices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{DraftTable, Field};

    fn draft(columns: &[&str]) -> Draft {
        let mut table = DraftTable::new("x");
        for name in columns {
            table.add_column(name, None);
        }
        Draft {
            actors: Some(table),
            ..Draft::default()
        }
    }

    #[test]
    fn the_next_file_of_the_same_shape_is_understood_in_the_same_way() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::new(&folder.path().join("new"));
        let draft_a = draft(&["who", "what", "secret"]);
        assert_eq!(memory.recall(&draft_a), None);
        let mut choices = ImportChoices::proposed(&draft_a);
        choices.use_column(0, 0, ColumnUse::Field(Field::Label));
        choices.use_column(0, 1, ColumnUse::Field(Field::Sector));
        choices.use_column(0, 2, ColumnUse::LeaveOut);
        choices.sectors = SectorChoice::Helix(BTreeMap::from([
            ("x".to_owned(), Some("civil".to_owned())),
            ("y".to_owned(), None),
        ]));
        choices.weights = WeightMeaning::Rank;
        choices.unknown_actors = Some(Unlisted::Add);
        choices.unknown_activities = Some(Unlisted::Skip);
        memory.remember(&draft_a, &choices).unwrap();
        memory
            .remember(&draft(&["other"]), &ImportChoices::default())
            .unwrap();
        assert_eq!(
            memory.recall(&draft(&["who", "what", "secret"])),
            Some(choices)
        );
        assert_eq!(memory.recall(&draft(&["who", "what"])), None);
        std::fs::write(&memory.file, "no json").unwrap();
        assert_eq!(memory.recall(&draft_a), None);
    }
}
