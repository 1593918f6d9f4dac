//! Text for a terminal: 80 columns, colours only where they are wanted.

use super::safe::{line, visible};
use super::{RenderError, Renderer};
use crate::report::words::sentence;
use crate::report::{Body, Cell, Node, Report, Section, Severity, ShownQuery, Table};
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Writes text.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Columns to fit into.
    pub width: usize,
    /// Whether to use colours.
    pub colour: bool,
    /// Whether to show the sections that go into detail.
    pub full: bool,
}

impl Default for Text {
    fn default() -> Self {
        Self { width: 80, colour: false, full: true }
    }
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

impl Renderer for Text {
    type Output = String;

    fn render(&self, report: &Report) -> Result<String, RenderError> {
        let mut page = Page { width: self.width.max(40), colour: self.colour, full: self.full, out: String::new() };
        page.report(report);
        Ok(page.out)
    }
}

/// Every query of a report, once, in order of first use.
pub(super) fn queries(report: &Report) -> Vec<&ShownQuery> {
    let mut found: Vec<&ShownQuery> = Vec::new();
    for query in report.sections.iter().flat_map(|section| &section.queries) {
        if !found.contains(&query) {
            found.push(query);
        }
    }
    found
}

/// The names of a section's queries, each once.
pub(super) fn query_names(section: &Section) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for query in &section.queries {
        if !names.contains(&query.name.as_str()) {
            names.push(&query.name);
        }
    }
    names
}

struct Page {
    width: usize,
    colour: bool,
    full: bool,
    out: String,
}

impl Page {
    fn report(&mut self, report: &Report) {
        self.paragraph(&report.title, "", BOLD);
        self.paragraph(&report.question, "", Style::new());
        self.blank();
        self.paragraph(&report.answer, "  ", BOLD);
        self.blank();
        let longest = report.sides.iter().map(|side| side.part.width()).max().unwrap_or(0).max("Evidence".len());
        self.entry(longest, "As of", &report.as_of);
        self.entry(longest, "Evidence", &report.evidence);
        let hash: String = report.data.hash.chars().take(16).collect();
        self.entry(longest, "Data", &format!("version {}, SHA-256 {hash}…", report.data.version));
        self.entry(longest, "Report", &report.id);
        self.entry(longest, "Link", &report.link);
        self.entry(longest, "Again", &report.command);
        for side in &report.sides {
            let local = side.local.as_ref().map(|local| format!(" ({})", local.text)).unwrap_or_default();
            let part = sentence(side.part);
            self.entry(longest, &part, &format!("{}{local} — {}", side.name.text, side.editions.join("; ")));
        }
        if !report.findings.is_empty() {
            self.heading("Findings");
            for finding in &report.findings {
                let mark = match finding.severity {
                    Severity::Gap => "! ",
                    Severity::Open => "? ",
                    Severity::Note => "· ",
                };
                self.hanging(mark, &finding.text, severity_style(finding.severity));
            }
            self.paragraph("! gap   ? open   · note", "", DIM);
        }
        for section in &report.sections {
            self.heading(&section.title);
            if !section.note.is_empty() {
                self.paragraph(&section.note, "", Style::new());
            }
            match &section.body {
                _ if section.is_empty() => self.paragraph("None.", "", Style::new()),
                _ if section.detail && !self.full => {
                    let text = format!(
                        "{} rows; `--full` shows them, `--format csv --table {}` gives them as a table.",
                        section.len(),
                        section.id
                    );
                    self.paragraph(&text, "", Style::new());
                }
                Body::Table(table) => self.table(table),
                Body::Tree(nodes) => self.tree(nodes, ""),
            }
            let names = query_names(section);
            if !names.is_empty() {
                self.paragraph(&format!("Query: {}", names.join(", ")), "", DIM);
            }
        }
        if !report.sources.is_empty() {
            self.heading("Sources");
            for source in &report.sources {
                let parts = [&source.title, &source.publisher, &source.published];
                let parts: Vec<&str> = parts.into_iter().filter(|t| !t.is_empty()).map(String::as_str).collect();
                let text = format!("{} ({}: {})", parts.join(", "), source.grade, source.read_extent);
                self.folded(&format!("[{}] ", source.id), "  ", &text, Style::new());
                if !source.url.is_empty() {
                    self.hanging("  ", &source.url, DIM);
                }
            }
        }
        for (heading, lines) in [("Method", &report.method), ("Limits", &report.limits)] {
            if !lines.is_empty() {
                self.heading(heading);
                lines.iter().for_each(|text| self.hanging("- ", text, Style::new()));
            }
        }
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        self.paragraph(text, "", BOLD);
        let length = line(text).width().min(self.width);
        self.out.push_str(&"─".repeat(length));
        self.blank();
    }

