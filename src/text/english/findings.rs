//! Findings as sentences: short, with names, and what follows from them.

use super::{counted, group, list, members, sector, sector_start};
use crate::text::{Group, Members, Name, SectorName, Sentence, count, number, percent, signed};

/// Nobody is there.
pub fn no_actors<L>() -> Sentence<L> {
    Sentence::new().say(super::EMPTY_NETWORK)
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
            nbsp = crate::text::NO_BREAK_SPACE,
        )),
        nbsp = crate::text::NO_BREAK_SPACE,
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
            .strong(if share >= 1.0 {
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

/// How one sector does with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Against {
    /// The ties that there are.
    pub ties: u32,
    /// Those to be expected.
    pub expected: f64,
    /// Standard deviations between the two.
    pub z: f64,
}

impl Against {
    fn note(self) -> String {
        format!(
            "{}; expected {:.2} if sectors were shuffled over the actors; z = {}",
            counted(self.ties as usize, "tied pair", "tied pairs"),
            self.expected,
            signed(self.z)
        )
    }
}

/// `Fewer ties than by chance: civil society has 25 with city where 46 would be expected, and 6 with university where 10.`
pub fn sector_gaps<L: Clone>(
    name: (&SectorName, Option<L>),
    gaps: &[(SectorName, Against, Option<L>)],
) -> Sentence<L> {
    let mut sentence = Sentence::new()
        .say("Fewer ties than by chance: ")
        .link(sector(name.0), name.1)
        .say(" has ");
    for (index, (other, against, link)) in gaps.iter().enumerate() {
        if index > 0 {
            sentence = sentence.say(if index + 1 == gaps.len() {
                ", and "
            } else {
                ", "
            });
        }
        sentence = sentence
            .link(
                format!("{} with {}", none_or(against.ties), sector(other)),
                link.clone(),
            )
            .say(" where ")
            .strong(number(against.expected));
        if index == 0 {
            sentence = sentence.say(" would be expected");
        }
    }
    let note: Vec<String> = gaps
        .iter()
        .map(|(other, against, _)| format!("{}: {}", sector_start(other), against.note()))
        .collect();
    sentence.say(".").note(note.join("\n"))
}

/// `Business and civil society have 3 ties where 21 would be expected.`
pub fn gap<L>(a: &SectorName, b: &SectorName, against: Against, link: Option<L>) -> Sentence<L> {
    let expected = number(against.expected);
    let sentence = Sentence::new();
    let sentence = if a == b {
        sentence
            .link(sector_start(a), link)
            .say(" works with itself less than chance would give: ")
    } else if against.ties == 0 {
        sentence
            .link(both(a, b), link)
            .say(" do not work together at all: ")
    } else {
        sentence
            .link(both(a, b), link)
            .say(" work together less than chance would give: ")
    };
    sentence
        .strong(no_or_ties(against.ties))
        .say(" where ")
        .strong(expected)
        .say(" would be expected.")
        .note(against.note())
}

/// `Business and university work together more than chance would give: 56 ties where 46 would be expected.`
pub fn surplus<L>(
    a: &SectorName,
    b: &SectorName,
    against: Against,
    link: Option<L>,
) -> Sentence<L> {
    let sentence = Sentence::new();
    let sentence = if a == b {
        sentence
            .link(sector_start(a), link)
            .say(" works with itself")
    } else {
        sentence.link(both(a, b), link).say(" work together")
    };
    sentence
        .say(" more than chance would give: ")
        .strong(no_or_ties(against.ties))
        .say(" where ")
        .strong(number(against.expected))
        .say(" would be expected.")
        .note(against.note())
}

/// How the pairs of two sectors can meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// How many pairs there are.
    pub num_pairs: usize,
    /// Share within two steps.
    pub within_2: f64,
    /// Share within three steps.
    pub within_3: f64,
    /// Share without a path.
    pub unreachable: f64,
}

