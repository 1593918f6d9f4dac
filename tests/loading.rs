//! What someone sees who edits the tables: all goes well, or every slip is shown where it stands.

use proptest::prelude::*;
use regimap::cli::diagnose;
use regimap::fingerprint::fingerprint;
use regimap::pack::rows::SCHEMAS;
use regimap::pack::schema::Schema;
use regimap::pack::{Diagnostics, Files, Packs, load};
use snapbox::{assert_data_eq, str};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Tables = BTreeMap<String, String>;

/// A small whole: one law, one label, what they share, and an arrangement between them.
fn good() -> Tables {
    let mut tables = Tables::new();
    let mut table = |path: &str, rows: &[&[(&str, &str)]]| {
        let schema = schema(path);
        let mut text = schema.header() + "\n";
        for row in rows {
            let cell = |name| row.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| *value);
            text += &schema.columns.iter().map(|column| cell(column.name)).collect::<Vec<_>>().join(",");
            text += "\n";
        }
        tables.insert(path.to_owned(), text);
    };
    let (source, locator, grade) = (("source_id", "gazette"), ("locator", "p 1"), ("grade", "primary"));
    let (label, definition) = (("label", "A label"), ("definition", "A definition."));

    table("vocabulary/sources.csv", &[&[("source_id", "gazette"), label, ("read_extent", "in full"), grade]]);
    table("vocabulary/themes.csv", &[&[("theme_id", "passwords"), label, definition, ("label_reach", "inside")]]);
    let element = |id, entails| {
        [("element_id", id), ("theme_id", "passwords"), label, definition, ("entails", entails), ("relative", "no")]
    };
    table(
        "vocabulary/elements.csv",
        &[
            &element("password-changeable", ""),
            &element("password-unique-per-device", "password-not-default"),
            &element("password-not-default", ""),
            &element("policy-published", ""),
        ],
    );
    let no = ("alternative_route", "no");
    table("vocabulary/conditions.csv", &[&[("condition_id", "passwords-used"), label, definition, no]]);
    table("vocabulary/product-categories.csv", &[&[("product_category_id", "camera"), label]]);
    table(
        "vocabulary/assessment-routes.csv",
        &[&[("assessment_route_id", "self"), label, definition, ("rigour", "1")]],
    );
    let reach = ("label_reach", "inside");
    table("vocabulary/duty-bearers.csv", &[&[("duty_bearer_id", "manufacturer"), label, definition, reach]]);
    table("vocabulary/product-parts.csv", &[&[("product_part_id", "hardware"), label, definition]]);
    table("vocabulary/aspects.csv", &[&[("aspect_id", "fee"), label, definition]]);
    let gcli = ("gcli_participant", "no");
    table("vocabulary/jurisdictions.csv", &[&[("jurisdiction_id", "ruritania"), label, gcli, source, locator, grade]]);
    let ministry = ("authority_id", "ministry");
    table(
        "vocabulary/authorities.csv",
        &[&[ministry, ("jurisdiction_id", "ruritania"), label, source, locator, grade]],
    );

    for (regime, edition, kind, instrument) in
        [("law", "law/act-2020", "regulation", "act"), ("seal", "seal/v1", "label", "scheme-document")]
    {
        let short = ("short_label", "Short");
        let (edition_id, of_regime) = (("edition_id", edition), ("regime_id", regime));
        let file = |name: &str| format!("regimes/{regime}/{name}");
        table(
            &file("regime.csv"),
            &[&[of_regime, label, short, ("kind", kind), ("description", "What it is."), source, locator, grade]],
        );
        let id = ("instrument_id", edition);
        table(
            &file("instruments.csv"),
            &[&[id, of_regime, label, short, ("kind", instrument), ministry, source, locator, grade]],
        );
        let full = ("completeness", "full");
        table(&file("editions.csv"), &[&[edition_id, id, label, short, full, source, locator, grade]]);
        let provision = |id, slug, parent| {
            let text = [("heading", "Heading"), ("paraphrase", "What it says."), ("kind", "requirement")];
            let names = [edition_id, ("provision_id", id), ("slug", slug), ("parent_id", parent)];
            [&names[..], &text, &[("official_id", "yes"), source, locator, grade]].concat()
        };
        table(
            &file("provisions.csv"),
            &[&provision("s 1", "s1", ""), &provision("s 1(2)", "s1-2", "s 1"), &provision("s 2", "s2", "")],
        );
        let obligation = |id, element, modality, condition| {
            let ask = [edition_id, ("provision_id", id), ("element_id", element), ("modality", modality)];
            let who = [("duty_bearer_id", "manufacturer"), ("applies_to", "hardware"), source, locator, grade];
            [&ask[..], &[("condition_id", condition)], &who].concat()
        };
        table(
            &file("obligations.csv"),
            &[
                &obligation("s 1(2)", "password-unique-per-device", "conditional-mandatory", "passwords-used"),
                &obligation("s 2", "policy-published", "mandatory", ""),
            ],
        );
    }
    let level = |id, rank, includes| {
        [
            ("level_id", id),
            ("edition_id", "seal/v1"),
            label,
            ("rank", rank),
            ("includes", includes),
            ("assessment_route_id", "self"),
            source,
            locator,
            grade,
        ]
    };
    table(
        "regimes/seal/levels.csv",
        &[&level("seal/v1/level-1", "1", ""), &level("seal/v1/level-2", "2", "seal/v1/level-1")],
    );
    tables
}

