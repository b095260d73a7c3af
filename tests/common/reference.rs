//! Networks with known values: `nodes.csv`, `edges.csv` and `expected.json` in a folder.

use std::path::{Path, PathBuf};

use helixmap::model::{
    Actor, ActorId, Attributes, Change, Need, NeedStatus, Network, NetworkEdit, Offer,
    SectorScheme, Snapshot, SnapshotOptions, Tie,
};
use serde_json::Value;

/// A network with the values that established tools give it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) network: Network,
    pub(crate) expected: Value,
}

impl Case {
    /// The case in a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        Self {
            name: folder.file_name().unwrap().to_string_lossy().into_owned(),
            network: read_network(folder),
            expected: serde_json::from_str(&text).unwrap(),
        }
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::new(&self.network, &SnapshotOptions::default())
    }
}

/// The networks that may be committed.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reference")
}

/// Where all networks are, if this machine has them.
pub(crate) fn all_references() -> Option<PathBuf> {
    std::env::var_os("HELIXMAP_REFERENCE").map(PathBuf::from)
}

/// The cases of a folder, by name.
pub(crate) fn cases(folder: &Path) -> Vec<Case> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("nodes.csv").exists() && path.join("expected.json").exists())
        .collect();
    folders.sort();
    folders.iter().map(|folder| Case::read(folder)).collect()
}

fn rows(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_path(path)
        .unwrap()
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

/// What the row of an actor says that it needs and offers.
fn add_wishes(
    network: &mut Network,
    actor: ActorId,
    row: &std::collections::HashMap<String, String>,
) {
    let tags = |column: &str| -> Vec<String> {
        let words = row.get(column).map_or("", String::as_str).split('|');
        words
            .filter(|word| !word.trim().is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (needs, offers) = (tags("needs"), tags("offers"));
    let key = row["id"].clone();
    if !needs.is_empty() {
        let need = Need {
            key: key.clone(),
            actor,
            text: String::new(),
            tags: needs,
            status: NeedStatus::Open,
            since: None,
            attributes: Attributes::new(),
        };
        let id = network.needs().next_id();
        network
            .apply(&[NetworkEdit::Need(Change::add(id, need))])
            .unwrap();
    }
    if !offers.is_empty() {
        let offer = Offer {
            key,
            actor,
            text: String::new(),
            tags: offers,
            status: NeedStatus::Open,
            since: None,
            attributes: Attributes::new(),
        };
        let id = network.offers().next_id();
        network
            .apply(&[NetworkEdit::Offer(Change::add(id, offer))])
            .unwrap();
    }
}

/// The network of a folder. Its sectors are the words of the column, sorted.
pub(crate) fn read_network(folder: &Path) -> Network {
    let nodes = rows(&folder.join("nodes.csv"));
    let mut words: Vec<String> = nodes
        .iter()
        .filter_map(|row| row.get("sector"))
        .filter(|word| !word.is_empty())
        .cloned()
        .collect();
    words.sort();
    words.dedup();
    let mut network = Network::new();
    let scheme = SectorScheme::from_values(words);
    network
        .apply(&[NetworkEdit::Sectors(Box::default(), Box::new(scheme))])
        .unwrap();
    for row in &nodes {
        let actor = Actor {
            sector: row
                .get("sector")
                .and_then(|word| network.sectors().by_key(word)),
            ..Actor::new(&row["id"], &row["label"])
        };
        let id = network.add_actor(actor).unwrap();
        add_wishes(&mut network, id, row);
    }
    for row in rows(&folder.join("edges.csv")) {
        let end = |column: &str| network.actor_by_key(&row[column]).unwrap();
        let tie = Tie {
            weight: row["weight"].parse().unwrap(),
            kind: row["kind"].clone(),
            directed: row["directed"] == "true",
            ..Tie::new(end("source"), end("target"))
        };
        network.add_tie(tie).unwrap();
    }
    network
}
