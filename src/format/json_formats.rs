//! The JSON formats, each with the way in which it is written.

use serde_json::{Map, Value, json};

use super::draft::Draft;
use super::field::{Field, TableKind};
use super::input::{Input, NamedBytes};
use super::json::{RESERVED, read};
use super::json_shape::{Shape, shape_of};
use super::json_values::{bytes_of, json_of};
use super::losses::Losses;
use super::named_values::{Columns, info_values};
use super::positions::{Positions, upwards};
use super::registry::Format;
use super::rows::{OutRow, PREFIX, placed_rows, tie_row};
use crate::model::{Actor, ActorId, Network};
use crate::task::{Cancelled, TaskContext};

/// JSON with nodes and edges, as networkx and D3 have it.
#[derive(Clone, Copy, Debug)]
pub struct NodeLink;

/// JSON of Cytoscape.js and Cytoscape.
#[derive(Clone, Copy, Debug)]
pub struct CytoscapeJson;

/// JSON of graphology and Gephi Lite.
#[derive(Clone, Copy, Debug)]
pub struct Graphology;

/// JSON of Kumu: blueprints and backups. Blueprints are written.
#[derive(Clone, Copy, Debug)]
pub struct KumuJson;

fn has(input: &Input, shape: Shape) -> bool {
    input.has(|file| shape_of(&file.bytes) == Some(shape))
}

/// The rows of actors and ties with the names that they need.
struct Records<'n> {
    network: &'n Network,
    positions: &'n Positions,
    actor_columns: Columns,
    tie_columns: Columns,
}

impl<'n> Records<'n> {
    fn of(
        network: &'n Network,
        positions: &'n Positions,
        of_actors: &[Field],
        of_ties: &[Field],
    ) -> Self {
        let actors = placed_rows(network, positions);
        let ties = network.ties().map(|(_, tie)| tie_row(network, tie));
        Self {
            network,
            positions,
            actor_columns: Columns::of(TableKind::Actors, of_actors, actors),
            tie_columns: Columns::of(TableKind::Ties, of_ties, ties),
        }
    }

