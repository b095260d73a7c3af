//! Writes a native file: one record per line, defaults left out, always in the same order.

use std::fmt::Write as _;

use super::error::WriteError;
use super::read::Word;
use crate::document::{Appearance, Content, Filter, Placement};
use crate::model::{
    Activity, Actor, ActorId, AttributeValue, Attributes, Commitment, Introduction,
    IntroductionStep, JournalEntry, Money, Need, Network, NetworkInfo, Offer, PartialDate,
    Participation, Portfolio, Rgb, Sector, SectorId, SectorScheme, Tie, ZoneStep,
};

/// The text of a file that holds this content.
pub(super) fn write(content: &Content) -> Result<String, WriteError> {
    let Content {
        network,
        placements,
        filter,
        appearance,
    } = content;
    let mut out = String::with_capacity(200 * (network.num_actors() + network.num_ties()) + 1000);
    let _infallible = writeln!(
        out,
        "#![enable(implicit_some)]\n(\n    version: {},",
        super::VERSION
    );
    info(&mut out, network.info())?;
    if *network.sectors() != SectorScheme::default() {
        sectors(&mut out, network.sectors());
    }
    section(&mut out, "actors", network.actors(), |(_, record)| {
        actor(network, record)
    })?;
    section(&mut out, "ties", network.ties(), |(id, record)| {
        tie(network, record, id.0)
    })?;
    section(
        &mut out,
        "portfolios",
        network.portfolios().iter(),
        |(_, r)| portfolio(network, r),
    )?;
    section(
        &mut out,
        "activities",
        network.activities().iter(),
        |(_, r)| activity(network, r),
    )?;
    section(
        &mut out,
        "commitments",
        network.commitments().iter(),
        |(_, r)| commitment(network, r),
    )?;
    section(&mut out, "needs", network.needs().iter(), |(_, r)| {
        need(network, r)
    })?;
    section(&mut out, "offers", network.offers().iter(), |(_, r)| {
        offer(network, r)
    })?;
    section(
        &mut out,
        "introductions",
        network.introductions().iter(),
        |(_, r)| introduction(network, r),
    )?;
    section(&mut out, "journal", network.journal().iter(), |(_, r)| {
        journal_entry(network, r)
    })?;
    section(
        &mut out,
        "positions",
        placements.iter(),
        |(&id, placement)| position(network, id, *placement),
    )?;
    if *filter != Filter::default() {
        line(&mut out, "filter", content_filter(network, filter));
    }
    if *appearance != Appearance::default() {
        line(&mut out, "appearance", content_appearance(appearance));
    }
    out.push_str(")\n");
    Ok(out)
}

/// One record being written: the fields that are not at their default.
struct Record {
    name: &'static str,
    id: String,
    text: String,
}

impl Record {
    fn new(name: &'static str, id: impl Into<String>) -> Self {
        Self {
            name,
            id: id.into(),
            text: "(".to_owned(),
        }
    }

    fn field(&mut self, name: &str) -> &mut String {
        if self.text.len() > 1 {
            self.text.push_str(", ");
        }
        self.text.push_str(name);
        self.text.push_str(": ");
        &mut self.text
    }

    /// A text that must be there.
    fn required(&mut self, name: &str, value: &str) {
        quote(self.field(name), value);
    }

