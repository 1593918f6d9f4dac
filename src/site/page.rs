//! What any page is made of.

use super::ask::Answers;
use super::cell::{Item, View};
use super::path::PagePath;
use super::query_link::QueryLink;
use super::section::Layout;
use super::table::Section;
use super::things::{Local, Thing, Things};
use super::{Site, SiteError};
use crate::query::{Library, NamedQuery};
use oxrdf::Term;
use serde::Serialize;
use std::collections::BTreeMap;

/// A page before it is HTML.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The template that shows it.
    #[serde(skip)]
    pub template: &'static str,
    /// Where it stands.
    #[serde(skip)]
    pub path: PagePath,
    /// What leads to the root.
    pub root: String,
    /// The path as it stands in addresses.
    pub at: String,
    /// The address of the thing that it is about.
    pub iri: Option<String>,
    /// The same in other forms.
    pub alternates: Vec<Alternate>,
    /// The thing as JSON-LD, safe within a script element.
    pub json_ld: Option<String>,
    /// How to cite it.
    pub citation: Option<Citation>,
    /// The part of the site it belongs to.
    pub folder: String,
    /// The title of the window.
    pub title: String,
    /// Its heading.
    pub heading: String,
    /// What it is about: the name of a class.
    pub kind: String,
    /// The identifier of the thing, where people cite it.
    pub identifier: Option<Item>,
    /// The name in its own language.
    pub local: Option<Local>,
    /// State and grade.
    pub badges: Vec<Item>,
    /// The way here.
    pub crumbs: Vec<Item>,
    /// What it says first.
    pub lead: Vec<Item>,
    /// Facts in a line each.
    pub properties: Vec<Property>,
    /// The query that gives the lead and the properties.
    pub properties_query: Option<QueryLink>,
    /// How complete the editions are that it rests on.
    pub notices: Vec<Notice>,
    /// The editions held in full, for a page on which many editions could have a say.
    pub full_editions: Vec<Item>,
    /// Its tables.
    #[serde(skip)]
    pub sections: Vec<Section>,
    /// Its tables as HTML.
    pub blocks: Vec<Block>,
    /// The parts that it comes in, where it is too long for one.
    pub parts: Vec<Part>,
    /// Other pages to go to.
    pub links: Vec<Item>,
    /// The text of a query, for the page of a query.
    pub query: Option<String>,
    /// Findings of the checks by severity, for the home page.
    pub findings: Vec<(String, usize)>,
    /// What only one kind of page has.
    pub extra: serde_json::Value,
}

/// The same thing in another form.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// Media type.
    pub media: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Where it is.
    pub href: String,
}

/// How to cite a page.
#[derive(Clone, Debug, Serialize)]
pub struct Citation {
    /// In running text.
    pub text: String,
    /// For BibTeX.
    pub bibtex: String,
}

/// A table as HTML.
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// Its name within the page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How many rows it has.
    pub count: usize,
    /// The table with its heading.
    pub html: String,
}

/// One of several parts of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// What leads to it.
    pub href: String,
    /// Its number.
    pub number: usize,
    /// What it begins with.
    pub begins: String,
    /// Whether it is the one that is shown.
    pub here: bool,
}

/// One fact about a thing.
#[derive(Clone, Debug, Serialize)]
pub struct Property {
    /// What it is.
    pub name: String,
    /// What it says.
    pub values: Vec<Item>,
}

/// How complete an edition is.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// The edition.
    pub edition: Item,
    /// `full`, `partial` or `outline`.
    pub completeness: String,
    /// What is missing.
    pub note: Option<String>,
}

impl Page {
    /// An empty page.
    pub fn new(template: &'static str, path: PagePath, heading: impl Into<String>) -> Self {
        let heading = heading.into();
        Self {
            template,
            root: path.root(),
            at: path.as_str().to_owned(),
            iri: None,
            alternates: Vec::new(),
            json_ld: None,
            citation: None,
            folder: path.folder().to_owned(),
            title: heading.clone(),
            heading,
            path,
            kind: String::new(),
            identifier: None,
            local: None,
            badges: Vec::new(),
            crumbs: Vec::new(),
            lead: Vec::new(),
            properties: Vec::new(),
            properties_query: None,
            notices: Vec::new(),
            full_editions: Vec::new(),
            sections: Vec::new(),
            blocks: Vec::new(),
            parts: Vec::new(),
            links: Vec::new(),
            query: None,
            findings: Vec::new(),
            extra: serde_json::Value::Null,
        }
    }

