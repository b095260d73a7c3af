//! Hover cards: what a number means, its formula and its source.

use egui::{RichText, Ui};
use lucide_icons::Icon;

use crate::analysis::{ANALYSES, Measure, Params};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{Look, text_button};
use crate::app::wishes::{PanelContext, Wish};
use crate::report::{measure_methods, methods};
use crate::text::{score_exact, words};
use crate::workspace::measure_words;

/// What a methods paragraph is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Methods {
    /// A measure of actors.
    Measure(Measure),
    /// An analysis, by id.
    Analysis(&'static str),
}

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
    /// What its methods paragraph is about.
    pub methods: Methods,
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
    ui.add_space(4.0);
    let copy = text_button(ui, Some(Icon::Copy), words::COPY_METHODS, Look::Framed);
    if copy.clicked()
        && let Some(text) = paragraph(ctx, card.methods)
    {
        ctx.wishes.add(Wish::Copy(text));
    }
}

/// The methods paragraph of what is known now.
fn paragraph(ctx: &PanelContext<'_>, about: Methods) -> Option<String> {
    let (network, results) = ctx.workspace.network().zip(ctx.workspace.results())?;
    match about {
        Methods::Measure(measure) => measure_methods(measure, network, results, &Params::default()),
        Methods::Analysis(id) => {
            // What was asked for was perhaps asked with other parameters.
            let answer = ctx.workspace.answer(id);
            let params = answer.map_or_else(Params::default, |answer| answer.params);
            let results = answer.map_or(results, |answer| &answer.results);
            let &analysis = ANALYSES.iter().find(|analysis| analysis.id() == id)?;
            Some(methods(analysis, network, results, &params))
        }
    }
}

/// Paints the hover card of a measure, with the value of one actor if there is one.
pub(crate) fn measure_card_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    id: Measure,
    value: Option<f64>,
) {
    let convention = words::measure_convention(id.id());
    let measure = measure_words(id);
    let card = HoverCard {
        name: measure.name,
        value: value.map(score_exact),
        meaning: words::meaning_and_reading(measure.meaning, measure.reading),
        formula: measure.formula,
        convention,
        methods: Methods::Measure(id),
        source: measure.source,
    };
    hover_card_ui(ui, ctx, &card);
}
