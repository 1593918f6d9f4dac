//! What is doubtful about mappings that can each be read: names of nothing, and pairs that are mapped twice.

use super::table::{Mapping, Mappings};
use crate::pack::diagnostic::Sink;
use crate::pack::scan::Span;
use crate::pack::{Code, Diagnostic, FileId, suggest};
use crate::reason::Disjunction;
use rustc_hash::FxHashSet;

/// For no more than this many names the one most likely meant is looked for: each look goes through all that are known.
const MOST_SUGGESTIONS: usize = 50;

/// The names against which a table is held.
#[derive(Debug, Default)]
pub struct Known {
    /// All that can be a subject, as written or as IRIs; none where any name will do.
    pub subjects: Option<FxHashSet<String>>,
    /// All that can be an object.
    pub objects: Option<FxHashSet<String>>,
    /// IRIs that begin so have to be among [`Known::own_things`].
    pub own: String,
    /// Every thing under [`Known::own`].
    pub own_things: FxHashSet<String>,
}

/// Reports names of nothing, pairs that are mapped twice in the same way, and pairs that are mapped in two ways.
pub fn check(table: &Mappings, known: &Known, sink: &mut Sink) {
    dangling(table, known, sink);
    pairs(table, sink);
}

fn dangling(table: &Mappings, known: &Known, sink: &mut Sink) {
    let mut suggested = 0;
    for (side, list) in [("subject", &known.subjects), ("object", &known.objects)] {
        // By thing: the first row that names it, and how many do.
        let mut uses: Vec<(Option<usize>, usize)> = vec![(None, 0); table.things.len()];
        for (number, mapping) in table.mappings.iter().enumerate() {
            if let Some(thing) = if side == "subject" { mapping.subject } else { mapping.object } {
                let (first, count) = &mut uses[thing as usize];
                first.get_or_insert(number);
                *count += 1;
            }
        }
        for (thing, (first, count)) in table.things.iter().zip(uses) {
            let Some(first) = first else { continue };
            let is_own = !known.own.is_empty() && thing.iri.starts_with(&known.own);
            let is_known = match list {
                _ if is_own => known.own_things.contains(&thing.iri),
                Some(list) => list.contains(&thing.written) || list.contains(&thing.iri),
                None => true,
            };
            if is_known {
                continue;
            }
            let names = if is_own { Some(&known.own_things) } else { list.as_ref() };
            let wanted = if is_own { &thing.iri } else { &thing.written };
            suggested += 1;
            let near = names.filter(|_| suggested <= MOST_SUGGESTIONS);
            let near = near.and_then(|names| suggest::nearest(wanted, names.iter().map(String::as_str)));
            let rows = if count == 1 { String::new() } else { format!(", here and in {} more rows", count - 1) };
            let found = Diagnostic::new(Code::DanglingId, format!("there is no {side} `{}`{rows}", thing.written));
            let row = table.mappings[first].span().range();
            let found = found.at(FileId(0), row).field(side).value(&thing.written);
            sink.push(found.expected("the name of something that is there").suggest(near.map(str::to_owned)));
        }
    }
}

fn pairs(table: &Mappings, sink: &mut Sink) {
    let mut stated: Vec<(Pair, usize)> =
        table.mappings.iter().enumerate().filter_map(|(number, mapping)| Some((Pair::of(mapping)?, number))).collect();
    stated.sort_unstable();
    for same in stated.chunk_by(|one, other| one.0.place() == other.0.place()) {
        for (place, &(Pair { relation, .. }, number)) in same.iter().enumerate().skip(1) {
            // Within a pair, equal relations stand beside each other, the earlier row first.
            let (before, first) = (same[place - 1].0.relation, same[place - 1].1);
            let mapping = &table.mappings[number];
            let name = |thing: Option<u32>| thing.map_or("", |thing| &table.things[thing as usize].written);
            let (subject, object) = (name(mapping.subject), name(mapping.object));
            let found = if before == relation {
                let message = format!("`{subject}` and `{object}` are mapped twice in the same way");
                Diagnostic::new(Code::DuplicatePair, message).expected("each pair once")
            } else {
                let both = relation.intersection(before);
                let together = match both {
                    Disjunction::NOTHING => "the two cannot both hold".to_owned(),
                    both => format!("if both hold, it is {both}"),
                };
                let message = format!("`{subject}` and `{object}` are mapped in two ways; {together}");
                Diagnostic::new(Code::TwoRelations, message).expected("one relation for each pair")
            };
            let found = found.at(FileId(0), mapping.span().range()).warning();
            sink.push(found.related(FileId(0), table.mappings[first].span(), "and here"));
        }
    }
}

/// Two things that are mapped, whichever way round, and how.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    ends: (u32, u32),
    is_about_wording: bool,
    together: Option<u32>,
    relation: Disjunction,
}

impl Pair {
    fn of(mapping: &Mapping) -> Option<Self> {
        let (subject, object, relation) = (mapping.subject?, mapping.object?, mapping.relation?);
        let (ends, relation) = match subject <= object {
            true => ((subject, object), relation),
            false => ((object, subject), relation.converse()),
        };
        let is_about_wording = mapping.rationale.is_about_wording();
        Some(Self { ends, is_about_wording, together: mapping.together, relation })
    }

    fn place(&self) -> ((u32, u32), bool, Option<u32>) {
        (self.ends, self.is_about_wording, self.together)
    }
}

impl Mapping {
    /// Where its row stands.
    pub(super) fn span(&self) -> Span {
        Span { start: self.row.0, end: self.row.1 }
    }
}
