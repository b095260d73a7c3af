//! Words of the window that are not about one network: states, legend, what to do next.

use super::counted;
use crate::text::{count, number};

/// What the program is, in one line.
pub const TAGLINE: &str = "See who connects the sectors, what is missing and what would fall apart";

/// The panel when no network has any actor.
pub const EMPTY_NETWORK: &str = "No actors yet. Add one with N, or open a file.";
/// The panel when every actor is filtered out.
pub const ALL_HIDDEN: &str =
    "All actors are hidden. Remove a filter in the status line to see them again.";
/// Where a selected actor's card would stand.
pub const NOTHING_SELECTED: &str = "Click an actor on the map or in a table to see its card";
/// A search without a hit.
pub const NOTHING_FOUND: &str = "Nothing found. Try a part of a name.";
/// Over results that are older than the network.
pub const OUT_OF_DATE: &str = "Out of date, being computed again…";
/// In the place of results that are not there yet.
pub const COMPUTING: &str = "Computing…";

/// An actor of older results that has been removed since.
pub const REMOVED_ACTOR: &str = "a removed actor";
/// An activity without a title.
pub const UNNAMED_ACTIVITY: &str = "An activity without a title";

/// Saved state, beside the name of the file.
pub const SAVED: &str = "saved";
/// What was imported has no file of ours yet, beside its name.
pub const NO_FILE_YET: &str = "imported, not saved yet";
/// Unsaved state, beside the name of the file.
pub const NOT_SAVED: &str = "not saved";

/// Legend: what the width of ties means.
pub const LEGEND_WIDTH: &str = "width: strength of the tie";
/// Legend: a red ring.
pub const LEGEND_CUT_ACTOR: &str = "without it, somebody is cut off";
/// Legend: a red line.
pub const LEGEND_BRIDGE: &str = "the only tie between two parts";
/// Legend: a dashed line.
pub const LEGEND_MISSING_TIE: &str = "missing tie";
/// Legend: a dashed line, where introductions are proposed.
pub const LEGEND_INTRODUCTION: &str = "proposed introduction";
/// Legend: a coloured line.
pub const LEGEND_CROSS_TIE: &str = "tie between sectors";
/// Legend: a tinted area.
pub const LEGEND_ISLAND: &str = "a part without a tie to the rest";
/// Legend: a tinted area around those who belong together.
pub const LEGEND_GROUP: &str = "a group that works together";
/// Legend: a hollow marker.
pub const LEGEND_UNCONFIRMED: &str = "not confirmed";

/// Legend: what size means, from the `legend` words of a measure.
pub fn legend_size(of: &str) -> String {
    format!("size: {of}")
}

/// Legend: what colour means.
pub fn legend_color(of: &str) -> String {
    format!("colour: {of}")
}

/// Legend: the ends of a scale of numbers.
pub fn legend_scale(least: &str, most: &str) -> String {
    format!("{least} to {most}")
}

/// Legend: values that share a colour because there are too many.
pub fn legend_other_values(num: usize) -> String {
    if num == 1 {
        "one other".to_owned()
    } else {
        format!("{} others", count(num))
    }
}

/// Legend: actors without a value.
pub const LEGEND_NO_VALUE: &str = "not known";

/// Legend: a community by its place among the largest.
pub fn community_number(place: usize) -> String {
    format!("community {place}")
}

/// Legend: who is named in bold in the Brokers lens.
pub fn legend_brokers(num: usize) -> String {
    if num == 1 {
        "bold: who brokers most".to_owned()
    } else {
        format!("bold: the {num} who broker most")
    }
}

/// Legend: the ties between two sectors, and how many chance would give. How many there are stands beside it.
pub fn legend_sector_ties(one: &str, other: &str, expected: Option<f64>) -> String {
    match expected {
        Some(expected) if one == other => {
            format!("ties inside {one}, {} expected", number(expected))
        }
        Some(expected) => format!("{one} – {other}, {} expected", number(expected)),
        None if one == other => format!("ties inside {one}"),
        None => format!("{one} – {other}"),
    }
}

