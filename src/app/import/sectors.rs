//! Words of the sector column, and which sector each means.

use egui::{ComboBox, RichText, Sense, Ui, vec2};

use super::{Review, cell_ui, decision_ui};
use crate::app::fonts;
use crate::app::theme::{ROW_PX, SMALL_PX};
use crate::app::widgets::{paint_marker, remark, segmented};
use crate::model::SectorScheme;
use crate::text::words;
use crate::workspace::{SectorChoice, SectorWord};

/// More words than this are no sectors.
const MAX_OWN: usize = 100;

pub(super) fn sectors_ui(ui: &mut Ui, review: &Review<'_>) {
    let resolution = review.pending.resolution();
    let read = &resolution.sector_words;
    if read.is_empty() {
        remark(ui, words::import::NO_SECTORS);
        return;
    }
    let chosen = &review.pending.choices().sectors;
    let (place, meaning) = match chosen {
        SectorChoice::AsRead => (0, words::import::SECTORS_AS_READ_TEXT),
        SectorChoice::Helix(_) => (1, words::import::SECTORS_HELIX_TEXT),
        SectorChoice::Own => (2, words::import::SECTORS_OWN_TEXT),
    };
    decision_ui(ui, review, words::import::SECTORS_TEXT, meaning, |ui| {
        let mut choices = vec![
            (
                words::import::SECTORS_AS_READ,
                words::import::SECTORS_AS_READ_TEXT,
            ),
            (
                words::import::SECTORS_HELIX,
                words::import::SECTORS_HELIX_TEXT,
            ),
        ];
        if read.len() <= MAX_OWN {
            choices.push((words::import::SECTORS_OWN, words::import::SECTORS_OWN_TEXT));
        }
        match segmented(ui, &choices, place) {
            Some(0) => review.choose(|it| it.sectors = SectorChoice::AsRead),
            Some(1) if place != 1 => review.choose(|it| it.sectors = proposed(read)),
            Some(2) => review.choose(|it| it.sectors = SectorChoice::Own),
            _ => {}
        }
    });
    let scheme = match chosen {
        SectorChoice::Helix(_) => SectorScheme::quadruple_helix(),
        _ => resolution
            .network
            .as_ref()
            .map(|network| network.sectors().clone())
            .unwrap_or_default(),
    };
    for word in read {
        word_ui(ui, review, word, &scheme);
    }
}

/// Every word as what it usually means.
fn proposed(read: &[SectorWord]) -> SectorChoice {
    let words = read.iter();
    SectorChoice::Helix(
        words
            .map(|it| (it.word.clone(), it.proposal.clone()))
            .collect(),
    )
}

fn word_ui(ui: &mut Ui, review: &Review<'_>, word: &SectorWord, scheme: &SectorScheme) {
    let palette = review.ctx.palette;
    let chosen = &review.pending.choices().sectors;
    // The key of the sector that the word has become.
    let key = match chosen {
        SectorChoice::Helix(words) => match words.get(&word.word) {
            Some(key) => key.clone(),
            None => word.proposal.clone(),
        },
        SectorChoice::Own => Some(word.word.clone()),
        SectorChoice::AsRead => scheme
            .by_key(&word.word)
            .or_else(|| scheme.by_word(&word.word))
            .and_then(|sector| scheme.get(sector))
            .map(|sector| sector.key.clone()),
    };
    let sector = key
        .as_deref()
        .and_then(|key| scheme.by_key(key))
        .and_then(|sector| scheme.get(sector));
    ui.horizontal(|ui| {
        ui.set_min_height(ROW_PX + 6.0);
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, ROW_PX), Sense::hover());
        if let Some(sector) = sector {
            let color = palette.sector(Some(sector));
            paint_marker(ui.painter(), rect.center(), 5.0, sector.shape, color);
        }
        let width = (ui.available_width() - 330.0).clamp(90.0, 260.0);
        cell_ui(ui, vec2(width, ROW_PX), &word.word);
        let count = RichText::new(words::import::actors_with_word(word.count));
        cell_ui(ui, vec2(96.0, ROW_PX), count.color(palette.weak));
        let name = sector.map_or(words::import::UNASSIGNED, |sector| sector.name.as_str());
        let combo = ComboBox::from_id_salt(("sector", &word.word))
            .selected_text(name)
            .width(170.0)
            .show_ui(ui, |ui| {
                let helix = SectorScheme::quadruple_helix();
                let sectors = helix
                    .iter()
                    .map(|(_, it)| (Some(&it.key), it.name.as_str()));
                for (new, name) in sectors.chain([(None, words::import::UNASSIGNED)]) {
                    let is_chosen = matches!(chosen, SectorChoice::Helix(_)) && new == key.as_ref();
                    if ui.selectable_label(is_chosen, name).clicked() {
                        let new = new.cloned();
                        review.choose(|choices| {
                            if !matches!(choices.sectors, SectorChoice::Helix(_)) {
                                choices.sectors =
                                    proposed(&review.pending.resolution().sector_words);
                            }
                            if let SectorChoice::Helix(words) = &mut choices.sectors {
                                words.insert(word.word.clone(), new);
                            }
                        });
                    }
                }
            });
        drop(
            combo
                .response
                .accessible_name(words::import::sector_of(&word.word)),
        );
        if word.proposal.is_none() && sector.is_none() {
            let text = RichText::new(words::import::NOT_KNOWN);
            ui.label(text.font(fonts::regular(SMALL_PX)).color(palette.warning));
        }
    });
}
