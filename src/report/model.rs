//! What a report is, whatever format it is written in.

use super::picture::Picture;
use serde::Serialize;

/// A report: a question, an answer, and what the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Form of this model, for programs that read it.
    pub format: &'static str,
    /// What the report is about, stable over data and dates, fit for a file name: `coverage-…-by-…`.
    pub id: String,
    /// Where it stays, whatever the data say: the newest state of it.
    pub link: String,
    /// The command that makes it again.
    pub command: String,
    /// Which report: `coverage`, `compare`, `diff` and so on, as the command.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// The answer in one sentence.
    pub answer: String,
    /// The day for which it holds.
    pub as_of: String,
    /// The weakest evidence that decided.
    pub evidence: String,
    /// What it was made from.
    pub data: DataVersion,
    /// The sides that it is about.
    pub sides: Vec<Side>,
    /// What a reader should notice first.
    pub findings: Vec<Finding>,
    /// The tables.
    pub sections: Vec<Section>,
    /// Pictures of what some of the tables say.
    pub pictures: Vec<Picture>,
    /// The documents that it rests on.
    pub sources: Vec<Source>,
    /// How it was made.
    pub method: Vec<String>,
    /// What it cannot say.
    pub limits: Vec<String>,
}

/// Version of this model in JSON.
pub const FORMAT: &str = "regimap-report/1";

/// Which state of the knowledge base a report was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DataVersion {
    /// Version of software and shipped data.
    pub version: String,
    /// SHA-256 over the data.
    pub hash: String,
}

/// One of the things that a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its part in the report: `target`, `holder`, `first`, `second`.
    pub part: &'static str,
    /// What it is called.
    pub name: Link,
    /// Its name in its own language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local: Option<Local>,
    /// The editions behind it, and how complete they are.
    pub editions: Vec<String>,
}

/// Text in a language other than English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Local {
    /// The text.
    pub text: String,
    /// BCP 47 tag.
    pub language: String,
}

/// A name with an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// The address; empty where there is none.
    pub iri: String,
    /// The name.
    pub text: String,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The content and the recognition differ, as far as the evidence goes.
    Gap,
    /// The evidence does not settle it.
    Open,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Open => "open",
            Self::Note => "note",
        }
    }
}

/// Something that a reader should notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What was found.
    pub text: String,
    /// The things that show it.
    pub evidence: Vec<Link>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Name for programs and for `--table`.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// What to know before reading it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it goes into detail that a short text leaves out.
    #[serde(skip)]
    pub detail: bool,
    /// What it shows.
    #[serde(flatten)]
    pub body: Body,
    /// The queries that it was made from.
    pub queries: Vec<ShownQuery>,
}

/// What a section shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// A table.
    Table(Table),
    /// A tree, such as a proof.
    Tree(Vec<Node>),
}

/// Rows under columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Name for programs.
    pub key: &'static str,
    /// Heading.
    pub title: String,
    /// How to lay it out where room is scarce.
    #[serde(skip)]
    pub width: Width,
}

/// How a column is laid out where room is scarce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A few words: it stays in the grid.
    Narrow,
    /// A sentence: it stays in the grid and folds.
    Wide,
    /// Lists and notes: they go below the row.
    Below,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// How deep the row lies in a hierarchy.
    pub depth: usize,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// Text in another language.
    Local(Local),
    /// A name with an address.
    Link(Link),
    /// Several, in order.
    List(Vec<Cell>),
    /// A status or relation.
    Status(Status),
    /// How well something is evidenced.
    Evidence(Evidence),
    /// A place for people to write in, with what goes there.
    Blank(String),
}

/// A status or relation, by its name in the ontology.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Status(pub String);

/// Evidence, by its name in the ontology, with the source it stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Evidence {
    /// Primary, secondary or unconfirmed.
    pub grade: String,
    /// Sources and place in them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A node of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What it says.
    pub text: String,
    /// The thing it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// How well it is evidenced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Node>,
}

/// A query as it was run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownQuery {
    /// Its name in the library.
    pub name: String,
    /// What it gives.
    pub title: String,
    /// The text that ran.
    pub text: String,
}

