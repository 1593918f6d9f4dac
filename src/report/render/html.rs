//! A page of its own: no script, nothing from outside, fit for printing.

use super::safe::{escaped, is_web, line};
use super::svg::svg;
use super::{RenderError, Renderer};
use crate::report::words::sentence;
use crate::report::{Body, Cell, Node, Report, Table};
use std::fmt::Write as _;

/// Writes HTML.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

impl Renderer for Html {
    type Output = String;

    fn render(&self, report: &Report) -> Result<String, RenderError> {
        let mut out = String::new();
        write(report, &mut out).expect("writing to a string does not fail");
        Ok(out)
    }
}

const STYLE: &str = include_str!("report.css");

/// The name of a section within the page: that of its kind, with a number where a report has several of the kind.
fn anchor(report: &Report, nth: usize) -> String {
    let id = report.sections[nth].id;
    match report.sections[..nth].iter().filter(|before| before.id == id).count() {
        0 => id.to_owned(),
        before => format!("{id}-{}", before + 1),
    }
}

fn write(report: &Report, out: &mut String) -> std::fmt::Result {
    let title = escaped(&report.title);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        page(report)
    )?;
    writeln!(
        out,
        "<p class=\"question\">{}</p>\n<p class=\"answer\">{}</p>",
        escaped(&report.question),
        escaped(&report.answer)
    )?;
    writeln!(out, "<dl class=\"facts\">")?;
    entry(out, "As of", &escaped(&report.as_of))?;
    entry(out, "Evidence", &escaped(&report.evidence))?;
    let hash = escaped(&report.data.hash);
    entry(out, "Data", &format!("version {}, SHA-256 <code>{hash}</code>", escaped(&report.data.version)))?;
    entry(out, "Report", &format!("<code>{}</code>", escaped(&report.id)))?;
    entry(out, "Permanent link", &link(&report.link, &report.link))?;
    entry(out, "Made again by", &format!("<code>{}</code>", escaped(&report.command)))?;
    for side in &report.sides {
        let local = side
            .local
            .as_ref()
            .map(|l| format!(" (<span lang=\"{}\">{}</span>)", escaped(&l.language), escaped(&l.text)));
        let editions: Vec<String> = side.editions.iter().map(|edition| escaped(edition)).collect();
        let name = link(&side.name.iri, &side.name.text);
        let part = sentence(side.part);
        entry(out, &part, &format!("{name}{} — {}", local.unwrap_or_default(), editions.join("; ")))?;
    }
    writeln!(out, "</dl>")?;
    if !report.findings.is_empty() {
        writeln!(out, "<section>\n<h2 id=\"findings\">Findings</h2>\n<ul class=\"findings\">")?;
        for finding in &report.findings {
            let evidence: Vec<String> = finding.evidence.iter().map(|found| link(&found.iri, &found.text)).collect();
            let evidence =
                if evidence.is_empty() { String::new() } else { format!(" <small>({})</small>", evidence.join(", ")) };
            let severity = finding.severity.as_str();
            writeln!(
                out,
                "<li class=\"{severity}\"><strong>{severity}</strong> {}{evidence}</li>",
                escaped(&finding.text)
            )?;
        }
        writeln!(out, "</ul>\n</section>")?;
    }
    for (nth, section) in report.sections.iter().enumerate() {
        let anchor = anchor(report, nth);
        writeln!(out, "<section>\n<h2 id=\"{}\">{}</h2>", escaped(&anchor), escaped(&section.title))?;
        if !section.note.is_empty() {
            writeln!(out, "<p>{}</p>", escaped(&section.note))?;
        }
        for (number, picture) in report.pictures_of(section).enumerate() {
            let id = format!("picture-{}-{}", section.id, number + 1);
            writeln!(
                out,
                "<figure>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\n{1}\n</div>\n<figcaption>{0}</figcaption>\n</figure>",
                escaped(&picture.title),
                svg(picture, &id)
            )?;
        }
        match &section.body {
            _ if section.is_empty() => writeln!(out, "<p>None.</p>")?,
            Body::Table(found) => table(found, &section.title, out)?,
            Body::Tree(nodes) => tree(nodes, out)?,
        }
        for query in &section.queries {
            writeln!(
                out,
                "<details><summary>Query: {} (<code>{}</code>)</summary><pre>{}</pre></details>",
                escaped(&query.title),
                escaped(&query.name),
                escaped(&query.text)
            )?;
        }
        writeln!(out, "</section>")?;
    }
    if !report.sources.is_empty() {
        writeln!(out, "<section>\n<h2 id=\"sources\">Sources</h2>\n<ul>")?;
        for source in &report.sources {
            let title = if source.url.is_empty() { escaped(&source.title) } else { link(&source.url, &source.title) };
            let parts = [&source.publisher, &source.published].into_iter().filter(|text| !text.is_empty());
            let parts: String = parts.map(|text| format!(", {}", escaped(text))).collect();
            let (iri, id) = (&source.iri, &source.id);
            let (grade, extent) = (escaped(&source.grade), escaped(&source.read_extent));
            writeln!(
                out,
                "<li>[{}] {title}{parts}. <span class=\"grade {grade}\">{grade}</span>: {extent}</li>",
                link(iri, id)
            )?;
        }
        writeln!(out, "</ul>\n</section>")?;
    }
    for (heading, lines) in [("Method", &report.method), ("Limits", &report.limits)] {
        if !lines.is_empty() {
            let items: String = lines.iter().map(|text| format!("<li>{}</li>\n", escaped(text))).collect();
            writeln!(out, "<section>\n<h2>{heading}</h2>\n<ul>\n{items}</ul>\n</section>")?;
        }
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

/// What pages carry when printed: the title above, what identifies the report below.
fn page(report: &Report) -> String {
    let hash: String = report.data.hash.chars().take(16).collect();
    let below = format!("As of {}, data {} ({hash})", report.as_of, report.data.version);
    // A picture fits the page with its caption, whichever way the page lies.
    let (orientation, room) = if report.is_wide() { ("size: landscape; ", 145) } else { ("", 225) };
    format!(
        "@media print {{ svg {{ max-height: {room}mm; }} }}\n@page {{ {orientation}@top-left {{ content: {}; }} @bottom-left {{ content: {}; }} }}\n",
        css_string(&report.title),
        css_string(&below)
    )
}

/// Text as a string of CSS, in which nothing but letters and digits stands for itself.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in line(text).chars().take(160) {
        match c {
            c if c.is_ascii_alphanumeric() || c == ' ' => out.push(c),
            c => out.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    out + "\""
}

fn entry(out: &mut String, name: &str, html: &str) -> std::fmt::Result {
    writeln!(out, "<dt>{name}</dt><dd>{html}</dd>")
}

fn table(table: &Table, title: &str, out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n<thead><tr>",
        escaped(title)
    )?;
    let grid = table.grid();
    for &place in &grid {
        writeln!(out, "<th scope=\"col\">{}</th>", escaped(&table.columns[place].title))?;
    }
    writeln!(out, "</tr></thead>")?;
    for (number, row) in table.rows.iter().enumerate() {
        // A row and what stands below it are one group, which a page break does not part.
        write!(out, "<tbody><tr>")?;
        for &place in &grid {
            let found = cell(&row.cells[place]);
            match place {
                0 => write!(out, "<th scope=\"row\" class=\"d{}\">{found}</th>", row.depth.min(4))?,
                _ => write!(out, "<td>{found}</td>")?,
            }
        }
        writeln!(out, "</tr>")?;
        let below: Vec<String> = table
            .below(number)
            .map(|(column, found)| format!("<dt>{}</dt><dd>{}</dd>", escaped(&column.title), cell(found)))
            .collect();
        if !below.is_empty() {
            let depth = row.depth.min(4);
            writeln!(
                out,
                "<tr class=\"below\"><td class=\"d{depth}\" colspan=\"{}\"><dl>{}</dl></td></tr>",
                grid.len(),
                below.concat()
            )?;
        }
        writeln!(out, "</tbody>")?;
    }
    writeln!(out, "</table>\n</div>")
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => dated(text),
        Cell::Local(local) => format!("<span lang=\"{}\">{}</span>", escaped(&local.language), escaped(&local.text)),
        Cell::Link(found) => link(&found.iri, &found.text),
        Cell::List(items) => {
            let told: String = items.iter().map(|item| format!("<li>{}</li>", self::cell(item))).collect();
            let class = if is_short(items) { " class=\"short\"" } else { "" };
            format!("<ul{class}>{told}</ul>")
        }
        Cell::Status(status) => {
            format!("<span class=\"status {}\">{}</span>", escaped(&status.0), escaped(&status.words()))
        }
        Cell::Evidence(grade) => {
            let source = if grade.source.is_empty() {
                String::new()
            } else {
                format!(" <small>{}</small>", escaped(&grade.source))
            };
            format!("<span class=\"grade {0}\">{0}</span>{source}", escaped(&grade.grade))
        }
        Cell::Blank(what) => format!("<span class=\"blank\">{}</span>", escaped(what)),
    }
}

