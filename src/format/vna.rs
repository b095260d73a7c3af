//! VNA, the format of `NetDraw`: tables of nodes, of how they are drawn, and of ties.
//!
//! In the table of ties each column of numbers is a relation, with the strength of the tie or 0; a single one is only the
//! strength, if it is called so.

use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::line_tokens::{Word, lines, words};
use super::losses::Losses;
use super::one_file::{self, Problem, Source};
use super::positions::Positions;
use super::registry::Format;
use super::tally::Tally;
use super::value::{number_text, push};
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// VNA.
#[derive(Clone, Copy, Debug)]
pub struct Vna;

const SEPARATORS: &[char] = &[','];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Nodes,
    Properties,
    Ties,
    Other,
}

fn section(line: &str) -> Option<Section> {
    let name = line.trim().strip_prefix('*')?.trim().to_lowercase();
    let mut words = name.split_whitespace();
    Some(match (words.next()?, words.next().unwrap_or_default()) {
        ("node", "data") => Section::Nodes,
        ("node", "properties") => Section::Properties,
        ("tie", "data") => Section::Ties,
        _ => Section::Other,
    })
}

fn is_vna(file: &NamedBytes) -> bool {
    let head = file
        .bytes
        .get(..file.bytes.len().min(4096))
        .unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let first =
        lines(head.trim_start_matches('\u{feff}')).find(|(_, line)| !line.trim().is_empty());
    first.is_some_and(|(_, line)| section(line).is_some_and(|section| section != Section::Other))
}

impl Format for Vna {
    fn id(&self) -> &'static str {
        "vna"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["vna"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(is_vna)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        one_file::read(input, is_vna, |Source { file, text }, draft| {
            draft.directed = true;
            let mut reader = Reader::new(file, text.len());
            for (number, line) in lines(text) {
                task.checkpoint(number as usize, text.len())?;
                if let Some(section) = section(line) {
                    reader.begin(number, section, line);
                } else {
                    reader.line(number, &words(line, SEPARATORS).collect::<Vec<_>>());
                }
            }
            Ok(reader.finish(draft))
        })
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        losses.plain_names(network);
        losses.info(network);
        losses.fields(
            network,
            &[Field::Id, Field::Label, Field::Sector],
            &[Field::Kind, Field::Weight],
        );
        losses.0
    }

    fn write(&self, network: &Network, _: &Positions) -> Vec<NamedBytes> {
        vec![NamedBytes {
            name: "network.vna".to_owned(),
            bytes: write(network).into_bytes(),
        }]
    }
}

struct Reader {
    file: String,
    section: Option<Section>,
    header: Vec<String>,
    actors: GraphTable,
    ties: GraphTable,
    rows: std::collections::HashMap<String, usize>,
    tally: Tally,
}

impl Reader {
    fn new(file: &str, num_bytes: usize) -> Self {
        Self {
            file: file.to_owned(),
            section: None,
            header: Vec::new(),
            actors: GraphTable::new(TableKind::Actors, file, num_bytes),
            ties: GraphTable::new(TableKind::Ties, file, num_bytes),
            rows: std::collections::HashMap::new(),
            tally: Tally::default(),
        }
    }

    fn begin(&mut self, number: u64, section: Section, line: &str) {
        if section == Section::Other {
            let message = "this section means nothing to Helixmap";
            self.tally.add(IssueKind::Skipped, number, message, line);
        }
        self.section = Some(section);
        self.header.clear();
    }