    /// A text, unless it is empty.
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.required(name, value);
        }
    }

    /// A text, unless it equals what is taken in its absence.
    fn text_unless(&mut self, name: &str, value: &str, default: &str) {
        if value != default {
            self.required(name, value);
        }
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    fn texts(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            list(self.field(name), values.iter().map(String::as_str));
        }
    }

    fn date(&mut self, name: &str, value: Option<PartialDate>) {
        if let Some(date) = value {
            self.required(name, &date.to_string());
        }
    }

    #[expect(
        clippy::fn_params_excessive_bools,
        reason = "a flag and its default are both flags"
    )]
    fn flag(&mut self, name: &str, value: bool, default: bool) {
        if value != default {
            self.raw(name, if value { "true" } else { "false" });
        }
    }

    fn word<W: Word>(&mut self, name: &str, value: W) {
        self.raw(name, value.word());
    }

    fn word_unless<W: Word + PartialEq + Default>(&mut self, name: &str, value: W) {
        if value != W::default() {
            self.word(name, value);
        }
    }

    fn raw(&mut self, name: &str, value: &str) {
        self.field(name).push_str(value);
    }

    fn number(&mut self, name: &str, value: f64) -> Result<(), WriteError> {
        let text = self.finite(name, value)?;
        self.raw(name, &text);
        Ok(())
    }

    fn finite(&self, field: &str, value: f64) -> Result<String, WriteError> {
        if value.is_finite() {
            Ok(number(value))
        } else {
            Err(WriteError {
                record: self.name,
                id: self.id.clone(),
                field: field.to_owned(),
            })
        }
    }

    fn attributes(&mut self, attributes: &Attributes) -> Result<(), WriteError> {
        if attributes.is_empty() {
            return Ok(());
        }
        let text = attribute_map(self.name, &self.id, attributes)?;
        self.raw("attributes", &text);
        Ok(())
    }

    fn end(mut self) -> String {
        self.text.push(')');
        self.text
    }
}

/// A text in quotes, readable: only what must be escaped is.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _infallible = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn list<'a>(out: &mut String, texts: impl Iterator<Item = &'a str>) {
    out.push('[');
    for (number, text) in texts.enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        quote(out, text);
    }
    out.push(']');
}

/// The shortest text that is this number again; whole numbers without a point.
fn number(value: f64) -> String {
    let text = format!("{value:?}");
    match text.strip_suffix(".0") {
        Some(whole) if whole != "-0" => whole.to_owned(),
        _ => text,
    }
}

fn attribute_map(
    record: &'static str,
    id: &str,
    attributes: &Attributes,
) -> Result<String, WriteError> {
    let mut out = "{".to_owned();
    for (number, (name, value)) in attributes.iter().enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        quote(&mut out, name);
        out.push_str(": ");
        match value {
            AttributeValue::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            AttributeValue::Integer(integer) => out.push_str(&integer.to_string()),
            // With a point or an exponent, so that it does not come back as a whole number.
            AttributeValue::Number(value) if value.is_finite() => {
                let _infallible = write!(out, "{value:?}");
            }
            AttributeValue::Number(_) => {
                return Err(WriteError {
                    record,
                    id: id.to_owned(),
                    field: name.clone(),
                });
            }
            AttributeValue::Text(text) => quote(&mut out, text),
            AttributeValue::List(texts) => list(&mut out, texts.iter().map(String::as_str)),
        }
    }
    out.push('}');
    Ok(out)
}

fn line(out: &mut String, name: &str, value: impl AsRef<str>) {
    out.push_str("    ");
    out.push_str(name);
    out.push_str(": ");
    out.push_str(value.as_ref());
    out.push_str(",\n");
}

fn section<T>(
    out: &mut String,
    name: &str,
    records: impl Iterator<Item = T>,
    write: impl Fn(T) -> Result<String, WriteError>,
) -> Result<(), WriteError> {
    let mut records = records.peekable();
    if records.peek().is_none() {
        return Ok(());
    }
    out.push_str("    ");
    out.push_str(name);
    out.push_str(": [\n");
    for record in records {
        out.push_str("        ");
        out.push_str(&write(record)?);
        out.push_str(",\n");
    }
    out.push_str("    ],\n");
    Ok(())
}

fn info(out: &mut String, info: &NetworkInfo) -> Result<(), WriteError> {
    let NetworkInfo {
        name,
        description,
        source,
        license,
        attributes,
    } = info;
    for (field, value) in [
        ("name", name),
        ("description", description),
        ("source", source),
        ("license", license),
    ] {
        if !value.is_empty() {
            let mut text = String::new();
            quote(&mut text, value);
            line(out, field, text);
        }
    }
    if !attributes.is_empty() {
        line(
            out,
            "attributes",
            attribute_map("network", name, attributes)?,
        );
    }
    Ok(())
}

