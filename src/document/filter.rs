//! The filter: which actors and ties are shown. It hides, it never deletes.

use std::collections::BTreeSet;

use super::scenario;
use crate::model::{ActorId, PartialDate, Scenario, SectorId, TieSources};

/// Which actors and ties are shown: everything that meets all of it. Saved and undoable.
///
/// What is hidden is not analysed either: every number is about what is shown. The conditions themselves go by the whole
/// network, so that one condition never changes what another means: an actor with five contacts stays one when three of
/// them are hidden.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Sectors that are hidden; `None` stands for unassigned actors.
    pub hidden_sectors: BTreeSet<Option<SectorId>>,
    /// Single actors that are hidden.
    pub hidden_actors: BTreeSet<ActorId>,
    /// Kinds of declared ties that are hidden.
    pub hidden_kinds: BTreeSet<String>,
    /// From which records ties come. This decides what a tie is, and thus what the whole network is.
    pub ties: TieSources,
    /// What else must be true of what is shown, in the order in which it was asked for.
    pub conditions: Vec<Condition>,
    /// What is supposed: a what-if that is looked at as if it were so.
    pub supposed: Scenario,
}

/// Something that must be true of what is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What it asks.
    pub test: Test,
    /// Whether the answer must be no.
    pub is_not: bool,
}

/// What a condition asks: of actors or of ties, or of both.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The actor is in one of these sectors; `None` stands for unassigned.
    Sectors(BTreeSet<Option<SectorId>>),
    /// The tie is of one of these kinds; `None` stands for ties that follow from common activities.
    Kinds(BTreeSet<Option<String>>),
    /// The tied pair has a weight, summed over everything that ties the two, within a range.
    Weight(Range),
    /// The actor's score in the whole network is within a range: the id of a measure.
    Score(String, Range),
    /// A property of the actor, by name (see [`values`](super::values)), is one of these texts.
    OneOf(String, BTreeSet<String>),
    /// A property of the actor has this in it, whatever the case.
    Contains(String, String),
    /// A property of the actor is a number within a range.
    Within(String, Range),
    /// The actor, the tie or the activity may have existed at some time of a period. What has no dates always may.
    Time(Period),
    /// The actor is in the same fragment of the whole network as this one.
    FragmentOf(ActorId),
    /// The actor's fragment of the whole network has a number of actors within a range.
    FragmentSize(Range),
}

/// Numbers from one to another, both included; open where there is none. Finite.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The least.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
}

impl Range {
    /// Whether a number is in it.
    pub fn holds(self, value: f64) -> bool {
        self.least.is_none_or(|least| value >= least) && self.most.is_none_or(|most| value <= most)
    }
}

/// A span of time from one date to another, both included; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Option<PartialDate>,
    /// The last.
    pub to: Option<PartialDate>,
}

impl Period {
    /// Whether something that began and ended at these dates, as far as they are known, may have been there on at least one
    /// day of the period.
    pub fn meets(self, since: Option<PartialDate>, until: Option<PartialDate>) -> bool {
        let is_later = |one: Option<PartialDate>, other: Option<PartialDate>| {
            one.zip(other)
                .is_some_and(|(one, other)| one.first_day() > other.last_day())
        };
        !is_later(since, self.to) && !is_later(self.from, until)
    }
}

impl Filter {
    /// Whether what is shown may differ from the whole network. Where ties come from hides nothing: it says what a tie is.
    pub fn hides(&self) -> bool {
        let Self {
            hidden_sectors,
            hidden_actors,
            hidden_kinds,
            ties: _,
            conditions,
            supposed,
        } = self;
        !(hidden_sectors.is_empty()
            && hidden_actors.is_empty()
            && hidden_kinds.is_empty()
            && conditions.is_empty()
            && supposed.is_empty())
    }

    /// Whether it names one of these actors.
    pub fn names_any(&self, actors: &BTreeSet<ActorId>) -> bool {
        self.hidden_actors.iter().any(|id| actors.contains(id))
            || self.conditions.iter().any(|it| it.names_any(actors))
            || scenario::names_any(&self.supposed, actors)
    }

    /// The same without these actors: they are gone, and so is what was asked about them.
    #[must_use]
    pub fn without_actors(&self, gone: &BTreeSet<ActorId>) -> Self {
        let mut after = self.clone();
        after.hidden_actors.retain(|id| !gone.contains(id));
        after.conditions.retain(|it| !it.names_any(gone));
        after.supposed = scenario::without_actors(&after.supposed, gone);
        after
    }
}

impl Condition {
    /// That this is so.
    pub fn is(test: Test) -> Self {
        Self {
            test,
            is_not: false,
        }
    }

    fn names_any(&self, actors: &BTreeSet<ActorId>) -> bool {
        matches!(&self.test, Test::FragmentOf(actor) if actors.contains(actor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    #[test]
    fn a_range_has_its_ends_and_may_be_open() {
        let range = |least, most| Range { least, most };
        assert!(range(Some(2.0), Some(3.0)).holds(2.0) && range(Some(2.0), Some(3.0)).holds(3.0));
        assert!(!range(Some(2.0), None).holds(1.9) && range(None, Some(3.0)).holds(-7.0));
        assert!(range(None, None).holds(0.0));
    }

    #[test]
    fn what_may_have_been_there_meets_a_period() {
        let period = Period {
            from: date("2020-03"),
            to: date("2021"),
        };
        for (since, until, expected) in [
            ("", "", true),
            ("2019", "", true),
            ("2022", "", false),
            ("2021-12-31", "", true),
            ("", "2020", true),
            ("", "2020-02", false),
            ("", "2020-03-01", true),
            ("2019", "2019", false),
        ] {
            assert_eq!(
                period.meets(date(since), date(until)),
                expected,
                "{since} to {until}"
            );
        }
        assert!(Period::default().meets(date("2019"), date("2020")));
    }
}
