//! How much each side shows of each other: grids of figures that lead to the comparison behind each.

use super::ask::Answers;
use super::cell::Item;
use super::path::PagePath;
use super::sides::{Side, pair};
use super::table::{Cell, Section};
use super::{Site, SiteError};
use rustc_hash::FxHashMap;

/// Required elements of one target by their answer for one holder at one threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Covered.
    pub covered: u32,
    /// Covered under a condition or for less.
    pub conditionally: u32,
    /// Covered in some of the lines that ask for it.
    pub partly: u32,
    /// Recommended only.
    pub recommended: u32,
    /// Not covered.
    pub not_covered: u32,
    /// Not established.
    pub not_established: u32,
}

impl Count {
    /// Required elements in all.
    pub fn all(self) -> u32 {
        self.shown() + self.partly + self.recommended + self.not_covered + self.not_established
    }

    /// Those that are shown, with or without condition.
    pub fn shown(self) -> u32 {
        self.covered + self.conditionally
    }

    /// The share that is covered, with or without condition, in tenths rounded down; none where nothing is required.
    pub fn tenths(self) -> Option<u32> {
        (self.all() > 0).then(|| self.shown() * 10 / self.all())
    }

    /// Whether most of what is not covered is not established.
    pub fn open(self) -> bool {
        self.not_established * 2 > self.all() - self.shown()
    }
}

/// Counts by target, holder and threshold.
#[derive(Debug, Default)]
pub struct Tally(FxHashMap<(String, String), [Count; 3]>);

/// The thresholds of evidence, strictest first.
pub const THRESHOLDS: [&str; 3] = ["primary", "secondary", "unconfirmed"];

/// The counts of one target, as the query of the comparison gives them.
pub fn of(target: &str, answers: &Answers) -> Tally {
    let table = &answers.table;
    let mut counts: FxHashMap<(String, String), [Count; 3]> = FxHashMap::default();
    for row in (0..table.rows.len()).filter(|&row| table.text(row, "strength") == "required") {
        let number = |column: &str| table.text(row, column).parse().unwrap_or(0);
        let evidence = table.text(row, "evidence");
        let Some(place) = THRESHOLDS.iter().position(|name| *name == evidence) else { continue };
        counts.entry((target.to_owned(), table.text(row, "holder").to_owned())).or_default()[place] = Count {
            covered: number("covered"),
            conditionally: number("conditionally"),
            partly: number("partly"),
            recommended: number("recommended"),
            not_covered: number("notCovered"),
            not_established: number("notEstablished"),
        };
    }
    Tally(counts)
}

impl Tally {
    /// Several together.
    pub fn all(tallies: Vec<Self>) -> Self {
        Self(tallies.into_iter().flat_map(|tally| tally.0).collect())
    }

    /// What a holder shows of a target.
    pub fn get(&self, target: &str, holder: &str) -> Option<[Count; 3]> {
        self.0.get(&(target.to_owned(), holder.to_owned())).copied()
    }

    /// A table of targets against holders; each cell leads to its comparison.
    ///
    /// # Errors
    /// When the query behind it is missing.
    pub fn grid(
        &self,
        site: &Site<'_, '_>,
        id: &str,
        title: &str,
        targets: &[&Side<'_>],
        holders: &[&Side<'_>],
        path: &PagePath,
    ) -> Result<Section, SiteError> {
        let mut section = Section::plain(id, title, &["Asked by"]);
        section.class = "grid";
        section.question = GRID.to_owned();
        for holder in holders {
            section.column(&site.things.link_text(holder.thing, None));
        }
        for target in targets {
            let own = Item::link(site.things.link_text(target.thing, None), path, &target.thing.path);
            let mut cells = vec![Cell::new(vec![own])];
            for holder in holders {
                cells.push(self.cell(target, holder, path));
            }
            section.push(cells);
        }
        section.link(site, "site/compare/counts", path, &[])?;
        Ok(section)
    }

    fn cell(&self, target: &Side<'_>, holder: &Side<'_>, path: &PagePath) -> Cell {
        if target.regime.iri == holder.regime.iri {
            return Cell { class: "same", ..Cell::new(vec![Item::plain("–")]) };
        }
        let Some([_, count, _]) = self.get(&target.thing.iri, &holder.thing.iri) else {
            let none = Item { title: Some("nothing on record".to_owned()), ..Item::plain("·") };
            return Cell {
                class: "none",
                ..Cell::new(vec![Item { href: Some(path.href(&pair(target.thing, holder.thing))), ..none }])
            };
        };
        let shown = count.shown();
        let text = format!("{shown}/{}{}", count.all(), if count.open() { "?" } else { "" });
        let class = HEAT[count.tenths().map_or(0, |tenths| tenths.div_ceil(2).min(5) as usize)];
        let class = if shown == 0 && count.open() { "h0 open" } else { class };
        Cell { class, ..Cell::new(vec![Item::link(text, path, &pair(target.thing, holder.thing))]) }
    }
}

const HEAT: [&str; 6] = ["h0", "h1", "h2", "h3", "h4", "h5"];

const GRID: &str = "Each cell: how many of the elements that the row requires are shown by holding the column, with or \
                    without a condition, at secondary evidence. A question mark: most of the rest is not established. A \
                    dot: nothing on record that bears on it. Follow a cell to its lines and proofs.";
