//! Values under names, as graph formats write them: their types, and the names of a network's fields and attributes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::draft::CellValue;
use super::field::{Field, TableKind};
use super::rows::{OutRow, column_name};
use super::value::list;
use crate::model::{AttributeValue, Network, NetworkInfo};

/// The type that a file states for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueType {
    Flag,
    Integer,
    Number,
    Text,
    List,
    /// None, or one that means nothing.
    Unknown,
}

impl ValueType {
    /// What a word for a type means.
    pub(super) fn of_word(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "boolean" | "bool" => Self::Flag,
            "int" | "integer" | "long" | "short" | "byte" | "biginteger" | "tinyint" => {
                Self::Integer
            }
            "float" | "double" | "real" | "bigdecimal" | "number" => Self::Number,
            "string" | "char" | "character" | "anyuri" | "varchar" | "text" | "date"
            | "datetime" => Self::Text,
            list if list.starts_with("list") => Self::List,
            _ => Self::Unknown,
        }
    }

    /// The type of a value.
    pub(super) fn of_value(value: &AttributeValue) -> Self {
        match value {
            AttributeValue::Flag(_) => Self::Flag,
            AttributeValue::Integer(_) => Self::Integer,
            AttributeValue::Number(_) => Self::Number,
            AttributeValue::Text(_) => Self::Text,
            AttributeValue::List(_) => Self::List,
        }
    }

    /// The type of a name under which there are values of both types.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (one, two) if one == two => one,
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Self::Number,
            _ => Self::Text,
        }
    }
}

/// A value of the type that the file states; plain text, if it is not of that type.
pub(super) fn typed<'t>(kind: ValueType, text: impl Into<Cow<'t, str>>) -> CellValue {
    let text = text.into();
    let value = match kind {
        ValueType::Flag => match text.trim().to_lowercase().as_str() {
            "true" | "1" => Some(AttributeValue::Flag(true)),
            "false" | "0" => Some(AttributeValue::Flag(false)),
            _ => None,
        },
        ValueType::Integer => whole_number(&text).map(AttributeValue::Integer),
        ValueType::Number => finite_number(&text).map(AttributeValue::Number),
        ValueType::Text => {
            return CellValue::Typed(AttributeValue::Text(without_line_ends(text).into_owned()));
        }
        ValueType::List => Some(AttributeValue::List(texts_of_list(&text))),
        ValueType::Unknown => None,
    };
    value.map_or_else(
        || CellValue::plain(without_line_ends(text)),
        CellValue::Typed,
    )
}

fn finite_number(text: &str) -> Option<f64> {
    text.trim()
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}

fn whole_number(text: &str) -> Option<i64> {
    text.trim().parse().ok().or_else(|| {
        let value = finite_number(text)?;
        (value.fract() == 0.0 && value.abs() < 9e15).then_some(value as i64)
    })
}

/// The texts of a list as files write them: `[a, "b, c"]`, or `a|b`.
fn texts_of_list(text: &str) -> Vec<String> {
    let trimmed = text.trim();
    let Some(inside) = trimmed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    else {
        return list(text);
    };
    let mut texts = Vec::new();
    let mut item = String::new();
    let mut quote = None;
    let mut was_quoted = false;
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', Some(_)) => item.extend(chars.next()),
            (c, Some(mark)) if c == mark => quote = None,
            ('"' | '\'', None) if item.trim().is_empty() && !was_quoted => {
                item.clear();
                quote = Some(c);
                was_quoted = true;
            }
            (',', None) => {
                push_item(&mut texts, &mut item, was_quoted);
                was_quoted = false;
            }
            (c, None) if was_quoted && c.is_whitespace() => {}
            (c, _) => item.push(c),
        }
    }
    if was_quoted || !item.trim().is_empty() {
        push_item(&mut texts, &mut item, was_quoted);
    }
    texts
}

fn push_item(texts: &mut Vec<String>, item: &mut String, was_quoted: bool) {
    let text = std::mem::take(item);
    texts.push(if was_quoted {
        text
    } else {
        text.trim().to_owned()
    });
}

/// A list as [`typed`] reads it.
pub(super) fn text_of_list(texts: &[String]) -> String {
    let mut all = String::from("[");
    for (index, text) in texts.iter().enumerate() {
        all.push_str(if index == 0 { "\"" } else { ", \"" });
        for c in text.chars() {
            if matches!(c, '"' | '\\') {
                all.push('\\');
            }
            all.push(c);
        }
        all.push('"');
    }
    all.push(']');
    all
}

/// A text without the line breaks and spaces that only lay out the file around it.
pub(super) fn without_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_laid_out =
        text.starts_with(['\n', '\r']) || text.ends_with(['\n', '\r']) || text.trim().is_empty();
    match text {
        Cow::Borrowed(text) if is_laid_out => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if is_laid_out => Cow::Owned(text.trim().to_owned()),
        text => text,
    }
}

