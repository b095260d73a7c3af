//! What is said of neighbourhoods, paths and fragments.

use super::counted;
use crate::text::count;

/// Who is near one actor, or several.
pub fn neighborhood(name: &str, of: usize, steps: u32, others: usize) -> String {
    let of = match of {
        1 => name.to_owned(),
        n => format!("the {} selected actors", count(n)),
    };
    let steps = match steps {
        1 => "One step".to_owned(),
        steps => format!("Up to {steps} steps"),
    };
    format!("{steps} from {of}: {}", counted(others, "actor", "actors"))
}

/// How two actors are connected: through whom, and in how many equally short ways.
pub fn paths(ends: [&str; 2], between: &[&str], steps: usize, num: f64) -> String {
    let [from, to] = ends;
    if between.is_empty() {
        return format!("{from} and {to} are tied to each other");
    }
    let route = between.join(" – ");
    let mut text = format!("{from} and {to} are {steps} steps apart: {from} – {route} – {to}");
    if steps > between.len() + 1 {
        text = format!("{from} and {to} are {steps} steps apart, by way of {route} and others");
    }
    if num > 1.0 {
        let others = num - 1.0;
        let others = if others < 1e9 {
            count(others as usize)
        } else {
            "very many".to_owned()
        };
        if others == "1" {
            text.push_str(". Another path is as short");
        } else {
            text = format!("{text}. {others} other paths are as short");
        }
    }
    text
}

/// After a path in a network whose ties have directions.
pub const PATHS_WITHOUT_DIRECTION: &str = ". Directions are not heeded";

/// Two actors that nothing connects.
pub fn no_path(from: &str, to: &str) -> String {
    format!("No path leads from {from} to {to}: they are in different fragments")
}

/// A fragment by its number among those with ties, whether it is all there is, its size and its best connected actor.
pub fn fragment_of(
    (number, num): (usize, usize),
    is_all: bool,
    actors: usize,
    best: &str,
) -> String {
    let actors = counted(actors, "actor", "actors");
    match num {
        _ if is_all => format!("The network is in one piece: {actors}, best connected {best}"),
        num => format!("Fragment {number} of {num}: {actors}, best connected {best}"),
    }
}

/// The actors without ties, together.
pub fn without_ties(actors: usize) -> String {
    format!("{} without any tie", counted(actors, "actor", "actors"))
}