    /// The page, somewhere else: its links lead to where they led.
    pub fn moved_to(&mut self, path: &PagePath) {
        let from = std::mem::replace(&mut self.path, path.clone());
        self.root = path.root();
        path.as_str().clone_into(&mut self.at);
        let lists = [&mut self.badges, &mut self.crumbs, &mut self.lead, &mut self.full_editions, &mut self.links];
        let values = self.properties.iter_mut().flat_map(|property| &mut property.values);
        for item in lists.into_iter().flatten().chain(values).chain(&mut self.identifier) {
            *item = item.moved(&from, path);
        }
        for notice in &mut self.notices {
            *notice = notice.moved(&from, path);
        }
        for other in &mut self.alternates {
            other.href = from.moved(&other.href, path);
        }
        if let Some(query) = &mut self.properties_query {
            query.text = from.moved(&query.text, path);
            query.open = from.moved(&query.open, path);
        }
    }

    /// What a way through this page calls it.
    pub fn crumb_text(&self) -> String {
        self.identifier.as_ref().map_or_else(|| self.heading.clone(), |item| item.text.clone())
    }

    /// Adds a step to the way here.
    pub fn crumb(&mut self, text: impl Into<String>, to: &PagePath) {
        let item = Item::link(text, &self.path, to);
        self.crumbs.push(item);
    }
}

impl Notice {
    /// The notice as another page shows it.
    pub fn moved(&self, from: &PagePath, to: &PagePath) -> Self {
        Self { edition: self.edition.moved(from, to), ..self.clone() }
    }
}

/// How complete an edition is, as one page says it.
pub fn notice(things: &Things, page: &PagePath, edition: &Thing) -> Notice {
    Notice {
        edition: Item::link(things.link_text(edition, None), page, &edition.path),
        completeness: edition.completeness.clone().unwrap_or_else(|| "outline".to_owned()),
        note: edition.completeness_note.clone(),
    }
}

/// The sections of each kind of page, in their order.
pub struct Layouts(BTreeMap<String, Vec<Layout>>);

impl Layouts {
    /// Reads the heads of the queries below `site/`.
    ///
    /// # Errors
    /// When one of them cannot become a section.
    pub fn new(library: &Library) -> Result<Self, SiteError> {
        let mut layouts: BTreeMap<String, Vec<Layout>> = BTreeMap::new();
        for query in library.iter().filter(|query| query.head.contains_key("columns")) {
            if let Some(("site", folder, _)) = steps(query) {
                layouts.entry(folder.to_owned()).or_default().push(Layout::new(query)?);
            }
        }
        for list in layouts.values_mut() {
            list.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.query.name.cmp(&b.query.name)));
        }
        Ok(Self(layouts))
    }

    /// The sections of a kind of page.
    pub fn of(&self, folder: &str) -> &[Layout] {
        self.0.get(folder).map_or(&[], Vec::as_slice)
    }
}

fn steps(query: &NamedQuery) -> Option<(&str, &str, &str)> {
    let mut steps = query.name.splitn(3, '/');
    Some((steps.next()?, steps.next()?, steps.next()?))
}

impl Site<'_, '_> {
    /// How a page sees terms.
    pub fn view<'v>(&'v self, page: &'v PagePath, within: Option<&'v str>) -> View<'v> {
        View { things: &self.things, page, within, base: self.ask.engine.base(), brief: false }
    }

    /// The editions in which silence means something, as links.
    pub fn full_editions(&self, page: &PagePath) -> Vec<Item> {
        let full = |thing: &&Thing| thing.completeness.as_deref() == Some("full");
        let link = |edition: &Thing| Item::link(self.things.link_text(edition, None), page, &edition.path);
        self.things.iter().filter(full).map(link).collect()
    }

    /// The answers of queries that are not about one subject, as sections.
    pub fn whole(&self, layouts: &[&Layout], path: &PagePath) -> Result<Vec<Section>, SiteError> {
        let mut sections = Vec::new();
        for layout in layouts {
            let answers = Answers::whole(self.ask.table(&layout.query.bind(&[])?)?);
            let none: &[(&str, &Term)] = &[];
            let view = View { brief: layout.query.name != "site/index/source", ..self.view(path, None) };
            sections.extend(layout.section(&answers, "", view, none, usize::MAX)?);
        }
        Ok(sections)
    }
}
