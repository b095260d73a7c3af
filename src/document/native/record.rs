//! One record of a native file being written, and how its texts and numbers look.

use std::fmt::Write as _;

use super::error::WriteError;
use super::read::Word;
use crate::document::Range;
use crate::model::{AttributeValue, Attributes, PartialDate};

/// One record being written: the fields that are not at their default.
pub(super) struct Record {
    name: &'static str,
    id: String,
    text: String,
}

impl Record {
    pub(super) fn new(name: &'static str, id: impl Into<String>) -> Self {
        Self {
            name,
            id: id.into(),
            text: "(".to_owned(),
        }
    }

    pub(super) fn field(&mut self, name: &str) -> &mut String {
        if self.text.len() > 1 {
            self.text.push_str(", ");
        }
        self.text.push_str(name);
        self.text.push_str(": ");
        &mut self.text
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, name: &str, value: &str) {
        quote(self.field(name), value);
    }

    /// A text, unless it is empty.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.required(name, value);
        }
    }

    /// A text, unless it equals what is taken in its absence.
    pub(super) fn text_unless(&mut self, name: &str, value: &str, default: &str) {
        if value != default {
            self.required(name, value);
        }
    }

    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    pub(super) fn texts(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            list(self.field(name), values.iter().map(String::as_str));
        }
    }

    pub(super) fn date(&mut self, name: &str, value: Option<PartialDate>) {
        if let Some(date) = value {
            self.required(name, &date.to_string());
        }
    }

    #[expect(
        clippy::fn_params_excessive_bools,
        reason = "a flag and its default are both flags"
    )]
    pub(super) fn flag(&mut self, name: &str, value: bool, default: bool) {
        if value != default {
            self.raw(name, if value { "true" } else { "false" });
        }
    }

    pub(super) fn word<W: Word>(&mut self, name: &str, value: W) {
        self.raw(name, value.word());
    }

    pub(super) fn word_unless<W: Word + PartialEq + Default>(&mut self, name: &str, value: W) {
        if value != W::default() {
            self.word(name, value);
        }
    }

    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.field(name).push_str(value);
    }

    pub(super) fn number(&mut self, name: &str, value: f64) -> Result<(), WriteError> {
        let text = self.finite(name, value)?;
        self.raw(name, &text);
        Ok(())
    }

    pub(super) fn range(&mut self, Range { least, most }: Range) -> Result<(), WriteError> {
        for (name, value) in [("least", least), ("most", most)] {
            if let Some(value) = value {
                self.number(name, value)?;
            }
        }
        Ok(())
    }

    pub(super) fn finite(&self, field: &str, value: f64) -> Result<String, WriteError> {
        if value.is_finite() {
            Ok(number(value))
        } else {
            Err(WriteError {
                record: self.name,
                id: self.id.clone(),
                field: field.to_owned(),
            })
        }
    }

    pub(super) fn attributes(&mut self, attributes: &Attributes) -> Result<(), WriteError> {
        if attributes.is_empty() {
            return Ok(());
        }
        let text = attribute_map(self.name, &self.id, attributes)?;
        self.raw("attributes", &text);
        Ok(())
    }

    pub(super) fn end(mut self) -> String {
        self.text.push(')');
        self.text
    }
}

/// A text in quotes, readable: only what must be escaped is.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _infallible = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

pub(super) fn list<'a>(out: &mut String, texts: impl Iterator<Item = &'a str>) {
    out.push('[');
    for (number, text) in texts.enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        quote(out, text);
    }
    out.push(']');
}

/// The shortest text that is this number again; whole numbers without a point.
fn number(value: f64) -> String {
    let text = format!("{value:?}");
    match text.strip_suffix(".0") {
        Some(whole) if whole != "-0" => whole.to_owned(),
        _ => text,
    }
}

pub(super) fn attribute_map(
    record: &'static str,
    id: &str,
    attributes: &Attributes,
) -> Result<String, WriteError> {
    let mut out = "{".to_owned();
    for (number, (name, value)) in attributes.iter().enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        quote(&mut out, name);
        out.push_str(": ");
        match value {
            AttributeValue::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            AttributeValue::Integer(integer) => out.push_str(&integer.to_string()),
            // With a point or an exponent, so that it does not come back as a whole number.
            AttributeValue::Number(value) if value.is_finite() => {
                let _infallible = write!(out, "{value:?}");
            }
            AttributeValue::Number(_) => {
                return Err(WriteError {
                    record,
                    id: id.to_owned(),
                    field: name.clone(),
                });
            }
            AttributeValue::Text(text) => quote(&mut out, text),
            AttributeValue::List(texts) => list(&mut out, texts.iter().map(String::as_str)),
        }
    }
    out.push('}');
    Ok(out)
}
