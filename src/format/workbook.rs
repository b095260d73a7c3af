//! Workbooks: XLSX and ODS, with the sheets of Helixmap, Kumu, `NodeXL`, Gephi, Onodo or of nobody in particular.

use std::io::Cursor;

use calamine::{Data, Ods, Reader as _, Xlsx};
use zip::ZipArchive;

use super::draft::{Cell, CellValue, Draft, DraftRow};
use super::grid::{Grid, MAX_COLUMNS};
use super::headers::kind_of;
use super::input::{Input, NamedBytes};
use super::issues::{ImportIssues, IssueKind};
use super::losses::Losses;
use super::nodexl;
use super::own_tables;
use super::positions::Positions;
use super::registry::Format;
use super::tables::add_grids;
use super::value::number_text;
use super::workbook_guard::{
    FAR_APART, FREE_CELLS, Room, Watched, check_repeats, check_size, damaged,
};
use super::workbook_write;
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// A workbook, XLSX or ODS; written as XLSX with a sheet for each table of Helixmap.
#[derive(Clone, Copy, Debug)]
pub struct Workbook;

impl Format for Workbook {
    fn id(&self) -> &'static str {
        "xlsx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "ods", "xls"]
    }

    fn sniff(&self, input: &Input) -> bool {
        input.files.iter().any(|file| kind(file).is_some())
    }

    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled> {
        let mut draft = Draft::of(input);
        // Compressed, as programs write it; a row of a sheet takes more bytes than one of a text, too.
        draft.num_bytes *= 4;
        let mut grids = Vec::new();
        for file in &input.files {
            let issues = &mut draft.issues;
            let Some(kind) = kind(file) else {
                issues.add_file(IssueKind::Note, &file.name, "not read: it is no workbook");
                continue;
            };
            if let Err(message) = check(file, kind, task)? {
                issues.add_file(IssueKind::Fatal, &file.name, message);
                continue;
            }
            match read_sheets(file, kind, issues, task)? {
                Ok(sheets) => grids.extend(sheets),
                Err(message) => issues.add_file(IssueKind::Fatal, &file.name, message),
            }
        }
        if draft.issues.is_fatal() {
            return Ok(draft);
        }
        let grids = without_ignored(grids, &mut draft.issues);
        if own_tables::are_own(&grids) {
            for grid in grids {
                own_tables::add(&mut draft, grid);
            }
        } else {
            let sections = grids.into_iter().flat_map(sections).collect();
            add_grids(&mut draft, sections);
        }
        Ok(draft)
    }

    fn loses(&self, network: &Network) -> Vec<String> {
        let mut losses = Losses::of_tables(network);
        workbook_write::add_losses(&own_tables::of(network, &Positions::new()), &mut losses);
        losses.0
    }

    fn holds_positions(&self) -> bool {
        true
    }

    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes> {
        workbook_write::workbook(&own_tables::of(network, positions))
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Xlsx,
    Ods,
    OldExcel,
}

/// What kind of workbook a file is, by its content; a damaged one by its ending.
fn kind(file: &NamedBytes) -> Option<Kind> {
    let ending = file.name.rsplit_once('.');
    let ending = ending.map_or_else(String::new, |(_, ending)| ending.to_lowercase());
    if file.bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return (ending == "xls").then_some(Kind::OldExcel);
    }
    if !file.bytes.starts_with(b"PK") {
        return None;
    }
    let by_ending = match ending.as_str() {
        "xlsx" | "xlsm" => Some(Kind::Xlsx),
        "ods" => Some(Kind::Ods),
        _ => None,
    };
    let Ok(archive) = ZipArchive::new(Cursor::new(&file.bytes)) else {
        return by_ending;
    };
    let has = |wanted: &str| archive.index_for_name(wanted).is_some();
    if has("xl/workbook.xml") {
        Some(Kind::Xlsx)
    } else if has("content.xml") && has("mimetype") && !has("word/document.xml") {
        Some(Kind::Ods)
    } else {
        by_ending
    }
}

/// Collects the cells of a sheet, in any order.
struct SheetReader {
    grid: Grid,
    num_filled: usize,
    num_room: usize,
    num_errors: usize,
    is_sorted: bool,
}

