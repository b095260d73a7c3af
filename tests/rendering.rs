//! Pictures: the exported ones, of a small network, in every lens and theme; and those in the window, drawn by the GPU and
//! without one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

#[path = "common/canvas.rs"]
mod canvas;

use std::path::Path;
use std::sync::Arc;

use canvas::{CanvasApp, has_gpu};
use clap::Parser as _;
use helixmap::analysis::{Params, Results};
use helixmap::app::canvas::Canvas;
use helixmap::cli::render::{RenderArgs, run};
use helixmap::document::{Content, Note, native};
use helixmap::model::{Actor, Change, NetworkEdit, Snapshot, SnapshotOptions};
use helixmap::scene::{LENSES, Scene, SceneInput, Theme};
use helixmap::task::TaskContext;
use helixmap::workspace::Lens;
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
    run(&args(&output, more), content, &mut Vec::new()).unwrap();
    Pixmap::decode_png(&std::fs::read(output).unwrap()).unwrap()
}

fn svg(content: &Content, more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("map.svg");
    run(&args(&output, more), content, &mut Vec::new()).unwrap();
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

/// Two notes: one with a name below it at its place, one far outside of the map, beside nobody.
fn with_notes() -> Content {
    let mut content = riverside();
    let first = content.network.actors().next().unwrap().0;
    content.notes = [
        Note {
            text: "Here the city could introduce them to each other".to_owned(),
            place: [0.0, 0.0],
            beside: Some(first),
        },
        Note {
            text: "far < away".to_owned(),
            place: [2000.0, 1500.0],
            beside: None,
        },
    ]
    .into_iter()
    .collect();
    content
}

/// The paper of notes has a colour of its own, so that its pixels are counted; what is far outside is in the picture too.
#[test]
fn notes_are_in_every_picture() {
    let content = with_notes();
    for theme in Theme::ALL {
        let more = ["--theme", theme.id(), "--size", "800x500"];
        let paper = theme.colors().note;
        let num = count(&png(&content, &more), paper);
        assert!(num > 2000, "{theme:?}: {num}");
        assert_eq!(count(&png(&riverside(), &more), paper), 0);
    }
    let text = svg(&content, &[]);
    let tree = usvg::Tree::from_str(&text, &usvg::Options::default()).unwrap();
    assert!(text.contains("Here the city could introduce"), "a line");
    assert!(text.contains("far &lt; away</text>"), "{text}");
    for id in ["note-1", "note-2"] {
        let node = tree.node_by_id(id).unwrap();
        let bounds = node.abs_bounding_box();
        let size = tree.size();
        assert!(bounds.left() >= 0.0 && bounds.top() >= 0.0, "{bounds:?}");
        assert!(bounds.right() <= size.width() && bounds.bottom() <= size.height());
    }
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
        // Each marker is an element with the full name.
        assert_eq!(svg.matches("<g id=\"actor-").count(), 19, "{lens:?}");
        assert!(svg.contains("<title>Mobility Lab</title>"), "{lens:?}");
        for id in ["areas", "ties", "actors", "names", "legend", "titles"] {
            assert!(svg.contains(&format!("<g id=\"{id}\" ")), "{lens:?} {id}");
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
    let gif = args(Path::new("map.gif"), &[]);
    let error = run(&gif, &riverside(), &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains(".png, .svg or .pdf"));
    let wrong_size = Cli::try_parse_from(["render", "f", "-o", "m.png", "--size", "10x10"]);
    assert!(wrong_size.is_err());
}

#[test]
fn an_empty_network_has_a_picture_too() {
    let picture = png(&Content::default(), &["--size", "300x200"]);
    assert!(count(&picture, Theme::Light.colors().canvas) > 40_000);
}

const SIZE: [u32; 2] = [640, 480];

/// A picture of a scene as it is in the window.
fn window_picture(
    scene: &Arc<Scene>,
    positions: &[[f32; 2]],
    theme: Theme,
    gpu: bool,
) -> Vec<[f32; 3]> {
    let selection = scene
        .actors
        .iter()
        .take(1)
        .filter_map(|mark| mark.id.actor())
        .collect();
    let app = CanvasApp {
        canvas: Canvas::new(),
        scene: Arc::clone(scene),
        positions: positions.to_vec(),
        selection,
        theme,
        gpu,
    };
    let mut harness = egui_kittest::Harness::builder()
        .with_size(egui::Vec2::from(SIZE.map(|side| side as f32)))
        .with_render_cursor(false)
        .wgpu()
        .build_eframe(|creation| {
            assert!(helixmap::gpu::install(creation).is_some());
            app
        });
    harness.run_steps(4);
    let picture = harness.render().unwrap();
    assert_eq!([picture.width(), picture.height()], SIZE);
    picture
        .pixels()
        .map(|pixel| [0, 1, 2].map(|channel| f32::from(pixel.0[channel])))
        .collect()
}

/// The two ways of drawing the map agree: pixels differ only where edges are smoothed in different ways.
#[test]
fn the_painter_draws_what_the_gpu_draws() {
    if !has_gpu() {
        return;
    }
    let content = riverside();
    let snapshot = Arc::new(Snapshot::new(&content.network, &SnapshotOptions::default()));
    let task = TaskContext::new();
    let results = Results::compute(Arc::clone(&snapshot), &Params::default(), &task).unwrap();
    let positions: Vec<[f32; 2]> = snapshot
        .actors()
        .iter()
        .enumerate()
        .map(|(index, _)| {
            // On rings, so that ties cross each other.
            let angle = index as f32 * 2.4;
            let radius = 60.0 * (index as f32 + 1.0).sqrt();
            [radius * angle.cos(), radius * angle.sin()]
        })
        .collect();
    for theme in [Theme::Light, Theme::Dark] {
        for lens in [
            Lens::Network,
            Lens::Brokers,
            Lens::Gaps,
            Lens::Fragmentation,
        ] {
            let scene = Arc::new(Scene::build(&SceneInput {
                lens,
                theme,
                ..SceneInput::new(&content.network, &results)
            }));
            let [gpu, painter] =
                [true, false].map(|gpu| window_picture(&scene, &positions, theme, gpu));
            let canvas = theme.colors().canvas;
            let difference = |a: &[f32; 3], b: &[f32; 3]| {
                a.iter()
                    .zip(b)
                    .map(|(a, b)| (a - b).abs())
                    .fold(0.0, f32::max)
            };
            let ground = [0, 1, 2].map(|channel| f32::from(canvas[channel]));
            let drawn = gpu
                .iter()
                .filter(|pixel| difference(pixel, &ground) > 40.0)
                .count();
            assert!(
                drawn > 4_000,
                "{lens:?} {theme:?}: {drawn} pixels are drawn at all"
            );
            let differences: Vec<f32> = gpu
                .iter()
                .zip(&painter)
                .map(|(a, b)| difference(a, b))
                .collect();
            let mean = differences.iter().sum::<f32>() / differences.len() as f32;
            let far = differences
                .iter()
                .filter(|&&difference| difference > 60.0)
                .count();
            assert!(mean < 0.6, "{lens:?} {theme:?}: {mean} of 255 on average");
            assert!(
                far * 100 < drawn,
                "{lens:?} {theme:?}: {far} of {drawn} pixels are far off"
            );
        }
    }
}

/// What is selected has a ring in either way of drawing, and nothing else has.
#[test]
fn the_selection_is_ringed() {
    if !has_gpu() {
        return;
    }
    let content = riverside();
    let snapshot = Arc::new(Snapshot::new(&content.network, &SnapshotOptions::default()));
    let results = Results::new(Arc::clone(&snapshot));
    let scene = Arc::new(Scene::build(&SceneInput::new(&content.network, &results)));
    let positions: Vec<[f32; 2]> = (0..snapshot.num_actors())
        .map(|index| [(index % 5) as f32 * 100.0, (index / 5) as f32 * 100.0])
        .collect();
    let [red, green, blue, _] = Theme::Light.colors().selection;
    for gpu in [true, false] {
        let picture = window_picture(&scene, &positions, Theme::Light, gpu);
        let is_ring = |pixel: &[f32; 3]| {
            let wanted = [red, green, blue].map(f32::from);
            pixel.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 8.0)
        };
        let places: Vec<(usize, usize)> = picture
            .iter()
            .enumerate()
            .filter(|(_, pixel)| is_ring(pixel))
            .map(|(index, _)| (index % SIZE[0] as usize, index / SIZE[0] as usize))
            .collect();
        assert!(places.len() > 30, "gpu {gpu}: {}", places.len());
        let width = |axis: fn(&(usize, usize)) -> usize| {
            let (least, most) = (places.iter().map(axis).min(), places.iter().map(axis).max());
            most.unwrap() - least.unwrap()
        };
        assert!(
            width(|place| place.0) < 80 && width(|place| place.1) < 80,
            "gpu {gpu}: one ring"
        );
    }
}

#[test]
fn a_pdf_has_its_fonts_its_title_and_the_size_of_its_paper() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = |more: &[&str]| {
        let output = folder.path().join("map.pdf");
        run(&args(&output, more), &riverside(), &mut Vec::new()).unwrap();
        std::fs::read(output).unwrap()
    };
    let has = |pdf: &[u8], text: &str| pdf.windows(text.len()).any(|part| part == text.as_bytes());
    let sheet = pdf(&["--paper", "A3", "--date", "2026-03-01"]);
    assert!(sheet.starts_with(b"%PDF-1."));
    // A3 on its side: 420 mm by 297 mm, in points of 1/72 inch.
    assert!(has(&sheet, "/MediaBox[0 0 1190.5"), "420 mm are 1190.55 pt");
    assert!(has(&sheet, "/FontFile2"), "the font is embedded");
    assert!(has(&sheet, "Riverside"), "the title");
    let upright = pdf(&["--paper", "A4-portrait"]);
    assert!(has(&upright, "/MediaBox[0 0 595.2"));
    assert_eq!(
        upright,
        pdf(&["--paper", "A4-portrait"]),
        "no clock, no chance"
    );
    let pixels = pdf(&["--size", "1000x500"]);
    assert!(has(&pixels, "/MediaBox[0 0 750 375]"));
}

