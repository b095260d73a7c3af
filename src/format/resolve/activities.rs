//! The activities of a draft and who takes part in them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::draft::{DraftRow, DraftTable, Unlisted};
use super::super::field::{Field, TableKind};
use super::super::issues::IssueKind;
use super::super::spot::Spot;
use super::super::words::{ACTIVITY_KINDS, FACETS, LAYERS, meaning, zones};
use super::resolver::Resolver;
use super::rows::{ANY, Rows};
use crate::model::{
    Activity, ActivityId, AttributeValue, Attributes, Change, Money, NetworkEdit, Participation,
    Portfolio, PortfolioId, RecordId as _,
};
use crate::task::{Cancelled, TaskContext};

impl Resolver {
    pub(super) fn activities(
        &mut self,
        table: Option<DraftTable>,
        participation: Option<DraftTable>,
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        let mut activities: Vec<Activity> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut portfolios = Portfolios::default();
        let are_listed = table.is_some();
        if let Some(table) = table {
            let rows = Rows::of(TableKind::Activities, &table);
            if !self.has_columns(&rows, &[Field::Id]) {
                return Ok(());
            }
            let mut lines: HashMap<String, Spot> = HashMap::new();
            let num_rows = table.rows.len();
            for (number, mut row) in table.rows.into_iter().enumerate() {
                task.checkpoint(number, num_rows)?;
                let row = &mut row;
                let id = rows.take(row, Field::Id);
                if id.is_empty() {
                    let what = if row.is_blank() {
                        "the row is empty"
                    } else {
                        "there is no id"
                    };
                    self.issues
                        .add(IssueKind::Skipped, rows.place(row, None), what);
                } else if let Some(first) = lines.get(&id) {
                    self.issues.add(
                        IssueKind::Skipped,
                        rows.place(row, None),
                        format!("the id ‘{id}’ is already used in {first}; that row is kept"),
                    );
                } else if activities.len() >= self.max_actors {
                    self.refuse(rows.place(row, None), "activities");
                    return Ok(());
                } else {
                    lines.insert(id.clone(), row.spot());
                    by_id.insert(id.clone(), activities.len());
                    activities.push(self.activity(&rows, row, id, &mut portfolios));
                }
            }
        }
        if let Some(participation) = participation {
            let rows = Rows::of(TableKind::Participation, &participation);
            if !self.has_columns(&rows, &[Field::Actor, Field::Activity]) {
                return Ok(());
            }
            let num_listed = activities.len();
            let mut first_added = None;
            let num_rows = participation.rows.len();
            for (number, mut row) in participation.rows.into_iter().enumerate() {
                task.checkpoint(number, num_rows)?;
                if self.is_full {
                    break;
                }
                let row = &mut row;
                let Some((activity, part)) = self.participation(&rows, row) else {
                    continue;
                };
                let index = match by_id.entry(activity) {
                    Entry::Occupied(index) => *index.get(),
                    Entry::Vacant(place)
                        if are_listed && self.unknown_activities == Unlisted::Skip =>
                    {
                        self.issues.add(
                            IssueKind::Skipped,
                            rows.place(row, Some(Field::Activity)),
                            format!("there is no activity ‘{}’", place.key()),
                        );
                        continue;
                    }
                    Entry::Vacant(_) if activities.len() >= self.max_actors => {
                        let place = rows.place(row, Some(Field::Activity));
                        self.refuse(place, "activities");
                        return Ok(());
                    }
                    Entry::Vacant(place) => {
                        let id = place.key().clone();
                        if are_listed && activities.len() == num_listed {
                            first_added =
                                Some((id.clone(), rows.place(row, Some(Field::Activity))));
                        }
                        activities.push(Activity::new(id.clone(), id));
                        *place.insert(activities.len() - 1)
                    }
                };
                if let Some(activity) = activities.get_mut(index) {
                    activity.participants.push(part);
                }
            }
            let num_added = activities.len() - num_listed;
            if let Some((first, place)) = first_added {
                let message = if num_added == 1 {
                    format!("the activity ‘{first}’ is not listed and was added")
                } else {
                    format!(
                        "{num_added} activities are not listed and were added: ‘{first}’ and {} more",
                        num_added - 1
                    )
                };
                self.issues.add(IssueKind::Guess, place, message);
            } else if num_added > 0 {
                self.issues.add_file(
                    IssueKind::Note,
                    &rows.file,
                    format!(
                        "no list of activities was found; {} follow from who takes part",
                        activities.len()
                    ),
                );
            }
        }
        let portfolios = portfolios
            .names
            .into_iter()
            .enumerate()
            .map(|(index, name)| {
                let id = PortfolioId::from_index(index as u32);
                NetworkEdit::Portfolio(Change::add(id, portfolio(name)))
            });
        let activities = activities.into_iter().enumerate().map(|(index, activity)| {
            NetworkEdit::Activity(Change::add(ActivityId::from_index(index as u32), activity))
        });
        let edits: Vec<NetworkEdit> = portfolios.chain(activities).collect();
        if let Err(error) = self.network.apply(&edits) {
            self.issues
                .add_file(IssueKind::Fatal, "activities", error.to_string());
        }
        Ok(())
    }

