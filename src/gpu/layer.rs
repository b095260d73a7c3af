//! Many lines as a picture: drawn a slice each frame, and laid over the viewport with whatever camera is current.

use eframe::wgpu;

use crate::scene::Camera;

/// The format of pictures: gamma-encoded colours, premultiplied, as egui blends.
pub(super) const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PictureKey {
    pub(super) lines_revision: u64,
    pub(super) positions_revision: u64,
    pub(super) camera: Camera,
    pub(super) size_px: [u32; 2],
}

/// A picture of lines.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) key: PictureKey,
    pub(super) view: wgpu::TextureView,
    bind_group: wgpu::BindGroup,
    placed: wgpu::Buffer,
    /// How many lines are in it already.
    pub(super) num_drawn: u32,
}

/// Where a picture is laid, as `layer.wgsl` reads it.
#[repr(C)]
#[derive(Clone, Copy, Debug, bytemuck::Pod, bytemuck::Zeroable)]
struct Placed {
    origin: [f32; 2],
    extent: [f32; 2],
    opacity: f32,
    reserved: f32,
}

/// What lays pictures over the viewport.
#[derive(Debug)]
pub(super) struct PicturePainter {
    layout: wgpu::BindGroupLayout,
    pipeline: wgpu::RenderPipeline,
    sampler: wgpu::Sampler,
}

impl PicturePainter {
    pub(super) fn new(device: &wgpu::Device, target: wgpu::TextureFormat) -> Self {
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("picture of ties"),
            entries: &[
                super::renderer::uniform_entry(0, size_of::<Placed>() as u64),
                wgpu::BindGroupLayoutEntry {
                    binding: 1,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Texture {
                        sample_type: wgpu::TextureSampleType::Float { filterable: true },
                        view_dimension: wgpu::TextureViewDimension::D2,
                        multisampled: false,
                    },
                    count: None,
                },
                wgpu::BindGroupLayoutEntry {
                    binding: 2,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
                    count: None,
                },
            ],
        });
        let pipeline_layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("picture of ties"),
            bind_group_layouts: &[Some(&layout)],
            immediate_size: 0,
        });
        let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("picture of ties"),
            source: wgpu::ShaderSource::Wgsl(include_str!("layer.wgsl").into()),
        });
        let pipeline = super::renderer::pipeline(
            device,
            &super::renderer::PipelineParts {
                label: "picture of ties",
                layout: &pipeline_layout,
                module: &module,
                vertex: "vs_layer",
                fragment: "fs_layer",
                buffer: None,
                topology: wgpu::PrimitiveTopology::TriangleStrip,
                blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                constants: &[],
                target,
            },
        );
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("picture of ties"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        Self {
            layout,
            pipeline,
            sampler,
        }
    }

    /// An empty picture.
    pub(super) fn picture(&self, device: &wgpu::Device, key: PictureKey) -> Picture {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("picture of ties"),
            size: wgpu::Extent3d {
                width: key.size_px[0].max(1),
                height: key.size_px[1].max(1),
                depth_or_array_layers: 1,
            },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: FORMAT,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let placed = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("picture of ties"),
            size: size_of::<Placed>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let bind_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("picture of ties"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry {
                    binding: 0,
                    resource: placed.as_entire_binding(),
                },
                wgpu::BindGroupEntry {
                    binding: 1,
                    resource: wgpu::BindingResource::TextureView(&view),
                },
                wgpu::BindGroupEntry {
                    binding: 2,
                    resource: wgpu::BindingResource::Sampler(&self.sampler),
                },
            ],
        });
        Picture {
            key,
            view,
            bind_group,
            placed,
            num_drawn: 0,
        }
    }

    /// Lays a picture where it belongs for this camera, so opaque.
    pub(super) fn place(queue: &wgpu::Queue, picture: &Picture, camera: &Camera, opacity: f32) {
        let drawn = &picture.key.camera;
        let share = |corner: egui::Pos2| {
            let pos = drawn.screen_from_world(camera.world_from_screen(corner));
            (pos - drawn.viewport.min) / drawn.viewport.size()
        };
        let (origin, end) = (share(camera.viewport.min), share(camera.viewport.max));
        let placed = Placed {
            origin: origin.into(),
            extent: (end - origin).into(),
            opacity,
            reserved: 0.0,
        };
        queue.write_buffer(&picture.placed, 0, bytemuck::bytes_of(&placed));
    }

    /// Paints a picture that was placed.
    pub(super) fn paint(&self, pass: &mut wgpu::RenderPass<'_>, picture: &Picture) {
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &picture.bind_group, &[]);
        pass.draw(0..4, 0..1);
    }
}
