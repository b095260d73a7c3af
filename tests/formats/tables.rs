//! Tables as text that are called as they like: pairs of files, matrices, lists without a header, CORDIS.

use helixmap::format::{Format as _, Input, IssueKind, Positions, TableKind, TextTables};
use helixmap::model::{AttributeValue, Network};
use helixmap::task::TaskContext;

use crate::{folder, import, try_import};

fn read(files: &[(&str, &str)]) -> (Network, Vec<String>) {
    let imported = import(&folder(files)).unwrap();
    let issues = imported.issues.iter().map(ToString::to_string).collect();
    (imported.network, issues)
}

fn keys(network: &Network) -> Vec<&str> {
    network
        .actors()
        .map(|(_, actor)| actor.key.as_str())
        .collect()
}

fn ties(network: &Network) -> Vec<(String, String, f64, bool)> {
    let key = |id| network.actor(id).unwrap().key.clone();
    network
        .ties()
        .map(|(_, tie)| (key(tie.source), key(tie.target), tie.weight, tie.directed))
        .collect()
}

fn sector(network: &Network, key: &str) -> Option<String> {
    let actor = network.actor(network.actor_by_key(key).unwrap()).unwrap();
    Some(network.sectors().get(actor.sector?).unwrap().key.clone())
}

#[test]
fn nodes_and_edges_belong_together() {
    let (network, issues) = read(&[
        (
            "my nodes.csv",
            "Id;Label;Sector\n007;James;business\n7;Miss M;city\n",
        ),
        (
            "my edges.csv",
            "Source;Target;Type;Weight\n007;7;Undirected;1,5\n7;new;;2\n",
        ),
    ]);
    assert_eq!(keys(&network), ["007", "7", "new"]);
    assert_eq!(
        ties(&network),
        [
            ("007".to_owned(), "7".to_owned(), 1.5, false),
            ("7".to_owned(), "new".to_owned(), 2.0, true)
        ]
    );
    assert_eq!(
        issues,
        ["my edges.csv:3, column ‘Target’: guess: the actor ‘new’ is not listed and was added"]
    );
}

#[test]
fn what_is_copied_from_a_spreadsheet_is_a_table() {
    let input = Input::file("clipboard", "From\tTo\tType\nA\tB | C\tfunds\n");
    let network = import(&input).unwrap().network;
    assert_eq!(keys(&network), ["A", "B", "C"]);
    assert!(network.ties().all(|(_, tie)| tie.kind == "funds"));
    for text in ["Dear all,\nhow are you?\n", "", "   \n"] {
        assert!(
            try_import(&Input::file("letter", text)).is_none(),
            "{text:?} is no table"
        );
    }
}

#[test]
fn titles_above_the_header_are_left_out() {
    let (network, issues) = read(&[(
        "x.csv",
        "Stakeholders of Lund,,\nmade in 2024,,\n\nname,type,city\nA,Kommun,Lund\nB,Företag,Lund\n",
    )]);
    assert_eq!(keys(&network), ["A", "B"]);
    assert_eq!(sector(&network, "A").as_deref(), Some("city"));
    assert_eq!(sector(&network, "B").as_deref(), Some("business"));
    let (_, a) = network.actors().next().unwrap();
    assert_eq!(a.kind, "Kommun");
    assert!(issues[0].starts_with("x.csv:4: note"), "{issues:?}");
}

#[test]
fn lists_without_a_header_are_ties() {
    let expected = [
        ("1".to_owned(), "2".to_owned(), 1.0, false),
        ("2".to_owned(), "03".to_owned(), 0.5, false),
    ];
    for (name, text) in [
        ("x.csv", "1,2,1\n2,03,0.5\n"),
        ("x.csv", "1 2 1\n2 03 0.5\n"),
        ("x.csv", "# from to\n1\t2\t1\n2\t03\t0.5\n"),
        ("x.csv", "sep=;\n1;2;1\n2;03;0,5\n"),
    ] {
        let (network, issues) = read(&[(name, text)]);
        assert_eq!(ties(&network), expected, "{text}");
        let is_told = |issue: &String| issue.contains("no row names the columns");
        assert!(issues.iter().any(is_told), "{issues:?}");
    }
}

