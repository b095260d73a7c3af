// Lines between markers: a strip of quads each, straight or bent, with soft edges.

// How many quads a line has.
override SEGMENTS: u32 = 1u;

const DASHED: u32 = 1u;
const ARROW: u32 = 2u;

struct Line {
    @builtin(position) position: vec4<f32>,
    // From the middle line, in physical pixels.
    @location(0) across: f32,
    // From the first end, in physical pixels.
    @location(1) along: f32,
    @location(2) color: vec4<f32>,
    // Half the width.
    @location(3) @interpolate(flat) half_width: f32,
    @location(4) @interpolate(flat) bits: u32,
}

struct Curve {
    a: vec2<f32>,
    control: vec2<f32>,
    b: vec2<f32>,
    length: f32,
    // Where the line begins and ends, as shares of the way.
    start: f32,
    end: f32,
}

fn arrow_length(width_px: f32) -> f32 {
    return 7.0 * view.pixels_per_point + 1.5 * width_px;
}

fn curve_between(ends: vec2<u32>, bend: f32, look: vec4<u32>, width_px: f32) -> Curve {
    var curve: Curve;
    curve.a = pos_in_viewport(ends.x);
    curve.b = pos_in_viewport(ends.y);
    let way = curve.b - curve.a;
    let straight = max(length(way), 1e-3);
    // The top of a quadratic curve is half as far out as its control point.
    curve.control = 0.5 * (curve.a + curve.b) + vec2<f32>(way.y, -way.x) * (2.0 * bend);
    curve.length = straight * (1.0 + 2.6667 * bend * bend);
    // Lines begin within the markers; an arrow ends at the rim.
    let trim_a = 0.75 * radius_in_px(f32(look.x) * 0.25);
    var trim_b = 0.75 * radius_in_px(f32(look.y) * 0.25);
    if (look.z & ARROW) != 0u {
        trim_b = radius_in_px(f32(look.y) * 0.25) + 2.0 * view.pixels_per_point;
    }
    curve.start = min(trim_a / curve.length, 0.45);
    curve.end = 1.0 - min(trim_b / curve.length, 0.45);
    return curve;
}

fn point_on(curve: Curve, t: f32) -> vec2<f32> {
    let s = 1.0 - t;
    return curve.a * (s * s) + curve.control * (2.0 * s * t) + curve.b * (t * t);
}

fn direction_on(curve: Curve, t: f32) -> vec2<f32> {
    let way = mix(curve.control - curve.a, curve.b - curve.control, t);
    return way / max(length(way), 1e-4);
}

// Whether a line with its bend is surely outside of the viewport.
fn is_outside(curve: Curve) -> bool {
    let low = min(min(curve.a, curve.b), curve.control);
    let high = max(max(curve.a, curve.b), curve.control);
    return any(high < vec2<f32>(-16.0)) || any(low > view.size_px + 16.0);
}

@vertex
fn vs_tie(
    @builtin(vertex_index) index: u32,
    @location(0) ends: vec2<u32>,
    @location(1) color_a: vec4<f32>,
    @location(2) color_b: vec4<f32>,
    @location(3) size: vec2<f32>,
    @location(4) look: vec4<u32>,
) -> Line {
    var out: Line;
    let width = size.x * view.tie_scale;
    let curve = curve_between(ends, size.y, look, width);
    if is_outside(curve) {
        out.position = nowhere();
        return out;
    }
    var end = curve.end;
    if (look.z & ARROW) != 0u {
        end = max(curve.start, end - 0.8 * arrow_length(width) / curve.length);
    }
    let share = f32(index >> 1u) / f32(SEGMENTS);
    let t = mix(curve.start, end, share);
    let side = f32(index & 1u) * 2.0 - 1.0;
    let direction = direction_on(curve, t);
    // Lines thinner than a pixel are a pixel wide and fainter.
    out.half_width = 0.5 * max(width, 1.0);
    out.across = side * (out.half_width + 0.5);
    out.along = t * curve.length;
    out.color = mix(color_a, color_b, t);
    out.color.a *= min(width, 1.0) * view.tie_opacity;
    out.bits = look.z;
    let normal = vec2<f32>(-direction.y, direction.x);
    out.position = clip_from_viewport(point_on(curve, t) + normal * out.across);
    return out;
}

@fragment
fn fs_tie(in: Line) -> @location(0) vec4<f32> {
    var share = clamp(in.half_width + 0.5 - abs(in.across), 0.0, 1.0);
    if (in.bits & DASHED) != 0u {
        // Wide lines have longer dashes.
        let unit = max(view.pixels_per_point, 0.8 * in.half_width);
        let period = 10.0 * unit;
        let from_dash = abs(fract(in.along / period) * period - 0.5 * period);
        share *= clamp(3.0 * unit + 0.5 - from_dash, 0.0, 1.0);
    }
    return for_target(premultiplied(in.color, share));
}

struct Arrow {
    @builtin(position) position: vec4<f32>,
    // From the tip: backwards, and across.
    @location(0) offset: vec2<f32>,
    @location(1) @interpolate(flat) color: vec4<f32>,
    @location(2) @interpolate(flat) reach: f32,
}

@vertex
fn vs_arrow(
    @builtin(vertex_index) corner: u32,
    @location(0) ends: vec2<u32>,
    @location(1) color_a: vec4<f32>,
    @location(2) color_b: vec4<f32>,
    @location(3) size: vec2<f32>,
    @location(4) look: vec4<u32>,
) -> Arrow {
    var out: Arrow;
    let width = size.x * view.tie_scale;
    let curve = curve_between(ends, size.y, look, width);
    if (look.z & ARROW) == 0u || is_outside(curve) {
        out.position = nowhere();
        return out;
    }
    out.reach = arrow_length(width);
    let backwards = f32(corner & 1u) * (out.reach + 2.0) - 1.0;
    let across = (f32(corner >> 1u) * 2.0 - 1.0) * (0.5 * out.reach + 1.0);
    out.offset = vec2<f32>(backwards, across);
    let direction = direction_on(curve, curve.end);
    let normal = vec2<f32>(-direction.y, direction.x);
    out.color = color_b;
    // Heads are easier to see than lines.
    out.color.a = min(1.0, out.color.a * 1.5) * view.tie_opacity;
    let tip = point_on(curve, curve.end);
    out.position = clip_from_viewport(tip - direction * backwards + normal * across);
    return out;
}

@fragment
fn fs_arrow(in: Arrow) -> @location(0) vec4<f32> {
    // Sides that open by 0.42 for each pixel backwards, and a straight back.
    let side = (abs(in.offset.y) - 0.42 * in.offset.x) / 1.0846;
    let distance = max(side, in.offset.x - in.reach);
    return for_target(premultiplied(in.color, clamp(0.5 - distance, 0.0, 1.0)));
}
