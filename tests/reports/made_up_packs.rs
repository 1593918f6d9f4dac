//! Reports on packs that nobody would make: hostile labels, and regimes of a thousand provisions.

use super::made_up::{context, packs};
use super::*;
use regimap::report::render::Format;

fn comparison(context: &Context) -> Report {
    let names = context.names().expect("things have names");
    let asker = Asker::new(context.engine(), &context.library);
    let side = |name: &str| resolve_side(&asker, &names.find(name).expect("a known name").0.iri).expect("a side");
    let setting = Setting {
        as_of: context.as_of.to_string(),
        base: "https://w3id.org/regimap/".to_owned(),
        data: DataVersion { version: "0.0.0".to_owned(), hash: "0".repeat(64) },
        threshold: "secondary".to_owned(),
    };
    compare(&asker, &side("regime/one"), &side("regime/other"), &setting).expect("a comparison")
}

#[test]
fn labels_of_packs_are_harmless_and_readable_in_every_format() {
    let long = "x".repeat(10_000);
    let hostile = [
        "=HYPERLINK(\"https://example.org\",\"open\")",
        "<script>alert(1)</script>",
        "]]> --> \"><img src=x>",
        "a | b\n| c",
        "\u{200f}txt.exe",
        long.as_str(),
    ];
    for text in hostile {
        let packs = packs(3, &|plain| format!("{text} {plain}"));
        let report = comparison(&context(&packs));
        assert!(
            !report.pictures.is_empty()
                && report.sections.iter().any(|section| section.id == "relations" && !section.is_empty())
        );
        let html = Html.render(&report).expect("HTML");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains('\u{200f}'), "{text}");
        let markdown = Markdown.render(&report).expect("Markdown");
        let bare = |line: &str| line.replace("\\|", "").matches('|').count();
        for rows in markdown.lines().collect::<Vec<_>>().chunk_by(|a, b| a.starts_with('|') && b.starts_with('|')) {
            assert!(
                rows.iter().all(|row| !row.starts_with('|') || bare(row) == bare(rows[0])),
                "a cell breaks out: {text}"
            );
        }
        let csv = Csv::default().render(&report).expect("CSV");
        let records = csv::Reader::from_reader(csv.as_bytes())
            .into_records()
            .collect::<Result<Vec<_>, _>>()
            .expect("rows of equal length");
        assert!(records.iter().flatten().all(|field| !field.starts_with(['=', '+', '-', '@'])), "{text}");
        for format in [Format::Docx, Format::Xlsx] {
            for (name, part) in office::parts(&format.render(&report).expect("it renders")) {
                let parsed = roxmltree::Document::parse(&part).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert!(!parsed.descendants().any(|node| node.tag_name().name() == "f"), "{name} has a formula");
                assert!(!part.contains('\u{200f}'), "{name}");
            }
        }
        // Whatever the label, what follows it can still be read.
        let read = text_of(&report);
        assert!(read.contains("Ask number 2"), "{text}");
    }
}

fn text_of(report: &Report) -> String {
    Text { width: 40_000, ..Text::default() }.render(report).expect("text")
}

#[test]
fn two_regimes_of_a_thousand_provisions_come_in_every_format() {
    let report = comparison(&context(&packs(1000, &str::to_owned)));
    assert!(section(&report, "relations").rows.len() >= 999, "each provision but one has a counterpart");
    assert!(report.pictures.iter().all(|picture| picture.section != "relations"), "a thousand lines are no picture");
    for format in Format::ALL {
        assert!(format.render(&report).expect("it renders").len() > 20_000, "{format:?}");
    }
}
