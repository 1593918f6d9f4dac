//! The comparison report: provision by provision, what two sides ask.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::natural;
use super::resolve::Choice;
use super::setting::Setting;
use super::words::{count, join};
use super::{facets, pictures};
use std::collections::BTreeMap;

/// The relations in the order of telling, by their NIST IR 8477 names, and what they say of a pair.
const RELATIONS: [(&str, &str); 4] = [
    ("equal", "that ask the same"),
    ("superset-of", "in which the first asks more"),
    ("subset-of", "in which the first asks less"),
    ("intersects-with", "that only overlap"),
];

/// What the names of relations mean, for who meets them first.
pub(super) const RELATIONS_IN_WORDS: &str =
    "A superset asks more and a subset less; where two intersect, each asks something that the other does not.";

/// Makes the report.
///
/// # Errors
/// When a query fails, or a side asks nothing.
pub fn compare(asker: &Asker<'_>, one: &Choice, other: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let pair = [("one", &one.thing), ("other", &other.thing)];
    let swapped = [("one", &other.thing), ("other", &one.thing)];
    let mine = Provisions::new(asker.ask("report/side-provisions", &[("side", &one.thing)])?);
    let theirs = Provisions::new(asker.ask("report/side-provisions", &[("side", &other.thing)])?);
    for (side, provisions) in [(one, &mine), (other, &theirs)] {
        if provisions.answered.is_empty() {
            return Err(ReportError::Unfit(format!(
                "{} has no provision with recorded elements in force on {}, so there is nothing to compare",
                side.name, setting.as_of
            )));
        }
    }
    let counts = asker.ask("report/compare-counts", &pair)?;
    let relations = asker.ask("report/compare-relations", &pair)?;
    let elements = asker.ask("report/compare-elements", &pair)?;
    let sides = vec![one.side("first", asker)?, other.side("second", asker)?];
    let full = |side: &Side| side.editions.iter().all(|edition| edition.contains("(full"));
    let (first_full, second_full) = (full(&sides[0]), full(&sides[1]));

    let unmatched_first = asker.ask("report/compare-unmatched", &pair)?;
    let unmatched_second = asker.ask("report/compare-unmatched", &swapped)?;
    let towards = asker.ask("report/recognitions", &[("holder", &other.thing), ("target", &one.thing)])?;
    let away = asker.ask("report/recognitions", &[("holder", &one.thing), ("target", &other.thing)])?;
    let pins = asker.ask("report/pins", &pair)?;
    let findings = findings(asker, &pins, &sides)?;
    let answer = answer(&counts, &mine, &unmatched_first, one, other, second_full);

    let mut sections = vec![in_figures(&counts)];
    sections.push(related(asker, &relations, &elements, &mine, &theirs, one, other));
    sections.push(unmatched(&unmatched_first, "only-first", one, other, second_full));
    sections.push(unmatched(&unmatched_second, "only-second", other, one, first_full));
    for (answered, id, holder, target) in
        [(towards, "recognition-of-second", other, one), (away, "recognition-of-first", one, other)]
    {
        let conditions =
            asker.ask("report/recognition-conditions", &[("holder", &holder.thing), ("target", &target.thing)])?;
        let title = format!("Recognition of {} for {}", holder.name, target.name);
        sections.push(facets::recognitions(asker, &answered, &conditions, id, &title));
    }
    sections.push(facets::pins(asker, &pins));
    sections.push(facets::readings(asker.ask("report/compare-readings", &pair)?));
    let times = [
        asker.ask("report/timeline", &[("side", &one.thing)])?,
        asker.ask("report/timeline", &[("side", &other.thing)])?,
    ];
    let rows = || times.iter().flat_map(Answered::rows);
    sections.push(facets::timeline(rows(), times.iter().map(|answered| answered.query.clone()).collect()));
    let pictures = [
        pictures::relations((&one.name, &other.name), &sections[1], (&sections[2], &sections[3])),
        pictures::timeline("timeline", rows(), &setting.as_of),
    ];
    let pictures = pictures.into_iter().flatten().collect();
    let named = setting
        .named(&format!("compare-{}-with-{}", one.typed(), other.typed()), &["compare", one.typed(), other.typed()]);
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "compare",
        title: format!("{} compared with {}", one.name, other.name),
        question: format!("How does what {} asks stand to what {} asks, provision by provision?", one.name, other.name),
        answer,
        as_of: setting.as_of.clone(),
        evidence: "every recorded fact, each row with its grade".to_owned(),
        data: setting.data.clone(),
        sides,
        findings,
        sections,
        pictures,
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Each provision asks elements: single, separately checkable asks in this project's own words; with each come those that it \
     entails. The relation of two provisions follows from these sets, under its name in NIST IR 8477.",
    "How strongly something is asked, when, of whom and for which parts of the product does not change a relation; strength is \
     shown beside it.",
    "Recognition is a decision of governments and scheme owners; it stands in sections of its own and decides no relation.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "Provisions that only define, empower or bind authorities carry no elements and are not compared.",
    "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice.",
];

