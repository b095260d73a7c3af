//! GEXF 1.1 to 1.3, as Gephi, networkx, graphology and `NetworKit` write it.
//!
//! Nodes become actors, edges ties. Spans of time become since and until. What does not fit into one span (several spells,
//! values that change) is kept in attributes in the way Gephi writes it into tables, and told: `spells`
//! `<[2022-01-01, 2022-12-31]; [2024-01-01, +Infinity]>`, and for each value that changes one called “… over time”.

use std::borrow::Cow;
use std::collections::HashMap;

use super::bipartite;
use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::losses::Losses;
use super::named_values::{ValueType, edge_name_is_generated, typed, without_line_ends};
use super::one_file::{self, Problem, Source};
use super::positions::Positions;
use super::registry::Format;
use super::rows::PREFIX;
use super::spans::{Span, date_of, earlier, span_of, text_of_spans, text_of_values};
use super::tally::Tally;
use super::xml::{XmlHandler, XmlReader, has_root, read_all};
use crate::model::{AttributeValue, Network, NetworkInfo};
use crate::task::{Cancelled, TaskContext};

/// GEXF.
#[derive(Clone, Copy, Debug)]
pub struct Gexf;

impl Format for Gexf {
    fn id(&self) -> &'static str {
        "gexf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["gexf"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.has(|file| has_root(&file.bytes, "gexf"))
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        let is_ours = |file: &NamedBytes| has_root(&file.bytes, "gexf");
        one_file::read(input, is_ours, |source, draft| {
            draft.y_is_up = true;
            read_all(Reader::new(source, draft), task)
        })
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        let NetworkInfo {
            name: _,
            description: _,
            source,
            license,
            attributes,
        } = network.info();
        if !source.is_empty() || !license.is_empty() || !attributes.is_empty() {
            losses
                .0
                .push("source, licence and attributes of the network as a whole".to_owned());
        }
        losses.mixed_types(network);
        losses.xml(network);
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        vec![NamedBytes {
            name: "network.gexf".to_owned(),
            bytes: super::gexf_write::write(network, positions).into_bytes(),
        }]
    }
}

/// Nodes or edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Class {
    Node,
    Edge,
}

/// A name that the file declares.
struct Declared {
    title: String,
    kind: ValueType,
    default: Option<String>,
}

/// A node or an edge that is open.
struct Item {
    class: Class,
    row: usize,
    line: u64,
    /// When it is there, from its own attributes and from its spells; spells win.
    own: Option<Span>,
    spells: Vec<Span>,
    moments: Vec<String>,
    /// The values of names that have a time, in the order of the file.
    values: Vec<(String, Vec<(Span, CellValue)>)>,
    /// Where a name is among them.
    places: HashMap<String, usize>,
}

enum Open {
    Graph,
    Attributes(Class),
    Attribute(Class, String),
    Item(Item),
    Other,
}

struct Reader<'x> {
    file: &'x str,
    xml: XmlReader<'x>,
    draft: &'x mut Draft,
    actors: GraphTable,
    ties: GraphTable,
    declared: HashMap<(Class, String), Declared>,
    /// The declared names in the order of the file.
    order: Vec<(Class, String)>,
    open: Vec<Open>,
    has_graph: bool,
    tally: Tally,
}

