//! The native file: everything comes back, always the same text, and every mistake is told with its place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use helixmap::document::native::{self, NativeProblem, Place, VERSION};
use helixmap::model::{AttributeValue, SectorScheme};

const VERSION_1: &str = include_str!("fixtures/version_1.ron");

#[track_caller]
fn refused(text: &str, place: (usize, usize), message: &str) {
    let error = native::read(text).unwrap_err();
    assert_eq!(
        (
            (error.place.line, error.place.column),
            error.problem.to_string().as_str()
        ),
        (place, message)
    );
}

#[test]
fn a_file_of_version_1_opens_and_is_saved_unchanged() {
    let content = native::read(VERSION_1).unwrap();
    assert_eq!(native::write(&content).unwrap(), VERSION_1);

    let network = &content.network;
    assert_eq!((network.num_actors(), network.num_ties()), (3, 2));
    assert_eq!(network.info().name, "Harbour quarter");
    assert_eq!(network.sectors().len(), 3);
    let city = network
        .actor(network.actor_by_key("city").unwrap())
        .unwrap();
    assert_eq!(city.label, "Examplestad’s “Öresund” office\nsecond line");
    assert_eq!(city.coordinates, Some([55.7047, 13.191]));
    assert!(!city.confirmed);
    assert_eq!(city.attributes["share"], AttributeValue::Number(0.5));
    assert_eq!(city.attributes["whole"], AttributeValue::Number(2.0));
    assert_eq!(city.attributes["employees"], AttributeValue::Integer(4100));
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!((tie.weight, tie.directed), (2.5, true));
    let introduction = network.introductions().get(tie.introduction.unwrap());
    assert_eq!(introduction.unwrap().key, "intro-1");
    assert_eq!(
        network
            .activities()
            .iter()
            .next()
            .unwrap()
            .1
            .participants
            .len(),
        2
    );
    assert_eq!(content.placements.len(), 1);
    assert_eq!(content.filter.hidden_sectors.len(), 2);
}

#[test]
fn what_is_left_out_has_its_default() {
    let content = native::read("(version: 1, actors: [(id: \"a\")])").unwrap();
    let network = &content.network;
    assert_eq!(*network.sectors(), SectorScheme::quadruple_helix());
    let (_, actor) = network.actors().next().unwrap();
    assert_eq!(
        (actor.label.as_str(), actor.sector, actor.confirmed),
        ("a", None, true)
    );
    assert_eq!(
        native::write(&content).unwrap(),
        "#![enable(implicit_some)]\n(\n    version: 1,\n    actors: [\n        (id: \"a\"),\n    ],\n)\n"
    );
}

#[test]
fn texts_of_any_kind_come_back() {
    for text in [
        "\"quotes\" and \\ and '",
        "tab\t, return\r\n, nul \0, \u{feff}\u{2028}",
        "ÅÄÖ 漢字 🏙 e\u{301}",
    ] {
        let mut content = native::read("(version: 1)").unwrap();
        content.appearance.layout = text.to_owned();
        let written = native::write(&content).unwrap();
        assert_eq!(native::read(&written).unwrap().appearance.layout, text);
    }
}

#[test]
fn a_newer_version_is_refused_before_anything_else() {
    let text = "#![enable(new_things)]\n// later\n(\n    what: is <this>,\n    version: 7,\n)";
    let error = native::read(text).unwrap_err();
    assert_eq!(error.problem, NativeProblem::NewerVersion(7));
    assert_eq!(
        error.place,
        Place {
            line: 5,
            column: 14
        }
    );
    assert_eq!(
        error.to_string(),
        format!(
            "line 5, column 14: this file was saved by a newer Helixmap (format version 7, and this program knows \
             versions up to {VERSION}); open it with a newer Helixmap"
        )
    );
}

#[test]
fn a_version_must_be_given_and_exist() {
    refused(
        "()",
        (1, 1),
        "this is no Helixmap file: it does not say ‘version: 1’",
    );
    refused(
        "(version: 0)",
        (1, 11),
        "there is no format version 0; write ‘version: 1’",
    );
}

#[test]
fn misspelt_fields_are_told_with_their_place() {
    refused(
        "(\n    version: 1,\n    actors: [\n        (id: \"a\", lable: \"A\"),\n    ],\n)",
        (4, 19),
        "there is no field ‘lable’ here; did you mean ‘label’?",
    );
    refused(
        "(version: 1, filter: (colour: 1))",
        (1, 23),
        "there is no field ‘colour’ here; there are hidden_sectors, hide_unassigned, hidden_actors, hidden_kinds, ties, conditions, supposed",
    );
    refused(
        "(version: 1, filter: (conditions: [Weight(lest: 1)]))",
        (1, 43),
        "there is no field ‘lest’ here; did you mean ‘least’?",
    );
    refused(
        "(version: 1, filter: (conditions: [FragmentOf(actor: \"nobody\")]))",
        (1, 54),
        "there is no actor with the id ‘nobody’ in this file",
    );
}

#[test]
fn broken_syntax_and_wrong_types_are_told_with_their_place() {
    refused(
        "(version: 1,\n actors: [(id: \"a\"],)",
        (2, 19),
        "expected comma",
    );
    refused(
        "(version: 1, name: 3)",
        (1, 20),
        "expected a text in \"quotes\"",
    );
    refused(
        "(version: 1, ties: [(source: \"a\", weight: \"much\")])",
        (1, 43),
        "expected a number",
    );
    refused(
        "(version: 1, actors: [(id: \"a\", entity: Robot)])",
        (1, 41),
        "‘Robot’ is not possible here; write one of Organization, Department, Team, Person",
    );
    refused(
        "(version: 1, name: \"a\", name: \"b\")",
        (1, 25),
        "‘name’ is given twice",
    );
    refused("(version: 1", (1, 12), "the file ends too early");
    refused(
        "(version: 1) more",
        (1, 14),
        "there is something after the end of the network",
    );
}

