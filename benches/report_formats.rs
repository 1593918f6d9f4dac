//! How long a comparison of two regimes of a thousand provisions each takes in every format, made, written and read back
//! from the disk; and the workbook against the same tables written by openpyxl.
//!
//! `cargo bench --bench report_formats` (needs `pip install openpyxl` for the peer).

#[path = "../tests/reports/made_up.rs"]
mod made_up;

use regimap::report::render::{Format, Json, Renderer as _};
use regimap::report::{Asker, DataVersion, Report, Setting, compare, resolve_side};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PEER: &str = "\
import json, sys, time, openpyxl
report = json.load(open(sys.argv[1]))
start = time.perf_counter()
def plain(cell):
    if cell == 'empty': return ''
    (kind, value), = cell.items()
    if kind == 'list': return '\\n'.join(plain(item) for item in value)
    if kind in ('link', 'local'): return value['text']
    if kind == 'evidence': return value['grade'] + ': ' + value.get('source', '')
    return value
book = openpyxl.Workbook()
for section in report['sections']:
    sheet = book.create_sheet(section['id'][:31])
    sheet.append([column['title'] for column in section['table']['columns']])
    for row in section['table']['rows']:
        sheet.append([plain(cell) for cell in row['cells']])
        cell = sheet.cell(sheet.max_row, 1)
        link = row['cells'][0]
        if 'link' in link: cell.hyperlink = link['link']['iri']
book.save(sys.argv[2])
print(time.perf_counter() - start)
";

fn main() {
    let packs = made_up::packs(1000, &str::to_owned);
    let context = made_up::context(&packs);
    let (made, report) = timed(|| comparison(&context));
    println!("comparison of 1,000 provisions with 1,000, from the graph: {made:?}");
    let mut workbook = Duration::ZERO;
    for format in Format::ALL {
        let (took, bytes) = timed(|| format.render(&report).expect("it renders"));
        println!("{:>9}: {took:?}, {:.1} MB", format.ending(), bytes.len() as f64 / 1e6);
        if format == Format::Xlsx {
            workbook = took;
        }
    }
    let known = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !known.is_ok_and(|status| status.success()) {
        println!("openpyxl is not installed, so there is nothing to compare with: pip install openpyxl");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (json, out) = (folder.path().join("report.json"), folder.path().join("peer.xlsx"));
    std::fs::write(&json, Json.render(&report).expect("JSON")).expect("a file");
    let ran = Command::new("python3").args(["-c", PEER]).arg(&json).arg(&out).stderr(Stdio::inherit()).output();
    let seconds: f64 = String::from_utf8_lossy(&ran.expect("Python runs").stdout).trim().parse().expect("a number");
    println!("openpyxl, the same tables: {:?}", Duration::from_secs_f64(seconds));
    println!("ratio: {:.1}", seconds / workbook.as_secs_f64());
}

fn comparison(context: &regimap::cli::Context) -> Report {
    let names = context.names().expect("things have names");
    let asker = Asker::new(context.engine(), &context.library);
    let side = |name: &str| resolve_side(&asker, &names.find(name).expect("a known name").0.iri).expect("a side");
    let setting = Setting {
        as_of: context.as_of.to_string(),
        base: "https://w3id.org/regimap/".to_owned(),
        data: DataVersion::default(),
        threshold: "secondary".to_owned(),
    };
    compare(&asker, &side("regime/one"), &side("regime/other"), &setting).expect("a comparison")
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}
