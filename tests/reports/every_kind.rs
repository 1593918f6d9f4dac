//! Every kind of report in every format, on packs small enough to read the whole.

use super::made_up::{context, context_on, packs, table};
use super::*;
use regimap::report::render::Format;
use tempfile::TempDir;

/// A knowledge base made up for these tests.
struct MadeUp {
    context: Context,
    names: Names,
    threshold: &'static str,
}

impl MadeUp {
    fn new(packs: &TempDir, day: &str) -> Self {
        let context = context_on(packs, day);
        let names = context.names().expect("things have names");
        Self { context, names, threshold: "secondary" }
    }

    fn setting(&self) -> Setting {
        Setting {
            as_of: self.context.as_of.to_string(),
            base: "https://w3id.org/regimap/".to_owned(),
            data: DataVersion { version: "0.0.0".to_owned(), hash: "0".repeat(64) },
            threshold: self.threshold.to_owned(),
        }
    }

    fn asker(&self) -> Asker<'_> {
        Asker::new(self.context.engine(), &self.context.library)
    }

    fn iri(&self, name: &str) -> oxrdf::NamedNode {
        self.names.find(name).expect("a known name").0.iri.clone()
    }

    fn side(&self, name: &str) -> Choice {
        resolve_side(&self.asker(), &self.iri(name)).expect("a side")
    }

    fn holder(&self, name: &str) -> Choice {
        resolve_holder(&self.asker(), &self.iri(name)).expect("a holder")
    }

    fn state(&self) -> State<'_> {
        State { asker: self.asker(), name: self.context.as_of.to_string(), setting: self.setting() }
    }
}

/// Adds a label of two levels, which requires what the other regime asks, and a memorandum that lets the first level count
/// as section 1 of the first regime; the older edition of the label is the one that it fixes.
fn with_label(packs: &TempDir) {
    let rows = |lines: &[&str]| -> Vec<Vec<String>> {
        lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    };
    let add = |name: &str, head: &str, lines: &[&str]| table(packs.path(), name, head, &rows(lines));
    add(
        "regimes/label/regime.csv",
        "regime_id,label,short_label,label_local,language,kind,jurisdiction_id,authority_id,assessment_route_id,description,homepage,source_id,locator,grade",
        &[
            "label|Label of Demoland|Label|Etikett|de|label|demoland|demo-office|self-declaration|A label.||demo-act|s 7|primary",
        ],
    );
    add(
        "regimes/label/instruments.csv",
        "instrument_id,regime_id,label,short_label,label_local,language,kind,authority_id,source_id,locator,grade",
        &["label/scheme|label|Scheme|Scheme|||scheme-document|demo-office|demo-act|s 7|primary"],
    );
    add(
        "regimes/label/editions.csv",
        "edition_id,instrument_id,label,short_label,version,published,in_force,ended,supersedes,amends,completeness,completeness_note,url,source_id,locator,grade",
        &[
            "label/v1|label/scheme|Scheme, version 1|Scheme v1|1|2025-03|2025-04-01||||full|||demo-act|s 7|primary",
            "label/v2|label/scheme|Scheme, version 2|Scheme v2|2|2026-01-05|2026-02-01||label/v1||full|||demo-act|s 8|secondary",
        ],
    );
    add(
        "regimes/label/levels.csv",
        "level_id,edition_id,label,label_local,language,rank,includes,supersedes,assessment_route_id,validity_months,validity_note,product_category_id,source_id,locator,grade",
        &[
            "label/v1/basic|label/v1|Basic|||1|||self-declaration|24|||demo-act|s 7|primary",
            "label/v1/high|label/v1|High|||2|label/v1/basic||self-declaration|36|||demo-act|s 7|primary",
        ],
    );
    add(
        "regimes/label/level-requirements.csv",
        "level_id,edition_id,provision_id,modality,note,source_id,locator,grade",
        &[
            "label/v1/basic|other/text-2025|s 1|mandatory||demo-act|s 7|primary",
            "label/v1/basic|other/text-2025|s 2|mandatory||demo-act|s 7|unconfirmed",
            "label/v1/high|other/text-2025|s 3|mandatory||demo-act|s 7|secondary",
        ],
    );
    add(
        "regimes/label/provisions.csv",
        "edition_id,provision_id,slug,parent_id,heading,heading_local,language,paraphrase,kind,status_code,official_id,in_force,ended,source_id,locator,grade",
        &[],
    );
    add(
        "regimes/label/obligations.csv",
        "edition_id,provision_id,element_id,modality,condition_id,duty_bearer_id,applies_to,note,source_id,locator,grade",
        &[],
    );
    add(
        "arrangements/arrangements.csv",
        "arrangement_id,label,label_local,language,short_label,kind,party_id,edition_id,signed,in_force,ended,description,not_replaced,read_extent,source_id,locator,grade",
        &[
            "memo|Memorandum on labels|||Memorandum|memorandum|demo-office||2025-05-01|2025-06-01||Lets the label count.|Duties of importers.|in full|demo-act|s 9|primary",
        ],
    );
    add(
        "arrangements/recognitions.csv",
        "recognition_id,arrangement_id,label,effect,recognised_level,recognised_edition,recognised_provision,counts_as_edition,counts_as_provision,except_provision,counts_as_level,route_condition,through_edition,through_provision,pinned,in_force,ended,note,source_id,locator,grade",
        &[
            "memo/basic|memo|A basic label counts|accepted|label/v1/basic|label/v1||one/text-2025|s 1;s 4||||||yes|2025-06-01|||demo-act|s 9|primary",
        ],
    );
    add(
        "arrangements/recognition-conditions.csv",
        "recognition_id,kind,label,product_category_id,source_id,locator,grade",
        &["memo/basic|label-valid|The label has not expired.||demo-act|s 9|primary"],
    );
}

