//! The two forms of mapping tables, told apart by their header.

use crate::pack::diagnostic::Sink;
use crate::pack::head::Metadata;
use crate::pack::scan::{BOM, Scanner, Span};
use crate::pack::{Code, Diagnostic, FileId};

/// A table published from a spreadsheet may have this many lines of title above its header.
const MOST_TITLE_LINES: usize = 30;
/// More columns than any table has.
pub(super) const MOST_COLUMNS: usize = 1000;

/// How a mapping table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Simple Standard for Sharing Ontological Mappings, in TSV or CSV.
    Sssom,
    /// A set-theory relationship mapping of a focal and a reference document, as NIST OLIR and the SCF print it.
    Strm,
}

impl Form {
    /// The name for people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sssom => "SSSOM",
            Self::Strm => "set-theory relationship mapping (OLIR, STRM)",
        }
    }
}

/// A table whose header has been found.
pub(super) struct Opened<'t> {
    pub form: Form,
    pub delimiter: u8,
    /// What stands above an SSSOM table.
    pub metadata: Metadata,
    /// The header, cell by cell.
    pub header: Vec<Span>,
    /// Stands behind the header.
    pub scanner: Scanner<'t>,
}

/// Finds the header; says what is missing where there is none.
pub(super) fn open<'t>(text: &'t str, sink: &mut Sink) -> Option<Opened<'t>> {
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    if text[start..].starts_with('#') || first_line(&text[start..]).contains("subject_id") {
        return open_sssom(text, sink);
    }
    for delimiter in [b',', b'\t', b';'] {
        let mut scanner = Scanner::new(text, delimiter);
        let mut header = Vec::new();
        for _ in 0..MOST_TITLE_LINES {
            match scanner.next(&mut header, MOST_COLUMNS) {
                Some(Ok(_)) if super::strm::is_header(text, &header) => {
                    return Some(Opened {
                        form: Form::Strm,
                        delimiter,
                        metadata: Metadata::default(),
                        header,
                        scanner,
                    });
                }
                Some(_) => {}
                None => break,
            }
        }
    }
    let found = Diagnostic::new(Code::MissingColumn, "this is no mapping table that is known here").at(FileId(0), 0..0);
    sink.push(found.expected(
        "SSSOM, with the columns subject_id, predicate_id, object_id and mapping_justification; or a set-theory \
         relationship mapping, with the columns Focal Document Element, Relationship and Reference Document Element",
    ));
    None
}

fn open_sssom<'t>(text: &'t str, sink: &mut Sink) -> Option<Opened<'t>> {
    let metadata = if text.trim_start_matches(BOM).starts_with('#') {
        Metadata::read(FileId(0), text, sink)
    } else {
        Metadata::default()
    };
    let delimiter = if first_line(&text[metadata.end..]).contains('\t') { b'\t' } else { b',' };
    let mut scanner = Scanner::new(text, delimiter);
    if metadata.end > 0 {
        scanner = scanner.skip_to(metadata.end, metadata.line);
    }
    let mut header = Vec::new();
    match scanner.next(&mut header, MOST_COLUMNS) {
        Some(Ok(_)) => Some(Opened { form: Form::Sssom, delimiter, metadata, header, scanner }),
        Some(Err(malformed)) => {
            sink.push(malformed.describe(FileId(0)));
            None
        }
        None => {
            let found = Diagnostic::new(Code::EmptyFile, "there is no table below the metadata").at(FileId(0), 0..0);
            sink.push(found.expected("a line with the names of the columns"));
            None
        }
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
