//! Sections of pages. Each is a query whose head says how its answer is laid out as a table:
//!
//! ```text
//! # title: What it asks            heading of the section
//! # question: …                    the sentence below it
//! # order: 20                      place on the page
//! # columns: element=Element; modality=How strongly
//! # many: condition                columns whose values gather in one cell
//! # group: relation                a column whose values head groups of rows
//! # span: provision                columns that are written once for equal neighbours
//! # sequence: provision            columns whose things are put in the order that instruments number them
//! # empty: Nothing …               shown where there is no row; without it the section is left out
//! ```

use super::SiteError;
use super::ask::Answers;
use super::cell::{Item, View};
use crate::query::NamedQuery;
use oxrdf::Term;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// How the answer to a query becomes a section.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The query.
    pub query: NamedQuery,
    /// Place on the page.
    pub order: i32,
    /// Variables and what heads their columns.
    pub columns: Vec<(String, String)>,
    many: Vec<String>,
    group: Option<String>,
    span: Vec<String>,
    sequence: Vec<String>,
    empty: Option<String>,
}

/// A table with its heading, as a template shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its name within the page.
    pub id: String,
    /// Heading and caption.
    pub title: String,
    /// What it answers.
    pub question: String,
    /// Heads of its columns.
    pub columns: Vec<Column>,
    /// Its rows, in groups.
    pub groups: Vec<Group>,
    /// How many rows there are.
    pub count: usize,
    /// How many rows there would be, where not all are shown.
    pub of: Option<usize>,
    /// What to say where there is no row.
    pub empty: Option<String>,
    /// Name of the query.
    pub name: String,
    /// The query that gives this table.
    pub text: String,
}

/// The head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// What it says.
    pub head: String,
    /// Whether numbers stand below it.
    pub number: bool,
    /// Whether equal neighbours are written once.
    #[serde(skip)]
    pub span: bool,
}

/// Rows under one head.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    /// The head, if the table has groups.
    pub head: Option<Item>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// Whether anything in it is unconfirmed.
    pub unconfirmed: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// What it says.
    pub items: Vec<Item>,
    /// Over how many rows it reaches; none where the cell above reaches over it.
    pub span: usize,
    /// Whether it holds numbers.
    pub number: bool,
    /// Whether it holds sentences, which need room.
    pub long: bool,
    /// Whether it holds several short things that can stand in a line.
    pub flow: bool,
}

impl Layout {
    /// Reads the head of a query.
    ///
    /// # Errors
    /// When it names no columns.
    pub fn new(query: &NamedQuery) -> Result<Self, SiteError> {
        let problem = |problem: &str| SiteError::Section { query: query.name.clone(), problem: problem.to_owned() };
        let line = |key: &str| query.head.get(key).map(String::as_str);
        let list = |key: &str| -> Vec<String> {
            line(key).into_iter().flat_map(|l| l.split(',')).map(|v| v.trim().to_owned()).collect()
        };
        let columns = line("columns").ok_or_else(|| problem("needs a line `# columns:`"))?;
        let columns = columns
            .split(';')
            .map(|column| column.split_once('=').map(|(v, head)| (v.trim().to_owned(), head.trim().to_owned())))
            .collect::<Option<_>>()
            .ok_or_else(|| problem("writes a column as variable=Head"))?;
        Ok(Self {
            query: query.clone(),
            order: line("order").and_then(|order| order.parse().ok()).unwrap_or(50),
            columns,
            many: list("many"),
            group: line("group").map(str::to_owned),
            span: list("span"),
            sequence: list("sequence"),
            empty: line("empty").map(str::to_owned),
        })
    }

    /// A layout that shows every variable as it is; labels go with what they label.
    pub fn plain(query: &NamedQuery, variables: &[String]) -> Self {
        let label = |v: &String| v.strip_suffix("Label").is_some_and(|of| variables.iter().any(|other| other == of));
        let columns = variables.iter().filter(|v| !label(v)).map(|v| (v.clone(), v.clone())).collect();
        Self {
            query: query.clone(),
            order: 0,
            columns,
            many: Vec::new(),
            group: None,
            span: Vec::new(),
            sequence: Vec::new(),
            empty: Some("No row answers this query.".to_owned()),
        }
    }

