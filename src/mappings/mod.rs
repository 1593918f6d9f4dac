//! Mapping tables that others published, of any size: SSSOM, and set-theory relationship mappings as OLIR and STRM have
//! them. Every row is either taken or reported with its place; none is passed over.

mod check;
mod contents;
mod contradictions;
mod form;
mod row;
mod sssom;
mod strm;
mod table;
mod things;
mod write;

pub use check::{Known, check};
pub use contents::Computed;
pub use contradictions::{Figures, contradictions};
pub use form::Form;
pub use table::{Mapping, Mappings, Prefixes, Thing, read};
pub use write::{Heading, write};
