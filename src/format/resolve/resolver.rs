//! From a draft to a network: ids, sectors, duplicates and references, once for all formats.

use std::collections::HashMap;

use super::super::draft::{Draft, DraftRow, Unlisted};
use super::super::field::Field;
use super::super::issues::{ImportIssues, IssueKind, IssuePlace};
use super::super::positions::{Positions, on_map};
use super::super::room::{max_actors, too_many};
use super::rows::Rows;
use crate::model::{Actor, ActorId, AttributeValue, Change, Network, NetworkEdit, SectorScheme};
use crate::task::{Cancelled, TaskContext};

/// A network that was read, and what happened on the way.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The network.
    pub network: Network,
    /// Where the file has its actors; empty, if it does not say so of most.
    pub positions: Positions,
    /// What happened.
    pub issues: ImportIssues,
}

impl Draft {
    /// The network that the draft means, or why there is none.
    pub fn resolve(self, task: &TaskContext) -> Result<Result<Imported, ImportIssues>, Cancelled> {
        let Self {
            info,
            sectors,
            actors,
            ties,
            activities,
            participation,
            directed,
            y_is_up,
            unknown_actors,
            unknown_activities,
            num_bytes,
            issues,
        } = self;
        let are_listed = actors.is_some();
        let mut network = Network::new();
        let done = network.apply(&[NetworkEdit::Info(Box::default(), Box::new(info))]);
        debug_assert!(done.is_ok(), "a new network says nothing about itself");
        let mut resolver = Resolver {
            network,
            unknown_actors: if are_listed {
                unknown_actors
            } else {
                Unlisted::Add
            },
            unknown_activities,
            are_listed,
            num_added: 0,
            first_added: None,
            found_places: Vec::new(),
            by_label: HashMap::new(),
            max_actors: max_actors(num_bytes),
            is_full: false,
            issues,
        };
        if resolver.issues.is_fatal() {
            return Ok(Err(resolver.issues));
        }
        if let Some(scheme) = sectors {
            resolver.set_sectors(scheme);
        }
        if let Some(table) = actors {
            resolver.actors(table, task)?;
        }
        // Actors that only ties and participations name come in the order of the ties, then of the participations.
        if let Some(table) = ties {
            resolver.ties(table, directed, task)?;
        }
        resolver.activities(activities, participation, task)?;
        resolver.tell_added();
        if resolver.issues.is_fatal() {
            return Ok(Err(resolver.issues));
        }
        let positions = resolver.positions(y_is_up);
        Ok(Ok(Imported {
            network: resolver.network,
            positions,
            issues: resolver.issues,
        }))
    }
}

pub(super) struct Resolver {
    pub(super) network: Network,
    unknown_actors: Unlisted,
    pub(super) unknown_activities: Unlisted,
    /// Whether the file lists its actors, so that others are a surprise.
    are_listed: bool,
    /// How many actors only ties and participations name; the first of them, and where it is named.
    num_added: usize,
    first_added: Option<(String, IssuePlace)>,
    /// Where the file has actors, in its own units.
    pub(super) found_places: Vec<(ActorId, [f64; 2])>,
    /// Actors by name, for ties that name them so; `None` if several have the name.
    by_label: HashMap<String, Option<ActorId>>,
    /// How many actors there may be, and activities.
    pub(super) max_actors: usize,
    /// Whether there were more.
    pub(super) is_full: bool,
    pub(super) issues: ImportIssues,
}

impl Resolver {
    pub(super) fn set_sectors(&mut self, scheme: SectorScheme) {
        let before = self.network.sectors().clone();
        let edit = NetworkEdit::Sectors(Box::new(before), Box::new(scheme));
        if let Err(error) = self.network.apply(&[edit]) {
            self.issues
                .add_file(IssueKind::Fatal, "sectors", error.to_string());
        }
    }

    pub(super) fn add_actor(&mut self, actor: Actor, place: IssuePlace) -> Option<ActorId> {
        if self.network.num_actors() >= self.max_actors {
            self.refuse(place, "actors");
            return None;
        }
        let label = (actor.label != actor.key).then(|| actor.label.clone());
        match self.network.add_actor(actor) {
            Ok(id) => {
                if let Some(label) = label {
                    self.by_label
                        .entry(label)
                        .and_modify(|other| *other = None)
                        .or_insert(Some(id));
                }
                Some(id)
            }
            Err(error) => {
                self.issues
                    .add(IssueKind::Skipped, place, error.to_string());
                None
            }
        }
    }

    /// Reads nothing of a file that has too many of something, which is told once.
    pub(super) fn refuse(&mut self, place: IssuePlace, what: &str) {
        if !self.is_full {
            self.is_full = true;
            let message = too_many(self.max_actors, what);
            self.issues.add(IssueKind::Fatal, place, message);
        }
    }

