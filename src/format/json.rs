//! JSON of many programs, read by what is in it: networkx and D3 (node-link), Cytoscape.js, graphology, Kumu, `VOSviewer` and
//! JSON Graph Format. How each is written stands in a file of its own.
//!
//! Nodes and edges are read one at a time, so that reading takes the text, the tables and the network that they become: of
//! all Horizon 2020 (101 MB) 3.3 times the file.

use std::collections::HashMap;

use serde_json::Value;

use super::bipartite;
use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::json_scan::{Members, Part, Scan, Stop};
use super::json_shape::{Shape, shape_of};
use super::json_values::{Object, attribute, scalar};
use super::named_values::edge_name_is_generated;
use super::one_file::{self, Problem, Source};
use super::spot::{Spot, Spots};
use super::tally::Tally;
use crate::model::AttributeValue;
use crate::task::{Cancelled, TaskContext};

/// Larger files are not read: what they become would hardly fit into memory.
const MAX_BYTES: usize = 256 << 20;

/// A node, an edge or a description that is longer is none. It becomes a tree while it is read, some thirty times its size.
const MAX_RECORD: usize = 4 << 20;

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
        let mut reader = Reader {
            scan: Scan::new(text, task),
            spots: Spots::new(text),
            actors: GraphTable::new(TableKind::Actors, file, text.len()),
            ties: GraphTable::new(TableKind::Ties, file, text.len()),
            draft,
            has_missing_ids: false,
            tally: Tally::default(),
        };
        match reader.file() {
            Ok(true) => {
                reader.finish(file);
                Ok(Ok(()))
            }
            Ok(false) => {
                let message = "a list of nodes is expected in the file, and there is none; JSON of networkx, D3, \
                               Cytoscape.js, graphology and Kumu is read";
                Ok(Problem::at(1, message))
            }
            Err(Stop::Problem(problem)) => Ok(Err(problem)),
            Err(Stop::Cancelled(cancelled)) => Err(cancelled),
        }
    })
}

struct Reader<'t, 'r> {
    scan: Scan<'t, 'r>,
    spots: Spots<'t>,
    draft: &'r mut Draft,
    actors: GraphTable,
    ties: GraphTable,
    has_missing_ids: bool,
    tally: Tally,
}

/// Whether there was a network.
type Found = Result<bool, Stop>;

