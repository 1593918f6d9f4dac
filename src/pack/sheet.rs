//! A table as it stands in its file: header checked, rows cut into cells, typed rows handed on.

use super::cell::RowReader;
use super::diagnostic::{Code, Diagnostic, Sink, SourceFile};
use super::rows::Tables;
use super::scan::{BOM, Malformed, Record, Scanner, Span};
use super::schema::Schema;
use super::{FileId, PackId, Position, suggest};
use std::borrow::Cow;

/// More columns than any table has.
const MOST_COLUMNS: usize = 1000;

/// The cells of a table, column by column in the order of its schema.
pub struct Sheet<'a> {
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
    /// The table.
    pub schema: &'static Schema,
    /// The pack.
    pub pack: PackId,
    /// Whether every row could be cut into cells, so that a name not defined here is defined nowhere.
    pub whole: bool,
    pub(super) cells: Vec<Span>,
}

impl<'a> Sheet<'a> {
    /// Numbers of the rows.
    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.cells.len() / self.schema.columns.len()
    }

    /// Where a cell stands.
    pub fn span(&self, row: usize, column: usize) -> Span {
        self.cells[row * self.schema.columns.len() + column]
    }

    /// What a cell holds.
    pub fn value(&self, row: usize, column: usize) -> Cow<'a, str> {
        self.span(row, column).value(self.text)
    }

    /// A problem with a cell.
    pub fn at_cell(&self, code: Code, row: usize, column: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message)
            .at(self.file, self.span(row, column).range())
            .field(self.schema.columns[column].name)
            .value(self.value(row, column))
    }
}

/// Cuts a file into cells and adds its rows to the tables.
pub fn read<'a>(
    file: FileId,
    files: &'a [SourceFile],
    schema: &'static Schema,
    pack: PackId,
    tables: &mut Tables,
    sink: &mut Sink,
) -> Sheet<'a> {
    let text = files[usize::from(file.0)].text.as_str();
    let sheet = Sheet { file, text, schema, pack, whole: false, cells: Vec::new() };
    let (end, line) = comments(text);
    read_from(Scanner::new(text, b',').skip_to(end, line), sheet, &[], tables, sink)
}

/// Where the table begins below lines of comment, as byte and line; such lines begin with `#`.
fn comments(text: &str) -> (usize, u32) {
    let mut end = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut line = 1;
    for comment in text[end..].split_inclusive('\n').take_while(|line| line.starts_with('#')) {
        end += comment.len();
        line += 1;
    }
    (end, line)
}

/// The same from where the table begins; `declared` are columns that the file may have beside those of the schema.
pub fn read_from<'a>(
    mut scanner: Scanner<'a>,
    mut sheet: Sheet<'a>,
    declared: &[String],
    tables: &mut Tables,
    sink: &mut Sink,
) -> Sheet<'a> {
    let (file, schema) = (sheet.file, sheet.schema);
    let mut cells = Vec::new();
    let Some(header) = scanner.next(&mut cells, MOST_COLUMNS) else {
        let found = Diagnostic::new(Code::EmptyFile, format!("`{}` has no header", schema.file));
        sink.push(found.at(file, 0..0).expected(format!("the header {}", schema.header())));
        return sheet;
    };
    let order = match header {
        Ok(header) => columns(&sheet, header, &cells, declared, sink),
        Err(malformed) => {
            sink.push(malformed.describe(file));
            None
        }
    };
    let Some(order) = order else { return sheet };
    sheet.whole = true;
    let mut records = Vec::new();
    let width = cells.len();
    while let Some(record) = scanner.next(&mut cells, width) {
        match record {
            Ok(record) if record.width == width => {
                records.push(record);
                let cell = |place: &Option<usize>| place.map_or_else(Span::default, |place| cells[place]);
                sheet.cells.extend(order.iter().map(cell));
            }
            Ok(record) => {
                sheet.whole = false;
                sink.push(ragged(file, record, width));
            }
            Err(malformed) => {
                sheet.whole = false;
                sink.push(malformed.describe(file));
            }
        }
    }
    for (row, record) in records.iter().enumerate() {
        let at = Position { file, line: record.line, record: row };
        (schema.push)(tables, &mut RowReader::new(&sheet, row, sink), &sheet.pack, at);
    }
    sheet
}

