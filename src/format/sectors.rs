//! From the words of a file to sectors.

use std::collections::{BTreeMap, HashMap};

use crate::model::{SectorId, SectorScheme};

/// What the words of a sector column turned out to mean.
pub(super) struct SectorWords {
    /// The sectors.
    pub(super) scheme: SectorScheme,
    /// The sector of each word; words for “not known” are not among them.
    pub(super) by_word: HashMap<String, SectorId>,
    /// Whether the words became sectors of their own.
    pub(super) is_own: bool,
    /// Words of the file that were read as a sector of another name, in order.
    pub(super) renamed: Vec<(String, String)>,
}

/// Whether a word says that the sector is not known.
pub fn is_unknown(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    matches!(
        word.as_str(),
        "" | "?" | "-" | "unknown" | "unassigned" | "not known" | "n/a" | "na" | "none" | "okänd"
    )
}

/// The sectors that the words of a column mean, in the order in which they come.
///
/// The default sectors, if every word has one and no two different words fall into the same. The exception are the CORDIS
/// codes HES and REC, which are both university. Otherwise the words become sectors themselves, unchanged.
pub(super) fn interpret(words: &[String]) -> SectorWords {
    let helix = SectorScheme::quadruple_helix();
    let mut by_word = HashMap::new();
    let mut renamed = Vec::new();
    let mut word_of: BTreeMap<SectorId, String> = BTreeMap::new();
    let mut fits = true;
    for word in words {
        let Some(sector) = helix.by_word(word) else {
            fits = false;
            break;
        };
        let folded = match word.trim().to_lowercase().as_str() {
            "rec" => "hes".to_owned(),
            folded => folded.to_owned(),
        };
        let first = word_of.entry(sector).or_insert_with(|| folded.clone());
        if *first != folded {
            fits = false;
            break;
        }
        if let Some(name) = helix.get(sector)
            && name.key != *word
        {
            renamed.push((word.clone(), name.key.clone()));
        }
        by_word.insert(word.clone(), sector);
    }
    if fits {
        return SectorWords {
            scheme: helix,
            by_word,
            is_own: false,
            renamed,
        };
    }
    let scheme = SectorScheme::from_values(words.iter().cloned());
    SectorWords {
        by_word: scheme
            .iter()
            .map(|(id, sector)| (sector.key.clone(), id))
            .collect(),
        scheme,
        is_own: true,
        renamed: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(words: &[&str]) -> (bool, Vec<String>) {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let found = interpret(&words);
        let keys = words.iter().map(|word| {
            let sector = found.scheme.get(found.by_word[word]).unwrap();
            sector.key.clone()
        });
        (found.is_own, keys.collect())
    }

    fn helix(words: &[&str]) -> Vec<String> {
        let (is_own, keys) = keys(words);
        assert!(!is_own, "{words:?}");
        keys
    }

    #[test]
    fn words_for_the_four_sectors_become_them() {
        assert_eq!(
            helix(&["public", "business", "research", "civil"]),
            ["city", "business", "university", "civil"]
        );
        assert_eq!(
            helix(&["PRC", "HES", "REC", "PUB", "OTH"]),
            ["business", "university", "university", "city", "civil"]
        );
        assert_eq!(helix(&["Företag", "företag"]), ["business", "business"]);
    }

    #[test]
    fn other_words_stay() {
        for words in [
            &["City", "County", "State", "Federal", "Private"][..],
            &["government", "agency"],
            &["business", "weather"],
        ] {
            assert_eq!(
                keys(words),
                (true, words.iter().map(ToString::to_string).collect())
            );
        }
    }
}
