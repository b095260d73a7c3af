//! What the panels of the lenses unfold, by accessible labels, without a display and without a GPU.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

#[path = "common/window.rs"]
mod window;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use helixmap::analysis::Params;
use helixmap::app::App;
use helixmap::workspace::{AnswerState, Focus};
use window::wait;

/// A sample through a lens, in a window so high that all of the panel is in sight.
fn window(sample: &str, lens: Key) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 2400.0))
        .build_eframe(|creation| App::new(creation, None));
    harness.run_steps(2);
    let label = format!("Open sample {sample}");
    harness.get_by_label(&label).click();
    wait(&mut harness, |app| {
        app.workspace().document().is_some() && app.workspace().results_are_current()
    });
    harness.key_press_modifiers(Modifiers::NONE, lens);
    harness.run_steps(4);
    harness
}

fn lund(lens: Key) -> Harness<'static, App> {
    window("Lund: climate action", lens)
}

fn unfold(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(4);
}

/// Waits for an analysis that runs because its part of the panel is unfolded.
fn wait_for(harness: &mut Harness<'_, App>, id: &str) {
    wait(harness, |app| {
        app.workspace().answer_state(id, &Params::default()) == AnswerState::Known
    });
}

fn has(harness: &Harness<'_, App>, part: &str) -> bool {
    harness.query_all_by_label_contains(part).next().is_some()
}

#[test]
fn nothing_on_demand_runs_before_it_is_unfolded() {
    let mut harness = lund(Key::Num4);
    let state = |harness: &Harness<'_, App>| {
        let workspace = harness.state().workspace();
        workspace.answer_state("resilience", &Params::default())
    };
    assert_eq!(state(&harness), AnswerState::Unasked);
    unfold(&mut harness, "If actors leave");
    wait_for(&mut harness, "resilience");
    harness.get_by_label("Share of all actors in the largest piece, as actors leave");
    for name in ["best connected", "go-betweens", "anybody"] {
        assert!(
            has(&harness, &format!("If the {name}")) || has(&harness, &format!("If {name} leaves"))
        );
    }
    // Folded again, it is not asked for any more.
    unfold(&mut harness, "If actors leave");
    assert!(!has(&harness, "Share of all actors in the largest piece"));
}

#[test]
fn those_who_leave_first_can_be_seen_on_the_map() {
    let mut harness = lund(Key::Num4);
    unfold(&mut harness, "If actors leave");
    wait_for(&mut harness, "resilience");
    harness
        .get_all_by_label_contains(" best connected actors")
        .next()
        .unwrap()
        .click();
    harness.run_steps(4);
    let workspace = harness.state().workspace();
    let answer = workspace.answer("resilience").unwrap();
    let first = answer.results.resilience().unwrap().by_degree[0].removed;
    assert!(matches!(workspace.focus(), Focus::Actors(actors) if actors.contains(&first)));
}

#[test]
fn an_answer_follows_the_network_while_it_is_unfolded() {
    let mut harness = lund(Key::Num4);
    unfold(&mut harness, "If actors leave");
    wait_for(&mut harness, "resilience");
    let num_actors = |harness: &Harness<'_, App>| {
        let answer = harness.state().workspace().answer("resilience").unwrap();
        answer.results.snapshot.num_actors()
    };
    assert_eq!(num_actors(&harness), 71);
    harness
        .get_all_by_label_contains("Without ")
        .next()
        .unwrap()
        .click();
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::NONE, Key::H);
    harness.run_steps(2);
    wait_for(&mut harness, "resilience");
    assert_eq!(num_actors(&harness), 70);
}

#[test]
fn pairs_of_sectors_stand_in_a_table_and_lead_to_their_cell() {
    let mut harness = lund(Key::Num3);
    assert!(!has(&harness, "City × Civil society: ties 25, expected"));
    unfold(&mut harness, "All pairs of sectors in numbers");
    harness
        .get_by_label_contains("City × Civil society: ties 25, expected")
        .click();
    harness.run_steps(4);
    let focus = harness.state().workspace().focus();
    assert!(matches!(focus, Focus::Sectors(..)), "{focus:?}");
    assert!(has(&harness, "25 ties where chance would give"));
}

