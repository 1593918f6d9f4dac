//! The queue: each pair that became tighter is composed with its neighbours, until nothing becomes tighter.
//!
//! Work goes in portions of a fixed size, each looked through in parallel and then applied in order, so that the result
//! is the same on any number of threads.

use super::assertion::{Assertion, AssertionIx, Contents, Ground, Node};
use super::step::{From, NONE, PairIx, Step, StepIx};
use crate::reason::{Disjunction, Relation};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// How many pairs are looked through before what was found is applied.
const PORTION: usize = 4096;
/// Below this many pairs the start of threads costs more than they save.
const WORTH_THREADS: usize = 64;

/// A relation that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The smaller node.
    pub subject: Node,
    /// The larger node.
    pub object: Node,
    /// What is possible between them.
    pub relation: Disjunction,
    /// Whether a chain says more than what is asserted of the two.
    pub is_derived: bool,
}

/// A link from a node to a neighbour.
#[derive(Clone, Copy)]
struct Link {
    to: Node,
    pair: PairIx,
}

/// The neighbours of a node. Two open relations compose to nothing, so that the two sorts stand apart.
#[derive(Clone, Default)]
struct Neighbours {
    open: Vec<Link>,
    pinned: Vec<Link>,
}

/// A pair of which something is known.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    /// The nodes, the smaller first.
    pub ends: (Node, Node),
    /// What is possible from the smaller to the larger.
    pub relation: Disjunction,
    /// The last step that tightened it.
    pub head: StepIx,
    /// Whether it waits to be composed.
    queued: bool,
    /// Whether its statements clash, so that nothing follows from it, unless its relation is known exactly.
    clashed: bool,
}

/// Something that follows from two neighbouring pairs.
struct Found {
    ends: (Node, Node),
    relation: Disjunction,
    from: (StepIx, StepIx),
}

/// A network of nodes with what is known of their relations.
pub struct Network<'c> {
    contents: &'c dyn Contents,
    assertions: Vec<Assertion>,
    /// How many of the assertions were given, the rest being what the contents said against a derivation.
    given: usize,
    numbers: FxHashMap<(Node, Node), PairIx>,
    pub(super) pairs: Vec<Pair>,
    pub(super) steps: Vec<Step>,
    neighbours: Vec<Neighbours>,
    queue: VecDeque<PairIx>,
    clashes: Vec<Step>,
}

impl<'c> Network<'c> {
    /// The closure of assertions; nodes are numbered from 0, and `contents` is `&()` where only assertions count.
    pub fn new(assertions: Vec<Assertion>, contents: &'c dyn Contents) -> Self {
        let mut network = Self {
            contents,
            given: assertions.len(),
            assertions,
            numbers: FxHashMap::default(),
            pairs: Vec::new(),
            steps: Vec::new(),
            neighbours: Vec::new(),
            queue: VecDeque::new(),
            clashes: Vec::new(),
        };
        network.rebuild();
        network
    }

    /// Adds assertions to a closed network and composes what they change. The result is that of [`Network::new`] with
    /// all of them. Which pairs a contradiction shows up at depends on the order of work; so once there is one, the
    /// network is closed again from the start.
    pub fn add(&mut self, assertions: &[Assertion]) {
        self.assertions.truncate(self.given);
        self.assertions.extend_from_slice(assertions);
        let before = std::mem::replace(&mut self.given, self.assertions.len());
        if self.clashes.is_empty() {
            for number in before..self.given {
                self.assert(number as AssertionIx);
            }
            self.close();
        }
        if !self.clashes.is_empty() {
            self.rebuild();
        }
    }

    /// The assertions that were given, by their number.
    pub fn assertions(&self) -> &[Assertion] {
        &self.assertions[..self.given]
    }

    /// What is known between two nodes.
    pub fn relation(&self, subject: Node, object: Node) -> Disjunction {
        self.pair(subject, object).map_or(Disjunction::ANYTHING, |pair| oriented(&self.pairs[pair as usize], subject))
    }

