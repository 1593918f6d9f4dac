//! Reports in Word and in a spreadsheet, read back as those programs read them.

use super::*;
use regimap::report::render::{Docx, Format, Xlsx};
use roxmltree::{Document, Node as Xml};
use std::io::{Cursor, Read as _};

/// The parts of a package that are XML, by their names.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).expect("a part");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("XML is text");
        let name = file.name().expect("a name in UTF-8").into_owned();
        parts.insert(name, text);
    }
    parts
}

fn parsed(part: &str) -> Document<'_> {
    Document::parse(part).expect("well-formed XML")
}

fn all<'x>(node: Xml<'x, 'x>, name: &'static str) -> impl Iterator<Item = Xml<'x, 'x>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The text of a paragraph or cell, line breaks kept.
fn text(node: Xml<'_, '_>) -> String {
    let pieces = node.descendants().map(|node| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default(),
        "br" => "\n",
        _ => "",
    });
    pieces.collect()
}

/// A document as text: each paragraph with its style, each row of a table with its cells.
pub fn document(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let document = parsed(&parts["word/document.xml"]);
    let mut out = String::new();
    let body = all(document.root(), "body").next().expect("a body");
    let blocks = body.descendants().filter(|node| match node.tag_name().name() {
        "p" => !node.ancestors().any(|above| above.tag_name().name() == "tbl"),
        "tr" => true,
        _ => false,
    });
    for block in blocks {
        if block.tag_name().name() == "p" {
            let style =
                all(block, "pStyle").next().and_then(|style| style.attributes().next()).map_or("", |a| a.value());
            out += &format!("[{style}] {}\n", text(block));
        } else {
            let head = if all(block, "tblHeader").next().is_some() { "head | " } else { "     | " };
            let cells = block
                .children()
                .filter(|node| node.tag_name().name() == "tc")
                .map(|cell| all(cell, "p").map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / "));
            out += &format!("{head}{}\n", cells.collect::<Vec<_>>().join(" | "));
        }
    }
    out
}

/// A workbook as rows of text, sheet by sheet.
pub fn workbook(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let parts = parts(bytes);
    let strings: Vec<String> = all(parsed(&parts["xl/sharedStrings.xml"]).root(), "si").map(text).collect();
    let book = parsed(&parts["xl/workbook.xml"]);
    let names = all(book.root(), "sheet").map(|sheet| sheet.attribute("name").unwrap_or_default().to_owned());
    names
        .enumerate()
        .map(|(number, name)| {
            let sheet = parsed(&parts[&format!("xl/worksheets/sheet{}.xml", number + 1)]);
            let rows = all(sheet.root(), "row").map(|row| {
                let cells = all(row, "c").map(|cell| {
                    let value = all(cell, "v").next().and_then(|value| value.text()).unwrap_or_default();
                    match cell.attribute("t") {
                        Some("s") => strings[value.parse::<usize>().expect("the number of a string")].clone(),
                        _ => value.to_owned(),
                    }
                });
                cells.collect()
            });
            (name, rows.collect())
        })
        .collect()
}

pub fn rows(sheets: &[(String, Vec<Vec<String>>)]) -> String {
    let mut out = String::new();
    for (name, rows) in sheets {
        out += &format!("== {name}\n");
        for row in rows {
            out += &format!("{}\n", row.join(" | ").replace('\n', " / "));
        }
    }
    out
}

#[test]
fn a_document_has_styles_captions_a_contents_and_heads_that_repeat() {
    let report = without_query_texts(SHIPPED.coverage("Sch 1 para 1", "jc-star:1", "secondary"));
    let bytes = Docx.render(&report).expect("DOCX");
    let parts = parts(&bytes);
    for (name, part) in &parts {
        assert!(Document::parse(part).is_ok(), "{name} is well-formed");
    }
    let document = parsed(&parts["word/document.xml"]);
    let used = all(document.root(), "pStyle").chain(all(document.root(), "tblStyle"));
    let used: std::collections::BTreeSet<&str> =
        used.filter_map(|s| s.attributes().next()).map(|a| a.value()).collect();
    let styles = parsed(&parts["word/styles.xml"]);
    let known: Vec<&str> = all(styles.root(), "style")
        .flat_map(|s| s.attributes().filter(|a| a.name() == "styleId"))
        .map(|a| a.value())
        .collect();
    assert!(used.iter().all(|style| known.contains(style)), "{used:?} in {known:?}");
    let tables: Vec<_> = all(document.root(), "tbl").collect();
    let headed = tables.iter().filter(|table| all(**table, "tblHeader").next().is_some()).count();
    let with_rows = report.sections.iter().filter(|section| !section.is_empty()).count();
    assert_eq!((tables.len(), headed), (with_rows + 1, with_rows), "each table but that of the facts has a head");
    assert!(tables.iter().all(|table| all(*table, "tblCaption").next().is_some()), "each is named for a screen reader");
    // Every link within leads to a heading, every link out to a relationship.
    let anchors: Vec<&str> = all(document.root(), "hyperlink")
        .filter_map(|link| link.attributes().find(|a| a.name() == "anchor"))
        .map(|a| a.value())
        .collect();
    let marks: Vec<&str> = all(document.root(), "bookmarkStart")
        .filter_map(|mark| mark.attributes().find(|a| a.name() == "name"))
        .map(|a| a.value())
        .collect();
    assert!(!anchors.is_empty());
    assert_eq!(anchors, marks);
    assert!(parts["docProps/core.xml"].contains(&report.title));
    assert!(parts["word/footer1.xml"].contains("NUMPAGES"));
}

#[test]
fn office_formats_of_a_small_report() {
    let report = without_query_texts(SHIPPED.coverage("Sch 1 para 1", "EN 303 645 V2.1.1", "secondary"));
    insta::assert_snapshot!("coverage-passwords-by-en-303-645.docx", document(&Docx.render(&report).expect("DOCX")));
    insta::assert_snapshot!(
        "coverage-passwords-by-en-303-645.xlsx",
        rows(&workbook(&Xlsx.render(&report).expect("XLSX")))
    );
}

#[test]
fn a_workbook_says_what_the_report_says() {
    for report in
        [SHIPPED.coverage("uk-psti", "jc-star:1", "secondary"), SHIPPED.compare("uk-psti", "sg-cls/v1.4/level-1")]
    {
        let sheets = workbook(&Xlsx.render(&report).expect("XLSX"));
        assert_eq!(sheets.len(), report.sections.len() + 2, "a sheet for each table, the front and the sources");
        for (section, (name, rows)) in report.sections.iter().zip(&sheets[1..]) {
            let table = section.table().expect("a table");
            assert_eq!(rows.len(), table.rows.len() + 1, "rows of {name}");
            for (row, cells) in table.rows.iter().zip(&rows[1..]) {
                for (cell, found) in row.cells.iter().zip(cells) {
                    let expected = match cell {
                        Cell::List(items) => items.iter().map(Cell::plain).collect::<Vec<_>>().join("\n"),
                        cell => cell.plain(),
                    };
                    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert_eq!(line(found), line(&expected), "{name}");
                }
            }
        }
    }
}

#[test]
fn a_document_says_what_the_report_says() {
    for report in
        [SHIPPED.coverage("uk-psti", "jc-star:1", "secondary"), SHIPPED.compare("uk-psti", "sg-cls/v1.4/level-1")]
    {
        let read = document(&Docx.render(&report).expect("DOCX"));
        for text in [&report.title, &report.question, &report.answer, &report.link, &report.command] {
            assert!(read.contains(text.as_str()), "{text}");
        }
        assert!(report.findings.iter().all(|finding| read.contains(&finding.text)));
        for table in report.sections.iter().filter_map(Section::table) {
            for cell in table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !matches!(cell, Cell::List(_))) {
                assert!(read.contains(&cell.plain()), "{}", cell.plain());
            }
        }
    }
}

