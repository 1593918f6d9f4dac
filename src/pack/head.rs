//! What stands above an SSSOM table: metadata in YAML, each line behind a `#`.

use super::FileId;
use super::diagnostic::{Code, Diagnostic, Sink};
use super::scan::BOM;
use saphyr_parser::{Event, Marker, Parser, StrInput};
use std::collections::BTreeMap;
use std::ops::Range;

/// Metadata without which nobody can tell what a crosswalk is and whether it may be used.
const NEEDED: &[&str] = &["mapping_set_id", "license", "curie_map"];
/// SSSOM nests no deeper than a few steps; text that does is not worth the stack.
const DEEPEST: usize = 16;

/// What stands above the table.
#[derive(Default)]
pub(crate) struct Metadata {
    /// Values by key, where a key has a single one.
    pub metadata: BTreeMap<String, String>,
    /// What each prefix stands for.
    pub prefixes: BTreeMap<String, String>,
    /// Slots that the set defines beyond those of SSSOM.
    pub extensions: Vec<String>,
    /// Byte at which the table begins.
    pub end: usize,
    /// Line at which it begins.
    pub line: u32,
}

/// A part of the metadata.
enum Node {
    Text(String),
    List(Vec<Node>),
    /// Keys with the line that each stands in.
    Map(Vec<(String, usize, Node)>),
}

/// Metadata that cannot be read, with the line where that shows.
struct Broken {
    line: usize,
    why: String,
}

impl Metadata {
    /// Reads the lines above the table.
    pub fn read(file: FileId, text: &str, sink: &mut Sink) -> Self {
        let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let mut header = Self { end: start, line: 1, ..Self::default() };
        let mut spans: Vec<Range<usize>> = Vec::new();
        let mut lines: Vec<&str> = Vec::new();
        for line in text[start..].split_inclusive('\n') {
            let Some(content) = line.strip_prefix('#') else { break };
            spans.push(header.end..header.end + line.trim_end().len());
            lines.push(content.trim_end());
            header.end += line.len();
            header.line += 1;
        }
        // A blank after each `#` is no part of the YAML.
        if lines.iter().all(|line| line.is_empty() || line.starts_with(' ')) {
            lines.iter_mut().for_each(|line| *line = line.strip_prefix(' ').unwrap_or(line));
        }
        let yaml = lines.join("\n");
        let place = |line: usize| spans.get(line).cloned().unwrap_or(start..start);
        let mut wrong = |line: usize, message: String, expected: &str| {
            sink.push(Diagnostic::new(Code::BadMetadata, message).at(file, place(line)).expected(expected));
        };
        let entries = match document(&yaml) {
            Ok(Some(Node::Map(entries))) => entries,
            Ok(None) => Vec::new(),
            Ok(Some(_)) => {
                wrong(0, "this is no metadata".to_owned(), "lines of `# key: value`");
                return header;
            }
            Err(Broken { line, why }) => {
                wrong(
                    line,
                    format!("the metadata are no YAML: {why}"),
                    "`# key: value`, with quotes around what YAML reads otherwise",
                );
                return header;
            }
        };
        let mut seen: Vec<String> = Vec::new();
        for (key, line, value) in entries {
            if seen.contains(&key) {
                wrong(line, format!("`{key}` is given twice"), "each key once");
                continue;
            }
            match (key.as_str(), value) {
                ("curie_map", Node::Map(prefixes)) => {
                    for (prefix, line, start) in prefixes {
                        match start {
                            Node::Text(start) if !header.prefixes.contains_key(&prefix) => {
                                header.prefixes.insert(prefix, start);
                            }
                            Node::Text(_) => {
                                wrong(line, format!("prefix `{prefix}` is declared twice"), "each prefix once")
                            }
                            _ => {
                                wrong(line, format!("prefix `{prefix}` stands for no text"), "the beginning of an IRI")
                            }
                        }
                    }
                }
                ("curie_map", _) => {
                    wrong(line, "`curie_map` declares no prefixes".to_owned(), "`prefix: IRI` below it, indented")
                }
                ("extension_definitions", Node::List(definitions)) => {
                    header.extensions.extend(definitions.into_iter().filter_map(slot_name));
                }
                (_, Node::Text(value)) if !value.is_empty() => {
                    header.metadata.insert(key.clone(), value);
                }
                _ => {}
            }
            seen.push(key);
        }
        for key in NEEDED.iter().filter(|key| !seen.iter().any(|seen| seen == *key)) {
            let found = Diagnostic::new(Code::BadMetadata, format!("the metadata lack `{key}`"));
            sink.push(
                found.at(file, start..start).field(*key).expected(format!("a line `# {key}: …` above the table")),
            );
        }
        header
    }
}

fn slot_name(definition: Node) -> Option<String> {
    let Node::Map(entries) = definition else { return None };
    entries.into_iter().find_map(|(key, _, value)| match value {
        Node::Text(name) if key == "slot_name" => Some(name),
        _ => None,
    })
}

/// The whole of it; nothing where there is no text.
fn document(yaml: &str) -> Result<Option<Node>, Broken> {
    let mut reader = Reader(Parser::new_from_str(yaml));
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(None),
            (event, line) => return reader.node(event, line, 0).map(Some),
        }
    }
}

struct Reader<'y>(Parser<'y, StrInput<'y>>);

impl<'y> Reader<'y> {
    /// What comes next, with its line.
    fn next(&mut self) -> Result<(Event<'y>, usize), Broken> {
        let line_of = |marker: &Marker| marker.line().saturating_sub(1);
        match self.0.next_event() {
            Some(Ok((event, span))) => Ok((event, line_of(&span.start))),
            Some(Err(error)) => Err(Broken { line: line_of(error.marker()), why: error.info().to_owned() }),
            None => Ok((Event::StreamEnd, 0)),
        }
    }

    fn node(&mut self, event: Event<'y>, line: usize, depth: usize) -> Result<Node, Broken> {
        let broken = |why: &str| Err(Broken { line, why: why.to_owned() });
        match event {
            _ if depth > DEEPEST => broken("it nests too deep"),
            Event::Scalar(text, ..) => Ok(Node::Text(text.into_owned())),
            Event::SequenceStart(..) => {
                let mut list = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => return Ok(Node::List(list)),
                        (event, line) => list.push(self.node(event, line, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut map = Vec::new();
                loop {
                    let key = match self.next()? {
                        (Event::MappingEnd, _) => return Ok(Node::Map(map)),
                        (Event::Scalar(key, ..), line) => (key.into_owned(), line),
                        (_, line) => return Err(Broken { line, why: "a key is no text".to_owned() }),
                    };
                    let (event, line) = self.next()?;
                    map.push((key.0, key.1, self.node(event, line, depth + 1)?));
                }
            }
            Event::Alias(_) => broken("an alias, which SSSOM has no use for"),
            _ => broken("it ends too early"),
        }
    }
}