/// `None of the 25 pairs of business and civil society can meet within two steps, 16 % within three, 20 % not at all.`
pub fn gap_reach<L>(a: &SectorName, b: &SectorName, reach: Reach, link: Option<L>) -> Sentence<L> {
    let names = if a == b {
        format!("inside {}", sector(a))
    } else {
        format!("of {} and {}", sector(a), sector(b))
    };
    let Reach {
        num_pairs,
        within_2,
        within_3,
        unreachable,
    } = reach;
    let sentence = if num_pairs == 1 {
        Sentence::new().say("The only pair ")
    } else if within_2 >= 1.0 {
        Sentence::new()
            .strong(format!("All {} pairs", count(num_pairs)))
            .say(" ")
    } else {
        let share = if within_2 > 0.0 {
            percent(within_2)
        } else {
            "None".to_owned()
        };
        Sentence::new()
            .strong(share)
            .say(format!(" of the {} pairs ", count(num_pairs)))
    };
    let sentence = sentence.link(names, link);
    let mut sentence = if num_pairs == 1 && within_2 <= 0.0 {
        sentence.say(" cannot meet within two steps")
    } else if within_3 <= 0.0 {
        sentence.say(" can meet within two or three steps")
    } else {
        sentence.say(" can meet within two steps")
    };
    if within_2 < 1.0 && within_3 > within_2 {
        sentence = sentence.say(if within_3 >= 1.0 {
            ", all within three".to_owned()
        } else {
            format!(", {} within three", percent(within_3))
        });
    }
    if unreachable > 0.0 && num_pairs > 1 {
        sentence = sentence
            .say(", ")
            .strong(percent(unreachable))
            .say(" not at all");
    }
    sentence
        .say(if (0.5..1.0).contains(&within_2) {
            ": a shared contact could introduce most of them."
        } else {
            "."
        })
        .note(
            "Within two steps: tied, or with a contact in common. Three steps: through two others.",
        )
}

/// `Most promising introduction: E.ON and Hyresgästföreningen, who share 4 contacts.`
pub fn best_missing_tie<L: Clone>(
    a: Name<L>,
    b: Name<L>,
    shared: Vec<Name<L>>,
    num_shared: usize,
    pair: Option<L>,
) -> Sentence<L> {
    let sentence = Sentence::new()
        .term("The most promising introduction", pair)
        .say(": ")
        .name(a)
        .say(" and ")
        .name(b);
    if shared.len() == num_shared {
        sentence.say(", who both work with ").then(list(shared, 0))
    } else {
        sentence
            .say(", who share ")
            .strong(counted(num_shared, "contact", "contacts"))
    }
    .say(".")
    .note("Of all pairs that are not tied, the one with the most, and the most exclusive, contacts in common (resource allocation, Zhou, Lü & Zhang 2009).")
}

/// `University and civil society are too small to tell: chance alone would give less than one tie.`
pub fn too_small_to_tell<L>(pairs: &[(SectorName, SectorName)]) -> Sentence<L> {
    let sentence = Sentence::new();
    let sentence = match pairs {
        [(a, b)] => sentence.say(format!("{} are", both(a, b))),
        _ => sentence.say(format!("{} pairs of sectors are", count(pairs.len()))),
    };
    let names: Vec<String> = pairs.iter().map(|(a, b)| both(a, b)).collect();
    sentence
        .say(" too small to tell: chance alone would give them less than one tie.")
        .note(names.join("\n"))
}

/// What a network's outlook is measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Share of tied pairs across sectors.
    pub share: f64,
    /// What chance would give.
    pub expected_share: f64,
    /// Standard deviations of inside ties from their expectation.
    pub z_internal: Option<f64>,
    /// The E-I index.
    pub index: f64,
    /// What chance would give.
    pub expected_index: f64,
}

