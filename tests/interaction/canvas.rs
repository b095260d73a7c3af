//! The map by events: what the mouse, the wheel and the keyboard do to it. Markers are found by what a screen reader is told.

use std::collections::BTreeSet;

use egui::{Event, MouseWheelUnit, PointerButton, Pos2, Rect, Vec2, pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use helixmap::document::Placement;
use helixmap::model::ActorId;
use helixmap::workspace::Workspace;

use super::*;

#[path = "notes.rs"]
mod notes;

/// How far a marker may be from where it is expected, in points.
const NEAR_PX: f32 = 1.0;

/// The Lund network in a window whose clock goes on by a sixtieth of a second each frame, as two clicks in one need.
fn lund() -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| App::new(creation, Some("sample:lund".to_owned())));
    wait(&mut harness, |app| {
        app.workspace().document().is_some() && app.workspace().results_are_current()
    });
    settle(&mut harness);
    harness
}

/// Lets movements end: they take 0.2 s.
fn settle(harness: &mut Harness<'_, App>) {
    harness.run_steps(20);
}

/// The markers whose names are on the map, with where they are.
fn markers(harness: &Harness<'_, App>) -> Vec<(String, Pos2)> {
    let network = workspace(harness).network().unwrap();
    harness
        .get_all_by_role(Role::ListBoxOption)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            // What is told begins with the name, which may have commas itself.
            let names = network.actors().map(|(_, actor)| &actor.label);
            let is_told = |name: &&String| label.starts_with(&format!("{name}, "));
            let name = names.filter(is_told).max_by_key(|name| name.len())?;
            Some((name.clone(), node.rect().center()))
        })
        .collect()
}

fn marker(harness: &Harness<'_, App>, name: &str) -> Pos2 {
    let markers = markers(harness);
    let found = markers.iter().find(|(other, _)| other == name);
    found
        .unwrap_or_else(|| panic!("{name} has no name on the map: {markers:?}"))
        .1
}

fn map(harness: &Harness<'_, App>) -> Rect {
    harness.get_by_role_and_label(Role::Canvas, "Map").rect()
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers,
    }
}

fn click(harness: &mut Harness<'_, App>, pos: Pos2, modifiers: Modifiers) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::PointerMoved(pos));
    harness.event(button(pos, true, modifiers));
    harness.event(button(pos, false, modifiers));
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(2);
    // The next click is not the second of two.
    harness.run_steps(30);
}

fn double_click(harness: &mut Harness<'_, App>, pos: Pos2) {
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false, true, false] {
        harness.event(button(pos, pressed, Modifiers::NONE));
    }
    harness.run_steps(2);
    settle(harness);
    // The next click is not the third of three.
    harness.run_steps(30);
}

fn drag(harness: &mut Harness<'_, App>, way: &[Pos2], modifiers: Modifiers) {
    let (first, last) = (way[0], way[way.len() - 1]);
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::PointerMoved(first));
    harness.event(button(first, true, modifiers));
    for pair in way.windows(2) {
        for step in 1..=5 {
            let pos = pair[0].lerp(pair[1], step as f32 / 5.0);
            harness.event(Event::PointerMoved(pos));
        }
    }
    harness.event(button(last, false, modifiers));
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(2);
    settle(harness);
}

fn workspace<'a>(harness: &'a Harness<'_, App>) -> &'a Workspace {
    harness.state().workspace()
}

