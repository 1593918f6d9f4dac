//! Runs SPARQL 1.1 queries over a frozen graph; it never reaches out to other services.

use super::syntax::SyntaxError;
use super::{BoundQuery, Table, View};
use crate::graph::{Frozen, terms};
use oxrdf::Triple;
use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults};
use spargebra::{Query, SparqlParser};

/// Why a query gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is no SPARQL.
    #[error("this is not SPARQL 1.1\n{0}")]
    Syntax(SyntaxError),
    /// It could not be carried out.
    #[error("the query failed: {0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// A table was wanted, and the query gives something else.
    #[error("the query `{0}` is no SELECT")]
    NotSelect(String),
}

/// The answer to a query.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Of a SELECT.
    Table(Table),
    /// Of an ASK.
    Boolean(bool),
    /// Of a CONSTRUCT or DESCRIBE, sorted.
    Triples(Vec<Triple>),
}

/// Runs queries over one graph.
#[derive(Clone)]
pub struct Engine<'g> {
    graph: &'g Frozen,
    base: String,
    evaluator: QueryEvaluator,
}

impl<'g> Engine<'g> {
    /// Queries over `graph`; relative IRIs in queries are resolved against `base`.
    pub fn new(graph: &'g Frozen, base: &str) -> Self {
        Self { graph, base: base.to_owned(), evaluator: QueryEvaluator::new() }
    }

    /// The graph that is asked.
    pub fn graph(&self) -> &'g Frozen {
        self.graph
    }

    /// Where the addresses of things begin.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Reads a query; the usual prefixes need no declaration.
    ///
    /// # Errors
    /// When it is no SPARQL.
    pub fn parse(&self, text: &str) -> Result<Query, QueryError> {
        let mut parser = SparqlParser::new();
        for (prefix, namespace) in terms::PREFIXES {
            parser = parser.with_prefix(*prefix, *namespace).expect("our own prefixes are valid");
        }
        if let Ok(with_base) = parser.clone().with_base_iri(&self.base) {
            parser = with_base;
        }
        parser.parse_query(text).map_err(|error| QueryError::Syntax(SyntaxError::new(text, &error)))
    }

    /// Answers a query given as text.
    ///
    /// # Errors
    /// When it is no SPARQL or cannot be carried out.
    pub fn answer(&self, text: &str) -> Result<Answer, QueryError> {
        let query = self.parse(text)?;
        Ok(match self.evaluator.prepare(&query).execute(View(self.graph))? {
            QueryResults::Boolean(value) => Answer::Boolean(value),
            QueryResults::Solutions(solutions) => {
                let columns = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let rows = solutions
                    .map(|solution| Ok(solution?.values().to_vec()))
                    .collect::<Result<_, QueryEvaluationError>>()?;
                Answer::Table(Table { columns, rows })
            }
            QueryResults::Graph(triples) => {
                let mut triples = triples.collect::<Result<Vec<_>, _>>()?;
                triples.sort_by_cached_key(ToString::to_string);
                triples.dedup();
                Answer::Triples(triples)
            }
        })
    }

    /// Answers a named query that gives a table.
    ///
    /// # Errors
    /// When the query is no SELECT or cannot be carried out.
    pub fn table(&self, query: &BoundQuery) -> Result<Table, QueryError> {
        match self.answer(&query.text)? {
            Answer::Table(table) => Ok(table),
            _ => Err(QueryError::NotSelect(query.name.clone())),
        }
    }
}
