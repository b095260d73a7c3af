//! Helixmap's own tables: actors, ties, activities and participation, and two small ones for what is said about the network
//! (`network`: field, value) and for its sectors, if they are not the default ones. A folder of CSV files and a workbook
//! hold the same tables.
//!
//! Columns that are known: see [`Field`]. Others become attributes; a column `attribute:name` always does.

use std::collections::BTreeSet;

use super::draft::{CellValue, Column, Draft, DraftRow, DraftTable};
use super::field::{Field, TableKind};
use super::grid::Grid;
use super::issues::{ImportIssues, IssueKind};
use super::positions::Positions;
use super::rows::{
    OutRow, PREFIX, activity_row, column_name, participation_row, placed_rows, tie_row,
};
use super::value::{ColumnType, SEPARATOR, list};
use crate::model::{AttributeValue, MarkerShape, Network, NetworkInfo, Rgb, Sector, SectorScheme};

const TABLES: [(&str, TableKind); 4] = [
    ("actors", TableKind::Actors),
    ("ties", TableKind::Ties),
    ("activities", TableKind::Activities),
    ("participation", TableKind::Participation),
];

/// Which of the four tables is called so.
pub(super) fn table_kind(name: &str) -> Option<TableKind> {
    TABLES
        .iter()
        .find(|(table, _)| *table == name)
        .map(|&(_, kind)| kind)
}

/// Whether these are Helixmap's tables, by what they are called, and have its columns.
pub(super) fn are_own(grids: &[Grid]) -> bool {
    let is_own = |grid: &Grid| {
        table_kind(&grid.name).is_some() || matches!(grid.name.as_str(), "network" | "sectors")
    };
    let needed = |kind: TableKind| match kind {
        TableKind::Actors | TableKind::Activities => [Field::Id, Field::Id],
        TableKind::Ties => [Field::Source, Field::Target],
        TableKind::Participation => [Field::Actor, Field::Activity],
    };
    let mut kinds = grids
        .iter()
        .filter_map(|grid| Some((grid, table_kind(&grid.name)?)));
    let mut is_any = false;
    let have_columns = kinds.all(|(grid, kind)| {
        is_any = true;
        let names = grid.texts(0);
        let has = |field: Field| names.iter().any(|name| kind.field(name) == Some(field));
        needed(kind).into_iter().all(has)
    });
    grids.iter().all(is_own) && is_any && have_columns
}

/// Puts one of the tables into a draft.
pub(super) fn add(draft: &mut Draft, grid: Grid) {
    let issues = &mut draft.issues;
    if grid.rows.is_empty() {
        issues.add_file(IssueKind::Fatal, &grid.file, "the file is empty");
        return;
    }
    match (table_kind(&grid.name), grid.name.as_str()) {
        (Some(kind), _) => {
            let place = match kind {
                TableKind::Actors => &mut draft.actors,
                TableKind::Ties => &mut draft.ties,
                TableKind::Activities => &mut draft.activities,
                TableKind::Participation => &mut draft.participation,
            };
            if place.is_some() {
                issues.add_file(
                    IssueKind::Skipped,
                    &grid.file,
                    "there is another file for the same table",
                );
            } else {
                let mut table = grid.into_table(0, issues);
                map_columns(&mut table, kind);
                *place = Some(table);
            }
        }
        (None, "network") => read_info(grid, &mut draft.info, issues),
        (None, "sectors") => draft.sectors = read_sectors(grid, issues),
        (None, _) => tell_ignored(&grid.file, issues),
    }
}

pub(super) fn tell_ignored(file: &str, issues: &mut ImportIssues) {
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
    grid: Grid,
    names: [&str; N],
    issues: &mut ImportIssues,
) -> Vec<(u64, [String; N])> {
    let table = grid.into_table(0, issues);
    let columns = names.map(|name| table.columns.iter().position(|column| column.name == name));
    for column in &table.columns {
        if !names.contains(&column.name.as_str()) {
            let message = format!("the column ‘{}’ was not read", column.name);
            issues.add_line(IssueKind::Skipped, &table.file, 1, message);
        }
    }
    table
        .rows
        .iter()
        .map(|row| {
            (
                row.line,
                columns.map(|column| row.text(column).into_owned()),
            )
        })
        .collect()
}

fn read_info(grid: Grid, info: &mut NetworkInfo, issues: &mut ImportIssues) {
    let file = grid.file.clone();
    for (line, [field, value]) in small_table(grid, ["field", "value"], issues) {
        match field.as_str() {
            "name" => info.name = value,
            "description" => info.description = value,
            "source" => info.source = value,
            "license" => info.license = value,
            "" => issues.add_line(IssueKind::Skipped, &file, line, "the field has no name"),
            _ => {
                let name = field.strip_prefix(PREFIX).unwrap_or(&field).to_owned();
                let value = ColumnType::of(&std::iter::once(value.as_str())).value(&value);
                info.attributes.insert(name, value);
            }
        }
    }
}

fn info_table(info: &NetworkInfo) -> DraftTable {
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
        .map(|(field, value)| [text_cell(field), text_cell(value)]);
    let attributes = attributes.iter().map(|(name, value)| {
        let name = format!("{PREFIX}{name}");
        [text_cell(&name), Some(CellValue::Typed(value.clone()))]
    });
    table_of(&["field", "value"], known.chain(attributes))
}

fn text_cell(text: &str) -> Option<CellValue> {
    (!text.is_empty()).then(|| CellValue::plain(text))
}

