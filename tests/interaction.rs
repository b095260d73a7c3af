//! The window by its accessible labels, without a display and without a GPU.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

#[path = "interaction/canvas.rs"]
mod canvas;

#[path = "common/dropped.rs"]
mod dropped;

#[path = "common/window.rs"]
mod window;

use std::time::{Duration, Instant};

use dropped::Dropped;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use helixmap::app::App;
use helixmap::workspace::{Focus, Lens};
use window::wait;

/// The window at its start.
fn window(size: [f32; 2]) -> Harness<'static, App> {
    Harness::builder()
        .with_size(Vec2::from(size))
        .build_eframe(|creation| App::new(creation, None))
}

/// The Lund network, opened from the welcome screen, with all its results.
fn lund() -> Harness<'static, App> {
    let mut harness = window([1440.0, 900.0]);
    harness.run_steps(2);
    harness
        .get_by_label("Open sample Lund: climate action")
        .click();
    wait(&mut harness, |app| {
        app.workspace().document().is_some() && app.workspace().results_are_current()
    });
    harness
}

fn selected_name(harness: &Harness<'_, App>) -> Option<String> {
    let workspace = harness.state().workspace();
    let actor = workspace.selection()?.primary()?;
    Some(workspace.network()?.actor(actor)?.label.clone())
}

fn num_shown(harness: &Harness<'_, App>) -> usize {
    let snapshot = harness.state().workspace().snapshot();
    snapshot.map_or(0, |snapshot| snapshot.num_actors())
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(4);
}

#[test]
fn a_sample_opens_from_the_welcome_screen() {
    let harness = lund();
    assert_eq!(num_shown(&harness), 71);
    harness.get_by_label("Lund: climate action");
}

#[test]
fn lenses_change_by_click_and_by_key() {
    let mut harness = lund();
    harness.get_by_label("Gaps").click();
    harness.run_steps(3);
    assert_eq!(harness.state().workspace().lens(), Lens::Gaps);
    press(&mut harness, Modifiers::NONE, Key::Num4);
    assert_eq!(harness.state().workspace().lens(), Lens::Fragmentation);
    press(&mut harness, Modifiers::NONE, Key::Num1);
    assert_eq!(harness.state().workspace().lens(), Lens::Network);
}

#[test]
fn a_broker_row_selects_its_actor_and_lights_its_pairs() {
    let mut harness = lund();
    press(&mut harness, Modifiers::NONE, Key::Num2);
    harness.get_by_label_contains("1. City of Lund, ").click();
    harness.run_steps(4);
    assert_eq!(selected_name(&harness).as_deref(), Some("City of Lund"));
    let focus = harness.state().workspace().focus();
    assert!(
        matches!(focus, Focus::Broker(_, pairs) if !pairs.is_empty()),
        "{focus:?}"
    );
    // Its card has named pairs that can be followed.
    let pair = harness
        .get_all_by_label_contains(", through City of Lund, to ")
        .next();
    pair.unwrap().click_accesskit();
    harness.run_steps(4);
    let focus = harness.state().workspace().focus();
    assert!(
        matches!(focus, Focus::Broker(_, pairs) if pairs.len() == 1),
        "{focus:?}"
    );
}

#[test]
fn a_matrix_cell_lights_its_ties_and_lists_what_is_missing() {
    let mut harness = lund();
    press(&mut harness, Modifiers::NONE, Key::Num3);
    harness
        .get_by_label_contains("City × Civil society: 25 ties")
        .click();
    harness.run_steps(4);
    let focus = harness.state().workspace().focus();
    assert!(
        matches!(focus, Focus::Sectors(_, _, missing) if !missing.is_empty()),
        "{focus:?}"
    );
    // Out again, one step at a time.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(*harness.state().workspace().focus(), Focus::None);
}

#[test]
fn search_finds_an_actor_and_selects_it() {
    let mut harness = lund();
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
        .get_by_label("Search actors, activities, commands")
        .type_text("lund univ");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(selected_name(&harness).as_deref(), Some("Lund University"));
}

