//! Scenarios of imports: lists of actions, as a user or a script would send them, and what comes of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

#[path = "common/scenario.rs"]
mod scenario;

use helixmap::document::Command;
use helixmap::format::{Field, Unlisted};
use helixmap::model::{ActorId, AttributeValue};
use helixmap::workspace::{
    Action, ActivityUse, ColumnUse, Destination, ImportAction, ImportChoices, MatchBy,
    SectorChoice, Severity, Workspace,
};
use scenario::{bow_tie, run};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn import(action: ImportAction) -> Action {
    Action::Import(action)
}

/// What is told about the pending import.
fn pending_report(workspace: &Workspace) -> String {
    let pending = workspace.pending_import().unwrap();
    pending.resolution().report.text()
}

/// Decides about the pending import.
fn choose(workspace: &mut Workspace, change: impl FnOnce(&mut ImportChoices)) {
    let mut choices = workspace.pending_import().unwrap().choices().clone();
    change(&mut choices);
    run(workspace, [import(ImportAction::Choose(Box::new(choices)))]);
    assert!(workspace.pending_import().unwrap().is_current());
}

fn sectors(workspace: &Workspace) -> Vec<String> {
    let network = workspace.network().unwrap();
    let key = |sector| network.sectors().get(sector).map(|it| it.key.clone());
    network
        .actors()
        .map(|(_, actor)| actor.sector.and_then(key).unwrap_or_default())
        .collect()
}

#[test]
fn what_is_cancelled_while_it_opens_does_not_open() {
    let folder = folder(&[(
        "actors.csv",
        "id,label,sector\na,A,business\nb,B,something\n",
    )]);
    let mut workspace = Workspace::new(|| {});
    run(&mut workspace, [Action::Open(folder.path().to_owned())]);
    assert!(workspace.pending_import().is_some());
    workspace.dispatch(import(ImportAction::Accept));
    run(&mut workspace, [import(ImportAction::Cancel)]);
    assert!(workspace.pending_import().is_none());
    assert!(workspace.document().is_none());
}

#[test]
fn a_clear_folder_opens_at_once_and_its_report_is_at_hand() {
    let folder = folder(&[
        ("actors.csv", "id,label,sector\na,A,business\nb,B,city\n"),
        ("ties.csv", "source,target,weight\na,b,2\n"),
    ]);
    let mut workspace = Workspace::new(|| {});
    run(&mut workspace, [Action::Open(folder.path().to_owned())]);
    assert!(workspace.pending_import().is_none());
    assert_eq!(sectors(&workspace), ["business", "city"]);
    let notices = workspace.take_notices();
    assert!(
        matches!(&notices[..], [notice] if notice.shows_report && notice.severity == Severity::Info)
    );
    let report = workspace.import_report().unwrap();
    assert_eq!((report.counts.actors, report.counts.ties), (2, 1));
    // It can be kept, as one step that can be taken back.
    run(&mut workspace, [import(ImportAction::KeepReport)]);
    let journal = workspace.network().unwrap().journal();
    let (_, entry) = journal.iter().next().unwrap();
    assert!(entry.text.contains("actors.csv: 2 rows"), "{}", entry.text);
    assert!(entry.date.is_some());
    run(&mut workspace, [Action::Undo]);
    assert!(workspace.network().unwrap().journal().is_empty());
}

