//! Whatever was done can be undone, to the byte, and done again.

use std::collections::BTreeSet;

use helixmap::document::{
    Appearance, Collapsed, Command, Condition, Content, Document, Filter, Note, SavedScenario,
    Style, Test, native,
};
use helixmap::model::{
    Activity, Actor, ActorId, Change, Commitment, CommitmentStatus, Introduction,
    IntroductionStatus, JournalEntry, JournalKind, Need, NeedStatus, Network, NetworkEdit,
    NetworkInfo, Offer, Participation, Scenario, SectorId, Tie, TieSources,
};
use proptest::prelude::*;

/// A network in which actors appear in records of every kind.
fn network() -> Network {
    let mut network = Network::new();
    let actors: Vec<ActorId> = (0..6)
        .map(|i| {
            let actor = Actor {
                sector: Some(SectorId(i % 4)),
                ..Actor::new(format!("a{i}"), format!("Actor {i}"))
            };
            network.add_actor(actor).unwrap()
        })
        .collect();
    let attributes = std::collections::BTreeMap::new;
    let activity = Activity {
        participants: actors
            .iter()
            .take(4)
            .map(|&actor| Participation::new(actor))
            .collect(),
        ..Activity::new("lab", "Lab")
    };
    let text = |text: &str| text.to_owned();
    let edits = [
        NetworkEdit::Activity(Change::add(network.activities().next_id(), activity)),
        NetworkEdit::Need(Change::add(
            network.needs().next_id(),
            Need {
                key: text("n1"),
                actor: actors[0],
                text: text("data"),
                tags: vec![],
                status: NeedStatus::Open,
                since: None,
                attributes: attributes(),
            },
        )),
        NetworkEdit::Offer(Change::add(
            network.offers().next_id(),
            Offer {
                key: text("o1"),
                actor: actors[1],
                text: text("sensors"),
                tags: vec![],
                status: NeedStatus::Open,
                since: None,
                attributes: attributes(),
            },
        )),
        NetworkEdit::Introduction(Change::add(
            network.introductions().next_id(),
            Introduction {
                key: text("i1"),
                first: actors[2],
                second: actors[3],
                by: Some(actors[4]),
                reason: text("both measure noise"),
                need: Some(network.needs().next_id()),
                offer: Some(network.offers().next_id()),
                steps: vec![],
                attributes: attributes(),
            },
        )),
        NetworkEdit::Commitment(Change::add(
            network.commitments().next_id(),
            Commitment {
                key: text("c1"),
                by: actors[4],
                to: Some(actors[5]),
                promise: text("a bridge"),
                contract: String::new(),
                year: Some(2030),
                status: CommitmentStatus::Promised,
                activity: Some(network.activities().next_id()),
                outcome: String::new(),
                source: String::new(),
                attributes: attributes(),
            },
        )),
        NetworkEdit::JournalEntry(Change::add(
            network.journal().next_id(),
            JournalEntry {
                key: text("j1"),
                date: None,
                kind: JournalKind::Insight,
                text: text("they met"),
                author: String::new(),
                actors: vec![actors[0], actors[5]],
                activities: vec![network.activities().next_id()],
                attributes: attributes(),
            },
        )),
    ];
    network.apply(&edits).unwrap();
    let tie = Tie {
        introduction: Some(helixmap::model::IntroductionId(0)),
        ..Tie::new(actors[0], actors[1])
    };
    network.add_tie(tie).unwrap();
    network
}

