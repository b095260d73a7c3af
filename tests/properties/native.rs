//! Whatever a content holds is in its file: read again, it is the same content, and written again, the same text.

use std::collections::BTreeMap;

use helixmap::document::{
    Appearance, Arrangement, Collapsed, Condition, Content, Filter, Note, Period, Placement, Range,
    SavedScenario, SavedStyle, Style, Test, Together, native,
};
use helixmap::model::{
    Activity, ActivityId, ActivityKind, Actor, ActorEntity, ActorId, AttributeValue, Attributes,
    Change, Commitment, CommitmentId, CommitmentStatus, Facet, Introduction, IntroductionId,
    IntroductionStatus, IntroductionStep, JournalEntry, JournalEntryId, JournalKind, MarkerShape,
    Money, Need, NeedId, NeedStatus, Network, NetworkEdit, NetworkInfo, Offer, OfferId,
    PartialDate, Participation, Portfolio, PortfolioId, PortfolioLevel, ResourceLayer, Scenario,
    Sector, SectorId, SectorScheme, Tie, TieId, TieSources, TieStatus, Zone, ZoneStep,
};
use proptest::prelude::*;

/// Texts that files have trouble with, and plain ones.
const TEXTS: &[&str] = &[
    "Kraftringen",
    "Åsa & Öst, Malmö",
    "東京都 – مدينة",
    "family 👩‍👩‍👧 a\u{30a}",
    " spaces at both ends ",
    "\"quoted\" and \\back\\slashed\\",
    "two\nlines\r\nand\ta tab",
    "// no comment /* nor this */",
    "#![enable(implicit_some)]",
    "(version: 2, actors: [",
    "None",
    "true",
    "12",
    "1e5",
    "\u{0}\u{1}\u{7f}\u{85}\u{feff}\u{2028}\u{2029}\u{202e}",
    "r#\"raw\"#",
    "\\u{41}",
    "'",
];

/// Numbers that are written in unusual ways, and plain ones.
const NUMBERS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.1,
    12.5,
    1e21,
    -1e-7,
    123_456_789.123_456_79,
    f64::MIN_POSITIVE,
    5e-324,
    f64::MAX,
    f64::MIN,
    9_007_199_254_740_993.0,
];

/// Throws what goes into records, from a seed. With `fills`, every field is filled, otherwise some are left empty.
struct Dice {
    state: u64,
    fills: bool,
}

impl Dice {
    /// A number below a bound. The generator is splitmix64.
    fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    fn one_of<T: Clone>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())].clone()
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 0
    }

    fn some<T>(&mut self, throw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.fills || self.below(3) > 0).then(|| throw(self))
    }

    fn many<T>(&mut self, mut throw: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let least = usize::from(self.fills);
        (0..least + self.below(4)).map(|_| throw(self)).collect()
    }

    /// Empty now and then, unless every field is filled.
    fn text(&mut self) -> String {
        self.some(|dice| dice.one_of(TEXTS))
            .unwrap_or_default()
            .to_owned()
    }

    /// Text ids of one table differ by their number.
    fn key(&mut self, number: usize) -> String {
        format!("{}{number}", self.text())
    }

    fn number(&mut self) -> f64 {
        self.one_of(NUMBERS)
    }

    fn date(&mut self) -> PartialDate {
        let year = [1, 987, 1998, 2024, 9999][self.below(5)];
        let month = self.some(|dice| 1 + dice.below(12) as i8);
        let day = month.and_then(|_| self.some(|dice| 1 + dice.below(28) as i8));
        PartialDate::new(year, month, day).unwrap()
    }

    fn value(&mut self) -> AttributeValue {
        match self.below(5) {
            0 => AttributeValue::Flag(self.flag()),
            1 => AttributeValue::Integer([0, -1, 2024, i64::MAX, i64::MIN][self.below(5)]),
            2 => AttributeValue::Number(self.number()),
            3 => AttributeValue::Text(self.text()),
            _ => AttributeValue::List(self.many(Self::text)),
        }
    }

    fn attributes(&mut self) -> Attributes {
        self.many(|dice| (dice.text(), dice.value()))
            .into_iter()
            .collect()
    }

    fn texts(&mut self) -> Vec<String> {
        self.many(Self::text)
    }

    /// One of the records of a table that has so many.
    fn id<I>(&mut self, num: usize, id: impl Fn(u32) -> I) -> I {
        id(self.below(num) as u32)
    }
}