    fn entry(&mut self, longest: usize, name: &str, value: &str) {
        self.hanging(&format!("{name:<longest$}  "), value, Style::new());
    }

    fn paragraph(&mut self, text: &str, indent: &str, style: Style) {
        self.folded(indent, indent, text, style);
    }

    /// A first line with a mark, the others indented below its text.
    fn hanging(&mut self, mark: &str, text: &str, style: Style) {
        let rest = " ".repeat(mark.width().min(14));
        self.folded(mark, &rest, text, style);
    }

    fn folded(&mut self, first: &str, rest: &str, text: &str, style: Style) {
        let text = line(text);
        // A mark that is longer than the indent takes its room from the first line only.
        let padding = "\u{a0}".repeat(first.width().saturating_sub(rest.width()));
        let lines = fold(&format!("{padding}{text}"), self.width.saturating_sub(rest.width()).max(20));
        for (number, content) in lines.iter().enumerate() {
            if number == 0 {
                self.out.push_str(&line_mark(first));
                self.styled(content.trim_start_matches('\u{a0}'), style);
            } else {
                self.out.push_str(rest);
                self.styled(content, style);
            }
            self.blank();
        }
    }

    fn styled(&mut self, text: &str, style: Style) {
        if self.colour && style != Style::new() {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            self.out.push_str(text);
        }
    }

    fn table(&mut self, table: &Table) {
        let grid = table.grid();
        let widths = self.widths(table, &grid);
        let heads: Vec<String> = grid.iter().map(|&column| line(&table.columns[column].title)).collect();
        self.grid_line(&heads, &widths, &vec![BOLD; grid.len()], 0);
        let rule: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
        self.grid_line(&rule, &widths, &vec![DIM; grid.len()], 0);
        for (number, row) in table.rows.iter().enumerate() {
            let cells: Vec<String> = grid.iter().map(|&column| line(&row.cells[column].plain())).collect();
            let styles: Vec<Style> = grid.iter().map(|&column| cell_style(&row.cells[column])).collect();
            self.grid_line(&cells, &widths, &styles, 2 * row.depth);
            for (column, cell) in table.below(number) {
                self.below(&" ".repeat(2 * row.depth + 4), &column.title, cell);
            }
        }
    }

    /// A cell under its row: on one line where it fits, else a line for each item.
    fn below(&mut self, indent: &str, title: &str, cell: &Cell) {
        let title = line(title);
        match cell {
            Cell::List(items) if indent.len() + title.width() + 2 + line(&cell.plain()).width() > self.width => {
                self.folded(indent, indent, &format!("{title}:"), DIM);
                for item in items {
                    self.folded(&format!("{indent}- "), &format!("{indent}  "), &item.plain(), DIM);
                }
            }
            _ => self.folded(&format!("{indent}{title}: "), &format!("{indent}  "), &cell.plain(), DIM),
        }
    }

