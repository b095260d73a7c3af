//! The ties of a draft.

use super::super::draft::DraftTable;
use super::super::field::{Field, TableKind};
use super::super::issues::IssueKind;
use super::super::words::{DIRECTIONS, TIE_STATUSES, meaning};
use super::resolver::Resolver;
use super::rows::Rows;
use crate::model::Tie;
use crate::task::{Cancelled, TaskContext};

impl Resolver {
    pub(super) fn ties(
        &mut self,
        table: DraftTable,
        directed: bool,
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        let rows = &Rows::of(TableKind::Ties, &table);
        if !self.has_columns(rows, &[Field::Source, Field::Target]) {
            return Ok(());
        }
        let num_rows = table.rows.len();
        for (number, mut row) in table.rows.into_iter().enumerate() {
            task.checkpoint(number, num_rows)?;
            if self.is_full {
                break;
            }
            let row = &mut row;
            // Both ends first, so that a row without one adds no actor for the other.
            let mut ends = [Field::Source, Field::Target].into_iter();
            if ends.any(|field| self.is_missing(rows, row, field)) {
                continue;
            }
            let Some(source) = self.named_actor(rows, row, Field::Source) else {
                continue;
            };
            let Some(target) = self.named_actor(rows, row, Field::Target) else {
                continue;
            };
            let mut attributes = rows.take_attributes(row);
            let issues = &mut self.issues;
            let tie = Tie {
                source,
                target,
                kind: rows.take(row, Field::Kind),
                weight: rows
                    .number(
                        row,
                        Field::Weight,
                        (0.0, f64::MAX),
                        (&mut attributes, issues),
                    )
                    .unwrap_or(1.0),
                directed: rows
                    .parsed(
                        row,
                        Field::Directed,
                        |text| meaning(DIRECTIONS, text),
                        (&mut attributes, issues, "neither directed nor undirected"),
                    )
                    .unwrap_or(directed),
                since: rows.date(row, Field::Since, (&mut attributes, issues)),
                until: rows.date(row, Field::Until, (&mut attributes, issues)),
                status: rows
                    .parsed(
                        row,
                        Field::Status,
                        |text| meaning(TIE_STATUSES, text),
                        (
                            &mut attributes,
                            issues,
                            "none of active, planned, dormant, ended",
                        ),
                    )
                    .unwrap_or_default(),
                confidence: rows.number(
                    row,
                    Field::Confidence,
                    (0.0, 1.0),
                    (&mut attributes, issues),
                ),
                origin: rows.take(row, Field::Origin),
                introduction: None,
                attributes,
            };
            if let Err(error) = self.network.add_tie(tie) {
                let place = rows.place(row, None);
                self.issues
                    .add(IssueKind::Skipped, place, error.to_string());
            }
        }
        Ok(())
    }
}
