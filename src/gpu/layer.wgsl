// A picture of the lines that was drawn with another camera, laid over the viewport.

struct Placed {
    // Where in the picture the top left corner of the viewport is, and how far the viewport reaches from there; shares of
    // the picture.
    origin: vec2<f32>,
    extent: vec2<f32>,
    // How much of it is seen.
    opacity: f32,
    reserved: f32,
}

override TARGET_IS_LINEAR: bool = false;

@group(0) @binding(0) var<uniform> placed: Placed;
@group(0) @binding(1) var picture: texture_2d<f32>;
@group(0) @binding(2) var picture_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) place: vec2<f32>,
}

@vertex
fn vs_layer(@builtin(vertex_index) corner: u32) -> Corner {
    var out: Corner;
    let share = vec2<f32>(f32(corner & 1u), f32(corner >> 1u));
    out.position = vec4<f32>(share.x * 2.0 - 1.0, 1.0 - share.y * 2.0, 0.0, 1.0);
    out.place = placed.origin + share * placed.extent;
    return out;
}

@fragment
fn fs_layer(in: Corner) -> @location(0) vec4<f32> {
    let color = textureSampleLevel(picture, picture_sampler, in.place, 0.0) * placed.opacity;
    if any(in.place < vec2<f32>(0.0)) || any(in.place > vec2<f32>(1.0)) {
        return vec4<f32>(0.0);
    }
    if TARGET_IS_LINEAR {
        let low = color.rgb / 12.92;
        let high = pow((color.rgb + 0.055) / 1.055, vec3<f32>(2.4));
        return vec4<f32>(select(high, low, color.rgb < vec3<f32>(0.04045)), color.a);
    }
    return color;
}
