//! Checking packs, whole and broken.

use super::packs::{misspelt_element, overlay, text, without_evidence};
use super::session::regimap;

#[test]
fn the_shipped_data_passes_its_own_checks() {
    let ran = regimap(&["check"]).ran();
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stdout.trim_end().lines().last().is_some_and(|last| last.starts_with("0 violations")),
        "{}",
        ran.stdout
    );
}

#[test]
fn someone_checks_a_pack_with_a_slip_in_it() {
    let slip = misspelt_element();
    let run = |more: &[&str]| {
        let mut arguments = vec!["check", "--data", "tests/commands/small", "--overlay", text(slip.path())];
        arguments.extend(more);
        regimap(&arguments).ran()
    };
    let read = run(&[]);
    assert_eq!((read.code, read.stdout.as_str()), (1, ""));
    for part in ["obligations.csv:2:19", "no element `pasword-unique`; did you mean `password-unique`?"] {
        assert!(read.stderr.contains(part), "{part} is not in {}", read.stderr);
    }
    let underlined = read.stderr.lines().skip_while(|line| !line.contains("demo/act-2025,s 1,pasword-unique")).nth(1);
    assert!(underlined.is_some_and(|line| line.contains("^^^^^^^^^^^^^^")), "{}", read.stderr);

    let machine = run(&["--format", "json"]);
    assert_eq!(machine.code, 1);
    let found: serde_json::Value = serde_json::from_str(&machine.stdout).expect("JSON");
    let one = &found[0];
    assert_eq!(one["line"], 2);
    assert_eq!(one["column"], 19);
    assert_eq!(one["value"], "pasword-unique");
    assert_eq!(one["suggestion"], "password-unique");
    assert!(one["file"].as_str().is_some_and(|file| file.ends_with("regimes/demo/obligations.csv")), "{found}");
}

#[test]
fn every_slip_in_every_file_is_named_at_once() {
    let first = misspelt_element();
    let second = overlay("regimes/demo/editions.csv", |text| text.replace("2025-02-01", "2025-02-31"));
    let third = overlay("vocabulary/themes.csv", |text| text.replace(",inside", ",indoors"));
    let mut arguments = vec!["check", "--data", "tests/commands/small"];
    for folder in [&first, &second, &third] {
        arguments.extend(["--overlay", text(folder.path())]);
    }
    let ran = regimap(&arguments).ran();
    assert_eq!(ran.code, 1);
    for part in ["pasword-unique", "2025-02-31", "indoors", "obligations.csv:2", "editions.csv:2", "themes.csv:2"] {
        assert!(ran.stderr.contains(part), "{part} is not in {}", ran.stderr);
    }
}

#[test]
fn someone_checks_a_pack_that_reads_well_and_breaks_a_rule() {
    let violation = without_evidence();
    let arguments =
        ["check", "--data", "tests/commands/small", "--overlay", text(violation.path()), "--format", "json"];
    let ran = regimap(&arguments).ran();
    assert_eq!(ran.code, 1);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(found[0]["severity"], "violation");
    assert_eq!(found[0]["check"], "fact-without-evidence");
    assert_eq!(found[0]["subject"], "provision/demo/act-2025/s1");
}

#[test]
fn the_exit_code_of_check_follows_the_severity_asked_for() {
    // An edition in force before it was published is a thing to look at.
    let doubtful =
        overlay("regimes/demo/editions.csv", |text| text.replace("2025-01-02,2025-02-01", "2025-03-02,2025-02-01"));
    let check = |more: &[&str]| {
        let mut arguments = vec!["check", "--data", "tests/commands/small", "--overlay", text(doubtful.path())];
        arguments.extend(more);
        regimap(&arguments).ran()
    };
    let found = check(&[]);
    assert!(found.stdout.contains("in-force-before-published"), "{}{}", found.stdout, found.stderr);
    let worst_is_a_warning = found.stdout.contains("0 violations");
    assert_eq!(found.code, i32::from(!worst_is_a_warning), "{}", found.stdout);
    assert_eq!(check(&["--fail-on", "warning"]).code, 1);
    assert_eq!(regimap(&["check", "--data", "tests/commands/small", "--fail-on", "warning"]).ran().code, 0);
}
