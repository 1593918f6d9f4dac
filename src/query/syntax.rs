//! Where a query stops being SPARQL, shown in its own line.

use spargebra::SparqlSyntaxError;
use std::fmt;

/// The place of a syntax error and what could stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    line: usize,
    column: usize,
    text: String,
    message: String,
}

impl SyntaxError {
    pub(super) fn new(query: &str, error: &SparqlSyntaxError) -> Self {
        let message = error.to_string();
        // The parser tells the place only in its text: `error at 1:17: expected …`.
        let place = message.strip_prefix("error at ").and_then(|rest| {
            let (place, expected) = rest.split_once(": ")?;
            let (line, column) = place.split_once(':')?;
            Some((line.parse().ok()?, column.parse().ok()?, expected))
        });
        let (line, column, message) = match place {
            Some((line, column, expected)) => (line, column, brief(expected)),
            None => (1, 1, message),
        };
        let text = query.lines().nth(line - 1).unwrap_or_default().to_owned();
        Self { line, column, text, message }
    }
}

/// The parser lists every character that could stand at the place; people want the words and signs.
fn brief(expected: &str) -> String {
    if expected.contains("Prefix not found") {
        return "this prefix is not declared: `PREFIX name: <address>`".to_owned();
    }
    let Some(list) = expected.strip_prefix("expected one of ") else { return expected.replace('\n', " ") };
    let signs = list.split(", ").filter(|sign| !sign.contains(['[', '\n', '|']) || *sign == "\"[\"");
    let signs: Vec<&str> = signs.map(|sign| sign.trim_matches('"')).filter(|sign| !sign.is_empty()).collect();
    format!("expected one of {}", signs.join("  "))
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = self.line.to_string().len();
        writeln!(f, "{:gutter$}--> line {}, column {}", "", self.line, self.column)?;
        writeln!(f, "{} | {}", self.line, self.text)?;
        write!(f, "{:gutter$} | {:>column$} {}", "", "^", self.message, column = self.column)
    }
}
