//! Sentences whose names lead to the map.

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CursorIcon, Frame, Label, Margin, Rect, Sense, Ui, WidgetInfo, pos2};

use super::hover_card::measure_card_ui;
use crate::app::fonts;
use crate::app::theme::BODY_PX;
use crate::app::wishes::{PanelContext, Wish};
use crate::model::ActorId;
use crate::text::{Sentence, in_visual_order};
use crate::workspace::{Action, Focus, Lens, Link};

/// Findings, one below the other, each with a thin bar at its left.
pub(crate) fn findings_ui(ui: &mut Ui, ctx: &PanelContext<'_>, sentences: &[Sentence<Link>]) {
    for sentence in sentences {
        let block = Frame::NONE
            .inner_margin(Margin {
                left: 14,
                right: 0,
                top: 2,
                bottom: 2,
            })
            .show(ui, |ui| sentence_ui(ui, ctx, sentence));
        let rect = block.response.rect;
        let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
        ui.painter().rect_filled(bar, 1.5, ctx.palette.pressed);
        if !sentence.note.is_empty() {
            let note = ui.interact(rect, block.response.id.with("note"), Sense::hover());
            note.on_hover_text(&sentence.note);
        }
        ui.add_space(8.0);
    }
}

/// A sentence in the flow of text.
pub(super) fn sentence_ui(ui: &mut Ui, ctx: &PanelContext<'_>, sentence: &Sentence<Link>) {
    ui.scope(|ui| {
        ui.set_width(ui.available_width());
        // Rows of text stand as close as in any text, not as far apart as buttons.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(0.0, 0.0);
            // Characters at the beginning of a part that already stand behind the part before it.
            let mut taken = 0;
            for (place, part) in sentence.parts.iter().enumerate() {
                let text = part.text.get(taken..).unwrap_or_default();
                let tail = sentence
                    .parts
                    .get(place + 1)
                    .filter(|next| next.link.is_none())
                    .map_or("", |next| beginning_marks(&next.text));
                taken = tail.len();
                if text.is_empty() && tail.is_empty() {
                    continue;
                }
                let font = if part.strong {
                    fonts::bold(BODY_PX)
                } else {
                    fonts::regular(BODY_PX)
                };
                let plain = ctx.palette.text;
                let color = part
                    .link
                    .as_ref()
                    .map_or(plain, |link| link_color(ctx, link));
                let mut job = LayoutJob::default();
                job.append(&in_visual_order(text), 0.0, TextFormat::simple(font, color));
                let format = TextFormat::simple(fonts::regular(BODY_PX), plain);
                job.append(tail, 0.0, format);
                let Some(link) = &part.link else {
                    ui.add(Label::new(job).selectable(false));
                    continue;
                };
                let label = Label::new(job).selectable(false).sense(Sense::click());
                let response = ui.add(label);
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &part.text));
                link_ui(ui, ctx, link, response);
            }
        });
    });
}

/// What must not stand at the start of a line: the space and the closing marks at the beginning of a text.
fn beginning_marks(text: &str) -> &str {
    let rest = text.trim_start_matches(['.', ',', ';', ':', '?', ')']);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    text.strip_suffix(rest).unwrap_or_default()
}

fn link_color(ctx: &PanelContext<'_>, link: &Link) -> Color32 {
    let Link::Actor(actor) = link else {
        return ctx.palette.text;
    };
    let sector = ctx.workspace.network().and_then(|network| {
        let actor = network.actor(*actor)?;
        network.sectors().get(actor.sector?)
    });
    ctx.palette.sector(sector)
}

fn link_ui(ui: &Ui, ctx: &PanelContext<'_>, link: &Link, response: egui::Response) {
    if response.hovered() || response.has_focus() {
        let rect = response.rect;
        if rect.height() < BODY_PX * 2.2 {
            let y = rect.bottom() - 1.0;
            let color = link_color(ctx, link);
            ui.painter()
                .hline(rect.x_range(), y, egui::Stroke::new(1.0, color));
        }
        ctx.wishes.spotlight(actors_of(link));
    }
    let mut response = response.on_hover_cursor(CursorIcon::PointingHand);
    if let Link::Measure(measure) = link {
        response = response.on_hover_ui(|ui| measure_card_ui(ui, ctx, *measure, None));
    }
    if response.clicked() {
        follow(ctx, link);
    }
}

/// The actors that a link is about.
fn actors_of(link: &Link) -> Vec<ActorId> {
    match link {
        Link::Actor(actor) => vec![*actor],
        Link::Actors(actors) => actors.clone(),
        Link::Pair(a, b) => vec![*a, *b],
        Link::Pairs(pairs) => pairs.iter().flat_map(|&(a, b)| [a, b]).collect(),
        Link::SectorPair(..) | Link::Measure(_) => Vec::new(),
    }
}

/// Shows on the map what a link is about.
fn follow(ctx: &PanelContext<'_>, link: &Link) {
    let Some(snapshot) = ctx.workspace.snapshot() else {
        return;
    };
    match link {
        Link::Actor(actor) => ctx.wishes.select(*actor),
        Link::Pair(a, b) => {
            if let (Some(a), Some(b)) = (snapshot.index_of(*a), snapshot.index_of(*b)) {
                ctx.wishes.focus(Focus::Pair(a, b));
            }
            ctx.wishes.add(Wish::Reveal(vec![*a, *b]));
        }
        Link::Actors(_) | Link::Pairs(_) => {
            let actors = actors_of(link);
            let indices = actors
                .iter()
                .filter_map(|&actor| snapshot.index_of(actor))
                .collect();
            ctx.wishes.focus(Focus::Actors(indices));
            ctx.wishes.add(Wish::Reveal(actors));
        }
        Link::SectorPair(a, b) => {
            if ctx.workspace.lens() != Lens::Gaps {
                ctx.wishes.act(Action::SetLens(Lens::Gaps));
            }
            let place = |sector| snapshot.sector_ids().binary_search(sector).ok();
            if let (Some(a), Some(b)) = (place(a), place(b)) {
                ctx.wishes
                    .focus(Focus::Sectors(a.min(b), a.max(b), Vec::new()));
            }
        }
        Link::Measure(_) => {}
    }
}
