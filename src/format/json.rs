//! JSON of many programs, read by what is in it: networkx and D3 (node-link), Cytoscape.js, graphology, Kumu, `VOSviewer` and
//! JSON Graph Format. How each is written stands in a file of its own.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::bipartite;
use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::named_values::edge_name_is_generated;
use super::one_file::{self, Problem, Source};
use super::tally::Tally;
use crate::model::AttributeValue;
use crate::task::{Cancelled, TaskContext};

/// Larger files would need too much memory while they are taken apart, some thirty times their size.
const MAX_BYTES: usize = 256 << 20;

/// What Cytoscape.js says about an element beside its data.
const OF_PROGRAMS: &[&str] = &[
    "group",
    "selected",
    "selectable",
    "locked",
    "grabbable",
    "grabbed",
    "pannable",
    "removed",
    "style",
    "scratch",
];

/// Names that mean something to one of the programs; attributes that are called so are written under another name.
pub(super) const RESERVED: &[&str] = &[
    "id",
    "key",
    "_id",
    "type",
    "from",
    "to",
    "source_id",
    "target_id",
    "undirected",
    "position",
    "classes",
    "group",
    "data",
    "attributes",
    "metadata",
    "selected",
    "selectable",
    "locked",
    "grabbable",
    "grabbed",
    "pannable",
    "removed",
    "style",
    "scratch",
    "delayed",
    "reversed",
    "element type",
    "connection type",
];

/// Which program's way of writing a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    NodeLink,
    Cytoscape,
    Graphology,
    Kumu,
}

/// The shape of a file, from the names in its beginning.
pub(super) fn shape_of(bytes: &[u8]) -> Option<Shape> {
    let paths = paths(bytes)?;
    let has = |path: &str| paths.iter().any(|other| other == path);
    Some(
        if has("elements.[].data") || has("elements.nodes") || has("elements.edges") {
            Shape::Cytoscape
        } else if has("elements.[]") || (has("elements") && has("connections")) {
            Shape::Kumu
        } else if has("nodes.[].data") || has("[].data") || has("edges.[].data") || has("elements")
        {
            Shape::Cytoscape
        } else if has("nodes.[].attributes")
            || has("nodes.[].key")
            || (has("options") && has("nodes"))
        {
            Shape::Graphology
        } else if ["nodes", "links", "edges", "network", "graph"]
            .into_iter()
            .any(has)
        {
            Shape::NodeLink
        } else {
            return None;
        },
    )
}

