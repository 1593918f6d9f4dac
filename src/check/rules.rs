//! Consistency queries: each row of an answer is a finding.

use super::{Finding, Severity};
use crate::query::{Engine, Library, QueryError, compact};
use rayon::prelude::*;

/// Runs every query of the library; findings come sorted.
///
/// # Errors
/// When a query cannot be carried out.
pub fn run_rules(engine: &Engine<'_>, checks: &Library) -> Result<Vec<Finding>, QueryError> {
    let checks: Vec<_> = checks.iter().collect();
    let found: Result<Vec<Vec<Finding>>, QueryError> = checks
        .par_iter()
        .map(|check| {
            let bound = check.bind(&[]).expect("no parameter was given");
            let table = engine.table(&bound)?;
            let severity = match check.head.get("severity").map(String::as_str) {
                Some("violation") => Severity::Violation,
                Some("info") => Severity::Info,
                _ => Severity::Warning,
            };
            let finding = |row: usize| {
                let cell = |column| table.get(row, column).map(|term| compact(term, engine.base()));
                let detail = cell("detail").unwrap_or_default();
                let detail = match cell("related") {
                    Some(related) => format!("{detail} ({related})"),
                    None => detail,
                };
                Finding {
                    severity,
                    check: check.name.clone(),
                    subject: cell("subject").unwrap_or_default(),
                    detail: if detail.is_empty() { check.title.clone() } else { detail },
                    mend: check.head.get("mend").cloned().unwrap_or_default(),
                }
            };
            Ok((0..table.rows.len()).map(finding).collect())
        })
        .collect();
    let mut findings: Vec<Finding> = found?.into_iter().flatten().collect();
    findings.sort_unstable();
    findings.dedup();
    Ok(findings)
}
