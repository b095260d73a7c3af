//! Filters: conditions that compose, what follows from them, and the way back.

use std::collections::BTreeSet;

use helixmap::analysis::Measure;
use helixmap::document::{Command, Condition, Filter, Period, Range, Test};
use helixmap::model::{
    Activity, ActorId, AttributeValue, Change, NetworkEdit, Participation, SectorId, Tie,
};
use helixmap::workspace::{Action, Workspace, chips};

use super::scenario::{bow_tie, run};

fn set(conditions: Vec<Condition>) -> Action {
    let filter = Filter {
        conditions,
        ..Filter::default()
    };
    Action::Do(Command::SetFilter(Box::new(filter)))
}

fn not(test: Test) -> Condition {
    Condition { test, is_not: true }
}

fn at_least(least: f64) -> Range {
    Range {
        least: Some(least),
        most: None,
    }
}

/// The places of the actors that are shown in the list of all.
fn shown(workspace: &Workspace, ids: &[ActorId]) -> Vec<usize> {
    let snapshot = workspace.snapshot().unwrap();
    let place = |id| ids.iter().position(|other| other == id).unwrap();
    snapshot.actors().iter().map(place).collect()
}

/// The bow tie with more to ask about: actor 0 and 1 are of the first sector, 2 of the second; 0 has 5 employees, 1 has 50;
/// 0 is in Lund, 1 and 2 in Malmö; 5 left in 2019; the tie between the triangles is a lease of weight 4 from 2022; and there
/// is a pair apart, 6 and 7.
fn ecosystem() -> (Workspace, Vec<ActorId>) {
    let (mut workspace, _) = bow_tie();
    let more = ["a6", "a7"].map(|key| (helixmap::model::Actor::new(key, key), None));
    run(
        &mut workspace,
        [Action::Do(Command::AddActors(more.to_vec()))],
    );
    let network = workspace.network().unwrap();
    let ids: Vec<ActorId> = network.actors().map(|(id, _)| id).collect();
    let mut edits = Vec::new();
    let mut edit = |place: usize, change: &dyn Fn(&mut helixmap::model::Actor)| {
        let before = network.actor(ids[place]).unwrap().clone();
        let mut after = before.clone();
        change(&mut after);
        edits.push(Action::Do(Command::EditActor(ids[place], Box::new(after))));
    };
    let employees = |number| AttributeValue::Integer(number);
    edit(0, &|actor| {
        actor.sector = Some(SectorId(0));
        "Lund".clone_into(&mut actor.city);
        actor
            .attributes
            .insert("employees".to_owned(), employees(5));
    });
    edit(1, &|actor| {
        actor.sector = Some(SectorId(0));
        "Malmö".clone_into(&mut actor.city);
        actor
            .attributes
            .insert("employees".to_owned(), employees(50));
    });
    edit(2, &|actor| {
        actor.sector = Some(SectorId(1));
        "Malmö".clone_into(&mut actor.city);
    });
    edit(5, &|actor| actor.until = Some("2019".parse().unwrap()));
    let (bridge, _) = network
        .ties()
        .find(|(_, tie)| (tie.source, tie.target) == (ids[0], ids[3]))
        .unwrap();
    let lease = Tie {
        kind: "lease".to_owned(),
        weight: 4.0,
        since: Some("2022".parse().unwrap()),
        ..Tie::new(ids[0], ids[3])
    };
    edits.push(Action::Do(Command::EditTie(bridge, Box::new(lease))));
    edits.push(Action::Do(Command::AddTies(vec![Tie::new(ids[6], ids[7])])));
    run(&mut workspace, edits);
    (workspace, ids)
}

