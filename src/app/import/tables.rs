//! The tables as they were read: what each lists, what each column means, and the first rows.

use egui::{ComboBox, Frame, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

use super::{Review, cell_ui};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, CONTROL_PX, SMALL_PX};
use crate::app::widgets::{heading_with, remark};
use crate::format::{DraftTable, TableKind};
use crate::text::words;
use crate::workspace::{ColumnUse, TableChoice, kind_word};

const NUM_ROWS: usize = 8;
/// Wide enough for what most columns are: kept as an attribute.
const COLUMN_PX: f32 = 176.0;

pub(super) fn tables_ui(ui: &mut Ui, review: &Review<'_>) {
    let pending = review.pending;
    let tables = pending.foreign().draft.tables();
    for (place, ((_, table), choice)) in tables.zip(&pending.choices().tables).enumerate() {
        if place > 0 {
            ui.add_space(24.0);
        }
        let num_shown = NUM_ROWS.min(table.rows.len());
        let num = words::import::first_rows(num_shown, table.rows.len());
        heading_with(ui, &table.file, &num);
        kind_ui(ui, review, place, choice);
        ui.add_space(8.0);
        table_ui(ui, review, place, table, choice);
    }
}

/// What each row of a table is.
fn kind_ui(ui: &mut Ui, review: &Review<'_>, place: usize, choice: &TableChoice) {
    ui.horizontal(|ui| {
        let label = words::import::LISTS;
        ui.label(RichText::new(label).color(review.ctx.palette.weak));
        let combo = ComboBox::from_id_salt(("kind", place))
            .selected_text(words::import::row_of(kind_word(choice.kind)))
            .width(180.0)
            .show_ui(ui, |ui| {
                for kind in TableKind::ALL {
                    let is_chosen = kind == choice.kind;
                    let name = words::import::row_of(kind_word(kind));
                    if ui.selectable_label(is_chosen, name).clicked() && !is_chosen {
                        let draft = &review.pending.foreign().draft;
                        review.choose(|choices| choices.use_table(draft, place, kind));
                    }
                }
            });
        drop(combo.response.accessible_name(label));
    });
}

fn table_ui(
    ui: &mut Ui,
    review: &Review<'_>,
    place: usize,
    table: &DraftTable,
    choice: &TableChoice,
) {
    let palette = review.ctx.palette;
    if table.columns.is_empty() {
        remark(ui, words::import::NO_ISSUES);
        return;
    }
    Frame::NONE
        .stroke(Stroke::new(1.0, palette.hairline))
        .corner_radius(6)
        .show(ui, |ui| {
            ScrollArea::horizontal()
                .id_salt(("preview", place))
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                    ui.horizontal(|ui| {
                        for (column, chosen) in choice.columns.iter().enumerate() {
                            column_ui(ui, review, (place, column), table, (choice.kind, *chosen));
                        }
                    });
                });
        });
}

/// A column: its meaning to choose, its name, its first cells.
fn column_ui(
    ui: &mut Ui,
    review: &Review<'_>,
    (place, column): (usize, usize),
    table: &DraftTable,
    (kind, chosen): (TableKind, ColumnUse),
) {
    let palette = review.ctx.palette;
    let name = table.columns.get(column).map_or("", |it| it.name.as_str());
    let is_left_out = chosen == ColumnUse::LeaveOut;
    ui.vertical(|ui| {
        ui.set_width(COLUMN_PX);
        Frame::NONE
            .fill(palette.raised)
            .inner_margin(Margin::symmetric(8, 6))
            .show(ui, |ui| {
                ui.set_width(COLUMN_PX - 16.0);
                use_ui(ui, review, (place, column), name, (kind, chosen));
                let text = RichText::new(name).font(fonts::bold(SMALL_PX));
                let size = vec2(COLUMN_PX - 16.0, 22.0);
                cell_ui(ui, size, text);
            });
        for row in table.rows.iter().take(NUM_ROWS) {
            let text = row.text(Some(column)).replace(['\n', '\r', '\t'], " ");
            let color = if is_left_out {
                palette.tint(palette.weak, 0.5)
            } else {
                palette.text
            };
            let text = RichText::new(text)
                .font(fonts::regular(SMALL_PX))
                .color(color);
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                let size = vec2(COLUMN_PX - 16.0, 22.0);
                cell_ui(ui, size, text);
            });
        }
        ui.add_space(4.0);
    });
}

fn use_ui(
    ui: &mut Ui,
    review: &Review<'_>,
    (place, column): (usize, usize),
    name: &str,
    (kind, chosen): (TableKind, ColumnUse),
) {
    let palette = review.ctx.palette;
    let words_of = |it: ColumnUse| match it {
        ColumnUse::Field(field) => words::import::field(kind_word(kind), kind.name(field)),
        ColumnUse::Attribute => words::import::AS_ATTRIBUTE,
        ColumnUse::LeaveOut => words::import::AS_NOTHING,
    };
    let color = match chosen {
        ColumnUse::Field(_) => palette.text,
        ColumnUse::Attribute | ColumnUse::LeaveOut => palette.weak,
    };
    let text = RichText::new(words_of(chosen)).font(fonts::regular(BODY_PX));
    let combo = ComboBox::from_id_salt(("use", place, column))
        .selected_text(text.color(color))
        .width(COLUMN_PX - 24.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.set_min_width(170.0);
            let fields = kind.fields().map(|(field, _)| ColumnUse::Field(field));
            for new in [ColumnUse::Attribute, ColumnUse::LeaveOut]
                .into_iter()
                .chain(fields)
            {
                let is_chosen = new == chosen;
                if ui.selectable_label(is_chosen, words_of(new)).clicked() && !is_chosen {
                    review.choose(|choices| choices.use_column(place, column, new));
                }
            }
        });
    let response = combo
        .response
        .accessible_name(words::import::meaning_of(name));
    debug_assert!(
        response.rect.height() <= CONTROL_PX + 4.0,
        "it fits its row"
    );
}
