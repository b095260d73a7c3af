//! What can be wrong with a native file, and where.

use std::fmt;

use super::VERSION;

/// A place in a text: line and column, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    /// The place of a byte of a text.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: 1 + before.bytes().filter(|&byte| byte == b'\n').count(),
            column: 1 + before
                .get(line_start..)
                .map_or(0, |line| line.chars().count()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Why a native file cannot be opened. Nothing of it has been loaded then.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("line {}, column {}: {problem}", place.line, place.column)]
pub struct NativeError {
    /// Where in the file.
    pub place: Place,
    /// What is wrong there.
    pub problem: NativeProblem,
}

/// What is wrong with a native file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NativeProblem {
    /// The file comes from a later Helixmap.
    #[error(
        "this file was saved by a newer Helixmap (format version {0}, and this program knows versions up to {VERSION}); \
         open it with a newer Helixmap"
    )]
    NewerVersion(u64),
    /// No version was found.
    #[error("this is no Helixmap file: it does not say ‘version: {VERSION}’")]
    MissingVersion,
    /// There never was such a version.
    #[error("there is no format version {0}; write ‘version: {VERSION}’")]
    NoSuchVersion(u64),
    /// The text is not RON, or a value has the wrong type.
    #[error("{0}")]
    Syntax(String),
    /// A field is not known at this place.
    #[error("there is no field ‘{field}’ here{suggestion}")]
    UnknownField {
        /// The field.
        field: String,
        /// “; did you mean …”, or which fields there are.
        suggestion: String,
    },
    /// A word is not one of those that a field may have.
    #[error("‘{word}’ is not possible here; write one of {expected}")]
    UnknownWord {
        /// The word.
        word: String,
        /// Those that are possible.
        expected: String,
    },
    /// A field or attribute is given twice.
    #[error("‘{0}’ is given twice")]
    GivenTwice(String),
    /// A record lacks a field without which it means nothing.
    #[error("this {record} has no ‘{field}’")]
    Missing {
        /// What kind of record.
        record: &'static str,
        /// The field.
        field: &'static str,
    },
    /// Two records of a kind have the same id.
    #[error("the {record} id ‘{id}’ is used twice, first in line {first_line}")]
    DuplicateId {
        /// What kind of record.
        record: &'static str,
        /// The id.
        id: String,
        /// Where it was used first.
        first_line: usize,
    },
    /// A reference to a record that the file does not contain.
    #[error("there is no {record} with the id ‘{id}’ in this file")]
    UnknownReference {
        /// What kind of record.
        record: &'static str,
        /// The id.
        id: String,
    },
    /// A sector that is not in the file's scheme.
    #[error("there is no sector ‘{id}’; the sectors of this file are {known}")]
    UnknownSector {
        /// The sector.
        id: String,
        /// Those that there are.
        known: String,
    },
    /// A text that is no date.
    #[error("{0}")]
    BadDate(#[from] crate::model::DateError),
    /// A text that is no colour.
    #[error("‘{0}’ is not a colour; write it like \"#0A66B0\"")]
    BadColor(String),
    /// A number is out of its range.
    #[error("{field} must be {range}, and is {value}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What is allowed.
        range: &'static str,
        /// What was given.
        value: f64,
    },
}

/// Why a network cannot be written to a native file: it could not be read again.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{record} ‘{id}’: {field} is not a finite number and cannot be saved; correct it first")]
pub struct WriteError {
    /// What kind of record.
    pub record: &'static str,
    /// Its id.
    pub id: String,
    /// The field or attribute.
    pub field: String,
}