#[test]
fn each_condition_on_actors_shows_whom_it_asks_for() {
    let (mut workspace, ids) = ecosystem();
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    let of = |name: &str| name.to_owned();
    let period = |from: &str, to: &str| Period {
        from: from.parse().ok(),
        to: to.parse().ok(),
    };
    let cases: Vec<(Test, &[usize])> = vec![
        (Test::Sectors(BTreeSet::from([Some(SectorId(0))])), &[0, 1]),
        (
            Test::Sectors(BTreeSet::from([Some(SectorId(1)), None])),
            &[2, 3, 4, 5, 6, 7],
        ),
        // The two that join the triangles have three contacts each.
        (Test::Score(of("degree"), at_least(3.0)), &[0, 3]),
        // Each is on the way of its two neighbours to the three actors of the other triangle.
        (Test::Score(of("betweenness"), at_least(6.0)), &[0, 3]),
        (Test::Score(of("no such measure"), at_least(0.0)), &[]),
        (Test::OneOf(of("city"), texts(&["Malmö"])), &[1, 2]),
        (
            Test::OneOf(of("city"), texts(&["Lund", "Malmö"])),
            &[0, 1, 2],
        ),
        (Test::Contains(of("city"), of("MAL")), &[1, 2]),
        (Test::Within(of("employees"), at_least(6.0)), &[1]),
        (
            Test::Within(
                of("employees"),
                Range {
                    least: None,
                    most: Some(5.0),
                },
            ),
            &[0],
        ),
        (Test::Time(period("2020", "")), &[0, 1, 2, 3, 4, 6, 7]),
        (Test::FragmentOf(ids[7]), &[6, 7]),
        (Test::FragmentSize(at_least(3.0)), &[0, 1, 2, 3, 4, 5]),
    ];
    for (test, expected) in cases {
        run(&mut workspace, [set(vec![Condition::is(test.clone())])]);
        assert_eq!(shown(&workspace, &ids), expected, "{test:?}");
        run(&mut workspace, [set(vec![not(test.clone())])]);
        let others: Vec<usize> = (0..8).filter(|place| !expected.contains(place)).collect();
        assert_eq!(shown(&workspace, &ids), others, "not {test:?}");
        assert_eq!(workspace.whole().unwrap().num_actors(), 8);
        assert_eq!(
            workspace.network().unwrap().num_actors(),
            8,
            "nothing is deleted"
        );
    }
}

#[test]
fn conditions_on_ties_leave_all_actors() {
    let (mut workspace, ids) = ecosystem();
    let edges = |workspace: &Workspace| workspace.snapshot().unwrap().edges().to_vec();
    let kinds = |kind: &str| Test::Kinds(BTreeSet::from([Some(kind.to_owned())]));
    for test in [kinds("lease"), Test::Weight(at_least(2.0))] {
        run(&mut workspace, [set(vec![Condition::is(test.clone())])]);
        assert_eq!(edges(&workspace), [(0, 3)], "{test:?}");
        assert_eq!(shown(&workspace, &ids).len(), 8);
        run(&mut workspace, [set(vec![not(test.clone())])]);
        assert_eq!(edges(&workspace).len(), 7, "{test:?}");
        assert!(!edges(&workspace).contains(&(0, 3)));
    }
    // All others may have been there in 2021, for nothing says when.
    let until_2021 = Period {
        from: None,
        to: "2021".parse().ok(),
    };
    run(
        &mut workspace,
        [set(vec![Condition::is(Test::Time(until_2021))])],
    );
    assert!(!edges(&workspace).contains(&(0, 3)));
    assert_eq!(edges(&workspace).len(), 7);
}

#[test]
fn ties_of_shared_activities_are_a_kind_and_have_a_time() {
    let (mut workspace, ids) = ecosystem();
    let network = workspace.network().unwrap();
    let mut activity = Activity::new("lab", "Lab");
    activity.participants = vec![Participation::new(ids[5]), Participation::new(ids[6])];
    activity.start = "2024".parse().ok();
    let add = NetworkEdit::Activity(Change::add(network.activities().next_id(), activity));
    run(
        &mut workspace,
        [Action::Do(Command::Merge(1, vec![add], Vec::new()))],
    );
    let edges = |workspace: &Workspace| workspace.snapshot().unwrap().edges().to_vec();
    assert_eq!(edges(&workspace).len(), 9);
    let shared = Test::Kinds(BTreeSet::from([None]));
    run(&mut workspace, [set(vec![Condition::is(shared.clone())])]);
    assert_eq!(edges(&workspace), [(5, 6)]);
    run(&mut workspace, [set(vec![not(shared)])]);
    assert_eq!(edges(&workspace).len(), 8);
    let until_2023 = Test::Time(Period {
        from: None,
        to: "2023".parse().ok(),
    });
    run(&mut workspace, [set(vec![Condition::is(until_2023)])]);
    assert!(!edges(&workspace).contains(&(5, 6)));
}