/// How many records of every kind there are.
const NUM: usize = 4;

fn scenario(dice: &mut Dice) -> Scenario {
    let pair = |dice: &mut Dice| (dice.id(NUM, ActorId), dice.id(NUM, ActorId));
    Scenario {
        removed: dice.many(|dice| dice.id(NUM, ActorId)),
        added: dice.many(pair),
        dissolved: dice.many(pair),
    }
}

fn scheme(dice: &mut Dice) -> SectorScheme {
    if !dice.fills && dice.flag() {
        return SectorScheme::default();
    }
    let shapes = [
        MarkerShape::Square,
        MarkerShape::Diamond,
        MarkerShape::Circle,
        MarkerShape::Triangle,
        MarkerShape::Hexagon,
    ];
    let sectors = (0..NUM)
        .map(|number| Sector {
            key: dice.key(number),
            name: dice.text(),
            color: [dice.below(256) as u8, dice.below(256) as u8, 0x0A],
            dark_color: [0xFF, dice.below(256) as u8, dice.below(256) as u8],
            shape: dice.one_of(&shapes),
            aliases: dice.texts(),
        })
        .collect();
    SectorScheme::new(sectors).unwrap()
}

fn actor(dice: &mut Dice, number: usize) -> Actor {
    use ActorEntity::{Department, Organization, Person, Team};
    Actor {
        key: dice.key(number),
        label: dice.text(),
        sector: dice.some(|dice| dice.id(NUM, SectorId)),
        entity: dice.one_of(&[Organization, Department, Team, Person]),
        kind: dice.text(),
        description: dice.text(),
        country: dice.text(),
        city: dice.text(),
        coordinates: dice.some(|dice| dice.one_of(&[[55.7, 13.19], [-90.0, 180.0], [0.0, -0.0]])),
        url: dice.text(),
        tags: dice.texts(),
        since: dice.some(Dice::date),
        until: dice.some(Dice::date),
        confirmed: dice.flag(),
        source: dice.text(),
        attributes: dice.attributes(),
    }
}

fn tie(dice: &mut Dice) -> Tie {
    use TieStatus::{Active, Dormant, Ended, Planned};
    Tie {
        source: dice.id(NUM, ActorId),
        target: dice.id(NUM, ActorId),
        kind: dice.text(),
        weight: dice.number().abs(),
        directed: dice.flag(),
        since: dice.some(Dice::date),
        until: dice.some(Dice::date),
        status: dice.one_of(&[Active, Planned, Dormant, Ended]),
        confidence: dice.some(|dice| dice.one_of(&[0.0, 0.25, 1.0, 1e-9])),
        origin: dice.text(),
        introduction: dice.some(|dice| dice.id(NUM, IntroductionId)),
        attributes: dice.attributes(),
    }
}

fn portfolio(dice: &mut Dice, number: usize) -> Portfolio {
    use PortfolioLevel::{Eu, International, Local, National, Regional};
    Portfolio {
        key: dice.key(number),
        name: dice.text(),
        holder: dice.some(|dice| dice.id(NUM, ActorId)),
        level: dice.some(|dice| dice.one_of(&[Local, Regional, National, Eu, International])),
        parent: dice.some(|dice| dice.id(NUM, PortfolioId)),
        description: dice.text(),
        attributes: dice.attributes(),
    }
}

fn zone_step(dice: &mut Dice) -> ZoneStep {
    ZoneStep {
        zone: dice.one_of(&[Zone::Yellow, Zone::Green, Zone::Blue]),
        since: dice.some(Dice::date),
        note: dice.text(),
    }
}

