//! A folder of CSV tables: `actors.csv`, `ties.csv`, `activities.csv`, `participation.csv`, any of which may be missing.
//!
//! Columns that are known: see [`Field`]. Others become attributes; a column `attribute:name` always does. Two small tables
//! hold what is said about the network (`network.csv`: field, value) and its sectors (`sectors.csv`), if they are not the
//! default ones.

use std::collections::BTreeSet;

use super::draft::{Draft, DraftTable};
use super::field::{Field, TableKind};
use super::input::{Input, NamedBytes};
use super::issues::{ImportIssues, IssueKind};
use super::registry::Format;
use super::text_table;
use super::value::{ColumnType, SEPARATOR, list, number_text, text_of};
use super::words::{ACTIVITY_KINDS, ENTITIES, FACETS, LAYERS, TIE_STATUSES, word, zones_text};
use crate::model::{
    Activity, Actor, AttributeValue, Attributes, MarkerShape, Network, NetworkInfo, Participation,
    Rgb, Sector, SectorScheme, Tie,
};

/// A folder of CSV tables.
#[derive(Clone, Copy, Debug)]
pub struct CsvFolder;

const TABLES: [(&str, TableKind); 4] = [
    ("actors", TableKind::Actors),
    ("ties", TableKind::Ties),
    ("activities", TableKind::Activities),
    ("participation", TableKind::Participation),
];

/// What makes a column an attribute whatever its name.
const PREFIX: &str = "attribute:";

impl Format for CsvFolder {
    fn id(&self) -> &'static str {
        "csv-folder"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input
            .files
            .iter()
            .any(|file| table_kind(&file.name).is_some())
    }

    fn read(&self, input: &Input) -> Draft {
        let mut draft = Draft::default();
        input.stem().clone_into(&mut draft.info.name);
        for file in &input.files {
            let issues = &mut draft.issues;
            match (table_kind(&file.name), base_name(&file.name).as_str()) {
                (Some(kind), _) => {
                    let mut table = text_table::read(&file.name, &file.bytes, issues);
                    map_columns(&mut table, kind);
                    let place = match kind {
                        TableKind::Actors => &mut draft.actors,
                        TableKind::Ties => &mut draft.ties,
                        TableKind::Activities => &mut draft.activities,
                        TableKind::Participation => &mut draft.participation,
                    };
                    if place.is_some() {
                        issues.add_file(
                            IssueKind::Skipped,
                            &file.name,
                            "there is another file for the same table",
                        );
                    } else {
                        *place = Some(table);
                    }
                }
                (None, "network") => read_info(file, &mut draft.info, issues),
                (None, "sectors") => draft.sectors = read_sectors(file, issues),
                (None, _) => tell_ignored(&file.name, issues),
            }
        }
        for name in &input.ignored {
            tell_ignored(name, &mut draft.issues);
        }
        draft
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::default();
        losses.find(network);
        losses.0
    }

    fn write(&self, network: &Network) -> Vec<NamedBytes> {
        let mut files = Vec::new();
        let mut add = |name: &str, bytes| {
            files.push(NamedBytes {
                name: format!("{name}.csv"),
                bytes,
            });
        };
        let actors = network.actors().map(|(_, actor)| actor_row(network, actor));
        add(
            "actors",
            table(TableKind::Actors, &actors.collect::<Vec<_>>()),
        );
        if network.num_ties() > 0 {
            let ties = network.ties().map(|(_, tie)| tie_row(network, tie));
            add("ties", table(TableKind::Ties, &ties.collect::<Vec<_>>()));
        }
        if !network.activities().is_empty() {
            let activities = network.activities().iter();
            let rows = activities
                .clone()
                .map(|(_, activity)| activity_row(network, activity));
            add(
                "activities",
                table(TableKind::Activities, &rows.collect::<Vec<_>>()),
            );
            let rows = activities.flat_map(|(_, activity)| {
                activity
                    .participants
                    .iter()
                    .map(|part| participation_row(network, activity, part))
            });
            add(
                "participation",
                table(TableKind::Participation, &rows.collect::<Vec<_>>()),
            );
        }
        if *network.info() != NetworkInfo::default() {
            add("network", info_table(network.info()));
        }
        if *network.sectors() != SectorScheme::default() {
            add("sectors", sector_table(network.sectors()));
        }
        files
    }
}

