//! The native file: a network and how it was left on the map, as RON that people can read, edit and compare.
//!
//! It is a text in UTF-8, usually with the ending `.ron`. [`read()`] takes the whole of it or refuses it with the place and
//! the reason; [`write()`] always writes the same text for the same content, one record per line and in a fixed order, so
//! that two versions of a file compare line by line. What has been written is read back without loss.
//!
//! # A complete example
//!
//! Every field that there is. Only `version` and the fields marked with `!` must be given; all others are left out when
//! they are empty or at their default.
//!
//! ```
//! let text = r##"#![enable(implicit_some)]
//! (
//!     version: 1,
//!     name: "Harbour quarter",
//!     description: "Who works with whom on the new harbour quarter",
//!     source: "Interviews, spring 2026",
//!     license: "CC0-1.0",
//!     attributes: {"interviews": 14},
//!
//!     // The sectors. Left out for the default: business, city, university, civil.
//!     sectors: [
//!         (id: "firm", name: "Firms", color: "#C8500A", dark_color: "#F08A4B", shape: Square, aliases: ["company"]), // id!
//!         (id: "public"), // name, colours and shape then follow from the id and the place in the list
//!         (id: "people", shape: Triangle),
//!     ],
//!
//!     actors: [
//!         (
//!             id: "city", // !  unique among actors
//!             label: "City of Examplestad", // the id, if left out
//!             sector: "public", // the id of a sector; left out if not known
//!             entity: Organization, // or Department, Team, Person
//!             kind: "municipality",
//!             description: "Owns the land",
//!             country: "SE",
//!             city: "Examplestad",
//!             coordinates: (55.7047, 13.191), // latitude and longitude in degrees
//!             url: "https://example.org",
//!             tags: ["land", "energy"],
//!             since: "2019", // dates: a year, a month or a day
//!             until: "2030-12-31",
//!             confirmed: false, // true, if left out
//!             source: "Interview 3",
//!             attributes: {"employees": 4100, "share": 0.5, "member": true, "note": "any text", "wards": ["A", "B"]},
//!         ),
//!         (id: "wharf", label: "Wharf & Sons", sector: "firm"),
//!         (id: "tenants", sector: "people"),
//!     ],
//!
//!     // Ties have no id; their order is that of the file.
//!     ties: [
//!         (
//!             source: "city", // !  the id of an actor
//!             target: "wharf", // !
//!             kind: "leases to",
//!             weight: 2.5, // 0 or more; 1, if left out
//!             directed: true, // false, if left out
//!             since: "2024-05",
//!             until: "2027",
//!             status: Planned, // Active, if left out; or Dormant, Ended
//!             confidence: 0.8, // 0 to 1
//!             origin: "Land register", // where this is known from
//!             introduction: "intro-1",
//!             attributes: {"contract": "L-17"},
//!         ),
//!         (source: "wharf", target: "tenants"),
//!     ],
//!
//!     portfolios: [
//!         (id: "harbour", name: "Harbour", holder: "city", level: Local, parent: "climate", description: "All of it"), // id!
//!         (id: "climate", level: Eu), // or Regional, National, International
//!     ],
//!
//!     activities: [
//!         (
//!             id: "heat", // !
//!             title: "Heat from the sea",
//!             kind: Project, // or Lab, Event, PreStudy, Challenge
//!             description: "A heat pump for the quarter",
//!             topic: "energy",
//!             programme: "Example programme",
//!             start: "2025",
//!             end: "2027-06",
//!             zones: [(zone: Yellow, since: "2025", note: "first idea"), (zone: Green)], // zone!  or Blue; the last is now
//!             facet: Mission, // or Enhancement, Adaptive, Anticipatory
//!             layer: Project, // or Core, Partner, Qualitative
//!             budget: (amount: 120000, currency: "EUR"), // amount!
//!             portfolio: "harbour",
//!             url: "https://example.org/heat",
//!             tags: ["heat"],
//!             source: "Application",
//!             attributes: {"call": "2025-1"},
//!             participants: [
//!                 (actor: "city", role: "coordinator", amount: 60000, source: "Budget", attributes: {"months": 12}), // actor!
//!                 (actor: "wharf"),
//!             ],
//!         ),
//!     ],
//!
//!     commitments: [
//!         (
//!             id: "c-1", // !
//!             by: "city", // !
//!             to: "tenants",
//!             promise: "No rise of rents before 2028",
//!             contract: "Quarter contract",
//!             year: 2026,
//!             status: Underway, // Promised, if left out; or Kept, Revised, Broken
//!             activity: "heat",
//!             outcome: "Rents unchanged so far",
//!             source: "Contract, page 3",
//!             attributes: {"page": 3},
//!         ),
//!     ],
//!
//!     // Offers have the same fields as needs.
//!     needs: [
//!         (id: "n-1", actor: "wharf", text: "Cheap heat", tags: ["heat"], status: Matched, since: "2026"), // id! actor!  Open, if left out; or Closed
//!     ],
//!     offers: [
//!         (id: "o-1", actor: "city", text: "A place for the pump", tags: ["heat"], attributes: {"area": 300}),
//!     ],
//!
//!     introductions: [
//!         (
//!             id: "intro-1", // !
//!             first: "wharf", // !
//!             second: "tenants", // !
//!             by: "city",
//!             reason: "Both need heat",
//!             need: "n-1",
//!             offer: "o-1",
//!             steps: [(status: Suggested, date: "2026-02-01", note: "by mail"), (status: Met)], // status!
//!             // or Introduced, WorkingTogether, Ended, Declined; the last is where it stands
//!             attributes: {"room": "B2"},
//!         ),
//!     ],
//!
//!     journal: [
//!         (
//!             id: "j-1", // !
//!             date: "2026-03-05",
//!             kind: CriticalIncident, // Observation, if left out; or Decision, Insight
//!             text: "The pump supplier withdrew",
//!             author: "A. Example",
//!             actors: ["wharf"],
//!             activities: ["heat"],
//!             attributes: {"severity": 2},
//!         ),
//!     ],
//!
//!     // Where actors are on the map: x to the right, y down.
//!     positions: [
//!         (actor: "city", x: -120.5, y: 30, pinned: true), // actor! x! y!
//!     ],
//!
//!     // What somebody has written on the map.
//!     notes: [
//!         (text: "Here the city could introduce them", x: 40, y: -12.5), // text! x! y!  where its middle is
//!         (text: "Needs heat by 2027", x: 0, y: 30, beside: "wharf"), // goes along with this actor: x and y from there
//!     ],
//!
//!     // What is hidden.
//!     filter: (
//!         hidden_sectors: ["people"],
//!         hide_unassigned: true,
//!         hidden_actors: ["tenants"],
//!         hidden_kinds: ["leases to"],
//!         ties: Declared, // All, if left out; or Activities
//!         // All of these must be true of what is shown; with `not: true`, must not be.
//!         conditions: [
//!             Sectors(any_of: ["public", "firm"], unassigned: true),
//!             Kinds(any_of: ["leases to", ""], shared_activities: true), // of ties
//!             Weight(least: 1, most: 9.5), // of tied pairs; either end may be left out here and below
//!             Score(measure: "degree", least: 1), // measure!  in the whole network
//!             OneOf(property: "country", any_of: ["SE", "DK"]), // property!  a field or an attribute of actors
//!             Contains(property: "note", text: "text", not: true), // property! text!
//!             Within(property: "employees", least: 10), // property!
//!             Time(from: "2019", to: "2027-06"), // actors, ties and activities of these years; either may be left out
//!             FragmentOf(actor: "city"), // actor!  who hangs together with it in the whole network
//!             FragmentSize(least: 2), // how many hang together
//!         ],
//!         supposed: (removed: ["wharf"]), // looked at as if it were so
//!     ),
//!
//!     // What-ifs that are kept. The filter may hold one as `supposed`, without a name.
//!     scenarios: [
//!         (
//!             name: "Without the city", // what is supposed, if left out
//!             removed: ["city"], // actors that leave
//!             added: [("wharf", "tenants")], // pairs that become tied
//!             dissolved: [("city", "wharf")], // pairs that lose what ties them
//!         ),
//!     ],
//!
//!     appearance: (
//!         // Measures, or properties of actors. If left out: what the lens suggests, the sector, the name.
//!         size_by: "betweenness",
//!         color_by: "country", // or "communities"
//!         label_by: "degree",
//!         layout: "force",
//!         together: Sectors, // for force: Nothing, if left out; or Communities
//!         strong_ties_closer: true, // for force: false, if left out
//!         // A measure, or a property of actors that is a number.
//!         middle: "betweenness", // for concentric
//!         across: "interest", // for scatter
//!         up: "influence",
//!         styles: [(name: "Countries", color_by: "country")], // saved, to choose from
//!         // Who is drawn as one marker; an actor in several is in the last.
//!         collapsed: [
//!             Sector(sector: "people"), // sector!
//!             Unassigned(), // who has no sector
//!             Actors(name: "Landowners", actors: ["city", "wharf"]), // name! actors!
//!         ],
//!     ),
//! )
//! "##;
//! let content = helixmap::document::native::read(text)?;
//! assert_eq!(content.network.num_actors(), 3);
//! assert_eq!(content.network.info().name, "Harbour quarter");
//!
//! let written = helixmap::document::native::write(&content)?;
//! let again = helixmap::document::native::read(&written)?;
//! assert_eq!(helixmap::document::native::write(&again)?, written);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules
//!
//! * A field that is not in the example is an error, so that a misspelt one is not lost silently. What else is to be said
//!   about a record goes into its `attributes`: flags, whole numbers, other numbers (with a point), texts, lists of texts.
//! * Ids are texts, unique among the records of their kind; references name them. The order of records is kept.
//! * Numbers are finite. Dates are `"2024"`, `"2024-05"` or `"2024-05-17"`, and must exist in the calendar.
//! * Comments are allowed, but not kept when Helixmap saves the file.
//! * `version` is 1. A file of a later version is refused, whatever else it says, and never overwritten unseen.

