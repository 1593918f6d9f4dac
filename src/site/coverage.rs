//! Coverage: choose what is held and what is needed. A page for each side tells what it shows of others and who shows
//! it; the matrix shows all at once.

use super::cell::Item;
use super::compare::choices;
use super::page::Page;
use super::path::PagePath;
use super::sides::{Side, by_regime, pair};
use super::table::{Cell, Section};
use super::tally::{Count, Tally};
use super::{Site, SiteError};
use rayon::prelude::*;
use serde_json::json;

/// Writes the pages on coverage and the matrices.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>, sides: &[Side<'_>], tally: &Tally) -> Result<(), SiteError> {
    list(site, sides)?;
    sides.par_iter().try_for_each(|side| page(site, side, sides, tally))?;
    matrix(site, sides, tally)
}

/// Where the coverage of one side stands.
fn path(side: &Side<'_>) -> PagePath {
    PagePath::new("coverage").child(&side.step())
}

fn list(site: &Site<'_, '_>, sides: &[Side<'_>]) -> Result<(), SiteError> {
    let mut page = Page::new("coverage.html", PagePath::new("coverage"), "Check coverage");
    page.kind = "What you hold, and what you need".to_owned();
    page.extra = json!({ "sides": choices(site, sides) });
    page.full_editions = site.full_editions(&page.path);
    let title = "Or begin with one side";
    let mut section = Section::plain("sides", title, &["Edition or level", "What it shows, and who shows it"]);
    for (regime, list) in by_regime(sides) {
        section.group(Item::link(site.things.link_text(regime, None), &page.path, &regime.path));
        for side in list {
            let name = site.things.link_text(side.thing, None);
            section.push(vec![
                Cell::new(vec![Item::link(&name, &page.path, &side.thing.path)]),
                Cell::new(vec![Item::link(format!("Coverage by and of {name}"), &page.path, &path(side))]),
            ]);
        }
    }
    section.link(site, "site/sides", &page.path, &[])?;
    page.sections.push(section);
    site.emit(page)
}

const COLUMNS: [&str; 9] = [
    "Covered",
    "Conditionally",
    "Partly",
    "Recommended only",
    "Not covered",
    "Not established",
    "Shown at primary evidence",
    "Shown if unconfirmed facts hold",
    "Lines and proofs",
];

fn page(site: &Site<'_, '_>, side: &Side<'_>, sides: &[Side<'_>], tally: &Tally) -> Result<(), SiteError> {
    let name = site.things.link_text(side.thing, None);
    let mut page = Page::new("side.html", path(side), format!("Coverage by and of {name}"));
    page.kind = "Coverage".to_owned();
    page.crumb("Check coverage", &PagePath::new("coverage"));
    page.links = vec![Item::link(&name, &page.path, &side.thing.path)];
    let tables = [
        ("shows", format!("What {name} shows of others"), "The demands of", true),
        ("shown", format!("Who shows that the demands of {name} are met"), "Whoever holds", false),
    ];
    for (id, title, head, holds) in tables {
        let mut section = Section::plain(id, &title, &[head]);
        section.question =
            "Required elements, counted by their answer at secondary evidence. Where a side is not listed, \
                            nothing on record bears on it."
                .to_owned();
        COLUMNS.iter().for_each(|head| section.column(head));
        for (regime, list) in by_regime(sides).into_iter().filter(|(regime, _)| regime.iri != side.regime.iri) {
            section.group(Item::link(site.things.link_text(regime, None), &page.path, &regime.path));
            for other in list {
                let (target, holder) = if holds { (other, side) } else { (side, other) };
                if let Some(counts) = tally.get(&target.thing.iri, &holder.thing.iri) {
                    let own = Item::link(site.things.link_text(other.thing, None), &page.path, &path(other));
                    let lines = Item::link("line by line", &page.path, &pair(target.thing, holder.thing));
                    section.push(row(own, counts, lines));
                }
            }
        }
        section.groups.retain(|group| !group.rows.is_empty());
        section.mark_numbers();
        section.link(site, "site/compare/counts", &page.path, &[])?;
        page.sections.push(section);
    }
    for edition in &side.editions {
        page.notices.push(super::page::notice(&site.things, &page.path, edition));
    }
    site.emit(page)
}

fn row(own: Item, [primary, secondary, unconfirmed]: [Count; 3], lines: Item) -> Vec<Cell> {
    let number = |number: u32| Cell::new(vec![Item { number: true, ..Item::plain(number.to_string()) }]);
    vec![
        Cell::new(vec![own]),
        number(secondary.covered),
        number(secondary.conditionally),
        number(secondary.partly),
        number(secondary.recommended),
        number(secondary.not_covered),
        number(secondary.not_established),
        number(primary.shown()),
        number(unconfirmed.shown()),
        Cell::new(vec![lines]),
    ]
}

/// All at once: levels against editions, levels against levels, editions against editions.
fn matrix(site: &Site<'_, '_>, sides: &[Side<'_>], tally: &Tally) -> Result<(), SiteError> {
    let of = |class: &str| sides.iter().filter(|side| side.thing.kind.class == class).collect::<Vec<_>>();
    let (editions, levels) = (of("Edition"), of("Level"));
    let root = PagePath::new("matrix");
    let pages = [
        (root.clone(), "What levels show of laws and standards", &editions, &levels),
        (root.child("levels"), "What levels show of each other", &levels, &levels),
        (root.child("editions"), "What laws and standards show of levels", &levels, &editions),
        (root.child("texts"), "What laws and standards show of each other", &editions, &editions),
    ];
    let links: Vec<(PagePath, &str)> = pages.iter().map(|(path, title, ..)| (path.clone(), *title)).collect();
    for (path, title, targets, holders) in pages {
        let mut page = Page::new("matrix.html", path.clone(), title);
        page.kind = "Matrix".to_owned();
        page.links = links.iter().map(|(other, title)| Item::link(*title, &path, other)).collect();
        page.extra = json!({ "here": links.iter().position(|(other, _)| *other == path) });
        page.full_editions = site.full_editions(&path);
        page.sections.push(tally.grid(site, "matrix", title, targets, holders, &path)?);
        site.emit(page)?;
    }
    Ok(())
}
