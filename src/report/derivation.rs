//! The proof of a relation that follows from published mappings, as a tree.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::{Evidence, Link, Node, ShownQuery};
use super::resolve::Choice;
use std::collections::BTreeMap;

/// A relation that follows, and why.
pub struct Derivation {
    /// The relation in words, between the two names: "is equal to or a subset of".
    pub words: String,
    /// Its proof.
    pub proof: Node,
    /// How well its weakest statement is evidenced.
    pub evidence: Evidence,
    /// The query that found it.
    pub query: ShownQuery,
}

/// A step of a proof, gathered from the rows about it.
struct Step<'a> {
    row: Answer<'a>,
    possible: Vec<&'a str>,
    from: Vec<&'a str>,
    assumes: Vec<&'a str>,
}

/// The derived relation of two provisions; none where nothing follows.
///
/// # Errors
/// When the query fails.
pub fn derivation(asker: &Asker<'_>, one: &Choice, other: &Choice) -> Result<Option<Derivation>, ReportError> {
    let found = asker.ask("explain/derivation", &[("subject", &one.thing), ("object", &other.thing)])?;
    let steps = steps(&found);
    let Some(whole) = found.rows().next().map(|row| row.text("whole")) else { return Ok(None) };
    let Some(root) = steps.get(whole) else { return Ok(None) };
    let (words, evidence) = (words(&root.possible), asker.evidence(root.row));
    let proof = node(asker, whole, &steps);
    Ok(Some(Derivation { words, proof, evidence, query: found.query.clone() }))
}

fn steps(found: &Answered) -> BTreeMap<&str, Step<'_>> {
    let mut steps: BTreeMap<&str, Step<'_>> = BTreeMap::new();
    for row in found.rows() {
        let step = steps.entry(row.text("step")).or_insert(Step {
            row,
            possible: Vec::new(),
            from: Vec::new(),
            assumes: Vec::new(),
        });
        let values = [
            (&mut step.possible, row.local("possible")),
            (&mut step.from, row.text("from")),
            (&mut step.assumes, row.text("assumes")),
        ];
        for (list, value) in values {
            if !value.is_empty() && !list.contains(&value) {
                list.push(value);
            }
        }
    }
    steps
}

fn node(asker: &Asker<'_>, iri: &str, steps: &BTreeMap<&str, Step<'_>>) -> Node {
    let Some(step) = steps.get(iri) else { return Node { text: iri.to_owned(), ..Node::default() } };
    let row = step.row;
    let statement = format!("{} {} {}", name(row.text("one")), words(&step.possible), name(row.text("other")));
    let link = Some(Link { iri: iri.to_owned(), text: row.text("kind").to_owned() });
    match row.text("kind") {
        "stated" => {
            let by = if row.text("author").is_empty() { String::new() } else { format!(" by {}", row.text("author")) };
            let mut node = Node {
                text: format!("stated{by}: {statement}"),
                link,
                evidence: Some(asker.evidence(row)),
                ..Node::default()
            };
            if !row.text("stated").is_empty() {
                node.children.push(Node { text: format!("in its words: {}", row.text("stated")), ..Node::default() });
            }
            node
        }
        "computed" => Node {
            text: format!("computed from what the two ask: {statement}"),
            link,
            evidence: Some(asker.evidence(row)),
            ..Node::default()
        },
        _ => {
            let through = row.text("through");
            let how = if through.is_empty() {
                ", as all of these hold".to_owned()
            } else {
                format!(", through {}", name(through))
            };
            // The part that begins at the subject comes first.
            let begins_elsewhere = |iri: &&str| {
                let ends = steps.get(*iri).map(|part| [part.row.text("one"), part.row.text("other")]);
                !ends.is_some_and(|ends| ends.contains(&row.text("one")))
            };
            let mut from = step.from.clone();
            from.sort_by_key(|iri| (begins_elsewhere(iri), *iri));
            let mut children: Vec<Node> = from.into_iter().map(|iri| node(asker, iri, steps)).collect();
            let granted = |text: &&str| Node { text: format!("taken for granted: {text}"), ..Node::default() };
            children.extend(step.assumes.iter().map(granted));
            Node { text: format!("follows: {statement}{how}"), link: None, evidence: None, children }
        }
    }
}

/// The address of a thing without what all share.
fn name(iri: &str) -> &str {
    iri.split_once("/provision/").map_or(iri, |(_, path)| path)
}

/// In the order of the ontology, whatever that of the rows.
const WORDS: [(&str, &str); 5] = [
    ("equal", "equal to"),
    ("superset-of", "a superset of"),
    ("subset-of", "a subset of"),
    ("intersects-with", "intersecting with"),
    ("no-relationship", "unrelated to"),
];

fn words(possible: &[&str]) -> String {
    if possible.len() == 4 && !possible.contains(&"no-relationship") {
        return "shares something with".to_owned();
    }
    let named: Vec<&str> = WORDS.iter().filter(|(name, _)| possible.contains(name)).map(|(_, words)| *words).collect();
    format!("is {}", named.join(" or "))
}
