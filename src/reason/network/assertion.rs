//! What a network is given.

use crate::reason::{Disjunction, Relation};

/// Number of a thing whose content is compared: a provision in one edition. Two editions are two nodes.
pub type Node = u32;

/// Number of an assertion, in the order in which they were given.
pub type AssertionIx = u32;

/// A statement about two things, taken as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assertion {
    /// What is compared.
    pub subject: Node,
    /// What it is compared with.
    pub object: Node,
    /// What is possible between them.
    pub relation: Disjunction,
}

impl Assertion {
    /// What is possible from the smaller node to the larger.
    pub(super) fn seen_from_smaller(&self) -> Disjunction {
        if self.subject <= self.object { self.relation } else { self.relation.converse() }
    }
}

/// What a contradiction or a proof rests on in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// An assertion that was given.
    Asserted(AssertionIx),
    /// A relation between two nodes whose contents are known, as computed from them.
    Computed(Node, Node, Relation),
}

/// What is known of nodes exactly. A pair of known nodes is never derived: a derivation is held against it.
pub trait Contents: Sync {
    /// Whether the content of a node is known.
    fn is_known(&self, node: Node) -> bool;

    /// The relation of two nodes, where both are known.
    fn relation(&self, one: Node, other: Node) -> Option<Relation>;
}

/// Nothing is known but what is asserted.
impl Contents for () {
    fn is_known(&self, _node: Node) -> bool {
        false
    }

    fn relation(&self, _one: Node, _other: Node) -> Option<Relation> {
        None
    }
}
