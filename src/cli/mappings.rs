//! `regimap mappings`: mapping tables that others published, checked and brought into the form of the packs.

use super::check::FailOn;
use super::format::Format;
use super::patience::patiently;
use super::{Context, Global, Source, diagnose};
use crate::mappings::{
    Computed, Figures, Form, Heading, Known, Mappings, Prefixes, check, contradictions, read, write,
};
use crate::pack::diagnostic::Sink;
use crate::pack::{Code, Diagnostics, FileId, Severity, SourceFile};
use crate::query::Answer;
use crate::reason::Model;
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use oxrdf::Term;
use rustc_hash::FxHashSet;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What to do with a mapping table.
#[derive(Subcommand)]
pub enum MappingsCommand {
    /// List what is wrong or doubtful about a mapping table
    Check(CheckArgs),
    /// Write a mapping table as a mapping set for the packs
    Import(ImportArgs),
}

/// Arguments of `regimap mappings check`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap mappings check crosswalk.sssom.tsv
  regimap mappings check strm.csv --object-ids controls.txt     names that no control has
  regimap mappings check crosswalk.sssom.tsv --format json

Found are: rows that cannot be read, values out of range, names of nothing, pairs mapped twice in the same way or in two
ways, and mappings that cannot all be true, each with a smallest set of rows that clash.
Exit codes: 0 nothing wrong; 1 something wrong, or no table; 2 the arguments are wrong.")]
pub struct CheckArgs {
    #[command(flatten)]
    table: TableArgs,
    /// A file with every name that a subject may have, one a line
    #[arg(long, value_name = "FILE")]
    subject_ids: Option<PathBuf>,
    /// A file with every name that an object may have, one a line
    #[arg(long, value_name = "FILE")]
    object_ids: Option<PathBuf>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
}

/// Arguments of `regimap mappings import`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap mappings import crosswalk.sssom.tsv --out data/mappings/crosswalk.sssom.tsv
  regimap mappings import strm.csv --out data/mappings/strm.sssom.tsv --set-id https://example.org/strm \\
    --license https://creativecommons.org/licenses/by/4.0/ \\
    --subject-prefix https://example.org/law/ --object-prefix https://example.org/controls/

Each row that can be read is written; each that cannot is listed, and makes the exit code 1.")]
pub struct ImportArgs {
    #[command(flatten)]
    table: TableArgs,
    /// Where to write the mapping set; - for standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The IRI of the set, for a table that does not have one
    #[arg(long, value_name = "IRI")]
    set_id: Option<String>,
    /// The licence of the set, for a table that does not state one
    #[arg(long, value_name = "IRI")]
    license: Option<String>,
    /// The title of the set, for a table that does not have one [default: the name of the file]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

/// A table, and how to read and report it.
#[derive(Args)]
struct TableArgs {
    /// The table: SSSOM in TSV or CSV, or an OLIR or STRM spreadsheet as CSV; - for standard input
    file: PathBuf,
    /// Begin the IRIs of focal document elements with this
    #[arg(long, value_name = "IRI", default_value = "urn:focal:", hide_default_value = true)]
    subject_prefix: String,
    /// Begin the IRIs of reference document elements with this
    #[arg(long, value_name = "IRI", default_value = "urn:reference:", hide_default_value = true)]
    object_prefix: String,
    /// How many problems to show as text; all of them are counted, and in JSON all are listed
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    list: usize,
    /// How to write what was found
    #[arg(long, default_value = "text")]
    format: Format,
}

impl TableArgs {
    fn prefixes(&self) -> Prefixes {
        Prefixes { subject: self.subject_prefix.clone(), object: self.object_prefix.clone() }
    }