    fn line(&mut self, number: u64, all: &[Word<'_>]) {
        let Some((first, rest)) = all.split_first() else {
            return;
        };
        let section = match self.section {
            Some(Section::Other) => return,
            None => {
                let message = "text before the first section was passed over";
                self.tally
                    .add(IssueKind::Skipped, number, message, first.text);
                return;
            }
            Some(section) => section,
        };
        if self.header.is_empty() {
            self.header = all.iter().map(|word| word.text.to_owned()).collect();
            return;
        }
        if section == Section::Ties {
            self.tie(number, all);
            return;
        }
        let row = if let Some(&row) = self.rows.get(first.text) {
            row
        } else {
            let row = self.actors.add_row(number);
            let column = self.actors.field(Field::Id);
            self.actors.set_text(row, column, first.text);
            self.rows.insert(first.text.to_owned(), row);
            row
        };
        for (index, word) in rest.iter().enumerate() {
            let Some(name) = self.header.get(index + 1) else {
                let message = "the line is longer than the names of its columns";
                self.tally
                    .add(IssueKind::Skipped, number, message, word.text);
                break;
            };
            let column = match (section, name.to_lowercase().as_str()) {
                (Section::Properties, "shortlabel" | "labeltext") => {
                    self.actors.field(Field::Label)
                }
                _ => self.actors.name(name),
            };
            if !self.actors.has(row, column) {
                self.actors.set_text(row, column, word.text);
            }
        }
    }

    /// A tie for each relation that is not 0. Values that are no numbers are attributes of all of them.
    fn tie(&mut self, number: u64, all: &[Word<'_>]) {
        let [source, target, rest @ ..] = all else {
            let about = all.first().map_or("", |word| word.text);
            self.tally.add(
                IssueKind::Skipped,
                number,
                "the line has no second node",
                about,
            );
            return;
        };
        let names = self.header.get(2..).unwrap_or_default().to_vec();
        let is_strength = |name: &str| {
            TableKind::Ties.field(name) == Some(Field::Weight)
                || matches!(name.to_lowercase().as_str(), "tie" | "value")
        };
        let known = |name: &str| {
            let field = TableKind::Ties.field(name);
            field.is_some_and(|field| field != Field::Weight)
        };
        let relations: Vec<(&String, f64)> = names
            .iter()
            .zip(rest)
            .filter(|(name, _)| !known(name))
            .filter_map(|(name, word)| Some((name, word.number()?)))
            .collect();
        let mut ties: Vec<(&str, Option<f64>)> = relations
            .iter()
            .filter(|(_, value)| *value != 0.0)
            .map(|(name, value)| {
                (
                    if is_strength(name) { "" } else { name.as_str() },
                    Some(*value),
                )
            })
            .collect();
        if relations.is_empty() {
            ties.push(("", None));
        }
        for (kind, weight) in ties {
            let row = self.ties.add_row(number);
            for (field, word) in [(Field::Source, source), (Field::Target, target)] {
                let column = self.ties.field(field);
                self.ties.set_text(row, column, word.text);
            }
            if !kind.is_empty() {
                let column = self.ties.field(Field::Kind);
                self.ties.set_text(row, column, kind);
            }
            if let Some(weight) = weight {
                let column = self.ties.field(Field::Weight);
                self.ties.set(
                    row,
                    column,
                    CellValue::Typed(AttributeValue::Number(weight)),
                );
            }
            for (name, word) in names.iter().zip(rest) {
                if word.number().is_none() || known(name) {
                    let column = self.ties.name(name);
                    self.ties.set_text(row, column, word.text);
                }
            }
        }
    }

    fn finish(self, draft: &mut Draft) -> Result<(), Problem> {
        let Self {
            file,
            actors,
            ties,
            tally,
            ..
        } = self;
        if actors.len() == 0 && ties.len() == 0 {
            return Problem::at(0, "there are neither nodes nor ties in the file");
        }
        let has_actors = actors.len() > 0;
        draft.actors = has_actors.then(|| actors.finish(&mut draft.issues));
        draft.ties = Some(ties.finish(&mut draft.issues));
        tally.tell(&file, &mut draft.issues);
        Ok(())
    }
}

/// A network as VNA, with the kind of a tie as text beside its strength.
fn write(network: &Network) -> String {
    use super::line_tokens::quoted;
    let key = |id| {
        network
            .actor(id)
            .map_or_else(String::new, |actor| quoted(&actor.key))
    };
    let mut vna = String::from("*node data\nID label sector\n");
    for (_, actor) in network.actors() {
        let sector = actor.sector.and_then(|id| network.sectors().get(id));
        let sector = sector.map_or("", |sector| sector.key.as_str());
        push(
            &mut vna,
            format_args!(
                "{} {} {}\n",
                quoted(&actor.key),
                quoted(&actor.label),
                quoted(sector)
            ),
        );
    }
    vna.push_str("*tie data\nfrom to strength kind directed\n");
    for (_, tie) in network.ties() {
        push(
            &mut vna,
            format_args!(
                "{} {} {} {} {}\n",
                key(tie.source),
                key(tie.target),
                number_text(tie.weight),
                quoted(&tie.kind),
                tie.directed
            ),
        );
    }
    vna
}
