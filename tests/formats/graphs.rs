//! Graph formats: what a network is after it was written and read again, and what is refused.

use std::collections::BTreeMap;

use helixmap::document::SAMPLES;
use helixmap::format::{
    FORMATS, Format, Imported, Input, IssueKind, NamedBytes, Pajek, Positions, recognize,
};
use helixmap::model::{
    Actor, ActorId, AttributeValue, Attributes, Change, Network, NetworkEdit, NetworkInfo, Tie,
};
use helixmap::task::TaskContext;
use proptest::prelude::*;

use crate::import;

/// The formats of nodes and edges that are written.
const GRAPHS: &[&str] = &[
    "graphml",
    "gexf",
    "pajek",
    "dl",
    "vna",
    "gdf",
    "gml",
    "node-link",
    "cytoscape-json",
    "graphology",
    "kumu-json",
];

/// Those that hold everything about actors and ties.
const RICH: &[&str] = &[
    "graphml",
    "gexf",
    "gml",
    "gdf",
    "node-link",
    "cytoscape-json",
    "graphology",
    "kumu-json",
];

fn format(id: &str) -> &'static dyn Format {
    *FORMATS.iter().find(|format| format.id() == id).unwrap()
}

fn there_and_back(format: &dyn Format, network: &Network) -> Imported {
    let files = format.write(network, &Positions::new());
    let input = Input {
        name: files[0].name.clone(),
        files,
        ignored: Vec::new(),
    };
    let found = recognize(&input).unwrap();
    assert_eq!(found.id(), format.id(), "recognised as another format");
    let task = TaskContext::new();
    let draft = found.read(&input, &task).unwrap();
    draft.resolve(&task).unwrap().unwrap_or_else(|issues| {
        let issues: Vec<String> = issues.iter().map(ToString::to_string).collect();
        panic!("{}: {}", format.id(), issues.join("\n"))
    })
}

fn key(network: &Network, id: ActorId) -> String {
    network.actor(id).unwrap().key.clone()
}

fn plain_label(network: &Network, id: ActorId) -> String {
    network.actor(id).unwrap().label.replace('"', "'")
}

fn sector(network: &Network, actor: &Actor) -> Option<String> {
    Some(network.sectors().get(actor.sector?).unwrap().key.clone())
}

/// Ties in words, in an order of their own.
fn ties(network: &Network, name: fn(&Network, ActorId) -> String) -> Vec<String> {
    let mut ties: Vec<String> = network
        .ties()
        .map(|(_, tie)| {
            let (source, target) = (name(network, tie.source), name(network, tie.target));
            let Tie {
                kind,
                weight,
                directed,
                ..
            } = tie;
            format!("{source:?} {target:?} {kind:?} {weight} {directed}")
        })
        .collect();
    ties.sort();
    ties
}

/// All fields of all ties.
fn whole_ties(network: &Network) -> Vec<String> {
    let words = |(_, tie): (_, &Tie)| {
        let tie = Tie {
            introduction: None,
            ..tie.clone()
        };
        format!("{tie:?}")
    };
    let mut ties: Vec<String> = network.ties().map(words).collect();
    ties.sort();
    ties
}

fn actors(network: &Network) -> Vec<&Actor> {
    network.actors().map(|(_, actor)| actor).collect()
}

