//! The reports that a build makes: coverage and comparison of each pair between which something is recognised.

use super::ask::{Asker, ReportError};
use super::model::Report;
use super::render::{Format, RenderError};
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
    /// What it holds.
    pub content: Vec<u8>,
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
            let mut files = formats(&coverage)?;
            let comparison = comparison(&asker, &pair, &target, setting)?;
            files.extend(formats(&comparison)?);
            Ok(files)
        })
        .collect();
    Ok(made?.into_iter().flatten().collect())
}

struct Pair {
    holder: NamedNode,
    target: NamedNode,
}

fn pairs(asker: &Asker<'_>) -> Result<Vec<Pair>, ReportError> {
    let answered = asker.ask("report/pairs", &[])?;
    Ok(answered
        .rows()
        .map(|row| Pair {
            holder: NamedNode::new_unchecked(row.text("holder")),
            target: NamedNode::new_unchecked(row.text("target")),
        })
        .collect())
}

fn comparison(asker: &Asker<'_>, pair: &Pair, target: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let holder = resolve_side(asker, &pair.holder)?;
    compare(asker, target, &holder, setting)
}

fn formats(report: &Report) -> Result<Vec<ShelfFile>, RenderError> {
    let file = |format: Format| {
        let name = format!("{}.{}", report.id, format.ending());
        Ok(ShelfFile { title: report.title.clone(), name, content: format.render(report)? })
    };
    Format::ALL.into_iter().map(file).collect()
}
