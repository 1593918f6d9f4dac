//! Comparisons: what one side asks, held against what the other side asks or requires, line by line.
//!
//! The side whose demands are to be met is the target, the side that is held is the holder; each pair has a page for
//! either direction. Content and recognition stand in separate tables.

use super::ask::Answers;
use super::cell::Item;
use super::page::{Notice, Page, notice};
use super::path::{PagePath, one_step};
use super::section::{Cell, Column, Group, Layout, Row, Section};
use super::things::Thing;
use super::{Site, SiteError};
use oxrdf::{NamedNode, Term};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// One side of comparisons.
struct Side<'s> {
    thing: &'s Thing,
    regime: String,
    /// The editions on which it rests.
    editions: Vec<&'s Thing>,
}

/// Writes all comparisons, the list of them and the table of coverage.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let sides = sides(site)?;
    sides.par_iter().try_for_each(|target| pages_of(site, target, &sides))?;
    list(site, &sides)?;
    coverage(site, &sides)
}

fn sides<'s>(site: &'s Site<'_, '_>) -> Result<Vec<Side<'s>>, SiteError> {
    let rests_on = site.ask.each(site.ask.library.get("site/rests-on")?, &[], "subject")?;
    let table = site.ask.table(&site.ask.library.bind("site/sides", &[])?)?;
    let mut sides: Vec<Side<'s>> = Vec::new();
    for row in 0..table.rows.len() {
        let Some(thing) = site.things.get(table.text(row, "side")) else { continue };
        let behind = rests_on.about(&thing.iri).iter();
        let mut editions: Vec<&Thing> =
            behind.filter_map(|&row| site.things.get(rests_on.table.text(row, "edition"))).collect();
        if thing.kind.class == "Edition" {
            editions.push(thing);
        }
        editions.sort_by_key(|edition| edition.rank);
        editions.dedup_by_key(|edition| edition.rank);
        sides.push(Side { thing, regime: table.text(row, "regime").to_owned(), editions });
    }
    sides.sort_by(|a, b| a.regime.cmp(&b.regime).then(a.thing.rank.cmp(&b.thing.rank)));
    Ok(sides)
}

/// Where a comparison stands.
pub fn path(target: &Thing, holder: &Thing) -> PagePath {
    PagePath::new(format!("compare/{}/{}", one_step(&target.identifier), one_step(&holder.identifier)))
}

/// The comparisons of one target with every holder of another regime.
fn pages_of(site: &Site<'_, '_>, target: &Side<'_>, sides: &[Side<'_>]) -> Result<(), SiteError> {
    let term = Term::from(NamedNode::new_unchecked(&target.thing.iri));
    let layouts = site.layouts.of("compare");
    let asked = layouts
        .iter()
        .map(|layout| Ok((layout, site.ask.each(&layout.query, &[("target", &term)], "holder")?)))
        .collect::<Result<Vec<(&Layout, Answers)>, SiteError>>()?;
    for holder in sides.iter().filter(|holder| holder.regime != target.regime) {
        let path = path(target.thing, holder.thing);
        let (wanted, held) = (site.things.link_text(target.thing, None), site.things.link_text(holder.thing, None));
        let mut page = Page::new("compare.html", path.clone(), format!("{wanted} beside {held}"));
        page.kind = "Comparison".to_owned();
        page.crumb("Compare", &PagePath::new("compare"));
        page.links = vec![
            Item::link(&wanted, &path, &target.thing.path),
            Item::link(&held, &path, &holder.thing.path),
            Item::link(format!("{held} beside {wanted}"), &path, &self::path(holder.thing, target.thing)),
        ];
        let held_term = Term::from(NamedNode::new_unchecked(&holder.thing.iri));
        let parameters = [("target", &term), ("holder", &held_term)];
        let within = (target.thing.kind.class == "Edition").then_some(target.thing.iri.as_str());
        for (layout, answers) in &asked {
            let view = site.view(&path, within);
            page.sections.extend(layout.section(answers, &holder.thing.iri, view, &parameters, usize::MAX)?);
        }
        page.notices = notices(site, target, holder, &path);
        site.emit(&page)?;
    }
    Ok(())
}

