//! UCINET's DL: matrices, lists of edges and lists of neighbours, with labels in lists or inside the data.
//!
//! Nodes become actors; in two-mode data (`nr`, `nc`) columns become activities. Several matrices become kinds of ties. Ties
//! have a direction, except in half matrices. Zeros are no ties.

use std::collections::HashMap;

use super::draft::Draft;
use super::field::Field;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::line_tokens::{Word, is_plain, lines, quoted, words};
use super::losses::Losses;
use super::one_file::{self, Outcome, Problem, Source};
use super::positions::Positions;
use super::registry::Format;
use super::tally::Tally;
use super::two_mode::{NodeRow, TwoMode, max_nodes};
use super::value::{number_text, push};
use crate::model::{ActorId, Network, Tie};
use crate::task::{Cancelled, TaskContext};

/// UCINET DL.
#[derive(Clone, Copy, Debug)]
pub struct Dl;

const SEPARATORS: &[char] = &[','];
const HEADER_SEPARATORS: &[char] = &[',', '='];

impl Format for Dl {
    fn id(&self) -> &'static str {
        "dl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dl"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(is_dl)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        one_file::read(input, is_dl, |source, draft| read(source, draft, task))
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        losses.plain_names(network);
        let labels = Labels::of(network);
        if labels.are_labels {
            let differs = network
                .actors()
                .filter(|(_, actor)| actor.key != actor.label)
                .count();
            losses.add(
                differs,
                "actor’s id: the name serves as one",
                "actors’ ids: the names serve as ids",
            );
        } else {
            losses
                .0
                .push("names of actors: some occur twice, so the ids serve as names".to_owned());
        }
        let undirected = network
            .ties()
            .filter(|(_, tie)| !tie.directed && tie.source != tie.target);
        losses.add(
            undirected.count(),
            "tie without direction: it becomes two ties",
            "ties without direction: each becomes two ties",
        );
        let weak = network.ties().filter(|(_, tie)| tie.weight == 0.0).count();
        losses.add(weak, "tie of weight 0", "ties of weight 0");
        losses.info(network);
        losses.fields(
            network,
            &[Field::Id, Field::Label],
            &[Field::Kind, Field::Weight],
        );
        losses.0
    }

    fn write(&self, network: &Network, _: &Positions) -> Vec<NamedBytes> {
        vec![NamedBytes {
            name: "network.dl".to_owned(),
            bytes: write(network).into_bytes(),
        }]
    }
}

/// Whether a file begins with the word DL.
fn is_dl(file: &NamedBytes) -> bool {
    let head = file
        .bytes
        .get(..file.bytes.len().min(4096))
        .unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let mut chars = head.chars();
    let begins = chars
        .by_ref()
        .take(2)
        .collect::<String>()
        .eq_ignore_ascii_case("dl");
    begins && chars.next().is_some_and(|c| c.is_whitespace() || c == ',')
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Layout {
    #[default]
    FullMatrix,
    UpperHalf,
    LowerHalf,
    EdgeList,
    NodeList,
}

/// What stands before the data.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the switches of the format"
)]
struct Header {
    num_nodes: Option<usize>,
    num_rows: Option<usize>,
    num_columns: Option<usize>,
    num_matrices: Option<usize>,
    layout: Layout,
    /// Whether the format is one whose rows and columns are different nodes.
    is_two_mode: bool,
    has_no_diagonal: bool,
    labels: Vec<String>,
    row_labels: Vec<String>,
    column_labels: Vec<String>,
    matrix_labels: Vec<String>,
    rows_embedded: bool,
    columns_embedded: bool,
}

/// What the words of a header belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Settings,
    Labels,
    RowLabels,
    ColumnLabels,
    MatrixLabels,
}

type Lines<'t> = Vec<(u64, &'t str)>;

