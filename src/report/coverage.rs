//! The coverage report: does holding this show that that is met?

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::natural;
use super::resolve::Choice;
use super::tally::Tally;
use super::words::{count, join, sentence};
use super::{facets, findings};
use oxrdf::NamedNode;

/// What every report is told from outside.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The day for which it holds.
    pub as_of: String,
    /// What it is made from.
    pub data: DataVersion,
    /// The weakest evidence that may decide: primary, secondary or unconfirmed.
    pub threshold: String,
}

impl Setting {
    pub(super) fn threshold_node(&self) -> NamedNode {
        crate::graph::terms::own(&self.threshold)
    }
}

/// The answers of the queries that several parts of the report draw on.
pub(super) struct Found {
    pub(super) provisions: Answered,
    pub(super) elements: Answered,
    pub(super) support: Answered,
    pub(super) open: Answered,
    pub(super) recognised: Answered,
    pub(super) recognitions: Answered,
    pub(super) conditions: Answered,
    pub(super) not_asked: Answered,
    pub(super) not_recognised: Answered,
    pub(super) pins: Answered,
    pub(super) required: Answered,
}

/// Makes the report.
///
/// # Errors
/// When a query fails, or the target asks nothing.
pub fn coverage(asker: &Asker<'_>, holder: &Choice, target: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let pair = [("holder", &holder.thing), ("target", &target.thing)];
    let triple = [pair[0], pair[1], ("threshold", &threshold)];
    let counts = asker.ask("report/coverage-counts", &triple)?;
    let found = Found {
        provisions: asker.ask("report/coverage-provisions", &triple)?,
        elements: asker.ask("report/coverage-elements", &triple)?,
        support: asker.ask("report/coverage-support", &pair)?,
        open: asker.ask("report/coverage-open", &pair)?,
        recognised: asker.ask("report/recognised-provisions", &pair)?,
        recognitions: asker.ask("report/recognitions", &pair)?,
        conditions: asker.ask("report/recognition-conditions", &pair)?,
        not_asked: asker.ask("report/recognised-not-asked", &triple)?,
        not_recognised: asker.ask("report/asked-not-recognised", &triple)?,
        required: asker.ask("report/side-provisions", &[("side", &target.thing)])?,
        pins: asker.ask("report/pins", &[("one", &holder.thing), ("other", &target.thing)])?,
    };
    if found.provisions.is_empty() {
        return Err(ReportError::Unfit(format!(
            "nothing is recorded on how far {} shows that {} is met: no provision of it that is in force on {} has recorded \
             elements, or it is the holder's own edition",
            holder.name, target.name, setting.as_of
        )));
    }
    let sides = vec![target.side("target", asker)?, holder.side("holder", asker)?];
    let mut sections = vec![summary(counts.query.clone(), &counts)];
    sections.extend(provisions(asker, &found));
    sections.push(smallest(&asker.ask("report/coverage-smallest", &triple)?, &found));
    sections.push(elements(asker, &found));
    sections.push(facets::recognitions(asker, &found.recognitions, &found.conditions, "recognitions", "Recognition"));
    sections.push(not_asked(&found.not_asked));
    sections.push(not_recognised(&found.not_recognised));
    sections.push(facets::assessment(asker, &pair)?);
    sections.push(facets::scope(asker, &pair)?);
    sections.push(facets::validity(asker, &pair)?);
    sections.push(facets::pins(asker, &found.pins));
    sections.push(facets::readings(asker.ask("report/coverage-readings", &pair)?));
    Ok(Report {
        format: FORMAT,
        id: format!("coverage/{}/by/{}", path(target), path(holder)),
        kind: "coverage",
        title: format!("Coverage of {} by {}", target.name, holder.name),
        question: format!("Does holding {} show that {} is met, provision by provision?", holder.name, target.name),
        answer: answer(&counts, &found, target, setting),
        as_of: setting.as_of.clone(),
        evidence: evidence_text(&setting.threshold),
        data: setting.data.clone(),
        findings: findings::coverage(&found, holder, &sides, asker, setting)?,
        sides,
        sections,
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "Each provision asks one or more elements: single, separately checkable asks in this project's own words. An element \
     is covered where a mandatory duty of the holder asks it, or something that entails it, for at least the same parts of \
     the product, always or whenever the target asks.",
    "Content says what the two sides ask. Recognition says what a government or scheme owner has decided to accept. The two \
     stand in separate columns and never decide each other.",
    "Evidence weaker than the chosen threshold decides nothing; the column “If unconfirmed facts hold” shows what it would change.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "Where an edition behind the holder is not recorded in full, absence proves nothing, and the answer is not established.",
    "The elements are paraphrases: the instruments alone are authoritative, and this is no legal advice.",
];

pub(super) fn path(choice: &Choice) -> String {
    let iri = choice.thing.as_str();
    let class = format!("/{}/", choice.class.to_lowercase());
    iri.find(&class).map_or(iri, |place| &iri[place + 1..]).to_owned()
}

pub(super) fn evidence_text(threshold: &str) -> String {
    match threshold {
        "primary" => "primary: only what was read in the texts themselves decides".to_owned(),
        "secondary" => {
            "secondary: what was read in the texts, or about them, decides; unconfirmed facts do not".to_owned()
        }
        _ => "unconfirmed: every recorded fact decides, confirmed or not".to_owned(),
    }
}

fn answer(counts: &Answered, found: &Found, target: &Choice, setting: &Setting) -> String {
    let strength = if counts.rows_where("strength", "required").next().is_some() { "required" } else { "recommended" };
    let mut tally = Tally::default();
    for row in counts.rows_where("strength", strength) {
        tally.add(row.local("status"), row.number("elements"));
    }
    let total = tally.total();
    let content = if total == 0 {
        format!("{} asks nothing that a label can show", target.name)
    } else {
        let verb = if strength == "required" { "requires" } else { "recommends" };
        format!("Of {} that {} {verb} and a label can show, {}", count(total, "element"), target.name, tally.sentence())
    };
    let proviso = if weak_requirements(found, setting).is_empty() {
        ""
    } else {
        " (the evidence that it requires them is weaker than the threshold)"
    };
    format!("{content}{proviso}; {}.", recognition_sentence(found))
}

/// The provisions of a target level of which it is less well evidenced than the threshold that the level requires them.
pub(super) fn weak_requirements<'f>(found: &'f Found, setting: &Setting) -> Vec<Answer<'f>> {
    let rank = |grade: &str| ["primary", "secondary", "unconfirmed"].iter().position(|known| *known == grade);
    let threshold = rank(&setting.threshold);
    let mut weak: Vec<Answer<'f>> = Vec::new();
    for row in found.required.rows().filter(|row| rank(row.local("membershipGrade")) > threshold) {
        if weak.iter().all(|known| known.text("provision") != row.text("provision")) {
            weak.push(row);
        }
    }
    weak
}

