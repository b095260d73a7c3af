//! Commands: what a user means to do, as edits that can be taken back.

use std::collections::BTreeSet;

use super::scenario::{names_any, without_actors};
use super::{
    Appearance, Arrangement, Collapsed, Content, Edit, Filter, Note, Placement, SavedScenario,
};
use crate::model::{
    Actor, ActorId, Change, EditError, Introduction, IntroductionId, IntroductionStatus,
    IntroductionStep, JournalEntry, Network, NetworkEdit, NetworkInfo, NoteId, RecordId as _,
    SectorId, Tie, TieId,
};

/// An undoable intention.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Adds actors, each with a place on the map if one is given.
    AddActors(Vec<(Actor, Option<[f32; 2]>)>),
    /// Puts new data in the place of an actor's.
    EditActor(ActorId, Box<Actor>),
    /// Gives actors a sector, or none.
    SetSector(BTreeSet<ActorId>, Option<SectorId>),
    /// Removes actors with everything that hangs on them.
    RemoveActors(BTreeSet<ActorId>),
    /// Adds ties.
    AddTies(Vec<Tie>),
    /// Puts new data in the place of a tie's.
    EditTie(TieId, Box<Tie>),
    /// Removes ties.
    RemoveTies(BTreeSet<TieId>),
    /// Adds introductions; those without a text id get one.
    AddIntroductions(Vec<Introduction>),
    /// Takes an introduction a step further. Two who work together become tied, and the tie remembers why.
    AdvanceIntroduction(IntroductionId, IntroductionStatus),
    /// Changes what is said about the network as a whole.
    EditInfo(Box<NetworkInfo>),
    /// Moves actors on the map.
    Move(Vec<(ActorId, [f32; 2])>),
    /// Takes over the positions of a layout, and what it was told.
    LayOut(String, Arrangement, Vec<(ActorId, [f32; 2])>),
    /// Pins actors to their places, or lets them go.
    Pin(BTreeSet<ActorId>, bool),
    /// Draws actors as one marker, once for each of these groups.
    Collapse(Vec<Collapsed>),
    /// Draws the actors of such markers one by one again, by place in [`Appearance::collapsed`].
    Expand(BTreeSet<usize>),
    /// Writes a note on the map.
    AddNote(Box<Note>),
    /// Puts another text in the place of a note's.
    EditNote(NoteId, String),
    /// Moves a note on the map: its place, as [`Note::place`] has it.
    MoveNote(NoteId, [f32; 2]),
    /// Removes a note from the map.
    RemoveNote(NoteId),
    /// Gives a marker for several actors another name, by place in [`Appearance::collapsed`]; sectors keep theirs.
    RenameCollapsed(usize, String),
    /// Changes what is shown.
    SetFilter(Box<Filter>),
    /// Changes how the map looks.
    SetAppearance(Box<Appearance>),
    /// Changes the what-ifs that are kept.
    SetScenarios(Vec<SavedScenario>),
    /// Brings the network up to date with a file: how many records change, how, and where actors go that have no place.
    Merge(usize, Vec<NetworkEdit>, Vec<(ActorId, [f32; 2])>),
    /// Adds a note to the journal.
    AddJournalEntry(Box<JournalEntry>),
}

/// What kind of step a command was, and how much it touched: words are made from it elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Actors were added: how many.
    AddActors(usize),
    /// Actors were edited: how many.
    EditActors(usize),
    /// Actors were removed: how many.
    RemoveActors(usize),
    /// Ties were added: how many.
    AddTies(usize),
    /// Ties were edited: how many.
    EditTies(usize),
    /// Ties were removed: how many.
    RemoveTies(usize),
    /// Introductions were added: how many.
    AddIntroductions(usize),
    /// An introduction went a step further.
    AdvanceIntroduction,
    /// The description of the network was edited.
    EditInfo,
    /// Actors were moved: how many.
    Move(usize),
    /// A layout was run.
    LayOut,
    /// Actors were pinned: how many.
    Pin(usize),
    /// Actors were let go: how many.
    Unpin(usize),
    /// Actors were drawn as one marker: how many such markers came.
    Collapse(usize),
    /// Actors were drawn one by one again: how many such markers went.
    Expand(usize),
    /// A note was written on the map.
    AddNote,
    /// The text of a note was changed.
    EditNote,
    /// A note was moved.
    MoveNote,
    /// A note was removed.
    RemoveNote,
    /// A marker for several actors was renamed.
    RenameCollapsed,
    /// The filter was changed.
    Filter,
    /// The look was changed.
    Appearance,
    /// The what-ifs were changed.
    Scenarios,
    /// A file was merged into the network: how many records it added or changed.
    Merge(usize),
    /// A note was added to the journal.
    AddJournalEntry,
}

