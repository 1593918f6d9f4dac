//! One question asked of two graphs: which rows of the answer are new, gone or changed.
//!
//! The head of the query says how its rows are told apart: `key` names the column of the thing that a row is about,
//! `whole` those of what it belongs to, `one` the word for a row, `because` the query that gives the facts behind it.
//! A column `xLabel` holds the name of what stands in `x`; every other column is compared.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::{Cell, Link};
use super::order::natural;
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// How the rows of a query are told apart.
pub(super) struct Form {
    key: String,
    whole: Vec<String>,
    /// The word for a row.
    pub(super) one: String,
    /// The query that gives the facts behind a row, if they can be asked for.
    pub(super) because: Option<String>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Changed,
    New,
    Gone,
}

impl Kind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// What the rows with one key say: a set of values under each column.
#[derive(Clone, PartialEq, Eq)]
struct Entry {
    label: String,
    whole: Vec<Link>,
    values: BTreeMap<String, BTreeSet<String>>,
    /// The row to take evidence from.
    row: usize,
}

/// A row that is not the same in both answers.
pub(super) struct Change {
    /// The thing that it is about.
    pub(super) thing: Link,
    /// What became of it.
    pub(super) kind: Kind,
    /// What it belongs to.
    pub(super) whole: Vec<Link>,
    /// The values that were there before and are not now, by column.
    pub(super) before: BTreeMap<String, BTreeSet<String>>,
    /// The values that were not there before, by column.
    pub(super) after: BTreeMap<String, BTreeSet<String>>,
    /// The whole that is itself new or gone, in which case the row is only one of many.
    pub(super) within: Option<Link>,
    row: usize,
}

/// Where the answers of two graphs differ.
pub(super) struct Differences {
    pub(super) form: Form,
    pub(super) changes: Vec<Change>,
    before: Answered,
    pub(super) after: Answered,
    /// How many rows there were, and are.
    pub(super) rows: (usize, usize),
}

impl Differences {
    /// Asks both graphs and compares the answers.
    pub(super) fn between(
        before: &Asker<'_>,
        after: &Asker<'_>,
        query: &str,
        parameters: &[(&str, &NamedNode)],
    ) -> Result<Self, ReportError> {
        let form = Form::of(after, query)?;
        let (was, is) = (before.ask(query, parameters)?, after.ask(query, parameters)?);
        let (old, new) = (form.entries(&was), form.entries(&is));
        let wholes = |entries: &BTreeMap<String, Entry>| -> BTreeSet<String> {
            entries.values().flat_map(|entry| &entry.whole).map(|whole| whole.iri.clone()).collect()
        };
        let (old_wholes, new_wholes) = (wholes(&old), wholes(&new));
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let mut changes = Vec::new();
        for key in keys {
            let (kind, entry, others) = match (old.get(key), new.get(key)) {
                (Some(one), Some(other)) if one.values == other.values => continue,
                (Some(_), Some(entry)) => (Kind::Changed, entry, None),
                (None, Some(entry)) => (Kind::New, entry, Some(&old_wholes)),
                (Some(entry), None) => (Kind::Gone, entry, Some(&new_wholes)),
                (None, None) => continue,
            };
            let within = others.and_then(|others| entry.whole.iter().find(|whole| !others.contains(&whole.iri)));
            changes.push(Change {
                thing: Link { iri: key.clone(), text: entry.label.clone() },
                kind,
                whole: entry.whole.clone(),
                before: without(old.get(key), new.get(key)),
                after: without(new.get(key), old.get(key)),
                within: within.cloned(),
                row: entry.row,
            });
        }
        changes.sort_by(|a, b| {
            (a.kind, &a.whole).cmp(&(b.kind, &b.whole)).then_with(|| natural(&a.thing.text, &b.thing.text))
        });
        Ok(Self { form, changes, rows: (old.len(), new.len()), before: was, after: is })
    }

    /// How many rows are new, gone or changed.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }

