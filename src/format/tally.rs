//! Issues that may occur on every line of a file are told once, with the first place and how often.

use super::issues::{ImportIssues, IssueKind};
use super::spot::Spot;

/// Counts issues of the same kind and wording.
#[derive(Default)]
pub(super) struct Tally(Vec<Counted>);

struct Counted {
    kind: IssueKind,
    message: &'static str,
    /// What the first one is about; empty if that needs no saying.
    first: String,
    spot: Spot,
    count: usize,
}

impl Tally {
    /// Counts an issue at a place, about something.
    pub(super) fn add(
        &mut self,
        kind: IssueKind,
        spot: impl Into<Spot>,
        message: &'static str,
        about: &str,
    ) {
        let same = |other: &&mut Counted| other.kind == kind && other.message == message;
        match self.0.iter_mut().find(same) {
            Some(counted) => counted.count += 1,
            None => self.0.push(Counted {
                kind,
                message,
                first: about.chars().take(80).collect(),
                spot: spot.into(),
                count: 1,
            }),
        }
    }

    /// Tells what was counted, in the order in which it was met.
    pub(super) fn tell(self, file: &str, issues: &mut ImportIssues) {
        for Counted {
            kind,
            message,
            first,
            spot,
            count,
        } in self.0
        {
            let mut text = message.to_owned();
            if !first.is_empty() {
                text = format!("‘{first}’: {text}");
            }
            if count > 1 {
                text = format!("{text} (and {} more of this kind)", count - 1);
            }
            issues.add(kind, spot.in_file(file), text);
        }
    }
}
