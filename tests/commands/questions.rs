//! Routes, gaps, the matrix, agreement, suppositions, and what changes in time.

use super::packs::{overlay, text};
use super::session::{Ran, regimap, regimap_as_of};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("JSON, and not {}{}", ran.stdout, ran.stderr))
}

fn answer(report: &Value) -> &str {
    report["answer"].as_str().expect("a report answers its question")
}

/// The rows of a section, each cell as text.
fn rows(report: &Value, section: &str) -> Vec<Vec<String>> {
    let found = report["sections"].as_array().expect("sections").iter().find(|found| found["id"] == section);
    let Some(found) = found else { return Vec::new() };
    let cells = |row: &Value| row["cells"].as_array().expect("cells").iter().map(plain).collect();
    found["table"]["rows"].as_array().expect("rows").iter().map(cells).collect()
}

fn plain(cell: &Value) -> String {
    let Some((kind, value)) = cell.as_object().and_then(|cell| cell.iter().next()) else { return String::new() };
    match kind.as_str() {
        "link" => value["text"].as_str().unwrap_or_default().to_owned(),
        "list" => value.as_array().into_iter().flatten().map(plain).collect::<Vec<_>>().join("; "),
        "evidence" => value["grade"].as_str().unwrap_or_default().to_owned(),
        _ => value.as_str().unwrap_or_default().to_owned(),
    }
}

#[test]
fn a_regulator_runs_drift_in_ci_and_is_told_that_a_pin_is_behind() {
    let ran = regimap(&["drift", "--of", "uk-psti", "--format", "json"]).ran();
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "a pin is behind, and that is no error");
    let report = json(&ran);
    assert!(answer(&report).contains("EN 303 645 V2.1.1 by EN 303 645 V3.1.3 (2024-09)"), "{}", answer(&report));
    let behind: Vec<_> = rows(&report, "pins").into_iter().filter(|row| row[3] == "behind").collect();
    // Regulation 2 and three paragraphs of Schedule 2 mean the edition of 19 June 2020.
    assert_eq!(behind.len(), 4, "{behind:#?}");
    assert!(behind.iter().all(|row| row[2] == "EN 303 645 V2.1.1" && row[4].starts_with("EN 303 645 V3.1.3")));
    // The later edition narrows 5.1-1 to what users log in with.
    assert!(rows(&report, "relied-on").iter().any(|row| row[0] == "5.1-1" && row[1] == "scope-narrowed"));
    assert!(rows(&report, "answers").iter().any(|row| row[0] == "Sch 1 para 1(2)"), "{}", ran.stdout);

    let exit_code = |arguments: &[&str]| regimap(&[&["drift", "--of", "uk-psti"], arguments].concat()).ran().code;
    assert_eq!(exit_code(&["--fail-on", "answer"]), 1);
    assert_eq!(exit_code(&["--fail-on", "never"]), 0);
    let before = regimap_as_of("2024-08-31", &["drift", "--of", "si-2023-1007-schedule-2", "--format", "json"]).ran();
    assert_eq!(before.code, 0, "the newer edition was not out yet: {}", before.stdout);
    let newest = regimap(&["drift", "--of", "ISO/IEC 29147:2018"]).ran();
    assert_eq!(newest.code, 0, "{}", newest.stdout);
}

#[test]
fn drift_asks_for_something_that_pins_or_is_pinned() {
    for (name, reason) in [
        ("jc-star:1", "name an edition, an arrangement or a regime"),
        ("gcli", "no edition is pinned by"),
        ("uk-pstj", "did you mean"),
    ] {
        let ran = regimap(&["drift", "--of", name]).ran();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{name}");
        assert!(ran.stderr.contains(reason), "{name}: {}", ran.stderr);
    }
}

