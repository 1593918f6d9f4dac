//! What follows from published mappings where no elements are recorded: stored with its proof, and explained.

use std::fs;
use std::process::Command;
use tempfile::TempDir;

const HEAD: &str = "\
# mapping_set_id: https://example.org/hub
# license: https://creativecommons.org/licenses/by/4.0/
# curie_map:
#   act: https://w3id.org/regimap/provision/uk-psti/act-2022/
#   etsi: https://w3id.org/regimap/provision/etsi-en-303-645/v2.1.1/
#   hub: https://example.org/hub/
#   psti: https://w3id.org/regimap/provision/uk-psti/si-2023-1007/
#   regimap: https://w3id.org/regimap/ontology#
#   semapv: https://w3id.org/semapv/vocab/
#   skos: http://www.w3.org/2004/02/skos/core#
subject_id\tpredicate_id\tobject_id\tmapping_justification\tgrade\n";

/// A provision of which no elements are recorded.
const BARE: &str = "provision/uk-psti/act-2022/s1";

/// Packs with mappings beside those that ship.
struct Packs(TempDir);

impl Packs {
    fn new(rows: &[(&str, &str, &str, &str)]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let row = |(s, p, o, j): &(&str, &str, &str, &str)| format!("{s}\t{p}\t{o}\tsemapv:{j}\tsecondary\n");
        let rows: String = rows.iter().map(row).collect();
        fs::create_dir(folder.path().join("mappings")).expect("a folder");
        fs::write(folder.path().join("mappings/hub.sssom.tsv"), format!("{HEAD}{rows}")).expect("it can be written");
        Self(folder)
    }

    fn regimap(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regimap"));
        command.args(arguments).args(["--as-of", "2026-11-24", "--overlay"]).arg(self.0.path());
        let output = command.output().expect("the program starts");
        assert!(output.stderr.is_empty() || output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// What is possible between the bare provision and another that is derived, sorted.
    fn possible(&self, object: &str) -> Vec<String> {
        let query = format!(
            "SELECT ?name {{ ?d a regimap:DerivedRelation ; regimap:subject <https://w3id.org/regimap/{BARE}> ; \
             regimap:object <https://w3id.org/regimap/provision/{object}> ; regimap:possibleRelation ?r \
             BIND (STRAFTER(STR(?r), '#') AS ?name) }} ORDER BY ?name"
        );
        let answer = self.regimap(&["query", "--format", "csv", &query]);
        answer.lines().skip(1).map(|line| line.trim().to_owned()).collect()
    }
}

#[test]
fn a_chain_through_a_document_outside_leads_from_one_provision_to_another() {
    let packs = Packs::new(&[
        ("act:s1", "skos:exactMatch", "hub:1", "ManualMappingCuration"),
        ("hub:1", "skos:narrowMatch", "etsi:5.2-1", "SemanticSimilarityThresholdMatching"),
    ]);
    assert_eq!(packs.possible("etsi-en-303-645/v2.1.1/5.2-1"), ["superset-of"]);
    // Further on from there, through what is computed: who asks for all of 5.2-1 shares something with what it shares.
    assert_eq!(packs.possible("uk-psti/si-2023-1007/sch1-2"), ["intersects-with", "superset-of"]);
}

#[test]
fn the_explanation_is_a_tree_down_to_the_mappings() {
    let packs = Packs::new(&[
        ("act:s1", "skos:exactMatch", "hub:1", "ManualMappingCuration"),
        ("hub:1", "skos:narrowMatch", "etsi:5.2-1", "SemanticSimilarityThresholdMatching"),
    ]);
    let text = packs.regimap(&["explain", BARE, "EN 303 645 V2.1.1 5.2-1", "--format", "markdown"]);
    let proof: Vec<&str> = text.lines().skip_while(|line| *line != "## Why").skip(2).take(6).collect();
    let expected = [
        "- PSTI Act 2022 s 1 is a superset of EN 303 645 V2.1.1 5.2-1. *secondary*",
        "  - follows: uk-psti/act-2022/s1 is a superset of etsi-en-303-645/v2.1.1/5.2-1, through https://example.org/hub/1",
        "    - stated: uk-psti/act-2022/s1 is equal to https://example.org/hub/1 ([stated](https://w3id.org/regimap/mapping/\
         hub/provision/uk-psti/act-2022/s1--https%3A//example.org/hub/1)) *secondary*",
        "    - stated: https://example.org/hub/1 is a superset of etsi-en-303-645/v2.1.1/5.2-1 ([stated](https://w3id.org/\
         regimap/mapping/hub/https%3A//example.org/hub/1--provision/etsi-en-303-645/v2.1.1/5.2-1)) *secondary*",
        "    - taken for granted: a mapping that does not say what was compared compares what is asked for",
    ];
    assert_eq!(proof[..5], expected);
    let json: serde_json::Value =
        serde_json::from_str(&packs.regimap(&["explain", "EN 303 645 V2.1.1 5.2-1", BARE, "--format", "json"]))
            .expect("JSON");
    assert!(json["answer"].as_str().is_some_and(|answer| answer.contains("is a subset of")), "{}", json["answer"]);
    let again = packs.regimap(&["explain", BARE, "EN 303 645 V2.1.1 5.2-1", "--format", "markdown"]);
    assert_eq!(text, again);
}

#[test]
fn what_compares_wording_leads_nowhere() {
    let packs = Packs::new(&[
        ("act:s1", "skos:exactMatch", "hub:1", "LexicalMatching"),
        ("hub:1", "skos:exactMatch", "etsi:5.2-1", "ManualMappingCuration"),
    ]);
    assert_eq!(packs.possible("etsi-en-303-645/v2.1.1/5.2-1"), [""; 0]);
}

#[test]
fn what_is_computed_is_not_derived_again() {
    let packs = Packs::new(&[
        ("psti:sch1-2", "regimap:mapsTo", "hub:1", "ManualMappingCuration"),
        ("hub:1", "skos:exactMatch", "etsi:5.2-1", "ManualMappingCuration"),
    ]);
    let query = "ASK { ?d a regimap:DerivedRelation ; regimap:subject ?one ; regimap:object ?other . \
                 ?c a regimap:ComputedRelation ; regimap:subject ?one ; regimap:object ?other }";
    assert_eq!(packs.regimap(&["query", query]).trim(), "no");
}

#[test]
fn each_mapping_that_clashes_is_a_finding_that_names_all_of_them() {
    let packs = Packs::new(&[
        ("act:s1", "skos:exactMatch", "hub:1", "ManualMappingCuration"),
        ("hub:1", "skos:exactMatch", "etsi:5.2-1", "ManualMappingCuration"),
        ("act:s1", "regimap:doesNotMapTo", "etsi:5.2-1", "ManualMappingCuration"),
    ]);
    let found: serde_json::Value =
        serde_json::from_str(&packs.regimap(&["check", "--format", "json"])).expect("findings");
    let findings = found.as_array().expect("a list");
    let clashes: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["check"] == "mappings-contradict")
        .filter_map(|finding| finding["detail"].as_str())
        .collect();
    assert_eq!(clashes.len(), 3, "one for each mapping: {clashes:?}");
    assert!(clashes.iter().all(|clash| clash.matches("mapping/hub/").count() == 3), "{clashes:?}");
}