fn selected(harness: &Harness<'_, App>) -> BTreeSet<String> {
    let network = workspace(harness).network().unwrap();
    let actors = workspace(harness).selection().unwrap().actors();
    actors
        .iter()
        .map(|&id| network.actor(id).unwrap().label.clone())
        .collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn id(harness: &Harness<'_, App>, name: &str) -> ActorId {
    let network = workspace(harness).network().unwrap();
    let mut actors = network.actors();
    actors.find(|(_, actor)| actor.label == name).unwrap().0
}

fn neighbors(harness: &Harness<'_, App>, actor: ActorId) -> BTreeSet<ActorId> {
    let snapshot = workspace(harness).snapshot().unwrap();
    let near = snapshot
        .adjacency()
        .neighbors(snapshot.index_of(actor).unwrap());
    near.iter().map(|&index| snapshot.actor(index)).collect()
}

fn placement(harness: &Harness<'_, App>, name: &str) -> Placement {
    let placements = &workspace(harness).content().unwrap().placements;
    placements
        .get(&id(harness, name))
        .copied()
        .unwrap_or_default()
}

fn is_modified(harness: &Harness<'_, App>) -> bool {
    workspace(harness).document().unwrap().is_modified()
}

/// A place of the map without anything, near its upper left corner.
fn nowhere(harness: &Harness<'_, App>) -> Pos2 {
    map(harness).left_top() + vec2(8.0, 8.0)
}

#[test]
fn a_click_selects_and_a_shift_click_adds_and_takes_out() {
    let mut harness = lund();
    let pos = marker(&harness, "Lund University");
    click(&mut harness, pos, Modifiers::NONE);
    assert_eq!(selected(&harness), names(&["Lund University"]));
    let pos = marker(&harness, "Kraftringen");
    click(&mut harness, pos, Modifiers::SHIFT);
    assert_eq!(
        selected(&harness),
        names(&["Kraftringen", "Lund University"])
    );
    let pos = marker(&harness, "Lund University");
    click(&mut harness, pos, Modifiers::SHIFT);
    assert_eq!(selected(&harness), names(&["Kraftringen"]));
    let pos = nowhere(&harness);
    click(&mut harness, pos, Modifiers::NONE);
    assert_eq!(selected(&harness), names(&[]));
    assert!(!is_modified(&harness), "looking is no edit");
}

#[test]
fn a_box_selects_what_is_inside() {
    let mut harness = lund();
    let center = marker(&harness, "Lund University");
    let area = Rect::from_center_size(center, vec2(260.0, 200.0)).intersect(map(&harness));
    let before = markers(&harness);
    drag(&mut harness, &[area.min, area.max], Modifiers::SHIFT);
    let inside = selected(&harness);
    assert!(inside.len() > 1 && inside.len() < 71, "{inside:?}");
    for (name, pos) in before {
        assert_eq!(inside.contains(&name), area.contains(pos), "{name}");
    }
}

#[test]
fn a_lasso_selects_what_is_inside() {
    let mut harness = lund();
    let center = marker(&harness, "Lund University");
    let before = markers(&harness);
    // A triangle: a box around it would have more inside.
    let corners = [
        center + vec2(0.0, -60.0),
        center + vec2(160.0, 150.0),
        center + vec2(-160.0, 150.0),
    ];
    let way = [corners[0], corners[1], corners[2], corners[0]];
    drag(&mut harness, &way, Modifiers::COMMAND);
    let is_inside = |pos: Pos2| {
        (0..3).all(|side| {
            let (from, to) = (corners[side], corners[(side + 1) % 3]);
            (to - from).rot90().dot(pos - from) < 0.0
        })
    };
    let inside = selected(&harness);
    assert!(inside.contains("Lund University"));
    for (name, pos) in before {
        assert_eq!(inside.contains(&name), is_inside(pos), "{name}");
    }
}

#[test]
fn a_marker_is_dragged_in_one_step_that_can_be_undone() {
    let mut harness = lund();
    let name = "Lund University";
    let start = marker(&harness, name);
    let other = marker(&harness, "Kraftringen");
    let way = vec2(70.0, 45.0);
    drag(&mut harness, &[start, start + way], Modifiers::NONE);
    let end = marker(&harness, name);
    assert!((end - start - way).length() < NEAR_PX, "{start:?} {end:?}");
    let moved = marker(&harness, "Kraftringen") - other;
    assert!(moved.length() < NEAR_PX, "others stay: {moved:?}");
    assert!(is_modified(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(!is_modified(&harness), "one step");
    let back = marker(&harness, name);
    assert!((back - start).length() < NEAR_PX, "{start:?} {back:?}");
}

#[test]
fn selected_markers_are_dragged_together() {
    let mut harness = lund();
    let (first, second) = ("Lund University", "Kraftringen");
    let pos = marker(&harness, first);
    click(&mut harness, pos, Modifiers::NONE);
    let pos = marker(&harness, second);
    click(&mut harness, pos, Modifiers::SHIFT);
    let starts = [first, second].map(|name| marker(&harness, name));
    let way = vec2(-40.0, 30.0);
    drag(&mut harness, &[starts[0], starts[0] + way], Modifiers::NONE);
    for (name, start) in [first, second].into_iter().zip(starts) {
        let moved = marker(&harness, name) - start;
        assert!((moved - way).length() < NEAR_PX, "{name} {moved:?}");
    }
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(!is_modified(&harness), "one step");
}

#[test]
fn p_pins_and_lets_go() {
    let mut harness = lund();
    let name = "Lund University";
    let pos = marker(&harness, name);
    click(&mut harness, pos, Modifiers::NONE);
    press(&mut harness, Modifiers::NONE, Key::P);
    assert!(placement(&harness, name).pinned);
    press(&mut harness, Modifiers::NONE, Key::P);
    assert!(!placement(&harness, name).pinned);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(placement(&harness, name).pinned, "undone");
}

#[test]
fn a_double_click_singles_out_the_neighbourhood_and_escape_steps_back() {
    let mut harness = lund();
    let name = "Kraftringen";
    let pos = marker(&harness, name);
    double_click(&mut harness, pos);
    let actor = id(&harness, name);
    let mut expected = neighbors(&harness, actor);
    expected.insert(actor);
    let Focus::Near {
        actors: focus,
        steps: 1,
        ..
    } = workspace(&harness).focus()
    else {
        panic!("{:?}", workspace(&harness).focus());
    };
    let snapshot = workspace(&harness).snapshot().unwrap();
    let focus: BTreeSet<ActorId> = focus.iter().map(|&index| snapshot.actor(index)).collect();
    assert_eq!(focus, expected);

    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(*workspace(&harness).focus(), Focus::None);
    assert_eq!(selected(&harness), names(&[name]), "one step at a time");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&harness), names(&[]));
}

#[test]
fn arrows_walk_along_ties() {
    let mut harness = lund();
    let pos = marker(&harness, "Lund University");
    click(&mut harness, pos, Modifiers::NONE);
    let mut num_steps = 0;
    for (key, direction) in [
        (Key::ArrowRight, Vec2::RIGHT),
        (Key::ArrowDown, Vec2::DOWN),
        (Key::ArrowLeft, Vec2::LEFT),
        (Key::ArrowUp, Vec2::UP),
    ] {
        let from = selected_name(&harness).unwrap();
        let from_id = id(&harness, &from);
        let from_index = workspace(&harness)
            .snapshot()
            .unwrap()
            .index_of(from_id)
            .unwrap();
        press(&mut harness, Modifiers::NONE, key);
        settle(&mut harness);
        let to_id = id(&harness, &selected_name(&harness).unwrap());
        if to_id == from_id {
            continue;
        }
        num_steps += 1;
        assert!(neighbors(&harness, from_id).contains(&to_id));
        let to_index = workspace(&harness)
            .snapshot()
            .unwrap()
            .index_of(to_id)
            .unwrap();
        let place = |index: u32| Pos2::from(workspace(&harness).positions()[index as usize]);
        let way = (place(to_index) - place(from_index)).normalized();
        assert!(way.dot(direction) > 0.17, "{key:?} {way:?}");
    }
    assert!(num_steps >= 2);
}

#[test]
fn the_wheel_zooms_to_the_pointer_and_f_shows_everything_again() {
    let mut harness = lund();
    let names = ["Lund University", "Kraftringen"];
    let [center, other] = names.map(|name| marker(&harness, name));
    harness.event(Event::PointerMoved(center));
    for _ in 0..4 {
        harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, 1.0),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Unknown,
        });
    }
    harness.run_steps(2);
    settle(&mut harness);
    let moved = marker(&harness, names[0]) - center;
    assert!(
        moved.length() < NEAR_PX,
        "stays under the pointer: {moved:?}"
    );
    press(&mut harness, Modifiers::NONE, Key::F);
    settle(&mut harness);
    for (name, start) in names.into_iter().zip([center, other]) {
        let moved = marker(&harness, name) - start;
        assert!(moved.length() < NEAR_PX, "{name} {moved:?}");
    }
    // Plus and minus zoom around the middle.
    press(&mut harness, Modifiers::NONE, Key::Plus);
    settle(&mut harness);
    let middle = map(&harness).center();
    let grown = (marker(&harness, names[0]) - middle).length() / (center - middle).length();
    assert!((1.2..1.5).contains(&grown), "{grown}");
}

