//! From the file's records to a network: text ids become identities, and everything is checked.
//!
//! All problems are collected, each with the path to its value; places are looked up at the end, when there are any.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::error::{NativeError, NativeProblem, Place};
use super::locate::{Step, locate};
use super::read::{
    FileActivity, FileActor, FileAppearance, FileAttributes, FileCommitment, FileContent,
    FileFilter, FileIntroduction, FileIntroductionStep, FileJournalEntry, FileMoney, FileNeed,
    FileParticipation, FilePortfolio, FilePosition, FileSector, FileTie, FileZoneStep,
};
use crate::document::{Appearance, Content, Filter, Placement};
use crate::model::{
    Activity, ActivityId, Actor, ActorId, AttributeValue, Attributes, Change, Commitment,
    CommitmentId, Introduction, IntroductionId, IntroductionStep, JournalEntry, JournalEntryId,
    Money, Need, NeedId, NetworkEdit, NetworkInfo, Offer, OfferId, PartialDate, Participation,
    Portfolio, PortfolioId, RecordId, Rgb, Sector, SectorId, SectorScheme, Tie, TieId, ZoneStep,
};

/// More problems than this are not looked up; nobody reads them.
const MAX_PROBLEMS: usize = 100;

/// Where a value is in the file: the way to it from the outermost struct.
#[derive(Clone, Copy)]
struct At<'p> {
    parent: Option<&'p Self>,
    step: Step,
}

impl<'p> At<'p> {
    fn section(name: &'static str) -> Self {
        Self {
            parent: None,
            step: Step::Field(name),
        }
    }

    fn field(&'p self, name: &'static str) -> Self {
        At {
            parent: Some(self),
            step: Step::Field(name),
        }
    }

    fn item(&'p self, index: usize) -> Self {
        At {
            parent: Some(self),
            step: Step::Item(index),
        }
    }

    fn path(&self) -> Vec<Step> {
        let mut path = self.parent.map(Self::path).unwrap_or_default();
        path.push(self.step);
        path
    }
}

/// The records of a section by their text ids.
struct Index {
    record: &'static str,
    ids: HashMap<String, u32>,
}

#[derive(Default)]
struct Problems(Vec<(Vec<Step>, NativeProblem)>);

impl Problems {
    fn add(&mut self, at: &At<'_>, problem: NativeProblem) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push((at.path(), problem));
        }
    }

    /// The records of a section by their ids, which must be there and differ.
    fn index<'a>(
        &mut self,
        text: &str,
        section: &'static str,
        record: &'static str,
        ids: impl Iterator<Item = &'a str>,
    ) -> Index {
        let section = At::section(section);
        let mut index = Index {
            record,
            ids: HashMap::new(),
        };
        for (number, id) in ids.enumerate() {
            let at = section.item(number);
            if id.is_empty() {
                self.add(
                    &at,
                    NativeProblem::Missing {
                        record,
                        field: "id",
                    },
                );
            } else if let Some(&first) = index.ids.get(id) {
                let first = section.item(first as usize);
                let first_line = Place::of(text, locate(text, &first.field("id").path())).line;
                self.add(
                    &at.field("id"),
                    NativeProblem::DuplicateId {
                        record,
                        id: id.to_owned(),
                        first_line,
                    },
                );
            } else {
                index.ids.insert(id.to_owned(), number as u32);
            }
        }
        index
    }

    /// The identity of a record that must be named; some other identity, with a problem noted, if it is not there.
    fn required<I: RecordId>(
        &mut self,
        record: &At<'_>,
        (name, field): (&'static str, &'static str),
        index: &Index,
        id: &str,
    ) -> I {
        if id.is_empty() {
            self.add(
                record,
                NativeProblem::Missing {
                    record: name,
                    field,
                },
            );
            return I::from_index(0);
        }
        self.reference(&record.field(field), index, id)
    }

    fn reference<I: RecordId>(&mut self, at: &At<'_>, index: &Index, id: &str) -> I {
        I::from_index(index.ids.get(id).copied().unwrap_or_else(|| {
            self.add(
                at,
                NativeProblem::UnknownReference {
                    record: index.record,
                    id: id.to_owned(),
                },
            );
            0
        }))
    }

    fn optional<I: RecordId>(
        &mut self,
        record: &At<'_>,
        field: &'static str,
        index: &Index,
        id: Option<&str>,
    ) -> Option<I> {
        id.map(|id| self.reference(&record.field(field), index, id))
    }

    fn list<I: RecordId>(
        &mut self,
        record: &At<'_>,
        field: &'static str,
        index: &Index,
        ids: &[String],
    ) -> Vec<I> {
        let list = record.field(field);
        ids.iter()
            .enumerate()
            .map(|(number, id)| self.reference(&list.item(number), index, id))
            .collect()
    }

    fn sector(&mut self, at: &At<'_>, scheme: &SectorScheme, key: &str) -> SectorId {
        scheme.by_key(key).unwrap_or_else(|| {
            let known: Vec<String> = scheme
                .iter()
                .map(|(_, sector)| format!("‘{}’", sector.key))
                .collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            self.add(
                at,
                NativeProblem::UnknownSector {
                    id: key.to_owned(),
                    known,
                },
            );
            SectorId::default()
        })
    }

    fn date(
        &mut self,
        record: &At<'_>,
        field: &'static str,
        text: Option<&str>,
    ) -> Option<PartialDate> {
        match text?.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                self.add(&record.field(field), NativeProblem::BadDate(error));
                None
            }
        }
    }

    fn number(
        &mut self,
        at: &At<'_>,
        field: &'static str,
        value: f64,
        (low, high, range): (f64, f64, &'static str),
    ) {
        if !(value.is_finite() && low <= value && value <= high) {
            self.add(
                at,
                NativeProblem::OutOfRange {
                    field,
                    range,
                    value,
                },
            );
        }
    }

    fn attributes(&mut self, record: Option<&At<'_>>, file: FileAttributes) -> Attributes {
        let at = At {
            parent: record,
            step: Step::Field("attributes"),
        };
        let mut attributes = Attributes::new();
        for (number, (name, value)) in file.0.into_iter().enumerate() {
            let entry = at.item(number);
            if let AttributeValue::Number(value) = value {
                self.number(&entry, "an attribute", value, FINITE);
            }
            match attributes.entry(name) {
                Entry::Occupied(given) => {
                    let name = given.key().clone();
                    self.add(&entry, NativeProblem::GivenTwice(name));
                }
                Entry::Vacant(place) => {
                    place.insert(value);
                }
            }
        }
        attributes
    }

    fn color(&mut self, at: &At<'_>, text: Option<&str>, otherwise: Rgb) -> Rgb {
        let Some(text) = text else {
            return otherwise;
        };
        parse_color(text).unwrap_or_else(|| {
            self.add(at, NativeProblem::BadColor(text.to_owned()));
            otherwise
        })
    }
}

