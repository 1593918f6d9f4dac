//! Reports as people carry them away: the same in every format, harmless whatever the data says, and reviewed as a whole.

use regimap::cli::{ColorWhen, Context, Global};
use regimap::query::Names;
use regimap::report::render::{Csv, Html, Json, Markdown, Renderer, Text};
use regimap::report::*;
use std::collections::BTreeMap;
use std::process::{Command, Output};
use std::sync::LazyLock;

#[path = "reports/every_kind.rs"]
mod every_kind;
#[path = "reports/kinds.rs"]
mod kinds;
#[path = "reports/made_up.rs"]
mod made_up;
#[path = "reports/made_up_packs.rs"]
mod made_up_packs;
#[path = "reports/office.rs"]
mod office;

const AS_OF: &str = "2026-11-24";

struct Shipped {
    context: Context,
    names: Names,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| shipped(AS_OF));

fn shipped(as_of: &str) -> Shipped {
    let global = Global {
        data: None,
        overlay: Vec::new(),
        graph: None,
        base: "https://w3id.org/regimap/".to_owned(),
        as_of: Some(regimap::reason::AsOf(as_of.parse().expect("a date"))),
        color: ColorWhen::Never,
    };
    let context = Context::load(&global).expect("the shipped data loads");
    let names = context.names().expect("things have names");
    Shipped { context, names }
}

impl Shipped {
    fn setting(&self, threshold: &str) -> Setting {
        let data = DataVersion { version: "0.0.0".to_owned(), hash: "0".repeat(64) };
        let base = "https://w3id.org/regimap/".to_owned();
        Setting { as_of: self.context.as_of.to_string(), base, data, threshold: threshold.to_owned() }
    }

    fn asker(&self) -> Asker<'_> {
        Asker::new(self.context.engine(), &self.context.library)
    }

    fn iri(&self, name: &str) -> oxrdf::NamedNode {
        self.names.find(name).expect("a known name").0.iri.clone()
    }

    fn coverage(&self, of: &str, by: &str, threshold: &str) -> Report {
        let asker = self.asker();
        let target = resolve_side(&asker, &self.iri(of)).expect("a target");
        let holder = resolve_holder(&asker, &self.iri(by)).expect("a holder");
        coverage(&asker, &holder, &target, &self.setting(threshold)).expect("a report")
    }

    fn compare(&self, one: &str, other: &str) -> Report {
        let asker = self.asker();
        let one = resolve_side(&asker, &self.iri(one)).expect("a side");
        let other = resolve_side(&asker, &self.iri(other)).expect("a side");
        compare(&asker, &one, &other, &self.setting("unconfirmed")).expect("a report")
    }

    fn audit(&self, arrangement: &str) -> Report {
        audit(&self.asker(), &self.iri(arrangement), &self.setting("secondary")).expect("an audit")
    }

    fn explain(&self, one: &str, other: &str) -> Report {
        let asker = self.asker();
        let one = resolve_side(&asker, &self.iri(one)).expect("a side");
        let other = resolve_side(&asker, &self.iri(other)).expect("a side");
        explain(&asker, &one, &other, &self.setting("secondary")).expect("a report")
    }
}

/// A renderer of text so wide that nothing is folded.
fn wide() -> Text {
    Text { width: 100_000, ..Text::default() }
}

fn formats() -> [(&'static str, Box<dyn Renderer<Output = String>>); 5] {
    [
        ("text", Box::new(Text::default())),
        ("markdown", Box::new(Markdown)),
        ("html", Box::new(Html)),
        ("csv", Box::new(Csv::default())),
        ("json", Box::new(Json)),
    ]
}

/// The wording of queries is no matter of the formats: a snapshot shows that they are there.
fn without_query_texts(mut report: Report) -> Report {
    for query in report.sections.iter_mut().flat_map(|section| &mut section.queries) {
        assert!(query.text.contains("SELECT"), "{} is shown as it ran", query.name);
        query.text = "SELECT …".to_owned();
    }
    report
}

fn snapshots(name: &str, report: Report) {
    let report = without_query_texts(report);
    for (format, renderer) in formats() {
        insta::assert_snapshot!(format!("{name}.{format}"), renderer.render(&report).expect("it renders"));
    }
}

fn section<'r>(report: &'r Report, id: &str) -> &'r Table {
    let found = report.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("a section {id}"));
    found.table().expect("a table")
}