    /// An object for each actor: what `begin` says, then its values.
    fn actors(&self, begin: impl Fn(&OutRow<'_>) -> Value) -> Vec<(Value, Map<String, Value>)> {
        let rows = placed_rows(self.network, self.positions);
        rows.map(|row| (begin(&row), values(&self.actor_columns, &row)))
            .collect()
    }

    /// An object for each tie: what `begin` says, then its values.
    fn ties(&self, begin: impl Fn(&OutRow<'_>) -> Value) -> Vec<(Value, Map<String, Value>)> {
        let rows = self
            .network
            .ties()
            .map(|(_, tie)| tie_row(self.network, tie));
        rows.map(|row| (begin(&row), values(&self.tie_columns, &row)))
            .collect()
    }
}

fn values(columns: &Columns, row: &OutRow<'_>) -> Map<String, Value> {
    let named = columns.named_values(row).into_iter();
    named
        .map(|(name, value)| {
            let is_free = !RESERVED.contains(&name.as_str());
            let name = if is_free {
                name
            } else {
                format!("{PREFIX}{name}")
            };
            (name, json_of(&value))
        })
        .collect()
}

fn is_directed(row: &OutRow<'_>) -> bool {
    !row.text(Field::Directed).is_empty()
}

/// Whether most ties have a direction.
fn direction(network: &Network) -> bool {
    let num_directed = network.ties().filter(|(_, tie)| tie.directed).count();
    num_directed * 2 > network.num_ties()
}

fn merged((begin, values): (Value, Map<String, Value>)) -> Value {
    match begin {
        Value::Object(mut all) => {
            all.extend(values);
            Value::Object(all)
        }
        begin => begin,
    }
}

fn info(network: &Network) -> Map<String, Value> {
    info_values(network)
        .into_iter()
        .map(|(name, value)| (name, json_of(&value)))
        .collect()
}

fn file(name: &str, object: Value) -> Vec<NamedBytes> {
    let bytes = match object {
        Value::Object(object) => bytes_of(object),
        _ => Vec::new(),
    };
    vec![NamedBytes {
        name: name.to_owned(),
        bytes,
    }]
}

const ENDS: &[Field] = &[Field::Source, Field::Target, Field::Directed];

impl Format for NodeLink {
    fn id(&self) -> &'static str {
        "node-link"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn sniff(&self, input: &Input) -> bool {
        has(input, Shape::NodeLink)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        read(input, task)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        Losses::of_graph(network).0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        let directed = direction(network);
        let records = Records::of(network, positions, &[Field::Id], ENDS);
        let nodes = records.actors(|row| json!({ "id": row.text(Field::Id) }));
        let edges = records.ties(|row| {
            let mut edge =
                json!({ "source": row.text(Field::Source), "target": row.text(Field::Target) });
            if is_directed(row) != directed
                && let Value::Object(edge) = &mut edge
            {
                edge.insert("directed".to_owned(), Value::Bool(is_directed(row)));
            }
            edge
        });
        let all = json!({
            "directed": directed,
            "multigraph": true,
            "graph": info(network),
            "nodes": nodes.into_iter().map(merged).collect::<Vec<_>>(),
            "edges": edges.into_iter().map(merged).collect::<Vec<_>>(),
        });
        file("network.json", all)
    }
}

impl Format for CytoscapeJson {
    fn id(&self) -> &'static str {
        "cytoscape-json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["cyjs", "json"]
    }

    fn sniff(&self, input: &Input) -> bool {
        has(input, Shape::Cytoscape)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        read(input, task)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        Losses::of_graph(network).0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        let directed = direction(network);
        let records = Records::of(network, positions, &[Field::Id, Field::X, Field::Y], ENDS);
        let nodes = records.actors(|row| json!({ "id": row.text(Field::Id) }));
        let edges = records.ties(|row| {
            json!({ "source": row.text(Field::Source), "target": row.text(Field::Target), "directed": is_directed(row) })
        });
        let data = |item| json!({ "data": merged(item) });
        let placed = |((id, _), item): ((ActorId, &Actor), _)| {
            let mut node = data(item);
            if let (Some([x, y]), Value::Object(node)) = (positions.get(&id), &mut node) {
                node.insert("position".to_owned(), json!({ "x": x, "y": y }));
            }
            node
        };
        let edges = edges
            .into_iter()
            .enumerate()
            .map(|(number, (mut begin, values))| {
                if let Value::Object(begin) = &mut begin {
                    if begin.get("directed") == Some(&Value::Bool(directed)) {
                        begin.remove("directed");
                    }
                    if !values.contains_key("id") {
                        begin.insert("id".to_owned(), Value::String(format!("e{number}")));
                    }
                }
                data((begin, values))
            });
        let all = json!({
            "data": info(network),
            "directed": directed,
            "multigraph": true,
            "elements": {
                "nodes": network.actors().zip(nodes).map(placed).collect::<Vec<_>>(),
                "edges": edges.collect::<Vec<_>>(),
            },
        });
        file("network.cyjs", all)
    }
}

impl Format for Graphology {
    fn id(&self) -> &'static str {
        "graphology"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn sniff(&self, input: &Input) -> bool {
        has(input, Shape::Graphology)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        read(input, task)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        Losses::of_graph(network).0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        // The programs that read it count upwards.
        let positions = upwards(positions);
        let records = Records::of(network, &positions, &[Field::Id], ENDS);
        let nodes = records.actors(|row| json!({ "key": row.text(Field::Id) }));
        let edges = records.ties(|row| {
            json!({
                "source": row.text(Field::Source),
                "target": row.text(Field::Target),
                "undirected": !is_directed(row),
            })
        });
        let with_attributes = |(mut begin, values): (Value, Map<String, Value>)| {
            if let Value::Object(begin) = &mut begin {
                begin.insert("attributes".to_owned(), Value::Object(values));
            }
            begin
        };
        let all = json!({
            "attributes": info(network),
            "options": { "type": "mixed", "multi": true, "allowSelfLoops": true },
            "nodes": nodes.into_iter().map(with_attributes).collect::<Vec<_>>(),
            "edges": edges.into_iter().map(with_attributes).collect::<Vec<_>>(),
        });
        file("network.json", all)
    }
}

impl Format for KumuJson {
    fn id(&self) -> &'static str {
        "kumu-json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn sniff(&self, input: &Input) -> bool {
        has(input, Shape::Kumu)
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        read(input, task)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_graph(network);
        let about = network.info();
        if !about.source.is_empty() || !about.license.is_empty() || !about.attributes.is_empty() {
            losses
                .0
                .push("source, licence and attributes of the network as a whole".to_owned());
        }
        losses.0
    }

    fn write(&self, network: &Network, _: &Positions) -> Vec<NamedBytes> {
        let nowhere = Positions::new();
        let records = Records::of(
            network,
            &nowhere,
            &[Field::Id, Field::Kind],
            &[Field::Source, Field::Target, Field::Directed, Field::Kind],
        );
        let with_type = |mut object: Value, kind: &str| {
            if !kind.is_empty()
                && let Value::Object(object) = &mut object
            {
                object.insert("type".to_owned(), Value::String(kind.to_owned()));
            }
            object
        };
        let elements = records
            .actors(|row| with_type(json!({ "id": row.text(Field::Id) }), row.text(Field::Kind)));
        let connections = records.ties(|row| {
            let direction = if is_directed(row) {
                "directed"
            } else {
                "undirected"
            };
            let connection = json!({
                "from": row.text(Field::Source),
                "to": row.text(Field::Target),
                "direction": direction,
            });
            with_type(connection, row.text(Field::Kind))
        });
        let mut all = json!({
            "elements": elements.into_iter().map(merged).collect::<Vec<_>>(),
            "connections": connections.into_iter().map(merged).collect::<Vec<_>>(),
        });
        if let Value::Object(all) = &mut all {
            for (name, text) in [
                ("name", &network.info().name),
                ("description", &network.info().description),
            ] {
                if !text.is_empty() {
                    all.insert(name.to_owned(), Value::String(text.clone()));
                }
            }
        }
        file("network.json", all)
    }
}
