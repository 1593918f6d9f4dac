//! An immutable dataset: a sorted dictionary of terms and sorted quads, small enough to ship in the binary.
//!
//! Terms are numbered in the order of their encoding, so the same facts give the same bytes whatever order they
//! came in. Quads are stored once, by subject; three permutations index them by predicate, object and graph.

use oxrdf::{BlankNode, Literal, NamedNode, Term, TermRef};
use rustc_hash::FxHashMap;

/// One quad, as numbers of terms: subject, predicate, object, graph.
pub type Row = [u32; 4];

/// What a scan looks for.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// The bound terms: subject, predicate, object, graph.
    pub wanted: [Option<u32>; 4],
    /// Whether the graphs are taken as one, so that a triple in several of them comes once.
    pub union: bool,
}

/// An immutable RDF dataset of named graphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    pub(super) heap: Vec<u8>,
    pub(super) ends: Vec<u32>,
    pub(super) quads: Vec<Row>,
    /// Numbers of quads ordered by predicate, object, subject.
    pub(super) by_predicate: Vec<u32>,
    /// Numbers of quads ordered by object, subject, predicate.
    pub(super) by_object: Vec<u32>,
    /// Numbers of quads ordered by graph, subject, predicate.
    pub(super) by_graph: Vec<u32>,
    pub(super) graphs: Vec<u32>,
}

impl Frozen {
    /// A dataset of terms and quads that are in order, with the indexes that it needs.
    pub(super) fn index(heap: Vec<u8>, ends: Vec<u32>, quads: Vec<Row>) -> Self {
        let order = |columns: [usize; 4]| {
            let mut order: Vec<u32> = (0..quads.len() as u32).collect();
            order.sort_unstable_by_key(|&number| columns.map(|c| quads[number as usize][c]));
            order
        };
        let (by_predicate, (by_object, by_graph)) =
            rayon::join(|| order([1, 2, 0, 3]), || rayon::join(|| order([2, 0, 1, 3]), || order([3, 0, 1, 2])));
        let mut graphs: Vec<u32> = by_graph.iter().map(|&n| quads[n as usize][3]).collect();
        graphs.dedup();
        Self { heap, ends, quads, by_predicate, by_object, by_graph, graphs }
    }

    /// How many quads it holds.
    pub fn len(&self) -> usize {
        self.quads.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.quads.is_empty()
    }

