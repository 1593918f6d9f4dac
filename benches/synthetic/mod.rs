//! Made-up mappings of the shape that public corpora have: frameworks around a hub of controls, each hub control with
//! some fifty mappings, and nineteen in twenty of the two-step chains made of "intersects" alone. The relations are those
//! of made-up sets, so that they agree.

#![allow(dead_code, reason = "each bench takes a part of it")]

use regimap::reason::network::{Assertion, Node};
use regimap::reason::{Disjunction, Relation};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Mappings of one provision.
const PER_SPOKE: usize = 7;
/// Mappings of one hub control.
const PER_HUB: usize = 50;
/// Hub controls that share a topic.
const PER_TOPIC: usize = 40;
/// Of this many provisions one says the same as a hub control, less or more.
const NEAR: usize = 6;

/// A small generator of numbers that are the same in every run (SplitMix64).
pub struct Random(u64);

impl Random {
    /// A generator with a start of its own.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

/// Mappings between provisions (behind) and hub controls (numbered first).
pub fn mappings(count: usize) -> Vec<Assertion> {
    let mut random = Random::new(count as u64);
    let hubs = (count / PER_HUB).max(PER_TOPIC);
    let topics = hubs.div_ceil(PER_TOPIC);
    // Members: one of each topic, three of each hub control, one of each provision.
    let own = |hub: usize| (topics + hub * 3)..(topics + hub * 3 + 3);
    let sets: Vec<BTreeSet<usize>> = (0..hubs).map(|hub| own(hub).chain([hub / PER_TOPIC]).collect()).collect();
    let mut made = Vec::with_capacity(count);
    let mut spoke = 0;
    while made.len() < count {
        let topic = random.below(topics);
        let first = topic * PER_TOPIC;
        let of_topic = PER_TOPIC.min(hubs - first);
        let mut mapped: Vec<usize> = Vec::new();
        while mapped.len() < PER_SPOKE.min(of_topic) {
            let hub = first + random.below(of_topic);
            if !mapped.contains(&hub) {
                mapped.push(hub);
            }
        }
        let mine = topics + hubs * 3 + spoke;
        let near = &sets[mapped[0]];
        let set: BTreeSet<usize> = match (random.below(NEAR), random.below(3)) {
            (0, 0) => near.clone(),
            (0, 1) => near.iter().copied().take(3).collect(),
            (0, _) => near.iter().copied().chain([mine]).collect(),
            _ => [topic, mine].into(),
        };
        for hub in mapped.into_iter().take(count - made.len()) {
            let relation = Disjunction::from(relation(&set, &sets[hub]));
            made.push(Assertion { subject: (hubs + spoke) as Node, object: hub as Node, relation });
        }
        spoke += 1;
    }
    made
}

fn relation(mine: &BTreeSet<usize>, theirs: &BTreeSet<usize>) -> Relation {
    if mine == theirs {
        Relation::Equal
    } else if mine.is_superset(theirs) {
        Relation::SupersetOf
    } else if mine.is_subset(theirs) {
        Relation::SubsetOf
    } else if mine.is_disjoint(theirs) {
        Relation::NoRelationship
    } else {
        Relation::IntersectsWith
    }
}

/// How many chains of two mappings there are, and how many of them are made of "intersects" alone.
pub fn chains(mappings: &[Assertion]) -> (usize, usize) {
    let nodes = mappings.iter().flat_map(|m| [m.subject, m.object]).max().map_or(0, |node| node as usize + 1);
    let (mut all, mut open) = (vec![0usize; nodes], vec![0usize; nodes]);
    for mapping in mappings {
        for node in [mapping.subject as usize, mapping.object as usize] {
            all[node] += 1;
            open[node] += usize::from(mapping.relation.is_open());
        }
    }
    let pairs = |counts: &[usize]| counts.iter().map(|&n| n * n.saturating_sub(1) / 2).sum();
    (pairs(&all), pairs(&open))
}

/// The mappings as an SSSOM table with the columns that published sets have.
pub fn sssom(mappings: &[Assertion]) -> String {
    let mut text = String::from(
        "# mapping_set_id: https://example.org/set\n# license: https://creativecommons.org/licenses/by/4.0/\n\
         # curie_map:\n#   hub: https://example.org/hub/\n#   law: https://example.org/law/\n\
         #   orcid: https://orcid.org/\n#   semapv: https://w3id.org/semapv/vocab/\n\
         #   skos: http://www.w3.org/2004/02/skos/core#\n\
         subject_id\tsubject_label\tsubject_category\tpredicate_id\tobject_id\tobject_label\tobject_category\t\
         mapping_justification\tauthor_id\tmapping_date\tconfidence\tmapping_cardinality\tmapping_tool\tcomment\n",
    );
    for (row, Assertion { subject, object, relation }) in mappings.iter().enumerate() {
        let predicate = match relation.single() {
            Some(Relation::Equal) => "exactMatch",
            Some(Relation::SupersetOf) => "narrowMatch",
            Some(Relation::SubsetOf) => "broadMatch",
            _ => "relatedMatch",
        };
        let _ = writeln!(
            text,
            "law:clause-{subject}\tClause {subject} on the security of products\tprovision\tskos:{predicate}\t\
             hub:control-{object}\tControl {object} of the common framework\tcontrol\tsemapv:ManualMappingCuration\t\
             orcid:0000-0002-1825-0097\t2025-11-{:02}\t0.{:02}\tn:n\tby hand\tread side by side, row {row}",
            row % 28 + 1,
            row % 100,
        );
    }
    text
}
