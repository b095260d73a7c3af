//! Methods paragraphs: what was computed, by which convention and from which data, to be cited.

use super::super::count;
use super::counted;

/// What is said about the method of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodWords {
    /// The name of the analysis.
    pub name: &'static str,
    /// Definition and conventions: whole sentences.
    pub method: &'static str,
    /// Where the methods were published, separated by semicolons.
    pub source: &'static str,
}

/// Where the ties of a network come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieOrigin {
    /// Declared ties and joint activities.
    All,
    /// Declared ties.
    Declared,
    /// Joint activities.
    Activities,
}

/// The facts behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodFacts<'a> {
    /// The name of the network; may be empty.
    pub network: &'a str,
    /// How many actors were analysed.
    pub num_actors: usize,
    /// How many actors the network has.
    pub num_actors_in_all: usize,
    /// How many pairs of them are tied.
    pub num_pairs: usize,
    /// Where ties come from.
    pub ties: TieOrigin,
    /// Whether some tie has a direction.
    pub directed: bool,
    /// A digest of the data.
    pub data_hash: &'a str,
    /// The version of the program.
    pub version: &'a str,
    /// The seed, if anything was drawn at random.
    pub seed: Option<u64>,
    /// How many shuffles stand behind p values.
    pub num_shuffles: Option<u32>,
    /// From how many actors scores were estimated.
    pub num_samples: Option<u32>,
    /// Whether the weights of ties count.
    pub weighted: bool,
    /// How many actors were to be chosen.
    pub size: Option<u32>,
    /// The name of the measure that was ranked by.
    pub ranked_by: Option<&'static str>,
}

/// What was computed, how and from what, as a paragraph to be cited.
pub fn paragraph(words: &MethodWords, facts: &MethodFacts<'_>) -> String {
    let MethodFacts {
        network,
        num_actors,
        num_actors_in_all,
        num_pairs,
        ties,
        directed,
        data_hash,
        version,
        seed,
        num_shuffles,
        num_samples,
        weighted,
        size,
        ranked_by,
    } = facts;
    let of_network = if network.is_empty() {
        String::new()
    } else {
        format!(" of ‘{network}’")
    };
    let actors = if num_actors == num_actors_in_all {
        format!(
            "all {}{of_network}",
            counted(*num_actors, "actor", "actors")
        )
    } else {
        format!(
            "{} of the {}{of_network}",
            count(*num_actors),
            counted(*num_actors_in_all, "actor", "actors")
        )
    };
    let pairs = counted(*num_pairs, "tied pair", "tied pairs");
    let ties = match ties {
        TieOrigin::All => "declared ties and joint activities",
        TieOrigin::Declared => "declared ties",
        TieOrigin::Activities => "joint activities",
    };
    let direction = if *directed {
        "some ties have a direction"
    } else {
        "no tie has a direction"
    };
    let mut text = format!(
        "{}: {} ({}). Computed with Helixmap {version} for {actors} with {pairs} from {ties}; {direction}; data {data_hash}.",
        words.name, words.method, words.source
    );
    if *weighted {
        text += " The weights of ties count.";
    }
    if let Some(size) = size {
        let size = counted(*size as usize, "actor", "actors");
        text = format!("{text} {size} were asked for.");
    }
    if let Some(measure) = ranked_by {
        text = format!("{text} Ranked by ‘{measure}’.");
    }
    let mut chance = Vec::new();
    if let Some(num) = num_samples {
        chance.push(format!(
            "scores estimated from {} drawn at random",
            counted(*num as usize, "actor", "actors")
        ));
    }
    if let Some(num) = num_shuffles {
        chance.push(counted(*num as usize, "random shuffle", "random shuffles"));
    }
    if let Some(seed) = seed {
        chance.push(format!("seed {seed}"));
    }
    if !chance.is_empty() {
        let mut sentence = chance.join(", ");
        if let Some(first) = sentence.get(0..1).map(str::to_uppercase) {
            sentence.replace_range(0..1, &first);
        }
        text += " ";
        text += &sentence;
        text += ".";
    }
    text
}