fn sectors(out: &mut String, scheme: &SectorScheme) {
    let plain = SectorScheme::from_values(scheme.iter().map(|(_, sector)| sector.key.clone()));
    if scheme.is_empty() {
        line(out, "sectors", "[]");
        return;
    }
    out.push_str("    sectors: [\n");
    for ((_, sector), (_, plain)) in scheme.iter().zip(plain.iter()) {
        let Sector {
            key,
            name,
            color,
            dark_color,
            shape,
            aliases,
        } = sector;
        let mut record = Record::new("sector", key);
        record.required("id", key);
        record.text_unless("name", name, key);
        if *color != plain.color {
            record.required("color", &color_text(*color));
        }
        if *dark_color != plain.dark_color {
            record.required("dark_color", &color_text(*dark_color));
        }
        if *shape != plain.shape {
            record.word("shape", *shape);
        }
        record.texts("aliases", aliases);
        out.push_str("        ");
        out.push_str(&record.end());
        out.push_str(",\n");
    }
    out.push_str("    ],\n");
}

fn color_text([red, green, blue]: Rgb) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn actor_key(network: &Network, id: ActorId) -> &str {
    network.actor(id).map_or("", |actor| &actor.key)
}

fn sector_key(network: &Network, id: SectorId) -> Option<&str> {
    network.sectors().get(id).map(|sector| sector.key.as_str())
}

fn actor(network: &Network, actor: &Actor) -> Result<String, WriteError> {
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
    let mut record = Record::new("actor", key);
    record.required("id", key);
    record.text_unless("label", label, key);
    record.optional("sector", sector.and_then(|id| sector_key(network, id)));
    record.word_unless("entity", *entity);
    record.text("kind", kind);
    record.text("description", description);
    record.text("country", country);
    record.text("city", city);
    if let Some([latitude, longitude]) = coordinates {
        let pair = format!(
            "({}, {})",
            record.finite("latitude", *latitude)?,
            record.finite("longitude", *longitude)?
        );
        record.raw("coordinates", &pair);
    }
    record.text("url", url);
    record.texts("tags", tags);
    record.date("since", *since);
    record.date("until", *until);
    record.flag("confirmed", *confirmed, true);
    record.text("source", source);
    record.attributes(attributes)?;
    Ok(record.end())
}

fn tie(network: &Network, tie: &Tie, number: u32) -> Result<String, WriteError> {
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
        introduction,
        attributes,
    } = tie;
    let mut record = Record::new("tie", (number + 1).to_string());
    record.required("source", actor_key(network, *source));
    record.required("target", actor_key(network, *target));
    record.text("kind", kind);
    if *weight != 1.0 {
        record.number("weight", *weight)?;
    }
    record.flag("directed", *directed, false);
    record.date("since", *since);
    record.date("until", *until);
    record.word_unless("status", *status);
    if let Some(confidence) = confidence {
        record.number("confidence", *confidence)?;
    }
    record.text("origin", origin);
    let introduction = introduction.and_then(|id| network.introductions().get(id));
    record.optional(
        "introduction",
        introduction.map(|record| record.key.as_str()),
    );
    record.attributes(attributes)?;
    Ok(record.end())
}

fn portfolio(network: &Network, portfolio: &Portfolio) -> Result<String, WriteError> {
    let Portfolio {
        key,
        name,
        holder,
        level,
        parent,
        description,
        attributes,
    } = portfolio;
    let mut record = Record::new("portfolio", key);
    record.required("id", key);
    record.text_unless("name", name, key);
    record.optional("holder", holder.map(|id| actor_key(network, id)));
    if let Some(level) = level {
        record.word("level", *level);
    }
    let parent = parent.and_then(|id| network.portfolios().get(id));
    record.optional("parent", parent.map(|parent| parent.key.as_str()));
    record.text("description", description);
    record.attributes(attributes)?;
    Ok(record.end())
}

