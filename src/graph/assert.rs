//! Turns the rows of the packs into quads, each pack in a named graph of its own.

use super::mappings::assert_mappings;
use super::statement::Thing;
use super::terms::{self, regimap};
use super::{Builder, Iris};
use crate::pack::value::*;
use crate::pack::{Located, Packs};
use oxrdf::{NamedNode, NamedNodeRef};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Debug;

/// Adds every row of the packs.
pub fn assert_packs(packs: &Packs, iris: &Iris, into: &mut Builder) {
    let provisions = packs.provisions.iter().map(|p| ((&p.edition_id, &p.provision_id), &p.slug)).collect();
    let mut writer = Writer { iris, into, provisions, minted: FxHashSet::default() };
    writer.concepts(packs);
    writer.bodies(packs);
    writer.regimes(packs);
    writer.provisions(packs);
    writer.labels(packs);
    writer.statements(packs);
    writer.arrangements(packs);
    for set in &packs.mappings {
        assert_mappings(set, iris, into);
    }
}

struct Writer<'a> {
    iris: &'a Iris,
    into: &'a mut Builder,
    provisions: FxHashMap<(&'a EditionId, &'a ProvisionId), &'a Slug>,
    minted: FxHashSet<NamedNode>,
}

/// Rows by all that they say, so that those which share an address are numbered alike whatever order they came in.
fn in_order<T: Debug>(rows: &[Located<T>]) -> Vec<&Located<T>> {
    let mut rows: Vec<&Located<T>> = rows.iter().collect();
    rows.sort_by_cached_key(|row| (row.pack.clone(), format!("{:?}", row.row)));
    rows
}

/// The columns that every fact carries.
macro_rules! sourced {
    ($thing:expr, $iris:expr, $row:expr) => {
        $thing
            .links(terms::SOURCE, $row.source_id.iter().map(|id| $iris.thing("source", id.as_str())))
            .code(regimap::LOCATOR, $row.locator.as_str())
            .choice(regimap::GRADE, $row.grade.as_str())
    };
}

/// English and local names.
macro_rules! named {
    ($thing:expr, $row:expr) => {
        $thing.english(terms::PREF_LABEL, $row.label.as_str()).tagged(
            terms::PREF_LABEL,
            $row.label_local.as_deref(),
            $row.language.as_deref(),
        )
    };
}

