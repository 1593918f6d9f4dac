//! A row of a mapping table, with its place for messages.

use crate::pack::scan::{Record, Span};
use crate::pack::{Code, Diagnostic, FileId};
use std::borrow::Cow;

/// A row cut into cells.
pub(super) struct Row<'t, 'r> {
    pub text: &'t str,
    pub cells: &'r [Span],
    pub names: &'r [String],
    pub record: Record,
}

impl<'t> Row<'t, '_> {
    /// What stands in a column; blank where the table does not have it.
    pub fn value(&self, column: Option<usize>) -> Cow<'t, str> {
        column.map_or(Cow::Borrowed(""), |column| self.cells[column].value(self.text))
    }

    /// A problem with a cell.
    pub fn problem(&self, code: Code, column: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message)
            .at(FileId(0), self.cells[column].range())
            .field(self.names[column].as_str())
            .value(self.cells[column].value(self.text))
    }

    /// A value that cannot stand in its column.
    pub fn bad_value(&self, column: usize, expected: &str) -> Diagnostic {
        let value = self.value(Some(column));
        let message = format!("`{value}` cannot stand in `{}`", self.names[column]);
        self.problem(Code::BadValue, column, message).expected(expected)
    }

    /// A cell that needs a value.
    pub fn blank(&self, column: usize) -> Diagnostic {
        let message = format!("`{}` is blank", self.names[column]);
        let span = self.cells[column].range();
        // An empty cell cannot be underlined; the row is.
        let span = if span.is_empty() { self.record.span.range() } else { span };
        Diagnostic::new(Code::BlankCell, message)
            .at(FileId(0), span)
            .field(self.names[column].as_str())
            .expected("a value")
    }
}