/// For each column of the schema its place in the file.
fn columns(
    sheet: &Sheet<'_>,
    header: Record,
    cells: &[Span],
    declared: &[String],
    sink: &mut Sink,
) -> Option<Vec<Option<usize>>> {
    let (file, schema) = (sheet.file, sheet.schema);
    let mut places: Vec<Option<usize>> = vec![None; schema.columns.len()];
    let mut sound = header.width == cells.len();
    let mut misspelt: Vec<String> = Vec::new();
    for (place, span) in cells.iter().enumerate() {
        let name = span.value(sheet.text);
        let problem = match schema.column(&name) {
            Some(column) if places[column].is_none() => {
                places[column] = Some(place);
                continue;
            }
            Some(_) => Diagnostic::new(Code::DuplicateColumn, format!("column `{name}` stands here twice")),
            None if schema.is_open() => Diagnostic::new(Code::UnexpectedColumn, format!("column `{name}` is not read")),
            None => Diagnostic::new(Code::UnexpectedColumn, format!("`{}` has no column `{name}`", schema.file)),
        };
        let unknown = problem.code == Code::UnexpectedColumn;
        let tolerated = unknown && schema.is_open();
        if tolerated && declared.iter().any(|declared| *declared == name) {
            continue;
        }
        sound &= tolerated;
        let missing = schema.columns.iter().map(|c| c.name).filter(|name| !present(sheet, cells, name));
        let near = unknown.then(|| suggest::nearest(&name, missing)).flatten().map(str::to_owned);
        misspelt.extend(near.clone());
        let header = format!("the header {}", schema.header());
        let problem = problem.at(file, span.range()).value(name).expected(header).suggest(near);
        sink.push(if tolerated { problem.warning() } else { problem });
    }
    for (column, place) in schema.columns.iter().zip(&places) {
        if place.is_none() && !(column.optional && schema.is_open()) {
            sound = false;
            // The misspelling has been reported, with this as what was meant.
            if misspelt.iter().any(|name| name == column.name) {
                continue;
            }
            let message = format!("`{}` lacks the column `{}`", schema.file, column.name);
            let header_text = format!("the header {}", schema.header());
            sink.push(
                Diagnostic::new(Code::MissingColumn, message)
                    .at(file, header.span.range())
                    .field(column.name)
                    .expected(header_text),
            );
        }
    }
    sound.then_some(places)
}

fn present(sheet: &Sheet<'_>, cells: &[Span], name: &str) -> bool {
    cells.iter().any(|span| span.value(sheet.text) == name)
}

pub(crate) fn ragged(file: FileId, record: Record, width: usize) -> Diagnostic {
    let cells = |count: usize| {
        if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
    };
    let message = format!("this row has {} where the header has {width}", cells(record.width));
    let hint = if record.width > width { "; a value with a comma in it needs quotes around it" } else { "" };
    Diagnostic::new(Code::RaggedRow, message).at(file, record.span.range()).expected(format!("{}{hint}", cells(width)))
}

impl Malformed {
    /// The problem for people.
    pub fn describe(self, file: FileId) -> Diagnostic {
        match self {
            Self::UnterminatedQuote(span) => Diagnostic::new(Code::UnterminatedQuote, "this quote is never closed")
                .at(file, span.range())
                .expected("a `\"` at the end of the cell; a quote within it is doubled"),
            Self::TextAfterQuote(span) => {
                Diagnostic::new(Code::TextAfterQuote, "the cell goes on after its closing quote")
                    .at(file, span.range())
                    .expected("a comma or the end of the line; a quote within a quoted cell is doubled")
            }
        }
    }
}
