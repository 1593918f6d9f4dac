//! The reports that a build makes: of every arrangement, of pairs that are recognised or worth comparing, and of the whole.

use super::ask::{Answer, Asker, ReportError};
use super::model::Report;
use super::render::{Format, RenderError};
use super::{
    DriftScope, Setting, agreement, annex, audit, compare, coverage, drift, evidence, landscape, resolve_holder,
    resolve_side,
};
use crate::query::{Engine, Library};
use oxrdf::NamedNode;
use rayon::prelude::*;
use std::collections::BTreeSet;

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

/// A report that a build makes.
enum Task {
    Coverage(NamedNode, NamedNode),
    Compare(NamedNode, NamedNode),
    Annex(NamedNode, NamedNode),
    Audit(NamedNode),
    Landscape,
    Evidence,
    Drift,
    Agreement,
}

/// Makes every report in every format, in a fixed order.
///
/// # Errors
/// When a query of a report fails.
pub fn shelf(engine: &Engine<'_>, library: &Library, setting: &Setting) -> Result<Vec<ShelfFile>, ShelfError> {
    let asker = Asker::new(engine.clone(), library);
    let made: Result<Vec<Vec<ShelfFile>>, ShelfError> = tasks(&asker)?
        .into_iter()
        .map(|task| (task, asker.another()))
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(task, asker)| match make(&task, &asker, setting) {
            Ok(report) => Ok(formats(&report)?),
            // Two sides may have nothing to hold against each other on the date.
            Err(ReportError::Unfit(_)) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        })
        .collect();
    Ok(made?.into_iter().flatten().collect())
}

fn make(task: &Task, asker: &Asker<'_>, setting: &Setting) -> Result<Report, ReportError> {
    // What two sides ask is compared by every recorded fact, each with its grade.
    let whole = Setting { threshold: "unconfirmed".to_owned(), ..setting.clone() };
    match task {
        Task::Coverage(target, holder) => {
            coverage(asker, &resolve_holder(asker, holder)?, &resolve_side(asker, target)?, setting)
        }
        Task::Compare(one, other) => compare(asker, &resolve_side(asker, one)?, &resolve_side(asker, other)?, &whole),
        Task::Annex(one, other) => annex(asker, &resolve_side(asker, one)?, &resolve_side(asker, other)?, &whole),
        Task::Audit(arrangement) => audit(asker, arrangement, setting),
        Task::Landscape => landscape(asker, setting),
        Task::Evidence => evidence(asker, &whole),
        Task::Drift => Ok(drift(asker, &DriftScope { thing: None }, setting)?.report),
        Task::Agreement => agreement(asker, None, setting),
    }
}

fn tasks(asker: &Asker<'_>) -> Result<Vec<Task>, ReportError> {
    let mut tasks = vec![Task::Landscape];
    for row in asker.ask("audit/arrangements", &[])?.rows() {
        tasks.push(Task::Audit(node(&row, "arrangement")));
    }
    for row in asker.ask("report/pairs", &[])?.rows() {
        let (target, holder) = (node(&row, "target"), node(&row, "holder"));
        tasks.push(Task::Coverage(target.clone(), holder.clone()));
        tasks.push(Task::Compare(target, holder));
    }
    // An arrangement in both directions gets one annex.
    let mut joined: BTreeSet<(NamedNode, NamedNode)> = BTreeSet::new();
    for row in asker.ask("annex/pairs", &[])?.rows() {
        let pair = (node(&row, "one"), node(&row, "other"));
        if !joined.contains(&(pair.1.clone(), pair.0.clone())) && joined.insert(pair.clone()) {
            tasks.push(Task::Annex(pair.0, pair.1));
        }
    }
    tasks.extend([Task::Evidence, Task::Drift, Task::Agreement]);
    Ok(tasks)
}

fn node(row: &Answer<'_>, column: &str) -> NamedNode {
    NamedNode::new_unchecked(row.text(column))
}

fn formats(report: &Report) -> Result<Vec<ShelfFile>, RenderError> {
    let file = |format: Format| {
        let name = format!("{}.{}", report.id, format.ending());
        Ok(ShelfFile { title: report.title.clone(), name, content: format.render(report)? })
    };
    Format::ALL.into_iter().map(file).collect()
}
