//! Filters in words: chips, and the form that adds them.

use crate::text::{count, number};

/// The section of the Network lens.
pub const FILTERS: &str = "Filters";
/// What filters do, in plain words.
pub const FILTERS_REMARK: &str = "All numbers, findings and layouts are about what is shown. Filters hide, they never delete; what a filter asks about an actor is answered by the whole network.";
/// Nothing is filtered.
pub const NO_FILTERS: &str = "Everything is shown. A filter hides what you do not need now.";
/// Button: open the form.
pub const ADD_FILTER: &str = "Add filter…";
/// Button: add what the form says.
pub const ADD: &str = "Add";
/// Button: remove all filters.
pub const SHOW_ALL: &str = "Show all";
/// Field of the form: what is asked about.
pub const FILTER_BY: &str = "Filter by";
/// What can be asked about, in the order of the menu.
pub const FILTER_SUBJECTS: [&str; 8] = [
    "Sector",
    "Contacts",
    "Measure",
    "Property",
    "Dates",
    "Fragment",
    "Kind of tie",
    "Weight of tie",
];
/// Whether it must be so or must not: words and tooltips.
pub const FILTER_IS: [(&str, &str); 2] = [
    ("Show", "Show only what this is true of"),
    ("Hide", "Hide what this is true of"),
];
/// Field of the form: which measure.
pub const FILTER_MEASURE: &str = "Measure";
/// Field of the form: which property.
pub const FILTER_PROPERTY: &str = "Property";
/// How a property is asked about: words and tooltips.
pub const FILTER_MODES: [(&str, &str); 3] = [
    ("Is", "Its value is one of those that you tick"),
    ("Contains", "Its value has this text in it"),
    ("Number", "Its value is a number between two others"),
];
/// Field of the form: the text that is looked for.
pub const FILTER_TEXT: &str = "Text";
/// Field of the form: least number.
pub const LEAST: &str = "At least";
/// Field of the form: largest number.
pub const MOST: &str = "At most";
/// Field of the form: first date.
pub const FROM_DATE: &str = "From";
/// Field of the form: last date.
pub const TO_DATE: &str = "To";
/// What may be written as a date.
pub const DATE_HINT: &str = "2024, 2024-05";
/// What may be written as a number.
pub const NUMBER_HINT: &str = "any";
/// How fragments are asked about: words and tooltips.
pub const FRAGMENT_MODES: [(&str, &str); 2] = [
    (
        "One fragment",
        "A part of the network with no tie to the rest",
    ),
    ("By size", "By how many actors hang together"),
];
/// Field of the form: which fragment.
pub const FILTER_FRAGMENT: &str = "Fragment";
/// The ties that follow from common activities, as a kind.
pub const SHARED_ACTIVITIES: &str = "shared activities";
/// Nobody has any property.
pub const NO_PROPERTIES: &str = "The actors of this network have no properties yet";
/// The form cannot be used yet.
pub const FILTER_INCOMPLETE: &str = "Choose or write something first";
/// What is written is no number.
pub const NOT_A_NUMBER: &str = "Write numbers such as 3 or 0.5";
/// What is written is no date.
pub const NOT_A_DATE: &str = "Write dates as 2024, 2024-05 or 2024-05-17";
/// A range or a period that nothing is in.
pub const NOTHING_BETWEEN: &str = "The first is larger than the second";

/// How many values of a property are not listed.
pub fn more_values(n: usize) -> String {
    format!("and {} more; ‘Contains’ finds them", count(n))
}

/// A property by its plain name.
pub fn property(name: &str) -> &str {
    match name {
        "kind" => "kind of actor",
        "country" => "country",
        "city" => "city",
        "tags" => "tag",
        "entity" => "unit",
        "confirmed" => "confirmed",
        "label" => "name",
        "description" => "description",
        "source" => "source",
        other => other,
    }
}

/// A fragment in a menu: its largest actor and how many there are.
pub fn fragment_choice(name: &str, actors: usize) -> String {
    match actors {
        0 | 1 => format!("{name}, alone"),
        2 => format!("{name} and 1 more"),
        actors => format!("{name} and {} more", count(actors - 1)),
    }
}

/// Chip: one of several values.
pub fn chip_one_of(name: &str, values: &[&str]) -> String {
    match values {
        [] => format!("{name}: none"),
        [only] => format!("{name}: {only}"),
        [first @ .., last] => format!("{name}: {} or {last}", first.join(", ")),
    }
}

/// Chip: a number in a range.
pub fn chip_range(name: &str, least: Option<f64>, most: Option<f64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{name}: {}", number(least)),
        (Some(least), Some(most)) => format!("{name}: {} to {}", number(least), number(most)),
        (Some(least), None) => format!("{name}: at least {}", number(least)),
        (None, Some(most)) => format!("{name}: at most {}", number(most)),
        (None, None) => format!("{name}: any number"),
    }
}

/// Chip: a text that is contained.
pub fn chip_contains(name: &str, text: &str) -> String {
    format!("{name}: contains ‘{text}’")
}

/// Chip: a period.
pub fn chip_time(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("time: {from}"),
        (Some(from), Some(to)) => format!("time: {from} to {to}"),
        (Some(from), None) => format!("time: from {from}"),
        (None, Some(to)) => format!("time: until {to}"),
        (None, None) => "time: any".to_owned(),
    }
}

/// Chip: the fragment of an actor.
pub fn chip_fragment(name: &str) -> String {
    format!("fragment of {name}")
}

/// Chip: the condition must not be true.
pub fn chip_not(chip: &str) -> String {
    format!("not {chip}")
}

/// What chips call sectors.
pub const CHIP_SECTOR: &str = "sector";
/// What chips call kinds of ties.
pub const CHIP_KIND: &str = "ties";
/// What chips call the weight of tied pairs.
pub const CHIP_WEIGHT: &str = "weight of tie";
/// What chips call the size of a fragment.
pub const CHIP_FRAGMENT_SIZE: &str = "size of fragment";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_says_what_is_asked() {
        assert_eq!(
            chip_one_of("country", &["SE", "DK", "NO"]),
            "country: SE, DK or NO"
        );
        assert_eq!(
            chip_range("contacts", Some(3.0), None),
            "contacts: at least 3"
        );
        assert_eq!(
            chip_not(&chip_range("contacts", None, Some(2.0))),
            "not contacts: at most 2"
        );
        assert_eq!(
            chip_time(Some("2020"), Some("2021-05")),
            "time: 2020 to 2021-05"
        );
    }
}
