//! Words of the panels: tables, cards, matrix, choosers. Findings have their own.

use super::{CommandWords, counted};
use crate::text::{count, number, percent, score_exact, signed};

/// Head of a column: names of actors.
pub const ACTOR: &str = "Actor";
/// The table of actors, for a screen reader.
pub const RANKING: &str = "Ranked actors";
/// Heading of the findings, for a screen reader.
pub const FINDINGS: &str = "Findings";
/// Choose what a table is ranked by.
pub const RANK_BY: &str = "Rank by";
/// Tooltip of the head of a column: click to turn the order round.
pub const TURN_ORDER: &str = "Turn the order round";
/// A value that does not exist, for a screen reader.
pub const NO_VALUE: &str = "no value";

/// Card: the roles of a broker.
pub const ROLES: &str = "As a broker";
/// Card: hint at what the bars of roles count.
pub const ROLES_REMARK: &str = "pairs by role, × by chance";
/// Card: the mix of contacts.
pub const CONTACTS_BY_SECTOR: &str = "Contacts by sector";
/// Card: all measures of an actor.
pub const MEASURES: &str = "Measures";
/// Card: activities of an actor.
pub const ACTIVITIES: &str = "Takes part in";
/// Card: pairs that are connected by nobody else.
pub const ONLY_HERE: &str = "only through it";
/// Words before a formula.
pub const FORMULA: &str = "Formula";
/// Words before what is counted and what is not.
pub const CONVENTION: &str = "Counted";
/// Words before a source.
pub const SOURCE: &str = "Source";
/// The row of an actor that is not shown.
pub const NOT_SHOWN: &str = "Hidden by a filter";

/// Card: how many pairs a broker connects, before some of them.
pub fn connects_pairs(pairs: usize) -> String {
    counted(pairs, "pair", "pairs")
}
/// Card: words before that number.
pub const CONNECTS: &str = "Connects ";
/// Card: words after that number.
pub const SUCH_AS: &str = ", such as";

/// A pair with the broker between them, for a screen reader.
pub fn pair_through(from: &str, broker: &str, to: &str) -> String {
    format!("{from}, through {broker}, to {to}")
}

/// How many others connect the two as well.
pub fn alternatives(n: usize) -> String {
    match n {
        0 => "Nobody else connects the two in two steps".to_owned(),
        1 => "1 other connects the two as well".to_owned(),
        n => format!("{} others connect the two as well", count(n)),
    }
}

/// Card: what breaks without a cut actor.
pub fn cut_off_without(names: &str) -> String {
    format!("Without it, {names} would be cut off")
}

/// Names in a row, the rest counted.
pub fn some_names(names: &[&str], num_more: usize) -> String {
    let mut text = String::new();
    for (place, name) in names.iter().enumerate() {
        if place > 0 {
            text.push_str(if place + 1 == names.len() && num_more == 0 {
                " and "
            } else {
                ", "
            });
        }
        text.push_str(name);
    }
    if num_more > 0 {
        text.push_str(" and ");
        text.push_str(&counted(num_more, "other", "others"));
    }
    text
}

/// Network: who is here, by sector.
pub const SECTOR_MIX: &str = "Sectors";
/// Network: how the map is drawn.
pub const DRAWING: &str = "Map";
/// Network: what marker area means.
pub const SIZE_BY: &str = "Size by";
/// Network: marker area is left to the lens.
pub const SIZE_BY_LENS: &str = "What the lens suggests";
/// Network: what the colour of markers means.
pub const COLOR_BY: &str = "Colour by";
/// Network: colour shows sectors.
pub const COLOR_BY_SECTOR: &str = "Sector";
/// Network: what is written beside markers.
pub const LABEL_BY: &str = "Label by";
/// Network: names are written beside markers.
pub const LABEL_BY_NAME: &str = "Name";
/// Network: saved styles.
pub const STYLES: &str = "Style";
/// Network: the style is not one that was saved.
pub const STYLE_NOT_SAVED: &str = "Not saved";
/// Network: the style is what everything starts with.
pub const STYLE_DEFAULT: &str = "As usual";
/// Network: saves what marks stand for under a name.
pub const SAVE_STYLE: &str = "Save style";
/// Network: the field for the name of a style that is saved.
pub const STYLE_NAME: &str = "Name of the style";
/// Network: forgets a saved style.
pub const FORGET_STYLE: &str = "Forget this style";
/// In the legend and in menus: colour shows communities.
pub const COMMUNITY: &str = "community";

