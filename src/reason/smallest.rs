//! The smallest choices that meet every wish: exact minimum set covers, for the small numbers that provisions come in.

use super::bits::BitSet;
use std::cmp::Reverse;

/// As many alternatives of one choice are told.
const MOST_ALTERNATIVES: usize = 16;
/// So many steps are taken to find them; what needs more is told as having more.
const MOST_STEPS: usize = 20_000;

/// All the smallest sets that grant every wish: what is needed, with one alternative of each choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Smallest {
    /// What every smallest set holds, in order.
    pub needed: Vec<usize>,
    /// What is left to choose; one choice does not bear on another.
    pub choices: Vec<Choice>,
}

/// A choice among equally few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What can be taken, each in order; those that grant more come first.
    pub alternatives: Vec<Vec<usize>>,
    /// Whether there are, or may be, others that are as small.
    pub has_more: bool,
}

impl Smallest {
    /// One of the smallest sets, always the same; in order.
    pub fn one(&self) -> Vec<usize> {
        let chosen = self.choices.iter().filter_map(|choice| choice.alternatives.first()).flatten();
        let mut all: Vec<usize> = self.needed.iter().chain(chosen).copied().collect();
        all.sort_unstable();
        all
    }

    /// Whether there is nothing to grant.
    pub fn is_empty(&self) -> bool {
        self.needed.is_empty() && self.choices.is_empty()
    }
}

/// For wishes that each name those who can grant them, the smallest sets of grantors that grant all. A wish that nobody
/// can grant is left out.
pub fn smallest_covers(wishes: &[Vec<usize>]) -> Smallest {
    let mut smallest = Smallest::default();
    for wishes in components(decisive(wishes)) {
        let choice = Component::new(wishes).choice();
        let in_all = |one: &usize| !choice.has_more && choice.alternatives.iter().all(|set| set.contains(one));
        let Some(first) = choice.alternatives.first() else { continue };
        let common: Vec<usize> = first.iter().copied().filter(in_all).collect();
        if first.len() > common.len() {
            let rest = |set: &Vec<usize>| set.iter().copied().filter(|one| !common.contains(one)).collect();
            let alternatives = choice.alternatives.iter().map(rest).collect();
            smallest.choices.push(Choice { alternatives, has_more: choice.has_more });
        }
        smallest.needed.extend(common);
    }
    smallest.needed.sort_unstable();
    smallest.choices.sort_by_cached_key(|choice| choice.alternatives.iter().flatten().min().copied());
    smallest
}

/// The wishes that decide: whoever grants one of them grants every other that names at least the same.
fn decisive(wishes: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut wishes: Vec<Vec<usize>> = wishes.iter().filter(|wish| !wish.is_empty()).cloned().collect();
    for wish in &mut wishes {
        wish.sort_unstable();
        wish.dedup();
    }
    wishes.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for wish in wishes {
        if !kept.iter().any(|less| less.iter().all(|one| wish.binary_search(one).is_ok())) {
            kept.push(wish);
        }
    }
    kept.sort_unstable();
    kept
}

/// Wishes in groups that no grantor joins.
fn components(wishes: Vec<Vec<usize>>) -> Vec<Vec<Vec<usize>>> {
    let mut groups: Vec<Vec<Vec<usize>>> = Vec::new();
    for wish in wishes {
        let meets = |group: &Vec<Vec<usize>>| group.iter().flatten().any(|one| wish.binary_search(one).is_ok());
        let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(meets);
        groups = apart;
        groups.push(joined.into_iter().flatten().chain([wish]).collect());
    }
    groups
}

/// Wishes that hang together, with those who grant them.
struct Component {
    /// Who can grant each wish, those first that grant most.
    wishes: Vec<Vec<usize>>,
    /// Grantors, and which wishes each grants.
    grants: Vec<(usize, BitSet)>,
}

/// The search for the smallest sets of one component.
struct Search<'c> {
    component: &'c Component,
    /// Size of the smallest set so far.
    size: usize,
    found: Vec<Vec<usize>>,
    /// Whether sets as small as the smallest are wanted, or smaller ones only.
    all: bool,
    steps: usize,
}

