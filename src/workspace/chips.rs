//! Chips: what a filter says, part by part, each with the filter that is left without it.

use super::names::actor_name;
use super::scenario_words;
use crate::analysis::Measure;
use crate::document::{Condition, Filter, Test};
use crate::model::{Network, Scenario, SectorId, TieSources};
use crate::text::words;

/// A part of a filter in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// The words.
    pub words: String,
    /// What is left of the filter without it.
    pub without: Filter,
}

/// The parts of a filter, in a fixed order.
pub fn chips(filter: &Filter, network: &Network) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |words: String, change: &dyn Fn(&mut Filter)| {
        let mut without = filter.clone();
        change(&mut without);
        chips.push(Chip { words, without });
    };
    for sector in &filter.hidden_sectors {
        let words = words::chip_sector(sector_name(network, *sector));
        chip(words, &|without| {
            without.hidden_sectors.remove(sector);
        });
    }
    if !filter.hidden_actors.is_empty() {
        let words = words::chip_actors(filter.hidden_actors.len());
        chip(words, &|without| without.hidden_actors.clear());
    }
    for kind in &filter.hidden_kinds {
        let name = kind_name(Some(kind));
        chip(words::chip_kind(name), &|without| {
            without.hidden_kinds.remove(kind);
        });
    }
    for (place, condition) in filter.conditions.iter().enumerate() {
        chip(condition_words(condition, network), &|without| {
            without.conditions.remove(place);
        });
    }
    if !filter.supposed.is_empty() {
        let parts = scenario_words(&filter.supposed, network);
        chip(words::chip_supposed(&parts), &|without| {
            without.supposed = Scenario::default();
        });
    }
    if filter.ties != TieSources::All {
        let words = words::chip_ties(filter.ties == TieSources::Declared);
        chip(words.to_owned(), &|without| without.ties = TieSources::All);
    }
    chips
}

/// A condition in a few words: `country: SE or DK`, `not contacts: at most 2`.
pub fn condition_words(condition: &Condition, network: &Network) -> String {
    let words = match &condition.test {
        Test::Sectors(sectors) => {
            let names = sectors.iter().map(|&sector| sector_name(network, sector));
            words::chip_one_of(words::CHIP_SECTOR, &names.collect::<Vec<_>>())
        }
        Test::Kinds(kinds) => {
            let names = kinds.iter().map(|kind| kind_name(kind.as_deref()));
            words::chip_one_of(words::CHIP_KIND, &names.collect::<Vec<_>>())
        }
        Test::Weight(range) => words::chip_range(words::CHIP_WEIGHT, range.least, range.most),
        Test::Score(id, range) => {
            let is_known = Measure::by_id(id).is_some();
            let name = if is_known {
                words::measure(id).legend
            } else {
                id
            };
            words::chip_range(name, range.least, range.most)
        }
        Test::OneOf(name, values) => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            words::chip_one_of(words::property(name), &values)
        }
        Test::Contains(name, text) => words::chip_contains(words::property(name), text),
        Test::Within(name, range) => {
            words::chip_range(words::property(name), range.least, range.most)
        }
        Test::Time(period) => {
            let [from, to] = [period.from, period.to].map(|date| date.map(|it| it.to_string()));
            words::chip_time(from.as_deref(), to.as_deref())
        }
        Test::FragmentOf(actor) => words::chip_fragment(actor_name(network, *actor)),
        Test::FragmentSize(range) => {
            words::chip_range(words::CHIP_FRAGMENT_SIZE, range.least, range.most)
        }
    };
    if condition.is_not {
        words::chip_not(&words)
    } else {
        words
    }
}

fn sector_name(network: &Network, sector: Option<SectorId>) -> &str {
    match sector.and_then(|sector| network.sectors().get(sector)) {
        Some(sector) => &sector.name,
        None => words::unassigned(),
    }
}

/// A kind of tie by name; `None` stands for ties that follow from common activities.
fn kind_name(kind: Option<&str>) -> &str {
    match kind {
        None => words::SHARED_ACTIVITIES,
        Some("") => words::NO_KIND,
        Some(kind) => kind,
    }
}
