//! What follows from 75,000 mappings with two million two-step chains, nineteen in twenty of them "intersects" alone:
//! regimap beside the same closure in clingo and in Python, one after the other in one run; then how regimap's time
//! grows from a thousand to a million mappings. Prints times, memory and ratios.
//!
//! `cargo bench --bench closure` (needs Debian's `gringo` package, which brings clingo, and Python 3 for the peers).

#[path = "peer/mod.rs"]
mod peer;
#[path = "synthetic/mod.rs"]
mod synthetic;

use regimap::reason::network::{Assertion, Network};
use regimap::reason::{Disjunction, Relation};
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

const MAPPINGS: usize = 75_000;
const RUNS: usize = 5;

fn main() {
    if let Some(count) = std::env::args().skip_while(|argument| argument != "--alone").nth(1) {
        let count = count.parse().expect("a number of mappings");
        return println!("{}", Network::new(synthetic::mappings(count), &()).size());
    }
    let mappings = synthetic::mappings(MAPPINGS);
    let (chains, open) = synthetic::chains(&mappings);
    println!("{MAPPINGS} mappings, {chains} chains of two, {:.1} % of \"intersects\" alone", percent(open, chains));
    let (ours, network) = median(&mappings);
    println!("regimap: {ours:.1?}, {} pairs known", network.size());
    let program = std::env::current_exe().expect("this program has a path");
    let alone = peer::run(&program.to_string_lossy(), &["--alone", &MAPPINGS.to_string()]);
    println!(
        "regimap as a process, with making the mappings: {}",
        alone.map_or("failed".into(), |run| peer::words(&run))
    );
    peers(&mappings, ours);
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        let mappings = synthetic::mappings(count);
        let (chains, _) = synthetic::chains(&mappings);
        let (time, network) = median(&mappings);
        let each = time.as_secs_f64() * 1e9 / chains as f64;
        println!("{count} mappings, {chains} chains: {time:.1?}, {} pairs known, {each:.0} ns a chain", network.size());
    }
    let base = synthetic::mappings(MAPPINGS);
    let (last, rest) = base.split_last().expect("there are mappings");
    let mut network = Network::new(rest.to_vec(), &());
    let start = Instant::now();
    network.add(&[*last]);
    println!("one mapping more: {:.1?}", start.elapsed());
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole as f64
}

fn median(mappings: &[Assertion]) -> (Duration, Network<'static>) {
    let mut runs: Vec<(Duration, Network<'static>)> = (0..RUNS)
        .map(|_| {
            let mappings = mappings.to_vec();
            let start = Instant::now();
            let network = Network::new(mappings, &());
            (start.elapsed(), network)
        })
        .collect();
    runs.sort_unstable_by_key(|(time, _)| *time);
    runs.swap_remove(RUNS / 2)
}

fn peers(mappings: &[Assertion], ours: Duration) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        let mut file = std::fs::File::create(&path).expect("a file");
        file.write_all(text.as_bytes()).expect("it can be written");
        path.to_string_lossy().into_owned()
    };
    let table = write("composition.py", &python(mappings));
    let logic = write("closure.lp", &clingo(mappings));
    for (name, program, arguments) in
        [("Python", "python3", vec![table.as_str()]), ("clingo", "clingo", vec![&logic, "--mode=gringo"])]
    {
        match peer::run(program, &arguments) {
            Some(run) => {
                println!("{name}: {}, ratio {:.0}", peer::words(&run), run.time.as_secs_f64() / ours.as_secs_f64());
            }
            None => println!("{name} is not installed, or ran out of memory"),
        }
    }
}

/// The bits of a disjunction, in the order of the relations.
fn bits(relation: Disjunction) -> u32 {
    relation.iter().map(|relation| 1 << relation as u32).sum()
}

fn of_bits(bits: u32) -> Disjunction {
    let relations: Vec<Relation> =
        Relation::ALL.into_iter().filter(|relation| bits & (1 << *relation as u32) != 0).collect();
    Disjunction::any_of(&relations)
}

/// The same queue over dictionaries, with open and pinned neighbours apart as well.
fn python(mappings: &[Assertion]) -> String {
    let mut text = String::from("from collections import deque\ncompose = [");
    for one in 0..32 {
        let row: Vec<u32> = (0..32).map(|other| bits(of_bits(one).compose(of_bits(other)))).collect();
        let _ = write!(text, "{row:?},");
    }
    text.push_str("]\nconverse = [");
    (0..32).for_each(|one| {
        let _ = write!(text, "{},", bits(of_bits(one).converse()));
    });
    text.push_str("]\ngiven = [");
    for Assertion { subject, object, relation } in mappings {
        let _ = write!(text, "({subject},{object},{}),", bits(*relation));
    }
    text.push_str(
        "]
known, pinned, every, queue = {}, {}, {}, deque()
def tighten(a, b, r):
    old = known.get((a, b), 31)
    new = old & r
    if new == old: return
    assert new
    known[a, b] = new
    known[b, a] = converse[new]
    for x, y in ((a, b), (b, a)):
        if old == 31: every.setdefault(x, []).append(y)
        if not new & 8 and old & 8: pinned.setdefault(x, []).append(y)
    queue.append((a, b))
for a, b, r in given: tighten(a, b, r)
none = []
while queue:
    a, b = queue.popleft()
    for x, y in ((a, b), (b, a)):
        r = known[x, y]
        row = compose[r]
        for z in list((pinned if r & 8 else every).get(y, none)):
            if z != x:
                t = row[known[y, z]]
                if t != 31 and known.get((x, z), 31) & ~t: tighten(x, z, t)
print(len(known) // 2)
",
    );
    text
}

/// As rules: what is known of a pair, the composition of two, and what two leave possible together.
fn clingo(mappings: &[Assertion]) -> String {
    let mut text = String::new();
    for one in 0..32u32 {
        for other in 0..32u32 {
            let composed = bits(of_bits(one).compose(of_bits(other)));
            if composed != 31 && composed != 0 {
                let _ = writeln!(text, "compose({one},{other},{composed}).");
            }
        }
        let _ = writeln!(text, "converse({one},{}).", bits(of_bits(one).converse()));
    }
    for Assertion { subject, object, relation } in mappings {
        let _ = writeln!(text, "known({subject},{object},{}).", bits(*relation));
    }
    text.push_str(
        "known(B,A,S) :- known(A,B,R), converse(R,S).
known(A,C,T) :- compose(R,S,T), known(A,B,R), known(B,C,S), A != C.
known(A,B,R&S) :- known(A,B,R), known(A,B,S), R < S.
",
    );
    text
}