/// Attributes as texts, for formats that may change their types.
fn texts(attributes: &Attributes) -> BTreeMap<String, String> {
    let text = |value: &AttributeValue| match value {
        AttributeValue::Flag(flag) => i32::from(*flag).to_string(),
        AttributeValue::Integer(integer) => (*integer as f64).to_string(),
        AttributeValue::Number(number) => number.to_string(),
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::List(texts) => texts.join("|"),
    };
    attributes
        .iter()
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

#[test]
fn samples_come_back_from_every_format() {
    for sample in SAMPLES {
        let network = sample.content().unwrap().network;
        for id in GRAPHS {
            let what = format!("{} as {id}", sample.name);
            let format = format(id);
            let back = there_and_back(format, &network).network;
            assert_eq!(back.num_actors(), network.num_actors(), "{what}");
            // Pajek and VNA know no way to write a quote in a name; that it is lost is said.
            let label = |actor: &Actor| match *id {
                "pajek" | "vna" => actor.label.replace('"', "'"),
                _ => actor.label.clone(),
            };
            let of = |network: &Network| -> Vec<_> {
                let actors = network.actors();
                actors
                    .map(|(_, actor)| (label(actor), sector(network, actor)))
                    .collect()
            };
            if *id == "dl" {
                let num_folded = network
                    .ties()
                    .filter(|(_, tie)| !tie.directed && tie.source != tie.target)
                    .count();
                let num_zero = network.ties().filter(|(_, tie)| tie.weight == 0.0).count();
                assert_eq!(num_zero, 0);
                assert_eq!(back.num_ties(), network.num_ties() + num_folded, "{what}");
                continue;
            }
            assert_eq!(of(&back), of(&network), "{what}");
            if *id == "pajek" {
                assert_eq!(
                    ties(&back, plain_label),
                    ties(&network, plain_label),
                    "{what}"
                );
                continue;
            }
            let plain = |ties: Vec<String>| -> Vec<String> {
                ties.into_iter()
                    .map(|tie| tie.replace("\\\"", "'"))
                    .collect()
            };
            if *id == "vna" {
                assert_eq!(
                    plain(ties(&back, key)),
                    plain(ties(&network, key)),
                    "{what}"
                );
                continue;
            }
            assert_eq!(ties(&back, key), ties(&network, key), "{what}");
            if RICH.contains(id) {
                let plain = |actor: &Actor| Actor {
                    attributes: Attributes::new(),
                    sector: None,
                    ..actor.clone()
                };
                for (one, two) in actors(&back).into_iter().zip(actors(&network)) {
                    assert_eq!(plain(one), plain(two), "{what}");
                    assert_eq!(texts(&one.attributes), texts(&two.attributes), "{what}");
                }
            }
        }
    }
}

/// Texts that are hard to write: quotes, brackets, line breaks, letters of many scripts.
fn hard_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "B",
        "7",
        " ",
        "\"",
        "'",
        "&",
        "<",
        ">",
        "&amp;",
        "å",
        "Ö",
        "漢語",
        "🙂",
        "\n",
        "\t",
        "\\",
        "|",
        ",",
        ";",
        "[",
        "]",
        "{",
        "}",
        "*",
        "%",
        "#",
        "=",
        "e\u{301}",
        "]]>",
        "<!--",
        "--",
        "\u{a0}x",
        "\u{2028}y",
        "/",
        ":",
    ]);
    prop::collection::vec(pieces, 1..8)
        .prop_map(|pieces| pieces.concat())
        .prop_map(|text| format!("x{text}y"))
}

fn value() -> impl Strategy<Value = AttributeValue> {
    prop_oneof![
        any::<bool>().prop_map(AttributeValue::Flag),
        any::<i64>().prop_map(AttributeValue::Integer),
        (-1e9..1e9_f64).prop_map(AttributeValue::Number),
        hard_text().prop_map(AttributeValue::Text),
        prop::collection::vec(hard_text(), 0..4).prop_map(AttributeValue::List),
    ]
}

fn attributes() -> impl Strategy<Value = Attributes> {
    let name = prop_oneof![
        prop::sample::select(vec![
            "size", "type", "id", "label", "weight", "kind", "name", "key", "directed", "data"
        ])
        .prop_map(str::to_owned),
        hard_text(),
    ];
    prop::collection::btree_map(name, value(), 0..3)
}

type RawActor = (String, String, Option<u32>, String, bool, Attributes);
type RawTie = (usize, usize, String, f64, bool, Option<usize>, Attributes);

fn network() -> impl Strategy<Value = Network> {
    let actor = (
        hard_text(),
        hard_text(),
        prop::option::of(0..4_u32),
        hard_text(),
        any::<bool>(),
        attributes(),
    );
    let tie = (
        0..8_usize,
        0..8_usize,
        prop_oneof![Just(String::new()), Just("project".to_owned()), hard_text()],
        prop::sample::select(vec![1.0, 2.5, 0.125, 1e-7, 3e20]),
        any::<bool>(),
        prop::option::of(0..3_usize),
        attributes(),
    );
    (
        prop::collection::vec(actor, 1..8),
        prop::collection::vec(tie, 0..12),
        hard_text(),
    )
        .prop_map(|(actors, ties, name)| build(actors, ties, name))
}

