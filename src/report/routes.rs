//! The report on routes: which label at which lowest level shows a target, and what counts for it.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::natural;
use super::resolve::Choice;
use super::setting::Setting;
use super::tally::Tally;
use super::words::join;
use std::collections::BTreeMap;

/// Makes the report.
///
/// # Errors
/// When a query fails, or no label bears on the target.
pub fn routes(asker: &Asker<'_>, target: &Choice, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let shown = asker.ask("routes/levels", &[("target", &target.thing), ("threshold", &threshold)])?;
    let recognised = asker.ask("routes/recognised", &[("target", &target.thing)])?;
    let silent = asker.ask("routes/silent", &[("target", &target.thing)])?;
    if shown.is_empty() && recognised.is_empty() {
        return Err(ReportError::Unfit(format!(
            "no level on record shows anything of {} or counts for it on {}; `regimap matrix` shows which does what",
            target.name, setting.as_of
        )));
    }
    let rungs = Rung::all(&shown, &recognised);
    let labels = labels(&rungs);
    let named = setting.named(
        &format!("routes-to-{}", target.typed()),
        &["routes", "--to", target.typed(), "--evidence", &setting.threshold],
    );
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "routes",
        title: format!("Routes to {}", target.name),
        question: format!(
            "Which label, at which lowest level, shows that {} is met, and which counts for it?",
            target.name
        ),
        answer: answer(&labels, &rungs, target),
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        sides: vec![target.side("target", asker)?],
        findings: findings(&labels, &rungs),
        sections: vec![
            by_label(&labels, &rungs, &shown, &recognised),
            by_level(&rungs, &shown, &recognised, target),
            counting(asker, &recognised),
            nothing(&silent),
        ],
        pictures: Vec::new(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "For each label, the lowest level is named that shows as much of the target as any of its levels does, and the lowest that counts \
     for it. The two are different questions and stand in columns of their own.",
    "How much is shown is counted in elements that the target requires and a label can show; `regimap coverage --of … --by …` tells \
     which.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "Where the edition behind a label is not recorded in full, what it does not seem to ask stays not established.",
    "Which products can carry a label is not weighed here; `regimap coverage` has a table on scope. This is no legal advice.",
];

/// A level with what it shows and what it counts for.
struct Rung<'r> {
    iri: &'r str,
    id: &'r str,
    name: &'r str,
    rank: usize,
    edition: &'r str,
    edition_name: &'r str,
    regime: &'r str,
    status: &'r str,
    if_unconfirmed: &'r str,
    tally: Tally,
    /// Effects in force, each with the arrangements and what it counts as.
    counts: BTreeMap<&'r str, (Vec<&'r str>, Vec<&'r str>)>,
}

impl<'r> Rung<'r> {
    fn all(shown: &'r Answered, recognised: &'r Answered) -> Vec<Self> {
        let mut rungs: Vec<Self> = Vec::new();
        let place = |rungs: &mut Vec<Self>, row: &Answer<'r>| -> usize {
            let known = rungs.iter().position(|rung| rung.iri == row.text("level"));
            known.unwrap_or_else(|| {
                rungs.push(Self {
                    iri: row.text("level"),
                    id: row.text("levelId"),
                    name: row.text("levelLabel"),
                    rank: row.number("rank"),
                    edition: row.text("edition"),
                    edition_name: row.text("editionLabel"),
                    regime: row.text("regimeLabel"),
                    status: "",
                    if_unconfirmed: "",
                    tally: Tally::default(),
                    counts: BTreeMap::new(),
                });
                rungs.len() - 1
            })
        };
        for row in shown.rows() {
            let at = place(&mut rungs, &row);
            rungs[at].status = row.local("status");
            rungs[at].if_unconfirmed = row.local("statusIfUnconfirmed");
            rungs[at].tally.add(row.local("counted"), row.number("elements"));
        }
        for row in recognised.rows() {
            let at = place(&mut rungs, &row);
            if row.local("state") == "in-force" {
                let (arrangements, parts) = rungs[at].counts.entry(row.local("effect")).or_default();
                for (list, text) in [(arrangements, row.text("arrangementLabel")), (parts, row.text("countsAsId"))] {
                    if !text.is_empty() && !list.contains(&text) {
                        list.push(text);
                    }
                }
            }
        }
        rungs.sort_by(|a, b| {
            (a.regime, a.edition, a.rank).cmp(&(b.regime, b.edition, b.rank)).then_with(|| natural(a.id, b.id))
        });
        rungs
    }

    /// What it is recognised for, strongest effect first.
    fn recognised(&self) -> Cell {
        let mut effects: Vec<_> = self.counts.iter().collect();
        effects.sort_by_key(|(effect, _)| EFFECTS.iter().position(|known| known == *effect));
        let cells = effects.into_iter().map(|(effect, (arrangements, parts))| {
            let parts = if parts.is_empty() { String::new() } else { format!(" for {}", join(&owned(parts))) };
            Cell::text(format!("{}{parts} ({})", effect.replace('-', " "), arrangements.join("; ")))
        });
        let cells: Vec<Cell> = cells.collect();
        if cells.is_empty() { Cell::text("no") } else { Cell::list(cells) }
    }

    /// Whether it counts as meeting something, rather than easing an application.
    fn counts(&self) -> bool {
        EFFECTS[..3].iter().any(|effect| self.counts.contains_key(effect))
    }

    fn name(&self) -> String {
        format!("{} ({})", self.name, self.edition_name)
    }
}

