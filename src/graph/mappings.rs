//! Published crosswalks as SSSOM mappings; a source that only says "maps to" leaves its relation open.

use super::statement::Thing;
use super::terms::{self, REGIMAP, regimap, sssom};
use super::{Builder, Iris};
use crate::pack::rows::MappingRow;
use crate::pack::{Located, MappingSet};
use crate::reason::algebra::relation_of_predicate;
use crate::reason::{Disjunction, Relation};
use oxrdf::NamedNode;

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
    for (row, iri) in set.rows.iter().zip(mapping_iris(set, iris)) {
        let expand = |curie: &str| set.expand(curie).map(|iri| rebase(&iri, iris));
        let (Some(subject), Some(predicate), Some(object)) =
            (expand(row.subject_id.as_str()), expand(row.predicate_id.as_str()), expand(row.object_id.as_str()))
        else {
            continue;
        };
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

/// The address of each mapping of a set, by its two ends; of several between the same two, the later ones are numbered,
/// in an order that is not that of the rows.
pub(super) fn mapping_iris(set: &MappingSet, iris: &Iris) -> Vec<NamedNode> {
    let key = |row: &Located<MappingRow>| {
        let path = |curie: &str| set.expand(curie).map(|iri| iris.path(rebase(&iri, iris).as_str()).to_owned());
        let [subject, object] = [&row.subject_id, &row.object_id].map(|end| path(end.as_str()).unwrap_or_default());
        format!("{}/{subject}--{object}", set.name)
    };
    let keys: Vec<String> = set.rows.iter().map(key).collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&number| {
        let row = &set.rows[number];
        let rest = [&row.author_label, &row.locator, &row.set_id, &row.stated_relation];
        (&keys[number], row.predicate_id.as_str(), row.mapping_source.as_ref().map(|source| source.as_str()), rest)
    });
    let mut minted = vec![iris.thing("mapping", ""); keys.len()];
    for same in order.chunk_by(|&one, &other| keys[one] == keys[other]) {
        for (place, &number) in same.iter().enumerate() {
            let key = &keys[number];
            let path = if place == 0 { key.clone() } else { format!("{key}/{}", place + 1) };
            minted[number] = iris.thing("mapping", &path);
        }
    }
    minted
}

/// Crosswalks name our things under their usual addresses, whatever base is chosen.
pub(super) fn rebase(iri: &str, iris: &Iris) -> NamedNode {
    let own = iri.strip_prefix(terms::DEFAULT_BASE).filter(|_| !iri.starts_with(REGIMAP));
    NamedNode::new_unchecked(own.map_or_else(|| iri.to_owned(), |path| format!("{}{path}", iris.base())))
}

/// The relations that a statement leaves possible; one that says nothing about content leaves none.
fn possible(predicate: &NamedNode, row: &MappingRow) -> impl Iterator<Item = Relation> {
    let stated = relation_of_predicate(predicate.as_str());
    let stated = if row.predicate_modifier.is_some() { stated.map(Disjunction::complement) } else { stated };
    stated.unwrap_or(Disjunction::NOTHING).iter()
}