fn base_name(file: &str) -> String {
    let name = file.to_lowercase();
    match name.rsplit_once('.') {
        Some((stem, "csv" | "tsv")) => stem.to_owned(),
        _ => String::new(),
    }
}

fn table_kind(file: &str) -> Option<TableKind> {
    let name = base_name(file);
    TABLES
        .iter()
        .find(|(table, _)| *table == name)
        .map(|&(_, kind)| kind)
}

fn tell_ignored(file: &str, issues: &mut ImportIssues) {
    issues.add_file(
        IssueKind::Note,
        file,
        "the file was not read: it is no table that belongs to a network",
    );
}

fn map_columns(table: &mut DraftTable, kind: TableKind) {
    table.map_columns(kind);
    for column in &mut table.columns {
        if column.field.is_none()
            && let Some(name) = column.name.strip_prefix(PREFIX)
        {
            column.name = name.to_owned();
        }
    }
}

/// The rows of a small table: the texts of these columns.
fn small_table<const N: usize>(
    file: &NamedBytes,
    names: [&str; N],
    issues: &mut ImportIssues,
) -> Vec<(u64, [String; N])> {
    let table = text_table::read(&file.name, &file.bytes, issues);
    let columns = names.map(|name| table.columns.iter().position(|column| column.name == name));
    for column in &table.columns {
        if !names.contains(&column.name.as_str()) {
            let message = format!("the column ‘{}’ was not read", column.name);
            issues.add_line(IssueKind::Skipped, &file.name, 1, message);
        }
    }
    table
        .rows
        .iter()
        .map(|row| (row.line, columns.map(|column| row.text(column))))
        .collect()
}

fn read_info(file: &NamedBytes, info: &mut NetworkInfo, issues: &mut ImportIssues) {
    for (line, [field, value]) in small_table(file, ["field", "value"], issues) {
        match field.as_str() {
            "name" => info.name = value,
            "description" => info.description = value,
            "source" => info.source = value,
            "license" => info.license = value,
            "" => issues.add_line(
                IssueKind::Skipped,
                &file.name,
                line,
                "the field has no name",
            ),
            _ => {
                let name = field.strip_prefix(PREFIX).unwrap_or(&field).to_owned();
                let value = ColumnType::of(&std::iter::once(value.as_str())).value(&value);
                info.attributes.insert(name, value);
            }
        }
    }
}

fn info_table(info: &NetworkInfo) -> Vec<u8> {
    let NetworkInfo {
        name,
        description,
        source,
        license,
        attributes,
    } = info;
    let known = [
        ("name", name),
        ("description", description),
        ("source", source),
        ("license", license),
    ];
    let known = known
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| vec![field.to_owned(), value.clone()]);
    let attributes = attributes
        .iter()
        .map(|(name, value)| vec![format!("{PREFIX}{name}"), text_of(value)]);
    let header = ["field".to_owned(), "value".to_owned()];
    text_table::write(&header, known.chain(attributes))
}

const SHAPES: [(&str, MarkerShape); 5] = [
    ("square", MarkerShape::Square),
    ("diamond", MarkerShape::Diamond),
    ("circle", MarkerShape::Circle),
    ("triangle", MarkerShape::Triangle),
    ("hexagon", MarkerShape::Hexagon),
];

fn read_sectors(file: &NamedBytes, issues: &mut ImportIssues) -> Option<SectorScheme> {
    let names = ["id", "name", "color", "dark_color", "shape", "aliases"];
    let rows = small_table(file, names, issues);
    let plain = SectorScheme::from_values(rows.iter().map(|(_, [id, ..])| id.clone()));
    let mut sectors: Vec<Sector> = Vec::new();
    for ((line, row), (_, plain)) in rows.into_iter().zip(plain.iter()) {
        let [id, name, color, dark_color, shape, aliases] = row;
        if id.is_empty() || sectors.iter().any(|sector| sector.key == id) {
            let message = format!("the id ‘{id}’ is empty or used twice");
            issues.add_line(IssueKind::Skipped, &file.name, line, message);
            continue;
        }
        let mut color_or = |text: &str, otherwise: Rgb| {
            parse_color(text).unwrap_or_else(|| {
                if !text.is_empty() {
                    let message =
                        format!("‘{text}’ is not a colour like #0A66B0; another was chosen");
                    issues.add_line(IssueKind::Guess, &file.name, line, message);
                }
                otherwise
            })
        };
        sectors.push(Sector {
            name: if name.is_empty() { id.clone() } else { name },
            key: id,
            color: color_or(&color, plain.color),
            dark_color: color_or(&dark_color, plain.dark_color),
            shape: SHAPES
                .iter()
                .find(|(word, _)| *word == shape.to_lowercase())
                .map_or(plain.shape, |&(_, shape)| shape),
            aliases: list(&aliases),
        });
    }
    SectorScheme::new(sectors).ok()
}

