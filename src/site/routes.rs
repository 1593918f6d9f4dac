//! Routes: for each regime and edition that asks something, which labels count for it and which show that it is met.

use super::ask::Answers;
use super::cell::{Item, View};
use super::page::{Page, notice};
use super::path::{PagePath, one_step};
use super::section::Layout;
use super::sides::{Side, by_regime};
use super::table::{Cell, Section};
use super::things::Thing;
use super::{Site, SiteError};
use oxrdf::{NamedNode, Term};

/// Writes a page for each target, and the list of them.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>, sides: &[Side<'_>]) -> Result<(), SiteError> {
    let root = PagePath::new("routes");
    let asked = site
        .layouts
        .of("routes")
        .iter()
        .map(|layout| Ok((layout, site.ask.each(&layout.query, &[], "subject")?)))
        .collect::<Result<Vec<(&Layout, Answers)>, SiteError>>()?;
    let mut list = Page::new("routes.html", root.clone(), "Routes");
    list.kind = "What to hold for what you need".to_owned();
    let mut section = Section::plain("targets", "What you need", &["To be met", "Routes"]);
    for (regime, sides) in by_regime(sides) {
        section.group(Item::link(site.things.link_text(regime, None), &root, &regime.path));
        let editions = sides.iter().map(|side| side.thing).filter(|thing| thing.kind.class == "Edition");
        for target in std::iter::once(regime).chain(editions) {
            let page = page(site, target, &asked)?;
            let name = site.things.link_text(target, None);
            section.push(vec![
                Cell::new(vec![Item::link(&name, &root, &target.path)]),
                Cell::new(vec![Item::link(format!("Routes to {name}"), &root, &page.path)]),
            ]);
            site.emit(page)?;
        }
    }
    section.link(site, "site/sides", &root, &[])?;
    list.sections.push(section);
    site.emit(list)
}

fn page(site: &Site<'_, '_>, target: &Thing, asked: &[(&Layout, Answers)]) -> Result<Page, SiteError> {
    let path = PagePath::new("routes").child(&one_step(&target.identifier));
    let name = site.things.link_text(target, None);
    let mut page = Page::new("routes.html", path.clone(), format!("Routes to {name}"));
    page.kind = "Routes".to_owned();
    page.crumb("Routes", &PagePath::new("routes"));
    page.links = vec![Item::link(&name, &path, &target.path)];
    let term = Term::from(NamedNode::new_unchecked(&target.iri));
    for (layout, answers) in asked {
        let view = View { brief: true, ..site.view(&path, Some(&target.iri)) };
        page.sections.extend(layout.section(answers, &target.iri, view, &[("subject", &term)], usize::MAX)?);
    }
    if target.kind.class == "Edition" {
        page.notices.push(notice(&site.things, &path, target));
    }
    Ok(page)
}
