//! Tables as text: CSV and its relatives, in any encoding and with any separator, to a grid and back.

use super::draft::{CellValue, DraftRow, DraftTable};
use super::encoding::decode;
use super::grid::{Grid, MAX_COLUMNS};
use super::issues::{ImportIssues, IssueKind};
use super::room::{max_records, too_many};
use crate::task::{Cancelled, TaskContext};

/// How many lines are looked at to find out what separates cells.
const MAX_LOOK: usize = 20;

/// How a text is cut into cells.
struct Cut {
    separator: u8,
    /// How many bytes at the beginning are no rows: a line `sep=;`, comments.
    skipped: usize,
}

/// The cells of a text: the separator is the one that most of the first lines have, outside quotes.
///
/// Takes about five times the size of the text where cells are short.
pub(super) fn grid(
    file: &str,
    bytes: &[u8],
    issues: &mut ImportIssues,
    task: &TaskContext,
) -> Result<Grid, Cancelled> {
    let text = decode(file, bytes, issues);
    let cut = cut(&text);
    let mut grid = Grid {
        file: file.to_owned(),
        name: stem(file),
        rows: Vec::new(),
        decimal_comma: cut.separator != b',',
    };
    if cut.skipped > 0 {
        issues.add_line(
            IssueKind::Note,
            file,
            1,
            "the comments at the beginning were left out",
        );
    }
    let mut rows = RowReader {
        text: &text,
        separator: cut.separator,
        grid: &mut grid,
        issues,
        task,
    };
    let last = rows.read(cut.skipped, true)?;
    if let Some(last) = last.filter(|&last| has_open_quote(&text, last)) {
        // A quotation mark that is never closed swallows the rest of the file; there it means itself.
        let open = rows.grid.rows.pop();
        let line = open.map_or(0, |row| row.line);
        rows.issues.add_line(
            IssueKind::Guess,
            file,
            line,
            "a quotation mark is never closed; from here on they are read as any other character",
        );
        rows.read(last, false)?;
    }
    Ok(grid)
}

struct RowReader<'r> {
    text: &'r str,
    separator: u8,
    grid: &'r mut Grid,
    issues: &'r mut ImportIssues,
    task: &'r TaskContext,
}

impl RowReader<'_> {
    /// Reads the rows from a byte of the text to its end. Returns the byte at which the last begins.
    fn read(&mut self, start: usize, are_quotes_special: bool) -> Result<Option<usize>, Cancelled> {
        let bytes = self.text.as_bytes();
        let before = bytes.get(..start).unwrap_or_default();
        let first_line = 1 + num_newlines(before);
        let rest = bytes.get(start..).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.separator)
            .flexible(true)
            .has_headers(false)
            .quoting(are_quotes_special)
            .buffer_capacity(1 << 16)
            .from_reader(rest);
        let mut record = csv::StringRecord::new();
        let mut last = None;
        let file = self.grid.file.clone();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return Ok(last),
                Ok(true) => {}
                Err(error) => {
                    // Text is UTF-8 and rows may have any length, so there is nothing that could go wrong; all the same.
                    self.issues
                        .add_file(IssueKind::Skipped, &file, error.to_string());
                    return Ok(last);
                }
            }
            let (byte, line) = record.position().map_or((0, 0), |position| {
                let byte = position.byte() as usize;
                (byte, first_line - 1 + line_of_record(rest, position))
            });
            self.task.checkpoint(start + byte, bytes.len())?;
            let max_rows = max_records(bytes.len());
            if self.grid.rows.len() >= max_rows {
                let message = too_many(max_rows, "rows");
                self.issues.add_line(IssueKind::Fatal, &file, line, message);
                return Ok(None);
            }
            if record.len() > MAX_COLUMNS {
                let message = format!("a row has more than {MAX_COLUMNS} cells");
                self.issues.add_line(IssueKind::Fatal, &file, line, message);
                return Ok(None);
            }
            last = Some(start + byte);
            let width = (0..record.len())
                .rev()
                .find(|&index| record.get(index).is_some_and(|cell| !is_blank(cell)));
            let Some(width) = width else {
                continue;
            };
            // The first row may name columns, or leave them without a name.
            let is_first = self.grid.rows.is_empty();
            let width = if is_first { record.len() } else { width + 1 };
            let mut row = DraftRow::new(line);
            row.cells.reserve_exact(width);
            row.cells.extend(
                record
                    .iter()
                    .take(width)
                    .map(|cell| (!cell.is_empty()).then(|| CellValue::plain(cell))),
            );
            self.grid.rows.push(row);
        }
    }
}

