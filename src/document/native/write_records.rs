//! The records of the network as those of a native file.

use super::error::WriteError;
use super::record::{Record, list};
use crate::model::{
    Activity, Actor, ActorId, Commitment, Introduction, IntroductionStep, JournalEntry, Money,
    Need, Network, Offer, Participation, Portfolio, SectorId, Tie, ZoneStep,
};

pub(super) fn actor_key(network: &Network, id: ActorId) -> &str {
    network.actor(id).map_or("", |actor| &actor.key)
}

pub(super) fn sector_key(network: &Network, id: SectorId) -> Option<&str> {
    network.sectors().get(id).map(|sector| sector.key.as_str())
}

pub(super) fn actor(network: &Network, actor: &Actor) -> Result<String, WriteError> {
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

pub(super) fn tie(network: &Network, tie: &Tie, number: u32) -> Result<String, WriteError> {
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

pub(super) fn portfolio(network: &Network, portfolio: &Portfolio) -> Result<String, WriteError> {
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

pub(super) fn activity(network: &Network, activity: &Activity) -> Result<String, WriteError> {
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

pub(super) fn commitment(network: &Network, commitment: &Commitment) -> Result<String, WriteError> {
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

pub(super) fn need(network: &Network, need: &Need) -> Result<String, WriteError> {
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

pub(super) fn offer(network: &Network, offer: &Offer) -> Result<String, WriteError> {
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

pub(super) fn introduction(
    network: &Network,
    introduction: &Introduction,
) -> Result<String, WriteError> {
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

pub(super) fn journal_entry(network: &Network, entry: &JournalEntry) -> Result<String, WriteError> {
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