/// Successive commands with the same key become one step of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MergeKey {
    Appearance,
}

impl Command {
    /// What kind of step it is.
    pub fn step(&self) -> Step {
        match self {
            Self::AddActors(actors) => Step::AddActors(actors.len()),
            Self::EditActor(..) => Step::EditActors(1),
            Self::SetSector(actors, _) => Step::EditActors(actors.len()),
            Self::RemoveActors(actors) => Step::RemoveActors(actors.len()),
            Self::AddTies(ties) => Step::AddTies(ties.len()),
            Self::EditTie(..) => Step::EditTies(1),
            Self::RemoveTies(ties) => Step::RemoveTies(ties.len()),
            Self::AddIntroductions(records) => Step::AddIntroductions(records.len()),
            Self::AdvanceIntroduction(..) => Step::AdvanceIntroduction,
            Self::EditInfo(_) => Step::EditInfo,
            Self::Move(moves) => Step::Move(moves.len()),
            Self::LayOut(..) => Step::LayOut,
            Self::Pin(actors, true) => Step::Pin(actors.len()),
            Self::Pin(actors, false) => Step::Unpin(actors.len()),
            Self::Collapse(groups) => Step::Collapse(groups.len()),
            Self::Expand(places) => Step::Expand(places.len()),
            Self::AddNote(_) => Step::AddNote,
            Self::EditNote(..) => Step::EditNote,
            Self::MoveNote(..) => Step::MoveNote,
            Self::RemoveNote(_) => Step::RemoveNote,
            Self::RenameCollapsed(..) => Step::RenameCollapsed,
            Self::SetFilter(_) => Step::Filter,
            Self::SetAppearance(_) => Step::Appearance,
            Self::SetScenarios(_) => Step::Scenarios,
            Self::Merge(num, ..) => Step::Merge(*num),
            Self::AddJournalEntry(_) => Step::AddJournalEntry,
        }
    }

    pub(super) fn merge_key(&self) -> Option<MergeKey> {
        matches!(self, Self::SetAppearance(_)).then_some(MergeKey::Appearance)
    }