fn schema(path: &str) -> &'static Schema {
    let name = path.rsplit('/').next().unwrap();
    SCHEMAS.iter().find(|schema| schema.file == name).unwrap()
}

/// The good whole with one thing put in place of another.
fn with(path: &str, old: &str, new: &str) -> Tables {
    let mut tables = good();
    let table = tables.get_mut(path).unwrap();
    assert!(table.contains(old), "{old} is not in {table}");
    *table = table.replacen(old, new, 1);
    tables
}

fn read(tables: Tables) -> Result<Packs, Diagnostics> {
    load(Files::new(tables.into_iter().map(|(path, text)| (path, text.into_bytes()))))
}

fn problems(tables: Tables) -> String {
    diagnose::text(&read(tables).unwrap_err(), false)
}

fn codes(tables: Tables) -> Vec<&'static str> {
    read(tables).unwrap_err().iter().map(|found| found.code.as_str()).collect()
}

#[test]
fn good_packs_load_and_remember_where_rows_stand() {
    let packs = read(good()).unwrap();
    assert!(packs.warnings.is_empty(), "{}", diagnose::text(&packs.warnings, false));
    let row = &packs.obligations[1];
    assert_eq!(row.element_id.as_str(), "policy-published");
    assert_eq!(row.pack.as_str(), "regime/law");
    assert_eq!((row.at.line, row.at.record), (3, 1));
    assert_eq!(packs.files[usize::from(row.at.file.0)].path, "regimes/law/obligations.csv");
    assert_eq!(packs.levels.len(), 2);
}

#[test]
fn shipped_data_loads() {
    let files = Files::read_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).unwrap();
    match load(files) {
        Ok(packs) => assert!(packs.warnings.is_empty(), "{}", diagnose::text(&packs.warnings, false)),
        Err(found) => panic!("{}", diagnose::text(&found, false)),
    }
}

#[test]
fn a_misspelt_name_is_shown_with_the_one_that_was_meant() {
    let tables = with("regimes/law/obligations.csv", "password-unique-per-device", "password-uniqe");
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[unknown-name]: no element `password-uniqe`; did you mean `password-unique-per-device`?
 --> regimes/law/obligations.csv:2:21
  |
2 | law/act-2020,s 1(2),password-uniqe,conditional-mandatory,passwords-used,manufacturer,hardware,,gazette,p 1,primary
  |                     ^^^^^^^^^^^^^^

1 error
"#]]
    );
}