fn notices(site: &Site<'_, '_>, target: &Side<'_>, holder: &Side<'_>, path: &PagePath) -> Vec<Notice> {
    let mut editions: Vec<&Thing> = target.editions.iter().chain(&holder.editions).copied().collect();
    editions.sort_by_key(|edition| edition.rank);
    editions.dedup_by_key(|edition| edition.rank);
    editions.into_iter().map(|edition| notice(&site.things, path, edition)).collect()
}

/// The list of comparisons: a row for each side, and beside it all that it is compared with.
fn list(site: &Site<'_, '_>, sides: &[Side<'_>]) -> Result<(), SiteError> {
    let mut page = Page::new("compare-list.html", PagePath::new("compare"), "Compare");
    page.kind = "Two sides, line by line".to_owned();
    let name = |thing: &Thing| site.things.link_text(thing, None);
    let rows = sides.iter().map(|target| {
        let others = sides.iter().filter(|holder| holder.regime != target.regime);
        let links = others
            .map(|holder| Item::link(name(holder.thing), &page.path, &path(target.thing, holder.thing)))
            .collect();
        let links = Cell { flow: true, ..cell(links) };
        let own = Item::link(name(target.thing), &page.path, &target.thing.path);
        Row { unconfirmed: false, cells: vec![cell(vec![own]), links] }
    });
    let mut groups: Vec<(String, Group)> = Vec::new();
    for (side, row) in sides.iter().zip(rows) {
        match groups.last_mut() {
            Some((regime, group)) if *regime == side.regime => group.rows.push(row),
            _ => {
                let head = Some(site.view(&page.path, None).node(&side.regime));
                groups.push((side.regime.clone(), Group { head, rows: vec![row] }));
            }
        }
    }
    let query = site.ask.library.bind("site/sides", &[])?;
    page.sections.push(Section {
        id: "sides".to_owned(),
        title: query.title,
        question: String::new(),
        columns: vec![plain("What is asked here …"), plain("… beside what is asked or required there")],
        count: sides.len(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        of: None,
        empty: None,
        name: query.name,
        text: query.text.trim().to_owned(),
    });
    site.emit(&page)
}

fn plain(head: &str) -> Column {
    Column { head: head.to_owned(), number: false, span: false }
}

fn cell(items: Vec<Item>) -> Cell {
    Cell { items, span: 1, ..Cell::default() }
}

/// How many obligations of each target each holder covers; every row leads to its comparison.
fn coverage(site: &Site<'_, '_>, sides: &[Side<'_>]) -> Result<(), SiteError> {
    let mut page = Page::new("coverage.html", PagePath::new("coverage"), "Coverage");
    page.kind = "What a label or an edition shows of another's demands".to_owned();
    page.full_editions = site.full_editions(&page.path);
    let layouts: Vec<&Layout> = site.layouts.of("coverage").iter().collect();
    page.sections = site.whole(&layouts, &page.path)?;
    // A level without requirements is no side, so its rows lead nowhere.
    let by_href: FxHashMap<String, &Thing> =
        sides.iter().map(|side| (page.path.href(&side.thing.path), side.thing)).collect();
    let thing = |item: &Item| item.href.as_ref().and_then(|href| by_href.get(href)).copied();
    for section in &mut page.sections {
        section.columns.insert(1, plain("Line by line"));
        for group in &mut section.groups {
            let target = group.head.as_ref().and_then(thing);
            for row in &mut group.rows {
                let holder = row.cells.first().and_then(|cell| cell.items.first()).and_then(thing);
                let link = target.zip(holder).map(|(t, h)| Item::link("compare", &page.path, &path(t, h)));
                let span = row.cells.first().map_or(1, |cell| cell.span);
                row.cells.insert(1, Cell { span, ..cell(link.into_iter().collect()) });
            }
        }
    }
    site.emit(&page)
}
