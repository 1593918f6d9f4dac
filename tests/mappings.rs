//! Mapping tables that others published: checked, and brought into the form of the packs.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const HEAD: &str = "\
# mapping_set_id: https://example.org/set
# license: https://creativecommons.org/licenses/by/4.0/
# curie_map:
#   a: https://example.org/a/
#   b: https://example.org/b/
#   regimap: https://w3id.org/regimap/ontology#
#   semapv: https://w3id.org/semapv/vocab/
#   skos: http://www.w3.org/2004/02/skos/core#
";
const COLUMNS: &str = "subject_id\tpredicate_id\tobject_id\tmapping_justification";

/// A folder with a table in it.
struct Table {
    folder: TempDir,
    file: PathBuf,
}

impl Table {
    fn new(name: &str, text: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join(name);
        fs::write(&file, text).expect("it can be written");
        Self { folder, file }
    }

    /// An SSSOM table of subject, predicate and object.
    fn of(rows: &[(&str, &str, &str)]) -> Self {
        let row = |(s, p, o): &(&str, &str, &str)| format!("{s}\t{p}\t{o}\tsemapv:ManualMappingCuration\n");
        let rows: String = rows.iter().map(row).collect();
        Self::new("set.sssom.tsv", &format!("{HEAD}{COLUMNS}\n{rows}"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exit code and what was found, as JSON.
    fn check(&self, arguments: &[&str]) -> (i32, Value) {
        let output = regimap("check", &self.file, &[&["--format", "json"], arguments].concat());
        let json = serde_json::from_slice(&output.stdout);
        (output.status.code().expect("it ends by itself"), json.expect("what was found is JSON"))
    }
}

fn regimap(command: &str, file: &Path, arguments: &[&str]) -> Output {
    let mut regimap = Command::new(env!("CARGO_BIN_EXE_regimap"));
    regimap.args(["mappings", command]).arg(file).args(arguments).output().expect("the program starts")
}

/// Line and code of each finding.
fn findings(found: &Value) -> Vec<(u64, &str)> {
    let list = found["findings"].as_array().expect("a list");
    list.iter().map(|one| (one["line"].as_u64().unwrap_or(0), one["code"].as_str().unwrap_or_default())).collect()
}

fn message(found: &Value, number: usize) -> &str {
    found["findings"][number]["message"].as_str().expect("a text")
}

#[test]
fn a_sound_table_has_nothing_to_say() {
    let table = Table::of(&[("a:1", "skos:exactMatch", "b:1"), ("a:2", "regimap:mapsTo", "b:1")]);
    let (code, found) = table.check(&[]);
    assert_eq!(code, 0, "{found}");
    assert_eq!((&found["rows"], &found["taken"], &found["bad"]), (&2.into(), &2.into(), &0.into()));
    // That a:2 shares something with a:1 follows.
    assert_eq!(found["derived"], 1);
}

#[test]
fn every_row_that_cannot_be_read_is_listed_with_its_line_and_reason() {
    let text = format!(
        "{HEAD}{COLUMNS}\tpredicate_modifier\tconfidence\tmapping_date\tmapping_cardinality\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t\t\t\t\n\
         \tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t\t\t\t\n\
         a:1\tskos:exactMatch\tbb:1\tsemapv:LogicalReasoning\t\t\t\t\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\tNo\t\t\t\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t\t1.5\t\t\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t\t\t2025-02-30\t\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t\t\t\tmany\n\
         a:1\tskos:exactMatch\tb:1\n\
         a:1\tskos:exactMatch\tno name\tsemapv:LogicalReasoning\t\t\t\t\n"
    );
    let (code, found) = Table::new("set.sssom.tsv", &text).check(&[]);
    assert_eq!(code, 1);
    assert_eq!((&found["rows"], &found["taken"], &found["bad"]), (&9.into(), &1.into(), &8.into()));
    let expected = [
        (11, "blank-cell"),
        (12, "unknown-prefix"),
        (13, "bad-value"),
        (14, "bad-value"),
        (15, "bad-value"),
        (16, "bad-value"),
        (17, "ragged-row"),
        (18, "bad-name"),
    ];
    assert_eq!(findings(&found), expected);
}

#[test]
fn names_of_nothing_are_told_with_what_may_be_meant() {
    let table = Table::of(&[
        ("a:password", "skos:exactMatch", "b:1"),
        ("a:update", "skos:exactMatch", "b:2"),
        ("a:pasword", "skos:relatedMatch", "b:2"),
        ("a:pasword", "skos:relatedMatch", "b:3"),
    ]);
    let list = table.path("subjects.txt");
    fs::write(&list, "a:password\nhttps://example.org/a/update\n").expect("it can be written");
    let (code, found) = table.check(&["--subject-ids", list.to_str().expect("a name")]);
    assert_eq!(code, 1);
    assert_eq!(findings(&found), [(12, "dangling-id")]);
    assert_eq!(
        message(&found, 0),
        "there is no subject `a:pasword`, here and in 1 more rows; did you mean `a:password`?"
    );
}

#[test]
fn names_under_the_address_of_the_knowledge_base_have_to_be_in_it() {
    let text = format!(
        "{HEAD}#   own: https://w3id.org/regimap/provision/\n{COLUMNS}\n\
         own:etsi-en-303-645/v2.1.1/5.1-1\tskos:relatedMatch\ta:1\tsemapv:LogicalReasoning\n\
         own:etsi-en-303-645/v2.1.1/5.1-99\tskos:relatedMatch\ta:1\tsemapv:LogicalReasoning\n"
    );
    let (code, found) = Table::new("set.sssom.tsv", &text).check(&[]);
    assert_eq!((code, findings(&found)), (1, vec![(12, "dangling-id")]));
}

#[test]
fn a_mapping_of_two_provisions_is_held_against_what_they_ask() {
    let text = format!(
        "{HEAD}#   own: https://w3id.org/regimap/provision/\n{COLUMNS}\n\
         own:etsi-en-303-645/v2.1.1/5.1-1\tskos:exactMatch\tother:x\tsemapv:LogicalReasoning\n\
         own:uk-psti/si-2023-1007/sch1-1\tskos:exactMatch\tother:x\tsemapv:LogicalReasoning\n"
    )
    .replace("other:", "a:");
    let (code, found) = Table::new("set.sssom.tsv", &text).check(&[]);
    assert_eq!((code, findings(&found)), (1, vec![(11, "contradiction")]), "{found}");
    assert!(message(&found, 0).contains("(computed)"), "{}", message(&found, 0));
}

#[test]
fn pairs_mapped_twice_and_in_two_ways_are_told_apart() {
    let table = Table::of(&[
        ("a:1", "skos:exactMatch", "b:1"),
        ("a:1", "skos:exactMatch", "b:1"),
        ("a:2", "regimap:mapsTo", "b:2"),
        ("b:2", "skos:broadMatch", "a:2"),
    ]);
    let (code, found) = table.check(&[]);
    assert_eq!(code, 0, "they are doubtful, not wrong");
    assert_eq!(findings(&found), [(11, "duplicate-pair"), (12, "two-relations")]);
    assert!(message(&found, 1).ends_with("if both hold, it is superset of"), "{}", message(&found, 1));
    let (code, _) = table.check(&["--fail-on", "warning"]);
    assert_eq!(code, 1);
}

#[test]
fn mappings_that_cannot_all_be_true_are_told_with_the_few_that_clash() {
    let table = Table::of(&[
        ("a:1", "skos:exactMatch", "b:1"),
        ("a:2", "skos:broadMatch", "b:1"),
        ("a:3", "skos:exactMatch", "b:3"),
        ("a:1", "regimap:doesNotMapTo", "a:2"),
        ("a:3", "skos:relatedMatch", "b:1"),
    ]);
    let (code, found) = table.check(&[]);
    assert_eq!((code, findings(&found)), (1, vec![(10, "contradiction")]));
    assert_eq!(
        message(&found, 0),
        "these cannot all be true: `a:1` equal `b:1` (line 10); `a:2` subset of `b:1` (line 11); `a:1` no relationship \
         `a:2` (line 13)"
    );
    let related = found["findings"][0]["related"].as_array().expect("a list");
    assert_eq!(related.iter().map(|place| place["line"].as_u64()).collect::<Vec<_>>(), [Some(11), Some(13)]);
}

#[test]
fn what_is_denied_contradicts_what_follows() {
    let text = format!(
        "{HEAD}{COLUMNS}\tpredicate_modifier\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t\n\
         b:1\tskos:exactMatch\tb:2\tsemapv:LogicalReasoning\t\n\
         a:1\tskos:exactMatch\tb:2\tsemapv:LogicalReasoning\tNot\n"
    );
    let (code, found) = Table::new("set.sssom.tsv", &text).check(&[]);
    assert_eq!((code, findings(&found)), (1, vec![(10, "contradiction")]));
}

#[test]
fn no_chain_leads_through_wording_and_meaning_or_through_two_editions() {
    let chain = |justification: &str, version: &str| {
        format!(
            "{HEAD}{COLUMNS}\tobject_source_version\tsubject_source_version\n\
             a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\t2020\t\n\
             b:1\tskos:exactMatch\ta:2\t{justification}\t\t{version}\n\
             a:1\tregimap:doesNotMapTo\ta:2\tsemapv:LogicalReasoning\t\t\n"
        )
    };
    for (justification, version, contradictions) in [
        ("semapv:LogicalReasoning", "2020", 1),
        ("semapv:LogicalReasoning", "2024", 0),
        ("semapv:LexicalMatching", "2020", 0),
    ] {
        let (_, found) = Table::new("set.sssom.tsv", &chain(justification, version)).check(&[]);
        assert_eq!(found["contradictions"], contradictions, "{justification} {version}: {found}");
    }
}

#[test]
fn a_version_given_for_the_whole_set_holds_for_each_row() {
    let text = format!(
        "# subject_source_version: \"1\"\n# object_source_version: \"2\"\n{HEAD}{COLUMNS}\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\n\
         b:1\tskos:exactMatch\ta:1\tsemapv:LogicalReasoning\n"
    );
    let (code, found) = Table::new("set.sssom.tsv", &text).check(&[]);
    // b:1 in version 1 is not b:1 in version 2, so that nothing is mapped twice.
    assert_eq!((code, findings(&found)), (0, vec![]), "{found}");
}

#[test]
fn a_set_of_rows_that_hold_together_says_nothing_row_by_row() {
    let text = format!(
        "{HEAD}{COLUMNS}\tset_id\n\
         a:1\tskos:exactMatch\tb:1\tsemapv:LogicalReasoning\tone\n\
         a:1\tskos:exactMatch\tb:2\tsemapv:LogicalReasoning\tone\n\
         b:1\tregimap:doesNotMapTo\tb:2\tsemapv:LogicalReasoning\t\n"
    );
    let (code, found) = Table::new("set.sssom.tsv", &text).check(&[]);
    assert_eq!((code, &found["contradictions"], &found["reasonedOver"]), (0, &0.into(), &1.into()));
}

const STRM: &str = "\
Set Theory Relationship Mapping,,,,,,
FDE #,FDE Name,Focal Document Element (FDE) Description,STRM Rationale,\"STRM
Relationship\",SCF #,\"Strength of
Relationship
(optional)\"
1.1,Passwords,\"No default
passwords\",Functional,subset of,IAC-10,8
1.2,Updates,Updates,Functional,intersects with,VPM-05,5
1.3,Reports,Reports,Functional,looks like,VPM-04,5
1.4,Reports,Reports,Rational,equal,VPM-04,50
";

#[test]
fn a_spreadsheet_of_set_theory_relationships_is_read_below_its_title() {
    let (code, found) = Table::new("strm.csv", STRM).check(&[]);
    assert_eq!(code, 1);
    assert_eq!((&found["rows"], &found["taken"], &found["bad"]), (&4.into(), &2.into(), &2.into()));
    assert_eq!(findings(&found), [(9, "bad-value"), (10, "bad-value"), (10, "bad-value")]);
}

#[test]
fn what_is_imported_is_all_that_could_be_read_and_loads_as_a_pack() {
    let table = Table::new("strm.csv", STRM);
    let packs = table.path("packs");
    fs::create_dir_all(packs.join("mappings")).expect("a folder");
    let out = packs.join("mappings/strm.sssom.tsv");
    let mut arguments = vec!["--set-id", "https://example.org/strm", "--license", "https://example.org/licence"];
    arguments.extend(["--subject-prefix", "https://example.org/law/", "--object-prefix", "https://example.org/scf/"]);
    arguments.extend(["--out", out.to_str().expect("a name")]);
    let output = regimap("import", &table.file, &arguments);
    assert_eq!(output.status.code(), Some(1), "two rows are bad");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("4 rows, 2 taken, 2 bad") && told.contains("strm.csv:9:"), "{told}");
    let written = fs::read_to_string(&out).expect("a mapping set");
    assert_eq!(written.lines().filter(|line| line.starts_with("https://")).count(), 2);
    assert!(
        written.contains("https://example.org/law/1.1\tPasswords\tregimap:subsetOf\thttps://example.org/scf/IAC-10")
    );
    assert!(written.contains("subset of; rationale functional; strength 8"));
    let loaded = Command::new(env!("CARGO_BIN_EXE_regimap"))
        .args(["query", "--format", "csv", "--overlay"])
        .arg(&packs)
        .arg("SELECT ?object { ?m owl:annotatedSource <https://example.org/law/1.2> ; owl:annotatedTarget ?object }")
        .output()
        .expect("the program starts");
    assert_eq!(String::from_utf8_lossy(&loaded.stdout).trim(), "object\r\nhttps://example.org/scf/VPM-05");
}

#[test]
fn a_sound_set_is_imported_byte_by_byte() {
    let table = Table::of(&[("a:1", "skos:exactMatch", "b:1"), ("a:2", "skos:relatedMatch", "b:1")]);
    let out = table.path("out.tsv");
    let output = regimap("import", &table.file, &["--out", out.to_str().expect("a name")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read(&out).expect("a set"), fs::read(&table.file).expect("a set"));
}

#[test]
fn what_is_no_mapping_table_is_said_to_be_none() {
    let (code, found) = Table::new("other.csv", "name,colour\na,red\n").check(&[]);
    assert_eq!((code, findings(&found)), (1, vec![(1, "missing-column")]));
    let (code, found) = Table::new("set.tsv", "subject_id\tobject_id\na\tb\n").check(&[]);
    assert_eq!((code, findings(&found).len()), (1, 2));
}

#[test]
fn the_text_shows_the_first_problems_and_counts_all() {
    let rows: Vec<(String, String, String)> =
        (0..30).map(|n| (format!("a:{n}"), "skos:exactMatch".into(), format!("x:{n}"))).collect();
    let rows: Vec<(&str, &str, &str)> = rows.iter().map(|(s, p, o)| (s.as_str(), p.as_str(), o.as_str())).collect();
    let output = regimap("check", &Table::of(&rows).file, &["--list", "2"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text.matches("error[unknown-prefix]").count(), 2, "{text}");
    assert!(text.contains("… and 28 more") && text.contains("SSSOM: 30 rows, 0 taken, 30 bad"), "{text}");
}
