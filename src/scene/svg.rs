//! Pictures as SVG: what is seen on the screen, with real text.

use std::fmt::Write as _;

use emath::{Pos2, Rect, pos2};

use super::pick::tie_path;
use super::picture::{
    EDGE, LEGEND_PX, LegendBox, Picture, SOURCE_PX, SUBTITLE_PX, TITLE_PX, count_text,
};
use super::text_width::Fonts;
use super::{
    ActorMark, GROUP_INSET, GROUP_LINE_PX, HullEdges, LABEL_PX, LegendSymbol, MapColors, MarkId,
    NOTE_PX, PLATE_OPACITY, PictureInput, Rgba, Ring, Scene, TieMark, TiePath, axes, band_dashes,
    faded, mixed, note_line_px, rim_px, ring_share, rings, shapes,
};
use crate::model::MarkerShape;
use crate::text::words;

/// The families that are asked for, our own first.
const FAMILIES: &str = "Noto Sans, Inter, Segoe UI, Helvetica Neue, Arial, sans-serif";

/// Up to so many ties have a smooth gradient each; beyond, a tie is drawn in pieces of one colour.
const MAX_GRADIENTS: usize = 6000;

/// What is further than this outside of the part of the map that is shown leaves no trace in it, in logical pixels.
const OUTSIDE: f32 = 16.0;

/// The picture as an SVG document.
pub fn svg(input: &PictureInput<'_>) -> String {
    let fonts = Fonts::new();
    let picture = Picture::new(input, &fonts);
    let mut writer = Writer {
        out: String::new(),
        picture: &picture,
        input,
        colors: input.theme.colors(),
    };
    // Writing to a string cannot fail.
    if writer.document().is_err() {
        writer.out.clear();
    }
    writer.out
}

struct Writer<'a> {
    out: String,
    picture: &'a Picture,
    input: &'a PictureInput<'a>,
    colors: &'static MapColors,
}

type Written = std::fmt::Result;

