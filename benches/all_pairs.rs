//! The relation of every two of 10,000 provisions over 1,000 elements: regimap beside the plainest loop that ANDs and
//! compares packed words, on the same cores, one after the other in one run. Prints times and their ratio.
//!
//! `cargo bench --bench all_pairs`

#[path = "synthetic/mod.rs"]
mod synthetic;

use rayon::prelude::*;
use regimap::reason::{BitSet, Pairs};
use std::hint::black_box;
use std::time::{Duration, Instant};
use synthetic::Random;

const PROVISIONS: usize = 10_000;
const ELEMENTS: usize = 1_000;
const WORDS: usize = ELEMENTS.div_ceil(64);
const RUNS: usize = 5;

fn main() {
    // As provisions are, and as many as can be: how much is shared decides how much there is to do.
    for per_provision in [4, 20, 100, 500] {
        let mut random = Random::new(per_provision as u64);
        let sets: Vec<BitSet> = (0..PROVISIONS)
            .map(|_| {
                let mut set = BitSet::new(ELEMENTS);
                (0..per_provision).for_each(|_| {
                    set.insert(random.below(ELEMENTS));
                });
                set
            })
            .collect();
        let mut packed = vec![[0u64; WORDS]; PROVISIONS];
        for (row, set) in packed.iter_mut().zip(&sets) {
            set.iter().for_each(|element| row[element / 64] |= 1 << (element % 64));
        }
        let (ours, plain) = (median(|| ours(&sets)), median(|| plain(&packed)));
        assert_eq!(ours.1, plain.1, "the two find the same");
        println!(
            "{per_provision} elements a provision, {} related pairs: regimap {:.2?}, plain loop {:.2?}, ratio {:.2}",
            ours.1.iter().sum::<usize>(),
            ours.0,
            plain.0,
            ours.0.as_secs_f64() / plain.0.as_secs_f64()
        );
    }
}

/// How many pairs are equal, superset, subset and intersecting.
type Counts = [usize; 4];

fn add(mut one: Counts, other: Counts) -> Counts {
    one.iter_mut().zip(other).for_each(|(count, more)| *count += more);
    one
}

/// From the sets as the model has them, packing included.
fn ours(sets: &[BitSet]) -> Counts {
    let pairs = Pairs::new(sets);
    let row = |subject| {
        let mut counts = [0; 4];
        pairs.of(subject).for_each(|(_, relation)| counts[relation as usize] += 1);
        counts
    };
    (0..PROVISIONS).into_par_iter().map(row).reduce(|| [0; 4], add)
}

/// AND, then compare with the one and the other.
fn plain(packed: &[[u64; WORDS]]) -> Counts {
    let row = |mine: &[u64; WORDS]| {
        let mut counts = [0; 4];
        for theirs in packed {
            let mut shared = [0u64; WORDS];
            for place in 0..WORDS {
                shared[place] = mine[place] & theirs[place];
            }
            if shared == [0; WORDS] {
                continue;
            }
            let place = match (shared == *theirs, shared == *mine) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            counts[place] += 1;
        }
        counts
    };
    packed.par_iter().map(row).reduce(|| [0; 4], add)
}

fn median(mut run: impl FnMut() -> Counts) -> (Duration, Counts) {
    let mut times: Vec<(Duration, Counts)> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let counts = black_box(run());
            (start.elapsed(), counts)
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}