#[test]
fn ids_must_be_there_and_differ() {
    refused(
        "(version: 1, actors: [\n (id: \"a\"),\n (id: \"b\"),\n (id: \"a\"),\n])",
        (4, 7),
        "the actor id ‘a’ is used twice, first in line 2",
    );
    refused(
        "(version: 1, needs: [\n  (text: \"x\"),\n])",
        (2, 3),
        "this need has no ‘id’",
    );
    refused(
        "(version: 1, actors: [(id: \"a\", attributes: {\"x\": 1, \"x\": 2})])",
        (1, 54),
        "‘x’ is given twice",
    );
}

#[test]
fn references_must_lead_somewhere() {
    refused(
        "(version: 1, actors: [(id: \"a\")],\nties: [(source: \"a\", target: \"b\")])",
        (2, 30),
        "there is no actor with the id ‘b’ in this file",
    );
    refused(
        "(version: 1, actors: [(id: \"a\")],\nties: [(source: \"a\")])",
        (2, 8),
        "this tie has no ‘target’",
    );
    refused(
        "(version: 1, activities: [(id: \"x\", portfolio: \"p\")])",
        (1, 48),
        "there is no portfolio with the id ‘p’ in this file",
    );
    refused(
        "(version: 1, activities: [\n(id: \"x\", participants: [\n  (actor: \"nobody\"),\n])])",
        (3, 11),
        "there is no actor with the id ‘nobody’ in this file",
    );
    refused(
        "(version: 1, actors: [(id: \"a\", sector: \"weather\")])",
        (1, 41),
        "there is no sector ‘weather’; the sectors of this file are ‘business’, ‘city’, ‘university’, ‘civil’",
    );
    refused(
        "(version: 1, journal: [(id: \"j\", actors: [\"a\"])])",
        (1, 43),
        "there is no actor with the id ‘a’ in this file",
    );
}

#[test]
fn dates_and_colors_must_be_some() {
    refused(
        "(version: 1, actors: [(id: \"a\", since: \"2023-02-29\")])",
        (1, 40),
        "‘2023-02-29’ is not a date; write 2024, 2024-05 or 2024-05-17",
    );
    refused(
        "(version: 1, sectors: [(id: \"s\", color: \"red\")])",
        (1, 41),
        "‘red’ is not a colour; write it like \"#0A66B0\"",
    );
}

#[test]
fn numbers_must_be_in_range() {
    let actors = "version: 1, actors: [(id: \"a\")]";
    refused(
        &format!("({actors}, ties: [(source: \"a\", target: \"a\", weight: -1)])"),
        (1, 77),
        "weight must be a finite number, 0 or more, and is -1",
    );
    refused(
        &format!("({actors}, ties: [(source: \"a\", target: \"a\", confidence: 1.5)])"),
        (1, 81),
        "confidence must be between 0 and 1, and is 1.5",
    );
    refused(
        "(version: 1, actors: [(id: \"a\", coordinates: (55.0, 190.0))])",
        (1, 53),
        "the longitude must be between −180 and 180, and is 190",
    );
    refused(
        "(version: 1, attributes: {\"x\": inf})",
        (1, 27),
        "an attribute must be a finite number, and is inf",
    );
}

#[test]
fn all_mistakes_are_found_at_once() {
    let text = "(version: 1, actors: [(id: \"a\", sector: \"x\", since: \"soon\")],\nties: [(source: \"a\", target: \"b\")])";
    let errors = native::read_all(text).unwrap_err();
    let places: Vec<_> = errors
        .iter()
        .map(|error| (error.place.line, error.place.column))
        .collect();
    assert_eq!(places, [(1, 41), (1, 53), (2, 30)]);
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let mut content = native::read("(version: 1, actors: [(id: \"a\")])").unwrap();
    let id = content.network.actor_by_key("a").unwrap();
    let placement = helixmap::document::Placement {
        position: [f32::NAN, 0.0],
        pinned: false,
    };
    content.placements.insert(id, placement);
    assert_eq!(
        native::write(&content).unwrap_err().to_string(),
        "actor ‘a’: x is not a finite number and cannot be saved; correct it first"
    );
}

#[test]
fn cut_and_changed_files_never_panic() {
    for end in (0..VERSION_1.len()).filter(|&end| VERSION_1.is_char_boundary(end)) {
        assert!(end + 2 >= VERSION_1.len() || native::read(&VERSION_1[..end]).is_err());
    }
    let mut seed = 1_u64;
    for _ in 0..2000 {
        let mut bytes = VERSION_1.as_bytes().to_vec();
        for _ in 0..3 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let place = (seed >> 33) as usize % bytes.len();
            bytes[place] = b"()[]{}\",:\\'r#/*0-.x\n"[(seed >> 20) as usize % 20];
        }
        if let Ok(content) = native::read(&String::from_utf8_lossy(&bytes)) {
            native::write(&content).unwrap();
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let text = format!(
        "(version: 1, attributes: {{\"x\": {}}})",
        "[".repeat(100_000)
    );
    assert!(native::read(&text).is_err());
}
