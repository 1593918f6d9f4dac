//! The data as tools of other ecosystems read them: a validator of CSV on the Web, and the reference tool of SSSOM.
//!
//! `tests/run.sh` installs both into `target/other-tools`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(tool: &str, arguments: &[&Path]) -> Output {
    let path = root().join("target/other-tools/bin").join(tool);
    let output = Command::new(&path).args(arguments).current_dir(root().join("data")).output();
    output.unwrap_or_else(|error| panic!("{}: {error}; `bash tests/run.sh` installs it", path.display()))
}

#[test]
fn the_tables_are_valid_csv_on_the_web() {
    let output = run("csvwvalidate", &[Path::new("csv-metadata.json")]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.trim() == "OK", "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_crosswalk_is_read_whole_by_the_reference_tool_of_sssom() {
    let folder = root().join("data/mappings");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    files.sort_unstable();
    assert!(files.len() > 5);
    let script = root().join("tests/other_tools/sssom_rows.py");
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        let rows = text.lines().filter(|line| !line.starts_with('#')).count() - 1;
        let output = run("python", &[&script, &file]);
        let said = String::from_utf8_lossy(&output.stdout);
        let problems = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {problems}", file.display());
        assert_eq!(said.trim(), rows.to_string(), "{}: {problems}", file.display());
    }
}
