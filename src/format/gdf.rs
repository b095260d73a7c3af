//! GDF, the tables of GUESS that Gephi still writes: one of nodes and one of edges, each headed by names with types.

use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::line_tokens::lines;
use super::losses::Losses;
use super::named_values::{Columns, ValueType, typed};
use super::one_file::{self, Source};
use super::positions::Positions;
use super::registry::Format;
use super::rows::{OutRow, placed_rows, tie_row};
use super::tally::Tally;
use super::value::{push, text_of};
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// GDF.
#[derive(Clone, Copy, Debug)]
pub struct Gdf;

impl Format for Gdf {
    fn id(&self) -> &'static str {
        "gdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gdf"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(is_gdf)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        one_file::read(input, is_gdf, |Source { file, text }, draft| {
            let mut reader = Reader::new(file, text.len());
            for (number, line) in lines(text) {
                task.checkpoint(number as usize, text.len())?;
                reader.line(number, line);
            }
            reader.finish(draft);
            Ok(Ok(()))
        })
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        losses.lists(network);
        losses.mixed_types(network);
        losses.names(network, |name| name_of(name) == name);
        losses.line_breaks(network);
        losses.info(network);
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        vec![NamedBytes {
            name: "network.gdf".to_owned(),
            bytes: write(network, positions).into_bytes(),
        }]
    }
}

fn is_gdf(file: &NamedBytes) -> bool {
    let head = file
        .bytes
        .get(..file.bytes.len().min(64))
        .unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    head.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with("nodedef>")
}

/// The cells of a line: separated by commas, together where they stand in single or double quotes, in which `\` makes the
/// next character an ordinary one.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quote: Option<char> = None;
    let mut was_quoted = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', _) => cell.extend(chars.next()),
            (c, Some(mark)) if c == mark => quote = None,
            ('"' | '\'', None) if cell.trim().is_empty() && !was_quoted => {
                cell.clear();
                quote = Some(c);
                was_quoted = true;
            }
            (',', None) => {
                cells.push(finished(&mut cell, was_quoted));
                was_quoted = false;
            }
            (c, None) if was_quoted && c.is_whitespace() => {}
            (c, _) => cell.push(c),
        }
    }
    cells.push(finished(&mut cell, was_quoted));
    cells
}

fn finished(cell: &mut String, was_quoted: bool) -> String {
    let text = std::mem::take(cell);
    if was_quoted {
        text
    } else {
        text.trim().to_owned()
    }
}

struct Named {
    name: String,
    kind: ValueType,
    default: Option<String>,
}

struct Reader {
    file: String,
    is_edges: bool,
    header: Vec<Named>,
    actors: GraphTable,
    ties: GraphTable,
    tally: Tally,
}

impl Reader {
    fn new(file: &str, num_bytes: usize) -> Self {
        Self {
            file: file.to_owned(),
            is_edges: false,
            header: Vec::new(),
            actors: GraphTable::new(TableKind::Actors, file, num_bytes),
            ties: GraphTable::new(TableKind::Ties, file, num_bytes),
            tally: Tally::default(),
        }
    }

    fn line(&mut self, number: u64, line: &str) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return;
        }
        if let Some((word, names)) = trimmed.split_once('>') {
            let word = word.trim().to_lowercase();
            if word == "nodedef" || word == "edgedef" {
                self.fill_defaults();
                self.is_edges = word == "edgedef";
                self.header = cells(names).iter().map(|text| named(text)).collect();
                return;
            }
        }
        let values = cells(trimmed);
        let table = if self.is_edges {
            &mut self.ties
        } else {
            &mut self.actors
        };
        let row = table.add_row(number);
        for (index, text) in values.into_iter().enumerate() {
            let Some(Named { name, kind, .. }) = self.header.get(index) else {
                let message = "the line is longer than the names of its columns";
                self.tally.add(IssueKind::Skipped, number, message, &text);
                break;
            };
            if text.is_empty() {
                continue;
            }
            let field = match (self.is_edges, name.to_lowercase().as_str()) {
                (false, "name") => Some(Field::Id),
                (true, "node1") => Some(Field::Source),
                (true, "node2") => Some(Field::Target),
                _ => None,
            };
            if let Some(field) = field {
                let column = table.field(field);
                table.set_text(row, column, text);
                continue;
            }
            let value = typed(*kind, text);
            if let CellValue::Plain(text) = &value
                && *kind != ValueType::Unknown
            {
                let message = "the value is not of the type that is declared; it was kept as text";
                self.tally.add(IssueKind::Guess, number, message, text);
            }
            let column = table.name(name);
            table.set(row, column, value);
        }
    }

    fn fill_defaults(&mut self) {
        let table = if self.is_edges {
            &mut self.ties
        } else {
            &mut self.actors
        };
        for Named {
            name,
            kind,
            default,
        } in &self.header
        {
            if let Some(default) = default {
                let column = table.name(name);
                table.fill(column, &typed(*kind, default.clone()));
            }
        }
    }

    fn finish(mut self, draft: &mut Draft) {
        self.fill_defaults();
        let Self {
            file,
            actors,
            ties,
            tally,
            ..
        } = self;
        draft.actors = Some(actors.finish(&mut draft.issues));
        draft.ties = Some(ties.finish(&mut draft.issues));
        tally.tell(&file, &mut draft.issues);
    }
}

