//! Words of what panels unfold: analyses that run only when somebody looks.

use super::counted;
use crate::text::{Name, Sentence, count, percent};

/// Start an analysis that was stopped.
pub const COMPUTE: &str = "Compute";

/// Analyses that run by themselves were stopped.
pub const STOPPED_ANALYSES: &str = "Some numbers are missing: their computation was stopped";

/// What an analysis on demand is called in the status line.
pub fn on_demand(id: &str) -> &'static str {
    match id {
        "resilience" => "If actors leave…",
        "closure" => "Triangles across sectors…",
        "communities" => "Groups…",
        "key_players" => "Key players…",
        "rank_intervals" => "How sure is the ranking…",
        "introductions" => "Introductions…",
        "tie_betweenness" => "Ties that carry most…",
        "broker_scores" | "weighted" | "compactness" => "More measures…",
        _ => super::work::running::ANALYSIS,
    }
}

/// An analysis was stopped; perhaps with an old answer below.
pub fn stopped(has_answer: bool) -> &'static str {
    if has_answer {
        "Stopped. What stands below is out of date"
    } else {
        "Stopped before it was done"
    }
}

/// An analysis runs; perhaps with an old answer below.
pub fn computing(is_stale: bool, progress: Option<f32>) -> String {
    let what = if is_stale {
        "Out of date, computing again"
    } else {
        "Computing"
    };
    match progress {
        Some(progress) => format!("{what}, {}", percent(f64::from(progress))),
        None => format!("{what}…"),
    }
}

/// Fragmentation: heading of what happens if actors leave.
pub const RESILIENCE: &str = "If actors leave";
/// Fragmentation: remark beside it.
pub const RESILIENCE_REMARK: &str = "how much holds together";
/// Fragmentation: who leaves first, in the order of the legend.
pub const CURVES: [&str; 3] = ["Best connected", "Go-betweens", "Anybody"];
/// Fragmentation: what the band around the last curve is.
pub const CURVE_BAND: &str = "Nine of ten random orders lie in the band";
/// Fragmentation: the axes of the curve.
pub const CURVE_AXES: [&str; 2] = ["actors who have left", "still in one piece"];
/// Fragmentation: a curve for a screen reader.
pub const CURVE_LABEL: &str = "Share of all actors in the largest piece, as actors leave";

/// Fragmentation: after how many removals the largest piece has lost half of its actors.
pub fn half_gone<L>(
    who: &str,
    actors: (usize, Option<L>),
    num_actors: usize,
    at_random: Option<usize>,
) -> Sentence<L> {
    let (num, link) = actors;
    let share = percent(num as f64 / num_actors.max(1) as f64);
    let mut sentence = Sentence::new();
    sentence = if num == 1 {
        sentence
            .say("When ")
            .link(format!("one {who}"), link)
            .say(" leaves, the largest piece is half its size.")
    } else {
        sentence
            .say("When the ")
            .link(format!("{} {who}s", count(num)), link)
            .say(format!(
                " ({share}) have left, the largest piece is half its size."
            ))
    };
    if let Some(at_random) = at_random {
        sentence = sentence.say(format!(
            " If anybody leaves, that takes about {}.",
            count(at_random)
        ));
    }
    sentence
}

/// Somebody with the most contacts.
pub const BEST_CONNECTED: &str = "best connected actor";
/// Somebody on the most routes.
pub const GO_BETWEEN: &str = "busiest go-between";

/// Fragmentation: a point of a curve.
pub fn curve_point(curve: &str, num_gone: usize, share: f64) -> String {
    format!(
        "{curve}\n{} left: {} in one piece",
        counted(num_gone, "actor has", "actors have"),
        percent(share)
    )
}

/// Fragmentation: strong components.
pub const STRONG: &str = "Along the direction of ties";