fn is_blank(cell: &str) -> bool {
    cell.bytes().all(|byte| byte.is_ascii_whitespace())
}

fn num_newlines(bytes: &[u8]) -> u64 {
    bytes.split(|&byte| byte == b'\n').skip(1).count() as u64
}

/// The line on which a record begins. The reader's own position is before empty lines that it skipped.
fn line_of_record(text: &[u8], position: &csv::Position) -> u64 {
    let rest = text.get(position.byte() as usize..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() + skipped.filter(|&&byte| byte == b'\n').count() as u64
}

/// Whether the row that begins here, the last of the text, has an opening quotation mark without a closing one.
fn has_open_quote(text: &str, start: usize) -> bool {
    let row = text.as_bytes().get(start..).unwrap_or_default();
    row.split(|&byte| byte == b'"').skip(1).count() % 2 == 1 && row.trim_ascii().contains(&b'\n')
}

/// The name of a file in lower case, without its ending.
pub(super) fn stem(file: &str) -> String {
    let name = file.to_lowercase();
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name,
    }
}

/// What separates cells, and where rows begin.
fn cut(text: &str) -> Cut {
    let mut skipped = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if let Some(separator) = content.to_ascii_lowercase().strip_prefix("sep=") {
            return Cut {
                separator: separator.bytes().next().unwrap_or(b'\t'),
                skipped: skipped + line.len(),
            };
        }
        if !content.is_empty() && !content.starts_with('#') && !content.starts_with('%') {
            break;
        }
        skipped += line.len();
    }
    let is_comment = text
        .get(..skipped)
        .is_some_and(|head| !head.trim().is_empty());
    Cut {
        separator: separator(text.get(skipped..).unwrap_or_default()),
        skipped: if is_comment { skipped } else { 0 },
    }
}

/// The candidate that most of the first lines have, outside quotes; of those, the one they have most of. If no line has
/// any, blanks separate cells if they cut every line into the same number of them, two to four; otherwise nothing does.
fn separator(text: &str) -> u8 {
    const CANDIDATES: [u8; 5] = [b',', b';', b'\t', b'|', b' '];
    let mut num_lines = [0_usize; 5];
    let mut num_found = [0_usize; 5];
    let mut here = [0_usize; 5];
    let mut blanks_in_lines = Vec::new();
    let mut is_quoted = false;
    let mut is_empty = true;
    // A long line without an end is not looked at to its end.
    for byte in text.bytes().take(1 << 16).chain([b'\n']) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => {
                for ((lines, found), here) in
                    num_lines.iter_mut().zip(&mut num_found).zip(&mut here)
                {
                    *lines += usize::from(*here > 0);
                    *found += *here;
                    *here = 0;
                }
                let [.., blanks] = num_found;
                if !is_empty {
                    blanks_in_lines.push(blanks);
                }
                is_empty = true;
                if blanks_in_lines.len() == MAX_LOOK {
                    break;
                }
                continue;
            }
            _ if is_quoted => {}
            b'\r' => continue,
            _ => {
                for (count, &candidate) in here.iter_mut().zip(&CANDIDATES) {
                    *count += usize::from(byte == candidate);
                }
            }
        }
        is_empty = false;
    }
    let counts = num_lines.iter().zip(&num_found).zip(&CANDIDATES);
    let mut best = (0, 0, b',');
    for ((&lines, &found), &candidate) in counts.take(4) {
        if (lines, found) > (best.0, best.1) {
            best = (lines, found, candidate);
        }
    }
    let first = blanks_in_lines.first().copied().unwrap_or_default();
    let is_even = blanks_in_lines
        .iter()
        .enumerate()
        .all(|(index, &sum)| sum == (index + 1) * first);
    if best.0 == 0 && is_even && (1..=3).contains(&first) {
        return b' ';
    }
    best.2
}

