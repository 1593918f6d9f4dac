//! The report on agreement: where recognition, what is asked, and published mappings say the same, and where not.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::natural;
use super::owed;
use super::setting::Setting;
use super::words::{count, is_are, join};
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the report, on one arrangement, edition or regime, or on all.
///
/// # Errors
/// When a query fails, or nothing is recorded there.
pub fn agreement(
    asker: &Asker<'_>,
    of: Option<&(NamedNode, String)>,
    setting: &Setting,
) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let mut parameters = vec![("threshold", &threshold)];
    parameters.extend(of.map(|(thing, _)| ("of", thing)));
    let not_asked = asker.ask("agreement/not-asked", &parameters)?;
    let not_recognised = asker.ask("agreement/not-recognised", &parameters)?;
    let mappings = asker.ask("agreement/mappings", &parameters[1..])?;
    let name = of.map_or("all that is on record", |(_, name)| name);
    if not_asked.is_empty() && not_recognised.is_empty() && mappings.is_empty() {
        return Err(ReportError::Unfit(format!(
            "of {name} nothing is recorded on which recognition, content and mappings could differ on {}; `regimap query \
             recognitions` lists the recognitions",
            setting.as_of
        )));
    }
    let named = match of {
        Some((_, name)) => setting.named(&format!("agreement-of-{name}"), &["agreement", "--of", name]),
        None => setting.named("agreement", &["agreement"]),
    };
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "agreement",
        title: format!("Agreement of {name}"),
        question: "Where is something recognised and not asked for, or asked for and not recognised, and where do published mappings \
                   differ from what is computed?"
            .to_owned(),
        answer: answer(&not_asked, &not_recognised, &mappings),
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        sides: Vec::new(),
        findings: findings(&not_asked, &mappings),
        sections: vec![recognised(&not_asked), asked(&not_recognised), mapped(asker, &mappings)],
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Recognitions in force are held against what the recognised level or edition asks; provisions that it shows are held against what \
     the recognitions reach; published mappings are held against the relation computed from the asks of both sides.",
    "None of the three overwrites another: a difference is a finding, with both sides and their evidence.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "A mapping that its author calls one of a set is about the set, and is not held against a single pair.",
    "Where the recognised edition is not recorded in full, what it does not seem to ask is not established.",
];