    /// The edits that do it to this content; those without effect are left out.
    pub fn compile(&self, content: &Content) -> Result<Vec<Edit>, EditError> {
        let network = &content.network;
        let mut edits = match self {
            Self::AddActors(actors) => add_actors(network, actors),
            Self::EditActor(id, after) => {
                vec![edit_actor(network, *id, |actor| actor.clone_from(after))?]
            }
            Self::SetSector(actors, sector) => actors
                .iter()
                .map(|&id| edit_actor(network, id, |actor| actor.sector = *sector))
                .collect::<Result<_, _>>()?,
            Self::RemoveActors(actors) => remove_actors(content, actors),
            Self::AddTies(ties) => {
                let first = network.next_tie_id().index();
                (first..)
                    .zip(ties)
                    .map(|(id, tie)| {
                        NetworkEdit::Tie(Change::add(TieId::from_index(id), tie.clone()))
                    })
                    .map(Edit::Network)
                    .collect()
            }
            Self::EditTie(id, after) => {
                let before = network
                    .tie(*id)
                    .ok_or(EditError::Stale { table: "tie" })?
                    .clone();
                vec![Edit::Network(NetworkEdit::Tie(Change::replace(
                    *id,
                    before,
                    (**after).clone(),
                )))]
            }
            Self::RemoveTies(ties) => ties
                .iter()
                .filter_map(|&id| {
                    Some(NetworkEdit::Tie(Change::remove(
                        id,
                        network.tie(id)?.clone(),
                    )))
                })
                .map(Edit::Network)
                .collect(),
            Self::AddIntroductions(records) => add_introductions(network, records),
            Self::AdvanceIntroduction(id, status) => advance_introduction(network, *id, *status)?,
            Self::EditInfo(after) => {
                vec![Edit::Network(NetworkEdit::Info(
                    Box::new(network.info().clone()),
                    after.clone(),
                ))]
            }
            Self::Move(moves) => place(content, moves),
            Self::LayOut(layout, arrangement, moves) => {
                let mut edits = place(content, moves);
                let after = Appearance {
                    layout: layout.clone(),
                    arrangement: arrangement.clone(),
                    ..content.appearance.clone()
                };
                edits.push(look(content, after));
                edits
            }
            Self::Pin(actors, pinned) => actors
                .iter()
                .filter_map(|&id| {
                    let before = *content.placements.get(&id)?;
                    Some(Edit::Placement(Change::replace(
                        id,
                        before,
                        Placement {
                            pinned: *pinned,
                            ..before
                        },
                    )))
                })
                .collect(),
            Self::Collapse(groups) => {
                let mut after = content.appearance.clone();
                // What is collapsed once more comes to the front.
                after.collapsed.retain(|other| !groups.contains(other));
                after.collapsed.extend(groups.iter().cloned());
                vec![look(content, after)]
            }
            Self::Expand(places) => {
                let mut after = content.appearance.clone();
                let mut place = 0..;
                after
                    .collapsed
                    .retain(|_| place.next().is_none_or(|place| !places.contains(&place)));
                vec![look(content, after)]
            }
            Self::AddNote(note) => {
                let add = Change::add(content.notes.next_id(), (**note).clone());
                vec![Edit::Note(add)]
            }
            Self::EditNote(id, text) => vec![edit_note(content, *id, |note| {
                note.text.clone_from(text);
            })?],
            Self::MoveNote(id, place) => {
                vec![edit_note(content, *id, |note| note.place = *place)?]
            }
            Self::RemoveNote(id) => {
                let note = content.notes.get(*id).ok_or(NO_NOTE)?;
                vec![Edit::Note(Change::remove(*id, note.clone()))]
            }
            Self::RenameCollapsed(place, to) => {
                let mut after = content.appearance.clone();
                if let Some(Collapsed::Actors { name, .. }) = after.collapsed.get_mut(*place) {
                    name.clone_from(to);
                }
                vec![look(content, after)]
            }
            Self::SetFilter(after) => vec![Edit::Filter(
                Box::new(content.filter.clone()),
                after.clone(),
            )],
            Self::SetAppearance(after) => {
                vec![Edit::Appearance(
                    Box::new(content.appearance.clone()),
                    after.clone(),
                )]
            }
            Self::SetScenarios(after) => {
                vec![Edit::Scenarios(content.scenarios.clone(), after.clone())]
            }
            Self::Merge(_, edits, places) => {
                let is_new = |(id, _): &&(ActorId, _)| !content.placements.contains_key(id);
                let new: Vec<_> = places.iter().filter(is_new).copied().collect();
                let edits = edits.iter().cloned().map(Edit::Network);
                edits.chain(place(content, &new)).collect()
            }
            Self::AddJournalEntry(entry) => {
                let id = network.journal().next_id();
                let add = Change::add(id, (**entry).clone());
                vec![Edit::Network(NetworkEdit::JournalEntry(add))]
            }
        };
        edits.retain(|edit| !edit.is_empty());
        Ok(edits)
    }
}

const NO_NOTE: EditError = EditError::Stale { table: "note" };

fn edit_note(
    content: &Content,
    id: NoteId,
    edit: impl FnOnce(&mut Note),
) -> Result<Edit, EditError> {
    let before = content.notes.get(id).ok_or(NO_NOTE)?.clone();
    let mut after = before.clone();
    edit(&mut after);
    Ok(Edit::Note(Change::replace(id, before, after)))
}

/// Another look of the map.
fn look(content: &Content, after: Appearance) -> Edit {
    Edit::Appearance(Box::new(content.appearance.clone()), Box::new(after))
}

