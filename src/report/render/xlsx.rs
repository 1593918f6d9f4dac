//! A workbook: a sheet that says what the report is, one a table with filters and frozen heads, one for the sources.
//!
//! Every cell is written as text or as a number of our own; nothing from the data can become a formula.

use super::safe::{line, looks_like_formula, visible, web_address};
use super::{RenderError, Renderer};
use crate::report::words::sentence;
use crate::report::{Body, Cell, Node, Report, Section, Table, Width};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// Writes a workbook.
#[derive(Clone, Copy, Debug, Default)]
pub struct Xlsx;

/// The most characters of a cell, and of an address behind one, that spreadsheets take.
const CELL: usize = 32_767;
const ADDRESS: usize = 2_000;
/// The most links of a sheet that spreadsheets take, with some left over.
const LINKS: usize = 60_000;

impl Renderer for Xlsx {
    type Output = Vec<u8>;

    fn render(&self, report: &Report) -> Result<Vec<u8>, RenderError> {
        let mut book = Workbook::new();
        book.set_properties(&properties(report)?);
        let names = sheet_names(report);
        let styles = Styles::new();
        front(book.add_worksheet(), report, &names, &styles)?;
        for (section, name) in report.sections.iter().zip(&names) {
            let sheet = book.add_worksheet();
            sheet.set_name(name)?;
            match &section.body {
                Body::Table(table) => of_table(sheet, table, &styles)?,
                Body::Tree(nodes) => of_tree(sheet, nodes, &styles)?,
            }
            page(sheet, &section.title);
        }
        sources(book.add_worksheet(), report, &styles)?;
        Ok(book.save_to_buffer()?)
    }
}

fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    // The day of the report stands for the day of the file, so that the same report is the same file.
    let day = ExcelDateTime::parse_from_str(&report.as_of).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    Ok(DocProperties::new()
        .set_title(cut(&line(&report.title), 250))
        .set_subject(cut(&line(&report.question), 250))
        .set_author("regimap")
        .set_creation_datetime(&day))
}

/// The looks of the cells.
struct Styles {
    plain: Format,
    bold: Format,
    head: Format,
    title: Format,
    link: Format,
}

impl Styles {
    fn new() -> Self {
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = plain
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0xe6_e9ec))
            .set_border_bottom(FormatBorder::Medium);
        let link = plain.clone().set_font_color(Color::RGB(0x0b_4f8a)).set_underline(FormatUnderline::Single);
        Self { bold: plain.clone().set_bold(), title: plain.clone().set_bold().set_font_size(14), head, link, plain }
    }

    /// Shades that differ in grey as well as in hue.
    fn status(&self, name: &str) -> Format {
        let shade = match name {
            "covered" | "equal" => 0xd9_eedd,
            "covered-conditionally" | "partly-covered" | "superset-of" => 0xea_f3d8,
            "recommended-only" | "subset-of" | "intersects-with" => 0xfd_f1d0,
            "not-covered" | "no-relationship" => 0xf8_dcd8,
            _ => return self.plain.clone().set_italic(),
        };
        self.plain.clone().set_background_color(Color::RGB(shade))
    }
}

/// Writes one sheet, counting its links and the lines of its rows.
struct Writer<'s> {
    sheet: &'s mut Worksheet,
    styles: &'s Styles,
    links: usize,
    widths: Vec<u16>,
    lines: BTreeMap<u32, usize>,
}

impl<'s> Writer<'s> {
    fn new(sheet: &'s mut Worksheet, styles: &'s Styles, widths: Vec<u16>) -> Result<Self, XlsxError> {
        for (place, width) in widths.iter().enumerate() {
            sheet.set_column_width(column(place), *width)?;
        }
        Ok(Self { sheet, styles, links: 0, widths, lines: BTreeMap::new() })
    }

    /// Rows as high as their text is long, for programs that do not lay them out themselves.
    fn finish(self) -> Result<(), XlsxError> {
        for (row, lines) in self.lines.into_iter().filter(|(_, lines)| *lines > 1) {
            let height = f64::from(u16::try_from(lines).unwrap_or(u16::MAX)) * 15.0;
            self.sheet.set_row_height(row, height.min(409.0))?;
        }
        Ok(())
    }

    fn count_lines(&mut self, (row, column): (u32, u16), text: &str) {
        // Words do not fill a line to its end.
        let room = usize::from(self.widths.get(usize::from(column)).copied().unwrap_or(20)).saturating_sub(2).max(4);
        let lines: usize = text.split('\n').map(|part| part.width().div_ceil(room).max(1)).sum();
        let known = self.lines.entry(row).or_default();
        *known = lines.max(*known);
    }