impl Component {
    fn new(wishes: Vec<Vec<usize>>) -> Self {
        let mut grantors: Vec<usize> = wishes.iter().flatten().copied().collect();
        grantors.sort_unstable();
        grantors.dedup();
        let granted_by = |grantor: usize| {
            let mut granted = BitSet::new(wishes.len());
            for (number, _) in wishes.iter().enumerate().filter(|(_, wish)| wish.binary_search(&grantor).is_ok()) {
                granted.insert(number);
            }
            granted
        };
        let mut grants: Vec<(usize, BitSet)> = grantors.into_iter().map(|one| (one, granted_by(one))).collect();
        grants.sort_by_key(|(grantor, granted)| (Reverse(granted.iter().count()), *grantor));
        let place = |wanted: &usize| grants.iter().position(|(grantor, _)| grantor == wanted).expect("it grants this");
        let mut wishes: Vec<Vec<usize>> = wishes.iter().map(|wish| wish.iter().map(place).collect()).collect();
        wishes.iter_mut().for_each(|wish| wish.sort_unstable());
        Self { wishes, grants }
    }

    fn choice(&self) -> Choice {
        let mut search = Search { component: self, size: usize::MAX, found: Vec::new(), all: false, steps: usize::MAX };
        let nothing = BitSet::new(self.wishes.len());
        search.choose(&mut Vec::new(), &nothing, &BitSet::new(self.grants.len()));
        let best = search.found.pop().unwrap_or_default();
        (search.size, search.all, search.steps) = (best.len(), true, MOST_STEPS);
        search.choose(&mut Vec::new(), &nothing, &BitSet::new(self.grants.len()));
        let has_more = search.found.len() > MOST_ALTERNATIVES || search.steps == 0;
        let mut found = search.found;
        found.truncate(MOST_ALTERNATIVES);
        if !found.contains(&best) {
            found.push(best);
        }
        // By place, so that those who grant most come first.
        found.sort_unstable();
        found.dedup();
        let named = |set: &Vec<usize>| {
            let mut names: Vec<usize> = set.iter().map(|&place| self.grants[place].0).collect();
            names.sort_unstable();
            names
        };
        Choice { alternatives: found.iter().map(named).collect(), has_more }
    }
}

impl Search<'_> {
    /// Extends the choice until every wish is granted; those ruled out have been tried in another branch.
    fn choose(&mut self, chosen: &mut Vec<usize>, granted: &BitSet, ruled_out: &BitSet) {
        if self.steps == 0 || self.found.len() > MOST_ALTERNATIVES {
            return;
        }
        self.steps -= 1;
        let Component { wishes, grants } = self.component;
        let open: Vec<usize> = (0..wishes.len()).filter(|&wish| !granted.contains(wish)).collect();
        if open.is_empty() {
            self.keep(chosen);
            return;
        }
        let new = |place: usize| grants[place].1.difference(granted).count();
        let most = (0..grants.len()).filter(|&one| !ruled_out.contains(one)).map(new).max().unwrap_or(0).max(1);
        let least = chosen.len() + open.len().div_ceil(most);
        if least > self.size || (least == self.size && !self.all) {
            return;
        }
        // The wish that fewest can grant leaves the least to try.
        let can = |wish: &usize| wishes[*wish].iter().filter(|&&one| !ruled_out.contains(one)).count();
        let hardest = open.iter().min_by_key(|&wish| can(wish)).copied().unwrap_or_default();
        let mut tried: Vec<usize> = wishes[hardest].iter().copied().filter(|&one| !ruled_out.contains(one)).collect();
        tried.sort_by_key(|&place| (Reverse(new(place)), place));
        let mut ruled_out = ruled_out.clone();
        for &place in &tried {
            let mut granted = granted.clone();
            granted.union_with(&grants[place].1);
            chosen.push(place);
            self.choose(chosen, &granted, &ruled_out);
            chosen.pop();
            ruled_out.insert(place);
        }
    }

    fn keep(&mut self, chosen: &[usize]) {
        if chosen.len() > self.size || (chosen.len() == self.size && !self.all) {
            return;
        }
        if !self.all {
            self.found.clear();
        }
        self.size = chosen.len();
        let mut set = chosen.to_vec();
        set.sort_unstable();
        self.found.push(set);
    }
}
