//! Real files of every format: what must come out of them is in `expected.json` beside them, found with other tools and
//! by reading the files.
//!
//! Some of the files may not be part of this repository. Set `HELIXMAP_FORMATS` to a folder that holds them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use helixmap::document::SAMPLES;
use helixmap::format::{
    CsvFolder, FORMATS, Field, Format as _, ImportIssues, Imported, Input, IssueKind, Positions,
    TableKind, recognize,
};
use helixmap::model::{Actor, Attributes, Network, Tie};
use helixmap::task::TaskContext;
use serde_json::Value;

use crate::try_import;

/// Where `expected.json` asks for what the files do not say or what cannot be seen in a network, and why.
const NOT_SO: &[(&str, &str, &str)] = &[
    (
        "gexf/les_miserables.gexf",
        "254 of 254 ties are directed",
        "the file does say defaultedgetype=\"directed\"",
    ),
    (
        "pajek/igraph_matrix_two_mode.net",
        "no tie has ‘weight’",
        "there are only parts in activities, all of weight 1",
    ),
    (
        "graphml/networkx_yed_groups.graphml",
        "no actor has ‘description’",
        "all values are empty",
    ),
    (
        "graphml/networkx_yed_groups.graphml",
        "no actor has ‘url’",
        "all values are empty",
    ),
];

/// No file may take longer.
const MAX_TIME: Duration = Duration::from_secs(5);

/// Every example with what is expected of it; nothing, with a message, where there are none.
pub(crate) fn examples() -> Vec<(PathBuf, Value)> {
    let Some(folder) = env::var_os("HELIXMAP_FORMATS") else {
        println!("HELIXMAP_FORMATS is not set: the examples of other programs are not checked");
        return Vec::new();
    };
    let folder = Path::new(&folder);
    let text = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let files = expected["files"].as_array().unwrap().clone();
    assert!(!files.is_empty());
    let with_path = |file: Value| (folder.join(file["file"].as_str().unwrap()), file);
    files.into_iter().map(with_path).collect()
}

/// An example as an input.
pub(crate) fn input_of(path: &Path) -> Input {
    let name = path.file_name().unwrap().to_str().unwrap();
    Input::file(name, fs::read(path).unwrap())
}

