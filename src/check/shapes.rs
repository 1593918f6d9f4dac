//! SHACL: the shapes of the ontology against the whole graph.

use super::{Finding, Severity};
use crate::graph::{Frozen, Pattern, terms};
use crate::query::compact;
use oxrdf::{Graph, NamedNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::FxHashSet;
use shifty_engine::report::{ValidationResult, validate_report};
use shifty_parse::ParseError;

/// The shapes cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("ontology/shapes.ttl: {0}")]
pub struct ShapesError(String);

impl From<ParseError> for ShapesError {
    fn from(error: ParseError) -> Self {
        Self(error.to_string())
    }
}

/// Which things are held against the shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// What was read from packs.
    Facts,
    /// The answers and relations that the reasoner wrote as well, which are many and have one writer.
    Everything,
}

/// Classes whose things only the reasoner writes.
const DERIVED: &[&str] = &[
    "ObligationCoverage",
    "ProvisionCoverage",
    "WholeCoverage",
    "Tally",
    "ComputedRelation",
    "DerivedRelation",
    "DerivationStep",
    "Contradiction",
];

/// Checks the graph against the shapes; findings come sorted.
///
/// # Errors
/// When the shapes are no Turtle, or use what the engine does not support.
pub fn run_shapes(graph: &Frozen, shapes: &str, base: &str, checked: Checked) -> Result<Vec<Finding>, ShapesError> {
    let shapes = shifty_parse::load_turtle(shapes.as_bytes(), None)?;
    let parsed = shifty_parse::parse_loaded(&shapes);
    parsed.require_valid()?;
    if let Some(diagnostic) = parsed.diagnostics.first() {
        return Err(ShapesError(diagnostic.to_string()));
    }
    let report = validate_report(&shapes, &union(graph, checked));
    let mut findings: Vec<Finding> = report.results.iter().map(|result| finding(result, base)).collect();
    findings.sort_unstable();
    findings.dedup();
    Ok(findings)
}

/// All named graphs as one.
fn union(graph: &Frozen, checked: Checked) -> Graph {
    let left_out = match checked {
        Checked::Facts => derived(graph),
        Checked::Everything => FxHashSet::default(),
    };
    let all = Pattern { wanted: [None; 4], union: true };
    graph
        .scan(all)
        .filter(|[subject, ..]| !left_out.contains(subject))
        .filter_map(|[subject, predicate, object, _]| {
            let (predicate, object) = (graph.term(predicate), graph.term(object));
            let subject: NamedOrBlankNode = match graph.term(subject) {
                Term::NamedNode(node) => node.into(),
                Term::BlankNode(node) => node.into(),
                Term::Literal(_) => return None,
            };
            match predicate {
                Term::NamedNode(predicate) => Some(Triple::new(subject, predicate, object)),
                _ => None,
            }
        })
        .collect()
}

/// The numbers of all things that only the reasoner writes.
fn derived(graph: &Frozen) -> FxHashSet<u32> {
    let number = |node: &NamedNode| graph.find(node.as_ref().into());
    let classes = DERIVED.iter().filter_map(|class| number(&terms::own(class)));
    let Some(is_a) = graph.find(terms::TYPE.into()) else { return FxHashSet::default() };
    let things = classes.flat_map(|class| {
        graph.scan(Pattern { wanted: [None, Some(is_a), Some(class), None], union: true }).map(|[thing, ..]| thing)
    });
    things.collect()
}

fn finding(result: &ValidationResult, base: &str) -> Finding {
    let severity = match result.severity.as_str().rsplit('#').next() {
        Some("Info") => Severity::Info,
        Some("Warning") => Severity::Warning,
        _ => Severity::Violation,
    };
    let show = |term: &Term| compact(term, base);
    let path = result.path.as_ref().map(show).unwrap_or_default();
    let component = result.component.as_str().rsplit('#').next().unwrap_or_default();
    let value = result.value.as_ref().map(|value| format!(": {}", show(value))).unwrap_or_default();
    let detail = format!("{} {}{value}", path, component.trim_end_matches("ConstraintComponent")).trim().to_owned();
    Finding {
        severity,
        check: format!("shapes/{}", show(&result.source_shape).rsplit([':', '/']).next().unwrap_or_default()),
        subject: show(&result.focus),
        detail,
        mend: result.messages.iter().map(show).collect::<Vec<_>>().join(" "),
    }
}