#[test]
fn dragging_the_ground_moves_the_map() {
    let mut harness = lund();
    let start = marker(&harness, "Lund University");
    let corner = nowhere(&harness);
    let way = vec2(35.0, 20.0);
    drag(&mut harness, &[corner, corner + way], Modifiers::NONE);
    let moved = marker(&harness, "Lund University") - start;
    assert!((moved - way).length() < NEAR_PX, "{moved:?}");
    assert!(!is_modified(&harness), "looking is no edit");
}

#[test]
fn the_legend_hides_a_sector_and_shows_it_again() {
    let mut harness = lund();
    let network = workspace(&harness).network().unwrap();
    let business = network.sectors().by_key("business");
    let num_business = network
        .actors()
        .filter(|(_, actor)| actor.sector == business)
        .count();
    let row = format!("Business {num_business}");
    harness.get_by_role_and_label(Role::CheckBox, &row).click();
    harness.run_steps(3);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 71 - num_business);
    harness.get_by_role_and_label(Role::CheckBox, &row).click();
    harness.run_steps(3);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 71);
}

#[test]
fn tab_leaves_the_map_alone_in_the_window() {
    let mut harness = lund();
    let before = map(&harness);
    let corner = nowhere(&harness);
    click(&mut harness, corner, Modifiers::NONE);
    // The harness passes input on without asking the program first, as the window does.
    let tab = Event::Key {
        key: Key::Tab,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let mut input = egui::RawInput {
        events: vec![tab],
        ..egui::RawInput::default()
    };
    let ctx = harness.ctx.clone();
    eframe::App::raw_input_hook(harness.state_mut(), &ctx, &mut input);
    assert!(
        input.events.is_empty(),
        "it does not go on to the next widget"
    );
    harness.run_steps(2);
    settle(&mut harness);
    assert_eq!(
        map(&harness),
        Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))
    );
    assert!(harness.query_by_label("Brokers").is_none(), "no lens rail");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    settle(&mut harness);
    assert_eq!(map(&harness), before);
}

