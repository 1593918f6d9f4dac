//! Named queries: files that run as they stand, with a title, a question and parameters in their head.
//!
//! A parameter is a line `VALUES ?name { default } # param`; binding it replaces what stands in the braces, so that
//! the text shown to a reader is the text that ran.

use oxrdf::Term;
use std::collections::BTreeMap;

/// A parameter of a named query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Name of the variable.
    pub name: String,
    /// What it stands for.
    pub meaning: String,
    /// What it is when nobody says otherwise, as SPARQL.
    pub default: String,
}

/// A query with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// Path below the queries folder, without the ending: `library/regimes`.
    pub name: String,
    /// What it gives, in a few words.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// What can be chosen.
    pub parameters: Vec<Parameter>,
    /// Further head lines, such as `severity` and `mend` of a check.
    pub head: BTreeMap<String, String>,
    /// The file.
    pub text: String,
}

/// A named query with its parameters filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundQuery {
    /// Name of the query.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The text that runs.
    pub text: String,
}

/// A query file that does not keep to the form.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum LibraryError {
    /// A head line is missing.
    #[error("the query `{name}` has no line `# {line}: …` in its head")]
    NoHead {
        /// The query.
        name: String,
        /// The missing line.
        line: &'static str,
    },
    /// A parameter is documented and not used, or the other way round.
    #[error(
        "the query `{name}`: the parameter `{parameter}` needs both a line `# param: {parameter} — meaning` in the head and a line `VALUES ?{parameter} {{ … }} # param`"
    )]
    HalfParameter {
        /// The query.
        name: String,
        /// The parameter.
        parameter: String,
    },
}

/// A parameter that could not be filled in.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BindError {
    /// There is no query of this name.
    #[error("no query `{name}`{}", did_you_mean(.suggestion.as_deref()))]
    NoQuery {
        /// The name asked for.
        name: String,
        /// The nearest name.
        suggestion: Option<String>,
    },
    /// The query has no such parameter.
    #[error("the query `{query}` has no parameter `{parameter}`; it takes: {}", list(.known))]
    NoParameter {
        /// The query.
        query: String,
        /// The name asked for.
        parameter: String,
        /// Those that there are.
        known: Vec<String>,
    },
}

fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion
        .map_or_else(|| "; `regimap query --list` names all".to_owned(), |name| format!("; did you mean `{name}`?"))
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Where the queries for people are, whose last part is enough of a name.
const LIBRARY: &str = "library/";

/// The named queries.
#[derive(Clone, Debug, Default)]
pub struct Library {
    queries: BTreeMap<String, NamedQuery>,
}

impl Library {
    /// Reads query files, given as name (path without ending) and text. Addresses in them are moved to `base`.
    ///
    /// # Errors
    /// When a file does not keep to the form.
    pub fn new<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>, base: &str) -> Result<Self, LibraryError> {
        let mut queries = BTreeMap::new();
        for (name, text) in files {
            queries.insert(name.to_owned(), read(name, &rebase(text, base))?);
        }
        Ok(Self { queries })
    }

    /// All queries, by name.
    pub fn iter(&self) -> impl Iterator<Item = &NamedQuery> {
        self.queries.values()
    }

    /// A query by its full name, as one of the library, or by its last part where that is unique.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn get(&self, name: &str) -> Result<&NamedQuery, BindError> {
        // Pages of the site have queries of the same name, which people do not mean.
        if let Some(query) = self.queries.get(name).or_else(|| self.queries.get(&format!("{LIBRARY}{name}"))) {
            return Ok(query);
        }
        let last = |full: &str| full.rsplit('/').next().unwrap_or_default().to_owned();
        let mut found = self.queries.values().filter(|query| last(&query.name) == name);
        if let (Some(query), None) = (found.next(), found.next()) {
            return Ok(query);
        }
        let nearest = self
            .queries
            .keys()
            .map(|full| (strsim::jaro_winkler(&last(full), &last(name)), full))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.starts_with(LIBRARY).cmp(&b.1.starts_with(LIBRARY))));
        Err(BindError::NoQuery { name: name.to_owned(), suggestion: nearest.map(|(_, full)| full.clone()) })
    }

    /// A query with parameters filled in; those not given keep their default.
    ///
    /// # Errors
    /// When there is no such query or parameter.
    pub fn bind(&self, name: &str, parameters: &[(&str, &Term)]) -> Result<BoundQuery, BindError> {
        self.get(name)?.bind(parameters)
    }
}

