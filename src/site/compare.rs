//! Comparisons: what one side asks, held against what the other side asks or requires, line by line.
//!
//! The side whose demands are to be met is the target, the side that is held is the holder; each pair has a page for
//! either direction. Content and recognition stand in separate columns and tables.

use super::ask::Answers;
use super::cell::Item;
use super::lines::Lines;
use super::page::Page;
use super::path::PagePath;
use super::section::Layout;
use super::sides::{self, Side, by_regime, pair};
use super::table::{Cell, Section};
use super::tally::{self, Tally};
use super::{Site, SiteError};
use oxrdf::{NamedNode, Term};
use rayon::prelude::*;
use serde_json::json;

/// The place of the lines among the tables of a comparison.
const LINES: i32 = 40;

/// Writes all comparisons and the lists of them; gives how much each side shows of each other.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>, sides: &[Side<'_>]) -> Result<Tally, SiteError> {
    let lines = Lines::new(site)?;
    let tallies = sides
        .par_iter()
        .map(|target| pages_of(site, target, sides, &lines))
        .collect::<Result<Vec<Tally>, SiteError>>()?;
    let tally = Tally::all(tallies);
    list(site, sides)?;
    regimes(site, sides, &tally)?;
    Ok(tally)
}

/// The comparisons of one target with every holder of another regime.
fn pages_of(site: &Site<'_, '_>, target: &Side<'_>, sides: &[Side<'_>], lines: &Lines) -> Result<Tally, SiteError> {
    let term = Term::from(NamedNode::new_unchecked(&target.thing.iri));
    let asked = site
        .layouts
        .of("compare")
        .iter()
        .map(|layout| Ok((layout, site.ask.each(&layout.query, &[("target", &term)], "holder")?)))
        .collect::<Result<Vec<(&Layout, Answers)>, SiteError>>()?;
    let lines = lines.of(site, target)?;
    for holder in sides.iter().filter(|holder| holder.regime.iri != target.regime.iri) {
        let path = pair(target.thing, holder.thing);
        let (wanted, held) = (site.things.link_text(target.thing, None), site.things.link_text(holder.thing, None));
        let mut page = Page::new("compare.html", path.clone(), format!("{wanted} beside {held}"));
        page.kind = "Comparison".to_owned();
        page.crumb("Compare", &PagePath::new("compare"));
        page.crumb(
            format!(
                "{} beside {}",
                site.things.link_text(target.regime, None),
                site.things.link_text(holder.regime, None)
            ),
            &pair(target.regime, holder.regime),
        );
        page.links = vec![
            Item::link(&wanted, &path, &target.thing.path),
            Item::link(&held, &path, &holder.thing.path),
            Item::link(format!("{held} beside {wanted}"), &path, &pair(holder.thing, target.thing)),
        ];
        let held_term = Term::from(NamedNode::new_unchecked(&holder.thing.iri));
        let parameters = [("target", &term), ("holder", &held_term)];
        let within = (target.thing.kind.class == "Edition").then_some(target.thing.iri.as_str());
        // What is decided and what is asked come first, then the lines, then what else matters.
        let (first, rest): (Vec<_>, Vec<_>) = asked.iter().partition(|(layout, _)| layout.order < LINES);
        for (layout, answers) in first {
            let view = site.view(&path, within);
            page.sections.extend(layout.section(answers, &holder.thing.iri, view, &parameters, usize::MAX)?);
        }
        lines.put(site, holder, &mut page, &parameters)?;
        for (layout, answers) in rest {
            let view = site.view(&path, within);
            page.sections.extend(layout.section(answers, &holder.thing.iri, view, &parameters, usize::MAX)?);
        }
        sides::notices(site, target, holder, &mut page);
        site.emit(page)?;
    }
    let counts = asked.iter().find(|(layout, _)| layout.query.name == "site/compare/counts");
    Ok(counts.map(|(_, answers)| tally::of(&target.thing.iri, answers)).unwrap_or_default())
}

/// The page on which two sides are chosen: by script from two lists, without it in two steps.
fn list(site: &Site<'_, '_>, sides: &[Side<'_>]) -> Result<(), SiteError> {
    let mut page = Page::new("compare-list.html", PagePath::new("compare"), "Compare");
    page.kind = "Two sides, line by line".to_owned();
    page.extra = json!({ "sides": choices(site, sides) });
    let regimes = by_regime(sides);
    let mut section = Section::plain("regimes", "Regime beside regime", &["What is asked by …", "… beside"]);
    section.question = "Each leads to all pairs of editions and levels between the two.".to_owned();
    for (target, _) in &regimes {
        let others = regimes.iter().filter(|(holder, _)| holder.iri != target.iri);
        let links = others
            .map(|(holder, _)| Item::link(site.things.link_text(holder, None), &page.path, &pair(target, holder)))
            .collect();
        let own = Item::link(site.things.link_text(target, None), &page.path, &target.path);
        section.push(vec![Cell::new(vec![own]), Cell { flow: true, ..Cell::new(links) }]);
    }
    section.link(site, "site/sides", &page.path, &[])?;
    page.sections.push(section);
    site.emit(page)
}

/// Sides as a script offers them: by regime, with the step that names each in the path of a comparison.
pub fn choices(site: &Site<'_, '_>, sides: &[Side<'_>]) -> serde_json::Value {
    let side = |side: &&Side<'_>| json!({ "step": side.step(), "name": site.things.link_text(side.thing, None) });
    let regime = |(regime, list): &(&super::things::Thing, Vec<&Side<'_>>)| {
        json!({
            "step": super::path::one_step(&regime.identifier),
            "name": site.things.link_text(regime, None),
            "sides": list.iter().map(side).collect::<Vec<_>>(),
        })
    };
    by_regime(sides).iter().map(regime).collect()
}

/// A page for each two regimes: all pairs of their editions and levels.
fn regimes(site: &Site<'_, '_>, sides: &[Side<'_>], tally: &Tally) -> Result<(), SiteError> {
    let regimes = by_regime(sides);
    for (target, targets) in &regimes {
        for (holder, holders) in regimes.iter().filter(|(holder, _)| holder.iri != target.iri) {
            let path = pair(target, holder);
            let (wanted, held) = (site.things.link_text(target, None), site.things.link_text(holder, None));
            let mut page = Page::new("pairs.html", path.clone(), format!("{wanted} beside {held}"));
            page.kind = "Comparison of regimes".to_owned();
            page.crumb("Compare", &PagePath::new("compare"));
            page.links = vec![
                Item::link(&wanted, &path, &target.path),
                Item::link(&held, &path, &holder.path),
                Item::link(format!("{held} beside {wanted}"), &path, &pair(holder, target)),
            ];
            let title = format!("How much of {wanted} is shown by {held}");
            page.sections.push(tally.grid(site, "pairs", &title, targets, holders, &path)?);
            site.emit(page)?;
        }
    }
    Ok(())
}
