//! Formats of which one file is a whole network.

use super::draft::{Draft, Unlisted};
use super::encoding::decode;
use super::input::{Input, NamedBytes};
use super::issues::IssueKind;
use super::spot::Spot;
use crate::task::Cancelled;

/// Why a file cannot be read, and where.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Problem {
    pub(super) spot: Spot,
    pub(super) message: String,
}

impl Problem {
    /// A problem as the outcome of reading.
    pub(super) fn at<T>(spot: impl Into<Spot>, message: impl Into<String>) -> Result<T, Self> {
        Err(Self {
            spot: spot.into(),
            message: message.into(),
        })
    }
}

/// Done, or why not; unless somebody said to stop.
pub(super) type Outcome = Result<Result<(), Problem>, Cancelled>;

/// A file as text.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
}

/// The draft of the file of an input that looks right, named after the file, in which ties may name actors that are not
/// listed.
pub(super) fn read(
    input: &Input,
    looks_right: impl Fn(&NamedBytes) -> bool,
    read: impl FnOnce(Source<'_>, &mut Draft) -> Outcome,
) -> Result<Draft, Cancelled> {
    let mut draft = Draft {
        unknown_actors: Unlisted::Add,
        ..Draft::of(input)
    };
    let Some(NamedBytes { name: file, bytes }) = input.the(looks_right, &mut draft.issues) else {
        return Ok(draft);
    };
    let text = decode(file, bytes, &mut draft.issues);
    let text = text.trim_start_matches('\u{feff}');
    if let Err(Problem { spot, message }) = read(Source { file, text }, &mut draft)? {
        let place = spot.in_file(file);
        draft.issues.add(IssueKind::Fatal, place, message);
    }
    Ok(draft)
}
