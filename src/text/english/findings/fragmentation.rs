//! What falls apart.

use super::both;
use crate::text::english::{counted, group};
use crate::text::{Group, Name, SectorName, Sentence, count, number, percent};

/// `The network is in one piece: all 71 actors can reach each other, in 2.1 steps on average and at most 5.`
pub fn in_one_piece<L>(
    num_actors: usize,
    mean_steps: Option<f64>,
    max_steps: Option<u32>,
) -> Sentence<L> {
    let sentence = Sentence::new()
        .say("The network is ")
        .strong("in one piece")
        .say(if num_actors == 2 {
            ": the two are tied".to_owned()
        } else {
            format!(": all {} actors can reach each other", count(num_actors))
        });
    match (mean_steps, max_steps) {
        (_, Some(1)) if num_actors > 2 => sentence.say(" directly."),
        (Some(mean), Some(max)) if max > 1 => sentence
            .say(", in ")
            .strong(format!("{} steps", number(mean)))
            .say(format!(" on average and at most {max}.")),
        _ => sentence.say("."),
    }
}

/// The pieces of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Pieces<L> {
    /// How many, isolates counted.
    pub num_pieces: usize,
    /// How many actors are in the largest.
    pub num_largest: usize,
    /// Where the largest leads.
    pub largest: Option<L>,
    /// Whether others are as large.
    pub is_tied: bool,
    /// Whether all others stand alone.
    pub all_alone: bool,
    /// Share of pairs without a path.
    pub unreachable: Option<f64>,
}

/// `The network is in 5 pieces. 12 companies are outside the largest. 22 % of all pairs have no path.`
pub fn in_pieces<L: Clone>(pieces: Pieces<L>, outside: &Group<L>) -> Sentence<L> {
    let sentence = Sentence::new().say("The network is in ").strong(counted(
        pieces.num_pieces,
        "piece",
        "pieces",
    ));
    let largest = counted(pieces.num_largest, "actor", "actors");
    let sentence = if pieces.is_tied {
        sentence
            .say(", none larger than ")
            .link(largest, pieces.largest)
            .say(".")
    } else if outside.len() > pieces.num_largest {
        sentence
            .say(", the largest with ")
            .link(count(pieces.num_largest), pieces.largest)
            .say(format!(
                " of the {} actors.",
                count(pieces.num_largest + outside.len())
            ))
    } else if pieces.all_alone {
        let verb = if outside.len() == 1 {
            " stands alone."
        } else {
            " stand alone."
        };
        sentence
            .say(": ")
            .link(largest, pieces.largest)
            .say(" are connected, ")
            .then(group(outside))
            .say(verb)
    } else {
        sentence
            .say(". ")
            .then(group(outside))
            .say(if outside.len() == 1 { " is" } else { " are" })
            .say(" outside the largest, which has ")
            .link(largest, pieces.largest)
            .say(".")
    };
    match pieces.unreachable {
        Some(share) if share > 0.0 => sentence
            .say(" ")
            .strong(percent(share))
            .say(" of all pairs have no path to each other."),
        _ => sentence,
    }
}

/// `A, B and C have no tie to anybody.`
pub fn isolates<L: Clone>(who: &Group<L>) -> Sentence<L> {
    group(who).say(if who.len() == 1 {
        " stands alone, without a tie to anybody."
    } else {
        " stand alone, without a tie to anybody."
    })
}

/// `2 actors and 2 ties are single points of failure: without any one of them, somebody is cut off.`
pub fn single_points<L>(actors: (usize, Option<L>), bridges: (usize, Option<L>)) -> Sentence<L> {
    let mut sentence = Sentence::new();
    if actors.0 > 0 {
        sentence = sentence.link(counted(actors.0, "actor", "actors"), actors.1);
    }
    if actors.0 > 0 && bridges.0 > 0 {
        sentence = sentence.say(" and ");
    }
    if bridges.0 > 0 {
        sentence = sentence.link(counted(bridges.0, "tie", "ties"), bridges.1);
    }
    sentence.say(if actors.0 + bridges.0 == 1 {
        " is a single point of failure: without it, somebody is cut off."
    } else {
        " are single points of failure: without any one of them, somebody is cut off."
    })
}

