//! The filters of the Network lens: what is filtered now, and a small form that adds a condition.

use std::collections::BTreeSet;

use egui::{ComboBox, Margin, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use super::{PanelState, Shown, measure_menu_ui};
use crate::analysis::Measure;
use crate::app::widgets::{Look, heading, labeled, remark, removable_chip, segmented, text_button};
use crate::app::wishes::PanelContext;
use crate::document::{Command, Condition, Filter, Period, Property, Range, Test};
use crate::model::{ActorId, PartialDate, SectorId};
use crate::text::{score_cell, words};
use crate::workspace::{chips, measure_words};

const LABEL_PX: f32 = 76.0;
/// So much of a long list is in sight.
const LIST_PX: f32 = 168.0;

/// What the form asks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Subject {
    #[default]
    Sector,
    Contacts,
    Measure,
    Property,
    Dates,
    Fragment,
    Kind,
    Weight,
}

/// In the order of the words.
const SUBJECTS: [Subject; 8] = [
    Subject::Sector,
    Subject::Contacts,
    Subject::Measure,
    Subject::Property,
    Subject::Dates,
    Subject::Fragment,
    Subject::Kind,
    Subject::Weight,
];

/// Whether the form is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Opening {
    #[default]
    Closed,
    /// It was opened from elsewhere: it has to come into sight.
    Wanted,
    Open,
}

/// The form that adds a condition. View state: nothing of it is saved.
#[derive(Clone, Debug, Default)]
pub(crate) struct FilterForm {
    opening: Opening,
    subject: Subject,
    hides: bool,
    sectors: BTreeSet<Option<SectorId>>,
    kinds: BTreeSet<Option<String>>,
    measure: Option<Measure>,
    property: String,
    mode: usize,
    values: BTreeSet<String>,
    text: String,
    least: String,
    most: String,
    from: String,
    to: String,
    by_size: bool,
    fragment: Option<ActorId>,
}

impl FilterForm {
    /// Opens the form and brings it into sight.
    pub(crate) fn open(&mut self) {
        self.opening = Opening::Wanted;
    }

    /// The condition that the form describes, or what is missing.
    fn condition(&self) -> Result<Condition, &'static str> {
        let missing = Err(words::FILTER_INCOMPLETE);
        let test = match self.subject {
            Subject::Sector if self.sectors.is_empty() => return missing,
            Subject::Sector => Test::Sectors(self.sectors.clone()),
            Subject::Contacts => Test::Score(Measure::Degree.id().to_owned(), self.range()?),
            Subject::Measure => match self.measure {
                Some(measure) => Test::Score(measure.id().to_owned(), self.range()?),
                None => return missing,
            },
            Subject::Property if self.property.is_empty() => return missing,
            Subject::Property => match self.mode {
                0 if self.values.is_empty() => return missing,
                0 => Test::OneOf(self.property.clone(), self.values.clone()),
                1 if self.text.trim().is_empty() => return missing,
                1 => Test::Contains(self.property.clone(), self.text.trim().to_owned()),
                _ => Test::Within(self.property.clone(), self.range()?),
            },
            Subject::Dates => Test::Time(self.period()?),
            Subject::Fragment if self.by_size => Test::FragmentSize(self.range()?),
            Subject::Fragment => match self.fragment {
                Some(actor) => Test::FragmentOf(actor),
                None => return missing,
            },
            Subject::Kind if self.kinds.is_empty() => return missing,
            Subject::Kind => Test::Kinds(self.kinds.clone()),
            Subject::Weight => Test::Weight(self.range()?),
        };
        Ok(Condition {
            test,
            is_not: self.hides,
        })
    }

    fn range(&self) -> Result<Range, &'static str> {
        let number = |text: &str| -> Result<Option<f64>, &'static str> {
            let text = text.trim().replace(',', ".").replace('−', "-");
            if text.is_empty() {
                return Ok(None);
            }
            let number: Option<f64> = text.parse().ok().filter(|it: &f64| it.is_finite());
            number.map(Some).ok_or(words::NOT_A_NUMBER)
        };
        let (least, most) = (number(&self.least)?, number(&self.most)?);
        match (least, most) {
            (None, None) => Err(words::FILTER_INCOMPLETE),
            (Some(least), Some(most)) if least > most => Err(words::NOTHING_BETWEEN),
            _ => Ok(Range { least, most }),
        }
    }

    fn period(&self) -> Result<Period, &'static str> {
        let date = |text: &str| -> Result<Option<PartialDate>, &'static str> {
            if text.trim().is_empty() {
                return Ok(None);
            }
            let date = text.trim().parse();
            date.map(Some).map_err(|_error| words::NOT_A_DATE)
        };
        let (from, to) = (date(&self.from)?, date(&self.to)?);
        match (from, to) {
            (None, None) => Err(words::FILTER_INCOMPLETE),
            (Some(from), Some(to)) if from.first_day() > to.last_day() => {
                Err(words::NOTHING_BETWEEN)
            }
            _ => Ok(Period { from, to }),
        }
    }
}

