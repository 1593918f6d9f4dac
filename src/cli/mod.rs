//! The commands: each file takes arguments, calls the room that knows, and prints.

mod agreement;
mod annex;
mod audit;
mod build;
mod check;
mod columns;
mod compare;
mod completions;
mod context;
mod coverage;
pub mod diagnose;
mod diff;
mod drift;
mod evidence;
mod explain;
mod format;
mod from_disk;
mod gap;
mod landscape;
mod live;
mod mappings;
mod matrix;
mod new_pack;
mod output;
mod patience;
mod progress;
mod query;
mod routes;
mod schema;
mod search;
mod show;
mod site;
mod sources;
mod tables;
mod todo;
mod version;
mod watch;
mod what_if;

pub use context::{Context, Source};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

const STYLES: clap::builder::Styles = clap::builder::Styles::styled()
    .header(anstyle::AnsiColor::Green.on_default().bold())
    .usage(anstyle::AnsiColor::Green.on_default().bold())
    .literal(anstyle::AnsiColor::Cyan.on_default().bold())
    .placeholder(anstyle::AnsiColor::Cyan.on_default());

/// Links the cyber-security regimes and labels for consumer connectable products, and answers with evidence.
///
/// The data ships inside the binary: every command but `build` works anywhere, with nothing else installed.
#[derive(Parser)]
#[command(name = "regimap", version, styles = STYLES, max_term_width = 100, after_help = "\
Examples:
  regimap build                                         knowledge base, reports and site, in dist/
  regimap coverage --of uk-psti --by jc-star:1          what does a STAR-1 label show of UK law?
  regimap compare uk-psti sg-cls:1                      provision by provision
  regimap explain 'EN 303 645 5.1-1' 'Sch 1 para 1(2)'  why a relation is what it is
  regimap query --list                                  the named queries
  regimap query 'SELECT * { ?regime a regimap:Regime }'