#[test]
fn coverage_of_the_password_rules_in_every_format() {
    snapshots("coverage-passwords-by-en-303-645", SHIPPED.coverage("Sch 1 para 1", "EN 303 645 V2.1.1", "secondary"));
}

#[test]
fn coverage_by_a_label_recorded_in_part() {
    let report = SHIPPED.coverage("Sch 1 para 2", "jc-star:1", "secondary");
    insta::assert_snapshot!("coverage-reporting-by-star-1", Text::default().render(&report).expect("it renders"));
}

#[test]
fn comparison_in_every_format() {
    snapshots("compare-reporting", SHIPPED.compare("Sch 1 para 2", "sg-cls/v1.4/level-1"));
}

#[test]
fn explanations_of_a_relation_and_of_a_status() {
    for (name, one, other) in [
        ("explain-relation", "etsi-en-303-645/v2.1.1/5.1-2", "Sch 1 para 1(3)(d)"),
        ("explain-status", "jc-star:1", "Sch 1 para 2(2)(a)"),
    ] {
        let one = if one.contains('/') { format!("provision/{one}") } else { one.to_owned() };
        let report = SHIPPED.explain(&one, other);
        insta::assert_snapshot!(name, Text::default().render(&report).expect("it renders"));
    }
}

#[test]
fn the_same_report_says_the_same_in_every_format() {
    for report in [
        SHIPPED.coverage("uk-psti", "jc-star:1", "secondary"),
        SHIPPED.coverage("uk-psti", "EN 303 645 V2.1.1", "secondary"),
        SHIPPED.compare("uk-psti", "sg-cls/v1.4/level-1"),
    ] {
        let json: serde_json::Value = serde_json::from_str(&Json.render(&report).expect("JSON")).expect("valid JSON");
        let html = Html.render(&report).expect("HTML");
        let markdown = Markdown.render(&report).expect("Markdown");
        let text = wide().render(&report).expect("text");
        let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
        for (number, section) in report.sections.iter().enumerate() {
            let Some(table) = section.table() else { continue };
            assert_eq!(json["sections"][number]["table"]["rows"].as_array().map(Vec::len), Some(table.rows.len()));
            let csv = Csv { table: Some(section.id.to_owned()) }.render(&report).expect("CSV");
            let mut records = csv::Reader::from_reader(csv.as_bytes());
            assert_eq!(records.records().filter(|r| r.is_ok()).count(), table.rows.len(), "rows of {}", section.id);
            for (row, record) in table.rows.iter().zip(csv::Reader::from_reader(csv.as_bytes()).records()) {
                let record = record.expect("a record");
                let first = row.cells[0].plain();
                assert_eq!(record.get(0), Some(first.as_str()));
                for cell in row.cells.iter().filter(|cell| matches!(cell, Cell::Status(_))) {
                    *statuses.entry(cell.plain()).or_default() += 1;
                    assert!(record.iter().any(|field| field == cell.plain()), "{} in CSV", cell.plain());
                }
                assert!(text.contains(&first), "{first} in text");
            }
        }
        assert!(!statuses.is_empty());
        for (status, number) in statuses {
            let class = status.replace(' ', "-");
            assert_eq!(html.matches(&format!("<span class=\"status {class}\">")).count(), number, "{status} in HTML");
            assert_eq!(markdown.matches(&format!("**{status}**")).count(), number, "{status} in Markdown");
        }
        for finding in &report.findings {
            assert!(text.contains(&finding.text), "{} in text", finding.text);
        }
        assert_eq!(json["findings"].as_array().map(Vec::len), Some(report.findings.len()));
        assert_eq!(html.matches("<li class=\"gap\"").count(), markdown.matches("- **gap**").count());
    }
}

#[test]
fn text_keeps_to_eighty_columns() {
    use unicode_width::UnicodeWidthStr as _;
    let report = SHIPPED.coverage("uk-psti", "sg-cls:2", "unconfirmed");
    for line in Text::default().render(&report).expect("text").lines() {
        assert!(line.width() <= 80, "{line}");
    }
}

