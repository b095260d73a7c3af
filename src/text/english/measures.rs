//! Names, plain meanings, formulas and sources of measures.

/// What is said about a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureWords {
    /// Its name, in plain words where the plain words are as short.
    pub name: &'static str,
    /// For the head of a column; at most 14 characters.
    pub short: &'static str,
    /// What the map's legend says when marker area shows it: “size: …”.
    pub legend: &'static str,
    /// What it tells, after the name and a colon: a clause in lower case, without a full stop.
    pub meaning: &'static str,
    /// How to read high and low values.
    pub reading: &'static str,
    /// The formula in plain text.
    pub formula: &'static str,
    /// Where it was defined.
    pub source: &'static str,
}

/// What is said about the measure with this id.
pub fn measure(id: &str) -> MeasureWords {
    match id {
        "degree" => MeasureWords {
            name: "Contacts",
            short: "Contacts",
            legend: "number of contacts",
            meaning: "how many different actors this one works with",
            reading: "0 stands alone; the most possible is everybody else",
            formula: "degree d(v) = number of different actors tied to v, in either direction",
            source: "Freeman 1979, Social Networks 1:215",
        },
        "strength" => MeasureWords {
            name: "Amount of contact",
            short: "Strength",
            legend: "amount of contact",
            meaning: "how much contact in total, not with how many",
            reading: "in the unit of the tie weights, for joint activities their number",
            formula: "strength = sum of the weights of all ties of v",
            source: "Barrat, Barthélemy, Pastor-Satorras & Vespignani 2004, PNAS 101:3747",
        },
        "tie_count" => MeasureWords {
            name: "Ties",
            short: "Ties",
            legend: "number of ties",
            meaning: "how many ties this actor has, several with the same contact counted each",
            reading: "never fewer than its contacts",
            formula: "number of ties at v, ties of v to itself left out",
            source: "Freeman 1979, Social Networks 1:215",
        },
        "betweenness" => MeasureWords {
            name: "Betweenness",
            short: "Betweenness",
            legend: "shortest routes through it",
            meaning: "how often this actor is on the shortest path between two others",
            reading: "0 if nobody needs it to reach anybody; large for a go-between",
            formula: "b(v) = sum over pairs s, t of (shortest paths from s to t through v) / (all shortest paths from s to t); \
                      each undirected pair counts once",
            source: "Freeman 1977, Sociometry 40:35; computed as in Brandes 2001, J. Math. Sociology 25:163",
        },
        "betweenness_norm" => MeasureWords {
            name: "Share of routes",
            short: "Routes",
            legend: "share of all shortest routes",
            meaning: "how much of the traffic between all others runs through this actor, if everybody takes the shortest path",
            reading: "0 % if nobody needs it; 100 % at the centre of a star",
            formula: "betweenness / ((n − 1)(n − 2) / 2); with directed ties / ((n − 1)(n − 2))",
            source: "Freeman 1977, Sociometry 40:35",
        },
        "cross_sector_betweenness" => MeasureWords {
            name: "Betweenness across sectors",
            short: "Across sectors",
            legend: "shortest routes between sectors",
            meaning: "how often this actor is on the shortest path between two actors of different sectors",
            reading: "0 if no two sectors need it to reach each other",
            formula: "as betweenness, with only those pairs s, t whose sectors are known and differ",
            source: "Brandes 2008, Social Networks 30:136 (betweenness of a subset of pairs)",
        },
        "cross_sector_betweenness_norm" => MeasureWords {
            name: "Routes between sectors",
            short: "Routes",
            legend: "routes between sectors",
            meaning: "how much of the traffic between sectors runs through this actor, if everybody takes the shortest path",
            reading: "0 % if no two sectors need it; 100 % if they all need it and nobody else",
            formula: "betweenness across sectors / number of pairs of other actors in different known sectors",
            source: "Brandes 2008, Social Networks 30:136 (betweenness of a subset of pairs)",
        },
        "closeness" => MeasureWords {
            name: "Closeness",
            short: "Closeness",
            legend: "closeness to all others",
            meaning: "how few steps this actor is from everybody it can reach, scaled down when it cannot reach all",
            reading: "1 if everybody is a direct contact; 0 if nobody can be reached",
            formula: "(r / (n − 1)) · (r / sum of distances), r = number of actors that v can reach",
            source: "Wasserman & Faust 1994, Social Network Analysis, p. 201",
        },
        "harmonic" => MeasureWords {
            name: "Nearness",
            short: "Nearness",
            legend: "nearness to all others",
            meaning: "how near this actor is to all others; those out of reach count as infinitely far",
            reading: "1 if everybody is a direct contact; 0 if nobody can be reached",
            formula: "harmonic closeness = (sum of 1 / distance to each other actor) / (n − 1), with 1 / ∞ = 0",
            source: "Marchiori & Latora 2000, Physica A 285:539; Boldi & Vigna 2014, Internet Mathematics 10:222",
        },
        "eigenvector" => MeasureWords {
            name: "Well connected",
            short: "Well connected",
            legend: "contacts that are well connected",
            meaning: "how well connected this actor is, where a contact counts for more the better connected it is itself",
            reading: "1 for the best connected of all; 0 outside the most closely knit component",
            formula: "principal eigenvector of the adjacency matrix, scaled to a maximum of 1",
            source: "Bonacich 1972, J. Math. Sociology 2:113",
        },
        "pagerank" => MeasureWords {
            name: "PageRank",
            short: "PageRank",
            legend: "time a random walker spends here",
            meaning: "where somebody ends up who is passed on from contact to contact, and now and then starts again anywhere",
            reading: "all actors together make 1; nobody has 0",
            formula: "PageRank with α = 0.85, along direction if there is any; from dead ends it starts again anywhere",
            source: "Brin & Page 1998, Computer Networks 30:107",
        },
        "core" => MeasureWords {
            name: "Core",
            short: "Core",
            legend: "depth inside the network",
            meaning: "how deep inside the network this actor sits",
            reading: "k: it belongs to a group in which everybody has at least k contacts; 0 stands alone",
            formula: "largest k such that v is in a subgraph of minimum degree k",
            source: "Seidman 1983, Social Networks 5:269",
        },
        "constraint" => MeasureWords {
            name: "Constraint",
            short: "Constraint",
            legend: "constraint by one circle",
            meaning: "how far this actor's contacts are one tight circle, so that it has no room to broker",
            reading: "low: its contacts do not know each other, it can broker; near 1: boxed in by one circle",
            formula: "sum over contacts j of (p_ij + sum over q of p_iq · p_qj)², p_ij = 1 / number of i's contacts",
            source: "Burt 1992, Structural Holes, pp. 51–71",
        },
        "effective_size" => MeasureWords {
            name: "Different contacts",
            short: "Different",
            legend: "number of truly different contacts",
            meaning: "how many truly different contacts this actor has; contacts who know each other count for less",
            reading: "from 1 to the number of contacts",
            formula: "effective size = d − 2t / d, d = number of contacts, t = ties among them",
            source: "Burt 1992, Structural Holes; Borgatti 1997, Connections 20:35",
        },
        "efficiency" => MeasureWords {
            name: "Contact efficiency",
            short: "Efficiency",
            legend: "share of different contacts",
            meaning: "which share of this actor's contacts is truly different",
            reading: "1: none of its contacts know each other; near 0: they all do",
            formula: "effective size / number of contacts",
            source: "Burt 1992, Structural Holes",
        },
        "hierarchy" => MeasureWords {
            name: "Hierarchy",
            short: "Hierarchy",
            legend: "dependence on one contact",
            meaning: "how far a single contact holds this actor back",
            reading: "0: all contacts alike; 1: one contact is behind all of its constraint",
            formula: "sum of r ln r / (d ln d) over contacts, r = the contact's part of constraint / the mean part",
            source: "Burt 1992, Structural Holes, p. 71",
        },
        "clustering" => MeasureWords {
            name: "Contacts who know each other",
            short: "Clustering",
            legend: "contacts who know each other",
            meaning: "which share of the pairs of this actor's contacts work with each other too",
            reading: "0: none do, or fewer than two contacts; 1: all do",
            formula: "clustering = 2t / (d(d − 1)), d = number of contacts, t = ties among them",
            source: "Watts & Strogatz 1998, Nature 393:440",
        },
        "brokered_pairs" => MeasureWords {
            name: "Connected pairs",
            short: "Pairs",
            legend: "number of connected pairs",
            meaning: "how many pairs of its contacts are not tied themselves and can meet through this actor",
            reading: "0: it brings nobody together; the more, the more introductions it could make",
            formula: "number of pairs of contacts of v without a tie between them, all three with a known sector",
            source: "Gould & Fernandez 1989, Sociological Methodology 19:89",
        },
        "participation" => MeasureWords {
            name: "Mix of sectors",
            short: "Mix",
            legend: "mix of sectors among contacts",
            meaning: "whether this actor works with all sectors or just with one",
            reading: "0: all contacts in one sector; with four sectors at most 0.75: evenly spread",
            formula: "1 − sum over sectors of (share of v's contacts in the sector)²",
            source: "Blau 1977, Inequality and Heterogeneity; Guimerà & Amaral 2005, Nature 433:895",
        },
        "ei_index" => MeasureWords {
            name: "Outward looking",
            short: "Outward",
            legend: "ties to other sectors",
            meaning: "whether this actor works with other sectors (E) or keeps to its own (I)",
            reading: "−1: own sector only; 0: half and half; +1: other sectors only",
            formula: "(E − I) / (E + I), E and I = contacts in other sectors and in its own",
            source: "Krackhardt & Stern 1988, Social Psychology Quarterly 51:123",
        },
        "everett_valente" => MeasureWords {
            name: "Brokerage per contact",
            short: "Per contact",
            legend: "brokerage per contact",
            meaning: "how much traffic runs over each of this actor's ties on average: it finds bridges that are not hubs",
            reading: "0 with at most one contact; high: few contacts, and each of them matters",
            formula: "(2 · betweenness + size of its piece − 1) / number of contacts",
            source: "Everett & Valente 2016, Social Networks 44:202",
        },
        "valente_fujimoto" => MeasureWords {
            name: "Shortens ways",
            short: "Shortens",
            legend: "how much ties shorten ways",
            meaning: "how much longer everybody's ways get when one of this actor's ties goes, on average over its ties",
            reading: "0: there is always a detour that is as short; high: each of its ties is needed",
            formula: "mean over the ties of v of the fall of compactness without the tie; compactness = mean of 1/d over all pairs",
            source: "Valente & Fujimoto 2010, Social Networks 32:212",
        },
        "everett_valente_directed_mean" => MeasureWords {
            name: "Brokerage per contact, directed",
            short: "Directed",
            legend: "directed brokerage per contact",
            meaning: "how much traffic along the direction of ties runs over each of this actor's ties on average",
            reading: "0: nothing passes through it; high: few contacts, and each of them matters",
            formula: "mean of (b + number who reach v) / in-degree and (b + number whom v reaches) / out-degree",
            source: "Everett & Valente 2016, Social Networks 44:202",
        },
        "bridging" => MeasureWords {
            name: "Between hubs",
            short: "Between hubs",
            legend: "bridge between hubs",
            meaning: "how far this actor is a narrow bridge between well connected ones",
            reading: "0 if nobody needs it; high: a small actor on many routes, next to hubs",
            formula: "betweenness · (1 / d) / sum over contacts of 1 / their d, d = number of contacts",
            source: "Hwang, Cho, Zhang & Ramanathan 2008, KDD 2008:336",
        },
        "sectors_reached" => MeasureWords {
            name: "Sectors reached",
            short: "Sectors",
            legend: "number of sectors among contacts",
            meaning: "in how many sectors this actor has contacts",
            reading: "1: contacts in one sector only",
            formula: "number of different sectors among the contacts",
            source: "our own count",
        },
        "in_degree" => MeasureWords {
            name: "Ties received",
            short: "Received",
            legend: "number of ties received",
            meaning: "how many different actors have a tie to this one",
            reading: "0: nobody turns to it",
            formula: "in-degree: number of actors with an arc to v",
            source: "Freeman 1979, Social Networks 1:215",
        },
        "out_degree" => MeasureWords {
            name: "Ties sent",
            short: "Sent",
            legend: "number of ties sent",
            meaning: "how many different actors this one has a tie to",
            reading: "0: it turns to nobody",
            formula: "out-degree: number of actors with an arc from v",
            source: "Freeman 1979, Social Networks 1:215",
        },
        "betweenness_weighted" => MeasureWords {
            name: "Betweenness by strength",
            short: "By strength",
            legend: "routes over strong ties",
            meaning: "how often this actor is on the shortest path between two others, where a stronger tie is shorter",
            reading: "0 if nobody needs it; large for a go-between with strong ties",
            formula: "betweenness with tie length 1 / weight; paths of equal length share",
            source: "Newman 2001, Phys. Rev. E 64:016132",
        },
        "pagerank_weighted" => MeasureWords {
            name: "PageRank by strength",
            short: "PageRank",
            legend: "time of a walker along strong ties",
            meaning: "where somebody ends up who is passed on along ties, rather along strong ones",
            reading: "all actors together make 1; nobody has 0",
            formula: "PageRank with α = 0.85, a tie is taken in proportion to its weight",
            source: "Brin & Page 1998, Computer Networks 30:107",
        },
        "constraint_weighted" => MeasureWords {
            name: "Constraint by strength",
            short: "Constraint",
            legend: "constraint by strong ties",
            meaning: "how far this actor's strongest contacts are one tight circle",
            reading: "low: it can broker; near 1: boxed in",
            formula: "constraint with p_ij = weight of i and j / all weight of i",
            source: "Burt 1992, Structural Holes, pp. 51–71",
        },
        "effective_size_weighted" => MeasureWords {
            name: "Different contacts by strength",
            short: "Different",
            legend: "truly different contacts by strength",
            meaning: "how many truly different contacts this actor has, where strong ties among them count for more",
            reading: "from 1 to the number of contacts",
            formula: "sum over contacts j of (1 − sum over q of p_iq · m_jq), m_jq = weight of j and q / largest weight of j",
            source: "Burt 1992, Structural Holes, pp. 51–71",
        },
        "community_participation" => MeasureWords {
            name: "Mix of communities",
            short: "Communities",
            legend: "mix of communities among contacts",
            meaning: "whether this actor works across communities or inside one",
            reading: "0: all contacts in one community; near 1: evenly spread over many",
            formula: "participation coefficient = 1 − sum over communities of (share of v's contacts in the community)²",
            source: "Guimerà & Amaral 2005, Nature 433:895",
        },
        "within_community_z" => MeasureWords {
            name: "Hub of its community",
            short: "Own community",
            legend: "contacts in the own community",
            meaning: "how many contacts this actor has in its own community, against the other members",
            reading: "in standard deviations: 0 is average; above 2.5 it is a hub of its community",
            formula: "z = (contacts of v in its community − mean of its members) / their standard deviation",
            source: "Guimerà & Amaral 2005, Nature 433:895",
        },
        "community_stability" => MeasureWords {
            name: "Sure of its community",
            short: "Stability",
            legend: "how sure the community is",
            meaning: "how much of this actor's community stays the same when communities are looked for again with other seeds",
            reading: "1: always the same company; low: it stands between communities",
            formula: "mean over the other runs of (members of both communities) / (members of either)",
            source: "Jaccard index, over runs of Leiden (Traag, Waltman & van Eck 2019, Sci. Rep. 9:5233)",
        },
        _ => MeasureWords {
            name: "Score",
            short: "Score",
            legend: "a score",
            meaning: "a score of this actor",
            reading: "",
            formula: "",
            source: "",
        },
    }
}

