//! A page for each named query: its question, its text, its answer.

use super::ask::Answers;
use super::cell::Item;
use super::page::{Page, Property};
use super::path::PagePath;
use super::query_link::{QueryLink, path};
use super::section::Layout;
use super::table::{Cell, Section};
use super::{Site, SiteError};
use crate::query::{Answer, BoundQuery, NamedQuery, Table};
use oxrdf::Term;
use rayon::prelude::*;

/// As many rows of an answer are shown.
const ROWS: usize = 200;

/// Writes the page of each query that is not part of a page, and the list of them.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let queries: Vec<&NamedQuery> = site.ask.library.iter().collect();
    queries.par_iter().try_for_each(|query| site.emit(page(site, query)?))?;
    let mut list = Page::new("queries.html", PagePath::new("query"), "Queries");
    list.kind = "Questions to ask, and to start from".to_owned();
    for (folder, title) in FOLDERS {
        let mut section = Section::plain(folder, title, &["Query", "Question", "Name"]);
        for query in queries.iter().filter(|query| folder_of(query) == *folder) {
            section.push(vec![
                Cell::new(vec![Item::link(&query.title, &list.path, &path(&query.name))]),
                Cell::new(vec![Item::plain(&query.question)]),
                Cell::new(vec![Item::plain(&query.name)]),
            ]);
        }
        list.sections.push(section);
    }
    site.emit(list)
}

/// The folders of queries, and what each holds.
const FOLDERS: &[(&str, &str)] = &[
    ("library", "For people"),
    ("todo", "For those who mend the data"),
    ("report", "Behind the reports"),
    ("explain", "Behind explanations"),
    ("diff", "Behind differences"),
    ("names", "Behind names and search"),
    ("site", "Behind the pages of this site"),
];

fn folder_of(query: &NamedQuery) -> &str {
    query.name.split('/').next().unwrap_or_default()
}

/// Whether the page of a query shows what it answers; the others are parts of pages and reports.
fn shows_answer(query: &NamedQuery) -> bool {
    matches!(folder_of(query), "library" | "todo")
}

fn page(site: &Site<'_, '_>, query: &NamedQuery) -> Result<Page, SiteError> {
    let mut page = Page::new("query.html", path(&query.name), &query.title);
    page.kind = "Named query".to_owned();
    page.crumb("Queries", &PagePath::new("query"));
    page.identifier = Some(Item::plain(&query.name));
    page.lead.push(Item::plain(&query.question));
    for parameter in &query.parameters {
        let value = Item { aside: Some(parameter.meaning.clone()), ..Item::plain(&parameter.default) };
        page.properties.push(Property { name: format!("?{}", parameter.name), values: vec![value] });
    }
    page.query = Some(query.text.trim().to_owned());
    let bound = query.bind(&[])?;
    page.links.push(Item {
        href: Some(QueryLink::new(query, &page.path, site.ask.engine.base(), &[]).open),
        ..Item::plain("Open it in the console")
    });
    if !shows_answer(query) {
        return Ok(page);
    }
    if let Some(table) = answer(site, &bound)? {
        let layout = Layout::plain(query, &table.columns);
        let none: &[(&str, &Term)] = &[];
        let view = site.view(&page.path, None);
        page.sections.extend(layout.section(&Answers::whole(table), "", view, none, ROWS)?);
    }
    Ok(page)
}

/// The table of a SELECT; other kinds of query show only their text.
fn answer(site: &Site<'_, '_>, query: &BoundQuery) -> Result<Option<Table>, SiteError> {
    let answer = site.ask.engine.answer(&query.text);
    match answer.map_err(|error| SiteError::Query { name: query.name.clone(), error })? {
        Answer::Table(table) => Ok(Some(table)),
        Answer::Boolean(_) | Answer::Triples(_) => Ok(None),
    }
}