fn build(actors: Vec<RawActor>, ties: Vec<RawTie>, name: String) -> Network {
    let mut network = Network::new();
    let info = NetworkInfo {
        name,
        ..NetworkInfo::default()
    };
    network
        .apply(&[NetworkEdit::Info(Box::default(), Box::new(info))])
        .unwrap();
    let dates = ["2021", "2021-05", "2021-05-17"];
    for (index, (key, label, sector, city, has_city, attributes)) in actors.into_iter().enumerate()
    {
        let actor = Actor {
            sector: sector.map(helixmap::model::SectorId),
            city: if has_city { city } else { String::new() },
            since: has_city.then(|| dates[index % 3].parse().unwrap()),
            tags: if has_city {
                vec!["a".to_owned(), "b c".to_owned()]
            } else {
                Vec::new()
            },
            attributes,
            ..Actor::new(format!("{key}{index}"), label)
        };
        network.add_actor(actor).unwrap();
    }
    let ids: Vec<ActorId> = network.actors().map(|(id, _)| id).collect();
    for (source, target, kind, weight, directed, date, attributes) in ties {
        let tie = Tie {
            kind,
            weight,
            directed,
            until: date.map(|date| dates[date].parse().unwrap()),
            attributes,
            ..Tie::new(ids[source % ids.len()], ids[target % ids.len()])
        };
        network.add_tie(tie).unwrap();
    }
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_not_said_to_be_lost_comes_back(network in network()) {
        for id in GRAPHS {
            let format = format(id);
            let losses = format.loses(&network);
            let back = there_and_back(format, &network).network;
            prop_assert_eq!(back.num_actors(), network.num_actors(), "{}", id);
            if *id != "dl" {
                prop_assert_eq!(back.num_ties(), network.num_ties(), "{}", id);
            }
            if losses.is_empty() {
                prop_assert_eq!(actors(&back), actors(&network), "{}", id);
                prop_assert_eq!(whole_ties(&back), whole_ties(&network), "{}", id);
                prop_assert_eq!(back.info(), network.info(), "{}", id);
                prop_assert_eq!(back.sectors(), network.sectors(), "{}", id);
            }
        }
    }
}

fn refusal(name: &str, text: &str) -> String {
    let input = Input::file(name, text.as_bytes());
    let task = TaskContext::new();
    let format = recognize(&input).unwrap_or_else(|| panic!("{name} is not recognised"));
    let outcome = format.read(&input, &task).unwrap().resolve(&task).unwrap();
    let issues = outcome.unwrap_err();
    let fatal = issues
        .iter()
        .find(|issue| issue.kind == IssueKind::Fatal)
        .unwrap();
    fatal.to_string()
}

#[test]
fn huge_counts_are_refused_without_the_memory() {
    for (name, text) in [
        ("a.net", "*Vertices 999999999\n*Edges\n1 2\n"),
        ("a.dl", "dl n=999999999\nformat = edgelist1\ndata:\n1 2\n"),
        ("b.dl", "dl nr=999999999 nc=999999999\ndata:\n1 2\n"),
        ("c.dl", "dl n=100000 format = lowerhalf\ndata:\n1 2\n"),
    ] {
        let message = refusal(name, text);
        assert!(
            message.contains("99999999") || message.contains("100000"),
            "{message}"
        );
    }
}

#[test]
fn deep_files_are_refused() {
    for (name, text) in [
        (
            "a.graphml",
            format!("<graphml>{}", "<graph>".repeat(100_000)),
        ),
        ("a.gexf", format!("<gexf>{}", "<graph>".repeat(100_000))),
        ("a.gml", format!("graph [ {}", "a [ ".repeat(100_000))),
        ("a.json", format!("{{\"nodes\":{}", "[".repeat(100_000))),
    ] {
        let message = refusal(name, &text);
        assert!(
            message.contains("deep") || message.contains("recursion"),
            "{message}"
        );
    }
}

