//! Notifications: what the workspace has to tell, at the bottom of the window. Errors stay until they are closed.

use egui::{
    Align, Area, Context, Frame, Id, Layout, Margin, Order, Rect, RichText, Shadow, Stroke, pos2,
    vec2,
};
use lucide_icons::Icon;

use super::fonts;
use super::menu_command::MenuCommand;
use super::theme::{BODY_PX, SMALL_PX};
use super::widgets::{Look, icon_button, paint_icon, text_button};
use super::wishes::{PanelContext, Wish};
use crate::text::words;
use crate::workspace::{Notice, Severity};

const WIDTH_PX: f32 = 420.0;
/// How long good news stays, in seconds.
const GOOD_SECS: f64 = 6.0;
/// How long good news with a report stays: long enough to reach for it.
const REPORT_SECS: f64 = 20.0;
const NUM_SHOWN: usize = 3;

/// What has been told and not closed yet.
#[derive(Debug, Default)]
pub(super) struct Notifications {
    shown: Vec<(Notice, Option<f64>)>,
}

impl Notifications {
    /// Takes in what there is to tell.
    pub(super) fn add(&mut self, notices: Vec<Notice>) {
        for notice in notices {
            self.shown.retain(|(shown, _)| *shown != notice);
            self.shown.push((notice, None));
        }
    }

    /// Paints them over the map, or what else fills the middle of the window, so that they cover no panel.
    pub(super) fn ui(&mut self, egui: &Context, ctx: &PanelContext<'_>, below: Rect) {
        let now = egui.input(|input| input.time);
        self.shown.retain_mut(|(notice, since)| {
            let since = *since.get_or_insert(now);
            let is_good = notice.severity == Severity::Info && notice.details.is_empty();
            let stays = if notice.shows_report {
                REPORT_SECS
            } else {
                GOOD_SECS
            };
            let left = stays - (now - since);
            if is_good && left > 0.0 {
                egui.request_repaint_after_secs(left as f32);
            }
            !is_good || left > 0.0
        });
        let width = WIDTH_PX.min(below.width() - 56.0);
        let mut bottom = below.bottom() - 12.0;
        let mut closed = None;
        for (place, (notice, _)) in self.shown.iter().enumerate().rev().take(NUM_SHOWN) {
            let id = Id::unique("notification").with(&notice.message);
            let area = Area::new(id)
                .order(Order::Foreground)
                .pivot(egui::Align2::CENTER_BOTTOM)
                .fixed_pos(pos2(below.center().x, bottom))
                .show(egui, |ui| {
                    Frame::NONE
                        .fill(ctx.palette.panel)
                        .stroke(Stroke::new(1.0, ctx.palette.outline))
                        .corner_radius(8)
                        .shadow(Shadow {
                            offset: [0, 6],
                            blur: 24,
                            spread: 0,
                            color: ctx.palette.shadow,
                        })
                        .inner_margin(Margin::symmetric(12, 8))
                        .show(ui, |ui| {
                            ui.set_width(width);
                            notice_ui(ui, ctx, notice)
                        })
                        .inner
                });
            if area.inner {
                closed = Some(place);
            }
            bottom = area.response.rect.top() - 8.0;
        }
        if let Some(place) = closed {
            self.shown.remove(place);
        }
    }
}

/// Returns whether it shall be closed.
fn notice_ui(ui: &mut egui::Ui, ctx: &PanelContext<'_>, notice: &Notice) -> bool {
    let mut closed = false;
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        closed = icon_button(ui, Icon::X, words::CLOSE, words::CLOSE).clicked();
        ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 30.0), egui::Sense::hover());
            let (icon, color) = match notice.severity {
                Severity::Info => (Icon::Info, ctx.palette.weak),
                Severity::Warning => (Icon::TriangleAlert, ctx.palette.warning),
                Severity::Error => (Icon::CircleAlert, ctx.palette.danger),
            };
            paint_icon(ui, rect.center(), 17.0, icon, color);
            ui.vertical(|ui| {
                ui.add_space(6.0);
                ui.label(RichText::new(&notice.message).font(fonts::regular(BODY_PX)));
                if notice.shows_report {
                    let report = MenuCommand::ImportReport;
                    let label = words::import::SHOW_REPORT;
                    if text_button(ui, Some(report.icon()), label, Look::Framed).clicked() {
                        ctx.wishes.add(Wish::Menu(report));
                        closed = true;
                    }
                }
                if !notice.details.is_empty() {
                    egui::ScrollArea::vertical()
                        .id_salt(&notice.message)
                        .max_height(96.0)
                        .show(ui, |ui| {
                            ui.label(
                                RichText::new(&notice.details)
                                    .font(fonts::regular(SMALL_PX))
                                    .color(ctx.palette.weak),
                            );
                        });
                    if text_button(ui, Some(Icon::Copy), words::COPY_DETAILS, Look::Quiet).clicked()
                    {
                        let text = format!("{}\n{}", notice.message, notice.details);
                        ctx.wishes.add(Wish::Copy(text));
                    }
                }
                ui.add_space(4.0);
            });
        });
    });
    closed
}
