//! Headers: which table a row of column names heads, and what its columns mean in the tables of other programs.

use std::collections::HashSet;

use super::draft::{CellValue, Column, DraftTable};
use super::field::{Field, TableKind};
use super::rows::PREFIX;
use super::sectors::is_unknown;
use crate::model::SectorScheme;

/// Words beyond those of [`TableKind::field`], as other programs and people write them: without regard to case, blanks and
/// punctuation.
type Words = &'static [(Field, &'static [&'static str])];

/// What the two ends of a tie are called; a table of ties has both of a pair.
const ENDS: &[(&str, &str)] = &[
    ("source", "target"),
    ("vertex1", "vertex2"),
    ("from", "to"),
    ("quelle", "ziel"),
    ("från", "till"),
    ("node1", "node2"),
    ("actor1", "actor2"),
    ("sourceid", "targetid"),
    ("fromid", "toid"),
    ("fromnodeid", "tonodeid"),
    ("sourcenode", "targetnode"),
    ("src", "dst"),
    ("sender", "receiver"),
    ("ego", "alter"),
    ("origen", "destino"),
];

const ACTORS: Words = &[
    (
        Field::Id,
        &[
            "actorid",
            "nodeid",
            "vertex",
            "node",
            "organisationid",
            "organizationid",
            "orgid",
            "aktörid",
        ],
    ),
    (
        Field::Label,
        &[
            "namn",
            "nombre",
            "bezeichnung",
            "actor",
            "aktör",
            "organisation",
            "organization",
            "organisationsnamn",
            "organisationname",
            "organizationname",
            "fullname",
            "company",
            "företag",
            "title",
        ],
    ),
    (Field::Sector, &["sektor", "activitytype", "helixsector"]),
    (
        Field::Kind,
        &[
            "typ",
            "tipo",
            "category",
            "kategori",
            "organisationtype",
            "organizationtype",
        ],
    ),
    (Field::Country, &["land", "countrycode", "landskod"]),
    (Field::City, &["ort", "stad", "town"]),
    (
        Field::Url,
        &[
            "webb",
            "webbplats",
            "webbsida",
            "web",
            "organizationurl",
            "homepageurl",
        ],
    ),
    (
        Field::Description,
        &["beskrivning", "descripción", "descripcion", "beschreibung"],
    ),
    (Field::Tags, &["taggar", "keywords", "nyckelord"]),
];

const TIES: Words = &[
    (
        Field::Kind,
        &[
            "relationship",
            "relationtype",
            "relationship type",
            "relationstyp",
            "typ",
            "tipo",
        ],
    ),
    (
        Field::Weight,
        &[
            "edgeweight",
            "tieweight",
            "styrka",
            "valor",
            "value",
            "strengthoftie",
        ],
    ),
    (Field::Directed, &["riktning", "dirección", "direccion"]),
    (Field::Since, &["startdate", "startdatum", "validfrom"]),
    (Field::Until, &["enddate", "slutdatum", "validto"]),
];

const ACTIVITIES: Words = &[
    (
        Field::Id,
        &[
            "activityid",
            "projectid",
            "eventid",
            "aktivitetid",
            "projektid",
        ],
    ),
    (
        Field::Label,
        &[
            "titel",
            "namn",
            "activity",
            "aktivitet",
            "project",
            "projekt",
            "event",
        ],
    ),
    (Field::Since, &["startdate", "startdatum"]),
    (Field::Until, &["enddate", "slutdatum"]),
    (Field::Topic, &["topics", "ämne", "theme", "tema"]),
    (Field::Programme, &["frameworkprogramme"]),
    (Field::Budget, &["totalcost", "totalbudget"]),
    (Field::Description, &["objective", "beskrivning"]),
    (Field::Zones, &["zon", "zoner"]),
    (Field::Portfolio, &["portfölj"]),
];

const PARTICIPATION: Words = &[
    (
        Field::Actor,
        &[
            "organisationid",
            "organizationid",
            "orgid",
            "organisation",
            "organization",
            "member",
            "participant",
            "partner",
            "person",
            "aktör",
            "aktörid",
            "deltagare",
            "company",
            "företag",
            "actorname",
        ],
    ),
    (
        Field::Activity,
        &[
            "projectid",
            "project",
            "projectname",
            "event",
            "eventid",
            "projekt",
            "projektid",
            "aktivitet",
            "aktivitetid",
            "activityname",
            "affiliation",
        ],
    ),
    (Field::Role, &["roll"]),
    (Field::Amount, &["eccontribution", "belopp"]),
];

/// A column name without case, blanks and punctuation.
pub(super) fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a column of this name means in a table of this kind, in Helixmap's words or in those of others.
fn field(kind: TableKind, name: &str) -> Option<Field> {
    let words = match kind {
        TableKind::Actors => ACTORS,
        TableKind::Ties => TIES,
        TableKind::Activities => ACTIVITIES,
        TableKind::Participation => PARTICIPATION,
    };
    kind.field(name).or_else(|| {
        let name = folded(name);
        words
            .iter()
            .find(|(_, words)| words.contains(&name.as_str()))
            .map(|&(field, _)| field)
    })
}

/// The columns of the two ends of ties.
fn ends(names: &[String]) -> Option<(usize, usize)> {
    let folded: Vec<String> = names.iter().map(|name| folded(name)).collect();
    ENDS.iter().find_map(|(source, target)| {
        let place = |word: &str| folded.iter().position(|name| name == word);
        Some((place(source)?, place(target)?))
    })
}

fn has(kind: TableKind, names: &[String], wanted: Field) -> bool {
    names.iter().any(|name| field(kind, name) == Some(wanted))
}

/// What table a row of names heads, if it heads one: ties name both ends, participations an actor and an activity, actors
/// and activities an id or a name. `hint` is what the name of the file or sheet says.
pub(super) fn kind_of(names: &[String], hint: Option<TableKind>) -> Option<TableKind> {
    if ends(names).is_some() {
        return Some(TableKind::Ties);
    }
    let is_filled = |name: &&String| !name.is_empty();
    let num_named = names.iter().filter(is_filled).count();
    if has(TableKind::Participation, names, Field::Actor)
        && has(TableKind::Participation, names, Field::Activity)
    {
        return Some(TableKind::Participation);
    }
    let heads = |kind| has(kind, names, Field::Id) || has(kind, names, Field::Label);
    if let Some(hint @ (TableKind::Actors | TableKind::Activities)) = hint
        && heads(hint)
    {
        return Some(hint);
    }
    let of_activities = [
        Field::Programme,
        Field::Topic,
        Field::Budget,
        Field::Zones,
        Field::Facet,
        Field::Layer,
        Field::Portfolio,
    ];
    let has_activity = |&field: &Field| has(TableKind::Activities, names, field);
    if has(TableKind::Activities, names, Field::Label)
        && of_activities.iter().any(has_activity)
        && !has(TableKind::Actors, names, Field::Sector)
    {
        return Some(TableKind::Activities);
    }
    let is_plainly_named = names.iter().any(|name| {
        matches!(
            TableKind::Actors.field(name),
            Some(Field::Id | Field::Label)
        )
    });
    (heads(TableKind::Actors) && (num_named > 1 || is_plainly_named)).then_some(TableKind::Actors)
}

/// What the name of a file or sheet says about the table in it.
pub(super) fn hint_of(name: &str) -> Option<TableKind> {
    let name = folded(name);
    let is_one = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if is_one(&[
        "participation",
        "participant",
        "deltagande",
        "affiliation",
        "membership",
    ]) {
        Some(TableKind::Participation)
    } else if is_one(&[
        "ties",
        "edges",
        "links",
        "connections",
        "relations",
        "relaciones",
        "kopplingar",
        "relationer",
    ]) {
        Some(TableKind::Ties)
    } else if is_one(&[
        "activities",
        "projects",
        "aktiviteter",
        "projekt",
        "events",
        "activity",
    ]) {
        Some(TableKind::Activities)
    } else if is_one(&[
        "actors",
        "nodes",
        "nodos",
        "elements",
        "vertices",
        "organisation",
        "organization",
        "aktörer",
    ]) {
        Some(TableKind::Actors)
    } else {
        None
    }
}

/// Gives columns their meaning, also in the words of other programs.
///
/// Of several columns that may mean the same, one with Helixmap's own word comes first, then the first; the others become
/// attributes.
pub(super) fn map_columns(table: &mut DraftTable, kind: TableKind) {
    let names: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let mut taken = Vec::new();
    for column in &mut table.columns {
        column.field = None;
    }
    if kind == TableKind::Ties
        && let Some((source, target)) = ends(&names)
    {
        for (place, field) in [(source, Field::Source), (target, Field::Target)] {
            if let Some(column) = table.columns.get_mut(place) {
                column.field = Some(field);
                taken.push(field);
            }
        }
        // Where other words name the ends, these two say when, as in Onodo.
        for (word, field) in [("from", Field::Since), ("to", Field::Until)] {
            let column = table
                .columns
                .iter_mut()
                .find(|column| column.field.is_none() && folded(&column.name) == word);
            if let Some(column) = column {
                column.field = Some(field);
                taken.push(field);
            }
        }
    }
    for is_own in [true, false] {
        for column in &mut table.columns {
            let meaning = if is_own {
                kind.field(&column.name)
            } else {
                field(kind, &column.name)
            };
            let is_end = matches!(meaning, Some(Field::Source | Field::Target));
            if column.field.is_none()
                && let Some(meaning) = meaning
                && !taken.contains(&meaning)
                && !is_end
            {
                column.field = Some(meaning);
                taken.push(meaning);
            }
        }
    }
    for column in &mut table.columns {
        if column.field.is_none()
            && let Some(name) = column.name.strip_prefix(PREFIX)
        {
            column.name = name.to_owned();
        }
    }
    match kind {
        TableKind::Ties => type_of_ties(table),
        TableKind::Actors => sector_of_actors(table),
        TableKind::Activities | TableKind::Participation => {}
    }
}

/// A column `type` of ties is their direction if it holds nothing else, and their kind otherwise.
///
/// As in Gephi, only the word “undirected” then makes a tie undirected; what is empty is directed.
fn type_of_ties(table: &mut DraftTable) {
    let place = |column: &Column| column.name.eq_ignore_ascii_case("type");
    let Some(index) = table.columns.iter().position(place) else {
        return;
    };
    let is_direction = |text: &str| matches!(text, "directed" | "undirected" | "mutual");
    let are_directions = table.rows.iter().all(|row| {
        let text = row.text(Some(index));
        text.is_empty() || is_direction(&text.to_lowercase())
    });
    let has_kind = table.column(Field::Kind).is_some();
    let has_direction = table.column(Field::Directed).is_some();
    let Some(column) = table.columns.get_mut(index) else {
        return;
    };
    if are_directions && !has_direction {
        column.field = Some(Field::Directed);
        for row in &mut table.rows {
            if row.text(Some(index)).is_empty() {
                row.set(index, CellValue::plain("directed"));
            }
        }
    } else if !are_directions && !has_kind {
        column.field = Some(Field::Kind);
    }
}

/// If no column says the sector, but the kinds of all actors are words for sectors, they are the sectors too.
fn sector_of_actors(table: &mut DraftTable) {
    if table.column(Field::Sector).is_some() {
        return;
    }
    let Some(kind) = table.column(Field::Kind) else {
        return;
    };
    let helix = SectorScheme::quadruple_helix();
    let mut words = HashSet::new();
    for row in &table.rows {
        let text = row.text(Some(kind));
        if is_unknown(&text) || words.contains(&*text) {
            continue;
        }
        if helix.by_word(&text).is_none() {
            return;
        }
        words.insert(text.into_owned());
    }
    if words.is_empty() {
        return;
    }
    let column = table.add_column("sector", Some(Field::Sector));
    for row in &mut table.rows {
        let text = row.text(Some(kind)).into_owned();
        if !text.is_empty() {
            row.set(column, CellValue::plain(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(names: &[&str]) -> Option<TableKind> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        kind_of(&names, None)
    }

    #[test]
    fn tables_are_known_by_their_columns() {
        assert_eq!(kind(&["Id", "Label"]), Some(TableKind::Actors));
        assert_eq!(
            kind(&["Label", "Type", "Description"]),
            Some(TableKind::Actors)
        );
        assert_eq!(kind(&["From", "To", "Strength"]), Some(TableKind::Ties));
        assert_eq!(kind(&["id", "source", "target"]), Some(TableKind::Ties));
        assert_eq!(kind(&["id", "label", "source"]), Some(TableKind::Actors));
        assert_eq!(
            kind(&["Vertex 1", "Vertex 2", "Color"]),
            Some(TableKind::Ties)
        );
        assert_eq!(kind(&["Vertex", "Color", "Shape"]), Some(TableKind::Actors));
        assert_eq!(
            kind(&["projectID", "organisationID", "name", "role"]),
            Some(TableKind::Participation)
        );
        assert_eq!(
            kind(&["id", "acronym", "title", "startDate", "frameworkProgramme"]),
            Some(TableKind::Activities)
        );
        assert_eq!(
            kind(&["Organisation", "Projekt"]),
            Some(TableKind::Participation)
        );
        assert_eq!(kind(&["Visual Properties", "", "Labels"]), None);
        assert_eq!(kind(&["1", "2"]), None);
    }
}
