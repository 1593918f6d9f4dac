//! Rows of SSSOM: slots that the set gives for all rows, short IRIs, the ranges of values, the stated relation.

use super::form::Opened;
use super::row::Row;
use super::table::Mapping;
use super::things::{Numbered, Things};
use crate::pack::diagnostic::Sink;
use crate::pack::{Code, Diagnostic, FileId, suggest};
use crate::reason::Disjunction;
use crate::reason::algebra::{Rationale, relation_of_predicate};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Columns without which a row is no mapping.
const NEEDED: [&str; 4] = ["subject_id", "predicate_id", "object_id", "mapping_justification"];
/// What stands for "there is none" in place of a subject or object.
const NO_TERM: &str = "sssom:NoTermFound";
/// Prefixes that SSSOM declares for every set.
const BUILT_IN: &[(&str, &str)] = &[
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("semapv", "https://w3id.org/semapv/vocab/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("sssom", "https://w3id.org/sssom/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("dc", "http://purl.org/dc/terms/"),
    ("dcterms", "http://purl.org/dc/terms/"),
];
/// Columns with a share from 0 to 1.
const SHARES: [&str; 2] = ["confidence", "similarity_score"];
/// Columns with days.
const DAYS: [&str; 2] = ["mapping_date", "publication_date"];
const CARDINALITIES: &[&str] = &["1:1", "1:n", "n:1", "1:0", "0:1", "n:n", "0:0", "m:n"];
const TYPES: &[&str] = &[
    "owl class",
    "owl object property",
    "owl data property",
    "owl annotation property",
    "owl named individual",
    "skos concept",
    "rdfs resource",
    "rdfs class",
    "rdfs literal",
    "rdfs datatype",
    "rdf property",
    "composed entity expression",
];

/// Reads rows by the columns of one table.
pub(super) struct Reader<'t> {
    prefixes: BTreeMap<String, String>,
    needed: [usize; 4],
    modifier: Option<usize>,
    /// The version of subject and object: a column, or the value for all rows.
    editions: [(Option<usize>, String); 2],
    /// The type of subject and object.
    types: [(Option<usize>, String); 2],
    labels: [Option<usize>; 2],
    set: Option<usize>,
    shares: Vec<usize>,
    days: Vec<usize>,
    cardinality: Option<usize>,
    sets: Numbered<'t>,
    /// What the last predicate and justification came to; they rarely change from row to row.
    predicate: Memo<Option<Disjunction>>,
    justification: Memo<Rationale>,
    day: Memo<()>,
}

/// The last text that was looked into, and what came of it.
#[derive(Default)]
struct Memo<T>(Option<(String, T)>);

impl<T: Copy> Memo<T> {
    fn get(&mut self, text: &str, find: impl FnOnce() -> Option<T>) -> Option<T> {
        if let Some((known, value)) = &self.0
            && known == text
        {
            return Some(*value);
        }
        let value = find()?;
        self.0 = Some((text.to_owned(), value));
        Some(value)
    }
}

impl<'t> Reader<'t> {
    /// Looks for the columns; reports those that are missing.
    pub fn new(text: &'t str, opened: &Opened<'t>, sink: &mut Sink) -> Option<Self> {
        let names: Vec<Cow<'_, str>> = opened.header.iter().map(|span| span.value(text)).collect();
        let find = |wanted: &str| names.iter().position(|name| name == wanted);
        let mut complete = true;
        for wanted in NEEDED.iter().filter(|wanted| find(wanted).is_none()) {
            complete = false;
            let line = opened.header[0].start as usize..opened.header[opened.header.len() - 1].end as usize;
            let near = suggest::nearest(wanted, names.iter().map(|name| &**name)).map(str::to_owned);
            let found = Diagnostic::new(Code::MissingColumn, format!("the table lacks the column `{wanted}`"));
            sink.push(found.at(FileId(0), line).field(*wanted).expected("the columns of SSSOM").suggest(near));
        }
        if !complete {
            return None;
        }
        let of_set = |slot: &str| opened.metadata.metadata.get(slot).cloned().unwrap_or_default();
        let slot = |slot: &str| (find(slot), of_set(slot));
        let mut prefixes = opened.metadata.prefixes.clone();
        for (prefix, start) in BUILT_IN {
            prefixes.entry((*prefix).to_owned()).or_insert_with(|| (*start).to_owned());
        }
        Some(Self {
            prefixes,
            needed: NEEDED.map(|name| find(name).unwrap_or_default()),
            modifier: find("predicate_modifier"),
            editions: [slot("subject_source_version"), slot("object_source_version")],
            types: [slot("subject_type"), slot("object_type")],
            labels: [find("subject_label"), find("object_label")],
            set: find("set_id"),
            shares: SHARES.iter().filter_map(|name| find(name)).collect(),
            days: DAYS.iter().filter_map(|name| find(name)).collect(),
            cardinality: find("mapping_cardinality"),
            sets: Numbered::default(),
            predicate: Memo::default(),
            justification: Memo::default(),
            day: Memo::default(),
        })
    }

    /// The prefixes of the table, with those of SSSOM.
    pub fn into_prefixes(self) -> BTreeMap<String, String> {
        self.prefixes
    }

