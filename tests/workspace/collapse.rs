//! Several actors as one marker: what can be, what is saved, and how it goes away again.

use std::collections::BTreeSet;

use helixmap::analysis::Measure;
use helixmap::document::{Collapsed, Command, native};
use helixmap::model::ActorId;
use helixmap::workspace::{Action, CollapseWhat, Deed, SelectionChange, Whom, Workspace};

use super::scenario::{bow_tie, run};

fn collapsed(workspace: &Workspace) -> &[Collapsed] {
    &workspace.content().unwrap().appearance.collapsed
}

fn select(ids: &[ActorId]) -> Action {
    Action::Select(SelectionChange::Set(ids.iter().copied().collect()))
}

fn around(name: &str, ids: &[ActorId]) -> Collapsed {
    Collapsed::Actors {
        name: format!("around {name}"),
        actors: ids.iter().copied().collect(),
    }
}

#[test]
fn the_selected_become_one_marker_and_are_opened_again() {
    let (mut workspace, ids) = bow_tie();
    let scores = |workspace: &Workspace| {
        let results = workspace.results().unwrap();
        results.scores(Measure::Betweenness).unwrap().clone()
    };
    let before = scores(&workspace);
    run(
        &mut workspace,
        [select(&ids[..1]), Action::Collapse(CollapseWhat::Selected)],
    );
    assert_eq!(collapsed(&workspace), [], "one alone is a marker already");
    run(
        &mut workspace,
        [select(&ids[..3]), Action::Collapse(CollapseWhat::Selected)],
    );
    // Actor 0 has the most contacts.
    assert_eq!(collapsed(&workspace), [around("Actor 0", &ids[..3])]);
    assert_eq!(scores(&workspace), before, "measures are about actors");
    assert_eq!(
        workspace.collapsed_with(ids[1]),
        Some(&around("Actor 0", &ids[..3]))
    );
    assert_eq!(workspace.collapsed_with(ids[4]), None);
    run(&mut workspace, [Action::Undo]);
    assert_eq!(collapsed(&workspace), []);
    run(
        &mut workspace,
        [Action::Redo, select(&ids[4..]), Action::Expand],
    );
    assert_eq!(collapsed(&workspace).len(), 1, "they are not in it");
    run(&mut workspace, [select(&ids[2..4]), Action::Expand]);
    assert_eq!(collapsed(&workspace), []);
}

#[test]
fn all_fragments_become_markers_in_one_step_and_are_saved() {
    let (mut workspace, ids) = bow_tie();
    let tie = {
        let network = workspace.network().unwrap();
        let mut ties = network.ties();
        let is_middle = |source, target| {
            (source, target) == (ids[0], ids[3]) || (source, target) == (ids[3], ids[0])
        };
        ties.find(|(_, tie)| is_middle(tie.source, tie.target))
            .unwrap()
            .0
    };
    run(
        &mut workspace,
        [
            Action::Do(Command::RemoveTies(BTreeSet::from([tie]))),
            Action::Select(SelectionChange::Clear),
            Action::Collapse(CollapseWhat::Fragments),
        ],
    );
    assert_eq!(collapsed(&workspace).len(), 2);
    let text = native::write(workspace.content().unwrap()).unwrap();
    let again = native::read(&text).unwrap();
    assert_eq!(again.appearance.collapsed, collapsed(&workspace));
    // Whoever is removed is in no marker any more.
    run(
        &mut workspace,
        [Action::Do(Command::RemoveActors(BTreeSet::from([ids[1]])))],
    );
    assert!(collapsed(&workspace).iter().all(
        |group| matches!(group, Collapsed::Actors { actors, .. } if !actors.contains(&ids[1]))
    ));
    run(
        &mut workspace,
        [Action::Select(SelectionChange::Clear), Action::Expand],
    );
    assert_eq!(collapsed(&workspace), []);
}

#[test]
fn whom_a_line_of_the_legend_is_about_can_be_hidden_or_drawn_as_one() {
    let (mut workspace, ids) = bow_tie();
    for (index, &id) in ids.iter().enumerate() {
        let mut actor = workspace.network().unwrap().actor(id).unwrap().clone();
        actor.city = if index < 3 { "Lund" } else { "Malmö" }.to_owned();
        let edit = Command::EditActor(id, Box::new(actor));
        run(&mut workspace, [Action::Do(edit)]);
    }
    let lund = Whom::Value("city".to_owned(), "Lund".to_owned());
    let deed = |workspace: &Workspace, deed| workspace.deed(deed, &lund);
    for (what, expected) in [(Deed::Only, &ids[..3]), (Deed::Hide, &ids[3..])] {
        let command = deed(&workspace, what).unwrap();
        run(&mut workspace, [Action::Do(command)]);
        assert_eq!(workspace.snapshot().unwrap().actors(), expected);
        assert_eq!(deed(&workspace, what), None, "it is so already");
        run(&mut workspace, [Action::Undo]);
    }
    assert_eq!(deed(&workspace, Deed::Open), None);
    let command = deed(&workspace, Deed::Collapse).unwrap();
    run(&mut workspace, [Action::Do(command)]);
    let group = Collapsed::Actors {
        name: "Lund".to_owned(),
        actors: ids[..3].iter().copied().collect(),
    };
    assert_eq!(collapsed(&workspace), [group]);
    assert_eq!(deed(&workspace, Deed::Collapse), None);

    // Another name does not make it another marker.
    run(&mut workspace, [select(&ids[..1])]);
    assert_eq!(workspace.renamable(), Some(0));
    let rename = Command::RenameCollapsed(0, "The harbour".to_owned());
    run(&mut workspace, [Action::Do(rename)]);
    let name = |workspace: &Workspace| match &collapsed(workspace)[0] {
        Collapsed::Actors { name, .. } => name.clone(),
        Collapsed::Sector(_) => String::new(),
    };
    assert_eq!(name(&workspace), "The harbour");
    assert_eq!(deed(&workspace, Deed::Collapse), None);
    for whom in [lund.clone(), Whom::Collapsed] {
        let command = workspace.deed(Deed::Open, &whom).unwrap();
        run(&mut workspace, [Action::Do(command)]);
        assert_eq!(collapsed(&workspace), []);
        run(&mut workspace, [Action::Undo]);
    }
    for what in [Deed::Only, Deed::Hide] {
        assert_eq!(workspace.deed(what, &Whom::Community(0)), None);
    }
}
