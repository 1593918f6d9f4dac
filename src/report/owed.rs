//! What a recognition asks itself of those who rely on it: recognised, not asked for by what is held, and owed all the
//! same.

use super::ask::Answer;
use super::model::{Cell, Finding, Link, Severity, Width};
use super::order::{natural, parts_in_order};
use super::words::{count, is_are, join};
use std::collections::BTreeSet;

/// The column for it, which a table on what is recognised and not asked for has where a row needs it.
pub(super) const COLUMN: (&str, &str, Width) = ("owed", "Owed all the same, by", Width::Narrow);

/// The provisions that ask the element of those who rely on the recognition.
pub(super) fn cell(row: &Answer<'_>) -> Cell {
    if is_owed(row) { Cell::text(parts_in_order(row.text("owed")).join("; ")) } else { Cell::Empty }
}

pub(super) fn is_owed(row: &Answer<'_>) -> bool {
    !row.text("owed").is_empty()
}

/// One finding on the elements of `what` that those who rely on its recognition owe.
pub(super) fn finding(what: &str, rows: &[Answer<'_>], evidence: Link) -> Option<Finding> {
    let owed = || rows.iter().filter(|row| is_owed(row));
    let elements: BTreeSet<&str> = owed().map(|row| row.text("elementLabel")).collect();
    let mut provisions: Vec<&str> = owed().flat_map(|row| parts_in_order(row.text("owed"))).collect();
    provisions.sort_by(|a, b| natural(a, b));
    provisions.dedup();
    let provisions: Vec<String> = provisions.into_iter().map(str::to_owned).collect();
    let quoted: Vec<String> = elements.iter().map(|label| format!("“{label}”")).collect();
    (!elements.is_empty()).then(|| Finding {
        severity: Severity::Note,
        text: format!(
            "Of {what}, {} that what is held does not show in full {} owed all the same by those who rely on the recognition ({}): {}.",
            count(elements.len(), "element"),
            is_are(elements.len()),
            join(&provisions),
            join(&quoted)
        ),
        evidence: vec![evidence],
    })
}
