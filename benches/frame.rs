//! How long a frame takes: the canvas with a real network, drawn by whatever GPU there is (a software one if need be).
//!
//! `cargo bench --bench frame` prints, for each network and each thing that a user does, the median and the 99th
//! percentile of the processor time on the interface thread and of the whole frame by the clock, which ends when the GPU
//! has drawn it. The scene itself is built beforehand: in the window that is done in the background if it takes longer than a
//! moment; how long is printed too.
//!
//! Then the whole window is measured in the same way, panels included, while it opens a network and while somebody works
//! with it and analyses run: a sample, and the folder of tables that is given (or `h2020` in the folder `HELIXMAP_DATA`).
//!
//! `cargo bench --bench frame -- lund` measures one network only, `cargo bench --bench frame -- FOLDER` one folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::{egui_wgpu, wgpu};
use egui::{
    Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2,
};
use helixmap::app::App;
use helixmap::app::canvas::{ActorDescription, Canvas, CanvasInput, CanvasOptions, CanvasWords};
use helixmap::scene::{Insets, LENSES, Scene, SceneInput, Theme};
use helixmap::workspace::{Action, ImportAction, Workspace};

const SIZE: Vec2 = Vec2::new(1100.0, 830.0);
/// The whole window.
const WINDOW: Vec2 = Vec2::new(1440.0, 900.0);
const NUM_FRAMES: usize = 120;
const NUM_WORK_FRAMES: usize = 240;
/// What a frame may take.
const FRAME: Duration = Duration::from_millis(16);
/// The first frames of a scenario are not counted: pipelines are compiled, caches are filled.
const NUM_WARM_UP: usize = 8;

fn main() {
    let only: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let mut stage = Stage::new();
    println!("{}, canvas {} × {}", stage.adapter(), SIZE.x, SIZE.y);
    println!(
        "{:<18} {:<10} {:>21} {:>21} {:>8}",
        "", "", "interface thread, ms", "whole frame, ms", "frames"
    );
    println!(
        "{:<18} {:<10} {:>10} {:>10} {:>10} {:>10} {:>8}",
        "network", "doing", "median", "99 %", "median", "99 %", "per s"
    );
    let is_wanted = |name: &str| only.is_empty() || only.iter().any(|only| only == name);
    let samples = ["lund", "sweden", "h2020_climate", "climate_contracts"];
    for name in samples.into_iter().filter(|name| is_wanted(name)) {
        stage.measure(name);
    }
    let mut files: Vec<PathBuf> = only.iter().map(PathBuf::from).collect();
    files.retain(|file| file.is_dir());
    if only.is_empty() {
        let data = std::env::var_os("HELIXMAP_DATA").map(PathBuf::from);
        files.extend(data.map(|folder| folder.join("h2020")));
    }
    for name in samples.into_iter().filter(|name| is_wanted(name)) {
        stage.work(name, &format!("sample:{name}"));
    }
    for folder in files {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let copies = tempfile::tempdir().expect("there is room for a copy");
        let file = copies.path().join("copy.ron");
        if copy(&folder, &file) {
            stage.work(&name, &file.to_string_lossy());
        } else {
            println!("{}: cannot be read", folder.display());
        }
    }
}

/// Writes what a folder of tables holds into a file of our own, which opens without a review.
fn copy(folder: &Path, file: &Path) -> bool {
    let mut workspace = Workspace::new(|| {});
    workspace.dispatch(Action::Open(folder.to_path_buf()));
    let start = Instant::now();
    while start.elapsed() < Duration::from_mins(5) {
        workspace.poll();
        if workspace.document().is_some() {
            workspace.dispatch(Action::SaveAs(file.to_path_buf()));
            while workspace.path().is_none_or(|path| path != file) {
                workspace.poll();
                std::thread::sleep(Duration::from_millis(5));
            }
            return true;
        }
        let waits = workspace.pending_import().is_some() && workspace.running().is_empty();
        if waits {
            workspace.dispatch(Action::Import(ImportAction::Accept));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}

/// What the user does in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Working {
    /// Waiting until the network is there, and a while after.
    Open,
    /// Moving the mouse over the map.
    Hover,
    /// Dragging the map.
    Pan,
    /// Turning the wheel, in and out.
    Zoom,
    /// Clicking on one actor after the other.
    Select,
    /// Selecting everything, and nothing.
    All,
    /// Typing into the search.
    Search,
    /// Changing the lens once a second.
    Lens,
    /// Nothing, while analyses run.
    Wait,
}

/// What the user does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    /// Moving the mouse over the map.
    Hover,
    /// Dragging the map.
    Pan,
    /// Turning the wheel, in and out.
    Zoom,
    /// Dragging an actor.
    Drag,
    /// Watching a layout.
    Layout,
    /// Changing the lens every fifteen frames, each change eased in.
    Lens,
}

