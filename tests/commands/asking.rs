//! Asking in SPARQL, in every format and on any day.

use super::session::{regimap, regimap_as_of, session};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use snapbox::{assert_data_eq, file};
use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;

pub const LEVELS: &str =
    "SELECT ?level ?rank { ?level regimap:edition <edition/sg-cls/v1.4> ; regimap:rank ?rank } ORDER BY ?rank";
const NAMES: &str = "SELECT ?name ?none { <regime/jc-star> skos:prefLabel ?name } ORDER BY ?name";
const RANKS: &str =
    "CONSTRUCT { ?l regimap:rank ?r } WHERE { ?l regimap:rank ?r ; regimap:edition <edition/sg-cls/v1.4> }";

#[test]
fn someone_asks_in_sparql_and_reads_a_table() {
    assert_data_eq!(
        session([
            regimap(&["query", LEVELS]),
            regimap(&["query", "ASK { <regime/jc-star> regimap:kind regimap:label }"]),
            regimap(&["query", "ASK { <regime/jc-star> regimap:kind regimap:regulation }"]),
            regimap(&["query", "SELECT ?x { ?x a regimap:NothingOfTheKind }"]),
            regimap(&["query", "--format", "ntriples", RANKS]),
        ]),
        file!["asking.txt"]
    );
}

#[test]
fn someone_wants_the_answer_in_another_format() {
    let runs = ["csv", "tsv", "json", "xml"]
        .into_iter()
        .flat_map(|format| [NAMES, "ASK { }"].map(|query| regimap(&["query", "--format", format, query])));
    assert_data_eq!(session(runs), file!["formats.txt"]);
}

#[test]
fn triples_are_the_same_in_every_format() {
    let triples = |name: &str, format: RdfFormat| {
        let ran = regimap(&["query", "--format", name, RANKS]).ran();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let parser = RdfParser::from_format(format).for_reader(ran.stdout.as_bytes());
        parser.map(|quad| quad.expect("it can be read back").to_string()).collect::<BTreeSet<_>>()
    };
    let expected = triples("ntriples", RdfFormat::NTriples);
    assert_eq!(expected.len(), 4);
    assert_eq!(triples("table", RdfFormat::Turtle), expected);
    assert_eq!(triples("turtle", RdfFormat::Turtle), expected);
    assert_eq!(triples("xml", RdfFormat::RdfXml), expected);
    assert_eq!(triples("json", RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }), expected);
}

#[test]
fn someone_keeps_a_query_in_a_file_or_pipes_it_in() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("my.rq"), LEVELS).expect("a file");
    let typed = regimap(&["query", LEVELS]).ran();
    assert_eq!(typed.code, 0);
    assert_eq!(regimap(&["query", "my.rq"]).within(folder.path()).ran().stdout, typed.stdout);
    assert_eq!(regimap(&["query", "-"]).with_input(LEVELS).ran().stdout, typed.stdout);
}

#[test]
fn someone_makes_a_mistake_in_a_query() {
    assert_data_eq!(
        session([
            regimap(&["query", "SELECT ?x WHERE { ?x"]),
            regimap(&["query", "SELECT ?x WHERE { ?x unknown:name ?y }"]),
            regimap(&["query", "editons"]),
            regimap(&["query", "quite-another-thing"]),
            regimap(&["query", "names/properties", "--set", "thng=uk-psti"]),
            regimap(&["query", "names/properties", "--set", "thing=uk-pstj"]),
            regimap(&["query", "names/properties", "--set", "thing"]),
            regimap(&["query", "ASK { }", "--set", "a=b"]),
            regimap(&["query", "--format", "csv", RANKS]),
            regimap(&["query", "--format", "turtle", LEVELS]),
            regimap(&["query", "missing.rq"]),
            regimap(&["query"]),
        ]),
        file!["mistakes.txt"]
    );
}

#[test]
fn someone_fills_in_a_parameter_by_any_name_of_the_thing() {
    let ask = |name: &str| {
        let setting = format!("level={name}");
        regimap(&["query", "level-contents", "--format", "csv", "--set", &setting]).ran()
    };
    let by_address = ask("https://w3id.org/regimap/level/sg-cls/v1.4/level-2");
    assert_eq!(by_address.code, 0, "{}", by_address.stderr);
    assert!(by_address.stdout.contains("5.13-1"), "Level 2 has what Level 1 has not: {}", by_address.stdout);
    for name in ["sg-cls:2", "CLS Level 2", "sg-cls/v1.4/level-2"] {
        assert_eq!(ask(name).stdout, by_address.stdout, "{name}");
    }
    assert_ne!(ask("sg-cls:1").stdout, by_address.stdout);
    let printed = regimap(&["query", "level-contents", "--print", "--set", "level=sg-cls:2"]).ran().stdout;
    assert!(printed.contains("{ <https://w3id.org/regimap/level/sg-cls/v1.4/level-2> } # param"), "{printed}");
    assert_eq!(regimap(&["query", &printed, "--format", "csv"]).ran().stdout, by_address.stdout);
}

#[test]
fn every_query_of_the_library_is_listed_and_answers_as_it_stands_by_its_short_name() {
    let listed = regimap(&["query", "--list"]).ran().stdout;
    let names: Vec<&str> = regimap::shipped::queries("queries/library").into_iter().map(|(name, _)| name).collect();
    assert!(!names.is_empty());
    for name in names {
        assert!(listed.lines().any(|line| line.trim().split(' ').next() == Some(name)), "`{name}` is not listed");
        let ran = regimap(&["query", name, "--format", "csv"]).ran();
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert!(ran.stdout.lines().count() > 1, "`{name}` gives no row");
    }
}

#[test]
fn someone_asks_what_held_before_labels_were_recognised() {
    let recognised = |day: &str| {
        let query = "SELECT (COUNT(?r) AS ?count) { ?r regimap:arrangement <arrangement/si-2025-1267> ; \
                     regimap:state regimap:in-force }";
        regimap_as_of(day, &["query", "--format", "tsv", query]).ran().stdout
    };
    assert_eq!(recognised("2025-12-03"), "?count\n0\n");
    assert_eq!(recognised("2025-12-04"), "?count\n8\n");
}

#[test]
fn someone_gives_a_day_that_is_none() {
    assert_data_eq!(
        session([
            regimap_as_of("2025-02-30", &["query", "ASK { }"]),
            regimap_as_of("tomorrow", &["query", "ASK { }"]),
            regimap_as_of("2025-12", &["query", "ASK { }"]),
        ]),
        file!["no-such-day.txt"]
    );
}

#[test]
fn someone_reads_only_the_first_line_of_a_long_answer() {
    let ran = regimap(&["query", "--format", "csv", "SELECT ?s ?p ?o { ?s ?p ?o }"]).read_one_line();
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stdout, "s,p,o\r\n");
}

#[test]
fn someone_publishes_under_an_address_of_their_own() {
    let ask = |base: &str| regimap(&["--base", base, "query", "--format", "tsv", NAMES]).ran();
    assert_eq!(ask("https://example.org/kb/").stdout, ask("https://w3id.org/regimap/").stdout);
    let first = regimap(&["--base", "https://example.org/kb/", "query", "--format", "csv", LEVELS]).ran().stdout;
    assert!(first.contains("https://example.org/kb/level/sg-cls/v1.4/level-1,1"), "{first}");
    let refused = ask("https://example.org/kb");
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("has to end in `/` or `#`"), "{}", refused.stderr);
}
