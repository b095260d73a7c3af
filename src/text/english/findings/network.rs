//! Who is here, and what to say where nobody is.

use super::{and, or};
use crate::text::english::EMPTY_NETWORK;
use crate::text::english::{counted, list, members, sector};
use crate::text::{Group, Members, Name, SectorName, Sentence, count};

/// Nobody is there.
pub fn no_actors<L>() -> Sentence<L> {
    Sentence::new().say(EMPTY_NETWORK)
}

/// Nobody is tied.
pub fn no_ties<L>(num_actors: usize) -> Sentence<L> {
    if num_actors == 1 {
        Sentence::new().say("A single actor so far. Add others with N, and ties with T.")
    } else {
        Sentence::new().say("Nobody is tied to anybody yet. Add a tie with T, or import a table.")
    }
}

/// `71 actors: 31 public bodies, 27 companies … 610 pairs of them are tied, 360 across sectors.`
pub fn size<L>(
    sectors: &[Members],
    num_pairs: usize,
    num_cross_pairs: Option<usize>,
) -> Sentence<L> {
    /// More sectors than these are summed up.
    const MAX_NAMED: usize = 5;
    let num_actors: usize = sectors.iter().map(|sector| sector.count).sum();
    let sentence = Sentence::new().strong(counted(num_actors, "actor", "actors"));
    let sentence = match sectors {
        [] => sentence,
        [only] if only.sector.is_none() => sentence.say(", none of them with a sector yet"),
        [_] if num_actors == 1 => sentence.say(format!(": {}", and(sectors))),
        [only] => sentence.say(format!(", all of one sector: {}", members(only))),
        _ if sectors.len() <= MAX_NAMED => sentence.say(format!(": {}", and(sectors))),
        _ => {
            let (first, rest) = sectors.split_at(MAX_NAMED - 1);
            let num_rest: usize = rest.iter().map(|sector| sector.count).sum();
            let first: Vec<String> = first.iter().map(members).collect();
            sentence.say(format!(
                ": {} and {}",
                first.join(", "),
                counted(num_rest, "other", "others"),
            ))
        }
    };
    if num_pairs == 0 {
        return sentence.say(".");
    }
    let sentence = sentence.say(". ").strong(count(num_pairs)).say(format!(
        " {} tied",
        if num_pairs == 1 {
            "pair is"
        } else {
            "pairs are"
        }
    ));
    match num_cross_pairs {
        None => sentence.say("."),
        Some(0) => sentence.say(", none across sectors."),
        Some(1) if num_pairs == 1 => sentence.say(", across sectors."),
        Some(n) if n == num_pairs => sentence.say(", all across sectors."),
        Some(n) => sentence
            .say(", ")
            .strong(count(n))
            .say(" of them across sectors."),
    }
}

/// `City of Lund has most contacts: 63 of the 70 others. Half of all actors have 20 or fewer.`
pub fn most_contacts<L>(
    names: Vec<Name<L>>,
    num_contacts: usize,
    num_others: usize,
    median: usize,
    measure: Option<L>,
) -> Sentence<L> {
    let is_one = names.len() == 1;
    let sentence = list(names, 0)
        .say(if is_one { " has most " } else { " have most " })
        .term("contacts", measure)
        .say(": ");
    let sentence = if num_contacts == num_others {
        sentence.strong(format!("all {}", counted(num_others, "other", "others")))
    } else {
        sentence
            .strong(count(num_contacts))
            .say(format!(" of the {} others", count(num_others)))
    };
    sentence
        .say(if is_one { "." } else { " each." })
        .say(match median {
            0 => " Half of all actors have none.".to_owned(),
            1 => " Half of all actors have just one, or none.".to_owned(),
            n => format!(" Half of all actors have {} or fewer.", count(n)),
        })
}

/// `CoAction Lund brings 26 actors together and is the only reason for 290 of the 610 tied pairs.`
pub fn largest_activity<L>(
    activity: Name<L>,
    num_actors: usize,
    num_only_here: usize,
    num_pairs: usize,
) -> Sentence<L> {
    let sentence = Sentence::new()
        .name(activity)
        .say(format!(
            " brings {} together and is the only reason for ",
            counted(num_actors, "actor", "actors")
        ))
        .strong(if num_only_here == num_pairs {
            format!("all {}", count(num_pairs))
        } else {
            format!("{} of the {}", count(num_only_here), count(num_pairs))
        })
        .say(" tied pairs. How close they really are, the map cannot tell.");
    sentence.note("Two actors are tied when they take part in an activity together.")
}

/// `Nobody from civil society is on the map. Is that so, or has nobody asked them yet?`
pub fn absent_sectors<L>(sectors: &[SectorName]) -> Sentence<L> {
    let names: Vec<String> = sectors.iter().map(sector).collect();
    let names = if names.len() > 4 {
        format!("{} of the sectors", count(names.len()))
    } else {
        or(&names)
    };
    Sentence::new()
        .say("Nobody from ")
        .strong(names)
        .say(" is on the map. Are they missing in the room, or only in the data?")
}

/// `3 actors have no sector: A, B and C. They are left out …`
pub fn unassigned_actors<L: Clone>(who: &Group<L>) -> Sentence<L> {
    let n = who.len();
    let sentence = Sentence::new().link(counted(n, "actor", "actors"), who.link.clone());
    let sentence = sentence.say(if n == 1 {
        " has no sector"
    } else {
        " have no sector"
    });
    let sentence = if who.names.len() == n {
        sentence.say(": ").then(list(who.names.clone(), 0))
    } else {
        sentence
    };
    sentence.say(if n == 1 {
        ". It is left out when sectors are compared."
    } else {
        ". They are left out when sectors are compared."
    })
}
