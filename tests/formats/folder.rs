//! A folder of four CSV tables: what comes in, what is told about it, and what comes back.

use helixmap::format::{CsvFolder, Format as _, Imported, Input, IssueKind, Positions, recognize};
use helixmap::model::{AttributeValue, Network, Zone};

use crate::{folder, import};

fn read(files: &[(&str, &str)]) -> (Network, Vec<String>) {
    let Imported {
        network, issues, ..
    } = import(&folder(files)).unwrap();
    (network, issues.iter().map(ToString::to_string).collect())
}

fn refused(files: &[(&str, &str)]) -> Vec<String> {
    let issues = import(&folder(files)).unwrap_err();
    assert!(issues.is_fatal());
    issues.iter().map(ToString::to_string).collect()
}

fn sector(network: &Network, key: &str) -> Option<String> {
    let actor = network.actor(network.actor_by_key(key).unwrap()).unwrap();
    Some(network.sectors().get(actor.sector?).unwrap().key.clone())
}

#[test]
fn a_folder_of_four_tables_becomes_a_network() {
    let (network, issues) = read(&[
        (
            "actors.csv",
            "\u{feff}\"id\",label,sector,kind,country,city,url,level\na,\"A, B & C\",public,municipality,SE,Lund,https://a.example,7\nb,,business,,,,,\n",
        ),
        (
            "ties.csv",
            "source,target,kind,weight,start,end,source_note\na,b,part of,2.5,2024-05,,Contract\n",
        ),
        (
            "activities.csv",
            "id,title,start,end,topic,programme,budget,zone\nx,Heat,2025,2027-01-31,energy,P,1000,yellow 2025 | green\n",
        ),
        (
            "participation.csv",
            "actor_id,activity_id,role,amount,line\nb,x,lead,12.5,3\na,x,,,4\n",
        ),
    ]);
    assert_eq!(
        issues,
        ["actors.csv: note: sectors were understood: ‘public’ as city"]
    );
    let a = network.actor(network.actor_by_key("a").unwrap()).unwrap();
    assert_eq!(
        (a.label.as_str(), a.kind.as_str()),
        ("A, B & C", "municipality")
    );
    assert_eq!((a.country.as_str(), a.city.as_str()), ("SE", "Lund"));
    assert_eq!(a.attributes["level"], AttributeValue::Integer(7));
    assert_eq!(sector(&network, "a").unwrap(), "city");
    let (_, tie) = network.ties().next().unwrap();
    assert_eq!(
        (tie.weight, tie.kind.as_str(), tie.origin.as_str()),
        (2.5, "part of", "Contract")
    );
    assert_eq!(tie.since.unwrap().to_string(), "2024-05");
    assert!(!tie.directed);
    let (_, heat) = network.activities().iter().next().unwrap();
    assert_eq!(heat.zones.last().unwrap().zone, Zone::Green);
    assert_eq!(heat.budget.as_ref().unwrap().amount, 1000.0);
    assert_eq!(heat.participants[0].amount, Some(12.5));
    assert_eq!(
        heat.participants[1].attributes["line"],
        AttributeValue::Integer(4)
    );
    assert_eq!(network.info().name, "folder");
}

#[test]
fn any_table_may_be_missing() {
    let (network, issues) = read(&[("actors.csv", "id\na\nb\n")]);
    assert_eq!((network.num_actors(), issues.len()), (2, 0));

    let (network, issues) = read(&[("ties.csv", "source,target\nb,a\na,c\n")]);
    let keys: Vec<&str> = network
        .actors()
        .map(|(_, actor)| actor.key.as_str())
        .collect();
    assert_eq!(keys, ["b", "a", "c"]);
    assert_eq!(
        issues,
        [
            "ties.csv:2, column ‘source’: note: 3 actors are not listed and were added: ‘b’ and 2 more"
        ]
    );

    let (network, issues) = read(&[
        ("actors.csv", "id\na\n"),
        ("participation.csv", "actor_id,activity_id\na,x\na,y\n"),
    ]);
    assert_eq!(network.activities().len(), 2);
    assert_eq!(
        issues,
        ["participation.csv: note: no list of activities was found; 2 follow from who takes part"]
    );
}

