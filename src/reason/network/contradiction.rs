//! Contradictions, each with a smallest set of statements that clash.

use super::assertion::{Assertion, AssertionIx, Ground, Node};
use super::closure::Network;
use super::excerpt::Excerpt;
use super::step::{From, Step, StepIx};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Statements that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// The statements. Without any one of them the rest agree.
    pub clash: Vec<Ground>,
    /// The two nodes between which nothing is left possible; the first in order, where the same statements clash at
    /// several pairs.
    pub between: (Node, Node),
}

impl Network<'_> {
    /// Every contradiction that came up, in order. Of assertions that clash in many ways, those are told that were met
    /// first; when they are mended, others may come to light.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found: Vec<Contradiction> = self.clashes().par_iter().map(|clash| self.smallest(clash)).collect();
        found.sort_unstable();
        found.dedup_by(|next, kept| next.clash == kept.clash);
        found
    }

    fn smallest(&self, clash: &Step) -> Contradiction {
        let mut numbers = self.support(clash.premises());
        if let From::Assertion(number) = clash.from {
            numbers.push(number);
        }
        numbers.sort_unstable();
        numbers.dedup();
        let statements: Vec<Assertion> = numbers.iter().map(|&number| self.ground(number)).collect();
        let kept = Excerpt::of(&statements).minimal(Network::is_contradictory);
        let grounds = kept.into_iter().map(|place| self.as_ground(numbers[place])).collect();
        Contradiction { clash: grounds, between: self.pairs[clash.pair as usize].ends }
    }

    /// The assertions that steps rest on, in order.
    pub(super) fn support(&self, from: impl Iterator<Item = StepIx>) -> Vec<AssertionIx> {
        let mut open: Vec<StepIx> = from.collect();
        let mut seen: FxHashSet<StepIx> = open.iter().copied().collect();
        let mut found = Vec::new();
        while let Some(number) = open.pop() {
            let step = self.steps[number as usize];
            if let From::Assertion(number) = step.from {
                found.push(number);
            }
            open.extend(step.premises().filter(|&premise| seen.insert(premise)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
