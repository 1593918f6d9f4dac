//! The graph: addresses of things, rows turned into quads in named graphs, and the frozen dataset that holds them.
//!
//! Nothing here decides what a fact means; that is the reasoner's work.

mod assert;
mod derivations;
mod derived;
mod describe;
mod epoch;
mod frozen;
mod iri;
mod mappings;
mod ontology;
mod packed;
mod snapshot;
mod statement;
mod tables;
pub mod terms;

pub use assert::assert_packs;
pub use derived::write_derived;
pub use describe::describe;
pub use epoch::epoch;
pub use frozen::{Builder, Frozen, Pattern, Row};
pub use iri::Iris;
pub use ontology::{OntologyError, assert_ontology};
pub use snapshot::SnapshotError;
pub use tables::assert_tables;
