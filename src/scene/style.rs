//! Colours and names of markers that stand for something else than sectors and actors.

use std::collections::BTreeMap;

use super::names::shortened;
use super::{LegendEntry, LegendSymbol, Rgba, SceneInput, Theme, colors};
use crate::analysis::Measure;
use crate::document::{COMMUNITIES, values};
use crate::text::{score_cell, words};
use crate::workspace::{Whom, actor_values, measure_words};

/// Colours for values that have no order, the most frequent value first. They differ for every kind of sight.
const VALUES_LIGHT: [[u8; 3]; 8] = [
    [0x00, 0x93, 0x7B],
    [0xB7, 0x7A, 0x00],
    [0x5B, 0x20, 0x97],
    [0x98, 0x83, 0xC3],
    [0x19, 0x4C, 0x00],
    [0xC1, 0x47, 0xFF],
    [0x5C, 0x13, 0x44],
    [0x00, 0x00, 0xFF],
];
const VALUES_DARK: [[u8; 3]; 8] = [
    [0x6B, 0x9C, 0xFF],
    [0xFF, 0xEC, 0x8E],
    [0xDB, 0x00, 0x92],
    [0x00, 0xFF, 0xD4],
    [0xB7, 0x84, 0x6A],
    [0x7B, 0x93, 0x00],
    [0x91, 0x23, 0xFE],
    [0xB5, 0xFE, 0x23],
];
/// The ends of the scale of numbers: few, many.
const NUMBERS_LIGHT: [[u8; 3]; 2] = [[0x6C, 0x86, 0xAB], [0x3A, 0x0A, 0x5E]];
const NUMBERS_DARK: [[u8; 3]; 2] = [[0x52, 0x6A, 0x8F], [0xFF, 0xE3, 0x8A]];

fn opaque([red, green, blue]: [u8; 3]) -> Rgba {
    [red, green, blue, 255]
}

fn value_colors(theme: Theme) -> [Rgba; 8] {
    match theme {
        Theme::Dark => VALUES_DARK,
        Theme::Light | Theme::Print => VALUES_LIGHT,
    }
    .map(opaque)
}

fn number_colors(theme: Theme) -> [Rgba; 2] {
    match theme {
        Theme::Dark => NUMBERS_DARK,
        Theme::Light | Theme::Print => NUMBERS_LIGHT,
    }
    .map(opaque)
}

/// Colours of markers, and what they stand for.
#[derive(Debug)]
pub(super) struct Coloring {
    /// The colour of each marker, by snapshot index.
    pub(super) colors: Vec<Rgba>,
    /// The lines of the legend about them.
    pub(super) legend: Vec<LegendEntry>,
}

/// The colours that the style asks for; `None` if it asks for none, or nobody has what it asks for.
pub(super) fn coloring(input: &SceneInput<'_>) -> Option<Coloring> {
    let name = input.style.color_by.as_deref()?;
    if let Some(scores) = actor_values(name, input.results, input.network) {
        return by_number(input, name, &scores);
    }
    let snapshot = &input.results.snapshot;
    if name == COMMUNITIES {
        let of = &input.results.communities()?.community_of;
        let called = |community: u32| words::community_number(community as usize + 1);
        let found: Vec<Option<String>> = of.iter().map(|&it| Some(called(it))).collect();
        let numbers = of.iter().map(|&it| (called(it), it)).collect();
        return by_value(input, name, &found, Some(&numbers));
    }
    let actors = snapshot.actors().iter();
    let first = |&id| {
        let actor = input.network.actor(id)?;
        let value = values(actor, name).into_iter().next()?;
        Some(value.into_owned())
    };
    let found: Vec<Option<String>> = actors.map(first).collect();
    by_value(input, name, &found, None)
}

fn heading(name: &str) -> LegendEntry {
    let text = words::legend_color(&style_words(name));
    LegendEntry::new(LegendSymbol::Note, text, None)
}

