//! What ships inside the binary: data, ontology, queries, site templates, and the graph built from them.

use include_dir::{Dir, include_dir};

/// The packs.
pub static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");
/// Ontology, shapes, checks and queries.
pub static ONTOLOGY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");
/// Templates and assets.
pub static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/site");
/// The graph of the shipped data, as of the day on which the binary was built.
pub static SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shipped.snapshot"));
/// SHA-256 over the shipped data, in hexadecimal.
pub const DATA_HASH: &str = env!("REGIMAP_DATA_HASH");

/// What is written about the project, in Markdown, by a short name.
///
/// # Panics
/// When the data have lost their description, which the build rules out.
pub fn documents() -> Vec<(&'static str, &'static str)> {
    let tables = DATA.get_file("README.md").and_then(|file| file.contents_utf8()).expect("ships with the binary");
    vec![
        ("add", include_str!("../CONTRIBUTING.md")),
        ("tables", tables),
        ("changelog", include_str!("../CHANGELOG.md")),
    ]
}

/// Every file of a folder, with its path below the folder, in order of the paths.
pub fn files(folder: &'static Dir<'static>) -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort_unstable();
    files
}

fn collect(folder: &'static Dir<'static>, into: &mut Vec<(&'static str, &'static [u8])>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            into.push((path, file.contents()));
        }
    }
    for inner in folder.dirs() {
        collect(inner, into);
    }
}

/// A text file of the ontology folder.
///
/// # Panics
/// When the folder lacks it, which the build rules out.
pub fn ontology_text(path: &str) -> &'static str {
    ONTOLOGY.get_file(path).and_then(|file| file.contents_utf8()).expect("ships with the binary")
}

/// The queries below a folder of the ontology, as name and text; names leave out the folder and the ending.
pub fn queries(folder: &str) -> Vec<(&'static str, &'static str)> {
    files(&ONTOLOGY)
        .into_iter()
        .filter_map(|(path, bytes)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".rq")?;
            Some((name, std::str::from_utf8(bytes).ok()?))
        })
        .collect()
}
