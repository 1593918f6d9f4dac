//! Packs made up for tests: a vocabulary and two regimes of as many provisions as wanted.

use regimap::cli::{ColorWhen, Context, Global};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Writes the packs; every label is what `label` makes of its plain form.
pub fn packs(provisions: usize, label: &dyn Fn(&str) -> String) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    copy(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands/small/vocabulary")),
        &folder.path().join("vocabulary"),
    );
    let elements: Vec<Vec<String>> = (0..=provisions + 1)
        .map(|n| {
            let entails = if n % 5 == 1 { format!("ask-{}", n - 1) } else { String::new() };
            vec![
                format!("ask-{n}"),
                "passwords".to_owned(),
                label(&format!("Ask number {n}")),
                "One ask.".to_owned(),
                entails,
                "no".to_owned(),
                String::new(),
            ]
        })
        .collect();
    table(
        folder.path(),
        "vocabulary/elements.csv",
        "element_id,theme_id,label,definition,entails,relative,note",
        &elements,
    );
    for (regime, kind, first) in [("one", "regulation", 0), ("other", "standard", 1)] {
        let path = |file: &str| format!("regimes/{regime}/{file}.csv");
        let text = |plain: &str| label(&format!("{plain} of {regime}"));
        let edition = format!("{regime}/text-2025");
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        table(
            folder.path(),
            &path("regime"),
            "regime_id,label,short_label,label_local,language,kind,jurisdiction_id,authority_id,assessment_route_id,description,homepage,source_id,locator,grade",
            &[row(&[
                regime,
                &text("Regime"),
                &text("Rules"),
                "",
                "",
                kind,
                "demoland",
                "demo-office",
                "",
                &text("Description"),
                "",
                "demo-act",
                "s 1",
                "primary",
            ])],
        );
        table(
            folder.path(),
            &path("instruments"),
            "instrument_id,regime_id,label,short_label,label_local,language,kind,authority_id,source_id,locator,grade",
            &[row(&[
                &edition,
                regime,
                &text("Instrument"),
                &text("Text"),
                "",
                "",
                "act",
                "demo-office",
                "demo-act",
                "s 1",
                "primary",
            ])],
        );
        table(
            folder.path(),
            &path("editions"),
            "edition_id,instrument_id,label,short_label,version,published,in_force,ended,supersedes,amends,completeness,completeness_note,url,source_id,locator,grade",
            &[row(&[
                &edition,
                &edition,
                &text("Edition"),
                &text("Text"),
                "",
                "2025-01-02",
                "2025-02-01",
                "",
                "",
                "",
                "full",
                "",
                "",
                "demo-act",
                "s 1",
                "primary",
            ])],
        );
        let number = |n: usize| format!("s {n}");
        let printed: Vec<Vec<String>> = (1..=provisions)
            .map(|n| {
                row(&[
                    &edition,
                    &number(n),
                    &format!("s{n}"),
                    "",
                    &text(&format!("Heading {n}")),
                    "",
                    "",
                    &text(&format!("Words {n}")),
                    "requirement",
                    "",
                    "yes",
                    "",
                    "",
                    "demo-act",
                    &number(n),
                    "primary",
                ])
            })
            .collect();
        table(
            folder.path(),
            &path("provisions"),
            "edition_id,provision_id,slug,parent_id,heading,heading_local,language,paraphrase,kind,status_code,official_id,in_force,ended,source_id,locator,grade",
            &printed,
        );
        let asked: Vec<Vec<String>> = (1..=provisions)
            .map(|n| {
                let element = format!("ask-{}", n + first);
                row(&[
                    &edition,
                    &number(n),
                    &element,
                    "mandatory",
                    "",
                    "manufacturer",
                    "hardware",
                    "",
                    "demo-act",
                    &number(n),
                    "primary",
                ])
            })
            .collect();
        table(
            folder.path(),
            &path("obligations"),
            "edition_id,provision_id,element_id,modality,condition_id,duty_bearer_id,applies_to,note,source_id,locator,grade",
            &asked,
        );
    }
    folder
}

/// The packs, loaded and reasoned over.
pub fn context(packs: &TempDir) -> Context {
    context_on(packs, "2026-11-24")
}

/// The same, as of another day.
pub fn context_on(packs: &TempDir, day: &str) -> Context {
    let global = Global {
        data: Some(packs.path().to_owned()),
        overlay: Vec::new(),
        graph: None,
        base: "https://w3id.org/regimap/".to_owned(),
        as_of: Some(regimap::reason::AsOf(day.parse().expect("a date"))),
        color: ColorWhen::Never,
    };
    Context::load(&global).unwrap_or_else(|error| panic!("the packs load: {error:?}"))
}

/// Writes a table.
pub fn table(folder: &Path, name: &str, head: &str, rows: &[Vec<String>]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_path(path).expect("a file");
    writer.write_record(head.split(',')).expect("a head");
    rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
    writer.flush().expect("it is written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder of the small pack") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("it is copied");
    }
}
