//! The explanation: why a relation or a status is what it is, down to elements, obligations and sources.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::coverage::sorted_parts;
use super::derivation::derivation;
use super::model::*;
use super::order::natural;
use super::resolve::Choice;
use super::setting::{Named, Setting};
use std::collections::{BTreeMap, VecDeque};

/// Explains the relation of two provisions, or what a holder shows of a provision.
///
/// # Errors
/// When a query fails, or the two things are of kinds between which there is nothing to explain.
pub fn explain(asker: &Asker<'_>, one: &Choice, other: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    match (one.class.as_str(), other.class.as_str()) {
        ("Provision", "Provision") => relation(asker, one, other, setting),
        ("Level" | "Edition", "Provision") => status(asker, one, other, setting),
        ("Provision", "Level" | "Edition") => status(asker, other, one, setting),
        _ => Err(ReportError::Unfit(format!(
            "`explain` takes two provisions, or a level or edition and a provision; for {} and {} as wholes, ask `regimap compare` \
             or `regimap coverage`",
            one.name, other.name
        ))),
    }
}

/// Steps of entailment between elements.
#[derive(Default)]
struct Steps {
    next: BTreeMap<String, Vec<String>>,
    labels: BTreeMap<String, String>,
}

impl Steps {
    fn add(&mut self, answered: &Answered) {
        for row in answered.rows() {
            let (from, to) = (row.text("from").to_owned(), row.text("to").to_owned());
            self.labels.insert(from.clone(), row.text("fromLabel").to_owned());
            self.labels.insert(to.clone(), row.text("toLabel").to_owned());
            let next = self.next.entry(from).or_default();
            if !next.contains(&to) {
                next.push(to);
            }
        }
    }

    /// The shortest way from one element to another, both included.
    fn way(&self, from: &str, to: &str) -> Option<Vec<&str>> {
        let mut before: BTreeMap<&str, &str> = BTreeMap::new();
        let mut open = VecDeque::from([from]);
        while let Some(element) = open.pop_front() {
            if element == to {
                let mut way = vec![to];
                let mut place = to;
                while let Some(&previous) = before.get(place) {
                    way.push(previous);
                    place = previous;
                }
                // The start and the goal stand in the caller's words where no step names them.
                return Some(way.into_iter().rev().map(|e| self.stored(e)).collect());
            }
            for next in self.next.get(element).into_iter().flatten() {
                if next != from && !before.contains_key(next.as_str()) {
                    before.insert(next, self.stored(element));
                    open.push_back(next);
                }
            }
        }
        None
    }

    fn stored<'s>(&'s self, element: &str) -> &'s str {
        self.labels.get_key_value(element).map_or("", |(key, _)| key)
    }

    fn nodes(&self, from: &str, to: &str) -> Vec<Node> {
        let Some(way) = self.way(from, to).filter(|way| way.len() > 1) else { return Vec::new() };
        let labels: Vec<&str> =
            way.iter().map(|element| self.labels.get(*element).map_or("", String::as_str)).collect();
        let link = Link { iri: to.to_owned(), text: short(to) };
        vec![Node {
            text: format!("entails, step by step: {}", labels.join(" → ")),
            link: Some(link),
            ..Node::default()
        }]
    }
}

fn short(iri: &str) -> String {
    iri.rsplit('/').next().unwrap_or(iri).to_owned()
}

fn leaf(text: String) -> Node {
    Node { text, ..Node::default() }
}

/// A provision in its own right: what it says, and where that stands.
fn provision_node(
    asker: &Asker<'_>,
    choice: &Choice,
    what: &str,
    queries: &mut Vec<ShownQuery>,
) -> Result<(Node, Answered), ReportError> {
    let about = asker.ask("explain/provision", &[("provision", &choice.thing)])?;
    let asks = asker.ask("explain/asks", &[("provision", &choice.thing)])?;
    let mut node = Node { text: format!("{what}: {}", choice.name), ..Node::default() };
    if let Some(row) = about.rows().next() {
        let (completeness, state) = (row.local("completeness"), row.local("state").replace('-', " "));
        node.text =
            format!("{what}: {}, {} ({state}; edition recorded: {completeness})", choice.name, row.text("heading"));
        node.link = Some(Link { iri: row.text("provision").to_owned(), text: row.text("provisionId").to_owned() });
        node.evidence = Some(asker.evidence(row));
        node.children.push(leaf(format!("in our words: {}", row.text("paraphrase"))));
    }
    queries.push(about.query);
    queries.push(asks.query.clone());
    Ok((node, asks))
}

