//! Data on disk or in the binary, as typed rows that remember the pack, file and line they came from.
//!
//! [`load`] reads every table, checks it, and gives either all rows or every problem it found.

mod cell;
mod cycles;
pub(crate) mod diagnostic;
mod files;
pub(crate) mod head;
mod keys;
mod names;
pub mod rows;
mod rules;
pub(crate) mod scan;
pub mod schema;
pub(crate) mod sheet;
pub(crate) mod sssom;
pub(crate) mod suggest;
mod suppose;
mod template;
pub mod value;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Related, Severity, SourceFile};
pub use files::{Files, ReadError};
pub use sssom::MappingSet;
pub use suppose::{Dropped, End, drop_from, mapping as suppose_mapping, recognition as suppose_recognition};
pub use template::{NewRegime, new_pack};

use diagnostic::Sink;
use files::Place;
use rows::Tables;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Number of a file in [`Packs::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The file.
    pub file: FileId,
    /// The line on which the row begins, from 1.
    pub line: u32,
    /// Number of the row below the header, from 0.
    pub record: usize,
}

/// The name of a pack: `vocabulary`, `regime/<id>`, `arrangements` or `mapping/<file>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackId(Arc<str>);

impl PackId {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for PackId {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for PackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A row with its place; stands for the row wherever only that is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The row.
    pub row: T,
    /// The pack that holds it.
    pub pack: PackId,
    /// Where it stands.
    pub at: Position,
}

impl<T> Deref for Located<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.row
    }
}

/// All packs, checked: every name in them is known, and no list of things runs in a circle.
#[derive(Clone, Debug)]
pub struct Packs {
    /// The rows; reached as `packs.elements` and so on.
    pub tables: Tables,
    /// Crosswalks that others published.
    pub mappings: Vec<MappingSet>,
    /// What looks wrong and yet can be used.
    pub warnings: Diagnostics,
    /// The files that were read, by [`FileId`].
    pub files: Arc<Vec<SourceFile>>,
}

impl Deref for Packs {
    type Target = Tables;
    fn deref(&self) -> &Tables {
        &self.tables
    }
}

/// Reads and checks all packs.
///
/// # Errors
/// Every problem in every file, and no rows: a broken pack never yields a part of itself.
pub fn load(files: Files) -> Result<Packs, Diagnostics> {
    let (files, bytes) = files.decode();
    let mut sink = Sink::default();
    let layout = files::layout(&files, &mut sink);
    for (number, problem) in bytes {
        sink.not_utf8(FileId(number), &files[usize::from(number)].text, problem);
    }
    let mut tables = Tables::default();
    let mut sheets = Vec::new();
    let mut mappings = Vec::new();
    let mut mapping_sheets = Vec::new();
    for (number, place) in layout.places {
        match place {
            Place::Table(schema, pack) => {
                sheets.push(sheet::read(number, &files, schema, pack, &mut tables, &mut sink));
            }
            Place::Mapping(schema, name) => {
                let (set, sheet) = sssom::read(number, &files, schema, name, &mut tables, &mut sink);
                mappings.push(set);
                mapping_sheets.push(sheet);
            }
        }
    }
    let names = names::collect(&sheets, &layout.missing, &mut sink);
    names::check(&sheets, &names, &mut sink);
    sssom::check(&mapping_sheets, &mappings, &names, &mut sink);
    sheets.extend(mapping_sheets);
    keys::check(&sheets, &mut sink);
    rules::check(&sheets, &mut sink);
    cycles::check(&sheets, &mut sink);

    let files = Arc::new(files);
    let found = sink.finish(&files);
    if found.has_errors() {
        return Err(found);
    }
    sssom::hand_out(&mut tables.mapping_rows, &mut mappings);
    Ok(Packs { tables, mappings, warnings: found, files })
}