impl Writer<'_> {
    fn document(&mut self) -> Written {
        let [width, height] = match self.input.paper {
            Some(paper) => paper.size_mm.map(|side| format!("{}mm", number(side))),
            None => self.input.size_px.map(|side| side.to_string()),
        };
        let size = self.picture.size;
        writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" font-family=\"{FAMILIES}\" font-size=\"{LABEL_PX}\">",
            number(size.x),
            number(size.y)
        )?;
        writeln!(self.out, "<title>{}</title>", escaped(self.input.title))?;
        writeln!(self.out, "<desc>{}</desc>", escaped(self.input.subtitle))?;
        if !self.input.is_transparent {
            writeln!(
                self.out,
                "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>",
                hex(self.colors.canvas)
            )?;
        }
        if self.input.view.is_some() {
            let Rect { min, max } = self.picture.camera.viewport;
            writeln!(
                self.out,
                "<clipPath id=\"map\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n\
                 <g clip-path=\"url(#map)\">",
                number(min.x),
                number(min.y),
                number(max.x - min.x),
                number(max.y - min.y)
            )?;
        }
        self.group("areas", Self::areas)?;
        if self.input.scene.scales.is_some() || self.input.scene.nearness.is_some() {
            self.group("axes", Self::axes)?;
        }
        if self.input.scene.bands_are_above_ties() {
            self.group("ties", Self::ties)?;
            self.group("bands", Self::bands)?;
        } else {
            self.group("bands", Self::bands)?;
            self.group("ties", Self::ties)?;
        }
        self.group("actors", Self::actors)?;
        if !self.picture.notes.is_empty() {
            self.group("notes", Self::notes)?;
        }
        self.group("area-names", Self::area_names)?;
        self.group("names", Self::names)?;
        if self.input.view.is_some() {
            self.out.push_str("</g>\n");
        }
        self.group("legend", |writer| writer.framed(Self::legend))?;
        self.group("titles", |writer| writer.framed(Self::titles))?;
        self.out.push_str("</svg>\n");
        Ok(())
    }

    fn group(&mut self, id: &str, content: impl Fn(&mut Self) -> Written) -> Written {
        writeln!(
            self.out,
            "<g id=\"{id}\" inkscape:groupmode=\"layer\" inkscape:label=\"{}\">",
            words::layer(id)
        )?;
        content(self)?;
        self.out.push_str("</g>\n");
        Ok(())
    }

    /// Something of the frame, as large as the frame is.
    fn framed(&mut self, content: impl Fn(&mut Self) -> Written) -> Written {
        let frame = self.picture.frame;
        if frame == 1.0 {
            return content(self);
        }
        writeln!(self.out, "<g transform=\"scale({frame})\">")?;
        content(self)?;
        self.out.push_str("</g>\n");
        Ok(())
    }

    fn scene(&self) -> &Scene {
        self.input.scene
    }

    fn axes(&mut self) -> Written {
        let camera = self.picture.camera;
        for axis in axes(self.input.scene, self.input.positions) {
            let strokes = axis.strokes(&camera).into_iter();
            let path: Vec<String> = strokes
                .map(|[from, to]| format!("M{} L{}", pair(from), pair(to)))
                .collect();
            writeln!(
                self.out,
                "<path d=\"{}\" fill=\"none\"{} stroke-width=\"1\"/>",
                path.join(" "),
                stroke(axis.color)
            )?;
        }
        for ring in rings(self.input.scene, self.input.positions) {
            let middle = camera.screen_from_world(Pos2::ZERO);
            let [half_x, half_y] = ring.half.map(|half| half * camera.zoom);
            writeln!(
                self.out,
                "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"none\"{} stroke-width=\"1\"/>",
                number(middle.x),
                number(middle.y),
                number(half_x),
                number(half_y),
                stroke(ring.color)
            )?;
        }
        Ok(())
    }

    fn areas(&mut self) -> Written {
        let input = self.input;
        let camera = self.picture.camera;
        let edges = HullEdges::new(input.scene, input.positions, &camera);
        for (hull, outline) in edges.outlines(input.scene, input.positions, &camera) {
            let points: Vec<String> = outline.iter().map(|&point| pair(point)).collect();
            writeln!(
                self.out,
                "<polygon points=\"{}\"{}/>",
                points.join(" "),
                fill(hull.color)
            )?;
        }
        Ok(())
    }

    fn bands(&mut self) -> Written {
        let input = self.input;
        let shapes = &self.picture.bands;
        for (index, (band, shape)) in input.scene.bands.iter().zip(shapes).enumerate() {
            let Some(shape) = shape else { continue };
            let [from, to] = shape.ends;
            write!(
                self.out,
                "<g id=\"band-{}\"><title>{}</title><linearGradient id=\"b{index}\" \
                 gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\">",
                index + 1,
                escaped(&band.title),
                number(from.x),
                number(from.y),
                number(to.x),
                number(to.y),
            )?;
            for (offset, color) in shape.stops {
                write!(
                    self.out,
                    "<stop offset=\"{}\"{}/>",
                    number(offset),
                    stop(color)
                )?;
            }
            let across = shape.across() * shape.half_width;
            let corners = [from + across, to + across, to - across, from - across].map(pair);
            writeln!(
                self.out,
                "</linearGradient><polygon points=\"{}\" fill=\"url(#b{index})\"/>",
                corners.join(" ")
            )?;
            for (from, to) in band_dashes(shape) {
                writeln!(
                    self.out,
                    "<path d=\"M{}L{}\" fill=\"none\"{}/>",
                    pair(from),
                    pair(to),
                    stroke(shape.edge)
                )?;
            }
            self.out.push_str("</g>\n");
        }
        Ok(())
    }

    fn ties(&mut self) -> Written {
        let ties = &self.picture.ties;
        let is_gradient = |(_, tie): &&(usize, TieMark)| tie.color_a != tie.color_b;
        let smooth = ties.iter().filter(is_gradient).count() <= MAX_GRADIENTS;
        // Round ends would stick out of small markers.
        self.out.push_str("<g fill=\"none\">\n");
        for (index, tie) in ties {
            self.tie(*index, tie, smooth)?;
        }
        self.out.push_str("</g>\n");
        Ok(())
    }

    fn tie(&mut self, index: usize, tie: &TieMark, smooth: bool) -> Written {
        let camera = &self.picture.camera;
        let Some(path) = tie_path(tie, self.input.positions, camera) else {
            return Ok(());
        };
        if !camera.viewport.expand(OUTSIDE).intersects(path.bounds()) {
            return Ok(());
        }
        let radius = |mark: u32| {
            let mark = self.scene().actors.get(mark as usize);
            mark.map_or(0.0, |mark| camera.radius_in_screen(mark))
        };
        let width = tie.width_px * camera.tie_scale();
        let arrow_length = if tie.arrow { 4.0 + 1.8 * width } else { 0.0 };
        // Lines begin under the edge of the marker, so that they do not shine through faded ones; arrows end before it.
        let end_gap = if tie.arrow {
            radius(tie.b) * 1.1 + 2.0
        } else {
            radius(tie.b) * 0.8
        };
        let Some((line, tip)) = trimmed(&path, radius(tie.a) * 0.8, end_gap, arrow_length) else {
            return Ok(());
        };
        let dashes = if tie.dashed {
            " stroke-dasharray=\"7 5\" stroke-linecap=\"butt\""
        } else {
            ""
        };
        if tie.color_a == tie.color_b {
            writeln!(
                self.out,
                "<path d=\"{}\"{} stroke-width=\"{}\"{dashes}/>",
                line_data(&line, tie.bend),
                stroke(tie.color_a),
                number(width)
            )?;
        } else if smooth {
            let (from, to) = (line.a, line.b);
            // Where both ends are as opaque, so is the line: much simpler for whoever draws it.
            let [alpha_a, alpha_b] = [tie.color_a, tie.color_b].map(|[_, _, _, alpha]| alpha);
            let (stops, line_opacity) = if alpha_a == alpha_b {
                let opaque = [tie.color_a, tie.color_b].map(|[r, g, b, _]| [r, g, b, 255]);
                (opaque, opacity("stroke", tie.color_a))
            } else {
                ([tie.color_a, tie.color_b], String::new())
            };
            writeln!(
                self.out,
                "<linearGradient id=\"t{index}\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"{}\" x2=\"{}\" \
                 y2=\"{}\"><stop{}/><stop offset=\"1\"{}/></linearGradient><path d=\"{}\" \
                 stroke=\"url(#t{index})\"{line_opacity} stroke-width=\"{}\"{dashes}/>",
                number(from.x),
                number(from.y),
                number(to.x),
                number(to.y),
                stop(stops[0]),
                stop(stops[1]),
                line_data(&line, tie.bend),
                number(width)
            )?;
        } else {
            for (piece, share) in [(0.0, 1.0 / 6.0), (1.0 / 3.0, 0.5), (2.0 / 3.0, 5.0 / 6.0)] {
                let (from, to) = (line.at(piece), line.at(piece + 1.0 / 3.0));
                writeln!(
                    self.out,
                    "<path d=\"M{}L{}\"{} stroke-width=\"{}\"/>",
                    pair(from),
                    pair(to),
                    stroke(mixed(tie.color_a, tie.color_b, share)),
                    number(width)
                )?;
            }
        }
        if tie.arrow {
            let back = (line.b - tip).normalized();
            let side = emath::vec2(-back.y, back.x) * (arrow_length * 0.42);
            let base = tip + back * arrow_length;
            writeln!(
                self.out,
                "<path d=\"M{}L{}L{}Z\"{}/>",
                pair(tip),
                pair(base + side),
                pair(base - side),
                fill(tie.color_b)
            )?;
        }
        Ok(())
    }

    fn actors(&mut self) -> Written {
        let input = self.input;
        for &index in &input.scene.draw_order {
            let (Some(mark), Some(&[x, y])) = (
                input.scene.actors.get(index as usize),
                input.positions.get(index as usize),
            ) else {
                continue;
            };
            let center = self.picture.camera.screen_from_world(pos2(x, y));
            let radius = self.picture.camera.radius_in_screen(mark);
            let reach = radius * shapes::reach(mark.shape) + OUTSIDE;
            if !self.picture.camera.viewport.expand(reach).contains(center) {
                continue;
            }
            writeln!(self.out, "<g id=\"actor-{}\">", index + 1)?;
            if let Some(name) = input.names.get(index as usize) {
                writeln!(self.out, "<title>{}</title>", escaped(name))?;
            }
            self.actor(mark, center, radius)?;
            self.out.push_str("</g>\n");
        }
        Ok(())
    }

    fn actor(&mut self, mark: &ActorMark, center: Pos2, radius: f32) -> Written {
        let canvas = self.colors.canvas;
        let [_, _, _, alpha] = mark.color;
        let rim = rim_px(radius);
        if mark.hollow {
            let wall = (radius * 0.16).max(1.75);
            self.shape(
                mark.shape,
                center,
                radius,
                &format!(
                    "{} stroke=\"{}\" stroke-width=\"{}\" paint-order=\"stroke\"",
                    fill([canvas[0], canvas[1], canvas[2], 255]),
                    hex(canvas),
                    number(2.0 * rim)
                ),
            )?;
            self.shape(
                mark.shape,
                center,
                (radius - wall * 0.5).max(0.5),
                &format!(
                    " fill=\"none\"{} stroke-width=\"{}\"",
                    stroke(mark.color),
                    number(wall)
                ),
            )?;
        } else {
            let rim_style = if alpha == 255 {
                format!(
                    " stroke=\"{}\" stroke-width=\"{}\" paint-order=\"stroke\"",
                    hex(canvas),
                    number(2.0 * rim)
                )
            } else {
                String::new()
            };
            self.shape(
                mark.shape,
                center,
                radius,
                &format!("{}{rim_style}", fill(mark.color)),
            )?;
        }
        if matches!(mark.id, MarkId::Group(_)) {
            let inset = radius * (1.0 - GROUP_INSET / shapes::inner(mark.shape));
            let style = format!(
                " fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"",
                hex(canvas),
                number(GROUP_LINE_PX)
            );
            self.shape(mark.shape, center, inset, &style)?;
        }
        if mark.pinned {
            let dot = if mark.hollow { mark.color } else { canvas };
            writeln!(
                self.out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
                number(center.x),
                number(center.y),
                number((radius * 0.24).clamp(1.25, 4.0)),
                fill(dot)
            )?;
        }
        if let Some(ring) = mark.ring {
            let share = ring_share(radius);
            let color = match ring {
                Ring::Cut => self.colors.breaks,
                Ring::Accent => self.colors.selection,
            };
            writeln!(
                self.out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\"{} stroke-width=\"{}\"/>",
                number(center.x),
                number(center.y),
                number(radius * shapes::reach(mark.shape) + 4.5 * share),
                stroke(color),
                number(2.0 * share)
            )?;
        }
        Ok(())
    }

    fn shape(&mut self, shape: MarkerShape, center: Pos2, radius: f32, style: &str) -> Written {
        match shapes::corners(shape, center, radius) {
            None => writeln!(
                self.out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{style}/>",
                number(center.x),
                number(center.y),
                number(radius)
            ),
            Some(corners) => {
                let points: Vec<String> = corners.into_iter().map(pair).collect();
                writeln!(
                    self.out,
                    "<polygon points=\"{}\"{style} stroke-linejoin=\"round\"/>",
                    points.join(" ")
                )
            }
        }
    }

    fn notes(&mut self) -> Written {
        let colors = self.colors;
        for placed in &self.picture.notes {
            let Some(note) = self.input.scene.notes.get(placed.index as usize) else {
                continue;
            };
            writeln!(
                self.out,
                "<g id=\"note-{}\"><title>{}</title>",
                placed.index + 1,
                escaped(&note.text)
            )?;
            if let Some([from, to]) = placed.leader {
                writeln!(
                    self.out,
                    "<path d=\"M{}L{}\" fill=\"none\"{}/>",
                    pair(from),
                    pair(to),
                    stroke(colors.text_muted)
                )?;
            }
            let outline = placed.outline().map(pair).join(" ");
            let fold = placed.fold().map(pair).join(" ");
            writeln!(
                self.out,
                "<polygon points=\"{outline}\"{}{} stroke-linejoin=\"round\"/>\
                 <polygon points=\"{fold}\"{}/>",
                fill(colors.note),
                stroke(colors.note_edge),
                fill(colors.note_edge)
            )?;
            let start = placed.text_pos();
            for (line, row) in note.lines.iter().zip(0_u16..) {
                let middle = start.y + (f32::from(row) + 0.5) * note_line_px();
                writeln!(
                    self.out,
                    "<text x=\"{}\" y=\"{}\" font-size=\"{NOTE_PX}\"{}>{}</text>",
                    number(start.x),
                    number(middle + 0.36 * NOTE_PX),
                    fill(colors.text),
                    escaped(line)
                )?;
            }
            self.out.push_str("</g>\n");
        }
        Ok(())
    }

    fn area_names(&mut self) -> Written {
        writeln!(
            self.out,
            "<g stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">",
            hex(self.colors.canvas)
        )?;
        for label in &self.picture.area_labels {
            if let Some((plate, radius)) = label.plate() {
                self.plate(plate, radius)?;
            }
            let weight = if label.strong {
                " font-weight=\"700\""
            } else {
                ""
            };
            writeln!(
                self.out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{}>{}</text>",
                number(label.rect.min.x),
                number(baseline(label.rect, label.size_px)),
                number(label.size_px),
                fill(label.color),
                escaped(&label.text)
            )?;
        }
        self.out.push_str("</g>\n");
        Ok(())
    }

    fn names(&mut self) -> Written {
        let input = self.input;
        writeln!(
            self.out,
            "<g fill=\"{}\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">",
            hex(self.colors.text),
            hex(self.colors.canvas)
        )?;
        // The most important last, that is on top.
        for placed in self.picture.labels.iter().rev() {
            let Some(label) = input.scene.labels.get(placed.label as usize) else {
                continue;
            };
            let weight = if label.strong {
                " font-weight=\"700\""
            } else {
                ""
            };
            let opacity = if label.opacity < 0.995 {
                format!(
                    " fill-opacity=\"{}\" stroke-opacity=\"0.8\"",
                    number(label.opacity)
                )
            } else {
                String::new()
            };
            if let Some([from, to]) = placed.leader {
                writeln!(
                    self.out,
                    "<path d=\"M{}L{}\" stroke=\"{}\" stroke-width=\"1\"/>",
                    pair(from),
                    pair(to),
                    hex(self.colors.text_muted)
                )?;
            }
            if let Some((plate, radius)) = placed.plate() {
                self.plate(plate, radius)?;
            }
            writeln!(
                self.out,
                "<text x=\"{}\" y=\"{}\"{weight}{opacity}>{}</text>",
                number(placed.rect.min.x),
                number(baseline(placed.rect, LABEL_PX)),
                escaped(&label.text)
            )?;
        }
        self.out.push_str("</g>\n");
        Ok(())
    }

    /// What lies under a text that lies over markers.
    fn plate(&mut self, plate: Rect, radius: f32) -> Written {
        writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" stroke=\"none\"{}/>",
            number(plate.min.x),
            number(plate.min.y),
            number(plate.width()),
            number(plate.height()),
            number(radius),
            fill(faded(self.colors.canvas, PLATE_OPACITY))
        )
    }

    fn titles(&mut self) -> Written {
        let mut y = 40.0;
        if !self.input.title.is_empty() {
            writeln!(
                self.out,
                "<text x=\"{EDGE}\" y=\"{y}\" font-size=\"{TITLE_PX}\" font-weight=\"700\" fill=\"{}\">{}</text>",
                hex(self.colors.text),
                escaped(self.input.title)
            )?;
            y += 22.0;
        }
        if !self.picture.subtitle.is_empty() {
            writeln!(
                self.out,
                "<text x=\"{EDGE}\" y=\"{y}\" font-size=\"{SUBTITLE_PX}\" fill=\"{}\">{}</text>",
                hex(self.colors.text_muted),
                escaped(&self.picture.subtitle)
            )?;
        }
        if !self.picture.source.is_empty() {
            writeln!(
                self.out,
                "<text x=\"{EDGE}\" y=\"{}\" font-size=\"{SOURCE_PX}\" fill=\"{}\">{}</text>",
                number(self.picture.size.y / self.picture.frame - 14.0),
                hex(self.colors.text_muted),
                escaped(&self.picture.source)
            )?;
        }
        Ok(())
    }

    fn legend(&mut self) -> Written {
        let Some(legend) = &self.picture.legend else {
            return Ok(());
        };
        let LegendBox { rect, lines, rules } = legend;
        writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"{} stroke=\"{}\"/>",
            number(rect.min.x),
            number(rect.min.y),
            number(rect.width()),
            number(rect.height()),
            fill(self.colors.panel),
            hex(self.colors.hairline)
        )?;
        for &y in rules {
            writeln!(
                self.out,
                "<path d=\"M{}L{}\" stroke=\"{}\"/>",
                pair(pos2(rect.min.x + 12.0, y)),
                pair(pos2(rect.max.x - 12.0, y)),
                hex(self.colors.hairline)
            )?;
        }
        for line in lines {
            self.legend_symbol(line.entry.symbol, pos2(line.symbol_x, line.y))?;
            let is_note = line.entry.symbol == LegendSymbol::Note;
            let color = if is_note || line.entry.hidden {
                self.colors.text_muted
            } else {
                self.colors.text
            };
            let through = if line.entry.hidden {
                " text-decoration=\"line-through\""
            } else {
                ""
            };
            let baseline = number(line.y + LEGEND_PX * 0.36);
            writeln!(
                self.out,
                "<text x=\"{}\" y=\"{baseline}\" font-size=\"{LEGEND_PX}\" fill=\"{}\"{through}>{}</text>",
                number(line.text_x),
                hex(color),
                escaped(&line.entry.text)
            )?;
            if let Some(count) = line.entry.count {
                writeln!(
                    self.out,
                    "<text x=\"{}\" y=\"{baseline}\" font-size=\"{LEGEND_PX}\" fill=\"{}\">{}</text>",
                    number(line.count_x),
                    hex(self.colors.text_muted),
                    escaped(&count_text(count))
                )?;
            }
        }
        Ok(())
    }

    fn legend_symbol(&mut self, symbol: LegendSymbol, center: Pos2) -> Written {
        let (from, to) = (center.x - 9.0, center.x + 9.0);
        match symbol {
            LegendSymbol::Note => Ok(()),
            LegendSymbol::Marker(shape, color) => {
                // The triangle's middle is below the middle of its height.
                let down = if shape == MarkerShape::Triangle {
                    1.5
                } else {
                    0.0
                };
                let center = center + emath::vec2(0.0, down);
                self.shape(shape, center, 5.6, &fill(color))
            }
            LegendSymbol::Shape(shape, color) => {
                let style = format!(" fill=\"none\"{} stroke-width=\"1.5\"", stroke(color));
                self.shape(shape, center, 5.2, &style)
            }
            LegendSymbol::HollowMarker(color) => writeln!(
                self.out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"none\"{} stroke-width=\"1.75\"/>",
                number(center.x),
                number(center.y),
                stroke(color)
            ),
            LegendSymbol::Group(color) => writeln!(
                self.out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"7\"{}/><circle cx=\"{x}\" cy=\"{y}\" r=\"4.5\" fill=\"none\"{} \
                 stroke-width=\"1.25\"/>",
                fill(color),
                stroke(self.colors.canvas),
                x = number(center.x),
                y = number(center.y),
            ),
            LegendSymbol::Ring(color) => writeln!(
                self.out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"6\" fill=\"none\"{} stroke-width=\"2\"/>",
                number(center.x),
                number(center.y),
                stroke(color)
            ),
            LegendSymbol::Line(color, dashed) => {
                let dashes = if dashed {
                    " stroke-dasharray=\"5 3.5\""
                } else {
                    ""
                };
                writeln!(
                    self.out,
                    "<path d=\"M{}L{}\"{} stroke-width=\"2.4\"{dashes}/>",
                    pair(pos2(from, center.y)),
                    pair(pos2(to, center.y)),
                    stroke(color)
                )
            }
            LegendSymbol::Gradient(a, b) => writeln!(
                self.out,
                "<linearGradient id=\"legend-tie\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"0\" x2=\"{}\" \
                 y2=\"0\"><stop{}/><stop offset=\"1\"{}/></linearGradient><path d=\"M{}L{}\" \
                 stroke=\"url(#legend-tie)\" stroke-width=\"2.4\"/>",
                number(from),
                number(to),
                stop(a),
                stop(b),
                pair(pos2(from, center.y)),
                // Not quite level, since a gradient on a line without height is not drawn by all viewers.
                pair(pos2(to, center.y + 0.01))
            ),
            LegendSymbol::Band([a, b, edge]) => writeln!(
                self.out,
                "<linearGradient id=\"legend-band\" gradientUnits=\"userSpaceOnUse\" x1=\"{}\" y1=\"0\" x2=\"{}\" \
                 y2=\"0\"><stop{}/><stop offset=\"1\"{}/></linearGradient><path d=\"M{}L{}\" \
                 stroke=\"url(#legend-band)\" stroke-width=\"5\"/><path d=\"M{}L{}M{}L{}\" fill=\"none\"{} \
                 stroke-dasharray=\"3 2\"/>",
                number(from),
                number(to),
                stop(a),
                stop(b),
                pair(pos2(from, center.y)),
                pair(pos2(to, center.y + 0.01)),
                pair(pos2(from, center.y - 5.5)),
                pair(pos2(to, center.y - 5.5)),
                pair(pos2(from, center.y + 5.5)),
                pair(pos2(to, center.y + 5.5)),
                stroke(edge)
            ),
            LegendSymbol::Area(color) => writeln!(
                self.out,
                "<rect x=\"{}\" y=\"{}\" width=\"18\" height=\"12\" rx=\"4\"{}/>",
                number(from),
                number(center.y - 6.0),
                fill(color)
            ),
        }
    }
}

