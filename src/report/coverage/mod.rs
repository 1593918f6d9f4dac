//! The coverage report: does holding this show that that is met?

mod report;
mod rows;
mod smallest;
mod words;

pub(super) use report::Found;
pub use report::coverage;
pub(super) use words::{sorted_parts, through, weak_requirements};
