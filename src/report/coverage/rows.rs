//! The tables: provision by provision, element by element, and where recognition and content differ.

use super::super::owed;
use super::report::Found;
use super::words::{lower, sorted_parts, through};
use crate::report::ask::{Answer, Answered, Asker};
use crate::report::model::*;
use crate::report::order::natural;

pub(super) fn summary(query: ShownQuery, counts: &Answered) -> Section {
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
pub(super) fn provisions(asker: &Asker<'_>, found: &Found) -> Vec<Section> {
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

pub(super) fn elements(asker: &Asker<'_>, found: &Found) -> Section {
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

pub(super) fn not_asked(answered: &Answered) -> Section {
    let mut table = Table::new(&[
        ("provision", "Provision", Width::Narrow),
        ("element", "Element", Width::Wide),
        ("content", "Content", Width::Narrow),
        owed::COLUMN,
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
        table.push(
            0,
            vec![group[0].link("countsAs", "countsAsId"), Cell::Empty, Cell::Empty, Cell::Empty, recognised.clone()],
        );
        for row in group {
            let cells = vec![
                row.link("provision", "provisionId"),
                row.link("element", "elementLabel"),
                Cell::status(row.local("status")),
                owed::cell(row),
                recognised.clone(),
            ];
            if table.rows.last().is_none_or(|last| last.cells != cells) {
                table.push(1, cells);
            }
        }
    }
    table.drop_if_empty(owed::COLUMN.0);
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

pub(super) fn not_recognised(answered: &Answered) -> Section {
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
