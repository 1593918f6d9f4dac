//! What follows from published mappings together with computed relations, where no elements are recorded for one side.
//!
//! Mappings that are one of a set say nothing each by itself, and those that compare wording say nothing of what is
//! asked: neither takes part. A provision is one of an edition, so that no chain leads across editions. Of computed
//! relations those take part that share an element; that two provisions share none is held against what is derived, but
//! nothing is derived from it, since most provisions share none.

use super::algebra::{Rationale, relation_of_predicate};
use super::model::{Model, ProvisionIx};
use super::network::{Assertion, Contents, Contradiction, Ground, Network, Node, Proof};
use super::{ComputedRelation, Disjunction, Relation};
use crate::pack::rows::MappingRow;
use crate::pack::value::Grade;
use crate::pack::{MappingSet, Packs};
use rustc_hash::FxHashMap;

/// A statement on which a derivation rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// A mapping, by its set in [`Packs::mappings`] and its row there.
    Mapping(usize, usize),
    /// The computed relation of two provisions.
    Computed(ProvisionIx, ProvisionIx),
}

/// What a derivation takes for granted beside its statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumption {
    /// A mapping that does not say what was compared compares what is asked.
    RationaleUnstated,
    /// A mapping that compares meanings tells what follows for whoever does what is asked.
    MeaningAsEffect,
    /// Two sets that name a document without its edition mean the same edition.
    EditionUnstated,
}

impl Assumption {
    /// For people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RationaleUnstated => "a mapping that does not say what was compared compares what is asked for",
            Self::MeaningAsEffect => "a mapping of meanings holds for what has to be done",
            Self::EditionUnstated => "sets of mappings that name a document without its edition mean the same edition",
        }
    }
}

/// A relation of two provisions that follows, and was not computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedRelation {
    /// The provision that is compared.
    pub subject: ProvisionIx,
    /// The provision that it is compared with.
    pub object: ProvisionIx,
    /// The weakest evidence among the statements.
    pub grade: Grade,
    /// Why; its nodes are those of [`Mapped::node`].
    pub proof: Proof,
    /// What is taken for granted.
    pub assumptions: Vec<Assumption>,
}

/// A thing in a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'m> {
    /// A provision.
    Provision(ProvisionIx),
    /// Something outside the packs, or that is no provision, by its IRI under the usual base.
    Other(&'m str),
}

/// Mappings and what follows from them.
#[derive(Default)]
pub struct Mapped {
    statements: Vec<Statement>,
    others: Vec<String>,
    provisions: usize,
    /// The relations that follow, in both directions, in the order of their provisions.
    pub relations: Vec<DerivedRelation>,
    /// Mappings that cannot all be true, with computed relations where they clash with those.
    pub contradictions: Vec<Contradiction>,
}