mod conditions;
mod error;
mod locate;
mod problems;
mod read;
mod record;
mod resolve;
mod resolve_records;
mod write;
mod write_records;

use ron::error::SpannedError;
use ron::extensions::Extensions;

pub use error::{NativeError, NativeProblem, Place, WriteError};

use super::Content;
use read::FileContent;

/// The version of the format that is written.
pub const VERSION: u64 = 1;

/// The content of a native file, or the first thing that is wrong with it.
pub fn read(text: &str) -> Result<Content, NativeError> {
    read_all(text).map_err(|errors| {
        errors.into_iter().next().unwrap_or(NativeError {
            place: Place { line: 1, column: 1 },
            problem: NativeProblem::MissingVersion,
        })
    })
}

/// The content of a native file, or everything that is wrong with it, in the order of the file: never empty, at most
/// about a hundred errors. A mistake in the syntax hides those after it.
pub fn read_all(text: &str) -> Result<Content, Vec<NativeError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    check_version(text).map_err(|error| vec![error])?;
    let file: FileContent = ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| vec![syntax_error(text, error)])?;
    resolve::resolve(text, file)
}

/// The text of a native file with this content.
pub fn write(content: &Content) -> Result<String, WriteError> {
    write::write(content)
}

/// Whether a text looks like a native file, of whatever version.
pub fn looks_native(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.get(locate::locate(text, &[])..).unwrap_or("");
    start.starts_with('(') && locate::locate_field(text, "version").is_some()
        || start.starts_with("network")
}

