//! The reports: recognition and content side by side, as of a day and at a threshold of evidence.

use super::session::{Ran, Run, regimap, regimap_as_of};
use serde_json::Value;
use tempfile::TempDir;

fn coverage(by: &str, more: &[&str]) -> Ran {
    let mut arguments = vec!["coverage", "--of", "uk-psti", "--by", by];
    arguments.extend(more);
    regimap(&arguments).ran()
}

fn answer(ran: &Ran) -> String {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    report["answer"].as_str().expect("a report answers its question").to_owned()
}

/// Schedule 1 asks five things of passwords, eight of how to report issues and ten of support periods.
const ASKED: &str = "Of 23 elements that UK PSTI requires and a label can show, none is covered";

#[test]
fn parliament_asks_what_shows_that_a_label_covers_schedule_1() {
    let star_1 = answer(&coverage("jc-star:1", &["--format", "json"]));
    assert!(star_1.starts_with(&format!("{ASKED} and 23 are not established; the law deems ")), "{star_1}");
    for deemed in ["Sch 1 para 1", "Sch 1 para 2", "Sch 1 para 3", "s 9(2)", "S.I. 2025/1267"] {
        assert!(star_1.contains(deemed), "{deemed} is not in: {star_1}");
    }
    // Only 5.1-1, of the device, meets what Schedule 1 asks of passwords; that Level 1 requires it is derived.
    let derived = answer(&coverage("sg-cls:1", &["--format", "json", "--evidence", "unconfirmed"]));
    assert!(
        derived.starts_with(&format!("{ASKED}, 1 is covered conditionally and 22 are not established")),
        "{derived}"
    );
    let read = answer(&coverage("sg-cls:1", &["--format", "json", "--evidence", "primary"]));
    assert!(read.starts_with(&format!("{ASKED} and 23 are not established")), "{read}");
    // Of the standard all is known: contact, two times and clarity for the device, and nothing on English or the rest.
    let standard = answer(&coverage("EN 303 645 V2.1.1", &["--format", "json"]));
    let expected = format!("{ASKED}, 1 is covered conditionally, 4 are covered in part and 18 are not asked for");
    assert!(standard.starts_with(&expected), "{standard}");
}

