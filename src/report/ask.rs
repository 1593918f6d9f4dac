//! Asks named queries and keeps them for showing; gathers the sources that answers name.

use super::model::{Cell, Evidence, ShownQuery, Source};
use crate::query::{BindError, BoundQuery, Engine, Library, QueryError, Table};
use oxrdf::{NamedNode, Term};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A query is missing or does not take a parameter.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// A query failed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A name means something of which the question makes no sense.
    #[error("{0}")]
    Unfit(String),
}

/// Asks queries for one report.
pub struct Asker<'a> {
    engine: Engine<'a>,
    library: &'a Library,
    kept: Arc<Kept>,
    sources: RefCell<BTreeSet<String>>,
}

/// Answers by the text of their query.
type Kept = Mutex<FxHashMap<String, Arc<Table>>>;

impl<'a> Asker<'a> {
    /// Asks over an engine, by the queries of a library.
    pub fn new(engine: Engine<'a>, library: &'a Library) -> Self {
        Self { engine, library, kept: Arc::default(), sources: RefCell::default() }
    }

    /// For another report over the same graph: what both ask is asked once.
    pub fn another(&self) -> Self {
        Self {
            engine: self.engine.clone(),
            library: self.library,
            kept: Arc::clone(&self.kept),
            sources: RefCell::default(),
        }
    }

    /// Asks a named query.
    ///
    /// # Errors
    /// When there is no such query or it fails.
    pub fn ask(&self, name: &str, parameters: &[(&str, &NamedNode)]) -> Result<Answered, ReportError> {
        let terms: Vec<(&str, Term)> =
            parameters.iter().map(|(name, value)| (*name, Term::from((*value).clone()))).collect();
        let borrowed: Vec<(&str, &Term)> = terms.iter().map(|(name, term)| (*name, term)).collect();
        let bound = self.library.bind(name, &borrowed)?;
        let table = self.table(&bound, parameters.len())?;
        Ok(Answered { table, query: ShownQuery { name: bound.name, title: bound.title, text: bound.text } })
    }

    /// The answer to a query; kept where it hangs on one thing at most, since those that hang on two stand in one report.
    fn table(&self, query: &BoundQuery, parameters: usize) -> Result<Arc<Table>, ReportError> {
        if parameters > 1 {
            return Ok(Arc::new(self.engine.table(query)?));
        }
        // A poisoned lock means that another thread panicked; the answers are whole.
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = kept().get(&query.text) {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(self.engine.table(query)?);
        kept().insert(query.text.clone(), Arc::clone(&table));
        Ok(table)
    }

    /// A line in the head of a named query.
    ///
    /// # Errors
    /// When there is no such query.
    pub(super) fn head(&self, name: &str, line: &str) -> Result<Option<String>, ReportError> {
        Ok(self.library.get(name)?.head.get(line).cloned())
    }

    /// The evidence of a row, from its columns grade, sources and locator; remembers the sources.
    pub fn evidence(&self, row: Answer<'_>) -> Evidence {
        self.evidence_of(row, "grade", "sources", "locator")
    }

    /// The evidence of a row, from the columns named; remembers the sources.
    pub fn evidence_of(&self, row: Answer<'_>, grade: &str, sources: &str, locator: &str) -> Evidence {
        let mut names: Vec<&str> = Vec::new();
        for source in row.text(sources).split_whitespace() {
            self.sources.borrow_mut().insert(source.to_owned());
            names.push(source.rsplit('/').next().unwrap_or(source));
        }
        names.sort_unstable();
        let place = row.text(locator);
        let source = match (names.is_empty(), place.is_empty()) {
            (_, true) => names.join(", "),
            (true, false) => place.to_owned(),
            (false, false) => format!("[{}] {place}", names.join(", ")),
        };
        Evidence { grade: row.local(grade).to_owned(), source }
    }

    /// The sources that evidence has named, by their short names.
    ///
    /// # Errors
    /// When the query fails.
    pub fn sources(&self) -> Result<Vec<Source>, ReportError> {
        let answered = self.ask("report/sources", &[])?;
        let wanted = self.sources.borrow();
        let mut sources: Vec<Source> = Vec::new();
        for row in answered.rows().filter(|row| wanted.contains(row.text("source"))) {
            if sources.last().is_some_and(|last| last.iri == row.text("source")) {
                continue;
            }
            sources.push(Source {
                id: row.text("sourceId").to_owned(),
                iri: row.text("source").to_owned(),
                title: row.text("label").to_owned(),
                publisher: row.text("publisher").to_owned(),
                published: row.text("issued").to_owned(),
                url: row.text("url").to_owned(),
                read_extent: row.text("readExtent").to_owned(),
                grade: row.local("grade").to_owned(),
            });
        }
        Ok(sources)
    }
}

/// The answer to a named query, with the query.
pub struct Answered {
    table: Arc<Table>,
    /// The query.
    pub query: ShownQuery,
}

impl Answered {
    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = Answer<'_>> + Clone {
        (0..self.table.rows.len()).map(|row| Answer { table: &self.table, row })
    }

    /// One of the rows, by its number.
    pub(super) fn row(&self, row: usize) -> Answer<'_> {
        Answer { table: &self.table, row }
    }

    /// The names of the columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.table.columns.iter().map(String::as_str)
    }

    /// The rows in which a column has a value.
    pub fn rows_where<'t>(&'t self, column: &'t str, value: &'t str) -> impl Iterator<Item = Answer<'t>> + Clone {
        self.rows().filter(move |row| row.text(column) == value)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }
}

/// A row of an answer.
#[derive(Clone, Copy)]
pub struct Answer<'t> {
    table: &'t Table,
    row: usize,
}

impl<'t> Answer<'t> {
    /// The text of a cell; empty where it is unbound.
    pub fn text(&self, column: &str) -> &'t str {
        self.table.text(self.row, column)
    }

    /// The local name of a value of a closed list.
    pub fn local(&self, column: &str) -> &'t str {
        let text = self.text(column);
        text.rsplit('#').next().unwrap_or(text)
    }

    /// A number; 0 where it is none.
    pub fn number(&self, column: &str) -> usize {
        self.text(column).parse().unwrap_or(0)
    }

    /// The language of a literal.
    pub fn language(&self, column: &str) -> Option<&'t str> {
        match self.table.get(self.row, column)? {
            Term::Literal(literal) => literal.language(),
            _ => None,
        }
    }

    /// A cell that links a thing under its name; nothing where the thing is unbound.
    pub fn link(&self, thing: &str, name: &str) -> Cell {
        if self.text(thing).is_empty() { Cell::Empty } else { Cell::link(self.text(thing), self.text(name)) }
    }
}
