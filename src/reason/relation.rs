//! The five relations between the contents of two provisions, by their NIST IR 8477 names (they are RCC-5).

use super::BitSet;

/// How the elements of one provision stand to those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same elements.
    Equal,
    /// All of the other's elements, and more.
    SupersetOf,
    /// Only elements of the other, and not all of them.
    SubsetOf,
    /// Some in common, and something of its own on each side.
    IntersectsWith,
    /// None in common.
    NoRelationship,
}

impl Relation {
    /// All five, in the order of their declaration.
    pub const ALL: [Self; 5] =
        [Self::Equal, Self::SupersetOf, Self::SubsetOf, Self::IntersectsWith, Self::NoRelationship];

    /// The relation of two sets of elements; neither should be empty.
    pub fn between(mine: &BitSet, theirs: &BitSet) -> Self {
        match mine.overlap(theirs) {
            (false, _, _) => Self::NoRelationship,
            (true, false, false) => Self::Equal,
            (true, true, false) => Self::SupersetOf,
            (true, false, true) => Self::SubsetOf,
            (true, true, true) => Self::IntersectsWith,
        }
    }

    /// The same relation read from the other side.
    pub fn inverse(self) -> Self {
        match self {
            Self::SupersetOf => Self::SubsetOf,
            Self::SubsetOf => Self::SupersetOf,
            other => other,
        }
    }

    /// The name as it stands in the ontology.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::SupersetOf => "superset-of",
            Self::SubsetOf => "subset-of",
            Self::IntersectsWith => "intersects-with",
            Self::NoRelationship => "no-relationship",
        }
    }
}
