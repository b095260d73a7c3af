//! One scene, four pictures: the window, PNG, SVG drawn by a reader of SVG, and PDF drawn by a reader of PDF look the same;
//! and a picture that lacks its markers, ties, names, legend or titles does not.
//!
//! Pictures are compared in blocks of 8 × 8 pixels, so that the last bit of smoothing does not count. Of the blocks in which
//! either of two pictures has anything, [`difference`] is the share in which some colour differs by more than a twentieth.

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

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use canvas::{BUTTONS, CanvasApp, LEGEND, has_gpu};
use egui::{Rect, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use helixmap::app::App;
use helixmap::app::canvas::Canvas;
use helixmap::document::{Arrangement, Note};
use helixmap::model::{Actor, Network, RecordId as _, SectorId, Snapshot, SnapshotOptions, Tie};
use helixmap::scene::{Camera, LENSES, PictureInput, Scene, SceneInput, Theme, pdf, png, svg};
use helixmap::workspace::{Action, Lens, Workspace};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// The canvas; the pictures are higher by what their titles take.
const SIZE: [u32; 2] = [960, 680];
/// So much the writers of files may differ: they draw the same shapes, and smooth their edges each in its own way.
const MOST_OF_FILES: f64 = 0.015;
/// And so much the window may: its letters are at whole pixels, and some are a little narrower. A single name on the other
/// side of its marker is about 0.05 more.
const MOST_OF_WINDOW: f64 = 0.1;
/// So much it may where all names stand where they do in pictures.
const MOST_OF_SIMPLE_WINDOW: f64 = 0.05;

/// What is drawn.
struct Case {
    name: String,
    scene: Scene,
    positions: Vec<[f32; 2]>,
    theme: Theme,
}

/// A sample after an action, with everything that is known about it.
fn opened(name: &str, then: Option<Action>) -> Workspace {
    let mut workspace = Workspace::new(|| {});
    workspace.dispatch(Action::OpenSample(name.to_owned()));
    settle(&mut workspace, name);
    if let Some(action) = then {
        workspace.dispatch(action);
        settle(&mut workspace, name);
    }
    workspace
}

fn settle(workspace: &mut Workspace, name: &str) {
    let start = Instant::now();
    while workspace.results().is_none() || !workspace.running().is_empty() || workspace.is_waiting()
    {
        assert!(start.elapsed() < Duration::from_mins(2), "{name}");
        workspace.poll();
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A sample in rings by the number of contacts, with two notes on it.
fn rings_and_notes() -> Case {
    let told = Arrangement::default();
    let run = Action::RunLayout("concentric".to_owned(), told.clone());
    let workspace = opened("riverside", Some(run));
    let (network, results) = (workspace.network().unwrap(), workspace.results().unwrap());
    let first = network.actors().next().unwrap().0;
    let note = |text: &str, place, beside| Note {
        text: text.to_owned(),
        place,
        beside,
    };
    let notes = [
        note("Here the city could introduce them", [420.0, -330.0], None),
        note("Åsa & Öst", [60.0, 70.0], Some(first)),
    ];
    let notes = notes.into_iter().collect();
    Case {
        name: "rings and notes".to_owned(),
        scene: Scene::build(&SceneInput {
            notes: Some(&notes),
            concentric: Some(&told),
            ..SceneInput::new(network, results)
        }),
        positions: workspace.positions().to_vec(),
        theme: Theme::Light,
    }
}

/// A sample in each of some lenses, as it is laid out when it is opened.
fn sample(name: &str, lenses: &[Lens], theme: Theme) -> Vec<Case> {
    let workspace = opened(name, None);
    let (network, results) = (workspace.network().unwrap(), workspace.results().unwrap());
    let case = |&lens: &Lens| Case {
        name: format!("{name}, {}, {theme:?}", lens.id()),
        scene: Scene::build(&SceneInput {
            lens,
            theme,
            ..SceneInput::new(network, results)
        }),
        positions: workspace.positions().to_vec(),
        theme,
    };
    lenses.iter().map(case).collect()
}

/// Names in the letters of our own font.
const NAMES: [&str; 6] = [
    "Åkeröö Energi AB",
    "Łódź Café Ñandú",
    "Δήμος Αθηναίων",
    "Київська міська рада",
    "Малое предприятие",
    "Ακαδημία Αθηνών",
];
/// Names in letters that the fonts of the system have, some from right to left. Where it has none, boxes are drawn, in each
/// picture the same.
const OTHER_NAMES: [&str; 4] = ["עיריית תל אביב", "جامعة القاهرة", "東京大学", "서울특별시"];

fn scripts(names: &[&str]) -> Case {
    let mut network = Network::new();
    for (index, name) in names.iter().enumerate() {
        let mut actor = Actor::new(format!("a{index}"), *name);
        actor.sector = Some(SectorId::from_index(index as u32 % 4));
        network.add_actor(actor).unwrap();
    }
    let ids: Vec<_> = network.actors().map(|(id, _)| id).collect();
    for index in 0..ids.len() {
        let other = ids[(index * 3 + 1) % ids.len()];
        if other != ids[index] {
            network.add_tie(Tie::new(ids[index], other)).unwrap();
        }
    }
    let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
    let results = helixmap::analysis::Results::new(Arc::new(snapshot));
    Case {
        name: format!("{} scripts", names.len()),
        scene: Scene::build(&SceneInput::new(&network, &results)),
        positions: (0..names.len())
            .map(|index| [(index % 2) as f32 * 300.0, (index / 2) as f32 * 80.0])
            .collect(),
        theme: Theme::Light,
    }
}

/// A picture with the places of what only it has, or has elsewhere.
struct Shown {
    picture: Pixmap,
    legend: Option<Rect>,
    buttons: Vec<Rect>,
}

/// The window's picture, and the part of the map that it shows.
fn window(case: &Case, scene: Scene) -> (Shown, Camera) {
    let app = CanvasApp {
        canvas: Canvas::new(),
        scene: Arc::new(scene),
        positions: case.positions.clone(),
        selection: BTreeSet::new(),
        theme: case.theme,
        gpu: true,
    };
    let mut harness = egui_kittest::Harness::builder()
        .with_size(egui::Vec2::from(SIZE.map(|side| side as f32)))
        .with_render_cursor(false)
        .with_theme(match case.theme {
            Theme::Dark => egui::Theme::Dark,
            Theme::Light | Theme::Print => egui::Theme::Light,
        })
        .wgpu()
        .build_eframe(|creation| {
            // Fonts, colours and GPU are those of the program.
            drop(App::new(creation, None));
            app
        });
    harness.run_steps(6);
    let rendered = harness.render().unwrap();
    let mut picture = Pixmap::new(SIZE[0], SIZE[1]).unwrap();
    picture.data_mut().copy_from_slice(rendered.as_raw());
    let rect = |label: &str| harness.query_by_label(label).map(|node| node.rect());
    let shown = Shown {
        picture,
        legend: rect(LEGEND),
        buttons: BUTTONS.into_iter().filter_map(rect).collect(),
    };
    (shown, *harness.state().canvas.camera())
}

fn input<'a>(case: &'a Case, scene: &'a Scene, view: Option<Camera>) -> PictureInput<'a> {
    // A part of the map has no titles here: the window shows its own elsewhere.
    let (title, subtitle, source) = match view {
        Some(_) => ("", "", ""),
        None => (
            "Ærø & Łódź: a title",
            "What the map says, in one line",
            "Source: made up · 2026-03",
        ),
    };
    PictureInput {
        scene,
        positions: &case.positions,
        theme: case.theme,
        names: &[],
        view,
        size_px: SIZE,
        paper: None,
        is_transparent: false,
        title,
        subtitle,
        source,
    }
}

fn drawn_png(input: &PictureInput<'_>, svg: &str) -> Pixmap {
    Pixmap::decode_png(&png(input, svg).unwrap()).unwrap()
}

/// As a program draws it that reads SVG and has our font, and those of the system.
fn drawn_svg(svg: &str) -> Pixmap {
    let mut options = usvg::Options {
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    };
    let fonts = options.fontdb_mut();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    fonts.load_system_fonts();
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let mut picture = Pixmap::new(SIZE[0], SIZE[1]).unwrap();
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    picture
}

fn drawn_pdf(input: &PictureInput<'_>, svg: &str) -> Pixmap {
    let file = Pdf::new(pdf(input, svg).unwrap()).unwrap();
    let page = file.pages().first().unwrap();
    let (width, height) = page.render_dimensions();
    // Readers of PDF draw no line thinner than a pixel: with finer pixels, it does not matter.
    let finer = 4.0;
    let rendered = hayro::render(
        page,
        &hayro::RenderCache::new(),
        &InterpreterSettings::default(),
        &hayro::RenderSettings::default(),
        &hayro::PixmapSettings {
            x_scale: finer * SIZE[0] as f32 / width,
            y_scale: finer * SIZE[1] as f32 / height,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        },
    );
    coarser(&Pixmap::decode_png(&rendered.into_png().unwrap()).unwrap())
}

/// The same with four times as large pixels, each the mean of sixteen.
fn coarser(fine: &Pixmap) -> Pixmap {
    let mut picture = Pixmap::new(fine.width() / 4, fine.height() / 4).unwrap();
    let width = picture.width();
    for (index, bytes) in picture.data_mut().chunks_exact_mut(4).enumerate() {
        let (column, row) = (index as u32 % width, index as u32 / width);
        let mut sums = [0_u32; 3];
        for (dx, dy) in (0..4).flat_map(|dx| (0..4).map(move |dy| (dx, dy))) {
            let pixel = fine.pixel(4 * column + dx, 4 * row + dy).unwrap();
            for (sum, value) in sums
                .iter_mut()
                .zip([pixel.red(), pixel.green(), pixel.blue()])
            {
                *sum += u32::from(value);
            }
        }
        let [red, green, blue] = sums.map(|sum| (sum / 16) as u8);
        bytes.copy_from_slice(&[red, green, blue, 255]);
    }
    picture
}

/// The share of the blocks with anything in them in which two pictures differ. What lies in `masked` is not compared.
fn difference(a: &Pixmap, b: &Pixmap, ground: [u8; 4], masked: &[Rect]) -> f64 {
    const SIDE: u32 = 8;
    /// Of 255.
    const FAR: f64 = 12.0;
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let block = |picture: &Pixmap, column: u32, row: u32| {
        let mut sums = [0.0_f64; 3];
        for (dx, dy) in (0..SIDE).flat_map(|dx| (0..SIDE).map(move |dy| (dx, dy))) {
            let (x, y) = (column * SIDE + dx, row * SIDE + dy);
            let pixel = picture.pixel(x, y).unwrap();
            for (sum, value) in sums
                .iter_mut()
                .zip([pixel.red(), pixel.green(), pixel.blue()])
            {
                *sum += f64::from(value) / f64::from(SIDE * SIDE);
            }
        }
        sums
    };
    let far = |a: [f64; 3], b: [f64; 3], steps: f64| {
        let mut both = a.into_iter().zip(b);
        both.any(|(a, b)| (a - b).abs() > steps)
    };
    let ground = [ground[0], ground[1], ground[2]].map(f64::from);
    let (mut num_drawn, mut num_different) = (0, 0);
    for (column, row) in (0..a.width() / SIDE)
        .flat_map(|column| (0..a.height() / SIDE).map(move |row| (column, row)))
    {
        let middle = pos2(column as f32 + 0.5, row as f32 + 0.5) * SIDE as f32;
        if masked.iter().any(|rect| rect.contains(middle)) {
            continue;
        }
        let [of_a, of_b] = [a, b].map(|picture| block(picture, column, row));
        num_drawn += u32::from(far(of_a, ground, 3.0) || far(of_b, ground, 3.0));
        num_different += u32::from(far(of_a, of_b, FAR));
    }
    assert!(
        num_drawn > 100,
        "there is something to compare: {num_drawn}"
    );
    f64::from(num_different) / f64::from(num_drawn)
}

/// What an SVG says about its legend: where it is.
fn legend_of(svg: &str) -> Option<Rect> {
    let legend = svg.split("<g id=\"legend\"").nth(1)?;
    let rect = legend.split("<rect ").nth(1)?.split('>').next()?;
    let side = |name: &str| -> Option<f32> {
        let value = rect.split(&format!("{name}=\"")).nth(1)?;
        value.split('"').next()?.parse().ok()
    };
    let min = pos2(side("x")?, side("y")?);
    Some(Rect::from_min_size(
        min,
        vec2(side("width")?, side("height")?),
    ))
}

/// The same SVG without one of its layers.
fn without_layer(svg: &str, layer: &str) -> String {
    let (before, rest) = svg.split_once(&format!("<g id=\"{layer}\" ")).unwrap();
    // The layer ends where as many groups are closed as were opened.
    let (mut depth, mut place) = (1, 0);
    while depth > 0 {
        let part = &rest[place..];
        let close = part.find("</g>").unwrap();
        if let Some(open) = part.find("<g").filter(|&open| open < close) {
            (depth, place) = (depth + 1, place + open + 2);
        } else {
            (depth, place) = (depth - 1, place + close + 4);
        }
    }
    format!("{before}{}", &rest[place..])
}

fn cases() -> Vec<Case> {
    let mut cases = sample("riverside", &LENSES, Theme::Light);
    cases.extend(sample(
        "lund",
        &[Lens::Network, Lens::Fragmentation],
        Theme::Light,
    ));
    cases.extend(sample("lund", &[Lens::Brokers], Theme::Dark));
    cases.push(scripts(&NAMES));
    cases.push(rings_and_notes());
    cases
}

#[test]
fn png_svg_and_pdf_show_the_same() {
    let all_names = [&NAMES[..], &OTHER_NAMES].concat();
    let other_scripts = std::iter::once(scripts(&all_names));
    for case in cases().into_iter().chain(other_scripts) {
        let input = input(&case, &case.scene, None);
        let svg = svg(&input);
        let ground = case.theme.colors().canvas;
        let png = drawn_png(&input, &svg);
        for (format, picture) in [("SVG", drawn_svg(&svg)), ("PDF", drawn_pdf(&input, &svg))] {
            let different = difference(&png, &picture, ground, &[]);
            keep(&case, format, &picture);
            println!("{}: {format} differs from PNG in {different:.4}", case.name);
            assert!(
                different < MOST_OF_FILES,
                "{}: {format}: {different}",
                case.name
            );
        }
    }
}

#[test]
fn a_file_that_lacks_a_layer_is_noticed() {
    let case = rings_and_notes();
    let input_of_rings = input(&case, &case.scene, None);
    let written = svg(&input_of_rings);
    let whole = drawn_png(&input_of_rings, &written);
    let without = drawn_png(&input_of_rings, &without_layer(&written, "notes"));
    let different = difference(&whole, &without, case.theme.colors().canvas, &[]);
    println!("PNG without notes differs in {different:.4}");
    assert!(different > MOST_OF_FILES, "without notes: {different}");
    for case in sample("riverside", &[Lens::Network], Theme::Light) {
        let input = input(&case, &case.scene, None);
        let svg = svg(&input);
        let ground = case.theme.colors().canvas;
        let whole = drawn_png(&input, &svg);
        for layer in ["actors", "ties", "names", "area-names", "legend", "titles"] {
            let svg = without_layer(&svg, layer);
            let pictures = [
                ("PNG", drawn_png(&input, &svg)),
                ("SVG", drawn_svg(&svg)),
                ("PDF", drawn_pdf(&input, &svg)),
            ];
            for (format, picture) in pictures {
                let different = difference(&whole, &picture, ground, &[]);
                println!("{format} without {layer} differs in {different:.4}");
                assert!(
                    different > MOST_OF_FILES,
                    "{format} without {layer}: {different}"
                );
            }
        }
    }
}

/// Leaves a picture in the folder `HELIXMAP_AGREEMENT`, if there is one, for whoever wants to see what differs.
fn keep(case: &Case, kind: &str, picture: &Pixmap) {
    if let Some(folder) = std::env::var_os("HELIXMAP_AGREEMENT") {
        let name = case.name.replace([',', ' '], "_");
        let file = Path::new(&folder).join(format!("{name}-{kind}.png"));
        picture.save_png(file).unwrap();
    }
}

/// How much the window differs from the picture of the part of the map that it shows. Their legends are not in the same
/// place; they are compared by themselves.
fn difference_of_window(case: &Case, scene: Scene) -> f64 {
    let (shown, camera) = window(case, scene);
    let input = input(case, &case.scene, Some(camera));
    let svg = svg(&input);
    let png = drawn_png(&input, &svg);
    let ground = case.theme.colors().canvas;
    let legend_of_picture = legend_of(&svg).unwrap();
    let mut masked = shown.buttons.clone();
    masked.extend(shown.legend);
    masked.push(legend_of_picture);
    let masked: Vec<Rect> = masked.into_iter().map(|rect| rect.expand(10.0)).collect();
    keep(case, "window", &shown.picture);
    keep(case, "png", &png);
    // A legend with as much written in it.
    let Some(legend) = shown.legend else {
        return 1.0;
    };
    let panel = case.theme.colors().panel;
    let [of_window, of_picture] = [(&shown.picture, legend), (&png, legend_of_picture)]
        .map(|(picture, rect)| num_written(picture, rect.shrink(3.0), panel));
    println!(
        "{}: legends: {of_window} and {of_picture} pixels",
        case.name
    );
    if of_window < 0.6 * of_picture || of_picture < 0.6 * of_window {
        return 1.0;
    }
    difference(&shown.picture, &png, ground, &masked)
}

/// How many pixels of a part of a picture are clearly not of a colour.
fn num_written(picture: &Pixmap, rect: Rect, ground: [u8; 4]) -> f64 {
    let (columns, rows) = (
        rect.min.x as u32..rect.max.x as u32,
        rect.min.y as u32..rect.max.y as u32,
    );
    let is_written = |(x, y): &(u32, u32)| {
        let pixel = picture.pixel(*x, *y).unwrap();
        let channels = [pixel.red(), pixel.green(), pixel.blue()];
        let mut both = channels.into_iter().zip(ground);
        both.any(|(a, b)| a.abs_diff(b) > 60)
    };
    rows.flat_map(|y| columns.clone().map(move |x| (x, y)))
        .filter(is_written)
        .count() as f64
}

#[test]
fn the_window_shows_what_pictures_show() {
    if !has_gpu() {
        return;
    }
    for case in cases() {
        let different = difference_of_window(&case, case.scene.clone());
        println!("{}: the window differs in {different:.4}", case.name);
        assert!(different < MOST_OF_WINDOW, "{}: {different}", case.name);
    }
}

#[test]
fn a_window_that_lacks_something_is_noticed() {
    if !has_gpu() {
        return;
    }
    for case in sample("riverside", &[Lens::Network], Theme::Light) {
        let scene = || case.scene.clone();
        let whole = difference_of_window(&case, scene());
        assert!(whole < MOST_OF_SIMPLE_WINDOW, "{whole}");
        let lacking = [
            (
                "markers",
                Scene {
                    draw_order: Vec::new(),
                    ..scene()
                },
            ),
            (
                "ties",
                Scene {
                    ties: Vec::new(),
                    ..scene()
                },
            ),
            (
                "names",
                Scene {
                    labels: Vec::new(),
                    ..scene()
                },
            ),
            (
                "legend",
                Scene {
                    legend: Vec::new(),
                    ..scene()
                },
            ),
            (
                "half of the legend",
                Scene {
                    legend: scene().legend.into_iter().take(2).collect(),
                    ..scene()
                },
            ),
        ];
        for (what, scene) in lacking {
            let different = difference_of_window(&case, scene);
            println!("the window without {what} differs in {different:.4}");
            assert!(
                different > MOST_OF_SIMPLE_WINDOW,
                "without {what}: {different}"
            );
        }
    }
}
