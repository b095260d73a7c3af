//! The tables of `analyze`: what stands out, in sentences and numbers, for reading in a terminal.

use super::{Report, Theme};
use crate::analysis::fragmentation::{KeyPlayerSet, robustness};
use crate::analysis::{Cohesion, Distances, Measure, SectorMixing, Topic, findings};
use crate::cli::table::{align, wrap};
use crate::text::words::{self, analyze as terms};
use crate::text::{count, number, percent, score_cell};
use crate::workspace::sentence;

const NUM_BROKERS: usize = 15;
const NUM_LISTED: usize = 10;
const LABEL_CHARS: usize = 44;
const SECTOR_CHARS: usize = 16;
/// Which measures the table of brokers shows; it is sorted by the first that there is.
const BROKER_COLUMNS: [Measure; 5] = [
    Measure::CrossBetweennessNorm,
    Measure::BetweennessNorm,
    Measure::Degree,
    Measure::BrokeredPairs,
    Measure::Constraint,
];

/// Everything.
pub(super) fn report(report: &Report<'_>) -> String {
    let mut sections = vec![overview(report)];
    if report.wants(Theme::Brokers) && report.snapshot().num_actors() > 0 {
        sections.push(brokers(report));
    }
    if let Some(mixing) = report
        .results
        .mixing()
        .filter(|mixing| !mixing.sectors.is_empty())
    {
        sections.push(gaps(report, mixing));
    }
    if let (Some(cohesion), Some(distances)) =
        (report.results.cohesion(), report.results.distances())
        && report.wants(Theme::Fragmentation)
        && report.snapshot().num_actors() > 0
    {
        sections.push(fragmentation(report, cohesion, distances));
    }
    sections.join("\n")
}

fn overview(report: &Report<'_>) -> String {
    let num_actors = report.snapshot().num_actors();
    if num_actors == 0 {
        return format!("{}\n", words::EMPTY_NETWORK);
    }
    let mut lines = vec![report.network.info().name.clone()];
    lines.retain(|name| !name.is_empty());
    lines.push(sentences(report, Topic::Network));
    lines.join("\n")
}

/// The findings of a topic in words, one after the other, with a dash before each.
fn sentences(report: &Report<'_>, topic: Topic) -> String {
    findings(topic, &report.results, report.network.sectors())
        .iter()
        .map(|finding| {
            let sentence = sentence(finding, report.network, report.snapshot());
            wrap("-", &sentence.to_string())
        })
        .collect()
}

fn sector_name<'a>(report: &'a Report<'_>, place: usize) -> &'a str {
    let id = report.snapshot().sector_ids().get(place);
    let sector = id.and_then(|&id| report.network.sectors().get(id));
    sector.map_or("", |sector| sector.name.as_str())
}

fn brokers(report: &Report<'_>) -> String {
    let results = &report.results;
    let columns: Vec<_> = BROKER_COLUMNS
        .into_iter()
        .filter_map(|measure| Some((measure, results.scores(measure)?)))
        .collect();
    let mut actors: Vec<u32> = (0..report.snapshot().num_actors() as u32).collect();
    if let Some((_, scores)) = columns.first() {
        let score = |actor: u32| scores.get(actor as usize).copied().flatten();
        actors.sort_by(|&a, &b| {
            let (a, b) = (score(a).unwrap_or(-1.0), score(b).unwrap_or(-1.0));
            b.total_cmp(&a)
        });
    }
    actors.truncate(NUM_BROKERS);
    let mut header = vec![terms::ACTOR.to_owned(), terms::SECTOR.to_owned()];
    header.extend(
        columns
            .iter()
            .map(|(measure, _)| words::measure(measure.id()).short.to_owned()),
    );
    if report.intervals.is_some() {
        header.push(terms::RANKS.to_owned());
    }
    let mut rows = vec![header];
    for actor in actors {
        let place = report.snapshot().sectors().get(actor as usize).copied();
        let sector = match place.flatten() {
            Some(place) => sector_name(report, place.into()),
            None => words::unassigned(),
        };
        let mut row = vec![
            shorten(report.label(actor), LABEL_CHARS),
            shorten(sector, SECTOR_CHARS),
        ];
        row.extend(
            columns
                .iter()
                .map(|(_, scores)| score_cell(scores.get(actor as usize).copied().flatten())),
        );
        if let Some(intervals) = &report.intervals {
            let interval = intervals.ranks.get(actor as usize).copied().flatten();
            row.push(interval.map_or_else(
                || score_cell(None),
                |interval| format!("{}–{}", interval.low, interval.high),
            ));
        }
        rows.push(row);
    }
    let mut text = format!(
        "{}\n{}\n{}",
        terms::BROKERS,
        sentences(report, Topic::Brokers),
        align(&rows, 2)
    );
    let shares = [Measure::CrossBetweennessNorm, Measure::BetweennessNorm];
    let bounds = shares.into_iter().filter_map(|share| {
        let estimate = results.estimate(share)?;
        Some((estimate.num_samples, estimate.largest_bound(share)?))
    });
    if let Some((num_samples, bound)) = bounds.max_by(|a, b| a.1.total_cmp(&b.1)) {
        text += &terms::estimated(num_samples, &percent(bound));
        text.push('\n');
    }
    if let Some(players) = results.key_players() {
        text += &key_players(report, terms::KEY_PLAYERS_NEGATIVE, &players.negative);
        text += &key_players(report, terms::KEY_PLAYERS_POSITIVE, &players.positive);
    }
    text
}

