//! Writes what the reasoner derived into `graph/derived`, each answer with what it rests on.

use super::derivations::write_derivations;
use super::statement::Thing;
use super::terms::{self, regimap};
use super::{Builder, Iris};
use crate::pack::Packs;
use crate::pack::value::{EditionId, Grade, Modality};
use crate::reason::{
    Answer, Choice, Coverage, Derived, Holder, Model, Obligation, ObligationIx, RegimeIx, Relation, Smallest, State,
    Status, Tally, Target, Whole, outward, places, reached, recognised, toward, wholes,
};
use oxrdf::{Literal, NamedNode, NamedNodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

/// Adds all that was derived.
pub fn write_derived(packs: &Packs, derived: &Derived<'_>, iris: &Iris, into: &mut Builder) {
    let graph = iris.graph("derived");
    let model = &derived.model;
    let provisions = model.provisions.iter().map(|p| iris.provision(&p.row.edition_id, &p.row.slug)).collect();
    let obligation = |o: &Obligation<'_>| iris.obligation(&model.provisions[o.provision].row.slug, o.row);
    let obligations = model.obligations.iter().map(obligation).collect();
    let mut writer = Writer { iris, model, provisions, obligations, graph, into };
    writer.date();
    writer.states(packs);
    writer.closures();
    writer.contents();
    writer.wholes();
    writer.relations(derived);
    for coverage in &derived.coverage {
        writer.coverage(coverage);
    }
    let provisions = writer.provisions;
    write_derivations(packs, &derived.mapped, &provisions, iris, into);
}

struct Writer<'a, 'm> {
    iris: &'a Iris,
    model: &'a Model<'m>,
    provisions: Vec<NamedNode>,
    obligations: Vec<NamedNode>,
    graph: NamedNode,
    into: &'a mut Builder,
}

impl Writer<'_, '_> {
    fn thing(&mut self, iri: NamedNode) -> Thing<'_> {
        Thing::new(self.into, &self.graph, iri)
    }

    fn provision(&self, number: usize) -> NamedNode {
        self.provisions[number].clone()
    }

    fn obligation(&self, number: ObligationIx) -> NamedNode {
        self.obligations[number].clone()
    }

    fn element(&self, number: usize) -> NamedNode {
        self.iris.thing("element", self.model.elements[number].element_id.as_str())
    }

    fn date(&mut self) {
        let epoch = self.model.epoch;
        let day = |date: jiff::civil::Date| Literal::new_typed_literal(date.to_string(), terms::XSD_DATE);
        let as_of = day(self.model.as_of.0);
        let graph = self.graph.clone();
        let mut thing = self.thing(graph);
        thing.put(regimap::AS_OF, &as_of);
        if let Some(from) = epoch.from {
            thing.put(regimap::HOLDS_FROM, &day(from));
        }
        if let Some(until) = epoch.until {
            thing.put(regimap::HOLDS_UNTIL, &day(until));
        }
    }

    fn states(&mut self, packs: &Packs) {
        let as_of = self.model.as_of;
        for number in 0..self.model.editions.len() {
            let iri = self.edition(&self.model.editions[number].edition_id);
            let state = self.model.edition_states[number];
            self.thing(iri).choice(regimap::STATE, state.as_str());
        }
        for number in 0..self.model.provisions.len() {
            let (iri, state) = (self.provision(number), self.model.provisions[number].state);
            self.thing(iri).choice(regimap::STATE, state.as_str());
        }
        for row in &packs.arrangements {
            let iri = self.iris.thing("arrangement", row.arrangement_id.as_str());
            let state = State::on(as_of, row.in_force.or(row.signed), row.ended);
            self.thing(iri).choice(regimap::STATE, state.as_str());
        }
        let arrangements: FxHashMap<_, _> = packs.arrangements.iter().map(|a| (&a.arrangement_id, &a.row)).collect();
        for row in &packs.recognitions {
            // A recognition without days of its own has effect while its arrangement does.
            let of = arrangements.get(&row.arrangement_id);
            let in_force = row.in_force.or_else(|| of.and_then(|a| a.in_force.or(a.signed)));
            let ended = row.ended.or_else(|| of.and_then(|a| a.ended));
            let iri = self.iris.thing("recognition", row.recognition_id.as_str());
            let provisions = reached(self.model, row);
            let reached: Vec<_> = provisions.iter().map(|&p| self.provision(p)).collect();
            let mut toward: Vec<_> =
                toward(self.model, row, &provisions).into_iter().map(|whole| self.whole(whole)).collect();
            toward.extend(places(self.model, row, &provisions).into_iter().map(|p| self.provision(p)));
            let mut recognised: Vec<_> = recognised(self.model, row).into_iter().map(|h| self.holder(h)).collect();
            let edition = self.model.editions.iter().position(|e| e.edition_id == row.recognised_edition);
            let regime = edition.and_then(|edition| self.model.edition_regimes[edition]);
            recognised.extend(regime.map(|regime| self.regime(regime)));
            self.thing(iri)
                .choice(regimap::STATE, State::on(as_of, in_force, ended).as_str())
                .links(regimap::REACHES, reached)
                .links(regimap::COUNTS_TOWARD, toward)
                .links(regimap::RECOGNISES, recognised);
        }
    }

    fn holder(&self, holder: Holder) -> NamedNode {
        match holder {
            Holder::Level(level) => self.iris.thing("level", self.model.levels[level].row.level_id.as_str()),
            Holder::Edition(edition) => self.edition(&self.model.editions[edition].edition_id),
        }
    }

    fn regime(&self, regime: RegimeIx) -> NamedNode {
        self.iris.thing("regime", self.model.regimes[regime].regime_id.as_str())
    }

    fn whole(&self, whole: Whole) -> NamedNode {
        match whole {
            Whole::Regime(regime) => self.regime(regime),
            Whole::Edition(edition) => self.holder(Holder::Edition(edition)),
            Whole::Level(level) => self.holder(Holder::Level(level)),
        }
    }

    fn edition(&self, id: &EditionId) -> NamedNode {
        self.iris.thing("edition", id.as_str())
    }

    fn closures(&mut self) {
        for number in 0..self.model.elements.len() {
            let entailed: Vec<_> = self.model.entails[number].iter().map(|e| self.element(e)).collect();
            let iri = self.element(number);
            self.thing(iri).links(regimap::ENTAILS_CLOSURE, entailed);
        }
        let condition = |c: usize| self.iris.thing("condition", self.model.conditions[c].condition_id.as_str());
        for number in 0..self.model.conditions.len() {
            let implied: Vec<_> = self.model.implies[number].iter().map(condition).collect();
            let graph = self.graph.clone();
            Thing::new(self.into, &graph, condition(number)).links(regimap::IMPLIES_CLOSURE, implied);
        }
    }

    fn contents(&mut self) {
        let model = self.model;
        for (number, provision) in model.provisions.iter().enumerate() {
            let asks: FxHashSet<usize> = provision.obligations.iter().map(|&o| model.obligations[o].element).collect();
            let asks: Vec<_> = asks.into_iter().map(|e| self.element(e)).collect();
            let closure: Vec<_> = provision.elements.iter().map(|e| self.element(e)).collect();
            let iri = self.provision(number);
            self.thing(iri).links(regimap::ASKS, asks).links(regimap::ASKS_FOR, closure);
        }
        for level in &model.levels {
            let iri = self.iris.thing("level", level.row.level_id.as_str());
            let requires: Vec<_> = level.requires.iter().map(|r| self.provision(r.provision)).collect();
            let included =
                level.includes.iter().map(|l| self.iris.thing("level", model.levels[l].row.level_id.as_str()));
            let included: Vec<_> = included.collect();
            self.thing(iri).links(regimap::REQUIRES, requires).links(regimap::INCLUDES_CLOSURE, included);
        }
    }

    /// Of what each provision is a part: itself, what contains it, its edition, its regime, and the levels that require
    /// it. Of a regime, an edition that a newer one has replaced is no longer a part.
    fn wholes(&mut self) {
        for (number, larger) in wholes(self.model).into_iter().enumerate() {
            let outer = outward(self.model, number).map(|outer| self.provision(outer));
            let all: Vec<NamedNode> = outer.chain(larger.into_iter().map(|whole| self.whole(whole))).collect();
            let iri = self.provision(number);
            self.thing(iri).links(regimap::WITHIN, all);
        }
    }

    fn relations(&mut self, derived: &Derived<'_>) {
        for found in &derived.relations {
            let (subject, object) = (self.provision(found.subject), self.provision(found.object));
            let (direct, skos) = properties(found.relation);
            self.thing(subject.clone()).put(direct, &object).put(skos, &object);

            let (mine, theirs) = (&self.model.provisions[found.subject], &self.model.provisions[found.object]);
            let elements = |numbers: &mut dyn Iterator<Item = usize>| -> Vec<NamedNode> {
                numbers.map(|e| self.element(e)).collect()
            };
            let shared = elements(&mut mine.elements.intersection(&theirs.elements));
            let only_subject = elements(&mut mine.elements.difference(&theirs.elements));
            let only_object = elements(&mut theirs.elements.difference(&mine.elements));
            let from: Vec<_> =
                mine.obligations.iter().chain(&theirs.obligations).map(|&o| self.obligation(o)).collect();
            self.thing(between(self.iris, "relation", &subject, &object))
                .a("ComputedRelation")
                .link(regimap::SUBJECT, subject)
                .link(regimap::OBJECT, object)
                .choice(regimap::RELATION, found.relation.as_str())
                .links(regimap::SHARED_ELEMENT, shared)
                .links(regimap::ONLY_SUBJECT, only_subject)
                .links(regimap::ONLY_OBJECT, only_object)
                .choice(regimap::GRADE, found.grade.as_str())
                .links(terms::WAS_DERIVED_FROM, from);
        }
    }

    fn coverage(&mut self, coverage: &Coverage) {
        let holder = self.holder(coverage.holder);
        let (class, target) = match coverage.target {
            Target::Obligation(number) => ("ObligationCoverage", self.obligation(number)),
            Target::Provision(number) => ("ProvisionCoverage", self.provision(number)),
            Target::Whole(whole) => ("WholeCoverage", self.whole(whole)),
        };
        let answers = &coverage.answers;
        let gather = |list: &dyn Fn(&Answer) -> Vec<usize>| -> Vec<usize> {
            let mut all: Vec<usize> = answers.iter().flat_map(list).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let model = self.model;
        let path = format!("{}--{}", self.iris.path(holder.as_str()), self.iris.path(target.as_str()));
        let iri = self.iris.thing("coverage", &path);
        let needed = |smallest: &Smallest| -> Vec<_> { smallest.needed.iter().map(|&p| self.provision(p)).collect() };
        let smallest = &coverage.smallest;
        let [primary, secondary, unconfirmed] =
            [&smallest.primary, &smallest.secondary, &smallest.unconfirmed].map(needed);
        let rests_on: Vec<_> = gather(&|a| a.rests_on.clone()).into_iter().map(|o| self.obligation(o)).collect();
        let condition = |c: usize| self.iris.thing("condition", model.conditions[c].condition_id.as_str());
        let conditions: Vec<_> = gather(&|a| a.conditions.clone()).into_iter().map(condition).collect();
        let part = |p: usize| self.iris.thing("product-part", model.parts[p].product_part_id.as_str());
        let parts: Vec<_> = gather(&|a| a.missing_parts.clone()).into_iter().map(part).collect();
        let status = |answer: &Answer| -> &'static str { Status::as_str(answer.status) };
        let mut thing = self.thing(iri.clone());
        thing
            .a(class)
            .link(regimap::HOLDER, holder)
            .link(regimap::TARGET, target)
            .choice(regimap::STATUS_AT_PRIMARY, status(&answers.primary))
            .choice(regimap::STATUS_AT_SECONDARY, status(&answers.secondary))
            .choice(regimap::STATUS_AT_UNCONFIRMED, status(&answers.unconfirmed))
            .links(regimap::NEEDED_AT_PRIMARY, primary)
            .links(regimap::NEEDED_AT_SECONDARY, secondary)
            .links(regimap::NEEDED_AT_UNCONFIRMED, unconfirmed);
        // What a whole rests on stands with the answers on what it asks.
        if !matches!(coverage.target, Target::Whole(_)) {
            thing
                .links(regimap::RESTS_ON, rests_on)
                .links(regimap::UNDER_CONDITION, conditions)
                .links(regimap::MISSING_PART, parts);
        }
        for tally in &coverage.tallies {
            self.tally(tally, &iri, &path);
        }
        for threshold in [Grade::Primary, Grade::Secondary, Grade::Unconfirmed] {
            for (number, choice) in coverage.smallest.at(threshold).choices.iter().enumerate() {
                let path = format!("{path}/{}/{}", threshold.as_str(), number + 1);
                self.choice(choice, number + 1, threshold, &iri, &path);
            }
        }
    }

    fn choice(&mut self, choice: &Choice, number: usize, threshold: Grade, coverage: &NamedNode, path: &str) {
        for (place, set) in choice.alternatives.iter().enumerate() {
            let takes: Vec<_> = set.iter().map(|&p| self.provision(p)).collect();
            let iri = self.iris.thing("alternative", &format!("{path}/{}", place + 1));
            self.thing(iri)
                .a("Alternative")
                .link(regimap::ALTERNATIVE_OF, coverage.clone())
                .choice(regimap::THRESHOLD, threshold.as_str())
                .number(regimap::CHOICE, number as u64)
                .links(regimap::TAKES, takes)
                .truth(regimap::HAS_MORE, choice.has_more);
        }
    }

    fn tally(&mut self, tally: &Tally, coverage: &NamedNode, path: &str) {
        let modality = if tally.required { Modality::Mandatory } else { Modality::Recommended };
        let [primary, secondary, unconfirmed] = tally.elements.map(|number| number as u64);
        let iri = self.iris.thing("tally", &format!("{path}/{}/{}", modality.as_str(), tally.status.as_str()));
        self.thing(iri)
            .a("Tally")
            .link(regimap::COVERAGE, coverage.clone())
            .choice(regimap::MODALITY, modality.as_str())
            .choice(regimap::STATUS, tally.status.as_str())
            .number(regimap::ELEMENTS_AT_PRIMARY, primary)
            .number(regimap::ELEMENTS_AT_SECONDARY, secondary)
            .number(regimap::ELEMENTS_AT_UNCONFIRMED, unconfirmed);
    }
}

/// The address of what stands between two things, by theirs.
pub(super) fn between(iris: &Iris, class: &str, one: &NamedNode, other: &NamedNode) -> NamedNode {
    let path = |iri: &NamedNode| {
        let path = iris.path(iri.as_str());
        path.split_once('/').map_or(path, |(_, rest)| rest).to_owned()
    };
    iris.thing(class, &format!("{}--{}", path(one), path(other)))
}

/// The property that states a relation directly, and its shadow in SKOS, read as sets of asks: who asks more is broader.
fn properties(relation: Relation) -> (NamedNodeRef<'static>, NamedNodeRef<'static>) {
    match relation {
        Relation::Equal => (regimap::EQUAL_TO, terms::EXACT_MATCH),
        Relation::SupersetOf => (regimap::SUPERSET_OF, terms::NARROW_MATCH),
        Relation::SubsetOf => (regimap::SUBSET_OF, terms::BROAD_MATCH),
        Relation::IntersectsWith | Relation::NoRelationship => (regimap::INTERSECTS_WITH, terms::RELATED_MATCH),
    }
}
