//! Tables as text: CSV and its relatives, in any encoding and with any separator, to a draft table and back.

use super::draft::{CellValue, Column, DraftRow, DraftTable};
use super::issues::{ImportIssues, IssueKind, IssuePlace};

/// What the bytes 0x80 to 0x9F mean in Windows-1252; the five that mean nothing stay control characters.
const WINDOWS_1252: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}', '\u{178}',
];

/// The text that bytes mean: UTF-8 with or without a mark, UTF-16 with a mark, otherwise Windows-1252, which is told.
pub(super) fn decode(file: &str, bytes: &[u8], issues: &mut ImportIssues) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return decode_8_bit(file, rest, issues);
    }
    let utf_16 = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let units = rest.as_chunks::<2>().0.iter().map(|&pair| read(pair));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
    };
    let text = if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        utf_16(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        utf_16(rest, u16::from_be_bytes)
    } else {
        return decode_8_bit(file, bytes, issues);
    };
    if text.contains(char::REPLACEMENT_CHARACTER) {
        issues.add_file(
            IssueKind::Guess,
            file,
            "some characters are broken and were replaced by �",
        );
    }
    text
}

fn decode_8_bit(file: &str, bytes: &[u8], issues: &mut ImportIssues) -> String {
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    issues.add_file(
        IssueKind::Guess,
        file,
        "the file is not in UTF-8; it was read as Windows-1252",
    );
    bytes
        .iter()
        .map(|&byte| match byte {
            0x80..=0x9F => WINDOWS_1252
                .get(usize::from(byte - 0x80))
                .copied()
                .unwrap_or(char::REPLACEMENT_CHARACTER),
            byte => char::from(byte),
        })
        .collect()
}

/// What separates the cells: the candidate that the first line has most of, outside quotes; a comma if it has none.
pub(super) fn separator(text: &str) -> u8 {
    let candidates = [b',', b';', b'\t', b'|'];
    let mut counts = [0_usize; 4];
    let mut is_quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                for (count, &candidate) in counts.iter_mut().zip(&candidates) {
                    *count += usize::from(byte == candidate);
                }
            }
        }
    }
    let mut best = (b',', 0);
    for (&candidate, &count) in candidates.iter().zip(&counts) {
        if count > best.1 {
            best = (candidate, count);
        }
    }
    best.0
}

/// The table in a text whose first row names the columns. Columns have no meaning yet.
///
/// Rows may be shorter than the first. What is beyond the last column is kept in columns of their own, and told.
pub(super) fn read(file: &str, bytes: &[u8], issues: &mut ImportIssues) -> DraftTable {
    let text = decode(file, bytes, issues);
    let separator = separator(&text);
    let mut table = DraftTable::new(file);
    table.decimal_comma = separator != b',';
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut num_named = 0;
    let mut is_first = true;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                // Text is UTF-8 and rows may have any length, so there is nothing that could go wrong; all the same.
                issues.add_file(IssueKind::Skipped, file, error.to_string());
                break;
            }
        }
        let line = record
            .position()
            .map_or(0, |position| first_line(&text, position));
        if is_first {
            is_first = false;
            header(&mut table, &record, issues);
            num_named = table.columns.len();
            continue;
        }
        let mut row = DraftRow::new(line);
        row.cells.reserve(record.len());
        for (index, cell) in record.iter().enumerate() {
            if index >= num_named {
                if cell.trim().is_empty() {
                    continue;
                }
                issues.add_line(
                    IssueKind::Guess,
                    file,
                    line,
                    format!(
                        "the row is longer than the first; ‘{cell}’ is kept as the attribute ‘column {}’",
                        index + 1
                    ),
                );
                while table.columns.len() <= index {
                    let name = free_name(
                        &table.columns,
                        &format!("column {}", table.columns.len() + 1),
                    );
                    table.columns.push(Column { name, field: None });
                }
            }
            if !cell.is_empty() {
                row.set(index, CellValue::Plain(cell.to_owned()));
            }
        }
        table.rows.push(row);
    }
    if is_first {
        issues.add_file(IssueKind::Fatal, file, "the file is empty");
    }
    table
}

/// The line on which a record begins. The reader's own position is before empty lines that it skipped.
fn first_line(text: &str, position: &csv::Position) -> u64 {
    let rest = text.as_bytes().get(position.byte() as usize..);
    let skipped = rest.unwrap_or_default().iter();
    let newlines = skipped
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|&&byte| byte == b'\n')
        .count();
    position.line() + newlines as u64
}

fn header(table: &mut DraftTable, record: &csv::StringRecord, issues: &mut ImportIssues) {
    for (index, cell) in record.iter().enumerate() {
        let name = cell.trim();
        let wanted = if name.is_empty() {
            format!("column {}", index + 1)
        } else {
            name.to_owned()
        };
        let free = free_name(&table.columns, &wanted);
        if free != wanted {
            issues.add(
                IssueKind::Guess,
                IssuePlace {
                    file: table.file.clone(),
                    line: Some(1),
                    column: Some(wanted),
                },
                format!("there are two columns of this name; the second is called ‘{free}’"),
            );
        }
        table.columns.push(Column {
            name: free,
            field: None,
        });
    }
}

/// A name that no column has yet: this one, or with a number.
fn free_name(columns: &[Column], name: &str) -> String {
    let is_free = |name: &str| columns.iter().all(|column| column.name != name);
    if is_free(name) {
        return name.to_owned();
    }
    (2..u32::MAX)
        .map(|number| format!("{name} ({number})"))
        .find(|name| is_free(name))
        .unwrap_or_default()
}

/// A table as CSV: UTF-8, comma, quotes where needed.
pub(super) fn write(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut outcome = writer.write_record(header);
    for row in rows {
        outcome = outcome.and_then(|()| writer.write_record(row));
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
        let table = read("x.csv", text.as_bytes(), &mut issues);
        (table, issues)
    }

    fn cells(table: &DraftTable, row: usize) -> Vec<String> {
        let columns = 0..table.columns.len();
        columns
            .map(|column| table.rows[row].text(Some(column)))
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
    fn separators_and_encodings_are_recognised() {
        for (text, expected) in [
            ("a;b;c\n1;2,5;3", b';'),
            ("a\tb\n1\t2", b'\t'),
            ("\"a;b\",c\n", b','),
            ("a", b','),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
        let mut issues = ImportIssues::new();
        assert_eq!(decode("x", b"\xEF\xBB\xBF\"id\"", &mut issues), "\"id\"");
        assert_eq!(decode("x", b"\xFF\xFE\xE5\x00b\x00", &mut issues), "åb");
        assert!(issues.is_empty());
        assert_eq!(decode("x", b"L\xF6we \x80", &mut issues), "Löwe €");
        assert_eq!(issues.len(), 1);
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
}
