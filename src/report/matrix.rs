//! The matrix: every level, and edition that one can meet, against every edition and level.

use super::ask::{Answer, Answered, Asker, ReportError};
use super::model::*;
use super::order::natural;
use super::picture::{Drawing, Heat, HeatCell, Picture};
use super::setting::{Named, Setting};
use super::tally::Tally;
use super::words::{count, join};
use oxrdf::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// Which rows and columns are wanted: a regime, edition or level on either side.
#[derive(Default)]
pub struct Selection {
    /// The targets.
    pub of: Option<NamedNode>,
    /// The holders.
    pub by: Option<NamedNode>,
}

impl Selection {
    fn named(&self, setting: &Setting) -> Named {
        let mut words = vec!["matrix"];
        for (option, thing) in [("--of", &self.of), ("--by", &self.by)] {
            words.extend(thing.iter().flat_map(|thing| [option, thing.as_str()]));
        }
        let last = |thing: &NamedNode| thing.as_str().rsplit('/').next().unwrap_or_default().to_owned();
        let of = self.of.as_ref().map(|thing| format!("-of-{}", last(thing))).unwrap_or_default();
        let by = self.by.as_ref().map(|thing| format!("-by-{}", last(thing))).unwrap_or_default();
        words.extend(["--evidence", &setting.threshold]);
        setting.named(&format!("matrix{of}{by}"), &words)
    }
}

/// Makes the report.
///
/// # Errors
/// When a query fails, or the selection leaves nothing.
pub fn matrix(asker: &Asker<'_>, selection: &Selection, setting: &Setting) -> Result<Report, ReportError> {
    let threshold = setting.threshold_node();
    let cells = asker.ask("matrix/cells", &[("threshold", &threshold)])?;
    let recognised = asker.ask("matrix/recognised", &[])?;
    let rows = Pair::all(&cells, &recognised, selection);
    if rows.is_empty() {
        return Err(ReportError::Unfit(
            "nothing on record bears on anything else there; without `--of` and `--by` the matrix shows all that does"
                .to_owned(),
        ));
    }
    let targets: BTreeSet<&str> = rows.iter().map(|pair| pair.target).collect();
    let holders: BTreeSet<&str> = rows.iter().map(|pair| pair.holder).collect();
    let shows = rows.iter().filter(|pair| pair.shows()).count();
    let accepted = rows.iter().filter(|pair| pair.counts()).count();
    let both = rows.iter().filter(|pair| pair.shows() && pair.counts()).count();
    let named = selection.named(setting);
    Ok(Report {
        format: FORMAT,
        id: named.id,
        link: named.link,
        command: named.command,
        kind: "matrix",
        title: "Every holder against every target".to_owned(),
        question:
            "How much of each edition and level does each level, or edition that is met, show, and where does it count?"
                .to_owned(),
        answer: format!(
            "Of {} in which {} bear on {}, something is shown in {shows} and something counts in {accepted}, both in {both}.",
            count(rows.len(), "pair"),
            count(holders.len(), "holder"),
            count(targets.len(), "target"),
        ),
        as_of: setting.as_of.clone(),
        evidence: setting.evidence_text(),
        data: setting.data.clone(),
        sides: Vec::new(),
        findings: findings(&rows),
        sections: vec![
            section("matrix", "Where something is shown or counts", false, &rows, &cells, &recognised, |pair| {
                pair.shows() || pair.counts()
            }),
            section("empty", "Where nothing is shown and nothing counts", true, &rows, &cells, &recognised, |pair| {
                !pair.shows() && !pair.counts()
            }),
        ],
        pictures: heat_map(&rows).into_iter().collect(),
        sources: asker.sources()?,
        method: METHOD.iter().map(ToString::to_string).collect(),
        limits: LIMITS.iter().map(ToString::to_string).collect(),
    })
}

const METHOD: &[&str] = &[
    "The status is that of all that the target requires and a label can show, taken together; the numbers count its elements.",
    "A pair is there where the holder has something on record that meets something of the target, or an arrangement joins the two. For \
     any other pair, nothing on record meets anything.",
    "Every table comes from the queries named with it; “regimap query NAME --print” shows one, and without --print runs it.",
];
const LIMITS: &[&str] = &[
    "A number says how much is asked for, not how much it matters.",
    "Where the holder's edition is not recorded in full, what it does not seem to ask is not established.",
];

/// A holder and a target.
struct Pair<'r> {
    row: Answer<'r>,
    target: &'r str,
    holder: &'r str,
    tally: Tally,
    effects: Vec<&'r str>,
    by: Vec<&'r str>,
}

