//! How fast the site is written: regimap against Hugo on as many pages of as many bytes, one after the other in one run.
//! Prints pages a second of both and their ratio.
//!
//! `cargo bench --bench site_rate` (needs Hugo for the peer: `apt-get install hugo`). Hugo is given each page's finished HTML
//! below a front matter and a template that puts it between a head and a foot; it asks no query and knows no data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    let ours = time(Command::new(env!("CARGO_BIN_EXE_regimap")).arg("site").arg("--out").arg(&site));
    let pages = pages_below(&site);
    let bytes: u64 = pages.iter().filter_map(|page| fs::metadata(page).ok()).map(|page| page.len()).sum();
    let rate = |time: Duration| pages.len() as f64 / time.as_secs_f64();
    println!(
        "regimap site: {} pages, {:.0} MB in {ours:.1?}: {:.0} pages a second",
        pages.len(),
        bytes as f64 / 1e6,
        rate(ours)
    );
    let known = Command::new("hugo").arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !known.is_ok_and(|status| status.success()) {
        println!("Hugo is not installed, so there is nothing to compare with: apt-get install hugo");
        return;
    }
    let peer = folder.path().join("hugo");
    prepare(&peer, &site, &pages);
    let theirs = time(Command::new("hugo").arg("--quiet").arg("--source").arg(&peer));
    assert_eq!(pages_below(&peer.join("public")).len(), pages.len(), "Hugo writes as many pages");
    println!("hugo: {theirs:.1?}: {:.0} pages a second", rate(theirs));
    println!("ratio: {:.2}", theirs.as_secs_f64() / ours.as_secs_f64());
}

/// The same pages as content of Hugo, which reads HTML after a front matter as it is. Each is a file of its own: below an
/// `index.html`, Hugo takes all for files that belong to that page.
fn prepare(peer: &Path, site: &Path, pages: &[PathBuf]) {
    fs::create_dir_all(peer.join("layouts/_default")).expect("a folder");
    let config = "baseURL = '/'\ndisableKinds = ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', '404']\n";
    fs::write(peer.join("config.toml"), config).expect("a file");
    let layout =
        "<!DOCTYPE html><html lang=\"en\"><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>";
    for name in ["single.html", "list.html"] {
        fs::write(peer.join("layouts/_default").join(name), layout).expect("a file");
    }
    for page in pages {
        let below = page.strip_prefix(site).expect("below the site").parent().expect("a folder");
        let html = fs::read_to_string(page).expect("a page");
        let body = html.split_once("<body>").map_or("", |(_, rest)| rest).replace("</body>", "").replace("</html>", "");
        let name = if below.as_os_str().is_empty() { "home".to_owned() } else { below.display().to_string() };
        let target = peer.join("content").join(format!("{name}.html"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, format!("---\ntitle: A page\n---\n{body}")).expect("a file");
    }
}

fn pages_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(pages_below(&path));
        } else if path.ends_with("index.html") {
            found.push(path);
        }
    }
    found
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("the command starts");
    assert!(status.success(), "the command failed");
    start.elapsed()
}
