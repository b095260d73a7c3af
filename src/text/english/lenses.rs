//! Names and questions of lenses.

/// What is said about a lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LensWords {
    /// Its name: the title of the panel.
    pub name: &'static str,
    /// Its name in the rail; at most nine letters.
    pub short: &'static str,
    /// What it answers.
    pub question: &'static str,
    /// What it emphasizes on the map.
    pub on_the_map: &'static str,
}

/// What is said about the lens with this id.
pub fn lens(id: &str) -> LensWords {
    match id {
        "brokers" => LensWords {
            name: "Brokers",
            short: "Brokers",
            question: "Who connects the sectors?",
            on_the_map: "Brokers large and named, the rest faded. Point at a broker to see whom it connects.",
        },
        "gaps" => LensWords {
            name: "Gaps",
            short: "Gaps",
            question: "Which connections are missing?",
            on_the_map: "Choose two sectors to see their ties, and as dashed lines the best that are missing.",
        },
        "fragmentation" => LensWords {
            name: "Fragmentation",
            short: "Fragments",
            question: "What falls apart?",
            on_the_map: "Islands tinted. Red rings and red ties: without them, somebody is cut off.",
        },
        "introductions" => LensWords {
            name: "Introductions",
            short: "Introduce",
            question: "Whom should we introduce?",
            on_the_map: "Suggested ties as dashed arcs. Click one to see who could introduce the two.",
        },
        _ => LensWords {
            name: "Network",
            short: "Network",
            question: "Who is here?",
            on_the_map: "Everybody, by sector. Ties between sectors stand out.",
        },
    }
}
