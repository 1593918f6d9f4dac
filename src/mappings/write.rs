//! A table as a mapping set in the form of the packs: SSSOM in TSV. Each row that was taken becomes one row.

use super::form::Form;
use super::strm;
use super::table::{Mapping, Mappings, Prefixes};
use crate::pack::SourceFile;
use crate::pack::scan::{Scanner, Span};
use crate::reason::Disjunction;
use crate::reason::algebra::relation_of_word;
use std::borrow::Cow;
use std::io::{self, Write};

/// What a set of mappings from a spreadsheet needs to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The IRI of the set.
    pub set_id: String,
    /// The licence of the set, as an IRI.
    pub license: String,
    /// Its title.
    pub title: String,
}

const STRM_COLUMNS: [&str; 9] = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "comment",
    "set_id",
    "stated_relation",
];

/// Writes the rows that were taken. Slots that an SSSOM set gives for all rows stay in its head.
///
/// # Errors
/// When nobody reads.
pub fn write(
    table: &Mappings,
    source: &SourceFile,
    heading: Option<&Heading>,
    prefixes: &Prefixes,
    out: &mut impl Write,
) -> io::Result<()> {
    let text = source.text.as_str();
    match (table.form, heading) {
        (Form::Strm, Some(heading)) => strm_head(heading, out)?,
        _ => {
            // Blanks between the head and the table are none of either.
            let head = text[..table.table_start].trim_start_matches(crate::pack::scan::BOM).trim_end();
            if !head.is_empty() {
                writeln!(out, "{head}")?;
            }
            line(table.header.iter().map(|name| Cow::Borrowed(name.as_str())), out)?;
        }
    }
    let mut cells: Vec<Span> = Vec::new();
    let strm = StrmRow::new(table, prefixes);
    for mapping in &table.mappings {
        let row = &text[mapping.span().range()];
        // What is tab-separated and quotes nothing stands already as it has to.
        if table.form == Form::Sssom && table.delimiter == b'\t' && !row.contains('"') {
            out.write_all(row.as_bytes())?;
            out.write_all(b"\n")?;
            continue;
        }
        let mut scanner = Scanner::new(text, table.delimiter).skip_to(mapping.row.0 as usize, mapping.line);
        if let Some(Ok(_)) = scanner.next(&mut cells, table.header.len()) {
            match table.form {
                Form::Sssom => line(cells.iter().map(|cell| cell.value(text)), out)?,
                Form::Strm => line(strm.cells(mapping, &cells, text).into_iter(), out)?,
            }
        }
    }
    Ok(())
}

fn strm_head(heading: &Heading, out: &mut impl Write) -> io::Result<()> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    writeln!(out, "# mapping_set_id: {}", heading.set_id)?;
    writeln!(out, "# mapping_set_title: {}", quoted(&heading.title))?;
    writeln!(out, "# license: {}", heading.license)?;
    writeln!(out, "# curie_map:")?;
    writeln!(out, "#   regimap: https://w3id.org/regimap/ontology#")?;
    writeln!(out, "#   semapv: https://w3id.org/semapv/vocab/")?;
    writeln!(out, "# extension_definitions:")?;
    for (slot, property) in [("set_id", "setId"), ("stated_relation", "statedRelation")] {
        writeln!(out, "#   - slot_name: {slot}")?;
        writeln!(out, "#     property: regimap:{property}")?;
        writeln!(out, "#     type_hint: xsd:string")?;
    }
    line(STRM_COLUMNS.iter().map(|name| Cow::Borrowed(*name)), out)
}

/// Where the columns of a set-theory relationship mapping stand.
struct StrmRow<'p> {
    prefixes: &'p Prefixes,
    focal: Option<usize>,
    focal_text: Option<usize>,
    reference: Option<usize>,
    reference_text: Option<usize>,
    relationship: Option<usize>,
    rationale: Option<usize>,
    strength: Option<usize>,
    comment: Option<usize>,
    group: Option<usize>,
}

impl<'p> StrmRow<'p> {
    fn new(table: &Mappings, prefixes: &'p Prefixes) -> Self {
        let find = |wanted: &[&str]| strm::find(&table.header, wanted);
        Self {
            prefixes,
            focal: find(strm::FOCAL),
            focal_text: find(strm::FOCAL_TEXT),
            reference: find(strm::REFERENCE),
            reference_text: find(strm::REFERENCE_TEXT),
            relationship: find(strm::RELATIONSHIP),
            rationale: find(strm::RATIONALE),
            strength: find(strm::STRENGTH),
            comment: find(strm::COMMENT),
            group: find(strm::GROUP),
        }
    }

    fn cells<'t>(&self, mapping: &Mapping, cells: &[Span], text: &'t str) -> [Cow<'t, str>; 9] {
        let value = |column: Option<usize>| column.map_or(Cow::Borrowed(""), |column| cells[column].value(text));
        let word = value(self.relationship);
        let mut stated = word.to_string();
        for (name, column) in [("rationale", self.rationale), ("strength", self.strength)] {
            let value = value(column);
            if !value.is_empty() {
                stated.push_str(&format!("; {name} {}", value.to_lowercase()));
            }
        }
        let wording = mapping.rationale.is_about_wording();
        let justification = if wording { "semapv:LexicalMatching" } else { "semapv:ManualMappingCuration" };
        [
            Cow::Owned(strm::address(&self.prefixes.subject, &value(self.focal))),
            value(self.focal_text),
            Cow::Borrowed(predicate(&word)),
            Cow::Owned(strm::address(&self.prefixes.object, &value(self.reference))),
            value(self.reference_text),
            Cow::Borrowed(justification),
            value(self.comment),
            value(self.group),
            Cow::Owned(stated),
        ]
    }
}

/// The property that states a relation by its NIST name.
fn predicate(word: &str) -> &'static str {
    use crate::reason::Relation::{Equal, IntersectsWith, NoRelationship, SubsetOf, SupersetOf};
    match relation_of_word(word).and_then(Disjunction::single) {
        Some(Equal) => "regimap:equalTo",
        Some(SupersetOf) => "regimap:supersetOf",
        Some(SubsetOf) => "regimap:subsetOf",
        Some(IntersectsWith) => "regimap:intersectsWith",
        Some(NoRelationship) => "regimap:doesNotMapTo",
        None => "regimap:mapsTo",
    }
}

fn line<'c>(cells: impl Iterator<Item = Cow<'c, str>>, out: &mut impl Write) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.write_all(b"\t")?;
        }
        if cell.contains(['\t', '\n', '\r', '"']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}
