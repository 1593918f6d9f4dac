//! What would follow if some facts did not hold, or on another day: the facts are read again without them, and the reasoner
//! derives everything anew, exactly as a build of such facts would.

use crate::assemble::{Edition, assemble};
use crate::graph::{Frozen, Iris};
use crate::pack::{self, Files};
use crate::reason::AsOf;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The facts, and what is supposed of them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Supposition {
    /// The packs, by their path below the data folder.
    facts: BTreeMap<String, String>,
    /// Identifiers of rows, and paths of files, that are taken out.
    without: BTreeSet<String>,
    /// The day for which the graph is derived.
    as_of: String,
}

impl Supposition {
    /// Reads one from JSON.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// The graph of the facts that are left.
    ///
    /// # Errors
    /// When the day is none, or what is left does not hold together, with the places.
    pub fn graph(self, base: &str) -> Result<Frozen, String> {
        let as_of = AsOf(self.as_of.parse().map_err(|_| format!("`{}` is no day", self.as_of))?);
        let mut files = Vec::new();
        for (path, text) in self.facts {
            if self.without.contains(&path) {
                continue;
            }
            let left = if path.ends_with(".csv") { rows_left(&text, &self.without)? } else { text };
            files.push((path, left.into_bytes()));
        }
        let packs = pack::load(Files::new(files)).map_err(|problems| problems.to_string())?;
        let iris = Iris::new(base).map_err(|error| error.to_string())?;
        let edition = Edition { version: env!("CARGO_PKG_VERSION").to_owned(), data_hash: "supposed".to_owned() };
        let ontology = include_str!("../../ontology/regimap.ttl");
        assemble(&packs, ontology, &iris, as_of, &edition).map_err(|error| error.to_string())
    }
}

/// A table without the rows that are taken out, and without those that belong to them.
fn rows_left(text: &str, without: &BTreeSet<String>) -> Result<String, String> {
    if without.is_empty() {
        return Ok(text.to_owned());
    }
    let problem = |error: &dyn std::fmt::Display| error.to_string();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| problem(&error))?.clone();
    let owner = head.iter().position(|column| column == "recognition_id");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head).map_err(|error| problem(&error))?;
    for row in reader.records() {
        let row = row.map_err(|error| problem(&error))?;
        let out = [Some(0), owner].into_iter().flatten().filter_map(|column| row.get(column)).any(|id| without.contains(id));
        if !out {
            writer.write_record(&row).map_err(|error| problem(&error))?;
        }
    }
    String::from_utf8(writer.into_inner().map_err(|error| problem(&error))?).map_err(|error| problem(&error))
}