/// Legend: the bands between sectors.
pub const LEGEND_BAND: &str = "ties found, of those expected (dashed)";

/// On a tinted group of actors: its best connected member, and how many they are.
pub fn around(name: &str, actors: usize) -> String {
    format!("around {name} · {}", count(actors))
}

/// Beside a marker that stands for several actors: what they are called together, and how many they are.
pub fn collapsed(name: &str, actors: usize) -> String {
    format!("{name} ({})", count(actors))
}

/// What actors are called together that have nothing in common but being tied: by the best connected of them.
pub fn collapsed_around(name: &str) -> String {
    format!("around {name}")
}

/// What is known of actors that are drawn as one: how many are of each sector.
pub fn collapsed_sectors(sectors: &[(String, usize)]) -> String {
    let parts: Vec<String> = sectors
        .iter()
        .map(|(name, num)| format!("{} {name}", count(*num)))
        .collect();
    parts.join(" · ")
}

/// What the measures of actors that are drawn as one are about.
pub const COLLAPSED_REMARK: &str =
    "Drawn as one; every measure counts them one by one. Double-click opens it.";

/// The card of an actor that is drawn together with others.
pub fn is_collapsed(name: &str) -> String {
    format!("On the map inside “{name}”. Its measures are its own.")
}

/// Legend: the markers of activities.
pub const LEGEND_ACTIVITY: &str = "activity";
/// Legend: the lines between actors and activities.
pub const LEGEND_TAKES_PART: &str = "takes part";

/// Legend: the lines between actors that do not follow from an activity, beside activities.
pub const LEGEND_DECLARED: &str = "declared tie";

/// How many actors that are shown take part in an activity.
pub fn participants(num: usize) -> String {
    counted(num, "participant", "participants")
}

/// Menu of a line of the legend: hide everybody else.
pub const LEGEND_ONLY: &str = "Only this";
/// Menu of a line of the legend: hide them.
pub const LEGEND_HIDE: &str = "Hide";
/// Menu of a line of the legend: draw them as one marker.
pub const LEGEND_AS_ONE: &str = "Draw as one marker";
/// Menu of a line of the legend: draw them one by one again.
pub const LEGEND_ONE_BY_ONE: &str = "Draw one by one";

/// Legend: markers that stand for several actors.
pub const LEGEND_COLLAPSED: &str = "several actors as one; size: how many";

/// On a part of the map where most are of one sector: which, and how many actors are there.
pub fn region(sector: &str, actors: usize) -> String {
    format!("mostly {sector} · {}", count(actors))
}

/// On a band between two sectors: how many ties there are, and how many chance would give.
pub fn band(ties: usize, expected: f64) -> String {
    format!("{} of {}", count(ties), number(expected))
}

/// The same with the names of the sectors.
pub fn band_title(one: &str, other: &str, text: &str) -> String {
    format!("{one} – {other}: {text}")
}

/// The status line: how much is shown of how much; ties as tied pairs.
pub fn shown(
    (actors, of_actors): (usize, usize),
    (ties, of_ties): (usize, usize),
    activities: usize,
) -> String {
    let part = |n: usize, of: usize, singular: &str, plural: &str| {
        if n == of {
            counted(n, singular, plural)
        } else {
            format!("{} of {}", count(n), counted(of, singular, plural))
        }
    };
    let mut text = part(actors, of_actors, "actor", "actors");
    text.push_str(" · ");
    text.push_str(&part(ties, of_ties, "tied pair", "tied pairs"));
    if activities > 0 {
        text.push_str(" · ");
        text.push_str(&counted(activities, "activity", "activities"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_much_is_shown() {
        assert_eq!(
            shown((71, 71), (610, 610), 49),
            "71 actors · 610 tied pairs · 49 activities"
        );
        assert_eq!(
            shown((1, 71), (0, 610), 0),
            "1 of 71 actors · 0 of 610 tied pairs"
        );
    }
}
