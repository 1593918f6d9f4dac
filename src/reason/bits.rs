//! Sets of small integers, packed into words.

/// A set of numbers below a fixed bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BitSet {
    words: Vec<u64>,
}

impl BitSet {
    /// An empty set for numbers below `bound`.
    pub fn new(bound: usize) -> Self {
        Self { words: vec![0; bound.div_ceil(64)] }
    }

    /// Adds a number; says whether it is new.
    ///
    /// # Panics
    /// When the number is not below the bound.
    pub fn insert(&mut self, number: usize) -> bool {
        let word = &mut self.words[number / 64];
        let bit = 1 << (number % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Whether it holds a number.
    pub fn contains(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
    }

    /// Adds all of another set with the same bound; says whether anything is new.
    pub fn union_with(&mut self, other: &Self) -> bool {
        let mut new = false;
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            new |= theirs & !*mine != 0;
            *mine |= theirs;
        }
        new
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        ones(self.words.iter().copied())
    }

    /// The numbers in order, where the set is no longer needed.
    pub(super) fn into_numbers(self) -> impl Iterator<Item = usize> {
        ones(self.words.into_iter())
    }

    /// The words, the smallest numbers first.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The numbers in both.
    pub fn intersection<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        ones(self.words.iter().zip(&other.words).map(|(a, b)| a & b))
    }

    /// The numbers here and not there.
    pub fn difference<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        ones(self.words.iter().zip(&other.words).map(|(a, b)| a & !b))
    }

    /// Whether the two share a number, whether one is left over here, and whether one is left over there.
    pub fn overlap(&self, other: &Self) -> (bool, bool, bool) {
        let (mut shared, mut mine, mut theirs) = (0, 0, 0);
        for (a, b) in self.words.iter().zip(&other.words) {
            shared |= a & b;
            mine |= a & !b;
            theirs |= b & !a;
        }
        (shared != 0, mine != 0, theirs != 0)
    }
}

pub(super) fn ones(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(place, mut word)| {
        std::iter::from_fn(move || {
            (word != 0).then(|| {
                let bit = word.trailing_zeros() as usize;
                word &= word - 1;
                place * 64 + bit
            })
        })
    })
}

/// The reflexive and transitive closure of a relation given as lists of successors.
pub(super) fn closure(successors: &[Vec<usize>]) -> Vec<BitSet> {
    let bound = successors.len();
    let mut reached = vec![BitSet::new(bound); bound];
    for (start, set) in reached.iter_mut().enumerate() {
        let mut open = vec![start];
        while let Some(number) = open.pop() {
            if set.insert(number) {
                open.extend(&successors[number]);
            }
        }
    }
    reached
}