    /// Every pair of which more than "anything" is known, by its nodes. Pairs whose statements clash are left out: see
    /// [`Network::contradictions`].
    pub fn known(&self) -> Vec<Known> {
        let mut asserted = vec![Disjunction::ANYTHING; self.pairs.len()];
        for assertion in self.assertions() {
            if let Some(number) = self.pair(assertion.subject, assertion.object) {
                let said = &mut asserted[number as usize];
                *said = said.intersection(assertion.seen_from_smaller());
            }
        }
        let known = self.pairs.iter().zip(asserted).filter(|(pair, _)| !pair.clashed).map(|(pair, said)| Known {
            subject: pair.ends.0,
            object: pair.ends.1,
            relation: pair.relation,
            is_derived: pair.relation != said,
        });
        let mut known: Vec<Known> = known.collect();
        known.sort_unstable_by_key(|known| (known.subject, known.object));
        known
    }

    /// Whether the assertions clash.
    pub fn is_contradictory(&self) -> bool {
        !self.clashes.is_empty()
    }

    /// How many pairs are stored.
    pub fn size(&self) -> usize {
        self.pairs.len()
    }

    pub(super) fn clashes(&self) -> &[Step] {
        &self.clashes
    }

    /// An assertion, or what the contents said against a derivation.
    pub(super) fn ground(&self, number: AssertionIx) -> Assertion {
        self.assertions[number as usize]
    }

    /// The same for those outside.
    pub(super) fn as_ground(&self, number: AssertionIx) -> Ground {
        let Assertion { subject, object, relation } = self.ground(number);
        match relation.single() {
            Some(relation) if number as usize >= self.given => Ground::Computed(subject, object, relation),
            _ => Ground::Asserted(number),
        }
    }

    pub(super) fn pair(&self, one: Node, other: Node) -> Option<PairIx> {
        self.numbers.get(&ordered(one, other)).copied()
    }

    fn rebuild(&mut self) {
        self.assertions.truncate(self.given);
        self.numbers.clear();
        self.pairs.clear();
        self.steps.clear();
        self.neighbours.clear();
        self.queue.clear();
        self.clashes.clear();
        for number in 0..self.given {
            self.assert(number as AssertionIx);
        }
        self.close();
    }

    fn assert(&mut self, number: AssertionIx) {
        let assertion = self.ground(number);
        let ends = ordered(assertion.subject, assertion.object);
        let nodes = ends.1 as usize + 1;
        if self.neighbours.len() < nodes {
            self.neighbours.resize_with(nodes, Neighbours::default);
        }
        self.tighten(ends, assertion.seen_from_smaller(), From::Assertion(number));
    }

    fn close(&mut self) {
        let mut portion = Vec::new();
        while !self.queue.is_empty() {
            portion.clear();
            portion.extend(self.queue.drain(..self.queue.len().min(PORTION)));
            for &pair in &portion {
                self.pairs[pair as usize].queued = false;
            }
            let found: Vec<Vec<Found>> = if portion.len() < WORTH_THREADS {
                portion.iter().map(|&pair| self.consequences(pair)).collect()
            } else {
                portion.par_iter().map(|&pair| self.consequences(pair)).collect()
            };
            for Found { ends, relation, from } in found.into_iter().flatten() {
                self.tighten(ends, relation, From::Chain(from.0, from.1));
            }
        }
    }

    /// What a pair and its neighbours say of other pairs, where that is more than is known.
    fn consequences(&self, number: PairIx) -> Vec<Found> {
        let pair = &self.pairs[number as usize];
        let mut found = Vec::new();
        if self.is_disputed(pair) {
            return found;
        }
        for (start, hub) in [pair.ends, (pair.ends.1, pair.ends.0)] {
            let first = oriented(pair, start);
            let Neighbours { open, pinned } = &self.neighbours[hub as usize];
            let is_open = |link: &&Link| self.pairs[link.pair as usize].relation.is_open();
            let open: &[Link] = if first.is_open() { &[] } else { open };
            for link in pinned.iter().chain(open.iter().filter(is_open)).filter(|link| link.to != start) {
                let next = &self.pairs[link.pair as usize];
                let relation = first.compose(oriented(next, hub));
                if relation == Disjunction::ANYTHING
                    || self.is_disputed(next)
                    || self.follows(start, hub, link.to, relation)
                {
                    continue;
                }
                let ends = ordered(start, link.to);
                let relation = if start == ends.0 { relation } else { relation.converse() };
                found.push(Found { ends, relation, from: (pair.head, next.head) });
            }
        }
        found
    }

