//! Actors that may be one and the same, found by their names.
//!
//! People write one organisation in many ways: “Lund Univ.”, “Lunds universitet”, “LUNDS UNIVERSITET”, “University of Lund”.
//! Nothing is merged here; somebody who knows decides.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use nucleo_matcher::chars;

use crate::model::Actor;
use crate::task::{Cancelled, TaskContext};

/// Why two actors may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DuplicateReason {
    /// The names differ in case, accents, blanks or punctuation at most.
    SameName,
    /// The names have the same words in another order or language, abbreviated, or with another legal form.
    SameWords,
    /// One letter of one word differs.
    Misspelling,
    /// One name is the other with the place where the actor sits.
    PlaceAdded,
    /// One name is made of the first letters of the other, or stands behind it in brackets.
    Initials,
}

/// What is compared of an actor; country and city are empty if they are not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActorName<'a> {
    /// The name that people read.
    pub label: &'a str,
    /// The country, in whatever words.
    pub country: &'a str,
    /// The city or town.
    pub city: &'a str,
}

impl<'a> From<&'a Actor> for ActorName<'a> {
    fn from(actor: &'a Actor) -> Self {
        Self {
            label: &actor.label,
            country: &actor.country,
            city: &actor.city,
        }
    }
}

/// Two actors that may be one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PossibleDuplicate {
    /// The place of the one that comes first.
    pub first: usize,
    /// The place of the other.
    pub second: usize,
    /// How sure that is, from 0 to 1: 1 for the same name. It orders pairs and is no probability.
    pub score: f64,
    /// Why.
    pub reason: DuplicateReason,
}

/// Words that say nothing about who it is: articles, and legal forms.
const EMPTY_WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "for",
    "in",
    "at",
    "och",
    "i",
    "for",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "el",
    "di",
    "della",
    "del",
    "der",
    "die",
    "das",
    "und",
    "et",
    "e",
    "y",
    "van",
    "von",
    "voor",
    "ab",
    "publ",
    "aktiebolag",
    "aktiebolaget",
    "hb",
    "kb",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "ev",
    "oy",
    "oyj",
    "ry",
    "as",
    "asa",
    "aps",
    "srl",
    "spa",
    "scarl",
    "sa",
    "sas",
    "sarl",
    "sl",
    "slu",
    "bv",
    "nv",
    "doo",
    "sro",
    "kft",
    "zrt",
    "sp",
    "zoo",
    "ou",
    "sia",
    "uab",
    "eeig",
    "asbl",
    "vzw",
];

/// Words that mean the same, in the form that all of them get. Genitives have lost their s before this is looked up.
const SYNONYMS: &[(&str, &[&str])] = &[
    (
        "university",
        &[
            "univ",
            "universitet",
            "universitetet",
            "universitat",
            "universite",
            "universiteit",
            "universidad",
            "universidade",
            "universita",
            "universitatea",
            "uniwersytet",
            "univerzita",
            "yliopisto",
            "ulikool",
            "universitates",
        ],
    ),
    (
        "college",
        &[
            "hogskola",
            "hogskolan",
            "hochschule",
            "hogeschool",
            "hoyskole",
            "hojskole",
        ],
    ),
    (
        "institute",
        &[
            "inst",
            "institut",
            "institutet",
            "institution",
            "instituto",
            "istituto",
            "instituut",
        ],
    ),
    (
        "city",
        &[
            "stad",
            "staden",
            "kommun",
            "kommunen",
            "kommune",
            "municipality",
            "municipal",
            "stadt",
            "town",
            "ciudad",
            "ville",
        ],
    ),
    ("region", &["regionen", "regional", "regione"]),
    (
        "department",
        &[
            "dept",
            "avdelning",
            "avdelningen",
            "departement",
            "departementet",
        ],
    ),
    ("centre", &["center", "centrum", "centro", "zentrum", "ctr"]),
    (
        "technical",
        &[
            "tekniska",
            "teknisk",
            "tekn",
            "technische",
            "technology",
            "tech",
            "technological",
            "technique",
        ],
    ),
    (
        "association",
        &[
            "assoc",
            "forening",
            "foreningen",
            "verein",
            "forbund",
            "forbundet",
            "association",
        ],
    ),
    (
        "foundation",
        &[
            "stiftelse",
            "stiftelsen",
            "stiftung",
            "fondazione",
            "fondation",
            "fundacion",
        ],
    ),
    ("agency", &["myndighet", "myndigheten", "agentur"]),
    ("academy", &["akademi", "akademin", "akademie", "academie"]),
    (
        "research",
        &[
            "forskning",
            "forschung",
            "recherche",
            "ricerca",
            "investigacion",
        ],
    ),
    ("sweden", &["sverige", "swedish", "svenska", "svensk"]),
    (
        "international",
        &["intl", "internationella", "internationell"],
    ),
];

