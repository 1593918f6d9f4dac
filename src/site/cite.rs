//! How to cite a page: what it is about, as of which day, and under which address.

use super::page::Citation;
use super::things::Thing;
use super::{Site, cell::date_text};

impl Site<'_, '_> {
    /// The citation of a thing.
    pub fn citation(&self, thing: &Thing) -> Citation {
        // Without the hash of the data, so that a page stays the same while nothing that it says changes.
        let (options, name) = (self.options, self.cited_name(thing));
        let day = date_text(&options.as_of);
        let text = format!("regimap {}, “{name}”, as of {day}. {}", options.version, thing.iri);
        let key: String =
            thing.path.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let year = options.as_of.split('-').next().unwrap_or_default();
        let bibtex = format!(
            "@misc{{regimap-{key},\n  title = {{{}}},\n  author = {{{{regimap contributors}}}},\n  year = {{{year}}},\n  url = {{{}}},\n  note = {{regimap {}, as of {}}}\n}}",
            plain(&name),
            thing.iri,
            options.version,
            options.as_of
        );
        Citation { text, bibtex }
    }

    fn cited_name(&self, thing: &Thing) -> String {
        let link = self.things.link_text(thing, None);
        if link == thing.label { link } else { format!("{link}: {}", thing.label) }
    }
}

/// Text without what BibTeX takes for its own.
fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|c| match c {
            '&' | '%' | '$' | '#' | '_' => vec!['\\', c],
            '{' | '}' | '\\' | '~' | '^' => vec![' '],
            c => vec![c],
        })
        .collect()
}