#[test]
fn every_skipped_row_is_told_with_its_place() {
    let (network, issues) = read(&[
        (
            "actors.csv",
            "id,label\na,A\nb,\"two\nlines\"\na,again\n,\n,Nameless but not quite\n",
        ),
        (
            "ties.csv",
            "source,target,weight\na,b,1\na,nobody,1\na,,1\n\na,b,much\na,b,-1\n",
        ),
        ("activities.csv", "id,start\nx,spring\nx,\n,2024\n"),
        (
            "participation.csv",
            "actor_id,activity_id,amount\na,x,5\nnobody,x,1\na,nothing,1\na,,1\n",
        ),
    ]);
    assert_eq!(
        issues,
        [
            "actors.csv:5: skipped: the id ‘a’ is already used in line 2; that row is kept",
            "actors.csv:7, column ‘id’: guess: there is no id; the name ‘Nameless but not quite’ serves as one",
            "ties.csv:3, column ‘target’: skipped: there is no actor ‘nobody’",
            "ties.csv:4: skipped: there is no target",
            "ties.csv:6, column ‘weight’: guess: ‘much’ is no number of 0 or more; kept as the attribute ‘weight’",
            "ties.csv:7, column ‘weight’: guess: ‘-1’ is no number of 0 or more; kept as the attribute ‘weight’",
            "activities.csv:2, column ‘start’: guess: ‘spring’ is no date like 2024, 2024-05 or 2024-05-17; kept as the attribute ‘start’",
            "activities.csv:3: skipped: the id ‘x’ is already used in line 2; that row is kept",
            "activities.csv:4: skipped: there is no id",
            "participation.csv:3, column ‘actor_id’: skipped: there is no actor ‘nobody’",
            "participation.csv:4, column ‘activity_id’: skipped: there is no activity ‘nothing’",
            "participation.csv:5: skipped: there is no activity_id",
        ]
    );
    assert_eq!((network.num_actors(), network.num_ties()), (3, 3));
    assert_eq!(
        network
            .activities()
            .iter()
            .next()
            .unwrap()
            .1
            .participants
            .len(),
        1
    );
}

#[test]
fn what_cannot_be_read_at_all_is_refused() {
    assert_eq!(
        refused(&[("actors.csv", "name of it,sector\nA,city\n")]),
        ["actors.csv:1: error: there is neither a column ‘id’ nor a column ‘label’"]
    );
    assert_eq!(
        refused(&[("ties.csv", "a,b\n1,2\n")]),
        [
            "ties.csv:1: error: there is no column ‘source’",
            "ties.csv:1: error: there is no column ‘target’"
        ]
    );
    assert_eq!(
        refused(&[("actors.csv", "")]),
        ["actors.csv: error: the file is empty"]
    );
    assert!(recognize(&folder(&[("notes.txt", "id\n")])).is_none());
}

#[test]
fn sectors_are_the_helix_or_the_files_own() {
    let (network, _) = read(&[(
        "actors.csv",
        "id,sector\n1,PRC\n2,HES\n3,REC\n4,PUB\n5,?\n6,unknown\n7,\n",
    )]);
    let sectors: Vec<_> = (1..=7)
        .map(|id| sector(&network, &id.to_string()))
        .collect();
    assert_eq!(
        sectors.iter().map(Option::as_deref).collect::<Vec<_>>(),
        [
            Some("business"),
            Some("university"),
            Some("university"),
            Some("city"),
            None,
            None,
            None
        ]
    );

    let (network, issues) = read(&[(
        "actors.csv",
        "id,sector\n1,State\n2,City\n3,County\n4,Federal\n5,Private\n",
    )]);
    let keys: Vec<_> = network
        .sectors()
        .iter()
        .map(|(_, sector)| sector.key.as_str())
        .collect();
    assert_eq!(keys, ["State", "City", "County", "Federal", "Private"]);
    assert_eq!(issues.len(), 1);
    assert!(issues[0].contains("are kept as they are"), "{issues:?}");

    // Two words for one sector: they may be meant to differ.
    let (network, _) = read(&[("actors.csv", "id,sector\n1,municipality\n2,region\n")]);
    assert_eq!(sector(&network, "2").unwrap(), "region");
}

#[test]
fn tables_of_other_kinds_of_text_are_understood() {
    let (network, issues) = read(&[
        ("actors.csv", "id;label\na;Å\n"),
        ("ties.csv", "source\ttarget\tweight\na\ta\t1,5\n"),
    ]);
    assert!(issues.is_empty(), "{issues:?}");
    assert_eq!(network.ties().next().unwrap().1.weight, 1.5);

    let mut input = folder(&[("actors.csv", "")]);
    input.files[0].bytes = b"id,label\nl,L\xF6we\n".to_vec();
    let Imported {
        network, issues, ..
    } = import(&input).unwrap();
    assert_eq!(network.actors().next().unwrap().1.label, "Löwe");
    assert_eq!(issues.count(IssueKind::Guess), 1);
}

