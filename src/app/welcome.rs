//! The welcome screen: sample networks, recent files, open, new.

use egui::accesskit::Role;
use egui::{
    Align2, Color32, Context, Id, LayerId, Order, Rect, RichText, Sense, Stroke, StrokeKind,
};
use egui::{Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::fonts;
use super::menu_command::MenuCommand;
use super::status_line::running_ui;
use super::theme::{BODY_PX, RADIUS, SMALL_PX, WELCOME_PX};
use super::widgets::{Look, focus_ring, paint_elided, paint_icon, pointing, text_button};
use super::wishes::{PanelContext, Wish};
use crate::document::{SAMPLES, Sample};
use crate::text::words;
use crate::workspace::{Action, LeftBehind};

const WIDTH_PX: f32 = 760.0;
const CARD_HEIGHT_PX: f32 = 104.0;
const GAP_PX: f32 = 12.0;

/// Paints the welcome screen.
pub(super) fn welcome_ui(ui: &mut Ui, ctx: &PanelContext<'_>, left_behind: &[LeftBehind]) {
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            let width = WIDTH_PX.min(ui.available_width() - 48.0);
            let side = ((ui.available_width() - width) / 2.0).floor();
            let room = ui.available_height();
            ui.horizontal(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.add_space(((room - 620.0) / 2.0).clamp(24.0, 120.0));
                    contents_ui(ui, ctx, width, left_behind);
                    ui.add_space(32.0);
                });
            });
        });
}

fn contents_ui(ui: &mut Ui, ctx: &PanelContext<'_>, width: f32, left_behind: &[LeftBehind]) {
    mark_ui(ui, ctx);
    ui.add_space(12.0);
    ui.label(RichText::new(words::WELCOME).font(fonts::bold(WELCOME_PX)));
    ui.add_space(2.0);
    ui.label(RichText::new(words::WELCOME_TEXT).color(ctx.palette.weak));
    ui.add_space(20.0);
    if !ctx.workspace.running().is_empty() {
        ui.horizontal(|ui| running_ui(ui, ctx));
        ui.add_space(12.0);
    }
    for work in left_behind {
        left_behind_ui(ui, ctx, work);
        ui.add_space(12.0);
    }
    ui.horizontal(|ui| {
        let open = MenuCommand::Open;
        if text_button(ui, Some(open.icon()), open.words().name, Look::Primary).clicked() {
            ctx.wishes.add(Wish::Menu(open));
        }
        for command in [
            MenuCommand::New,
            MenuCommand::OpenFolder,
            MenuCommand::Paste,
        ] {
            let name = command.words().name;
            if text_button(ui, Some(command.icon()), name, Look::Framed).clicked() {
                ctx.wishes.add(Wish::Menu(command));
            }
        }
    });
    ui.add_space(28.0);
    part_ui(ui, ctx, words::SAMPLES);
    samples_ui(ui, ctx, width);
    if !ctx.settings.recent.is_empty() {
        ui.add_space(20.0);
        part_ui(ui, ctx, words::RECENT);
        for path in &ctx.settings.recent {
            recent_ui(ui, ctx, path);
        }
    }
    ui.add_space(20.0);
    ui.label(
        RichText::new(words::DROP_HINT)
            .font(fonts::regular(SMALL_PX))
            .color(ctx.palette.weak),
    );
}

/// Unsaved work from before a crash.
fn left_behind_ui(ui: &mut Ui, ctx: &PanelContext<'_>, work: &LeftBehind) {
    let name = work
        .file
        .as_ref()
        .and_then(|file| file.file_name())
        .map(|name| name.to_string_lossy().into_owned());
    egui::Frame::NONE
        .fill(ctx.palette.panel)
        .stroke(Stroke::new(1.0, ctx.palette.outline))
        .corner_radius(RADIUS + 2)
        .inner_margin(egui::Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(words::left_behind(name.as_deref())).font(fonts::bold(BODY_PX)));
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if text_button(ui, None, words::RECOVER, Look::Primary).clicked() {
                    ctx.wishes.act(Action::Recover(work.clone()));
                }
                if text_button(ui, None, words::DISCARD, Look::Quiet).clicked() {
                    ctx.wishes.act(Action::Discard(work.clone()));
                }
            });
        });
}

fn part_ui(ui: &mut Ui, ctx: &PanelContext<'_>, title: &str) {
    ui.label(
        RichText::new(title)
            .font(fonts::bold(SMALL_PX))
            .color(ctx.palette.weak),
    );
    ui.add_space(6.0);
}

/// The four sectors as a small knot: the mark of the program.
fn mark_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(44.0, 36.0), Sense::hover());
    let scheme = crate::model::SectorScheme::quadruple_helix();
    let places = [
        rect.left_top() + vec2(7.0, 8.0),
        rect.left_top() + vec2(34.0, 5.0),
        rect.left_top() + vec2(37.0, 28.0),
        rect.left_top() + vec2(12.0, 31.0),
    ];
    let line = Stroke::new(1.5, ctx.palette.outline);
    for (place, start) in places.iter().enumerate() {
        for end in places.iter().skip(place + 1) {
            ui.painter().line_segment([*start, *end], line);
        }
    }
    for ((_, sector), &place) in scheme.iter().zip(&places) {
        let color = ctx.palette.sector(Some(sector));
        super::widgets::paint_marker(ui.painter(), place, 6.0, sector.shape, color);
    }
}

