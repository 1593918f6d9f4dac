//! The report on drift: which pinned editions have been overtaken, what changed since, and which answers would change.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::editions::relied;
use super::model::*;
use super::order::natural;
use super::setting::Setting;
use super::words::{count, is_are, join};
use oxrdf::NamedNode;
use std::collections::BTreeSet;

/// Whose pins a report is about.
pub struct Scope {
    /// The edition, arrangement or regime; nothing for all.
    pub thing: Option<(NamedNode, String)>,
}

/// The report, and what it found, for whoever sets an exit code by it.
pub struct Drift {
    /// The report.
    pub report: Report,
    /// Whether a pin is behind.
    pub behind: bool,
    /// Whether a pin is behind and an answer would change if it moved.
    pub answers: bool,
}

/// Makes the report.
///
/// # Errors
/// When a query fails, or nothing is pinned there.
pub fn drift(asker: &Asker<'_>, scope: &Scope, setting: &Setting) -> Result<Drift, ReportError> {
    let of = scope.thing.as_ref().map(|(thing, _)| thing);
    let name = scope.thing.as_ref().map_or("any arrangement or edition on record", |(_, name)| name);
    let Some(pins) = pins(asker, of, setting)? else {
        return Err(ReportError::Unfit(format!(
            "no edition is pinned by {name} or in it; `regimap query citations` lists every citation"
        )));
    };
    let named = match &scope.thing {
        Some((_, name)) => setting.named(&format!("drift-of-{name}"), &["drift", "--of", name]),
        None => setting.named("drift", &["drift"]),
    };
    let report = Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "drift",
        title: match &scope.thing {
            Some((_, name)) => format!("Drift of {name}"),
            None => "Drift of pinned editions".to_owned(),
        },
        question: format!(
            "Which editions pinned by {name} have been overtaken, and which answers would change if the pins moved?"
        ),
        answer: pins.answer,
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        sides: Vec::new(),
        findings: pins.findings,
        sections: pins.sections,
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    };
    Ok(Drift { report, behind: pins.behind > 0, answers: pins.answers })
}

/// What is to be told of pinned editions.
pub(super) struct Pins {
    /// The answer in one sentence.
    pub(super) answer: String,
    /// The tables.
    pub(super) sections: Vec<Section>,
    /// What to notice first.
    pub(super) findings: Vec<Finding>,
    /// How many editions are pinned.
    pub(super) pinned: usize,
    /// How many of them are behind.
    pub(super) behind: usize,
    /// Whether an answer would change if a pin moved.
    answers: bool,
}

/// The pins of an edition, an arrangement or a regime, or all; nothing where there are none.
///
/// # Errors
/// When a query fails.
pub(super) fn pins(asker: &Asker<'_>, of: Option<&NamedNode>, setting: &Setting) -> Result<Option<Pins>, ReportError> {
    let threshold = setting.threshold_node();
    let of: Vec<(&str, &NamedNode)> = of.iter().map(|thing| ("of", *thing)).collect();
    let pins = asker.ask("drift/pins", &of)?;
    if pins.is_empty() {
        return Ok(None);
    }
    let mut parameters = of.clone();
    parameters.push(("threshold", &threshold));
    let answers = asker.ask("drift/answers", &parameters)?;
    let overtaken: BTreeSet<(&str, &str, &str, &str)> = pins
        .rows()
        .filter(is_behind)
        .map(|row| (row.text("cited"), row.text("citedLabel"), row.text("newer"), row.text("newerLabel")))
        .collect();
    let levels = asker.ask("drift/levels", &parameters)?;
    let mut sections = vec![pinned(asker, &pins), would_change(&answers), required(&levels)];
    for (older, older_name, newer, newer_name) in &overtaken {
        let (older, newer) = (NamedNode::new_unchecked(*older), NamedNode::new_unchecked(*newer));
        let pair = [("older", &older), ("newer", &newer)];
        let mut section = relied(asker, &asker.ask("drift/relied-on", &pair)?);
        section.title = format!("From {older_name} to {newer_name}: provisions that others rely on");
        let figures = in_figures(&asker.ask("editions/provisions", &pair)?, older_name, newer_name);
        sections.extend([section, figures].into_iter().filter(|section| !section.is_empty()));
    }
    let editions = pins.rows().map(|row| row.text("cited")).collect::<BTreeSet<_>>().len();
    Ok(Some(Pins {
        answer: answer(&pins, &answers),
        sections,
        findings: findings(&pins, &answers, &levels),
        pinned: editions,
        behind: overtaken.iter().map(|(older, ..)| older).collect::<BTreeSet<_>>().len(),
        answers: !answers.is_empty(),
    }))
}

const METHOD: &[&str] = &[
    "A pin is behind where an edition that takes the place of the pinned one was published or in force on the date. The law goes on \
     meaning the pinned edition all the same.",
    "An answer would change where the newer edition, or the level that takes a recognised level's place, shows more or less of what the \
     recognition counts for than the pinned one does.",
    "A level that requires provisions of an overtaken edition pins it without saying so: each ask is held against the newer edition.",
    "What became of a provision is told by somebody who read both texts.",
];
const LIMITS: &[&str] = &[
    "A newer edition that is not on record is not found; “regimap query editions” shows what is.",
    "Whether a pin should move is for those who set it: this shows what is at stake, and is no legal advice.",
];

