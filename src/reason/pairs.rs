//! The relation of every two sets that share a member. Sets stand in packed rows; those that share nothing with a set
//! are never looked at.

use super::bits::ones;
use super::{BitSet, Relation};

/// Sets of numbers below one bound, ready to be compared each with all.
pub struct Pairs {
    /// Words of each set, one set behind the other.
    words: Vec<u64>,
    width: usize,
    /// For each member the sets that hold it.
    holders: Vec<BitSet>,
    count: usize,
}

impl Pairs {
    /// Packs sets that have the same bound.
    pub fn new<'s>(sets: impl IntoIterator<Item = &'s BitSet>) -> Self {
        let sets: Vec<&BitSet> = sets.into_iter().collect();
        let width = sets.iter().map(|set| set.words().len()).max().unwrap_or(0);
        let mut holders = vec![BitSet::new(sets.len()); width * 64];
        let mut words = Vec::with_capacity(sets.len() * width);
        for (number, set) in sets.iter().enumerate() {
            words.extend_from_slice(set.words());
            words.resize((number + 1) * width, 0);
            for member in set.iter() {
                holders[member].insert(number);
            }
        }
        Self { words, width, holders, count: sets.len() }
    }

    /// Every set that shares a member with this one, itself included, with how this one stands to it, in order.
    pub fn of(&self, subject: usize) -> impl Iterator<Item = (usize, Relation)> + '_ {
        let mine = self.row(subject);
        let mut sharing = BitSet::new(self.count);
        for member in ones(mine.iter().copied()) {
            sharing.union_with(&self.holders[member]);
        }
        sharing.into_numbers().map(move |object| (object, sharing_relation(mine, self.row(object))))
    }

    fn row(&self, number: usize) -> &[u64] {
        &self.words[number * self.width..(number + 1) * self.width]
    }
}

/// The relation of two sets that share a member.
fn sharing_relation(mine: &[u64], theirs: &[u64]) -> Relation {
    let (mut only_mine, mut only_theirs) = (0, 0);
    for (a, b) in mine.iter().zip(theirs) {
        only_mine |= a & !b;
        only_theirs |= b & !a;
    }
    match (only_mine != 0, only_theirs != 0) {
        (false, false) => Relation::Equal,
        (true, false) => Relation::SupersetOf,
        (false, true) => Relation::SubsetOf,
        (true, true) => Relation::IntersectsWith,
    }
}