Exit codes: 0 done; 1 something was found or failed; 2 the arguments are wrong.")]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// Read the packs from this folder instead of those in the binary; one without a vocabulary is laid over those
    #[arg(long, value_name = "DIR", global = true, help_heading = "Data")]
    pub data: Option<PathBuf>,
    /// Lay the packs of this folder over the others: its files replace those of the same path
    #[arg(long, value_name = "DIR", global = true, help_heading = "Data")]
    pub overlay: Vec<PathBuf>,
    /// Ask the graph of a former build (its regimap.snapshot) instead of building one
    #[arg(long, value_name = "FILE", global = true, conflicts_with_all = ["data", "overlay"], help_heading = "Data")]
    pub graph: Option<PathBuf>,
    /// Begin the addresses of things with this IRI
    #[arg(long, value_name = "IRI", global = true, default_value = crate::graph::terms::DEFAULT_BASE, hide_default_value = true, help_heading = "Data")]
    pub base: String,
    /// Answer as of this date, such as 2025-11-30 [default: today]
    #[arg(long, value_name = "DATE", global = true, value_parser = context::parse_as_of, help_heading = "Data")]
    pub as_of: Option<crate::reason::AsOf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", help_heading = "Output")]
    pub color: ColorWhen,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Build knowledge base, reports and site in one folder
    Build(build::BuildArgs),
    /// Write the pages alone; with --watch, again with every change
    Site(site::SiteArgs),
    /// Check the packs and the graph; list what is wrong or doubtful
    Check(check::CheckArgs),
    /// What holding a label shows of a law or standard
    Coverage(coverage::CoverageArgs),
    /// Which label at which lowest level shows that something is met
    Routes(routes::RoutesArgs),
    /// What a holder of one thing has to add for another, as a work list
    Gap(gap::GapArgs),
    /// Every holder against every target
    Matrix(matrix::MatrixArgs),
    /// Where recognition, content and published mappings differ
    Agreement(agreement::AgreementArgs),
    /// What two regimes, editions or levels ask, provision by provision
    Compare(compare::CompareArgs),
    /// What changed between two days, builds or editions, and through which fact
    Diff(diff::DiffArgs),
    /// Which pinned editions are behind, and what would change if the pins moved
    Drift(drift::DriftArgs),
    /// Each recognition of an arrangement against the content that supports it
    Audit(audit::AuditArgs),
    /// The table that two parties attach to a memorandum, with room to initial
    Annex(annex::AnnexArgs),
    /// Who has published what, who recognises whom, and which label leads to which market
    Landscape(landscape::LandscapeArgs),
    /// What rests on secondary or unconfirmed facts
    Evidence(evidence::EvidenceArgs),
    /// Suppose a recognition or a mapping, or leave one out, and see what changes
    WhatIf(what_if::WhatIfArgs),
    /// Why a relation or a status is what it is
    Explain(explain::ExplainArgs),
    /// Check and import mapping tables: SSSOM, OLIR, STRM
    #[command(
        subcommand,
        after_help = "\
Examples:
  regimap mappings check data/mappings/psti-schedule-2.sssom.tsv
  regimap mappings import data/mappings/psti-schedule-2.sssom.tsv --out my.sssom.tsv"
    )]
    Mappings(mappings::MappingsCommand),
    /// Ask in SPARQL, or by the name of a query
    Query(query::QueryArgs),
    /// All that is known of one thing
    Show(show::ShowArgs),
    /// Find things by words
    Search(search::SearchArgs),
    /// The documents that facts were read from, and what rests on each
    Sources(sources::SourcesArgs),
    /// What is unconfirmed, incomplete, disagreeing or open, what most answers rest on first
    Todo(todo::TodoArgs),
    /// Begin a pack for a regime of your own
    NewPack(new_pack::NewPackArgs),
    /// What the tables of a pack hold, column by column
    Tables(tables::TablesArgs),
    /// The JSON Schema of reports
    Schema(schema::SchemaArgs),
    /// Write completions for a shell
    Completions(completions::CompletionsArgs),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Whatever kept it from being done, with what to do about it.
    pub fn run(self) -> Result<ExitCode> {
        match self.global.color {
            ColorWhen::Auto => {}
            ColorWhen::Always => anstream::ColorChoice::Always.write_global(),
            ColorWhen::Never => anstream::ColorChoice::Never.write_global(),
        }
        let global = &self.global;
        match self.command {
            Command::Build(args) => build::run(&args, global),
            Command::Site(args) => site::run(args, global),
            Command::Check(args) => check::run(&args, global),
            Command::Coverage(args) => coverage::run(&args, &Context::load(global)?),
            Command::Routes(args) => routes::run(&args, &Context::load(global)?),
            Command::Gap(args) => gap::run(&args, &Context::load(global)?),
            Command::Matrix(args) => matrix::run(&args, &Context::load(global)?),
            Command::Agreement(args) => agreement::run(&args, &Context::load(global)?),
            Command::Compare(args) => compare::run(&args, &Context::load(global)?),
            Command::Diff(args) => diff::run(&args, global),
            Command::Drift(args) => drift::run(&args, &Context::load(global)?),
            Command::Audit(args) => audit::run(&args, &Context::load(global)?),
            Command::Annex(args) => annex::run(&args, &Context::load(global)?),
            Command::Landscape(args) => landscape::run(&args, &Context::load(global)?),
            Command::Evidence(args) => evidence::run(&args, &Context::load(global)?),
            Command::WhatIf(args) => what_if::run(&args, global),
            Command::Explain(args) => explain::run(&args, &Context::load(global)?),
            Command::Mappings(command) => mappings::run(&command, global),
            Command::Query(args) => query::run(&args, global),
            Command::Show(args) => show::run(&args, &Context::load(global)?),
            Command::Search(args) => search::run(&args, &Context::load(global)?),
            Command::Sources(args) => sources::run(&args, &Context::load(global)?),
            Command::Todo(args) => todo::run(&args, &Context::load(global)?),
            Command::NewPack(args) => new_pack::run(&args, global),
            Command::Tables(args) => tables::run(&args, global),
            Command::Schema(args) => schema::run(&args),
            Command::Completions(args) => completions::run(&args),
        }
    }
}

/// An error as people see it: what went wrong, and below it why.
pub fn error_text(error: &anyhow::Error) -> String {
    if let Some(broken) = error.downcast_ref::<crate::pack::Diagnostics>() {
        return diagnose::text(
            broken,
            anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never,
        );
    }
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let mut text = format!("{style}error{style:#}: {error}");
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // Some errors already hold the words of their cause.
        if !text.contains(&cause) {
            text.push_str(&format!("\n  because: {cause}"));
        }
    }
    text
}

/// Says on standard error what else a name could have meant.
fn note_others(name: &str, found: &crate::query::Match, others: &[&crate::query::Match]) {
    if !others.is_empty() {
        let list: Vec<&str> = others.iter().map(|other| other.iri.as_str()).take(4).collect();
        anstream::eprintln!(
            "note: `{name}` is taken as {}; it could also mean {}",
            found.iri.as_str(),
            list.join(", ")
        );
    }
}
