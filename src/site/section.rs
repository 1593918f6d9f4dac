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
//! # filter: theme=Theme            variables by whose values a reader can choose rows
//! # tag: from, until               variables that stand on rows for scripts, without a choice
//! # anchor: name                   a column whose text names each row within the page
//! # empty: Nothing …               shown where there is no row; without it the section is left out
//! ```
//!
//! Rows that a reader can choose among stand by themselves, so such a table repeats in quiet type what `span` would
//! write once.

use super::SiteError;
use super::ask::Answers;
use super::cell::{Item, View};
use super::query_link::QueryLink;
use super::table::{Cell, Column, Filter, Group, Row, Section, again, span, useful};
use crate::query::NamedQuery;
use oxrdf::Term;
use rustc_hash::FxHashMap;

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
    filter: Vec<(String, String)>,
    tag: Vec<String>,
    anchor: Option<String>,
    empty: Option<String>,
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
        let pairs = |text: &str| -> Result<Vec<(String, String)>, SiteError> {
            text.split(';')
                .map(|pair| pair.split_once('=').map(|(v, head)| (v.trim().to_owned(), head.trim().to_owned())))
                .collect::<Option<_>>()
                .ok_or_else(|| problem("writes a column or filter as variable=Head"))
        };
        let columns = pairs(line("columns").ok_or_else(|| problem("needs a line `# columns:`"))?)?;
        Ok(Self {
            query: query.clone(),
            order: line("order").and_then(|order| order.parse().ok()).unwrap_or(50),
            columns,
            many: list("many"),
            group: line("group").map(str::to_owned),
            span: list("span"),
            sequence: list("sequence"),
            filter: line("filter").map(pairs).transpose()?.unwrap_or_default(),
            tag: list("tag"),
            anchor: line("anchor").map(str::to_owned),
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
            filter: Vec::new(),
            tag: Vec::new(),
            anchor: None,
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
        let filter = self.filter.iter().map(|(name, _)| column(name)).collect::<Result<Vec<_>, _>>()?;
        let tags = self.tag.iter().map(|name| Ok((name, column(name)?))).collect::<Result<Vec<_>, SiteError>>()?;
        let anchor = self.anchor.as_ref().map(column).transpose()?;
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
        let mut filters: Vec<Filter> = self
            .filter
            .iter()
            .map(|(key, label)| Filter { key: key.to_lowercase(), label: label.clone(), options: Vec::new() })
            .collect();
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
                    choose(found, &mut filters, &filter, view, |c| term(row, c));
                }
                continue;
            }
            count += 1;
            if count <= limit {
                seen.insert(key, target.len());
                let mut made = Row::of(columns.iter().map(|&c| term(row, c).map(|t| views[place].item(t))));
                made.marks.id = anchor.and_then(|c| term(row, c)).map(|term| value_of(term, view));
                for &(name, c) in &tags {
                    made.tag(name, &term(row, c).map(|term| value_of(term, view)).unwrap_or_default());
                }
                choose(&mut made, &mut filters, &filter, view, |c| term(row, c));
                target.push(made);
            } else {
                seen.insert(key, usize::MAX);
            }
        }
        groups.retain(|group| !group.rows.is_empty());
        let heads = self.heads(&mut groups);
        let spans: Vec<usize> =
            heads.iter().enumerate().filter(|(_, head)| head.span).map(|(place, _)| place).collect();
        for group in &mut groups {
            if self.filter.is_empty() && self.tag.is_empty() {
                span(&mut group.rows, &spans);
            } else {
                again(&mut group.rows, &spans);
            }
        }
        Ok(Some(Section {
            id: self.query.name.rsplit('/').next().unwrap_or_default().to_owned(),
            class: "",
            title: self.query.title.clone(),
            question: self.query.question.clone(),
            columns: heads,
            groups,
            count: count.min(limit),
            of: (count > limit).then_some(count),
            whole: None,
            empty: self.empty.clone(),
            filters: useful(filters),
            queries: vec![QueryLink::new(&self.query, view.page, view.base, parameters)],
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

/// Writes on a row by what it can be chosen, and adds what it brings to the choice.
fn choose<'t>(
    row: &mut Row,
    filters: &mut [Filter],
    columns: &[usize],
    view: View<'_>,
    term: impl Fn(usize) -> Option<&'t Term>,
) {
    for (filter, &column) in filters.iter_mut().zip(columns) {
        if let Some(term) = term(column) {
            let value = value_of(term, view);
            filter.offer(&value, &View { brief: true, ..view }.item(term).text);
            row.tag(&filter.key, &value);
        }
    }
}

/// A term as the value of an attribute: one word.
fn value_of(term: &Term, view: View<'_>) -> String {
    let text = match term {
        Term::NamedNode(node) => {
            let iri = node.as_str();
            let known = view.things.get(iri).map(|thing| thing.identifier.as_str());
            known.unwrap_or_else(|| iri.rsplit(['#', '/']).next().unwrap_or(iri))
        }
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
    };
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Adds to the cells that gather what they do not hold yet.
fn gather(row: &mut Row, columns: &[usize], many: &[bool], item: impl Fn(usize) -> Option<Item>) {
    for (place, &column) in columns.iter().enumerate().filter(|(place, _)| many[*place]) {
        if let Some(item) = item(column).filter(|item| !row.cells[place].items.contains(item)) {
            row.cells[place].items.push(item);
        }
    }
    for cell in &mut row.cells {
        cell.flow = Cell::flows(&cell.items);
    }
    row.mark_unconfirmed();
}