fn kinds() -> Vec<Report> {
    let packs = packs(4, &str::to_owned);
    with_label(&packs);
    let now = MadeUp::new(&packs, "2026-11-24");
    let before = MadeUp::new(&packs, "2025-05-31");
    let (one, other) = (now.side("regime/one"), now.side("regime/other"));
    let basic = now.holder("level/label/v1/basic");
    let provision = now.side("provision/one/text-2025/s2");
    let all = [
        coverage(&now.asker(), &basic, &one, &now.setting()),
        compare(&now.asker(), &one, &other, &now.setting()),
        explain(&now.asker(), &basic, &provision, &now.setting()),
        audit(&now.asker(), &now.iri("arrangement/memo"), &now.setting()),
        annex(&now.asker(), &one, &other, &now.setting()),
        landscape(&now.asker(), &now.setting()),
        matrix(&now.asker(), &Selection::default(), &now.setting()),
        routes(&now.asker(), &one, &now.setting()),
        gap(&now.asker(), &basic, &one, &now.setting()),
        evidence(&now.asker(), &now.setting()),
        agreement(&now.asker(), None, &now.setting()),
        drift(&now.asker(), &DriftScope { thing: None }, &now.setting()).map(|found| found.report),
        diff(&before.state(), &now.state(), Subject::of_states("2025-05-31", "2026-11-24")),
    ];
    all.into_iter().map(|report| without_query_texts(report.expect("a report"))).collect()
}

/// What people read: HTML without its style sheet, the two packages as text.
fn readable(format: Format, report: &Report) -> String {
    let bytes = format.render(report).expect("it renders");
    match format {
        Format::Docx => office::document(&bytes),
        Format::Xlsx => office::rows(&office::workbook(&bytes)),
        Format::Html => {
            let html = String::from_utf8(bytes).expect("HTML is text");
            let (head, rest) = html.split_once("<style>").expect("a style sheet");
            let (_, body) = rest.split_once("</style>").expect("its end");
            format!("{head}{body}")
        }
        _ => String::from_utf8(bytes).expect("text"),
    }
}

#[test]
fn every_kind_in_every_format() {
    for report in kinds() {
        for format in Format::ALL {
            let name = format!("{}.{}", report.kind, format!("{format:?}").to_lowercase());
            insta::assert_snapshot!(name, readable(format, &report));
        }
    }
}