/// Network: where ties come from.
pub const TIES_FROM: &str = "Ties from";
/// Network: the sources of ties, with tooltips.
pub const TIE_SOURCES: [(&str, &str); 3] = [
    (
        "All",
        "Declared ties, and ties between those who share an activity",
    ),
    ("Declared", "Only ties that somebody has stated"),
    (
        "Activities",
        "Only ties between those who take part in the same activity",
    ),
];
/// Network: kinds of declared ties.
pub const KINDS: &str = "Kinds of declared ties";
/// A tie without a kind.
pub const NO_KIND: &str = "no kind";
/// Network: how the map is arranged.
pub const ARRANGE: &str = "Arrange";
/// Network: run the layout.
pub const RUN: &str = "Run";
/// Network: stop the layout.
pub const STOP: &str = "Stop";
/// Network: what the file says about itself.
pub const ABOUT: &str = "About this network";
/// Network: the licence of the data.
pub const LICENSE: &str = "Licence";
/// The big numbers of the Network lens.
pub const STAT_NAMES: [&str; 3] = ["actors", "tied pairs", "activities"];

/// The name of a layout.
pub fn layout_name(id: &str) -> &str {
    match id {
        "force" => "By closeness",
        "sectors" => "By sector",
        "concentric" => "Rings",
        "ego" => "Around one",
        "circular" => "Circle",
        "scatter" => "Two scores",
        "geographic" => "Geography",
        "two-mode" => "Activities",
        other => other,
    }
}

/// What a layout does, as a command.
pub fn layout_command(id: &str) -> CommandWords {
    let name = match id {
        "force" => "Arrange by closeness",
        "sectors" => "Arrange by sector",
        "concentric" => "Arrange in rings",
        "ego" => "Arrange around the selected actor",
        "circular" => "Arrange in a circle",
        "scatter" => "Arrange by two scores",
        "geographic" => "Arrange by geography",
        "two-mode" => "Arrange with activities",
        _ => "Arrange",
    };
    CommandWords {
        name,
        tooltip: layout_meaning(id),
    }
}

/// Arrange by closeness: what draws actors together.
pub const TOGETHER: &str = "Together";
/// What may draw actors together, with what that means.
pub const TOGETHER_BY: [(&str, &str); 3] = [
    ("Ties only", "Only ties draw actors together"),
    ("Sectors", "Actors of a sector are drawn together too"),
    (
        "Groups",
        "Actors of a community are drawn together too: groups with many ties inside and few to others",
    ),
];
/// Arrange by closeness: whether weights count.
pub const STRENGTH: &str = "Strength";
/// Whether strong ties pull more than weak ones.
pub const STRENGTHS: [(&str, &str); 2] = [
    ("All ties alike", "Every tie pulls as much as any other"),
    (
        "Strong ties closer",
        "The larger the weight of a tie, the more it pulls",
    ),
];
/// Rings: what is in the middle.
pub const MIDDLE: &str = "Middle";
/// Rings: the number of contacts is in the middle.
pub const MOST_CONTACTS: &str = "Most contacts";
/// Two scores: what grows to the right.
pub const ACROSS: &str = "Right";
/// Two scores: what grows to the right if nothing is chosen.
pub const INTEREST_OR_CONTACTS: &str = "Interest, or else contacts";
/// Two scores: what grows upwards.
pub const UP: &str = "Upwards";
/// Two scores: what grows upwards if nothing is chosen.
pub const INFLUENCE_OR_BROKERAGE: &str = "Influence, or else brokerage";
/// Around one: nobody is selected.
pub const SELECT_FOR_MIDDLE: &str =
    "Select an actor to put it in the middle; until then it is the one with most contacts";