/// Which provisions count as met, by the strongest kind of recognition that is in force.
fn recognition_sentence(found: &Found) -> String {
    for (effect, verb) in [
        ("deemed-compliance", "the law deems"),
        ("accepted", "the scheme or authority accepts it for"),
        ("stated-equivalent", "the parties call it equivalent to"),
    ] {
        let mut counts: Vec<&str> = Vec::new();
        let mut by: Vec<&str> = Vec::new();
        let in_force = |row: &Answer<'_>| row.local("effect") == effect && row.local("state") == "in-force";
        for row in found.recognitions.rows().filter(in_force) {
            counts.extend(row.text("countsAs").split("; ").filter(|text| !text.is_empty()));
            by.push(row.text("arrangementLabel"));
        }
        if by.is_empty() {
            continue;
        }
        counts.sort_unstable_by(|a, b| natural(a, b));
        counts.dedup();
        by.sort_unstable();
        by.dedup();
        let counts: Vec<String> = counts.into_iter().map(str::to_owned).collect();
        let what = if counts.is_empty() { "the whole".to_owned() } else { join(&counts) };
        let met = if effect == "deemed-compliance" { " met" } else { "" };
        return format!("{verb} {what}{met} ({})", by.join("; "));
    }
    if found.recognitions.is_empty() {
        "no arrangement on record recognises it".to_owned()
    } else {
        "no arrangement in force on this date lets it count as met".to_owned()
    }
}

