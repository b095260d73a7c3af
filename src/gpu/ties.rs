//! Lines on the GPU: one instance each, sorted into batches, and the pipelines that draw them.

use std::ops::Range;

use eframe::wgpu;
use eframe::wgpu::util::DeviceExt as _;

use crate::scene::{Emphasis, Scene, TieMark};

/// How many quads a bent line has.
const NUM_SEGMENTS: u32 = 24;

/// A line as `ties.wgsl` reads it.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
pub(super) struct TieInstance {
    ends: [u32; 2],
    color_a: [u8; 4],
    color_b: [u8; 4],
    /// Width and bend.
    size: [f32; 2],
    /// The radii of the markers at both ends in quarters of a pixel, and traits: 1 dashed, 2 with an arrowhead.
    look: [u8; 4],
}

const ATTRIBUTES: [wgpu::VertexAttribute; 5] = wgpu::vertex_attr_array![
    0 => Uint32x2, 1 => Unorm8x4, 2 => Unorm8x4, 3 => Float32x2, 4 => Uint8x4
];

/// Neighbouring instances that are drawn in one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// Which instances.
    pub(super) range: Range<u32>,
    /// Whether they are bent.
    pub(super) is_bent: bool,
    /// Whether they are drawn even when others are left out for speed.
    pub(super) is_needed: bool,
}

/// The lines of a scene as instances, those further back first, straight before bent ones where they stand out equally.
#[derive(Debug, Default)]
pub(super) struct TieInstances {
    /// Within a batch those that matter most come first, and equal ones in a mixed order, so that any part of it is a fair
    /// sample.
    pub(super) instances: Vec<TieInstance>,
    /// The rank of each, rising within a batch.
    ranks: Vec<f32>,
    /// Which of them are drawn together.
    pub(super) batches: Vec<Batch>,
    /// Whether any has an arrowhead.
    pub(super) has_arrows: bool,
}

impl TieInstances {
    /// The lines of a scene.
    pub(super) fn new(scene: &Scene) -> Self {
        let mut out = Self {
            instances: Vec::with_capacity(scene.ties.len()),
            ranks: Vec::with_capacity(scene.ties.len()),
            ..Self::default()
        };
        for run in scene.ties.chunk_by(|a, b| a.emphasis == b.emphasis) {
            let is_needed = run
                .first()
                .is_some_and(|tie| tie.emphasis == Emphasis::Strong);
            for is_bent in [false, true] {
                let start = out.instances.len() as u32;
                let members: Vec<&TieMark> = run
                    .iter()
                    .filter(|tie| (tie.bend != 0.0) == is_bent)
                    .collect();
                let mut mixed: Vec<&TieMark> = mixed_order(members.len())
                    .filter_map(|index| members.get(index).copied())
                    .collect();
                mixed.sort_by(|a, b| a.rank.total_cmp(&b.rank));
                for tie in mixed {
                    out.has_arrows |= tie.arrow;
                    out.instances.push(instance(scene, tie));
                    out.ranks.push(tie.rank);
                }
                let end = out.instances.len() as u32;
                if start < end {
                    out.batches.push(Batch {
                        range: start..end,
                        is_bent,
                        is_needed,
                    });
                }
            }
        }
        out
    }

    /// Some lines of a scene, drawn so that they stand out.
    pub(super) fn lit(scene: &Scene, ties: &[u32]) -> Self {
        let mut out = Self::default();
        for is_bent in [false, true] {
            let start = out.instances.len() as u32;
            for tie in ties.iter().filter_map(|&tie| scene.ties.get(tie as usize)) {
                if (tie.bend != 0.0) == is_bent {
                    let lit = TieMark {
                        color_a: super::lit_color(tie.color_a),
                        color_b: super::lit_color(tie.color_b),
                        width_px: tie.width_px.max(super::LIT_WIDTH_PX),
                        ..*tie
                    };
                    out.has_arrows |= tie.arrow;
                    out.instances.push(instance(scene, &lit));
                    out.ranks.push(0.0);
                }
            }
            let end = out.instances.len() as u32;
            if start < end {
                out.batches.push(Batch {
                    range: start..end,
                    is_bent,
                    is_needed: true,
                });
            }
        }
        out
    }
}