#[test]
fn every_problem_of_every_file_shows_at_once() {
    let mut tables = with("regimes/law/obligations.csv", "conditional-mandatory", "conditional-mandatry");
    tables.insert("vocabulary/themes.csv".into(), "theme_id,label,label_raech,definition\n".into());
    let levels = tables.get_mut("regimes/seal/levels.csv").unwrap();
    *levels = levels.replace(",2,", ",two,").replace(",self,", ",,").replacen("p 1", "", 1);
    tables.remove("regimes/seal/editions.csv");
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[missing-table]: `regimes/seal` lacks the table `editions.csv`
--> regimes/seal/editions.csv
 = note: expected a table with the header edition_id,instrument_id,label,short_label,version,published,in_force,ended,supersedes,amends,completeness,completeness_note,url,source_id,locator,grade

error[bad-value]: `conditional-mandatry` cannot stand in `modality`; did you mean `conditional-mandatory`?
 --> regimes/law/obligations.csv:2:48
  |
2 | law/act-2020,s 1(2),password-unique-per-device,conditional-mandatry,passwords-used,manufacturer,hardware,,gazette,p 1,primary
  |                                                ^^^^^^^^^^^^^^^^^^^^
  |
  = note: expected one of: mandatory, conditional-mandatory, recommended, conditional-recommended

error[blank-cell]: `locator` is blank
 --> regimes/seal/levels.csv:2:51
  |
2 | seal/v1/level-1,seal/v1,A label,,,1,,,,,,,gazette,,primary
  |                                                   ^
  |
  = note: expected a value

error[bad-value]: `two` cannot stand in `rank`
 --> regimes/seal/levels.csv:3:35
  |
3 | seal/v1/level-2,seal/v1,A label,,,two,seal/v1/level-1,,,,,,gazette,p 1,primary
  |                                   ^^^
  |
  = note: expected a whole number from 0 to 255

error[unexpected-column]: `themes.csv` has no column `label_raech`; did you mean `label_reach`?
 --> vocabulary/themes.csv:1:16
  |
1 | theme_id,label,label_raech,definition
  |                ^^^^^^^^^^^
  |
  = note: expected the header theme_id,label,definition,label_reach

5 errors
"#]]
    );
}

#[test]
fn json_has_the_same_in_fields() {
    let tables = with("regimes/law/obligations.csv", "password-unique-per-device", "password-uniqe");
    let json = diagnose::json(&read(tables).unwrap_err());
    assert_data_eq!(
        json,
        str![[r#"
[
  {
    "code": "unknown-name",
    "severity": "error",
    "file": "regimes/law/obligations.csv",
    "line": 2,
    "column": 21,
    "field": "element_id",
    "value": "password-uniqe",
    "expected": "the name of a known element",
    "suggestion": "password-unique-per-device",
    "message": "no element `password-uniqe`; did you mean `password-unique-per-device`?",
    "related": []
  }
]
"#]]
    );
}

#[test]
fn a_table_as_excel_saves_it_is_read() {
    let mut tables = good();
    for text in tables.values_mut() {
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    assert!(read(tables).unwrap().warnings.is_empty());
}

#[test]
fn columns_of_a_table_with_byte_order_mark_are_counted_without_it() {
    let tables = with("regimes/law/obligations.csv", "edition_id", "\u{feff}editionid");
    let found = read(tables).unwrap_err();
    let first = found.iter().next().unwrap();
    assert_eq!((first.line, first.column, first.suggestion.as_deref()), (1, 1, Some("edition_id")));
    diagnose::text(&found, true);
}

#[test]
fn columns_may_stand_in_another_order() {
    let mut tables = good();
    tables.insert(
        "vocabulary/themes.csv".into(),
        "label,theme_id,label_reach,definition\n\"A, B\",passwords,inside,\"One \"\"two\"\".\nThree.\"\n".into(),
    );
    let packs = read(tables).unwrap();
    assert_eq!(packs.themes[0].label, "A, B");
    assert_eq!(packs.themes[0].definition, "One \"two\".\nThree.");
}

#[test]
fn an_unterminated_quote_is_shown_where_it_opens() {
    let tables = with("vocabulary/elements.csv", "passwords,A label", "passwords,\"A label");
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[unterminated-quote]: this quote is never closed
 --> vocabulary/elements.csv:2:31
  |
2 | password-changeable,passwords,"A label,A definition.,,no,
  |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: expected a `"` at the end of the cell; a quote within it is doubled

1 error
"#]]
    );
}

#[test]
fn a_cell_over_several_lines_is_shown_by_its_first() {
    let tables = with("vocabulary/themes.csv", "A definition.,inside", "\"One.\nTwo.\",\"in\nside\"");
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[bad-value]: `in side` cannot stand in `label_reach`; did you mean `inside`?
 --> vocabulary/themes.csv:3:7
  |
3 | Two.","in
  |       ^^^
  |
  = note: expected one of: inside, outside

1 error
"#]]
    );
}

#[test]
fn an_empty_file_and_a_missing_one_are_told_apart() {
    let mut tables = good();
    tables.insert("vocabulary/elements.csv".into(), "\n\n".into());
    tables.remove("vocabulary/conditions.csv");
    tables.insert("regimes/law/editoins.csv".into(), String::new());
    tables.insert("regime/law/facts.csv".into(), String::new());
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[missing-table]: `vocabulary` lacks the table `conditions.csv`
--> vocabulary/conditions.csv
 = note: expected a table with the header condition_id,label,definition,implies,all_of,alternative_route

error[unexpected-file]: `regime/law/facts.csv` is in no pack
--> regime/law/facts.csv
 = note: expected a table in `vocabulary/`, `regimes/<id>/`, `arrangements/` or `mappings/`

error[unexpected-file]: `regimes/law` has no table `editoins.csv`; did you mean `editions.csv`?
--> regimes/law/editoins.csv
 = note: expected one of: sources.csv, regime.csv, instruments.csv, editions.csv, citations.csv, amendments.csv, changes.csv, provisions.csv, obligations.csv, levels.csv, level-requirements.csv, scope.csv, facts.csv, events.csv, open-questions.csv

error[empty-file]: `elements.csv` has no header
--> vocabulary/elements.csv
 = note: expected the header element_id,theme_id,label,definition,entails,relative,note

4 errors
"#]]
    );
}