/// Fragmentation: how many reach each other both ways.
pub fn strong_pieces<L>(
    largest: usize,
    num_actors: usize,
    num_pieces: usize,
    link: Option<L>,
) -> Sentence<L> {
    if largest <= 1 {
        return Sentence::new().say(
            "Nobody can be reached and answer: along the direction of ties, no two actors reach each other both ways.",
        );
    }
    Sentence::new()
        .link(
            format!("{} of {} actors", count(largest), count(num_actors)),
            link,
        )
        .say(format!(
            " reach each other in both directions. Altogether there are {}.",
            counted(
                num_pieces,
                "such group",
                "such groups, those of a single actor included"
            )
        ))
}

/// Fragmentation: heading of reachability in a table.
pub const UNREACHABLE: &str = "no path";
/// Gaps: heading of the numbers of segregation.
pub const SEGREGATION: &str = "How segregated";
/// Gaps: remark beside it.
pub const SEGREGATION_REMARK: &str = "do sectors keep to themselves";
/// Gaps: heading of Coleman's index.
pub const BY_SECTOR: &str = "Keeping to itself, by sector";
/// Gaps: heading of closure.
pub const CLOSURE: &str = "Triangles across sectors";
/// Gaps: remark beside it.
pub const CLOSURE_REMARK: &str = "do partners meet";
/// Gaps: heading of synergy.
pub const SYNERGY: &str = "Triple and quadruple helix";
/// Gaps: remark beside it.
pub const SYNERGY_REMARK: &str = "in millibits";
/// Gaps: no activities, no synergy.
pub const NO_SYNERGY: &str = "No activities. Add some, or import a table of who takes part in what, to see whether sectors create something together.";
/// Gaps: heading of the table of all sector pairs.
pub const ALL_PAIRS: &str = "All pairs of sectors in numbers";
/// Gaps: the columns of that table.
pub const PAIR_COLUMNS: [&str; 6] = ["ties", "expected", "ratio", "z", "p", "≤ 2 steps"];
/// Network: heading of the numbers.
pub const COHESION: &str = "How it hangs together";
/// Network: remark beside it.
pub const COHESION_REMARK: &str = "in single numbers";

/// Gaps: how often three of these sectors close.
pub fn closure_sentence<L>(num_sectors: usize, closure: f64, others: Option<f64>) -> Sentence<L> {
    let who = match num_sectors {
        1 => "the same sector",
        2 => "two sectors",
        _ => "three different sectors",
    };
    let sentence = Sentence::new()
        .say(format!("Of three actors from {who} who are in touch, "))
        .strong(percent(closure))
        .say(" of the chains are closed into triangles");
    match others {
        Some(others) => sentence.say(format!("; within one sector it is {}.", percent(others))),
        None => sentence.say("."),
    }
}

/// Brokers: heading of the ties that carry most.
pub const TIE_BETWEENNESS: &str = "Ties that carry most";
/// Brokers: remark beside it.
pub const TIE_BETWEENNESS_REMARK: &str = "routes between any two";
/// Brokers: there are no ties.
pub const NO_TIES_TO_RANK: &str = "There are no ties";

/// Brokers: the tie that carries most.
pub fn tie_betweenness<L>(one: Name<L>, other: Name<L>, share: f64) -> Sentence<L> {
    Sentence::new()
        .say("The tie between ")
        .name(one)
        .say(" and ")
        .name(other)
        .say(" carries most: it lies on ")
        .strong(percent(share))
        .say(" of all shortest routes.")
}

/// Gaps: three sectors.
pub fn three_sectors(names: &[&str]) -> String {
    match names {
        [a, b, c] if a == b && b == c => format!("Within {a}"),
        [a, b, c] if a == b => format!("{a} twice, {c}"),
        [a, b, c] if b == c => format!("{a}, {b} twice"),
        names => names.join(", "),
    }
}

/// Gaps: triangles of all connected triples.
pub fn triangles_of(triangles: u64, open: u64) -> String {
    format!(
        "{} and {}",
        counted(triangles as usize, "triangle", "triangles"),
        counted(open as usize, "open chain", "open chains")
    )
}

