//! The report on evidence: what rests on secondary or unconfirmed facts.

use super::ask::{Answered, Asker, ReportError};
use super::model::*;
use super::setting::Setting;
use super::words::count;
use std::collections::BTreeMap;

/// Makes the report.
///
/// # Errors
/// When a query fails.
pub fn evidence(asker: &Asker<'_>, setting: &Setting) -> Result<Report, ReportError> {
    let counts = asker.ask("evidence/counts", &[])?;
    let answers = asker.ask("evidence/answers", &[])?;
    let unconfirmed = ["todo/unconfirmed-requirements", "todo/unconfirmed-obligations", "todo/unconfirmed-facts"]
        .map(|name| asker.ask(name, &[]));
    let unconfirmed: Vec<Answered> = unconfirmed.into_iter().collect::<Result<_, _>>()?;
    let sources = asker.ask("report/sources", &[])?;
    let open = asker.ask("library/open-questions", &[])?;
    let number = |grade: &str| -> usize {
        counts.rows().filter(|row| row.local("grade") == grade).map(|row| row.number("facts")).sum()
    };
    let [primary, secondary, weak] = ["primary", "secondary", "unconfirmed"].map(number);
    let changing: usize = answers.rows().map(|row| row.number("ifUnconfirmed")).sum();
    let deciding: usize = answers.rows().map(|row| row.number("onSecondary")).sum();
    let named = setting.named("evidence", &["evidence"]);
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "evidence",
        title: "What rests on weak evidence".to_owned(),
        question: "Which facts rest on a source about the text, or on none, and which answers hang on them?".to_owned(),
        answer: format!(
            "Of {} about regimes, {primary} rest on the text itself, {secondary} on a source about it and {weak} on neither; {} on single \
             asks need a secondary fact, and {changing} would change if the unconfirmed facts hold.",
            count(primary + secondary + weak, "recorded fact"),
            count(deciding, "answer"),
        ),
        as_of: setting.as_of.clone(),
        evidence: "every recorded fact, each with its grade".to_owned(),
        data: setting.data.clone(),
        sides: Vec::new(),
        findings: findings(&unconfirmed),
        sections: vec![grades(&counts), hanging(&answers), facts(&unconfirmed), about_texts(&sources), questions(&open)],
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: vec![
            "Primary: the text itself was read, or a faithful copy of it. Secondary: a source about the text was read. Unconfirmed: neither."
                .to_owned(),
            "Each answer on coverage is worked out three times: from primary facts alone, from secondary ones as well, and from all. Where \
             two of the three differ, the weaker facts decide."
                .to_owned(),
        ],
        limits: vec![
            "A grade says how well a fact was looked up, not whether it is true.".to_owned(),
            "What nobody has recorded is missing here too; the open questions name what is known to be missing.".to_owned(),
        ],
    })
}

fn grades(counts: &Answered) -> Section {
    let mut by_regime: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for row in counts.rows() {
        let place = match row.local("grade") {
            "primary" => 0,
            "secondary" => 1,
            _ => 2,
        };
        by_regime.entry((row.text("regimeLabel"), row.text("regime"))).or_default()[place] += row.number("facts");
    }
    let mut table = Table::new(&[
        ("regime", "Regime", Width::Wide),
        ("primary", "Primary", Width::Narrow),
        ("secondary", "Secondary", Width::Narrow),
        ("unconfirmed", "Unconfirmed", Width::Narrow),
    ]);
    for ((name, iri), numbers) in by_regime {
        let mut cells = vec![Cell::link(iri, name)];
        cells.extend(numbers.map(|number| Cell::text(number.to_string())));
        table.push(0, cells);
    }
    Section {
        id: "grades",
        title: "Facts by regime and grade".to_owned(),
        note: String::new(),
        detail: false,
        body: Body::Table(table),
        queries: vec![counts.query.clone()],
    }
}