    /// The mapping of a row; reports everything that is wrong with it.
    pub fn take(&mut self, row: &Row<'t, '_>, things: &mut Things<'t>, sink: &mut Sink) -> Option<Mapping> {
        let mut sound = true;
        let mut wrong = |found: Diagnostic| {
            sink.push(found);
            sound = false;
        };
        let mut ends = [None; 2];
        for (side, end) in ends.iter_mut().enumerate() {
            let column = self.needed[side * 2];
            let name = row.value(Some(column));
            let own_type = pick(row, &self.types[side]);
            if !own_type.is_empty()
                && !TYPES.contains(&&*own_type)
                && let Some(column) = self.types[side].0
            {
                wrong(row.bad_value(column, &format!("one of: {}", TYPES.join(", "))));
            }
            // A literal has no identifier; its label is what is mapped.
            if name.is_empty() && own_type == "rdfs literal" {
                let label = row.value(self.labels[side]);
                if label.is_empty() {
                    wrong(row.blank(column));
                }
                *end = things.number(label, Cow::Borrowed("literal"), |text| Some(format!("\"{text}\"")));
                continue;
            }
            if name.is_empty() {
                wrong(row.blank(column));
                continue;
            }
            if name == NO_TERM {
                continue;
            }
            let edition = match &self.editions[side] {
                (Some(column), all) => {
                    let own = row.value(Some(*column));
                    if own.is_empty() { Cow::Owned(all.clone()) } else { own }
                }
                (None, all) if all.is_empty() => Cow::Borrowed(""),
                (None, all) => Cow::Owned(all.clone()),
            };
            let prefixes = &self.prefixes;
            *end = things.number(name.clone(), edition, |name| expand(name, prefixes).ok());
            if end.is_none() {
                wrong(not_an_iri(row, column, &name, prefixes));
            }
        }
        let predicate = row.value(Some(self.needed[1]));
        let prefixes = &self.prefixes;
        let stated = self.predicate.get(&predicate, || {
            let iri = expand(&predicate, prefixes).ok()?;
            Some(relation_of_predicate(&iri))
        });
        if predicate.is_empty() {
            wrong(row.blank(self.needed[1]));
        } else if stated.is_none() {
            wrong(not_an_iri(row, self.needed[1], &predicate, prefixes));
        }
        let justification = row.value(Some(self.needed[3]));
        let rationale = self.justification.get(&justification, || {
            let iri = expand(&justification, prefixes).ok()?;
            Some(Rationale::from_justification(iri.rsplit(['#', '/']).next().unwrap_or_default()))
        });
        if justification.is_empty() {
            wrong(row.blank(self.needed[3]));
        } else if rationale.is_none() {
            wrong(not_an_iri(row, self.needed[3], &justification, prefixes));
        }
        let modifier = row.value(self.modifier);
        if let (Some(column), false) = (self.modifier, modifier.is_empty() || modifier == "Not") {
            wrong(row.bad_value(column, "`Not`, or nothing"));
        }
        for &column in &self.shares {
            let value = row.value(Some(column));
            let is_share = value.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share));
            if !value.is_empty() && !is_share {
                wrong(row.bad_value(column, "a number from 0 to 1"));
            }
        }
        for &column in &self.days {
            let value = row.value(Some(column));
            let read = || value.parse::<jiff::civil::Date>().ok().map(|_| ());
            if !value.is_empty() && self.day.get(&value, read).is_none() {
                wrong(row.bad_value(column, "a day such as 2025-11-30"));
            }
        }
        if let Some(column) = self.cardinality {
            let value = row.value(Some(column));
            if !value.is_empty() && !CARDINALITIES.contains(&&*value) {
                wrong(row.bad_value(column, &format!("one of: {}", CARDINALITIES.join(", "))));
            }
        }
        let set = row.value(self.set);
        let together = (!set.is_empty()).then(|| self.sets.number(set).0);
        if !sound {
            return None;
        }
        let relation = stated.flatten();
        let relation = if modifier.is_empty() { relation } else { relation.map(Disjunction::complement) };
        Some(Mapping {
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

/// The value of a row, or that which the set gives for all rows.
fn pick<'t>(row: &Row<'t, '_>, slot: &(Option<usize>, String)) -> Cow<'t, str> {
    let own = row.value(slot.0);
    if own.is_empty() && !slot.1.is_empty() { Cow::Owned(slot.1.clone()) } else { own }
}

/// Why a text is no name of a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NoName {
    Prefix,
    Characters,
}

/// The IRI for a short one; an IRI stays as it is.
fn expand(name: &str, prefixes: &BTreeMap<String, String>) -> Result<String, NoName> {
    let unsafe_in_iri = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/-_.#".contains(&byte);
    // Most names are plain, and bytes are quicker to look at than characters.
    if !name.bytes().all(is_plain) && name.contains(unsafe_in_iri) {
        return Err(NoName::Characters);
    }
    let (prefix, local) = name.split_once(':').ok_or(NoName::Prefix)?;
    match prefixes.get(prefix) {
        Some(start) => Ok([start, local].concat()),
        None if local.starts_with("//") || prefix == "urn" => Ok(name.to_owned()),
        None => Err(NoName::Prefix),
    }
}

fn not_an_iri(row: &Row<'_, '_>, column: usize, name: &str, prefixes: &BTreeMap<String, String>) -> Diagnostic {
    if expand(name, prefixes) == Err(NoName::Characters) {
        let found = row.problem(Code::BadName, column, format!("`{name}` makes no IRI"));
        return found.expected("an IRI without blanks and without any of <>\"{}|\\^`");
    }
    let Some((prefix, _)) = name.split_once(':') else {
        let found = row.problem(Code::BadName, column, format!("`{name}` is neither a short IRI nor an IRI"));
        return found.expected("a prefix, a colon and a name");
    };
    let near = suggest::nearest(prefix, prefixes.keys().map(String::as_str)).map(str::to_owned);
    let found = row.problem(Code::UnknownPrefix, column, format!("no prefix `{prefix}` in `curie_map`"));
    found.expected("a prefix that the head of the file declares").suggest(near)
}