/// A window without a screen.
struct Stage {
    ctx: egui::Context,
    gpu: egui_wgpu::RenderState,
    target: wgpu::TextureView,
    revision: u64,
    time: f64,
}

impl Stage {
    fn new() -> Self {
        let gpu = egui_kittest::wgpu::create_render_state(
            egui_kittest::wgpu::default_wgpu_setup(),
            egui_wgpu::RendererOptions::default(),
        );
        let ctx = egui::Context::default();
        let mut creation = eframe::CreationContext::_new_kittest(ctx.clone());
        creation.wgpu_render_state = Some(gpu.clone());
        assert!(
            helixmap::gpu::install(&creation).is_some(),
            "there is a GPU"
        );
        let target = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d {
                width: WINDOW.x as u32,
                height: WINDOW.y as u32,
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: gpu.target_format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            view_formats: &[],
        });
        Self {
            ctx,
            target: target.create_view(&wgpu::TextureViewDescriptor::default()),
            gpu,
            revision: 0,
            time: 0.0,
        }
    }

    fn adapter(&self) -> String {
        let info = self.gpu.adapter.get_info();
        format!("{} ({:?}, {:?})", info.name, info.backend, info.device_type)
    }

    fn measure(&mut self, name: &str) {
        let mut workspace = Workspace::new(|| {});
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_networks");
        workspace.dispatch(Action::Open(folder.join(name).with_extension("ron")));
        let start = Instant::now();
        while start.elapsed() < Duration::from_mins(2) {
            workspace.poll();
            if workspace.results().is_some()
                && workspace.running().is_empty()
                && !workspace.is_waiting()
            {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let (Some(network), Some(results)) = (workspace.network(), workspace.results()) else {
            println!("{name}: {:?}", workspace.take_notices());
            return;
        };
        let mut times = Vec::new();
        let scenes: Vec<Arc<Scene>> = LENSES
            .into_iter()
            .map(|lens| {
                let input = SceneInput {
                    lens,
                    ..SceneInput::new(network, results)
                };
                let mut best = Duration::MAX;
                let mut scene = Scene::default();
                for _ in 0..3 {
                    let start = Instant::now();
                    scene = Scene::build(&input);
                    best = best.min(start.elapsed());
                }
                times.push(format!("{} {:.1}", lens.id(), best.as_secs_f64() * 1e3));
                Arc::new(scene)
            })
            .collect();
        println!(
            "{name}: {} actors, {} lines; building its scenes, ms: {}",
            scenes[0].actors.len(),
            scenes[0].ties.len(),
            times.join(", ")
        );
        let positions = workspace.positions().to_vec();
        for doing in [
            Doing::Hover,
            Doing::Pan,
            Doing::Zoom,
            Doing::Drag,
            Doing::Layout,
            Doing::Lens,
        ] {
            self.scenario(name, &scenes, &positions, doing);
        }
    }

    /// Works with a network in the whole window.
    fn work(&mut self, name: &str, file: &str) {
        let mut creation = eframe::CreationContext::_new_kittest(self.ctx.clone());
        creation.wgpu_render_state = Some(self.gpu.clone());
        let mut app = App::new(&creation, Some(file.to_owned()));
        for working in [
            Working::Open,
            Working::Wait,
            Working::Hover,
            Working::Pan,
            Working::Zoom,
            Working::Select,
            Working::All,
            Working::Search,
            Working::Lens,
        ] {
            self.work_scenario(name, &mut app, working);
        }
        let running = app.workspace().running().len();
        println!("{name}: {running} analyses still run");
    }

    fn work_scenario(&mut self, name: &str, app: &mut App, working: Working) {
        let mut times = Vec::new();
        let mut num_frames = NUM_WORK_FRAMES;
        let mut frame = 0;
        let start = Instant::now();
        let mut opened = None;
        while frame < num_frames {
            let begun = Instant::now();
            let mut eframe = eframe::Frame::_new_kittest();
            let time = self.frame(WINDOW, work_events(working, frame), |ui| {
                eframe::App::logic(app, &ui.ctx().clone(), &mut eframe);
                eframe::App::ui(app, ui, &mut eframe);
            });
            times.push(time);
            frame += 1;
            if working == Working::Open && opened.is_none() {
                num_frames = frame + NUM_WORK_FRAMES;
                let is_there = app.workspace().snapshot().is_some();
                if is_there || start.elapsed() > Duration::from_mins(2) {
                    opened = Some(start.elapsed());
                }
            }
            // What happens in the background takes its time by the clock.
            std::thread::sleep(FRAME.saturating_sub(begun.elapsed()));
        }
        let label = format!("{working:?}").to_lowercase();
        print_times(name, &label, &times);
        if let Some(opened) = opened {
            println!("{name}: opened after {:.1} s", opened.as_secs_f64());
        }
        let slow: Vec<String> = times
            .iter()
            .enumerate()
            .filter(|(_, (thread, _))| *thread > FRAME)
            .map(|(frame, (thread, _))| format!("{frame}: {:.0}", thread.as_secs_f64() * 1e3))
            .collect();
        if !slow.is_empty() {
            println!("{name}: over 16 ms in frames {}", slow.join(", "));
        }
    }

    fn scenario(
        &mut self,
        name: &str,
        scenes: &[Arc<Scene>],
        positions: &[[f32; 2]],
        doing: Doing,
    ) {
        let mut canvas = Canvas::new();
        let words = CanvasWords {
            map: "Map".to_owned(),
            zoom_in: "Zoom in".to_owned(),
            zoom_out: "Zoom out".to_owned(),
            fit: "Fit".to_owned(),
            layout: "Layout".to_owned(),
            legend: "Legend".to_owned(),
            note_hint: String::new(),
            name_hint: String::new(),
        };
        let mut positions = positions.to_vec();
        let mut times = Vec::new();
        self.revision += 1;
        let mut scene_revision = self.revision;
        let mut positions_revision = self.revision << 20;
        let mut scene = &scenes[0];
        let mut grip = pos2(550.0, 400.0);
        for frame in 0..NUM_FRAMES + NUM_WARM_UP {
            if doing == Doing::Layout || frame == 0 {
                positions_revision += 1;
                for (index, place) in positions.iter_mut().enumerate() {
                    let angle = index as f32 + frame as f32 * 0.1;
                    place[0] += angle.cos() * 0.5;
                    place[1] += angle.sin() * 0.5;
                }
            }
            if doing == Doing::Lens && frame % 15 == 0 {
                scene = &scenes[frame / 15 % scenes.len()];
                self.revision += 1;
                scene_revision = self.revision;
            }
            if frame == 2
                && doing == Doing::Drag
                && let Some(&[x, y]) = positions.first()
            {
                grip = canvas.camera().screen_from_world(pos2(x, y));
            }
            let describe = |index: u32| ActorDescription {
                name: format!("Actor {index}"),
                facts: vec!["City · municipality".to_owned(), "12 contacts".to_owned()],
                remark: None,
            };
            let input = CanvasInput {
                scene,
                lines: None,
                positions: &positions,
                scene_revision,
                positions_revision,
                selection: &std::collections::BTreeSet::new(),
                primary: None,
                note: None,
                spotlight: &[],
                connected: &[],
                theme: Theme::Light,
                words: &words,
                describe: &describe,
                options: CanvasOptions {
                    gpu: true,
                    reduced_motion: false,
                    layout_running: doing == Doing::Layout,
                },
                insets: Insets::default(),
            };
            let events = events(doing, frame, grip);
            let time = self.frame(SIZE, events, |ui| {
                canvas.ui(ui, input);
            });
            if frame >= NUM_WARM_UP {
                times.push(time);
            }
        }
        print_times(name, &format!("{doing:?}").to_lowercase(), &times);
    }

    /// Draws a frame. Returns the time until the interface thread is free again, and until the frame is drawn.
    fn frame(
        &mut self,
        size: Vec2,
        events: Vec<Event>,
        mut paint: impl FnMut(&mut egui::Ui),
    ) -> (Duration, Duration) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let busy = busy_time();
        let mut output = self.ctx.run_ui(input, |ui| paint(ui));
        let primitives = self
            .ctx
            .tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        let screen = egui_wgpu::ScreenDescriptor {
            size_in_pixels: [size.x as u32, size.y as u32],
            pixels_per_point: output.pixels_per_point,
        };
        let (device, queue) = (&self.gpu.device, &self.gpu.queue);
        let mut renderer = self.gpu.renderer.write();
        #[expect(
            clippy::iter_over_hash_type,
            reason = "textures do not depend on each other"
        )]
        for (id, images) in output.textures_delta.set.drain() {
            for image in images {
                renderer.update_texture(device, queue, id, &image);
            }
        }
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let more = renderer.update_buffers(device, queue, &mut encoder, &primitives, &screen);
        {
            let mut pass = encoder
                .begin_render_pass(&wgpu::RenderPassDescriptor {
                    color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                        view: &self.target,
                        resolve_target: None,
                        depth_slice: None,
                        ops: wgpu::Operations {
                            load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT),
                            store: wgpu::StoreOp::Store,
                        },
                    })],
                    ..wgpu::RenderPassDescriptor::default()
                })
                .forget_lifetime();
            renderer.render(&mut pass, &primitives, &screen);
        }
        queue.submit(more.into_iter().chain([encoder.finish()]));
        let thread = match (busy, busy_time()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => start.elapsed(),
        };
        #[expect(
            clippy::iter_over_hash_type,
            reason = "textures do not depend on each other"
        )]
        for id in output.textures_delta.free.drain() {
            renderer.free_texture(&id);
        }
        device
            .poll(wgpu::PollType::wait_indefinitely())
            .expect("the GPU finishes");
        (thread, start.elapsed())
    }
}

