//! The recognition audit: each recognition of an arrangement against the content that supports it.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::coverage::through;
use super::drift::{Pins, pins};
use super::model::*;
use super::order::natural;
use super::owed;
use super::picture::{Drawing, Heat, HeatCell, Picture};
use super::setting::Setting;
use super::words::{count, is_are, join};
use super::{facets, pictures};
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

struct Found {
    recognitions: Answered,
    conditions: Answered,
    content: Answered,
    elements: Answered,
}

/// Makes the report.
///
/// # Errors
/// When a query fails, or the thing is no arrangement.
pub fn audit(asker: &Asker<'_>, arrangement: &NamedNode, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let of = [("arrangement", arrangement)];
    let with_threshold = [of[0], ("threshold", &threshold)];
    let about = asker.ask("audit/arrangement", &of)?;
    let Some(head) = about.rows().next() else {
        return Err(ReportError::Unfit(format!(
            "{} is no arrangement, so there is nothing to audit; `regimap query recognitions` lists the arrangements",
            arrangement.as_str()
        )));
    };
    let found = Found {
        recognitions: asker.ask("audit/recognitions", &of)?,
        conditions: asker.ask("audit/conditions", &of)?,
        content: asker.ask("audit/content", &with_threshold)?,
        elements: asker.ask("audit/elements", &with_threshold)?,
    };
    let directions = asker.ask("report/directions", &of)?;
    let times = asker.ask("audit/timeline", &of)?;
    let pinned = pins(asker, Some(arrangement), setting)?;
    let name = head.text("short");
    let mut sections = vec![arrangement_section(asker, &about), matrix(&found), supported(asker, &found)];
    sections.push(not_asked(&found));
    sections.push(facets::recognitions(
        asker,
        &found.recognitions,
        &found.conditions,
        "recognitions",
        "Recognitions and their conditions",
    ));
    sections.push(facets::directions(&directions));
    let mut findings = findings(&found);
    let answer = answer(name, &found, pinned.as_ref());
    if let Some(pinned) = pinned {
        sections.extend(pinned.sections);
        findings.extend(pinned.findings);
    }
    findings.sort_by_key(|finding| finding.severity);
    sections.push(facets::timeline(times.rows(), vec![times.query.clone()]));
    let drawn = [
        heat_map(&found),
        pictures::directions("directions", &directions),
        pictures::timeline("timeline", times.rows(), &setting.as_of),
    ];
    let named = setting.named(
        &format!("audit-{}", head.text("identifier")),
        &["audit", head.text("identifier"), "--evidence", &setting.threshold],
    );
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "audit",
        title: format!("Recognition audit of {name}"),
        question: format!(
            "What does {name} recognise, what do the texts show of it, on which conditions, and are the editions that it fixes the newest?"
        ),
        answer,
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        sides: vec![Side {
            part: "arrangement",
            name: Link { iri: arrangement.as_str().to_owned(), text: head.text("label").to_owned() },
            local: None,
            editions: vec![state(&head)],
        }],
        findings,
        sections,
        pictures: drawn.into_iter().flatten().collect(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Recognition is what the arrangement decides. Content is what the recognised label or standard asks, held element by element \
     against the provision that it counts as. Neither decides the other; where they differ, the report says so by name.",
    "A label holder is taken to do what the label asks; whoever meets a standard, what the standard asks. Where an arrangement \
     names provisions of a standard, the whole standard is held against the target, so that a gap found here is a gap all the more.",
    "Evidence weaker than the chosen threshold decides nothing; the column “If unconfirmed facts hold” shows what it would change.",
];
const LIMITS: &[&str] = &[
    "A gap between recognition and content is no error of the arrangement: a government may accept less, or know more, than the texts say.",
    "Where an edition behind a label is not recorded in full, absence proves nothing, and the answer is not established.",
    "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice.",
];

fn state(head: &Answer<'_>) -> String {
    let mut parts = vec![head.local("kind").replace('-', " ")];
    for (word, column) in [("signed", "signed"), ("in force from", "inForce"), ("ended", "ended")] {
        if !head.text(column).is_empty() {
            parts.push(format!("{word} {}", head.text(column)));
        }
    }
    parts.join(", ")
}

fn arrangement_section(asker: &Asker<'_>, about: &Answered) -> Section {
    let mut table = Table::new(&[("what", "What", Width::Narrow), ("value", "As recorded", Width::Wide)]);
    for row in about.rows().take(1) {
        for (what, value) in [
            ("In our words", row.text("description").to_owned()),
            ("Parties", row.text("parties").to_owned()),
            ("State", state(&row)),
            ("Does not replace", row.text("notReplaced").to_owned()),
            ("Read", row.text("readExtent").to_owned()),
        ] {
            if !value.is_empty() {
                table.push(0, vec![Cell::text(what), Cell::text(value)]);
            }
        }
        table.push(0, vec![Cell::text("Evidence"), Cell::Evidence(asker.evidence(row))]);
    }
    Section {
        id: "arrangement",
        title: "The arrangement".to_owned(),
        note: String::new(),
        detail: false,
        body: Body::Table(table),
        queries: vec![about.query.clone()],
    }
}

/// The provisions that something counts as, in their order, with their names.
fn targets(found: &Found) -> Vec<(&str, String)> {
    let mut rows: Vec<Answer<'_>> = found.content.rows().collect();
    rows.sort_by(|a, b| natural(a.text("countsAs"), b.text("countsAs")));
    let mut targets: Vec<(&str, String)> = Vec::new();
    for row in rows {
        if targets.iter().all(|(iri, _)| *iri != row.text("countsAs")) {
            targets.push((
                row.text("countsAs"),
                format!("{} {}", row.text("countsAsEditionLabel"), row.text("countsAsId")),
            ));
        }
    }
    targets
}

/// Something that is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Holder<'f> {
    iri: &'f str,
    name: &'f str,
    edition: &'f str,
}

