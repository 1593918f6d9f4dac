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
    editions: Numbered<'t>,
    /// The edition of the last name; it rarely changes from one to the next.
    last: (String, u32),
    /// For each edition the names that were met, each with its thing, or with none where it is no name.
    met: Vec<FxHashMap<Cow<'t, str>, Option<u32>>>,
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
        if self.met.is_empty() || *edition != self.last.0 {
            let (number, is_new) = self.editions.number(edition.clone());
            self.last = (edition.into_owned(), number);
            if is_new {
                self.met.push(FxHashMap::default());
            }
        }
        let (edition, number) = (&self.last.0, self.last.1);
        if let Some(&found) = self.met[number as usize].get(&*written) {
            return found;
        }
        let found = iri(&written).map(|iri| {
            let next = self.all.len() as u32;
            *self.by_iri.entry((iri.clone(), number)).or_insert_with(|| {
                self.all.push(Thing { iri, edition: edition.clone(), written: written.clone().into_owned() });
                next
            })
        });
        self.met[number as usize].insert(written, found);
        found
    }
}
