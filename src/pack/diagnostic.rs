//! Problems in the data, each with its place, what was expected, and the name most likely meant.

use super::FileId;
use super::scan::Span;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Of longer values and messages the middle is left out.
const LONGEST: usize = 1000;
/// More problems than this in one file are counted and not listed.
const MOST_PER_FILE: usize = 200;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the data folder, with `/`.
    pub path: String,
    /// Path for people, which an editor can open.
    pub shown: String,
    /// Its text; what is not UTF-8 is replaced.
    pub text: String,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// What kind of problem; the texts are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The stable text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),+ }
            }
        }
    };
}

codes! {
    /// The data folder holds no table.
    NoPacks = "no-packs",
    /// A pack lacks a table that it needs.
    MissingTable = "missing-table",
    /// A file that is no table of its pack.
    UnexpectedFile = "unexpected-file",
    /// A file too large, or one too many.
    TooLarge = "too-large",
    /// A file without a header.
    EmptyFile = "empty-file",
    /// Bytes that are no UTF-8.
    NotUtf8 = "not-utf8",
    /// A quoted cell that never ends.
    UnterminatedQuote = "unterminated-quote",
    /// Text behind the closing quote of a cell.
    TextAfterQuote = "text-after-quote",
    /// A row with more or fewer cells than the header.
    RaggedRow = "ragged-row",
    /// A column that the table needs.
    MissingColumn = "missing-column",
    /// A column that the table does not have.
    UnexpectedColumn = "unexpected-column",
    /// A column that stands in the header twice.
    DuplicateColumn = "duplicate-column",
    /// A blank cell that needs a value.
    BlankCell = "blank-cell",
    /// A value that cannot stand in its column.
    BadValue = "bad-value",
    /// A character that cannot be seen.
    ControlCharacter = "control-character",
    /// A name that is unsafe in an IRI or a path.
    BadName = "bad-name",
    /// A name that does not begin as its place asks.
    MisplacedName = "misplaced-name",
    /// Two rows with the same key.
    DuplicateKey = "duplicate-key",
    /// A value that stands twice in a list.
    RepeatedValue = "repeated-value",
    /// A name that no table defines.
    UnknownName = "unknown-name",
    /// A provision that another edition has.
    ProvisionInOtherEdition = "provision-in-other-edition",
    /// A provision named without its edition.
    ProvisionWithoutEdition = "provision-without-edition",
    /// A conditional modality without condition.
    ModalityWithoutCondition = "modality-without-condition",
    /// A condition beside a modality that has none.
    ConditionWithoutModality = "condition-without-modality",
    /// Something ends before it begins.
    EndedBeforeInForce = "ended-before-in-force",
    /// A name in another language without the tag of the language, or the tag alone.
    LanguageMismatch = "language-mismatch",
    /// An element that in the end entails itself.
    EntailmentCycle = "entailment-cycle",
    /// Something else that in the end contains, implies or supersedes itself.
    Cycle = "cycle",
    /// A mapping file whose header cannot be read.
    BadMetadata = "bad-metadata",
    /// A CURIE whose prefix the header does not declare.
    UnknownPrefix = "unknown-prefix",
    /// A mapping of something that is not there.
    DanglingId = "dangling-id",
    /// The same two things mapped twice in the same way.
    DuplicatePair = "duplicate-pair",
    /// The same two things mapped in two ways.
    TwoRelations = "two-relations",
    /// Mappings that cannot all be true.
    Contradiction = "contradiction",
    /// More problems than are listed.
    TooMany = "too-many",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether the data can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but someone should look.
    Warning,
}

impl Severity {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Another place that has to do with a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub file: FileId,
    /// The bytes concerned.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: u32,
    /// What is there.
    pub message: String,
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// The file; none where a file is missing.
    pub file: Option<FileId>,
    /// Path for people: of the file, or of where one is missing.
    pub path: String,
    /// Line on which the cell, or the wrong value in it, begins, from 1; 0 where it concerns a whole file.
    pub line: u32,
    /// Column on which it begins, from 1, in characters; 0 where it concerns a whole file.
    pub column: u32,
    /// The bytes of the cell.
    pub span: Range<usize>,
    /// The bytes to underline, where only a part of the cell is wrong.
    pub marked: Option<Range<usize>>,
    /// The column of the table.
    pub field: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// What should.
    pub expected: Option<String>,
    /// The name most likely meant.
    pub suggestion: Option<String>,
    /// What is wrong, for people.
    pub message: String,
    /// The other places concerned.
    pub related: Vec<Related>,
}

impl Diagnostic {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            file: None,
            path: String::new(),
            line: 0,
            column: 0,
            span: 0..0,
            marked: None,
            field: None,
            value: None,
            expected: None,
            suggestion: None,
            message: shortened(&message.into()).replace('\n', " "),
            related: Vec::new(),
        }
    }

    pub(crate) fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    pub(crate) fn at(mut self, file: FileId, span: Range<usize>) -> Self {
        self.file = Some(file);
        self.span = span;
        self
    }

    pub(crate) fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    pub(crate) fn value(mut self, value: impl AsRef<str>) -> Self {
        self.value = Some(shortened(value.as_ref()));
        self
    }

    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub(crate) fn related(mut self, file: FileId, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { file, span: span.range(), line: 0, message: message.into() });
        self
    }

    pub(crate) fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Adds the name most likely meant, to the message as well.
    pub(crate) fn suggest(mut self, name: Option<String>) -> Self {
        if let Some(name) = &name {
            self.message.push_str(&format!("; did you mean `{name}`?"));
        }
        self.suggestion = name;
        self
    }
}

