//! Words about files of other programs: the review before they are opened, what was decided, the report.

use super::counted;
use crate::text::{count, number, percent};

/// What pasted text is called where a file name is needed.
pub const PASTED_FILE: &str = "pasted";
/// What pasted text is called.
pub const PASTED: &str = "Pasted table";
/// Pasted text that is no table.
pub const PASTED_IS_NO_TABLE: &str =
    "What is on the clipboard is no table of actors or ties. Copy it with its header row.";
/// Nothing could be read.
pub const NOTHING_IN_IT: &str = "there is no table of actors or ties in it";

/// A file of another program was opened.
pub fn opened(name: &str, num_remarks: usize) -> String {
    if num_remarks == 0 {
        format!("{name} was opened; nothing had to be guessed")
    } else {
        format!(
            "{name} was opened with {}",
            counted(num_remarks, "remark", "remarks")
        )
    }
}

/// A file was merged into the open network.
pub fn merged_in(name: &str, added: usize, changed: usize) -> String {
    if added + changed == 0 {
        return format!("{name} says nothing that is not known already");
    }
    format!(
        "{name} was merged: {} added, {} changed",
        count(added),
        count(changed)
    )
}

/// The report was written into the journal.
pub const REPORT_KEPT: &str = "The report is now in the journal of the network";

/// The text of the entry of the journal with the report.
pub fn journal(report: &str) -> String {
    format!("Import report\n{report}")
}

/// What was decided could not be remembered.
pub fn not_remembered(why: &str) -> String {
    format!("What you decided cannot be remembered for the next file: {why}")
}

// What was decided, and what follows from it.

/// Weights became strengths.
pub const WEIGHTS_AS_DISTANCES: &str = "numbers are distances; strength = 1 / number";

/// Weights became strengths.
pub fn weights_as_ranks(least: f64, greatest: f64) -> String {
    format!("numbers are ranks; strength = {greatest} + {least} − number")
}

/// A distance of nothing.
pub const NO_DISTANCE: &str = "a distance of 0 has no strength; the tie gets weight 1";
/// A column is not taken in.
pub const LEFT_OUT: &str = "the column was left out, as decided";
/// A tie between two actors that are one.
pub const TIE_OF_MERGED: &str = "the tie was between two actors that were made one";
/// The kind of ties that stand for common activities.
pub const PROJECTED_KIND: &str = "common activities";

/// Two actors became one.
pub fn merged(name: &str, kept: &str) -> String {
    format!("‘{name}’ was made one with ‘{kept}’, as decided")
}

/// Words of the sector column that nothing is known about.
pub fn unknown_sectors(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
    format!(
        "no sector is known for {}; these actors are unassigned, and the words are kept as an attribute",
        words.join(", ")
    )
}

/// There is no sector column.
pub const NO_SECTOR_COLUMN: &str =
    "no column says which sector an actor belongs to; name one with --sector-column";

/// A sector that does not exist.
pub fn no_such_sector(sector: &str, sectors: &[&str]) -> String {
    format!("‘{sector}’ is none of {}", sectors.join(", "))
}

/// A tie by its ends and kind.
pub fn tie(source: &str, target: &str, kind: &str) -> String {
    if kind.is_empty() {
        format!("{source} – {target}")
    } else {
        format!("{source} – {target} ({kind})")
    }
}

/// Decided: the file’s sectors stay.
pub const SECTORS_ARE_OWN: &str = "decided: the words of the file are its sectors";

/// A word of the sector column and the sector that it means.
pub fn sector_as(word: &str, sector: &str) -> String {
    if sector.is_empty() {
        format!("‘{word}’ is unassigned")
    } else {
        format!("‘{word}’ is {sector}")
    }
}

/// Decided: what words mean.
pub fn sectors_mapped(pairs: &[String]) -> String {
    format!("decided: {}", pairs.join(", "))
}

/// Decided: direction.
pub fn directed(directed: bool) -> &'static str {
    if directed {
        "decided: ties have a direction"
    } else {
        "decided: ties have no direction"
    }
}

