//! The palette: one field that finds actors, activities and commands.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{
    Align2, Area, Context, Frame, Id, Key, Margin, Modifiers, Order, Rect, Sense, Shadow, Stroke,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::fonts;
use super::menu_command::{self, MenuCommand};
use super::theme::{BODY_PX, RADIUS, SMALL_PX};
use super::widgets::{paint_elided, paint_icon, paint_marker};
use super::wishes::{PanelContext, Wish};
use crate::document::Content;
use crate::jobs::{Arrival, Jobs};
use crate::model::{MarkerShape, Network};
use crate::text::words;
use crate::workspace::{Action, Hit, SelectionChange, is_direct, search};

const WIDTH_PX: f32 = 520.0;
const ROW_PX: f32 = 32.0;
const NUM_NETWORK_HITS: usize = 30;
const NUM_COMMANDS: usize = 8;
/// Up to so many actors and activities are searched at once; beyond that it would be felt while typing.
const NUM_AT_ONCE: usize = 4_000;

/// The palette, open or closed.
pub(super) struct CommandPalette {
    is_open: bool,
    just_opened: bool,
    query: String,
    entries: Vec<Entry>,
    chosen: usize,
    /// Enter was pressed before what it is meant for was found.
    enters: bool,
    /// Finds actors and activities by the query.
    jobs: Jobs<(), Vec<Hit>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Entry {
    Network(Hit),
    Command(MenuCommand),
}

impl CommandPalette {
    /// Closed. `wake` is called from another thread when something was found.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            is_open: false,
            just_opened: false,
            query: String::new(),
            entries: Vec::new(),
            chosen: 0,
            enters: false,
            jobs: Jobs::new(Arc::new(wake)),
        }
    }

    /// Opens it, empty.
    pub(super) fn open(&mut self) {
        self.jobs.cancel(&());
        (self.is_open, self.just_opened) = (true, true);
        (self.chosen, self.enters) = (0, false);
        self.query.clear();
        self.entries.clear();
    }

    /// Closes it. Returns whether it was open.
    pub(super) fn close(&mut self) -> bool {
        self.jobs.cancel(&());
        std::mem::take(&mut self.is_open)
    }

    /// Whether it is open.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Paints it over the window, if it is open.
    pub(super) fn ui(&mut self, egui: &Context, ctx: &PanelContext<'_>) {
        if !self.is_open {
            return;
        }
        let screen = egui.content_rect();
        let width = WIDTH_PX.min(screen.width() - 24.0);
        let place = pos2(screen.center().x - width / 2.0, screen.top() + 6.0);
        let area = Area::new(Id::unique("command_palette"))
            .order(Order::Foreground)
            .fixed_pos(place)
            .show(egui, |ui| {
                Frame::NONE
                    .fill(ctx.palette.panel)
                    .stroke(Stroke::new(1.0, ctx.palette.outline))
                    .corner_radius(10)
                    .shadow(Shadow {
                        offset: [0, 12],
                        blur: 40,
                        spread: 0,
                        color: ctx.palette.shadow,
                    })
                    .inner_margin(Margin::same(6))
                    .show(ui, |ui| {
                        ui.set_width(width - 14.0);
                        self.contents_ui(ui, ctx, screen.height());
                    });
            });
        if area.response.clicked_elsewhere() && !self.just_opened {
            self.close();
        }
        self.just_opened = false;
    }

    fn contents_ui(&mut self, ui: &mut Ui, ctx: &PanelContext<'_>, screen_height: f32) {
        let (up, down, enter, escape) = ui.input_mut(|input| {
            (
                input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
                input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::Enter),
                input.consume_key(Modifiers::NONE, Key::Escape),
            )
        });
        let field = ui
            .horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(24.0, 30.0), Sense::hover());
                let icon = lucide_icons::Icon::Search;
                paint_icon(ui, rect.center(), 16.0, icon, ctx.palette.weak);
                let size = vec2(ui.available_width(), 30.0);
                ui.add_sized(
                    size,
                    TextEdit::singleline(&mut self.query)
                        .id(Id::unique("palette_query"))
                        .hint_text(words::SEARCH_HINT)
                        .frame(Frame::NONE)
                        .margin(Margin::symmetric(2, 0))
                        .align(Align2::LEFT_CENTER),
                )
            })
            .inner
            .accessible_name(words::SEARCH_HINT);
        if self.just_opened || !field.has_focus() {
            field.request_focus();
        }
        if field.changed() || self.just_opened {
            self.find(ctx);
        }
        for arrival in self.jobs.poll() {
            if let Arrival::Done((), hits) = arrival {
                self.found(hits, ctx);
            }
        }
        if escape {
            self.close();
            return;
        }
        let last = self.entries.len().saturating_sub(1);
        self.chosen = (self.chosen + down).saturating_sub(up).min(last);

        let line = Stroke::new(1.0, ctx.palette.hairline);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 5.0), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.center().y, line);

        let is_searching = self.jobs.is_running(&());
        if self.entries.is_empty() && !is_searching {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(30.0);
                ui.weak(words::NOTHING_FOUND);
            });
            ui.add_space(10.0);
            return;
        }
        // What is on the screen while the search goes on is not what was meant.
        let enters = enter || self.enters;
        self.enters = enters && is_searching;
        let mut done = (enters && !is_searching).then_some(self.chosen);
        let mut room = (screen_height - 90.0).clamp(120.0, ROW_PX * 11.0);
        room = (room / ROW_PX).floor() * ROW_PX;
        egui::ScrollArea::vertical()
            .max_height(room)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (place, &entry) in self.entries.iter().enumerate() {
                    let response = entry_ui(ui, ctx, entry, place == self.chosen);
                    if place == self.chosen && (up + down > 0) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        done = Some(place);
                    }
                }
            });
        if let Some(entry) = done.and_then(|place| self.entries.get(place).copied()) {
            perform(entry, ctx);
            self.close();
        }
    }
}