/// Paints the section: chips, the form, and what filters mean.
pub(crate) fn filters_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let Some(content) = ctx.workspace.content() else {
        return;
    };
    heading(ui, words::FILTERS);
    let chips = chips(&content.filter, &content.network);
    if chips.is_empty() {
        remark(ui, words::NO_FILTERS);
    } else {
        ui.horizontal_wrapped(|ui| {
            for chip in &chips {
                let label = words::remove_filter(&chip.words);
                if removable_chip(ui, &chip.words, &label).clicked() {
                    set_filter(ctx, chip.without.clone());
                }
            }
        });
        ui.add_space(4.0);
        remark(ui, words::FILTERS_REMARK);
    }
    ui.add_space(4.0);
    if state.filters.opening != Opening::Closed {
        let is_wanted = state.filters.opening == Opening::Wanted;
        let form = framed_ui(ui, ctx, |ui| form_ui(ui, ctx, state, shown));
        if is_wanted {
            form.scroll_to_me(Some(egui::Align::Center));
            if state.filters.opening == Opening::Wanted {
                state.filters.opening = Opening::Open;
            }
        }
        return;
    }
    ui.horizontal(|ui| {
        if text_button(ui, Some(Icon::ListFilter), words::ADD_FILTER, Look::Framed).clicked() {
            state.filters.open();
        }
        if content.filter != Filter::default()
            && text_button(ui, None, words::SHOW_ALL, Look::Quiet).clicked()
        {
            set_filter(ctx, Filter::default());
        }
    });
}

/// A quiet frame around a form.
fn framed_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    add_contents: impl FnOnce(&mut Ui),
) -> egui::Response {
    egui::Frame::NONE
        .fill(ctx.palette.raised)
        .corner_radius(6.0)
        .inner_margin(Margin::same(12))
        .show(ui, add_contents)
        .response
}

fn set_filter(ctx: &PanelContext<'_>, filter: Filter) {
    ctx.wishes.command(Command::SetFilter(Box::new(filter)));
}

fn form_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState, shown: &Shown<'_>) {
    ui.set_width(ui.available_width());
    let subject = state.filters.subject;
    row_ui(ui, words::FILTER_BY, |ui| {
        let chosen = SUBJECTS.iter().position(|&other| other == subject);
        let name = |place: usize| words::FILTER_SUBJECTS.get(place).copied().unwrap_or("");
        let combo = ComboBox::from_id_salt("filter_subject")
            .selected_text(name(chosen.unwrap_or_default()))
            .width(ui.available_width() - 8.0)
            .show_ui(ui, |ui| {
                for (place, &other) in SUBJECTS.iter().enumerate() {
                    if ui
                        .selectable_label(Some(place) == chosen, name(place))
                        .clicked()
                    {
                        state.filters.subject = other;
                    }
                }
            });
        drop(combo.response.accessible_name(words::FILTER_BY));
    });
    match subject {
        Subject::Sector => sectors_ui(ui, &mut state.filters, shown),
        Subject::Contacts | Subject::Weight => range_ui(ui, &mut state.filters, None),
        Subject::Measure => measure_ui(ui, ctx, &mut state.filters, shown),
        Subject::Property => property_ui(ui, ctx, state),
        Subject::Dates => dates_ui(ui, &mut state.filters),
        Subject::Fragment => fragment_ui(ui, ctx, state, shown),
        Subject::Kind => kinds_ui(ui, &mut state.filters, shown),
    }
    ui.add_space(4.0);
    if let Some(clicked) = segmented(ui, &words::FILTER_IS, usize::from(state.filters.hides)) {
        state.filters.hides = clicked == 1;
    }
    ui.add_space(8.0);
    let condition = state.filters.condition();
    let why_not = condition.as_ref().err().copied();
    ui.horizontal(|ui| {
        let add = ui.add_enabled_ui(condition.is_ok(), |ui| {
            text_button(ui, None, words::ADD, Look::Primary)
        });
        let is_clicked = add.inner.clicked();
        if let Some(why_not) = why_not {
            add.response.on_hover_text(why_not);
        }
        if is_clicked && let (Ok(condition), Some(content)) = (condition, ctx.workspace.content()) {
            let mut filter = content.filter.clone();
            filter.conditions.push(condition);
            set_filter(ctx, filter);
            state.filters = FilterForm {
                subject: state.filters.subject,
                ..FilterForm::default()
            };
        }
        if text_button(ui, None, words::CANCEL, Look::Quiet).clicked() {
            state.filters.opening = Opening::Closed;
        }
    });
    if let Some(why_not) = why_not.filter(|&why| why != words::FILTER_INCOMPLETE) {
        remark(ui, why_not);
    }
}

