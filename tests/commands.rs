//! The commands as people run them: what they type, what they read, and the exit code.
//!
//! Each snapshot in `tests/commands/` is a session; `SNAPSHOTS=overwrite cargo test --test commands` writes them anew.

#[path = "commands/session.rs"]
mod session;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use session::{Ran, Run, regimap, regimap_as_of, session};
use snapbox::{assert_data_eq, file};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TODAY: &str = "2026-11-24";
const LEVELS: &str =
    "SELECT ?level ?rank { ?level regimap:edition <edition/sg-cls/v1.4> ; regimap:rank ?rank } ORDER BY ?rank";
const NAMES: &str = "SELECT ?name ?none { <regime/jc-star> skos:prefLabel ?name } ORDER BY ?name";
const RANKS: &str =
    "CONSTRUCT { ?l regimap:rank ?r } WHERE { ?l regimap:rank ?r ; regimap:edition <edition/sg-cls/v1.4> }";

/// A small pack that is whole.
fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/small")
}

/// A folder with one table, to be laid over the small pack.
fn overlay(table: &str, change: impl Fn(&str) -> String) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join(table);
    fs::create_dir_all(path.parent().expect("tables lie in folders")).expect("a folder");
    let text = fs::read_to_string(small().join(table)).expect("the small pack has the table");
    fs::write(path, change(&text)).expect("a file");
    folder
}

/// One obligation asks for an element that no table defines.
fn misspelt_element() -> TempDir {
    overlay("regimes/demo/obligations.csv", |text| text.replace(",password-unique,", ",pasword-unique,"))
}

/// A provision names no source: it reads well, and the checks of the graph find it.
fn without_evidence() -> TempDir {
    overlay("regimes/demo/provisions.csv", |text| text.replace(",demo-act,section 1,", ",,section 1,"))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

// Asking

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
        file!["commands/asking.txt"]
    );
}

#[test]
fn someone_wants_the_answer_in_another_format() {
    let runs = ["csv", "tsv", "json", "xml"]
        .into_iter()
        .flat_map(|format| [NAMES, "ASK { }"].map(|query| regimap(&["query", "--format", format, query])));
    assert_data_eq!(session(runs), file!["commands/formats.txt"]);
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
        file!["commands/mistakes.txt"]
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
        file!["commands/no-such-day.txt"]
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

// Looking things up

#[test]
fn someone_looks_at_one_thing() {
    assert_data_eq!(
        session([regimap(&["show", "penetration-test"]), regimap(&["show", "smoke-detector", "--format", "json"]),]),
        file!["commands/show.txt"]
    );
}

#[test]
fn what_is_unconfirmed_is_shown_as_such() {
    let ran = regimap(&["show", "S1.1-10"]).ran();
    let grade = ran.stdout.lines().find(|line| line.trim_start().starts_with("regimap:grade"));
    assert!(grade.is_some_and(|line| line.contains("unconfirmed")), "{}", ran.stdout);
}

#[test]
fn a_thing_is_found_by_whatever_people_call_it() {
    for (name, path) in [
        ("uk-psti", "regime/uk-psti"),
        ("sg-cls:2", "level/sg-cls/v1.4/level-2"),
        ("jc-star:1", "level/jc-star/star-1-2024r1/star-1"),
        ("STAR-1", "level/jc-star/star-1-2024r1/star-1"),
        ("EN 303 645 5.1-2A", "provision/etsi-en-303-645/v3.1.3/5.1-2a"),
        ("EN 303 645 V2.1.1 5.1-1", "provision/etsi-en-303-645/v2.1.1/5.1-1"),
        ("Schedule 1 paragraph 1(2)", "provision/uk-psti/si-2023-1007/sch1-1-2"),
        ("Sch 1 para 1(2)", "provision/uk-psti/si-2023-1007/sch1-1-2"),
        ("sch 2A para 3", "provision/uk-psti/si-2023-1007/sch2a-3"),
        ("section 9(2)", "provision/uk-psti/act-2022/s9-2"),
        ("S1.1-02", "provision/jc-star/star-1-2024r1/s1.1-02"),
        ("s1.1-2", "provision/jc-star/star-1-2024r1/s1.1-02"),
        ("https://w3id.org/regimap/edition/sg-cls/v1.4", "edition/sg-cls/v1.4"),
        ("<https://w3id.org/regimap/edition/sg-cls/v1.4>", "edition/sg-cls/v1.4"),
        ("provision/uk-psti/si-2023-1007/sch1-1-2", "provision/uk-psti/si-2023-1007/sch1-1-2"),
        ("password-unique-or-user-defined", "element/password-unique-or-user-defined"),
    ] {
        let ran = regimap(&["show", name]).ran();
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert_eq!(ran.stdout.lines().nth(1), Some(&*format!("https://w3id.org/regimap/{path}")), "{name}");
    }
}

#[test]
fn a_slip_of_the_pen_gets_a_suggestion_and_an_ambiguous_name_a_note() {
    assert_data_eq!(
        session([
            regimap(&["show", "pasword-unique-or-user-defined"]),
            regimap(&["show", "uk-psty"]),
            regimap(&["show", "xyzzy"]),
            regimap(&["show", "EN 303 645 5.3-13", "--format", "json"]).only_errors(),
        ]),
        file!["commands/names.txt"]
    );
}

#[test]
fn someone_searches_in_english_and_japanese() {
    assert_data_eq!(
        session([
            regimap(&["search", "common", "default", "passw", "--class", "Element"]),
            regimap(&["search", "support period", "--class", "Theme"]),
            regimap(&["search", "適合", "--limit", "2"]),
            regimap(&["search", "適合性評価", "--class", "fact", "--format", "json"]),
            regimap(&["search", "zyzzyva"]),
            regimap(&["search", "zyzzyva", "--format", "json"]),
            regimap(&["search", "  "]),
            regimap(&["search", "\"quoted AND (odd* NEAR"]),
        ]),
        file!["commands/search.txt"]
    );
}

// Checking

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

// Building

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.push((path, bytes));
        }
    }
    found.sort_unstable();
    found
}