    /// As wide as the text, or less where the line is too short: first those that can fold between words.
    fn widths(&self, table: &Table, grid: &[usize]) -> Vec<usize> {
        let mut widths = Vec::new();
        let mut least = Vec::new();
        for (place, &column) in grid.iter().enumerate() {
            let indent = |depth: usize| if place == 0 { 2 * depth } else { 0 };
            let rows = table.rows.iter().map(|row| (line(&row.cells[column].plain()), indent(row.depth)));
            let texts: Vec<(String, usize)> = rows.chain([(line(&table.columns[column].title), 0)]).collect();
            let natural = texts.iter().map(|(text, indent)| text.width() + indent).max().unwrap_or(0).max(1);
            let word = texts
                .iter()
                .flat_map(|(text, indent)| text.split(' ').map(move |word| word.width() + indent))
                .max()
                .unwrap_or(0);
            widths.push(natural);
            // What a row is called is read first, and stays whole if it can.
            least.push(if place == 0 { natural.min(28) } else { word.clamp(8, 16).min(natural) });
        }
        let room = self.width.saturating_sub(2 * grid.len().saturating_sub(1));
        while widths.iter().sum::<usize>() > room {
            let slack = |&place: &usize| (widths[place].saturating_sub(least[place]) > 0, widths[place], place);
            let Some(widest) = (0..widths.len()).max_by_key(slack) else { break };
            if widths[widest] <= 6 {
                break;
            }
            widths[widest] -= 1;
        }
        widths
    }

    fn grid_line(&mut self, cells: &[String], widths: &[usize], styles: &[Style], indent: usize) {
        let inner = |place: usize| if place == 0 { indent } else { 0 };
        let folded: Vec<Vec<String>> = cells
            .iter()
            .enumerate()
            .map(|(place, cell)| fold(cell, widths[place].saturating_sub(inner(place))))
            .collect();
        for number in 0..folded.iter().map(Vec::len).max().unwrap_or(0) {
            let last = (0..folded.len()).rev().find(|&c| folded[c].get(number).is_some_and(|part| !part.is_empty()));
            for (place, lines) in folded.iter().enumerate() {
                let Some(last) = last.filter(|&last| place <= last) else { break };
                let part = lines.get(number).map_or("", String::as_str);
                self.out.push_str(&" ".repeat(inner(place)));
                self.styled(part, styles[place]);
                if place < last {
                    self.out.push_str(&" ".repeat(widths[place].saturating_sub(part.width() + inner(place)) + 2));
                }
            }
            self.blank();
        }
    }

    fn tree(&mut self, nodes: &[Node], indent: &str) {
        for (number, node) in nodes.iter().enumerate() {
            let last = number + 1 == nodes.len();
            let (branch, below) = match (indent.is_empty(), last) {
                (true, _) => ("", "  "),
                (false, true) => ("└ ", "  "),
                (false, false) => ("├ ", "│ "),
            };
            let indent = if indent.is_empty() { "" } else { indent };
            let inner = format!("{indent}{below}");
            let evidence = node.evidence.as_ref().map(|grade| format!(" ({})", grade.plain())).unwrap_or_default();
            self.folded(&format!("{indent}{branch}"), &inner, &format!("{}{evidence}", node.text), Style::new());
            self.tree(&node.children, &inner);
        }
    }
}

fn line_mark(mark: &str) -> String {
    visible(mark).replace('\n', " ")
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Gap => AnsiColor::Red.on_default(),
        Severity::Open => AnsiColor::Yellow.on_default(),
        Severity::Note => Style::new(),
    }
}

fn cell_style(cell: &Cell) -> Style {
    let Cell::Status(status) = cell else { return Style::new() };
    match status.0.as_str() {
        "covered" | "equal" => AnsiColor::Green.on_default(),
        "not-covered" | "no-relationship" => AnsiColor::Red.on_default(),
        "not-established" => AnsiColor::Yellow.on_default(),
        _ => AnsiColor::Cyan.on_default(),
    }
}

/// Breaks text into lines of at most `width` columns, at spaces where it can.
fn fold(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in text.split(' ') {
        let mut word = word;
        if !current.is_empty() && current.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut current));
        }
        while word.width() > width {
            let head = head(word, width);
            lines.push(head.to_owned());
            word = &word[head.len()..];
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
    lines
}

/// As much of a long word as fits, at least one character; breaks after `/` or `-` where there is one.
fn head(word: &str, width: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    for (place, c) in word.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width && end > 0 {
            break;
        }
        end = place + c.len_utf8();
    }
    let fitting = &word[..end];
    fitting.rfind(['/', '-']).filter(|&place| place > end / 2).map_or(fitting, |place| &fitting[..=place])
}
