//! Packs and ontology to one frozen graph: what was read, what follows from it on a date, and figures about both.

use crate::graph::{
    Builder, Frozen, Iris, OntologyError, assert_ontology, assert_packs, assert_tables, describe, write_derived,
};
use crate::pack::Packs;
use crate::reason::{AsOf, derive};

/// What identifies a state of the knowledge base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Version of the software.
    pub version: String,
    /// SHA-256 over the files that were read, in hexadecimal.
    pub data_hash: String,
}

/// Builds the whole graph as of a date.
///
/// # Errors
/// When the ontology is no Turtle; packs have been checked before.
pub fn assemble(
    packs: &Packs,
    ontology: &str,
    iris: &Iris,
    as_of: AsOf,
    edition: &Edition,
) -> Result<Frozen, OntologyError> {
    let mut into = Builder::default();
    assert_ontology(ontology, iris, &mut into)?;
    assert_tables(iris, &mut into);
    assert_packs(packs, iris, &mut into);
    write_derived(packs, &derive(packs, as_of), iris, &mut into);
    describe(iris, &edition.version, &edition.data_hash, &mut into);
    Ok(into.freeze())
}
