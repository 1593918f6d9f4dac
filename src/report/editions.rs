//! The report on two editions: what became of each provision, and what that changes elsewhere.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::natural;
use super::resolve::Choice;
use super::setting::Setting;
use super::words::{count, join};
use std::collections::BTreeMap;

/// Makes the report.
///
/// # Errors
/// When a query fails, or nothing is recorded of either.
pub fn editions(asker: &Asker<'_>, older: &Choice, newer: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let pair = [("older", &older.thing), ("newer", &newer.thing)];
    let threshold = setting.threshold_node();
    let provisions = asker.ask("editions/provisions", &pair)?;
    if provisions.is_empty() {
        return Err(ReportError::Unfit(format!(
            "no provision of {} or {} is recorded, so there is nothing to compare",
            older.name, newer.name
        )));
    }
    let asks = asker.ask("editions/asks", &pair)?;
    let strength = asker.ask("editions/strength", &pair)?;
    let relied_on = asker.ask("drift/relied-on", &pair)?;
    let answers = asker.ask("editions/answers", &[pair[0], pair[1], ("threshold", &threshold)])?;
    let sides = vec![older.side("before", asker)?, newer.side("after", asker)?];
    let sections = vec![
        became(asker, &provisions, older, newer),
        came_and_went(asker, &asks),
        otherwise(&strength),
        relied(asker, &relied_on),
        differing(&answers),
    ];
    let named = setting.named(
        &format!("diff-{}-and-{}", older.typed(), newer.typed()),
        &["diff", older.typed(), newer.typed(), "--evidence", &setting.threshold],
    );
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "diff",
        title: format!("What changed from {} to {}", older.name, newer.name),
        question: format!(
            "What became of each provision of {}, and what does {} ask that it did not?",
            older.name, newer.name
        ),
        answer: answer(&provisions, &asks, &answers),
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        findings: incomplete(&sides),
        sides,
        sections,
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "What became of a provision is told by somebody who read both texts; where nobody has, provisions of the same number stand side by \
     side, and the relation of what they ask is computed.",
    "An ask is new where nothing in the earlier edition asks it or entails it, whatever its number; it is gone likewise.",
    "An answer differs where meeting the one edition shows more of a provision elsewhere than meeting the other.",
];
const LIMITS: &[&str] = &[
    "Where an edition is not recorded in full, that it lacks something proves nothing.",
    "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice.",
];

fn answer(provisions: &Answered, asks: &Answered, answers: &Answered) -> String {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for row in provisions.rows() {
        *kinds.entry(row.local("change").replace('-', " ")).or_default() += 1;
    }
    let mut kinds: Vec<(String, usize)> = kinds.into_iter().collect();
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let told: Vec<String> = kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    let elements = |change: &str| {
        let mut elements: Vec<&str> = asks.rows_where("change", change).map(|row| row.text("element")).collect();
        elements.sort_unstable();
        elements.dedup();
        elements.len()
    };
    format!(
        "Provisions: {}. {} new and {} gone; {} elsewhere.",
        join(&told),
        count(elements("new"), "ask"),
        elements("gone"),
        match answers.rows().count() {
            0 => "no answer differs".to_owned(),
            1 => "1 answer differs".to_owned(),
            number => format!("{number} answers differ"),
        }
    )
}