/// Around one: put the selected actor in the middle.
pub const PUT_IN_MIDDLE: &str = "Put the selected actor in the middle";

/// What a layout does.
pub fn layout_meaning(id: &str) -> &'static str {
    match id {
        "force" => "Those who work together come close to each other",
        "sectors" => "One area for each sector, brokers between the sectors that they join",
        "concentric" => "The higher its score, the nearer an actor is to the middle",
        "ego" => {
            "The selected actor in the middle, around it those one step away, then two, and so on"
        }
        "circular" => "Everybody on one ring, sector by sector",
        "scatter" => {
            "To the right interest, upwards influence, if actors have numbers of that name; otherwise contacts and brokerage"
        }
        "geographic" => "Where actors are on the map, north up, by their coordinates",
        "two-mode" => {
            "Every activity a marker of its own, between the actors that take part; lines mean taking part"
        }
        _ => "",
    }
}

/// How large a sector is.
pub fn sector_share(n: usize, share: f64) -> String {
    format!(
        "{}, {} of all",
        counted(n, "actor", "actors"),
        percent(share)
    )
}

/// Tooltip of a sector in a list.
pub const TOGGLE_SECTOR: &str = "Click to hide or show";

/// Gaps: heading of the matrix.
pub const MATRIX: &str = "Ties between sectors";
/// Gaps: what the numbers in the cells are.
pub const MATRIX_CAPTION: &str = "ties found, of those expected if sectors did not matter";
/// Gaps: the ends of the colours.
pub const FEWER_MORE: [&str; 2] = ["fewer", "more"];
/// Gaps: heading of missing ties.
pub const INTRODUCTIONS: &str = "Most promising introductions";
/// Gaps: no two of them share a contact.
pub const NO_INTRODUCTIONS: &str = "No two of them share a contact, so none stands out";
/// Gaps: heading of inward and outward looking.
pub const OUTLOOK: &str = "Inward or outward";
/// Gaps: the ends of that scale.
pub const OUTLOOK_ENDS: [&str; 2] = ["own sector only", "others only"];
/// Gaps: choose a cell.
pub const CHOOSE_CELL: &str = "Choose a cell to see its ties and the best that are missing";

/// Gaps: the expectation under the number of ties.
pub fn of_expected(expected: f64) -> String {
    format!("of {}", number(expected.max(0.0)))
}

/// Gaps: two sectors; the same twice is the inside of one.
pub fn sector_pair(a: &str, b: &str) -> String {
    if a == b {
        format!("Within {a}")
    } else {
        format!("{a} × {b}")
    }
}

/// Gaps: a cell for a screen reader.
pub fn matrix_cell(a: &str, b: &str, ties: usize, expected: f64) -> String {
    format!(
        "{}: {}, {} expected",
        sector_pair(a, b),
        counted(ties, "tie", "ties"),
        number(expected)
    )
}

/// Gaps: the facts of a cell.
pub fn cell_density(ties: usize, possible: u64, density: f64) -> String {
    format!(
        "{} of {} possible pairs are tied ({})",
        count(ties),
        count(possible as usize),
        percent(density)
    )
}

/// Gaps: the expectation of a cell.
pub fn cell_expected(expected: f64) -> String {
    format!("Chance would give {}", number(expected))
}

/// Gaps: how sure that is.
pub fn cell_surprise(z: f64, p: Option<f64>) -> String {
    let z = signed(z);
    match p {
        Some(p) if p < 0.001 => format!("z = {z}, p < 0.001"),
        Some(p) => format!("z = {z}, p = {p:.3}"),
        None => format!("z = {z}"),
    }
}

