//! The conditions of a filter in the native file: written and read.

use std::collections::BTreeSet;

use super::error::WriteError;
use super::problems::{At, Index, Problems};
use super::read::FileCondition;
use super::record::{Record, list};
use super::write_records::{actor_key, sector_key};
use crate::document::{Condition, Period, Test};
use crate::model::{Network, SectorId, SectorScheme};

/// A condition as it is written.
pub(super) fn write(network: &Network, condition: &Condition) -> Result<String, WriteError> {
    let mut record = Record::new("filter", "");
    record.flag("not", condition.is_not, false);
    let name = match &condition.test {
        Test::Sectors(sectors) => {
            let keys = sectors.iter().filter_map(|id| sector_key(network, (*id)?));
            list(record.field("any_of"), keys);
            record.flag("unassigned", sectors.contains(&None), false);
            "Sectors"
        }
        Test::Kinds(kinds) => {
            list(
                record.field("any_of"),
                kinds.iter().flatten().map(String::as_str),
            );
            record.flag("shared_activities", kinds.contains(&None), false);
            "Kinds"
        }
        Test::Weight(range) => {
            record.range(*range)?;
            "Weight"
        }
        Test::Score(measure, range) => {
            record.required("measure", measure);
            record.range(*range)?;
            "Score"
        }
        Test::OneOf(property, texts) => {
            record.required("property", property);
            list(record.field("any_of"), texts.iter().map(String::as_str));
            "OneOf"
        }
        Test::Contains(property, text) => {
            record.required("property", property);
            record.required("text", text);
            "Contains"
        }
        Test::Within(property, range) => {
            record.required("property", property);
            record.range(*range)?;
            "Within"
        }
        Test::Time(Period { from, to }) => {
            record.date("from", *from);
            record.date("to", *to);
            "Time"
        }
        Test::FragmentOf(actor) => {
            record.required("actor", actor_key(network, *actor));
            "FragmentOf"
        }
        Test::FragmentSize(range) => {
            record.range(*range)?;
            "FragmentSize"
        }
    };
    Ok(format!("{name}{}", record.end()))
}

/// The condition that a record of the file means.
pub(super) fn resolve(
    problems: &mut Problems,
    at: &At<'_>,
    file: FileCondition,
    scheme: &SectorScheme,
    actors: &Index,
) -> Condition {
    let (is_not, test) = match file {
        FileCondition::Sectors {
            not,
            any_of,
            unassigned,
        } => {
            let list = at.field("any_of");
            let sectors = any_of.iter().enumerate().map(|(number, key)| {
                let sector = problems.sector(&list.item(number), scheme, key);
                Some(sector)
            });
            let mut sectors: BTreeSet<Option<SectorId>> = sectors.collect();
            if unassigned {
                sectors.insert(None);
            }
            (not, Test::Sectors(sectors))
        }
        FileCondition::Kinds {
            not,
            any_of,
            shared_activities,
        } => {
            let mut kinds: BTreeSet<Option<String>> = any_of.into_iter().map(Some).collect();
            if shared_activities {
                kinds.insert(None);
            }
            (not, Test::Kinds(kinds))
        }
        FileCondition::Weight { not, least, most } => {
            (not, Test::Weight(problems.range(at, least, most)))
        }
        FileCondition::Score {
            not,
            measure,
            least,
            most,
        } => (not, Test::Score(measure, problems.range(at, least, most))),
        FileCondition::OneOf {
            not,
            property,
            any_of,
        } => (not, Test::OneOf(property, any_of.into_iter().collect())),
        FileCondition::Contains {
            not,
            property,
            text,
        } => (not, Test::Contains(property, text)),
        FileCondition::Within {
            not,
            property,
            least,
            most,
        } => (not, Test::Within(property, problems.range(at, least, most))),
        FileCondition::Time { not, from, to } => {
            let period = Period {
                from: problems.date(at, "from", from.as_deref()),
                to: problems.date(at, "to", to.as_deref()),
            };
            (not, Test::Time(period))
        }
        FileCondition::FragmentOf { not, actor } => {
            let actor = problems.reference(&at.field("actor"), actors, &actor);
            (not, Test::FragmentOf(actor))
        }
        FileCondition::FragmentSize { not, least, most } => {
            (not, Test::FragmentSize(problems.range(at, least, most)))
        }
    };
    Condition { test, is_not }
}
