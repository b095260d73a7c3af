//! `helixmap render`: a picture of the map through a lens, as PNG, SVG or PDF.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::layout::{LayoutChoice, Needs};
use crate::analysis::gaps::missing_ties;
use crate::analysis::{ANALYSES, Analysis, Measure, Params, Results};
use crate::document::{COMMUNITIES, Content, Style};
use crate::layout::{LAYOUTS, Layout, Position, TWO_MODE, settle};
use crate::model::PartialDate;
use crate::scene::{
    Focus, LENSES, Lens, Paper, PictureInput, PictureKind, Scene, SceneInput, Theme, full_names,
    letters_without_font, scripts_of, svg, worst_gap,
};
use crate::task::TaskContext;
use crate::text::words;
use crate::workspace::{headline, save_atomically, snapshot};

/// Missing ties that the Gaps lens shows between the two sectors with the worst gap.
const NUM_MISSING_TIES: usize = 3;

/// The sides of a picture, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 100..=16_384;

/// What `helixmap render` is told.
#[derive(Clone, Debug, clap::Args)]
pub struct RenderArgs {
    /// The network: a file, a folder of CSV files, or sample:NAME
    pub file: String,
    /// The picture to write: a name that ends in .png, .svg or .pdf
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What the picture is about
    #[arg(long, value_name = "NAME", default_value = "network", value_parser = lens_parser())]
    pub lens: Lens,
    /// How actors are laid out; by default as they were left in the file, if they were
    #[command(flatten)]
    pub choice: LayoutChoice,
    /// Width and height in pixels
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = parse_size)]
    pub size: [u32; 2],
    /// A sheet of paper instead: A4 to A0, or A3-portrait
    #[arg(long, value_name = "SHEET", conflicts_with = "size", value_parser = parse_paper)]
    pub paper: Option<Paper>,
    /// Nothing behind the map
    #[arg(long)]
    pub transparent: bool,
    /// The date that is written beside the source: 2026, 2026-03 or 2026-03-01
    #[arg(long, value_name = "DATE")]
    pub date: Option<PartialDate>,
    /// Colours
    #[arg(long, value_name = "NAME", default_value = "light", value_parser = theme_parser())]
    pub theme: Theme,
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

fn parse_paper(text: &str) -> Result<Paper, String> {
    Paper::by_name(text)
        .ok_or_else(|| "write A4, A3, A2, A1 or A0, or A4-portrait and so on".to_owned())
}

/// Whether an analysis computes something that marks stand for.
fn is_needed_by(style: &Style, analysis: &dyn Analysis) -> bool {
    style.names().any(|name| match Measure::by_id(name) {
        Some(measure) => match measure.on_demand() {
            Some(id) => id == analysis.id(),
            None => !analysis.is_on_demand(),
        },
        None => name == COMMUNITIES && analysis.id() == "communities",
    })
}

/// Writes the picture; tells which letters could not be drawn.
pub fn run(args: &RenderArgs, content: &Content, messages: &mut dyn Write) -> anyhow::Result<()> {
    let Some(kind) = PictureKind::of(&args.output) else {
        return Err(anyhow!(
            "pictures are written as .png, .svg or .pdf; choose a name that ends so: {}",
            args.output.display()
        ));
    };
    let bytes = picture(args, content, kind, messages)?;
    save_atomically(&args.output, &bytes)
        .with_context(|| format!("cannot write the picture: {}", args.output.display()))
}