fn samples_ui(ui: &mut Ui, ctx: &PanelContext<'_>, width: f32) {
    let num_columns = if width >= 700.0 {
        3
    } else if width >= 440.0 {
        2
    } else {
        1
    };
    let card_width = ((width - GAP_PX * (num_columns - 1) as f32) / num_columns as f32).floor();
    egui::Grid::new("samples")
        .num_columns(num_columns)
        .spacing(vec2(GAP_PX, GAP_PX))
        .show(ui, |ui| {
            for (place, sample) in SAMPLES.iter().enumerate() {
                if place > 0 && place % num_columns == 0 {
                    ui.end_row();
                }
                let size = vec2(card_width, CARD_HEIGHT_PX);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, words::open_sample(sample.title))
                });
                let hovered = response.hovered();
                let (fill, outline) = if response.is_pointer_button_down_on() {
                    (ctx.palette.pressed, ctx.palette.outline)
                } else if hovered {
                    (ctx.palette.hover, ctx.palette.outline)
                } else {
                    (ctx.palette.panel, ctx.palette.hairline)
                };
                let stroke = Stroke::new(1.0, outline);
                ui.painter()
                    .rect(rect, RADIUS + 2, fill, stroke, StrokeKind::Inside);
                focus_ring(ui, &response, rect);
                card_ui(ui, ctx, rect.shrink2(vec2(14.0, 12.0)), sample);
                let mut response = pointing(response);
                // A tip that is open would stay on top of a dialog that opens.
                if ui.memory(|memory| memory.top_modal_layer().is_none()) {
                    response = response.on_hover_text(sample.description);
                }
                if response.clicked() {
                    ctx.wishes.act(Action::OpenSample(sample.name.to_owned()));
                }
            }
        });
}

fn card_ui(ui: &Ui, ctx: &PanelContext<'_>, rect: Rect, sample: &Sample) {
    let title = Rect::from_min_size(rect.min, vec2(rect.width(), 20.0));
    let bold = fonts::bold(BODY_PX);
    paint_elided(
        ui,
        title,
        Align2::LEFT_CENTER,
        sample.title,
        bold,
        ctx.palette.text,
    );
    let small = fonts::regular(SMALL_PX);
    let mut job = egui::text::LayoutJob::simple(
        sample.description.to_owned(),
        small.clone(),
        ctx.palette.weak,
        rect.width(),
    );
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.painter()
        .galley(rect.min + vec2(0.0, 22.0), galley, ctx.palette.weak);
    let counts = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 16.0), rect.max);
    paint_elided(
        ui,
        counts,
        Align2::LEFT_CENTER,
        &words::sample_counts(sample.num_actors),
        small,
        ctx.palette.text,
    );
}

fn recent_ui(ui: &mut Ui, ctx: &PanelContext<'_>, path: &std::path::Path) {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let folder = path
        .parent()
        .map_or_else(String::new, |folder| folder.display().to_string());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, RADIUS, ctx.palette.hover);
    }
    focus_ring(ui, &response, rect);
    let icon = pos2(rect.left() + 12.0, rect.center().y);
    paint_icon(ui, icon, 14.0, Icon::File, ctx.palette.weak);
    let mut text = rect.shrink2(vec2(8.0, 0.0));
    text.min.x = rect.left() + 28.0;
    let font = fonts::regular(BODY_PX);
    let mut first = text;
    first.max.x = text.left() + text.width() * 0.45;
    paint_elided(
        ui,
        first,
        Align2::LEFT_CENTER,
        &name,
        font,
        ctx.palette.text,
    );
    text.min.x = first.max.x + 12.0;
    let small = fonts::regular(SMALL_PX);
    paint_elided(
        ui,
        text,
        Align2::RIGHT_CENTER,
        &folder,
        small,
        ctx.palette.weak,
    );
    if pointing(response).clicked() {
        ctx.wishes.act(Action::Open(path.to_owned()));
    }
}

/// While a file is held above the window: that it may be dropped.
pub(super) fn drop_hint_ui(egui: &Context, ctx: &PanelContext<'_>) {
    if egui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let layer = LayerId::new(Order::Foreground, Id::unique("drop_hint"));
    let painter = egui.layer_painter(layer);
    let screen = egui.content_rect();
    painter.rect_filled(screen, 0.0, ctx.palette.panel.gamma_multiply(0.85));
    painter.rect(
        screen.shrink(12.0),
        10.0,
        Color32::TRANSPARENT,
        Stroke::new(2.0, ctx.palette.focus),
        StrokeKind::Inside,
    );
    painter.text(
        screen.center(),
        Align2::CENTER_CENTER,
        words::DROP_HERE,
        fonts::bold(WELCOME_PX),
        ctx.palette.text,
    );
}
