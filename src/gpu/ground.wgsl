// What is behind lines and markers: the ground in the colour of the canvas, and tinted areas.

@vertex
fn vs_ground(@builtin(vertex_index) corner: u32) -> @builtin(position) vec4<f32> {
    let share = vec2<f32>(f32(corner & 1u), f32(corner >> 1u));
    return vec4<f32>(share * 2.0 - 1.0, 0.0, 1.0);
}

@fragment
fn fs_ground() -> @location(0) vec4<f32> {
    return for_target(view.canvas);
}

struct AreaCorner {
    @builtin(position) position: vec4<f32>,
    @location(0) color: vec4<f32>,
}

@vertex
fn vs_area(@location(0) pos_px: vec2<f32>, @location(1) color: vec4<f32>) -> AreaCorner {
    var out: AreaCorner;
    out.position = clip_from_viewport(pos_px);
    out.color = color;
    return out;
}

@fragment
fn fs_area(in: AreaCorner) -> @location(0) vec4<f32> {
    return for_target(premultiplied(in.color, 1.0));
}