#[test]
fn segregation_closure_and_synergy_unfold() {
    let mut harness = lund(Key::Num3);
    unfold(&mut harness, "How segregated");
    for name in [
        "Outward looking (E-I): ",
        "E-I by chance: ",
        "Like meets like: ",
        "Missing cross-sector ties: ",
        "Hubs meet hubs: ",
    ] {
        assert!(has(&harness, name), "{name}");
    }
    unfold(&mut harness, "How segregated");
    unfold(&mut harness, "Triangles across sectors");
    wait_for(&mut harness, "closure");
    assert!(has(&harness, "Complete quadruples: "));
    unfold(&mut harness, "Triangles across sectors");
    unfold(&mut harness, "Triple and quadruple helix");
    // Four sectors have four triples.
    let sectors = ["Business", "City", "University", "Civil society"];
    for left_out in sectors {
        let triple: Vec<&str> = sectors
            .into_iter()
            .filter(|&name| name != left_out)
            .collect();
        let label = format!("{}: ", triple.join(", "));
        assert!(has(&harness, &label), "{label}");
    }
    assert!(has(&harness, "Quadruple helix information T: "));
}

#[test]
fn the_network_is_told_in_single_numbers() {
    let mut harness = lund(Key::Num1);
    unfold(&mut harness, "How it hangs together");
    for name in [
        "Density: ",
        "Mean steps: ",
        "Most steps: ",
        "Closed triangles: ",
        "Contacts of one: ",
        "Routes through one: ",
        "Deepest core: ",
    ] {
        assert!(has(&harness, name), "{name}");
    }
}

#[test]
fn measures_are_chosen_from_groups() {
    let mut harness = lund(Key::Num2);
    harness.get_by_label("Rank by").click();
    harness.run_steps(3);
    harness.get_by_label("Room to broker");
    harness.get_by_label("Constraint").click_accesskit();
    harness.run_steps(3);
    harness.get_by_label("Constraint");
    assert!(!has(&harness, "Room to broker"));
}

#[test]
fn direction_has_numbers_of_its_own() {
    let mut harness = window("Texas floods: search and rescue", Key::Num4);
    unfold(&mut harness, "Along the direction of ties");
    assert!(has(&harness, "Returned ties: "));
    assert!(has(&harness, "Density along direction: "));
}

#[test]
fn groups_that_work_together_are_told_and_tinted() {
    let mut harness = lund(Key::Num1);
    unfold(&mut harness, "Groups that work together");
    wait_for(&mut harness, "communities");
    assert!(has(&harness, "How distinct they are: "));
    assert!(has(&harness, "How sure they are: "));
    harness.get_by_label("Tint them on the map").click();
    harness.run_steps(3);
    let workspace = harness.state().workspace();
    let found = workspace.answer("communities").unwrap();
    let found = found.results.communities().unwrap();
    let groups: Vec<Vec<u32>> = found
        .members
        .iter()
        .filter(|members| members.len() > 1)
        .cloned()
        .collect();
    assert_eq!(*workspace.focus(), Focus::Groups(groups));
    harness.get_by_label("Take the tints away").click();
    harness.run_steps(3);
    assert_eq!(*harness.state().workspace().focus(), Focus::None);
}