#[test]
fn only_the_selection_is_left() {
    let mut harness = lund();
    let pos = marker(&harness, "Lund University");
    click(&mut harness, pos, Modifiers::NONE);
    let pos = marker(&harness, "Kraftringen");
    click(&mut harness, pos, Modifiers::SHIFT);
    press(&mut harness, Modifiers::SHIFT, Key::H);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 2);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 71);
}

#[test]
fn several_actors_become_one_marker_that_selects_and_opens_them() {
    let mut harness = lund();
    let pos = marker(&harness, "Lund University");
    click(&mut harness, pos, Modifiers::NONE);
    let pos = marker(&harness, "City of Lund");
    click(&mut harness, pos, Modifiers::SHIFT);
    press(&mut harness, Modifiers::NONE, Key::G);
    settle(&mut harness);
    assert!(
        markers(&harness)
            .iter()
            .all(|(name, _)| name != "City of Lund")
    );
    let one = "around City of Lund (2), 1 City · 1 University";
    let place = harness.get_by_label_contains(one).rect().center();
    let pos = nowhere(&harness);
    click(&mut harness, pos, Modifiers::NONE);
    assert!(selected(&harness).is_empty());
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(
        selected(&harness),
        names(&["City of Lund", "Lund University"])
    );
    // Dragged, it takes those in it along.
    let ids = ["City of Lund", "Lund University"].map(|name| id(&harness, name));
    let places = |harness: &Harness<'_, App>| {
        let workspace = workspace(harness);
        let snapshot = workspace.snapshot().unwrap();
        ids.map(|id| workspace.positions()[snapshot.index_of(id).unwrap() as usize])
    };
    let before = places(&harness);
    drag(
        &mut harness,
        &[place, place + vec2(90.0, 40.0)],
        Modifiers::NONE,
    );
    let after = places(&harness);
    let moved = [0, 1].map(|at: usize| [0, 1].map(|axis| after[at][axis] - before[at][axis]));
    assert!(moved[0][0] > 10.0, "{moved:?}");
    for axis in 0..2 {
        assert!((moved[0][axis] - moved[1][axis]).abs() < 0.01, "{moved:?}");
    }
    let place = harness.get_by_label_contains(one).rect().center();
    double_click(&mut harness, place);
    assert!(harness.query_by_label_contains(one).is_none());
    marker(&harness, "City of Lund");
}

#[test]
fn a_marker_for_several_is_renamed() {
    let mut harness = lund();
    for (name, modifiers) in [
        ("Lund University", Modifiers::NONE),
        ("City of Lund", Modifiers::SHIFT),
    ] {
        let pos = marker(&harness, name);
        click(&mut harness, pos, modifiers);
    }
    press(&mut harness, Modifiers::NONE, Key::G);
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::F2);
    harness.run_steps(3);
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Name");
    field.type_text(", mostly");
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    harness.get_by_label_contains("around City of Lund, mostly (2)");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    harness.get_by_label_contains("around City of Lund (2)");
}