#[test]
fn problems_name_their_place() {
    for (name, text, place) in [
        (
            "a.graphml",
            "<graphml>\n<graph>\n<node id='a'>\n</graph>\n</graphml>",
            "a.graphml:4: ",
        ),
        ("a.gexf", "<gexf>\n<graph>\n", "a.gexf:3: "),
        (
            "a.net",
            "*Vertices 2\n1 \"a\"\n2 \"b\"\n*Matrix\n1 0\nx 1\n",
            "a.net:6: ",
        ),
        ("a.dl", "dl n=2\ndata:\n1 0\nx 1\n", "a.dl:4: "),
        ("a.gml", "graph [\nnode [ id 1 ]\nnode ]\n", "a.gml:3: "),
        (
            "a.json",
            "{\"nodes\":[{\"id\":1},\n{\"id\":}]}",
            "a.json:2:7: ",
        ),
        ("a.json", "{\"nodes\":[1,\n 2 3]}", "a.json:2:4: "),
        ("a.json", "{\"nodes\":[{\"id\":1", "a.json:1:18: "),
    ] {
        let message = refusal(name, text);
        assert!(message.starts_with(place), "{message}");
    }
}

#[test]
fn partitions_become_sectors_and_vectors_attributes() {
    let files = [
        ("r.clu", "*Vertices 3\n1\n2\n1\n% 1 business\n% 2 city\n"),
        (
            "r.net",
            "*Vertices 3\n1 \"A\"\n2 \"B\"\n3 \"C\"\n*Edges\n1 2 2.5\n",
        ),
        ("r.vec", "*Vertices 3\n0.5\n1\n2\n"),
    ];
    let input = Input {
        name: "r".to_owned(),
        files: files
            .iter()
            .map(|(name, text)| NamedBytes {
                name: (*name).to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect(),
        ignored: Vec::new(),
    };
    let task = TaskContext::new();
    let draft = recognize(&input).unwrap().read(&input, &task).unwrap();
    let network = draft.resolve(&task).unwrap().unwrap().network;
    let sectors: Vec<Option<String>> = network
        .actors()
        .map(|(_, actor)| sector(&network, actor))
        .collect();
    let expected = ["business", "city", "business"].map(|word| Some(word.to_owned()));
    assert_eq!(sectors, expected);
    assert_eq!(
        actors(&network)[0].attributes["vector"],
        AttributeValue::Number(0.5)
    );
    assert_eq!(network.ties().next().unwrap().1.weight, 2.5);
}

#[test]
fn activities_are_said_to_be_lost() {
    let mut network = Network::new();
    let activity = helixmap::model::Activity::new("lab", "Lab");
    let id = network.activities().next_id();
    network
        .apply(&[NetworkEdit::Activity(Change::add(id, activity))])
        .unwrap();
    for id in GRAPHS {
        let losses = format(id).loses(&network);
        assert!(
            losses.contains(&"1 activity".to_owned()),
            "{id}: {losses:?}"
        );
    }
}

/// One span is all that a record can have. Where a file says more, that is kept beside it.
#[test]
fn spells_are_spans_and_attributes() {
    let gexf = "<gexf version=\"1.3\"><graph mode=\"dynamic\" timeformat=\"date\">\
        <attributes class=\"node\" mode=\"dynamic\"><attribute id=\"0\" title=\"staff\" type=\"integer\"/></attributes>\
        <nodes><node id=\"a\" start=\"2001-01-01\"><spells><spell start=\"2022-03-01\" end=\"2022-11-30\"/>\
        <spell start=\"2021-01-01\" end=\"2021-06-30\"/></spells><attvalues>\
        <attvalue for=\"0\" value=\"55\" start=\"2023-07-01\"/><attvalue for=\"0\" value=\"40\" end=\"2023-06-30\"/>\
        </attvalues></node><node id=\"b\" end=\"2023-12-31\"/></nodes>\
        <edges><edge source=\"a\" target=\"b\" timestamp=\"17.5\"/></edges></graph></gexf>";
    let imported = import(&Input::file("a.gexf", gexf.as_bytes())).unwrap();
    let network = &imported.network;
    let found = actors(network);
    let date = |date: Option<helixmap::model::PartialDate>| date.map(|date| date.to_string());
    assert_eq!(date(found[0].since).as_deref(), Some("2021-01-01"));
    assert_eq!(date(found[0].until).as_deref(), Some("2022-11-30"));
    let text = |text: &str| AttributeValue::Text(text.to_owned());
    assert_eq!(
        found[0].attributes["spells"],
        text("<[2022-03-01, 2022-11-30]; [2021-01-01, 2021-06-30]>")
    );
    assert_eq!(found[0].attributes["staff"], AttributeValue::Integer(55));
    assert_eq!(
        found[0].attributes["staff over time"],
        text("<[2023-07-01, Infinity, 55]; [-Infinity, 2023-06-30, 40]>")
    );
    assert_eq!(
        (found[1].since, date(found[1].until).as_deref()),
        (None, Some("2023-12-31"))
    );
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!(
        (tie.since, texts(&tie.attributes)["start"].as_str()),
        (None, "17.5")
    );
    let told = |kind| {
        imported
            .issues
            .iter()
            .filter(|issue| issue.kind == kind)
            .count()
    };
    assert_eq!((told(IssueKind::Note), told(IssueKind::Guess)), (2, 1));
}

/// Who takes part in an activity, with the weight that the file states.
type Parts = Vec<(String, Option<String>)>;

#[test]
fn two_sets_of_nodes_are_actors_and_activities() {
    for (name, text) in [
        (
            "a.net",
            "*Vertices 5 3\n1 \"anna\"\n2 \"ben\"\n3 \"cleo\"\n4 \"mon\"\n5 \"tue\"\n*Edges\n1 4\n3 4 2\n3 5\n",
        ),
        (
            "b.net",
            "*Vertices 5 3\n1 \"anna\"\n2 \"ben\"\n3 \"cleo\"\n4 \"mon\"\n5 \"tue\"\n*Matrix\n1 0\n0 0\n2 1\n",
        ),
        (
            "a.dl",
            "dl nr=3 nc=2\nrow labels:\nanna,ben,cleo\ncolumn labels:\nmon tue\ndata:\n1 0\n0 0\n2 1\n",
        ),
        (
            "b.dl",
            "dl nr=3, nc=2 format=edgelist2\nrow labels:\nanna,ben,cleo\ncolumn labels:\nmon tue\ndata:\n1 1\n3 1 2\n3 2\n",
        ),
        (
            "c.dl",
            "dl nr=3, nc=2 format=edgelist2\nrow labels:\nanna,ben,cleo\nlabels embedded:\ndata:\nanna mon\ncleo mon 2\ncleo tue\n",
        ),
    ] {
        let network = import(&Input::file(name, text.as_bytes())).unwrap().network;
        let labels: Vec<&str> = actors(&network)
            .iter()
            .map(|actor| actor.label.as_str())
            .collect();
        assert_eq!(labels, ["anna", "ben", "cleo"], "{name}");
        let parts: Vec<(String, Parts)> = network
            .activities()
            .iter()
            .map(|(_, activity)| {
                let parts = activity.participants.iter().map(|part| {
                    (
                        plain_label(&network, part.actor),
                        texts(&part.attributes).get("weight").cloned(),
                    )
                });
                (activity.title.clone(), parts.collect())
            })
            .collect();
        let word = |word: &str| word.to_owned();
        assert_eq!(
            parts,
            [
                (
                    word("mon"),
                    vec![(word("anna"), None), (word("cleo"), Some(word("2")))]
                ),
                (word("tue"), vec![(word("cleo"), None)]),
            ],
            "{name}"
        );
        assert_eq!(network.num_ties(), 0);
    }
}

#[test]
fn two_sets_that_networkx_marks_are_actors_and_activities() {
    let read = |last: &str| {
        let text = format!(
            r#"{{"nodes":[{{"id":"a","bipartite":0}},{{"id":"x","bipartite":1,"label":"X"}},{{"id":"b","bipartite":0}}],
            "links":[{{"source":"a","target":"x"}},{{"source":"x","target":"b","kind":"lead"}}{last}]}}"#
        );
        import(&Input::file("a.json", text.as_bytes()))
            .unwrap()
            .network
    };
    let network = read("");
    assert_eq!((network.num_actors(), network.num_ties()), (2, 0));
    let (_, activity) = network.activities().iter().next().unwrap();
    assert_eq!((activity.key.as_str(), activity.title.as_str()), ("x", "X"));
    let parts: Vec<(String, &str)> = activity
        .participants
        .iter()
        .map(|part| (key(&network, part.actor), part.role.as_str()))
        .collect();
    assert_eq!(parts, [("a".to_owned(), ""), ("b".to_owned(), "lead")]);
    // A tie inside a set: then the sets are only an attribute.
    let network = read(r#",{"source":"a","target":"b"}"#);
    assert_eq!(
        (
            network.num_actors(),
            network.num_ties(),
            network.activities().len()
        ),
        (3, 3, 0)
    );
}

#[test]
fn layouts_of_dl_say_the_same() {
    let expected = ["\"anna\" \"ben\" \"\" 2", "\"anna\" \"cleo\" \"\" 1"];
    for (name, text) in [
        (
            "upper",
            "dl n=3 format=upperhalf diagonal=absent\nlabels:\nanna,ben,cleo\ndata:\n2 1\n0\n",
        ),
        (
            "lower",
            "dl n=3 format=lowerhalf\nlabels:\nanna,ben,cleo\ndata:\n0\n2 0\n1 0 0\n",
        ),
        (
            "rows",
            "DL N=3 FORMAT=FULLMATRIX\nROW LABELS EMBEDDED\nCOLUMN LABELS EMBEDDED\nDATA:\nanna ben cleo\nanna 0 2 1\nben 0 0 0\ncleo 0 0 0\n",
        ),
        (
            "edges",
            "dl n = 3\nformat = edgelist1\nlabels embedded:\ndata:\nanna ben 2\nanna cleo\n",
        ),
    ] {
        let network = import(&Input::file("a.dl", text.as_bytes()))
            .unwrap()
            .network;
        let found: Vec<String> = ties(&network, plain_label)
            .into_iter()
            .map(|tie| tie.rsplit_once(' ').unwrap().0.to_owned())
            .collect();
        // Half a matrix says that ties have no direction, so that each comes once.
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn vna_has_a_relation_for_each_column_of_numbers() {
    let vna = "*node data\nID, sector\n\"anna k\" city\nben business\n*node properties\nID x y shortlabel\nben 1 2 Ben\n\
               *tie data\nfrom to friends advice note\n\"anna k\" ben 1 0 \"since school\"\nben \"anna k\" 0 2.5 x\n";
    let network = import(&Input::file("a.vna", vna.as_bytes()))
        .unwrap()
        .network;
    assert_eq!(
        ties(&network, key),
        [
            "\"anna k\" \"ben\" \"friends\" 1 true",
            "\"ben\" \"anna k\" \"advice\" 2.5 true"
        ]
    );
    assert_eq!(actors(&network)[1].label, "Ben");
}

#[test]
fn kumu_backups_and_blueprints_are_read() {
    let backup = r#"{"name":"N","elements":[{"_id":"elem-1","attributes":{"label":"A","element type":"City","tags":["x","y"]}},
        {"_id":"elem-2","attributes":{"label":"B"}}],"connections":[{"_id":"conn-1","from":"elem-1","to":"elem-2",
        "direction":"directed","delayed":false,"attributes":{"connection type":"funds","strength":3}}],
        "loops":[{"_id":"loop-1"}],"maps":[{"elements":[{"element":"elem-1","position":{"x":1.5,"y":-2}}]}]}"#;
    let imported = import(&Input::file("a.json", backup.as_bytes())).unwrap();
    let network = &imported.network;
    let found = actors(network);
    assert_eq!(
        (
            network.info().name.as_str(),
            found[0].label.as_str(),
            found[0].kind.as_str()
        ),
        ("N", "A", "City")
    );
    assert_eq!(found[0].tags, ["x", "y"]);
    assert!(imported.positions.is_empty(), "one of two has a place");
    assert_eq!(ties(network, plain_label), [r#""A" "B" "funds" 3 true"#]);
    assert_eq!(found[0].attributes["x"], AttributeValue::Number(1.5));
    assert_eq!(imported.issues.count(IssueKind::Skipped), 1);

    let blueprint = r#"{"elements":[{"label":"A","type":"City"},{"label":"B"}],
        "connections":[{"from":"A","to":"B","direction":"mutual"}]}"#;
    let network = import(&Input::file("a.json", blueprint.as_bytes()))
        .unwrap()
        .network;
    assert_eq!(ties(&network, key), [r#""A" "B" "" 1 false"#]);
}

#[test]
fn json_tells_where_things_are_even_on_one_line() {
    let text = r#"{"links":[{"source":"a","target":"ö"},{"source":"a"},{"source":"a","target":"ö","weight":"much"}],
"zoom":2,"nodes":[{"id":"a","size":NaN},{"id":"a"},null,{"id":"ö"}]}"#;
    let imported = import(&Input::file("a.json", text.as_bytes())).unwrap();
    let mut told: Vec<String> = imported
        .issues
        .iter()
        .map(|issue| issue.to_string().replace("a.json:", ""))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "1:39: skipped: there is no target",
            "1:54, column ‘weight’: guess: ‘much’ is no number of 0 or more; kept as the attribute ‘weight’",
            "2:19: guess: NaN and Infinity are no numbers of JSON; they were read as empty",
            "2:41: skipped: the id ‘a’ is already used in line 2, character 19; that row is kept",
            "2:52: skipped: the row is empty",
            "2:8: note: ‘zoom’: this says nothing about actors or ties and was left out",
        ]
    );
    assert_eq!(
        (imported.network.num_actors(), imported.network.num_ties()),
        (2, 2)
    );
}

/// Rows with cells for names that only other rows have, and defaults for every row, could need memory far beyond the file.
#[test]
fn ever_new_names_and_long_defaults_are_bounded() {
    let num_nodes = 20_000;
    let nodes: Vec<String> = (0..num_nodes)
        .map(|n| format!("{{\"id\":{n},\"n{n}\":1}}"))
        .collect();
    let json = format!("{{\"nodes\":[{}]}}", nodes.join(","));
    let key = format!(
        "<key id=\"d\" for=\"node\" attr.name=\"d\" attr.type=\"string\"><default>{}</default></key>",
        "x".repeat(1 << 20)
    );
    let nodes: Vec<String> = (0..num_nodes)
        .map(|n| format!("<node id=\"{n}\"/>"))
        .collect();
    let graphml = format!(
        "<graphml>{key}<graph edgedefault=\"directed\">{}</graph></graphml>",
        nodes.join("")
    );
    let values: Vec<String> = (0..num_nodes)
        .map(|n| format!("<attvalue for=\"v{n}\" value=\"1\" start=\"2020\"/>"))
        .collect();
    let gexf = format!(
        "<gexf><graph><nodes><node id=\"a\"><attvalues>{}</attvalues></node></nodes></graph></gexf>",
        values.join("")
    );
    for (name, text) in [("a.json", json), ("a.graphml", graphml), ("a.gexf", gexf)] {
        let start = std::time::Instant::now();
        let imported = import(&Input::file(name, text.as_bytes())).unwrap();
        let is_told =
            |issue: &&helixmap::format::Issue| issue.message.contains("so many different names");
        assert_eq!(imported.issues.iter().filter(is_told).count(), 1, "{name}");
        let num_chars: usize = actors(&imported.network)
            .iter()
            .flat_map(|actor| texts(&actor.attributes).into_iter())
            .map(|(name, text)| name.len() + text.len())
            .sum();
        assert!(num_chars < 100 * text.len(), "{name}: {num_chars}");
        assert!(
            start.elapsed().as_secs() < 5,
            "{name} took {:?}",
            start.elapsed()
        );
    }
}

/// Where each actor of a file is, by id.
fn places(input: &Input) -> Vec<(String, [f32; 2])> {
    let imported = import(input).unwrap();
    let key = |id| imported.network.actor(id).unwrap().key.clone();
    let positions = imported.positions.iter();
    positions.map(|(&id, &place)| (key(id), place)).collect()
}

#[test]
fn positions_come_back_from_every_format_that_holds_them() {
    let mut network = Network::new();
    let ids = ["a", "b", "c"].map(|key| network.add_actor(Actor::new(key, key)).unwrap());
    network.add_tie(Tie::new(ids[0], ids[1])).unwrap();
    network.add_tie(Tie::new(ids[1], ids[2])).unwrap();
    let given = [[-10.5, 20.0], [130.0, 45.25], [60.0, -80.0]];
    let positions: Positions = ids.into_iter().zip(given).collect();
    let mut num_formats = 0;
    for format in FORMATS {
        let files = format.write(&network, &positions);
        let input = Input {
            name: files[0].name.clone(),
            files,
            ignored: Vec::new(),
        };
        let found: Vec<[f32; 2]> = places(&input).into_iter().map(|(_, place)| place).collect();
        if !format.holds_positions() {
            assert!(found.is_empty(), "{}", format.id());
            continue;
        }
        num_formats += 1;
        assert_eq!(found.len(), 3, "{}", format.id());
        // Pajek counts from 0 to 1: there the picture comes back, at another size.
        let scale = (found[1][0] - found[0][0]) / (given[1][0] - given[0][0]);
        if format.id() != "pajek" {
            assert_eq!(found, given, "{}", format.id());
        }
        for (place, given_place) in found.iter().zip(&given) {
            for axis in 0..2 {
                let (moved, meant) = (
                    place[axis] - found[0][axis],
                    given_place[axis] - given[0][axis],
                );
                assert!(
                    (moved - meant * scale).abs() < 0.05,
                    "{}: {found:?}",
                    format.id()
                );
            }
        }
    }
    assert!(num_formats >= 10, "{num_formats}");
}

#[test]
fn positions_of_other_programs_are_the_right_way_up() {
    // In a file of Gephi `a` is above `b`: its y is greater. On our map y grows downwards.
    let gexf = r#"<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph><nodes>
        <node id="a"><viz:position x="0" y="100"/></node><node id="b"><viz:position x="50" y="0"/></node></nodes></graph></gexf>"#;
    let found = places(&Input::file("a.gexf", gexf.as_bytes()));
    assert_eq!(
        found,
        [
            ("a".to_owned(), [0.0, -100.0]),
            ("b".to_owned(), [50.0, 0.0])
        ]
    );
    // On the screen of Cytoscape.js `a` is below `b`.
    let cyjs = r#"{"elements":{"nodes":[{"data":{"id":"a"},"position":{"x":0,"y":100}},
        {"data":{"id":"b"},"position":{"x":50,"y":0}}],"edges":[]}}"#;
    let found = places(&Input::file("a.cyjs", cyjs.as_bytes()));
    assert_eq!(
        found,
        [
            ("a".to_owned(), [0.0, 100.0]),
            ("b".to_owned(), [50.0, 0.0])
        ]
    );
}