/// The part of a line between two markers, and the tip of its arrow; `None` if the markers leave nothing of it.
fn trimmed(path: &TiePath, start: f32, end: f32, arrow: f32) -> Option<(TiePath, Pos2)> {
    let length = (path.b - path.a).length();
    if length <= start + end + arrow + 0.5 {
        return None;
    }
    let (from, tip) = (start / length, 1.0 - end / length);
    let to = 1.0 - (end + arrow * 0.8) / length;
    let tip = path.at(tip);
    // The part of a quadratic curve from one share to another is again one; its control point is the blend of both.
    let control = path
        .a
        .lerp(path.control, from)
        .lerp(path.control.lerp(path.b, from), to);
    let part = TiePath {
        a: path.at(from),
        control,
        b: path.at(to),
    };
    Some((part, tip))
}

fn line_data(line: &TiePath, bend: f32) -> String {
    if bend == 0.0 {
        format!("M{}L{}", pair(line.a), pair(line.b))
    } else {
        format!("M{}Q{} {}", pair(line.a), pair(line.control), pair(line.b))
    }
}

/// Where the letters stand in a rectangle of text: where they do in the window, to a part of a pixel.
fn baseline(rect: Rect, size_px: f32) -> f32 {
    rect.center().y + 0.36 * size_px
}

/// A number with at most two decimals.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

fn pair(pos: Pos2) -> String {
    format!("{} {}", number(pos.x), number(pos.y))
}

fn hex([red, green, blue, _]: Rgba) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn opacity(name: &str, [_, _, _, alpha]: Rgba) -> String {
    if alpha == 255 {
        String::new()
    } else {
        // Three decimals: among many ties, small differences add up.
        format!(" {name}-opacity=\"{:.3}\"", f32::from(alpha) / 255.0)
    }
}

fn fill(color: Rgba) -> String {
    format!(" fill=\"{}\"{}", hex(color), opacity("fill", color))
}

fn stroke(color: Rgba) -> String {
    format!(" stroke=\"{}\"{}", hex(color), opacity("stroke", color))
}

fn stop(color: Rgba) -> String {
    format!(" stop-color=\"{}\"{}", hex(color), opacity("stop", color))
}

/// A text that may stand in XML. Control characters, which XML cannot hold, become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&letter) => {
                out.push(' ');
            }
            letter => out.push(letter),
        }
    }
    out
}
