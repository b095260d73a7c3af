//! The program from the command line: results, messages, exit codes.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use assert_cmd::Command;
use helixmap::document::{SAMPLES, native};

fn helixmap(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::cargo_bin("helixmap")
        .unwrap()
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[track_caller]
fn results(arguments: &[&str]) -> String {
    let (code, results, messages) = helixmap(arguments);
    assert_eq!(code, Some(0), "{messages}");
    results
}

fn str(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn samples_are_listed_and_written() {
    let list = results(&["samples"]);
    let names: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(
        names,
        [
            "lund",
            "sweden",
            "climate_contracts",
            "h2020_climate",
            "emergency",
            "riverside"
        ]
    );
    assert!(list.contains("Lund: climate action"));

    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("new/folder");
    results(&["samples", "--write", str(&target)]);
    for sample in SAMPLES {
        let written = std::fs::read_to_string(target.join(format!("{}.ron", sample.name)));
        assert_eq!(written.unwrap(), sample.text);
    }
    let lund = target.join("lund.ron");
    let (code, problems, _) = helixmap(&["validate", str(&lund), "sample:sweden"]);
    assert_eq!((code, problems.as_str()), (Some(0), ""));
}

#[test]
fn analyze_writes_json_that_others_can_rely_on() {
    let json = results(&["analyze", "sample:riverside", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["network"]["actors"], 18);
    assert_eq!(json["fragmentation"]["isolates"], 2);
}

/// The values of the network of the Riverside sample in the reference of the measures.
fn riverside(metric: &str) -> serde_json::Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/reference/quad_riverside/expected.json");
    let text = std::fs::read_to_string(path).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
    expected["metrics"][metric]["value"].clone()
}

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn introduce_says_whom_and_why() {
    let text = results(&["introduce", "sample:riverside", "-k", "2"]);
    assert!(text.contains(" 1. Introduce "), "{text}");
    assert!(text.contains(" 2. Introduce "), "{text}");
    assert!(text.contains("has no tie yet"), "{text}");
    assert!(text.contains("Who should be in the room?"), "{text}");
    for (objective, id) in [
        ("fragmentation", "drop_DF"),
        ("reach", "cross_reach_2"),
        ("drop_F", "drop_F"),
    ] {
        let arguments = [
            "introduce",
            "sample:riverside",
            "--objective",
            objective,
            "--format",
            "json",
        ];
        let json: serde_json::Value = serde_json::from_str(&results(&arguments)).unwrap();
        let expected = &riverside("introductions")[id];
        assert_eq!(json["schema"], 1);
        assert_eq!(json["measure"], id);
        assert_eq!(json["candidates"], expected["candidates"]);
        assert_eq!(json["best_pairs_count"], expected["best_pairs_count"]);
        for (ours, theirs) in [
            (&json["best_gain"], &expected["best_gain"]),
            (&json["introductions"][0]["gain"], &expected["best_gain"]),
            (&json["objective_before"], &expected["objective_before"]),
        ] {
            assert!(
                (number(ours) - number(theirs)).abs() < 1e-9,
                "{objective}: {ours} {theirs}"
            );
        }
        assert!(
            !json["introductions"][0]["reasons"]
                .as_array()
                .unwrap()
                .is_empty()
        );
    }
    let json = results(&[
        "introduce",
        "sample:lund",
        "--objective",
        "synergy",
        "-k",
        "1",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let reasons = json["introductions"][0]["reasons"].as_array().unwrap();
    assert!(
        reasons
            .iter()
            .any(|reason| reason["kind"] == "thin_sectors"),
        "{reasons:?}"
    );
}

#[test]
fn what_if_shows_the_effect_on_every_indicator() {
    let arguments = [
        "whatif",
        "sample:riverside",
        "--remove",
        "lab",
        "--format",
        "json",
    ];
    let json: serde_json::Value = serde_json::from_str(&results(&arguments)).unwrap();
    let fragmentation = &json["indicators"]["fragmentation_F"];
    assert!(
        (number(&fragmentation["before"]) - number(&riverside("fragmentation_F"))).abs() < 1e-9
    );
    // What removing this one actor leaves is a reference value of the key players.
    let sets = riverside("key_players");
    let best = &sets["neg_F"]["exhaustive"]["1"];
    assert_eq!(best["sets"][0][0], "lab");
    assert!((number(&fragmentation["after"]) - number(&best["value"])).abs() < 1e-9);
    assert!(number(&json["handover"]["index"]) > 0.0);
    assert_eq!(json["scenario"]["removed"][0], "lab");

    let text = results(&[
        "whatif",
        "sample:riverside",
        "--add",
        "inst:art",
        "--remove",
        "Mobility Lab",
    ]);
    assert!(
        text.starts_with("What if Mobility Lab left, Institute"),
        "{text}"
    );
    assert!(text.contains("Pairs without a path (F)"), "{text}");
}

#[test]
fn diff_tells_who_came_and_went() {
    let text = results(&["diff", "sample:riverside", "sample:riverside"]);
    assert!(
        text.starts_with("- Nobody joined, nobody left, 18 actors stayed."),
        "{text}"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("smaller.ron");
    std::fs::write(
        &path,
        "(version: 1, actors: [(id: \"lab\", sector: \"university\"), (id: \"new\"), (id: \"plan\")], ties: [(source: \"lab\", target: \"plan\")])",
    )
    .unwrap();
    let json = results(&["diff", "sample:riverside", str(&path), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["actors"]["joined"], serde_json::json!(["new"]));
    assert_eq!(json["actors"]["stayed"], 2);
    assert_eq!(json["ties_simple"]["kept"], 1);
    assert_eq!(json["indicators"]["nodes"]["delta"], -15.0);
}

#[test]
fn generate_writes_a_network_that_others_read_and_tells_what_is_planted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made-up.ron");
    let truth = results(&[
        "generate",
        "--actors",
        "200",
        "--seed",
        "4",
        "-o",
        str(&path),
    ]);
    let truth: serde_json::Value = serde_json::from_str(&truth).unwrap();
    let json = results(&["analyze", str(&path), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["network"]["actors"], 200);
    let cut_actors = json["fragmentation"]["cut_actors"].as_array().unwrap();
    for broker in truth["brokers"].as_array().unwrap() {
        assert!(cut_actors.contains(&broker["actor"]), "{broker}");
    }
    assert_eq!(
        helixmap(&["generate", "--actors", "3", "-o", str(&path)]).0,
        Some(2)
    );
}

#[test]
fn validate_lists_every_problem_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.ron");
    std::fs::write(
        &file,
        "(version: 1, actors: [\n  (id: \"a\", sector: \"x\"),\n  (id: \"a\"),\n],\nties: [(source: \"a\", target: \"b\")])",
    )
    .unwrap();
    let (code, problems, _) = helixmap(&["validate", str(&file)]);
    let file = str(&file);
    assert_eq!(code, Some(1));
    assert_eq!(
        problems.lines().collect::<Vec<_>>(),
        [
            format!(
                "{file}:2:21: error: there is no sector ‘x’; the sectors of this file are ‘business’, ‘city’, ‘university’, ‘civil’"
            ),
            format!("{file}:3:8: error: the actor id ‘a’ is used twice, first in line 2"),
            format!("{file}:5:30: error: there is no actor with the id ‘b’ in this file"),
        ]
    );
}

#[test]
fn wrong_input_is_1_and_wrong_usage_2() {
    for arguments in [
        &["analyze", "no such file"][..],
        &["analyze", "sample:nowhere"],
        &["validate", "Cargo.toml"],
        &["convert", "sample:lund", "-o", "no/such/folder/x.ron"],
        &["convert", "sample:lund", "-o", "x.docx"],
        &["introduce", "sample:nowhere"],
        &["whatif", "sample:riverside", "--remove", "nobody"],
        &["whatif", "sample:riverside", "--add", "lab:nobody"],
        &["diff", "sample:riverside", "no such file"],
    ] {
        let (code, results, messages) = helixmap(arguments);
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(
            !results.is_empty() || messages.starts_with("error: "),
            "{messages}"
        );
    }
    for arguments in [
        &["validate"][..],
        &["frobnicate", "x"],
        &["analyze", "sample:lund", "--format", "xml"],
        &["introduce", "sample:lund", "--objective", "fame"],
        &["introduce", "sample:lund", "-k", "many"],
        &["whatif", "sample:riverside"],
        &["whatif", "sample:riverside", "--add", "lab"],
        &["diff", "sample:lund"],
    ] {
        assert_eq!(helixmap(arguments).0, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_network_survives_the_way_through_tables() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["lund", "climate_contracts", "emergency"] {
        let sample = format!("sample:{name}");
        let tables = folder.path().join(name);
        let back = folder.path().join(format!("{name}.ron"));
        results(&["convert", &sample, "-o", str(&tables)]);
        let (code, _, messages) = helixmap(&["convert", str(&tables), "-o", str(&back)]);
        assert_eq!(code, Some(0), "{messages}");
        let text = std::fs::read_to_string(&back).unwrap();
        let original = helixmap::document::Sample::by_name(name).unwrap().text;
        if name == "lund" {
            // Its one portfolio has a holder and a level, which tables do not keep; this is said.
            let (_, _, messages) = helixmap(&["convert", &sample, "-o", str(&tables)]);
            assert_eq!(
                messages,
                "csv-folder does not keep 1 portfolio beyond its id\n"
            );
            let content = native::read(&text).unwrap();
            assert_eq!(content.network.activities().len(), 49);
            let without_portfolio = |text: &str| -> Vec<String> {
                let is_portfolio = |line: &&str| {
                    line.contains("level: Local")
                        || line.contains("(id: \"lund-climate-neutrality-action-plan\")")
                };
                text.lines()
                    .filter(|line| !is_portfolio(line))
                    .map(str::to_owned)
                    .collect()
            };
            assert_eq!(without_portfolio(&text), without_portfolio(original));
        } else {
            assert_eq!(text, original, "{name}");
        }
    }
}

#[test]
fn layouts_are_tables_and_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    let table = |more: &[&str]| {
        let output = folder.path().join("positions.csv");
        let arguments = ["layout", "sample:lund", "-o", str(&output)];
        results(&[&arguments[..], more].concat());
        std::fs::read_to_string(output).unwrap()
    };
    let force = table(&[]);
    assert_eq!(force.lines().count(), 72);
    assert!(force.starts_with("id,x,y\n"));
    assert_eq!(force, table(&["--layout", "force", "--seed", "1"]));
    assert_ne!(force, table(&["--seed", "2"]));
    for more in [
        &["--layout", "sectors"][..],
        &["--layout", "concentric", "--by", "betweenness"],
        &["--layout", "ego"],
        &["--layout", "circular"],
        &["--layout", "scatter", "--across", "degree", "--up", "core"],
        &["--layout", "geographic"],
        &["--attract", "sectors", "--attract", "weights"],
        &["--attract", "communities"],
    ] {
        let positions = table(more);
        assert_eq!(positions, table(more), "{more:?}");
        assert_ne!(positions, force, "{more:?}");
        assert_eq!(positions.lines().count(), 72, "{more:?}");
    }
    let output = folder.path().join("x.csv");
    let wrong = |more: &[&str]| {
        let arguments = ["layout", "sample:lund", "-o", str(&output)];
        helixmap(&[&arguments[..], more].concat())
    };
    let (code, _, messages) = wrong(&["--layout", "concentric", "--by", "charm"]);
    assert_eq!(code, Some(1));
    assert!(messages.contains("no actor has a number called ‘charm’"));
    let (code, _, messages) = wrong(&["--layout", "ego", "--center", "nobody"]);
    assert_eq!(code, Some(1));
    assert!(messages.contains("no actor with the id ‘nobody’"));
    assert_eq!(wrong(&["--layout", "scatter", "--up", "degree"]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("helixmap"))
        .args(["analyze", "sample:h2020_climate", "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn convert_projects_and_maps_sectors_and_says_so() {
    let tables = folder(&[
        (
            "actors.csv",
            "id,label,form,note\n1,Alfa,Firma,x\n2,Beta,Kommunen,\n3,Gamma,HES,\n",
        ),
        (
            "participation.csv",
            "actor_id,activity_id\n1,p\n2,p\n1,q\n2,q\n3,q\n7,q\n",
        ),
    ]);
    let target = tables.path().join("out.ron");
    let (code, _, messages) = helixmap(&[
        "convert",
        str(tables.path()),
        "-o",
        str(&target),
        "--project",
        "activities",
        "--sector-column",
        "FORM",
        "--sector-map",
        "firma=företag, Kommunen=city",
    ]);
    assert_eq!(code, Some(0), "{messages}");
    for told in [
        "actors.csv: 3 rows of actors",
        "form as sector",
        "kept as attributes: note",
        "‘Firma’ is business",
        "‘HES’ is university",
        "participation.csv:7, column ‘actor_id’: skipped: there is no actor ‘7’",
    ] {
        assert!(messages.contains(told), "{told} in {messages}");
    }
    let content = native::read(&std::fs::read_to_string(&target).unwrap()).unwrap();
    let network = &content.network;
    assert!(network.activities().is_empty());
    let ties: Vec<_> = network
        .ties()
        .map(|(_, tie)| {
            let key = |id| network.actor(id).unwrap().key.as_str();
            (key(tie.source), key(tie.target), tie.weight)
        })
        .collect();
    assert_eq!(ties, [("1", "2", 2.0), ("1", "3", 1.0), ("2", "3", 1.0)]);
    let sectors: Vec<_> = network
        .actors()
        .map(|(_, it)| {
            network
                .sectors()
                .get(it.sector.unwrap())
                .unwrap()
                .key
                .as_str()
        })
        .collect();
    assert_eq!(sectors, ["business", "city", "university"]);

    // The same words from `validate`, which counts what was skipped as wrong.
    let (code, problems, messages) = helixmap(&["validate", str(tables.path())]);
    assert_eq!(code, Some(1));
    assert!(
        messages.contains("actors.csv: 3 rows of actors"),
        "{messages}"
    );
    assert!(problems.contains("there is no actor ‘7’"), "{problems}");

    for (map, why) in [
        ("Firma", "‘Firma’ is not WORD=SECTOR"),
        (
            "Firma=moon",
            "‘moon’ is none of business, city, university, civil",
        ),
    ] {
        let (code, _, messages) = helixmap(&[
            "convert",
            str(tables.path()),
            "-o",
            str(&target),
            "--sector-column",
            "form",
            "--sector-map",
            map,
        ]);
        assert_eq!(code, Some(1));
        assert!(messages.contains(why), "{messages}");
    }
}

#[test]
fn convert_reads_standard_input_and_writes_standard_output() {
    let sample = SAMPLES[0];
    let output = Command::cargo_bin("helixmap")
        .unwrap()
        .args(["convert", "-", "-o", "-", "--from", "ron", "--to", "ron"])
        .write_stdin(sample.text)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), sample.text);
    let (code, _, messages) = helixmap(&["convert", "sample:lund", "-o", "-"]);
    assert_eq!(code, Some(1));
    assert!(messages.contains("--to"), "{messages}");
}

#[test]
fn a_failed_conversion_leaves_what_was_there() {
    let there = folder(&[("out.ron", "precious")]);
    let target = there.path().join("out.ron");
    let broken = folder(&[("actors.csv", "a,b\n1,2\n")]);
    let (code, _, messages) = helixmap(&["convert", str(broken.path()), "-o", str(&target)]);
    assert_eq!(code, Some(1), "{messages}");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "precious");
}
