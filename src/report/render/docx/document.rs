//! The text of the document, as WordprocessingML.

use super::package::link_id;
use crate::report::render::safe::{escaped, visible, web_address};
use crate::report::render::text::query_names;
use crate::report::words::sentence;
use crate::report::{Body, Cell, Finding, Node, Report, Section, Severity, Source, Table};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The body and the addresses that it links.
pub struct Document {
    /// What stands in `w:body`.
    pub body: String,
    /// The addresses, by their places.
    pub links: Vec<String>,
}

/// Writes the whole report.
pub fn write(report: &Report) -> Document {
    let width = if report.is_wide() { 14570 } else { 9638 };
    let mut page = Page { width, ..Page::default() };
    page.report(report);
    Document { body: page.out, links: page.links }
}

#[derive(Default)]
struct Page {
    out: String,
    links: Vec<String>,
    known: FxHashMap<String, usize>,
    headings: usize,
    tables: usize,
    /// Room between the margins, in twentieths of a point.
    width: usize,
}

impl Page {
    fn report(&mut self, report: &Report) {
        self.paragraph("Title", &run(&report.title));
        self.paragraph("Subtitle", &run(&report.question));
        self.paragraph("Answer", &run(&report.answer));
        self.facts(report);
        self.contents(report);
        if !report.findings.is_empty() {
            self.heading("Findings");
            report.findings.iter().for_each(|finding| self.finding(finding));
        }
        for section in &report.sections {
            self.section(section);
        }
        if !report.sources.is_empty() {
            self.heading("Sources");
            report.sources.iter().for_each(|source| self.source(source));
        }
        for (heading, lines) in [("Method", &report.method), ("Limits", &report.limits)] {
            if !lines.is_empty() {
                self.heading(heading);
                lines.iter().for_each(|text| self.paragraph("ListBullet", &run(text)));
            }
        }
        let (page, orient) = if report.is_wide() {
            ("w:w=\"16838\" w:h=\"11906\"", " w:orient=\"landscape\"")
        } else {
            ("w:w=\"11906\" w:h=\"16838\"", "")
        };
        self.add(&format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
             <w:pgSz {page}{orient}/><w:pgMar w:top=\"1304\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" \
             w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
        ));
    }

    fn add(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    fn paragraph(&mut self, style: &str, content: &str) {
        let paragraph = paragraph(style, "", content);
        self.add(&paragraph);
    }

    /// A heading that the table of contents leads to.
    fn heading(&mut self, text: &str) {
        self.headings += 1;
        let (id, name) = (self.headings, bookmark(self.headings));
        let content =
            format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{}<w:bookmarkEnd w:id=\"{id}\"/>", run(text));
        self.paragraph("Heading1", &content);
    }

    /// The headings in the order of the text; Word puts in the page numbers when asked to update the field.
    fn contents(&mut self, report: &Report) {
        let mut heads: Vec<&str> = Vec::new();
        if !report.findings.is_empty() {
            heads.push("Findings");
        }
        heads.extend(report.sections.iter().map(|section| section.title.as_str()));
        let rest = [
            ("Sources", report.sources.is_empty()),
            ("Method", report.method.is_empty()),
            ("Limits", report.limits.is_empty()),
        ];
        heads.extend(rest.into_iter().filter(|(_, empty)| !empty).map(|(head, _)| head));
        self.add(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>",
        );
        self.paragraph("TOCHeading", &run("Contents"));
        for (place, head) in heads.iter().enumerate() {
            let begin = if place > 0 {
                ""
            } else {
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \\z \\u </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            };
            let entry = format!(
                "{begin}<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{}</w:hyperlink>",
                bookmark(place + 1),
                run(&format!("{}  {head}", place + 1))
            );
            self.paragraph("TOC1", &entry);
        }
        self.add("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:sdtContent></w:sdt>");
    }

    fn facts(&mut self, report: &Report) {
        let mut facts: Vec<(String, String)> = vec![
            ("As of".to_owned(), run(&report.as_of)),
            ("Evidence".to_owned(), run(&report.evidence)),
            ("Data".to_owned(), run(&format!("version {}, SHA-256 {}", report.data.version, report.data.hash))),
            ("Identifier".to_owned(), run(&report.id)),
            ("Permanent link".to_owned(), self.link(&report.link, &report.link)),
            ("Made again by".to_owned(), run(&report.command)),
        ];
        for side in &report.sides {
            let local = side.local.as_ref().map_or_else(String::new, |local| {
                format!("{}{}{}", run(" ("), localised(&local.text, &local.language), run(")"))
            });
            let name = self.link(&side.name.iri, &side.name.text);
            let editions = run(&format!(" — {}", side.editions.join("; ")));
            facts.push((sentence(side.part), format!("{name}{local}{editions}")));
        }
        let widths = [1900, self.width - 1900];
        self.open_table(
            "Plain",
            "What this report is about",
            "The facts that identify the report, a row each.",
            &widths,
        );
        for (name, value) in facts {
            let head = cell(widths[0], 1, "", &paragraph("TableHead", "", &run(&name)));
            let value = cell(widths[1], 1, "", &paragraph("TableText", "", &value));
            self.add(&format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{head}{value}</w:tr>"));
        }
        self.add("</w:tbl>");
    }

    fn open_table(&mut self, style: &str, caption: &str, description: &str, widths: &[usize]) {
        let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        self.add(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>\
             <w:tblCaption w:val=\"{}\"/><w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            widths.iter().sum::<usize>(),
            attribute(caption),
            attribute(description)
        ));
    }

    fn finding(&mut self, finding: &Finding) {
        let word = match finding.severity {
            Severity::Gap => "Gap",
            Severity::Open => "Open",
            Severity::Note => "Note",
        };
        let mut content = format!("{}{}", styled(word, "<w:b/>"), run(&format!(": {}", finding.text)));
        for (place, evidence) in finding.evidence.iter().enumerate() {
            content += &run(if place == 0 { " (" } else { ", " });
            content += &self.link(&evidence.iri, &evidence.text);
        }
        if !finding.evidence.is_empty() {
            content += &run(")");
        }
        self.paragraph("ListBullet", &content);
    }

    fn section(&mut self, section: &Section) {
        self.heading(&section.title);
        if !section.note.is_empty() {
            // What to know of a table stays with it.
            self.add(&paragraph("BodyText", "<w:keepNext/>", &run(&section.note)));
        }
        match &section.body {
            _ if section.is_empty() => self.paragraph("BodyText", &run("None.")),
            Body::Table(table) => self.table(section, table),
            Body::Tree(nodes) => self.tree(nodes, 0),
        }
        let names = query_names(section);
        if !names.is_empty() {
            self.paragraph("Query", &run(&format!("Query: {}", names.join(", "))));
        }
    }

    fn table(&mut self, section: &Section, table: &Table) {
        self.tables += 1;
        let number = self.tables;
        let caption = format!(
            "{}<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> SEQ Table \\* ARABIC </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}",
            run("Table "),
            run(&number.to_string()),
            run(&format!(": {}", section.title))
        );
        self.paragraph("Caption", &caption);
        let grid = table.grid();
        let widths = widths(table, &grid, self.width);
        self.open_table("Report", &section.title, &section.note, &widths);
        self.add("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (&place, &width) in grid.iter().zip(&widths) {
            let head = paragraph("TableHead", "<w:keepNext/>", &run(&table.columns[place].title));
            self.add(&cell(width, 1, "", &head));
        }
        self.add("</w:tr>");
        for (number, row) in table.rows.iter().enumerate() {
            let below: Vec<(&str, &Cell)> =
                table.below(number).map(|(column, cell)| (column.title.as_str(), cell)).collect();
            // What stands below a row stays with it.
            let (keep, border) = if below.is_empty() { ("", "") } else { ("<w:keepNext/>", OPEN_BELOW) };
            // Where people write, a row is as high as their hand needs.
            let written = row.cells.iter().any(|cell| matches!(cell, Cell::Blank(_)));
            let height = if written { "<w:trHeight w:val=\"620\" w:hRule=\"atLeast\"/>" } else { "" };
            self.add(&format!("<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"));
            for (nth, (&place, &width)) in grid.iter().zip(&widths).enumerate() {
                let indent = if nth == 0 { 170 * row.depth.min(6) } else { 0 };
                let own = format!(
                    "{keep}{}",
                    if indent > 0 { format!("<w:ind w:left=\"{indent}\"/>") } else { String::new() }
                );
                let content = self.paragraphs(&row.cells[place], "TableText", &own);
                let own = format!("{border}{}", shade(&row.cells[place]));
                self.add(&cell(width, 1, &own, &content));
            }
            self.add("</w:tr>");
            if !below.is_empty() {
                let mut content = String::new();
                for (title, found) in below {
                    let title = styled(&format!("{title}: "), "<w:b/>");
                    content += &match found {
                        Cell::List(items) => {
                            let mut text = paragraph("TableNote", "", &title);
                            for item in items {
                                text += &paragraph("TableList", "", &self.inline(item));
                            }
                            text
                        }
                        found => paragraph("TableNote", "", &format!("{title}{}", self.inline(found))),
                    };
                }
                let spanning = cell(widths.iter().sum(), grid.len(), OPEN_ABOVE, &content);
                self.add(&format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{spanning}</w:tr>"));
            }
        }
        self.add("</w:tbl>");
    }

    /// A cell as paragraphs, one for each item.
    fn paragraphs(&mut self, cell: &Cell, style: &str, own: &str) -> String {
        match cell {
            Cell::List(items) => {
                let items: Vec<String> = items.iter().map(|item| paragraph(style, own, &self.inline(item))).collect();
                items.concat()
            }
            cell => paragraph(style, own, &self.inline(cell)),
        }
    }

    fn inline(&mut self, cell: &Cell) -> String {
        match cell {
            Cell::Empty | Cell::Blank(_) => String::new(),
            Cell::Link(link) => self.link(&link.iri, &link.text),
            Cell::Local(local) => localised(&local.text, &local.language),
            Cell::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.inline(item)).collect();
                items.join(&run("; "))
            }
            Cell::Text(_) | Cell::Status(_) | Cell::Evidence(_) => run(&cell.plain()),
        }
    }

    fn link(&mut self, address: &str, text: &str) -> String {
        let Some(address) = web_address(address) else { return run(text) };
        let next = self.links.len();
        let place = *self.known.entry(address.clone()).or_insert(next);
        if place == next {
            self.links.push(address);
        }
        format!(
            "<w:hyperlink r:id=\"{}\" w:history=\"1\">{}</w:hyperlink>",
            link_id(place),
            styled(text, "<w:rStyle w:val=\"Hyperlink\"/>")
        )
    }

    fn tree(&mut self, nodes: &[Node], depth: usize) {
        for node in nodes {
            let mut content = run(&node.text);
            if let Some(link) = &node.link {
                content += &format!("{}{}{}", run(" ("), self.link(&link.iri, &link.text), run(")"));
            }
            if let Some(evidence) = &node.evidence {
                content += &styled(&format!(" {}", evidence.plain()), "<w:i/>");
            }
            let left = 360 + 300 * depth.min(12);
            let paragraph = paragraph("ListBullet", &format!("<w:ind w:left=\"{left}\" w:hanging=\"260\"/>"), &content);
            self.add(&paragraph);
            self.tree(&node.children, depth + 1);
        }
    }

    fn source(&mut self, source: &Source) {
        let mut content = format!("{}{}{}", run("["), self.link(&source.iri, &source.id), run("] "));
        content += &self.link(&source.url, &source.title);
        for part in [&source.publisher, &source.published].into_iter().filter(|part| !part.is_empty()) {
            content += &run(&format!(", {part}"));
        }
        content += &run(&format!(". {}: {}", source.grade, source.read_extent));
        self.paragraph("ListBullet", &content);
    }
}

