//! What a reader of the coverage report should notice first, worded from the answers of its queries.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::coverage::{Found, through, weak_requirements};
use super::model::{Finding, Link, Severity, Side};
use super::order::natural;
use super::owed;
use super::resolve::Choice;
use super::setting::Setting;
use super::words::{count, is_are, join};
use std::collections::BTreeMap;

/// All findings, worst first.
pub(super) fn coverage(
    found: &Found,
    holder: &Choice,
    sides: &[Side],
    asker: &Asker<'_>,
    setting: &Setting,
) -> Result<Vec<Finding>, ReportError> {
    let mut findings = Vec::new();
    not_asked(found, &mut findings);
    pins(&found.pins, &mut findings);
    unconfirmed(found, &mut findings);
    weakly_required(found, &sides[0], setting, &mut findings);
    incomplete(asker, holder, &sides[1], &mut findings)?;
    simplified(found, &mut findings);
    not_recognised(found, &mut findings);
    conditions(found, &mut findings);
    findings.sort_by_key(|finding| finding.severity);
    Ok(findings)
}

/// One finding for each recognised provision and status of its elements.
fn not_asked(found: &Found, findings: &mut Vec<Finding>) {
    let mut recognised: Vec<Answer<'_>> = found.not_asked.rows().collect();
    recognised.sort_by(|a, b| natural(a.text("countsAsSlug"), b.text("countsAsSlug")));
    let mut provisions: Vec<&str> = recognised.iter().map(|row| row.text("countsAs")).collect();
    provisions.dedup();
    for provision in provisions {
        let rows: Vec<Answer<'_>> =
            recognised.iter().copied().filter(|row| row.text("countsAs") == provision).collect();
        let mut by: Vec<String> =
            rows.iter().map(|row| format!("{}, {}", row.local("effect").replace('-', " "), through(row))).collect();
        by.sort_unstable();
        by.dedup();
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
            let mut elements: BTreeMap<&str, &str> = BTreeMap::new();
            for row in rows.iter().filter(|row| row.local("status") == status && !owed::is_owed(row)) {
                elements.insert(row.text("elementLabel"), row.text("element"));
            }
            if elements.is_empty() {
                continue;
            }
            let labels: Vec<String> = elements.keys().map(|label| format!("“{label}”")).collect();
            findings.push(Finding {
                severity,
                text: format!(
                    "{} is recognised ({}), though {} of it {} {words}: {}.",
                    rows[0].text("countsAsId"),
                    by.join("; "),
                    count(elements.len(), "element"),
                    is_are(elements.len()),
                    join(&labels)
                ),
                evidence: vec![Link { iri: provision.to_owned(), text: rows[0].text("countsAsId").to_owned() }],
            });
        }
        let evidence = Link { iri: provision.to_owned(), text: rows[0].text("countsAsId").to_owned() };
        findings.extend(owed::finding(rows[0].text("countsAsId"), &rows, evidence));
    }
}

fn not_recognised(found: &Found, findings: &mut Vec<Finding>) {
    let mut rows: Vec<Answer<'_>> = found.not_recognised.rows().collect();
    rows.sort_by(|a, b| natural(a.text("provision"), b.text("provision")));
    if !rows.is_empty() {
        let names: Vec<String> = rows.iter().map(|row| row.text("provisionId").to_owned()).collect();
        findings.push(Finding {
            severity: Severity::Note,
            text: format!("Shown, though no arrangement recognises it: {}.", join(&names)),
            evidence: rows.iter().map(|row| link(row, "provision", "provisionId")).collect(),
        });
    }
}

/// Pins that a newer edition has overtaken, each once.
pub(super) fn pins(pins: &Answered, findings: &mut Vec<Finding>) {
    let mut told: Vec<(&str, &str)> = Vec::new();
    for row in pins.rows().filter(|row| !row.text("newer").is_empty()) {
        if told.contains(&(row.text("cited"), row.text("newer"))) {
            continue;
        }
        told.push((row.text("cited"), row.text("newer")));
        findings.push(Finding {
            severity: Severity::Open,
            text: format!(
                "The pin is behind: {} fixes {}, and {} has since appeared ({}).",
                row.text("byLabel"),
                row.text("citedLabel"),
                row.text("newerLabel"),
                row.text("newerDate")
            ),
            evidence: vec![link(&row, "cited", "citedLabel"), link(&row, "newer", "newerLabel")],
        });
    }
}