/// Looks at the version before anything else, since a later version may be anything else.
fn check_version(text: &str) -> Result<(), NativeError> {
    let Some(offset) = locate::locate_field(text, "version") else {
        // Broken syntax may hide the version; then the syntax is what to tell about.
        return Ok(());
    };
    let digits: String = text
        .get(offset..)
        .unwrap_or("")
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.is_empty() {
        return Ok(());
    }
    let problem = match digits.parse().unwrap_or(u64::MAX) {
        VERSION => return Ok(()),
        0 => NativeProblem::NoSuchVersion(0),
        newer => NativeProblem::NewerVersion(newer),
    };
    Err(NativeError {
        place: Place::of(text, offset),
        problem,
    })
}

/// What the RON parser has to say, in our words.
fn syntax_error(text: &str, error: SpannedError) -> NativeError {
    use ron::Error;
    let SpannedError { code, span } = error;
    // The parser tells where the token before a missing one begins and where it ends.
    let position = match code {
        Error::ExpectedComma | Error::Eof => span.end,
        _ => span.start,
    };
    let offset = locate::next_token(text, position.line, position.col);
    let mut place = Place::of(text, offset);
    let problem = match code {
        Error::MissingStructField {
            field: "version", ..
        } => {
            place = Place::of(text, locate::locate(text, &[]));
            NativeProblem::MissingVersion
        }
        Error::MissingStructField { field, outer } => {
            let record = outer.unwrap_or_else(|| "record".to_owned());
            NativeProblem::Syntax(format!("this {record} has no ‘{field}’"))
        }
        Error::NoSuchStructField {
            found, expected, ..
        } => NativeProblem::UnknownField {
            suggestion: suggestion(&found, expected),
            field: found,
        },
        Error::DuplicateStructField { field, .. } => NativeProblem::GivenTwice(field.to_owned()),
        Error::NoSuchEnumVariant {
            found, expected, ..
        } => NativeProblem::UnknownWord {
            word: found,
            expected: expected.join(", "),
        },
        Error::InvalidValueForType { expected, found } => {
            NativeProblem::Syntax(format!("expected {expected}, found {found}"))
        }
        Error::Message(message) => NativeProblem::Syntax(message),
        Error::ExpectedString => NativeProblem::Syntax("expected a text in \"quotes\"".to_owned()),
        Error::ExpectedFloat | Error::ExpectedInteger => {
            NativeProblem::Syntax("expected a number".to_owned())
        }
        Error::ExpectedBoolean => NativeProblem::Syntax("expected true or false".to_owned()),
        Error::ExpectedArray => NativeProblem::Syntax("expected a list: [ … ]".to_owned()),
        _ if offset == text.len() => NativeProblem::Syntax("the file ends too early".to_owned()),
        Error::TrailingCharacters => {
            NativeProblem::Syntax("there is something after the end of the network".to_owned())
        }
        other => {
            let message = other.to_string();
            let mut chars = message.chars();
            let first = chars.next().map(|c| c.to_lowercase().to_string());
            NativeProblem::Syntax(first.unwrap_or_default() + chars.as_str())
        }
    };
    NativeError { place, problem }
}

/// “; did you mean …” if one of the words is close, otherwise all of them.
fn suggestion(word: &str, known: &[&str]) -> String {
    let closest = known
        .iter()
        .map(|known| (distance(word, known), known))
        .min_by_key(|&(distance, _)| distance);
    match closest {
        Some((distance, known)) if distance <= 2 => format!("; did you mean ‘{known}’?"),
        _ => format!("; there are {}", known.join(", ")),
    }
}

/// How many letters must be added, removed or replaced to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (place, &other) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = *place;
            left = replaced.min(left + 1).min(diagonal + 1);
            *place = left;
        }
    }
    row.last().copied().unwrap_or(0)
}
