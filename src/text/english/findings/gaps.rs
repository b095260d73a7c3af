//! Which connections are missing.

use super::{both, no_or_ties, none_or};
use crate::text::english::{counted, list, sector, sector_start};
use crate::text::{Name, SectorName, Sentence, count, number, percent, signed};

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
        note += "; ties within sectors z = ";
        note += &signed(z);
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
        for text in ["\n", &both(a, b), ": ", &against.note()] {
            note += text;
        }
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