#[test]
fn sheets_have_filters_frozen_heads_and_no_formula() {
    let report = SHIPPED.coverage("uk-psti", "jc-star:1", "secondary");
    let parts = parts(&Xlsx.render(&report).expect("XLSX"));
    let sheets: Vec<&String> =
        parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).map(|(_, part)| part).collect();
    assert_eq!(sheets.len(), report.sections.len() + 2);
    for sheet in &sheets {
        assert!(all(parsed(sheet).root(), "f").next().is_none(), "no cell is a formula");
    }
    let with_rows = report.sections.iter().filter(|section| !section.is_empty()).count() + 1;
    let with = |words: &str| sheets.iter().filter(|sheet| sheet.contains(words)).count();
    assert_eq!(with("<autoFilter"), with_rows, "filters on every table with rows");
    assert_eq!(with("state=\"frozen\""), report.sections.len() + 1);
}

#[test]
fn the_same_report_is_the_same_file() {
    let report = SHIPPED.compare("Sch 1 para 2", "sg-cls/v1.4/level-1");
    for format in Format::ALL {
        let once = format.render(&report).expect("it renders");
        assert!(once == format.render(&report).expect("it renders"), "{format:?}");
    }
}

#[test]
fn hostile_text_is_harmless_in_word_and_in_a_spreadsheet() {
    let report = hostile();
    for (bytes, name) in [(Docx.render(&report).expect("DOCX"), "DOCX"), (Xlsx.render(&report).expect("XLSX"), "XLSX")]
    {
        for (part, text) in parts(&bytes) {
            let parsed = Document::parse(&text).unwrap_or_else(|error| panic!("{name} {part}: {error}"));
            assert!(!text.contains(['\u{202e}', '\u{2069}', '\u{1b}']), "{name} {part}");
            assert!(all(parsed.root(), "f").next().is_none(), "{name} {part} has a formula");
            for target in parsed.descendants().filter_map(|node| node.attribute("Target")) {
                assert!(!target.to_lowercase().contains("javascript:"), "{name} {part} links {target}");
            }
        }
    }
    let read = document(&Docx.render(&report).expect("DOCX"));
    assert!(
        read.contains("<script>alert(1)</script>") && read.contains("=HYPERLINK(\"https://example.org\")"),
        "it stays readable"
    );
    let sheets = workbook(&Xlsx.render(&report).expect("XLSX"));
    assert!(sheets.iter().flat_map(|(_, rows)| rows).flatten().any(|cell| cell.contains("<script>alert(1)</script>")));
    assert!(
        sheets
            .iter()
            .all(|(name, _)| name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']))
    );
}
