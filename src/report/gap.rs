//! The report on a gap: what a holder of one thing has to add for another, as a work list.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::coverage::sorted_parts;
use super::facets;
use super::model::*;
use super::order::natural;
use super::resolve::Choice;
use super::setting::Setting;
use super::words::{count, is_are, join};
use std::collections::BTreeSet;

/// Makes the report.
///
/// # Errors
/// When a query fails, or nothing is recorded between the two.
pub fn gap(asker: &Asker<'_>, from: &Choice, to: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let pair = [("holder", &from.thing), ("target", &to.thing)];
    let found = Found {
        elements: asker.ask("report/coverage-elements", &[pair[0], pair[1], ("threshold", &threshold)])?,
        open: asker.ask("report/coverage-open", &pair)?,
        required: asker.ask("report/side-provisions", &[("side", &to.thing)])?,
    };
    if found.elements.is_empty() {
        return Err(ReportError::Unfit(format!(
            "nothing on record in {} meets anything of {}, and no arrangement joins the two: all that {} asks would have to be \
             added; `regimap compare` shows what that is",
            from.name, to.name, to.name
        )));
    }
    let recognitions = asker.ask("report/recognitions", &pair)?;
    let conditions = asker.ask("report/recognition-conditions", &pair)?;
    let mut sections: Vec<Section> = LISTS.iter().map(|list| section(asker, list, &found)).collect();
    sections.push(facets::recognitions(asker, &recognitions, &conditions, "recognitions", "Recognition"));
    sections.push(facets::assessment(asker, &pair)?);
    sections.push(facets::scope(asker, &pair)?);
    let sides = vec![from.side("from", asker)?, to.side("to", asker)?];
    let named = setting.named(
        &format!("gap-from-{}-to-{}", from.typed(), to.typed()),
        &["gap", "--from", from.typed(), "--to", to.typed(), "--evidence", &setting.threshold],
    );
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "gap",
        title: format!("From {} to {}", from.name, to.name),
        question: format!("What does a holder of {} have to add for {}?", from.name, to.name),
        answer: answer(&found, from, to),
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        findings: findings(&found, &sides, &recognitions),
        sides,
        sections,
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Each ask of the target that a label can show is looked up among the duties of the holder. What is known not to be asked for is to \
     add; what is asked for under a condition, for less, or only recommended is to widen; what the evidence does not settle stands apart, \
     for it may be there already.",
    "Recognition decides none of this: what is recognised may still have to be done.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "Duties that no product label can discharge, and duties on another route to compliance, are not on the list.",
    "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice.",
];

struct Found {
    elements: Answered,
    open: Answered,
    required: Answered,
}

/// A list of asks by their status.
struct List {
    id: &'static str,
    title: &'static str,
    note: &'static str,
    statuses: &'static [&'static str],
    detail: bool,
}

const LISTS: [List; 4] = [
    List {
        id: "add",
        title: "To add",
        note: "Asks of the target that the holder is known not to have to meet.",
        statuses: &["not-covered"],
        detail: false,
    },
    List {
        id: "widen",
        title: "To widen",
        note: "Asks that the holder has to meet under a condition or for less than the target wants, or that are only recommended to it.",
        statuses: &["covered-conditionally", "recommended-only"],
        detail: false,
    },
    List {
        id: "establish",
        title: "To establish",
        note: "Asks of which the evidence does not settle whether the holder meets them: look here before adding anything.",
        statuses: &["not-established"],
        detail: false,
    },
    List {
        id: "shown",
        title: "Shown already",
        note: "Asks that the holder has to meet anyway, always or whenever the target asks.",
        statuses: &["covered"],
        detail: true,
    },
];

impl List {
    fn rows<'f>(&self, found: &'f Found) -> Vec<Answer<'f>> {
        let mut rows: Vec<Answer<'f>> =
            found.elements.rows().filter(|row| self.statuses.contains(&row.local("status"))).collect();
        // What is demanded comes before what is recommended.
        rows.sort_by(|a, b| {
            let recommended = |row: &Answer<'_>| row.local("modality").contains("recommended");
            (recommended(a).cmp(&recommended(b))).then_with(|| natural(a.text("provision"), b.text("provision")))
        });
        rows
    }
}

