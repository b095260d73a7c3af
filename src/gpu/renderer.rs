//! What lives on the GPU between frames, and the callback that brings it up to date and draws it.

use std::sync::Arc;

use eframe::egui_wgpu::{CallbackResources, CallbackTrait, ScreenDescriptor};
use eframe::wgpu;

use crate::scene::{Camera, Rgba, Scene, Theme, tie_detail};

use super::ground::Ground;
use super::layer::{self, Picture, PictureKey, PicturePainter};
use super::ties::{Lines, TieInstances, TiePipelines, num_lines, sample, slice};
use super::{Frame, actors};

/// How many actors are in a row of the textures.
const ROW: u32 = 1024;

/// So many lines are drawn in each frame by a real GPU; beyond that they become a picture, drawn in slices of as many.
const NUM_TIES_PER_FRAME: u32 = 150_000;
/// The same for a software one, for a canvas of about a million pixels.
const NUM_TIES_PER_FRAME_IN_SOFTWARE: u32 = 4_000;

/// The GPU, for whoever makes something ready for it in the background.
#[derive(Clone, Debug)]
pub struct Gpu {
    device: wgpu::Device,
    in_software: bool,
}

impl Gpu {
    /// Whether the processor draws in its place: every frame then takes time from what is being computed.
    pub fn in_software(&self) -> bool {
        self.in_software
    }

    /// Puts the lines of a scene into the memory of the GPU. With very many this takes longer than a frame may.
    pub fn lines(&self, scene: &Scene) -> Lines {
        Lines::new(&self.device, TieInstances::new(scene))
    }
}

/// Makes ready what drawing on the GPU needs. Returns the GPU to draw with, which on machines without one may be a software
/// one; `None` without any.
pub fn install(creation: &eframe::CreationContext<'_>) -> Option<Gpu> {
    let state = creation.wgpu_render_state.as_ref()?;
    let in_software = state.adapter.get_info().device_type == wgpu::DeviceType::Cpu;
    let scene = GpuScene::new(&state.device, state.target_format, in_software);
    state.renderer.write().callback_resources.insert(scene);
    Some(Gpu {
        device: state.device.clone(),
        in_software,
    })
}

/// The camera and colours as `view.wgsl` reads them.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
struct View {
    center_in_world: [f32; 2],
    middle_px: [f32; 2],
    size_px: [f32; 2],
    zoom: f32,
    marker_scale: f32,
    tie_scale: f32,
    pixels_per_point: f32,
    progress: f32,
    tie_opacity: f32,
    hovered: u32,
    min_radius_px: f32,
    reserved: [f32; 2],
    canvas: [f32; 4],
    selection: [f32; 4],
    halo: [f32; 4],
    accent: [f32; 4],
    danger: [f32; 4],
}

fn floats(color: Rgba) -> [f32; 4] {
    color.map(|value| f32::from(value) / 255.0)
}

impl View {
    fn new(camera: &Camera, theme: Theme, pixels_per_point: f32) -> Self {
        let colors = theme.colors();
        let rect = camera.viewport;
        // egui rounds the corners of the viewport to whole pixels; what is inside does not move with them.
        let corner = (rect.min.to_vec2() * pixels_per_point).round();
        let size = (rect.max.to_vec2() * pixels_per_point).round() - corner;
        let middle = rect.center().to_vec2() * pixels_per_point - corner;
        Self {
            center_in_world: camera.center_in_world.into(),
            middle_px: middle.into(),
            size_px: size.into(),
            zoom: camera.zoom * pixels_per_point,
            marker_scale: camera.marker_scale() * pixels_per_point,
            tie_scale: camera.tie_scale() * pixels_per_point,
            pixels_per_point,
            progress: 1.0,
            tie_opacity: 1.0,
            hovered: u32::MAX,
            min_radius_px: camera.min_radius_px() * pixels_per_point,
            reserved: [0.0; 2],
            canvas: floats(colors.canvas),
            selection: floats(colors.selection),
            halo: floats(colors.selection_halo),
            accent: floats(colors.selection),
            danger: floats(colors.breaks),
        }
    }