#[test]
fn conditions_go_by_the_whole_network_and_all_must_hold() {
    let (mut workspace, ids) = ecosystem();
    let contacts = Condition::is(Test::Score("degree".to_owned(), at_least(3.0)));
    let filter = Filter {
        hidden_actors: BTreeSet::from([ids[1], ids[2]]),
        conditions: vec![
            contacts,
            Condition::is(Test::Sectors(BTreeSet::from([Some(SectorId(0))]))),
        ],
        ..Filter::default()
    };
    run(
        &mut workspace,
        [Action::Do(Command::SetFilter(Box::new(filter)))],
    );
    // Among what is shown it stands alone; in the whole network it has its three contacts.
    assert_eq!(shown(&workspace, &ids), [0]);
    let results = workspace.results().unwrap();
    assert_eq!(
        results.score(Measure::Degree, 0),
        Some(0.0),
        "numbers are about what is shown"
    );
}

#[test]
fn what_is_shown_follows_the_sectors_and_every_result_with_it() {
    // Results used to be kept although a sector filter now let somebody else be seen.
    let (mut workspace, ids) = ecosystem();
    let first = Test::Sectors(BTreeSet::from([Some(SectorId(0))]));
    run(&mut workspace, [set(vec![Condition::is(first)])]);
    assert_eq!(shown(&workspace, &ids), [0, 1]);
    run(
        &mut workspace,
        [Action::Do(Command::SetSector(
            BTreeSet::from([ids[2]]),
            Some(SectorId(0)),
        ))],
    );
    assert_eq!(shown(&workspace, &ids), [0, 1, 2]);
    let degrees = workspace.results().unwrap().scores(Measure::Degree);
    assert_eq!(degrees, Some(&vec![Some(2.0); 3]));
}

#[test]
fn without_filters_everything_is_known_again_at_once() {
    let (mut workspace, ids) = ecosystem();
    let before = workspace.snapshot().unwrap().num_actors();
    run(&mut workspace, [set(vec![not(Test::FragmentOf(ids[7]))])]);
    assert_eq!(workspace.snapshot().unwrap().num_actors(), before - 2);
    workspace.dispatch(set(Vec::new()));
    // Only the snapshot is looked up; no analysis runs.
    let start = std::time::Instant::now();
    while workspace.snapshot().unwrap().num_actors() != before {
        workspace.poll();
        let slots: Vec<_> = workspace
            .running()
            .iter()
            .map(|running| running.slot)
            .collect();
        assert!(
            slots
                .iter()
                .all(|slot| *slot == helixmap::workspace::Slot::Snapshot),
            "{slots:?}"
        );
        assert!(start.elapsed() < std::time::Duration::from_mins(1));
    }
    assert!(workspace.results_are_current());
}

#[test]
fn what_was_asked_about_an_actor_goes_with_it_and_comes_back() {
    let (mut workspace, ids) = ecosystem();
    run(
        &mut workspace,
        [
            set(vec![Condition::is(Test::FragmentOf(ids[7]))]),
            Action::Do(Command::RemoveActors(BTreeSet::from([ids[7]]))),
        ],
    );
    assert_eq!(workspace.content().unwrap().filter, Filter::default());
    assert_eq!(shown(&workspace, &ids), [0, 1, 2, 3, 4, 5, 6]);
    run(&mut workspace, [Action::Undo]);
    assert_eq!(shown(&workspace, &ids), [6, 7]);
}

#[test]
fn every_chip_takes_away_what_it_names() {
    let (workspace, ids) = ecosystem();
    let network = workspace.network().unwrap();
    let filter = Filter {
        hidden_actors: BTreeSet::from([ids[1]]),
        conditions: vec![
            Condition::is(Test::OneOf(
                "city".to_owned(),
                ["Lund", "Malmö"].map(str::to_owned).into(),
            )),
            not(Test::Score("degree".to_owned(), at_least(3.0))),
            Condition::is(Test::FragmentOf(ids[7])),
        ],
        ..Filter::default()
    };
    let found = chips(&filter, network);
    let words: Vec<&str> = found.iter().map(|chip| chip.words.as_str()).collect();
    assert_eq!(
        words,
        [
            "1 actor hidden",
            "city: Lund or Malmö",
            "not number of contacts: at least 3",
            "fragment of a7",
        ]
    );
    for chip in &found {
        let left: Vec<String> = chips(&chip.without, network)
            .into_iter()
            .map(|chip| chip.words)
            .collect();
        let others: Vec<&str> = words
            .iter()
            .copied()
            .filter(|&it| it != chip.words)
            .collect();
        assert_eq!(left, others);
    }
}
