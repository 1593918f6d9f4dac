//! The bytes of a [`Frozen`] dataset: counts, then the dictionary, then the quads and their orders.

use super::frozen::Frozen;

const MAGIC: &[u8; 8] = b"regimap\x01";

/// Why bytes are no snapshot.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SnapshotError {
    /// The first bytes are not those of a snapshot of this version.
    #[error("this is not a regimap snapshot, or one of another version: build it again with `regimap build`")]
    Foreign,
    /// The bytes end early or numbers in them point nowhere.
    #[error("the snapshot is cut off or damaged: build it again with `regimap build`")]
    Damaged,
}

impl Frozen {
    /// The dataset as bytes; equal datasets give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.heap.len() + self.quads.len() * 28 + self.ends.len() * 4 + 64);
        out.extend_from_slice(MAGIC);
        for count in [self.heap.len(), self.ends.len(), self.quads.len(), self.graphs.len()] {
            out.extend_from_slice(&(count as u32).to_le_bytes());
        }
        out.extend_from_slice(&self.heap);
        let numbers = self
            .ends
            .iter()
            .chain(self.quads.iter().flatten())
            .chain(&self.by_predicate)
            .chain(&self.by_object)
            .chain(&self.by_graph)
            .chain(&self.graphs);
        for number in numbers {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out
    }

    /// Reads a dataset back from [`Frozen::to_bytes`].
    ///
    /// # Errors
    /// When the bytes are no snapshot or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(SnapshotError::Foreign)?;
        let (counts, rest) = rest.split_at_checked(16).ok_or(SnapshotError::Damaged)?;
        let counts: Vec<usize> = words(counts).map(|word| word as usize).collect();
        let [heap, terms, quads, graphs] = counts[..] else { return Err(SnapshotError::Damaged) };
        let (heap, rest) = rest.split_at_checked(heap).ok_or(SnapshotError::Damaged)?;
        let expected = terms + quads * 7 + graphs;
        if rest.len() != expected * 4 {
            return Err(SnapshotError::Damaged);
        }
        let mut rest = rest;
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at(count * 4);
            rest = left;
            words(taken)
        };
        let ends: Vec<u32> = take(terms).collect();
        let flat: Vec<u32> = take(quads * 4).collect();
        let dataset = Frozen {
            heap: heap.to_vec(),
            ends,
            quads: flat.chunks_exact(4).map(|row| [row[0], row[1], row[2], row[3]]).collect(),
            by_predicate: take(quads).collect(),
            by_object: take(quads).collect(),
            by_graph: take(quads).collect(),
            graphs: take(graphs).collect(),
        };
        dataset.is_sound().then_some(dataset).ok_or(SnapshotError::Damaged)
    }

    fn is_sound(&self) -> bool {
        let (terms, quads) = (self.ends.len() as u32, self.quads.len() as u32);
        self.ends.is_sorted()
            && self.ends.last().map_or(self.heap.is_empty(), |&end| end as usize == self.heap.len())
            && self.quads.iter().flatten().chain(&self.graphs).all(|&id| id < terms)
            && [&self.by_predicate, &self.by_object, &self.by_graph].into_iter().flatten().all(|&number| number < quads)
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}
