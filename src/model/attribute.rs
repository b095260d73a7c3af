//! Free attributes: what a source says beyond the fields that Helixmap knows.

use std::collections::BTreeMap;

/// The free attributes of a record, by name; iterated in the order of the names.
pub type Attributes = BTreeMap<String, AttributeValue>;

/// The value of a free attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A finite number.
    Number(f64),
    /// Any text.
    Text(String),
    /// Several texts, in the order of the source.
    List(Vec<String>),
}

impl AttributeValue {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Number(value) => Some(*value),
            Self::Flag(_) | Self::Text(_) | Self::List(_) => None,
        }
    }
}
