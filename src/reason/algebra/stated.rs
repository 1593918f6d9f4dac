//! What the words of a mapping leave possible. What a source leaves open stays a disjunction.

use super::Disjunction;
use crate::reason::Relation::{Equal, IntersectsWith, NoRelationship, SubsetOf, SupersetOf};

/// The names of NIST IR 8477 as set-theory relationship mappings print them.
pub const NIST_NAMES: &str = "equal, subset of, superset of, intersects with, no relationship";

/// The relation that a cell of an OLIR or STRM table names, in any case, with blanks, hyphens or underscores.
pub fn relation_of_word(word: &str) -> Option<Disjunction> {
    let letters = |c: &char| !matches!(c, ' ' | '-' | '_');
    let plain: String = word.trim().chars().filter(letters).map(|c| c.to_ascii_lowercase()).collect();
    Some(match plain.as_str() {
        "equal" | "equalto" | "equivalent" => Equal.into(),
        "subset" | "subsetof" => SubsetOf.into(),
        "superset" | "supersetof" => SupersetOf.into(),
        "intersects" | "intersectswith" | "intersecting" => IntersectsWith.into(),
        "norelationship" | "notrelatedto" | "notrelated" => NoRelationship.into(),
        _ => return None,
    })
}

/// What a predicate (a full IRI) leaves possible for subject and object, read as sets of asks: a narrower match asks
/// for a part of what the subject asks. Nothing where the predicate says nothing about content that is known here.
pub fn relation_of_predicate(iri: &str) -> Option<Disjunction> {
    let name = iri.rsplit(['#', '/']).next().unwrap_or_default();
    Some(match name {
        "exactMatch" | "equivalentClass" | "equivalentProperty" | "sameAs" => Equal.into(),
        "narrowMatch" => SupersetOf.into(),
        "broadMatch" => SubsetOf.into(),
        "relatedMatch" => IntersectsWith.into(),
        "closeMatch" | "mapsTo" => Disjunction::SHARING,
        "subClassOf" | "subPropertyOf" => Disjunction::any_of(&[Equal, SubsetOf]),
        "doesNotMapTo" | "disjointWith" => NoRelationship.into(),
        // The names of NIST in camel case, as a property has them.
        name => return relation_of_word(name),
    })
}
