//! The way from a table to the query behind it: to its text, and to the console with its parameters filled in.

use super::path::PagePath;
use crate::query::NamedQuery;
use oxrdf::Term;
use serde::Serialize;

/// Links to a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryLink {
    /// Name of the query.
    pub name: String,
    /// The page that shows its text.
    pub text: String,
    /// The console, with the query and its parameters.
    pub open: String,
}

impl QueryLink {
    /// Links from a page to a query with parameters; those that it does not take are left out.
    pub fn new(query: &NamedQuery, page: &PagePath, base: &str, parameters: &[(&str, &Term)]) -> Self {
        let mut hash = format!("name={}", encoded(&query.name));
        for (name, term) in parameters.iter().filter(|(name, _)| query.parameters.iter().any(|p| p.name == *name)) {
            let value = match term {
                Term::NamedNode(node) => node.as_str().strip_prefix(base).unwrap_or(node.as_str()).to_owned(),
                other => other.to_string(),
            };
            hash.push_str(&format!("&{name}={}", encoded(&value)));
        }
        Self {
            name: query.name.clone(),
            text: page.href(&path(&query.name)),
            open: format!("{}#{hash}", page.href(&PagePath::new("console"))),
        }
    }
}

/// Where the text of a query stands.
pub fn path(name: &str) -> PagePath {
    PagePath::new(format!("query/{name}"))
}

/// A value within the fragment of an address.
fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b',' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_value_keeps_the_fragment_whole() {
        assert_eq!(super::encoded("provision/x/sch1&a=b+c #"), "provision/x/sch1%26a%3Db%2Bc%20%23");
    }
}
