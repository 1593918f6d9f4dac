//! Reports: models filled from named queries, and renderers that turn one model into many formats.
//!
//! A report groups and words what SPARQL found; it decides nothing, and shows every query that it asked.

mod agreement;
mod annex;
mod ask;
mod audit;
mod compare;
mod coverage;
mod derivation;
mod diff;
mod differences;
mod drift;
mod editions;
mod evidence;
mod explain;
mod facets;
mod findings;
mod gap;
mod landscape;
mod matrix;
mod model;
mod order;
mod owed;
mod picture;
mod pictures;
pub mod render;
mod resolve;
mod routes;
mod setting;
mod shelf;
mod tally;
mod words;

pub use agreement::agreement;
pub use annex::annex;
pub use ask::{Asker, ReportError};
pub use audit::audit;
pub use compare::compare;
pub use coverage::coverage;
pub use diff::{State, Subject, diff};
pub use drift::{Drift, Scope as DriftScope, drift};
pub use editions::editions;
pub use evidence::evidence;
pub use explain::explain;
pub use gap::gap;
pub use landscape::landscape;
pub use matrix::{Selection, matrix};
pub use model::{
    Body, Cell, Column, DataVersion, Evidence, Finding, Link, Local, Node, Report, Row, Section, Severity, ShownQuery,
    Side, Source, Status, Table, Width,
};
pub use picture::{Arrow, Arrows, Drawing, Heat, HeatCell, Lane, Mark, Period, Picture, Relations, Tie, Timeline};
pub use resolve::{Choice, resolve_holder, resolve_side};
pub use routes::routes;
pub use setting::Setting;
pub use shelf::{ShelfError, ShelfFile, shelf};