/// A name, taken apart.
struct Name {
    place: usize,
    /// All letters and digits, folded, without anything between them.
    joined: String,
    /// The words that say who it is, each in the form that all its synonyms get, in order of the alphabet.
    words: Vec<String>,
    /// What the first letters of all words make.
    initials: String,
    /// An abbreviation: the whole name, or what stands in brackets.
    short: Option<String>,
    country: String,
    city: String,
}

/// Letters without accents and capitals; a blank for all that is neither a letter nor a digit.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .flat_map(|c| match c {
            'ß' => "ss".chars().collect::<Vec<_>>(),
            'æ' | 'Æ' => vec!['a', 'e'],
            'ø' | 'Ø' => vec!['o'],
            c if c.is_alphanumeric() => chars::normalize(c).to_lowercase().collect(),
            _ => vec![' '],
        })
        .collect()
}

fn word(folded: &str) -> String {
    let canonical = |word: &str| {
        let found = SYNONYMS
            .iter()
            .find(|(main, others)| *main == word || others.contains(&word));
        found.map(|(main, _)| (*main).to_owned())
    };
    canonical(folded).unwrap_or_else(|| {
        // “Lunds” and “Malmö stads”: a genitive says no more than the name.
        match folded.strip_suffix('s') {
            Some(stem) if stem.len() > 3 && !stem.ends_with('s') => {
                canonical(stem).unwrap_or_else(|| stem.to_owned())
            }
            _ => folded.to_owned(),
        }
    })
}

impl Name {
    fn of(place: usize, actor: &ActorName<'_>) -> Self {
        let label = actor.label;
        let folded = fold(label);
        let all: Vec<&str> = folded.split_whitespace().collect();
        let says_something = |word: &&&str| !EMPTY_WORDS.contains(*word);
        let mut words: Vec<String> = all.iter().filter(says_something).map(|w| word(w)).collect();
        if words.is_empty() {
            words = all.iter().map(|w| word(w)).collect();
        }
        words.sort_unstable();
        let is_short = |text: &str| {
            (2..=6).contains(&text.chars().count())
                && text.chars().all(|c| c.is_alphabetic() && !c.is_lowercase())
        };
        let bracketed = label
            .rsplit_once('(')
            .and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
        let short = bracketed
            .into_iter()
            .chain([label.trim()])
            .find(|text| is_short(text))
            .map(str::to_lowercase);
        let initials = all
            .iter()
            .filter(says_something)
            .filter_map(|word| word.chars().next())
            .collect();
        Self {
            place,
            joined: all.concat(),
            words,
            initials,
            short,
            country: actor.country.trim().to_lowercase(),
            city: fold(actor.city).trim().to_owned(),
        }
    }

    /// Whether both say where they are, and say it differently.
    fn differs(first: &str, second: &str) -> bool {
        !first.is_empty() && !second.is_empty() && first != second
    }
}

/// More actors of one key than this are compared with the first of them only.
const MAX_GROUP: usize = 12;

/// One letter of a word may differ if it has so many.
const MIN_MISSPELT: usize = 5;

