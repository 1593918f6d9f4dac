//! The composition table of RCC-5 over non-empty sets. `tests/properties/algebra.rs` works it out from sets.

use super::Disjunction;
use crate::reason::Relation::{self, Equal, IntersectsWith, NoRelationship, SubsetOf, SupersetOf};

const ANYTHING: Disjunction = Disjunction::ANYTHING;
const SHARING: Disjunction = Disjunction::SHARING;

const fn any(relations: &[Relation]) -> Disjunction {
    Disjunction::any_of(relations)
}

/// What follows for A and C from one relation of A and B and one of B and C.
pub const fn compose_base(first: Relation, second: Relation) -> Disjunction {
    match (first, second) {
        (Equal, other) | (other, Equal) => Disjunction::one(other),
        (SupersetOf, SupersetOf) => Disjunction::one(SupersetOf),
        (SupersetOf, SubsetOf) => SHARING,
        (SupersetOf, IntersectsWith) => any(&[SupersetOf, IntersectsWith]),
        (SupersetOf, NoRelationship) => any(&[SupersetOf, IntersectsWith, NoRelationship]),
        (SubsetOf, SupersetOf) => ANYTHING,
        (SubsetOf, SubsetOf) => Disjunction::one(SubsetOf),
        (SubsetOf, IntersectsWith) => any(&[SubsetOf, IntersectsWith, NoRelationship]),
        (SubsetOf, NoRelationship) => Disjunction::one(NoRelationship),
        (IntersectsWith, SupersetOf) => any(&[SupersetOf, IntersectsWith, NoRelationship]),
        (IntersectsWith, SubsetOf) => any(&[SubsetOf, IntersectsWith]),
        (IntersectsWith, IntersectsWith) => ANYTHING,
        (IntersectsWith, NoRelationship) => any(&[SupersetOf, IntersectsWith, NoRelationship]),
        (NoRelationship, SupersetOf) => Disjunction::one(NoRelationship),
        (NoRelationship, SubsetOf | IntersectsWith) => any(&[SubsetOf, IntersectsWith, NoRelationship]),
        (NoRelationship, NoRelationship) => ANYTHING,
    }
}

/// The composition of every two disjunctions, by their bits.
pub(super) static COMPOSED: [[Disjunction; 32]; 32] = composed();

const fn composed() -> [[Disjunction; 32]; 32] {
    let mut table = [[Disjunction::NOTHING; 32]; 32];
    let mut first = 0;
    while first < 32 {
        let mut second = 0;
        while second < 32 {
            table[first][second] =
                compose_all(Disjunction::from_bits(first as u8), Disjunction::from_bits(second as u8));
            second += 1;
        }
        first += 1;
    }
    table
}

const fn compose_all(first: Disjunction, second: Disjunction) -> Disjunction {
    let mut found = Disjunction::NOTHING;
    let mut one = 0;
    while one < Relation::ALL.len() {
        let mut other = 0;
        while other < Relation::ALL.len() {
            let (a, b) = (Relation::ALL[one], Relation::ALL[other]);
            if first.contains(a) && second.contains(b) {
                found = found.union(compose_base(a, b));
            }
            other += 1;
        }
        one += 1;
    }
    found
}