    /// Whether the statements about a pair clash and nothing decides between them.
    fn is_disputed(&self, pair: &Pair) -> bool {
        pair.clashed && self.contents.relation(pair.ends.0, pair.ends.1).is_none()
    }

    /// Whether a relation says nothing new of two ends of a chain.
    fn follows(&self, start: Node, hub: Node, end: Node, relation: Disjunction) -> bool {
        if self.contents.is_known(start) && self.contents.is_known(end) {
            // What is computed between known contents cannot clash with itself.
            return self.contents.is_known(hub)
                || self.contents.relation(start, end).is_none_or(|exact| relation.contains(exact));
        }
        self.relation(start, end).is_within(relation)
    }

    fn tighten(&mut self, ends: (Node, Node), said: Disjunction, from: From) {
        if ends.0 == ends.1 {
            return self.hold_against(ends, Relation::Equal.into(), said, from);
        }
        if let Some(exact) = self.contents.relation(ends.0, ends.1) {
            return self.hold_against(ends, exact.into(), said, from);
        }
        let number = match self.pair(ends.0, ends.1) {
            Some(number) => number,
            None if said == Disjunction::ANYTHING => return,
            None => self.new_pair(ends),
        };
        self.apply(number, said, from);
    }

    /// What is known exactly stands; a statement that it rules out is a contradiction.
    fn hold_against(&mut self, ends: (Node, Node), exact: Disjunction, said: Disjunction, from: From) {
        if exact.is_within(said) {
            // A computed relation that is asserted takes part in chains through nodes whose content is not known.
            if let (From::Assertion(_), true) = (from, exact == said) {
                let number = self.pair(ends.0, ends.1).unwrap_or_else(|| self.new_pair(ends));
                self.apply(number, said, from);
            }
            return;
        }
        let number = self.pair(ends.0, ends.1).unwrap_or_else(|| self.new_pair(ends));
        if self.pairs[number as usize].relation != exact {
            self.assertions.push(Assertion { subject: ends.0, object: ends.1, relation: exact });
            let computed = (self.assertions.len() - 1) as AssertionIx;
            self.apply(number, exact, From::Assertion(computed));
        }
        self.apply(number, said, from);
    }

    fn new_pair(&mut self, ends: (Node, Node)) -> PairIx {
        let number = self.pairs.len() as PairIx;
        self.numbers.insert(ends, number);
        let relation = Disjunction::ANYTHING;
        self.pairs.push(Pair { ends, relation, head: NONE, queued: false, clashed: false });
        number
    }

    fn apply(&mut self, number: PairIx, said: Disjunction, from: From) {
        let pair = &mut self.pairs[number as usize];
        let left = pair.relation.intersection(said);
        if pair.clashed || (left == pair.relation && pair.head != NONE) {
            return;
        }
        let step = Step { pair: number, before: pair.head, from, said };
        if left == Disjunction::NOTHING {
            pair.clashed = true;
            self.clashes.push(step);
            return;
        }
        let (was, was_new) = (pair.relation, pair.head == NONE);
        (pair.relation, pair.head) = (left, self.steps.len() as StepIx);
        self.steps.push(step);
        let ends = self.pairs[number as usize].ends;
        if was_new || was.is_open() != left.is_open() {
            // A link that stood among the open ones is passed over there from now on.
            for (from, to) in [ends, (ends.1, ends.0)] {
                let Neighbours { open, pinned } = &mut self.neighbours[from as usize];
                let links = if left.is_open() { open } else { pinned };
                links.push(Link { to, pair: number });
            }
        }
        if !std::mem::replace(&mut self.pairs[number as usize].queued, true) {
            self.queue.push_back(number);
        }
    }
}

/// The relation of a pair, read from one of its nodes.
fn oriented(pair: &Pair, from: Node) -> Disjunction {
    if from == pair.ends.0 { pair.relation } else { pair.relation.converse() }
}

fn ordered(one: Node, other: Node) -> (Node, Node) {
    if one <= other { (one, other) } else { (other, one) }
}