fn nobody(theme: Theme, num: usize) -> Option<LegendEntry> {
    let swatch = LegendSymbol::Area(theme.sector_color(None));
    (num > 0).then(|| LegendEntry::new(swatch, words::LEGEND_NO_VALUE.to_owned(), Some(num)))
}

fn by_number(input: &SceneInput<'_>, name: &str, scores: &[Option<f64>]) -> Option<Coloring> {
    let known = scores.iter().copied().flatten();
    let least = known.clone().min_by(f64::total_cmp)?;
    let most = known.max_by(f64::total_cmp)?;
    let [low, high] = number_colors(input.theme);
    let colors = scores.iter().map(|score| match score {
        // Few actors have much of anything: the root lets the rest differ too.
        Some(score) if most > least => {
            let share = ((score - least) / (most - least)).sqrt();
            colors::mixed(low, high, share as f32)
        }
        Some(_) => low,
        None => input.theme.sector_color(None),
    });
    let ends = words::legend_scale(&score_cell(Some(least)), &score_cell(Some(most)));
    let num_nobody = scores.iter().filter(|score| score.is_none()).count();
    let mut legend = vec![
        heading(name),
        LegendEntry::new(LegendSymbol::Gradient(low, high), ends, None),
    ];
    legend.extend(nobody(input.theme, num_nobody));
    Some(Coloring {
        colors: colors.collect(),
        legend,
    })
}

fn by_value(
    input: &SceneInput<'_>,
    name: &str,
    found: &[Option<String>],
    communities: Option<&BTreeMap<String, u32>>,
) -> Option<Coloring> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for value in found.iter().flatten() {
        *sizes.entry(value).or_default() += 1;
    }
    if sizes.is_empty() {
        return None;
    }
    let mut ranked: Vec<(&str, usize)> = sizes.into_iter().collect();
    // Stable: equally frequent values stay in their order.
    ranked.sort_by_key(|&(_, size)| std::cmp::Reverse(size));
    let palette = value_colors(input.theme);
    let of_value: BTreeMap<&str, Rgba> = ranked
        .iter()
        .zip(palette)
        .map(|(&(value, _), color)| (value, color))
        .collect();
    let other = input.theme.colors().text_muted;
    let missing = input.theme.sector_color(None);
    let colors = found.iter().map(|value| match value {
        Some(value) => of_value.get(value.as_str()).copied().unwrap_or(other),
        None => missing,
    });
    let mut legend = vec![heading(name)];
    let whom = |value: &str| match communities {
        None => Some(Whom::Value(name.to_owned(), value.to_owned())),
        Some(numbers) => numbers.get(value).copied().map(Whom::Community),
    };
    legend.extend(
        ranked
            .iter()
            .zip(palette)
            .map(|(&(value, size), color)| LegendEntry {
                whom: whom(value),
                ..LegendEntry::new(LegendSymbol::Area(color), shortened(value), Some(size))
            }),
    );
    let others = ranked.get(palette.len()..).unwrap_or_default();
    if !others.is_empty() {
        let num = others.iter().map(|&(_, size)| size).sum();
        let text = words::legend_other_values(others.len());
        legend.push(LegendEntry::new(LegendSymbol::Area(other), text, Some(num)));
    }
    let num_nobody = found.iter().filter(|value| value.is_none()).count();
    legend.extend(nobody(input.theme, num_nobody));
    Some(Coloring {
        colors: colors.collect(),
        legend,
    })
}

/// What is written beside markers, if the style asks for something else than names and somebody has it.
pub(super) fn names_by_style(input: &SceneInput<'_>) -> Option<Vec<String>> {
    let name = input.style.label_by.as_deref()?;
    if let Some(scores) = actor_values(name, input.results, input.network) {
        let text = |score: Option<f64>| score.map_or_else(String::new, |_| score_cell(score));
        return Some(scores.into_iter().map(text).collect());
    }
    let actors = input.results.snapshot.actors().iter();
    let names: Vec<String> = actors
        .map(|&id| {
            let actor = input.network.actor(id);
            let values = actor.map_or_else(Vec::new, |actor| values(actor, name));
            shortened(&values.join(", "))
        })
        .collect();
    names.iter().any(|name| !name.is_empty()).then_some(names)
}

