//! Results: outcomes of analyses, kept by what they depend on, so that undo finds them again.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::scope::Scope;
use crate::analysis::{ANALYSES, Aspect as Reads, Outcome, Params};
use crate::document::{Aspect, Document};

/// How many outcomes are kept at most.
const MAX_OUTCOMES: usize = 256;

/// How many actors' scores the outcomes may hold together at most, over all columns.
const MAX_SCORES: usize = 20_000_000;

/// What an outcome depends on: equal keys, equal outcomes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OutcomeKey {
    analysis: usize,
    scope: Scope,
    revisions: [u64; 4],
    params: Params,
}

impl OutcomeKey {
    /// The place of the analysis in [`ANALYSES`].
    pub(super) fn analysis(&self) -> usize {
        self.analysis
    }

    /// The key of an analysis (its place in [`ANALYSES`]) of what a document shows now.
    pub(super) fn of(analysis: usize, document: &Document, params: &Params) -> Self {
        Self::with(analysis, Scope::of(document), document, params)
    }

    /// The same for the whole network, whatever is hidden.
    pub(super) fn whole(analysis: usize, document: &Document, params: &Params) -> Self {
        Self::with(analysis, Scope::whole(document), document, params)
    }

    fn with(analysis: usize, scope: Scope, document: &Document, params: &Params) -> Self {
        let reads = ANALYSES
            .get(analysis)
            .map_or(&[][..], |analysis| analysis.reads());
        let number = |reads_it: bool, aspect| {
            if reads_it {
                document.revisions().of(aspect)
            } else {
                0
            }
        };
        Self {
            analysis,
            scope,
            revisions: [
                number(true, Aspect::Structure),
                number(reads.contains(&Reads::Weights), Aspect::Weights),
                number(reads.contains(&Reads::Sectors), Aspect::Sectors),
                number(reads.contains(&Reads::Wishes), Aspect::Wishes),
            ],
            params: *params,
        }
    }
}

/// The outcomes that are kept; the oldest go first.
#[derive(Debug, Default)]
pub(super) struct ResultStore {
    outcomes: BTreeMap<OutcomeKey, Arc<Outcome>>,
    order: VecDeque<OutcomeKey>,
    num_scores: usize,
}

impl ResultStore {
    pub(super) fn get(&self, key: &OutcomeKey) -> Option<Arc<Outcome>> {
        self.outcomes.get(key).map(Arc::clone)
    }

    pub(super) fn insert(&mut self, key: OutcomeKey, outcome: Arc<Outcome>) {
        self.num_scores += num_scores(&outcome);
        if let Some(old) = self.outcomes.insert(key.clone(), outcome) {
            self.num_scores -= num_scores(&old);
        } else {
            self.order.push_back(key);
        }
        while self.order.len() > MAX_OUTCOMES
            || (self.num_scores > MAX_SCORES && self.order.len() > ANALYSES.len())
        {
            let oldest = self
                .order
                .pop_front()
                .and_then(|key| self.outcomes.remove(&key));
            self.num_scores -= oldest.map_or(0, |outcome| num_scores(&outcome));
        }
    }
}

fn num_scores(outcome: &Outcome) -> usize {
    outcome.columns.iter().map(|(_, scores)| scores.len()).sum()
}