fn add_actors(network: &Network, actors: &[(Actor, Option<[f32; 2]>)]) -> Vec<Edit> {
    let first = network.next_actor_id().index();
    let mut edits = Vec::with_capacity(actors.len() * 2);
    for (index, (actor, position)) in (first..).zip(actors) {
        let id = ActorId::from_index(index);
        edits.push(Edit::Network(NetworkEdit::Actor(Change::add(
            id,
            actor.clone(),
        ))));
        if let Some(position) = *position {
            edits.push(Edit::Placement(Change::add(
                id,
                Placement {
                    position,
                    pinned: false,
                },
            )));
        }
    }
    edits
}

fn add_introductions(network: &Network, records: &[Introduction]) -> Vec<Edit> {
    let first = network.introductions().next_id().index();
    let mut edits = Vec::new();
    let mut number = first;
    for (index, record) in (first..).zip(records) {
        let mut record = record.clone();
        while record.key.is_empty() {
            number += 1;
            let key = format!("introduction-{number}");
            if network.introductions().by_key(&key).is_none() {
                record.key = key;
            }
        }
        let id = IntroductionId::from_index(index);
        edits.push(NetworkEdit::Introduction(Change::add(id, record)));
    }
    edits.into_iter().map(Edit::Network).collect()
}

fn advance_introduction(
    network: &Network,
    id: IntroductionId,
    status: IntroductionStatus,
) -> Result<Vec<Edit>, EditError> {
    const STALE: EditError = EditError::Stale {
        table: "introduction",
    };
    let before = network.introductions().get(id).ok_or(STALE)?.clone();
    let mut after = before.clone();
    after.steps.push(IntroductionStep {
        status,
        date: None,
        note: String::new(),
    });
    let tie = Tie {
        introduction: Some(id),
        ..Tie::new(before.first, before.second)
    };
    let change = Change::replace(id, before, after);
    let mut edits = vec![Edit::Network(NetworkEdit::Introduction(change))];
    let has_tie = network.ties().any(|(_, tie)| tie.introduction == Some(id));
    if status == IntroductionStatus::WorkingTogether && !has_tie {
        let change = Change::add(network.next_tie_id(), tie);
        edits.push(Edit::Network(NetworkEdit::Tie(change)));
    }
    Ok(edits)
}

fn edit_actor(
    network: &Network,
    id: ActorId,
    edit: impl FnOnce(&mut Actor),
) -> Result<Edit, EditError> {
    let before = network
        .actor(id)
        .ok_or(EditError::Stale { table: "actor" })?
        .clone();
    let mut after = before.clone();
    edit(&mut after);
    Ok(Edit::Network(NetworkEdit::Actor(Change::replace(
        id, before, after,
    ))))
}

fn place(content: &Content, moves: &[(ActorId, [f32; 2])]) -> Vec<Edit> {
    moves
        .iter()
        .map(|&(id, position)| {
            let before = content.placements.get(&id).copied();
            let after = Placement {
                position,
                pinned: before.is_some_and(|placement| placement.pinned),
            };
            Edit::Placement(Change {
                id,
                before: before.map(Box::new),
                after: Some(Box::new(after)),
            })
        })
        .collect()
}

