//! What size, colour and name of markers stand for, and styles that were saved.

use std::sync::Arc;

use egui::{ComboBox, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use super::network::{plain_row_ui, row_ui};
use crate::analysis::{Measure, Params};
use crate::app::panels::{PanelState, answer_ui, ask_measure_ui, measure_menu_ui};
use crate::app::widgets::{Look, text_button};
use crate::app::wishes::PanelContext;
use crate::document::{Appearance, COMMUNITIES, Command, Property, SavedStyle, Style};
use crate::text::words;
use crate::workspace::{Action, measure_words};

/// So much of the list of properties is in sight.
const PROPERTIES_PX: f32 = 168.0;
/// Names of styles have at most so many characters.
const MAX_NAME: usize = 40;

/// Paints the choices.
pub(super) fn style_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    appearance: &Appearance,
) {
    let style = &appearance.style;
    let mut wanted = style.clone();
    let choice = Choice {
        label: words::SIZE_BY,
        default: words::SIZE_BY_LENS,
        communities: false,
        known_only: false,
        fits: |property| property.numbers.is_some(),
    };
    choice_ui(ui, ctx, state, &choice, &mut wanted.size_by);
    let choice = Choice {
        label: words::COLOR_BY,
        default: words::COLOR_BY_SECTOR,
        communities: true,
        known_only: false,
        fits: |_| true,
    };
    choice_ui(ui, ctx, state, &choice, &mut wanted.color_by);
    let choice = Choice {
        label: words::LABEL_BY,
        default: words::LABEL_BY_NAME,
        communities: false,
        known_only: false,
        fits: |property| property.name != "label",
    };
    choice_ui(ui, ctx, state, &choice, &mut wanted.label_by);
    for measure in ctx.workspace.style_measures() {
        ask_measure_ui(ui, ctx, measure);
    }
    if style.color_by.as_deref() == Some(COMMUNITIES) {
        answer_ui(ui, ctx, COMMUNITIES, &Params::default(), |_, _| {});
    }
    if wanted != *style {
        set(ctx, wanted, appearance.styles.clone(), appearance);
    }
    saved_ui(ui, ctx, appearance);
}

fn set(ctx: &PanelContext<'_>, style: Style, styles: Vec<SavedStyle>, before: &Appearance) {
    ctx.wishes
        .act(Action::Do(Command::SetAppearance(Box::new(Appearance {
            style,
            styles,
            ..before.clone()
        }))));
}

/// What is chosen, in words.
pub(super) struct Choice {
    pub(super) label: &'static str,
    /// What it is if nothing is chosen.
    pub(super) default: &'static str,
    /// Whether communities are among the choices.
    pub(super) communities: bool,
    /// Whether only measures that have been computed are.
    pub(super) known_only: bool,
    /// Which properties are.
    pub(super) fits: fn(&Property) -> bool,
}

