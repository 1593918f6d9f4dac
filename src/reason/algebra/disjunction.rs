//! A disjunction of RCC-5 relations: those of the five that are still possible between two provisions.

use super::composition::COMPOSED;
use crate::reason::Relation;
use std::fmt;

/// The relations that are possible, one bit each in the order of [`Relation::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Disjunction(u8);

impl Disjunction {
    /// None is possible: a contradiction.
    pub const NOTHING: Self = Self(0);
    /// All are possible: nothing is known.
    pub const ANYTHING: Self = Self(0b1_1111);
    /// The two share something; what a source leaves open that says "maps to" and no more.
    pub const SHARING: Self = Self::one(Relation::NoRelationship).complement();

    /// A single relation.
    pub const fn one(relation: Relation) -> Self {
        Self(1 << relation as u8)
    }

    /// Any of several relations.
    pub const fn any_of(relations: &[Relation]) -> Self {
        let mut bits = 0;
        let mut place = 0;
        // `for` cannot stand in a constant function.
        while place < relations.len() {
            bits |= Self::one(relations[place]).0;
            place += 1;
        }
        Self(bits)
    }

    pub(super) const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ANYTHING.0)
    }

    /// Whether a relation is possible.
    pub const fn contains(self, relation: Relation) -> bool {
        self.0 & Self::one(relation).0 != 0
    }

    /// What both leave possible.
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either leaves possible.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What this one rules out: the meaning of its denial.
    pub const fn complement(self) -> Self {
        Self(!self.0 & Self::ANYTHING.0)
    }

    /// Whether it says at least as much as the other.
    pub const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The same statement read from the other side.
    pub const fn converse(self) -> Self {
        let (superset, subset) = (Self::one(Relation::SupersetOf).0, Self::one(Relation::SubsetOf).0);
        let kept = self.0 & !(superset | subset);
        let turned_up = if self.0 & subset != 0 { superset } else { 0 };
        let turned_down = if self.0 & superset != 0 { subset } else { 0 };
        Self(kept | turned_up | turned_down)
    }

    /// What follows for A and C when this holds of A and B, and the other of B and C.
    pub const fn compose(self, other: Self) -> Self {
        COMPOSED[self.0 as usize][other.0 as usize]
    }

    /// Whether the two may merely intersect. Two such statements compose to [`Self::ANYTHING`], whatever else they
    /// leave possible, so that a chain of them need not be looked at.
    pub const fn is_open(self) -> bool {
        self.contains(Relation::IntersectsWith)
    }

    /// The relation, where only one is possible.
    pub fn single(self) -> Option<Relation> {
        let mut relations = self.iter();
        relations.next().filter(|_| relations.next().is_none())
    }

    /// The possible relations in order.
    pub fn iter(self) -> impl Iterator<Item = Relation> {
        Relation::ALL.into_iter().filter(move |&relation| self.contains(relation))
    }
}

impl From<Relation> for Disjunction {
    fn from(relation: Relation) -> Self {
        Self::one(relation)
    }
}

/// The names in words, joined by "or".
impl fmt::Display for Disjunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NOTHING => return f.write_str("nothing possible"),
            Self::ANYTHING => return f.write_str("anything"),
            _ => {}
        }
        for (place, relation) in self.iter().enumerate() {
            let or = if place > 0 { " or " } else { "" };
            write!(f, "{or}{}", relation.as_str().replace('-', " "))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Disjunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}