/// Decided: activities become ties.
pub const PROJECTED: &str = "decided: actors with common activities are tied, weight = number of them; activities are not kept";
/// Decided: actors that are only named.
pub const UNLISTED_ADDED: &str = "decided: actors that are named but not listed are added";
/// Decided: actors that are only named.
pub const UNLISTED_SKIPPED: &str = "decided: rows that name an actor who is not listed are skipped";
/// Decided: activities that are only named.
pub const UNLISTED_ACTIVITIES_ADDED: &str =
    "decided: activities that are named but not listed are added";
/// Decided: activities that are only named.
pub const UNLISTED_ACTIVITIES_SKIPPED: &str =
    "decided: rows that name an activity which is not listed are skipped";
/// Decided: it goes into the open network.
pub const MERGED_INTO_OPEN: &str = "decided: merged into the open network";
/// A file that has a map goes into a network that has none.
pub const MAP_TAKEN: &str = "actors stand where the file has them";
/// A file that has a map goes into a network that has the same.
pub const MAP_SAME: &str =
    "the file has the open map: new actors stand where the file has them, all others stay";
/// A file that has a map goes into a network that has another.
pub const MAP_OTHER: &str = "the open map stays as it is, the file has another: new actors stand beside those they are tied to";

/// Decided: actors that are the same.
pub fn num_merged(num: usize) -> String {
    format!(
        "decided: {} made one with another",
        counted(num, "actor was", "actors were")
    )
}

// The report.

/// The name of a format, by its id.
pub fn format(id: &str) -> &str {
    match id {
        "ron" => "Helixmap",
        "csv-folder" => "folder of CSV tables",
        "csv" => "CSV table",
        "xlsx" => "Excel workbook",
        "ods" => "OpenDocument workbook",
        "graphml" => "GraphML",
        "gexf" => "GEXF",
        "pajek" => "Pajek",
        "dl" => "UCINET DL",
        "vna" => "NetDraw VNA",
        "gml" => "GML",
        "gdf" => "GDF",
        "dot" => "Graphviz DOT",
        "json" => "JSON",
        "cytoscape" | "cytoscape-json" => "Cytoscape.js JSON",
        "node-link" => "JSON of nodes and links",
        "graphology" => "Graphology JSON",
        "kumu" => "Kumu workbook",
        "kumu-json" => "Kumu JSON",
        "cordis" => "CORDIS tables",
        id => id,
    }
}

/// What a format is called where its name begins a line.
pub fn format_heading(id: &str) -> &str {
    match id {
        "csv-folder" => "Folder of CSV tables",
        id => format(id),
    }
}

/// How much there is of everything.
pub fn counts(actors: usize, ties: usize, activities: usize, participations: usize) -> String {
    let mut parts = vec![
        counted(actors, "actor", "actors"),
        counted(ties, "tie", "ties"),
    ];
    if activities > 0 {
        parts.push(counted(activities, "activity", "activities"));
        parts.push(counted(participations, "participation", "participations"));
    }
    parts.join(", ")
}

/// What was read.
pub fn read(name: &str, format: &str, counts: &str) -> String {
    format!("{name} ({format}): {counts}")
}

/// A column whose name is not that of its field.
pub fn column_as(column: &str, field: &str) -> String {
    format!("{column} as {field}")
}

/// A table: its rows, its columns with a meaning, its attributes.
pub fn table(
    file: &str,
    kind: &str,
    num_rows: usize,
    fields: &[String],
    attributes: &[String],
) -> String {
    let mut text = format!(
        "{file}: {} of {}, columns {}",
        counted(num_rows, "row", "rows"),
        table_kind(kind).to_lowercase(),
        fields.join(", ")
    );
    if !attributes.is_empty() {
        text.push_str("; kept as attributes: ");
        text.push_str(&attributes.join(", "));
    }
    text
}

/// How many issues there are of each kind.
pub fn issue_counts(notes: usize, guesses: usize, skipped: usize, errors: usize) -> String {
    let kinds = [
        (errors, "error", "errors"),
        (skipped, "skipped", "skipped"),
        (guesses, "guess", "guesses"),
        (notes, "note", "notes"),
    ];
    let told: Vec<String> = kinds
        .into_iter()
        .filter(|&(num, ..)| num > 0)
        .map(|(num, one, many)| counted(num, one, many))
        .collect();
    if told.is_empty() {
        "no remarks".to_owned()
    } else {
        told.join(", ")
    }
}

