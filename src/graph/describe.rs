//! Figures about the graph in VoID, and where each part of it came from in PROV-O.

use super::frozen::Row;
use super::statement::Thing;
use super::terms::{self, regimap};
use super::{Builder, Iris};
use oxrdf::{NamedNode, Term};
use std::collections::BTreeMap;

/// Adds `graph/void` and `graph/provenance` for what has been collected so far.
pub fn describe(iris: &Iris, version: &str, data_hash: &str, into: &mut Builder) {
    let figures = Figures::of(into);
    let dataset = NamedNode::new_unchecked(format!("{}dataset", iris.base()));
    let void = iris.graph("void");
    let mut whole = Thing::new(into, &void, dataset.clone());
    whole
        .put(terms::TYPE, terms::DATASET)
        .english(terms::TITLE, "regimap: cyber-security regimes and labels for consumer connectable products")
        .code(terms::VERSION, version)
        .code(regimap::CONTENT_HASH, data_hash)
        .code(terms::URI_SPACE, iris.base())
        .link(terms::LICENSE, NamedNode::new_unchecked("https://creativecommons.org/licenses/by/4.0/"))
        .number(terms::TRIPLES, figures.graphs.values().sum::<u64>())
        .links(terms::SUBSET, figures.graphs.keys().map(NamedNode::new_unchecked));
    for (graph, triples) in &figures.graphs {
        Thing::new(into, &void, NamedNode::new_unchecked(graph))
            .put(terms::TYPE, terms::DATASET)
            .number(terms::TRIPLES, *triples);
    }
    for (class, entities) in &figures.classes {
        let name = class.rsplit(['#', '/']).next().unwrap_or(class);
        let partition = iris.thing("partition", name);
        Thing::new(into, &void, dataset.clone()).link(terms::CLASS_PARTITION, partition.clone());
        Thing::new(into, &void, partition)
            .link(terms::CLASS, NamedNode::new_unchecked(class))
            .number(terms::ENTITIES, *entities);
    }
    provenance(iris, version, &figures, into);
}

/// The derived graphs were made by regimap from the other graphs.
fn provenance(iris: &Iris, version: &str, figures: &Figures, into: &mut Builder) {
    let graph = iris.graph("provenance");
    let activity = iris.thing("activity", "reasoning");
    let derived = ["derived", "derived-relations"].map(|name| iris.graph(name));
    let is_derived = |name: &str| derived.iter().any(|graph| graph.as_str() == name);
    let sources = figures.graphs.keys().filter(|name| !is_derived(name));
    let sources: Vec<NamedNode> = sources.map(NamedNode::new_unchecked).collect();
    Thing::new(into, &graph, activity.clone())
        .put(terms::TYPE, terms::ACTIVITY)
        .english(terms::PREF_LABEL, "Reasoning: entailment, relations, coverage and states as of a date")
        .code(terms::VERSION, version)
        .links(terms::USED, sources.clone());
    for made in derived.into_iter().filter(|made| figures.graphs.contains_key(made.as_str())) {
        Thing::new(into, &graph, made)
            .put(terms::TYPE, terms::ENTITY)
            .link(terms::WAS_GENERATED_BY, activity.clone())
            .links(terms::WAS_DERIVED_FROM, sources.clone());
    }
}

/// How many triples each graph has, and how many things each class of regimap's.
struct Figures {
    graphs: BTreeMap<String, u64>,
    classes: BTreeMap<String, u64>,
}

impl Figures {
    fn of(builder: &mut Builder) -> Self {
        let is_type = builder.number_of(terms::TYPE);
        let mut graphs: BTreeMap<u32, u64> = BTreeMap::new();
        let mut classes: BTreeMap<u32, u64> = BTreeMap::new();
        for [_, predicate, object, graph] in builder.distinct() as &[Row] {
            *graphs.entry(*graph).or_default() += 1;
            if *predicate == is_type {
                *classes.entry(*object).or_default() += 1;
            }
        }
        let name = |counts: BTreeMap<u32, u64>| -> BTreeMap<String, u64> {
            let names = builder.names(counts.keys().copied());
            names.into_iter().zip(counts.into_values()).filter_map(|(term, count)| iri(term).zip(Some(count))).collect()
        };
        let graphs = name(graphs);
        let mut classes = name(classes);
        classes.retain(|class, _| class.starts_with(terms::REGIMAP));
        Self { graphs, classes }
    }
}

fn iri(term: Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.into_string()),
        _ => None,
    }
}
