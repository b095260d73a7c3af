//! What graph formats cannot hold, each part for the formats that share it.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{Field, TableKind};
use super::line_tokens::is_plain;
use super::losses::Losses;
use super::named_values::ValueType;
use super::rows::{OutRow, actor_row, column_name, tie_row};
use super::sectors::interpret;
use super::value::text_of;
use super::xml::is_forbidden;
use crate::model::{Actor, AttributeValue, Attributes, Network};

/// Whether an attribute of this name is written for a record with these attributes.
pub(super) type Keeps = fn(&str, &Attributes) -> bool;

impl Losses {
    /// What no format of nodes and edges can hold.
    pub(super) fn of_graph(network: &Network) -> Self {
        let mut losses = Self::default();
        losses.add(network.activities().len(), "activity", "activities");
        losses.records(network);
        losses.sectors(network);
        losses
    }

    /// What files that write only the ids of sectors cannot hold.
    pub(super) fn sectors(&mut self, network: &Network) {
        let scheme = network.sectors();
        let mut words: Vec<String> = Vec::new();
        for (_, actor) in network.actors() {
            if let Some(sector) = actor.sector.and_then(|id| scheme.get(id))
                && !words.contains(&sector.key)
            {
                words.push(sector.key.clone());
            }
        }
        if interpret(&words).scheme != *scheme {
            self.0
                .push("names, colours, aliases and order of the sectors".to_owned());
        }
    }

    /// What is lost where lists become texts.
    pub(super) fn lists(&mut self, network: &Network) {
        let is_list = |value: &&AttributeValue| matches!(value, AttributeValue::List(_));
        let count = attributes(network)
            .flat_map(|(_, all)| all.values())
            .filter(is_list)
            .count();
        self.add(
            count,
            "list as a list: it becomes a text",
            "lists as lists: they become texts",
        );
    }

    /// What is lost where only several values under a name make a list.
    pub(super) fn short_lists(&mut self, network: &Network) {
        let is_short = |value: &&AttributeValue| matches!(value, AttributeValue::List(texts) if texts.len() < 2);
        let count = attributes(network)
            .flat_map(|(_, all)| all.values())
            .filter(is_short)
            .count();
        self.add(
            count,
            "list of fewer than two texts as a list",
            "lists of fewer than two texts as lists",
        );
    }

    /// What is lost where yes and no are written as 1 and 0.
    pub(super) fn flags(&mut self, network: &Network) {
        let is_flag = |value: &&AttributeValue| matches!(value, AttributeValue::Flag(_));
        let count = attributes(network)
            .flat_map(|(_, all)| all.values())
            .filter(is_flag)
            .count();
        self.add(
            count,
            "yes or no as such: it becomes 1 or 0",
            "values yes or no as such: they become 1 or 0",
        );
    }

    /// What is lost where not every name of an attribute can be written as it is.
    pub(super) fn names(&mut self, network: &Network, can_hold: impl Fn(&str) -> bool) {
        let of_kind = |what: &str| {
            if what == "actors" {
                TableKind::Actors
            } else {
                TableKind::Ties
            }
        };
        let names: BTreeSet<(&str, &str)> = attributes(network)
            .flat_map(|(what, all)| all.keys().map(move |name| (what, name.as_str())))
            .filter(|(what, name)| !can_hold(&column_name(of_kind(what), name)))
            .collect();
        for (what, name) in names {
            self.0.push(format!(
                "the name of the attribute ‘{name}’ of {what} as it is"
            ));
        }
    }

    /// What is lost where all values of a name have one type.
    pub(super) fn mixed_types(&mut self, network: &Network) {
        let mut types: BTreeMap<(&str, &str), ValueType> = BTreeMap::new();
        let mut mixed: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (what, attributes) in attributes(network) {
            for (name, value) in attributes {
                let kind = ValueType::of_value(value);
                let first = *types.entry((what, name)).or_insert(kind);
                if first != kind {
                    mixed.insert((what, name));
                }
            }
        }
        for (what, name) in mixed {
            self.0.push(format!(
                "the types of the attribute ‘{name}’ of {what}, which differ"
            ));
        }
    }

    /// What is lost where the text ids of actors are not written.
    pub(super) fn ids(&mut self, network: &Network) {
        let is_number =
            |(index, (_, actor)): &(usize, (_, &Actor))| actor.key == (index + 1).to_string();
        let count = network
            .actors()
            .enumerate()
            .filter(|actor| !is_number(actor))
            .count();
        self.add(
            count,
            "actor’s id: actors are numbered",
            "actors’ ids: actors are numbered",
        );
    }

    /// What is lost where names can hold neither quotes nor line breaks.
    pub(super) fn plain_names(&mut self, network: &Network) {
        let labels = network.actors().map(|(_, actor)| actor.label.as_str());
        let kinds: BTreeSet<&str> = network.ties().map(|(_, tie)| tie.kind.as_str()).collect();
        let count = labels.chain(kinds).filter(|name| !is_plain(name)).count();
        self.add(
            count,
            "name’s quotes and line breaks",
            "names’ quotes and line breaks",
        );
    }