fn bookmark(place: usize) -> String {
    format!("_Toc{place:06}")
}

/// A paragraph of a style, with properties of its own.
fn paragraph(style: &str, own: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{own}</w:pPr>{content}</w:p>")
}

fn run(text: &str) -> String {
    styled(text, "")
}

/// Text with properties; lines of the text stay lines.
fn styled(text: &str, properties: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    let mut out = format!("<w:r>{properties}");
    for (number, part) in visible(text).split('\n').enumerate() {
        if number > 0 {
            out.push_str("<w:br/>");
        }
        write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(&part.replace('\t', " ")))
            .expect("writing to a string does not fail");
    }
    out + "</w:r>"
}

/// Text in a language, where its tag is one.
fn localised(text: &str, language: &str) -> String {
    let is_tag = (2..36).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let properties =
        if is_tag { format!("<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\"/>") } else { String::new() };
    styled(text, &properties)
}

/// The value of an attribute, on one line and not too long for a screen reader.
fn attribute(text: &str) -> String {
    escaped(&crate::report::render::safe::line(text).chars().take(250).collect::<String>())
}

/// A cell; `own` is what it has of borders and shades, in this order.
fn cell(width: usize, span: usize, own: &str, content: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{own}</w:tcPr>{content}</w:tc>")
}