/// The names in the first part of a file with those around them, joined by `.`; items of a list are `[]`. `None` if the
/// file does not begin as JSON with parts does.
fn paths(bytes: &[u8]) -> Option<Vec<String>> {
    const MAX_PATHS: usize = 400;
    const MAX_SCANNED: usize = 1 << 18;
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    if !matches!(bytes.first(), Some(b'{' | b'[')) {
        return None;
    }
    let after_first = bytes.get(1..).unwrap_or_default().trim_ascii_start();
    if !matches!(after_first.first(), None | Some(b'"' | b'{' | b'}' | b']')) {
        return None;
    }
    let mut paths: Vec<String> = Vec::new();
    // The path of each object and list that is open; whether it is a list.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut name = String::new();
    let mut place = 0;
    while let Some(&byte) = bytes
        .get(place)
        .filter(|_| place < MAX_SCANNED && paths.len() < MAX_PATHS)
    {
        place += 1;
        match byte {
            b'{' | b'[' => {
                let path = match open.last() {
                    None => String::new(),
                    Some((path, true)) => join(path, "[]"),
                    Some((path, false)) => join(path, &name),
                };
                if !path.is_empty() && !paths.contains(&path) {
                    paths.push(path.clone());
                }
                if open.len() > 5 {
                    // Deep parts say nothing about the shape; depth is checked when the file is read.
                    open.push((String::new(), byte == b'['));
                } else {
                    open.push((path, byte == b'['));
                }
                if open.len() > 128 {
                    break;
                }
            }
            b'}' | b']' => {
                open.pop();
            }
            b'"' => {
                let start = place;
                while let Some(&byte) = bytes.get(place) {
                    place += 1;
                    match byte {
                        b'\\' => place += 1,
                        b'"' => break,
                        _ => {}
                    }
                }
                let text = bytes
                    .get(start..place.saturating_sub(1))
                    .unwrap_or_default();
                let rest = bytes.get(place..).unwrap_or_default().trim_ascii_start();
                if rest.first() == Some(&b':') && open.len() <= 5 {
                    name = String::from_utf8_lossy(text).into_owned();
                    if let Some((path, false)) = open.last() {
                        let path = join(path, &name);
                        if !paths.contains(&path) {
                            paths.push(path);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Some(paths)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// Reads a file of any of the shapes.
pub(super) fn read(input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
    let is_json = |file: &NamedBytes| shape_of(&file.bytes).is_some();
    one_file::read(input, is_json, |Source { file, text }, draft| {
        if text.len() > MAX_BYTES {
            let message =
                "JSON of more than 256 MiB is not read; convert it to GraphML or to tables";
            return Ok(Problem::at(0, message));
        }
        // Sigma and Gephi Lite count upwards, all others downwards.
        draft.y_is_up = shape_of(text.as_bytes()) == Some(Shape::Graphology);
        task.keep_going()?;
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let message = format!("this is not well-formed JSON: {error}");
                return Ok(Problem::at(error.line() as u64, message));
            }
        };
        let mut reader = Reader {
            actors: GraphTable::new(TableKind::Actors, file, text.len()),
            ties: GraphTable::new(TableKind::Ties, file, text.len()),
            draft,
            ids: Vec::new(),
            has_missing_ids: false,
            tally: Tally::default(),
        };
        let found = match value {
            Value::Object(object) => reader.top(object, task)?,
            Value::Array(items) => reader.elements(items, task)?,
            _ => false,
        };
        if !found {
            let message = "there are no nodes in the file; JSON of networkx, D3, Cytoscape.js, graphology and Kumu is read";
            return Ok(Problem::at(0, message));
        }
        reader.finish(file);
        Ok(Ok(()))
    })
}

type Object = Map<String, Value>;

struct Reader<'d> {
    draft: &'d mut Draft,
    actors: GraphTable,
    ties: GraphTable,
    /// The ids of the nodes in their order, for links that count them.
    ids: Vec<String>,
    has_missing_ids: bool,
    tally: Tally,
}

impl Reader<'_> {
    fn finish(self, file: &str) {
        let Self {
            draft,
            actors,
            ties,
            tally,
            ..
        } = self;
        draft.actors = Some(actors.finish(&mut draft.issues));
        draft.ties = Some(ties.finish(&mut draft.issues));
        tally.tell(file, &mut draft.issues);
        bipartite::split(draft);
    }

    /// Whether there was a network.
    fn top(&mut self, mut object: Object, task: &TaskContext) -> Result<bool, Cancelled> {
        if let Some(Value::Bool(directed)) = object.get("directed") {
            self.draft.directed = *directed;
        }
        if let Some(Value::Object(options)) = object.get("options") {
            // graphology: edges have a direction unless they say otherwise.
            self.draft.directed = options.get("type").and_then(Value::as_str) != Some("undirected");
        }
        for name in ["data", "graph", "attributes"] {
            if let Some(Value::Object(about)) = object.get(name)
                && !about.contains_key("nodes")
            {
                let about = about.clone();
                self.about_graph(about);
            }
        }
        if let Some(Value::Object(network)) = object.remove("network") {
            return self.vosviewer(network, task);
        }
        if let Some(connections) = object.remove("connections") {
            let elements = object.remove("elements");
            return self.kumu(object, elements, connections, task);
        }
        match object.remove("elements") {
            Some(Value::Array(items)) if is_kumu(&items) => {
                return self.kumu(object, Some(Value::Array(items)), Value::Null, task);
            }
            Some(Value::Array(items)) => return self.elements(items, task),
            Some(Value::Object(mut groups)) => {
                let nodes = groups.remove("nodes");
                let edges = groups.remove("edges");
                return self.nodes_and_edges(nodes, edges, task);
            }
            _ => {}
        }
        if let Some(Value::Object(mut graph)) = object.remove("graph")
            && graph.contains_key("nodes")
        {
            if let Some(directed) = graph.get("directed").and_then(Value::as_bool) {
                self.draft.directed = directed;
            }
            let nodes = graph.remove("nodes");
            let edges = graph.remove("edges");
            self.about_graph(graph);
            return self.nodes_and_edges(nodes, edges, task);
        }
        let nodes = object.remove("nodes");
        let edges = object.remove("edges").or_else(|| object.remove("links"));
        self.nodes_and_edges(nodes, edges, task)
    }

    fn about_graph(&mut self, about: Object) {
        let info = &mut self.draft.info;
        for (name, value) in about {
            let Some(value) = attribute(value) else {
                continue;
            };
            let text = super::value::text_of(&value);
            match name.to_lowercase().as_str() {
                "name" | "label" | "title" => info.name = text,
                "description" => info.description = text,
                "source" => info.source = text,
                "license" => info.license = text,
                "directed" | "type" => {}
                _ => {
                    info.attributes.insert(name, value);
                }
            }
        }
    }

    fn nodes_and_edges(
        &mut self,
        nodes: Option<Value>,
        edges: Option<Value>,
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        let nodes = match nodes {
            Some(Value::Array(nodes)) => nodes,
            // JSON Graph Format: nodes under their ids.
            Some(Value::Object(nodes)) => nodes
                .into_iter()
                .filter_map(|(id, node)| match node {
                    Value::Object(mut node) => {
                        node.insert("id".to_owned(), Value::String(id));
                        Some(Value::Object(node))
                    }
                    _ => None,
                })
                .collect(),
            _ => return Ok(false),
        };
        let total = nodes.len();
        for (number, node) in nodes.into_iter().enumerate() {
            task.checkpoint(number, total)?;
            self.node(node);
        }
        if let Some(Value::Array(edges)) = edges {
            let total = edges.len();
            for (number, edge) in edges.into_iter().enumerate() {
                task.checkpoint(number, total)?;
                self.edge(edge);
            }
        }
        Ok(true)
    }

    /// Elements of Cytoscape.js in one list.
    fn elements(&mut self, items: Vec<Value>, task: &TaskContext) -> Result<bool, Cancelled> {
        let total = items.len();
        let mut found = total == 0;
        for (number, item) in items.into_iter().enumerate() {
            task.checkpoint(number, total)?;
            let group = item.get("group").and_then(Value::as_str);
            let data = item.get("data").unwrap_or(&item);
            let is_edge = group == Some("edges")
                || data.get("source").is_some() && data.get("target").is_some();
            if !data.is_object() {
                continue;
            }
            found = true;
            if is_edge {
                self.edge(item);
            } else {
                self.node(item);
            }
        }
        Ok(found)
    }

    fn node(&mut self, node: Value) {
        let number = self.actors.len() + 1;
        let row = self.actors.add_row(0);
        let Value::Object(node) = node else {
            // A list of plain ids.
            let id = scalar(&node).unwrap_or_default();
            let column = self.actors.field(Field::Id);
            self.actors.set_text(row, column, id.as_str());
            self.ids.push(id);
            return;
        };
        let (mut values, place) = values_of(node);
        if let Some(Value::Object(place)) = place {
            for name in ["x", "y"] {
                if let Some(coordinate) = place.get(name) {
                    values.entry(name).or_insert_with(|| coordinate.clone());
                }
            }
        }
        let id = ["id", "key"].iter().find_map(|name| {
            let id = scalar(values.get(*name)?)?;
            values.remove(*name);
            Some(id)
        });
        // D3 gives nodes no ids and counts them from 0.
        let id = id.unwrap_or_else(|| {
            self.has_missing_ids = true;
            (number - 1).to_string()
        });
        let column = self.actors.field(Field::Id);
        self.actors.set_text(row, column, id.as_str());
        self.ids.push(id);
        set_values(&mut self.actors, row, values);
    }

    /// The id of the node that an edge names: by id, by place in the list, or as the node itself.
    fn end(&self, end: Option<&Value>) -> Option<String> {
        match end? {
            Value::Object(node) => {
                let id = node
                    .get("id")
                    .or_else(|| node.get("key"))
                    .or_else(|| node.get("index"));
                id.and_then(scalar)
            }
            Value::Number(number) if self.has_missing_ids => {
                let index = usize::try_from(number.as_u64()?).ok()?;
                Some(
                    self.ids
                        .get(index)
                        .cloned()
                        .unwrap_or_else(|| number.to_string()),
                )
            }
            end => scalar(end),
        }
    }

    fn edge(&mut self, edge: Value) {
        let row = self.ties.add_row(0);
        let Value::Object(edge) = edge else {
            // A pair of ids.
            if let Value::Array(ends) = edge {
                for (field, end) in [Field::Source, Field::Target].into_iter().zip(&ends) {
                    if let Some(end) = self.end(Some(end)) {
                        let column = self.ties.field(field);
                        self.ties.set_text(row, column, end);
                    }
                }
            }
            return;
        };
        let (mut values, _) = values_of(edge);
        for (field, names) in [
            (Field::Source, ["source", "from", "source_id"]),
            (Field::Target, ["target", "to", "target_id"]),
        ] {
            let end = names.iter().find_map(|name| values.remove(*name));
            if let Some(end) = self.end(end.as_ref()) {
                let column = self.ties.field(field);
                self.ties.set_text(row, column, end);
            }
        }
        if let Some(Value::Bool(undirected)) = values.get("undirected") {
            let directed = !*undirected;
            values.remove("undirected");
            self.set_directed(row, directed);
        }
        if let Some(Value::Bool(directed)) = values.get("directed") {
            let directed = *directed;
            values.remove("directed");
            self.set_directed(row, directed);
        }
        for name in ["id", "key"] {
            if values
                .get(name)
                .and_then(scalar)
                .is_some_and(|id| edge_name_is_generated(&id))
            {
                values.remove(name);
            }
        }
        set_values(&mut self.ties, row, values);
    }

    fn set_directed(&mut self, row: usize, directed: bool) {
        if directed != self.draft.directed {
            let column = self.ties.field(Field::Directed);
            self.ties.set(
                row,
                column,
                CellValue::Typed(AttributeValue::Flag(directed)),
            );
        }
    }

    /// Elements and connections, in the shape for imports (all values side by side) or that of backups (in `attributes`,
    /// with the maps that show them).
    fn kumu(
        &mut self,
        mut about: Object,
        elements: Option<Value>,
        connections: Value,
        task: &TaskContext,
    ) -> Result<bool, Cancelled> {
        let Some(Value::Array(elements)) = elements else {
            return Ok(false);
        };
        let mut places = HashMap::new();
        if let Some(Value::Array(maps)) = about.remove("maps") {
            for map in &maps {
                let shown = map
                    .get("elements")
                    .or_else(|| map.get("nodes"))
                    .and_then(Value::as_array);
                for item in shown.into_iter().flatten() {
                    let id = item
                        .get("element")
                        .or_else(|| item.get("id"))
                        .and_then(scalar);
                    if let Some(id) = id
                        && let Some(place) = item.get("position")
                    {
                        places.entry(id).or_insert_with(|| place.clone());
                    }
                }
            }
            if maps.len() > 1 {
                self.tally.add(
                    IssueKind::Note,
                    0,
                    "positions are those of the first map that shows an element",
                    "",
                );
            }
        }
        for (name, message) in [
            ("loops", "loops are left out"),
            ("perspectives", "perspectives are left out"),
        ] {
            if about
                .get(name)
                .and_then(Value::as_array)
                .is_some_and(|items| !items.is_empty())
            {
                self.tally.add(IssueKind::Skipped, 0, message, "");
            }
        }
        about.retain(|name, _| matches!(name.as_str(), "name" | "description"));
        self.about_graph(about);
        let total = elements.len();
        for (number, element) in elements.into_iter().enumerate() {
            task.checkpoint(number, total)?;
            let Value::Object(mut element) = element else {
                continue;
            };
            if let Some(Value::Object(inner)) = element.remove("attributes") {
                element.extend(inner);
            }
            rename(&mut element, "element type", "type");
            let id = element
                .get("id")
                .or_else(|| element.get("_id"))
                .and_then(scalar);
            if let Some(place) = id.and_then(|id| places.get(&id)) {
                element.insert("position".to_owned(), place.clone());
            }
            rename(&mut element, "_id", "id");
            if !element.contains_key("id")
                && let Some(label) = element.get("label").cloned()
            {
                // Without ids Kumu knows elements by their labels.
                element.insert("id".to_owned(), label);
            }
            self.node(Value::Object(element));
        }
        let connections = match connections {
            Value::Array(connections) => connections,
            _ => Vec::new(),
        };
        let total = connections.len();
        for (number, connection) in connections.into_iter().enumerate() {
            task.checkpoint(number, total)?;
            let Value::Object(mut connection) = connection else {
                continue;
            };
            if let Some(Value::Object(inner)) = connection.remove("attributes") {
                connection.extend(inner);
            }
            rename(&mut connection, "connection type", "kind");
            rename(&mut connection, "type", "kind");
            rename(&mut connection, "_id", "id");
            if connection
                .get("id")
                .and_then(Value::as_str)
                .is_some_and(|id| id.starts_with("conn-"))
            {
                connection.remove("id");
            }
            for name in ["delayed", "reversed"] {
                if connection.get(name) == Some(&Value::Bool(false)) {
                    connection.remove(name);
                }
            }
            self.edge(Value::Object(connection));
        }
        Ok(true)
    }

    fn vosviewer(&mut self, mut network: Object, task: &TaskContext) -> Result<bool, Cancelled> {
        let flat = |items: Option<Value>| match items {
            Some(Value::Array(mut items)) => {
                for item in &mut items {
                    if let Value::Object(item) = item {
                        for name in ["weights", "scores"] {
                            if let Some(Value::Object(values)) = item.remove(name) {
                                item.extend(values);
                            }
                        }
                    }
                }
                Some(Value::Array(items))
            }
            other => other,
        };
        let items = flat(network.remove("items"));
        let links = flat(network.remove("links"));
        self.nodes_and_edges(items, links, task)
    }
}

/// The values of a node or an edge, which some programs put into a part of their own, and where it is drawn. Beside that part
/// stands only what the programs need for themselves.
fn values_of(mut item: Object) -> (Object, Option<Value>) {
    let place = item.remove("position");
    let classes = item.remove("classes");
    let mut values = Object::new();
    for name in ["data", "attributes", "metadata"] {
        if let Some(Value::Object(inner)) = item.remove(name) {
            values.extend(inner);
        }
    }
    if !values.is_empty() {
        item.retain(|name, _| !OF_PROGRAMS.contains(&name.as_str()));
    }
    values.extend(item);
    if let Some(classes) = classes.filter(|classes| classes.as_str() != Some("")) {
        values.insert("classes".to_owned(), classes);
    }
    (values, place)
}

/// Whether items are elements of Kumu, not of Cytoscape.js.
fn is_kumu(items: &[Value]) -> bool {
    items.first().is_some_and(|item| item.get("data").is_none())
}

fn rename(object: &mut Object, from: &str, to: &str) {
    if !object.contains_key(to)
        && let Some(value) = object.remove(from)
    {
        object.insert(to.to_owned(), value);
    }
}

fn set_values(table: &mut GraphTable, row: usize, values: Object) {
    for (name, value) in values {
        if let Some(value) = attribute(value) {
            let column = table.name(&name);
            table.set(row, column, CellValue::Typed(value));
        }
    }
}

/// The text of an id.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        // networkx writes tuples as lists.
        Value::Array(parts) if !parts.is_empty() => Some(value.to_string()),
        _ => None,
    }
}

/// A value as an attribute: objects, and lists of more than texts and numbers, as JSON text; `None` for `null`.
fn attribute(value: Value) -> Option<AttributeValue> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => AttributeValue::Flag(flag),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => AttributeValue::Integer(integer),
            (None, Some(value)) if value.is_finite() => AttributeValue::Number(value),
            _ => AttributeValue::Text(number.to_string()),
        },
        Value::String(text) => AttributeValue::Text(text),
        Value::Array(items)
            if items
                .iter()
                .all(|item| !item.is_object() && !item.is_array()) =>
        {
            let texts = items.into_iter().filter_map(|item| match item {
                Value::String(text) => Some(text),
                item => scalar(&item),
            });
            AttributeValue::List(texts.collect())
        }
        value => AttributeValue::Text(value.to_string()),
    })
}