/// The title, the answer, each finding and each cell of each table stand in every format that holds the whole.
#[test]
fn every_kind_says_the_same_in_every_format() {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for report in kinds() {
        let html = readable(Format::Html, &report);
        let document = plain(&readable(Format::Docx, &report));
        let workbook = plain(&readable(Format::Xlsx, &report));
        let text = plain(&wide().render(&report).expect("text"));
        let json = Json.render(&report).expect("JSON");
        let read: serde_json::Value = serde_json::from_str(&json).expect("valid JSON");
        let shown = |name: &str, words: &str| {
            assert!(html.contains(&escaped(words)), "{}: {name} “{words}” in HTML", report.kind);
            assert!(document.contains(&plain(words)), "{}: {name} “{words}” in Word", report.kind);
            assert!(workbook.contains(&plain(words)), "{}: {name} “{words}” in the spreadsheet", report.kind);
            assert!(text.contains(&plain(words)), "{}: {name} “{words}” in text", report.kind);
        };
        for (name, words) in [
            ("title", &report.title),
            ("question", &report.question),
            ("answer", &report.answer),
            ("day", &report.as_of),
            ("command", &report.command),
        ] {
            shown(name, words);
            assert!(json.contains(&serde_json::to_string(words).expect("a string")), "{}: {name}", report.kind);
        }
        report.findings.iter().for_each(|finding| shown("finding", &finding.text));
        report.method.iter().chain(&report.limits).for_each(|line| shown("method or limit", line));
        for (number, section) in report.sections.iter().enumerate() {
            let Some(table) = section.table() else { continue };
            let rows = &read["sections"][number]["table"]["rows"];
            assert_eq!(rows.as_array().map(Vec::len), Some(table.rows.len()), "{}: {}", report.kind, section.id);
            let csv = Csv { table: Some(section.id.to_owned()) }.render(&report).expect("CSV");
            let mut records = csv::Reader::from_reader(csv.as_bytes());
            let first = report.sections.iter().position(|other| other.id == section.id) == Some(number);
            if first {
                assert_eq!(records.records().count(), table.rows.len(), "{}: {} in CSV", report.kind, section.id);
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// A reader is told nothing twice, and no head stands over nothing.
#[test]
fn no_table_has_a_row_twice_or_a_row_without_a_name() {
    for report in kinds() {
        for section in &report.sections {
            let Some(table) = section.table() else { continue };
            for (number, row) in table.rows.iter().enumerate() {
                assert!(row.cells.iter().any(|cell| *cell != Cell::Empty), "{}: {}", report.kind, section.id);
                let parent = |at: usize| table.rows[..at].iter().rposition(|above| above.depth < table.rows[at].depth);
                let twice = table.rows[..number]
                    .iter()
                    .enumerate()
                    .any(|(at, other)| other == row && parent(at) == parent(number));
                assert!(!twice, "{}: {} tells {row:?} twice", report.kind, section.id);
            }
        }
    }
}

#[test]
fn text_of_every_kind_keeps_to_eighty_columns() {
    use unicode_width::UnicodeWidthStr as _;
    for report in kinds() {
        for text in [Text::default(), Text { full: false, ..Text::default() }] {
            for line in text.render(&report).expect("text").lines().filter(|line| !line.contains("https://")) {
                assert!(line.width() <= 80, "{}: {line}", report.kind);
            }
        }
    }
}

/// A provision that only refers to others asks nothing itself: it is no side of a comparison, though something names it.
#[test]
fn every_row_of_a_comparison_names_both_provisions() {
    for report in [SHIPPED.compare("uk-psti", "jc-star:1"), comparison_of_made_up()] {
        for row in &section(&report, "relations").rows {
            assert!(matches!((&row.cells[0], &row.cells[2]), (Cell::Link(_), Cell::Link(_))), "{row:?}");
        }
    }
}

fn comparison_of_made_up() -> Report {
    let context = context(&packs(4, &str::to_owned));
    let names = context.names().expect("things have names");
    let asker = Asker::new(context.engine(), &context.library);
    let side = |name: &str| resolve_side(&asker, &names.find(name).expect("a known name").0.iri).expect("a side");
    let setting = SHIPPED.setting("secondary");
    compare(&asker, &side("regime/one"), &side("regime/other"), &setting).expect("a comparison")
}
