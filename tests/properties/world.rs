//! Small made-up packs: a scheme with two levels and a standard that the levels draw on, and a regulation of another
//! regime to compare with.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use regimap::pack::rows::SCHEMAS;
use regimap::pack::value::Grade;
use regimap::pack::{self, Files, Packs};
use std::collections::BTreeSet;

/// How many elements, conditions, provisions of an edition and product parts there are.
pub const ELEMENTS: usize = 7;
pub const CONDITIONS: usize = 5;
pub const PROVISIONS: usize = 3;
pub const PARTS: usize = 3;
/// The conjunction of the first two conditions.
const CONJUNCTION: usize = 3;
/// The condition that binds only on another route.
pub const OTHER_ROUTE: usize = 4;
/// The element whose theme no label reaches.
pub const OUT_OF_REACH: usize = 5;
/// The element whose content the asking regime fixes.
pub const RELATIVE: usize = 6;
/// The duty bearer for whom no label speaks.
pub const IMPORTER: usize = 1;
/// The editions: of the scheme, of the standard, of the regulation.
pub const SCHEME: usize = 0;
pub const LAW: usize = 2;
const EDITIONS: [(&str, &str); 3] = [("scheme", "scheme-document"), ("standard", "standard"), ("law", "regulations")];
const COMPLETENESS: [&str; 3] = ["full", "partial", "outline"];
const BEARERS: [&str; 2] = ["manufacturer", "importer"];

/// The facts that may differ from one made-up world to the next.
#[derive(Clone, Debug)]
pub struct World {
    /// Pairs of elements; the greater entails the lesser.
    pub entails: Vec<(usize, usize)>,
    /// Pairs of simple conditions; the greater implies the lesser.
    pub implies: Vec<(usize, usize)>,
    /// How complete each edition is, as a place in a list.
    pub completeness: [usize; 3],
    pub obligations: Vec<Obligation>,
    pub requirements: Vec<Requirement>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obligation {
    pub edition: usize,
    pub provision: usize,
    pub element: usize,
    pub condition: Option<usize>,
    pub bearer: usize,
    /// Never empty.
    pub parts: BTreeSet<usize>,
    pub mandatory: bool,
    pub grade: Grade,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Requirement {
    /// Level 1 includes level 0.
    pub level: usize,
    pub edition: usize,
    pub provision: usize,
    pub mandatory: bool,
    pub grade: Grade,
}

pub fn world() -> impl Strategy<Value = World> {
    let facts = (
        vec(below(RELATIVE), 0..8),
        vec(below(CONJUNCTION), 0..3),
        [0..3usize, 0..3usize, 0..3usize],
        vec(obligation(), 1..14),
        vec(requirement(), 0..8),
    );
    facts.prop_map(|(entails, implies, completeness, mut obligations, mut requirements)| {
        obligations.sort_unstable();
        obligations.dedup_by_key(|o| o.key());
        requirements.sort_unstable();
        requirements.dedup_by_key(|r| r.key());
        World { entails, implies, completeness, obligations, requirements }
    })
}

/// Two different numbers, the greater first.
fn below(bound: usize) -> impl Strategy<Value = (usize, usize)> {
    (1..bound).prop_flat_map(|greater| (Just(greater), 0..greater))
}

fn obligation() -> impl Strategy<Value = Obligation> {
    let facts = (0..3usize, 0..PROVISIONS, 0..ELEMENTS, condition(), bearer(), parts(), any::<bool>(), grade());
    facts.prop_map(|(edition, provision, element, condition, bearer, parts, mandatory, grade)| Obligation {
        edition,
        provision,
        element,
        condition,
        bearer,
        parts,
        mandatory,
        grade,
    })
}

/// A level may require provisions of its own edition and of the standard.
pub fn requirement() -> impl Strategy<Value = Requirement> {
    (0..2usize, 0..2usize, 0..PROVISIONS, any::<bool>(), grade()).prop_map(
        |(level, edition, provision, mandatory, grade)| Requirement { level, edition, provision, mandatory, grade },
    )
}

fn condition() -> impl Strategy<Value = Option<usize>> {
    option::of(0..CONDITIONS)
}

/// Most duties are on the manufacturer.
fn bearer() -> impl Strategy<Value = usize> {
    prop_oneof![7 => Just(0), 1 => Just(IMPORTER)]
}

fn parts() -> impl Strategy<Value = BTreeSet<usize>> {
    proptest::collection::btree_set(0..PARTS, 1..=PARTS)
}

fn grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(Grade::ALL)
}

impl Obligation {
    /// What no two rows may share.
    fn key(&self) -> (usize, usize, usize, Option<usize>, usize, BTreeSet<usize>) {
        (self.edition, self.provision, self.element, self.condition, self.bearer, self.parts.clone())
    }
}

impl Requirement {
    /// What no two rows may share.
    pub fn key(&self) -> (usize, usize, usize) {
        (self.level, self.edition, self.provision)
    }
}

impl World {
    /// The packs, read as those on disk are.
    pub fn packs(&self) -> Packs {
        pack::load(self.files()).unwrap_or_else(|broken| panic!("a made-up world is broken: {broken:#?}"))
    }