/// The menu of a line of the legend, with the other button and by key.
#[test]
fn lines_of_the_legend_have_a_menu() {
    let mut harness = lund();
    let network = workspace(&harness).network().unwrap();
    let university = network.sectors().by_key("university");
    let actors = network.actors();
    let of_sector = actors.filter(|(_, actor)| actor.sector == university);
    let num = of_sector.count();
    let row = format!("University {num}");
    harness
        .get_by_role_and_label(Role::CheckBox, &row)
        .click_secondary();
    harness.run_steps(4);
    harness.get_by_label("Only this").click();
    harness.run_steps(4);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), num);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    wait(&mut harness, |app| app.workspace().results_are_current());
    settle(&mut harness);
    assert_eq!(num_shown(&harness), 71);

    harness.get_by_role_and_label(Role::CheckBox, &row).focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::SHIFT, Key::F10);
    harness.run_steps(4);
    harness.get_by_label("Draw as one marker").click();
    settle(&mut harness);
    harness.get_by_label_contains(&format!("University ({num})"));
    // The line about markers for several opens them.
    let row = "several actors as one; size: how many 1";
    harness.get_by_role_and_label(Role::Button, row).click();
    harness.run_steps(4);
    harness.get_by_label("Draw one by one").click();
    settle(&mut harness);
    marker(&harness, "Lund University");
}

#[test]
fn all_sectors_become_markers_and_are_opened_again_by_key() {
    let mut harness = lund();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search actors, activities, commands")
        .type_text("collapse by sector");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert!(markers(&harness).is_empty(), "{:?}", markers(&harness));
    harness.get_by_label_contains("University (");
    press(&mut harness, Modifiers::SHIFT, Key::G);
    settle(&mut harness);
    assert!(markers(&harness).len() >= 25);
}

/// A finger, by number.
fn finger(id: u64, phase: egui::TouchPhase, pos: Pos2) -> Event {
    Event::Touch {
        device_id: egui::TouchDeviceId(1),
        id: egui::TouchId(id),
        phase,
        pos,
        force: None,
    }
}

/// As windows tell of the first finger: as a finger and as a mouse.
fn first_finger(harness: &Harness<'_, App>, phase: egui::TouchPhase, pos: Pos2) {
    harness.event(finger(1, phase, pos));
    match phase {
        egui::TouchPhase::Start => {
            harness.event(Event::PointerMoved(pos));
            harness.event(button(pos, true, Modifiers::NONE));
        }
        egui::TouchPhase::Move => harness.event(Event::PointerMoved(pos)),
        egui::TouchPhase::End | egui::TouchPhase::Cancel => {
            harness.event(button(pos, false, Modifiers::NONE));
            harness.event(Event::PointerGone);
        }
    }
}

/// How far two actors are from each other on the map, and the middle between them.
fn between(harness: &Harness<'_, App>) -> (f32, Pos2) {
    let (a, b) = (
        marker(harness, "City of Lund"),
        marker(harness, "Kraftringen"),
    );
    (a.distance(b), a.lerp(b, 0.5))
}

#[test]
fn two_fingers_zoom_and_move_the_map() {
    use egui::TouchPhase::{End, Move, Start};
    let mut harness = lund();
    let (before, _) = between(&harness);
    let place = marker(&harness, "City of Lund");
    // The first finger is on an actor, which stays where it is on the map.
    first_finger(&harness, Start, place);
    harness.step();
    first_finger(&harness, Move, place + vec2(0.0, 12.0));
    harness.step();
    harness.event(finger(2, Start, place + vec2(80.0, 12.0)));
    harness.step();
    for step in 1..=10 {
        let out = vec2(4.0 * step as f32, 0.0);
        first_finger(&harness, Move, place + vec2(0.0, 12.0) - out);
        harness.event(finger(2, Move, place + vec2(80.0, 12.0) + out));
        harness.step();
    }
    harness.event(finger(2, End, place + vec2(120.0, 12.0)));
    first_finger(&harness, End, place + vec2(-40.0, 12.0));
    settle(&mut harness);
    let (after, _) = between(&harness);
    // From 80 points apart to 160.
    assert!((after / before - 2.0).abs() < 0.25, "{before} {after}");
    assert!(
        workspace(&harness)
            .document()
            .unwrap()
            .undo_step()
            .is_none(),
        "nobody was moved"
    );

    // Both in the same direction: the map goes along.
    let (size, middle) = between(&harness);
    let start = map(&harness).center();
    first_finger(&harness, Start, start);
    harness.event(finger(2, Start, start + vec2(60.0, 0.0)));
    harness.step();
    for step in 1..=10 {
        let way = vec2(0.0, 6.0 * step as f32);
        first_finger(&harness, Move, start + way);
        harness.event(finger(2, Move, start + vec2(60.0, 0.0) + way));
        harness.step();
    }
    harness.event(finger(2, End, start + vec2(60.0, 60.0)));
    first_finger(&harness, End, start + vec2(0.0, 60.0));
    settle(&mut harness);
    let (moved_size, moved) = between(&harness);
    assert!((moved_size / size - 1.0).abs() < 0.02);
    let way = moved - middle;
    assert!(way.x.abs() < 4.0 && (way.y - 60.0).abs() < 10.0, "{way:?}");
}

