//! Ways of reading the map: what is near, how two are connected, one fragment after the other.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::actor_name;
use super::slot::{Output, Slot};
use super::{Focus, Notice, Severity, Workspace};
use crate::analysis::fragmentation::components;
use crate::analysis::overview::shortest_paths;
use crate::document::Content;
use crate::model::{ActorId, Snapshot};
use crate::task::{Cancelled, TaskContext};
use crate::text::words;

/// A neighbourhood reaches so far at most.
const MOST_STEPS: u32 = 3;
/// So many actors of a path are named, ends included.
const MAX_NAMED: usize = 8;

/// What was found to single out.
pub(super) struct Found {
    /// What it was found in.
    pub(super) snapshot: Arc<Snapshot>,
    /// What is singled out.
    pub(super) focus: Focus,
    /// Who has to be in sight.
    pub(super) in_sight: Vec<ActorId>,
    /// What there is to say.
    pub(super) words: String,
}

impl Workspace {
    /// Who has to come into sight because of what was found since the last call.
    pub fn take_in_sight(&mut self) -> Vec<ActorId> {
        std::mem::take(&mut self.in_sight)
    }

    /// Singles out what is one step from these actors; one step more if that is shown already.
    pub(super) fn show_neighborhood(&mut self, actors: &BTreeSet<ActorId>) {
        let Some(snapshot) = self.snapshot() else {
            return;
        };
        let of: Vec<u32> = actors
            .iter()
            .filter_map(|&id| snapshot.index_of(id))
            .collect();
        if of.is_empty() {
            return;
        }
        let steps = match self.focus() {
            Focus::Near {
                of: shown, steps, ..
            } if *shown == of && *steps < MOST_STEPS => steps + 1,
            _ => 1,
        };
        self.find(move |content, snapshot, _| {
            let reached = snapshot.adjacency().steps_from(&of, steps);
            let near: Vec<u32> = (0..)
                .zip(&reached)
                .filter(|(_, steps)| steps.is_some())
                .map(|(index, _)| index)
                .collect();
            let name = of
                .first()
                .map_or("", |&first| name(content, snapshot, first));
            let words = words::neighborhood(name, of.len(), steps, near.len() - of.len());
            let actors = near.clone();
            Ok((Focus::Near { of, steps, actors }, near, words))
        });
    }

    /// Singles out the shortest paths between two actors.
    pub(super) fn show_paths(&mut self, from: ActorId, to: ActorId) {
        let Some(snapshot) = self.snapshot() else {
            return;
        };
        let (Some(from), Some(to)) = (snapshot.index_of(from), snapshot.index_of(to)) else {
            return;
        };
        self.find(move |content, snapshot, task| {
            let paths = shortest_paths(snapshot.adjacency(), from, to, task)?;
            let ends = [name(content, snapshot, from), name(content, snapshot, to)];
            let Some(paths) = paths else {
                let words = words::no_path(ends[0], ends[1]);
                return Ok((Focus::Actors(vec![from, to]), vec![from, to], words));
            };
            let between = paths.one.get(1..paths.one.len() - 1).unwrap_or_default();
            let between: Vec<&str> = between
                .iter()
                .take(MAX_NAMED)
                .map(|&actor| name(content, snapshot, actor))
                .collect();
            let mut words = words::paths(ends, &between, paths.one.len() - 1, paths.num);
            if snapshot.directed().is_some() {
                words.push_str(words::PATHS_WITHOUT_DIRECTION);
            }
            let mut on: Vec<u32> = paths.ties.iter().flat_map(|&(a, b)| [a, b]).collect();
            on.sort_unstable();
            on.dedup();
            Ok((Focus::Paths(from, to, paths.ties), on, words))
        });
    }

    /// Singles out the next fragment, largest first; after the last the first. All isolates together are the last.
    pub(super) fn show_next_fragment(&mut self) {
        let shown = match self.focus() {
            Focus::Fragment(number, _) => Some(*number),
            _ => None,
        };
        self.find(move |content, snapshot, _| {
            let mut fragments = components(snapshot);
            let num_large = fragments.partition_point(|members| members.len() > 1);
            let isolates: Vec<u32> = fragments.drain(num_large..).flatten().collect();
            let has_isolates = !isolates.is_empty();
            if has_isolates {
                fragments.push(isolates);
            }
            let number = shown.map_or(0, |number| number + 1);
            let number = if number < fragments.len() { number } else { 0 };
            let num = fragments.len();
            let members = fragments.into_iter().nth(number).unwrap_or_default();
            let degree = |actor: &u32| snapshot.adjacency().degree(*actor);
            let best = members.iter().rev().max_by_key(|actor| degree(actor));
            let best = best.map_or("", |&best| name(content, snapshot, best));
            let words = if has_isolates && number + 1 == num {
                words::without_ties(members.len())
            } else {
                words::fragment_of((number + 1, num_large), num == 1, members.len(), best)
            };
            Ok((Focus::Fragment(number, members.clone()), members, words))
        });
    }

    /// Looks for something in the background.
    fn find(
        &mut self,
        look: impl FnOnce(
            &Content,
            &Snapshot,
            &TaskContext,
        ) -> Result<(Focus, Vec<u32>, String), Cancelled>
        + Send
        + 'static,
    ) {
        let Some((document, snapshot)) = self.document().zip(self.snapshot()) else {
            return;
        };
        let (content, snapshot) = (Arc::clone(document.content()), Arc::clone(snapshot));
        self.jobs.submit(Slot::Reading, move |task, _| {
            let (focus, in_sight, words) = look(&content, &snapshot, task)?;
            let in_sight = in_sight
                .iter()
                .map(|&index| snapshot.actor(index))
                .collect();
            Ok(Output::Found(Found {
                snapshot,
                focus,
                in_sight,
                words,
            }))
        });
    }

    /// Takes in what was found, if it is still about what is shown.
    pub(super) fn found(&mut self, found: Found) {
        let Some(open) = &mut self.open else { return };
        if !Arc::ptr_eq(&open.shown.results.snapshot, &found.snapshot) {
            return;
        }
        open.focus = found.focus;
        self.in_sight = found.in_sight;
        self.tell(Notice::new(Severity::Info, found.words));
    }
}

fn name<'a>(content: &'a Content, snapshot: &Snapshot, index: u32) -> &'a str {
    actor_name(&content.network, snapshot.actor(index))
}