impl Holder<'_> {
    fn link(&self) -> Cell {
        Cell::link(self.iri, called(&[*self]))
    }
}

/// What is recognised, in its order.
fn holders(found: &Found) -> Vec<Holder<'_>> {
    let all: BTreeSet<Holder<'_>> = found.content.rows().map(|row| holder(&row)).collect();
    all.into_iter().collect()
}

fn holder<'f>(row: &Answer<'f>) -> Holder<'f> {
    Holder { iri: row.text("holder"), name: row.text("holderShort"), edition: row.text("holderEditionLabel") }
}

/// Several levels by their names, the edition behind those that share it.
fn called(holders: &[Holder<'_>]) -> String {
    let groups = holders.chunk_by(|a, b| a.edition == b.edition).map(|group| {
        let names: Vec<String> = group.iter().map(|holder| holder.name.to_owned()).collect();
        if group[0].edition.is_empty() { join(&names) } else { format!("{} ({})", join(&names), group[0].edition) }
    });
    join(&groups.collect::<Vec<_>>())
}

/// How many elements of a provision a holder shows in full, how many stay open, and how many there are.
fn shown(found: &Found, target: &str, holder: &str) -> (usize, usize, usize) {
    let rows = || found.elements.rows_where("countsAs", target).filter(|row| row.text("holder") == holder);
    let with = |status: &str| rows().filter(|row| row.local("status") == status).count();
    (with("covered"), with("not-established"), rows().count())
}

fn matrix(found: &Found) -> Section {
    let mut table = Table::new(&[
        ("provision", "Counts as", Width::Narrow),
        ("holder", "What is recognised", Width::Wide),
        ("covered", "Shown in full", Width::Narrow),
        ("open", "Not established", Width::Narrow),
        ("other", "In part, or not asked for", Width::Narrow),
    ]);
    for (target, name) in targets(found) {
        for holder in holders(found) {
            let (covered, open, all) = shown(found, target, holder.iri);
            // A duty that no label can discharge by its content has no elements here.
            if all > 0 {
                let parts = format!("{} of {all}", all - covered - open);
                table.push(
                    0,
                    vec![
                        Cell::link(target, name.clone()),
                        holder.link(),
                        Cell::text(format!("{covered} of {all}")),
                        Cell::text(format!("{open} of {all}")),
                        Cell::text(parts),
                    ],
                );
            }
        }
    }
    Section {
        id: "summary",
        title: "In figures".to_owned(),
        note: "Elements of each provision that the recognised label or standard is taken to meet, by what its content shows of them."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![found.content.query.clone(), found.elements.query.clone()],
    }
}

fn heat_map(found: &Found) -> Option<Picture> {
    let holders = holders(found);
    let asks = |target: &str| found.elements.rows_where("countsAs", target).next().is_some();
    let targets: Vec<(&str, String)> = targets(found).into_iter().filter(|(target, _)| asks(target)).collect();
    if targets.is_empty() {
        return None;
    }
    let cell = |target: &str, holder: &str| match shown(found, target, holder) {
        (_, _, 0) => HeatCell::Empty,
        (covered, open, all) if covered + open == all && open > 0 => HeatCell::Open(format!("{covered}/{all}")),
        (covered, _, all) => {
            HeatCell::Share(u8::try_from(100 * covered / all).unwrap_or(100), format!("{covered}/{all}"))
        }
    };
    let cells = targets.iter().map(|(t, _)| holders.iter().map(|h| cell(t, h.iri)).collect()).collect();
    Some(Picture {
        section: "summary",
        title: "Recognised provisions against what the content shows".to_owned(),
        description: "For each provision and each label or standard that counts as it: how many of its elements the content shows in \
                      full. The table gives the figures."
            .to_owned(),
        drawing: Drawing::Heat(Heat {
            rows: targets.into_iter().map(|(_, name)| name).collect(),
            columns: holders.iter().map(|holder| called(&[*holder])).collect(),
            cells,
            legend: "elements shown in full, of all".to_owned(),
        }),
    })
}

fn supported(asker: &Asker<'_>, found: &Found) -> Section {
    let mut table = Table::new(&[
        ("provision", "Counts as", Width::Narrow),
        ("holder", "What is recognised", Width::Wide),
        ("recognised", "Recognised", Width::Narrow),
        ("content", "Content", Width::Narrow),
        ("if_unconfirmed", "If unconfirmed facts hold", Width::Narrow),
        ("through", "Through", Width::Below),
        ("shown", "Shown", Width::Below),
        ("missing", "Not shown in full", Width::Below),
        ("evidence", "Evidence of the recognition", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = found.content.rows().collect();
    // Labels that fare alike stand in one row.
    let fares = |row: &Answer<'_>| fares(found, row);
    rows.sort_by(|a, b| {
        natural(a.text("countsAs"), b.text("countsAs"))
            .then_with(|| fares(a).cmp(&fares(b)))
            .then_with(|| holder(a).cmp(&holder(b)))
    });
    for group in rows.chunk_by(|a, b| fares(a) == fares(b)) {
        let row = group[0];
        let elements = elements_of(found, &row);
        let with = |wanted: bool| elements.iter().filter(move |e| (e.local("status") == "covered") == wanted);
        let missing = with(false).map(|e| {
            Cell::link(
                e.text("element"),
                format!("{} ({})", e.text("elementLabel"), e.local("status").replace('-', " ")),
            )
        });
        let recognition = found.recognitions.rows_where("recognition", row.text("recognition")).next();
        let state = match row.local("state") {
            "in-force" => String::new(),
            state => format!(" ({})", state.replace('-', " ")),
        };
        table.push(
            0,
            vec![
                row.link("countsAs", "countsAsId"),
                Cell::list(group.iter().map(|row| holder(row).link()).collect()),
                Cell::text(format!("{}{state}", row.local("effect").replace('-', " "))),
                Cell::status(row.local("status")),
                Cell::status(row.local("statusIfUnconfirmed")),
                Cell::link(row.text("recognition"), through(&row)),
                Cell::list(with(true).map(|e| e.link("element", "elementLabel")).collect()),
                Cell::list(missing.collect()),
                recognition.map_or(Cell::Empty, |row| Cell::Evidence(asker.evidence(row))),
            ],
        );
    }
    Section {
        id: "support",
        title: "Each recognition against the content".to_owned(),
        note: "What counts as what, and what the content of the label or standard shows of it.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![found.content.query.clone(), found.elements.query.clone(), found.recognitions.query.clone()],
    }
}

/// What a row says but for the label that it is about.
fn fares(found: &Found, row: &Answer<'_>) -> (Vec<String>, Vec<(String, String)>) {
    let elements = elements_of(found, row);
    let statuses = elements.iter().map(|e| (e.text("element").to_owned(), e.text("status").to_owned())).collect();
    let columns = ["recognition", "countsAs", "status", "statusIfUnconfirmed"];
    (columns.map(|column| row.text(column).to_owned()).into(), statuses)
}

/// The elements of a provision, by what one holder shows of them, in their order.
fn elements_of<'f>(found: &'f Found, row: &Answer<'_>) -> Vec<Answer<'f>> {
    let mut elements: Vec<Answer<'f>> = found
        .elements
        .rows()
        .filter(|e| e.text("countsAs") == row.text("countsAs") && e.text("holder") == row.text("holder"))
        .collect();
    elements.sort_by(|a, b| natural(a.text("provisionSlug"), b.text("provisionSlug")));
    elements
}

/// Elements that are taken as met and not shown in full, those that fare alike for several labels in one row.
fn not_asked(found: &Found) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("element", "Element", Width::Wide),
        ("content", "Content", Width::Narrow),
        owed::COLUMN,
        ("holders", "Of", Width::Wide),
    ]);
    let names: BTreeMap<&str, Holder<'_>> = holders(found).into_iter().map(|holder| (holder.iri, holder)).collect();
    let mut rows: Vec<Answer<'_>> = found.elements.rows().filter(|row| row.local("status") != "covered").collect();
    let key = |row: &Answer<'_>| ["provision", "element", "status", "owed"].map(|column| row.text(column).to_owned());
    rows.sort_by(|a, b| {
        natural(a.text("provision"), b.text("provision"))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.text("holder").cmp(b.text("holder")))
    });
    for group in rows.chunk_by(|a, b| key(a) == key(b)) {
        let mut holders: Vec<Cell> = Vec::new();
        for row in group {
            let cell = names.get(row.text("holder")).map_or(Cell::Empty, Holder::link);
            if !holders.contains(&cell) {
                holders.push(cell);
            }
        }
        table.push(
            0,
            vec![
                group[0].link("provision", "provisionId"),
                group[0].link("element", "elementLabel"),
                Cell::status(group[0].local("status")),
                owed::cell(&group[0]),
                Cell::list(holders),
            ],
        );
    }
    table.drop_if_empty(owed::COLUMN.0);
    Section {
        id: "recognised-not-asked",
        title: "Recognised, though not shown in full".to_owned(),
        note: "Elements that count as met by this arrangement, though the content on record does not show them, or not wholly."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![found.elements.query.clone()],
    }
}