fn hanging(answers: &Answered) -> Section {
    let mut table = Table::new(&[
        ("holder", "Label or standard", Width::Wide),
        ("edition", "Held against", Width::Wide),
        ("answers", "Answers", Width::Narrow),
        ("on_secondary", "Need a secondary fact", Width::Narrow),
        ("if_unconfirmed", "Would change if unconfirmed facts hold", Width::Narrow),
    ]);
    for row in answers.rows() {
        let mut cells = vec![row.link("holder", "holderLabel"), row.link("edition", "editionLabel")];
        cells.extend(["answers", "onSecondary", "ifUnconfirmed"].map(|column| Cell::text(row.text(column))));
        table.push(0, cells);
    }
    Section {
        id: "answers",
        title: "Answers that weak evidence decides".to_owned(),
        note: "Answers on single asks; pairs that rest on primary facts alone are left out.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answers.query.clone()],
    }
}

fn facts(unconfirmed: &[Answered]) -> Section {
    let mut table = Table::new(&[
        ("fact", "Unconfirmed", Width::Wide),
        ("answers", "Answers that rest on it", Width::Narrow),
        ("where", "Where to look", Width::Below),
    ]);
    for row in unconfirmed.iter().flat_map(Answered::rows) {
        table.push(
            0,
            vec![row.link("subject", "what"), Cell::text(row.text("answers")), Cell::text(row.text("whereToLook"))],
        );
    }
    Section {
        id: "unconfirmed",
        title: "Unconfirmed facts".to_owned(),
        note:
            "What levels require, what provisions ask, and other facts; in each, what most answers rest on comes first."
                .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: unconfirmed.iter().map(|answered| answered.query.clone()).collect(),
    }
}

fn about_texts(sources: &Answered) -> Section {
    let mut table = Table::new(&[
        ("source", "Source", Width::Wide),
        ("grade", "Grade", Width::Narrow),
        ("publisher", "Publisher", Width::Narrow),
        ("read", "What was read", Width::Below),
        ("address", "Address", Width::Below),
    ]);
    for row in sources.rows().filter(|row| row.local("grade") != "primary") {
        let cells = vec![
            row.link("source", "label"),
            Cell::text(row.local("grade")),
            Cell::text(row.text("publisher")),
            Cell::text(row.text("readExtent")),
            row.link("url", "url"),
        ];
        if table.rows.last().is_none_or(|last| last.cells != cells) {
            table.push(0, cells);
        }
    }
    Section {
        id: "sources-about-texts",
        title: "Sources that are not the text itself".to_owned(),
        note: "“regimap sources ID” lists what rests on one.".to_owned(),
        detail: true,
        body: Body::Table(table),
        queries: vec![sources.query.clone()],
    }
}

fn questions(open: &Answered) -> Section {
    let mut table = Table::new(&[
        ("regime", "Regime", Width::Narrow),
        ("question", "Question", Width::Wide),
        ("searched", "What was tried", Width::Below),
        ("where", "Where to look", Width::Below),
    ]);
    for row in open.rows() {
        table.push(
            0,
            vec![
                Cell::text(row.text("regimeLabel")),
                row.link("question", "questionLabel"),
                Cell::text(row.text("searched")),
                Cell::text(row.text("whereToLook")),
            ],
        );
    }
    Section {
        id: "open-questions",
        title: "Open questions".to_owned(),
        note: "What nobody could find out yet.".to_owned(),
        detail: true,
        body: Body::Table(table),
        queries: vec![open.query.clone()],
    }
}

/// The weak facts that most hangs on.
fn findings(unconfirmed: &[Answered]) -> Vec<Finding> {
    let mut rows: Vec<_> =
        unconfirmed.iter().flat_map(Answered::rows).filter(|row| row.number("answers") > 0).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.number("answers")));
    rows.into_iter()
        .take(10)
        .map(|row| Finding {
            severity: Severity::Open,
            text: format!(
                "{} rest on an unconfirmed fact: {}.",
                count(row.number("answers"), "answer"),
                row.text("what")
            ),
            evidence: vec![Link { iri: row.text("subject").to_owned(), text: row.text("what").to_owned() }],
        })
        .collect()
}