#[test]
fn what_is_unclear_is_asked_once_and_remembered() {
    let settings = tempfile::tempdir().unwrap();
    let folder = folder(&[(
        "actors.csv",
        "id,label,type of organisation,secret\n\
         1,Alfa,Firma,x\n2,Beta,Kommunen,y\n3,Gamma,HES,z\n4,Delta,Wetter,w\n",
    )]);
    let mut workspace = Workspace::new(|| {});
    workspace.remember_imports_in(settings.path());
    let review = ImportAction::Review(vec![folder.path().to_owned()], Destination::New);
    run(&mut workspace, [import(review.clone())]);
    assert!(
        workspace.document().is_none(),
        "nothing happens before the user has decided"
    );
    choose(&mut workspace, |choices| {
        choices.use_column(0, 2, ColumnUse::Field(Field::Sector));
        choices.use_column(0, 3, ColumnUse::LeaveOut);
    });
    let words = workspace
        .pending_import()
        .unwrap()
        .resolution()
        .sector_words
        .clone();
    let proposals: Vec<_> = words
        .iter()
        .map(|it| (it.word.as_str(), it.proposal.as_deref()))
        .collect();
    assert_eq!(
        proposals,
        [
            ("Firma", None),
            ("Kommunen", None),
            ("HES", Some("university")),
            ("Wetter", None)
        ]
    );
    choose(&mut workspace, |choices| {
        let sector = |word: &str| match word {
            "Firma" => Some("business".to_owned()),
            "Kommunen" => Some("city".to_owned()),
            "HES" => Some("university".to_owned()),
            _ => None,
        };
        let words = words.iter().map(|it| (it.word.clone(), sector(&it.word)));
        choices.sectors = SectorChoice::Helix(words.collect());
    });
    run(&mut workspace, [import(ImportAction::Accept)]);
    assert!(workspace.pending_import().is_none());
    assert_eq!(sectors(&workspace), ["business", "city", "university", ""]);
    let network = workspace.network().unwrap();
    let (_, last) = network.actors().last().unwrap();
    let kept = last.attributes.get("type of organisation");
    assert_eq!(kept, Some(&AttributeValue::Text("Wetter".to_owned())));
    assert!(!last.attributes.contains_key("secret"));
    assert!(
        workspace.document().unwrap().is_modified(),
        "decisions are work"
    );

    // The next file with these columns is understood in the same way.
    std::fs::write(
        folder.path().join("actors.csv"),
        "id,label,type of organisation,secret\n7,Epsilon,Firma,x\n",
    )
    .unwrap();
    run(&mut workspace, [Action::Close, import(review)]);
    assert!(workspace.pending_import().unwrap().is_remembered());
    run(&mut workspace, [import(ImportAction::Accept)]);
    assert_eq!(sectors(&workspace), ["business"]);
}

#[test]
fn a_file_whose_columns_are_not_known_opens_when_they_are_named() {
    let folder = folder(&[("actors.csv", "who,where\nAlfa,Lund\nBeta,Malmö\n")]);
    let mut workspace = Workspace::new(|| {});
    run(&mut workspace, [Action::Open(folder.path().to_owned())]);
    let pending = workspace.pending_import().unwrap();
    assert!(pending.resolution().network.is_none());
    // What has an error cannot be taken in.
    run(&mut workspace, [import(ImportAction::Accept)]);
    assert!(workspace.document().is_none() && workspace.pending_import().is_some());
    choose(&mut workspace, |choices| {
        choices.use_column(0, 0, ColumnUse::Field(Field::Label));
        choices.use_column(0, 1, ColumnUse::Field(Field::City));
    });
    run(&mut workspace, [import(ImportAction::Accept)]);
    let network = workspace.network().unwrap();
    let cities: Vec<&str> = network.actors().map(|(_, it)| it.city.as_str()).collect();
    assert_eq!(cities, ["Lund", "Malmö"]);
}

#[test]
fn a_cancelled_import_has_not_happened() {
    let (mut workspace, _) = bow_tie();
    let folder = folder(&[("actors.csv", "id,label\na0,New name\nz,Z\n")]);
    let paths = vec![folder.path().to_owned()];
    let review = ImportAction::Review(paths, Destination::Merge);
    run(&mut workspace, [import(review)]);
    let revisions = *workspace.document().unwrap().revisions();
    assert!(
        workspace
            .pending_import()
            .unwrap()
            .resolution()
            .plan
            .is_some()
    );
    run(&mut workspace, [import(ImportAction::Cancel)]);
    assert!(workspace.pending_import().is_none());
    assert_eq!(*workspace.document().unwrap().revisions(), revisions);
    assert_eq!(workspace.take_notices(), []);
}

