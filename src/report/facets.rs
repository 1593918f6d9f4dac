//! The short tables beside the content: recognition, assessment, scope, validity, pinned editions, readings.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::parts_in_order;
use oxrdf::NamedNode;

type Pair<'p> = [(&'p str, &'p NamedNode); 2];

/// Recognitions with their conditions.
pub(super) fn recognitions(
    asker: &Asker<'_>,
    answered: &Answered,
    conditions: &Answered,
    id: &'static str,
    title: &str,
) -> Section {
    let mut table = Table::new(&[
        ("recognition", "Recognition", Width::Wide),
        ("effect", "Effect", Width::Narrow),
        ("state", "State", Width::Narrow),
        ("through", "Through", Width::Narrow),
        ("decided_by", "Decided by", Width::Below),
        ("recognised", "What is recognised", Width::Below),
        ("counts_as", "Counts as", Width::Below),
        ("conditions", "Conditions", Width::Below),
        ("note", "Note", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    for row in answered.rows() {
        let own: Vec<Answer<'_>> = conditions.rows_where("recognition", row.text("recognition")).collect();
        let mut evidence = vec![Cell::Evidence(asker.evidence(row))];
        for condition in &own {
            let cell = Cell::Evidence(asker.evidence(*condition));
            if !evidence.contains(&cell) {
                evidence.push(cell);
            }
        }
        let pinned = if row.text("pinned") == "true" { ", pinned to this edition" } else { "" };
        let parts =
            if row.text("recognised").is_empty() { String::new() } else { format!(": {}", row.text("recognised")) };
        let since = if row.text("inForce").is_empty() { String::new() } else { format!(" ({})", row.text("inForce")) };
        let through = if row.text("through").is_empty() {
            row.link("arrangement", "arrangementLabel")
        } else {
            Cell::link(row.text("through"), format!("{} {}", row.text("throughEditionLabel"), row.text("throughId")))
        };
        table.push(
            0,
            vec![
                row.link("recognition", "label"),
                Cell::text(row.local("effect").replace('-', " ")),
                Cell::text(format!("{}{since}", row.local("state").replace('-', " "))),
                through,
                Cell::list(parts_in_order(row.text("decidedBy")).into_iter().map(Cell::text).collect()),
                Cell::link(
                    row.text("recognisedEdition"),
                    format!("{}{parts}{pinned}", row.text("recognisedEditionLabel")),
                ),
                Cell::list(parts_in_order(row.text("countsAs")).into_iter().map(Cell::text).collect()),
                Cell::list(
                    own.iter()
                        .map(|c| Cell::text(format!("{}: {}", c.local("kind").replace('-', " "), c.text("label"))))
                        .collect(),
                ),
                Cell::text(row.text("note")),
                Cell::list(evidence),
            ],
        );
    }
    Section {
        id,
        title: title.to_owned(),
        note: "What governments and scheme owners have decided to accept. It says nothing on what the two sides ask."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone(), conditions.query.clone()],
    }
}

/// The routes by which conformity is shown on each side.
pub(super) fn assessment(asker: &Asker<'_>, pair: &Pair<'_>) -> Result<Section, ReportError> {
    let answered = asker.ask("report/routes", pair)?;
    let mut table = Table::new(&[
        ("side", "Side", Width::Narrow),
        ("route", "Route", Width::Wide),
        ("rigour", "Rigour", Width::Narrow),
        ("evidence", "Evidence", Width::Below),
    ]);
    for row in answered.rows() {
        let route =
            if row.text("route").is_empty() { Cell::text(row.text("text")) } else { row.link("route", "routeLabel") };
        table.push(
            0,
            vec![
                Cell::link(row.text("of"), format!("{}: {}", row.text("side"), row.text("ofLabel"))),
                route,
                Cell::text(row.text("rigour")),
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Ok(Section {
        id: "assessment",
        title: "Assessment".to_owned(),
        note: rigour_note(&answered),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query],
    })
}

/// Ranks can be compared only where both sides have one.
fn rigour_note(answered: &Answered) -> String {
    let most = |side: &str| {
        answered
            .rows_where("side", side)
            .filter(|row| !row.text("rigour").is_empty())
            .map(|row| row.number("rigour"))
            .max()
    };
    match (most("holder"), most("target")) {
        (Some(holder), Some(target)) if holder >= target => {
            "The holder's route is at least as rigorous as the target's (a higher number is more rigorous).".to_owned()
        }
        (Some(_), Some(_)) => "The holder's route is less rigorous than the target's (a higher number is more rigorous).".to_owned(),
        _ => "Whether the holder's route is at least as rigorous is not established: a ranked route is recorded for one side at most. \
              What is recorded stands below."
            .to_owned(),
    }
}

/// Product categories, grouped by what the two sides say.
pub(super) fn scope(asker: &Asker<'_>, pair: &Pair<'_>) -> Result<Section, ReportError> {
    let answered = asker.ask("report/scope", pair)?;
    let mut groups: Vec<((String, String), Vec<Cell>)> = Vec::new();
    for row in answered.rows() {
        let says = |column: &str| match row.local(column) {
            "" => "not stated".to_owned(),
            inclusion => inclusion.to_owned(),
        };
        let key = (says("targetInclusion"), says("holderInclusion"));
        let remarks: Vec<String> = [("target", "targetCondition"), ("holder", "holderCondition")]
            .into_iter()
            .filter(|_| key.0 != key.1 && key.0 != "not stated" && key.1 != "not stated")
            .filter(|(_, column)| !row.text(column).is_empty())
            .map(|(side, column)| format!("{side}: {}", row.text(column)))
            .collect();
        let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
        let cell = Cell::link(row.text("category"), format!("{}{remarks}", row.text("categoryLabel")));
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, cells)) if cells.contains(&cell) => {}
            Some((_, cells)) => cells.push(cell),
            None => groups.push((key, vec![cell])),
        }
    }
    // What both sides speak of comes first.
    groups.sort_by_key(|((target, holder), _)| {
        (target == "not stated" || holder == "not stated", target.clone(), holder.clone())
    });
    let mut table = Table::new(&[
        ("target", "Target", Width::Narrow),
        ("holder", "Holder", Width::Narrow),
        ("categories", "Product categories", Width::Wide),
    ]);
    for ((target, holder), cells) in groups {
        table.push(0, vec![Cell::text(target), Cell::text(holder), Cell::list(cells)]);
    }
    Ok(Section {
        id: "scope",
        title: "Scope".to_owned(),
        note: "Which product categories each side takes in or leaves out; “not stated” is no statement either way."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query],
    })
}

