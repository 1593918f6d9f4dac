//! Search over everything, as somebody types, without a server: an index made with the site, in shards small enough to
//! be loaded when a word asks for them. `site/assets/search.js` reads it, and cuts words by the same rules (see [`words`]).

mod documents;
mod index;
mod words;

pub use documents::Document;

use super::cell::Item;
use super::kinds::KINDS;
use super::page::Page;
use super::path::PagePath;
use super::{Site, SiteError, script};
use std::path::Path;

/// Writes the index and the page of the search; comes last, since it knows every page written before.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let documents = documents::gather(site)?;
    for (name, content) in index::files(&documents) {
        let path = format!("assets/search/{name}.js");
        let content = script::json(&name, &content)
            .map_err(|error| SiteError::Write { path: path.clone().into(), error: error.into() })?;
        site.writer.write(Path::new(&path), &content)?;
    }
    let mut page = Page::new("search.html", PagePath::new("search"), "Search");
    page.kind = "Everything that is here".to_owned();
    page.links = KINDS.iter().map(|kind| Item::link(kind.plural, &page.path, &PagePath::new(kind.folder))).collect();
    site.emit(&page)
}