/// A table of columns without a meaning.
fn table_of<const N: usize>(
    names: &[&str; N],
    rows: impl Iterator<Item = [Option<CellValue>; N]>,
) -> DraftTable {
    let mut table = DraftTable::new("");
    table.columns = names
        .iter()
        .map(|&name| Column {
            name: name.to_owned(),
            field: None,
        })
        .collect();
    table.rows = rows
        .map(|cells| DraftRow {
            cells: cells.into(),
            ..DraftRow::default()
        })
        .collect();
    table
}

const SHAPES: [(&str, MarkerShape); 5] = [
    ("square", MarkerShape::Square),
    ("diamond", MarkerShape::Diamond),
    ("circle", MarkerShape::Circle),
    ("triangle", MarkerShape::Triangle),
    ("hexagon", MarkerShape::Hexagon),
];

fn read_sectors(grid: Grid, issues: &mut ImportIssues) -> Option<SectorScheme> {
    let file = grid.file.clone();
    let names = ["id", "name", "color", "dark_color", "shape", "aliases"];
    let rows = small_table(grid, names, issues);
    let plain = SectorScheme::from_values(rows.iter().map(|(_, [id, ..])| id.clone()));
    let mut sectors: Vec<Sector> = Vec::new();
    for ((line, row), (_, plain)) in rows.into_iter().zip(plain.iter()) {
        let [id, name, color, dark_color, shape, aliases] = row;
        if id.is_empty() || sectors.iter().any(|sector| sector.key == id) {
            let message = format!("the id ‘{id}’ is empty or used twice");
            issues.add_line(IssueKind::Skipped, &file, line, message);
            continue;
        }
        let mut color_or = |text: &str, otherwise: Rgb| {
            parse_color(text).unwrap_or_else(|| {
                if !text.is_empty() {
                    let message =
                        format!("‘{text}’ is not a colour like #0A66B0; another was chosen");
                    issues.add_line(IssueKind::Guess, &file, line, message);
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

fn sector_table(scheme: &SectorScheme) -> DraftTable {
    let names = ["id", "name", "color", "dark_color", "shape", "aliases"];
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
        [
            text_cell(key),
            text_cell(name),
            text_cell(&color_text(*color)),
            text_cell(&color_text(*dark_color)),
            text_cell(shape.map_or("", |(word, _)| word)),
            text_cell(&aliases.join(&SEPARATOR.to_string())),
        ]
    });
    table_of(&names, rows)
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

/// Fields that hold a number.
fn is_number(field: Field) -> bool {
    matches!(
        field,
        Field::Weight
            | Field::Confidence
            | Field::Latitude
            | Field::Longitude
            | Field::X
            | Field::Y
            | Field::Budget
            | Field::Amount
    )
}

/// Rows as a table: the fields that are usual or occur, then the attributes that occur.
pub(super) fn table(kind: TableKind, rows: &[OutRow<'_>]) -> DraftTable {
    let occurring: BTreeSet<Field> = rows
        .iter()
        .flat_map(|row| &row.fields)
        .filter(|(_, text)| !text.is_empty())
        .map(|(field, _)| *field)
        .collect();
    let fields: Vec<(Field, &str)> = kind
        .fields()
        .filter(|&(field, _)| is_usual(kind, field) || occurring.contains(&field))
        .collect();
    let attributes: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.attributes.keys().map(String::as_str))
        .collect();
    let mut table = DraftTable::new("");
    let known = fields.iter().map(|&(field, name)| Column {
        name: name.to_owned(),
        field: Some(field),
    });
    let free = attributes.iter().map(|name| Column {
        name: column_name(kind, name),
        field: None,
    });
    table.columns = known.chain(free).collect();
    table.rows = rows
        .iter()
        .map(|row| {
            let known = fields.iter().map(|(field, _)| {
                let found = row.fields.iter().find(|(other, _)| other == field);
                let (_, text) = found.filter(|(_, text)| !text.is_empty())?;
                Some(match text.parse() {
                    Ok(number) if is_number(*field) => {
                        CellValue::Typed(AttributeValue::Number(number))
                    }
                    _ => CellValue::plain(text.as_str()),
                })
            });
            let free = attributes
                .iter()
                .map(|&name| Some(CellValue::Typed(row.attributes.get(name)?.clone())));
            DraftRow {
                cells: known.chain(free).collect(),
                ..DraftRow::default()
            }
        })
        .collect();
    table
}

/// The tables of a network, with their names.
pub(super) fn of(network: &Network, positions: &Positions) -> Vec<(String, DraftTable)> {
    let mut tables = Vec::new();
    let mut add = |name: &str, table| tables.push((name.to_owned(), table));
    let actors: Vec<OutRow<'_>> = placed_rows(network, positions).collect();
    add("actors", table(TableKind::Actors, &actors));
    if network.num_ties() > 0 {
        let ties: Vec<OutRow<'_>> = network
            .ties()
            .map(|(_, tie)| tie_row(network, tie))
            .collect();
        add("ties", table(TableKind::Ties, &ties));
    }
    if !network.activities().is_empty() {
        let activities = network.activities().iter();
        let rows: Vec<OutRow<'_>> = activities
            .clone()
            .map(|(_, activity)| activity_row(network, activity))
            .collect();
        add("activities", table(TableKind::Activities, &rows));
        let rows: Vec<OutRow<'_>> = activities
            .flat_map(|(_, activity)| {
                activity
                    .participants
                    .iter()
                    .map(|part| participation_row(network, activity, part))
            })
            .collect();
        add("participation", table(TableKind::Participation, &rows));
    }
    if *network.info() != NetworkInfo::default() {
        add("network", info_table(network.info()));
    }
    if *network.sectors() != SectorScheme::default() {
        add("sectors", sector_table(network.sectors()));
    }
    tables
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