fn section(asker: &Asker<'_>, list: &List, found: &Found) -> Section {
    let mut table = Table::new(&[
        ("element", "Ask", Width::Wide),
        ("provision", "Asked by", Width::Narrow),
        ("modality", "Asked how", Width::Narrow),
        ("status", "Now", Width::Narrow),
        ("if_unconfirmed", "If unconfirmed facts hold", Width::Narrow),
        ("condition", "When", Width::Below),
        ("applies_to", "Applies to", Width::Below),
        ("duty_bearer", "Owed by", Width::Below),
        ("limits", "Holder's limits", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    for row in list.rows(found) {
        let limits = found.open.rows_where("obligation", row.text("obligation"));
        let limits =
            limits.map(|open| Cell::link(open.text("thing"), format!("{}: {}", open.text("what"), open.text("label"))));
        let mut evidence = vec![Cell::Evidence(asker.evidence(row))];
        let memberships = found.required.rows_where("provision", row.text("provision"));
        for grade in
            memberships.map(|row| row.local("membershipGrade")).filter(|grade| !matches!(*grade, "" | "primary"))
        {
            let cell = Cell::Evidence(Evidence {
                grade: grade.to_owned(),
                source: format!("that the level requires {}", row.text("provisionId")),
            });
            if !evidence.contains(&cell) {
                evidence.push(cell);
            }
        }
        table.push(
            0,
            vec![
                row.link("element", "elementLabel"),
                row.link("provision", "provisionId"),
                Cell::text(row.local("modality").replace('-', " ")),
                Cell::status(row.local("status")),
                Cell::status(row.local("statusIfUnconfirmed")),
                row.link("condition", "conditionLabel"),
                Cell::text(sorted_parts(row.text("parts"))),
                Cell::text(row.text("dutyBearerLabel")),
                Cell::list(limits.collect()),
                Cell::list(evidence),
            ],
        );
    }
    Section {
        id: list.id,
        title: list.title.to_owned(),
        note: list.note.to_owned(),
        detail: list.detail,
        body: Body::Table(table),
        queries: [&found.elements, &found.open, &found.required].map(|answered| answered.query.clone()).to_vec(),
    }
}

/// How many elements a list has, and how many of them are demanded.
fn numbers(list: &List, found: &Found) -> usize {
    let demanded = list.rows(found).into_iter().filter(|row| !row.local("modality").contains("recommended"));
    demanded.map(|row| row.text("element")).collect::<BTreeSet<_>>().len()
}

fn answer(found: &Found, from: &Choice, to: &Choice) -> String {
    let [add, widen, establish, shown] = LISTS.each_ref().map(|list| numbers(list, found));
    if add + widen + establish == 0 {
        return format!("{} has to do nothing more for {}: {} shown.", from.name, to.name, count(shown, "element"));
    }
    let mut parts = Vec::new();
    for (number, words) in
        [(add, "to be added"), (widen, "to be widened"), (establish, "not established"), (shown, "shown already")]
    {
        if number > 0 {
            parts.push(format!("{number} {} {words}", is_are(number)));
        }
    }
    format!(
        "Of the elements that {} requires and a label can show, for a holder of {} {}.",
        to.name,
        from.name,
        join(&parts)
    )
}

fn findings(found: &Found, sides: &[Side], recognitions: &Answered) -> Vec<Finding> {
    let mut findings = Vec::new();
    let [add, _, establish, _] = LISTS.each_ref().map(|list| numbers(list, found));
    if establish > 0 {
        let partial: Vec<&String> = sides[0].editions.iter().filter(|edition| !edition.contains("(full")).collect();
        let why = if partial.is_empty() {
            "facts that would decide are weaker than the threshold".to_owned()
        } else {
            format!("{} is not recorded in full", join(&partial.into_iter().cloned().collect::<Vec<_>>()))
        };
        findings.push(Finding {
            severity: Severity::Open,
            text: format!("{} cannot be placed on either list, because {why}.", count(establish, "element")),
            evidence: vec![sides[0].name.clone()],
        });
    }
    let weak: BTreeSet<&str> = found
        .required
        .rows()
        .filter(|row| row.local("membershipGrade") == "unconfirmed")
        .map(|row| row.text("provisionId"))
        .collect();
    if !weak.is_empty() {
        findings.push(Finding {
            severity: Severity::Open,
            text: format!(
                "That {} requires {} is unconfirmed.",
                sides[1].name.text,
                join(&weak.into_iter().map(str::to_owned).collect::<Vec<_>>())
            ),
            evidence: vec![sides[1].name.clone()],
        });
    }
    for row in recognitions.rows().filter(|row| row.local("state") == "in-force") {
        let text = format!("{} ({}).", row.text("label"), row.local("effect").replace('-', " "));
        if add + establish > 0 && findings.iter().all(|known| known.text != text) {
            findings.push(Finding {
                severity: Severity::Note,
                text,
                evidence: vec![Link {
                    iri: row.text("recognition").to_owned(),
                    text: row.text("arrangementLabel").to_owned(),
                }],
            });
        }
    }
    findings
}