fn is_behind(row: &Answer<'_>) -> bool {
    matches!(row.local("newerState"), "in-force" | "superseded")
}

/// Statements that are not in force, or no longer, hold nothing back.
fn is_live(row: &Answer<'_>) -> bool {
    matches!(row.local("state"), "in-force" | "superseded")
}

fn answer(pins: &Answered, answers: &Answered) -> String {
    let editions = |behind: bool| -> BTreeSet<&str> {
        pins.rows().filter(|row| !behind || is_behind(row)).map(|row| row.text("cited")).collect()
    };
    let (all, behind) = (editions(false).len(), editions(true).len());
    if behind == 0 {
        let plural = if all == 1 { "the pinned edition is" } else { "none of the pinned editions is" };
        let rest = if all == 1 { "the newest on record".to_owned() } else { format!("behind ({all} on record)") };
        return format!("{} {rest}.", super::words::sentence(plural));
    }
    let overtaken: BTreeSet<String> = pins
        .rows()
        .filter(is_behind)
        .map(|row| format!("{} by {} ({})", row.text("citedLabel"), row.text("newerLabel"), row.text("newerDate")))
        .collect();
    let asks: BTreeSet<&str> = answers.rows().map(|row| row.text("obligation")).collect();
    format!(
        "{behind} of {} {} behind: {}; {} would change if the pins moved.",
        count(all, "pinned edition"),
        is_are(behind),
        join(&overtaken.into_iter().collect::<Vec<_>>()),
        if asks.is_empty() { "no answer on record".to_owned() } else { count(asks.len(), "answer") }
    )
}