fn participation(dice: &mut Dice) -> Participation {
    Participation {
        actor: dice.id(NUM, ActorId),
        role: dice.text(),
        amount: dice.some(Dice::number),
        source: dice.text(),
        attributes: dice.attributes(),
    }
}

fn activity(dice: &mut Dice, number: usize) -> Activity {
    use ActivityKind::{Challenge, Event, Lab, PreStudy, Project};
    use Facet::{Adaptive, Anticipatory, Enhancement, Mission};
    use ResourceLayer::{Core, Partner, Project as ProjectLayer, Qualitative};
    Activity {
        key: dice.key(number),
        title: dice.text(),
        kind: dice.some(|dice| dice.one_of(&[Project, Lab, Event, PreStudy, Challenge])),
        description: dice.text(),
        topic: dice.text(),
        programme: dice.text(),
        start: dice.some(Dice::date),
        end: dice.some(Dice::date),
        zones: dice.many(zone_step),
        facet: dice.some(|dice| dice.one_of(&[Enhancement, Mission, Adaptive, Anticipatory])),
        layer: dice.some(|dice| dice.one_of(&[Core, ProjectLayer, Partner, Qualitative])),
        budget: dice.some(|dice| Money {
            amount: dice.number(),
            currency: dice.text(),
        }),
        portfolio: dice.some(|dice| dice.id(NUM, PortfolioId)),
        participants: dice.many(participation),
        url: dice.text(),
        tags: dice.texts(),
        source: dice.text(),
        attributes: dice.attributes(),
    }
}

fn commitment(dice: &mut Dice, number: usize) -> Commitment {
    use CommitmentStatus::{Broken, Kept, Promised, Revised, Underway};
    Commitment {
        key: dice.key(number),
        by: dice.id(NUM, ActorId),
        to: dice.some(|dice| dice.id(NUM, ActorId)),
        promise: dice.text(),
        contract: dice.text(),
        year: dice.some(|dice| dice.one_of(&[2030, -44, i16::MAX, 0])),
        status: dice.one_of(&[Promised, Underway, Kept, Revised, Broken]),
        activity: dice.some(|dice| dice.id(NUM, ActivityId)),
        outcome: dice.text(),
        source: dice.text(),
        attributes: dice.attributes(),
    }
}

const NEED_STATUSES: [NeedStatus; 3] = [NeedStatus::Open, NeedStatus::Matched, NeedStatus::Closed];

fn need(dice: &mut Dice, number: usize) -> Need {
    Need {
        key: dice.key(number),
        actor: dice.id(NUM, ActorId),
        text: dice.text(),
        tags: dice.texts(),
        status: dice.one_of(&NEED_STATUSES),
        since: dice.some(Dice::date),
        attributes: dice.attributes(),
    }
}

fn offer(dice: &mut Dice, number: usize) -> Offer {
    Offer {
        key: dice.key(number),
        actor: dice.id(NUM, ActorId),
        text: dice.text(),
        tags: dice.texts(),
        status: dice.one_of(&NEED_STATUSES),
        since: dice.some(Dice::date),
        attributes: dice.attributes(),
    }
}

fn introduction(dice: &mut Dice, number: usize) -> Introduction {
    use IntroductionStatus::{Declined, Ended, Introduced, Met, Suggested, WorkingTogether};
    let statuses = [Suggested, Introduced, Met, WorkingTogether, Ended, Declined];
    Introduction {
        key: dice.key(number),
        first: dice.id(NUM, ActorId),
        second: dice.id(NUM, ActorId),
        by: dice.some(|dice| dice.id(NUM, ActorId)),
        reason: dice.text(),
        need: dice.some(|dice| dice.id(NUM, NeedId)),
        offer: dice.some(|dice| dice.id(NUM, OfferId)),
        steps: dice.many(|dice| IntroductionStep {
            status: dice.one_of(&statuses),
            date: dice.some(Dice::date),
            note: dice.text(),
        }),
        attributes: dice.attributes(),
    }
}

