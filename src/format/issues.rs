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

/// So many issues are listed that say the same of different places, and so many in all; nobody reads more, and a file may
/// have one for each of millions of cells.
const MAX_ALIKE: usize = 1000;
const MAX_LISTED: usize = 20_000;

/// Everything that happened on the way in, in the order in which it was found.
///
/// Of those that say the same in other places, or of other names and numbers, the first 1,000 are listed, then one that
/// says how many more there are; in all 20,000 are listed. All are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportIssues {
    listed: Vec<Issue>,
    /// How many there are of each kind and wording.
    alike: BTreeMap<(IssueKind, String), Alike>,
    /// How many are not listed that there is no line for.
    num_untold: usize,
}

/// Issues that say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Alike {
    count: usize,
    /// The place among those that are listed of the one that says how many more there are, and how many.
    rest: Option<(usize, usize)>,
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
        let alike = self.alike.iter().filter(|((other, _), _)| *other == kind);
        alike.map(|(_, alike)| alike.count).sum()
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
        let kind = issue.kind;
        let mut key = (kind, wording(&issue.message));
        if self.alike.len() >= MAX_ALIKE && !self.alike.contains_key(&key) {
            key.1.clear();
        }
        let alike = self.alike.entry(key).or_default();
        alike.count += 1;
        if kind == IssueKind::Fatal || (alike.count <= MAX_ALIKE && self.listed.len() < MAX_LISTED)
        {
            self.listed.push(issue);
            return;
        }
        if let Some((place, num_more)) = &mut alike.rest {
            *num_more += 1;
            if let Some(rest) = self.listed.get_mut(*place) {
                rest.message = and_more(*num_more, &issue.message);
            }
        } else if self.listed.len() < MAX_LISTED {
            alike.rest = Some((self.listed.len(), 1));
            self.listed.push(Issue {
                message: and_more(1, &issue.message),
                ..issue
            });
        } else {
            if self.num_untold == 0 {
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
            self.num_untold += 1;
        }
    }

    /// Adds the issues of another part of the input.
    pub fn append(&mut self, other: Self) {
        let offset = self.listed.len();
        let Self {
            listed,
            alike,
            num_untold,
        } = other;
        self.listed.extend(listed);
        for (wording, Alike { count, rest }) in alike {
            let all = self.alike.entry(wording).or_default();
            all.count += count;
            let moved = rest.map(|(place, num_more)| (place + offset, num_more));
            all.rest = all.rest.or(moved);
        }
        self.num_untold += num_untold;
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

/// What a message says whatever the names and numbers in it.
fn wording(message: &str) -> String {
    let mut depth = 0_usize;
    message
        .chars()
        .filter(|&c| {
            match c {
                '‘' => depth += 1,
                '’' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && !c.is_ascii_digit()
        })
        .collect()
}

fn and_more(count: usize, last: &str) -> String {
    format!("and {count} more like this, the last: {last}")
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
            let message = format!("the id ‘{line}’ is already used in line {line}");
            issues.add_line(IssueKind::Skipped, "x", line, message);
        }
        issues.add_line(IssueKind::Skipped, "x", 7, "something else");
        issues.add_file(IssueKind::Fatal, "x", "stop");
        assert_eq!(issues.count(IssueKind::Skipped), 100_001);
        assert_eq!(issues.len(), MAX_ALIKE + 3);
        assert!(issues.is_fatal());
        let rest = issues.iter().nth(MAX_ALIKE).unwrap();
        assert_eq!(
            rest.message,
            "and 99000 more like this, the last: the id ‘99999’ is already used in line 99999"
        );
    }

    #[test]
    fn issues_that_all_differ_are_bounded_too() {
        let mut issues = ImportIssues::new();
        for number in 0..30_000_usize {
            // Words of different letters, and no digits that would make them alike.
            let word: String = number
                .to_string()
                .bytes()
                .map(|digit| char::from(digit + b'a' - b'0'))
                .collect();
            issues.add_file(IssueKind::Guess, "x", word);
        }
        assert_eq!(issues.count(IssueKind::Guess), 30_000);
        // A thousand wordings are told apart.
        assert_eq!(issues.len(), 2 * MAX_ALIKE + 1);
    }

    #[test]
    fn parts_of_an_input_are_counted_together() {
        let mut issues = ImportIssues::new();
        for _ in 0..3 {
            let mut part = ImportIssues::new();
            for line in 0..MAX_ALIKE as u64 + 10 {
                part.add_line(IssueKind::Skipped, "x", line, "no");
            }
            issues.append(part);
        }
        assert_eq!(issues.count(IssueKind::Skipped), 3 * (MAX_ALIKE + 10));
    }
}