/// A table as CSV: UTF-8, comma, quotes where needed.
pub(super) fn write(table: &DraftTable) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let names = table.columns.iter().map(|column| column.name.as_str());
    let mut outcome = writer.write_record(names);
    for row in &table.rows {
        let mut cells = (0..table.columns.len()).map(|column| row.raw_text(column));
        outcome = outcome.and_then(|()| cells.try_for_each(|cell| writer.write_field(&*cell)));
        outcome = outcome.and_then(|()| writer.write_record(None::<&[u8]>));
    }
    debug_assert!(
        outcome.is_ok(),
        "writing to memory does not fail, and all rows are of one length"
    );
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (DraftTable, ImportIssues) {
        let mut issues = ImportIssues::new();
        let grid = grid("x.csv", text.as_bytes(), &mut issues, &TaskContext::new()).unwrap();
        let table = grid.into_table(0, &mut issues);
        (table, issues)
    }

    fn cells(table: &DraftTable, row: usize) -> Vec<String> {
        let columns = 0..table.columns.len();
        columns
            .map(|column| table.rows[row].text(Some(column)).into_owned())
            .collect()
    }

    #[test]
    fn quotes_newlines_and_lines_are_understood() {
        let (table, issues) = read_text("a,b\n\"x,\"\"y\"\"\nz\",2\n\n3,4\n");
        assert!(issues.is_empty());
        assert_eq!(cells(&table, 0), ["x,\"y\"\nz", "2"]);
        assert_eq!((table.rows[0].line, table.rows[1].line), (2, 5));
    }

    #[test]
    fn separators_are_recognised() {
        for (text, expected) in [
            ("a;b;c\n1;2,5;3", b';'),
            ("a;b\n1,5;2,5\n2,5;3,5", b';'),
            ("a\tb\n1\t2", b'\t'),
            ("\"a;b\",c\n", b','),
            ("name,topics\nA,x;y;z\nB,x;y", b','),
            ("a", b','),
            ("1 2\n2 3\n", b' '),
            ("1 2 \"a b\"\n2 3 \"a, b\"\n", b' '),
            ("full name\nAnna\n", b','),
            ("sep=;\na,b;c", b';'),
            ("# from\tto, or so\n1\t2", b'\t'),
        ] {
            assert_eq!(cut(text).separator, expected, "{text}");
        }
    }

    #[test]
    fn uneven_rows_lose_nothing() {
        let (table, issues) = read_text("a,a,\n1\n1,2,3,4\n");
        let names: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        assert_eq!(names, ["a", "a (2)", "column 3", "column 4"]);
        assert_eq!(cells(&table, 0), ["1", "", "", ""]);
        assert_eq!(cells(&table, 1), ["1", "2", "3", "4"]);
        assert_eq!(issues.len(), 2);
    }

    #[test]
    fn an_open_quotation_mark_swallows_nothing() {
        let (table, issues) = read_text("a,b\n1,2\n\"3,4\n5,6\n8,9\n");
        assert_eq!(table.rows.len(), 4);
        assert_eq!(cells(&table, 3)[..2], ["8", "9"]);
        assert_eq!(issues.iter().next().unwrap().place.line, Some(3));
    }

    #[test]
    fn a_row_of_countless_cells_is_refused() {
        let (_, issues) = read_text(&",".repeat(1 << 20));
        assert!(issues.is_fatal());
    }
}
