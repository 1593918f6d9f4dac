//! What if: the page on which somebody supposes a recognition, takes recognitions, mappings or days away, and sees what
//! changes in an answer. The reasoner itself computes the graph anew in the page, from the facts, so what changes is what a
//! build would change.

use super::page::Page;
use super::path::PagePath;
use super::{Site, SiteError, console, script};
use std::collections::BTreeMap;

/// Writes the page and the facts that it starts from; of a former build there are none, and the page says so.
///
/// # Errors
/// When a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let facts: BTreeMap<&str, std::borrow::Cow<'_, str>> =
        site.options.facts.iter().map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes))).collect();
    let json = serde_json::to_vec(&facts).map_err(std::io::Error::from);
    console::put(site, "assets/graph/facts.js", json.and_then(|json| script::bytes("facts", &json)))?;
    let mut page = Page::new("what-if.html", PagePath::new("what-if"), "What if");
    page.kind = "Suppose that it were otherwise".to_owned();
    site.emit(page)
}