/// What happens without one actor.
#[derive(Clone, Debug, PartialEq)]
pub struct CutWords<L> {
    /// The actor.
    pub actor: Name<L>,
    /// Who is cut off.
    pub cut_off: Group<L>,
    /// How many pieces remain.
    pub num_pieces: usize,
    /// How many actors the largest has.
    pub num_rest: usize,
}

/// `WWF Sweden is cut off without City of Lund; E.ON without Medicon Village.`
pub fn cuts<L: Clone>(cuts: Vec<CutWords<L>>, rise: Option<(f64, f64)>) -> Sentence<L> {
    let first = cuts.first().map(|cut| cut.actor.clone());
    let mut sentence = Sentence::new();
    let mut said_cut_off = false;
    for (index, cut) in cuts.into_iter().enumerate() {
        if index > 0 {
            sentence = sentence.say("; ");
        }
        if cut.num_rest <= cut.cut_off.len() {
            sentence = sentence.name(cut.actor).say(format!(
                " holds its part together: without it, {} remain",
                counted(cut.num_pieces, "piece", "pieces")
            ));
            said_cut_off = false;
            continue;
        }
        let is_one = cut.cut_off.len() == 1;
        sentence = sentence.then(group(&cut.cut_off));
        if !said_cut_off {
            sentence = sentence.say(if is_one {
                " is cut off"
            } else {
                " are cut off"
            });
            said_cut_off = true;
        }
        sentence = sentence.say(" without ").name(cut.actor);
    }
    let sentence = sentence.say(".");
    match (first, rise) {
        (Some(first), Some((now, after))) => {
            let sentence = sentence
                .say(" Without ")
                .name(first)
                .say(", ")
                .strong(percent(after))
                .say(" of all pairs would have no path to each other");
            if now > 0.0 {
                sentence.say(format!(", instead of {}.", percent(now)))
            } else {
                sentence.say(".")
            }
        }
        _ => sentence,
    }
}

/// `Only the tie between A and B connects C, D and E to the rest. A second one would make it safe.`
pub fn worst_bridge<L: Clone>(
    a: Name<L>,
    b: Name<L>,
    num_ties: usize,
    cut_off: &Group<L>,
    pair: Option<L>,
) -> Sentence<L> {
    Sentence::new()
        .say("Only ")
        .term(
            if num_ties > 1 {
                format!("the {num_ties} parallel ties")
            } else {
                "the tie".to_owned()
            },
            pair,
        )
        .say(" between ")
        .name(a)
        .say(" and ")
        .name(b)
        .say(if num_ties > 1 {
            " connect "
        } else {
            " connects "
        })
        .then(group(cut_off))
        .say(" to the rest. One more, elsewhere, would make it safe.")
}

/// Nobody is indispensable.
pub fn no_single_points<L>() -> Sentence<L> {
    Sentence::new()
        .strong("No single point of failure")
        .say(": whichever actor or tie is lost, nobody else is cut off.")
}

/// `Business and civil society are furthest apart: only 51 % of their pairs can meet within two steps, …`
pub fn furthest_sectors<L>(
    a: &SectorName,
    b: &SectorName,
    within_2: f64,
    unreachable: f64,
    within_2_overall: f64,
    link: Option<L>,
) -> Sentence<L> {
    let sentence = Sentence::new()
        .link(both(a, b), link)
        .say(" are furthest apart: ");
    let sentence = if unreachable >= 1.0 {
        return sentence
            .say("no path leads from the one to the other.")
            .note("Neither directly nor through others.");
    } else if within_2 <= 0.0 {
        sentence.strong("none")
    } else {
        sentence.say("only ").strong(percent(within_2))
    };
    let sentence = sentence.say(" of their pairs can meet within two steps");
    let sentence = if unreachable > 0.0 {
        sentence
            .say(", ")
            .strong(percent(unreachable))
            .say(" not at all")
    } else {
        sentence
    };
    sentence
        .say(format!(
            ". Across all sectors, {} can meet.",
            percent(within_2_overall)
        ))
        .note("Within two steps: tied, or with a contact in common.")
}

/// `Where there is a path, it takes 2.8 steps on average and at most 7.`
pub fn steps<L>(mean: f64, max: u32) -> Sentence<L> {
    Sentence::new()
        .say("Where there is a path, it takes ")
        .strong(format!("{} steps", number(mean)))
        .say(format!(" on average and at most {max}."))
}
