//! What happened on the way in: noted, guessed, skipped, or fatal, with its place.
//!
//! Like the messages of errors, those of issues are English sentences that are made where the thing happens. They name cells
//! and rows of one file in the words of its format, and a script reads them as well as a person; a list of all that can
//! happen in any format would have to know every format.

use std::collections::BTreeMap;
use std::fmt;

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueKind {
    /// Good to know.
    Note,
    /// Something was not said and had to be guessed, or could not be understood and was kept as an attribute.
    Guess,
    /// A row, or a part of one, is not in the network.
    Skipped,
    /// Nothing can be read.
    Fatal,
}

/// Where in the input an issue lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssuePlace {
    /// The file.
    pub file: String,
    /// The line of the file, counted from 1; that of the first line, where a row has several.
    pub line: Option<u64>,
    /// The character of that line, counted from 1, where a line may hold many records.
    pub character: Option<u32>,
    /// The column, by its name.
    pub column: Option<String>,
}

impl fmt::Display for IssuePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            character,
            column,
        } = self;
        f.write_str(file)?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
        }
        if let Some(character) = character {
            write!(f, ":{character}")?;
        }
        if let Some(column) = column {
            write!(f, ", column ‘{column}’")?;
        }
        Ok(())
    }
}

/// Something that happened on the way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// How much it matters.
    pub kind: IssueKind,
    /// Where.
    pub place: IssuePlace,
    /// What.
    pub message: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            IssueKind::Note => "note",
            IssueKind::Guess => "guess",
            IssueKind::Skipped => "skipped",
            IssueKind::Fatal => "error",
        };
        write!(f, "{}: {kind}: {}", self.place, self.message)
    }
}

/// So many issues are listed; nobody reads more, and a file may have one for each of millions of cells.
const MAX_LISTED: usize = 20_000;

/// Everything that happened on the way in, in the order in which it was found.
///
/// The first 20,000 are listed, with a last one that says so; all are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportIssues {
    listed: Vec<Issue>,
    /// How many more there are of each kind.
    unlisted: BTreeMap<IssueKind, usize>,
}

impl ImportIssues {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The issues that are listed.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.listed.iter()
    }

    /// How many are listed.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// How many there are of a kind, listed or not.
    pub fn count(&self, kind: IssueKind) -> usize {
        let listed = self.listed.iter().filter(|issue| issue.kind == kind);
        listed.count() + self.unlisted.get(&kind).copied().unwrap_or_default()
    }

    /// Whether nothing can be read.
    pub fn is_fatal(&self) -> bool {
        self.listed
            .iter()
            .any(|issue| issue.kind == IssueKind::Fatal)
    }

    /// Adds an issue.
    pub fn add(&mut self, kind: IssueKind, place: IssuePlace, message: impl Into<String>) {
        self.push(Issue {
            kind,
            place,
            message: message.into(),
        });
    }

    /// Lists an issue, or counts it if there are too many; what is fatal is always listed.
    fn push(&mut self, issue: Issue) {
        if self.listed.len() < MAX_LISTED || issue.kind == IssueKind::Fatal {
            self.listed.push(issue);
            return;
        }
        if self.unlisted.is_empty() {
            let place = IssuePlace {
                file: issue.place.file,
                ..IssuePlace::default()
            };
            self.listed.push(Issue {
                kind: IssueKind::Note,
                place,
                message: "there is more to tell than can be listed here".to_owned(),
            });
        }
        *self.unlisted.entry(issue.kind).or_default() += 1;
    }

    /// Adds the issues of another part of the input.
    pub fn append(&mut self, other: Self) {
        for issue in other.listed {
            self.push(issue);
        }
        for (kind, count) in other.unlisted {
            *self.unlisted.entry(kind).or_default() += count;
        }
    }

    /// Adds an issue that concerns a file as a whole.
    pub fn add_file(&mut self, kind: IssueKind, file: &str, message: impl Into<String>) {
        self.add_line(kind, file, None, message);
    }

    /// Adds an issue at a line of a file.
    pub fn add_line(
        &mut self,
        kind: IssueKind,
        file: &str,
        line: impl Into<Option<u64>>,
        message: impl Into<String>,
    ) {
        let place = IssuePlace {
            file: file.to_owned(),
            line: line.into(),
            ..IssuePlace::default()
        };
        self.add(kind, place, message);
    }
}

impl<'a> IntoIterator for &'a ImportIssues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millions_of_issues_are_counted_and_not_kept() {
        let mut issues = ImportIssues::new();
        for line in 0..100_000 {
            issues.add_line(IssueKind::Skipped, "x", line, "no");
        }
        issues.add_file(IssueKind::Fatal, "x", "stop");
        assert_eq!(issues.count(IssueKind::Skipped), 100_000);
        assert_eq!(issues.len(), MAX_LISTED + 2);
        assert!(issues.is_fatal());
    }
}
