// What markers and lines share: the camera, and where actors are. Colours are gamma-encoded sRGB, as egui's.

struct View {
    // The middle of the camera, in world units.
    center_in_world: vec2<f32>,
    // Where that is in the viewport, in physical pixels.
    middle_px: vec2<f32>,
    // The viewport in physical pixels.
    size_px: vec2<f32>,
    // Physical pixels per world unit.
    zoom: f32,
    // Physical pixels per pixel of a marker's radius.
    marker_scale: f32,
    // Physical pixels per pixel of a line's width.
    tie_scale: f32,
    pixels_per_point: f32,
    // How far markers have come from how they looked before, 0 to 1.
    progress: f32,
    // The opacity of all lines.
    tie_opacity: f32,
    // The actor under the mouse; no actor has the highest number.
    hovered: u32,
    // The smallest radius of a marker, in physical pixels.
    min_radius_px: f32,
    reserved_a: f32,
    reserved_b: f32,
    canvas: vec4<f32>,
    selection: vec4<f32>,
    halo: vec4<f32>,
    accent: vec4<f32>,
    danger: vec4<f32>,
}

@group(0) @binding(0) var<uniform> view: View;
// Where actors are, in rows of 1024.
@group(0) @binding(1) var positions: texture_2d<f32>;
// Which actors are selected (1) or spotlighted (2), in rows of 1024.
@group(0) @binding(2) var flags: texture_2d<u32>;

fn place_of(actor: u32) -> vec2<i32> {
    return vec2<i32>(i32(actor & 1023u), i32(actor >> 10u));
}

// In physical pixels from the top left corner of the viewport.
fn pos_in_viewport(actor: u32) -> vec2<f32> {
    let pos_in_world = textureLoad(positions, place_of(actor), 0).xy;
    return view.middle_px + (pos_in_world - view.center_in_world) * view.zoom;
}

fn clip_from_viewport(pos_px: vec2<f32>) -> vec4<f32> {
    return vec4<f32>(
        2.0 * pos_px.x / view.size_px.x - 1.0,
        1.0 - 2.0 * pos_px.y / view.size_px.y,
        0.0,
        1.0,
    );
}

fn radius_in_px(radius: f32) -> f32 {
    return max(radius * view.marker_scale, view.min_radius_px);
}

// Outside of every viewport.
fn nowhere() -> vec4<f32> {
    return vec4<f32>(2.0, 2.0, 2.0, 1.0);
}

// One colour over another, both premultiplied.
fn over(top: vec4<f32>, below: vec4<f32>) -> vec4<f32> {
    return top + below * (1.0 - top.a);
}

// A colour with so much of its opacity, premultiplied.
fn premultiplied(color: vec4<f32>, share: f32) -> vec4<f32> {
    let alpha = color.a * share;
    return vec4<f32>(color.rgb * alpha, alpha);
}

// Whether the target converts from linear light by itself. A constant, for software renderers compute what they do not
// need.
override TARGET_IS_LINEAR: bool = false;

// What the target wants for a premultiplied colour: as egui does it.
fn for_target(color: vec4<f32>) -> vec4<f32> {
    if TARGET_IS_LINEAR {
        let low = color.rgb / 12.92;
        let high = pow((color.rgb + 0.055) / 1.055, vec3<f32>(2.4));
        return vec4<f32>(select(high, low, color.rgb < vec3<f32>(0.04045)), color.a);
    }
    return color;
}
