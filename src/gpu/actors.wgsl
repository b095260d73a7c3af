// Markers: one quad each, whose shape is found by its signed distance in physical pixels.

// Shapes: 0 square, 1 diamond, 2 circle, 3 triangle, 4 hexagon.
const SHAPE_BITS: u32 = 7u;
const RING_CUT: u32 = 8u;
const RING_ACCENT: u32 = 16u;
const HOLLOW: u32 = 32u;
const PINNED: u32 = 64u;
// These two come from the flags of the actor.
const SELECTED: u32 = 128u;
const SPOTLIT: u32 = 256u;
const HOVERED: u32 = 512u;
// Several actors as one.
const GROUP: u32 = 1024u;

// Half the side of the square with the area of a disc of radius 1, and so on.
const SQUARE_HALF: f32 = 0.886227;
const TRIANGLE_RADIUS: f32 = 1.555119;
const HEXAGON_RADIUS: f32 = 1.099636;

const MAX_RIM: f32 = 1.5;
const RING_GAP: f32 = 2.0;
const RING_WIDTH: f32 = 2.0;
const HALO: f32 = 8.0;
// The line inside a marker for several: how far from its outline, as a share of the radius, and how wide.
const GROUP_INSET: f32 = 0.22;
const GROUP_LINE: f32 = 1.75;

struct Marker {
    @builtin(position) position: vec4<f32>,
    // From the middle, in physical pixels.
    @location(0) offset: vec2<f32>,
    @location(1) @interpolate(flat) radius: f32,
    @location(2) @interpolate(flat) color: vec4<f32>,
    @location(3) @interpolate(flat) bits: u32,
}

// The radius of the disc around a shape of radius 1.
fn reach(shape: u32) -> f32 {
    switch shape {
        case 0u, 1u: { return 1.253314; }
        case 3u: { return TRIANGLE_RADIUS; }
        case 4u: { return HEXAGON_RADIUS; }
        default: { return 1.0; }
    }
}

// The rim around a marker of a radius, in physical pixels both; small ones are not eaten by it.
fn rim(radius: f32) -> f32 {
    return min(0.3 * radius, MAX_RIM * view.pixels_per_point);
}

// How much of its width and distance the ring around a marker of a radius keeps.
fn ring_share(radius: f32) -> f32 {
    return clamp(radius / (3.0 * view.pixels_per_point), 0.45, 1.0);
}

@vertex
fn vs_actor(
    @builtin(vertex_index) corner: u32,
    @location(0) actor: u32,
    @location(1) color: vec4<f32>,
    @location(2) color_before: vec4<f32>,
    @location(3) radii: vec2<f32>,
    @location(4) look: u32,
) -> Marker {
    var out: Marker;
    let flag = textureLoad(flags, place_of(actor), 0).r;
    var bits = look;
    if (flag & 1u) != 0u {
        bits |= SELECTED;
    }
    if (flag & 2u) != 0u {
        bits |= SPOTLIT;
    }
    if actor == view.hovered {
        bits |= HOVERED;
    }
    let radius = radius_in_px(mix(radii.y, radii.x, view.progress));
    var extent = radius * reach(bits & SHAPE_BITS) + 2.0 * rim(radius) + view.pixels_per_point;
    if (bits & (RING_CUT | RING_ACCENT)) != 0u {
        extent += (MAX_RIM + RING_GAP + RING_WIDTH) * view.pixels_per_point;
    }
    if (bits & (SELECTED | SPOTLIT | HOVERED)) != 0u {
        extent += (MAX_RIM + RING_GAP + RING_WIDTH + HALO) * view.pixels_per_point;
    }
    let side = vec2<f32>(f32(corner & 1u) * 2.0 - 1.0, f32(corner >> 1u) * 2.0 - 1.0);
    out.offset = side * extent;
    out.position = clip_from_viewport(pos_in_viewport(actor) + out.offset);
    out.radius = radius;
    out.color = mix(color_before, color, view.progress);
    out.bits = bits;
    return out;
}