#[test]
fn keys_widen_a_neighbourhood_and_show_the_way_between_two() {
    let mut harness = lund();
    harness.get_by_label_contains("1. City of Lund, ").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::E);
    wait(
        &mut harness,
        |app| matches!(app.workspace().focus(), Focus::Near { steps: 1, actors, .. } if actors.len() == 64),
    );
    assert!(
        harness
            .query_by_label_contains("One step from City of Lund: 63 actors")
            .is_some()
    );
    press(&mut harness, Modifiers::NONE, Key::E);
    wait(&mut harness, |app| {
        matches!(app.workspace().focus(), Focus::Near { steps: 2, .. })
    });
    press(&mut harness, Modifiers::NONE, Key::C);
    wait(&mut harness, |app| {
        matches!(app.workspace().focus(), Focus::Fragment(0, _))
    });
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(*harness.state().workspace().focus(), Focus::None);
}

#[test]
fn a_filter_is_added_by_its_form_said_in_the_status_line_and_removed_by_its_chip() {
    let mut harness = lund();
    let num_city = {
        let network = harness.state().workspace().network().unwrap();
        let city = network.sectors().by_key("city");
        let actors = network.actors();
        actors.filter(|(_, actor)| actor.sector == city).count()
    };
    press(&mut harness, Modifiers::NONE, Key::Num2);
    // From whichever lens, the form opens where filters are.
    press(&mut harness, Modifiers::SHIFT, Key::F);
    harness.run_steps(3);
    assert_eq!(harness.state().workspace().lens(), Lens::Network);
    harness
        .get_by_role_and_label(Role::CheckBox, "City")
        .click();
    harness.run_steps(3);
    harness.get_by_label("Add").click();
    harness.run_steps(3);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), num_city);
    let said = format!("{num_city} of 71 actors · ");
    assert!(harness.query_by_label_contains(&said).is_some(), "{said}");
    // Once in the status line and once in the panel.
    let chips: Vec<_> = harness
        .get_all_by_label("Remove filter: sector: City")
        .collect();
    assert_eq!(chips.len(), 2);
    chips[0].click();
    drop(chips);
    harness.run_steps(3);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 71);
}

#[test]
fn actors_are_hidden_shown_by_a_chip_and_deleted_and_all_is_undone() {
    let mut harness = lund();
    harness.get_by_label_contains("1. City of Lund, ").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::H);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 70);
    let chip = harness
        .get_all_by_label("Remove filter: 1 actor hidden")
        .next();
    chip.unwrap().click();
    harness.run_steps(3);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 71);

    harness.get_by_label_contains("1. City of Lund, ").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    wait(&mut harness, |app| {
        app.workspace().results_are_current()
            && app.workspace().snapshot().unwrap().num_actors() == 70
    });
    for _ in 0..3 {
        harness.get_by_label("Undo").click();
        harness.run_steps(3);
    }
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert_eq!(num_shown(&harness), 71);
    let document = harness.state().workspace().document().unwrap();
    assert!(!document.is_modified());
}

#[test]
fn a_new_actor_gets_a_name() {
    let mut harness = window([1200.0, 800.0]);
    harness.run_steps(2);
    harness.get_by_label("New network").click();
    wait(&mut harness, |app| app.workspace().document().is_some());
    press(&mut harness, Modifiers::NONE, Key::N);
    wait(&mut harness, |app| app.workspace().results_are_current());
    // What it is called at first is selected: typing replaces it.
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Hyresgästföreningen");
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(
        selected_name(&harness).as_deref(),
        Some("Hyresgästföreningen")
    );
}

#[test]
fn unsaved_work_is_asked_for_before_it_is_lost() {
    let mut harness = lund();
    harness.get_by_label_contains("1. City of Lund, ").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    wait(&mut harness, |app| app.workspace().results_are_current());
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Cancel").click();
    harness.run_steps(3);
    assert!(harness.state().workspace().document().is_some());
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Discard").click();
    harness.run_steps(3);
    assert!(harness.state().workspace().document().is_none());
}

#[test]
fn the_window_holds_together_when_it_is_small() {
    for size in [[1024.0, 640.0], [683.0, 427.0], [512.0, 320.0]] {
        let mut harness = window(size);
        harness.run_steps(2);
        harness
            .get_by_label("Open sample Lund: climate action")
            .click_accesskit();
        wait(&mut harness, |app| {
            app.workspace().document().is_some() && app.workspace().results_are_current()
        });
        for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num4] {
            press(&mut harness, Modifiers::NONE, key);
        }
        // The map keeps some room of its own.
        assert!(
            harness.get_by_label("Map").rect().width() > 100.0,
            "{size:?}"
        );
    }
}