fn activity(network: &Network, activity: &Activity) -> Result<String, WriteError> {
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
        participants,
        url,
        tags,
        source,
        attributes,
    } = activity;
    let mut record = Record::new("activity", key);
    record.required("id", key);
    record.text_unless("title", title, key);
    if let Some(kind) = kind {
        record.word("kind", *kind);
    }
    record.text("description", description);
    record.text("topic", topic);
    record.text("programme", programme);
    record.date("start", *start);
    record.date("end", *end);
    if !zones.is_empty() {
        let steps: Vec<String> = zones.iter().map(zone_step).collect();
        record.raw("zones", &format!("[{}]", steps.join(", ")));
    }
    if let Some(facet) = facet {
        record.word("facet", *facet);
    }
    if let Some(layer) = layer {
        record.word("layer", *layer);
    }
    if let Some(Money { amount, currency }) = budget {
        let mut money = Record::new("activity", key);
        money.number("amount", *amount)?;
        money.text("currency", currency);
        record.raw("budget", &money.end());
    }
    let portfolio = portfolio.and_then(|id| network.portfolios().get(id));
    record.optional("portfolio", portfolio.map(|record| record.key.as_str()));
    record.text("url", url);
    record.texts("tags", tags);
    record.text("source", source);
    record.attributes(attributes)?;
    if !participants.is_empty() {
        let mut parts = "[\n".to_owned();
        for part in participants {
            parts.push_str("            ");
            parts.push_str(&participation(network, key, part)?);
            parts.push_str(",\n");
        }
        parts.push_str("        ]");
        record.raw("participants", &parts);
    }
    Ok(record.end())
}

fn zone_step(step: &ZoneStep) -> String {
    let ZoneStep { zone, since, note } = step;
    let mut record = Record::new("zone", "");
    record.word("zone", *zone);
    record.date("since", *since);
    record.text("note", note);
    record.end()
}

fn participation(
    network: &Network,
    activity: &str,
    part: &Participation,
) -> Result<String, WriteError> {
    let Participation {
        actor,
        role,
        amount,
        source,
        attributes,
    } = part;
    let mut record = Record::new("activity", activity);
    record.required("actor", actor_key(network, *actor));
    record.text("role", role);
    if let Some(amount) = amount {
        record.number("amount", *amount)?;
    }
    record.text("source", source);
    record.attributes(attributes)?;
    Ok(record.end())
}

fn commitment(network: &Network, commitment: &Commitment) -> Result<String, WriteError> {
    let Commitment {
        key,
        by,
        to,
        promise,
        contract,
        year,
        status,
        activity,
        outcome,
        source,
        attributes,
    } = commitment;
    let mut record = Record::new("commitment", key);
    record.required("id", key);
    record.required("by", actor_key(network, *by));
    record.optional("to", to.map(|id| actor_key(network, id)));
    record.text("promise", promise);
    record.text("contract", contract);
    if let Some(year) = year {
        record.raw("year", &year.to_string());
    }
    record.word_unless("status", *status);
    let activity = activity.and_then(|id| network.activities().get(id));
    record.optional("activity", activity.map(|record| record.key.as_str()));
    record.text("outcome", outcome);
    record.text("source", source);
    record.attributes(attributes)?;
    Ok(record.end())
}

fn need(network: &Network, need: &Need) -> Result<String, WriteError> {
    let Need {
        key,
        actor,
        text,
        tags,
        status,
        since,
        attributes,
    } = need;
    let mut record = Record::new("need", key);
    record.required("id", key);
    record.required("actor", actor_key(network, *actor));
    record.text("text", text);
    record.texts("tags", tags);
    record.word_unless("status", *status);
    record.date("since", *since);
    record.attributes(attributes)?;
    Ok(record.end())
}

fn offer(network: &Network, offer: &Offer) -> Result<String, WriteError> {
    let Offer {
        key,
        actor,
        text,
        tags,
        status,
        since,
        attributes,
    } = offer;
    let mut record = Record::new("offer", key);
    record.required("id", key);
    record.required("actor", actor_key(network, *actor));
    record.text("text", text);
    record.texts("tags", tags);
    record.word_unless("status", *status);
    record.date("since", *since);
    record.attributes(attributes)?;
    Ok(record.end())
}

