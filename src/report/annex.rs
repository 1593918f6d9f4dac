//! The annex to a memorandum: provisions side by side, with room for what the parties agree and for their initials.

use super::ask::{Answered, Asker, ReportError};
use super::compare::{RELATIONS_IN_WORDS, compare};
use super::model::*;
use super::resolve::Choice;
use super::setting::Setting;
use super::words::count;
use std::collections::BTreeMap;

/// Makes the annex from the comparison of the two sides.
///
/// # Errors
/// When a query fails, or a side asks nothing.
pub fn annex(asker: &Asker<'_>, one: &Choice, other: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let compared = compare(asker, one, other, setting)?;
    let texts = Texts::new(
        asker.ask("annex/texts", &[("side", &one.thing)])?,
        asker.ask("annex/texts", &[("side", &other.thing)])?,
    );
    let open = asker.ask("annex/open-questions", &[("one", &one.thing), ("other", &other.thing)])?;
    let of = |id: &str| compared.sections.iter().find(|section| section.id == id);
    let mut sections = vec![side_by_side(of("relations"), &texts, one, other)];
    for (id, source, choice) in [("alone-first", "only-first", one), ("alone-second", "only-second", other)] {
        sections.push(alone(of(source), &texts, id, choice));
    }
    sections.push(conditions(asker, one, other)?);
    sections.push(open_points(&compared.findings, &open));
    sections.push(initials(one, other));
    let blanks: usize = sections.iter().take(4).map(Section::len).sum();
    let named =
        setting.named(&format!("annex-{}-and-{}", one.typed(), other.typed()), &["annex", one.typed(), other.typed()]);
    Ok(Report {
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "annex",
        title: format!("Annex: {} and {}", one.name, other.name),
        question: format!(
            "Which provisions of {} and {} do the parties treat as equivalent, on which conditions, and what stays open?",
            one.name, other.name
        ),
        answer: format!(
            "Draft for agreement, {} to decide: the relations found are computed from what the provisions ask, and bind nobody until initialled.",
            count(blanks, "row")
        ),
        pictures: compared
            .pictures
            .into_iter()
            .filter(|picture| picture.section == "relations")
            .map(|picture| super::Picture { section: "side-by-side", ..picture })
            .collect(),
        sections,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
        findings: Vec::new(),
        ..compared
    })
}

const METHOD: &[&str] = &[
    "The relation found follows from the elements that the two provisions ask, under its name in NIST IR 8477; what the parties agree \
     may differ, and is theirs to write in.",
    "The wording beside each provision is this project's own; the instruments alone are authoritative.",
    "Conditions are those of recognitions already on record between the two sides; open points are what the evidence does not settle.",
];
const LIMITS: &[&str] = &[
    "A draft for people to work on: not the text of any government, and no legal advice.",
    "Absence of a counterpart is a finding only where the other side is recorded in full.",
];

/// What the provisions say in our words, by their addresses.
struct Texts {
    words: BTreeMap<String, String>,
    queries: Vec<ShownQuery>,
}

impl Texts {
    fn new(one: Answered, other: Answered) -> Self {
        let words = [&one, &other]
            .into_iter()
            .flat_map(|answered| answered.rows())
            .map(|row| (row.text("provision").to_owned(), row.text("paraphrase").to_owned()))
            .collect();
        Self { words, queries: vec![one.query, other.query] }
    }

    /// The provision, and below it what it says.
    fn cell(&self, provision: &Cell) -> Cell {
        let Cell::Link(link) = provision else { return provision.clone() };
        let words = self.words.get(&link.iri).cloned().unwrap_or_default();
        Cell::list(vec![provision.clone(), Cell::text(words)])
    }
}

/// The cell of a row under a column, by its name for programs.
fn at<'r>(table: &Table, row: &'r Row, key: &str) -> &'r Cell {
    let place = table.columns.iter().position(|column| column.key == key);
    place.and_then(|place| row.cells.get(place)).unwrap_or(&Cell::Empty)
}

fn blank(what: &str) -> Cell {
    Cell::Blank(what.to_owned())
}

