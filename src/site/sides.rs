//! What is compared: the editions that ask something and the levels that require something, with the editions on which
//! each rests and how much each shows of the others.

use super::page::{Notice, Page, notice};
use super::path::{PagePath, one_step};
use super::things::Thing;
use super::{Site, SiteError};

/// One side of comparisons.
pub struct Side<'s> {
    /// The edition or level.
    pub thing: &'s Thing,
    /// Its regime.
    pub regime: &'s Thing,
    /// The editions on which it rests.
    pub editions: Vec<&'s Thing>,
}

impl Side<'_> {
    /// Its name in one step of a path.
    pub fn step(&self) -> String {
        one_step(&self.thing.identifier)
    }
}

/// All sides, those of one regime beside each other.
///
/// # Errors
/// When a query fails.
pub fn sides<'s>(site: &'s Site<'_, '_>) -> Result<Vec<Side<'s>>, SiteError> {
    let rests_on = site.ask.each(site.ask.library.get("site/rests-on")?, &[], "subject")?;
    let table = site.ask.table(&site.ask.library.bind("site/sides", &[])?)?;
    let mut sides: Vec<Side<'s>> = Vec::new();
    for row in 0..table.rows.len() {
        let side = (site.things.get(table.text(row, "side")), site.things.get(table.text(row, "regime")));
        let (Some(thing), Some(regime)) = side else { continue };
        let behind = rests_on.about(&thing.iri).iter();
        let mut editions: Vec<&Thing> =
            behind.filter_map(|&row| site.things.get(rests_on.table.text(row, "edition"))).collect();
        if thing.kind.class == "Edition" {
            editions.push(thing);
        }
        in_order(&mut editions);
        sides.push(Side { thing, regime, editions });
    }
    sides.sort_by_key(|side| (side.regime.rank, side.thing.rank));
    Ok(sides)
}

/// Sides by regime.
pub fn by_regime<'a, 's>(sides: &'a [Side<'s>]) -> Vec<(&'s Thing, Vec<&'a Side<'s>>)> {
    let mut regimes: Vec<(&Thing, Vec<&Side<'_>>)> = Vec::new();
    for side in sides {
        match regimes.last_mut() {
            Some((regime, list)) if regime.iri == side.regime.iri => list.push(side),
            _ => regimes.push((side.regime, vec![side])),
        }
    }
    regimes
}

/// Where a comparison stands.
pub fn pair(target: &Thing, holder: &Thing) -> PagePath {
    PagePath::new(format!("compare/{}/{}", one_step(&target.identifier), one_step(&holder.identifier)))
}

/// How complete the editions are on which two sides rest.
pub fn notices(site: &Site<'_, '_>, target: &Side<'_>, holder: &Side<'_>, page: &mut Page) {
    let mut editions: Vec<&Thing> = target.editions.iter().chain(&holder.editions).copied().collect();
    in_order(&mut editions);
    let said: Vec<Notice> = editions.into_iter().map(|edition| notice(&site.things, &page.path, edition)).collect();
    page.notices.extend(said);
}

fn in_order(editions: &mut Vec<&Thing>) {
    editions.sort_by_key(|edition| edition.rank);
    editions.dedup_by_key(|edition| edition.rank);
}
