//! `helixmap render`: a picture of the map through a lens, as PNG or SVG.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::analysis::gaps::missing_ties;
use crate::analysis::{ANALYSES, Analysis, Measure, Params, Results, Topic, findings};
use crate::document::Content;
use crate::layout::{LAYOUTS, Layout, Position, settle};
use crate::scene::{
    Focus, LENSES, Lens, PictureInput, Scene, SceneInput, Theme, png, svg, worst_gap,
};
use crate::task::TaskContext;
use crate::text::words;
use crate::workspace::{layout_input, sentence, snapshot};

/// Missing ties that the Gaps lens shows between the two sectors with the worst gap.
const NUM_MISSING_TIES: usize = 3;

/// The sides of a picture, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 100..=16_384;

/// What `helixmap render` is told.
#[derive(Clone, Debug, clap::Args)]
pub struct RenderArgs {
    /// The network: a file, a folder of CSV files, or sample:NAME
    pub file: String,
    /// The picture to write: a name that ends in .png or .svg
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What the picture is about
    #[arg(long, value_name = "NAME", default_value = "network", value_parser = lens_parser())]
    pub lens: Lens,
    /// How actors are laid out; by default as they were left in the file, if they were
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(LAYOUTS.iter().map(|layout| layout.id())))]
    pub layout: Option<String>,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = parse_size)]
    pub size: [u32; 2],
    /// Colours
    #[arg(long, value_name = "NAME", default_value = "light", value_parser = theme_parser())]
    pub theme: Theme,
    /// The seed of everything that is drawn at random
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

fn lens_parser() -> impl clap::builder::TypedValueParser<Value = Lens> {
    PossibleValuesParser::new(LENSES.map(Lens::id)).map(|id| {
        let lens = LENSES.into_iter().find(|lens| lens.id() == id);
        lens.unwrap_or_default()
    })
}

fn theme_parser() -> impl clap::builder::TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(Theme::id)).map(|id| {
        let theme = Theme::ALL.into_iter().find(|theme| theme.id() == id);
        theme.unwrap_or_default()
    })
}

fn parse_size(text: &str) -> Result<[u32; 2], String> {
    let sides = text.split_once(['x', 'X', '×']);
    let side = |text: &str| text.trim().parse::<u32>().ok();
    sides
        .and_then(|(width, height)| Some([side(width)?, side(height)?]))
        .filter(|sides| sides.iter().all(|side| SIDES.contains(side)))
        .ok_or_else(|| {
            format!(
                "expected WIDTHxHEIGHT in pixels, such as 1600x1000, each from {} to {}",
                SIDES.start(),
                SIDES.end()
            )
        })
}

/// The kinds of picture that can be written.
#[derive(Clone, Copy)]
enum Format {
    Png,
    Svg,
}

/// Writes the picture.
pub fn run(args: &RenderArgs, content: &Content) -> anyhow::Result<()> {
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    let format = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("png") => Format::Png,
        Some("svg") => Format::Svg,
        _ => {
            return Err(anyhow!(
                "pictures are written as .png or .svg; choose a name that ends so: {}",
                args.output.display()
            ));
        }
    };
    let bytes = picture(args, content, format)?;
    std::fs::write(&args.output, bytes)
        .with_context(|| format!("cannot write the picture: {}", args.output.display()))
}