    /// A cell of the row, as it is or, where it is gone, as it was.
    pub(super) fn row(&self, change: &Change) -> Answer<'_> {
        let answered = if change.kind == Kind::Gone { &self.before } else { &self.after };
        answered.row(change.row)
    }

    /// Whether rows say how well they are evidenced.
    pub(super) fn has_evidence(&self) -> bool {
        self.after.columns().any(|column| column == "grade")
    }

    /// For each changed thing the facts behind it, before and after.
    pub(super) fn behind(
        &self,
        before: &Asker<'_>,
        after: &Asker<'_>,
    ) -> Result<BTreeMap<String, BTreeSet<String>>, ReportError> {
        /// A query is asked about so many things at a time.
        const AT_ONCE: usize = 256;
        let mut facts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let Some(query) = &self.form.because else { return Ok(facts) };
        let query = format!("diff/{query}");
        let single: Vec<NamedNode> = self
            .changes
            .iter()
            .filter(|change| change.within.is_none())
            .map(|change| NamedNode::new_unchecked(&change.thing.iri))
            .collect();
        for things in single.chunks(AT_ONCE) {
            let parameters: Vec<(&str, &NamedNode)> = things.iter().map(|thing| (&*self.form.key, thing)).collect();
            for asker in [before, after] {
                for row in asker.ask(&query, &parameters)?.rows() {
                    facts.entry(row.text(&self.form.key).to_owned()).or_default().insert(row.text("fact").to_owned());
                }
            }
        }
        Ok(facts)
    }
}

impl Form {
    fn of(asker: &Asker<'_>, query: &str) -> Result<Self, ReportError> {
        let line = |name: &str| asker.head(query, name);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            key: line("key")?
                .ok_or_else(|| ReportError::Unfit(format!("the query `{query}` has no line `# key: …`")))?,
            whole: line("whole")?.map(|text| words(&text)).unwrap_or_default(),
            one: line("one")?.unwrap_or_else(|| "row".to_owned()),
            because: line("because")?,
        })
    }

    fn entries(&self, answered: &Answered) -> BTreeMap<String, Entry> {
        let names = |column: &str| column.strip_suffix("Label").is_some_and(|thing| self.is_name(thing));
        let compared: Vec<&str> = answered
            .columns()
            .filter(|column| !self.is_name(column) && !names(column) && !matches!(*column, "sources" | "locator"))
            .collect();
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for (number, row) in answered.rows().enumerate() {
            let entry = entries.entry(row.text(&self.key).to_owned()).or_insert_with(|| Entry {
                label: row.text(&format!("{}Label", self.key)).to_owned(),
                whole: self.whole.iter().map(|whole| link(&row, whole)).collect(),
                values: BTreeMap::new(),
                row: number,
            });
            for column in &compared {
                let values = row.text(column).split("; ").filter(|value| !value.is_empty());
                entry.values.entry((*column).to_owned()).or_default().extend(values.map(str::to_owned));
            }
        }
        entries
    }

    fn is_name(&self, column: &str) -> bool {
        column == self.key || self.whole.iter().any(|whole| whole == column)
    }
}

fn link(row: &Answer<'_>, thing: &str) -> Link {
    Link { iri: row.text(thing).to_owned(), text: row.text(&format!("{thing}Label")).to_owned() }
}

/// What one entry says and the other does not.
fn without(one: Option<&Entry>, other: Option<&Entry>) -> BTreeMap<String, BTreeSet<String>> {
    let mut left = BTreeMap::new();
    for (column, values) in one.iter().flat_map(|entry| &entry.values) {
        let theirs = other.and_then(|entry| entry.values.get(column));
        let only: BTreeSet<String> =
            values.iter().filter(|value| theirs.is_none_or(|theirs| !theirs.contains(*value))).cloned().collect();
        if !only.is_empty() {
            left.insert(column.clone(), only);
        }
    }
    left
}

/// Values as a cell: a status or relation as such, others under the name of their column.
pub(super) fn values(by_column: &BTreeMap<String, BTreeSet<String>>, alone: bool) -> Cell {
    let mut cells = Vec::new();
    for (column, values) in by_column {
        let local = |value: &String| value.strip_prefix(crate::graph::terms::REGIMAP).map(str::to_owned);
        match (column.as_str(), values.first().and_then(local), values.len()) {
            ("status" | "relation", Some(status), 1) => cells.push(Cell::status(&status)),
            _ => {
                let words: Vec<String> = values
                    .iter()
                    .map(|value| local(value).map_or_else(|| value.clone(), |name| name.replace('-', " ")))
                    .collect();
                let words = words.join("; ");
                cells.push(Cell::text(if alone { words } else { format!("{}: {words}", spaced(column)) }));
            }
        }
    }
    Cell::list(cells)
}

/// `countsAs` as “counts as”.
fn spaced(column: &str) -> String {
    let mut words = String::new();
    for character in column.chars() {
        if character.is_uppercase() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}
