//! The handbook: how to read, cite, extend and reuse what is here, and the ontology and tables behind it.

use super::markdown;
use super::page::Page;
use super::path::PagePath;
use super::section::Layout;
use super::{Site, SiteError};
use crate::site::cell::Item;
use serde_json::json;

/// A page written as Markdown in the repository.
struct Written {
    step: &'static str,
    title: &'static str,
    kind: &'static str,
}

const WRITTEN: &[Written] = &[
    Written { step: "add", title: "How to add or mend a fact", kind: "Contributing" },
    Written { step: "tables", title: "The tables of the data", kind: "Data" },
    Written { step: "changelog", title: "Changelog", kind: "What changed" },
];

/// Pages whose text stands in a template.
const TOLD: &[(&str, &str, &str, &str)] = &[
    ("relations", "docs-relations.html", "How relations and coverage are computed", "Method"),
    ("cite", "docs-cite.html", "How to cite", "Reuse"),
];

/// Tables of the ontology, each from the queries of the folder `ontology-…`.
const ONTOLOGY: &[(&str, &str, &str)] = &[
    ("ontology", "The ontology", "ontology"),
    ("ontology/properties", "Properties of the ontology", "ontology-properties"),
    ("ontology/values", "Values of the closed lists", "ontology-values"),
];

/// What belongs to the handbook and stands elsewhere.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("table", "Data dictionary: every table, column by column", "Data"),
    ("downloads", "Downloads", "Reuse"),
    ("query", "Named queries", "Method"),
    ("open-question", "Open questions", "What is not known"),
];

/// Writes the handbook.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let root = PagePath::new("docs");
    let mut index = Page::new("docs.html", root.clone(), "Handbook");
    index.kind = "How to read, cite, extend and reuse".to_owned();
    for (step, template, title, kind) in TOLD {
        let mut page = Page::new(template, root.child(step), *title);
        page.kind = (*kind).to_owned();
        page.crumb("Handbook", &root);
        index.links.push(Item { aside: Some(page.kind.clone()), ..Item::link(*title, &root, &page.path) });
        site.emit(page)?;
    }
    for written in WRITTEN {
        let Some((_, text)) = site.options.documents.iter().find(|(name, _)| *name == written.step) else { continue };
        let mut page = Page::new("docs-text.html", root.child(written.step), written.title);
        page.kind = written.kind.to_owned();
        page.crumb("Handbook", &root);
        page.extra = json!({ "html": markdown::html(text) });
        index.links.push(Item { aside: Some(page.kind.clone()), ..Item::link(written.title, &root, &page.path) });
        site.emit(page)?;
    }
    for (step, title, folder) in ONTOLOGY {
        let layouts: Vec<&Layout> = site.layouts.of(folder).iter().collect();
        let mut page = Page::new("docs-ontology.html", PagePath::new(format!("docs/{step}")), *title);
        page.kind = "Ontology".to_owned();
        page.crumb("Handbook", &root);
        page.sections = site.whole(&layouts, &page.path)?;
        let link = |(step, title, _): &(&str, &str, &str)| Item::link(*title, &page.path, &root.child(step));
        page.links = ONTOLOGY.iter().map(link).collect();
        index.links.push(Item { aside: Some(page.kind.clone()), ..Item::link(*title, &root, &page.path) });
        site.emit(page)?;
    }
    for (folder, title, kind) in ELSEWHERE {
        index
            .links
            .push(Item { aside: Some((*kind).to_owned()), ..Item::link(*title, &root, &PagePath::new(*folder)) });
    }
    site.emit(index)
}
