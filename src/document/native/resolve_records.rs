//! From the file's records of the network to those of the model: text ids become identities.

use super::problems::{At, FINITE, Index, Problems};
use super::read::{
    FileActivity, FileActor, FileCommitment, FileIntroduction, FileIntroductionStep,
    FileJournalEntry, FileMoney, FileNeed, FileParticipation, FilePortfolio, FileSector, FileTie,
    FileZoneStep,
};
use crate::model::{
    Activity, Actor, Commitment, Introduction, IntroductionStep, JournalEntry, Money, Need, Offer,
    Participation, Portfolio, Sector, SectorScheme, Tie, ZoneStep,
};

/// The text ids of all records that others refer to.
pub(super) struct Keys {
    pub(super) actors: Index,
    pub(super) portfolios: Index,
    pub(super) activities: Index,
    pub(super) needs: Index,
    pub(super) offers: Index,
    pub(super) introductions: Index,
}
pub(super) fn sector_scheme(
    text: &str,
    problems: &mut Problems,
    sectors: Vec<FileSector>,
) -> SectorScheme {
    problems.index(
        text,
        "sectors",
        "sector",
        sectors.iter().map(|sector| sector.id.as_str()),
    );
    let plain = SectorScheme::from_values(sectors.iter().map(|sector| sector.id.clone()));
    let section = At::section("sectors");
    let sectors = sectors
        .into_iter()
        .zip(plain.iter())
        .enumerate()
        .map(|(number, (file, (_, plain)))| {
            let FileSector {
                id,
                name,
                color,
                dark_color,
                shape,
                aliases,
            } = file;
            let at = section.item(number);
            Sector {
                name: name.unwrap_or_else(|| id.clone()),
                key: id,
                color: problems.color(&at.field("color"), color.as_deref(), plain.color),
                dark_color: problems.color(
                    &at.field("dark_color"),
                    dark_color.as_deref(),
                    plain.dark_color,
                ),
                shape: shape.map_or(plain.shape, Into::into),
                aliases,
            }
        })
        .collect();
    // Ids that are there twice have been noted.
    SectorScheme::new(sectors).unwrap_or_default()
}