/// Rows that differ only in who holds, with the holders.
fn by_holders<'t>(answered: &'t Answered, alike: &[&str]) -> Vec<(Answer<'t>, Vec<Cell>)> {
    let mut groups: BTreeMap<Vec<&str>, (Answer<'t>, Vec<Cell>)> = BTreeMap::new();
    for row in answered.rows() {
        let key: Vec<&str> = alike.iter().map(|column| row.text(column)).collect();
        let (_, holders) = groups.entry(key).or_insert_with(|| (row, Vec::new()));
        let holder = row.link("holder", "holderLabel");
        if !holders.contains(&holder) {
            holders.push(holder);
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by(|(a, _), (b, _)| natural(a.text("provision"), b.text("provision")));
    groups
}

fn elements(answered: &Answered, status: &str) -> usize {
    let rows = answered.rows().filter(|row| row.local("status") == status && !owed::is_owed(row));
    rows.map(|row| (row.text("provision"), row.text("element"))).collect::<BTreeSet<_>>().len()
}

fn answer(not_asked: &Answered, not_recognised: &Answered, mappings: &Answered) -> String {
    let (gap, open) = (elements(not_asked, "not-covered"), elements(not_asked, "not-established"));
    let shown: BTreeSet<&str> = not_recognised.rows().map(|row| row.text("provision")).collect();
    let verdict = |verdict: &str| {
        mappings.rows_where("verdict", verdict).map(|row| row.text("mapping")).collect::<BTreeSet<_>>().len()
    };
    let open = if open == 0 { String::new() } else { format!(", and of {open} more that is not established") };
    format!(
        "{} {} recognised though not asked for{open}; {} {} shown though not recognised; of \
         {} {} from what is computed.",
        count(gap, "demand"),
        is_are(gap),
        count(shown.len(), "provision"),
        is_are(shown.len()),
        count(verdict("agree") + verdict("differ"), "published mapping"),
        match verdict("differ") {
            1 => "1 differs".to_owned(),
            number => format!("{number} differ"),
        }
    )
}

fn recognised(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("element", "Demand", Width::Wide),
        ("content", "Content", Width::Narrow),
        owed::COLUMN,
        ("arrangement", "By", Width::Narrow),
        ("holder", "Held", Width::Below),
        ("recognition", "Recognised as", Width::Below),
    ]);
    for (row, holders) in by_holders(answered, &["provision", "element", "status", "recognition"]) {
        table.push(
            0,
            vec![
                row.link("provision", "provisionId"),
                row.link("element", "elementLabel"),
                Cell::status(row.local("status")),
                owed::cell(&row),
                row.link("arrangement", "arrangementLabel"),
                Cell::list(holders),
                Cell::link(
                    row.text("recognition"),
                    format!("{}: {}", row.local("effect").replace('-', " "), row.text("recognitionLabel")),
                ),
            ],
        );
    }
    table.drop_if_empty(owed::COLUMN.0);
    Section {
        id: "recognised-not-asked",
        title: "Recognised, though not asked for".to_owned(),
        note: "Demands that count as met by a recognition in force, though what is held does not show them in full."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn asked(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("heading", "Heading", Width::Wide),
        ("edition", "Of", Width::Narrow),
        ("content", "Content", Width::Narrow),
        ("holder", "Held", Width::Below),
    ]);
    for (row, holders) in by_holders(answered, &["provision", "status"]) {
        table.push(
            0,
            vec![
                row.link("provision", "provisionId"),
                Cell::text(row.text("heading")),
                row.link("edition", "editionLabel"),
                Cell::status(row.local("status")),
                Cell::list(holders),
            ],
        );
    }
    Section {
        id: "asked-not-recognised",
        title: "Asked for, though not recognised".to_owned(),
        note: "Provisions of the editions concerned that are shown by content, and for which no recognition in force counts.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn mapped(asker: &Asker<'_>, answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("subject", "Subject", Width::Narrow),
        ("stated", "Stated", Width::Narrow),
        ("object", "Object", Width::Narrow),
        ("computed", "Computed", Width::Narrow),
        ("set", "Crosswalk", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows_where("verdict", "differ").collect();
    rows.sort_by(|a, b| {
        natural(a.text("subject"), b.text("subject")).then_with(|| natural(a.text("object"), b.text("object")))
    });
    for row in rows {
        let side = |side: &str| {
            let (id, edition) = (row.text(&format!("{side}Id")), row.text(&format!("{side}EditionLabel")));
            Cell::link(row.text(side), format!("{edition} {id}"))
        };
        let stated = row.text("stated").rsplit(['#', '/']).next().unwrap_or_default();
        table.push(
            0,
            vec![
                side("subject"),
                Cell::link(row.text("mapping"), stated),
                side("object"),
                Cell::status(row.local("relation")),
                row.link("set", "setLabel"),
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Section {
        id: "mappings",
        title: "Published mappings that differ".to_owned(),
        note: "The computed relation is none of those that the statement leaves room for. Either side may be right: look at the evidence of both."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

/// One finding for each arrangement with what it recognises beyond what is asked, and one for each crosswalk that differs.
fn findings(not_asked: &Answered, mappings: &Answered) -> Vec<Finding> {
    let mut findings = Vec::new();
    let arrangements: BTreeSet<(&str, &str)> =
        not_asked.rows().map(|row| (row.text("arrangementLabel"), row.text("arrangement"))).collect();
    for (label, iri) in arrangements {
        let of = |status: &str| {
            let rows = not_asked
                .rows()
                .filter(|row| row.text("arrangement") == iri && row.local("status") == status && !owed::is_owed(row));
            rows.map(|row| (row.text("provision"), row.text("element"))).collect::<BTreeSet<_>>().len()
        };
        for (status, severity, words) in [
            ("not-covered", Severity::Gap, "not asked for by what it recognises"),
            ("recommended-only", Severity::Gap, "only recommended by what it recognises"),
            ("not-established", Severity::Open, "not established as asked for by what it recognises"),
        ] {
            let number = of(status);
            if number > 0 {
                findings.push(Finding {
                    severity,
                    text: format!("{label}: {} {words}.", count(number, "demand")),
                    evidence: vec![Link { iri: iri.to_owned(), text: label.to_owned() }],
                });
            }
        }
        let rows: Vec<Answer<'_>> = not_asked.rows_where("arrangement", iri).collect();
        findings.extend(owed::finding(
            &format!("what {label} takes as met"),
            &rows,
            Link { iri: iri.to_owned(), text: label.to_owned() },
        ));
    }
    let mut sets: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for row in mappings.rows_where("verdict", "differ") {
        sets.entry((row.text("setLabel"), row.text("set"))).or_default().push(format!(
            "{} and {}",
            row.text("subjectId"),
            row.text("objectId")
        ));
    }
    for ((label, iri), pairs) in sets {
        findings.push(Finding {
            severity: Severity::Gap,
            text: format!(
                "{label}: {} from what is computed: {}.",
                if pairs.len() == 1 {
                    "1 mapping differs".to_owned()
                } else {
                    format!("{} mappings differ", pairs.len())
                },
                join(&pairs)
            ),
            evidence: vec![Link { iri: iri.to_owned(), text: label.to_owned() }],
        });
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}
