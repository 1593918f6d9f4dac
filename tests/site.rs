//! The static site, as someone finds it who unpacks it and opens a file: links, languages, hostile text, same bytes twice.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

const AS_OF: &str = "2026-11-24";

/// The site of the shipped data, built once for all tests.
static SHIPPED: LazyLock<Built> = LazyLock::new(|| Built::new(&[]));

struct Built {
    folder: TempDir,
}

impl Built {
    fn new(arguments: &[&str]) -> Self {
        Self::try_new(arguments).unwrap_or_else(|error| panic!("{error}"))
    }

    fn try_new(arguments: &[&str]) -> Result<Self, String> {
        let folder = TempDir::new().expect("a temporary folder");
        let output = Command::new(env!("CARGO_BIN_EXE_regimap"))
            .args(["build", "--as-of", AS_OF, "--out"])
            .arg(folder.path().join("dist"))
            .args(arguments)
            .output()
            .expect("the program runs");
        if output.status.success() {
            Ok(Self { folder })
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("dist/site")
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.root(), &self.root(), &mut files);
        files
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path).join("index.html")).unwrap_or_else(|e| panic!("{path}: {e}"))
    }
}

fn collect(root: &Path, folder: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, into);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_owned();
            into.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

/// The values of an attribute.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening)
        .filter_map(|(at, _)| html[at + opening.len()..].split_once('"').map(|(value, _)| value))
        .collect()
}

/// Where a relative link leads, from the folder of a page.
fn follow(page: &Path, link: &str) -> PathBuf {
    let mut found = page.parent().expect("a folder").to_owned();
    for step in link.split('/') {
        match step {
            ".." => assert!(found.pop(), "{link} on {} leads out of the site", page.display()),
            "." => {}
            _ => found.push(step),
        }
    }
    found
}

#[test]
fn every_link_and_anchor_leads_somewhere() {
    let files = SHIPPED.files();
    let pages: HashMap<&PathBuf, &str> = files
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "html"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("UTF-8")))
        .collect();
    let anchors: HashMap<&PathBuf, HashSet<&str>> =
        pages.iter().map(|(path, html)| (*path, attributes(html, "id").into_iter().collect())).collect();
    for (page, html) in &pages {
        let mut seen = HashSet::new();
        assert!(attributes(html, "id").into_iter().all(|id| seen.insert(id)), "an id twice on {}", page.display());
        for link in attributes(html, "href") {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { (*page).clone() } else { follow(page, file) };
            assert!(files.contains_key(&target), "{} links to {link}, which is not there", page.display());
            let known = anchor.is_empty() || anchors.get(&target).is_some_and(|ids| ids.contains(anchor));
            assert!(known, "{} links to {link}, which has no such anchor", page.display());
        }
    }
}

#[test]
fn every_page_has_a_title_one_heading_a_language_and_a_policy() {
    for (path, bytes) in SHIPPED.files().iter().filter(|(path, _)| path.ends_with("index.html")) {
        let (html, path) = (String::from_utf8_lossy(bytes), path.display());
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("a title").0;
        assert!(title.trim().len() > 8, "{path}: {title}");
        assert!(html.contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'"), "{path}");
        assert!(html.contains("<main id=\"main\">"), "{path}");
    }
}

#[test]
fn no_page_asks_for_anything_outside_or_runs_anything() {
    for (path, bytes) in SHIPPED.files() {
        let text = String::from_utf8_lossy(&bytes);
        for forbidden in ["<script", "<iframe", "<img", " style=\"", " onclick", "@import", "url(http", "javascript:"] {
            assert!(!text.contains(forbidden), "{} holds {forbidden}", path.display());
        }
        for tag in text.match_indices("<link ").filter_map(|(at, _)| text[at..].split_once('>')) {
            assert!(!tag.0.contains("http"), "{}: {}", path.display(), tag.0);
        }
    }
}

#[test]
fn tables_have_captions_heads_and_their_query() {
    for (path, bytes) in SHIPPED.files().iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = String::from_utf8_lossy(bytes);
        for table in html.split("<table>").skip(1) {
            let (table, after) = table.split_once("</table>").expect("a closed table");
            assert!(table.contains("<caption>") && table.contains("<th scope=\"col\""), "{}", path.display());
            let own = after.split("<section").next().unwrap_or_default();
            assert!(own.contains("The query behind this table"), "{}", path.display());
        }
    }
}

