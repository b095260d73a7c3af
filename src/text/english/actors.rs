//! Actors and sectors in sentences: lists, groups, singular and plural.

use crate::text::{Group, Helix, Members, Name, SectorName, Sentence, count};

/// A sector inside a sentence: `civil society`.
pub fn sector(name: &SectorName) -> String {
    match name.helix {
        Some(Helix::Business) => "business".to_owned(),
        Some(Helix::City) => "city".to_owned(),
        Some(Helix::University) => "university".to_owned(),
        Some(Helix::Civil) => "civil society".to_owned(),
        None => name.text.clone(),
    }
}

/// A sector at the start of a sentence: `Civil society`.
pub fn sector_start(name: &SectorName) -> String {
    match name.helix {
        Some(Helix::Business) => "Business".to_owned(),
        Some(Helix::City) => "City".to_owned(),
        Some(Helix::University) => "University".to_owned(),
        Some(Helix::Civil) => "Civil society".to_owned(),
        None => {
            let mut letters = name.text.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        }
    }
}

/// What actors without a sector are called where a sector's name stands.
pub fn unassigned() -> &'static str {
    "Unassigned"
}

/// How many of which sector: `1 company`, `9 public bodies`, `3 County actors`.
pub fn members(members: &Members) -> String {
    let n = members.count;
    match members.sector.as_ref() {
        None => counted(n, "actor without a sector", "actors without a sector"),
        Some(SectorName { helix, text }) => match helix {
            Some(Helix::Business) => counted(n, "company", "companies"),
            Some(Helix::City) => counted(n, "public body", "public bodies"),
            Some(Helix::University) => {
                counted(n, "research organisation", "research organisations")
            }
            Some(Helix::Civil) => counted(
                n,
                "civil society organisation",
                "civil society organisations",
            ),
            None => counted(n, &format!("{text} actor"), &format!("{text} actors")),
        },
    }
}

/// A number of things: `1 tie`, `2 ties`.
pub fn counted(n: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", count(n), if n == 1 { singular } else { plural })
}

/// Names in a row: `A`, `A and B`, `A, B and C`, `A, B and 3 others` where there are more than are named. Semicolons part
/// names that have commas in them.
pub fn list<L>(names: Vec<Name<L>>, num_more: usize) -> Sentence<L> {
    let separator = if names.iter().any(|name| name.text.contains(", ")) && names.len() > 1 {
        "; "
    } else {
        ", "
    };
    let num_names = names.len();
    let mut sentence = Sentence::new();
    for (index, name) in names.into_iter().enumerate() {
        if index > 0 {
            let is_last = index + 1 == num_names && num_more == 0;
            sentence = sentence.say(if is_last { " and " } else { separator });
        }
        sentence = sentence.name(name);
    }
    match (num_names, num_more) {
        (_, 0) => sentence,
        (0, n) => sentence.say(counted(n, "actor", "actors")),
        (_, n) => sentence.say(format!(" and {}", counted(n, "other", "others"))),
    }
}

/// Several actors: by name if all of them are named, otherwise by number and sector: `9 companies`, `9 companies and 2
/// public bodies`, `14 actors, most of them companies`, `14 actors of 4 sectors`.
pub fn group<L: Clone>(group: &Group<L>) -> Sentence<L> {
    let size = group.len();
    if group.names.len() == size {
        return list(group.names.clone(), 0);
    }
    let text = match group.members.as_slice() {
        [] => String::new(),
        [only] => members(only),
        [first, second] => format!("{} and {}", members(first), members(second)),
        all => format!("{} actors of {} sectors", count(size), all.len()),
    };
    Sentence::new().link(text, group.link.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<Name<()>> {
        names
            .iter()
            .map(|&text| Name {
                text: text.to_owned(),
                link: None,
            })
            .collect()
    }

    #[test]
    fn singular_and_plural() {
        let of = |helix, count| {
            members(&Members {
                sector: Some(SectorName {
                    text: "County".to_owned(),
                    helix,
                }),
                count,
            })
        };
        assert_eq!(of(Some(Helix::Business), 1), "1 company");
        assert_eq!(of(Some(Helix::Business), 2), "2 companies");
        assert_eq!(of(Some(Helix::City), 1), "1 public body");
        assert_eq!(of(Some(Helix::City), 0), "0 public bodies");
        assert_eq!(of(None, 3), "3 County actors");
        assert_eq!(counted(1, "tie", "ties"), "1 tie");
    }

    #[test]
    fn lists_read_aloud() {
        let say = |some: &[&str], more| list(names(some), more).to_string();
        assert_eq!(say(&["A"], 0), "A");
        assert_eq!(say(&["A", "B"], 0), "A and B");
        assert_eq!(say(&["A", "B", "C"], 0), "A, B and C");
        assert_eq!(say(&["A", "B"], 3), "A, B and 3 others");
        assert_eq!(say(&["A"], 1), "A and 1 other");
        assert_eq!(say(&[], 2), "2 actors");
        assert_eq!(say(&["A, x", "B", "C"], 0), "A, x; B and C");
    }

    #[test]
    fn small_groups_are_named() {
        let helix = |helix, count| Members {
            sector: Some(SectorName {
                text: String::new(),
                helix: Some(helix),
            }),
            count,
        };
        let small = Group {
            names: names(&["E.ON", "WWF"]),
            members: vec![helix(Helix::Business, 1), helix(Helix::Civil, 1)],
            link: None,
        };
        assert_eq!(group(&small).to_string(), "E.ON and WWF");
        let large = Group {
            names: names(&["E.ON"]),
            members: vec![helix(Helix::Business, 9), helix(Helix::Civil, 1)],
            link: None,
        };
        assert_eq!(
            group(&large).to_string(),
            "9 companies and 1 civil society organisation"
        );
    }
}
