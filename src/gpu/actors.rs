//! Markers on the GPU: one instance each, and the pipeline that draws them.

use eframe::wgpu;

use crate::model::MarkerShape;
use crate::scene::{ActorMark, MarkId, Ring, Scene};

/// A marker as `actors.wgsl` reads it.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
pub(super) struct ActorInstance {
    actor: u32,
    color: [u8; 4],
    color_before: [u8; 4],
    /// As it is, and as it was before.
    radii: [f32; 2],
    /// Shape and other traits, see [`look`].
    look: u32,
}

const ATTRIBUTES: [wgpu::VertexAttribute; 5] = wgpu::vertex_attr_array![
    0 => Uint32, 1 => Unorm8x4, 2 => Unorm8x4, 3 => Float32x2, 4 => Uint32
];

/// The traits of a marker as bits, as `actors.wgsl` names them.
fn look(mark: &ActorMark) -> u32 {
    let shape = match mark.shape {
        MarkerShape::Square => 0,
        MarkerShape::Diamond => 1,
        MarkerShape::Circle => 2,
        MarkerShape::Triangle => 3,
        MarkerShape::Hexagon => 4,
    };
    let ring = match mark.ring {
        None => 0,
        Some(Ring::Cut) => 8,
        Some(Ring::Accent) => 16,
    };
    let is_group = matches!(mark.id, MarkId::Group(_));
    let traits = [(mark.hollow, 5), (mark.pinned, 6), (is_group, 10)];
    let bits = traits.map(|(is_so, place)| u32::from(is_so) << place);
    bits.into_iter().fold(shape | ring, |all, bit| all | bit)
}

/// The instances of a scene, those further back first. Markers that were in the scene before start from how they looked
/// there; new ones from nothing.
pub(super) fn instances(scene: &Scene, before: Option<&Scene>) -> Vec<ActorInstance> {
    let instance = |index: u32| {
        let mark = scene.actors.get(index as usize)?;
        let (color_before, radius_before) = match before {
            None => (mark.color, mark.radius_px),
            Some(before) => {
                let [red, green, blue, _] = mark.color;
                // Mostly the same actors are shown, at the same indices.
                let same = before.actors.get(index as usize);
                same.filter(|old| old.id == mark.id)
                    .or_else(|| {
                        let place = before.index_of(mark.id)?;
                        before.actors.get(place as usize)
                    })
                    .map_or(([red, green, blue, 0], mark.radius_px), |mark| {
                        (mark.color, mark.radius_px)
                    })
            }
        };
        Some(ActorInstance {
            actor: index,
            color: mark.color,
            color_before,
            radii: [mark.radius_px, radius_before],
            look: look(mark),
        })
    };
    scene
        .draw_order
        .iter()
        .filter_map(|&index| instance(index))
        .collect()
}

/// The pipeline that draws markers into a target of this format.
pub(super) fn pipeline(
    device: &wgpu::Device,
    layout: &wgpu::PipelineLayout,
    target: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("actors"),
        source: wgpu::ShaderSource::Wgsl(
            concat!(include_str!("view.wgsl"), include_str!("actors.wgsl")).into(),
        ),
    });
    super::renderer::pipeline(
        device,
        &super::renderer::PipelineParts {
            label: "actors",
            layout,
            module: &module,
            vertex: "vs_actor",
            fragment: "fs_actor",
            buffer: Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<ActorInstance>() as u64,
                step_mode: wgpu::VertexStepMode::Instance,
                attributes: &ATTRIBUTES,
            }),
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
            constants: &[],
            target,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ActorId;
    use crate::scene::Emphasis;

    fn mark(actor: u32, radius_px: f32) -> ActorMark {
        ActorMark {
            id: MarkId::Actor(ActorId(actor)),
            color: [1, 2, 3, 255],
            shape: MarkerShape::Triangle,
            radius_px,
            emphasis: Emphasis::Normal,
            ring: Some(Ring::Cut),
            hollow: true,
            pinned: false,
        }
    }

    #[test]
    fn markers_start_from_how_they_looked_before() {
        let scene = |actors: Vec<ActorMark>| Scene {
            draw_order: (0..actors.len() as u32).rev().collect(),
            actors,
            ..Scene::default()
        };
        let before = scene(vec![mark(3, 5.0), mark(7, 6.0)]);
        let now = scene(vec![mark(7, 10.0), mark(9, 11.0)]);
        let instances = instances(&now, Some(&before));
        assert_eq!(instances[0].actor, 1, "the draw order is kept");
        assert_eq!(instances[0].color_before, [1, 2, 3, 0], "a new one appears");
        assert_eq!(instances[1].radii, [10.0, 6.0]);
        assert_eq!(instances[1].look, 3 | 8 | 32);
    }
}