/// Gaps: what an information of three sectors means.
pub fn synergy_reading(millibits: f64) -> &'static str {
    if millibits <= -0.5 {
        "synergy"
    } else if millibits >= 0.5 {
        "redundancy"
    } else {
        "neither"
    }
}

/// Gaps: a sector never or always takes part.
pub const NO_INFORMATION: &str = "no information";

/// Gaps: the main sentence about synergy.
pub fn synergy_sentence<L>(names: &str, millibits: f64, activities: usize) -> Sentence<L> {
    let activities = counted(activities, "activity", "activities");
    let sentence = Sentence::new().say(format!("Over {activities}, {names} "));
    if millibits <= -0.5 {
        sentence
            .strong("create something together")
            .say(" that none of their pairs explains (synergy).")
    } else if millibits >= 0.5 {
        sentence.strong("overlap").say(
            ": where two of them meet, the third mostly is too, or mostly is not (redundancy).",
        )
    } else {
        sentence.say("neither add to each other nor repeat each other.")
    }
}

/// Gaps: too few activities to be sure.
pub fn few_activities(activities: usize, wanted: usize) -> String {
    format!(
        "Read with care: {} are few. Below about {} the numbers lean towards synergy or redundancy by chance.",
        counted(activities, "activity", "activities"),
        count(wanted)
    )
}

/// Gaps: the quadruple helix.
pub fn quadruple_reading(t: Option<f64>) -> String {
    match t {
        Some(t) => format!(
            "Mutual redundancy R = −T = {} mbit: below 0 is synergy, above 0 redundancy. Read it beside the triples above.",
            crate::text::signed(-t)
        ),
        None => "No information: one of the sectors takes part in all activities, or in none."
            .to_owned(),
    }
}

/// A mark on an axis of shares.
pub fn axis_percent(value: f64) -> String {
    format!("{value:.0}\u{a0}%")
}

/// Gaps: the numbers of two sectors, for a screen reader; in the order of [`PAIR_COLUMNS`].
pub fn pair_row(pair: &str, texts: &[String]) -> String {
    let cells: Vec<String> = PAIR_COLUMNS
        .iter()
        .zip(texts)
        .map(|(column, text)| format!("{column} {text}"))
        .collect();
    format!("{pair}: {}", cells.join(", "))
}

/// Gaps: what another baseline says about a cell.
pub fn cell_configuration(expected: f64) -> String {
    format!(
        "Chance: sectors shuffled over the actors. If instead every sector kept as many ties as it has (configuration model), \
         {} would be expected.",
        crate::text::number(expected)
    )
}

/// Gaps: the numbers of a chosen cell, as a sentence.
pub fn cell_facts(
    ties: usize,
    expected: Option<f64>,
    z: Option<f64>,
    within_2: Option<f64>,
) -> String {
    let mut text = counted(ties, "tie", "ties");
    if let Some(expected) = expected {
        text = if expected < 1.0 {
            format!("{text}; chance would give less than one, which is too small to tell")
        } else {
            let ratio = ties as f64 / expected;
            format!(
                "{text} where chance would give {}: {} times as many",
                crate::text::number(expected),
                crate::text::number(ratio)
            )
        };
    }
    if let Some(z) = z {
        text = format!("{text} (z = {})", crate::text::signed(z));
    }
    match within_2 {
        Some(share) => format!(
            "{text}. {} of the pairs are within two steps.",
            percent(share)
        ),
        None => format!("{text}."),
    }
}

/// Gaps: how much likelier a tie inside a sector is.
pub fn odds_sentence<L>(odds: f64) -> Sentence<L> {
    if (0.95..1.05).contains(&odds) {
        return Sentence::new()
            .say("Sectors make no difference: a tie inside a sector is as likely as one across.");
    }
    let (times, place) = if odds > 1.0 {
        (odds, "inside a sector than across")
    } else {
        (1.0 / odds, "across sectors than inside one")
    };
    Sentence::new()
        .say("A tie is ")
        .strong(format!("{} times likelier", crate::text::number(times)))
        .say(format!(" {place}."))
}

