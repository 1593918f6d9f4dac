//! Lists of all things of a kind.

use super::kinds::KINDS;
use super::page::Page;
use super::path::PagePath;
use super::section::Layout;
use super::{Site, SiteError};
use rayon::prelude::*;

/// Writes the list of each kind: the answer to the query `site/index/<folder>`, or else bare names.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    KINDS.par_iter().try_for_each(|kind| {
        let path = PagePath::new(kind.folder);
        let name = format!("site/index/{}", kind.folder);
        let layouts: Vec<&Layout> = site.layouts.of("index").iter().filter(|l| l.query.name == name).collect();
        let mut page = Page::new("thing.html", path, kind.plural);
        page.kind = "All of a kind".to_owned();
        page.sections = site.whole(&layouts, &page.path)?;
        if matches!(kind.class, "Element" | "Theme" | "Provision") {
            page.full_editions = site.full_editions(&page.path);
        }
        if layouts.is_empty() {
            let view = site.view(&page.path, None);
            page.links = site.things.of(kind).map(|thing| view.node(&thing.iri)).collect();
        }
        site.emit(page)
    })
}
