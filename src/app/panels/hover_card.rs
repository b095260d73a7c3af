//! Hover cards: what a number means, its formula and its source.

use egui::{RichText, Ui};

use crate::analysis::Measure;
use crate::app::fonts;
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::wishes::PanelContext;
use crate::text::{score_exact, words};
use crate::workspace::measure_words;

/// What a hover card says.
pub(super) struct HoverCard<'a> {
    /// The name of the number.
    pub name: &'a str,
    /// Its exact value, if there is one.
    pub value: Option<String>,
    /// Its plain meaning.
    pub meaning: String,
    /// Its formula.
    pub formula: &'a str,
    /// What is counted and what is not, where others do it differently.
    pub convention: &'a str,
    /// Its source.
    pub source: &'a str,
}

/// Paints a hover card.
pub(super) fn hover_card_ui(ui: &mut Ui, ctx: &PanelContext<'_>, card: &HoverCard<'_>) {
    let weak = ctx.palette.weak;
    ui.set_max_width(300.0);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new(card.name).font(fonts::bold(BODY_PX)));
        if let Some(value) = &card.value {
            ui.label(RichText::new(value).font(fonts::regular(BODY_PX)));
        }
    });
    ui.label(&card.meaning);
    for (label, text) in [
        (words::FORMULA, card.formula),
        (words::CONVENTION, card.convention),
        (words::SOURCE, card.source),
    ] {
        if !text.is_empty() {
            ui.add_space(2.0);
            ui.label(RichText::new(label).font(fonts::bold(11.0)).color(weak));
            ui.add_space(-3.0);
            ui.label(
                RichText::new(text)
                    .font(fonts::regular(SMALL_PX))
                    .color(weak),
            );
        }
    }
}

/// Paints the hover card of a measure, with the value of one actor if there is one.
pub(crate) fn measure_card_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    measure: Measure,
    value: Option<f64>,
) {
    let convention = words::measure_convention(measure.id());
    let measure = measure_words(measure);
    let card = HoverCard {
        name: measure.name,
        value: value.map(score_exact),
        meaning: words::meaning_and_reading(measure.meaning, measure.reading),
        formula: measure.formula,
        convention,
        source: measure.source,
    };
    hover_card_ui(ui, ctx, &card);
}
