//! Published crosswalks as SSSOM mappings; a source that only says "maps to" leaves its relation open.

use super::statement::Thing;
use super::terms::{self, REGIMAP, regimap, sssom};
use super::{Builder, Iris};
use crate::pack::MappingSet;
use crate::pack::rows::MappingRow;
use crate::reason::Relation;
use oxrdf::NamedNode;
use rustc_hash::FxHashSet;

/// Adds a crosswalk to a graph of its own.
pub fn assert_mappings(set: &MappingSet, iris: &Iris, into: &mut Builder) {
    let graph = iris.graph(set.pack.as_str());
    let set_iri = iris.thing("mapping", &set.name);
    Thing::new(into, &graph, set_iri.clone())
        .put(terms::TYPE, sssom::MAPPING_SET)
        .english(terms::PREF_LABEL, set.get("mapping_set_title").or(Some(&set.name)))
        .english(terms::DESCRIPTION, set.get("mapping_set_description"))
        .code(terms::VERSION, set.get("mapping_set_version"))
        .web(terms::LICENSE, set.get("license"));
    let mut minted = FxHashSet::default();
    for row in &set.rows {
        let expand = |curie: &str| set.expand(curie).map(|iri| rebase(&iri, iris));
        let (Some(subject), Some(predicate), Some(object)) =
            (expand(row.subject_id.as_str()), expand(row.predicate_id.as_str()), expand(row.object_id.as_str()))
        else {
            continue;
        };
        let key = format!("{}/{}--{}", set.name, iris.path(subject.as_str()), iris.path(object.as_str()));
        let mut iri = iris.thing("mapping", &key);
        let mut number = 2;
        while !minted.insert(iri.clone()) {
            iri = iris.thing("mapping", &format!("{key}/{number}"));
            number += 1;
        }
        Thing::new(into, &graph, set_iri.clone()).put(sssom::MAPPINGS, &iri);
        let link = |curie: Option<&str>| curie.and_then(expand);
        let mut mapping = Thing::new(into, &graph, iri);
        mapping
            .put(terms::TYPE, sssom::MAPPING)
            .link(terms::ANNOTATED_SOURCE, subject)
            .link(terms::ANNOTATED_PROPERTY, predicate.clone())
            .link(terms::ANNOTATED_TARGET, object)
            .links(regimap::POSSIBLE_RELATION, possible(&predicate, row).map(|r| terms::own(r.as_str())))
            .link(sssom::MAPPING_JUSTIFICATION, link(Some(row.mapping_justification.as_str())))
            .code(sssom::AUTHOR_LABEL, row.author_label.as_deref())
            .link(sssom::AUTHOR_ID, link(row.author_id.as_ref().map(|id| id.as_str())))
            .link(sssom::MAPPING_SOURCE, link(row.mapping_source.as_ref().map(|id| id.as_str())))
            .date(sssom::MAPPING_DATE, row.mapping_date.map(|day| day.0))
            .code(sssom::CONFIDENCE, row.confidence.as_deref())
            .english(terms::NOTE, row.comment.as_deref())
            .code(regimap::LOCATOR, row.locator.as_deref())
            .code(regimap::SET_ID, row.set_id.as_deref())
            .english(regimap::STATED_RELATION, row.stated_relation.as_deref());
        if let Some(grade) = row.grade {
            mapping.choice(regimap::GRADE, grade.as_str());
        }
    }
}

/// Crosswalks name our things under their usual addresses, whatever base is chosen.
fn rebase(iri: &str, iris: &Iris) -> NamedNode {
    let own = iri.strip_prefix(terms::DEFAULT_BASE).filter(|_| !iri.starts_with(REGIMAP));
    NamedNode::new_unchecked(own.map_or_else(|| iri.to_owned(), |path| format!("{}{path}", iris.base())))
}

/// The relations that a statement leaves possible; one that says nothing about content leaves none.
fn possible(predicate: &NamedNode, row: &MappingRow) -> impl Iterator<Item = Relation> {
    use Relation::{Equal, IntersectsWith, NoRelationship, SubsetOf, SupersetOf};
    let name = predicate.as_str().rsplit(['#', '/']).next().unwrap_or_default();
    let stated: &[Relation] = match name {
        "exactMatch" | "equalTo" => &[Equal],
        "narrowMatch" | "supersetOf" => &[SupersetOf],
        "broadMatch" | "subsetOf" => &[SubsetOf],
        "relatedMatch" | "intersectsWith" => &[IntersectsWith],
        "mapsTo" => &[Equal, SupersetOf, SubsetOf, IntersectsWith],
        "doesNotMapTo" => &[NoRelationship],
        _ => &[],
    };
    let denied = row.predicate_modifier.is_some();
    [Equal, SupersetOf, SubsetOf, IntersectsWith, NoRelationship]
        .into_iter()
        .filter(move |relation| !stated.is_empty() && stated.contains(relation) != denied)
}
