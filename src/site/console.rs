//! The SPARQL console: the page, the engine as WebAssembly, the graph, the named queries and the words that complete.

use super::page::Page;
use super::path::PagePath;
use super::{Site, SiteError, kinds, script};
use crate::graph::terms;
use crate::query::{Table, compact};
use serde::Serialize;
use std::path::Path;

/// What the scripts of the console know of the graph before it is loaded.
#[derive(Serialize)]
struct Known<'s> {
    base: &'s str,
    prefixes: &'static [(&'static str, &'static str)],
    /// Folders whose things have pages.
    folders: Vec<&'static str>,
    queries: Vec<Query<'s>>,
    /// Classes, properties and values: name, sort, label, definition.
    terms: Vec<[String; 4]>,
}

#[derive(Serialize)]
struct Query<'s> {
    name: &'s str,
    title: &'s str,
    question: &'s str,
    text: &'s str,
    parameters: Vec<[&'s str; 2]>,
}

/// Writes the page and all that it loads.
///
/// # Errors
/// When the query for the words, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let terms = site.ask.table(&site.ask.library.bind("site/console/terms", &[])?)?;
    let known = Known {
        base: site.ask.engine.base(),
        prefixes: terms::PREFIXES,
        folders: kinds::KINDS.iter().map(|kind| kind.folder).collect(),
        queries: queries(site),
        terms: words(&terms, site.ask.engine.base()),
    };
    put(site, "assets/console/library.js", &script::json("library", &known).map_err(std::io::Error::from))?;
    let graph = site.ask.engine.graph().to_packed();
    put(site, "assets/graph/graph.js", &script::bytes("graph", &graph))?;
    if let Some((_, engine)) = site.options.files.iter().find(|(name, _)| *name == "engine/regimap.wasm") {
        put(site, "assets/console/engine.js", &script::bytes("engine", engine))?;
    }
    let mut page = Page::new("console.html", PagePath::new("console"), "SPARQL console");
    page.kind = "Ask the whole graph".to_owned();
    site.emit(&page)
}

fn put(site: &Site<'_, '_>, path: &str, content: &std::io::Result<Vec<u8>>) -> Result<(), SiteError> {
    match content {
        Ok(content) => site.writer.write(Path::new(path), content),
        Err(error) => Err(SiteError::Write { path: path.into(), error: std::io::Error::other(error.to_string()) }),
    }
}

fn queries<'s>(site: &Site<'s, '_>) -> Vec<Query<'s>> {
    let query = |query: &'s crate::query::NamedQuery| Query {
        name: &query.name,
        title: &query.title,
        question: &query.question,
        text: &query.text,
        parameters: query.parameters.iter().map(|p| [p.name.as_str(), p.meaning.as_str()]).collect(),
    };
    site.ask.library.iter().map(query).collect()
}

fn words(table: &Table, base: &str) -> Vec<[String; 4]> {
    let word = |row| {
        let name = compact(table.get(row, "term")?, base);
        // What no prefix shortens is no word that anybody types.
        let [sort, label, definition] =
            ["sort", "label", "definition"].map(|column| table.text(row, column).to_owned());
        terms::PREFIXES
            .iter()
            .any(|(prefix, _)| name.starts_with(&format!("{prefix}:")))
            .then_some([name, sort, label, definition])
    };
    let mut words: Vec<[String; 4]> = (0..table.rows.len()).filter_map(word).collect();
    words.dedup_by(|a, b| a[0] == b[0]);
    words
}