#[test]
fn half_a_place_stays_an_attribute() {
    let gml = "graph [ node [ id 1 label \"a\" x 3 ] node [ id 2 label \"b\" ] ]";
    let imported = import(&Input::file("a.gml", gml.as_bytes())).unwrap();
    assert!(imported.positions.is_empty());
    assert_eq!(
        actors(&imported.network)[0].attributes["x"],
        AttributeValue::Number(3.0)
    );
}

#[test]
fn pajek_gets_back_the_shapes_colours_and_labels_that_it_draws_by() {
    let text = "*Vertices 3\n1 \"A\" 0.1 0.2 box ic Green\n2 \"B\" 0.5 0.9 ellipse ic #FF8800\n3 \"C\" 0.9 0.4\n\
                *Edges\n1 2 2 l \"both [1]\"\n2 3 1\n";
    let before = import(&Input::file("x.net", text)).unwrap();
    assert_eq!(Pajek.loses(&before.network), Vec::<String>::new());
    let files = Pajek.write(&before.network, &before.positions);
    let after = import(&Input::file("x.net", files[0].bytes.clone())).unwrap();
    let drawn = |network: &Network| -> Vec<_> {
        let actors = network.actors().map(|(_, it)| it.attributes.clone());
        let ties = network.ties().map(|(_, it)| it.attributes.clone());
        actors.chain(ties).collect()
    };
    assert_eq!(drawn(&after.network), drawn(&before.network));
    let text = |text: &str| AttributeValue::Text(text.to_owned());
    let all = drawn(&after.network);
    assert_eq!(
        (&all[0]["shape"], &all[0]["color"]),
        (&text("box"), &text("Green"))
    );
    assert_eq!(
        (&all[1]["color"], &all[3]["label"]),
        (&text("#FF8800"), &text("both [1]"))
    );
    // Words that mean something else there are not written, and that is told.
    let odd = import(&Input::file("x.csv", "id,shape\n1,r\n2,two words\n3,3\n")).unwrap();
    let losses = Pajek.loses(&odd.network);
    assert_eq!(losses, ["the attribute ‘shape’, which 3 actors have"]);
    let files = Pajek.write(&odd.network, &odd.positions);
    assert!(!String::from_utf8_lossy(&files[0].bytes).contains("two words"));
}