impl<'x> XmlHandler<'x> for Reader<'x> {
    fn xml(&mut self) -> &mut XmlReader<'x> {
        &mut self.xml
    }

    fn open(&mut self) -> Result<(), Problem> {
        if self.xml.depth() == 1 && self.xml.name() != "gexf" {
            let line = self.xml.line();
            return Problem::at(line, format!("this is no GEXF but ‘{}’", self.xml.name()));
        }
        match self.xml.name() {
            "node" => self.node(),
            "edge" => self.edge(),
            "attvalue" => self.value(),
            "spell" => self.spell(),
            "graph" => self.graph(),
            "attributes" => {
                let class = match self.xml.attribute("class").as_deref() {
                    Some("edge") => Class::Edge,
                    _ => Class::Node,
                };
                self.open.push(Open::Attributes(class));
            }
            "attribute" => self.declaration(),
            "default" => return self.default(),
            "description" | "Description" => {
                let text = self.xml.element_text()?;
                text.trim().clone_into(&mut self.draft.info.description);
            }
            "title" | "Title" => {
                let title = self.xml.element_text()?.trim().to_owned();
                if !title.is_empty() {
                    self.draft.info.name = title;
                }
            }
            "creator" | "Creator" | "keywords" => return self.about_file(),
            "color" | "position" | "size" | "thickness" | "shape" => self.drawing(),
            "gexf" | "meta" | "nodes" | "edges" | "attvalues" | "spells" => {
                self.open.push(Open::Other);
            }
            "options" => return self.xml.skip(),
            "parents" => {
                let line = self.xml.line();
                let message = "groups that a node shares are left out";
                self.tally.add(IssueKind::Skipped, line, message, "");
                return self.xml.skip();
            }
            _ => {
                let line = self.xml.line();
                let message = "this is no element of GEXF and is left out";
                self.tally
                    .add(IssueKind::Skipped, line, message, self.xml.name());
                return self.xml.skip();
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        if let Some(Open::Item(item)) = self.open.pop() {
            self.finish_item(item);
        }
    }

    fn finish(mut self) {
        let order = std::mem::take(&mut self.order);
        for (class, id) in order {
            let Some(declared) = self.declared.get(&(class, id)) else {
                continue;
            };
            let Some(default) = declared.default.clone() else {
                continue;
            };
            let (table, kind) = match class {
                Class::Node => (&mut self.actors, TableKind::Actors),
                Class::Edge => (&mut self.ties, TableKind::Ties),
            };
            let column = match kind.field(&declared.title) {
                Some(field @ (Field::Weight | Field::Kind)) if class == Class::Edge => {
                    table.field(field)
                }
                _ => table.name(&declared.title),
            };
            table.fill(column, &typed(declared.kind, default));
        }
        let Self {
            file,
            xml,
            draft,
            actors,
            ties,
            has_graph,
            tally,
            ..
        } = self;
        let issues = &mut draft.issues;
        draft.actors = Some(actors.finish(issues));
        draft.ties = Some(ties.finish(issues));
        if !has_graph {
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
            declared: HashMap::new(),
            order: Vec::new(),
            open: Vec::new(),
            has_graph: false,
            tally: Tally::default(),
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.xml.attribute(name).map(Cow::into_owned)
    }

    fn about_file(&mut self) -> Result<(), Problem> {
        let name = self.xml.name().to_lowercase();
        let text = self.xml.element_text()?.trim().to_owned();
        if !text.is_empty() && text != super::gexf_write::CREATOR {
            let text = AttributeValue::Text(text);
            self.draft.info.attributes.insert(name, text);
        }
        Ok(())
    }

    fn graph(&mut self) {
        if self.has_graph {
            let line = self.xml.line();
            let message = "the file has several graphs; they are read as one";
            self.tally.add(IssueKind::Guess, line, message, "");
        } else {
            self.has_graph = true;
            let kind = self.attribute("defaultedgetype").unwrap_or_default();
            self.draft.directed = kind.eq_ignore_ascii_case("directed");
            if let Some(time) = self.attribute("timestamp") {
                let line = self.xml.line();
                let message =
                    "the file is one moment of a network; it is kept as the attribute ‘timestamp’";
                self.tally.add(IssueKind::Note, line, message, &time);
                let time = AttributeValue::Text(time);
                self.draft
                    .info
                    .attributes
                    .insert("timestamp".to_owned(), time);
            }
        }
        self.open.push(Open::Graph);
    }

    fn declaration(&mut self) {
        let Some(Open::Attributes(class)) = self.open.last() else {
            self.open.push(Open::Other);
            return;
        };
        let class = *class;
        let line = self.xml.line();
        let id = self.attribute("id").unwrap_or_default();
        let title = self
            .attribute("title")
            .filter(|title| !title.trim().is_empty());
        let kind = ValueType::of_word(&self.attribute("type").unwrap_or_default());
        let declared = Declared {
            title: title.unwrap_or_else(|| id.clone()),
            kind,
            default: None,
        };
        let message = "the attribute is declared twice; the last declaration counts";
        if self
            .declared
            .insert((class, id.clone()), declared)
            .is_some()
        {
            self.tally.add(IssueKind::Guess, line, message, &id);
        } else {
            self.order.push((class, id.clone()));
        }
        self.open.push(Open::Attribute(class, id));
    }

    fn default(&mut self) -> Result<(), Problem> {
        let text = without_line_ends(self.xml.element_text()?.into()).into_owned();
        if let Some(Open::Attribute(class, id)) = self.open.last()
            && let Some(declared) = self.declared.get_mut(&(*class, id.clone()))
        {
            declared.default = Some(text).filter(|text| !text.is_empty());
        }
        Ok(())
    }

    fn span(&self) -> Option<Span> {
        let given = |name: &str| {
            let text = self.xml.attribute(name)?;
            let text = text.trim();
            let is_open = text.is_empty() || text.contains("nfinity");
            (!is_open).then(|| text.to_owned())
        };
        let moment = given("timestamp");
        let start = given("start")
            .or_else(|| given("startopen"))
            .or_else(|| moment.clone());
        let end = given("end").or_else(|| given("endopen")).or(moment);
        (start.is_some() || end.is_some()).then_some(Span { start, end })
    }

    /// A node or an edge with the times that it states itself.
    fn item(&mut self, class: Class, row: usize) -> Item {
        let mut item = Item {
            class,
            row,
            line: self.xml.line(),
            own: self.span(),
            spells: Vec::new(),
            moments: Vec::new(),
            values: Vec::new(),
            places: HashMap::new(),
        };
        let inside = |text: String| {
            let text = text
                .trim()
                .trim_start_matches('<')
                .trim_end_matches('>')
                .to_owned();
            text.split(';')
                .map(|part| part.trim_matches(['[', ']', '(', ')', ' ']).to_owned())
                .collect::<Vec<_>>()
        };
        for part in self.attribute("intervals").map(inside).unwrap_or_default() {
            if let Some((start, end)) = part.split_once(',') {
                let given = |text: &str| {
                    let text = text.trim();
                    (!text.is_empty() && !text.contains("nfinity")).then(|| text.to_owned())
                };
                item.spells.push(Span {
                    start: given(start),
                    end: given(end),
                });
            }
        }
        for part in self.attribute("timestamps").map(inside).unwrap_or_default() {
            let moments = part
                .split(',')
                .map(str::trim)
                .filter(|text| !text.is_empty());
            item.moments.extend(moments.map(str::to_owned));
        }
        item
    }

    fn node(&mut self) {
        let line = self.xml.line();
        let row = self.actors.add_row(line);
        for (field, name) in [(Field::Id, "id"), (Field::Label, "label")] {
            if let Some(text) = self.xml.attribute(name) {
                let column = self.actors.field(field);
                self.actors.set_text(row, column, text);
            }
        }
        let outside = self.open.iter().rev().find_map(|open| match open {
            Open::Item(item) if item.class == Class::Node => Some(item.row),
            _ => None,
        });
        let id = self.actors.field(Field::Id);
        let parent = match self.attribute("pid").filter(|pid| pid != "0") {
            Some(parent) => Some(CellValue::plain(parent)),
            None => outside.and_then(|row| self.actors.get(row, id).cloned()),
        };
        if let Some(parent) = parent {
            let message =
                "groups are kept as actors; what is in them names them in the attribute ‘parent’";
            self.tally.add(IssueKind::Note, line, message, "");
            let column = self.actors.name("parent");
            self.actors.set(row, column, parent);
        }
        let item = self.item(Class::Node, row);
        self.open.push(Open::Item(item));
    }

    fn edge(&mut self) {
        let line = self.xml.line();
        let row = self.ties.add_row(line);
        let fields = [
            (Field::Source, "source"),
            (Field::Target, "target"),
            (Field::Weight, "weight"),
            (Field::Kind, "kind"),
        ];
        for (field, name) in fields {
            if let Some(text) = self.xml.attribute(name) {
                let column = self.ties.field(field);
                self.ties.set_text(row, column, text);
            }
        }
        let kind = self.attribute("type").map(|kind| kind.to_lowercase());
        let directed = match kind.as_deref() {
            Some("directed") => Some(true),
            Some("mutual") => {
                let message = "mutual edges became ties without direction";
                self.tally.add(IssueKind::Note, line, message, "");
                Some(false)
            }
            Some("undirected") => Some(false),
            _ => None,
        };
        if let Some(directed) = directed.filter(|&directed| directed != self.draft.directed) {
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
        if let Some(label) = self
            .xml
            .attribute("label")
            .filter(|label| !label.is_empty())
        {
            let column = self.ties.name("label");
            let label = AttributeValue::Text(label.into_owned());
            self.ties.set(row, column, CellValue::Typed(label));
        }
        let item = self.item(Class::Edge, row);
        self.open.push(Open::Item(item));
    }

    fn spell(&mut self) {
        let span = self.span();
        let item = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Item(item) => Some(item),
            _ => None,
        });
        if let Some(item) = item {
            item.spells.push(span.unwrap_or_default());
        }
        self.open.push(Open::Other);
    }

    fn value(&mut self) {
        let line = self.xml.line();
        let id = self
            .attribute("for")
            .or_else(|| self.attribute("id"))
            .unwrap_or_default();
        let text = self.attribute("value").unwrap_or_default();
        let span = self.span();
        let item = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Item(item) => Some(item),
            _ => None,
        });
        if let Some(item) = item {
            let (title, value) = if let Some(Declared { title, kind, .. }) =
                self.declared.get(&(item.class, id.clone()))
            {
                let value = typed(*kind, text);
                if let CellValue::Plain(text) = &value
                    && *kind != ValueType::Unknown
                    && !text.trim().is_empty()
                {
                    let about = format!("{text} ({title})");
                    let message =
                        "the value is not of the type that is declared; it was kept as text";
                    self.tally.add(IssueKind::Guess, line, message, &about);
                }
                (title.clone(), value)
            } else {
                let message = "the attribute is not declared; its values were kept under its id";
                self.tally.add(IssueKind::Guess, line, message, &id);
                (id, CellValue::plain(text))
            };
            match span {
                None => {
                    let (class, row) = (item.class, item.row);
                    self.set(class, row, &title, value);
                }
                Some(span) => {
                    let Item { values, places, .. } = item;
                    let place = *places.entry(title.clone()).or_insert_with(|| {
                        values.push((title, Vec::new()));
                        values.len() - 1
                    });
                    if let Some((_, values)) = values.get_mut(place) {
                        values.push((span, value));
                    }
                }
            }
        }
        self.open.push(Open::Other);
    }

    /// Sets a value under its name, which may mean something that the format says in another way too.
    fn set(&mut self, class: Class, row: usize, name: &str, value: CellValue) {
        let (table, kind) = match class {
            Class::Node => (&mut self.actors, TableKind::Actors),
            Class::Edge => (&mut self.ties, TableKind::Ties),
        };
        let column = match kind.field(name) {
            Some(field @ (Field::Since | Field::Until)) => table.field(field),
            Some(field @ (Field::Weight | Field::Kind)) if class == Class::Edge => {
                table.field(field)
            }
            _ => table.name(name),
        };
        table.set(row, column, value);
    }

    fn drawing(&mut self) {
        let item = self.open.iter().rev().find_map(|open| match open {
            Open::Item(item) => Some((item.class, item.row)),
            _ => None,
        });
        let number = |name: &str| {
            let text = self.xml.attribute(name)?;
            text.trim()
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
        };
        let mut values: Vec<(&'static str, AttributeValue)> = Vec::new();
        match self.xml.name() {
            "color" => {
                let part = |name| number(name).filter(|part| (0.0..=255.0).contains(part));
                let hex = self.attribute("hex").map(AttributeValue::Text);
                let parts = part("r").zip(part("g")).zip(part("b"));
                let color = parts.map(|((r, g), b)| {
                    let [r, g, b] = [r, g, b].map(|part| part as u8);
                    AttributeValue::Text(format!("#{r:02x}{g:02x}{b:02x}"))
                });
                values.extend(hex.or(color).map(|color| ("color", color)));
            }
            "position" => {
                for name in ["x", "y", "z"] {
                    let place = number(name).filter(|&place| name != "z" || place != 0.0);
                    values.extend(place.map(|place| (name, AttributeValue::Number(place))));
                }
            }
            "shape" => {
                values.extend(
                    self.attribute("value")
                        .map(|shape| ("shape", AttributeValue::Text(shape))),
                );
            }
            "size" => {
                values.extend(number("value").map(|size| ("size", AttributeValue::Number(size))));
            }
            _ => values
                .extend(number("value").map(|size| ("thickness", AttributeValue::Number(size)))),
        }
        if let Some((class, row)) = item {
            for (name, value) in values {
                self.set(class, row, name, CellValue::Typed(value));
            }
        }
        self.open.push(Open::Other);
    }

    /// Sets what is known when a node or an edge is complete: its times, and the latest of values that change.
    fn finish_item(&mut self, item: Item) {
        let Item {
            class,
            row,
            line,
            own,
            spells,
            moments,
            values,
            places: _,
        } = item;
        for (name, mut values) in values {
            let is_constant = values.len() == 1;
            let message = if is_constant {
                "the time of the value is kept in an attribute called ‘… over time’"
            } else {
                "the value changes; the latest counts, and all are kept in an attribute called ‘… over time’"
            };
            self.tally.add(IssueKind::Note, line, message, &name);
            let all = text_of_values(&values);
            let over_time = format!("{name} over time");
            self.set(
                class,
                row,
                &over_time,
                CellValue::Typed(AttributeValue::Text(all)),
            );
            values.sort_by(|(one, _), (two, _)| earlier(one, two));
            if let Some((_, latest)) = values.pop() {
                self.set(class, row, &name, latest);
            }
        }
        let spans: Vec<Span> = if !spells.is_empty() {
            spells
        } else if !moments.is_empty() {
            moments
                .iter()
                .map(|moment| Span {
                    start: Some(moment.clone()),
                    end: Some(moment.clone()),
                })
                .collect()
        } else {
            own.into_iter().collect()
        };
        let Some(whole) = span_of(&spans) else {
            return;
        };
        if spans.len() > 1 {
            let message = "only one span of time has a place: since and until are the first and last of all, and \
                           the spells are kept as the attribute ‘spells’";
            self.tally.add(IssueKind::Note, line, message, "");
            let all = AttributeValue::Text(text_of_spans(&spans));
            self.set(class, row, "spells", CellValue::Typed(all));
        }
        for (field, name, time) in [
            (Field::Since, "start", whole.start),
            (Field::Until, "end", whole.end),
        ] {
            let Some(time) = time else { continue };
            let table = match class {
                Class::Node => &mut self.actors,
                Class::Edge => &mut self.ties,
            };
            if let Some(date) = date_of(&time) {
                let column = table.field(field);
                if !table.has(row, column) {
                    table.set_text(row, column, date);
                }
            } else {
                let message = "the time is no date; it was kept as an attribute";
                self.tally.add(IssueKind::Guess, line, message, &time);
                let column = table.name(&format!("{PREFIX}{name}"));
                table.set_text(row, column, time);
            }
        }
    }
}