#[test]
fn a_provision_says_what_is_known_of_it() {
    let page = SHIPPED.page("provision/uk-psti/si-2023-1007/sch1-1-2");
    for expected in
        ["Sch 1 para 1(2)", "What it asks", "How it stands to provisions elsewhere", "Recognition", "held in full"]
    {
        assert!(page.contains(expected), "lacks {expected}");
    }
    // The query shown is the one about this very page.
    assert!(page.contains("regimap/provision/uk-psti/si-2023-1007/sch1-1-2&gt; }"));
}

#[test]
fn what_is_unconfirmed_partial_or_ours_is_marked() {
    let star = SHIPPED.page("provision/jc-star/star-1-2024r1/s1.1-08");
    assert!(star.contains("badge unconfirmed") && star.contains("is held in part"));
    let edition = SHIPPED.page("edition/jc-star/star-1-2024r1");
    assert!(edition.contains("class=\"unsure\"") && edition.contains("mark unconfirmed"));
    assert!(SHIPPED.page("edition/uk-psti/si-2023-1007").contains("our identifier"));
}

#[test]
fn local_names_carry_their_language() {
    assert!(SHIPPED.page("regime/jc-star").contains("<p class=\"local\" lang=\"ja\">"));
}

#[test]
fn comparisons_stand_in_both_directions_and_keep_recognition_apart() {
    let page = SHIPPED.page("compare/uk-psti--si-2023-1007/sg-cls--v1.4--level-1");
    for section in ["id=\"recognition\"", "id=\"difference\"", "id=\"content\"", "id=\"open\""] {
        assert!(page.contains(section), "lacks {section}");
    }
    SHIPPED.page("compare/sg-cls--v1.4--level-1/uk-psti--si-2023-1007");
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let again = Built::new(&[]);
    let (first, second) = (SHIPPED.files(), again.files());
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{} differs", path.display());
    }
}

/// A build of the shipped data with one cell of a regime changed.
fn with_cell(column: &str, value: &str) -> Result<Built, String> {
    let overlay = TempDir::new().expect("a temporary folder");
    let folder = overlay.path().join("regimes/gcli");
    fs::create_dir_all(&folder).expect("a folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/regimes/gcli/regime.csv");
    let mut reader = csv::Reader::from_path(shipped).expect("a table");
    let head = reader.headers().expect("a head").clone();
    let place = head.iter().position(|name| name == column).expect("the column");
    let mut row: Vec<String> =
        reader.records().next().expect("a row").expect("a row").iter().map(str::to_owned).collect();
    row[place] = value.to_owned();
    let mut writer = csv::Writer::from_path(folder.join("regime.csv")).expect("a table");
    writer.write_record(&head).expect("a head");
    writer.write_record(&row).expect("a row");
    writer.flush().expect("a file");
    Built::try_new(&["--overlay", overlay.path().to_str().expect("a path")])
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "</p><script>alert(1)</script><img src=x onerror=alert(2)>";
    let built = with_cell("description", hostile).expect("text is text");
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("<script") && !text.contains("<img"), "{}", path.display());
    }
    assert!(built.page("regime/gcli").contains("&lt;script&gt;"));
}

#[test]
fn an_address_that_would_run_something_is_no_link() {
    // The packs may refuse it already; where they do not, no page links to it.
    if let Ok(built) = with_cell("homepage", "javascript:alert(3)") {
        assert!(!built.page("regime/gcli").contains("href=\"javascript:"));
    }
}
