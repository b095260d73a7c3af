//! `GraphML`, as yEd, Cytoscape, Gephi, `NodeXL`, networkx and igraph write it.
//!
//! Nodes become actors, edges ties, hyperedges activities. Groups (nodes with a graph of their own) are actors too; what
//! lies in them names them in the attribute `parent`. Labels and positions in the drawings of yEd and yFiles are read,
//! the rest of the drawing is not.

use std::borrow::Cow;
use std::collections::HashMap;

use super::bipartite;
use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::losses::Losses;
use super::named_values::{
    Columns, ValueType, edge_name_is_generated, info_values, typed, without_line_ends,
};
use super::one_file::{self, Problem, Source};
use super::positions::{Positions, upwards};
use super::registry::Format;
use super::rows::{OutRow, placed_rows, tie_row};
use super::tally::Tally;
use super::value::text_of;
use super::xml::{XmlEvent, XmlHandler, XmlReader, has_root, push_escaped, read_all};
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// `GraphML`.
#[derive(Clone, Copy, Debug)]
pub struct GraphMl;

impl Format for GraphMl {
    fn id(&self) -> &'static str {
        "graphml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["graphml"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(|file| has_root(&file.bytes, "graphml"))
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        let is_ours = |file: &NamedBytes| has_root(&file.bytes, "graphml");
        one_file::read(input, is_ours, |source, draft| {
            draft.y_is_up = true;
            read_all(Reader::new(source, draft), task)
        })
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        losses.lists(network);
        losses.mixed_types(network);
        losses.xml(network);
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        vec![NamedBytes {
            name: "network.graphml".to_owned(),
            bytes: write(network, &upwards(positions)).into_bytes(),
        }]
    }
}

/// What a key or its value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Domain {
    Graph,
    Node,
    Edge,
}

/// What a file says about a name.
#[derive(Clone)]
struct Key {
    name: String,
    kind: ValueType,
    default: Option<String>,
    /// The column of its values, once there is one.
    column: Option<usize>,
}

/// An element that is open.
enum Open {
    Graph,
    /// A node with its row.
    Node(usize),
    /// An edge with its row.
    Edge(usize),
    /// A hyperedge with its id.
    Hyperedge(String),
    Other,
}

struct Reader<'x> {
    file: &'x str,
    xml: XmlReader<'x>,
    draft: &'x mut Draft,
    actors: GraphTable,
    ties: GraphTable,
    activities: GraphTable,
    participation: GraphTable,
    keys: Vec<(Domain, Key)>,
    key_ids: HashMap<String, [Option<usize>; 3]>,
    open: Vec<Open>,
    /// Whether edges have a direction, for the graphs that are open.
    directed: Vec<bool>,
    num_graphs: usize,
    tally: Tally,
}

impl<'x> XmlHandler<'x> for Reader<'x> {
    fn xml(&mut self) -> &mut XmlReader<'x> {
        &mut self.xml
    }

    fn open(&mut self) -> Result<(), Problem> {
        if self.xml.depth() == 1 && self.xml.name() != "graphml" {
            let line = self.xml.line();
            return Problem::at(
                line,
                format!("this is no GraphML but ‘{}’", self.xml.name()),
            );
        }
        match self.xml.name() {
            "node" => self.node(),
            "edge" => self.edge(),
            "data" => return self.data(),
            "key" => return self.key(),
            "graph" => self.graph(),
            "desc" => return self.description(),
            "hyperedge" => self.hyperedge(),
            "endpoint" => self.endpoint(),
            "port" => return self.leave_out("ports of nodes are left out"),
            "graphml" => self.open.push(Open::Other),
            "locator" => return self.leave_out("what lies in other files is left out"),
            _ => return self.leave_out("this is no element of GraphML and is left out"),
        }
        Ok(())
    }

    fn close(&mut self) {
        if matches!(self.open.pop(), Some(Open::Graph)) {
            self.directed.pop();
        }
    }

    /// Gives values that are missing their default and hands the tables over.
    fn finish(mut self) {
        for (domain, key) in &self.keys {
            let Some(default) = key.default.as_ref().filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            let table = match domain {
                Domain::Node => &mut self.actors,
                Domain::Edge => &mut self.ties,
                Domain::Graph => {
                    continue;
                }
            };
            let column = table.name(&key.name);
            table.fill(column, &typed(key.kind, default.clone()));
        }
        let Self {
            file,
            xml,
            draft,
            actors,
            ties,
            activities,
            participation,
            num_graphs,
            tally,
            ..
        } = self;
        let issues = &mut draft.issues;
        draft.actors = Some(actors.finish(issues));
        draft.ties = Some(ties.finish(issues));
        if activities.len() > 0 {
            draft.activities = Some(activities.finish(issues));
            draft.participation = Some(participation.finish(issues));
        }
        if num_graphs == 0 {
            issues.add_file(IssueKind::Fatal, file, "there is no graph in the file");
        }
        if let Some((line, message)) = xml.oddity() {
            issues.add_line(IssueKind::Guess, file, line, message);
        }
        tally.tell(file, issues);
        bipartite::split(draft);
    }
}