#[test]
fn the_day_on_which_the_law_changed() {
    let ran = regimap(&["diff", "2025-12-03", "2025-12-04", "--format", "json", "--fail-on", "change"]).ran();
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    let report = json(&ran);
    assert!(
        answer(&report).starts_with("Changed: 8 recognitions, 1 arrangement, 1 edition and "),
        "{}",
        answer(&report)
    );
    let recognitions = rows(&report, "recognitions");
    assert_eq!(recognitions.len(), 1, "they changed alike: {recognitions:#?}");
    assert!(recognitions[0][0].contains("A JC-STAR STAR-1 label counts as the password requirement"));
    assert_eq!(recognitions[0][3..6], ["not yet in force", "in force", "in force since 2025-12-04"]);
    let provisions = rows(&report, "provisions");
    let new = |paragraph: &str| provisions.iter().any(|row| row[0].split("; ").any(|id| id == paragraph));
    for paragraph in ["Sch 2 para 1(3)", "Sch 2 para 2(2A)", "Sch 2A para 2"] {
        assert!(new(paragraph), "{paragraph} came with S.I. 2025/1267");
    }
    assert!(!new("Sch 1 para 1"), "the requirements stayed as they were");
}

#[test]
fn a_day_does_not_differ_from_itself() {
    let ran = regimap(&["diff", "2025-12-04", "2025-12-04", "--format", "json", "--fail-on", "change"]).ran();
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let report = json(&ran);
    assert_eq!(answer(&report), "Nothing differs between 2025-12-04 and 2025-12-04.");
    assert_eq!(report["sections"].as_array().map(Vec::len), Some(1), "only the figures are left");
}

#[test]
fn someone_compares_a_former_build_with_what_the_packs_say_now() {
    let folder = TempDir::new().expect("a temporary folder");
    let build = |out: &str, more: &[&str]| {
        let out = folder.path().join(out);
        let arguments = ["build", "--data", "tests/commands/small", "--out", text(&out)];
        assert_eq!(regimap(&[&arguments, more].concat()).ran().code, 0);
    };
    let weaker = overlay("regimes/demo/obligations.csv", |text| {
        text.replace("conditional-mandatory", "conditional-recommended")
    });
    build("before", &[]);
    build("after", &["--overlay", text(weaker.path())]);
    let diff = |old: &str, new: &str| {
        let ran = regimap(&["diff", old, new, "--format", "json", "--fail-on", "change"]).within(folder.path()).ran();
        (ran.code, json(&ran))
    };
    let (code, changed) = diff("before/regimap.snapshot", "after");
    assert_eq!((code, answer(&changed)), (1, "Changed: 1 ask."));
    let asks = rows(&changed, "obligations");
    assert_eq!(asks[0][..3], ["s 1: Passwords are unique", "Demo Act 2025", "changed"]);
    assert_eq!(asks[0][3..5], ["conditional mandatory", "conditional recommended"]);
    let (code, same) = diff("before", "before/regimap.snapshot");
    assert_eq!((code, answer(&same)), (0, "Nothing differs between before and before/regimap.snapshot."));
}

/// Of a mapping, and of an ask: left out, it is missed; back at another place of its table, nothing differs.
#[test]
fn what_is_dropped_and_added_again_changes_nothing() {
    for table in ["mappings/cls-ready-en-303-645.sssom.tsv", "regimes/uk-psti/obligations.csv"] {
        let text_of = fs::read_to_string(Path::new("data").join(table)).expect("the table is shipped");
        let (head, rows): (Vec<&str>, Vec<&str>) = {
            let lines: Vec<&str> = text_of.lines().collect();
            let first = lines.iter().position(|line| !line.starts_with('#')).expect("a header") + 1;
            (lines[..first].to_vec(), lines[first..].to_vec())
        };
        let with = |rows: &[&str]| {
            let folder = TempDir::new().expect("a temporary folder");
            let path = folder.path().join(table);
            fs::create_dir_all(path.parent().expect("tables lie in folders")).expect("a folder");
            fs::write(path, [&head, rows].concat().join("\n") + "\n").expect("a file");
            folder
        };
        let diff = |folder: &TempDir| {
            let ran = regimap(&["diff", "data", text(folder.path()), "--format", "json", "--fail-on", "change"]).ran();
            (ran.code, answer(&json(&ran)).starts_with("Nothing differs"))
        };
        let dropped = &rows[1..];
        assert_eq!(diff(&with(dropped)), (1, false), "{table}");
        assert_eq!(diff(&with(&[dropped, &rows[..1]].concat())), (0, true), "{table}");
    }
}