/// An attribute as JSON.
pub(super) fn json_of(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::Flag(flag) => Value::Bool(*flag),
        AttributeValue::Integer(integer) => Value::from(*integer),
        AttributeValue::Number(number) => Value::from(*number),
        AttributeValue::Text(text) => Value::String(text.clone()),
        AttributeValue::List(texts) => Value::from(texts.clone()),
    }
}

/// An object as the bytes of a file.
pub(super) fn bytes_of(object: Object) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(object)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_is_found_in_the_beginning() {
        for (text, shape) in [
            (
                "{\"nodes\":[{\"id\":1}],\"links\":[]}",
                Some(Shape::NodeLink),
            ),
            ("{\"elements\":{\"nodes\":[]}}", Some(Shape::Cytoscape)),
            ("[{\"data\":{\"id\":1}}]", Some(Shape::Cytoscape)),
            (
                "{\"nodes\":[{\"data\":{\"id\":1}}]}",
                Some(Shape::Cytoscape),
            ),
            (
                "{\"options\":{},\"nodes\":[{\"key\":\"a\"}]}",
                Some(Shape::Graphology),
            ),
            (
                "{\"elements\":[{\"label\":\"a\"}],\"connections\":[]}",
                Some(Shape::Kumu),
            ),
            ("[1, 2]", None),
            ("{\"a\": 1}", None),
            ("id,label", None),
        ] {
            assert_eq!(shape_of(text.as_bytes()), shape, "{text}");
        }
    }
}
