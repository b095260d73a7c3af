//! Pictures: the exported ones, of a small network, in every lens and theme.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use std::path::Path;

use clap::Parser as _;
use helixmap::cli::render::{RenderArgs, run};
use helixmap::document::{Content, native};
use helixmap::model::{Actor, Change, NetworkEdit};
use helixmap::scene::{LENSES, Theme};
use resvg::tiny_skia::{Color, Pixmap};
use resvg::usvg;

/// `helixmap render` without the rest of the command line.
#[derive(clap::Parser)]
struct Cli {
    #[command(flatten)]
    render: RenderArgs,
}

fn riverside() -> Content {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_networks/riverside.ron");
    let text = std::fs::read_to_string(path).unwrap();
    native::read(&text).unwrap()
}

fn args(output: &Path, more: &[&str]) -> RenderArgs {
    let output = output.to_str().unwrap();
    let args = ["render", "riverside.ron", "-o", output];
    Cli::try_parse_from(args.iter().chain(more)).unwrap().render
}

/// The picture's pixels.
fn png(content: &Content, more: &[&str]) -> Pixmap {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("map.png");
    run(&args(&output, more), content).unwrap();
    Pixmap::decode_png(&std::fs::read(output).unwrap()).unwrap()
}

fn svg(content: &Content, more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("map.svg");
    run(&args(&output, more), content).unwrap();
    std::fs::read_to_string(output).unwrap()
}

/// How many pixels have exactly this colour.
fn count(picture: &Pixmap, [red, green, blue, _]: [u8; 4]) -> usize {
    let wanted = Color::from_rgba8(red, green, blue, 255)
        .premultiply()
        .to_color_u8();
    picture
        .pixels()
        .iter()
        .filter(|&&pixel| pixel == wanted)
        .count()
}

#[test]
fn every_lens_makes_a_picture() {
    let content = riverside();
    for lens in LENSES {
        for theme in Theme::ALL {
            let more = [
                "--lens",
                lens.id(),
                "--theme",
                theme.id(),
                "--size",
                "800x500",
            ];
            let picture = png(&content, &more);
            assert_eq!((picture.width(), picture.height()), (800, 500));
            let canvas = count(&picture, theme.colors().canvas);
            assert!(
                canvas > 200_000 && canvas < 390_000,
                "{lens:?} {theme:?}: {canvas}"
            );
            // The legend alone has a marker of every sector; 18 actors have more.
            for (_, sector) in content.network.sectors().iter() {
                let pixels = count(&picture, theme.sector_color(Some(sector)));
                assert!(pixels > 20, "{lens:?} {theme:?} {}: {pixels}", sector.key);
            }
        }
    }
}

/// Riverside has three ties whose loss would cut somebody off, and four actors (`reference/quad_riverside`).
#[test]
fn only_the_fragmentation_lens_is_red() {
    let content = riverside();
    let red = Theme::Light.colors().breaks;
    for lens in LENSES {
        let picture = png(&content, &["--lens", lens.id(), "--size", "800x500"]);
        let is_red = count(&picture, red) > 100;
        assert_eq!(is_red, lens.id() == "fragmentation", "{lens:?}");
    }
}

#[test]
fn svg_is_well_formed_and_has_real_text() {
    let mut content = riverside();
    let id = content.network.next_actor_id();
    let actor = Actor::new("odd", "Åsa & Öst <\"x\"> \u{1}東京");
    content
        .network
        .apply(&[NetworkEdit::Actor(Change::add(id, actor))])
        .unwrap();
    for lens in LENSES {
        let svg = svg(&content, &["--lens", lens.id()]);
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        assert_eq!(
            (tree.size().width(), tree.size().height()),
            (1600.0, 1000.0)
        );
        assert!(svg.contains(">Mobility Lab</text>"), "{lens:?}");
        assert!(
            svg.contains("Åsa &amp; Öst &lt;&quot;x&quot;&gt;  東京</text>"),
            "{lens:?}"
        );
        assert!(svg.contains("<title>Riverside"), "{lens:?}");
        for id in ["areas", "ties", "actors", "names", "legend", "titles"] {
            assert!(svg.contains(&format!("<g id=\"{id}\">")), "{lens:?} {id}");
        }
    }
}

#[test]
fn the_same_picture_again() {
    let content = riverside();
    let more = ["--lens", "brokers", "--seed", "7"];
    assert_eq!(svg(&content, &more), svg(&content, &more));
}

#[test]
fn other_kinds_of_picture_are_refused() {
    let error = run(&args(Path::new("map.gif"), &[]), &riverside()).unwrap_err();
    assert!(error.to_string().contains(".png or .svg"));
    let wrong_size = Cli::try_parse_from(["render", "f", "-o", "m.png", "--size", "10x10"]);
    assert!(wrong_size.is_err());
}

#[test]
fn an_empty_network_has_a_picture_too() {
    let picture = png(&Content::default(), &["--size", "300x200"]);
    assert!(count(&picture, Theme::Light.colors().canvas) > 40_000);
}
