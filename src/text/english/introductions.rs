//! Introductions in words: who should meet, why, and what it would do.

use super::actors::{counted, list, sector};
use crate::text::{Name, SectorName, Sentence, count, number, percent, percent_cell, score_exact};

/// One of two actors that are introduced.
#[derive(Clone, Debug, PartialEq)]
pub struct Introduced<L> {
    /// Its name.
    pub name: Name<L>,
    /// Its sector, if it has one.
    pub sector: Option<SectorName>,
}

/// Why two actors should meet.
#[derive(Clone, Debug, PartialEq)]
pub enum Why<L> {
    /// Their tie makes one of two parts, of so many actors.
    JoinsIslands(usize, usize),
    /// Their sectors have so many ties where so many would be expected.
    ThinSectors {
        /// The sectors, each in its own words, and what they lead to.
        sectors: (SectorName, SectorName, Option<L>),
        /// Ties there are.
        ties: usize,
        /// Ties that would be expected.
        expected: f64,
    },
    /// The first looks for something that the second offers.
    NeedMet(Name<L>, Name<L>, Vec<String>),
    /// Contacts in common: the names of some, and how many more.
    SharedContacts(Vec<Name<L>>, usize),
    /// They are so many steps apart.
    FarApart(usize),
    /// So many pairs of different sectors come within two steps.
    BringsTogether(usize),
}

/// What is aimed at, before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect<'a> {
    /// The id of what is aimed at.
    pub goal: &'a str,
    /// Before, as it is computed.
    pub before: f64,
    /// After.
    pub after: f64,
    /// How many other pairs would do as much.
    pub num_as_good: usize,
}

/// `Introduce E.ON (business) to WWF (civil society): they share the contact Lund; business and civil society have no tie
/// where 3.4 would be expected. Pairs without a path fall from 22 % to 11 %.`
pub fn introduction<L: Clone>(
    one: Introduced<L>,
    other: Introduced<L>,
    pair: Option<L>,
    reasons: Vec<Why<L>>,
    effect: Effect<'_>,
) -> Sentence<L> {
    let ends = (one.name.clone(), other.name.clone());
    let mut sentence = Sentence::new()
        .term("Introduce", pair)
        .say(" ")
        .then(introduced(one))
        .say(" to ")
        .then(introduced(other));
    for (index, reason) in reasons.into_iter().enumerate() {
        sentence = sentence
            .say(if index == 0 { ": " } else { "; " })
            .then(why(reason, &ends));
    }
    let sentence = sentence.say(". ").strong(effect_words(effect)).say(".");
    let others = match effect.num_as_good {
        0 => "No other pair would do as much".to_owned(),
        n => format!(
            "{} would do as much",
            counted(n, "other pair", "other pairs")
        ),
    };
    sentence.note(format!(
        "{}: {} before, {} after, {} by this tie. {others}. Chosen greedily: the best pair at its turn, with the ones before it made.",
        goal(effect.goal).measure,
        score_exact(effect.before),
        score_exact(effect.after),
        signed_exact(effect.after - effect.before),
    ))
}

fn signed_exact(value: f64) -> String {
    if value > 0.0 {
        format!("+{}", score_exact(value))
    } else {
        score_exact(value)
    }
}

fn introduced<L>(actor: Introduced<L>) -> Sentence<L> {
    let sentence = Sentence::new().name(actor.name);
    match actor.sector {
        Some(name) => sentence.say(format!(" ({})", sector(&name))),
        None => sentence,
    }
}

fn why<L: Clone>(reason: Why<L>, (one, other): &(Name<L>, Name<L>)) -> Sentence<L> {
    let sentence = Sentence::new();
    match reason {
        Why::JoinsIslands(1, 1) => sentence.say("neither has a tie yet"),
        Why::JoinsIslands(1, rest) => no_tie_yet(one, rest),
        Why::JoinsIslands(rest, 1) => no_tie_yet(other, rest),
        Why::JoinsIslands(here, there) => sentence
            .say("their tie would join two separate parts of the network, of ")
            .strong(count(here))
            .say(" and ")
            .strong(counted(there, "actor", "actors")),
        Why::ThinSectors {
            sectors: (r, s, link),
            ties,
            expected,
        } => {
            let names = format!("{} and {}", sector(&r), sector(&s));
            let there_are = match ties {
                0 => "no tie".to_owned(),
                n => counted(n, "tie", "ties"),
            };
            sentence
                .link(names, link)
                .say(" have ")
                .strong(there_are)
                .say(format!(" where {} would be expected", number(expected)))
        }
        Why::NeedMet(needs, offers, what) => sentence
            .name(needs)
            .say(" looks for ")
            .strong(enumerated(&what))
            .say(", which ")
            .name(offers)
            .say(" offers"),
        Why::SharedContacts(names, 0) if names.len() == 1 => {
            sentence.say("both work with ").then(list(names, 0))
        }
        Why::SharedContacts(names, num_more) => {
            let num = names.len() + num_more;
            sentence
                .say("they share ")
                .strong(counted(num, "contact", "contacts"))
                .say(if num_more == 0 { " (" } else { " (among them " })
                .then(list(names, 0))
                .say(")")
        }
        Why::FarApart(steps) => sentence
            .say("they are ")
            .strong(counted(steps, "step", "steps"))
            .say(" apart today"),
        Why::BringsTogether(pairs) => sentence
            .strong(counted(pairs, "pair", "pairs"))
            .say(" of different sectors would come within two steps"),
    }
}

