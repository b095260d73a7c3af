//! Synergy between sectors: whether they tell more together than each two of them (the triple and quadruple helix).

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params};
use crate::model::{SectorId, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// Which sectors take part in which activities together, as far as entropies need it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Synergy {
    /// The sectors; only the first 64 count.
    pub sectors: Vec<SectorId>,
    /// How many activities there are, those without anybody included.
    pub num_activities: usize,
    /// For each set of sectors (bit *i* is sector *i*) in how many activities exactly these take part.
    pub patterns: BTreeMap<u64, usize>,
}

impl Synergy {
    /// From the sets of sectors of some activities.
    pub fn new(sectors: Vec<SectorId>, activities: impl IntoIterator<Item = u64>) -> Self {
        let mut synergy = Self {
            sectors,
            ..Self::default()
        };
        for pattern in activities {
            synergy.num_activities += 1;
            *synergy.patterns.entry(pattern).or_default() += 1;
        }
        synergy
    }

    /// The set of some sectors; `None` if one is not here.
    pub fn set(&self, sectors: &[SectorId]) -> Option<u64> {
        sectors.iter().try_fold(0, |set, sector| {
            let place = self
                .sectors
                .iter()
                .take(64)
                .position(|other| other == sector)?;
            Some(set | 1 << place)
        })
    }

    /// The entropy of who of a set takes part, in bits; `None` without activities.
    pub fn entropy(&self, set: u64) -> Option<f64> {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        for (pattern, count) in &self.patterns {
            *counts.entry(pattern & set).or_default() += count;
        }
        let total = self.num_activities as f64;
        let part = |&count: &usize| {
            let share = count as f64 / total;
            -share * share.log2()
        };
        (self.num_activities > 0).then(|| counts.values().map(part).sum::<f64>() + 0.0)
    }

    /// The mutual information T of a set of sectors in bits: Σ over its subsets of (−1)^(size + 1) · entropy.
    ///
    /// For two sectors never negative. For three, negative means synergy and positive redundancy (`McGill` 1954,
    /// Psychometrika 19:97; Leydesdorff 2003, Scientometrics 58:445). For four the sign does not read like that: see
    /// [`Synergy::redundancy`], and show it with its triples. `None` without activities. Time O(2^size · patterns).
    pub fn information(&self, set: u64) -> Option<f64> {
        let mut sum = 0.0;
        let mut subset = set;
        while subset > 0 {
            let entropy = self.entropy(subset)?;
            sum += if subset.count_ones() % 2 == 1 {
                entropy
            } else {
                -entropy
            };
            subset = (subset - 1) & set;
        }
        (self.num_activities > 0).then_some(sum)
    }

    /// Mutual redundancy R = (−1)^(1 + size) · T, whose sign reads the same for every size: negative is synergy
    /// (Leydesdorff & Ivanova 2014, JASIST 65:386).
    pub fn redundancy(&self, set: u64) -> Option<f64> {
        let sign = if set.count_ones() % 2 == 1 { 1.0 } else { -1.0 };
        self.information(set).map(|t| sign * t)
    }
}

/// Which sectors take part in which activities: one pattern for each activity.
pub fn synergy(snapshot: &Snapshot) -> Synergy {
    let pattern = |members: &Vec<u32>| {
        let sectors = members
            .iter()
            .filter_map(|&i| snapshot.sectors()[i as usize]);
        sectors
            .filter(|&sector| sector < 64)
            .fold(0_u64, |set, sector| set | 1 << sector)
    };
    let activities = snapshot.activities().iter();
    Synergy::new(
        snapshot.sector_ids().to_vec(),
        activities.map(|(_, members)| pattern(members)),
    )
}

/// Synergy between sectors.
pub struct SynergyAnalysis;

impl Analysis for SynergyAnalysis {
    fn id(&self) -> &'static str {
        "synergy"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        task.keep_going()?;
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::Synergy(synergy(snapshot)),
            estimate: None,
        })
    }
}
