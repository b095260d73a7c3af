//! Who connects the sectors.

use crate::text::english::{counted, group, list, sector};
use crate::text::{Group, NO_BREAK_SPACE, Name, SectorName, Sentence, count, percent};

/// `City of Lund carries 36 % of the shortest routes between sectors, three times as many as the next.`
pub fn top_brokers<L>(
    names: Vec<Name<L>>,
    num_more: usize,
    share: f64,
    next: Option<f64>,
    between_sectors: bool,
    measure: Option<L>,
) -> Sentence<L> {
    /// Below this share even the first is one of many.
    const SMALL_SHARE: f64 = 0.05;
    let routes = if between_sectors {
        "shortest routes between sectors"
    } else {
        "shortest routes between others"
    };
    let note = format!(
        "{:.2}{nbsp}% of the {routes}{}. If there are several shortest routes, each counts as a part.",
        share * 100.0,
        next.map_or_else(String::new, |next| format!(
            "; the next {:.2}{nbsp}%",
            next * 100.0,
            nbsp = NO_BREAK_SPACE,
        )),
        nbsp = NO_BREAK_SPACE,
    );
    let is_one = names.len() + num_more == 1;
    if is_one && share < SMALL_SHARE && next.is_some() {
        return Sentence::new()
            .say("No single broker: even ")
            .then(list(names, 0))
            .say(", who carries most, has only ")
            .strong(percent(share))
            .say(" of the ")
            .term(routes, measure)
            .say(".")
            .note(note);
    }
    let sentence = list(names, num_more);
    let sentence = if is_one {
        sentence
            .say(" carries ")
            .strong(if share > 1.0 - 1e-9 {
                "all".to_owned()
            } else {
                percent(share)
            })
            .say(" of the ")
            .term(routes, measure)
            .say(match next {
                None => ", and nobody else carries any.".to_owned(),
                Some(next) => times_the_next(share / next),
            })
    } else {
        let sentence = sentence
            .say(" each carry ")
            .strong(percent(share))
            .say(" of the ")
            .term(routes, measure);
        sentence.say(if next.is_none() {
            ", and nobody else carries any."
        } else {
            ", more than anybody else."
        })
    };
    sentence.note(note)
}

/// How many times as many, in words; nothing that is not nearly so.
fn times_the_next(ratio: f64) -> String {
    const WORDS: [&str; 9] = [
        "twice",
        "three times",
        "four times",
        "five times",
        "six times",
        "seven times",
        "eight times",
        "nine times",
        "ten times",
    ];
    let nearest = ratio.round();
    if !ratio.is_finite() || ratio < 1.4 {
        return ", more than anybody else.".to_owned();
    }
    if nearest >= 11.0 {
        return ", more than ten times as many as the next.".to_owned();
    }
    let (about, times) = if (ratio - nearest).abs() <= 0.07 * nearest && nearest >= 2.0 {
        let about = if (ratio - nearest).abs() <= 0.02 * nearest {
            ""
        } else if ratio < nearest {
            "almost "
        } else {
            "more than "
        };
        (about, nearest)
    } else if ratio < 1.6 {
        return ", half as many again as the next.".to_owned();
    } else if ratio < 2.0 {
        return ", far more than anybody else.".to_owned();
    } else {
        ("more than ", ratio.floor())
    };
    let word = WORDS
        .get(times as usize - 2)
        .copied()
        .unwrap_or("many times");
    format!(", {about}{word} as many as the next.")
}

/// `A (12 %) and B (11 %) follow.`
pub fn next_brokers<L>(brokers: Vec<(Name<L>, f64)>) -> Sentence<L> {
    let is_one = brokers.len() == 1;
    with_shares(Sentence::new(), brokers).say(if is_one { " follows." } else { " follow." })
}

