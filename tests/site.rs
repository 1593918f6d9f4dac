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
            // What stands in a fragment as `name=value` is for scripts.
            let link = link.split_once('#').filter(|(_, state)| state.contains('=')).map_or(link, |(file, _)| file);
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
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\""), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("a title").0;
        assert!(title.trim().len() > 8, "{path}: {title}");
        let policy = html.split_once("Content-Security-Policy\" content=\"").expect("a policy").1;
        let policy = policy.split_once('"').expect("a closed attribute").0;
        // The editor of the console places its lines with attributes; no page but that one may have them.
        let strict = policy.replace(" style-src-attr 'unsafe-inline';", "");
        assert!(strict == policy || path.to_string() == "console/index.html", "{path}: {policy}");
        assert!(strict.starts_with("default-src 'none';") && !strict.contains("unsafe-inline"), "{path}: {policy}");
        assert!(html.contains("<main id=\"main\""), "{path}");
        let says = html.split_once("<meta name=\"description\" content=\"").expect("a description").1;
        assert!(says.find('"').is_some_and(|end| end > 20), "{path}");
    }
}

#[test]
fn no_page_asks_for_anything_outside_or_holds_a_script() {
    for (path, bytes) in SHIPPED.files().iter().filter(|(path, _)| path.ends_with("index.html")) {
        let text = String::from_utf8_lossy(bytes);
        for forbidden in ["<iframe", "<img", " style=\"", " onclick", "url(http", "javascript:"] {
            assert!(!text.contains(forbidden), "{} holds {forbidden}", path.display());
        }
        for (at, _) in text.match_indices("<script") {
            let opening = text[at..].split_once('>').expect("a closed tag").0;
            let own = opening.contains(" src=\"") && !opening.contains("//");
            assert!(own || opening == "<script type=\"application/ld+json\"", "{}: {opening}", path.display());
        }
        for tag in text.match_indices("<link ").filter_map(|(at, _)| text[at..].split_once('>')) {
            // The address of the thing is named, and nothing is fetched from it.
            let named = tag.0.contains(" rel=\"canonical\"");
            assert!(named || !tag.0.contains("=\"http"), "{}: {}", path.display(), tag.0);
        }
    }
}

