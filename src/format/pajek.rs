//! Pajek: networks (`.net`), partitions (`.clu`), vectors (`.vec`) and projects that hold several of them (`.paj`).
//!
//! Vertices become actors under their numbers. In two-mode networks those of the second set become activities. Relations
//! become kinds of ties. The first partition becomes the sectors, further ones and vectors become attributes. Of what
//! describes drawings, places, shapes and colours of vertices and labels of lines are kept.

use super::draft::Draft;
use super::encoding::decode;
use super::field::Field;
use super::input::{Input, NamedBytes};
use super::issues::{ImportIssues, IssueKind};
use super::line_tokens::{Word, lines, words};
use super::losses::Losses;
use super::pajek_write::{keeps_of_actor, keeps_of_tie};
use super::positions::Positions;
use super::registry::Format;
use super::spans::{Span, date_of, span_of, text_of_spans};
use super::tally::Tally;
use super::two_mode::TwoMode;
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// Pajek.
#[derive(Clone, Copy, Debug)]
pub struct Pajek;

impl Format for Pajek {
    fn id(&self) -> &'static str {
        "pajek"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["net", "paj", "pajek", "clu", "vec"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(is_pajek)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        let mut draft = Draft::of(input);
        let mut parts = Vec::new();
        for file in &input.files {
            let text = decode(&file.name, &file.bytes, &mut draft.issues);
            let mut reader = Reader::new(&file.name, text.len());
            reader.kind_of_file(&file.name, &text);
            reader.read(&text, task)?;
            parts.push(reader.parts);
        }
        join(parts, &mut draft);
        Ok(draft)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        losses.ids(network);
        losses.plain_names(network);
        losses.info_but_name(network);
        losses.fields_and_attributes(
            network,
            (&[Field::Id, Field::Label, Field::Sector], keeps_of_actor),
            (&[Field::Kind, Field::Weight], keeps_of_tie),
        );
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        super::pajek_write::write(network, positions)
    }
}

/// Words that say how a vertex is drawn, each with a value behind it, and are not kept.
pub(super) const DRAWING: [&str; 15] = [
    "x_fact", "y_fact", "s_size", "bc", "bw", "phi", "r", "q", "lc", "la", "lr", "lphi", "fos",
    "font", "url",
];

/// Whether a file is one of Pajek's: the first word that stands for itself begins a section.
fn is_pajek(file: &NamedBytes) -> bool {
    let head = file
        .bytes
        .get(..file.bytes.len().min(1 << 16))
        .unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let mut sections = lines(head.trim_start_matches('\u{feff}'))
        .map(|(_, line)| line.trim())
        .filter(|line| line.starts_with('*'))
        .filter_map(Section::of);
    sections.next().is_some()
}

/// What a line that begins with `*` begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Network,
    Vertices,
    Arcs,
    Edges,
    ArcsList,
    EdgesList,
    Matrix,
    Partition,
    Vector,
    /// What is no part of a network: permutations, clusters, hierarchies.
    Other,
}

impl Section {
    fn of(line: &str) -> Option<Self> {
        let name = line.strip_prefix('*')?.trim_start();
        let end = name
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(name.len());
        let name = name.get(..end)?.to_lowercase();
        Some(match name.as_str() {
            "network" => Self::Network,
            "vertices" => Self::Vertices,
            "arcs" => Self::Arcs,
            "edges" => Self::Edges,
            "arcslist" => Self::ArcsList,
            "edgeslist" => Self::EdgesList,
            "matrix" => Self::Matrix,
            "partition" => Self::Partition,
            "vector" => Self::Vector,
            "permutation" | "cluster" | "hierarchy" => Self::Other,
            _ => return None,
        })
    }
}

/// A column of numbers for the vertices.
struct Values {
    file: String,
    name: String,
    is_partition: bool,
    numbers: Vec<f64>,
    num_declared: Option<usize>,
    /// What the classes are called, where comments say so.
    legend: Vec<(i64, String)>,
}

/// What is in a file.
struct Parts {
    file: String,
    network: Option<TwoMode>,
    name: String,
    values: Vec<Values>,
    issues: ImportIssues,
}

/// What lines outside networks belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Network,
    Partition,
    Vector,
    Nothing,
}

struct Reader {
    file: String,
    num_bytes: usize,
    parts: Parts,
    holder: Holder,
    section: Option<Section>,
    relation: String,
    matrix: Vec<f64>,
    matrix_line: u64,
    tally: Tally,
    is_done: bool,
}