/// By what actors were found in the open network.
pub fn merged_by(by_name: bool, found: usize) -> String {
    let by = if by_name { "name" } else { "id" };
    format!(
        "{} found in the open network by {by}",
        counted(found, "actor was", "actors were")
    )
}

/// What becomes of one kind of records in a merge.
pub fn changes(
    kind: &str,
    added: usize,
    changed: usize,
    unchanged: usize,
    missing: usize,
) -> String {
    format!(
        "{}: {} added, {} changed, {} unchanged, {} only in the open network",
        table_kind(kind).to_lowercase(),
        count(added),
        count(changed),
        count(unchanged),
        count(missing)
    )
}

/// What a table lists, by its id.
pub fn table_kind(kind: &str) -> &'static str {
    match kind {
        "actors" => "Actors",
        "ties" => "Ties",
        "activities" => "Activities",
        "participation" => "Participations",
        _ => "",
    }
}

/// A field of a table, by the kind of the table and the name under which it is written.
pub fn field<'w>(kind: &str, name: &'w str) -> &'w str {
    match (kind, name) {
        ("activities", "title") => "Title",
        (_, "id") => "Id",
        (_, "label") => "Name",
        (_, "sector") => "Sector",
        ("ties", "kind") => "Kind of tie",
        ("activities", "kind") => "Kind of activity",
        (_, "kind") => "Type",
        (_, "country") => "Country",
        (_, "city") => "City or town",
        (_, "url") => "Web page",
        (_, "entity") => "Organisation or person",
        (_, "description") => "Description",
        (_, "latitude") => "Latitude",
        (_, "longitude") => "Longitude",
        (_, "tags") => "Tags",
        (_, "since") => "Since",
        (_, "until") => "Until",
        (_, "start") => "Start",
        (_, "end") => "End",
        (_, "confirmed") => "Confirmed",
        ("ties", "source") => "From",
        ("ties", "target") => "To",
        (_, "source" | "source_note") => "Where it is known from",
        (_, "weight") => "Weight",
        (_, "directed") => "Directed",
        (_, "status") => "Status",
        (_, "confidence") => "Confidence",
        (_, "topic") => "Topic",
        (_, "programme") => "Programme",
        (_, "budget") => "Budget",
        (_, "currency") => "Currency",
        (_, "zones") => "Zones",
        (_, "facet") => "Facet",
        (_, "layer") => "Layer",
        (_, "portfolio") => "Portfolio",
        (_, "actor_id") => "Actor",
        (_, "activity_id") => "Activity",
        (_, "role") => "Role",
        (_, "amount") => "Amount",
        (_, name) => name,
    }
}

// The review.

/// The title of the review.
pub fn title(name: &str) -> String {
    format!("Open {name}")
}

/// What is being reviewed, if it goes into the open network.
pub fn title_merge(name: &str) -> String {
    format!("Merge {name}")
}

/// What it was recognised as.
pub fn recognised(format: &str) -> String {
    format!("Recognised as {format}")
}

/// The choices are those of an earlier file.
pub const REMEMBERED: &str = "as you decided for the last file with these columns";
/// The part about tables and columns.
pub const PART_TABLES: &str = "Tables";
/// The part about sectors.
pub const PART_SECTORS: &str = "Sectors";
/// The part about ties and activities.
pub const PART_TIES: &str = "Ties and activities";
/// The part about actors that may be the same.
pub const PART_DUPLICATES: &str = "Same actor twice?";
/// The part about what happened.
pub const PART_REPORT: &str = "Report";
/// The part about what changes in the open network.
pub const PART_CHANGES: &str = "What changes";

/// What a table lists.
pub const LISTS: &str = "Each row is";

/// What a row of a table is.
pub fn row_of(kind: &str) -> &'static str {
    match kind {
        "actors" => "An actor",
        "ties" => "A tie",
        "activities" => "An activity",
        "participation" => "A part in an activity",
        _ => "",
    }
}

/// A column that is kept under its own name.
pub const AS_ATTRIBUTE: &str = "Keep as attribute";
/// A column that is not taken in.
pub const AS_NOTHING: &str = "Leave out";

