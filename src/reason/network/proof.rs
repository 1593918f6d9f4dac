//! Proofs: by which statements, and through which nodes, a relation follows.

use super::assertion::{Assertion, AssertionIx, Ground, Node};
use super::closure::Network;
use super::excerpt::Excerpt;
use super::step::{From, NONE, StepIx};
use crate::reason::Disjunction;

/// A relation and why it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What is compared.
    pub subject: Node,
    /// What it is compared with.
    pub object: Node,
    /// What is possible between them.
    pub relation: Disjunction,
    /// Why.
    pub reason: Reason,
}

/// Why a relation holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was given.
    Given(Ground),
    /// It is the composition of two others, the first from the subject to a third node, the second from there on.
    Chain(Box<Proof>, Box<Proof>),
    /// It is what several leave possible together.
    Together(Vec<Proof>),
}

impl Proof {
    /// What it rests on, in the order of the tree.
    pub fn grounds(&self) -> Vec<Ground> {
        match &self.reason {
            Reason::Given(ground) => vec![*ground],
            Reason::Chain(first, second) => [first.grounds(), second.grounds()].concat(),
            Reason::Together(proofs) => proofs.iter().flat_map(Proof::grounds).collect(),
        }
    }

    /// The nodes through which its chains lead.
    pub fn through(&self) -> Vec<Node> {
        match &self.reason {
            Reason::Given(_) => Vec::new(),
            Reason::Chain(first, second) => [first.through(), vec![first.object], second.through()].concat(),
            Reason::Together(proofs) => proofs.iter().flat_map(Proof::through).collect(),
        }
    }

    /// Whether it follows from other relations, and was not given.
    pub fn is_derived(&self) -> bool {
        !matches!(self.reason, Reason::Given(_))
    }
}

impl Network<'_> {
    /// Why the known relation of two nodes holds, from as few assertions as do; none where nothing is known. The same
    /// assertions give the same proof, in whatever order the work was done.
    pub fn proof(&self, subject: Node, object: Node) -> Option<Proof> {
        let pair = self.pairs[self.pair(subject, object)? as usize];
        if pair.head == NONE {
            return None;
        }
        let numbers = self.support(std::iter::once(pair.head));
        let statements: Vec<Assertion> = numbers.iter().map(|&number| self.ground(number)).collect();
        let excerpt = Excerpt::of(&statements);
        let (one, other) = (excerpt.inner(subject), excerpt.inner(object));
        let relation = self.relation(subject, object);
        let holds = |network: &Network<'static>| {
            !network.is_contradictory() && network.relation(one, other).is_within(relation)
        };
        let all: Vec<usize> = (0..statements.len()).collect();
        if !holds(&excerpt.close(&all)) {
            // Statements that clash among themselves prove nothing better when they are fewer.
            return Some(self.tree(pair.head, subject, &|node| node, &|number| self.as_ground(number)));
        }
        let kept = excerpt.minimal(holds);
        let small = excerpt.close(&kept);
        let head = small.pairs[small.pair(one, other)? as usize].head;
        let ground = |number: AssertionIx| self.as_ground(numbers[kept[number as usize]]);
        Some(small.tree(head, one, &|node| excerpt.outer(node), &ground))
    }

    /// The tree up to a step, read from one node of its pair.
    fn tree(
        &self,
        step: StepIx,
        subject: Node,
        name: &dyn Fn(Node) -> Node,
        ground: &dyn Fn(AssertionIx) -> Ground,
    ) -> Proof {
        let ends = self.pairs[self.steps[step as usize].pair as usize].ends;
        let object = if subject == ends.0 { ends.1 } else { ends.0 };
        let turned = |relation: Disjunction| if subject == ends.0 { relation } else { relation.converse() };
        let proof = |relation, reason| Proof { subject: name(subject), object: name(object), relation, reason };
        let single = |step: StepIx| {
            let step = self.steps[step as usize];
            let reason = match step.from {
                From::Assertion(number) => Reason::Given(ground(number)),
                From::Chain(one, other) => {
                    // The one that begins at the subject comes first.
                    let begins = |step: StepIx| {
                        let (a, b) = self.pairs[self.steps[step as usize].pair as usize].ends;
                        a == subject || b == subject
                    };
                    let (first, second) = if begins(one) { (one, other) } else { (other, one) };
                    let (a, b) = self.pairs[self.steps[first as usize].pair as usize].ends;
                    let hub = if a == subject { b } else { a };
                    Reason::Chain(
                        Box::new(self.tree(first, subject, name, ground)),
                        Box::new(self.tree(second, hub, name, ground)),
                    )
                }
            };
            proof(turned(step.said), reason)
        };
        let steps = self.needed(step);
        match steps[..] {
            [only] => single(only),
            _ => {
                let relation = steps
                    .iter()
                    .map(|&s| self.steps[s as usize].said)
                    .fold(Disjunction::ANYTHING, Disjunction::intersection);
                proof(turned(relation), Reason::Together(steps.into_iter().map(single).collect()))
            }
        }
    }

    /// Of a step and those before it for the same pair, the ones that together say as much as all do.
    fn needed(&self, step: StepIx) -> Vec<StepIx> {
        let before = |&step: &StepIx| Some(self.steps[step as usize].before).filter(|&step| step != NONE);
        let mut steps: Vec<StepIx> = std::iter::successors(Some(step), before).collect();
        steps.reverse();
        let said = |steps: &[StepIx]| {
            steps.iter().map(|&s| self.steps[s as usize].said).fold(Disjunction::ANYTHING, Disjunction::intersection)
        };
        let whole = said(&steps);
        let mut place = 0;
        while place < steps.len() {
            let mut rest = steps.clone();
            rest.remove(place);
            if !rest.is_empty() && said(&rest) == whole {
                steps = rest;
            } else {
                place += 1;
            }
        }
        steps
    }
}
