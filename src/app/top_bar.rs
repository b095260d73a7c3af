//! The top bar: menu, file and saved state, undo and redo, search, light or dark, panel.

use egui::accesskit::Role;
use egui::{
    Align, Align2, Frame, Layout, Margin, Panel, Popup, Rect, RichText, Sense, Ui, UiBuilder,
};
use egui::{WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::areas::{self, Area};
use super::fonts;
use super::menu_command::{self, MenuCommand};
use super::step_words::step_words;
use super::theme::{BODY_PX, RADIUS, SMALL_PX};
use super::widgets::{
    focus_ring, icon_button, icon_button_chosen, paint_elided, paint_icon, pointing, quiet_ground,
};
use super::wishes::{PanelContext, Wish};
use crate::text::words;

const HEIGHT_PX: f32 = 44.0;
const SEARCH_WIDTH_PX: f32 = 420.0;

/// Paints the top bar.
pub(super) fn top_bar_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let frame = Frame::NONE
        .fill(ctx.palette.panel)
        .inner_margin(Margin::symmetric(8, 0));
    Panel::top("top_bar")
        .exact_size(HEIGHT_PX)
        .frame(frame)
        .show(ui, |ui| {
            let bar = ui.max_rect();
            let left = ui
                .scope_builder(
                    UiBuilder::new()
                        .max_rect(bar)
                        .layout(Layout::left_to_right(Align::Center)),
                    |ui| left_ui(ui, ctx),
                )
                .response
                .rect;
            let right = ui
                .scope_builder(
                    UiBuilder::new()
                        .max_rect(bar)
                        .layout(Layout::right_to_left(Align::Center)),
                    |ui| right_ui(ui, ctx),
                )
                .response
                .rect;
            search_ui(ui, ctx, bar, left.right() + 12.0, right.left() - 12.0);
        });
}

fn left_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let menu = icon_button(ui, Icon::Menu, words::MENU, words::MENU);
    areas::note(ui, Area::TopBar, menu.id);
    Popup::menu(&menu)
        .accessible_name(words::MENU)
        .show(|ui| menu_ui(ui, ctx));
    ui.add_space(4.0);
    let Some(document) = ctx.workspace.document() else {
        ui.label(RichText::new(words::PROGRAM).font(fonts::bold(BODY_PX)));
        return;
    };
    let name = file_name(ctx);
    let font = fonts::bold(BODY_PX);
    let width = ui
        .painter()
        .layout_no_wrap(name.clone(), font.clone(), ctx.palette.text)
        .size()
        .x
        .min((ui.available_width() * 0.3).clamp(60.0, 320.0))
        .ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
    let is_elided = paint_elided(ui, rect, Align2::LEFT_CENTER, &name, font, ctx.palette.text);
    if is_elided || ctx.workspace.path().is_some() {
        let path = ctx.workspace.path();
        response.on_hover_text(path.map_or(name, |path| path.display().to_string()));
    }
    if document.is_modified() {
        let (rect, response) = ui.allocate_exact_size(vec2(12.0, 24.0), Sense::hover());
        ui.painter()
            .circle_filled(rect.center(), 3.5, ctx.palette.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words::NOT_SAVED));
        response.on_hover_text(words::NOT_SAVED);
    } else if ui.available_width() > 500.0
        && let Some(saved) = saved_word(ctx)
    {
        ui.label(
            RichText::new(saved)
                .font(fonts::regular(SMALL_PX))
                .color(ctx.palette.weak),
        );
    }
    ui.add_space(8.0);
    let undo = document.undo_step().map(step_words);
    let redo = document.redo_step().map(step_words);
    step_button_ui(
        ui,
        ctx,
        MenuCommand::Undo,
        &words::undo_step(undo.as_deref()),
    );
    step_button_ui(
        ui,
        ctx,
        MenuCommand::Redo,
        &words::redo_step(redo.as_deref()),
    );
}

/// Where what is open stands with its file, if nothing has been changed; a sample network needs none.
fn saved_word(ctx: &PanelContext<'_>) -> Option<&'static str> {
    if ctx.workspace.path().is_some() {
        return Some(words::SAVED);
    }
    ctx.workspace.import_report().map(|_| words::NO_FILE_YET)
}

fn step_button_ui(ui: &mut Ui, ctx: &PanelContext<'_>, command: MenuCommand, tooltip: &str) {
    ui.add_enabled_ui(command.is_enabled(ctx.workspace), |ui| {
        let label = command.words().name;
        let tooltip = format!("{tooltip}  ({})", command.shortcut_text());
        if icon_button(ui, command.icon(), label, &tooltip).clicked() {
            ctx.wishes.add(Wish::Menu(command));
        }
    });
}

fn right_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    ui.spacing_mut().item_spacing.x = 4.0;
    if ctx.workspace.document().is_some() {
        let (icon, label) = if ctx.settings.panel_open {
            (Icon::PanelRightClose, words::HIDE_PANEL)
        } else {
            (Icon::PanelRightOpen, words::SHOW_PANEL)
        };
        if icon_button_chosen(ui, icon, label, label, None).clicked() {
            ctx.wishes.add(Wish::Menu(MenuCommand::Panel));
        }
    }
    let (icon, label) = if ctx.palette.is_dark {
        (Icon::Sun, words::to_theme(false))
    } else {
        (Icon::Moon, words::to_theme(true))
    };
    if icon_button(ui, icon, label, label).clicked() {
        ctx.wishes.add(Wish::Menu(MenuCommand::Theme));
    }
}

