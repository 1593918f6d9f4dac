//! Reports beside the pages, each in all its formats.

use super::cell::Item;
use super::page::{Page, Property};
use super::path::PagePath;
use super::{Site, SiteError};
use std::path::Path;

/// A report in one format.
#[derive(Clone, Debug)]
pub struct ReportFile {
    /// What it is: reports of one title stand together.
    pub title: String,
    /// File name, without folders.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// Writes the reports and the list of them.
///
/// # Errors
/// When a name leads elsewhere, or a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let mut page = Page::new("reports.html", PagePath::new("reports"), "Reports");
    page.kind = "To read, print and send".to_owned();
    for report in &site.options.reports {
        let step = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
        if report.name.starts_with('.') || report.name.is_empty() || !report.name.chars().all(step) {
            return Err(SiteError::Path(report.name.clone()));
        }
        site.writer.write(&Path::new("reports").join(&report.name), &report.content)?;
        let format = report.name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let link = Item { href: Some(report.name.clone()), ..Item::plain(format) };
        match page.properties.iter_mut().find(|property| property.name == report.title) {
            Some(property) => property.values.push(link),
            None => page.properties.push(Property { name: report.title.clone(), values: vec![link] }),
        }
    }
    site.emit(&page)
}