/// Whether the id of an edge is only a number, as programs make them, and says nothing.
pub(super) fn edge_name_is_generated(id: &str) -> bool {
    let id = id.trim();
    let digits = id.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = id.len() - digits.len();
    let word = id.get(..prefix).unwrap_or_default().to_lowercase();
    let number = digits.trim_start_matches(['_', '-', ':']);
    matches!(word.as_str(), "" | "e" | "edge" | "link" | "tie")
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is said about a network as a whole, by name.
pub(super) fn info_values(network: &Network) -> Vec<(String, AttributeValue)> {
    let NetworkInfo {
        name,
        description,
        source,
        license,
        attributes,
    } = network.info();
    let known = [
        ("name", name),
        ("description", description),
        ("source", source),
        ("license", license),
    ];
    let known = known
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), AttributeValue::Text(text.clone())));
    let others = attributes
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()));
    known.chain(others).collect()
}

/// The names under which records of a kind are written, with their types: fields first, then attributes.
pub(super) struct Columns {
    fields: Vec<(Field, &'static str)>,
    /// By the name of the attribute: its name in the file and its type.
    attributes: BTreeMap<String, (usize, String, ValueType)>,
}

impl Columns {
    /// The names that these rows need, without the fields for which the format has a place of its own.
    pub(super) fn of<'n>(
        kind: TableKind,
        native: &[Field],
        rows: impl Iterator<Item = OutRow<'n>>,
    ) -> Self {
        let mut used: Vec<Field> = Vec::new();
        let mut attributes: BTreeMap<String, (usize, String, ValueType)> = BTreeMap::new();
        for row in rows {
            for (field, text) in &row.fields {
                if !text.is_empty() && !used.contains(field) && !native.contains(field) {
                    used.push(*field);
                }
            }
            for (name, value) in row.attributes {
                let other = ValueType::of_value(value);
                match attributes.get_mut(name) {
                    Some((_, _, kind)) => *kind = kind.with(other),
                    None => {
                        attributes.insert(name.clone(), (0, column_name(kind, name), other));
                    }
                }
            }
        }
        let fields: Vec<(Field, &'static str)> = kind
            .fields()
            .filter(|(field, _)| used.contains(field))
            .collect();
        for (index, (number, ..)) in attributes.values_mut().enumerate() {
            *number = fields.len() + index;
        }
        Self { fields, attributes }
    }

    /// The names with their types.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, ValueType)> {
        let fields = self
            .fields
            .iter()
            .map(|&(field, name)| (name, type_of_field(field)));
        let attributes = self.attributes.values();
        fields.chain(attributes.map(|(_, name, kind)| (name.as_str(), *kind)))
    }

    /// The values of a row, each with the number of its name.
    pub(super) fn values(&self, row: &OutRow<'_>) -> Vec<(usize, AttributeValue)> {
        let fields = self
            .fields
            .iter()
            .enumerate()
            .filter_map(|(number, &(field, _))| {
                let text = row.text(field);
                (!text.is_empty()).then(|| (number, value_of_field(field, text)))
            });
        let attributes = row.attributes.iter().filter_map(|(name, value)| {
            let (number, ..) = self.attributes.get(name)?;
            Some((*number, value.clone()))
        });
        fields.chain(attributes).collect()
    }

    /// The values of a row, each with its name.
    pub(super) fn named_values(&self, row: &OutRow<'_>) -> Vec<(String, AttributeValue)> {
        let names: Vec<&str> = self.iter().map(|(name, _)| name).collect();
        let values = self.values(row).into_iter();
        values
            .filter_map(|(number, value)| Some(((*names.get(number)?).to_owned(), value)))
            .collect()
    }
}

fn type_of_field(field: Field) -> ValueType {
    match field {
        Field::Latitude
        | Field::Longitude
        | Field::X
        | Field::Y
        | Field::Weight
        | Field::Confidence
        | Field::Amount
        | Field::Budget => ValueType::Number,
        Field::Confirmed | Field::Directed => ValueType::Flag,
        Field::Tags => ValueType::List,
        _ => ValueType::Text,
    }
}

fn value_of_field(field: Field, text: &str) -> AttributeValue {
    match typed(type_of_field(field), text) {
        CellValue::Typed(value) => value,
        CellValue::Plain(text) => AttributeValue::Text(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back() {
        let texts: Vec<String> = ["a", "b, c", "", "\"d\\", " e "]
            .iter()
            .map(ToString::to_string)
            .collect();
        let text = text_of_list(&texts);
        assert_eq!(
            typed(ValueType::List, text),
            CellValue::Typed(AttributeValue::List(texts))
        );
        let of = |text: &str| texts_of_list(text);
        assert_eq!(of("[4, b c ,'d, e']"), ["4", "b c", "d, e"]);
        assert_eq!(of("cooking|money"), ["cooking", "money"]);
        assert!(of("[]").is_empty());
    }

    #[test]
    fn ids_that_say_something_are_no_numbers() {
        for id in ["0", "e12", "Edge_3", "edge-4", ""] {
            assert!(edge_name_is_generated(id), "{id}");
        }
        for id in ["contract 5", "a12", "e1b", "anna-ben"] {
            assert!(!edge_name_is_generated(id), "{id}");
        }
    }

    #[test]
    fn values_that_do_not_fit_their_type_stay_text() {
        let plain = |text: &str| CellValue::plain(text);
        assert_eq!(typed(ValueType::Number, "k"), plain("k"));
        assert_eq!(typed(ValueType::Number, "NaN"), plain("NaN"));
        assert_eq!(typed(ValueType::Integer, "1.5"), plain("1.5"));
        let flag = CellValue::Typed(AttributeValue::Flag(true));
        assert_eq!(typed(ValueType::Flag, "  TRUE \n"), flag);
    }
}
