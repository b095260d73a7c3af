//! Tables to XLSX.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::draft::{CellValue, DraftTable};
use super::input::NamedBytes;
use super::losses::Losses;
use crate::model::AttributeValue;

/// What a sheet can hold.
const MAX_ROWS: usize = 1_048_576;
const MAX_COLUMNS: usize = 16_384;
const MAX_CHARS: usize = 32_767;

/// Whole numbers beyond this are not exact in a spreadsheet; they are written as text.
const MAX_EXACT: i64 = 1 << 53;

/// A workbook with a sheet for each table: the first row names the columns, stays in sight and can be filtered by.
pub(super) fn workbook(tables: &[(String, DraftTable)]) -> Vec<NamedBytes> {
    let bytes = write(tables);
    debug_assert!(bytes.is_ok(), "{bytes:?}");
    vec![NamedBytes {
        name: "network.xlsx".to_owned(),
        bytes: bytes.unwrap_or_default(),
    }]
}

/// What sheets cannot hold of these tables.
pub(super) fn add_losses(tables: &[(String, DraftTable)], losses: &mut Losses) {
    for (name, table) in tables {
        let beyond = (table.rows.len() + 1).saturating_sub(MAX_ROWS);
        losses.add(
            beyond,
            &format!("row of the sheet ‘{name}’: a sheet has 1,048,576"),
            &format!("rows of the sheet ‘{name}’: a sheet has 1,048,576"),
        );
        let values = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let is_long = |value: &&CellValue| {
            let text = value.text();
            text.len() > MAX_CHARS && num_units(&text) > MAX_CHARS
        };
        losses.add(
            values.filter(is_long).count(),
            "text beyond its first 32,767 characters",
            "texts beyond their first 32,767 characters",
        );
    }
}

/// How many characters a text has by the count of a spreadsheet.
fn num_units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn write(tables: &[(String, DraftTable)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    for (name, table) in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        let columns = table.columns.iter().take(MAX_COLUMNS);
        for (column, place) in columns.zip(0_u16..) {
            sheet.write_string_with_format(0, place, cut(&column.name), &bold)?;
            sheet.set_column_width(place, width(table, usize::from(place)))?;
        }
        let rows = table.rows.iter().take(MAX_ROWS - 1);
        for (row, line) in rows.zip(1_u32..) {
            for (cell, place) in row.cells.iter().take(MAX_COLUMNS).zip(0_u16..) {
                if let Some(value) = cell {
                    write_cell(sheet, (line, place), value)?;
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        let last_row = table.rows.len().min(MAX_ROWS - 1) as u32;
        let last_column = table.columns.len().clamp(1, MAX_COLUMNS) as u16 - 1;
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    workbook.save_to_buffer()
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &CellValue,
) -> Result<(), XlsxError> {
    match value {
        CellValue::Typed(AttributeValue::Flag(flag)) => {
            sheet.write_boolean(row, column, *flag)?;
        }
        CellValue::Typed(AttributeValue::Number(number)) => {
            sheet.write_number(row, column, *number)?;
        }
        CellValue::Typed(AttributeValue::Integer(integer))
            if (-MAX_EXACT..=MAX_EXACT).contains(integer) =>
        {
            sheet.write_number(row, column, *integer as f64)?;
        }
        value => {
            sheet.write_string(row, column, cut(&value.text()))?;
        }
    }
    Ok(())
}

/// The beginning of a text that fits into a cell.
fn cut(text: &str) -> String {
    if text.len() <= MAX_CHARS {
        return text.to_owned();
    }
    let mut num_units = 0;
    text.chars()
        .take_while(|c| {
            num_units += c.len_utf16();
            num_units <= MAX_CHARS
        })
        .collect()
}

/// A width that shows most of a column.
fn width(table: &DraftTable, column: usize) -> f64 {
    let name = table
        .columns
        .get(column)
        .map_or(0, |column| column.name.len());
    let shown = table
        .rows
        .iter()
        .take(100)
        .map(|row| row.text(Some(column)).chars().count());
    let longest = shown.max().unwrap_or(0).max(name + 3);
    longest.clamp(8, 50) as f64
}