fn introduction(network: &Network, introduction: &Introduction) -> Result<String, WriteError> {
    let Introduction {
        key,
        first,
        second,
        by,
        reason,
        need,
        offer,
        steps,
        attributes,
    } = introduction;
    let mut record = Record::new("introduction", key);
    record.required("id", key);
    record.required("first", actor_key(network, *first));
    record.required("second", actor_key(network, *second));
    record.optional("by", by.map(|id| actor_key(network, id)));
    record.text("reason", reason);
    let need = need.and_then(|id| network.needs().get(id));
    record.optional("need", need.map(|record| record.key.as_str()));
    let offer = offer.and_then(|id| network.offers().get(id));
    record.optional("offer", offer.map(|record| record.key.as_str()));
    if !steps.is_empty() {
        let steps: Vec<String> = steps.iter().map(introduction_step).collect();
        record.raw("steps", &format!("[{}]", steps.join(", ")));
    }
    record.attributes(attributes)?;
    Ok(record.end())
}

fn introduction_step(step: &IntroductionStep) -> String {
    let IntroductionStep { status, date, note } = step;
    let mut record = Record::new("step", "");
    record.word("status", *status);
    record.date("date", *date);
    record.text("note", note);
    record.end()
}

fn journal_entry(network: &Network, entry: &JournalEntry) -> Result<String, WriteError> {
    let JournalEntry {
        key,
        date,
        kind,
        text,
        author,
        actors,
        activities,
        attributes,
    } = entry;
    let mut record = Record::new("journal entry", key);
    record.required("id", key);
    record.date("date", *date);
    record.word_unless("kind", *kind);
    record.text("text", text);
    record.text("author", author);
    if !actors.is_empty() {
        let keys = actors.iter().map(|&id| actor_key(network, id));
        list(record.field("actors"), keys);
    }
    if !activities.is_empty() {
        let keys = activities.iter().map(|&id| {
            let activity = network.activities().get(id);
            activity.map_or("", |record| record.key.as_str())
        });
        list(record.field("activities"), keys);
    }
    record.attributes(attributes)?;
    Ok(record.end())
}

fn position(network: &Network, id: ActorId, placement: Placement) -> Result<String, WriteError> {
    let Placement {
        position: [x, y],
        pinned,
    } = placement;
    let key = actor_key(network, id);
    let mut record = Record::new("actor", key);
    record.required("actor", key);
    for (name, value) in [("x", x), ("y", y)] {
        // As f32, whose shortest text is shorter.
        record.finite(name, f64::from(value))?;
        let text = format!("{value:?}");
        record.raw(name, text.strip_suffix(".0").unwrap_or(&text));
    }
    record.flag("pinned", pinned, false);
    Ok(record.end())
}

fn content_filter(network: &Network, filter: &Filter) -> String {
    let Filter {
        hidden_sectors,
        hidden_actors,
        hidden_kinds,
        ties,
    } = filter;
    let mut record = Record::new("filter", "");
    let sectors: Vec<&str> = hidden_sectors
        .iter()
        .filter_map(|id| sector_key(network, (*id)?))
        .collect();
    if !sectors.is_empty() {
        list(record.field("hidden_sectors"), sectors.into_iter());
    }
    record.flag("hide_unassigned", hidden_sectors.contains(&None), false);
    if !hidden_actors.is_empty() {
        let keys = hidden_actors.iter().map(|&id| actor_key(network, id));
        list(record.field("hidden_actors"), keys);
    }
    if !hidden_kinds.is_empty() {
        let kinds = hidden_kinds.iter().map(String::as_str);
        list(record.field("hidden_kinds"), kinds);
    }
    record.word_unless("ties", *ties);
    record.end()
}

fn content_appearance(appearance: &Appearance) -> String {
    let Appearance { size_by, layout } = appearance;
    let mut record = Record::new("appearance", "");
    record.optional("size_by", size_by.as_deref());
    record.text("layout", layout);
    record.end()
}