fn asked(asker: &Asker<'_>, row: Answer<'_>) -> Node {
    Node {
        text: format!("{}: {}", row.text("elementLabel"), facets(&row)),
        link: Some(Link {
            iri: row.text("element").to_owned(),
            text: format!("{} of {}", short(row.text("element")), row.text("withinId")),
        }),
        evidence: Some(asker.evidence(row)),
        children: if row.text("note").is_empty() {
            Vec::new()
        } else {
            vec![leaf(format!("note: {}", row.text("note")))]
        },
    }
}

/// Strength, condition, duty bearer and parts of an obligation, in words.
fn facets(row: &Answer<'_>) -> String {
    let mut words = vec![row.local("modality").replace('-', " ")];
    if !row.text("conditionLabel").is_empty() {
        words.push(format!("where: {}", row.text("conditionLabel")));
    }
    if !row.text("dutyBearerLabel").is_empty() {
        words.push(format!("owed by: {}", row.text("dutyBearerLabel").to_lowercase()));
    }
    if !row.text("parts").is_empty() {
        words.push(format!("for: {}", sorted_parts(row.text("parts")).to_lowercase()));
    }
    words.join("; ")
}

fn relation(asker: &Asker<'_>, one: &Choice, other: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let pair = [("subject", &one.thing), ("object", &other.thing)];
    let found = asker.ask("explain/relation", &pair)?;
    let mut queries = vec![found.query.clone()];
    let (mut first, first_asks) = provision_node(asker, one, "First", &mut queries)?;
    let (mut second, second_asks) = provision_node(asker, other, "Second", &mut queries)?;
    let mut steps = Steps::default();
    for choice in [one, other] {
        let answered = asker.ask("explain/steps", &[("provision", &choice.thing)])?;
        steps.add(&answered);
        queries.push(answered.query);
    }
    for (node, asks) in [(&mut first, &first_asks), (&mut second, &second_asks)] {
        let mut children: Vec<(String, Node)> = asks
            .rows()
            .map(|row| (format!("{} {}", row.text("withinSlug"), row.text("elementLabel")), asked(asker, row)))
            .collect();
        children.sort_by(|a, b| natural(&a.0, &b.0));
        node.children.push(Node {
            text: "it asks".to_owned(),
            children: children.into_iter().map(|(_, node)| node).collect(),
            ..Node::default()
        });
    }
    let name = match found.rows().next() {
        Some(row) => row.local("relation").to_owned(),
        None if first_asks.is_empty() || second_asks.is_empty() => "not-established".to_owned(),
        None => "no-relationship".to_owned(),
    };
    let derived = if found.is_empty() { derivation(asker, one, other)? } else { None };
    let words = match name.as_str() {
        _ if derived.is_some() => derived.as_ref().map_or("", |derived| &derived.words),
        "equal" => "is equal to",
        "superset-of" => "is a superset of",
        "subset-of" => "is a subset of",
        "intersects-with" => "intersects with",
        "no-relationship" => "shares no element with",
        _ => "has no established relation to",
    };
    let answer = format!("{} {words} {}.", one.name, other.name);
    let mut root = leaf(answer.clone());
    root.evidence = found.rows().next().map(|row| asker.evidence(row));
    if let Some(derived) = &derived {
        root.evidence = Some(derived.evidence.clone());
        root.children.push(derived.proof.clone());
        queries.push(derived.query.clone());
    }
    for (place, text) in
        [("shared", "both ask"), ("only first", "only the first asks"), ("only second", "only the second asks")]
    {
        let children: Vec<Node> = found
            .rows_where("where", place)
            .map(|row| {
                let element = row.text("element");
                let mut children = Vec::new();
                for (asks, side) in [(&first_asks, "first"), (&second_asks, "second")] {
                    children.extend(reached(asks, &steps, element, side));
                }
                Node {
                    text: row.text("elementLabel").to_owned(),
                    link: Some(Link { iri: element.to_owned(), text: short(element) }),
                    evidence: None,
                    children,
                }
            })
            .collect();
        if !children.is_empty() {
            root.children.push(Node { text: text.to_owned(), children, ..Node::default() });
        }
    }
    if found.is_empty() && derived.is_none() {
        let why = if name == "not-established" {
            "no elements are recorded for at least one of the two, or one contains the other"
        } else {
            "the elements that the one asks, with all that they entail, and those of the other have none in common, or the one contains the other"
        };
        root.children.push(leaf(why.to_owned()));
    }
    root.children.push(first);
    root.children.push(second);
    let readings = asker.ask("report/compare-readings", &[("one", &one.thing), ("other", &other.thing)])?;
    root.children.extend(reading_nodes(&readings));
    queries.push(readings.query);
    let named = setting
        .named(&format!("explain-{}-and-{}", one.typed(), other.typed()), &["explain", one.typed(), other.typed()]);
    let question = format!("Why does {} stand to {} as it does?", one.name, other.name);
    let sides = vec![one.side("first", asker)?, other.side("second", asker)?];
    report(
        asker,
        named,
        question,
        answer,
        "every recorded fact, each with its grade".to_owned(),
        root,
        queries,
        sides,
        setting,
    )
}

