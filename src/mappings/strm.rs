//! Rows of a set-theory relationship mapping: a focal document element, how it stands to a reference document element,
//! and on what rationale. NIST OLIR and the Secure Controls Framework name the columns each in its way.

use super::form::Opened;
use super::row::Row;
use super::table::{Mapping, Prefixes};
use super::things::{Numbered, Things};
use crate::pack::diagnostic::Sink;
use crate::pack::scan::Span;
use crate::reason::algebra::{NIST_NAMES, Rationale, relation_of_word};
use std::borrow::Cow;
use std::fmt::Write as _;

/// The names of each column, in lower case without anything but letters.
pub(super) const FOCAL: &[&str] = &["focaldocumentelement", "focaldocumentelementid", "fde"];
pub(super) const FOCAL_TEXT: &[&str] = &["fdename", "focaldocumentelementdescription"];
pub(super) const REFERENCE: &[&str] = &["referencedocumentelement", "referencedocumentelementid", "scf"];
pub(super) const REFERENCE_TEXT: &[&str] = &["scfcontrol", "referencedocumentelementdescription"];
pub(super) const RELATIONSHIP: &[&str] = &["relationship", "strmrelationship"];
pub(super) const RATIONALE: &[&str] = &["rationale", "strmrationale"];
pub(super) const STRENGTH: &[&str] = &["strengthofrelationship", "strengthofrelationshipoptional"];
pub(super) const COMMENT: &[&str] = &["comments", "commentsoptional", "notes", "notesoptional"];
pub(super) const GROUP: &[&str] = &["groupidentifier", "groupidentifieroptional", "group"];
const FULFILLED: &[&str] = &["fulfilledby", "fulfilledbyyn"];

/// The column that has one of several names.
pub(super) fn find<S: AsRef<str>>(names: &[S], wanted: &[&str]) -> Option<usize> {
    let plain: Vec<String> = names.iter().map(|name| letters(name.as_ref())).collect();
    wanted.iter().find_map(|wanted| plain.iter().position(|name| name == wanted))
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a row names the columns of such a table.
pub(super) fn is_header(text: &str, cells: &[Span]) -> bool {
    let names: Vec<Cow<'_, str>> = cells.iter().map(|cell| cell.value(text)).collect();
    [FOCAL, RELATIONSHIP, REFERENCE].iter().all(|wanted| find(&names, wanted).is_some())
}

/// Reads rows by the columns of one table.
pub(super) struct Reader<'t> {
    prefixes: Prefixes,
    focal: usize,
    reference: usize,
    relationship: usize,
    rationale: Option<usize>,
    strength: Option<usize>,
    fulfilled: Option<usize>,
    group: Option<usize>,
    groups: Numbered<'t>,
}

impl<'t> Reader<'t> {
    /// Looks for the columns.
    pub fn new(text: &'t str, opened: &Opened<'t>, prefixes: &Prefixes) -> Option<Self> {
        let names: Vec<Cow<'_, str>> = opened.header.iter().map(|span| span.value(text)).collect();
        Some(Self {
            prefixes: prefixes.clone(),
            focal: find(&names, FOCAL)?,
            reference: find(&names, REFERENCE)?,
            relationship: find(&names, RELATIONSHIP)?,
            rationale: find(&names, RATIONALE),
            strength: find(&names, STRENGTH),
            fulfilled: find(&names, FULFILLED),
            group: find(&names, GROUP),
            groups: Numbered::default(),
        })
    }

    /// The mapping of a row; reports everything that is wrong with it.
    pub fn take(&mut self, row: &Row<'t, '_>, things: &mut Things<'t>, sink: &mut Sink) -> Option<Mapping> {
        let mut sound = true;
        let mut wrong = |found| {
            sink.push(found);
            sound = false;
        };
        let mut ends = [None; 2];
        let columns = [(self.focal, &self.prefixes.subject), (self.reference, &self.prefixes.object)];
        for (end, (column, prefix)) in ends.iter_mut().zip(columns) {
            let name = row.value(Some(column));
            if name.is_empty() {
                wrong(row.blank(column));
            } else {
                *end = things.number(name, Cow::Borrowed(""), |name| Some(address(prefix, name)));
            }
        }
        let word = row.value(Some(self.relationship));
        let relation = relation_of_word(&word);
        if word.is_empty() {
            wrong(row.blank(self.relationship));
        } else if relation.is_none() {
            wrong(row.bad_value(self.relationship, &format!("one of: {NIST_NAMES}")));
        }
        let word = row.value(self.rationale);
        let rationale = if word.is_empty() { Some(Rationale::Unstated) } else { Rationale::from_word(&word) };
        if let (None, Some(column)) = (rationale, self.rationale) {
            wrong(row.bad_value(column, "one of: syntactic, semantic, functional"));
        }
        let strength = row.value(self.strength);
        let in_range = strength.is_empty() || strength.parse::<u8>().is_ok_and(|strength| strength <= 10);
        if let (false, Some(column)) = (in_range, self.strength) {
            wrong(row.bad_value(column, "a whole number from 0 to 10"));
        }
        let fulfilled = row.value(self.fulfilled);
        let is_answer = ["", "y", "n", "yes", "no"].iter().any(|answer| fulfilled.eq_ignore_ascii_case(answer));
        if let (false, Some(column)) = (is_answer, self.fulfilled) {
            wrong(row.bad_value(column, "Y or N"));
        }
        let group = row.value(self.group);
        let together = (!group.is_empty()).then(|| self.groups.number(group).0);
        sound.then_some(Mapping {
            line: row.record.line,
            row: (row.record.span.start, row.record.span.end),
            subject: ends[0],
            object: ends[1],
            relation,
            rationale: rationale.unwrap_or_default(),
            together,
        })
    }
}

/// The IRI of an element: its prefix and its identifier, with what cannot stand in an IRI percent-encoded.
pub(super) fn address(prefix: &str, name: &str) -> String {
    let mut iri = prefix.to_owned();
    for c in name.chars() {
        if c.is_whitespace() || c.is_control() || "<>\"{}|\\^`%".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        } else {
            iri.push(c);
        }
    }
    iri
}