fn row_ui<R>(ui: &mut Ui, label: &str, add_field: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = labeled(ui, LABEL_PX, label, add_field);
    ui.add_space(4.0);
    inner
}

fn field_ui(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    row_ui(ui, label, |ui| {
        let field = TextEdit::singleline(text)
            .margin(Margin::symmetric(8, 5))
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        drop(ui.add(field).accessible_name(label));
    });
}

/// A box to tick. Returns whether it is ticked now, if that has changed.
fn tick_ui(ui: &mut Ui, mut is_ticked: bool, text: &str) -> Option<bool> {
    ui.checkbox(&mut is_ticked, text)
        .changed()
        .then_some(is_ticked)
}

/// Adds what was ticked to a set, or takes it out.
fn tick<T: Ord + Clone>(ui: &mut Ui, set: &mut BTreeSet<T>, value: &T, text: &str) {
    match tick_ui(ui, set.contains(value), text) {
        Some(true) => drop(set.insert(value.clone())),
        Some(false) => drop(set.remove(value)),
        None => {}
    }
}

fn sectors_ui(ui: &mut Ui, form: &mut FilterForm, shown: &Shown<'_>) {
    let network = shown.network;
    for (id, sector) in network.sectors().iter() {
        if network.actors().any(|(_, actor)| actor.sector == Some(id)) {
            tick(ui, &mut form.sectors, &Some(id), &sector.name);
        }
    }
    if network.actors().any(|(_, actor)| actor.sector.is_none()) {
        tick(ui, &mut form.sectors, &None, words::unassigned());
    }
}

fn kinds_ui(ui: &mut Ui, form: &mut FilterForm, shown: &Shown<'_>) {
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for (_, tie) in shown.network.ties() {
        if !kinds.contains(tie.kind.as_str()) {
            kinds.insert(&tie.kind);
        }
    }
    list_ui(ui, "filter_kinds", |ui| {
        for kind in kinds {
            let name = if kind.is_empty() {
                words::NO_KIND
            } else {
                kind
            };
            tick(ui, &mut form.kinds, &Some(kind.to_owned()), name);
        }
        if !shown.network.activities().is_empty() {
            tick(ui, &mut form.kinds, &None, words::SHARED_ACTIVITIES);
        }
    });
}

fn list_ui(ui: &mut Ui, id: &str, add_rows: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(LIST_PX)
        .auto_shrink([false, true])
        .show(ui, add_rows);
}

/// Two numbers; `known` are the least and the largest that there are.
fn range_ui(ui: &mut Ui, form: &mut FilterForm, known: Option<(f64, f64)>) {
    let hint = |value: Option<f64>| {
        value.map_or_else(|| words::NUMBER_HINT.to_owned(), |it| score_cell(Some(it)))
    };
    let (least, most) = (known.map(|it| it.0), known.map(|it| it.1));
    field_ui(ui, words::LEAST, &mut form.least, &hint(least));
    field_ui(ui, words::MOST, &mut form.most, &hint(most));
}