/// A document that facts were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Short name, as used in the tables.
    pub id: String,
    /// Its address in the knowledge base.
    pub iri: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub published: String,
    /// Where.
    pub url: String,
    /// How much of it was read.
    pub read_extent: String,
    /// How well what it says is evidenced.
    pub grade: String,
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A name with an address.
    pub fn link(iri: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Link(Link { iri: iri.into(), text: text.into() })
    }

    /// A list; nothing where it is empty, the item itself where it is alone.
    pub fn list(mut items: Vec<Cell>) -> Self {
        items.retain(|item| *item != Self::Empty);
        if items.len() > 1 { Self::List(items) } else { items.pop().unwrap_or_default() }
    }

    /// A status, by its name in the ontology; nothing where it is empty.
    pub fn status(name: &str) -> Self {
        if name.is_empty() { Self::Empty } else { Self::Status(Status(name.to_owned())) }
    }

    /// The cell as one line of text.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Local(local) => local.text.clone(),
            Self::Link(link) => link.text.clone(),
            Self::List(items) => items.iter().map(Self::plain).collect::<Vec<_>>().join("; "),
            Self::Status(status) => status.words(),
            Self::Evidence(evidence) => evidence.plain(),
            Self::Blank(_) => "____".to_owned(),
        }
    }
}

impl Status {
    /// The status as words.
    pub fn words(&self) -> String {
        self.0.replace('-', " ")
    }
}

impl Evidence {
    /// The grade and, behind it, the source.
    pub fn plain(&self) -> String {
        if self.source.is_empty() { self.grade.clone() } else { format!("{}: {}", self.grade, self.source) }
    }
}

impl Report {
    /// The pictures that belong to a section.
    pub fn pictures_of(&self, section: &Section) -> impl Iterator<Item = &Picture> {
        let id = section.id;
        self.pictures.iter().filter(move |picture| picture.section == id)
    }

    /// Whether some table has so many columns that a page is better laid on its side.
    pub fn is_wide(&self) -> bool {
        self.sections.iter().filter_map(Section::table).any(|table| table.grid().len() > 5)
    }
}

impl Section {
    /// The table, if the section has one.
    pub fn table(&self) -> Option<&Table> {
        match &self.body {
            Body::Table(table) => Some(table),
            Body::Tree(_) => None,
        }
    }

    /// How many rows or roots it has.
    pub fn len(&self) -> usize {
        match &self.body {
            Body::Table(table) => table.rows.len(),
            Body::Tree(nodes) => nodes.len(),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Table {
    /// An empty table.
    pub fn new(columns: &[(&'static str, &str, Width)]) -> Self {
        let columns =
            columns.iter().map(|&(key, title, width)| Column { key, title: title.to_owned(), width }).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Takes out a column in which no row has anything.
    pub fn drop_if_empty(&mut self, key: &str) {
        let Some(place) = self.columns.iter().position(|column| column.key == key) else { return };
        if self.rows.iter().all(|row| row.cells[place] == Cell::Empty) {
            self.columns.remove(place);
            for row in &mut self.rows {
                row.cells.remove(place);
            }
        }
    }

    /// The places of the columns that stay in the grid.
    pub fn grid(&self) -> Vec<usize> {
        (0..self.columns.len()).filter(|&place| self.columns[place].width != Width::Below).collect()
    }

    /// What a row has below the grid; what holds for all that a row contains is told once, at that row.
    pub fn below(&self, number: usize) -> impl Iterator<Item = (&Column, &Cell)> {
        let row = &self.rows[number];
        let above = self.rows[..number].iter().rev().find(|other| other.depth < row.depth);
        let told = move |place: usize| above.is_some_and(|above| above.cells[place] == row.cells[place]);
        self.columns
            .iter()
            .zip(&row.cells)
            .enumerate()
            .filter(move |(place, (column, cell))| {
                column.width == Width::Below && **cell != Cell::Empty && !told(*place)
            })
            .map(|(_, found)| found)
    }

    /// Adds a row.
    pub fn push(&mut self, depth: usize, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len());
        self.rows.push(Row { depth, cells });
    }
}