/// `A has no tie yet, and B is in a part of 62 actors`.
fn no_tie_yet<L: Clone>(alone: &Name<L>, rest: usize) -> Sentence<L> {
    Sentence::new()
        .name(alone.clone())
        .say(" has no tie yet, and would come into a part of ")
        .strong(counted(rest, "actor", "actors"))
}

fn enumerated(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn effect_words(effect: Effect<'_>) -> String {
    let Effect {
        goal: id,
        before,
        after,
        ..
    } = effect;
    let GoalWords {
        subject, is_share, ..
    } = goal(id);
    // What falls is computed as a negative number, so that more is better.
    let verb = if before < 0.0 || after < 0.0 {
        "falls"
    } else {
        "rises"
    };
    let (before, after) = (before.abs(), after.abs());
    let points = (after - before).abs() * 100.0;
    // As many decimals as it takes to see that it changes.
    if !is_share {
        format!(
            "{subject} {verb} from {} to {}",
            number(before),
            number(after)
        )
    } else if points >= 2.0 {
        format!(
            "{subject} {verb} from {} to {}",
            percent(before),
            percent(after)
        )
    } else if points >= 0.15 {
        let (from, to) = (percent_cell(Some(before)), percent_cell(Some(after)));
        format!("{subject} {verb} from {from} to {to}")
    } else {
        let (points, to) = (number(points), percent_cell(Some(after)));
        format!("{subject} {verb} by {points} points, to {to}")
    }
}

/// What is said about something that introductions can aim at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalWords {
    /// A name for menus.
    pub name: &'static str,
    /// What rises or falls, at the beginning of a sentence.
    pub subject: &'static str,
    /// Whether it is a share of something, from 0 to 1.
    pub is_share: bool,
    /// The name of the measure.
    pub measure: &'static str,
    /// What it means, in a line.
    pub meaning: &'static str,
}

/// What is said about the goal with this id.
pub fn goal(id: &str) -> GoalWords {
    match id {
        "drop_F" => GoalWords {
            name: "Join islands",
            subject: "The share of pairs without a path",
            is_share: true,
            measure: "− fragmentation F",
            meaning: "Fewer pairs of actors without any path between them",
        },
        "drop_DF" => GoalWords {
            name: "Shorten ways",
            subject: "Distance-weighted fragmentation",
            is_share: true,
            measure: "− distance-weighted fragmentation DF",
            meaning: "Islands joined and detours shortened, for everybody",
        },
        "cross_reach_2" => GoalWords {
            name: "Bring sectors within reach",
            subject: "The share of pairs of different sectors within two steps",
            is_share: true,
            measure: "Share of pairs of different sectors within two steps",
            meaning: "More actors can find somebody of another sector through one shared contact",
        },
        "cross_reach_any" => GoalWords {
            name: "Connect sectors at all",
            subject: "The share of pairs of different sectors with a path",
            is_share: true,
            measure: "Share of pairs of different sectors with a path",
            meaning: "More actors can reach another sector at all",
        },
        "lambda2" => GoalWords {
            name: "Hold together",
            subject: "Algebraic connectivity",
            is_share: false,
            measure: "Algebraic connectivity λ2",
            meaning: "The network is harder to pull apart",
        },
        _ => GoalWords {
            name: "Fill the gaps between sectors",
            subject: "The share of expected ties between sectors that are missing",
            is_share: true,
            measure: "− shortfall of ties between sectors",
            meaning: "Ties where sectors have fewer than chance would give them",
        },
    }
}

/// The heading over proposals: `Suggested introductions, one after the other: fewer pairs without a path`.
pub fn introductions_heading(goal_id: &str) -> String {
    format!("Suggested introductions. {}", goal(goal_id).meaning)
}