#[test]
fn an_empty_folder_says_what_belongs_there() {
    let folder = tempfile::tempdir().unwrap();
    let found = load(Files::read_dir(folder.path()).unwrap()).unwrap_err();
    assert_data_eq!(
        diagnose::text(&found, false),
        str![[r#"
error[no-packs]: there are no tables here
 |
 = note: expected folders `vocabulary/`, `regimes/<id>/`, `arrangements/` with CSV tables

1 error
"#]]
    );
    assert!(Files::read_dir(&folder.path().join("nowhere")).unwrap_err().to_string().contains("nowhere"));
}

#[test]
fn bytes_that_are_no_utf8_are_pointed_at() {
    let mut files: BTreeMap<String, Vec<u8>> =
        good().into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    files.get_mut("vocabulary/themes.csv").unwrap().extend(b"caf\xe9,x,y,inside\n");
    let found = load(Files::new(files)).unwrap_err();
    let not_utf8 = found.iter().find(|found| found.code.as_str() == "not-utf8").unwrap();
    assert_eq!((not_utf8.line, not_utf8.column), (3, 4));
}

#[test]
fn rows_with_the_same_key_are_shown_together() {
    let mut tables = good();
    let elements = tables.get_mut("vocabulary/elements.csv").unwrap();
    elements.push_str("policy-published,passwords,Again,Again.,,no,\n");
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[duplicate-key]: element_id `policy-published` stands in another row already
 --> vocabulary/elements.csv:6:1
  |
6 | policy-published,passwords,Again,Again.,,no,
  | ^^^^^^^^^^^^^^^^
  |
 ::: vocabulary/elements.csv:5:1
  |
5 | policy-published,passwords,A label,A definition.,,no,
  | ---------------- first here

1 error
"#]]
    );
}

#[test]
fn order_within_a_list_makes_no_other_key() {
    let mut tables = good();
    let parts = tables.get_mut("vocabulary/product-parts.csv").unwrap();
    parts.push_str("software,A label,A definition.\n");
    let obligations = tables.get_mut("regimes/law/obligations.csv").unwrap();
    let row = obligations.lines().last().unwrap().to_owned();
    for parts in ["hardware;software", "software; hardware"] {
        obligations.push_str(&format!("{}\n", row.replace("hardware", parts)));
    }
    assert_eq!(codes(tables), ["duplicate-key"]);
}

#[test]
fn two_provisions_of_an_edition_cannot_share_an_address() {
    assert_eq!(codes(with("regimes/law/provisions.csv", ",s2,", ",s1,")), ["duplicate-key"]);
}

#[test]
fn what_comes_back_to_itself_is_shown_with_its_way_round() {
    let mut tables = with(
        "vocabulary/elements.csv",
        "password-not-default,passwords,A label,A definition.,",
        "password-not-default,passwords,A label,A definition.,password-unique-per-device",
    );
    let levels = tables.get_mut("regimes/seal/levels.csv").unwrap();
    *levels = levels.replacen(
        "seal/v1/level-1,seal/v1,A label,,,1,",
        "seal/v1/level-1,seal/v1,A label,,,1,seal/v1/level-1",
        1,
    );
    let provisions = tables.get_mut("regimes/law/provisions.csv").unwrap();
    *provisions = provisions.replacen("s 1,s1,,", "s 1,s1,s 1(2),", 1);
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[cycle]: by `parent_id`, `s 1` in the end comes back to itself: `s 1` → `s 1(2)` → `s 1`
 --> regimes/law/provisions.csv:2:21
  |
2 | law/act-2020,s 1,s1,s 1(2),Heading,,,What it says.,requirement,,yes,,,gazette,p 1,primary
  |                     ^^^^^^
  |
  = note: expected no way back

error[cycle]: by `includes`, `seal/v1/level-1` in the end comes back to itself: `seal/v1/level-1` → `seal/v1/level-1`
 --> regimes/seal/levels.csv:2:37
  |
2 | seal/v1/level-1,seal/v1,A label,,,1,seal/v1/level-1,,self,,,,gazette,p 1,primary
  |                                     ^^^^^^^^^^^^^^^
  |
  = note: expected no way back

error[entailment-cycle]: by `entails`, `password-not-default` in the end comes back to itself: `password-not-default` → `password-unique-per-device` → `password-not-default`
 --> vocabulary/elements.csv:4:54
  |
4 | password-not-default,passwords,A label,A definition.,password-unique-per-device,no,
  |                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: expected no way back

3 errors
"#]]
    );
}

