//! The parts of the document and the package that holds them.

use super::document::Document;
use crate::report::Report;
use crate::report::render::safe::{escaped, line};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::result::ZipResult;
use zip::write::{SimpleFileOptions, ZipWriter};

const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Packs a document; the same report gives the same bytes.
pub fn pack(report: &Report, document: &Document) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let body = format!("{HEAD}<w:document {MAIN}><w:body>{}</w:body></w:document>", document.body);
    let parts: [(&str, String); 10] = [
        ("[Content_Types].xml", include_str!("parts/content-types.xml").to_owned()),
        ("_rels/.rels", include_str!("parts/package.rels").to_owned()),
        ("docProps/core.xml", core(report)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", relationships(&document.links)),
        ("word/styles.xml", include_str!("parts/styles.xml").to_owned()),
        ("word/settings.xml", include_str!("parts/settings.xml").to_owned()),
        ("word/numbering.xml", include_str!("parts/numbering.xml").to_owned()),
        ("word/header1.xml", header(report)),
        ("word/footer1.xml", footer(report)),
    ];
    for (name, content) in parts {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The relationship of a link, by its place.
pub fn link_id(place: usize) -> String {
    format!("link{place}")
}

fn relationships(links: &[String]) -> String {
    const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("settings", "settings", "settings.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("header", "header", "header1.xml"),
        ("footer", "footer", "footer1.xml"),
    ] {
        write!(out, "<Relationship Id=\"{id}\" Type=\"{BASE}/{kind}\" Target=\"{target}\"/>")
            .expect("writing to a string does not fail");
    }
    for (place, link) in links.iter().enumerate() {
        write!(
            out,
            "<Relationship Id=\"{}\" Type=\"{BASE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            link_id(place),
            escaped(link)
        )
        .expect("writing to a string does not fail");
    }
    out + "</Relationships>"
}

fn core(report: &Report) -> String {
    // The day of the report stands for the day of the file, so that the same report is the same file.
    let day: String = report.as_of.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    let day = if day.parse::<jiff::civil::Date>().is_ok() { day } else { "2000-01-01".to_owned() };
    let (title, question) = (escaped(&line(&report.title)), escaped(&line(&report.question)));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:subject>{question}</dc:subject><dc:creator>regimap</dc:creator>\
         <dc:identifier>{}</dc:identifier><dc:language>en-GB</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escaped(&report.link)
    )
}

fn header(report: &Report) -> String {
    format!(
        "{HEAD}<w:hdr {MAIN}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:hdr>",
        escaped(&line(&report.title).chars().take(160).collect::<String>())
    )
}

fn footer(report: &Report) -> String {
    let hash: String = line(&report.data.hash).chars().take(16).collect();
    let left = format!("As of {}, data {} ({hash})", line(&report.as_of), line(&report.data.version));
    let left: String = left.chars().take(120).collect();
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let tab = if report.is_wide() { 14570 } else { 9638 };
    format!(
        "{HEAD}<w:ftr {MAIN}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{tab}\"/></w:tabs></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>{}\
         <w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>{}</w:p></w:ftr>",
        escaped(&left),
        field("PAGE"),
        field("NUMPAGES")
    )
}
