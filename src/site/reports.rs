//! Reports beside the pages, each in all its formats.

use super::cell::Item;
use super::page::Page;
use super::path::PagePath;
use super::table::{Cell, Section};
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
    let mut listed: Vec<(String, Vec<Item>)> = Vec::new();
    for report in &site.options.reports {
        let step = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
        if report.name.starts_with('.') || report.name.is_empty() || !report.name.chars().all(step) {
            return Err(SiteError::Path(report.name.clone()));
        }
        site.writer.write(&Path::new("reports").join(&report.name), &report.content)?;
        let format = report.name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let link = Item { href: Some(page.path.asset(&format!("reports/{}", report.name))), ..Item::plain(format) };
        match listed.iter_mut().find(|(title, _)| *title == report.title) {
            Some((_, links)) => links.push(link),
            None => listed.push((report.title.clone(), vec![link])),
        }
    }
    if !listed.is_empty() {
        let mut section = Section::plain("reports", "All reports", &["Report", "Formats"]);
        for (title, links) in listed {
            let first = links.iter().find(|link| link.text == "HTML").or(links.first()).cloned().unwrap_or_default();
            let own = Item { text: title, ..first };
            section.push(vec![Cell::new(vec![own]), Cell { flow: true, ..Cell::new(links) }]);
        }
        page.sections.push(section);
    }
    site.emit(page)
}