fn picture(args: &RenderArgs, content: &Content, format: Format) -> anyhow::Result<Vec<u8>> {
    let task = TaskContext::new();
    let size_by = content
        .appearance
        .size_by
        .as_deref()
        .and_then(|id| Measure::ALL.into_iter().find(|measure| measure.id() == id));
    let mut results = Results::new(Arc::new(snapshot(content)));
    let layout = layout_to_run(args, content, &results)?;
    let params = Params {
        seed: args.seed,
        // The picture shows no p values.
        num_shuffles: 0,
        ..Params::default()
    };
    for &analysis in ANALYSES {
        if is_needed(analysis, args.lens, layout, size_by) {
            results.add(Arc::new(analysis.run(&results.snapshot, &params, &task)?));
        }
    }
    let positions = match layout {
        Some(layout) => settle(
            layout,
            layout_input(&results, content, args.seed, false),
            &task,
        )?,
        None => saved_positions(content, &results).unwrap_or_default(),
    };
    let focus = focus(args.lens, &results);
    let scene = Scene::build(&SceneInput {
        lens: args.lens,
        focus: &focus,
        size_by,
        theme: args.theme,
        hidden_sectors: &content.filter.hidden_sectors,
        placements: &content.placements,
        ..SceneInput::new(&content.network, &results)
    });
    let info = content.network.info();
    let subtitle = headline(args.lens, content, &results);
    let input = PictureInput {
        scene: &scene,
        positions: &positions,
        theme: args.theme,
        size_px: args.size,
        title: &info.name,
        subtitle: &subtitle,
        source: &info.source,
    };
    Ok(match format {
        Format::Png => png(&input)?,
        Format::Svg => svg(&input).into_bytes(),
    })
}

/// The layout that is asked for; the default if some actors have no place; none if all have one.
fn layout_to_run(
    args: &RenderArgs,
    content: &Content,
    results: &Results,
) -> anyhow::Result<Option<&'static dyn Layout>> {
    let Some(id) = &args.layout else {
        let is_placed = saved_positions(content, results).is_some();
        return Ok(LAYOUTS.first().copied().filter(|_| !is_placed));
    };
    let layout = LAYOUTS.iter().copied().find(|layout| layout.id() == id);
    layout
        .map(Some)
        .ok_or_else(|| anyhow!("there is no layout of that name: {id}"))
}

/// Where the actors were left, if all have a place.
fn saved_positions(content: &Content, results: &Results) -> Option<Vec<Position>> {
    let actors = results.snapshot.actors().iter();
    actors
        .map(|actor| Some(content.placements.get(actor)?.position))
        .collect()
}

/// Whether the picture needs an analysis: on large networks some take long.
fn is_needed(
    analysis: &dyn Analysis,
    lens: Lens,
    layout: Option<&dyn Layout>,
    size_by: Option<Measure>,
) -> bool {
    let by_lens = match lens {
        Lens::Network => None,
        Lens::Brokers => Some("betweenness"),
        Lens::Gaps => Some("sector_mixing"),
        Lens::Fragmentation => Some("cohesion"),
        Lens::Introductions => Some("introductions"),
    };
    // A sector layout draws brokers to the middle.
    let by_layout = layout
        .filter(|layout| layout.id() == "sectors")
        .map(|_| "betweenness");
    size_by.is_some() || [by_lens, by_layout].contains(&Some(analysis.id()))
}

/// What the picture singles out, so that it tells what the lens is about: the worst gap, with its best missing ties.
fn focus(lens: Lens, results: &Results) -> Focus {
    let worst = results.mixing().and_then(|mixing| {
        let (a, b) = worst_gap(mixing)?;
        Some((a, b, *mixing.sectors.get(a)?, *mixing.sectors.get(b)?))
    });
    match (lens, worst) {
        (Lens::Gaps, Some((a, b, sector_a, sector_b))) => {
            let missing = missing_ties(&results.snapshot, sector_a, sector_b, NUM_MISSING_TIES);
            let pairs = missing.iter().map(|tie| (tie.a, tie.b)).collect();
            Focus::Sectors(a, b, pairs)
        }
        _ => Focus::None,
    }
}

/// The line under the title: what the lens finds, or if it finds nothing, what it asks.
fn headline(lens: Lens, content: &Content, results: &Results) -> String {
    let topic = Topic::ALL.into_iter().find(|topic| topic.id() == lens.id());
    let network = &content.network;
    let finding = topic
        .into_iter()
        .flat_map(|topic| findings(topic, results, network.sectors()))
        .next();
    match finding {
        Some(finding) => sentence(&finding, network, &results.snapshot).to_string(),
        None => words::lens(lens.id()).question.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_width_and_height() {
        assert_eq!(parse_size("1600x1000"), Ok([1600, 1000]));
        assert_eq!(parse_size("800 × 600"), Ok([800, 600]));
        for wrong in [
            "",
            "1600",
            "0x0",
            "99x500",
            "axb",
            "100x99999999999",
            "-100x100",
        ] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
