//! Asking the graph, and saying which query failed.

use super::SiteError;
use crate::query::{BoundQuery, Engine, Library, NamedQuery, Table};
use oxrdf::Term;
use rustc_hash::FxHashMap;

/// Where questions go.
#[derive(Clone, Copy)]
pub struct Ask<'a, 'g> {
    /// Runs queries.
    pub engine: &'a Engine<'g>,
    /// Has their texts.
    pub library: &'a Library,
}

impl Ask<'_, '_> {
    /// The answer to a query.
    ///
    /// # Errors
    /// When it fails, with its name.
    pub fn table(&self, query: &BoundQuery) -> Result<Table, SiteError> {
        self.engine.table(query).map_err(|error| SiteError::Query { name: query.name.clone(), error })
    }

    /// The answers to a query for every value of one parameter, asked once.
    ///
    /// # Errors
    /// When it fails, or does not select the parameter.
    pub fn each(&self, query: &NamedQuery, bound: &[(&str, &Term)], free: &str) -> Result<Answers, SiteError> {
        let bound = query.bind(bound)?;
        let table = self.table(&BoundQuery { text: without_parameter(&bound.text, free), ..bound })?;
        let column = table.column(free).ok_or_else(|| SiteError::Section {
            query: query.name.clone(),
            problem: format!("does not select ?{free}"),
        })?;
        let mut rows: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, row) in table.rows.iter().enumerate() {
            if let Some(Term::NamedNode(node)) = &row[column] {
                rows.entry(node.as_str().to_owned()).or_default().push(number);
            }
        }
        Ok(Answers { table, rows })
    }
}

/// The answers to one query for many subjects.
pub struct Answers {
    /// All rows.
    pub table: Table,
    rows: FxHashMap<String, Vec<usize>>,
}

impl Answers {
    /// All rows of a table that is not about a subject.
    pub fn whole(table: Table) -> Self {
        let all = (0..table.rows.len()).collect();
        Self { table, rows: FxHashMap::from_iter([(String::new(), all)]) }
    }

    /// The rows about one subject; the empty name stands for all.
    pub fn about(&self, subject: &str) -> &[usize] {
        self.rows.get(subject).map_or(&[], Vec::as_slice)
    }
}

/// A query without the line that fixes a parameter.
fn without_parameter(text: &str, name: &str) -> String {
    let fixes = |line: &&str| {
        line.trim_end().ends_with("# param")
            && line.trim_start().strip_prefix("VALUES").is_some_and(|rest| {
                rest.trim_start()
                    .strip_prefix('?')
                    .and_then(|rest| rest.strip_prefix(name))
                    .is_some_and(|rest| rest.trim_start().starts_with('{'))
            })
    };
    text.lines().filter(|line| !fixes(line)).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_the_named_parameter_goes() {
        let text = "SELECT * {\n  VALUES ?subject { <x:a> } # param\n  VALUES ?subjects { <x:b> } # param\n}\n";
        let left = super::without_parameter(text, "subject");
        assert_eq!(left, "SELECT * {\n  VALUES ?subjects { <x:b> } # param\n}\n");
    }
}