/// A command that makes sense for a content, picked by a few numbers.
fn command(content: &Content, (kind, a, b): (u8, u8, u8)) -> Command {
    let network = &content.network;
    let actors: Vec<ActorId> = network.actors().map(|(id, _)| id).collect();
    let ties: Vec<_> = network.ties().map(|(id, _)| id).collect();
    let actor = |n: u8| actors.get(n as usize % actors.len().max(1)).copied();
    let some: BTreeSet<ActorId> = [actor(a), actor(b)].into_iter().flatten().collect();
    let position = [f32::from(a), f32::from(b)];
    let introductions: Vec<_> = network.introductions().iter().map(|(id, _)| id).collect();
    let notes: Vec<_> = content.notes.iter().map(|(id, _)| id).collect();
    match (kind % 21, actor(a), actor(b)) {
        (16, ..) => Command::AddNote(Box::new(Note {
            text: format!("note {a}"),
            place: position,
            beside: actor(b).filter(|_| a % 2 == 0),
        })),
        (20, ..) => Command::RenameCollapsed(usize::from(a % 3), format!("name {b}")),
        (17, ..) if !notes.is_empty() => {
            Command::EditNote(notes[a as usize % notes.len()], format!("text {b}"))
        }
        (18, ..) if !notes.is_empty() => {
            Command::MoveNote(notes[a as usize % notes.len()], position)
        }
        (19, ..) if !notes.is_empty() => Command::RemoveNote(notes[a as usize % notes.len()]),
        (1, Some(id), _) => {
            let mut after = network.actor(id).unwrap().clone();
            after.label = format!("renamed {b}");
            Command::EditActor(id, Box::new(after))
        }
        (2, Some(_), _) => {
            Command::SetSector(some, (b % 5 < 4).then_some(SectorId(u32::from(b % 5))))
        }
        (3, Some(_), _) => Command::RemoveActors(some),
        (4, Some(source), Some(target)) => Command::AddTies(vec![Tie {
            weight: f64::from(b),
            directed: a % 2 == 0,
            ..Tie::new(source, target)
        }]),
        (5, ..) if !ties.is_empty() => {
            Command::RemoveTies(BTreeSet::from([ties[a as usize % ties.len()]]))
        }
        (6, Some(id), _) => Command::Move(vec![(id, position)]),
        (7, Some(_), _) => Command::Pin(some, b % 2 == 0),
        (8, ..) => Command::SetFilter(Box::new(Filter {
            hidden_actors: some,
            ties: if b % 2 == 0 {
                TieSources::All
            } else {
                TieSources::Declared
            },
            conditions: actor(a)
                .map(|actor| Condition::is(Test::FragmentOf(actor)))
                .into_iter()
                .collect(),
            supposed: Scenario {
                removed: actor(b).into_iter().collect(),
                ..Scenario::default()
            },
            ..Filter::default()
        })),
        (9, ..) => Command::SetAppearance(Box::new(Appearance {
            style: Style {
                size_by: (b % 2 == 0).then(|| "degree".to_owned()),
                ..Style::default()
            },
            ..Appearance::default()
        })),
        (14, Some(_), _) => Command::Collapse(vec![if b % 3 == 0 {
            Collapsed::Sector(Some(SectorId(u32::from(a % 4))))
        } else {
            Collapsed::Actors {
                name: format!("group {a}"),
                actors: some,
            }
        }]),
        (15, ..) => Command::Expand(BTreeSet::from([usize::from(a % 3)])),
        (11, Some(first), Some(second)) => Command::AddIntroductions(vec![Introduction {
            key: String::new(),
            first,
            second,
            by: None,
            reason: format!("reason {a}"),
            need: None,
            offer: None,
            steps: vec![],
            attributes: std::collections::BTreeMap::new(),
        }]),
        (12, ..) if !introductions.is_empty() => Command::AdvanceIntroduction(
            introductions[a as usize % introductions.len()],
            if b % 2 == 0 {
                IntroductionStatus::WorkingTogether
            } else {
                IntroductionStatus::Met
            },
        ),
        (13, Some(first), Some(second)) => Command::SetScenarios(vec![SavedScenario {
            name: format!("what if {a}"),
            scenario: Scenario {
                removed: vec![first],
                added: vec![(first, second)],
                dissolved: vec![(second, first)],
            },
        }]),
        (10, ..) => Command::EditInfo(Box::new(NetworkInfo {
            name: format!("network {a}"),
            ..network.info().clone()
        })),
        _ => {
            let key = format!("new{}", network.next_actor_id().0);
            Command::AddActors(vec![(
                Actor::new(key.clone(), key),
                (b % 2 == 0).then_some(position),
            )])
        }
    }
}

fn text(document: &Document) -> String {
    native::write(document.content()).unwrap()
}

proptest! {
    #[test]
    fn undo_to_the_start_is_byte_identical(picks in prop::collection::vec(any::<(u8, u8, u8)>(), 1..30)) {
        let mut document = Document::new(Content::new(network()));
        let mut states = vec![(text(&document), *document.revisions())];
        for pick in picks {
            let command = command(document.content(), pick);
            if document.commit(&command).unwrap().is_some() {
                states.push((text(&document), *document.revisions()));
            }
        }
        let end = text(&document);
        let mut num_undone = 0;
        while document.undo().unwrap().is_some() {
            num_undone += 1;
            // Steps that were joined go back together, so that not every state is met; those that are met are exact.
            let met = states.iter().find(|(_, revisions)| revisions == document.revisions());
            prop_assert!(met.is_some_and(|(state, _)| *state == text(&document)));
        }
        prop_assert_eq!(&text(&document), &states[0].0);
        prop_assert!(!document.is_modified());
        for _ in 0..num_undone {
            prop_assert!(document.redo().unwrap().is_some());
        }
        prop_assert_eq!(text(&document), end);
    }
}