fn tree(nodes: &[Node], out: &mut String) -> std::fmt::Result {
    writeln!(out, "<ul class=\"tree\">")?;
    for node in nodes {
        let text = match &node.link {
            Some(found) => format!("{} ({})", escaped(&node.text), link(&found.iri, &found.text)),
            None => escaped(&node.text),
        };
        let evidence = node
            .evidence
            .as_ref()
            .map(|grade| format!(" {}", cell(&Cell::Evidence(grade.clone()))))
            .unwrap_or_default();
        write!(out, "<li>{text}{evidence}")?;
        if !node.children.is_empty() {
            writeln!(out)?;
            tree(&node.children, out)?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// Whether a list is one of names, which read better in a line than one below the other.
fn is_short(items: &[Cell]) -> bool {
    items.iter().all(|item| matches!(item, Cell::Link(found) if found.text.chars().count() <= 32))
}

/// Text in which no line breaks within a date.
fn dated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, date)) = next_date(rest) {
        write!(out, "{}<time>{date}</time>", escaped(before)).expect("writing to a string does not fail");
        rest = &rest[before.len() + date.len()..];
    }
    out + &escaped(rest)
}

/// The first date, as `2025-12` or `2025-12-04`, with what stands before it.
fn next_date(text: &str) -> Option<(&str, &str)> {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut at = 0;
    for part in text.split_inclusive(|c: char| !word(c)) {
        let found = part.trim_end_matches(|c: char| !word(c));
        let numbers: Vec<&str> = found.split('-').collect();
        let is_date = matches!(numbers.as_slice(), [year, rest @ ..]
            if digits(year, 4) && (1..=2).contains(&rest.len()) && rest.iter().all(|number| digits(number, 2)));
        if is_date {
            return Some((&text[..at], found));
        }
        at += part.len();
    }
    None
}

/// Only web addresses become links.
fn link(iri: &str, text: &str) -> String {
    if is_web(iri) { format!("<a href=\"{}\">{}</a>", escaped(iri), escaped(text)) } else { escaped(text) }
}
