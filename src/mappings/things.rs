//! The things that a table maps, numbered: each name is looked at once, however many rows hold it.

use super::table::Thing;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Texts by number, in the order in which they were first met.
#[derive(Default)]
pub(super) struct Numbered<'t> {
    numbers: FxHashMap<Cow<'t, str>, u32>,
}

impl<'t> Numbered<'t> {
    /// The number of a text, and whether it is new.
    pub fn number(&mut self, text: Cow<'t, str>) -> (u32, bool) {
        let next = self.numbers.len() as u32;
        if let Some(&number) = self.numbers.get(&*text) {
            return (number, false);
        }
        self.numbers.insert(text, next);
        (next, true)
    }
}

/// What is mapped: by IRI and edition, so that two editions are two things.
#[derive(Default)]
pub(super) struct Things<'t> {
    written: Numbered<'t>,
    editions: Numbered<'t>,
    /// For each way of writing and edition the thing, or that there is none.
    met: FxHashMap<(u32, u32), Option<u32>>,
    by_iri: FxHashMap<(String, u32), u32>,
    pub all: Vec<Thing>,
}

impl<'t> Things<'t> {
    /// The thing of this name in this edition; `iri` is called on a name that was not met before, and gives none
    /// where it is no name.
    pub fn number(
        &mut self,
        written: Cow<'t, str>,
        edition: Cow<'t, str>,
        iri: impl FnOnce(&str) -> Option<String>,
    ) -> Option<u32> {
        let edition_number = self.editions.number(edition.clone()).0;
        let (name, _) = self.written.number(written.clone());
        if let Some(&found) = self.met.get(&(name, edition_number)) {
            return found;
        }
        let found = iri(&written).map(|iri| {
            let next = self.all.len() as u32;
            *self.by_iri.entry((iri.clone(), edition_number)).or_insert_with(|| {
                self.all.push(Thing { iri, edition: edition.into_owned(), written: written.into_owned() });
                next
            })
        });
        self.met.insert((name, edition_number), found);
        found
    }
}