    /// The files of the packs.
    pub fn files(&self) -> Files {
        Files::new(self.tables().into_iter().map(|(path, rows)| (path.clone(), table(&path, &rows).into_bytes())))
    }

    /// Whether one element entails another, itself included.
    pub fn entails(&self, one: usize, other: usize) -> bool {
        reaches(&self.entails, one, other)
    }

    /// Whether a condition holds wherever another does.
    pub fn implies(&self, one: usize, other: usize) -> bool {
        let simple = |one: usize, other: usize| reaches(&self.implies, one, other);
        match (one, other) {
            (a, b) if a == b => true,
            (OTHER_ROUTE, _) | (_, OTHER_ROUTE) => false,
            (CONJUNCTION, b) => simple(0, b) || simple(1, b),
            (a, CONJUNCTION) => simple(a, 0) && simple(a, 1),
            (a, b) => simple(a, b),
        }
    }

    fn tables(&self) -> Vec<(String, Vec<Row>)> {
        let vocabulary = |name: &str, rows: Vec<Row>| (format!("vocabulary/{name}.csv"), rows);
        let regime = |name: &str, rows: Vec<Row>| (format!("regimes/r/{name}.csv"), rows);
        let law = |name: &str, rows: Vec<Row>| (format!("regimes/q/{name}.csv"), rows);
        let provisions = |edition: usize| (0..PROVISIONS).map(move |p| provision(edition, p));
        let obligations = |of_law: bool| {
            self.obligations.iter().filter(|o| (o.edition == LAW) == of_law).map(Obligation::row).collect::<Vec<_>>()
        };
        vec![
            vocabulary(
                "sources",
                vec![row(&[("source_id", "s"), ("label", "s"), ("read_extent", "x"), ("grade", "primary")])],
            ),
            vocabulary("themes", vec![theme("reached", "inside"), theme("out", "outside")]),
            vocabulary("elements", (0..ELEMENTS).map(|e| self.element(e)).collect()),
            vocabulary("conditions", (0..CONDITIONS).map(|c| self.condition(c)).collect()),
            vocabulary("duty-bearers", vec![bearer_row(0, "inside"), bearer_row(IMPORTER, "outside")]),
            vocabulary(
                "product-parts",
                (0..PARTS).map(|p| row(&[("product_part_id", &format!("part-{p}"))])).collect(),
            ),
            vocabulary("product-categories", Vec::new()),
            vocabulary("assessment-routes", Vec::new()),
            vocabulary("aspects", Vec::new()),
            vocabulary("jurisdictions", Vec::new()),
            vocabulary("authorities", Vec::new()),
            regime("regime", vec![fact(&[("regime_id", "r"), ("kind", "label")])]),
            regime("instruments", (0..LAW).map(instrument).collect()),
            regime("editions", (0..LAW).map(|e| self.edition(e)).collect()),
            regime("provisions", (0..LAW).flat_map(provisions).collect()),
            regime("obligations", obligations(false)),
            law("regime", vec![fact(&[("regime_id", "q"), ("kind", "regulation")])]),
            law("instruments", vec![instrument(LAW)]),
            law("editions", vec![self.edition(LAW)]),
            law("provisions", provisions(LAW).collect()),
            law("obligations", obligations(true)),
            regime("levels", vec![level(0, ""), level(1, &level_id(0))]),
            regime("level-requirements", self.requirements.iter().map(Requirement::row).collect()),
        ]
    }

    fn element(&self, element: usize) -> Row {
        let theme = if element == OUT_OF_REACH { "out" } else { "reached" };
        let entails = lesser(&self.entails, element).map(element_id).collect::<Vec<_>>().join(";");
        let relative = if element == RELATIVE { "yes" } else { "no" };
        row(&[("element_id", &element_id(element)), ("theme_id", theme), ("entails", &entails), ("relative", relative)])
    }

    fn condition(&self, condition: usize) -> Row {
        let implies = lesser(&self.implies, condition).map(condition_id).collect::<Vec<_>>().join(";");
        let parts =
            if condition == CONJUNCTION { format!("{};{}", condition_id(0), condition_id(1)) } else { String::new() };
        let other_route = if condition == OTHER_ROUTE { "yes" } else { "no" };
        row(&[
            ("condition_id", &condition_id(condition)),
            ("implies", &implies),
            ("all_of", &parts),
            ("alternative_route", other_route),
        ])
    }

