//! The static site: one page a thing at the path of its address, lists, comparisons, and the named queries.
//!
//! All that a page says comes from a query, and the query stands below each table. A section of a page is one query
//! file in `ontology/queries/site/<class>/`; adding a file there adds a section (see [`section`]).

mod ask;
mod cell;
mod cite;
mod compare;
mod console;
mod coverage;
mod docs;
mod downloads;
mod feeds;
mod home;
mod kinds;
mod lines;
mod lists;
mod markdown;
mod natural;
mod page;
mod parts;
mod path;
mod queries;
mod query_link;
mod rdf;
mod recognition_map;
mod render;
mod reports;
mod routes;
mod script;
mod search;
pub mod section;
mod sides;
mod table;
mod tally;
mod thing_pages;
mod things;
mod timeline;
mod what_if;
mod write;

pub use downloads::Download;
pub use path::decode;
pub use reports::ReportFile;

use crate::query::{BindError, Engine, Library, QueryError};
use ask::Ask;
use page::Layouts;
use rayon::prelude::*;
use render::Renderer;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use things::Things;
use write::Writer;

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A query failed.
    #[error("the query `{name}` of the site failed: {error}")]
    Query {
        /// The query.
        name: String,
        /// How.
        error: QueryError,
    },
    /// A query is missing, or lacks a parameter that the site fills in.
    #[error("the site lacks a query: {0}")]
    Bind(#[from] BindError),
    /// The head of a query does not fit what it selects.
    #[error("the query `{query}` cannot become a section: it {problem}")]
    Section {
        /// The query.
        query: String,
        /// What is wrong.
        problem: String,
    },
    /// A template is broken.
    #[error("a template of the site is broken: {0}")]
    Template(#[from] tera::Error),
    /// An address that would leave the site's folder.
    #[error("`{0}` cannot be the path of a page")]
    Path(String),
    /// Two pages or files of one path.
    #[error("the site would write `{}` twice", .0.display())]
    Twice(PathBuf),
    /// A thing could not be written as RDF.
    #[error("`{thing}` cannot be written as RDF: {error}")]
    Rdf {
        /// The thing.
        thing: String,
        /// Why.
        error: std::io::Error,
    },
    /// A file could not be written.
    #[error("cannot write `{path}`: {error}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

/// What is told while the site grows.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// What to build, and from what besides the graph.
pub struct SiteOptions<'a> {
    /// The folder to write; what it holds is replaced as a whole.
    pub out: PathBuf,
    /// Templates and assets as path and content: `templates/base.html`, `assets/site.css`.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
    /// The packs that the graph was derived from, by their path below the data folder.
    pub facts: Vec<(String, Vec<u8>)>,
    /// Version of the software and the data.
    pub version: String,
    /// SHA-256 of the data, in hexadecimal.
    pub data_hash: String,
    /// The date for which the graph was derived.
    pub as_of: String,
    /// How many findings the checks gave, by severity.
    pub findings: Vec<(String, usize)>,
    /// Files to hand out.
    pub downloads: Vec<Download>,
    /// Texts for the handbook, in Markdown, by the step of their page.
    pub documents: Vec<(&'static str, &'static str)>,
    /// Reports to put beside the pages.
    pub reports: Vec<ReportFile>,
    /// Told the number of pages written so far.
    pub progress: Option<Progress<'a>>,
}

/// What was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteSummary {
    /// Pages written.
    pub pages: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Files that are the same as before.
    pub unchanged: usize,
}

/// Writes pages of one sort.
type Maker = fn(&Site<'_, '_>) -> Result<(), SiteError>;

/// All that the makers of pages share.
struct Site<'a, 'g> {
    ask: Ask<'a, 'g>,
    options: &'a SiteOptions<'a>,
    things: Things,
    layouts: Layouts,
    renderer: Renderer,
    writer: Writer,
    pages: AtomicUsize,
    /// Pages that are no thing's, as the search finds them.
    others: Mutex<Vec<search::Document>>,
}

/// Builds the site and puts it in place of the former one.
///
/// # Errors
/// When a query or a template is broken or a file cannot be written; the former site then stays as it was.
pub fn build(engine: &Engine<'_>, library: &Library, options: &SiteOptions<'_>) -> Result<SiteSummary, SiteError> {
    let ask = Ask { engine, library };
    let site = Site {
        ask,
        options,
        things: Things::new(&ask)?,
        layouts: Layouts::new(library)?,
        renderer: Renderer::new(options, engine.base())?,
        writer: Writer::new(&options.out)?,
        pages: AtomicUsize::new(0),
        others: Mutex::default(),
    };
    let makers: &[Maker] = &[
        pairs,
        thing_pages::write,
        queries::write,
        console::write,
        lists::write,
        timeline::write,
        recognition_map::write,
        reports::write,
        docs::write,
        downloads::write,
        home::write,
        what_if::write,
    ];
    site.assets()?;
    // One by one, so that a core that is free takes the next.
    makers.par_iter().with_max_len(1).try_for_each(|make| make(&site))?;
    // These tell of all pages.
    search::write(&site)?;
    feeds::write(&site)?;
    let pages = site.pages.load(Ordering::Relaxed);
    let (bytes, unchanged) = site.writer.finish(&options.out)?;
    Ok(SiteSummary { pages, bytes, unchanged })
}

/// What is said of two sides, and on the way from one to the other.
fn pairs(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let sides = sides::sides(site)?;
    let tally = compare::write(site, &sides)?;
    coverage::write(site, &sides, &tally)?;
    routes::write(site, &sides)
}

impl Site<'_, '_> {
    fn assets(&self) -> Result<(), SiteError> {
        for (name, content) in &self.options.files {
            if name.starts_with("assets/") {
                self.writer.write(std::path::Path::new(name), content)?;
            }
        }
        Ok(())
    }

    /// Lets the search find a page that is no thing's.
    fn remember(&self, page: &page::Page) {
        if self.things.at(&page.path).is_none() && page.folder != "compare" {
            self.others.lock().expect("no maker of pages panics").push(search::Document::of_page(page));
        }
    }

    /// Counts a page.
    fn told(&self) {
        let written = self.pages.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.options.progress {
            progress(written);
        }
    }
}
