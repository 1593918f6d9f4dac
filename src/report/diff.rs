//! The report on two states of the knowledge base: what differs, and through which fact.

use super::ask::{Asker, ReportError};
use super::differences::{Change, Differences, Kind, values};
use super::model::*;
use super::setting::Setting;
use super::words::{count, join};
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// A state of the knowledge base.
pub struct State<'a> {
    /// Asks its graph.
    pub asker: Asker<'a>,
    /// What people call it: a day, a file, a folder.
    pub name: String,
    /// The day of its answers, and what it was made from.
    pub setting: Setting,
}

/// What the two states are, in words.
pub struct Subject {
    /// Which report: `diff` or `what-if`.
    pub kind: &'static str,
    /// The words of its command, from which its name comes.
    pub words: Vec<String>,
    /// Title.
    pub title: String,
    /// Question.
    pub question: String,
    /// The answer where nothing differs.
    pub nothing: String,
}

impl Subject {
    /// Two states, side by side.
    pub fn of_states(before: &str, after: &str) -> Self {
        Self {
            kind: "diff",
            words: ["diff", before, after].map(str::to_owned).into(),
            title: format!("What changed from {before} to {after}"),
            question: format!(
                "Which recognitions, editions, answers and relations differ between {before} and {after}, and through which fact?"
            ),
            nothing: format!("Nothing differs between {before} and {after}."),
        }
    }
}

/// The queries that are asked of both states, in the order of telling; what decides comes with what follows from it.
const QUERIES: [&str; 17] = [
    "recognitions",
    "conditions-of-recognitions",
    "arrangements",
    "pins",
    "editions",
    "statuses",
    "obligation-statuses",
    "relations",
    "provisions",
    "obligations",
    "levels",
    "level-requirements",
    "mappings",
    "elements",
    "conditions",
    "facts",
    "scope",
];
/// Those that go into detail.
const DETAIL: [&str; 2] = ["obligation-statuses", "relations"];

/// Makes the report.
///
/// # Errors
/// When a query fails.
pub fn diff(before: &State<'_>, after: &State<'_>, subject: Subject) -> Result<Report, ReportError> {
    let threshold = after.setting.threshold_node();
    let mut found = Vec::new();
    for name in QUERIES {
        let query = format!("diff/{name}");
        let parameters: &[(&str, &NamedNode)] =
            if name.ends_with("statuses") { &[("threshold", &threshold)] } else { &[] };
        found.push((name, Differences::between(&before.asker, &after.asker, &query, parameters)?));
    }
    let mut changed: BTreeMap<String, Link> = BTreeMap::new();
    for (_, differences) in found.iter().filter(|(_, differences)| differences.form.because.is_none()) {
        changed.extend(differences.changes.iter().map(|change| (change.thing.iri.clone(), named(change, differences))));
    }
    let mut sections = vec![figures(&found)];
    for (name, differences) in found.iter().filter(|(_, differences)| !differences.changes.is_empty()) {
        let behind = differences.behind(&before.asker, &after.asker)?;
        sections.push(section(name, differences, &behind, &changed, after));
    }
    let mut sources = before.asker.sources()?;
    for source in after.asker.sources()? {
        if sources.iter().all(|known| known.iri != source.iri) {
            sources.push(source);
        }
    }
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let words: Vec<&str> = subject.words.iter().map(String::as_str).collect();
    let named = after.setting.named(&words.join("-"), &words);
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: subject.kind,
        title: subject.title,
        question: subject.question,
        answer: answer(&found, &subject.nothing),
        as_of: after.setting.as_of.clone(),
        evidence: after.setting.evidence_text(),
        data: after.setting.data.clone(),
        sides: vec![side("before", before), side("after", after)],
        findings: findings(&found),
        sections,
        pictures: Vec::new(),
        sources,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Each query is asked of both states; rows are told apart by the thing that they are about, and whatever else they say is compared. \
     “regimap query NAME --as-of DAY” asks one state, so that each table can be made again.",
    "Rows that changed alike stand together. Where a whole edition, level or holder is new or gone, what belongs to it is only counted.",
    "“Through” names the changed facts that an answer or relation rests on, before or after: asks, provisions, editions, requirements of \
     levels, elements and conditions.",
];
const LIMITS: &[&str] = &[
    "An answer can rest on several changed facts; that each of them alone would have changed it is not said.",
    "Labels, locators and the names of sources are not compared.",
];

fn side(part: &'static str, state: &State<'_>) -> Side {
    let hash: String = state.setting.data.hash.chars().take(16).collect();
    Side {
        part,
        name: Link { iri: String::new(), text: state.name.clone() },
        local: None,
        editions: vec![format!(
            "as of {}, data {} of SHA-256 {hash}…",
            state.setting.as_of, state.setting.data.version
        )],
    }
}

