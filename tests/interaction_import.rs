//! The review of imports in the window, by its accessible labels, without a display and without a GPU.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

#[path = "common/dropped.rs"]
mod dropped;

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use dropped::Dropped;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use helixmap::app::App;
use window::wait;

/// The window at its start, with a file that was named on the command line.
fn window(size: [f32; 2], file: Option<&Path>) -> Harness<'static, App> {
    let file = file.map(|file| file.to_str().unwrap().to_owned());
    Harness::builder()
        .with_size(Vec2::from(size))
        .build_eframe(|creation| App::new(creation, file))
}

fn is_reviewing(app: &App) -> bool {
    let pending = app.workspace().pending_import();
    pending.is_some_and(helixmap::workspace::PendingImport::is_current)
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(4);
}

/// A folder with an actor whose sector nobody knows, one that is there twice, and a tie to somebody who is not listed.
fn doubtful() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let actors = "id,label,sector\n1,Alfa,business\n2,ALFA,business\n3,Beta,Wetter\n";
    std::fs::write(folder.path().join("actors.csv"), actors).unwrap();
    let ties = "source,target,weight\n1,3,2\n2,3,4\n3,9,1\n";
    std::fs::write(folder.path().join("ties.csv"), ties).unwrap();
    folder
}

#[test]
fn a_doubtful_file_is_reviewed_part_by_part_and_then_opened() {
    let folder = doubtful();
    let mut harness = window([1200.0, 800.0], Some(folder.path()));
    wait(&mut harness, is_reviewing);
    // Tables: every column has a meaning that can be changed.
    harness.get_by_label("Meaning of column sector");
    // Sectors: the word that is not known is asked for.
    click(&mut harness, "Sectors");
    harness.get_by_label("Sector of Wetter").click();
    harness.run_steps(4);
    click(&mut harness, "Civil society");
    wait(&mut harness, is_reviewing);
    // Ties: numbers may be distances, and who is not listed is added.
    click(&mut harness, "Ties and activities");
    click(&mut harness, "Distance");
    wait(&mut harness, is_reviewing);
    click(&mut harness, "Add them");
    wait(&mut harness, is_reviewing);
    // The same actor twice becomes one.
    click(&mut harness, "Same actor twice?");
    click(&mut harness, "Make one");
    wait(&mut harness, is_reviewing);
    click(&mut harness, "Report");
    harness.get_by_label_contains("‘ALFA’ was made one with ‘1’");
    click(&mut harness, "Open");
    wait(&mut harness, |app| app.workspace().document().is_some());
    let network = harness.state().workspace().network().unwrap();
    let names: Vec<&str> = network.actors().map(|(_, it)| it.label.as_str()).collect();
    assert_eq!(names, ["Alfa", "Beta", "9"]);
    let sector = network.actors().nth(1).unwrap().1.sector.unwrap();
    assert_eq!(network.sectors().get(sector).unwrap().key, "civil");
    let weights: Vec<f64> = network.ties().map(|(_, tie)| tie.weight).collect();
    assert_eq!(weights, [0.5, 0.25, 1.0]);
    // The report stays at hand.
    click(&mut harness, "Show report");
    click(&mut harness, "Save to journal");
    let network = harness.state().workspace().network().unwrap();
    assert_eq!(network.journal().len(), 1);
}

#[test]
fn escape_leaves_the_review_and_nothing_has_happened() {
    let folder = doubtful();
    let mut harness = window([1024.0, 640.0], Some(folder.path()));
    wait(&mut harness, is_reviewing);
    for part in [
        "Sectors",
        "Ties and activities",
        "Same actor twice?",
        "Report",
        "Tables",
    ] {
        click(&mut harness, part);
    }
    harness.key_press_modifiers(Modifiers::NONE, Key::Escape);
    harness.run_steps(4);
    let workspace = harness.state().workspace();
    assert!(workspace.pending_import().is_none() && workspace.document().is_none());
    harness.get_by_label("Open sample Lund: climate action");
}

fn drop_file(harness: &mut Harness<'_, App>, path: &Path) {
    let dropped = std::sync::Arc::new(Dropped(path.to_owned()));
    harness.input_mut().dropped_files.push(dropped);
    harness.run_steps(3);
}

#[test]
fn a_file_that_is_dropped_on_an_open_network_can_be_merged_into_it() {
    let mut harness = window([1440.0, 900.0], None);
    harness.run_steps(2);
    click(&mut harness, "Open sample Lund: climate action");
    wait(&mut harness, |app| {
        app.workspace().document().is_some() && app.workspace().results_are_current()
    });
    let network = harness.state().workspace().network().unwrap();
    let (_, first) = network.actors().next().unwrap();
    let (key, name) = (first.key.clone(), first.label.clone());
    let num_actors = network.num_actors();
    let folder = tempfile::tempdir().unwrap();
    let actors = format!("id,label,employees\n{key},\"{name}\",12\nnew,New one,3\n");
    std::fs::write(folder.path().join("actors.csv"), actors).unwrap();
    drop_file(&mut harness, folder.path());
    wait(&mut harness, is_reviewing);
    click(&mut harness, "Merge into Lund: climate action");
    wait(&mut harness, is_reviewing);
    click(&mut harness, "What changes");
    harness.get_by_label("New one");
    click(&mut harness, "Merge");
    wait(&mut harness, |app| app.workspace().results_are_current());
    let workspace = harness.state().workspace();
    assert_eq!(workspace.network().unwrap().num_actors(), num_actors + 1);
    click(&mut harness, "Undo");
    let workspace = harness.state().workspace();
    assert_eq!(workspace.network().unwrap().num_actors(), num_actors);
    assert!(!workspace.document().unwrap().is_modified());
}

#[test]
fn a_copy_for_another_program_says_first_what_is_lost() {
    let mut harness = window([1200.0, 800.0], None);
    harness.run_steps(2);
    click(&mut harness, "Open sample Lund: climate action");
    wait(&mut harness, |app| {
        app.workspace().document().is_some() && app.workspace().results_are_current()
    });
    click(&mut harness, "Menu");
    click(&mut harness, "Save a copy as…");
    wait(&mut harness, |app| app.workspace().losses().is_some());
    // Several formats lose it, and each says so.
    let mut losses = harness.get_all_by_label_contains("1 portfolio beyond its id");
    assert!(losses.next().is_some());
    drop(losses);
    harness.get_by_label("Save as folder of CSV tables");
}