fn answer(name: &str, found: &Found, pins: Option<&Pins>) -> String {
    let (targets, holders) = (targets(found), holders(found));
    let pins = match pins {
        None => "it fixes no edition".to_owned(),
        Some(pins) if pins.behind == 0 => {
            format!("none of the {} that it fixes is behind", count(pins.pinned, "edition"))
        }
        Some(pins) => {
            format!(
                "of the {} that it fixes, {} {} behind",
                count(pins.pinned, "edition"),
                pins.behind,
                is_are(pins.behind)
            )
        }
    };
    if targets.is_empty() {
        return format!(
            "{name} names no provision that what it recognises counts as, so that there is no content to hold against it; {pins}."
        );
    }
    let elements: BTreeSet<(&str, &str)> =
        found.elements.rows().map(|row| (row.text("countsAs"), row.text("element"))).collect();
    let totals = |status: &str| -> Vec<usize> {
        let of = |holder: &str| {
            found.elements.rows_where("holder", holder).filter(|row| row.local("status") == status).count()
        };
        holders.iter().map(|holder| of(holder.iri)).collect()
    };
    let range = |numbers: &[usize]| match (numbers.iter().min(), numbers.iter().max()) {
        (Some(least), Some(most)) if least != most => format!("{least} to {most}"),
        (Some(&least), _) if least > 0 => least.to_string(),
        _ => "none".to_owned(),
    };
    let counts: Vec<String> = targets.iter().map(|(_, name)| name.clone()).collect();
    format!(
        "{name} lets {} count as {}; of the {} that this takes as met, the content on record shows, for each of them, {} in full and \
         leaves {} not established; {pins}.",
        called(&holders),
        join(&counts),
        count(elements.len(), "element"),
        range(&totals("covered")),
        range(&totals("not-established")),
    )
}