/// A finger that stays asks for the menu, as the other button of a mouse does.
#[test]
fn a_finger_that_stays_opens_the_menu() {
    let mut harness = lund();
    let place = marker(&harness, "City of Lund");
    first_finger(&harness, egui::TouchPhase::Start, place);
    // A second and a half.
    harness.run_steps(90);
    first_finger(&harness, egui::TouchPhase::End, place);
    harness.run_steps(4);
    assert_eq!(selected(&harness), names(&["City of Lund"]));
    assert!(harness.query_by_label_contains("Pin or release").is_some());
}

/// What is heard of an actor to whom the arrows have walked: name, sector, number of contacts, and that it is chosen.
#[test]
fn who_is_walked_to_is_told() {
    let mut harness = lund();
    let place = marker(&harness, "City of Lund");
    click(&mut harness, place, Modifiers::NONE);
    harness.key_press(Key::ArrowLeft);
    settle(&mut harness);
    let chosen = selected(&harness);
    let name = chosen.first().unwrap().clone();
    assert_ne!(name, "City of Lund");
    let network = workspace(&harness).network().unwrap();
    let actor = network.actor(id(&harness, &name)).unwrap();
    let sector = network.sectors().get(actor.sector.unwrap()).unwrap();
    let contacts: BTreeSet<ActorId> = network
        .ties()
        .filter_map(|(_, tie)| match id(&harness, &name) {
            own if own == tie.source => Some(tie.target),
            own if own == tie.target => Some(tie.source),
            _ => None,
        })
        .collect();
    let told: Vec<String> = harness
        .get_all_by_role(Role::ListBoxOption)
        .filter(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(&name), "{told:?}");
    assert!(told[0].contains(&sector.name), "{told:?}");
    // Activities that they share tie actors as well.
    let snapshot = workspace(&harness).snapshot().unwrap();
    let index = snapshot.index_of(id(&harness, &name)).unwrap();
    let degree = snapshot.adjacency().degree(index);
    assert!(degree >= contacts.len());
    assert!(told[0].contains(&format!("{degree} contact")), "{told:?}");
}

#[test]
fn activities_are_markers_that_select_who_takes_part() {
    let mut harness = lund();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search actors, activities, commands")
        .type_text("arrange with activities");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness, |app| {
        app.workspace().running_layout().is_none()
            && app.workspace().content().unwrap().appearance.layout == "two-mode"
    });
    settle(&mut harness);
    // The first activity whose name is on the map.
    let (members, place) = {
        let network = workspace(&harness).network().unwrap();
        let nodes: Vec<_> = harness
            .get_all_by_role(Role::ListBoxOption)
            .filter_map(|node| Some((node.accesskit_node().label()?, node.rect().center())))
            .collect();
        let mut activities = network.activities().iter();
        let found = activities.find_map(|(_, activity)| {
            let told = format!("{}, ", activity.title);
            let node = nodes.iter().find(|(label, _)| label.starts_with(&told))?;
            let members = activity.participants.iter();
            let members: BTreeSet<ActorId> = members.map(|part| part.actor).collect();
            Some((members, node.1))
        });
        found.expect("an activity is named on the map")
    };
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(*workspace(&harness).selection().unwrap().actors(), members);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        workspace(&harness).content().unwrap().appearance.layout,
        "force"
    );
}

#[test]
fn a_second_double_click_widens_the_neighbourhood() {
    let mut harness = lund();
    let pos = marker(&harness, "E.ON");
    double_click(&mut harness, pos);
    assert!(matches!(
        workspace(&harness).focus(),
        Focus::Near { steps: 1, .. }
    ));
    let pos = marker(&harness, "E.ON");
    double_click(&mut harness, pos);
    let focus = workspace(&harness).focus();
    assert!(matches!(focus, Focus::Near { steps: 2, .. }), "{focus:?}");
}