/// Gaps: what z and p mean.
pub const CELL_NOTE: &str = "z: how many standard deviations from chance; beyond ±2 chance is unlikely. \
                             p: how often chance alone gives a difference as large.";

/// Gaps: the list of ties in a cell.
pub fn its_ties(n: usize) -> String {
    counted(n, "tie", "ties")
}

/// Gaps: why two might meet.
pub fn shared_contacts(n: usize) -> String {
    counted(n, "shared contact", "shared contacts")
}

/// A pair, for a screen reader.
pub fn pair(a: &str, b: &str) -> String {
    format!("{a} and {b}")
}

/// Gaps: the E-I index of a sector on hover.
pub fn outlook_of(name: &str, index: f64) -> String {
    let outside = f64::midpoint(index, 1.0);
    format!(
        "{} of the ties of {name} go to other sectors",
        percent(outside)
    )
}

/// Fragmentation: heading of the pieces.
pub const PIECES: &str = "Pieces";
/// Fragmentation: heading of the single points of failure.
pub const SINGLE_POINTS: &str = "Single points of failure";
/// Fragmentation: the column of those who are cut off.
pub const CUT_OFF: &str = "Cut off";
/// Fragmentation: heading of the bridges.
pub const BRIDGES: &str = "Bridges";
/// Fragmentation: what a bridge is.
pub const BRIDGES_REMARK: &str = "only tie between two parts";
/// Fragmentation: nothing breaks.
pub const NOTHING_BREAKS: &str = "None: whoever leaves, the others stay connected";
/// Fragmentation: heading of the numbers.
pub const HOW_FRAGMENTED: &str = "How fragmented";
/// Fragmentation: remark beside it.
pub const HOW_FRAGMENTED_REMARK: &str = "in single numbers";
/// Fragmentation: heading of reachability.
pub const REACH: &str = "Within reach of each other";
/// Fragmentation: remark beside it.
pub const REACH_REMARK: &str = "share of pairs";
/// Fragmentation: the columns of reachability.
pub const STEPS: [&str; 3] = ["2 steps", "3 steps", "no path"];

/// Fragmentation: a piece.
pub fn piece(n: usize) -> String {
    counted(n, "actor", "actors")
}

/// Fragmentation: pieces that are too small to be named one by one; whether there are no others.
pub fn small_pieces(n: usize, are_all: bool) -> String {
    if are_all {
        counted(n, "small island", "small islands")
    } else {
        format!("+ {}", counted(n, "smaller island", "smaller islands"))
    }
}

/// Fragmentation: actors without a tie.
pub fn isolates(n: usize) -> String {
    counted(n, "actor without a tie", "actors without a tie")
}

/// Fragmentation: pieces that are not listed.
pub fn more_pieces(n: usize) -> String {
    counted(n, "smaller piece", "smaller pieces")
}

/// The plain meaning of a measure and how to read it, as sentences.
pub fn meaning_and_reading(meaning: &str, reading: &str) -> String {
    let start = |text: &str| {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(chars).collect()
        })
    };
    format!("{}. {}.", start(meaning), start(reading))
}

/// A row of a ranked table, for a screen reader.
pub fn ranking_row(rank: usize, name: &str, value: &str) -> String {
    format!("{rank}. {name}, {value}")
}

/// What somebody in a role does, with the role as a picture.
///
/// `z` is how far the number is from what independent arcs would give, in standard deviations.
pub fn role_meaning(
    meaning: &str,
    pattern: &str,
    found: f64,
    (expected, z): (Option<f64>, Option<f64>),
) -> String {
    let mut text = if pattern.is_empty() {
        meaning.to_owned()
    } else {
        format!("{pattern}\n{meaning}")
    };
    if let Some(expected) = expected {
        text = format!(
            "{text}\n{} found, {} if the sectors of the others were shuffled (Gould & Fernandez 1989; exact mean)",
            counted(found as usize, "pair", "pairs"),
            number(expected)
        );
    }
    if let Some(z) = z {
        text = format!(
            "{text}\nz = {} against arcs drawn independently of each other (Bernoulli, as R sna tells)",
            signed(z)
        );
    }
    text
}

