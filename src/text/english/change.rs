//! What has changed, and what would change, in words.

use super::actors::{counted, group};
use super::indicator_value;
use crate::text::{Group, Sentence, percent, signed};

/// The heading over what a scenario would do.
pub const WHAT_IF: &str = "What if";
/// Over the column of indicators.
pub const INDICATOR: &str = "Indicator";
/// Over the column of the first state, as it is.
pub const NOW: &str = "Now";
/// Over the column of the supposed state.
pub const THEN: &str = "Then";
/// Over the column of the first of two states.
pub const BEFORE: &str = "Before";
/// Over the column of the second of two states.
pub const AFTER: &str = "After";
/// Over the column of differences.
pub const CHANGE: &str = "Change";

/// Two states in which nobody is cut off.
pub const STILL_CONNECTED: &str = "Everybody could reach everybody else, and still can.";

/// Before actors that leave in a scenario.
pub fn leaves(names: &str) -> String {
    format!("{names} left")
}

/// Before a tie that comes in a scenario.
pub fn works_with(one: &str, other: &str) -> String {
    format!("{one} worked with {other}")
}

/// Before a tie that goes in a scenario.
pub fn no_longer_works_with(one: &str, other: &str) -> String {
    format!("{one} no longer worked with {other}")
}

/// How much an indicator changes, in a table: shares in points.
pub fn difference(id: &str, delta: Option<f64>) -> String {
    match delta {
        None => indicator_value(id, None),
        Some(0.0) => "=".to_owned(),
        Some(delta) => {
            let size = indicator_value(id, Some(delta.abs()));
            format!("{}{size}", if delta > 0.0 { '+' } else { '−' })
        }
    }
}

/// What a scenario does to the whole: `Pairs without a path rise from 0 % to 22 %.`
pub fn paths<L>(before: f64, after: f64) -> Sentence<L> {
    let (from, to) = (percent(before), percent(after));
    let sentence = Sentence::new();
    if before <= 0.0 && after <= 0.0 {
        return sentence.say("Everybody who is left could still reach everybody else.");
    }
    if from == to {
        return sentence.say(format!("As many pairs have no path as before: {to}."));
    }
    let verb = if after > before { "rises" } else { "falls" };
    sentence
        .say(format!("The share of pairs without a path {verb} from "))
        .strong(from)
        .say(" to ")
        .strong(to)
        .say(".")
}

/// Who would be cut off: `9 companies would be cut off from the largest part.`
pub fn cut_off<L: Clone>(actors: &Group<L>) -> Sentence<L> {
    Sentence::new()
        .then(group(actors))
        .say(" would be cut off from the largest part.")
}

/// Who would come in: `E.ON would come into the largest part.`
pub fn joins<L: Clone>(actors: &Group<L>) -> Sentence<L> {
    Sentence::new()
        .then(group(actors))
        .say(" would come into the largest part.")
}

/// How much depends on those who leave: the handover index.
pub fn handover<L>(index: f64, before: f64, after: f64) -> Sentence<L> {
    let sentence = Sentence::new();
    let sentence = if index < 1e-9 {
        sentence.say("The others would be as near to each other as before")
    } else {
        sentence
            .say("The others depend on them for ")
            .strong(percent(index / (1.0 - before).max(1e-300)))
            .say(" of their nearness")
    };
    sentence.say(".").note(format!(
        "Handover index {}: distance-weighted fragmentation among the others {before:.4} with them, {after:.4} without",
        signed(index)
    ))
}

/// Who came and went: `3 actors joined, 2 left and 16 stayed.`
pub fn came_and_went<L: Clone>(
    joined: &Group<L>,
    left: &Group<L>,
    num_stayed: usize,
) -> Sentence<L> {
    let named = |of: &Group<L>, verb: &str| {
        if of.is_empty() {
            return Sentence::new().say(format!("nobody {verb}"));
        }
        Sentence::new().then(group(of)).say(format!(" {verb}"))
    };
    let mut sentence = named(joined, "joined")
        .say(", ")
        .then(named(left, "left"))
        .say(format!(
            ", {} stayed.",
            counted(num_stayed, "actor", "actors")
        ));
    if let Some(first) = sentence
        .parts
        .first_mut()
        .filter(|part| part.link.is_none())
    {
        let mut letters = first.text.chars();
        let start = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        first.text = start.unwrap_or_default() + letters.as_str();
    }
    sentence
}

/// What became of ties: `14 tied pairs stayed, 7 were formed, 7 dissolved.`
pub fn turnover<L>(
    kept: usize,
    formed: usize,
    dissolved: usize,
    jaccard: Option<f64>,
) -> Sentence<L> {
    let sentence = Sentence::new()
        .strong(counted(kept, "tied pair", "tied pairs"))
        .say(" stayed, ")
        .strong(counted(formed, "was formed", "were formed"))
        .say(", ")
        .strong(counted(dissolved, "dissolved", "dissolved"));
    match jaccard {
        Some(jaccard) if jaccard < 0.3 => sentence.say(format!(
            ": only {} are the same, so these are nearly different networks.",
            percent(jaccard)
        )),
        Some(jaccard) => sentence.say(format!(": {} are the same.", percent(jaccard))),
        None => sentence.say("."),
    }
}

/// Who has another sector now.
pub fn sector_changed<L: Clone>(actors: &Group<L>) -> Sentence<L> {
    Sentence::new()
        .then(group(actors))
        .say(if actors.len() == 1 {
            " has another sector now."
        } else {
            " have another sector now."
        })
}

/// Those who left had no tie: without them the network looks less fragmented although nothing was built.
pub fn isolates_left<L: Clone>(actors: &Group<L>) -> Sentence<L> {
    Sentence::new()
        .say("Of those who left, ")
        .then(group(actors))
        .say(" had no tie: without them the network looks less fragmented, although nothing was built.")
}
