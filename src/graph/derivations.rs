//! Writes what follows from published mappings into `graph/derived-relations`: each relation with the two that it was
//! derived from, down to mappings and computed relations, and mappings that cannot all be true.

use super::derived::between;
use super::mappings::{mapping_iris, rebase};
use super::statement::Thing;
use super::terms::{self, regimap};
use super::{Builder, Iris};
use crate::pack::Packs;
use crate::reason::network::{Contradiction, Ground, Node, Proof, Reason};
use crate::reason::{DerivedRelation, Mapped, Place, Relation, Statement};
use oxrdf::NamedNode;

/// Adds the relations that follow and the contradictions.
pub(super) fn write_derivations(
    packs: &Packs,
    mapped: &Mapped,
    provisions: &[NamedNode],
    iris: &Iris,
    into: &mut Builder,
) {
    let mappings = packs.mappings.iter().map(|set| mapping_iris(set, iris)).collect();
    let graph = iris.graph("derived-relations");
    let mut writer = Writer { mapped, provisions, mappings, iris, graph, into };
    for relation in &mapped.relations {
        writer.relation(relation);
    }
    for contradiction in &mapped.contradictions {
        writer.contradiction(contradiction);
    }
}

struct Writer<'a> {
    mapped: &'a Mapped,
    provisions: &'a [NamedNode],
    mappings: Vec<Vec<NamedNode>>,
    iris: &'a Iris,
    graph: NamedNode,
    into: &'a mut Builder,
}

impl Writer<'_> {
    fn node(&self, node: Node) -> NamedNode {
        match self.mapped.node(node) {
            Place::Provision(number) => self.provisions[number].clone(),
            Place::Other(iri) => rebase(iri, self.iris),
        }
    }

    fn statement(&self, ground: Ground) -> NamedNode {
        match self.mapped.statement(ground) {
            Statement::Mapping(set, row) => self.mappings[set][row].clone(),
            Statement::Computed(one, other) => {
                between(self.iris, "relation", &self.provisions[one], &self.provisions[other])
            }
        }
    }

    fn relation(&mut self, relation: &DerivedRelation) {
        let ends = [relation.subject, relation.object].map(|number| &self.provisions[number]);
        let iri = between(self.iris, "derived-relation", ends[0], ends[1]);
        let mut steps = 0;
        self.proof(&relation.proof, iri.clone(), &iri, &mut steps);
        let mut thing = Thing::new(self.into, &self.graph, iri);
        thing.a("DerivedRelation").choice(regimap::GRADE, relation.grade.as_str());
        for assumption in &relation.assumptions {
            thing.english(regimap::ASSUMES, assumption.as_str());
        }
    }

    /// Writes a proof under an address; the steps within it get addresses below that of the whole.
    fn proof(&mut self, proof: &Proof, iri: NamedNode, whole: &NamedNode, steps: &mut usize) {
        let (parts, through): (Vec<&Proof>, Option<Node>) = match &proof.reason {
            Reason::Given(_) => (Vec::new(), None),
            Reason::Chain(first, second) => (vec![first, second], Some(first.object)),
            Reason::Together(proofs) => (proofs.iter().collect(), None),
        };
        let mut from = Vec::new();
        for part in parts {
            if let Reason::Given(ground) = part.reason {
                from.push(self.statement(ground));
            } else {
                *steps += 1;
                let step = NamedNode::new_unchecked(format!("{}/step/{steps}", whole.as_str()));
                from.push(step.clone());
                self.proof(part, step, whole, steps);
            }
        }
        let (subject, object) = (self.node(proof.subject), self.node(proof.object));
        let through = through.map(|node| self.node(node));
        Thing::new(self.into, &self.graph, iri)
            .a("DerivationStep")
            .link(regimap::SUBJECT, subject)
            .link(regimap::OBJECT, object)
            .link(regimap::THROUGH, through)
            .links(regimap::POSSIBLE_RELATION, proof.relation.iter().map(|relation| terms::own(relation.as_str())))
            .links(terms::WAS_DERIVED_FROM, from);
    }

    fn contradiction(&mut self, contradiction: &Contradiction) {
        let ends = [contradiction.between.0, contradiction.between.1].map(|node| self.node(node));
        // A mapping that the elements of its own two provisions speak against is a finding of its own.
        if let [_, Ground::Computed(..)] = contradiction.clash[..] {
            return;
        }
        // That two provisions share nothing is recorded nowhere; the two stand for it.
        let shares = |ground: &&Ground| !matches!(ground, Ground::Computed(_, _, Relation::NoRelationship));
        let statements: Vec<NamedNode> =
            contradiction.clash.iter().filter(shares).map(|&ground| self.statement(ground)).collect();
        let iri = between(self.iris, "contradiction", &ends[0], &ends[1]);
        let [subject, object] = ends;
        Thing::new(self.into, &self.graph, iri)
            .a("Contradiction")
            .link(regimap::SUBJECT, subject)
            .link(regimap::OBJECT, object)
            .links(regimap::CLASHES, statements);
    }
}