/// Gaps: how likely the tie of two who share contacts is, by the usual indices.
pub fn link_indices(jaccard: f64, adamic_adar: f64, resource_allocation: f64) -> String {
    format!(
        "Jaccard {}, Adamic–Adar {}, resource allocation {} (ranked by the last)",
        score_exact(jaccard),
        score_exact(adamic_adar),
        score_exact(resource_allocation)
    )
}

/// How many times as many as chance would give.
pub fn times_expected(ratio: f64) -> String {
    format!("{}\u{a0}×", number(ratio))
}

/// The row of a role, for a screen reader.
pub fn role_row(role: &str, found: &str, ratio: Option<&str>) -> String {
    match ratio {
        Some(ratio) => format!("{role}: {found}, {ratio} by chance"),
        None => format!("{role}: {found}"),
    }
}

/// An activity with how many take part.
pub fn activity_tooltip(title: &str, participants: usize) -> String {
    format!(
        "{title}\n{}",
        counted(participants, "participant", "participants")
    )
}

/// A sector in a list, for a screen reader.
pub fn sector_row(name: &str, size: usize) -> String {
    format!("{name}: {}", counted(size, "actor", "actors"))
}

/// Gaps: why two might meet, with the names of whom they share.
pub fn introduction_tooltip(a: &str, b: &str, num_shared: usize, shared: &str) -> String {
    format!("{a} – {b}\n{}: {shared}", shared_contacts(num_shared))
}

/// Gaps: heading of the ties in a cell.
pub const STRONGEST_TIES: &str = "Strongest ties";
/// Gaps: what the thin line on the scale is.
pub const OUTLOOK_CAPTION: &str = "share of ties that go to other sectors; the thin line is chance";

/// Fragmentation: a cut actor, for a tooltip and a screen reader.
pub fn cut_row(name: &str, num_cut_off: usize, names: &str) -> String {
    format!(
        "Without {name}, {} cut off: {names}",
        if num_cut_off == 1 {
            "1 actor is".to_owned()
        } else {
            format!("{} actors are", count(num_cut_off))
        }
    )
}

/// Fragmentation: what a bridge holds.
pub fn bridge_tooltip(num_cut_off: usize) -> String {
    match num_cut_off {
        1 => "Without this tie, 1 actor is cut off".to_owned(),
        n => format!("Without this tie, {} actors are cut off", count(n)),
    }
}

/// Fragmentation: how far two sectors reach, for a screen reader.
pub fn reach_row(pair: &str, shares: &[String; 3]) -> String {
    let [two, three, none] = shares;
    format!("{pair}: {two} within 2 steps, {three} within 3, {none} without a path")
}

/// Fragmentation: how far two sectors reach, for a tooltip.
pub fn reach_tooltip(pair: &str, pairs: u64, mean: Option<f64>, unreachable: f64) -> String {
    let mut text = format!("{pair}: {}", counted(pairs as usize, "pair", "pairs"));
    if let Some(mean) = mean {
        text = format!("{text}\n{} steps apart on average", number(mean));
    }
    if unreachable > 0.0 {
        text = format!("{text}\n{} have no path", percent(unreachable));
    }
    text
}

/// A share in a narrow cell: whole percents; only all is 100 %.
pub fn share_cell(share: Option<f64>) -> String {
    share.map_or_else(
        || "–".to_owned(),
        |share| {
            let value = (share * 100.0).clamp(0.0, 100.0);
            if value > 99.0 && value < 100.0 {
                "> 99\u{a0}%".to_owned()
            } else if value > 0.0 && value < 1.0 {
                "< 1\u{a0}%".to_owned()
            } else {
                format!("{value:.0}\u{a0}%")
            }
        },
    )
}