#[test]
fn every_example_is_read_as_expected() {
    let mut table: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, expected) in examples() {
        let format = expected["format"].as_str().unwrap();
        let (good, all) = table.entry(format.to_owned()).or_default();
        *all += 1;
        let start = Instant::now();
        let outcome = try_import(&input_of(&path));
        let file = expected["file"].as_str().unwrap();
        let mut complaints = complaints(outcome, &expected);
        complaints.retain(|complaint| {
            !NOT_SO
                .iter()
                .any(|&(other, what, _)| other == file && what == complaint)
        });
        if start.elapsed() > MAX_TIME {
            complaints.push(format!("took {:?}", start.elapsed()));
        }
        if complaints.is_empty() {
            *good += 1;
        } else {
            wrong.push(format!("{file}: {}", complaints.join("; ")));
        }
    }
    for (format, (good, all)) in table {
        println!("{format}: {good} of {all} as expected");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Prints, for each format, how many examples are read as expected, how many of those that are read come back the same when
/// they are written in the same format again, and what the format says that it loses of the samples.
#[test]
#[ignore = "a table to look at: --ignored --nocapture table_of_formats"]
fn table_of_formats() {
    #[derive(Default)]
    struct Line {
        files: usize,
        good: usize,
        read_well: usize,
        came_back: usize,
    }
    let task = TaskContext::new();
    let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
    for (path, expected) in examples() {
        let input = input_of(&path);
        let Some(format) = recognize(&input) else {
            let line = lines.entry("not recognised, as expected").or_default();
            line.files += 1;
            line.good += usize::from(complaints(None, &expected).is_empty());
            continue;
        };
        let line = lines.entry(format.id()).or_default();
        line.files += 1;
        let outcome = try_import(&input);
        let read = outcome.clone().and_then(Result::ok);
        let file = expected["file"].as_str().unwrap();
        let is_good = complaints(outcome, &expected).iter().all(|complaint| {
            NOT_SO
                .iter()
                .any(|&(other, what, _)| other == file && what == complaint)
        });
        line.good += usize::from(is_good);
        let Some(Imported {
            network, positions, ..
        }) = read
        else {
            continue;
        };
        line.read_well += 1;
        let written = Input {
            name: file.to_owned(),
            files: format.write(&network, &positions),
            ignored: Vec::new(),
        };
        let back = format
            .read(&written, &task)
            .unwrap()
            .resolve(&task)
            .unwrap();
        let tables = |network: &Network| -> Vec<_> {
            let files = CsvFolder.write(network, &Positions::new()).into_iter();
            files
                .filter(|file| file.name != "network.csv")
                .map(|file| (file.name, file.bytes))
                .collect()
        };
        if back.is_ok_and(|back| tables(&back.network) == tables(&network)) {
            line.came_back += 1;
        } else {
            println!(
                "{file} comes back otherwise; {}",
                format.loses(&network).join("; ")
            );
        }
    }
    let samples: Vec<Network> = SAMPLES
        .iter()
        .map(|sample| sample.content().unwrap().network)
        .collect();
    println!("| format | examples | as expected | come back the same | loses of the samples |");
    println!("| --- | --- | --- | --- | --- |");
    for (id, line) in lines {
        let format = FORMATS.iter().find(|format| format.id() == id);
        let lost: BTreeSet<String> = samples
            .iter()
            .flat_map(|network| {
                format
                    .map(|format| format.loses(network))
                    .unwrap_or_default()
            })
            .collect();
        let lost = if lost.is_empty() {
            "nothing".to_owned()
        } else {
            lost.into_iter().collect::<Vec<_>>().join("; ")
        };
        println!(
            "| {id} | {} | {} | {} of {} | {lost} |",
            line.files, line.good, line.came_back, line.read_well
        );
    }
}

/// What is not as expected.
fn complaints(outcome: Option<Result<Imported, ImportIssues>>, expected: &Value) -> Vec<String> {
    let may = |outcome: &str| expected["outcome"].as_str() == Some(outcome);
    let may_refuse = may("reject")
        || may("reject_or_warn")
        || expected["alternatives_outcome"].as_str() == Some("reject");
    let Imported {
        network,
        positions,
        issues,
    } = match outcome {
        None if may_refuse => return Vec::new(),
        None => return vec!["is not recognised".to_owned()],
        Some(Err(issues)) if may_refuse => {
            assert!(issues.is_fatal(), "a refusal says why");
            return Vec::new();
        }
        Some(Err(issues)) => {
            return issues
                .iter()
                .map(|issue| format!("refused: {issue}"))
                .collect();
        }
        Some(Ok(imported)) => imported,
    };
    let mut wrong = Vec::new();
    if may("reject") {
        wrong.push("should be refused".to_owned());
    }
    let is_warned = issues.iter().any(|issue| issue.kind != IssueKind::Note);
    if (may("warn") || may("reject_or_warn")) && !is_warned {
        wrong.push("nothing is said about it".to_owned());
    }
    wrong.extend(wrong_counts(&network, expected));
    let facts = [
        wrong_directions(&network, expected),
        wrong_loops(&network, expected),
        wrong_weights(&network, expected),
    ];
    wrong.extend(facts.into_iter().flatten());
    wrong.extend(wrong_labels(&network, expected));
    wrong.extend(wrong_kinds(&network, expected));
    let mut missing = missing_attributes(&network, expected);
    // Places on a map are no attributes: actors are there.
    missing.retain(|complaint| {
        positions.is_empty()
            || !["no actor has ‘x’", "no actor has ‘y’"].contains(&complaint.as_str())
    });
    wrong.extend(missing);
    wrong
}

/// In two-mode data the second mode may be kept as activities; then they count as nodes, and who takes part as edges.
fn wrong_counts(network: &Network, expected: &Value) -> Option<String> {
    let pair = |value: &Value| Some((value.get(0)?.as_u64()?, value.get(1)?.as_u64()?));
    let plain = expected["nodes"].as_u64().zip(expected["edges"].as_u64());
    let lists = [&expected["accept"], &expected["alternatives"]];
    let others = lists.into_iter().filter_map(Value::as_array).flatten();
    let right: Vec<(u64, u64)> = plain.into_iter().chain(others.filter_map(pair)).collect();
    let activities = network.activities().iter();
    let num_parts: usize = activities
        .map(|(_, activity)| activity.participants.len())
        .sum();
    let found = (
        (network.num_actors() + network.activities().len()) as u64,
        (network.num_ties() + num_parts) as u64,
    );
    (!right.is_empty() && !right.contains(&found))
        .then(|| format!("{found:?} instead of {right:?} nodes and edges"))
}

fn wrong_directions(network: &Network, expected: &Value) -> Option<String> {
    let num_ties = network.num_ties();
    let is_directed = |tie: &Tie| tie.directed;
    let num_directed = network.ties().filter(|(_, tie)| is_directed(tie)).count();
    let fits = match &expected["directed"] {
        Value::Bool(true) => num_directed == num_ties,
        Value::Bool(false) => num_directed == 0,
        Value::String(word) if word == "mixed" => {
            num_directed < num_ties && (num_directed > 0 || num_ties == 1)
        }
        _ => true,
    };
    (!fits).then(|| format!("{num_directed} of {num_ties} ties are directed"))
}

fn wrong_loops(network: &Network, expected: &Value) -> Option<String> {
    let is_loop = |tie: &Tie| tie.source == tie.target;
    let found = network.ties().filter(|(_, tie)| is_loop(tie)).count() as u64;
    let right = expected["self_loops"].as_u64()?;
    (found != right).then(|| format!("{found} self-loops instead of {right}"))
}

fn wrong_weights(network: &Network, expected: &Value) -> Option<String> {
    let right = expected["sum_of_weights"].as_f64()?;
    let found: f64 = network.ties().map(|(_, tie)| tie.weight).sum();
    ((found - right).abs() > 1e-9).then(|| format!("the weights sum up to {found}, not {right}"))
}

fn wrong_labels(network: &Network, expected: &Value) -> Vec<String> {
    let labels = expected["labels"].as_object().into_iter().flatten();
    let is_wrong = |(key, label): (&String, &Value)| {
        let id = network.actor_by_key(key)?;
        let found = network.actor(id)?.label.as_str();
        (label.as_str() != Some(found)).then(|| format!("{key} is called ‘{found}’, not {label}"))
    };
    labels.filter_map(is_wrong).collect()
}

fn wrong_kinds(network: &Network, expected: &Value) -> Vec<String> {
    let kinds = expected["ties_by_relation"].as_object();
    let is_wrong = |(kind, right): (&String, &Value)| {
        let ties = network.ties().filter(|(_, tie)| tie.kind == *kind);
        let found = ties.count() as u64;
        (Some(found) != right.as_u64()).then(|| format!("{found} ties of kind {kind}, not {right}"))
    };
    kinds.into_iter().flatten().filter_map(is_wrong).collect()
}

/// Attributes that no record has, neither as a field nor as an attribute of that name.
fn missing_attributes(network: &Network, expected: &Value) -> Vec<String> {
    let names = |key: &str| -> Vec<String> {
        let optional = expected["attributes_optional"].as_array();
        let names = expected[key].as_array().into_iter().flatten();
        names
            .filter(|name| !optional.is_some_and(|optional| optional.contains(name)))
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect()
    };
    let has = |attributes: &Attributes, name: &str| {
        attributes
            .keys()
            .any(|key| key.to_lowercase() == name.to_lowercase())
    };
    let of_actors = names("node_attributes").into_iter().filter(|name| {
        let held = |actor: &Actor| {
            has(&actor.attributes, name) || actor_has(actor, TableKind::Actors.field(name))
        };
        !network.actors().any(|(_, actor)| held(actor))
    });
    let of_ties = names("edge_attributes").into_iter().filter(|name| {
        let held =
            |tie: &Tie| has(&tie.attributes, name) || tie_has(tie, TableKind::Ties.field(name));
        !network.ties().any(|(_, tie)| held(tie))
    });
    let of_actors = of_actors.map(|name| format!("no actor has ‘{name}’"));
    let of_ties = of_ties.map(|name| format!("no tie has ‘{name}’"));
    of_actors.chain(of_ties).collect()
}

/// Whether a file that says this about an actor has left a trace in the field.
fn actor_has(actor: &Actor, field: Option<Field>) -> bool {
    match field {
        Some(Field::Label) => true,
        Some(Field::Sector) => actor.sector.is_some(),
        Some(Field::Kind) => !actor.kind.is_empty(),
        Some(Field::Description) => !actor.description.is_empty(),
        Some(Field::Url) => !actor.url.is_empty(),
        Some(Field::Country) => !actor.country.is_empty(),
        Some(Field::City) => !actor.city.is_empty(),
        Some(Field::Since) => actor.since.is_some(),
        Some(Field::Until) => actor.until.is_some(),
        _ => false,
    }
}

/// Whether a file that says this about a tie has left a trace in the field.
fn tie_has(tie: &Tie, field: Option<Field>) -> bool {
    match field {
        // What a weight of 1 was in the file cannot be seen.
        Some(Field::Weight) => true,
        Some(Field::Kind) => !tie.kind.is_empty(),
        Some(Field::Since) => tie.since.is_some(),
        Some(Field::Until) => tie.until.is_some(),
        _ => false,
    }
}