/// No line between a row and what stands below it.
const OPEN_BELOW: &str = "<w:tcBorders><w:bottom w:val=\"nil\"/></w:tcBorders>";
const OPEN_ABOVE: &str = "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>";

/// Shades that differ in grey as well as in hue.
fn shade(cell: &Cell) -> String {
    let Cell::Status(status) = cell else { return String::new() };
    let fill = match status.0.as_str() {
        "covered" | "equal" => "D9EEDD",
        "covered-conditionally" | "partly-covered" | "superset-of" => "EAF3D8",
        "recommended-only" | "subset-of" | "intersects-with" => "FDF1D0",
        "not-covered" | "no-relationship" => "F8DCD8",
        _ => return String::new(),
    };
    format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>")
}

/// Room for each column by what stands in it, so that all of them together take the width.
fn widths(table: &Table, grid: &[usize], room: usize) -> Vec<usize> {
    let of = |cell: &Cell| match cell {
        Cell::List(items) => items.iter().map(|item| item.plain().width()).max().unwrap_or(0),
        Cell::Blank(_) => 14,
        cell => cell.plain().width(),
    };
    let wanted: Vec<usize> = grid
        .iter()
        .map(|&place| {
            let column = &table.columns[place];
            let longest = table.rows.iter().map(|row| of(&row.cells[place]) + 2 * row.depth).max().unwrap_or(0);
            // A column has room for the words of its head, and no more than a few lines of its longest cell need.
            let word = column.title.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
            longest.clamp(word.clamp(8, 44), 44)
        })
        .collect();
    let all: usize = wanted.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = wanted.iter().map(|part| room * part / all).collect();
    let given: usize = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += room - given;
    }
    widths
}