fn sector_table(scheme: &SectorScheme) -> Vec<u8> {
    let header = ["id", "name", "color", "dark_color", "shape", "aliases"].map(str::to_owned);
    let rows = scheme.iter().map(|(_, sector)| {
        let Sector {
            key,
            name,
            color,
            dark_color,
            shape,
            aliases,
        } = sector;
        let shape = SHAPES.iter().find(|(_, other)| other == shape);
        vec![
            key.clone(),
            name.clone(),
            color_text(*color),
            color_text(*dark_color),
            shape.map_or("", |(word, _)| word).to_owned(),
            aliases.join(&SEPARATOR.to_string()),
        ]
    });
    text_table::write(&header, rows)
}

fn color_text([red, green, blue]: Rgb) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn parse_color(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

/// A row to be written: the fields that have a text, and the attributes.
struct OutRow<'n> {
    fields: Vec<(Field, String)>,
    attributes: &'n Attributes,
}

/// Columns that are written even where all cells are empty, because people look for them.
fn is_usual(kind: TableKind, field: Field) -> bool {
    let usual: &[Field] = match kind {
        TableKind::Actors => &[
            Field::Id,
            Field::Label,
            Field::Sector,
            Field::Kind,
            Field::Country,
            Field::City,
        ],
        TableKind::Ties => &[
            Field::Source,
            Field::Target,
            Field::Kind,
            Field::Weight,
            Field::Since,
            Field::Until,
        ],
        TableKind::Activities => &[
            Field::Id,
            Field::Label,
            Field::Since,
            Field::Until,
            Field::Topic,
            Field::Programme,
            Field::Budget,
        ],
        TableKind::Participation => &[Field::Actor, Field::Activity, Field::Role, Field::Amount],
    };
    usual.contains(&field)
}

fn table(kind: TableKind, rows: &[OutRow<'_>]) -> Vec<u8> {
    let fields: Vec<(Field, &str)> = kind
        .fields()
        .filter(|&(field, _)| {
            let is_given = |row: &OutRow<'_>| {
                row.fields
                    .iter()
                    .any(|(other, text)| *other == field && !text.is_empty())
            };
            is_usual(kind, field) || rows.iter().any(is_given)
        })
        .collect();
    let attributes: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.attributes.keys().map(String::as_str))
        .collect();
    let header: Vec<String> = fields
        .iter()
        .map(|&(_, name)| name.to_owned())
        .chain(attributes.iter().map(|name| column_name(kind, name)))
        .collect();
    let rows = rows.iter().map(|row| {
        let known = fields.iter().map(|(field, _)| {
            row.fields
                .iter()
                .find(|(other, _)| other == field)
                .map_or_else(String::new, |(_, text)| text.clone())
        });
        let free = attributes
            .iter()
            .map(|&name| row.attributes.get(name).map_or_else(String::new, text_of));
        known.chain(free).collect()
    });
    text_table::write(&header, rows)
}

/// The name of the column of an attribute: its own, unless it would be understood as something else.
fn column_name(kind: TableKind, attribute: &str) -> String {
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

fn date(date: Option<crate::model::PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn number(number: Option<f64>) -> String {
    number.map(number_text).unwrap_or_default()
}

fn actor_row<'n>(network: &Network, actor: &'n Actor) -> OutRow<'n> {
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

fn tie_row<'n>(network: &Network, tie: &'n Tie) -> OutRow<'n> {
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

fn activity_row<'n>(network: &Network, activity: &'n Activity) -> OutRow<'n> {
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