#[test]
fn key_players_are_as_many_as_wanted() {
    let mut harness = lund(Key::Num4);
    unfold(&mut harness, "Key players");
    wait_for(&mut harness, "key_players");
    harness.get_by_label("How many 3");
    assert!(has(&harness, "Chosen one after the other (greedy)"));
    harness.get_by_label("One more").click();
    let four = Params {
        num_key_players: 4,
        ..Params::default()
    };
    wait(&mut harness, |app| {
        app.workspace().answer_state("key_players", &four) == AnswerState::Known
    });
    harness.get_by_label("How many 4");
    let chosen = |harness: &Harness<'_, App>, to_tell: bool| {
        let workspace = harness.state().workspace();
        let answer = workspace.answer("key_players").unwrap();
        let players = answer.results.key_players().unwrap();
        let set = if to_tell {
            &players.positive
        } else {
            &players.negative
        };
        set.actors.clone()
    };
    assert_eq!(chosen(&harness, false).len(), 4);
    for (to_tell, label) in [(true, "Whom to tell"), (false, "Whose absence hurts")] {
        harness.get_by_label(label).click();
        harness.run_steps(3);
        harness.get_by_label("Show on the map").click();
        harness.run_steps(3);
        let actors = chosen(&harness, to_tell);
        let focus = harness.state().workspace().focus();
        assert_eq!(*focus, Focus::Actors(actors), "{label}");
    }
}

#[test]
fn the_ranking_says_how_sure_it_is() {
    let mut harness = lund(Key::Num2);
    unfold(&mut harness, "How sure is the ranking");
    wait_for(&mut harness, "rank_intervals");
    harness
        .get_all_by_label_contains("City of Lund: rank 1")
        .next()
        .unwrap();
    harness.get_by_label("Rank by").click();
    harness.run_steps(3);
    harness
        .get_by_role_and_label(Role::MenuItemRadio, "Contacts")
        .click_accesskit();
    let by_contacts = Params {
        ranked_by: helixmap::analysis::Measure::Degree,
        ..Params::default()
    };
    wait(&mut harness, |app| {
        app.workspace().answer_state("rank_intervals", &by_contacts) == AnswerState::Known
    });
}

#[test]
fn a_measure_on_demand_is_computed_when_it_is_chosen() {
    let mut harness = lund(Key::Num2);
    harness.get_by_label("Rank by").click();
    harness.run_steps(3);
    harness
        .get_by_label("Brokerage per contact")
        .click_accesskit();
    wait_for(&mut harness, "broker_scores");
    assert!(has(&harness, "1. "));
    let results = harness.state().workspace().results().unwrap();
    let scores = results.scores(helixmap::analysis::Measure::EverettValente);
    assert_eq!(scores.unwrap().len(), 71);
}

#[test]
fn ties_are_ranked_and_their_card_opens_without_a_mouse() {
    let mut harness = lund(Key::Num2);
    harness
        .get_by_label("Ties that carry most")
        .click_accesskit();
    wait_for(&mut harness, "tie_betweenness");
    harness.run_steps(3);
    assert!(has(&harness, "carries most: it lies on"));
    let workspace = harness.state().workspace();
    let answer = workspace.answer("tie_betweenness").unwrap();
    let ties = answer.results.tie_betweenness().unwrap();
    assert_eq!(ties.scores.len(), 610);

    harness.key_press(Key::Num4);
    harness.run_steps(3);
    harness.get_by_label("How fragmented").click_accesskit();
    harness.run_steps(3);
    harness
        .get_by_label_contains("Many small pieces: ")
        .click_accesskit();
    harness.run_steps(3);
    assert!(has(&harness, "Copy methods"));
}

