//! `regimap check`: the packs, the shapes and the consistency queries.

use super::format::Format;
use super::{Global, Source};
use crate::check::{Checked, Finding, Severity, run_paraphrases, run_rules, run_shapes};
use crate::graph::Frozen;
use crate::query::{Engine, Library};
use crate::shipped;
use anyhow::Result;
use clap::{Args, ValueEnum};
use oxrdf::{NamedNode, Term};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `regimap check`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap check                           the shipped data
  regimap check data                      the packs in a folder
  regimap check data --format json        for machines
  regimap check --fail-on warning         for CI that wants no open question")]
pub struct CheckArgs {
    /// Folder of packs to check instead of those in the binary, or of one pack alone
    folder: Option<PathBuf>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
    /// Hold the answers and relations that the reasoner wrote against the shapes as well; takes longer
    #[arg(long)]
    derived: bool,
    /// The least severity to list
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    list: ListFrom,
    /// How to write the findings
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Wrong data or a violation
    Error,
    /// A warning as well
    Warning,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFrom {
    /// Violations only
    Error,
    /// Warnings as well
    Warning,
    /// Everything
    Info,
}

/// Checks, prints what was found, and sets the exit code.
pub fn run(args: &CheckArgs, global: &Global) -> Result<ExitCode> {
    let mut global = global.clone();
    if args.folder.is_some() {
        global.data.clone_from(&args.folder);
    }
    let source = Source::read(&global)?;
    let packs = match crate::pack::load(source.files.clone()) {
        Ok(packs) => packs,
        Err(broken) if args.format == Format::Json => {
            println!("{}", super::diagnose::json(&broken));
            return Ok(ExitCode::FAILURE);
        }
        Err(broken) => return Err(broken.into()),
    };
    let graph = source.assemble(&packs)?;
    let mut findings =
        all_findings(&graph, source.iris.base(), if args.derived { Checked::Everything } else { Checked::Facts })?;
    let all = findings.len();
    if !source.own_packs.is_empty() {
        let own: Vec<NamedNode> = source.own_packs.iter().map(|pack| source.iris.graph(pack)).collect();
        let subjects = subjects(&graph, &own);
        findings.retain(|finding| subjects.contains(&format!("{}{}", source.iris.base(), finding.subject)));
        let packs = source.own_packs.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let others = all - findings.len();
        anstream::eprintln!("note: only findings about {packs}; `regimap check` lists {others} about the shipped data");
    }
    match args.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&findings)?),
        Format::Text => print(&findings, args.list),
    }
    let worst = findings.iter().map(|finding| finding.severity).min();
    let failed = match args.fail_on {
        FailOn::Error => worst == Some(Severity::Violation),
        FailOn::Warning => worst.is_some_and(|severity| severity <= Severity::Warning),
    };
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The addresses of all things that some graphs speak of.
fn subjects(graph: &Frozen, graphs: &[NamedNode]) -> BTreeSet<String> {
    let quads = graph.iter().filter(|(_, _, _, name)| matches!(name, Term::NamedNode(name) if graphs.contains(name)));
    quads
        .filter_map(|(subject, ..)| match subject {
            Term::NamedNode(node) => Some(node.into_string()),
            _ => None,
        })
        .collect()
}

/// What shapes and consistency queries find in a graph, worst first.
pub fn all_findings(graph: &Frozen, base: &str, checked: Checked) -> Result<Vec<Finding>> {
    let checks = Library::new(shipped::queries("checks"), base)?;
    let engine = Engine::new(graph, base);
    let (shapes, rules) = rayon::join(
        || run_shapes(graph, shipped::ontology_text("shapes.ttl"), base, checked),
        || run_rules(&engine, &checks),
    );
    let mut findings = shapes?;
    findings.extend(rules?);
    let queries = Library::new(shipped::queries("queries"), base)?;
    findings.extend(run_paraphrases(&engine, &queries.bind("check/paraphrases", &[])?)?);
    findings.sort_unstable();
    Ok(findings)
}

fn print(findings: &[Finding], list: ListFrom) {
    let least = match list {
        ListFrom::Error => Severity::Violation,
        ListFrom::Warning => Severity::Warning,
        ListFrom::Info => Severity::Info,
    };
    let mut check = "";
    for finding in findings.iter().filter(|finding| finding.severity <= least) {
        if finding.check != check {
            let style = style(finding.severity);
            anstream::println!("{style}{}{style:#} {} — {}", finding.severity.as_str(), finding.check, finding.mend);
            check = &finding.check;
        }
        anstream::println!("  {}: {}", finding.subject, finding.detail);
    }
    anstream::println!("{}", counts(findings));
}

/// How many findings of each severity there are.
pub fn counts(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let of = |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    format!(
        "{}, {}, {}",
        of(count(Severity::Violation), "violation", "violations"),
        of(count(Severity::Warning), "warning", "warnings"),
        of(count(Severity::Info), "remark", "remarks"),
    )
}

fn style(severity: Severity) -> anstyle::Style {
    match severity {
        Severity::Violation => anstyle::AnsiColor::Red.on_default().bold(),
        Severity::Warning => anstyle::AnsiColor::Yellow.on_default().bold(),
        Severity::Info => anstyle::Style::new().bold(),
    }
}