fn journal_entry(dice: &mut Dice, number: usize) -> JournalEntry {
    use JournalKind::{CriticalIncident, Decision, Insight, Observation};
    JournalEntry {
        key: dice.key(number),
        date: dice.some(Dice::date),
        kind: dice.one_of(&[Observation, Decision, CriticalIncident, Insight]),
        text: dice.text(),
        author: dice.text(),
        actors: dice.many(|dice| dice.id(NUM, ActorId)),
        activities: dice.many(|dice| dice.id(NUM, ActivityId)),
        attributes: dice.attributes(),
    }
}

/// A content with records of every kind, which refer to each other.
fn content(mut dice: Dice) -> Content {
    let dice = &mut dice;
    let mut network = Network::new();
    let info = NetworkInfo {
        name: dice.text(),
        description: dice.text(),
        source: dice.text(),
        license: dice.text(),
        attributes: dice.attributes(),
    };
    let mut edits = vec![
        NetworkEdit::Info(Box::default(), Box::new(info)),
        NetworkEdit::Sectors(Box::default(), Box::new(scheme(dice))),
    ];
    for number in 0..NUM {
        let id = number as u32;
        edits.extend([
            NetworkEdit::Actor(Change::add(ActorId(id), actor(dice, number))),
            NetworkEdit::Portfolio(Change::add(PortfolioId(id), portfolio(dice, number))),
            NetworkEdit::Activity(Change::add(ActivityId(id), activity(dice, number))),
            NetworkEdit::Commitment(Change::add(CommitmentId(id), commitment(dice, number))),
            NetworkEdit::Need(Change::add(NeedId(id), need(dice, number))),
            NetworkEdit::Offer(Change::add(OfferId(id), offer(dice, number))),
            NetworkEdit::Introduction(Change::add(IntroductionId(id), introduction(dice, number))),
            NetworkEdit::JournalEntry(Change::add(JournalEntryId(id), journal_entry(dice, number))),
        ]);
    }
    for number in 0..NUM {
        edits.push(NetworkEdit::Tie(Change::add(
            TieId(number as u32),
            tie(dice),
        )));
    }
    network.apply(&edits).unwrap();
    let placements: BTreeMap<ActorId, Placement> = (0..NUM as u32)
        .filter_map(|id| {
            dice.some(|dice| {
                let placement = Placement {
                    position: dice.one_of(&[[0.0, -0.0], [1e-7, 1.5], [f32::MAX, -16_777_217.0]]),
                    pinned: dice.flag(),
                };
                (ActorId(id), placement)
            })
        })
        .collect();
    let note = |dice: &mut Dice| Note {
        text: dice.text(),
        place: dice.one_of(&[[0.0, -0.0], [1e-7, 1.5], [f32::MIN, 16_777_217.0]]),
        beside: dice.some(|dice| dice.id(NUM, ActorId)),
    };
    let notes = dice.many(note).into_iter().collect();
    let filter = Filter {
        hidden_sectors: dice
            .many(|dice| dice.some(|dice| dice.id(NUM, SectorId)))
            .into_iter()
            .chain(dice.fills.then_some(None))
            .collect(),
        hidden_actors: dice
            .many(|dice| dice.id(NUM, ActorId))
            .into_iter()
            .collect(),
        hidden_kinds: dice.texts().into_iter().collect(),
        ties: dice.one_of(&[
            TieSources::All,
            TieSources::Declared,
            TieSources::Activities,
        ]),
        conditions: conditions(dice),
        supposed: scenario(dice),
    };
    let appearance = Appearance {
        style: style(dice),
        styles: (0..dice.below(3))
            .map(|number| SavedStyle {
                name: format!("{number} {}", dice.text()),
                style: style(dice),
            })
            .collect(),
        layout: dice.text(),
        arrangement: Arrangement {
            together: dice.one_of(&[Together::Nothing, Together::Sectors, Together::Communities]),
            strong_ties_closer: dice.one_of(&[false, true]),
            middle: dice.some(Dice::text),
            across: dice.some(Dice::text),
            up: dice.some(Dice::text),
        },
        collapsed: dice.many(|dice| {
            if dice.flag() {
                Collapsed::Sector(dice.some(|dice| dice.id(NUM, SectorId)))
            } else {
                Collapsed::Actors {
                    name: dice.text(),
                    actors: dice
                        .many(|dice| dice.id(NUM, ActorId))
                        .into_iter()
                        .collect(),
                }
            }
        }),
    };
    Content {
        network,
        placements,
        notes,
        filter,
        scenarios: dice.many(|dice| SavedScenario {
            name: dice.text(),
            scenario: scenario(dice),
        }),
        appearance,
    }
}

