//! Reading and validating 100,000 rows of SSSOM: regimap beside the csv crate that only reads the file, and beside
//! sssom-py, one after the other in one run. Prints times, memory and ratios.
//!
//! `cargo bench --bench mapping_import` (needs `pip install sssom==0.4.21` for the peer; SSSOM_PYTHON names the Python
//! that has it, if not `python3`).

#[path = "peer/mod.rs"]
mod peer;
#[path = "synthetic/mod.rs"]
mod synthetic;

const ROWS: usize = 100_000;
const RUNS: usize = 5;
const PEER: &str = "\
import sys
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
from sssom.constants import SchemaValidationType
table = parse_sssom_table(sys.argv[1])
validate(table, [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness])
assert len(table.df) == 100000
";

fn main() {
    if let Some(file) = std::env::args().skip_while(|argument| argument != "--csv").nth(1) {
        return read(&file);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("set.sssom.tsv");
    let text = synthetic::sssom(&synthetic::mappings(ROWS));
    std::fs::write(&file, &text).expect("it can be written");
    println!("{ROWS} rows, {} MB", text.len() / 1_000_000);
    let file = file.to_string_lossy().into_owned();
    let regimap = env!("CARGO_BIN_EXE_regimap");
    let best = |program: &str, arguments: &[&str]| {
        let runs = (0..RUNS).filter_map(|_| peer::run(program, arguments));
        runs.min_by_key(|run| run.time).expect("it runs")
    };
    let this = std::env::current_exe().expect("this program has a path");
    let csv = best(&this.to_string_lossy(), &["--csv", &file]);
    let import = best(regimap, &["mappings", "import", &file, "--out", "/dev/null"]);
    let check = best(regimap, &["mappings", "check", &file]);
    println!("the csv crate, which only reads: {}", peer::words(&csv));
    for (name, run) in [("import: read, validated, written", import), ("check, with contradictions", check)] {
        let ratio = run.time.as_secs_f64() / csv.time.as_secs_f64();
        println!("regimap, {name}: {}, ratio to csv {ratio:.2}", peer::words(&run));
    }
    let python = std::env::var("SSSOM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    match peer::run(&python, &["-c", PEER, &file]) {
        Some(run) => {
            let faster = run.time.as_secs_f64() / import.time.as_secs_f64();
            println!("sssom-py, read and validated: {}, ratio {faster:.0}", peer::words(&run));
            if let (Some(theirs), Some(ours)) = (run.memory, import.memory) {
                println!("ratio of memory: {:.0}", theirs / ours);
            }
        }
        None => println!("sssom-py is not installed, so there is nothing to compare with: pip install sssom==0.4.21"),
    }
}

fn read(file: &str) {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').comment(Some(b'#')).from_path(file).expect("it can be opened");
    let mut record = csv::StringRecord::new();
    let mut rows = 0;
    while reader.read_record(&mut record).expect("a row") {
        rows += 1;
    }
    assert_eq!(rows, ROWS);
}