fn answer(found: &[(&str, Differences)], nothing: &str) -> String {
    let parts = |kind: Kind| -> Vec<String> {
        found
            .iter()
            .map(|(_, differences)| (differences.count(kind), &differences.form.one))
            .filter(|(number, _)| *number > 0)
            .map(|(number, one)| count(number, one))
            .collect()
    };
    let told: Vec<String> = [Kind::Changed, Kind::New, Kind::Gone]
        .into_iter()
        .map(|kind| (kind, parts(kind)))
        .filter(|(_, parts)| !parts.is_empty())
        .map(|(kind, parts)| format!("{}: {}", kind.as_str(), join(&parts)))
        .collect();
    if told.is_empty() { nothing.to_owned() } else { format!("{}.", super::words::sentence(&told.join("; "))) }
}

fn figures(found: &[(&str, Differences)]) -> Section {
    let mut table = Table::new(&[
        ("what", "What", Width::Wide),
        ("before", "Before", Width::Narrow),
        ("after", "After", Width::Narrow),
        ("changed", "Changed", Width::Narrow),
        ("new", "New", Width::Narrow),
        ("gone", "Gone", Width::Narrow),
    ]);
    for (_, differences) in found {
        let number = |number: usize| Cell::text(number.to_string());
        table.push(
            0,
            vec![
                Cell::text(&differences.after.query.title),
                number(differences.rows.0),
                number(differences.rows.1),
                number(differences.count(Kind::Changed)),
                number(differences.count(Kind::New)),
                number(differences.count(Kind::Gone)),
            ],
        );
    }
    Section {
        id: "summary",
        title: "In figures".to_owned(),
        note: "All that was compared, whether it differs or not.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: found.iter().map(|(_, differences)| differences.after.query.clone()).collect(),
    }
}

/// A changed thing under a name that stands alone.
fn named(change: &Change, differences: &Differences) -> Link {
    let whole: Vec<&str> = change.whole.iter().map(|whole| whole.text.as_str()).collect();
    let text = format!("{} {} ({})", whole.join(" "), change.thing.text, verb(change, differences));
    Link { iri: change.thing.iri.clone(), text: text.trim().to_owned() }
}

/// What happened, in a few words.
fn verb(change: &Change, differences: &Differences) -> String {
    match change.kind {
        Kind::New => "new".to_owned(),
        Kind::Gone => "gone".to_owned(),
        Kind::Changed => match since(change, differences) {
            Some(since) => since,
            None => {
                let columns: BTreeSet<&String> = change.before.keys().chain(change.after.keys()).collect();
                let told = columns.iter().map(|column| {
                    let of = |side: &BTreeMap<String, BTreeSet<String>>| {
                        let alone =
                            side.get(*column).map(|values| BTreeMap::from([((*column).clone(), values.clone())]));
                        alone.map(|alone| values(&alone, true).plain()).unwrap_or_default()
                    };
                    format!("{column}: {} → {}", of(&change.before), of(&change.after))
                });
                told.collect::<Vec<_>>().join("; ")
            }
        },
    }
}

/// The day through which a state became another.
fn since(change: &Change, differences: &Differences) -> Option<String> {
    let state = change.after.get("state")?.first()?.rsplit('#').next()?;
    let row = differences.row(change);
    let (word, day) = match state {
        "in-force" => ("in force since", row.text("since")),
        "ended" => ("ended on", row.text("until")),
        "superseded" => ("replaced by", row.text("replacedBy")),
        _ => return None,
    };
    (!day.is_empty()).then(|| format!("{word} {day}"))
}

/// What rows share that stand together.
#[derive(PartialEq)]
struct Shared {
    kind: Kind,
    of: Vec<Link>,
    before: Cell,
    after: Cell,
    through: Vec<Link>,
}

