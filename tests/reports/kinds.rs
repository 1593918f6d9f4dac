//! The kinds of report: each has what a reader needs, keeps to the schema, and answers its question.

use super::*;
use boon::{Compiler, Schemas};
use regimap::report::render::{Format, SCHEMA};

fn kinds() -> Vec<Report> {
    let (asker, setting) = (SHIPPED.asker(), SHIPPED.setting("secondary"));
    let side = |name: &str| resolve_side(&asker, &SHIPPED.iri(name)).expect("a side");
    vec![
        SHIPPED.coverage("uk-psti", "sg-cls/v1.4/level-2", "secondary"),
        SHIPPED.compare("uk-psti", "jc-star:1"),
        SHIPPED.explain("jc-star:1", "Sch 1 para 2(2)(a)"),
        SHIPPED.audit("arrangement/si-2025-1267"),
        annex(&asker, &side("uk-psti"), &side("jc-star:1"), &SHIPPED.setting("unconfirmed")).expect("an annex"),
        landscape(&asker, &setting).expect("a landscape"),
        evidence(&asker, &setting).expect("a report on evidence"),
        matrix(&asker, &Selection::default(), &setting).expect("a matrix"),
        routes(&asker, &side("uk-psti"), &setting).expect("routes"),
        agreement(&asker, None, &setting).expect("an agreement"),
        drift(&asker, &DriftScope { thing: None }, &setting).expect("drift").report,
    ]
}

#[test]
fn every_kind_of_report_keeps_to_the_published_schema() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let id = schema["$id"].as_str().expect("the schema has an address").to_owned();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource(&id, schema).expect("a schema");
    let mut schemas = Schemas::new();
    let compiled = compiler.compile(&id, &mut schemas).expect("the schema compiles");
    for report in kinds() {
        let json: serde_json::Value = serde_json::from_str(&Json.render(&report).expect("JSON")).expect("valid JSON");
        schemas.validate(&json, compiled).unwrap_or_else(|error| panic!("{}: {error:#}", report.kind));
    }
}

#[test]
fn every_kind_of_report_says_what_it_is_and_comes_in_every_format() {
    for report in kinds() {
        assert!(report.link.ends_with(&format!("reports/{}", report.id)), "{}", report.link);
        assert!(report.command.starts_with(&format!("regimap {}", report.kind)), "{}", report.command);
        let texts =
            [&report.title, &report.question, &report.answer, &report.as_of, &report.evidence, &report.data.hash];
        assert!(texts.into_iter().all(|text| !text.is_empty()), "{}", report.kind);
        assert!(
            !report.sections.is_empty() && report.sections.iter().any(|section| !section.is_empty()),
            "{}",
            report.kind
        );
        assert!(!report.limits.is_empty(), "{}", report.kind);
        for picture in &report.pictures {
            let section = report.sections.iter().find(|section| section.id == picture.section);
            assert!(section.is_some_and(|section| !section.is_empty()), "{} draws what no table says", report.kind);
            assert!(!picture.description.is_empty());
        }
        let html = Html.render(&report).expect("HTML");
        assert_eq!(html.matches("<svg").count(), report.pictures.len(), "{}", report.kind);
        assert_eq!(html.matches("role=\"img\"").count(), report.pictures.len(), "each picture has its text");
        for format in Format::ALL {
            assert!(!format.render(&report).expect("it renders").is_empty(), "{} as {format:?}", report.kind);
        }
    }
}

/// The pages are one document: no identifier twice, and no script.
#[test]
fn pages_have_no_script_and_no_identifier_twice() {
    for report in kinds() {
        let html = Html.render(&report).expect("HTML");
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{}: {ids:?}", report.kind);
        assert!(!html.contains("<script") && !html.contains("src="), "{}", report.kind);
    }
}

/// What Parliament asked of S.I. 2025/1267: what shows it, what is recognised and not asked for, which pins are behind.
#[test]
fn the_audit_answers_what_parliament_asked() {
    let report = SHIPPED.audit("arrangement/si-2025-1267");
    let support = section(&report, "support");
    for paragraph in ["Sch 1 para 1", "Sch 1 para 2", "Sch 1 para 3"] {
        let labels: String = support
            .rows
            .iter()
            .filter(|row| row.cells[0].plain() == paragraph)
            .map(|row| row.cells[1].plain())
            .collect();
        assert!(labels.contains("STAR-1") && labels.contains("CLS Level 4"), "{paragraph}: {labels}");
    }
    assert!(!section(&report, "recognised-not-asked").rows.is_empty());
    let pinned: Vec<String> = section(&report, "pins").rows.iter().map(|row| row.cells[2].plain()).collect();
    assert!(pinned.contains(&"STAR-1 2024R1".to_owned()) && pinned.contains(&"CLS v1.4".to_owned()), "{pinned:?}");
    assert!(report.findings.iter().any(|finding| finding.text.contains("label valid")), "the conditions are told");
    // What the texts ask is one question and what the law decides another: no status follows from a recognition.
    let loose = SHIPPED.audit("arrangement/si-2023-1007-schedule-2");
    assert!(
        loose
            .findings
            .iter()
            .any(|f| f.severity == Severity::Gap && f.text.contains("Reporting information is in English"))
    );
}

#[test]
fn an_annex_leaves_the_deciding_to_people() {
    let asker = SHIPPED.asker();
    let side = |name: &str| resolve_side(&asker, &SHIPPED.iri(name)).expect("a side");
    let report =
        annex(&asker, &side("Sch 1 para 2"), &side("jc-star:1"), &SHIPPED.setting("unconfirmed")).expect("an annex");
    let table = section(&report, "side-by-side");
    let place = |key: &str| table.columns.iter().position(|column| column.key == key).expect("a column");
    assert!(!table.rows.is_empty());
    for row in &table.rows {
        assert!(
            matches!(row.cells[place("agreed")], Cell::Blank(_))
                && matches!(row.cells[place("initials")], Cell::Blank(_))
        );
        assert!(matches!(row.cells[place("relation")], Cell::Status(_)), "what is found stands beside");
        assert!(
            row.cells[place("first")].plain().len() > 20,
            "with the provision in our words: {:?}",
            row.cells[place("first")]
        );
    }
    assert_eq!(section(&report, "initials").rows.len(), 2);
    assert!(!section(&report, "open-points").rows.is_empty());
}

#[test]
fn the_landscape_tells_members_directions_and_routes() {
    let report = landscape(&SHIPPED.asker(), &SHIPPED.setting("secondary")).expect("a landscape");
    let members = section(&report, "members");
    for jurisdiction in ["United Kingdom", "Japan", "Singapore", "Australia", "Germany", "Finland", "Republic of Korea"]
    {
        assert!(members.rows.iter().any(|row| row.cells[0].plain() == jurisdiction), "{jurisdiction}");
    }
    let directions = section(&report, "directions");
    let counts = |from: &str, to: &str| {
        directions.rows.iter().any(|row| row.cells[0].plain() == from && row.cells[1].plain() == to)
    };
    assert!(counts("JC-STAR", "UK PSTI") && counts("CLS", "UK PSTI"));
    assert!(report.sections.iter().any(|section| section.title == "Routes to UK PSTI"));
    for (section, drawn) in [("matrix", "heat map"), ("directions", "map of recognitions")] {
        assert!(report.pictures.iter().any(|picture| picture.section == section), "a {drawn}");
    }
}
