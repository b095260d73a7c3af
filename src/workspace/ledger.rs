//! The ledger: what each of the kept what-ifs would do to the whole network.

use std::sync::Arc;

use super::AnswerState;
use super::scope::{SnapshotKey, whole_options};
use super::slot::{Output, Slot};
use super::workspace::Workspace;
use crate::analysis::change::{Baseline, WhatIf};
use crate::model::{Scenario, Snapshot};

/// How many answers are kept, so that undo finds them again.
const MAX_ANSWERS: usize = 32;

/// What is known about scenarios.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The network as it is, and what it was made from.
    baseline: Option<(SnapshotKey, Arc<Baseline>)>,
    /// The latest last.
    answers: Vec<(SnapshotKey, Scenario, Arc<WhatIf>)>,
    is_stopped: bool,
}

impl Ledger {
    pub(super) fn receive_baseline(&mut self, key: SnapshotKey, baseline: Arc<Baseline>) {
        self.baseline = Some((key, baseline));
    }

    pub(super) fn receive(&mut self, key: SnapshotKey, scenario: Scenario, answer: Arc<WhatIf>) {
        self.answers
            .retain(|(other, about, _)| (*other, about) != (key, &scenario));
        self.answers.push((key, scenario, answer));
        if self.answers.len() > MAX_ANSWERS {
            self.answers.remove(0);
        }
    }

    /// What runs has been stopped, and is not begun again until somebody asks.
    pub(super) fn stop(&mut self) {
        self.is_stopped = true;
    }

    fn is_known(&self, key: SnapshotKey, scenario: &Scenario) -> bool {
        let mut answers = self.answers.iter();
        answers.any(|(other, about, _)| (*other, about) == (key, scenario))
    }
}

impl Workspace {
    /// What a scenario would do to the whole network, if that is known; and whether the network is still as it was then.
    pub fn what_if(&self, scenario: &Scenario) -> Option<(&WhatIf, bool)> {
        let open = self.open.as_ref()?;
        let now = SnapshotKey::whole(&open.document);
        let about = open.ledger.answers.iter().rev();
        let about: Vec<_> = about.filter(|(_, about, _)| about == scenario).collect();
        let current = about.iter().find(|(key, ..)| *key == now);
        let (key, _, answer) = current.or_else(|| about.first())?;
        Some((answer, *key == now))
    }

    /// How it stands with the effects of the kept scenarios on the network as it is now.
    pub fn what_ifs_state(&self) -> AnswerState {
        let Some(open) = &self.open else {
            return AnswerState::Known;
        };
        let now = SnapshotKey::whole(&open.document);
        let mut scenarios = open.document.content().scenarios.iter();
        if scenarios.all(|saved| open.ledger.is_known(now, &saved.scenario)) {
            AnswerState::Known
        } else if self.jobs.is_running(&Slot::WhatIf) {
            AnswerState::Waiting
        } else if open.ledger.is_stopped {
            AnswerState::Stopped
        } else {
            AnswerState::Unasked
        }
    }

    /// Finds out what the kept scenarios would do, those about which it is not known.
    pub(super) fn compute_what_ifs(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.ledger.is_stopped = false;
        let key = SnapshotKey::whole(&open.document);
        let content = Arc::clone(open.document.content());
        let scenarios = content.scenarios.iter().map(|saved| &saved.scenario);
        let missing: Vec<Scenario> = scenarios
            .filter(|scenario| !open.ledger.is_known(key, scenario))
            .cloned()
            .collect();
        if missing.is_empty() {
            return;
        }
        let known = open.ledger.baseline.as_ref();
        let known = known.filter(|(of, _)| *of == key);
        let known = known.map(|(_, baseline)| Arc::clone(baseline));
        let whole = (open.whole.0 == key).then(|| Arc::clone(&open.whole.1));
        self.jobs.submit(Slot::WhatIf, move |task, parts| {
            let num_steps = missing.len() + 1;
            task.checkpoint(0, num_steps)?;
            let baseline = if let Some(baseline) = known {
                baseline
            } else {
                let options = whole_options(&content.filter);
                let snapshot =
                    whole.unwrap_or_else(|| Arc::new(Snapshot::new(&content.network, &options)));
                Arc::new(Baseline::new(snapshot, options, &task.part())?)
            };
            for (place, scenario) in (1..).zip(missing) {
                task.checkpoint(place, num_steps)?;
                let answer = baseline.what_if(&content.network, &scenario, &task.part())?;
                parts.send(Output::WhatIf(key, scenario, Arc::new(answer)));
            }
            Ok(Output::Baseline(key, baseline))
        });
        self.revision += 1;
    }
}