const FINITE: (f64, f64, &str) = (f64::MIN, f64::MAX, "a finite number");

fn parse_color(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// The content that the records of a file make, or everything that is wrong with them, in the order of the file.
pub(super) fn resolve(text: &str, file: FileContent) -> Result<Content, Vec<NativeError>> {
    let mut problems = Problems::default();
    let content = build(text, file, &mut problems);
    if problems.0.is_empty() {
        return content;
    }
    let mut errors: Vec<NativeError> = problems
        .0
        .into_iter()
        .map(|(path, problem)| NativeError {
            place: Place::of(text, locate(text, &path)),
            problem,
        })
        .collect();
    errors.sort_by_key(|error| error.place);
    Err(errors)
}

fn build(
    text: &str,
    file: FileContent,
    problems: &mut Problems,
) -> Result<Content, Vec<NativeError>> {
    let FileContent {
        version: _,
        name,
        description,
        source,
        license,
        attributes,
        sectors,
        actors,
        ties,
        portfolios,
        activities,
        commitments,
        needs,
        offers,
        introductions,
        journal,
        positions,
        filter,
        appearance: FileAppearance { size_by, layout },
    } = file;

    let mut content = Content::default();
    let scheme = match sectors {
        Some(sectors) => sector_scheme(text, problems, sectors),
        None => SectorScheme::default(),
    };
    let mut edits = vec![
        NetworkEdit::Info(
            Box::default(),
            Box::new(NetworkInfo {
                name,
                description,
                source,
                license,
                attributes: problems.attributes(None, attributes),
            }),
        ),
        NetworkEdit::Sectors(Box::default(), Box::new(scheme.clone())),
    ];

    let mut index =
        |section, record, ids: Vec<&str>| problems.index(text, section, record, ids.into_iter());
    macro_rules! ids {
        ($records:ident) => {
            $records.iter().map(|record| record.id.as_str()).collect()
        };
    }
    let keys = Keys {
        actors: index("actors", "actor", ids!(actors)),
        portfolios: index("portfolios", "portfolio", ids!(portfolios)),
        activities: index("activities", "activity", ids!(activities)),
        needs: index("needs", "need", ids!(needs)),
        offers: index("offers", "offer", ids!(offers)),
        introductions: index("introductions", "introduction", ids!(introductions)),
    };
    index("commitments", "commitment", ids!(commitments));
    index("journal", "journal entry", ids!(journal));

    macro_rules! section {
        ($records:ident, $edit:ident, $id:ident, $convert:expr) => {
            let section = At::section(stringify!($records));
            for (number, record) in $records.into_iter().enumerate() {
                let record = $convert(&mut *problems, section.item(number), record);
                edits.push(NetworkEdit::$edit(Change::add($id(number as u32), record)));
            }
        };
    }
    section!(actors, Actor, ActorId, |problems: &mut Problems, at, r| {
        actor(problems, &at, r, &scheme)
    });
    section!(portfolios, Portfolio, PortfolioId, |p, at, r| portfolio(
        p, &at, r, &keys
    ));
    section!(activities, Activity, ActivityId, |p, at, r| activity(
        p, &at, r, &keys
    ));
    section!(needs, Need, NeedId, |p, at, r| need(p, &at, r, &keys));
    section!(offers, Offer, OfferId, |p, at, r| offer(p, &at, r, &keys));
    section!(introductions, Introduction, IntroductionId, |p, at, r| {
        introduction(p, &at, r, &keys)
    });
    section!(commitments, Commitment, CommitmentId, |p, at, r| {
        commitment(p, &at, r, &keys)
    });
    section!(journal, JournalEntry, JournalEntryId, |p, at, r| {
        journal_entry(p, &at, r, &keys)
    });
    section!(ties, Tie, TieId, |p, at, r| tie(p, &at, r, &keys));

    content.placements = placements(problems, positions, &keys.actors);
    content.filter = content_filter(problems, filter, &scheme, &keys.actors);
    content.appearance = Appearance { size_by, layout };
    if problems.0.is_empty() {
        // The same checks have been made above, with places; this is what guarantees them.
        content.network.apply(&edits).map_err(|error| {
            vec![NativeError {
                place: Place { line: 1, column: 1 },
                problem: NativeProblem::Syntax(error.to_string()),
            }]
        })?;
    }
    Ok(content)
}

/// The text ids of all records that others refer to.
struct Keys {
    actors: Index,
    portfolios: Index,
    activities: Index,
    needs: Index,
    offers: Index,
    introductions: Index,
}

fn sector_scheme(text: &str, problems: &mut Problems, sectors: Vec<FileSector>) -> SectorScheme {
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

fn actor(problems: &mut Problems, at: &At<'_>, file: FileActor, scheme: &SectorScheme) -> Actor {
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

fn tie(problems: &mut Problems, at: &At<'_>, file: FileTie, keys: &Keys) -> Tie {
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

fn portfolio(problems: &mut Problems, at: &At<'_>, file: FilePortfolio, keys: &Keys) -> Portfolio {
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

fn activity(problems: &mut Problems, at: &At<'_>, file: FileActivity, keys: &Keys) -> Activity {
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

fn commitment(
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

fn need(problems: &mut Problems, at: &At<'_>, file: FileNeed, keys: &Keys) -> Need {
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

fn offer(problems: &mut Problems, at: &At<'_>, file: FileNeed, keys: &Keys) -> Offer {
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

fn introduction(
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

fn journal_entry(
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

fn placements(
    problems: &mut Problems,
    positions: Vec<FilePosition>,
    actors: &Index,
) -> BTreeMap<ActorId, Placement> {
    let section = At::section("positions");
    let mut placements = BTreeMap::new();
    for (number, file) in positions.into_iter().enumerate() {
        let FilePosition {
            actor,
            x,
            y,
            pinned,
        } = file;
        let at = section.item(number);
        problems.number(&at.field("x"), "x", f64::from(x), FINITE);
        problems.number(&at.field("y"), "y", f64::from(y), FINITE);
        let id = problems.required(&at, ("position", "actor"), actors, &actor);
        let placement = Placement {
            position: [x, y],
            pinned,
        };
        if actors.ids.contains_key(&actor) && placements.insert(id, placement).is_some() {
            problems.add(&at.field("actor"), NativeProblem::GivenTwice(actor));
        }
    }
    placements
}

fn content_filter(
    problems: &mut Problems,
    file: FileFilter,
    scheme: &SectorScheme,
    actors: &Index,
) -> Filter {
    let FileFilter {
        hidden_sectors,
        hide_unassigned,
        hidden_actors,
        hidden_kinds,
        ties,
    } = file;
    let at = At::section("filter");
    let sectors_at = at.field("hidden_sectors");
    let mut sectors: BTreeSet<Option<SectorId>> = hidden_sectors
        .iter()
        .enumerate()
        .map(|(number, key)| Some(problems.sector(&sectors_at.item(number), scheme, key)))
        .collect();
    if hide_unassigned {
        sectors.insert(None);
    }
    Filter {
        hidden_sectors: sectors,
        hidden_actors: problems
            .list(&at, "hidden_actors", actors, &hidden_actors)
            .into_iter()
            .collect(),
        hidden_kinds: hidden_kinds.into_iter().collect(),
        ties: ties.map_or_else(Default::default, Into::into),
    }
}
