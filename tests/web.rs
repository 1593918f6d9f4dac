//! The site in a real browser: builds it once, and runs each file of `tests/web/` over it with Node.
//!
//! `tests/run.sh` installs what this needs: Chromium, Node, and npm packages in `target/web`. To run one test by its name:
//! `WEB_TEST='keyboard' cargo test --test web console`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

const AS_OF: &str = "2026-11-24";

/// The site and the graph of the shipped data, written once for all tests.
static BUILT: LazyLock<Built> = LazyLock::new(Built::new);

struct Built {
    folder: TempDir,
}

impl Built {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        regimap(&["site", "--as-of", AS_OF, "--out", text(&folder.path().join("site"))]);
        Self { folder }
    }
}

fn regimap(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_regimap")).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn run(file: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages: PathBuf = root.join("target/web");
    assert!(
        packages.join("node_modules/playwright-core").is_dir(),
        "run `bash tests/run.sh`, which installs what this needs"
    );
    let mut command = Command::new("node");
    command.arg("--test").arg("--test-reporter=spec");
    if let Ok(name) = std::env::var("WEB_TEST") {
        command.arg(format!("--test-name-pattern={name}"));
    }
    let output = command
        .arg(root.join("tests/web").join(file))
        .env("REGIMAP", env!("CARGO_BIN_EXE_regimap"))
        .env("REGIMAP_SITE", BUILT.folder.path().join("site"))
        .env("REGIMAP_AS_OF", AS_OF)
        .env("REGIMAP_WEB", packages)
        .output()
        .expect("Node runs; tests/run.sh installs it");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn pages() {
    run("pages.test.mjs");
}

#[test]
fn links() {
    run("links.test.mjs");
}

#[test]
fn reading() {
    run("reading.test.mjs");
}

#[test]
fn console() {
    run("console.test.mjs");
}

#[test]
fn search() {
    run("search.test.mjs");
}

#[test]
fn what_if() {
    run("what-if.test.mjs");
}

#[test]
fn watch() {
    run("watch.test.mjs");
}