/// What something that marks can stand for is called in the legend.
pub(super) fn style_words(name: &str) -> String {
    match Measure::by_id(name) {
        Some(measure) => measure_words(measure).legend.to_owned(),
        None if name == COMMUNITIES => words::COMMUNITY.to_owned(),
        None => words::property(name).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Results;
    use crate::document::Style;
    use crate::model::{Actor, AttributeValue, Network, Snapshot, SnapshotOptions};
    use crate::scene::{Scene, contrast};

    #[test]
    fn colors_stand_out_from_the_canvas() {
        for theme in Theme::ALL {
            let canvas = theme.colors().canvas;
            for color in value_colors(theme).into_iter().chain(number_colors(theme)) {
                let contrast = contrast(color, canvas);
                assert!(contrast >= 3.0, "{theme:?} {color:?}: {contrast}");
            }
        }
    }

    /// Ten cities, the first with the most actors; one actor without.
    fn network() -> Network {
        let mut network = Network::new();
        for number in 0..30 {
            let mut actor = Actor::new(format!("a{number}"), format!("Actor {number}"));
            if number > 0 {
                actor.city = format!("City {}", (number % 10).min(number % 12));
            }
            let employees = AttributeValue::Integer(number);
            actor.attributes.insert("employees".to_owned(), employees);
            network.add_actor(actor).unwrap();
        }
        network
    }

    fn scene(network: &Network, style: &Style) -> Scene {
        let snapshot = Snapshot::new(network, &SnapshotOptions::default());
        let results = Results::new(Arc::new(snapshot));
        Scene::build(&SceneInput {
            style,
            ..SceneInput::new(network, &results)
        })
    }

    #[test]
    fn the_legend_counts_everybody_once_for_values() {
        let network = network();
        let style = Style {
            color_by: Some("city".to_owned()),
            ..Style::default()
        };
        let scene = scene(&network, &style);
        let swatches: Vec<_> = scene
            .legend
            .iter()
            .filter_map(|entry| match entry.symbol {
                LegendSymbol::Area(color) => Some((color, entry.count.unwrap())),
                _ => None,
            })
            .collect();
        assert_eq!(swatches.iter().map(|(_, count)| count).sum::<usize>(), 30);
        for (color, count) in &swatches {
            let with_color = scene.actors.iter().filter(|mark| mark.color == *color);
            assert_eq!(with_color.count(), *count);
        }
        // Sectors are told by their shapes alone.
        let muted = Theme::Light.colors().text_muted;
        let mut sectors = scene.legend.iter().filter(|entry| entry.sector().is_some());
        assert!(sectors.all(|entry| {
            matches!(entry.symbol, LegendSymbol::Shape(_, color) if color == muted)
        }));
    }

    #[test]
    fn numbers_give_size_color_and_name() {
        let network = network();
        let by = Some("employees".to_owned());
        let style = Style {
            size_by: by.clone(),
            color_by: by.clone(),
            label_by: by,
        };
        let scene = scene(&network, &style);
        let [low, high] = number_colors(Theme::Light);
        assert_eq!(scene.actors[0].color, low);
        assert_eq!(scene.actors[29].color, high);
        assert!(scene.actors[29].radius_px > scene.actors[3].radius_px);
        let of_last = scene.labels.iter().find(|label| label.mark == 29);
        assert_eq!(of_last.unwrap().text, "29");
    }

    #[test]
    fn what_nobody_has_changes_nothing() {
        let network = network();
        let by = Some("no such property".to_owned());
        let style = Style {
            size_by: by.clone(),
            color_by: by.clone(),
            label_by: by,
        };
        assert_eq!(scene(&network, &style), scene(&network, &Style::default()));
    }
}