impl<'x> Reader<'x> {
    fn new(Source { file, text }: Source<'x>, draft: &'x mut Draft) -> Self {
        let table = |kind| GraphTable::new(kind, file, text.len());
        Self {
            file,
            xml: XmlReader::new(text),
            draft,
            actors: table(TableKind::Actors),
            ties: table(TableKind::Ties),
            activities: table(TableKind::Activities),
            participation: table(TableKind::Participation),
            keys: Vec::new(),
            key_ids: HashMap::new(),
            open: Vec::new(),
            directed: Vec::new(),
            num_graphs: 0,
            tally: Tally::default(),
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.xml.attribute(name).map(Cow::into_owned)
    }

    fn leave_out(&mut self, message: &'static str) -> Result<(), Problem> {
        let line = self.xml.line();
        self.tally
            .add(IssueKind::Skipped, line, message, self.xml.name());
        self.xml.skip()
    }

    fn graph(&mut self) {
        let outside = self.directed.last().copied();
        let said = self.xml.attribute("edgedefault");
        let directed = match said.as_deref() {
            Some("directed") => true,
            Some("undirected") => false,
            _ => outside.unwrap_or(false),
        };
        let is_said = said.is_some();
        if self.num_graphs == 0 {
            self.draft.directed = directed;
            if !is_said {
                let line = self.xml.line();
                self.draft.issues.add_line(
                    IssueKind::Guess,
                    self.file,
                    line,
                    "the graph does not say whether its edges have a direction; they have none",
                );
            }
        } else {
            let line = self.xml.line();
            let message = if outside.is_some() {
                "groups are kept as actors; what is in them names them in the attribute ‘parent’"
            } else {
                "the file has several graphs; they are read as one"
            };
            self.tally.add(IssueKind::Note, line, message, "");
        }
        self.num_graphs += 1;
        self.directed.push(directed);
        self.open.push(Open::Graph);
    }

    fn node(&mut self) {
        let line = self.xml.line();
        let id = self.xml.attribute("id").unwrap_or_default();
        let row = self.actors.add_row(line);
        let column = self.actors.field(Field::Id);
        self.actors.set_text(row, column, id);
        let parent = self.open.iter().rev().find_map(|open| match open {
            Open::Node(row) => Some(*row),
            _ => None,
        });
        if let Some(parent) = parent
            && let Some(id) = self.actors.get(parent, column).cloned()
        {
            let column = self.actors.name("parent");
            self.actors.set(row, column, id);
        }
        self.open.push(Open::Node(row));
    }

    fn edge(&mut self) {
        let line = self.xml.line();
        let row = self.ties.add_row(line);
        for (field, name) in [(Field::Source, "source"), (Field::Target, "target")] {
            let end = self.xml.attribute(name).unwrap_or_default();
            let column = self.ties.field(field);
            self.ties.set_text(row, column, end);
        }
        let said = match self.xml.attribute("directed").as_deref().map(str::trim) {
            Some("true" | "1") => Some(true),
            Some("false" | "0") => Some(false),
            _ => self.directed.last().copied(),
        };
        if let Some(directed) = said
            && directed != self.draft.directed
        {
            let column = self.ties.field(Field::Directed);
            let value = CellValue::Typed(AttributeValue::Flag(directed));
            self.ties.set(row, column, value);
        }
        if let Some(id) = self.xml.attribute("id")
            && !edge_name_is_generated(&id)
        {
            let column = self.ties.name("id");
            let id = AttributeValue::Text(id.into_owned());
            self.ties.set(row, column, CellValue::Typed(id));
        }
        for name in ["sourceport", "targetport"] {
            if let Some(port) = self.attribute(name) {
                let column = self.ties.name(name);
                self.ties.set_text(row, column, port);
            }
        }
        self.open.push(Open::Edge(row));
    }

    fn hyperedge(&mut self) {
        let line = self.xml.line();
        let given = self.attribute("id").filter(|id| !id.trim().is_empty());
        let id = given.unwrap_or_else(|| format!("hyperedge {}", self.activities.len() + 1));
        let message = "hyperedges became activities";
        self.tally.add(IssueKind::Guess, line, message, &id);
        let row = self.activities.add_row(line);
        let column = self.activities.field(Field::Id);
        self.activities.set_text(row, column, id.clone());
        self.open.push(Open::Hyperedge(id));
    }

    fn endpoint(&mut self) {
        if let Some(Open::Hyperedge(id)) = self.open.last() {
            let id = id.clone();
            let line = self.xml.line();
            let row = self.participation.add_row(line);
            let actor = self.attribute("node").unwrap_or_default();
            let column = self.participation.field(Field::Actor);
            self.participation.set_text(row, column, actor);
            let column = self.participation.field(Field::Activity);
            self.participation.set_text(row, column, id);
        }
        self.open.push(Open::Other);
    }

    fn key(&mut self) -> Result<(), Problem> {
        let line = self.xml.line();
        let id = self.attribute("id").unwrap_or_default();
        let name = self.attribute("attr.name").unwrap_or_else(|| id.clone());
        let kind = self.attribute("attr.type").unwrap_or_default();
        let domains: &[Domain] = match self.xml.attribute("for").as_deref() {
            Some("node") => &[Domain::Node],
            Some("edge") => &[Domain::Edge],
            Some("graph" | "graphml") => &[Domain::Graph],
            Some("port" | "endpoint" | "hyperedge") => &[],
            _ => &[Domain::Graph, Domain::Node, Domain::Edge],
        };
        let mut default = None;
        let inside = self.xml.depth();
        while self.xml.depth() >= inside {
            if self.xml.next()? == XmlEvent::Open {
                if self.xml.name() == "default" {
                    default = Some(self.xml.element_text()?);
                } else {
                    self.xml.skip()?;
                }
            }
        }
        if id.trim().is_empty() {
            let message = "a key without an id was left out";
            self.tally.add(IssueKind::Skipped, line, message, &name);
            return Ok(());
        }
        if !self.directed.is_empty() {
            let message = "the key stands inside a graph; it was read all the same";
            self.tally.add(IssueKind::Guess, line, message, &id);
        }
        for &domain in domains {
            let key = Key {
                name: name.clone(),
                kind: ValueType::of_word(&kind),
                default: default.clone(),
                column: None,
            };
            let index = self.keys.len();
            let indices = self.key_ids.entry(id.clone()).or_default();
            if let Some(place) = indices.get_mut(domain as usize)
                && let Some(first) = place.replace(index)
                && let Some((_, first)) = self.keys.get(first)
            {
                let message = if first.name == key.name {
                    format!("the key ‘{id}’ is declared twice")
                } else {
                    format!(
                        "the key ‘{id}’ is declared twice, as ‘{}’ and ‘{name}’",
                        first.name
                    )
                };
                return Problem::at(line, message);
            }
            self.keys.push((domain, key));
        }
        Ok(())
    }

    fn data(&mut self) -> Result<(), Problem> {
        let (domain, row) = match self.open.last() {
            Some(Open::Node(row)) => (Domain::Node, *row),
            Some(Open::Edge(row)) => (Domain::Edge, *row),
            Some(Open::Graph | Open::Other) => (Domain::Graph, 0),
            Some(Open::Hyperedge(_)) | None => {
                return self.leave_out("values of hyperedges are left out");
            }
        };
        let line = self.xml.line();
        let id = self.xml.attribute("key").unwrap_or_default();
        let declared = self.key_ids.get(&*id).copied().unwrap_or_default();
        let known = declared.get(domain as usize).copied().flatten();
        // Few files use keys that they do not declare, and only then is the id needed.
        let id = match known {
            Some(_) => String::new(),
            None => id.into_owned(),
        };
        let known = known.or_else(|| self.borrowed_key(declared, domain, line, &id));
        let Content { text, drawing } = self.content()?;
        if let Some(drawing) = drawing {
            self.drawing(domain, row, drawing);
            return Ok(());
        }
        let Some(index) = known else {
            let message = "the key is not declared; its values were kept under its id";
            self.tally.add(IssueKind::Guess, line, message, &id);
            let text = CellValue::plain(without_line_ends(text));
            if let Some(table) = self.table(domain) {
                let column = table.name(&id);
                table.set(row, column, text);
            }
            return Ok(());
        };
        let kind = self
            .keys
            .get(index)
            .map_or(ValueType::Unknown, |(_, key)| key.kind);
        let value = typed(kind, text);
        if let CellValue::Plain(text) = &value
            && kind != ValueType::Unknown
            && !text.trim().is_empty()
        {
            let name = self
                .keys
                .get(index)
                .map_or("", |(_, key)| &key.name)
                .to_owned();
            let about = format!("{text} ({name} {})", self.open_id());
            let message = "the value is not of the type that is declared; it was kept as text";
            self.tally.add(IssueKind::Guess, line, message, &about);
        }
        let Self {
            actors, ties, keys, ..
        } = self;
        let Some((_, key)) = keys.get_mut(index) else {
            return Ok(());
        };
        let table = match domain {
            Domain::Node => actors,
            Domain::Edge => ties,
            Domain::Graph => {
                let name = key.name.clone();
                self.about_graph(&name, value);
                return Ok(());
            }
        };
        let column = *key.column.get_or_insert_with(|| table.name(&key.name));
        table.set(row, column, value);
        Ok(())
    }

    /// A key that is declared for something else: some programs use keys of edges for nodes.
    fn borrowed_key(
        &mut self,
        declared: [Option<usize>; 3],
        domain: Domain,
        line: u64,
        id: &str,
    ) -> Option<usize> {
        let (_, key) = self.keys.get(declared.into_iter().flatten().next()?)?;
        let key = Key {
            column: None,
            default: None,
            ..key.clone()
        };
        let message = "the key is declared for something else; its values were kept all the same";
        self.tally.add(IssueKind::Guess, line, message, id);
        let index = self.keys.len();
        self.keys.push((domain, key));
        if let Some(place) = self.key_ids.get_mut(id)?.get_mut(domain as usize) {
            *place = Some(index);
        }
        Some(index)
    }

    fn table(&mut self, domain: Domain) -> Option<&mut GraphTable> {
        match domain {
            Domain::Node => Some(&mut self.actors),
            Domain::Edge => Some(&mut self.ties),
            Domain::Graph => None,
        }
    }

    /// What a message calls the node or edge that is open.
    fn open_id(&mut self) -> String {
        let text = |value: Option<&CellValue>| {
            value.map_or_else(String::new, |value| value.text().into_owned())
        };
        match self.open.last() {
            Some(&Open::Node(row)) => {
                let column = self.actors.field(Field::Id);
                format!("of node {}", text(self.actors.get(row, column)))
            }
            Some(&Open::Edge(row)) => {
                let source = self.ties.field(Field::Source);
                let target = self.ties.field(Field::Target);
                format!(
                    "of edge {}–{}",
                    text(self.ties.get(row, source)),
                    text(self.ties.get(row, target))
                )
            }
            _ => String::new(),
        }
    }

    fn about_graph(&mut self, name: &str, value: CellValue) {
        let info = &mut self.draft.info;
        let value = match value {
            CellValue::Plain(text) => AttributeValue::Text(text.into()),
            CellValue::Typed(value) => value,
        };
        let text = text_of(&value).trim().to_owned();
        if text.is_empty() {
            return;
        }
        match name.to_lowercase().as_str() {
            "name" | "label" | "title" => info.name = text,
            "description" => info.description = text,
            "source" => info.source = text,
            "license" => info.license = text,
            _ => {
                info.attributes.insert(name.to_owned(), value);
            }
        }
    }

    fn description(&mut self) -> Result<(), Problem> {
        let text = self.xml.element_text()?.trim().to_owned();
        if text.is_empty() {
            return Ok(());
        }
        match self.open.last() {
            Some(&Open::Node(row)) => {
                let column = self.actors.name("description");
                self.actors.set_text(row, column, text);
            }
            Some(&Open::Edge(row)) => {
                let column = self.ties.name("description");
                self.ties.set_text(row, column, text);
            }
            Some(Open::Graph) => self.draft.info.description = text,
            _ => {}
        }
        Ok(())
    }

    /// The content of an element that was opened: its text, or what matters of a drawing by yEd or yFiles.
    fn content(&mut self) -> Result<Content<'x>, Problem> {
        let inside = self.xml.depth();
        let mut text = Cow::Borrowed("");
        let mut drawing: Option<Drawing> = None;
        while self.xml.depth() >= inside {
            match self.xml.next()? {
                XmlEvent::Text(piece) if self.xml.depth() == inside => text += piece,
                XmlEvent::Open => {
                    let drawing = drawing.get_or_insert_default();
                    match self.xml.name() {
                        "NodeLabel" | "EdgeLabel" | "Label.Text" => {
                            let label = self.xml.element_text()?.trim().to_owned();
                            if drawing.label.is_none() && !label.is_empty() {
                                drawing.label = Some(label);
                            }
                        }
                        "Geometry" | "RectD" if drawing.position.is_none() => {
                            let number = |lower, upper| {
                                let text = self
                                    .xml
                                    .attribute(lower)
                                    .or_else(|| self.xml.attribute(upper));
                                text.and_then(|text| text.trim().parse::<f64>().ok())
                            };
                            drawing.position = number("x", "X").zip(number("y", "Y"));
                        }
                        "Shape" if drawing.shape.is_none() => {
                            drawing.shape = self.attribute("type");
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(Content { text, drawing })
    }

    fn drawing(&mut self, domain: Domain, row: usize, drawing: Drawing) {
        let Drawing {
            label,
            position,
            shape,
        } = drawing;
        if label.is_none() && position.is_none() && shape.is_none() {
            let line = self.xml.line();
            let message = "of drawings only labels, positions and shapes are read";
            self.tally.add(IssueKind::Note, line, message, "");
        }
        match domain {
            Domain::Node => {
                if let Some(label) = label {
                    let column = self.actors.field(Field::Label);
                    if !self.actors.has(row, column) {
                        self.actors.set_text(row, column, label);
                    }
                }
                if let Some((x, y)) = position.filter(|(x, y)| x.is_finite() && y.is_finite()) {
                    // Drawings of yEd are on a screen; keys called x and y come from programs whose y grows upwards.
                    self.draft.y_is_up = false;
                    for (name, value) in [("x", x), ("y", y)] {
                        let column = self.actors.name(name);
                        let value = CellValue::Typed(AttributeValue::Number(value));
                        self.actors.set(row, column, value);
                    }
                }
                if let Some(shape) = shape {
                    let column = self.actors.name("shape_type");
                    self.actors.set_text(row, column, shape);
                }
            }
            Domain::Edge => {
                if let Some(label) = label {
                    let column = self.ties.name("label");
                    self.ties.set_text(row, column, label);
                }
            }
            Domain::Graph => {}
        }
    }
}

/// What stands in an element.
struct Content<'x> {
    text: Cow<'x, str>,
    drawing: Option<Drawing>,
}

/// What matters of a drawing.
#[derive(Default)]
struct Drawing {
    label: Option<String>,
    position: Option<(f64, f64)>,
    shape: Option<String>,
}

/// A network as `GraphML`: what the format has no word for stands in keys, under the names that tables use.
fn write(network: &Network, positions: &Positions) -> String {
    const NATIVE: &[Field] = &[Field::Id, Field::Source, Field::Target, Field::Directed];
    let actors = || placed_rows(network, positions);
    let ties = || network.ties().map(|(_, tie)| tie_row(network, tie));
    let actor_columns = Columns::of(TableKind::Actors, NATIVE, actors());
    let tie_columns = Columns::of(TableKind::Ties, NATIVE, ties());
    let num_directed = network.ties().filter(|(_, tie)| tie.directed).count();
    let directed = num_directed * 2 > network.num_ties();
    let mut xml = String::with_capacity(128 * (network.num_actors() + network.num_ties()));
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let info = info_values(network);
    for (number, (name, value)) in info.iter().enumerate() {
        push_key(
            &mut xml,
            ("g", number),
            "graph",
            name,
            ValueType::of_value(value),
        );
    }
    for (columns, letter, domain) in [(&actor_columns, "n", "node"), (&tie_columns, "e", "edge")] {
        for (number, (name, kind)) in columns.iter().enumerate() {
            push_key(&mut xml, (letter, number), domain, name, kind);
        }
    }
    let default = if directed { "directed" } else { "undirected" };
    xml.push_str("<graph edgedefault=\"");
    xml.push_str(default);
    xml.push_str("\">\n");
    for (number, (_, value)) in info.iter().enumerate() {
        push_data(&mut xml, ("g", number), value);
        xml.push('\n');
    }
    for row in actors() {
        xml.push_str("<node id=\"");
        push_escaped(&mut xml, row.text(Field::Id));
        xml.push_str("\">");
        push_values(&mut xml, "n", &actor_columns, &row);
        xml.push_str("</node>\n");
    }
    for (number, row) in ties().enumerate() {
        xml.push_str("<edge id=\"e");
        xml.push_str(&number.to_string());
        xml.push_str("\" source=\"");
        push_escaped(&mut xml, row.text(Field::Source));
        xml.push_str("\" target=\"");
        push_escaped(&mut xml, row.text(Field::Target));
        xml.push('"');
        let is_directed = !row.text(Field::Directed).is_empty();
        if is_directed != directed {
            let word = if is_directed {
                " directed=\"true\""
            } else {
                " directed=\"false\""
            };
            xml.push_str(word);
        }
        xml.push('>');
        push_values(&mut xml, "e", &tie_columns, &row);
        xml.push_str("</edge>\n");
    }
    xml.push_str("</graph>\n</graphml>\n");
    xml
}

fn push_key(
    xml: &mut String,
    (letter, number): (&str, usize),
    domain: &str,
    name: &str,
    kind: ValueType,
) {
    let word = match kind {
        ValueType::Flag => "boolean",
        ValueType::Integer => "long",
        ValueType::Number => "double",
        ValueType::Text | ValueType::List | ValueType::Unknown => "string",
    };
    xml.push_str("<key id=\"");
    xml.push_str(letter);
    xml.push_str(&number.to_string());
    xml.push_str("\" for=\"");
    xml.push_str(domain);
    xml.push_str("\" attr.name=\"");
    push_escaped(xml, name);
    xml.push_str("\" attr.type=\"");
    xml.push_str(word);
    xml.push_str("\"/>\n");
}

fn push_values(xml: &mut String, letter: &str, columns: &Columns, row: &OutRow<'_>) {
    for (number, value) in columns.values(row) {
        push_data(xml, (letter, number), &value);
    }
}

fn push_data(xml: &mut String, (letter, number): (&str, usize), value: &AttributeValue) {
    xml.push_str("<data key=\"");
    xml.push_str(letter);
    xml.push_str(&number.to_string());
    xml.push_str("\">");
    push_escaped(xml, &text_of(value));
    xml.push_str("</data>");
}