fn build_small(out: &Path, more: &[&str]) -> Ran {
    let mut arguments = vec!["build", "--data", "tests/commands/small", "--out", text(out)];
    arguments.extend(more);
    regimap(&arguments).ran()
}

#[test]
fn someone_builds_and_is_told_what_to_open() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("dist");
    let ran = build_small(&out, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for file in ["graph.nq", "regimap.snapshot", "findings.json", "site/index.html"] {
        assert!(out.join(file).is_file(), "{file} is missing");
    }
    for part in ["as of 2026-11-24", "1 provisions", "Done in ", "Open next:", "site/index.html"] {
        assert!(ran.stdout.contains(part), "{part} is not in {}", ran.stdout);
    }
    for stage in ["load", "reason", "check", "graph", "site"] {
        assert!(ran.stderr.lines().any(|line| line.trim().starts_with(stage)), "{stage} is not in {}", ran.stderr);
    }
    assert!(
        out.join("site/provision/demo/act-2025/s1/index.html").is_file(),
        "a page stands at the path of its address"
    );
}

#[test]
fn a_build_replaces_the_former_one_as_a_whole() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(build_small(&out, &[]).code, 0);
    let first = contents(&out);
    fs::write(out.join("left-over.txt"), "from an older build").expect("a file");
    assert_eq!(build_small(&out, &[]).code, 0);
    assert_eq!(contents(&out), first);
    let beside: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(beside, ["dist"]);
}

#[test]
fn a_broken_pack_leaves_the_former_build_untouched_and_nothing_beside_it() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(build_small(&out, &[]).code, 0);
    let good = contents(&out);
    let slip = misspelt_element();
    let violation = without_evidence();
    for broken in [&slip, &violation] {
        let ran = build_small(&out, &["--overlay", text(broken.path())]);
        assert_eq!(ran.code, 1, "{}", ran.stdout);
        assert!(!ran.stderr.is_empty());
        assert_eq!(contents(&out), good);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "something is left beside the output");
    }
}

#[test]
fn a_first_build_from_a_broken_pack_writes_nothing() {
    let folder = TempDir::new().expect("a temporary folder");
    let slip = misspelt_element();
    let ran = build_small(&folder.path().join("dist"), &["--overlay", text(slip.path())]);
    assert_eq!(ran.code, 1);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_former_build_is_asked_without_building_again() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("dist");
    assert_eq!(build_small(&out, &[]).code, 0);
    let snapshot = out.join("regimap.snapshot");
    let query = "SELECT ?id { ?p a regimap:Provision ; dcterms:identifier ?id }";
    let ran = regimap(&["query", "--graph", text(&snapshot), "--format", "csv", query]).ran();
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "id\r\ns 1\r\n"), "{}", ran.stderr);

    let bytes = fs::read(&snapshot).expect("a file");
    fs::write(&snapshot, &bytes[..bytes.len() / 2]).expect("a file");
    let cut_off = regimap(&["query", "--graph", text(&snapshot), query]).ran();
    assert_eq!(cut_off.code, 1);
    assert!(cut_off.stderr.contains("regimap build"), "it says what to do: {}", cut_off.stderr);
}

// Help

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = regimap(&["--help"]).ran().stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    names.filter(|name| name != "help").collect()
}

#[test]
fn every_command_has_help_with_an_example_of_itself() {
    let commands = commands();
    for expected in ["build", "check", "query", "show", "search", "completions"] {
        assert!(commands.iter().any(|name| name == expected), "{expected} is not in the help");
    }
    for command in commands {
        let ran = regimap(&[&command, "--help"]).ran();
        assert_eq!(ran.code, 0);
        let example = format!("  regimap {command}");
        assert!(ran.stdout.contains("Example") && ran.stdout.contains(&example), "{command}: {}", ran.stdout);
    }
}

#[test]
fn every_example_in_the_help_works() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("my.rq"), LEVELS).expect("a file");
    std::os::unix::fs::symlink(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), folder.path().join("data"))
        .expect("a link");
    let mut helps = vec![regimap(&["--help"]).ran().stdout];
    helps.extend(commands().iter().map(|command| regimap(&[command, "--help"]).ran().stdout));
    let mut tried = 0;
    for line in helps.iter().flat_map(|help| help.lines()).filter(|line| line.starts_with("  ")) {
        // What stands behind a wide gap explains the example.
        let example = line.trim_start().split("  ").next().unwrap_or_default();
        // Builds have tests of their own; completions go to a folder of the user.
        let runs = example.starts_with("regimap ") || example.contains("| regimap ");
        if !runs || example.starts_with("regimap build") || example.contains('~') {
            continue;
        }
        let ran = Run::shell(example).within(folder.path()).ran();
        assert_eq!(ran.code, 0, "`{example}` says: {}", ran.stderr);
        tried += 1;
    }
    assert!(tried > 10, "only {tried} examples were found");
}

#[test]
fn someone_types_a_command_that_does_not_exist() {
    assert_data_eq!(
        session([
            regimap(&["serch", "password"]),
            regimap(&["query", "--formt", "csv", "ASK { }"]),
            regimap(&["--version"])
        ]),
        file!["commands/no-such-command.txt"]
    );
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = regimap(&["completions", shell]).ran();
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains("regimap") && ran.stdout.contains("search"), "{shell}");
    }
}