    /// The numbers of the named graphs.
    pub fn graphs(&self) -> impl Iterator<Item = u32> + '_ {
        self.graphs.iter().copied()
    }

    /// The term with this number.
    ///
    /// # Panics
    /// When the number did not come from this dataset.
    pub fn term(&self, id: u32) -> Term {
        decode(self.encoded(id))
    }

    pub(super) fn encoded(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] as usize };
        &self.heap[start..self.ends[id] as usize]
    }

    /// The number of a term, if the dataset has it.
    pub fn find(&self, term: TermRef<'_>) -> Option<u32> {
        let mut wanted = Vec::new();
        encode(term, &mut wanted);
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.encoded(middle as u32).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle as u32),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Every quad as terms, ordered by graph, subject, predicate, object.
    pub fn iter(&self) -> impl Iterator<Item = (Term, Term, Term, Term)> + '_ {
        self.by_graph.iter().map(|&number| {
            let [s, p, o, g] = self.quads[number as usize];
            (self.term(s), self.term(p), self.term(o), self.term(g))
        })
    }

    /// The quads that match the bound terms.
    pub fn scan(&self, pattern: Pattern) -> Scan<'_> {
        let [s, p, o, g] = pattern.wanted;
        let within = |order: &[u32], columns, key| {
            self.range(order.len(), |place| self.quads[order[place] as usize], columns, key)
        };
        let (order, range) = match (s, p, o, g) {
            (Some(_), None, Some(_), _) => (Some(&self.by_object), within(&self.by_object, [2, 0, 1], [o, s, None])),
            (Some(_), ..) => (None, self.range(self.quads.len(), |place| self.quads[place], [0, 1, 2], [s, p, o])),
            (None, Some(_), ..) => (Some(&self.by_predicate), within(&self.by_predicate, [1, 2, 0], [p, o, None])),
            (None, None, Some(_), _) => (Some(&self.by_object), within(&self.by_object, [2, 0, 1], [o, None, None])),
            (None, None, None, Some(_)) => (Some(&self.by_graph), within(&self.by_graph, [3, 0, 1], [g, None, None])),
            (None, None, None, None) => (None, 0..self.quads.len()),
        };
        Scan { dataset: self, order: order.map(Vec::as_slice), range, pattern, last: None }
    }

    /// The places, in an order by three columns, of the quads that begin with the bound terms of a key.
    fn range(
        &self,
        length: usize,
        row: impl Fn(usize) -> Row,
        columns: [usize; 3],
        key: [Option<u32>; 3],
    ) -> std::ops::Range<usize> {
        // One number for three columns makes a step of the search one comparison.
        let packed = |[a, b, c]: [u32; 3]| u128::from(a) << 64 | u128::from(b) << 32 | u128::from(c);
        let at = |place: usize| packed(columns.map(|column| row(place)[column]));
        let bound = |free: u32| {
            let mut open = false;
            packed(key.map(|term| {
                open |= term.is_none();
                term.filter(|_| !open).unwrap_or(free)
            }))
        };
        let (low, high) = (bound(0), bound(u32::MAX));
        let from = first(0, length, |place| at(place) >= low);
        // What matches is mostly short, so the end is looked for near the beginning.
        let mut step = 1;
        while from + step < length && at(from + step) <= high {
            step *= 2;
        }
        from..first(from + step / 2, length.min(from + step), |place| at(place) > high)
    }
}

/// The first place from which on a condition holds, or the end.
fn first(mut from: usize, mut to: usize, holds: impl Fn(usize) -> bool) -> usize {
    while from < to {
        let middle = usize::midpoint(from, to);
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

/// The quads of a [`Frozen`] that match a pattern, in a fixed order.
pub struct Scan<'a> {
    dataset: &'a Frozen,
    order: Option<&'a [u32]>,
    range: std::ops::Range<usize>,
    pattern: Pattern,
    last: Option<[u32; 3]>,
}

impl Iterator for Scan<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        for place in self.range.by_ref() {
            let number = self.order.map_or(place, |order| order[place] as usize);
            let row = self.dataset.quads[number];
            if !self.pattern.wanted.iter().zip(row).all(|(w, found)| w.is_none_or(|w| w == found)) {
                continue;
            }
            // Every order but that by graph keeps the copies of a triple side by side.
            let triple = [row[0], row[1], row[2]];
            if self.pattern.union && self.last.replace(triple) == Some(triple) {
                continue;
            }
            return Some(row);
        }
        None
    }
}

/// Collects quads in any order and freezes them.
#[derive(Default)]
pub struct Builder {
    numbers: FxHashMap<Box<[u8]>, u32>,
    rows: Vec<Row>,
    scratch: Vec<u8>,
}

impl Builder {
    /// Adds a quad; adding it again changes nothing.
    pub fn insert<'s, 'p, 'o, 'g>(
        &mut self,
        subject: impl Into<TermRef<'s>>,
        predicate: impl Into<TermRef<'p>>,
        object: impl Into<TermRef<'o>>,
        graph: impl Into<TermRef<'g>>,
    ) {
        let row = [
            self.number(subject.into()),
            self.number(predicate.into()),
            self.number(object.into()),
            self.number(graph.into()),
        ];
        self.rows.push(row);
    }

    /// The quads so far, each once, in no order that means anything.
    pub(super) fn distinct(&mut self) -> &[Row] {
        self.rows.sort_unstable();
        self.rows.dedup();
        &self.rows
    }