fn summary(query: ShownQuery, counts: &Answered) -> Section {
    let mut table = Table::new(&[
        ("strength", "Asked how", Width::Narrow),
        ("status", "Content", Width::Narrow),
        ("elements", "Elements", Width::Narrow),
    ]);
    for row in counts.rows() {
        table.push(
            0,
            vec![Cell::text(row.text("strength")), Cell::status(row.local("status")), Cell::text(row.text("elements"))],
        );
    }
    Section {
        id: "summary",
        title: "In figures".to_owned(),
        note: "Elements of the target that a label can show, by what the holder shows of them.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![query],
    }
}

/// The three lists of provisions: those that a label can show, those on another route, those out of its reach.
fn provisions(asker: &Asker<'_>, found: &Found) -> Vec<Section> {
    let mut rows: Vec<Answer<'_>> = found.provisions.rows().collect();
    rows.sort_by(|a, b| {
        (a.text("edition")).cmp(b.text("edition")).then_with(|| natural(a.text("slug"), b.text("slug")))
    });
    let queries = || {
        [&found.provisions, &found.elements, &found.support, &found.open, &found.recognised]
            .map(|a| a.query.clone())
            .to_vec()
    };
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<Answer<'_>> {
        rows.iter().copied().filter(|row| wanted(row.local("status"))).collect()
    };
    let main = of(&|status| !matches!(status, "outside-label-reach" | "alternative-route"));
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("heading", "Heading", Width::Wide),
        ("recognised", "Recognised", Width::Wide),
        ("content", "Content", Width::Narrow),
        ("if_unconfirmed", "If unconfirmed facts hold", Width::Narrow),
        ("recognised_through", "Recognised through", Width::Below),
        ("asked_by", "Asked by", Width::Below),
        ("missing", "Not shown", Width::Below),
        ("conditions", "Limits", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    for row in &main {
        let lines = Lines { asker, found, provision: row.text("provision") };
        table.push(
            depth(row, &main),
            vec![
                name(row, &main),
                Cell::text(row.text("heading")),
                lines.recognised(),
                Cell::status(row.local("status")),
                Cell::status(row.local("statusIfUnconfirmed")),
                lines.through(),
                lines.asked_by(|_| true),
                lines.missing(),
                lines.limits(|_| true),
                lines.evidence(|_| true),
            ],
        );
    }
    let mut sections = vec![Section {
        id: "provisions",
        title: "Provision by provision".to_owned(),
        note: "A provision that contains others sums them up. Recognition and content are two questions: each has its own column."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: queries(),
    }];
    for (id, title, note, status) in [
        (
            "alternative-route",
            "Duties on another route",
            "These bind only those who chose another route to compliance; they are no gaps.",
            "alternative-route",
        ),
        (
            "outside-reach",
            "Outside a label's reach",
            "No product label can discharge these duties, whatever it asks; they are no gaps. An arrangement may still recognise it for them.",
            "outside-label-reach",
        ),
    ] {
        let list = of(&|found| found == status);
        let mut table = Table::new(&[
            ("provision", "Provision", Width::Narrow),
            ("heading", "Heading", Width::Wide),
            ("recognised", "Recognised", Width::Wide),
            ("recognised_through", "Recognised through", Width::Below),
            ("evidence", "Evidence", Width::Below),
        ]);
        for row in &list {
            let lines = Lines { asker, found, provision: row.text("provision") };
            table.push(
                depth(row, &list),
                vec![
                    name(row, &list),
                    Cell::text(row.text("heading")),
                    lines.recognised(),
                    lines.through(),
                    lines.evidence(|_| true),
                ],
            );
        }
        sections.push(Section {
            id,
            title: title.to_owned(),
            note: note.to_owned(),
            detail: true,
            body: Body::Table(table),
            queries: queries(),
        });
    }
    sections
}