fn shortened(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let start = text.char_indices().nth(LONGEST / 2);
    let end = text.char_indices().rev().nth(LONGEST / 2);
    match (start, end) {
        (Some((start, _)), Some((end, _))) if start < end => format!("{}…{}", &text[..start], &text[end..]),
        _ => text.to_owned(),
    }
}

/// All problems of a load, by file, line and column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    files: Arc<Vec<SourceFile>>,
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.iter().filter(|d| d.severity == Severity::Error).count();
        let warnings = self.items.len() - errors;
        let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
        match (errors, warnings) {
            (errors, 0) => f.write_str(&count(errors, "error")),
            (0, warnings) => f.write_str(&count(warnings, "warning")),
            _ => write!(f, "{}, {}", count(errors, "error"), count(warnings, "warning")),
        }
    }
}

impl Diagnostics {
    /// The problems in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether any of them keeps the data from being used.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|d| d.severity == Severity::Error)
    }

    /// A file that was read.
    pub fn file(&self, file: FileId) -> &SourceFile {
        &self.files[usize::from(file.0)]
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Collects problems while loading.
#[derive(Debug, Default)]
pub struct Sink {
    items: Vec<Diagnostic>,
    lists_all: bool,
    per_file: rustc_hash::FxHashMap<Option<FileId>, usize>,
    left_out: rustc_hash::FxHashMap<FileId, (Severity, usize)>,
}

impl Sink {
    /// Lists every problem, however many there are.
    pub(crate) fn of_all() -> Self {
        Self { lists_all: true, ..Self::default() }
    }

    pub(crate) fn push(&mut self, found: Diagnostic) {
        let count = self.per_file.entry(found.file).or_default();
        *count += 1;
        match found.file {
            Some(file) if *count > MOST_PER_FILE && !self.lists_all => {
                self.leave_out(file, found.severity);
            }
            _ => self.items.push(found),
        }
    }

    /// Counts a problem of a file that is past listing.
    pub(super) fn leave_out(&mut self, file: FileId, severity: Severity) {
        let (worst, count) = self.left_out.entry(file).or_insert((severity, 0));
        *worst = (*worst).min(severity);
        *count += 1;
    }

    /// Whether more problems of the file would be listed; if not, finding out more about them is not worth the time.
    pub(super) fn lists_more(&self, file: FileId) -> bool {
        self.per_file.get(&Some(file)).is_none_or(|count| *count < MOST_PER_FILE)
    }

    pub(crate) fn not_utf8(&mut self, file: FileId, text: &str, at: usize) {
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        self.push(
            Diagnostic::new(Code::NotUtf8, "this is not UTF-8 text")
                .at(file, at..end)
                .expected("UTF-8; in a spreadsheet, save as “CSV UTF-8”"),
        );
    }

    /// Puts the problems into order and gives each its line and column.
    pub(crate) fn finish(self, files: &Arc<Vec<SourceFile>>) -> Diagnostics {
        let mut items = self.items;
        for (file, (severity, count)) in self.left_out {
            let mut found =
                Diagnostic::new(Code::TooMany, format!("{count} more problems in this file are not listed"));
            found.severity = severity;
            let end = files[usize::from(file.0)].text.len();
            items.push(found.at(file, end..end));
        }
        items.sort_by(|a, b| {
            (a.file, a.span.start, &a.path, a.code, &a.message, a.span.end).cmp(&(
                b.file,
                b.span.start,
                &b.path,
                b.code,
                &b.message,
                b.span.end,
            ))
        });
        items.dedup();
        let mut lines = Lines::default();
        for found in &mut items {
            let Some(file) = found.file else { continue };
            let source = &files[usize::from(file.0)];
            found.path.clone_from(&source.shown);
            let whole_file =
                matches!(found.code, Code::EmptyFile | Code::TooLarge | Code::UnexpectedFile | Code::TooMany);
            if !whole_file {
                let start = found.marked.as_ref().map_or(found.span.start, |marked| marked.start);
                (found.line, found.column) = lines.locate(file, &source.text, start);
            }
        }
        for found in &mut items {
            for related in &mut found.related {
                let text = &files[usize::from(related.file.0)].text;
                related.line = lines.locate(related.file, text, related.span.start).0;
            }
        }
        Diagnostics { items, files: Arc::clone(files) }
    }
}

/// Line starts of the files in which something was found.
#[derive(Default)]
struct Lines(rustc_hash::FxHashMap<FileId, Vec<usize>>);

impl Lines {
    fn locate(&mut self, file: FileId, text: &str, at: usize) -> (u32, u32) {
        let starts = self.0.entry(file).or_insert_with(|| {
            let after_bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            std::iter::once(after_bom).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= at).max(1);
        let column = text[starts[line - 1].min(at)..at].chars().count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}
