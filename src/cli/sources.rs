//! `regimap sources`: every document that facts were read from, and what rests on it.

use super::Context;
use crate::export::{self, bibtex, csl_json};
use crate::query::{Table, compact};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use oxrdf::Term;
use serde_json::json;
use std::process::ExitCode;

/// Arguments of `regimap sources`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  regimap sources                             every source, with the number of facts that rest on it
  regimap sources si-2025-1267                the facts that rest on one
  regimap sources --format bibtex > regimap.bib
  regimap sources --format csl-json           for Zotero, Pandoc and citeproc")]
pub struct SourcesArgs {
    /// One source, by any of its names
    source: Option<String>,
    /// How to write them
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// For BibTeX and BibLaTeX
    Bibtex,
    /// For the Citation Style Language
    CslJson,
}

/// Prints the sources, or what rests on one.
pub fn run(args: &SourcesArgs, context: &Context) -> Result<ExitCode> {
    let engine = context.engine();
    let mut table = engine.table(&context.library.bind("names/sources", &[])?)?;
    let mut facts = None;
    if let Some(name) = &args.source {
        let source = find(&table, name, context)?;
        let column = table.column("source");
        table.rows.retain(|row| column.and_then(|column| row[column].as_ref()) == Some(&source));
        facts = Some(engine.table(&context.library.bind("site/source/facts", &[("subject", &source)])?)?);
    }
    let sources = entries(&table);
    match args.format {
        Format::Bibtex => print!("{}", bibtex(&sources)),
        Format::CslJson => println!("{}", serde_json::to_string_pretty(&csl_json(&sources))?),
        Format::Json => println!("{}", serde_json::to_string_pretty(&as_json(&table, facts.as_ref(), context))?),
        Format::Text => {
            print(&table);
            if let Some(facts) = &facts {
                print_facts(facts, context);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A source by its own identifier, or by another name of it.
fn find(table: &Table, name: &str, context: &Context) -> Result<Term> {
    let rows = || 0..table.rows.len();
    if let Some(source) =
        rows().find(|&row| table.text(row, "identifier") == name).and_then(|row| table.get(row, "source"))
    {
        return Ok(source.clone());
    }
    let names = context.names()?;
    let (found, others) = names.find(name)?;
    let source: Term = found.iri.clone().into();
    if !rows().any(|row| table.get(row, "source") == Some(&source)) {
        bail!("`{name}` is {} and no source; `regimap sources` lists all", found.iri.as_str());
    }
    super::note_others(name, found, &others);
    Ok(source)
}

fn entries(table: &Table) -> Vec<export::Source> {
    let entry = |row: usize| {
        let text = |column: &str| table.text(row, column).to_owned();
        let given = |column: &str| Some(text(column)).filter(|text| !text.is_empty());
        export::Source {
            id: text("identifier"),
            title: text("label"),
            original: given("local").zip(given("language")),
            publisher: given("publisher"),
            published: given("published"),
            url: given("url"),
            read_extent: text("readExtent"),
        }
    };
    (0..table.rows.len()).map(entry).collect()
}

fn grade(table: &Table, row: usize) -> &str {
    table.text(row, "grade").rsplit('#').next().unwrap_or_default()
}

fn print(table: &Table) {
    let (head, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    for row in 0..table.rows.len() {
        let text = |column: &str| table.text(row, column);
        anstream::println!("{head}{}{head:#}  {}", text("identifier"), text("label"));
        let parts = [text("publisher"), text("published"), grade(table, row), text("url")];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        anstream::println!("    {dim}{}{dim:#}", parts.join(" · "));
        let facts = text("facts").parse().unwrap_or(0);
        let facts = if facts == 1 { "1 fact".to_owned() } else { format!("{facts} facts") };
        anstream::println!("    {facts}; read: {}", text("readExtent"));
    }
}

fn print_facts(facts: &Table, context: &Context) {
    let shown = |row: usize, column: &str| {
        facts.get(row, column).map(|term| compact(term, context.iris.base())).unwrap_or_default()
    };
    anstream::println!();
    for row in 0..facts.rows.len() {
        let (class, locator) = (shown(row, "class"), shown(row, "locator"));
        let class = class.trim_start_matches("regimap:").to_owned();
        anstream::println!("  {}  {class}, {locator} [{}]", shown(row, "about"), grade(facts, row));
    }
}

fn as_json(table: &Table, facts: Option<&Table>, context: &Context) -> serde_json::Value {
    let rows = |table: &Table| -> Vec<serde_json::Map<String, serde_json::Value>> {
        (0..table.rows.len())
            .map(|row| {
                let bound = table.columns.iter().filter(|column| column.as_str() != "subject");
                let bound = bound.filter_map(|column| Some((column.clone(), table.get(row, column)?)));
                bound.map(|(column, term)| (column, json!(compact(term, context.iris.base())))).collect()
            })
            .collect()
    };
    match facts {
        Some(facts) => json!({"sources": rows(table), "facts": rows(facts)}),
        None => json!({"sources": rows(table)}),
    }
}