fn picture(
    args: &RenderArgs,
    content: &Content,
    kind: PictureKind,
    messages: &mut dyn Write,
) -> anyhow::Result<Vec<u8>> {
    let task = TaskContext::new();
    let style = &content.appearance.style;
    let mut results = Results::new(snapshot(content, &task)?);
    let saved = saved_positions(content, &results);
    let layout = match args.choice.named() {
        None if saved.is_none() => LAYOUTS.first().copied(),
        named => named,
    };
    let params = Params {
        seed: args.choice.seed,
        // The picture shows no p values.
        num_shuffles: 0,
        ..Params::default()
    };
    let needs = layout.map_or(Needs::Nothing, |layout| args.choice.needs(layout));
    for analysis in ANALYSES {
        let by_lens = analysis_of_lens(args.lens) == Some(analysis.id());
        let by_style = is_needed_by(style, *analysis);
        let by_layout = needs.include(analysis.id()) && !analysis.is_on_demand();
        if by_lens || by_style || by_layout {
            results.add(Arc::new(analysis.run(&results.snapshot, &params, &task)?));
        }
    }
    let positions = match layout {
        Some(layout) => settle(
            layout,
            args.choice.input(layout, &results, content, &task)?,
            &task,
        )?,
        None => saved.unwrap_or_default(),
    };
    let focus = focus(args.lens, &results);
    let arrangement = args.choice.arrangement();
    let scene = Scene::build(&SceneInput {
        lens: args.lens,
        focus: &focus,
        style,
        theme: args.theme,
        hidden_sectors: &content.filter.hidden_sectors,
        placements: &content.placements,
        notes: Some(&content.notes),
        collapsed: &content.appearance.collapsed,
        activities: layout.map_or(&*content.appearance.layout, |it| it.id()) == TWO_MODE,
        scatter: match layout {
            Some(layout) => (layout.id() == "scatter").then_some(&arrangement),
            None => content.appearance.scatter(),
        },
        concentric: match layout {
            Some(layout) => (layout.id() == "concentric").then_some(&arrangement),
            None => content.appearance.concentric(),
        },
        ..SceneInput::new(&content.network, &results)
    });
    let info = content.network.info();
    let subtitle = match axes(args, layout) {
        Some(axes) => axes,
        None => headline(args.lens, &content.network, &results),
    };
    let positions = scene.places(&positions, false);
    let names = full_names(&scene, content);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let input = PictureInput {
        scene: &scene,
        positions: &positions,
        names: &names,
        theme: args.theme,
        view: None,
        size_px: args.size,
        paper: args.paper,
        is_transparent: args.transparent,
        title: &info.name,
        subtitle: &subtitle,
        source: &source_line(&info.source, args.date),
    };
    let svg = svg(&input);
    if kind != PictureKind::Svg {
        tell_missing_letters(&svg, messages)?;
    }
    Ok(kind.file(&input, svg)?)
}

/// The source of the data and the date of the picture, as far as they are known.
fn source_line(source: &str, date: Option<PartialDate>) -> String {
    match date {
        Some(date) if source.is_empty() => date.to_string(),
        Some(date) => format!("{source} · {date}"),
        None => source.to_owned(),
    }
}

/// What the directions of the map mean, if they were chosen.
fn axes(args: &RenderArgs, layout: Option<&dyn Layout>) -> Option<String> {
    let LayoutChoice { across, up, .. } = &args.choice;
    let is_scatter = layout.is_some_and(|layout| layout.id() == "scatter");
    match (across, up) {
        (Some(across), Some(up)) if is_scatter => Some(words::axes(across, up)),
        _ => None,
    }
}

/// Nobody shall find empty boxes in a poster that was not told of them.
fn tell_missing_letters(svg: &str, messages: &mut dyn Write) -> anyhow::Result<()> {
    const MAX_TOLD: usize = 12;
    let missing = letters_without_font(svg);
    if !missing.is_empty() {
        let letters: String = missing.iter().take(MAX_TOLD).collect();
        let more = if missing.len() > MAX_TOLD { "…" } else { "" };
        writeln!(
            messages,
            "{}",
            words::letters_without_font(&letters, more, &scripts_of(&missing))
        )?;
    }
    Ok(())
}

/// The analysis that a lens needs: on large networks some take long.
fn analysis_of_lens(lens: Lens) -> Option<&'static str> {
    match lens {
        Lens::Network => None,
        Lens::Brokers => Some("betweenness"),
        Lens::Gaps => Some("sector_mixing"),
        Lens::Fragmentation => Some("cohesion"),
        Lens::Introductions => Some("introductions"),
    }
}

/// Where the actors were left, if all have a place.
fn saved_positions(content: &Content, results: &Results) -> Option<Vec<Position>> {
    let actors = results.snapshot.actors().iter();
    actors
        .map(|actor| Some(content.placements.get(actor)?.position))
        .collect()
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
