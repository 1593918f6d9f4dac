//! A table as it was read: things, mappings between them, and every row that could not be taken.

use super::form::{Form, MOST_COLUMNS, Opened, open};
use super::row::Row;
use super::things::Things;
use super::{sssom, strm};
use crate::pack::diagnostic::Sink;
use crate::pack::{Code, Diagnostic, FileId, SourceFile};
use crate::reason::Disjunction;
use crate::reason::algebra::Rationale;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Progress is told after this many rows.
const STRIDE: usize = 1024;
/// After so many rows, what they named tells how many names to expect.
const SAMPLE: usize = 8 * STRIDE;
/// Room is made beforehand for no more rows than this, so that a file of blank lines takes none.
const MOST_EXPECTED: usize = 1 << 20;

/// Something that is mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its IRI.
    pub iri: String,
    /// The edition of which the mapping speaks, as the table states it; blank where it does not.
    pub edition: String,
    /// Its name as the table first writes it.
    pub written: String,
}

/// A mapping that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The line on which its row begins, from 1.
    pub line: u32,
    /// The bytes of its row.
    pub row: (u32, u32),
    /// What is mapped, as a number of [`Mappings::things`]. None where the row says that there is nothing.
    pub subject: Option<u32>,
    /// What it is mapped to.
    pub object: Option<u32>,
    /// What is possible between the two; none where the predicate says nothing about content.
    pub relation: Option<Disjunction>,
    /// What was compared.
    pub rationale: Rationale,
    /// Rows with the same number are one statement on a set, and say nothing each by itself.
    pub together: Option<u32>,
}

/// Begins of IRIs for the elements of a focal and a reference document, whose tables print bare identifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefixes {
    /// For focal document elements.
    pub subject: String,
    /// For reference document elements.
    pub object: String,
}

impl Default for Prefixes {
    fn default() -> Self {
        Self { subject: "urn:focal:".to_owned(), object: "urn:reference:".to_owned() }
    }
}

/// A mapping table as it was read.
pub struct Mappings {
    /// How it is laid out.
    pub form: Form,
    /// The mappings, in the order of the rows.
    pub mappings: Vec<Mapping>,
    /// What they map.
    pub things: Vec<Thing>,
    /// How many rows the table has, taken or not.
    pub rows: usize,
    /// Metadata of the set, for SSSOM.
    pub metadata: BTreeMap<String, String>,
    /// What each prefix stands for.
    pub prefixes: BTreeMap<String, String>,
    pub(super) header: Vec<String>,
    pub(super) delimiter: u8,
    /// Byte at which the header begins.
    pub(super) table_start: usize,
}

/// Reads a table. Every row that cannot be taken goes into the sink with its reason; `read` is told how many rows have
/// been read so far. None where there is no table.
pub fn read(file: &SourceFile, prefixes: &Prefixes, progress: &AtomicUsize, sink: &mut Sink) -> Option<Mappings> {
    if u32::try_from(file.text.len()).is_err() {
        let found = Diagnostic::new(Code::TooLarge, "this file has more than 4 GiB").at(FileId(0), 0..0);
        sink.push(found.expected("a table that is cut into several"));
        return None;
    }
    let text = file.text.as_str();
    let opened = open(text, sink)?;
    match opened.form {
        Form::Sssom => sssom::Reader::new(text, &opened, sink).map(|mut reader| {
            let mut table = rows(text, opened, progress, sink, |row, things, sink| reader.take(row, things, sink));
            table.prefixes = reader.into_prefixes();
            table
        }),
        Form::Strm => strm::Reader::new(text, &opened, prefixes)
            .map(|mut reader| rows(text, opened, progress, sink, |row, things, sink| reader.take(row, things, sink))),
    }
}

/// Goes through the rows; `take` gives the mapping of one, or says what is wrong with it.
fn rows<'t>(
    text: &'t str,
    opened: Opened<'t>,
    progress: &AtomicUsize,
    sink: &mut Sink,
    mut take: impl FnMut(&Row<'t, '_>, &mut Things<'t>, &mut Sink) -> Option<Mapping>,
) -> Mappings {
    let Opened { form, delimiter, metadata, header, mut scanner } = opened;
    let names: Vec<String> = header.iter().map(|span| span.value(text).into_owned()).collect();
    let table_start = header.first().map_or(0, |span| span.start as usize);
    let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[table_start..]).count() + 1;
    let expected = lines.min(MOST_EXPECTED);
    let mut things = Things::default();
    let mut mappings = Vec::with_capacity(expected);
    let mut cells = Vec::new();
    let mut rows = 0;
    while let Some(record) = scanner.next(&mut cells, MOST_COLUMNS) {
        match record {
            Ok(record) if record.width == names.len() => {
                // Spreadsheets leave rows of empty cells at the end.
                if cells.iter().all(|cell| cell.value(text).is_empty()) {
                    continue;
                }
                let row = Row { text, cells: &cells, names: &names, record };
                mappings.extend(take(&row, &mut things, sink));
            }
            Ok(record) => sink.push(crate::pack::sheet::ragged(FileId(0), record, names.len())),
            Err(malformed) => sink.push(malformed.describe(FileId(0))),
        }
        rows += 1;
        if rows % STRIDE == 0 {
            progress.store(rows, Ordering::Relaxed);
        }
        if rows == SAMPLE {
            things.expect(rows, expected);
        }
    }
    let (metadata, prefixes) = (metadata.metadata, metadata.prefixes);
    let things = things.all;
    Mappings { form, mappings, things, rows, metadata, prefixes, header: names, delimiter, table_start }
}