fn instance(scene: &Scene, tie: &TieMark) -> TieInstance {
    let radius = |mark: u32| {
        scene
            .actors
            .get(mark as usize)
            .map_or(0, |mark| (mark.radius_px * 4.0).round() as u8)
    };
    TieInstance {
        ends: [tie.a, tie.b],
        color_a: tie.color_a,
        color_b: tie.color_b,
        size: [tie.width_px, tie.bend],
        look: [
            radius(tie.a),
            radius(tie.b),
            u8::from(tie.dashed) | u8::from(tie.arrow) << 1,
            0,
        ],
    }
}

/// The numbers below `len` in an order that jumps about, always the same.
fn mixed_order(len: usize) -> impl Iterator<Item = usize> {
    // A step that is a large prime visits every number once, unless the length is a multiple of it.
    let step = [1_000_000_007_usize, 998_244_353, 2_147_483_647, 433_494_437]
        .into_iter()
        .find(|step| !len.is_multiple_of(*step))
        .unwrap_or(1);
    (0..len).map(move |index| ((index as u64 * step as u64) % len as u64) as usize)
}

/// The pipelines that draw lines into a target of one format.
#[derive(Debug)]
pub(super) struct TiePipelines {
    straight: wgpu::RenderPipeline,
    bent: wgpu::RenderPipeline,
    arrows: wgpu::RenderPipeline,
}

impl TiePipelines {
    /// The pipelines for a target of this format.
    pub(super) fn new(
        device: &wgpu::Device,
        layout: &wgpu::PipelineLayout,
        target: wgpu::TextureFormat,
    ) -> Self {
        let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("ties"),
            source: wgpu::ShaderSource::Wgsl(
                concat!(include_str!("view.wgsl"), include_str!("ties.wgsl")).into(),
            ),
        });
        let pipeline = |label: &'static str, segments: u32, is_arrow: bool| {
            let (vertex, fragment) = if is_arrow {
                ("vs_arrow", "fs_arrow")
            } else {
                ("vs_tie", "fs_tie")
            };
            super::renderer::pipeline(
                device,
                &super::renderer::PipelineParts {
                    label,
                    layout,
                    module: &module,
                    vertex,
                    fragment,
                    buffer: Some(wgpu::VertexBufferLayout {
                        array_stride: size_of::<TieInstance>() as u64,
                        step_mode: wgpu::VertexStepMode::Instance,
                        attributes: &ATTRIBUTES,
                    }),
                    topology: wgpu::PrimitiveTopology::TriangleStrip,
                    blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    constants: &[("SEGMENTS", f64::from(segments))],
                    target,
                },
            )
        };
        Self {
            straight: pipeline("straight ties", 1, false),
            bent: pipeline("bent ties", NUM_SEGMENTS, false),
            arrows: pipeline("arrowheads", 1, true),
        }
    }

    /// Draws the instances of a batch that are within `range`. The bind group of the view must be set.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>, ties: &Lines, draw: &Batch) {
        let Some(buffer) = &ties.buffer else {
            return;
        };
        pass.set_vertex_buffer(0, buffer.slice(..));
        if draw.is_bent {
            pass.set_pipeline(&self.bent);
            pass.draw(0..2 * (NUM_SEGMENTS + 1), draw.range.clone());
        } else {
            pass.set_pipeline(&self.straight);
            pass.draw(0..4, draw.range.clone());
        }
        if ties.has_arrows {
            pass.set_pipeline(&self.arrows);
            pass.draw(0..4, draw.range.clone());
        }
    }
}

/// The lines of a scene in the memory of the GPU, see [`Gpu::lines`](super::Gpu::lines).
#[derive(Debug, Default)]
pub struct Lines {
    buffer: Option<wgpu::Buffer>,
    /// What is drawn together.
    pub(super) batches: Vec<Batch>,
    ranks: Vec<f32>,
    has_arrows: bool,
}

impl Lines {
    /// Puts lines into a buffer of their own.
    pub(super) fn new(device: &wgpu::Device, ties: TieInstances) -> Self {
        let buffer = (!ties.instances.is_empty()).then(|| {
            device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("ties"),
                contents: bytemuck::cast_slice(&ties.instances),
                usage: wgpu::BufferUsages::VERTEX,
            })
        });
        Self {
            buffer,
            batches: ties.batches,
            ranks: ties.ranks,
            has_arrows: ties.has_arrows,
        }
    }

    /// How many there are, drawn or not.
    pub(super) fn len(&self) -> usize {
        self.ranks.len()
    }

    /// Those that matter enough to be drawn, see [`tie_detail`](crate::scene::tie_detail).
    pub(super) fn drawn(&self, detail: f32) -> Vec<Batch> {
        self.batches
            .iter()
            .map(|batch| {
                let range = batch.range.start as usize..batch.range.end as usize;
                let ranks = self.ranks.get(range).unwrap_or_default();
                let num = ranks.partition_point(|&rank| rank < detail) as u32;
                Batch {
                    range: batch.range.start..batch.range.start + num,
                    ..batch.clone()
                }
            })
            .collect()
    }
}

