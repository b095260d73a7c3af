//! CORDIS: the tables `organization.csv` and `project.csv` of the European research programmes. One row of the first is a
//! part of an organisation in a project and says again who the organisation is.

use std::collections::HashSet;

use super::draft::{CellValue, Column, DraftRow, DraftTable};
use super::field::{Field, TableKind};
use super::headers::{folded, map_columns};

/// Columns that say something about the organisation, not about its part in the project, besides those that have a meaning
/// for actors.
const OF_ORGANIZATION: &[&str] = &[
    "vatnumber",
    "shortname",
    "sme",
    "street",
    "postbox",
    "postcode",
    "nutscode",
    "geolocation",
    "contactform",
];

/// Whether these are the columns of `organization.csv`.
pub(super) fn is_organization(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| folded(name) == wanted);
    has("projectid") && has("organisationid") && has("name") && has("activitytype")
}

/// Whether these are the columns of `project.csv`.
pub(super) fn is_project(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| folded(name) == wanted);
    has("id") && has("acronym") && (has("startdate") || has("frameworkprogramme"))
}

/// Takes the table apart: the organisations, each as its first row says, and who takes part in what.
pub(super) fn split(table: DraftTable) -> (DraftTable, DraftTable) {
    let mut actors = DraftTable::new(table.file.clone());
    actors.columns.clone_from(&table.columns);
    actors.decimal_comma = table.decimal_comma;
    let mut parts = table;
    map_columns(&mut parts, TableKind::Participation);
    map_columns(&mut actors, TableKind::Actors);
    let is_of_actor: Vec<bool> = actors
        .columns
        .iter()
        .zip(&parts.columns)
        .map(|(actor, part)| {
            let means_something = matches!(
                actor.field,
                Some(
                    Field::Label
                        | Field::Sector
                        | Field::Country
                        | Field::City
                        | Field::Url
                        | Field::Description
                )
            );
            part.field.is_none()
                && (means_something || OF_ORGANIZATION.contains(&folded(&actor.name).as_str()))
        })
        .collect();
    let id = parts.column(Field::Actor);
    // Where on earth, as one more column for each coordinate.
    let geolocation = actors
        .columns
        .iter()
        .position(|column| folded(&column.name) == "geolocation");
    let coordinates = geolocation.map(|place| {
        let latitude = actors.add_column("latitude", Some(Field::Latitude));
        let longitude = actors.add_column("longitude", Some(Field::Longitude));
        (place, latitude, longitude)
    });
    let activity_type = actors.column(Field::Sector);
    let kind = activity_type.map(|_| actors.add_column("kind", Some(Field::Kind)));
    let mut seen = HashSet::new();
    for row in &mut parts.rows {
        let key = row.text(id).into_owned();
        let is_new = !key.is_empty() && seen.insert(key);
        let mut actor = DraftRow::new(row.line);
        if is_new && let Some(id) = id {
            actor.set(id, CellValue::plain(&*row.text(Some(id))));
        }
        for (column, _) in is_of_actor.iter().enumerate().filter(|(_, is)| **is) {
            let value = row.cells.get_mut(column).and_then(Option::take);
            if is_new && let Some(value) = value {
                actor.set(column, value);
            }
        }
        if !is_new {
            continue;
        }
        if let (Some(from), Some(to)) = (activity_type, kind) {
            let text = actor.text(Some(from)).into_owned();
            if !text.is_empty() {
                actor.set(to, CellValue::plain(text));
            }
        }
        if let Some((place, latitude, longitude)) = coordinates {
            let pair = pair(&actor.text(Some(place)));
            if let Some((north, east)) = pair {
                actor.set(latitude, CellValue::plain(north));
                actor.set(longitude, CellValue::plain(east));
            }
        }
        actors.rows.push(actor);
    }
    // What the other table holds is no column here, so that nothing is told twice.
    actors
        .keep_columns(|column| is_of_actor.get(column).is_none_or(|is| *is) || Some(column) == id);
    parts.keep_columns(|column| is_of_actor.get(column).is_none_or(|is| !is));
    (actors, parts)
}

/// The two numbers of “(55.7,13.2)”.
fn pair(text: &str) -> Option<(String, String)> {
    let inner = text.trim().trim_start_matches('(').trim_end_matches(')');
    let (north, east) = inner.split_once(',')?;
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    (is_number(north) && is_number(east)).then(|| (north.trim().to_owned(), east.trim().to_owned()))
}

/// Budgets of CORDIS are in euros, which the tables do not say.
pub(super) fn add_currency(projects: &mut DraftTable) {
    let Some(budget) = projects.column(Field::Budget) else {
        return;
    };
    if projects.column(Field::Currency).is_some() {
        return;
    }
    let currency = projects.columns.len();
    projects.columns.push(Column {
        name: "currency".to_owned(),
        field: Some(Field::Currency),
    });
    for row in &mut projects.rows {
        if !row.text(Some(budget)).is_empty() {
            row.set(currency, CellValue::plain("EUR"));
        }
    }
}