/// Gaps: an information of three sectors in a cell.
pub fn synergy_cell(millibits: f64) -> String {
    format!(
        "{}, {}",
        crate::text::signed(millibits),
        synergy_reading(millibits)
    )
}

/// The groups of measures in menus.
pub const MEASURE_GROUPS: [&str; 5] = [
    "Contacts",
    "On the way between others",
    "Near and prominent",
    "Room to broker",
    "Groups",
];

/// The place of the group of a measure in [`MEASURE_GROUPS`].
pub fn measure_group(id: &str) -> usize {
    match id {
        "degree" | "in_degree" | "out_degree" | "strength" | "tie_count" | "participation"
        | "ei_index" | "sectors_reached" => 0,
        "harmonic" | "closeness" | "eigenvector" | "pagerank" | "pagerank_weighted" => 2,
        "constraint"
        | "effective_size"
        | "efficiency"
        | "hierarchy"
        | "brokered_pairs"
        | "constraint_weighted"
        | "effective_size_weighted" => 3,
        "core" | "clustering" => 4,
        id if id.contains("community") => 4,
        "everett_valente" | "everett_valente_directed_mean" | "valente_fujimoto" | "bridging" => 1,
        id if id.contains("betweenness") => 1,
        _ => 0,
    }
}

/// Network: heading of communities.
pub const COMMUNITIES: &str = "Groups that work together";
/// Network: remark beside it.
pub const COMMUNITIES_REMARK: &str = "communities";
/// Network: nobody belongs together.
pub const NO_COMMUNITIES: &str = "No ties, so no groups";
/// Network: tint the groups on the map.
pub const TINT: &str = "Tint them on the map";
/// Network: take the tints away.
pub const UNTINT: &str = "Take the tints away";

/// Network: how many groups there are, and how distinct and how sure they are.
pub fn communities<L>(
    num_groups: usize,
    largest: (usize, Option<L>),
    modularity: Option<f64>,
    agreement: Option<f64>,
) -> Sentence<L> {
    let (size, link) = largest;
    let mut sentence = Sentence::new()
        .strong(counted(num_groups, "group", "groups"))
        .say(if num_groups == 1 {
            " works more within itself than chance would give. It has "
        } else {
            " work more among themselves than chance would give. The largest has "
        })
        .link(counted(size, "actor", "actors"), link)
        .say(".");
    if let Some(modularity) = modularity {
        sentence = sentence.say(if modularity >= 0.3 {
            " They are clearly apart."
        } else {
            " They are not clearly apart: read them as a tendency."
        });
    }
    if agreement.is_some_and(|agreement| agreement < 0.8) {
        sentence = sentence.say(" Another run would draw some borders elsewhere.");
    }
    sentence
}

/// Network: a group by its best connected members.
pub fn community_row(size: usize, names: &str) -> String {
    format!("{}: {names}", counted(size, "actor", "actors"))
}

/// Network: a group with how sure it is.
pub fn community_tooltip(row: &str, stability: f64) -> String {
    format!(
        "{row}\n{} of the company of a member stays when the groups are drawn again with other seeds",
        percent(stability)
    )
}

/// Brokers: heading of how sure the ranking is.
pub const RANKS: &str = "How sure is the ranking";
/// Brokers: remark beside it.
pub const RANKS_REMARK: &str = "if ties are missing";
/// Brokers: nobody has a rank.
pub const NO_RANKS: &str = "Nobody has a score to be ranked by";
/// Brokers: the scale of ranks.
pub const RANK: &str = "rank";

/// Brokers: what is ranked.
pub fn ranks_by(measure: &str) -> String {
    format!("By {measure}. The dot is the rank, the line where it lies in nine of ten tries.")
}