impl<'a> Writer<'a> {
    fn thing<T>(&mut self, row: &Located<T>, class: &str, iri: NamedNode) -> Thing<'_> {
        let graph = self.iris.graph(row.pack.as_str());
        let mut thing = Thing::new(self.into, &graph, iri);
        thing.a(class);
        thing
    }

    fn concept<T>(&mut self, row: &Located<T>, class: &str, path: &str, scheme: &str, id: &str) -> Thing<'_> {
        let scheme = self.iris.scheme(scheme);
        let graph = self.iris.graph(row.pack.as_str());
        self.into.insert(&scheme, terms::TYPE, terms::CONCEPT_SCHEME, &graph);
        let iri = self.iris.thing(path, id);
        let mut thing = self.thing(row, class, iri);
        thing.put(terms::TYPE, terms::CONCEPT).code(terms::IDENTIFIER, id).put(terms::IN_SCHEME, &scheme);
        thing
    }

    /// The address of a provision; one that no pack holds keeps its identifier, so that checks can name it.
    fn provision(&self, edition: &'a EditionId, provision: &'a ProvisionId) -> NamedNode {
        match self.provisions.get(&(edition, provision)) {
            Some(slug) => self.iris.provision(edition, slug),
            None => self.iris.thing("provision", &format!("{edition}/{provision}")),
        }
    }

    /// An address not used before: statements that agree in their key are told apart by a number.
    fn fresh(&mut self, class: &str, id: &str) -> NamedNode {
        let mut iri = self.iris.thing(class, id);
        let mut number = 2;
        while !self.minted.insert(iri.clone()) {
            iri = self.iris.thing(class, &format!("{id}/{number}"));
            number += 1;
        }
        iri
    }

    fn concepts(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        for row in &packs.themes {
            self.concept(row, "Theme", "theme", "themes", row.theme_id.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str())
                .choice(regimap::LABEL_REACH, row.label_reach.as_str());
        }
        for row in &packs.elements {
            self.concept(row, "Element", "element", "elements", row.element_id.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str())
                .english(terms::NOTE, row.note.as_deref())
                .link(regimap::THEME, iris.thing("theme", row.theme_id.as_str()))
                .links(regimap::ENTAILS, row.entails.iter().map(|e| iris.thing("element", e.as_str())))
                .truth(regimap::RELATIVE, row.relative == YesNo::Yes);
        }
        for row in &packs.conditions {
            self.concept(row, "Condition", "condition", "conditions", row.condition_id.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str())
                .links(regimap::IMPLIES, row.implies.iter().map(|c| iris.thing("condition", c.as_str())))
                .links(regimap::ALL_OF, row.all_of.iter().map(|c| iris.thing("condition", c.as_str())))
                .truth(regimap::ALTERNATIVE_ROUTE, row.alternative_route == YesNo::Yes);
        }
        for row in &packs.readings {
            let provision = row.edition_id.as_ref().zip(row.provision_id.as_ref());
            let provision = provision.map(|(e, p)| self.provision(e, p));
            self.concept(row, "Reading", "reading", "readings", row.reading_id.as_str())
                .english(terms::DEFINITION, row.text.as_str())
                .english(regimap::OTHERWISE, row.otherwise.as_deref())
                .link(regimap::ELEMENT, row.element_id.as_ref().map(|e| iris.thing("element", e.as_str())))
                .link(regimap::ENTAILED_ELEMENT, row.entails.as_ref().map(|e| iris.thing("element", e.as_str())))
                .link(regimap::PROVISION, provision);
        }
        for row in &packs.product_categories {
            let id = row.product_category_id.as_str();
            self.concept(row, "ProductCategory", "product-category", "product-categories", id)
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_deref())
                .links(terms::BROADER, row.broader.iter().map(|c| iris.thing("product-category", c.as_str())));
        }
        for row in &packs.assessment_routes {
            let id = row.assessment_route_id.as_str();
            self.concept(row, "AssessmentRoute", "assessment-route", "assessment-routes", id)
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str())
                .number(regimap::RIGOUR, u64::from(row.rigour));
        }
        for row in &packs.aspects {
            self.concept(row, "Aspect", "aspect", "aspects", row.aspect_id.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str());
        }
        for row in &packs.duty_bearers {
            self.concept(row, "DutyBearer", "duty-bearer", "duty-bearers", row.duty_bearer_id.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str())
                .choice(regimap::LABEL_REACH, row.label_reach.as_str());
        }
        for row in &packs.product_parts {
            self.concept(row, "ProductPart", "product-part", "product-parts", row.product_part_id.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::DEFINITION, row.definition.as_str());
        }
    }

    fn bodies(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        for row in &packs.jurisdictions {
            let id = row.jurisdiction_id.as_str();
            let thing = &mut self.thing(row, "Jurisdiction", iris.thing("jurisdiction", id));
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .code(regimap::ISO3166, row.iso_3166.as_deref())
                .truth(regimap::GCLI_PARTICIPANT, row.gcli_participant == YesNo::Yes);
            sourced!(thing, iris, row);
        }
        for row in &packs.authorities {
            let id = row.authority_id.as_str();
            let thing = &mut self.thing(row, "Authority", iris.thing("authority", id));
            let jurisdiction = row.jurisdiction_id.as_ref();
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .english(terms::ALT_LABEL, row.short_label.as_deref())
                .link(regimap::JURISDICTION, jurisdiction.map(|j| iris.thing("jurisdiction", j.as_str())))
                .link(terms::SUB_ORGANIZATION_OF, row.part_of.as_ref().map(|a| iris.thing("authority", a.as_str())))
                .web(terms::HOMEPAGE, row.homepage.as_deref());
            sourced!(thing, iris, row);
        }
        for row in &packs.sources {
            let id = row.source_id.as_str();
            let thing = &mut self.thing(row, "Source", iris.thing("source", id));
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .code(terms::PUBLISHER, row.publisher.as_deref())
                .date(terms::ISSUED, row.published)
                .web(terms::URL, row.url.as_deref())
                .web(regimap::READ_AT, row.read_at.as_deref())
                .english(regimap::READ_EXTENT, row.read_extent.as_str())
                .choice(regimap::GRADE, row.grade.as_str())
                .english(terms::NOTE, row.note.as_deref());
        }
    }

    fn regimes(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        for row in &packs.regimes {
            let id = row.regime_id.as_str();
            let thing = &mut self.thing(row, "Regime", iris.thing("regime", id));
            let jurisdiction = row.jurisdiction_id.as_ref();
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .english(terms::ALT_LABEL, row.short_label.as_str())
                .choice(regimap::KIND, row.kind.as_str())
                .link(regimap::JURISDICTION, jurisdiction.map(|j| iris.thing("jurisdiction", j.as_str())))
                .links(regimap::AUTHORITY, row.authority_id.iter().map(|a| iris.thing("authority", a.as_str())))
                .links(
                    regimap::ASSESSMENT_ROUTE,
                    row.assessment_route_id.iter().map(|r| iris.thing("assessment-route", r.as_str())),
                )
                .english(terms::DESCRIPTION, row.description.as_str())
                .web(terms::HOMEPAGE, row.homepage.as_deref());
            sourced!(thing, iris, row);
        }
        for row in &packs.instruments {
            let id = row.instrument_id.as_str();
            let thing = &mut self.thing(row, "Instrument", iris.thing("instrument", id));
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .english(terms::ALT_LABEL, row.short_label.as_str())
                .choice(regimap::KIND, row.kind.as_str())
                .link(regimap::REGIME, iris.thing("regime", row.regime_id.as_str()))
                .links(regimap::AUTHORITY, row.authority_id.iter().map(|a| iris.thing("authority", a.as_str())));
            sourced!(thing, iris, row);
        }
        let regime_of: FxHashMap<_, _> = packs.instruments.iter().map(|i| (&i.instrument_id, &i.regime_id)).collect();
        for row in &packs.editions {
            let id = row.edition_id.as_str();
            let thing = &mut self.thing(row, "Edition", iris.thing("edition", id));
            let edition = |e: &EditionId| iris.thing("edition", e.as_str());
            thing
                .code(terms::IDENTIFIER, id)
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::ALT_LABEL, row.short_label.as_str())
                .link(regimap::INSTRUMENT, iris.thing("instrument", row.instrument_id.as_str()))
                .link(regimap::REGIME, regime_of.get(&row.instrument_id).map(|r| iris.thing("regime", r.as_str())))
                .code(terms::VERSION, row.version.as_deref())
                .date(terms::ISSUED, row.published)
                .date(terms::FIRST_IN_FORCE, row.in_force)
                .date(terms::NO_LONGER_IN_FORCE, row.ended)
                .links(terms::REPLACES, row.supersedes.iter().map(edition))
                .links(terms::AMENDS, row.amends.iter().map(edition))
                .choice(regimap::COMPLETENESS, row.completeness.as_str())
                .english(regimap::COMPLETENESS_NOTE, row.completeness_note.as_deref())
                .web(terms::URL, row.url.as_deref());
            sourced!(thing, iris, row);
        }
    }

    fn provisions(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        for row in &packs.provisions {
            let parent = row.parent_id.as_ref().map(|p| self.provision(&row.edition_id, p));
            let thing = &mut self.thing(row, "Provision", iris.provision(&row.edition_id, &row.slug));
            thing
                .code(terms::IDENTIFIER, row.provision_id.as_str())
                .code(regimap::SLUG, row.slug.as_str())
                .link(regimap::EDITION, iris.thing("edition", row.edition_id.as_str()))
                .link(regimap::PARENT, parent)
                .english(terms::PREF_LABEL, row.heading.as_str())
                .tagged(terms::PREF_LABEL, row.heading_local.as_deref(), row.language.as_deref())
                .english(regimap::PARAPHRASE, row.paraphrase.as_str())
                .choice(regimap::KIND, row.kind.as_str())
                .code(regimap::STATUS_CODE, row.status_code.as_deref())
                .truth(regimap::OFFICIAL_ID, row.official_id == YesNo::Yes)
                .date(terms::FIRST_IN_FORCE, row.in_force)
                .date(terms::NO_LONGER_IN_FORCE, row.ended);
            sourced!(thing, iris, row);
        }
        for row in &packs.obligations {
            let Some(slug) = self.provisions.get(&(&row.edition_id, &row.provision_id)) else { continue };
            let provision = iris.provision(&row.edition_id, slug);
            let thing = &mut self.thing(row, "Obligation", iris.obligation(slug, row));
            thing
                .link(regimap::PROVISION, provision)
                .link(regimap::EDITION, iris.thing("edition", row.edition_id.as_str()))
                .link(regimap::ELEMENT, iris.thing("element", row.element_id.as_str()))
                .choice(regimap::MODALITY, row.modality.as_str())
                .link(regimap::CONDITION, row.condition_id.as_ref().map(|c| iris.thing("condition", c.as_str())))
                .link(regimap::DUTY_BEARER, iris.thing("duty-bearer", row.duty_bearer_id.as_str()))
                .links(regimap::APPLIES_TO, row.applies_to.iter().map(|p| iris.thing("product-part", p.as_str())))
                .english(terms::NOTE, row.note.as_deref());
            sourced!(thing, iris, row);
        }
    }

    fn labels(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        for row in &packs.levels {
            let id = row.level_id.as_str();
            let thing = &mut self.thing(row, "Level", iris.thing("level", id));
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .link(regimap::EDITION, iris.thing("edition", row.edition_id.as_str()))
                .number(regimap::RANK, u64::from(row.rank))
                .links(regimap::INCLUDES, row.includes.iter().map(|l| iris.thing("level", l.as_str())))
                .links(terms::REPLACES, row.supersedes.iter().map(|l| iris.thing("level", l.as_str())))
                .links(
                    regimap::ASSESSMENT_ROUTE,
                    row.assessment_route_id.iter().map(|r| iris.thing("assessment-route", r.as_str())),
                )
                .number(regimap::VALIDITY_MONTHS, row.validity_months.map(u64::from))
                .english(regimap::VALIDITY_NOTE, row.validity_note.as_deref())
                .links(
                    regimap::PRODUCT_CATEGORY,
                    row.product_category_id.iter().map(|c| iris.thing("product-category", c.as_str())),
                );
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.level_requirements) {
            let provision = self.provision(&row.edition_id, &row.provision_id);
            let path = iris.path(provision.as_str()).trim_start_matches("provision/").to_owned();
            let iri = self.fresh("level-requirement", &format!("{}/{path}", row.level_id));
            let thing = &mut self.thing(row, "LevelRequirement", iri);
            thing
                .link(regimap::LEVEL, iris.thing("level", row.level_id.as_str()))
                .link(regimap::PROVISION, provision)
                .choice(regimap::MODALITY, row.modality.as_str())
                .english(terms::NOTE, row.note.as_deref());
            sourced!(thing, iris, row);
        }
    }

    fn statements(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        for row in in_order(&packs.scope) {
            let iri = self.fresh("scope", &format!("{}/{}", row.regime_id, row.product_category_id));
            let thing = &mut self.thing(row, "ScopeStatement", iri);
            thing
                .link(regimap::REGIME, iris.thing("regime", row.regime_id.as_str()))
                .link(regimap::PRODUCT_CATEGORY, iris.thing("product-category", row.product_category_id.as_str()))
                .choice(regimap::INCLUSION, row.inclusion.as_str())
                .english(regimap::SCOPE_CONDITION, row.condition.as_deref())
                .date(terms::FIRST_IN_FORCE, row.in_force);
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.facts) {
            let about = row.level_id.as_ref().map_or(row.regime_id.as_str(), LevelId::as_str);
            let iri = self.fresh("fact", &format!("{about}/{}", row.fact_key));
            let thing = &mut self.thing(row, "Fact", iri);
            thing
                .link(regimap::ASPECT, iris.thing("aspect", row.aspect_id.as_str()))
                .code(regimap::FACT_KEY, row.fact_key.as_str())
                .link(regimap::REGIME, iris.thing("regime", row.regime_id.as_str()))
                .link(regimap::LEVEL, row.level_id.as_ref().map(|l| iris.thing("level", l.as_str())))
                .english(terms::PREF_LABEL, row.label.as_str())
                .english(terms::VALUE, row.value.as_str())
                .code(regimap::UNIT, row.unit.as_deref());
            if let Some(quantity) = &row.quantity {
                let decimal = quantity.parse::<f64>().is_ok_and(f64::is_finite);
                let datatype = if decimal { terms::XSD_DECIMAL } else { NamedNodeRef::new_unchecked(XSD_STRING) };
                thing.put(regimap::QUANTITY, &oxrdf::Literal::new_typed_literal(quantity, datatype));
            }
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.events) {
            let about = row.edition_id.as_ref().map(EditionId::as_str);
            let about = about.or(row.arrangement_id.as_ref().map(ArrangementId::as_str));
            let about = about.unwrap_or(row.pack.as_str());
            let iri = self.fresh("event", &format!("{about}/{}", row.date));
            let regime = row.pack.as_str().strip_prefix("regime/").map(|regime| iris.thing("regime", regime));
            let thing = &mut self.thing(row, "Event", iri);
            thing
                .date(terms::DATE, row.date)
                .english(terms::PREF_LABEL, row.label.as_str())
                .link(regimap::REGIME, regime)
                .link(regimap::EDITION, row.edition_id.as_ref().map(|e| iris.thing("edition", e.as_str())))
                .link(regimap::ARRANGEMENT, row.arrangement_id.as_ref().map(|a| iris.thing("arrangement", a.as_str())));
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.citations) {
            let provision = row.provision_id.as_ref().map(|p| self.provision(&row.edition_id, p));
            let iri = self.fresh("citation", &format!("{}/{}", row.edition_id, row.cited_edition));
            let thing = &mut self.thing(row, "Citation", iri);
            thing
                .link(regimap::EDITION, iris.thing("edition", row.edition_id.as_str()))
                .link(regimap::PROVISION, provision)
                .link(regimap::CITED_EDITION, iris.thing("edition", row.cited_edition.as_str()))
                .choice(regimap::ROLE, row.role.as_str())
                .truth(regimap::PINNED, row.pinned == YesNo::Yes)
                .date(terms::FIRST_IN_FORCE, row.in_force)
                .english(terms::NOTE, row.note.as_deref());
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.changes) {
            let provision = row.provision_id.as_ref().map(|p| self.provision(&row.edition_id, p));
            let earlier = row.earlier_provision.as_ref().map(|p| self.provision(&row.earlier_edition, p));
            let about = provision.as_ref().or(earlier.as_ref()).map(|p| iris.path(p.as_str()).to_owned());
            let about = about.unwrap_or_else(|| row.edition_id.to_string());
            let iri = self.fresh("provision-change", about.trim_start_matches("provision/"));
            let thing = &mut self.thing(row, "ProvisionChange", iri);
            thing
                .link(regimap::EDITION, iris.thing("edition", row.edition_id.as_str()))
                .link(regimap::PROVISION, provision)
                .link(regimap::EARLIER_EDITION, iris.thing("edition", row.earlier_edition.as_str()))
                .link(regimap::EARLIER_PROVISION, earlier)
                .choice(regimap::CHANGE, row.change.as_str())
                .english(terms::NOTE, row.note.as_deref());
            sourced!(thing, iris, row);
        }
        for row in &packs.open_questions {
            let id = row.question_id.as_str();
            let thing = &mut self.thing(row, "OpenQuestion", iris.thing("open-question", id));
            thing
                .code(terms::IDENTIFIER, id)
                .english(terms::PREF_LABEL, row.label.as_str())
                .choice(regimap::KIND, row.kind.as_str())
                .link(regimap::REGIME, row.regime_id.as_ref().map(|r| iris.thing("regime", r.as_str())))
                .link(regimap::EDITION, row.edition_id.as_ref().map(|e| iris.thing("edition", e.as_str())))
                .english(regimap::SEARCHED, row.searched.as_str())
                .english(regimap::WHERE_TO_LOOK, row.where_to_look.as_deref());
        }
        for row in in_order(&packs.amendments) {
            let iri = self.fresh("amendment", &format!("{}/{}", row.edition_id, row.amending_provision));
            let thing = &mut self.thing(row, "Amendment", iri);
            thing
                .link(regimap::EDITION, iris.thing("edition", row.edition_id.as_str()))
                .code(regimap::AMENDING_PROVISION, row.amending_provision.as_str())
                .link(regimap::AMENDED_EDITION, iris.thing("edition", row.amended_edition.as_str()))
                .code(regimap::AMENDED_PROVISION, row.amended_provision.as_str())
                .english(regimap::TEXTUAL_EFFECT, row.effect.as_str())
                .date(terms::FIRST_IN_FORCE, row.in_force);
            sourced!(thing, iris, row);
        }
    }

    fn arrangements(&mut self, packs: &'a Packs) {
        let iris = self.iris;
        let edition = |e: &EditionId| iris.thing("edition", e.as_str());
        for row in &packs.arrangements {
            let id = row.arrangement_id.as_str();
            let thing = &mut self.thing(row, "Arrangement", iris.thing("arrangement", id));
            named!(thing, row)
                .code(terms::IDENTIFIER, id)
                .english(terms::ALT_LABEL, row.short_label.as_str())
                .choice(regimap::KIND, row.kind.as_str())
                .links(regimap::PARTY, row.party_id.iter().map(|a| iris.thing("authority", a.as_str())))
                .link(regimap::EDITION, row.edition_id.as_ref().map(edition))
                .date(regimap::SIGNED, row.signed)
                .date(terms::FIRST_IN_FORCE, row.in_force)
                .date(terms::NO_LONGER_IN_FORCE, row.ended)
                .english(terms::DESCRIPTION, row.description.as_str())
                .english(regimap::NOT_REPLACED, row.not_replaced.as_deref())
                .english(regimap::READ_EXTENT, row.read_extent.as_str());
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.arrangement_dates) {
            let iri = self.fresh("arrangement-date", &format!("{}/{}/{}", row.arrangement_id, row.kind, row.date));
            let thing = &mut self.thing(row, "ArrangementDate", iri);
            thing
                .link(regimap::ARRANGEMENT, iris.thing("arrangement", row.arrangement_id.as_str()))
                .choice(regimap::KIND, row.kind.as_str())
                .date(terms::DATE, row.date)
                .english(terms::NOTE, row.note.as_deref());
            sourced!(thing, iris, row);
        }
        for row in &packs.recognitions {
            let recognised: Vec<_> =
                row.recognised_provision.iter().map(|p| self.provision(&row.recognised_edition, p)).collect();
            let counts_as: Vec<_> =
                row.counts_as_provision.iter().map(|p| self.provision(&row.counts_as_edition, p)).collect();
            let except: Vec<_> =
                row.except_provision.iter().map(|p| self.provision(&row.counts_as_edition, p)).collect();
            let through = row.through_edition.as_ref().zip(row.through_provision.as_ref());
            let through = through.map(|(e, p)| self.provision(e, p));
            let id = row.recognition_id.as_str();
            let thing = &mut self.thing(row, "Recognition", iris.thing("recognition", id));
            thing
                .code(terms::IDENTIFIER, id)
                .english(terms::PREF_LABEL, row.label.as_str())
                .link(regimap::ARRANGEMENT, iris.thing("arrangement", row.arrangement_id.as_str()))
                .choice(regimap::EFFECT, row.effect.as_str())
                .links(regimap::RECOGNISED_LEVEL, row.recognised_level.iter().map(|l| iris.thing("level", l.as_str())))
                .link(regimap::RECOGNISED_EDITION, edition(&row.recognised_edition))
                .links(regimap::RECOGNISED_PROVISION, recognised)
                .link(regimap::COUNTS_AS_EDITION, edition(&row.counts_as_edition))
                .links(regimap::COUNTS_AS_PROVISION, counts_as)
                .links(regimap::EXCEPT_PROVISION, except)
                .link(regimap::COUNTS_AS_LEVEL, row.counts_as_level.as_ref().map(|l| iris.thing("level", l.as_str())))
                .link(
                    regimap::ROUTE_CONDITION,
                    row.route_condition.as_ref().map(|c| iris.thing("condition", c.as_str())),
                )
                .link(regimap::THROUGH_EDITION, row.through_edition.as_ref().map(edition))
                .link(regimap::THROUGH_PROVISION, through)
                .truth(regimap::PINNED, row.pinned == YesNo::Yes)
                .date(terms::FIRST_IN_FORCE, row.in_force)
                .date(terms::NO_LONGER_IN_FORCE, row.ended)
                .english(terms::NOTE, row.note.as_deref());
            sourced!(thing, iris, row);
        }
        for row in in_order(&packs.recognition_conditions) {
            let iri = self.fresh("recognition-condition", &format!("{}/{}", row.recognition_id, row.kind));
            let thing = &mut self.thing(row, "RecognitionCondition", iri);
            thing
                .link(regimap::RECOGNITION, iris.thing("recognition", row.recognition_id.as_str()))
                .choice(regimap::KIND, row.kind.as_str())
                .english(terms::PREF_LABEL, row.label.as_str())
                .links(
                    regimap::PRODUCT_CATEGORY,
                    row.product_category_id.iter().map(|c| iris.thing("product-category", c.as_str())),
                );
            sourced!(thing, iris, row);
        }
    }
}

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