/// The label of the choice of a column’s meaning.
pub fn meaning_of(column: &str) -> String {
    format!("Meaning of column {column}")
}

/// How many rows of a table are shown.
pub fn first_rows(shown: usize, of: usize) -> String {
    if shown == of {
        counted(of, "row", "rows")
    } else {
        format!("First {} of {} rows", count(shown), count(of))
    }
}

/// What the part about sectors asks.
pub const SECTORS_TEXT: &str = "Which sector does each word of the file mean?";
/// There is no sector column.
pub const NO_SECTORS: &str = "No column says which sector an actor belongs to. Choose one under Tables, or set sectors later on the map.";
/// The choice to leave sectors to the reader.
pub const SECTORS_AS_READ: &str = "As recognised";
/// The choice to map words.
pub const SECTORS_HELIX: &str = "Four sectors";
/// The choice to keep the words.
pub const SECTORS_OWN: &str = "The file’s own";
/// What the choice to leave it to the reader means.
pub const SECTORS_AS_READ_TEXT: &str =
    "The four sectors if every word clearly is one of them, else the file’s own words";
/// What the choice to map words means.
pub const SECTORS_HELIX_TEXT: &str = "You say for each word which of the four it is";
/// What the choice to keep the words means.
pub const SECTORS_OWN_TEXT: &str = "Each word becomes a sector of its own";
/// A word without a sector.
pub const UNASSIGNED: &str = "Unassigned";
/// A word that nothing is known about.
pub const NOT_KNOWN: &str = "not known, please choose";

/// How many actors have a word.
pub fn actors_with_word(num: usize) -> String {
    counted(num, "actor", "actors")
}

/// The label of the choice of a word’s sector.
pub fn sector_of(word: &str) -> String {
    format!("Sector of {word}")
}

/// Direction.
pub const DIRECTION: &str = "Direction";
/// Direction as the file says.
pub const DIRECTION_AS_READ: &str = "As in the file";
/// With direction.
pub const DIRECTION_YES: &str = "Directed";
/// Without.
pub const DIRECTION_NO: &str = "Undirected";
/// What direction means.
pub const DIRECTION_TEXT: &str =
    "Directed: from one actor to the other, such as who asks whom for advice";
/// Weights.
pub const WEIGHT: &str = "Weight";

/// The weights of a file.
pub fn weight_range(least: f64, greatest: f64) -> String {
    format!(
        "The file has numbers from {} to {}",
        number(least),
        number(greatest)
    )
}

/// Bigger is closer.
pub const WEIGHT_STRENGTH: &str = "Strength";
/// Bigger is farther.
pub const WEIGHT_DISTANCE: &str = "Distance";
/// One is the closest.
pub const WEIGHT_RANK: &str = "Rank";
/// What they mean.
pub const WEIGHT_STRENGTH_TEXT: &str = "Bigger is closer; numbers stay as they are";
/// What they mean.
pub const WEIGHT_DISTANCE_TEXT: &str = "Bigger is farther; strength = 1 / number";
/// What they mean.
pub const WEIGHT_RANK_TEXT: &str = "1 is closest; strength = greatest + smallest − number";
/// Activities.
pub const ACTIVITIES: &str = "Activities";
/// They stay.
pub const ACTIVITIES_KEEP: &str = "Keep them";
/// They become ties.
pub const ACTIVITIES_PROJECT: &str = "Make ties of them";
/// What that means.
pub const ACTIVITIES_KEEP_TEXT: &str = "Actors count as tied when they take part in something together, and the map still knows in what";
/// What that means.
pub const ACTIVITIES_PROJECT_TEXT: &str = "A tie for every two actors with common activities, as strong as they have many; the activities themselves are not kept";
/// Actors that are named but not listed.
pub const UNLISTED: &str = "Actors that are not listed";

/// How many rows name somebody who is not listed.
pub fn unlisted(rows: usize, actors: usize) -> String {
    format!(
        "{} {} that the list of actors does not have",
        counted(rows, "row names", "rows name"),
        counted(actors, "actor", "actors")
    )
}

/// Add them.
pub const UNLISTED_ADD: &str = "Add them";
/// Skip the rows.
pub const UNLISTED_SKIP: &str = "Skip the rows";
/// Activities that are named but not listed.
pub const UNLISTED_ACTIVITIES: &str = "Activities that are not listed";