fn style(dice: &mut Dice) -> Style {
    Style {
        size_by: dice.some(Dice::text),
        color_by: dice.some(Dice::text),
        label_by: dice.some(Dice::text),
    }
}

/// One condition of each kind.
fn conditions(dice: &mut Dice) -> Vec<Condition> {
    let range = |dice: &mut Dice| Range {
        least: dice.some(Dice::number),
        most: dice.some(Dice::number),
    };
    let texts = |dice: &mut Dice| dice.texts().into_iter().collect();
    let sector = |dice: &mut Dice| dice.some(|dice| dice.id(NUM, SectorId));
    let tests = [
        Test::Sectors(dice.many(sector).into_iter().collect()),
        Test::Kinds(
            dice.many(|dice| dice.some(Dice::text))
                .into_iter()
                .collect(),
        ),
        Test::Weight(range(dice)),
        Test::Score(dice.text(), range(dice)),
        Test::OneOf(dice.text(), texts(dice)),
        Test::Contains(dice.text(), dice.text()),
        Test::Within(dice.text(), range(dice)),
        Test::Time(Period {
            from: dice.some(Dice::date),
            to: dice.some(Dice::date),
        }),
        Test::FragmentOf(dice.id(NUM, ActorId)),
        Test::FragmentSize(range(dice)),
    ];
    let mut conditions = Vec::new();
    for test in tests {
        let is_not = dice.flag();
        conditions.extend(dice.some(|_| Condition { test, is_not }));
    }
    conditions
}

/// Every record of a content, to be compared: `Debug` tells `-0.0` from `0.0` and prints numbers to the last bit.
fn records(content: &Content) -> Vec<String> {
    let Content {
        network,
        placements,
        notes,
        filter,
        appearance,
        scenarios,
    } = content;
    let mut records = vec![
        format!("{:?}", network.info()),
        format!("{:?}", network.sectors()),
        format!("{filter:?}"),
        format!("{appearance:?}"),
        format!("{scenarios:?}"),
    ];
    records.extend(network.actors().map(|record| format!("{record:?}")));
    records.extend(network.ties().map(|record| format!("{record:?}")));
    records.extend(
        network
            .portfolios()
            .iter()
            .map(|record| format!("{record:?}")),
    );
    records.extend(
        network
            .activities()
            .iter()
            .map(|record| format!("{record:?}")),
    );
    records.extend(
        network
            .commitments()
            .iter()
            .map(|record| format!("{record:?}")),
    );
    records.extend(network.needs().iter().map(|record| format!("{record:?}")));
    records.extend(network.offers().iter().map(|record| format!("{record:?}")));
    records.extend(
        network
            .introductions()
            .iter()
            .map(|record| format!("{record:?}")),
    );
    records.extend(network.journal().iter().map(|record| format!("{record:?}")));
    records.extend(placements.iter().map(|record| format!("{record:?}")));
    records.extend(notes.iter().map(|record| format!("{record:?}")));
    records
}

fn assert_round_trip(content: &Content) {
    let text = native::write(content).unwrap();
    let again = native::read(&text).map_err(|error| format!("{error:?}\n{text}"));
    let again = again.unwrap();
    assert_eq!(records(content), records(&again), "{text}");
    assert_eq!(native::write(&again).unwrap(), text);
}

proptest! {
    #[test]
    fn a_file_holds_every_field_of_every_record(state in any::<u64>()) {
        assert_round_trip(&content(Dice { state, fills: true }));
    }

    #[test]
    fn a_file_holds_what_is_left_empty_too(state in any::<u64>()) {
        assert_round_trip(&content(Dice { state, fills: false }));
    }
}