    fn read(&self, sink: &mut Sink) -> Result<(Arc<Vec<SourceFile>>, Option<Mappings>)> {
        let shown = self.file.display().to_string();
        let bytes = if self.file.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
            bytes
        } else {
            std::fs::read(&self.file).with_context(|| format!("cannot read `{shown}`"))?
        };
        let (text, wrong) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let wrong = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(wrong))
            }
        };
        let file = SourceFile { path: shown.clone(), shown, text };
        if let Some(at) = wrong {
            sink.not_utf8(FileId(0), &file.text, at);
        }
        let table = patiently("reading", |done| read(&file, &self.prefixes(), done, sink));
        Ok((Arc::new(vec![file]), table))
    }
}

/// Runs one of the commands.
///
/// # Errors
/// When a file cannot be read or written, or the packs are broken.
pub fn run(command: &MappingsCommand, global: &Global) -> Result<ExitCode> {
    match command {
        MappingsCommand::Check(args) => run_check(args, global),
        MappingsCommand::Import(args) => run_import(args),
    }
}

fn run_check(args: &CheckArgs, global: &Global) -> Result<ExitCode> {
    let mut sink = Sink::of_all();
    let (files, table) = args.table.read(&mut sink)?;
    let mut figures = Figures::default();
    if let Some(table) = &table {
        let mut known = Known {
            subjects: args.subject_ids.as_deref().map(names).transpose()?,
            objects: args.object_ids.as_deref().map(names).transpose()?,
            ..Known::default()
        };
        let is_own = table.things.iter().any(|thing| thing.iri.starts_with(&global.base));
        if is_own {
            (known.own, known.own_things) = (global.base.clone(), own_things(global)?);
        }
        figures = patiently("checking", |_| {
            check(table, &known, &mut sink);
            find_contradictions(table, is_own, global, &mut sink)
        })?;
    }
    let found = sink.finish(&files);
    match args.table.format {
        Format::Json => println!("{:#}", check_as_json(table.as_ref(), &figures, &found)),
        Format::Text => {
            list(&args.table, &found);
            if let Some(table) = &table {
                anstream::println!("{}", counts(table));
                anstream::println!("{}", conclusions(&figures, &found));
            }
        }
    }
    let failed = found.iter().any(|one| one.severity == Severity::Error || args.fail_on == FailOn::Warning);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn run_import(args: &ImportArgs) -> Result<ExitCode> {
    let mut sink = Sink::of_all();
    let (files, table) = args.table.read(&mut sink)?;
    let found = sink.finish(&files);
    let Some(table) = table else { return Err(found.into()) };
    let heading = match table.form {
        Form::Sssom => None,
        Form::Strm => Some(args.heading()?),
    };
    if args.out.as_os_str() == "-" {
        let mut out = BufWriter::new(std::io::stdout().lock());
        write(&table, &files[0], heading.as_ref(), &args.table.prefixes(), &mut out)?;
        out.flush()?;
    } else {
        let name = args.out.display();
        let file = File::create(&args.out).with_context(|| format!("cannot write `{name}`"))?;
        let mut out = BufWriter::new(file);
        write(&table, &files[0], heading.as_ref(), &args.table.prefixes(), &mut out)
            .and_then(|()| out.flush())
            .with_context(|| format!("cannot write `{name}`"))?;
    }
    match args.table.format {
        // Standard output may hold the set.
        Format::Json => eprintln!("{:#}", import_as_json(&table, &found)),
        Format::Text => {
            eprint!("{}", diagnose::listing(&found, args.table.list, false));
            eprintln!("{}", counts(&table));
        }
    }
    Ok(if found.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

impl ImportArgs {
    fn heading(&self) -> Result<Heading> {
        let (Some(set_id), Some(license)) = (&self.set_id, &self.license) else {
            bail!("this table does not say what set it is nor how it may be used: give `--set-id` and `--license`");
        };
        let title = self.title.clone().or_else(|| Some(self.table.file.file_stem()?.to_string_lossy().into_owned()));
        Ok(Heading { set_id: set_id.clone(), license: license.clone(), title: title.unwrap_or_default() })
    }
}

/// The names in a file, one a line; of a table, those in the first column.
fn names(file: &Path) -> Result<FxHashSet<String>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let first = |line: &str| line.split(['\t', ',']).next().unwrap_or_default().trim().trim_matches('"').to_owned();
    Ok(text.lines().map(first).filter(|name| !name.is_empty()).collect())
}

/// The IRIs of all things of the knowledge base.
fn own_things(global: &Global) -> Result<FxHashSet<String>> {
    let context = Context::load(global)?;
    let Answer::Table(table) = context.engine().answer("SELECT DISTINCT ?thing { ?thing a ?class }")? else {
        return Ok(FxHashSet::default());
    };
    let iri = |row: Vec<Option<Term>>| match row.into_iter().next().flatten() {
        Some(Term::NamedNode(iri)) => Some(iri.into_string()),
        _ => None,
    };
    Ok(table.rows.into_iter().filter_map(iri).collect())
}

/// A table about provisions of the packs is held against what is computed of them, unless a former build is asked, which
/// has no packs.
fn find_contradictions(table: &Mappings, is_own: bool, global: &Global, sink: &mut Sink) -> Result<Figures> {
    if !is_own || global.graph.is_some() {
        return Ok(contradictions(table, &(), &[], sink));
    }
    let source = Source::read(global)?;
    let packs = source.load()?;
    let model = Model::new(&packs, source.as_of);
    let computed = Computed::of(table, &model, &source.iris);
    Ok(contradictions(table, &computed, &computed.relations(), sink))
}

fn list(args: &TableArgs, found: &Diagnostics) {
    let colour = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    anstream::print!("{}", diagnose::listing(found, args.list, colour));
    if found.len() > args.list {
        anstream::println!("… and {} more; `--list {}` shows all\n", found.len() - args.list, found.len());
    }
}

fn number(found: &Diagnostics, code: Code) -> usize {
    found.iter().filter(|one| one.code == code).count()
}

fn counts(table: &Mappings) -> String {
    let (taken, rows) = (table.mappings.len(), table.rows);
    format!("{}: {rows} rows, {taken} taken, {} bad", table.form.as_str(), rows - taken)
}

fn conclusions(figures: &Figures, found: &Diagnostics) -> String {
    let mut text = format!(
        "{} names of nothing, {} pairs mapped twice in the same way, {} in two ways\n\
         {} contradictions among {} mappings; of {} pairs they say more together than each by itself",
        number(found, Code::DanglingId),
        number(found, Code::DuplicatePair),
        number(found, Code::TwoRelations),
        figures.contradictions,
        figures.taken,
        figures.derived,
    );
    for (line, count) in figures.suspects.iter().take(3) {
        text.push_str(&format!("\nline {line} takes part in {count} contradictions"));
    }
    text
}

fn import_as_json(table: &Mappings, found: &Diagnostics) -> Value {
    json!({
        "form": table.form.as_str(),
        "rows": table.rows,
        "taken": table.mappings.len(),
        "bad": table.rows - table.mappings.len(),
        "findings": diagnose::objects(found),
    })
}

fn check_as_json(table: Option<&Mappings>, figures: &Figures, found: &Diagnostics) -> Value {
    let Some(table) = table else { return json!({ "findings": diagnose::objects(found) }) };
    let suspects: Vec<Value> =
        figures.suspects.iter().map(|(line, count)| json!({ "line": line, "contradictions": count })).collect();
    json!({
        "form": table.form.as_str(),
        "rows": table.rows,
        "taken": table.mappings.len(),
        "bad": table.rows - table.mappings.len(),
        "dangling": number(found, Code::DanglingId),
        "duplicatePairs": number(found, Code::DuplicatePair),
        "twoRelations": number(found, Code::TwoRelations),
        "reasonedOver": figures.taken,
        "derived": figures.derived,
        "contradictions": figures.contradictions,
        "suspects": suspects,
        "findings": diagnose::objects(found),
    })
}
