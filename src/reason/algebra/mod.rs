//! RCC-5 as a relation algebra over what provisions ask: disjunctions of the five relations, their composition, and
//! what the words of a mapping leave possible.

mod composition;
mod disjunction;
mod rationale;
mod stated;

pub use composition::compose_base;
pub use disjunction::Disjunction;
pub use rationale::Rationale;
pub use stated::{NIST_NAMES, relation_of_predicate, relation_of_word};