    fn size_in_pixels(&self) -> [u32; 2] {
        self.size_px.map(|size| size.max(1.0) as u32)
    }
}

/// Everything of the map that is on the GPU.
#[derive(Debug)]
struct GpuScene {
    ground: Ground,
    actor_pipeline: wgpu::RenderPipeline,
    tie_pipelines: TiePipelines,
    /// For pictures of lines, which have a format of their own.
    picture_tie_pipelines: TiePipelines,
    picture_painter: PicturePainter,
    shared: Shared,
    actors: Option<wgpu::Buffer>,
    num_actors: u32,
    ties: Arc<Lines>,
    /// The lines before, while they fade.
    ties_before: Option<Arc<Lines>>,
    lit_ties: Lines,
    uploaded: Uploaded,
    /// The finished picture, and the one that is being drawn.
    shown: Option<Picture>,
    coming: Option<Picture>,
    /// The picture of the lines before, and since when it fades.
    leaving: Option<(Picture, f64)>,
    /// The lines that are drawn one by one in this frame.
    drawn: Vec<super::ties::Batch>,
    /// Those before, as long as they fade.
    drawn_before: Vec<super::ties::Batch>,
    shows_picture: bool,
    /// Whether stripes are drawn above lines.
    stripes_are_above: bool,
    in_software: bool,
}

/// The revisions of what is on the GPU.
#[derive(Debug, Default, PartialEq)]
struct Uploaded {
    scene: Option<u64>,
    lines: Option<u64>,
    positions: Option<u64>,
    flags: Option<u64>,
    lit: Option<u64>,
}

