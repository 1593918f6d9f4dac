//! Opens each kind of page from disk in a real browser, as somebody does who was sent the folder.
//!
//! The pages forbid scripts and anything from outside by their Content-Security-Policy, so a page that asked for
//! either would leave an error in the browser's console.

use std::path::Path;
use std::process::Command;

const PAGES: &[&str] = &[
    "index.html",
    "compare/index.html",
    "coverage/index.html",
    "compare/uk-psti--si-2023-1007/sg-cls--v1.4--level-1/index.html",
    "regime/uk-psti/index.html",
    "edition/etsi-en-303-645/v2.1.1/index.html",
    "provision/uk-psti/si-2023-1007/sch1-1-2/index.html",
    "provision/jc-star/star-1-2024r1/s1.1-07/index.html",
    "level/jc-star/star-1-2024r1/star-1/index.html",
    "element/password-unique-or-user-defined/index.html",
    "arrangement/si-2025-1267/index.html",
    "source/si-2025-1267/index.html",
    "query/index.html",
    "reports/index.html",
];

fn chromium(profile: &Path) -> Command {
    let mut command = Command::new("chromium");
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--enable-logging=stderr",
    ]);
    command.arg(format!("--user-data-dir={}", profile.display()));
    command
}

fn site(folder: &Path) -> std::path::PathBuf {
    let out = folder.join("dist");
    let output = Command::new(env!("CARGO_BIN_EXE_regimap"))
        .args(["build", "--as-of", "2026-11-24", "--out"])
        .arg(&out)
        .output()
        .expect("regimap runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out.join("site")
}

#[test]
fn every_kind_of_page_opens_from_disk_without_a_word_in_the_console() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = site(folder.path());
    let mut wrong = Vec::new();
    for page in PAGES {
        let path = site.join(page);
        assert!(path.is_file(), "the site lacks {page}");
        for width in [390, 1280] {
            let output = chromium(&folder.path().join("profile"))
                .arg(format!("--window-size={width},900"))
                .arg("--dump-dom")
                .arg(format!("file://{}", path.display()))
                .output()
                .expect("Chromium runs; tests/run.sh installs it");
            let dom = String::from_utf8_lossy(&output.stdout);
            let log = String::from_utf8_lossy(&output.stderr);
            if !dom.contains("<h1") || !dom.contains("</html>") {
                wrong.push(format!("{page} at {width}: no heading came out"));
            }
            wrong.extend(log.lines().filter(|l| l.contains(":CONSOLE:")).map(|l| format!("{page} at {width}: {l}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_browser_would_have_told_of_a_script_or_a_request_to_outside() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = site(folder.path());
    let page = site.join("index.html");
    let html = std::fs::read_to_string(&page).expect("the home page");
    let planted = html.replace("</body>", "<script>1</script><img src=\"https://example.org/x.png\" alt=\"\"></body>");
    assert_ne!(html, planted);
    std::fs::write(&page, planted).expect("the home page can be changed");
    let output = chromium(&folder.path().join("profile"))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("Chromium runs; tests/run.sh installs it");
    let log = String::from_utf8_lossy(&output.stderr);
    let violations = log.lines().filter(|line| line.contains("Content Security Policy")).count();
    assert!(violations >= 2, "{log}");
}
