//! Packs made up for tests: a vocabulary, two regimes of as many provisions as wanted, and a label that is recognised.

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
                String::new(),
            ]
        })
        .collect();
    table(folder.path(), "vocabulary/elements.csv", "element_id,theme_id,label,definition,entails,note", &elements);
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

/// Adds a label of two levels, which requires what the other regime asks, and a memorandum that lets the first level count
/// as section 1 of the first regime; the older edition of the label is the one that it fixes.
pub fn with_label(packs: &TempDir) {
    let rows = |lines: &[&str]| -> Vec<Vec<String>> {
        lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    };
    let add = |name: &str, head: &str, lines: &[&str]| table(packs.path(), name, head, &rows(lines));
    add(
        "regimes/label/regime.csv",
        "regime_id,label,short_label,label_local,language,kind,jurisdiction_id,authority_id,assessment_route_id,description,homepage,source_id,locator,grade",
        &["label|Label of Demoland|Label|Etikett|de|label|demoland|demo-office|self-declaration|A label.||demo-act|s 7|primary"],
    );
    add(
        "regimes/label/instruments.csv",
        "instrument_id,regime_id,label,short_label,label_local,language,kind,authority_id,source_id,locator,grade",
        &["label/scheme|label|Scheme|Scheme|||scheme-document|demo-office|demo-act|s 7|primary"],
    );
    add(
        "regimes/label/editions.csv",
        "edition_id,instrument_id,label,short_label,version,published,in_force,ended,supersedes,amends,completeness,completeness_note,url,source_id,locator,grade",
        &[
            "label/v1|label/scheme|Scheme, version 1|Scheme v1|1|2025-03|2025-04-01||||full|||demo-act|s 7|primary",
            "label/v2|label/scheme|Scheme, version 2|Scheme v2|2|2026-01-05|2026-02-01||label/v1||full|||demo-act|s 8|secondary",
        ],
    );
    add(
        "regimes/label/levels.csv",
        "level_id,edition_id,label,label_local,language,rank,includes,supersedes,assessment_route_id,validity_months,validity_note,product_category_id,source_id,locator,grade",
        &[
            "label/v1/basic|label/v1|Basic|||1|||self-declaration|24|||demo-act|s 7|primary",
            "label/v1/high|label/v1|High|||2|label/v1/basic||self-declaration|36|||demo-act|s 7|primary",
        ],
    );
    add(
        "regimes/label/level-requirements.csv",
        "level_id,edition_id,provision_id,modality,note,source_id,locator,grade",
        &[
            "label/v1/basic|other/text-2025|s 1|mandatory||demo-act|s 7|primary",
            "label/v1/basic|other/text-2025|s 2|mandatory||demo-act|s 7|unconfirmed",
            "label/v1/high|other/text-2025|s 3|mandatory||demo-act|s 7|secondary",
        ],
    );
    add(
        "arrangements/arrangements.csv",
        "arrangement_id,label,label_local,language,short_label,kind,party_id,edition_id,signed,in_force,ended,description,not_replaced,read_extent,source_id,locator,grade",
        &["memo|Memorandum on labels|||Memorandum|memorandum|demo-office||2025-05-01|2025-06-01||Lets the label count.|Duties of importers.|in full|demo-act|s 9|primary"],
    );
    add(
        "arrangements/recognitions.csv",
        "recognition_id,arrangement_id,label,effect,recognised_level,recognised_edition,recognised_provision,counts_as_edition,counts_as_provision,except_provision,counts_as_level,through_edition,through_provision,pinned,in_force,ended,note,source_id,locator,grade",
        &["memo/basic|memo|A basic label counts|accepted|label/v1/basic|||one/text-2025|s 1;s 4|||||yes|2025-06-01|||demo-act|s 9|primary"],
    );
    add(
        "arrangements/recognition-conditions.csv",
        "recognition_id,kind,label,product_category_id,source_id,locator,grade",
        &["memo/basic|label-valid|The label has not expired.||demo-act|s 9|primary"],
    );
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

fn table(folder: &Path, name: &str, head: &str, rows: &[Vec<String>]) {
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
