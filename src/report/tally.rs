//! How many elements have which status, in words.

use super::words::{count, is_are, join};
use std::collections::BTreeMap;

/// The order in which statuses are told.
pub(super) const STATUSES: [(&str, &str); 6] = [
    ("covered", "covered"),
    ("covered-conditionally", "covered conditionally"),
    ("partly-covered", "covered in part"),
    ("recommended-only", "only recommended"),
    ("not-covered", "not asked for"),
    ("not-established", "not established"),
];

/// Numbers of elements by status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally(BTreeMap<String, usize>);

impl Tally {
    /// Adds to the number of a status.
    pub(super) fn add(&mut self, status: &str, elements: usize) {
        if !status.is_empty() {
            *self.0.entry(status.to_owned()).or_default() += elements;
        }
    }

    /// The number of a status.
    pub(super) fn of(&self, status: &str) -> usize {
        self.0.get(status).copied().unwrap_or(0)
    }

    /// How many elements there are.
    pub(super) fn total(&self) -> usize {
        STATUSES.iter().map(|(status, _)| self.of(status)).sum()
    }

    /// How much is shown: in full first, then under conditions, then in part.
    pub(super) fn shown(&self) -> (usize, usize, usize) {
        (self.of("covered"), self.of("covered-conditionally"), self.of("partly-covered"))
    }

    /// Whether anything is shown.
    pub(super) fn shows_something(&self) -> bool {
        self.shown() != (0, 0, 0)
    }

    /// “none is covered, 4 are covered in part and 18 are not asked for”.
    pub(super) fn sentence(&self) -> String {
        let mut parts = Vec::new();
        for (status, words) in STATUSES {
            match self.of(status) {
                0 if status == "covered" && self.total() > 0 => parts.push("none is covered".to_owned()),
                0 => {}
                n => parts.push(format!("{n} {} {words}", is_are(n))),
            }
        }
        join(&parts)
    }

    /// “3 covered, 1 covered in part of 23 elements”.
    pub(super) fn brief(&self) -> String {
        let parts: Vec<String> = STATUSES[..3]
            .iter()
            .filter(|(status, _)| self.of(status) > 0)
            .map(|(status, words)| format!("{} {words}", self.of(status)))
            .collect();
        let parts = if parts.is_empty() { "none".to_owned() } else { parts.join(", ") };
        format!("{parts} of {}", count(self.total(), "element"))
    }
}