impl CommandPalette {
    /// Finds what matches the query: in a large network in the background, and what was found before stays until then.
    fn find(&mut self, ctx: &PanelContext<'_>) {
        self.jobs.cancel(&());
        let size = |network: &Network| network.num_actors() + network.activities().len();
        let document = ctx.workspace.document();
        let is_large = ctx.workspace.network().map_or(0, size) > NUM_AT_ONCE;
        let document = document.filter(|_| is_large && !self.query.trim().is_empty());
        if let Some(document) = document {
            let (content, query): (Arc<Content>, String) =
                (Arc::clone(document.content()), self.query.clone());
            self.jobs.submit((), move |_, _| {
                Ok(search(&content.network, &query, NUM_NETWORK_HITS))
            });
        } else {
            let hits = ctx.workspace.search(&self.query, NUM_NETWORK_HITS);
            self.found(hits, ctx);
        }
    }

    /// Shows what was found: actors and activities first, then commands; what has the query in its name before what only
    /// has its letters. Without a query, the commands that can be done now.
    fn found(&mut self, hits: Vec<Hit>, ctx: &PanelContext<'_>) {
        let hits = hits.into_iter().map(Entry::Network);
        let commands = matching_commands(&self.query, ctx);
        let mut entries: Vec<Entry> = hits
            .chain(commands.into_iter().map(Entry::Command))
            .collect();
        let network = ctx.workspace.network();
        entries.sort_by_key(|entry| {
            let name = match *entry {
                Entry::Command(command) => Some(command.words().name),
                Entry::Network(Hit::Actor(actor)) => network
                    .and_then(|network| network.actor(actor))
                    .map(|actor| actor.label.as_str()),
                Entry::Network(Hit::Activity(activity)) => network
                    .and_then(|network| network.activities().get(activity))
                    .map(|activity| activity.title.as_str()),
            };
            !name.is_some_and(|name| is_direct(&self.query, name))
        });
        self.entries = entries;
        self.chosen = 0;
    }
}

