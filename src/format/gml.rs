//! GML, as networkx, igraph, Cytoscape, yEd and `NetworKit` write it.
//!
//! Nodes become actors under their numbers, or under the text `actor_id`, if all of them have one. Keys with several values
//! are lists. Of drawings (`graphics`) the place is kept; other values with parts of their own are kept as text.

use std::collections::{HashMap, HashSet};

use memchr::memchr_iter;

use super::bipartite;
use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::losses::Losses;
use super::named_values::{Columns, info_values};
use super::one_file::{self, Problem, Source};
use super::positions::Positions;
use super::registry::Format;
use super::rows::{OutRow, placed_rows, tie_row};
use super::tally::Tally;
use super::value::{push, text_of};
use super::xml::with_references;
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// GML.
#[derive(Clone, Copy, Debug)]
pub struct Gml;

/// Files whose lists lie deeper in each other are refused.
const MAX_DEPTH: usize = 64;

/// The name under which the text id of an actor is written; the id itself must be a number.
const ACTOR_ID: &str = "actor_id";

impl Format for Gml {
    fn id(&self) -> &'static str {
        "gml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gml"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(is_gml)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        one_file::read(input, is_gml, |source, draft| {
            let mut reader = Reader::new(source, draft);
            let outcome = reader.read(task)?;
            Ok(outcome.and_then(|()| reader.finish()))
        })
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        losses.short_lists(network);
        losses.flags(network);
        losses.names(network, |name| key_of(name) == name);
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        vec![NamedBytes {
            name: "network.gml".to_owned(),
            bytes: write(network, positions).into_bytes(),
        }]
    }
}

/// Whether `graph [` stands in the beginning of a file, behind at most comments, keys and their values.
fn is_gml(file: &NamedBytes) -> bool {
    let head = file
        .bytes
        .get(..file.bytes.len().min(1 << 16))
        .unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let mut tokens = Tokens::new(&head);
    let mut was_graph = false;
    for _ in 0..200 {
        match tokens.next() {
            Ok(Some(Token::Open)) => return was_graph,
            Ok(Some(Token::Key(key))) => was_graph = key.eq_ignore_ascii_case("graph"),
            // An error is a word that is no key, such as `Version-0`: the reader will tell.
            Ok(Some(Token::Integer(_) | Token::Number(_) | Token::Text(_))) | Err(_) => {
                was_graph = false;
            }
            Ok(Some(Token::Close) | None) => return false,
        }
    }
    false
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'t> {
    Key(&'t str),
    Integer(i64),
    Number(f64),
    Text(&'t str),
    Open,
    Close,
}

struct Tokens<'t> {
    text: &'t str,
    rest: &'t str,
    counted: (usize, u64),
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            rest: text,
            counted: (0, 1),
        }
    }

    fn position(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    fn line(&mut self) -> u64 {
        let place = self.position();
        let (from, line) = self.counted;
        let between = self.text.as_bytes().get(from..place).unwrap_or_default();
        let line = line + memchr_iter(b'\n', between).count() as u64;
        self.counted = (place, line);
        line
    }

    fn problem<T>(&mut self, message: impl Into<String>) -> Result<T, Problem> {
        Problem::at(self.line(), message)
    }

    fn next(&mut self) -> Result<Option<Token<'t>>, Problem> {
        loop {
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with('#') {
                break;
            }
            let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
            self.rest = self.rest.get(end..).unwrap_or_default();
        }
        let Some(first) = self.rest.chars().next() else {
            return Ok(None);
        };
        let after = self.rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            '[' => {
                self.rest = after;
                return Ok(Some(Token::Open));
            }
            ']' => {
                self.rest = after;
                return Ok(Some(Token::Close));
            }
            '"' => {
                let Some((text, after)) = after.split_once('"') else {
                    return self.problem("a text is not closed");
                };
                self.rest = after;
                return Ok(Some(Token::Text(text)));
            }
            _ => {}
        }
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"' | '#'));
        let (word, after) = self
            .rest
            .split_at_checked(end.unwrap_or(self.rest.len()))
            .unwrap_or_default();
        let is_key = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let token = if is_key {
            Some(Token::Key(word))
        } else if let Ok(value) = word.parse::<i64>() {
            Some(Token::Integer(value))
        } else {
            word.parse::<f64>().ok().map(Token::Number)
        };
        if let Some(token) = token {
            self.rest = after;
            Ok(Some(token))
        } else {
            let word: String = word.chars().take(40).collect();
            let outcome = self.problem(format!("‘{word}’ is neither a key nor a value of GML"));
            self.rest = after;
            outcome
        }
    }
}