#[test]
fn a_provision_is_looked_up_in_its_own_edition() {
    let mut tables = good();
    let provisions = tables.get_mut("regimes/seal/provisions.csv").unwrap();
    *provisions = provisions.replace("s 2", "criterion nine");
    assert_data_eq!(
        problems(tables.clone()),
        str![[r#"
error[provision-in-other-edition]: no provision `s 2` in `seal/v1`; `law/act-2020` has it
 --> regimes/seal/obligations.csv:3:9
  |
3 | seal/v1,s 2,policy-published,mandatory,,manufacturer,hardware,,gazette,p 1,primary
  |         ^^^
  |
  = note: expected a provision of `seal/v1`

1 error
"#]]
    );
    tables.insert(
        "vocabulary/readings.csv".into(),
        format!("{}\nr,,,,s 2,Text.,\n", schema("vocabulary/readings.csv").header()),
    );
    assert!(codes(tables).contains(&"provision-without-edition"));
}

#[test]
fn a_modality_is_conditional_exactly_when_a_condition_is_named() {
    let file = "regimes/law/obligations.csv";
    assert_eq!(codes(with(file, ",passwords-used,", ",,")), ["modality-without-condition"]);
    assert_eq!(codes(with(file, "conditional-mandatory", "mandatory")), ["condition-without-modality"]);
}

#[test]
fn something_ends_after_it_begins() {
    let file = "regimes/law/provisions.csv";
    let ends = |begin: &str, end: &str| {
        let dates = format!(",yes,{begin},{end},");
        read(with(file, ",yes,,,", &dates)).map_err(|found| found.iter().next().unwrap().code.as_str()).err()
    };
    assert_eq!(ends("2024-04-29", "2024-04-29"), Some("ended-before-in-force"));
    assert_eq!(ends("2024-04-29", "2023"), Some("ended-before-in-force"));
    assert_eq!(ends("2024-04-29", "2024-02-30"), Some("bad-value"));
    for (begin, end) in [("2024-04-29", "2024"), ("2024-04-29", "2024-04"), ("2024", "2024-01-01"), ("", "2023")] {
        assert_eq!(ends(begin, end), None, "{begin} to {end}");
    }
}

#[test]
fn names_are_safe_in_addresses_and_begin_with_their_owner() {
    let elements = "vocabulary/elements.csv";
    for name in ["Policy", "a b", "..", "a..b", "a/b", "é", "-a", "a%2fb"] {
        assert_eq!(codes(with(elements, "password-changeable", name)), ["bad-name"], "{name}");
    }
    assert_eq!(codes(with(elements, "A definition.", "A\u{0}definition.")), ["control-character"]);
    assert_eq!(codes(with(elements, "A definition.", "\u{202e}A definition.")), ["control-character"]);
    assert_eq!(codes(with("regimes/law/provisions.csv", ",s2,", ",../s2,")), ["bad-value"]);
    let moved: Tables =
        good().into_iter().map(|(path, text)| (path.replace("regimes/law/", "regimes/order/"), text)).collect();
    assert!(codes(moved).iter().all(|code| *code == "misplaced-name"));
}

#[test]
fn a_name_in_another_language_has_its_tag() {
    let file = "vocabulary/sources.csv";
    assert_eq!(codes(with(file, "A label,,", "A label,名前,")), ["language-mismatch"]);
    assert_eq!(codes(with(file, "A label,,", "A label,名前,Japanese")), ["bad-value"]);
    let packs = read(with(file, "A label,,", "A label,名前,ja")).unwrap_or_else(|broken| panic!("{broken}"));
    let named = packs.sources.iter().filter_map(|source| source.label_local.as_deref().zip(source.language.as_deref()));
    assert_eq!(named.collect::<Vec<_>>(), [("名前", "ja")]);
}

#[test]
fn an_overlay_replaces_files_of_the_same_path_and_adds_others() {
    let base = Files::new(good().into_iter().map(|(path, text)| (path, text.into_bytes())));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("vocabulary")).unwrap();
    std::fs::write(folder.path().join("vocabulary/.~lock.themes.csv#"), "lock").unwrap();
    std::fs::write(folder.path().join("vocabulary/README.md"), "# Notes").unwrap();
    let theme = "theme_id,label,definition,label_reach\npasswords,Other,Other.,outside\n";
    std::fs::write(folder.path().join("vocabulary/themes.csv"), theme).unwrap();
    let both = base.clone().overlay(Files::read_dir(folder.path()).unwrap());
    assert_ne!(fingerprint(both.iter()), fingerprint(base.iter()));
    assert_eq!(load(both).unwrap().themes[0].label, "Other");
}

#[test]
fn a_published_crosswalk_is_read_with_its_metadata() {
    let packs = read(crosswalk("etsi", "seal:v1/s2", "")).unwrap();
    let set = &packs.mappings[0];
    assert_eq!((set.name.as_str(), set.get("mapping_set_title")), ("theirs", Some("Law and \"seal\": a comparison")));
    assert_eq!(set.rows[0].pack.as_str(), "mapping/theirs");
    assert_eq!(set.rows[0].at.line, 10);
    let object = set.expand(set.rows[0].object_id.as_str());
    assert_eq!(object.as_deref(), Some("https://w3id.org/regimap/provision/seal/v1/s2"));
    assert!(packs.warnings.is_empty());
}

#[test]
fn slips_in_a_crosswalk_are_shown() {
    assert_data_eq!(
        problems(crosswalk("etsi", "seal:v1/s22", "0.9")),
        str![[r#"
error[unknown-name]: no provision has the address `seal/v1/s22`; did you mean `seal:v1/s2`?
  --> mappings/theirs.sssom.tsv:10:33
   |
10 | law:act-2020/s2    skos:broadMatch    seal:v1/s22    etsi:manual    0.9    "A ""remark""."
   |                                       ^^^^^^^^^^^

1 error
"#]]
    );
    assert_data_eq!(
        problems(crosswalk("etsi", "saal:v1/s2", "2")),
        str![[r#"
error[unknown-prefix]: no prefix `saal` in `curie_map`; did you mean `seal`?
  --> mappings/theirs.sssom.tsv:10:33
   |
10 | law:act-2020/s2    skos:broadMatch    saal:v1/s2    etsi:manual    2    "A ""remark""."
   |                                       ^^^^^^^^^^
   |
   = note: expected a prefix that the head of the file declares

error[bad-value]: `2` cannot stand in `confidence`
  --> mappings/theirs.sssom.tsv:10:56
   |
10 | law:act-2020/s2    skos:broadMatch    saal:v1/s2    etsi:manual    2    "A ""remark""."
   |                                                                    ^
   |
   = note: expected a number from 0 to 1

2 errors
"#]]
    );
    let mut tables = crosswalk("etsi", "seal:v1/s2", "");
    let text = tables.get_mut("mappings/theirs.sssom.tsv").unwrap();
    *text = text.replace("# license: ", "# licence: [").replace("comment", "remarks");
    assert_data_eq!(
        problems(tables),
        str![[r#"
error[bad-metadata]: the metadata are no YAML: illegal placement of ':' indicator
 --> mappings/theirs.sssom.tsv:4:1
  |
4 | # curie_map:
  | ^^^^^^^^^^^^
  |
  = note: expected `# key: value`, with quotes around what YAML reads otherwise

warning[unexpected-column]: column `remarks` is not read
 --> mappings/theirs.sssom.tsv:9:68
  |
9 | subject_id    predicate_id    object_id    mapping_justification    confidence    remarks
  |                                                                                   ^^^^^^^
  |
  = note: expected the header subject_id,subject_label,predicate_id,predicate_modifier,object_id,object_label,mapping_justification,author_label,author_id,mapping_source,mapping_date,confidence,comment,grade,locator,set_id,stated_relation

1 error, 1 warning
"#]]
    );
}

#[test]
fn the_head_of_a_crosswalk_may_be_any_yaml() {
    let mut tables = crosswalk("etsi", "seal:v1/s2", "");
    let text = tables.get_mut("mappings/theirs.sssom.tsv").unwrap();
    let rows = text[text.find("subject_id").unwrap()..].to_owned();
    *text = format!(
        "#mapping_set_id: https://example.org/theirs\r\n\
         #mapping_set_title: >-\n\
         #  Law and seal:\n\
         #  a comparison\n\
         #license: 'https://creativecommons.org/licenses/by/4.0/' # as its makers say\n\
         #creator_id: [\"orcid:0000-0001\", \"orcid:0000-0002\"]\n\
         #curie_map: {{etsi: \"https://example.org/\", law: \"https://w3id.org/regimap/provision/law/\",\n\
         #  seal: \"https://w3id.org/regimap/provision/seal/\", skos: \"http://www.w3.org/2004/02/skos/core#\"}}\n{rows}"
    );
    let packs = read(tables).unwrap();
    let set = &packs.mappings[0];
    assert_eq!(set.get("mapping_set_title"), Some("Law and seal: a comparison"));
    assert_eq!(set.get("license"), Some("https://creativecommons.org/licenses/by/4.0/"));
    assert_eq!(set.get("creator_id"), None, "two creators are no single value");
    assert_eq!(set.rows[0].at.line, 10);
    let object = set.expand(set.rows[0].object_id.as_str());
    assert_eq!(object.as_deref(), Some("https://w3id.org/regimap/provision/seal/v1/s2"));
}

fn crosswalk(prefix: &str, object: &str, confidence: &str) -> Tables {
    let mut tables = good();
    let text = format!(
        "# mapping_set_id: https://example.org/theirs\n\
         # mapping_set_title: \"Law and \\\"seal\\\": a comparison\"\n\
         # license: https://creativecommons.org/licenses/by/4.0/\n\
         # curie_map:\n\
         #   {prefix}: https://example.org/\n\
         #   law: https://w3id.org/regimap/provision/law/\n\
         #   seal: https://w3id.org/regimap/provision/seal/\n\
         #   skos: http://www.w3.org/2004/02/skos/core#\n\
         subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tcomment\n\
         law:act-2020/s2\tskos:broadMatch\t{object}\t{prefix}:manual\t{confidence}\t\"A \"\"remark\"\".\"\n"
    );
    tables.insert("mappings/theirs.sssom.tsv".into(), text);
    tables
}

#[test]
fn a_hostile_table_is_neither_slow_nor_listed_without_end() {
    let mut tables = good();
    let obligations = tables.get_mut("regimes/law/obligations.csv").unwrap();
    let row = obligations.lines().last().unwrap().replace("policy-published", "policy-publishd");
    for number in 0..20_000 {
        obligations.push_str(&row.replace("s 2", &format!("s {number}")));
        obligations.push('\n');
    }
    let huge = "x".repeat(5_000_000);
    obligations.push_str(&format!("{huge},{huge}\n\"{huge}\n"));
    let found = read(tables).unwrap_err();
    assert!(found.len() < 1000, "{}", found.len());
    assert_eq!(found.iter().filter(|found| found.code.as_str() == "too-many").count(), 1);
    assert!(diagnose::text(&found, false).len() < 1_000_000);
}

fn shuffled(tables: Tables, order: &[u32]) -> Tables {
    let shuffle = |text: String| {
        let mut lines = text.lines();
        let header = lines.next().unwrap_or_default().to_owned();
        let mut rows: Vec<&str> = lines.collect();
        rows.sort_by_key(|row| {
            row.bytes().fold(order[0], |hash, byte| hash.rotate_left(5) ^ u32::from(byte) ^ order[1])
        });
        [&[header.as_str()], &rows[..]].concat().join("\n") + "\n"
    };
    tables.into_iter().map(|(path, text)| (path, shuffle(text))).collect()
}

fn contents(packs: &Packs) -> BTreeSet<String> {
    let elements = packs.elements.iter().map(|row| format!("{:?}", row.row));
    let obligations = packs.obligations.iter().map(|row| format!("{:?}", row.row));
    let provisions = packs.provisions.iter().map(|row| format!("{:?}", row.row));
    let levels = packs.levels.iter().map(|row| format!("{:?}", row.row));
    elements.chain(obligations).chain(provisions).chain(levels).collect()
}

/// One slip, or none.
fn slips() -> impl Strategy<Value = Tables> {
    prop_oneof![
        Just(good()),
        Just(with("regimes/law/obligations.csv", "password-unique-per-device", "password-uniqe")),
        Just(with("regimes/law/provisions.csv", "s 1,s1,,", "s 1,s1,s 1(2),")),
        Just(with("regimes/seal/provisions.csv", ",s2,", ",s1,")),
        Just(with("vocabulary/elements.csv", "A definition.,,no,\n", "A definition.,password-changeable,no,\n")),
    ]
}

proptest! {
    #[test]
    fn the_order_of_rows_changes_nothing(tables in slips(), order in prop::collection::vec(any::<u32>(), 2)) {
        match (read(tables.clone()), read(shuffled(tables, &order))) {
            (Ok(one), Ok(other)) => prop_assert_eq!(contents(&one), contents(&other)),
            (Err(one), Err(other)) => {
                let messages = |found: &Diagnostics| found.iter().map(|f| f.message.clone()).collect::<BTreeSet<_>>();
                prop_assert_eq!(messages(&one), messages(&other));
            }
            _ => prop_assert!(false, "one order loads and the other does not"),
        }
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(prop_oneof![
        Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b'\t'), Just(b'#'), Just(0xef), Just(0), any::<u8>(),
    ], 0..200), path in prop::sample::select(vec![
        "vocabulary/elements.csv", "regimes/law/provisions.csv", "mappings/theirs.sssom.tsv",
    ]), below in any::<bool>()) {
        let mut files: BTreeMap<String, Vec<u8>> = good().into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        let file = files.entry(path.to_owned()).or_default();
        if !below {
            file.clear();
        }
        file.extend(&bytes);
        if let Err(found) = load(Files::new(files)) {
            diagnose::text(&found, true);
            diagnose::json(&found);
        }
    }
}