/// A menu below a field that says what is chosen.
fn menu_ui(ui: &mut Ui, label: &str, chosen: &str, add_rows: impl FnOnce(&mut Ui)) {
    row_ui(ui, label, |ui| {
        let combo = ComboBox::from_id_salt(label)
            .selected_text(chosen)
            .width(ui.available_width() - 8.0)
            .truncate()
            .show_ui(ui, |ui| {
                ui.set_min_width(220.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                add_rows(ui);
            });
        drop(combo.response.accessible_name(label));
    });
}

/// Paints a choice among measures and properties.
pub(super) fn choice_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    choice: &Choice,
    chosen: &mut Option<String>,
) {
    let measure = chosen.as_deref().and_then(Measure::by_id);
    let text = match (chosen.as_deref(), measure) {
        (None, _) => choice.default,
        (_, Some(measure)) => measure_words(measure).name,
        (Some(COMMUNITIES), None) if choice.communities => words::COMMUNITY,
        (Some(name), None) => words::property(name),
    }
    .to_owned();
    menu_ui(ui, choice.label, &text, |ui| {
        if plain_row_ui(ui, ctx, choice.default, chosen.is_none()) {
            *chosen = None;
            ui.close();
        }
        if choice.communities {
            let is_chosen = chosen.as_deref() == Some(COMMUNITIES);
            if plain_row_ui(ui, ctx, words::COMMUNITY, is_chosen) {
                *chosen = Some(COMMUNITIES.to_owned());
                ui.close();
            }
        }
        ScrollArea::vertical()
            .id_salt("properties")
            .max_height(PROPERTIES_PX)
            .show(ui, |ui| {
                // Collected only once somebody looks: in a large network that takes a while.
                let properties = state.derived.properties(ctx).unwrap_or_default();
                for property in properties.iter().filter(|it| (choice.fits)(it)) {
                    let name = &property.name;
                    let is_chosen = chosen.as_deref() == Some(name);
                    if plain_row_ui(ui, ctx, words::property(name), is_chosen) {
                        *chosen = Some(name.clone());
                        ui.close();
                    }
                }
            });
        let results = ctx.workspace.results();
        let is_known = |measure| results.is_some_and(|results| results.scores(measure).is_some());
        let measures: Vec<Measure> = Measure::ALL
            .into_iter()
            .filter(|&measure| !choice.known_only || is_known(measure))
            .collect();
        if let Some(measure) = measure_menu_ui(ui, ctx, &measures, measure) {
            *chosen = Some(measure.id().to_owned());
            ui.close();
        }
    });
}

/// Styles to choose from, and a way to keep this one.
fn saved_ui(ui: &mut Ui, ctx: &PanelContext<'_>, appearance: &Appearance) {
    let Appearance { style, styles, .. } = appearance;
    let current = styles.iter().find(|saved| saved.style == *style);
    let is_usual = *style == Style::default();
    if styles.is_empty() && is_usual {
        return;
    }
    let text = match current {
        Some(saved) => saved.name.as_str(),
        None if is_usual => words::STYLE_DEFAULT,
        None => words::STYLE_NOT_SAVED,
    };
    menu_ui(ui, words::STYLES, text, |ui| {
        if plain_row_ui(ui, ctx, words::STYLE_DEFAULT, is_usual) {
            set(ctx, Style::default(), styles.clone(), appearance);
            ui.close();
        }
        for saved in styles {
            let is_chosen = saved.style == *style;
            if plain_row_ui(ui, ctx, &saved.name, is_chosen) {
                set(ctx, saved.style.clone(), styles.clone(), appearance);
                ui.close();
            }
        }
    });
    if let Some(saved) = current {
        let name = saved.name.clone();
        if text_button(ui, Some(Icon::Trash2), words::FORGET_STYLE, Look::Quiet).clicked() {
            let mut styles = styles.clone();
            styles.retain(|saved| saved.name != name);
            set(ctx, style.clone(), styles, appearance);
        }
    } else if !is_usual {
        save_ui(ui, ctx, appearance);
    }
    ui.add_space(4.0);
}

/// A field for a name, and a button. The name that is being typed is view state.
fn save_ui(ui: &mut Ui, ctx: &PanelContext<'_>, appearance: &Appearance) {
    let id = ui.scope_id().with("style_name");
    let typed: Arc<str> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut name = typed.to_string();
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut name)
            .hint_text(words::STYLE_NAME)
            .char_limit(MAX_NAME)
            .desired_width(ui.available_width() - 110.0);
        let field = ui.add(field).accessible_name(words::STYLE_NAME);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let clicked = text_button(ui, None, words::SAVE_STYLE, Look::Framed).clicked();
        let trimmed = name.trim();
        if (entered || clicked) && !trimmed.is_empty() {
            let mut styles = appearance.styles.clone();
            // A name that is there already gets the new meaning.
            styles.retain(|saved| saved.name != trimmed);
            styles.push(SavedStyle {
                name: trimmed.to_owned(),
                style: appearance.style.clone(),
            });
            set(ctx, appearance.style.clone(), styles, appearance);
            name.clear();
        }
    });
    ui.data_mut(|data| data.insert_temp::<Arc<str>>(id, name.into()));
}
