//! Cuts delimited text into cells and keeps where each stands.
//!
//! The `csv` crate reads on silently over an unterminated quote and does not say where a cell begins, so that
//! a message could not underline it; hence a scanner of our own. RFC 4180, with LF, CRLF and blank lines allowed.

use std::borrow::Cow;
use std::ops::Range;

/// Byte-order mark.
pub const BOM: char = '\u{feff}';

/// Where a cell stands: bytes of the file, with its quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// As a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The content: without quotes and outer blanks, doubled quotes and CRLF undone.
    pub fn value(self, text: &str) -> Cow<'_, str> {
        let raw = &text[self.range()];
        let Some(inner) = raw.strip_prefix('"') else {
            // Most cells have no blanks around them; to see that is cheaper than to trim.
            let is_bare = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
            let bytes = raw.as_bytes();
            return Cow::Borrowed(if is_bare(bytes.first()) && is_bare(bytes.last()) { raw } else { raw.trim() });
        };
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        if inner.contains("\"\"") || inner.contains("\r\n") {
            Cow::Owned(inner.replace("\"\"", "\"").replace("\r\n", "\n").trim().to_owned())
        } else {
            Cow::Borrowed(inner.trim())
        }
    }
}

/// A row: where it stands and how many cells it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Line of its first byte, from 1.
    pub line: u32,
    /// Where it stands, without its line end.
    pub span: Span,
    /// How many cells it has, even where not all were kept.
    pub width: usize,
}

/// Text that is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A quoted cell never ends.
    UnterminatedQuote(Span),
    /// Something follows the closing quote of a cell.
    TextAfterQuote(Span),
}

/// Walks over the rows of a text.
pub struct Scanner<'a> {
    text: &'a [u8],
    delimiter: u8,
    at: usize,
    line: u32,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning; a byte-order mark, as Excel writes it, is passed over.
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        let at = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        Self { text: text.as_bytes(), delimiter, at, line: 1 }
    }

    /// Passes over a text above the table.
    pub fn skip_to(mut self, at: usize, line: u32) -> Self {
        (self.at, self.line) = (at, line);
        self
    }

    /// The next row that is not blank. Keeps at most `limit` cells, so that a hostile row takes no room.
    pub fn next(&mut self, cells: &mut Vec<Span>, limit: usize) -> Option<Result<Record, Malformed>> {
        while let Some(byte) = self.text.get(self.at) {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.at += 1;
                }
                b'\r' if self.text.get(self.at + 1).is_none_or(|&b| b == b'\n') => self.at += 1,
                _ => return Some(self.record(cells, limit)),
            }
        }
        None
    }

    fn record(&mut self, cells: &mut Vec<Span>, limit: usize) -> Result<Record, Malformed> {
        cells.clear();
        let (line, start) = (self.line, self.at);
        let mut width = 0;
        loop {
            let span = self.cell()?;
            width += 1;
            if cells.len() < limit {
                cells.push(span);
            }
            if self.text.get(self.at) != Some(&self.delimiter) {
                return Ok(Record { line, span: span_of(start, self.at), width });
            }
            self.at += 1;
        }
    }

    /// One cell; stops at the delimiter or line end after it.
    fn cell(&mut self) -> Result<Span, Malformed> {
        let start = self.at;
        if self.text.get(start) != Some(&b'"') {
            self.skip_unquoted();
            return Ok(span_of(start, self.at));
        }
        let line = self.line;
        self.at += 1;
        let closed = loop {
            match self.text.get(self.at) {
                Some(b'"') if self.text.get(self.at + 1) == Some(&b'"') => self.at += 2,
                Some(b'"') => break true,
                Some(byte) => {
                    self.line += u32::from(*byte == b'\n');
                    self.at += 1;
                }
                None => break false,
            }
        };
        if closed {
            self.at += 1;
            if self.at_cell_end() {
                return Ok(span_of(start, self.at));
            }
        }
        // Reading goes on with the next line, so that one stray quote does not hide the rest of the file.
        let line_end = self.text[start..].iter().position(|&b| b == b'\n').map_or(self.text.len(), |n| start + n);
        let span = span_of(start, self.at.min(line_end));
        (self.at, self.line) = (line_end, line);
        Err(if closed { Malformed::TextAfterQuote(span) } else { Malformed::UnterminatedQuote(span) })
    }

    fn at_cell_end(&self) -> bool {
        match self.text.get(self.at) {
            None | Some(b'\n') => true,
            Some(b'\r') => self.text.get(self.at + 1).is_none_or(|&b| b == b'\n'),
            Some(byte) => *byte == self.delimiter,
        }
    }

    fn skip_unquoted(&mut self) {
        while let Some(step) = memchr::memchr3(self.delimiter, b'\n', b'\r', &self.text[self.at..]) {
            self.at += step;
            if self.at_cell_end() {
                return;
            }
            // A carriage return that ends no line belongs to the cell.
            self.at += 1;
        }
        self.at = self.text.len();
    }
}

fn span_of(start: usize, end: usize) -> Span {
    // Files of more than 4 GiB are turned away before they come here.
    Span { start: start as u32, end: end as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Result<Vec<String>, Malformed>> {
        let (mut scanner, mut cells, mut rows) = (Scanner::new(text, b','), Vec::new(), Vec::new());
        while let Some(record) = scanner.next(&mut cells, 100) {
            rows.push(record.map(|_| cells.iter().map(|cell| cell.value(text).into_owned()).collect()));
        }
        rows
    }

    proptest! {
        #[test]
        fn reads_what_the_csv_crate_writes(rows in prop::collection::vec(prop::collection::vec("[a-z\",;\n# é]{0,6}", 3), 0..6)) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let trimmed: Vec<_> =
                rows.iter().map(|row| Ok(row.iter().map(|cell| cell.trim().to_owned()).collect())).collect();
            prop_assert_eq!(read(&text), trimmed.clone());
            prop_assert_eq!(read(&text.replace('\n', "\r\n")), trimmed);
        }

        #[test]
        fn ends_on_any_text(text in "[a\",\r\n]{0,40}") {
            read(&text);
        }
    }

    #[test]
    fn a_stray_quote_spoils_its_own_line_only() {
        let rows = read("a,\"b\nc,d\ne,\"f\"\n");
        assert!(matches!(rows[0], Err(Malformed::TextAfterQuote(_))));
        assert_eq!(rows[1..], [Ok(vec!["c".into(), "d".into()]), Ok(vec!["e".into(), "f".into()])]);
    }
}
