//! Times of ties and actors as Gephi writes them into one cell: `<[2019.0, 2021.0); [2022.0, 2024.0]>` or
//! `<[2019, 2020]>` for moments.

use super::draft::{CellValue, DraftTable};
use super::field::Field;
use super::headers::folded;
use super::issues::{ImportIssues, IssueKind, IssuePlace};
use crate::model::PartialDate;

/// Fills in since and until from a column of intervals or moments: the whole span. The column itself stays an attribute,
/// for it may say more.
pub(super) fn read(table: &mut DraftTable, issues: &mut ImportIssues) {
    let is_time =
        |name: &str| matches!(folded(name).as_str(), "timeset" | "interval" | "timestamps");
    let column = table
        .columns
        .iter()
        .position(|column| column.field.is_none() && is_time(&column.name));
    let Some(column) = column else {
        return;
    };
    if table.column(Field::Since).is_some() || table.column(Field::Until).is_some() {
        return;
    }
    let spans: Vec<Option<Span>> = table
        .rows
        .iter()
        .map(|row| span(&row.text(Some(column))))
        .collect();
    if spans.iter().all(Option::is_none) {
        return;
    }
    let name = table
        .columns
        .get(column)
        .map_or_else(String::new, |column| column.name.clone());
    issues.add(
        IssueKind::Note,
        IssuePlace {
            file: table.file.clone(),
            line: None,
            character: None,
            column: Some(name),
        },
        "since and until are the whole span of these times; the times themselves are kept as an attribute",
    );
    let since = table.add_column("start", Some(Field::Since));
    let until = table.add_column("end", Some(Field::Until));
    for (row, span) in table.rows.iter_mut().zip(spans) {
        let Some((from, to)) = span else {
            continue;
        };
        if let Some(from) = from {
            row.set(since, CellValue::plain(from.to_string()));
        }
        if let Some(to) = to {
            row.set(until, CellValue::plain(to.to_string()));
        }
    }
}

/// First and last date; `None` where time is open.
type Span = (Option<PartialDate>, Option<PartialDate>);

/// The whole span of the times in a cell, if all of them are dates or years.
fn span(text: &str) -> Option<Span> {
    let mut from: Vec<Option<PartialDate>> = Vec::new();
    let mut to: Vec<Option<PartialDate>> = Vec::new();
    for interval in text.trim().trim_matches(['<', '>']).split(';') {
        let times: Vec<&str> = interval
            .trim()
            .trim_matches(['[', ']', '(', ')'])
            .split(',')
            .map(|time| time.trim().trim_matches('"'))
            .filter(|time| !time.is_empty())
            .collect();
        let (Some(first), Some(last)) = (times.first(), times.last()) else {
            continue;
        };
        from.push(time(first)?);
        to.push(time(last)?);
    }
    if from.is_empty() {
        return None;
    }
    let is_open = |times: &[Option<PartialDate>]| times.iter().any(Option::is_none);
    let first = (!is_open(&from)).then(|| from.iter().flatten().min().copied());
    let last = (!is_open(&to)).then(|| to.iter().flatten().max().copied());
    Some((first.flatten(), last.flatten()))
}

/// A date, a year, or no end: the outer option says whether it is any of them.
#[expect(
    clippy::option_option,
    reason = "a time that cannot be read is not an open one"
)]
fn time(text: &str) -> Option<Option<PartialDate>> {
    if matches!(
        text.to_lowercase().as_str(),
        "infinity" | "-infinity" | "+infinity"
    ) {
        return Some(None);
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    day.parse().ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(cell: &str) -> Option<(String, String)> {
        let word = |date: Option<PartialDate>| {
            date.map_or_else(|| "open".to_owned(), |date| date.to_string())
        };
        span(cell).map(|(from, to)| (word(from), word(to)))
    }

    #[test]
    fn the_span_of_several_intervals() {
        let pair = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(text("<[2007.0, 2009.0]>"), pair("2007", "2009"));
        assert_eq!(text("<[2007, 2008]; [2011, 2012)>"), pair("2007", "2012"));
        assert_eq!(text("[2016-03-04, Infinity]"), pair("2016-03-04", "open"));
        assert_eq!(text("[-Infinity, 2016-02-04]"), pair("open", "2016-02-04"));
        assert_eq!(text("[1,5]; [10, 10.5]"), None);
        assert_eq!(text(""), None);
    }
}