    fn edition(&self, edition: usize) -> Row {
        fact(&[
            ("edition_id", &edition_id(edition)),
            ("instrument_id", &instrument_id(edition)),
            ("completeness", COMPLETENESS[self.completeness[edition]]),
        ])
    }

    /// Whether every provision of an edition is in.
    pub fn is_full(&self, edition: usize) -> bool {
        COMPLETENESS[self.completeness[edition]] == "full"
    }
}

impl Obligation {
    fn row(&self) -> Row {
        let parts: Vec<String> = self.parts.iter().map(|p| format!("part-{p}")).collect();
        fact(&[
            ("edition_id", &edition_id(self.edition)),
            ("provision_id", &provision_id(self.provision)),
            ("element_id", &element_id(self.element)),
            ("modality", modality(self.mandatory, self.condition.is_some())),
            ("condition_id", &self.condition.map(condition_id).unwrap_or_default()),
            ("duty_bearer_id", BEARERS[self.bearer]),
            ("applies_to", &parts.join(";")),
            ("grade", self.grade.as_str()),
        ])
    }
}

impl Requirement {
    fn row(&self) -> Row {
        fact(&[
            ("level_id", &level_id(self.level)),
            ("edition_id", &edition_id(self.edition)),
            ("provision_id", &provision_id(self.provision)),
            ("modality", modality(self.mandatory, false)),
            ("grade", self.grade.as_str()),
        ])
    }
}

fn reaches(steps: &[(usize, usize)], from: usize, to: usize) -> bool {
    from == to || lesser(steps, from).any(|next| reaches(steps, next, to))
}

fn lesser(steps: &[(usize, usize)], from: usize) -> impl Iterator<Item = usize> + '_ {
    let found: BTreeSet<usize> = steps.iter().filter(|step| step.0 == from).map(|step| step.1).collect();
    found.into_iter()
}

pub fn element_id(element: usize) -> String {
    format!("element-{element}")
}

fn condition_id(condition: usize) -> String {
    format!("condition-{condition}")
}

/// The regime of an edition.
pub fn regime_id(edition: usize) -> &'static str {
    if edition == LAW { "q" } else { "r" }
}

fn instrument_id(edition: usize) -> String {
    format!("{}/{}", regime_id(edition), EDITIONS[edition].0)
}

pub fn edition_id(edition: usize) -> String {
    format!("{}/v1", instrument_id(edition))
}

pub fn provision_id(provision: usize) -> String {
    format!("{provision}.1")
}

pub fn level_id(level: usize) -> String {
    format!("{}/level-{level}", edition_id(SCHEME))
}

fn modality(mandatory: bool, conditional: bool) -> &'static str {
    match (mandatory, conditional) {
        (true, false) => "mandatory",
        (true, true) => "conditional-mandatory",
        (false, false) => "recommended",
        (false, true) => "conditional-recommended",
    }
}

fn theme(name: &str, reach: &str) -> Row {
    row(&[("theme_id", name), ("label_reach", reach)])
}

fn bearer_row(bearer: usize, reach: &str) -> Row {
    row(&[("duty_bearer_id", BEARERS[bearer]), ("label_reach", reach)])
}

fn instrument(edition: usize) -> Row {
    fact(&[
        ("instrument_id", &instrument_id(edition)),
        ("regime_id", regime_id(edition)),
        ("kind", EDITIONS[edition].1),
    ])
}

fn provision(edition: usize, provision: usize) -> Row {
    let id = provision_id(provision);
    fact(&[
        ("edition_id", &edition_id(edition)),
        ("provision_id", &id),
        ("slug", &id),
        ("kind", "requirement"),
        ("official_id", "yes"),
    ])
}

fn level(level: usize, includes: &str) -> Row {
    fact(&[
        ("level_id", &level_id(level)),
        ("edition_id", &edition_id(SCHEME)),
        ("rank", &(level + 1).to_string()),
        ("includes", includes),
    ])
}

type Row = Vec<(String, String)>;

fn row(cells: &[(&str, &str)]) -> Row {
    cells.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect()
}

/// A row with the evidence that every fact needs; what `cells` gives goes before.
fn fact(cells: &[(&str, &str)]) -> Row {
    let mut all = row(cells);
    all.extend(row(&[("source_id", "s"), ("locator", "x"), ("grade", "primary")]));
    all
}

/// Columns that hold text for people, where any text will do.
const TEXTS: &[&str] = &["label", "short_label", "definition", "description", "heading", "paraphrase"];

fn table(path: &str, rows: &[Row]) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let schema = SCHEMAS.iter().find(|schema| schema.file == name).expect("a table of the contract");
    let mut text = schema.header() + "\n";
    for row in rows {
        let cell = |column: &str| {
            let found = row.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str());
            found.unwrap_or(if TEXTS.contains(&column) { "text" } else { "" }).to_owned()
        };
        let cells: Vec<String> = schema.columns.iter().map(|column| cell(column.name)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}
