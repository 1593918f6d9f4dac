//! Answers known from the primary texts, held against the shipped data.
//!
//! The answers stand in `tests/known-answers/*.md`, to be read and corrected by people who know the texts. Under each
//! heading there is the source, a query and a table of what has to come out:
//!
//! - a column named like a variable of the query holds the answer, shortened as `regimap query` shows it, or `—` for none;
//! - a column named like a `{{placeholder}}` of the query fills it in, and `as of` sets the day; the query then runs
//!   once for each row;
//! - any other column, such as `why`, is for the reader.

use jiff::civil::Date;
use regimap::assemble::{Edition, assemble};
use regimap::graph::{Frozen, Iris};
use regimap::pack::{self, Files, Packs};
use regimap::query::{Answer, Engine, compact};
use regimap::reason::AsOf;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The day of the answers where a table names no other.
const TODAY: &str = "2026-11-24";
/// What stands in a cell that has no value.
const NOTHING: &str = "—";

#[test]
fn the_shipped_data_gives_the_answers_known_from_the_primary_texts() {
    let questions = questions();
    let graphs = Graphs::over(&questions);
    let mut facts = 0;
    let mut wrong = String::new();
    for question in &questions {
        for check in question.checks() {
            facts += 1;
            let got = check.answer(graphs.at(&check.as_of));
            if got != check.expected {
                let (place, source) = (question.place(), &check.source);
                let _ = write!(wrong, "\n{place}{}\n  as of {}; {source}\n", check.given, check.as_of);
                let _ = writeln!(wrong, "  expected {}\n  got      {}", list(&check.expected), list(&got));
            }
        }
    }
    assert!(wrong.is_empty(), "these answers differ from the primary texts:\n{wrong}");
    assert!(facts >= 70, "only {facts} known answers are left");
}

#[test]
fn every_known_answer_names_its_source() {
    for question in questions() {
        for check in question.checks() {
            assert!(!check.source.trim().is_empty(), "{}{} has no source", question.place(), check.given);
        }
    }
}

/// The checkout whose data and answers are read: another than this one where whoever runs the tests says so.
fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// One heading of a file.
struct Question {
    file: String,
    title: String,
    source: String,
    as_of: String,
    query: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One query and what it has to give.
struct Check {
    given: String,
    source: String,
    as_of: String,
    query: String,
    columns: Vec<String>,
    expected: Vec<Vec<String>>,
}

impl Question {
    fn place(&self) -> String {
        format!("{}: {}", self.file, self.title)
    }

    fn checks(&self) -> Vec<Check> {
        let is_given = |column: &String| self.query.contains(&placeholder(column));
        let is_answer = |column: &String| !is_given(column) && self.query.contains(&format!("?{column}"));
        let answers: Vec<usize> = (0..self.columns.len()).filter(|&c| is_answer(&self.columns[c])).collect();
        assert!(!answers.is_empty(), "{}: no column is named like a variable of the query", self.place());
        let expected = |row: &Vec<String>| answers.iter().map(|&c| row[c].clone()).collect::<Vec<_>>();
        let columns = answers.iter().map(|&c| self.columns[c].clone()).collect::<Vec<_>>();
        if !self.columns.iter().any(|column| is_given(column) || column == "as of") {
            let mut all: Vec<_> = self.rows.iter().map(expected).collect();
            all.sort_unstable();
            return vec![Check {
                given: String::new(),
                source: self.source.clone(),
                as_of: self.as_of.clone(),
                query: self.query.clone(),
                columns,
                expected: all,
            }];
        }
        let cell = |row: &[String], name: &str| self.columns.iter().position(|c| c == name).map(|c| row[c].clone());
        let check = |row: &Vec<String>| {
            let given = || (0..row.len()).filter(|&c| is_given(&self.columns[c]));
            let query =
                given().fold(self.query.clone(), |query, c| query.replace(&placeholder(&self.columns[c]), &row[c]));
            let cells = expected(row);
            Check {
                given: given().map(|c| format!(", {} {}", self.columns[c], row[c])).collect(),
                source: cell(row, "source").unwrap_or_else(|| self.source.clone()),
                as_of: cell(row, "as of").unwrap_or_else(|| self.as_of.clone()),
                query,
                columns: columns.clone(),
                expected: if cells.iter().all(|cell| cell == NOTHING) { Vec::new() } else { vec![cells] },
            }
        };
        self.rows.iter().map(check).collect()
    }
}

impl Check {
    fn answer(&self, graph: &Frozen) -> Vec<Vec<String>> {
        let iris = Iris::default();
        let engine = Engine::new(graph, iris.base());
        let table = match engine.answer(&self.query) {
            Ok(Answer::Table(table)) => table,
            Ok(_) => return vec![vec!["no SELECT".to_owned()]],
            Err(error) => return vec![vec![error.to_string()]],
        };
        let cell = |row: usize, column: &String| {
            table.get(row, column).map_or_else(|| NOTHING.to_owned(), |term| compact(term, iris.base()))
        };
        let mut rows: Vec<Vec<String>> =
            (0..table.rows.len()).map(|row| self.columns.iter().map(|column| cell(row, column)).collect()).collect();
        rows.sort_unstable();
        rows
    }
}

fn placeholder(column: &str) -> String {
    format!("{{{{{column}}}}}")
}

fn list(rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        "nothing".to_owned()
    } else {
        rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("; ")
    }
}