impl Reader {
    fn new(file: &str, num_bytes: usize) -> Self {
        Self {
            file: file.to_owned(),
            num_bytes,
            parts: Parts {
                file: file.to_owned(),
                network: None,
                name: String::new(),
                values: Vec::new(),
                issues: ImportIssues::new(),
            },
            holder: Holder::Network,
            section: None,
            relation: String::new(),
            matrix: Vec::new(),
            matrix_line: 0,
            tally: Tally::default(),
            is_done: false,
        }
    }

    /// A file that has only vertices may be a partition or a vector: if each line is one number, and its ending or the
    /// numbers say so.
    fn kind_of_file(&mut self, name: &str, text: &str) {
        let mut is_plain = true;
        let mut has_numbers = false;
        let mut has_fractions = false;
        for (_, line) in lines(text) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('%') {
                continue;
            }
            if line.starts_with('*') {
                is_plain &= Section::of(line) == Some(Section::Vertices);
            } else {
                is_plain &= line.parse::<f64>().is_ok();
                has_numbers = true;
                has_fractions |= line.contains(['.', 'e', 'E']);
            }
            if !is_plain {
                return;
            }
        }
        if !has_numbers {
            return;
        }
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        self.holder = match ending.as_str() {
            "net" | "paj" => Holder::Network,
            "vec" => Holder::Vector,
            "clu" => Holder::Partition,
            _ if has_fractions => Holder::Vector,
            _ => Holder::Partition,
        };
        if self.holder != Holder::Network {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            self.begin_values(stem.to_owned());
        }
    }

    fn begin_values(&mut self, name: String) {
        self.parts.values.push(Values {
            file: self.file.clone(),
            name,
            is_partition: self.holder == Holder::Partition,
            numbers: Vec::new(),
            num_declared: None,
            legend: Vec::new(),
        });
    }

    fn fatal(&mut self, line: u64, message: impl Into<String>) {
        self.parts
            .issues
            .add_line(IssueKind::Fatal, &self.file, line, message);
        self.is_done = true;
    }

    fn skip(&mut self, line: u64, message: &'static str, about: &str) {
        self.tally.add(IssueKind::Skipped, line, message, about);
    }

    fn read(&mut self, text: &str, task: &TaskContext) -> Result<(), Cancelled> {
        let num_bytes = text.len();
        let mut num_done = 0;
        for (number, line) in lines(text) {
            if number % 1024 == 0 {
                task.checkpoint(num_done, num_bytes)?;
            }
            num_done += line.len() + 1;
            let line = line.trim();
            if let Some(comment) = line.strip_prefix('%') {
                self.comment(comment);
            } else if line.is_empty() {
            } else if let Some(section) = Section::of(line) {
                self.end_matrix();
                self.begin(section, number, line);
            } else if line.starts_with('*') {
                self.end_matrix();
                self.section = Some(Section::Other);
                self.skip(number, "this section means nothing to Helixmap", line);
            } else {
                self.line(number, line);
            }
            if self.is_done {
                break;
            }
        }
        self.end_matrix();
        let tally = std::mem::take(&mut self.tally);
        tally.tell(&self.file, &mut self.parts.issues);
        Ok(())
    }

    /// The legend of a partition: `% 1 business`.
    fn comment(&mut self, comment: &str) {
        if self.holder == Holder::Partition
            && let Some((class, name)) = comment.trim().split_once(char::is_whitespace)
            && let Ok(class) = class.parse::<i64>()
            && let Some(values) = self.parts.values.last_mut()
        {
            values.legend.push((class, name.trim().to_owned()));
        }
    }

    fn begin(&mut self, section: Section, number: u64, line: &str) {
        self.section = Some(section);
        let rest = line
            .trim_start_matches(|c: char| c == '*' || c.is_ascii_alphabetic())
            .trim();
        match section {
            Section::Network => {
                self.holder = Holder::Network;
                if self.parts.network.is_some() {
                    self.skip(number, "only the first network of a project is read", rest);
                    self.holder = Holder::Nothing;
                } else {
                    let name = rest.trim_matches('"').trim();
                    let name = name.strip_suffix(".net").unwrap_or(name);
                    name.clone_into(&mut self.parts.name);
                }
            }
            Section::Partition | Section::Vector => {
                self.holder = if section == Section::Partition {
                    Holder::Partition
                } else {
                    Holder::Vector
                };
                let name = rest.trim_matches('"').trim();
                let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                self.begin_values(name.to_owned());
            }
            Section::Other => {
                self.holder = Holder::Nothing;
                self.skip(number, "this section means nothing to Helixmap", line);
            }
            Section::Vertices => self.vertices(number, rest),
            Section::Arcs
            | Section::Edges
            | Section::ArcsList
            | Section::EdgesList
            | Section::Matrix => {
                if self.holder == Holder::Nothing {
                    return;
                }
                if self.parts.network.is_none() {
                    self.fatal(number, "there are lines before *Vertices");
                    return;
                }
                self.holder = Holder::Network;
                self.relation = relation(rest);
                self.matrix_line = number;
            }
        }
    }

    fn vertices(&mut self, number: u64, rest: &str) {
        let counts: Vec<Option<usize>> = rest
            .split_whitespace()
            .map(|word| word.parse().ok())
            .collect();
        match self.holder {
            Holder::Nothing => {}
            Holder::Partition | Holder::Vector => {
                if let Some(values) = self.parts.values.last_mut() {
                    values.num_declared = counts.first().copied().flatten();
                }
            }
            Holder::Network if self.parts.network.is_some() => {
                self.skip(number, "only the first network of a project is read", "");
                self.holder = Holder::Nothing;
            }
            Holder::Network => {
                let (num_vertices, num_first) = match counts.as_slice() {
                    [Some(all)] => (*all, None),
                    [Some(all), Some(first), ..] if first <= all => (*all, Some(*first)),
                    [Some(_), Some(_), ..] => {
                        self.fatal(
                            number,
                            "the first set of vertices is larger than both together",
                        );
                        return;
                    }
                    _ => {
                        self.fatal(number, "*Vertices is followed by the number of vertices");
                        return;
                    }
                };
                match TwoMode::new(&self.file, self.num_bytes, num_vertices, num_first) {
                    Ok(network) => self.parts.network = Some(network),
                    Err(message) => self.fatal(number, message),
                }
            }
        }
    }

    fn line(&mut self, number: u64, line: &str) {
        match (self.holder, self.section) {
            (Holder::Nothing, _) | (_, Some(Section::Other)) => {}
            (Holder::Network, None | Some(Section::Network)) => {
                self.tally.add(
                    IssueKind::Note,
                    number,
                    "text before the first section was passed over",
                    line,
                );
            }
            (Holder::Partition | Holder::Vector, _) => {
                match line.split_whitespace().next().map(str::parse::<f64>) {
                    Some(Ok(value)) if value.is_finite() => {
                        if let Some(values) = self.parts.values.last_mut() {
                            values.numbers.push(value);
                        }
                    }
                    _ => self.fatal(number, format!("‘{line}’ is no number")),
                }
            }
            (Holder::Network, Some(section)) => {
                let all: Vec<Word<'_>> = words(line, &[]).collect();
                match section {
                    Section::Vertices => self.vertex(number, &all, line),
                    Section::Arcs | Section::Edges => {
                        self.tie(number, &all, section == Section::Arcs, line);
                    }
                    Section::ArcsList | Section::EdgesList => {
                        self.list(number, &all, section == Section::ArcsList);
                    }
                    Section::Matrix => self.matrix_row(number, &all),
                    Section::Network | Section::Partition | Section::Vector | Section::Other => {}
                }
            }
        }
    }

    fn vertex(&mut self, number: u64, all: &[Word<'_>], line: &str) {
        let Some(network) = &mut self.parts.network else {
            return;
        };
        let index = all.first().and_then(|word| word.text.parse::<usize>().ok());
        let row = index.and_then(|index| network.row(index));
        let Some(row) = row else {
            let about = all.first().map_or("", |word| word.text);
            self.skip(number, "there is no vertex of this number", about);
            return;
        };
        network.set_line(row, number);
        let mut rest = all.get(1..).unwrap_or_default();
        if let Some((label, after)) = rest.split_first() {
            network.set_text(row, Field::Label, label.text);
            rest = after;
        }
        for name in ["x", "y", "z"] {
            let Some((place, after)) = rest
                .split_first()
                .and_then(|(word, after)| Some((word.number()?, after)))
            else {
                break;
            };
            if name != "z" || (place != 0.0 && place != 0.5) {
                network.set(row, name, AttributeValue::Number(place));
            }
            rest = after;
        }
        let mut is_dropped = false;
        let mut words = rest.iter();
        let mut is_first = true;
        while let Some(word) = words.next() {
            let is_time = !word.is_quoted && word.text.starts_with('[');
            match word.text {
                _ if is_time => break,
                "ic" => {
                    if let Some(color) = words.next() {
                        network.set(row, "color", AttributeValue::Text(color.text.to_owned()));
                    }
                }
                name if DRAWING.contains(&name) => {
                    words.next();
                    is_dropped = true;
                }
                shape if is_first && word.number().is_none() => {
                    network.set(row, "shape", AttributeValue::Text(shape.to_owned()));
                }
                _ => is_dropped = true,
            }
            is_first = false;
        }
        let times = times(line);
        if let Some(spans) = &times {
            network.set_times(row, spans);
        }
        if is_dropped {
            let message = "of drawings only places, shapes and colours of vertices and labels of lines are kept";
            self.tally.add(IssueKind::Note, number, message, "");
        }
        if times.is_some() {
            self.tell_times(number);
        }
    }

    fn tell_times(&mut self, number: u64) {
        let message = "times are kept as the attribute ‘spells’; where they are years, since and until are the first and \
                       the last";
        self.tally.add(IssueKind::Note, number, message, "");
    }

    fn tie(&mut self, number: u64, all: &[Word<'_>], directed: bool, line: &str) {
        let Some(network) = &mut self.parts.network else {
            return;
        };
        // A line may name its relation itself: `2: 1 3`.
        let own = all.first().and_then(|word| word.text.strip_suffix(':'));
        let own = own.filter(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let all = if own.is_some() {
            all.get(1..).unwrap_or_default()
        } else {
            all
        };
        let end = |place: usize| {
            all.get(place)
                .and_then(|word| word.text.parse::<usize>().ok())
        };
        let (Some(source), Some(target)) = (end(0), end(1)) else {
            self.skip(number, "there are no two numbers of vertices", line);
            return;
        };
        let weight = all.get(2).and_then(Word::number);
        let kind = own.unwrap_or(&self.relation);
        let row = match network.add_tie(number, source, target, directed) {
            Ok(row) => row,
            Err(message) => {
                self.skip(number, message, line);
                return;
            }
        };
        network.set_tie(row, kind, weight);
        let mut words = all.iter().skip(2);
        while let Some(word) = words.next() {
            if word.text == "l" && !word.is_quoted {
                if let Some(label) = words.next() {
                    network.set_tie_text(row, "label", label.text);
                }
                break;
            }
        }
        if let Some(spans) = times(line) {
            network.set_tie_times(row, &spans);
            self.tell_times(number);
        }
    }

    fn list(&mut self, number: u64, all: &[Word<'_>], directed: bool) {
        let Some(network) = &mut self.parts.network else {
            return;
        };
        let mut problem = None;
        let mut ends = all.iter().map(|word| word.text.parse::<usize>());
        let Some(Ok(source)) = ends.next() else {
            let about = all.first().map_or("", |word| word.text);
            self.skip(number, "there is no vertex of this number", about);
            return;
        };
        for (place, target) in ends.enumerate() {
            let about = all.get(place + 1).map_or("", |word| word.text);
            let Ok(target) = target else {
                problem = Some(("there is no vertex of this number", about));
                continue;
            };
            match network.add_tie(number, source, target, directed) {
                Ok(row) => network.set_tie(row, &self.relation, None),
                Err(message) => problem = Some((message, about)),
            }
        }
        if let Some((message, about)) = problem {
            self.skip(number, message, about);
        }
    }

    fn matrix_row(&mut self, number: u64, all: &[Word<'_>]) {
        for word in all {
            if let Some(value) = word.number() {
                self.matrix.push(value);
            } else {
                self.fatal(number, format!("‘{}’ is no number of a matrix", word.text));
                return;
            }
        }
    }

    /// Makes ties of a matrix that is complete. Ties of a symmetric one have no direction.
    fn end_matrix(&mut self) {
        let is_matrix = self.section == Some(Section::Matrix)
            && self.holder == Holder::Network
            && !self.is_done;
        let matrix = std::mem::take(&mut self.matrix);
        let Some(network) = self.parts.network.as_mut().filter(|_| is_matrix) else {
            return;
        };
        let outcome = network.add_matrix(&matrix, self.matrix_line, &self.relation, true);
        match outcome {
            Ok(true) => {
                let message = "the matrix is symmetric, so its ties have no direction";
                self.tally
                    .add(IssueKind::Note, self.matrix_line, message, &self.relation);
            }
            Ok(false) => {}
            Err(message) => self.fatal(self.matrix_line, message),
        }
    }
}

/// The name of the relation in `:1 "advice"`, or its number if it has no name; empty if there is none.
fn relation(rest: &str) -> String {
    let Some((_, after)) = rest.split_once(':') else {
        return String::new();
    };
    let mut all = words(after, &[]);
    let number = all.next().map_or("", |word| word.text);
    let name = all.next().map_or("", |word| word.text.trim());
    if name.is_empty() {
        number.to_owned()
    } else {
        name.to_owned()
    }
}

/// The times at the end of a line: `[1-3,5-*]`.
fn times(line: &str) -> Option<Vec<Span>> {
    let (before, inside) = line.strip_suffix(']')?.rsplit_once('[')?;
    // A bracket in a label is none of time.
    if before.matches('"').count() % 2 == 1 {
        return None;
    }
    let given = |text: &str| {
        let text = text.trim();
        (text != "*" && !text.is_empty()).then(|| text.to_owned())
    };
    let spans: Vec<Span> = inside
        .split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (start, end) = part.split_once('-').unwrap_or((part, part));
            Span {
                start: given(start),
                end: given(end),
            }
        })
        .collect();
    (!spans.is_empty()).then_some(spans)
}

/// The dates of spans and their text.
pub(super) fn dates(spans: &[Span]) -> (Option<String>, Option<String>, String) {
    let whole = span_of(spans).unwrap_or_default();
    let date = |time: Option<String>| time.as_deref().and_then(date_of);
    (date(whole.start), date(whole.end), text_of_spans(spans))
}

/// Puts the parts of all files together.
fn join(parts: Vec<Parts>, draft: &mut Draft) {
    let mut network: Option<TwoMode> = None;
    let mut all_values = Vec::new();
    let mut first_file = String::new();
    for Parts {
        file,
        network: other,
        name,
        values,
        issues,
    } in parts
    {
        draft.issues.append(issues);
        if first_file.is_empty() {
            first_file.clone_from(&file);
        }
        if !name.is_empty() && other.is_some() {
            draft.info.name = name;
        }
        match (&network, other) {
            (Some(_), Some(_)) => {
                let message = "the file was not read: there is another network already";
                draft.issues.add_file(IssueKind::Skipped, &file, message);
            }
            (None, Some(other)) => network = Some(other),
            (_, None) => {}
        }
        all_values.extend(values);
    }
    let has_network = network.is_some();
    let network = network.map_or_else(
        || {
            let longest = all_values
                .iter()
                .map(|values| values.numbers.len())
                .max()
                .filter(|&n| n > 0);
            longest.map(|length| TwoMode::new(&first_file, length * 8, length, None))
        },
        |network| Some(Ok(network)),
    );
    let Some(Ok(mut network)) = network else {
        // What was wrong with them has been told, if anything was.
        if !draft.issues.is_fatal() {
            let message = "there are neither vertices nor values in the file";
            draft
                .issues
                .add_line(IssueKind::Fatal, &first_file, 1, message);
        }
        return;
    };
    let num_vectors = all_values
        .iter()
        .filter(|values| !values.is_partition)
        .count();
    let mut has_sectors = false;
    for values in all_values {
        let Values {
            file,
            name,
            is_partition,
            numbers,
            num_declared,
            legend,
        } = values;
        let num_values = numbers.len();
        if num_values != network.len()
            || num_declared.is_some_and(|declared| declared != num_values)
        {
            let expected = network.len().max(num_declared.unwrap_or(0));
            let message = format!(
                "the file was not read: it has {num_values} values for {expected} vertices"
            );
            draft.issues.add_file(IssueKind::Skipped, &file, message);
            continue;
        }
        let name = match (is_partition, num_vectors) {
            _ if !has_network => if is_partition { "partition" } else { "vector" }.to_owned(),
            (false, 1) => "vector".to_owned(),
            _ if name.is_empty() => if is_partition { "partition" } else { "vector" }.to_owned(),
            _ => name,
        };
        let is_sectors = is_partition && has_network && !has_sectors;
        has_sectors |= is_sectors;
        for (index, &value) in numbers.iter().enumerate() {
            let Some(row) = network.row(index + 1) else {
                continue;
            };
            if is_sectors {
                let named = legend.iter().find(|(class, _)| *class as f64 == value);
                match named {
                    Some((_, name)) => network.set_text(row, Field::Sector, name),
                    None if value == 0.0 && !legend.is_empty() => {}
                    None => network.set_text(row, Field::Sector, &super::value::number_text(value)),
                }
            } else if is_partition && value.fract() == 0.0 && value.abs() < 9e15 {
                network.set(row, &name, AttributeValue::Integer(value as i64));
            } else {
                network.set(row, &name, AttributeValue::Number(value));
            }
        }
        if is_sectors {
            draft.issues.add_file(
                IssueKind::Note,
                &file,
                "the partition was read as the sectors",
            );
        }
    }
    network.finish(draft);
}
