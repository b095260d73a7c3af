//! Exchange files: what other programs write and read, to network drafts and back. No files are opened here: input and
//! output are names with bytes.
//!
//! A reader makes a [`Draft`]: tables of actors, ties, activities and participations in the words of the file.
//! [`Draft::resolve`] makes a network of it, once for all formats. Nothing is dropped silently: what was guessed, changed
//! or left out is told in [`ImportIssues`], with its place.

mod cordis;
mod csv_folder;
mod draft;
mod duplicates;
mod encoding;
mod field;
mod grid;
mod headers;
mod input;
mod intervals;
mod issues;
mod kumu;
mod losses;
mod matrix;
mod own_tables;
mod registry;
mod resolve;
mod rows;
mod sectors;
mod tables;
mod text_table;
mod text_tables;
mod value;
mod words;
mod workbook;
mod workbook_write;

pub use csv_folder::CsvFolder;
pub use draft::{Cell, CellValue, Column, Draft, DraftRow, DraftTable, UnknownActors};
pub use duplicates::{DuplicateReason, PossibleDuplicate, possible_duplicates};
pub use field::{Field, TableKind};
pub use input::{Input, NamedBytes};
pub use issues::{ImportIssues, Issue, IssueKind, IssuePlace};
pub use kumu::KumuWorkbook;
pub use registry::{FORMATS, Format, by_extension, recognize};
pub use resolve::Imported;
pub use text_tables::TextTables;
pub use workbook::Workbook;