impl<'r> Pair<'r> {
    fn all(cells: &'r Answered, recognised: &'r Answered, selection: &Selection) -> Vec<Self> {
        let chosen = |wanted: &Option<NamedNode>, thing: &str, regime: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.as_str() == thing || wanted.as_str() == regime)
        };
        let mut counts: BTreeMap<(&str, &str), Vec<Answer<'r>>> = BTreeMap::new();
        for row in recognised.rows() {
            counts.entry((row.text("holder"), row.text("target"))).or_default().push(row);
        }
        let mut pairs: BTreeMap<(&str, &str), Self> = BTreeMap::new();
        for row in cells.rows() {
            let (target, holder) = (row.text("target"), row.text("holder"));
            if !chosen(&selection.of, target, row.text("targetRegime"))
                || !chosen(&selection.by, holder, row.text("holderRegime"))
            {
                continue;
            }
            let pair = pairs.entry((target, holder)).or_insert_with(|| {
                let rows = counts.get(&(holder, target)).map(Vec::as_slice).unwrap_or_default();
                let distinct =
                    |texts: &mut dyn Iterator<Item = &'r str>| texts.collect::<BTreeSet<_>>().into_iter().collect();
                Self {
                    row,
                    target,
                    holder,
                    tally: Tally::default(),
                    effects: distinct(&mut rows.iter().map(|row| row.local("effect"))),
                    by: distinct(&mut rows.iter().map(|row| row.text("arrangementLabel"))),
                }
            });
            pair.tally.add(row.local("counted"), row.number("elements"));
        }
        let mut pairs: Vec<Self> = pairs.into_values().collect();
        pairs.sort_by(|a, b| {
            natural(a.row.text("targetId"), b.row.text("targetId"))
                .then_with(|| b.tally.shown().cmp(&a.tally.shown()))
                .then_with(|| natural(a.row.text("holderId"), b.row.text("holderId")))
        });
        pairs
    }

    fn shows(&self) -> bool {
        self.tally.shows_something()
            || matches!(self.row.local("status"), "covered" | "covered-conditionally" | "partly-covered")
    }

    fn counts(&self) -> bool {
        self.effects.iter().any(|effect| *effect != "simplified-application")
    }

    fn name(&self, side: &str) -> String {
        let (name, edition) = (self.row.text(&format!("{side}Name")), self.row.text(&format!("{side}EditionName")));
        if edition.is_empty() { name.to_owned() } else { format!("{name} ({edition})") }
    }
}

