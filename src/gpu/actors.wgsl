// Markers: one quad each, whose shape is found by its signed distance in physical pixels.

const SQUARE: u32 = 0u;
const DIAMOND: u32 = 1u;
const CIRCLE: u32 = 2u;
const TRIANGLE: u32 = 3u;
const HEXAGON: u32 = 4u;

const SHAPE_BITS: u32 = 7u;
const RING_CUT: u32 = 8u;
const RING_ACCENT: u32 = 16u;
const HOLLOW: u32 = 32u;
const PINNED: u32 = 64u;
// These two come from the flags of the actor.
const SELECTED: u32 = 128u;
const SPOTLIT: u32 = 256u;
const HOVERED: u32 = 512u;

// Half the side of the square with the area of a disc of radius 1, and so on.
const SQUARE_HALF: f32 = 0.886227;
const TRIANGLE_RADIUS: f32 = 1.555119;
const HEXAGON_RADIUS: f32 = 1.099636;

const RIM: f32 = 1.5;
const RING_GAP: f32 = 2.0;
const RING_WIDTH: f32 = 2.0;
const HALO: f32 = 8.0;

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
    var extent = radius * reach(bits & SHAPE_BITS) + (RIM + 1.0) * view.pixels_per_point;
    if (bits & (RING_CUT | RING_ACCENT)) != 0u {
        extent += (RING_GAP + RING_WIDTH) * view.pixels_per_point;
    }
    if (bits & (SELECTED | SPOTLIT | HOVERED)) != 0u {
        extent += (RING_GAP + RING_WIDTH + HALO) * view.pixels_per_point;
    }
    let side = vec2<f32>(f32(corner & 1u) * 2.0 - 1.0, f32(corner >> 1u) * 2.0 - 1.0);
    out.offset = side * extent;
    out.position = clip_from_viewport(pos_in_viewport(actor) + out.offset);
    out.radius = radius;
    out.color = mix(color_before, color, view.progress);
    out.bits = bits;
    return out;
}

fn polygon_distance(p: vec2<f32>, half_side: f32) -> f32 {
    let q = abs(p) - vec2<f32>(half_side);
    return length(max(q, vec2<f32>(0.0))) + min(max(q.x, q.y), 0.0);
}

// The distance to the outline of a regular triangle that points up; y down, the middle at the origin.
fn triangle_distance(p: vec2<f32>, radius: f32) -> f32 {
    let half_side = radius * 0.8660254;
    // As if it stood on its base with the base's middle at the origin, mirrored to x >= 0.
    var q = vec2<f32>(abs(p.x), radius * 0.5 - p.y);
    // The slanted side runs from (half_side, 0) to (0, 1.5 radius).
    let corner = vec2<f32>(half_side, 0.0);
    let edge = vec2<f32>(-half_side, radius * 1.5);
    let along = clamp(dot(q - corner, edge) / dot(edge, edge), 0.0, 1.0);
    let to_slant = q - corner - edge * along;
    let to_base = q - vec2<f32>(min(q.x, half_side), 0.0);
    let outside = max(edge.y * (q.x - corner.x) - edge.x * (q.y - corner.y), -q.y);
    let distance = sqrt(min(dot(to_slant, to_slant), dot(to_base, to_base)));
    return select(-distance, distance, outside > 0.0);
}

// The distance to the outline of a regular hexagon with corners to the left and to the right.
fn hexagon_distance(p: vec2<f32>, radius: f32) -> f32 {
    let inner = radius * 0.8660254;
    var q = abs(p);
    // Folded along the line at 60 degrees.
    let fold = vec2<f32>(0.8660254, -0.5);
    q += 2.0 * max(-dot(fold, q), 0.0) * fold;
    let nearest = vec2<f32>(clamp(q.x, -radius * 0.5, radius * 0.5), inner);
    // After folding, the side is the upper one for q.y large, or the slanted one.
    let slant = vec2<f32>(0.8660254, 0.5);
    let d = max(abs(p.y), dot(abs(p), slant)) - inner;
    if d < 0.0 {
        return d;
    }
    // Outside, corners are round.
    let corner = vec2<f32>(radius, 0.0);
    let side = vec2<f32>(-0.5, 0.8660254);
    let r = abs(p);
    let along = clamp(dot(r - corner, side), 0.0, radius);
    let to_slant = length(r - corner - side * along);
    let to_top = length(r - vec2<f32>(min(r.x, radius * 0.5), inner));
    return min(to_slant, to_top);
}

fn shape_distance(shape: u32, p: vec2<f32>, radius: f32) -> f32 {
    switch shape {
        case 0u: { return polygon_distance(p, radius * SQUARE_HALF); }
        case 1u: {
            // A square on its corner.
            let turned = vec2<f32>(p.x + p.y, p.x - p.y) * 0.7071068;
            return polygon_distance(turned, radius * SQUARE_HALF);
        }
        case 3u: { return triangle_distance(p, radius * TRIANGLE_RADIUS); }
        case 4u: { return hexagon_distance(p, radius * HEXAGON_RADIUS); }
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
    var ring_at = in.radius * reach(shape) + (RIM + RING_GAP) * unit;
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
        let width = RING_WIDTH * unit;
        let distance = abs(from_middle - ring_at - 0.5 * width) - 0.5 * width;
        result = over(premultiplied(color, coverage(distance)), result);
    }

    let opacity = in.color.a;
    let solid = vec4<f32>(in.color.rgb, 1.0);
    var body = premultiplied(view.canvas, coverage(outline - RIM * unit));
    body = over(premultiplied(solid, coverage(outline)), body);
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