    /// What is lost where only some fields and no attributes are written.
    pub(super) fn fields(&mut self, network: &Network, of_actors: &[Field], of_ties: &[Field]) {
        let none: Keeps = |_, _| false;
        self.fields_and_attributes(network, (of_actors, none), (of_ties, none));
    }

    /// What is lost where only some fields and some attributes are written.
    pub(super) fn fields_and_attributes(
        &mut self,
        network: &Network,
        of_actors: (&[Field], Keeps),
        (of_ties, keeps_of_tie): (&[Field], Keeps),
    ) {
        let actors = network.actors().map(|(_, actor)| actor_row(network, actor));
        self.other_fields((TableKind::Actors, "actors"), of_actors, actors);
        let always = [Field::Source, Field::Target, Field::Directed];
        let of_ties: Vec<Field> = always.iter().chain(of_ties).copied().collect();
        let ties = network.ties().map(|(_, tie)| tie_row(network, tie));
        self.other_fields((TableKind::Ties, "ties"), (&of_ties, keeps_of_tie), ties);
    }

    /// What is lost where of the network as a whole only the name is written.
    pub(super) fn info_but_name(&mut self, network: &Network) {
        let info = network.info();
        let texts = [&info.description, &info.source, &info.license];
        if texts.iter().any(|text| !text.is_empty()) || !info.attributes.is_empty() {
            let lost = "description, source, licence and attributes of the network as a whole";
            self.0.push(lost.to_owned());
        }
    }

    /// What is lost where nothing is said about the network as a whole.
    pub(super) fn info(&mut self, network: &Network) {
        let info = network.info();
        let texts = [&info.name, &info.description, &info.source, &info.license];
        if texts.iter().any(|text| !text.is_empty()) || !info.attributes.is_empty() {
            self.0
                .push("what is said about the network as a whole".to_owned());
        }
    }

    /// What is lost where texts are on one line.
    pub(super) fn line_breaks(&mut self, network: &Network) {
        let has_break = |text: &str| text.contains(['\n', '\r']);
        let rows = network.actors().map(|(_, actor)| actor_row(network, actor));
        let rows = rows.chain(network.ties().map(|(_, tie)| tie_row(network, tie)));
        let count = rows.filter(|row| any_text(row, has_break)).count();
        self.add(count, "record’s line breaks", "records’ line breaks");
    }

    fn other_fields<'n>(
        &mut self,
        (kind, what): (TableKind, &str),
        (kept, keeps): (&[Field], Keeps),
        rows: impl Iterator<Item = OutRow<'n>>,
    ) {
        let mut counts: BTreeMap<(bool, String), usize> = BTreeMap::new();
        for row in rows {
            for (field, text) in &row.fields {
                let is_usual = *field == Field::Weight && text == "1";
                if !text.is_empty() && !kept.contains(field) && !is_usual {
                    *counts
                        .entry((false, kind.name(*field).to_owned()))
                        .or_default() += 1;
                }
            }
            let attributes = row.attributes.keys();
            for name in attributes.filter(|name| !keeps(name, row.attributes)) {
                *counts.entry((true, name.clone())).or_default() += 1;
            }
        }
        for ((is_attribute, name), count) in counts {
            let word = if is_attribute { "attribute" } else { "field" };
            let who = match (count, what.strip_suffix('s')) {
                (1, Some(one)) => format!("1 {one} has"),
                _ => format!("{count} {what} have"),
            };
            self.0.push(format!("the {word} ‘{name}’, which {who}"));
        }
    }

    /// What XML has no place for.
    pub(super) fn xml(&mut self, network: &Network) {
        let rows = network.actors().map(|(_, actor)| actor_row(network, actor));
        let rows = rows.chain(network.ties().map(|(_, tie)| tie_row(network, tie)));
        let has_forbidden = |text: &str| text.contains(is_forbidden);
        let count = rows.filter(|row| any_text(row, has_forbidden)).count();
        self.add(
            count,
            "record’s control characters",
            "records’ control characters",
        );
    }
}

/// The attributes of actors and ties, with what has them.
fn attributes(network: &Network) -> impl Iterator<Item = (&'static str, &Attributes)> {
    let actors = network
        .actors()
        .map(|(_, actor)| ("actors", &actor.attributes));
    actors.chain(network.ties().map(|(_, tie)| ("ties", &tie.attributes)))
}

/// Whether this holds for any text of a row.
fn any_text(row: &OutRow<'_>, holds: impl Fn(&str) -> bool) -> bool {
    row.fields.iter().any(|(_, text)| holds(text))
        || row
            .attributes
            .iter()
            .any(|(name, value)| holds(name) || holds(&text_of(value)))
}