/// Removes actors, their ties, needs, offers, introductions and commitments, and their names everywhere else.
fn remove_actors(content: &Content, actors: &BTreeSet<ActorId>) -> Vec<Edit> {
    let network = &content.network;
    let gone = |id: ActorId| actors.contains(&id);
    let mut edits = Vec::new();
    let mut push = |edit| edits.push(Edit::Network(edit));

    for (id, entry) in network
        .journal()
        .iter()
        .filter(|(_, entry)| entry.actors.iter().any(|&id| gone(id)))
    {
        let mut after = entry.clone();
        after.actors.retain(|&actor| !gone(actor));
        push(NetworkEdit::JournalEntry(Change::replace(
            id,
            entry.clone(),
            after,
        )));
    }
    let ties: BTreeSet<TieId> = actors.iter().flat_map(|&id| network.ties_of(id)).collect();
    for id in ties {
        if let Some(tie) = network.tie(id) {
            push(NetworkEdit::Tie(Change::remove(id, tie.clone())));
        }
    }
    let introductions: BTreeSet<_> = network
        .introductions()
        .iter()
        .filter(|(_, introduction)| gone(introduction.first) || gone(introduction.second))
        .map(|(id, _)| id)
        .collect();
    // A tie between others may remember an introduction that goes; it forgets it.
    for (id, tie) in network
        .ties()
        .filter(|(_, tie)| !gone(tie.source) && !gone(tie.target))
    {
        if tie
            .introduction
            .is_some_and(|introduction| introductions.contains(&introduction))
        {
            push(NetworkEdit::Tie(Change::replace(
                id,
                tie.clone(),
                Tie {
                    introduction: None,
                    ..tie.clone()
                },
            )));
        }
    }
    let needs: BTreeSet<_> = network
        .needs()
        .iter()
        .filter(|(_, need)| gone(need.actor))
        .map(|(id, _)| id)
        .collect();
    let offers: BTreeSet<_> = network
        .offers()
        .iter()
        .filter(|(_, offer)| gone(offer.actor))
        .map(|(id, _)| id)
        .collect();
    for (id, introduction) in network.introductions().iter() {
        if introductions.contains(&id) {
            push(NetworkEdit::Introduction(Change::remove(
                id,
                introduction.clone(),
            )));
            continue;
        }
        let mut after = introduction.clone();
        after.by = after.by.filter(|&by| !gone(by));
        after.need = after.need.filter(|need| !needs.contains(need));
        after.offer = after.offer.filter(|offer| !offers.contains(offer));
        if after != *introduction {
            push(NetworkEdit::Introduction(Change::replace(
                id,
                introduction.clone(),
                after,
            )));
        }
    }
    for (id, need) in network.needs().iter().filter(|(id, _)| needs.contains(id)) {
        push(NetworkEdit::Need(Change::remove(id, need.clone())));
    }
    for (id, offer) in network
        .offers()
        .iter()
        .filter(|(id, _)| offers.contains(id))
    {
        push(NetworkEdit::Offer(Change::remove(id, offer.clone())));
    }
    for (id, commitment) in network.commitments().iter() {
        if gone(commitment.by) {
            push(NetworkEdit::Commitment(Change::remove(
                id,
                commitment.clone(),
            )));
        } else if commitment.to.is_some_and(gone) {
            let mut after = commitment.clone();
            after.to = None;
            push(NetworkEdit::Commitment(Change::replace(
                id,
                commitment.clone(),
                after,
            )));
        }
    }
    for (id, activity) in network.activities().iter() {
        if activity.participants.iter().any(|part| gone(part.actor)) {
            let mut after = activity.clone();
            after.participants.retain(|part| !gone(part.actor));
            push(NetworkEdit::Activity(Change::replace(
                id,
                activity.clone(),
                after,
            )));
        }
    }
    for (id, portfolio) in network
        .portfolios()
        .iter()
        .filter(|(_, it)| it.holder.is_some_and(gone))
    {
        let mut after = portfolio.clone();
        after.holder = None;
        push(NetworkEdit::Portfolio(Change::replace(
            id,
            portfolio.clone(),
            after,
        )));
    }
    for &id in actors {
        if let Some(actor) = network.actor(id) {
            push(NetworkEdit::Actor(Change::remove(id, actor.clone())));
        }
    }
    for &id in actors {
        if let Some(placement) = content.placements.get(&id) {
            edits.push(Edit::Placement(Change::remove(id, *placement)));
        }
    }
    for (id, note) in content.notes.iter() {
        let after = note.without_actors(actors, &content.placements);
        edits.push(Edit::Note(Change::replace(id, note.clone(), after)));
    }
    if content
        .scenarios
        .iter()
        .any(|it| names_any(&it.scenario, actors))
    {
        let mut after = content.scenarios.clone();
        for saved in &mut after {
            saved.scenario = without_actors(&saved.scenario, actors);
        }
        after.retain(|saved| !saved.scenario.is_empty());
        edits.push(Edit::Scenarios(content.scenarios.clone(), after));
    }
    if content.filter.names_any(actors) {
        edits.push(Edit::Filter(
            Box::new(content.filter.clone()),
            Box::new(content.filter.without_actors(actors)),
        ));
    }
    let collapsed = &content.appearance.collapsed;
    if collapsed.iter().any(|group| group.names_any(actors)) {
        let left = collapsed.iter();
        let left = left.filter_map(|group| group.without_actors(actors));
        let after = Appearance {
            collapsed: left.collect(),
            ..content.appearance.clone()
        };
        edits.push(look(content, after));
    }
    edits
}
