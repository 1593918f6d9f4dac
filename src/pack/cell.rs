//! Reads a single cell through serde, and the cells of a row one after the other.

use super::diagnostic::{Code, Sink};
use super::sheet::Sheet;
use super::suggest;
use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellError {
    /// It is blank and must not be.
    Blank,
    /// It holds something else than what belongs there.
    Unexpected {
        /// What belongs there.
        expected: String,
        /// All values of a closed list.
        allowed: &'static [&'static str],
    },
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("a value is needed here"),
            Self::Unexpected { expected, .. } => write!(f, "expected {expected}"),
        }
    }
}

impl std::error::Error for CellError {}

impl serde::de::Error for CellError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let expected = message.strip_prefix("expected ").unwrap_or(&message).to_owned();
        Self::Unexpected { expected, allowed: &[] }
    }

    fn unknown_variant(_: &str, allowed: &'static [&'static str]) -> Self {
        Self::Unexpected { expected: format!("one of: {}", allowed.join(", ")), allowed }
    }
}

/// Reads the content of a cell.
///
/// # Errors
/// When it is blank and must not be, or is none of the values that belong there.
pub fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, CellError> {
    T::deserialize(CellText(text))
}

struct CellText<'t>(&'t str);

impl<'t> CellText<'t> {
    fn filled(self) -> Result<&'t str, CellError> {
        if self.0.is_empty() { Err(CellError::Blank) } else { Ok(self.0) }
    }
}

fn whole_number<T: std::str::FromStr>(text: &str, largest: impl fmt::Display) -> Result<T, CellError> {
    text.parse()
        .map_err(|_| CellError::Unexpected { expected: format!("a whole number from 0 to {largest}"), allowed: &[] })
}

impl<'de> Deserializer<'de> for CellText<'de> {
    type Error = CellError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        visitor.visit_str(self.filled()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        visitor.visit_u8(whole_number(self.filled()?, u8::MAX)?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        visitor.visit_u16(whole_number(self.filled()?, u16::MAX)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        visitor.visit_seq(Items(items(self.0)))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The values of a list cell.
pub fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty())
}

struct Items<I>(I);

impl<'de, I: Iterator<Item = &'de str>> SeqAccess<'de> for Items<I> {
    type Error = CellError;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, CellError> {
        self.0.next().map(|item| seed.deserialize(StrDeserializer::new(item))).transpose()
    }
}

/// Hands out the cells of a row in the order of the table's columns.
pub struct RowReader<'s, 'a> {
    sheet: &'s Sheet<'a>,
    row: usize,
    column: usize,
    sink: &'s mut Sink,
}

impl<'s, 'a> RowReader<'s, 'a> {
    pub(super) fn new(sheet: &'s Sheet<'a>, row: usize, sink: &'s mut Sink) -> Self {
        Self { sheet, row, column: 0, sink }
    }

    /// Reads the next cell, and reports it where it cannot be read.
    pub fn next<T: for<'t> Deserialize<'t>>(&mut self) -> Option<T> {
        let column = self.column;
        self.column += 1;
        let text = self.sheet.value(self.row, column);
        let error = match read(&text) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let name = self.sheet.schema.columns[column].name;
        match error {
            CellError::Blank => {
                let found = self.sheet.at_cell(Code::BlankCell, self.row, column, format!("`{name}` is blank"));
                self.sink.push(found.expected("a value"));
            }
            CellError::Unexpected { expected, allowed } => {
                let near = suggest::nearest(&text, allowed.iter().copied()).map(str::to_owned);
                let message = format!("`{text}` cannot stand in `{name}`");
                let found = self.sheet.at_cell(Code::BadValue, self.row, column, message);
                self.sink.push(found.expected(expected).suggest(near));
            }
        }
        None
    }
}