#[test]
fn an_introduction_is_noted_followed_and_becomes_a_tie() {
    let mut harness = lund(Key::Num5);
    wait_for(&mut harness, "introductions");
    harness.run_steps(3);
    assert!(has(&harness, "Introduce"));
    let num_ties = |app: &App| app.workspace().network().unwrap().num_ties();
    let before = num_ties(harness.state());
    harness.get_all_by_label("Note it").next().unwrap().click();
    harness.run_steps(4);
    {
        let network = harness.state().workspace().network().unwrap();
        let (_, noted) = network.introductions().iter().next().unwrap();
        assert!(noted.reason.starts_with("Introduce "), "{}", noted.reason);
        assert_eq!(noted.steps.len(), 1);
    }
    // What is noted changes what is proposed: the list stands still only when the new proposals are there.
    for (num_steps, step) in [
        (2, "Introduced"),
        (3, "They met"),
        (4, "They work together"),
    ] {
        wait_for(&mut harness, "introductions");
        harness.run_steps(3);
        harness.get_by_label(step).click_accesskit();
        wait(&mut harness, |app| {
            let network = app.workspace().network().unwrap();
            let (_, noted) = network.introductions().iter().next().unwrap();
            noted.steps.len() == num_steps
        });
    }
    assert_eq!(num_ties(harness.state()), before + 1);
    let network = harness.state().workspace().network().unwrap();
    let (_, tie) = network.ties().last().unwrap();
    assert!(tie.introduction.is_some());
    let tied = (tie.source, tie.target);
    // Whoever has been introduced is not suggested again.
    wait_for(&mut harness, "introductions");
    let workspace = harness.state().workspace();
    let answer = workspace.answer("introductions").unwrap();
    let (found, _) = answer.results.introductions().unwrap();
    let snapshot = &answer.results.snapshot;
    let ends = |a: u32, b: u32| (snapshot.actor(a), snapshot.actor(b));
    assert_eq!(found.proposals.len(), 5);
    assert!(
        found
            .proposals
            .iter()
            .all(|proposal| ends(proposal.a, proposal.b) != tied)
    );
}

#[test]
fn the_aim_of_introductions_can_be_chosen() {
    let mut harness = lund(Key::Num5);
    wait_for(&mut harness, "introductions");
    harness.get_by_label("Shorten ways").click();
    harness.run_steps(3);
    harness
        .get_by_label("Fill the gaps between sectors")
        .click_accesskit();
    harness.run_steps(3);
    let params = Params {
        goal: helixmap::analysis::introductions::Goal::SectorShortfall,
        ..Params::default()
    };
    wait(&mut harness, |app| {
        app.workspace().answer_state("introductions", &params) == AnswerState::Known
    });
    harness.run_steps(3);
    assert!(has(&harness, "expected ties between sectors"));
    unfold(&mut harness, "Who should be in the room?");
    assert!(has(&harness, "bring all sectors together"));
}

#[test]
fn what_if_somebody_left_is_answered_named_and_looked_at() {
    let mut harness = lund(Key::Num2);
    // The first row of the ranking is the broker that carries most.
    let row = harness.query_all_by_label_contains("City of Lund").next();
    row.unwrap().click();
    harness.run_steps(4);
    let whole = |harness: &Harness<'_, App>| {
        let snapshot = harness.state().workspace().snapshot();
        snapshot.map(|snapshot| snapshot.num_actors())
    };
    let before = whole(&harness).unwrap();
    harness.key_press(Key::W);
    wait(&mut harness, |app| {
        let workspace = app.workspace();
        let kept = workspace
            .content()
            .is_some_and(|content| content.scenarios.len() == 1);
        kept && workspace.what_ifs_state() == AnswerState::Known
    });
    harness.run_steps(4);
    assert!(has(
        &harness,
        "The share of pairs without a path rises from"
    ));
    assert!(has(&harness, "Actors of the largest piece: "));

    let field = harness.get_by_label("Name of the what-if");
    field.focus();
    field.type_text("Without the city");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let content = harness.state().workspace().content().unwrap();
    assert_eq!(content.scenarios[0].name, "Without the city");

    harness.get_by_label("Look at it").click();
    wait(&mut harness, |app| {
        app.workspace()
            .snapshot()
            .is_some_and(|shown| shown.num_actors() + 1 == before)
    });
    harness.run_steps(4);
    harness
        .get_by_label("Remove filter: what if City of Lund left")
        .click();
    wait(&mut harness, |app| {
        app.workspace()
            .snapshot()
            .is_some_and(|shown| shown.num_actors() == before)
    });
    harness.get_by_label("Forget it").click();
    harness.run_steps(4);
    assert!(
        harness
            .state()
            .workspace()
            .content()
            .unwrap()
            .scenarios
            .is_empty()
    );
    assert!(has(&harness, "Select somebody on the map"));
}