/// How many lines batches have together.
pub(super) fn num_lines(batches: &[Batch]) -> u32 {
    batches.iter().map(|batch| batch.range.len() as u32).sum()
}

/// About so many of the lines, those that matter most, with all that are needed.
pub(super) fn sample(batches: &[Batch], num_ties: u32) -> Vec<Batch> {
    let share = f64::from(num_ties) / f64::from(num_lines(batches).max(1));
    batches
        .iter()
        .map(|batch| {
            let len = batch.range.len() as u32;
            let kept = (f64::from(len) * share.min(1.0)).ceil() as u32;
            // Even of those that are needed there can be too many.
            let kept = if batch.is_needed {
                kept.max(num_ties.min(len))
            } else {
                kept
            };
            Batch {
                range: batch.range.start..batch.range.start + kept,
                ..batch.clone()
            }
        })
        .collect()
}

/// The lines from the one in place `start` on, at most so many.
pub(super) fn slice(batches: &[Batch], start: u32, num_ties: u32) -> Vec<Batch> {
    let end = start.saturating_add(num_ties);
    let mut place = 0;
    let mut slices = Vec::new();
    for batch in batches {
        let len = batch.range.len() as u32;
        let (from, to) = (start.max(place), end.min(place + len));
        if from < to {
            let first = batch.range.start + (from - place);
            slices.push(Batch {
                range: first..first + (to - from),
                ..batch.clone()
            });
        }
        place += len;
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mixed_order_has_every_number_once() {
        for len in [0, 1, 2, 7, 1000, 57_139] {
            let mut seen: Vec<usize> = mixed_order(len).collect();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..len));
        }
    }

    fn tie(emphasis: Emphasis, bend: f32) -> TieMark {
        TieMark {
            a: 0,
            b: 1,
            color_a: [0; 4],
            color_b: [0; 4],
            width_px: 1.0,
            emphasis,
            dashed: false,
            arrow: false,
            bend,
            rank: 0.0,
        }
    }

    #[test]
    fn slices_and_samples_keep_to_the_batches() {
        let scene = Scene {
            ties: [
                vec![tie(Emphasis::Ghost, 0.0); 100],
                vec![tie(Emphasis::Ghost, 0.2); 10],
                vec![tie(Emphasis::Strong, 0.0); 5],
            ]
            .concat(),
            ..Scene::default()
        };
        let TieInstances { batches, .. } = TieInstances::new(&scene);
        let ranges = |batches: Vec<Batch>| {
            batches
                .into_iter()
                .map(|batch| batch.range)
                .collect::<Vec<_>>()
        };
        assert_eq!(ranges(batches.clone()), [0..100, 100..110, 110..115]);
        assert_eq!(ranges(slice(&batches, 95, 10)), [95..100, 100..105]);
        assert_eq!(ranges(slice(&batches, 110, 100)), vec![110..115]);
        assert_eq!(ranges(sample(&batches, 23)), [0..20, 100..102, 110..115]);
        // Places are counted among what is drawn.
        let thinned = [(0..10, false), (100..103, true)].map(|(range, is_bent)| Batch {
            range,
            is_bent,
            is_needed: false,
        });
        assert_eq!(ranges(slice(&thinned, 8, 4)), [8..10, 100..102]);
        assert_eq!(num_lines(&thinned), 13);
    }

    #[test]
    fn what_matters_most_is_drawn_first() {
        let ranked = |rank| TieMark {
            rank,
            ..tie(Emphasis::Normal, 0.0)
        };
        let scene = Scene {
            ties: [0.9, 0.1, 0.5, 0.3].map(ranked).to_vec(),
            ..Scene::default()
        };
        let TieInstances { batches, ranks, .. } = TieInstances::new(&scene);
        assert_eq!(ranks, [0.1, 0.3, 0.5, 0.9]);
        let lines = Lines {
            batches,
            ranks,
            ..Lines::default()
        };
        let num = |detail| num_lines(&lines.drawn(detail));
        assert_eq!([num(1.0), num(0.5), num(0.2), num(0.0)], [4, 2, 1, 0]);
    }
}