/// The provisions of a side, with how strongly each asks.
struct Provisions {
    answered: Answered,
}

impl Provisions {
    fn new(answered: Answered) -> Self {
        Self { answered }
    }

    /// Whether the provisions belong to more than one edition.
    fn several_editions<'p>(&self, provisions: impl Iterator<Item = &'p str>) -> bool {
        let mut editions: Vec<String> = provisions.map(|provision| self.text(provision, "edition")).collect();
        editions.sort_unstable();
        editions.dedup();
        editions.len() > 1
    }

    fn link(&self, provision: &str, with_edition: bool) -> Cell {
        let Some(row) = self.answered.rows_where("provision", provision).next() else { return Cell::Empty };
        Cell::link(provision, name(&row, with_edition))
    }

    fn text(&self, provision: &str, column: &str) -> String {
        self.answered.rows_where("provision", provision).next().map_or("", |row| row.text(column)).to_owned()
    }

    fn modality(&self, provision: &str) -> Cell {
        let mut words: Vec<String> = Vec::new();
        for row in self.answered.rows_where("provision", provision) {
            let membership = match row.local("membershipModality") {
                "" => String::new(),
                modality if modality == row.local("modality") => String::new(),
                modality => format!(" (at the level: {})", modality.replace('-', " ")),
            };
            let text = format!("{}{membership}", row.local("modality").replace('-', " "));
            if !words.contains(&text) {
                words.push(text);
            }
        }
        Cell::list(words.into_iter().map(Cell::Text).collect())
    }

    /// The evidence for the level's requiring the provision, where it is weaker than primary.
    fn membership(&self, provision: &str) -> Cell {
        let grades = self.answered.rows_where("provision", provision).map(|row| row.local("membershipGrade"));
        match grades.filter(|grade| !matches!(*grade, "" | "primary")).min() {
            Some(grade) => Cell::Evidence(Evidence {
                grade: grade.to_owned(),
                source: format!("that the level requires {}", self.text(provision, "provisionId")),
            }),
            None => Cell::Empty,
        }
    }

    fn number(&self) -> usize {
        let mut provisions: Vec<&str> = self.answered.rows().map(|row| row.text("provision")).collect();
        provisions.sort_unstable();
        provisions.dedup();
        provisions.len()
    }
}

fn name(row: &Answer<'_>, several: bool) -> String {
    if several {
        format!("{} {}", row.text("editionLabel"), row.text("provisionId"))
    } else {
        row.text("provisionId").to_owned()
    }
}

fn answer(
    counts: &Answered,
    mine: &Provisions,
    unmatched: &Answered,
    one: &Choice,
    other: &Choice,
    full: bool,
) -> String {
    let mut alone: Vec<&str> = unmatched.rows().map(|row| row.text("provision")).collect();
    alone.dedup();
    let total = mine.number();
    let related = total - alone.len().min(total);
    let pairs: Vec<String> = RELATIONS
        .iter()
        .filter_map(|(relation, words)| {
            let row = counts.rows().find(|row| row.local("relation") == *relation)?;
            Some(format!("{} {words}", row.number("pairs")))
        })
        .collect();
    let rest = if full {
        "have no counterpart"
    } else {
        "have no counterpart on record, which establishes nothing while the other side is not recorded in full"
    };
    let pairs = if pairs.is_empty() { String::new() } else { format!(" (pairs: {})", join(&pairs)) };
    format!(
        "Of {} of {} that ask something, {related} share elements with {}{pairs}; {} {rest}.",
        count(total, "provision"),
        one.name,
        other.name,
        alone.len()
    )
}

fn in_figures(counts: &Answered) -> Section {
    let mut table = Table::new(&[
        ("relation", "Relation", Width::Narrow),
        ("pairs", "Pairs", Width::Narrow),
        ("first", "Provisions of the first", Width::Narrow),
        ("second", "Provisions of the second", Width::Narrow),
    ]);
    for (relation, _) in RELATIONS {
        for row in counts.rows().filter(|row| row.local("relation") == relation) {
            table.push(
                0,
                vec![
                    Cell::status(relation),
                    Cell::text(row.text("pairs")),
                    Cell::text(row.text("ofFirst")),
                    Cell::text(row.text("ofSecond")),
                ],
            );
        }
    }
    Section {
        id: "summary",
        title: "In figures".to_owned(),
        note: "Pairs of provisions that share an element. One provision may stand in several pairs.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![counts.query.clone()],
    }
}

