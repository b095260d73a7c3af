//! Analyses on demand: what was asked, what came of it, and whether that is still true.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::results::OutcomeKey;
use crate::analysis::{ANALYSES, Outcome, Params, Results};
use crate::document::Document;
use crate::model::Snapshot;

/// What an analysis on demand has answered. Not saved, not undoable.
#[derive(Debug)]
pub struct Answer {
    /// The parameters it was computed with.
    pub params: Params,
    /// What was analysed, with the outcome alone. Indices are those of this snapshot, which may be an earlier one than what
    /// is shown.
    pub results: Results,
    key: OutcomeKey,
    outcome: Arc<Outcome>,
}

/// How it stands with a question about the network as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerState {
    /// Nobody has asked. An answer, if there is one, is to another question, or out of date.
    Unasked,
    /// It is being computed.
    Waiting,
    /// The answer is there and up to date.
    Known,
    /// It was stopped before the answer was there.
    Stopped,
}

/// What was asked, by place of the analysis.
#[derive(Debug, Default)]
pub(super) struct Questions(BTreeMap<usize, Question>);

#[derive(Debug)]
struct Question {
    params: Params,
    /// The key of what was asked last.
    key: OutcomeKey,
    is_stopped: bool,
    answer: Option<Answer>,
}

impl Question {
    fn is_answered(&self, key: &OutcomeKey) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| answer.key == *key)
    }
}

impl Questions {
    /// Asks. `false` if the same was asked before, and is answered or on its way.
    pub(super) fn ask(&mut self, place: usize, params: Params, key: OutcomeKey) -> bool {
        let question = self.0.entry(place).or_insert_with(|| Question {
            params,
            key: key.clone(),
            is_stopped: true,
            answer: None,
        });
        let is_coming = question.key == key && !question.is_stopped;
        question.params = params;
        question.is_stopped = false;
        question.key = key;
        !is_coming && !question.is_answered(&question.key)
    }

    /// The question is not pursued any more.
    pub(super) fn stop(&mut self, place: usize) {
        if let Some(question) = self.0.get_mut(&place) {
            question.is_stopped = true;
        }
    }

    /// Takes in an answer. Returns the outcome that it replaces, if that was about the same snapshot.
    pub(super) fn receive(
        &mut self,
        key: &OutcomeKey,
        outcome: &Arc<Outcome>,
        snapshot: &Arc<Snapshot>,
    ) -> Option<Arc<Outcome>> {
        let question = self.0.get_mut(&key.analysis())?;
        let mut results = Results::new(Arc::clone(snapshot));
        results.add(Arc::clone(outcome));
        let answer = Answer {
            params: question.params,
            results,
            key: key.clone(),
            outcome: Arc::clone(outcome),
        };
        let earlier = question.answer.replace(answer)?;
        Arc::ptr_eq(&earlier.results.snapshot, snapshot).then_some(earlier.outcome)
    }

    /// The last answer.
    pub(super) fn answer(&self, place: usize) -> Option<&Answer> {
        self.0.get(&place)?.answer.as_ref()
    }

    /// How it stands with the question that has this key.
    pub(super) fn state(&self, place: usize, key: &OutcomeKey) -> AnswerState {
        match self.0.get(&place) {
            Some(question) if question.is_answered(key) => AnswerState::Known,
            Some(question) if question.key == *key && question.is_stopped => AnswerState::Stopped,
            Some(question) if question.key == *key => AnswerState::Waiting,
            _ => AnswerState::Unasked,
        }
    }

    /// The answers that hold for the document as it is now, whose snapshot this is.
    pub(super) fn still_true(
        &mut self,
        document: &Document,
        snapshot: &Arc<Snapshot>,
    ) -> Vec<Arc<Outcome>> {
        let mut outcomes = Vec::new();
        for (&place, question) in &mut self.0 {
            let Some(answer) = &mut question.answer else {
                continue;
            };
            if answer.key == OutcomeKey::of(place, document, &answer.params) {
                answer.results = Results::new(Arc::clone(snapshot));
                answer.results.add(Arc::clone(&answer.outcome));
                outcomes.push(Arc::clone(&answer.outcome));
            }
        }
        outcomes
    }

    /// What was asked about the document as it is now, and is neither answered nor stopped.
    pub(super) fn unanswered(&self, document: &Document) -> Vec<(usize, Params)> {
        let open = self.0.iter().filter(|&(&place, question)| {
            !question.is_stopped
                && question.key == OutcomeKey::of(place, document, &question.params)
                && !question.is_answered(&question.key)
        });
        open.map(|(&place, question)| (place, question.params))
            .collect()
    }
}

/// Whether the analysis at a place of [`ANALYSES`] runs only when somebody asks.
pub(super) fn is_on_demand(place: usize) -> bool {
    ANALYSES
        .get(place)
        .is_some_and(|analysis| analysis.is_on_demand())
}