// How far outside of a shape a point is; inside, the way to the nearest side, negative. Beyond corners the sides go on
// straight, so that rims have sharp corners too.
fn shape_distance(shape: u32, p: vec2<f32>, radius: f32) -> f32 {
    switch shape {
        case 0u: { return max(abs(p.x), abs(p.y)) - radius * SQUARE_HALF; }
        case 1u: { return (abs(p.x) + abs(p.y)) * 0.7071068 - radius * SQUARE_HALF; }
        case 3u: {
            let slant = 0.8660254 * abs(p.x) - 0.5 * p.y;
            return max(p.y, slant) - radius * TRIANGLE_RADIUS * 0.5;
        }
        case 4u: {
            let slant = 0.8660254 * abs(p.x) + 0.5 * abs(p.y);
            return max(abs(p.y), slant) - radius * HEXAGON_RADIUS * 0.8660254;
        }
        default: { return length(p) - radius; }
    }
}

// How much of a pixel is inside, from the distance of its middle.
fn coverage(distance: f32) -> f32 {
    return clamp(0.5 - distance, 0.0, 1.0);
}

@fragment
fn fs_actor(in: Marker) -> @location(0) vec4<f32> {
    let unit = view.pixels_per_point;
    let shape = in.bits & SHAPE_BITS;
    let from_middle = length(in.offset);
    let outline = shape_distance(shape, in.offset, in.radius);
    var result = vec4<f32>(0.0);

    // Rings are circles around the whole marker, one outside the other.
    var ring_at = in.radius * reach(shape) + (MAX_RIM + RING_GAP) * unit;
    let has_own_ring = (in.bits & (RING_CUT | RING_ACCENT)) != 0u;
    let marked = (in.bits & (SELECTED | SPOTLIT | HOVERED)) != 0u;
    if marked {
        var outer = ring_at;
        if has_own_ring {
            outer += (RING_GAP + RING_WIDTH) * unit;
        }
        let selected = (in.bits & SELECTED) != 0u;
        if selected {
            let fade = 1.0 - clamp((from_middle - outer) / (HALO * unit), 0.0, 1.0);
            result = over(premultiplied(view.halo, fade * fade), result);
        }
        let width = select(1.25, RING_WIDTH, selected) * unit;
        let color = vec4<f32>(view.selection.rgb, select(0.6, 1.0, selected));
        let distance = abs(from_middle - outer - 0.5 * width) - 0.5 * width;
        result = over(premultiplied(color, coverage(distance)), result);
    }
    if has_own_ring {
        var color = view.accent;
        if (in.bits & RING_CUT) != 0u {
            color = view.danger;
        }
        let share = ring_share(in.radius);
        let width = RING_WIDTH * share * unit;
        let own_ring_at = in.radius * reach(shape) + (MAX_RIM + RING_GAP) * share * unit;
        let distance = abs(from_middle - own_ring_at - 0.5 * width) - 0.5 * width;
        result = over(premultiplied(color, coverage(distance)), result);
    }

    let opacity = in.color.a;
    let solid = vec4<f32>(in.color.rgb, 1.0);
    var body = premultiplied(view.canvas, coverage(outline - rim(in.radius)));
    body = over(premultiplied(solid, coverage(outline)), body);
    if (in.bits & GROUP) != 0u {
        let inset = outline + GROUP_INSET * in.radius;
        let line = abs(inset) - 0.5 * GROUP_LINE * unit;
        body = over(premultiplied(view.canvas, coverage(line)), body);
    }
    if (in.bits & HOLLOW) != 0u {
        let wall = max(1.75 * unit, 0.16 * in.radius);
        body = over(premultiplied(view.canvas, coverage(outline + wall)), body);
    }
    if (in.bits & PINNED) != 0u {
        let dot_radius = clamp(0.24 * in.radius, 1.25 * unit, 4.0 * unit);
        let dot_color = select(view.canvas, solid, (in.bits & HOLLOW) != 0u);
        body = over(premultiplied(dot_color, coverage(from_middle - dot_radius)), body);
    }
    return for_target(over(body * opacity, result));
}