    /// Whether a row lacks what it cannot do without, which is told.
    pub(super) fn is_missing(&mut self, rows: &Rows, row: &DraftRow, field: Field) -> bool {
        let is_missing = rows.text(row, field).is_empty();
        if is_missing {
            let what = if row.is_blank() {
                "the row is empty".to_owned()
            } else {
                format!("there is no {}", rows.kind.name(field))
            };
            self.issues
                .add(IssueKind::Skipped, rows.place(row, None), what);
        }
        is_missing
    }

    /// The actor that a row names by id, or by a name that only one has.
    pub(super) fn named_actor(
        &mut self,
        rows: &Rows,
        row: &DraftRow,
        field: Field,
    ) -> Option<ActorId> {
        if self.is_missing(rows, row, field) {
            return None;
        }
        let name = rows.text(row, field);
        if let Some(id) = self.network.actor_by_key(&name) {
            return Some(id);
        }
        match self.by_label.get(&*name) {
            Some(Some(id)) => return Some(*id),
            Some(None) => {
                self.issues.add(
                    IssueKind::Skipped,
                    rows.place(row, Some(field)),
                    format!("several actors are called ‘{name}’; name one by its id"),
                );
                return None;
            }
            None => {}
        }
        match self.unknown_actors {
            Unlisted::Skip => {
                self.issues.add(
                    IssueKind::Skipped,
                    rows.place(row, Some(field)),
                    format!("there is no actor ‘{name}’"),
                );
                None
            }
            Unlisted::Add => {
                let place = rows.place(row, Some(field));
                self.num_added += 1;
                self.first_added
                    .get_or_insert_with(|| (name.clone().into_owned(), place.clone()));
                self.add_actor(Actor::new(name.clone(), name), place)
            }
        }
    }

    /// Where actors are on the map. If the file says so only of few, a layout finds better places for all; where those few
    /// are is kept as attributes.
    fn positions(&mut self, y_is_up: bool) -> Positions {
        let found = std::mem::take(&mut self.found_places);
        if found.is_empty() {
            return Positions::new();
        }
        let place = IssuePlace {
            file: "actors".to_owned(),
            ..IssuePlace::default()
        };
        let (num_found, num_actors) = (found.len(), self.network.num_actors());
        if num_found * 2 <= num_actors {
            self.keep_as_attributes(&found);
            let message = format!(
                "the file has places on a map for only {num_found} of {num_actors} actors; they are kept as the \
                 attributes ‘x’ and ‘y’"
            );
            self.issues.add(IssueKind::Note, place, message);
            return Positions::new();
        }
        let positions = on_map(&found, y_is_up);
        let (kind, message) = if positions.is_empty() {
            let message = format!(
                "the file has {num_found} of {num_actors} actors at one place, which makes no map; it was not used"
            );
            (IssueKind::Skipped, message)
        } else {
            let message = format!(
                "{num_found} of {num_actors} actors are where the file has them on its map"
            );
            (IssueKind::Note, message)
        };
        self.issues.add(kind, place, message);
        positions
    }

    fn keep_as_attributes(&mut self, found: &[(ActorId, [f64; 2])]) {
        let changed = found.iter().filter_map(|&(id, [x, y])| {
            let before = self.network.actor(id)?.clone();
            let mut after = before.clone();
            for (name, at) in [("x", x), ("y", y)] {
                let at = AttributeValue::Number(at);
                after.attributes.entry(name.to_owned()).or_insert(at);
            }
            Some(NetworkEdit::Actor(Change::replace(id, before, after)))
        });
        let edits: Vec<NetworkEdit> = changed.collect();
        let done = self.network.apply(&edits);
        debug_assert!(done.is_ok(), "the actors are there");
    }

    fn tell_added(&mut self) {
        let Some((first, place)) = self.first_added.take() else {
            return;
        };
        let num_added = self.num_added;
        let message = if num_added == 1 {
            format!("the actor ‘{first}’ is not listed and was added")
        } else {
            format!(
                "{num_added} actors are not listed and were added: ‘{first}’ and {} more",
                num_added - 1
            )
        };
        let kind = if self.are_listed {
            IssueKind::Guess
        } else {
            IssueKind::Note
        };
        self.issues.add(kind, place, message);
    }

    pub(super) fn has_columns(&mut self, rows: &Rows, fields: &[Field]) -> bool {
        let mut has_all = true;
        for &field in fields {
            if !rows.has(field) {
                has_all = false;
                self.issues.add_line(
                    IssueKind::Fatal,
                    &rows.file,
                    1,
                    format!("there is no column ‘{}’", rows.kind.name(field)),
                );
            }
        }
        has_all
    }
}