#[test]
fn matrices_are_ties_or_activities() {
    let (network, _) = read(&[("x.csv", ";A;B;C\nA;0;2,5;0\nB;2,5;0;1\nC;0;1;0\n")]);
    assert_eq!(
        ties(&network),
        [
            ("A".to_owned(), "B".to_owned(), 2.5, false),
            ("B".to_owned(), "C".to_owned(), 1.0, false)
        ]
    );
    let (network, issues) = read(&[("x.csv", ",Heat,Bikes\nCity,1,1\nFirm,0,1\nNgo,,\n")]);
    assert_eq!(keys(&network), ["City", "Firm", "Ngo"]);
    let parts: Vec<(&str, usize)> = network
        .activities()
        .iter()
        .map(|(_, activity)| (activity.key.as_str(), activity.participants.len()))
        .collect();
    assert_eq!(parts, [("Heat", 1), ("Bikes", 2)]);
    assert!(
        issues[0].contains("3 actors and 2 activities"),
        "{issues:?}"
    );
    // A table of actors with numbers is none.
    let (network, _) = read(&[("x.csv", "label,staff,size\nA,1,0\nB,0,1\n")]);
    assert_eq!(network.num_actors(), 2);
    let (_, a) = network.actors().next().unwrap();
    assert_eq!(a.attributes["staff"], AttributeValue::Integer(1));
}

#[test]
fn two_mode_lists_are_activities() {
    for header in ["organisation,project", "who,what"] {
        let text = format!("{header}\nA,x\nB,x\nA,y\nC,y\n");
        let (network, _) = read(&[("x.csv", &text)]);
        assert_eq!(keys(&network), ["A", "B", "C"], "{header}");
        assert_eq!((network.num_ties(), network.activities().len()), (0, 2));
    }
}

#[test]
fn what_cordis_says_of_organisations_is_no_column_of_their_parts() {
    let input = folder(&[(
        "organization.csv",
        "projectID;organisationID;name;activityType;city;role;rcn\n1;10;Lund;HES;Lund;partner;7\n",
    )]);
    let task = TaskContext::new();
    let draft = TextTables.read(&input, &task).unwrap();
    let columns = |kind| -> Vec<String> {
        let table = draft.table(kind).unwrap();
        table.columns.iter().map(|it| it.name.clone()).collect()
    };
    assert_eq!(
        columns(TableKind::Actors),
        ["organisationID", "name", "activityType", "city", "kind"]
    );
    assert_eq!(
        columns(TableKind::Participation),
        ["projectID", "organisationID", "role", "rcn"]
    );
}

#[test]
fn places_of_few_actors_are_kept_as_attributes() {
    let input = Input::file("nodes.csv", "id,label,x,y\na,A,1.5,-2\nb,B,,\nc,C,,\n");
    let imported = import(&input).unwrap();
    assert!(imported.positions.is_empty());
    let (_, first) = imported.network.actors().next().unwrap();
    assert_eq!(first.attributes["x"], AttributeValue::Number(1.5));
    assert_eq!(first.attributes["y"], AttributeValue::Number(-2.0));
    assert_eq!(imported.issues.count(IssueKind::Skipped), 0);
}

