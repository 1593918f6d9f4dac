//! The tools of those who keep the data: packs of their own, the work list, sources, what the tables hold.

use super::session::{Run, regimap};
use regimap::pack::rows::SCHEMAS;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn begun() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let ran = regimap(&["new-pack", "viet-nam", "--label", "Viet Nam, \"cameras\""]).within(folder.path()).ran();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder
}

fn in_folder(folder: &TempDir, arguments: &[&str]) -> super::session::Ran {
    regimap(arguments).within(folder.path()).ran()
}

#[test]
fn a_new_pack_is_valid_as_it_is_and_tells_what_each_column_holds() {
    let folder = begun();
    let checked = in_folder(&folder, &["check", "viet-nam"]);
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
    assert!(checked.stdout.starts_with("0 violations, 0 warnings"), "{}", checked.stdout);
    for schema in SCHEMAS {
        let Ok(text) = fs::read_to_string(folder.path().join("viet-nam").join(schema.file)) else { continue };
        for column in schema.columns {
            assert!(text.contains(&format!("# {}: ", column.name)), "{} says nothing of {}", schema.file, column.name);
        }
        assert!(text.contains(&schema.header()), "{} has no header", schema.file);
    }
    let shown = in_folder(&folder, &["show", "viet-nam", "--data", "viet-nam"]);
    assert!(shown.stdout.contains("Viet Nam, \"cameras\""), "{}{}", shown.stdout, shown.stderr);
    let others = in_folder(&folder, &["show", "uk-psti", "--data", "viet-nam"]);
    assert_eq!(others.code, 0, "the shipped data lie below: {}", others.stderr);
}

#[test]
fn a_new_pack_never_takes_the_place_of_anything() {
    let folder = begun();
    let again = in_folder(&folder, &["new-pack", "viet-nam"]);
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("viet-nam"), "{}", again.stderr);
    let shipped = in_folder(&folder, &["new-pack", "uk-psti"]);
    assert_eq!(shipped.code, 1);
    assert!(shipped.stderr.contains("there is a regime `uk-psti` already"), "{}", shipped.stderr);
    for hostile in ["../outside", "Viet Nam", ".", "a/b"] {
        let ran = in_folder(&folder, &["new-pack", hostile]);
        assert_eq!(ran.code, 1, "{hostile}");
        assert!(ran.stderr.contains("cannot name a regime"), "{hostile}: {}", ran.stderr);
    }
    let entries = fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(entries, 1, "only the first folder was made");
}

#[test]
fn a_slip_below_comments_is_found_on_its_line() {
    let folder = begun();
    let path = folder.path().join("viet-nam/provisions.csv");
    let text = fs::read_to_string(&path).expect("a file");
    let lines = text.lines().count();
    let row = "viet-nam/text-1,Art. 1,art-1,,Passwords,,,Passwords differ from unit to unit.,demand,,yes,,,viet-nam-text,Art. 1,primary";
    fs::write(&path, format!("{text}{row}\n")).expect("a file");
    let ran = in_folder(&folder, &["check", "viet-nam"]);
    assert_eq!(ran.code, 1);
    let place = format!("provisions.csv:{}:", lines + 1);
    assert!(ran.stderr.contains(&place) && ran.stderr.contains("`demand` cannot stand in `kind`"), "{}", ran.stderr);
}

#[test]
fn a_pack_alone_shows_only_what_is_the_matter_with_itself() {
    let folder = begun();
    let path = folder.path().join("viet-nam/editions.csv");
    let text = fs::read_to_string(&path).expect("a file").replace(",outline,", ",full,");
    fs::write(&path, text).expect("a file");
    let ran = in_folder(&folder, &["check", "viet-nam", "--format", "json", "--list", "info"]);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    for finding in found.as_array().expect("a list") {
        let subject = finding["subject"].as_str().unwrap_or_default();
        assert!(subject.contains("viet-nam"), "{finding}");
    }
    assert!(ran.stderr.contains("only findings about regime/viet-nam"), "{}", ran.stderr);
}

#[test]
fn the_next_reviewer_sees_first_what_most_answers_rest_on() {
    let ran = regimap(&["todo", "--limit", "0", "--format", "json"]).ran();
    let items: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect("JSON");
    let answers: Vec<u64> = items.iter().map(|item| item["answers"].as_u64().expect("a number")).collect();
    assert!(answers.is_sorted_by(|one, next| one >= next), "{answers:?}");
    assert!(answers[0] > 0);
    let kinds: std::collections::BTreeSet<&str> = items.iter().filter_map(|item| item["kind"].as_str()).collect();
    for kind in
        ["Unconfirmed ask", "Unconfirmed membership", "Edition not held in full", "Sources disagree", "Open question"]
    {
        assert!(kinds.contains(kind), "{kind} is not among {kinds:?}");
    }
    // The lists of CLS for devices that are no gateways are derived, and much rests on them.
    assert!(items[..5].iter().any(|item| item["what"].as_str().is_some_and(|what| what.contains("CLS v1.4"))));

    let one =
        regimap(&["todo", "--kind", "open-questions", "--about", "jc-star", "--format", "csv", "--limit", "0"]).ran();
    let mut rows = csv::Reader::from_reader(one.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row[3].starts_with("open-question/") && row[3].contains("jc-star")),
        "{rows:?}"
    );

    let wrong = regimap(&["todo", "--kind", "open-question"]).ran();
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("open-questions"), "{}", wrong.stderr);
}

#[test]
fn sources_make_a_bibliography() {
    let bibtex = regimap(&["sources", "si-2025-1267", "--format", "bibtex"]).ran().stdout;
    assert!(bibtex.starts_with("@misc{si-2025-1267,\n  title = {{"), "{bibtex}");
    assert!(bibtex.contains("  url = {https://www.legislation.gov.uk/"), "{bibtex}");

    let csl = regimap(&["sources", "--format", "csl-json"]).ran().stdout;
    let items: Vec<serde_json::Value> = serde_json::from_str(&csl).expect("JSON");
    let one = items.iter().find(|item| item["id"] == "si-2025-1267").expect("it is a source");
    assert_eq!(one["issued"]["date-parts"][0][0], 2025);
    let ids: std::collections::BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len(), "each source once");

    let facts = regimap(&["sources", "si-2025-1267"]).ran().stdout;
    assert!(facts.contains("arrangement/si-2025-1267"), "{facts}");
    let level = regimap(&["sources", "jc-star:1"]).ran();
    assert_eq!(level.code, 1);
    assert!(level.stderr.contains("and no source"), "{}", level.stderr);
}

#[test]
fn the_metadata_beside_the_tables_are_those_that_the_program_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written = regimap(&["tables", "--format", "csvw", "--data", "data"]).within(root).ran().stdout;
    let beside = fs::read_to_string(root.join("data/csv-metadata.json")).expect("it lies beside the tables");
    assert!(written == beside, "run: regimap tables --format csvw --data data > data/csv-metadata.json");
}

#[test]
fn someone_asks_what_a_table_holds() {
    let facts = regimap(&["tables", "facts"]).ran().stdout;
    assert!(facts.contains("aspect_id") && facts.contains("name of an aspect"), "{facts}");
    let wrong = regimap(&["tables", "fakts"]).ran();
    assert_eq!(wrong.code, 1);
    let piped = Run::shell("regimap tables --format json | head -c 20").ran();
    assert_eq!(piped.code, 0);
}
