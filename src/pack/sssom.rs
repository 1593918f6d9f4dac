//! Crosswalks that others published, in SSSOM: metadata in comments, then one row a mapping.

use super::diagnostic::{Code, Sink, SourceFile};
use super::head::Metadata;
use super::names::Names;
use super::rows::{MappingRow, Tables};
use super::scan::Scanner;
use super::schema::Schema;
use super::sheet::{self, Sheet};
use super::{FileId, Located, PackId, suggest};
use std::collections::BTreeMap;

/// Addresses below this are those of things in the packs.
const BASE: &str = "https://w3id.org/regimap/";
/// Columns that hold short IRIs.
const CURIES: &[&str] =
    &["subject_id", "predicate_id", "object_id", "mapping_justification", "author_id", "mapping_source"];
/// A published crosswalk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingSet {
    /// Name of the file without its ending.
    pub name: String,
    /// The pack: `mapping/<name>`.
    pub pack: PackId,
    /// The file.
    pub file: FileId,
    /// Metadata with a single value: `mapping_set_id`, `license`, `mapping_set_title` and so on.
    pub metadata: BTreeMap<String, String>,
    /// What each prefix stands for.
    pub prefixes: BTreeMap<String, String>,
    /// The mappings.
    pub rows: Vec<Located<MappingRow>>,
}

impl MappingSet {
    /// A value of the metadata.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.metadata.get(key).map(String::as_str)
    }

    /// The address of a thing of the packs, such as `provision/<edition>/<slug>`; none for an IRI of another.
    pub fn address<'i>(&self, iri: &'i str) -> Option<&'i str> {
        iri.strip_prefix(BASE)
    }

    /// The IRI for a short one; an IRI stays as it is. Every prefix in a loaded set is known.
    pub fn expand(&self, curie: &str) -> Option<String> {
        let (prefix, local) = curie.split_once(':')?;
        match self.prefixes.get(prefix) {
            Some(start) => Some(format!("{start}{local}")),
            None => local.starts_with("//").then(|| curie.to_owned()),
        }
    }
}

/// Reads a crosswalk; its rows go into the tables for now, see [`hand_out`].
pub fn read<'a>(
    file: FileId,
    files: &'a [SourceFile],
    schema: &'static Schema,
    name: String,
    tables: &mut Tables,
    sink: &mut Sink,
) -> (MappingSet, Sheet<'a>) {
    let text = files[usize::from(file.0)].text.as_str();
    let pack = PackId::from(format!("mapping/{name}"));
    let header = Metadata::read(file, text, sink);
    let scanner = Scanner::new(text, b'\t').skip_to(header.end, header.line);
    let sheet = Sheet { file, text, schema, pack: pack.clone(), whole: false, cells: Vec::new() };
    let sheet = sheet::read_from(scanner, sheet, &header.extensions, tables, sink);
    let set = MappingSet { name, pack, file, metadata: header.metadata, prefixes: header.prefixes, rows: Vec::new() };
    (set, sheet)
}

/// Gives each set its rows.
pub fn hand_out(rows: &mut Vec<Located<MappingRow>>, sets: &mut [MappingSet]) {
    for row in rows.drain(..) {
        if let Some(set) = sets.iter_mut().find(|set| set.file == row.at.file) {
            set.rows.push(row);
        }
    }
}

/// Checks short IRIs, and that those of the packs are addresses of something.
pub fn check(sheets: &[Sheet<'_>], sets: &[MappingSet], names: &Names<'_>, sink: &mut Sink) {
    for (sheet, set) in sheets.iter().zip(sets) {
        let columns = |names: &'static [&str]| names.iter().filter_map(|name| sheet.schema.column(name));
        for row in sheet.rows() {
            for column in columns(CURIES) {
                let curie = sheet.value(row, column);
                // A head that declares no prefix has been reported, and would be again with every cell.
                if !curie.is_empty() && !set.prefixes.is_empty() && sink.lists_more(sheet.file) {
                    curie_is_known(sheet, row, column, &curie, set, names, sink);
                }
            }
            for column in columns(&["confidence"]) {
                let value = sheet.value(row, column);
                let is_share = value.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share));
                if !value.is_empty() && !is_share {
                    let message = format!("`{value}` cannot stand in `confidence`");
                    sink.push(sheet.at_cell(Code::BadValue, row, column, message).expected("a number from 0 to 1"));
                }
            }
        }
    }
}

fn curie_is_known(
    sheet: &Sheet<'_>,
    row: usize,
    column: usize,
    curie: &str,
    set: &MappingSet,
    names: &Names<'_>,
    sink: &mut Sink,
) {
    let unsafe_in_iri = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let Some(iri) = set.expand(curie) else {
        let prefix = curie.split_once(':').map_or(curie, |(prefix, _)| prefix);
        let near = suggest::nearest(prefix, set.prefixes.keys().map(String::as_str)).map(str::to_owned);
        let found = sheet.at_cell(Code::UnknownPrefix, row, column, format!("no prefix `{prefix}` in `curie_map`"));
        return sink.push(found.expected("a prefix that the head of the file declares").suggest(near));
    };
    if iri.contains(unsafe_in_iri) {
        let found = sheet.at_cell(Code::BadName, row, column, format!("`{curie}` makes no IRI"));
        return sink.push(found.expected("an IRI without blanks and without any of <>\"{}|\\^`"));
    }
    if let Some((message, near)) = iri.strip_prefix(BASE).and_then(|address| names.wrong_address(address)) {
        // Suggests in the spelling of the file.
        let near = near.map(|near| {
            let iri = format!("{BASE}{near}");
            let short = set.prefixes.iter().filter_map(|(p, start)| Some(format!("{p}:{}", iri.strip_prefix(start)?)));
            short.min_by_key(String::len).unwrap_or(iri)
        });
        let found = sheet.at_cell(Code::UnknownName, row, column, message);
        sink.push(found.expected("the address of something in the packs").suggest(near));
    }
}