    /// The section about one subject, or nothing where there is nothing to say.
    ///
    /// # Errors
    /// When the query does not select a column that its head names.
    pub fn section(
        &self,
        answers: &Answers,
        subject: &str,
        view: View<'_>,
        parameters: &[(&str, &Term)],
        limit: usize,
    ) -> Result<Option<Section>, SiteError> {
        let rows = answers.about(subject);
        if rows.is_empty() && self.empty.is_none() {
            return Ok(None);
        }
        let column = |name: &String| {
            answers.table.column(name).ok_or_else(|| SiteError::Section {
                query: self.query.name.clone(),
                problem: format!("does not select ?{name}"),
            })
        };
        let columns = self.columns.iter().map(|(name, _)| column(name)).collect::<Result<Vec<_>, _>>()?;
        let group = self.group.as_ref().map(column).transpose()?;
        let sequence = self.sequence.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        let term = |row: usize, column: usize| answers.table.rows[row][column].as_ref();

        let mut heads: Vec<Option<&Term>> = Vec::new();
        let mut ordered: Vec<(usize, Vec<usize>, usize)> = Vec::with_capacity(rows.len());
        for &row in rows {
            let head = group.and_then(|column| term(row, column));
            let place = heads.iter().position(|h| *h == head).unwrap_or_else(|| {
                heads.push(head);
                heads.len() - 1
            });
            let rank = |column: &usize| match term(row, *column) {
                Some(Term::NamedNode(node)) => view.things.get(node.as_str()).map_or(usize::MAX, |thing| thing.rank),
                _ => usize::MAX,
            };
            ordered.push((place, sequence.iter().map(rank).collect::<Vec<_>>(), row));
        }
        ordered.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));

        let many: Vec<bool> = self.columns.iter().map(|(name, _)| self.many.contains(name)).collect();
        let mut groups: Vec<Group> =
            heads.iter().map(|head| Group { head: head.map(|head| view.item(head)), rows: Vec::new() }).collect();
        let views: Vec<View<'_>> = heads.iter().map(|head| below(view, *head)).collect();
        let mut seen: FxHashMap<Vec<Option<&Term>>, usize> = FxHashMap::default();
        let mut count = 0;
        for (place, _, row) in ordered {
            let key: Vec<Option<&Term>> = std::iter::once(heads[place])
                .chain(columns.iter().zip(&many).map(|(&c, many)| term(row, c).filter(|_| !many)))
                .collect();
            let target = &mut groups[place].rows;
            if let Some(&earlier) = seen.get(&key) {
                if let Some(found) = target.get_mut(earlier) {
                    gather(found, &columns, &many, |c| term(row, c).map(|t| views[place].item(t)));
                }
                continue;
            }
            count += 1;
            if count <= limit {
                seen.insert(key, target.len());
                target.push(new_row(columns.iter().map(|&c| term(row, c).map(|t| views[place].item(t)))));
            } else {
                seen.insert(key, usize::MAX);
            }
        }
        groups.retain(|group| !group.rows.is_empty());
        let heads = self.heads(&mut groups);
        let spans: Vec<usize> =
            heads.iter().enumerate().filter(|(_, head)| head.span).map(|(place, _)| place).collect();
        for group in &mut groups {
            span(&mut group.rows, &spans);
        }
        let parameters: Vec<_> = parameters
            .iter()
            .filter(|(name, _)| self.query.parameters.iter().any(|p| p.name == *name))
            .copied()
            .collect();
        Ok(Some(Section {
            id: self.query.name.rsplit('/').next().unwrap_or_default().to_owned(),
            title: self.query.title.clone(),
            question: self.query.question.clone(),
            columns: heads,
            groups,
            count: count.min(limit),
            of: (count > limit).then_some(count),
            empty: self.empty.clone(),
            name: self.query.name.clone(),
            text: self.query.bind(&parameters)?.text.trim().to_owned(),
        }))
    }
}

impl Layout {
    /// The heads of the columns; a column in which no row has anything is left out.
    fn heads(&self, groups: &mut [Group]) -> Vec<Column> {
        let mut heads = Vec::new();
        for (name, head) in &self.columns {
            let place = heads.len();
            let cells = || groups.iter().flat_map(|group| &group.rows).map(|row| &row.cells[place]);
            if cells().any(|cell| !cell.items.is_empty()) {
                let number = cells().any(|cell| cell.number);
                heads.push(Column { head: head.clone(), number, span: self.span.contains(name) });
            } else {
                groups.iter_mut().flat_map(|group| &mut group.rows).for_each(|row| drop(row.cells.remove(place)));
            }
        }
        heads
    }
}

/// How terms look below the head of a group: under an edition, its provisions need no naming of it.
fn below<'v>(view: View<'v>, head: Option<&'v Term>) -> View<'v> {
    match head {
        Some(Term::NamedNode(node)) if view.things.get(node.as_str()).is_some_and(|t| t.kind.class == "Edition") => {
            View { within: Some(node.as_str()), ..view }
        }
        _ => view,
    }
}

fn new_row(items: impl Iterator<Item = Option<Item>>) -> Row {
    let cells: Vec<Cell> = items
        .map(|item| Cell {
            number: item.as_ref().is_some_and(|i| i.number),
            long: item.as_ref().is_some_and(|i| i.text.len() + i.aside.as_ref().map_or(0, String::len) > 45),
            items: item.into_iter().collect(),
            span: 1,
            flow: false,
        })
        .collect();
    let mut row = Row { unconfirmed: false, cells };
    mark(&mut row);
    row
}

/// Adds to the cells that gather what they do not hold yet.
fn gather(row: &mut Row, columns: &[usize], many: &[bool], item: impl Fn(usize) -> Option<Item>) {
    for (place, &column) in columns.iter().enumerate().filter(|(place, _)| many[*place]) {
        if let Some(item) = item(column).filter(|item| !row.cells[place].items.contains(item)) {
            row.cells[place].items.push(item);
        }
    }
    mark(row);
}

fn mark(row: &mut Row) {
    let short = |item: &Item| item.aside.is_none() && item.text.len() < 26;
    for cell in &mut row.cells {
        cell.flow = cell.items.len() > 2 && cell.items.iter().all(short);
    }
    let unconfirmed = |item: &Item| item.badge.as_deref() == Some("unconfirmed") || item.marks.contains(&"unconfirmed");
    row.unconfirmed = row.cells.iter().flat_map(|cell| &cell.items).any(unconfirmed);
}

/// Lets cells of equal neighbours reach over them; the first columns only as far as those before them do.
fn span(rows: &mut [Row], columns: &[usize]) {
    for (place, &column) in columns.iter().enumerate() {
        let from = if place == column { 0 } else { column };
        let mut start = 0;
        for row in 1..rows.len() {
            let equal = (from..=column).all(|c| rows[row].cells[c].items == rows[start].cells[c].items);
            if equal && !rows[row].cells[column].items.is_empty() {
                rows[start].cells[column].span += 1;
                rows[row].cells[column].span = 0;
            } else {
                start = row;
            }
        }
    }
}
