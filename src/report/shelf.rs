//! The reports that a build makes: coverage and comparison of each pair between which something is recognised.

use super::ask::{Asker, ReportError};
use super::model::Report;
use super::render::{Csv, Html, Json, Markdown, RenderError, Renderer, Text};
use super::{Choice, Setting, compare, coverage, resolve_holder, resolve_side};
use crate::query::{Engine, Library};
use oxrdf::NamedNode;
use rayon::prelude::*;

/// A report in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfFile {
    /// Title of the report.
    pub title: String,
    /// Name of the file.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Why the reports could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// A report could not be filled.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A report could not be written.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// Files for people hold lines of this many characters.
const WIDTH: usize = 80;

/// Makes every report in every format, in a fixed order.
///
/// # Errors
/// When a query of a report fails.
pub fn shelf(engine: &Engine<'_>, library: &Library, setting: &Setting) -> Result<Vec<ShelfFile>, ShelfError> {
    let pairs = pairs(&Asker::new(engine.clone(), library))?;
    let made: Result<Vec<Vec<ShelfFile>>, ShelfError> = pairs
        .into_par_iter()
        .map(|pair| {
            let asker = Asker::new(engine.clone(), library);
            let holder = resolve_holder(&asker, &pair.holder)?;
            let target = resolve_side(&asker, &pair.target)?;
            let coverage = coverage(&asker, &holder, &target, setting)?;
            let mut files = formats(&coverage, &format!("coverage-{}-by-{}", pair.target_name, pair.holder_name))?;
            let comparison = comparison(&asker, &pair, &target, setting)?;
            files.extend(formats(&comparison, &format!("compare-{}-{}", pair.target_name, pair.holder_name))?);
            Ok(files)
        })
        .collect();
    Ok(made?.into_iter().flatten().collect())
}

struct Pair {
    holder: NamedNode,
    target: NamedNode,
    holder_name: String,
    target_name: String,
}

fn pairs(asker: &Asker<'_>) -> Result<Vec<Pair>, ReportError> {
    let answered = asker.ask("report/pairs", &[])?;
    let file_name = |identifier: &str| identifier.replace('/', "-");
    Ok(answered
        .rows()
        .map(|row| Pair {
            holder: NamedNode::new_unchecked(row.text("holder")),
            target: NamedNode::new_unchecked(row.text("target")),
            holder_name: file_name(row.text("holderIdentifier")),
            target_name: file_name(row.text("targetIdentifier")),
        })
        .collect())
}

fn comparison(asker: &Asker<'_>, pair: &Pair, target: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let holder = resolve_side(asker, &pair.holder)?;
    compare(asker, target, &holder, setting)
}

fn formats(report: &Report, name: &str) -> Result<Vec<ShelfFile>, RenderError> {
    let renderers: [(&str, Box<dyn Renderer>); 5] = [
        ("html", Box::new(Html)),
        ("md", Box::new(Markdown)),
        ("txt", Box::new(Text { width: WIDTH, colour: false, full: true })),
        ("csv", Box::new(Csv { table: None })),
        ("json", Box::new(Json)),
    ];
    let file = |(ending, renderer): &(&str, Box<dyn Renderer>)| {
        let text = renderer.render(report)?;
        Ok(ShelfFile { title: report.title.clone(), name: format!("{name}.{ending}"), text })
    };
    renderers.iter().map(file).collect()
}
