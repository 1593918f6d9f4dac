//! No two rows of a table, in whatever packs, may agree in the columns that make them what they are.

use super::FileId;
use super::cell::items;
use super::diagnostic::{Code, Sink};
use super::rows::SCHEMAS;
use super::scan::Span;
use super::sheet::Sheet;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::hash_map::Entry;

/// Reports each row whose key an earlier row has.
pub fn check(sheets: &[Sheet<'_>], sink: &mut Sink) {
    for schema in SCHEMAS {
        for columns in schema.unique {
            let columns: Vec<usize> = columns.iter().filter_map(|name| schema.column(name)).collect();
            let mut seen: FxHashMap<Vec<Cow<'_, str>>, (FileId, Span)> = FxHashMap::default();
            for sheet in sheets.iter().filter(|sheet| std::ptr::eq(sheet.schema, schema)) {
                for row in sheet.rows() {
                    let key: Vec<_> = columns.iter().map(|&column| part(sheet, row, column)).collect();
                    if key.iter().all(|part| part.is_empty()) {
                        continue;
                    }
                    let last = columns.iter().rev().find(|&&column| !sheet.value(row, column).is_empty());
                    let column = if columns.len() == 1 { columns[0] } else { *last.unwrap_or(&columns[0]) };
                    match seen.entry(key) {
                        Entry::Vacant(entry) => {
                            entry.insert((sheet.file, sheet.span(row, column)));
                        }
                        Entry::Occupied(entry) => {
                            let names = columns.iter().map(|&c| schema.columns[c].name).collect::<Vec<_>>();
                            let message = if let [name] = names[..] {
                                format!("{name} `{}` stands in another row already", sheet.value(row, column))
                            } else {
                                format!("another row has the same {} already", list(&names))
                            };
                            let (file, span) = *entry.get();
                            let found = sheet.at_cell(Code::DuplicateKey, row, column, message);
                            sink.push(
                                found
                                    .expected(format!("no two rows of {} with the same {}", schema.file, list(&names)))
                                    .related(file, span, "first here"),
                            );
                        }
                    }
                }
            }
        }
    }
}

/// A part of a key; the order within a list carries no meaning.
fn part<'a>(sheet: &Sheet<'a>, row: usize, column: usize) -> Cow<'a, str> {
    let value = sheet.value(row, column);
    if sheet.schema.columns[column].list && value.contains(';') {
        let mut parts: Vec<&str> = items(&value).collect();
        parts.sort_unstable();
        return Cow::Owned(parts.join(";"));
    }
    value
}

fn list(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}
