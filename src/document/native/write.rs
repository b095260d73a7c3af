//! Writes a native file: one record per line, defaults left out, always in the same order.

use std::fmt::Write as _;

use super::conditions;
use super::error::WriteError;
use super::record::{Record, attribute_map, list, quote};
use super::write_records::{
    activity, actor, actor_key, commitment, introduction, journal_entry, need, offer, portfolio,
    sector_key, tie,
};
use crate::document::{
    Appearance, Arrangement, Collapsed, Content, Filter, Note, Placement, SavedStyle, Style,
};
use crate::model::{ActorId, Network, NetworkInfo, Rgb, Scenario, Sector, SectorScheme};

/// The text of a file that holds this content.
pub(super) fn write(content: &Content) -> Result<String, WriteError> {
    let Content {
        network,
        placements,
        notes,
        filter,
        appearance,
        scenarios,
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
    section(&mut out, "notes", notes.iter(), |(_, it)| note(network, it))?;
    if *filter != Filter::default() {
        line(&mut out, "filter", content_filter(network, filter)?);
    }
    section(&mut out, "scenarios", scenarios.iter(), |saved| {
        let mut record = Record::new("scenario", &*saved.name);
        record.text("name", &saved.name);
        scenario_fields(&mut record, network, &saved.scenario);
        Ok(record.end())
    })?;
    if *appearance != Appearance::default() {
        line(
            &mut out,
            "appearance",
            content_appearance(network, appearance),
        );
    }
    out.push_str(")\n");
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

fn position(network: &Network, id: ActorId, placement: Placement) -> Result<String, WriteError> {
    let Placement {
        position: [x, y],
        pinned,
    } = placement;
    let key = actor_key(network, id);
    let mut record = Record::new("actor", key);
    record.required("actor", key);
    place(&mut record, [x, y])?;
    record.flag("pinned", pinned, false);
    Ok(record.end())
}

fn place(record: &mut Record, [x, y]: [f32; 2]) -> Result<(), WriteError> {
    for (name, value) in [("x", x), ("y", y)] {
        // As f32, whose shortest text is shorter.
        record.finite(name, f64::from(value))?;
        let text = format!("{value:?}");
        record.raw(name, text.strip_suffix(".0").unwrap_or(&text));
    }
    Ok(())
}

fn note(network: &Network, note: &Note) -> Result<String, WriteError> {
    let Note {
        text,
        place: at,
        beside,
    } = note;
    let mut record = Record::new("note", &**text);
    record.required("text", text);
    place(&mut record, *at)?;
    record.optional("beside", beside.map(|id| actor_key(network, id)));
    Ok(record.end())
}

fn content_filter(network: &Network, filter: &Filter) -> Result<String, WriteError> {
    let Filter {
        hidden_sectors,
        hidden_actors,
        hidden_kinds,
        ties,
        conditions,
        supposed,
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
    if !conditions.is_empty() {
        let conditions = conditions.iter().map(|it| conditions::write(network, it));
        let conditions: Vec<String> = conditions.collect::<Result<_, _>>()?;
        record.raw("conditions", &format!("[{}]", conditions.join(", ")));
    }
    if !supposed.is_empty() {
        let mut inner = Record::new("scenario", "");
        scenario_fields(&mut inner, network, supposed);
        record.raw("supposed", &inner.end());
    }
    Ok(record.end())
}

fn scenario_fields(record: &mut Record, network: &Network, scenario: &Scenario) {
    let Scenario {
        removed,
        added,
        dissolved,
    } = scenario;
    if !removed.is_empty() {
        let keys = removed.iter().map(|&id| actor_key(network, id));
        list(record.field("removed"), keys);
    }
    for (name, pairs) in [("added", added), ("dissolved", dissolved)] {
        if pairs.is_empty() {
            continue;
        }
        let out = record.field(name);
        for (place, &(a, b)) in pairs.iter().enumerate() {
            out.push_str(if place == 0 { "[(" } else { ", (" });
            quote(out, actor_key(network, a));
            out.push_str(", ");
            quote(out, actor_key(network, b));
            out.push(')');
        }
        out.push(']');
    }
}

fn content_appearance(network: &Network, appearance: &Appearance) -> String {
    let Appearance {
        style,
        styles,
        layout,
        arrangement:
            Arrangement {
                together,
                strong_ties_closer,
                middle,
                across,
                up,
            },
        collapsed,
    } = appearance;
    let mut record = Record::new("appearance", "");
    style_fields(&mut record, style);
    record.text("layout", layout);
    record.word_unless("together", *together);
    record.flag("strong_ties_closer", *strong_ties_closer, false);
    for (name, value) in [("middle", middle), ("across", across), ("up", up)] {
        record.optional(name, value.as_deref());
    }
    if !styles.is_empty() {
        let styles: Vec<String> = styles
            .iter()
            .map(|SavedStyle { name, style }| {
                let mut record = Record::new("style", name);
                record.required("name", name);
                style_fields(&mut record, style);
                record.end()
            })
            .collect();
        record.raw("styles", &format!("[{}]", styles.join(", ")));
    }
    if !collapsed.is_empty() {
        let collapsed: Vec<String> = collapsed
            .iter()
            .filter_map(|group| one_marker(network, group))
            .collect();
        record.raw("collapsed", &format!("[{}]", collapsed.join(", ")));
    }
    record.end()
}

/// Actors that are drawn as one marker; `None` for a sector that is gone.
fn one_marker(network: &Network, group: &Collapsed) -> Option<String> {
    let mut record = Record::new("collapsed", "");
    let name = match group {
        Collapsed::Sector(None) => "Unassigned",
        Collapsed::Sector(Some(sector)) => {
            record.required("sector", sector_key(network, *sector)?);
            "Sector"
        }
        Collapsed::Actors { name, actors } => {
            record.required("name", name);
            let keys = actors.iter().map(|&id| actor_key(network, id));
            list(record.field("actors"), keys);
            "Actors"
        }
    };
    Some(format!("{name}{}", record.end()))
}

fn style_fields(record: &mut Record, style: &Style) {
    let Style {
        size_by,
        color_by,
        label_by,
    } = style;
    record.optional("size_by", size_by.as_deref());
    record.optional("color_by", color_by.as_deref());
    record.optional("label_by", label_by.as_deref());
}
