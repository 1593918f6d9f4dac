//! Downloads with their sizes and hashes, and the description of the data set in DCAT and VoID.

use super::cell::Item;
use super::page::Page;
use super::path::PagePath;
use super::table::{Cell, Section};
use super::{Site, SiteError};
use crate::query::Answer;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxrdf::{Literal, NamedNode, Triple};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A file to hand out.
#[derive(Clone, Debug)]
pub struct Download {
    /// File name, without folders.
    pub name: String,
    /// What it is.
    pub title: &'static str,
    /// Media type.
    pub media: &'static str,
    /// What it holds.
    pub content: Vec<u8>,
}

const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const SPDX: &str = "http://spdx.org/rdf/terms#";

/// Writes the files, the description of the data set, and the page that lists them.
///
/// # Errors
/// When a query, a template or a file fails.
pub fn write(site: &Site<'_, '_>) -> Result<(), SiteError> {
    let path = PagePath::new("downloads");
    let described = described(site)?;
    let mut page = Page::new("downloads.html", path.clone(), "Downloads");
    page.kind = "The data, to take away".to_owned();
    let mut section = Section::plain("files", "Files", &["File", "What it is", "Media type", "Bytes", "SHA-256"]);
    let files = site.options.downloads.iter().map(|file| (file.name.as_str(), file.title, file.media, &file.content));
    let own = ("dataset.ttl", "Description of the data set in DCAT and VoID", "text/turtle", &described);
    for (name, title, media, content) in files.chain([own]) {
        site.writer.write(&Path::new("downloads").join(name), content)?;
        section.push(vec![
            Cell::new(vec![Item { href: Some(name.to_owned()), ..Item::plain(name) }]),
            Cell::new(vec![Item::plain(title)]),
            Cell::new(vec![Item::plain(media)]),
            Cell::new(vec![Item { number: true, ..Item::plain(grouped(content.len())) }]),
            Cell { class: "hash", ..Cell::new(vec![Item::plain(sha256(content))]) },
        ]);
    }
    section.mark_numbers();
    section.link(site, "site/dataset", &path, &[])?;
    page.sections.push(section);
    site.emit(page)
}

/// What the graph says of itself, and a distribution for each file.
fn described(site: &Site<'_, '_>) -> Result<Vec<u8>, SiteError> {
    let query = site.ask.library.bind("site/dataset", &[])?;
    let mut triples = match site.ask.engine.answer(&query.text) {
        Ok(Answer::Triples(triples)) => triples,
        Ok(_) => Vec::new(),
        Err(error) => return Err(SiteError::Query { name: query.name, error }),
    };
    let base = site.ask.engine.base();
    let node = |iri: String| NamedNode::new_unchecked(iri);
    let term = |namespace: &str, name: &str| NamedNode::new_unchecked(format!("{namespace}{name}"));
    let data = node(format!("{base}dataset"));
    let kind = term("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type");
    triples.push(Triple::new(data.clone(), kind.clone(), term(DCAT, "Dataset")));
    for file in &site.options.downloads {
        let own = node(format!("{base}downloads/{}", file.name));
        let sum = node(format!("{base}downloads/{}#sha256", file.name));
        let whole = Literal::from(file.content.len() as u64);
        triples.extend([
            Triple::new(data.clone(), term(DCAT, "distribution"), own.clone()),
            Triple::new(own.clone(), kind.clone(), term(DCAT, "Distribution")),
            Triple::new(own.clone(), term(DCTERMS, "title"), Literal::new_simple_literal(file.title)),
            Triple::new(own.clone(), term(DCAT, "downloadURL"), own.clone()),
            Triple::new(
                own.clone(),
                term(DCAT, "mediaType"),
                node(format!("https://www.iana.org/assignments/media-types/{}", file.media)),
            ),
            Triple::new(own.clone(), term(DCAT, "byteSize"), whole),
            Triple::new(own, term(SPDX, "checksum"), sum.clone()),
            Triple::new(sum.clone(), term(SPDX, "algorithm"), term(SPDX, "checksumAlgorithm_sha256")),
            Triple::new(sum, term(SPDX, "checksumValue"), Literal::new_simple_literal(sha256(&file.content))),
        ]);
    }
    let failed = |error| SiteError::Rdf { thing: data.as_str().to_owned(), error };
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in
        [("dcat", DCAT), ("dcterms", DCTERMS), ("spdx", SPDX), ("void", "http://rdfs.org/ns/void#")]
    {
        serializer = serializer.with_prefix(prefix, namespace).expect("these prefixes are valid");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in &triples {
        writer.serialize_triple(triple).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `1234567` as `1 234 567`, with spaces that do not break.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}
