//! The review of an import: what was recognised, what can be decided about it, and what would come of it, before anything
//! happens. It changes nothing itself; it wishes for choices.

mod changes;
mod duplicates;
mod report;
mod sectors;
mod tables;
mod ties;

use egui::accesskit::Role;
use egui::{
    Align, Align2, Context, Frame, Id, Layout, Margin, Modal, Rect, RichText, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

pub(super) use report::report_ui;

use super::fonts;
use super::theme::{BODY_PX, CONTROL_PX, RADIUS, SMALL_PX, TITLE_PX};
use super::widgets::{
    Look, focus_ring, icon_button, over_window, paint_elided, pointing, quiet_ground, segmented,
    text_button,
};
use super::wishes::PanelContext;
use crate::format::IssueKind;
use crate::text::words;
use crate::workspace::{
    Action, Destination, ImportAction, ImportChoices, PendingImport, SectorChoice, Slot,
};

const WIDTH_PX: f32 = 1080.0;
const HEIGHT_PX: f32 = 760.0;
const RAIL_PX: f32 = 208.0;

/// A part of the review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Tables,
    Sectors,
    Ties,
    Duplicates,
    Changes,
    Report,
}

/// What the review remembers while it is open.
#[derive(Debug, Default)]
pub(super) struct ImportReview {
    part: Part,
    /// The file that is being reviewed: another one begins at the first part.
    name: String,
    /// How large it was painted last.
    size: egui::Vec2,
}

/// What a part of the review sees.
#[derive(Clone, Copy)]
struct Review<'a> {
    ctx: &'a PanelContext<'a>,
    pending: &'a PendingImport,
}

impl Review<'_> {
    /// Wishes for other choices.
    fn choose(&self, change: impl FnOnce(&mut ImportChoices)) {
        let mut choices = self.pending.choices().clone();
        change(&mut choices);
        if choices != *self.pending.choices() {
            let choose = ImportAction::Choose(Box::new(choices));
            self.ctx.wishes.act(Action::Import(choose));
        }
    }
}

impl ImportReview {
    /// Paints the review over the window, if an import waits.
    pub(super) fn ui(&mut self, egui: &Context, ctx: &PanelContext<'_>) {
        let Some(pending) = ctx.workspace.pending_import() else {
            self.name.clear();
            return;
        };
        if self.name != pending.foreign().name {
            self.name.clone_from(&pending.foreign().name);
            self.part = if pending.choices().destination == Destination::Merge
                && pending.resolution().network.is_some()
            {
                Part::Changes
            } else {
                Part::Tables
            };
        }
        let review = Review { ctx, pending };
        let frame = over_window(egui, ctx.palette);
        let screen = egui.content_rect();
        let size = vec2(
            WIDTH_PX.min(screen.width() - 32.0),
            HEIGHT_PX.min(screen.height() - 32.0),
        );
        if self.size != size {
            // It is placed by the size that it had before.
            self.size = size;
            egui.request_repaint();
        }
        let modal = Modal::new(Id::unique("import_review"))
            .frame(frame)
            .backdrop_color(ctx.palette.backdrop)
            .show(egui, |ui| {
                ui.set_min_size(size);
                ui.set_max_size(size);
                self.inside_ui(ui, &review);
            });
        // A click beside it must not throw away what was decided.
        if modal.should_close() && !modal.backdrop_response.clicked() {
            ctx.wishes.act(Action::Import(ImportAction::Cancel));
        }
    }