#[test]
fn a_poster_has_more_names_and_the_date_that_was_asked_for() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_networks/climate_contracts.ron");
    let content = native::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    let num_names = |svg: &str| {
        let names = svg.split("<g id=\"names\"").nth(1).unwrap();
        let names = names.split("<g id=\"legend\"").next().unwrap();
        names.matches("<text").count()
    };
    let small = svg(&content, &["--paper", "A4"]);
    let poster = svg(&content, &["--paper", "A0", "--date", "2026-03"]);
    assert!(small.contains("width=\"297mm\" height=\"210mm\""));
    assert!(poster.contains("width=\"1189mm\" height=\"841mm\""));
    assert!(num_names(&poster) > 2 * num_names(&small));
    assert!(poster.contains(" · 2026-03</text>") && !small.contains("2026-03</text>"));
}

#[test]
fn a_transparent_picture_has_nothing_behind_the_map() {
    let content = riverside();
    let picture = png(&content, &["--transparent", "--size", "800x500"]);
    let num_empty = picture.pixels().iter().filter(|pixel| pixel.alpha() == 0);
    assert!(num_empty.count() > 200_000);
    let picture = png(&content, &["--size", "800x500"]);
    assert!(picture.pixels().iter().all(|pixel| pixel.alpha() == 255));
}

/// å ä ö, Greek and Cyrillic are ours; Hebrew, Arabic and East Asian letters come from the system, or it is said that they
/// are missing.
#[test]
fn letters_that_nobody_can_draw_are_told() {
    let with_name = |name: &str| {
        let mut content = riverside();
        let id = content.network.next_actor_id();
        let actor = Actor::new("name", name);
        let add = NetworkEdit::Actor(Change::add(id, actor));
        content.network.apply(&[add]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut messages = Vec::new();
        let output = folder.path().join("map.pdf");
        run(&args(&output, &[]), &content, &mut messages).unwrap();
        String::from_utf8(messages).unwrap()
    };
    assert_eq!(with_name("Åäö Łódź Αθήνα Київ"), "");
    // No font has a letter that does not exist.
    let messages = with_name("\u{10fffd} Lund");
    assert!(
        messages.starts_with("warning: no font on this computer has these letters: \u{10fffd}.")
    );
}