#[test]
fn a_merge_shows_what_changes_and_is_one_step() {
    let (mut workspace, ids) = bow_tie();
    let folder = folder(&[
        (
            "actors.csv",
            "id,label,sector,city,founded\n\
             a0,Actor 0,,Lund,1999\na1,Actor 1,,,\na2,Renamed,Start-ups,,\nnew,New one,,,2020\n",
        ),
        (
            "ties.csv",
            "source,target,weight\na1,a0,5\na1,a2,1\na0,new,1\n",
        ),
    ]);
    let paths = vec![folder.path().to_owned()];
    let review = ImportAction::Review(paths, Destination::Merge);
    run(&mut workspace, [import(review)]);
    let plan = workspace
        .pending_import()
        .unwrap()
        .resolution()
        .plan
        .clone()
        .unwrap();
    let changed: Vec<String> = plan
        .actors
        .changed
        .iter()
        .map(|change| {
            let fields = change
                .fields
                .iter()
                .map(|it| format!("{} {}>{}", it.field, it.before, it.after));
            format!("{}: {}", change.name, fields.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        changed,
        [
            "Actor 0: city >Lund, founded >1999",
            "Renamed: label Actor 2>Renamed, sector >Start-ups"
        ]
    );
    assert_eq!(plan.actors.added, ["New one"]);
    assert_eq!(plan.actors.num_unchanged, 1);
    assert_eq!(plan.actors.missing, ["Actor 3", "Actor 4", "Actor 5"]);
    assert_eq!(plan.sectors, ["Start-ups"]);
    // The tie of a0 and a1 has no direction, so that it is found the other way round.
    assert_eq!(plan.ties.changed.len(), 1);
    assert_eq!((plan.ties.added.len(), plan.ties.num_unchanged), (1, 1));
    assert_eq!(plan.ties.missing.len(), 5);

    let before = workspace.content().unwrap().clone();
    run(&mut workspace, [import(ImportAction::Accept)]);
    let network = workspace.network().unwrap();
    assert_eq!((network.num_actors(), network.num_ties()), (7, 8));
    assert_eq!(network.sectors().len(), 5);
    let sector = network.actor(ids[2]).unwrap().sector.unwrap();
    assert_eq!(network.sectors().get(sector).unwrap().key, "Start-ups");
    assert_eq!(network.actor(ids[0]).unwrap().city, "Lund");
    run(&mut workspace, [Action::Undo]);
    let after = workspace.content().unwrap();
    let text = |content| helixmap::document::native::write(content).unwrap();
    assert_eq!(text(after), text(&before));
}

#[test]
fn the_same_file_again_changes_nothing() {
    let (mut workspace, _) = bow_tie();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy");
    run(
        &mut workspace,
        [Action::Export("csv-folder".to_owned(), path.clone())],
    );
    assert!(path.join("ties.csv").exists());
    let review = ImportAction::Review(vec![path], Destination::Merge);
    run(&mut workspace, [import(review)]);
    let plan = workspace
        .pending_import()
        .unwrap()
        .resolution()
        .plan
        .clone()
        .unwrap();
    assert!(plan.is_empty(), "{plan:?}");
    assert_eq!((plan.num_found, plan.actors.num_unchanged), (6, 6));
}

#[test]
fn actors_are_found_by_name_where_ids_differ() {
    let (mut workspace, ids) = bow_tie();
    let folder = folder(&[("actors.csv", "id,label,city\n17,ACTOR  1,Kiruna\n")]);
    let paths = vec![folder.path().to_owned()];
    let review = ImportAction::Review(paths, Destination::Merge);
    run(&mut workspace, [import(review)]);
    let added = |workspace: &Workspace| {
        let plan = workspace
            .pending_import()
            .unwrap()
            .resolution()
            .plan
            .clone();
        plan.unwrap().actors.added
    };
    assert_eq!(added(&workspace), ["ACTOR  1"]);
    choose(&mut workspace, |choices| choices.match_by = MatchBy::Name);
    assert!(added(&workspace).is_empty());
    run(&mut workspace, [import(ImportAction::Accept)]);
    let actor = workspace.network().unwrap().actor(ids[1]).unwrap();
    assert_eq!((actor.city.as_str(), actor.key.as_str()), ("Kiruna", "a1"));
    assert_eq!(actor.label, "Actor 1");
}

#[test]
fn activities_can_become_ties_and_duplicates_one() {
    let folder = folder(&[
        (
            "actors.csv",
            "id,label\n1,Lunds universitet\n2,LUNDS UNIVERSITET\n3,Region Skåne\n",
        ),
        (
            "participation.csv",
            "actor_id,activity_id\n1,x\n3,x\n2,y\n3,y\n",
        ),
    ]);
    let mut workspace = Workspace::new(|| {});
    run(&mut workspace, [Action::Open(folder.path().to_owned())]);
    let found = workspace
        .pending_import()
        .unwrap()
        .resolution()
        .duplicates
        .clone();
    let keys: Vec<_> = found
        .iter()
        .map(|pair| (pair.first.key.as_str(), pair.second.key.as_str()))
        .collect();
    assert_eq!(keys, [("1", "2")]);
    choose(&mut workspace, |choices| {
        choices.activities = ActivityUse::Project;
        choices.merged.insert("2".to_owned(), "1".to_owned());
    });
    run(&mut workspace, [import(ImportAction::Accept)]);
    let network = workspace.network().unwrap();
    assert_eq!(network.num_actors(), 2);
    assert!(network.activities().is_empty());
    let weights: Vec<f64> = network.ties().map(|(_, tie)| tie.weight).collect();
    assert_eq!(weights, [2.0]);
}

#[test]
fn activities_that_are_not_listed_are_skipped_or_added_as_decided() {
    let folder = folder(&[
        ("actors.csv", "id,label\n1,A\n2,B\n"),
        ("activities.csv", "id,title\nx,Known\n"),
        (
            "participation.csv",
            "actor_id,activity_id\n1,x\n1,new\n2,new\n2,other\n",
        ),
    ]);
    let mut workspace = Workspace::new(|| {});
    run(&mut workspace, [Action::Open(folder.path().to_owned())]);
    let pending = workspace.pending_import().unwrap();
    assert_eq!(pending.resolution().dangling_activities, (3, 2));
    let participations =
        |workspace: &Workspace| workspace.pending_import().unwrap().resolution().counts();
    assert_eq!(participations(&workspace).participations, 1);
    choose(&mut workspace, |choices| {
        choices.unknown_activities = Some(Unlisted::Add);
    });
    assert_eq!(participations(&workspace).participations, 4);
    let report = pending_report(&workspace);
    assert!(
        report.contains(
            "participation.csv:3, column ‘activity_id’: guess: 2 activities are not listed and were added: ‘new’ and 1 more"
        ),
        "{report}"
    );
    run(&mut workspace, [import(ImportAction::Accept)]);
    let activities = workspace.network().unwrap().activities();
    let titles: Vec<&str> = activities.iter().map(|(_, it)| it.title.as_str()).collect();
    assert_eq!(titles, ["Known", "new", "other"]);
}

/// The bow tie with places, and where they are.
fn placed_bow_tie() -> (Workspace, Vec<(ActorId, [f32; 2])>) {
    let (mut workspace, ids) = bow_tie();
    let places = [
        [0.0, 0.0],
        [100.0, 20.0],
        [80.0, 140.0],
        [300.0, 10.0],
        [400.0, 0.0],
        [360.0, 120.0],
    ];
    let moves: Vec<_> = ids.into_iter().zip(places).collect();
    run(&mut workspace, [Action::Do(Command::Move(moves.clone()))]);
    (workspace, moves)
}

/// Merges actors with places, and one that is new, and says what was told about the map.
fn merge_places(workspace: &mut Workspace, places: &[[f32; 2]]) -> String {
    let rows = places.iter().enumerate();
    let rows = rows.map(|(number, [x, y])| format!("a{number},Actor {number},{x},{y}\n"));
    let rows: String = rows.collect();
    let text = format!("id,label,x,y\n{rows}new,New one,20,30\n");
    let folder = folder(&[
        ("actors.csv", &text),
        ("ties.csv", "source,target\nnew,a4\n"),
    ]);
    let review = ImportAction::Review(vec![folder.path().to_owned()], Destination::Merge);
    run(workspace, [import(review)]);
    let report = pending_report(workspace);
    run(workspace, [import(ImportAction::Accept)]);
    report
}

#[test]
fn new_actors_stand_where_the_file_has_them_if_its_map_is_the_open_one() {
    let (mut workspace, places) = placed_bow_tie();
    // The same map, half as large and elsewhere.
    let file: Vec<[f32; 2]> = places
        .iter()
        .map(|(_, [x, y])| [x / 2.0 + 10.0, y / 2.0 - 20.0])
        .collect();
    let before = workspace.content().unwrap().placements.clone();
    let report = merge_places(&mut workspace, &file);
    assert!(report.contains("the file has the open map"), "{report}");
    let content = workspace.content().unwrap();
    let (new, _) = content.network.actors().last().unwrap();
    let [x, y] = content.placements[&new].position;
    assert!(
        (x - 20.0).abs() < 0.1 && (y - 100.0).abs() < 0.1,
        "{x}, {y}"
    );
    // Everybody else stays, and it is one step.
    for (id, placement) in &before {
        assert_eq!(content.placements[id], *placement);
    }
    run(&mut workspace, [Action::Undo]);
    assert_eq!(workspace.content().unwrap().placements, before);
}

#[test]
fn the_map_of_a_file_that_is_another_one_is_not_mixed_into_the_open_one() {
    let (mut workspace, places) = placed_bow_tie();
    let file: Vec<[f32; 2]> = places.iter().map(|(_, [x, y])| [-y, *x]).collect();
    let report = merge_places(&mut workspace, &file);
    assert!(report.contains("the file has another"), "{report}");
    let content = workspace.content().unwrap();
    let (new, _) = content.network.actors().last().unwrap();
    assert!(!content.placements.contains_key(&new));
    // A network without a map takes that of the file.
    let (mut workspace, _) = bow_tie();
    assert!(workspace.content().unwrap().placements.is_empty());
    let report = merge_places(&mut workspace, &file);
    assert!(
        report.contains("actors stand where the file has them"),
        "{report}"
    );
    assert_eq!(workspace.content().unwrap().placements.len(), 7);
}

#[test]
fn a_table_from_a_spreadsheet_is_pasted_with_its_quotes_and_line_breaks() {
    // As spreadsheets copy cells: tabs between, and quotes around those with a line break or a quote.
    let text = "id\tname\tsector\tnote\r\n\
                1\t\"Lund\nUniversity\"\tuniversity\t\"says \"\"yes\"\"\tor no\"\r\n\
                2\tRegion Skåne\tcity\t3,5\r\n";
    let mut workspace = Workspace::new(|| {});
    let paste = ImportAction::Paste(text.to_owned(), Destination::New);
    run(&mut workspace, [import(paste)]);
    assert!(
        workspace.pending_import().is_some(),
        "what is pasted is looked at first"
    );
    run(&mut workspace, [import(ImportAction::Accept)]);
    let network = workspace.network().unwrap();
    let labels: Vec<&str> = network.actors().map(|(_, it)| it.label.as_str()).collect();
    assert_eq!(labels, ["Lund\nUniversity", "Region Skåne"]);
    assert_eq!(sectors(&workspace), ["university", "city"]);
    let notes: Vec<_> = network
        .actors()
        .map(|(_, it)| it.attributes["note"].clone())
        .collect();
    let note = |text: &str| AttributeValue::Text(text.to_owned());
    assert_eq!(notes, [note("says \"yes\"\tor no"), note("3,5")]);
    // It is in no file, so that leaving would lose it.
    assert!(workspace.document().unwrap().is_modified());
    // Ties that are pasted next go into what is open.
    let paste = ImportAction::Paste("from\tto\n1\t2\n".to_owned(), Destination::Merge);
    run(
        &mut workspace,
        [import(paste), import(ImportAction::Accept)],
    );
    assert_eq!(workspace.network().unwrap().num_ties(), 1);
}