fn participation_row<'n>(
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

/// What the tables cannot hold, each said once with how often it occurs.
#[derive(Default)]
struct Losses(Vec<String>);

impl Losses {
    fn add(&mut self, count: usize, one: &str, many: &str) {
        match count {
            0 => {}
            1 => self.0.push(format!("1 {one}")),
            count => self.0.push(format!("{count} {many}")),
        }
    }

    fn find(&mut self, network: &Network) {
        self.add(network.commitments().len(), "commitment", "commitments");
        self.add(network.needs().len(), "need", "needs");
        self.add(network.offers().len(), "offer", "offers");
        self.add(
            network.introductions().len(),
            "introduction",
            "introductions",
        );
        self.add(network.journal().len(), "journal entry", "journal entries");
        let is_more_than_its_name = |portfolio: &crate::model::Portfolio| {
            portfolio.name != portfolio.key
                || portfolio.holder.is_some()
                || portfolio.level.is_some()
                || portfolio.parent.is_some()
                || !portfolio.description.is_empty()
                || !portfolio.attributes.is_empty()
        };
        let portfolios = network.portfolios().iter();
        self.add(
            portfolios
                .filter(|(_, portfolio)| is_more_than_its_name(portfolio))
                .count(),
            "portfolio beyond its id",
            "portfolios beyond their ids",
        );
        let activities = network.activities();
        let notes = activities.iter().flat_map(|(_, activity)| &activity.zones);
        self.add(
            notes.filter(|step| !step.note.is_empty()).count(),
            "note on a change of zone",
            "notes on changes of zones",
        );
        let is_introduced = |tie: &Tie| tie.introduction.is_some();
        self.add(
            network.ties().filter(|(_, tie)| is_introduced(tie)).count(),
            "tie’s link to its introduction",
            "ties’ links to their introductions",
        );
        self.types(
            "actors",
            &network
                .actors()
                .map(|(_, actor)| &actor.attributes)
                .collect::<Vec<_>>(),
        );
        self.types(
            "ties",
            &network
                .ties()
                .map(|(_, tie)| &tie.attributes)
                .collect::<Vec<_>>(),
        );
        let of_activities = activities.iter().map(|(_, activity)| &activity.attributes);
        self.types("activities", &of_activities.collect::<Vec<_>>());
        let parts = activities
            .iter()
            .flat_map(|(_, activity)| &activity.participants);
        self.types(
            "participants",
            &parts.map(|part| &part.attributes).collect::<Vec<_>>(),
        );
    }

    /// Attributes whose values come back with another type.
    fn types(&mut self, what: &str, records: &[&Attributes]) {
        let names: BTreeSet<&String> = records.iter().flat_map(|record| record.keys()).collect();
        for name in names {
            let values: Vec<&AttributeValue> = records
                .iter()
                .filter_map(|record| record.get(name))
                .collect();
            let texts: Vec<String> = values.iter().map(|value| text_of(value)).collect();
            let column = ColumnType::of(
                &texts
                    .iter()
                    .filter(|text| !text.is_empty())
                    .map(|text| text.trim()),
            );
            let comes_back = |(value, text): (&&AttributeValue, &String)| {
                !text.trim().is_empty()
                    && match column {
                        ColumnType::Text => **value == AttributeValue::Text(text.clone()),
                        column => **value == column.value(text.trim()),
                    }
            };
            if !values.iter().zip(&texts).all(comes_back) {
                self.0.push(format!(
                    "the types of the attribute ‘{name}’ of {what}: a table holds texts, which are read as the narrowest \
                     type that fits all of a column"
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_never_mistaken_for_a_field() {
        assert_eq!(column_name(TableKind::Actors, "employees"), "employees");
        assert_eq!(column_name(TableKind::Actors, "type"), "attribute:type");
        assert_eq!(column_name(TableKind::Ties, "type"), "type");
        assert_eq!(column_name(TableKind::Ties, ""), "attribute:");
        let mut table = DraftTable::new("x");
        table.add_column("attribute:type", None);
        map_columns(&mut table, TableKind::Actors);
        assert_eq!(
            (table.columns[0].name.as_str(), table.columns[0].field),
            ("type", None)
        );
    }
}