/// How many rows name an activity that is not listed.
pub fn unlisted_activities(rows: usize, activities: usize) -> String {
    format!(
        "{} {} that the list of activities does not have",
        counted(rows, "row names", "rows name"),
        counted(activities, "activity", "activities")
    )
}

/// Add them.
pub const UNLISTED_ACTIVITIES_ADD: &str = "Add these activities";
/// Skip the rows.
pub const UNLISTED_ACTIVITIES_SKIP: &str = "Skip their rows";
/// There is nothing to decide about ties.
pub const NOTHING_TO_DECIDE: &str = "There are no ties and no activities in the file.";

/// What the part about duplicates asks.
pub fn duplicates_text(num: usize) -> String {
    format!(
        "{} may be the same. Make one of them, or keep both.",
        counted(num, "pair of actors", "pairs of actors")
    )
}

/// There are none.
pub const NO_DUPLICATES: &str = "No two actors look like the same one.";
/// Keep both.
pub const KEEP_BOTH: &str = "Keep both";
/// Make one of them.
pub const MAKE_ONE: &str = "Make one";
/// Make one of all pairs.
pub const MAKE_ONE_ALL: &str = "Make one of every pair";
/// Keep all apart.
pub const KEEP_ALL: &str = "Keep all apart";

/// The label of the choice about a pair.
pub fn pair(first: &str, second: &str) -> String {
    format!("{first} and {second}")
}

/// Why two actors may be one.
pub const SAME_NAME: &str = "Same name but for case and signs";
/// Why two actors may be one.
pub const SAME_WORDS: &str = "Same words in another order, language or legal form";
/// Why two actors may be one.
pub const MISSPELLING: &str = "One letter differs";
/// Why two actors may be one.
pub const PLACE_ADDED: &str = "One name adds the place";
/// Why two actors may be one.
pub const INITIALS: &str = "One may be short for the other";

/// Nothing happened that would have to be told.
pub const NO_ISSUES: &str =
    "Everything was read as it stands; nothing was guessed and nothing skipped.";
/// Copy the report.
pub const COPY_REPORT: &str = "Copy report";
/// Write the report into the journal.
pub const KEEP_REPORT: &str = "Save to journal";
/// Show the report.
pub const SHOW_REPORT: &str = "Show report";
/// The title of the report.
pub const REPORT_TITLE: &str = "Import report";

/// A kind of issue, by its place: note, guess, skipped, error.
pub const ISSUE_KINDS: [&str; 4] = ["Note", "Guess", "Skipped", "Error"];

/// Where it goes.
pub const DESTINATION: &str = "Open as";
/// A new network.
pub const DESTINATION_NEW: &str = "New network";

/// Into the open network.
pub fn destination_merge(name: &str) -> String {
    format!("Merge into {name}")
}

/// By what actors are found.
pub const MATCH_BY: &str = "Same actor when the";
/// By id.
pub const MATCH_ID: &str = "id is equal";
/// By name.
pub const MATCH_NAME: &str = "name is equal";
/// Added records.
pub const ADDED: &str = "Added";
/// Changed records.
pub const CHANGED: &str = "Changed";
/// Unchanged records.
pub const UNCHANGED: &str = "Unchanged";
/// Missing records.
pub const MISSING: &str = "Only in the open network (kept)";
/// The file changes nothing.
pub const NO_CHANGES: &str = "The file says nothing that the open network does not know already.";

/// Sectors that the open network gets.
pub fn new_sectors(names: &[String]) -> String {
    format!("New sectors: {}", names.join(", "))
}

/// A value before and after.
pub fn field_change(field: &str, before: &str, after: &str) -> String {
    if before.is_empty() {
        format!("{field}: {after}")
    } else {
        format!("{field}: {before} → {after}")
    }
}

/// How many more there are.
pub fn more(num: usize) -> String {
    format!("… and {} more", count(num))
}

/// How many more issues there are.
pub fn more_in_copy(num: usize) -> String {
    format!("… and {} more; the copied report has all", count(num))
}