fn unconfirmed(found: &Found, findings: &mut Vec<Finding>) {
    let changed: Vec<Answer<'_>> =
        found.elements.rows().filter(|row| row.text("status") != row.text("statusIfUnconfirmed")).collect();
    if changed.is_empty() {
        return;
    }
    let mut to: BTreeMap<String, usize> = BTreeMap::new();
    for row in &changed {
        *to.entry(row.local("statusIfUnconfirmed").replace('-', " ")).or_default() += 1;
    }
    let to: Vec<String> = to.into_iter().map(|(status, number)| format!("{number} {status}")).collect();
    findings.push(Finding {
        severity: Severity::Open,
        text: format!(
            "{} on single asks would change if the unconfirmed facts hold: {}. With --evidence unconfirmed the report shows the whole.",
            count(changed.len(), "answer"),
            join(&to)
        ),
        evidence: Vec::new(),
    });
}

/// A target level may itself be known from weak evidence only.
fn weakly_required(found: &Found, target: &Side, setting: &Setting, findings: &mut Vec<Finding>) {
    let mut rows = weak_requirements(found, setting);
    rows.sort_by(|a, b| natural(a.text("slug"), b.text("slug")));
    if let Some(first) = rows.first() {
        let names: Vec<String> = rows.iter().map(|row| row.text("provisionId").to_owned()).collect();
        findings.push(Finding {
            severity: Severity::Open,
            text: format!("That {} requires {} is {}.", target.name.text, join(&names), first.local("membershipGrade")),
            evidence: rows.iter().map(|row| link(row, "provision", "provisionId")).collect(),
        });
    }
}

/// What an arrangement gives short of recognition.
fn simplified(found: &Found, findings: &mut Vec<Finding>) {
    let eased = |row: &Answer<'_>| row.local("effect") == "simplified-application" && row.local("state") == "in-force";
    for row in found.recognitions.rows().filter(eased) {
        findings.push(Finding {
            severity: Severity::Note,
            text: format!("No recognition, but a simpler application: {} ({}).", row.text("label"), through(&row)),
            evidence: vec![link(&row, "recognition", "label")],
        });
    }
}

/// Why absence may prove nothing, and whether the holder's own edition has been replaced.
fn incomplete(asker: &Asker<'_>, holder: &Choice, side: &Side, findings: &mut Vec<Finding>) -> Result<(), ReportError> {
    let answered = asker.ask("report/side-editions", &[("side", &holder.thing)])?;
    let mut told: Vec<&str> = Vec::new();
    for row in answered.rows() {
        if told.contains(&row.text("edition")) {
            continue;
        }
        told.push(row.text("edition"));
        if row.local("completeness") != "full" {
            let why = row.text("completenessNote");
            findings.push(Finding {
                severity: Severity::Open,
                text: format!(
                    "{} is recorded in part only, so that what {} does not seem to ask stays not established. {why}",
                    row.text("editionLabel"),
                    side.name.text
                )
                .trim()
                .to_owned(),
                evidence: vec![link(&row, "edition", "editionLabel")],
            });
        }
    }
    Ok(())
}

/// Conditions by their wording, each with the number of recognitions that have it.
fn conditions(found: &Found, findings: &mut Vec<Finding>) {
    let in_force: Vec<&str> = found
        .recognitions
        .rows()
        .filter(|row| row.local("state") == "in-force")
        .map(|row| row.text("recognition"))
        .collect();
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for row in found.conditions.rows().filter(|row| in_force.contains(&row.text("recognition"))) {
        groups.entry((row.local("kind"), row.text("label"))).or_default().push(row.text("recognition"));
    }
    for ((kind, label), recognitions) in groups {
        let of = |iri: &str| {
            let row = found.recognitions.rows_where("recognition", iri).next();
            Link { iri: iri.to_owned(), text: row.map_or_else(String::new, |row| through(&row)) }
        };
        findings.push(Finding {
            severity: Severity::Note,
            text: format!(
                "Condition of {} ({}): {label}",
                count(recognitions.len(), "recognition"),
                kind.replace('-', " ")
            ),
            evidence: recognitions.into_iter().map(of).collect(),
        });
    }
}

fn link(row: &Answer<'_>, thing: &str, name: &str) -> Link {
    Link { iri: row.text(thing).to_owned(), text: row.text(name).to_owned() }
}