/// What is counted in a measure and what is not, where others do it differently.
pub fn measure_convention(id: &str) -> &'static str {
    match id {
        "strength" => "weights of parallel ties are summed; direction ignored",
        "tie_count" => "parallel ties count each; ties of an actor to itself never do",
        "betweenness" | "betweenness_norm" => {
            "along direction if there is any; steps, not weights; parallel ties are one; pairs without a path add 0, so that \
             scores of different pieces compare"
        }
        "cross_sector_betweenness" | "cross_sector_betweenness_norm" => {
            "direction and weights ignored; anybody may be on the way, also actors without a sector"
        }
        "closeness" => {
            "outward along direction if there is any; in pieces scaled by how much can be reached"
        }
        "harmonic" => {
            "outward along direction if there is any; unlike closeness, it compares over pieces"
        }
        "eigenvector" => {
            "0 outside the piece with the largest spectral radius; no value if two pieces share it"
        }
        "pagerank" => "weights ignored; parallel ties are one",
        "constraint" | "effective_size" | "efficiency" | "hierarchy" => {
            "direction and weights ignored; no value for an actor without ties"
        }
        "clustering" => "direction and weights ignored; 0 with fewer than two contacts",
        "brokered_pairs" => {
            "ordered pairs along direction if there is any; actors without a sector are left out"
        }
        "valente_fujimoto" => {
            "direction and weights ignored; only in networks of up to 500 actors; influenceR gives half of it"
        }
        "everett_valente_directed_mean" => "weights ignored; betweenness counts ordered pairs",
        "everett_valente" | "bridging" => {
            "direction and weights ignored; betweenness counts each pair once"
        }
        "in_degree" | "out_degree" => {
            "a tie without direction counts each way; parallel ties are one"
        }
        "betweenness_weighted" => {
            "direction ignored; weights of parallel ties are summed; ties of weight 0 are left out"
        }
        "pagerank_weighted" | "constraint_weighted" | "effective_size_weighted" => {
            "direction ignored; weights of parallel ties are summed"
        }
        "participation" | "ei_index" => {
            "contacts, not weights; contacts without a sector are left out"
        }
        _ => "direction and weights ignored; parallel ties are one",
    }
}