/// How a side comes to ask an element: outright, or through another that entails it.
fn reached(asks: &Answered, steps: &Steps, element: &str, side: &str) -> Vec<Node> {
    if let Some(row) = asks.rows_where("element", element).next() {
        return vec![leaf(format!("{side}: asked outright by {}", row.text("withinId")))];
    }
    let ways = asks.rows().filter_map(|row| Some((steps.way(row.text("element"), element)?.len(), row)));
    let Some((_, row)) = ways.min_by_key(|(length, _)| *length) else { return Vec::new() };
    let mut node = leaf(format!("{side}: through {}, which {} asks", row.text("elementLabel"), row.text("withinId")));
    node.children = steps.nodes(row.text("element"), element);
    vec![node]
}

fn reading_nodes(readings: &Answered) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for row in readings.rows() {
        let node = Node {
            text: format!("reading: {}", row.text("text")),
            link: Some(Link { iri: row.text("reading").to_owned(), text: short(row.text("reading")) }),
            evidence: None,
            children: if row.text("otherwise").is_empty() {
                Vec::new()
            } else {
                vec![leaf(format!("otherwise: {}", row.text("otherwise")))]
            },
        };
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    }
    nodes
}

fn status(asker: &Asker<'_>, holder: &Choice, target: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let pair = [("holder", &holder.thing), ("target", &target.thing)];
    let found = asker.ask("explain/status", &pair)?;
    let Some(row) = found.rows().next() else {
        return Err(ReportError::Unfit(format!(
            "nothing is recorded on how far {} shows that {} is met: the one is not in force on {}, the other asks nothing, or \
             both are of one edition",
            holder.name, target.name, setting.as_of
        )));
    };
    let column = match setting.threshold.as_str() {
        "primary" => "statusAtPrimary",
        "secondary" => "statusAtSecondary",
        _ => "statusAtUnconfirmed",
    };
    let mut queries = vec![found.query.clone()];
    let (target_node, _) = provision_node(asker, target, "Target", &mut queries)?;
    let elements = asker.ask("report/coverage-elements", &[pair[0], pair[1], ("threshold", &threshold)])?;
    let support = asker.ask("report/coverage-support", &pair)?;
    let open = asker.ask("report/coverage-open", &pair)?;
    let mut steps = Steps::default();
    let mut duties: Vec<&str> = support.rows().map(|row| row.text("provision")).collect();
    duties.sort_unstable();
    duties.dedup();
    for provision in duties {
        let provision = oxrdf::NamedNode::new_unchecked(provision);
        let answered = asker.ask("explain/steps", &[("provision", &provision)])?;
        steps.add(&answered);
        queries.push(answered.query);
    }
    let answer = format!("{} by {}: {}.", target.name, holder.name, row.local(column).replace('-', " "));
    let mut root = leaf(answer.clone());
    root.children.push(leaf(format!(
        "at each threshold of evidence: primary {}; secondary {}; unconfirmed {}",
        row.local("statusAtPrimary").replace('-', " "),
        row.local("statusAtSecondary").replace('-', " "),
        row.local("statusAtUnconfirmed").replace('-', " ")
    )));
    root.children.push(target_node);
    let mut rows: Vec<Answer<'_>> = elements.rows().collect();
    rows.sort_by(|a, b| natural(a.text("provision"), b.text("provision")));
    for row in rows {
        let mut node = Node {
            text: format!(
                "{} — {}: {} ({})",
                row.local("status").replace('-', " "),
                row.text("provisionId"),
                row.text("elementLabel"),
                facets(&row)
            ),
            link: Some(Link { iri: row.text("element").to_owned(), text: short(row.text("element")) }),
            evidence: Some(asker.evidence(row)),
            children: Vec::new(),
        };
        for limit in open.rows_where("obligation", row.text("obligation")) {
            node.children.push(leaf(format!("{}: {}", limit.text("what"), limit.text("label"))));
        }
        node.children.extend(support_nodes(asker, &support, &steps, &row));
        if node.children.is_empty() {
            node.children.push(leaf(why_nothing(row.local("status")).to_owned()));
        }
        root.children.push(node);
    }
    let readings = asker.ask("report/coverage-readings", &pair)?;
    root.children.extend(reading_nodes(&readings));
    queries.extend([elements.query, support.query, open.query, readings.query]);
    let named = setting.named(
        &format!("explain-{}-by-{}", target.typed(), holder.typed()),
        &["explain", holder.typed(), target.typed()],
    );
    let question = format!("Why does {} show what it does of {}?", holder.name, target.name);
    let sides = vec![target.side("target", asker)?, holder.side("holder", asker)?];
    report(asker, named, question, answer, setting.evidence_text(), root, queries, sides, setting)
}

