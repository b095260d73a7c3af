//! Exchange files: what other programs write and read, to network drafts and back. No files are opened here: input and
//! output are names with bytes.
//!
//! A reader makes a [`Draft`]: tables of actors, ties, activities and participations in the words of the file.
//! [`Draft::resolve`] makes a network of it, once for all formats. Nothing is dropped silently: what was guessed, changed
//! or left out is told in [`ImportIssues`], with its place.
//!
//! Memory: reading takes at most 64 times the size of the file and 512 MiB, whatever is in it, and much less for what
//! programs write: five to ten times, with the network itself. A file of nothing but tiny records that would need more is
//! refused with a message, as is one that declares more than it has. A workbook, which is compressed, takes at most 256 times
//! its size and 1 GiB.

mod bipartite;
mod cordis;
mod csv_folder;
mod dl;
mod draft;
mod duplicates;
mod encoding;
mod field;
mod gdf;
mod gexf;
mod gexf_write;
mod gml;
mod graph_losses;
mod graph_table;
mod graphml;
mod grid;
mod headers;
mod input;
mod intervals;
mod issues;
mod json;
mod json_formats;
mod json_scan;
mod json_shape;
mod json_values;
mod kumu;
mod line_tokens;
mod losses;
mod matrix;
mod named_values;
mod nodexl;
mod one_file;
mod own_tables;
mod pajek;
mod pajek_write;
mod positions;
mod registry;
mod resolve;
mod room;
mod rows;
mod sectors;
mod spans;
mod spot;
mod tables;
mod tally;
mod text_table;
mod text_tables;
mod two_mode;
mod value;
mod vna;
mod words;
mod workbook;
mod workbook_guard;
mod workbook_write;
mod xml;

pub use csv_folder::CsvFolder;
pub use dl::Dl;
pub use draft::{Cell, CellValue, Column, Draft, DraftRow, DraftTable, Unlisted};
pub use duplicates::{ActorName, DuplicateReason, PossibleDuplicate, possible_duplicates};
pub use field::{Field, TableKind};
pub use gdf::Gdf;
pub use gexf::Gexf;
pub use gml::Gml;
pub use graphml::GraphMl;
pub use input::{Input, NamedBytes};
pub use issues::{ImportIssues, Issue, IssueKind, IssuePlace};
pub use json_formats::{CytoscapeJson, Graphology, KumuJson, NodeLink};
pub use kumu::KumuWorkbook;
pub use pajek::Pajek;
pub use positions::Positions;
pub use registry::{FORMATS, Format, by_extension, by_name, recognize};
pub use resolve::Imported;
pub use sectors::is_unknown as is_unknown_sector;
pub use text_tables::TextTables;
pub use vna::Vna;
pub use words::{activity_kind_word, entity_word, facet_word, layer_word, status_word, zones_text};
pub use workbook::Workbook;
