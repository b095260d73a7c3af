//! A network as GEXF 1.3.

use super::field::{Field, TableKind};
use super::named_values::{Columns, ValueType, text_of_list};
use super::positions::Positions;
use super::rows::{OutRow, actor_row, tie_row};
use super::value::{number_text, push, text_of};
use super::xml::push_escaped;
use crate::model::{AttributeValue, Network, PartialDate};

/// What the file says about who made it.
pub(super) const CREATOR: &str = "Helixmap";

/// What GEXF has a place of its own for. Dates are among the names only where they are less precise than a day.
const OF_NODES: &[Field] = &[Field::Id, Field::Label];
const OF_EDGES: &[Field] = &[
    Field::Source,
    Field::Target,
    Field::Directed,
    Field::Weight,
    Field::Kind,
];

pub(super) fn write(network: &Network, positions: &Positions) -> String {
    let actors = || {
        network
            .actors()
            .map(|(_, actor)| without_days(actor_row(network, actor)))
    };
    let ties = || {
        network
            .ties()
            .map(|(_, tie)| without_days(tie_row(network, tie)))
    };
    let actor_columns = Columns::of(TableKind::Actors, OF_NODES, actors());
    let tie_columns = Columns::of(TableKind::Ties, OF_EDGES, ties());
    let has_times = network
        .actors()
        .any(|(_, actor)| actor.since.or(actor.until).is_some())
        || network
            .ties()
            .any(|(_, tie)| tie.since.or(tie.until).is_some());
    let num_directed = network.ties().filter(|(_, tie)| tie.directed).count();
    let directed = num_directed * 2 > network.num_ties();
    let mut xml = String::with_capacity(160 * (network.num_actors() + network.num_ties()));
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n<meta>\n<creator>",
    );
    xml.push_str(CREATOR);
    xml.push_str("</creator>\n");
    for (element, text) in [
        ("title", &network.info().name),
        ("description", &network.info().description),
    ] {
        if !text.is_empty() {
            push(&mut xml, format_args!("<{element}>"));
            push_escaped(&mut xml, text);
            push(&mut xml, format_args!("</{element}>\n"));
        }
    }
    xml.push_str("</meta>\n<graph");
    push_attribute(
        &mut xml,
        "defaultedgetype",
        if directed { "directed" } else { "undirected" },
    );
    if has_times {
        xml.push_str(" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"");
    }
    xml.push_str(">\n");
    for (class, columns) in [("node", &actor_columns), ("edge", &tie_columns)] {
        push_declarations(&mut xml, class, columns);
    }
    xml.push_str("<nodes>\n");
    for ((id, actor), row) in network.actors().zip(actors()) {
        xml.push_str("<node");
        push_attribute(&mut xml, "id", row.text(Field::Id));
        push_attribute(&mut xml, "label", row.text(Field::Label));
        push_times(&mut xml, actor.since, actor.until);
        let place = positions.get(&id).map(|[x, y]| {
            // Gephi's y grows upwards.
            format!("<viz:position x=\"{x}\" y=\"{}\" z=\"0\"/>", -y)
        });
        push_values(
            &mut xml,
            &actor_columns,
            &row,
            ("node", place.as_deref().unwrap_or_default()),
        );
    }
    xml.push_str("</nodes>\n<edges>\n");
    for (number, ((_, tie), row)) in network.ties().zip(ties()).enumerate() {
        xml.push_str("<edge");
        push_attribute(&mut xml, "id", &number.to_string());
        push_attribute(&mut xml, "source", row.text(Field::Source));
        push_attribute(&mut xml, "target", row.text(Field::Target));
        if tie.directed != directed {
            push_attribute(
                &mut xml,
                "type",
                if tie.directed {
                    "directed"
                } else {
                    "undirected"
                },
            );
        }
        if tie.weight != 1.0 {
            push_attribute(&mut xml, "weight", &number_text(tie.weight));
        }
        if !tie.kind.is_empty() {
            push_attribute(&mut xml, "kind", &tie.kind);
        }
        push_times(&mut xml, tie.since, tie.until);
        push_values(&mut xml, &tie_columns, &row, ("edge", ""));
    }
    xml.push_str("</edges>\n</graph>\n</gexf>\n");
    xml
}

/// A row without the dates that are known to the day: start and end say all of them.
fn without_days(mut row: OutRow<'_>) -> OutRow<'_> {
    let day = "2024-05-17".len();
    row.fields
        .retain(|(field, text)| !matches!(field, Field::Since | Field::Until) || text.len() < day);
    row
}

fn push_attribute(xml: &mut String, name: &str, value: &str) {
    xml.push(' ');
    xml.push_str(name);
    xml.push_str("=\"");
    push_escaped(xml, value);
    xml.push('"');
}

fn push_times(xml: &mut String, since: Option<PartialDate>, until: Option<PartialDate>) {
    let mut push = |name: &str, (year, month, day): (i16, i8, i8)| {
        push_attribute(xml, name, &format!("{year:04}-{month:02}-{day:02}"));
    };
    if let Some(since) = since {
        push("start", since.first_day());
    }
    if let Some(until) = until {
        push("end", until.last_day());
    }
}

fn push_declarations(xml: &mut String, class: &str, columns: &Columns) {
    let mut declarations = String::new();
    for (number, (name, kind)) in columns.iter().enumerate() {
        declarations.push_str("<attribute");
        push_attribute(&mut declarations, "id", &number.to_string());
        push_attribute(&mut declarations, "title", name);
        let word = match kind {
            ValueType::Flag => "boolean",
            ValueType::Integer => "long",
            ValueType::Number => "double",
            ValueType::List => "liststring",
            ValueType::Text | ValueType::Unknown => "string",
        };
        push_attribute(&mut declarations, "type", word);
        declarations.push_str("/>\n");
    }
    if !declarations.is_empty() {
        push(
            xml,
            format_args!(
                "<attributes class=\"{class}\" mode=\"static\">\n{declarations}</attributes>\n"
            ),
        );
    }
}

/// The rest of an element whose tag is still open.
/// The values of an element, then what else is in it, and its end.
fn push_values(
    xml: &mut String,
    columns: &Columns,
    row: &OutRow<'_>,
    (element, rest): (&str, &str),
) {
    let values = columns.values(row);
    if values.is_empty() && rest.is_empty() {
        xml.push_str("/>\n");
        return;
    }
    xml.push('>');
    if !values.is_empty() {
        xml.push_str("<attvalues>");
        for (number, value) in values {
            let text = match &value {
                AttributeValue::List(texts) => text_of_list(texts),
                value => text_of(value),
            };
            xml.push_str("<attvalue");
            push_attribute(xml, "for", &number.to_string());
            push_attribute(xml, "value", &text);
            xml.push_str("/>");
        }
        xml.push_str("</attvalues>");
    }
    xml.push_str(rest);
    push(xml, format_args!("</{element}>\n"));
}