fn support_nodes(asker: &Asker<'_>, support: &Answered, steps: &Steps, wanted: &Answer<'_>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for row in support.rows_where("obligation", wanted.text("obligation")) {
        let mut node = Node {
            text: format!(
                "asked by {} {}: {} ({})",
                row.text("editionLabel"),
                row.text("provisionId"),
                row.text("elementLabel"),
                facets(&row)
            ),
            link: Some(Link { iri: row.text("provision").to_owned(), text: row.text("provisionId").to_owned() }),
            evidence: Some(asker.evidence(row)),
            children: steps.nodes(row.text("element"), wanted.text("element")),
        };
        if !row.text("membershipGrade").is_empty() {
            let note = if row.text("membershipNote").is_empty() {
                String::new()
            } else {
                format!(": {}", row.text("membershipNote"))
            };
            node.children.push(Node {
                text: format!("the level requires this provision{note}"),
                evidence: Some(asker.evidence_of(row, "membershipGrade", "membershipSources", "membershipLocator")),
                ..Node::default()
            });
        }
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    }
    nodes
}

fn why_nothing(status: &str) -> &'static str {
    match status {
        "not-covered" => "the holder's editions are recorded in full, and nothing in them asks this",
        "not-established" => {
            "nothing on record asks this, and the holder's editions are not recorded in full or the facts are too weakly evidenced"
        }
        "outside-label-reach" => "no product label can discharge this duty",
        "alternative-route" => "the duty binds only those who chose another route to compliance",
        _ => "no duty is on record",
    }
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the page, put together once")]
fn report(
    asker: &Asker<'_>,
    named: Named,
    question: String,
    answer: String,
    evidence: String,
    root: Node,
    mut queries: Vec<ShownQuery>,
    sides: Vec<Side>,
    setting: &Setting,
) -> Result<Report, ReportError> {
    let mut kept: Vec<ShownQuery> = Vec::new();
    for query in queries.drain(..) {
        if !kept.iter().any(|known| known.name == query.name) {
            kept.push(query);
        }
    }
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "explain",
        title: format!("Why: {}", answer.trim_end_matches('.')),
        question,
        answer,
        as_of: setting.as_of.clone(),
        evidence,
        data: setting.data.clone(),
        sides,
        findings: Vec::new(),
        sections: vec![Section {
            id: "proof",
            title: "Why".to_owned(),
            note: String::new(),
            detail: false,
            body: Body::Tree(vec![root]),
            queries: kept,
        }],
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: Vec::new(),
        limits: vec![
            "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice."
                .to_owned(),
        ],
    })
}