/// How long this thread has been running on a processor, where the system tells (Linux): other programs do not count.
fn busy_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn events(doing: Doing, frame: usize, grip: Pos2) -> Vec<Event> {
    let phase = frame as f32 * 0.05;
    let swing = vec2(phase.sin(), (phase * 1.3).cos()) * 180.0;
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    match doing {
        Doing::Hover => vec![Event::PointerMoved(pos2(550.0, 400.0) + swing)],
        Doing::Zoom => vec![
            Event::PointerMoved(pos2(500.0, 420.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, phase.sin()),
                phase: egui::TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: egui::MouseWheelSource::Unknown,
            },
        ],
        // The empty corner, top left, so that no actor is hit.
        Doing::Pan if frame == 3 => vec![
            Event::PointerMoved(pos2(4.0, 4.0)),
            button(pos2(4.0, 4.0), true),
        ],
        Doing::Pan if frame > 3 => vec![Event::PointerMoved(pos2(300.0, 300.0) + swing)],
        Doing::Drag if frame == 3 => vec![Event::PointerMoved(grip), button(grip, true)],
        Doing::Drag if frame > 3 => vec![Event::PointerMoved(grip + swing * 0.3)],
        Doing::Layout | Doing::Lens | Doing::Pan | Doing::Drag => Vec::new(),
    }
}