fn read(Source { file, text }: Source<'_>, draft: &mut Draft, task: &TaskContext) -> Outcome {
    let all: Lines<'_> = lines(text).collect();
    let header = match Header::read(&all) {
        Ok(header) => header,
        Err(problem) => return Ok(Err(problem)),
    };
    let (header, data) = header;
    let mut reader = match Reader::new(file, text.len(), header) {
        Ok(reader) => reader,
        Err(problem) => return Ok(Err(problem)),
    };
    let outcome = match reader.header.layout {
        Layout::EdgeList | Layout::NodeList => reader.lists(&data, task)?,
        Layout::FullMatrix | Layout::UpperHalf | Layout::LowerHalf => {
            reader.matrices(&data, task)?
        }
    };
    if outcome.is_err() {
        return Ok(outcome);
    }
    let Reader {
        network,
        tally,
        num_unnamed,
        ..
    } = reader;
    if num_unnamed > 0 {
        let message = format!("{num_unnamed} nodes have no label; their numbers serve as ids");
        draft.issues.add_file(IssueKind::Guess, file, message);
    }
    tally.tell(file, &mut draft.issues);
    network.finish(draft);
    Ok(Ok(()))
}

impl Header {
    /// The header, and the lines of data behind it.
    fn read<'t>(all: &Lines<'t>) -> Result<(Self, Lines<'t>), Problem> {
        let mut header = Self::default();
        let mut part = Part::Settings;
        let mut setting: Option<String> = None;
        let mut is_first = true;
        for (index, &(number, line)) in all.iter().enumerate() {
            let mut rest: Vec<Word<'_>> = words(line, HEADER_SEPARATORS).collect();
            if part != Part::Settings && !is_heading(&rest) {
                rest = words(line, SEPARATORS).collect();
            }
            let mut place = 0;
            while let Some(word) = rest.get(place) {
                place += 1;
                if is_first && word.text.eq_ignore_ascii_case("dl") {
                    is_first = false;
                    continue;
                }
                is_first = false;
                let lower = word.text.to_lowercase();
                let next = |offset: usize| {
                    rest.get(place + offset)
                        .map(|word| word.text.to_lowercase())
                };
                let is_labels = |word: &Option<String>| {
                    word.as_deref()
                        .is_some_and(|word| word.starts_with("label"))
                };
                if !word.is_quoted {
                    if lower == "data:" || (lower == "data" && next(0).as_deref() == Some(":")) {
                        let after = all.get(index + 1..).unwrap_or_default().to_vec();
                        return Ok((header, after));
                    }
                    let heading = match lower.as_str() {
                        "row" | "rows" if is_labels(&next(0)) => Some((Part::RowLabels, 1)),
                        "column" | "columns" | "col" | "cols" if is_labels(&next(0)) => {
                            Some((Part::ColumnLabels, 1))
                        }
                        "level" | "levels" | "matrix" | "matrices" if is_labels(&next(0)) => {
                            Some((Part::MatrixLabels, 1))
                        }
                        "labels" if next(0).is_some_and(|word| word.starts_with("embedded")) => {
                            Some((Part::Labels, 0))
                        }
                        "labels:" => Some((Part::Labels, 0)),
                        "labels" if next(0).as_deref() == Some(":") => Some((Part::Labels, 0)),
                        _ => None,
                    };
                    if let Some((new, num_words)) = heading {
                        place += num_words;
                        part = new;
                        if rest
                            .get(place)
                            .is_some_and(|word| word.text.to_lowercase().starts_with("embedded"))
                        {
                            place += 1;
                            header.embed(part);
                            part = Part::Settings;
                        }
                        if rest.get(place).is_some_and(|word| word.text == ":") {
                            place += 1;
                        }
                        continue;
                    }
                }
                match part {
                    Part::Settings => header.setting(&mut setting, &lower, number)?,
                    Part::Labels => header.labels.push(word.text.to_owned()),
                    Part::RowLabels => header.row_labels.push(word.text.to_owned()),
                    Part::ColumnLabels => header.column_labels.push(word.text.to_owned()),
                    Part::MatrixLabels => header.matrix_labels.push(word.text.to_owned()),
                }
            }
        }
        let last = all.last().map_or(0, |&(number, _)| number);
        Problem::at(last, "there is no ‘data:’ in the file")
    }

    fn embed(&mut self, part: Part) {
        match part {
            Part::RowLabels => self.rows_embedded = true,
            Part::ColumnLabels => self.columns_embedded = true,
            _ => {
                self.rows_embedded = true;
                self.columns_embedded = true;
            }
        }
    }

    fn setting(
        &mut self,
        setting: &mut Option<String>,
        word: &str,
        line: u64,
    ) -> Result<(), Problem> {
        let Some(key) = setting.take() else {
            match word {
                "n" | "nr" | "nc" | "nm" | "format" | "diagonal" | "diag" => {
                    *setting = Some(word.to_owned());
                }
                "two-mode" | "twomode" => self.is_two_mode = true,
                _ => {}
            }
            return Ok(());
        };
        let count = || match word.parse::<usize>() {
            Ok(count) => Ok(Some(count)),
            Err(_) => Problem::at(line, format!("‘{key} = {word}’: ‘{word}’ is no number")),
        };
        match key.as_str() {
            "n" => self.num_nodes = count()?,
            "nr" => self.num_rows = count()?,
            "nc" => self.num_columns = count()?,
            "nm" => self.num_matrices = count()?,
            "format" => {
                (self.layout, self.is_two_mode) = match word {
                    "fullmatrix" | "fm" => (Layout::FullMatrix, self.is_two_mode),
                    "upperhalf" | "uh" => (Layout::UpperHalf, false),
                    "lowerhalf" | "lh" => (Layout::LowerHalf, false),
                    "edgelist1" | "el1" | "edgelist" => (Layout::EdgeList, self.is_two_mode),
                    "edgelist2" | "el2" => (Layout::EdgeList, true),
                    "nodelist1" | "nl1" | "nodelist" => (Layout::NodeList, self.is_two_mode),
                    "nodelist2" | "nl2" => (Layout::NodeList, true),
                    _ => return Problem::at(line, format!("the format ‘{word}’ is not known")),
                };
            }
            _ => self.has_no_diagonal = word.starts_with("absent") || word == "no",
        }
        Ok(())
    }
}