/// Take it in.
pub const ACCEPT_NEW: &str = "Open";
/// Take it in.
pub const ACCEPT_MERGE: &str = "Merge";
/// What would come of it is being worked out.
pub const WORKING: &str = "Working it out…";
/// The first map of it is being worked out, and how far that is, 0 to 1.
pub fn placing(progress: Option<f32>) -> String {
    match progress {
        Some(progress) => format!(
            "Finding places on the map, {}",
            percent(f64::from(progress))
        ),
        None => "Finding places on the map…".to_owned(),
    }
}
/// It cannot be opened as it is.
pub const CANNOT_BE_OPENED: &str = "It cannot be opened like this; see the report";

// Export.

/// The title of the export.
pub const EXPORT_TITLE: &str = "Save a copy for another program";
/// What it is about.
pub const EXPORT_TEXT: &str = "The network stays as it is and keeps its own file.";
/// A format that keeps everything.
pub const KEEPS_ALL: &str = "Keeps everything";

/// A text with its numbers as we write them; what is quoted stays as it is.
fn with_grouped_numbers(text: &str) -> String {
    let mut is_quoted = false;
    let mut words = text.split(' ').map(|word| {
        let was_quoted = is_quoted;
        is_quoted = match (word.rfind('‘'), word.rfind('’')) {
            (None, None) => was_quoted,
            (open, close) => open > close,
        };
        match word.parse() {
            Ok(number) if !was_quoted => count(number),
            _ => word.to_owned(),
        }
    });
    words.by_ref().collect::<Vec<_>>().join(" ")
}

/// What a format does not keep.
pub fn does_not_keep(losses: &[String]) -> String {
    let losses: Vec<String> = losses
        .iter()
        .map(|loss| with_grouped_numbers(loss))
        .collect();
    format!("Does not keep {}", losses.join("; "))
}

/// What a format does not keep: notes on the map.
pub const LOSES_NOTES: &str = "the notes on the map";
/// What a format does not keep: what-ifs.
pub const LOSES_SCENARIOS: &str = "the what-ifs";
/// Positions are not kept.
pub const LOSES_POSITIONS: &str = "positions on the map";
/// Pins are not kept.
pub const LOSES_PINS: &str = "which actors are pinned to their place";
/// The filter is not kept.
pub const LOSES_FILTER: &str = "the filter";
/// The appearance is not kept.
pub const LOSES_APPEARANCE: &str = "the appearance";

/// A copy could not be written.
pub fn not_exported(why: &str, file: &str) -> String {
    format!("The copy could not be saved: {why}. Try another folder ({file})")
}

/// A copy was written.
pub fn exported(file: &str) -> String {
    format!("A copy was saved as {file}")
}

/// Choose a file.
pub const EXPORT_CHOOSE: &str = "Choose a file…";
/// Choose a folder.
pub const EXPORT_CHOOSE_FOLDER: &str = "Choose a folder…";

/// Choose a file for this format.
pub fn export_as(format: &str) -> String {
    format!("Save as {format}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_plain() {
        assert_eq!(
            read("a.csv", format("csv"), &counts(1, 2, 0, 0)),
            "a.csv (CSV table): 1 actor, 2 ties"
        );
        assert_eq!(
            table(
                "a.csv",
                "ties",
                2,
                &["source".to_owned(), column_as("Styrka", "weight")],
                &["x".to_owned()]
            ),
            "a.csv: 2 rows of ties, columns source, Styrka as weight; kept as attributes: x"
        );
        assert_eq!(issue_counts(1, 2, 0, 0), "2 guesses, 1 note");
        assert_eq!(
            changes("actors", 1, 2, 3, 4),
            "actors: 1 added, 2 changed, 3 unchanged, 4 only in the open network"
        );
    }

    #[test]
    fn numbers_of_what_is_lost_are_written_as_everywhere() {
        let losses = [
            "144726 parts in activities",
            "the field ‘year 2024 or so’, which 2026 actors have",
            "1 note",
        ];
        let told = does_not_keep(&losses.map(str::to_owned));
        let [parts, actors] = [144_726, 2026].map(count);
        assert_ne!(parts, "144726");
        assert_eq!(
            told,
            format!(
                "Does not keep {parts} parts in activities; the field ‘year 2024 or so’, which {actors} actors have; \
                 1 note"
            )
        );
    }
}