/// Brokers: how sure the first place is, and how many places after it.
pub fn rank_sentence<L>(first: Name<L>, high: u32, num_sure: usize) -> Sentence<L> {
    let sentence = Sentence::new().name(first);
    let sentence = if high <= 1 {
        sentence.say(" stays first, whichever tenth of the ties is missing.")
    } else {
        sentence.say(format!(
            " is first, but could be as far down as {} if a tenth of the ties is missing.",
            count(high as usize)
        ))
    };
    match num_sure {
        0 => sentence.say(" The order of the first ones is not sure: read them as a group."),
        1 => sentence.say(" Those after it could change places."),
        n => sentence.say(format!(
            " The first {} are in a sure order, those after them could change places.",
            count(n)
        )),
    }
}

/// Brokers: the rank of an actor and where it lies.
pub fn rank_row(name: &str, rank: u32, low: u32, high: u32) -> String {
    let rank = count(rank as usize);
    if low == high {
        format!("{name}: rank {rank}, sure")
    } else {
        format!(
            "{name}: rank {rank}, between {} and {} if ties are missing",
            count(low as usize),
            count(high as usize)
        )
    }
}

/// Fragmentation: heading of key players.
pub const KEY_PLAYERS: &str = "Key players";
/// Fragmentation: remark beside it.
pub const KEY_PLAYERS_REMARK: &str = "the few who matter most together";
/// Fragmentation: the two questions about key players, with tooltips.
pub const KEY_PLAYER_KINDS: [(&str, &str); 2] = [
    (
        "Whose absence hurts",
        "The few without whom the others would be furthest apart",
    ),
    (
        "Whom to tell",
        "The few from whom everybody else is nearest, so that everybody hears",
    ),
];
/// Fragmentation: the size of the set.
pub const HOW_MANY: &str = "How many";
/// Fragmentation: a larger set.
pub const ONE_MORE: &str = "One more";
/// Fragmentation: a smaller set.
pub const ONE_FEWER: &str = "One fewer";
/// Fragmentation: no ties.
pub const NO_KEY_PLAYERS: &str = "Nobody stands out: no two actors are tied";
/// Bring some actors into sight.
pub const SHOW_ON_MAP: &str = "Show on the map";

/// Fragmentation: what the key players do, from a value without them to one with them.
pub fn key_players<L>(id: &str, names: Vec<Name<L>>, before: f64, after: f64) -> Sentence<L> {
    let is_one = names.len() == 1;
    let names = super::list(names, 0);
    match id {
        "key_players_fragment" => Sentence::new()
            .say("Without ")
            .then(names)
            .say(", ")
            .strong(percent(after))
            .say(" of the pairs of others have no path; now it is ")
            .say(format!("{}.", percent(before))),
        "key_players_distance" => Sentence::new()
            .say("Without ")
            .then(names)
            .say(", the others are further apart: fragmentation by distance rises from ")
            .say(crate::text::number(before))
            .say(" to ")
            .strong(crate::text::number(after))
            .say("."),
        _ => Sentence::new()
            .say("Told by ")
            .then(names)
            .say(if is_one {
                ", news is near to everybody: "
            } else {
                " together, news is near to everybody: "
            })
            .strong(percent(after))
            .say(" of the nearest there can be."),
    }
}

/// Fragmentation: how a set of key players was found.
pub fn how_chosen(is_best: bool, num_as_good: usize) -> String {
    match (is_best, num_as_good) {
        (false, _) => {
            "Chosen one after the other (greedy): another set could be better still".to_owned()
        }
        (true, 0 | 1) => "The best of all sets of this size".to_owned(),
        (true, n) => format!("One of {} best sets of this size", count(n)),
    }
}

/// Scores are estimated until the exact ones are there.
pub fn estimated(num_samples: usize, confidence: f64) -> String {
    format!(
        "Estimated from {}, all bounds sure to {}. The exact values are on their way.",
        counted(num_samples, "actor", "actors"),
        percent(confidence)
    )
}

/// A value with how far off it may be.
pub fn give_or_take(value: &str, bound: &str) -> String {
    format!("{value} ± {bound}")
}

/// Card: take the methods paragraph along.
pub const COPY_METHODS: &str = "Copy methods paragraph";
