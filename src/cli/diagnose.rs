//! Problems in the data as people read them, with the source line underlined, and as JSON.

use crate::pack::{Code, Diagnostic, Diagnostics, FileId, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};
use std::ops::Range;

/// Longer lines are shown around the cell only.
const LONGEST_LINE: usize = 4000;
/// What is shown of a long line before the cell, and of a long cell.
const AROUND: usize = 60;

/// The problems in the look of the Rust compiler, with a count at the end.
pub fn text(found: &Diagnostics, colour: bool) -> String {
    listing(found, found.len(), colour) + &found.to_string()
}

/// The first problems in that look, no more than `most`.
pub fn listing(found: &Diagnostics, most: usize, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for one in found.iter().take(most) {
        text.push_str(&renderer.render(&[report(one, found)]));
        text.push_str("\n\n");
    }
    text
}

/// The problems as an array of objects.
pub fn json(found: &Diagnostics) -> String {
    format!("{:#}", Value::Array(objects(found)))
}

/// The problems as objects.
pub fn objects(found: &Diagnostics) -> Vec<Value> {
    found.iter().map(|one| object(one, found)).collect()
}

fn object(one: &Diagnostic, found: &Diagnostics) -> Value {
    let place = |number: u32| (number > 0).then_some(number);
    json!({
        "code": one.code.as_str(),
        "severity": one.severity.as_str(),
        "file": one.path,
        "line": place(one.line),
        "column": place(one.column),
        "field": one.field,
        "value": one.value,
        "expected": one.expected,
        "suggestion": one.suggestion,
        "message": one.message,
        "related": one.related.iter().map(|related| json!({
            "file": found.file(related.file).shown,
            "line": related.line,
            "message": related.message,
        })).collect::<Vec<_>>(),
    })
}

fn report<'a>(one: &'a Diagnostic, found: &'a Diagnostics) -> Group<'a> {
    let level = match one.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&*one.message).id(one.code.as_str()));
    match one.file.filter(|_| one.line > 0) {
        Some(file) => {
            let mark = one.marked.clone().unwrap_or_else(|| one.span.clone());
            let cut = excerpt(found, file, one.line, &mark, AnnotationKind::Primary, None);
            group = cut.add_to(group, one.line, one.column);
        }
        None if !one.path.is_empty() => group = group.element(Origin::path(&*one.path)),
        None => {}
    }
    for related in &one.related {
        let label = Some(related.message.as_str());
        let cut = excerpt(found, related.file, related.line, &related.span, AnnotationKind::Context, label);
        group = cut.add_to(group, related.line, 1);
    }
    // The other row, or the name that was meant, says it better.
    let is_clear = !one.related.is_empty() || (one.code == Code::UnknownName && one.suggestion.is_some());
    if let Some(expected) = one.expected.as_ref().filter(|_| !is_clear) {
        group = group.element(Level::NOTE.message(format!("expected {expected}")));
    }
    group
}

/// A line of a file, or a part of one.
struct Excerpt<'a> {
    path: &'a str,
    snippet: Snippet<'a, Annotation<'a>>,
    whole_line: bool,
}

impl<'a> Excerpt<'a> {
    fn add_to(self, group: Group<'a>, line: u32, column: u32) -> Group<'a> {
        if self.whole_line {
            return group.element(self.snippet.path(self.path));
        }
        // The column is not the one within the part that is shown.
        let place = Origin::path(self.path).line(line as usize).char_column(column as usize);
        group.element(place).element(self.snippet)
    }
}

/// The line of a cell, or what is near it where they are very long.
fn excerpt<'a>(
    found: &'a Diagnostics,
    file: FileId,
    number: u32,
    mark: &Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Excerpt<'a> {
    let source = found.file(file);
    let text = &source.text;
    let line = text[..mark.start].rfind('\n').map_or(0, |at| at + 1);
    // Of a cell over several lines the first shows where it is.
    let end = text[mark.start..].find('\n').map_or(text.len(), |at| mark.start + at);
    let mark = mark.start..mark.end.min(end);
    let whole_line = end - line <= LONGEST_LINE;
    let (start, end, mark) = if whole_line {
        (line, end, mark)
    } else {
        let start = boundary(text, mark.start.saturating_sub(AROUND)).max(line);
        let mark = mark.start..boundary(text, mark.end.min(mark.start + AROUND));
        (start, boundary(text, end.min(mark.end + AROUND)), mark)
    };
    let shown = text[start..end].trim_end_matches('\r');
    let bom = if shown.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let shown = &shown[bom..];
    let within = |at: usize| at.saturating_sub(start + bom).min(shown.len());
    let annotation = kind.span(within(mark.start)..within(mark.end)).label(label);
    let snippet = Snippet::source(shown).line_start(number as usize).annotation(annotation);
    Excerpt { path: &source.shown, snippet, whole_line }
}

/// The nearest place at or before which a text can be cut.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