/// One finding for each provision, status and set of elements, naming the labels that share it.
fn findings(found: &Found) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (target, name) in targets(found) {
        for (status, severity, words) in [
            ("not-covered", Severity::Gap, "not asked for"),
            ("recommended-only", Severity::Gap, "only recommended"),
            ("partly-covered", Severity::Gap, "asked for only for some parts of the product"),
            (
                "covered-conditionally",
                Severity::Note,
                "asked for only under a condition, or not for all parts of the product",
            ),
            ("not-established", Severity::Open, "not established as asked for"),
        ] {
            let mut groups: BTreeMap<BTreeSet<&str>, Vec<Holder<'_>>> = BTreeMap::new();
            for holder in holders(found) {
                let labels: BTreeSet<&str> = found
                    .elements
                    .rows_where("countsAs", target)
                    .filter(|row| {
                        row.text("holder") == holder.iri && row.local("status") == status && !owed::is_owed(row)
                    })
                    .map(|row| row.text("elementLabel"))
                    .collect();
                if !labels.is_empty() {
                    groups.entry(labels).or_default().push(holder);
                }
            }
            for (labels, holders) in groups {
                let quoted: Vec<String> = labels.iter().map(|label| format!("“{label}”")).collect();
                findings.push(Finding {
                    severity,
                    text: format!(
                        "{} count{} as {name}, though {} of it {} {words}: {}.",
                        called(&holders),
                        if holders.len() == 1 { "s" } else { "" },
                        count(labels.len(), "element"),
                        is_are(labels.len()),
                        join(&quoted)
                    ),
                    evidence: vec![Link { iri: target.to_owned(), text: name.clone() }],
                });
            }
        }
        let rows: Vec<Answer<'_>> =
            found.elements.rows_where("countsAs", target).filter(|r| r.local("status") != "covered").collect();
        findings.extend(owed::finding(&name, &rows, Link { iri: target.to_owned(), text: name.clone() }));
    }
    findings.extend(conditions(found));
    findings
}

fn conditions(found: &Found) -> Vec<Finding> {
    let mut groups: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for row in found.conditions.rows() {
        groups.entry((row.local("kind"), row.text("label"))).or_default().insert(row.text("recognition"));
    }
    groups
        .into_iter()
        .map(|((kind, label), recognitions)| Finding {
            severity: Severity::Note,
            text: format!(
                "Condition of {} ({}): {label}",
                count(recognitions.len(), "recognition"),
                kind.replace('-', " ")
            ),
            evidence: recognitions
                .iter()
                .filter_map(|iri| found.recognitions.rows_where("recognition", iri).next())
                .map(|row| Link { iri: row.text("recognition").to_owned(), text: through(&row) })
                .collect(),
        })
        .collect()
}