/// A name with its type: `staff INT default 1`.
fn named(text: &str) -> Named {
    let mut words = text.split_whitespace();
    let name = words.next().unwrap_or_default().to_owned();
    let kind = words.next().unwrap_or("VARCHAR");
    let kind = kind.split('(').next().unwrap_or_default();
    let is_default = words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("default"));
    let default: Vec<&str> = words.collect();
    let default = default.join(" ").trim_matches(['\'', '"']).to_owned();
    Named {
        name,
        kind: ValueType::of_word(kind),
        default: (is_default && !default.is_empty()).then_some(default),
    }
}

fn write(network: &Network, positions: &Positions) -> String {
    let actors = || placed_rows(network, positions);
    let ties = || network.ties().map(|(_, tie)| tie_row(network, tie));
    let actor_columns = Columns::of(TableKind::Actors, &[Field::Id], actors());
    let tie_columns = Columns::of(TableKind::Ties, &[Field::Source, Field::Target], ties());
    let mut gdf = String::from("nodedef>name VARCHAR");
    push_names(&mut gdf, &actor_columns);
    for row in actors() {
        push_cell(&mut gdf, row.text(Field::Id));
        push_values(&mut gdf, &actor_columns, &row);
    }
    gdf.push_str("edgedef>node1 VARCHAR,node2 VARCHAR");
    push_names(&mut gdf, &tie_columns);
    for row in ties() {
        push_cell(&mut gdf, row.text(Field::Source));
        gdf.push(',');
        push_cell(&mut gdf, row.text(Field::Target));
        push_values(&mut gdf, &tie_columns, &row);
    }
    gdf
}

/// A name of a column: one word without what means something in the line of names.
fn name_of(name: &str) -> String {
    let is_plain = |c: char| !c.is_whitespace() && !matches!(c, ',' | '>' | '"' | '\'' | '\\');
    name.chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect()
}

fn push_names(gdf: &mut String, columns: &Columns) {
    for (name, kind) in columns.iter() {
        let word = match kind {
            ValueType::Flag => "BOOLEAN",
            ValueType::Integer => "BIGINT",
            ValueType::Number => "DOUBLE",
            ValueType::Text | ValueType::List | ValueType::Unknown => "VARCHAR",
        };
        push(gdf, format_args!(",{} {word}", name_of(name)));
    }
    gdf.push('\n');
}

fn push_values(gdf: &mut String, columns: &Columns, row: &OutRow<'_>) {
    let mut values = columns.values(row).into_iter().peekable();
    for (number, (_, kind)) in columns.iter().enumerate() {
        gdf.push(',');
        if let Some((_, value)) = values.next_if(|(other, _)| *other == number) {
            match value {
                AttributeValue::Text(_) | AttributeValue::List(_) => {
                    push_cell(gdf, &text_of(&value));
                }
                _ if kind == ValueType::Text => push_cell(gdf, &text_of(&value)),
                _ => gdf.push_str(&text_of(&value)),
            }
        }
    }
    gdf.push('\n');
}

fn push_cell(gdf: &mut String, text: &str) {
    gdf.push('\'');
    for c in text.chars() {
        match c {
            '\'' | '\\' => {
                gdf.push('\\');
                gdf.push(c);
            }
            '\n' | '\r' => gdf.push(' '),
            c => gdf.push(c),
        }
    }
    gdf.push('\'');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_be_quoted() {
        assert_eq!(
            cells("bank,'Stadtbank \\'Nord\\'', business ,\"a, b\",'114,116,177',"),
            [
                "bank",
                "Stadtbank 'Nord'",
                "business",
                "a, b",
                "114,116,177",
                ""
            ]
        );
    }

    #[test]
    fn names_have_types_and_defaults() {
        let Named {
            name,
            kind,
            default,
        } = named(" staff INT default 1");
        assert_eq!(
            (name.as_str(), kind, default.as_deref()),
            ("staff", ValueType::Integer, Some("1"))
        );
    }
}
