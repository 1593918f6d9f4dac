//! Reads the ontology's Turtle into its named graph.

use super::{Builder, Iris};
use oxrdf::{BlankNode, NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use rustc_hash::FxHashMap;

/// The ontology is no Turtle.
#[derive(Debug, thiserror::Error)]
#[error("ontology/regimap.ttl: {0}")]
pub struct OntologyError(#[from] oxttl::TurtleSyntaxError);

/// Adds the ontology to `graph/ontology`.
///
/// # Errors
/// When the text is no Turtle.
pub fn assert_ontology(turtle: &str, iris: &Iris, into: &mut Builder) -> Result<(), OntologyError> {
    let graph = iris.graph("ontology");
    let mut names = FxHashMap::default();
    for triple in TurtleParser::new().for_slice(turtle) {
        let triple = triple?;
        let subject = match triple.subject {
            NamedOrBlankNode::BlankNode(node) => Term::from(rename(node, &mut names)),
            NamedOrBlankNode::NamedNode(node) => node.into(),
        };
        let object = match triple.object {
            Term::BlankNode(node) => rename(node, &mut names).into(),
            other => other,
        };
        into.insert(&subject, &triple.predicate, &object, &graph);
    }
    Ok(())
}

/// The parser draws names of blank nodes by lot; ours follow their order in the text.
fn rename(node: BlankNode, names: &mut FxHashMap<BlankNode, BlankNode>) -> BlankNode {
    let next = names.len() + 1;
    names.entry(node).or_insert_with(|| BlankNode::new_unchecked(format!("ontology{next}"))).clone()
}