/// The commands that match a query and can be done now; all of them without one.
fn matching_commands(query: &str, ctx: &PanelContext<'_>) -> Vec<MenuCommand> {
    let mut commands: Vec<MenuCommand> = menu_command::all()
        .filter(|&command| command != MenuCommand::Search && command.is_enabled(ctx.workspace))
        .collect();
    if query.trim().is_empty() {
        return commands;
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut chars = Vec::new();
    let mut score = |command: &MenuCommand| {
        let name = command.words().name;
        pattern.score(Utf32Str::new(name, &mut chars), &mut matcher)
    };
    commands.retain(|command| score(command).is_some());
    commands.sort_by_key(|command| std::cmp::Reverse(score(command)));
    commands.truncate(NUM_COMMANDS);
    commands
}

fn perform(entry: Entry, ctx: &PanelContext<'_>) {
    match entry {
        Entry::Command(command) => ctx.wishes.add(Wish::Menu(command)),
        Entry::Network(Hit::Actor(actor)) => ctx.wishes.select(actor),
        Entry::Network(Hit::Activity(activity)) => {
            let Some(activity) = ctx
                .workspace
                .network()
                .and_then(|network| network.activities().get(activity))
            else {
                return;
            };
            let actors: Vec<_> = activity
                .participants
                .iter()
                .map(|participation| participation.actor)
                .collect();
            let chosen = actors.iter().copied().collect();
            ctx.wishes.act(Action::Select(SelectionChange::Set(chosen)));
            ctx.wishes.add(Wish::Reveal(actors));
        }
    }
}

fn entry_ui(ui: &mut Ui, ctx: &PanelContext<'_>, entry: Entry, chosen: bool) -> egui::Response {
    let palette = ctx.palette;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    let network = ctx.workspace.network();
    let actor = match entry {
        Entry::Network(Hit::Actor(actor)) => network.and_then(|network| network.actor(actor)),
        _ => None,
    };
    let (name, kind) = match entry {
        Entry::Network(Hit::Actor(_)) => {
            let name = actor.map_or("", |actor| actor.label.as_str());
            (name.to_owned(), words::HIT_ACTOR)
        }
        Entry::Network(Hit::Activity(activity)) => {
            let activity = network.and_then(|network| network.activities().get(activity));
            let title = activity.map_or("", |activity| activity.title.as_str());
            (title.to_owned(), words::HIT_ACTIVITY)
        }
        Entry::Command(command) => (command.words().name.to_owned(), words::HIT_COMMAND),
    };
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{kind}: {name}"))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let ground = if chosen {
        palette.raised
    } else if response.hovered() {
        palette.hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, RADIUS, ground);
    let icon = pos2(rect.left() + 14.0, rect.center().y);
    match entry {
        Entry::Network(Hit::Actor(_)) => {
            let sector = network
                .zip(actor.and_then(|actor| actor.sector))
                .and_then(|(network, sector)| network.sectors().get(sector));
            let shape = sector.map_or(MarkerShape::Hexagon, |sector| sector.shape);
            paint_marker(ui.painter(), icon, 5.0, shape, palette.sector(sector));
        }
        Entry::Network(Hit::Activity(_)) => {
            paint_icon(
                ui,
                icon,
                15.0,
                lucide_icons::Icon::FolderKanban,
                palette.weak,
            );
        }
        Entry::Command(command) => paint_icon(ui, icon, 15.0, command.icon(), palette.weak),
    }
    let remark = match entry {
        Entry::Command(command) => command.shortcut_text(),
        Entry::Network(_) => kind.to_owned(),
    };
    let small = fonts::regular(SMALL_PX);
    let right = pos2(rect.right() - 10.0, rect.center().y);
    let remark = ui
        .painter()
        .text(right, Align2::RIGHT_CENTER, remark, small, palette.weak);
    let text = Rect::from_min_max(
        pos2(rect.left() + 30.0, rect.top()),
        pos2(remark.left() - 10.0, rect.bottom()),
    );
    let font = fonts::regular(BODY_PX);
    paint_elided(ui, text, Align2::LEFT_CENTER, &name, font, palette.text);
    response
}