impl GpuScene {
    fn new(device: &wgpu::Device, target: wgpu::TextureFormat, in_software: bool) -> Self {
        let shared = Shared::new(device);
        let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("map"),
            bind_group_layouts: &[Some(&shared.layout)],
            immediate_size: 0,
        });
        Self {
            ground: Ground::new(device, &layout, target),
            actor_pipeline: actors::pipeline(device, &layout, target),
            tie_pipelines: TiePipelines::new(device, &layout, target),
            picture_tie_pipelines: TiePipelines::new(device, &layout, layer::FORMAT),
            picture_painter: PicturePainter::new(device, target),
            shared,
            actors: None,
            num_actors: 0,
            ties: Arc::default(),
            ties_before: None,
            lit_ties: Lines::default(),
            uploaded: Uploaded::default(),
            shown: None,
            coming: None,
            leaving: None,
            drawn: Vec::new(),
            drawn_before: Vec::new(),
            shows_picture: false,
            stripes_are_above: false,
            in_software,
        }
    }

    /// Brings what is on the GPU up to date.
    fn upload(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, frame: &Frame) {
        let scene = &frame.scene;
        if self.uploaded.scene != Some(frame.scene_revision) {
            let instances = actors::instances(scene, frame.before.as_deref());
            self.num_actors = instances.len() as u32;
            let bytes = bytemuck::cast_slice(&instances);
            upload(device, queue, &mut self.actors, "actors", bytes);
        }
        if self.uploaded.lines != Some(frame.lines_revision) {
            let lines = frame.lines.as_ref().map_or_else(
                || Arc::new(Lines::new(device, TieInstances::new(scene))),
                Arc::clone,
            );
            let before = std::mem::replace(&mut self.ties, lines);
            // Lines end at markers by number: among others they would lead astray.
            let is_of_the_same = |before: &Scene| have_same_actors(before, scene);
            let fades = frame.before.as_deref().is_some_and(is_of_the_same);
            self.ties_before = fades.then_some(before);
        }
        if frame.before.is_none() {
            self.ties_before = None;
        }
        if self.uploaded.scene != Some(frame.scene_revision)
            || self.uploaded.lit != Some(frame.lit_revision)
        {
            let lit = TieInstances::lit(scene, &frame.lit_ties);
            self.lit_ties = Lines::new(device, lit);
        }
        let num_actors = scene.actors.len() as u32;
        let grown = self.shared.reserve(device, num_actors);
        if grown || self.uploaded.positions != Some(frame.positions_revision) {
            let bytes = bytemuck::cast_slice(&frame.positions);
            write_rows(queue, &self.shared.positions, bytes, num_actors);
        }
        if grown || self.uploaded.flags != Some(frame.flags_revision) {
            write_rows(queue, &self.shared.flags, &frame.flags, num_actors);
        }
        self.uploaded = Uploaded {
            scene: Some(frame.scene_revision),
            lines: Some(frame.lines_revision),
            positions: Some(frame.positions_revision),
            flags: Some(frame.flags_revision),
            lit: Some(frame.lit_revision),
        };
    }

    /// Decides which lines are drawn one by one, and draws the next slice of the coming picture if there are too many.
    fn draw_ties_ahead(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        encoder: &mut wgpu::CommandEncoder,
        frame: &Frame,
        view: View,
    ) {
        let size_px = view.size_in_pixels();
        let num_pixels = f64::from(size_px[0]) * f64::from(size_px[1]);
        let budget = if self.in_software {
            let share = (1_000_000.0 / num_pixels.max(1.0)).sqrt().min(4.0);
            (f64::from(NUM_TIES_PER_FRAME_IN_SOFTWARE) * share) as u32
        } else {
            NUM_TIES_PER_FRAME
        };
        self.shows_picture = false;
        self.drawn_before.clear();
        let of = |lines: &Lines, camera: &Camera| lines.drawn(tie_detail(lines.len(), camera));
        let drawn_by = |camera: &Camera| of(&self.ties, camera);
        let drawn = drawn_by(&frame.camera);
        let num_drawn = num_lines(&drawn);
        if num_drawn <= budget {
            (self.shown, self.coming, self.leaving) = (None, None, None);
            self.drawn = drawn;
            let before = self.ties_before.as_ref();
            let before = before.map(|lines| of(lines, &frame.camera));
            // Both at a time only if that is not too much.
            if let Some(before) = before
                && num_drawn + num_lines(&before) <= budget
            {
                self.drawn_before = before;
            }
            return;
        }
        if frame.is_moving {
            self.coming = None;
            self.drawn = sample(&drawn, budget);
            return;
        }
        let key = PictureKey {
            lines_revision: frame.lines_revision,
            positions_revision: frame.positions_revision,
            camera: frame.camera,
            size_px,
        };
        if self
            .coming
            .as_ref()
            .is_some_and(|coming| !is_of_the_same_places(&coming.key, &key))
        {
            self.coming = None;
        }
        let is_shown =
            |picture: &Option<Picture>| picture.as_ref().is_some_and(|picture| picture.key == key);
        if self.coming.is_none() && !is_shown(&self.shown) {
            let picture = self.picture_painter.picture(device, key);
            let bytes = bytemuck::bytes_of(&view);
            queue.write_buffer(&self.shared.picture.view, 0, bytes);
            self.coming = Some(picture);
        }
        if let Some(coming) = &mut self.coming {
            let all = drawn_by(&coming.key.camera);
            // Zoomed in, most are outside of the viewport, which costs little.
            let nearness = coming.key.camera.zoom / coming.key.camera.fit_zoom;
            let budget = (budget as f32 * nearness.clamp(1.0, 8.0)) as u32;
            let batches = slice(&all, coming.num_drawn, budget);
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("picture of ties"),
                color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                    view: &coming.view,
                    resolve_target: None,
                    depth_slice: None,
                    ops: wgpu::Operations {
                        load: if coming.num_drawn == 0 {
                            wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT)
                        } else {
                            wgpu::LoadOp::Load
                        },
                        store: wgpu::StoreOp::Store,
                    },
                })],
                ..wgpu::RenderPassDescriptor::default()
            });
            pass.set_bind_group(0, &self.shared.picture.bind_group, &[]);
            for batch in &batches {
                self.picture_tie_pipelines
                    .draw(&mut pass, &self.ties, batch);
            }
            drop(pass);
            coming.num_drawn = coming.num_drawn.saturating_add(budget);
            if coming.num_drawn >= num_lines(&all) {
                let before = std::mem::replace(&mut self.shown, self.coming.take());
                let shows_others = |picture: &Picture| {
                    picture.key.lines_revision != key.lines_revision
                        && is_of_the_same_places(&picture.key, &key)
                };
                self.leaving = before.filter(shows_others).zip(frame.clock);
            }
        }
        match &self.shown {
            Some(shown) if is_of_the_same_places(&shown.key, &key) => {
                let faded = self.leaving.as_ref().map_or(1.0, |(_, since)| {
                    frame.clock.map_or(1.0, |now| faded(*since, now))
                });
                if faded >= 1.0 {
                    self.leaving = None;
                }
                if let Some((leaving, _)) = &self.leaving {
                    PicturePainter::place(queue, leaving, &frame.camera, 1.0 - faded);
                    frame.repaint.request_repaint();
                }
                PicturePainter::place(queue, shown, &frame.camera, faded);
                self.shows_picture = true;
                self.drawn.clear();
            }
            _ => {
                self.leaving = None;
                self.drawn = sample(&drawn, budget / 2);
            }
        }
        if !is_shown(&self.shown) {
            frame.repaint.request_repaint();
        }
    }

    fn prepare(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        encoder: &mut wgpu::CommandEncoder,
        frame: &Frame,
        pixels_per_point: f32,
    ) {
        self.upload(device, queue, frame);
        let view = View {
            progress: frame.progress,
            hovered: frame.hovered.unwrap_or(u32::MAX),
            ..View::new(&frame.camera, frame.theme, pixels_per_point)
        };
        self.ground.upload(device, queue, frame, pixels_per_point);
        self.stripes_are_above = frame.scene.bands_are_above_ties();
        self.draw_ties_ahead(device, queue, encoder, frame, view);
        let mut view = view;
        if !self.drawn_before.is_empty() {
            view.tie_opacity = 1.0 - frame.progress;
            let bytes = bytemuck::bytes_of(&view);
            queue.write_buffer(&self.shared.before.view, 0, bytes);
            view.tie_opacity = frame.progress;
        }
        queue.write_buffer(&self.shared.now.view, 0, bytemuck::bytes_of(&view));
    }

    fn paint(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_bind_group(0, &self.shared.now.bind_group, &[]);
        self.ground.draw(pass);
        if !self.stripes_are_above {
            self.ground.draw_stripes(pass);
        }
        if self.shows_picture {
            let leaving = self.leaving.iter().map(|(picture, _)| picture);
            for picture in leaving.chain(&self.shown) {
                self.picture_painter.paint(pass, picture);
            }
        }
        if let Some(lines) = &self.ties_before {
            pass.set_bind_group(0, &self.shared.before.bind_group, &[]);
            for batch in &self.drawn_before {
                self.tie_pipelines.draw(pass, lines, batch);
            }
        }
        pass.set_bind_group(0, &self.shared.now.bind_group, &[]);
        for batch in &self.drawn {
            self.tie_pipelines.draw(pass, &self.ties, batch);
        }
        if self.stripes_are_above {
            self.ground.draw_stripes(pass);
        }
        for batch in &self.lit_ties.batches {
            self.tie_pipelines.draw(pass, &self.lit_ties, batch);
        }
        if let Some(buffer) = &self.actors {
            pass.set_pipeline(&self.actor_pipeline);
            pass.set_vertex_buffer(0, buffer.slice(..));
            pass.draw(0..4, 0..self.num_actors);
        }
    }
}

