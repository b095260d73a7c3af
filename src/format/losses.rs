//! What a format cannot hold, said before anything is written.

use std::collections::BTreeSet;

use super::value::{ColumnType, text_of};
use crate::model::{
    AttributeValue, Attributes, Network, NetworkInfo, Portfolio, SectorScheme, Tie,
};

/// What the tables cannot hold, each said once with how often it occurs.
#[derive(Default)]
pub(super) struct Losses(pub(super) Vec<String>);

impl Losses {
    /// Adds how often something occurs, if it does.
    pub(super) fn add(&mut self, count: usize, one: &str, many: &str) {
        match count {
            0 => {}
            1 => self.0.push(format!("1 {one}")),
            count => self.0.push(format!("{count} {many}")),
        }
    }

    /// What a folder of tables cannot hold.
    pub(super) fn of_tables(network: &Network) -> Self {
        let mut losses = Self::default();
        losses.records(network);
        losses.notes(network);
        losses.table_types(network);
        losses
    }

    /// Records that no exchange format has a place for.
    pub(super) fn records(&mut self, network: &Network) {
        self.add(network.commitments().len(), "commitment", "commitments");
        self.add(network.needs().len(), "need", "needs");
        self.add(network.offers().len(), "offer", "offers");
        self.add(
            network.introductions().len(),
            "introduction",
            "introductions",
        );
        self.add(network.journal().len(), "journal entry", "journal entries");
        let is_more_than_its_name = |portfolio: &Portfolio| {
            portfolio.name != portfolio.key
                || portfolio.holder.is_some()
                || portfolio.level.is_some()
                || portfolio.parent.is_some()
                || !portfolio.description.is_empty()
                || !portfolio.attributes.is_empty()
        };
        let portfolios = network.portfolios().iter();
        self.add(
            portfolios
                .filter(|(_, portfolio)| is_more_than_its_name(portfolio))
                .count(),
            "portfolio beyond its id",
            "portfolios beyond their ids",
        );
        let is_introduced = |tie: &Tie| tie.introduction.is_some();
        self.add(
            network.ties().filter(|(_, tie)| is_introduced(tie)).count(),
            "tie’s link to its introduction",
            "ties’ links to their introductions",
        );
    }

    /// What only tables of activities and of participation can hold.
    pub(super) fn two_mode(&mut self, network: &Network) {
        self.add(network.activities().len(), "activity", "activities");
        let parts = network.activities().iter();
        self.add(
            parts.map(|(_, activity)| activity.participants.len()).sum(),
            "part of an actor in an activity",
            "parts of actors in activities",
        );
    }

    /// The scheme of sectors, where it is not the default one, and what is said about the network.
    pub(super) fn scheme(&mut self, network: &Network) {
        if *network.sectors() != SectorScheme::default() {
            self.0
                .push("the names and colours of the sectors".to_owned());
        }
        let name = network.info().name.clone();
        let only_name = NetworkInfo {
            name,
            ..NetworkInfo::default()
        };
        if *network.info() != only_name {
            self.0.push("what is said about the network".to_owned());
        }
    }

    fn notes(&mut self, network: &Network) {
        let activities = network.activities();
        let notes = activities.iter().flat_map(|(_, activity)| &activity.zones);
        self.add(
            notes.filter(|step| !step.note.is_empty()).count(),
            "note on a change of zone",
            "notes on changes of zones",
        );
    }

    fn table_types(&mut self, network: &Network) {
        let activities = network.activities();
        self.types(
            "actors",
            &network
                .actors()
                .map(|(_, actor)| &actor.attributes)
                .collect::<Vec<_>>(),
        );
        self.types(
            "ties",
            &network
                .ties()
                .map(|(_, tie)| &tie.attributes)
                .collect::<Vec<_>>(),
        );
        let of_activities = activities.iter().map(|(_, activity)| &activity.attributes);
        self.types("activities", &of_activities.collect::<Vec<_>>());
        let parts = activities
            .iter()
            .flat_map(|(_, activity)| &activity.participants);
        self.types(
            "participants",
            &parts.map(|part| &part.attributes).collect::<Vec<_>>(),
        );
    }

    /// Attributes whose values come back with another type.
    fn types(&mut self, what: &str, records: &[&Attributes]) {
        let names: BTreeSet<&String> = records.iter().flat_map(|record| record.keys()).collect();
        for name in names {
            let values: Vec<&AttributeValue> = records
                .iter()
                .filter_map(|record| record.get(name))
                .collect();
            let texts: Vec<String> = values.iter().map(|value| text_of(value)).collect();
            let column = ColumnType::of(
                &texts
                    .iter()
                    .filter(|text| !text.is_empty())
                    .map(|text| text.trim()),
            );
            let comes_back = |(value, text): (&&AttributeValue, &String)| {
                !text.trim().is_empty()
                    && match column {
                        ColumnType::Text => **value == AttributeValue::Text(text.clone()),
                        column => **value == column.value(text.trim()),
                    }
            };
            if !values.iter().zip(&texts).all(comes_back) {
                self.0.push(format!(
                    "the types of the attribute ‘{name}’ of {what}: a table holds texts, which are read as the narrowest \
                     type that fits all of a column"
                ));
            }
        }
    }
}