    fn inside_ui(&mut self, ui: &mut Ui, review: &Review<'_>) {
        let all = ui.max_rect();
        let is_narrow = all.width() < 720.0;
        let head = Rect::from_min_size(all.min, vec2(all.width(), 72.0));
        let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - 60.0), all.max);
        let middle = Rect::from_min_max(head.left_bottom(), foot.right_top());
        let rail_width = if is_narrow { 132.0 } else { RAIL_PX };
        let rail = middle.with_max_x(middle.left() + rail_width);
        let part = middle.with_min_x(rail.right());
        let line = Stroke::new(1.0, review.ctx.palette.hairline);
        ui.painter().hline(all.x_range(), head.bottom(), line);
        ui.painter().hline(all.x_range(), foot.top(), line);
        ui.painter().vline(rail.right(), middle.y_range(), line);
        inside(ui, head.shrink2(vec2(20.0, 14.0)), |ui| head_ui(ui, review));
        inside(ui, rail.shrink2(vec2(10.0, 12.0)), |ui| {
            self.rail_ui(ui, review);
        });
        inside(ui, part.shrink2(vec2(20.0, 0.0)), |ui| {
            // The bar gets room of its own.
            ui.spacing_mut().scroll.floating_allocated_width = 12.0;
            ScrollArea::vertical()
                .id_salt(words_of(self.part))
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.add_space(16.0);
                    match self.part {
                        Part::Tables => tables::tables_ui(ui, review),
                        Part::Sectors => sectors::sectors_ui(ui, review),
                        Part::Ties => ties::ties_ui(ui, review),
                        Part::Duplicates => duplicates::duplicates_ui(ui, review),
                        Part::Changes => changes::changes_ui(ui, review),
                        Part::Report => {
                            let report = &review.pending.resolution().report;
                            report_ui(ui, review.ctx, report);
                        }
                    }
                    ui.add_space(16.0);
                });
        });
        inside(ui, foot.shrink2(vec2(20.0, 16.0)), |ui| foot_ui(ui, review));
    }

    fn rail_ui(&mut self, ui: &mut Ui, review: &Review<'_>) {
        ui.spacing_mut().item_spacing.y = 2.0;
        let pending = review.pending;
        let resolution = pending.resolution();
        let issues = resolution.issues();
        let num = |kind| issues.count(kind);
        let num_told = num(IssueKind::Guess) + num(IssueKind::Skipped) + num(IssueKind::Fatal);
        let undecided = pending.choices().sectors == SectorChoice::AsRead
            && resolution
                .sector_words
                .iter()
                .any(|it| it.proposal.is_none());
        let is_merge = pending.choices().destination == Destination::Merge;
        let num_changes = resolution
            .plan
            .as_ref()
            .map_or(0, |plan| plan.num_added() + plan.num_changed());
        let num_words = resolution.sector_words.len();
        let parts = [
            (Part::Tables, pending.choices().tables.len(), false),
            (Part::Sectors, num_words, undecided),
            (
                Part::Ties,
                0,
                resolution.dangling.0 + resolution.dangling_activities.0 > 0,
            ),
            (
                Part::Duplicates,
                resolution.duplicates.len(),
                !resolution.duplicates.is_empty(),
            ),
            (Part::Changes, num_changes, false),
            (Part::Report, num_told, num_told > 0),
        ];
        for (part, num, is_marked) in parts {
            let is_there = part != Part::Changes || is_merge;
            let row = PartRow {
                part,
                num,
                is_marked,
                is_chosen: part == self.part,
            };
            if is_there && row.ui(ui, review) {
                self.part = part;
                // The rows above are painted already.
                ui.ctx().request_repaint();
            }
        }
    }
}

/// A row of the rail.
struct PartRow {
    part: Part,
    /// How much there is in it; 0 is not told.
    num: usize,
    /// Whether somebody should look.
    is_marked: bool,
    is_chosen: bool,
}

/// One line of text at the left of a cell, with an ellipsis if it is too long.
fn cell_ui(ui: &mut Ui, size: egui::Vec2, text: impl Into<egui::WidgetText>) {
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.add(egui::Label::new(text).truncate());
    });
}

/// Paints something inside a rectangle and never beyond it.
fn inside(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
        add(ui);
    });
}

fn words_of(part: Part) -> &'static str {
    match part {
        Part::Tables => words::import::PART_TABLES,
        Part::Sectors => words::import::PART_SECTORS,
        Part::Ties => words::import::PART_TIES,
        Part::Duplicates => words::import::PART_DUPLICATES,
        Part::Changes => words::import::PART_CHANGES,
        Part::Report => words::import::PART_REPORT,
    }
}

impl PartRow {
    /// Returns whether it was clicked.
    fn ui(self, ui: &mut Ui, review: &Review<'_>) -> bool {
        let palette = review.ctx.palette;
        let size = vec2(ui.available_width(), 32.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = words_of(self.part);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, self.is_chosen, name));
        let ground = quiet_ground(palette, &response, self.is_chosen);
        ui.painter().rect_filled(rect, RADIUS, ground);
        let mut text = rect.shrink2(vec2(10.0, 0.0));
        if self.num > 0 {
            let count = crate::text::count(self.num);
            let font = fonts::regular(SMALL_PX);
            let galley = ui.painter().layout_no_wrap(count, font, palette.weak);
            let top = text.center().y - galley.size().y / 2.0;
            let pos = pos2(text.right() - galley.size().x, top);
            text.max.x = pos.x - 8.0;
            ui.painter().galley(pos, galley, palette.weak);
        }
        if self.is_marked {
            let center = pos2(text.right() - 3.0, text.center().y);
            ui.painter().circle_filled(center, 3.0, palette.warning);
            text.max.x -= 12.0;
        }
        let font = if self.is_chosen {
            fonts::bold(BODY_PX)
        } else {
            fonts::regular(BODY_PX)
        };
        paint_elided(ui, text, Align2::LEFT_CENTER, name, font, palette.text);
        focus_ring(ui, &response, rect);
        pointing(response).clicked()
    }
}