    fn text(&mut self, (row, column): (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = cut(&visible(text), CELL);
        self.count_lines((row, column), &text);
        if looks_like_formula(&text) {
            // The sign that keeps text text when somebody edits the cell.
            self.sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
        } else {
            self.sheet.write_string_with_format(row, column, text, format)?;
        }
        Ok(())
    }

    fn link(&mut self, place: (u32, u16), address: &str, text: &str, indent: u8) -> Result<(), XlsxError> {
        let shown = cut(&visible(text), CELL);
        let address = web_address(address).filter(|address| address.len() <= ADDRESS && self.links < LINKS);
        let Some(address) = address.filter(|_| !shown.is_empty() && !looks_like_formula(&shown)) else {
            return self.text(place, text, &self.styles.plain.clone().set_indent(indent));
        };
        self.links += 1;
        self.count_lines(place, &shown);
        let format = self.styles.link.clone().set_indent(indent);
        self.sheet.write_url_with_format(place.0, place.1, Url::new(address).set_text(shown), &format)?;
        Ok(())
    }

    fn cell(&mut self, place: (u32, u16), cell: &Cell, indent: u8) -> Result<(), XlsxError> {
        let plain = self.styles.plain.clone().set_indent(indent);
        match cell {
            Cell::Empty => {
                self.sheet.write_blank(place.0, place.1, &plain)?;
                Ok(())
            }
            Cell::Link(link) => self.link(place, &link.iri, &link.text, indent),
            Cell::Status(status) => self.text(place, &status.words(), &self.styles.status(&status.0)),
            Cell::List(items) => {
                let items: Vec<String> = items.iter().map(|item| line(&item.plain())).collect();
                self.text(place, &items.join("\n"), &plain)
            }
            Cell::Blank(what) => self.text(place, what, &plain.set_italic().set_border(FormatBorder::Thin)),
            Cell::Text(text) => match text.parse::<u32>() {
                Ok(number) if number.to_string() == *text => {
                    self.sheet.write_number_with_format(place.0, place.1, number, &plain)?;
                    Ok(())
                }
                _ => self.text(place, text, &plain),
            },
            Cell::Local(_) | Cell::Evidence(_) => self.text(place, &cell.plain(), &plain),
        }
    }

    fn heads(&mut self, heads: &[&str]) -> Result<(), XlsxError> {
        let styles = self.styles;
        for (place, head) in heads.iter().enumerate() {
            self.text((0, column(place)), head, &styles.head)?;
        }
        self.sheet.set_freeze_panes(1, 1)?;
        self.sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    fn filter(&mut self, rows: usize, columns: usize) -> Result<(), XlsxError> {
        if rows > 0 && columns > 0 {
            self.sheet.autofilter(0, 0, row(rows), column(columns - 1))?;
        }
        Ok(())
    }
}

fn row(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// The text, or its beginning and a remark that there is more.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    const MORE: &str = " … (cut; the JSON holds the whole)";
    text.chars().take(most - MORE.chars().count()).collect::<String>() + MORE
}

/// Names that spreadsheets take: short, without their signs, each once.
fn sheet_names(report: &Report) -> Vec<String> {
    let mut names: Vec<String> = vec!["Report".to_owned(), "Sources".to_owned(), "History".to_owned()];
    for section in &report.sections {
        let kept = |c: char| if "[]:*?/\\".contains(c) { ' ' } else { c };
        let whole: String = line(&section.title).chars().map(kept).collect();
        let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = if whole.is_empty() { section.id.to_owned() } else { whole };
        // No name begins or ends with an apostrophe.
        let edge = |c: char| c == '\'' || c.is_whitespace();
        let short = |room: usize| whole.chars().take(room).collect::<String>().trim_matches(edge).to_owned();
        let taken = |name: &str| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let mut name = short(31);
        let mut number = 2;
        while taken(&name) {
            name = format!("{} {number}", short(27));
            number += 1;
        }
        names.push(name);
    }
    names.split_off(3)
}

fn front(sheet: &mut Worksheet, report: &Report, names: &[String], styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("Report")?;
    let mut writer = Writer::new(sheet, styles, vec![22, 70, 50])?;
    let title = [("Report", report.title.as_str(), &styles.title), ("Answer", &report.answer, &styles.bold)];
    let hash = ("Data SHA-256", report.data.hash.as_str(), &styles.plain);
    let rest = [
        ("Question", report.question.as_str(), &styles.plain),
        ("As of", &report.as_of, &styles.plain),
        ("Evidence", &report.evidence, &styles.plain),
        ("Data version", &report.data.version, &styles.plain),
        hash,
        ("Identifier", &report.id, &styles.plain),
        ("Made again by", &report.command, &styles.plain),
    ];
    let mut at = 0;
    for (head, text, format) in title.into_iter().chain(rest) {
        writer.text((at, 0), head, &styles.bold)?;
        writer.text((at, 1), text, format)?;
        at += 1;
    }
    writer.text((at, 0), "Permanent link", &styles.bold)?;
    writer.link((at, 1), &report.link, &report.link, 0)?;
    at += 1;
    for side in &report.sides {
        writer.text((at, 0), &sentence(side.part), &styles.bold)?;
        let text = format!("{} — {}", side.name.text, side.editions.join("; "));
        writer.link((at, 1), &side.name.iri, &text, 0)?;
        at += 1;
    }
    for finding in &report.findings {
        writer.text((at, 0), &format!("Finding: {}", finding.severity.as_str()), &styles.bold)?;
        writer.text((at, 1), &finding.text, &styles.plain)?;
        at += 1;
    }
    for (section, name) in report.sections.iter().zip(names) {
        writer.text((at, 0), "Table", &styles.bold)?;
        let place =
            Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(cut(&line(&section.title), 200));
        writer.sheet.write_url_with_format(at, 1, place, &styles.link)?;
        writer.text((at, 2), &about(section), &styles.plain)?;
        at += 1;
    }
    for (head, lines) in [("Method", &report.method), ("Limits", &report.limits)] {
        for text in lines {
            writer.text((at, 0), head, &styles.bold)?;
            writer.text((at, 1), text, &styles.plain)?;
            at += 1;
        }
    }
    page(writer.sheet, &report.title);
    writer.finish()
}

/// What to know of a table before opening its sheet.
fn about(section: &Section) -> String {
    let rows = if section.len() == 1 { "1 row".to_owned() } else { format!("{} rows", section.len()) };
    let queries = super::text::query_names(section).join(", ");
    let queries = if queries.is_empty() { String::new() } else { format!(" Query: {queries}") };
    [section.note.as_str(), &format!("{rows}.{queries}")].join(" ").trim().to_owned()
}

fn of_table(sheet: &mut Worksheet, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    let widths = (0..table.columns.len()).map(|place| width(table, place)).collect();
    let mut writer = Writer::new(sheet, styles, widths)?;
    writer.heads(&heads)?;
    for (number, found) in table.rows.iter().enumerate() {
        for (place, cell) in found.cells.iter().enumerate() {
            let indent = if place == 0 { u8::try_from(found.depth.min(6)).unwrap_or(6) } else { 0 };
            writer.cell((row(number + 1), column(place)), cell, indent)?;
        }
    }
    writer.filter(table.rows.len(), table.columns.len())?;
    writer.finish()
}

/// As wide as the longest line, within reason.
fn width(table: &Table, place: usize) -> u16 {
    let of = |cell: &Cell| match cell {
        Cell::List(items) => items.iter().map(|item| line(&item.plain()).width()).max().unwrap_or(0),
        cell => line(&cell.plain()).width(),
    };
    let longest = table.rows.iter().map(|row| of(&row.cells[place]) + 2 * row.depth).max().unwrap_or(0);
    // The button of the filter takes room beside the head.
    let head = line(&table.columns[place].title).width() + 4;
    // LibreOffice does not fold a link.
    let links = table.rows.iter().any(|row| matches!(row.cells[place], Cell::Link(_)));
    let most = match table.columns[place].width {
        _ if links => 64,
        Width::Narrow => 26,
        Width::Wide | Width::Below => 44,
    };
    u16::try_from(longest.max(head).clamp(8, most) + 1).unwrap_or(64)
}

fn of_tree(sheet: &mut Worksheet, nodes: &[Node], styles: &Styles) -> Result<(), XlsxError> {
    fn below(writer: &mut Writer<'_>, nodes: &[Node], depth: usize, at: &mut u32) -> Result<(), XlsxError> {
        for node in nodes {
            let indent = u8::try_from(depth.min(12)).unwrap_or(12);
            let styles = writer.styles;
            writer.text((*at, 0), &node.text, &styles.plain.clone().set_indent(indent))?;
            match &node.link {
                Some(link) => writer.link((*at, 1), &link.iri, &link.text, 0)?,
                None => writer.cell((*at, 1), &Cell::Empty, 0)?,
            }
            let evidence = node.evidence.as_ref().map(|evidence| evidence.plain()).unwrap_or_default();
            writer.text((*at, 2), &evidence, &styles.plain)?;
            *at += 1;
            below(writer, &node.children, depth + 1, at)?;
        }
        Ok(())
    }
    let mut writer = Writer::new(sheet, styles, vec![90, 34, 50])?;
    writer.heads(&["Step", "Thing", "Evidence"])?;
    below(&mut writer, nodes, 0, &mut 1)?;
    writer.finish()
}

fn sources(sheet: &mut Worksheet, report: &Report, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("Sources")?;
    let mut writer = Writer::new(sheet, styles, vec![28, 60, 30, 12, 12, 40, 60])?;
    writer.heads(&["Source", "Title", "Publisher", "Published", "Grade", "What was read", "Address"])?;
    for (number, source) in report.sources.iter().enumerate() {
        let at = row(number + 1);
        writer.link((at, 0), &source.iri, &source.id, 0)?;
        let texts = [&source.title, &source.publisher, &source.published, &source.grade, &source.read_extent];
        for (place, text) in texts.into_iter().enumerate() {
            writer.text((at, column(place + 1)), text, &styles.plain)?;
        }
        writer.link((at, 6), &source.url, &source.url, 0)?;
    }
    writer.filter(report.sources.len(), 7)?;
    page(writer.sheet, "Sources");
    writer.finish()
}

/// On paper: lying A4, as wide as the page, with the title above and page numbers below.
fn page(sheet: &mut Worksheet, title: &str) {
    // An ampersand begins a code of the header, unless doubled.
    let title = cut(&line(title), 100).replace('&', "&&");
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_header(format!("&L{title}")).set_footer("&RPage &P of &N");
}
