//! How fast the site is written: regimap against Hugo on as many pages of as many bytes, one after the other in one run.
//! Prints pages a second of each, and ratios.
//!
//! `cargo bench --bench site_rate` (needs Hugo for the peer: `apt-get install hugo`). Hugo has two tasks, of which neither
//! asks a query. As data: the tables of a page are rows of cells, each cell finished HTML, and a template lays them out, as
//! regimap's do. As finished HTML: it passes each page on as it is.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What Hugo is given, and what its template does with it.
struct Form {
    name: &'static str,
    layout: &'static str,
    content: fn(&str) -> String,
}

const FORMS: [Form; 2] = [
    Form { name: "tables as data", layout: TABLES, content: tables },
    Form {
        name: "finished HTML",
        layout: "{{ .Content }}",
        content: |html| format!("---\ntitle: A page\n---\n{html}"),
    },
];
/// Puts rows and cells together again, as regimap's templates do.
const TABLES: &str = r#"{{ range .Params.pieces }}{{ .text | safeHTML }}{{ range .rows }}{{ printf "<tr%s>" .marks | safeHTML }}{{ range .cells }}{{ printf "<%s>" .tag | safeHTML }}{{ .html | safeHTML }}{{ if .heads }}</th>{{ else }}</td>{{ end }}{{ end }}</tr>
{{ end }}{{ end }}"#;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    let ours = time(Command::new(env!("CARGO_BIN_EXE_regimap")).arg("site").arg("--out").arg(&site));
    let pages = pages_below(&site);
    let rate = |time: Duration| pages.len() as f64 / time.as_secs_f64();
    println!(
        "regimap site: {} pages, {:.0} MB in {ours:.1?}: {:.0} pages a second",
        pages.len(),
        size(&pages),
        rate(ours)
    );
    let known = Command::new("hugo").arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !known.is_ok_and(|status| status.success()) {
        println!("Hugo is not installed, so there is nothing to compare with: apt-get install hugo");
        return;
    }
    for form in FORMS {
        let peer = folder.path().join(form.name);
        prepare(&peer, &site, &pages, &form);
        let theirs = time(Command::new("hugo").arg("--quiet").arg("--source").arg(&peer));
        let written = pages_below(&peer.join("public"));
        assert_eq!(written.len(), pages.len(), "Hugo writes as many pages");
        println!("hugo, {}: {:.0} MB in {theirs:.1?}: {:.0} pages a second", form.name, size(&written), rate(theirs));
        println!("ratio: {:.2}", theirs.as_secs_f64() / ours.as_secs_f64());
        fs::remove_dir_all(peer).expect("it can be removed");
    }
}

/// The same pages as content of Hugo. Each is a file of its own: below an `index.html`, Hugo takes all for files that
/// belong to that page.
fn prepare(peer: &Path, site: &Path, pages: &[PathBuf], form: &Form) {
    fs::create_dir_all(peer.join("layouts/_default")).expect("a folder");
    let config = "baseURL = '/'\ndisableKinds = ['home', 'section', 'taxonomy', 'term', 'RSS', 'sitemap', '404']\n";
    fs::write(peer.join("config.toml"), config).expect("a file");
    for name in ["single.html", "list.html"] {
        fs::write(peer.join("layouts/_default").join(name), form.layout).expect("a file");
    }
    for page in pages {
        let below = page.strip_prefix(site).expect("below the site").parent().expect("a folder");
        let html = fs::read_to_string(page).expect("a page");
        let name = if below.as_os_str().is_empty() { "home".to_owned() } else { below.display().to_string() };
        let target = peer.join("content").join(format!("{name}.html"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, (form.content)(&html)).expect("a file");
    }
}

/// A page as front matter: stretches of text, and the rows of tables after each, cell by cell.
fn tables(html: &str) -> String {
    let mut pieces = Vec::new();
    for piece in html.split_inclusive("</tr>\n") {
        let (text, row) = piece.split_once("<tr").map_or((piece, None), |(text, row)| (text, Some(row)));
        if !text.is_empty() || pieces.is_empty() {
            pieces.push(json!({ "text": text, "rows": [] }));
        }
        let Some(row) = row else { continue };
        let Some((marks, cells)) = row.split_once('>') else { continue };
        let cells: Vec<Value> =
            cells.split_inclusive("</td>").flat_map(|part| part.split_inclusive("</th>")).filter_map(cell).collect();
        let rows = pieces.last_mut().and_then(|piece| piece["rows"].as_array_mut()).expect("one was begun");
        rows.push(json!({ "marks": marks, "cells": cells }));
    }
    format!("{}\n", json!({ "title": "A page", "pieces": pieces }))
}

fn cell(html: &str) -> Option<Value> {
    let (tag, rest) = html.strip_prefix('<')?.split_once('>')?;
    let heads = rest.ends_with("</th>");
    let inner = rest.strip_suffix("</th>").or_else(|| rest.strip_suffix("</td>"))?;
    Some(json!({ "tag": tag, "heads": heads, "html": inner }))
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

/// Their bytes, in millions.
fn size(pages: &[PathBuf]) -> f64 {
    pages.iter().filter_map(|page| fs::metadata(page).ok()).map(|page| page.len() as f64 / 1e6).sum()
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("the command starts");
    assert!(status.success(), "the command failed");
    start.elapsed()
}