/// Where no pair would bring anything.
pub fn no_introduction(goal_id: &str, num_candidates: u64) -> String {
    let aim = goal(goal_id).name.to_lowercase();
    if num_candidates == 0 {
        "There are no two actors of different sectors who are not tied and not introduced already"
            .to_owned()
    } else {
        format!(
            "None of the {} would help to {aim}: choose another aim",
            counted(
                num_candidates as usize,
                "possible introduction",
                "possible introductions"
            )
        )
    }
}

/// How the proposals came about: how many pairs there were, and whether all were computed.
pub fn introductions_basis(num_candidates: u64, shortlist: Option<usize>) -> String {
    let all = counted(num_candidates as usize, "possible pair", "possible pairs");
    let how = match shortlist {
        None => format!("All {all} were compared"),
        Some(num) => format!(
            "Of {all} the {} most promising were computed exactly",
            count(num)
        ),
    };
    format!("{how}. Chosen one after the other (greedy): there may be a better set.")
}

/// The heading over who should be in the room.
pub const ROOM: &str = "Who should be in the room?";

/// Who should be in the room, before the list of names: `5 actors bring all sectors together and are within two steps of
/// 82 % of the network`.
pub fn room_heading(num: usize, reached: f64, is_enough: bool) -> String {
    let group = counted(num, "actor", "actors");
    if is_enough {
        format!(
            "{group} bring all sectors together and reach {} of the network within two steps",
            percent(reached)
        )
    } else {
        format!(
            "{group} reach {} of the network within two steps: more is not possible",
            percent(reached)
        )
    }
}

/// What somebody brings into the room, after its name: `brings city in, and 31 more actors within two steps`.
pub fn guest(first_of: Option<&SectorName>, num_new: usize) -> String {
    let reach = format!(
        "{} within two steps",
        counted(num_new, "more actor", "more actors")
    );
    match first_of {
        Some(name) if num_new == 0 => format!("brings {} in", sector(name)),
        Some(name) => format!("brings {} in, and {reach}", sector(name)),
        None => format!("brings {reach}"),
    }
}

/// Before the choice of what introductions are for.
pub const AIM: &str = "Aim";
/// Notes a proposal, so that somebody makes it.
pub const NOTE: &str = "Note it";
/// What noting a proposal does.
pub const NOTE_TOOLTIP: &str =
    "Puts the introduction on the list below, with its reasons. It can be undone.";
/// The heading over introductions that are noted.
pub const UNDER_WAY: &str = "Introductions under way";
/// Where none is noted.
pub const NONE_UNDER_WAY: &str = "Note a suggestion to follow it here, step by step";
/// Says that they declined.
pub const DECLINE: &str = "Declined";

/// How far an introduction has come, by the number of its step: suggested, introduced, met, working together, ended,
/// declined.
pub fn status(step: usize) -> &'static str {
    match step {
        0 => "suggested",
        1 => "introduced",
        2 => "met",
        3 => "working together",
        4 => "ended",
        _ => "declined",
    }
}

/// The button that takes an introduction a step further.
pub fn next_step(step: usize) -> &'static str {
    match step {
        0 => "Suggest",
        1 => "Introduced",
        2 => "They met",
        3 => "They work together",
        _ => "It ended",
    }
}

/// What the button does.
pub fn next_step_tooltip(step: usize) -> &'static str {
    match step {
        3 => "Notes that they work together, and adds their tie. It can be undone.",
        _ => "Notes how far it has come. It can be undone.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name<()> {
        Name {
            text: text.to_owned(),
            link: None,
        }
    }

    #[test]
    fn a_facilitator_can_read_it_out() {
        let of = |text: &str, sector: &str| Introduced {
            name: name(text),
            sector: Some(SectorName {
                text: sector.to_owned(),
                helix: None,
            }),
        };
        let reasons = vec![
            Why::JoinsIslands(1, 62),
            Why::NeedMet(
                name("WWF"),
                name("E.ON"),
                vec!["data".to_owned(), "space".to_owned()],
            ),
            Why::SharedContacts(vec![name("Lund")], 0),
        ];
        let effect = Effect {
            goal: "drop_F",
            before: -0.22,
            after: -0.11,
            num_as_good: 24,
        };
        let sentence = introduction(
            of("E.ON", "energy"),
            of("WWF", "nature"),
            None,
            reasons,
            effect,
        );
        assert_eq!(
            sentence.to_string().replace('\u{a0}', " "),
            "Introduce E.ON (energy) to WWF (nature): E.ON has no tie yet, and would come into a part of 62 actors; WWF looks \
             for data and space, which E.ON offers; both work with Lund. The share of pairs without a path falls from 22 % to \
             11 %."
        );
        assert!(sentence.note.contains("24 other pairs"));
    }
}
