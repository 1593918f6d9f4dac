//! Tables as pages show them: columns, groups, rows, cells, and by what a reader chooses among rows.

use super::cell::Item;
use super::path::PagePath;
use super::query_link::QueryLink;
use super::{Site, SiteError};
use oxrdf::Term;
use serde::Serialize;

/// A table with its heading, as a template shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    /// Its name within the page.
    pub id: String,
    /// The name of its style.
    pub class: &'static str,
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
    /// The page with all rows, where not all are shown.
    pub whole: Option<Item>,
    /// What to say where there is no row.
    pub empty: Option<String>,
    /// By what a reader can choose rows.
    pub filters: Vec<Filter>,
    /// The queries that give this table.
    pub queries: Vec<QueryLink>,
}

/// One way to choose rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Filter {
    /// Name of the attribute on the rows.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Values and what they are called.
    pub options: Vec<(String, String)>,
}

/// A value by which a row can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Data {
    /// Name of the attribute, without `data-`.
    pub key: String,
    /// Values, parted by blanks.
    pub value: String,
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
    /// The rows, which are rendered by themselves.
    #[serde(skip)]
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What stands on the row as a whole.
    pub marks: Marks,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What stands on a row as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Marks {
    /// Its name within the page.
    pub id: Option<String>,
    /// Whether anything in it is unconfirmed.
    pub unconfirmed: bool,
    /// By what it can be chosen.
    pub data: Vec<Data>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
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
    /// Whether it says what the cell above says.
    pub again: bool,
    /// Whether its things stand one after the other, as words do.
    pub run: bool,
    /// The name of its style.
    pub class: &'static str,
    /// What unfolds below it, a line each: why it says so.
    pub fold: Vec<Vec<Item>>,
}

impl Cell {
    /// A cell of one row.
    pub fn new(items: Vec<Item>) -> Self {
        Self {
            number: items.first().is_some_and(|item| item.number),
            long: items.iter().any(|item| item.text.len() + item.aside.as_ref().map_or(0, String::len) > 45),
            flow: Self::flows(&items),
            span: 1,
            items,
            ..Self::default()
        }
    }

    /// Whether these are several short things that can stand in a line.
    pub fn flows(items: &[Item]) -> bool {
        items.len() > 2 && items.iter().all(|item| item.aside.is_none() && item.text.len() < 26)
    }
}

impl Column {
    /// A column of anything but numbers.
    pub fn plain(head: &str) -> Self {
        Self { head: head.to_owned(), number: false, span: false }
    }
}

/// Tables that a page maker fills row by row.
impl Section {
    /// An empty table.
    pub fn plain(id: &str, title: &str, columns: &[&str]) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            columns: columns.iter().map(|head| Column::plain(head)).collect(),
            empty: Some("Nothing of this kind is held.".to_owned()),
            ..Self::default()
        }
    }

    /// Adds a column.
    pub fn column(&mut self, head: &str) {
        self.columns.push(Column::plain(head));
    }

    /// Adds a row of cells.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.push_row(Row { cells, ..Row::default() });
    }

    /// Adds a row to the last group.
    pub fn push_row(&mut self, mut row: Row) {
        row.mark_unconfirmed();
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        self.groups.last_mut().expect("there is one").rows.push(row);
        self.count += 1;
    }

    /// Begins a group under a head.
    pub fn group(&mut self, head: Item) {
        self.groups.push(Group { head: Some(head), rows: Vec::new() });
    }

    /// Marks the columns that hold numbers.
    pub fn mark_numbers(&mut self) {
        for (place, column) in self.columns.iter_mut().enumerate() {
            let mut rows = self.groups.iter().flat_map(|group| &group.rows);
            column.number = rows.any(|row| row.cells[place].number);
        }
    }

    /// Leaves out columns in which no row has anything.
    pub fn drop_empty_columns(&mut self) {
        for place in (0..self.columns.len()).rev() {
            let rows = || self.groups.iter().flat_map(|group| &group.rows);
            if rows().all(|row| row.cells[place].items.is_empty()) {
                self.columns.remove(place);
                self.groups.iter_mut().flat_map(|group| &mut group.rows).for_each(|row| drop(row.cells.remove(place)));
            }
        }
    }

    /// Names a query that gives the table.
    ///
    /// # Errors
    /// When there is no such query.
    pub(super) fn link(
        &mut self,
        site: &Site<'_, '_>,
        query: &str,
        page: &PagePath,
        parameters: &[(&str, &Term)],
    ) -> Result<(), SiteError> {
        let query = site.ask.library.get(query)?;
        self.queries.push(QueryLink::new(query, page, site.ask.engine.base(), parameters));
        Ok(())
    }
}

impl Filter {
    /// Adds a value to choose, unless it is there.
    pub fn offer(&mut self, value: &str, label: &str) {
        if !self.options.iter().any(|(known, _)| known == value) {
            self.options.push((value.to_owned(), label.to_owned()));
        }
    }
}

impl Row {
    /// A row of cells with at most one thing each.
    pub fn of(items: impl Iterator<Item = Option<Item>>) -> Self {
        let cells = items.map(|item| Cell::new(item.into_iter().collect())).collect();
        let mut row = Self { cells, ..Self::default() };
        row.mark_unconfirmed();
        row
    }

    /// Looks anew at what is in its cells.
    pub fn mark_unconfirmed(&mut self) {
        let unconfirmed =
            |item: &Item| item.badge.as_deref() == Some("unconfirmed") || item.marks.contains(&"unconfirmed");
        self.marks.unconfirmed = self.cells.iter().flat_map(|cell| &cell.items).any(unconfirmed);
    }

    /// Adds a value by which the row can be chosen.
    pub fn tag(&mut self, key: &str, value: &str) {
        match self.marks.data.iter_mut().find(|data| data.key == key) {
            Some(data) if data.value.split(' ').any(|known| known == value) => {}
            Some(data) => {
                data.value.push(' ');
                data.value.push_str(value);
            }
            None => self.marks.data.push(Data { key: key.to_owned(), value: value.to_owned() }),
        }
    }
}

/// Filters that have something to choose, their options in order.
pub fn useful(mut filters: Vec<Filter>) -> Vec<Filter> {
    filters.retain(|filter| filter.options.len() > 1);
    for filter in &mut filters {
        filter.options.sort_by(|a, b| a.1.to_lowercase().cmp(&b.1.to_lowercase()).then_with(|| a.0.cmp(&b.0)));
    }
    filters
}

/// Marks cells that say what the row above says, as far as the columns before them do too.
pub(super) fn again(rows: &mut [Row], columns: &[usize]) {
    for row in (1..rows.len()).rev() {
        for &column in columns {
            let equal =
                (0..=column).all(|c| !columns.contains(&c) || rows[row].cells[c].items == rows[row - 1].cells[c].items);
            rows[row].cells[column].again = equal && !rows[row].cells[column].items.is_empty();
        }
    }
}

/// Lets cells of equal neighbours reach over them; the first columns only as far as those before them do.
pub(super) fn span(rows: &mut [Row], columns: &[usize]) {
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
