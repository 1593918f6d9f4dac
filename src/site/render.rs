//! Templates: every value in them is escaped, and nothing in them is a fact.

use super::page::Page;
use super::table::{Cell, Group, Marks, Row, Section};
use super::{SiteError, SiteOptions};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};
use tera::{Context, Tera};

/// What every page says of the site as a whole.
#[derive(Serialize)]
struct Imprint {
    version: String,
    data: String,
    as_of: String,
    as_of_text: String,
    base: String,
}

/// Turns pages into HTML.
pub struct Renderer {
    tera: Tera,
    imprint: Imprint,
    /// Cells that were drawn, those that head a row apart. The same cell stands on some twenty pages.
    heads: Drawn<Cell, str>,
    others: Drawn<Cell, str>,
    /// What stands before and after the cells of rows that are marked alike.
    rows: Drawn<Marks, (String, String)>,
}

/// What has been drawn already.
type Drawn<K, V> = RwLock<FxHashMap<K, Arc<V>>>;

/// Stands for the cells of a row while what is around them is drawn.
const CELLS: &str = "\u{1}";

impl Renderer {
    /// Reads the templates.
    ///
    /// # Errors
    /// When one is broken.
    pub fn new(options: &SiteOptions<'_>, base: &str) -> Result<Self, SiteError> {
        let mut tera = Tera::new();
        let templates = options
            .files
            .iter()
            .filter_map(|(name, content)| Some((name.strip_prefix("templates/")?, std::str::from_utf8(content).ok()?)));
        tera.add_raw_templates(templates)?;
        let imprint = Imprint {
            version: options.version.clone(),
            data: options.data_hash.chars().take(12).collect(),
            as_of: options.as_of.clone(),
            as_of_text: super::cell::date_text(&options.as_of),
            base: base.to_owned(),
        };
        Ok(Self { tera, imprint, heads: Drawn::default(), others: Drawn::default(), rows: Drawn::default() })
    }

    /// The HTML of each row of a table, by group.
    ///
    /// # Errors
    /// When the template is broken or missing.
    pub fn rows(&self, section: &Section) -> Result<Vec<Vec<String>>, SiteError> {
        let rows = |group: &Group| group.rows.iter().map(|row| self.row(row)).collect::<Result<_, _>>();
        section.groups.iter().map(rows).collect()
    }

    fn row(&self, row: &Row) -> Result<String, SiteError> {
        let around = once(&self.rows, &row.marks, || {
            let mut context = Context::new();
            context.insert("row", &row.marks);
            context.insert("cells", CELLS);
            let html = self.tera.render("row.html", &context)?;
            let (before, after) = html.rsplit_once(CELLS).unwrap_or((&html, ""));
            Ok(Arc::new((before.to_owned(), after.to_owned())))
        })?;
        let mut html = around.0.clone();
        for (place, cell) in row.cells.iter().enumerate() {
            html.push_str(&self.cell(cell, place == 0)?);
        }
        html.push_str(&around.1);
        Ok(html)
    }

    fn cell(&self, cell: &Cell, heads_row: bool) -> Result<Arc<str>, SiteError> {
        once(if heads_row { &self.heads } else { &self.others }, cell, || {
            let mut context = Context::new();
            context.insert("cell", cell);
            context.insert("heads_row", &heads_row);
            Ok(self.tera.render("cell.html", &context)?.into())
        })
    }

    /// The HTML of a table with its heading, from that of its rows.
    ///
    /// # Errors
    /// When the template is broken or missing.
    pub fn section(&self, section: &Section, rows: &[Vec<String>]) -> Result<String, SiteError> {
        let mut context = Context::new();
        context.insert("section", section);
        context.insert("rows", rows);
        Ok(self.tera.render("section.html", &context)?)
    }

    /// A file that is no page.
    ///
    /// # Errors
    /// When its template is broken or missing.
    pub fn file(&self, template: &str, values: &serde_json::Value) -> Result<String, SiteError> {
        let mut context = Context::new();
        context.insert("values", values);
        context.insert("site", &self.imprint);
        Ok(self.tera.render(template, &context)?)
    }

    /// The HTML of a page.
    ///
    /// # Errors
    /// When its template is broken or missing.
    pub fn page(&self, page: &Page) -> Result<String, SiteError> {
        let mut context = Context::new();
        context.insert("page", page);
        context.insert("site", &self.imprint);
        Ok(self.tera.render(page.template, &context)?)
    }
}

/// What has been drawn for a key, or is drawn now.
fn once<K: Clone + Eq + Hash, V: ?Sized>(
    drawn: &Drawn<K, V>,
    key: &K,
    draw: impl FnOnce() -> Result<Arc<V>, SiteError>,
) -> Result<Arc<V>, SiteError> {
    // A poisoned lock means that another thread panicked; what was drawn is whole.
    if let Some(known) = drawn.read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return Ok(Arc::clone(known));
    }
    let made = draw()?;
    drawn.write().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), Arc::clone(&made));
    Ok(made)
}
