//! The line under the title of a picture.

use super::{Lens, sentence};
use crate::analysis::{Results, Topic, findings};
use crate::model::Network;
use crate::text::words;

/// What a lens finds first, or if it finds nothing, what it asks.
pub fn headline(lens: Lens, network: &Network, results: &Results) -> String {
    let topic = Topic::ALL.into_iter().find(|topic| topic.id() == lens.id());
    let finding = topic
        .into_iter()
        .flat_map(|topic| findings(topic, results, network.sectors()))
        .next();
    match finding {
        Some(finding) => sentence(&finding, network, &results.snapshot).to_string(),
        None => words::lens(lens.id()).question.to_owned(),
    }
}
