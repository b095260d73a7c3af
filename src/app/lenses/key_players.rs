//! Key players: the few whose absence would hurt most, and the few to tell so that everybody hears.

use egui::accesskit::Role;
use egui::{Align, Layout, RichText, Ui, WidgetInfo};
use lucide_icons::Icon;

use crate::analysis::Params;
use crate::analysis::fragmentation::{KeyPlayerSet, Objective};
use crate::app::fonts;
use crate::app::panels::{PanelState, Shown, actor_line_ui, answer_ui, findings_ui, number_card};
use crate::app::theme::BODY_PX;
use crate::app::widgets::{fold, icon_button, remark, segmented};
use crate::app::wishes::{PanelContext, Wish};
use crate::text::{Name, words};
use crate::workspace::{Focus, Link};

/// The most that can be asked for.
const MAX_SIZE: u32 = 10;

/// What is asked about key players. View state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyPlayersState {
    /// How many.
    size: u32,
    /// Whom to tell, rather than whose absence would hurt.
    to_tell: bool,
}

impl Default for KeyPlayersState {
    fn default() -> Self {
        Self {
            size: Params::default().num_key_players,
            to_tell: false,
        }
    }
}

/// Paints what is unfolded: the question, the answer in a sentence, and its actors.
pub(super) fn key_players_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let unfolded = state.unfolded("key_players");
    if !fold(ui, unfolded, words::KEY_PLAYERS, words::KEY_PLAYERS_REMARK) {
        return;
    }
    let asked = &mut state.key_players;
    if let Some(place) = segmented(ui, &words::KEY_PLAYER_KINDS, usize::from(asked.to_tell)) {
        asked.to_tell = place == 1;
    }
    ui.add_space(4.0);
    size_ui(ui, ctx, &mut asked.size);
    let (size, to_tell) = (asked.size, asked.to_tell);
    let params = Params {
        num_key_players: size,
        ..Params::default()
    };
    answer_ui(ui, ctx, "key_players", &params, |ui, answer| {
        let Some(players) = answer.results.key_players() else {
            return;
        };
        let shown = shown.about(&answer.results);
        let set = if to_tell {
            &players.positive
        } else {
            &players.negative
        };
        set_ui(ui, ctx, &shown, set);
    });
}

/// How many, with a step down and a step up.
fn size_ui(ui: &mut Ui, ctx: &PanelContext<'_>, size: &mut u32) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(words::HOW_MANY).color(ctx.palette.weak));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.add_enabled_ui(*size < MAX_SIZE, |ui| {
                if icon_button(ui, Icon::Plus, words::ONE_MORE, words::ONE_MORE).clicked() {
                    *size += 1;
                }
            });
            let text = RichText::new(size.to_string()).font(fonts::bold(BODY_PX));
            let label = ui.label(text);
            label.widget_info(|| {
                WidgetInfo::labeled(Role::Label, true, format!("{} {size}", words::HOW_MANY))
            });
            ui.add_enabled_ui(*size > 1, |ui| {
                if icon_button(ui, Icon::Minus, words::ONE_FEWER, words::ONE_FEWER).clicked() {
                    *size -= 1;
                }
            });
        });
    });
}

fn set_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, set: &KeyPlayerSet) {
    if set.actors.is_empty() {
        remark(ui, words::NO_KEY_PLAYERS);
        return;
    }
    let ids: Vec<_> = set.actors.iter().map(|&index| shown.id(index)).collect();
    let names = set.actors.iter().zip(&ids).map(|(&index, &id)| Name {
        text: shown.name(index).to_owned(),
        link: Some(Link::Actor(id)),
    });
    let id = match set.objective {
        Objective::Fragment => "key_players_fragment",
        Objective::Distance => "key_players_distance",
        Objective::Reach(_) => "key_players_reach",
        Objective::Nearness => "key_players_nearness",
    };
    let sentence = words::key_players(id, names.collect(), set.before, set.value);
    findings_ui(ui, ctx, &[sentence]);
    for &index in &set.actors {
        actor_line_ui(ui, ctx, shown, index, "");
    }
    ui.add_space(4.0);
    let response = ui.scope(|ui| remark(ui, &words::how_chosen(set.is_best, set.num_as_good)));
    number_card(response.response, ctx, id, Some(set.value));
    ui.add_space(4.0);
    let text = words::SHOW_ON_MAP;
    let look = crate::app::widgets::Look::Framed;
    if crate::app::widgets::text_button(ui, Some(Icon::Crosshair), text, look).clicked() {
        let now = ctx.workspace.snapshot();
        let indices = ids.iter().filter_map(|&id| now?.index_of(id)).collect();
        ctx.wishes.focus(Focus::Actors(indices));
        ctx.wishes.add(Wish::Reveal(ids));
    }
}
