//! Reports: models filled from named queries, and renderers that turn one model into many formats.
//!
//! A report groups and words what SPARQL found; it decides nothing, and shows every query that it asked.

mod ask;
mod compare;
mod coverage;
mod derivation;
mod explain;
mod facets;
mod findings;
mod model;
mod order;
pub mod render;
mod resolve;
mod shelf;
mod words;

pub use ask::{Asker, ReportError};
pub use compare::compare;
pub use coverage::{Setting, coverage};
pub use explain::explain;
pub use model::{
    Body, Cell, Column, DataVersion, Evidence, Finding, Link, Local, Node, Report, Row, Section, Severity, ShownQuery,
    Side, Source, Status, Table, Width,
};
pub use resolve::{Choice, resolve_holder, resolve_side};
pub use shelf::{ShelfError, ShelfFile, shelf};
