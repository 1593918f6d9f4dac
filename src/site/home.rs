//! The home page: what is answered here, the ways in, and the state of the data in numbers.

use super::page::{Page, Property};
use super::path::PagePath;
use super::query_link::QueryLink;
use super::section::Layout;
use super::{Site, SiteError};

/// Writes the home page.
///
/// # Errors
/// When a query, a template or the file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let mut page = Page::new("home.html", PagePath::new(""), "regimap");
    page.folder = "home".to_owned();
    let query = site.ask.library.bind("site/home/figures", &[])?;
    let figures = site.ask.table(&query)?;
    let view = site.view(&page.path, None);
    for row in 0..figures.rows.len() {
        if let Some(count) = figures.get(row, "count") {
            let name = figures.text(row, "what").to_owned();
            page.properties.push(Property { name, values: vec![view.item(count)] });
        }
    }
    page.properties_query =
        Some(QueryLink::new(site.ask.library.get("site/home/figures")?, &page.path, view.base, &[]));
    let layouts: Vec<&Layout> = site.layouts.of("home").iter().collect();
    page.sections = site.whole(&layouts, &page.path)?;
    page.findings = site.options.findings.clone();
    site.emit(page)
}