#[test]
fn parliament_asks_what_is_recognised_and_not_asked_for() {
    let ran = coverage("EN 303 645 V2.1.1", &["--format", "csv", "--table", "recognised-not-asked"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows: Vec<_> =
        csv::Reader::from_reader(ran.stdout.as_bytes()).into_records().map(|row| row.expect("CSV")).collect();
    let content = |element: &str| {
        let found = rows.iter().find(|row| row[3].ends_with(&format!("/{element}")));
        found.map_or("no row", |row| row.get(4).unwrap_or_default()).to_owned()
    };
    assert_eq!(content("support-period-info-in-english"), "not covered");
    assert_eq!(content("preset-password-no-incremental-counter"), "not covered");
    assert_eq!(content("security-contact-published"), "partly covered", "5.2-1 asks for it, of the device");
    assert_eq!(content("password-unique-or-user-defined"), "covered conditionally", "5.1-1 asks for it, of the device");
    let how_many = |status: &str| rows.iter().filter(|row| &row[4] == status).count();
    assert_eq!((how_many("not covered"), how_many("partly covered"), how_many("covered conditionally")), (15, 4, 1));
    assert_eq!(content("support-period-not-shortened"), "no row", "Sch 2 para 3(2) leaves Sch 1 para 3(6) binding");
}

#[test]
fn parliament_asks_which_pins_are_behind() {
    let ran = regimap(&["query", "pins-and-drift", "--format", "csv"]).ran();
    let behind: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("superseded")).collect();
    assert!(!behind.is_empty());
    let of_the_law: Vec<&&str> = behind.iter().filter(|line| line.contains("uk-psti")).collect();
    assert!(!of_the_law.is_empty(), "{behind:#?}");
    assert!(of_the_law.iter().all(|line| line.contains("v2.1.1") && line.contains("v3.1.3")), "{behind:#?}");
}

#[test]
fn on_the_day_before_the_law_no_label_counts() {
    let on = |day: &str| {
        answer(&regimap_as_of(day, &["coverage", "--of", "uk-psti", "--by", "jc-star:1", "--format", "json"]).ran())
    };
    let (before, after) = (on("2025-12-03"), on("2025-12-04"));
    assert!(before.contains("no arrangement in force on this date"), "{before}");
    assert!(after.contains("the law deems"), "{after}");
}

#[test]
fn every_report_comes_in_every_format() {
    let folder = TempDir::new().expect("a temporary folder");
    for report in [
        &["coverage", "--of", "uk-psti", "--by", "jc-star:1"][..],
        &["compare", "uk-psti", "sg-cls:1"],
        &["explain", "EN 303 645 V2.1.1 5.1-1", "Sch 1 para 1(2)"],
        &["routes", "--to", "uk-psti"],
        &["gap", "--from", "EN 303 645 V2.1.1", "--to", "uk-psti"],
        &["matrix", "--of", "uk-psti"],
        &["agreement", "--of", "si-2023-1007-schedule-2"],
        &["drift", "--of", "uk-psti", "--fail-on", "never"],
        &["diff", "EN 303 645 V2.1.1", "EN 303 645 V3.1.3"],
        &["audit", "si-2025-1267"],
        &["annex", "uk-psti", "sg-cls:2"],
        &["evidence"],
        &["landscape"],
    ] {
        let write = |format: &str| {
            let ran = regimap(&[report, &["--format", format]].concat()).ran();
            assert_eq!(ran.code, 0, "{report:?} as {format}: {}", ran.stderr);
            ran.stdout
        };
        assert!(serde_json::from_str::<Value>(&write("json")).is_ok_and(|json| json["as_of"] == super::TODAY));
        assert!(write("html").starts_with("<!DOCTYPE html>"));
        assert!(write("markdown").starts_with("# "));
        assert!(write("text").contains("2026-11-24"));
        let csv = write("csv");
        let rows =
            csv::Reader::from_reader(csv.as_bytes()).into_records().map(|row| row.expect("every row fits the head"));
        assert!(rows.count() > 0, "{report:?} gives an empty table");
        for ending in ["docx", "xlsx"] {
            let name = format!("report.{ending}");
            let ran = regimap(&[report, &["--out", &name]].concat()).within(folder.path()).ran();
            assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{report:?}: {}", ran.stderr);
            assert!(ran.stderr.ends_with(&format!("{name}\n")), "it says what it wrote: {}", ran.stderr);
            assert!(std::fs::read(folder.path().join(&name)).expect("the file is there").starts_with(b"PK"));
        }
    }
}

#[test]
fn a_file_is_written_in_the_format_of_its_ending() {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |file: &str| {
        regimap(&["coverage", "--of", "uk-psti", "--by", "jc-star:1", "--out", file]).within(folder.path()).ran()
    };
    let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).expect("the file is there");
    for (file, beginning) in
        [("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.json", "{"), ("a.csv", "provision,"), ("a.txt", "Coverage")]
    {
        assert_eq!(write(file).code, 0);
        assert!(read(file).starts_with(beginning), "{file}");
    }
    let unknown = write("a.odt");
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("`.odt`") && unknown.stderr.contains("--format"), "{}", unknown.stderr);
    let nowhere = write("no-such-folder/a.html");
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.stderr.contains("no-such-folder/a.html"), "{}", nowhere.stderr);
}

#[test]
fn a_terminal_is_spared_what_is_no_text() {
    // `script` runs a command as on a terminal.
    let line = "script -qec \"regimap coverage --of uk-psti --by jc-star:1 --format docx\" /dev/null";
    let ran = Run::shell(line).ran();
    assert!(ran.stdout.contains("--out report.docx"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("PK"));
}

#[test]
fn programs_get_the_schema_of_the_reports() {
    let ran = regimap(&["schema"]).ran();
    let schema: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(schema["properties"]["format"]["const"], "regimap-report/1");
}

#[test]
fn a_report_that_cannot_be_made_says_why() {
    for (arguments, reason) in [
        (&["coverage", "--of", "uk-psti", "--by", "jc-sta:1"][..], "did you mean one of: jc-star/star-1-2024r1/star-1"),
        (&["coverage", "--of", "uk-psti", "--by", "dsit"], "is no regime, edition, level or provision"),
        (
            &["coverage", "--of", "uk-psti", "--by", "jc-star:1", "--format", "csv", "--table", "nonsense"],
            "it has: summary",
        ),
    ] {
        let ran = regimap(arguments).ran();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments:?}");
        assert!(ran.stderr.contains(reason), "{arguments:?}: {}", ran.stderr);
    }
}