/// Whether a line among labels begins something else.
fn is_heading(line: &[Word<'_>]) -> bool {
    let Some(first) = line.first().filter(|word| !word.is_quoted) else {
        return false;
    };
    let first = first.text.to_lowercase();
    let second = line
        .get(1)
        .map(|word| word.text.to_lowercase())
        .unwrap_or_default();
    first == "data:"
        || first == "labels:"
        || (first == "labels" && (second.starts_with("embedded") || second == ":"))
        || second.starts_with("labels")
}

struct Reader {
    header: Header,
    network: TwoMode,
    is_two_mode: bool,
    num_rows: usize,
    num_columns: usize,
    /// Nodes by their labels, rows and columns apart.
    by_label: HashMap<(bool, String), NodeRow>,
    num_unnamed: usize,
    tally: Tally,
}

impl Reader {
    fn new(file: &str, num_bytes: usize, header: Header) -> Result<Self, Problem> {
        let is_two_mode = header.is_two_mode
            || header.num_rows.is_some()
                && header.num_columns.is_some()
                && header.num_nodes.is_none();
        let num_labels = header.labels.len().max(header.row_labels.len());
        let num_rows = header.num_rows.or(header.num_nodes).unwrap_or(num_labels);
        let num_columns = if is_two_mode {
            header.num_columns.unwrap_or(header.column_labels.len())
        } else {
            num_rows
        };
        let mut reader = Self {
            network: match TwoMode::new(file, num_bytes, 0, None) {
                Ok(network) => network,
                Err(message) => return Problem::at(1, message),
            },
            header,
            is_two_mode,
            num_rows,
            num_columns,
            by_label: HashMap::new(),
            num_unnamed: 0,
            tally: Tally::default(),
        };
        // Nodes that the data name themselves come with the data.
        if num_rows.saturating_add(num_columns) > max_nodes(num_bytes).saturating_mul(2) {
            let message = format!(
                "the file declares {} nodes, more than it has room for",
                num_rows.max(num_columns)
            );
            return Problem::at(1, message);
        }
        if num_rows == 0 && !reader.header.rows_embedded {
            return Problem::at(1, "the header does not say how many nodes there are");
        }
        if reader.header.rows_embedded
            && reader.header.labels.is_empty()
            && reader.header.row_labels.is_empty()
        {
        } else {
            let labels = if reader.header.row_labels.is_empty() {
                reader.header.labels.clone()
            } else {
                reader.header.row_labels.clone()
            };
            reader.nodes(false, num_rows, &labels);
        }
        if is_two_mode
            && !(reader.header.columns_embedded && reader.header.column_labels.is_empty())
        {
            let labels = reader.header.column_labels.clone();
            reader.nodes(true, num_columns, &labels);
        }
        Ok(reader)
    }

    /// The nodes of a set: under their labels, if these are all there and differ, otherwise under their numbers.
    fn nodes(&mut self, is_column: bool, num_nodes: usize, labels: &[String]) {
        for index in 0..num_nodes.max(labels.len()) {
            match labels.get(index).filter(|label| !label.is_empty()) {
                Some(label) if self.by_label.contains_key(&(is_column, label.clone())) => {
                    let message =
                        "several nodes have this label; the others got their number behind it";
                    self.tally.add(IssueKind::Guess, 0, message, label);
                    self.node(is_column, &format!("{label} ({})", index + 1));
                }
                Some(label) => {
                    self.node(is_column, label);
                }
                None => {
                    let id = (index + 1).to_string();
                    self.network.add_node(is_column, &id);
                    self.num_unnamed += usize::from(!labels.is_empty());
                }
            }
        }
    }

    /// The node of a label, which is added if it is not there yet.
    fn node(&mut self, is_column: bool, label: &str) -> NodeRow {
        // Labels of UCINET do not differ by case alone, but those of others do.
        let key = (is_column, label.to_owned());
        if let Some(&node) = self.by_label.get(&key) {
            return node;
        }
        let node = self.network.add_node(is_column, label);
        self.by_label.insert(key, node);
        node
    }

    /// The node that a word of the data means: by label, or by number.
    fn named(&mut self, is_column: bool, word: &str) -> Option<NodeRow> {
        let is_embedded = if is_column {
            self.header.columns_embedded
        } else {
            self.header.rows_embedded
        };
        if is_embedded {
            return Some(self.node(is_column, word));
        }
        let number: usize = word.parse().ok()?;
        let first = if is_column {
            self.network.num_actors()
        } else {
            0
        };
        let limit = if is_column {
            self.num_columns
        } else {
            self.num_rows
        };
        (1..=limit)
            .contains(&number)
            .then(|| self.network.row(first + number))?
    }

    fn kind(&self, matrix: usize) -> String {
        if self.header.num_matrices.unwrap_or(1) <= 1 && self.header.matrix_labels.len() <= 1 {
            return self
                .header
                .matrix_labels
                .first()
                .cloned()
                .unwrap_or_default();
        }
        let label = self.header.matrix_labels.get(matrix).cloned();
        label.unwrap_or_else(|| (matrix + 1).to_string())
    }

    fn lists(&mut self, data: &Lines<'_>, task: &TaskContext) -> Outcome {
        let is_edges = self.header.layout == Layout::EdgeList;
        let mut matrix = 0;
        let mut kind = self.kind(0);
        for (index, &(number, line)) in data.iter().enumerate() {
            task.checkpoint(index, data.len())?;
            if line.trim() == "!" {
                matrix += 1;
                kind = self.kind(matrix);
                continue;
            }
            let all: Vec<Word<'_>> = words(line, SEPARATORS).collect();
            let Some((first, rest)) = all.split_first() else {
                continue;
            };
            let Some(source) = self.named(false, first.text) else {
                self.tally.add(
                    IssueKind::Skipped,
                    number,
                    "there is no node of this number",
                    first.text,
                );
                continue;
            };
            let (ends, weight) = if is_edges {
                (rest.get(..1).unwrap_or_default(), rest.get(1))
            } else {
                (rest, None)
            };
            if is_edges && ends.is_empty() {
                self.tally.add(
                    IssueKind::Skipped,
                    number,
                    "the line has no second node",
                    first.text,
                );
            }
            let value = weight.map(Word::number);
            if value == Some(None) {
                let about = weight.map_or("", |word| word.text);
                self.tally.add(
                    IssueKind::Guess,
                    number,
                    "this is no number; the strength is 1",
                    about,
                );
            }
            let value = value.flatten();
            if value == Some(0.0) {
                continue;
            }
            for end in ends {
                let is_column = self.is_two_mode;
                let Some(target) = self.named(is_column, end.text) else {
                    self.tally.add(
                        IssueKind::Skipped,
                        number,
                        "there is no node of this number",
                        end.text,
                    );
                    continue;
                };
                match self.network.connect(number, source, target, true) {
                    Ok(tie) => self.network.set_tie(tie, &kind, value),
                    Err(message) => self
                        .tally
                        .add(IssueKind::Skipped, number, message, end.text),
                }
            }
        }
        let declared = self.num_rows
            + if self.is_two_mode {
                self.num_columns
            } else {
                0
            };
        if self.network.len() != declared && declared > 0 {
            let message = if self.network.len() > declared {
                "the data name more nodes than the header declares; all were kept"
            } else {
                "the data name fewer nodes than the header declares; the others are unknown and were left out"
            };
            self.tally.add(IssueKind::Guess, 1, message, "");
        }
        Ok(Ok(()))
    }

    fn matrices(&mut self, data: &Lines<'_>, task: &TaskContext) -> Outcome {
        let mut all: Vec<(u64, Word<'_>)> = Vec::new();
        for (index, &(number, line)) in data.iter().enumerate() {
            task.checkpoint(index, data.len())?;
            all.extend(words(line, SEPARATORS).map(|word| (number, word)));
        }
        let mut rest = all.as_slice();
        let num_matrices = self.header.num_matrices.unwrap_or(1).max(1);
        for matrix in 0..num_matrices {
            task.keep_going()?;
            match self.one_matrix(rest, matrix) {
                Ok(num_words) => rest = rest.get(num_words..).unwrap_or_default(),
                Err(problem) => return Ok(Err(problem)),
            }
        }
        if let Some((line, word)) = rest.first() {
            let message = "there is more data than the header declares; it was left out";
            self.tally
                .add(IssueKind::Skipped, *line, message, word.text);
        }
        Ok(Ok(()))
    }

    /// Reads a matrix and gives the number of words that it took.
    fn one_matrix(&mut self, all: &[(u64, Word<'_>)], matrix: usize) -> Result<usize, Problem> {
        let (num_rows, width) = (self.num_rows, self.num_columns);
        let is_half = matches!(self.header.layout, Layout::UpperHalf | Layout::LowerHalf);
        let num_cells = num_rows.saturating_mul(width);
        let num_numbers = match (is_half, self.header.has_no_diagonal) {
            (false, false) => num_cells,
            (false, true) => num_cells.saturating_sub(num_rows.min(width)),
            (true, false) => num_rows.saturating_mul(num_rows.saturating_add(1)) / 2,
            (true, true) => num_rows.saturating_mul(num_rows.saturating_sub(1)) / 2,
        };
        if all.len() < num_numbers {
            let line = all.last().map_or(0, |(line, _)| *line);
            let message = format!(
                "the matrix has {} numbers; {num_rows} rows of {width} columns need {num_numbers}",
                all.len()
            );
            return Problem::at(line, message);
        }
        let mut place = 0;
        let end = all.last().map_or(0, |(line, _)| *line);
        let mut next = || {
            let word = all.get(place);
            place += 1;
            word
        };
        let first_line = all.first().map_or(0, |(line, _)| *line);
        if self.header.columns_embedded {
            for index in 0..self.num_columns {
                let Some((_, word)) = next() else {
                    return Problem::at(end, "the file ends in the labels of the columns");
                };
                // In one-mode data the labels of the rows, which follow, name the same nodes.
                if self.is_two_mode || !self.header.rows_embedded {
                    self.node(self.is_two_mode, word.text);
                } else if index == 0 && matrix == 0 {
                    self.tally.add(
                        IssueKind::Note,
                        first_line,
                        "the labels of the rows were read",
                        "",
                    );
                }
            }
        }
        let mut values = Vec::with_capacity(num_cells);
        for row in 0..self.num_rows {
            if self.header.rows_embedded {
                let Some((_, word)) = next() else {
                    return Problem::at(end, format!("the file ends before row {}", row + 1));
                };
                self.node(false, word.text);
            }
            let columns = match self.header.layout {
                Layout::UpperHalf => row..width,
                Layout::LowerHalf => 0..(row + 1).min(width),
                _ => 0..width,
            };
            for column in 0..width {
                let is_given =
                    columns.contains(&column) && !(self.header.has_no_diagonal && row == column);
                if !is_given {
                    values.push(0.0);
                    continue;
                }
                if let Some((line, word)) = next() {
                    match word.number() {
                        Some(value) => values.push(value),
                        None => {
                            return Problem::at(
                                *line,
                                format!("‘{}’ is no number of the matrix", word.text),
                            );
                        }
                    }
                } else {
                    let message = format!(
                        "the file ends in row {} of a matrix of {} rows and {width} columns",
                        row + 1,
                        self.num_rows
                    );
                    return Problem::at(end, message);
                }
            }
        }
        if is_half {
            for row in 0..width {
                for column in 0..row {
                    let (low, high) = (row * width + column, column * width + row);
                    let value = match self.header.layout {
                        Layout::LowerHalf => values.get(low).copied(),
                        _ => values.get(high).copied(),
                    };
                    for place in [low, high] {
                        if let (Some(cell), Some(value)) = (values.get_mut(place), value) {
                            *cell = value;
                        }
                    }
                }
            }
        }
        let kind = self.kind(matrix);
        match self.network.add_matrix(&values, 0, &kind, is_half) {
            Ok(_) => Ok(place),
            Err(message) => Problem::at(first_line, message),
        }
    }
}

/// What actors are called: by their labels, if these differ, otherwise by their ids.
struct Labels {
    are_labels: bool,
    by_actor: HashMap<ActorId, String>,
}

impl Labels {
    fn of(network: &Network) -> Self {
        let names = |name: fn(&crate::model::Actor) -> &str| -> HashMap<ActorId, String> {
            network
                .actors()
                .map(|(id, actor)| (id, name(actor).to_owned()))
                .collect()
        };
        let labels = names(|actor| &actor.label);
        let mut seen = std::collections::HashSet::new();
        let are_labels = network.actors().all(|(_, actor)| {
            !actor.label.is_empty() && is_plain(&actor.label) && seen.insert(actor.label.as_str())
        });
        Self {
            by_actor: if are_labels {
                labels
            } else {
                names(|actor| &actor.key)
            },
            are_labels,
        }
    }

    fn quoted(&self, id: ActorId) -> String {
        quoted(self.by_actor.get(&id).map_or("", String::as_str))
    }
}

/// A network as a list of edges with labels, and the labels once more at the top, so that isolates are not lost.
fn write(network: &Network) -> String {
    let labels = Labels::of(network);
    let mut kinds: Vec<&str> = Vec::new();
    let mut ties: Vec<Vec<&Tie>> = Vec::new();
    let mut by_kind: HashMap<&str, usize> = HashMap::new();
    for (_, tie) in network.ties() {
        let index = *by_kind.entry(&tie.kind).or_insert_with(|| {
            kinds.push(&tie.kind);
            ties.push(Vec::new());
            kinds.len() - 1
        });
        if let Some(ties) = ties.get_mut(index) {
            ties.push(tie);
        }
    }
    let mut dl = format!("dl n={}", network.num_actors());
    let has_kinds = kinds.iter().any(|kind| !kind.is_empty());
    if kinds.len() > 1 {
        push(&mut dl, format_args!(" nm={}", kinds.len()));
    }
    dl.push_str("\nformat = edgelist1\nlabels:\n");
    for (id, _) in network.actors() {
        dl.push_str(&labels.quoted(id));
        dl.push('\n');
    }
    if has_kinds {
        dl.push_str("matrix labels:\n");
        for (index, kind) in kinds.iter().enumerate() {
            let number = (index + 1).to_string();
            dl.push_str(&quoted(if kind.is_empty() { &number } else { kind }));
            dl.push('\n');
        }
    }
    dl.push_str("labels embedded:\ndata:\n");
    for (index, ties) in ties.iter().enumerate() {
        if index > 0 {
            dl.push_str("!\n");
        }
        for tie in ties {
            let (source, target) = (labels.quoted(tie.source), labels.quoted(tie.target));
            let weight = number_text(tie.weight);
            push(&mut dl, format_args!("{source} {target} {weight}\n"));
            if !tie.directed && tie.source != tie.target {
                push(&mut dl, format_args!("{target} {source} {weight}\n"));
            }
        }
    }
    dl
}
