//! Asking: SPARQL over the frozen graph, the library of named queries, and finding a thing by what people call it.
//!
//! Reports and pages come through here and nowhere else.

mod dataset;
mod engine;
mod library;
mod names;
mod results;
mod syntax;
mod table;

pub use dataset::View;
pub use engine::{Answer, Engine, QueryError};
pub use library::{BindError, BoundQuery, Library, LibraryError, NamedQuery, Parameter};
pub use names::{Kind, Match, Names, UnknownName};
pub use results::{ResultFormat, WriteError};
pub use syntax::SyntaxError;
pub use table::{Table, compact};
