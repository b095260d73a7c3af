//! What happened on the way in: noted, guessed, skipped, or fatal, with its place.

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
    /// The column, by its name.
    pub column: Option<String>,
}

impl fmt::Display for IssuePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column } = self;
        f.write_str(file)?;
        if let Some(line) = line {
            write!(f, ":{line}")?;
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

/// Everything that happened on the way in, in the order in which it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportIssues(Vec<Issue>);

impl ImportIssues {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The issues.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of a kind.
    pub fn count(&self, kind: IssueKind) -> usize {
        self.0.iter().filter(|issue| issue.kind == kind).count()
    }

    /// Whether nothing can be read.
    pub fn is_fatal(&self) -> bool {
        self.0.iter().any(|issue| issue.kind == IssueKind::Fatal)
    }

    /// Adds an issue.
    pub fn add(&mut self, kind: IssueKind, place: IssuePlace, message: impl Into<String>) {
        self.0.push(Issue {
            kind,
            place,
            message: message.into(),
        });
    }

    /// Adds the issues of another part of the input.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
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
            column: None,
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
