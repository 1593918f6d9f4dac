//! What stands in a cell of a table: terms of an answer turned into text, links, badges and dates.

use super::path::PagePath;
use super::things::{Things, local_name};
use crate::graph::terms::PREFIXES;
use oxrdf::{Literal, Term};
use serde::Serialize;

/// One thing said in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// A word or two before it, such as `if`.
    pub lead: &'static str,
    /// What it says when pointed at.
    pub title: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether that is outside the site.
    pub external: bool,
    /// Its language, where that is not English.
    pub lang: Option<String>,
    /// For a value of a closed list: the value, which is also the name of its style.
    pub badge: Option<String>,
    /// For a date: its machine form.
    pub datetime: Option<String>,
    /// What follows in small type, such as a provision's heading.
    pub aside: Option<String>,
    /// What a reader has to mind: an identifier of our own, an unconfirmed fact.
    pub marks: Vec<&'static str>,
    /// Whether it is a number.
    pub number: bool,
}

impl Item {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A value of a closed list.
    pub fn badge(value: &str) -> Self {
        Self { text: value.replace('-', " "), badge: Some(value.to_owned()), ..Self::default() }
    }

    /// The item as another page shows it.
    pub fn moved(&self, from: &PagePath, to: &PagePath) -> Self {
        let href = self.href.as_ref().map(|href| if self.external { href.clone() } else { from.moved(href, to) });
        Self { href, ..self.clone() }
    }

    /// Without its link.
    pub fn unlinked(self) -> Self {
        Self { href: None, external: false, title: None, ..self }
    }

    /// Without what follows in small type.
    pub fn without_aside(self) -> Self {
        Self { aside: None, ..self }
    }

    /// A link within the site.
    pub fn link(text: impl Into<String>, from: &PagePath, to: &PagePath) -> Self {
        Self { text: text.into(), href: Some(from.href(to)), ..Self::default() }
    }
}

/// Turns terms into items as one page shows them.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Everything with a page.
    pub things: &'a Things,
    /// The page.
    pub page: &'a PagePath,
    /// The edition that the page is about, whose provisions need no naming of it.
    pub within: Option<&'a str>,
    /// Where the addresses of things begin.
    pub base: &'a str,
    /// Whether long names give way to identifiers, as in tables.
    pub brief: bool,
}

impl View<'_> {
    /// What a term looks like here.
    pub fn item(&self, term: &Term) -> Item {
        match term {
            Term::NamedNode(node) => self.node(node.as_str()),
            Term::BlankNode(node) => Item::plain(node.as_str()),
            Term::Literal(literal) => literal_item(literal),
        }
    }

    /// What an address looks like here.
    pub fn node(&self, iri: &str) -> Item {
        if let Some(thing) = self.things.get(iri) {
            let mut marks = Vec::new();
            if !thing.official {
                marks.push("our identifier");
            }
            if thing.grade.as_deref() == Some("unconfirmed") {
                marks.push("unconfirmed");
            }
            let aside =
                (thing.kind.class == "Provision" && thing.label != thing.identifier).then(|| thing.label.clone());
            let text = match thing.kind.class {
                "Source" if self.brief => thing.identifier.clone(),
                _ => self.things.link_text(thing, self.within),
            };
            return Item { marks, aside, ..Item::link(text, self.page, &thing.path) };
        }
        if let Some(local) = local_name(iri) {
            // Values of closed lists are in small letters, classes are not.
            return if local.starts_with(char::is_lowercase) { Item::badge(local) } else { Item::plain(words(local)) };
        }
        if let Some(path) = iri.strip_prefix(self.base) {
            return Item::plain(path);
        }
        let web = iri.starts_with("https://") || iri.starts_with("http://");
        Item { text: prefixed(iri), href: web.then(|| iri.to_owned()), external: web, ..Item::default() }
    }
}

/// A term of a vocabulary by its prefix, any other address as it stands.
fn prefixed(iri: &str) -> String {
    let known = PREFIXES.iter().find_map(|(prefix, start)| Some((prefix, iri.strip_prefix(start)?)));
    known.map_or_else(|| iri.to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
}

/// `LevelRequirement` as people write it: level requirement.
fn words(class: &str) -> String {
    let mut text = String::new();
    for c in class.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(c.to_lowercase());
    }
    text
}

fn literal_item(literal: &Literal) -> Item {
    let value = literal.value();
    if let Some(lang) = literal.language() {
        let lang = (lang != "en").then(|| lang.to_owned());
        return Item { lang, ..Item::plain(value) };
    }
    let datatype = literal.datatype().as_str().rsplit('#').next().unwrap_or_default();
    match datatype {
        "date" | "gYearMonth" | "gYear" => Item { datetime: Some(value.to_owned()), ..Item::plain(date_text(value)) },
        "boolean" => Item::plain(if value == "true" { "yes" } else { "no" }),
        "integer" | "decimal" | "double" => Item { number: true, ..Item::plain(value) },
        _ => Item::plain(value),
    }
}

/// `2025-12-04` as `4 December 2025`, `2025-12` as `December 2025`.
pub fn date_text(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = iso.split('-');
    let year = parts.next().unwrap_or(iso);
    let month = parts.next().and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let day = parts.next().and_then(|d| d.parse::<u8>().ok());
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => iso.to_owned(),
    }
}
