//! Notes on the map: written, dragged, edited and removed, with the pointer and by key.

use helixmap::document::Note;
use helixmap::model::NoteId;

use super::*;

const TEXT: &str = "Here the city could introduce them";

fn notes(harness: &Harness<'_, App>) -> Vec<Note> {
    let notes = &workspace(harness).content().unwrap().notes;
    notes.iter().map(|(_, note)| note.clone()).collect()
}

/// Where a note is on the screen, as a screen reader is told.
fn plate(harness: &Harness<'_, App>, text: &str) -> Rect {
    harness.get_by_role_and_label(Role::Note, text).rect()
}

fn write(harness: &mut Harness<'_, App>, text: &str) {
    harness.run_steps(3);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "Write a note")
        .type_text(text);
    harness.run_steps(2);
    press(harness, Modifiers::NONE, Key::Enter);
    settle(harness);
}

/// A place of the map in world units becomes one of the screen as two actors do.
fn near(a: Pos2, b: Pos2) -> bool {
    (a - b).length() < 2.0
}

#[test]
fn a_note_is_written_dragged_edited_and_removed() {
    let mut harness = lund();
    press(&mut harness, Modifiers::NONE, Key::M);
    write(&mut harness, TEXT);
    assert_eq!(notes(&harness).len(), 1);
    assert_eq!(notes(&harness)[0].text, TEXT);
    let before = plate(&harness, TEXT);
    assert!(
        near(before.center(), map(&harness).center()),
        "in the middle of what is seen: {before:?}"
    );
    assert_eq!(
        workspace(&harness).selection().unwrap().note(),
        Some(NoteId(0))
    );

    let way = vec2(-160.0, 90.0);
    let grip = before.center();
    drag(&mut harness, &[grip, grip + way], Modifiers::NONE);
    let after = plate(&harness, TEXT);
    assert!(near(after.center(), before.center() + way), "{after:?}");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(near(plate(&harness, TEXT).center(), before.center()));

    double_click(&mut harness, before.center());
    write(&mut harness, " soon");
    let longer = format!("{TEXT} soon");
    assert_eq!(notes(&harness)[0].text, longer);

    press(&mut harness, Modifiers::NONE, Key::Delete);
    settle(&mut harness);
    assert!(notes(&harness).is_empty());
    assert_eq!(num_shown(&harness), 71, "nobody else is deleted");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    plate(&harness, &longer);
}

#[test]
fn escape_leaves_a_note_as_it_was() {
    let mut harness = lund();
    press(&mut harness, Modifiers::NONE, Key::M);
    harness.run_steps(3);
    harness
        .get_by_role_and_label(Role::MultilineTextInput, "Write a note")
        .type_text("no");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    settle(&mut harness);
    assert!(notes(&harness).is_empty());
    assert!(!is_modified(&harness));
    assert!(harness.query_by_role(Role::MultilineTextInput).is_none());
}

#[test]
fn a_note_is_written_where_the_menu_was_opened() {
    let mut harness = lund();
    let place = nowhere(&harness) + vec2(150.0, 60.0);
    harness.event(Event::PointerMoved(place));
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: place,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.run_steps(4);
    harness.get_by_label("Write a note here").click();
    harness.run_steps(4);
    write(&mut harness, TEXT);
    assert!(near(plate(&harness, TEXT).center(), place));
    assert_eq!(notes(&harness)[0].beside, None);
}

#[test]
fn a_note_beside_an_actor_goes_along_with_it() {
    let mut harness = lund();
    let name = "Lund University";
    let pos = marker(&harness, name);
    click(&mut harness, pos, Modifiers::NONE);
    press(&mut harness, Modifiers::NONE, Key::M);
    write(&mut harness, TEXT);
    assert_eq!(notes(&harness)[0].beside, Some(id(&harness, name)));
    let before = plate(&harness, TEXT).center() - marker(&harness, name);
    let start = marker(&harness, name);
    drag(
        &mut harness,
        &[start, start + vec2(-60.0, 50.0)],
        Modifiers::NONE,
    );
    let after = plate(&harness, TEXT).center() - marker(&harness, name);
    assert!((after - before).length() < 2.0, "{before:?} {after:?}");
    // Who is removed leaves its notes where they were.
    let place = plate(&harness, TEXT).center();
    press(&mut harness, Modifiers::NONE, Key::Delete);
    wait(&mut harness, |app| app.workspace().results_are_current());
    settle(&mut harness);
    assert_eq!(num_shown(&harness), 70);
    assert_eq!(notes(&harness)[0].beside, None);
    assert!(near(plate(&harness, TEXT).center(), place));
}

#[test]
fn keys_go_from_note_to_note_and_move_them() {
    let mut harness = lund();
    for text in ["one", "two"] {
        press(&mut harness, Modifiers::NONE, Key::M);
        write(&mut harness, text);
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
        settle(&mut harness);
    }
    let noted = |harness: &Harness<'_, App>| workspace(harness).selection().unwrap().note();
    assert_eq!(noted(&harness), Some(NoteId(1)));
    press(&mut harness, Modifiers::SHIFT, Key::M);
    assert_eq!(noted(&harness), Some(NoteId(0)));
    let before = plate(&harness, "one").center();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    settle(&mut harness);
    let after = plate(&harness, "one").center();
    assert!(
        near(after, before + vec2(0.0, 10.0)),
        "{before:?} {after:?}"
    );
    press(&mut harness, Modifiers::NONE, Key::Enter);
    write(&mut harness, "!");
    assert_eq!(notes(&harness)[0].text, "one!");
}

/// No name of an actor stands under a note.
#[test]
fn names_keep_off_notes() {
    let mut harness = lund();
    press(&mut harness, Modifiers::NONE, Key::M);
    write(&mut harness, &"so much is to be said of them ".repeat(9));
    let note = notes(&harness)[0].text.clone();
    let area = plate(&harness, &note);
    assert!(area.height() > 80.0 && area.width() < 220.0, "{area:?}");
    let under = markers(&harness)
        .into_iter()
        .filter(|(_, pos)| area.contains(*pos));
    assert_eq!(under.count(), 0);
}