/// The text that says so, or the arrangement where no text is known.
pub(super) fn through(row: &Answer<'_>) -> String {
    if row.text("throughId").is_empty() {
        row.text("arrangementLabel").to_owned()
    } else {
        format!("{} {}", row.text("throughEditionLabel"), row.text("throughId"))
    }
}

/// The provision, with its edition where the list has several.
fn name(row: &Answer<'_>, listed: &[Answer<'_>]) -> Cell {
    let several = listed.iter().any(|other| other.text("edition") != row.text("edition"));
    let text = if several {
        format!("{} {}", row.text("editionLabel"), row.text("provisionId"))
    } else {
        row.text("provisionId").to_owned()
    };
    Cell::link(row.text("provision"), text)
}

/// How many of the listed provisions contain this one.
fn depth(row: &Answer<'_>, listed: &[Answer<'_>]) -> usize {
    let mut depth = 0;
    let mut parent = row.text("parent");
    while let Some(above) = listed.iter().find(|other| !parent.is_empty() && other.text("provision") == parent) {
        depth += 1;
        parent = above.text("parent");
    }
    depth
}

/// What the queries say about one provision of the target, or about one of its obligations.
struct Lines<'f, 'a> {
    asker: &'f Asker<'a>,
    found: &'f Found,
    provision: &'f str,
}

