//! The landscape: every label against every target, the members of the initiative at a glance, routes to each market.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::matrix::{Selection, matrix};
use super::model::*;
use super::resolve::resolve_side;
use super::routes::routes;
use super::setting::Setting;
use super::words::count;
use super::{facets, pictures};
use oxrdf::NamedNode;
use std::collections::BTreeSet;

/// Makes the report from the matrix and the routes.
///
/// # Errors
/// When a query fails.
pub fn landscape(asker: &Asker<'_>, setting: &Setting) -> Result<Report, ReportError> {
    let all = matrix(asker, &Selection::default(), setting)?;
    let members = asker.ask("landscape/members", &[])?;
    let directions = asker.ask("report/directions", &[])?;
    let laws = asker.ask("landscape/laws", &[])?;
    let (mut sections, mut findings) =
        (vec![glance(&members, &directions), facets::directions(&directions)], Vec::new());
    sections.extend(all.sections);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for law in laws.rows().filter(|law| told.insert(law.text("regime"))) {
        let target = resolve_side(asker, &NamedNode::new_unchecked(law.text("regime")))?;
        // A law that no label bears on has no routes to tell of.
        let Ok(to) = routes(asker, &target, setting) else { continue };
        findings.push(Finding {
            severity: Severity::Note,
            text: to.answer,
            evidence: vec![Link { iri: target.thing.as_str().to_owned(), text: target.name.clone() }],
        });
        if let Some(section) = to.sections.into_iter().next() {
            sections.push(Section { title: to.title, ..section });
        }
    }
    findings.extend(all.findings);
    findings.sort_by_key(|finding| finding.severity);
    let mut drawn: Vec<_> = pictures::directions("directions", &directions).into_iter().collect();
    drawn.extend(all.pictures);
    let taking_part: BTreeSet<&str> = members
        .rows()
        .filter(|row| row.text("gcliParticipant") == "true")
        .map(|row| row.text("jurisdiction"))
        .collect();
    let with_regime =
        |row: &Answer<'_>| row.text("gcliParticipant") == "true" && row.local("state") == "in-force" && binds(row);
    let in_force: BTreeSet<&str> = members.rows().filter(with_regime).map(|row| row.text("jurisdiction")).collect();
    let pairs: BTreeSet<(&str, &str)> = directions
        .rows()
        .filter(|row| row.local("state") == "in-force" && row.local("effect") != "simplified-application")
        .map(|row| (row.text("from"), row.text("to")))
        .collect();
    let mutual = pairs.iter().filter(|(from, to)| from < to && pairs.contains(&(*to, *from))).count();
    let named = setting.named("landscape", &["landscape", "--evidence", &setting.threshold]);
    Ok(Report {
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "landscape",
        title: "Landscape of regimes and labels".to_owned(),
        question:
            "Who has published what, what is in force, who recognises whom, and which label leads to which market?"
                .to_owned(),
        answer: format!(
            "Of {} in the Global Cybersecurity Labelling Initiative, {} {} something in force on record; regimes count for one another in \
             {} by arrangements in force, {mutual} of them in both directions.",
            count(taking_part.len(), "participant"),
            in_force.len(),
            if in_force.len() == 1 { "has" } else { "have" },
            count(pairs.len(), "way"),
        ),
        findings,
        sections,
        pictures: drawn,
        ..all
    })
}

/// A statement of intent is published, and never in force.
fn binds(row: &Answer<'_>) -> bool {
    row.local("instrumentKind") != "statement"
}

fn glance(members: &Answered, directions: &Answered) -> Section {
    let mut table = Table::new(&[
        ("jurisdiction", "Jurisdiction", Width::Narrow),
        ("member", "In the initiative", Width::Narrow),
        ("regime", "Regime", Width::Narrow),
        ("kind", "Kind", Width::Narrow),
        ("editions", "Editions that count", Width::Wide),
        ("counts_for", "Counts for", Width::Narrow),
        ("accepts", "Accepts", Width::Narrow),
    ]);
    let mut rows: Vec<_> = members.rows().collect();
    rows.sort_by_key(|row| row.text("gcliParticipant") != "true");
    for group in
        rows.chunk_by(|a, b| (a.text("jurisdiction"), a.text("regime")) == (b.text("jurisdiction"), b.text("regime")))
    {
        let editions = group.iter().filter(|row| !row.text("edition").is_empty()).map(|row| {
            let date = if row.text("from").is_empty() { row.text("published") } else { row.text("from") };
            let date = if date.is_empty() { String::new() } else { format!(" {date}") };
            let state = if binds(row) { row.local("state").replace('-', " ") } else { "published".to_owned() };
            Cell::link(
                row.text("edition"),
                format!("{}: {state}{date} (recorded: {})", row.text("editionLabel"), row.local("completeness")),
            )
        });
        let mut listed: Vec<Cell> = Vec::new();
        for cell in editions {
            if !listed.contains(&cell) {
                listed.push(cell);
            }
        }
        let others = |mine: &str, other: &str| {
            let live = directions.rows().filter(|row| row.local("state") == "in-force");
            let names: BTreeSet<&str> = live
                .filter(|row| !group[0].text("regime").is_empty() && row.text(mine) == group[0].text("regime"))
                .map(|row| row.text(other))
                .collect();
            Cell::list(names.into_iter().map(Cell::text).collect())
        };
        table.push(
            0,
            vec![
                group[0].link("jurisdiction", "jurisdictionLabel"),
                Cell::text(if group[0].text("gcliParticipant") == "true" { "yes" } else { "no" }),
                group[0].link("regime", "regimeLabel"),
                Cell::text(group[0].local("kind").replace('-', " ")),
                Cell::list(listed),
                others("from", "toLabel"),
                others("to", "fromLabel"),
            ],
        );
    }
    Section {
        id: "members",
        title: "Members of the initiative at a glance".to_owned(),
        note: "What each jurisdiction has on record that is not superseded. “Counts for” and “accepts” name arrangements in force, those \
               that only ease an application among them."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![members.query.clone(), directions.query.clone()],
    }
}