#[test]
fn a_dropped_file_is_opened() {
    let mut harness = window([1440.0, 900.0]);
    harness.run_steps(2);
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_networks/riverside.ron");
    let dropped = std::sync::Arc::new(Dropped(file.clone()));
    harness.input_mut().dropped_files.push(dropped);
    wait(&mut harness, |app| {
        app.workspace().document().is_some() && app.workspace().results_are_current()
    });
    assert_eq!(num_shown(&harness), 18);
    assert_eq!(harness.state().workspace().path(), Some(file.as_path()));
}

#[test]
fn what_cannot_be_read_is_told_and_opens_nothing() {
    let mut harness = window([1440.0, 900.0]);
    harness.run_steps(2);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.ron");
    std::fs::write(&file, "(version: 1,\n    nmae: \"x\",\n)").unwrap();
    harness
        .input_mut()
        .dropped_files
        .push(std::sync::Arc::new(Dropped(file)));
    let start = Instant::now();
    while harness.query_by_label_contains("broken.ron").is_none() {
        assert!(start.elapsed() < Duration::from_mins(1), "nothing is told");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    assert!(harness.state().workspace().document().is_none());
}

/// Asks the window to close, as its button does. Returns whether it would.
fn would_close(harness: &mut Harness<'_, App>) -> bool {
    let viewport = harness.input().viewport_id;
    let info = harness.input_mut().viewports.entry(viewport).or_default();
    info.events.push(egui::ViewportEvent::Close);
    harness.step();
    let output = &harness.output().viewport_output[&viewport];
    let is_kept = output
        .commands
        .contains(&egui::ViewportCommand::CancelClose);
    harness
        .input_mut()
        .viewports
        .entry(viewport)
        .or_default()
        .events
        .clear();
    !is_kept
}

#[test]
fn the_window_does_not_close_over_unsaved_work() {
    let mut harness = lund();
    assert!(would_close(&mut harness), "nothing is unsaved");
    harness.get_by_label_contains("1. City of Lund, ").click();
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    wait(&mut harness, |app| app.workspace().results_are_current());
    assert!(!would_close(&mut harness));
    harness.run_steps(2);
    harness.get_by_label("Cancel").click();
    harness.run_steps(3);
    assert!(!would_close(&mut harness), "it asks again");
    harness.run_steps(2);
    harness.get_by_label("Discard").click();
    harness.run_steps(1);
    assert!(would_close(&mut harness));
}

/// A picture of the map by the keyboard: the dialog, a path typed by hand, the file.
#[test]
fn a_picture_of_the_map_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = lund();
    for (ending, first) in [("png", &b"\x89PNG"[..]), ("svg", b"<svg"), ("pdf", b"%PDF")] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run_steps(3);
        harness.event(egui::Event::Text("export picture".to_owned()));
        wait(&mut harness, |_| true);
        harness.run_steps(10);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        harness.get_by_label("What is seen now").click();
        harness.run_steps(2);
        harness.get_by_label("Choose file…").click();
        let start = Instant::now();
        while harness.query_by_label("Path").is_none() {
            assert!(start.elapsed() < Duration::from_secs(20), "no dialog");
            std::thread::sleep(Duration::from_millis(5));
            harness.step();
        }
        let path = folder.path().join("map").with_extension(ending);
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(egui::Event::Text(path.display().to_string()));
        harness.run_steps(2);
        harness.key_press(Key::Enter);
        let start = Instant::now();
        while !path.exists() {
            assert!(start.elapsed() < Duration::from_secs(20), "no {ending}");
            std::thread::sleep(Duration::from_millis(5));
            harness.step();
        }
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(first), "{ending}");
        let text = format!("Picture written: {}", path.display());
        while harness.query_by_label_contains(&text).is_none() {
            assert!(start.elapsed() < Duration::from_secs(20), "{ending}");
            std::thread::sleep(Duration::from_millis(5));
            harness.step();
        }
    }
}
