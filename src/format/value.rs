//! From text to values and back.

use std::fmt::{self, Write as _};

use super::draft::CellValue;
use crate::model::AttributeValue;

/// What separates the texts of a list in one cell.
pub(super) const SEPARATOR: char = '|';

/// The type that the plain texts of a column have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnType {
    Flag,
    Integer,
    Number,
    Text,
}

impl ColumnType {
    /// The narrowest type whose values write themselves as exactly these texts, so that nothing is lost: `007` stays text.
    pub(super) fn of<'a>(texts: &(impl Iterator<Item = &'a str> + Clone)) -> Self {
        if texts.clone().next().is_none() {
            return Self::Text;
        }
        let all = |fits: fn(&str) -> bool| texts.clone().all(fits);
        if all(|text| matches!(text, "true" | "false")) {
            Self::Flag
        } else if all(|text| {
            text.parse::<i64>()
                .is_ok_and(|value| value.to_string() == text)
        }) {
            Self::Integer
        } else if all(|text| plain_number(text).is_some()) {
            Self::Number
        } else {
            Self::Text
        }
    }

    pub(super) fn value(self, text: &str) -> AttributeValue {
        let value = match self {
            Self::Flag => text.parse().ok().map(AttributeValue::Flag),
            Self::Integer => text.parse().ok().map(AttributeValue::Integer),
            Self::Number => plain_number(text).map(AttributeValue::Number),
            Self::Text => None,
        };
        value.unwrap_or_else(|| AttributeValue::Text(text.to_owned()))
    }
}

/// A finite number that writes itself as this text.
fn plain_number(text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    (value.is_finite() && number_text(value) == text).then_some(value)
}

/// The text of a number: the shortest that is the number again, whole numbers without a point.
pub(super) fn number_text(value: f64) -> String {
    let text = format!("{value:?}");
    match text.strip_suffix(".0") {
        Some(whole) if whole != "-0" => whole.to_owned(),
        _ => text,
    }
}

/// The text of a value in a cell.
pub(super) fn text_of(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Flag(flag) => flag.to_string(),
        AttributeValue::Integer(integer) => integer.to_string(),
        AttributeValue::Number(number) => number_text(*number),
        AttributeValue::Text(text) => text.clone(),
        AttributeValue::List(texts) => texts.join(&SEPARATOR.to_string()),
    }
}

/// The value of a cell as an attribute.
pub(super) fn attribute(cell: CellValue, column: ColumnType) -> AttributeValue {
    match cell {
        CellValue::Typed(value) => value,
        CellValue::Plain(text) if column == ColumnType::Text => {
            AttributeValue::Text(text.into_string())
        }
        CellValue::Plain(text) => column.value(text.trim()),
    }
}

/// The number that a text writes: with a point, or with a comma where that is possible.
pub(super) fn number(text: &str, decimal_comma: bool) -> Option<f64> {
    let text = text.trim();
    let parse = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite());
    parse(text).or_else(|| {
        let has_one_comma = text.matches(',').count() == 1 && !text.contains('.');
        (decimal_comma && has_one_comma).then(|| parse(&text.replace(',', ".")))?
    })
}

/// The texts of a list in one cell.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split(SEPARATOR)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Adds a text that is put together to a file.
pub(super) fn push(file: &mut String, text: fmt::Arguments<'_>) {
    let done = file.write_fmt(text);
    debug_assert!(done.is_ok(), "a text in memory takes whatever is written");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_narrowest_type_that_loses_nothing() {
        let of = |texts: &[&str]| ColumnType::of(&texts.iter().copied());
        assert_eq!(of(&["1", "-20"]), ColumnType::Integer);
        assert_eq!(of(&["1", "2.5", "1e300"]), ColumnType::Number);
        assert_eq!(of(&["007", "7"]), ColumnType::Text);
        assert_eq!(of(&["1.50"]), ColumnType::Text);
        assert_eq!(of(&["true", "false"]), ColumnType::Flag);
        assert_eq!(of(&["NaN"]), ColumnType::Text);
        assert_eq!(of(&[]), ColumnType::Text);
    }

    #[test]
    fn numbers_may_have_a_comma() {
        assert_eq!(number("1,5", true), Some(1.5));
        assert_eq!(number("1,5", false), None);
        assert_eq!(number("1,234,567", true), None);
        assert_eq!(number(" 2.5 ", true), Some(2.5));
        assert_eq!(number("inf", true), None);
    }
}
