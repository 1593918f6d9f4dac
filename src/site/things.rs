//! Everything that has a page: its path, its names, what it hangs under and how well it is evidenced.

use super::kinds::{self, Kind};
use super::path::PagePath;
use super::{Ask, SiteError, natural};
use crate::graph::terms::REGIMAP;
use oxrdf::Term;
use rustc_hash::FxHashMap;

/// A text and its language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Local {
    /// The text.
    pub text: String,
    /// BCP 47 tag.
    pub lang: String,
}

/// A thing with a page.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Its address.
    pub iri: String,
    /// What it is.
    pub kind: &'static Kind,
    /// Where its page stands.
    pub path: PagePath,
    /// Its identifier, as its instrument prints it.
    pub identifier: String,
    /// Its English name.
    pub label: String,
    /// How it is cited.
    pub short: Option<String>,
    /// Its name in its own language.
    pub local: Option<Local>,
    /// Evidence.
    pub grade: Option<String>,
    /// Whether its identifier is the instrument's.
    pub official: bool,
    /// State on the date of the site.
    pub state: Option<String>,
    /// What it hangs under: a provision's provision or edition, an element's theme, …
    pub parent: Option<String>,
    /// The edition that it belongs to.
    pub edition: Option<String>,
    /// How much of it is held, for an edition.
    pub completeness: Option<String>,
    /// What is missing of it.
    pub completeness_note: Option<String>,
    /// Its place among things of its kind.
    pub rank: usize,
}

/// All things with pages, by address.
pub struct Things {
    base: String,
    all: Vec<Thing>,
    by_iri: FxHashMap<String, usize>,
}

impl Things {
    /// Asks for all of them.
    ///
    /// # Errors
    /// When the query fails.
    pub fn new(ask: &Ask<'_, '_>) -> Result<Self, SiteError> {
        let base = ask.engine.base().to_owned();
        let table = ask.table(&ask.library.bind("site/things", &[])?)?;
        let mut things = Self { base, all: Vec::new(), by_iri: FxHashMap::default() };
        for row in 0..table.rows.len() {
            let text = |column| Some(table.text(row, column).to_owned()).filter(|text| !text.is_empty());
            let choice = |column| text(column).and_then(|iri| local_name(&iri).map(str::to_owned));
            let (Some(iri), Some(class)) = (text("thing"), choice("class")) else { continue };
            let (Some(kind), Some(path)) = (kinds::of_class(&class), iri.strip_prefix(&things.base)) else { continue };
            if things.by_iri.contains_key(&iri) || !path.starts_with(kind.folder) {
                continue;
            }
            let identifier = text("identifier").unwrap_or_else(|| path.to_owned());
            let local = match table.get(row, "local") {
                Some(Term::Literal(literal)) => {
                    literal.language().map(|lang| Local { text: literal.value().to_owned(), lang: lang.to_owned() })
                }
                _ => None,
            };
            things.by_iri.insert(iri.clone(), things.all.len());
            things.all.push(Thing {
                kind,
                path: PagePath::new(path),
                label: text("label").unwrap_or_else(|| identifier.clone()),
                identifier,
                short: text("short"),
                local,
                grade: choice("grade"),
                official: table.text(row, "official") != "false",
                state: choice("state"),
                parent: text("parent"),
                edition: text("edition"),
                completeness: choice("completeness"),
                completeness_note: text("completenessNote"),
                rank: 0,
                iri,
            });
        }
        things.order();
        Ok(things)
    }

    /// Puts them in the order of their kinds, editions and identifiers.
    fn order(&mut self) {
        // Levels of one label may stand in several editions; people know them by their names.
        let level = |thing: &Thing| thing.kind.class == "Level";
        let regime = |thing: &Thing| thing.identifier.split('/').next().unwrap_or_default().to_owned();
        let container = |thing: &Thing| if level(thing) { Some(regime(thing)) } else { thing.edition.clone() };
        let name = |thing: &Thing| if level(thing) { thing.label.clone() } else { thing.identifier.clone() };
        let place = |thing: &Thing| kinds::KINDS.iter().position(|kind| kind.class == thing.kind.class);
        self.all.sort_by(|a, b| {
            place(a)
                .cmp(&place(b))
                .then_with(|| container(a).cmp(&container(b)))
                .then_with(|| natural::compare(&name(a), &name(b)))
                .then_with(|| a.iri.cmp(&b.iri))
        });
        for (rank, thing) in self.all.iter_mut().enumerate() {
            thing.rank = rank;
        }
        self.by_iri = self.all.iter().enumerate().map(|(n, thing)| (thing.iri.clone(), n)).collect();
    }

    /// The thing with an address.
    pub fn get(&self, iri: &str) -> Option<&Thing> {
        self.by_iri.get(iri).map(|&number| &self.all[number])
    }

    /// The thing whose page stands at a path.
    pub fn at(&self, path: &PagePath) -> Option<&Thing> {
        self.get(&format!("{}{}", self.base, path.as_str()))
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Thing> {
        self.all.iter()
    }

    /// Those of one kind, in order.
    pub fn of(&self, kind: &Kind) -> impl Iterator<Item = &Thing> {
        self.all.iter().filter(move |thing| thing.kind.class == kind.class)
    }

    /// What it hangs under, nearest first.
    pub fn ancestors(&self, thing: &Thing) -> Vec<&Thing> {
        let mut found: Vec<&Thing> = Vec::new();
        let mut next = thing.parent.as_deref();
        while let Some(parent) = next.and_then(|iri| self.get(iri)) {
            if found.len() > 12 || found.iter().any(|seen| seen.iri == parent.iri) {
                break;
            }
            found.push(parent);
            next = parent.parent.as_deref();
        }
        found
    }

    /// What a link to it says: its identifier for a provision, with its edition unless the page is about that edition;
    /// its short or full name otherwise.
    pub fn link_text(&self, thing: &Thing, within: Option<&str>) -> String {
        if thing.kind.class != "Provision" {
            return thing.short.clone().unwrap_or_else(|| thing.label.clone());
        }
        let edition = thing.edition.as_deref().filter(|edition| Some(*edition) != within).and_then(|e| self.get(e));
        match edition {
            Some(edition) => format!("{} {}", self.link_text(edition, None), thing.identifier),
            None => thing.identifier.clone(),
        }
    }
}

/// The local name of a term of the ontology.
pub fn local_name(iri: &str) -> Option<&str> {
    iri.strip_prefix(REGIMAP)
}
