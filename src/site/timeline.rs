//! The timeline: what is in force on a day, and what happened when. A script moves the day; without it the lists stand.

use super::page::Page;
use super::path::PagePath;
use super::section::Layout;
use super::{Site, SiteError};
use serde_json::json;

/// Writes the timeline.
///
/// # Errors
/// When a query, a template or the file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let layouts: Vec<&Layout> = site.layouts.of("timeline").iter().collect();
    let mut page = Page::new("timeline.html", PagePath::new("timeline"), "Timeline");
    page.kind = "What holds when".to_owned();
    page.sections = site.whole(&layouts, &page.path)?;
    let days = page.sections.iter().flat_map(|section| &section.groups).flat_map(|group| &group.rows);
    let days = days.flat_map(|row| &row.marks.data).filter(|data| matches!(data.key.as_str(), "from" | "until"));
    let mut days: Vec<&str> = days.map(|data| data.value.as_str()).collect();
    days.sort_unstable();
    page.extra = json!({ "first": days.first().map(|day| day.get(..4)), "last": days.last().map(|day| day.get(..4)) });
    site.emit(page)
}