fn measure_ui(ui: &mut Ui, ctx: &PanelContext<'_>, form: &mut FilterForm, shown: &Shown<'_>) {
    row_ui(ui, words::FILTER_MEASURE, |ui| {
        let text = form
            .measure
            .map_or("", |measure| measure_words(measure).name);
        let combo = ComboBox::from_id_salt("filter_measure")
            .selected_text(text)
            .width(ui.available_width() - 8.0)
            .truncate()
            .show_ui(ui, |ui| {
                if let Some(measure) = measure_menu_ui(ui, ctx, &Measure::ALL, form.measure) {
                    form.measure = Some(measure);
                    ui.close();
                }
            });
        drop(combo.response.accessible_name(words::FILTER_MEASURE));
    });
    let scores = form
        .measure
        .and_then(|measure| shown.results.scores(measure));
    let known = scores.and_then(|scores| {
        let known = scores.iter().copied().flatten();
        known.fold(None, |ends: Option<(f64, f64)>, score| {
            let (least, most) = ends.unwrap_or((score, score));
            Some((least.min(score), most.max(score)))
        })
    });
    range_ui(ui, form, known);
}

fn property_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState) {
    let Some(properties) = state.derived.properties(ctx) else {
        remark(ui, words::COMPUTING);
        return;
    };
    let form = &mut state.filters;
    let Some(first) = properties.first() else {
        remark(ui, words::NO_PROPERTIES);
        return;
    };
    let of_name = |name: &str| properties.iter().find(|property| property.name == name);
    let property: &Property = of_name(&form.property).unwrap_or(first);
    form.property.clone_from(&property.name);
    row_ui(ui, words::FILTER_PROPERTY, |ui| {
        let combo = ComboBox::from_id_salt("filter_property")
            .selected_text(words::property(&property.name))
            .width(ui.available_width() - 8.0)
            .truncate()
            .show_ui(ui, |ui| {
                for other in properties.iter() {
                    let is_chosen = other.name == property.name;
                    let name = words::property(&other.name);
                    if ui.selectable_label(is_chosen, name).clicked() && !is_chosen {
                        form.property.clone_from(&other.name);
                        form.values.clear();
                        form.mode = usize::from(other.numbers.is_some()) * 2;
                    }
                }
            });
        drop(combo.response.accessible_name(words::FILTER_PROPERTY));
    });
    // Only where there are numbers can one ask for numbers.
    let num_modes = if property.numbers.is_some() { 3 } else { 2 };
    form.mode = form.mode.min(num_modes - 1);
    let modes = words::FILTER_MODES.get(..num_modes).unwrap_or_default();
    if let Some(clicked) = segmented(ui, modes, form.mode) {
        form.mode = clicked;
    }
    ui.add_space(4.0);
    match form.mode {
        0 => list_ui(ui, "filter_values", |ui| {
            for (value, number) in &property.values {
                let text = format!("{value}  ({number})");
                tick(ui, &mut form.values, value, &text);
            }
            if property.num_more > 0 {
                remark(ui, &words::more_values(property.num_more));
            }
        }),
        1 => field_ui(ui, words::FILTER_TEXT, &mut form.text, ""),
        _ => range_ui(ui, form, property.numbers),
    }
}

fn dates_ui(ui: &mut Ui, form: &mut FilterForm) {
    field_ui(ui, words::FROM_DATE, &mut form.from, words::DATE_HINT);
    field_ui(ui, words::TO_DATE, &mut form.to, words::DATE_HINT);
}

fn fragment_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState, shown: &Shown<'_>) {
    let by_size = usize::from(state.filters.by_size);
    if let Some(clicked) = segmented(ui, &words::FRAGMENT_MODES, by_size) {
        state.filters.by_size = clicked == 1;
    }
    ui.add_space(4.0);
    if state.filters.by_size {
        range_ui(ui, &mut state.filters, None);
        return;
    }
    let Some(fragments) = state.derived.fragments(ctx) else {
        remark(ui, words::COMPUTING);
        return;
    };
    let name = |actor: ActorId, size: usize| {
        let actor = shown.network.actor(actor);
        let name = actor.map_or(words::REMOVED_ACTOR, |actor| actor.label.as_str());
        words::fragment_choice(name, size)
    };
    list_ui(ui, "filter_fragments", |ui| {
        for &(actor, size) in fragments.iter() {
            let is_chosen = state.filters.fragment == Some(actor);
            if ui.radio(is_chosen, name(actor, size)).clicked() {
                state.filters.fragment = Some(actor);
            }
        }
    });
}