impl<'t> Reader<'t, '_> {
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

    fn file(&mut self) -> Found {
        let whole = self.scan.whole()?;
        if whole.is_list() {
            return self.elements(whole);
        }
        let members = self.scan.object(whole)?;
        self.top(members)
    }

    fn spot(&mut self, part: Part<'t>) -> Spot {
        self.spots.at(part.start)
    }

    /// A part as a value; `None`, which is told, if it is too large.
    fn value(&mut self, part: Part<'t>) -> Result<Option<Value>, Stop> {
        if part.text.len() > MAX_RECORD {
            let spot = self.spot(part);
            let message = "what begins here is longer than 4 MiB and was left out";
            self.tally.add(IssueKind::Skipped, spot, message, "");
            return Ok(None);
        }
        let (value, has_odd) = self.scan.parse(part)?;
        if has_odd {
            let spot = self.spot(part);
            let message = "NaN and Infinity are no numbers of JSON; they were read as empty";
            self.tally.add(IssueKind::Guess, spot, message, "");
        }
        Ok(Some(value))
    }

    fn object(&mut self, part: Part<'t>) -> Result<Option<Object>, Stop> {
        if !part.is_object() {
            return Ok(None);
        }
        Ok(self.value(part)?.and_then(|value| match value {
            Value::Object(object) => Some(object),
            _ => None,
        }))
    }

    fn skip(&mut self, part: Part<'t>, message: &'static str) {
        let spot = self.spot(part);
        self.tally.add(IssueKind::Skipped, spot, message, "");
    }

    fn top(&mut self, mut members: Members<'t>) -> Found {
        if let Some(directed) = flag(members.take("directed")) {
            self.draft.directed = directed;
        }
        members.take("multigraph");
        if let Some(options) = members.take("options")
            && let Some(options) = self.object(options)?
        {
            // graphology: edges have a direction unless they say otherwise.
            self.draft.directed = options.get("type").and_then(Value::as_str) != Some("undirected");
        }
        for name in ["data", "graph", "attributes"] {
            if let Some(about) = members.get(name)
                && !self.scan.object(about)?.has("nodes")
                && let Some(about) = self.object(about)?
            {
                self.about_graph(about);
                members.take(name);
            }
        }
        let found = self.network(&mut members)?;
        if found {
            self.tell_left_over(members);
        }
        Ok(found)
    }

    /// Reads the nodes and edges from where the program has them, which are no members afterwards.
    fn network(&mut self, members: &mut Members<'t>) -> Found {
        if let Some(network) = members.get("network").filter(|it| it.is_object()) {
            members.take("network");
            let mut network = self.scan.object(network)?;
            let (items, links) = (network.take("items"), network.take("links"));
            return self.nodes_and_edges(items, links, flat);
        }
        if let Some(connections) = members.take("connections") {
            let elements = members.take("elements");
            return self.kumu(members, elements, Some(connections));
        }
        if let Some(elements) = members.take("elements") {
            if elements.is_object() {
                let mut groups = self.scan.object(elements)?;
                let (nodes, edges) = (groups.take("nodes"), groups.take("edges"));
                return self.nodes_and_edges(nodes, edges, |node| node);
            }
            // Elements of Kumu have no part for their data.
            let first = self.scan.first(elements);
            let is_kumu = match first {
                Some(first) => !self.scan.object(first)?.has("data"),
                None => false,
            };
            return if is_kumu {
                self.kumu(members, Some(elements), None)
            } else {
                self.elements(elements)
            };
        }
        if let Some(graph) = members.get("graph") {
            let mut graph = self.scan.object(graph)?;
            if graph.has("nodes") {
                members.take("graph");
                if let Some(directed) = flag(graph.take("directed")) {
                    self.draft.directed = directed;
                }
                let (nodes, edges) = (graph.take("nodes"), graph.take("edges"));
                for (name, part) in graph.0 {
                    if let Some(value) = self.value(part)? {
                        self.about_graph([(name, value)].into_iter().collect());
                    }
                }
                return self.nodes_and_edges(nodes, edges, |node| node);
            }
        }
        let nodes = members.take("nodes");
        let edges = members.take("edges").or_else(|| members.take("links"));
        self.nodes_and_edges(nodes, edges, |node| node)
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

    /// How a program shows the network, which says nothing about it.
    fn tell_left_over(&mut self, members: Members<'t>) {
        for (name, part) in members.0 {
            let spot = self.spot(part);
            let message = "this says nothing about actors or ties and was left out";
            self.tally.add(IssueKind::Note, spot, message, &name);
        }
    }

    /// `prepare` makes of an item what the others look like.
    fn nodes_and_edges(
        &mut self,
        nodes: Option<Part<'t>>,
        edges: Option<Part<'t>>,
        prepare: fn(Value) -> Value,
    ) -> Found {
        let Some(nodes) = nodes.filter(|it| it.is_list() || it.is_object()) else {
            return Ok(false);
        };
        let scan = self.scan;
        scan.items(nodes, |part| {
            let spot = self.spot(part);
            if let Some(node) = self.value(part)? {
                self.node(prepare(node), spot);
            }
            Ok(())
        })?;
        // JSON Graph Format: nodes under their ids.
        scan.members(nodes, |id, part| {
            let spot = self.spot(part);
            if let Some(mut node) = self.object(part)? {
                node.insert("id".to_owned(), Value::String(id));
                self.node(Value::Object(node), spot);
            } else {
                self.skip(part, "this is no node and was left out");
            }
            Ok(())
        })?;
        let Some(edges) = edges else { return Ok(true) };
        if !edges.is_list() && edges.text != "null" {
            self.skip(edges, "a list of edges is expected here; there are no ties");
        }
        scan.items(edges, |part| {
            let spot = self.spot(part);
            if let Some(edge) = self.value(part)? {
                self.edge(prepare(edge), spot);
            }
            Ok(())
        })?;
        Ok(true)
    }

    /// Elements of Cytoscape.js in one list.
    fn elements(&mut self, list: Part<'t>) -> Found {
        let mut num_items = 0;
        let mut found = false;
        self.scan.items(list, |part| {
            num_items += 1;
            let spot = self.spot(part);
            let Some(item) = self.value(part)? else {
                return Ok(());
            };
            let group = item.get("group").and_then(Value::as_str);
            let data = item.get("data").unwrap_or(&item);
            let is_edge = group == Some("edges")
                || data.get("source").is_some() && data.get("target").is_some();
            if !data.is_object() {
                self.skip(part, "this is neither a node nor an edge and was left out");
                return Ok(());
            }
            found = true;
            if is_edge {
                self.edge(item, spot);
            } else {
                self.node(item, spot);
            }
            Ok(())
        })?;
        Ok(found || num_items == 0)
    }

    fn node(&mut self, node: Value, spot: Spot) {
        let number = self.actors.len();
        let row = self.actors.add_row(spot);
        let column = self.actors.field(Field::Id);
        let Value::Object(node) = node else {
            // A list of plain ids.
            let id = scalar(&node).unwrap_or_default();
            self.actors.set_text(row, column, id);
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
            number.to_string()
        });
        self.actors.set_text(row, column, id);
        set_values(&mut self.actors, row, values);
    }

    /// The id of the node that an edge names: by id, by place in the list, or as the node itself.
    fn end(&mut self, end: Option<&Value>) -> Option<String> {
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
                let column = self.actors.field(Field::Id);
                let id = self.actors.get(index, column);
                Some(id.map_or_else(|| number.to_string(), |id| id.text().into_owned()))
            }
            end => scalar(end),
        }
    }

    fn edge(&mut self, edge: Value, spot: Spot) {
        let row = self.ties.add_row(spot);
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
        about: &mut Members<'t>,
        elements: Option<Part<'t>>,
        connections: Option<Part<'t>>,
    ) -> Found {
        let Some(elements) = elements.filter(|it| it.is_list()) else {
            return Ok(false);
        };
        let places = self.kumu_places(about.take("maps"))?;
        for (name, message) in [
            ("loops", "loops are left out"),
            ("perspectives", "perspectives are left out"),
        ] {
            if let Some(part) = about.take(name)
                && self.scan.first(part).is_some()
            {
                self.skip(part, message);
            }
        }
        for name in ["name", "description"] {
            if let Some(part) = about.take(name)
                && let Some(value) = self.value(part)?
            {
                self.about_graph([(name.to_owned(), value)].into_iter().collect());
            }
        }
        let scan = self.scan;
        scan.items(elements, |part| {
            let spot = self.spot(part);
            let Some(mut element) = self.object(part)? else {
                self.skip(part, "this is no element and was left out");
                return Ok(());
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
            self.node(Value::Object(element), spot);
            Ok(())
        })?;
        let Some(connections) = connections else {
            return Ok(true);
        };
        scan.items(connections, |part| {
            let spot = self.spot(part);
            let Some(mut connection) = self.object(part)? else {
                self.skip(part, "this is no connection and was left out");
                return Ok(());
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
            self.edge(Value::Object(connection), spot);
            Ok(())
        })?;
        Ok(true)
    }

    /// Where the maps of a backup have elements, by their ids: the first that shows one decides.
    fn kumu_places(&mut self, maps: Option<Part<'t>>) -> Result<HashMap<String, Value>, Stop> {
        let mut places = HashMap::new();
        let Some(maps) = maps else {
            return Ok(places);
        };
        let scan = self.scan;
        let mut num_maps = 0;
        scan.items(maps, |map| {
            num_maps += 1;
            let mut map = scan.object(map)?;
            let Some(shown) = map.take("elements").or_else(|| map.take("nodes")) else {
                return Ok(());
            };
            scan.items(shown, |part| {
                let Some(mut item) = self.object(part)? else {
                    return Ok(());
                };
                let id = item.get("element").or_else(|| item.get("id"));
                if let Some(id) = id.and_then(scalar)
                    && let Some(place) = item.remove("position")
                {
                    places.entry(id).or_insert(place);
                }
                Ok(())
            })
        })?;
        if num_maps > 1 {
            let message = "positions are those of the first map that shows an element";
            let spot = self.spot(maps);
            self.tally.add(IssueKind::Note, spot, message, "");
        }
        Ok(places)
    }
}

/// Whether a member is `true` or `false`, and which.
fn flag(part: Option<Part<'_>>) -> Option<bool> {
    part?.text.parse().ok()
}

/// An item of `VOSviewer` with its weights and scores beside its other values.
fn flat(item: Value) -> Value {
    let Value::Object(mut item) = item else {
        return item;
    };
    for name in ["weights", "scores"] {
        if let Some(Value::Object(values)) = item.remove(name) {
            item.extend(values);
        }
    }
    Value::Object(item)
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
