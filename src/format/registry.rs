//! The list of formats, and what they have in common.

use super::csv_folder::CsvFolder;
use super::dl::Dl;
use super::draft::Draft;
use super::gdf::Gdf;
use super::gexf::Gexf;
use super::gml::Gml;
use super::graphml::GraphMl;
use super::input::{Input, NamedBytes};
use super::json_formats::{CytoscapeJson, Graphology, KumuJson, NodeLink};
use super::kumu::KumuWorkbook;
use super::pajek::Pajek;
use super::positions::Positions;
use super::text_tables::TextTables;
use super::vna::Vna;
use super::workbook::Workbook;
use crate::model::Network;
use crate::task::{Cancelled, TaskContext};

/// An exchange format.
pub trait Format: Sync {
    /// The stable name in scripts.
    fn id(&self) -> &'static str;
    /// The endings of its files, in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether the content looks like this format.
    fn sniff(&self, input: &Input) -> bool;
    /// What a file says. What cannot be read is told in the draft's issues; the only way to fail is to be told to stop,
    /// which long loops notice at their [checkpoints](TaskContext::checkpoint).
    fn read(&self, input: &Input, task: &TaskContext) -> Result<Draft, Cancelled>;
    /// What of this network cannot be written, in words; nothing, if it can hold all of it.
    fn loses(&self, network: &Network) -> Vec<String>;
    /// Whether its files say where actors are on the map.
    fn holds_positions(&self) -> bool {
        false
    }
    /// The files that hold the network, with where its actors are, if they can.
    fn write(&self, network: &Network, positions: &Positions) -> Vec<NamedBytes>;
}

/// All formats, in the order in which they are tried. Plain tables come last: much text looks like one.
pub const FORMATS: &[&dyn Format] = &[
    &CsvFolder,
    &Workbook,
    &KumuWorkbook,
    &GraphMl,
    &Gexf,
    &Pajek,
    &Dl,
    &Vna,
    &Gdf,
    &Gml,
    &NodeLink,
    &CytoscapeJson,
    &Graphology,
    &KumuJson,
    &TextTables,
];

/// The format of an input, by its content.
pub fn recognize(input: &Input) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.sniff(input))
}

/// The format of what looks like none, by the ending of its first file: its reader tells what is missing there.
pub fn by_name(input: &Input) -> Option<&'static dyn Format> {
    let file = input.files.first()?;
    let (_, extension) = file.name.rsplit_once('.')?;
    by_extension(extension)
}

/// Whether some format has files of this ending.
pub fn by_extension(extension: &str) -> Option<&'static dyn Format> {
    let extension = extension.to_lowercase();
    FORMATS
        .iter()
        .copied()
        .find(|format| format.extensions().contains(&extension.as_str()))
}