/// What each paragraph of Schedule 1 rests on, the first question put in Parliament.
#[test]
fn coverage_keeps_recognition_and_content_apart() {
    let report = SHIPPED.coverage("uk-psti", "jc-star:1", "secondary");
    let table = section(&report, "provisions");
    let column = |key: &str| table.columns.iter().position(|column| column.key == key).expect("a column");
    for paragraph in ["Sch 1 para 1", "Sch 1 para 2", "Sch 1 para 3"] {
        let row = table.rows.iter().find(|row| row.cells[0].plain() == paragraph).expect("the paragraph");
        assert_eq!(row.cells[column("recognised")].plain(), "deemed compliance");
        assert_eq!(row.cells[column("content")].plain(), "not established", "STAR-1 is recorded in part only");
    }
}

/// Which elements are recognised but not asked for, the second question.
#[test]
fn gaps_between_recognition_and_content_are_named() {
    let report = SHIPPED.coverage("uk-psti", "EN 303 645 V2.1.1", "secondary");
    let gap = |words: &str| report.findings.iter().any(|f| f.severity == Severity::Gap && f.text.contains(words));
    assert!(gap("Reporting information is in English"), "EN 303 645 does not ask for English");
    let listed = section(&report, "recognised-not-asked");
    assert!(listed.rows.iter().any(|row| row.cells[0].plain() == "Sch 1 para 1(3)(a)"));
}

/// Which editions are pinned, and which of them are behind, the third question.
#[test]
fn pins_behind_are_found() {
    let report = SHIPPED.coverage("uk-psti", "EN 303 645 V2.1.1", "secondary");
    assert!(section(&report, "pins").rows.iter().any(|row| row.cells[3].plain().contains("EN 303 645 V3.1.3")));
    assert!(report.findings.iter().any(|f| f.text.starts_with("The pin is behind")));
}

#[test]
fn a_recognition_counts_from_its_first_day_only() {
    let before = shipped("2025-11-30").coverage("Sch 1 para 1", "jc-star:1", "secondary");
    let row = &section(&before, "provisions").rows[0];
    assert_eq!(row.cells[2].plain(), "no: not yet in force (2025-12-04)", "{:?}", row.cells[2]);
    assert!(before.answer.contains("no arrangement in force"), "{}", before.answer);
    assert!(section(&before, "recognised-not-asked").rows.is_empty());
}

#[test]
fn weaker_evidence_never_takes_an_answer_away() {
    let rank = |status: &str| match status {
        "covered" => 4,
        "covered conditionally" => 3,
        "partly covered" => 2,
        _ => 1,
    };
    let strict = SHIPPED.coverage("uk-psti", "sg-cls:2", "primary");
    let loose = SHIPPED.coverage("uk-psti", "sg-cls:2", "unconfirmed");
    for (one, other) in section(&strict, "elements").rows.iter().zip(&section(&loose, "elements").rows) {
        assert_eq!(one.cells[1], other.cells[1]);
        assert!(rank(&one.cells[2].plain()) <= rank(&other.cells[2].plain()), "{one:?} {other:?}");
    }
}

const HOSTILE: &[&str] = &[
    "=HYPERLINK(\"https://example.org\")",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\tcmd",
    "\rcmd",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "a | b\n| c",
    "]]> --> ``` ~~~ </style>",
    "[x](javascript:alert(1))",
    "\u{202e}txt.exe\u{2069}",
    "\u{1b}[31mred\u{1b}]8;;https://example.org\u{7}",
];

fn hostile() -> Report {
    let all = HOSTILE.join(" ");
    let link = |text: &str| Link { iri: "javascript:alert(1)".to_owned(), text: text.to_owned() };
    let mut table = Table::new(&[("a", "A | <b>", Width::Narrow), ("b", "B", Width::Wide), ("c", "C", Width::Below)]);
    for text in HOSTILE {
        let local = Cell::Local(Local { text: (*text).to_owned(), language: "\" onload=\"x".to_owned() });
        let listed = Cell::list(vec![Cell::Link(link(text)), local, Cell::status(text)]);
        table.push(0, vec![Cell::text(*text), Cell::Link(link(text)), listed]);
    }
    let query = ShownQuery { name: all.clone(), title: all.clone(), text: all.clone() };
    Report {
        format: "test",
        id: all.clone(),
        link: format!("javascript:{all}"),
        command: all.clone(),
        kind: "coverage",
        title: all.clone(),
        question: all.clone(),
        answer: all.clone(),
        as_of: all.clone(),
        evidence: all.clone(),
        data: DataVersion { version: all.clone(), hash: all.clone() },
        sides: vec![Side { part: "first", name: link(&all), local: None, editions: vec![all.clone()] }],
        findings: vec![Finding { severity: Severity::Gap, text: all.clone(), evidence: vec![link(&all)] }],
        sections: vec![
            Section {
                id: "provisions",
                title: all.clone(),
                note: all.clone(),
                detail: false,
                body: Body::Table(table),
                queries: vec![query],
            },
            Section {
                id: "tree",
                title: all.clone(),
                note: String::new(),
                detail: false,
                body: Body::Tree(vec![Node { text: all.clone(), link: Some(link(&all)), ..Node::default() }]),
                queries: Vec::new(),
            },
        ],
        pictures: Vec::new(),
        sources: Vec::new(),
        method: vec![all.clone()],
        limits: vec![all],
    }
}