fn related(
    asker: &Asker<'_>,
    relations: &Answered,
    elements: &Answered,
    mine: &Provisions,
    theirs: &Provisions,
    one: &Choice,
    other: &Choice,
) -> Section {
    let mut by_pair: BTreeMap<(&str, &str), Vec<Cell>> = BTreeMap::new();
    for row in elements.rows() {
        by_pair
            .entry((row.text("comparison"), row.text("where")))
            .or_default()
            .push(row.link("element", "elementLabel"));
    }
    let mut table = Table::new(&[
        ("first", &one.name, Width::Narrow),
        ("relation", "Relation", Width::Narrow),
        ("second", &other.name, Width::Narrow),
        ("first_modality", "How the first asks", Width::Narrow),
        ("second_modality", "How the second asks", Width::Narrow),
        ("headings", "Headings", Width::Below),
        ("shared", "Shared", Width::Below),
        ("only_first", "Only first", Width::Below),
        ("only_second", "Only second", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = relations.rows().collect();
    rows.sort_by(|a, b| {
        natural(a.text("subject"), b.text("subject")).then_with(|| natural(a.text("object"), b.text("object")))
    });
    let first_editions = mine.several_editions(rows.iter().map(|row| row.text("subject")));
    let second_editions = theirs.several_editions(rows.iter().map(|row| row.text("object")));
    for row in rows {
        let (subject, object) = (row.text("subject"), row.text("object"));
        let mut of =
            |place: &'static str| Cell::list(by_pair.remove(&(row.text("comparison"), place)).unwrap_or_default());
        let (shared, only_first, only_second) = (of("shared"), of("only first"), of("only second"));
        table.push(
            0,
            vec![
                mine.link(subject, first_editions),
                Cell::status(row.local("relation")),
                theirs.link(object, second_editions),
                mine.modality(subject),
                theirs.modality(object),
                Cell::text(format!("{} — {}", mine.text(subject, "heading"), theirs.text(object, "heading"))),
                shared,
                only_first,
                only_second,
                Cell::list(vec![
                    Cell::Evidence(asker.evidence(row)),
                    mine.membership(subject),
                    theirs.membership(object),
                ]),
            ],
        );
    }
    Section {
        id: "relations",
        title: "Provision by provision".to_owned(),
        note: format!(
            "Relation of the first provision to the second, by what they ask. {RELATIONS_IN_WORDS} The evidence is the weakest on \
             either side."
        ),
        detail: false,
        body: Body::Table(table),
        queries: [relations, elements, &mine.answered, &theirs.answered]
            .map(|answered| answered.query.clone())
            .to_vec(),
    }
}

fn unmatched(answered: &Answered, id: &'static str, of: &Choice, other: &Choice, full: bool) -> Section {
    let several = {
        let mut editions: Vec<&str> = answered.rows().map(|row| row.text("editionLabel")).collect();
        editions.sort_unstable();
        editions.dedup();
        editions.len() > 1
    };
    let mut grouped: BTreeMap<&str, (Answer<'_>, Vec<Cell>)> = BTreeMap::new();
    for row in answered.rows() {
        grouped
            .entry(row.text("provision"))
            .or_insert_with(|| (row, Vec::new()))
            .1
            .push(row.link("element", "elementLabel"));
    }
    let mut rows: Vec<(Answer<'_>, Vec<Cell>)> = grouped.into_values().collect();
    rows.sort_by(|a, b| natural(a.0.text("provision"), b.0.text("provision")));
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("heading", "Heading", Width::Wide),
        ("counterpart", "Counterpart", Width::Narrow),
        ("elements", "Asks", Width::Below),
    ]);
    let status = if full { "no-relationship" } else { "not-established" };
    for (row, mut elements) in rows {
        elements.dedup();
        table.push(
            0,
            vec![
                Cell::link(row.text("provision"), name(&row, several)),
                Cell::text(row.text("heading")),
                Cell::status(status),
                Cell::list(elements),
            ],
        );
    }
    let note = if full {
        format!("Nothing in {} shares an element with these.", other.name)
    } else {
        format!(
            "Nothing on record in {} shares an element with these; it is not recorded in full, so that no counterpart is established and none is ruled out.",
            other.name
        )
    };
    Section {
        id,
        title: format!("Only in {}", of.name),
        note,
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn findings(asker: &Asker<'_>, pins: &Answered, sides: &[Side]) -> Result<Vec<Finding>, ReportError> {
    let mut findings = Vec::new();
    for side in sides {
        let thing = oxrdf::NamedNode::new_unchecked(&side.name.iri);
        let editions = asker.ask("report/side-editions", &[("side", &thing)])?;
        let mut told: Vec<&str> = Vec::new();
        for row in editions.rows().filter(|row| row.local("completeness") != "full") {
            if !told.contains(&row.text("edition")) {
                told.push(row.text("edition"));
                findings.push(Finding {
                    severity: Severity::Open,
                    text: format!(
                        "{} is recorded in part only. {}",
                        row.text("editionLabel"),
                        row.text("completenessNote")
                    )
                    .trim()
                    .to_owned(),
                    evidence: vec![Link {
                        iri: row.text("edition").to_owned(),
                        text: row.text("editionLabel").to_owned(),
                    }],
                });
            }
        }
    }
    super::findings::pins(pins, &mut findings);
    Ok(findings)
}