    /// The number under which a term is collected.
    pub(super) fn number_of<'t>(&mut self, term: impl Into<TermRef<'t>>) -> u32 {
        self.number(term.into())
    }

    /// The terms behind some numbers, in the same order.
    pub(super) fn names(&self, numbers: impl Iterator<Item = u32>) -> Vec<Term> {
        let by_number: FxHashMap<u32, &[u8]> =
            self.numbers.iter().map(|(text, &number)| (number, text.as_ref())).collect();
        numbers.filter_map(|number| by_number.get(&number).map(|text| decode(text))).collect()
    }

    fn number(&mut self, term: TermRef<'_>) -> u32 {
        self.scratch.clear();
        encode(term, &mut self.scratch);
        if let Some(&number) = self.numbers.get(self.scratch.as_slice()) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(self.scratch.as_slice().into(), number);
        number
    }

    /// Sorts and indexes what was collected.
    pub fn freeze(self) -> Frozen {
        let mut used = vec![false; self.numbers.len()];
        for row in &self.rows {
            for &id in row {
                used[id as usize] = true;
            }
        }
        let mut terms: Vec<(Box<[u8]>, u32)> =
            self.numbers.into_iter().filter(|(_, old)| used[*old as usize]).collect();
        terms.sort_unstable();
        let mut renumber = vec![u32::MAX; used.len()];
        let mut heap = Vec::with_capacity(terms.iter().map(|(text, _)| text.len()).sum());
        let mut ends = Vec::with_capacity(terms.len());
        for (new, (text, old)) in terms.iter().enumerate() {
            renumber[*old as usize] = new as u32;
            heap.extend_from_slice(text);
            ends.push(heap.len() as u32);
        }
        let mut quads: Vec<Row> = self.rows.iter().map(|row| row.map(|id| renumber[id as usize])).collect();
        quads.sort_unstable();
        quads.dedup();
        Frozen::index(heap, ends, quads)
    }
}

const IRI: u8 = 0;
const BLANK: u8 = 1;
const STRING: u8 = 2;
const LANGUAGE: u8 = 3;
const TYPED: u8 = 4;
const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// Writes a term as a kind byte and text; a language tag or datatype stands before the value, closed by a NUL.
fn encode(term: TermRef<'_>, out: &mut Vec<u8>) {
    match term {
        TermRef::NamedNode(node) => {
            out.push(IRI);
            out.extend_from_slice(node.as_str().as_bytes());
        }
        TermRef::BlankNode(node) => {
            out.push(BLANK);
            out.extend_from_slice(node.as_str().as_bytes());
        }
        TermRef::Literal(literal) => {
            if let Some(language) = literal.language() {
                out.push(LANGUAGE);
                out.extend_from_slice(language.as_bytes());
                out.push(0);
            } else if literal.datatype().as_str() == XSD_STRING {
                out.push(STRING);
            } else {
                out.push(TYPED);
                out.extend_from_slice(literal.datatype().as_str().as_bytes());
                out.push(0);
            }
            out.extend_from_slice(literal.value().as_bytes());
        }
    }
}

fn decode(bytes: &[u8]) -> Term {
    // To check is quicker than to mend, and there is hardly ever anything to mend.
    let text = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    };
    let split = |bytes: &[u8]| {
        let nul = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
        (text(&bytes[..nul]), text(bytes.get(nul + 1..).unwrap_or_default()))
    };
    match bytes.split_first() {
        Some((&BLANK, rest)) => BlankNode::new_unchecked(text(rest)).into(),
        Some((&STRING, rest)) => Literal::new_simple_literal(text(rest)).into(),
        Some((&LANGUAGE, rest)) => {
            let (language, value) = split(rest);
            Literal::new_language_tagged_literal_unchecked(value, language).into()
        }
        Some((&TYPED, rest)) => {
            let (datatype, value) = split(rest);
            Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into()
        }
        Some((_, rest)) => NamedNode::new_unchecked(text(rest)).into(),
        None => NamedNode::new_unchecked(String::new()).into(),
    }
}
