//! How long a person waits for an answer from a cold start: regimap against rdflib, the same query over the same
//! graph, one after the other in one run. Prints medians and their ratio.
//!
//! `cargo bench --bench cold_query` (needs `pip install rdflib` for the peer).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;
const QUERY: &str = "\
PREFIX regimap: <https://w3id.org/regimap/ontology#>
SELECT ?edition (COUNT(?obligation) AS ?count) WHERE {
  ?obligation a regimap:Obligation ; regimap:edition ?edition ; regimap:grade regimap:primary .
} GROUP BY ?edition ORDER BY ?edition";

const PEER: &str = "\
import sys, rdflib
graph = rdflib.Dataset(default_union=True)
graph.parse(sys.argv[1], format='nquads')
for row in graph.query(sys.argv[2]):
    print(*row, sep='\\t')
";

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("dist");
    let regimap = env!("CARGO_BIN_EXE_regimap");
    let built =
        Command::new(regimap).arg("build").arg("--out").arg(&out).stderr(Stdio::null()).stdout(Stdio::null()).status();
    assert!(built.is_ok_and(|status| status.success()), "the build failed");

    let ours = median(|| time(Command::new(regimap).args(["query", "--format", "tsv", QUERY])));
    println!("regimap query, cold: {ours:?}");
    let known = Command::new("python3").args(["-c", "import rdflib"]).stderr(Stdio::null()).status();
    if !known.is_ok_and(|status| status.success()) {
        println!("rdflib is not installed, so there is nothing to compare with: pip install rdflib");
        return;
    }
    let theirs = median(|| time(&mut peer(&out.join("graph.nq"))));
    println!("rdflib, load and query: {theirs:?}");
    println!("ratio: {:.0}", theirs.as_secs_f64() / ours.as_secs_f64());
}

fn peer(graph: &Path) -> Command {
    let mut command = Command::new("python3");
    command.args(["-c", PEER]).arg(graph).arg(QUERY);
    command
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let output = command.stderr(Stdio::inherit()).output().expect("the command starts");
    assert!(output.status.success() && !output.stdout.is_empty(), "the command gave no answer");
    start.elapsed()
}

fn median(mut run: impl FnMut() -> Duration) -> Duration {
    run();
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run()).collect();
    times.sort_unstable();
    times[RUNS / 2]
}