const EFFECTS: [&str; 4] = ["deemed-compliance", "accepted", "stated-equivalent", "simplified-application"];

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A label: its lowest rung that shows the most, and its lowest rung that counts.
struct Label {
    most: Option<usize>,
    counting: Option<usize>,
}

fn labels(rungs: &[Rung<'_>]) -> Vec<Label> {
    let mut labels = Vec::new();
    let numbers: Vec<usize> = (0..rungs.len()).collect();
    for group in numbers.chunk_by(|&a, &b| rungs[a].edition == rungs[b].edition) {
        let shown = |&number: &usize| rungs[number].tally.shown();
        let best = group.iter().map(shown).max().unwrap_or_default();
        let covers = |&&number: &&usize| matches!(rungs[number].status, "covered" | "covered-conditionally");
        let most = group.iter().filter(|&&number| best != (0, 0, 0) && shown(&number) == best);
        // A target that asks one element has no tally; its status says it all.
        let most = most.chain(group.iter().filter(covers)).min_by_key(|&&number| rungs[number].rank).copied();
        let counting =
            group.iter().filter(|&&number| rungs[number].counts()).min_by_key(|&&number| rungs[number].rank).copied();
        labels.push(Label { most, counting });
    }
    labels.sort_by_key(|label| std::cmp::Reverse(label.most.map(|number| rungs[number].tally.shown())));
    labels
}

fn answer(labels: &[Label], rungs: &[Rung<'_>], target: &Choice) -> String {
    let whole: Vec<String> = labels
        .iter()
        .filter_map(|label| label.most)
        .filter(|&number| matches!(rungs[number].status, "covered" | "covered-conditionally"))
        .map(|number| {
            let under = if rungs[number].status == "covered" { "" } else { ", under conditions" };
            format!("{}{under}", rungs[number].name())
        })
        .collect();
    let content = if !whole.is_empty() {
        format!("{} is shown by {}", target.name, join(&whole))
    } else {
        match labels.first().and_then(|label| label.most) {
            Some(number) => format!(
                "No label on record shows all of {}; {} shows the most ({})",
                target.name,
                rungs[number].name(),
                rungs[number].tally.brief()
            ),
            None => format!("No label on record shows anything of {}", target.name),
        }
    };
    let counting: Vec<String> =
        labels.iter().filter_map(|label| label.counting).map(|number| rungs[number].name()).collect();
    if counting.is_empty() {
        format!("{content}; none counts for it by an arrangement in force.")
    } else {
        format!(
            "{content}; {} {} for it by arrangement.",
            join(&counting),
            if counting.len() == 1 { "counts" } else { "count" }
        )
    }
}

/// Where a label counts and does not show the target in full.
fn findings(labels: &[Label], rungs: &[Rung<'_>]) -> Vec<Finding> {
    let short = |number: &usize| !matches!(rungs[*number].status, "covered" | "covered-conditionally");
    labels
        .iter()
        .filter_map(|label| label.counting)
        .filter(short)
        .map(|number| {
            let rung = &rungs[number];
            let known = rung.tally.total() > 0 && rung.tally.of("not-established") == 0;
            let shows = if rung.status.is_empty() {
                "nothing on record shows any of it".to_owned()
            } else {
                format!("of its content, {}", rung.tally.sentence())
            };
            Finding {
                severity: if known { Severity::Gap } else { Severity::Open },
                text: format!("{} counts; {shows}.", rung.name()),
                evidence: vec![Link { iri: rung.iri.to_owned(), text: rung.name() }],
            }
        })
        .collect()
}

fn by_label(labels: &[Label], rungs: &[Rung<'_>], shown: &Answered, recognised: &Answered) -> Section {
    let mut table = Table::new(&[
        ("label", "Label", Width::Narrow),
        ("lowest", "Lowest level that shows the most", Width::Narrow),
        ("content", "Content", Width::Narrow),
        ("shown", "How much", Width::Wide),
        ("lowest_counting", "Lowest level that counts", Width::Narrow),
        ("recognised", "Recognised", Width::Below),
    ]);
    let link = |number: Option<usize>| {
        number.map_or_else(|| Cell::text("none"), |number| Cell::link(rungs[number].iri, rungs[number].name))
    };
    for label in labels {
        let Some(any) = label.most.or(label.counting) else { continue };
        let most = label.most.map(|number| &rungs[number]);
        table.push(
            0,
            vec![
                Cell::link(rungs[any].edition, format!("{}, {}", rungs[any].regime, rungs[any].edition_name)),
                link(label.most),
                most.map_or(Cell::Empty, |rung| Cell::status(rung.status)),
                most.map_or(Cell::Empty, |rung| Cell::text(amount(rung))),
                link(label.counting),
                label.counting.map_or(Cell::Empty, |number| rungs[number].recognised()),
            ],
        );
    }
    Section {
        id: "routes",
        title: "Label by label".to_owned(),
        note: "Labels that show the most come first. What is recognised does not decide what is shown, nor the other way round.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![shown.query.clone(), recognised.query.clone()],
    }
}

fn amount(rung: &Rung<'_>) -> String {
    if rung.tally.total() == 0 { String::new() } else { rung.tally.brief() }
}

fn by_level(rungs: &[Rung<'_>], shown: &Answered, recognised: &Answered, target: &Choice) -> Section {
    let mut table = Table::new(&[
        ("level", "Level", Width::Narrow),
        ("content", "Content", Width::Narrow),
        ("shown", "How much", Width::Wide),
        ("if_unconfirmed", "If unconfirmed facts hold", Width::Narrow),
        ("not_established", "Not established", Width::Narrow),
        ("recognised", "Recognised", Width::Below),
        ("command", "More", Width::Below),
    ]);
    for rung in rungs {
        table.push(
            0,
            vec![
                Cell::link(rung.iri, rung.name()),
                Cell::status(rung.status),
                Cell::text(amount(rung)),
                Cell::status(rung.if_unconfirmed),
                Cell::text(rung.tally.of("not-established").to_string()),
                rung.recognised(),
                Cell::text(format!("regimap coverage --of {} --by {}", target.typed(), rung.id)),
            ],
        );
    }
    Section {
        id: "levels",
        title: "Level by level".to_owned(),
        note: String::new(),
        detail: true,
        body: Body::Table(table),
        queries: vec![shown.query.clone(), recognised.query.clone()],
    }
}

fn counting(asker: &Asker<'_>, recognised: &Answered) -> Section {
    let mut table = Table::new(&[
        ("recognition", "Recognition", Width::Wide),
        ("effect", "Effect", Width::Narrow),
        ("state", "State", Width::Narrow),
        ("levels", "Levels", Width::Narrow),
        ("arrangement", "By", Width::Below),
        ("evidence", "Evidence", Width::Below),
    ]);
    let mut groups: BTreeMap<&str, Vec<Answer<'_>>> = BTreeMap::new();
    for row in recognised.rows() {
        groups.entry(row.text("recognition")).or_default().push(row);
    }
    for rows in groups.values() {
        let mut levels: Vec<Cell> = Vec::new();
        for row in rows {
            let cell = row.link("level", "levelLabel");
            if !levels.contains(&cell) {
                levels.push(cell);
            }
        }
        let row = rows[0];
        table.push(
            0,
            vec![
                row.link("recognition", "recognitionLabel"),
                Cell::text(row.local("effect").replace('-', " ")),
                Cell::text(row.local("state").replace('-', " ")),
                Cell::list(levels),
                row.link("arrangement", "arrangementLabel"),
                Cell::Evidence(asker.evidence(row)),
            ],
        );
    }
    Section {
        id: "recognitions",
        title: "Recognition".to_owned(),
        note: "What governments and scheme owners have decided to accept, in force or not.".to_owned(),
        detail: false,
        body: Body::Table(table),
        queries: vec![recognised.query.clone()],
    }
}

fn nothing(silent: &Answered) -> Section {
    let mut table = Table::new(&[
        ("level", "Level", Width::Wide),
        ("edition", "Edition", Width::Narrow),
        ("held", "Held", Width::Narrow),
    ]);
    for row in silent.rows() {
        table.push(
            0,
            vec![
                row.link("level", "levelLabel"),
                row.link("edition", "editionLabel"),
                Cell::text(row.local("completeness")),
            ],
        );
    }
    Section {
        id: "silent",
        title: "Levels that show nothing on record".to_owned(),
        note: "Nothing on record in these meets anything of the target, and no arrangement joins them to it; where the edition is not held in full, that proves nothing."
            .to_owned(),
        detail: true,
        body: Body::Table(table),
        queries: vec![silent.query.clone()],
    }
}