/// The method of the analysis with this id.
pub fn method(id: &str) -> MethodWords {
    match id {
        "degree" => MethodWords {
            name: "Contacts",
            method: "degree is the number of different actors tied to an actor in either direction, strength the summed weight of \
                     its ties; ties of an actor to itself do not count, parallel ties count once for degree and add up for strength",
            source: "Freeman 1979, Social Networks 1:215; Barrat, Barthélemy, Pastor-Satorras & Vespignani 2004, PNAS 101:3747",
        },
        "synergy" => MethodWords {
            name: "Synergy of the helices",
            method: "mutual information T = Σ over subsets S of sectors of (−1)^(|S|+1) H(S), H the entropy in bits of which sectors of \
                     S take part in an activity; negative T of three sectors is synergy, activities without any of them count",
            source: "McGill 1954, Psychometrika 19:97; Leydesdorff 2003, Scientometrics 58:445; Leydesdorff & Ivanova 2014, JASIST \
                     65:386",
        },
        "cohesion" => MethodWords {
            name: "Cohesion",
            method: "components, cut actors, bridges and blocks of the network without direction from depth-first trees; \
                     fragmentation F = 1 − Σ s(s − 1) / (n(n − 1)) over component sizes s; transitivity = 3 · triangles / connected \
                     triples; core number = largest k such that an actor is in a subgraph of minimum degree k",
            source: "Hopcroft & Tarjan 1973, CACM 16:372; Borgatti 2006, Computational & Mathematical Organization Theory 12:21; \
                     Seidman 1983, Social Networks 5:269",
        },
        "bridging" => MethodWords {
            name: "Mix of sectors among contacts",
            method: "participation = 1 − Σ (share of an actor's contacts in a sector)²; E-I index = (E − I)/(E + I) with E contacts \
                     in other sectors and I in the own one; contacts without a sector are left out; clustering = share of the pairs \
                     of contacts that are tied, 0 with fewer than two contacts; direction and weights ignored",
            source: "Blau 1977, Inequality and Heterogeneity; Krackhardt & Stern 1988, Social Psychology Quarterly 51:123; Watts & \
                     Strogatz 1998, Nature 393:440",
        },
        "brokerage_roles" => MethodWords {
            name: "Brokerage roles",
            method: "pairs of contacts of an actor that are not tied themselves, by the sectors of the three; ordered pairs along \
                     direction if there is any, otherwise unordered pairs with gatekeeper and representative as one role; expected \
                     counts are exact for the sectors of all others shuffled",
            source: "Gould & Fernandez 1989, Sociological Methodology 19:89",
        },
        "structural_holes" => MethodWords {
            name: "Structural holes",
            method: "constraint = Σ over contacts j of (p_ij + Σ over q of p_iq p_qj)², effective size = d − 2t/d, efficiency = \
                     effective size / d, hierarchy = Σ r ln r / (d ln d) with r a contact's part of constraint over the mean part; \
                     p_ij = 1/d(i), d contacts, t ties among them; direction and weights ignored; undefined without contacts",
            source: "Burt 1992, Structural Holes, pp. 51–71; Borgatti 1997, Connections 20:35",
        },
        "prominence" => MethodWords {
            name: "Prominence",
            method: "eigenvector centrality: the principal eigenvector of the adjacency matrix without direction, scaled to a maximum \
                     of 1, undefined if two components share the largest eigenvalue; PageRank with α = 0.85 along direction if there \
                     is any, starting again anywhere from dead ends; weights ignored",
            source: "Bonacich 1972, Journal of Mathematical Sociology 2:113; Brin & Page 1998, Computer Networks 30:107",
        },
        "distances" => MethodWords {
            name: "Distances",
            method: "closeness = (r/(n − 1)) · (r/Σ distances) over the r actors that can be reached, harmonic closeness = mean inverse \
                     distance to all others, both outwards along direction if there is any; distance-weighted fragmentation = 1 − mean \
                     inverse distance of all pairs, average path length over pairs with a path, and shares of pairs within reach, \
                     without direction; distances are numbers of steps, weights ignored",
            source: "Wasserman & Faust 1994, Social Network Analysis, p. 201; Marchiori & Latora 2000, Physica A 285:539; Boldi & Vigna \
                     2014, Internet Mathematics 10:222; Borgatti 2006, Computational & Mathematical Organization Theory 12:21",
        },
        "betweenness" => MethodWords {
            name: "Betweenness",
            method: "b(v) = Σ over pairs s, t of (shortest paths from s to t through v)/(all shortest paths from s to t), along direction \
                     if there is any, each undirected pair once; across sectors only pairs of different known sectors count, over paths \
                     through anybody, without direction; shares divide by all such pairs of other actors, reachable or not; distances \
                     are numbers of steps, parallel ties count once, weights ignored",
            source: "Freeman 1977, Sociometry 40:35; Brandes 2001, Journal of Mathematical Sociology 25:163; Brandes 2008, Social \
                     Networks 30:136",
        },
        "sector_mixing" => MethodWords {
            name: "Ties between sectors",
            method: "tied pairs within and between sectors against their exact mean and variance when sectors are shuffled over the \
                     actors that have one and ties stay (join counts), z = (observed − mean)/standard deviation; p by random shuffles, \
                     two-sided, (1 + as extreme)/(1 + shuffles); E-I index = (E − I)/(E + I); assortativity after Newman; direction and \
                     weights ignored",
            source: "Moran 1948, Journal of the Royal Statistical Society B 10:243; Krackhardt 1988, Social Networks 10:359; Phipson & \
                     Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39; Krackhardt & Stern 1988, Social \
                     Psychology Quarterly 51:123; Newman 2003, Physical Review E 67:026126",
        },
        "communities" => MethodWords {
            name: "Communities",
            method: "the best of ten runs of the Leiden algorithm by modularity Q = Σ (L/m − (K/2m)²), resolution 1, without direction; \
                     stability is the mean adjusted Rand index and normalized mutual information of all pairs of runs; participation \
                     coefficient and within-module z with the detected communities as modules",
            source: "Traag, Waltman & van Eck 2019, Scientific Reports 9:5233; Newman & Girvan 2004, Physical Review E 69:026113; Hubert \
                     & Arabie 1985, Journal of Classification 2:193; Guimerà & Amaral 2005, Nature 433:895",
        },
        "rank_intervals" => MethodWords {
            name: "Rank intervals",
            method: "a random tenth of the tied pairs is left out 200 times, the measure and the ranks are computed again, and the 5 % and \
                     95 % points of the ranks are told; scores that differ by at most 1e-9 share a rank",
            source: "Costenbader & Valente 2003, Social Networks 25:283; Borgatti, Carley & Krackhardt 2006, Social Networks 28:124",
        },
        "key_players" => MethodWords {
            name: "Key players",
            method: "the actors whose removal leaves the largest distance-weighted fragmentation of the others (plain fragmentation \
                     beyond 200 actors), and those to whom the mean inverse distance of everybody is largest; the best of all sets where \
                     there are at most 40,000, otherwise chosen one by one, which need not be the best; direction and weights ignored",
            source: "Borgatti 2006, Computational & Mathematical Organization Theory 12:21",
        },
        "algebraic_connectivity" => MethodWords {
            name: "Algebraic connectivity",
            method: "the second smallest eigenvalue of the Laplacian, of the whole network and of its largest component, without direction \
                     and weights; 0 if the network falls apart",
            source: "Fiedler 1973, Czechoslovak Mathematical Journal 23:298",
        },
        "introductions" => MethodWords {
            name: "Introductions",
            method: "pairs that are not tied, of different known sectors, chosen one after the other (greedy): each time the tie of \
                     weight 1 that raises the objective most is added and everything is computed again, equal gains (1e-9) in favour of \
                     more cross-sector pairs within two steps, needs met by offers, shared contacts (resource allocation) and the order \
                     of actors; the gain shown is the objective after less before; in networks of more than 200 actors the candidates \
                     are a shortlist; direction and weights ignored; greedy choice need not be the best set",
            source: "objectives after Borgatti 2006, Computational & Mathematical Organization Theory 12:21; shared contacts: Zhou, Lü & \
                     Zhang 2009, European Physical Journal B 71:623",
        },
        "resilience" => MethodWords {
            name: "Resilience",
            method: "size of the largest component and fragmentation while actors are removed one by one, in the order of degree, of \
                     betweenness and in 100 random orders, scores not computed again in between; robustness R = mean share of the \
                     largest component over all removals; direction and weights ignored",
            source: "Albert, Jeong & Barabási 2000, Nature 406:378; Schneider, Moreira, Andrade, Havlin & Herrmann 2011, PNAS 108:3838",
        },
        "broker_scores" => MethodWords {
            name: "Brokers who are no hubs",
            method: "brokerage per contact = (2b + c − 1)/d with b betweenness, c the size of the component and d contacts, 0 with at most \
                     one contact; bridging centrality = b · (1/d) / Σ over contacts of 1/their d; sectors reached = different sectors \
                     among the contacts; direction and weights ignored; with direction also brokerage per contact from directed \
                     betweenness, mean of (b + how many reach it)/in-degree and (b + how many it reaches)/out-degree",
            source: "Everett & Valente 2016, Social Networks 44:202; Hwang, Cho, Zhang & Ramanathan 2008, KDD 2008:336",
        },
        "compactness" => MethodWords {
            name: "Bridging by the length of ways",
            method: "mean over the ties of an actor of the fall of compactness when the tie is removed, compactness = mean of 1/d over \
                     all ordered pairs of actors, 0 without a path; 0 for actors without ties; direction and weights ignored; up to \
                     500 actors",
            source: "Valente & Fujimoto 2010, Social Networks 32:212",
        },
        "tie_betweenness" => MethodWords {
            name: "Edge betweenness",
            method: "for each tied pair the sum over all pairs of actors, its own two included, of the share of their shortest paths \
                     that run over it; as a share of all pairs of actors; direction and weights ignored, parallel ties are one",
            source: "Girvan & Newman 2002, PNAS 99:7821",
        },
        "weighted" => MethodWords {
            name: "Measures by the strength of ties",
            method: "betweenness with tie length 1/weight, lengths equal within 1e-10; PageRank with α = 0.85 in proportion to weight; \
                     constraint and effective size with p_ij = weight of i and j / all weight of i; weights of parallel ties added, \
                     direction ignored",
            source: "Newman 2001, Physical Review E 64:016132; Brin & Page 1998, Computer Networks 30:107; Burt 1992, Structural Holes, \
                     pp. 51–71",
        },
        "shape" => MethodWords {
            name: "Shape",
            method: "centralization = Σ (largest score − score) / the most that is possible, of degree and of betweenness; component \
                     heterogeneity = 1 − Σ (size/n)²; density = tied pairs / all pairs; reciprocity = share of arcs with one back",
            source: "Freeman 1979, Social Networks 1:215; Borgatti 2006, Computational & Mathematical Organization Theory 12:21",
        },
        "segregation" => MethodWords {
            name: "Segregation",
            method: "Coleman's homophily index of each sector, Freeman's segregation index, not truncated at 0, odds ratio of ties \
                     within sectors against ties across, modularity of the sectors and assortativity, over pairs of actors with a \
                     known sector",
            source: "Coleman 1958, Human Organization 17:28; Freeman 1978, Sociological Methods & Research 6:411; Moody 2001, American \
                     Journal of Sociology 107:679; Newman & Girvan 2004, Physical Review E 69:026113; Newman 2003, Physical Review E \
                     67:026126",
        },
        "closure" => MethodWords {
            name: "Closure",
            method: "3 · triangles / (3 · triangles + open triads) over triples of actors with a known sector, by how many sectors they \
                     are from and for each three sectors; cliques of four actors from four sectors; direction and weights ignored",
            source: "Holland & Leinhardt 1971, Comparative Group Studies 2:107",
        },
        _ => MethodWords {
            name: "Analysis",
            method: "",
            source: "",
        },
    }
}
