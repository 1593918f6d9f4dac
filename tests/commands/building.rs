//! Building, again and from broken packs.

use super::packs::{misspelt_element, text, without_evidence};
use super::session::{Ran, regimap};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

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