/// `Outside the city sector, Lund University (8.7 %) and Future by Lund (4.6 %) carry most.`
pub fn brokers_outside<L>(of: &SectorName, brokers: Vec<(Name<L>, f64)>) -> Sentence<L> {
    let is_one = brokers.len() == 1;
    let sentence = Sentence::new().say(format!("Outside the {} sector, ", sector(of)));
    with_shares(sentence, brokers).say(if is_one {
        " carries most."
    } else {
        " carry most."
    })
}

fn with_shares<L>(mut sentence: Sentence<L>, brokers: Vec<(Name<L>, f64)>) -> Sentence<L> {
    for (index, (name, share)) in brokers.into_iter().enumerate() {
        if index > 0 {
            sentence = sentence.say(" and ");
        }
        sentence = sentence.name(name).say(format!(" ({})", percent(share)));
    }
    sentence
}

/// `City of Lund is a shared contact of 1 047 pairs from different sectors. For 412 of them it is the only one.`
pub fn brokered<L>(broker: Name<L>, num_pairs: usize, num_only_here: usize) -> Sentence<L> {
    let sentence = Sentence::new()
        .name(broker)
        .say(" can introduce ")
        .strong(counted(num_pairs, "pair", "pairs"))
        .say(" from different sectors who are not tied yet. ");
    if num_only_here == 0 {
        sentence.say("All of them have other contacts in common, too.")
    } else if num_only_here == num_pairs {
        sentence.say(if num_pairs == 1 {
            "Nobody else can."
        } else {
            "Nobody else can introduce any of them."
        })
    } else {
        sentence
            .say("For ")
            .strong(count(num_only_here))
            .say(" of them nobody else can.")
    }
    .note("Two actors in different sectors, not tied, who both work with this one. Nobody else can: it is the only contact that they share.")
}

/// `Trivector has only 5 contacts, yet 4 % of the routes between sectors run through it.`
pub fn quiet_broker<L>(
    broker: Name<L>,
    share: f64,
    num_contacts: usize,
    median: usize,
) -> Sentence<L> {
    Sentence::new()
        .name(broker)
        .say(" is easily overlooked: only ")
        .strong(counted(num_contacts, "contact", "contacts"))
        .say(", yet ")
        .strong(percent(share))
        .say(" of the routes between sectors.")
        .note(format!(
            "Half of all actors have {} or fewer.",
            counted(median, "contact", "contacts")
        ))
}

/// `RISE is all that connects 9 companies to 61 others. Without it they are cut off.`
pub fn only_path<L: Clone>(actor: Name<L>, cut_off: &Group<L>, num_rest: usize) -> Sentence<L> {
    let sentence = Sentence::new()
        .name(actor)
        .say(" is all that connects ")
        .then(group(cut_off))
        .say(format!(" to {}.", counted(num_rest, "other", "others")));
    if cut_off.len() == 1 {
        sentence
    } else {
        sentence.say(" Without it they are cut off.")
    }
}

/// Nobody stands between sectors.
pub fn no_brokers<L>(has_cross_ties: bool, num_sectors: usize) -> Sentence<L> {
    Sentence::new().say(match (num_sectors, has_cross_ties) {
        (0, _) => "No actor has a sector yet. Give actors a sector to see who connects them.",
        (1, _) => "Only one sector is here, so there are no sectors to connect.",
        (_, true) => {
            "Nobody stands between sectors: whoever can reach another sector is tied to it directly."
        }
        (_, false) => "Nobody connects the sectors: no path leads from one to another.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_in_words_are_true() {
        let cases = [
            (1.0, ", more than anybody else."),
            (1.5, ", half as many again as the next."),
            (1.9, ", almost twice as many as the next."),
            (2.0, ", twice as many as the next."),
            (2.5, ", more than twice as many as the next."),
            (3.003, ", three times as many as the next."),
            (2.9, ", almost three times as many as the next."),
            (30.0, ", more than ten times as many as the next."),
            (f64::INFINITY, ", more than anybody else."),
        ];
        for (ratio, words) in cases {
            assert_eq!(times_the_next(ratio), words, "{ratio}");
        }
    }
}
