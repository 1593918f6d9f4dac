//! The smallest choice that meets every wish: exact minimum set cover, for the small numbers that provisions come in.

use super::bits::BitSet;

/// For wishes that each name those who can grant them, a smallest set of grantors that grants all; in order.
///
/// Of several smallest sets it gives one, always the same: it prefers who grants more, and then the lower number. A
/// wish that nobody can grant is left out.
pub fn smallest_cover(wishes: &[Vec<usize>]) -> Vec<usize> {
    let mut open: Vec<Vec<usize>> = wishes.iter().filter(|wish| !wish.is_empty()).cloned().collect();
    for wish in &mut open {
        wish.sort_unstable();
        wish.dedup();
    }
    open.sort_unstable();
    open.dedup();
    let mut search = Search { grants: grants(&open), wishes: open, best: None };
    let all = search.wishes.len();
    search.choose(&mut Vec::new(), BitSet::new(all), all);
    let mut best = search.best.unwrap_or_default();
    best.sort_unstable();
    best
}

/// Which wishes each grantor grants; whoever grants no more than another is left out.
fn grants(wishes: &[Vec<usize>]) -> Vec<(usize, BitSet)> {
    let mut grantors: Vec<usize> = wishes.iter().flatten().copied().collect();
    grantors.sort_unstable();
    grantors.dedup();
    let mut all: Vec<(usize, BitSet)> = Vec::new();
    for grantor in grantors {
        let mut granted = BitSet::new(wishes.len());
        for (number, _) in wishes.iter().enumerate().filter(|(_, wish)| wish.binary_search(&grantor).is_ok()) {
            granted.insert(number);
        }
        all.push((grantor, granted));
    }
    all.sort_by_key(|(grantor, granted)| (std::cmp::Reverse(granted.iter().count()), *grantor));
    let mut kept: Vec<(usize, BitSet)> = Vec::new();
    for (grantor, granted) in all {
        if kept.iter().all(|(_, more)| granted.difference(more).next().is_some()) {
            kept.push((grantor, granted));
        }
    }
    kept
}

struct Search {
    wishes: Vec<Vec<usize>>,
    grants: Vec<(usize, BitSet)>,
    best: Option<Vec<usize>>,
}

impl Search {
    /// Extends the choice until every wish is granted, and keeps it where it is smaller than the best so far.
    fn choose(&mut self, chosen: &mut Vec<usize>, granted: BitSet, left: usize) {
        if left == 0 {
            if self.best.as_ref().is_none_or(|best| chosen.len() < best.len()) {
                self.best = Some(chosen.clone());
            }
            return;
        }
        let new = |wishes: &BitSet| wishes.difference(&granted).count();
        let most = self.grants.iter().map(|(_, wishes)| new(wishes)).max().unwrap_or(0).max(1);
        if self.best.as_ref().is_some_and(|best| chosen.len() + left.div_ceil(most) >= best.len()) {
            return;
        }
        // The wish that fewest can grant leaves the least to try.
        let can_grant = |wish: usize| self.grants.iter().filter(move |(_, wishes)| wishes.contains(wish));
        let hardest =
            (0..self.wishes.len()).filter(|&wish| !granted.contains(wish)).min_by_key(|&w| can_grant(w).count());
        let Some(hardest) = hardest else { return };
        let mut tried: Vec<(usize, usize, BitSet)> =
            can_grant(hardest).map(|(grantor, wishes)| (new(wishes), *grantor, wishes.clone())).collect();
        tried.sort_by_key(|(more, grantor, _)| (std::cmp::Reverse(*more), *grantor));
        for (more, grantor, wishes) in tried {
            let mut granted = granted.clone();
            granted.union_with(&wishes);
            chosen.push(grantor);
            self.choose(chosen, granted, left - more);
            chosen.pop();
        }
    }
}