    fn activity(
        &mut self,
        rows: &Rows,
        row: &mut DraftRow,
        id: String,
        portfolios: &mut Portfolios,
    ) -> Activity {
        let mut attributes = rows.take_attributes(row);
        let issues = &mut self.issues;
        let title = rows.take(row, Field::Label);
        let amount = rows.number(row, Field::Budget, ANY, (&mut attributes, issues));
        let currency = rows.take(row, Field::Currency);
        if amount.is_none() && !currency.is_empty() {
            let text = AttributeValue::Text(currency.clone());
            attributes.insert("currency".to_owned(), text);
        }
        Activity {
            title: if title.is_empty() { id.clone() } else { title },
            key: id,
            kind: rows.parsed(
                row,
                Field::Kind,
                |text| meaning(ACTIVITY_KINDS, text),
                (
                    &mut attributes,
                    issues,
                    "none of project, lab, event, pre-study, challenge",
                ),
            ),
            description: rows.take(row, Field::Description),
            topic: rows.take(row, Field::Topic),
            programme: rows.take(row, Field::Programme),
            start: rows.date(row, Field::Since, (&mut attributes, issues)),
            end: rows.date(row, Field::Until, (&mut attributes, issues)),
            zones: rows
                .parsed(
                    row,
                    Field::Zones,
                    zones,
                    (
                        &mut attributes,
                        issues,
                        "no zone: write ‘yellow 2021 | green 2023-05’",
                    ),
                )
                .unwrap_or_default(),
            facet: rows.parsed(
                row,
                Field::Facet,
                |text| meaning(FACETS, text),
                (
                    &mut attributes,
                    issues,
                    "none of enhancement, mission, adaptive, anticipatory",
                ),
            ),
            layer: rows.parsed(
                row,
                Field::Layer,
                |text| meaning(LAYERS, text),
                (&mut attributes, issues, "none of L1, L2, L3, L4"),
            ),
            budget: amount.map(|amount| Money { amount, currency }),
            portfolio: portfolios.id(rows.take(row, Field::Portfolio)),
            participants: Vec::new(),
            url: rows.take(row, Field::Url),
            tags: rows.list(row, Field::Tags),
            source: rows.take(row, Field::Origin),
            attributes,
        }
    }

    fn participation(
        &mut self,
        rows: &Rows,
        row: &mut DraftRow,
    ) -> Option<(String, Participation)> {
        let activity = rows.take(row, Field::Activity);
        if activity.is_empty() {
            let what = if row.is_blank() {
                "the row is empty"
            } else {
                "there is no activity_id"
            };
            self.issues
                .add(IssueKind::Skipped, rows.place(row, None), what);
            return None;
        }
        let actor = self.named_actor(rows, row, Field::Actor)?;
        let mut attributes = rows.take_attributes(row);
        let part = Participation {
            actor,
            role: rows.take(row, Field::Role),
            amount: rows.number(row, Field::Amount, ANY, (&mut attributes, &mut self.issues)),
            source: rows.take(row, Field::Origin),
            attributes,
        };
        Some((activity, part))
    }
}

/// The portfolios that activities name, in the order in which they come.
#[derive(Default)]
struct Portfolios {
    names: Vec<String>,
    ids: HashMap<String, PortfolioId>,
}

impl Portfolios {
    fn id(&mut self, name: String) -> Option<PortfolioId> {
        if name.is_empty() {
            return None;
        }
        let next = PortfolioId::from_index(self.names.len() as u32);
        let id = *self.ids.entry(name.clone()).or_insert(next);
        if id == next {
            self.names.push(name);
        }
        Some(id)
    }
}

fn portfolio(name: String) -> Portfolio {
    Portfolio {
        key: name.clone(),
        name,
        holder: None,
        level: None,
        parent: None,
        description: String::new(),
        attributes: Attributes::new(),
    }
}