#[test]
fn cordis_tables_are_actors_projects_and_parts() {
    let (network, issues) = read(&[
        (
            "organization.csv",
            "\"projectID\";\"projectAcronym\";\"organisationID\";\"vatNumber\";\"name\";\"shortName\";\"SME\";\"activityType\";\"street\";\"postCode\";\"city\";\"country\";\"geolocation\";\"organizationURL\";\"role\";\"ecContribution\";\"endOfParticipation\"\n\
             \"101\";\"HEAT\";\"999\";\"SE1\";\"LUNDS UNIVERSITET\";\"ULUND\";\"false\";\"HES\";\"Paradisgatan\";\"22100\";\"Lund\";\"SE\";\"(55.7,13.19)\";\"http://www.lu.se\";\"coordinator\";\"1234,5\";\"false\"\n\
             \"101\";\"HEAT\";\"888\";\"\";\"RISE\";\"\";\"false\";\"REC\";\"\";\"\";\"Boras\";\"SE\";\"\";\"\";\"participant\";\"\";\"true\"\n\
             \"102\";\"BIKE\";\"999\";\"SE1\";\"LUNDS UNIVERSITET\";\"ULUND\";\"false\";\"HES\";\"\";\"\";\"Lund\";\"SE\";\"\";\"\";\"participant\";\"10\";\"false\"\n\
             \"102\";\"BIKE\";\"777\";\"\";\"ALFA AB\";\"\";\"true\";\"PRC\";\"\";\"\";\"Lund\";\"SE\";\"\";\"\";\"participant\";\"\";\"false\"\n\
             \"102\";\"BIKE\";\"666\";\"\";\"MALMO STAD\";\"\";\"false\";\"PUB\";\"\";\"\";\"Malmo\";\"SE\";\"\";\"\";\"participant\";\"\";\"false\"\n\
             \"102\";\"BIKE\";\"555\";\"\";\"NGO\";\"\";\"false\";\"OTH\";\"\";\"\";\"Malmo\";\"SE\";\"\";\"\";\"participant\";\"\";\"false\"\n",
        ),
        (
            "project.csv",
            "\"id\";\"acronym\";\"status\";\"title\";\"startDate\";\"endDate\";\"totalCost\";\"topics\";\"frameworkProgramme\";\"objective\"\n\
             \"101\";\"HEAT\";\"SIGNED\";\"Heat for all\";\"2023-01-01\";\"2026-12-31\";\"2000,5\";\"CITIES\";\"HORIZON\";\"Warm; cheap\"\n\
             \"102\";\"BIKE\";\"SIGNED\";\"Bikes\";\"2022-01-01\";\"\";\"\";\"\";\"HORIZON\";\"\"\n",
        ),
        (
            "topics.csv",
            "\"projectID\";\"topic\";\"title\"\n\"101\";\"X\";\"Y\"\n",
        ),
    ]);
    assert_eq!(keys(&network), ["999", "888", "777", "666", "555"]);
    let sectors = ["999", "888", "777", "666", "555"].map(|key| sector(&network, key).unwrap());
    assert_eq!(
        sectors,
        ["university", "university", "business", "city", "civil"]
    );
    let (_, lund) = network.actors().next().unwrap();
    assert_eq!(
        (lund.label.as_str(), lund.city.as_str(), lund.kind.as_str()),
        ("LUNDS UNIVERSITET", "Lund", "HES")
    );
    assert_eq!(lund.coordinates, Some([55.7, 13.19]));
    assert_eq!(
        lund.attributes["shortName"],
        AttributeValue::Text("ULUND".to_owned())
    );
    let activities: Vec<_> = network.activities().iter().collect();
    let (_, heat) = activities[0];
    assert_eq!(
        (heat.title.as_str(), heat.programme.as_str()),
        ("Heat for all", "HORIZON")
    );
    assert_eq!(heat.start.unwrap().to_string(), "2023-01-01");
    let budget = heat.budget.as_ref().unwrap();
    assert_eq!((budget.amount, budget.currency.as_str()), (2000.5, "EUR"));
    assert_eq!(heat.participants[0].role, "coordinator");
    assert_eq!(heat.participants[0].amount, Some(1234.5));
    assert_eq!(
        heat.participants[1].attributes["endOfParticipation"],
        AttributeValue::Flag(true)
    );
    assert_eq!(activities[1].1.participants.len(), 4);
    assert!(
        issues.iter().any(|issue| issue.starts_with("topics.csv")),
        "{issues:?}"
    );
}

#[test]
fn a_network_comes_back_from_nodes_and_edges() {
    let sample = helixmap::document::Sample::by_name("emergency").unwrap();
    let network = sample.content().unwrap().network;
    let input = Input {
        name: "pair".to_owned(),
        files: TextTables.write(&network, &Positions::new()),
        ignored: Vec::new(),
    };
    let back = import(&input).unwrap();
    assert_eq!(back.issues.count(IssueKind::Skipped), 0);
    assert_eq!(keys(&back.network), keys(&network));
    assert_eq!(ties(&back.network), ties(&network));
    let both = network.actors().zip(back.network.actors());
    for ((_, before), (_, after)) in both {
        assert_eq!(
            (&before.label, &before.attributes),
            (&after.label, &after.attributes)
        );
    }
}
