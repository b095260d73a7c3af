//! Spans of time as GEXF and Pajek state them: several for one record, with ends that may be open.

use std::cmp::Ordering;

use super::draft::CellValue;
use crate::model::PartialDate;

/// A span of time in the words of the file; `None` is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
}

/// The span that holds all of them; `None` if there is none or all time.
pub(super) fn span_of(spans: &[Span]) -> Option<Span> {
    let first = spans.first()?;
    let mut whole = first.clone();
    for Span { start, end } in spans.iter().skip(1) {
        whole.start = whole
            .start
            .zip(start.clone())
            .map(|(one, two)| if precedes(&two, &one) { two } else { one });
        whole.end = whole
            .end
            .zip(end.clone())
            .map(|(one, two)| if precedes(&one, &two) { two } else { one });
    }
    (whole.start.is_some() || whole.end.is_some()).then_some(whole)
}

/// The order of two times: numbers by size, before all else by the alphabet, as ISO dates are made for.
fn compare(one: &str, two: &str) -> Ordering {
    match (one.parse::<f64>(), two.parse::<f64>()) {
        (Ok(one), Ok(two)) => one.total_cmp(&two),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => one.cmp(two),
    }
}

/// Whether a time is before another.
fn precedes(one: &str, two: &str) -> bool {
    compare(one, two) == Ordering::Less
}

/// The order of two starts: what is open began before all else.
pub(super) fn earlier(one: &Span, two: &Span) -> Ordering {
    match (&one.start, &two.start) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(one), Some(two)) => compare(one, two),
    }
}

/// The date of a time: a date, a date with a time of day, or a number that is a year of our time.
pub(super) fn date_of(text: &str) -> Option<String> {
    let text = text.trim();
    let is_date = |text: &str| text.parse::<PartialDate>().is_ok();
    if is_date(text) {
        return Some(text.to_owned());
    }
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    if is_date(day) {
        return Some(day.to_owned());
    }
    let number: f64 = text.parse().ok()?;
    let is_year = number.fract() == 0.0 && (1000.0..3000.0).contains(&number);
    is_year.then(|| format!("{number:.0}"))
}

fn text_of_span(Span { start, end }: &Span) -> String {
    let start = start.as_deref().unwrap_or("-Infinity");
    let end = end.as_deref().unwrap_or("Infinity");
    format!("{start}, {end}")
}

/// Spans as Gephi writes them into tables.
pub(super) fn text_of_spans(spans: &[Span]) -> String {
    let spans: Vec<String> = spans
        .iter()
        .map(|span| format!("[{}]", text_of_span(span)))
        .collect();
    format!("<{}>", spans.join("; "))
}

/// Values with their spans as Gephi writes them into tables.
pub(super) fn text_of_values(values: &[(Span, CellValue)]) -> String {
    let values: Vec<String> = values
        .iter()
        .map(|(span, value)| format!("[{}, {}]", text_of_span(span), value.text()))
        .collect();
    format!("<{}>", values.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: &str, end: &str) -> Span {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Span {
            start: given(start),
            end: given(end),
        }
    }

    #[test]
    fn a_span_holds_all_of_them() {
        let spans = [span("2022-03-01", "2022-11-30"), span("2021", "2021-12-31")];
        assert_eq!(span_of(&spans), Some(span("2021", "2022-11-30")));
        assert_eq!(
            span_of(&[span("9", "10"), span("10", "")]),
            Some(span("9", ""))
        );
        assert_eq!(span_of(&[span("", "")]), None);
        assert_eq!(text_of_spans(&spans[..1]), "<[2022-03-01, 2022-11-30]>");
    }

    #[test]
    fn times_have_dates() {
        for (time, date) in [
            ("2012-01-12T15:00:00+03:00", Some("2012-01-12")),
            ("2004.0", Some("2004")),
            ("2009-03-01", Some("2009-03-01")),
            ("17.5", None),
            ("12", None),
        ] {
            assert_eq!(date_of(time).as_deref(), date, "{time}");
        }
    }
}