impl Mapped {
    /// What a node of a proof stands for.
    pub fn node(&self, node: Node) -> Place<'_> {
        let node = node as usize;
        if node < self.provisions { Place::Provision(node) } else { Place::Other(&self.others[node - self.provisions]) }
    }

    /// What a proof or a contradiction rests on.
    pub fn statement(&self, ground: Ground) -> Statement {
        match ground {
            Ground::Asserted(number) => self.statements[number as usize],
            Ground::Computed(one, other, _) => Statement::Computed(one as ProvisionIx, other as ProvisionIx),
        }
    }

    /// Closes the mappings of the packs with the computed relations.
    pub fn new(packs: &Packs, model: &Model<'_>, computed: &[ComputedRelation]) -> Self {
        let numbers = Numbers::new(packs, model);
        let mut known = Elements { model, touched: vec![false; model.provisions.len()] };
        // In an order that does not depend on that of the rows, as the proofs prefer what comes first.
        let mut mappings: Vec<(Assertion, [&str; 3], Statement)> = Vec::new();
        for (set_number, set) in packs.mappings.iter().enumerate() {
            for (row_number, row) in set.rows.iter().enumerate() {
                let Some((relation, _)) = stated(set, row).filter(|_| row.set_id.is_none()) else { continue };
                let subject = numbers.node(set, row.subject_id.as_str());
                let object = numbers.node(set, row.object_id.as_str());
                let (Some(subject), Some(object)) = (subject, object) else { continue };
                known.touch(subject, object);
                known.touch(object, subject);
                let by = [
                    set.name.as_str(),
                    row.author_label.as_deref().unwrap_or_default(),
                    row.locator.as_deref().unwrap_or_default(),
                ];
                mappings.push((
                    Assertion { subject, object, relation },
                    by,
                    Statement::Mapping(set_number, row_number),
                ));
            }
        }
        mappings.sort_unstable();
        let mut assertions: Vec<Assertion> = mappings.iter().map(|(assertion, ..)| *assertion).collect();
        let mut statements: Vec<Statement> = mappings.into_iter().map(|(.., statement)| statement).collect();
        for found in computed.iter().filter(|found| found.subject < found.object) {
            if known.touched[found.subject] || known.touched[found.object] {
                let (subject, object) = (found.subject as Node, found.object as Node);
                assertions.push(Assertion { subject, object, relation: found.relation.into() });
                statements.push(Statement::Computed(found.subject, found.object));
            }
        }
        let network = Network::new(assertions, &known);
        let mut mapped =
            Self { statements, others: numbers.others, provisions: model.provisions.len(), ..Self::default() };
        mapped.contradictions = network.contradictions();
        mapped.relations = mapped.derive(packs, model, computed, &network);
        mapped
    }

    fn derive(
        &self,
        packs: &Packs,
        model: &Model<'_>,
        computed: &[ComputedRelation],
        network: &Network<'_>,
    ) -> Vec<DerivedRelation> {
        let grades: FxHashMap<_, _> = computed.iter().map(|c| ((c.subject, c.object), c.grade)).collect();
        let mut found = Vec::new();
        for known in network.known().into_iter().filter(|known| known.is_derived) {
            let ends = (known.subject as ProvisionIx, known.object as ProvisionIx);
            // What lies outside the packs is a way and no goal.
            if ends.0.max(ends.1) >= self.provisions || model.is_nested(ends.0, ends.1) {
                continue;
            }
            for (subject, object) in [ends, (ends.1, ends.0)] {
                let Some(proof) = network.proof(subject as Node, object as Node) else { continue };
                let rests_on: Vec<Statement> = proof.grounds().into_iter().map(|g| self.statement(g)).collect();
                let grade = |statement: &Statement| match *statement {
                    Statement::Mapping(set, row) => packs.mappings[set].rows[row].grade.unwrap_or(Grade::Unconfirmed),
                    Statement::Computed(one, other) => grades.get(&(one, other)).copied().unwrap_or(Grade::Primary),
                };
                let grade = rests_on.iter().map(grade).max().unwrap_or(Grade::Unconfirmed);
                let assumptions = self.assumptions(packs, &proof, &rests_on);
                found.push(DerivedRelation { subject, object, grade, proof, assumptions });
            }
        }
        found.sort_by_key(|relation| (relation.subject, relation.object));
        found
    }

    fn assumptions(&self, packs: &Packs, proof: &Proof, rests_on: &[Statement]) -> Vec<Assumption> {
        let rationale = |statement: &Statement| match *statement {
            Statement::Mapping(set, row) => {
                let set = &packs.mappings[set];
                stated(set, &set.rows[row]).map_or(Rationale::Unstated, |(_, rationale)| rationale)
            }
            Statement::Computed(..) => Rationale::Functional,
        };
        let rationales: Vec<Rationale> = rests_on.iter().map(rationale).collect();
        let has = |wanted| rationales.contains(&wanted);
        let mut sets: Vec<usize> = rests_on
            .iter()
            .filter_map(|s| if let Statement::Mapping(set, _) = s { Some(*set) } else { None })
            .collect();
        sets.sort_unstable();
        sets.dedup();
        let leads_outside = proof.through().into_iter().any(|node| matches!(self.node(node), Place::Other(_)));
        [
            (Assumption::RationaleUnstated, has(Rationale::Unstated)),
            (Assumption::MeaningAsEffect, has(Rationale::Semantic) && has(Rationale::Functional)),
            (Assumption::EditionUnstated, leads_outside && sets.len() > 1),
        ]
        .into_iter()
        .filter_map(|(assumption, made)| made.then_some(assumption))
        .collect()
    }
}

