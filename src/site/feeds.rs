//! For machines that come back: the feed of what happened, and the map of all pages.

use super::{Site, SiteError};
use serde::Serialize;
use std::path::Path;

/// An entry of the feed.
#[derive(Serialize)]
struct Entry {
    id: String,
    title: String,
    about: String,
    link: String,
    updated: String,
}

/// As many entries has the feed.
const ENTRIES: usize = 60;

/// Writes `feed.xml` and `sitemap.xml`.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let base = site.ask.engine.base();
    let table = site.ask.table(&site.ask.library.bind("site/feed", &[])?)?;
    let entries: Vec<Entry> = (0..table.rows.len().min(ENTRIES))
        .map(|row| {
            let about = table.text(row, "about");
            let thing = site.things.get(about);
            Entry {
                id: table.text(row, "event").to_owned(),
                title: table.text(row, "label").to_owned(),
                about: thing.map(|thing| site.things.link_text(thing, None)).unwrap_or_default(),
                link: thing.map_or(base, |thing| thing.iri.as_str()).to_owned(),
                updated: instant(table.text(row, "date")),
            }
        })
        .collect();
    let updated = entries.first().map(|entry| entry.updated.clone()).unwrap_or_else(|| instant(&site.options.as_of));
    let feed =
        site.renderer.file("feed.xml", &serde_json::json!({ "entries": entries, "updated": updated, "base": base }))?;
    site.writer.write(Path::new("feed.xml"), feed.as_bytes())?;
    let pages: Vec<String> = site
        .writer
        .paths()
        .iter()
        .filter_map(|path| {
            path.to_str()?.strip_suffix("index.html").map(|path| format!("{base}{}", path.trim_end_matches('/')))
        })
        .collect();
    let map = site.renderer.file("sitemap.xml", &serde_json::json!({ "pages": pages, "day": site.options.as_of }))?;
    site.writer.write(Path::new("sitemap.xml"), map.as_bytes())
}

/// A date, a month or a year as the instant that Atom wants.
fn instant(date: &str) -> String {
    let mut parts = date.splitn(3, '-');
    let mut part = |default: &str| parts.next().unwrap_or(default).to_owned();
    format!("{}-{}-{}T00:00:00Z", part("1970"), part("01"), part("01"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_month_begins_on_its_first_day() {
        assert_eq!(super::instant("2025-12"), "2025-12-01T00:00:00Z");
        assert_eq!(super::instant("2025-12-04"), "2025-12-04T00:00:00Z");
    }
}