/// The pairs of actors whose names say that they may be one, surest first.
///
/// Direction and weight of ties play no part. An actor in another country is another one unless the name is the same;
/// another city makes it less sure. Names are compared only where they share a word or all but one letter, so the cost
/// grows with the number of letters, not of pairs: 36 000 actors take well under a second.
pub fn possible_duplicates(
    actors: &[ActorName<'_>],
    task: &TaskContext,
) -> Result<Vec<PossibleDuplicate>, Cancelled> {
    let mut names = Vec::with_capacity(actors.len());
    for (place, actor) in actors.iter().enumerate() {
        task.checkpoint(place, actors.len())?;
        names.push(Name::of(place, actor));
    }
    let mut finder = Finder {
        names: &names,
        found: BTreeMap::new(),
    };
    finder.groups(DuplicateReason::SameName, task, |name| {
        vec![hash(&name.joined)]
    })?;
    finder.groups(DuplicateReason::SameWords, task, |name| {
        vec![hash(&name.words)]
    })?;
    finder.groups(DuplicateReason::Misspelling, task, misspellings)?;
    finder.groups(DuplicateReason::PlaceAdded, task, |name| {
        let rest: Vec<&String> = name
            .words
            .iter()
            .filter(|word| **word != name.city)
            .collect();
        let mut keys = vec![hash(&name.words)];
        if rest.len() < name.words.len() && !rest.is_empty() {
            keys.push(hash(&rest));
        }
        keys
    })?;
    finder.groups(DuplicateReason::Initials, task, |name| {
        let mut keys: Vec<u64> = name.short.iter().map(hash).collect();
        if name.initials.chars().count() > 2 {
            keys.push(hash(&name.initials));
        }
        keys
    })?;
    let mut pairs: Vec<PossibleDuplicate> = finder.found.into_values().collect();
    pairs.sort_by(|a, b| {
        let by_place = (a.first, a.second).cmp(&(b.first, b.second));
        b.score.total_cmp(&a.score).then(by_place)
    });
    Ok(pairs)
}

fn hash(key: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// A key for every way to leave out one letter of one word, and for leaving out none: names that differ in one letter,
/// whether changed, added, left out or swapped with its neighbour, have one in common.
fn misspellings(name: &Name) -> Vec<u64> {
    let mut keys = Vec::new();
    for (place, word) in name.words.iter().enumerate() {
        if word.chars().count() < MIN_MISSPELT || word.chars().any(char::is_numeric) {
            continue;
        }
        let rest = |letters: &str| {
            let others = name.words.iter().enumerate();
            let others: Vec<&String> = others
                .filter(|(other, _)| *other != place)
                .map(|(_, word)| word)
                .collect();
            hash(&(others, letters))
        };
        keys.push(rest(word));
        keys.extend(word.char_indices().map(|(at, letter)| {
            let (before, after) = word.split_at(at);
            let after = after.get(letter.len_utf8()..).unwrap_or_default();
            rest(&[before, after].concat())
        }));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

struct Finder<'n> {
    names: &'n [Name],
    /// The best reason for each pair.
    found: BTreeMap<(usize, usize), PossibleDuplicate>,
}

impl Finder<'_> {
    /// Judges the pairs of names that have a key in common.
    fn groups(
        &mut self,
        reason: DuplicateReason,
        task: &TaskContext,
        keys: impl Fn(&Name) -> Vec<u64>,
    ) -> Result<(), Cancelled> {
        let mut by_key: Vec<(u64, u32)> = Vec::new();
        for (place, name) in self.names.iter().enumerate() {
            task.keep_going()?;
            if name.joined.is_empty() {
                continue;
            }
            by_key.extend(keys(name).into_iter().map(|key| (key, place as u32)));
        }
        by_key.sort_unstable();
        by_key.dedup();
        for group in by_key.chunk_by(|(first, _), (second, _)| first == second) {
            let names: Vec<&Name> = group
                .iter()
                .filter_map(|&(_, place)| self.names.get(place as usize))
                .collect();
            let num_firsts = if names.len() > MAX_GROUP {
                1
            } else {
                names.len()
            };
            for (place, first) in names.iter().enumerate().take(num_firsts) {
                for second in names.iter().skip(place + 1) {
                    self.judge(reason, first, second);
                }
            }
        }
        Ok(())
    }

    fn judge(&mut self, reason: DuplicateReason, first: &Name, second: &Name) {
        let pair = (first.place, second.place);
        if self.found.contains_key(&pair) {
            return;
        }
        let score = match reason {
            DuplicateReason::SameName => 1.0,
            DuplicateReason::SameWords => 0.95,
            DuplicateReason::Misspelling => match misspelt(first, second) {
                Some(score) => score,
                None => return,
            },
            DuplicateReason::PlaceAdded if first.words.len() != second.words.len() => 0.8,
            DuplicateReason::Initials if are_initials(first, second) => 0.7,
            DuplicateReason::PlaceAdded | DuplicateReason::Initials => return,
        };
        let mut score = score;
        if Name::differs(&first.country, &second.country) {
            if reason != DuplicateReason::SameName {
                return;
            }
            score -= 0.4;
        } else if Name::differs(&first.city, &second.city) {
            score -= 0.1;
        }
        self.found.insert(
            pair,
            PossibleDuplicate {
                first: first.place,
                second: second.place,
                score,
                reason,
            },
        );
    }
}

/// How alike two names are that differ in one letter of one word; `None` if they differ in more.
fn misspelt(first: &Name, second: &Name) -> Option<f64> {
    let one = only_in(&first.words, &second.words)?;
    let other = only_in(&second.words, &first.words)?;
    let is_close = strsim::osa_distance(one, other) == 1
        && one.chars().count().min(other.chars().count()) >= MIN_MISSPELT;
    is_close
        .then(|| strsim::normalized_damerau_levenshtein(&first.joined, &second.joined).min(0.94))
}

/// The only word of one name that the other lacks; `None` if it lacks none or several.
fn only_in<'w>(words: &'w [String], others: &[String]) -> Option<&'w str> {
    let mut others: Vec<&String> = others.iter().collect();
    let mut only = None;
    for word in words {
        match others.iter().position(|other| *other == word) {
            Some(place) => {
                others.swap_remove(place);
            }
            None if only.is_some() => return None,
            None => only = Some(word.as_str()),
        }
    }
    only
}

