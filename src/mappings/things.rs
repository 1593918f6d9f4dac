//! The things that a table maps, numbered: each name is looked at once, however many rows hold it.

use super::table::Thing;
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::hash::BuildHasher as _;

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
    /// Numbers of things with those of their editions, by the IRI that each thing keeps.
    by_iri: HashTable<(u32, u32)>,
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
        let number = self.last.1;
        if let Some(&found) = self.met[number as usize].get(&*written) {
            return found;
        }
        let found = iri(&written).map(|iri| self.by_iri(iri, &written));
        self.met[number as usize].insert(written, found);
        found
    }

    /// The thing of this IRI in the last edition.
    fn by_iri(&mut self, iri: String, written: &str) -> u32 {
        let (all, edition) = (&mut self.all, self.last.1);
        let hash = |iri: &str, edition: u32| FxBuildHasher.hash_one((iri, edition));
        let is_same = |&(thing, of): &(u32, u32)| of == edition && all[thing as usize].iri == iri;
        if let Some(&(thing, _)) = self.by_iri.find(hash(&iri, edition), is_same) {
            return thing;
        }
        let next = all.len() as u32;
        self.by_iri
            .insert_unique(hash(&iri, edition), (next, edition), |&(thing, of)| hash(&all[thing as usize].iri, of));
        all.push(Thing { iri, edition: self.last.0.clone(), written: written.to_owned() });
        next
    }

    /// Makes room at once for as many more names as will come, if they come on as they did so far.
    pub fn expect(&mut self, seen: usize, rows: usize) {
        let more = |known: usize| known * rows.saturating_sub(seen) / seen.max(1);
        for names in &mut self.met {
            names.reserve(more(names.len()));
        }
        let all = more(self.all.len());
        self.all.reserve(all);
        let hash = |&(thing, of): &(u32, u32)| FxBuildHasher.hash_one((self.all[thing as usize].iri.as_str(), of));
        self.by_iri.reserve(all, hash);
    }
}
