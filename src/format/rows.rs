//! The records of a network as rows: fields with their texts, for all formats that write tables or named values.

use super::field::{Field, TableKind};
use super::positions::Positions;
use super::value::{SEPARATOR, number_text};
use super::words::{ACTIVITY_KINDS, ENTITIES, FACETS, LAYERS, TIE_STATUSES, word, zones_text};
use crate::model::{
    Activity, Actor, ActorId, Attributes, Network, PartialDate, Participation, Tie,
};

/// What makes a column an attribute whatever its name.
pub(super) const PREFIX: &str = "attribute:";

/// A row to be written: the fields that have a text, and the attributes.
pub(super) struct OutRow<'n> {
    pub(super) fields: Vec<(Field, String)>,
    pub(super) attributes: &'n Attributes,
}

impl OutRow<'_> {
    /// The text of a field; empty if there is none.
    pub(super) fn text(&self, field: Field) -> &str {
        let mut fields = self.fields.iter();
        fields
            .find(|(other, _)| *other == field)
            .map_or("", |(_, text)| text)
    }
}

/// The name of the column of an attribute: its own, unless it would be understood as something else.
pub(super) fn column_name(kind: TableKind, attribute: &str) -> String {
    let is_plain = kind.field(attribute).is_none()
        && !attribute.is_empty()
        && attribute.trim() == attribute
        && !attribute.starts_with(PREFIX)
        && !attribute.starts_with("column ");
    if is_plain {
        attribute.to_owned()
    } else {
        format!("{PREFIX}{attribute}")
    }
}

fn date(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn number(number: Option<f64>) -> String {
    number.map(number_text).unwrap_or_default()
}

/// The rows of the actors, with where they are on the map.
pub(super) fn placed_rows<'n>(
    network: &'n Network,
    positions: &'n Positions,
) -> impl Iterator<Item = OutRow<'n>> {
    network
        .actors()
        .map(|(id, actor)| placed_row(network, positions, id, actor))
}

fn placed_row<'n>(
    network: &Network,
    positions: &Positions,
    id: ActorId,
    actor: &'n Actor,
) -> OutRow<'n> {
    let mut row = actor_row(network, actor);
    if let Some([x, y]) = positions.get(&id) {
        // As f32, whose shortest text is shorter.
        let text = |value: &f32| format!("{value}");
        row.fields.push((Field::X, text(x)));
        row.fields.push((Field::Y, text(y)));
    }
    row
}

pub(super) fn actor_row<'n>(network: &Network, actor: &'n Actor) -> OutRow<'n> {
    let Actor {
        key,
        label,
        sector,
        entity,
        kind,
        description,
        country,
        city,
        coordinates,
        url,
        tags,
        since,
        until,
        confirmed,
        source,
        attributes,
    } = actor;
    let sector = sector.and_then(|id| network.sectors().get(id));
    let entity = match word(ENTITIES, *entity) {
        "organization" => "",
        word => word,
    };
    OutRow {
        fields: vec![
            (Field::Id, key.clone()),
            (Field::Label, label.clone()),
            (
                Field::Sector,
                sector.map_or_else(String::new, |sector| sector.key.clone()),
            ),
            (Field::Entity, entity.to_owned()),
            (Field::Kind, kind.clone()),
            (Field::Description, description.clone()),
            (Field::Country, country.clone()),
            (Field::City, city.clone()),
            (
                Field::Latitude,
                number(coordinates.map(|[latitude, _]| latitude)),
            ),
            (
                Field::Longitude,
                number(coordinates.map(|[_, longitude]| longitude)),
            ),
            (Field::Url, url.clone()),
            (Field::Tags, tags.join(&SEPARATOR.to_string())),
            (Field::Since, date(*since)),
            (Field::Until, date(*until)),
            (
                Field::Confirmed,
                if *confirmed { "" } else { "false" }.to_owned(),
            ),
            (Field::Origin, source.clone()),
        ],
        attributes,
    }
}

pub(super) fn tie_row<'n>(network: &Network, tie: &'n Tie) -> OutRow<'n> {
    let Tie {
        source,
        target,
        kind,
        weight,
        directed,
        since,
        until,
        status,
        confidence,
        origin,
        introduction: _,
        attributes,
    } = tie;
    let key = |id| {
        network
            .actor(id)
            .map_or_else(String::new, |actor| actor.key.clone())
    };
    let status = match word(TIE_STATUSES, *status) {
        "active" => "",
        word => word,
    };
    OutRow {
        fields: vec![
            (Field::Source, key(*source)),
            (Field::Target, key(*target)),
            (Field::Kind, kind.clone()),
            (Field::Weight, number_text(*weight)),
            (Field::Since, date(*since)),
            (Field::Until, date(*until)),
            (
                Field::Directed,
                if *directed { "true" } else { "" }.to_owned(),
            ),
            (Field::Status, status.to_owned()),
            (Field::Confidence, number(*confidence)),
            (Field::Origin, origin.clone()),
        ],
        attributes,
    }
}

pub(super) fn activity_row<'n>(network: &Network, activity: &'n Activity) -> OutRow<'n> {
    let Activity {
        key,
        title,
        kind,
        description,
        topic,
        programme,
        start,
        end,
        zones,
        facet,
        layer,
        budget,
        portfolio,
        participants: _,
        url,
        tags,
        source,
        attributes,
    } = activity;
    let portfolio = portfolio.and_then(|id| network.portfolios().get(id));
    OutRow {
        fields: vec![
            (Field::Id, key.clone()),
            (Field::Label, title.clone()),
            (Field::Since, date(*start)),
            (Field::Until, date(*end)),
            (Field::Topic, topic.clone()),
            (Field::Programme, programme.clone()),
            (
                Field::Budget,
                number(budget.as_ref().map(|money| money.amount)),
            ),
            (
                Field::Currency,
                budget
                    .as_ref()
                    .map_or_else(String::new, |money| money.currency.clone()),
            ),
            (
                Field::Kind,
                kind.map_or("", |kind| word(ACTIVITY_KINDS, kind))
                    .to_owned(),
            ),
            (Field::Description, description.clone()),
            (Field::Zones, zones_text(zones)),
            (
                Field::Facet,
                facet.map_or("", |facet| word(FACETS, facet)).to_owned(),
            ),
            (
                Field::Layer,
                layer.map_or("", |layer| word(LAYERS, layer)).to_owned(),
            ),
            (
                Field::Portfolio,
                portfolio.map_or_else(String::new, |portfolio| portfolio.key.clone()),
            ),
            (Field::Url, url.clone()),
            (Field::Tags, tags.join(&SEPARATOR.to_string())),
            (Field::Origin, source.clone()),
        ],
        attributes,
    }
}

pub(super) fn participation_row<'n>(
    network: &Network,
    activity: &Activity,
    part: &'n Participation,
) -> OutRow<'n> {
    let Participation {
        actor,
        role,
        amount,
        source,
        attributes,
    } = part;
    let actor = network.actor(*actor);
    OutRow {
        fields: vec![
            (
                Field::Actor,
                actor.map_or_else(String::new, |actor| actor.key.clone()),
            ),
            (Field::Activity, activity.key.clone()),
            (Field::Role, role.clone()),
            (Field::Amount, number(*amount)),
            (Field::Origin, source.clone()),
        ],
        attributes,
    }
}