pub(super) fn actor(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileActor,
    scheme: &SectorScheme,
) -> Actor {
    let FileActor {
        id,
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
    } = file;
    if let Some((latitude, longitude)) = coordinates {
        let tuple = at.field("coordinates");
        let low_high = (-90.0, 90.0, "between −90 and 90");
        problems.number(&tuple.item(0), "the latitude", latitude, low_high);
        let low_high = (-180.0, 180.0, "between −180 and 180");
        problems.number(&tuple.item(1), "the longitude", longitude, low_high);
    }
    Actor {
        label: label.unwrap_or_else(|| id.clone()),
        key: id,
        sector: sector.map(|key| problems.sector(&at.field("sector"), scheme, &key)),
        entity: entity.map_or_else(Default::default, Into::into),
        kind,
        description,
        country,
        city,
        coordinates: coordinates.map(|(latitude, longitude)| [latitude, longitude]),
        url,
        tags,
        since: problems.date(at, "since", since.as_deref()),
        until: problems.date(at, "until", until.as_deref()),
        confirmed: confirmed.unwrap_or(true),
        source,
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn tie(problems: &mut Problems, at: &At<'_>, file: FileTie, keys: &Keys) -> Tie {
    let FileTie {
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
    } = file;
    if let Some(weight) = weight {
        let range = (0.0, f64::MAX, "a finite number, 0 or more");
        problems.number(&at.field("weight"), "weight", weight, range);
    }
    if let Some(confidence) = confidence {
        let range = (0.0, 1.0, "between 0 and 1");
        problems.number(&at.field("confidence"), "confidence", confidence, range);
    }
    Tie {
        source: problems.required(at, ("tie", "source"), &keys.actors, &source),
        target: problems.required(at, ("tie", "target"), &keys.actors, &target),
        kind,
        weight: weight.unwrap_or(1.0),
        directed,
        since: problems.date(at, "since", since.as_deref()),
        until: problems.date(at, "until", until.as_deref()),
        status: status.map_or_else(Default::default, Into::into),
        confidence,
        origin,
        introduction: problems.optional(
            at,
            "introduction",
            &keys.introductions,
            introduction.as_deref(),
        ),
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn portfolio(
    problems: &mut Problems,
    at: &At<'_>,
    file: FilePortfolio,
    keys: &Keys,
) -> Portfolio {
    let FilePortfolio {
        id,
        name,
        holder,
        level,
        parent,
        description,
        attributes,
    } = file;
    Portfolio {
        name: name.unwrap_or_else(|| id.clone()),
        key: id,
        holder: problems.optional(at, "holder", &keys.actors, holder.as_deref()),
        level: level.map(Into::into),
        parent: problems.optional(at, "parent", &keys.portfolios, parent.as_deref()),
        description,
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn activity(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileActivity,
    keys: &Keys,
) -> Activity {
    let FileActivity {
        id,
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
        url,
        tags,
        source,
        attributes,
        participants,
    } = file;
    let zones_at = at.field("zones");
    let zones = zones
        .into_iter()
        .enumerate()
        .map(|(number, FileZoneStep { zone, since, note })| ZoneStep {
            zone: zone.into(),
            since: problems.date(&zones_at.item(number), "since", since.as_deref()),
            note,
        })
        .collect();
    let budget = budget.map(|FileMoney { amount, currency }| {
        let budget_at = at.field("budget");
        problems.number(
            &budget_at.field("amount"),
            "the amount of the budget",
            amount,
            FINITE,
        );
        Money { amount, currency }
    });
    let participants_at = at.field("participants");
    let participants = participants
        .into_iter()
        .enumerate()
        .map(|(number, part)| {
            participation(problems, &participants_at.item(number), part, &keys.actors)
        })
        .collect();
    Activity {
        title: title.unwrap_or_else(|| id.clone()),
        key: id,
        kind: kind.map(Into::into),
        description,
        topic,
        programme,
        start: problems.date(at, "start", start.as_deref()),
        end: problems.date(at, "end", end.as_deref()),
        zones,
        facet: facet.map(Into::into),
        layer: layer.map(Into::into),
        budget,
        portfolio: problems.optional(at, "portfolio", &keys.portfolios, portfolio.as_deref()),
        participants,
        url,
        tags,
        source,
        attributes: problems.attributes(Some(at), attributes),
    }
}

fn participation(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileParticipation,
    actors: &Index,
) -> Participation {
    let FileParticipation {
        actor,
        role,
        amount,
        source,
        attributes,
    } = file;
    if let Some(amount) = amount {
        problems.number(&at.field("amount"), "amount", amount, FINITE);
    }
    Participation {
        actor: problems.required(at, ("participant", "actor"), actors, &actor),
        role,
        amount,
        source,
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn commitment(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileCommitment,
    keys: &Keys,
) -> Commitment {
    let FileCommitment {
        id,
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
    } = file;
    Commitment {
        key: id,
        by: problems.required(at, ("commitment", "by"), &keys.actors, &by),
        to: problems.optional(at, "to", &keys.actors, to.as_deref()),
        promise,
        contract,
        year,
        status: status.map_or_else(Default::default, Into::into),
        activity: problems.optional(at, "activity", &keys.activities, activity.as_deref()),
        outcome,
        source,
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn need(problems: &mut Problems, at: &At<'_>, file: FileNeed, keys: &Keys) -> Need {
    let FileNeed {
        id,
        actor,
        text,
        tags,
        status,
        since,
        attributes,
    } = file;
    Need {
        key: id,
        actor: problems.required(at, ("need", "actor"), &keys.actors, &actor),
        text,
        tags,
        status: status.map_or_else(Default::default, Into::into),
        since: problems.date(at, "since", since.as_deref()),
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn offer(problems: &mut Problems, at: &At<'_>, file: FileNeed, keys: &Keys) -> Offer {
    let FileNeed {
        id,
        actor,
        text,
        tags,
        status,
        since,
        attributes,
    } = file;
    Offer {
        key: id,
        actor: problems.required(at, ("offer", "actor"), &keys.actors, &actor),
        text,
        tags,
        status: status.map_or_else(Default::default, Into::into),
        since: problems.date(at, "since", since.as_deref()),
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn introduction(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileIntroduction,
    keys: &Keys,
) -> Introduction {
    let FileIntroduction {
        id,
        first,
        second,
        by,
        reason,
        need,
        offer,
        steps,
        attributes,
    } = file;
    let steps_at = at.field("steps");
    let steps = steps
        .into_iter()
        .enumerate()
        .map(
            |(number, FileIntroductionStep { status, date, note })| IntroductionStep {
                status: status.into(),
                date: problems.date(&steps_at.item(number), "date", date.as_deref()),
                note,
            },
        )
        .collect();
    Introduction {
        key: id,
        first: problems.required(at, ("introduction", "first"), &keys.actors, &first),
        second: problems.required(at, ("introduction", "second"), &keys.actors, &second),
        by: problems.optional(at, "by", &keys.actors, by.as_deref()),
        reason,
        need: problems.optional(at, "need", &keys.needs, need.as_deref()),
        offer: problems.optional(at, "offer", &keys.offers, offer.as_deref()),
        steps,
        attributes: problems.attributes(Some(at), attributes),
    }
}

pub(super) fn journal_entry(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileJournalEntry,
    keys: &Keys,
) -> JournalEntry {
    let FileJournalEntry {
        id,
        date,
        kind,
        text,
        author,
        actors,
        activities,
        attributes,
    } = file;
    JournalEntry {
        key: id,
        date: problems.date(at, "date", date.as_deref()),
        kind: kind.map_or_else(Default::default, Into::into),
        text,
        author,
        actors: problems.list(at, "actors", &keys.actors, &actors),
        activities: problems.list(at, "activities", &keys.activities, &activities),
        attributes: problems.attributes(Some(at), attributes),
    }
}