fn work_events(working: Working, frame: usize) -> Vec<Event> {
    let key = |key, modifiers| {
        [true, false].map(|pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        })
    };
    // Over the map; the canvas alone would begin at its corner.
    let phase = frame as f32 * 0.05;
    let swing = pos2(560.0, 430.0) + vec2(phase.sin(), (phase * 1.3).cos()) * 250.0;
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    match working {
        Working::Open | Working::Wait => Vec::new(),
        Working::Pan if frame == 0 => {
            let corner = pos2(100.0, 60.0);
            vec![Event::PointerMoved(corner), button(corner, true)]
        }
        Working::Pan if frame + 1 == NUM_WORK_FRAMES => vec![button(swing, false)],
        Working::Hover | Working::Pan => vec![Event::PointerMoved(swing)],
        Working::Zoom => events(Doing::Zoom, frame, swing),
        Working::Select => match frame % 20 {
            0 => vec![Event::PointerMoved(swing)],
            1 => vec![button(swing, true)],
            2 => vec![button(swing, false)],
            _ => Vec::new(),
        },
        Working::All => match frame % 40 {
            0 => key(Key::A, Modifiers::COMMAND).to_vec(),
            20 => key(Key::Escape, Modifiers::NONE).to_vec(),
            _ => Vec::new(),
        },
        Working::Search => match (frame, frame % 12) {
            (0, _) => key(Key::K, Modifiers::COMMAND).to_vec(),
            (_, 1) => {
                let letter = "universität lund".chars().nth(frame / 12 % 16);
                vec![Event::Text(letter.unwrap_or('a').to_string())]
            }
            _ if frame + 2 == NUM_WORK_FRAMES => key(Key::Escape, Modifiers::NONE).to_vec(),
            _ => Vec::new(),
        },
        Working::Lens => {
            let lenses = [Key::Num2, Key::Num3, Key::Num4, Key::Num1];
            match frame % 60 {
                0 => key(lenses[frame / 60 % lenses.len()], Modifiers::NONE).to_vec(),
                _ => Vec::new(),
            }
        }
    }
}

fn print_times(name: &str, doing: &str, times: &[(Duration, Duration)]) {
    let thread = percentiles(times.iter().map(|time| time.0));
    let whole = percentiles(times.iter().map(|time| time.1));
    println!(
        "{name:<18} {doing:<10} {:>10.2} {:>10.2} {:>10.2} {:>10.2} {:>8.0}",
        thread.0,
        thread.1,
        whole.0,
        whole.1,
        1000.0 / whole.0
    );
}

/// The median and the 99th percentile, in milliseconds.
fn percentiles(times: impl Iterator<Item = Duration>) -> (f64, f64) {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let index = (times.len() as f64 * share) as usize;
        times.get(index.min(times.len().saturating_sub(1))).copied()
    };
    (at(0.5).unwrap_or(0.0), at(0.99).unwrap_or(0.0))
}
