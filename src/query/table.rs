//! The answer to a SELECT, and how its terms are shown to people.

use crate::graph::terms;
use oxrdf::Term;

/// Rows of terms under named columns; a cell may be unbound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the variables.
    pub columns: Vec<String>,
    /// The solutions.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Table {
    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A cell by row and column name.
    pub fn get(&self, row: usize, column: &str) -> Option<&Term> {
        self.rows.get(row)?.get(self.column(column)?)?.as_ref()
    }

    /// The text of a cell: the value of a literal, the address of a thing, nothing where it is unbound.
    pub fn text(&self, row: usize, column: &str) -> &str {
        self.get(row, column).map_or("", term_text)
    }
}

/// The value of a literal or the address of a thing.
fn term_text(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
    }
}

/// A term as people read it: literals by their value, terms of known vocabularies by prefix, things by their path.
pub fn compact(term: &Term, base: &str) -> String {
    let Term::NamedNode(node) = term else { return term_text(term).to_owned() };
    let iri = node.as_str();
    for (prefix, namespace) in terms::PREFIXES {
        if let Some(local) = iri.strip_prefix(namespace) {
            return format!("{prefix}:{local}");
        }
    }
    iri.strip_prefix(base).unwrap_or(iri).to_owned()
}