/// How long lines fade.
const FADING_SECS: f64 = 0.18;

/// How far a picture that began to appear at `since` has come, 0 to 1.
fn faded(since: f64, now: f64) -> f32 {
    let share = ((now - since) / FADING_SECS).clamp(0.0, 1.0) as f32;
    1.0 - (1.0 - share).powi(3)
}

/// Whether two scenes show the same actors.
fn have_same_actors(a: &Scene, b: &Scene) -> bool {
    let mut both = a.actors.iter().zip(&b.actors);
    a.actors.len() == b.actors.len() && both.all(|(a, b)| a.id == b.id)
}

/// Whether one picture can stand in for another until that is drawn: a moved camera or other colours are no harm, actors
/// that have moved are.
fn is_of_the_same_places(a: &PictureKey, b: &PictureKey) -> bool {
    a.positions_revision == b.positions_revision
}

/// What all pipelines of the map read: the camera, positions and flags.
#[derive(Debug)]
struct Shared {
    layout: wgpu::BindGroupLayout,
    now: Seen,
    /// As for the lines that fade.
    before: Seen,
    /// With the camera of the picture that is being drawn.
    picture: Seen,
    positions: wgpu::Texture,
    flags: wgpu::Texture,
}

/// A camera with all else.
#[derive(Debug)]
struct Seen {
    view: wgpu::Buffer,
    bind_group: wgpu::BindGroup,
}