fn pinned(asker: &Asker<'_>, answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("by", "By", Width::Narrow),
        ("statement", "As", Width::Wide),
        ("cited", "Pinned edition", Width::Narrow),
        ("status", "Pin", Width::Narrow),
        ("newer", "Newer edition", Width::Narrow),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by_key(|row| !is_behind(row));
    for row in rows {
        let place = row.text("provisionId");
        let place = if place.is_empty() { String::new() } else { format!(", {place}") };
        let what = match row.text("kind") {
            "citation" => format!("{} citation{place}", row.text("statementLabel").replace('-', " ")),
            _ => format!("{}{place}", row.text("statementLabel")),
        };
        let what = if is_live(&row) { what } else { format!("{what} ({})", row.local("state").replace('-', " ")) };
        let (status, newer) = match row.local("newerState") {
            "" => ("newest", Cell::Empty),
            "not-yet-in-force" => ("newest", row.link("newer", "newerLabel")),
            "ended" => ("newest", Cell::Empty),
            _ => ("behind", row.link("newer", "newerLabel")),
        };
        let newer = match newer {
            Cell::Link(link) => {
                Cell::link(link.iri, format!("{} ({})", link.text, row.text("newerDate")).replace(" ()", ""))
            }
            other => other,
        };
        table.push(
            0,
            vec![
                row.link("by", "byLabel"),
                Cell::link(row.text("statement"), what),
                row.link("cited", "citedLabel"),
                Cell::status(status),
                newer,
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Section {
        id: "pins",
        title: "Pinned editions".to_owned(),
        note: "Those that are behind come first. A newer edition that is not yet in force is named, and holds no pin behind.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn would_change(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Counts for", Width::Narrow),
        ("element", "Ask", Width::Wide),
        ("by", "By", Width::Narrow),
        ("before", "As pinned", Width::Narrow),
        ("after", "If it moved", Width::Narrow),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        natural(a.text("provision"), b.text("provision")).then_with(|| a.text("element").cmp(b.text("element")))
    });
    for row in rows {
        let cells = vec![
            row.link("provision", "provisionId"),
            row.link("element", "elementLabel"),
            row.link("by", "byLabel"),
            Cell::status(row.local("status")),
            Cell::status(row.local("newerStatus")),
        ];
        // Two recognitions of one arrangement may count for the same ask.
        if table.rows.iter().all(|known| known.cells != cells) {
            table.push(0, cells);
        }
    }
    Section {
        id: "answers",
        title: "Answers that would change".to_owned(),
        note: "Asks for which a recognition counts, by what is pinned and by what took its place. What the law accepts stays as it is."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn required(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("level", "Level", Width::Narrow),
        ("cited", "Requires provisions of", Width::Narrow),
        ("newer", "Newer edition", Width::Narrow),
        ("provisions", "Provisions", Width::Narrow),
        ("covered", "Asked for still", Width::Narrow),
        ("conditionally", "Under a condition", Width::Narrow),
        ("recommended", "Recommended only", Width::Narrow),
        ("not-covered", "Not asked for", Width::Narrow),
        ("not-established", "Not established", Width::Narrow),
    ]);
    for row in answered.rows() {
        let number = |column: &str| Cell::text(row.number(column).to_string());
        table.push(
            0,
            vec![
                row.link("level", "levelLabel"),
                row.link("cited", "citedLabel"),
                row.link("newer", "newerLabel"),
                number("provisions"),
                number("covered"),
                number("conditionally"),
                number("recommended"),
                number("notCovered"),
                number("notEstablished"),
            ],
        );
    }
    Section {
        id: "levels",
        title: "Levels that require an overtaken edition".to_owned(),
        note: "What each demands in the older edition, counted by what the newer one shows of it. A level goes on requiring what it names; \
               “regimap coverage --of LEVEL --by NEWER” tells it ask by ask."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

/// A level is a finding where the newer edition leaves out some of what it demands.
fn lacking(levels: &Answered) -> impl Iterator<Item = Finding> {
    let left_out = |row: &Answer<'_>| -> Vec<String> {
        [("notCovered", "no longer asks for"), ("recommended", "only recommends")]
            .into_iter()
            .filter(|(status, _)| row.number(status) > 0)
            .map(|(status, verb)| format!("{verb} {}", row.number(status)))
            .collect()
    };
    levels.rows().map(move |row| (left_out(&row), row)).filter(|(left_out, _)| !left_out.is_empty()).map(
        |(left_out, row)| Finding {
            severity: Severity::Open,
            text: format!(
                "{} requires {} of {}; of what they demand, {} {}.",
                row.text("levelLabel"),
                count(row.number("provisions"), "provision"),
                row.text("citedLabel"),
                row.text("newerLabel"),
                join(&left_out)
            ),
            evidence: vec![Link { iri: row.text("level").to_owned(), text: row.text("levelLabel").to_owned() }],
        },
    )
}

fn in_figures(answered: &Answered, older: &str, newer: &str) -> Section {
    let mut table = Table::new(&[
        ("change", "Change", Width::Narrow),
        ("number", "Provisions", Width::Narrow),
        ("provisions", "Which", Width::Wide),
    ]);
    let kinds: BTreeSet<&str> = answered.rows().map(|row| row.local("change")).collect();
    for kind in kinds {
        let mut rows: Vec<Answer<'_>> = answered.rows().filter(|row| row.local("change") == kind).collect();
        let link = |row: &Answer<'_>| match row.link("later", "laterId") {
            Cell::Empty => row.link("earlier", "earlierId"),
            found => found,
        };
        rows.sort_by(|a, b| natural(&link(a).plain(), &link(b).plain()));
        table.push(
            0,
            vec![
                Cell::status(&kind.replace(' ', "-")),
                Cell::text(rows.len().to_string()),
                Cell::list(rows.iter().map(link).collect()),
            ],
        );
    }
    Section {
        id: "changes",
        title: format!("From {older} to {newer}, in figures"),
        note: format!("“regimap diff '{older}' '{newer}'” shows each provision."),
        detail: true,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

/// One finding for each pin that is behind, one for each direction in which answers would change, and one for each level
/// that asks what a newer edition leaves out.
fn findings(pins: &Answered, answers: &Answered, levels: &Answered) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for row in pins.rows().filter(is_behind) {
        let text = format!(
            "{} pins {}, and {} has taken its place ({}).",
            row.text("byLabel"),
            row.text("citedLabel"),
            row.text("newerLabel"),
            row.text("newerDate")
        );
        let evidence = Link { iri: row.text("statement").to_owned(), text: row.text("statementLabel").to_owned() };
        match findings.iter_mut().find(|finding| finding.text == text) {
            Some(known) => known.evidence.push(evidence),
            None => findings.push(Finding { severity: Severity::Gap, text, evidence: vec![evidence] }),
        }
    }
    for row in pins.rows().filter(|row| row.local("newerState") == "not-yet-in-force") {
        findings.push(Finding {
            severity: Severity::Note,
            text: format!(
                "{} will take the place of {}, which {} pins.",
                row.text("newerLabel"),
                row.text("citedLabel"),
                row.text("byLabel")
            ),
            evidence: vec![Link { iri: row.text("newer").to_owned(), text: row.text("newerLabel").to_owned() }],
        });
    }
    let changes: BTreeSet<(&str, &str)> =
        answers.rows().map(|row| (row.local("status"), row.local("newerStatus"))).collect();
    for (before, after) in changes {
        let rows = || answers.rows().filter(|row| (row.local("status"), row.local("newerStatus")) == (before, after));
        let asks: BTreeSet<(&str, &str)> = rows().map(|row| (row.text("elementLabel"), row.text("element"))).collect();
        findings.push(Finding {
            severity: Severity::Open,
            text: format!(
                "If the pins moved, {} would go from {} to {}: {}.",
                count(asks.len(), "ask"),
                before.replace('-', " "),
                after.replace('-', " "),
                join(&asks.iter().map(|(label, _)| format!("“{label}”")).collect::<Vec<_>>())
            ),
            evidence: asks
                .iter()
                .map(|(label, iri)| Link { iri: (*iri).to_owned(), text: (*label).to_owned() })
                .collect(),
        });
    }
    findings.extend(lacking(levels));
    findings.sort_by_key(|finding| finding.severity);
    findings.dedup();
    findings
}
