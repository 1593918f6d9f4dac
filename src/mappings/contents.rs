//! Things of a table that are provisions of the knowledge base, whose relations are computed.

use super::table::Mappings;
use crate::graph::Iris;
use crate::reason::network::{Assertion, Contents, Node};
use crate::reason::{BitSet, Model, Relation};
use rustc_hash::FxHashMap;

/// The elements of each thing that is a provision with elements.
pub struct Computed<'m> {
    elements: Vec<Option<&'m BitSet>>,
}

impl<'m> Computed<'m> {
    /// Looks up the things of a table.
    pub fn of(table: &Mappings, model: &'m Model<'_>, iris: &Iris) -> Self {
        let provisions = model.provisions.iter().filter(|provision| !provision.elements.is_empty());
        let known: FxHashMap<String, &BitSet> =
            provisions.map(|p| (iris.provision(&p.row.edition_id, &p.row.slug).into_string(), &p.elements)).collect();
        Self { elements: table.things.iter().map(|thing| known.get(&thing.iri).copied()).collect() }
    }

    /// The relation of every two that share an element.
    pub fn relations(&self) -> Vec<Assertion> {
        let known: Vec<Node> = (0..self.elements.len() as Node).filter(|&node| self.is_known(node)).collect();
        let mut found = Vec::new();
        for (place, &subject) in known.iter().enumerate() {
            for &object in &known[place + 1..] {
                let relation = self.relation(subject, object).filter(|r| *r != Relation::NoRelationship);
                found.extend(relation.map(|relation| Assertion { subject, object, relation: relation.into() }));
            }
        }
        found
    }
}

impl Contents for Computed<'_> {
    fn is_known(&self, node: Node) -> bool {
        self.elements[node as usize].is_some()
    }

    fn relation(&self, one: Node, other: Node) -> Option<Relation> {
        Some(Relation::between(self.elements[one as usize]?, self.elements[other as usize]?))
    }
}