impl Seen {
    fn new(
        device: &wgpu::Device,
        layout: &wgpu::BindGroupLayout,
        textures: [&wgpu::Texture; 2],
    ) -> Self {
        let view = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("view"),
            size: size_of::<View>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let bind_group = bind_group(device, layout, &view, textures);
        Self { view, bind_group }
    }
}

impl Shared {
    fn new(device: &wgpu::Device) -> Self {
        let texture_entry = |binding, sample_type| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::VERTEX,
            ty: wgpu::BindingType::Texture {
                sample_type,
                view_dimension: wgpu::TextureViewDimension::D2,
                multisampled: false,
            },
            count: None,
        };
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("map"),
            entries: &[
                uniform_entry(0, size_of::<View>() as u64),
                texture_entry(1, wgpu::TextureSampleType::Float { filterable: false }),
                texture_entry(2, wgpu::TextureSampleType::Uint),
            ],
        });
        let [positions, flags] = textures(device, 1);
        let seen = || Seen::new(device, &layout, [&positions, &flags]);
        Self {
            now: seen(),
            before: seen(),
            picture: seen(),
            layout,
            positions,
            flags,
        }
    }

    /// Makes room for so many actors. Returns whether what was there is lost.
    fn reserve(&mut self, device: &wgpu::Device, num_actors: u32) -> bool {
        let num_rows = num_actors.div_ceil(ROW).max(1);
        if num_rows <= self.positions.height() {
            return false;
        }
        [self.positions, self.flags] = textures(device, num_rows.next_power_of_two());
        let textures = [&self.positions, &self.flags];
        for seen in [&mut self.now, &mut self.before, &mut self.picture] {
            seen.bind_group = bind_group(device, &self.layout, &seen.view, textures);
        }
        true
    }
}

fn textures(device: &wgpu::Device, num_rows: u32) -> [wgpu::Texture; 2] {
    [
        ("positions", wgpu::TextureFormat::Rg32Float),
        ("flags", wgpu::TextureFormat::R8Uint),
    ]
    .map(|(label, format)| {
        device.create_texture(&wgpu::TextureDescriptor {
            label: Some(label),
            size: wgpu::Extent3d {
                width: ROW,
                height: num_rows.min(device.limits().max_texture_dimension_2d),
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        })
    })
}

fn bind_group(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    view: &wgpu::Buffer,
    [positions, flags]: [&wgpu::Texture; 2],
) -> wgpu::BindGroup {
    let views = [positions, flags]
        .map(|texture| texture.create_view(&wgpu::TextureViewDescriptor::default()));
    let [positions, flags] = &views;
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("map"),
        layout,
        entries: &[
            wgpu::BindGroupEntry {
                binding: 0,
                resource: view.as_entire_binding(),
            },
            wgpu::BindGroupEntry {
                binding: 1,
                resource: wgpu::BindingResource::TextureView(positions),
            },
            wgpu::BindGroupEntry {
                binding: 2,
                resource: wgpu::BindingResource::TextureView(flags),
            },
        ],
    })
}

/// Writes the values of so many actors into the rows of a texture. Missing values leave what is there.
fn write_rows(queue: &wgpu::Queue, texture: &wgpu::Texture, bytes: &[u8], num_actors: u32) {
    let bytes_per_actor = texture.format().block_copy_size(None).unwrap_or(1);
    let num_actors = num_actors.min(bytes.len() as u32 / bytes_per_actor);
    let num_full_rows = num_actors / ROW;
    let write = |row: u32, width: u32, height: u32| {
        let start = (row * ROW * bytes_per_actor) as usize;
        let end = start + (width * height * bytes_per_actor) as usize;
        let Some(bytes) = bytes.get(start..end).filter(|bytes| !bytes.is_empty()) else {
            return;
        };
        queue.write_texture(
            wgpu::TexelCopyTextureInfo {
                texture,
                mip_level: 0,
                origin: wgpu::Origin3d { x: 0, y: row, z: 0 },
                aspect: wgpu::TextureAspect::All,
            },
            bytes,
            wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(width * bytes_per_actor),
                rows_per_image: Some(height),
            },
            wgpu::Extent3d {
                width,
                height,
                depth_or_array_layers: 1,
            },
        );
    };
    write(0, ROW, num_full_rows);
    write(num_full_rows, num_actors % ROW, 1);
}

