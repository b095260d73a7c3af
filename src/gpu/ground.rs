//! What is behind lines and markers: the ground, and tinted areas with soft edges.
//!
//! Not left to egui, whose shader is slow over large surfaces where there is only a software renderer.

use eframe::wgpu;

use super::renderer::{PipelineParts, pipeline, upload};
use super::{Area, Stripe};

/// A corner of an area as `ground.wgsl` reads it.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
struct AreaCorner {
    /// In physical pixels from the top left corner of the viewport.
    pos_px: [f32; 2],
    color: [u8; 4],
}

const ATTRIBUTES: [wgpu::VertexAttribute; 2] =
    wgpu::vertex_attr_array![0 => Float32x2, 1 => Unorm8x4];

/// The triangles of areas. Their edges fade over a pixel.
fn corners(areas: &[Area], origin: egui::Pos2, pixels_per_point: f32) -> Vec<AreaCorner> {
    let mut corners = Vec::new();
    for area in areas {
        let num = area.outline.len();
        let middle = area.outline.iter().fold(egui::Vec2::ZERO, |sum, point| {
            sum + point.to_vec2() / num.max(1) as f32
        });
        let [red, green, blue, _] = area.color;
        let corner = |pos: egui::Pos2, outwards: f32, color: [u8; 4]| {
            let way = (pos - middle.to_pos2()).normalized() * outwards;
            AreaCorner {
                pos_px: ((pos - origin) * pixels_per_point + way).into(),
                color,
            }
        };
        let edge = [red, green, blue, 0];
        let next = area.outline.iter().cycle().skip(1);
        for (&from, &to) in area.outline.iter().zip(next) {
            let inner = [from, to].map(|pos| corner(pos, -0.5, area.color));
            let outer = [from, to].map(|pos| corner(pos, 0.5, edge));
            corners.extend([
                corner(middle.to_pos2(), 0.0, area.color),
                inner[0],
                inner[1],
            ]);
            corners.extend([inner[0], inner[1], outer[0]]);
            corners.extend([inner[1], outer[0], outer[1]]);
        }
    }
    corners
}

/// The triangles of stripes. Their edges fade over a pixel.
fn stripe_corners(
    stripes: &[Stripe],
    origin: egui::Pos2,
    pixels_per_point: f32,
) -> Vec<AreaCorner> {
    let mut corners = Vec::new();
    for stripe in stripes {
        let (Some(&(first, _)), Some(&(last, _))) = (stripe.places.first(), stripe.places.last())
        else {
            continue;
        };
        let across = (last - first).normalized().rot90();
        let half_px = stripe.half_width * pixels_per_point;
        let clear = |[red, green, blue, _]: [u8; 4]| [red, green, blue, 0];
        let section = |(pos, color): (egui::Pos2, [u8; 4])| {
            let corner = |aside: f32, color| AreaCorner {
                pos_px: ((pos - origin) * pixels_per_point + across * aside).into(),
                color,
            };
            [
                corner(-half_px - 0.5, clear(color)),
                corner(0.5 - half_px.max(0.5), color),
                corner(half_px.max(0.5) - 0.5, color),
                corner(half_px + 0.5, clear(color)),
            ]
        };
        for pair in stripe.places.windows(2) {
            let [from, to] = pair else { continue };
            let (from, to) = (section(*from), section(*to));
            for (here, there) in from.windows(2).zip(to.windows(2)) {
                if let ([a, b], [c, d]) = (here, there) {
                    corners.extend([*a, *b, *c, *b, *c, *d]);
                }
            }
        }
    }
    corners
}

/// The pipelines of what is behind, and the areas of this frame.
#[derive(Debug)]
pub(super) struct Ground {
    even: wgpu::RenderPipeline,
    areas: wgpu::RenderPipeline,
    buffer: Option<wgpu::Buffer>,
    num_corners: u32,
    /// Where the stripes begin among the corners.
    first_of_stripes: u32,
}

impl Ground {
    pub(super) fn new(
        device: &wgpu::Device,
        layout: &wgpu::PipelineLayout,
        target: wgpu::TextureFormat,
    ) -> Self {
        let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("ground"),
            source: wgpu::ShaderSource::Wgsl(
                concat!(include_str!("view.wgsl"), include_str!("ground.wgsl")).into(),
            ),
        });
        let ground = PipelineParts {
            label: "ground",
            layout,
            module: &module,
            vertex: "vs_ground",
            fragment: "fs_ground",
            buffer: None,
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            blend: None,
            constants: &[],
            target,
        };
        let areas = PipelineParts {
            label: "areas",
            vertex: "vs_area",
            fragment: "fs_area",
            buffer: Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<AreaCorner>() as u64,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &ATTRIBUTES,
            }),
            topology: wgpu::PrimitiveTopology::TriangleList,
            blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
            ..ground.clone()
        };
        Self {
            even: pipeline(device, &ground),
            areas: pipeline(device, &areas),
            buffer: None,
            num_corners: 0,
            first_of_stripes: 0,
        }
    }

    /// Takes over the areas of a frame.
    pub(super) fn upload(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        frame: &super::Frame,
        pixels_per_point: f32,
    ) {
        // The viewport begins at a whole pixel.
        let min = frame.camera.viewport.min.to_vec2() * pixels_per_point;
        let origin = (min.round() / pixels_per_point).to_pos2();
        let mut corners = corners(&frame.areas, origin, pixels_per_point);
        self.first_of_stripes = corners.len() as u32;
        corners.extend(stripe_corners(&frame.stripes, origin, pixels_per_point));
        self.num_corners = corners.len() as u32;
        let bytes = bytemuck::cast_slice(&corners);
        upload(device, queue, &mut self.buffer, "areas", bytes);
    }

    /// Draws it without the stripes. The bind group of the view must be set.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_pipeline(&self.even);
        pass.draw(0..4, 0..1);
        self.draw_corners(pass, 0..self.first_of_stripes);
    }

    /// Draws the stripes. The bind group of the view must be set.
    pub(super) fn draw_stripes(&self, pass: &mut wgpu::RenderPass<'_>) {
        self.draw_corners(pass, self.first_of_stripes..self.num_corners);
    }

    fn draw_corners(&self, pass: &mut wgpu::RenderPass<'_>, corners: std::ops::Range<u32>) {
        if let Some(buffer) = self.buffer.as_ref().filter(|_| !corners.is_empty()) {
            pass.set_pipeline(&self.areas);
            pass.set_vertex_buffer(0, buffer.slice(..));
            pass.draw(corners, 0..1);
        }
    }
}