fn section(
    id: &'static str,
    title: &str,
    detail: bool,
    pairs: &[Pair<'_>],
    cells: &Answered,
    recognised: &Answered,
    wanted: impl Fn(&Pair<'_>) -> bool,
) -> Section {
    let mut table = Table::new(&[
        ("holder", "Target, and holder", Width::Wide),
        ("content", "Content", Width::Narrow),
        ("covered", "Covered", Width::Narrow),
        ("conditionally", "Under conditions", Width::Narrow),
        ("partly", "In part", Width::Narrow),
        ("not_covered", "Not asked for", Width::Narrow),
        ("not_established", "Not established", Width::Narrow),
        ("recognised", "Recognised", Width::Below),
    ]);
    let wanted: Vec<&Pair<'_>> = pairs.iter().filter(|pair| wanted(pair)).collect();
    for group in wanted.chunk_by(|a, b| a.target == b.target) {
        let mut head = vec![Cell::link(group[0].target, group[0].name("target"))];
        head.resize(table.columns.len(), Cell::Empty);
        table.push(0, head);
        for pair in group {
            let number = |statuses: &[&str]| {
                let number: usize = statuses.iter().map(|status| pair.tally.of(status)).sum();
                Cell::text(if number == 0 { "·".to_owned() } else { number.to_string() })
            };
            let recognised = pair.effects.iter().map(|effect| effect.replace('-', " ")).collect::<Vec<_>>().join(", ");
            let by = if pair.by.is_empty() { String::new() } else { format!(" ({})", pair.by.join("; ")) };
            table.push(
                1,
                vec![
                    Cell::link(pair.holder, pair.name("holder")),
                    Cell::status(pair.row.local("status")),
                    number(&["covered"]),
                    number(&["covered-conditionally"]),
                    number(&["partly-covered"]),
                    number(&["not-covered", "recommended-only"]),
                    number(&["not-established"]),
                    Cell::text(format!("{recognised}{by}")),
                ],
            );
        }
    }
    Section {
        id,
        title: title.to_owned(),
        note: "Numbers of elements. “regimap coverage --of TARGET --by HOLDER” tells what a row rests on.".to_owned(),
        detail,
        body: Body::Table(table),
        queries: vec![cells.query.clone(), recognised.query.clone()],
    }
}

/// As many rows and columns as stay legible on a page.
const DRAWN: (usize, usize) = (40, 22);

/// Targets against holders, shaded by how many elements are shown; where not all fit, those with the most to show.
fn heat_map(pairs: &[Pair<'_>]) -> Option<Picture> {
    let telling: Vec<&Pair<'_>> = pairs.iter().filter(|pair| pair.shows() || pair.counts()).collect();
    let most = |side: &str, room: usize| -> Vec<String> {
        let mut weight: BTreeMap<String, usize> = BTreeMap::new();
        for pair in &telling {
            let (full, conditionally, partly) = pair.tally.shown();
            *weight.entry(pair.name(side)).or_default() += 1 + full + conditionally + partly;
        }
        let mut names: Vec<(String, usize)> = weight.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| natural(&a.0, &b.0)));
        let mut names: Vec<String> = names.into_iter().take(room).map(|(name, _)| name).collect();
        names.sort_by(|a, b| natural(a, b));
        names
    };
    let (rows, columns) = (most("target", DRAWN.0), most("holder", DRAWN.1));
    if rows.is_empty() {
        return None;
    }
    let cell = |target: &String, holder: &String| {
        let pair = telling.iter().find(|pair| pair.name("target") == *target && pair.name("holder") == *holder);
        let Some(pair) = pair else { return HeatCell::Empty };
        let (total, open) = (pair.tally.total(), pair.tally.of("not-established"));
        let (full, conditionally, _) = pair.tally.shown();
        let shown = full + conditionally;
        let text = format!("{shown}/{total}");
        if total == 0 {
            HeatCell::Empty
        } else if shown == 0 && open > 0 {
            HeatCell::Open(text)
        } else {
            HeatCell::Share(u8::try_from(100 * shown / total).unwrap_or(100), text)
        }
    };
    let cells = rows.iter().map(|target| columns.iter().map(|holder| cell(target, holder)).collect()).collect();
    Some(Picture {
        section: "matrix",
        title: "How much each label or standard shows of each target".to_owned(),
        description: format!(
            "{} against {}; a cell says how many of the elements that a target requires are shown, always or under conditions. The \
             table gives all pairs.",
            count(rows.len(), "target"),
            count(columns.len(), "holder")
        ),
        drawing: Drawing::Heat(Heat { rows, columns, cells, legend: "elements shown, of all required".to_owned() }),
    })
}

/// Where something counts although nothing of it is shown, told once for the levels of a label and all that they count for.
fn findings(pairs: &[Pair<'_>]) -> Vec<Finding> {
    let aside = |pair: &&Pair<'_>| matches!(pair.row.local("status"), "outside-label-reach" | "alternative-route");
    let mut groups: BTreeMap<(Severity, &str, &str, String), Vec<&Pair<'_>>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.counts() && !pair.shows() && !aside(pair)) {
        let open = pair.tally.of("not-established") > 0 || pair.row.local("status") == "not-established";
        let severity = if open { Severity::Open } else { Severity::Gap };
        let label = pair.row.text(if pair.name("holder").ends_with(')') { "holderEditionName" } else { "holderName" });
        groups.entry((severity, pair.target, label, pair.by.join("; "))).or_default().push(pair);
    }
    let mut told: BTreeMap<(Severity, Vec<String>, String), Vec<Link>> = BTreeMap::new();
    for ((severity, _, _, by), pairs) in groups {
        let holders = pairs.iter().map(|pair| pair.name("holder")).collect();
        let target = Link { iri: pairs[0].target.to_owned(), text: pairs[0].name("target") };
        told.entry((severity, holders, by)).or_default().push(target);
    }
    told.into_iter()
        .map(|((severity, holders, by), targets)| Finding {
            severity,
            text: format!(
                "{} {} for {} ({by}), and nothing of {} is shown at this evidence.",
                join(&holders),
                if holders.len() == 1 { "counts" } else { "count" },
                join(&targets.iter().map(|target| target.text.clone()).collect::<Vec<_>>()),
                if targets.len() == 1 { "it" } else { "them" },
            ),
            evidence: targets,
        })
        .collect()
}