/// A value of a key.
#[derive(Clone, Debug)]
enum Value {
    One(AttributeValue),
    Parts(Vec<(String, Self)>),
}

impl Value {
    fn text(&self) -> String {
        match self {
            Self::One(value) => text_of(value),
            Self::Parts(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(key, value)| match value {
                        Self::One(AttributeValue::Text(text)) => format!("{key} \"{text}\""),
                        value => format!("{key} {}", value.text()),
                    })
                    .collect();
                format!("[{}]", parts.join(" "))
            }
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::One(value) => value.number(),
            Self::Parts(_) => None,
        }
    }
}

struct Reader<'t> {
    file: &'t str,
    tokens: Tokens<'t>,
    draft: &'t mut Draft,
    actors: GraphTable,
    ties: GraphTable,
    has_graph: bool,
    tally: Tally,
}

impl<'t> Reader<'t> {
    fn new(Source { file, text }: Source<'t>, draft: &'t mut Draft) -> Self {
        Self {
            file,
            tokens: Tokens::new(text),
            draft,
            actors: GraphTable::new(TableKind::Actors, file, text.len()),
            ties: GraphTable::new(TableKind::Ties, file, text.len()),
            has_graph: false,
            tally: Tally::default(),
        }
    }

    fn read(&mut self, task: &TaskContext) -> Result<Result<(), Problem>, Cancelled> {
        let outcome = self.top(task);
        match outcome {
            Ok(done) => done.map(Ok),
            Err(problem) => Ok(Err(problem)),
        }
    }