/// The search field. It is a button that opens the palette over itself.
fn search_ui(ui: &Ui, ctx: &PanelContext<'_>, bar: Rect, min_x: f32, max_x: f32) {
    let room = (max_x - min_x).max(30.0);
    let width = SEARCH_WIDTH_PX.min(room);
    let mut left = bar.center().x - width / 2.0;
    left = left.clamp(min_x, (max_x - width).max(min_x));
    let rect = Rect::from_min_size(pos2(left, bar.center().y - 14.0), vec2(width, 28.0));
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    let label = MenuCommand::Search.words().name;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let palette = ctx.palette;
    let fill = if response.hovered() {
        palette.pressed
    } else {
        palette.raised
    };
    ui.painter().rect_filled(rect, RADIUS, fill);
    let icon_center = pos2(rect.left() + 16.0, rect.center().y);
    if width < 60.0 {
        paint_icon(ui, rect.center(), 15.0, Icon::Search, palette.weak);
    } else {
        paint_icon(ui, icon_center, 15.0, Icon::Search, palette.weak);
        let shortcut = MenuCommand::Search.shortcut_text();
        let mut text = rect.shrink2(vec2(10.0, 0.0));
        if width > 260.0 {
            ui.painter().text(
                text.right_center(),
                Align2::RIGHT_CENTER,
                shortcut,
                fonts::regular(SMALL_PX),
                palette.weak,
            );
            text.max.x -= 56.0;
        }
        text.min.x += 20.0;
        let font = fonts::regular(BODY_PX);
        paint_elided(
            ui,
            text,
            Align2::LEFT_CENTER,
            words::SEARCH_HINT,
            font,
            palette.weak,
        );
    }
    focus_ring(ui, &response, rect);
    if pointing(response).clicked() {
        ctx.wishes.add(Wish::Menu(MenuCommand::Search));
    }
}

fn menu_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    ui.set_width(280.0);
    let max_height = ui.ctx().content_rect().height() - 80.0;
    egui::ScrollArea::vertical()
        .max_height(max_height.max(120.0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, group) in menu_command::groups().into_iter().enumerate() {
                if group.id == "lenses" {
                    continue;
                }
                if place > 0 {
                    let (rect, _) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
                    let line = egui::Stroke::new(1.0, ctx.palette.hairline);
                    ui.painter().hline(rect.x_range(), rect.center().y, line);
                }
                for command in group.commands {
                    ui.add_enabled_ui(command.is_enabled(ctx.workspace), |ui| {
                        if command_row_ui(ui, ctx, command, false).clicked() {
                            ctx.wishes.add(Wish::Menu(command));
                            ui.close();
                        }
                    });
                }
            }
        });
}

/// A command in a list: icon, name, shortcut.
pub(super) fn command_row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    command: MenuCommand,
    chosen: bool,
) -> egui::Response {
    let words = command.words();
    let shortcut = command.shortcut_text();
    let row = menu_row_ui(ui, ctx, (command.icon(), words.name, &shortcut), chosen);
    row.on_hover_text(words.tooltip)
}

/// A line of a menu: icon, name, shortcut.
pub(super) fn menu_row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    (icon, name, shortcut): (Icon, &str, &str),
    chosen: bool,
) -> egui::Response {
    let palette = ctx.palette;
    let enabled = ui.is_enabled();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, name));
    if ui.is_rect_visible(rect) {
        let ground = quiet_ground(palette, &response, chosen);
        ui.painter().rect_filled(rect, RADIUS, ground);
        let (text, weak) = if enabled {
            (palette.text, palette.weak)
        } else {
            let faint = palette.tint(palette.weak, 0.55);
            (faint, faint)
        };
        let at = pos2(rect.left() + 16.0, rect.center().y);
        paint_icon(ui, at, 15.0, icon, weak);
        let mut inner = rect.shrink2(vec2(10.0, 0.0));
        inner.min.x = rect.left() + 34.0;
        let small = fonts::regular(SMALL_PX);
        ui.painter().text(
            inner.right_center(),
            Align2::RIGHT_CENTER,
            shortcut,
            small,
            weak,
        );
        let font = fonts::regular(BODY_PX);
        ui.painter()
            .text(inner.left_center(), Align2::LEFT_CENTER, name, font, text);
        focus_ring(ui, &response, rect);
    }
    response
}

/// What the open network is called.
pub(super) fn file_name(ctx: &PanelContext<'_>) -> String {
    let name = ctx
        .workspace
        .network()
        .map_or("", |network| network.info().name.trim());
    if !name.is_empty() {
        return name.to_owned();
    }
    ctx.workspace
        .path()
        .and_then(|path| path.file_stem())
        .map_or_else(
            || words::UNTITLED.to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        )
}