/// What a mapping leaves possible and what was compared; none where it says nothing of what is asked.
pub fn stated(set: &MappingSet, row: &MappingRow) -> Option<(Disjunction, Rationale)> {
    let relation = relation_of_predicate(&set.expand(row.predicate_id.as_str())?)?;
    let relation = if row.predicate_modifier.is_some() { relation.complement() } else { relation };
    let justification = set.expand(row.mapping_justification.as_str())?;
    let rationale = Rationale::from_justification(justification.rsplit(['#', '/']).next().unwrap_or_default());
    (!rationale.is_about_wording()).then_some((relation, rationale))
}

/// Provisions keep their numbers; whatever else is mapped gets one behind them, in the order of the IRIs.
struct Numbers<'m> {
    provisions: FxHashMap<String, ProvisionIx>,
    model: &'m Model<'m>,
    others: Vec<String>,
}

impl<'m> Numbers<'m> {
    fn new(packs: &Packs, model: &'m Model<'m>) -> Self {
        let address = |ix: ProvisionIx| {
            let row = model.provisions[ix].row;
            (format!("provision/{}/{}", row.edition_id, row.slug), ix)
        };
        let provisions: FxHashMap<String, ProvisionIx> = (0..model.provisions.len()).map(address).collect();
        let is_provision = |set: &MappingSet, iri: &str| set.address(iri).is_some_and(|a| provisions.contains_key(a));
        let mut others: Vec<String> = Vec::new();
        for set in &packs.mappings {
            let ends = set.rows.iter().flat_map(|row| [&row.subject_id, &row.object_id]);
            let iris = ends.filter_map(|end| set.expand(end.as_str()));
            others.extend(iris.filter(|iri| !is_provision(set, iri)));
        }
        others.sort_unstable();
        others.dedup();
        Self { provisions, model, others }
    }

    /// The node of a name in a set; none for a provision that is not in force.
    fn node(&self, set: &MappingSet, curie: &str) -> Option<Node> {
        let iri = set.expand(curie)?;
        if let Some(&provision) = set.address(&iri).and_then(|address| self.provisions.get(address)) {
            return self.model.provisions[provision].state.counts().then_some(provision as Node);
        }
        let place = self.others.binary_search(&iri).ok()?;
        Some((self.model.provisions.len() + place) as Node)
    }
}

/// Relations computed from elements, and the provisions from which a chain may begin: those with elements that are
/// mapped to something without.
struct Elements<'m> {
    model: &'m Model<'m>,
    touched: Vec<bool>,
}

impl Elements<'_> {
    fn touch(&mut self, node: Node, other: Node) {
        if self.is_known(node) && !self.is_known(other) {
            self.touched[node as usize] = true;
        }
    }
}

impl Contents for Elements<'_> {
    fn is_known(&self, node: Node) -> bool {
        self.model.provisions.get(node as usize).is_some_and(|provision| !provision.elements.is_empty())
    }

    fn relation(&self, one: Node, other: Node) -> Option<Relation> {
        let elements = |node: Node| {
            let elements = &self.model.provisions.get(node as usize)?.elements;
            (!elements.is_empty()).then_some(elements)
        };
        Some(Relation::between(elements(one)?, elements(other)?))
    }
}
