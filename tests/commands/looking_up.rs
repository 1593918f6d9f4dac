//! Looking at one thing, finding it by any name, and searching.

use super::session::{regimap, session};
use snapbox::{assert_data_eq, file};

#[test]
fn someone_looks_at_one_thing() {
    assert_data_eq!(
        session([regimap(&["show", "penetration-test"]), regimap(&["show", "smoke-detector", "--format", "json"]),]),
        file!["show.txt"]
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
        ("EN 303 645 V2.1.1", "edition/etsi-en-303-645/v2.1.1"),
        ("EN 303 645 V2.1.1 5.1-1", "provision/etsi-en-303-645/v2.1.1/5.1-1"),
        ("Schedule 1 paragraph 1(2)", "provision/uk-psti/si-2023-1007/sch1-1-2"),
        ("Sch 1 para 1(2)", "provision/uk-psti/si-2023-1007/sch1-1-2"),
        ("sch 2A para 3", "provision/uk-psti/si-2023-1007/sch2a-3"),
        ("PSTI Act 2022 section 9(2)", "provision/uk-psti/act-2022/s9-2"),
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
        file!["names.txt"]
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
        file!["search.txt"]
    );
}
