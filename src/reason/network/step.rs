//! The steps by which relations became tighter.

use super::assertion::AssertionIx;
use crate::reason::Disjunction;

/// Number of a step, in the order of derivation: a step rests on earlier ones only.
pub(super) type StepIx = u32;
/// Number of a pair.
pub(super) type PairIx = u32;

/// No step.
pub(super) const NONE: StepIx = u32::MAX;

/// Where a step comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum From {
    /// An assertion.
    Assertion(AssertionIx),
    /// The composition of what two steps left.
    Chain(StepIx, StepIx),
}

/// One tightening of the relation of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// The pair.
    pub pair: PairIx,
    /// The tightening before this one, or [`NONE`].
    pub before: StepIx,
    /// Where it comes from.
    pub from: From,
    /// What this step by itself leaves possible, from the smaller node of the pair to the larger.
    pub said: Disjunction,
}

impl Step {
    /// The steps that it rests on, that before it among them.
    pub fn premises(&self) -> impl Iterator<Item = StepIx> {
        let (first, second) = match self.from {
            From::Assertion(_) => (NONE, NONE),
            From::Chain(first, second) => (first, second),
        };
        [self.before, first, second].into_iter().filter(|&step| step != NONE)
    }
}