#[test]
fn sides_that_cannot_be_compared_say_why() {
    for (old, new, reason) in [
        ("EN 303 645 V2.1.1", "2025-12-04", "an edition is compared with another edition"),
        ("sg-cls:2", "2025-12-04", "is CLS Level 2, a level: expected a day such as"),
        ("nowhere", "2025-12-04", "nothing is called `nowhere`"),
        ("Cargo.toml", "2025-12-04", "this is not a regimap snapshot"),
    ] {
        let ran = regimap(&["diff", old, new]).ran();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{old} {new}");
        assert!(ran.stderr.contains(reason), "{old} {new}: {}", ran.stderr);
    }
}

#[test]
fn two_editions_of_a_standard_provision_by_provision() {
    let report = json(&regimap(&["diff", "EN 303 645 V2.1.1", "EN 303 645 V3.1.3", "--format", "json"]).ran());
    let provisions = rows(&report, "provisions");
    let became =
        |id: &str| -> Vec<&str> { provisions.iter().filter(|row| row[0] == id).map(|row| row[2].as_str()).collect() };
    assert_eq!(became("5.13-1"), ["5.13-1A", "5.13-1B"], "it was split");
    assert!(provisions.iter().any(|row| row[0] == "5.1-1" && row[1] == "scope-narrowed" && row[3] == "subset-of"));
}

#[test]
fn which_label_shows_the_law_and_which_counts_for_it() {
    let report = json(&regimap(&["routes", "--to", "uk-psti", "--format", "json"]).ran());
    assert!(answer(&report).contains("STAR-1 (STAR-1 2024R1)") && answer(&report).contains("by arrangement"));
    let labels = rows(&report, "routes");
    let of = |edition: &str| labels.iter().find(|row| row[0].ends_with(edition)).expect("the label").clone();
    assert_eq!(of("CLS v1.4")[4], "CLS Level 1", "any level counts, so the lowest does");
    assert!(of("STAR-1 2024R1")[5].contains("deemed compliance for Sch 1 para 1"), "{:?}", of("STAR-1 2024R1"));
    let before = json(&regimap_as_of("2025-12-03", &["routes", "--to", "uk-psti", "--format", "json"]).ran());
    assert!(answer(&before).contains("none counts for it by an arrangement in force"), "{}", answer(&before));
}

#[test]
fn a_work_list_for_those_who_meet_the_standard() {
    let report = json(&regimap(&["gap", "--from", "EN 303 645 V2.1.1", "--to", "uk-psti", "--format", "json"]).ran());
    let elements = |list: &str| -> Vec<String> { rows(&report, list).into_iter().map(|row| row[0].clone()).collect() };
    assert!(elements("add").contains(&"Reporting information is in English".to_owned()), "{:?}", elements("add"));
    assert!(elements("establish").is_empty(), "the standard is held in full");
    assert!(elements("widen").contains(&"Every password is unique per device or user-defined".to_owned()));
    let ran = regimap(&["gap", "--from", "sg-cls", "--to", "uk-psti"]).ran();
    assert!(ran.code == 1 && ran.stderr.contains("name one of"), "{}", ran.stderr);
}