impl<'f> Lines<'f, '_> {
    fn obligations(&self) -> Vec<Answer<'f>> {
        self.found.elements.rows_where("provision", self.provision).collect()
    }

    /// The strongest effect that is in force, or when one will be.
    fn recognised(&self) -> Cell {
        let rows = || self.found.recognised.rows_where("provision", self.provision);
        let extent = |row: &Answer<'_>| if row.text("extent") == "whole" { "" } else { ", in part" };
        const EFFECTS: [&str; 4] = ["deemed-compliance", "accepted", "stated-equivalent", "simplified-application"];
        let of = |effect: &'static str| rows().filter(move |row| row.local("effect") == effect);
        for effect in EFFECTS {
            // The whole stands before a part.
            let in_force = of(effect).filter(|row| row.local("state") == "in-force");
            if let Some(row) = in_force.max_by_key(|row| row.text("extent") == "whole") {
                return Cell::text(format!("{}{}", effect.replace('-', " "), extent(&row)));
            }
        }
        // What comes first counts, whatever its effect.
        match rows().min_by_key(|row| row.text("inForce")) {
            Some(row) => Cell::text(format!("no: {} ({})", row.local("state").replace('-', " "), row.text("inForce"))),
            None => Cell::text("no"),
        }
    }

    fn through(&self) -> Cell {
        let mut cells = Vec::new();
        for row in self.found.recognised.rows_where("provision", self.provision) {
            let effect = row.local("effect").replace('-', " ");
            let extent = if row.text("extent") == "whole" { "" } else { ", in part" };
            let through = through(&row);
            let state = match row.local("state") {
                "in-force" => String::new(),
                state => format!(", {} ({})", state.replace('-', " "), row.text("inForce")),
            };
            let cell = Cell::link(row.text("recognition"), format!("{effect}: {through}{extent}{state}"));
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        Cell::list(cells)
    }

    fn support(&self, wanted: impl Fn(&str) -> bool) -> Vec<Answer<'f>> {
        let mine = self.obligations();
        let of_mine = |row: &Answer<'_>| mine.iter().any(|o| o.text("obligation") == row.text("obligation"));
        self.found.support.rows().filter(|row| of_mine(row) && wanted(row.text("obligation"))).collect()
    }

    fn asked_by(&self, wanted: impl Fn(&str) -> bool) -> Cell {
        let mut cells = Vec::new();
        for row in self.support(wanted) {
            let mut remarks = Vec::new();
            if row.local("modality").contains("recommended") {
                remarks.push("recommended".to_owned());
            }
            if row.local("grade") != "primary" {
                remarks.push(row.local("grade").to_owned());
            }
            if !matches!(row.local("membershipGrade"), "" | "primary") {
                remarks.push(format!("required by the level: {}", row.local("membershipGrade")));
            }
            let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
            let text = format!("{} {}{remarks}", row.text("editionLabel"), row.text("provisionId"));
            let cell = Cell::link(row.text("provision"), text);
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        Cell::list(cells)
    }

    fn missing(&self) -> Cell {
        let mut cells = Vec::new();
        for row in self.obligations() {
            let status = row.local("status");
            if matches!(status, "not-covered" | "not-established" | "recommended-only") {
                // Where the element fares otherwise for other parts of the product, the part is named.
                let twin =
                    |o: &Answer<'_>| o.text("element") == row.text("element") && o.text("status") != row.text("status");
                let parts = if self.obligations().iter().any(twin) {
                    format!(" for {}", sorted_parts(row.text("parts")).to_lowercase())
                } else {
                    String::new()
                };
                let cell = Cell::link(
                    row.text("element"),
                    format!("{} ({}{parts})", row.text("elementLabel"), status.replace('-', " ")),
                );
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
        }
        Cell::list(cells)
    }

    fn limits(&self, wanted: impl Fn(&str) -> bool) -> Cell {
        let mut cells = Vec::new();
        for row in self.found.open.rows_where("provision", self.provision).filter(|row| wanted(row.text("obligation")))
        {
            let cell = Cell::link(row.text("thing"), format!("{}: {}", row.text("what"), lower(row.text("label"))));
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        Cell::list(cells)
    }

    fn evidence(&self, wanted: impl Fn(&str) -> bool) -> Cell {
        let mut cells = Vec::new();
        let mut add = |cell: Cell| {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        };
        for row in self.obligations().into_iter().filter(|row| wanted(row.text("obligation"))) {
            add(Cell::Evidence(self.asker.evidence(row)));
        }
        for row in self.support(wanted) {
            let named = |mut evidence: Evidence, what: &str| {
                evidence.source = format!("{}{what} {}", row.text("provisionId"), evidence.source);
                Cell::Evidence(evidence)
            };
            add(named(self.asker.evidence(row), ""));
            if !row.text("membershipGrade").is_empty() {
                let membership =
                    self.asker.evidence_of(row, "membershipGrade", "membershipSources", "membershipLocator");
                add(named(membership, " in the level"));
            }
        }
        Cell::list(cells)
    }
}

/// The first letter small, but for abbreviations.
fn lower(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

fn elements(asker: &Asker<'_>, found: &Found) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("element", "Element", Width::Wide),
        ("content", "Content", Width::Narrow),
        ("if_unconfirmed", "If unconfirmed facts hold", Width::Narrow),
        ("modality", "Asked how", Width::Below),
        ("condition", "When", Width::Below),
        ("applies_to", "Applies to", Width::Below),
        ("asked_by", "Asked by", Width::Below),
        ("limits", "Limits", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = found.elements.rows().collect();
    rows.retain(|row| !matches!(row.local("status"), "outside-label-reach" | "alternative-route"));
    rows.sort_by(|a, b| natural(a.text("provision"), b.text("provision")));
    for row in rows {
        let lines = Lines { asker, found, provision: row.text("provision") };
        let own = |obligation: &str| obligation == row.text("obligation");
        table.push(
            0,
            vec![
                row.link("provision", "provisionId"),
                row.link("element", "elementLabel"),
                Cell::status(row.local("status")),
                Cell::status(row.local("statusIfUnconfirmed")),
                Cell::text(row.local("modality").replace('-', " ")),
                row.link("condition", "conditionLabel"),
                Cell::text(sorted_parts(row.text("parts"))),
                lines.asked_by(own),
                lines.limits(own),
                lines.evidence(own),
            ],
        );
    }
    Section {
        id: "elements",
        title: "Element by element".to_owned(),
        note: "Every single ask of the target that a label can show; one that differs by part of the product has several rows.".to_owned(),
        detail: true,
        body: Body::Table(table),
        queries: [&found.elements, &found.support, &found.open].map(|a| a.query.clone()).to_vec(),
    }
}

/// Which fewest provisions of the holder give what it gives.
fn smallest(answered: &Answered, found: &Found) -> Section {
    let mut table = Table::new(&[
        ("of", "For", Width::Narrow),
        ("enough", "Enough", Width::Narrow),
        ("provisions", "Fewest provisions", Width::Wide),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        (b.text("isWhole").cmp(a.text("isWhole")))
            .then_with(|| natural(a.text("of"), b.text("of")))
            .then_with(|| natural(a.text("provision"), b.text("provision")))
    });
    for group in rows.chunk_by(|a, b| a.text("of") == b.text("of")) {
        let enough = match group[0].local("status") {
            "covered" => "yes",
            "covered-conditionally" => "yes, under conditions",
            _ => "no: the rest is shown by none",
        };
        let mut cells: Vec<Cell> = Vec::new();
        for row in group {
            let text = format!("{} {}", row.text("editionLabel"), row.text("provisionId"));
            let cell = Cell::link(row.text("provision"), text);
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        table.push(0, vec![group[0].link("of", "ofName"), Cell::text(enough), Cell::list(cells)]);
    }
    let note = if found.support.is_empty() {
        "No provision of the holder shows anything of the target, so that no set suffices."
    } else {
        "The fewest provisions of the holder that give all that it gives, for each target that asks several things; of several such \
         sets, one. Where it is not enough, no provision of the holder shows the rest."
    };
    Section {
        id: "smallest",
        title: "Smallest sets that suffice".to_owned(),
        note: note.to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

pub(super) fn sorted_parts(parts: &str) -> String {
    let mut parts: Vec<&str> = parts.split("; ").collect();
    parts.sort_unstable();
    sentence(&parts.join("; ").to_lowercase())
}

fn not_asked(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("element", "Element", Width::Wide),
        ("content", "Content", Width::Narrow),
        ("recognised", "Recognised", Width::Below),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| {
        natural(a.text("countsAs"), b.text("countsAs"))
            .then_with(|| natural(a.text("provision"), b.text("provision")))
            .then_with(|| a.text("elementLabel").cmp(b.text("elementLabel")))
    });
    for group in rows.chunk_by(|a, b| a.text("countsAs") == b.text("countsAs")) {
        let mut recognitions: Vec<Cell> = Vec::new();
        for row in group {
            let effect = row.local("effect").replace('-', " ");
            let cell = Cell::link(row.text("recognition"), format!("{effect}: {}", through(row)));
            if !recognitions.contains(&cell) {
                recognitions.push(cell);
            }
        }
        let recognised = Cell::list(recognitions);
        table.push(0, vec![group[0].link("countsAs", "countsAsId"), Cell::Empty, Cell::Empty, recognised.clone()]);
        for row in group {
            let cells = vec![
                row.link("provision", "provisionId"),
                row.link("element", "elementLabel"),
                Cell::status(row.local("status")),
                recognised.clone(),
            ];
            if table.rows.last().is_none_or(|last| last.cells != cells) {
                table.push(1, cells);
            }
        }
    }
    Section {
        id: "recognised-not-asked",
        title: "Recognised, though not asked for".to_owned(),
        note: "Elements that count as met by a recognition in force, though the content does not show them in full."
            .to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}

fn not_recognised(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("heading", "Heading", Width::Wide),
        ("content", "Content", Width::Narrow),
    ]);
    let mut rows: Vec<Answer<'_>> = answered.rows().collect();
    rows.sort_by(|a, b| natural(a.text("provision"), b.text("provision")));
    for row in rows {
        table.push(
            0,
            vec![
                row.link("provision", "provisionId"),
                Cell::text(row.text("heading")),
                Cell::status(row.local("status")),
            ],
        );
    }
    Section {
        id: "asked-not-recognised",
        title: "Asked for, though not recognised".to_owned(),
        note: String::new(),
        detail: false,
        body: Body::Table(table),
        queries: vec![answered.query.clone()],
    }
}
