//! A table with what its columns mean, and what the cells of a row say.

use std::borrow::Cow;

use super::super::draft::{CellValue, Column, DraftRow, DraftTable};
use super::super::field::{Field, TableKind};
use super::super::issues::{ImportIssues, IssueKind, IssuePlace};
use super::super::value::{ColumnType, attribute, list, number};
use crate::model::{AttributeValue, Attributes, PartialDate};

/// The columns of a table and where their cells come from; the rows themselves are handed in one by one, so that each can
/// be taken apart and forgotten.
pub(super) struct Rows {
    pub(super) kind: TableKind,
    pub(super) file: String,
    more_files: Vec<String>,
    columns: Vec<Column>,
    /// The column of each field, by the number of the field.
    fields: Vec<Option<usize>>,
    types: Vec<ColumnType>,
    decimal_comma: bool,
}

pub(super) const ANY: (f64, f64) = (f64::MIN, f64::MAX);

impl Rows {
    /// The columns of a table, with the type that the plain texts of each attribute have in common.
    pub(super) fn of(kind: TableKind, table: &DraftTable) -> Self {
        let mut fields = Vec::new();
        let types = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| match column.field {
                Some(field) => {
                    let number = field as usize;
                    if fields.len() <= number {
                        fields.resize(number + 1, None);
                    }
                    if let Some(place @ None) = fields.get_mut(number) {
                        *place = Some(index);
                    }
                    ColumnType::Text
                }
                None => ColumnType::of(&table.rows.iter().filter_map(move |row| {
                    match row.cells.get(index)?.as_ref()? {
                        CellValue::Plain(text) => Some(text.trim()),
                        CellValue::Typed(_) => None,
                    }
                })),
            })
            .collect();
        Self {
            kind,
            file: table.file.clone(),
            more_files: table.more_files.clone(),
            columns: table.columns.clone(),
            fields,
            types,
            decimal_comma: table.decimal_comma,
        }
    }

    /// The column with this meaning.
    fn column(&self, field: Field) -> Option<usize> {
        self.fields.get(field as usize).copied().flatten()
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    pub(super) fn place(&self, row: &DraftRow, field: Option<Field>) -> IssuePlace {
        let more = usize::from(row.part).checked_sub(1);
        let file = more.and_then(|part| self.more_files.get(part));
        IssuePlace {
            file: file.unwrap_or(&self.file).clone(),
            line: (row.line > 0).then_some(row.line),
            character: (row.character > 0).then_some(row.character),
            column: field
                .and_then(|field| self.columns.get(self.column(field)?))
                .map(|column| column.name.clone()),
        }
    }

    pub(super) fn text<'r>(&self, row: &'r DraftRow, field: Field) -> Cow<'r, str> {
        row.text(self.column(field))
    }

    /// The text of a cell, which is empty afterwards.
    pub(super) fn take(&self, row: &mut DraftRow, field: Field) -> String {
        row.take_text(self.column(field))
    }

    /// The texts of a list, from a typed list or from one cell.
    pub(super) fn list(&self, row: &DraftRow, field: Field) -> Vec<String> {
        let cell = self.column(field).and_then(|at| row.cells.get(at));
        match cell {
            Some(Some(CellValue::Typed(AttributeValue::List(texts)))) => texts.clone(),
            _ => list(&self.text(row, field)),
        }
    }

    /// Takes out the cells that mean nothing in particular.
    pub(super) fn take_attributes(&self, row: &mut DraftRow) -> Attributes {
        self.columns
            .iter()
            .zip(&self.types)
            .zip(&mut row.cells)
            .filter(|((column, _), _)| column.field.is_none())
            .filter_map(|((column, &kind), cell)| {
                Some((column.name.clone(), attribute(cell.take()?, kind)))
            })
            .collect()
    }

    /// What a cell means; if it means nothing, it is kept as an attribute.
    pub(super) fn parsed<T>(
        &self,
        row: &DraftRow,
        field: Field,
        parse: impl Fn(&str) -> Option<T>,
        rest: (&mut Attributes, &mut ImportIssues, &str),
    ) -> Option<T> {
        let text = self.text(row, field);
        if text.is_empty() {
            return None;
        }
        let parsed = parse(&text);
        if parsed.is_none() {
            let (attributes, issues, expected) = rest;
            let place = self.place(row, Some(field));
            let name = place
                .column
                .clone()
                .unwrap_or_else(|| self.kind.name(field).to_owned());
            issues.add(
                IssueKind::Guess,
                place,
                format!("‘{text}’ is {expected}; kept as the attribute ‘{name}’"),
            );
            attributes.insert(name, AttributeValue::Text(text.into_owned()));
        }
        parsed
    }

    pub(super) fn date(
        &self,
        row: &DraftRow,
        field: Field,
        (attributes, issues): (&mut Attributes, &mut ImportIssues),
    ) -> Option<PartialDate> {
        let expected = "no date like 2024, 2024-05 or 2024-05-17";
        self.parsed(row, field, date, (attributes, issues, expected))
    }

    pub(super) fn number(
        &self,
        row: &DraftRow,
        field: Field,
        range: (f64, f64),
        (attributes, issues): (&mut Attributes, &mut ImportIssues),
    ) -> Option<f64> {
        let parse = |text: &str| {
            number(text, self.decimal_comma).filter(|value| range.0 <= *value && *value <= range.1)
        };
        let expected = match range {
            (0.0, 1.0) => "no number from 0 to 1",
            (0.0, _) => "no number of 0 or more",
            (-90.0, _) => "no number from -90 to 90",
            (-180.0, _) => "no number from -180 to 180",
            _ => "no number",
        };
        self.parsed(row, field, parse, (attributes, issues, expected))
    }
}

/// A date; of a date with a time of day the date.
fn date(text: &str) -> Option<PartialDate> {
    text.parse().ok().or_else(|| {
        let (date, time) = text.split_once(['T', ' '])?;
        let is_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(':');
        is_time.then(|| date.parse().ok())?
    })
}
