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
use super::losses::Losses;
use super::registry::Format;
use super::rows::{
    OutRow, PREFIX, activity_row, actor_row, column_name, participation_row, tie_row,
};
use super::text_table;
use super::value::{ColumnType, SEPARATOR, list, text_of};
use crate::model::{MarkerShape, Network, NetworkInfo, Rgb, Sector, SectorScheme};

/// A folder of CSV tables.
#[derive(Clone, Copy, Debug)]
pub struct CsvFolder;

const TABLES: [(&str, TableKind); 4] = [
    ("actors", TableKind::Actors),
    ("ties", TableKind::Ties),
    ("activities", TableKind::Activities),
    ("participation", TableKind::Participation),
];

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
        Losses::of_tables(network).0
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