    fn key(&mut self) -> Result<Option<&'t str>, Problem> {
        match self.tokens.next()? {
            None => Ok(None),
            Some(Token::Key(key)) => Ok(Some(key)),
            Some(_) => self.tokens.problem("here should be a key"),
        }
    }

    fn top(&mut self, task: &TaskContext) -> Result<Result<(), Cancelled>, Problem> {
        while let Some(key) = self.key()? {
            if key.eq_ignore_ascii_case("graph") && !self.has_graph {
                self.has_graph = true;
                if self.tokens.next()? != Some(Token::Open) {
                    return self.tokens.problem("‘graph’ is followed by ‘[’");
                }
                if let Err(cancelled) = self.graph(task)? {
                    return Ok(Err(cancelled));
                }
            } else {
                let line = self.tokens.line();
                let value = self.value(1)?;
                if key.eq_ignore_ascii_case("graph") {
                    let message = "only the first graph of a file is read";
                    self.tally.add(IssueKind::Skipped, line, message, "");
                } else if !["creator", "version"].contains(&key.to_lowercase().as_str()) {
                    self.about_graph(key, &value);
                }
            }
        }
        if !self.has_graph {
            return self.tokens.problem("there is no ‘graph [’ in the file");
        }
        Ok(Ok(()))
    }

    fn graph(&mut self, task: &TaskContext) -> Result<Result<(), Cancelled>, Problem> {
        let num_bytes = self.tokens.text.len();
        let mut num_items = 0_usize;
        loop {
            let key = match self.tokens.next()? {
                Some(Token::Close) => return Ok(Ok(())),
                Some(Token::Key(key)) => key,
                Some(_) => return self.tokens.problem("here should be a key"),
                None => {
                    return self
                        .tokens
                        .problem("the file ends in the middle of the graph");
                }
            };
            let line = self.tokens.line();
            num_items += 1;
            if num_items.is_multiple_of(256)
                && let Err(cancelled) = task.checkpoint(self.tokens.position(), num_bytes)
            {
                return Ok(Err(cancelled));
            }
            match key.to_lowercase().as_str() {
                "node" => {
                    let parts = self.parts_of(key)?;
                    self.node(line, parts);
                }
                "edge" => {
                    let parts = self.parts_of(key)?;
                    let has = |end: &str| parts.iter().any(|(key, _)| key == end);
                    if !has("source") || !has("target") {
                        return Problem::at(line, "the edge lacks its source or its target");
                    }
                    self.edge(line, parts);
                }
                "directed" => {
                    let value = self.value(1)?;
                    self.draft.directed = value.number() == Some(1.0);
                }
                "multigraph" => {
                    self.value(1)?;
                }
                _ => {
                    let value = self.value(1)?;
                    self.about_graph(key, &value);
                }
            }
        }
    }

    fn about_graph(&mut self, key: &str, value: &Value) {
        let info = &mut self.draft.info;
        let text = value.text().trim().to_owned();
        if text.is_empty() {
            return;
        }
        match key.to_lowercase().as_str() {
            "name" | "label" => info.name = text,
            "comment" | "description" => info.description = text,
            "source" => info.source = text,
            "license" => info.license = text,
            _ => {
                let value = match value {
                    Value::One(value) => value.clone(),
                    Value::Parts(_) => AttributeValue::Text(text),
                };
                info.attributes.insert(key.to_owned(), value);
            }
        }
    }

    fn parts_of(&mut self, key: &str) -> Result<Vec<(String, Value)>, Problem> {
        match self.value(1)? {
            Value::Parts(parts) => Ok(parts),
            Value::One(_) => self.tokens.problem(format!("‘{key}’ is followed by ‘[’")),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Problem> {
        if depth > MAX_DEPTH {
            return self.tokens.problem(format!(
                "lists lie in each other more than {MAX_DEPTH} deep"
            ));
        }
        match self.tokens.next()? {
            Some(Token::Integer(value)) => Ok(Value::One(AttributeValue::Integer(value))),
            Some(Token::Number(value)) if value.is_finite() => {
                Ok(Value::One(AttributeValue::Number(value)))
            }
            Some(Token::Number(value)) => Ok(Value::One(AttributeValue::Text(value.to_string()))),
            Some(Token::Text(text)) => Ok(Value::One(AttributeValue::Text(with_references(text)))),
            Some(Token::Open) => {
                let mut parts = Vec::new();
                loop {
                    match self.tokens.next()? {
                        Some(Token::Close) => return Ok(Value::Parts(parts)),
                        Some(Token::Key(key)) => {
                            let value = self.value(depth + 1)?;
                            parts.push((key.to_owned(), value));
                        }
                        Some(_) => return self.tokens.problem("here should be a key"),
                        None => {
                            return self.tokens.problem("the file ends in the middle of a list");
                        }
                    }
                }
            }
            // Numbers that are none, as some programs write them.
            Some(Token::Key(key))
                if ["nan", "inf", "infinity"].contains(&key.to_lowercase().as_str()) =>
            {
                Ok(Value::One(AttributeValue::Text(key.to_owned())))
            }
            Some(Token::Key(_) | Token::Close) => self.tokens.problem("here should be a value"),
            None => self.tokens.problem("the file ends where a value should be"),
        }
    }

    fn node(&mut self, line: u64, parts: Vec<(String, Value)>) {
        let row = self.actors.add_row(line);
        let mut others = Vec::new();
        for (key, value) in parts {
            match key.as_str() {
                "id" => {
                    let column = self.actors.field(Field::Id);
                    self.actors.set_text(row, column, value.text());
                }
                "graphics" => self.place(row, &value),
                "LabelGraphics" => {
                    let message = "of drawings only the places are kept";
                    self.tally.add(IssueKind::Note, line, message, "");
                }
                _ => others.push((key, value)),
            }
        }
        set_values(&mut self.actors, row, others);
    }

    fn place(&mut self, row: usize, graphics: &Value) {
        let Value::Parts(parts) = graphics else {
            return;
        };
        for (key, value) in parts {
            if matches!(key.as_str(), "x" | "y")
                && let Some(place) = value.number()
            {
                let column = self.actors.name(key);
                self.actors
                    .set(row, column, CellValue::Typed(AttributeValue::Number(place)));
            }
        }
        self.tally.add(
            IssueKind::Note,
            0,
            "of drawings only the places are kept",
            "",
        );
    }

    fn edge(&mut self, line: u64, parts: Vec<(String, Value)>) {
        let row = self.ties.add_row(line);
        let mut others = Vec::new();
        for (key, value) in parts {
            match key.as_str() {
                "source" | "target" => {
                    let field = if key == "source" {
                        Field::Source
                    } else {
                        Field::Target
                    };
                    let column = self.ties.field(field);
                    self.ties.set_text(row, column, value.text());
                }
                "graphics" | "LabelGraphics" => {
                    self.tally.add(
                        IssueKind::Note,
                        line,
                        "of drawings only the places are kept",
                        "",
                    );
                }
                _ => others.push((key, value)),
            }
        }
        set_values(&mut self.ties, row, others);
    }

    fn finish(self) -> Result<(), Problem> {
        let Self {
            file,
            draft,
            mut actors,
            mut ties,
            tally,
            ..
        } = self;
        if let Some(problem) = missing_node(&mut actors, &mut ties) {
            return Err(problem);
        }
        name_by_text_ids(&mut actors, &mut ties);
        draft.actors = Some(actors.finish(&mut draft.issues));
        draft.ties = Some(ties.finish(&mut draft.issues));
        tally.tell(file, &mut draft.issues);
        bipartite::split(draft);
        Ok(())
    }
}

/// Sets values under their keys; several under one key are a list.
fn set_values(table: &mut GraphTable, row: usize, parts: Vec<(String, Value)>) {
    let mut seen: HashMap<String, Vec<Value>> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for (key, value) in parts {
        let values = seen.entry(key.clone()).or_default();
        if values.is_empty() {
            order.push(key);
        }
        values.push(value);
    }
    for key in order {
        let values = seen.remove(&key).unwrap_or_default();
        let value = match values.as_slice() {
            [Value::One(value)] => value.clone(),
            [value] => AttributeValue::Text(value.text()),
            values => AttributeValue::List(values.iter().map(Value::text).collect()),
        };
        let column = table.name(&key);
        table.set(row, column, CellValue::Typed(value));
    }
}

/// An edge that names a node which is not there: GML lists all nodes, so the file is broken.
fn missing_node(actors: &mut GraphTable, ties: &mut GraphTable) -> Option<Problem> {
    let id = actors.field(Field::Id);
    let ids: HashSet<String> = (0..actors.len())
        .filter_map(|row| Some(actors.get(row, id)?.text().into_owned()))
        .collect();
    let ends = [Field::Source, Field::Target].map(|field| ties.field(field));
    (0..ties.len()).find_map(|row| {
        let missing = |&column: &usize| {
            let end = ties.get(row, column)?.text();
            (!ids.contains(&*end)).then(|| end.into_owned())
        };
        let end = ends.iter().find_map(missing)?;
        Some(Problem {
            spot: ties.line(row).into(),
            message: format!("the edge names the node {end}, which is not there"),
        })
    })
}

/// If all nodes have a text id beside their number, it becomes the id, and ties name it.
fn name_by_text_ids(actors: &mut GraphTable, ties: &mut GraphTable) {
    let Some(text_id) = actors.find(ACTOR_ID) else {
        return;
    };
    let id = actors.field(Field::Id);
    let mut ids: HashMap<String, CellValue> = HashMap::new();
    for row in 0..actors.len() {
        let (Some(number), Some(text)) = (actors.get(row, id), actors.get(row, text_id)) else {
            return;
        };
        ids.insert(number.text().into_owned(), text.clone());
    }
    if ids.len() != actors.len() {
        return;
    }
    for field in [Field::Source, Field::Target] {
        let column = ties.field(field);
        for row in 0..ties.len() {
            if let Some(text) = ties
                .get(row, column)
                .and_then(|number| ids.get(&*number.text()))
            {
                let text = text.clone();
                ties.set(row, column, text);
            }
        }
    }
    for row in 0..actors.len() {
        if let Some(text) = actors.take(row, text_id) {
            actors.set(row, id, text);
        }
    }
}

/// A name as a key of GML: letters, digits and `_`.
fn key_of(name: &str) -> String {
    let mut key: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
        key.insert_str(0, "a_");
    }
    // These mean something of their own in every node, edge or graph.
    if matches!(
        key.as_str(),
        "id" | "source" | "target" | "graphics" | "LabelGraphics" | "node" | "edge"
    ) {
        key.push('_');
    }
    key
}