/// How long what the holder has lasts.
pub(super) fn validity(asker: &Asker<'_>, pair: &Pair<'_>) -> Result<Section, ReportError> {
    let answered = asker.ask("report/validity", pair)?;
    let mut table = Table::new(&[
        ("side", "Side", Width::Narrow),
        ("what", "What", Width::Narrow),
        ("value", "Value", Width::Wide),
        ("evidence", "Evidence", Width::Below),
    ]);
    for row in answered.rows() {
        table.push(
            0,
            vec![
                Cell::link(row.text("of"), format!("{}: {}", row.text("side"), row.text("ofLabel"))),
                Cell::text(row.text("what")),
                Cell::text(row.text("value")),
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Ok(Section {
        id: "validity",
        title: "Validity".to_owned(),
        note: String::new(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query],
    })
}

/// Editions fixed between the two sides, and newer ones.
pub(super) fn pins(asker: &Asker<'_>, answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("cited", "Pinned edition", Width::Narrow),
        ("by", "By", Width::Narrow),
        ("kind", "As", Width::Narrow),
        ("newer", "Newer edition", Width::Wide),
        ("evidence", "Evidence", Width::Below),
    ]);
    for row in answered.rows() {
        let newer = if row.text("newer").is_empty() {
            Cell::text("none on record")
        } else {
            Cell::link(row.text("newer"), format!("behind: {} of {}", row.text("newerLabel"), row.text("newerDate")))
        };
        table.push(
            0,
            vec![
                row.link("cited", "citedLabel"),
                Cell::link(
                    row.text("by"),
                    format!("{} {}", row.text("byLabel"), row.text("provisionId")).trim().to_owned(),
                ),
                Cell::text(row.text("kind")),
                newer,
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Section {
        id: "pins",
        title: "Pinned editions".to_owned(),
        note: "A pinned edition stays the one that counts, whatever is published later; it is behind where a newer one was in force \
               or published on the date."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

/// Judgements that a reader may take otherwise.
pub(super) fn readings(answered: Answered) -> Section {
    let mut table = Table::new(&[("reading", "Reading", Width::Wide), ("otherwise", "Otherwise", Width::Wide)]);
    for row in answered.rows() {
        let cells = vec![row.link("reading", "text"), Cell::text(row.text("otherwise"))];
        // A reading of two provisions is two facts, and one to whoever reads it.
        let said = |cells: &[Cell]| cells.iter().map(Cell::plain).collect::<Vec<_>>();
        if table.rows.iter().all(|known| said(&known.cells) != said(&cells)) {
            table.push(0, cells);
        }
    }
    Section {
        id: "readings",
        title: "Readings".to_owned(),
        note: "Judgements on which an answer above hangs, and what would change if one took them otherwise.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query],
    }
}

/// When editions and recognitions appeared, began and ended.
pub(super) fn timeline<'t>(rows: impl Iterator<Item = Answer<'t>>, queries: Vec<ShownQuery>) -> Section {
    let mut table = Table::new(&[
        ("lane", "Of", Width::Narrow),
        ("what", "What", Width::Wide),
        ("kind", "Kind", Width::Narrow),
        ("published", "Published or signed", Width::Narrow),
        ("from", "From", Width::Narrow),
        ("until", "Until", Width::Narrow),
        ("state", "State", Width::Below),
    ]);
    for row in rows {
        let cells = vec![
            Cell::text(row.text("lane")),
            row.link("thing", "label"),
            Cell::text(row.text("kind")),
            Cell::text(row.text("published")),
            Cell::text(row.text("from")),
            Cell::text(row.text("until")),
            Cell::text(row.local("state").replace('-', " ")),
        ];
        if table.rows.iter().all(|known| known.cells != cells) {
            table.push(0, cells);
        }
    }
    Section {
        id: "timeline",
        title: "Over time".to_owned(),
        note: "Editions with those that they replaced or that replaced them, and recognitions.".to_owned(),
        detail: true,
        body: Body::Table(table),
        queries,
    }
}

/// Who recognises whom, and by what.
pub(super) fn directions(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("from", "What meets", Width::Narrow),
        ("to", "Counts for", Width::Narrow),
        ("effect", "Effect", Width::Narrow),
        ("arrangement", "By", Width::Wide),
        ("since", "From", Width::Narrow),
        ("state", "State", Width::Below),
    ]);
    for row in answered.rows() {
        table.push(
            0,
            vec![
                row.link("from", "fromLabel"),
                row.link("to", "toLabel"),
                Cell::text(row.local("effect").replace('-', " ")),
                row.link("arrangement", "arrangementLabel"),
                Cell::text(row.text("since")),
                Cell::text(row.local("state").replace('-', " ")),
            ],
        );
    }
    Section {
        id: "directions",
        title: "Who recognises whom".to_owned(),
        note: "The direction matters: what counts there need not count here.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}