impl SheetReader {
    fn new(file: &NamedBytes, sheet: &str) -> Self {
        Self {
            grid: Grid {
                file: format!("{} ‘{sheet}’", file.name),
                name: sheet.trim().to_lowercase(),
                rows: Vec::new(),
                decimal_comma: true,
            },
            num_filled: 0,
            num_room: 0,
            num_errors: 0,
            is_sorted: true,
        }
    }

    /// Puts a value into its cell; an error if cells lie so far apart that the room between them would be a danger.
    fn set(
        &mut self,
        (row, column): (u32, u32),
        data: Data,
        room: &mut Room,
    ) -> Result<(), String> {
        self.num_errors += usize::from(matches!(data, Data::Error(_)));
        let Some(value) = value(data) else {
            return Ok(());
        };
        let (line, column) = (u64::from(row) + 1, column as usize);
        let last = self.grid.rows.last().map(|row| row.line);
        room.take(usize::from(last != Some(line)), &value.text())?;
        if last != Some(line) {
            self.is_sorted &= last.is_none_or(|last| last < line);
            self.grid.rows.push(DraftRow::new(line));
        }
        let Some(row) = self.grid.rows.last_mut() else {
            return Ok(());
        };
        self.num_room += (column + 1).saturating_sub(row.cells.len());
        self.num_filled += 1;
        if column >= MAX_COLUMNS || self.num_room > FREE_CELLS + 4 * self.num_filled {
            return Err(FAR_APART.to_owned());
        }
        row.set(column, value);
        Ok(())
    }

    fn finish(mut self, issues: &mut ImportIssues) -> Grid {
        if !self.is_sorted {
            self.grid.rows.sort_by_key(|row| row.line);
        }
        self.grid.rows.retain(|row| !row.is_blank());
        if self.num_errors > 0 {
            issues.add_file(
                IssueKind::Guess,
                &self.grid.file,
                format!(
                    "{} cells hold an error such as #N/A; they were read as empty",
                    self.num_errors
                ),
            );
        }
        self.grid
    }
}

type Sheets = Result<Vec<Grid>, String>;

/// Whether a workbook is no danger.
fn check(
    file: &NamedBytes,
    kind: Kind,
    task: &TaskContext,
) -> Result<Result<(), String>, Cancelled> {
    match kind {
        Kind::OldExcel => Ok(Ok(())),
        Kind::Xlsx => check_size(file, task),
        Kind::Ods => match check_size(file, task)? {
            Ok(()) => check_repeats(file, task),
            Err(message) => Ok(Err(message)),
        },
    }
}

fn read_sheets(
    file: &NamedBytes,
    kind: Kind,
    issues: &mut ImportIssues,
    task: &TaskContext,
) -> Result<Sheets, Cancelled> {
    let sheets = match kind {
        Kind::Xlsx => sheets_of_xlsx(file, issues, task)?,
        Kind::Ods => sheets_of_ods(file, issues, task)?,
        Kind::OldExcel => Err(
            "this is a file of an old version of Excel; save it as .xlsx there and open that"
                .to_owned(),
        ),
    };
    // A library that was told to stop calls the file damaged.
    task.keep_going()?;
    Ok(sheets)
}

fn sheets_of_xlsx(
    file: &NamedBytes,
    issues: &mut ImportIssues,
    task: &TaskContext,
) -> Result<Sheets, Cancelled> {
    let mut workbook = match Xlsx::new(Watched::new(&file.bytes, task)) {
        Ok(workbook) => workbook,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    let names = workbook.sheet_names();
    let mut room = Room::of(file);
    let mut sheets = Vec::new();
    for name in names {
        let mut sheet = SheetReader::new(file, &name);
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet that holds a chart.
            Err(error) => {
                issues.add_file(IssueKind::Note, &sheet.grid.file, error.to_string());
                continue;
            }
        };
        loop {
            task.keep_going()?;
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let place = cell.get_position();
                    let value = cell.get_value().clone().into();
                    if let Err(message) = sheet.set(place, value, &mut room) {
                        return Ok(Err(message));
                    }
                }
                Ok(None) => break,
                Err(error) => return Ok(Err(damaged(&error))),
            }
        }
        sheets.push(sheet.finish(issues));
    }
    Ok(Ok(sheets))
}

