//! Methods paragraphs: what a figure means, how it was computed and from what, to be cited.

use super::data_hash;
use crate::analysis::{ANALYSES, Analysis, Choice, Measure, Params, Results};
use crate::model::{Network, TieSources};
use crate::text::words::measure;
use crate::text::words::methods::{MethodFacts, MethodWords, TieOrigin, method, paragraph};

/// What an analysis computed, by which convention, from which data and by which program: a paragraph to be cited.
pub fn methods(
    analysis: &dyn Analysis,
    network: &Network,
    results: &Results,
    params: &Params,
) -> String {
    write(
        &method(analysis.id()),
        analysis.uses(),
        network,
        results,
        params,
    )
}

/// The same about one measure; `None` while it is not known.
pub fn measure_methods(
    id: Measure,
    network: &Network,
    results: &Results,
    params: &Params,
) -> Option<String> {
    results.scores(id)?;
    let words = measure(id.id());
    let words = MethodWords {
        name: words.name,
        method: words.formula,
        source: words.source,
    };
    let uses = ANALYSES
        .iter()
        .find(|analysis| analysis.measures().contains(&id))
        .map_or(&[][..], |analysis| analysis.uses());
    Some(write(&words, uses, network, results, params))
}

fn write(
    words: &MethodWords,
    uses: &[Choice],
    network: &Network,
    results: &Results,
    params: &Params,
) -> String {
    let snapshot = &results.snapshot;
    let samples = params
        .num_samples
        .filter(|_| uses.contains(&Choice::Samples));
    let draws = uses.contains(&Choice::Seed) || samples.is_some();
    paragraph(
        words,
        &MethodFacts {
            network: &network.info().name,
            num_actors: snapshot.num_actors(),
            num_actors_in_all: network.actors().count(),
            num_pairs: snapshot.edges().len(),
            ties: match snapshot.tie_sources() {
                TieSources::All => TieOrigin::All,
                TieSources::Declared => TieOrigin::Declared,
                TieSources::Activities => TieOrigin::Activities,
            },
            directed: snapshot.directed().is_some(),
            data_hash: &data_hash(network, snapshot),
            version: env!("CARGO_PKG_VERSION"),
            seed: draws.then_some(params.seed),
            num_shuffles: uses
                .contains(&Choice::Shuffles)
                .then_some(params.num_shuffles),
            num_samples: samples,
            weighted: params.weighted && uses.contains(&Choice::Weights),
            size: uses
                .contains(&Choice::Size)
                .then_some(params.num_key_players),
            ranked_by: uses
                .contains(&Choice::Ranking)
                .then(|| measure(params.ranked_by.id()).name),
        },
    )
}
