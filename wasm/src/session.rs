//! A graph, the last answer about it, and the bytes that cross the border.

use crate::graph::Frozen;
use crate::graph::terms::DEFAULT_BASE;
use crate::query::{Answer, Engine, ResultFormat};
use crate::supposition::Supposition;

/// The formats, by the numbers that the page uses.
pub const FORMATS: [ResultFormat; 6] = [
    ResultFormat::Json,
    ResultFormat::Csv,
    ResultFormat::Tsv,
    ResultFormat::Xml,
    ResultFormat::Turtle,
    ResultFormat::NTriples,
];

/// What the page talks to.
#[derive(Default)]
pub struct Session {
    graph: Option<Frozen>,
    supposed: Option<Frozen>,
    /// Whether queries are about the graph as it would be.
    pub about_supposed: bool,
    base: String,
    answer: Option<Answer>,
    given: Vec<u8>,
    text: Vec<u8>,
}

impl Session {
    /// Room for bytes that the page will write.
    pub fn room(&mut self, length: usize) -> *mut u8 {
        self.given = vec![0; length];
        self.given.as_mut_ptr()
    }

    /// What the last call said.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Reads the graph; says whether it is one.
    pub fn open(&mut self) -> bool {
        let bytes = std::mem::take(&mut self.given);
        match Frozen::from_packed(&bytes) {
            Ok(graph) => {
                self.base = base(&graph).unwrap_or_else(|| DEFAULT_BASE.to_owned());
                self.text = graph.len().to_string().into_bytes();
                self.graph = Some(graph);
                true
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Answers the query that was given; the number says of what sort the answer is.
    pub fn ask(&mut self) -> u32 {
        self.answer = None;
        let given = std::mem::take(&mut self.given);
        let graph = if self.about_supposed { &self.supposed } else { &self.graph };
        let (Some(graph), Ok(query)) = (graph, String::from_utf8(given)) else {
            self.fail(&"there is no graph yet");
            return 3;
        };
        match Engine::new(graph, &self.base).answer(&query) {
            Ok(answer) => {
                let sort = match answer {
                    Answer::Table(_) => 0,
                    Answer::Boolean(_) => 1,
                    Answer::Triples(_) => 2,
                };
                self.answer = Some(answer);
                sort
            }
            Err(error) => {
                self.fail(&error);
                3
            }
        }
    }

    /// How many rows or triples the last answer has.
    pub fn size(&self) -> usize {
        match &self.answer {
            Some(Answer::Table(table)) => table.rows.len(),
            Some(Answer::Triples(triples)) => triples.len(),
            Some(Answer::Boolean(_)) | None => 0,
        }
    }

    /// Computes the graph under a supposition; says whether it could.
    pub fn suppose(&mut self) -> bool {
        let given = std::mem::take(&mut self.given);
        match Supposition::read(&given).and_then(|supposition| supposition.graph(&self.base)) {
            Ok(graph) => {
                self.text = graph.len().to_string().into_bytes();
                self.supposed = Some(graph);
                true
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Writes the last answer; says whether the format fits it.
    pub fn write(&mut self, format: u32) -> bool {
        let (Some(answer), Some(&format)) = (&self.answer, FORMATS.get(format as usize)) else {
            return self.fail(&"there is no answer in this format");
        };
        let mut out = Vec::new();
        match answer.write(format, &mut out) {
            Ok(()) => {
                self.text = out;
                true
            }
            Err(error) => self.fail(&error),
        }
    }

    fn fail(&mut self, error: &dyn std::fmt::Display) -> bool {
        self.text = error.to_string().into_bytes();
        false
    }
}

/// Where the addresses of things begin, as the graph says of itself.
fn base(graph: &Frozen) -> Option<String> {
    let query = include_str!("../../ontology/queries/names/about.rq");
    match Engine::new(graph, DEFAULT_BASE).answer(query).ok()? {
        Answer::Table(table) => Some(table.text(0, "base").to_owned()).filter(|base| !base.is_empty()),
        Answer::Boolean(_) | Answer::Triples(_) => None,
    }
}