fn write(network: &Network, positions: &Positions) -> String {
    const OF_NODES: &[Field] = &[Field::Id, Field::X, Field::Y];
    const OF_EDGES: &[Field] = &[Field::Source, Field::Target, Field::Directed];
    let actors = || placed_rows(network, positions);
    let ties = || network.ties().map(|(_, tie)| tie_row(network, tie));
    let actor_columns = Columns::of(TableKind::Actors, OF_NODES, actors());
    let tie_columns = Columns::of(TableKind::Ties, OF_EDGES, ties());
    let num_directed = network.ties().filter(|(_, tie)| tie.directed).count();
    let directed = num_directed * 2 > network.num_ties();
    let mut gml = String::from("Creator \"Helixmap\"\ngraph [\n");
    push(
        &mut gml,
        format_args!("directed {}\nmultigraph 1\n", i32::from(directed)),
    );
    for (name, value) in info_values(network) {
        // In a graph, unlike in a node, `source` says where the data come from.
        let key = if name == "source" {
            name
        } else {
            key_of(&name)
        };
        push_value(&mut gml, &key, &value);
        gml.push('\n');
    }
    let mut numbers = HashMap::new();
    for (index, ((id, _), row)) in network.actors().zip(actors()).enumerate() {
        let number = index + 1;
        numbers.insert(id, number);
        push(&mut gml, format_args!("node [ id {number} "));
        let key = row.text(Field::Id);
        push_value(&mut gml, ACTOR_ID, &AttributeValue::Text(key.to_owned()));
        if let Some([x, y]) = positions.get(&id) {
            push(&mut gml, format_args!("graphics [ x {x:?} y {y:?} ] "));
        }
        push_values(&mut gml, &actor_columns, &row);
        gml.push_str("]\n");
    }
    for ((_, tie), row) in network.ties().zip(ties()) {
        let end = |id| numbers.get(&id).copied().unwrap_or_default();
        push(
            &mut gml,
            format_args!(
                "edge [ source {} target {} ",
                end(tie.source),
                end(tie.target)
            ),
        );
        if tie.directed != directed {
            push(
                &mut gml,
                format_args!("directed {} ", i32::from(tie.directed)),
            );
        }
        push_values(&mut gml, &tie_columns, &row);
        gml.push_str("]\n");
    }
    gml.push_str("]\n");
    gml
}