/// Writes bytes into a buffer of instances; a larger one is made if they do not fit.
pub(super) fn upload(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    buffer: &mut Option<wgpu::Buffer>,
    label: &'static str,
    bytes: &[u8],
) {
    if bytes.is_empty() {
        return;
    }
    let size = bytes.len() as u64;
    let fitting = buffer.take_if(|buffer| buffer.size() >= size);
    let fitting = fitting.unwrap_or_else(|| {
        device.create_buffer(&wgpu::BufferDescriptor {
            label: Some(label),
            size: size.next_power_of_two(),
            usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        })
    });
    queue.write_buffer(&fitting, 0, bytes);
    *buffer = Some(fitting);
}

/// The entry of a uniform buffer in a layout.
pub(super) fn uniform_entry(binding: u32, size: u64) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
        ty: wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset: false,
            min_binding_size: std::num::NonZeroU64::new(size),
        },
        count: None,
    }
}

/// What differs between pipelines. All draw without depth or multisampling.
#[derive(Clone)]
pub(super) struct PipelineParts<'a> {
    pub(super) label: &'static str,
    pub(super) layout: &'a wgpu::PipelineLayout,
    pub(super) module: &'a wgpu::ShaderModule,
    pub(super) vertex: &'static str,
    pub(super) fragment: &'static str,
    pub(super) buffer: Option<wgpu::VertexBufferLayout<'a>>,
    pub(super) topology: wgpu::PrimitiveTopology,
    pub(super) blend: Option<wgpu::BlendState>,
    pub(super) constants: &'a [(&'a str, f64)],
    pub(super) target: wgpu::TextureFormat,
}

/// A pipeline.
pub(super) fn pipeline(device: &wgpu::Device, parts: &PipelineParts<'_>) -> wgpu::RenderPipeline {
    let PipelineParts {
        label,
        layout,
        module,
        vertex,
        fragment,
        buffer,
        topology,
        blend,
        constants,
        target,
    } = parts;
    let mut constants = constants.to_vec();
    constants.push(("TARGET_IS_LINEAR", f64::from(u8::from(target.is_srgb()))));
    let compilation_options = wgpu::PipelineCompilationOptions {
        constants: &constants,
        ..wgpu::PipelineCompilationOptions::default()
    };
    let buffers: Vec<_> = buffer.iter().cloned().map(Some).collect();
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some(label),
        layout: Some(layout),
        vertex: wgpu::VertexState {
            module,
            entry_point: Some(vertex),
            compilation_options: compilation_options.clone(),
            buffers: &buffers,
        },
        primitive: wgpu::PrimitiveState {
            topology: *topology,
            ..wgpu::PrimitiveState::default()
        },
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module,
            entry_point: Some(fragment),
            compilation_options,
            targets: &[Some(wgpu::ColorTargetState {
                format: *target,
                blend: *blend,
                write_mask: wgpu::ColorWrites::ALL,
            })],
        }),
        multiview_mask: None,
        cache: None,
    })
}

/// Draws a frame inside egui's render pass.
pub(super) struct PaintFrame(pub(super) Frame);

impl CallbackTrait for PaintFrame {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        screen: &ScreenDescriptor,
        encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(scene) = resources.get_mut::<GpuScene>() {
            scene.prepare(device, queue, encoder, &self.0, screen.pixels_per_point);
        }
        Vec::new()
    }

    fn paint(
        &self,
        _info: egui::PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        if let Some(scene) = resources.get::<GpuScene>() {
            scene.paint(pass);
        }
    }
}