/// The reasoner's counts are those of the coverage report.
#[test]
fn a_cell_of_the_matrix_and_its_report_agree() {
    let report = json(
        &regimap(&["matrix", "--of", "uk-psti/si-2023-1007", "--by", "EN 303 645 V2.1.1", "--format", "json"]).ran(),
    );
    let cells = rows(&report, "matrix");
    let cell = cells.iter().find(|row| row[0] == "EN 303 645 V2.1.1").expect("the standard");
    assert_eq!(cell[1..7], ["partly-covered", "·", "1", "4", "18", "·"]);
    let arguments = ["coverage", "--of", "uk-psti/si-2023-1007", "--by", "EN 303 645 V2.1.1", "--format", "json"];
    let coverage = json(&regimap(&arguments).ran());
    assert!(
        answer(&coverage)
            .contains("none is covered, 1 is covered conditionally, 4 are covered in part and 18 are not asked for"),
        "{}",
        answer(&coverage)
    );
}

#[test]
fn what_the_law_recognises_beyond_what_the_standard_asks() {
    let arguments = ["agreement", "--of", "si-2023-1007-schedule-2", "--format", "json"];
    let report = json(&regimap(&arguments).ran());
    let rows = rows(&report, "recognised-not-asked");
    let status = |element: &str| rows.iter().find(|row| row[1] == element).map(|row| row[2].clone());
    assert_eq!(status("Reporting information is in English").as_deref(), Some("not-covered"));
    assert_eq!(status("Every password is unique per device or user-defined").as_deref(), Some("covered-conditionally"));
}

#[test]
fn without_the_law_no_label_counts_under_it() {
    let report = json(&regimap(&["what-if", "--without", "arrangement/si-2025-1267", "--format", "json"]).ran());
    assert!(answer(&report).starts_with("Gone: 8 recognitions"), "{}", answer(&report));
    assert_eq!(report["title"], "What if: without arrangement/si-2025-1267");
}

#[test]
fn someone_supposes_a_recognition() {
    let arguments = ["what-if", "--recognise", "sg-cls:2", "--as", "Sch 1 para 1", "--effect", "deemed-compliance"];
    let report = json(&regimap(&[&arguments[..], &["--format", "json"]].concat()).ran());
    let recognitions = rows(&report, "recognitions");
    assert_eq!(recognitions.len(), 1, "{recognitions:#?}");
    assert_eq!(
        (recognitions[0][0].as_str(), recognitions[0][2].as_str()),
        ("CLS Level 2 counts as Sch 1 para 1", "new")
    );
    assert!(rows(&report, "statuses").is_empty(), "what is recognised changes nothing of what is asked");
}

#[test]
fn someone_supposes_rows_of_a_table() {
    let folder = TempDir::new().expect("a temporary folder");
    let rows = "obligations.csv";
    let table = fs::read_to_string(super::packs::small().join("regimes/demo").join(rows)).expect("a table");
    let regimes = folder.path().join("regimes/demo");
    fs::create_dir_all(&regimes).expect("a folder");
    let what_if = || {
        regimap(&["what-if", "--data", "tests/commands/small", "--suppose", text(folder.path()), "--format", "json"])
            .ran()
    };
    fs::write(regimes.join(rows), table.replace("always", "never")).expect("a file");
    let again = what_if();
    assert_eq!(again.code, 1, "the same row twice is a slip");
    assert!(again.stderr.contains("obligations.csv"), "{}", again.stderr);
    fs::write(regimes.join(rows), "element_id\nx\n").expect("a file");
    assert!(what_if().stderr.contains("`regimap tables` lists them"), "{}", what_if().stderr);
}

#[test]
fn a_supposition_that_makes_no_sense_says_why() {
    for (arguments, reason) in [
        (&["what-if"][..], "nothing is supposed"),
        (&["what-if", "--without", "uk-psti"], "what can be left out is"),
        (&["what-if", "--without", "mapping/nonsense"], "is not in the packs"),
        (&["what-if", "--recognise", "uk-psti", "--as", "Sch 1 para 1"], "what is recognised or counts is a level"),
        (&["what-if", "--map", "5.1-1", "likes", "5.1-2"], "is no relation that a mapping states"),
    ] {
        let ran = regimap(arguments).ran();
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments:?}");
        assert!(ran.stderr.contains(reason), "{arguments:?}: {}", ran.stderr);
    }
}
