//! A map of recognition: on the left what is recognised, on the right what it counts as, and a line for each decision.

use super::page::Page;
use super::path::PagePath;
use super::section::Layout;
use super::things::{Thing, local_name};
use super::{Site, SiteError};
use serde_json::{Value, json};

const ROW: usize = 34;
const TOP: usize = 40;

/// Writes the map and the table that says the same.
///
/// # Errors
/// When a query, a template or the file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let layouts: Vec<&Layout> = site.layouts.of("recognition-map").iter().collect();
    let mut page = Page::new("recognition-map.html", PagePath::new("recognition-map"), "Who recognises what");
    page.kind = "Recognition map".to_owned();
    page.sections = site.whole(&layouts, &page.path)?;
    page.extra = drawing(site, &page.path)?;
    site.emit(page)
}

/// One side of the drawing.
#[derive(Default)]
struct Column<'s>(Vec<&'s Thing>);

impl<'s> Column<'s> {
    fn place(&self, thing: &Thing) -> usize {
        self.0.iter().position(|known| known.iri == thing.iri).unwrap_or_default()
    }

    fn put(&mut self, thing: &'s Thing) {
        if !self.0.iter().any(|known| known.iri == thing.iri) {
            self.0.push(thing);
        }
    }

    fn drawn(&self, site: &Site<'_, '_>, page: &PagePath) -> Vec<Value> {
        let node = |(place, thing): (usize, &&Thing)| json!({ "y": y(place), "text": site.things.link_text(thing, None), "href": page.href(&thing.path) });
        self.0.iter().enumerate().map(node).collect()
    }
}

fn y(place: usize) -> usize {
    TOP + place * ROW
}

fn drawing(site: &Site<'_, '_>, page: &PagePath) -> Result<Value, SiteError> {
    let table = site.ask.table(&site.ask.library.bind("site/recognition-map/decisions", &[])?)?;
    let thing = |row: usize, column: &str| site.things.get(table.text(row, column));
    let mut decisions: Vec<(&Thing, &Thing, &Thing, String, String)> = Vec::new();
    for row in 0..table.rows.len() {
        let ends = (thing(row, "recognised"), thing(row, "countsAs"), thing(row, "recognition"));
        if let (Some(from), Some(to), Some(recognition)) = ends {
            let local = |column: &str| local_name(table.text(row, column)).unwrap_or_default().to_owned();
            if !decisions
                .iter()
                .any(|known| known.2.iri == recognition.iri && known.0.iri == from.iri && known.1.iri == to.iri)
            {
                decisions.push((from, to, recognition, local("effect"), local("state")));
            }
        }
    }
    let (mut left, mut right) = (Column::default(), Column::default());
    let mut by_rank = decisions.clone();
    by_rank.sort_by_key(|decision| decision.0.rank);
    by_rank.iter().for_each(|decision| left.put(decision.0));
    by_rank.sort_by_key(|decision| decision.1.rank);
    by_rank.iter().for_each(|decision| right.put(decision.1));
    let lines: Vec<Value> = decisions
        .iter()
        .map(|(from, to, recognition, effect, state)| {
            let (a, b) = (y(left.place(from)), y(right.place(to)));
            json!({
                "path": format!("M330 {a}C480 {a} 480 {b} 630 {b}"),
                "href": page.href(&recognition.path),
                "title": format!("{} ({}, {})", recognition.label, effect.replace('-', " "), state.replace('-', " ")),
                "effect": effect,
                "state": state,
            })
        })
        .collect();
    let mut effects: Vec<&str> = decisions.iter().map(|decision| decision.3.as_str()).collect();
    effects.sort_unstable();
    effects.dedup();
    let height = TOP + left.0.len().max(right.0.len()) * ROW;
    Ok(json!({
        "left": left.drawn(site, page), "right": right.drawn(site, page), "lines": lines, "height": height, "effects": effects,
    }))
}