fn head_ui(ui: &mut Ui, review: &Review<'_>) {
    let Review { ctx, pending } = *review;
    let foreign = pending.foreign();
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        if icon_button(ui, Icon::X, words::CLOSE, words::CLOSE).clicked() {
            ctx.wishes.act(Action::Import(ImportAction::Cancel));
        }
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let title = match pending.choices().destination {
                Destination::New => words::import::title(&foreign.name),
                Destination::Merge => words::import::title_merge(&foreign.name),
            };
            let title = RichText::new(title);
            ui.add(egui::Label::new(title.font(fonts::bold(TITLE_PX))).truncate());
            let format = words::import::format(foreign.format);
            let mut text = words::import::recognised(format);
            if pending.is_remembered() {
                text.push_str(", ");
                text.push_str(words::import::REMEMBERED);
            }
            let text = RichText::new(text).color(ctx.palette.weak);
            ui.add(egui::Label::new(text).truncate());
        });
    });
}

fn foot_ui(ui: &mut Ui, review: &Review<'_>) {
    let Review { ctx, pending } = *review;
    let resolution = pending.resolution();
    let is_merge = pending.choices().destination == Destination::Merge;
    let running = ctx.workspace.running();
    let opening = running.iter().find(|it| it.slot == Slot::Open);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let is_ready = pending.is_current() && resolution.network.is_some() && opening.is_none();
        let accept = if is_merge {
            words::import::ACCEPT_MERGE
        } else {
            words::import::ACCEPT_NEW
        };
        ui.add_enabled_ui(is_ready, |ui| {
            if text_button(ui, None, accept, Look::Primary).clicked() {
                ctx.wishes.act(Action::Import(ImportAction::Accept));
            }
        });
        if text_button(ui, None, words::CANCEL, Look::Framed).clicked() {
            ctx.wishes.act(Action::Import(ImportAction::Cancel));
        }
        let counts = resolution.counts();
        let (text, color) = if let Some(opening) = opening {
            (words::import::placing(opening.progress), ctx.palette.weak)
        } else if !pending.is_current() {
            (words::import::WORKING.to_owned(), ctx.palette.weak)
        } else if resolution.network.is_none() {
            let text = words::import::CANNOT_BE_OPENED.to_owned();
            (text, ctx.palette.danger)
        } else {
            let text = words::import::counts(
                counts.actors,
                counts.ties,
                counts.activities,
                counts.participations,
            );
            (text, ctx.palette.text)
        };
        ui.add_space(8.0);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if ctx.workspace.document().is_some() {
                destination_ui(ui, review);
                ui.add_space(8.0);
            }
            ui.add(egui::Label::new(RichText::new(text).color(color)).truncate());
        });
    });
}

/// A new network, or into the one that is open.
fn destination_ui(ui: &mut Ui, review: &Review<'_>) {
    let name = super::top_bar::file_name(review.ctx);
    let is_merge = review.pending.choices().destination == Destination::Merge;
    let merge = words::import::destination_merge(&name);
    ui.allocate_ui(
        vec2(320.0_f32.min(ui.available_width() * 0.6), CONTROL_PX),
        |ui| {
            let choices = [(words::import::DESTINATION_NEW, ""), (merge.as_str(), "")];
            if let Some(clicked) = segmented(ui, &choices, usize::from(is_merge)) {
                review.choose(|choices| {
                    choices.destination = if clicked == 1 {
                        Destination::Merge
                    } else {
                        Destination::New
                    };
                });
            }
        },
    );
}

/// A label with a control beside it, and what the choice means below.
fn decision_ui(
    ui: &mut Ui,
    review: &Review<'_>,
    label: &str,
    meaning: &str,
    add_control: impl FnOnce(&mut Ui),
) {
    ui.label(RichText::new(label).font(fonts::bold(BODY_PX)));
    ui.add_space(2.0);
    ui.allocate_ui(
        vec2(440.0_f32.min(ui.available_width()), CONTROL_PX),
        add_control,
    );
    ui.label(
        RichText::new(meaning)
            .font(fonts::regular(SMALL_PX))
            .color(review.ctx.palette.weak),
    );
    ui.add_space(20.0);
}

/// A small label with a ground, for kinds of issues and the like.
fn tag_ui(ui: &mut Ui, text: &str, color: egui::Color32, ground: egui::Color32) {
    Frame::NONE
        .fill(ground)
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 1))
        .show(ui, |ui| {
            let text = RichText::new(text).font(fonts::regular(SMALL_PX));
            ui.label(text.color(color));
        });
}