fn section(
    name: &'static str,
    differences: &Differences,
    behind: &BTreeMap<String, BTreeSet<String>>,
    changed: &BTreeMap<String, Link>,
    after: &State<'_>,
) -> Section {
    let columns: BTreeSet<&String> =
        differences.changes.iter().flat_map(|c| c.before.keys().chain(c.after.keys())).collect();
    let alone = columns.len() < 2;
    let mut groups: Vec<(Shared, Vec<&Change>)> = Vec::new();
    for change in &differences.changes {
        let through = through(change, differences, behind, changed);
        let shared = match &change.within {
            Some(whole) => Shared {
                kind: change.kind,
                of: vec![whole.clone()],
                before: Cell::Empty,
                after: Cell::Empty,
                through: Vec::new(),
            },
            None => Shared {
                kind: change.kind,
                of: change.whole.clone(),
                before: values(&change.before, alone),
                after: values(&change.after, alone),
                through,
            },
        };
        match groups.iter_mut().find(|(known, _)| *known == shared) {
            Some((_, members)) => members.push(change),
            None => groups.push((shared, vec![change])),
        }
    }
    let groups = told_once(groups);
    let mut table = Table::new(&[
        ("what", "What", Width::Wide),
        ("of", "Of", Width::Narrow),
        ("change", "Change", Width::Narrow),
        ("before", "Before", Width::Narrow),
        ("after", "After", Width::Narrow),
        ("through", "Through", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    for (shared, members) in groups {
        let links = |links: Vec<Link>| Cell::list(links.into_iter().map(Cell::Link).collect());
        let counted = members[0].within.is_some();
        let what = if counted {
            Cell::text(count(members.len(), &differences.form.one))
        } else {
            links(members.iter().map(|change| change.thing.clone()).collect())
        };
        let mut evidence: Vec<Cell> = Vec::new();
        if differences.has_evidence() && !counted {
            for change in &members {
                let cell = Cell::Evidence(after.asker.evidence(differences.row(change)));
                if !evidence.contains(&cell) {
                    evidence.push(cell);
                }
            }
        }
        table.push(
            0,
            vec![
                what,
                links(shared.of),
                Cell::status(shared.kind.as_str()),
                shared.before,
                shared.after,
                links(shared.through),
                Cell::list(evidence),
            ],
        );
    }
    Section {
        id: name,
        title: differences.after.query.title.clone(),
        note: String::new(),
        detail: DETAIL.contains(&name),
        body: Body::Table(table),
        queries: vec![differences.after.query.clone()],
    }
}

/// Rows that differ only in the first of what they belong to, such as the holder, are told once for all.
fn told_once(groups: Vec<(Shared, Vec<&Change>)>) -> Vec<(Shared, Vec<&Change>)> {
    let texts = |members: &[&Change]| members.iter().map(|change| change.thing.text.clone()).collect::<Vec<_>>();
    let mut once: Vec<(Shared, Vec<&Change>, Vec<Link>)> = Vec::new();
    for (shared, members) in groups {
        let rest = shared.of.get(1..).unwrap_or_default().to_vec();
        let alike = |(known, others, tail): &&mut (Shared, Vec<&Change>, Vec<Link>)| {
            !rest.is_empty()
                && *tail == rest
                && (known.kind, &known.before, &known.after, &known.through)
                    == (shared.kind, &shared.before, &shared.after, &shared.through)
                && texts(others) == texts(&members)
        };
        match once.iter_mut().find(alike) {
            Some((known, ..)) => {
                let place = known.of.len() - rest.len();
                known.of.insert(place, shared.of[0].clone());
            }
            None => once.push((shared, members, rest)),
        }
    }
    once.into_iter().map(|(shared, members, _)| (shared, members)).collect()
}

/// The changed facts that a row rests on; of a fact itself, the day or the whole that changed it.
fn through(
    change: &Change,
    differences: &Differences,
    behind: &BTreeMap<String, BTreeSet<String>>,
    changed: &BTreeMap<String, Link>,
) -> Vec<Link> {
    if differences.form.because.is_some() {
        let facts = behind.get(&change.thing.iri).into_iter().flatten();
        return facts.filter_map(|fact| changed.get(fact)).cloned().collect();
    }
    if change.kind != Kind::Changed {
        return Vec::new();
    }
    let since = since(change, differences).map(|text| Link { iri: String::new(), text });
    let wholes = change.whole.iter().filter_map(|whole| changed.get(&whole.iri)).cloned();
    since.into_iter().chain(wholes).collect()
}

/// What a reader should notice first: recognitions that changed, pins that fell behind, answers that got weaker.
fn findings(found: &[(&str, Differences)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, differences) in found {
        match *name {
            "recognitions" => {
                for change in differences.changes.iter().filter(|change| change.within.is_none()) {
                    findings.push(Finding {
                        severity: Severity::Note,
                        text: format!("{}: {}.", change.thing.text, verb(change, differences)),
                        evidence: vec![change.thing.clone()],
                    });
                }
            }
            "pins" => {
                for change in &differences.changes {
                    let Some(newer) = change.after.get("newer") else { continue };
                    let newer: Vec<String> = newer.iter().cloned().collect();
                    let row = differences.row(change);
                    findings.push(Finding {
                        severity: Severity::Open,
                        text: format!(
                            "The pin of {} to {} is behind {}.",
                            row.text("byLabel"),
                            row.text("pinned"),
                            join(&newer)
                        ),
                        evidence: vec![change.thing.clone()],
                    });
                }
            }
            "statuses" => findings.extend(weaker(differences)),
            _ => {}
        }
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// One finding for each holder and edition of which some provisions are less well shown than before.
fn weaker(differences: &Differences) -> Vec<Finding> {
    const STRENGTH: [&str; 5] =
        ["covered", "covered-conditionally", "partly-covered", "recommended-only", "not-covered"];
    let strength = |side: &BTreeMap<String, BTreeSet<String>>| {
        let status = side.get("status")?.first()?.rsplit('#').next()?;
        STRENGTH.iter().position(|known| *known == status)
    };
    let mut groups: BTreeMap<&Vec<Link>, Vec<&Change>> = BTreeMap::new();
    for change in differences.changes.iter().filter(|change| change.kind == Kind::Changed) {
        if let (Some(before), Some(after)) = (strength(&change.before), strength(&change.after))
            && after > before
        {
            groups.entry(&change.whole).or_default().push(change);
        }
    }
    groups
        .into_iter()
        .map(|(whole, changes)| Finding {
            severity: Severity::Gap,
            text: format!(
                "{} shows less of {} than before: {}.",
                whole[0].text,
                whole[1].text,
                join(&changes.iter().map(|change| change.thing.text.clone()).collect::<Vec<_>>())
            ),
            evidence: changes.iter().map(|change| change.thing.clone()).collect(),
        })
        .collect()
}