fn are_initials(first: &Name, second: &Name) -> bool {
    let one_way = |short: &Name, long: &Name| {
        let is_alone =
            |short_text: &String| *short_text == short.joined && long.joined != short.joined;
        let text = short.short.as_ref().filter(|text| is_alone(text));
        text.is_some_and(|text| *text == long.initials || long.short.as_ref() == Some(text))
    };
    one_way(first, second) || one_way(second, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(labels: &[&str]) -> Vec<(String, String, DuplicateReason)> {
        let actors: Vec<ActorName<'_>> = labels
            .iter()
            .map(|label| ActorName {
                label,
                ..ActorName::default()
            })
            .collect();
        possible_duplicates(&actors, &TaskContext::new())
            .unwrap()
            .into_iter()
            .map(|pair| {
                let label = |place: usize| labels[place].to_owned();
                (label(pair.first), label(pair.second), pair.reason)
            })
            .collect()
    }

    fn reason(first: &str, second: &str) -> Option<DuplicateReason> {
        let pairs = found(&[first, second]);
        assert!(pairs.len() < 2);
        pairs.first().map(|(_, _, reason)| *reason)
    }

    #[test]
    fn one_organisation_written_in_many_ways() {
        use DuplicateReason::{Initials, Misspelling, SameName, SameWords};
        for (first, second, expected) in [
            ("Lunds universitet", "LUNDS UNIVERSITET", SameName),
            ("Lund Univ.", "Lunds universitet", SameWords),
            ("University of Lund", "Lund University", SameWords),
            ("Malmö stad", "City of Malmo", SameWords),
            ("Alfa Laval AB", "Alfa Laval Aktiebolag (publ)", SameWords),
            ("Alfa-Laval", "AlfaLaval", SameName),
            ("Vattenfal AB", "Vattenfall", Misspelling),
            ("Linköping University", "Linkoping Univeristy", Misspelling),
            ("KTH", "Kungliga Tekniska Högskolan", Initials),
            (
                "VTT",
                "Technical Research Centre of Finland (VTT)",
                Initials,
            ),
        ] {
            assert_eq!(reason(first, second), Some(expected), "{first} / {second}");
        }
    }

    #[test]
    fn different_organisations_stay_different() {
        for (first, second) in [
            ("Lund University", "Lund University Hospital"),
            ("Region Skåne", "Region Halland"),
            ("Lunds kommun", "Lunds universitet"),
            ("Fraunhofer 1", "Fraunhofer 2"),
            ("Lund", "Lind"),
            (
                "Technical University of Denmark",
                "Technical University of Munich",
            ),
            ("", " "),
        ] {
            assert_eq!(reason(first, second), None, "{first} / {second}");
        }
    }

    #[test]
    fn place_counts() {
        let name = |label, country, city| ActorName {
            label,
            country,
            city,
        };
        let actors = [
            name("Alfa Laval", "SE", "Lund"),
            name("Alfa Laval Lund AB", "SE", "Lund"),
            name("Alfa Laval", "DK", ""),
        ];
        let (a, b, c) = (0, 1, 2);
        let pairs = possible_duplicates(&actors, &TaskContext::new()).unwrap();
        let of = |first, second| {
            let pair = pairs
                .iter()
                .find(|p| (p.first, p.second) == (first, second));
            pair.map(|pair| (pair.reason, pair.score))
        };
        assert_eq!(of(a, b), Some((DuplicateReason::PlaceAdded, 0.8)));
        assert_eq!(of(a, c), Some((DuplicateReason::SameName, 0.6)));
        assert_eq!(of(b, c), None);
    }

    #[test]
    fn a_crowd_of_one_name_is_no_crowd_of_pairs() {
        let labels = vec!["Unknown partner"; 500];
        assert_eq!(found(&labels).len(), 499);
    }
}