/// The names of key players under a heading; nothing, if there are none.
fn key_players(report: &Report<'_>, heading: &str, set: &KeyPlayerSet) -> String {
    if set.actors.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{heading}");
    if !set.is_best {
        text += " (";
        text += terms::GREEDY;
        text.push(')');
    }
    text.push('\n');
    for &actor in &set.actors {
        text += "  ";
        text += &shorten(report.label(actor), LABEL_CHARS);
        text.push('\n');
    }
    text
}

fn gaps(report: &Report<'_>, mixing: &SectorMixing) -> String {
    let names: Vec<String> = (0..mixing.sectors.len())
        .map(|place| shorten(sector_name(report, place), SECTOR_CHARS))
        .collect();
    let mut rows = vec![vec![
        terms::SECTOR.to_owned(),
        terms::SECTOR.to_owned(),
        terms::TIES.to_owned(),
        terms::EXPECTED.to_owned(),
        terms::Z.to_owned(),
        String::new(),
    ]];
    let cell = |matrix: &[Vec<Option<f64>>], a: usize, b: usize| {
        matrix.get(a).and_then(|row| row.get(b)).copied().flatten()
    };
    for (a, first) in names.iter().enumerate() {
        for (b, second) in names.iter().enumerate().skip(a) {
            let ties = mixing.ties.get(a).and_then(|row| row.get(b));
            let fixed = |value: Option<f64>| {
                value.map_or_else(
                    || score_cell(None),
                    |value| format!("{value:.1}").replace('-', "−"),
                )
            };
            rows.push(vec![
                first.clone(),
                second.clone(),
                count(ties.copied().unwrap_or_default() as usize),
                fixed(cell(&mixing.expected, a, b)),
                fixed(cell(&mixing.z, a, b)),
                if mixing.is_gap(a, b) {
                    terms::GAP.to_owned()
                } else {
                    String::new()
                },
            ]);
        }
    }
    format!(
        "{}\n{}\n{}\n{}",
        terms::GAPS,
        sentences(report, Topic::Gaps),
        terms::GAPS_TABLE,
        align(&rows, 2)
    )
}

fn fragmentation(report: &Report<'_>, cohesion: &Cohesion, distances: &Distances) -> String {
    let dash = || score_cell(None);
    let facts = [
        (
            terms::NO_PATH,
            cohesion.fragmentation.map_or_else(dash, percent),
        ),
        (terms::COMPONENTS, count(cohesion.components.len())),
        (terms::ISOLATES, count(cohesion.isolates.len())),
        (
            terms::AVERAGE_PATH_LENGTH,
            distances.average_path_length.map_or_else(dash, number),
        ),
        (terms::DIAMETER, count(distances.diameter as usize)),
        (terms::CUT_ACTORS, count(cohesion.cut_actors.len())),
        (terms::BRIDGES, count(cohesion.bridges.len())),
    ];
    let mut facts = facts.to_vec();
    if let Some(communities) = report.results.communities() {
        facts.extend([
            (terms::COMMUNITIES, count(communities.members.len())),
            (
                terms::MODULARITY,
                communities.modularity.map_or_else(dash, number),
            ),
            (
                terms::AGREEMENT,
                communities.rand_index.map_or_else(dash, number),
            ),
        ]);
    }
    if let Some(resilience) = report.results.resilience() {
        let by_degree = robustness(&resilience.by_degree);
        let at_random = resilience.robustness_at_random;
        facts.extend([
            (
                terms::ROBUSTNESS_BY_DEGREE,
                by_degree.map_or_else(dash, number),
            ),
            (
                terms::ROBUSTNESS_AT_RANDOM,
                at_random.map_or_else(dash, number),
            ),
        ]);
    }
    let rows: Vec<Vec<String>> = facts
        .into_iter()
        .map(|(name, value)| vec![name.to_owned(), value])
        .collect();
    let mut text = format!(
        "{}\n{}\n{}",
        terms::FRAGMENTATION,
        sentences(report, Topic::Fragmentation),
        align(&rows, 1)
    );
    let mut cut_actors: Vec<(usize, u32)> = cohesion
        .cut_actors
        .iter()
        .map(|cut| (cut.num_cut_off(), cut.actor))
        .collect();
    cut_actors.sort_by_key(|&(size, actor)| (std::cmp::Reverse(size), actor));
    let named = cut_actors
        .iter()
        .map(|&(size, actor)| (shorten(report.label(actor), LABEL_CHARS), size));
    text += &listed(terms::CUT_ACTORS, named.collect());
    let mut bridges: Vec<_> = cohesion.bridges.iter().collect();
    bridges.sort_by_key(|bridge| (std::cmp::Reverse(bridge.num_cut_off), bridge.edge));
    let named = bridges.into_iter().map(|bridge| {
        let [a, b] = [bridge.a, bridge.b].map(|end| shorten(report.label(end), LABEL_CHARS));
        (format!("{a} – {b}"), bridge.num_cut_off as usize)
    });
    text += &listed(terms::BRIDGES, named.collect());
    text
}

/// The first of some things under a heading, each with how many actors it cuts off; nothing, if there are none.
fn listed(heading: &str, mut things: Vec<(String, usize)>) -> String {
    if things.is_empty() {
        return String::new();
    }
    let num_more = things.len().saturating_sub(NUM_LISTED);
    things.truncate(NUM_LISTED);
    let rows: Vec<Vec<String>> = things
        .into_iter()
        .map(|(name, size)| vec![format!("  {name}"), terms::cuts_off(size)])
        .collect();
    let mut text = format!("\n{heading}\n{}", align(&rows, 2));
    if num_more > 0 {
        text += "  ";
        text += &terms::and_more(num_more);
        text.push('\n');
    }
    text
}

fn shorten(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max_chars - 1).collect();
    short.push('…');
    short
}
