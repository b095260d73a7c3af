//! Workbooks: XLSX and ODS, with the sheets of Helixmap, Kumu, `NodeXL`, Gephi, Onodo or of nobody in particular.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read as _};

use calamine::{Data, Ods, Reader as _, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::draft::{Cell, CellValue, Draft, DraftRow};
use super::grid::{Grid, MAX_COLUMNS};
use super::headers::{folded, kind_of};
use super::input::{Input, NamedBytes};
use super::issues::{ImportIssues, IssueKind};
use super::losses::Losses;
use super::own_tables;
use super::positions::Positions;
use super::registry::Format;
use super::tables::add_grids;
use super::value::number_text;
use super::workbook_write;
use crate::model::{AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// A workbook, XLSX or ODS; written as XLSX with a sheet for each table of Helixmap.
#[derive(Clone, Copy, Debug)]
pub struct Workbook;

/// A workbook may become so many times larger when it is unpacked, if it becomes larger than [`FREE_BYTES`]; and never
/// larger than [`MAX_BYTES`].
const MAX_RATIO: u64 = 200;
const FREE_BYTES: u64 = 64 << 20;
const MAX_BYTES: u64 = 1 << 30;

/// Room for so many empty cells between those that hold something, besides four for each that does.
const FREE_CELLS: usize = 1 << 22;

/// Sheets of a `NodeXL` workbook that repeat or sum up the others.
const NODEXL_EXTRAS: [&str; 5] = [
    "groups",
    "groupvertices",
    "groupedges",
    "overallmetrics",
    "misc",
];

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
        let mut draft = Draft::default();
        input.stem().clone_into(&mut draft.info.name);
        let mut grids = Vec::new();
        for file in &input.files {
            let issues = &mut draft.issues;
            let outcome = match kind(file) {
                Some(Kind::Xlsx) => read_xlsx(file, issues, task)?,
                Some(Kind::Ods) => read_ods(file, issues, task)?,
                Some(Kind::OldExcel) => Err(
                    "this is a file of an old version of Excel; save it as .xlsx there and open that"
                        .to_owned(),
                ),
                None => {
                    issues.add_file(IssueKind::Note, &file.name, "not read: it is no workbook");
                    continue;
                }
            };
            match outcome {
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

/// Unpacks a workbook once to see how large it becomes, whatever it claims.
fn check_size(file: &NamedBytes, task: &TaskContext) -> Result<Result<(), String>, Cancelled> {
    let limit = (file.bytes.len() as u64 * MAX_RATIO).clamp(FREE_BYTES, MAX_BYTES);
    let mut archive = match ZipArchive::new(Cursor::new(&file.bytes)) {
        Ok(archive) => archive,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    let mut left = limit;
    let mut buffer = vec![0; 1 << 16];
    for index in 0..archive.len() {
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => return Ok(Err(damaged(&error))),
        };
        loop {
            task.keep_going()?;
            let num_read = match entry.read(&mut buffer) {
                Ok(0) => break,
                Ok(num_read) => num_read as u64,
                Err(error) => return Ok(Err(damaged(&error))),
            };
            if num_read > left {
                return Ok(Err(format!(
                    "the workbook would grow to more than {} MiB when unpacked; that is no ordinary file",
                    limit >> 20
                )));
            }
            left -= num_read;
        }
    }
    Ok(Ok(()))
}

/// Sums up how many cells the sheets of an ODS file have once what is repeated stands there as often as it says.
fn check_repeats(file: &NamedBytes, task: &TaskContext) -> Result<Result<(), String>, Cancelled> {
    let mut archive = match ZipArchive::new(Cursor::new(&file.bytes)) {
        Ok(archive) => archive,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    let content = match archive.by_name("content.xml") {
        Ok(content) => content,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut sheet = Repeats::default();
    loop {
        task.keep_going()?;
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => sheet.open(&start),
            Ok(Event::End(end)) if end.local_name().as_ref() == b"table-row" => sheet.end_row(),
            Ok(Event::End(end)) if end.local_name().as_ref() == b"table" => {
                sheet = Repeats {
                    num_filled: sheet.num_filled,
                    ..Repeats::default()
                };
            }
            Ok(Event::Eof) => return Ok(Ok(())),
            Ok(_) => {}
            Err(error) => return Ok(Err(damaged(&error))),
        }
        if sheet.num_room() > FREE_CELLS as u64 + 4 * sheet.num_filled {
            return Ok(Err(FAR_APART.to_owned()));
        }
    }
}

const FAR_APART: &str = "the cells of a sheet lie too far apart";

/// The size of a sheet, as far as it has been seen.
#[derive(Default)]
struct Repeats {
    num_filled: u64,
    /// Rows down to the last that holds something, and rows after it.
    num_rows: u64,
    num_rows_after: u64,
    /// Cells of the widest row, up to the last that holds something.
    width: u64,
    /// The row that is being read: how often it stands there, its cells up to the last that holds something, cells after it.
    row_repeat: u64,
    row_width: u64,
    row_after: u64,
}

impl Repeats {
    fn open(&mut self, start: &BytesStart<'_>) {
        let attribute = |name: &[u8]| {
            let mut all = start.attributes();
            let mut found = all.with_checks(false).flatten();
            found.find(|attribute| attribute.key.local_name().as_ref() == name)
        };
        let repeat = |name: &[u8]| {
            let found = attribute(name);
            let number = found.and_then(|found| str::from_utf8(&found.value).ok()?.parse().ok());
            number.unwrap_or(1_u64)
        };
        match start.local_name().as_ref() {
            b"table-row" => {
                self.row_repeat = repeat(b"number-rows-repeated");
                self.row_width = 0;
                self.row_after = 0;
            }
            b"table-cell" | b"covered-table-cell" => {
                let repeat = repeat(b"number-columns-repeated");
                let after = self.row_after.saturating_add(repeat);
                if attribute(b"value-type").is_some() {
                    self.row_width = self.row_width.saturating_add(after);
                    self.row_after = 0;
                    self.num_filled += 1;
                } else {
                    self.row_after = after;
                }
            }
            _ => {}
        }
    }

    fn end_row(&mut self) {
        let after = self.num_rows_after.saturating_add(self.row_repeat);
        if self.row_width > 0 {
            self.width = self.width.max(self.row_width);
            self.num_rows = self.num_rows.saturating_add(after);
            self.num_rows_after = 0;
        } else {
            self.num_rows_after = after;
        }
    }

    fn num_room(&self) -> u64 {
        self.width.saturating_mul(self.num_rows)
    }
}

fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("the workbook is damaged: {error}")
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
    fn set(&mut self, (row, column): (u32, u32), data: Data) -> Result<(), String> {
        self.num_errors += usize::from(matches!(data, Data::Error(_)));
        let Some(value) = value(data) else {
            return Ok(());
        };
        let (line, column) = (u64::from(row) + 1, column as usize);
        let last = self.grid.rows.last().map(|row| row.line);
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

fn read_xlsx(
    file: &NamedBytes,
    issues: &mut ImportIssues,
    task: &TaskContext,
) -> Result<Sheets, Cancelled> {
    if let Err(message) = check_size(file, task)? {
        return Ok(Err(message));
    }
    let mut workbook = match Xlsx::new(Cursor::new(&file.bytes)) {
        Ok(workbook) => workbook,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    let names = workbook.sheet_names();
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
                    if let Err(message) = sheet.set(place, cell.get_value().clone().into()) {
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

fn read_ods(
    file: &NamedBytes,
    issues: &mut ImportIssues,
    task: &TaskContext,
) -> Result<Sheets, Cancelled> {
    if let Err(message) = check_size(file, task)? {
        return Ok(Err(message));
    }
    if let Err(message) = check_repeats(file, task)? {
        return Ok(Err(message));
    }
    let mut workbook = match Ods::new(Cursor::new(&file.bytes)) {
        Ok(workbook) => workbook,
        Err(error) => return Ok(Err(damaged(&error))),
    };
    task.keep_going()?;
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
            if let Err(message) = sheet.set(place, value.clone()) {
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
    let is_edges_of_nodexl = |grid: &Grid| {
        (0..2).any(|row| {
            let names = grid.texts(row);
            let has = |wanted: &str| names.iter().any(|name| folded(name) == wanted);
            has("vertex1") && has("vertex2")
        })
    };
    let is_nodexl = grids.iter().any(is_edges_of_nodexl);
    if is_nodexl {
        take_in_groups(&mut grids, issues);
    }
    grids
        .into_iter()
        .filter(|grid| {
            let is_extra = is_nodexl && NODEXL_EXTRAS.contains(&folded(&grid.name).as_str());
            if is_extra || grid.name.contains("(ignore)") {
                issues.add_file(IssueKind::Note, &grid.file, "the sheet was left out");
                return false;
            }
            true
        })
        .collect()
}

/// The groups of a `NodeXL` workbook, which stand in a sheet of their own, become a column of its vertices.
fn take_in_groups(grids: &mut [Grid], issues: &mut ImportIssues) {
    let column = |grid: &Grid, wanted: &[&str]| {
        (0..2).find_map(|row| {
            let names = grid.texts(row);
            let place = |wanted: &&str| names.iter().position(|name| folded(name) == *wanted);
            let places: Option<Vec<usize>> = wanted.iter().map(place).collect();
            Some((row, places?))
        })
    };
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for grid in grids
        .iter()
        .filter(|grid| folded(&grid.name) == "groupvertices")
    {
        let Some((header, places)) = column(grid, &["group", "vertex"]) else {
            continue;
        };
        for row in grid.rows.iter().skip(header + 1) {
            let [group, vertex] = [0, 1].map(|place| row.text(places.get(place).copied()));
            if !group.is_empty() && !vertex.is_empty() {
                let of_vertex = groups.entry(vertex.into_owned()).or_default();
                of_vertex.push(group.into_owned());
            }
        }
    }
    let of_vertices = |grid: &&mut Grid| folded(&grid.name) == "vertices";
    let Some(vertices) = grids.iter_mut().find(of_vertices) else {
        return;
    };
    let Some((header, places)) = column(vertices, &["vertex"]).filter(|_| !groups.is_empty())
    else {
        return;
    };
    let end = vertices.rows.iter().map(|row| row.cells.len()).max();
    let end = end.unwrap_or_default();
    let mut num = 0;
    for (place, row) in vertices.rows.iter_mut().enumerate().skip(header) {
        if place == header {
            row.set(end, CellValue::plain("Group"));
        } else if let Some(groups) = groups.get(&*row.text(places.first().copied())) {
            row.set(end, CellValue::plain(groups.join(", ")));
            num += 1;
        }
    }
    let message = format!("the groups of {num} vertices are kept as the attribute ‘Group’");
    issues.add_file(IssueKind::Note, &vertices.file, message);
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
