//! Properties of the shipped data: the order of rows, other engines, and days between which nothing changes.

use super::graph::{shuffled, snapshot};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use regimap::graph::{Frozen, Iris};
use regimap::pack::{self, Files};
use regimap::query::{Answer, Engine, Library};
use regimap::reason::{AsOf, Derived, Epoch, derive};
use regimap::shipped;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> Files {
    Files::read_dir(&root().join("data")).expect("the data can be read")
}

fn ontology() -> &'static str {
    shipped::ontology_text("regimap.ttl")
}

#[test]
fn the_order_of_rows_changes_no_byte_of_the_shipped_graph() {
    let as_it_is = snapshot(files(), ontology());
    for seed in [1, 20_260_601] {
        assert!(as_it_is == snapshot(shuffled(&files(), seed), ontology()), "rows in the order of seed {seed}");
    }
}

#[test]
fn every_named_query_and_check_gives_what_another_store_gives() {
    let graph = Frozen::from_bytes(&snapshot(files(), ontology())).expect("it was just made");
    let store = store(&graph);
    let iris = Iris::default();
    let engine = Engine::new(&graph, iris.base());
    let mut wrong = Vec::new();
    for folder in ["queries", "checks"] {
        let library = Library::new(shipped::queries(folder), iris.base()).expect("the library keeps to its form");
        for query in library.iter() {
            let ours = ours(&engine, &query.text);
            if ours != theirs(&store, iris.base(), &query.text) {
                wrong.push(format!("{folder}/{}", query.name));
            }
        }
    }
    assert!(wrong.is_empty(), "these give other answers over another store: {wrong:?}");
}

fn store(graph: &Frozen) -> Store {
    let store = Store::new().expect("memory is there");
    let quads = graph.iter().map(|(subject, predicate, object, name)| {
        let subject: NamedOrBlankNode = match subject {
            Term::NamedNode(node) => node.into(),
            Term::BlankNode(node) => node.into(),
            Term::Literal(_) => panic!("a literal as subject"),
        };
        let (Term::NamedNode(predicate), Term::NamedNode(name)) = (predicate, name) else { panic!("no IRI") };
        Quad::new(subject, predicate, object, GraphName::from(name))
    });
    store.extend(quads).expect("memory is there");
    store
}

fn ours(engine: &Engine<'_>, text: &str) -> Vec<String> {
    let mut rows: Vec<String> = match engine.answer(text).expect("a shipped query can be answered") {
        Answer::Boolean(value) => vec![value.to_string()],
        Answer::Table(table) => {
            table.rows.iter().map(|row| row.iter().map(|cell| bag(cell.as_ref())).collect()).collect()
        }
        Answer::Triples(triples) => triples.iter().map(ToString::to_string).collect(),
    };
    rows.sort_unstable();
    rows
}

fn theirs(store: &Store, base: &str, text: &str) -> Vec<String> {
    let mut evaluator = SparqlEvaluator::new().with_base_iri(base).expect("our base is an IRI");
    for (prefix, namespace) in regimap::graph::terms::PREFIXES {
        evaluator = evaluator.with_prefix(*prefix, *namespace).expect("our prefixes are valid");
    }
    let mut query = evaluator.parse_query(text).expect("a shipped query is SPARQL");
    query.dataset_mut().set_default_graph_as_union();
    let mut rows: Vec<String> = match query.on_store(store).execute().expect("a shipped query can be answered") {
        QueryResults::Boolean(value) => vec![value.to_string()],
        QueryResults::Solutions(solutions) => solutions
            .map(|solution| solution.expect("a solution").values().iter().map(|cell| bag(cell.as_ref())).collect())
            .collect(),
        QueryResults::Graph(triples) => triples.map(|triple| triple.expect("a triple").to_string()).collect(),
    };
    rows.sort_unstable();
    rows
}

/// A cell, with the characters of a text sorted: SPARQL leaves open in which order GROUP_CONCAT joins, and which of
/// equal rows SAMPLE takes.
fn bag(cell: Option<&Term>) -> String {
    match cell {
        Some(Term::Literal(literal)) => {
            let mut characters: Vec<char> = literal.to_string().chars().collect();
            characters.sort_unstable();
            characters.into_iter().collect::<String>() + "\n"
        }
        Some(term) => format!("{term}\n"),
        None => "\n".to_owned(),
    }
}

#[test]
fn between_two_dates_in_the_data_no_answer_changes() {
    let packs = pack::load(files()).unwrap_or_else(|broken| panic!("{broken}"));
    let at = |day: Date| derive(&packs, AsOf(day));
    for day in [date(2024, 6, 1), date(2025, 12, 10), date(2026, 11, 24)] {
        let Epoch { from, until } = at(day).model.epoch;
        let first = from.expect("something was before");
        assert!(first <= day, "{first} begins the days around {day}");
        let last = until.map_or(date(2040, 1, 1), |until| until - 1.day());
        assert!(last >= day, "{last} ends the days around {day}");
        assert!(summary(&at(first)) == summary(&at(last)), "answers differ between {first} and {last}");
    }
}

#[test]
fn on_the_day_a_label_is_recognised_something_changes() {
    let packs = pack::load(files()).unwrap_or_else(|broken| panic!("{broken}"));
    let at = |day: Date| derive(&packs, AsOf(day));
    assert!(summary(&at(date(2025, 12, 3))) != summary(&at(date(2025, 12, 4))));
    assert_eq!(at(date(2025, 12, 3)).model.epoch.until, Some(date(2025, 12, 4)));
}

/// All that was derived, in words.
fn summary(derived: &Derived<'_>) -> String {
    let states: Vec<_> = derived.model.provisions.iter().map(|provision| provision.state).collect();
    format!("{:?} {states:?} {:?} {:?}", derived.model.edition_states, derived.relations, derived.coverage)
}
