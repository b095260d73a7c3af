//! What-ifs: kept with the document, worked out when asked for, and looked at as if they were so.

use std::collections::BTreeSet;

use helixmap::analysis::change::Indicator;
use helixmap::document::{Command, Filter, SavedScenario};
use helixmap::model::{ActorId, Scenario, Tie};
use helixmap::workspace::{Action, AnswerState, Workspace};

use crate::scenario::{bow_tie, run};

fn keep(scenarios: &[Scenario]) -> Action {
    let saved = scenarios.iter().map(|scenario| SavedScenario {
        name: String::new(),
        scenario: scenario.clone(),
    });
    Action::Do(Command::SetScenarios(saved.collect()))
}

fn leaves(actor: ActorId) -> Scenario {
    Scenario {
        removed: vec![actor],
        ..Scenario::default()
    }
}

fn after(workspace: &Workspace, scenario: &Scenario, indicator: Indicator) -> Option<f64> {
    let (answer, _) = workspace.what_if(scenario).unwrap();
    let mut changes = answer.indicators.iter();
    changes.find(|it| it.indicator == indicator).unwrap().after
}

#[test]
fn what_ifs_are_worked_out_when_asked_and_again_when_the_network_changes() {
    let (mut workspace, ids) = bow_tie();
    let without_middle = leaves(ids[0]);
    let bypass = Scenario {
        added: vec![(ids[1], ids[4])],
        ..without_middle.clone()
    };
    run(
        &mut workspace,
        [keep(&[without_middle.clone(), bypass.clone()])],
    );
    assert_eq!(workspace.what_ifs_state(), AnswerState::Unasked);
    assert!(workspace.what_if(&without_middle).is_none());

    run(&mut workspace, [Action::ComputeWhatIfs]);
    assert_eq!(workspace.what_ifs_state(), AnswerState::Known);
    // The middle of a bow tie holds two of its actors and three others together.
    let (answer, is_current) = workspace.what_if(&without_middle).unwrap();
    assert!(is_current);
    assert_eq!(answer.cut_off, [ids[1], ids[2]]);
    assert_eq!(
        after(&workspace, &without_middle, Indicator::Components),
        Some(2.0)
    );
    assert_eq!(after(&workspace, &bypass, Indicator::Components), Some(1.0));
    // Six of ten pairs have no path.
    assert_eq!(
        after(&workspace, &without_middle, Indicator::Fragmentation),
        Some(0.6)
    );

    let tie = Action::Do(Command::AddTies(vec![Tie::new(ids[2], ids[5])]));
    run(&mut workspace, [tie]);
    assert_eq!(workspace.what_ifs_state(), AnswerState::Unasked);
    let (_, is_current) = workspace.what_if(&without_middle).unwrap();
    assert!(!is_current, "the old answer stays, as an old one");
    run(&mut workspace, [Action::ComputeWhatIfs]);
    assert_eq!(
        after(&workspace, &without_middle, Indicator::Components),
        Some(1.0)
    );

    run(&mut workspace, [Action::Undo]);
    assert_eq!(
        workspace.what_ifs_state(),
        AnswerState::Known,
        "undo finds the answers again"
    );
}

#[test]
fn a_what_if_that_is_looked_at_changes_every_number_but_not_the_network() {
    let (mut workspace, ids) = bow_tie();
    let filter = Filter {
        supposed: leaves(ids[0]),
        ..Filter::default()
    };
    run(
        &mut workspace,
        [Action::Do(Command::SetFilter(Box::new(filter)))],
    );
    let results = workspace.results().unwrap();
    assert_eq!(results.snapshot.num_actors(), 5);
    assert_eq!(results.cohesion().unwrap().components.len(), 2);
    assert_eq!(workspace.network().unwrap().num_actors(), 6);
    run(&mut workspace, [Action::Undo]);
    assert_eq!(workspace.snapshot().unwrap().num_actors(), 6);
}

#[test]
fn what_was_supposed_about_an_actor_goes_with_it_and_comes_back() {
    let (mut workspace, ids) = bow_tie();
    let kept = [
        leaves(ids[0]),
        Scenario {
            removed: vec![ids[1]],
            added: vec![(ids[0], ids[2]), (ids[2], ids[3])],
            ..Scenario::default()
        },
    ];
    run(&mut workspace, [keep(&kept)]);
    let remove = Command::RemoveActors(BTreeSet::from([ids[0]]));
    run(&mut workspace, [Action::Do(remove)]);
    let scenarios = &workspace.content().unwrap().scenarios;
    assert_eq!(scenarios.len(), 1, "nothing is left of the first");
    assert_eq!(scenarios[0].scenario.removed, [ids[1]]);
    assert_eq!(scenarios[0].scenario.added, [(ids[2], ids[3])]);
    run(&mut workspace, [Action::Undo]);
    let scenarios = &workspace.content().unwrap().scenarios;
    let scenarios: Vec<_> = scenarios.iter().map(|saved| &saved.scenario).collect();
    assert_eq!(scenarios, [&kept[0], &kept[1]]);
}

#[test]
fn an_earlier_state_in_a_file_is_compared_with_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("spring.ron");
    let (mut workspace, ids) = bow_tie();
    let gone = Command::RemoveActors(BTreeSet::from([ids[3]]));
    let formed = Command::AddTies(vec![Tie::new(ids[1], ids[4])]);
    run(
        &mut workspace,
        [
            Action::SaveAs(file.clone()),
            Action::Do(gone),
            Action::Do(formed),
        ],
    );
    run(&mut workspace, [Action::CompareWith(file)]);
    let (compared, is_current) = workspace.comparison().unwrap();
    assert!(is_current);
    assert_eq!(compared.name, "spring.ron");
    let texts: Vec<String> = compared.sentences.iter().map(ToString::to_string).collect();
    assert!(
        texts[0].contains("left") && texts[0].contains("5 actors stayed"),
        "{texts:?}"
    );
    assert!(texts[1].contains("1 was formed"), "{texts:?}");
    let actors = compared
        .indicators
        .iter()
        .find(|it| it.indicator == Indicator::Actors);
    let actors = actors.unwrap();
    assert_eq!((actors.before, actors.after), (Some(6.0), Some(5.0)));
    // Who has left is not there to be looked at.
    let links = compared.sentences[0]
        .parts
        .iter()
        .filter_map(|part| part.link.as_ref());
    assert_eq!(links.count(), 0);

    run(&mut workspace, [Action::Undo]);
    assert!(
        !workspace.comparison().unwrap().1,
        "it is about what was there"
    );
    run(
        &mut workspace,
        [Action::CompareWith(folder.path().join("nowhere.ron"))],
    );
    let notices = workspace.take_notices();
    assert!(
        notices.iter().any(|it| it.message.contains("nowhere.ron")),
        "{notices:?}"
    );
}
