//! A page for each thing: what is known about it, and who refers to it.

use super::ask::Answers;
use super::cell::{Item, View};
use super::kinds::{KINDS, Kind};
use super::page::{Page, Property, notice};
use super::path::PagePath;
use super::query_link::QueryLink;
use super::section::Layout;
use super::things::Thing;
use super::{Site, SiteError};
use crate::query::NamedQuery;
use oxrdf::{NamedNode, Term};
use rayon::prelude::*;

/// The answers of one kind of page, asked once for all its things.
struct Asked<'l> {
    sections: Vec<(&'l Layout, Answers)>,
    properties: Option<(&'l NamedQuery, Answers)>,
}

/// What the pages of all kinds share, asked once.
struct Shared {
    rests_on: Answers,
    parts: Answers,
}

/// Writes the pages of all things.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let shared = Shared {
        rests_on: site.ask.each(site.ask.library.get("site/rests-on")?, &[], "subject")?,
        parts: site.parts_of_things()?,
    };
    for kind in KINDS {
        let asked = ask(site, kind)?;
        let things: Vec<&Thing> = site.things.of(kind).collect();
        things.par_iter().try_for_each(|thing| site.emit(page(site, thing, &asked, &shared)?))?;
    }
    Ok(())
}

fn ask<'s>(site: &'s Site<'_, '_>, kind: &Kind) -> Result<Asked<'s>, SiteError> {
    let layouts = site.layouts.of(kind.folder);
    let sections = layouts
        .par_iter()
        .map(|layout| Ok((layout, site.ask.each(&layout.query, &[], "subject")?)))
        .collect::<Result<_, SiteError>>()?;
    let properties = match site.ask.library.get(&format!("site/{}/properties", kind.folder)) {
        Ok(query) => Some((query, site.ask.each(query, &[], "subject")?)),
        Err(_) => None,
    };
    Ok(Asked { sections, properties })
}

fn page(site: &Site<'_, '_>, thing: &Thing, asked: &Asked<'_>, shared: &Shared) -> Result<Page, SiteError> {
    let is_edition = thing.kind.class == "Edition";
    let within = if is_edition { Some(thing.iri.as_str()) } else { thing.edition.as_deref() };
    let mut page = Page::new("thing.html", thing.path.clone(), &thing.label);
    page.kind = thing.kind.name.to_owned();
    page.title = title(site, thing);
    page.local = thing.local.clone();
    if thing.kind.class == "Provision" {
        let marks = if thing.official { Vec::new() } else { vec!["our identifier"] };
        page.identifier = Some(Item { marks, ..Item::plain(&thing.identifier) });
    }
    page.badges.extend(thing.state.iter().chain(&thing.completeness).chain(&thing.grade).map(|v| Item::badge(v)));
    crumbs(site, thing, &mut page);

    let subject = Term::from(NamedNode::new_unchecked(&thing.iri));
    let view = site.view(&thing.path, within);
    let parameters = [("subject", &subject)];
    if let Some((query, answers)) = &asked.properties {
        properties(&mut page, answers, &thing.iri, view)?;
        page.properties_query = Some(QueryLink::new(query, &thing.path, view.base, &parameters));
    }
    let view = View { brief: true, ..view };
    for (layout, answers) in &asked.sections {
        page.sections.extend(layout.section(answers, &thing.iri, view, &parameters, usize::MAX)?);
    }
    for edition in editions(site, thing, &shared.rests_on) {
        page.notices.push(notice(&site.things, &thing.path, edition));
    }
    if matches!(thing.kind.class, "Element" | "Theme" | "Condition" | "DutyBearer" | "ProductPart" | "ProductCategory")
    {
        page.full_editions = site.full_editions(&thing.path);
    }
    page.citation = Some(site.citation(thing));
    site.rdf_beside(thing, &shared.parts, &mut page)?;
    Ok(page)
}

fn title(site: &Site<'_, '_>, thing: &Thing) -> String {
    let link = site.things.link_text(thing, None);
    if link == thing.label { link } else { format!("{link}: {}", thing.label) }
}

fn crumbs(site: &Site<'_, '_>, thing: &Thing, page: &mut Page) {
    let ancestors = site.things.ancestors(thing);
    let top = ancestors.last().map_or(thing.kind, |thing| thing.kind);
    page.crumb(top.plural, &PagePath::new(top.folder));
    for ancestor in ancestors.iter().rev() {
        page.crumb(site.things.link_text(ancestor, thing.edition.as_deref()), &ancestor.path);
    }
}

/// Rows without a name are the lead, the others gather by name.
fn properties(page: &mut Page, answers: &Answers, subject: &str, view: View<'_>) -> Result<(), SiteError> {
    for &row in answers.about(subject) {
        let Some(value) = answers.table.get(row, "value") else { continue };
        let (name, item) = (answers.table.text(row, "name"), view.item(value));
        if name.is_empty() {
            page.lead.push(item);
            continue;
        }
        match page.properties.iter_mut().find(|property| property.name == name) {
            Some(property) if property.values.contains(&item) => {}
            Some(property) => property.values.push(item),
            None => page.properties.push(Property { name: name.to_owned(), values: vec![item] }),
        }
    }
    Ok(())
}

/// The editions on which a page rests: its own, and those behind it.
fn editions<'s>(site: &'s Site<'_, '_>, thing: &'s Thing, rests_on: &Answers) -> Vec<&'s Thing> {
    let mut found: Vec<&Thing> = Vec::new();
    if thing.kind.class == "Edition" {
        found.push(thing);
    }
    for &row in rests_on.about(&thing.iri) {
        if let Some(edition) = site.things.get(rests_on.table.text(row, "edition")) {
            found.push(edition);
        }
    }
    found.sort_by_key(|edition| edition.rank);
    found.dedup_by_key(|edition| edition.rank);
    found
}