fn sheets_of_ods(
    file: &NamedBytes,
    issues: &mut ImportIssues,
    task: &TaskContext,
) -> Result<Sheets, Cancelled> {
    let mut workbook = match Ods::new(Watched::new(&file.bytes, task)) {
        Ok(workbook) => workbook,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    let mut room = Room::of(file);
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let mut sheet = SheetReader::new(file, &name);
        let range = match workbook.worksheet_range(&name) {
            Ok(range) => range,
            Err(error) => return Ok(Err(damaged(&error))),
        };
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            task.keep_going()?;
            let place = (first_row + row as u32, first_column + column as u32);
            if let Err(message) = sheet.set(place, value.clone(), &mut room) {
                return Ok(Err(message));
            }
        }
        sheets.push(sheet.finish(issues));
    }
    Ok(Ok(sheets))
}

/// The value of a cell. Text stays text; of numbers only the column can say whether they are whole.
fn value(data: Data) -> Cell {
    let text = |text: String| {
        (!text.trim().is_empty()).then_some(CellValue::Typed(AttributeValue::Text(text)))
    };
    match data {
        Data::Int(integer) => Some(CellValue::plain(integer.to_string())),
        Data::Float(number) => number
            .is_finite()
            .then(|| CellValue::plain(number_text(number))),
        Data::String(string) | Data::DateTimeIso(string) | Data::DurationIso(string) => {
            text(string)
        }
        Data::Bool(flag) => Some(CellValue::Typed(AttributeValue::Flag(flag))),
        Data::DateTime(time) if time.is_duration() => {
            Some(CellValue::plain(number_text(time.as_f64())))
        }
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            text(if (hour, minute, second) == (0, 0, 0) {
                date
            } else {
                format!("{date}T{hour:02}:{minute:02}:{second:02}")
            })
        }
        Data::Error(_) | Data::Empty => None,
    }
}

/// Leaves out sheets that are not meant: those whose name says so, as in Kumu, and those of `NodeXL` that repeat others.
fn without_ignored(mut grids: Vec<Grid>, issues: &mut ImportIssues) -> Vec<Grid> {
    let is_nodexl = nodexl::is_nodexl(&grids);
    if is_nodexl {
        nodexl::take_in_groups(&mut grids, issues);
    }
    grids
        .into_iter()
        .filter(|grid| {
            let is_extra = is_nodexl && nodexl::is_extra(grid);
            if is_extra || grid.name.contains("(ignore)") {
                issues.add_file(IssueKind::Note, &grid.file, "the sheet was left out");
                return false;
            }
            true
        })
        .collect()
}

/// The tables of a sheet: after two empty rows a row that names columns begins another.
fn sections(grid: Grid) -> Vec<Grid> {
    let mut starts = vec![0];
    for (place, pair) in grid.rows.windows(2).enumerate() {
        if let [before, after] = pair
            && after.line > before.line + 2
            && kind_of(&grid.texts(place + 1), None).is_some()
        {
            starts.push(place + 1);
        }
    }
    let mut rest = grid;
    let mut sections = Vec::new();
    for &start in starts.iter().rev() {
        let rows = rest.rows.split_off(start.min(rest.rows.len()));
        sections.push(Grid {
            file: rest.file.clone(),
            name: rest.name.clone(),
            rows,
            decimal_comma: rest.decimal_comma,
        });
    }
    sections.reverse();
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_reads_a_workbook_stops_when_it_is_told_to() {
        let mut files = Workbook.write(&Network::new(), &Positions::new());
        let file = files.remove(0);
        let task = TaskContext::new();
        let mut issues = ImportIssues::new();
        let sheets = sheets_of_xlsx(&file, &mut issues, &task).unwrap().unwrap();
        assert!(!sheets.is_empty());
        task.cancel();
        // The first to hear of it is the library; what it calls damage is none.
        assert!(read_sheets(&file, Kind::Xlsx, &mut issues, &task).is_err());
        assert!(read_sheets(&file, Kind::Ods, &mut issues, &task).is_err());
        assert!(issues.is_empty());
    }
}
