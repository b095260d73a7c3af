//! What keeps workbooks, which are compressed, from taking more memory or time than their size lets expect: they are looked
//! through before they are read, and reading stops when it is told to.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::input::NamedBytes;
use crate::task::{Cancelled, TaskContext};

/// A workbook may become so many times larger when it is unpacked, if it becomes larger than [`FREE_BYTES`]; and never
/// larger than [`MAX_BYTES`].
const MAX_RATIO: u64 = 100;
const FREE_BYTES: u64 = 64 << 20;
/// The part of an XLSX file that lists the texts of its cells, of which a library keeps all.
const MAX_TEXT_RATIO: u64 = 16;
const MAX_BYTES: u64 = 1 << 30;

/// Room for so many empty cells between those that hold something, besides four for each that does.
pub(super) const FREE_CELLS: usize = 1 << 22;

/// Unpacks a workbook once to see how large it becomes, whatever it claims.
pub(super) fn check_size(
    file: &NamedBytes,
    task: &TaskContext,
) -> Result<Result<(), String>, Cancelled> {
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
        let name = entry.name().unwrap_or_default().to_lowercase();
        let is_texts = name.ends_with("sharedstrings.xml");
        let mut texts_left = FREE_BYTES + file.bytes.len() as u64 * MAX_TEXT_RATIO;
        loop {
            task.keep_going()?;
            let num_read = match entry.read(&mut buffer) {
                Ok(0) => break,
                Ok(num_read) => num_read as u64,
                Err(error) => return Ok(Err(damaged(&error))),
            };
            if num_read > left || (is_texts && num_read > texts_left) {
                return Ok(Err(format!(
                    "the workbook would grow to more than {} MiB when unpacked; that is no ordinary file",
                    limit >> 20
                )));
            }
            left -= num_read;
            texts_left = texts_left.saturating_sub(num_read);
        }
    }
    Ok(Ok(()))
}

/// Sums up how many cells the sheets of an ODS file have once what is repeated stands there as often as it says.
pub(super) fn check_repeats(
    file: &NamedBytes,
    task: &TaskContext,
) -> Result<Result<(), String>, Cancelled> {
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
            Ok(Event::Start(start)) => {
                sheet.open(&start);
                sheet.is_in_cell |= is_cell(start.local_name().as_ref());
            }
            Ok(Event::Empty(start)) => sheet.open(&start),
            Ok(Event::Text(text)) => sheet.text(text.len()),
            Ok(Event::CData(text)) => sheet.text(text.len()),
            Ok(Event::End(end)) if is_cell(end.local_name().as_ref()) => sheet.is_in_cell = false,
            Ok(Event::End(end)) if end.local_name().as_ref() == b"table-row" => sheet.end_row(),
            Ok(Event::End(end)) if end.local_name().as_ref() == b"table" => {
                sheet = Repeats {
                    num_filled: sheet.num_filled,
                    text_bytes: sheet.text_bytes,
                    ..Repeats::default()
                };
            }
            Ok(Event::Eof) => return Ok(Ok(())),
            Ok(_) => {}
            Err(error) => return Ok(Err(damaged(&error))),
        }
        if sheet.text_bytes > memory_for(file) as u64 {
            return Ok(Err(TOO_FULL.to_owned()));
        }
        if sheet.num_room() > FREE_CELLS as u64 + 4 * sheet.num_filled {
            return Ok(Err(FAR_APART.to_owned()));
        }
    }
}

pub(super) const FAR_APART: &str = "the cells of a sheet lie too far apart";

fn is_cell(name: &[u8]) -> bool {
    matches!(name, b"table-cell" | b"covered-table-cell")
}

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
    /// The cell that is being read: in how many places it stands.
    is_in_cell: bool,
    cell_repeat: u64,
    /// The bytes of all texts, as often as they stand there.
    text_bytes: u64,
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
            name if is_cell(name) => {
                let repeat = repeat(b"number-columns-repeated");
                self.cell_repeat = repeat;
                let after = self.row_after.saturating_add(repeat);
                if attribute(b"value-type").is_some() {
                    self.row_width = self.row_width.saturating_add(after);
                    self.row_after = 0;
                    self.num_filled += 1;
                    self.add_text(start.len());
                } else {
                    self.row_after = after;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, num_bytes: usize) {
        if self.is_in_cell {
            self.add_text(num_bytes);
        }
    }

    fn add_text(&mut self, num_bytes: usize) {
        let places = self.cell_repeat.saturating_mul(self.row_repeat);
        let all = places.saturating_mul(num_bytes as u64);
        self.text_bytes = self.text_bytes.saturating_add(all);
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

pub(super) fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("the workbook is damaged: {error}")
}

/// How much memory the cells of a workbook may take: what any workbook may, and more for each byte that it has.
const FREE_MEMORY: usize = 256 << 20;
const MEMORY_PER_BYTE: usize = 64;

fn memory_for(file: &NamedBytes) -> usize {
    let for_bytes = file.bytes.len().saturating_mul(MEMORY_PER_BYTE);
    FREE_MEMORY.saturating_add(for_bytes)
}

const TOO_FULL: &str = "the sheets hold far more cells, or longer texts, than a file of this size can be expected to have";

/// What a row and a cell take beside the text in it.
const ROW: usize = 64;
const CELL: usize = 32;

/// The memory that is left for the cells of a workbook.
pub(super) struct Room(usize);

impl Room {
    pub(super) fn of(file: &NamedBytes) -> Self {
        Self(memory_for(file))
    }

    /// Takes what a cell needs, with its row if it is the first there; an error if that is not left.
    pub(super) fn take(&mut self, num_new_rows: usize, text: &str) -> Result<(), String> {
        let needed = num_new_rows * ROW + CELL + text.len();
        match self.0.checked_sub(needed) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => Err(TOO_FULL.to_owned()),
        }
    }
}

/// A file that reading of which fails once it is to stop. Whoever gets an error from what reads it asks the task first.
pub(super) struct Watched<'t> {
    bytes: Cursor<&'t [u8]>,
    task: &'t TaskContext,
}

impl<'t> Watched<'t> {
    pub(super) fn new(bytes: &'t [u8], task: &'t TaskContext) -> Self {
        Self {
            bytes: Cursor::new(bytes),
            task,
        }
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.task.keep_going().map_err(io::Error::other)?;
        self.bytes.read(buffer)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.task.keep_going().map_err(io::Error::other)?;
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_fails_once_it_is_to_stop() {
        let task = TaskContext::new();
        let mut file = Watched::new(b"abcd", &task);
        let mut two = [0; 2];
        file.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"ab");
        task.cancel();
        assert!(file.read_exact(&mut two).is_err());
        assert!(file.seek(SeekFrom::Start(0)).is_err());
    }

    #[test]
    fn cells_have_room_as_the_file_has_bytes() {
        let mut room = Room::of(&NamedBytes::default());
        let long = "x".repeat(1 << 20);
        let fits = (0..1000)
            .take_while(|_| room.take(0, &long).is_ok())
            .count();
        assert_eq!(fits, 255);
    }
}
