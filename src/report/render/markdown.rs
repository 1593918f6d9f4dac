//! Markdown with tables, to be pasted into a ticket or a letter.

use super::safe::{is_web, line, visible};
use super::{RenderError, Renderer};
use crate::report::words::sentence;
use crate::report::{Body, Cell, Node, Report, Table};
use std::fmt::Write as _;

/// Writes Markdown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Renderer for Markdown {
    type Output = String;

    fn render(&self, report: &Report) -> Result<String, RenderError> {
        let mut out = String::new();
        write(report, &mut out).expect("writing to a string does not fail");
        Ok(out)
    }
}

fn write(report: &Report, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# {}\n", escaped(&report.title))?;
    writeln!(out, "*{}*\n", escaped(&report.question))?;
    writeln!(out, "**{}**\n", escaped(&report.answer))?;
    writeln!(out, "- As of: {}", escaped(&report.as_of))?;
    writeln!(out, "- Evidence: {}", escaped(&report.evidence))?;
    writeln!(out, "- Data: version {}, SHA-256 `{}`", escaped(&report.data.version), code(&report.data.hash))?;
    writeln!(out, "- Report: `{}`", code(&report.id))?;
    writeln!(out, "- Permanent link: {}", link(&report.link, &report.link))?;
    writeln!(out, "- Made again by: `{}`", code(&report.command))?;
    for side in &report.sides {
        let local = side.local.as_ref().map(|local| format!(" ({})", escaped(&local.text))).unwrap_or_default();
        let editions = side.editions.iter().map(|edition| escaped(edition)).collect::<Vec<_>>().join("; ");
        writeln!(out, "- {}: {}{local} — {editions}", sentence(side.part), link(&side.name.iri, &side.name.text))?;
    }
    if !report.findings.is_empty() {
        writeln!(out, "\n## Findings\n")?;
        for finding in &report.findings {
            let evidence: Vec<String> = finding.evidence.iter().map(|l| link(&l.iri, &l.text)).collect();
            let evidence = if evidence.is_empty() { String::new() } else { format!(" ({})", evidence.join(", ")) };
            writeln!(out, "- **{}**: {}{evidence}", finding.severity.as_str(), escaped(&finding.text))?;
        }
    }
    for section in &report.sections {
        writeln!(out, "\n## {}\n", escaped(&section.title))?;
        if !section.note.is_empty() {
            writeln!(out, "{}\n", escaped(&section.note))?;
        }
        match &section.body {
            _ if section.is_empty() => writeln!(out, "None.")?,
            Body::Table(found) => table(found, out)?,
            Body::Tree(nodes) => tree(nodes, 0, out)?,
        }
        let names: Vec<String> =
            super::text::query_names(section).into_iter().map(|name| format!("`{}`", code(name))).collect();
        if !names.is_empty() {
            writeln!(out, "\nQuery: {}", names.join(", "))?;
        }
    }
    if !report.sources.is_empty() {
        writeln!(out, "\n## Sources\n")?;
        for source in &report.sources {
            let publisher = [&source.publisher, &source.published].into_iter().filter(|t| !t.is_empty());
            let publisher: Vec<String> = publisher.map(|text| escaped(text)).collect();
            let publisher = if publisher.is_empty() { String::new() } else { format!(", {}", publisher.join(", ")) };
            let title = if source.url.is_empty() { escaped(&source.title) } else { link(&source.url, &source.title) };
            writeln!(
                out,
                "- `{}` {title}{publisher}. {}: {}",
                code(&source.id),
                escaped(&source.grade),
                escaped(&source.read_extent)
            )?;
        }
    }
    for (heading, lines) in [("Method", &report.method), ("Limits", &report.limits)] {
        if !lines.is_empty() {
            writeln!(out, "\n## {heading}\n")?;
            for text in lines {
                writeln!(out, "- {}", escaped(text))?;
            }
        }
    }
    writeln!(out, "\n## Queries")?;
    for query in super::text::queries(report) {
        writeln!(out, "\n### {}\n\n{}\n", code(&query.name), escaped(&query.title))?;
        // A fence longer than any in the text cannot be closed from within.
        let fence = "`".repeat(longest_run(&query.text).max(2) + 1);
        writeln!(out, "{fence}sparql\n{}\n{fence}", visible(&query.text).trim_end())?;
    }
    Ok(())
}

fn table(table: &Table, out: &mut String) -> std::fmt::Result {
    let head: Vec<String> = table.columns.iter().map(|column| escaped(&column.title)).collect();
    writeln!(out, "| {} |", head.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    for row in &table.rows {
        let mut cells: Vec<String> = row.cells.iter().map(cell).collect();
        if let Some(first) = cells.first_mut() {
            *first = format!("{}{first}", "&emsp;".repeat(row.depth));
        }
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Link(found) => link(&found.iri, &found.text),
        Cell::List(items) => items.iter().map(self::cell).collect::<Vec<_>>().join("<br>"),
        Cell::Status(status) => format!("**{}**", escaped(&status.words())),
        other => escaped(&other.plain()),
    }
}

fn tree(nodes: &[Node], depth: usize, out: &mut String) -> std::fmt::Result {
    for node in nodes {
        let text = match &node.link {
            Some(found) => format!("{} ({})", escaped(&node.text), link(&found.iri, &found.text)),
            None => escaped(&node.text),
        };
        let evidence =
            node.evidence.as_ref().map(|grade| format!(" *{}*", escaped(&grade.plain()))).unwrap_or_default();
        writeln!(out, "{}- {text}{evidence}", "  ".repeat(depth))?;
        tree(&node.children, depth + 1, out)?;
    }
    Ok(())
}

/// Only web addresses become links.
fn link(iri: &str, text: &str) -> String {
    let address: String = visible(iri).chars().filter(|c| !c.is_whitespace() && !"<>()|`\"".contains(*c)).collect();
    if is_web(&address) { format!("[{}]({address})", escaped(text)) } else { escaped(text) }
}

/// Takes from every character its meaning in Markdown and HTML, and puts all on one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

/// For a span of code, which knows no escapes.
fn code(text: &str) -> String {
    line(text).replace('`', "'").replace('<', "‹").replace('>', "›")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
