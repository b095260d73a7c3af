//! How long a frame takes: the canvas with a real network, drawn by whatever GPU there is (a software one if need be).
//!
//! `cargo bench --bench frame` prints, for each network and each thing that a user does, the median and the 99th
//! percentile of the processor time on the interface thread and of the whole frame by the clock, which ends when the GPU
//! has drawn it. The scene itself is built beforehand: in the window that is done in the background if it takes longer than a
//! moment; how long is printed too.
//! `cargo bench --bench frame -- lund` measures one network only.

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
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::{egui_wgpu, wgpu};
use egui::{
    Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2,
};
use helixmap::app::canvas::{ActorDescription, Canvas, CanvasInput, CanvasOptions, CanvasWords};
use helixmap::scene::{Insets, LENSES, Scene, SceneInput, Theme};
use helixmap::workspace::{Action, Workspace};

const SIZE: Vec2 = Vec2::new(1100.0, 830.0);
const NUM_FRAMES: usize = 120;
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
    for name in ["lund", "sweden", "h2020_climate", "climate_contracts"] {
        if only.is_empty() || only.iter().any(|only| only == name) {
            stage.measure(name);
        }
    }
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
        assert!(helixmap::gpu::install(&creation), "there is a GPU");
        let target = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: None,
            size: wgpu::Extent3d {
                width: SIZE.x as u32,
                height: SIZE.y as u32,
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
                positions: &positions,
                scene_revision,
                positions_revision,
                selection: &std::collections::BTreeSet::new(),
                primary: None,
                spotlight: &[],
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
            let time = self.frame(events, |ui| {
                canvas.ui(ui, input);
            });
            if frame >= NUM_WARM_UP {
                times.push(time);
            }
        }
        let thread = percentiles(times.iter().map(|time| time.0));
        let whole = percentiles(times.iter().map(|time| time.1));
        println!(
            "{name:<18} {:<10} {:>10.2} {:>10.2} {:>10.2} {:>10.2} {:>8.0}",
            format!("{doing:?}").to_lowercase(),
            thread.0,
            thread.1,
            whole.0,
            whole.1,
            1000.0 / whole.0
        );
    }

    /// Draws a frame. Returns the time until the interface thread is free again, and until the frame is drawn.
    fn frame(
        &mut self,
        events: Vec<Event>,
        mut paint: impl FnMut(&mut egui::Ui),
    ) -> (Duration, Duration) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
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
            size_in_pixels: [SIZE.x as u32, SIZE.y as u32],
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