#[test]
fn tables_have_captions_heads_and_their_query() {
    for (path, bytes) in SHIPPED.files().iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = String::from_utf8_lossy(bytes);
        for section in html.split("<section ").skip(1) {
            let section = section.split_once("</section>").expect("a closed section").0;
            let Some((_, table)) = section.split_once("<table") else { continue };
            assert!(table.contains("<caption>") && table.contains("<th scope=\"col\""), "{}", path.display());
            let listed = path.starts_with("reports") || path.starts_with("query");
            assert!(listed || section.contains("Open the query"), "{}", path.display());
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
    // The way to the console names the query and this very thing.
    assert!(page.contains("#name=site/provision/obligations&amp;subject=provision/uk-psti/si-2023-1007/sch1-1-2\""));
    assert!(page.contains("Cite this page"));
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
    for section in ["id=\"counts\"", "id=\"recognition\"", "id=\"difference\"", "id=\"lines\""] {
        assert!(page.contains(section), "lacks {section}");
    }
    SHIPPED.page("compare/sg-cls--v1.4--level-1/uk-psti--si-2023-1007");
}

#[test]
fn an_answer_unfolds_down_to_its_source() {
    let page = SHIPPED.page("compare/uk-psti--si-2023-1007/etsi-en-303-645--v2.1.1");
    let proof = page.split_once("<details class=\"proof\">").expect("a proof").1;
    let proof = proof.split_once("</details>").expect("a closed proof").0;
    assert!(proof.contains("asks</span>") && proof.contains("read in</span>") && proof.contains("source/"), "{proof}");
}

#[test]
fn no_page_is_longer_than_a_phone_should_load() {
    let pages = SHIPPED.files();
    let long: Vec<String> = pages
        .iter()
        .filter(|(path, bytes)| path.ends_with("index.html") && bytes.len() > 100_000)
        .map(|(path, bytes)| format!("{}: {} bytes", path.display(), bytes.len()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
    let parts = pages.keys().filter(|path| path.to_string_lossy().contains("/part-2/")).count();
    assert!(parts > 0, "the largest comparison does not come in parts");
}

#[test]
fn every_row_of_a_comparison_in_parts_stands_in_one_of_them() {
    let files = SHIPPED.files();
    let (second, _) = files
        .iter()
        .find(|(path, _)| path.starts_with("compare") && path.ends_with("lines/part-2/index.html"))
        .expect("a comparison in parts");
    let folder = second.parent().and_then(Path::parent).expect("a folder");
    let rows = |path: &Path| {
        let html = String::from_utf8_lossy(&files[path]).into_owned();
        let table = html.split_once("<tbody>").map_or("", |(_, rest)| rest).to_owned();
        (html, table.matches("<tr").count())
    };
    let (first, mut found) = rows(&folder.join("index.html"));
    let parts = first.matches("<span class=\"visually-hidden\">Part </span>").count();
    for part in 2..=parts {
        found += rows(&folder.join(format!("part-{part}/index.html"))).1;
    }
    let told =
        first.split_once("<span class=\"count\">").and_then(|(_, rest)| rest.split_once('<')).expect("a count").0;
    assert_eq!(told.parse::<usize>().expect("a number"), found, "{}", folder.display());
}

#[test]
fn things_have_their_rdf_beside_them_and_within() {
    use oxigraph::io::{RdfFormat, RdfParser};
    let folder = "provision/uk-psti/si-2023-1007/sch1-1-2";
    let iri = format!("https://w3id.org/regimap/{folder}");
    let page = SHIPPED.page(folder);
    let read = |format: RdfFormat, text: &[u8]| {
        let mut quads: Vec<String> =
            RdfParser::from_format(format).for_slice(text).map(|quad| quad.expect("RDF").to_string()).collect();
        quads.sort();
        quads
    };
    let json_ld = || RdfFormat::from_media_type("application/ld+json").expect("a format");
    let file = |name: &str| fs::read(SHIPPED.root().join(folder).join(name)).expect("the file is there");
    let turtle = read(RdfFormat::Turtle, &file("index.ttl"));
    assert_eq!(turtle, read(json_ld(), &file("index.jsonld")));
    assert!(turtle.iter().any(|quad| quad.contains("ontology#Obligation>")), "the asks are not with their provision");
    let within = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD").1;
    let within = read(json_ld(), within.split_once("</script>").expect("closed").0.as_bytes());
    assert!(
        !within.is_empty() && within.iter().all(|quad| quad.starts_with(&format!("<{iri}>")) && turtle.contains(quad))
    );
    for (media, file) in [("text/turtle", "index.ttl"), ("application/ld+json", "index.jsonld")] {
        let link = format!("<link rel=\"alternate\" type=\"{media}\" href=\"../../../../{folder}/{file}\">");
        assert!(page.contains(&link), "lacks {link}");
    }
}

#[test]
fn the_map_of_the_site_names_every_page_and_the_feed_is_dated() {
    let files = SHIPPED.files();
    let map = String::from_utf8_lossy(&files[Path::new("sitemap.xml")]).into_owned();
    let pages = files.keys().filter(|path| path.ends_with("index.html")).count();
    assert_eq!(map.matches("<loc>").count(), pages);
    let feed = String::from_utf8_lossy(&files[Path::new("feed.xml")]).into_owned();
    let dates: Vec<&str> =
        feed.split("<updated>").skip(2).filter_map(|rest| rest.split_once('<')).map(|(date, _)| date).collect();
    assert!(dates.len() > 10 && dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    assert!(dates.iter().all(|date| date.len() == 20 && *date < "2026-11-25"), "{dates:?}");
}

#[test]
fn downloads_have_the_size_and_hash_that_the_page_says() {
    use sha2::{Digest as _, Sha256};
    let page = SHIPPED.page("downloads");
    for name in ["regimap.nq.gz", "regimap.ttl", "shapes.ttl", "findings.json", "dataset.ttl"] {
        let bytes = fs::read(SHIPPED.root().join("downloads").join(name)).expect("the file is there");
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(page.contains(&format!("href=\"{name}\"")) && page.contains(&hash), "{name}");
    }
}

#[test]
fn the_matrix_leads_to_the_comparison_behind_each_cell() {
    let page = SHIPPED.page("matrix");
    assert!(page.contains("href=\"../compare/uk-psti--si-2023-1007/sg-cls--v1.4--level-1/index.html\""));
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
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with("index.html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("<script>") && !text.contains("<img"), "{}", path.display());
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
