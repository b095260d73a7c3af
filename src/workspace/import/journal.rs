//! The report of an import as an entry of the journal.

use jiff::tz::TimeZone;

use super::report::ImportReport;
use crate::model::{Attributes, JournalEntry, JournalKind, Network, PartialDate};
use crate::text::words;

/// An entry with the report, dated today.
pub(crate) fn journal_entry(report: &ImportReport, network: Option<&Network>) -> Box<JournalEntry> {
    let is_free =
        |key: &String| network.is_none_or(|network| network.journal().by_key(key).is_none());
    let key = (1..u32::MAX)
        .map(|number| format!("import-{number}"))
        .find(is_free)
        .unwrap_or_default();
    let today = jiff::Timestamp::now().to_zoned(TimeZone::UTC).date();
    Box::new(JournalEntry {
        key,
        date: today.to_string().parse::<PartialDate>().ok(),
        kind: JournalKind::Observation,
        text: words::import::journal(&report.text()),
        author: String::new(),
        actors: Vec::new(),
        activities: Vec::new(),
        attributes: Attributes::new(),
    })
}
