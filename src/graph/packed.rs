//! The bytes of a [`Frozen`] dataset on a journey: as small as they get once compressed, at the price of some work on
//! arrival. What [`Frozen::to_bytes`] keeps ready, the orders of the quads, is made anew.
//!
//! Terms come in order, each as what it shares with the one before and the rest. Quads come in order, column by column:
//! subjects by their distance, predicates and graphs by their place in a list, and objects by their distance from the
//! last object of the same predicate, because what was derived in a row has objects in a row.

use super::frozen::{Frozen, Row};
use super::snapshot::SnapshotError;

const MAGIC: &[u8; 8] = b"regimap\x11";

impl Frozen {
    /// The dataset as few bytes; equal datasets give equal bytes.
    pub fn to_packed(&self) -> Vec<u8> {
        let mut out = Out(MAGIC.to_vec());
        out.number(self.ends.len());
        let mut before: &[u8] = &[];
        for id in 0..self.ends.len() {
            let term = self.encoded(id as u32);
            let shared = before.iter().zip(term).take_while(|(a, b)| a == b).count();
            out.number(shared);
            out.number(term.len() - shared);
            out.0.extend_from_slice(&term[shared..]);
            before = term;
        }
        out.number(self.quads.len());
        let (predicates, graphs) = (self.distinct(1), self.distinct(3));
        for list in [&predicates, &graphs] {
            out.number(list.len());
            list.iter().for_each(|&id| out.number(id as usize));
        }
        let place = |list: &[u32], id: u32| list.partition_point(|&other| other < id);
        let mut subject = 0;
        for row in &self.quads {
            out.number((row[0] - subject) as usize);
            subject = row[0];
        }
        self.quads.iter().for_each(|row| out.number(place(&predicates, row[1])));
        let mut last = vec![0; predicates.len()];
        for row in &self.quads {
            let last = &mut last[place(&predicates, row[1])];
            out.distance(i64::from(row[2]) - i64::from(*last));
            *last = row[2];
        }
        self.quads.iter().for_each(|row| out.number(place(&graphs, row[3])));
        out.0
    }

    /// Reads a dataset back from [`Frozen::to_packed`].
    ///
    /// # Errors
    /// When the bytes are no packed dataset or are damaged.
    pub fn from_packed(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let mut bytes = In(bytes.strip_prefix(MAGIC.as_slice()).ok_or(SnapshotError::Foreign)?);
        let (mut heap, mut ends): (Vec<u8>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut start = 0;
        for _ in 0..bytes.number()? {
            let (shared, rest) = (bytes.number()?, bytes.number()?);
            let next = heap.len();
            let shared_end = start + shared;
            if shared_end > next {
                return Err(SnapshotError::Damaged);
            }
            heap.extend_from_within(start..shared_end);
            heap.extend_from_slice(bytes.take(rest)?);
            ends.push(u32::try_from(heap.len()).map_err(|_| SnapshotError::Damaged)?);
            start = next;
        }
        let count = bytes.number()?;
        let predicates = bytes.list()?;
        let graphs = bytes.list()?;
        let of = |list: &[u32], place: usize| list.get(place).copied().ok_or(SnapshotError::Damaged);
        let mut quads: Vec<Row> = Vec::new();
        let mut subject = 0;
        for _ in 0..count {
            subject += bytes.number()?;
            quads.push([u32::try_from(subject).map_err(|_| SnapshotError::Damaged)?, 0, 0, 0]);
        }
        let mut places = Vec::with_capacity(quads.len());
        for row in &mut quads {
            let place = bytes.number()?;
            row[1] = of(&predicates, place)?;
            places.push(place);
        }
        let mut last = vec![0_i64; predicates.len()];
        for (row, place) in quads.iter_mut().zip(places) {
            last[place] += bytes.distance()?;
            row[2] = u32::try_from(last[place]).map_err(|_| SnapshotError::Damaged)?;
        }
        for row in &mut quads {
            row[3] = of(&graphs, bytes.number()?)?;
        }
        let terms = ends.len() as u32;
        if quads.iter().flatten().any(|&id| id >= terms) || !bytes.0.is_empty() {
            return Err(SnapshotError::Damaged);
        }
        Ok(Self::index(heap, ends, quads))
    }

    fn distinct(&self, column: usize) -> Vec<u32> {
        let mut found: Vec<u32> = self.quads.iter().map(|row| row[column]).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

struct Out(Vec<u8>);

impl Out {
    /// Seven bits a byte, the last one below 128.
    fn number(&mut self, mut number: usize) {
        while number >= 128 {
            self.0.push((number % 128) as u8 | 128);
            number /= 128;
        }
        self.0.push(number as u8);
    }

    /// Near zero is small, whatever the sign.
    fn distance(&mut self, distance: i64) {
        self.number(((distance << 1) ^ (distance >> 63)) as usize);
    }
}

struct In<'b>(&'b [u8]);

impl<'b> In<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], SnapshotError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(SnapshotError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, SnapshotError> {
        let mut number = 0_u64;
        for shift in (0..35).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(SnapshotError::Damaged)?;
            self.0 = rest;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return usize::try_from(number).map_err(|_| SnapshotError::Damaged);
            }
        }
        Err(SnapshotError::Damaged)
    }

    fn distance(&mut self) -> Result<i64, SnapshotError> {
        let number = self.number()? as i64;
        Ok((number >> 1) ^ -(number & 1))
    }

    fn list(&mut self) -> Result<Vec<u32>, SnapshotError> {
        let count = self.number()?;
        (0..count).map(|_| u32::try_from(self.number()?).map_err(|_| SnapshotError::Damaged)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Builder;
    use oxrdf::{Literal, NamedNode};

    fn small() -> Frozen {
        let mut builder = Builder::default();
        let node = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
        for (s, p, g) in [("a", "p", "g"), ("b", "p", "g"), ("b", "q", "h"), ("c", "p", "g")] {
            for object in ["x", "yy", "日本"] {
                let literal = Literal::new_language_tagged_literal_unchecked(format!("{object} {s}"), "ja");
                builder.insert(&node(s), node(p).as_ref(), &literal, &node(g));
            }
        }
        builder.freeze()
    }

    #[test]
    fn what_arrives_is_what_was_sent() {
        let sent = small();
        assert_eq!(Frozen::from_packed(&sent.to_packed()).unwrap(), sent);
        let empty = Builder::default().freeze();
        assert_eq!(Frozen::from_packed(&empty.to_packed()).unwrap(), empty);
    }

    #[test]
    fn what_is_cut_off_or_foreign_is_refused() {
        let bytes = small().to_packed();
        for end in 0..bytes.len() {
            assert!(Frozen::from_packed(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(Frozen::from_packed(&small().to_bytes()), Err(SnapshotError::Foreign));
    }
}
