//! What can be found: things with pages, facts and events told on the pages of others, and pages that are no thing's.

use super::super::kinds::KINDS;
use super::super::page::Page;
use super::super::things::Thing;
use super::super::{Site, SiteError};
use oxrdf::Term;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A text weighs this much in a name, and 1 elsewhere.
pub const NAME: u32 = 8;

/// Something that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is, for people.
    pub kind: String,
    /// Where it stands: a path below the root.
    pub href: String,
    /// How a list of results calls it.
    pub title: String,
    /// What else it is called, in its own language.
    pub local: Option<(String, String)>,
    /// What it says.
    pub body: String,
    /// Its texts with their weights.
    pub texts: Vec<(String, u32)>,
}

impl Document {
    /// A page that is no thing's: a list, a named query, a report, documentation.
    pub fn of_page(page: &Page) -> Self {
        let lead = page.lead.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" ");
        let kind = match page.folder.as_str() {
            "query" => "Queries",
            "reports" => "Reports",
            _ => "Pages",
        };
        Self {
            kind: kind.to_owned(),
            href: page.path.below_root(),
            title: page.heading.clone(),
            local: None,
            texts: vec![(page.heading.clone(), NAME), (lead.clone(), 1)],
            body: lead,
        }
    }
}

/// All of them, in an order of their own.
///
/// # Errors
/// When a query fails.
pub fn gather(site: &Site<'_, '_>) -> Result<Vec<Document>, SiteError> {
    let mut texts = texts(site)?;
    let mut documents: Vec<Document> =
        site.things.iter().map(|thing| of_thing(site, thing, texts.remove(&thing.iri).unwrap_or_default())).collect();
    documents.extend(facts(site)?);
    let mut pages = std::mem::take(&mut *site.others.lock().expect("no maker of pages panics"));
    pages.sort_unstable_by(|a, b| a.href.cmp(&b.href));
    documents.extend(pages);
    Ok(documents)
}

#[derive(Default)]
struct Texts {
    names: Vec<String>,
    bodies: Vec<String>,
}

fn texts(site: &Site<'_, '_>) -> Result<FxHashMap<String, Texts>, SiteError> {
    let table = site.ask.table(&site.ask.library.bind("site/search/texts", &[])?)?;
    let mut found: FxHashMap<String, Texts> = FxHashMap::default();
    for row in 0..table.rows.len() {
        let property = table.text(row, "property").rsplit(['#', '/']).next().unwrap_or_default();
        let texts = found.entry(table.text(row, "thing").to_owned()).or_default();
        let list = match property {
            "prefLabel" | "altLabel" | "identifier" => &mut texts.names,
            _ => &mut texts.bodies,
        };
        list.push(table.text(row, "text").to_owned());
    }
    Ok(found)
}

fn of_thing(site: &Site<'_, '_>, thing: &Thing, texts: Texts) -> Document {
    let link = site.things.link_text(thing, None);
    let title = if link == thing.label { link } else { format!("{link}: {}", thing.label) };
    let body = texts.bodies.join(" ");
    let mut weighed: Vec<(String, u32)> = texts.names.into_iter().map(|name| (name, NAME)).collect();
    weighed.push((title.clone(), NAME));
    weighed.push((body.clone(), 1));
    Document {
        kind: thing.kind.plural.to_owned(),
        href: thing.path.below_root(),
        title,
        local: thing.local.as_ref().map(|local| (local.text.clone(), local.lang.clone())),
        body,
        texts: weighed,
    }
}

fn facts(site: &Site<'_, '_>) -> Result<Vec<Document>, SiteError> {
    let table = site.ask.table(&site.ask.library.bind("site/search/facts", &[])?)?;
    let mut seen: BTreeMap<&str, Document> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let Some(page) = site.things.get(table.text(row, "page")) else { continue };
        let [label, text] = ["label", "text"].map(|column| table.text(row, column).to_owned());
        let (kind, body) = match table.text(row, "sort") {
            "Fact" => ("Facts", text),
            _ => ("Events", super::super::cell::date_text(&text)),
        };
        let title = format!("{}: {label}", site.things.link_text(page, None));
        let lang = match table.get(row, "label") {
            Some(Term::Literal(literal)) => literal.language().filter(|lang| *lang != "en").map(str::to_owned),
            _ => None,
        };
        seen.entry(table.text(row, "thing")).or_insert_with(|| Document {
            kind: kind.to_owned(),
            href: page.path.below_root(),
            texts: vec![(title.clone(), NAME), (body.clone(), 1)],
            local: lang.map(|lang| (label.clone(), lang)),
            title,
            body,
        });
    }
    Ok(seen.into_values().collect())
}

/// How much more a thing of a kind is sought than others: what people begin with comes before what hangs under it.
pub fn weight(kind: &str) -> u32 {
    let Some(kind) = KINDS.iter().find(|known| known.plural == kind) else { return 10 };
    match kind.class {
        "Regime" => 24,
        "Level" | "Edition" => 16,
        "Element" | "Arrangement" | "Theme" => 13,
        "Provision" | "Instrument" | "Recognition" => 12,
        "Source" | "Table" | "Reading" | "OpenQuestion" => 8,
        _ => 10,
    }
}