fn became(asker: &Asker<'_>, answered: &Answered, older: &Choice, newer: &Choice) -> Section {
    let mut table = Table::new(&[
        ("before", &older.name, Width::Narrow),
        ("change", "Change", Width::Narrow),
        ("after", &newer.name, Width::Narrow),
        ("relation", "What it asks", Width::Narrow),
        ("note", "Note", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    let place = |row: &Answer<'_>| {
        if row.text("earlierId").is_empty() { row.text("laterId") } else { row.text("earlierId") }.to_owned()
    };
    rows.sort_by(|a, b| natural(&place(a), &place(b)).then_with(|| natural(a.text("laterId"), b.text("laterId"))));
    for row in rows {
        let evidence = if row.text("grade").is_empty() { Cell::Empty } else { Cell::Evidence(asker.evidence(row)) };
        table.push(
            0,
            vec![
                row.link("earlier", "earlierId"),
                Cell::status(&row.local("change").replace(' ', "-")),
                row.link("later", "laterId"),
                Cell::status(row.local("relation")),
                Cell::text(row.text("note")),
                evidence,
            ],
        );
    }
    Section {
        id: "provisions",
        title: "What became of each provision".to_owned(),
        note: "The relation reads from the later provision to the earlier: a superset asks more than before."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn came_and_went(asker: &Asker<'_>, answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("element", "Ask", Width::Wide),
        ("change", "Change", Width::Narrow),
        ("provision", "Provision", Width::Narrow),
        ("modality", "Asked how", Width::Narrow),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        b.text("change").cmp(a.text("change")).then_with(|| natural(a.text("provision"), b.text("provision")))
    });
    for row in rows {
        table.push(
            0,
            vec![
                row.link("element", "elementLabel"),
                Cell::status(row.text("change")),
                row.link("provision", "provisionId"),
                Cell::text(row.local("modality").replace('-', " ")),
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Section {
        id: "asks",
        title: "Asks that came and went".to_owned(),
        note: "Of the edition as a whole: an ask that only moved to another provision is not here.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn otherwise(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("element", "Ask", Width::Wide),
        ("provision", "Provision", Width::Narrow),
        ("before", "Before", Width::Narrow),
        ("after", "After", Width::Narrow),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| natural(a.text("earlierId"), b.text("earlierId")));
    for row in rows {
        let how = |modality: &str, when: &str| {
            let when = row.text(when);
            let when = if when == "always" { String::new() } else { format!(": {when}") };
            Cell::text(format!("{}{when}", row.local(modality).replace('-', " ")))
        };
        let provisions = if row.text("earlierId") == row.text("laterId") {
            row.link("later", "laterId")
        } else {
            Cell::list(vec![row.link("earlier", "earlierId"), row.link("later", "laterId")])
        };
        table.push(
            0,
            vec![row.link("element", "elementLabel"), provisions, how("was", "whenBefore"), how("is", "whenAfter")],
        );
    }
    Section {
        id: "strength",
        title: "Asked otherwise".to_owned(),
        note: "The same ask, more or less strongly or under another condition.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

/// What became of the provisions that recognitions name and levels require.
pub(super) fn relied(asker: &Asker<'_>, answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("before", "Provision", Width::Narrow),
        ("change", "Change", Width::Narrow),
        ("after", "Now", Width::Narrow),
        ("by", "Relied on by", Width::Wide),
        ("note", "Note", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        natural(a.text("earlier"), b.text("earlier")).then_with(|| natural(a.text("later"), b.text("later")))
    });
    let same = |a: &Answer<'_>, b: &Answer<'_>| {
        ["earlier", "later", "change"].iter().all(|column| a.text(column) == b.text(column))
    };
    for group in rows.chunk_by(same) {
        let row = group[0];
        let users: BTreeMap<&str, &str> = group.iter().map(|row| (row.text("user"), row.text("userLabel"))).collect();
        table.push(
            0,
            vec![
                row.link("earlier", "earlierId"),
                Cell::status(row.local("change")),
                row.link("later", "laterId"),
                Cell::list(users.into_iter().map(|(iri, text)| Cell::link(iri, text)).collect()),
                Cell::text(row.text("note")),
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Section {
        id: "relied-on",
        title: "Provisions that others rely on".to_owned(),
        note: "What became of the provisions that a recognition names or a level requires.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn differing(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("edition", "Of", Width::Narrow),
        ("before", "By the earlier", Width::Narrow),
        ("after", "By the later", Width::Narrow),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        (a.text("edition")).cmp(b.text("edition")).then_with(|| natural(a.text("provisionId"), b.text("provisionId")))
    });
    for row in rows {
        table.push(
            0,
            vec![
                row.link("provision", "provisionId"),
                row.link("edition", "editionLabel"),
                Cell::status(row.local("status")),
                Cell::status(row.local("newerStatus")),
            ],
        );
    }
    Section {
        id: "answers",
        title: "Answers that differ".to_owned(),
        note: "What meeting the one edition, and what meeting the other, shows of provisions elsewhere.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn incomplete(sides: &[Side]) -> Vec<Finding> {
    let partial = |side: &&Side| !side.editions.iter().all(|edition| edition.contains("(full"));
    sides
        .iter()
        .filter(partial)
        .map(|side| Finding {
            severity: Severity::Open,
            text: format!("{} is not recorded in full, so that what it lacks is not established.", side.name.text),
            evidence: vec![side.name.clone()],
        })
        .collect()
}