fn side_by_side(relations: Option<&Section>, texts: &Texts, one: &Choice, other: &Choice) -> Section {
    let mut table = Table::new(&[
        ("number", "No.", Width::Narrow),
        ("first", &one.name, Width::Wide),
        ("second", &other.name, Width::Wide),
        ("relation", "Relation found", Width::Narrow),
        ("agreed", "Agreed relation", Width::Narrow),
        ("initials", "Initials", Width::Narrow),
        ("shared", "Both ask", Width::Below),
        ("only_first", "Only the first asks", Width::Below),
        ("only_second", "Only the second asks", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    if let Some(found) = relations.and_then(Section::table) {
        for (number, row) in found.rows.iter().enumerate() {
            let same = |key: &str| at(found, row, key).clone();
            table.push(
                0,
                vec![
                    Cell::text((number + 1).to_string()),
                    texts.cell(at(found, row, "first")),
                    texts.cell(at(found, row, "second")),
                    same("relation"),
                    blank("Agreed relation"),
                    blank("Initials"),
                    same("shared"),
                    same("only_first"),
                    same("only_second"),
                    same("evidence"),
                ],
            );
        }
    }
    let mut queries = relations.map(|section| section.queries.clone()).unwrap_or_default();
    queries.extend(texts.queries.iter().cloned());
    Section {
        id: "side-by-side",
        title: "Provisions side by side".to_owned(),
        note: format!(
            "Pairs that share something asked. The relation found is that of the first provision to the second. {RELATIONS_IN_WORDS}"
        ),
        detail: false,
        body: Body::Table(table),
        queries,
    }
}

fn alone(unmatched: Option<&Section>, texts: &Texts, id: &'static str, choice: &Choice) -> Section {
    let mut table = Table::new(&[
        ("number", "No.", Width::Narrow),
        ("provision", "Provision", Width::Wide),
        ("counterpart", "Counterpart", Width::Narrow),
        ("agreed", "Agreed treatment", Width::Narrow),
        ("initials", "Initials", Width::Narrow),
        ("asks", "Asks", Width::Below),
    ]);
    if let Some(found) = unmatched.and_then(Section::table) {
        for (number, row) in found.rows.iter().enumerate() {
            table.push(
                0,
                vec![
                    Cell::text((number + 1).to_string()),
                    texts.cell(at(found, row, "provision")),
                    at(found, row, "counterpart").clone(),
                    blank("Agreed treatment"),
                    blank("Initials"),
                    at(found, row, "elements").clone(),
                ],
            );
        }
    }
    Section {
        id,
        title: format!("{}: provisions without a counterpart on record", choice.name),
        note: unmatched.map(|section| section.note.clone()).unwrap_or_default(),
        detail: false,
        body: Body::Table(table),
        queries: unmatched.map(|section| section.queries.clone()).unwrap_or_default(),
    }
}

fn conditions(asker: &Asker<'_>, one: &Choice, other: &Choice) -> Result<Section, ReportError> {
    let mut table = Table::new(&[
        ("number", "No.", Width::Narrow),
        ("recognition", "Of the recognition", Width::Wide),
        ("condition", "Condition on record", Width::Wide),
        ("agreed", "Agreed condition", Width::Narrow),
        ("initials", "Initials", Width::Narrow),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut queries = Vec::new();
    for (holder, target) in [(other, one), (one, other)] {
        let pair = [("holder", &holder.thing), ("target", &target.thing)];
        let recognitions = asker.ask("report/recognitions", &pair)?;
        let conditions = asker.ask("report/recognition-conditions", &pair)?;
        for row in conditions.rows() {
            let of = recognitions.rows_where("recognition", row.text("recognition")).next();
            let of = of.map_or(Cell::Empty, |of| of.link("recognition", "label"));
            let kind = row.local("kind").replace('-', " ");
            table.push(
                0,
                vec![
                    Cell::text((table.rows.len() + 1).to_string()),
                    of,
                    Cell::text(format!("{kind}: {}", row.text("label"))),
                    blank("Agreed condition"),
                    blank("Initials"),
                    Cell::Evidence(asker.evidence(row)),
                ],
            );
        }
        queries.extend([recognitions.query, conditions.query]);
    }
    Ok(Section {
        id: "conditions",
        title: "Conditions".to_owned(),
        note: "Conditions of the recognitions between the two sides that are on record.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries,
    })
}

fn open_points(findings: &[Finding], open: &Answered) -> Section {
    let mut table = Table::new(&[
        ("number", "No.", Width::Narrow),
        ("point", "Open point", Width::Wide),
        ("agreed", "Agreed course", Width::Narrow),
        ("initials", "Initials", Width::Narrow),
        ("where", "Where to look", Width::Below),
    ]);
    let found = findings.iter().map(|finding| (Cell::text(finding.text.clone()), Cell::Empty));
    let asked = open.rows().map(|row| {
        let text = format!("{}: {}", row.text("regimeLabel"), row.text("questionLabel"));
        (Cell::link(row.text("question"), text), Cell::text(row.text("whereToLook")))
    });
    for (number, (point, place)) in found.chain(asked).enumerate() {
        let cells = vec![Cell::text((number + 1).to_string()), point, blank("Agreed course"), blank("Initials"), place];
        table.push(0, cells);
    }
    Section {
        id: "open-points",
        title: "Open points".to_owned(),
        note: "What the evidence on record does not settle.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![open.query.clone()],
    }
}

fn initials(one: &Choice, other: &Choice) -> Section {
    let mut table = Table::new(&[
        ("party", "For the side of", Width::Wide),
        ("name", "Name and office", Width::Narrow),
        ("date", "Date", Width::Narrow),
        ("initials", "Initials", Width::Narrow),
    ]);
    for choice in [one, other] {
        let side = Cell::link(choice.thing.as_str(), choice.name.clone());
        table.push(0, vec![side, blank("Name and office"), blank("Date"), blank("Initials")]);
    }
    Section {
        id: "initials",
        title: "Initialled".to_owned(),
        note: String::new(),
        detail: false,
        body: Body::Table(table),
        queries: Vec::new(),
    }
}
