//! The same data give the same bytes, on one thread or on several.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Starts a build of the shipped data.
fn build(out: &Path, threads: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_regimap"))
        .args(["build", "--as-of", "2026-11-24", "--out"])
        .arg(out)
        .env("RAYON_NUM_THREADS", threads)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// Every file below a folder by its path there.
fn files(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            let below = path.strip_prefix(root).expect("it lies below").to_owned();
            found.insert(below, fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn two_builds_of_the_shipped_data_differ_in_no_byte() {
    let folder = TempDir::new().expect("a temporary folder");
    let outs = ["1", "4"].map(|threads| (folder.path().join(threads), threads));
    let builds: Vec<Child> = outs.iter().map(|(out, threads)| build(out, threads)).collect();
    for child in builds {
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let [one, other] = outs.map(|(out, _)| {
        let mut found = BTreeMap::new();
        files(&out, &out, &mut found);
        found
    });
    assert!(one.len() > 1000, "only {} files were written", one.len());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let differ: Vec<_> = one.iter().filter(|(path, bytes)| other[*path] != **bytes).map(|(path, _)| path).collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
}