#[test]
fn hostile_text_is_harmless_in_html() {
    let html = Html.render(&hostile()).expect("HTML");
    for bad in ["<script", "<img", "href=\"javascript", "</style>\n<", "\" onload", "\u{1b}", "\u{202e}", "\u{2069}"] {
        let allowed = usize::from(bad == "</style>\n<");
        assert!(html.matches(bad).count() <= allowed, "{bad:?}");
    }
    assert_eq!(html.matches("<style>").count(), 1);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it stays readable");
}

#[test]
fn hostile_text_is_harmless_in_csv() {
    let csv = Csv::default().render(&hostile()).expect("CSV");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records: Vec<_> = reader.records().collect::<Result<_, _>>().expect("rows of equal length");
    assert_eq!(records.len(), HOSTILE.len());
    for field in records.iter().flat_map(|record| record.iter()) {
        assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{field:?} would run as a formula");
        assert!(!field.contains('\u{1b}'));
    }
}

#[test]
fn hostile_text_is_harmless_in_markdown() {
    let markdown = Markdown.render(&hostile()).expect("Markdown");
    let (before_queries, _) = markdown.split_once("\n## Queries").expect("queries come last");
    // What is escaped or in a span of code has no meaning.
    let prose: String = before_queries.replace("\\`", "").replace("\\]", "").split('`').step_by(2).collect();
    for bad in ["<script", "<img", "](javascript:", "\u{1b}", "\u{202e}"] {
        assert!(!prose.contains(bad), "{bad:?}");
    }
    let bare = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows: Vec<&str> = before_queries.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), HOSTILE.len() + 2);
    assert!(rows.iter().all(|row| bare(row) == 4), "no cell breaks out of its column");
}

#[test]
fn hostile_text_is_harmless_in_a_terminal() {
    let text = Text::default().render(&hostile()).expect("text");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "no control character gets through");
    assert!(!text.contains('\u{202e}') && !text.contains('\u{2069}'));
}

#[test]
fn json_gives_the_text_back_as_it_was() {
    let json: serde_json::Value = serde_json::from_str(&Json.render(&hostile()).expect("JSON")).expect("valid JSON");
    for (number, text) in HOSTILE.iter().enumerate() {
        assert_eq!(json["sections"][0]["table"]["rows"][number]["cells"][0]["text"], *text);
    }
}

#[test]
fn a_table_that_is_not_there_names_those_that_are() {
    let error = Csv { table: Some("nothing".to_owned()) }.render(&hostile()).expect_err("no such table");
    assert_eq!(error.to_string(), "the report has no table `nothing`; it has: provisions, tree");
}

fn regimap(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regimap")).args(arguments).output().expect("the program runs")
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let ask = || regimap(&["coverage", "--of", "uk-psti", "--by", "jc-star:1", "--format", "html", "--as-of", AS_OF]);
    let (first, second) = (ask(), ask());
    assert!(first.status.success());
    assert!(first.stdout == second.stdout);
}

#[test]
fn a_label_without_a_level_asks_for_one() {
    let output = regimap(&["coverage", "--of", "uk-psti", "--by", "sg-cls"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(error.contains("name one of:") && error.contains("sg-cls/v1.4/level-1"), "{error}");
}

#[test]
fn what_cannot_be_compared_says_so() {
    let output = regimap(&["compare", "uk-psti", "password-unique-or-user-defined"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no regime, edition, level or provision"));
    let output = regimap(&["explain", "uk-psti", "jc-star:1"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("regimap coverage"));
}

#[test]
fn an_ambiguous_name_is_told_on_standard_error() {
    let output = regimap(&["coverage", "--of", "uk-psti", "--by", "sg-cls:1", "--format", "csv"]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("home-gateway-level-1"));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("provision,"));
}