#[test]
fn ties_may_name_actors_by_a_name_that_only_one_has() {
    let (network, issues) = read(&[
        ("actors.csv", "id,label\n1,A\n2,B\n3,B\n"),
        ("ties.csv", "from,to\nA,2\nA,B\n"),
    ]);
    assert_eq!(network.num_ties(), 1);
    assert_eq!(
        issues,
        ["ties.csv:3, column ‘to’: skipped: several actors are called ‘B’; name one by its id"]
    );
}

#[test]
fn what_a_folder_cannot_hold_is_said() {
    let sample = helixmap::document::Sample::by_name("riverside").unwrap();
    let network = sample.content().unwrap().network;
    assert_eq!(CsvFolder.loses(&network), ["26 needs", "29 offers"]);
}

#[test]
fn cut_and_changed_tables_never_panic() {
    let sample = helixmap::document::Sample::by_name("emergency").unwrap();
    let files = CsvFolder.write(&sample.content().unwrap().network, &Positions::new());
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for _ in 0..300 {
        let mut files = files.clone();
        for file in &mut files {
            let end = random(2 * file.bytes.len());
            file.bytes.truncate(end.max(1));
            for _ in 0..4 {
                let place = random(file.bytes.len());
                file.bytes[place] = b",;\"\n\r\t|\x00\xFF\xC3x-"[random(12)];
            }
        }
        let input = Input {
            name: "changed".to_owned(),
            files,
            ignored: Vec::new(),
        };
        if let Ok(imported) = import(&input) {
            CsvFolder.write(&imported.network, &imported.positions);
        }
    }
}

/// Real folders: what is in them was counted with another program. Set `HELIXMAP_DATA` to a folder that holds them.
#[test]
fn real_folders_are_read_whole() {
    let Some(data) = std::env::var_os("HELIXMAP_DATA") else {
        println!("HELIXMAP_DATA is not set: the folders of real data are not checked");
        return;
    };
    let mut num_folders = 0;
    for entry in std::fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        let Ok(reference) = std::fs::read_to_string(path.join("reference.json")) else {
            continue;
        };
        num_folders += 1;
        // The program that counted writes a number that does not exist as no JSON does.
        let reference = reference.replace("NaN", "null");
        let reference: serde_json::Value = serde_json::from_str(&reference).unwrap();
        let mut input = Input::default();
        for name in ["activities", "actors", "participation", "ties"] {
            let name = format!("{name}.csv");
            if let Ok(bytes) = std::fs::read(path.join(&name)) {
                input
                    .files
                    .push(helixmap::format::NamedBytes { name, bytes });
            }
        }
        let Imported {
            network, issues, ..
        } = import(&input).unwrap();
        let place = path.display();
        assert_eq!(issues.count(IssueKind::Skipped), 0, "{place}");
        let parts = network.activities().iter();
        let found = [
            ("actors", network.num_actors()),
            ("activities", network.activities().len()),
            (
                "participations",
                parts.map(|(_, activity)| activity.participants.len()).sum(),
            ),
            ("ties", network.num_ties()),
        ];
        for (what, count) in found {
            assert_eq!(
                reference[what].as_u64(),
                Some(count as u64),
                "{place}: {what}"
            );
        }
        for (word, count) in reference["actors_per_sector"].as_object().unwrap() {
            let key = match word.as_str() {
                "public" => "city",
                "research" => "university",
                word => word,
            };
            let sector = network.sectors().by_key(key);
            let actors = network.actors().filter(|(_, actor)| actor.sector == sector);
            assert_eq!(
                count.as_u64(),
                Some(actors.count() as u64),
                "{place}: {word}"
            );
        }
        for (kind, count) in reference["tie_rows_by_kind"]
            .as_object()
            .into_iter()
            .flatten()
        {
            let ties = network.ties().filter(|(_, tie)| tie.kind == *kind);
            assert_eq!(count.as_u64(), Some(ties.count() as u64), "{place}: {kind}");
        }
    }
    assert!(num_folders > 0);
}