impl NamedQuery {
    /// Fills in parameters; those not given keep their default, and one given several times takes all of its values.
    ///
    /// # Errors
    /// When it has no such parameter.
    pub fn bind(&self, parameters: &[(&str, &Term)]) -> Result<BoundQuery, BindError> {
        for (name, _) in parameters {
            if !self.parameters.iter().any(|p| p.name == *name) {
                return Err(BindError::NoParameter {
                    query: self.name.clone(),
                    parameter: (*name).to_owned(),
                    known: self.parameters.iter().map(|p| p.name.clone()).collect(),
                });
            }
        }
        let text = self.text.lines().map(|line| {
            // Terms are written in N-Triples, which no value can break out of.
            let values = |name: &str| -> String {
                parameters.iter().filter(|(given, _)| *given == name).map(|(_, term)| format!("{term} ")).collect()
            };
            match parameter_line(line).map(|found| (values(found.name), found)) {
                Some((values, found)) if !values.is_empty() => format!("{} {values}{}\n", found.before, found.after),
                _ => format!("{line}\n"),
            }
        });
        Ok(BoundQuery { name: self.name.clone(), title: self.title.clone(), text: text.collect() })
    }
}

struct ParameterLine<'l> {
    name: &'l str,
    before: &'l str,
    default: &'l str,
    after: &'l str,
}

fn parameter_line(line: &str) -> Option<ParameterLine<'_>> {
    let body = line.trim_end().strip_suffix("# param")?.trim_end();
    let close = body.strip_suffix('}')?.len();
    let open = body.find('{')?;
    let name = body[..open].trim().strip_prefix("VALUES")?.trim().strip_prefix('?')?;
    Some(ParameterLine { name, before: &body[..=open], default: body[open + 1..close].trim(), after: &line[close..] })
}

fn read(name: &str, text: &str) -> Result<NamedQuery, LibraryError> {
    let mut head = BTreeMap::new();
    let mut meanings = Vec::new();
    for line in text.lines().map_while(|line| line.strip_prefix('#')) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (key.trim(), value.trim());
        if key == "param" {
            let (parameter, meaning) = value.split_once('—').unwrap_or((value, ""));
            meanings.push((parameter.trim().to_owned(), meaning.trim().to_owned()));
        } else {
            head.insert(key.to_owned(), value.to_owned());
        }
    }
    let missing = |line| LibraryError::NoHead { name: name.to_owned(), line };
    let defaults: Vec<_> = text.lines().filter_map(parameter_line).collect();
    let half = |parameter: &str| LibraryError::HalfParameter { name: name.to_owned(), parameter: parameter.to_owned() };
    if let Some(found) = defaults.iter().find(|found| !meanings.iter().any(|(p, _)| p == found.name)) {
        return Err(half(found.name));
    }
    let parameters = meanings
        .into_iter()
        .map(|(parameter, meaning)| {
            let found = defaults.iter().find(|found| found.name == parameter).ok_or_else(|| half(&parameter))?;
            Ok(Parameter { default: found.default.to_owned(), name: parameter, meaning })
        })
        .collect::<Result<_, _>>()?;
    Ok(NamedQuery {
        name: name.to_owned(),
        title: head.remove("title").ok_or_else(|| missing("title"))?,
        question: head.remove("question").unwrap_or_default(),
        parameters,
        head,
        text: text.to_owned(),
    })
}

/// Moves addresses of things to another base; the ontology keeps its own.
fn rebase(text: &str, base: &str) -> String {
    use crate::graph::terms::{DEFAULT_BASE, REGIMAP};
    if base == DEFAULT_BASE {
        return text.to_owned();
    }
    let guard = "\u{0}ontology";
    text.replace(REGIMAP, guard).replace(DEFAULT_BASE, base).replace(guard, REGIMAP)
}