/// The shipped data, assembled as of every day that a question names.
struct Graphs(BTreeMap<String, Frozen>);

impl Graphs {
    fn over(questions: &[Question]) -> Self {
        let root = root();
        let files = Files::read_dir(&root.join("data")).expect("the data can be read");
        let ontology = fs::read_to_string(root.join("ontology/regimap.ttl")).expect("the ontology can be read");
        let packs = pack::load(files).unwrap_or_else(|broken| panic!("{broken}"));
        let days: BTreeSet<String> = questions.iter().flat_map(Question::checks).map(|check| check.as_of).collect();
        Self(days.into_iter().map(|day| (day.clone(), graph(&packs, &ontology, &day))).collect())
    }

    fn at(&self, day: &str) -> &Frozen {
        &self.0[day]
    }
}

fn graph(packs: &Packs, ontology: &str, day: &str) -> Frozen {
    let day: Date = day.parse().unwrap_or_else(|_| panic!("`{day}` is no day"));
    let edition = Edition { version: "test".to_owned(), data_hash: "test".to_owned() };
    assemble(packs, ontology, &Iris::default(), AsOf(day), &edition).unwrap_or_else(|error| panic!("{error}"))
}

fn questions() -> Vec<Question> {
    let folder = root().join("tests/known-answers");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the answers can be read").map(|entry| entry.expect("an entry").path()).collect();
    files.sort_unstable();
    files.iter().flat_map(|file| read(file)).collect()
}

fn read(path: &Path) -> Vec<Question> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("the answers can be read");
    text.split("\n### ").skip(1).map(|section| question(&file, section)).collect()
}

fn question(file: &str, section: &str) -> Question {
    let title = section.lines().next().unwrap_or_default().to_owned();
    let line = |key: &str| section.lines().find_map(|line| line.strip_prefix(key)).map(|value| value.trim().to_owned());
    let query = section.split("```sparql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let mut table = section.lines().filter(|line| line.starts_with('|')).map(cells);
    let columns = table.next().unwrap_or_else(|| panic!("{file}: {title}: there is no table of answers"));
    let rows: Vec<Vec<String>> = table.skip(1).collect();
    for row in &rows {
        assert_eq!(row.len(), columns.len(), "{file}: {title}: the row {row:?} does not fit the head of the table");
    }
    Question {
        file: file.to_owned(),
        source: line("Source:").unwrap_or_default(),
        as_of: line("As of:").unwrap_or_else(|| TODAY.to_owned()),
        query: query.to_owned(),
        title,
        columns,
        rows,
    }
}

fn cells(line: &str) -> Vec<String> {
    line.trim().trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
}
