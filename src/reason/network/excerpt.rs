//! A few statements apart from the rest, to see what they say by themselves.

use super::assertion::{Assertion, Node};
use super::closure::Network;

/// Statements over nodes that are numbered anew, in the same order.
pub(super) struct Excerpt {
    nodes: Vec<Node>,
    statements: Vec<Assertion>,
}

impl Excerpt {
    pub fn of(statements: &[Assertion]) -> Self {
        let mut nodes: Vec<Node> = statements.iter().flat_map(|s| [s.subject, s.object]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let mut excerpt = Self { nodes, statements: Vec::new() };
        let renumber =
            |s: &Assertion| Assertion { subject: excerpt.inner(s.subject), object: excerpt.inner(s.object), ..*s };
        excerpt.statements = statements.iter().map(renumber).collect();
        excerpt
    }

    /// The number that a node has here.
    pub fn inner(&self, node: Node) -> Node {
        self.nodes.binary_search(&node).unwrap_or(self.nodes.len()) as Node
    }

    /// The number that a node has outside.
    pub fn outer(&self, node: Node) -> Node {
        self.nodes[node as usize]
    }

    /// The closure of some of the statements.
    pub fn close(&self, places: &[usize]) -> Network<'static> {
        Network::new(places.iter().map(|&place| self.statements[place]).collect(), &())
    }

    /// Leaves out statements as long as the closure of the rest still holds to what is asked, from the last on, many at
    /// a time and in the end one by one. Without any one of those that are kept it would no longer hold.
    pub fn minimal(&self, holds: impl Fn(&Network<'static>) -> bool) -> Vec<usize> {
        let mut kept: Vec<usize> = (0..self.statements.len()).collect();
        let mut size = (kept.len() / 2).max(1);
        loop {
            let mut end = kept.len();
            while end > 0 {
                let start = end.saturating_sub(size);
                let rest: Vec<usize> = kept[..start].iter().chain(&kept[end..]).copied().collect();
                if holds(&self.close(&rest)) {
                    kept = rest;
                }
                end = start;
            }
            if size == 1 {
                return kept;
            }
            size /= 2;
        }
    }
}