/// `The network looks inward: 59 % of ties cross sectors, where chance would give 66 %.`
pub fn outlook<L>(outlook: Outlook, measure: Option<L>) -> Sentence<L> {
    let verdict = match outlook.z_internal {
        Some(z) if z >= 1.96 => "The network looks inward",
        Some(z) if z <= -1.96 => "The network looks outward",
        _ => "The sectors mix about as much as by chance",
    };
    let mut note = format!(
        "E-I index {} (−1 all ties within sectors, +1 all across); by chance {}",
        signed(outlook.index),
        signed(outlook.expected_index)
    );
    if let Some(z) = outlook.z_internal {
        note.push_str(&format!("; ties within sectors z = {}", signed(z)));
    }
    let sentence = Sentence::new().term(verdict, measure).say(": ");
    let sentence = if outlook.share <= 0.0 {
        sentence.strong("no").say(" tie crosses sectors")
    } else if outlook.share >= 1.0 {
        sentence.strong("all").say(" ties cross sectors")
    } else {
        sentence
            .strong(percent(outlook.share))
            .say(" of all ties cross sectors")
    };
    let expected = percent(outlook.expected_share);
    if expected == percent(outlook.share) {
        sentence.say(", just what chance would give.").note(note)
    } else {
        sentence
            .say(", where chance would give ")
            .strong(expected)
            .say(".")
            .note(note)
    }
}

/// `No gap is clearly more than chance, but two come close: city and civil society with 25 ties where 46 would be expected, and …`
pub fn no_gaps<L: Clone>(closest: &[(SectorName, SectorName, Against, Option<L>)]) -> Sentence<L> {
    let mut sentence = match closest.len() {
        0 => Sentence::new().say("No two sectors have clearly fewer ties than chance would give"),
        1 => Sentence::new().say("No gap is clearly more than chance, but one comes close: "),
        n => Sentence::new().say(format!(
            "No gap is clearly more than chance, but {} come close: ",
            if n == 2 { "two".to_owned() } else { count(n) }
        )),
    };
    let mut note =
        "A gap: at least 1.96 standard deviations below what shuffled sectors would give"
            .to_owned();
    for (index, (a, b, against, link)) in closest.iter().enumerate() {
        if index > 0 {
            sentence = sentence.say(" and ");
        }
        let ties = if index == 0 {
            no_or_ties(against.ties)
        } else {
            none_or(against.ties)
        };
        sentence = sentence
            .link(format!("{} and {}", sector(a), sector(b)), link.clone())
            .say(" with ")
            .strong(ties)
            .say(" where ")
            .strong(number(against.expected));
        if index == 0 {
            sentence = sentence.say(" would be expected");
            if closest.len() > 1 {
                sentence = sentence.say(",");
            }
        }
        note.push_str(&format!("\n{}: {}", both(a, b), against.note()));
    }
    sentence.say(".").note(note)
}

/// There are no two sectors.
pub fn no_sectors<L>(only: Option<&SectorName>) -> Sentence<L> {
    match only {
        None => Sentence::new().say(
            "No actor has a sector yet. Give actors a sector to see what is missing between them.",
        ),
        Some(name) => Sentence::new()
            .say("Only one sector is here, ")
            .strong(sector(name))
            .say(": gaps show as soon as there is a second."),
    }
}

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

/// `Business and civil society`.
fn both(a: &SectorName, b: &SectorName) -> String {
    format!("{} and {}", sector_start(a), sector(b))
}

fn none_or(n: u32) -> String {
    if n == 0 {
        "none".to_owned()
    } else {
        count(n as usize)
    }
}

fn no_or_ties(n: u32) -> String {
    if n == 0 {
        "no tie".to_owned()
    } else {
        counted(n as usize, "tie", "ties")
    }
}

fn and(of: &[Members]) -> String {
    join(&of.iter().map(members).collect::<Vec<_>>(), " and ")
}

fn or(words: &[String]) -> String {
    join(words, " or ")
}

fn join(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
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