fn push_values(gml: &mut String, columns: &Columns, row: &OutRow<'_>) {
    for (name, value) in columns.named_values(row) {
        push_value(gml, &key_of(&name), &value);
    }
}

fn push_value(gml: &mut String, key: &str, value: &AttributeValue) {
    if let AttributeValue::List(texts) = value {
        for text in texts {
            push_value(gml, key, &AttributeValue::Text(text.clone()));
        }
        return;
    }
    gml.push_str(key);
    gml.push(' ');
    match value {
        AttributeValue::Flag(flag) => gml.push_str(if *flag { "1" } else { "0" }),
        AttributeValue::Integer(integer) => gml.push_str(&integer.to_string()),
        AttributeValue::Number(number) => {
            // A real number has a point before the exponent.
            let text = format!("{number:?}");
            match text.split_once('e') {
                Some((mantissa, exponent)) if !mantissa.contains('.') => {
                    push(gml, format_args!("{mantissa}.0e{exponent}"));
                }
                _ => gml.push_str(&text),
            }
        }
        AttributeValue::Text(text) => push_text(gml, text),
        AttributeValue::List(_) => {}
    }
    gml.push(' ');
}

/// A text in quotes, in which all that is not plain ASCII is a reference.
fn push_text(gml: &mut String, text: &str) {
    gml.push('"');
    for c in text.chars() {
        match c {
            '&' => gml.push_str("&amp;"),
            '"' => gml.push_str("&quot;"),
            ' '..='~' => gml.push(c),
            c => push(gml, format_args!("&#{};", u32::from(c))),
        }
    }
    gml.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NetworkEdit, NetworkInfo};

    #[test]
    fn problems_name_their_line() {
        let read = |text: &str| {
            let mut draft = Draft::default();
            let mut reader = Reader::new(Source { file: "x", text }, &mut draft);
            reader
                .read(&TaskContext::new())
                .unwrap()
                .unwrap_err()
                .spot
                .line
        };
        assert_eq!(read("Version-0\ngraph [ ]"), 1);
        assert_eq!(read("graph [\nnode [\nid \"1\n]"), 3);
        assert_eq!(read("graph [\nnode [ id ]\n]"), 2);
        assert_eq!(read(&format!("graph {}", "[ a ".repeat(100_000))), 1);
    }

    /// References in the description of a network were resolved twice.
    #[test]
    fn a_name_that_looks_like_a_reference_comes_back() {
        let mut network = Network::new();
        let info = NetworkInfo {
            name: "x&amp;y".to_owned(),
            ..NetworkInfo::default()
        };
        network
            .apply(&[NetworkEdit::Info(Box::default(), Box::new(info))])
            .unwrap();
        let input = Input::file(
            "x.gml",
            write(&network, &std::collections::BTreeMap::new()).into_bytes(),
        );
        let draft = Gml.read(&input, &TaskContext::new()).unwrap();
        assert_eq!(draft.info.name, "x&amp;y");
    }

    #[test]
    fn keys_are_plain_words() {
        assert_eq!(key_of("age"), "age");
        assert_eq!(key_of("år 2024"), "_r_2024".replacen('_', "a__", 1));
        assert_eq!(key_of("source"), "source_");
    }
}
